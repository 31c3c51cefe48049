# %% inputs hidden="true"
import numpy as np
import torch
import torch.nn.functional as F

rng = np.random.default_rng(0)
x = torch.tensor([[-4.0, -0.5, 0.1], [0.5, 1.5, 4.0]])
y = torch.tensor([[1.0, -0.5, 2.0], [0.3, -1.5, 2.0]])
labels = torch.tensor([2, 0])
weight = torch.tensor([[1.0, 0.0, 2.0], [0.5, -1.0, 0.0]])
bias = torch.tensor([0.1, -0.2])
name = "relu"

# %% relu same="relu"
relu = F.relu(x)

# %% softmax same="softmax" note="PyTorch wants the axis named; the others take the last one by default."
softmax = F.softmax(x, dim=1)

# %% log-softmax same="log_softmax"
log_softmax = F.log_softmax(x, dim=1)

# %% softmax-over-axes same="softmax" note="PyTorch's softmax takes one axis: flatten the axes first."
softmax = F.softmax(x.flatten(), dim=0).view_as(x)

# %% sigmoid same="sigmoid" note="`torch.sigmoid` and `tf.sigmoid` are the same functions."
sigmoid = F.sigmoid(x)

# %% tanh same="tanh"
tanh = F.tanh(x)

# %% logsigmoid same="logsigmoid"
logsigmoid = F.logsigmoid(x)

# %% gelu differs="default" same="exact, by_tanh"
# why: `keras.ops.gelu` uses the tanh formula unless told otherwise; PyTorch and `tf.nn.gelu` use the exact one. Name
#   it, and all agree.
default = F.gelu(x)
exact = F.gelu(x, approximate="none")
by_tanh = F.gelu(x, approximate="tanh")

# %% silu same="silu" note="`tf.nn.silu` and `tf.nn.swish` are one function."
silu = F.silu(x)

# %% leaky-relu differs="default" same="matched"
# why: The slope below 0 is 0.01 by default in PyTorch and 0.2 in TensorFlow and Keras. Name it.
default = F.leaky_relu(x)
matched = F.leaky_relu(x, negative_slope=0.1)

# %% elu same="elu" note="`tf.nn.elu` has no `alpha`; `tf.keras.activations.elu` has."
elu = F.elu(x)

# %% selu same="selu"
selu = F.selu(x)

# %% celu same="celu"
celu = F.celu(x, alpha=2.0)

# %% relu6 same="relu6"
relu6 = F.relu6(x)

# %% crelu same="both_parts" note="PyTorch has no function for it."
both_parts = torch.cat([F.relu(x), F.relu(-x)], dim=1)

# %% mish same="mish"
mish = F.mish(x)

# %% softplus same="softplus" note="Only PyTorch's has `beta` and `threshold`."
softplus = F.softplus(x)

# %% softsign same="softsign"
softsign = F.softsign(x)

# %% hardsigmoid same="hardsigmoid"
hardsigmoid = F.hardsigmoid(x)

# %% hardswish same="hardswish"
hardswish = F.hardswish(x)

# %% prelu same="prelu" note="With learned slopes, `tf.keras.layers.PReLU` is the layer."
prelu = F.prelu(x, torch.tensor([0.25, 0.5, 1.0]))

# %% glu same="glu"
glu = F.glu(torch.cat([x, y], dim=1), dim=1)

# %% gumbel-softmax only="pytorch"
# why: In TensorFlow, draw `u = tf.random.uniform(x.shape)`, and take `tf.nn.softmax((x - tf.math.log(-tf.math.log(u)))
#   / tau)`.
drawn = F.gumbel_softmax(x, tau=0.5, hard=True)

# %% activation-by-name same="by_name"
# note: PyTorch has no register of names; its functions are attributes of a module.
by_name = getattr(F, name)(x)

# %% activation-name same="found"
found = F.relu.__name__

# %% activation-from-config same="rebuilt"
# note: `deserialize` reads what `serialize` wrote; `get` takes functions and `None`, too.
rebuilt = getattr(F, name)(x)

# %% linear same="scores" note="PyTorch keeps the weight as (out, in) and transposes it; a Keras kernel is (in, out)."
scores = F.linear(x, weight, bias)

# %% bias-add same="shifted"
# note: `tf.nn.bias_add` takes one number for each channel, wherever `data_format` puts the channels; a sum adds along
#   the last axis.
shifted = torch.add(x[:, :2], bias)

