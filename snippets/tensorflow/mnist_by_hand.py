# %% load same="counts, label"
import tensorflow as tf

(x_train, y_train), (x_test, y_test) = tf.keras.datasets.mnist.load_data()

counts = [len(x_train), len(x_test)]
image, label = x_train[0], int(y_train[0])  # everything at once, in arrays
print(counts[0], "digits to train,", counts[1], "to test")
print("the first:", type(image).__name__, image.shape, "label", label)


# %% pixels same="digit" differs="labels"
# why: The pixels are `uint8` in both. torchvision holds labels as `int64`, which PyTorch's losses want. The Keras
#   loader leaves them `uint8`, as they are in the file. Cast them to `int32` or `int64` for TensorFlow's losses.
digit = x_train[0]
labels = y_train[:8]
print("pixels", x_train.shape, x_train.dtype)
print("labels", y_train.dtype, labels.tolist())
print("a row", digit[13, 6:20].tolist())


# %% draw-samples alt="Ten handwritten digits in a row, dark on light, each with its label above."
import matplotlib.pyplot as plt

fig, axes = plt.subplots(1, 10, figsize=(6.4, 0.9))
for ax, image, label in zip(axes, x_train, y_train):
    ax.imshow(image, cmap="gray_r")
    ax.set_title(int(label), fontsize=9)
    ax.axis("off")
plt.show()


# %% scale differs="divided" same="scaled"
# why: A `uint8` tensor divided by 255 is `float32` in PyTorch. A `uint8` array divided by 255 is `float64` in NumPy,
#   and as a tensor it does not multiply with TensorFlow's `float32` weights. Cast first.
def scale(images):
    return tf.cast(images, tf.float32) / 255


divided = x_train[0, 13] / 255
scaled = scale(x_train[0, 13])
print("divided", divided.dtype)
print("scaled ", scaled.dtype.name, *(f"{value:.3f}" for value in scaled[9:14]))


# %% normalize same="prepared, mean, deviation" rtol="1e-4" atol="1e-5"
def prepare(images, labels):
    return (scale(images) - 0.1307) / 0.3081, tf.cast(labels, tf.int64)


images, labels = prepare(x_train, y_train)
prepared = images[0, 13]
mean, deviation = tf.reduce_mean(images), tf.math.reduce_std(images)
print(f"from {tf.reduce_min(images):.3f} to {tf.reduce_max(images):.3f}")
print(f"mean {mean:.3f}, standard deviation {deviation:.3f}")


# %% shuffle-and-batch differs="first_labels" same="steps, last_size, class_counts"
# why: The seed is the same, but each framework draws its own random numbers, so the orders differ. Every digit comes
#   once in an epoch in both. For the same order, shuffle with NumPy.
train_set = tf.data.Dataset.from_tensor_slices((x_train, y_train))
shuffled = (
    train_set.shuffle(len(x_train), seed=0)
    .batch(64)
    .map(prepare, num_parallel_calls=tf.data.AUTOTUNE)
    .prefetch(tf.data.AUTOTUNE)
)
test_set = tf.data.Dataset.from_tensor_slices((x_test, y_test))
test_batches = test_set.batch(500).map(prepare)

epoch_labels = [labels for _, labels in shuffled]
steps, last_size = len(epoch_labels), len(epoch_labels[-1])
first_labels = epoch_labels[0][:10].numpy().tolist()
class_counts = tf.math.bincount(tf.concat(epoch_labels, axis=0)).numpy().tolist()
print(steps, "batches in an epoch, the last of", last_size)
print("first labels", first_labels)
print("digits of each class", class_counts)


# %% batch-shape differs="batch_shape" same="flat_shape"
# why: `ToImage` adds an axis for the channel, in front. Keras's arrays have none. Flattened, both are one row of 784
#   numbers for each digit.
images, labels = next(iter(shuffled))

batch_shape = images.shape.as_list()
flat_shape = tf.reshape(images, (-1, 784)).shape.as_list()
print(batch_shape, "->", flat_shape)


# %% compared-batches same="first_labels, pixels"
import numpy as np

order = np.random.default_rng(0).permutation(len(x_train))[:1000]
ordered = tf.data.Dataset.from_tensor_slices((x_train[order], y_train[order]))
batches = ordered.batch(64).map(prepare).cache()

