# %% layer-by-hand same="start, y"
import math

import keras
import numpy as np

rng = np.random.default_rng(0)
array = rng.standard_normal((256, 4)) / math.sqrt(256)
x = rng.standard_normal((64, 256)).astype("float32")

weights = keras.Variable(array, dtype="float32")
bias = keras.Variable(np.zeros(4), dtype="float32")

y = keras.ops.matmul(x, weights) + bias
start = weights[:2]
print(y.shape, f"spread {float(keras.ops.std(y)):.3f}")

# %% sequential same="sizes"
model = keras.Sequential()
model.add(keras.Input((3,)))
model.add(keras.layers.Dense(4, activation="relu"))
model.add(keras.layers.Dense(2))
sizes = [array.size for array in model.get_weights()]
sizes


# %% start-weights same="y"
def start_weights(model, seed=0):
    rng = np.random.default_rng(seed)
    arrays = []
    for weight in model.weights:
        if weight.name == "bias":
            arrays.append(np.full(weight.shape, 0.1))
        else:
            arrays.append(rng.normal(0, 0.5, weight.shape))
    model.set_weights(arrays)
    return model


x = np.array([[1.0, 2.0, 3.0], [-1.0, 0.0, 1.0]], dtype="float32")
start_weights(model)
y = model(x)
y

# %% inputs-outputs same="price, styles"
rooms = keras.Input((3,), name="rooms")
place = keras.Input((2,), name="place")
both = keras.layers.Concatenate()([rooms, place])
hidden = keras.layers.Dense(4, "tanh", name="shared")(both)
heads = {
    "price": keras.layers.Dense(1, name="price")(hidden),
    "style": keras.layers.Dense(3, name="style")(hidden),
}
model = keras.Model({"rooms": rooms, "place": place}, heads)
start_weights(model)

place = np.array([[0.0, 1.0], [1.0, 0.0]], dtype="float32")
outputs = model({"rooms": x, "place": place})
price, styles = outputs["price"], outputs["style"]
print(price)
styles

# %% late-shape raises="ValueError" differs="at_once" same="after_call" why="`nn.Linear` is told its inputs and has its weights at once. `Dense` waits for the first input, or for `build`; `nn.LazyLinear` does the same."
model = keras.Sequential([keras.layers.Dense(2)], name="model")
at_once = sum(array.size for array in model.get_weights())
try:
    model.count_params()
except ValueError as error:
    print(str(error).split(". ")[0])
model.build((None, 3))  # a keras.Input as first layer does this too
after_call = model.count_params()
print(at_once, after_call)

# %% summary same="trainable, statistics" differs="count" why="Keras counts the moving statistics of `BatchNormalization` as non-trainable parameters. In PyTorch they are buffers, which `parameters()` leaves out; the parts agree."
hidden = keras.layers.Dense(4, name="hidden")
norm = keras.layers.BatchNormalization(name="norm")
head = keras.layers.Dense(2, name="head")
layers = [keras.Input((3,)), hidden, norm, head]
model = keras.Sequential(layers, name="model")

count = model.count_params()
trainable = sum(math.prod(v.shape) for v in model.trainable_variables)
statistics = count - trainable
model.summary(line_length=60)

# %% freeze same="unchanged, tuned"
hidden = keras.layers.Dense(4, activation="relu")
head = keras.layers.Dense(2)
model = keras.Sequential([keras.Input((3,)), hidden, head])
start_weights(model)
hidden.trainable = False  # before compile
before = hidden.kernel.numpy()
model.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse")
model.train_on_batch(x, np.zeros((2, 2)))

unchanged = np.array_equal(hidden.kernel, before)
tuned = head.kernel.numpy()
print(unchanged)
tuned


# %% buffer same="mean, learned" differs="names" why="A buffer of a PyTorch module has no part in `parameters()`; a Keras weight or a variable is only marked as not trainable. All three are saved. A variable's own name ends in its output number, 0."
class Center(keras.Layer):
    def build(self, shape):
        self.mean = self.add_weight(
            shape=(shape[-1],),
            initializer="zeros",
            trainable=False,
            name="mean",
        )

    def call(self, x, training=False):
        if training:
            batch = keras.ops.mean(x, axis=0)
            self.mean.assign_add(0.5 * (batch - self.mean))
        return x - self.mean


