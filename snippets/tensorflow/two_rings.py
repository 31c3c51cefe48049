# %% rings same="first_points, outer"
import numpy as np

rng = np.random.default_rng(0)
angle = rng.uniform(0, 2 * np.pi, 4_000)
radius = np.repeat([5, 8], 2_000) + rng.normal(0, 0.6, 4_000)
points = [radius * np.cos(angle), radius * np.sin(angle)]

x = np.stack(points, axis=1).astype("float32")
y = np.repeat([[0], [1]], 2_000, axis=0).astype("float32")
first_points, outer = x[:3], int(y.sum())
print("points", x.shape, "targets", y.shape)
print("first point", x[0], "its target", y[0])

# %% scatter
# alt: Two noisy rings of points around the origin in one square plot: a blue inner ring of radius 5 and an orange outer
#   ring of radius 8. The gap between them is narrow, and a few points of either ring lie in it.
import matplotlib.pyplot as plt

colors = np.where(y[:, 0] == 0, "#3b7dd8", "#e0912f")
fig, axes = plt.subplots(figsize=(4, 4))
axes.scatter(*x.T, s=2, c=colors)
axes.set(xlabel="x", ylabel="y", aspect="equal")
plt.show()

# %% split same="sizes, outer_share"
from sklearn.model_selection import train_test_split

x_rest, x_test, y_rest, y_test = train_test_split(
    x, y, test_size=800, stratify=y, random_state=0
)
x_train, x_val, y_train, y_val = train_test_split(
    x_rest, y_rest, test_size=640, stratify=y_rest, random_state=0
)
sizes = [len(x_train), len(x_val), len(x_test)]
outer_share = [float(part.mean()) for part in (y_train, y_val, y_test)]

print("training, validation, test:", sizes)
print("share of the outer ring:   ", outer_share)

# %% pipeline same="batch_shape, steps, val_steps"
import tensorflow as tf

train_data = tf.data.Dataset.from_tensor_slices((x_train, y_train))
shuffled = train_data.shuffle(len(x_train)).batch(128).prefetch(tf.data.AUTOTUNE)
val_data = tf.data.Dataset.from_tensor_slices((x_val, y_val))
val_batches = val_data.batch(256).prefetch(tf.data.AUTOTUNE)
test_data = tf.data.Dataset.from_tensor_slices((x_test, y_test))
test_batches = test_data.batch(256).prefetch(tf.data.AUTOTUNE)

batch_shape = list(next(iter(shuffled))[0].shape)
steps, val_steps = len(shuffled), len(val_batches)
print("training:  ", steps, "batches, the first one", batch_shape)
print("validation:", val_steps, "batches")

# %% prefetch-place only="tensorflow"
# why: A `DataLoader` has no steps to put in order. Its workers read ahead, if `num_workers` is above 0.
import time

prepared = tf.Variable(0)


def prepare(inputs, targets):
    prepared.assign_add(1)
    return inputs, targets


def ready(dataset):
    prepared.assign(0)
    iterator = iter(dataset)
    next(iterator)
    time.sleep(0.5)  # a step of training
    return int(prepared) - 1


kept = train_data.batch(128)
print("map, prefetch(4), cache:", ready(kept.map(prepare).prefetch(4).cache()))
print("prefetch(4), cache, map:", ready(kept.prefetch(4).cache().map(prepare)))
print("cache, map:             ", ready(kept.cache().map(prepare)))
print("cache, map, prefetch(4):", ready(kept.cache().map(prepare).prefetch(4)))

# %% order same="first_batch, steps"
epochs = 10
rng = np.random.default_rng(1)
orders = [rng.permutation(len(x_train)) for epoch in range(epochs)]


def batches(epoch):
    arrays = x_train[orders[epoch]], y_train[orders[epoch]]
    return tf.data.Dataset.from_tensor_slices(arrays).batch(128)


first_batch, _ = next(iter(batches(0)))
steps = len(batches(0))
print(steps, "steps an epoch, first points:")
first_batch[:2]


