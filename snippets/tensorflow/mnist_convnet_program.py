# %% program unstable="true" same="accuracy" rtol="0" atol="0.04"
# note: First weights, dropout and the order of the digits are random, and each framework makes its own numbers of a
#   seed. The accuracies are near and not equal.
import tensorflow as tf
from tensorflow.keras import layers

(x_train, y_train), (x_test, y_test) = tf.keras.datasets.mnist.load_data()


def prepare(images, labels):
    images = tf.cast(images, tf.float32)[..., tf.newaxis] / 255  # 0..255 to 0..1
    return (images - 0.1307) / 0.3081, tf.cast(labels, tf.int64)


tf.keras.utils.set_random_seed(0)
train_set = tf.data.Dataset.from_tensor_slices((x_train, y_train))
train_batches = train_set.shuffle(len(x_train)).batch(32).map(prepare).prefetch(1)
test_set = tf.data.Dataset.from_tensor_slices((x_test, y_test))
test_batches = test_set.batch(500).map(prepare)

model = tf.keras.Sequential(
    [
        tf.keras.Input((28, 28, 1)),
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
loss_function = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
optimizer = tf.keras.optimizers.Adadelta(0.5, rho=0.9, epsilon=1e-6)


@tf.function
def train_step(images, labels):
    with tf.GradientTape() as tape:
        loss = loss_function(labels, model(images, training=True))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss


for epoch in (1, 2):
    for images, labels in train_batches:
        loss = train_step(images, labels)
    print(f"epoch {epoch}  loss of the last batch {loss:.4f}")

correct = 0
for images, labels in test_batches:
    predicted = tf.argmax(model(images, training=False), axis=1)
    correct += int(tf.math.count_nonzero(predicted == labels))

accuracy = correct / len(x_test)
print(f"test accuracy {accuracy:.3f}")
