# %% fill differs="sevens" same="zeros, ones, decimals, like"
# why: `torch.full` makes `int64` from the integer `7`, `tf.fill` makes `int32`, and `keras.ops.full` makes `float32`
#   whatever you fill with. From `7.0` all three make `float32`.
import keras

zeros = keras.ops.zeros((2, 3))
ones = keras.ops.ones((2, 3))
sevens = keras.ops.full((2, 3), 7)
decimals = keras.ops.full((2, 3), 7.0)
like = keras.ops.zeros_like(sevens, dtype="float32")
print(sevens)
like

# %% ranges differs="counts, steps" same="wide_counts, float_steps"
# why: A range of integers is `int64` in PyTorch and `int32` in TensorFlow and Keras, and `tf.linspace` between integers
#   is `float64`. They are equal if you name the dtype and write the ends of `linspace` as decimals.
counts = keras.ops.arange(5)
steps = keras.ops.linspace(0, 1, 5)
wide_counts = keras.ops.arange(5, dtype="int64")
float_steps = keras.ops.linspace(0.0, 1.0, 5)
print("counts:", counts.dtype, "steps:", steps.dtype)
print(wide_counts)
print(float_steps)

# %% list-index differs="picked" same="rows, pairs"
# why: PyTorch reads a list or a tensor of integers as row numbers. TensorFlow reads `x[[0, 1]]` as `x[0, 1]`, which is
#   one element, without an error. It refuses a tensor of positions. Use `tf.gather` for rows and `tf.gather_nd`, which
#   takes one position after the other, for single elements.
x = keras.ops.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
picked = x[[0, 1]]  # the backend decides: TensorFlow here
rows = keras.ops.take(x, [0, 2], axis=0)
pairs = keras.ops.take(x, [1, 4])  # row * 2 + column
print(picked)
print(rows)
pairs

# %% item-assignment raises="TypeError" same="changed"
# why: A PyTorch tensor can be written to. A TensorFlow tensor cannot, so use a scatter function, which returns a
#   changed copy, or a `tf.Variable`.
x = keras.ops.array([[1.0, 2.0], [3.0, 4.0]])
try:
    x[0, 1] = 9.0
except TypeError as error:
    print(error)
changed = keras.ops.scatter_update(x, [[0, 1]], [9.0])
changed

# %% shape same="shape, rank, count"
x = keras.ops.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
shape = list(keras.ops.shape(x))
rank = keras.ops.ndim(x)
count = int(keras.ops.size(x))
print("shape:", keras.ops.shape(x), "first axis:", x.shape[0])
print("axes:", rank, "elements:", count)

# %% squeeze raises="ValueError" same="column, back"
# why: PyTorch returns the tensor unchanged if the axis to squeeze is longer than 1. TensorFlow and Keras raise an
#   error.
x = keras.ops.array([1.0, 2.0, 3.0])
column = keras.ops.expand_dims(x, axis=1)
back = keras.ops.squeeze(column, axis=1)
print("column:", column.shape, "back:", back.shape)
try:
    keras.ops.squeeze(column, axis=0)
except ValueError as error:
    print(error)

# %% python-types differs="decimals" same="named"
# why: The Python type `float` means `float64` to PyTorch and `float32` to TensorFlow and Keras, and `tf.constant`
#   refuses `int`. The framework's own dtype names mean the same everywhere.
decimals = keras.ops.array([1, 2], dtype=float)
named = keras.ops.array([1, 2], dtype="float32")
print("float:", decimals.dtype, "named:", named.dtype)
print(keras.ops.array([1, 2], dtype=int).dtype)

# %% int-plus-float same="total"
# why: PyTorch and `keras.ops` promote the integers to `float32`. TensorFlow does not mix the dtypes of two tensors, so
#   cast one of them.
integers = keras.ops.array([1, 2])
decimals = keras.ops.array([0.5, 0.5])
total = keras.ops.add(integers, decimals)
total

# %% python-scalars same="halves, shifted"
# why: A Python number beside a float tensor takes the tensor's dtype. A Python float beside an integer tensor promotes
#   the tensor in PyTorch and in `keras.ops`. TensorFlow raises an error, so cast the tensor first.
x = keras.ops.array([1.0, 2.0], dtype="float16")
halves = keras.ops.multiply(x, 2.5)
integers = keras.ops.array([1, 2])
shifted = keras.ops.add(integers, 0.5)
print(halves)
shifted

