# %% inputs hidden="true"
import keras
from keras import ops

x = ops.array([-2.5, -0.5, 0.5, 1.5])
y = ops.array([2.0, -1.0, 0.75, -2.0])
positive = ops.array([0.25, 1.0, 2.0, 8.0])
inside = ops.array([-0.75, -0.25, 0.25, 0.75])
gaps = ops.array([1.0, float("nan"), -2.0, float("inf")])
table = ops.array([[3.0, 1.0, 2.0], [6.0, 5.0, 4.0]])
i = ops.array([7, -7, 5, 4])
j = ops.array([2, 2, -3, 1])
a = ops.array([True, True, False, False])
b = ops.array([True, False, True, False])

# %% add same="total"
total = ops.add(x, y)

# %% subtract same="difference"
difference = ops.subtract(x, y)

# %% multiply same="product"
product = ops.multiply(x, y)

# %% divide differs="of_integers" same="ratio"
# why: The quotient of `int32` numbers is `float32` in PyTorch and Keras, `float64` in TensorFlow. Cast them to
#   `float32` first.
ratio = ops.divide(x, y)
of_integers = ops.divide(i, j)

# %% true-divide differs="ratio"
# why: The quotient of `int32` numbers is `float32` in PyTorch and Keras, `float64` in TensorFlow. Cast them to
#   `float32` first.
ratio = ops.true_divide(i, j)

# %% divide-no-nan same="ratio"
ratio = ops.divide_no_nan(x, i - 4)

# %% floor-divide same="quotient"
quotient = ops.floor_divide(i, j)

# %% truncated-divide
quotient = ops.trunc(ops.divide(i, j))

# %% remainder same="rest"
rest = ops.mod(i, j)

# %% fmod same="rest"
rest = ops.fmod(i, j)

# %% negative same="negated"
negated = ops.negative(x)

# %% abs same="size"
size = ops.abs(x)

# %% sign differs="of_gaps" same="signs"
# why: The sign of `nan` is 0 in PyTorch and `nan` in TensorFlow and Keras. Look for `nan` first where it may occur.
signs = ops.sign(x)
of_gaps = ops.sign(gaps)

# %% pow same="squares, roots"
squares = ops.power(x, 2)
roots = ops.power(positive, 0.5)

# %% square same="squares"
squares = ops.square(x)

# %% sqrt same="roots"
roots = ops.sqrt(positive)

# %% rsqrt same="inverses"
inverses = ops.rsqrt(positive)

# %% reciprocal same="inverses"
inverses = ops.reciprocal(x)

# %% cube-root same="roots"
roots = ops.cbrt(positive)

# %% exp same="powers"
powers = ops.exp(x)

# %% expm1 same="powers"
powers = ops.expm1(x)

# %% exp2 same="powers"
powers = ops.exp2(x)

# %% log same="logs"
logs = ops.log(positive)

# %% log2 same="logs"
logs = ops.log2(positive)

# %% log10 same="logs"
logs = ops.log10(positive)

# %% log1p same="logs"
logs = ops.log1p(positive)

# %% sin same="sines"
sines = ops.sin(x)

# %% cos same="cosines"
cosines = ops.cos(x)

# %% tan same="tangents"
tangents = ops.tan(x)

# %% asin same="angles"
angles = ops.arcsin(inside)

# %% acos same="angles"
angles = ops.arccos(inside)

# %% atan same="angles"
angles = ops.arctan(x)

# %% atan2 same="angles"
angles = ops.arctan2(y, x)

# %% sinh same="sines"
sines = ops.sinh(x)

# %% cosh same="cosines"
cosines = ops.cosh(x)

# %% tanh same="tangents"
tangents = ops.tanh(x)

# %% atanh same="areas"
areas = ops.arctanh(inside)

# %% hypot same="lengths"
lengths = ops.hypot(x, y)

# %% sigmoid same="shares"
shares = ops.sigmoid(x)

# %% logit same="scores"
clipped = ops.clip(inside + 1.0, 0.1, 0.9)
scores = ops.log(clipped / (1.0 - clipped))

