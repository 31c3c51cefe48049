# %% load same="counts, label"
import tensorflow as tf

(x_train, y_train), (x_test, y_test) = tf.keras.datasets.mnist.load_data()

counts = [len(x_train), len(x_test)]
image, label = x_train[0], int(y_train[0])  # everything at once, in arrays
print(counts)
print(type(image), image.shape, label)

# %% pixels same="digit" differs="labels"
# why: The pixels are `uint8` in both. torchvision holds labels as `int64`, which PyTorch's losses want; the Keras
#   loader leaves them `uint8`, as they are in the file. Cast them to `int32` or `int64` for TensorFlow's losses.
digit = x_train[0]
labels = y_train[:8]
print(x_train.shape, x_train.dtype)
print(labels)
digit[13:15, 8:20]

# %% draw-samples alt="Ten handwritten digits in a row, dark on light, each with its label above."
import matplotlib.pyplot as plt

fig, axes = plt.subplots(1, 10, figsize=(6.4, 0.9))
for ax, image, label in zip(axes, x_train, y_train):
    ax.imshow(image, cmap="gray_r")
    ax.set_title(int(label), fontsize=9)
    ax.axis("off")
plt.show()

# %% batch-shape differs="batch_shape" same="flat_shape"
# why: `ToTensor` adds an axis for the channel, in front. Keras's arrays have none. Flattened, both are one row of 784
#   numbers for each digit.
arrays = tf.data.Dataset.from_tensor_slices((x_train, y_train))
images, labels = next(iter(arrays.batch(64)))

batch_shape = images.shape.as_list()
flat_shape = tf.reshape(images, (-1, 28 * 28)).shape.as_list()
print(batch_shape, "->", flat_shape)

# %% scale differs="divided" same="scaled"
# why: A `uint8` tensor divided by 255 is `float32` in PyTorch. A `uint8` array divided by 255 is `float64` in NumPy,
#   and as a tensor it does not multiply with TensorFlow's `float32` weights. Cast first.
divided = x_train[0, 14] / 255
scaled = tf.cast(x_train[0, 14], tf.float32) / 255
print(divided.dtype, scaled.dtype)
scaled[8:20]

# %% normalize-wrong same="without_std, wrong_scale"
pixels = tf.cast(x_train[0, 14], tf.float32)  # one row is enough to see

without_std = pixels / 255 - 0.1307
wrong_scale = (pixels - 0.1307) / 0.3081  # the two numbers belong to 0..1
for wrong in (without_std, wrong_scale):
    print(f"from {tf.reduce_min(wrong):.4f} to {tf.reduce_max(wrong):.4f}")


# %% normalize same="prepared, by_hand"
def prepare(image, label):
    image = tf.cast(image, tf.float32) / 255  # 0..255 to 0..1
    return (image - 0.1307) / 0.3081, tf.cast(label, tf.int32)


image, label = prepare(x_train[0], y_train[0])
prepared = image[14]
by_hand = (pixels / 255 - 0.1307) / 0.3081
print(f"from {tf.reduce_min(prepared):.4f} to {tf.reduce_max(prepared):.4f}")
prepared[8:20]

# %% shuffle-and-batch differs="first_labels" same="steps, last_size, class_counts"
# why: The seed is the same, but each framework draws its own random numbers, so the orders differ. Every digit comes
#   once in an epoch in both. For the same order, shuffle with NumPy.
shuffled = (
    tf.data.Dataset.from_tensor_slices((x_train, y_train))
    .shuffle(len(x_train), seed=0)
    .map(prepare, num_parallel_calls=tf.data.AUTOTUNE)
    .batch(64)
    .prefetch(tf.data.AUTOTUNE)
)
epoch_labels = [labels for _, labels in shuffled]
steps, last_size = len(epoch_labels), len(epoch_labels[-1])
first_labels = epoch_labels[0][:10].numpy().tolist()
class_counts = tf.math.bincount(tf.concat(epoch_labels, axis=0)).numpy().tolist()
print(steps, "steps, the last of", last_size)
print(first_labels)
print(class_counts)

# %% compared-batches same="first_labels, pixels"
import numpy as np

