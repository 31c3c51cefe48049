# %% inputs hidden="true"
import numpy as np
import tensorflow as tf

rng = np.random.default_rng(0)
x = tf.constant([[-4.0, -0.5, 0.1], [0.5, 1.5, 4.0]])
y = tf.constant([[1.0, -0.5, 2.0], [0.3, -1.5, 2.0]])
labels = tf.constant([2, 0])
weight = tf.constant([[1.0, 0.0, 2.0], [0.5, -1.0, 0.0]])
bias = tf.constant([0.1, -0.2])
name = "relu"

# %% relu same="relu"
relu = tf.nn.relu(x)

# %% softmax same="softmax"
softmax = tf.nn.softmax(x, axis=1)

# %% log-softmax same="log_softmax"
log_softmax = tf.nn.log_softmax(x, axis=1)

# %% softmax-over-axes same="softmax"
softmax = tf.keras.activations.softmax(x, axis=(0, 1))

# %% sigmoid same="sigmoid"
sigmoid = tf.nn.sigmoid(x)

# %% tanh same="tanh"
tanh = tf.nn.tanh(x)

# %% logsigmoid same="logsigmoid"
logsigmoid = tf.math.log_sigmoid(x)

# %% gelu differs="default" same="exact, by_tanh"
# why: `keras.ops.gelu` uses the tanh formula unless told otherwise; PyTorch and `tf.nn.gelu` use the exact one. Name
#   it, and all agree.
default = tf.nn.gelu(x)
exact = tf.nn.gelu(x, approximate=False)
by_tanh = tf.nn.gelu(x, approximate=True)

# %% silu same="silu"
silu = tf.nn.swish(x)

# %% leaky-relu differs="default" same="matched"
# why: The slope below 0 is 0.01 by default in PyTorch and 0.2 in TensorFlow and Keras. Name it.
default = tf.nn.leaky_relu(x)
matched = tf.nn.leaky_relu(x, alpha=0.1)

# %% elu same="elu"
elu = tf.nn.elu(x)

# %% selu same="selu"
selu = tf.nn.selu(x)

# %% celu same="celu"
celu = tf.keras.activations.celu(x, alpha=2.0)

# %% relu6 same="relu6"
relu6 = tf.nn.relu6(x)

# %% crelu same="both_parts"
both_parts = tf.nn.crelu(x, axis=1)

# %% mish same="mish"
mish = tf.keras.activations.mish(x)

# %% softplus same="softplus"
softplus = tf.nn.softplus(x)

# %% softsign same="softsign"
softsign = tf.nn.softsign(x)

# %% hardsigmoid same="hardsigmoid"
hardsigmoid = tf.keras.activations.hard_sigmoid(x)

# %% hardswish same="hardswish"
hardswish = tf.keras.activations.hard_swish(x)

# %% prelu same="prelu"
prelu = tf.where(x > 0, x, tf.constant([0.25, 0.5, 1.0]) * x)

# %% glu same="glu"
glu = tf.keras.activations.glu(tf.concat([x, y], axis=1), axis=1)

# %% activation-by-name same="by_name"
by_name = tf.keras.activations.get(name)(x)

# %% activation-name same="found"
found = tf.keras.activations.serialize(tf.keras.activations.relu)

# %% activation-from-config same="rebuilt"
rebuilt = tf.keras.activations.deserialize(name)(x)

# %% linear same="scores"
scores = tf.matmul(x, weight, transpose_b=True) + bias

# %% bias-add same="shifted"
shifted = tf.nn.bias_add(x[:, :2], bias)

# %% bilinear same="products"
products = tf.einsum("bi,oij,bj->bo", x, tf.ones([1, 3, 3]), y)

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
image = tf.constant(image.transpose(0, 2, 3, 1))
kernel = tf.constant(kernel.transpose(2, 3, 1, 0))
back_kernel = tf.constant(back_kernel.transpose(2, 3, 1, 0))
depth_kernel = tf.constant(depth_kernel.transpose(2, 3, 0, 1))
point_kernel = tf.constant(point_kernel.transpose(2, 3, 1, 0))
sequence = tf.constant(sequence.transpose(0, 2, 1))
kernel_1d = tf.constant(kernel_1d.transpose(2, 1, 0))
volume = tf.constant(volume.transpose(0, 2, 3, 4, 1))
kernel_3d = tf.constant(kernel_3d.transpose(2, 3, 4, 1, 0))
blocks = tf.constant(blocks.transpose(0, 2, 3, 1))
plane = image[..., :1]