# %% model same="count"
def rings():
    inputs = tf.keras.Input((2,), name="point")
    x = tf.keras.layers.Dense(4, activation="relu", name="first")(inputs)
    x = tf.keras.layers.Dense(8, activation="relu", name="second")(x)
    outputs = tf.keras.layers.Dense(1, name="output")(x)
    return tf.keras.Model(inputs, outputs, name="rings")


count = rings().count_params()
print(count, "parameters")

# %% start same="logits"
rng = np.random.default_rng(5)
shapes = [(2, 4), (4,), (4, 8), (8,), (8, 1), (1,)]
arrays = [rng.normal(0, 0.5, shape).astype("float32") for shape in shapes]


def start(model):
    model.set_weights(arrays)
    return model


logits = start(rings())(x_test[:3])
logits

# %% sequential same="logits"
sequential = tf.keras.Sequential(
    [
        tf.keras.Input((2,)),
        tf.keras.layers.Dense(4, activation="relu", name="first"),
        tf.keras.layers.Dense(8, activation="relu", name="second"),
        tf.keras.layers.Dense(1, name="output"),
    ]
)
logits = start(sequential)(x_test[:3])
logits


# %% subclass same="logits"
class Blocks(tf.keras.Model):
    def __init__(self):
        super().__init__()
        hidden = [tf.keras.layers.Dense(n, activation="relu") for n in (4, 8)]
        self.body = tf.keras.Sequential(hidden)
        self.head = tf.keras.layers.Dense(1)

    def call(self, x):
        return self.head(self.body(x))


blocks = Blocks()
blocks(x_test[:3])  # the first call makes the weights
logits = start(blocks)(x_test[:3])
logits

# %% summary same="count, by_layer"
model = start(rings())
model.summary(line_length=60)

by_layer = [layer.count_params() for layer in model.layers[1:]]
count = model.count_params()

# %% clear-session only="tensorflow"
# why: PyTorch keeps no list of the models that you have made, so it has nothing to clear.
before = [tf.keras.layers.Dense(1).name for layer in range(2)]
tf.keras.utils.clear_session()
after = [tf.keras.layers.Dense(1).name for layer in range(2)]
print("before", before)
print("after ", after)

# %% loss-and-optimizer same="untrained"
model = start(rings())
loss_function = tf.keras.losses.BinaryCrossentropy(from_logits=True)
optimizer = tf.keras.optimizers.SGD(0.05, momentum=0.9)

logits = model(x_test)
untrained = float(loss_function(y_test, logits))
print(f"loss before training {untrained:.4f}")

# %% sigmoid-twice differs="wrong" same="right"
# why: A sigmoid before a loss from logits counts twice, and gives even a perfect model a high loss. Keras finds its own
#   sigmoid, that of `keras.ops` or of a layer, so it warns and uses the logits again. It does not find `tf.sigmoid` in
#   eager mode, and PyTorch does not look for `torch.sigmoid`. Leave the sigmoid out, and all agree.
perfect = 40 * y_test - 20  # logits of a model that is sure, and right
wrong = loss_function(y_test, tf.sigmoid(perfect))
right = loss_function(y_test, perfect)
print(f"wrong {wrong:.4f}, right {right:.4f}")

# %% sigmoid-missing same="right"
# why: `BCELoss` refuses numbers that cannot be a probability. `BinaryCrossentropy` without `from_logits` clips every
#   number to the range from 1e-7 to 1 - 1e-7 and returns a loss. Apply the sigmoid first, and the two agree.
wrong = tf.keras.losses.BinaryCrossentropy()(y_test, logits)
right = tf.keras.losses.BinaryCrossentropy()(y_test, tf.sigmoid(logits))
print(f"wrong {wrong:.4f}, right {right:.4f}")

