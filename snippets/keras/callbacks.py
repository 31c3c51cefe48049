# %% data same="x, y, x_val, y_val"
import numpy as np

rng = np.random.default_rng(0)
points = rng.normal(size=(140, 2)).astype("float32")
classes = (points[:, 0] * points[:, 1] > 0).astype("int64")
shapes = [(2, 8), (8,), (8, 2), (2,)]
start = [rng.normal(0, 0.5, shape).astype("float32") for shape in shapes]

x, x_val = points[:100], points[100:]
y, y_val = classes[:100], classes[100:]
print(x.shape, x_val.shape)

# %% model same="logits"
import keras


def make_model(**settings):
    hidden = keras.layers.Dense(8, activation="relu")
    output = keras.layers.Dense(2)
    model = keras.Sequential([keras.Input((2,)), hidden, output])
    model.set_weights(start)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer=keras.optimizers.SGD(2.0, **settings), loss=loss)
    return model


model = make_model()
logits = model(x[:2])
logits


# %% call-them same="val_losses" rtol="1e-3" atol="1e-4"
def train_with(*callbacks, epochs, model=model):
    model.set_weights(start)
    return model.fit(
        x,
        y,
        batch_size=25,
        epochs=epochs,
        validation_data=(x_val, y_val),
        callbacks=list(callbacks),
        shuffle=False,
        verbose=0,
    )


val_losses = train_with(epochs=3).history["val_loss"]
print([round(loss, 4) for loss in val_losses])

# %% custom-callback same="largest" rtol="1e-3" atol="1e-4"
largest = []


