# %% ranges same="largest, half, brain"
import torch

dtypes = [torch.float16, torch.bfloat16, torch.float32]
largest = [torch.finfo(dtype).max for dtype in dtypes]
x = torch.tensor([70000.0, 2049.0, 1.001, 1e-8])
half = x.half()
brain = x.bfloat16()
print(largest)
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
# why: PyTorch adds up 16-bit numbers in `float32` and rounds at the end. TensorFlow does so in some sums only: its mean
#   of `float16` overflows, and its running sum of `bfloat16` stops at 256, where adding 1 changes nothing any more.
#   Keras guards the mean. Cast to `float32` first.
ones = torch.ones(100_000, dtype=torch.float16)
mean = ones.mean()
exact = ones.float().mean()
last = torch.ones(1000, dtype=torch.bfloat16).cumsum(0)[-1]
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
    dtype = torch.promote_types(getattr(torch, a), getattr(torch, b))
    wider.append(str(dtype).removeprefix("torch."))
    print(f"{a:<8} + {b:<9} = {wider[-1]}")

# %% zero-dimensional differs="total"
# why: A tensor without axes is weaker than one with axes in PyTorch, though not across kinds: a float still lifts an
#   integer. To Keras it counts in full, and TensorFlow refuses the pair. Give the scalar the dtype of the tensor, or
#   use a Python number.
x = torch.tensor([1.0, 2.0])
scale = torch.tensor(0.5, dtype=torch.float64)
total = x * scale
total

# %% numpy-scalar differs="scaled" same="matched"
# why: A NumPy number is a Python number to PyTorch, and `float64` to Keras. TensorFlow casts it to the dtype of the
#   tensor and cuts off its decimals. Cast the tensor, and turn the number into a Python one.
import numpy as np

counts = torch.tensor([1, 2])
rate = np.float64(2.5)
scaled = counts * rate
matched = counts.float() * float(rate)
print(scaled)
matched

# %% float64-input raises="RuntimeError" same="y"
# why: NumPy's decimals are `float64`, and the weights are `float32`. A PyTorch layer and a product in TensorFlow refuse
#   to mix them; a Keras layer casts its input to its own dtype. Convert data once, where it comes in.
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

# %% default-float differs="literal, new_bias" same="policy_bias"
# why: `torch.set_default_dtype` reaches tensors and layers. `set_floatx` reaches neither TensorFlow's tensors nor, once
#   a first layer is made, Keras layers: these follow the dtype policy, which is read from `floatx` only once. Set the
#   policy.
torch.set_default_dtype(torch.float64)
literal = torch.tensor([1.0])
new_bias = nn.init.zeros_(nn.Linear(2, 1).bias).detach()
torch.set_default_dtype(torch.float32)
policy_bias = new_bias
print(literal.dtype, new_bias.dtype)
policy_bias.dtype

# %% integer-overflow raises="RuntimeError" same="wrapped, difference, right"
# why: Integers wrap around in all three, without a word. Only PyTorch refuses to create a number that does not fit;
#   TensorFlow and Keras make 44 of 300. Compute in a wider dtype, and clip before you go back.
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
#   PyTorch and TensorFlow. Cast, and say to what.
correct = torch.tensor([True, False, True])
count = correct.sum(dtype=torch.int32)
try:
    correct.mean()
except NotImplementedError as error:
    print(str(error).split(". ")[0])
share = correct.float().mean()
print(count)
share

# %% mask-times differs="product" same="kept"
# why: Where one side is boolean, the `*` of TensorFlow turns both sides into integers, multiplies, and answers in
#   booleans: the values are lost. `tf.multiply` raises an error, and PyTorch and `keras.ops.multiply` keep the values.
#   Cast the mask.
values = torch.tensor([0.5, 2.0, 3.0])
mask = torch.tensor([True, False, True])
product = values * mask
kept = values * mask.float()
print(product)
kept

# %% zero-division raises="RuntimeError" same="shares, safe"
# why: On a CPU, `//` and `%` of integers by zero are a `RuntimeError` in PyTorch and an `InvalidArgumentError` in
#   TensorFlow. Decimals give `inf` or `nan` in both. Choose what zero shall give with `torch.where` or
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
#   `max`; `top_k` and max pooling pass over it, so the trouble shows later. Test for `nan` first.
x = torch.tensor([1.0, float("nan"), 2.0, 3.0])
largest = x.max()
pooled = nn.functional.max_pool1d(x[None], 2)[0]
top = x.topk(1).values
clean_top = torch.where(x.isnan(), float("-inf"), x).topk(1).values
print(largest, pooled, top)
clean_top

# %% compare-decimals raises="AssertionError" differs="passed" same="total, equal, close"
# why: For `float32` near 1, PyTorch's test allows a difference of about 1.1e-5 and TensorFlow's of 2.4e-6. Name `rtol`
#   and `atol` in both. PyTorch raises an `AssertionError`, for unequal dtypes too, and TensorFlow an
#   `InvalidArgumentError`.
total = torch.tensor(0.0)
for step in range(10):
    total += 0.1
equal = total == 1.0
close = torch.isclose(total, torch.tensor(1.0))
print(total.item(), equal, close)
passed = 0
for expected in [1.0, 1.000005, 1.001]:
    try:
        torch.testing.assert_close(total, torch.tensor(expected))
        passed += 1
    except AssertionError as error:
        print(expected, str(error).splitlines()[0])
