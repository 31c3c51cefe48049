# %% along-an-axis differs="taken" same="columns, windows"
# why: If you give no axis, `torch.take` and `keras.ops.take` read positions in the flattened tensor, and `tf.gather`
#   reads rows. If you name the axis, all three pick the same.
import keras

x = keras.ops.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
columns = keras.ops.take(x, [1, 0], axis=1)
windows = keras.ops.take(x, [[0, 1], [1, 2]], axis=0)
taken = keras.ops.take(x, [0, 2])
print(columns)
print("windows:", windows.shape)
taken

# %% negative-index same="wrapped"
# why: Brackets in PyTorch and `keras.ops.take` count a negative index from the end. `torch.index_select`,
#   `torch.gather` and, on a CPU, `tf.gather` and `tf.gather_nd` refuse it, so take it modulo the length.
x = keras.ops.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
wrapped = keras.ops.take(x, [0, -1], axis=0)
wrapped

# %% one-per-row same="chosen, ranked"
logits = keras.ops.array([[2.0, 0.5, 1.0], [0.1, 3.0, 0.2]])
labels = keras.ops.array([[2], [1]])
chosen = keras.ops.take_along_axis(logits, labels, axis=1)[:, 0]
order = keras.ops.argsort(-logits, axis=1)
ranked = keras.ops.take_along_axis(logits, order, axis=1)
print(chosen)
ranked

# %% several-per-row differs="careless" same="picked"
# why: `torch.gather` does not broadcast, so an index with one feature reads only that feature. `tf.gather` and
#   `keras.ops.take` along axis 1 read all positions for every row. Use `take_along_dim`, `batch_dims=1` or
#   `take_along_axis`.
frames = keras.ops.reshape(keras.ops.arange(12.0), (2, 3, 2))
steps = keras.ops.array([[2, 0], [1, 1]])
index = keras.ops.expand_dims(steps, axis=-1)
careless = keras.ops.take(frames, steps, axis=1)
picked = keras.ops.take_along_axis(frames, index, axis=1)
print("careless:", careless.shape, "picked:", picked.shape)
picked

# %% fill-by-mask same="masked, assigned"
x = keras.ops.array([[1.0, -2.0], [-3.0, 4.0]])
mask = x < 0
masked = keras.ops.where(mask, float("-inf"), x)
positions = keras.ops.stack(keras.ops.nonzero(mask), axis=1)
assigned = keras.ops.scatter_update(x, positions, [20.0, 30.0])
print(masked)
assigned

# %% add-at-repeats same="once, counted"
index = keras.ops.array([[2], [0], [2], [2]])
zeros, ones = keras.ops.zeros(3), keras.ops.ones(4)
once = keras.ops.scatter_update(zeros, index, ones)
counted = keras.ops.scatter_update(zeros, index, ones, reduction="add")
print(once)
counted

# %% repeat differs="repeated" same="tiled"
# why: `x.repeat` in PyTorch repeats the whole tensor, as `tile` does in all three. `tf.repeat` and `keras.ops.repeat`
#   repeat each element.
x = keras.ops.array([1.0, 2.0, 3.0])
repeated = keras.ops.repeat(x, 2)
tiled = keras.ops.tile(x, 2)
print(repeated)
tiled

# %% repeat-each same="each_twice, by_count"
x = keras.ops.array([1.0, 2.0, 3.0])
each_twice = keras.ops.repeat(x, 2)
by_count = keras.ops.repeat(x, [0, 1, 2])
print(each_twice)
by_count

# %% flip-and-roll same="flipped, turned, shifted, carried"
x = keras.ops.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
flipped = keras.ops.flip(x, axis=1)
turned = keras.ops.flip(x)
shifted = keras.ops.roll(x, 1, axis=0)
carried = keras.ops.roll(x, 1)
print(turned)
print(shifted)
carried

# %% move-axis same="moved, swapped"
images = keras.ops.reshape(keras.ops.arange(24.0), (1, 2, 3, 4))
moved = keras.ops.moveaxis(images, -1, 1)
swapped = keras.ops.swapaxes(images, -1, 1)
print("batch, channels, height, width:", moved.shape)
print("batch, channels, width, height:", swapped.shape)

