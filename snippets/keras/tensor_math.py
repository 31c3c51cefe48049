# %% elementwise same="logs, decades, inverse_roots, erf, roots"
# why: PyTorch and Keras return `float32` for integers. TensorFlow's roots, exponentials and logarithms take decimals
#   only, so cast first.
import keras

x = keras.ops.array([0.25, 1.0, 100.0])
logs = keras.ops.log(x)
decades = keras.ops.log10(x)
inverse_roots = keras.ops.rsqrt(x)
erf = keras.ops.erf(x)
counts = keras.ops.array([1, 4])
roots = keras.ops.sqrt(counts)
print("logs:", logs)
print("decades:", decades)
print("inverse roots:", inverse_roots)
print("erf:", erf)
roots

# %% rounding same="nearest, tenths, truncated, quotient, remainder, c_remainder"
x = keras.ops.array([-2.5, -1.5, 0.5, 1.5, 2.5])
nearest = keras.ops.round(x)
tenths = keras.ops.round(keras.ops.array([0.25, 0.75, 1.26]), decimals=1)
truncated = keras.ops.trunc(x)
quotient = keras.ops.floor_divide(x, 2.0)
remainder = keras.ops.mod(x, 2.0)
c_remainder = keras.ops.fmod(x, 2.0)
print("nearest:", nearest)
print("tenths:", tenths)
print("truncated:", truncated)
print("quotient:", quotient)
print("remainder:", remainder)
print("c remainder:", c_remainder)

# %% clamp differs="crossed" same="between, positive"
# why: If the lower limit is above the upper one, PyTorch returns the upper limit, and TensorFlow and Keras return the
#   lower. None of them raises an error, so check limits that are computed.
x = keras.ops.array([-5.0, 0.5, 5.0])
between = keras.ops.clip(x, -1.0, 1.0)
positive = keras.ops.maximum(x, 0.0)
crossed = keras.ops.clip(x, 2.0, 1.0)
print("between:", between)
print("positive:", positive)
crossed

# %% product same="per_row, per_sample"
# why: `sum`, `mean`, `amax`, `any` and `all` take several axes in PyTorch, but `prod` takes one, so flatten the axes
#   first. TensorFlow and Keras take a list of axes everywhere.
x = keras.ops.reshape(keras.ops.arange(1.0, 9.0), (2, 2, 2))
per_row = keras.ops.prod(x, axis=2, keepdims=True)
per_sample = keras.ops.prod(x, axis=(1, 2))
print("per row:", per_row.shape)
per_sample

# %% any-all same="some, every, count, share"
# why: PyTorch and Keras count every number except 0 as true. TensorFlow's logical reductions take only booleans, and
#   its sums take no booleans, so compare or cast.
x = keras.ops.array([[0, 2], [0, 0], [3, 4]])
some = keras.ops.any(x, axis=1)
every = keras.ops.all(x, axis=1)
count = keras.ops.sum(keras.ops.cast(x > 1, "int64"))
share = keras.ops.mean(keras.ops.cast(x > 1, "float32"))
print("some:", some)
print("every:", every)
print("count:", count)
print("share:", share)

# %% nan-reductions same="plain, total, mean, filled"
x = keras.ops.array([[1.0, float("nan")], [3.0, 4.0], [5.0, 6.0]])
plain = keras.ops.mean(x, axis=0)
total = keras.ops.nansum(x, axis=0)
mean = keras.ops.nanmean(x, axis=0)
filled = keras.ops.where(keras.ops.isnan(x), mean, x)
print("plain:", plain)
print("total:", total)
print("mean:", mean)
filled

# %% nan-order differs="position, ordered" same="largest, best, clean"
# why: PyTorch's `argmax` returns the position of the `nan`, and its `sort` puts it last. In TensorFlow, and in Keras on
#   TensorFlow, `argmax` ignores the `nan` and `sort` leaves the numbers around it out of order, because no comparison
#   with `nan` is true. Replace `nan` first, and all three agree.
x = keras.ops.array([3.0, float("nan"), 1.0, 2.0])
largest = keras.ops.max(x)
position = keras.ops.argmax(x)
ordered = keras.ops.sort(x)
best = keras.ops.cast(keras.ops.nanargmax(x), "int64")
clean = keras.ops.where(keras.ops.isnan(x), float("inf"), x)
clean = keras.ops.sort(clean)
print("largest:", largest)
print("position:", position)
print("best:", best)
print(ordered)
clean