# %% conv2d differs="shape" same="first"
# why: PyTorch puts the channels before height and width, and TensorFlow and Keras after them. A kernel is (out, in,
#   height, width) in PyTorch and (height, width, in, out) in the others. Transpose both: `permute(0, 2, 3, 1)` of an
#   image and `permute(2, 3, 1, 0)` of a kernel make TensorFlow's order.
maps = tf.nn.conv2d(image, kernel, strides=1, padding="VALID")
shape, first = list(maps.shape), maps[0, :, :, 0]

# %% conv2d-same-size same="first"
first = tf.nn.conv2d(image, kernel, strides=1, padding="SAME")[0, :, :, 0]

# %% conv2d-strided differs="halved" same="matched"
# why: With stride 2 and an even size, `SAME` pads one row less before than after, and so sees other pixels than
#   PyTorch's `padding=1`. Pad by hand, or give `tf.nn.conv2d` its padding as a list.
halved = tf.nn.conv2d(image, kernel, strides=2, padding="SAME")[0, :, :, 0]
pads = [[0, 0], [1, 1], [1, 1], [0, 0]]
matched = tf.nn.conv2d(image, kernel, strides=2, padding=pads)[0, :, :, 0]

# %% conv2d-dilated same="first"
first = tf.nn.atrous_conv2d(image, kernel, rate=2, padding="VALID")[0, :, :, 0]

# %% conv1d same="first"
first = tf.nn.conv1d(sequence, kernel_1d, stride=1, padding="VALID")[0, :, 0]

# %% conv3d same="first"
maps = tf.nn.conv3d(volume, kernel_3d, strides=[1, 1, 1, 1, 1], padding="VALID")
first = maps[0, ..., 0]

# %% conv-transpose2d same="first"
shape = [1, 13, 13, 3]
maps = tf.nn.conv2d_transpose(image, back_kernel, shape, strides=2, padding="VALID")
first = maps[0, :, :, 0]

# %% depthwise-conv2d same="both"
maps = tf.nn.depthwise_conv2d(image, depth_kernel, [1, 1, 1, 1], "VALID")
both = [maps[0, :, :, 0], maps[0, :, :, 1]]

# %% max-pool2d same="first"
first = tf.nn.max_pool2d(image, ksize=2, strides=2, padding="VALID")[0, :, :, 0]

# %% max-pool3d same="first"
first = tf.nn.max_pool(volume, ksize=2, strides=2, padding="VALID")[0, ..., 0]

# %% max-pool-positions differs="positions" same="first, places"
# why: PyTorch counts the positions within one channel of height by width. TensorFlow counts through the image with its
#   channels: divide by their number.
values, positions = tf.nn.max_pool_with_argmax(image, 2, strides=2, padding="VALID")
first, places = values[0, :, :, 0], positions[0, :, :, 0] // 2
positions = positions[0, :, :, 1]

# %% avg-pool2d same="first"
first = tf.nn.avg_pool2d(image, ksize=2, strides=2, padding="VALID")[0, :, :, 0]

# %% avg-pool2d-padded differs="default" same="matched"
# why: PyTorch counts the zeros of the padding in each mean, and TensorFlow and Keras do not: `count_include_pad=False`.
default = tf.nn.avg_pool2d(image, ksize=3, strides=1, padding="SAME")[0, :, :, 0]
matched = default

# %% avg-pool3d same="first"
first = tf.nn.avg_pool(volume, ksize=2, strides=2, padding="VALID")[0, ..., 0]

# %% pool same="first"
first = tf.nn.pool(image, [2, 3], "AVG", strides=[2, 3])[0, :, :, 0]

# %% adaptive-avg-pool2d same="first"
first = tf.keras.ops.adaptive_average_pool(image, output_size=4)[0, :, :, 0]

# %% adaptive-max-pool2d same="first"
first = tf.keras.ops.adaptive_max_pool(image, output_size=4)[0, :, :, 0]

# %% dilation2d same="first"
ones, flat = [1, 1, 1, 1], tf.zeros([3, 3, 2])
first = tf.nn.dilation2d(image, flat, ones, "VALID", "NHWC", ones)[0, :, :, 0]

# %% erosion2d same="first"
ones, flat = [1, 1, 1, 1], tf.zeros([3, 3, 2])
first = tf.nn.erosion2d(image, flat, ones, "VALID", "NHWC", ones)[0, :, :, 0]

# %% embedding same="vectors"
vectors = tf.nn.embedding_lookup(tf.eye(3), labels)