# %% bilinear same="products"
products = F.bilinear(x, y, torch.ones(1, 3, 3))

# %% images hidden="true"
image = rng.normal(size=(1, 2, 6, 6)).astype("float32")
kernel = rng.normal(size=(3, 2, 3, 3)).astype("float32")
back_kernel = rng.normal(size=(2, 3, 3, 3)).astype("float32")
depth_kernel = rng.normal(size=(2, 1, 3, 3)).astype("float32")
point_kernel = rng.normal(size=(3, 2, 1, 1)).astype("float32")
sequence = rng.normal(size=(1, 2, 8)).astype("float32")
kernel_1d = rng.normal(size=(3, 2, 3)).astype("float32")
volume = rng.normal(size=(1, 2, 4, 4, 4)).astype("float32")
kernel_3d = rng.normal(size=(3, 2, 2, 2, 2)).astype("float32")
blocks = rng.normal(size=(1, 8, 2, 2)).astype("float32")

# batch, channels, height, width; kernels: out, in, height, width
image, kernel = torch.from_numpy(image), torch.from_numpy(kernel)
back_kernel = torch.from_numpy(back_kernel)
depth_kernel = torch.from_numpy(depth_kernel)
point_kernel = torch.from_numpy(point_kernel)
sequence, kernel_1d = torch.from_numpy(sequence), torch.from_numpy(kernel_1d)
volume, kernel_3d = torch.from_numpy(volume), torch.from_numpy(kernel_3d)
blocks = torch.from_numpy(blocks)
plane = image[:, :1]

# %% conv2d differs="shape" same="first"
# why: PyTorch puts the channels before height and width, and TensorFlow and Keras after them. A kernel is (out, in,
#   height, width) in PyTorch and (height, width, in, out) in the others. Transpose both: `permute(0, 2, 3, 1)` of an
#   image and `permute(2, 3, 1, 0)` of a kernel make TensorFlow's order.
maps = F.conv2d(image, kernel, stride=1, padding=0)
shape, first = list(maps.shape), maps[0, 0]

# %% conv2d-same-size same="first"
# note: PyTorch's `padding='same'` takes stride 1 only. `torch.conv2d` is the same function as `F.conv2d`.
first = F.conv2d(image, kernel, stride=1, padding="same")[0, 0]

# %% conv2d-strided differs="halved" same="matched"
# why: With stride 2 and an even size, `SAME` pads one row less before than after, and so sees other pixels than
#   PyTorch's `padding=1`. Pad by hand, or give `tf.nn.conv2d` its padding as a list.
halved = F.conv2d(image, kernel, stride=2, padding=1)[0, 0]
matched = halved

# %% conv2d-dilated same="first"
first = F.conv2d(image, kernel, dilation=2)[0, 0]

# %% conv1d same="first" note="Channels come before the steps in PyTorch and last in TensorFlow and Keras."
first = F.conv1d(sequence, kernel_1d, stride=1, padding=0)[0, 0]

# %% conv3d same="first" note="`strides` of `tf.nn.conv3d` counts all five axes."
first = F.conv3d(volume, kernel_3d, stride=1, padding=0)[0, 0]

# %% conv-transpose2d same="first"
# note: TensorFlow wants the shape of the result. The kernel is (in, out, height, width) in PyTorch and (height, width,
#   out, in) in TensorFlow and Keras.
first = F.conv_transpose2d(image, back_kernel, stride=2)[0, 0]

# %% depthwise-conv2d same="both"
# note: In PyTorch, `groups` is the number of channels. `strides` of `tf.nn.depthwise_conv2d` counts all four axes.
maps = F.conv2d(image, depth_kernel, stride=1, groups=2)
both = [maps[0, 0], maps[0, 1]]

# %% max-pool2d same="first"
# note: The step of the window is its size by default in PyTorch and Keras; `tf.nn.max_pool2d` wants it named.
first = F.max_pool2d(image, kernel_size=2)[0, 0]

# %% max-pool3d same="first"
# note: `tf.nn.max_pool` reads the number of axes from its input; `tf.nn.max_pool3d` is for this one alone.
first = F.max_pool3d(volume, kernel_size=2)[0, 0]

# %% max-pool-positions differs="positions" same="first, places"
# why: PyTorch counts the positions within one channel of height by width. TensorFlow counts through the image with its
#   channels: divide by their number.
values, positions = F.max_pool2d(image, 2, return_indices=True)
first, places = values[0, 0], positions[0, 0]
positions = positions[0, 1]

