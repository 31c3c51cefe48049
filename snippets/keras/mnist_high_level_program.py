# %% program unstable="true" same="accuracy" rtol="0" atol="0.04"
# note: First weights, dropout and the order of the digits are random, and each framework makes its own numbers of a
#   seed. The accuracies are near and not equal.
import keras

(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()


def prepare(images):
    return (images.astype("float32") / 255 - 0.1307) / 0.3081


keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((28, 28)),
        keras.layers.Flatten(),
        keras.layers.Dense(128, activation="relu"),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10),
    ]
)
model.compile(
    optimizer="adam",
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    metrics=["accuracy"],
)
model.fit(prepare(x_train), y_train, batch_size=64, epochs=5, verbose=2)

loss, accuracy = model.evaluate(prepare(x_test), y_test, verbose=0)
print(f"test accuracy {accuracy:.3f}")
