# %% ranges same="largest, half, brain"
import torch

dtypes = [torch.float16, torch.bfloat16, torch.float32]
largest = [torch.finfo(dtype).max for dtype in dtypes]
x = torch.tensor([70000.0, 2049.0, 1.001, 1e-8])
half = x.half()
brain = x.bfloat16()
print("largest:", [f"{value:.3g}" for value in largest])
print(half)
brain

# %% small-updates same="stuck, moved"
brain = torch.tensor(1.0, dtype=torch.bfloat16)
master = torch.tensor(1.0)
for step in range(100):
    brain -= 0.001
    master -= 0.001
stuck, moved = brain, master.bfloat16()
print(stuck)
moved

# %% half-sums differs="mean, last" same="exact"
# why: PyTorch adds up 16-bit numbers in `float32` and rounds at the end. TensorFlow does that in some sums only. Its
#   mean of `float16` overflows, and its running sum of `bfloat16` stops at 256, because adding 1 changes nothing there.
#   `keras.ops.mean` computes in `float32`. Cast to `float32` first.
ones = torch.ones(100_000, dtype=torch.float16)
mean = ones.mean()
exact = ones.float().mean()
last = torch.ones(1000, dtype=torch.bfloat16).cumsum(0)[-1]
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
    dtype = torch.promote_types(getattr(torch, a), getattr(torch, b))
    wider.append(str(dtype).removeprefix("torch."))
    print(f"{a:<8} + {b:<9} = {wider[-1]}")

# %% zero-dimensional differs="total"
# why: A tensor without axes does not widen a tensor with axes in PyTorch, but a float still turns an integer into a
#   float. Keras treats it like any tensor, and TensorFlow refuses the pair. Give the scalar the dtype of the tensor, or
#   use a Python number.
x = torch.tensor([1.0, 2.0])
scale = torch.tensor(0.5, dtype=torch.float64)
total = x * scale
total

# %% numpy-scalar differs="scaled" same="matched"
# why: PyTorch treats a NumPy number like a Python number, and Keras treats it as `float64`. TensorFlow casts it to the
#   dtype of the tensor, which cuts off its decimals. Cast the tensor, and turn the number into a Python number.
import numpy as np

counts = torch.tensor([1, 2])
rate = np.float64(2.5)
scaled = counts * rate
matched = counts.float() * float(rate)
print(scaled)
matched

# %% float64-input raises="RuntimeError" same="y"
# why: NumPy's decimals are `float64`, and the weights are `float32`. A PyTorch layer and `tf.matmul` refuse to mix
#   them. A Keras layer casts its input to its own dtype. Convert the data once, when they come in.
from torch import nn

data = np.array([[0.1, 0.2]])
layer = nn.Linear(2, 1)
nn.init.ones_(layer.weight)
nn.init.zeros_(layer.bias)
try:
    layer(torch.from_numpy(data))
except RuntimeError as error:
    print(error)
y = layer(torch.from_numpy(data).float()).detach()
y

# %% default-float differs="literal, new_bias"
# why: `torch.set_default_dtype` changes tensors and layers. `set_floatx` changes neither TensorFlow's tensors nor,
#   after the first layer is made, Keras layers, because they follow the dtype policy, which reads `floatx` only once.
#   Set the policy.
torch.set_default_dtype(torch.float64)
literal = torch.tensor([1.0])
new_bias = nn.init.zeros_(nn.Linear(2, 1).bias).detach()
torch.set_default_dtype(torch.float32)
print("tensor:", literal.dtype, "layer:", new_bias.dtype)

# %% dtype-policy same="bias" hidden="true"
torch.set_default_dtype(torch.float64)
bias = nn.init.zeros_(nn.Linear(2, 1).bias).detach()
torch.set_default_dtype(torch.float32)
bias.dtype

# %% integer-overflow raises="RuntimeError" same="wrapped, difference, right"
# why: Integers wrap around in all three without an error. Only PyTorch refuses to create a number that does not fit.
#   TensorFlow and Keras make 44 of 300. Compute in a wider dtype, and clip before you convert back.
image = torch.tensor([200, 100, 0], dtype=torch.uint8)
wrapped = image + 100
difference = image - torch.tensor([201, 99, 1], dtype=torch.uint8)
right = (image.short() + 100).clamp(0, 255).byte()
print(wrapped)
print(difference)
print(right)
try:
    torch.tensor(300, dtype=torch.uint8)
