# %% ranges same="largest, half, brain"
import tensorflow as tf

dtypes = [tf.float16, tf.bfloat16, tf.float32]
largest = [float(dtype.max) for dtype in dtypes]
x = tf.constant([70000.0, 2049.0, 1.001, 1e-8])
half = tf.cast(x, tf.float16)
brain = tf.cast(x, tf.bfloat16)
print(largest)
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
# why: PyTorch adds up 16-bit numbers in `float32` and rounds at the end. TensorFlow does so in some sums only: its mean
#   of `float16` overflows, and its running sum of `bfloat16` stops at 256, where adding 1 changes nothing any more.
#   Keras guards the mean. Cast to `float32` first.
ones = tf.ones([100_000], dtype=tf.float16)
mean = tf.reduce_mean(ones)
exact = tf.reduce_mean(tf.cast(ones, tf.float32))
last = tf.cumsum(tf.ones([1000], dtype=tf.bfloat16))[-1]
print(mean, exact)
last

# %% promotion raises="InvalidArgumentError" differs="wider"
# why: PyTorch and Keras find a common dtype, mostly the same one. A float keeps its width beside integers; `complex64`
#   beside `float64` becomes `complex128` in PyTorch and stays `complex64` in Keras. TensorFlow refuses to add two
#   tensors of unequal dtypes. Where it matters, cast both yourself.
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
# why: A tensor without axes is weaker than one with axes in PyTorch, though not across kinds: a float still lifts an
#   integer. To Keras it counts in full, and TensorFlow refuses the pair. Give the scalar the dtype of the tensor, or
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
# why: A NumPy number is a Python number to PyTorch, and `float64` to Keras. TensorFlow casts it to the dtype of the
#   tensor and cuts off its decimals. Cast the tensor, and turn the number into a Python one.
import numpy as np

counts = tf.constant([1, 2])
rate = np.float64(2.5)
scaled = counts * rate
matched = tf.cast(counts, tf.float32) * float(rate)
print(scaled)
matched

# %% float64-input raises="InvalidArgumentError" same="y"
# why: NumPy's decimals are `float64`, and the weights are `float32`. A PyTorch layer and a product in TensorFlow refuse
#   to mix them; a Keras layer casts its input to its own dtype. Convert data once, where it comes in.
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

# %% default-float differs="literal, new_bias" same="policy_bias"
# why: `torch.set_default_dtype` reaches tensors and layers. `set_floatx` reaches neither TensorFlow's tensors nor, once
#   a first layer is made, Keras layers: these follow the dtype policy, which is read from `floatx` only once. Set the
#   policy.
tf.keras.config.set_floatx("float64")
literal = tf.constant([1.0])
layer = tf.keras.layers.Dense(1)
layer.build((None, 2))
new_bias = layer.bias
tf.keras.config.set_dtype_policy("float64")
layer = tf.keras.layers.Dense(1)
layer.build((None, 2))
policy_bias = layer.bias
tf.keras.config.set_floatx("float32")
tf.keras.config.set_dtype_policy("float32")
print(literal.dtype.name, new_bias.dtype)
policy_bias.dtype

# %% integer-overflow same="wrapped, difference, right"
# why: Integers wrap around in all three, without a word. Only PyTorch refuses to create a number that does not fit;
#   TensorFlow and Keras make 44 of 300. Compute in a wider dtype, and clip before you go back.
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
#   PyTorch and TensorFlow. Cast, and say to what.
correct = tf.constant([True, False, True])
try:
    tf.reduce_sum(correct)
except tf.errors.InvalidArgumentError as error:
    print(error.message.split(" is not in")[0])
count = tf.reduce_sum(tf.cast(correct, tf.int32))
share = tf.reduce_mean(tf.cast(correct, tf.float32))
print(count)
share

