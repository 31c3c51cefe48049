# %% change-weight-decay differs="changed" same="first, matched"
# why: A PyTorch optimizer reads its groups at every step. A compiled step, of `fit` or of a `tf.function`, has taken
#   the decay into its graph as a number; the learning rate stays a variable. Compile again with the same optimizer, and
#   the new number counts.
import keras
import numpy as np

layer = keras.layers.Dense(1, use_bias=False, kernel_initializer="ones")
model = keras.Sequential([keras.Input((1,)), layer])
optimizer = keras.optimizers.SGD(0.1, weight_decay=0.5)
zeros = np.zeros((1, 1))
model.compile(optimizer=optimizer, loss="mse")
model.train_on_batch(zeros, zeros)
first = float(layer.kernel[0, 0])
optimizer.weight_decay = 2.0
model.train_on_batch(zeros, zeros)
changed = float(layer.kernel[0, 0])

layer.kernel.assign([[first]])
model.compile(optimizer=optimizer, loss="mse")
model.train_on_batch(zeros, zeros)
matched = float(layer.kernel[0, 0])
print(f"{first:.3f} {changed:.3f} {matched:.3f}")


# %% per-epoch differs="rates" same="remedied"
# why: `LambdaLR` multiplies the optimizer's first rate by what the function returns. `LearningRateScheduler` sets the
#   rate to it. Let the function for PyTorch return a factor, and they agree.
def rate(epoch):
    return 0.5 * 0.1**epoch


scheduler = keras.callbacks.LearningRateScheduler(rate)
history = model.fit(
    zeros,
    zeros,
    epochs=3,
    callbacks=[scheduler],
    verbose=0,
).history
rates = remedied = [float(value) for value in history["learning_rate"]]
print([round(value, 4) for value in rates])

# %% plateau differs="patience_2" same="matched"
# why: PyTorch acts when the bad epochs are more than `patience`, Keras when they are as many. Subtract 1 from PyTorch's
#   patience.
layer.kernel.assign([[0.0]])
model.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse")
history = model.fit(
    zeros,
    np.ones((1, 1)),  # out of reach: the loss stays at 1
    epochs=6,
    callbacks=[keras.callbacks.ReduceLROnPlateau("loss", patience=2)],
    verbose=0,
).history
patience_2 = matched = np.float32(history["learning_rate"])
patience_2
