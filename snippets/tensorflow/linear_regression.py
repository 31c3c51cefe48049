# %% data same="x, y"
import numpy as np
import tensorflow as tf

rng = np.random.default_rng(0)
x = rng.uniform(-1, 1, (200, 1)).astype("float32")
noise = rng.normal(0, 0.15, (200, 1)).astype("float32")

x = tf.constant(x)
y = 0.1 * x + 0.3 + tf.constant(noise)
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
class Line(tf.Module):
    def __init__(self):
        super().__init__()
        self.weight = tf.Variable(1.0, name="weight")
        self.bias = tf.Variable(0.0, name="bias")

    def __call__(self, x):
        return self.weight * x + self.bias


model = Line()
names = [variable.name for variable in model.trainable_variables]
start = model(x[:3])
print(names)
print(start)


# %% method-to-override same="ran"
class WithCall(tf.keras.layers.Layer):
    def call(self, x):
        return 2 * x


class WithDunder(tf.keras.layers.Layer):
    def __call__(self, x):
        return 2 * x


ran = []
for layer in (WithCall(), WithDunder()):
    layer(x)
    ran.append(layer.built)
ran  # with __call__ overridden, the layer is never built


# %% untracked same="tracked"
class Untracked(tf.keras.Model):
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
    return tf.reduce_mean(tf.square(y - prediction))


prediction = model(x)
loss = squared_error(y, prediction)
built_in = tf.keras.losses.MeanSquaredError()(y, prediction)
print(loss)
print(built_in)

# %% gradients same="gradient"
model = Line()
with tf.GradientTape() as tape:
    loss = squared_error(y, model(x))

gradient = tf.stack(tape.gradient(loss, [model.weight, model.bias]))
gradient

# %% gradients-add-up same="first" differs="second"
# why: `backward` adds to what `.grad` holds, so the second call doubles it. A tape returns a fresh gradient. Call
#   `model.zero_grad()` in between and the two are equal.
model = Line()
with tf.GradientTape() as tape:
    loss = squared_error(y, model(x))
first = tape.gradient(loss, model.weight)
with tf.GradientTape() as tape:
    loss = squared_error(y, model(x))
second = tape.gradient(loss, model.weight)
print(first)
print(second)

# %% replace-weight same="updated" differs="tracked"
# why: `nn.Module` refuses a plain tensor in a parameter's place. `tf.Module` takes it and forgets the variable;
#   `keras.Model` takes it, still lists the variable, and no longer uses it. Updating in place is right in each.
model = Line()
model.weight = model.weight - 0.1
tracked = len(model.trainable_variables)

model = Line()
model.weight.assign_sub(0.1)
updated = tf.convert_to_tensor(model.weight)
print(tracked, updated)

# %% gradient-descent same="by_hand"
model = Line()
hand_losses = []
for _ in range(40):
    with tf.GradientTape() as tape:
        loss = squared_error(y, model(x))
    variables = model.trainable_variables
    for variable, gradient in zip(variables, tape.gradient(loss, variables)):
        variable.assign_sub(0.4 * gradient)
    hand_losses.append(float(loss))

by_hand = tf.stack([model.weight, model.bias])
by_hand


# %% layer same="kernel, bias"
def line_layer():
    layer = tf.keras.layers.Dense(1, kernel_initializer="ones")
    layer.build((None, 1))
    return layer


layer = line_layer()
kernel, bias = layer.kernel.numpy(), layer.bias.numpy()
print(kernel, bias)

# %% layer-descent same="by_layer"
layer = line_layer()
layer_losses = []
for _ in range(40):
    with tf.GradientTape() as tape:
        loss = squared_error(y, layer(x))
    variables = layer.trainable_variables
    for variable, gradient in zip(variables, tape.gradient(loss, variables)):
        variable.assign_sub(0.4 * gradient)
    layer_losses.append(float(loss))

by_layer = tf.concat([layer.kernel[0], layer.bias], axis=0)
by_layer

# %% compile-fit same="by_fit"
layer = line_layer()
sequential = tf.keras.Sequential([tf.keras.Input((1,)), layer])
sequential.compile(optimizer=tf.keras.optimizers.SGD(0.4), loss="mse")
history = sequential.fit(
    x,
    y,
    epochs=40,
    batch_size=200,
    shuffle=False,
    verbose=0,
)
fit_losses = history.history["loss"]

by_fit = tf.concat([layer.kernel[0], layer.bias], axis=0)
by_fit

# %% own-loop same="by_loop"
layer = line_layer()
optimizer = tf.keras.optimizers.SGD(0.4)
mean_squared_error = tf.keras.losses.MeanSquaredError()
loop_losses = []
for _ in range(40):
    with tf.GradientTape() as tape:
        loss = mean_squared_error(y, layer(x))
    variables = layer.trainable_variables
    gradients = tape.gradient(loss, variables)
    optimizer.apply(gradients, variables)
    loop_losses.append(float(loss))