# %% quantile same="per_row, lower"
x = keras.ops.array([[1.0, 2.0, 3.0, 4.0], [0.0, 10.0, 20.0, 30.0]])
levels = [0.25, 0.9]
per_row = keras.ops.quantile(x, levels, axis=1)
lower = keras.ops.quantile(x, 0.5, axis=1, method="lower")
print(per_row)
lower

# %% covariance same="covariance, correlation"
samples = keras.ops.array([[1.0, 2.0], [2.0, 1.0], [3.0, 5.0], [4.0, 4.0]])
centered = samples - keras.ops.mean(samples, axis=0)
covariance = keras.ops.transpose(centered) @ centered / (4 - 1)
correlation = keras.ops.corrcoef(keras.ops.transpose(samples))
print(covariance)
correlation

# %% cumsum same="down, before, remaining"
# why: PyTorch needs the name of the axis. If you leave it out, `tf.cumsum` works along axis 0 and `keras.ops.cumsum`
#   flattens the tensor first.
x = keras.ops.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
print(keras.ops.cumsum(x))
down = keras.ops.cumsum(x, axis=0)
before = keras.ops.cumsum(x, axis=1) - x
remaining = keras.ops.flip(keras.ops.cumsum(keras.ops.flip(x, 1), 1), 1)
print("down:", down)
print("before:", before)
remaining

# %% sort differs="keeps_order" same="ordered, by_order, descending"
# why: `torch.argsort` may change the order of equal values, and does so in a tensor of this length, unless you set
#   `stable=True`. TensorFlow keeps their order even with `stable=False`, its default.
ties = keras.ops.zeros(40)
order = keras.ops.argsort(ties)
keeps_order = keras.ops.convert_to_numpy(order).tolist() == list(range(40))
x = keras.ops.array([2.0, 1.0, 3.0, 1.0])
labels = keras.ops.array([10.0, 20.0, 30.0, 40.0])
ordered = keras.ops.sort(x)
by_order = keras.ops.take(labels, keras.ops.argsort(x))
descending = keras.ops.flip(keras.ops.sort(x), axis=-1)
print("keeps order:", keeps_order)
print("ordered:", ordered)
print("by order:", by_order)
descending

# %% topk differs="positions" same="best, smallest"
# why: The positions are `int64` in PyTorch and `int32` in TensorFlow and Keras. `top_k` in TensorFlow and Keras finds
#   the largest along the last axis only, so negate for the smallest and transpose for a different axis.
x = keras.ops.array([[3.0, 1.0, 4.0], [1.0, 5.0, 9.0]])
best, positions = keras.ops.top_k(x, k=2)
negated, _ = keras.ops.top_k(-keras.ops.transpose(x), k=1)
smallest = -keras.ops.transpose(negated)
print(best)
print(positions)
smallest

# %% logsumexp same="naive, stable, shares, probabilities, all_masked"
scores = keras.ops.array([1000.0, 1001.0])
naive = keras.ops.log(keras.ops.sum(keras.ops.exp(scores)))
stable = keras.ops.logsumexp(scores, axis=0)
shares = keras.ops.exp(scores) / keras.ops.sum(keras.ops.exp(scores))
probabilities = keras.ops.softmax(scores, axis=0)
all_masked = keras.ops.softmax(keras.ops.full((2,), -float("inf")), axis=0)
print("naive:", naive)
print("stable:", stable)
print("shares:", shares)
print("probabilities:", probabilities)
all_masked

# %% vector-products same="table, row_dots, normals"
x = keras.ops.array([[1.0, 0.0, 0.0], [0.0, 2.0, 0.0]])
y = keras.ops.array([1.0, 1.0, 0.0])
table = keras.ops.outer(x[1], y)
row_dots = keras.ops.dot(x, y)
normals = keras.ops.cross(x, y)
print("table:", table)
print("row dots:", row_dots)
normals

# %% batched-products same="mixed, applied, transposed"
import numpy as np

rng = np.random.default_rng(0)
matrices = keras.ops.array(rng.normal(size=(3, 3, 3)))
vectors = keras.ops.array(rng.normal(size=(3, 3)))
mixed = keras.ops.matmul(matrices, vectors)
applied = keras.ops.einsum("bij,bj->bi", matrices, vectors)
flipped = keras.ops.swapaxes(matrices, -1, -2)
transposed = keras.ops.matmul(matrices, flipped)
print("mixed:", mixed.shape, "applied:", applied.shape)
applied

