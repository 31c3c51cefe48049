# %% load same="counts, first_labels"
import tensorflow as tf

(x_train, y_train), (x_test, y_test) = tf.keras.datasets.mnist.load_data()


def prepare(image, label):
    image = tf.cast(image, tf.float32) / 255
    return (image - 0.1307) / 0.3081, tf.cast(label, tf.int64)


counts = [len(x_train), len(x_test)]
first_labels = y_train[:8].tolist()
print(counts[0], "to train,", counts[1], "to test, labels", first_labels)


# %% prepare same="mean, deviation" differs="shape" rtol="1e-4" atol="1e-5"
# why: `ToImage` puts a channel axis in front, of length 1. The arrays of the Keras loader have none. `Flatten` makes
#   784 numbers of either.
image, label = prepare(x_train[0], y_train[0])
shape = list(image.shape)
pixels, _ = prepare(x_train, y_train)
mean, deviation = tf.reduce_mean(pixels), tf.math.reduce_std(pixels)
print("an image", shape, image.dtype.name)
print(f"mean {mean:.3f}, standard deviation {deviation:.3f}")


# %% split-and-batch same="sizes, batch_sizes, batch_labels"
import numpy as np

order = np.random.default_rng(0).permutation(len(x_train))
fit_part, val_part = np.split(order, [len(x_train) * 9 // 10])


def make_data(part):
    arrays = x_train[part], y_train[part]
    return tf.data.Dataset.from_tensor_slices(arrays).map(prepare)


fit_data, val_data = make_data(fit_part), make_data(val_part)
few = fit_data.take(1000)  # for the runs to compare

few_batches = few.batch(64).cache()
val_batches = val_data.batch(64).cache()
sizes = [len(fit_data), len(val_data), len(few)]
batch_sizes = [len(labels) for _, labels in few_batches]
images, labels = next(iter(few.batch(64)))
batch_labels = labels.numpy().tolist()
print("to fit {}, to validate {}, to compare {}".format(*sizes))
print("batches of the compared runs", batch_sizes)


# %% cache-after-shuffle same="shuffle_first, cache_first"
def repeats(batches):
    first, second = (tf.concat([y for _, y in batches], 0) for _ in range(2))
    return np.array_equal(first, second)


tf.keras.utils.set_random_seed(0)
stale = few.shuffle(1000).cache().batch(64)
shuffled = few.cache().shuffle(1000).batch(64)

shuffle_first = repeats(stale)  # keeps the order of one epoch
cache_first = repeats(shuffled)  # keeps the digits, not their order
print("epochs repeat: shuffle before cache", shuffle_first, "after it", cache_first)


# %% model-class same="output_shape, count"
@tf.keras.utils.register_keras_serializable()
class Net(tf.keras.Model):
    def __init__(self, dropout=0.2, **settings):
        super().__init__(**settings)
        self.stack = tf.keras.Sequential(
            [
                tf.keras.Input((28, 28)),
                tf.keras.layers.Flatten(),
                tf.keras.layers.Dense(128, activation="relu"),
                tf.keras.layers.Dropout(dropout),
                tf.keras.layers.Dense(10),
            ]
        )

    def call(self, images, training=False):
        return self.stack(images, training=training)


model = Net(dropout=0.0)  # no dropout in the runs to compare
output_shape = list(model(images).shape)
count = model.count_params()
print("output", output_shape, f"{count:,} parameters")


# %% sequential same="output_shape, count"
sequential = tf.keras.Sequential(
    [
        tf.keras.Input((28, 28)),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(128, activation="relu"),
        tf.keras.layers.Dropout(0.2),
        tf.keras.layers.Dense(10),
    ]
)
output_shape = list(sequential(images).shape)
count = sequential.count_params()
print("output", output_shape, f"{count:,} parameters")


# %% start same="logits" differs="kernel_shape" atol="1e-5"
# why: `Linear` keeps its weight as (outputs, inputs), `Dense` its kernel as (inputs, outputs). Transpose the arrays
#   for PyTorch, and the outputs are equal.
rng = np.random.default_rng(0)
start = []
for inputs, outputs in [(784, 128), (128, 10)]:
    kernel = rng.normal(0, np.sqrt(2 / inputs), (inputs, outputs))
    start += [kernel.astype("float32"), np.zeros(outputs, "float32")]


model.set_weights(start)
kernel_shape = list(model.stack.layers[1].kernel.shape)
logits = model(images[:3])
print("first kernel", kernel_shape)
print("first logits", *(f"{value:.3f}" for value in logits[0]))


# %% device same="together"
loss_function = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
loss = loss_function(labels, model(images))

places = [model.trainable_variables[0].value.device, loss.device]
together = places[0] == places[1]
print("model on", places[0].split("/")[-1], "and loss on", places[1].split("/")[-1])


# %% loss-and-optimizer same="before, after" atol="1e-5"
optimizer = tf.keras.optimizers.SGD(0.02)

with tf.GradientTape() as tape:
    before = loss_function(labels, model(images, training=True))
variables = model.trainable_variables
gradients = tape.gradient(before, variables)
optimizer.apply_gradients(zip(gradients, variables))
after = loss_function(labels, model(images, training=True))

before, after = float(before), float(after)
print(f"loss {before:.4f}, after one step {after:.4f}")


# %% train-function
def make_step(model, optimizer, loss_function=loss_function):
    @tf.function
    def step(images, labels):
        with tf.GradientTape() as tape:
            logits = model(images, training=True)
            loss = loss_function(labels, logits)
        variables = model.trainable_variables
        gradients = tape.gradient(loss, variables)
        optimizer.apply_gradients(zip(gradients, variables))
        return loss

    return step


def train(step, batches, epoch):
    losses = [float(step(images, labels)) for images, labels in batches]
    print(f"epoch {epoch}  mean loss {sum(losses) / len(losses):.4f}")
    return losses


# %% compared-run same="losses" rtol="1e-5" atol="1e-5"
model.set_weights(start)
step = make_step(model, optimizer)
history = []
for epoch in (1, 2, 3):
    history.append(train(step, few_batches, epoch))

losses = np.array(history)


# %% loop-and-fit same="epoch_losses" rtol="1e-5" atol="1e-5"
mean = tf.keras.metrics.Mean()

epoch_losses = []
for losses_of_epoch in losses:
    mean.reset_state()
    mean.update_state(losses_of_epoch, sample_weight=batch_sizes)
    epoch_losses.append(float(mean.result()))
print("losses of the epochs", *(f"{loss:.4f}" for loss in epoch_losses))


# %% softmax-twice differs="twice" same="once" rtol="1e-5" atol="1e-5"
# why: `CrossEntropyLoss` and `tf.nn` take any input for logits, and learn slowly from numbers between 0 and 1. A
#   Keras loss finds the softmax on the TensorFlow backend, warns, and uses the logits from before it. Let the model
#   return logits, or leave `from_logits` out.
def tf_loss(labels, logits):
    losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits)
    return tf.reduce_mean(losses)


network = Net(dropout=0.0)
with_softmax = tf.keras.Sequential([network, tf.keras.layers.Softmax()])

with_softmax.set_weights(start)
step = make_step(with_softmax, tf.keras.optimizers.SGD(0.02), tf_loss)
print("softmax twice:")
twice = train(step, few_batches, 1)
network.set_weights(start)
step = make_step(network, tf.keras.optimizers.SGD(0.02), tf_loss)
print("softmax once:")
once = train(step, few_batches, 1)


# %% logits-as-probabilities differs="careless" same="careful" rtol="1e-5" atol="1e-5"
# why: `NLLLoss` wants logarithms of probabilities, and the default of `SparseCategoricalCrossentropy` wants
#   probabilities. Neither checks its input. For logits, use `CrossEntropyLoss` and `from_logits=True`.
val_images, val_labels = next(iter(val_batches))
logits = model(val_images, training=False)

for_probabilities = tf.keras.losses.SparseCategoricalCrossentropy()
careless = float(for_probabilities(val_labels, logits))
careful = float(loss_function(val_labels, logits))
cut_off = np.mean((logits <= 0) | (logits >= 1))
print(f"share of logits cut off: {cut_off:.2f}")
print(f"taken for probabilities {careless:.4f}, taken for logits {careful:.4f}")


# %% forgotten-scaling same="first_losses, learned"
part = fit_part[:1000]
raw = tf.cast(x_train[part], tf.float32)  # without prepare
prepared, labels = prepare(x_train[part], y_train[part])

first_losses, learned = [], []
step = make_step(model, tf.keras.optimizers.SGD(0.02))
for inputs in (raw, raw / 255, prepared):
    model.set_weights(start)
    batches = tf.data.Dataset.from_tensor_slices((inputs, labels)).batch(64)
    losses = [train(step, batches, epoch) for epoch in (1, 2)]
    first_losses.append(losses[0][0])
    predicted = tf.argmax(model(inputs, training=False), axis=1)
    accuracy = np.mean(predicted == labels)
    learned.append(bool(accuracy > 0.2))  # guessing gives 0.1
    print(f"largest input {tf.reduce_max(inputs):.1f}, accuracy {accuracy:.3f}")


# %% test-function same="val_loss, val_accuracy" rtol="1e-5" atol="1e-5"
def test(model, batches):
    loss = tf.keras.metrics.SparseCategoricalCrossentropy(from_logits=True)
    accuracy = tf.keras.metrics.SparseCategoricalAccuracy()
    for images, labels in batches:
        logits = model(images, training=False)
        loss.update_state(labels, logits)
        accuracy.update_state(labels, logits)
    return float(loss.result()), float(accuracy.result())


val_loss, val_accuracy = test(model, val_batches)
print(f"validation: loss {val_loss:.4f}, accuracy {val_accuracy:.3f}")


# %% mean-of-batches differs="reported" same="exact" rtol="1e-5" atol="1e-5"
# why: A mean of the means of batches counts each of the last 36 digits nearly twice. `keras.metrics.Mean` does the
#   same unless you give it the sizes. `evaluate` and `fit` count digits. Weight each mean by the size of its batch.
plain, weighted = tf.keras.metrics.Mean(), tf.keras.metrics.Mean()
for images, labels in val_data.take(100).batch(64):
    loss = loss_function(labels, model(images, training=False))
    plain.update_state(loss)
    weighted.update_state(loss, sample_weight=len(labels))

reported = float(plain.result())
exact = float(weighted.result())
print(f"mean of batches {reported:.4f}, mean of digits {exact:.4f}")


# %% label-shape same="wrong, right, pairs"
pred = tf.argmax(model(val_images), axis=1)[:, tf.newaxis]

pairs = list((pred == val_labels).shape)
wrong = int(tf.math.count_nonzero(pred == val_labels))
right = int(tf.math.count_nonzero(pred == val_labels[:, tf.newaxis]))
print("pairs compared", pairs, "of which equal", wrong)
print("digits read right", right)


# %% forgotten-eval differs="careless" same="careful" rtol="1e-5" atol="1e-5"
# why: A new PyTorch model drops units in every call until `eval()`. A Keras model that is called drops none unless
#   told `training=True`. Say the mode in each framework, and the losses are equal.
tf.keras.utils.set_random_seed(0)
network = Net(dropout=0.2)
network.set_weights(model.get_weights())


def three_losses(**mode):
    calls = [network(val_images, **mode) for _ in range(3)]
    return [float(loss_function(val_labels, logits)) for logits in calls]


careless = three_losses()
careful = three_losses(training=False)
dropping = three_losses(training=True)
print("not told", *(f"{loss:.4f}" for loss in careless))
print("to test ", *(f"{loss:.4f}" for loss in careful))
print("to train", *(f"{loss:.4f}" for loss in dropping))


# %% training unstable="true" same="val_loss" rtol="0" atol="0.1"
# note: Each framework draws its own first weights, order and dropout, so the losses are near and not equal. A seed
#   repeats a run in one framework only.
tf.keras.utils.set_random_seed(0)
model = Net()
step = make_step(model, tf.keras.optimizers.Adam())
train_batches = fit_data.cache().shuffle(len(fit_data))
train_batches = train_batches.batch(64, drop_remainder=True).prefetch(1)

train_losses, val_losses = [], []
for epoch in range(1, 6):
    losses = train(step, train_batches, epoch)
    train_losses.append(np.mean(losses))  # no smaller last batch
    loss, accuracy = test(model, val_batches)
    val_losses.append(loss)
    print(f"  validation loss {loss:.4f}, accuracy {accuracy:.3f}")
val_loss = val_losses[-1]


# %% learning-curves unstable="true"
# alt: The loss over 5 epochs. Training, in TensorFlow's color and solid, falls from about 0.9 to about 0.2.
#   Validation, in blue and dashed, falls from about 0.45 to about 0.3.
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(4.8, 2.8))
epochs = range(1, 6)
ax.plot(epochs, train_losses, "o-", color="#ff8f00", label="training")
ax.plot(epochs, val_losses, "s--", color="#1f77b4", label="validation")
ax.set(xlabel="epoch", ylabel="loss", xticks=epochs)
ax.set_ylim(bottom=0)
ax.legend()
plt.show()


