# %% inputs hidden="true"
import logging

import numpy as np
import torch
from torch import nn

logging.getLogger("torch.fx").setLevel(logging.ERROR)  # talks to itself

array = np.float32([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
x = torch.tensor(array)
vector = torch.tensor([1.0, 2.0, 3.0])
row = torch.tensor([[10.0, 20.0, 30.0]])
column = torch.tensor([[1.0], [2.0]])
other = torch.tensor([[7.0, 8.0, 9.0], [0.0, 1.0, 2.0]])
cube = torch.tensor(np.arange(24, dtype=np.float32).reshape(2, 3, 4))
integers = torch.tensor([0, 1, 2], dtype=torch.int32)
z = torch.tensor(np.complex64([1 + 2j, 3 - 4j]))
dtype_name = "float16"

# %% tensor same="decimals" differs="counts"
# why: Python integers become `int64` in PyTorch and `int32` in TensorFlow and Keras. Name the dtype where it matters,
#   and they are equal.
decimals = torch.tensor([1.5, 2.5])
counts = torch.tensor([1, 2])

# %% as-tensor same="converted" note="`torch.as_tensor` shares the memory of an array where it can; TensorFlow copies."
converted = torch.as_tensor(array)

# %% from-numpy differs="converted"
# why: `torch.from_numpy` shares the memory of the array, so a later write to the array shows in the tensor.
#   `torch.tensor` copies, as TensorFlow always does.
source = np.array([1.0, 2.0])
converted = torch.from_numpy(source)
source[0] = 9.0

# %% tensor-constructor same="x_float"
# note: Legacy: `torch.Tensor` always makes `float32`, and from two integers an uninitialized tensor of that shape.
#   Write `torch.tensor`.
x_float = torch.Tensor([1, 2])

# %% long-tensor same="labels" note="Legacy: write `torch.tensor` with `dtype=torch.int64`."
labels = torch.LongTensor([1, 2])

# %% byte-bool-int-tensor same="pixels, mask, counts" note="Legacy: write `torch.tensor` with a `dtype`."
pixels = torch.ByteTensor([0, 255])
mask = torch.BoolTensor([True, False])
counts = torch.IntTensor([1, 2])

# %% float-tensor same="values" note="Legacy: write `torch.tensor` with `dtype=torch.float32`."
values = torch.FloatTensor([1, 2])

# %% zeros same="zeros"
# note: PyTorch takes the sizes one by one too; TensorFlow and Keras want them in a list or tuple.
zeros = torch.zeros(2, 3)

# %% ones same="ones"
ones = torch.ones(2, 3)

# %% full same="filled"
# note: From an integer such as `7`, PyTorch makes `int64`, `tf.fill` `int32` and Keras `float32`.
filled = torch.full((2, 3), 7.0)

# %% eye same="identity"
identity = torch.eye(3)

# %% empty same="shape"
# note: The numbers in an empty PyTorch tensor are left to chance. TensorFlow has no uninitialized tensors: use zeros.
shape = torch.empty(2, 3).shape

# %% zeros-like same="zeros"
zeros = torch.zeros_like(x)

# %% ones-like same="ones"
ones = torch.ones_like(x)

# %% full-like same="filled"
filled = torch.full_like(x, 7.0)

# %% empty-like same="shape"
shape = torch.empty_like(x).shape

# %% new-zeros same="zeros, ones, filled" api="torch.Tensor.new_zeros, torch.Tensor.new_ones, torch.Tensor.new_full"
# note: The `new_` methods take dtype and device from the tensor that they are called on.
zeros = integers.new_zeros(2)
ones = integers.new_ones(2)
filled = integers.new_full((2,), 7)

# %% arange same="steps" differs="counts"
# why: A range of integers is `int64` in PyTorch and `int32` in TensorFlow and Keras. With decimal ends or the dtype
#   named, they are equal.
counts = torch.arange(5)
steps = torch.arange(0.0, 1.0, 0.25)

# %% linspace same="points" note="Both ends belong to it. Between integers `tf.linspace` makes `float64`."
points = torch.linspace(0.0, 1.0, 5)

# %% logspace same="rates"
rates = torch.logspace(-3.0, 0.0, 4)

# %% meshgrid same="rows, columns"
# note: Name `indexing`: `tf.meshgrid` and Keras take `xy` by default, and PyTorch warns where it is left out.
rows, columns = torch.meshgrid(vector, other[0], indexing="ij")

# %% cartesian-prod same="pairs"
pairs = torch.cartesian_prod(vector, vector)

# %% tril same="lower"
lower = torch.tril(x)

# %% triu same="upper, strict"
# note: The numbers of `tf.linalg.band_part` say how many diagonals to keep below and above the main one, -1 for all.
upper = torch.triu(x)
strict = torch.triu(x, 1)

# %% diag same="matrix"
# note: Given a matrix, `torch.diag` and `keras.ops.diag` return its diagonal; `tf.linalg.diag` makes one matrix for
#   each row.
matrix = torch.diag(vector)

# %% diag-embed same="matrices"
matrices = torch.diag_embed(x)

# %% diagonal same="diagonals"
# note: `tf.linalg.diag_part` goes along the last two axes. PyTorch and Keras begin with the first two unless told
#   otherwise.
diagonals = torch.diagonal(cube, dim1=-2, dim2=-1)

# %% shape same="shape, called" api="torch.Tensor.shape, torch.Tensor.size"
shape = x.shape
called = x.size()

# %% size-of-axis same="known" differs="asked" api="torch.Tensor.size"
# why: `x.size(1)` and `x.shape[1]` are Python numbers. `tf.shape` answers with an `int32` tensor, which is right even
#   in a graph where `x.shape[1]` is `None`.
asked = x.size(1)
known = x.shape[1]

# %% rank same="axes" differs="rank" api="torch.Tensor.dim, torch.Tensor.ndim"
# why: `tf.rank` answers with an `int32` tensor. `ndim` is a Python number everywhere.
rank = x.dim()
axes = x.ndim

# %% numel same="known" differs="count" api="torch.Tensor.numel, torch.Tensor.nelement"
# why: `tf.size` and, on TensorFlow, `keras.ops.size` answer with an `int32` tensor. The shape gives a Python number.
count = x.numel()
known = x.nelement()

# %% tensor-shape same="size, count" api="torch.Size.numel"
size = torch.Size([2, 3])
count = size.numel()

# %% reshape same="tall, flat"
tall = torch.reshape(x, (3, -1))
flat = torch.reshape(x, (-1,))

# %% view same="tall" api="torch.Tensor.view"
# note: `view` never copies, and raises an error where the elements do not lie in order. `reshape` copies then, as
#   TensorFlow always may.
tall = x.view(3, -1)

# %% view-as same="like" api="torch.Tensor.view_as"
like = vector.view_as(row)

# %% reshape-as same="like" api="torch.Tensor.reshape_as"
like = vector.reshape_as(row)

# %% flatten same="per_sample" note="`torch.flatten` without `start_dim` flattens the batch as well."
per_sample = torch.flatten(cube, start_dim=1)

# %% ravel same="flat"
flat = torch.ravel(x)

# %% unflatten same="parts"
parts = torch.unflatten(cube, 2, (2, 2))

# %% squeeze same="values"
# note: An axis that is longer than 1 is left alone by PyTorch, and is an error in TensorFlow and Keras.
values = torch.squeeze(column, dim=1)

# %% unsqueeze same="batch"
batch = torch.unsqueeze(x, dim=0)

# %% transpose same="turned"
# note: `torch.transpose` swaps two axes; `tf.transpose` and Keras take the new order of all, as `torch.permute` does.
turned = torch.transpose(cube, 1, 2)

# %% t same="turned" api="torch.Tensor.t"
# note: `x.t()` and `x.T` are for matrices. Given more axes, `tf.transpose` and Keras turn them all round, and PyTorch
#   refuses or warns.
turned = x.t()

# %% transposed-matrix same="turned" api="torch.Tensor.T"
turned = x.T

# %% matrix-transpose same="turned" api="torch.Tensor.mT"
turned = cube.mT

# %% permute same="images"
images = torch.permute(cube, dims=(1, 2, 0))

# %% movedim same="moved"
moved = torch.movedim(cube, 0, -1)

# %% swapaxes same="swapped"
swapped = torch.swapaxes(cube, 0, 2)

# %% expand same="tall" api="torch.Tensor.expand"
# note: `expand` takes -1 for an axis that stays, and shares memory: do not write to it.
tall = row.expand(4, -1)

# %% expand-as same="table" api="torch.Tensor.expand_as"
table = row.expand_as(x)

# %% broadcast-to same="table"
table = torch.broadcast_to(column, (2, 3))

# %% broadcast-tensors same="left, right"
left, right = torch.broadcast_tensors(column, row)

# %% broadcast-shapes same="shape"
shape = torch.broadcast_shapes(column.shape, row.shape)

# %% repeat same="copies" api="torch.Tensor.repeat"
# note: PyTorch's `repeat` is `tile` in TensorFlow, whose `repeat` is `torch.repeat_interleave`.
copies = x.repeat(2, 1)

# %% tile same="copies" note="`tf.tile` wants a number for each axis; PyTorch and Keras take fewer."
copies = torch.tile(x, (1, 2))

# %% repeat-interleave same="doubled, by_count"
doubled = torch.repeat_interleave(x, 2, dim=1)
by_count = torch.repeat_interleave(vector, integers)

# %% cat same="joined" note="`tf.concat` wants the axis named, and tensors of one dtype; PyTorch and Keras promote."
joined = torch.cat([x, row], dim=0)

# %% stack same="stacked"
stacked = torch.stack([x, other], dim=0)

# %% hstack same="wide"
wide = torch.hstack([x, column])

# %% vstack same="tall"
tall = torch.vstack([x, row])

# %% split same="parts" differs="pieces"
# why: In `torch.split` a number is the size of a piece; in TensorFlow and Keras it is how many pieces. `torch.chunk`
#   counts pieces. A list holds sizes in PyTorch and TensorFlow, and the places to cut in Keras.
pieces = torch.split(vector, 1)
parts = torch.split(x, [1, 2], dim=1)

# %% chunk same="halves"
# note: Where it does not come out even, `torch.chunk` makes a smaller last piece, or fewer pieces; TensorFlow and Keras
#   raise an error.
halves = torch.chunk(cube, 2, dim=2)

# %% unbind same="rows"
rows = torch.unbind(x, dim=0)

# %% roll same="shifted"
shifted = torch.roll(x, shifts=1, dims=1)

# %% flip same="mirrored"
mirrored = torch.flip(x, dims=[1])

# %% rot90 same="turned" note="Both turn counter-clockwise. `tf.image.rot90` takes images only, with the channels last."
turned = torch.rot90(cube, k=1, dims=(0, 1))

# %% dtype same="name" api="torch.Tensor.dtype"
name = str(x.dtype).removeprefix("torch.")

# %% as-dtype same="size" api="torch.dtype.itemsize"
size = getattr(torch, dtype_name).itemsize

# %% to-dtype same="whole" api="torch.Tensor.to"
# note: `to` moves to a device as well. A cast cuts the decimals off, in all frameworks.
whole = x.to(torch.int32)

# %% type same="whole" api="torch.Tensor.type"
whole = x.type(torch.int64)

# %% type-as same="like" api="torch.Tensor.type_as"
like = x.type_as(integers)

# %% float same="decimals" api="torch.Tensor.float"
decimals = integers.float()

# %% long same="labels" api="torch.Tensor.long"
labels = integers.long()

# %% int same="whole" api="torch.Tensor.int"
whole = x.int()

# %% bool same="mask" api="torch.Tensor.bool"
mask = integers.bool()

# %% half same="low, brain" api="torch.Tensor.half, torch.Tensor.bfloat16"
low = x.half()
brain = x.bfloat16()

# %% double same="wide" api="torch.Tensor.double"
wide = x.double()

# %% byte same="pixels" api="torch.Tensor.byte"
# note: A number outside 0 to 255 comes out differently on other hardware: clamp first, or use `tf.saturate_cast`.
pixels = torch.clamp(x * 50, 0, 255).byte()

# %% bitcast same="bits" api="torch.Tensor.view"
bits = x.view(torch.int32)

# %% is-tensor same="tensor, python_list"
tensor = torch.is_tensor(x)
python_list = torch.is_tensor([1.0, 2.0])

# %% is-floating-point same="decimal"
decimal = torch.is_floating_point(x)

# %% is-complex same="answer"
answer = torch.is_complex(z)

# %% get-default-dtype same="is_float32"
is_float32 = torch.get_default_dtype() == torch.float32

# %% set-default-dtype differs="zeros"
# why: `set_floatx` speaks to Keras only: to its layers and to `keras.ops`. TensorFlow's own functions keep `float32`:
#   name the dtype there.
torch.set_default_dtype(torch.float64)
zeros = torch.zeros(2)

# %% restore-default-dtype hidden="true"
torch.set_default_dtype(torch.float32)

# %% finfo same="largest, smallest"
largest = torch.finfo(torch.float16).max
smallest = torch.finfo(torch.float16).min

# %% iinfo same="largest"
largest = torch.iinfo(torch.int32).max

# %% epsilon differs="tiny" atol="0"
# why: PyTorch tells the rounding error of a dtype. Keras has one small number for all layers and losses, 1e-7, to keep
#   a divisor from 0. PyTorch's layers each have an `eps` of their own.
tiny = torch.finfo(torch.float32).eps

# %% channels-last only="pytorch" api="torch.Tensor.to"
# why: A PyTorch image keeps its shape (channels first), and only its memory is ordered otherwise. In TensorFlow and
#   Keras the channels are last in the shape itself: transpose, or set `data_format`.
images = cube.unsqueeze(0)
images = images.to(memory_format=torch.channels_last)

# %% item same="number" api="torch.Tensor.item"
number = x[0, 1].item()

# %% tolist same="numbers" api="torch.Tensor.tolist"
numbers = x.tolist()

# %% numpy same="values" api="torch.Tensor.numpy, torch.Tensor.detach, torch.Tensor.cpu"
# note: In PyTorch the array shares the tensor's memory, and a tensor with a gradient or on a GPU needs `detach()` and
#   `cpu()` first. TensorFlow copies.
values = x.detach().cpu().numpy()

# %% clone same="copy"
copy = torch.clone(x)

# %% contiguous only="pytorch" api="torch.Tensor.contiguous, torch.Tensor.is_contiguous, torch.Tensor.stride"
# why: TensorFlow has no strides: `tf.transpose` and slices copy, and every tensor lies in order. Leave the call out.
in_order = x.t().contiguous()
answer = x.t().is_contiguous()
strides = x.stride()

# %% nbytes same="size" api="torch.Tensor.element_size, torch.Tensor.numel"
size = x.element_size() * x.numel()

# %% complex same="joined"
joined = torch.complex(vector, -vector)

# %% real same="real"
real = torch.real(z)

# %% imag same="imaginary"
imaginary = torch.imag(z)

# %% conj same="conjugate"
conjugate = torch.conj(z).resolve_conj()

# %% angle same="phase"
phase = torch.angle(z)

# %% polar same="points"
points = torch.polar(vector, vector)

# %% view-as-real same="pairs"
pairs = torch.view_as_real(z)

# %% view-as-complex same="numbers"
numbers = torch.view_as_complex(pairs)

# %% parameter same="weight, trained"
# note: A variable is trained unless `trainable=False`; a parameter, unless `requires_grad=False`.
weight = nn.Parameter(torch.ones(2))
trained = weight.requires_grad

# %% autograd-variable same="variable"
# note: Legacy: `torch.autograd.Variable` returns a plain tensor. Write `torch.tensor(..., requires_grad=True)`, or
#   `nn.Parameter` in a model.
variable = torch.autograd.Variable(vector)

# %% tensor-class same="of_tensor" differs="of_weight"
# why: A PyTorch parameter is a tensor. A variable is not a `tf.Tensor`: `tf.is_tensor` is true for both.
of_tensor = isinstance(x, torch.Tensor)
of_weight = isinstance(weight, torch.Tensor)

# %% buffers hidden="true"
buffer = torch.tensor([1.0, 2.0, 3.0])
step = torch.tensor([0.5, 2.0, 4.0])

# %% add-in-place same="buffer" api="torch.Tensor.add_"
# note: A method that ends in `_` changes the tensor itself. In TensorFlow only a variable can change; `assign_add`
#   wants the same shape and dtype.
buffer.add_(step)

# %% sub-in-place same="buffer" api="torch.Tensor.sub_"
buffer.sub_(step)

# %% mul-in-place same="buffer" api="torch.Tensor.mul_"
buffer.mul_(step)

# %% div-in-place same="buffer" api="torch.Tensor.div_"
buffer.div_(step)

# %% clamp-in-place same="buffer" api="torch.Tensor.clamp_"
buffer.clamp_(0.0, 2.5)

# %% lerp-in-place same="buffer" note="A moving average: a tenth of the way to the new value." api="torch.Tensor.lerp_"
buffer.lerp_(step, 0.1)

# %% addcmul-in-place same="buffer" api="torch.Tensor.addcmul_"
buffer.addcmul_(step, step, value=0.5)

# %% copy-in-place same="buffer" api="torch.Tensor.copy_"
# note: On a parameter, `copy_` and the other in-place methods need `torch.no_grad()` around them.
buffer.copy_(vector)

# %% fill-in-place same="buffer" api="torch.Tensor.fill_"
buffer.fill_(7.0)

# %% zero-in-place same="buffer" api="torch.Tensor.zero_"
buffer.zero_()

# %% read-value same="before" api="torch.Tensor.clone"
before = buffer.clone()
buffer.add_(1.0)

# %% trainable-weight hidden="true"
weight = torch.tensor(3.0, requires_grad=True)

# %% backward same="slope" api="torch.Tensor.backward, torch.Tensor.grad"
# note: `backward` adds to what `grad` holds already; a tape answers anew.
loss = weight**2
loss.backward()
slope = weight.grad

# %% autograd-grad same="slope"
(slope,) = torch.autograd.grad(weight**2, weight)

# %% gradients-in-graph same="slope" note="`tf.gradients` works inside a `tf.function` only. Elsewhere use a tape."
(slope,) = torch.autograd.grad(weight**3, weight)

# %% watch same="slope" api="torch.Tensor.requires_grad_"
point = torch.tensor([1.0, 2.0]).requires_grad_()
(slope,) = torch.autograd.grad((point**2).sum(), point)

# %% no-grad same="recorded" api="torch.Tensor.requires_grad"
# note: TensorFlow records nothing outside a tape, so `no_grad` is needed less; inside one it is `stop_recording`.
with torch.no_grad():
    y = weight * 2
recorded = y.requires_grad

# %% enable-grad same="recorded" api="torch.Tensor.requires_grad"
with torch.no_grad(), torch.enable_grad():
    y = weight * 2
recorded = y.requires_grad

# %% set-grad-enabled same="recorded" api="torch.Tensor.requires_grad"
with torch.set_grad_enabled(False):
    y = weight * 2
recorded = y.requires_grad

# %% inference-mode only="pytorch" why="TensorFlow records nothing unless a tape is open: compute outside of it."
with torch.inference_mode():
    y = weight * 2

# %% detach same="stopped, slope" api="torch.Tensor.detach"
stopped = (weight * 2).detach()
(slope,) = torch.autograd.grad(weight * stopped, weight)

# %% jacobian same="jacobian"
jacobian = torch.func.jacrev(torch.square)(vector)

# %% tensor-spec same="shape"
# note: A meta tensor has a shape and a dtype, and no numbers. A `tf.TensorSpec` and a `keras.KerasTensor` can leave a
#   size open with `None`.
spec = torch.empty(2, 3, device="meta")
shape = spec.shape

# %% tensor-spec-from-tensor same="shape" api="torch.Tensor.to"
spec = x.to("meta")
shape = spec.shape

# %% nested same="padded"
# note: PyTorch calls rows of various lengths nested tensors, of the layout `torch.jagged`; TensorFlow calls them
#   ragged.
nested = torch.nested.nested_tensor([vector, vector[:1]], layout=torch.jagged)
padded = torch.nested.to_padded_tensor(nested, 0.0)

# %% nested-stack same="rows" api="torch.Tensor.unbind"
nested = torch.nested.as_nested_tensor([vector, vector[:1]], layout=torch.jagged)
rows = nested.unbind()

# %% nested-from-lengths same="rows" api="torch.Tensor.split, torch.Tensor.unbind"
nested = torch.nested.as_nested_tensor(vector.split([1, 2]), layout=torch.jagged)
rows = nested.unbind()

# %% nested-from-offsets same="rows" api="torch.Tensor.unbind"
offsets = torch.tensor([0, 1, 3])
nested = torch.nested.nested_tensor_from_jagged(vector, offsets)
rows = nested.unbind()

# %% nested-from-padded same="rows"
lengths = torch.tensor([1, 2])
nested = torch.nested.narrow(x, 1, 0, lengths, layout=torch.jagged)
rows = nested.unbind()

# %% sparse same="dense" api="torch.Tensor.to_dense"
# note: PyTorch wants a row of positions for each axis, TensorFlow a position for each value. PyTorch warns unless
#   `check_invariants` is set.
positions = [[0, 1], [2, 0]]
sparse = torch.sparse_coo_tensor(positions, [3.0, 4.0], (2, 3), check_invariants=True)
dense = sparse.to_dense()

# %% to-sparse same="values" api="torch.Tensor.to_sparse"
rest = other.to_sparse()
values = rest.values()

# %% sparse-matmul same="product"
product = torch.sparse.mm(sparse, x.t())

# %% sparse-transpose same="turned" api="torch.Tensor.t, torch.Tensor.to_dense"
turned = sparse.t().to_dense()

# %% coalesce same="values" api="torch.Tensor.coalesce"
values = sparse.coalesce().values()