# %% avg-pool2d same="first"
first = F.avg_pool2d(image, kernel_size=2, stride=2)[0, 0]

# %% avg-pool2d-padded differs="default" same="matched"
# why: PyTorch counts the zeros of the padding in each mean, and TensorFlow and Keras do not: `count_include_pad=False`.
default = F.avg_pool2d(image, kernel_size=3, stride=1, padding=1)[0, 0]
matched = F.avg_pool2d(image, 3, stride=1, padding=1, count_include_pad=False)[0, 0]

# %% avg-pool3d same="first"
first = F.avg_pool3d(volume, kernel_size=2, stride=2)[0, 0]

# %% pool same="first"
# note: `tf.nn.pool` takes the kind of pooling as an argument, and one number for each axis of the window.
first = F.avg_pool2d(image, kernel_size=(2, 3), stride=(2, 3))[0, 0]

# %% adaptive-avg-pool2d same="first"
# note: TensorFlow has it in `tf.keras.ops` only; for an output size of 1, `tf.reduce_mean` over height and width will
#   do.
first = F.adaptive_avg_pool2d(image, output_size=4)[0, 0]

# %% adaptive-max-pool2d same="first"
first = F.adaptive_max_pool2d(image, output_size=4)[0, 0]

# %% max-unpool2d only="pytorch"
# why: In TensorFlow, put the values back with `tf.scatter_nd`, at the positions that `tf.nn.max_pool_with_argmax` gave.
values, positions = F.max_pool2d(image, 2, return_indices=True)
unpooled = F.max_unpool2d(values, positions, kernel_size=2)

# %% dilation2d same="first"
# note: A flat window makes it a max pooling. For another one, PyTorch users add it to the result of `F.unfold` and take
#   the maximum.
first = F.max_pool2d(image, kernel_size=3, stride=1)[0, 0]

# %% erosion2d same="first" note="With a flat window, it is a min pooling."
first = -F.max_pool2d(-image, kernel_size=3, stride=1)[0, 0]

# %% embedding same="vectors" note="PyTorch takes the indices first, `tf.nn.embedding_lookup` the table."
vectors = F.embedding(labels, torch.eye(3))

# %% embedding-bag same="mean" note="`tf.nn.embedding_lookup_sparse` does it for bags of many sizes."
mean = F.embedding_bag(torch.tensor([[0, 2], [1, 1]]), weight.T)

# %% dropout same="values"
# note: All scale what they keep by 1 / (1 - p). `F.dropout` has `training=`; `tf.nn.dropout` always drops.
dropped = F.dropout(torch.ones(50), p=0.5)
values = sorted(set(dropped.tolist()))

# %% statistics hidden="true"
center, spread = torch.tensor([-1.75, 0.5, 2.05]), torch.tensor([5.0, 1.0, 3.8])

# %% batch-norm same="normalized"
# note: The small number under the root is 1e-5 by default in PyTorch and 1e-3 in Keras; TensorFlow wants it named.
#   PyTorch's channels are axis 1.
normalized = F.batch_norm(x, center, spread, eps=0.001)

# %% layer-norm same="normalized"
# note: `eps` is 1e-5 by default in PyTorch, `epsilon` 1e-7 in `keras.ops` and 1e-3 in the Keras layer.
normalized = F.layer_norm(x, normalized_shape=[3], eps=0.00001)

# %% group-norm same="first" note="`eps` is 1e-5 by default in PyTorch and 1e-3 in Keras, which has a layer only."
first = F.group_norm(blocks, num_groups=4, eps=0.001)[0, 0]

# %% rms-norm same="normalized"
# note: By default, the small number under the root is the smallest step of the dtype in PyTorch, 1.2e-7 for `float32`,
#   and 1e-7 in Keras.
normalized = F.rms_norm(x, normalized_shape=[3], eps=0.00001)

# %% normalize same="unit_rows"
# note: Without an axis, PyTorch takes axis 1, Keras the last one, and TensorFlow the whole tensor.
unit_rows = F.normalize(x, dim=1)

# %% l2-loss same="half_of_squares"
half_of_squares = torch.sum(x**2) / 2

# %% moments same="means, variances"
# note: PyTorch returns the variance first, and divides by one less than the count unless `correction=0`.
variances, means = torch.var_mean(x, dim=0, correction=0)

