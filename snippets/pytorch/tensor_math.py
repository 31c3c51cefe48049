# %% elementwise same="logs, decades, inverse_roots, erf, roots"
# why: PyTorch and Keras return `float32` for integers. TensorFlow's roots, exponentials and logarithms take decimals
#   only, so cast first.
import torch

x = torch.tensor([0.25, 1.0, 100.0])
logs = torch.log(x)
decades = torch.log10(x)
inverse_roots = torch.rsqrt(x)
erf = torch.erf(x)
counts = torch.tensor([1, 4])
roots = torch.sqrt(counts)
print("logs:", logs)
print("decades:", decades)
print("inverse roots:", inverse_roots)
print("erf:", erf)
roots

# %% rounding same="nearest, tenths, truncated, quotient, remainder, c_remainder"
x = torch.tensor([-2.5, -1.5, 0.5, 1.5, 2.5])
nearest = torch.round(x)
tenths = torch.round(torch.tensor([0.25, 0.75, 1.26]), decimals=1)
truncated = torch.trunc(x)
quotient = torch.div(x, 2.0, rounding_mode="floor")
remainder = x % 2.0
c_remainder = torch.fmod(x, 2.0)
print("nearest:", nearest)
print("tenths:", tenths)
print("truncated:", truncated)
print("quotient:", quotient)
print("remainder:", remainder)
print("c remainder:", c_remainder)

# %% clamp differs="crossed" same="between, positive"
# why: If the lower limit is above the upper one, PyTorch returns the upper limit, and TensorFlow and Keras return the
#   lower. None of them raises an error, so check limits that are computed.
x = torch.tensor([-5.0, 0.5, 5.0])
between = x.clamp(-1.0, 1.0)
positive = x.clamp(min=0.0)
crossed = x.clamp(min=2.0, max=1.0)
print("between:", between)
print("positive:", positive)
crossed

# %% product raises="TypeError" same="per_row, per_sample"
# why: `sum`, `mean`, `amax`, `any` and `all` take several axes in PyTorch, but `prod` takes one, so flatten the axes
#   first. TensorFlow and Keras take a list of axes everywhere.
x = torch.arange(1.0, 9.0).reshape(2, 2, 2)
per_row = x.prod(dim=2, keepdim=True)
try:
    x.prod(dim=(1, 2))
except TypeError as error:
    print(str(error).split(" - ")[0])
per_sample = x.flatten(1).prod(dim=1)
print("per row:", per_row.shape)
per_sample

# %% any-all same="some, every, count, share"
# why: PyTorch and Keras count every number except 0 as true. TensorFlow's logical reductions take only booleans, and
#   its sums take no booleans, so compare or cast.
x = torch.tensor([[0, 2], [0, 0], [3, 4]])
some = x.any(dim=1)
every = x.all(dim=1)
count = (x > 1).sum()
share = (x > 1).float().mean()
print("some:", some)
print("every:", every)
print("count:", count)
print("share:", share)

# %% nan-reductions same="plain, total, mean, filled"
x = torch.tensor([[1.0, float("nan")], [3.0, 4.0], [5.0, 6.0]])
plain = x.mean(dim=0)
total = x.nansum(dim=0)
mean = x.nanmean(dim=0)
filled = torch.where(x.isnan(), mean, x)
print("plain:", plain)
print("total:", total)
print("mean:", mean)
filled

# %% nan-order differs="position, ordered" same="largest, best, clean"
# why: PyTorch's `argmax` returns the position of the `nan`, and its `sort` puts it last. In TensorFlow, and in Keras on
#   TensorFlow, `argmax` ignores the `nan` and `sort` leaves the numbers around it out of order, because no comparison
#   with `nan` is true. Replace `nan` first, and all three agree.
x = torch.tensor([3.0, float("nan"), 1.0, 2.0])
largest = x.max()
position = x.argmax()
ordered = x.sort().values
best = x.nan_to_num(nan=-torch.inf).argmax()
clean = x.nan_to_num(nan=torch.inf).sort().values
print("largest:", largest)
print("position:", position)
print("best:", best)
print(ordered)
clean

# %% quantile same="per_row, lower"
x = torch.tensor([[1.0, 2.0, 3.0, 4.0], [0.0, 10.0, 20.0, 30.0]])
levels = torch.tensor([0.25, 0.9])
per_row = torch.quantile(x, levels, dim=1)
lower = torch.quantile(x, 0.5, dim=1, interpolation="lower")
print(per_row)
lower