# %% target-shape same="right"
# why: `BCEWithLogitsLoss` refuses targets `(N,)` for predictions `(N, 1)`. The Keras loss class adds the missing axis,
#   but the Keras function `binary_crossentropy` refuses such targets too. A column of targets suits all.
y_flat = y_test[:, 0]
flat = loss_function(y_flat, logits)
right = loss_function(y_flat[:, np.newaxis], logits)
print(f"flat {flat:.4f}, with a column {right:.4f}")

# %% script same="script_losses"
model = start(rings())
optimizer = tf.keras.optimizers.SGD(0.05, momentum=0.9)

script_losses = []
for epoch in range(epochs):
    for inputs, targets in batches(epoch):
        with tf.GradientTape() as tape:
            loss = loss_function(targets, model(inputs, training=True))
        gradients = tape.gradient(loss, model.trainable_variables)
        optimizer.apply_gradients(zip(gradients, model.trainable_variables))
        script_losses.append(float(loss))
    print(f"epoch {epoch + 1:2}  loss of the last batch {loss:.4f}")


# %% train-function same="train_loss, train_accuracy"
@tf.function
def train_step(model, optimizer, inputs, targets):
    with tf.GradientTape() as tape:
        logits = model(inputs, training=True)
        loss = loss_function(targets, logits)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss, logits


def train(model, optimizer, batches):
    mean_loss = tf.keras.metrics.Mean()
    accuracy = tf.keras.metrics.BinaryAccuracy(threshold=0.0)
    for inputs, targets in batches:
        loss, logits = train_step(model, optimizer, inputs, targets)
        mean_loss.update_state(loss, sample_weight=len(targets))
        accuracy.update_state(targets, logits)
    return float(mean_loss.result()), float(accuracy.result())


model, optimizer = start(rings()), tf.keras.optimizers.SGD(0.05, momentum=0.9)
optimizer.build(model.trainable_variables)
train_loss, train_accuracy = train(model, optimizer, batches(0))
print(f"loss {train_loss:.4f}, accuracy {train_accuracy:.4f}")


# %% evaluate-function same="val_loss, val_accuracy"
def evaluate(model, batches):
    mean_loss = tf.keras.metrics.Mean()
    accuracy = tf.keras.metrics.BinaryAccuracy(threshold=0.0)
    for inputs, targets in batches:
        logits = model(inputs, training=False)
        loss = loss_function(targets, logits)
        mean_loss.update_state(loss, sample_weight=len(targets))
        accuracy.update_state(targets, logits)
    return float(mean_loss.result()), float(accuracy.result())


val_loss, val_accuracy = evaluate(model, val_batches)
print(f"val_loss {val_loss:.4f}, val_accuracy {val_accuracy:.4f}")

# %% fit same="rows"
model, optimizer = start(rings()), tf.keras.optimizers.SGD(0.05, momentum=0.9)
optimizer.build(model.trainable_variables)
columns = ["loss", "accuracy", "val_loss", "val_accuracy"]
rows = []
for epoch in range(epochs):
    trained = train(model, optimizer, batches(epoch))
    row = [*trained, *evaluate(model, val_batches)]
    rows.append(row)
    words = [f"{name} {value:.4f}" for name, value in zip(columns, row)]
    print(f"epoch {epoch + 1:2}", *words, sep="  ")

# %% history same="best"
import pandas as pd

history = pd.DataFrame(rows, columns=columns, index=range(1, epochs + 1))
best = int(history["val_loss"].idxmin())
print("lowest validation loss in epoch", best)
history.loc[[1, 5, 10]].round(4)

# %% curves
# alt: Two line plots over 10 epochs, training solid and blue, validation dashed and orange. Left, both losses fall from
#   about 0.7 to about 0.1. Right, both accuracies rise from about 0.5 to nearly 1. Validation is ahead of training in
#   the first epochs.
options = {"xlabel": "epoch", "style": ["-", "--"], "color": ["#3b7dd8", "#e0912f"]}
fig, (left, right) = plt.subplots(1, 2, figsize=(7, 2.8))
history.plot(y=["loss", "val_loss"], ax=left, **options)
history.plot(y=["accuracy", "val_accuracy"], ax=right, **options)
plt.show()


