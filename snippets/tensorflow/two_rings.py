# %% rings same="first_points, outer"
import numpy as np

rng = np.random.default_rng(0)
angle = rng.uniform(0, 2 * np.pi, 4_000)
radius = np.repeat([5, 8], 2_000) + rng.normal(0, 0.6, 4_000)
points = [radius * np.cos(angle), radius * np.sin(angle)]

x = np.stack(points, axis=1).astype("float32")
y = np.repeat([[0], [1]], 2_000, axis=0).astype("float32")
first_points, outer = x[:3], int(y.sum())
print(x.shape, y.shape)
print(x[0], y[0])

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
print(sizes, outer_share)

# %% pipeline same="batch_shape, steps, seen"
import tensorflow as tf

train_data = tf.data.Dataset.from_tensor_slices((x_train, y_train))
shuffled = train_data.shuffle(len(x_train)).batch(128)
shuffled = shuffled.prefetch(tf.data.AUTOTUNE)

batch_shape = list(next(iter(shuffled))[0].shape)
steps = len(shuffled)
seen = sum(len(inputs) for inputs, targets in shuffled)
print(batch_shape, steps, "steps", seen, "points")

# %% prefetch-before-cache only="tensorflow"
# why: A `DataLoader` has no steps to put in order: its workers read ahead, whatever the data set keeps.
import time

prepared = tf.Variable(0)


def prepare(inputs, targets):
    prepared.assign_add(1)
    return inputs, targets


def made_ahead(dataset):
    options = tf.data.Options()
    options.experimental_optimization.inject_prefetch = False  # or it adds one
    prepared.assign(0)
    iterator = iter(dataset.with_options(options))
    next(iterator)
    time.sleep(0.5)  # a step of training
    return int(prepared) - 1


kept = train_data.batch(128)
print("prefetch before cache:", made_ahead(kept.prefetch(2).cache().map(prepare)))
print("prefetch at the end:  ", made_ahead(kept.cache().map(prepare).prefetch(2)))

# %% order same="first_batch, steps"
epochs = 10
rng = np.random.default_rng(1)
orders = [rng.permutation(len(x_train)) for epoch in range(epochs)]


def batches(epoch):
    arrays = x_train[orders[epoch]], y_train[orders[epoch]]
    return tf.data.Dataset.from_tensor_slices(arrays).batch(128)


first_batch, _ = next(iter(batches(0)))
steps = len(batches(0))
print(steps, "steps")
first_batch[:2]


# %% model same="count"
def rings():
    inputs = tf.keras.Input((2,), name="point")
    x = tf.keras.layers.Dense(4, activation="relu", name="first")(inputs)
    x = tf.keras.layers.Dense(8, activation="relu", name="second")(x)
    outputs = tf.keras.layers.Dense(1, name="output")(x)
    return tf.keras.Model(inputs, outputs, name="rings")


count = rings().count_params()
count

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
by_layer = []
for layer in model.layers[1:]:  # the first is the input
    by_layer.append(layer.count_params())
    print(f"{layer.name:8} {layer.output.shape}  {by_layer[-1]}")

count = sum(by_layer)
print(count, "parameters")

# %% sigmoid-twice differs="wrong" same="right"
# why: A sigmoid before a loss from logits counts twice, and gives even a perfect model a high loss. Keras finds its own
#   sigmoid, that of `keras.ops` or of a layer, warns, and goes back to the logits. `torch.sigmoid`, and `tf.sigmoid` in
#   eager mode, pass unseen. Leave the sigmoid out and all agree.
loss_function = tf.keras.losses.BinaryCrossentropy(from_logits=True)

perfect = 40 * y_test - 20  # logits of a model that is sure, and right
wrong = loss_function(y_test, tf.sigmoid(perfect))
right = loss_function(y_test, perfect)
print(f"wrong {wrong:.4f}, right {right:.4f}")

# %% sigmoid-missing same="right"
# why: `BCELoss` refuses what cannot be a probability. `BinaryCrossentropy` without `from_logits` pushes every number
#   into the range from 1e-7 to 1 - 1e-7 and returns a loss. Apply the sigmoid first, and the two agree.
logits = model(x_test)
wrong = tf.keras.losses.BinaryCrossentropy()(y_test, logits)
right = tf.keras.losses.BinaryCrossentropy()(y_test, tf.sigmoid(logits))
print(wrong)
right

