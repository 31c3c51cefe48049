# %% inputs hidden="true"
import torch

x = torch.tensor([-2.5, -0.5, 0.5, 1.5])
y = torch.tensor([2.0, -1.0, 0.75, -2.0])
positive = torch.tensor([0.25, 1.0, 2.0, 8.0])
inside = torch.tensor([-0.75, -0.25, 0.25, 0.75])
gaps = torch.tensor([1.0, float("nan"), -2.0, float("inf")])
table = torch.tensor([[3.0, 1.0, 2.0], [6.0, 5.0, 4.0]])
i = torch.tensor([7, -7, 5, 4], dtype=torch.int32)
j = torch.tensor([2, 2, -3, 1], dtype=torch.int32)
a = torch.tensor([True, True, False, False])
b = torch.tensor([True, False, True, False])

# %% add same="total" api="torch.Tensor.add"
# note: `x + y` is the same call. TensorFlow refuses two dtypes, as `float32` and `int32`; PyTorch and Keras promote
#   them.
total = torch.add(x, y)

# %% subtract same="difference" api="torch.Tensor.sub" note="`torch.subtract` is another name."
difference = torch.sub(x, y)

# %% multiply same="product" api="torch.Tensor.mul" note="`torch.multiply` is another name."
product = torch.mul(x, y)

# %% divide differs="of_integers" same="ratio" api="torch.Tensor.div"
# why: The quotient of `int32` numbers is `float32` in PyTorch and Keras, `float64` in TensorFlow. Cast them to
#   `float32` first.
ratio = torch.div(x, y)
of_integers = torch.div(i, j)

# %% true-divide differs="ratio"
# why: The quotient of `int32` numbers is `float32` in PyTorch and Keras, `float64` in TensorFlow. Cast them to
#   `float32` first.
ratio = torch.true_divide(i, j)

# %% divide-no-nan same="ratio"
ratio = torch.where(i == 4, 0.0, x / (i - 4))

# %% floor-divide same="quotient" note="All round toward minus infinity, as `//` does."
quotient = torch.floor_divide(i, j)

# %% truncated-divide same="quotient"
quotient = torch.div(i, j, rounding_mode="trunc")

# %% remainder same="rest"
# note: The result has the sign of the divisor, as `%` has in Python. `tf.math.floormod` is another name.
rest = torch.remainder(i, j)

# %% fmod same="rest" note="The result has the sign of the dividend, as in C."
rest = torch.fmod(i, j)

# %% negative same="negated"
negated = torch.neg(x)

# %% abs same="size" api="torch.Tensor.abs"
size = torch.abs(x)

# %% sign differs="of_gaps" same="signs"
# why: The sign of `nan` is 0 in PyTorch and `nan` in TensorFlow and Keras. Look for `nan` first where it may occur.
signs = torch.sign(x)
of_gaps = torch.sign(gaps)

# %% pow same="squares, roots" api="torch.Tensor.pow"
squares = torch.pow(x, 2)
roots = positive.pow(0.5)

# %% square same="squares" api="torch.Tensor.square"
squares = torch.square(x)

# %% sqrt same="roots" api="torch.Tensor.sqrt"
# note: TensorFlow takes no integers here, nor in `tf.exp`, `tf.math.log` or `tf.sin`: cast them. PyTorch and Keras
#   answer in `float32`.
roots = torch.sqrt(positive)

# %% rsqrt same="inverses" api="torch.Tensor.rsqrt"
inverses = torch.rsqrt(positive)

# %% reciprocal same="inverses"
inverses = torch.reciprocal(x)

# %% cube-root same="roots" note="`keras.ops.cbrt` takes negative numbers too; the power of a negative number is `nan`."
roots = torch.pow(positive, 1 / 3)

# %% exp same="powers" api="torch.Tensor.exp"
powers = torch.exp(x)

# %% expm1 same="powers"
powers = torch.expm1(x)

# %% exp2 same="powers"
powers = torch.exp2(x)

# %% log same="logs" api="torch.Tensor.log"
logs = torch.log(positive)

# %% log2 same="logs"
logs = torch.log2(positive)

# %% log10 same="logs" api="torch.Tensor.log10"
logs = torch.log10(positive)

