# %% functional-dropout same="careless, careful"
import keras
import numpy as np


class Network(keras.Layer):
    def __init__(self):
        super().__init__()
        self.seed = keras.random.SeedGenerator(0)

    def call(self, x, training=False):
        dropped = keras.random.dropout(x, rate=0.5, seed=self.seed)
        return dropped, dropped if training else x


always, in_training = Network()(np.ones(1000, dtype="float32"))
careless = bool(np.any(always == 0))
careful = bool(np.any(in_training == 0))
print("drops in evaluation:", careless, careful)


# %% maxout same="y"
class Maxout(keras.Layer):
    def __init__(self, outputs, pieces):
        super().__init__()
        self.shape = (-1, outputs, pieces)
        self.dense = keras.layers.Dense(outputs * pieces)

    def call(self, x):
        candidates = keras.ops.reshape(self.dense(x), self.shape)
        return keras.ops.max(candidates, axis=-1)


layer = Maxout(2, pieces=2)
layer.dense.build((None, 1))
layer.dense.kernel.assign([[1.0, -1.0, 2.0, 0.0]])
y = layer(np.array([[-3.0], [0.5]]))  # |x| and 2 * relu(x)
y

# %% leaky-relu differs="layer, function" same="named"
# why: Below zero the slope is 0.01 in PyTorch, 0.3 in the Keras layer, and 0.2 in the function of TensorFlow and of
#   Keras. Name it, and all agree.
x = np.array([-1.0, 2.0], dtype="float32")
layer = keras.layers.LeakyReLU()(x)
function = keras.layers.Activation("leaky_relu")(x)
named = keras.activations.leaky_relu(x, negative_slope=0.1)
print("layer:", layer)
print("function:", function)
named

# %% elu-family same="elu, selu, celu"
from keras import activations

x = np.array([-2.0, -0.5, 0.0, 2.0], dtype="float32")
elu = activations.elu(x, alpha=0.5)
celu = activations.celu(x, alpha=0.5)
selu = activations.selu(x)
print("elu:", elu)
print("celu:", celu)
print("selu:", selu)

# %% gelu-and-silu same="exact, approximate, silu, mish"
exact = activations.gelu(x)
approximate = keras.ops.gelu(x)  # another default than in activations
silu = activations.silu(x)
mish = activations.mish(x)
print("exact:", exact)
print("approximate:", approximate)
print("silu:", silu)
print("mish:", mish)

# %% hard-activations same="hard_sigmoid, hard_silu, hard_tanh, relu6"
x = np.array([-4.0, -1.0, 1.0, 8.0], dtype="float32")
hard_sigmoid = activations.hard_sigmoid(x)
hard_silu = activations.hard_silu(x)
hard_tanh = activations.hard_tanh(x)
relu6 = keras.layers.ReLU(max_value=6.0)(x)
print("hard sigmoid:", hard_sigmoid)
print("hard silu:", hard_silu)
print("hard tanh:", hard_tanh)
print("relu6:", relu6)

# %% softplus-and-glu same="softplus, gated, swish_gated"
x = np.array([[-1.0, 30.0, 0.0, 2.0]], dtype="float32")
softplus = activations.softplus(x)
gated = activations.glu(x, axis=-1)  # the second half is the gate
value, gate = keras.ops.split(x, 2, axis=-1)
swish_gated = value * activations.silu(gate)
print("softplus:", softplus)
print("gated:", gated)
print("swish gated:", swish_gated)

# %% activation-by-name same="values"
x = np.array([-1.0, 0.5], dtype="float32")
values = []
for name in ["relu", "gelu", "silu", "tanh"]:
    layer = keras.layers.Activation(name)
    values.append(layer(x))
    print(f"{name:5}", values[-1].numpy())

# %% softmax same="by_row, by_column, logs"
# why: `torch.softmax` needs the axis. `F.softmax` and `nn.Softmax` guess it with a warning, and with three axes they
#   take the batch. TensorFlow and Keras take the last axis. Name it always.
x = np.array([[1.0, 2.0], [3.0, 5.0]], dtype="float32")
by_row = keras.layers.Softmax()(x)
by_column = keras.ops.softmax(x, axis=0)
logs = keras.ops.log_softmax(x, axis=-1)
print(by_row)
logs

# %% conv-padding differs="stride_2" same="stride_1, matched, padding_1" atol="1e-5"
# why: A window of 3 with stride 2 needs one more row and column on an image of even size. `same` adds them below and on
#   the right. `padding=1` adds them on all four sides, which shifts the windows by one pixel. PyTorch refuses the word
#   `same` for this stride. Pad by hand, and the outputs are equal: `F.pad(x, (0, 1, 0, 1))` in PyTorch gives those of
#   `same`, and one pixel all around with `valid` in Keras gives those of `padding=1`.
rng = np.random.default_rng(0)
images = rng.normal(size=(1, 6, 6, 3)).astype("float32")
kernel = rng.normal(size=(3, 3, 3, 2)).astype("float32")
stride_1 = keras.ops.conv(images, kernel, strides=1, padding="same")
stride_2 = keras.ops.conv(images, kernel, strides=2, padding="same")

padded = keras.layers.ZeroPadding2D(((0, 1), (0, 1)))(images)
matched = keras.ops.conv(padded, kernel, strides=2, padding="valid")
padded = keras.layers.ZeroPadding2D(1)(images)
padding_1 = keras.ops.conv(padded, kernel, strides=2, padding="valid")
print("stride 2:", stride_2[0, 0])
matched[0, 0]

# %% max-pool same="whole_windows, all_pixels"
x = np.arange(25, dtype="float32").reshape(1, 5, 5, 1)
whole_windows = keras.layers.MaxPooling2D(2)(x)[0, :, :, 0]
all_pixels = keras.layers.MaxPooling2D(2, padding="same")(x)[0, :, :, 0]
print("whole windows:", whole_windows)
all_pixels

# %% global-pool same="average, largest, grid"
rng = np.random.default_rng(0)
images = rng.normal(size=(2, 5, 5, 3)).astype("float32")
average = keras.layers.GlobalAveragePooling2D()(images)
largest = keras.layers.GlobalMaxPooling2D()(images)
grid = keras.layers.AdaptiveAveragePooling2D(2)(images)
print(grid.shape)
average
