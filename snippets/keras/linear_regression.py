# %% data same="x, y"
import numpy as np

rng = np.random.default_rng(0)
x = rng.uniform(-1, 1, (200, 1)).astype("float32")
noise = rng.normal(0, 0.15, (200, 1)).astype("float32")

y = 0.1 * x + 0.3 + noise  # Keras takes NumPy arrays as they are
print(x.shape, x.dtype)
print(y.shape, y.dtype)

# %% scatter
# alt: Scatter plot of 200 gray points. x runs from -1 to 1, y from about -0.3 to 0.8; the cloud rises slightly from
#   left to right.
import matplotlib.pyplot as plt

fig, axes = plt.subplots(figsize=(6.4, 3.6))
axes.scatter(x, y, s=10, color="#8a8f98")
axes.set(xlabel="x", ylabel="y", xlim=(-1.05, 1.05), ylim=(-0.4, 1.0))
plt.show()

# %% model-class same="start" differs="names"
# why: `nn.Module` and `keras.Model` list parameters in the order they were made, `tf.Module` in the alphabetical order
#   of the attributes: go by name, not by position. The `:0` in a `tf.Variable`'s name is left over from the graphs of
#   TensorFlow 1 and means nothing here.
import keras


@keras.saving.register_keras_serializable()  # so that a saved model can be loaded
class Line(keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.weight = self.add_weight((), initializer="ones", name="weight")
        self.bias = self.add_weight((), initializer="zeros", name="bias")

    def call(self, x):
        return self.weight * x + self.bias


model = Line()
names = [variable.name for variable in model.trainable_variables]
start = model(x[:3])
print(names)
print(start)


# %% method-to-override same="ran"
class Overridden(Line):
    def __call__(self, x):
        return self.weight * x + self.bias


ran = []
for line in (Line(), Overridden()):
    line(x)
    ran.append(line.built)
ran  # with __call__ overridden, the model is never built

# %% untracked same="tracked"
import tensorflow as tf


class Untracked(keras.Model):
    def __init__(self):
        super().__init__()
        self.weight = tf.Variable(1.0)
        self.bias = tf.Variable(0.0)

    def call(self, x):
        return self.weight * x + self.bias


untracked = Untracked()
tracked = [len(m.trainable_variables) for m in (Line(), untracked)]
tracked


# %% squared-error same="loss, built_in"
def squared_error(y, prediction):
    return keras.ops.mean(keras.ops.square(y - prediction))


prediction = model(x)
loss = squared_error(y, prediction)
built_in = keras.losses.MeanSquaredError()(y, prediction)
print(loss)
print(built_in)

# %% replace-weight same="updated" differs="tracked"
# why: `nn.Module` refuses a plain tensor in a parameter's place. `tf.Module` takes it and forgets the variable;
#   `keras.Model` takes it, still lists the variable, and no longer uses it. Updating in place is right in each.
model = Line()
model.weight = model.weight - 0.1
tracked = len(model.trainable_variables)
model.trainable_variables[0].assign(5.0)  # changes nothing now
print("prediction at 1:", model(np.ones((1, 1))).numpy())

model = Line()
model.weight.assign_sub(0.1)
updated = model.weight.numpy()
print(tracked, updated)

# %% gradient-descent same="by_hand"
model = Line()
hand_losses = []
for _ in range(40):
    with tf.GradientTape() as tape:  # gradients come from the backend
        loss = squared_error(y, model(x))
    variables = model.trainable_variables
    for variable, gradient in zip(variables, tape.gradient(loss, variables)):
        variable.assign_sub(0.4 * gradient)
    hand_losses.append(float(loss))

by_hand = np.array(model.get_weights())
by_hand


# %% layer same="kernel, bias"
def line_layer():
    layer = keras.layers.Dense(1, kernel_initializer="ones")
    return keras.Sequential([keras.Input((1,)), layer])


sequential = line_layer()
kernel, bias = sequential.get_weights()
print(kernel, bias)

# %% layer-descent same="by_layer"
sequential = line_layer()
layer_losses = []
for _ in range(40):
    with tf.GradientTape() as tape:
        loss = squared_error(y, sequential(x))
    variables = sequential.trainable_variables
    for variable, gradient in zip(variables, tape.gradient(loss, variables)):
        variable.assign_sub(0.4 * gradient)
    layer_losses.append(float(loss))

by_layer = np.concatenate(sequential.get_weights(), axis=None)
by_layer

# %% compile-fit same="by_fit"
line = Line()
line.compile(optimizer=keras.optimizers.SGD(0.4), loss="mse")
history = line.fit(
    x,
    y,
    epochs=40,
    batch_size=200,
    shuffle=False,
    verbose=0,
)
fit_losses = history.history["loss"]

by_fit = np.array(line.get_weights())
by_fit

# %% own-loop same="by_loop"
sequential = line_layer()
sequential.compile(
    optimizer=keras.optimizers.SGD(0.4),
    loss=keras.losses.MeanSquaredError(),
)
loop_losses = []
for _ in range(40):
    loop_losses.append(sequential.train_on_batch(x, y))

by_loop = np.concatenate(sequential.get_weights(), axis=None)
by_loop

# %% losses same="losses"
losses = np.array([hand_losses, layer_losses, fit_losses, loop_losses])
ways = ["by hand", "layer", "fit", "own loop"]
print("step      ", "       1        2        3       40")
for way, row in zip(ways, losses[:, [0, 1, 2, 39]]):
    print(f"{way:10}", *(f"{value:8.6f}" for value in row))

# %% four-results same="lines, agree"
lines = np.stack([by_hand, by_layer, by_fit, by_loop])
agree = np.allclose(lines, lines[0], atol=1e-6)
print(lines)
print(agree)

# %% least-squares same="exact, reached"
features = np.concatenate([x, np.ones_like(x)], axis=1)
exact = keras.ops.lstsq(features, y)[:, 0]
reached = np.allclose(by_hand, exact, atol=1e-5)
print(exact)
print(reached)

# %% learned-lines
# alt: The gray points, a dashed gray true line rising from 0.2 to 0.4, and four learned lines in Keras's color, drawn
#   from wide to thin, that lie exactly on top of each other, close to the true line.
fig, axes = plt.subplots(figsize=(6.4, 3.6))
axes.scatter(x, y, s=10, color="#8a8f98", alpha=0.5, label="data")
ends = np.array([-1.0, 1.0])
for way, width, (w, b) in zip(ways, [8, 6, 4, 2], lines):
    fitted = w * ends + b
    axes.plot(ends, fitted, "#d00000", alpha=0.4, lw=width, label=way)
axes.plot(ends, 0.1 * ends + 0.3, "--", color="#6b7280", label="true line")
axes.set(xlabel="x", ylabel="y", xlim=(-1.05, 1.05), ylim=(-0.4, 1.0))
axes.legend(ncols=3, loc="upper left")
plt.show()

# %% shape-trap same="shape, loss_right, loss_wrong"
y_flat = y[:, 0]

shape = list((y_flat - prediction).shape)
loss_right = squared_error(y, prediction)
loss_wrong = squared_error(y_flat, prediction)
print("y_flat", tuple(y_flat.shape), "difference", shape)
print(loss_right)
print(loss_wrong)


# %% shape-trap-training same="wrong_line"
class SquaredError(keras.losses.Loss):
    def call(self, y_true, y_pred):
        return squared_error(y_true, y_pred)


# the bare function is handed targets that fit; a Loss class is not
for loss in (squared_error, SquaredError()):
    misled = Line()
    misled.compile(optimizer=keras.optimizers.SGD(0.4), loss=loss)
    for _ in range(40):
        misled.train_on_batch(x, y_flat)
    wrong_line = np.array(misled.get_weights())
    w, b = wrong_line
    print(f"weight {w:.6f}, bias {b:.6f}")
print(f"mean of y {y.mean():.6f}")

# %% mse-shapes same="careful" differs="careless"
# why: `MSELoss` warns and broadcasts to 200 by 200. The Keras losses squeeze or expand the targets first, so both
#   shapes give the same loss. Reshape the targets to (200, 1) and all agree.
mean_squared_error = keras.losses.MeanSquaredError()

careless = mean_squared_error(y_flat, prediction)
careful = mean_squared_error(y_flat.reshape(-1, 1), prediction)
print(careless)
print(careful)

# %% one-dim-x same="fixed" raises="ValueError"
# why: Both layers want a last axis of features and refuse 200 bare numbers; PyTorch raises `RuntimeError`, Keras
#   `ValueError`. A Keras model with an `Input` adds the axis by itself. A new last axis mends it in each.
x_flat = x[:, 0]
bare = keras.Sequential([keras.layers.Dense(1)])
bare.compile(optimizer="sgd", loss="mse")
try:
    bare.fit(x_flat, y_flat, verbose=0)
except ValueError as error:
    print(error)

# told its input shape, a model adds the axis by itself
told = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
told.compile(optimizer="sgd", loss="mse")
told.fit(x_flat, y_flat, verbose=0)
print(told(x_flat).shape)

fixed = list(told(x_flat[:, np.newaxis]).shape)
fixed

# %% untracked-trains same="stuck"
# why: A PyTorch optimizer refuses an empty list of parameters, but one tracked parameter is enough to silence it. Keras
#   only warns in `fit`, and its optimizer's `apply` says nothing at all. The weight stays where it was in each: count
#   the parameters before you train.
import warnings

untracked.compile(optimizer=keras.optimizers.SGD(0.4), loss="mse")
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    untracked.fit(x, y, epochs=2, verbose=0)
print(caught[0].message)

stuck = untracked.weight.numpy()
stuck

# %% save differs="saved"
# why: Each file names the two values in its own way. A `state_dict` holds the names of the parameters, a TensorFlow
#   checkpoint the path to each variable, a `.keras` file is a zip with the class's settings beside the weights. Load
#   each with its own framework.
import zipfile

model.save("line.keras")

with zipfile.ZipFile("line.keras") as file:
    saved = file.namelist()
saved

# %% load same="restored, equal"
loaded = keras.models.load_model("line.keras")

restored = loaded(x[:3])
equal = bool(keras.ops.all(loaded(x) == model(x)))
print(restored)
print(equal)