# %% embedding-bag same="mean"
vectors = tf.nn.embedding_lookup(tf.transpose(weight), [[0, 2], [1, 1]])
mean = tf.reduce_mean(vectors, axis=1)

# %% dropout same="values"
dropped = tf.nn.dropout(tf.ones([50]), rate=0.5)
values = sorted(set(dropped.numpy().tolist()))

# %% statistics hidden="true"
center, spread = tf.constant([-1.75, 0.5, 2.05]), tf.constant([5.0, 1.0, 3.8])

# %% batch-norm same="normalized"
normalized = tf.nn.batch_normalization(
    x, center, spread, offset=None, scale=None, variance_epsilon=0.001
)

# %% layer-norm same="normalized"
normalized = tf.keras.ops.layer_normalization(x, axis=-1, epsilon=0.00001)

# %% group-norm same="first"
first = tf.keras.layers.GroupNormalization(groups=4, epsilon=0.001)(blocks)[0, :, :, 0]

# %% rms-norm same="normalized"
normalized = tf.keras.ops.rms_normalization(x, axis=-1, epsilon=0.00001)

# %% normalize same="unit_rows"
unit_rows = tf.nn.l2_normalize(x, axis=1)

# %% l2-loss same="half_of_squares"
half_of_squares = tf.nn.l2_loss(x)

# %% moments same="means, variances"
means, variances = tf.nn.moments(x, axes=[0])

# %% interpolate same="first"
first = tf.image.resize(image, [9, 9], method="bilinear")[0, :, :, 0]

# %% interpolate-nearest differs="by_default" same="matched"
# why: For sizes that are no multiple, PyTorch's `nearest` takes the pixel at the upper left of the place; TensorFlow
#   and Keras take the one at the center, which is `nearest-exact` in PyTorch.
by_default = tf.image.resize(image, [8, 8], method="nearest")[0, :, :, 0]
matched = by_default

# %% interpolate-bicubic differs="default" same="matched"
# why: PyTorch's cubic has the coefficient -0.75, that of TensorFlow and Keras -0.5. With `antialias=True` it is -0.5 in
#   all of them, and nothing else changes where the image grows.
resize = tf.image.resize
default = resize(image, [9, 9], method="bicubic")[0, :, :, 0]
matched = resize(image, [9, 9], method="bicubic", antialias=True)[0, :, :, 0]

# %% pixel-shuffle differs="channel" same="plane_of_four, matched"
# why: Where more than one channel comes out, PyTorch takes neighboring channels for one block, and TensorFlow and
#   Keras for one pixel: the first channel of the result comes from channels 0 to 3, or from 0, 2, 4 and 6. Reorder the
#   channels first.
plane_of_four = tf.nn.depth_to_space(blocks[..., :4], block_size=2)[0, :, :, 0]
channel = tf.nn.depth_to_space(blocks, block_size=2)[0, :, :, 0]
reordered = tf.gather(blocks, [0, 4, 1, 5, 2, 6, 3, 7], axis=3)
matched = tf.nn.depth_to_space(reordered, block_size=2)[0, :, :, 0]

# %% space-to-depth differs="second" same="from_plane"
# why: For an image of one channel all agree. With more, PyTorch writes all cells of channel 0 first, and TensorFlow and
#   Keras all channels of the first cell.
from_plane = tf.nn.space_to_depth(plane, block_size=2)[0, :, :, 1]
second = tf.nn.space_to_depth(image, block_size=2)[0, :, :, 1]

# %% unfold differs="patch" same="from_plane"
# why: A patch lies along axis 1 in PyTorch, channel by channel; in TensorFlow it lies along the last axis, pixel by
#   pixel with all channels. `keras.ops.unfold` is PyTorch's, channels first.
sizes, ones = [1, 2, 2, 1], [1, 1, 1, 1]
patch = tf.image.extract_patches(image, sizes, sizes, ones, "VALID")[0, 0, 0]
from_plane = tf.image.extract_patches(plane, sizes, sizes, ones, "VALID")[0, 0, 0]

# %% fold same="folded"
blocks_of_4 = tf.reshape(tf.range(36.0), [1, 4, 9])
folded = tf.keras.ops.fold(blocks_of_4, output_size=4, kernel_size=2)

# %% places hidden="true"
places = tf.constant([[0.5, 2.0, 4.25], [1.0, 3.5, 0.75]])  # rows and columns

# %% grid-sample same="sampled" rtol="1e-4" atol="1e-5"
map_coordinates = tf.keras.ops.image.map_coordinates
sampled = map_coordinates(plane[0, :, :, 0], places, order=1)

