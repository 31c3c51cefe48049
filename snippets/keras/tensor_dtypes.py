# %% half-sums differs="mean, last" same="exact"
# why: PyTorch adds up 16-bit numbers in `float32` and rounds at the end. TensorFlow does that in some sums only. Its
#   mean of `float16` overflows, and its running sum of `bfloat16` stops at 256, because adding 1 changes nothing there.
#   `keras.ops.mean` computes in `float32`. Cast to `float32` first.
import keras

ones = keras.ops.ones(100_000, dtype="float16")
mean = keras.ops.mean(ones)
exact = keras.ops.mean(keras.ops.cast(ones, "float32"))
last = keras.ops.cumsum(keras.ops.ones(1000, dtype="bfloat16"))[-1]
print("mean:", mean, "in float32:", exact)
last

# %% promotion differs="wider"
# why: PyTorch and Keras find a common dtype, mostly the same one. A float keeps its width beside integers. `complex64`
#   beside `float64` becomes `complex128` in PyTorch and stays `complex64` in Keras. TensorFlow refuses to add two
#   tensors of unequal dtypes. If the dtype matters, cast both.
pairs = [("int64", "float16"), ("float16", "bfloat16"), ("uint8", "int8")]
pairs += [("bool", "int8"), ("float32", "float64"), ("float64", "complex64")]
wider = []
for a, b in pairs:
    wider.append(keras.backend.result_type(a, b))
    print(f"{a:<8} + {b:<9} = {wider[-1]}")

# %% zero-dimensional differs="total"
# why: A tensor without axes does not widen a tensor with axes in PyTorch, but a float still turns an integer into a
#   float. Keras treats it like any tensor, and TensorFlow refuses the pair. Give the scalar the dtype of the tensor, or
#   use a Python number.
x = keras.ops.array([1.0, 2.0])
scale = keras.ops.array(0.5, dtype="float64")
total = keras.ops.multiply(x, scale)
total

# %% numpy-scalar differs="scaled" same="matched"
# why: PyTorch treats a NumPy number like a Python number, and Keras treats it as `float64`. TensorFlow casts it to the
#   dtype of the tensor, which cuts off its decimals. Cast the tensor, and turn the number into a Python number.
import numpy as np

counts = keras.ops.array([1, 2])
rate = np.float64(2.5)
scaled = keras.ops.multiply(counts, rate)
matched = keras.ops.multiply(keras.ops.cast(counts, "float32"), float(rate))
print(scaled)
matched

# %% float64-input same="y"
# why: NumPy's decimals are `float64`, and the weights are `float32`. A PyTorch layer and `tf.matmul` refuse to mix
#   them. A Keras layer casts its input to its own dtype. Convert the data once, when they come in.
data = np.array([[0.1, 0.2]])
layer = keras.layers.Dense(1, kernel_initializer="ones")
y = layer(data)
print(data.dtype, y.dtype)
y

# %% default-float differs="literal, new_bias"
# why: `torch.set_default_dtype` changes tensors and layers. `set_floatx` changes neither TensorFlow's tensors nor,
#   after the first layer is made, Keras layers, because they follow the dtype policy, which reads `floatx` only once.
#   Set the policy.
keras.config.set_floatx("float64")
literal = keras.ops.array([1.0])
print("array:", literal.dtype.name, "ones:", keras.ops.ones(1).dtype.name)
layer = keras.layers.Dense(1)
layer.build((None, 2))
new_bias = layer.bias
keras.config.set_floatx("float32")
print("layer:", new_bias.dtype)

# %% dtype-policy same="bias"
keras.config.set_dtype_policy("float64")
layer = keras.layers.Dense(1)
layer.build((None, 2))
bias = layer.bias
keras.config.set_dtype_policy("float32")
print("layer:", bias.dtype)

# %% integer-overflow same="wrapped, difference, right"
# why: Integers wrap around in all three without an error. Only PyTorch refuses to create a number that does not fit.
#   TensorFlow and Keras make 44 of 300. Compute in a wider dtype, and clip before you convert back.
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
#   PyTorch and TensorFlow. Cast first and name the dtype.
correct = keras.ops.array([True, False, True])
count = keras.ops.sum(correct)
share = keras.ops.mean(correct)
print("count:", count)
print(f"share: {share:.3f}")