images, labels = next(iter(batches))
first_labels = labels[:10].numpy().tolist()
pixels = images[0, 14]
print(len(batches), "batches, first labels", first_labels)


# %% normalize-wrong same="without_std, wrong_scale"
pixels = tf.cast(x_train[0, 13], tf.float32)  # one row is enough to see

without_std = (pixels / 255 - 0.1307).numpy()
wrong_scale = ((pixels - 0.1307) / 0.3081).numpy()  # the numbers belong to 0..1
print(f"without the deviation: from {without_std.min():.2f} to {without_std.max():.2f}")
print(f"pixels up to 255: from {wrong_scale.min():.2f} to {wrong_scale.max():.2f}")


# %% weights same="shapes, count, last_kernel"
rng = np.random.default_rng(0)
start = []
for inputs, outputs in [(784, 200), (200, 100), (100, 10)]:
    kernel = rng.normal(0, np.sqrt(2 / inputs), (inputs, outputs))
    start += [kernel.astype("float32"), np.zeros(outputs, "float32")]

parameters = [tf.Variable(array) for array in start]  # on the GPU if there is one
w1, b1, w2, b2, w3, b3 = parameters
shapes = [parameter.shape.as_list() for parameter in parameters]
count = sum(int(tf.size(parameter)) for parameter in parameters)
last_kernel = tf.convert_to_tensor(w3)
print(*shapes)
print(f"{count:,} numbers to learn")


# %% forward same="logits"
def forward(images):
    x = tf.reshape(images, (-1, 784))
    x = tf.nn.relu(x @ w1 + b1)
    x = tf.nn.relu(x @ w2 + b2)
    return x @ w3 + b3


logits = forward(images)
print("logits", tuple(logits.shape))
print("the first row", *(f"{value:.3f}" for value in logits[0]))


# %% random-start same="spread" rtol="0" atol="0.01"
# note: Each framework draws its own numbers from the seed, so the weights differ, and only their spread is near. To
#   compare runs, take the weights from NumPy.
tf.random.set_seed(0)
random_start = []
for inputs, outputs in [(784, 200), (200, 100), (100, 10)]:
    kernel = tf.random.normal((inputs, outputs), stddev=(2 / inputs) ** 0.5)
    random_start += [kernel, tf.zeros(outputs)]

spread = [float(tf.math.reduce_std(random_start[place])) for place in (0, 2, 4)]
print("standard deviations", *(f"{value:.4f}" for value in spread))


# %% scaled-too-late same="gradient"
# why: Arithmetic on a trainable tensor gives a result that is computed, not stored. A PyTorch optimizer refuses to
#   train it. A tape has no gradient for it and returns `None`. Scale the numbers first, then make them trainable.
weight = tf.Variable(tf.ones(3)) * 0.1
with tf.GradientTape() as tape:
    loss = tf.reduce_sum(weight)
print("gradient:", tape.gradient(loss, weight))

weight = tf.Variable(tf.ones(3) * 0.1)
with tf.GradientTape() as tape:
    loss = tf.reduce_sum(weight)
gradient = tape.gradient(loss, weight)
print("scaled first:", gradient.numpy())


# %% cross-entropy same="by_hand, built_in"
def cross_entropy(labels, logits):
    losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits)
    return tf.reduce_mean(losses)


log_probabilities = logits - tf.reduce_logsumexp(logits, axis=1, keepdims=True)
chosen = tf.gather(log_probabilities, labels, batch_dims=1)
by_hand = -tf.reduce_mean(chosen)
built_in = cross_entropy(labels, logits)
print(f"by hand {by_hand:.4f}, built in {built_in:.4f}")


# %% step-by-hand same="before, after"
with tf.GradientTape() as tape:
    before = cross_entropy(labels, forward(images))
gradients = tape.gradient(before, parameters)
for parameter, gradient in zip(parameters, gradients):
    parameter.assign_sub(0.05 * gradient)

before = float(before)
after = float(cross_entropy(labels, forward(images)))
print(f"loss {before:.4f}, after one step {after:.4f}")


# %% step-with-optimizer same="after"
def restart(arrays=start):
    for parameter, array in zip(parameters, arrays):
        parameter.assign(array)


restart()
optimizer = tf.keras.optimizers.SGD(0.05)
with tf.GradientTape() as tape:
    loss = cross_entropy(labels, forward(images))
gradients = tape.gradient(loss, parameters)
optimizer.apply_gradients(zip(gradients, parameters))

