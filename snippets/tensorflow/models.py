# %% layer-by-hand same="start, y, gradient"
import math

import numpy as np
import tensorflow as tf

rng = np.random.default_rng(0)
array = rng.standard_normal((256, 4)) / math.sqrt(256)
inputs = rng.standard_normal((64, 256))
x = tf.constant(inputs, dtype=tf.float32)

weights = tf.Variable(array, dtype=tf.float32)
bias = tf.Variable(tf.zeros(4))

with tf.GradientTape() as tape:
    y = x @ weights + bias
    loss = tf.reduce_mean(tf.square(y))
start, gradient = weights[:2], tape.gradient(loss, weights)[:2]
print(tuple(y.shape), f"spread {tf.math.reduce_std(y):.3f}")
gradient

# %% linear-layer same="y, by_hand, count, turned" differs="weight_shape" why="`nn.Linear` keeps its weight as (outputs, inputs), `Dense` as (inputs, outputs). Transpose it, and the outputs are equal."
layer = tf.keras.layers.Dense(4)
layer.build((None, 256))
layer.kernel.assign(weights)
layer.bias.assign(bias)

y = layer(x)
difference = tf.abs(y - (x @ weights + bias))
by_hand = bool(tf.reduce_max(difference) < 1e-5)
weight_shape = list(layer.kernel.shape)
count = layer.count_params()
other = tf.keras.layers.Dense(256)
other.build((None, 4))
turned = other.count_params()
print(weight_shape, "equal to the one by hand:", by_hand)
print(count, "numbers; 4 inputs and 256 outputs:", turned)

# %% sequential same="sizes"
model = tf.keras.Sequential(
    [
        tf.keras.Input((3,)),
        tf.keras.layers.Dense(4, activation="relu"),
        tf.keras.layers.Dense(2),
    ]
)
sizes = [math.prod(weight.shape) for weight in model.weights]
sizes


# %% start-weights same="y"
def start_weights(model, seed=0):
    rng = np.random.default_rng(seed)
    for variable in model.trainable_variables:
        if variable.path.endswith("bias"):
            variable.assign(tf.fill(variable.shape, 0.1))
        else:
            kernel = rng.normal(0, 0.5, variable.shape)
            variable.assign(kernel)
    return model


x = tf.constant([[1.0, 2.0, 3.0], [-1.0, 0.0, 1.0]])
start_weights(model)
y = model(x)
y


# %% subclass same="y"
class Classifier(tf.keras.Model):
    def __init__(self, hidden=4, classes=2):
        super().__init__()
        self.hidden = tf.keras.layers.Dense(hidden)
        self.head = tf.keras.layers.Dense(classes)

    def call(self, x):
        x = tf.nn.relu(self.hidden(x))
        return self.head(x)


model = Classifier()
model(x)  # the first call makes the weights
y = start_weights(model)(x)
y


# %% functional same="y, count"
inputs = tf.keras.Input((3,))
hidden = tf.keras.layers.Dense(4, activation="relu")(inputs)
both = tf.keras.layers.Concatenate()([inputs, hidden])
outputs = tf.keras.layers.Dense(2)(both)

model = tf.keras.Model(inputs, outputs)
count = model.count_params()
y = start_weights(model)(x)
print(count)
y