# %% log1p same="logs"
logs = torch.log1p(positive)

# %% sin same="sines" api="torch.Tensor.sin"
sines = torch.sin(x)

# %% cos same="cosines" api="torch.Tensor.cos"
cosines = torch.cos(x)

# %% tan same="tangents"
tangents = torch.tan(x)

# %% asin same="angles" note="`torch.arcsin` is another name."
angles = torch.asin(inside)

# %% acos same="angles" note="`torch.arccos` is another name."
angles = torch.acos(inside)

# %% atan same="angles" note="`torch.arctan` is another name."
angles = torch.atan(x)

# %% atan2 same="angles" note="The first argument is the vertical coordinate."
angles = torch.atan2(y, x)

# %% sinh same="sines"
sines = torch.sinh(x)

# %% cosh same="cosines"
cosines = torch.cosh(x)

# %% tanh same="tangents" api="torch.Tensor.tanh"
tangents = torch.tanh(x)

# %% atanh same="areas"
areas = torch.atanh(inside)

# %% hypot same="lengths"
lengths = torch.hypot(x, y)

# %% sigmoid same="shares" api="torch.Tensor.sigmoid" note="`tf.nn.sigmoid` and `torch.special.expit` are other names."
shares = torch.sigmoid(x)

# %% logit same="scores"
scores = torch.logit(inside + 1.0, eps=0.1)

# %% erf same="errors"
errors = torch.erf(x)

# %% erfinv same="inverses"
inverses = torch.erfinv(inside)

# %% lgamma same="logs"
logs = torch.lgamma(positive)

# %% digamma same="slopes"
slopes = torch.digamma(positive)

# %% logaddexp same="logs"
logs = torch.logaddexp(x, y)

# %% lerp same="between" note="TensorFlow and Keras have no function for it."
between = torch.lerp(x, y, 0.25)

# %% addcmul same="moved"
moved = torch.addcmul(x, y, inside, value=0.5)

# %% addcdiv same="moved"
moved = torch.addcdiv(x, y, positive, value=0.5)

# %% squared-difference same="errors"
errors = torch.square(x - y)

# %% scale same="doubled"
doubled = torch.mul(x, 2.0)

# %% add-n same="total" api="torch.Tensor.sum" note="`sum([x, y, inside])` of Python works in all three."
total = torch.stack([x, y, inside]).sum(dim=0)

# %% ceil same="up"
up = torch.ceil(x)

# %% floor same="down"
down = torch.floor(x)

# %% round same="nearest" note="A half goes to the even neighbor in all of them."
nearest = torch.round(x)

# %% round-decimals same="tenths"
tenths = torch.round(positive, decimals=1)

# %% trunc same="whole" note="`torch.fix` is another name."
whole = torch.trunc(x)

# %% frac same="parts"
parts = torch.frac(x)

# %% clamp differs="crossed" same="limited" api="torch.Tensor.clamp"
# why: Where the lower limit lies above the upper one, PyTorch gives the upper limit, and TensorFlow and Keras the
#   lower. Check limits that are computed.
limited = torch.clamp(x, -1.0, 1.0)
crossed = x.clamp(min=1.0, max=-1.0)

# %% clamp-one-side same="limited" note="`tf.clip_by_value` and `keras.ops.clip` want both limits."
limited = torch.clamp(x, min=0.0)

# %% maximum same="larger" note="Where one is `nan`, so is the result."
larger = torch.maximum(x, y)

# %% minimum same="smaller"
smaller = torch.minimum(x, y)

# %% fmax same="larger" note="Where one is `nan`, the other counts."
larger = torch.fmax(gaps, x)

# %% nan-to-num differs="filled"
# why: PyTorch and Keras also replace infinities, by the largest number of the dtype. `tf.where` replaces what its
#   condition names: `posinf` and `neginf` say what PyTorch and Keras put there.
filled = torch.nan_to_num(gaps, nan=0.0)

# %% variables hidden="true"
v = torch.tensor([1.0, 2.0])
step = torch.tensor([0.5, -0.25])

# %% add-in-place same="v" api="torch.Tensor.add_"
# note: In PyTorch a method that ends in `_` changes the tensor. In TensorFlow and Keras only variables change; `v +=
#   step` raises an error in TensorFlow and makes a new tensor in Keras.
v.add_(step)

