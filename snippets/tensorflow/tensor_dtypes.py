# %% ranges same="largest, half, brain"
import tensorflow as tf

dtypes = [tf.float16, tf.bfloat16, tf.float32]
largest = [float(dtype.max) for dtype in dtypes]
x = tf.constant([70000.0, 2049.0, 1.001, 1e-8])
half = tf.cast(x, tf.float16)
brain = tf.cast(x, tf.bfloat16)
print("largest:", [f"{value:.3g}" for value in largest])
print(half)
brain

# %% small-updates same="stuck, moved"
brain = tf.Variable(1.0, dtype=tf.bfloat16)
master = tf.Variable(1.0)
for step in range(100):
    brain.assign_sub(0.001)
    master.assign_sub(0.001)
stuck, moved = brain.value(), tf.cast(master, tf.bfloat16)
print(stuck)
moved

# %% half-sums differs="mean, last" same="exact"
# why: PyTorch adds up 16-bit numbers in `float32` and rounds at the end. TensorFlow does that in some sums only. Its
#   mean of `float16` overflows, and its running sum of `bfloat16` stops at 256, because adding 1 changes nothing there.
#   `keras.ops.mean` computes in `float32`. Cast to `float32` first.
ones = tf.ones([100_000], dtype=tf.float16)
mean = tf.reduce_mean(ones)
exact = tf.reduce_mean(tf.cast(ones, tf.float32))
last = tf.cumsum(tf.ones([1000], dtype=tf.bfloat16))[-1]
print("mean:", mean, "in float32:", exact)
last

# %% promotion raises="InvalidArgumentError" differs="wider"
# why: PyTorch and Keras find a common dtype, mostly the same one. A float keeps its width beside integers. `complex64`
#   beside `float64` becomes `complex128` in PyTorch and stays `complex64` in Keras. TensorFlow refuses to add two
#   tensors of unequal dtypes. If the dtype matters, cast both.
pairs = [("int64", "float16"), ("float16", "bfloat16"), ("uint8", "int8")]
pairs += [("bool", "int8"), ("float32", "float64"), ("float64", "complex64")]
wider = []
for a, b in pairs:
    try:
        wider.append((tf.ones(1, a) + tf.ones(1, b)).dtype.name)
    except tf.errors.InvalidArgumentError:
        wider.append("refused")
    print(f"{a:<8} + {b:<9} = {wider[-1]}")

# %% zero-dimensional raises="InvalidArgumentError" differs="total"
# why: A tensor without axes does not widen a tensor with axes in PyTorch, but a float still turns an integer into a
#   float. Keras treats it like any tensor, and TensorFlow refuses the pair. Give the scalar the dtype of the tensor, or
#   use a Python number.
x = tf.constant([1.0, 2.0])
scale = tf.constant(0.5, dtype=tf.float64)
try:
    x * scale
except tf.errors.InvalidArgumentError as error:
    print(error.message.split(" [Op:")[0])
total = x * tf.cast(scale, x.dtype)
total

# %% numpy-scalar differs="scaled" same="matched"
# why: PyTorch treats a NumPy number like a Python number, and Keras treats it as `float64`. TensorFlow casts it to the
#   dtype of the tensor, which cuts off its decimals. Cast the tensor, and turn the number into a Python number.
import numpy as np

counts = tf.constant([1, 2])
rate = np.float64(2.5)
scaled = counts * rate
matched = tf.cast(counts, tf.float32) * float(rate)
print(scaled)
matched

# %% float64-input raises="InvalidArgumentError" same="y"
# why: NumPy's decimals are `float64`, and the weights are `float32`. A PyTorch layer and `tf.matmul` refuse to mix
#   them. A Keras layer casts its input to its own dtype. Convert the data once, when they come in.
data = np.array([[0.1, 0.2]])
kernel = tf.Variable([[1.0], [1.0]])
try:
    tf.matmul(tf.constant(data), kernel)
except tf.errors.InvalidArgumentError as error:
    print(error.message.split(" [Op:")[0])
y = tf.matmul(tf.constant(data, dtype=tf.float32), kernel)
layer = tf.keras.layers.Dense(1, kernel_initializer="ones")
print(layer(data).dtype)
y