# %% erf same="errors"
errors = ops.erf(x)

# %% erfinv same="inverses"
inverses = ops.erfinv(inside)

# %% logaddexp same="logs"
logs = ops.logaddexp(x, y)

# %% lerp same="between"
between = x + 0.25 * (y - x)

# %% addcmul same="moved"
moved = x + 0.5 * y * inside

# %% addcdiv same="moved"
moved = x + 0.5 * y / positive

# %% squared-difference same="errors"
errors = ops.square(ops.subtract(x, y))

# %% scale same="doubled"
doubled = ops.multiply(x, 2.0)

# %% add-n same="total"
total = ops.sum(ops.stack([x, y, inside]), axis=0)

# %% ceil same="up"
up = ops.ceil(x)

# %% floor same="down"
down = ops.floor(x)

# %% round same="nearest"
nearest = ops.round(x)

# %% round-decimals same="tenths"
tenths = ops.round(positive, decimals=1)

# %% trunc same="whole"
whole = ops.trunc(x)

# %% frac same="parts"
parts = ops.fmod(x, 1.0)

# %% clamp differs="crossed" same="limited"
# why: Where the lower limit lies above the upper one, PyTorch gives the upper limit, and TensorFlow and Keras the
#   lower. Check limits that are computed.
limited = ops.clip(x, -1.0, 1.0)
crossed = ops.clip(x, 1.0, -1.0)

# %% clamp-one-side same="limited"
limited = ops.maximum(x, 0.0)

# %% maximum same="larger"
larger = ops.maximum(x, y)

# %% minimum same="smaller"
smaller = ops.minimum(x, y)

# %% fmax same="larger"
larger = ops.fmax(gaps, x)

# %% nan-to-num differs="filled"
# why: PyTorch and Keras also replace infinities, by the largest number of the dtype. `tf.where` replaces what its
#   condition names: `posinf` and `neginf` say what PyTorch and Keras put there.
filled = ops.nan_to_num(gaps, nan=0.0)

# %% variables hidden="true"
v = keras.Variable([1.0, 2.0])
step = ops.array([0.5, -0.25])

# %% add-in-place same="v" api="keras.Variable.assign_add"
v.assign_add(step)

# %% addcdiv-in-place same="v" api="keras.Variable.assign_sub"
v.assign_sub(0.1 * step / v)

# %% equal-elements same="equal"
equal = ops.equal(x, x)

# %% not-equal same="unequal"
unequal = ops.not_equal(x, y)

# %% less same="less"
less = ops.less(x, y)

# %% less-equal same="less"
less = ops.less_equal(x, y)

# %% greater same="greater"
greater = ops.greater(x, y)

# %% greater-equal same="greater"
greater = ops.greater_equal(x, y)

# %% equal-tensors same="equal"
equal = ops.all(ops.equal(x, y))

# %% isclose differs="infinite" same="close"
# why: Infinity is close to infinity in PyTorch. In TensorFlow, and in Keras on it, it is not, because their difference
#   is `nan`. Compare infinities with `==`.
close = ops.isclose(x, x)
infinite = ops.isclose(gaps, gaps)

# %% allclose same="close"
close = ops.allclose(x, x + 1e-7)

# %% logical-and same="both"
both = ops.logical_and(a, b)

# %% logical-or same="either"
either = ops.logical_or(a, b)

# %% logical-not same="opposite"
opposite = ops.logical_not(a)

# %% logical-xor same="one_of_two"
one_of_two = ops.logical_xor(a, b)

# %% isnan same="missing"
missing = ops.isnan(gaps)

# %% isinf same="infinite"
infinite = ops.isinf(gaps)

# %% isfinite same="finite"
finite = ops.isfinite(gaps)

# %% isin same="found"
found = ops.isin(i, j)

# %% all same="every, per_row"
every = ops.all(a)
per_row = ops.all(table > 1.0, axis=1)

# %% any same="some, per_row"
some = ops.any(a)
per_row = ops.any(table > 5.0, axis=1)