# %% trainer same="trained"
class Trainer:
    def __init__(self, model, optimizer, loss_function):
        self.model, self.optimizer = model, optimizer
        self.loss_function = loss_function
        self.optimizer.build(model.trainable_variables)
        self.history = []

    @tf.function
    def step(self, inputs, targets, learn):
        with tf.GradientTape() as tape:
            logits = self.model(inputs, training=learn)
            loss = self.loss_function(targets, logits)
        if learn:
            variables = self.model.trainable_variables
            gradients = tape.gradient(loss, variables)
            self.optimizer.apply_gradients(zip(gradients, variables))
        return loss

    def run(self, batches, learn):
        mean_loss = tf.keras.metrics.Mean()
        for inputs, targets in batches:
            loss = self.step(inputs, targets, learn)
            mean_loss.update_state(loss, sample_weight=len(targets))
        return float(mean_loss.result())

    def fit(self, batches, validation, epochs):
        for epoch in range(epochs):
            trained = self.run(batches(epoch), learn=True)
            self.history.append([trained, self.run(validation, learn=False)])


net = start(rings())
optimizer = tf.keras.optimizers.SGD(0.05, momentum=0.9)
trainer = Trainer(net, optimizer, loss_function)
trainer.fit(batches, val_batches, epochs)
trained = trainer.history[-1]
print(f"loss {trained[0]:.4f}, val_loss {trained[1]:.4f}")

# %% random differs="final_loss" same="repeats"
# why: The frameworks draw first weights by different rules. They draw the weights and the order of the points from
#   different generators, so no seed gives the same numbers in two of them. The distance between the results is chance,
#   and a different seed changes it. With its own seed each framework repeats its run on the same machine and version.
finals = []
for run in range(2):
    tf.keras.utils.set_random_seed(0)
    shuffled = train_data.shuffle(len(x_train)).batch(128)
    net, optimizer = rings(), tf.keras.optimizers.SGD(0.05, momentum=0.9)
    optimizer.build(net.trainable_variables)
    for epoch in range(3):
        final_loss, accuracy = train(net, optimizer, shuffled)
    finals.append(final_loss)

repeats = finals[0] == finals[1]
print(f"loss {final_loss:.4f}, accuracy {accuracy:.4f}")
print("the second run repeats the first:", repeats)

# %% evaluate same="test_loss, test_accuracy, confusion"
from sklearn.metrics import accuracy_score, confusion_matrix

test_loss, test_accuracy = evaluate(model, test_batches)
logits = model(x_test, training=False)
confusion = confusion_matrix(y_test, logits > 0)
print(f"test loss {test_loss:.4f}, test accuracy {test_accuracy:.4f}")
pd.DataFrame(confusion, ["inner", "outer"], ["predicted inner", "predicted outer"])

# %% accuracy-shape same="wrong, right"
predicted = tf.cast(logits[:, 0] > 0, tf.float32)

wrong = tf.reduce_mean(tf.cast(predicted == y_test, tf.float32))  # 800 by 800
right = tf.reduce_mean(tf.cast(predicted == y_test[:, 0], tf.float32))
print(f"wrong {wrong:.4f}, right {right:.4f}")

# %% eval-mode differs="careless" same="careful"
# why: A new PyTorch module is in training mode, so a plain call drops half of the hidden values. A Keras layer called
#   by hand is in inference mode unless told `training=True`. After `eval()` the two agree.
first, second, output = model.layers[1:]
dropout = tf.keras.layers.Dropout(0.5)
dropping = tf.keras.Sequential([first, second, dropout, output])

careless = accuracy_score(y_test, dropping(x_test) > 0)
careful = accuracy_score(y_test, dropping(x_test, training=False) > 0)
print(f"careless {careless:.4f}, careful {careful:.4f}")

