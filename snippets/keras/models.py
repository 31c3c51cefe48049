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
print("price:", price)
print("styles:", styles)

# %% layers-from-sizes same="y, count"
inputs = keras.Input((3,))
outputs = inputs
for size in [4, 4]:
    outputs = keras.layers.Dense(size, activation="tanh")(outputs)
outputs = keras.layers.Dense(2)(outputs)

model = start_weights(keras.Model(inputs, outputs))
y = model(x)
count = len(model.layers) - 1  # the input is one of them
y

# %% late-shape raises="ValueError" differs="at_once" same="after_call"
# why: `nn.Linear` is told its inputs and has its weights at once. `Dense` waits for `build` or the first batch.
#   `nn.LazyLinear` waits for the first batch: run one before you count or copy its weights.
model = keras.Sequential([keras.layers.Dense(2)], name="model")
at_once = sum(array.size for array in model.get_weights())
try:
    model.count_params()
except ValueError as error:
    print(str(error).split(". ")[0])
model.build((None, 3))  # a keras.Input as first layer does this too
after_call = model.count_params()
print("at once:", at_once, "after the call:", after_call)

# %% summary same="trainable, statistics" differs="count"
# why: Keras counts the moving statistics of `BatchNormalization` as non-trainable parameters. In PyTorch they are
#   buffers, which `parameters()` leaves out. The parts agree.
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
print("unchanged:", unchanged)
tuned


# %% buffer same="mean, learned, names"
class Center(keras.Layer):
    def build(self, shape):
        size = shape[-1:]
        self.mean = self.add_weight(size, "zeros", trainable=False, name="mean")

    def call(self, x, training=False):
        if training:
            change = keras.ops.mean(x, axis=0) - self.mean
            self.mean.assign_add(0.5 * change)
        return x - self.mean


layer = Center()
layer(x, training=True)
mean = layer.mean.numpy()
learned = len(layer.trainable_weights)
names = [weight.name for weight in layer.non_trainable_weights]
print(names, "learned:", learned)
mean

# %% custom-layer same="y, gradient"
import tensorflow as tf


class Scale(keras.Layer):
    def build(self, shape):
        twos = keras.initializers.Constant(2.0)
        self.factor = self.add_weight(shape[-1:], twos)
        self.shift = self.add_weight(shape[-1:], "zeros")

    def call(self, x):
        return x * self.factor + self.shift


layer = Scale()
layer.build(x.shape)
with tf.GradientTape() as tape:  # gradients come from the backend
    y = layer(x)
gradient = tape.gradient(y, layer.factor)
np.testing.assert_allclose(y, 2 * x)  # a unit test of the layer
print("gradient:", gradient)
y


# %% training-behavior same="quiet, moved, repeatable"
class Noise(keras.Layer):
    def __init__(self, seed):
        super().__init__()
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, x, training=False):
        if not training:
            return x
        shape = keras.ops.shape(x)
        return x + 0.1 * keras.random.normal(shape, seed=self.generator)


layer = Noise(seed=0)
quiet = layer(x)
noisy = layer(x, training=True)
moved = bool(np.all(noisy != x))
again = Noise(seed=0)(x, training=True)
repeatable = bool(np.all(noisy == again))
print("moved:", moved, "repeatable:", repeatable)


# %% mask-support same="averages"
class AddTen(keras.Layer):
    def __init__(self):
        super().__init__()
        self.supports_masking = True  # hands the mask on as it is

    def call(self, x):
        return x + 10


class MaskedAverage(keras.Layer):
    def call(self, x, mask=None):
        weight = keras.ops.cast(mask, x.dtype)[..., None]
        total = keras.ops.sum(x * weight, axis=1)
        return total / keras.ops.sum(weight, axis=1)

    def compute_mask(self, x, mask=None):
        return None  # the steps are gone, and their mask ends here


steps = np.array([[[1], [3], [0]], [[5], [0], [0]]], dtype="float32")
masked = keras.layers.Masking(mask_value=0.0)(steps)
averages = MaskedAverage()(AddTen()(masked))
averages


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
print("of the weights:", weight_penalty)
print("of the output:", output_penalty)


# %% custom-penalty same="penalty"
@keras.saving.register_keras_serializable()
class GroupLasso(keras.Regularizer):
    def __init__(self, factor):
        self.factor = factor

    def __call__(self, kernel):
        lengths = keras.ops.norm(kernel, axis=0)
        return self.factor * keras.ops.sum(lengths)

    def get_config(self):
        return {"factor": self.factor}


layer = keras.layers.Dense(2, kernel_regularizer=GroupLasso(0.01))
layer.build((None, 3))
start_weights(layer)
[penalty] = layer.losses
penalty


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
print("settings:", settings)
y