# %% target-shape same="right"
# why: `BCEWithLogitsLoss` refuses targets `(N,)` for predictions `(N, 1)`. The Keras loss class adds the missing axis,
#   the function `binary_crossentropy` refuses too. A column of targets suits all.
y_flat = y_test[:, 0]
squeezed = loss_function(y_flat, logits)
right = loss_function(y_flat[:, np.newaxis], logits)
print(squeezed)
right

# %% script same="script_losses"
model = start(rings())
optimizer = tf.keras.optimizers.SGD(0.05, momentum=0.9)

script_losses = []
for epoch in range(epochs):
    for inputs, targets in batches(epoch):
        with tf.GradientTape() as tape:
            loss = loss_function(targets, model(inputs, training=True))
        gradients = tape.gradient(loss, model.trainable_variables)
        optimizer.apply(gradients, model.trainable_variables)
        script_losses.append(float(loss))

for step in (1, 2, 50, 100, 150, 200):
    print(f"step {step:3}  loss {script_losses[step - 1]:.4f}")

# %% zero-grad differs="forgotten" same="cleared"
# why: `backward` adds to `.grad`, so without `zero_grad` each step also follows all gradients before it. A tape returns
#   fresh gradients, and there is no such line to forget. With the line, the losses are equal.
# a tape has nothing to clear; this is the last step of the first epoch
forgotten = cleared = script_losses[19]
print(f"forgotten {forgotten:.4f}, cleared {cleared:.4f}")


# %% train-function same="train_loss, train_accuracy"
@tf.function
def train_step(model, optimizer, inputs, targets):
    with tf.GradientTape() as tape:
        logits = model(inputs, training=True)
        loss = loss_function(targets, logits)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply(gradients, model.trainable_variables)
    return loss, logits


def train(model, optimizer, batches):
    mean_loss = tf.keras.metrics.Mean()
    accuracy = tf.keras.metrics.BinaryAccuracy(threshold=0.0)
    for inputs, targets in batches:
        loss, logits = train_step(model, optimizer, inputs, targets)
        mean_loss.update_state(loss)
        accuracy.update_state(targets, logits)
    return float(mean_loss.result()), float(accuracy.result())


model, optimizer = start(rings()), tf.keras.optimizers.SGD(0.05, momentum=0.9)
optimizer.build(model.trainable_variables)
train_loss, train_accuracy = train(model, optimizer, batches(0))
print(f"loss {train_loss:.4f}, accuracy {train_accuracy:.4f}")

# %% evaluate-function same="val_loss, val_accuracy"
from sklearn.metrics import accuracy_score


def evaluate(model, x, y):
    logits = model(x, training=False)
    return float(loss_function(y, logits)), accuracy_score(y, logits > 0)


val_loss, val_accuracy = evaluate(model, x_val, y_val)
print(f"loss {val_loss:.4f}, accuracy {val_accuracy:.4f}")

# %% fit same="table"
import pandas as pd

model, optimizer = start(rings()), tf.keras.optimizers.SGD(0.05, momentum=0.9)
optimizer.build(model.trainable_variables)
rows = []
for epoch in range(epochs):
    measured = train(model, optimizer, batches(epoch))
    rows.append([*measured, *evaluate(model, x_val, y_val)])

columns = ["loss", "accuracy", "val_loss", "val_accuracy"]
history = pd.DataFrame(rows, columns=columns)
table = history.to_numpy()
history.iloc[[0, 1, 4, 9]].round(4)


# %% curves
# alt: Two line plots over 10 epochs, training solid and blue, validation dashed and orange. Left, both losses fall from
#   about 0.7 to about 0.1. Right, both accuracies rise from about 0.5 to nearly 1. Validation is ahead of training in
#   the first epochs.
options = {"xlabel": "epoch", "style": ["-", "--"], "color": ["#3b7dd8", "#e0912f"]}
fig, (left, right) = plt.subplots(1, 2, figsize=(7, 2.8))
history.plot(y=["loss", "val_loss"], ax=left, **options)
history.plot(y=["accuracy", "val_accuracy"], ax=right, **options)
plt.show()

