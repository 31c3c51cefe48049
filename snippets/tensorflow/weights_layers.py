# %% arrays same="sample"
import numpy as np
import tensorflow as tf


def draw(*shapes):
    rng = np.random.default_rng(0)
    return [rng.normal(0, 0.5, shape).astype("float32") for shape in shapes]


def fill(layer, shape, arrays):
    layer.build(shape)
    layer.set_weights(arrays)


sample = draw((2, 3))
sample


# %% dense-from-pytorch same="y" rtol="0" atol="1e-5"
def dense_to_keras(weight, bias):
    return weight.T, bias


weight, bias, x = draw((2, 3), (2,), (4, 3))

layer = tf.keras.layers.Dense(2)
fill(layer, x.shape, dense_to_keras(weight, bias))
y = layer(x)
y

# %% dense-from-keras same="y" rtol="0" atol="1e-5"
kernel, bias, x = draw((3, 2), (2,), (4, 3))

layer = tf.keras.layers.Dense(2)
fill(layer, x.shape, [kernel, bias])
y = layer(x)
y

# %% dense-square differs="careless" same="right" rtol="0" atol="1e-5"
# why: As many inputs as outputs make a square matrix, which fits either way round. The weight here is PyTorch's, and
#   `careless` leaves out the transposition. Nothing is reported: check the numbers, not the shapes.
weight, x = draw((3, 3), (1, 3))

layer = tf.keras.layers.Dense(3, use_bias=False)
fill(layer, x.shape, [weight])
careless = layer(x)

layer.set_weights([weight.T])
right = layer(x)
print(careless.numpy())
print(right.numpy())


# %% conv2d-from-pytorch same="y" rtol="0" atol="1e-5"
def conv_to_keras(weight, bias):  # 1D, 2D and 3D
    return np.moveaxis(weight, (0, 1), (-1, -2)), bias


weight, bias, images = draw((4, 3, 3, 5), (4,), (2, 6, 8, 3))

layer = tf.keras.layers.Conv2D(4, (3, 5))
fill(layer, images.shape, conv_to_keras(weight, bias))
y = layer(images)
y[0, 0, 0]

# %% conv2d-from-keras same="y" rtol="0" atol="1e-5"
kernel, bias, images = draw((3, 5, 3, 4), (4,), (2, 6, 8, 3))

layer = tf.keras.layers.Conv2D(4, (3, 5))
fill(layer, images.shape, [kernel, bias])
y = layer(images)
y[0, 0, 0]

# %% conv2d-reversed differs="careless" same="right" rtol="0" atol="1e-5"
# why: `.T` of an array of four axes reverses all of them. For a square kernel the shape is right, and every filter lies
#   on its side. Name the axes: `transpose(2, 3, 1, 0)` to Keras, `transpose(3, 2, 0, 1)` to PyTorch.
kernel, images = draw((3, 3, 3, 4), (1, 5, 5, 3))

layer = tf.keras.layers.Conv2D(4, 3, use_bias=False)
fill(layer, images.shape, [kernel])
careless = right = layer(images)
right[0, 0]

# %% conv1d-from-pytorch same="y" rtol="0" atol="1e-5"
weight, bias, steps = draw((4, 3, 5), (4,), (2, 9, 3))

layer = tf.keras.layers.Conv1D(4, 5)
fill(layer, steps.shape, conv_to_keras(weight, bias))
y = layer(steps)
y[0, 0]

# %% conv1d-from-keras same="y" rtol="0" atol="1e-5"
kernel, bias, steps = draw((5, 3, 4), (4,), (2, 9, 3))

layer = tf.keras.layers.Conv1D(4, 5)
fill(layer, steps.shape, [kernel, bias])
y = layer(steps)
y[0, 0]

# %% conv3d-from-pytorch same="y" rtol="0" atol="1e-5"
weight, bias, volumes = draw((4, 2, 2, 3, 3), (4,), (1, 4, 5, 6, 2))

