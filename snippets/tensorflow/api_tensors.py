# %% inputs hidden="true"
import numpy as np
import tensorflow as tf

array = np.float32([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
x = tf.constant(array)
vector = tf.constant([1.0, 2.0, 3.0])
row = tf.constant([[10.0, 20.0, 30.0]])
column = tf.constant([[1.0], [2.0]])
other = tf.constant([[7.0, 8.0, 9.0], [0.0, 1.0, 2.0]])
cube = tf.constant(np.arange(24, dtype=np.float32).reshape(2, 3, 4))
integers = tf.constant([0, 1, 2], dtype=tf.int32)
z = tf.constant(np.complex64([1 + 2j, 3 - 4j]))
dtype_name = "float16"

# %% tensor same="decimals" differs="counts"
# why: Python integers become `int64` in PyTorch and `int32` in TensorFlow and Keras. Name the dtype where it matters,
#   and they are equal.
decimals = tf.constant([1.5, 2.5])
counts = tf.constant([1, 2])

# %% as-tensor same="converted"
converted = tf.convert_to_tensor(array)

# %% from-numpy differs="converted"
# why: `torch.from_numpy` shares the memory of the array, so a later write to the array shows in the tensor.
#   `torch.tensor` copies, as TensorFlow always does.
source = np.array([1.0, 2.0])
converted = tf.convert_to_tensor(source)
source[0] = 9.0

# %% tensor-constructor same="x_float"
x_float = tf.constant([1, 2], dtype=tf.float32)

# %% long-tensor same="labels"
labels = tf.constant([1, 2], dtype=tf.int64)

# %% byte-bool-int-tensor same="pixels, mask, counts"
pixels = tf.constant([0, 255], dtype=tf.uint8)
mask = tf.constant([True, False])
counts = tf.constant([1, 2], dtype=tf.int32)

# %% float-tensor same="values"
values = tf.constant([1, 2], dtype=tf.float32)

# %% zeros same="zeros"
zeros = tf.zeros([2, 3])

# %% ones same="ones"
ones = tf.ones([2, 3])

# %% full same="filled"
filled = tf.fill([2, 3], 7.0)

# %% eye same="identity"
identity = tf.eye(3)

# %% empty same="shape"
shape = tf.zeros([2, 3]).shape

# %% zeros-like same="zeros"
zeros = tf.zeros_like(x)

# %% ones-like same="ones"
ones = tf.ones_like(x)

# %% full-like same="filled"
filled = tf.fill(tf.shape(x), 7.0)

# %% empty-like same="shape"
shape = tf.zeros_like(x).shape

# %% new-zeros same="zeros, ones, filled"
zeros = tf.zeros([2], dtype=integers.dtype)
ones = tf.ones([2], dtype=integers.dtype)
filled = tf.cast(tf.fill([2], 7), integers.dtype)

# %% arange same="steps" differs="counts"
# why: A range of integers is `int64` in PyTorch and `int32` in TensorFlow and Keras. With decimal ends or the dtype
#   named, they are equal.
counts = tf.range(5)
steps = tf.range(0.0, 1.0, 0.25)

# %% linspace same="points"
points = tf.linspace(0.0, 1.0, 5)

# %% logspace same="rates"
rates = 10.0 ** tf.linspace(-3.0, 0.0, 4)

# %% meshgrid same="rows, columns"
rows, columns = tf.meshgrid(vector, other[0], indexing="ij")

# %% cartesian-prod same="pairs"
grid = tf.meshgrid(vector, vector, indexing="ij")
pairs = tf.reshape(tf.stack(grid, axis=-1), [-1, 2])

# %% tril same="lower"
lower = tf.linalg.band_part(x, -1, 0)

# %% triu same="upper, strict"
upper = tf.linalg.band_part(x, 0, -1)
strict = upper - tf.linalg.band_part(x, 0, 0)

# %% diag same="matrix"
matrix = tf.linalg.diag(vector)

# %% diag-embed same="matrices"
matrices = tf.linalg.diag(x)

# %% diagonal same="diagonals"
diagonals = tf.linalg.diag_part(cube)

# %% shape same="shape, called" api="tf.Tensor.shape, tf.Tensor.get_shape"
shape = x.shape
called = x.get_shape()

# %% size-of-axis same="known" differs="asked"
# why: `x.size(1)` and `x.shape[1]` are Python numbers. `tf.shape` answers with an `int32` tensor, which is right even
#   in a graph where `x.shape[1]` is `None`.
asked = tf.shape(x)[1]
known = x.shape[1]

# %% rank same="axes" differs="rank"
# why: `tf.rank` answers with an `int32` tensor. `ndim` is a Python number everywhere.
rank = tf.rank(x)
axes = x.ndim

# %% numel same="known" differs="count" api="tf.TensorShape.num_elements"
# why: `tf.size` and, on TensorFlow, `keras.ops.size` answer with an `int32` tensor. The shape gives a Python number.
count = tf.size(x)
known = x.shape.num_elements()

# %% tensor-shape same="size, count" api="tf.TensorShape.num_elements"
size = tf.TensorShape([2, 3])
count = size.num_elements()

# %% reshape same="tall, flat"
tall = tf.reshape(x, [3, -1])
flat = tf.reshape(x, [-1])

# %% view same="tall"
tall = tf.reshape(x, [3, -1])

# %% view-as same="like"
like = tf.reshape(vector, tf.shape(row))

# %% reshape-as same="like"
like = tf.reshape(vector, tf.shape(row))

# %% flatten same="per_sample"
per_sample = tf.reshape(cube, [tf.shape(cube)[0], -1])

# %% ravel same="flat"
flat = tf.reshape(x, [-1])

# %% unflatten same="parts"
parts = tf.reshape(cube, [*cube.shape[:2], 2, 2])

# %% squeeze same="values"
values = tf.squeeze(column, axis=1)

# %% unsqueeze same="batch"
batch = tf.expand_dims(x, axis=0)

# %% transpose same="turned"
turned = tf.transpose(cube, [0, 2, 1])

# %% t same="turned"
turned = tf.transpose(x)

# %% transposed-matrix same="turned"
turned = tf.transpose(x)

# %% matrix-transpose same="turned"
turned = tf.linalg.matrix_transpose(cube)

# %% permute same="images"
images = tf.transpose(cube, perm=[1, 2, 0])

# %% movedim same="moved"
moved = tf.transpose(cube, [1, 2, 0])

# %% swapaxes same="swapped"
swapped = tf.transpose(cube, [2, 1, 0])

# %% expand same="tall"
tall = tf.broadcast_to(row, [4, 3])

# %% expand-as same="table"
table = tf.broadcast_to(row, tf.shape(x))

# %% broadcast-to same="table"
table = tf.broadcast_to(column, [2, 3])

# %% broadcast-tensors same="left, right"
shape = tf.broadcast_dynamic_shape(tf.shape(column), tf.shape(row))
left, right = tf.broadcast_to(column, shape), tf.broadcast_to(row, shape)

# %% broadcast-shapes same="shape"
shape = tf.broadcast_static_shape(column.shape, row.shape)

# %% repeat same="copies"
copies = tf.tile(x, [2, 1])

# %% tile same="copies"
copies = tf.tile(x, [1, 2])

# %% repeat-interleave same="doubled, by_count"
doubled = tf.repeat(x, 2, axis=1)
by_count = tf.repeat(vector, integers)

# %% cat same="joined"
joined = tf.concat([x, row], axis=0)

# %% stack same="stacked"
stacked = tf.stack([x, other], axis=0)

# %% hstack same="wide"
wide = tf.concat([x, column], axis=1)

# %% vstack same="tall"
tall = tf.concat([x, row], axis=0)

# %% split same="parts" differs="pieces"
# why: In `torch.split` a number is the size of a piece; in TensorFlow and Keras it is how many pieces. `torch.chunk`
#   counts pieces. A list holds sizes in PyTorch and TensorFlow, and the places to cut in Keras.
pieces = tf.split(vector, 1)
parts = tf.split(x, [1, 2], axis=1)

# %% chunk same="halves"
halves = tf.split(cube, 2, axis=2)

# %% unbind same="rows"
rows = tf.unstack(x, axis=0)

# %% roll same="shifted"
shifted = tf.roll(x, shift=1, axis=1)

# %% flip same="mirrored"
mirrored = tf.reverse(x, axis=[1])

# %% rot90 same="turned"
turned = tf.image.rot90(cube, k=1)

# %% dtype same="name" api="tf.Tensor.dtype, tf.DType.name"
name = x.dtype.name

# %% as-dtype same="size" api="tf.DType.size"
size = tf.as_dtype(dtype_name).size

# %% to-dtype same="whole"
whole = tf.cast(x, tf.int32)

# %% type same="whole"
whole = tf.cast(x, tf.int64)

# %% type-as same="like"
like = tf.cast(x, integers.dtype)

# %% float same="decimals"
decimals = tf.cast(integers, tf.float32)

# %% long same="labels"
labels = tf.cast(integers, tf.int64)

# %% int same="whole"
whole = tf.cast(x, tf.int32)

# %% bool same="mask"
mask = tf.cast(integers, tf.bool)

# %% half same="low, brain"
low = tf.cast(x, tf.float16)
brain = tf.cast(x, tf.bfloat16)

# %% double same="wide"
wide = tf.cast(x, tf.float64)

# %% byte same="pixels"
pixels = tf.saturate_cast(x * 50, tf.uint8)

# %% bitcast same="bits"
bits = tf.bitcast(x, tf.int32)

# %% is-tensor same="tensor, python_list"
tensor = tf.is_tensor(x)
python_list = tf.is_tensor([1.0, 2.0])

# %% is-keras-tensor only="tensorflow"
# why: PyTorch has no symbolic tensors to build a model from. It is true for what `tf.keras.Input` returns.
symbolic = tf.keras.utils.is_keras_tensor(x)

# %% is-floating-point same="decimal" api="tf.DType.is_floating"
decimal = x.dtype.is_floating

# %% is-complex same="answer" api="tf.DType.is_complex"
answer = z.dtype.is_complex

# %% get-default-dtype same="is_float32"
is_float32 = tf.keras.config.floatx() == "float32"

# %% set-default-dtype differs="zeros"
# why: `set_floatx` speaks to Keras only: to its layers and to `keras.ops`. TensorFlow's own functions keep `float32`:
#   name the dtype there.
tf.keras.config.set_floatx("float64")
zeros = tf.zeros([2])

# %% restore-default-dtype hidden="true"
tf.keras.config.set_floatx("float32")

# %% finfo same="largest, smallest" api="tf.DType.max, tf.DType.min"
largest = float(tf.float16.max)
smallest = float(tf.float16.min)

# %% iinfo same="largest" api="tf.DType.max"
largest = tf.int32.max

# %% epsilon differs="tiny" atol="0"
# why: PyTorch tells the rounding error of a dtype. Keras has one small number for all layers and losses, 1e-7, to keep
#   a divisor from 0. PyTorch's layers each have an `eps` of their own.
tiny = tf.keras.config.epsilon()

# %% image-data-format only="tensorflow"
# why: PyTorch's layers take images with the channels first, always. Keras has a default that every image layer follows.
tf.keras.config.set_image_data_format("channels_last")
order = tf.keras.config.image_data_format()

# %% item same="number" api="tf.Tensor.numpy"
number = x[0, 1].numpy().item()

# %% tolist same="numbers" api="tf.Tensor.numpy"
numbers = x.numpy().tolist()

# %% numpy same="values" api="tf.Tensor.numpy"
values = x.numpy()

# %% clone same="copy"
copy = tf.identity(x)

# %% ensure-shape only="tensorflow"
# why: PyTorch has no such check: write `assert x.shape[1] == 3`. A `None` stands for any size.
checked = tf.ensure_shape(x, [None, 3])

# %% static-value only="tensorflow"
# why: A PyTorch tensor always holds its numbers: use `x.item()` or `x.numpy()`. This one answers `None` where a graph
#   does not know them yet.
known = tf.get_static_value(x)

# %% nbytes same="size" api="tf.DType.size"
size = x.dtype.size * x.shape.num_elements()

# %% complex same="joined"
joined = tf.complex(vector, -vector)

# %% real same="real"
real = tf.math.real(z)

# %% imag same="imaginary"
imaginary = tf.math.imag(z)

# %% conj same="conjugate"
conjugate = tf.math.conj(z)

# %% angle same="phase"
phase = tf.math.angle(z)

# %% polar same="points"
turn = tf.complex(tf.cos(vector), tf.sin(vector))
points = tf.cast(vector, tf.complex64) * turn

# %% view-as-real same="pairs"
pairs = tf.stack([tf.math.real(z), tf.math.imag(z)], axis=-1)

# %% view-as-complex same="numbers"
numbers = tf.complex(pairs[..., 0], pairs[..., 1])

# %% parameter same="weight, trained" api="tf.Variable.trainable"
weight = tf.Variable(tf.ones([2]))
trained = weight.trainable

# %% autograd-variable same="variable"
variable = tf.Variable(vector)

# %% tensor-class same="of_tensor" differs="of_weight"
# why: A PyTorch parameter is a tensor. A variable is not a `tf.Tensor`: `tf.is_tensor` is true for both.
of_tensor = isinstance(x, tf.Tensor)
of_weight = isinstance(weight, tf.Tensor)

# %% buffers hidden="true"
buffer = tf.Variable([1.0, 2.0, 3.0])
step = tf.constant([0.5, 2.0, 4.0])

# %% add-in-place same="buffer" api="tf.Variable.assign_add"
buffer.assign_add(step)

# %% sub-in-place same="buffer" api="tf.Variable.assign_sub"
buffer.assign_sub(step)

# %% mul-in-place same="buffer" api="tf.Variable.assign"
buffer.assign(buffer * step)

# %% div-in-place same="buffer" api="tf.Variable.assign"
buffer.assign(buffer / step)

# %% clamp-in-place same="buffer" api="tf.Variable.assign"
buffer.assign(tf.clip_by_value(buffer, 0.0, 2.5))

# %% lerp-in-place same="buffer" api="tf.Variable.assign_add"
buffer.assign_add(0.1 * (step - buffer))

# %% addcmul-in-place same="buffer" api="tf.Variable.assign_add"
buffer.assign_add(0.5 * step * step)

# %% copy-in-place same="buffer" api="tf.Variable.assign"
buffer.assign(vector)

# %% fill-in-place same="buffer" api="tf.Variable.assign"
buffer.assign(tf.fill(buffer.shape, 7.0))

# %% zero-in-place same="buffer" api="tf.Variable.assign"
buffer.assign(tf.zeros_like(buffer))

# %% read-value same="before" api="tf.Variable.read_value"
before = buffer.read_value()
buffer.assign(step)

# %% trainable-weight hidden="true"
weight = tf.Variable(3.0)

# %% backward same="slope" api="tf.GradientTape.gradient"
with tf.GradientTape() as tape:
    loss = weight**2
slope = tape.gradient(loss, weight)

# %% autograd-grad same="slope" api="tf.GradientTape.gradient"
with tf.GradientTape() as tape:
    loss = weight**2
slope = tape.gradient(loss, weight)

# %% gradients-in-graph same="slope"
in_graph = tf.function(lambda value: tf.gradients(value**3, value)[0])
slope = in_graph(vector[2])

# %% watch same="slope" api="tf.GradientTape.watch"
point = tf.constant([1.0, 2.0])
with tf.GradientTape() as tape:
    tape.watch(point)
    total = tf.reduce_sum(point**2)
slope = tape.gradient(total, point)

# %% no-grad same="recorded" api="tf.GradientTape.stop_recording, tf.GradientTape.gradient"
with tf.GradientTape() as tape, tape.stop_recording():
    y = weight * 2
recorded = tape.gradient(y, weight) is not None

# %% enable-grad same="recorded" api="tf.GradientTape.gradient"
with tf.GradientTape() as tape:
    y = weight * 2
recorded = tape.gradient(y, weight) is not None

# %% set-grad-enabled same="recorded" api="tf.GradientTape.gradient"
with tf.GradientTape(watch_accessed_variables=False) as tape:
    y = weight * 2
recorded = tape.gradient(y, weight) is not None

# %% detach same="stopped, slope" api="tf.GradientTape.gradient"
with tf.GradientTape() as tape:
    stopped = tf.stop_gradient(weight * 2)
    y = weight * stopped
slope = tape.gradient(y, weight)

# %% jacobian same="jacobian" api="tf.GradientTape.watch, tf.GradientTape.jacobian"
with tf.GradientTape() as tape:
    tape.watch(vector)
    y = tf.square(vector)
jacobian = tape.jacobian(y, vector)

# %% tensor-spec same="shape"
spec = tf.TensorSpec([2, 3], tf.float32)
shape = spec.shape

# %% tensor-spec-from-tensor same="shape"
spec = tf.TensorSpec.from_tensor(x)
shape = spec.shape

# %% nested same="padded" api="tf.RaggedTensor.to_tensor"
ragged = tf.ragged.constant([[1.0, 2.0, 3.0], [1.0]])
padded = ragged.to_tensor(0.0)

# %% nested-stack same="rows"
ragged = tf.ragged.stack([vector, vector[:1]])
rows = list(ragged)

# %% nested-from-lengths same="rows"
ragged = tf.RaggedTensor.from_row_lengths(vector, [1, 2])
rows = list(ragged)

# %% nested-from-offsets same="rows"
ragged = tf.RaggedTensor.from_row_splits(vector, [0, 1, 3])
rows = list(ragged)

# %% nested-from-padded same="rows"
ragged = tf.RaggedTensor.from_tensor(x, lengths=[1, 2])
rows = list(ragged)

# %% ragged-boolean-mask only="tensorflow"
# why: Indexing a PyTorch tensor with a mask returns a flat tensor. For rows of various lengths use
#   `torch.nested.masked_select`.
kept = tf.ragged.boolean_mask(x, x > 2.0)

# %% ragged-stack-partitions only="tensorflow"
# why: PyTorch has no such function: sort by partition, and split the rows with `torch.split`.
groups = tf.ragged.stack_dynamic_partitions(vector, [0, 1, 0], 2)

# %% ragged-spec only="tensorflow"
# why: `tf.function` and `tf.data` want to know that a tensor is ragged. PyTorch asks for no such signature.
spec = tf.RaggedTensorSpec([None, None], tf.float32)

# %% sparse same="dense"
positions = [[0, 2], [1, 0]]
sparse = tf.SparseTensor(positions, [3.0, 4.0], [2, 3])
dense = tf.sparse.to_dense(sparse)

# %% to-sparse same="values"
rest = tf.sparse.from_dense(other)
values = rest.values

# %% sparse-matmul same="product"
product = tf.sparse.sparse_dense_matmul(sparse, x, adjoint_b=True)

# %% sparse-transpose same="turned"
turned = tf.sparse.to_dense(tf.sparse.transpose(sparse))

# %% coalesce same="values"
values = tf.sparse.reorder(sparse).values

# %% sparse-reshape only="tensorflow"
# why: PyTorch does not reshape sparse tensors: compute the new positions, or go by `to_dense`.
wide = tf.sparse.reshape(sparse, [1, 6])

# %% sparse-retain only="tensorflow"
# why: In PyTorch, take the wanted `indices()` and `values()` of the coalesced tensor, and make a new one of them.
kept = tf.sparse.retain(sparse, [True, False])

# %% map-structure only="tensorflow"
# why: PyTorch has no public function for it: write a comprehension. Keras has `keras.tree.map_structure`.
doubled = tf.nest.map_structure(lambda t: t * 2, {"a": x, "b": [vector]})

# %% nest-flatten only="tensorflow"
# why: PyTorch has no public function for it: join the lists yourself. Keras has `keras.tree.flatten`.
flat = tf.nest.flatten({"a": x, "b": [vector]})

# %% nest-pack only="tensorflow" why="PyTorch has no public function for it. Keras has `keras.tree.pack_sequence_as`."
packed = tf.nest.pack_sequence_as({"a": 0, "b": [0]}, [x, vector])

# %% nest-assert-same only="tensorflow"
# why: PyTorch has no public function for it: compare the keys and lengths. Keras has
#   `keras.tree.assert_same_structure`.
tf.nest.assert_same_structure({"a": x}, {"a": vector})

# %% strings-to-hash-bucket only="tensorflow"
# why: PyTorch has no tensors of strings: give each word a number in the dataset, for example with a `dict`.
buckets = tf.strings.to_hash_bucket_fast(["a", "cat"], 10)
