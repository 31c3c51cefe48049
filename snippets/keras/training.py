# %% data same="x, y, x_val, y_val"
import numpy as np

rng = np.random.default_rng(0)
points = rng.normal(size=(140, 2)).astype("float32")
classes = (points[:, 0] * points[:, 1] > 0).astype("int64")

x, x_val = points[:100], points[100:]
y, y_val = classes[:100], classes[100:]
[len(x[first : first + 32]) for first in range(0, 100, 32)]

# %% model same="logits"
import keras

shapes = [(2, 8), (8,), (8, 2), (2,)]
start = [rng.normal(0, 0.5, shape).astype("float32") for shape in shapes]


def make_model():
    hidden = keras.layers.Dense(8, activation="relu")
    output = keras.layers.Dense(2)
    model = keras.Sequential([keras.Input((2,)), hidden, output])
    model.set_weights(start)
    return model


logits = make_model()(x[:3])
logits

# %% minimal-loop same="losses" rtol="1e-4" atol="1e-5"
loss_function = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
model = make_model()
model.compile(
    optimizer=keras.optimizers.SGD(0.5),
    loss=loss_function,
    metrics=["accuracy"],
)

losses = []
for epoch in range(3):
    for first in range(0, 100, 32):
        batch = slice(first, first + 32)
        loss, accuracy = model.train_on_batch(x[batch], y[batch])
        losses.append(float(loss))
print(len(losses), "steps")
print(" ".join(f"{loss:.4f}" for loss in losses[:4]))
print(" ".join(f"{loss:.4f}" for loss in losses[-4:]))

# %% validation-loop same="val_loss, val_accuracy" rtol="1e-4" atol="1e-5"
val_loss, val_accuracy = model.evaluate(x_val, y_val, verbose=0)
print(f"loss {val_loss:.4f}, accuracy {val_accuracy:.4f}")

# %% metrics-in-loop same="epoch_losses, accuracies" rtol="1e-4" atol="1e-5"
model.set_weights(start)
history = model.fit(x, y, batch_size=32, epochs=2, shuffle=False, verbose=0).history

epoch_losses, accuracies = history["loss"], history["accuracy"]
for loss, accuracy in zip(epoch_losses, accuracies):
    print(f"loss {loss:.4f}, accuracy {accuracy:.4f}")

# %% progress unstable="true" same="means" rtol="1e-4" atol="1e-5"
model.set_weights(start)
history = model.fit(x, y, batch_size=32, epochs=2, shuffle=False, verbose=2)
means = history.history["loss"]

# %% epoch-mean differs="reported" same="weighted"
# why: The last batch has 4 examples, and a mean of batch means counts it as much as a full one. `keras.metrics.Mean`
#   counts in the same way unless you pass the sizes. `fit` and `evaluate` weight each batch by its size; with that
#   weight all are equal.
model.set_weights(start)
reported, _ = model.evaluate(x, y, batch_size=32, verbose=0)
weighted = reported
print(f"reported {reported:.4f}, weighted {weighted:.4f}")

# %% gradient-accumulation same="accumulated"
accumulating = make_model()
accumulating.compile(
    optimizer=keras.optimizers.SGD(0.5, gradient_accumulation_steps=4),
    loss=loss_function,
)
accumulating.fit(x, y, batch_size=25, shuffle=False, verbose=0)
accumulated = accumulating.get_weights()[-1]
accumulated

# %% several-tasks same="losses" rtol="1e-4" atol="1e-5"
inputs = keras.Input((2,))
body, class_head = make_model().layers
hidden = body(inputs)
radius_head = keras.layers.Dense(1, kernel_initializer="zeros")
outputs = {"class": class_head(hidden), "radius": radius_head(hidden)}
tasks = keras.Model(inputs, outputs)
tasks.compile(
    optimizer=keras.optimizers.SGD(0.1),
    loss={"class": loss_function, "radius": "mse"},
    loss_weights={"class": 1.0, "radius": 0.5},
)
radius = np.linalg.norm(x, axis=1, keepdims=True)
targets = {"class": y, "radius": radius}
history = tasks.fit(x, targets, batch_size=100, epochs=4, verbose=0).history
losses = [list(both) for both in zip(history["class_loss"], history["radius_loss"])]
print([[round(loss, 4) for loss in both] for both in losses])

# %% run-eagerly same="python_calls"
calls = []


def noted_loss(targets, logits):
    calls.append(1)
    return loss_function(targets, logits)


eager = make_model()
eager.compile(optimizer="sgd", loss=noted_loss, run_eagerly=True)
for _ in range(2):
    eager.train_on_batch(x, y)
python_calls = len(calls)
python_calls

# %% compile-fit same="loss, val_loss" rtol="1e-4" atol="1e-5"
model.set_weights(start)
history = model.fit(
    x,
    y,
    batch_size=32,
    epochs=2,
    validation_data=(x_val, y_val),
    shuffle=False,
    verbose=0,
).history

loss, val_loss = history["loss"], history["val_loss"]
for name in history:
    print(name, [round(value, 4) for value in history[name]])

# %% history same="best_epoch, best_loss" rtol="1e-4" atol="1e-5"
import pandas as pd

table = pd.DataFrame(history)
best_epoch = int(table["val_loss"].idxmin())
best_loss = float(table["val_loss"].min())
table.round(4)

