# %% program unstable="true" same="accuracy" rtol="0" atol="0.04"
# note: First weights, dropout and the order of the digits are random, and each framework makes its own numbers of a
#   seed. The accuracies are near and not equal.
import keras
from keras import layers

(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()


def prepare(images):
    images = images[..., None].astype("float32") / 255  # 0..255 to 0..1
    return (images - 0.1307) / 0.3081


x_train, x_test = prepare(x_train), prepare(x_test)

keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        layers.Conv2D(16, 3, activation="relu"),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Dropout(0.10),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
        layers.Dropout(0.25),
        layers.Dense(10),
    ]
)
model.compile(
    optimizer=keras.optimizers.Adadelta(0.5, rho=0.9, epsilon=1e-6),
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    metrics=["accuracy"],
)
model.fit(x_train, y_train, batch_size=32, epochs=2, verbose=2)

loss, accuracy = model.evaluate(x_test, y_test, batch_size=500, verbose=0)
print(f"test accuracy {accuracy:.3f}")