# %% addcdiv-in-place same="v" api="torch.Tensor.addcdiv_"
v.addcdiv_(step, v, value=-0.1)

# %% equal-elements same="equal" api="torch.Tensor.eq"
# note: `x == y` is the same call. `torch.equal` compares whole tensors.
equal = torch.eq(x, x)

# %% not-equal same="unequal"
unequal = torch.ne(x, y)

# %% less same="less"
less = torch.lt(x, y)

# %% less-equal same="less"
less = torch.le(x, y)

# %% greater same="greater" api="torch.Tensor.gt"
greater = torch.gt(x, y)

# %% greater-equal same="greater" api="torch.Tensor.ge"
greater = torch.ge(x, y)

# %% equal-tensors same="equal"
# note: PyTorch answers with a Python `bool`, also where shapes differ; TensorFlow and Keras with a tensor.
equal = torch.equal(x, y)

# %% isclose differs="infinite" same="close"
# why: Infinity is close to infinity in PyTorch. In TensorFlow, and in Keras on it, it is not, because their difference
#   is `nan`. Compare infinities with `==`.
close = torch.isclose(x, x)
infinite = torch.isclose(gaps, gaps)

# %% allclose same="close" note="`torch.testing.assert_close` and `tf.debugging.assert_near` raise an error instead."
close = torch.allclose(x, x + 1e-7)

# %% logical-and same="both"
# note: `a & b` is the same for booleans. TensorFlow takes only booleans here; PyTorch and Keras count every number but
#   0 as true.
both = torch.logical_and(a, b)

# %% logical-or same="either"
either = torch.logical_or(a, b)

# %% logical-not same="opposite"
opposite = torch.logical_not(a)

# %% logical-xor same="one_of_two"
one_of_two = torch.logical_xor(a, b)

# %% isnan same="missing"
missing = torch.isnan(gaps)

# %% isinf same="infinite"
infinite = torch.isinf(gaps)

# %% isfinite same="finite"
finite = torch.isfinite(gaps)

# %% isin same="found"
found = torch.isin(i, j)

# %% all same="every, per_row" api="torch.Tensor.all" note="TensorFlow takes only booleans."
every = torch.all(a)
per_row = (table > 1.0).all(dim=1)

# %% any same="some, per_row" api="torch.Tensor.any" note="TensorFlow takes only booleans."
some = torch.any(a)
per_row = (table > 5.0).any(dim=1)

# %% where same="chosen"
chosen = torch.where(a, x, 0.0)

# %% bitwise-and same="bits"
bits = torch.bitwise_and(i, j)

# %% bitwise-or same="bits"
bits = torch.bitwise_or(i, j)

# %% bitwise-xor same="bits"
bits = torch.bitwise_xor(i, j)

# %% bitwise-not same="bits"
bits = torch.bitwise_not(i)

# %% left-shift same="shifted"
shifted = torch.bitwise_left_shift(i, 2)

# %% right-shift same="shifted"
shifted = torch.bitwise_right_shift(i, 2)

# %% sum same="total, per_row" api="torch.Tensor.sum"
total = torch.sum(x)
per_row = table.sum(dim=1, keepdim=True)

# %% sum-of-integers differs="total"
# why: PyTorch adds `int32` numbers in `int64`; TensorFlow and Keras keep `int32`, which may overflow. Cast to `int64`
#   first.
total = torch.sum(i)

# %% mean same="average, per_row" api="torch.Tensor.mean"
average = torch.mean(x)
per_row = table.mean(dim=1, keepdim=True)

# %% mean-of-integers differs="average"
# why: TensorFlow divides integers and drops the fraction, and no error tells you. PyTorch refuses them unless `dtype`
#   names a float, and Keras answers in `float32`. In TensorFlow, cast first.
average = torch.mean(i, dtype=torch.float32)

# %% prod same="product, per_row" api="torch.Tensor.prod"
# note: PyTorch multiplies along one axis only; the others take a list of axes.
product = torch.prod(x)
per_row = table.prod(dim=1)

# %% max same="largest, per_row" api="torch.Tensor.max"
# note: With `dim`, PyTorch returns values and positions; `torch.amax` returns the values only.
largest = torch.max(x)
per_row = table.max(dim=1).values

