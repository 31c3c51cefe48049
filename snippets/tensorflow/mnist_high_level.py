# %% load same="counts, first_labels"
import tensorflow as tf

(x_train, y_train), (x_test, y_test) = tf.keras.datasets.mnist.load_data()


def prepare(image, label):
    image = tf.cast(image, tf.float32) / 255
    return (image - 0.1307) / 0.3081, tf.cast(label, tf.int64)


counts = [len(x_train), len(x_test)]
first_labels = y_train[:8].tolist()
print(counts, first_labels)

# %% prepare same="pixels" differs="shape"
# why: `ToTensor` puts a channel axis in front, of length 1. The arrays of the Keras loader have none. `Flatten` makes
#   784 numbers of either.
image, label = prepare(x_train[0], y_train[0])
shape = list(image.shape)
pixels = image[14]
print(shape, image.dtype, int(label))
pixels[8:20]

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
print(sizes, batch_sizes)


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
output_shape, count

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
output_shape, count

# %% start same="logits" differs="kernel_shape" atol="1e-5"
# why: `Linear` keeps its weight as (outputs, inputs), `Dense` its kernel as (inputs, outputs). Transpose the arrays for
#   PyTorch, and the outputs are equal.
rng = np.random.default_rng(0)
start = []
for inputs, outputs in [(784, 128), (128, 10)]:
    kernel = rng.normal(0, np.sqrt(2 / inputs), (inputs, outputs))
    start += [kernel.astype("float32"), np.zeros(outputs, "float32")]


model.set_weights(start)
kernel_shape = list(model.stack.layers[1].kernel.shape)
logits = model(images[:3])
print(kernel_shape)
logits[0]

# %% device same="together"
loss_function = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
loss = loss_function(labels, model(images))

places = [model.trainable_variables[0].value.device, loss.device]
together = places[0] == places[1]
loss.device

# %% loss-and-optimizer same="before, after" atol="1e-5"
optimizer = tf.keras.optimizers.SGD(0.02)

with tf.GradientTape() as tape:
    before = loss_function(labels, model(images, training=True))
variables = model.trainable_variables
gradients = tape.gradient(before, variables)
optimizer.apply_gradients(zip(gradients, variables))
after = loss_function(labels, model(images, training=True))

before, after = float(before), float(after)
before, after


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
    print(f"epoch {epoch}: {losses[0]:.4f} to {losses[-1]:.4f}")
    return losses


# %% compared-run same="losses" rtol="1e-5" atol="1e-5"
model.set_weights(start)
step = make_step(model, optimizer)
history = []
for epoch in (1, 2, 3):
    history.append(train(step, few_batches, epoch))

losses = np.array(history)
losses.shape

# %% loop-and-fit same="epoch_losses" rtol="1e-5" atol="1e-5"
mean = tf.keras.metrics.Mean()

epoch_losses = []
for losses_of_epoch in losses:
    mean.reset_state()
    mean.update_state(losses_of_epoch, sample_weight=batch_sizes)
    epoch_losses.append(float(mean.result()))
epoch_losses


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
val_loss, val_accuracy

# %% label-shape same="wrong, right, pairs"
val_images, val_labels = next(iter(val_data.batch(64)))
pred = tf.argmax(model(val_images), axis=1)[:, tf.newaxis]

pairs = list((pred == val_labels).shape)
wrong = int(tf.math.count_nonzero(pred == val_labels))
right = int(tf.math.count_nonzero(pred == val_labels[:, tf.newaxis]))
print(pairs)
wrong, right

# %% mean-of-batches differs="reported" same="exact" rtol="1e-5" atol="1e-5"
# why: A mean of the batches' means counts each of the last 36 digits nearly twice. So does `keras.metrics.Mean` unless
#   it is told the sizes; `evaluate` and `fit` count digits. Weigh each mean by the size of its batch.
plain, weighted = tf.keras.metrics.Mean(), tf.keras.metrics.Mean()
for images, labels in val_data.take(100).batch(64):
    loss = loss_function(labels, model(images, training=False))
    plain.update_state(loss)
    weighted.update_state(loss, sample_weight=len(labels))

reported = float(plain.result())
exact = float(weighted.result())
reported, exact

# %% forgotten-eval differs="careless" same="careful" rtol="1e-5" atol="1e-5"
# why: A new PyTorch model drops units in every call until `eval()`. A Keras model that is called drops none unless told
#   `training=True`. Say the mode in each framework, and the losses are equal.
tf.keras.utils.set_random_seed(0)
network = Net(dropout=0.2)
network.set_weights(model.get_weights())


def three_losses(**mode):
    calls = [network(val_images, **mode) for _ in range(3)]
    return [float(loss_function(val_labels, logits)) for logits in calls]


careless = three_losses()
careful = three_losses(training=False)
dropping = three_losses(training=True)
print(np.round([careless, careful, dropping], 4))


# %% softmax-twice differs="twice" same="once" rtol="1e-5" atol="1e-5"
# why: `CrossEntropyLoss` and `tf.nn` take what comes for logits, and with numbers from 0 to 1 learn slowly. A Keras
#   loss notices a softmax, warns, and uses the logits from before it. Let the model return logits, or leave
#   `from_logits` out.
def tf_loss(labels, logits):
    losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits)
    return tf.reduce_mean(losses)