# %% classes
# alt: The test points in two square plots, the inner ring blue and the outer ring orange: left by true class, right by
#   predicted class. The two plots look alike. Gray circles in the right plot surround the points that are predicted
#   wrong. They lie in the gap.
fig, (left, right) = plt.subplots(1, 2, figsize=(7, 3.5), sharey=True)
for axes, classes in [(left, y_test[:, 0]), (right, predicted)]:
    axes.scatter(*x_test.T, s=3, c=np.where(classes == 0, "#3b7dd8", "#e0912f"))
    axes.set(aspect="equal")
missed = x_test[predicted != y_test[:, 0]]
right.scatter(*missed.T, s=70, facecolors="none", edgecolors="#7c828d")
left.set_title("true classes")
right.set_title("predicted, mistakes circled")
plt.show()

# %% border same="outer_area" rtol="0" atol="1e-3"
# alt: The plane around the rings, colored by the probability of the outer ring: blue inside, orange outside, pale where
#   the model is unsure. The black line of probability one half is a closed polygon between the two rings of test
#   points.
axis = np.linspace(-10, 10, 201, dtype="float32")
grid_x, grid_y = np.meshgrid(axis, axis)
grid = np.stack([grid_x.ravel(), grid_y.ravel()], axis=1)
logits = model(grid, training=False)
probability = tf.sigmoid(logits).numpy().reshape(grid_x.shape)
outer_area = float((probability > 0.5).mean())
print(f"share of the square predicted as outer: {outer_area:.3f}")

fig, axes = plt.subplots(figsize=(4.4, 4.4))
levels, shades = [0, 0.1, 0.5, 0.9, 1], ["#a9c8ee", "#dde9f8", "#faecd9", "#f2cf9f"]
axes.contourf(grid_x, grid_y, probability, levels=levels, colors=shades)
axes.contour(grid_x, grid_y, probability, levels=[0.5], colors="black")
axes.scatter(*x_test.T, s=2, c=np.where(y_test[:, 0] == 0, "#1f56a5", "#b3620a"))
ticks = range(-10, 11, 5)
axes.set(xlabel="x", ylabel="y", aspect="equal", xticks=ticks, yticks=ticks)
plt.show()

# %% predict same="probabilities, classes"
new_points = tf.constant([[0.0, 5.0], [8.0, 0.0], [-4.0, -4.0], [0.0, 7.0]])

probabilities = tf.sigmoid(model(new_points, training=False))
names = ["inner", "outer"]
classes = [names[int(p > 0.5)] for p in probabilities[:, 0]]
for point, p, name in zip(new_points.numpy().tolist(), probabilities[:, 0], classes):
    print(f"point {point}  probability of outer {p:.4f}  class {name}")

# %% save-model same="restored, equal"
# why: A pickled model names its class, and `torch.load` refuses classes unless told `weights_only=False`. Such a file
#   can run code, so say it only for files that you trust, or save the weights alone. A `.keras` file holds settings and
#   weights. It loads without your code if all classes in it belong to Keras.
model.save("rings.keras")

loaded = tf.keras.models.load_model("rings.keras")  # without rings()
restored = tf.sigmoid(loaded(new_points))
equal = bool(tf.reduce_all(loaded(x_test) == model(x_test)))
print("equal predictions:", equal)

# %% save-weights same="restored, equal"
model.save_weights("rings.weights.h5")

loaded = rings()
loaded.load_weights("rings.weights.h5")
restored = tf.sigmoid(loaded(new_points))
equal = bool(tf.reduce_all(loaded(x_test) == model(x_test)))
print("saved:", [weight.path for weight in loaded.weights])
print("equal predictions:", equal)

# %% export same="served, agree"
model.export("exported", verbose=False)

served_model = tf.saved_model.load("exported")  # without Keras
served = tf.sigmoid(served_model.serve(new_points))
agree = np.allclose(served_model.serve(x_test), model(x_test), atol=1e-5)
print("predictions agree:", agree)