# %% interpolate same="first"
# note: `tf.image.resize` is bilinear by default, and `F.interpolate` takes the nearest pixel. Corners are aligned in
#   none of them unless PyTorch is told.
first = F.interpolate(image, size=[9, 9], mode="bilinear")[0, 0]

# %% interpolate-nearest differs="by_default" same="matched"
# why: For sizes that are no multiple, PyTorch's `nearest` takes the pixel at the upper left of the place; TensorFlow
#   and Keras take the one at the center, which is `nearest-exact` in PyTorch.
by_default = F.interpolate(image, size=[8, 8], mode="nearest")[0, 0]
matched = F.interpolate(image, size=[8, 8], mode="nearest-exact")[0, 0]

# %% interpolate-bicubic differs="default" same="matched"
# why: PyTorch's cubic has the coefficient -0.75, that of TensorFlow and Keras -0.5. With `antialias=True` it is -0.5 in
#   all of them, and nothing else changes where the image grows.
default = F.interpolate(image, size=[9, 9], mode="bicubic")[0, 0]
matched = F.interpolate(image, size=[9, 9], mode="bicubic", antialias=True)[0, 0]

# %% pixel-shuffle differs="channel" same="plane_of_four, matched"
# why: Where more than one channel comes out, PyTorch takes neighboring channels for one block, and TensorFlow and
#   Keras for one pixel: the first channel of the result comes from channels 0 to 3, or from 0, 2, 4 and 6. Reorder the
#   channels first.
plane_of_four = F.pixel_shuffle(blocks[:, :4], upscale_factor=2)[0, 0]
channel = matched = F.pixel_shuffle(blocks, upscale_factor=2)[0, 0]

# %% space-to-depth differs="second" same="from_plane"
# why: For an image of one channel all agree. With more, PyTorch writes all cells of channel 0 first, and TensorFlow and
#   Keras all channels of the first cell.
from_plane = F.pixel_unshuffle(plane, downscale_factor=2)[0, 1]
second = F.pixel_unshuffle(image, downscale_factor=2)[0, 1]

# %% unfold differs="patch" same="from_plane"
# why: A patch lies along axis 1 in PyTorch, channel by channel; in TensorFlow it lies along the last axis, pixel by
#   pixel with all channels. `keras.ops.unfold` is PyTorch's, channels first.
patch = F.unfold(image, kernel_size=2, stride=2)[0, :, 0]
from_plane = F.unfold(plane, kernel_size=2, stride=2)[0, :, 0]

# %% fold same="folded"
# note: In `tf.keras.ops` and `keras.ops`, with the channels first as in PyTorch. Where blocks overlap, all add up.
blocks_of_4 = torch.arange(36.0).reshape(1, 4, 9)
folded = F.fold(blocks_of_4, output_size=4, kernel_size=2)

# %% places hidden="true"
rows, columns = np.array([0.5, 2.0, 4.25]), np.array([1.0, 3.5, 0.75])
grid = np.stack([columns, rows], axis=1) / 2.5 - 1  # of pixels 0 to 5
grid = torch.tensor(grid[None, None], dtype=torch.float32)

# %% grid-sample same="sampled" rtol="1e-4" atol="1e-5"
# note: PyTorch's places run from -1 to 1, x before y; those of `map_coordinates` are pixels, row before column, and for
#   one channel at a time.
sampled = F.grid_sample(plane, grid, align_corners=True)[0, 0, 0]

# %% affine-grid only="pytorch"
# why: Keras joins it with the sampling: `keras.ops.image.affine_transform` takes the matrix, in pixels, and the images.
turn = torch.tensor([[[0.0, -1.0, 0.0], [1.0, 0.0, 0.0]]])
turned = F.grid_sample(
    plane, F.affine_grid(turn, (1, 1, 6, 6), align_corners=True), align_corners=True
)

# %% heads hidden="true"
heads = rng.normal(size=(3, 1, 2, 4, 3)).astype("float32")
query, key, value = torch.from_numpy(heads)  # batch, heads, steps, features
lower = torch.ones(4, 4, dtype=torch.bool).tril()

# %% scaled-dot-product-attention same="first"
# note: Heads come before the steps in PyTorch and after them in Keras. Dropout is in PyTorch's function only.
first = F.scaled_dot_product_attention(query, key, value, is_causal=True)[0, 0]