network = Net(dropout=0.0)
with_softmax = tf.keras.Sequential([network, tf.keras.layers.Softmax()])

with_softmax.set_weights(start)
step = make_step(with_softmax, tf.keras.optimizers.SGD(0.02), tf_loss)
twice = train(step, few_batches, 1)
network.set_weights(start)
step = make_step(network, tf.keras.optimizers.SGD(0.02), tf_loss)
once = train(step, few_batches, 1)

# %% logits-as-probabilities differs="careless" same="careful" rtol="1e-5" atol="1e-5"
# why: `NLLLoss` wants logarithms of probabilities, and the default of `SparseCategoricalCrossentropy` wants
#   probabilities. Neither checks its input. For logits, use `CrossEntropyLoss` and `from_logits=True`.
logits = model(val_images, training=False)

for_probabilities = tf.keras.losses.SparseCategoricalCrossentropy()
careless = float(for_probabilities(val_labels, logits))
careful = float(loss_function(val_labels, logits))
cut_off = np.mean((logits <= 0) | (logits >= 1))
print("share of logits cut off:", cut_off)
careless, careful

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
    _, accuracy = test(model, batches)
    learned.append(accuracy > 0.2)  # guessing gives 0.1
    print("largest input", inputs.numpy().max(), "accuracy", accuracy)


# %% cache-after-shuffle same="shuffle_first, cache_first"
def repeats(batches):
    first, second = (tf.concat([y for _, y in batches], 0) for _ in range(2))
    return np.array_equal(first, second)


tf.keras.utils.set_random_seed(0)
stale = few.shuffle(1000).cache().batch(64)
shuffled = few.cache().shuffle(1000).batch(64)

shuffle_first = repeats(stale)  # keeps the order of one epoch
cache_first = repeats(shuffled)  # keeps the digits, not their order
shuffle_first, cache_first

# %% training differs="val_losses" rtol="1e-3" atol="1e-3"
# why: Each framework draws its own first weights, order and dropout, and the default rules for weights differ too. A
#   seed repeats a run in one framework only. To compare two, take the randomness out.
tf.keras.utils.set_random_seed(0)
model = Net()
step = make_step(model, tf.keras.optimizers.Adam())
train_batches = fit_data.cache().shuffle(len(fit_data))
train_batches = train_batches.batch(64, drop_remainder=True).prefetch(1)

train_losses, val_losses = [], []
for epoch in range(1, 6):
    losses = train(step, train_batches, epoch)
    train_losses.append(np.mean(losses))  # no smaller last batch
    val_losses.append(test(model, val_batches)[0])
np.round(val_losses, 3)

# %% learning-curves
# alt: Two falling curves over 5 epochs, in TensorFlow's color: the training loss, solid, and the validation loss,
#   dashed. Both fall fast at first and then slowly.
import matplotlib.pyplot as plt

fig, axes = plt.subplots(figsize=(4.8, 2.8))
epochs = range(1, 6)
axes.plot(epochs, train_losses, "#ff8f00", label="training")
axes.plot(epochs, val_losses, "--", color="#ff8f00", label="validation")
axes.set(xlabel="epoch", ylabel="loss", xticks=epochs, ylim=(0, 1.6))
axes.legend()
plt.show()

# %% test-once differs="accuracy" rtol="1e-3" atol="1e-3"
# why: Each is the result of one random run and ranks no framework. To compare models, train each with several seeds and
#   compare the means.
test_data = tf.data.Dataset.from_tensor_slices((x_test, y_test)).map(prepare)
test_batches = test_data.batch(64)
test_loss, accuracy = test(model, test_batches)
test_loss, accuracy

# %% confusion-matrix same="digits, consistent"
outputs = [model(images, training=False) for images, _ in test_batches]
output = tf.concat(outputs, axis=0)
predicted, target = tf.argmax(output, axis=1), tf.cast(y_test, tf.int64)

matrix = tf.math.confusion_matrix(target, predicted, dtype=tf.int64)
digits = tf.reduce_sum(matrix, axis=1)
consistent = abs(np.trace(matrix) / len(target) - accuracy) < 1e-6
matrix

# %% predict-one raises="ValueError" same="shape, agrees"
# why: A model takes a batch, and 28 rows of 28 pixels are none. PyTorch's matrix product raises `RuntimeError`, Keras
#   checks the shape and raises `ValueError`. A batch axis in front mends it.
import re

image, label = prepare(x_test[0], y_test[0])
try:
    model(image)  # 28 rows of pixels, as an image file has
except ValueError as error:
    print(re.search(r"Expected shape .*\)", str(error))[0])

alone = model(image[tf.newaxis], training=False)
shape = list(alone.shape)
agrees = np.allclose(alone[0], output[0], atol=1e-4)
shape, int(tf.argmax(alone[0])), int(label)

# %% save-and-load differs="at_once" same="equal"
# why: A `state_dict` goes into a new PyTorch model, and that is in training mode: call `eval()`. A Keras model that is
#   loaded and called drops nothing. After `eval()` each gives what was saved.
model.save("net.keras")

loaded = tf.keras.models.load_model("net.keras")
expected = model(val_images, training=False)
at_once = np.array_equal(loaded(val_images), expected)
equal = np.array_equal(loaded(val_images, training=False), expected)
at_once, equal