# %% diagonal differs="answer" same="diagonal, matrix, trace, upper, causal"
# why: `torch.diag` and `keras.ops.diag` return the diagonal of a matrix. `tf.linalg.diag` reads a matrix as a batch of
#   diagonals and returns one matrix for each row, so use `tf.linalg.diag_part`.
x = keras.ops.array([[1.0, 2.0], [3.0, 4.0]])
answer = keras.ops.diag(x)
diagonal = keras.ops.diagonal(x)
matrix = keras.ops.diag(diagonal)
trace = keras.ops.trace(x)
upper = keras.ops.triu(x, k=1)
causal = keras.ops.tril(keras.ops.ones((3, 3), dtype="bool"))
print("answer shape:", answer.shape)
print("diagonal:", diagonal)
print("trace:", trace)
print("upper:", upper)
causal

# %% norms differs="order_two" same="whole, spectral, per_row"
# why: `torch.linalg.norm` and `keras.ops.norm` read order 2 of a matrix as its largest singular value. `tf.norm`
#   flattens the matrix first, unless `axis` names two axes.
x = keras.ops.array([[1.0, 2.0], [3.0, 4.0]])
whole = keras.ops.norm(x)
order_two = keras.ops.norm(x, 2)
spectral = keras.ops.norm(x, 2, axis=(0, 1))
per_row = keras.ops.norm(x, axis=1)
print("whole:", whole)
print("order two:", order_two)
print("spectral:", spectral)
per_row

# %% unit-rows differs="by_default" same="divided, unit, limited"
# why: If you name no axis, `F.normalize` scales along axis 1, `keras.ops.normalize` along the last axis, and
#   `tf.math.l2_normalize` scales the whole tensor at once. Name the axis.
x = keras.ops.array([[3.0, 4.0], [0.3, 0.4], [0.0, 0.0]])
by_default = keras.ops.normalize(x)
divided = x / keras.ops.norm(x, axis=1, keepdims=True)
unit = keras.ops.normalize(x, axis=1)
limited = keras.constraints.MaxNorm(1.0, axis=1)(x)
print("by default:", by_default)
print("divided:", divided)
print("unit:", unit)
limited

# %% distances differs="zero_to_itself" same="distances"
# why: `torch.cdist` uses a matrix product for more than 25 points. That is fast and loses digits, so the distance of a
#   point to itself is not 0. `compute_mode` makes it subtract the points, as the TensorFlow code and `keras.ops.cdist`
#   do.
rng = np.random.default_rng(0)
points = keras.ops.array(rng.normal(100.0, 1.0, size=(30, 3)), dtype="float32")
distances = keras.ops.cdist(points, points)
zero_to_itself = bool(keras.ops.all(keras.ops.diagonal(distances) == 0))
print("zero to itself:", zero_to_itself)
distances[:3, :3]

# %% solve same="solution"
# why: PyTorch and Keras take a vector as the right side. TensorFlow needs a matrix of columns, so give the vector an
#   axis of length one and remove it from the solution.
matrix = keras.ops.array([[3.0, 1.0], [1.0, 2.0]])
right = keras.ops.array([9.0, 8.0])
solution = keras.ops.solve(matrix, right)
solution

# %% least-squares differs="accurate" same="line" rtol="1e-3"
# why: `tf.linalg.lstsq` multiplies the matrix with itself by default. That is fast and squares the condition number,
#   which is too much for `float32` here. `fast=False` is as accurate as PyTorch and Keras.
x = keras.ops.arange(1000.0, 1010.0)
y = 0.5 * x - 40
design = keras.ops.stack([x, keras.ops.ones(10)], axis=1)
line = keras.ops.lstsq(design, y)
accurate = bool(keras.ops.abs(line[1] + 40) < 0.1)
print("accurate:", accurate)
line

# %% svd differs="shapes" same="singular, rebuilt"
# why: PyTorch and Keras return U, the singular values and the transposed V, with full square matrices by default.
#   TensorFlow returns the singular values first, then U and V itself, with no more columns than singular values.
x = keras.ops.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
parts = keras.ops.svd(x)
shapes = [list(part.shape) for part in parts]
u, singular, vh = keras.ops.svd(x, full_matrices=False)
rebuilt = u @ keras.ops.diag(singular) @ vh
print("shapes:", shapes)
print(singular)
rebuilt

# %% eigh same="variances, rebuilt, from_lower"
variances, axes = keras.ops.eigh(covariance)
rebuilt = axes @ keras.ops.diag(variances) @ keras.ops.transpose(axes)
unsymmetric = keras.ops.array([[2.0, 9.0], [1.0, 2.0]])
from_lower, _ = keras.ops.eigh(unsymmetric)
print(variances)
print("from the lower triangle:", from_lower)
rebuilt