order = np.random.default_rng(0).permutation(len(x_train))[:1000]
ordered = tf.data.Dataset.from_tensor_slices((x_train[order], y_train[order]))
batches = ordered.map(prepare).batch(64).prefetch(tf.data.AUTOTUNE)

tests = tf.data.Dataset.from_tensor_slices((x_test, y_test))
test_batches = tests.map(prepare).batch(64)

images, labels = next(iter(batches))
first_labels = labels[:10].numpy().tolist()
pixels = images[0, 14]
print(order[:5], first_labels)

# %% weights same="shapes, count, last_kernel"
rng = np.random.default_rng(0)
start = []
for inputs, outputs in [(784, 200), (200, 100), (100, 10)]:
    kernel = rng.normal(0, np.sqrt(2 / inputs), (inputs, outputs))
    start += [kernel.astype("float32"), np.zeros(outputs, "float32")]

parameters = [tf.Variable(array) for array in start]
w1, b1, w2, b2, w3, b3 = parameters
shapes = [parameter.shape.as_list() for parameter in parameters]
count = sum(int(tf.size(parameter)) for parameter in parameters)
last_kernel = tf.convert_to_tensor(w3)
print(shapes)
print(count, "numbers to learn")

# %% scaled-too-late same="gradient"
# why: Arithmetic on a trainable tensor gives a result that is computed, not stored. A PyTorch optimizer refuses to
#   train it; a tape has no gradient for it and says `None`. Scale the numbers first, then make them trainable.
weight = tf.Variable(tf.ones(3)) * 0.1
with tf.GradientTape() as tape:
    loss = tf.reduce_sum(weight)
print(tape.gradient(loss, weight))

weight = tf.Variable(tf.ones(3) * 0.1)
with tf.GradientTape() as tape:
    loss = tf.reduce_sum(weight)
gradient = tape.gradient(loss, weight)
gradient


# %% forward same="logits"
def forward(images):
    x = tf.reshape(images, (-1, 28 * 28))
    x = tf.nn.relu(x @ w1 + b1)
    x = tf.nn.relu(x @ w2 + b2)
    return x @ w3 + b3


logits = forward(images)
logits[0]


# %% cross-entropy same="by_hand, built_in"
def cross_entropy(labels, logits):
    return tf.reduce_mean(
        tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits)
    )


log_probabilities = logits - tf.reduce_logsumexp(logits, axis=1, keepdims=True)
chosen = tf.gather(log_probabilities, labels, batch_dims=1)
by_hand = -tf.reduce_mean(chosen)
built_in = cross_entropy(labels, logits)
print(by_hand)
print(built_in)

# %% softmax-twice same="twice, once, lowest"
twice = cross_entropy(labels, tf.nn.softmax(logits))
once = cross_entropy(labels, logits)
certain = tf.one_hot(labels, 10)  # the best softmax there is
lowest = cross_entropy(labels, certain)
print(f"softmax twice {twice:.4f}, once {once:.4f}")
print(f"softmax twice never falls below {lowest:.4f}")

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
optimizer = tf.keras.optimizers.SGD(0.05)


def restart(arrays=start):
    for parameter, array in zip(parameters, arrays):
        parameter.assign(array)


restart()
with tf.GradientTape() as tape:
    loss = cross_entropy(labels, forward(images))
optimizer.apply(tape.gradient(loss, parameters), parameters)

after = float(cross_entropy(labels, forward(images)))
print(f"after one step {after:.4f}")


# %% forgotten-zero-grad differs="careless" same="careful" rtol="1e-4"
# why: `backward` adds to what `.grad` holds, so every step repeats all steps before it, like momentum without friction:
#   nothing slows it down. A tape gives fresh gradients each time, and there is nothing to forget. With `zero_grad` the
#   sizes are equal.
def train_epoch():
    losses, sizes = [], []
    for images, labels in batches:
        with tf.GradientTape() as tape:
            loss = cross_entropy(labels, forward(images))
        gradients = tape.gradient(loss, parameters)
        optimizer.apply(gradients, parameters)
        losses.append(float(loss))
        sizes.append(float(tf.norm(gradients[0])))
    return losses, sizes


restart()
_, careful = train_epoch()
careless = careful  # there is nothing to clear
print("careless", *(f"{size:.2f}" for size in careless[::3]))
print("careful ", *(f"{size:.2f}" for size in careful[::3]))

