# %% program same="accuracy" rtol="0" atol="0.02" unstable="true"
# note: First weights and the order of the points are random and different in each framework, so the accuracies are near
#   and not equal.
import keras
import numpy as np
from sklearn.model_selection import train_test_split

# 1. the data
rng = np.random.default_rng(0)
angle = rng.uniform(0, 2 * np.pi, 4_000)
radius = np.repeat([5, 8], 2_000) + rng.normal(0, 0.6, 4_000)
points = [radius * np.cos(angle), radius * np.sin(angle)]
x = np.stack(points, axis=1).astype("float32")
y = np.repeat([[0], [1]], 2_000, axis=0).astype("float32")
x_train, x_test, y_train, y_test = train_test_split(x, y, test_size=800, random_state=0)

# 2. the model
keras.utils.set_random_seed(0)
hidden = [keras.layers.Dense(n, activation="relu") for n in (4, 8)]
model = keras.Sequential([keras.Input((2,)), *hidden, keras.layers.Dense(1)])

# 3. the loss and the optimizer
model.compile(
    optimizer=keras.optimizers.Adam(0.02),
    loss=keras.losses.BinaryCrossentropy(from_logits=True),
    metrics=[keras.metrics.BinaryAccuracy("accuracy", threshold=0.0)],
)

# 4. train
model.fit(x_train, y_train, batch_size=128, epochs=10, verbose=2)

# 5. evaluate
loss, accuracy = model.evaluate(x_test, y_test, verbose=0)

# 6. save
model.save("rings.keras")
print(f"test accuracy {accuracy:.3f}")