layer = tf.keras.layers.Conv3D(4, (2, 3, 3))
fill(layer, volumes.shape, conv_to_keras(weight, bias))
y = layer(volumes)
y[0, 0, 0, 0]

# %% conv3d-from-keras same="y" rtol="0" atol="1e-5"
kernel, bias, volumes = draw((2, 3, 3, 2, 4), (4,), (1, 4, 5, 6, 2))

layer = tf.keras.layers.Conv3D(4, (2, 3, 3))
fill(layer, volumes.shape, [kernel, bias])
y = layer(volumes)
y[0, 0, 0, 0]

# %% conv-groups same="from_pytorch, from_keras" rtol="0" atol="1e-5"
weight, kernel, images = draw((6, 2, 3, 3), (3, 3, 2, 6), (1, 5, 5, 4))

layer = tf.keras.layers.Conv2D(6, 3, groups=2, use_bias=False)
fill(layer, images.shape, [np.moveaxis(weight, (0, 1), (-1, -2))])
from_pytorch = layer(images)

layer.set_weights([kernel])
from_keras = layer(images)
from_keras[0, 0, 0]


# %% depthwise-from-pytorch same="y" rtol="0" atol="1e-5"
def depthwise_to_keras(weight, bias, multiplier=1):
    kernel = weight.transpose(2, 3, 1, 0)  # (height, width, 1, outputs)
    return kernel.reshape(*kernel.shape[:2], -1, multiplier), bias


weight, bias, images = draw((6, 1, 3, 5), (6,), (1, 6, 8, 3))

layer = tf.keras.layers.DepthwiseConv2D((3, 5), depth_multiplier=2)
fill(layer, images.shape, depthwise_to_keras(weight, bias, multiplier=2))
y = layer(images)
y[0, 0, 0]

# %% depthwise-from-keras same="y" rtol="0" atol="1e-5"
kernel, bias, images = draw((3, 5, 3, 2), (6,), (1, 6, 8, 3))

layer = tf.keras.layers.DepthwiseConv2D((3, 5), depth_multiplier=2)
fill(layer, images.shape, [kernel, bias])
y = layer(images)
y[0, 0, 0]


# %% separable-from-pytorch same="y" rtol="0" atol="1e-5"
def separable_to_keras(depthwise, pointwise, bias, multiplier=1):
    first, second = (a.transpose(2, 3, 1, 0) for a in (depthwise, pointwise))
    return first.reshape(*first.shape[:2], -1, multiplier), second, bias


depthwise, pointwise, bias = draw((6, 1, 3, 3), (4, 6, 1, 1), (4,))
(images,) = draw((1, 6, 6, 3))

layer = tf.keras.layers.SeparableConv2D(4, 3, depth_multiplier=2)
arrays = separable_to_keras(depthwise, pointwise, bias, multiplier=2)
fill(layer, images.shape, arrays)
y = layer(images)
y[0, 0, 0]

# %% separable-from-keras same="y" rtol="0" atol="1e-5"
depthwise, pointwise, bias = draw((3, 3, 3, 2), (1, 1, 6, 4), (4,))

layer.set_weights([depthwise, pointwise, bias])
y = layer(images)
y[0, 0, 0]


# %% conv-transpose-from-pytorch same="y" rtol="0" atol="1e-5"
def conv_transpose_to_keras(weight, bias):
    return weight.transpose(2, 3, 1, 0), bias


weight, bias, images = draw((3, 4, 3, 5), (4,), (1, 4, 5, 3))

layer = tf.keras.layers.Conv2DTranspose(4, (3, 5), strides=2)
fill(layer, images.shape, conv_transpose_to_keras(weight, bias))
y = layer(images)
y[0, 0, 0]

# %% conv-transpose-from-keras same="y" rtol="0" atol="1e-5"
kernel, bias, images = draw((3, 5, 4, 3), (4,), (1, 4, 5, 3))