# %% uniform-start same="uniform_losses, logit_sizes" rtol="1e-3"
uniform = [rng.uniform(size=array.shape).astype("float32") for array in start]

logit_sizes = []
for arrays in (start, uniform):
    restart(arrays)
    logit_sizes.append(float(tf.reduce_mean(tf.abs(forward(images)))))
uniform_losses, _ = train_epoch()
print("mean size of a logit:", *(f"{size:.3g}" for size in logit_sizes))
print("losses:", *(f"{loss:.3g}" for loss in uniform_losses))

# %% random-start differs="random_losses"
# why: Each framework draws its own numbers from the seed, so the losses are not those of the other. They fall in both.
#   To compare runs, take the weights from NumPy.
tf.random.set_seed(0)
for weight, bias in [(w1, b1), (w2, b2), (w3, b3)]:
    spread = (2 / weight.shape[0]) ** 0.5
    weight.assign(tf.random.normal(weight.shape, stddev=spread))
    bias.assign(tf.zeros(bias.shape))

random_losses, _ = train_epoch()
print(" ".join(f"{loss:.2f}" for loss in random_losses))

# %% train same="losses, final_loss"
restart()
losses = []
for epoch in range(5):
    for images, labels in batches:
        with tf.GradientTape() as tape:
            loss = cross_entropy(labels, forward(images))
        gradients = tape.gradient(loss, parameters)
        optimizer.apply(gradients, parameters)
        losses.append(float(loss))

final_loss = losses[-1]
print(" ".join(f"{loss:.4f}" for loss in losses[:5]), "...")
print(f"after {len(losses)} steps: {final_loss:.4f}")

# %% argmax-dtype same="hits" raises="InvalidArgumentError"
# why: `argmax` gives `int64` in both. TensorFlow compares tensors of one dtype only: cast one of them, or ask for
#   `output_type=tf.int32`. A NumPy array of labels it converts, which hides the trap. PyTorch brings both tensors to
#   one dtype.
images, labels = next(iter(test_batches))
predicted = tf.argmax(forward(images), axis=1)
print(predicted.dtype, labels.dtype)
try:
    print(predicted == labels)
except tf.errors.InvalidArgumentError as error:
    print(str(error).split(" [Op")[0])

predicted = tf.argmax(forward(images), axis=1, output_type=tf.int32)
hits = int(tf.math.count_nonzero(predicted == labels))
print(hits, "of", len(labels))


# %% test-accuracy same="correct, accuracy, test_loss" rtol="1e-4" atol="1e-5"
def measure(images, labels):
    logits = forward(images)
    predicted = tf.argmax(logits, axis=1, output_type=tf.int32)
    hits = tf.math.count_nonzero(predicted == labels)
    return cross_entropy(labels, logits), hits


total, correct = 0.0, 0
for images, labels in test_batches:
    loss, hits = measure(images, labels)
    total += float(loss) * len(labels)  # the last batch is smaller
    correct += int(hits)

accuracy, test_loss = correct / len(x_test), total / len(x_test)
print(f"{correct} of {len(x_test)} correct: {accuracy:.4f}")
print(f"mean loss {test_loss:.4f}")


# %% compiled-steps same="compiled_losses, agree" rtol="1e-4" atol="1e-5"
@tf.function
def train_step(images, labels):
    with tf.GradientTape() as tape:
        loss, hits = measure(images, labels)
    optimizer.apply(tape.gradient(loss, parameters), parameters)
    return loss, hits


@tf.function
def test_step(images, labels):
    return measure(images, labels)


restart()
compiled_losses = [float(train_step(*batch)[0]) for batch in batches]
agree = np.allclose(compiled_losses, losses[: len(batches)], rtol=1e-4)
print("as the eager losses:", agree)

# %% eager-and-compiled unstable="true"
import time


def milliseconds(step):
    step(images, labels)
    begin = time.perf_counter()
    for _ in range(50):
        step(images, labels)
    return (time.perf_counter() - begin) * 1000 / 50


images, labels = next(iter(batches))
compiled = milliseconds(train_step)
eager = milliseconds(train_step.python_function)
print(f"eager {eager:.1f} ms a step, compiled {compiled:.1f} ms")


