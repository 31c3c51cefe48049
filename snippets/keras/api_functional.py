# %% inputs hidden="true"
import keras
import numpy as np
from keras import ops

rng = np.random.default_rng(0)
x = ops.array([[-4.0, -0.5, 0.1], [0.5, 1.5, 4.0]])
y = ops.array([[1.0, -0.5, 2.0], [0.3, -1.5, 2.0]])
labels = ops.array([2, 0])
weight = ops.array([[1.0, 0.0, 2.0], [0.5, -1.0, 0.0]])
bias = ops.array([0.1, -0.2])
name = "relu"

# %% relu same="relu"
relu = ops.relu(x)

# %% softmax same="softmax"
softmax = ops.softmax(x, axis=1)

# %% log-softmax same="log_softmax"
log_softmax = ops.log_softmax(x, axis=1)

# %% softmax-over-axes same="softmax"
softmax = ops.softmax(x, axis=(0, 1))

# %% sigmoid same="sigmoid"
sigmoid = ops.sigmoid(x)

# %% tanh same="tanh"
tanh = ops.tanh(x)

# %% logsigmoid same="logsigmoid"
logsigmoid = ops.log_sigmoid(x)

# %% gelu differs="default" same="exact, by_tanh"
# why: `keras.ops.gelu` uses the tanh formula unless told otherwise; PyTorch and `tf.nn.gelu` use the exact one. Name
#   it, and all agree.
default = ops.gelu(x)
exact = ops.gelu(x, approximate=False)
by_tanh = ops.gelu(x, approximate=True)

# %% silu same="silu"
silu = ops.silu(x)

# %% leaky-relu differs="default" same="matched"
# why: The slope below 0 is 0.01 by default in PyTorch and 0.2 in TensorFlow and Keras. Name it.
default = ops.leaky_relu(x)
matched = ops.leaky_relu(x, negative_slope=0.1)

# %% elu same="elu"
elu = ops.elu(x)

# %% selu same="selu"
selu = ops.selu(x)

# %% celu same="celu"
celu = ops.celu(x, alpha=2.0)

# %% relu6 same="relu6"
relu6 = ops.relu6(x)

# %% mish same="mish"
mish = keras.activations.mish(x)

# %% softplus same="softplus"
softplus = ops.softplus(x)

# %% softsign same="softsign"
softsign = ops.softsign(x)

# %% hardsigmoid same="hardsigmoid"
hardsigmoid = ops.hard_sigmoid(x)

# %% hardswish same="hardswish"
hardswish = ops.hard_swish(x)

# %% prelu same="prelu"
prelu = ops.where(x > 0, x, ops.array([0.25, 0.5, 1.0]) * x)

# %% glu same="glu"
glu = ops.glu(ops.concatenate([x, y], axis=1), axis=1)

# %% activation-by-name same="by_name"
by_name = keras.activations.get(name)(x)

# %% activation-name same="found"
found = keras.activations.serialize(keras.activations.relu)

# %% activation-from-config same="rebuilt"
rebuilt = keras.activations.deserialize(name)(x)

# %% linear same="scores"
scores = ops.matmul(x, ops.transpose(weight)) + bias

# %% bias-add same="shifted"
shifted = ops.add(x[:, :2], bias)

# %% bilinear same="products"
products = ops.einsum("bi,oij,bj->bo", x, ops.ones([1, 3, 3]), y)

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

# batch, height, width, channels; kernels: height, width, in, out
image = ops.array(image.transpose(0, 2, 3, 1))
kernel = ops.array(kernel.transpose(2, 3, 1, 0))
back_kernel = ops.array(back_kernel.transpose(2, 3, 1, 0))
depth_kernel = ops.array(depth_kernel.transpose(2, 3, 0, 1))
point_kernel = ops.array(point_kernel.transpose(2, 3, 1, 0))
sequence = ops.array(sequence.transpose(0, 2, 1))
kernel_1d = ops.array(kernel_1d.transpose(2, 1, 0))
volume = ops.array(volume.transpose(0, 2, 3, 4, 1))
kernel_3d = ops.array(kernel_3d.transpose(2, 3, 4, 1, 0))
blocks = ops.array(blocks.transpose(0, 2, 3, 1))
plane = image[..., :1]

# %% conv2d differs="shape" same="first"
# why: PyTorch puts the channels before height and width, and TensorFlow and Keras after them. A kernel is (out, in,
#   height, width) in PyTorch and (height, width, in, out) in the others. Transpose both: `permute(0, 2, 3, 1)` of an
#   image and `permute(2, 3, 1, 0)` of a kernel make TensorFlow's order.
maps = ops.conv(image, kernel, strides=1, padding="valid")
shape, first = list(maps.shape), maps[0, :, :, 0]

# %% conv2d-same-size same="first"
first = ops.conv(image, kernel, strides=1, padding="same")[0, :, :, 0]

