# %% dense-last-axis same="y, by_hand" differs="weight_shape"
# why: `nn.Linear` keeps its weight as (outputs, inputs), `Dense` as (inputs, outputs). Transpose it when you copy it.
import numpy as np
import tensorflow as tf

rng = np.random.default_rng(0)
kernel = tf.constant(rng.normal(size=(3, 2)), dtype=tf.float32)
steps = tf.constant(rng.normal(size=(2, 4, 3)), dtype=tf.float32)

layer = tf.keras.layers.Dense(2, use_bias=False)
layer.build(steps.shape)
layer.kernel.assign(kernel)
y = layer(steps)  # (batch, steps, outputs)
by_hand = steps @ kernel
weight_shape = list(layer.kernel.shape)
print("weight:", weight_shape, "output:", tuple(y.shape))
y[0]

# %% embedding differs="padding" same="vectors, averages"
# why: `padding_idx` starts a row at zero and keeps it from learning, but makes no mask. `mask_zero` leaves the row as
#   it is and sends a mask to the layers behind, so averages over the other tokens agree.
table = tf.constant([[9.0, 9.0], [1.0, 2.0], [3.0, 4.0]])
tokens = tf.constant([[1, 2, 0], [2, 0, 0]])

embedding = tf.keras.layers.Embedding(3, 2, mask_zero=True)
embedding.build()
embedding.embeddings.assign(table)

padding = embedding(tf.constant(0))
vectors = embedding(tf.constant([1, 2]))
average = tf.keras.layers.GlobalAveragePooling1D()
averages = average(embedding(tokens))  # the mask comes along
print("padding:", padding)
averages

# %% other-padding same="averages"
tokens = tf.constant([[0, 2, 1], [2, 1, 1]])  # 1 is the padding
embedding = tf.keras.layers.Embedding(3, 2)
embedding.build()
embedding.embeddings.assign(table)
averages = average(embedding(tokens), mask=tokens != 1)
averages

# %% flatten-order differs="naive" same="matched"
# why: `nn.Flatten` reads channel by channel, Keras pixel by pixel, because one keeps channels first and the other last.
#   Permute the rows of the kernel, or the features before flattening, and the outputs are equal.
rng = np.random.default_rng(0)
image = tf.constant(rng.normal(size=(4, 5)), dtype=tf.float32)
filters = tf.constant(rng.normal(size=(3, 3, 1, 2)), dtype=tf.float32)
kernel = tf.constant(rng.normal(size=(12, 4)), dtype=tf.float32)

conv = tf.keras.layers.Conv2D(2, kernel_size=3, use_bias=False)
conv.build((None, 4, 5, 1))
conv.kernel.assign(filters)
features = conv(tf.reshape(image, [1, 4, 5, 1]))  # (batch, 2, 3, channels)
flat = tf.keras.layers.Flatten()(features)

naive = flat @ kernel
matched = tf.reshape(features, [1, 12]) @ kernel  # the same order
matched

# %% reshape same="folded, swapped, unfolded"
x = tf.reshape(tf.range(12.0), [2, 6])
folded = tf.keras.layers.Reshape((2, 3))(x)
swapped = tf.keras.layers.Permute((2, 1))(folded)  # axis 0 does not count
unfolded = tf.keras.layers.Flatten()(swapped)
print(folded.shape, swapped.shape)
unfolded

# %% dropout same="values, kept, untouched"
dropout = tf.keras.layers.Dropout(0.2, seed=0)
dropped = dropout(tf.ones(10_000), training=True)
values = tf.sort(tf.unique(dropped).y)
kept = round(float(tf.reduce_mean(tf.cast(dropped > 0, tf.float32))), 1)
untouched = dropout(tf.ones(3))
print("values:", values, "kept:", kept)
untouched

# %% spatial-dropout same="whole_channels, whole_features"
layer = tf.keras.layers.SpatialDropout2D(0.5, seed=0)
images = layer(tf.ones((8, 3, 3, 16)), training=True)
whole_channels = bool(tf.reduce_all(images == images[:, :1, :1]))

layer = tf.keras.layers.SpatialDropout1D(0.5, seed=0)
steps = layer(tf.ones((8, 5, 16)), training=True)  # (batch, steps, features)
whole_features = bool(tf.reduce_all(steps == steps[:, :1]))
print(steps[0, :, :4])
print("whole channels:", whole_channels, "whole features:", whole_features)

# %% functional-dropout same="careless, careful"
tf.random.set_seed(0)


class Network(tf.keras.layers.Layer):
    def call(self, x, training=False):
        always = tf.nn.dropout(x, rate=0.5)
        in_training = tf.nn.dropout(x, rate=0.5) if training else x
        return always, in_training


always, in_training = Network()(tf.ones(1000), training=False)
careless = bool(tf.reduce_any(always == 0))
careful = bool(tf.reduce_any(in_training == 0))
print("drops in evaluation:", careless, careful)

# %% wrap-function same="y, learned"
factor = tf.Variable(3.0)
layer = tf.keras.layers.Lambda(lambda x: factor * tf.square(x))
y = layer(tf.constant([1.0, 2.0]))
learned = len(layer.trainable_variables)
print("learned parameters:", learned)
y


