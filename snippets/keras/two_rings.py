# %% rings same="first_points, outer" hidden="true"
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

# %% scatter hidden="true"
# alt: Two noisy rings of points around the origin in one square plot: a blue inner ring of radius 5 and an orange outer
#   ring of radius 8. The gap between them is narrow, and a few points of either ring lie in it.
import matplotlib.pyplot as plt

colors = np.where(y[:, 0] == 0, "#3b7dd8", "#e0912f")
fig, axes = plt.subplots(figsize=(4, 4))
axes.scatter(*x.T, s=2, c=colors)
axes.set(xlabel="x", ylabel="y", aspect="equal")
plt.show()

# %% split same="sizes, outer_share" hidden="true"
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

# %% order same="first_batch, steps"
import math

import keras

epochs = 10
rng = np.random.default_rng(1)
orders = [rng.permutation(len(x_train)) for epoch in range(epochs)]


class Batches(keras.utils.PyDataset):
    def __init__(self):
        super().__init__()
        self.orders, self.order = iter(orders), orders[0]

    def __len__(self):
        return math.ceil(len(x_train) / 128)

    def __getitem__(self, index):
        rows = self.order[128 * index : 128 * (index + 1)]
        return x_train[rows], y_train[rows]

    def on_epoch_begin(self):
        self.order = next(self.orders)


first_batch, _ = Batches()[0]
steps = len(Batches())
print(steps, "steps an epoch, first points:")
first_batch[:2]


# %% model same="count" hidden="true"
def rings():
    inputs = keras.Input((2,), name="point")
    x = keras.layers.Dense(4, activation="relu", name="first")(inputs)
    x = keras.layers.Dense(8, activation="relu", name="second")(x)
    outputs = keras.layers.Dense(1, name="output")(x)
    return keras.Model(inputs, outputs, name="rings")


count = rings().count_params()
print(count, "parameters")

# %% start same="logits" hidden="true"
rng = np.random.default_rng(5)
shapes = [(2, 4), (4,), (4, 8), (8,), (8, 1), (1,)]
arrays = [rng.normal(0, 0.5, shape).astype("float32") for shape in shapes]


def start(model):
    model.set_weights(arrays)
    return model


logits = start(rings())(x_test[:3])
logits

# %% summary same="count, by_layer" hidden="true"
model = rings()
model.summary(line_length=60)

by_layer = [layer.count_params() for layer in model.layers[1:]]
count = model.count_params()

# %% loss-and-optimizer same="untrained"
loss_function = keras.losses.BinaryCrossentropy(from_logits=True)


def compiled(model):
    optimizer = keras.optimizers.SGD(0.05, momentum=0.9)
    accuracy = keras.metrics.BinaryAccuracy("accuracy", threshold=0.0)
    model.compile(optimizer, loss=loss_function, metrics=[accuracy])
    return model


model = compiled(start(rings()))
untrained, accuracy = model.evaluate(x_test, y_test, verbose=0)
print(f"loss before training {untrained:.4f}")

# %% sigmoid-twice differs="wrong" same="right"
# why: A sigmoid before a loss from logits counts twice, and gives even a perfect model a high loss. Keras finds its own
#   sigmoid, that of `keras.ops` or of a layer, so it warns and uses the logits again. It does not find `tf.sigmoid` in
#   eager mode, and PyTorch does not look for `torch.sigmoid`. Leave the sigmoid out, and all agree.
import warnings

perfect = 40 * y_test - 20  # logits of a model that is sure, and right
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    wrong = loss_function(y_test, keras.ops.sigmoid(perfect))
print(str(caught[0].message).split(" and thus")[0].strip('"'))
right = loss_function(y_test, perfect)
print(f"wrong {wrong:.4f}, right {right:.4f}")

# %% fit same="rows" unstable="true"
model = compiled(start(rings()))
fitted = model.fit(
    Batches(),
    epochs=epochs,
    validation_data=(x_val, y_val),
    shuffle=False,
    verbose=2,
)
columns = ["loss", "accuracy", "val_loss", "val_accuracy"]
rows = list(zip(*(fitted.history[name] for name in columns)))

# %% history same="best"
import pandas as pd

history = pd.DataFrame(rows, columns=columns, index=range(1, epochs + 1))
best = int(history["val_loss"].idxmin())
print("lowest validation loss in epoch", best)
history.loc[[1, 5, 10]].round(4)