# %% std-gradient differs="at_zero" same="by_hand, safe"
# why: The standard deviation is the root of the variance, and a root has no slope at 0. PyTorch's `std` has the
#   gradient 0 there, and `tf.math.reduce_std` has `nan`. A root written by hand gives `nan` in both. A small number
#   under the root makes the slope 0.
x = torch.full((3,), 5.0, requires_grad=True)
(at_zero,) = torch.autograd.grad(x.std(correction=0), x)
y = torch.sqrt(x.var(correction=0))
(by_hand,) = torch.autograd.grad(y, x)
y = torch.sqrt(x.var(correction=0) + 1e-8)
(safe,) = torch.autograd.grad(y, x)
print("at zero:", at_zero)
print("by hand:", by_hand)
safe

# %% covariance same="covariance, correlation"
samples = torch.tensor([[1.0, 2.0], [2.0, 1.0], [3.0, 5.0], [4.0, 4.0]])
covariance = torch.cov(samples.T)
correlation = torch.corrcoef(samples.T)
print(covariance)
correlation

# %% cumsum raises="TypeError" same="down, before, remaining"
# why: PyTorch needs the name of the axis. If you leave it out, `tf.cumsum` works along axis 0 and `keras.ops.cumsum`
#   flattens the tensor first.
x = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
try:
    x.cumsum()
except TypeError as error:
    print(str(error).splitlines()[0])
down = x.cumsum(dim=0)
before = x.cumsum(dim=1) - x
remaining = x.flip(1).cumsum(dim=1).flip(1)
print("down:", down)
print("before:", before)
remaining

# %% cumprod-gradient differs="slope" same="products, checked"
# why: TensorFlow's gradient of `cumprod` divides by the factors, so it returns 0 for a factor that is 0, whatever the
#   slope is. `tf.scan` multiplies step by step and has the right gradient, as `cumprod` has in PyTorch.
x = torch.tensor([2.0, 0.0, 3.0], requires_grad=True)
products = x.cumprod(dim=0)
(slope,) = torch.autograd.grad(products.sum(), x)
by_hand = torch.stack([x[0], x[0] * x[1], x[0] * x[1] * x[2]])
(checked,) = torch.autograd.grad(by_hand.sum(), x)
print("products:", products.detach())
print("slope:", slope)
checked

# %% sort differs="keeps_order" same="ordered, by_order, descending"
# why: `torch.argsort` may change the order of equal values, and does so in a tensor of this length, unless you set
#   `stable=True`. TensorFlow keeps their order even with `stable=False`, its default.
ties = torch.zeros(40)
keeps_order = torch.argsort(ties).tolist() == list(range(40))
x = torch.tensor([2.0, 1.0, 3.0, 1.0])
labels = torch.tensor([10.0, 20.0, 30.0, 40.0])
ordered, order = torch.sort(x, stable=True)
by_order = labels[order]
descending = torch.sort(x, descending=True).values
print("keeps order:", keeps_order)
print("ordered:", ordered)
print("by order:", by_order)
descending

# %% topk differs="positions" same="best, smallest"
# why: The positions are `int64` in PyTorch and `int32` in TensorFlow and Keras. `top_k` in TensorFlow and Keras finds
#   the largest along the last axis only, so negate for the smallest and transpose for a different axis.
x = torch.tensor([[3.0, 1.0, 4.0], [1.0, 5.0, 9.0]])
best, positions = x.topk(2, dim=1)
smallest = x.topk(1, dim=0, largest=False).values
print(best)
print(positions)
smallest

# %% logsumexp same="naive, stable, shares, probabilities, all_masked"
scores = torch.tensor([1000.0, 1001.0])
naive = scores.exp().sum().log()
stable = scores.logsumexp(dim=0)
shares = scores.exp() / scores.exp().sum()
probabilities = scores.softmax(dim=0)
all_masked = torch.full((2,), -torch.inf).softmax(dim=0)
print("naive:", naive)
print("stable:", stable)
print("shares:", shares)
print("probabilities:", probabilities)
all_masked

# %% vector-products same="table, row_dots, normals"
x = torch.tensor([[1.0, 0.0, 0.0], [0.0, 2.0, 0.0]])
y = torch.tensor([1.0, 1.0, 0.0])
table = torch.outer(x[1], y)
row_dots = torch.linalg.vecdot(x, y)
normals = torch.linalg.cross(x, y.expand_as(x))
print("table:", table)
print("row dots:", row_dots)
normals

# %% batched-products same="mixed, applied, transposed"
import numpy as np

rng = np.random.default_rng(0)
matrices = torch.tensor(rng.normal(size=(3, 3, 3)))
vectors = torch.tensor(rng.normal(size=(3, 3)))
mixed = matrices @ vectors
applied = (matrices @ vectors.unsqueeze(-1)).squeeze(-1)
transposed = matrices @ matrices.mT
print("mixed:", mixed.shape, "applied:", applied.shape)
applied

