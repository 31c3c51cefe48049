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

# %% epoch-mean differs="reported" same="weighted" why="The last batch has 4 examples, and a mean of batch means counts it as much as a full one. So does `keras.metrics.Mean` unless told the sizes. `fit` and `evaluate` weight each batch by its size; with that weight all are equal."
model.set_weights(start)
reported, _ = model.evaluate(x, y, batch_size=32, verbose=0)
weighted = reported
print(f"reported {reported:.4f}, weighted {weighted:.4f}")

# %% gradient-accumulation same="accumulated"
import tensorflow as tf

accumulating = make_model()
optimizer = keras.optimizers.SGD(0.5, gradient_accumulation_steps=4)
for first in range(0, 100, 25):
    part = slice(first, first + 25)
    with tf.GradientTape() as tape:  # gradients come from the backend
        loss = loss_function(y[part], accumulating(x[part], training=True))
    variables = accumulating.trainable_variables
    optimizer.apply(tape.gradient(loss, variables), variables)

accumulated = accumulating.get_weights()[-1]
accumulated

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

# %% validation-split differs="held_out" same="fair_share" why="Keras holds out the last part of the data as it is stored, and `split_dataset` does so too unless it is told to shuffle; sorted data then lack a class. `random_split` draws at random. Shuffle the arrays first and all hold out the same."
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

# %% class-weight differs="weighted" same="remedied" why="`CrossEntropyLoss` divides the weighted sum by the sum of the weights. Keras divides it by the number of examples. `reduction='sum'` and a division of your own give Keras's number."
model.set_weights(start)
weighted, _ = model.train_on_batch(x, y, class_weight={0: 1.0, 1: 3.0})
weighted = remedied = float(weighted)
print(f"weighted {weighted:.4f}, remedied {remedied:.4f}")


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
class Penalised(keras.Model):
    def __init__(self):
        super().__init__()
        self.network = make_model()

    def call(self, inputs):
        return self.network(inputs)

    def compute_loss(self, x, y, y_pred, sample_weight=None, training=True):
        loss = super().compute_loss(x, y, y_pred, sample_weight, training)
        return loss + 0.1 * keras.ops.mean(keras.ops.square(y_pred))


penalised = Penalised()
penalised.compile(optimizer=keras.optimizers.SGD(0.5), loss=loss_function)
history = penalised.fit(x, y, batch_size=100, epochs=3, verbose=0).history
epoch_losses = history["loss"]
print([round(value, 4) for value in epoch_losses])


# %% custom-callback same="largest" rtol="1e-4" atol="1e-5"
class LargestBias(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        bias = self.model.layers[-1].bias
        largest.append(float(keras.ops.max(keras.ops.abs(bias))))
        loss = logs["loss"]
        print(f"epoch {epoch}: loss {loss:.4f}, bias {largest[-1]:.4f}")


largest = []
model.set_weights(start)
history = model.fit(
    x,
    y,
    batch_size=32,
    epochs=2,
    validation_data=(x_val, y_val),
    callbacks=[LargestBias(), keras.callbacks.CSVLogger("log.csv")],
    shuffle=False,
    verbose=0,
)


# %% early-stopping same="epochs_run, kept_loss" rtol="1e-3" atol="1e-4"
def train_until_worse(*callbacks):
    model.set_weights(start)
    model.optimizer.learning_rate = 2.0
    return model.fit(
        x,
        y,
        batch_size=25,
        epochs=10,
        validation_data=(x_val, y_val),
        callbacks=list(callbacks),
        shuffle=False,
        verbose=0,
    )


history = train_until_worse(
    keras.callbacks.EarlyStopping(patience=2, restore_best_weights=True),
    keras.callbacks.ModelCheckpoint(
        "best.weights.h5", save_best_only=True, save_weights_only=True
    ),
)
epochs_run = len(history.epoch)
kept_loss, _ = model.evaluate(x_val, y_val, verbose=0)
print(f"{epochs_run} epochs, validation loss kept {kept_loss:.4f}")

# %% early-stopping-defaults differs="kept_loss" same="best_loss, epochs_run" rtol="1e-3" atol="1e-4" why="The loop above puts the best weights back; the callback keeps the last ones unless told `restore_best_weights=True`. Its `patience=0` stops as early as a patience of 1."
stopping = keras.callbacks.EarlyStopping()
val_losses = train_until_worse(stopping).history["val_loss"]
kept_loss = val_losses[-1]
best_loss, epochs_run = min(val_losses), len(val_losses)
print(f"{epochs_run} epochs, kept {kept_loss:.4f}, best {best_loss:.4f}")

# %% model-checkpoint same="best_epoch, restored_loss" rtol="1e-3" atol="1e-4"
# written by the ModelCheckpoint in the first list of callbacks above
model.load_weights("best.weights.h5")
best_epoch = int(np.argmin(history.history["val_loss"]))
restored_loss, _ = model.evaluate(x_val, y_val, verbose=0)
print(f"best epoch {best_epoch}, validation loss {restored_loss:.4f}")

# %% resume same="resumed" rtol="1e-4" atol="1e-5"
first_part = make_model()
optimizer = keras.optimizers.SGD(0.1, momentum=0.9)
first_part.compile(optimizer=optimizer, loss=loss_function)
first_part.fit(x, y, batch_size=100, epochs=3, verbose=0)
first_part.save("training.keras")

loaded = keras.models.load_model("training.keras")
history = loaded.fit(x, y, batch_size=100, initial_epoch=3, epochs=5, verbose=0)
resumed = history.history["loss"]
print("epochs", history.epoch)
print([round(loss, 4) for loss in resumed])

# %% csv-log same="values" rtol="1e-4" atol="1e-5"
import csv

with open("log.csv") as file:
    rows = list(csv.DictReader(file))
columns = ["epoch", "loss", "val_loss"]
values = [[float(row[name]) for name in columns] for row in rows]
print(list(rows[0]))
print([[round(value, 4) for value in row] for row in values])

# %% terminate-on-nan differs="finite" same="bad_batch" why="`TerminateOnNaN` looks at the loss after the step has changed the weights, so they are NaN when `fit` stops. A loop of your own can look first, and keep them."
x_bad = x.copy()
x_bad[70] = np.inf
model.set_weights(start)
steps_before = int(model.optimizer.iterations)
history = model.fit(
    x_bad,
    y,
    batch_size=32,
    callbacks=[keras.callbacks.TerminateOnNaN()],
    shuffle=False,
    verbose=0,
)

bad_batch = int(model.optimizer.iterations) - steps_before - 1
finite = bool(np.isfinite(model.get_weights()[-1]).all())
print(f"stopped at batch {bad_batch}, weights finite: {finite}")