# %% mask-times differs="product" same="kept"
# why: Where one side is boolean, the `*` of TensorFlow turns both sides into integers, multiplies, and answers in
#   booleans: the values are lost. `tf.multiply` raises an error, and PyTorch and `keras.ops.multiply` keep the values.
#   Cast the mask.
values = tf.constant([0.5, 2.0, 3.0])
mask = tf.constant([True, False, True])
product = values * mask
kept = values * tf.cast(mask, tf.float32)
print(product)
kept

# %% zero-division raises="InvalidArgumentError" same="shares, safe"
# why: On a CPU, `//` and `%` of integers by zero are a `RuntimeError` in PyTorch and an `InvalidArgumentError` in
#   TensorFlow. Decimals give `inf` or `nan` in both. Choose what zero shall give with `torch.where` or
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
#   `max`; `top_k` and max pooling pass over it, so the trouble shows later. Test for `nan` first.
x = tf.constant([1.0, float("nan"), 2.0, 3.0])
largest = tf.reduce_max(x)
pooled = tf.nn.max_pool1d(tf.reshape(x, [1, 4, 1]), 2, 2, "VALID")
pooled = tf.reshape(pooled, [2])
top = tf.math.top_k(x, k=1).values
clean = tf.where(tf.math.is_nan(x), float("-inf"), x)
clean_top = tf.math.top_k(clean, k=1).values
print(largest, pooled, top)
clean_top

# %% compare-decimals raises="InvalidArgumentError" differs="passed" same="total, equal, close"
# why: For `float32` near 1, PyTorch's test allows a difference of about 1.1e-5 and TensorFlow's of 2.4e-6. Name `rtol`
#   and `atol` in both. PyTorch raises an `AssertionError`, for unequal dtypes too, and TensorFlow an
#   `InvalidArgumentError`.
total = tf.constant(0.0)
for step in range(10):
    total += 0.1
equal = total == 1.0
close = tf.abs(total - 1.0) <= 1e-8 + 1e-5 * tf.abs(1.0)
print(total.numpy(), equal, close)
passed = 0
for expected in [1.0, 1.000005, 1.001]:
    try:
        tf.debugging.assert_near(total, expected)
        passed += 1
    except tf.errors.InvalidArgumentError as error:
        print(expected, error.message.splitlines()[1])
passed

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
print(size, angle, turned)
spectrum

# %% python-numbers raises="TypeError" same="number, numbers, whole"
# why: One element is enough for `float()` in PyTorch, whatever the shape; TensorFlow wants a tensor without axes.
#   `item()`, after `numpy()` in TensorFlow, takes any shape that holds one element.
loss = tf.constant([0.1])
try:
    float(loss)
except TypeError as error:
    print(error)
number = loss.numpy().item()
print(float(loss[0]), number)
numbers = tf.constant([1.0, 2.0]).numpy().tolist()
whole = int(tf.constant(2.7))
print(numbers, whole)

# %% plus-equals raises="RuntimeError" differs="alias" same="total"
# why: `+=` changes a PyTorch tensor in place, and with it every other name of it. For a tensor of TensorFlow it makes a
#   new one. A `tf.Variable` refuses it; a Keras variable turns into a tensor without a word and stays as it was. Use
#   `assign_add` there.
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
# why: `detach` in PyTorch takes the tensor out of the graph and shares its elements. `convert_to_tensor` keeps the
#   value in TensorFlow, and in Keras it hands back the variable itself. `clone`, `tf.identity` and `keras.ops.copy`
#   copy.
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
print(tensor_bytes, layer_bytes, half_bytes)

# %% numpy-view raises="ValueError" same="view"
# why: NumPy shares the memory of the tensor in both. A PyTorch tensor can be written through the array, and must be
#   detached first if it needs a gradient. The array of a TensorFlow tensor is read-only.
x = tf.constant([1.0, 2.0, 3.0])
view = np.from_dlpack(x)
try:
    view[0] = 9.0
except ValueError as error:
    print(error)
print(np.shares_memory(view, np.asarray(memoryview(x))))
view

