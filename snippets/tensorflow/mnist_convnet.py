# %% load same="counts, label"
import tensorflow as tf

(x_train, y_train), (x_test, y_test) = tf.keras.datasets.mnist.load_data()


def prepare(images, labels):
    images = tf.cast(images, tf.float32)[..., tf.newaxis] / 255
    return (images - 0.1307) / 0.3081, tf.cast(labels, tf.int64)


counts, label = [len(x_train), len(x_test)], int(y_train[0])
print(counts[0], "images to train,", counts[1], "to test, the first is a", label)


# %% normalize same="pixels, new_mean, new_std" rtol="1e-4" atol="1e-5"
images, labels = prepare(x_train, y_train)
new_mean, new_std = tf.reduce_mean(images), tf.math.reduce_std(images)
pixels = images[0, 13, :, 0]
print(f"from {tf.reduce_min(images):.3f} to {tf.reduce_max(images):.3f}")
print(f"mean {new_mean:.3f}, standard deviation {new_std:.3f}")


# %% loaders differs="batch_shape" same="steps, test_steps, pixels"
# why: PyTorch keeps the channels before height and width (NCHW), TensorFlow and Keras after them (NHWC). `permute` and
#   `tf.transpose` lead from one to the other; the pixels are the same.
train_data = tf.data.Dataset.from_tensor_slices((x_train, y_train))
train_data = train_data.shuffle(len(x_train), seed=0)
train_batches = train_data.batch(32).map(prepare).prefetch(tf.data.AUTOTUNE)

test_data = tf.data.Dataset.from_tensor_slices((x_test, y_test))
test_batches = test_data.batch(500).map(prepare).prefetch(tf.data.AUTOTUNE)
steps, test_steps = len(train_batches), len(test_batches)

images, labels = next(iter(test_data.batch(32).map(prepare)))
batch_shape = images.shape.as_list()
pixels = images[0, 14:16]
print("batches:", steps, "to train on,", test_steps, "to test on")
print("a batch:", batch_shape)


# %% sequential same="counts, total"
layers = tf.keras.layers

sequential = tf.keras.Sequential(
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
counts = [layer.count_params() for layer in sequential.layers if layer.weights]
total = sequential.count_params()
print("parameters by layer", counts, "in all", total)


# %% model-class same="total"
class Net(tf.keras.Model):
    def __init__(self, drop1=0.10, drop2=0.25):
        super().__init__()
        self.conv1 = layers.Conv2D(16, 3, activation="relu")
        self.conv2 = layers.Conv2D(32, 3, activation="relu")
        self.pool = layers.MaxPooling2D(2)
        self.drop1 = layers.Dropout(drop1)
        self.flatten = layers.Flatten()
        self.fc1 = layers.Dense(64, activation="relu")
        self.drop2 = layers.Dropout(drop2)
        self.fc2 = layers.Dense(10)

    def call(self, x, training=False):
        x = self.conv2(self.conv1(x))
        x = self.drop1(self.pool(x), training=training)
        x = self.fc1(self.flatten(x))
        return self.fc2(self.drop2(x, training=training))


model = Net()
model(images)  # makes the weights; build(shape) would not
total = model.count_params()
print(f"{total:,} parameters")


# %% summary same="total"
total = sequential.count_params()
sequential.summary(line_length=76)


# %% start-arrays same="conv1, last"
import numpy as np

rng = np.random.default_rng(0)
start = []
for shape in [(16, 1, 3, 3), (32, 16, 3, 3), (64, 4608), (10, 64)]:
    spread = 1 / np.sqrt(np.prod(shape[1:]))
    start.append(rng.normal(0, spread, shape).astype("float32"))
    start.append(np.zeros(shape[0], "float32"))

conv1, last = start[0], start[6]
print(*[array.shape for array in start])


# %% place-weights differs="shapes" same="equal, logits" atol="1e-5"
# why: `Conv2d` keeps its weight as (out, in, height, width), `Conv2D` as (height, width, in, out). `Linear` keeps (out,
#   in), `Dense` (in, out). Turn the axes when you carry weights over.


def keras_layout(array):
    if array.shape == (64, 4608):  # comes after Flatten
        array = array.reshape(64, 32, 12, 12).transpose(2, 3, 1, 0)
        return array.reshape(4608, 64)
    return array.transpose(2, 3, 1, 0) if array.ndim == 4 else array.T


def start_from_arrays(model):
    model(images)  # makes the weights
    model.set_weights([keras_layout(array) for array in start])
    return model


model = start_from_arrays(Net(drop1=0, drop2=0))
shapes = [weight.shape.as_list() for weight in model.weights[::2]]
logits = model(images)[:4]
others = start_from_arrays(sequential)(images[:4])
equal = np.allclose(others, logits, atol=1e-5)
print(*shapes)
print("the class and the Sequential agree:", equal)


# %% flatten-order differs="wrong" same="right" atol="1e-5"
# why: PyTorch flattens channel by channel, TensorFlow and Keras pixel by pixel. A transposed weight has the right
#   shape, but its rows belong to other numbers. Give it the four axes back, turn those, and flatten again.
features = model.pool(model.conv2(model.conv1(images)))
flat = model.flatten(features)

weight = start[4]  # as a PyTorch model keeps it: (64, 4608)

wrong = (flat @ weight.T)[0, :4]
kernel = weight.reshape(64, 32, 12, 12).transpose(2, 3, 1, 0).reshape(4608, 64)
right = (flat @ kernel)[0, :4]
print("only transposed", *(f"{value:.3f}" for value in wrong))
print("in right order ", *(f"{value:.3f}" for value in right))


# %% loss same="loss, by_probabilities"
loss_function = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
logits = model(images)
loss = loss_function(labels, logits)

# the older way: the model ends in softmax, and the loss takes probabilities
of_probabilities = tf.keras.losses.SparseCategoricalCrossentropy()
probabilities = tf.nn.softmax(logits)
by_probabilities = of_probabilities(labels, probabilities)
print(f"from logits {loss:.4f}, from probabilities {by_probabilities:.4f}")


# %% adadelta differs="by_default" same="matched"
# why: `Adadelta()` is lr 1.0, rho 0.9, epsilon 1e-6 in PyTorch, and learning rate 0.001, rho 0.95, epsilon 1e-7 in
#   Keras. With Keras's, the weights hardly move. Name all three.


def three_steps(**settings):
    weights = tf.Variable([1.0, -2.0])
    optimizer = tf.keras.optimizers.Adadelta(**settings)
    for _ in range(3):
        with tf.GradientTape() as tape:
            loss = tf.reduce_sum(weights**2)
        optimizer.apply_gradients([(tape.gradient(loss, weights), weights)])
    return tf.convert_to_tensor(weights)


by_default = three_steps()
matched = three_steps(learning_rate=0.5, rho=0.9, epsilon=1e-6)
print("by default", by_default.numpy())
print("all three set", matched.numpy())


# %% softmax-twice same="right, wrong, best_possible"
def cross_entropy(logits):
    losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits)
    return tf.reduce_mean(losses)