except RuntimeError as error:
    print(error)

# %% to-pixels same="cut, rounded, pixels"
x = torch.tensor([-20.0, 126.5, 127.5, 127.9, 300.0])
cut = x[1:4].byte()
rounded = x.round()
pixels = x.round().clamp(0, 255).byte()
print(cut)
print(rounded)
pixels

# %% count-true raises="NotImplementedError" same="count, share"
# why: The sum of booleans is `int64` in PyTorch, `int32` in Keras and an error in TensorFlow. Their mean is an error in
#   PyTorch and TensorFlow. Cast first and name the dtype.
correct = torch.tensor([True, False, True])
count = correct.sum(dtype=torch.int32)
try:
    correct.mean()
except NotImplementedError as error:
    print(str(error).split(". ")[0])
share = correct.float().mean()
print("count:", count)
print(f"share: {share:.3f}")

# %% mask-times differs="product" same="kept"
# why: If one side is boolean, the `*` of TensorFlow turns both sides into integers, multiplies them and returns
#   booleans, so the values are lost. `tf.multiply` raises an error. PyTorch and `keras.ops.multiply` keep the values.
#   Cast the mask.
values = torch.tensor([0.5, 2.0, 3.0])
mask = torch.tensor([True, False, True])
product = values * mask
kept = values * mask.float()
print(product)
kept

# %% zero-division raises="RuntimeError" same="shares, safe"
# why: `//` and `%` of integers by zero raise a `RuntimeError` in PyTorch and an `InvalidArgumentError` in TensorFlow on
#   a CPU. Decimals give `inf` or `nan` in both. Choose the result of a division by zero with `torch.where` or
#   `tf.math.divide_no_nan`.
try:
    torch.tensor([7, -7]) // 0
except RuntimeError as error:
    print(error)
x = torch.tensor([1.0, 2.0, 0.0])
y = torch.tensor([4.0, 0.0, 0.0])
shares = x / y
safe = torch.where(y == 0, 0.0, x / y)
print(shares)
safe

# %% find-nan same="missing, finite, equal, cleaned, mean"
x = torch.tensor([1.0, float("nan"), float("inf"), 3.0])
missing = x.isnan()
finite = x.isfinite()
equal = x == x
cleaned = torch.nan_to_num(x, nan=0.0, posinf=10.0)
mean = x[finite].mean()
print(missing)
print(equal)
print(cleaned)
mean

# %% nan-hides differs="pooled, top" same="largest, clean_top"
# why: In PyTorch a `nan` wins wherever a largest value is chosen. In TensorFlow and Keras it wins in `reduce_max` and
#   `max`, but `top_k` and max pooling ignore it, so the trouble shows later. Test for `nan` first.
x = torch.tensor([1.0, float("nan"), 2.0, 3.0])
largest = x.max()
pooled = nn.functional.max_pool1d(x[None], 2)[0]
top = x.topk(1).values
clean_top = torch.where(x.isnan(), float("-inf"), x).topk(1).values
print("largest:", largest)
print("pooled:", pooled)
print("top:", top)
clean_top

# %% compare-decimals raises="AssertionError" differs="passed" same="total, equal, close"
# why: For `float32` near 1, `torch.testing.assert_close` allows a difference of about 1.1e-5 and
#   `tf.debugging.assert_near` one of 2.4e-6. Name `rtol` and `atol` in both. PyTorch raises an `AssertionError`, for
#   unequal dtypes too, and TensorFlow raises an `InvalidArgumentError`.
total = torch.tensor(0.0)
for step in range(10):
    total += 0.1
equal = total == 1.0
close = torch.isclose(total, torch.tensor(1.0))
print(f"total: {total.item():.7f}")
print("equal:", equal, "close:", close)
passed = 0
for expected in [1.0, 1.000005, 1.001]:
    try:
        torch.testing.assert_close(total, torch.tensor(expected))
        passed += 1
    except AssertionError as error:
        print(expected, "fails:", str(error).splitlines()[0])
print("passed:", passed)

# %% complex differs="literal" same="number, size, angle, turned, spectrum"
# why: A Python complex number becomes `complex64` in PyTorch and `complex128` in TensorFlow and Keras. Name the dtype,
#   or build the number from two `float32` parts.
literal = torch.tensor([3.0 + 4.0j])
number = torch.complex(torch.tensor([3.0]), torch.tensor([4.0]))
size = number.abs()
angle = number.angle()
turned = number.conj() * 1j
spectrum = torch.fft.rfft(torch.tensor([1.0, 2.0, 4.0]))
print(literal.dtype, number)
print("size:", size, "angle:", angle)
print("turned:", turned)
spectrum