# %% conv2d-strided differs="halved" same="matched"
# why: With stride 2 and an even size, `SAME` pads one row less before than after, and so sees other pixels than
#   PyTorch's `padding=1`. Pad by hand, or give `tf.nn.conv2d` its padding as a list.
halved = ops.conv(image, kernel, strides=2, padding="same")[0, :, :, 0]
padded = ops.pad(image, [[0, 0], [1, 1], [1, 1], [0, 0]])
matched = ops.conv(padded, kernel, strides=2, padding="valid")[0, :, :, 0]

# %% conv2d-dilated same="first"
first = ops.conv(image, kernel, dilation_rate=2)[0, :, :, 0]

# %% conv1d same="first"
first = ops.conv(sequence, kernel_1d, strides=1, padding="valid")[0, :, 0]

# %% conv3d same="first"
first = ops.conv(volume, kernel_3d, strides=1, padding="valid")[0, ..., 0]

# %% conv-transpose2d same="first"
first = ops.conv_transpose(image, back_kernel, strides=2)[0, :, :, 0]

# %% depthwise-conv2d same="both"
maps = ops.depthwise_conv(image, depth_kernel, strides=1)
both = [maps[0, :, :, 0], maps[0, :, :, 1]]

# %% max-pool2d same="first"
first = ops.max_pool(image, pool_size=2)[0, :, :, 0]

# %% max-pool3d same="first"
first = ops.max_pool(volume, pool_size=2)[0, ..., 0]

# %% avg-pool2d same="first"
first = ops.average_pool(image, pool_size=2, strides=2)[0, :, :, 0]

# %% avg-pool2d-padded differs="default" same="matched"
# why: PyTorch counts the zeros of the padding in each mean, and TensorFlow and Keras do not: `count_include_pad=False`.
default = ops.average_pool(image, 3, strides=1, padding="same")[0, :, :, 0]
matched = default

# %% avg-pool3d same="first"
first = ops.average_pool(volume, pool_size=2, strides=2)[0, ..., 0]

# %% pool same="first"
first = ops.average_pool(image, pool_size=(2, 3), strides=(2, 3))[0, :, :, 0]

# %% adaptive-avg-pool2d same="first"
first = ops.adaptive_average_pool(image, output_size=4)[0, :, :, 0]

# %% adaptive-max-pool2d same="first"
first = ops.adaptive_max_pool(image, output_size=4)[0, :, :, 0]

# %% embedding same="vectors"
vectors = ops.take(ops.eye(3), labels, axis=0)

# %% embedding-bag same="mean"
vectors = ops.take(ops.transpose(weight), ops.array([[0, 2], [1, 1]]), axis=0)
mean = ops.mean(vectors, axis=1)

# %% dropout same="values"
dropped = keras.random.dropout(ops.ones([50]), rate=0.5, seed=0)
values = sorted(set(dropped.numpy().tolist()))

# %% statistics hidden="true"
center, spread = ops.array([-1.75, 0.5, 2.05]), ops.array([5.0, 1.0, 3.8])

# %% batch-norm same="normalized"
normalized = ops.batch_normalization(x, center, spread, axis=1, epsilon=0.001)

# %% layer-norm same="normalized"
normalized = ops.layer_normalization(x, axis=-1, epsilon=0.00001)

# %% group-norm same="first"
first = keras.layers.GroupNormalization(groups=4, epsilon=0.001)(blocks)[0, :, :, 0]

# %% rms-norm same="normalized"
normalized = ops.rms_normalization(x, axis=-1, epsilon=0.00001)

# %% normalize same="unit_rows"
unit_rows = ops.normalize(x, axis=1)

# %% l2-loss same="half_of_squares"
half_of_squares = ops.sum(ops.square(x)) / 2

# %% moments same="means, variances"
means, variances = ops.moments(x, axes=[0])

# %% interpolate same="first"
first = ops.image.resize(image, [9, 9], interpolation="bilinear")[0, :, :, 0]

# %% interpolate-nearest differs="by_default" same="matched"
# why: For sizes that are no multiple, PyTorch's `nearest` takes the pixel at the upper left of the place; TensorFlow
#   and Keras take the one at the center, which is `nearest-exact` in PyTorch.
by_default = ops.image.resize(image, [8, 8], interpolation="nearest")[0, :, :, 0]
matched = by_default

# %% interpolate-bicubic differs="default" same="matched"
# why: PyTorch's cubic has the coefficient -0.75, that of TensorFlow and Keras -0.5. With `antialias=True` it is -0.5 in
#   all of them, and nothing else changes where the image grows.
resize = ops.image.resize
default = resize(image, [9, 9], interpolation="bicubic")[0, :, :, 0]
matched = resize(image, [9, 9], interpolation="bicubic", antialias=True)[0, :, :, 0]