# %% mask-times differs="product" same="kept"
# why: If one side is boolean, the `*` of TensorFlow turns both sides into integers, multiplies them and returns
#   booleans, so the values are lost. `tf.multiply` raises an error. PyTorch and `keras.ops.multiply` keep the values.
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
#   `max`, but `top_k` and max pooling ignore it, so the trouble shows later. Test for `nan` first.
x = keras.ops.array([1.0, float("nan"), 2.0, 3.0])
largest = keras.ops.max(x)
pooled = keras.ops.max_pool(keras.ops.reshape(x, (1, 4, 1)), 2)
pooled = keras.ops.reshape(pooled, (2,))
top = keras.ops.top_k(x, k=1)[0]
clean = keras.ops.where(keras.ops.isnan(x), float("-inf"), x)
clean_top = keras.ops.top_k(clean, k=1)[0]
print("largest:", largest)
print("pooled:", pooled)
print("top:", top)
clean_top

# %% plus-equals differs="alias" same="total"
# why: `+=` changes a PyTorch tensor in place, so every other name of the tensor shows the change. It makes a new
#   TensorFlow tensor. A `tf.Variable` refuses it. A Keras variable is left as it was, and its name then means a tensor.
#   Use `assign_add` for variables.
total = keras.Variable([1.0, 2.0])
alias = total
total += 10.0
print(type(total).__name__, total)
changed = keras.Variable([1.0, 2.0])
changed.assign_add([10.0, 10.0])
print(changed.numpy())
alias

# %% copies differs="kept" same="copied"
# why: `detach` in PyTorch shares the elements of the tensor, so it shows later changes. `convert_to_tensor` keeps the
#   value in TensorFlow and returns the variable itself in Keras. `clone`, `tf.identity` and `keras.ops.copy` copy.
weight = keras.Variable([1.0, 2.0])
kept = keras.ops.convert_to_tensor(weight)
copied = keras.ops.copy(weight)
weight.assign_add([10.0, 10.0])
print(weight.value)
print(kept)
copied

# %% same-seed differs="first" same="moments" atol="0.02"
# why: The frameworks use different generators, so the same seed gives different numbers. Mean and standard deviation
#   agree within chance. If you need equal numbers, draw them with NumPy.
keras.utils.set_random_seed(0)
x = keras.random.normal((100_000,))
first = x[:3]
moments = [keras.ops.mean(x), keras.ops.std(x)]
print("first:", first)
print(f"mean {moments[0]:.3f}, deviation {moments[1]:.3f}")

# %% start-again differs="moved_on" same="again"
# why: In `keras.random` every draw with the same integer `seed` gives the same numbers. The `seed` of a TensorFlow
#   function chooses a sequence, and the next draw continues it, as draws in PyTorch do. For a fixed draw TensorFlow has
#   functions such as `tf.random.stateless_normal`.
keras.utils.set_random_seed(0)
x = keras.random.normal((3,))
keras.utils.set_random_seed(0)
again = bool(keras.ops.all(x == keras.random.normal((3,))))
x = keras.random.normal((3,), seed=1)
y = keras.random.normal((3,), seed=1)
moved_on = bool(keras.ops.any(x != y))
print("again after the seed:", again, "next draw differs:", moved_on)

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
print("own stream:", own_stream, "resumed:", resumed)

# %% draw-classes differs="as_given" atol="0.02"
# why: `torch.multinomial` takes probabilities, and `categorical` in TensorFlow and Keras takes logits. `categorical`
#   takes probabilities for logits, so it draws with different shares and raises no error. `torch.multinomial` draws
#   without replacement by default, so it refuses more draws than classes.
keras.utils.set_random_seed(0)
chances = keras.ops.array([[0.7, 0.2, 0.1]])  # a row for each distribution
drawn = keras.random.categorical(chances, 20_000)
counts = keras.ops.bincount(drawn[0])
as_given = keras.ops.cast(counts, "float32") / 20_000
as_given

# %% draw-from-logits same="shares" atol="0.02"
keras.utils.set_random_seed(0)
logits = keras.ops.log(keras.ops.array([[0.7, 0.2, 0.1]]))
drawn = keras.random.categorical(logits, 20_000)
counts = keras.ops.bincount(drawn[0])
shares = keras.ops.cast(counts, "float32") / 20_000
shares
