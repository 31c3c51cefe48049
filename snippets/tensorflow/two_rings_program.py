# %% program same="accuracy" rtol="0" atol="0.02"
# note: First weights and the order of the points are random and different in each framework, so the accuracies are near
#   and not equal.
import numpy as np
import tensorflow as tf
from sklearn.model_selection import train_test_split

# 1. the data
rng = np.random.default_rng(0)
angle = rng.uniform(0, 2 * np.pi, 4_000)
radius = np.repeat([5, 8], 2_000) + rng.normal(0, 0.6, 4_000)
points = [radius * np.cos(angle), radius * np.sin(angle)]
x = np.stack(points, axis=1).astype("float32")
y = np.repeat([[0], [1]], 2_000, axis=0).astype("float32")
x_train, x_test, y_train, y_test = train_test_split(x, y, test_size=800, random_state=0)
tf.keras.utils.set_random_seed(0)
train_data = tf.data.Dataset.from_tensor_slices((x_train, y_train))
batches = train_data.shuffle(len(x_train)).batch(128).prefetch(tf.data.AUTOTUNE)

# 2. the model
hidden = [tf.keras.layers.Dense(n, activation="relu") for n in (4, 8)]
model = tf.keras.Sequential([tf.keras.Input((2,)), *hidden, tf.keras.layers.Dense(1)])

# 3. the loss and the optimizer
loss_function = tf.keras.losses.BinaryCrossentropy(from_logits=True)
optimizer = tf.keras.optimizers.Adam(0.02)


@tf.function
def train_step(inputs, targets):
    with tf.GradientTape() as tape:
        loss = loss_function(targets, model(inputs, training=True))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss


# 4. train
for epoch in range(10):
    for inputs, targets in batches:
        loss = train_step(inputs, targets)
    print(f"epoch {epoch + 1:2}  loss of the last batch {loss:.3f}")

# 5. evaluate
logits = model(x_test, training=False).numpy()
accuracy = float(((logits > 0) == y_test).mean())

# 6. save
model.save("rings.keras")
print(f"test accuracy {accuracy:.3f}")