# %% storage differs="bytes_behind_row" same="size_in_bytes, bytes_of_copy"
# why: A PyTorch row is a view: it starts inside the storage of the whole matrix and keeps all of it in memory. A
#   TensorFlow tensor shows its own elements only; `clone` gives a PyTorch row the same.
x = tf.constant([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
row = x[1]
size_in_bytes = memoryview(x).nbytes
bytes_behind_row = memoryview(row).nbytes
bytes_of_copy = memoryview(tf.identity(row)).nbytes
print(tf.size(x).numpy(), "elements,", size_in_bytes, "bytes")
print("row:", bytes_behind_row, "copy:", bytes_of_copy)

# %% stride differs="flipped_stride, contiguous" same="stride, packed_stride"
# why: PyTorch transposes by swapping the strides and leaves the elements where they are. TensorFlow writes them anew in
#   row order, as `contiguous()` does.
x = tf.constant([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
flipped = memoryview(tf.transpose(x))
# A memory view counts strides in bytes, not in elements.
size = x.dtype.size
stride = [step // size for step in memoryview(x).strides]
flipped_stride = [step // size for step in flipped.strides]
contiguous = flipped.contiguous
packed_stride = flipped_stride
print(stride, flipped_stride, packed_stride)
contiguous

# %% sparse raises="InvalidArgumentError" same="dense, product"
# why: PyTorch takes positions in any order, and adds up the values of one that is repeated. TensorFlow raises an error
#   for either when it makes the tensor dense: `tf.sparse.reorder` sorts them, and `tf.scatter_nd` adds them up.
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
print(sums, lengths)
padded

# %% same-seed differs="first" same="moments" atol="0.02"
# why: The frameworks make their numbers by other rules, so a seed in one says nothing about the other. Mean and
#   standard deviation agree as far as chance allows. For equal numbers, draw them with NumPy.
tf.random.set_seed(0)
x = tf.random.normal([100_000])
first = x[:3]
moments = [tf.reduce_mean(x), tf.math.reduce_std(x)]
print(first)
moments

# %% start-again differs="moved_on" same="again"
# why: In `keras.random` an integer `seed` is all there is: every draw with it gives the same numbers. The `seed` of a
#   TensorFlow function chooses a sequence, and the next draw moves on in it, as draws in PyTorch do. For a fixed draw
#   TensorFlow has `stateless_normal` and its kin.
tf.random.set_seed(0)
x = tf.random.normal([3], seed=1)
y = tf.random.normal([3], seed=1)
tf.random.set_seed(0)
again = bool(tf.reduce_all(x == tf.random.normal([3], seed=1)))
moved_on = bool(tf.reduce_any(x != y))
print(again, moved_on)
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
print(own_stream, resumed)

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
print(still_pairs, sampled)

# %% draw-classes differs="as_given" same="matched" atol="0.02"
# why: `torch.multinomial` takes probabilities, `categorical` in TensorFlow and Keras takes logits. Given probabilities,
#   `categorical` draws with other shares and says nothing: take their logarithm. Give `torch.multinomial` the `softmax`
#   of logits. It draws without replacement unless told otherwise, and then wants no more draws than classes.
tf.random.set_seed(0)
chances = tf.constant([[0.7, 0.2, 0.1]])  # one row for each distribution


def shares(logits):
    drawn = tf.random.categorical(logits, 20_000, dtype=tf.int32)
    return tf.math.bincount(drawn[0], dtype=tf.float32) / 20_000


as_given = shares(chances)
matched = shares(tf.math.log(chances))
print(as_given)
matched

# %% dice-and-coins same="lowest, highest, heads" atol="0.02"
tf.random.set_seed(0)
dice = tf.random.uniform([1000], 1, 7, dtype=tf.int32)
coins = tf.random.uniform([20_000]) < 0.3
lowest, highest = int(tf.reduce_min(dice)), int(tf.reduce_max(dice))
heads = tf.reduce_mean(tf.cast(coins, tf.float32))
print(dice.dtype, lowest, highest)
heads
