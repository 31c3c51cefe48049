# %% elementwise raises="InvalidArgumentError" same="logs, decades, inverse_roots, erf, roots"
# why: PyTorch and Keras return `float32` for integers. TensorFlow's roots, exponentials and logarithms take decimals
#   only, so cast first.
import tensorflow as tf

x = tf.constant([0.25, 1.0, 100.0])
logs = tf.math.log(x)
decades = tf.math.log(x) / tf.math.log(10.0)
inverse_roots = tf.math.rsqrt(x)
erf = tf.math.erf(x)
counts = tf.constant([1, 4])
try:
    tf.sqrt(counts)
except tf.errors.InvalidArgumentError as error:
    print(error.message.split(":")[0])
roots = tf.sqrt(tf.cast(counts, tf.float32))
print("logs:", logs)
print("decades:", decades)
print("inverse roots:", inverse_roots)
print("erf:", erf)
roots

# %% rounding same="nearest, tenths, truncated, quotient, remainder, c_remainder"
x = tf.constant([-2.5, -1.5, 0.5, 1.5, 2.5])
nearest = tf.round(x)
tenths = tf.round(tf.constant([0.25, 0.75, 1.26]) * 10.0) / 10.0
truncated = tf.sign(x) * tf.floor(tf.abs(x))
quotient = x // 2.0
remainder = x % 2.0
c_remainder = tf.truncatemod(x, 2.0)
print("nearest:", nearest)
print("tenths:", tenths)
print("truncated:", truncated)
print("quotient:", quotient)
print("remainder:", remainder)
print("c remainder:", c_remainder)

# %% clamp differs="crossed" same="between, positive"
# why: If the lower limit is above the upper one, PyTorch returns the upper limit, and TensorFlow and Keras return the
#   lower. None of them raises an error, so check limits that are computed.
x = tf.constant([-5.0, 0.5, 5.0])
between = tf.clip_by_value(x, -1.0, 1.0)
positive = tf.maximum(x, 0.0)
crossed = tf.clip_by_value(x, 2.0, 1.0)
print("between:", between)
print("positive:", positive)
crossed

# %% product same="per_row, per_sample"
# why: `sum`, `mean`, `amax`, `any` and `all` take several axes in PyTorch, but `prod` takes one, so flatten the axes
#   first. TensorFlow and Keras take a list of axes everywhere.
x = tf.reshape(tf.range(1.0, 9.0), [2, 2, 2])
per_row = tf.reduce_prod(x, axis=2, keepdims=True)
per_sample = tf.reduce_prod(x, axis=[1, 2])
print("per row:", per_row.shape)
per_sample

# %% any-all raises="InvalidArgumentError" same="some, every, count, share"
# why: PyTorch and Keras count every number except 0 as true. TensorFlow's logical reductions take only booleans, and
#   its sums take no booleans, so compare or cast.
x = tf.constant([[0, 2], [0, 0], [3, 4]])
try:
    tf.reduce_any(x, axis=1)
except tf.errors.InvalidArgumentError as error:
    print(error.message.split(" [Op:")[0])
some = tf.reduce_any(x != 0, axis=1)
every = tf.reduce_all(x != 0, axis=1)
count = tf.math.count_nonzero(x > 1)
share = tf.reduce_mean(tf.cast(x > 1, tf.float32))
print("some:", some)
print("every:", every)
print("count:", count)
print("share:", share)

# %% nan-reductions same="plain, total, mean, filled"
x = tf.constant([[1.0, float("nan")], [3.0, 4.0], [5.0, 6.0]])
plain = tf.reduce_mean(x, axis=0)
present = ~tf.math.is_nan(x)
total = tf.reduce_sum(tf.where(present, x, 0.0), axis=0)
mean = total / tf.reduce_sum(tf.cast(present, tf.float32), axis=0)
filled = tf.where(present, x, mean)
print("plain:", plain)
print("total:", total)
print("mean:", mean)
filled