layer = Center()
layer(x, training=True)
mean = layer.mean.numpy()
learned = len(layer.trainable_weights)
names = [weight.name for weight in layer.non_trainable_weights]
print(names, learned)
mean


# %% custom-layer same="y, gradient"
class Scale(keras.Layer):
    def build(self, shape):
        size = (shape[-1],)
        twos = keras.initializers.Constant(2.0)
        self.factor = self.add_weight(size, initializer=twos)
        self.shift = self.add_weight(size, initializer="zeros")

    def call(self, x):
        return x * self.factor + self.shift


import tensorflow as tf

layer = Scale()
layer.build(x.shape)
with tf.GradientTape() as tape:  # gradients come from the backend
    y = layer(x)
gradient = tape.gradient(y, layer.factor.value)
np.testing.assert_allclose(y, 2 * x)  # a unit test of the layer
print(gradient)
y


# %% training-behaviour same="quiet, all_moved, repeatable"
class Noise(keras.Layer):
    def __init__(self, std, seed):
        super().__init__()
        self.std = std
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, x, training=False):
        if not training:
            return x
        shape = keras.ops.shape(x)
        noise = keras.random.normal(shape, seed=self.generator)
        return x + self.std * noise


layer = Noise(0.1, seed=0)
quiet = layer(x)
noisy = layer(x, training=True)
second = layer(x, training=True)
all_moved = bool(np.all((noisy != x) & (noisy != second)))
again = Noise(0.1, seed=0)(x, training=True)
repeatable = bool(np.all(noisy == again))
all_moved, repeatable


# %% penalty same="weight_penalty, output_penalty"
class Sparse(keras.layers.Dense):
    def call(self, x):
        y = super().call(x)
        size = keras.ops.mean(keras.ops.sum(keras.ops.abs(y), axis=-1))
        self.add_loss(0.01 * size)
        return y


layer = Sparse(4, kernel_regularizer=keras.regularizers.L2(0.01))
layer.build((None, 3))
start_weights(layer)
layer(x)
output_penalty, weight_penalty = layer.losses
print(weight_penalty)
print(output_penalty)


# %% config same="settings, y"
@keras.saving.register_keras_serializable()
class Repeat(keras.Layer):
    def __init__(self, times, **kwargs):
        super().__init__(**kwargs)
        self.times = times

    def call(self, x):
        return keras.ops.tile(x, (1, self.times))

    def get_config(self):
        return {**super().get_config(), "times": self.times}


model = keras.Sequential([keras.Input((3,)), Repeat(2, name="repeat")])
again = keras.Sequential.from_config(model.get_config())
settings = again.get_layer("repeat").times
y = again(x)
print(settings)
y


# %% embedding differs="padding" same="vectors, averages" why="`padding_idx` starts a row at zero and keeps it from learning; no mask is made. `mask_zero` leaves the row as it is and sends a mask to the layers behind, so that averages over the other tokens agree."
class MaskedAverage(keras.Layer):
    def call(self, x, mask=None):
        weight = keras.ops.cast(mask, x.dtype)[..., None]
        total = keras.ops.sum(x * weight, axis=1)
        return total / keras.ops.sum(weight, axis=1)

    def compute_mask(self, x, mask=None):
        return None  # the mask ends here


table = np.array([[9, 9], [1, 2], [3, 4]], dtype="float32")
tokens = np.array([[1, 2, 0], [2, 0, 0]])

embedding = keras.layers.Embedding(3, 2, mask_zero=True)
embedding.build()
embedding.set_weights([table])

padding = embedding(np.array(0))
vectors = embedding(np.array([1, 2]))
averages = MaskedAverage()(embedding(tokens))  # the mask comes along
print(padding)
averages


# %% maxout-and-bilinear same="largest, product"
class Maxout(keras.Layer):
    def call(self, x):
        return keras.ops.max(keras.ops.reshape(x, (-1, 2, 2)), axis=-1)


