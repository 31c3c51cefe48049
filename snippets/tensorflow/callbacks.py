# %% data same="x, y, x_val, y_val"
import numpy as np
import tensorflow as tf

rng = np.random.default_rng(0)
points = rng.normal(size=(140, 2)).astype("float32")
classes = (points[:, 0] * points[:, 1] > 0).astype("int64")
shapes = [(2, 8), (8,), (8, 2), (2,)]
start = [rng.normal(0, 0.5, shape).astype("float32") for shape in shapes]

x, x_val = tf.split(points, [100, 40])
y, y_val = tf.split(classes, [100, 40])
dataset = tf.data.Dataset.from_tensor_slices((x, y))
print(x.shape, x_val.shape)


# %% model same="logits"
def make_model():
    hidden = tf.keras.layers.Dense(8, activation="relu")
    output = tf.keras.layers.Dense(2)
    model = tf.keras.Sequential([tf.keras.Input((2,)), hidden, output])
    model.set_weights(start)
    return model, tf.keras.optimizers.SGD(2.0)


model, optimizer = make_model()
logits = model(x[:2])
logits

# %% epoch same="loss, val_loss" rtol="1e-4" atol="1e-5"
loss_function = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def train_epoch(model, optimizer):
    total = 0.0
    for inputs, targets in dataset.batch(25):
        with tf.GradientTape() as tape:
            loss = loss_function(targets, model(inputs, training=True))
        variables = model.trainable_variables
        gradients = tape.gradient(loss, variables)
        optimizer.apply_gradients(zip(gradients, variables))
        total += float(loss)
    return total / 4


def validate(model):
    return float(loss_function(y_val, model(x_val, training=False)))


loss, val_loss = train_epoch(model, optimizer), validate(model)
print(f"loss {loss:.4f}, val_loss {val_loss:.4f}")


# %% call-them same="val_losses" rtol="1e-3" atol="1e-4"
def train_with(*callbacks, epochs):
    model, optimizer = make_model()
    model.stop_training = False
    callbacks = tf.keras.callbacks.CallbackList(list(callbacks), model=model)
    history = []
    callbacks.on_train_begin()
    for epoch in range(epochs):
        loss = train_epoch(model, optimizer)
        history.append({"loss": loss, "val_loss": validate(model)})
        callbacks.on_epoch_end(epoch, history[-1])
        if model.stop_training:
            break
    callbacks.on_train_end()
    return model, history


model, history = train_with(epochs=3)
val_losses = [logs["val_loss"] for logs in history]
print([round(loss, 4) for loss in val_losses])

# %% custom-callback same="largest" rtol="1e-3" atol="1e-4"
largest = []