# %% test-once unstable="true" same="accuracy" rtol="0" atol="0.04"
# note: Each is the result of one random run and ranks no framework. To compare models, train each with several seeds
#   and compare the means.
test_data = tf.data.Dataset.from_tensor_slices((x_test, y_test)).map(prepare)
test_batches = test_data.batch(64)
test_loss, accuracy = test(model, test_batches)
print(f"test: loss {test_loss:.4f}, accuracy {accuracy:.3f}")


# %% confusion-matrix unstable="true"
outputs = [model(images, training=False) for images, _ in test_batches]
output = tf.concat(outputs, axis=0)
predicted, target = tf.argmax(output, axis=1), tf.cast(y_test, tf.int64)

matrix = tf.math.confusion_matrix(target, predicted, dtype=tf.int64)
print(matrix.numpy())


# %% mistakes unstable="true" alt="Ten test digits that were read wrong, each with its label and the wrong prediction."
wrong = np.flatnonzero(predicted != target).tolist()

print(len(wrong), "of", len(target), "are wrong")
fig, axes = plt.subplots(1, 10, figsize=(6.4, 0.9))
for ax, index in zip(axes, wrong):
    ax.imshow(x_test[index], cmap="gray_r")
    ax.set_title(f"{target[index]} as {predicted[index]}", fontsize=8)
