# %% inputs hidden="true"
import tensorflow as tf

x = tf.constant([-2.5, -0.5, 0.5, 1.5])
y = tf.constant([2.0, -1.0, 0.75, -2.0])
positive = tf.constant([0.25, 1.0, 2.0, 8.0])
inside = tf.constant([-0.75, -0.25, 0.25, 0.75])
gaps = tf.constant([1.0, float("nan"), -2.0, float("inf")])
table = tf.constant([[3.0, 1.0, 2.0], [6.0, 5.0, 4.0]])
i = tf.constant([7, -7, 5, 4])
j = tf.constant([2, 2, -3, 1])
a = tf.constant([True, True, False, False])
b = tf.constant([True, False, True, False])

# %% add same="total" api="tf.math.add"
total = tf.add(x, y)

# %% subtract same="difference"
difference = tf.subtract(x, y)

# %% multiply same="product" api="tf.math.multiply"
product = tf.multiply(x, y)

# %% divide differs="of_integers" same="ratio"
# why: The quotient of `int32` numbers is `float32` in PyTorch and Keras, `float64` in TensorFlow. Cast them to
#   `float32` first.
ratio = tf.divide(x, y)
of_integers = tf.divide(i, j)

# %% true-divide differs="ratio" api="tf.math.truediv"
# why: The quotient of `int32` numbers is `float32` in PyTorch and Keras, `float64` in TensorFlow. Cast them to
#   `float32` first.
ratio = tf.truediv(i, j)

# %% divide-no-nan same="ratio"
ratio = tf.math.divide_no_nan(x, tf.cast(i - 4, tf.float32))

# %% floor-divide same="quotient"
quotient = tf.math.floordiv(i, j)

# %% truncated-divide same="quotient"
quotient = tf.truncatediv(i, j)

# %% remainder same="rest" api="tf.math.mod"
rest = tf.math.mod(i, j)

# %% fmod same="rest"
rest = tf.truncatemod(i, j)

# %% negative same="negated" api="tf.math.negative"
negated = tf.negative(x)

# %% abs same="size" api="tf.math.abs"
size = tf.abs(x)

# %% sign differs="of_gaps" same="signs" api="tf.math.sign"
# why: The sign of `nan` is 0 in PyTorch and `nan` in TensorFlow and Keras. Look for `nan` first where it may occur.
signs = tf.sign(x)
of_gaps = tf.sign(gaps)

# %% pow same="squares, roots" api="tf.math.pow"
squares = tf.pow(x, 2)
roots = tf.pow(positive, 0.5)

# %% square same="squares" api="tf.math.square"
squares = tf.square(x)

# %% sqrt same="roots" api="tf.math.sqrt"
roots = tf.sqrt(positive)

# %% rsqrt same="inverses"
inverses = tf.math.rsqrt(positive)

# %% reciprocal same="inverses"
inverses = tf.math.reciprocal(x)

# %% cube-root same="roots"
roots = tf.pow(positive, 1 / 3)

# %% exp same="powers" api="tf.math.exp"
powers = tf.exp(x)

# %% expm1 same="powers"
powers = tf.math.expm1(x)

# %% exp2 same="powers"
powers = tf.pow(2.0, x)

# %% log same="logs"
logs = tf.math.log(positive)

# %% log2 same="logs"
logs = tf.math.log(positive) / tf.math.log(2.0)

# %% log10 same="logs"
logs = tf.math.log(positive) / tf.math.log(10.0)

# %% log1p same="logs"
logs = tf.math.log1p(positive)

# %% sin same="sines" api="tf.math.sin"
sines = tf.sin(x)

# %% cos same="cosines" api="tf.math.cos"
cosines = tf.cos(x)

# %% tan same="tangents" api="tf.math.tan"
tangents = tf.tan(x)

# %% asin same="angles" api="tf.math.asin"
angles = tf.asin(inside)

# %% acos same="angles" api="tf.math.acos"
angles = tf.acos(inside)

# %% atan same="angles" api="tf.math.atan"
angles = tf.atan(x)

# %% atan2 same="angles" api="tf.math.atan2"
angles = tf.atan2(y, x)

# %% sinh same="sines" api="tf.math.sinh"
sines = tf.sinh(x)

# %% cosh same="cosines" api="tf.math.cosh"
cosines = tf.cosh(x)

# %% tanh same="tangents" api="tf.math.tanh"
tangents = tf.tanh(x)

# %% atanh same="areas" api="tf.math.atanh"
areas = tf.atanh(inside)

# %% hypot same="lengths"
lengths = tf.experimental.numpy.hypot(x, y)

# %% sigmoid same="shares" api="tf.math.sigmoid"
shares = tf.sigmoid(x)

