# %% from-list same="matrix, mixed"
import torch

matrix = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
mixed = torch.tensor([1, 2.5])
print(mixed)
matrix

# %% default-dtypes differs="integers" same="decimals, wide"
# why: Python integers become `int64` in PyTorch and `int32` in TensorFlow. Name the dtype where it matters, and they
#   are equal.
integers = torch.tensor([1, 2, 3])
decimals = torch.tensor([1.5, 2.5])
wide = torch.tensor([1, 2, 3], dtype=torch.int64)
print(integers.dtype, decimals.dtype, wide.dtype)

# %% fill differs="sevens" same="zeros, ones, decimals, like"
# why: `torch.full` makes `int64` from the integer `7`, `tf.fill` makes `int32`, and `keras.ops.full` makes `float32`
#   whatever you fill with. From `7.0` all three make `float32`.
zeros = torch.zeros(2, 3)
ones = torch.ones(2, 3)
sevens = torch.full((2, 3), 7)
decimals = torch.full((2, 3), 7.0)
like = torch.zeros_like(sevens, dtype=torch.float32)
print(sevens)
like

# %% ranges differs="counts, steps" same="wide_counts, float_steps"
# why: A range of integers is `int64` in PyTorch and `int32` in TensorFlow and Keras, and `tf.linspace` between integers
#   is `float64`. They are equal if you name the dtype and write the ends of `linspace` as decimals.
counts = torch.arange(5)
steps = torch.linspace(0, 1, 5)
wide_counts = torch.arange(5, dtype=torch.int64)
float_steps = torch.linspace(0.0, 1.0, 5)
print("counts:", counts.dtype, "steps:", steps.dtype)
print(wide_counts)
print(float_steps)

# %% slice same="row, column, corner, expanded"
x = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
row = x[1]
column = x[..., -1]
corner = x[1:, :1]
expanded = x[:, None, 0]
print(row, column)
print(corner)
expanded

# %% negative-step raises="ValueError" same="backwards"
# why: A PyTorch slice cannot run backwards, because a stride may not be negative. `flip` copies the elements in reverse
#   order.
x = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
try:
    x[::-1]
except ValueError as error:
    print(error)
backwards = x.flip(0)
backwards

# %% boolean-mask same="mask, kept, clipped"
x = torch.tensor([[1.0, -2.0], [-3.0, 4.0]])
mask = x > 0
kept = x[mask]
clipped = torch.where(mask, x, 0.0)
print(kept)
clipped

# %% list-index differs="picked" same="rows, pairs"
# why: PyTorch reads a list or a tensor of integers as row numbers. TensorFlow reads `x[[0, 1]]` as `x[0, 1]`, which is
#   one element, without an error. It refuses a tensor of positions. Use `tf.gather` for rows and `tf.gather_nd`, which
#   takes one position after the other, for single elements.
x = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
picked = x[[0, 1]]
rows = x[[0, 2]]
pairs = x[[0, 2], [1, 0]]
print(picked)
print(rows)
pairs

# %% item-assignment same="changed"
# why: A PyTorch tensor can be written to. A TensorFlow tensor cannot, so use a scatter function, which returns a
#   changed copy, or a `tf.Variable`.
x = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
changed = x.clone()
changed[0, 1] = 9.0
changed

# %% update-in-place same="weights"
weights = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
weights.add_(10.0)
weights[0, 1] = 9.0
weights[1] = torch.tensor([0.0, 0.5])
weights

# %% shape same="shape, rank, count"
x = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
shape = list(x.shape)
rank = x.ndim
count = x.numel()
print("shape:", x.shape)
print("size():", x.size(), "size(0):", x.size(0))
print("axes:", rank, "elements:", count)

# %% reshape same="wide, flat"
x = torch.arange(6.0)
wide = x.reshape(2, -1)
flat = wide.flatten()
print(wide)
flat

# %% view raises="RuntimeError" same="flat"
# why: `view` never copies, so it raises an error here, because the elements of a transposed PyTorch tensor are not
#   stored in row order. `reshape` copies if it has to, as `tf.reshape` does.
x = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
try:
    x.t().view(6)
except RuntimeError as error:
    print(str(error).split(" (")[0])
flat = x.t().reshape(6)
flat

# %% shared-view differs="x"
# why: A view, a slice and usually a `reshape` of a PyTorch tensor share its elements, so writing to one changes both. A
#   new `tf.Variable` has its own elements.
x = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
flat = x.reshape(4)
flat[0] = 100.0
x

# %% clone-before-writing same="x"
x = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
flat = x.clone().reshape(4)
flat[0] = 100.0
x

# %% transpose same="flipped, channels_last"
x = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
flipped = x.t()
images = torch.arange(24.0).reshape(1, 2, 3, 4)
channels_last = images.permute(0, 2, 3, 1)
print("channels last:", channels_last.shape)
flipped

# %% squeeze same="column, back"
# why: PyTorch returns the tensor unchanged if the axis to squeeze is longer than 1. TensorFlow and Keras raise an
#   error.
x = torch.tensor([1.0, 2.0, 3.0])
column = x.unsqueeze(1)
back = column.squeeze(1)
print("column:", column.shape, "back:", back.shape)
print(column.squeeze(0).shape)