for ax in axes:
    ax.axis("off")
plt.show()


# %% predict-one raises="ValueError" same="shape, agrees"
# why: A model takes a batch, and 28 rows of 28 pixels are not one. PyTorch's matrix product raises `RuntimeError`,
#   Keras checks the shape and raises `ValueError`. Add a batch axis in front.
import re

image, label = prepare(x_test[0], y_test[0])
try:
    model(image)  # 28 rows of pixels, as an image file has
except ValueError as error:
    print(re.search(r"Expected shape .*\)", str(error))[0])

alone = model(image[tf.newaxis], training=False)
shape = list(alone.shape)
agrees = np.allclose(alone[0], output[0], atol=1e-4)
print("logits", shape, "predicted", int(tf.argmax(alone[0])), "label", int(label))


# %% save-and-load differs="at_once" same="equal"
# why: A `state_dict` goes into a new PyTorch model, and that is in training mode: call `eval()`. A Keras model that
#   is loaded and called drops nothing. After `eval()` each gives what was saved.
model.save("net.keras")

loaded = tf.keras.models.load_model("net.keras")
expected = model(val_images, training=False)
at_once = np.array_equal(loaded(val_images), expected)
equal = np.array_equal(loaded(val_images, training=False), expected)
print("equal at once", at_once, "equal in evaluation mode", equal)