# %% logit same="scores"
clipped = tf.clip_by_value(inside + 1.0, 0.1, 0.9)
scores = tf.math.log(clipped / (1.0 - clipped))

# %% erf same="errors"
errors = tf.math.erf(x)

# %% erfinv same="inverses"
inverses = tf.math.erfinv(inside)

# %% lgamma same="logs"
logs = tf.math.lgamma(positive)

# %% digamma same="slopes"
slopes = tf.math.digamma(positive)

# %% logaddexp same="logs"
logs = tf.experimental.numpy.logaddexp(x, y)

# %% lerp same="between"
between = x + 0.25 * (y - x)

# %% addcmul same="moved"
moved = x + 0.5 * y * inside

# %% addcdiv same="moved"
moved = x + 0.5 * y / positive

# %% squared-difference same="errors"
errors = tf.math.squared_difference(x, y)

# %% scale same="doubled"
doubled = tf.math.scalar_mul(2.0, x)

# %% add-n same="total" api="tf.math.add_n"
total = tf.add_n([x, y, inside])

# %% ceil same="up"
up = tf.math.ceil(x)

# %% floor same="down" api="tf.math.floor"
down = tf.floor(x)

# %% round same="nearest" api="tf.math.round"
nearest = tf.round(x)

# %% round-decimals same="tenths"
tenths = tf.round(positive * 10.0) / 10.0

# %% trunc same="whole"
whole = tf.truncatediv(x, 1.0)

# %% frac same="parts"
parts = tf.truncatemod(x, 1.0)

# %% clamp differs="crossed" same="limited"
# why: Where the lower limit lies above the upper one, PyTorch gives the upper limit, and TensorFlow and Keras the
#   lower. Check limits that are computed.
limited = tf.clip_by_value(x, -1.0, 1.0)
crossed = tf.clip_by_value(x, 1.0, -1.0)

# %% clamp-one-side same="limited"
limited = tf.maximum(x, 0.0)

# %% maximum same="larger" api="tf.math.maximum"
larger = tf.maximum(x, y)

# %% minimum same="smaller" api="tf.math.minimum"
smaller = tf.minimum(x, y)

# %% fmax same="larger"
larger = tf.where(tf.math.is_nan(gaps), x, tf.maximum(gaps, x))

# %% nan-to-num differs="filled"
# why: PyTorch and Keras also replace infinities, by the largest number of the dtype. `tf.where` replaces what its
#   condition names: `posinf` and `neginf` say what PyTorch and Keras put there.
filled = tf.where(tf.math.is_nan(gaps), 0.0, gaps)

# %% variables hidden="true"
v = tf.Variable([1.0, 2.0])
step = tf.constant([0.5, -0.25])

# %% add-in-place same="v" api="tf.Variable.assign_add"
v.assign_add(step)

# %% addcdiv-in-place same="v" api="tf.Variable.assign_sub"
v.assign_sub(0.1 * step / v)

# %% equal-elements same="equal" api="tf.math.equal"
equal = tf.equal(x, x)

# %% not-equal same="unequal" api="tf.math.not_equal"
unequal = tf.not_equal(x, y)

# %% less same="less" api="tf.math.less"
less = tf.less(x, y)

# %% less-equal same="less" api="tf.math.less_equal"
less = tf.less_equal(x, y)

# %% greater same="greater" api="tf.math.greater"
greater = tf.greater(x, y)

# %% greater-equal same="greater" api="tf.math.greater_equal"
greater = tf.greater_equal(x, y)

# %% equal-tensors same="equal"
equal = tf.reduce_all(tf.equal(x, y))

# %% isclose differs="infinite" same="close"
# why: Infinity is close to infinity in PyTorch. In TensorFlow, and in Keras on it, it is not, because their difference
#   is `nan`. Compare infinities with `==`.
close = tf.experimental.numpy.isclose(x, x)
infinite = tf.experimental.numpy.isclose(gaps, gaps)

# %% allclose same="close"
close = tf.experimental.numpy.allclose(x, x + 1e-7)

# %% logical-and same="both" api="tf.math.logical_and"
both = tf.logical_and(a, b)

# %% logical-or same="either" api="tf.math.logical_or"
either = tf.logical_or(a, b)

# %% logical-not same="opposite" api="tf.math.logical_not"
opposite = tf.logical_not(a)

# %% logical-xor same="one_of_two"
one_of_two = tf.math.logical_xor(a, b)

# %% isnan same="missing"
missing = tf.math.is_nan(gaps)

# %% isinf same="infinite"
infinite = tf.math.is_inf(gaps)

# %% isfinite same="finite"
finite = tf.math.is_finite(gaps)

# %% isin same="found"
found = tf.reduce_any(tf.equal(i[:, tf.newaxis], j), axis=1)