class LargestBias(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        bias = self.model.layers[-1].bias
        largest.append(float(tf.reduce_max(tf.abs(bias))))
        loss = logs["val_loss"]
        print(f"epoch {epoch}: val_loss {loss:.4f}, bias {largest[-1]:.4f}")


model, history = train_with(LargestBias(), epochs=2)


# %% stop-training same="epochs_run"
class GoodEnough(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        self.model.stop_training = logs["val_loss"] < 0.45


model, history = train_with(GoodEnough(), epochs=10)
epochs_run = len(history)
epochs_run

# %% early-stopping same="epochs_run, kept_loss" rtol="1e-3" atol="1e-4"
EarlyStopping = tf.keras.callbacks.EarlyStopping
stopping = EarlyStopping(patience=2, restore_best_weights=True)
model, history = train_with(stopping, epochs=10)

epochs_run, kept_loss = len(history), validate(model)
print(f"{epochs_run} epochs, validation loss kept {kept_loss:.4f}")

# %% early-stopping-defaults differs="kept_loss" same="best_loss, epochs_run" rtol="1e-3" atol="1e-4"
# why: The PyTorch tab puts the best weights back; the callback keeps the last ones unless told
#   `restore_best_weights=True`. Its `patience=0` stops as early as a patience of 1.
model, history = train_with(EarlyStopping(), epochs=10)

epochs_run, kept_loss = len(history), validate(model)
best_loss = min(logs["val_loss"] for logs in history)
print(f"{epochs_run} epochs, kept {kept_loss:.4f}, best {best_loss:.4f}")

# %% best-weights differs="reference" same="copied" rtol="1e-4" atol="1e-5"
# why: `state_dict` returns the parameters themselves, and they go on changing. `get_weights` returns copies.
#   `copy.deepcopy` makes the two alike.
model, optimizer = make_model()
best = model.get_weights()
best_copy = [array.copy() for array in best]
train_epoch(model, optimizer)

reference = best[-1]
copied = best_copy[-1]
print(reference)
copied

# %% model-checkpoint same="best_epoch, restored_loss" rtol="1e-3" atol="1e-4"
checkpoint = tf.keras.callbacks.ModelCheckpoint(
    "best.weights.h5",
    monitor="val_loss",
    save_best_only=True,
    save_weights_only=True,
)
_, history = train_with(checkpoint, epochs=4)

model, _ = make_model()
model.load_weights("best.weights.h5")
best_epoch = int(np.argmin([logs["val_loss"] for logs in history]))
restored_loss = validate(model)
print(f"best epoch {best_epoch}, validation loss {restored_loss:.4f}")


# %% backup same="before, after" rtol="1e-3" atol="1e-4"
def train(epochs):
    model, optimizer = make_model()
    optimizer.build(model.trainable_variables)
    epoch, losses = tf.Variable(0), []
    state = {"model": model, "optimizer": optimizer, "epoch": epoch}
    checkpoint = tf.train.Checkpoint(**state)
    manager = tf.train.CheckpointManager(checkpoint, "backup", max_to_keep=1)
    manager.restore_or_initialize()
    while epoch < epochs:
        losses.append(train_epoch(model, optimizer))
        epoch.assign_add(1)
        manager.save()
    return losses


before, after = train(epochs=2), train(epochs=4)
print([round(loss, 4) for loss in before])
print([round(loss, 4) for loss in after])

# %% csv-log same="header, values" rtol="1e-3" atol="1e-4"
import pandas as pd

logger = tf.keras.callbacks.CSVLogger("log.csv")
train_with(logger, epochs=2)
table = pd.read_csv("log.csv")
header, values = list(table), table.to_numpy()
table.round(4)

# %% print-every differs="printed" same="mean_so_far" rtol="1e-3" atol="1e-4"
# why: After a batch, `fit` passes the mean over the epoch so far to a callback, and its progress bar shows the same.
#   Your own loop has the loss of the batch. Take the mean, and they are equal.
model, optimizer = make_model()
printed, mean_so_far = [], []
mean = tf.keras.metrics.Mean()
for batch, (inputs, targets) in enumerate(dataset.batch(10), start=1):
    with tf.GradientTape() as tape:
        loss = loss_function(targets, model(inputs, training=True))
    variables = model.trainable_variables
    gradients = tape.gradient(loss, variables)
    optimizer.apply_gradients(zip(gradients, variables))
    mean.update_state(loss)
    if batch % 5 == 0:
        printed.append(float(loss))
        mean_so_far.append(float(mean.result()))
        print(f"batch {batch}: {printed[-1]:.4f}, mean {mean_so_far[-1]:.4f}")

# %% time-batches unstable="true" same="batches_timed"
import time

model, optimizer = make_model()
seconds = []
for inputs, targets in dataset.batch(10):
    began = time.perf_counter()
    with tf.GradientTape() as tape:
        loss = loss_function(targets, model(inputs, training=True))
    variables = model.trainable_variables
    gradients = tape.gradient(loss, variables)
    optimizer.apply_gradients(zip(gradients, variables))
    loss.numpy()  # waits for the result, on a GPU too
    seconds.append(time.perf_counter() - began)

batches_timed = len(seconds)
print(f"{batches_timed} batches, {1000 * sum(seconds[1:]) / 9:.2f} ms each")

# %% terminate-on-nan differs="finite" same="bad_batch"
# why: `TerminateOnNaN` looks at the loss after the step has changed the weights, so they are NaN when `fit` stops. Your
#   own loop can look first, and keep them.
x_bad = tf.tensor_scatter_nd_update(x, [[70]], [[np.inf, np.inf]])
bad_batches = tf.data.Dataset.from_tensor_slices((x_bad, y)).batch(25)
model, optimizer = make_model()
for batch, (inputs, targets) in enumerate(bad_batches):
    with tf.GradientTape() as tape:
        loss = loss_function(targets, model(inputs, training=True))
    if not tf.math.is_finite(loss):
        bad_batch = batch
        break
    variables = model.trainable_variables
    gradients = tape.gradient(loss, variables)
    optimizer.apply_gradients(zip(gradients, variables))

finite = bool(tf.reduce_all(tf.math.is_finite(model.layers[-1].bias)))
print(f"stopped at batch {bad_batch}, weights finite: {finite}")

# %% validate-averaged same="val_losses" rtol="1e-3" atol="1e-4"
model, _ = make_model()
optimizer = tf.keras.optimizers.SGD(2.0, use_ema=True, ema_momentum=0.9)
model.compile(optimizer=optimizer)
swap = tf.keras.callbacks.SwapEMAWeights()
swap.set_model(model)
val_losses = []
for epoch in range(3):
    train_epoch(model, optimizer)
    swap.on_test_begin()  # the averages take the place of the weights
    val_losses.append(validate(model))
    swap.on_test_end()  # and give it back
print([round(loss, 4) for loss in val_losses])