# %% diagonal differs="answer" same="diagonal, matrix, trace, upper, causal"
# why: `torch.diag` and `keras.ops.diag` return the diagonal of a matrix. `tf.linalg.diag` reads a matrix as a batch of
#   diagonals and returns one matrix for each row, so use `tf.linalg.diag_part`.
x = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
answer = torch.diag(x)
diagonal = torch.diagonal(x)
matrix = torch.diag(diagonal)
trace = torch.trace(x)
upper = torch.triu(x, 1)
causal = torch.tril(torch.ones(3, 3, dtype=torch.bool))
print("answer shape:", answer.shape)
print("diagonal:", diagonal)
print("trace:", trace)
print("upper:", upper)
causal

# %% norms differs="order_two" same="whole, spectral, per_row"
# why: `torch.linalg.norm` and `keras.ops.norm` read order 2 of a matrix as its largest singular value. `tf.norm`
#   flattens the matrix first, unless `axis` names two axes.
x = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
whole = torch.linalg.norm(x)
order_two = torch.linalg.norm(x, 2)
spectral = torch.linalg.matrix_norm(x, 2)
per_row = torch.linalg.vector_norm(x, dim=1)
print("whole:", whole)
print("order two:", order_two)
print("spectral:", spectral)
per_row

# %% unit-rows differs="by_default" same="divided, unit, limited"
# why: If you name no axis, `F.normalize` scales along axis 1, `keras.ops.normalize` along the last axis, and
#   `tf.math.l2_normalize` scales the whole tensor at once. Name the axis.
import torch.nn.functional as F

x = torch.tensor([[3.0, 4.0], [0.3, 0.4], [0.0, 0.0]])
by_default = F.normalize(x)
divided = x / torch.linalg.vector_norm(x, dim=1, keepdim=True)
unit = F.normalize(x, dim=1)
limited = torch.renorm(x, p=2, dim=0, maxnorm=1.0)
print("by default:", by_default)
print("divided:", divided)
print("unit:", unit)
limited

# %% distances differs="zero_to_itself" same="distances"
# why: `torch.cdist` uses a matrix product for more than 25 points. That is fast and loses digits, so the distance of a
#   point to itself is not 0. `compute_mode` makes it subtract the points, as the TensorFlow code and `keras.ops.cdist`
#   do.
rng = np.random.default_rng(0)
points = torch.tensor(rng.normal(100.0, 1.0, size=(30, 3)), dtype=torch.float32)
fast = torch.cdist(points, points)
zero_to_itself = bool((fast.diagonal() == 0).all())
mode = "donot_use_mm_for_euclid_dist"
distances = torch.cdist(points, points, compute_mode=mode)
print("zero to itself:", zero_to_itself)
distances[:3, :3]

# %% solve same="solution"
# why: PyTorch and Keras take a vector as the right side. TensorFlow needs a matrix of columns, so give the vector an
#   axis of length one and remove it from the solution.
matrix = torch.tensor([[3.0, 1.0], [1.0, 2.0]])
right = torch.tensor([9.0, 8.0])
solution = torch.linalg.solve(matrix, right)
solution

# %% inverse same="solve_fits, inverse_fits"
index = torch.arange(10, dtype=torch.float64)
hilbert = 1 / (index[:, None] + index + 1)
right = hilbert.sum(dim=1)
by_solve = hilbert @ torch.linalg.solve(hilbert, right)
by_inverse = hilbert @ (torch.linalg.inv(hilbert) @ right)
solve_fits = bool((by_solve - right).abs().max() < 1e-12)
inverse_fits = bool((by_inverse - right).abs().max() < 1e-12)
print("solve fits:", solve_fits, "inverse fits:", inverse_fits)

# %% least-squares differs="accurate" same="line" rtol="1e-3"
# why: `tf.linalg.lstsq` multiplies the matrix with itself by default. That is fast and squares the condition number,
#   which is too much for `float32` here. `fast=False` is as accurate as PyTorch and Keras.
x = torch.arange(1000.0, 1010.0)
y = 0.5 * x - 40
design = torch.stack([x, torch.ones(10)], dim=1)
line = torch.linalg.lstsq(design, y).solution
accurate = bool((line[1] + 40).abs() < 0.1)
print("accurate:", accurate)
line

# %% svd differs="shapes" same="singular, rebuilt"
# why: PyTorch and Keras return U, the singular values and the transposed V, with full square matrices by default.
#   TensorFlow returns the singular values first, then U and V itself, with no more columns than singular values.
x = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
parts = torch.linalg.svd(x)
shapes = [list(part.shape) for part in parts]
u, singular, vh = torch.linalg.svd(x, full_matrices=False)
rebuilt = u @ torch.diag(singular) @ vh
print("shapes:", shapes)
print(singular)
rebuilt