after = float(cross_entropy(labels, forward(images)))
print(f"after one step {after:.4f}")


# %% softmax-twice same="twice, once, lowest"
twice = cross_entropy(labels, tf.nn.softmax(logits))
once = cross_entropy(labels, logits)
certain = tf.one_hot(labels, 10)  # the best softmax there is
lowest = cross_entropy(labels, certain)
print(f"softmax once {once:.4f}, twice {twice:.4f}")
print(f"softmax twice, every answer right and sure: {lowest:.4f}")


# %% train-function same="losses" rtol="1e-4" atol="1e-5"
def train(batches, optimizer, epoch):
    losses = []
    for images, labels in batches:
        with tf.GradientTape() as tape:
            loss = cross_entropy(labels, forward(images))
        gradients = tape.gradient(loss, parameters)
        optimizer.apply_gradients(zip(gradients, parameters))
        losses.append(float(loss))
    print(f"epoch {epoch}, {len(losses)} steps: mean loss {np.mean(losses):.4f}")
    return losses


restart()
optimizer = tf.keras.optimizers.SGD(0.05)
losses = []
for epoch in range(1, 6):
    losses += train(batches, optimizer, epoch)


# %% adam same="adam_losses" differs="by_default" rtol="1e-4" atol="1e-5"
# why: Adam adds a small epsilon before it divides. The default is 1e-8 in PyTorch and 1e-7 in Keras, and Keras adds it
#   before the bias correction. Where gradients are tiny, the steps differ. With 1e-10 in both, the losses are equal.


def run_adam(**settings):
    restart()
    optimizer = tf.keras.optimizers.Adam(0.001, **settings)
    losses = []
    for epoch in range(1, 4):
        losses += train(batches, optimizer, epoch)
    return losses


by_default = run_adam()
adam_losses = run_adam(epsilon=1e-10)


# %% compiled-step same="compiled_losses" rtol="1e-4" atol="1e-5"
@tf.function
def train_step(images, labels):
    with tf.GradientTape() as tape:
        loss = cross_entropy(labels, forward(images))
    gradients = tape.gradient(loss, parameters)
    optimizer.apply_gradients(zip(gradients, parameters))
    return loss


restart()
optimizer = tf.keras.optimizers.SGD(0.05)
optimizer.build(parameters)  # a tf.function must not make variables later
compiled_losses = [float(train_step(images, labels)) for images, labels in batches]
agree = np.allclose(compiled_losses, losses[: len(batches)], rtol=1e-4)
print("the same losses as without compiling:", agree)


# %% forgotten-zero-grad differs="sizes" rtol="1e-4"
# why: `backward` adds to what `.grad` holds, so a gradient that is not cleared holds all steps before it. A tape
#   returns fresh gradients each time, and there is nothing to clear. With `zero_grad` before `backward`, the sizes are
#   equal.
restart()
optimizer = tf.keras.optimizers.SGD(0.05)
sizes = []
for images, labels in list(batches)[::3]:
    with tf.GradientTape() as tape:
        loss = cross_entropy(labels, forward(images))
    gradients = tape.gradient(loss, parameters)  # fresh ones each time
    optimizer.apply_gradients(zip(gradients, parameters))
    sizes.append(float(tf.norm(gradients[0])))
print("size of the gradient", *(f"{size:.2f}" for size in sizes))


# %% uniform-start same="uniform_losses" rtol="1e-3"
uniform = [rng.uniform(size=array.shape).astype("float32") for array in start]

restart(uniform)
images, labels = next(iter(batches))
size = float(tf.reduce_mean(tf.abs(forward(images))))
print(f"mean size of a logit: {size:.3g}")
optimizer = tf.keras.optimizers.SGD(0.05)
uniform_losses = train(batches, optimizer, 1) + train(batches, optimizer, 2)


# %% test-function same="correct, accuracy, test_loss" rtol="1e-4" atol="1e-5"
def test(batches):
    total, correct, count = 0.0, 0, 0
    for images, labels in batches:
        logits = forward(images)
        total += float(cross_entropy(labels, logits)) * len(labels)
        hits = tf.argmax(logits, axis=1) == labels
        correct += int(tf.math.count_nonzero(hits))
        count += len(labels)
    return total / count, correct, correct / count


restart()
optimizer = tf.keras.optimizers.SGD(0.05)
for epoch in range(1, 4):
    train(batches, optimizer, epoch)
