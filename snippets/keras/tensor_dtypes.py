# %% half-sums differs="mean, last" same="exact"
# why: PyTorch adds up 16-bit numbers in `float32` and rounds at the end. TensorFlow does so in some sums only: its mean
#   of `float16` overflows, and its running sum of `bfloat16` stops at 256, where adding 1 changes nothing any more.
#   Keras guards the mean. Cast to `float32` first.
import keras

ones = keras.ops.ones(100_000, dtype="float16")
mean = keras.ops.mean(ones)
exact = keras.ops.mean(keras.ops.cast(ones, "float32"))
last = keras.ops.cumsum(keras.ops.ones(1000, dtype="bfloat16"))[-1]
print(mean, exact)
last

# %% promotion differs="wider"
# why: PyTorch and Keras find a common dtype, mostly the same one. A float keeps its width beside integers; `complex64`
#   beside `float64` becomes `complex128` in PyTorch and stays `complex64` in Keras. TensorFlow refuses to add two
#   tensors of unequal dtypes. Where it matters, cast both yourself.
pairs = [("int64", "float16"), ("float16", "bfloat16"), ("uint8", "int8")]
pairs += [("bool", "int8"), ("float32", "float64"), ("float64", "complex64")]
wider = []
for a, b in pairs:
    wider.append(keras.backend.result_type(a, b))
    print(f"{a:<8} + {b:<9} = {wider[-1]}")

# %% zero-dimensional differs="total"
# why: A tensor without axes is weaker than one with axes in PyTorch, though not across kinds: a float still lifts an
#   integer. To Keras it counts in full, and TensorFlow refuses the pair. Give the scalar the dtype of the tensor, or
#   use a Python number.
x = keras.ops.array([1.0, 2.0])
scale = keras.ops.array(0.5, dtype="float64")
total = keras.ops.multiply(x, scale)
total

# %% numpy-scalar differs="scaled" same="matched"
# why: A NumPy number is a Python number to PyTorch, and `float64` to Keras. TensorFlow casts it to the dtype of the
#   tensor and cuts off its decimals. Cast the tensor, and turn the number into a Python one.
import numpy as np

counts = keras.ops.array([1, 2])
rate = np.float64(2.5)
scaled = keras.ops.multiply(counts, rate)
matched = keras.ops.multiply(keras.ops.cast(counts, "float32"), float(rate))
print(scaled)
matched

# %% float64-input same="y"
# why: NumPy's decimals are `float64`, and the weights are `float32`. A PyTorch layer and a product in TensorFlow refuse
#   to mix them; a Keras layer casts its input to its own dtype. Convert data once, where it comes in.
data = np.array([[0.1, 0.2]])
layer = keras.layers.Dense(1, kernel_initializer="ones")
y = layer(data)
print(data.dtype, y.dtype)
y

# %% default-float differs="literal, new_bias" same="policy_bias"
# why: `torch.set_default_dtype` reaches tensors and layers. `set_floatx` reaches neither TensorFlow's tensors nor, once
#   a first layer is made, Keras layers: these follow the dtype policy, which is read from `floatx` only once. Set the
#   policy.
keras.config.set_floatx("float64")
literal = keras.ops.array([1.0])
print(literal.dtype.name, keras.ops.ones(1).dtype.name)
layer = keras.layers.Dense(1)
layer.build((None, 2))
new_bias = layer.bias
keras.config.set_dtype_policy("float64")
layer = keras.layers.Dense(1)
layer.build((None, 2))
policy_bias = layer.bias
keras.config.set_floatx("float32")
keras.config.set_dtype_policy("float32")
print(new_bias.dtype)
policy_bias.dtype

# %% integer-overflow same="wrapped, difference, right"
# why: Integers wrap around in all three, without a word. Only PyTorch refuses to create a number that does not fit;
#   TensorFlow and Keras make 44 of 300. Compute in a wider dtype, and clip before you go back.
image = keras.ops.array([200, 100, 0], dtype="uint8")
wrapped = keras.ops.add(image, 100)
other = keras.ops.array([201, 99, 1], dtype="uint8")
difference = keras.ops.subtract(image, other)
wide = keras.ops.add(keras.ops.cast(image, "int16"), 100)
right = keras.ops.saturate_cast(wide, "uint8")
print(wrapped)
print(difference)
print(right)
keras.ops.array(300, dtype="uint8")

# %% count-true same="count, share"
# why: The sum of booleans is `int64` in PyTorch, `int32` in Keras and an error in TensorFlow. Their mean is an error in
#   PyTorch and TensorFlow. Cast, and say to what.
correct = keras.ops.array([True, False, True])
count = keras.ops.sum(correct)
share = keras.ops.mean(correct)
print(count)
share

# %% mask-times differs="product" same="kept"
# why: Where one side is boolean, the `*` of TensorFlow turns both sides into integers, multiplies, and answers in
#   booleans: the values are lost. `tf.multiply` raises an error, and PyTorch and `keras.ops.multiply` keep the values.
#   Cast the mask.
values = keras.ops.array([0.5, 2.0, 3.0])
mask = keras.ops.array([True, False, True])
product = keras.ops.multiply(values, mask)
kept = keras.ops.multiply(values, keras.ops.cast(mask, "float32"))
print(product)
kept

