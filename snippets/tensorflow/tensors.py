# %% from-list same="matrix, mixed"
import tensorflow as tf

matrix = tf.constant([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
mixed = tf.constant([1, 2.5])
print(mixed)
matrix

# %% default-dtypes differs="integers" same="decimals, wide"
# why: Python integers become `int64` in PyTorch and `int32` in TensorFlow. Name the dtype where it matters, and they
#   are equal.
integers = tf.constant([1, 2, 3])
decimals = tf.constant([1.5, 2.5])
wide = tf.constant([1, 2, 3], dtype=tf.int64)
print(integers.dtype, decimals.dtype, wide.dtype)

# %% fill differs="sevens" same="zeros, ones, decimals, like"
# why: `torch.full` makes `int64` from the integer `7`, `tf.fill` makes `int32`, and `keras.ops.full` makes `float32`
#   whatever you fill with. From `7.0` all three make `float32`.
zeros = tf.zeros([2, 3])
ones = tf.ones([2, 3])
sevens = tf.fill([2, 3], 7)
decimals = tf.fill([2, 3], 7.0)
like = tf.zeros_like(sevens, dtype=tf.float32)
print(sevens)
like

# %% ranges differs="counts, steps" same="wide_counts, float_steps"
# why: A range of integers is `int64` in PyTorch and `int32` in TensorFlow and Keras, and `tf.linspace` between integers
#   is `float64`. They are equal if you name the dtype and write the ends of `linspace` as decimals.
counts = tf.range(5)
steps = tf.linspace(0, 1, 5)
wide_counts = tf.range(5, dtype=tf.int64)
float_steps = tf.linspace(0.0, 1.0, 5)
print("counts:", counts.dtype, "steps:", steps.dtype)
print(wide_counts)
print(float_steps)

# %% slice same="row, column, corner, expanded"
x = tf.constant([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
row = x[1]
column = x[..., -1]
corner = x[1:, :1]
expanded = x[:, tf.newaxis, 0]
print(row, column)
print(corner)
expanded

# %% negative-step same="backwards"
# why: A PyTorch slice cannot run backwards, because a stride may not be negative. `flip` copies the elements in reverse
#   order.
x = tf.constant([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
backwards = x[::-1]
backwards

# %% boolean-mask same="mask, kept, clipped"
x = tf.constant([[1.0, -2.0], [-3.0, 4.0]])
mask = x > 0
kept = x[mask]
clipped = tf.where(mask, x, 0.0)
print(kept)
clipped

# %% list-index differs="picked" same="rows, pairs"
# why: PyTorch reads a list or a tensor of integers as row numbers. TensorFlow reads `x[[0, 1]]` as `x[0, 1]`, which is
#   one element, without an error. It refuses a tensor of positions. Use `tf.gather` for rows and `tf.gather_nd`, which
#   takes one position after the other, for single elements.
x = tf.constant([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
picked = x[[0, 1]]
rows = tf.gather(x, [0, 2])
pairs = tf.gather_nd(x, [[0, 1], [2, 0]])
print(picked)
print(rows)
pairs

# %% item-assignment raises="TypeError" same="changed"
# why: A PyTorch tensor can be written to. A TensorFlow tensor cannot, so use a scatter function, which returns a
#   changed copy, or a `tf.Variable`.
x = tf.constant([[1.0, 2.0], [3.0, 4.0]])
try:
    x[0, 1] = 9.0
except TypeError as error:
    print(error)
changed = tf.tensor_scatter_nd_update(x, [[0, 1]], [9.0])
changed

# %% update-in-place same="weights"
weights = tf.Variable([[1.0, 2.0], [3.0, 4.0]])
weights.assign_add(tf.fill([2, 2], 10.0))
weights[0, 1].assign(9.0)
weights[1].assign([0.0, 0.5])
weights

# %% shape same="shape, rank, count"
x = tf.constant([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
shape = list(x.shape)
rank = x.ndim
count = x.shape.num_elements()
print("shape:", x.shape, "first axis:", x.shape[0])
print("tf.shape:", tf.shape(x))
print("axes:", rank, "elements:", count)

# %% reshape same="wide, flat"
x = tf.range(6.0)
wide = tf.reshape(x, [2, -1])
flat = tf.reshape(wide, [-1])
print(wide)
flat

# %% view same="flat"
# why: `view` never copies, so it raises an error here, because the elements of a transposed PyTorch tensor are not
#   stored in row order. `reshape` copies if it has to, as `tf.reshape` does.
x = tf.constant([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
flat = tf.reshape(tf.transpose(x), [6])
flat

# %% shared-view differs="x"
# why: A view, a slice and usually a `reshape` of a PyTorch tensor share its elements, so writing to one changes both. A
#   new `tf.Variable` has its own elements.
x = tf.Variable([[1.0, 2.0], [3.0, 4.0]])
flat = tf.Variable(tf.reshape(x, [4]))
flat[0].assign(100.0)
x

# %% clone-before-writing same="x" hidden="true"
x = tf.Variable([[1.0, 2.0], [3.0, 4.0]])
flat = tf.Variable(tf.reshape(x, [4]))
flat[0].assign(100.0)
x

# %% transpose same="flipped, channels_last"
x = tf.constant([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
flipped = tf.transpose(x)
images = tf.reshape(tf.range(24.0), [1, 2, 3, 4])
channels_last = tf.transpose(images, perm=[0, 2, 3, 1])
print("channels last:", channels_last.shape)
flipped

# %% squeeze raises="InvalidArgumentError" same="column, back"
# why: PyTorch returns the tensor unchanged if the axis to squeeze is longer than 1. TensorFlow and Keras raise an
#   error.
x = tf.constant([1.0, 2.0, 3.0])
column = tf.expand_dims(x, axis=1)
back = tf.squeeze(column, axis=1)
print("column:", column.shape, "back:", back.shape)
try:
    tf.squeeze(column, axis=0)
except tf.errors.InvalidArgumentError as error:
    print(error.message.split("}} ")[-1].split(" [Op:")[0])

# %% dtype-names same="names, sizes"
dtypes = [tf.int16, tf.int32, tf.int64]
dtypes += [tf.float16, tf.float32, tf.float64, tf.complex64]
names = [dtype.name for dtype in dtypes]
sizes = [dtype.size for dtype in dtypes]
print(names)
sizes

# %% unsigned same="larger"
# why: PyTorch stores `uint16`, `uint32` and `uint64`, but their sums, comparisons and maxima raise an error. Cast to a
#   signed dtype first. TensorFlow computes with all three, and both frameworks compute with `uint8`.
x = tf.constant([1, 2], dtype=tf.uint16)
larger = x > 1
larger

# %% python-types raises="TypeError" differs="decimals" same="named"
# why: The Python type `float` means `float64` to PyTorch and `float32` to TensorFlow and Keras, and `tf.constant`
#   refuses `int`. The framework's own dtype names mean the same everywhere.
decimals = tf.constant([1, 2], dtype=float)
named = tf.constant([1, 2], dtype=tf.float32)
print("float:", decimals.dtype, "named:", named.dtype)
try:
    tf.constant([1, 2], dtype=int)
except TypeError as error:
    print(error)

# %% cast same="whole, flags, wide"
x = tf.constant([-1.7, 0.0, 2.5])
whole = tf.cast(x, tf.int32)
flags = tf.cast(x, tf.bool)
wide = tf.cast(x, tf.float64)
print(whole)
print(flags)
wide.dtype

# %% int-plus-float raises="InvalidArgumentError" same="total"
# why: PyTorch and `keras.ops` promote the integers to `float32`. TensorFlow does not mix the dtypes of two tensors, so
#   cast one of them.
integers = tf.constant([1, 2])
decimals = tf.constant([0.5, 0.5])
try:
    integers + decimals
except tf.errors.InvalidArgumentError as error:
    print(error.message.split(" [Op:")[0])
total = tf.cast(integers, tf.float32) + decimals
total

# %% python-scalars raises="InvalidArgumentError" same="halves, shifted"
# why: A Python number beside a float tensor takes the tensor's dtype. A Python float beside an integer tensor promotes
#   the tensor in PyTorch and in `keras.ops`. TensorFlow raises an error, so cast the tensor first.
x = tf.constant([1.0, 2.0], dtype=tf.float16)
halves = x * 2.5
integers = tf.constant([1, 2])
try:
    integers + 0.5
except tf.errors.InvalidArgumentError as error:
    print(error.message.split(" [Op:")[0])
shifted = tf.cast(integers, tf.float32) + 0.5
print(halves)
shifted

# %% division differs="quotient" same="floored, exact"
# why: The quotient of two `int32` tensors is `float32` in PyTorch and Keras and `float64` in TensorFlow. If you cast
#   first, the dtype is the one you chose.
x = tf.constant([7, -7], dtype=tf.int32)
y = tf.constant([2, 2], dtype=tf.int32)
quotient = x / y
floored = x // y
exact = tf.cast(x, tf.float32) / tf.cast(y, tf.float32)
print("quotient:", quotient.dtype, "cast first:", exact.dtype)
print(quotient)
floored

# %% device differs="kind" same="index"
# why: PyTorch calls an NVIDIA GPU `cuda` and TensorFlow calls it `GPU`. The index is the same in both. The name can be
#   written on a machine that has no such device.
x = tf.constant([1.0, 2.0])
named = tf.DeviceSpec.from_string("/GPU:1")
kind = named.device_type
index = named.device_index
print(x.device.split("/")[-1])
print("kind:", kind, "index:", index)

# %% put-on-device same="zeros, array"
gpus = tf.config.list_logical_devices("GPU")
device = gpus[0].name if gpus else "/CPU:0"
x = tf.constant([1.0, 2.0])
with tf.device(device):
    zeros = tf.zeros([2], dtype=tf.float16)
    moved = tf.identity(x)
array = moved.numpy()
print(zeros.device.split("/")[-1])
print(moved.device.split("/")[-1])
array

# %% from-numpy differs="converted" same="copied"
# why: `torch.from_numpy` shares the memory of the array, so the tensor shows a later write to the array.
#   `torch.tensor`, `tf.constant` and `tf.convert_to_tensor` copy.
import numpy as np

source = np.array([1.0, 2.0, 3.0])
converted = tf.convert_to_tensor(source)
copied = tf.constant(source)
source[0] = 100.0
print(converted)
copied

# %% to-numpy differs="x"
# why: `numpy()` shares memory in PyTorch, so writing to the array changes the tensor. In TensorFlow it copies.
x = tf.constant([1.0, 2.0, 3.0])
array = x.numpy()
array[0] = 100.0
x

# %% to-numpy-copy same="x" hidden="true"
x = tf.constant([1.0, 2.0, 3.0])
array = x.numpy()
array[0] = 100.0
x

# %% broadcast same="table, tall"
column = tf.constant([[10.0], [20.0], [30.0]])
row = tf.constant([1.0, 2.0])
table = column + row
tall = tf.broadcast_to(row, [3, 2])
print("tall:", tall.shape)
table

# %% matmul same="product, elementwise, batched"
a = tf.constant([[1.0, 2.0], [3.0, 4.0]])
b = tf.constant([[5.0, 6.0], [7.0, 8.0]])
product = a @ b
elementwise = a * b
rng = np.random.default_rng(0)
batch = tf.constant(rng.normal(size=(5, 3, 2)))
batched = batch @ tf.cast(b, tf.float64)
print("product:", product)
print("batched:", batched.shape)

# %% vector-matmul raises="InvalidArgumentError" same="dot, weighted"
# why: `@` in PyTorch and `keras.ops.matmul` take vectors. `@` in TensorFlow needs two axes or more, so use
#   `tf.tensordot` and `tf.linalg.matvec`.
a = tf.constant([1.0, 2.0])
b = tf.constant([3.0, 4.0])
matrix = tf.constant([[1.0, 2.0], [3.0, 4.0]])
try:
    a @ b
except tf.errors.InvalidArgumentError as error:
    print(type(error).__name__)
dot = tf.tensordot(a, b, axes=1)
weighted = tf.linalg.matvec(matrix, b)
print(dot)
weighted

# %% join same="longer, stacked"
a = tf.constant([[1.0, 2.0]])
b = tf.constant([[3.0, 4.0]])
longer = tf.concat([a, b], axis=0)
stacked = tf.stack([a, b], axis=0)
print("longer:", longer.shape, "stacked:", stacked.shape)
longer

# %% split differs="pieces" same="parts"
# why: The number is the size of a piece in `torch.split`, and the number of pieces in `tf.split` and `keras.ops.split`.
x = tf.range(6.0)
pieces = tf.split(x, 2)
parts = tf.split(x, [1, 2, 3])
print([piece.numpy().tolist() for piece in pieces])
[part.numpy().tolist() for part in parts]

# %% split-in-half same="halves" hidden="true"
x = tf.range(6.0)
halves = tf.split(x, 2)
[half.numpy().tolist() for half in halves]

# %% reduce same="everything, per_column, centered"
x = tf.constant([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
everything = tf.reduce_sum(x)
per_column = tf.reduce_mean(x, axis=0)
centered = x - tf.reduce_mean(x, axis=1, keepdims=True)
print("sum:", everything)
print("mean of each column:", per_column)
centered

# %% integer-mean differs="average" same="exact"
# why: PyTorch asks for a dtype for the mean of integers, TensorFlow rounds the mean toward zero without a warning, and
#   Keras returns `float32`. Cast first, and all three agree.
x = tf.constant([1, 2], dtype=tf.int32)
average = tf.reduce_mean(x)
exact = tf.reduce_mean(tf.cast(x, tf.float32))
print("mean:", average, "of decimals:", exact)

# %% integer-sum differs="total" same="wide_total"
# why: PyTorch adds up `int32` in `int64`. TensorFlow and Keras stay in `int32` and overflow without an error, so cast
#   to `int64` first.
x = tf.constant([2**31 - 1, 1], dtype=tf.int32)
total = tf.reduce_sum(x)
wide_total = tf.reduce_sum(tf.cast(x, tf.int64))
print("int32:", total)
wide_total

# %% max-and-indices differs="largest" same="positions"
# why: `torch.max` along an axis returns the values and their positions. `tf.reduce_max` returns the values alone, so
#   ask `tf.argmax` for the positions. `torch.amax` returns the values alone too.
x = tf.constant([[1.0, 9.0], [8.0, 2.0], [3.0, 7.0]])
largest = tf.reduce_max(x, axis=1)
positions = tf.argmax(x, axis=1)
print(largest)
positions

# %% argmax differs="position" same="per_row"
# why: If you name no axis, `argmax` searches the flattened tensor in PyTorch and Keras and axis 0 in TensorFlow. Keras
#   returns `int32`, the others return `int64`.
x = tf.constant([[1.0, 9.0], [8.0, 2.0], [3.0, 7.0]])
position = tf.argmax(x)
per_row = tf.argmax(x, axis=1)
print(position)
per_row

# %% compare raises="InvalidArgumentError" same="matches"
# why: PyTorch and `keras.ops.equal` promote integers before they compare them. TensorFlow raises an error if the
#   `int64` of `tf.argmax` meets `int32` labels, so cast one of them.
scores = tf.constant([[0.1, 0.9], [0.8, 0.2], [0.3, 0.7]])
labels = tf.constant([1, 0, 0], dtype=tf.int32)
predicted = tf.argmax(scores, axis=1)
try:
    matches = predicted == labels
except tf.errors.InvalidArgumentError as error:
    print(error.message.split(" [Op:")[0])
matches = predicted == tf.cast(labels, tf.int64)
matches

# %% std differs="spread"
# why: `torch.std` divides by `n - 1`. `tf.math.reduce_std` and `keras.ops.std` divide by `n`. `correction=0` makes
#   PyTorch divide by `n` too.
x = tf.constant([1.0, 2.0, 3.0])
spread = tf.math.reduce_std(x)
print(f"standard deviation: {spread:.4f}")

# %% std-matched same="population, sample"
x = tf.constant([1.0, 2.0, 3.0])
n = len(x)
population = tf.math.reduce_std(x)
sample = population * (n / (n - 1)) ** 0.5
print(f"divided by n: {population:.4f}, by n - 1: {sample:.4f}")

# %% median differs="middle" same="between"
# why: PyTorch returns the lower of the two middle values of an even number of values, and `keras.ops.median` returns
#   their mean. The 0.5 quantile is that mean in both.
x = tf.constant([4.0, 1.0, 3.0, 2.0])
middle = tf.keras.ops.median(x)
between = tf.keras.ops.quantile(x, 0.5)
print(f"median {middle:.1f}, 0.5 quantile {between:.1f}")

# %% einsum same="batched, squares"
rng = np.random.default_rng(0)
a = tf.constant(rng.normal(size=(2, 3, 4)))
b = tf.constant(rng.normal(size=(2, 4, 5)))
batched = tf.einsum("bij,bjk->bik", a, b)
squares = tf.einsum("bij,bij->b", a, a)
print("batched:", batched.shape)
squares