# %% heads hidden="true"
heads = rng.normal(size=(3, 1, 2, 4, 3)).astype("float32")
# batch, steps, heads, features
query, key, value = tf.unstack(heads.transpose(0, 1, 3, 2, 4))
lower = tf.linalg.band_part(tf.ones([1, 1, 4, 4], tf.bool), -1, 0)

# %% scaled-dot-product-attention same="first"
attend = tf.keras.ops.dot_product_attention
first = attend(query, key, value, is_causal=True)[0, :, 0]

# %% attention-mask same="first"
attend = tf.keras.ops.dot_product_attention
first = attend(query, key, value, mask=lower)[0, :, 0]

# %% cosine-similarity differs="measure" same="similarity"
# why: `cosine_similarity` among the losses of Keras is the negative cosine, because a loss is to fall: change its sign.
measure = tf.keras.losses.cosine_similarity(x, y, axis=1)
similarity = -measure

# %% pairwise-distance same="distances"
distances = tf.norm(x - y, axis=1)

# %% cdist same="table"
table = tf.keras.ops.cdist(x, y)

# %% pdist same="distances"
points = tf.concat([x, y], axis=0)
pairs = [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]]
distances = tf.gather_nd(tf.keras.ops.cdist(points, points), pairs)

# %% top-k differs="positions" same="best"
# why: The positions are `int64` in PyTorch and `int32` in TensorFlow and Keras, which look along the last axis only,
#   for the largest only.
best, positions = tf.nn.top_k(x, k=2)

# %% in-top-k same="hits"
hits = tf.nn.in_top_k(labels, x, k=2)

# %% steps hidden="true"
steps = rng.normal(size=(6, 1, 4)).astype("float32")
steps = tf.constant(steps)  # steps, batch, classes
series = tf.constant([1.0, 2.0, 4.0, 8.0])


def width(row):
    return tf.reduce_max(row) - tf.reduce_min(row)


def smooth(average, new):
    return 0.5 * average + 0.5 * new


# %% ctc-greedy-decoder same="read"
decoded, _ = tf.nn.ctc_greedy_decoder(steps, [6], blank_index=0)
read = decoded[0].values

# %% vmap same="widths"
widths = tf.vectorized_map(width, x)

# %% map-fn same="widths"
widths = tf.map_fn(width, x)

# %% scan same="averages"
averages = tf.scan(smooth, series)

# %% foldr same="average"
average = tf.foldr(smooth, series)

# %% while-loop same="power"
(power,) = tf.while_loop(lambda power: power < 100, lambda power: [power * 2], [3.0])

# %% cond same="chosen"
chosen = tf.cond(tf.reduce_sum(x) > 0, lambda: x * 2, lambda: x)

# %% switch-case same="chosen"
chosen = tf.switch_case(tf.constant(1), [lambda: x, lambda: -x])

# %% functions hidden="true"
vector, direction = tf.Variable([1.0, 2.0]), tf.constant([1.0, 0.5])


def cubes(v):
    return v**3


def total_of_cubes(v):
    return tf.reduce_sum(v**3)


# %% grad same="slope" api="tf.GradientTape.gradient"
with tf.GradientTape() as tape:
    total = total_of_cubes(vector)
slope = tape.gradient(total, vector)

# %% backward same="slope" api="tf.GradientTape.gradient"
with tf.GradientTape() as tape:
    total = total_of_cubes(vector)
slope = tape.gradient(total, vector)

# %% jacobian same="jacobian" api="tf.GradientTape.jacobian"
with tf.GradientTape() as tape:
    cubed = cubes(vector)
jacobian = tape.jacobian(cubed, vector)

# %% hessian same="hessian" api="tf.GradientTape.jacobian, tf.GradientTape.gradient"
with tf.GradientTape() as outer:
    with tf.GradientTape() as inner:
        total = total_of_cubes(vector)
    slope = inner.gradient(total, vector)
hessian = outer.jacobian(slope, vector)

# %% vjp same="product" api="tf.GradientTape.gradient"
with tf.GradientTape() as tape:
    cubed = cubes(vector)
product = tape.gradient(cubed, vector, output_gradients=direction)

# %% jvp same="tangent" api="tf.autodiff.ForwardAccumulator.jvp"
with tf.autodiff.ForwardAccumulator(vector, direction) as accumulator:
    cubed = cubes(vector)
tangent = accumulator.jvp(cubed)

