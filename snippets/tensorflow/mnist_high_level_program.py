# %% program unstable="true" same="accuracy" rtol="0" atol="0.04"
# note: First weights, dropout and the order of the digits are random, and each framework makes its own numbers of a
#   seed. The accuracies are near and not equal.
import tensorflow as tf

(x_train, y_train), (x_test, y_test) = tf.keras.datasets.mnist.load_data()


def prepare(images, labels):
    images = tf.cast(images, tf.float32) / 255  # 0..255 to 0..1
    return (images - 0.1307) / 0.3081, tf.cast(labels, tf.int64)


tf.keras.utils.set_random_seed(0)
train_set = tf.data.Dataset.from_tensor_slices((x_train, y_train))
train_batches = train_set.shuffle(len(x_train)).batch(64).map(prepare).prefetch(1)
test_set = tf.data.Dataset.from_tensor_slices((x_test, y_test))
test_batches = test_set.batch(500).map(prepare)

model = tf.keras.Sequential(
    [
        tf.keras.Input((28, 28)),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(128, activation="relu"),
        tf.keras.layers.Dropout(0.2),
        tf.keras.layers.Dense(10),
    ]
)
loss_function = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
optimizer = tf.keras.optimizers.Adam()
metric = tf.keras.metrics.SparseCategoricalAccuracy()


@tf.function
def train_step(images, labels):
    with tf.GradientTape() as tape:
        loss = loss_function(labels, model(images, training=True))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss


for epoch in range(1, 6):
    for images, labels in train_batches:
        loss = train_step(images, labels)
    print(f"epoch {epoch}  loss of the last batch {loss:.4f}")

for images, labels in test_batches:
    metric.update_state(labels, model(images, training=False))

accuracy = float(metric.result())
print(f"test accuracy {accuracy:.3f}")