# %% min same="smallest, per_row" api="torch.Tensor.min"
# note: With `dim`, PyTorch returns values and positions; `torch.amin` returns the values only.
smallest = torch.min(x)
per_row = table.min(dim=1).values

# %% amax same="per_row" api="torch.Tensor.amax"
per_row = torch.amax(table, dim=1, keepdim=True)

# %% amin same="per_row" api="torch.Tensor.amin"
per_row = torch.amin(table, dim=1, keepdim=True)

# %% aminmax same="low, high"
low, high = torch.aminmax(x)

# %% argmax differs="per_row, of_all" api="torch.Tensor.argmax"
# why: The position is `int64` in PyTorch and TensorFlow, `int32` in Keras. With no axis named, PyTorch and Keras count
#   through the flattened tensor, and TensorFlow searches along axis 0.
per_row = torch.argmax(table, dim=1)
of_all = table.argmax()

# %% argmin differs="per_row, of_all" api="torch.Tensor.argmin"
# why: The position is `int64` in PyTorch and TensorFlow, `int32` in Keras. With no axis named, PyTorch and Keras count
#   through the flattened tensor, and TensorFlow searches along axis 0.
per_row = torch.argmin(table, dim=1)
of_all = table.argmin()

# %% std differs="by_default" same="spread" api="torch.Tensor.std"
# why: PyTorch divides by n - 1, TensorFlow and Keras by n. `correction=0` makes it n.
by_default = torch.std(x)
spread = x.std(correction=0)

# %% var differs="by_default" same="spread" api="torch.Tensor.var"
# why: PyTorch divides by n - 1, TensorFlow and Keras by n. `correction=0` makes it n.
by_default = torch.var(x)
spread = x.var(correction=0)

# %% var-mean same="mean, variance"
# note: PyTorch returns the variance first, and divides by n - 1 unless `correction=0`.
variance, mean = torch.var_mean(table, dim=0, correction=0)

# %% std-mean same="mean, std"
std, mean = torch.std_mean(table, dim=0, correction=0)

# %% median differs="middle"
# why: Of an even number of values PyTorch takes the lower of the middle two; Keras, whose function TensorFlow has too,
#   takes their mean, as `torch.quantile(x, 0.5)` does.
middle = torch.median(positive)

# %% mode same="common"
common = torch.mode(j).values

# %% quantile same="quarter" note="TensorFlow itself has no quantiles; `tf.keras.ops` does."
quarter = torch.quantile(table, 0.25, dim=1)

# %% logsumexp same="log"
log = torch.logsumexp(table, dim=1)

# %% count-nonzero differs="count" why="The count is `int64` in PyTorch and TensorFlow, `int32` in Keras."
count = torch.count_nonzero(i)

# %% zero-fraction same="share"
share = torch.mean((i == 4).float())

# %% norm same="length, per_row" api="torch.Tensor.norm"
# note: `torch.norm` is deprecated, without a warning: new code calls `torch.linalg.vector_norm`.
length = torch.norm(x)
per_row = table.norm(dim=1)

# %% vector-norm same="length"
length = torch.linalg.vector_norm(table, ord=1, dim=1)

# %% euclidean-norm same="length"
length = torch.linalg.vector_norm(table, dim=1)

# %% cumsum same="sums" api="torch.Tensor.cumsum"
# note: Name the axis: PyTorch wants it, `tf.cumsum` takes 0, and `keras.ops.cumsum` flattens first.
sums = torch.cumsum(table, dim=1)

# %% cumprod same="products"
products = torch.cumprod(table, dim=1)

# %% cummax same="largest" note="PyTorch returns the positions too."
largest = torch.cummax(y, dim=0).values

# %% cummin same="smallest"
smallest = torch.cummin(y, dim=0).values

# %% logcumsumexp same="logs"
logs = torch.logcumsumexp(table, dim=1)

# %% nanmean same="average"
average = torch.nanmean(gaps[:3])

# %% nansum same="total"
total = torch.nansum(gaps[:3])

# %% non-decreasing same="ordered"
ordered = torch.all(x[1:] >= x[:-1])