# %% division differs="quotient" same="floored, exact"
# why: The quotient of two `int32` tensors is `float32` in PyTorch and Keras and `float64` in TensorFlow. If you cast
#   first, the dtype is the one you chose.
x = keras.ops.array([7, -7], dtype="int32")
y = keras.ops.array([2, 2], dtype="int32")
quotient = keras.ops.divide(x, y)
floored = keras.ops.floor_divide(x, y)
x_float = keras.ops.cast(x, "float32")
exact = keras.ops.divide(x_float, y)
print("quotient:", quotient.dtype, "cast first:", exact.dtype)
print(quotient)
floored

# %% vector-matmul same="dot, weighted"
# why: `@` in PyTorch and `keras.ops.matmul` take vectors. `@` in TensorFlow needs two axes or more, so use
#   `tf.tensordot` and `tf.linalg.matvec`.
a = keras.ops.array([1.0, 2.0])
b = keras.ops.array([3.0, 4.0])
matrix = keras.ops.array([[1.0, 2.0], [3.0, 4.0]])
dot = keras.ops.matmul(a, b)
weighted = keras.ops.matmul(matrix, b)
print(dot)
weighted

# %% split differs="pieces" same="parts"
# why: The number is the size of a piece in `torch.split`, and the number of pieces in `tf.split` and `keras.ops.split`.
x = keras.ops.arange(6.0)
pieces = keras.ops.split(x, 2)
parts = keras.ops.split(x, [1, 3])  # where to cut, not sizes
print([piece.numpy().tolist() for piece in pieces])
[part.numpy().tolist() for part in parts]

# %% split-in-half same="halves" hidden="true"
x = keras.ops.arange(6.0)
halves = keras.ops.split(x, 2)
[half.numpy().tolist() for half in halves]

# %% integer-mean differs="average" same="exact"
# why: PyTorch asks for a dtype for the mean of integers, TensorFlow rounds the mean toward zero without a warning, and
#   Keras returns `float32`. Cast first, and all three agree.
x = keras.ops.array([1, 2], dtype="int32")
average = keras.ops.mean(x)
exact = keras.ops.mean(keras.ops.cast(x, "float32"))
print("mean:", average, "of decimals:", exact)

# %% integer-sum differs="total" same="wide_total"
# why: PyTorch adds up `int32` in `int64`. TensorFlow and Keras stay in `int32` and overflow without an error, so cast
#   to `int64` first.
x = keras.ops.array([2**31 - 1, 1], dtype="int32")
total = keras.ops.sum(x)
wide_total = keras.ops.sum(keras.ops.cast(x, "int64"))
print("int32:", total)
wide_total

# %% argmax differs="position" same="per_row"
# why: If you name no axis, `argmax` searches the flattened tensor in PyTorch and Keras and axis 0 in TensorFlow. Keras
#   returns `int32`, the others return `int64`.
x = keras.ops.array([[1.0, 9.0], [8.0, 2.0], [3.0, 7.0]])
position = keras.ops.argmax(x)
per_row = keras.ops.argmax(x, axis=1)
per_row = keras.ops.cast(per_row, "int64")
print(position)
per_row

# %% compare same="matches"
# why: PyTorch and `keras.ops.equal` promote integers before they compare them. TensorFlow raises an error if the
#   `int64` of `tf.argmax` meets `int32` labels, so cast one of them.
scores = keras.ops.array([[0.1, 0.9], [0.8, 0.2], [0.3, 0.7]])
labels = keras.ops.array([1, 0, 0], dtype="int64")
predicted = keras.ops.argmax(scores, axis=1)
matches = keras.ops.equal(predicted, labels)
print(predicted.dtype, labels.dtype)
matches

# %% std differs="spread"
# why: `torch.std` divides by `n - 1`. `tf.math.reduce_std` and `keras.ops.std` divide by `n`. `correction=0` makes
#   PyTorch divide by `n` too.
x = keras.ops.array([1.0, 2.0, 3.0])
spread = keras.ops.std(x)
print(f"standard deviation: {spread:.4f}")

# %% std-matched same="population, sample"
x = keras.ops.array([1.0, 2.0, 3.0])
n = len(x)
population = keras.ops.std(x)
sample = population * (n / (n - 1)) ** 0.5
print(f"divided by n: {population:.4f}, by n - 1: {sample:.4f}")

# %% einsum same="batched, squares"
import numpy as np

rng = np.random.default_rng(0)
a = keras.ops.array(rng.normal(size=(2, 3, 4)))
b = keras.ops.array(rng.normal(size=(2, 4, 5)))
batched = keras.ops.einsum("bij,bjk->bik", a, b)
squares = keras.ops.einsum("bij,bij->b", a, a)
print("batched:", batched.shape)
squares