# %% default-float differs="literal, new_bias"
# why: `torch.set_default_dtype` changes tensors and layers. `set_floatx` changes neither TensorFlow's tensors nor,
#   after the first layer is made, Keras layers, because they follow the dtype policy, which reads `floatx` only once.
#   Set the policy.
tf.keras.config.set_floatx("float64")
literal = tf.constant([1.0])
layer = tf.keras.layers.Dense(1)
layer.build((None, 2))
new_bias = layer.bias
tf.keras.config.set_floatx("float32")
print("tensor:", literal.dtype.name, "layer:", new_bias.dtype)

# %% dtype-policy same="bias" hidden="true"
tf.keras.config.set_dtype_policy("float64")
layer = tf.keras.layers.Dense(1)
layer.build((None, 2))
bias = layer.bias
tf.keras.config.set_dtype_policy("float32")
bias.dtype

# %% integer-overflow same="wrapped, difference, right"
# why: Integers wrap around in all three without an error. Only PyTorch refuses to create a number that does not fit.
#   TensorFlow and Keras make 44 of 300. Compute in a wider dtype, and clip before you convert back.
image = tf.constant([200, 100, 0], dtype=tf.uint8)
wrapped = image + 100
difference = image - tf.constant([201, 99, 1], dtype=tf.uint8)
right = tf.saturate_cast(tf.cast(image, tf.int16) + 100, tf.uint8)
print(wrapped)
print(difference)
print(right)
tf.constant(300, dtype=tf.uint8)

# %% to-pixels same="cut, rounded, pixels"
x = tf.constant([-20.0, 126.5, 127.5, 127.9, 300.0])
cut = tf.cast(x[1:4], tf.uint8)
rounded = tf.round(x)
pixels = tf.saturate_cast(tf.round(x), tf.uint8)
print(cut)
print(rounded)
pixels

# %% count-true raises="InvalidArgumentError" same="count, share"
# why: The sum of booleans is `int64` in PyTorch, `int32` in Keras and an error in TensorFlow. Their mean is an error in
#   PyTorch and TensorFlow. Cast first and name the dtype.
correct = tf.constant([True, False, True])
try:
    tf.reduce_sum(correct)
except tf.errors.InvalidArgumentError as error:
    print(error.message.split(" is not in")[0])
count = tf.reduce_sum(tf.cast(correct, tf.int32))
share = tf.reduce_mean(tf.cast(correct, tf.float32))
print("count:", count)
print(f"share: {share:.3f}")

# %% mask-times differs="product" same="kept"
# why: If one side is boolean, the `*` of TensorFlow turns both sides into integers, multiplies them and returns
#   booleans, so the values are lost. `tf.multiply` raises an error. PyTorch and `keras.ops.multiply` keep the values.
#   Cast the mask.
values = tf.constant([0.5, 2.0, 3.0])
mask = tf.constant([True, False, True])
product = values * mask
kept = values * tf.cast(mask, tf.float32)
print(product)
kept

# %% zero-division raises="InvalidArgumentError" same="shares, safe"
# why: `//` and `%` of integers by zero raise a `RuntimeError` in PyTorch and an `InvalidArgumentError` in TensorFlow on
#   a CPU. Decimals give `inf` or `nan` in both. Choose the result of a division by zero with `torch.where` or
#   `tf.math.divide_no_nan`.
try:
    tf.constant([7, -7]) // 0
except tf.errors.InvalidArgumentError as error:
    print(error.message.split("}} ")[-1].split(" [Op:")[0])
x = tf.constant([1.0, 2.0, 0.0])
y = tf.constant([4.0, 0.0, 0.0])
shares = x / y
safe = tf.math.divide_no_nan(x, y)
print(shares)
safe

# %% find-nan same="missing, finite, equal, cleaned, mean"
x = tf.constant([1.0, float("nan"), float("inf"), 3.0])
missing = tf.math.is_nan(x)
finite = tf.math.is_finite(x)
equal = x == x
cleaned = tf.where(missing, 0.0, tf.minimum(x, 10.0))
mean = tf.reduce_mean(x[finite])
print(missing)
print(equal)
print(cleaned)
mean