layer = tf.keras.layers.Conv2DTranspose(4, (3, 5), strides=2)
fill(layer, images.shape, [kernel, bias])
y = layer(images)
y[0, 0, 0]

# %% conv-transpose-same differs="usual" same="right" rtol="0" atol="1e-5"
# why: Both double the height and width. With a kernel of 3 and stride 2, `same` cuts one row and column off the end of
#   the full result. `padding=1, output_padding=1` cuts one off the beginning, so everything moves by a pixel. In
#   PyTorch leave the padding out and cut by hand.
kernel, bias, images = draw((3, 3, 4, 3), (4,), (1, 4, 4, 3))

layer = tf.keras.layers.Conv2DTranspose(4, 3, strides=2, padding="same")
fill(layer, images.shape, [kernel, bias])
usual = right = layer(images)
right[0, 0, :2]


# %% batch-norm-from-pytorch same="y" rtol="0" atol="1e-5"
# note: `num_batches_tracked` may be missing from a plain dict: PyTorch then puts 0. It matters only with
#   `momentum=None`.
def batch_norm_to_keras(weight, bias, running_mean, running_var):
    return weight, bias, running_mean, running_var


weight, bias, mean, logs, x = draw((3,), (3,), (3,), (3,), (4, 3))
variance = np.exp(logs)

layer = tf.keras.layers.BatchNormalization(epsilon=1e-5, momentum=0.9)
fill(layer, x.shape, batch_norm_to_keras(weight, bias, mean, variance))
y = layer(x, training=False)
y

# %% batch-norm-from-keras same="y" rtol="0" atol="1e-5"
gamma, beta, mean, logs, x = draw((3,), (3,), (3,), (3,), (4, 3))
variance = np.exp(logs)

layer = tf.keras.layers.BatchNormalization()
fill(layer, x.shape, [gamma, beta, mean, variance])
y = layer(x, training=False)
print(layer.epsilon, layer.momentum)
y

# %% batch-norm-eps differs="default" same="right" rtol="0" atol="1e-5"
# why: The small number in the root is 1e-5 in PyTorch and 1e-3 in Keras. It is no weight, so it does not cross with
#   them. Where a channel varies little it changes the output much, elsewhere too little to be seen. Set it to that of
#   the framework that trained.
mean, variance = np.zeros(3, "float32"), np.array([1, 0.01, 0.001], "float32")
x = np.full((1, 3), 0.1, "float32")

plain = {"center": False, "scale": False}
layer = tf.keras.layers.BatchNormalization(**plain)
fill(layer, x.shape, [mean, variance])
default = layer(x, training=False)

layer = tf.keras.layers.BatchNormalization(epsilon=1e-5, **plain)
fill(layer, x.shape, [mean, variance])
right = layer(x, training=False)
print(default.numpy())
right

# %% batch-norm-go-on differs="variance" same="mean, biased" rtol="0" atol="1e-5"
# why: A momentum of 0.1 in PyTorch is 0.9 in Keras. PyTorch also puts the variance with n - 1 into its average and
#   Keras that with n. A large batch makes this small; no setting removes it.
(x,) = draw((8, 3))

layer = tf.keras.layers.BatchNormalization(momentum=0.9)
layer(x, training=True)
mean, variance = layer.moving_mean, layer.moving_variance
biased = variance
print(mean.numpy(), variance.numpy())


# %% layer-norm-from-pytorch same="y" rtol="0" atol="1e-5"
def norm_to_keras(weight, bias):
    return weight, bias


weight, bias, x = draw((4,), (4,), (2, 3, 4))

layer = tf.keras.layers.LayerNormalization(epsilon=1e-5)
fill(layer, x.shape, norm_to_keras(weight, bias))
y = layer(x)
y[0]