# %% nan-order differs="position, ordered" same="largest, best, clean"
# why: PyTorch's `argmax` returns the position of the `nan`, and its `sort` puts it last. In TensorFlow, and in Keras on
#   TensorFlow, `argmax` ignores the `nan` and `sort` leaves the numbers around it out of order, because no comparison
#   with `nan` is true. Replace `nan` first, and all three agree.
x = tf.constant([3.0, float("nan"), 1.0, 2.0])
largest = tf.reduce_max(x)
position = tf.argmax(x)
ordered = tf.sort(x)
missing = tf.math.is_nan(x)
best = tf.argmax(tf.where(missing, -float("inf"), x))
clean = tf.sort(tf.where(missing, float("inf"), x))
print("largest:", largest)
print("position:", position)
print("best:", best)
print(ordered)
clean

# %% quantile same="per_row, lower"
x = tf.constant([[1.0, 2.0, 3.0, 4.0], [0.0, 10.0, 20.0, 30.0]])
levels = [0.25, 0.9]
per_row = tf.keras.ops.quantile(x, levels, axis=1)
lower = tf.keras.ops.quantile(x, 0.5, axis=1, method="lower")
print(per_row)
lower

# %% std-gradient differs="at_zero" same="by_hand, safe"
# why: The standard deviation is the root of the variance, and a root has no slope at 0. PyTorch's `std` has the
#   gradient 0 there, and `tf.math.reduce_std` has `nan`. A root written by hand gives `nan` in both. A small number
#   under the root makes the slope 0.
x = tf.Variable([5.0, 5.0, 5.0])
with tf.GradientTape(persistent=True) as tape:
    std = tf.math.reduce_std(x)
    root = tf.sqrt(tf.math.reduce_variance(x))
    safe_root = tf.sqrt(tf.math.reduce_variance(x) + 1e-8)
at_zero = tape.gradient(std, x)
by_hand = tape.gradient(root, x)
safe = tape.gradient(safe_root, x)
print("at zero:", at_zero)
print("by hand:", by_hand)
safe

# %% covariance same="covariance, correlation"
samples = tf.constant([[1.0, 2.0], [2.0, 1.0], [3.0, 5.0], [4.0, 4.0]])
centered = samples - tf.reduce_mean(samples, axis=0)
covariance = tf.matmul(centered, centered, transpose_a=True) / (4 - 1)
spread = tf.sqrt(tf.linalg.diag_part(covariance))
correlation = covariance / (spread[:, tf.newaxis] * spread)
print(covariance)
correlation