right, wrong = cross_entropy(logits), cross_entropy(tf.nn.softmax(logits))

certain = tf.one_hot(labels, 10)  # every answer right, without doubt
best_possible = cross_entropy(certain)
print(f"right {right:.4f}, wrong {wrong:.4f}, at best {best_possible:.4f}")


# %% train-function
@tf.function
def train_step(model, optimizer, images, labels):
    with tf.GradientTape() as tape:
        loss = loss_function(labels, model(images, training=True))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss


def train(model, batches, optimizer, epoch):
    losses, done = [], 0
    for step, (images, labels) in enumerate(batches, start=1):
        losses.append(float(train_step(model, optimizer, images, labels)))
        done += len(labels)
        if step % (len(batches) // 4) == 0:
            print(f"epoch {epoch} [{done} images]  loss {losses[-1]:.4f}")
    return losses


# %% compared-batches same="first_labels, first_pixels"
order = np.random.default_rng(0).permutation(len(x_train))[: 24 * 32]
ordered = tf.data.Dataset.from_tensor_slices((x_train[order], y_train[order]))
compared_batches = ordered.batch(32).map(prepare)

images, labels = next(iter(compared_batches))
first_labels, first_pixels = labels[:10], images[0, 14, :, 0]
print("the first images", order[:5], "their labels", first_labels.numpy())


# %% compared-run same="losses" rtol="0" atol="1e-5"
model = start_from_arrays(Net(drop1=0, drop2=0))
optimizer = tf.keras.optimizers.Adadelta(0.5, rho=0.9, epsilon=1e-6)
optimizer.build(model.trainable_variables)  # not inside a tf.function

losses = train(model, compared_batches, optimizer, epoch=1)


# %% compared-weights same="conv1, conv2, fc1, fc2, moved" rtol="0" atol="1e-5"
trained = model.get_weights()
conv1, conv2, fc1, fc2 = trained[::2]

conv2 = conv2[1, 1]
fc1 = fc1.reshape(12, 12, 32, 64)[::4, ::4, ::4, ::8]
moved = [
    np.abs(weight - keras_layout(array)).max() for weight, array in zip(trained, start)
]
print("farthest move of a weight:", *(f"{distance:.3f}" for distance in moved))


# %% dropout-never-on same="dropped"
tf.keras.utils.set_random_seed(0)
net = Net()


def repeats(**mode):
    return bool(tf.reduce_all(net(images, **mode) == net(images, **mode)))


dropped = [not repeats(), not repeats(training=True)]
print("units are dropped: by default", dropped[0], "with training=True", dropped[1])


# %% test-function same="test_loss, accuracy" rtol="1e-4" atol="1e-5"
@tf.function
def test_step(model, images, labels):
    logits = model(images, training=False)
    hits = tf.argmax(logits, axis=1) == labels
    return loss_function(labels, logits), tf.math.count_nonzero(hits)


def test(model, batches):
    total, correct, count = 0.0, 0, 0
    for images, labels in batches:
        loss, hits = test_step(model, images, labels)
        total += float(loss) * len(labels)
        correct += int(hits)
        count += len(labels)
    print(f"test: loss {total / count:.4f}, accuracy {correct / count:.3f}")
    return total / count, correct / count


test_loss, accuracy = test(model, test_batches)


# %% compared-predictions same="predicted, probabilities" rtol="0" atol="1e-5"
logits = tf.concat([model(images) for images, _ in test_batches], axis=0)
predicted = tf.argmax(logits, axis=1)[:1000]
probabilities = tf.nn.softmax(logits[:100])
print("the first predictions", predicted[:20].numpy().tolist())


# %% training unstable="true" same="accuracy" rtol="0" atol="0.04"
# note: First weights, dropout and the order of the digits are random, and each framework makes its own numbers of a
#   seed. Only the runs for which NumPy chose the numbers can be equal.
tf.keras.utils.set_random_seed(0)
net = Net()
net(images)
optimizer = tf.keras.optimizers.Adadelta(0.5, rho=0.9, epsilon=1e-6)
optimizer.build(net.trainable_variables)

batch_losses, tests = [], []
for epoch in (1, 2):
    batch_losses += train(net, train_batches, optimizer, epoch)
    tests.append(test(net, test_batches))
accuracy = tests[-1][1]


# %% learning-curves unstable="true"
# alt: The loss over 2 epochs. Training, a thin ragged line in TensorFlow's color, falls steeply and then slowly. Test,
#   two blue squares joined by dashes, lies low after the first epoch and a little lower after the second.
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(4.8, 2.8))
epochs = np.arange(1, len(batch_losses) + 1) / steps
ax.plot(epochs, batch_losses, color="#ff8f00", lw=0.8, label="training, each batch")
test_losses = [loss for loss, _ in tests]
ax.plot([1, 2], test_losses, "s--", color="#1f77b4", label="test, each epoch")
ax.set(xlabel="epoch", ylabel="loss", xticks=range(3), ylim=(0, 2.5))
ax.legend()
plt.show()