layers = [keras.Input((3,)), keras.layers.Dense(4), Maxout()]
maxout = keras.Sequential(layers)
start_weights(maxout)
largest = maxout(x)

tensor = np.arange(24, dtype="float32").reshape(4, 3, 2)
other = np.array([[0, 1], [1, 0]], dtype="float32")
product = keras.ops.einsum("bi,oij,bj->bo", x, tensor, other)
print(largest)
product

# %% leaky-relu differs="layer, function" same="named" why="Below zero the slope is 0.01 in PyTorch, 0.3 in the Keras layer, and 0.2 in the function of TensorFlow and of Keras. Name it, and all agree."
x = np.array([-1.0, 2.0], dtype="float32")
layer = keras.layers.LeakyReLU()(x)
function = keras.layers.Activation("leaky_relu")(x)
named = keras.activations.leaky_relu(x, negative_slope=0.1)
print(layer, function)
named

# %% activations same="elu, selu, celu, relu6, gelu, gelu_tanh, silu, mish, hard_sigmoid, hard_silu"
from keras import activations

x = np.array([-2.0, -0.5, 0.5, 8.0], dtype="float32")
elu, selu = activations.elu(x), activations.selu(x)
celu = activations.celu(x, alpha=0.5)
relu6, silu = activations.relu6(x), activations.silu(x)
mish = activations.mish(x)
gelu = activations.gelu(x)
gelu_tanh = activations.gelu(x, approximate=True)
hard_sigmoid = activations.hard_sigmoid(x)
hard_silu = activations.hard_silu(x)
print(gelu)
print(gelu_tanh)
hard_sigmoid

# %% softmax same="by_row, by_column, logs" why="`torch.softmax` wants to be told the axis. TensorFlow and Keras take the last one. Name it always, and the code reads the same."
x = np.array([[1.0, 2.0], [3.0, 5.0]], dtype="float32")
by_row = keras.layers.Softmax()(x)
by_column = keras.ops.softmax(x, axis=0)
logs = keras.ops.log_softmax(x, axis=-1)
print(by_row)
logs

# %% init-all-layers same="largest, fan_out, biases"
keras.utils.set_random_seed(0)
settings = {
    "kernel_initializer": "he_uniform",
    "bias_initializer": keras.initializers.Constant(0.1),
}
hidden = keras.layers.Dense(50, activation="relu", **settings)
head = keras.layers.Dense(100, **settings)
model = keras.Sequential([keras.Input((100,)), hidden, head])

kernels = [hidden.kernel.numpy(), head.kernel.numpy()]
largest = [round(float(abs(kernel).max()), 2) for kernel in kernels]
biases = hidden.bias.numpy()[:3]

init = keras.initializers.VarianceScaling(2.0, "fan_out", "uniform")
fan_out = round(float(abs(np.array(init((100, 50)))).max()), 2)
print(largest, fan_out)
biases

# %% truncated-normal differs="careless" same="largest, spread" why="`a` and `b` of `trunc_normal_` are values, -2 and 2 unless given, not multiples of `std`: with a small `std` they cut nothing. TensorFlow and Keras cut at two standard deviations."
init = keras.initializers.TruncatedNormal(stddev=0.02, seed=0)
weight = init((10_000,))
largest = round(float(keras.ops.max(keras.ops.abs(weight))), 2)
careless = largest
spread = round(float(keras.ops.std(weight)), 3)
print(largest, spread)

# %% copy-weights same="y, loaded"
rng = np.random.default_rng(1)
arrays = {
    "hidden/kernel": rng.normal(size=(3, 4)),
    "hidden/bias": np.zeros(4),
    "head/kernel": rng.normal(size=(4, 2)),
    "head/bias": np.zeros(2),
}
x = np.array([[1.0, 2.0, 3.0], [-1.0, 0.0, 1.0]], dtype="float32")
hidden = keras.layers.Dense(4, activation="relu")
head = keras.layers.Dense(2)
model = keras.Sequential([keras.Input((3,)), hidden, head])
model.set_weights(list(arrays.values()))  # in the model's own order
loaded = len(model.weights)
y = model(x)
print(loaded)
y