# %% all same="every, per_row" api="tf.math.reduce_all"
every = tf.reduce_all(a)
per_row = tf.reduce_all(table > 1.0, axis=1)

# %% any same="some, per_row" api="tf.math.reduce_any"
some = tf.reduce_any(a)
per_row = tf.reduce_any(table > 5.0, axis=1)

# %% where same="chosen"
chosen = tf.where(a, x, 0.0)

# %% bitwise-and same="bits"
bits = tf.bitwise.bitwise_and(i, j)

# %% bitwise-or same="bits"
bits = tf.bitwise.bitwise_or(i, j)

# %% bitwise-xor same="bits"
bits = tf.bitwise.bitwise_xor(i, j)

# %% bitwise-not same="bits"
bits = tf.bitwise.invert(i)

# %% left-shift same="shifted"
shifted = tf.bitwise.left_shift(i, 2)

# %% right-shift same="shifted"
shifted = tf.bitwise.right_shift(i, 2)

# %% sum same="total, per_row" api="tf.math.reduce_sum"
total = tf.reduce_sum(x)
per_row = tf.reduce_sum(table, axis=1, keepdims=True)

# %% sum-of-integers differs="total"
# why: PyTorch adds `int32` numbers in `int64`; TensorFlow and Keras keep `int32`, which may overflow. Cast to `int64`
#   first.
total = tf.reduce_sum(i)

# %% mean same="average, per_row" api="tf.math.reduce_mean"
average = tf.reduce_mean(x)
per_row = tf.reduce_mean(table, axis=1, keepdims=True)

# %% mean-of-integers differs="average"
# why: TensorFlow divides integers and drops the fraction, and no error tells you. PyTorch refuses them unless `dtype`
#   names a float, and Keras answers in `float32`. In TensorFlow, cast first.
average = tf.reduce_mean(i)

# %% prod same="product, per_row" api="tf.math.reduce_prod"
product = tf.reduce_prod(x)
per_row = tf.reduce_prod(table, axis=1)

# %% max same="largest, per_row" api="tf.math.reduce_max"
largest = tf.reduce_max(x)
per_row = tf.reduce_max(table, axis=1)

# %% min same="smallest, per_row" api="tf.math.reduce_min"
smallest = tf.reduce_min(x)
per_row = tf.reduce_min(table, axis=1)

# %% amax same="per_row"
per_row = tf.reduce_max(table, axis=1, keepdims=True)

# %% amin same="per_row"
per_row = tf.reduce_min(table, axis=1, keepdims=True)

# %% aminmax same="low, high"
low, high = tf.reduce_min(x), tf.reduce_max(x)

# %% argmax differs="per_row, of_all" api="tf.math.argmax"
# why: The position is `int64` in PyTorch and TensorFlow, `int32` in Keras. With no axis named, PyTorch and Keras count
#   through the flattened tensor, and TensorFlow searches along axis 0.
per_row = tf.argmax(table, axis=1)
of_all = tf.argmax(table)

# %% argmin differs="per_row, of_all" api="tf.math.argmin"
# why: The position is `int64` in PyTorch and TensorFlow, `int32` in Keras. With no axis named, PyTorch and Keras count
#   through the flattened tensor, and TensorFlow searches along axis 0.
per_row = tf.argmin(table, axis=1)
of_all = tf.argmin(table)

# %% std differs="by_default" same="spread"
# why: PyTorch divides by n - 1, TensorFlow and Keras by n. `correction=0` makes it n.
by_default = spread = tf.math.reduce_std(x)

# %% var differs="by_default" same="spread"
# why: PyTorch divides by n - 1, TensorFlow and Keras by n. `correction=0` makes it n.
by_default = spread = tf.math.reduce_variance(x)

# %% var-mean same="mean, variance"
mean, variance = tf.nn.moments(table, axes=[0])

# %% std-mean same="mean, std"
mean, variance = tf.nn.moments(table, axes=[0])
std = tf.sqrt(variance)

# %% median differs="middle"
# why: Of an even number of values PyTorch takes the lower of the middle two; Keras, whose function TensorFlow has too,
#   takes their mean, as `torch.quantile(x, 0.5)` does.
middle = tf.keras.ops.median(positive)

# %% mode same="common"
values, _, counts = tf.unique_with_counts(j)
common = values[tf.argmax(counts)]

# %% quantile same="quarter"
quarter = tf.keras.ops.quantile(table, 0.25, axis=1)

# %% logsumexp same="log" api="tf.math.reduce_logsumexp"
log = tf.reduce_logsumexp(table, axis=1)

# %% count-nonzero differs="count" why="The count is `int64` in PyTorch and TensorFlow, `int32` in Keras."
count = tf.math.count_nonzero(i)

