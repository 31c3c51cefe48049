# %% program same="weight, bias, final_loss" rtol="0" atol="2e-3"
# note: First weights are random and different in each framework. All end near the same line, because this loss has a
#   single minimum.
import numpy as np
import tensorflow as tf

rng = np.random.default_rng(0)
x = rng.uniform(-10, 10, (200, 1)).astype("float32")
noise = rng.normal(0, 0.15, (200, 1)).astype("float32")
y = 0.1 * x + 0.3 + noise


class Line(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.layer = tf.keras.layers.Dense(1)

    def call(self, x):
        return self.layer(x)


tf.keras.utils.set_random_seed(0)
model = Line()
loss_function = tf.keras.losses.MeanSquaredError()
optimizer = tf.keras.optimizers.SGD(0.025)

for epoch in range(1, 201):
    with tf.GradientTape() as tape:
        loss = loss_function(y, model(x, training=True))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    if epoch % 20 == 0:
        print(f"epoch {epoch:3}  loss {loss:.4f}")

final_loss = float(loss)
weight, bias = model.layer.kernel.numpy().item(), model.layer.bias.numpy().item()
print(f"y = {weight:.3f} x + {bias:.3f}")