# %% nan-hides differs="pooled, top" same="largest, clean_top"
# why: In PyTorch a `nan` wins wherever a largest value is chosen. In TensorFlow and Keras it wins in `reduce_max` and
#   `max`, but `top_k` and max pooling ignore it, so the trouble shows later. Test for `nan` first.
x = tf.constant([1.0, float("nan"), 2.0, 3.0])
largest = tf.reduce_max(x)
pooled = tf.nn.max_pool1d(tf.reshape(x, [1, 4, 1]), 2, 2, "VALID")
pooled = tf.reshape(pooled, [2])
top = tf.math.top_k(x, k=1).values
clean = tf.where(tf.math.is_nan(x), float("-inf"), x)
clean_top = tf.math.top_k(clean, k=1).values
print("largest:", largest)
print("pooled:", pooled)
print("top:", top)
clean_top

# %% compare-decimals raises="InvalidArgumentError" differs="passed" same="total, equal, close"
# why: For `float32` near 1, `torch.testing.assert_close` allows a difference of about 1.1e-5 and
#   `tf.debugging.assert_near` one of 2.4e-6. Name `rtol` and `atol` in both. PyTorch raises an `AssertionError`, for
#   unequal dtypes too, and TensorFlow raises an `InvalidArgumentError`.
total = tf.constant(0.0)
for step in range(10):
    total += 0.1
equal = total == 1.0
close = tf.abs(total - 1.0) <= 1e-8 + 1e-5 * tf.abs(1.0)
print(f"total: {total:.7f}")
print("equal:", equal, "close:", close)
passed = 0
for expected in [1.0, 1.000005, 1.001]:
    try:
        tf.debugging.assert_near(total, expected)
        passed += 1
    except tf.errors.InvalidArgumentError as error:
        print(expected, "fails:", error.message.splitlines()[1])
print("passed:", passed)

# %% complex differs="literal" same="number, size, angle, turned, spectrum"
# why: A Python complex number becomes `complex64` in PyTorch and `complex128` in TensorFlow and Keras. Name the dtype,
#   or build the number from two `float32` parts.
literal = tf.constant([3.0 + 4.0j])
number = tf.complex(tf.constant([3.0]), tf.constant([4.0]))
size = tf.abs(number)
angle = tf.math.angle(number)
turned = tf.math.conj(number) * 1j
spectrum = tf.signal.rfft(tf.constant([1.0, 2.0, 4.0]))
print(literal.dtype, number)
print("size:", size, "angle:", angle)
print("turned:", turned)
spectrum

# %% python-numbers raises="TypeError" same="number, numbers, whole"
# why: `float()` takes a PyTorch tensor of any shape that holds one element. It takes a TensorFlow tensor without axes
#   only. `item()`, after `numpy()` in TensorFlow, takes any shape that holds one element.
loss = tf.constant([0.1])
try:
    float(loss)
except TypeError as error:
    print(error)
number = loss.numpy().item()
print("float():", float(loss[0]), "item():", number)
numbers = tf.constant([1.0, 2.0]).numpy().tolist()
whole = int(tf.constant(2.7))
print(numbers, whole)

# %% plus-equals raises="RuntimeError" differs="alias" same="total"
# why: `+=` changes a PyTorch tensor in place, so every other name of the tensor shows the change. It makes a new
#   TensorFlow tensor. A `tf.Variable` refuses it. A Keras variable is left as it was, and its name then means a tensor.
#   Use `assign_add` for variables.
total = tf.constant([1.0, 2.0])
alias = total
total += 10.0
print(total)
variable = tf.Variable([1.0, 2.0])
try:
    variable += 10.0
except RuntimeError as error:
    print(str(error).split(". ")[0])
variable.assign_add([10.0, 10.0])
alias