# %% dtype-names same="names, sizes"
short = [torch.short, torch.int, torch.long]
short += [torch.half, torch.float, torch.double, torch.cfloat]
names = [str(dtype).removeprefix("torch.") for dtype in short]
sizes = [dtype.itemsize for dtype in short]
print(names)
sizes

# %% unsigned raises="NotImplementedError" same="larger"
# why: PyTorch stores `uint16`, `uint32` and `uint64`, but their sums, comparisons and maxima raise an error. Cast to a
#   signed dtype first. TensorFlow computes with all three, and both frameworks compute with `uint8`.
x = torch.tensor([1, 2], dtype=torch.uint16)
try:
    larger = x > 1
except NotImplementedError as error:
    print(error)
larger = x.int() > 1
larger

# %% python-types differs="decimals" same="named"
# why: The Python type `float` means `float64` to PyTorch and `float32` to TensorFlow and Keras, and `tf.constant`
#   refuses `int`. The framework's own dtype names mean the same everywhere.
decimals = torch.tensor([1, 2], dtype=float)
named = torch.tensor([1, 2], dtype=torch.float32)
print("float:", decimals.dtype, "named:", named.dtype)
print(torch.tensor([1, 2], dtype=int).dtype)

# %% cast same="whole, flags, wide"
x = torch.tensor([-1.7, 0.0, 2.5])
whole = x.to(torch.int32)
flags = x.bool()
wide = x.double()
print(whole)
print(flags)
wide.dtype

# %% int-plus-float same="total"
# why: PyTorch and `keras.ops` promote the integers to `float32`. TensorFlow does not mix the dtypes of two tensors, so
#   cast one of them.
integers = torch.tensor([1, 2])
decimals = torch.tensor([0.5, 0.5])
total = integers + decimals
total

# %% python-scalars same="halves, shifted"
# why: A Python number beside a float tensor takes the tensor's dtype. A Python float beside an integer tensor promotes
#   the tensor in PyTorch and in `keras.ops`. TensorFlow raises an error, so cast the tensor first.
x = torch.tensor([1.0, 2.0], dtype=torch.float16)
halves = x * 2.5
integers = torch.tensor([1, 2])
shifted = integers + 0.5
print(halves)
shifted

# %% division differs="quotient" same="floored, exact"
# why: The quotient of two `int32` tensors is `float32` in PyTorch and Keras and `float64` in TensorFlow. If you cast
#   first, the dtype is the one you chose.
x = torch.tensor([7, -7], dtype=torch.int32)
y = torch.tensor([2, 2], dtype=torch.int32)
quotient = x / y
floored = x // y
exact = x.float() / y.float()
print("quotient:", quotient.dtype, "cast first:", exact.dtype)
print(quotient)
floored

# %% device differs="kind" same="index"
# why: PyTorch calls an NVIDIA GPU `cuda` and TensorFlow calls it `GPU`. The index is the same in both. The name can be
#   written on a machine that has no such device.
x = torch.tensor([1.0, 2.0])
named = torch.device("cuda:1")
kind = named.type
index = named.index
print(x.device)
print("kind:", kind, "index:", index)

# %% put-on-device same="zeros, array"
device = torch.device("cpu")
if torch.accelerator.is_available():
    device = torch.accelerator.current_accelerator()
zeros = torch.zeros(2, dtype=torch.float16, device=device)
x = torch.tensor([1.0, 2.0])
moved = x.to(device)
array = moved.cpu().numpy()
print(zeros.device, moved.device)
array

# %% from-numpy differs="converted" same="copied"
# why: `torch.from_numpy` shares the memory of the array, so the tensor shows a later write to the array.
#   `torch.tensor`, `tf.constant` and `tf.convert_to_tensor` copy.
import numpy as np

source = np.array([1.0, 2.0, 3.0])
converted = torch.from_numpy(source)
copied = torch.tensor(source)
source[0] = 100.0
print(converted)
copied

# %% to-numpy differs="x"
# why: `numpy()` shares memory in PyTorch, so writing to the array changes the tensor. In TensorFlow it copies.
x = torch.tensor([1.0, 2.0, 3.0])
array = x.numpy()
array[0] = 100.0
x

# %% to-numpy-copy same="x"
x = torch.tensor([1.0, 2.0, 3.0])
array = x.clone().numpy()
array[0] = 100.0
x

# %% broadcast same="table, tall"
column = torch.tensor([[10.0], [20.0], [30.0]])
row = torch.tensor([1.0, 2.0])
table = column + row
tall = torch.broadcast_to(row, (3, 2))
print("tall:", tall.shape)
table

# %% matmul same="product, elementwise, batched"
a = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
b = torch.tensor([[5.0, 6.0], [7.0, 8.0]])
product = a @ b
elementwise = a * b
rng = np.random.default_rng(0)
batch = torch.tensor(rng.normal(size=(5, 3, 2)))
batched = batch @ b.double()
print("product:", product)
print("batched:", batched.shape)