# %% attention-mask same="first"
# note: `True` means attend in each of them; Keras wants all four axes of the mask. PyTorch's `nn.MultiheadAttention`
#   reads `True` the other way.
first = F.scaled_dot_product_attention(query, key, value, attn_mask=lower)[0, 0]

# %% cosine-similarity differs="measure" same="similarity"
# why: `cosine_similarity` among the losses of Keras is the negative cosine, because a loss is to fall: change its sign.
measure = similarity = F.cosine_similarity(x, y, dim=1)

# %% pairwise-distance same="distances"
# note: `F.pairwise_distance` adds 1e-6 to each difference: equal rows are not quite 0 apart.
distances = F.pairwise_distance(x, y)

# %% cdist same="table"
table = torch.cdist(x, y)

# %% pdist same="distances" note="PyTorch gives each pair once; pick the pairs from the table in the others."
distances = F.pdist(torch.cat([x, y]))

# %% top-k differs="positions" same="best"
# why: The positions are `int64` in PyTorch and `int32` in TensorFlow and Keras, which look along the last axis only,
#   for the largest only.
best, positions = torch.topk(x, k=2)

# %% in-top-k same="hits"
hits = (torch.topk(x, k=2).indices == labels[:, None]).any(dim=1)

# %% steps hidden="true"
from functools import reduce
from itertools import accumulate

steps = rng.normal(size=(6, 1, 4)).astype("float32")
steps = torch.from_numpy(steps)  # steps, batch, classes
series = torch.tensor([1.0, 2.0, 4.0, 8.0])


def width(row):
    return row.max() - row.min()


def smooth(average, new):
    return 0.5 * average + 0.5 * new


# %% ctc-greedy-decoder same="read"
# note: Nothing in PyTorch itself decodes: take the best class of each step, drop repetitions, then blanks.
best = torch.unique_consecutive(steps.argmax(dim=2))
read = best[best != 0]

# %% vmap same="widths"
widths = torch.vmap(width)(x)

# %% map-fn same="widths" note="Row after row, in a loop. PyTorch writes the loop."
widths = torch.stack([width(row) for row in x])

# %% scan same="averages" note="PyTorch writes the loop; `itertools.accumulate` is one."
averages = torch.stack(list(accumulate(series, smooth)))

# %% foldr same="average" note="From the right: the last element comes first."
average = reduce(smooth, series.flip(0))

# %% while-loop same="power"
# note: In PyTorch, and in eager TensorFlow, write Python's `while`; `tf.while_loop` is for graphs, and `tf.function`
#   makes one of a `while`.
power = torch.tensor(3.0)
while power < 100:
    power = power * 2

# %% cond same="chosen"
# note: Both answers are computed by `torch.where`. A plain `if` will do in eager PyTorch and TensorFlow.
chosen = torch.where(x.sum() > 0, x * 2, x)

# %% switch-case same="chosen"
# note: An index beyond the list takes the last branch in TensorFlow; PyTorch has Python's list, which raises
#   `IndexError`.
chosen = [lambda: x, lambda: -x][1]()

# %% functions hidden="true"
import warnings

vector, direction = torch.tensor([1.0, 2.0]), torch.tensor([1.0, 0.5])
leaf = torch.tensor([1.0, 2.0], requires_grad=True)


def cubes(v):
    return v**3


def total_of_cubes(v):
    return torch.sum(v**3)


# The first use of forward mode makes PyTorch warn about code of its own.
with warnings.catch_warnings():
    warnings.simplefilter("ignore", FutureWarning)
    torch.func.jvp(torch.sin, (vector,), (direction,))

# %% grad same="slope" note="A function of a function in PyTorch; TensorFlow records what runs under the tape."
slope = torch.func.grad(total_of_cubes)(vector)

# %% backward same="slope"
# note: PyTorch adds the gradients to `grad` of the leaves; `total.backward()` is short for it.
torch.autograd.backward(total_of_cubes(leaf))
slope = leaf.grad.clone()

# %% jacobian same="jacobian"
jacobian = torch.autograd.functional.jacobian(cubes, vector)

# %% hessian same="hessian" note="In TensorFlow, a gradient under a second tape."
hessian = torch.autograd.functional.hessian(total_of_cubes, vector)

# %% vjp same="product"
_, pull_back = torch.func.vjp(cubes, vector)
(product,) = pull_back(direction)

# %% jvp same="tangent"
_, tangent = torch.func.jvp(cubes, (vector,), (direction,))