# %% cholesky raises="ValueError" same="factor, solution"
# why: If a matrix is not positive definite, PyTorch raises a `torch.linalg.LinAlgError` and Keras a `ValueError`.
#   TensorFlow returns `nan`, so check its result. `torch.cholesky_solve` takes the right side first, and
#   `tf.linalg.cholesky_solve` takes the factor first.
matrix = keras.ops.array([[4.0, 2.0], [2.0, 3.0]])
factor = keras.ops.cholesky(matrix)
right = keras.ops.array([[8.0], [8.0]])
half = keras.ops.solve_triangular(factor, right, lower=True)
solution = keras.ops.solve_triangular(keras.ops.transpose(factor), half)
print("factor:", factor)
print("solution:", solution)
try:
    keras.ops.cholesky([[1.0, 2.0], [2.0, 1.0]])
except ValueError as error:
    print(str(error).split(":")[0])

# %% qr same="q, r"
x = keras.ops.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
q, r = keras.ops.qr(x)
signs = keras.ops.sign(keras.ops.diagonal(r))
q, r = q * signs, signs[:, None] * r
print(q)
r

# %% logdet differs="log" same="sign, magnitude, vanished, size"
# why: `tf.linalg.logdet` and, on TensorFlow, `keras.ops.logdet` assume that the matrix is symmetric and positive
#   definite. For any other matrix the result may be wrong, and no error tells you. `slogdet` is right for all matrices.
x = keras.ops.array([[2.0, 1.0], [-1.0, 2.0]])
log = keras.ops.logdet(x)
sign, magnitude = keras.ops.slogdet(x)
small = 0.1 * keras.ops.eye(50)
vanished = keras.ops.det(small)
_, size = keras.ops.slogdet(small)
print("log:", log)
print("magnitude:", magnitude)
print("vanished:", vanished)
print("size:", size)

# %% bincount differs="counts" same="weighted"
# why: Counts are `int64` in PyTorch and `int32` in TensorFlow and Keras. The numbers are equal.
labels = keras.ops.array([0, 1, 1, 3])
weights = keras.ops.array([0.5, 1.0, 2.0, 3.0])
counts = keras.ops.bincount(labels, minlength=5)
weighted = keras.ops.bincount(labels, weights=weights, minlength=5)
print(counts)
weighted

# %% histogram differs="counts" same="edges"
# why: PyTorch and Keras leave out values beyond the range. TensorFlow counts them in the first and the last bin, so
#   remove them first if you do not want that. A value on the upper end belongs to the last bin in all three.
x = keras.ops.array([-9.0, 0.0, 0.5, 1.0, 2.0, 3.0, 4.0, 9.0])
counts, edges = keras.ops.histogram(x, bins=4, range=(0.0, 4.0))
print(edges)
counts

# %% segments differs="largest" same="totals, means, filled"
# why: In PyTorch a group without members keeps the value that the result tensor held, here 0. In TensorFlow and Keras
#   `max` gives it the lowest number of its dtype, and sums and means give it 0. Count the members to find such groups.
values = keras.ops.array([-1.0, 2.0, -3.0, 4.0])
groups = keras.ops.array([0, 2, 0, 2])
totals = keras.ops.segment_sum(values, groups, num_segments=3)
largest = keras.ops.segment_max(values, groups, num_segments=3)
members = keras.ops.bincount(groups, minlength=3)
means = keras.ops.divide(totals, keras.ops.maximum(members, 1))
filled = keras.ops.where(members > 0, largest, 0.0)
print("totals:", totals)
print("means:", means)
print("largest:", largest)
filled

# %% spectrum same="strongest, restored, shorter" atol="1e-5"
# why: `torch.fft.fft` takes real numbers. `tf.signal.fft` needs complex numbers, and `keras.ops.fft` takes and returns
#   a pair of real tensors. `rfft` takes real numbers in all three.
import math

time = keras.ops.arange(9.0) / 9
signal = keras.ops.sin(2 * math.pi * 2 * time)
real, imaginary = keras.ops.fft((signal, keras.ops.zeros(9)))
spectrum = keras.ops.rfft(signal)
magnitude = keras.ops.hypot(*spectrum)
strongest = int(keras.ops.argmax(magnitude))
restored = keras.ops.irfft(spectrum, fft_length=9)
shorter = keras.ops.irfft(spectrum)
print(
    "full:", real.shape, "half:", magnitude.shape, "restored too short:", shorter.shape
)
print("strongest:", strongest)