# %% checkpoint same="slope" api="tf.GradientTape.gradient"
with tf.GradientTape() as tape:
    cubed = tf.recompute_grad(cubes)(vector)
slope = tape.gradient(cubed, vector)

# %% custom-gradient same="slope" api="tf.GradientTape.gradient"
rounded = tf.custom_gradient(lambda v: (tf.round(v), lambda upstream: 2 * upstream))
with tf.GradientTape() as tape:
    total = tf.reduce_sum(rounded(vector))
slope = tape.gradient(total, vector)

# %% gradients hidden="true"
gradients = [tf.constant([3.0, 4.0]), tf.constant([0.0, 12.0])]

# %% global-norm same="norm"
norm = tf.linalg.global_norm(gradients)

# %% clip-grad-norm same="clipped, norm"
clipped, norm = tf.clip_by_global_norm(gradients, clip_norm=6.5)

# %% clip-grad-value same="clipped"
clipped = [tf.clip_by_value(gradient, -3.5, 3.5) for gradient in gradients]

# %% clip-by-norm same="clipped"
clipped = tf.clip_by_norm(x, clip_norm=2.0, axes=[1])

# %% bad-numbers hidden="true"
bad = tf.constant([1.0, float("nan")])
near = x + 0.000005

# %% assert-equal differs="stopped"
# why: PyTorch code uses Python's `assert`, which `python -O` leaves out. TensorFlow's assertions are operations, and
#   stay in a graph. `tf.debugging.assert_equal` is the same function.
try:
    tf.assert_equal(x, y)
except tf.errors.InvalidArgumentError as error:
    stopped = type(error).__name__

# %% assert differs="stopped"
# why: PyTorch code uses Python's `assert`. `tf.Assert` shows the tensors it is given, and raises an
#   `InvalidArgumentError`.
try:
    tf.Assert(tf.reduce_all(x > 0), [x])
except tf.errors.InvalidArgumentError as error:
    stopped = type(error).__name__

# %% assert-less
tf.assert_less(x, 5.0, message="too large")

# %% assert-greater-equal
tf.debugging.assert_greater_equal(x, -4.0)

# %% check-numerics differs="stopped"
# why: PyTorch has no such function: `assert` what `torch.isfinite` says. TensorFlow's is an operation, and stays in a
#   graph.
try:
    tf.debugging.check_numerics(bad, message="bad")
except tf.errors.InvalidArgumentError as error:
    stopped = type(error).__name__

# %% detect-anomaly same="slope" api="tf.GradientTape.gradient"
tf.debugging.enable_check_numerics()
with tf.GradientTape() as tape:
    total = total_of_cubes(vector)
slope = tape.gradient(total, vector)
tf.debugging.disable_check_numerics()

# %% assert-close raises="InvalidArgumentError"
# why: For `float32`, PyTorch allows by default 1e-5 and 1.3e-6 of the value, TensorFlow 1.2e-6 and as much of the
#   value. Name both tolerances.
try:
    tf.debugging.assert_near(near, x)
except tf.errors.InvalidArgumentError:
    tf.debugging.assert_near(near, x, rtol=1e-4, atol=1e-4)


# %% test-case only="tensorflow"
# why: PyTorch publishes no class for tests: use `unittest.TestCase` or pytest, with `torch.testing.assert_close`.
class DoubleTest(tf.test.TestCase):
    def test_double(self):
        self.assertAllClose(x + x, 2 * x)


# %% test-main only="tensorflow" why="A PyTorch test file ends with `unittest.main()`, or is run by pytest."
def main():
    tf.test.main()


# %% tools hidden="true"
import sys

# %% print
tf.print(series, output_stream=sys.stdout)

# %% timestamp same="recent"
recent = tf.timestamp() > 1.7e9

# %% py-function same="spread"
spread = tf.py_function(width, [series], Tout=tf.float32)

# %% numpy-function same="sums"
sums = tf.numpy_function(np.cumsum, [series], Tout=tf.float32)

# %% edit-distance only="tensorflow" why="PyTorch has none; `torchaudio.functional.edit_distance` compares two lists."
guess, truth = tf.sparse.from_dense([[1, 3, 3]]), tf.sparse.from_dense([[1, 2, 3]])
distance = tf.edit_distance(guess, truth, normalize=False)

# %% log-device-placement only="tensorflow"
# why: PyTorch logs no placement: it computes where the `device` of the tensors says.
tf.debugging.set_log_device_placement(True)

# %% placement-off hidden="true"
tf.debugging.set_log_device_placement(False)
