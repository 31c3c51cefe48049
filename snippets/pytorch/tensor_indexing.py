# %% along-an-axis differs="taken" same="columns, windows"
# why: If you give no axis, `torch.take` and `keras.ops.take` read positions in the flattened tensor, and `tf.gather`
#   reads rows. If you name the axis, all three pick the same.
import torch

x = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
columns = x[:, [1, 0]]
windows = x[torch.tensor([[0, 1], [1, 2]])]
taken = torch.take(x, torch.tensor([0, 2]))
print(columns)
print("windows:", windows.shape)
taken

# %% negative-index raises="IndexError" same="wrapped"
# why: Brackets in PyTorch and `keras.ops.take` count a negative index from the end. `torch.index_select`,
#   `torch.gather` and, on a CPU, `tf.gather` and `tf.gather_nd` refuse it, so take it modulo the length.
x = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
positions = torch.tensor([0, -1])
try:
    x.index_select(0, positions)
except IndexError as error:
    print(error)
wrapped = x[positions]
wrapped

# %% out-of-range raises="IndexError" same="clamped"
# why: PyTorch checks every index. On a GPU a failed assertion does that, after which the process must be restarted.
#   TensorFlow checks on a CPU unless XLA compiles the function. Compiled code reads the nearest valid position instead,
#   so check indices where the data comes in.
x = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
positions = torch.tensor([0, -7, 7])
try:
    x[positions]
except IndexError as error:
    print(error)
clamped = x[positions.clamp(0, 2)]
clamped

# %% one-per-row same="chosen, ranked"
logits = torch.tensor([[2.0, 0.5, 1.0], [0.1, 3.0, 0.2]])
labels = torch.tensor([2, 1])
chosen = logits.gather(1, labels.unsqueeze(1)).squeeze(1)
order = logits.argsort(dim=1, descending=True)
ranked = logits.gather(1, order)
print(chosen)
ranked

# %% several-per-row differs="careless" same="picked"
# why: `torch.gather` does not broadcast, so an index with one feature reads only that feature. `tf.gather` and
#   `keras.ops.take` along axis 1 read all positions for every row. Use `take_along_dim`, `batch_dims=1` or
#   `take_along_axis`.
frames = torch.arange(12.0).reshape(2, 3, 2)  # batch, time, features
steps = torch.tensor([[2, 0], [1, 1]])
index = steps.unsqueeze(-1)
careless = frames.gather(1, index)
picked = frames.take_along_dim(index, dim=1)
print("careless:", careless.shape, "picked:", picked.shape)
picked

# %% true-positions same="positions, rows, negative"
x = torch.tensor([[1.0, -2.0], [-3.0, 4.0]])
positions = torch.nonzero(x < 0)
rows, columns = torch.where(x < 0)
negative = x[rows, columns]
print(positions)
print("rows:", rows, "columns:", columns)
negative

# %% fill-by-mask same="masked, assigned"
x = torch.tensor([[1.0, -2.0], [-3.0, 4.0]])
mask = x < 0
masked = x.masked_fill(mask, float("-inf"))
assigned = x.clone()
assigned[mask] = torch.tensor([20.0, 30.0])
print(masked)
assigned

# %% write-rows same="by_row, by_pair"
by_row = torch.zeros(3, 2)
by_row[[2, 0]] = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
by_pair = torch.zeros(3, 2)
by_pair[[0, 2], [1, 0]] = torch.tensor([7.0, 8.0])
print(by_row)
by_pair

# %% write-per-row same="kept"
scores = torch.tensor([[0.1, 0.2, 0.7], [0.3, 0.4, 0.2]])
top = scores.topk(2).indices
mask = torch.zeros_like(scores).scatter(1, top, 1.0)
kept = scores * mask
print(top)
kept

# %% add-at-repeats same="once, counted"
labels = torch.tensor([2, 0, 2, 2])
once = torch.zeros(3)
once[labels] += 1.0
counted = torch.zeros(3).index_add(0, labels, torch.ones(4))
print(once)
counted

# %% repeat differs="repeated" same="tiled"
# why: `x.repeat` in PyTorch repeats the whole tensor, as `tile` does in all three. `tf.repeat` and `keras.ops.repeat`
#   repeat each element.
x = torch.tensor([1.0, 2.0, 3.0])
repeated = x.repeat(2)
tiled = torch.tile(x, (2,))
print(repeated)
tiled

# %% repeat-each same="each_twice, by_count"
x = torch.tensor([1.0, 2.0, 3.0])
each_twice = x.repeat_interleave(2)
by_count = x.repeat_interleave(torch.tensor([0, 1, 2]))
print(each_twice)
by_count

# %% expand raises="RuntimeError" differs="bytes_behind" same="expanded, changed"
# why: `expand` in PyTorch copies nothing, so all rows are one row in memory, and PyTorch refuses to change it in place.
#   `tf.broadcast_to` writes out the rows, as `clone` does in PyTorch.
row = torch.tensor([1.0, 2.0])
expanded = row.expand(3, -1)
bytes_behind = expanded.untyped_storage().nbytes()
print("bytes:", bytes_behind, "strides:", expanded.stride())
try:
    expanded += 1.0
except RuntimeError as error:
    print(str(error).split(". ")[0])
changed = expanded.clone()
changed[0, 0] = 9.0
changed

# %% flip-and-roll same="flipped, turned, shifted, carried"
x = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
flipped = x.flip(1)
turned = x.flip(0, 1)
shifted = x.roll(1, dims=0)
carried = x.roll(1)
print(turned)
print(shifted)
carried