by_loop = tf.concat([layer.kernel[0], layer.bias], axis=0)
by_loop

# %% losses same="losses"
losses = np.array([hand_losses, layer_losses, fit_losses, loop_losses])
ways = ["by hand", "layer", "fit", "own loop"]
print("step      ", "       1        2        3       40")
for way, row in zip(ways, losses[:, [0, 1, 2, 39]]):
    print(f"{way:10}", *(f"{value:8.6f}" for value in row))

# %% four-results same="lines, agree"
lines = tf.stack([by_hand, by_layer, by_fit, by_loop])
agree = bool(tf.reduce_all(tf.abs(lines - lines[0]) < 1e-6))
print(lines)
print(agree)

# %% least-squares same="exact, reached"
features = tf.concat([x, tf.ones_like(x)], axis=1)
exact = tf.linalg.lstsq(features, y)[:, 0]
reached = bool(tf.reduce_all(tf.abs(by_hand - exact) < 1e-5))
print(exact)
print(reached)

# %% learned-lines
# alt: The gray points, a dashed gray true line rising from 0.2 to 0.4, and four learned lines in TensorFlow's color,
#   drawn from wide to thin, that lie exactly on top of each other, close to the true line.
fig, axes = plt.subplots(figsize=(6.4, 3.6))
axes.scatter(x, y, s=10, color="#8a8f98", alpha=0.5, label="data")
ends = np.array([-1.0, 1.0])
for way, width, (w, b) in zip(ways, [8, 6, 4, 2], lines.numpy()):
    fitted = w * ends + b
    axes.plot(ends, fitted, "#ff8f00", alpha=0.4, lw=width, label=way)
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
misled = Line()
for _ in range(40):
    with tf.GradientTape() as tape:
        loss = squared_error(y_flat, misled(x))
    variables = misled.trainable_variables
    for variable, gradient in zip(variables, tape.gradient(loss, variables)):
        variable.assign_sub(0.4 * gradient)

wrong_line = tf.stack([misled.weight, misled.bias])
w, b = wrong_line.numpy()
print(f"weight {w:.6f}, bias {b:.6f}")
print(f"mean of y {tf.reduce_mean(y):.6f}")

# %% mse-shapes same="careful" differs="careless"
# why: `MSELoss` warns and broadcasts to 200 by 200. The Keras losses squeeze or expand the targets first, so both
#   shapes give the same loss. Reshape the targets to (200, 1) and all agree.
mean_squared_error = tf.keras.losses.MeanSquaredError()

careless = mean_squared_error(y_flat, prediction)
careful = mean_squared_error(tf.reshape(y_flat, (-1, 1)), prediction)
print(careless)
print(careful)

# %% one-dim-x same="fixed" raises="ValueError"
# why: Both layers want a last axis of features and refuse 200 bare numbers; PyTorch raises `RuntimeError`, Keras
#   `ValueError`. A Keras model with an `Input` adds the axis by itself. A new last axis mends it in each.
x_flat = x[:, 0]
layer = tf.keras.layers.Dense(1)

try:
    layer(x_flat)
except ValueError as error:
    print(error)

fixed = list(layer(x_flat[:, tf.newaxis]).shape)
fixed

# %% untracked-trains same="stuck"
# why: A PyTorch optimizer refuses an empty list of parameters, but one tracked parameter is enough to silence it. Keras
#   only warns in `fit`, and its optimizer's `apply` says nothing at all. The weight stays where it was in each: count
#   the parameters before you train.
optimizer = tf.keras.optimizers.SGD(0.4)
with tf.GradientTape() as tape:
    loss = tf.reduce_mean(tf.square(y - untracked(x)))
variables = untracked.trainable_variables
optimizer.apply(tape.gradient(loss, variables), variables)

stuck = tf.convert_to_tensor(untracked.weight)
stuck

# %% save differs="saved"
# why: Each file names the two values in its own way. A `state_dict` holds the names of the parameters, a TensorFlow
#   checkpoint the path to each variable, a `.keras` file is a zip with the class's settings beside the weights. Load
#   each with its own framework.
path = tf.train.Checkpoint(model=model).write("line")

saved = [name for name, _ in tf.train.list_variables(path)]
saved

# %% load same="restored, equal"
loaded = Line()
tf.train.Checkpoint(model=loaded).read("line").assert_consumed()

restored = loaded(x[:3])
equal = bool(tf.reduce_all(loaded(x) == model(x)))
print(restored)
print(equal)
