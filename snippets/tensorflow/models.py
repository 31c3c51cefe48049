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

# %% linear-layer same="y, by_hand, count, turned" differs="weight_shape"
# why: `nn.Linear` keeps its weight as (outputs, inputs), `Dense` as (inputs, outputs). Transpose it, and the outputs
#   are equal.
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

# %% edit-sequential same="features, probabilities"
hidden = tf.keras.layers.Dense(4, activation="relu", name="hidden")
head = tf.keras.layers.Dense(2, name="head")
layers = [tf.keras.Input((3,)), hidden, head]
model = start_weights(tf.keras.Sequential(layers))

body = tf.keras.Sequential(model.layers[:-1])  # the same layers, not copies
features = body(x)
model.add(tf.keras.layers.Softmax())
probabilities = model(x)
print(model.get_layer("head").name, model.layers[-1].name)
probabilities


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
print("count:", count)
y


# %% inputs-outputs same="price, styles"
class House(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.shared = tf.keras.layers.Dense(4, activation="tanh")
        self.price = tf.keras.layers.Dense(1)
        self.style = tf.keras.layers.Dense(3)

    def call(self, inputs):
        both = tf.concat([inputs["rooms"], inputs["place"]], axis=-1)
        hidden = self.shared(both)
        return {"price": self.price(hidden), "style": self.style(hidden)}


model = House()
place = tf.constant([[0.0, 1.0], [1.0, 0.0]])
model({"rooms": x, "place": place})
outputs = start_weights(model)({"rooms": x, "place": place})
price, styles = outputs["price"], outputs["style"]
print("price:", price)
print("styles:", styles)


# %% shared-encoder same="distance, count"
class Twins(tf.keras.Model):
    def __init__(self):
        super().__init__()
        dense = tf.keras.layers.Dense(4, activation="tanh")
        self.encoder = tf.keras.Sequential([tf.keras.Input((3,)), dense])

    def call(self, inputs):
        left, right = inputs  # one encoder, called twice
        apart = tf.abs(self.encoder(left) - self.encoder(right))
        return tf.reduce_sum(apart, axis=-1)


model = start_weights(Twins())
distance = model([x, tf.reverse(x, axis=[0])])
count = model.count_params()
print("count:", count)
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


# %% layers-from-sizes same="y, count"
class Perceptron(tf.keras.Model):
    def __init__(self, sizes):
        super().__init__()
        self.steps = [tf.keras.layers.Dense(size) for size in sizes]

    def call(self, x):
        for step in self.steps[:-1]:
            x = tf.tanh(step(x))
        return self.steps[-1](x)


model = Perceptron([4, 4, 2])
model(x)
y = start_weights(model)(x)
count = len(model.steps)
y


# %% list-and-dict differs="in_plain" same="registered"
# why: `nn.Module` does not look into Python lists and dicts, so what they hold is not trained, moved or saved. Use
#   `nn.ModuleList` and `nn.ModuleDict`. A Keras model looks into both.
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
in_plain = len(model.trainable_variables)
registered = sum(len(layer.weights) for layer in model.layers)
print("plain:", in_plain, "registered:", registered)


# %% layer-in-module differs="in_module" same="in_model"
# why: A `tf.Module` finds `tf.Variable` objects and other modules. A Keras 3 layer is no `tf.Module`, so its weights
#   are not found. Put layers into a `tf.keras.Model`. PyTorch has one kind of module.
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
print("in a module:", in_module, "in a model:", in_model)

# %% late-shape raises="ValueError" differs="at_once" same="after_call"
# why: `nn.Linear` is told its inputs and has its weights at once. `Dense` waits for `build` or the first batch.
#   `nn.LazyLinear` waits for the first batch: run one before you count or copy its weights.
dense = tf.keras.layers.Dense(2, name="dense")
at_once = sum(math.prod(w.shape) for w in dense.weights)
try:
    dense.count_params()
except ValueError as error:
    print(str(error).split(". ")[0])
dense(tf.ones((1, 3)))  # or dense.build((None, 3))
after_call = dense.count_params()
print("at once:", at_once, "after the call:", after_call)

# %% summary same="trainable, statistics" differs="count"
# why: Keras counts the moving statistics of `BatchNormalization` as non-trainable parameters. In PyTorch they are
#   buffers, which `parameters()` leaves out. The parts agree.
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

# %% parameter-names differs="names" same="sizes"
# why: The names differ. In a stack the order does not: layer by layer, and in each `weight` or `kernel` before `bias`.
#   `weight` and `bias` of `nn.BatchNorm1d` are `gamma` and `beta` in Keras.
names = [variable.path for variable in model.trainable_variables]
sizes = [math.prod(v.shape) for v in model.trainable_variables]
for name, size in zip(names, sizes, strict=True):
    print(f"{name:24} {size:3}")

# %% every-layer same="at_the_top, rates"
layers = tf.keras.layers
inner = tf.keras.Sequential([layers.Dense(4), layers.Dropout(0.5)])
model = tf.keras.Sequential([inner, layers.Dropout(0.5), layers.Dense(2)])
at_the_top = len(model.layers)


def every_layer(model):
    for layer in model.layers:
        yield layer
        if isinstance(layer, tf.keras.Model):
            yield from every_layer(layer)


rates = []
for layer in every_layer(model):
    if isinstance(layer, layers.Dropout):
        layer.rate = 0.1
        rates.append(layer.rate)
print("at the top:", at_the_top, "rates:", rates)

# %% new-head same="y" raises="ValueError"
# why: PyTorch lets you replace a layer at any time. A Keras class with weights refuses a new layer, and a graph is
#   fixed, so make a new model around the old layers. A `Sequential` takes `pop` and `add`.
model = Classifier()
model(x)
try:
    model.head = tf.keras.layers.Dense(5)
except ValueError as error:
    print(str(error).split(". ")[0])

hidden = tf.keras.layers.Dense(4, activation="relu")
old_head = tf.keras.layers.Dense(2)
model = tf.keras.Sequential([tf.keras.Input((3,)), hidden, old_head])
head = tf.keras.layers.Dense(5)(model.layers[-2].output)
model = start_weights(tf.keras.Model(model.inputs, head))
y = model(x)
y

# %% new-head-of-a-stack same="y"
hidden = tf.keras.layers.Dense(4, activation="relu")
old_head = tf.keras.layers.Dense(2)
model = tf.keras.Sequential([tf.keras.Input((3,)), hidden, old_head])
model.pop()
model.add(tf.keras.layers.Dense(5))
y = start_weights(model)(x)
y

# %% replace-layers same="y"
hidden, head = tf.keras.layers.Dense(4), tf.keras.layers.Dense(2)
relu = tf.keras.layers.ReLU()
model = tf.keras.Sequential([tf.keras.Input((3,)), hidden, relu, head])
start_weights(model)


def replace(layer):
    if isinstance(layer, tf.keras.layers.ReLU):
        return tf.keras.layers.Activation("gelu")
    return layer  # with its weights


model = tf.keras.models.clone_model(model, clone_function=replace)
y = model(x)
print([type(layer).__name__ for layer in model.layers])
y

# %% copy-model differs="weights_come_along" same="matched"
# why: `copy.deepcopy` copies a PyTorch model with its weights, and a Keras model too if its classes are built in or
#   registered. `clone_model` copies the structure and draws new weights, so copy the old ones with `set_weights`.
twin = tf.keras.models.clone_model(model)
weights = zip(twin.get_weights(), model.get_weights())
weights_come_along = all(np.array_equal(a, b) for a, b in weights)

twin.set_weights(model.get_weights())
model.layers[-1].bias.assign([9.0, 9.0])  # does not reach the copy
matched = twin(x)
print("weights come along:", weights_come_along)
matched

# %% freeze same="unchanged, tuned"
hidden = tf.keras.layers.Dense(4, activation="relu")
head = tf.keras.layers.Dense(2)
model = tf.keras.Sequential([tf.keras.Input((3,)), hidden, head])
start_weights(model)
hidden.trainable = False
before = hidden.kernel.numpy()
optimizer = tf.keras.optimizers.SGD(0.1)
with tf.GradientTape() as tape:
    loss = tf.reduce_mean(tf.square(model(x)))
gradients = tape.gradient(loss, model.trainable_variables)
optimizer.apply_gradients(zip(gradients, model.trainable_variables))

unchanged = np.array_equal(hidden.kernel, before)
tuned = head.kernel.numpy()
print("unchanged:", unchanged)
tuned


# %% buffer same="mean, learned, names"
class Center(tf.keras.layers.Layer):
    def build(self, shape):
        size = shape[-1:]
        self.mean = self.add_weight(size, "zeros", trainable=False, name="mean")

    def call(self, x, training=False):
        if training:
            change = tf.reduce_mean(x, axis=0) - self.mean
            self.mean.assign_add(0.5 * change)
        return x - self.mean


layer = Center()
layer(x, training=True)
mean = layer.mean.numpy()
learned = len(layer.trainable_variables)
names = [variable.name for variable in layer.variables]
print(names, "learned:", learned)
mean

# %% training-mode differs="fresh" same="training, evaluation"
# why: A new `nn.Module` is in training mode until `eval()`, and stays in the mode it was put in. A Keras layer called
#   without `training` infers, and `fit` and `train_on_batch` pass `True`.
spread = tf.constant([[1.0, 10.0], [3.0, 50.0]])
norm = tf.keras.layers.BatchNormalization()
fresh = norm(spread)
evaluation = norm(spread, training=False)
training = norm(spread, training=True)
print("fresh:", fresh)
print("training:", training)
evaluation

# %% intermediate same="hidden, y"
hidden = tf.keras.layers.Dense(4, activation="relu")
head = tf.keras.layers.Dense(2)
model = tf.keras.Sequential([tf.keras.Input((3,)), hidden, head])
start_weights(model)
inspect = tf.keras.Model(
    inputs=model.inputs,
    outputs=[layer.output for layer in model.layers],
)
hidden, y = inspect(x)
print("hidden:", hidden)
y


# %% custom-layer same="y, gradient"
class Scale(tf.keras.layers.Layer):
    def build(self, shape):
        twos = tf.keras.initializers.Constant(2.0)
        self.factor = self.add_weight(shape[-1:], twos)
        self.shift = self.add_weight(shape[-1:], "zeros")

    def call(self, x):
        return x * self.factor + self.shift


layer = Scale()
layer.build(x.shape)
with tf.GradientTape() as tape:
    y = layer(x)
gradient = tape.gradient(y, layer.factor)
tf.debugging.assert_near(y, 2 * x)  # a unit test of the layer
print("gradient:", gradient)
y


# %% training-behavior same="quiet, moved, repeatable"
class Noise(tf.keras.layers.Layer):
    def call(self, x, training=False):
        if not training:
            return x
        return x + 0.1 * tf.random.normal(tf.shape(x))


layer = Noise()
quiet = layer(x)
tf.random.set_seed(0)
noisy = layer(x, training=True)
moved = bool(tf.reduce_all(noisy != x))
tf.random.set_seed(0)
repeatable = bool(tf.reduce_all(noisy == layer(x, training=True)))
print("moved:", moved, "repeatable:", repeatable)


# %% mask-support same="averages"
class MaskedAverage(tf.keras.layers.Layer):
    def call(self, x, mask=None):
        weight = tf.cast(mask, x.dtype)[..., tf.newaxis]
        total = tf.reduce_sum(x * weight, axis=1)
        return total / tf.reduce_sum(weight, axis=1)

    def compute_mask(self, x, mask=None):
        return None  # the steps are gone, and their mask ends here


steps = tf.constant([[[1.0], [3.0], [0.0]], [[5.0], [0.0], [0.0]]])
masking = tf.keras.layers.Masking(mask_value=0.0)
mask = masking.compute_mask(steps)
moved = steps + 10  # the padding is no longer zero
averages = MaskedAverage()(moved, mask=mask)
print(mask)
averages

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
print("of the weights:", weight_penalty)
print("of the output:", output_penalty)


# %% custom-penalty same="penalty, gradient"
def group_lasso(kernel):
    # a length for each output: one near zero can be cut off
    return 0.01 * tf.reduce_sum(tf.norm(kernel, axis=0))


layer = tf.keras.layers.Dense(2, kernel_regularizer=group_lasso)
layer.build((None, 3))
start_weights(layer)
with tf.GradientTape() as tape:
    [penalty] = layer.losses
gradient = tape.gradient(penalty, layer.kernel)
print("penalty:", penalty)
gradient


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
print("settings:", settings)
y


# %% test-layer same="shape, sound, forgetful"
def parameters_without_gradient(layer, x):
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(tf.square(layer(x)))
    gradients = tape.gradient(loss, layer.trainable_variables)
    return sum(g is None or not np.any(g) for g in gradients)


class Forgetful(Scale):
    def call(self, x):
        return x * self.factor  # and the shift?


shape = Scale()(tf.zeros((5, 3))).shape
sound = parameters_without_gradient(Scale(), x)
forgetful = parameters_without_gradient(Forgetful(), x)
print("shape:", shape)
print("without gradient:", sound, "and in Forgetful:", forgetful)