# %% curves hidden="true"
# alt: Two line plots over 10 epochs, training solid and blue, validation dashed and orange. Left, both losses fall from
#   about 0.7 to about 0.1. Right, both accuracies rise from about 0.5 to nearly 1. Validation is ahead of training in
#   the first epochs.
options = {"xlabel": "epoch", "style": ["-", "--"], "color": ["#3b7dd8", "#e0912f"]}
fig, (left, right) = plt.subplots(1, 2, figsize=(7, 2.8))
history.plot(y=["loss", "val_loss"], ax=left, **options)
history.plot(y=["accuracy", "val_accuracy"], ax=right, **options)
plt.show()

# %% random differs="final_loss" same="repeats"
# why: The frameworks draw first weights by different rules. They draw the weights and the order of the points from
#   different generators, so no seed gives the same numbers in two of them. The distance between the results is chance,
#   and a different seed changes it. With its own seed each framework repeats its run on the same machine and version.
finals = []
for run in range(2):
    keras.utils.set_random_seed(0)
    net = compiled(rings())
    fitted = net.fit(x_train, y_train, batch_size=128, epochs=3, verbose=0)
    finals.append(fitted.history["loss"][-1])

final_loss, accuracy = finals[0], fitted.history["accuracy"][-1]
repeats = finals[0] == finals[1]
print(f"loss {final_loss:.4f}, accuracy {accuracy:.4f}")
print("the second run repeats the first:", repeats)

# %% evaluate same="test_loss, test_accuracy, confusion"
from sklearn.metrics import confusion_matrix

test_loss, test_accuracy = model.evaluate(x_test, y_test, verbose=0)
logits = model.predict(x_test, verbose=0)  # a NumPy array
confusion = confusion_matrix(y_test, logits > 0)
print(f"test loss {test_loss:.4f}, test accuracy {test_accuracy:.4f}")
pd.DataFrame(confusion, ["inner", "outer"], ["predicted inner", "predicted outer"])

# %% classes hidden="true"
# alt: The test points in two square plots, the inner ring blue and the outer ring orange: left by true class, right by
#   predicted class. The two plots look alike. Gray circles in the right plot surround the points that are predicted
#   wrong. They lie in the gap.
predicted = (logits[:, 0] > 0).astype("float32")

fig, (left, right) = plt.subplots(1, 2, figsize=(7, 3.5), sharey=True)
for axes, classes in [(left, y_test[:, 0]), (right, predicted)]:
    axes.scatter(*x_test.T, s=3, c=np.where(classes == 0, "#3b7dd8", "#e0912f"))
    axes.set(aspect="equal")
missed = x_test[predicted != y_test[:, 0]]
right.scatter(*missed.T, s=70, facecolors="none", edgecolors="#7c828d")
left.set_title("true classes")
right.set_title("predicted, mistakes circled")
plt.show()

# %% border same="outer_area" rtol="0" atol="1e-3" hidden="true"
# alt: The plane around the rings, colored by the probability of the outer ring: blue inside, orange outside, pale where
#   the model is unsure. The black line of probability one half is a closed polygon between the two rings of test
#   points.
axis = np.linspace(-10, 10, 201, dtype="float32")
grid_x, grid_y = np.meshgrid(axis, axis)
grid = np.stack([grid_x.ravel(), grid_y.ravel()], axis=1)
logits = model.predict(grid, verbose=0)
probability = keras.ops.convert_to_numpy(keras.ops.sigmoid(logits))
probability = probability.reshape(grid_x.shape)
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

# %% predict same="probabilities, classes" hidden="true"
new_points = np.array([[0, 5], [8, 0], [-4, -4], [0, 7]], dtype="float32")

logits = model.predict(new_points, verbose=0)
probabilities = keras.ops.sigmoid(logits)
names = ["inner", "outer"]
classes = [names[int(p > 0.5)] for p in probabilities[:, 0]]
for point, p, name in zip(new_points.tolist(), probabilities[:, 0], classes):
    print(f"point {point}  probability of outer {p:.4f}  class {name}")

# %% save-model same="restored, equal" hidden="true"
# why: A pickled model names its class, and `torch.load` refuses classes unless told `weights_only=False`. Such a file
#   can run code, so say it only for files that you trust, or save the weights alone. A `.keras` file holds settings and
#   weights. It loads without your code if all classes in it belong to Keras.
model.save("rings.keras")

loaded = keras.models.load_model("rings.keras")  # compiled already
restored = keras.ops.sigmoid(loaded(new_points))
equal = bool(keras.ops.all(loaded(x_test) == model(x_test)))
print("equal predictions:", equal)

# %% export same="served, agree"
model.export("exported", verbose=False)

layer = keras.layers.TFSMLayer("exported", call_endpoint="serve")
served = keras.ops.sigmoid(layer(new_points))
agree = np.allclose(layer(x_test), model(x_test), atol=1e-5)
print("predictions agree:", agree)