# %% find-nan same="missing, finite, equal, cleaned, mean"
x = keras.ops.array([1.0, float("nan"), float("inf"), 3.0])
missing = keras.ops.isnan(x)
finite = keras.ops.isfinite(x)
equal = keras.ops.equal(x, x)
cleaned = keras.ops.nan_to_num(x, nan=0.0, posinf=10.0)
mean = keras.ops.nanmean(keras.ops.where(finite, x, float("nan")))
print(missing)
print(equal)
print(cleaned)
mean

# %% nan-hides differs="pooled, top" same="largest, clean_top"
# why: In PyTorch a `nan` wins wherever a largest value is chosen. In TensorFlow and Keras it wins in `reduce_max` and
#   `max`; `top_k` and max pooling pass over it, so the trouble shows later. Test for `nan` first.
x = keras.ops.array([1.0, float("nan"), 2.0, 3.0])
largest = keras.ops.max(x)
pooled = keras.ops.max_pool(keras.ops.reshape(x, (1, 4, 1)), 2)
pooled = keras.ops.reshape(pooled, (2,))
top = keras.ops.top_k(x, k=1)[0]
clean = keras.ops.where(keras.ops.isnan(x), float("-inf"), x)
clean_top = keras.ops.top_k(clean, k=1)[0]
print(largest, pooled, top)
clean_top

# %% plus-equals differs="alias" same="total"
# why: `+=` changes a PyTorch tensor in place, and with it every other name of it. For a tensor of TensorFlow it makes a
#   new one. A `tf.Variable` refuses it; a Keras variable turns into a tensor without a word and stays as it was. Use
#   `assign_add` there.
total = keras.Variable([1.0, 2.0])
alias = total
total += 10.0
print(type(total).__name__, total)
changed = keras.Variable([1.0, 2.0])
changed.assign_add([10.0, 10.0])
print(changed.numpy())
alias

# %% copies differs="kept" same="copied"
# why: `detach` in PyTorch takes the tensor out of the graph and shares its elements. `convert_to_tensor` keeps the
#   value in TensorFlow, and in Keras it hands back the variable itself. `clone`, `tf.identity` and `keras.ops.copy`
#   copy.
weight = keras.Variable([1.0, 2.0])
kept = keras.ops.convert_to_tensor(weight)
copied = keras.ops.copy(weight)
weight.assign_add([10.0, 10.0])
print(weight.value)
print(kept)
copied

# %% same-seed differs="first" same="moments" atol="0.02"
# why: The frameworks make their numbers by other rules, so a seed in one says nothing about the other. Mean and
#   standard deviation agree as far as chance allows. For equal numbers, draw them with NumPy.
keras.utils.set_random_seed(0)
x = keras.random.normal((100_000,))
first = x[:3]
moments = [keras.ops.mean(x), keras.ops.std(x)]
print(first)
moments

# %% start-again differs="moved_on" same="again"
# why: In `keras.random` an integer `seed` is all there is: every draw with it gives the same numbers. The `seed` of a
#   TensorFlow function chooses a sequence, and the next draw moves on in it, as draws in PyTorch do. For a fixed draw
#   TensorFlow has `stateless_normal` and its kin.
keras.utils.set_random_seed(0)
x = keras.random.normal((3,))
keras.utils.set_random_seed(0)
again = bool(keras.ops.all(x == keras.random.normal((3,))))
x = keras.random.normal((3,), seed=1)
y = keras.random.normal((3,), seed=1)
moved_on = bool(keras.ops.any(x != y))
print(again, moved_on)

# %% generators same="own_stream, resumed"
generator = keras.random.SeedGenerator(7)
keras.utils.set_random_seed(0)
x = keras.random.normal((3,))
keras.utils.set_random_seed(0)
keras.random.normal((3,), seed=generator)
own_stream = bool(keras.ops.all(x == keras.random.normal((3,))))
state = keras.ops.copy(generator.state)
y = keras.random.normal((3,), seed=generator)
generator.state.assign(state)
z = keras.random.normal((3,), seed=generator)
resumed = bool(keras.ops.all(y == z))
print(own_stream, resumed)

# %% draw-classes differs="as_given" same="matched" atol="0.02"
# why: `torch.multinomial` takes probabilities, `categorical` in TensorFlow and Keras takes logits. Given probabilities,
#   `categorical` draws with other shares and says nothing: take their logarithm. Give `torch.multinomial` the `softmax`
#   of logits. It draws without replacement unless told otherwise, and then wants no more draws than classes.
keras.utils.set_random_seed(0)
chances = keras.ops.array([[0.7, 0.2, 0.1]])


def shares(logits):
    drawn = keras.random.categorical(logits, 20_000)
    counts = keras.ops.bincount(drawn[0])
    return keras.ops.cast(counts, "float32") / 20_000


as_given = shares(chances)
matched = shares(keras.ops.log(chances))
print(as_given)
matched