# %% maxout same="y"
class Maxout(tf.keras.layers.Layer):
    def __init__(self, outputs, pieces):
        super().__init__()
        self.shape = (-1, outputs, pieces)
        self.dense = tf.keras.layers.Dense(outputs * pieces)

    def call(self, x):
        candidates = tf.reshape(self.dense(x), self.shape)
        return tf.reduce_max(candidates, axis=-1)


layer = Maxout(2, pieces=2)
layer.dense.build((None, 1))
layer.dense.kernel.assign([[1.0, -1.0, 2.0, 0.0]])
y = layer(tf.constant([[-3.0], [0.5]]))  # |x| and 2 * relu(x)
y

# %% bilinear same="y"
x1 = tf.constant([[1.0, 2.0, 3.0], [-1.0, 0.0, 1.0]])
x2 = tf.constant([[0.0, 1.0], [1.0, 0.0]])
weight = tf.reshape(tf.range(24.0), [4, 3, 2])

y = tf.einsum("bi,oij,bj->bo", x1, weight, x2)
y

# %% leaky-relu differs="layer, function" same="named"
# why: Below zero the slope is 0.01 in PyTorch, 0.3 in the Keras layer, and 0.2 in the function of TensorFlow and of
#   Keras. Name it, and all agree.
x = tf.constant([-1.0, 2.0])
layer = tf.keras.layers.LeakyReLU()(x)
function = tf.nn.leaky_relu(x)
named = tf.keras.layers.LeakyReLU(negative_slope=0.1)(x)
print("layer:", layer)
print("function:", function)
named

# %% prelu differs="slopes" same="matched"
# why: `nn.PReLU` has one slope for all features, which starts at 0.25. The Keras layer has one for every feature, which
#   starts at 0. Give `nn.PReLU` the number of features and the Keras layer `alpha_initializer=Constant(0.25)`.
x = tf.constant([[-1.0, 2.0, -3.0], [4.0, -5.0, 6.0]])
layer = tf.keras.layers.PReLU()
layer.build(x.shape)
slopes = layer.alpha.numpy()

quarter = tf.keras.initializers.Constant(0.25)
matched = tf.keras.layers.PReLU(alpha_initializer=quarter)(x)
print("slopes:", slopes)
matched

# %% prelu-images differs="count" same="shared, y"
# why: On images, `nn.PReLU(2)` has one slope for each of the 2 channels. The Keras layer has one for every pixel of
#   every channel, unless `shared_axes` names the axes of height and width.
rng = np.random.default_rng(0)
images = rng.normal(size=(1, 3, 3, 2))  # channels last
x = tf.constant(images, dtype=tf.float32)

layer = tf.keras.layers.PReLU()
layer.build(x.shape)
count = layer.count_params()
layer = tf.keras.layers.PReLU(quarter, shared_axes=[1, 2])
y = layer(x)
shared = layer.count_params()
print("slopes:", count, "shared:", shared)
y[0, 0]

# %% elu-family same="elu, selu, celu"
x = tf.constant([-2.0, -0.5, 0.0, 2.0])
elu = tf.keras.activations.elu(x, alpha=0.5)
celu = tf.keras.activations.celu(x, alpha=0.5)
selu = tf.nn.selu(x)
print("elu:", elu)
print("celu:", celu)
print("selu:", selu)

# %% gelu-and-silu same="exact, approximate, silu, mish"
exact = tf.nn.gelu(x)
approximate = tf.nn.gelu(x, approximate=True)
silu = tf.nn.silu(x)
mish = tf.keras.activations.mish(x)
print("exact:", exact)
print("approximate:", approximate)
print("silu:", silu)
print("mish:", mish)

# %% hard-activations same="hard_sigmoid, hard_silu, hard_tanh, relu6"
x = tf.constant([-4.0, -1.0, 1.0, 8.0])
hard_sigmoid = tf.keras.activations.hard_sigmoid(x)
hard_silu = tf.keras.activations.hard_silu(x)
hard_tanh = tf.clip_by_value(x, -1.0, 1.0)
relu6 = tf.nn.relu6(x)
print("hard sigmoid:", hard_sigmoid)
print("hard silu:", hard_silu)
print("hard tanh:", hard_tanh)
print("relu6:", relu6)

# %% softplus-and-glu same="softplus, gated, swish_gated"
x = tf.constant([[-1.0, 30.0, 0.0, 2.0]])
softplus = tf.nn.softplus(x)
value, gate = tf.split(x, 2, axis=-1)
gated = value * tf.sigmoid(gate)  # the second half is the gate
swish_gated = value * tf.nn.silu(gate)
print("softplus:", softplus)
print("gated:", gated)
print("swish gated:", swish_gated)

# %% activation-by-name same="values"
x = tf.constant([-1.0, 0.5])
values = []
for name in ["relu", "gelu", "silu", "tanh"]:
    activation = tf.keras.activations.get(name)
    values.append(activation(x))
    print(f"{name:5}", values[-1].numpy())