# %% python-numbers same="number, numbers, whole"
# why: `float()` takes a PyTorch tensor of any shape that holds one element. It takes a TensorFlow tensor without axes
#   only. `item()`, after `numpy()` in TensorFlow, takes any shape that holds one element.
loss = torch.tensor([0.1])
number = loss.item()
print("float():", float(loss), "item():", number)
numbers = torch.tensor([1.0, 2.0]).tolist()
whole = int(torch.tensor(2.7))
print(numbers, whole)

# %% plus-equals differs="alias" same="total"
# why: `+=` changes a PyTorch tensor in place, so every other name of the tensor shows the change. It makes a new
#   TensorFlow tensor. A `tf.Variable` refuses it. A Keras variable is left as it was, and its name then means a tensor.
#   Use `assign_add` for variables.
total = torch.tensor([1.0, 2.0])
alias = total
total += 10.0
print(total)
alias

# %% copies differs="kept" same="copied"
# why: `detach` in PyTorch shares the elements of the tensor, so it shows later changes. `convert_to_tensor` keeps the
#   value in TensorFlow and returns the variable itself in Keras. `clone`, `tf.identity` and `keras.ops.copy` copy.
weight = nn.Parameter(torch.tensor([1.0, 2.0]))
kept = weight.detach()
copied = weight.detach().clone()
with torch.no_grad():
    weight += 10.0
print(kept)
copied

# %% fill-in-a-loop same="squares"
squares = torch.empty(5)
for position in range(5):
    squares[position] = float(position) ** 2
squares

# %% bytes same="tensor_bytes, layer_bytes, half_bytes"
x = torch.ones(10, 20)
tensor_bytes = x.nbytes
layer = nn.Linear(300, 100)
layer_bytes = sum(p.nbytes for p in layer.parameters())
layer.to(torch.bfloat16)
half_bytes = sum(p.nbytes for p in layer.parameters())
print("tensor:", tensor_bytes)
print("layer:", layer_bytes, "in bfloat16:", half_bytes)

# %% numpy-view raises="BufferError" same="view"
# why: NumPy shares the memory of the tensor in both. You can write to a PyTorch tensor through the array, and must
#   detach the tensor first if it needs a gradient. The array of a TensorFlow tensor is read-only.
x = torch.tensor([1.0, 2.0, 3.0])
view = np.from_dlpack(x)
view[0] = 9.0
print(x)
view = np.from_dlpack(torch.tensor([1.0, 2.0, 3.0]))
try:
    np.from_dlpack(torch.ones(2, requires_grad=True))
except BufferError as error:
    print(error)

# %% storage differs="bytes_behind_row" same="size_in_bytes"
# why: A PyTorch row is a view, so it starts inside the storage of the whole matrix and keeps all of it in memory. The
#   memory of a TensorFlow row holds only the row.
x = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
row = x[1]
size_in_bytes = x.untyped_storage().nbytes()
bytes_behind_row = row.untyped_storage().nbytes()
print(x.numel(), "elements,", size_in_bytes, "bytes")
print("offsets:", x.storage_offset(), row.storage_offset())
print("behind the row:", bytes_behind_row, "bytes")

# %% storage-of-copy same="bytes_of_copy"
copy = row.clone()
bytes_of_copy = copy.untyped_storage().nbytes()
print("behind the copy:", bytes_of_copy, "bytes, offset:", copy.storage_offset())

# %% stride differs="flipped_stride, contiguous" same="stride"
# why: PyTorch transposes by swapping the strides and leaves the elements where they are. `tf.transpose` writes the
#   elements in row order.
x = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
flipped = x.t()
stride = list(x.stride())
flipped_stride = list(flipped.stride())
contiguous = flipped.is_contiguous()
print("strides:", stride, "transposed:", flipped_stride)
print("contiguous:", contiguous)

# %% contiguous same="packed_stride"
packed_stride = list(flipped.contiguous().stride())
print("strides:", packed_stride)

