# %% inputs hidden="true"
import numpy as np
import tensorflow as tf

x, y, y_val = tf.ones([1, 1]), tf.ones([1, 1]), tf.fill([1, 1], 0.5)
layer = tf.keras.layers.Dense(1, use_bias=False)
model = tf.keras.Sequential([tf.keras.Input((1,)), layer])
model.compile(optimizer=tf.keras.optimizers.SGD(0.1), loss="mse")
options = {"validation_data": (x, y_val), "verbose": 0}


def fresh():
    model.set_weights([np.zeros((1, 1))])
    model.optimizer.learning_rate = 0.1
    return model


# %% early-stopping same="epoch" api="tf.keras.Model.fit"
stopping = tf.keras.callbacks.EarlyStopping(patience=2)
history = fresh().fit(x, y, callbacks=[stopping], epochs=9, **options)
epoch = stopping.stopped_epoch

# %% model-checkpoint same="best" api="tf.keras.Model.fit"
name = "best.weights.h5"
checkpoint = tf.keras.callbacks.ModelCheckpoint(
    name, save_best_only=True, save_weights_only=True
)
history = fresh().fit(x, y, callbacks=[checkpoint], epochs=5, **options)
best = checkpoint.best

# %% reduce-lr-on-plateau differs="rates" api="tf.keras.Model.fit"
# why: PyTorch reduces after more than `patience` bad epochs in a row, Keras after as many. Give PyTorch one less. Its
#   `threshold` is a share of the best loss, where `min_delta` of Keras is a number.
reduce = tf.keras.callbacks.ReduceLROnPlateau(factor=0.5, patience=1)
history = fresh().fit(x, y, callbacks=[reduce], epochs=7, **options)
rates = history.history["learning_rate"]

# %% learning-rate-scheduler same="rates" api="tf.keras.Model.fit"
halving = tf.keras.callbacks.LearningRateScheduler(lambda epoch: 0.1 * 0.5**epoch)
history = fresh().fit(x, y, callbacks=[halving], epochs=3, **options)
rates = history.history["learning_rate"]

# %% csv-logger same="table" api="tf.keras.Model.fit"
logger = tf.keras.callbacks.CSVLogger("log.csv")
history = fresh().fit(x, y, callbacks=[logger], epochs=2, **options)
table = np.loadtxt("log.csv", delimiter=",", skiprows=1)

# %% terminate-on-nan same="epoch" api="tf.keras.Model.fit"
careful = tf.keras.callbacks.TerminateOnNaN()
history = fresh().fit(x, np.inf * y, callbacks=[careful], epochs=3, verbose=0)
epoch = history.epoch[-1]

# %% lambda-callback same="losses" api="tf.keras.Model.fit"
losses = []
log = tf.keras.callbacks.LambdaCallback(
    on_epoch_end=lambda epoch, logs: losses.append(logs["loss"])
)
history = fresh().fit(x, y, callbacks=[log], epochs=3, **options)


# %% callback-class same="losses" api="tf.keras.Model.fit"
class Log(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs):
        losses.append(logs["val_loss"])


losses = []
history = fresh().fit(x, y, callbacks=[Log()], epochs=3, **options)


# %% stop-training same="epoch" api="tf.keras.Model.fit"
class Stop(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs):
        self.model.stop_training = logs["val_loss"] < 0.01


epoch = fresh().fit(x, y, callbacks=[Stop()], epochs=9, **options).epoch[-1]

# %% history same="losses" api="tf.keras.Model.fit"
history = fresh().fit(x, y, epochs=3, **options)
losses = history.history["loss"]

# %% swap-ema-weights same="weight" api="tf.keras.Model.compile, tf.keras.Model.fit"
optimizer = tf.keras.optimizers.SGD(0.1, use_ema=True, ema_momentum=0.5)
model.compile(optimizer=optimizer, loss="mse")
swap = tf.keras.callbacks.SwapEMAWeights()
history = fresh().fit(x, y, callbacks=[swap], epochs=3, **options)
weight = layer.kernel

# %% backup-and-restore same="resumed" api="tf.keras.Model.fit"
backup = tf.keras.callbacks.BackupAndRestore("backup", delete_checkpoint=False)
history = fresh().fit(x, y, callbacks=[backup], epochs=2, **options)
resumed = fresh().fit(x, y, callbacks=[backup], epochs=4, **options).epoch

# %% progress-bar only="tensorflow" unstable="true" api="tf.keras.utils.Progbar.update"
# why: PyTorch has none: the package `tqdm` is the usual one, `for batch in tqdm(loader)`.
bar = tf.keras.utils.Progbar(target=3)
for step in range(3):
    bar.update(step + 1, values=[("loss", 0.5)])

# %% summary-writer
# why: PyTorch needs the package `tensorboard` here, TensorFlow only when a summary is written. It comes with neither:
#   `pip install tensorboard`.
writer = tf.summary.create_file_writer("logs")

# %% summary-scalar raises="TBNotInstalledError"
# why: Both need the package `tensorboard`, which comes with neither: `pip install tensorboard`.
try:
    with writer.as_default():
        tf.summary.scalar("loss", 0.5, step=1)
except Exception as error:
    print(error)

# %% summary-histogram raises="TBNotInstalledError"
# why: Both need the package `tensorboard`, which comes with neither: `pip install tensorboard`.
try:
    with writer.as_default():
        tf.summary.histogram("weights", layer.kernel, step=1)
except Exception as error:
    print(error)

# %% summary-image raises="TBNotInstalledError"
# why: Both need the package `tensorboard`, which comes with neither: `pip install tensorboard`. Pictures are NCHW in
#   PyTorch, NHWC in TensorFlow.
try:
    with writer.as_default():
        tf.summary.image("noise", tf.random.uniform([1, 8, 8, 3]), step=1)
except Exception as error:
    print(error)

# %% summary-text raises="TBNotInstalledError"
# why: Both need the package `tensorboard`, which comes with neither: `pip install tensorboard`.
try:
    with writer.as_default():
        tf.summary.text("note", "a first run", step=1)
except Exception as error:
    print(error)

# %% record-if only="tensorflow" why="In PyTorch an `if` around the call of `SummaryWriter.add_scalar` does it."
with tf.summary.record_if(False), writer.as_default():
    recording = tf.summary.should_record_summaries()

# %% trace-graph only="tensorflow"
# why: PyTorch has `SummaryWriter.add_graph` for a model, and `torch.profiler.profile` with `tensorboard_trace_handler`
#   for times.
tf.summary.trace_on(graph=True)
with writer.as_default():
    tf.summary.trace_export("step", step=0)

# %% tensorboard-callback only="tensorflow"
# why: In PyTorch the loop calls `SummaryWriter.add_scalar`. Both need the package `tensorboard`; `fit` with this
#   callback fails without.
board = tf.keras.callbacks.TensorBoard("logs", histogram_freq=1)