test_loss, correct, accuracy = test(test_batches)
print(f"test loss {test_loss:.4f}, {correct} correct, accuracy {accuracy:.3f}")


# %% argmax-dtype same="hits" raises="InvalidArgumentError"
# why: `argmax` gives `int64` in both. TensorFlow compares tensors of one dtype only: cast one of them, or ask for
#   `output_type=tf.int32`. It converts a NumPy array of labels, which hides the trap. PyTorch brings both tensors to
#   one dtype.
images, labels = next(iter(test_batches))
predicted = tf.argmax(forward(images), axis=1)
short_labels = tf.cast(labels, tf.int32)
print("predicted", predicted.dtype.name, "labels", short_labels.dtype.name)
try:
    print(predicted == short_labels)
except tf.errors.InvalidArgumentError as error:
    print(str(error).split(" [Op")[0])

predicted = tf.argmax(forward(images), axis=1, output_type=tf.int32)
hits = int(tf.math.count_nonzero(predicted == short_labels))
print(hits, "of", len(labels), "are right")


# %% whole-set unstable="true" same="reached" rtol="0" atol="0.04"
restart(random_start)
optimizer = tf.keras.optimizers.Adam(0.001)
train_curve, test_curve = [], []
for epoch in range(1, 7):
    train_curve.append(np.mean(train(shuffled, optimizer, epoch)))
    test_curve.append(test(test_batches))
    print(f"  test loss {test_curve[-1][0]:.4f}, accuracy {test_curve[-1][2]:.3f}")
reached = test_curve[-1][2]


# %% learning-curves unstable="true"
# alt: The loss over 6 epochs. Training, in TensorFlow's color and solid, falls from about 0.7 to less than 0.1. Test,
#   in blue and dashed, falls from about 0.4 to about 0.2, and hardly any more at the end.
fig, ax = plt.subplots(figsize=(4.8, 2.8))
epochs = range(1, 7)
ax.plot(epochs, train_curve, "o-", color="#ff8f00", label="training")
test_losses = [loss for loss, _, _ in test_curve]
ax.plot(epochs, test_losses, "s--", color="#1f77b4", label="test")
ax.set(xlabel="epoch", ylabel="loss", xticks=epochs)
ax.set_ylim(bottom=0)
ax.legend()
plt.show()


# %% mistakes unstable="true" alt="Ten test digits that were read wrong, each with its label and the wrong prediction."
logits = tf.concat([forward(images) for images, _ in test_batches], axis=0)
predicted = tf.argmax(logits, axis=1).numpy()
wrong = np.flatnonzero(predicted != y_test).tolist()

print(len(wrong), "of", len(x_test), "are wrong")
fig, axes = plt.subplots(1, 10, figsize=(6.4, 0.9))
for ax, index in zip(axes, wrong):
    ax.imshow(x_test[index], cmap="gray_r")
    ax.set_title(f"{y_test[index]} as {predicted[index]}", fontsize=8)
    ax.axis("off")
plt.show()


# %% draw-prediction unstable="true"
# alt: On the left the first test digit with its label above. On the right a bar for the probability of each digit from
#   0 to 9, in TensorFlow's color, with the predicted digit above.
image, label = prepare(x_test[0], y_test[0])
probabilities = tf.nn.softmax(forward(image)[0])
predicted, label = int(tf.argmax(probabilities)), int(label)
print(f"label {label}, predicted {predicted} with {probabilities[predicted]:.3f}")

fig, (left, right) = plt.subplots(1, 2, figsize=(6.4, 2.6))
left.imshow(image, cmap="gray_r")
left.set_title(f"label {label}")
left.axis("off")
right.bar(range(10), probabilities, color="#ff8f00")
right.set_title(f"predicted {predicted}")
right.set(xlabel="digit", ylabel="probability", xticks=range(10), ylim=(0, 1))
fig.tight_layout()
plt.show()


# %% save-and-load same="equal"
names = ["w1", "b1", "w2", "b2", "w3", "b3"]
checkpoint = tf.train.Checkpoint(**dict(zip(names, parameters)))
checkpoint.write("weights")

images, _ = next(iter(test_batches))
before = forward(images)
restart()
checkpoint.read("weights").assert_consumed()

equal = bool(tf.reduce_all(forward(images) == before))
print("the same logits after loading:", equal)
