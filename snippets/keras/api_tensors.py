# %% inputs hidden="true"
import keras
import numpy as np
from keras import ops

array = np.float32([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
x = ops.array(array)
vector = ops.array([1.0, 2.0, 3.0])
row = ops.array([[10.0, 20.0, 30.0]])
column = ops.array([[1.0], [2.0]])
other = ops.array([[7.0, 8.0, 9.0], [0.0, 1.0, 2.0]])
cube = ops.array(np.arange(24, dtype=np.float32).reshape(2, 3, 4))
integers = ops.array([0, 1, 2], dtype="int32")
z = ops.array(np.complex64([1 + 2j, 3 - 4j]))

# %% tensor same="decimals" differs="counts"
# why: Python integers become `int64` in PyTorch and `int32` in TensorFlow and Keras. Name the dtype where it matters,
#   and they are equal.
decimals = ops.array([1.5, 2.5])
counts = ops.array([1, 2])

# %% as-tensor same="converted"
converted = ops.convert_to_tensor(array)

# %% from-numpy differs="converted"
# why: `torch.from_numpy` shares the memory of the array, so a later write to the array shows in the tensor.
#   `torch.tensor` copies, as TensorFlow always does.
source = np.array([1.0, 2.0])
converted = ops.convert_to_tensor(source)
source[0] = 9.0

# %% tensor-constructor same="x_float"
x_float = ops.array([1, 2], dtype="float32")

# %% long-tensor same="labels"
labels = ops.array([1, 2], dtype="int64")

# %% byte-bool-int-tensor same="pixels, mask, counts"
pixels = ops.array([0, 255], dtype="uint8")
mask = ops.array([True, False])
counts = ops.array([1, 2], dtype="int32")

# %% float-tensor same="values"
values = ops.array([1, 2], dtype="float32")

# %% zeros same="zeros"
zeros = ops.zeros((2, 3))

# %% ones same="ones"
ones = ops.ones((2, 3))

# %% full same="filled"
filled = ops.full((2, 3), 7.0)

# %% eye same="identity"
identity = ops.eye(3)

# %% empty same="shape"
shape = ops.empty((2, 3)).shape

# %% zeros-like same="zeros"
zeros = ops.zeros_like(x)

# %% ones-like same="ones"
ones = ops.ones_like(x)

# %% full-like same="filled"
filled = ops.full_like(x, 7.0)

# %% empty-like same="shape"
shape = ops.empty_like(x).shape

# %% new-zeros same="zeros, ones, filled"
zeros = ops.zeros((2,), dtype=integers.dtype)
ones = ops.ones((2,), dtype=integers.dtype)
filled = ops.full((2,), 7, dtype=integers.dtype)

# %% arange same="steps" differs="counts"
# why: A range of integers is `int64` in PyTorch and `int32` in TensorFlow and Keras. With decimal ends or the dtype
#   named, they are equal.
counts = ops.arange(5)
steps = ops.arange(0.0, 1.0, 0.25)

# %% linspace same="points"
points = ops.linspace(0.0, 1.0, 5)

# %% logspace same="rates"
rates = ops.logspace(-3.0, 0.0, 4)

# %% meshgrid same="rows, columns"
rows, columns = ops.meshgrid(vector, other[0], indexing="ij")

# %% cartesian-prod same="pairs"
grid = ops.meshgrid(vector, vector, indexing="ij")
pairs = ops.reshape(ops.stack(grid, axis=-1), (-1, 2))

# %% tril same="lower"
lower = ops.tril(x)

# %% triu same="upper, strict"
upper = ops.triu(x)
strict = ops.triu(x, 1)

# %% diag same="matrix"
matrix = ops.diag(vector)

# %% diag-embed same="matrices"
matrices = ops.expand_dims(x, axis=-1) * ops.eye(3)

# %% diagonal same="diagonals"
diagonals = ops.diagonal(cube, axis1=-2, axis2=-1)

# %% shape same="shape, called"
shape = x.shape
called = ops.shape(x)

# %% size-of-axis same="known" differs="asked"
# why: `x.size(1)` and `x.shape[1]` are Python numbers. `tf.shape` answers with an `int32` tensor, which is right even
#   in a graph where `x.shape[1]` is `None`.
asked = ops.shape(x)[1]
known = x.shape[1]

# %% rank same="axes" differs="rank"
# why: `tf.rank` answers with an `int32` tensor. `ndim` is a Python number everywhere.
rank = ops.ndim(x)
axes = x.ndim

# %% numel differs="count"
# why: `tf.size` and, on TensorFlow, `keras.ops.size` answer with an `int32` tensor. The shape gives a Python number.
count = ops.size(x)

# %% reshape same="tall, flat"
tall = ops.reshape(x, (3, -1))
flat = ops.reshape(x, (-1,))

# %% view same="tall"
tall = ops.reshape(x, (3, -1))

# %% view-as same="like"
like = ops.reshape(vector, ops.shape(row))

# %% reshape-as same="like"
like = ops.reshape(vector, ops.shape(row))

# %% flatten same="per_sample"
per_sample = ops.reshape(cube, (ops.shape(cube)[0], -1))

# %% ravel same="flat"
flat = ops.ravel(x)

# %% unflatten same="parts"
parts = ops.reshape(cube, (*cube.shape[:2], 2, 2))

# %% squeeze same="values"
values = ops.squeeze(column, axis=1)

# %% unsqueeze same="batch"
batch = ops.expand_dims(x, axis=0)

# %% transpose same="turned"
turned = ops.transpose(cube, (0, 2, 1))

# %% t same="turned"
turned = ops.transpose(x)

# %% transposed-matrix same="turned"
turned = ops.transpose(x)

# %% matrix-transpose same="turned"
turned = ops.swapaxes(cube, -2, -1)

# %% permute same="images"
images = ops.transpose(cube, axes=(1, 2, 0))

# %% movedim same="moved"
moved = ops.moveaxis(cube, 0, -1)

# %% swapaxes same="swapped"
swapped = ops.swapaxes(cube, 0, 2)

# %% expand same="tall"
tall = ops.broadcast_to(row, (4, 3))

# %% expand-as same="table"
table = ops.broadcast_to(row, ops.shape(x))

# %% broadcast-to same="table"
table = ops.broadcast_to(column, (2, 3))

# %% broadcast-tensors same="left, right"
left = ops.broadcast_to(column, (2, 3))
right = ops.broadcast_to(row, (2, 3))

# %% repeat same="copies"
copies = ops.tile(x, (2, 1))

# %% tile same="copies"
copies = ops.tile(x, (1, 2))

# %% repeat-interleave same="doubled, by_count"
doubled = ops.repeat(x, 2, axis=1)
by_count = ops.repeat(vector, integers)

# %% cat same="joined"
joined = ops.concatenate([x, row], axis=0)

# %% stack same="stacked"
stacked = ops.stack([x, other], axis=0)

# %% hstack same="wide"
wide = ops.hstack([x, column])

# %% vstack same="tall"
tall = ops.vstack([x, row])

# %% split same="parts" differs="pieces"
# why: In `torch.split` a number is the size of a piece; in TensorFlow and Keras it is how many pieces. `torch.chunk`
#   counts pieces. A list holds sizes in PyTorch and TensorFlow, and the places to cut in Keras.
pieces = ops.split(vector, 1)
parts = ops.split(x, [1], axis=1)

# %% chunk same="halves"
halves = ops.split(cube, 2, axis=2)

# %% unbind same="rows"
rows = ops.unstack(x, axis=0)

# %% roll same="shifted"
shifted = ops.roll(x, shift=1, axis=1)

# %% flip same="mirrored"
mirrored = ops.flip(x, axis=[1])

# %% rot90 same="turned"
turned = ops.rot90(cube, k=1, axes=(0, 1))

# %% dtype same="name"
name = keras.backend.standardize_dtype(x.dtype)

# %% to-dtype same="whole"
whole = ops.cast(x, "int32")

# %% type same="whole"
whole = ops.cast(x, "int64")

# %% type-as same="like"
like = ops.cast(x, integers.dtype)

# %% float same="decimals"
decimals = ops.cast(integers, "float32")

# %% long same="labels"
labels = ops.cast(integers, "int64")

# %% int same="whole"
whole = ops.cast(x, "int32")

# %% bool same="mask"
mask = ops.cast(integers, "bool")

# %% half same="low, brain"
low = ops.cast(x, "float16")
brain = ops.cast(x, "bfloat16")

# %% double same="wide"
wide = ops.cast(x, "float64")

# %% byte same="pixels"
pixels = ops.saturate_cast(x * 50, "uint8")

# %% bitcast same="bits"
bits = ops.view(x, dtype="int32")

# %% is-tensor same="tensor, python_list"
tensor = ops.is_tensor(x)
python_list = ops.is_tensor([1.0, 2.0])

# %% is-floating-point same="decimal"
decimal = keras.backend.is_float_dtype(x.dtype)

# %% get-default-dtype same="is_float32"
is_float32 = keras.config.floatx() == "float32"

# %% set-default-dtype differs="zeros"
# why: `set_floatx` speaks to Keras only: to its layers and to `keras.ops`. TensorFlow's own functions keep `float32`:
#   name the dtype there.
keras.config.set_floatx("float64")
zeros = ops.zeros((2,))

# %% restore-default-dtype hidden="true"
keras.config.set_floatx("float32")

# %% epsilon differs="tiny" atol="0"
# why: PyTorch tells the rounding error of a dtype. Keras has one small number for all layers and losses, 1e-7, to keep
#   a divisor from 0. PyTorch's layers each have an `eps` of their own.
tiny = keras.config.epsilon()

# %% item same="number"
number = ops.convert_to_numpy(x[0, 1]).item()

# %% tolist same="numbers"
numbers = ops.convert_to_numpy(x).tolist()

# %% numpy same="values"
values = ops.convert_to_numpy(x)

# %% clone same="copy"
copy = ops.copy(x)

# %% complex same="joined"
joined = ops.cast(vector, "complex64") * (1 - 1j)

# %% real same="real"
real = ops.real(z)

# %% imag same="imaginary"
imaginary = ops.imag(z)

# %% conj same="conjugate"
conjugate = ops.conj(z)

# %% angle same="phase"
phase = ops.angle(z)

# %% view-as-real same="pairs"
pairs = ops.view_as_real(z)

# %% view-as-complex same="numbers"
numbers = ops.view_as_complex(pairs)

# %% parameter same="weight, trained" api="keras.Variable.trainable"
weight = keras.Variable(ops.ones((2,)))
trained = weight.trainable

# %% autograd-variable same="variable"
variable = keras.Variable(vector)

# %% buffers hidden="true"
buffer = keras.Variable([1.0, 2.0, 3.0])
step = ops.array([0.5, 2.0, 4.0])

# %% add-in-place same="buffer" api="keras.Variable.assign_add"
buffer.assign_add(step)

# %% sub-in-place same="buffer" api="keras.Variable.assign_sub"
buffer.assign_sub(step)

# %% mul-in-place same="buffer" api="keras.Variable.assign"
buffer.assign(buffer * step)

# %% div-in-place same="buffer" api="keras.Variable.assign"
buffer.assign(buffer / step)

# %% clamp-in-place same="buffer" api="keras.Variable.assign"
buffer.assign(ops.clip(buffer, 0.0, 2.5))

# %% lerp-in-place same="buffer" api="keras.Variable.assign_add"
buffer.assign_add(0.1 * (step - buffer))

# %% addcmul-in-place same="buffer" api="keras.Variable.assign_add"
buffer.assign_add(0.5 * step * step)

# %% copy-in-place same="buffer" api="keras.Variable.assign"
buffer.assign(vector)

# %% fill-in-place same="buffer" api="keras.Variable.assign"
buffer.assign(ops.full(buffer.shape, 7.0))

# %% zero-in-place same="buffer" api="keras.Variable.assign"
buffer.assign(ops.zeros_like(buffer))

# %% read-value same="before"
before = ops.copy(buffer)
buffer.assign(step)

# %% tensor-spec same="shape"
spec = keras.KerasTensor((2, 3), dtype="float32")
shape = spec.shape