# %% pixel-shuffle differs="channel" same="plane_of_four, matched"
# why: Where more than one channel comes out, PyTorch takes neighboring channels for one block, and TensorFlow and
#   Keras for one pixel: the first channel of the result comes from channels 0 to 3, or from 0, 2, 4 and 6. Reorder the
#   channels first.
plane_of_four = ops.depth_to_space(blocks[..., :4], block_size=2)[0, :, :, 0]
channel = ops.depth_to_space(blocks, block_size=2)[0, :, :, 0]
reordered = ops.take(blocks, [0, 4, 1, 5, 2, 6, 3, 7], axis=3)
matched = ops.depth_to_space(reordered, block_size=2)[0, :, :, 0]

# %% space-to-depth differs="second" same="from_plane"
# why: For an image of one channel all agree. With more, PyTorch writes all cells of channel 0 first, and TensorFlow and
#   Keras all channels of the first cell.
from_plane = ops.space_to_depth(plane, block_size=2)[0, :, :, 1]
second = ops.space_to_depth(image, block_size=2)[0, :, :, 1]

# %% unfold differs="patch" same="from_plane"
# why: A patch lies along axis 1 in PyTorch, channel by channel; in TensorFlow it lies along the last axis, pixel by
#   pixel with all channels. `keras.ops.unfold` is PyTorch's, channels first.
patch = ops.image.extract_patches(image, size=2, strides=2)[0, 0, 0]
from_plane = ops.image.extract_patches(plane, size=2, strides=2)[0, 0, 0]

# %% fold same="folded"
blocks_of_4 = ops.reshape(ops.arange(36.0), [1, 4, 9])
folded = ops.fold(blocks_of_4, output_size=4, kernel_size=2)

# %% places hidden="true"
places = ops.array([[0.5, 2.0, 4.25], [1.0, 3.5, 0.75]])  # rows and columns

# %% grid-sample same="sampled" rtol="1e-4" atol="1e-5"
sampled = ops.image.map_coordinates(plane[0, :, :, 0], places, order=1)

# %% heads hidden="true"
heads = rng.normal(size=(3, 1, 2, 4, 3)).astype("float32")
# batch, steps, heads, features
query, key, value = ops.unstack(heads.transpose(0, 1, 3, 2, 4))
lower = ops.tril(ops.ones([1, 1, 4, 4], dtype="bool"))

# %% scaled-dot-product-attention same="first"
first = ops.dot_product_attention(query, key, value, is_causal=True)[0, :, 0]

# %% attention-mask same="first"
first = ops.dot_product_attention(query, key, value, mask=lower)[0, :, 0]

# %% cosine-similarity differs="measure" same="similarity"
# why: `cosine_similarity` among the losses of Keras is the negative cosine, because a loss is to fall: change its sign.
measure = keras.losses.cosine_similarity(x, y, axis=1)
similarity = -measure

# %% pairwise-distance same="distances"
distances = ops.norm(x - y, axis=1)

# %% cdist same="table"
table = ops.cdist(x, y)

# %% pdist same="distances"
points = ops.concatenate([x, y])
one, other = [0, 0, 0, 1, 1, 2], [1, 2, 3, 2, 3, 3]
distances = ops.norm(ops.take(points, one, 0) - ops.take(points, other, 0), axis=1)

# %% top-k differs="positions" same="best"
# why: The positions are `int64` in PyTorch and `int32` in TensorFlow and Keras, which look along the last axis only,
#   for the largest only.
best, positions = ops.top_k(x, k=2)

# %% in-top-k same="hits"
hits = ops.in_top_k(labels, x, k=2)

# %% steps hidden="true"
steps = rng.normal(size=(6, 1, 4)).astype("float32")
steps = ops.array(steps)  # steps, batch, classes
series = ops.array([1.0, 2.0, 4.0, 8.0])


def width(row):
    return ops.max(row) - ops.min(row)


def smooth(average, new):
    average = 0.5 * average + 0.5 * new
    return average, average  # what goes on, and what is kept


# %% vmap same="widths"
widths = ops.vectorized_map(width, x)

# %% map-fn same="widths"
widths = ops.map(width, x)

# %% scan same="averages"
_, averages = ops.scan(smooth, init=series[0], xs=series)

# %% while-loop same="power"
(power,) = ops.while_loop(
    lambda power: power < 100, lambda power: (power * 2,), (ops.array(3.0),)
)

# %% cond same="chosen"
chosen = ops.cond(ops.sum(x) > 0, lambda: x * 2, lambda: x)

# %% switch-case same="chosen"
chosen = ops.switch(1, [lambda: x, lambda: -x])

# %% functions hidden="true"
vector, direction = ops.array([1.0, 2.0]), ops.array([1.0, 0.5])


def cubes(v):
    return v**3


# %% jvp same="tangent"
_, tangent = ops.jvp(cubes, (vector,), (direction,))