class LargestBias(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        bias = self.model.layers[-1].bias
        largest.append(float(keras.ops.max(keras.ops.abs(bias))))
        loss = logs["val_loss"]
        print(f"epoch {epoch}: val_loss {loss:.4f}, bias {largest[-1]:.4f}")


history = train_with(LargestBias(), epochs=2)

# %% moments only="keras" why="In your own loop the moments are where you write the calls."
moments = []
watch = keras.callbacks.LambdaCallback(
    on_train_begin=lambda logs: moments.append("training begins"),
    on_epoch_begin=lambda epoch, logs: moments.append("epoch begins"),
    on_train_batch_begin=lambda batch, logs: moments.append("batch begins"),
    on_train_batch_end=lambda batch, logs: moments.append(sorted(logs)),
    on_epoch_end=lambda epoch, logs: moments.append(sorted(logs)),
    on_train_end=lambda logs: moments.append("training ends"),
)
train_with(watch, epochs=1)
print(*moments[:4], "...", *moments[-4:], sep="\n")


# %% stop-training same="epochs_run"
class GoodEnough(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        self.model.stop_training = logs["val_loss"] < 0.45


history = train_with(GoodEnough(), epochs=10)
epochs_run = len(history.epoch)
epochs_run

# %% early-stopping same="epochs_run, kept_loss" rtol="1e-3" atol="1e-4"
EarlyStopping = keras.callbacks.EarlyStopping
stopping = EarlyStopping(patience=2, restore_best_weights=True)
history = train_with(stopping, epochs=10)

epochs_run = len(history.epoch)
kept_loss = model.evaluate(x_val, y_val, verbose=0)
print(f"{epochs_run} epochs, validation loss kept {kept_loss:.4f}")

# %% early-stopping-defaults differs="kept_loss" same="best_loss, epochs_run" rtol="1e-3" atol="1e-4"
# why: The PyTorch tab puts the best weights back; the callback keeps the last ones unless told
#   `restore_best_weights=True`. Its `patience=0` stops as early as a patience of 1.
history = train_with(EarlyStopping(), epochs=10)

epochs_run = len(history.epoch)
kept_loss = model.evaluate(x_val, y_val, verbose=0)
best_loss = min(history.history["val_loss"])
print(f"{epochs_run} epochs, kept {kept_loss:.4f}, best {best_loss:.4f}")

# %% model-checkpoint same="best_epoch, restored_loss" rtol="1e-3" atol="1e-4"
checkpoint = keras.callbacks.ModelCheckpoint(
    "best.weights.h5",
    monitor="val_loss",
    save_best_only=True,
    save_weights_only=True,
)
history = train_with(checkpoint, epochs=4)

model.load_weights("best.weights.h5")
best_epoch = int(np.argmin(history.history["val_loss"]))
restored_loss = model.evaluate(x_val, y_val, verbose=0)
print(f"best epoch {best_epoch}, validation loss {restored_loss:.4f}")

# %% backup same="before, after" rtol="1e-3" atol="1e-4"
backup = keras.callbacks.BackupAndRestore("backup", delete_checkpoint=False)
before = train_with(backup, epochs=2, model=make_model()).history["loss"]

backup = keras.callbacks.BackupAndRestore("backup")
history = train_with(backup, epochs=4, model=make_model())
after = history.history["loss"]
print("epochs", history.epoch)
print([round(loss, 4) for loss in before])
print([round(loss, 4) for loss in after])

# %% csv-log same="header, values" rtol="1e-3" atol="1e-4"
import pandas as pd

train_with(keras.callbacks.CSVLogger("log.csv"), epochs=2)
table = pd.read_csv("log.csv")
header, values = list(table), table.to_numpy()
table.round(4)

# %% print-every differs="printed" same="mean_so_far" rtol="1e-3" atol="1e-4"
# why: After a batch, `fit` passes the mean over the epoch so far to a callback, and its progress bar shows the same.
#   Your own loop has the loss of the batch. Take the mean, and they are equal.
printed = []


class PrintEvery(keras.callbacks.Callback):
    def on_train_batch_end(self, batch, logs=None):
        if (batch + 1) % 5 == 0:
            printed.append(float(logs["loss"]))
            print(f"batch {batch + 1}: {printed[-1]:.4f}")


model.set_weights(start)
settings = {"batch_size": 10, "shuffle": False, "verbose": 0}
model.fit(x, y, callbacks=[PrintEvery()], **settings)
mean_so_far = printed

# %% time-batches unstable="true" same="batches_timed"
import time


class Timer(keras.callbacks.Callback):
    def on_train_begin(self, logs=None):
        self.seconds = []

    def on_train_batch_begin(self, batch, logs=None):
        self.began = time.perf_counter()

    def on_train_batch_end(self, batch, logs=None):
        self.seconds.append(time.perf_counter() - self.began)


timer = Timer()
model.fit(x, y, callbacks=[timer], **settings)
batches_timed = len(timer.seconds)
milliseconds = 1000 * sum(timer.seconds[1:]) / 9
print(f"{batches_timed} batches, {milliseconds:.2f} ms each")

# %% terminate-on-nan differs="finite" same="bad_batch"
# why: `TerminateOnNaN` looks at the loss after the step has changed the weights, so they are NaN when `fit` stops. Your
#   own loop can look first, and keep them.
x_bad = x.copy()
x_bad[70] = np.inf
model.set_weights(start)
steps_before = int(model.optimizer.iterations)
terminate = keras.callbacks.TerminateOnNaN()
settings = {"batch_size": 25, "shuffle": False, "verbose": 0}
model.fit(x_bad, y, callbacks=[terminate], **settings)

bad_batch = int(model.optimizer.iterations) - steps_before - 1
finite = bool(np.isfinite(model.get_weights()[-1]).all())
print(f"stopped at batch {bad_batch}, weights finite: {finite}")

# %% validate-averaged same="val_losses" rtol="1e-3" atol="1e-4"
averaging = make_model(use_ema=True, ema_momentum=0.9)
swap = keras.callbacks.SwapEMAWeights()
history = train_with(swap, epochs=3, model=averaging).history
val_losses = history["val_loss"]
print([round(loss, 4) for loss in val_losses])