# %% softmax same="by_row, by_column, logs"
# why: `torch.softmax` needs the axis. `F.softmax` and `nn.Softmax` guess it with a warning, and with three axes they
#   take the batch. TensorFlow and Keras take the last axis. Name it always.
x = tf.constant([[1.0, 2.0], [3.0, 5.0]])
by_row = tf.nn.softmax(x)
by_column = tf.nn.softmax(x, axis=0)
logs = tf.nn.log_softmax(x, axis=-1)
print(by_row)
logs

# %% conv-layout differs="weight_shape, output_shape" same="y"
# why: PyTorch keeps the channels first: images are (batch, channels, height, width) and weights (outputs, inputs,
#   height, width). TensorFlow and Keras keep them last: (batch, height, width, channels) and (height, width, inputs,
#   outputs). Permute both, and the outputs are equal.
rng = np.random.default_rng(0)
images = tf.constant(rng.normal(size=(1, 6, 6, 3)), dtype=tf.float32)
kernel = tf.constant(rng.normal(size=(3, 3, 3, 2)), dtype=tf.float32)

conv = tf.keras.layers.Conv2D(2, kernel_size=3, use_bias=False)
conv.build(images.shape)
conv.kernel.assign(kernel)
y = conv(images)
weight_shape, output_shape = list(conv.kernel.shape), list(y.shape)
print("weight:", weight_shape, "output:", output_shape)
y[0, 0]

# %% channels-first same="y"
# note: With `TF_ENABLE_ONEDNN_OPTS=0` set before the import, TensorFlow refuses this convolution on a CPU.
conv = tf.keras.layers.Conv2D(
    2,
    kernel_size=3,
    use_bias=False,
    data_format="channels_first",
)
x = tf.transpose(images, [0, 3, 1, 2])  # (batch, channels, height, width)
conv.build(x.shape)
conv.kernel.assign(kernel)
y = conv(x)
print(y.shape)
y[0, 0]

# %% conv-padding differs="stride_2" same="stride_1, matched, padding_1" atol="1e-5"
# why: A window of 3 with stride 2 needs one more row and column on an image of even size. `same` adds them below and on
#   the right. `padding=1` adds them on all four sides, which shifts the windows by one pixel. PyTorch refuses the word
#   `same` for this stride. Pad by hand, and the outputs are equal: `F.pad(x, (0, 1, 0, 1))` in PyTorch gives those of
#   `same`, and one pixel all around with `valid` in Keras gives those of `padding=1`.
stride_1 = tf.nn.conv2d(images, kernel, strides=1, padding="SAME")
stride_2 = tf.nn.conv2d(images, kernel, strides=2, padding="SAME")

padded = tf.pad(images, [[0, 0], [0, 1], [0, 1], [0, 0]])
matched = tf.nn.conv2d(padded, kernel, strides=2, padding="VALID")
padded = tf.pad(images, [[0, 0], [1, 1], [1, 1], [0, 0]])
padding_1 = tf.nn.conv2d(padded, kernel, strides=2, padding="VALID")
print("stride 2:", stride_2[0, 0])
matched[0, 0]

# %% max-pool same="whole_windows, all_pixels"
x = tf.reshape(tf.range(25.0), [1, 5, 5, 1])
whole_windows = tf.nn.max_pool2d(x, 2, 2, padding="VALID")[0, :, :, 0]
all_pixels = tf.nn.max_pool2d(x, 2, 2, padding="SAME")[0, :, :, 0]
print("whole windows:", whole_windows)
all_pixels

# %% max-pool-padding differs="pooled" same="padding_1"
# why: On an image of even size `same` pads below and on the right only, `padding=1` on all four sides. Pad by hand with
#   the smallest number, which no maximum takes, or with zeros behind a ReLU, and use `valid`.
image = tf.constant(np.random.default_rng(0).normal(size=(6, 6)))
x = tf.reshape(image, [1, 6, 6, 1])
pooled = tf.nn.max_pool2d(x, 3, 2, padding="SAME")[0, :, :, 0]

around = [[0, 0], [1, 1], [1, 1], [0, 0]]
padded = tf.pad(x, around, constant_values=x.dtype.min)
padding_1 = tf.nn.max_pool2d(padded, 3, 2, padding="VALID")[0, :, :, 0]
print("same:", pooled)
padding_1

# %% average-pool differs="default" same="matched"
# why: `AvgPool2d` counts the padding as zeros, `AveragePooling2D` leaves it out of the average.
#   `count_include_pad=False` makes the two equal.
ones = tf.ones((1, 3, 3, 1))
pool = tf.keras.layers.AveragePooling2D(3, strides=1, padding="same")
default = pool(ones)[0, :, :, 0]
matched = tf.nn.avg_pool2d(ones, 3, 1, padding="SAME")[0, :, :, 0]
matched

# %% global-pool same="average, largest, grid"
rng = np.random.default_rng(0)
images = tf.constant(rng.normal(size=(2, 5, 5, 3)), dtype=tf.float32)
average = tf.reduce_mean(images, axis=[1, 2])
largest = tf.reduce_max(images, axis=[1, 2])
grid = tf.keras.layers.AdaptiveAveragePooling2D(2)(images)
print(grid.shape)
average