# %% checkpoint same="slope" note="Both compute the inside anew in the backward pass, in place of keeping it."
from torch.utils.checkpoint import checkpoint

cubed = checkpoint(cubes, leaf, use_reentrant=False)
(slope,) = torch.autograd.grad(cubed.sum(), leaf)


# %% custom-gradient same="slope"
# note: A class with two functions in PyTorch; a function that returns its result and its gradient's function in
#   TensorFlow and Keras.
class Rounded(torch.autograd.Function):
    forward = staticmethod(lambda ctx, v: v.round())
    backward = staticmethod(lambda ctx, upstream: 2 * upstream)


(slope,) = torch.autograd.grad(Rounded.apply(leaf).sum(), leaf)

# %% gradients hidden="true"
gradients = [torch.tensor([3.0, 4.0]), torch.tensor([0.0, 12.0])]
weights = [torch.nn.Parameter(torch.zeros(2)) for _ in gradients]
others = [torch.nn.Parameter(torch.zeros(2)) for _ in gradients]
for one, other, gradient in zip(weights, others, gradients):
    one.grad, other.grad = gradient.clone(), gradient.clone()

# %% global-norm same="norm"
norm = torch.nn.utils.get_total_norm(gradients)

# %% clip-grad-norm same="clipped, norm"
# note: PyTorch clips the `grad` of the parameters in place and returns the norm from before; TensorFlow returns both,
#   and changes nothing.
norm = torch.nn.utils.clip_grad_norm_(weights, max_norm=6.5)
clipped = [weight.grad for weight in weights]

# %% clip-grad-value same="clipped"
torch.nn.utils.clip_grad_value_(others, clip_value=3.5)
clipped = [weight.grad for weight in others]

# %% clip-by-norm same="clipped"
# note: `dim` of `torch.renorm` is the axis that counts the rows, `axes` of `tf.clip_by_norm` those that the norm is
#   taken over.
clipped = torch.renorm(x, p=2, dim=0, maxnorm=2.0)

# %% bad-numbers hidden="true"
bad = torch.tensor([1.0, float("nan")])
near = x + 0.000005

# %% assert-equal differs="stopped"
# why: PyTorch code uses Python's `assert`, which `python -O` leaves out. TensorFlow's assertions are operations, and
#   stay in a graph. `tf.debugging.assert_equal` is the same function.
try:
    assert torch.equal(x, y)
except AssertionError as error:
    stopped = type(error).__name__

# %% assert differs="stopped"
# why: PyTorch code uses Python's `assert`. `tf.Assert` shows the tensors it is given, and raises an
#   `InvalidArgumentError`.
try:
    assert torch.all(x > 0), x
except AssertionError as error:
    stopped = type(error).__name__

# %% assert-less
assert (x < 5.0).all(), "too large"

# %% assert-greater-equal
assert (x >= -4.0).all()

# %% check-numerics differs="stopped"
# why: PyTorch has no such function: `assert` what `torch.isfinite` says. TensorFlow's is an operation, and stays in a
#   graph.
try:
    assert torch.isfinite(bad).all(), "bad"
except AssertionError as error:
    stopped = type(error).__name__

# %% detect-anomaly same="slope"
# note: PyTorch looks for `nan` in gradients; `enable_check_numerics` looks for `nan` and infinities in every result.
with torch.autograd.set_detect_anomaly(True):
    (slope,) = torch.autograd.grad(total_of_cubes(leaf), leaf)

# %% assert-close
# why: For `float32`, PyTorch allows by default 1e-5 and 1.3e-6 of the value, TensorFlow 1.2e-6 and as much of the
#   value. Name both tolerances.
torch.testing.assert_close(near, x)
torch.testing.assert_close(near, x, rtol=1e-4, atol=1e-4)

# %% tools hidden="true"
import time

# %% print
# note: `tf.print` stays in a graph and prints each time; it writes to the standard error stream unless told otherwise.
print(series)

# %% timestamp same="recent"
# note: Seconds since 1970. In a `tf.function`, `time.time()` is read once, while it is traced.
recent = time.time() > 1.7e9

# %% py-function same="spread" note="Keeps a function out of the graph, of `torch.compile` or `tf.function`."
spread = torch.compiler.disable(width)(series)

# %% numpy-function same="sums" note="No gradient passes through NumPy in either."
sums = torch.from_numpy(np.cumsum(series.numpy()))
