# %% program unstable="true" same="accuracy" rtol="0" atol="0.04"
# note: Each framework draws its own first weights and its own order of the digits, so the accuracies are near and not
#   equal.
import tensorflow as tf

(x_train, y_train), (x_test, y_test) = tf.keras.datasets.mnist.load_data()


def prepare(images, labels):
    images = tf.cast(images, tf.float32) / 255  # 0..255 to 0..1
    return (images - 0.1307) / 0.3081, tf.cast(labels, tf.int64)


tf.random.set_seed(0)
train_set = tf.data.Dataset.from_tensor_slices((x_train, y_train))
train_batches = train_set.shuffle(len(x_train)).batch(64).map(prepare).prefetch(1)
test_set = tf.data.Dataset.from_tensor_slices((x_test, y_test))
test_batches = test_set.batch(500).map(prepare)

parameters = []
for inputs, outputs in [(784, 200), (200, 100), (100, 10)]:
    kernel = tf.random.normal((inputs, outputs), stddev=(2 / inputs) ** 0.5)
    parameters += [tf.Variable(kernel), tf.Variable(tf.zeros(outputs))]
w1, b1, w2, b2, w3, b3 = parameters


def forward(images):
    x = tf.reshape(images, (-1, 784))
    x = tf.nn.relu(x @ w1 + b1)
    x = tf.nn.relu(x @ w2 + b2)
    return x @ w3 + b3


optimizer = tf.keras.optimizers.Adam(0.001)


@tf.function
def train_step(images, labels):
    with tf.GradientTape() as tape:
        logits = forward(images)
        losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits)
        loss = tf.reduce_mean(losses)
    gradients = tape.gradient(loss, parameters)
    optimizer.apply_gradients(zip(gradients, parameters))
    return loss


for epoch in range(1, 6):
    for images, labels in train_batches:
        loss = train_step(images, labels)
    print(f"epoch {epoch}  loss of the last batch {loss:.4f}")

correct = 0
for images, labels in test_batches:
    predicted = tf.argmax(forward(images), axis=1)
    correct += int(tf.math.count_nonzero(predicted == labels))

accuracy = correct / len(x_test)
print(f"test accuracy {accuracy:.3f}")