# %% fit-again same="goes_on, anew" rtol="1e-4" atol="1e-5"
settings = {"batch_size": 32, "shuffle": False, "verbose": 0}
goes_on = model.fit(x, y, **settings).history["loss"][0]

model.set_weights(start)  # momentum, had there been any, would stay
anew = model.fit(x, y, **settings).history["loss"][0]
print(f"{goes_on:.4f} {anew:.4f}")

# %% validation-split differs="held_out" same="fair_share"
# why: Keras holds out the last part of the data as it is stored, and `split_dataset` does so too unless it is told to
#   shuffle; sorted data then lack a class. `random_split` draws at random. Shuffle the arrays first and all hold out
#   the same.
order = np.argsort(y, stable=True)
x_sorted, y_sorted = x[order], y[order]
model.set_weights(start)
history = model.fit(
    x_sorted, y_sorted, validation_split=0.25, shuffle=False, verbose=0
).history
last_loss, _ = model.evaluate(x_sorted[75:], y_sorted[75:], verbose=0)
print(f"{history['val_loss'][0]:.4f}, last part {last_loss:.4f}")
held_out = [int(target) for target in np.unique(y_sorted[75:])]

shuffled = np.random.default_rng(0).permutation(100)
fair_share = y_sorted[shuffled[75:]].astype("float32").mean()
print("classes held out:", held_out)
fair_share

# %% class-weight differs="weighted" same="remedied"
# why: `CrossEntropyLoss` divides the weighted sum by the sum of the weights. Keras divides it by the number of
#   examples. `reduction='sum'` and your own division give Keras's number.
model.set_weights(start)
weighted, _ = model.train_on_batch(x, y, class_weight={0: 1.0, 1: 3.0})
weighted = remedied = float(weighted)
print(f"weighted {weighted:.4f}, remedied {remedied:.4f}")

# %% sample-weight same="weighted" rtol="1e-4" atol="1e-5"
weight = np.linspace(0.0, 2.0, 100)  # one for each example
model.set_weights(start)
weighted = model.fit(
    x, y, sample_weight=weight, batch_size=100, epochs=2, verbose=0
).history["loss"]
print([round(loss, 4) for loss in weighted])


# %% steps-per-epoch same="epoch_losses" rtol="1e-4" atol="1e-5"
def endless():
    while True:
        for first in range(0, 100, 20):
            yield x[first : first + 20], y[first : first + 20]


model.set_weights(start)
history = model.fit(
    endless(), steps_per_epoch=4, epochs=3, shuffle=False, verbose=0
).history
epoch_losses = history["loss"]
print([round(value, 4) for value in epoch_losses])


# %% fit-on-loader same="epoch_losses" rtol="1e-4" atol="1e-5"
class Points(keras.utils.PyDataset):
    def __len__(self):  # in batches
        return 4

    def __getitem__(self, index):  # one batch
        batch = slice(32 * index, 32 * index + 32)
        return x[batch], y[batch]


model.set_weights(start)
history = model.fit(Points(), shuffle=False, verbose=0).history
epoch_losses = history["loss"]
print([round(value, 4) for value in epoch_losses])


# %% custom-train-step same="epoch_losses" rtol="1e-4" atol="1e-5"
class Penalized(keras.Model):
    def __init__(self):
        super().__init__()
        self.network = make_model()

    def call(self, inputs):
        return self.network(inputs)

    def compute_loss(self, x, y, y_pred, sample_weight=None, training=True):
        loss = super().compute_loss(x, y, y_pred, sample_weight, training)
        return loss + 0.1 * keras.ops.mean(keras.ops.square(y_pred))


penalized = Penalized()
penalized.compile(optimizer=keras.optimizers.SGD(0.5), loss=loss_function)
history = penalized.fit(x, y, batch_size=100, epochs=3, verbose=0).history
epoch_losses = history["loss"]
print([round(value, 4) for value in epoch_losses])

# %% freeze-between same="first" differs="moved"
# why: PyTorch reads `requires_grad` at every step. A compiled step, of `fit` or of a `tf.function`, has the list of
#   trainable weights in its graph and goes on training them. Compile again after every change of `trainable`.
model = make_model()
model.compile(optimizer=keras.optimizers.SGD(0.5), loss=loss_function)
model.train_on_batch(x, y)
hidden = model.layers[0]
hidden.trainable = False
first = hidden.get_weights()[1]
model.train_on_batch(x, y)
moved = not np.array_equal(first, hidden.get_weights()[1])
print(moved)

# %% freeze-and-compile same="moved" rtol="1e-4" atol="1e-5"
before = hidden.get_weights()[1]
model.compile(optimizer=model.optimizer, loss=loss_function)
model.train_on_batch(x, y)
moved = not np.array_equal(before, hidden.get_weights()[1])
moved

# %% save-run
first_part = make_model()
optimizer = keras.optimizers.SGD(0.1, momentum=0.9)
first_part.compile(optimizer=optimizer, loss=loss_function)
history = first_part.fit(x, y, batch_size=100, epochs=3, verbose=0).history
first_part.save("training.keras")
print([round(loss, 4) for loss in history["loss"]])

# %% resume same="resumed" rtol="1e-4" atol="1e-5"
loaded = keras.models.load_model("training.keras")
history = loaded.fit(x, y, batch_size=100, initial_epoch=3, epochs=5, verbose=0)
resumed = history.history["loss"]
print("epochs", history.epoch)
print([round(loss, 4) for loss in resumed])