# %% vector-matmul same="dot, weighted"
# why: `@` in PyTorch and `keras.ops.matmul` take vectors. `@` in TensorFlow needs two axes or more, so use
#   `tf.tensordot` and `tf.linalg.matvec`.
a = torch.tensor([1.0, 2.0])
b = torch.tensor([3.0, 4.0])
matrix = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
dot = a @ b
weighted = matrix @ b
print(dot)
weighted

# %% join same="longer, stacked"
a = torch.tensor([[1.0, 2.0]])
b = torch.tensor([[3.0, 4.0]])
longer = torch.cat([a, b], dim=0)
stacked = torch.stack([a, b], dim=0)
print("longer:", longer.shape, "stacked:", stacked.shape)
longer

# %% split differs="pieces" same="parts"
# why: The number is the size of a piece in `torch.split`, and the number of pieces in `tf.split` and `keras.ops.split`.
x = torch.arange(6.0)
pieces = torch.split(x, 2)
parts = torch.split(x, [1, 2, 3])
print([piece.tolist() for piece in pieces])
[part.tolist() for part in parts]

# %% split-in-half same="halves"
x = torch.arange(6.0)
halves = torch.tensor_split(x, 2)
[half.tolist() for half in halves]

# %% reduce same="everything, per_column, centered"
x = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
everything = x.sum()
per_column = x.mean(dim=0)
centered = x - x.mean(dim=1, keepdim=True)
print("sum:", everything)
print("mean of each column:", per_column)
centered

# %% integer-mean raises="NotImplementedError" differs="average" same="exact"
# why: PyTorch asks for a dtype for the mean of integers, TensorFlow rounds the mean toward zero without a warning, and
#   Keras returns `float32`. Cast first, and all three agree.
x = torch.tensor([1, 2], dtype=torch.int32)
try:
    x.mean()
except NotImplementedError as error:
    print(str(error).split(". ")[0])
average = x.mean(dtype=torch.float32)
exact = x.float().mean()
print("mean:", average, "of decimals:", exact)

# %% integer-sum differs="total" same="wide_total"
# why: PyTorch adds up `int32` in `int64`. TensorFlow and Keras stay in `int32` and overflow without an error, so cast
#   to `int64` first.
x = torch.tensor([2**31 - 1, 1], dtype=torch.int32)
total = x.sum()
wide_total = x.long().sum()
print(total, total.dtype)
wide_total

# %% max-and-indices differs="largest" same="positions"
# why: `torch.max` along an axis returns the values and their positions. `tf.reduce_max` returns the values alone, so
#   ask `tf.argmax` for the positions. `torch.amax` returns the values alone too.
x = torch.tensor([[1.0, 9.0], [8.0, 2.0], [3.0, 7.0]])
largest = x.max(dim=1)
positions = largest.indices
print(largest)
positions

# %% argmax differs="position" same="per_row"
# why: If you name no axis, `argmax` searches the flattened tensor in PyTorch and Keras and axis 0 in TensorFlow. Keras
#   returns `int32`, the others return `int64`.
x = torch.tensor([[1.0, 9.0], [8.0, 2.0], [3.0, 7.0]])
position = x.argmax()
per_row = x.argmax(dim=1)
print(position)
per_row

# %% compare same="matches"
# why: PyTorch and `keras.ops.equal` promote integers before they compare them. TensorFlow raises an error if the
#   `int64` of `tf.argmax` meets `int32` labels, so cast one of them.
scores = torch.tensor([[0.1, 0.9], [0.8, 0.2], [0.3, 0.7]])
labels = torch.tensor([1, 0, 0], dtype=torch.int32)
predicted = scores.argmax(dim=1)
matches = predicted == labels
matches

# %% std differs="spread"
# why: `torch.std` divides by `n - 1`. `tf.math.reduce_std` and `keras.ops.std` divide by `n`. `correction=0` makes
#   PyTorch divide by `n` too.
x = torch.tensor([1.0, 2.0, 3.0])
spread = x.std()
print(f"standard deviation: {spread:.4f}")

# %% std-matched same="population, sample"
x = torch.tensor([1.0, 2.0, 3.0])
population = x.std(correction=0)
sample = x.std(correction=1)
print(f"divided by n: {population:.4f}, by n - 1: {sample:.4f}")

# %% median differs="middle" same="between"
# why: PyTorch returns the lower of the two middle values of an even number of values, and `keras.ops.median` returns
#   their mean. The 0.5 quantile is that mean in both.
x = torch.tensor([4.0, 1.0, 3.0, 2.0])
middle = x.median()
between = x.quantile(0.5)
print(f"median {middle:.1f}, 0.5 quantile {between:.1f}")

# %% einsum same="batched, squares"
rng = np.random.default_rng(0)
a = torch.tensor(rng.normal(size=(2, 3, 4)))
b = torch.tensor(rng.normal(size=(2, 4, 5)))
batched = torch.einsum("bij,bjk->bik", a, b)
squares = torch.einsum("bij,bij->b", a, a)
print("batched:", batched.shape)
squares