# %% pad-order same="padded, marked"
import torch.nn.functional as F

x = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
# Last axis first: left, right, then above, below.
padded = F.pad(x, (1, 0, 0, 2))
marked = F.pad(x, (0, 1), value=-1.0)
print(padded)
marked

# %% pad-modes raises="NotImplementedError" same="reflected, replicated, circular"
# why: `F.pad` has these three modes, and needs one or two more axes than it pads, so an image of height and width needs
#   a channel axis first. TensorFlow has `REFLECT`, and `SYMMETRIC`, which repeats the edge. For the other modes, gather
#   at positions that are clipped to the ends or taken modulo the length.
x = torch.tensor([1.0, 2.0, 3.0])
try:
    F.pad(x, (2, 2), mode="reflect")
except NotImplementedError as error:
    print(str(error).splitlines()[0])
batch = x.unsqueeze(0)
reflected = F.pad(batch, (2, 2), mode="reflect")[0]
replicated = F.pad(batch, (2, 2), mode="replicate")[0]
circular = F.pad(batch, (2, 2), mode="circular")[0]
print(reflected)
print(replicated)
circular

# %% move-axis same="moved, swapped"
images = torch.arange(24.0).reshape(1, 2, 3, 4)  # batch, height, width, channels
moved = images.movedim(-1, 1)
swapped = images.transpose(-1, 1)
print("batch, channels, height, width:", list(moved.shape))
print("batch, channels, width, height:", list(swapped.shape))

# %% meshgrid differs="default" same="matrix_order, picture_order"
# why: `torch.meshgrid` counts rows first (`ij`) and warns that the default may change. `tf.meshgrid` and
#   `keras.ops.meshgrid` count columns first (`xy`), so the shape is transposed. Always name `indexing`.
import warnings

rows, columns = torch.arange(2.0), torch.arange(3.0)
with warnings.catch_warnings():
    warnings.simplefilter("ignore", UserWarning)
    default = torch.meshgrid(rows, columns)[0]
matrix_order = torch.stack(torch.meshgrid(rows, columns, indexing="ij"))
picture_order = torch.stack(torch.meshgrid(rows, columns, indexing="xy"))
print("default:", default)
print("ij:", matrix_order.shape, "xy:", picture_order.shape)

# %% uneven-split same="even, pieces"
# why: `chunk` in PyTorch fixes the largest size, so it may return fewer pieces than you asked for. `tensor_split` and
#   `keras.ops.array_split` return the number you asked for. `tf.split` and `keras.ops.split` refuse an uneven cut, so
#   give `tf.split` the sizes.
x = torch.arange(6.0)
even = x.chunk(3)
print("chunk(4) returns", len(x.chunk(4)), "pieces")
pieces = x.tensor_split(4)
[piece.tolist() for piece in pieces]

# %% windows same="windows, averages, shared_ends"
x = torch.tensor([1.0, 2.0, 4.0, 7.0, 11.0, 16.0])
windows = x.unfold(0, size=3, step=1)
averages = windows.mean(dim=1)
shared_ends = x.unfold(0, size=3, step=2)
print(windows)
print(averages)
shared_ends

# %% one-hot raises="RuntimeError" differs="encoded"
# why: `F.one_hot` returns `int64`, `tf.one_hot` and `keras.ops.one_hot` return `float32`. A label outside the classes
#   is an error in PyTorch and a row of zeros in TensorFlow and Keras, so check the labels there.
labels = torch.tensor([0, 2])
encoded = F.one_hot(labels, num_classes=3)
print(encoded)
try:
    F.one_hot(torch.tensor([0, 3]), num_classes=3)
except RuntimeError as error:
    print(error)

# %% one-hot-decimals same="decimals"
decimals = F.one_hot(torch.tensor([0, 2]), num_classes=3).float()
decimals

# %% unique differs="values" same="restored, most_common"
# why: `torch.unique` and `keras.ops.unique` sort the values. `tf.unique` keeps the order in which the values first
#   appear.
x = torch.tensor([3.0, 1.0, 3.0, 2.0, 3.0])
values, inverse, counts = torch.unique(x, return_inverse=True, return_counts=True)
restored = values[inverse]
most_common = values[counts.argmax()]
print("values:", values)
print("inverse:", inverse)
print("counts:", counts)
most_common

# %% unique-sorted same="ordered" hidden="true"
ordered = torch.unique(x)
ordered

# %% bins differs="by_default" same="from_left, from_right"
# why: A value that equals a limit goes into the bin below it in `torch.bucketize` and `tf.searchsorted`. It goes into
#   the bin above in the layer `Discretization` and in `keras.ops.digitize`. `right=True` and `side='right'` choose the
#   bin above.
ages = torch.tensor([5.0, 18.0, 40.0, 65.0])
limits = torch.tensor([18.0, 65.0])
by_default = torch.bucketize(ages, limits, out_int32=True)
from_left = torch.searchsorted(limits, ages, out_int32=True)
from_right = torch.searchsorted(limits, ages, right=True, out_int32=True)
print("default:", by_default)
print("left:", from_left)
print("right:", from_right)

# %% membership same="known, rejected"
x = torch.tensor([7.0, 3.0, 9.0, 3.0])
allowed = torch.tensor([3.0, 5.0, 7.0])
known = torch.isin(x, allowed)
rejected = x[~known]
print(known)
rejected