# %% meshgrid differs="default" same="matrix_order, picture_order"
# why: `torch.meshgrid` counts rows first (`ij`) and warns that the default may change. `tf.meshgrid` and
#   `keras.ops.meshgrid` count columns first (`xy`), so the shape is transposed. Always name `indexing`.
rows, columns = keras.ops.arange(2.0), keras.ops.arange(3.0)
default = keras.ops.meshgrid(rows, columns)[0]
by_matrix = keras.ops.meshgrid(rows, columns, indexing="ij")
matrix_order = keras.ops.stack(by_matrix)
by_picture = keras.ops.meshgrid(rows, columns, indexing="xy")
picture_order = keras.ops.stack(by_picture)
print("default:", default)
print("ij:", matrix_order.shape, "xy:", picture_order.shape)

# %% uneven-split same="even, pieces"
# why: `chunk` in PyTorch fixes the largest size, so it may return fewer pieces than you asked for. `tensor_split` and
#   `keras.ops.array_split` return the number you asked for. `tf.split` and `keras.ops.split` refuse an uneven cut, so
#   give `tf.split` the sizes.
x = keras.ops.arange(6.0)
even = keras.ops.split(x, 3)
pieces = keras.ops.array_split(x, 4)
[piece.numpy().tolist() for piece in pieces]

# %% windows same="windows, averages, shared_ends"
x = keras.ops.array([1.0, 2.0, 4.0, 7.0, 11.0, 16.0])
windows = keras.ops.extract_sequences(x, 3, sequence_stride=1)
averages = keras.ops.mean(windows, axis=1)
shared_ends = keras.ops.extract_sequences(x, 3, sequence_stride=2)
print(windows)
print(averages)
shared_ends

# %% one-hot differs="encoded"
# why: `F.one_hot` returns `int64`, `tf.one_hot` and `keras.ops.one_hot` return `float32`. A label outside the classes
#   is an error in PyTorch and a row of zeros in TensorFlow and Keras, so check the labels there.
labels = keras.ops.array([0, 2])
encoded = keras.ops.one_hot(labels, 3)
print(encoded)
print(keras.ops.one_hot([0, 3], 3))
print("to_categorical of 0 and -1:")
print(keras.utils.to_categorical([0, -1], 3))

# %% one-hot-decimals same="decimals" hidden="true"
decimals = keras.ops.one_hot([0, 2], 3)
decimals

# %% unique differs="values" same="restored, most_common"
# why: `torch.unique` and `keras.ops.unique` sort the values. `tf.unique` keeps the order in which the values first
#   appear.
x = keras.ops.array([3.0, 1.0, 3.0, 2.0, 3.0])
values, inverse, counts = keras.ops.unique(x, return_inverse=True, return_counts=True)
restored = keras.ops.take(values, inverse)
most_common = values[keras.ops.argmax(counts)]
print("values:", values)
print("inverse:", inverse)
print("counts:", counts)
most_common

# %% unique-sorted same="ordered" hidden="true"
ordered = keras.ops.unique(x)
ordered

# %% bins differs="by_default" same="from_left, from_right"
# why: A value that equals a limit goes into the bin below it in `torch.bucketize` and `tf.searchsorted`. It goes into
#   the bin above in the layer `Discretization` and in `keras.ops.digitize`. `right=True` and `side='right'` choose the
#   bin above.
ages = keras.ops.array([5.0, 18.0, 40.0, 65.0])
limits = keras.ops.array([18.0, 65.0])
by_default = keras.ops.digitize(ages, limits)
from_left = keras.ops.searchsorted(limits, ages)
from_right = keras.ops.searchsorted(limits, ages, side="right")
print("default:", by_default)
print("left:", from_left)
print("right:", from_right)

# %% membership same="known, rejected"
x = keras.ops.array([7.0, 3.0, 9.0, 3.0])
allowed = keras.ops.array([3.0, 5.0, 7.0])
known = keras.ops.isin(x, allowed)
rejected = x[keras.ops.logical_not(known)]
print(known)
rejected