# %% copies differs="kept" same="copied"
# why: `detach` in PyTorch shares the elements of the tensor, so it shows later changes. `convert_to_tensor` keeps the
#   value in TensorFlow and returns the variable itself in Keras. `clone`, `tf.identity` and `keras.ops.copy` copy.
weight = tf.Variable([1.0, 2.0])
kept = tf.convert_to_tensor(weight)
copied = tf.identity(weight)
weight.assign_add([10.0, 10.0])
print(kept)
copied


# %% fill-in-a-loop same="squares"
@tf.function
def fill():
    array = tf.TensorArray(tf.float32, size=5)
    for position in tf.range(5):
        array = array.write(position, tf.cast(position, tf.float32) ** 2)
    return array.stack()


squares = fill()
squares

# %% bytes same="tensor_bytes, layer_bytes, half_bytes"
x = tf.ones([10, 20])
tensor_bytes = x.numpy().nbytes
layer = tf.keras.layers.Dense(100)
layer.build((None, 300))
layer_bytes = sum(w.numpy().nbytes for w in layer.weights)
layer = tf.keras.layers.Dense(100, dtype="bfloat16")
layer.build((None, 300))
half_bytes = sum(w.numpy().nbytes for w in layer.weights)
print("tensor:", tensor_bytes)
print("layer:", layer_bytes, "in bfloat16:", half_bytes)

# %% numpy-view raises="ValueError" same="view"
# why: NumPy shares the memory of the tensor in both. You can write to a PyTorch tensor through the array, and must
#   detach the tensor first if it needs a gradient. The array of a TensorFlow tensor is read-only.
x = tf.constant([1.0, 2.0, 3.0])
view = np.from_dlpack(x)
try:
    view[0] = 9.0
except ValueError as error:
    print(error)
print("shares memory:", np.shares_memory(view, np.asarray(memoryview(x))))
view