# %% layer-norm-from-keras same="y" rtol="0" atol="1e-5"
gamma, beta, x = draw((4,), (4,), (2, 3, 4))

layer = tf.keras.layers.LayerNormalization()
fill(layer, x.shape, [gamma, beta])
y = layer(x)
print(layer.epsilon)
y[0]

# %% layer-norm-image differs="shape" same="y" rtol="0" atol="1e-5"
# why: `nn.LayerNorm((3, 2, 2))` has a weight for every number of an image, with the channels first. Keras has one for
#   the axes it is told, the last if none, with the channels last. Move the axes of the weight as those of the image.
weight, bias, images = draw((3, 2, 2), (3, 2, 2), (2, 2, 2, 3))

layer = tf.keras.layers.LayerNormalization(axis=[1, 2, 3], epsilon=1e-5)
arrays = [array.transpose(1, 2, 0) for array in (weight, bias)]
fill(layer, images.shape, arrays)
y = layer(images)
shape = list(layer.gamma.shape)
print(shape)
y[0]

# %% group-norm-from-pytorch same="y" rtol="0" atol="1e-5"
weight, bias, images = draw((6,), (6,), (1, 4, 4, 6))

layer = tf.keras.layers.GroupNormalization(3, epsilon=1e-5)
fill(layer, images.shape, norm_to_keras(weight, bias))
y = layer(images)
y[0, 0, 0]

# %% group-norm-from-keras same="y" rtol="0" atol="1e-5"
gamma, beta, images = draw((6,), (6,), (1, 4, 4, 6))

layer = tf.keras.layers.GroupNormalization(3)
fill(layer, images.shape, [gamma, beta])
y = layer(images)
y[0, 0, 0]

# %% embedding-from-pytorch same="y"
(table,) = draw((5, 3))

layer = tf.keras.layers.Embedding(5, 3)
fill(layer, None, [table])
y = layer(tf.constant([[4, 0], [1, 1]]))
y

# %% embedding-from-keras same="y"
# note: A row for the padding is loaded like any other. `padding_idx` sets it to zero only when the layer is made, and
#   keeps it from learning; `mask_zero` does neither.
(table,) = draw((5, 3))

layer = tf.keras.layers.Embedding(5, 3, mask_zero=True)
fill(layer, None, [table])
y = layer(tf.constant([[4, 0], [1, 1]]))
y

# %% embedding-padding-index same="mean" rtol="0" atol="1e-6"
# note: `mask_zero` of Keras knows the index 0 only. For a different padding index, pass the mask to the layers that
#   read the steps. `padding_idx` of PyTorch makes no mask for any index.
layer = tf.keras.layers.Embedding(5, 3)
fill(layer, None, [table])
ids = tf.constant([[4, 2, 1], [3, 1, 1]])
mean = tf.keras.layers.GlobalAveragePooling1D()(layer(ids), mask=ids != 1)
mean


# %% prelu-from-pytorch same="y" rtol="0" atol="1e-5"
def prelu_to_keras(weight, axes=3):  # of an image, without the batch
    return [weight.reshape((1,) * (axes - 1) + (-1,))]


slopes, images = draw((3,), (1, 2, 2, 3))

layer = tf.keras.layers.PReLU(shared_axes=[1, 2])
fill(layer, images.shape, prelu_to_keras(slopes))
y = layer(images)
y[0]

# %% prelu-from-keras same="y" rtol="0" atol="1e-5"
alpha, images = draw((1, 1, 3), (1, 2, 2, 3))

layer = tf.keras.layers.PReLU(shared_axes=[1, 2])
fill(layer, images.shape, [alpha])
y = layer(images)
y[0]

# %% prelu-per-pixel same="y" rtol="0" atol="1e-5"
alpha, images = draw((2, 2, 3), (1, 2, 2, 3))

layer = tf.keras.layers.PReLU()
fill(layer, images.shape, [alpha])
y = layer(images)
y[0]