# %% eigh same="variances, rebuilt, from_lower"
variances, axes = torch.linalg.eigh(covariance)
rebuilt = axes @ torch.diag(variances) @ axes.T
unsymmetric = torch.tensor([[2.0, 9.0], [1.0, 2.0]])
from_lower = torch.linalg.eigvalsh(unsymmetric)
print(variances)
print("from the lower triangle:", from_lower)
rebuilt

# %% cholesky raises="_LinAlgError" same="factor, solution"
# why: If a matrix is not positive definite, PyTorch raises a `torch.linalg.LinAlgError` and Keras a `ValueError`.
#   TensorFlow returns `nan`, so check its result. `torch.cholesky_solve` takes the right side first, and
#   `tf.linalg.cholesky_solve` takes the factor first.
matrix = torch.tensor([[4.0, 2.0], [2.0, 3.0]])
factor = torch.linalg.cholesky(matrix)
right = torch.tensor([[8.0], [8.0]])
solution = torch.cholesky_solve(right, factor)
print("factor:", factor)
print("solution:", solution)
try:
    torch.linalg.cholesky(torch.tensor([[1.0, 2.0], [2.0, 1.0]]))
except torch.linalg.LinAlgError as error:
    print(str(error).split(" (")[0])

# %% qr same="q, r"
x = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
q, r = torch.linalg.qr(x)
signs = torch.sign(torch.diagonal(r))
q, r = q * signs, signs[:, None] * r
print(q)
r

# %% logdet differs="log" same="sign, magnitude, vanished, size"
# why: `tf.linalg.logdet` and, on TensorFlow, `keras.ops.logdet` assume that the matrix is symmetric and positive
#   definite. For any other matrix the result may be wrong, and no error tells you. `slogdet` is right for all matrices.
x = torch.tensor([[2.0, 1.0], [-1.0, 2.0]])
log = torch.logdet(x)
sign, magnitude = torch.linalg.slogdet(x)
small = 0.1 * torch.eye(50)
vanished = torch.linalg.det(small)
size = torch.linalg.slogdet(small).logabsdet
print("log:", log)
print("magnitude:", magnitude)
print("vanished:", vanished)
print("size:", size)

# %% bincount differs="counts" same="weighted"
# why: Counts are `int64` in PyTorch and `int32` in TensorFlow and Keras. The numbers are equal.
labels = torch.tensor([0, 1, 1, 3])
weights = torch.tensor([0.5, 1.0, 2.0, 3.0])
counts = torch.bincount(labels, minlength=5)
weighted = torch.bincount(labels, weights=weights, minlength=5)
print(counts)
weighted

# %% histogram differs="counts" same="edges, inside"
# why: PyTorch and Keras leave out values beyond the range. TensorFlow counts them in the first and the last bin, so
#   remove them first if you do not want that. A value on the upper end belongs to the last bin in all three.
x = torch.tensor([-9.0, 0.0, 0.5, 1.0, 2.0, 3.0, 4.0, 9.0])
counts, edges = torch.histogram(x, bins=4, range=(0.0, 4.0))
inside = torch.histc(x, bins=4, min=0.0, max=4.0)
print(edges)
print(counts)
inside

# %% segments differs="largest" same="totals, means, filled"
# why: In PyTorch a group without members keeps the value that the result tensor held, here 0. In TensorFlow and Keras
#   `max` gives it the lowest number of its dtype, and sums and means give it 0. Count the members to find such groups.
values = torch.tensor([-1.0, 2.0, -3.0, 4.0])
groups = torch.tensor([0, 2, 0, 2])
totals = torch.zeros(3).index_add(0, groups, values)
start = torch.zeros(3)
means = start.scatter_reduce(0, groups, values, "mean", include_self=False)
largest = start.scatter_reduce(0, groups, values, "amax", include_self=False)
members = torch.bincount(groups, minlength=3)
filled = torch.where(members > 0, largest, 0.0)
print("totals:", totals)
print("means:", means)
print("largest:", largest)
filled

# %% spectrum same="spectrum, strongest, restored, shorter" atol="1e-5"
# why: `torch.fft.fft` takes real numbers. `tf.signal.fft` needs complex numbers, and `keras.ops.fft` takes and returns
#   a pair of real tensors. `rfft` takes real numbers in all three.
time = torch.arange(9) / 9
signal = torch.sin(2 * torch.pi * 2 * time)
full = torch.fft.fft(signal)
spectrum = torch.fft.rfft(signal)
strongest = int(spectrum.abs().argmax())
restored = torch.fft.irfft(spectrum, n=9)
shorter = torch.fft.irfft(spectrum)
print(
    "full:", full.shape, "half:", spectrum.shape, "restored too short:", shorter.shape
)
print("strongest:", strongest)
