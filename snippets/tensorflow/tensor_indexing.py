# %% along-an-axis differs="taken" same="columns, windows"
# why: If you give no axis, `torch.take` and `keras.ops.take` read positions in the flattened tensor, and `tf.gather`
#   reads rows. If you name the axis, all three pick the same.
import tensorflow as tf

x = tf.constant([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
columns = tf.gather(x, [1, 0], axis=1)
windows = tf.gather(x, [[0, 1], [1, 2]], axis=0)
taken = tf.gather(x, [0, 2])
print(columns)
print("windows:", windows.shape)
taken

# %% negative-index raises="InvalidArgumentError" same="wrapped"
# why: Brackets in PyTorch and `keras.ops.take` count a negative index from the end. `torch.index_select`,
#   `torch.gather` and, on a CPU, `tf.gather` and `tf.gather_nd` refuse it, so take it modulo the length.
x = tf.constant([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
positions = tf.constant([0, -1])
try:
    tf.gather(x, positions)
except tf.errors.InvalidArgumentError as error:
    print(error.message.split("}} ")[-1].split(" [Op:")[0])
wrapped = tf.gather(x, positions % 3)
wrapped

# %% out-of-range raises="InvalidArgumentError" same="clamped"
# why: PyTorch checks every index. On a GPU a failed assertion does that, after which the process must be restarted.
#   TensorFlow checks on a CPU unless XLA compiles the function. Compiled code reads the nearest valid position instead,
#   so check indices where the data comes in.
x = tf.constant([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
positions = tf.constant([0, -7, 7])
try:
    tf.gather(x, positions)
except tf.errors.InvalidArgumentError as error:
    print(error.message.split("}} ")[-1].split(" [Op:")[0])
compiled_gather = tf.function(tf.gather, jit_compile=True)
clamped = compiled_gather(x, positions)
clamped

# %% one-per-row same="chosen, ranked"
logits = tf.constant([[2.0, 0.5, 1.0], [0.1, 3.0, 0.2]])
labels = tf.constant([2, 1])
chosen = tf.gather(logits, labels, batch_dims=1)
order = tf.argsort(logits, axis=1, direction="DESCENDING")
ranked = tf.gather(logits, order, batch_dims=1)
print(chosen)
ranked

# %% several-per-row differs="careless" same="picked"
# why: `torch.gather` does not broadcast, so an index with one feature reads only that feature. `tf.gather` and
#   `keras.ops.take` along axis 1 read all positions for every row. Use `take_along_dim`, `batch_dims=1` or
#   `take_along_axis`.
frames = tf.reshape(tf.range(12.0), [2, 3, 2])  # batch, time, features
steps = tf.constant([[2, 0], [1, 1]])
careless = tf.gather(frames, steps, axis=1)
picked = tf.gather(frames, steps, batch_dims=1)
print("careless:", careless.shape, "picked:", picked.shape)
picked

# %% true-positions same="positions, rows, negative"
x = tf.constant([[1.0, -2.0], [-3.0, 4.0]])
positions = tf.where(x < 0)
rows, columns = tf.unstack(positions, axis=1)
negative = tf.gather_nd(x, positions)
print(positions)
print("rows:", rows, "columns:", columns)
negative

# %% fill-by-mask same="masked, assigned"
x = tf.constant([[1.0, -2.0], [-3.0, 4.0]])
mask = x < 0
masked = tf.where(mask, float("-inf"), x)
assigned = tf.tensor_scatter_nd_update(x, tf.where(mask), [20.0, 30.0])
print(masked)
assigned

# %% write-rows same="by_row, by_pair"
zeros = tf.zeros([3, 2])
rows = [[1.0, 2.0], [3.0, 4.0]]
by_row = tf.tensor_scatter_nd_update(zeros, [[2], [0]], rows)
by_pair = tf.tensor_scatter_nd_update(zeros, [[0, 1], [2, 0]], [7.0, 8.0])
print(by_row)
by_pair

# %% write-per-row same="kept"
scores = tf.constant([[0.1, 0.2, 0.7], [0.3, 0.4, 0.2]])
top = tf.math.top_k(scores, k=2).indices
rows = tf.repeat(tf.range(2)[:, tf.newaxis], 2, axis=1)
pairs = tf.stack([rows, top], axis=-1)
mask = tf.scatter_nd(pairs, tf.ones(top.shape), scores.shape)
kept = scores * mask
print(top)
kept

# %% add-at-repeats same="once, counted"
labels = tf.constant([2, 0, 2, 2])
index = tf.expand_dims(labels, axis=1)
once = tf.tensor_scatter_nd_update(tf.zeros(3), index, tf.ones(4))
counted = tf.tensor_scatter_nd_add(tf.zeros(3), index, tf.ones(4))
print(once)
counted

# %% repeat differs="repeated" same="tiled"
# why: `x.repeat` in PyTorch repeats the whole tensor, as `tile` does in all three. `tf.repeat` and `keras.ops.repeat`
#   repeat each element.
x = tf.constant([1.0, 2.0, 3.0])
repeated = tf.repeat(x, 2)
tiled = tf.tile(x, [2])
print(repeated)
tiled

# %% repeat-each same="each_twice, by_count"
x = tf.constant([1.0, 2.0, 3.0])
each_twice = tf.repeat(x, 2)
by_count = tf.repeat(x, [0, 1, 2])
print(each_twice)
by_count

# %% expand differs="bytes_behind" same="expanded, changed"
# why: `expand` in PyTorch copies nothing, so all rows are one row in memory, and PyTorch refuses to change it in place.
#   `tf.broadcast_to` writes out the rows, as `clone` does in PyTorch.
row = tf.constant([1.0, 2.0])
expanded = tf.broadcast_to(row, [3, 2])
bytes_behind = memoryview(expanded).nbytes
print("bytes:", bytes_behind)
changed = tf.tensor_scatter_nd_update(expanded, [[0, 0]], [9.0])
changed

# %% flip-and-roll same="flipped, turned, shifted, carried"
x = tf.constant([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
flipped = tf.reverse(x, [1])
turned = tf.reverse(x, [0, 1])
shifted = tf.roll(x, shift=1, axis=0)
flat = tf.reshape(x, [-1])
carried = tf.reshape(tf.roll(flat, shift=1, axis=0), x.shape)
print(turned)
print(shifted)
carried

# %% pad-order same="padded, marked"
x = tf.constant([[1.0, 2.0], [3.0, 4.0]])
# First axis first: above and below, then left and right.
padded = tf.pad(x, [[0, 2], [1, 0]])
marked = tf.pad(x, [[0, 0], [0, 1]], constant_values=-1.0)
print(padded)
marked

# %% pad-modes same="reflected, replicated, circular"
# why: `F.pad` has these three modes, and needs one or two more axes than it pads, so an image of height and width needs
#   a channel axis first. TensorFlow has `REFLECT`, and `SYMMETRIC`, which repeats the edge. For the other modes, gather
#   at positions that are clipped to the ends or taken modulo the length.
x = tf.constant([1.0, 2.0, 3.0])
reflected = tf.pad(x, [[2, 2]], mode="REFLECT")
positions = tf.range(-2, 5)
replicated = tf.gather(x, tf.clip_by_value(positions, 0, 2))
circular = tf.gather(x, positions % 3)
print(reflected)
print(replicated)
circular

# %% move-axis same="moved, swapped"
images = tf.reshape(tf.range(24.0), [1, 2, 3, 4])  # batch, height, width, channels
moved = tf.transpose(images, [0, 3, 1, 2])
swapped = tf.transpose(images, [0, 3, 2, 1])
print("batch, channels, height, width:", moved.shape)
print("batch, channels, width, height:", swapped.shape)

# %% meshgrid differs="default" same="matrix_order, picture_order"
# why: `torch.meshgrid` counts rows first (`ij`) and warns that the default may change. `tf.meshgrid` and
#   `keras.ops.meshgrid` count columns first (`xy`), so the shape is transposed. Always name `indexing`.
rows, columns = tf.range(2.0), tf.range(3.0)
default = tf.meshgrid(rows, columns)[0]
matrix_order = tf.stack(tf.meshgrid(rows, columns, indexing="ij"))
picture_order = tf.stack(tf.meshgrid(rows, columns, indexing="xy"))
print("default:", default)
print("ij:", matrix_order.shape, "xy:", picture_order.shape)

# %% uneven-split raises="InvalidArgumentError" same="even, pieces"
# why: `chunk` in PyTorch fixes the largest size, so it may return fewer pieces than you asked for. `tensor_split` and
#   `keras.ops.array_split` return the number you asked for. `tf.split` and `keras.ops.split` refuse an uneven cut, so
#   give `tf.split` the sizes.
x = tf.range(6.0)
even = tf.split(x, 3)
try:
    tf.split(x, 4)
except tf.errors.InvalidArgumentError as error:
    print(error.message.split("}} ")[-1].split(" [Op:")[0])
size, rest = divmod(len(x), 4)
sizes = [size + 1] * rest + [size] * (4 - rest)
pieces = tf.split(x, sizes)
[piece.numpy().tolist() for piece in pieces]

# %% windows same="windows, averages, shared_ends"
x = tf.constant([1.0, 2.0, 4.0, 7.0, 11.0, 16.0])
windows = tf.signal.frame(x, frame_length=3, frame_step=1)
averages = tf.reduce_mean(windows, axis=1)
shared_ends = tf.signal.frame(x, frame_length=3, frame_step=2)
print(windows)
print(averages)
shared_ends

# %% one-hot differs="encoded"
# why: `F.one_hot` returns `int64`, `tf.one_hot` and `keras.ops.one_hot` return `float32`. A label outside the classes
#   is an error in PyTorch and a row of zeros in TensorFlow and Keras, so check the labels there.
labels = tf.constant([0, 2])
encoded = tf.one_hot(labels, depth=3)
print(encoded)
tf.one_hot([0, 3], depth=3)

# %% one-hot-decimals same="decimals" hidden="true"
decimals = tf.one_hot([0, 2], depth=3)
decimals

# %% unique differs="values" same="restored, most_common"
# why: `torch.unique` and `keras.ops.unique` sort the values. `tf.unique` keeps the order in which the values first
#   appear.
x = tf.constant([3.0, 1.0, 3.0, 2.0, 3.0])
values, inverse, counts = tf.unique_with_counts(x)
restored = tf.gather(values, inverse)
most_common = values[tf.argmax(counts)]
print("values:", values)
print("inverse:", inverse)
print("counts:", counts)
most_common

# %% unique-sorted same="ordered"
ordered = tf.sort(tf.unique(x).y)
ordered

# %% bins differs="by_default" same="from_left, from_right"
# why: A value that equals a limit goes into the bin below it in `torch.bucketize` and `tf.searchsorted`. It goes into
#   the bin above in the layer `Discretization` and in `keras.ops.digitize`. `right=True` and `side='right'` choose the
#   bin above.
ages = tf.constant([5.0, 18.0, 40.0, 65.0])
limits = tf.constant([18.0, 65.0])
by_default = tf.keras.layers.Discretization([18.0, 65.0])(ages)
from_left = tf.searchsorted(limits, ages)
from_right = tf.searchsorted(limits, ages, side="right")
print("default:", by_default)
print("left:", from_left)
print("right:", from_right)

# %% membership same="known, rejected"
x = tf.constant([7.0, 3.0, 9.0, 3.0])
allowed = tf.constant([3.0, 5.0, 7.0])
known = tf.reduce_any(x[:, tf.newaxis] == allowed, axis=1)
rejected = x[~known]
print(known)
rejected