# %% groups hidden="true"
labels = torch.tensor([2, 0, 2, 1, 2, 0], dtype=torch.int32)
groups = torch.tensor([0, 0, 2, 2])
edges = torch.tensor([-1.0, 0.5, 1.0])
order = torch.tensor([2, 0, 3, 1])

# %% sort differs="places" same="ordered"
# why: PyTorch returns the positions too, as `int64`; the others have `argsort`, and positions are `int32`.
ordered, places = torch.sort(y)

# %% sort-descending same="ordered"
ordered = torch.sort(y, descending=True).values

# %% argsort differs="places" why="Positions are `int64` in PyTorch and `int32` in TensorFlow and Keras."
places = torch.argsort(table, dim=1)

# %% topk differs="places" same="best" api="torch.Tensor.topk"
# why: Positions are `int64` in PyTorch and `int32` in TensorFlow and Keras. PyTorch can search along any `dim`, the
#   others along the last axis only.
best, places = torch.topk(table, k=2)

# %% kthvalue same="second" note="PyTorch counts from 1, and from the smallest."
second = torch.kthvalue(y, k=2).values

# %% inverse-permutation differs="inverse" why="Positions are `int64` in PyTorch and `int32` in TensorFlow and Keras."
inverse = torch.argsort(order)

# %% unique differs="values"
# why: `tf.unique` keeps the order in which values first appear; PyTorch and Keras sort them. Put `tf.sort` around the
#   call.
values = torch.unique(labels)

# %% unique-counts differs="values, counts"
# why: `tf.unique_with_counts` keeps the order in which values first appear; PyTorch and Keras sort them. Counts are
#   `int64` in PyTorch and `int32` in TensorFlow and Keras.
values, counts = torch.unique(labels, return_counts=True)

# %% unique-consecutive same="values"
values = torch.unique_consecutive(i > 0)

# %% bincount differs="counts" why="Counts are `int64` in PyTorch and `int32` in TensorFlow and Keras."
counts = torch.bincount(labels, minlength=4)

# %% histc differs="counts"
# why: TensorFlow counts values beyond the range in the first and the last bin, and in `int32`. PyTorch and Keras leave
#   them out, and count in `float32`. In TensorFlow, drop them first with `tf.boolean_mask`.
counts = torch.histc(x, bins=4, min=-1.0, max=1.0)

# %% searchsorted differs="places" same="narrow"
# why: Positions are `int64` in PyTorch and `int32` in TensorFlow and Keras. `out_int32=True`, or `out_type=tf.int64` in
#   TensorFlow, makes them one.
places = torch.searchsorted(edges, x)
narrow = torch.searchsorted(edges, x, out_int32=True)

# %% bucketize same="below, above"
# note: A value on an edge goes into the bin below in PyTorch and `tf.searchsorted` unless told otherwise, and into the
#   bin above in Keras. PyTorch counts in `int64` unless `out_int32=True`.
below = torch.bucketize(x, edges, out_int32=True)
above = torch.bucketize(x, edges, right=True, out_int32=True)

# %% diff same="steps" api="torch.Tensor.diff" note="`y[1:] - y[:-1]` is the same."
steps = torch.diff(y)

# %% trapezoid same="area"
area = torch.trapezoid(y, dx=0.5)

# %% segment-sum same="totals" api="torch.Tensor.index_add"
# note: `tf.math.segment_sum` wants the groups in ascending order.
totals = torch.zeros(3).index_add(0, groups, x)

# %% unsorted-segment-sum same="totals" api="torch.Tensor.index_add"
# note: `torch.scatter_add` does the same where the index has the shape of the values.
totals = torch.zeros(3).index_add(0, order % 3, x)

# %% segment-mean same="means" api="torch.Tensor.scatter_reduce" note="A group with no member gets 0."
sums = torch.zeros(3)
means = sums.scatter_reduce(0, groups, x, "mean", include_self=False)

# %% segment-max differs="largest" api="torch.Tensor.scatter_reduce"
# why: A group with no member keeps in PyTorch what the tensor held, here 0, and `tf.math.segment_max` makes it 0. Keras
#   and `tf.math.unsorted_segment_max` give the lowest number of the dtype.
lowest = torch.zeros(3)
largest = lowest.scatter_reduce(0, groups, x, "amax", include_self=False)