# %% sparse same="dense, product"
# why: PyTorch takes positions in any order, and adds up the values of a position that is repeated. TensorFlow raises an
#   error for both when it makes the tensor dense. `tf.sparse.reorder` sorts the positions, and `tf.scatter_nd` adds up
#   values.
positions = torch.tensor([[1, 0, 0], [0, 1, 1]])
values = torch.tensor([7.0, 5.0, 3.0])
sparse = torch.sparse_coo_tensor(positions, values, (2, 3), check_invariants=True)
sparse = sparse.coalesce()
dense = sparse.to_dense()
product = sparse @ torch.ones(3, 1)
print(sparse.values())
print(dense)
product

# %% ragged same="sums, lengths, padded"
rows = [torch.tensor([1.0, 2.0, 3.0]), torch.tensor([4.0])]
ragged = torch.nested.nested_tensor(rows, layout=torch.jagged)
sums = ragged.sum(dim=1)
lengths = ragged.offsets().diff()
padded = (ragged * 2).to_padded_tensor(0.0)
print(ragged.shape)
print("sums:", sums, "lengths:", lengths)
padded

# %% same-seed differs="first" same="moments" atol="0.02"
# why: The frameworks use different generators, so the same seed gives different numbers. Mean and standard deviation
#   agree within chance. If you need equal numbers, draw them with NumPy.
torch.manual_seed(0)
x = torch.randn(100_000)
first = x[:3]
moments = [x.mean(), x.std()]
print("first:", first)
print(f"mean {moments[0]:.3f}, deviation {moments[1]:.3f}")

# %% start-again differs="moved_on" same="again"
# why: In `keras.random` every draw with the same integer `seed` gives the same numbers. The `seed` of a TensorFlow
#   function chooses a sequence, and the next draw continues it, as draws in PyTorch do. For a fixed draw TensorFlow has
#   functions such as `tf.random.stateless_normal`.
torch.manual_seed(0)
x = torch.randn(3)
y = torch.randn(3)
torch.manual_seed(0)
again = torch.equal(x, torch.randn(3))
moved_on = not torch.equal(x, y)
print("again after the seed:", again, "next draw differs:", moved_on)

# %% generators same="own_stream, resumed"
generator = torch.Generator().manual_seed(7)
torch.manual_seed(0)
x = torch.randn(3)
torch.manual_seed(0)
torch.randn(3, generator=generator)
own_stream = torch.equal(x, torch.randn(3))
state = generator.get_state()
y = torch.randn(3, generator=generator)
generator.set_state(state)
resumed = torch.equal(y, torch.randn(3, generator=generator))
print("own stream:", own_stream, "resumed:", resumed)

# %% shuffle same="still_pairs, members, sampled"
torch.manual_seed(0)
x = torch.arange(10.0)
y = x * 10
order = torch.randperm(10)
shuffled_x, shuffled_y = x[order], y[order]
still_pairs = torch.equal(shuffled_y, shuffled_x * 10)
members = shuffled_x.sort().values
sampled = len(torch.unique(order[:3]))  # three of ten, none twice
print(shuffled_x)
print("still pairs:", still_pairs, "different:", sampled)

# %% draw-classes raises="RuntimeError" differs="as_given" atol="0.02"
# why: `torch.multinomial` takes probabilities, and `categorical` in TensorFlow and Keras takes logits. `categorical`
#   takes probabilities for logits, so it draws with different shares and raises no error. `torch.multinomial` draws
#   without replacement by default, so it refuses more draws than classes.
torch.manual_seed(0)
chances = torch.tensor([0.7, 0.2, 0.1])
try:
    torch.multinomial(chances, 20_000)
except RuntimeError as error:
    print(error)
drawn = torch.multinomial(chances, 20_000, replacement=True)
as_given = drawn.bincount() / 20_000
as_given

# %% draw-from-logits same="shares" atol="0.02"
torch.manual_seed(0)
logits = torch.log(torch.tensor([0.7, 0.2, 0.1]))
drawn = torch.multinomial(logits.softmax(0), 20_000, replacement=True)
shares = drawn.bincount() / 20_000
shares

# %% dice-and-coins same="lowest, highest, heads" atol="0.02"
torch.manual_seed(0)
dice = torch.randint(1, 7, (1000,))
coins = torch.rand(20_000) < 0.3
lowest, highest = dice.min().item(), dice.max().item()
heads = coins.float().mean()
print(dice.dtype, "from", lowest, "to", highest)
print(f"heads: {heads:.3f}")
