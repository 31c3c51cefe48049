# %% inputs hidden="true"
import itertools
import tensorflow as tf

x = tf.constant([[3.0, 1.0, 2.0], [6.0, 5.0, 4.0]])
v = tf.constant([10.0, 20.0, 30.0, 40.0])
square = tf.reshape(tf.range(9.0), [3, 3])
batch = tf.reshape(tf.range(12.0), [2, 3, 2])
mask = tf.constant([[True, False, False], [True, True, False]])
keep = tf.constant([True, False, True])
index = tf.constant([[2, 0], [1, 1]])
cells = tf.constant([[[0, 2], [0, 0]], [[1, 1], [1, 1]]])  # row and column of `index`
pairs = tf.constant([[0, 2], [1, 0]])
places = tf.constant([1, 3, 1])
picks = tf.constant([2, 0])
updates = tf.constant([25.0, 35.0, 5.0])
values = tf.constant([[7.0, 8.0], [9.0, 9.0]])
lengths = tf.constant([2, 3])

# %% slices same="part"
part = x[:, 1:]

# %% negative-index same="last"
last = x[:, -1]

# %% ellipsis same="first"
first = batch[..., 0]

# %% new-axis same="column"
column = v[:, tf.newaxis]

# %% strided-slice same="part"
part = tf.strided_slice(x, begin=[0, 0], end=[2, 3], strides=[1, 2])

# %% negative-step same="backwards"
backwards = v[::-1]

# %% list-in-brackets same="picked"
picked = tf.gather(x, [2, 0], axis=1)

# %% mask-in-brackets same="chosen"
chosen = x[mask]

# %% slice same="part"
part = tf.slice(x, begin=[0, 1], size=[2, 2])

# %% select same="last"
last = tf.gather(x, indices=2, axis=1)

# %% gather same="picked"
picked = tf.gather(x, index, axis=1, batch_dims=1)

# %% index-select same="picked"
picked = tf.gather(x, indices=picks, axis=1)

# %% take-along-dim same="picked"
picked = tf.gather(x, index, batch_dims=1)

# %% gather-nd same="picked"
picked = tf.gather_nd(x, pairs)

# %% batch-gather same="picked"
picked = tf.gather(batch, index, batch_dims=1)

# %% take same="picked"
picked = tf.gather(tf.reshape(x, [-1]), places)

# %% embedding-lookup same="vectors"
vectors = tf.nn.embedding_lookup(square, picks)

# %% unravel-index differs="found"
# why: PyTorch and Keras return one tensor for each dimension, TensorFlow one matrix with a row for each. Unpack either:
#   `rows, columns = found`.
found = tf.unravel_index(places, dims=[2, 3])

# %% masked-select same="chosen"
chosen = tf.boolean_mask(x, mask)

# %% mask-columns same="kept"
kept = tf.boolean_mask(x, keep, axis=1)

# %% ragged-boolean-mask same="kept"
kept = list(tf.ragged.boolean_mask(x, mask))

# %% masked-fill same="filled"
filled = tf.where(mask, 0.0, x)

# %% masked-fill-in-place same="filled" api="tf.Variable.assign"
state = tf.Variable(x)
filled = state.assign(tf.where(mask, 0.0, state))

# %% masked-scatter same="filled"
filled = tf.tensor_scatter_nd_update(x, tf.where(mask), updates)

# %% where same="mixed"
mixed = tf.where(mask, x, -1.0)

# %% where-positions same="rows" differs="found"
# why: With one argument, `torch.where` returns one tensor of positions for each dimension, as `torch.nonzero` does with
#   `as_tuple=True`. `tf.where` returns one matrix with a row for each position.
found = tf.where(mask)
rows = found[:, 0]

# %% nonzero same="positions"
positions = tf.where(mask)

# %% nonzero-tuple differs="rows, columns"
# why: On TensorFlow, `keras.ops.nonzero` returns `int32`. PyTorch and TensorFlow return `int64`. The numbers are equal.
rows, columns = tf.unstack(tf.where(mask), axis=1)

# %% argwhere same="positions"
positions = tf.where(x > 2.0)

# %% sequence-mask same="kept"
kept = tf.sequence_mask(lengths, maxlen=4)

# %% reverse-sequence same="turned"
turned = tf.reverse_sequence(x, lengths, seq_axis=1)

# %% one-hot same="decimals" differs="encoded"
# why: `F.one_hot` returns `int64`, `tf.one_hot` and `keras.ops.one_hot` return `float32`. Convert, or give `tf.one_hot`
#   a `dtype`.
encoded = tf.one_hot(picks, depth=3)
decimals = encoded

# %% assign-item same="changed"
changed = tf.tensor_scatter_nd_update(x, indices=[[0, 1]], updates=[9.0])

# %% assign-slice same="changed" api="tf.Variable.assign"
state = tf.Variable(x)
changed = state[:, 1:].assign(0.0)

# %% slice-scatter same="changed"
changed = tf.concat([x[:, :1], values], axis=1)

# %% select-scatter same="changed"
changed = tf.tensor_scatter_nd_update(x, [[1]], [updates])

# %% scatter same="changed"
changed = tf.tensor_scatter_nd_update(x, indices=cells, updates=values)

# %% scatter-value same="encoded"
encoded = tf.one_hot(picks, depth=3)

# %% scatter-add same="sums"
sums = tf.tensor_scatter_nd_add(x, indices=cells, updates=values)