# %% where same="chosen"
chosen = ops.where(a, x, 0.0)

# %% bitwise-and same="bits"
bits = ops.bitwise_and(i, j)

# %% bitwise-or same="bits"
bits = ops.bitwise_or(i, j)

# %% bitwise-xor same="bits"
bits = ops.bitwise_xor(i, j)

# %% bitwise-not same="bits"
bits = ops.bitwise_not(i)

# %% left-shift same="shifted"
shifted = ops.left_shift(i, 2)

# %% right-shift same="shifted"
shifted = ops.right_shift(i, 2)

# %% sum same="total, per_row"
total = ops.sum(x)
per_row = ops.sum(table, axis=1, keepdims=True)

# %% sum-of-integers differs="total"
# why: PyTorch adds `int32` numbers in `int64`; TensorFlow and Keras keep `int32`, which may overflow. Cast to `int64`
#   first.
total = ops.sum(i)

# %% mean same="average, per_row"
average = ops.mean(x)
per_row = ops.mean(table, axis=1, keepdims=True)

# %% mean-of-integers differs="average"
# why: TensorFlow divides integers and drops the fraction, and no error tells you. PyTorch refuses them unless `dtype`
#   names a float, and Keras answers in `float32`. In TensorFlow, cast first.
average = ops.mean(i)

# %% prod same="product, per_row"
product = ops.prod(x)
per_row = ops.prod(table, axis=1)

# %% max same="largest, per_row"
largest = ops.max(x)
per_row = ops.max(table, axis=1)

# %% min same="smallest, per_row"
smallest = ops.min(x)
per_row = ops.min(table, axis=1)

# %% amax same="per_row"
per_row = ops.amax(table, axis=1, keepdims=True)

# %% amin same="per_row"
per_row = ops.amin(table, axis=1, keepdims=True)

# %% aminmax same="low, high"
low, high = ops.min(x), ops.max(x)

# %% argmax differs="per_row, of_all"
# why: The position is `int64` in PyTorch and TensorFlow, `int32` in Keras. With no axis named, PyTorch and Keras count
#   through the flattened tensor, and TensorFlow searches along axis 0.
per_row = ops.argmax(table, axis=1)
of_all = ops.argmax(table)

# %% argmin differs="per_row, of_all"
# why: The position is `int64` in PyTorch and TensorFlow, `int32` in Keras. With no axis named, PyTorch and Keras count
#   through the flattened tensor, and TensorFlow searches along axis 0.
per_row = ops.argmin(table, axis=1)
of_all = ops.argmin(table)

# %% std differs="by_default" same="spread"
# why: PyTorch divides by n - 1, TensorFlow and Keras by n. `correction=0` makes it n.
by_default = spread = ops.std(x)

# %% var differs="by_default" same="spread"
# why: PyTorch divides by n - 1, TensorFlow and Keras by n. `correction=0` makes it n.
by_default = spread = ops.var(x)

# %% var-mean same="mean, variance"
mean, variance = ops.moments(table, axes=[0])

# %% std-mean same="mean, std"
mean, variance = ops.moments(table, axes=[0])
std = ops.sqrt(variance)

# %% median differs="middle"
# why: Of an even number of values PyTorch takes the lower of the middle two; Keras, whose function TensorFlow has too,
#   takes their mean, as `torch.quantile(x, 0.5)` does.
middle = ops.median(positive)

# %% mode same="common"
values, counts = ops.unique(j, return_counts=True)
common = values[ops.argmax(counts)]

# %% quantile same="quarter"
quarter = ops.quantile(table, 0.25, axis=1)

# %% logsumexp same="log"
log = ops.logsumexp(table, axis=1)

# %% count-nonzero differs="count" why="The count is `int64` in PyTorch and TensorFlow, `int32` in Keras."
count = ops.count_nonzero(i)

# %% zero-fraction same="share"
share = ops.mean(i == 4)

# %% norm same="length, per_row"
length = ops.norm(x)
per_row = ops.norm(table, axis=1)