# %% epochs same="train_curve, test_curve, reached" rtol="1e-4" atol="1e-5"
def run_epoch(step, batches):
    total, correct, count = 0.0, 0, 0
    for images, labels in batches:
        loss, hits = step(images, labels)
        total += float(loss) * len(labels)
        correct += int(hits)
        count += len(labels)
    return total / count, correct / count


restart()
train_curve, test_curve = [], []
for epoch in range(5):
    train_curve.append(run_epoch(train_step, batches))
    test_curve.append(run_epoch(test_step, test_batches))
    print(epoch + 1, "loss {:.4f} accuracy {:.4f}".format(*train_curve[-1]))
    print("  test loss {:.4f} accuracy {:.4f}".format(*test_curve[-1]))
reached = test_curve[-1][1]

# %% learning-curves
# alt: Two plots over 5 epochs, in TensorFlow's color, training solid and test dashed. On the left the mean losses
#   fall, fast at first; on the right the accuracies rise. The training curves end below the test loss and above the
#   test accuracy.
fig, (left, right) = plt.subplots(1, 2, figsize=(6.4, 2.6))
for index, (ax, name) in enumerate([(left, "loss"), (right, "accuracy")]):
    for curve, style in [(train_curve, "-"), (test_curve, "--")]:
        values = [point[index] for point in curve]
        label = "training" if style == "-" else "test"
        ax.plot(range(1, 6), values, style, color="#ff8f00", label=label)
    ax.set(xlabel="epoch", ylabel=name, xticks=range(1, 6))
    ax.set_ylim(bottom=0)
right.legend(loc="lower right")
fig.tight_layout()
plt.show()

# %% draw-prediction same="predicted, label, probabilities" rtol="1e-3"
# alt: On the left the first test digit with its label above, on the right a bar for the probability of each digit from
#   0 to 9, in TensorFlow's color, with the predicted digit above.
image, label = prepare(x_test[0], y_test[0])
probabilities = tf.nn.softmax(forward(image)[0])
predicted, label = int(tf.argmax(probabilities)), int(label)

fig, (left, right) = plt.subplots(1, 2, figsize=(6.4, 2.6))
left.imshow(image, cmap="gray_r")
left.set_title(f"label {label}")
left.axis("off")
right.bar(range(10), probabilities, color="#ff8f00")
right.set_title(f"predicted {predicted}")
right.set(xlabel="digit", ylabel="probability", xticks=range(10), ylim=(0, 1))
fig.tight_layout()
plt.show()

# %% mistakes same="first_wrong"
# alt: The first ten test digits that were read wrong, each with the label and the wrong prediction above it.
logits = tf.concat([forward(images) for images, _ in test_batches], axis=0)
predicted = tf.argmax(logits, axis=1).numpy()
first_wrong = np.flatnonzero(predicted != y_test)[:10].tolist()

fig, axes = plt.subplots(1, 10, figsize=(6.4, 0.9))
for ax, index in zip(axes, first_wrong):
    ax.imshow(x_test[index], cmap="gray_r")
    ax.set_title(f"{y_test[index]} as {predicted[index]}", fontsize=8)
for ax in axes:
    ax.axis("off")
plt.show()

# %% whole-set unstable="true" differs="first_loss" rtol="0" atol="1e-3"
# why: Each framework shuffles in an order of its own, so the losses of an epoch are near each other and not equal. With
#   the batches of the compared run they are equal.
restart()
whole_losses = []
for epoch in range(5):
    whole_loss, _ = run_epoch(train_step, shuffled)
    whole_losses.append(whole_loss)
_, whole_accuracy = run_epoch(test_step, test_batches)
first_loss = whole_losses[0]

print("mean losses", *(f"{loss:.4f}" for loss in whole_losses))
print(f"test accuracy {whole_accuracy:.4f}")

# %% save-and-load same="equal"
names = ["w1", "b1", "w2", "b2", "w3", "b3"]
checkpoint = tf.train.Checkpoint(**dict(zip(names, parameters)))
checkpoint.write("weights")

before = forward(images)
restart()
checkpoint.read("weights").assert_consumed()

after = forward(images)
equal = bool(tf.reduce_all(after == before))
equal