# %% scatter-amax same="largest"
largest = tf.tensor_scatter_nd_max(v, places[:, None], updates)

# %% scatter-amin same="smallest"
smallest = tf.tensor_scatter_nd_min(v, places[:, None], updates)

# %% scatter-subtract same="rest"
rest = tf.tensor_scatter_nd_sub(v, places[:, None], updates)

# %% scatter-mean same="means"
means = tf.math.unsorted_segment_mean(updates, places, num_segments=4)

# %% index-add same="sums"
sums = tf.tensor_scatter_nd_add(v, indices=places[:, None], updates=updates)

# %% index-add-in-place same="sums" api="tf.Variable.scatter_add"
state = tf.Variable(v)
sums = state.scatter_add(tf.IndexedSlices(updates, places))

# %% index-copy same="changed"
changed = tf.tensor_scatter_nd_update(square, indices=picks[:, None], updates=x)

# %% index-fill same="changed"
changed = tf.tensor_scatter_nd_update(square, picks[:, None], -tf.ones([2, 3]))

# %% index-put same="changed"
changed = tf.tensor_scatter_nd_update(x, pairs, updates[:2])

# %% index-put-in-place same="changed" api="tf.Variable.scatter_nd_update"
state = tf.Variable(x)
changed = state.scatter_nd_update(pairs, updates[:2])

# %% index-put-accumulate same="sums"
sums = tf.tensor_scatter_nd_add(v, places[:, None], updates)

# %% scatter-nd same="spread"
spread = tf.scatter_nd(places[:, None], updates, shape=[4])

# %% put same="changed"
flat = tf.reshape(x, [-1])
flat = tf.tensor_scatter_nd_update(flat, pairs[:, :1], updates[:2])
changed = tf.reshape(flat, x.shape)

# %% indexed-slices same="dense"
sparse = tf.IndexedSlices(x, picks, dense_shape=tf.constant([3, 3]))
dense = tf.convert_to_tensor(sparse)

# %% pad same="padded"
padded = tf.pad(x, [[0, 2], [1, 0]], constant_values=9.0)

# %% pad-reflect same="padded"
padded = tf.pad(x, [[0, 0], [1, 2]], mode="REFLECT")

# %% pad-replicate same="one" differs="two"
# why: `replicate` repeats the edge, `SYMMETRIC` mirrors with the edge. For one column they are equal; for more, gather
#   at clipped positions in TensorFlow.
two = tf.pad(x, [[0, 0], [2, 2]], mode="SYMMETRIC")
one = tf.pad(x, [[0, 0], [1, 1]], mode="SYMMETRIC")

# %% pad-symmetric same="padded"
padded = tf.pad(x, [[0, 0], [2, 2]], mode="SYMMETRIC")

# %% pad-circular same="padded"
padded = tf.concat([x[:, -1:], x, x[:, :1]], axis=1)

# %% unfold same="windows"
windows = tf.signal.frame(v, frame_length=2, frame_step=1)

# %% diagonal same="main, above"
main = tf.linalg.diag_part(square)
above = tf.linalg.diag_part(square, k=1)

# %% diag same="matrix"
matrix = tf.linalg.diag(v)

# %% diag-embed same="matrices"
matrices = tf.linalg.diag(x)

# %% tensor-diag same="matrix"
matrix = tf.linalg.tensor_diag(v)

# %% tensor-diag-part same="diagonal"
diagonal = tf.linalg.tensor_diag_part(square)

# %% set-diag same="changed"
changed = tf.linalg.set_diag(square, updates)

# %% fill-diagonal same="changed"
changed = tf.linalg.set_diag(square, tf.zeros(3))

# %% tril same="lower"
lower = tf.linalg.band_part(square, -1, 0)

# %% triu same="upper"
upper = square - tf.linalg.band_part(square, -1, 0)

# %% band-part same="band"
band = tf.linalg.band_part(square, 1, 1)

# %% tril-indices same="rows" differs="found"
# why: PyTorch returns one row for each dimension, `tf.where` one row for each position. Transpose one of them.
found = tf.where(tf.linalg.band_part(tf.ones([3, 3]), -1, 0) > 0)
rows = found[:, 0]

# %% block-diag same="blocks"
blocks = tf.linalg.LinearOperatorBlockDiag(
    [tf.linalg.LinearOperatorFullMatrix(x), tf.linalg.LinearOperatorFullMatrix(square)]
).to_dense()

# %% meshgrid same="grid"
grid = tf.meshgrid(updates, v, indexing="ij")

# %% cartesian-prod same="couples"
grid = tf.meshgrid(updates, v, indexing="ij")
couples = tf.reshape(tf.stack(grid, axis=-1), [-1, 2])

# %% combinations same="couples"
couples = tf.gather(v, list(itertools.combinations(range(4), r=2)))

# %% unique-consecutive same="runs"
flat = tf.reshape(x, [-1]) > 2.0
runs = flat[tf.concat([[True], flat[1:] != flat[:-1]], axis=0)]

# %% dynamic-partition same="parts"
parts = tf.dynamic_partition(updates, tf.cast(keep, tf.int32), num_partitions=2)

# %% stack-dynamic-partitions same="parts"
parts = list(tf.ragged.stack_dynamic_partitions(updates, places, num_partitions=4))

# %% dynamic-stitch same="merged"
merged = tf.dynamic_stitch([[0, 3], [2, 1]], [v[:2], v[2:]])