# %% storage differs="bytes_behind_row" same="size_in_bytes"
# why: A PyTorch row is a view, so it starts inside the storage of the whole matrix and keeps all of it in memory. The
#   memory of a TensorFlow row holds only the row.
x = tf.constant([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
row = x[1]
size_in_bytes = memoryview(x).nbytes
bytes_behind_row = memoryview(row).nbytes
print(tf.size(x).numpy(), "elements,", size_in_bytes, "bytes")
print("behind the row:", bytes_behind_row, "bytes")

# %% storage-of-copy same="bytes_of_copy" hidden="true"
bytes_of_copy = memoryview(tf.identity(row)).nbytes
bytes_of_copy

# %% stride differs="flipped_stride, contiguous" same="stride"
# why: PyTorch transposes by swapping the strides and leaves the elements where they are. `tf.transpose` writes the
#   elements in row order.
x = tf.constant([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
flipped = memoryview(tf.transpose(x))
# A memory view counts strides in bytes, not in elements.
size = x.dtype.size
stride = [step // size for step in memoryview(x).strides]
flipped_stride = [step // size for step in flipped.strides]
contiguous = flipped.contiguous
print("strides:", stride, "transposed:", flipped_stride)
print("contiguous:", contiguous)

# %% contiguous same="packed_stride" hidden="true"
packed_stride = [step // size for step in flipped.strides]
packed_stride

# %% sparse raises="InvalidArgumentError" same="dense, product"
# why: PyTorch takes positions in any order, and adds up the values of a position that is repeated. TensorFlow raises an
#   error for both when it makes the tensor dense. `tf.sparse.reorder` sorts the positions, and `tf.scatter_nd` adds up
#   values.
positions = [[1, 0], [0, 1], [0, 1]]
values = [7.0, 5.0, 3.0]
sparse = tf.SparseTensor(positions, values, [2, 3])
try:
    tf.sparse.to_dense(tf.sparse.reorder(sparse))
except tf.errors.InvalidArgumentError as error:
    print(error.message.split("}} ")[-1].split(" [Op:")[0])
dense = tf.scatter_nd(positions, values, [2, 3])
sparse = tf.sparse.from_dense(dense)
product = tf.sparse.sparse_dense_matmul(sparse, tf.ones([3, 1]))
print(sparse.values)
print(dense)
product

# %% ragged same="sums, lengths, padded"
ragged = tf.ragged.constant([[1.0, 2.0, 3.0], [4.0]])
sums = tf.reduce_sum(ragged, axis=1)
lengths = ragged.row_lengths()
padded = (ragged * 2).to_tensor(0.0)
print(ragged.shape)
print("sums:", sums, "lengths:", lengths)
padded

# %% same-seed differs="first" same="moments" atol="0.02"
# why: The frameworks use different generators, so the same seed gives different numbers. Mean and standard deviation
#   agree within chance. If you need equal numbers, draw them with NumPy.
tf.random.set_seed(0)
x = tf.random.normal([100_000])
first = x[:3]
moments = [tf.reduce_mean(x), tf.math.reduce_std(x)]
print("first:", first)
print(f"mean {moments[0]:.3f}, deviation {moments[1]:.3f}")

# %% start-again differs="moved_on" same="again"
# why: In `keras.random` every draw with the same integer `seed` gives the same numbers. The `seed` of a TensorFlow
#   function chooses a sequence, and the next draw continues it, as draws in PyTorch do. For a fixed draw TensorFlow has
#   functions such as `tf.random.stateless_normal`.
tf.random.set_seed(0)
x = tf.random.normal([3], seed=1)
y = tf.random.normal([3], seed=1)
tf.random.set_seed(0)
again = bool(tf.reduce_all(x == tf.random.normal([3], seed=1)))
moved_on = bool(tf.reduce_any(x != y))
print("again after the seed:", again, "next draw differs:", moved_on)
print(tf.random.stateless_normal([2], seed=[1, 0]))
tf.random.stateless_normal([2], seed=[1, 0])

# %% generators same="own_stream, resumed"
generator = tf.random.Generator.from_seed(7)
tf.random.set_seed(0)
x = tf.random.normal([3])
tf.random.set_seed(0)
generator.normal([3])
own_stream = bool(tf.reduce_all(x == tf.random.normal([3])))
state = tf.identity(generator.state)
y = generator.normal([3])
generator.reset(state)
resumed = bool(tf.reduce_all(y == generator.normal([3])))
print("own stream:", own_stream, "resumed:", resumed)

# %% shuffle same="still_pairs, members, sampled"
tf.random.set_seed(0)
x = tf.range(10.0)
y = x * 10
order = tf.random.shuffle(tf.range(10))
shuffled_x, shuffled_y = tf.gather(x, order), tf.gather(y, order)
still_pairs = bool(tf.reduce_all(shuffled_y == shuffled_x * 10))
members = tf.sort(shuffled_x)
sampled = len(tf.unique(order[:3]).y)  # three of ten, none twice
print(shuffled_x)
print("still pairs:", still_pairs, "different:", sampled)

# %% draw-classes differs="as_given" atol="0.02"
# why: `torch.multinomial` takes probabilities, and `categorical` in TensorFlow and Keras takes logits. `categorical`
#   takes probabilities for logits, so it draws with different shares and raises no error. `torch.multinomial` draws
#   without replacement by default, so it refuses more draws than classes.
tf.random.set_seed(0)
chances = tf.constant([[0.7, 0.2, 0.1]])  # one row for each distribution
drawn = tf.random.categorical(chances, 20_000, dtype=tf.int32)
as_given = tf.math.bincount(drawn[0], dtype=tf.float32) / 20_000
as_given

# %% draw-from-logits same="shares" atol="0.02"
tf.random.set_seed(0)
logits = tf.math.log(tf.constant([[0.7, 0.2, 0.1]]))
drawn = tf.random.categorical(logits, 20_000, dtype=tf.int32)
shares = tf.math.bincount(drawn[0], dtype=tf.float32) / 20_000
shares

# %% dice-and-coins same="lowest, highest, heads" atol="0.02"
tf.random.set_seed(0)
dice = tf.random.uniform([1000], 1, 7, dtype=tf.int32)
coins = tf.random.uniform([20_000]) < 0.3
lowest, highest = int(tf.reduce_min(dice)), int(tf.reduce_max(dice))
heads = tf.reduce_mean(tf.cast(coins, tf.float32))
print(dice.dtype, "from", lowest, "to", highest)
print(f"heads: {heads:.3f}")