# %% zero-fraction same="share"
share = tf.math.zero_fraction(i - 4)

# %% norm same="length, per_row"
length = tf.norm(x)
per_row = tf.norm(table, axis=1)

# %% vector-norm same="length"
length = tf.norm(table, ord=1, axis=1)

# %% euclidean-norm same="length"
length = tf.math.reduce_euclidean_norm(table, axis=1)

# %% cumsum same="sums" api="tf.math.cumsum"
sums = tf.cumsum(table, axis=1)

# %% cumprod same="products"
products = tf.math.cumprod(table, axis=1)

# %% cummax same="largest"
largest = tf.scan(tf.maximum, y)

# %% cummin same="smallest"
smallest = tf.scan(tf.minimum, y)

# %% logcumsumexp same="logs"
logs = tf.math.cumulative_logsumexp(table, axis=1)

# %% nanmean same="average"
average = tf.experimental.numpy.nanmean(gaps[:3])

# %% nansum same="total"
total = tf.experimental.numpy.nansum(gaps[:3])

# %% non-decreasing same="ordered"
ordered = tf.math.is_non_decreasing(x)

# %% groups hidden="true"
labels = tf.constant([2, 0, 2, 1, 2, 0])
groups = tf.constant([0, 0, 2, 2])
edges = tf.constant([-1.0, 0.5, 1.0])
order = tf.constant([2, 0, 3, 1])

# %% sort differs="places" same="ordered"
# why: PyTorch returns the positions too, as `int64`; the others have `argsort`, and positions are `int32`.
ordered = tf.sort(y)
places = tf.argsort(y)

# %% sort-descending same="ordered"
ordered = tf.sort(y, direction="DESCENDING")

# %% argsort differs="places" why="Positions are `int64` in PyTorch and `int32` in TensorFlow and Keras."
places = tf.argsort(table, axis=1)

# %% topk differs="places" same="best"
# why: Positions are `int64` in PyTorch and `int32` in TensorFlow and Keras. PyTorch can search along any `dim`, the
#   others along the last axis only.
best, places = tf.nn.top_k(table, k=2)

# %% kthvalue same="second"
second = tf.sort(y)[1]

# %% inverse-permutation differs="inverse" why="Positions are `int64` in PyTorch and `int32` in TensorFlow and Keras."
inverse = tf.math.invert_permutation(order)

# %% unique differs="values"
# why: `tf.unique` keeps the order in which values first appear; PyTorch and Keras sort them. Put `tf.sort` around the
#   call.
values = tf.unique(labels).y

# %% unique-counts differs="values, counts"
# why: `tf.unique_with_counts` keeps the order in which values first appear; PyTorch and Keras sort them. Counts are
#   `int64` in PyTorch and `int32` in TensorFlow and Keras.
values, places, counts = tf.unique_with_counts(labels)

# %% unique-consecutive same="values"
positive_i = i > 0
starts = tf.concat([[True], positive_i[1:] != positive_i[:-1]], axis=0)
values = positive_i[starts]

# %% bincount differs="counts" why="Counts are `int64` in PyTorch and `int32` in TensorFlow and Keras."
counts = tf.math.bincount(labels, minlength=4)

# %% histc differs="counts"
# why: TensorFlow counts values beyond the range in the first and the last bin, and in `int32`. PyTorch and Keras leave
#   them out, and count in `float32`. In TensorFlow, drop them first with `tf.boolean_mask`.
counts = tf.histogram_fixed_width(x, [-1.0, 1.0], nbins=4)
counts = tf.cast(counts, tf.float32)

# %% searchsorted differs="places" same="narrow"
# why: Positions are `int64` in PyTorch and `int32` in TensorFlow and Keras. `out_int32=True`, or `out_type=tf.int64` in
#   TensorFlow, makes them one.
places = narrow = tf.searchsorted(edges, x)

# %% bucketize same="below, above"
below = tf.searchsorted(edges, x)
above = tf.searchsorted(edges, x, side="right")

# %% diff same="steps"
steps = tf.experimental.numpy.diff(y)

# %% trapezoid same="area"
area = 0.5 * tf.reduce_sum((y[1:] + y[:-1]) / 2)

# %% segment-sum same="totals"
totals = tf.math.segment_sum(x, groups)

# %% unsorted-segment-sum same="totals"
totals = tf.math.unsorted_segment_sum(x, order % 3, 3)

# %% segment-mean same="means"
means = tf.math.segment_mean(x, groups)

# %% segment-max differs="largest"
# why: A group with no member keeps in PyTorch what the tensor held, here 0, and `tf.math.segment_max` makes it 0. Keras
#   and `tf.math.unsorted_segment_max` give the lowest number of the dtype.
largest = tf.math.segment_max(x, groups)
