# %% program same="weight, bias, final_loss" rtol="0" atol="2e-3"
# note: First weights are random and different in each framework. All end near the same line, because this loss has a
#   single minimum.
import keras
import numpy as np

rng = np.random.default_rng(0)
x = rng.uniform(-10, 10, (200, 1)).astype("float32")
noise = rng.normal(0, 0.15, (200, 1)).astype("float32")
y = 0.1 * x + 0.3 + noise

keras.utils.set_random_seed(0)
model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.SGD(0.025), loss="mse")


class Progress(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs):
        if (epoch + 1) % 20 == 0:
            print(f"epoch {epoch + 1:3}  loss {logs['loss']:.4f}")


history = model.fit(x, y, batch_size=200, epochs=200, callbacks=[Progress()], verbose=0)

final_loss = history.history["loss"][-1]
weight, bias = (value.item() for value in model.get_weights())
print(f"y = {weight:.3f} x + {bias:.3f}")