# %% mistakes unstable="true" alt="Ten test digits that were read wrong, each with its label and the wrong prediction."
logits = tf.concat([net(images) for images, _ in test_batches], axis=0)
predicted = tf.argmax(logits, axis=1).numpy()
wrong = np.flatnonzero(predicted != y_test).tolist()

print(len(wrong), "of", len(x_test), "are wrong")
fig, axes = plt.subplots(1, 10, figsize=(6.4, 0.9))
for ax, index in zip(axes, wrong):
    ax.imshow(x_test[index], cmap="gray_r")
    ax.set_title(f"{y_test[index]} as {predicted[index]}", fontsize=8)
for ax in axes:
    ax.axis("off")
plt.show()


# %% dropout-left-on differs="wrong" same="right" rtol="0" atol="1e-5"
# why: With dropout left on, the loss is different at every call, and each framework draws its own numbers. `eval()` or
#   `training=False` gives the one loss of the model.
net.set_weights(model.get_weights())
images, labels = next(iter(test_batches))

wrong, right = [], []
for _ in range(3):
    wrong.append(float(loss_function(labels, net(images, training=True))))
    right.append(float(loss_function(labels, net(images, training=False))))
print("dropout left on:", *(f"{loss:.4f}" for loss in wrong))
print("testing:        ", *(f"{loss:.4f}" for loss in right))


# %% one-image same="by_max, by_argmax, label"
# alt: One test digit, dark on light. The title tells the predicted digit and the label.
image, label = prepare(x_test[0], y_test[0])
logits = model(image[tf.newaxis], training=False)
by_max = int(tf.math.top_k(logits).indices[0, 0])  # values and positions
by_argmax, label = int(tf.argmax(logits, axis=1)[0]), int(label)

fig, axes = plt.subplots(figsize=(1.8, 1.9))
axes.imshow(image[:, :, 0], cmap="gray_r")
axes.set_title(f"predicted {by_argmax}, label {label}", fontsize=9)
axes.axis("off")
plt.show()


# %% one-image-axis same="right" rtol="0" atol="1e-5" raises="ValueError"
# why: PyTorch's convolutions take three axes for one image, and `flatten(1)` then keeps the channels apart, so the
#   error comes from the next layer. TensorFlow's class refuses at once. The `Sequential` in Keras adds an axis at the
#   end and takes the 28 rows for 28 images. An axis in front makes it right.
try:
    model(image)
except ValueError as error:
    print(str(error).partition("the layer: ")[2].partition(".")[0])

right = tf.nn.softmax(model(image[tf.newaxis])[0])
print("with the axis:", *(f"{probability:.3f}" for probability in right))


# %% save same="total"
model.save_weights("mnist_convnet.weights.h5")

names = [weight.name for weight in model.weights]
total = sum(weight.size for weight in model.get_weights())
print(*names)
print(total, "numbers")


# %% load-saved same="restored, equal" rtol="0" atol="1e-5"
loaded = Net()  # random weights, and dropout
loaded(images)
loaded.load_weights("mnist_convnet.weights.h5")

restored = tf.nn.softmax(loaded(image[tf.newaxis]))
equal = bool(tf.reduce_all(loaded(images) == model(images)))
print("the same predictions:", equal)
