# %% rings same="first_points, outer" hidden="true"
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
print(sizes, outer_share)

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
print(steps, "steps")
first_batch[:2]


# %% model same="count" hidden="true"
def rings():
    inputs = keras.Input((2,), name="point")
    x = keras.layers.Dense(4, activation="relu", name="first")(inputs)
    x = keras.layers.Dense(8, activation="relu", name="second")(x)
    outputs = keras.layers.Dense(1, name="output")(x)
    return keras.Model(inputs, outputs, name="rings")


count = rings().count_params()
count

# %% start same="logits" hidden="true"
rng = np.random.default_rng(5)
shapes = [(2, 4), (4,), (4, 8), (8,), (8, 1), (1,)]
arrays = [rng.normal(0, 0.5, shape).astype("float32") for shape in shapes]


def start(model):
    model.set_weights(arrays)
    return model


logits = start(rings())(x_test[:3])
logits

# %% summary same="count, by_layer"
model = rings()
model.summary(line_length=60)

by_layer = [layer.count_params() for layer in model.layers[1:]]
count = model.count_params()

# %% sigmoid-twice differs="wrong" same="right"
# why: A sigmoid before a loss from logits counts twice, and gives even a perfect model a high loss. Keras finds its own
#   sigmoid, that of `keras.ops` or of a layer, warns, and goes back to the logits. `torch.sigmoid`, and `tf.sigmoid` in
#   eager mode, pass unseen. Leave the sigmoid out and all agree.
import warnings

loss_function = keras.losses.BinaryCrossentropy(from_logits=True)

perfect = 40 * y_test - 20  # logits of a model that is sure, and right
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    wrong = loss_function(y_test, keras.ops.sigmoid(perfect))
print(str(caught[0].message).split(" and thus")[0].strip('"'))
right = loss_function(y_test, perfect)
print(f"wrong {wrong:.4f}, right {right:.4f}")

# %% fit same="table"
import pandas as pd


def compiled(model):
    optimizer = keras.optimizers.SGD(0.05, momentum=0.9)
    accuracy = keras.metrics.BinaryAccuracy("accuracy", threshold=0.0)
    model.compile(optimizer, loss=loss_function, metrics=[accuracy])
    return model


model, validation = compiled(start(rings())), (x_val, y_val)
fitted = model.fit(
    Batches(), epochs=epochs, validation_data=validation, shuffle=False, verbose=0
)
columns = ["loss", "accuracy", "val_loss", "val_accuracy"]
history = pd.DataFrame(fitted.history, columns=columns)
table = history.to_numpy()
history.iloc[[0, 1, 4, 9]].round(4)

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
# why: First weights are drawn by different rules and, like the order of the points, by each framework's own generator,
#   so no seed gives the same numbers in two of them. How far the results lie apart is chance: another seed moves each
#   as much. Its own seed makes each repeat itself, on the same machine and version.
finals = []
for run in range(2):
    keras.utils.set_random_seed(0)
    net = compiled(rings())
    fitted = net.fit(x_train, y_train, batch_size=128, epochs=3, verbose=0)
    finals.append(fitted.history["loss"][-1])

final_loss, accuracy = finals[0], fitted.history["accuracy"][-1]
repeats = finals[0] == finals[1]
print(f"loss {final_loss:.4f}, accuracy {accuracy:.4f}, repeats: {repeats}")

# %% evaluate same="test_loss, test_accuracy, confusion"
from sklearn.metrics import confusion_matrix

test_loss, test_accuracy = model.evaluate(x_test, y_test, verbose=0)
logits = model.predict(x_test, verbose=0)  # a NumPy array
confusion = confusion_matrix(y_test, logits > 0)
print(f"loss {test_loss:.4f}, accuracy {test_accuracy:.4f}")
confusion  # a row for each true class

# %% classes hidden="true"
# alt: The test points in two square plots, the inner ring blue and the outer ring orange: left by true class, right by
#   predicted class. The two look alike. Gray crosses in the right plot mark the points predicted wrong; they lie along
#   the gap.
predicted = (logits[:, 0] > 0).astype("float32")

fig, (left, right) = plt.subplots(1, 2, figsize=(7, 3.5), sharey=True)
for axes, classes in [(left, y_test[:, 0]), (right, predicted)]:
    axes.scatter(*x_test.T, s=3, c=np.where(classes == 0, "#3b7dd8", "#e0912f"))
    axes.set(aspect="equal")
missed = x_test[predicted != y_test[:, 0]]
right.scatter(*missed.T, s=40, color="#7c828d", marker="x")
left.set_title("true classes")
right.set_title("predicted classes")
plt.show()

# %% predict same="probabilities, classes" hidden="true"
new_points = np.array([[0, 5], [8, 0], [-4, -4], [0, 7]], dtype="float32")

logits = model.predict(new_points, verbose=0)
probabilities = keras.ops.sigmoid(logits)
names = ["inner", "outer"]
classes = [names[int(p > 0.5)] for p in probabilities[:, 0]]
print(classes)
probabilities

# %% save-model same="restored, equal" hidden="true"
# why: A pickled model names its class, and `torch.load` refuses classes unless told `weights_only=False`. Say so only
#   for files you trust, which can run code, or keep the weights alone. A `.keras` file holds settings and weights; it
#   loads without your code if all classes in it are Keras's own.
model.save("rings.keras")

loaded = keras.models.load_model("rings.keras")  # compiled already
restored = keras.ops.sigmoid(loaded(new_points))
equal = bool(keras.ops.all(loaded(x_test) == model(x_test)))
equal

# %% export same="served, agree"
model.export("exported", verbose=False)

layer = keras.layers.TFSMLayer("exported", call_endpoint="serve")
served = keras.ops.sigmoid(layer(new_points))
agree = np.allclose(layer(x_test), model(x_test), atol=1e-5)
agree
