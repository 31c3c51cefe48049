# %% inputs hidden="true"
import keras
from keras import ops

x = ops.array([[3.0, 1.0, 2.0], [6.0, 5.0, 4.0]])
v = ops.array([10.0, 20.0, 30.0, 40.0])
square = ops.reshape(ops.arange(9.0), (3, 3))
batch = ops.reshape(ops.arange(12.0), (2, 3, 2))
mask = ops.array([[True, False, False], [True, True, False]])
keep = ops.array([True, False, True])
index = ops.array([[2, 0], [1, 1]])
cells = ops.array([[[0, 2], [0, 0]], [[1, 1], [1, 1]]])  # row and column of `index`
pairs = ops.array([[0, 2], [1, 0]])
places = ops.array([1, 3, 1])
picks = ops.array([2, 0])
updates = ops.array([25.0, 35.0, 5.0])
values = ops.array([[7.0, 8.0], [9.0, 9.0]])
lengths = ops.array([2, 3])

# %% slices same="part"
part = x[:, 1:]

# %% negative-index same="last"
last = x[:, -1]

# %% ellipsis same="first"
first = batch[..., 0]

# %% new-axis same="column"
column = ops.expand_dims(v, axis=1)

# %% strided-slice same="part"
part = x[0:2, 0:3:2]

# %% negative-step same="backwards"
backwards = v[::-1]

# %% list-in-brackets same="picked"
picked = ops.take(x, [2, 0], axis=1)

# %% mask-in-brackets same="chosen"
chosen = x[mask]

# %% slice same="part"
part = ops.slice(x, start_indices=[0, 1], shape=[2, 2])

# %% select same="last"
last = ops.take(x, indices=2, axis=1)

# %% gather same="picked"
picked = ops.take_along_axis(x, index, axis=1)

# %% index-select same="picked"
picked = ops.take(x, indices=picks, axis=1)

# %% take-along-dim same="picked"
picked = ops.take_along_axis(x, index, axis=1)

# %% batch-gather same="picked"
picked = ops.take_along_axis(batch, index[:, :, None], axis=1)

# %% take same="picked"
picked = ops.take(x, places)

# %% embedding-lookup same="vectors"
vectors = ops.take(square, picks, axis=0)

# %% unravel-index differs="found"
# why: PyTorch and Keras return one tensor for each dimension, TensorFlow one matrix with a row for each. Unpack either:
#   `rows, columns = found`.
found = ops.unravel_index(places, shape=(2, 3))

# %% masked-fill same="filled"
filled = ops.where(mask, 0.0, x)

# %% masked-fill-in-place same="filled" api="keras.Variable.assign"
state = keras.Variable(x)
filled = state.assign(ops.where(mask, 0.0, state))

# %% where same="mixed"
mixed = ops.where(mask, x, -1.0)

# %% nonzero-tuple differs="rows, columns"
# why: On TensorFlow, `keras.ops.nonzero` returns `int32`. PyTorch and TensorFlow return `int64`. The numbers are equal.
rows, columns = ops.nonzero(mask)

# %% sequence-mask same="kept"
kept = ops.arange(4) < lengths[:, None]

# %% one-hot same="decimals" differs="encoded"
# why: `F.one_hot` returns `int64`, `tf.one_hot` and `keras.ops.one_hot` return `float32`. Convert, or give `tf.one_hot`
#   a `dtype`.
encoded = ops.one_hot(picks, num_classes=3)
decimals = encoded

# %% assign-item same="changed"
changed = ops.scatter_update(x, indices=[[0, 1]], updates=[9.0])

# %% assign-slice same="changed"
changed = ops.slice_update(x, start_indices=[0, 1], updates=ops.zeros((2, 2)))

# %% slice-scatter same="changed"
changed = ops.slice_update(x, start_indices=[0, 1], updates=values)

# %% select-scatter same="changed"
changed = ops.scatter_update(x, [[1]], [updates])

# %% scatter same="changed"
changed = ops.scatter_update(x, indices=cells, updates=values)

# %% scatter-value same="encoded"
encoded = ops.one_hot(picks, num_classes=3)

# %% scatter-add same="sums"
sums = ops.scatter_update(x, indices=cells, updates=values, reduction="add")

# %% scatter-amax same="largest"
largest = ops.scatter_update(v, places[:, None], updates, reduction="max")

# %% scatter-amin same="smallest"
smallest = ops.scatter_update(v, places[:, None], updates, reduction="min")

# %% index-add same="sums"
sums = ops.scatter_update(v, indices=places[:, None], updates=updates, reduction="add")

# %% index-copy same="changed"
changed = ops.scatter_update(square, indices=picks[:, None], updates=x)

# %% index-fill same="changed"
changed = ops.scatter_update(square, picks[:, None], -ops.ones((2, 3)))

# %% index-put same="changed"
changed = ops.scatter_update(x, pairs, updates[:2])

# %% index-put-accumulate same="sums"
sums = ops.scatter_update(v, places[:, None], updates, reduction="add")

# %% scatter-nd same="spread"
spread = ops.scatter(places[:, None], updates, shape=(4,))

# %% pad same="padded"
padded = ops.pad(x, ((0, 2), (1, 0)), constant_values=9.0)

# %% pad-reflect same="padded"
padded = ops.pad(x, ((0, 0), (1, 2)), mode="reflect")

# %% pad-replicate same="one" differs="two"
# why: `replicate` repeats the edge, `SYMMETRIC` mirrors with the edge. For one column they are equal; for more, gather
#   at clipped positions in TensorFlow.
two = ops.pad(x, ((0, 0), (2, 2)), mode="symmetric")
one = ops.pad(x, ((0, 0), (1, 1)), mode="symmetric")

# %% pad-symmetric same="padded"
padded = ops.pad(x, ((0, 0), (2, 2)), mode="symmetric")

# %% pad-circular same="padded"
padded = ops.concatenate([x[:, -1:], x, x[:, :1]], axis=1)

# %% unfold same="windows"
windows = ops.extract_sequences(v, sequence_length=2, sequence_stride=1)

# %% diagonal same="main, above"
main = ops.diagonal(square)
above = ops.diagonal(square, offset=1)

# %% diag same="matrix"
matrix = ops.diag(v)

# %% tensor-diag same="matrix"
matrix = ops.diagflat(v)

# %% tensor-diag-part same="diagonal"
diagonal = ops.diagonal(square)

# %% tril same="lower"
lower = ops.tril(square)

# %% triu same="upper"
upper = ops.triu(square, k=1)

# %% band-part same="band"
band = ops.triu(ops.tril(square, k=1), k=-1)

# %% meshgrid same="grid"
grid = ops.meshgrid(updates, v, indexing="ij")

# %% cartesian-prod same="couples"
grid = ops.meshgrid(updates, v, indexing="ij")
couples = ops.reshape(ops.stack(grid, axis=-1), (-1, 2))