# %% random differs="final_loss" same="repeats"
# why: First weights are drawn by different rules and, like the order of the points, by each framework's own generator,
#   so no seed gives the same numbers in two of them. How far the results lie apart is chance: another seed moves each
#   as much. Its own seed makes each repeat itself, on the same machine and version.
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
print(f"loss {final_loss:.4f}, accuracy {accuracy:.4f}, repeats: {repeats}")

# %% evaluate same="test_loss, test_accuracy, confusion"
from sklearn.metrics import confusion_matrix

test_loss, test_accuracy = evaluate(model, x_test, y_test)
logits = model(x_test, training=False)
confusion = confusion_matrix(y_test, logits > 0)
print(f"loss {test_loss:.4f}, accuracy {test_accuracy:.4f}")
confusion  # a row for each true class

# %% accuracy-shape same="wrong, right"
predicted = tf.cast(logits[:, 0] > 0, tf.float32)

wrong = tf.reduce_mean(tf.cast(predicted == y_test, tf.float32))  # 800 by 800
right = tf.reduce_mean(tf.cast(predicted == y_test[:, 0], tf.float32))
print(f"wrong {wrong:.4f}, right {right:.4f}")

# %% eval-mode differs="careless" same="careful"
# why: A new PyTorch module is in training mode, so a plain call drops half of the hidden values. A Keras layer called
#   by hand infers unless told `training=True`. After `eval()` the two agree.
first, second, output = model.layers[1:]
dropout = tf.keras.layers.Dropout(0.5)
dropping = tf.keras.Sequential([first, second, dropout, output])

careless = accuracy_score(y_test, dropping(x_test) > 0)
careful = accuracy_score(y_test, dropping(x_test, training=False) > 0)
print(f"careless {careless:.4f}, careful {careful:.4f}")

# %% classes
# alt: The test points in two square plots, the inner ring blue and the outer ring orange: left by true class, right by
#   predicted class. The two look alike. Gray crosses in the right plot mark the points predicted wrong; they lie along
#   the gap.
fig, (left, right) = plt.subplots(1, 2, figsize=(7, 3.5), sharey=True)
for axes, classes in [(left, y_test[:, 0]), (right, predicted)]:
    axes.scatter(*x_test.T, s=3, c=np.where(classes == 0, "#3b7dd8", "#e0912f"))
    axes.set(aspect="equal")
missed = x_test[predicted != y_test[:, 0]]
right.scatter(*missed.T, s=40, color="#7c828d", marker="x")
left.set_title("true classes")
right.set_title("predicted classes")
plt.show()

# %% predict same="probabilities, classes"
new_points = tf.constant([[0.0, 5.0], [8.0, 0.0], [-4.0, -4.0], [0.0, 7.0]])

probabilities = tf.sigmoid(model(new_points, training=False))
names = ["inner", "outer"]
classes = [names[int(p > 0.5)] for p in probabilities[:, 0]]
print(classes)
probabilities

# %% save-model same="restored, equal"
# why: A pickled model names its class, and `torch.load` refuses classes unless told `weights_only=False`. Say so only
#   for files you trust, which can run code, or keep the weights alone. A `.keras` file holds settings and weights; it
#   loads without your code if all classes in it are Keras's own.
model.save("rings.keras")

loaded = tf.keras.models.load_model("rings.keras")  # without rings()
restored = tf.sigmoid(loaded(new_points))
equal = bool(tf.reduce_all(loaded(x_test) == model(x_test)))
equal

# %% save-weights same="restored, equal"
model.save_weights("rings.weights.h5")

loaded = rings()
loaded.load_weights("rings.weights.h5")
restored = tf.sigmoid(loaded(new_points))
equal = bool(tf.reduce_all(loaded(x_test) == model(x_test)))
print([weight.path for weight in loaded.weights])
equal

# %% export same="served, agree"
model.export("exported", verbose=False)

served_model = tf.saved_model.load("exported")  # without Keras
served = tf.sigmoid(served_model.serve(new_points))
agree = np.allclose(served_model.serve(x_test), model(x_test), atol=1e-5)
agree