# %% cumsum same="down, before, remaining"
# why: PyTorch needs the name of the axis. If you leave it out, `tf.cumsum` works along axis 0 and `keras.ops.cumsum`
#   flattens the tensor first.
x = tf.constant([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
down = tf.cumsum(x)
before = tf.cumsum(x, axis=1, exclusive=True)
remaining = tf.cumsum(x, axis=1, reverse=True)
print("down:", down)
print("before:", before)
remaining

# %% cumprod-gradient differs="slope" same="products, checked"
# why: TensorFlow's gradient of `cumprod` divides by the factors, so it returns 0 for a factor that is 0, whatever the
#   slope is. `tf.scan` multiplies step by step and has the right gradient, as `cumprod` has in PyTorch.
x = tf.Variable([2.0, 0.0, 3.0])
with tf.GradientTape(persistent=True) as tape:
    products = tf.math.cumprod(x)
    scanned = tf.scan(tf.multiply, x)
slope = tape.gradient(products, x)
checked = tape.gradient(scanned, x)
print("products:", products)
print("slope:", slope)
checked

# %% sort differs="keeps_order" same="ordered, by_order, descending"
# why: `torch.argsort` may change the order of equal values, and does so in a tensor of this length, unless you set
#   `stable=True`. TensorFlow keeps their order even with `stable=False`, its default.
ties = tf.zeros(40)
keeps_order = tf.argsort(ties).numpy().tolist() == list(range(40))
x = tf.constant([2.0, 1.0, 3.0, 1.0])
labels = tf.constant([10.0, 20.0, 30.0, 40.0])
ordered = tf.sort(x)
by_order = tf.gather(labels, tf.argsort(x, stable=True))
descending = tf.sort(x, direction="DESCENDING")
print("keeps order:", keeps_order)
print("ordered:", ordered)
print("by order:", by_order)
descending

# %% topk differs="positions" same="best, smallest"
# why: The positions are `int64` in PyTorch and `int32` in TensorFlow and Keras. `top_k` in TensorFlow and Keras finds
#   the largest along the last axis only, so negate for the smallest and transpose for a different axis.
x = tf.constant([[3.0, 1.0, 4.0], [1.0, 5.0, 9.0]])
best, positions = tf.math.top_k(x, k=2)
negated = tf.math.top_k(-tf.transpose(x), k=1).values
smallest = -tf.transpose(negated)
print(best)
print(positions)
smallest

# %% logsumexp same="naive, stable, shares, probabilities, all_masked"
scores = tf.constant([1000.0, 1001.0])
naive = tf.math.log(tf.reduce_sum(tf.exp(scores)))
stable = tf.reduce_logsumexp(scores, axis=0)
shares = tf.exp(scores) / tf.reduce_sum(tf.exp(scores))
probabilities = tf.nn.softmax(scores, axis=0)
all_masked = tf.nn.softmax(tf.fill([2], -float("inf")), axis=0)
print("naive:", naive)
print("stable:", stable)
print("shares:", shares)
print("probabilities:", probabilities)
all_masked

# %% vector-products same="table, row_dots, normals"
x = tf.constant([[1.0, 0.0, 0.0], [0.0, 2.0, 0.0]])
y = tf.constant([1.0, 1.0, 0.0])
table = tf.tensordot(x[1], y, axes=0)
row_dots = tf.reduce_sum(x * y, axis=-1)
normals = tf.linalg.cross(x, tf.broadcast_to(y, x.shape))
print("table:", table)
print("row dots:", row_dots)
normals

# %% batched-products same="mixed, applied, transposed"
import numpy as np

rng = np.random.default_rng(0)
matrices = tf.constant(rng.normal(size=(3, 3, 3)))
vectors = tf.constant(rng.normal(size=(3, 3)))
mixed = matrices @ vectors
applied = tf.linalg.matvec(matrices, vectors)
transposed = tf.matmul(matrices, matrices, transpose_b=True)
print("mixed:", mixed.shape, "applied:", applied.shape)
applied

# %% diagonal differs="answer" same="diagonal, matrix, trace, upper, causal"
# why: `torch.diag` and `keras.ops.diag` return the diagonal of a matrix. `tf.linalg.diag` reads a matrix as a batch of
#   diagonals and returns one matrix for each row, so use `tf.linalg.diag_part`.
x = tf.constant([[1.0, 2.0], [3.0, 4.0]])
answer = tf.linalg.diag(x)
diagonal = tf.linalg.diag_part(x)
matrix = tf.linalg.diag(diagonal)
trace = tf.linalg.trace(x)
upper = x - tf.linalg.band_part(x, -1, 0)
causal = tf.linalg.band_part(tf.ones([3, 3], tf.bool), -1, 0)
print("answer shape:", answer.shape)
print("diagonal:", diagonal)
print("trace:", trace)
print("upper:", upper)
causal

# %% norms differs="order_two" same="whole, spectral, per_row"
# why: `torch.linalg.norm` and `keras.ops.norm` read order 2 of a matrix as its largest singular value. `tf.norm`
#   flattens the matrix first, unless `axis` names two axes.
x = tf.constant([[1.0, 2.0], [3.0, 4.0]])
whole = tf.norm(x)
order_two = tf.norm(x, 2)
spectral = tf.norm(x, 2, axis=[0, 1])
per_row = tf.norm(x, axis=1)
print("whole:", whole)
print("order two:", order_two)
print("spectral:", spectral)
per_row

# %% unit-rows differs="by_default" same="divided, unit, limited"
# why: If you name no axis, `F.normalize` scales along axis 1, `keras.ops.normalize` along the last axis, and
#   `tf.math.l2_normalize` scales the whole tensor at once. Name the axis.
x = tf.constant([[3.0, 4.0], [0.3, 0.4], [0.0, 0.0]])
by_default = tf.math.l2_normalize(x)
divided, lengths = tf.linalg.normalize(x, axis=1)
unit = tf.math.l2_normalize(x, axis=1)
limited = tf.clip_by_norm(x, 1.0, axes=[1])
print("by default:", by_default)
print("divided:", divided)
print("unit:", unit)
limited

# %% distances differs="zero_to_itself" same="distances"
# why: `torch.cdist` uses a matrix product for more than 25 points. That is fast and loses digits, so the distance of a
#   point to itself is not 0. `compute_mode` makes it subtract the points, as the TensorFlow code and `keras.ops.cdist`
#   do.
rng = np.random.default_rng(0)
points = tf.constant(rng.normal(100.0, 1.0, size=(30, 3)), dtype=tf.float32)
differences = points[:, tf.newaxis] - points
distances = tf.norm(differences, axis=-1)
self_distances = tf.linalg.diag_part(distances)
zero_to_itself = bool(tf.reduce_all(self_distances == 0))
print("zero to itself:", zero_to_itself)
distances[:3, :3]

# %% solve raises="InvalidArgumentError" same="solution"
# why: PyTorch and Keras take a vector as the right side. TensorFlow needs a matrix of columns, so give the vector an
#   axis of length one and remove it from the solution.
matrix = tf.constant([[3.0, 1.0], [1.0, 2.0]])
right = tf.constant([9.0, 8.0])
try:
    tf.linalg.solve(matrix, right)
except tf.errors.InvalidArgumentError as error:
    print(error.message.split("}} ")[-1].split(" [Op:")[0])
solution = tf.linalg.solve(matrix, right[:, tf.newaxis])[:, 0]
solution

# %% inverse same="solve_fits, inverse_fits"
index = tf.range(10, dtype=tf.float64)
hilbert = 1 / (index[:, tf.newaxis] + index + 1)
right = tf.reduce_sum(hilbert, axis=1, keepdims=True)
by_solve = hilbert @ tf.linalg.solve(hilbert, right)
by_inverse = hilbert @ (tf.linalg.inv(hilbert) @ right)
solve_fits = bool(tf.reduce_max(tf.abs(by_solve - right)) < 1e-12)
inverse_fits = bool(tf.reduce_max(tf.abs(by_inverse - right)) < 1e-12)
print("solve fits:", solve_fits, "inverse fits:", inverse_fits)

# %% least-squares differs="accurate" same="line" rtol="1e-3"
# why: `tf.linalg.lstsq` multiplies the matrix with itself by default. That is fast and squares the condition number,
#   which is too much for `float32` here. `fast=False` is as accurate as PyTorch and Keras.
x = tf.range(1000.0, 1010.0)
y = 0.5 * x[:, tf.newaxis] - 40
design = tf.stack([x, tf.ones(10)], axis=1)
fast = tf.linalg.lstsq(design, y)[:, 0]
accurate = bool(tf.abs(fast[1] + 40) < 0.1)
line = tf.linalg.lstsq(design, y, fast=False)[:, 0]
print("accurate:", accurate)
line

# %% svd differs="shapes" same="singular, rebuilt"
# why: PyTorch and Keras return U, the singular values and the transposed V, with full square matrices by default.
#   TensorFlow returns the singular values first, then U and V itself, with no more columns than singular values.
x = tf.constant([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
parts = tf.linalg.svd(x)
shapes = [part.shape.as_list() for part in parts]
singular, u, v = parts
rebuilt = u @ tf.linalg.diag(singular) @ tf.transpose(v)
print("shapes:", shapes)
print(singular)
rebuilt

# %% eigh same="variances, rebuilt, from_lower"
variances, axes = tf.linalg.eigh(covariance)
rebuilt = axes @ tf.linalg.diag(variances) @ tf.transpose(axes)
unsymmetric = tf.constant([[2.0, 9.0], [1.0, 2.0]])
from_lower = tf.linalg.eigvalsh(unsymmetric)
print(variances)
print("from the lower triangle:", from_lower)
rebuilt

# %% cholesky same="factor, solution"
# why: If a matrix is not positive definite, PyTorch raises a `torch.linalg.LinAlgError` and Keras a `ValueError`.
#   TensorFlow returns `nan`, so check its result. `torch.cholesky_solve` takes the right side first, and
#   `tf.linalg.cholesky_solve` takes the factor first.
matrix = tf.constant([[4.0, 2.0], [2.0, 3.0]])
factor = tf.linalg.cholesky(matrix)
right = tf.constant([[8.0], [8.0]])
solution = tf.linalg.cholesky_solve(factor, right)
print("factor:", factor)
print("solution:", solution)
wrong = tf.linalg.cholesky(tf.constant([[1.0, 2.0], [2.0, 1.0]]))
print(tf.reduce_any(tf.math.is_nan(wrong)))

# %% qr same="q, r"
x = tf.constant([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
q, r = tf.linalg.qr(x)
signs = tf.sign(tf.linalg.diag_part(r))
q, r = q * signs, signs[:, tf.newaxis] * r
print(q)
r

# %% logdet differs="log" same="sign, magnitude, vanished, size"
# why: `tf.linalg.logdet` and, on TensorFlow, `keras.ops.logdet` assume that the matrix is symmetric and positive
#   definite. For any other matrix the result may be wrong, and no error tells you. `slogdet` is right for all matrices.
x = tf.constant([[2.0, 1.0], [-1.0, 2.0]])
log = tf.linalg.logdet(x)
sign, magnitude = tf.linalg.slogdet(x)
small = 0.1 * tf.eye(50)
vanished = tf.linalg.det(small)
size = tf.linalg.slogdet(small).log_abs_determinant
print("log:", log)
print("magnitude:", magnitude)
print("vanished:", vanished)
print("size:", size)

# %% bincount differs="counts" same="weighted"
# why: Counts are `int64` in PyTorch and `int32` in TensorFlow and Keras. The numbers are equal.
labels = tf.constant([0, 1, 1, 3])
weights = tf.constant([0.5, 1.0, 2.0, 3.0])
counts = tf.math.bincount(labels, minlength=5)
weighted = tf.math.bincount(labels, weights=weights, minlength=5)
print(counts)
weighted

# %% histogram differs="counts" same="edges, inside"
# why: PyTorch and Keras leave out values beyond the range. TensorFlow counts them in the first and the last bin, so
#   remove them first if you do not want that. A value on the upper end belongs to the last bin in all three.
x = tf.constant([-9.0, 0.0, 0.5, 1.0, 2.0, 3.0, 4.0, 9.0])
edges = tf.linspace(0.0, 4.0, 5)
counts = tf.histogram_fixed_width(x, [0.0, 4.0], nbins=4)
counts = tf.cast(counts, tf.float32)
kept = tf.boolean_mask(x, (x >= 0.0) & (x <= 4.0))
inside = tf.histogram_fixed_width(kept, [0.0, 4.0], nbins=4)
inside = tf.cast(inside, tf.float32)
print(edges)
print(counts)
inside

# %% segments differs="largest" same="totals, means, filled"
# why: In PyTorch a group without members keeps the value that the result tensor held, here 0. In TensorFlow and Keras
#   `max` gives it the lowest number of its dtype, and sums and means give it 0. Count the members to find such groups.
values = tf.constant([-1.0, 2.0, -3.0, 4.0])
groups = tf.constant([0, 2, 0, 2])
totals = tf.math.unsorted_segment_sum(values, groups, 3)
means = tf.math.unsorted_segment_mean(values, groups, 3)
largest = tf.math.unsorted_segment_max(values, groups, 3)
members = tf.math.bincount(groups, minlength=3)
filled = tf.where(members > 0, largest, 0.0)
print("totals:", totals)
print("means:", means)
print("largest:", largest)
filled

# %% spectrum raises="InvalidArgumentError" same="spectrum, strongest, restored, shorter" atol="1e-5"
# why: `torch.fft.fft` takes real numbers. `tf.signal.fft` needs complex numbers, and `keras.ops.fft` takes and returns
#   a pair of real tensors. `rfft` takes real numbers in all three.
import math

time = tf.range(9.0) / 9
signal = tf.sin(2 * math.pi * 2 * time)
try:
    tf.signal.fft(signal)
except tf.errors.InvalidArgumentError as error:
    print(error.message.split(":")[0])
full = tf.signal.fft(tf.cast(signal, tf.complex64))
spectrum = tf.signal.rfft(signal)
strongest = int(tf.argmax(tf.abs(spectrum)))
restored = tf.signal.irfft(spectrum, fft_length=[9])
shorter = tf.signal.irfft(spectrum)
print(
    "full:", full.shape, "half:", spectrum.shape, "restored too short:", shorter.shape
)
print("strongest:", strongest)