# %% inputs-outputs same="price, styles"
class House(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.shared = tf.keras.layers.Dense(4)
        self.price = tf.keras.layers.Dense(1)
        self.style = tf.keras.layers.Dense(3)

    def call(self, inputs):
        both = tf.concat([inputs["rooms"], inputs["place"]], axis=-1)
        hidden = tf.tanh(self.shared(both))
        price, style = self.price(hidden), self.style(hidden)
        return {"price": price, "style": style}


model = House()
place = tf.constant([[0.0, 1.0], [1.0, 0.0]])
model({"rooms": x, "place": place})
outputs = start_weights(model)({"rooms": x, "place": place})
price, styles = outputs["price"], outputs["style"]
print(price)
styles


# %% shared-encoder same="distance, count"
class Twins(tf.keras.Model):
    def __init__(self):
        super().__init__()
        dense = tf.keras.layers.Dense(4, activation="tanh")
        self.encoder = tf.keras.Sequential([tf.keras.Input((3,)), dense])

    def call(self, left, right):
        # one encoder, called twice
        apart = tf.abs(self.encoder(left) - self.encoder(right))
        return tf.reduce_sum(apart, axis=-1)


model = start_weights(Twins())
distance = model(x, tf.reverse(x, axis=[0]))
count = model.count_params()
print(count)
distance


# %% residual-block same="y"
class Residual(tf.keras.layers.Layer):
    def __init__(self, size):
        super().__init__()
        self.inner = tf.keras.layers.Dense(8, activation="relu")
        self.outer = tf.keras.layers.Dense(size)

    def call(self, x):
        return x + self.outer(self.inner(x))


layers = [tf.keras.Input((3,)), Residual(3), Residual(3)]
model = tf.keras.Sequential(layers)
y = start_weights(model)(x)
y


# %% list-and-dict differs="in_plain" same="in_module" why="`nn.Module` does not look into Python lists and dicts, so what they hold is not trained, moved or saved: use `nn.ModuleList` and `nn.ModuleDict`. A Keras model looks into both."
class Plain(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.steps = [tf.keras.layers.Dense(3), tf.keras.layers.Dense(3)]
        self.heads = {"kind": tf.keras.layers.Dense(2)}

    def call(self, x):
        for step in self.steps:
            x = step(x)
        return self.heads["kind"](x)


model = Plain()
model(x)
in_plain = in_module = len(model.trainable_variables)
print(in_plain, in_module)


# %% layer-in-module differs="in_module" same="in_model" why="A `tf.Module` finds `tf.Variable` objects and other modules. A Keras 3 layer is no `tf.Module`, so its weights are not found: put layers into a `tf.keras.Model`. PyTorch has one kind of module."
class Wrapper(tf.Module):
    def __init__(self):
        super().__init__()
        self.dense = tf.keras.layers.Dense(2)


class WrapperModel(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = tf.keras.layers.Dense(2)


found = []
for wrapper in (Wrapper(), WrapperModel()):
    wrapper.dense(x)
    found.append(len(wrapper.trainable_variables))
in_module, in_model = found
in_module, in_model

# %% late-shape raises="ValueError" differs="at_once" same="after_call" why="`nn.Linear` is told its inputs and has its weights at once. `Dense` waits for the first input, or for `build`; `nn.LazyLinear` does the same."
dense = tf.keras.layers.Dense(2, name="dense")
at_once = sum(math.prod(w.shape) for w in dense.weights)
try:
    dense.count_params()
except ValueError as error:
    print(str(error).split(". ")[0])
dense(tf.ones((1, 3)))  # or dense.build((None, 3))
after_call = dense.count_params()
print(at_once, after_call)

# %% summary same="trainable, statistics" differs="count" why="Keras counts the moving statistics of `BatchNormalization` as non-trainable parameters. In PyTorch they are buffers, which `parameters()` leaves out; the parts agree."
model = tf.keras.Sequential(name="model")
model.add(tf.keras.Input((3,)))
model.add(tf.keras.layers.Dense(4, name="hidden"))
model.add(tf.keras.layers.BatchNormalization(name="norm"))
model.add(tf.keras.layers.Dense(2, name="head"))
count = model.count_params()
trainable = sum(math.prod(v.shape) for v in model.trainable_variables)
statistics = count - trainable
for layer in model.layers:
    print(f"{layer.name:8} {layer.output.shape} {layer.count_params():4}")
print(count, "=", trainable, "trainable +", statistics, "statistics")

# %% parameter-names differs="names" same="sizes" why="The names differ, the order does not: layer by layer, and in each `weight` or `kernel` before `bias`. What `nn.BatchNorm1d` calls `weight` and `bias` is `gamma` and `beta` in Keras."
names = [variable.path for variable in model.trainable_variables]
sizes = [math.prod(v.shape) for v in model.trainable_variables]
for name, size in zip(names, sizes, strict=True):
    print(f"{name:24} {size:3}")


# %% freeze same="unchanged, tuned"
def small_model():
    hidden = tf.keras.layers.Dense(4, activation="relu", name="hidden")
    head = tf.keras.layers.Dense(2, name="head")
    model = tf.keras.Sequential([tf.keras.Input((3,)), hidden, head])
    return start_weights(model)


model = small_model()
hidden, head = model.layers
hidden.trainable = False
before = hidden.kernel.numpy()
optimizer = tf.keras.optimizers.SGD(0.1)
with tf.GradientTape() as tape:
    loss = tf.reduce_mean(tf.square(model(x)))
trained = model.trainable_variables
optimizer.apply(tape.gradient(loss, trained), trained)

unchanged = np.array_equal(hidden.kernel, before)
tuned = head.kernel.numpy()
print(unchanged)
tuned


# %% buffer same="mean, learned" differs="names" why="A buffer of a PyTorch module has no part in `parameters()`; a Keras weight or a variable is only marked as not trainable. All three are saved. A variable's own name ends in its output number, 0."
class Center(tf.Module):
    def __init__(self, size):
        super().__init__()
        zeros = tf.zeros(size)
        self.mean = tf.Variable(zeros, trainable=False, name="mean")

    def __call__(self, x, training=False):
        if training:
            batch = tf.reduce_mean(x, axis=0)
            self.mean.assign_add(0.5 * (batch - self.mean))
        return x - self.mean


layer = Center(3)
layer(x, training=True)
mean = layer.mean.numpy()
learned = len(layer.trainable_variables)
names = [variable.name for variable in layer.variables]
print(names, learned)
mean

# %% training-mode differs="fresh" same="training, evaluation" why="A new `nn.Module` is in training mode until `eval()`, and stays in the mode it was put in. A Keras layer called without `training` infers; `fit` and `train_on_batch` pass `True`."
spread = tf.constant([[1.0, 10.0], [3.0, 50.0]])
norm = tf.keras.layers.BatchNormalization()
fresh = norm(spread)
evaluation = norm(spread, training=False)
training = norm(spread, training=True)
print(fresh)
print(training)
evaluation

# %% intermediate same="hidden, y"
model = small_model()
inspect = tf.keras.Model(
    inputs=model.inputs,
    outputs=[layer.output for layer in model.layers],
)
hidden, y = inspect(x)
print(hidden)
y


# %% custom-layer same="y, gradient"
class Scale(tf.Module):
    def __init__(self, size):
        super().__init__()
        self.factor = tf.Variable(tf.fill([size], 2.0))
        self.shift = tf.Variable(tf.zeros(size))

    def __call__(self, x):
        return x * self.factor + self.shift


layer = Scale(3)
with tf.GradientTape() as tape:
    y = layer(x)
gradient = tape.gradient(y, layer.factor)
tf.debugging.assert_near(y, 2 * x)  # a unit test of the layer
print(gradient)
y


# %% training-behaviour same="quiet, all_moved, repeatable"
class Noise(tf.Module):
    def __init__(self, std, seed):
        super().__init__()
        self.std = std
        self.generator = tf.random.Generator.from_seed(seed)

    def __call__(self, x, training=False):
        if not training:
            return x
        noise = self.generator.normal(tf.shape(x))
        return x + self.std * noise


layer = Noise(0.1, seed=0)
quiet = layer(x)
noisy = layer(x, training=True)
second = layer(x, training=True)
all_moved = bool(tf.reduce_all((noisy != x) & (noisy != second)))
again = Noise(0.1, seed=0)(x, training=True)
repeatable = bool(tf.reduce_all(noisy == again))
all_moved, repeatable

# %% penalty same="weight_penalty, output_penalty"
layer = tf.keras.layers.Dense(
    4,
    kernel_regularizer=tf.keras.regularizers.L2(0.01),
    activity_regularizer=tf.keras.regularizers.L1(0.01),
)
layer.build((None, 3))
start_weights(layer)
layer(x)
output_penalty, weight_penalty = layer.losses
print(weight_penalty)
print(output_penalty)


# %% config same="settings, y"
class Repeat(tf.keras.layers.Layer):
    def __init__(self, times, **kwargs):
        super().__init__(**kwargs)
        self.times = times

    def call(self, x):
        return tf.tile(x, [1, self.times])

    def get_config(self):
        return {**super().get_config(), "times": self.times}


layer = Repeat(2)
again = Repeat.from_config(layer.get_config())
settings = again.get_config()["times"]
y = again(x)
print(settings)
y

# %% embedding differs="padding" same="vectors, averages" why="`padding_idx` starts a row at zero and keeps it from learning; no mask is made. `mask_zero` leaves the row as it is and sends a mask to the layers behind, so that averages over the other tokens agree."
table = tf.constant([[9.0, 9.0], [1.0, 2.0], [3.0, 4.0]])
tokens = tf.constant([[1, 2, 0], [2, 0, 0]])

embedding = tf.keras.layers.Embedding(3, 2, mask_zero=True)
embedding.build()
embedding.embeddings.assign(table)

padding = embedding(tf.constant(0))
vectors = embedding(tf.constant([1, 2]))
average = tf.keras.layers.GlobalAveragePooling1D()
averages = average(embedding(tokens))  # the mask comes along
print(padding)
averages

# %% dropout same="values, kept, whole_channels"
dropout = tf.keras.layers.Dropout(0.2, seed=0)
dropped = dropout(tf.ones(10_000), training=True)
values = tf.sort(tf.unique(dropped).y)
kept = round(float(tf.reduce_mean(tf.cast(dropped > 0, tf.float32))), 1)

spatial = tf.keras.layers.SpatialDropout2D(0.5, seed=0)
images = spatial(tf.ones((8, 3, 3, 16)), training=True)
first = images[:, :1, :1, :]
whole_channels = bool(tf.reduce_all(images == first))
print(values, kept)
whole_channels

# %% flatten-order differs="naive" same="matched" why="`nn.Flatten` reads channel by channel, Keras pixel by pixel, because one keeps channels first and the other last. Permute the rows of the kernel, or the features before flattening, and the outputs are equal."
rng = np.random.default_rng(0)
image = tf.constant(rng.normal(size=(4, 4)), dtype=tf.float32)
filters = tf.constant(rng.normal(size=(3, 3, 1, 2)), dtype=tf.float32)
kernel = tf.constant(rng.normal(size=(8, 3)), dtype=tf.float32)

conv = tf.keras.layers.Conv2D(2, kernel_size=3, use_bias=False)
conv.build((None, 4, 4, 1))
conv.kernel.assign(filters)
features = conv(tf.reshape(image, [1, 4, 4, 1]))  # (batch, 2, 2, channels)
flat = tf.keras.layers.Flatten()(features)

naive = matched = flat @ kernel
matched

# %% maxout-and-bilinear same="largest, product"
maxout = tf.keras.Sequential(
    [
        tf.keras.Input((3,)),
        tf.keras.layers.Dense(4),
        tf.keras.layers.Lambda(
            lambda x: tf.reduce_max(tf.reshape(x, [-1, 2, 2]), axis=-1),
            output_shape=(2,),
        ),
    ]
)
start_weights(maxout)
largest = maxout(x)

tensor = tf.reshape(tf.range(24.0), [4, 3, 2])
other = tf.constant([[0.0, 1.0], [1.0, 0.0]])
product = tf.einsum("bi,oij,bj->bo", x, tensor, other)
print(largest)
product

# %% leaky-relu differs="layer, function" same="named" why="Below zero the slope is 0.01 in PyTorch, 0.3 in the Keras layer, and 0.2 in the function of TensorFlow and of Keras. Name it, and all agree."
x = tf.constant([-1.0, 2.0])
layer = tf.keras.layers.LeakyReLU()(x)
function = tf.nn.leaky_relu(x)
named = tf.keras.layers.LeakyReLU(negative_slope=0.1)(x)
print(layer, function)
named

# %% prelu differs="slopes" same="matched" why="`nn.PReLU` has one slope for all, starting at 0.25; the Keras layer has one for every feature, starting at 0. Give the number of features here and the initial value there."
x = tf.constant([[-1.0, 2.0, -3.0], [4.0, -5.0, 6.0]])
layer = tf.keras.layers.PReLU()
layer.build(x.shape)
slopes = layer.alpha.numpy()

quarter = tf.keras.initializers.Constant(0.25)
matched = tf.keras.layers.PReLU(alpha_initializer=quarter)(x)
print(slopes)
matched

# %% activations same="elu, selu, celu, relu6, gelu, gelu_tanh, silu, mish, hard_sigmoid, hard_silu"
x = tf.constant([-2.0, -0.5, 0.5, 8.0])
activations = tf.keras.activations
elu, selu = tf.nn.elu(x), tf.nn.selu(x)
celu = activations.celu(x, alpha=0.5)
relu6, silu = tf.nn.relu6(x), tf.nn.silu(x)
mish = activations.mish(x)
gelu = tf.nn.gelu(x)
gelu_tanh = tf.nn.gelu(x, approximate=True)
hard_sigmoid = activations.hard_sigmoid(x)
hard_silu = activations.hard_silu(x)
print(gelu)
print(gelu_tanh)
hard_sigmoid

# %% softmax same="by_row, by_column, logs" why="`torch.softmax` wants to be told the axis. TensorFlow and Keras take the last one. Name it always, and the code reads the same."
x = tf.constant([[1.0, 2.0], [3.0, 5.0]])
by_row = tf.nn.softmax(x)
by_column = tf.nn.softmax(x, axis=0)
logs = tf.nn.log_softmax(x, axis=-1)
print(by_row)
logs

# %% batch-norm-eps differs="default" same="matched" why="The number added to the variance is 1e-5 in PyTorch and 1e-3 in Keras, which shows where inputs vary little. Set one to the other's."
x = tf.constant([[0.1, 0.0], [0.2, 0.5], [0.1, 1.0], [0.2, 1.5]])
norm = tf.keras.layers.BatchNormalization()
default = norm(x, training=True)
norm = tf.keras.layers.BatchNormalization(epsilon=1e-3)
matched = norm(x, training=True)
print(default)
matched

# %% batch-norm-statistics differs="default_mean, variance" same="matched_mean, matched_variance" why="`momentum` is the weight of the new batch in PyTorch (0.1) and of the old average in Keras (0.99): one is 1 minus the other. PyTorch also averages the unbiased variance, larger by n/(n - 1), here 4/3, though it normalises by the biased one."
norm = tf.keras.layers.BatchNormalization()
norm(x, training=True)
default_mean = norm.moving_mean.numpy()

norm = tf.keras.layers.BatchNormalization(momentum=0.8)
norm(x, training=True)
matched_mean = norm.moving_mean.numpy()
variance = matched_variance = norm.moving_variance.numpy()
print(default_mean, matched_mean)
variance

# %% frozen-batch-norm differs="moved" same="held" why="`requires_grad_(False)` stops the learning, not the running statistics: call `eval()` as well. In Keras `trainable = False` does both, and a call with `training=True` changes nothing."
norm = tf.keras.layers.BatchNormalization(momentum=0.8)
norm.trainable = False
norm(x, training=True)
moved = norm.moving_mean.numpy()

norm(x, training=False)
held = norm.moving_mean.numpy()
moved, held

# %% layer-norm differs="default" same="matched, two_axes" why="Epsilon is 1e-5 in PyTorch and 1e-3 in Keras. PyTorch is given the sizes of the last axes, Keras the numbers of the axes."
x = tf.constant([[[0.1, 0.2, 0.4], [0.4, 0.6, 0.7]]])
default = tf.keras.layers.LayerNormalization()(x)
matched = tf.keras.layers.LayerNormalization(epsilon=1e-3)(x)
two_axes = tf.keras.layers.LayerNormalization(axis=[-2, -1])(x)
print(default)
matched

# %% group-norm differs="default" same="matched, instance" why="Epsilon is 1e-5 in PyTorch and 1e-3 in Keras, whose number of groups is 32 unless given. Channels stand first here and last there. One group for each channel is instance normalisation."
rng = np.random.default_rng(0)
steps = rng.normal(0, 0.1, (1, 3, 4))  # (batch, steps, channels)
x = tf.constant(steps, dtype=tf.float32)
GroupNormalization = tf.keras.layers.GroupNormalization
default = GroupNormalization(groups=2)(x)
matched = GroupNormalization(groups=2, epsilon=1e-3)(x)
instance = GroupNormalization(groups=-1, epsilon=1e-3)(x)
print(default[0, 0])
print(matched[0, 0])
instance[0, 0]

# %% rms-norm differs="default" same="matched" why="Epsilon is the machine epsilon of the dtype in PyTorch, 1.2e-7 for `float32`, and 1e-6 in Keras. It shows where the inputs are small."
x = tf.constant([[0.001, -0.001], [0.001, 0.002]])
default = tf.keras.layers.RMSNormalization()(x)
matched = tf.keras.layers.RMSNormalization(epsilon=1e-6)(x)
print(default)
matched

# %% weight-norm same="unit_weight, y" rtol="1e-4"
x = tf.constant([[1.0, 2.0, 3.0], [-1.0, 0.0, 1.0]])
layer = tf.keras.layers.Dense(2)
layer.build((None, 3))
start_weights(layer)
length = tf.ones(2)  # one length per output, trained beside the kernel
unit_weight = length * tf.math.l2_normalize(layer.kernel, axis=0)

Spectral = tf.keras.layers.SpectralNormalization
spectral = Spectral(layer, power_iterations=30)
y = spectral(x, training=True)
print(unit_weight)
y

# %% default-weights differs="scales" same="matched" why="`nn.Linear` and `nn.Conv2d` draw weights and biases below 1/sqrt(inputs) in size; Keras draws Glorot uniform weights and zero biases. Embeddings are normal in PyTorch, with spread 1, and lie within 0.05 in Keras."
tf.keras.utils.set_random_seed(0)
dense = tf.keras.layers.Dense(80)
conv = tf.keras.layers.Conv2D(16, kernel_size=5)
embedding = tf.keras.layers.Embedding(1000, 16)
dense.build((None, 120))
conv.build((None, 9, 9, 8))
embedding.build()
weights = [dense.kernel, dense.bias, conv.kernel, embedding.embeddings]
scales = matched = [round(float(np.std(w)), 2) for w in weights]
print("dense, its bias, conv, embedding:", scales)

# %% default-lstm differs="largest_bias" same="matched, gram" why="PyTorch draws all LSTM weights below 1/sqrt(units) in size, two biases included. Keras has one bias, 0 but for the forget gate's 1, and orthogonal recurrent weights. The gates have the same order in both."
lstm = tf.keras.layers.LSTM(4)
lstm.build((None, None, 3))
kernel, recurrent, bias = lstm.get_weights()
matched = bias  # input, forget, cell, output
largest_bias = round(float(np.abs(bias).max()), 1)
gram = recurrent @ recurrent.T
print(largest_bias)
bias

# %% init-all-layers same="largest, fan_out, biases"
tf.keras.utils.set_random_seed(0)
model = tf.keras.Sequential(
    [
        tf.keras.Input((100,)),
        tf.keras.layers.Dense(50, activation="relu"),
        tf.keras.layers.Dense(100),
    ]
)
he_uniform = tf.keras.initializers.HeUniform()
for layer in model.layers:
    layer.kernel.assign(he_uniform(layer.kernel.shape))
    layer.bias.assign(tf.fill(layer.bias.shape, 0.1))

kernels = [layer.kernel.numpy() for layer in model.layers]
largest = [round(float(abs(kernel).max()), 2) for kernel in kernels]
biases = model.layers[0].bias.numpy()[:3]

init = tf.keras.initializers.VarianceScaling(2.0, "fan_out", "uniform")
fan_out = round(float(tf.reduce_max(tf.abs(init((100, 50))))), 2)
print(largest, fan_out)
biases

# %% truncated-normal differs="careless" same="largest, spread" why="`a` and `b` of `trunc_normal_` are values, -2 and 2 unless given, not multiples of `std`: with a small `std` they cut nothing. TensorFlow and Keras cut at two standard deviations."
tf.random.set_seed(0)
weight = tf.random.truncated_normal([10_000], stddev=0.02)
largest = round(float(tf.reduce_max(tf.abs(weight))), 2)
careless = largest
spread = round(float(tf.math.reduce_std(weight)), 3)
print(largest, spread)

# %% seeded-init differs="repeats" same="orthogonal, moves_on" why="A PyTorch generator moves on with every draw. A Keras initializer, seeded or not, repeats its numbers, so two layers of one shape that share it start equal: give it a `SeedGenerator`, or each layer its own."
init = tf.keras.initializers.Orthogonal()
first = init((3, 3))
second = init((3, 3))
repeats = bool(tf.reduce_all(first == second))

generator = tf.keras.random.SeedGenerator(0)
init = tf.keras.initializers.Orthogonal(seed=generator)
moves_on = bool(tf.reduce_any(init((3, 3)) != init((3, 3))))
orthogonal = first @ tf.transpose(first)
print(repeats, moves_on)

# %% copy-weights same="y, loaded"
rng = np.random.default_rng(1)
arrays = {
    "hidden/kernel": rng.normal(size=(3, 4)),
    "hidden/bias": np.zeros(4),
    "head/kernel": rng.normal(size=(4, 2)),
    "head/bias": np.zeros(2),
}
x = tf.constant([[1.0, 2.0, 3.0], [-1.0, 0.0, 1.0]])
model = small_model()
loaded = 0
for variable in model.weights:
    name = variable.path.removeprefix(f"{model.name}/")
    variable.assign(arrays[name])
    loaded += 1

y = model(x)
print(loaded)
y
