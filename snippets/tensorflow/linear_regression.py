# %% data same="x, y"
import numpy as np
import tensorflow as tf

rng = np.random.default_rng(0)
x = rng.uniform(-10, 10, (200, 1)).astype("float32")
noise = rng.normal(0, 0.15, (200, 1)).astype("float32")

x = tf.constant(x)
y = 0.1 * x + 0.3 + tf.constant(noise)
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
print("parameters:", names)
print("first predictions:", start[:, 0].numpy())


# %% layer-class same="kernel, bias, start"
class LayerLine(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.layer = tf.keras.layers.Dense(1, kernel_initializer="ones")

    def call(self, x):
        return self.layer(x)


model = LayerLine()
start = model(x[:3])  # the first call makes the weights
kernel, bias = model.layer.kernel.numpy(), model.layer.bias.numpy()
print("weight", kernel, "bias", bias)
print("first predictions:", start[:, 0].numpy())


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
print(f"the layer was built: with call {ran[0]}, with __call__ {ran[1]}")


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
print(f"parameters: Line {tracked[0]}, Untracked {tracked[1]}")


# %% squared-error same="loss, built_in"
def squared_error(y, prediction):
    return tf.reduce_mean(tf.square(y - prediction))


model = Line()
prediction = model(x)
loss = squared_error(y, prediction)
built_in = tf.keras.losses.MeanSquaredError()(y, prediction)
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
mean_squared_error = tf.keras.losses.MeanSquaredError()

careless = mean_squared_error(y_flat, prediction)
careful = mean_squared_error(tf.reshape(y_flat, (-1, 1)), prediction)
print(f"careless {careless:.4f}, careful {careful:.4f}")

# %% gradients same="gradient"
model = Line()
with tf.GradientTape() as tape:
    loss = squared_error(y, model(x))

gradient = tf.stack(tape.gradient(loss, [model.weight, model.bias]))
print(f"weight {gradient[0]:.3f}, bias {gradient[1]:.3f}")

# %% gradients-add-up same="first" differs="second"
# why: `backward` adds to the number that `.grad` holds, so the second call doubles it. A tape returns a fresh gradient.
#   Call `model.zero_grad()` before each `backward`, and the two are equal.
model = Line()
with tf.GradientTape() as tape:
    loss = squared_error(y, model(x))
first = tape.gradient(loss, model.weight)
with tf.GradientTape() as tape:
    loss = squared_error(y, model(x))
second = tape.gradient(loss, model.weight)
print(f"first {first:.3f}, second {second:.3f}")

# %% replace-weight same="updated" differs="tracked"
# why: `nn.Module` refuses a plain tensor in the place of a parameter. `tf.Module` takes it and forgets the variable.
#   `keras.Model` takes it and still lists the variable, but no longer uses it. An update in place is right in each.
model = Line()
model.weight = model.weight - 0.1
tracked = len(model.trainable_variables)

model = Line()
model.weight.assign_sub(0.1)
updated = model.weight.numpy()
print(f"parameters {tracked}, updated weight {updated:.1f}")

# %% optimizer-step same="by_rule, by_optimizer"
by_rule = tf.constant([1.0, 0.0]) - 0.025 * gradient

model = Line()
optimizer = tf.keras.optimizers.SGD(0.025)
with tf.GradientTape() as tape:
    loss = tf.keras.losses.MeanSquaredError()(y, model(x))
variables = [model.weight, model.bias]
gradients = tape.gradient(loss, variables)
optimizer.apply_gradients(zip(gradients, variables))

by_optimizer = tf.stack(variables)
print("by the rule:     ", by_rule.numpy())
print("by the optimizer:", by_optimizer.numpy())

# %% gradient-descent same="by_hand"
model = Line()
hand_losses = []
for epoch in range(1, 201):
    with tf.GradientTape() as tape:
        loss = squared_error(y, model(x))
    variables = model.trainable_variables
    for variable, gradient in zip(variables, tape.gradient(loss, variables)):
        variable.assign_sub(0.025 * gradient)
    hand_losses.append(float(loss))
    if epoch % 20 == 0:
        print(f"epoch {epoch:3}  loss {loss:.4f}")

by_hand = [float(model.weight), float(model.bias)]
print(f"weight {by_hand[0]:.4f}, bias {by_hand[1]:.4f}")

# %% layer-descent same="by_layer"
model = LayerLine()
layer_losses = []
for epoch in range(1, 201):
    with tf.GradientTape() as tape:
        loss = squared_error(y, model(x))
    variables = model.trainable_variables
    for variable, gradient in zip(variables, tape.gradient(loss, variables)):
        variable.assign_sub(0.025 * gradient)
    layer_losses.append(float(loss))

by_layer = [variable.numpy().item() for variable in model.trainable_variables]
print(f"weight {by_layer[0]:.4f}, bias {by_layer[1]:.4f}")

# %% own-loop same="by_loop"
model = LayerLine()
optimizer = tf.keras.optimizers.SGD(0.025)
loss_function = tf.keras.losses.MeanSquaredError()
loop_losses = []
for epoch in range(1, 201):
    with tf.GradientTape() as tape:
        loss = loss_function(y, model(x))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    loop_losses.append(float(loss))
    if epoch % 20 == 0:
        print(f"epoch {epoch:3}  loss {loss:.4f}")

by_loop = [variable.numpy().item() for variable in model.trainable_variables]
print(f"weight {by_loop[0]:.4f}, bias {by_loop[1]:.4f}")

# %% compile-fit same="by_fit"
model = LayerLine()
model.compile(optimizer=tf.keras.optimizers.SGD(0.025), loss="mse")
history = model.fit(x, y, batch_size=200, epochs=200, verbose=0)
fit_losses = history.history["loss"]

by_fit = [variable.numpy().item() for variable in model.trainable_variables]
print(f"weight {by_fit[0]:.4f}, bias {by_fit[1]:.4f}")

# %% too-fast same="diverged" rtol="1e-4"
diverging = LayerLine()
optimizer = tf.keras.optimizers.SGD(0.03)
diverged = []
for step in range(5):
    with tf.GradientTape() as tape:
        loss = loss_function(y, diverging(x))
    gradients = tape.gradient(loss, diverging.trainable_variables)
    optimizer.apply_gradients(zip(gradients, diverging.trainable_variables))
    diverged.append(float(loss))

print("losses", [round(value) for value in diverged])
print(f"limit for the learning rate {1 / tf.reduce_mean(x**2):.4f}")

# %% shape-trap-training same="wrong_line"
misled = Line()
optimizer = tf.keras.optimizers.SGD(0.025)
for step in range(150):
    with tf.GradientTape() as tape:
        loss = squared_error(y_flat, misled(x))
    variables = misled.trainable_variables
    gradients = tape.gradient(loss, variables)
    optimizer.apply_gradients(zip(gradients, variables))

wrong_line = [float(misled.weight), float(misled.bias)]
print(f"weight {wrong_line[0]:.4f}, bias {wrong_line[1]:.4f}")
print(f"mean of y {tf.reduce_mean(y):.4f}")

# %% one-dim-x same="fixed" raises="ValueError"
# why: Both layers want a last axis of features and refuse 200 bare numbers. PyTorch raises `RuntimeError`, Keras
#   `ValueError`. A Keras model with an `Input` adds the axis by itself. Add a last axis, and all agree.
x_flat = x[:, 0]
layer = tf.keras.layers.Dense(1)

try:
    layer(x_flat)
except ValueError as error:
    print(error)

fixed = list(layer(x_flat[:, tf.newaxis]).shape)
print("with a feature axis:", fixed)

# %% untracked-trains same="stuck"
# why: A PyTorch optimizer refuses an empty list of parameters, but accepts a list in which only some are missing. Keras
#   warns in `fit`, and the `apply` of its optimizer does not even warn. The weight keeps its value in each. Count the
#   parameters before you train.
optimizer = tf.keras.optimizers.SGD(0.025)
with tf.GradientTape() as tape:
    loss = squared_error(y, untracked(x))
variables = untracked.trainable_variables
gradients = tape.gradient(loss, variables)
optimizer.apply(gradients, variables)

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
features = tf.concat([x, tf.ones_like(x)], axis=1)
exact = tf.linalg.lstsq(features, y)[:, 0]
reached = bool(tf.reduce_all(tf.abs(by_hand - exact) < 1e-4))
print(f"weight {exact[0]:.4f}, bias {exact[1]:.4f}")
print("reached by gradient descent:", reached)

# %% learned-lines
# alt: The gray points, a dashed gray true line that rises from -0.7 to 1.3, and four learned lines in the color of
#   TensorFlow. They are drawn from wide to thin and lie exactly on top of each other, close to the true line.
fig, axes = plt.subplots(figsize=(6.4, 3.6))
axes.scatter(x, y, s=10, color="#8a8f98", alpha=0.5, label="data")
ends = np.array([-10.0, 10.0])
for way, width, (weight, bias) in zip(ways, [8, 6, 4, 2], lines):
    fitted = weight * ends + bias
    axes.plot(ends, fitted, "#ff8f00", alpha=0.4, lw=width, label=way)
axes.plot(ends, 0.1 * ends + 0.3, "--", color="#6b7280", label="true line")
axes.set(xlabel="x", ylabel="y")
axes.legend(ncols=2, loc="upper left")
plt.show()

# %% predict same="predicted"
new_x = tf.constant([[-10.0], [0.0], [10.0]])

predicted = model(new_x, training=False)
for value, prediction in zip(new_x[:, 0], predicted[:, 0]):
    print(f"x {value:5.1f}  y {prediction:7.4f}")

# %% save differs="saved"
# why: Each file names the two values in its own way. A `state_dict` holds the names of the parameters, and a TensorFlow
#   checkpoint holds the path to each variable. A `.keras` file is a zip file with the settings of the class and the
#   weights. Load each file with the framework that wrote it.
path = tf.train.Checkpoint(model=model).write("line")

saved = [name for name, _ in tf.train.list_variables(path)]
saved

# %% load same="restored, equal"
loaded = LayerLine()
loaded(x[:1])  # makes the weights that are filled
tf.train.Checkpoint(model=loaded).read("line").expect_partial()

restored = loaded(new_x, training=False)
equal = bool(tf.reduce_all(restored == predicted))
print("the loaded model predicts the same:", equal)
