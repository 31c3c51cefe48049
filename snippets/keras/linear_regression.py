# %% data same="x, y"
import numpy as np

rng = np.random.default_rng(0)
x = rng.uniform(-10, 10, (200, 1)).astype("float32")
noise = rng.normal(0, 0.15, (200, 1)).astype("float32")

y = 0.1 * x + 0.3 + noise  # Keras takes NumPy arrays as they are
print("x", x.shape, x.dtype)
print("y", y.shape, y.dtype)

# %% scatter
# alt: Scatter plot of 200 gray points. x runs from -10 to 10, y from about -0.8 to 1.6. The points lie in a narrow band
#   that rises from the lower left to the upper right.
import matplotlib.pyplot as plt

fig, axes = plt.subplots(figsize=(6.4, 3.6))
axes.scatter(x, y, s=10, color="#8a8f98")
axes.set(xlabel="x", ylabel="y")
plt.show()

# %% model-class same="start" differs="names"
# why: `nn.Module` and `keras.Model` list parameters in the order in which they were made. `tf.Module` lists them in the
#   alphabetical order of the attributes. Look a parameter up by its name, not by its position. The `:0` in the name of
#   a `tf.Variable` is left over from the graphs of TensorFlow 1 and means nothing now.
import keras


class Line(keras.Model):
    def __init__(self):
        super().__init__()
        self.weight = self.add_weight((), initializer="ones", name="weight")
        self.bias = self.add_weight((), initializer="zeros", name="bias")

    def call(self, x):
        return self.weight * x + self.bias


model = Line()
names = [variable.name for variable in model.trainable_variables]
start = model(x[:3])
print("parameters:", names)
print("first predictions:", keras.ops.convert_to_numpy(start[:, 0]))