# %% vector-norm same="length"
length = ops.norm(table, ord=1, axis=1)

# %% euclidean-norm same="length"
length = ops.norm(table, axis=1)

# %% cumsum same="sums"
sums = ops.cumsum(table, axis=1)

# %% cumprod same="products"
products = ops.cumprod(table, axis=1)

# %% cummax same="largest"
largest = ops.associative_scan(ops.maximum, y, axis=0)

# %% cummin same="smallest"
smallest = ops.associative_scan(ops.minimum, y, axis=0)

# %% logcumsumexp same="logs"
logs = ops.associative_scan(ops.logaddexp, table, axis=1)

# %% nanmean same="average"
average = ops.nanmean(gaps[:3])

# %% nansum same="total"
total = ops.nansum(gaps[:3])

# %% non-decreasing same="ordered"
ordered = ops.all(x[1:] >= x[:-1])

# %% groups hidden="true"
labels = ops.array([2, 0, 2, 1, 2, 0])
groups = ops.array([0, 0, 2, 2])
edges = ops.array([-1.0, 0.5, 1.0])
order = ops.array([2, 0, 3, 1])

# %% sort differs="places" same="ordered"
# why: PyTorch returns the positions too, as `int64`; the others have `argsort`, and positions are `int32`.
ordered = ops.sort(y)
places = ops.argsort(y)

# %% sort-descending same="ordered"
ordered = ops.flip(ops.sort(y))

# %% argsort differs="places" why="Positions are `int64` in PyTorch and `int32` in TensorFlow and Keras."
places = ops.argsort(table, axis=1)

# %% topk differs="places" same="best"
# why: Positions are `int64` in PyTorch and `int32` in TensorFlow and Keras. PyTorch can search along any `dim`, the
#   others along the last axis only.
best, places = ops.top_k(table, k=2)

# %% kthvalue same="second"
second = ops.sort(y)[1]

# %% inverse-permutation differs="inverse" why="Positions are `int64` in PyTorch and `int32` in TensorFlow and Keras."
inverse = ops.argsort(order)

# %% unique differs="values"
# why: `tf.unique` keeps the order in which values first appear; PyTorch and Keras sort them. Put `tf.sort` around the
#   call.
values = ops.unique(labels)

# %% unique-counts differs="values, counts"
# why: `tf.unique_with_counts` keeps the order in which values first appear; PyTorch and Keras sort them. Counts are
#   `int64` in PyTorch and `int32` in TensorFlow and Keras.
values, counts = ops.unique(labels, return_counts=True)

# %% bincount differs="counts" why="Counts are `int64` in PyTorch and `int32` in TensorFlow and Keras."
counts = ops.bincount(labels, minlength=4)

# %% histc differs="counts"
# why: TensorFlow counts values beyond the range in the first and the last bin, and in `int32`. PyTorch and Keras leave
#   them out, and count in `float32`. In TensorFlow, drop them first with `tf.boolean_mask`.
counts, bounds = ops.histogram(x, bins=4, range=(-1.0, 1.0))

# %% searchsorted differs="places" same="narrow"
# why: Positions are `int64` in PyTorch and `int32` in TensorFlow and Keras. `out_int32=True`, or `out_type=tf.int64` in
#   TensorFlow, makes them one.
places = narrow = ops.searchsorted(edges, x)

# %% bucketize same="above"
above = ops.digitize(x, edges)

# %% diff same="steps"
steps = ops.diff(y)

# %% trapezoid same="area"
area = ops.trapezoid(y, dx=0.5)

# %% segment-sum same="totals"
totals = ops.segment_sum(x, groups, num_segments=3)

# %% unsorted-segment-sum same="totals"
totals = ops.segment_sum(x, order % 3, num_segments=3)

# %% segment-max differs="largest"
# why: A group with no member keeps in PyTorch what the tensor held, here 0, and `tf.math.segment_max` makes it 0. Keras
#   and `tf.math.unsorted_segment_max` give the lowest number of the dtype.
largest = ops.segment_max(x, groups, num_segments=3)