passed

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
print(size, angle, turned)
spectrum

# %% python-numbers same="number, numbers, whole"
# why: One element is enough for `float()` in PyTorch, whatever the shape; TensorFlow wants a tensor without axes.
#   `item()`, after `numpy()` in TensorFlow, takes any shape that holds one element.
loss = torch.tensor([0.1])
number = loss.item()
print(float(loss), number)
numbers = torch.tensor([1.0, 2.0]).tolist()
whole = int(torch.tensor(2.7))
print(numbers, whole)

# %% plus-equals differs="alias" same="total"
# why: `+=` changes a PyTorch tensor in place, and with it every other name of it. For a tensor of TensorFlow it makes a
#   new one. A `tf.Variable` refuses it; a Keras variable turns into a tensor without a word and stays as it was. Use
#   `assign_add` there.
total = torch.tensor([1.0, 2.0])
alias = total
total += 10.0
print(total)
alias

# %% copies differs="kept" same="copied"
# why: `detach` in PyTorch takes the tensor out of the graph and shares its elements. `convert_to_tensor` keeps the
#   value in TensorFlow, and in Keras it hands back the variable itself. `clone`, `tf.identity` and `keras.ops.copy`
#   copy.
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
print(tensor_bytes, layer_bytes, half_bytes)

# %% numpy-view raises="BufferError" same="view"
# why: NumPy shares the memory of the tensor in both. A PyTorch tensor can be written through the array, and must be
#   detached first if it needs a gradient. The array of a TensorFlow tensor is read-only.
x = torch.tensor([1.0, 2.0, 3.0])
view = np.from_dlpack(x)
view[0] = 9.0
print(x)
view = np.from_dlpack(torch.tensor([1.0, 2.0, 3.0]))
try:
    np.from_dlpack(torch.ones(2, requires_grad=True))
except BufferError as error:
    print(error)

# %% storage differs="bytes_behind_row" same="size_in_bytes, bytes_of_copy"
# why: A PyTorch row is a view: it starts inside the storage of the whole matrix and keeps all of it in memory. A
#   TensorFlow tensor shows its own elements only; `clone` gives a PyTorch row the same.
x = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
row = x[1]
size_in_bytes = x.untyped_storage().nbytes()
bytes_behind_row = row.untyped_storage().nbytes()
bytes_of_copy = row.clone().untyped_storage().nbytes()
print(x.numel(), "elements,", size_in_bytes, "bytes")
print("offsets:", x.storage_offset(), row.storage_offset())
print("row:", bytes_behind_row, "copy:", bytes_of_copy)

# %% stride differs="flipped_stride, contiguous" same="stride, packed_stride"
# why: PyTorch transposes by swapping the strides and leaves the elements where they are. TensorFlow writes them anew in
#   row order, as `contiguous()` does.
x = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
flipped = x.t()
stride = list(x.stride())
flipped_stride = list(flipped.stride())
contiguous = flipped.is_contiguous()
packed_stride = list(flipped.contiguous().stride())
print(stride, flipped_stride, packed_stride)
contiguous

# %% sparse same="dense, product"
# why: PyTorch takes positions in any order, and adds up the values of one that is repeated. TensorFlow raises an error
#   for either when it makes the tensor dense: `tf.sparse.reorder` sorts them, and `tf.scatter_nd` adds them up.
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
print(sums, lengths)
padded

# %% same-seed differs="first" same="moments" atol="0.02"
# why: The frameworks make their numbers by other rules, so a seed in one says nothing about the other. Mean and
#   standard deviation agree as far as chance allows. For equal numbers, draw them with NumPy.
torch.manual_seed(0)
x = torch.randn(100_000)
first = x[:3]
moments = [x.mean(), x.std()]
print(first)
moments

# %% start-again differs="moved_on" same="again"
# why: In `keras.random` an integer `seed` is all there is: every draw with it gives the same numbers. The `seed` of a
#   TensorFlow function chooses a sequence, and the next draw moves on in it, as draws in PyTorch do. For a fixed draw
#   TensorFlow has `stateless_normal` and its kin.
torch.manual_seed(0)
x = torch.randn(3)
y = torch.randn(3)
torch.manual_seed(0)
again = torch.equal(x, torch.randn(3))
moved_on = not torch.equal(x, y)
print(again, moved_on)

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
print(own_stream, resumed)

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
print(still_pairs, sampled)

# %% draw-classes raises="RuntimeError" differs="as_given" same="matched" atol="0.02"
# why: `torch.multinomial` takes probabilities, `categorical` in TensorFlow and Keras takes logits. Given probabilities,
#   `categorical` draws with other shares and says nothing: take their logarithm. Give `torch.multinomial` the `softmax`
#   of logits. It draws without replacement unless told otherwise, and then wants no more draws than classes.
torch.manual_seed(0)
chances = torch.tensor([0.7, 0.2, 0.1])
try:
    torch.multinomial(chances, 20_000)
except RuntimeError as error:
    print(error)
drawn = torch.multinomial(chances, 20_000, replacement=True)
as_given = drawn.bincount() / 20_000
matched = as_given
matched

# %% dice-and-coins same="lowest, highest, heads" atol="0.02"
torch.manual_seed(0)
dice = torch.randint(1, 7, (1000,))
coins = torch.rand(20_000) < 0.3
lowest, highest = dice.min().item(), dice.max().item()
heads = coins.float().mean()
print(dice.dtype, lowest, highest)
heads