# %% layer-class same="kernel, bias, start"
@keras.saving.register_keras_serializable()  # so that a saved model can be loaded
class LayerLine(keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.layer = keras.layers.Dense(1, kernel_initializer="ones")

    def call(self, x):
        return self.layer(x)


model = LayerLine()
start = model(x[:3])  # the first call makes the weights
kernel, bias = model.get_weights()
print("weight", kernel, "bias", bias)
print("first predictions:", keras.ops.convert_to_numpy(start[:, 0]))


# %% method-to-override same="ran"
class Overridden(Line):
    def __call__(self, x):
        return self.weight * x + self.bias


ran = []
for line in (Line(), Overridden()):
    line(x)
    ran.append(line.built)
print(f"the model was built: with call {ran[0]}, with __call__ {ran[1]}")

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
print(f"parameters: Line {tracked[0]}, Untracked {tracked[1]}")


# %% squared-error same="loss, built_in"
def squared_error(y, prediction):
    return keras.ops.mean(keras.ops.square(y - prediction))


model = Line()
prediction = model(x)
loss = squared_error(y, prediction)
built_in = keras.losses.MeanSquaredError()(y, prediction)
print(f"by hand {loss:.4f}, built in {built_in:.4f}")

# %% shape-trap same="shape, loss_right, loss_wrong"
y_flat = y[:, 0]

shape = list((y_flat - prediction).shape)
loss_right = squared_error(y, prediction)
loss_wrong = squared_error(y_flat, prediction)
print("targets", list(y_flat.shape), "give differences", shape)
print(f"right loss {loss_right:.4f}, wrong loss {loss_wrong:.4f}")

# %% mse-shapes same="careful" differs="careless"
# why: `MSELoss` warns and broadcasts to 200 by 200. The Keras losses squeeze or expand the targets first, so both
#   shapes give the same loss. Reshape the targets to `(200, 1)`, and all agree.
mean_squared_error = keras.losses.MeanSquaredError()

careless = mean_squared_error(y_flat, prediction)
careful = mean_squared_error(y_flat.reshape(-1, 1), prediction)
print(f"careless {careless:.4f}, careful {careful:.4f}")

# %% replace-weight same="updated" differs="tracked"
# why: `nn.Module` refuses a plain tensor in the place of a parameter. `tf.Module` takes it and forgets the variable.
#   `keras.Model` takes it and still lists the variable, but no longer uses it. An update in place is right in each.
model = Line()
model.weight = model.weight - 0.1
tracked = len(model.trainable_variables)
model.trainable_variables[0].assign(5.0)  # changes no prediction now
print(f"prediction at 1: {model(np.ones((1, 1))).numpy().item():.1f}")

model = Line()
model.weight.assign_sub(0.1)
updated = model.weight.numpy()
print(f"parameters {tracked}, updated weight {updated:.1f}")

# %% optimizer-step same="by_optimizer"
model = Line()
model.compile(optimizer=keras.optimizers.SGD(0.025), loss="mse")
loss = model.train_on_batch(x, y)  # one step

by_optimizer = np.array(model.get_weights())
print(f"loss before the step {loss:.4f}")
print("by the optimizer:", by_optimizer)

# %% gradient-descent same="by_hand"
model = Line()
hand_losses = []
for epoch in range(1, 201):
    with tf.GradientTape() as tape:  # gradients come from the backend
        loss = squared_error(y, model(x))
    variables = model.trainable_variables
    for variable, gradient in zip(variables, tape.gradient(loss, variables)):
        variable.assign_sub(0.025 * gradient)
    hand_losses.append(float(loss))
    if epoch % 20 == 0:
        print(f"epoch {epoch:3}  loss {loss:.4f}")

by_hand = [value.item() for value in model.get_weights()]
print(f"weight {by_hand[0]:.4f}, bias {by_hand[1]:.4f}")

# %% layer-descent same="by_layer" hidden="true"
model = LayerLine()
layer_losses = []
for epoch in range(1, 201):
    with tf.GradientTape() as tape:
        loss = squared_error(y, model(x))
    variables = model.trainable_variables
    for variable, gradient in zip(variables, tape.gradient(loss, variables)):
        variable.assign_sub(0.025 * gradient)
    layer_losses.append(float(loss))

by_layer = [value.item() for value in model.get_weights()]
print(f"weight {by_layer[0]:.4f}, bias {by_layer[1]:.4f}")

# %% own-loop same="by_loop"
model = LayerLine()
model.compile(
    optimizer=keras.optimizers.SGD(0.025), loss=keras.losses.MeanSquaredError()
)
loop_losses = []
for epoch in range(1, 201):
    loss = model.train_on_batch(x, y)
    loop_losses.append(loss)
    if epoch % 20 == 0:
        print(f"epoch {epoch:3}  loss {loss:.4f}")

by_loop = [value.item() for value in model.get_weights()]
print(f"weight {by_loop[0]:.4f}, bias {by_loop[1]:.4f}")

# %% compile-fit same="by_fit"
model = LayerLine()
model.compile(optimizer=keras.optimizers.SGD(0.025), loss="mse")
history = model.fit(x, y, batch_size=200, epochs=200, verbose=0)
fit_losses = history.history["loss"]

by_fit = [value.item() for value in model.get_weights()]
print(f"weight {by_fit[0]:.4f}, bias {by_fit[1]:.4f}")

# %% too-fast same="diverged" rtol="1e-4"
diverging = LayerLine()
diverging.compile(optimizer=keras.optimizers.SGD(0.03), loss="mse")
diverged = [float(diverging.train_on_batch(x, y)) for step in range(5)]

print("losses", [round(value) for value in diverged])
print(f"limit for the learning rate {1 / (x**2).mean():.4f}")


# %% shape-trap-training same="wrong_line"
class SquaredError(keras.losses.Loss):
    def call(self, y_true, y_pred):
        return squared_error(y_true, y_pred)


for loss in (squared_error, SquaredError()):
    misled = Line()
    misled.compile(optimizer=keras.optimizers.SGD(0.025), loss=loss)
    for step in range(150):
        misled.train_on_batch(x, y_flat)
    wrong_line = [value.item() for value in misled.get_weights()]
    kind = "class" if isinstance(loss, SquaredError) else "function"
    print(f"{kind:9} weight {wrong_line[0]:.4f}, bias {wrong_line[1]:.4f}")
print(f"mean of y {y.mean():.4f}")

# %% one-dim-x same="fixed" raises="ValueError"
# why: Both layers want a last axis of features and refuse 200 bare numbers. PyTorch raises `RuntimeError`, Keras
#   `ValueError`. A Keras model with an `Input` adds the axis by itself. Add a last axis, and all agree.
x_flat = x[:, 0]
bare = keras.Sequential([keras.layers.Dense(1)])
bare.compile(optimizer="sgd", loss="mse")
try:
    bare.fit(x_flat, y_flat, verbose=0)
except ValueError as error:
    print(error)

# with an Input, the model adds the axis by itself
told = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
print("with an Input:", told(x_flat).shape)

fixed = list(told(x_flat[:, np.newaxis]).shape)
print("with a feature axis:", fixed)

# %% untracked-trains same="stuck"
# why: A PyTorch optimizer refuses an empty list of parameters, but accepts a list in which only some are missing. Keras
#   warns in `fit`, and the `apply` of its optimizer does not even warn. The weight keeps its value in each. Count the
#   parameters before you train.
import warnings

untracked.compile(optimizer=keras.optimizers.SGD(0.025), loss="mse")
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    untracked.fit(x, y, epochs=2, verbose=0)
print(caught[0].message)

stuck = untracked.weight.numpy()
print(f"weight {stuck:.1f}")

# %% four-results same="lines, losses"
ways = ["by hand", "layer", "optimizer", "fit"]
lines = np.array([by_hand, by_layer, by_loop, by_fit])
losses = np.array([hand_losses, layer_losses, loop_losses, fit_losses])

for way, (weight, bias), row in zip(ways, lines, losses):
    result = f"weight {weight:.4f}  bias {bias:.4f}  loss {row[-1]:.4f}"
    print(f"{way:10} {result}")

# %% least-squares same="exact, reached"
features = np.concatenate([x, np.ones_like(x)], axis=1)
exact = keras.ops.lstsq(features, y)[:, 0]
reached = np.allclose(by_hand, exact, atol=1e-4)
print(f"weight {exact[0]:.4f}, bias {exact[1]:.4f}")
print("reached by gradient descent:", reached)

# %% learned-lines
# alt: The gray points, a dashed gray true line that rises from -0.7 to 1.3, and four learned lines in the color of
#   Keras. They are drawn from wide to thin and lie exactly on top of each other, close to the true line.
fig, axes = plt.subplots(figsize=(6.4, 3.6))
axes.scatter(x, y, s=10, color="#8a8f98", alpha=0.5, label="data")
ends = np.array([-10.0, 10.0])
for way, width, (weight, bias) in zip(ways, [8, 6, 4, 2], lines):
    fitted = weight * ends + bias
    axes.plot(ends, fitted, "#d00000", alpha=0.4, lw=width, label=way)
axes.plot(ends, 0.1 * ends + 0.3, "--", color="#6b7280", label="true line")
axes.set(xlabel="x", ylabel="y")
axes.legend(ncols=2, loc="upper left")
plt.show()

# %% predict same="predicted"
new_x = np.array([[-10.0], [0.0], [10.0]], dtype="float32")

predicted = model.predict(new_x, verbose=0)
for value, prediction in zip(new_x[:, 0], predicted[:, 0]):
    print(f"x {value:5.1f}  y {prediction:7.4f}")

# %% save differs="saved"
# why: Each file names the two values in its own way. A `state_dict` holds the names of the parameters, and a TensorFlow
#   checkpoint holds the path to each variable. A `.keras` file is a zip file with the settings of the class and the
#   weights. Load each file with the framework that wrote it.
import zipfile

model.save("line.keras")

with zipfile.ZipFile("line.keras") as file:
    saved = file.namelist()
saved

# %% load same="restored, equal"
loaded = keras.models.load_model("line.keras")

restored = loaded.predict(new_x, verbose=0)
equal = np.array_equal(restored, predicted)
print("the loaded model predicts the same:", equal)
