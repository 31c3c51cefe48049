# %% load same="counts, label"
import keras
import numpy as np

(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()


def prepare(images):
    images = images.astype("float32")[..., np.newaxis] / 255
    return (images - np.float32(0.1307)) / np.float32(0.3081)


x_train, x_test = prepare(x_train), prepare(x_test)

counts, label = [len(x_train), len(x_test)], int(y_train[0])
print(counts[0], "images to train,", counts[1], "to test, the first is a", label)


# %% normalize hidden="true" same="pixels, new_mean, new_std" rtol="1e-4" atol="1e-5"
new_mean, new_std = x_train.mean(), x_train.std()
pixels = x_train[0, 13, :, 0]
print(f"from {x_train.min():.3f} to {x_train.max():.3f}")
print(f"mean {new_mean:.3f}, standard deviation {new_std:.3f}")


# %% loaders differs="batch_shape" same="steps, test_steps, pixels"
# why: PyTorch keeps the channels before height and width (NCHW), TensorFlow and Keras after them (NHWC). `permute` and
#   `tf.transpose` lead from one to the other; the pixels are the same.
import math

# fit and evaluate cut arrays into batches by themselves
steps = math.ceil(len(x_train) / 32)
test_steps = math.ceil(len(x_test) / 500)

images, labels = x_test[:32], y_test[:32]
batch_shape = list(images.shape)
pixels = images[0, 14:16]
print("batches:", steps, "to train on,", test_steps, "to test on")
print("a batch:", batch_shape)


# %% sequential same="counts, total"
from keras import layers


def sequential_model(drop=(0.10, 0.25)):
    model = keras.Sequential([keras.Input((28, 28, 1))])
    model.add(layers.Conv2D(16, 3, activation="relu"))
    model.add(layers.Conv2D(32, 3, activation="relu"))
    model.add(layers.MaxPooling2D(2))
    model.add(layers.Dropout(drop[0]))
    model.add(layers.Flatten())
    model.add(layers.Dense(64, activation="relu"))
    model.add(layers.Dropout(drop[1]))
    model.add(layers.Dense(10))
    return model


sequential = sequential_model()
counts = [layer.count_params() for layer in sequential.layers if layer.weights]
total = sequential.count_params()
print("parameters by layer", counts, "in all", total)


# %% model-class hidden="true" same="total"
class Net(keras.Model):
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


# %% start-arrays hidden="true" same="conv1, last"
rng = np.random.default_rng(0)
start = []
for shape in [(16, 1, 3, 3), (32, 16, 3, 3), (64, 4608), (10, 64)]:
    spread = 1 / np.sqrt(np.prod(shape[1:]))
    start.append(rng.normal(0, spread, shape).astype("float32"))
    start.append(np.zeros(shape[0], "float32"))

conv1, last = start[0], start[6]
print(*[array.shape for array in start])


# %% place-weights hidden="true" differs="shapes" same="equal, logits" atol="1e-5"
# why: `Conv2d` keeps its weight as (out, in, height, width), `Conv2D` as (height, width, in, out). `Linear` keeps (out,
#   in), `Dense` (in, out). Turn the axes when you carry weights over.


def keras_layout(array):
    if array.shape == (64, 4608):  # comes after Flatten
        array = array.reshape(64, 32, 12, 12).transpose(2, 3, 1, 0)
        return array.reshape(4608, 64)
    return array.transpose(2, 3, 1, 0) if array.ndim == 4 else array.T


def start_from_arrays(model):
    model(images)  # a class makes its weights here
    model.set_weights([keras_layout(array) for array in start])
    return model


model = start_from_arrays(sequential_model(drop=(0, 0)))
shapes = [list(weight.shape) for weight in model.weights[::2]]
logits = model(images)[:4]
others = start_from_arrays(Net())(images[:4])
equal = np.allclose(others, logits, atol=1e-5)
print(*shapes)
print("the class and the Sequential agree:", equal)


# %% flatten-order hidden="true" differs="wrong" same="right" atol="1e-5"
# why: PyTorch flattens channel by channel, TensorFlow and Keras pixel by pixel. A transposed weight has the right
#   shape, but its rows belong to other numbers. Give it the four axes back, turn those, and flatten again.
flat = images
for layer in model.layers[:5]:  # to Flatten
    flat = layer(flat)

weight = start[4]  # as a PyTorch model keeps it: (64, 4608)

wrong = (flat @ weight.T)[0, :4]
kernel = weight.reshape(64, 32, 12, 12).transpose(2, 3, 1, 0).reshape(4608, 64)
right = (flat @ kernel)[0, :4]
print("only transposed", *(f"{value:.3f}" for value in wrong))
print("in right order ", *(f"{value:.3f}" for value in right))


# %% loss same="loss, by_probabilities"
loss_function = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
logits = model(images)
loss = loss_function(labels, logits)

# the older way: the model ends in softmax, and the loss takes probabilities
of_probabilities = keras.losses.SparseCategoricalCrossentropy()
probabilities = keras.ops.softmax(logits)
by_probabilities = of_probabilities(labels, probabilities)
print(f"from logits {loss:.4f}, from probabilities {by_probabilities:.4f}")


# %% adadelta hidden="true" differs="by_default" same="matched"
# why: `Adadelta()` is lr 1.0, rho 0.9, epsilon 1e-6 in PyTorch, and learning rate 0.001, rho 0.95, epsilon 1e-7 in
#   Keras. With Keras's, the weights hardly move. Name all three.
import tensorflow as tf


def three_steps(**settings):
    weights = keras.Variable([1.0, -2.0])
    optimizer = keras.optimizers.Adadelta(**settings)
    for _ in range(3):
        with tf.GradientTape() as tape:  # gradients come from the backend
            loss = keras.ops.sum(weights**2)
        optimizer.apply([tape.gradient(loss, weights.value)], [weights])
    return weights.numpy()


by_default = three_steps()
matched = three_steps(learning_rate=0.5, rho=0.9, epsilon=1e-6)
print("by default", by_default)
print("all three set", matched)


# %% softmax-twice same="right, wrong, best_possible"
right = loss_function(labels, logits)
wrong = loss_function(labels, np.array(probabilities))

certain = keras.ops.one_hot(labels, 10)  # every answer right, without doubt
best_possible = loss_function(labels, certain)
print(f"right {right:.4f}, wrong {wrong:.4f}, at best {best_possible:.4f}")


# %% train-function
def compiled(model):
    model.compile(
        optimizer=keras.optimizers.Adadelta(0.5, rho=0.9, epsilon=1e-6),
        loss=loss_function,
        metrics=["accuracy"],
    )
    return model


class Progress(keras.callbacks.Callback):
    def on_train_batch_end(self, batch, logs=None):
        steps = self.params["steps"]
        if (batch + 1) % (steps // 4) == 0:  # the mean since the epoch began
            print(f"batch {batch + 1}/{steps}  mean loss {logs['loss']:.4f}")


# %% compared-batches same="first_labels, first_pixels"
order = np.random.default_rng(0).permutation(len(x_train))[: 24 * 32]
x_compared, y_compared = x_train[order], y_train[order].astype("int64")

images, labels = x_compared[:32], y_compared[:32]
first_labels, first_pixels = labels[:10], images[0, 14, :, 0]
print("the first images", order[:5], "their labels", first_labels)


# %% compared-run same="losses" rtol="0" atol="1e-5"
model = compiled(start_from_arrays(sequential_model(drop=(0, 0))))

losses = []
for first in range(0, len(x_compared), 32):
    part = slice(first, first + 32)
    loss, accuracy = model.train_on_batch(x_compared[part], y_compared[part])
    losses.append(float(loss))  # of this batch, from before the update
    if len(losses) % 6 == 0:
        print(f"[{32 * len(losses)}/{len(x_compared)}]  loss {losses[-1]:.4f}")


# %% compared-weights hidden="true" same="conv1, conv2, fc1, fc2, moved" rtol="0" atol="1e-5"
trained = model.get_weights()
conv1, conv2, fc1, fc2 = trained[::2]

conv2 = conv2[1, 1]
fc1 = fc1.reshape(12, 12, 32, 64)[::4, ::4, ::4, ::8]
moved = [
    np.abs(weight - keras_layout(array)).max() for weight, array in zip(trained, start)
]
print("farthest move of a weight:", *(f"{distance:.3f}" for distance in moved))


# %% dropout-never-on same="dropped"
class Forgetful(Net):
    def call(self, x):  # no `training`, so fit passes none
        x = self.pool(self.conv2(self.conv1(x)))
        x = self.flatten(self.drop1(x))
        return self.fc2(self.drop2(self.fc1(x)))


keras.utils.set_random_seed(0)
dropped = []
for net in (Forgetful(), Net()):
    start_from_arrays(net)
    test_loss = float(loss_function(labels, net(images)))
    net.compile(optimizer="sgd", loss=loss_function, run_eagerly=True)
    train_loss = net.train_on_batch(images, labels)  # from before the update
    dropped.append(abs(train_loss - test_loss) > 1e-3)
print("units are dropped: without the argument", dropped[0], "with it", dropped[1])


# %% test-function same="test_loss, accuracy" rtol="1e-4" atol="1e-5"
def test(model):
    loss, accuracy = model.evaluate(x_test, y_test, batch_size=500, verbose=0)
    print(f"test: loss {loss:.4f}, accuracy {accuracy:.3f}")
    return loss, accuracy


test_loss, accuracy = test(model)


# %% compared-predictions same="predicted, probabilities" rtol="0" atol="1e-5"
logits = model.predict(x_test, batch_size=500, verbose=0)
predicted = logits.argmax(axis=1)[:1000]
probabilities = keras.ops.softmax(logits[:100])
print("the first predictions", predicted[:20].tolist())


# %% training unstable="true" same="accuracy" rtol="0" atol="0.04"
# note: First weights, dropout and the order of the digits are random, and each framework makes its own numbers of a
#   seed. Only the runs for which NumPy chose the numbers can be equal.
keras.utils.set_random_seed(0)
net = compiled(sequential_model())

history = net.fit(
    x_train,
    y_train,
    batch_size=32,
    epochs=2,
    validation_data=(x_test, y_test),
    validation_batch_size=500,
    callbacks=[Progress()],
    verbose=2,  # a line for each epoch; 1 draws a bar
)
accuracy = history.history["val_accuracy"][-1]


# %% dropout-left-on hidden="true" differs="wrong" same="right" rtol="0" atol="1e-5"
# why: With dropout left on, the loss is different at every call, and each framework draws its own numbers. `eval()` or
#   `training=False` gives the one loss of the model.
net = sequential_model()
net.set_weights(model.get_weights())
images, labels = x_test[:500], y_test[:500]

wrong, right = [], []
for _ in range(3):
    wrong.append(float(loss_function(labels, net(images, training=True))))
    right.append(float(loss_function(labels, net(images))))
print("dropout left on:", *(f"{loss:.4f}" for loss in wrong))
print("testing:        ", *(f"{loss:.4f}" for loss in right))


# %% one-image hidden="true" same="by_max, by_argmax, label"
# alt: One test digit, dark on light. The title tells the predicted digit and the label.
import matplotlib.pyplot as plt

image, label = x_test[0], int(y_test[0])
logits = model.predict(image[np.newaxis], verbose=0)
by_max = int(keras.ops.top_k(logits, 1)[1][0, 0])  # values and positions
by_argmax = int(logits.argmax(axis=1)[0])

fig, axes = plt.subplots(figsize=(1.8, 1.9))
axes.imshow(image[:, :, 0], cmap="gray_r")
axes.set_title(f"predicted {by_argmax}, label {label}", fontsize=9)
axes.axis("off")
plt.show()


# %% one-image-axis same="right" rtol="0" atol="1e-5" raises="InvalidArgumentError"
# why: PyTorch's convolutions take three axes for one image, and `flatten(1)` then keeps the channels apart, so the
#   error comes from the next layer. TensorFlow's class refuses at once. The `Sequential` in Keras adds an axis at the
#   end and takes the 28 rows for 28 images. An axis in front makes it right.
try:
    model(image)
except tf.errors.InvalidArgumentError as error:
    message = str(error).splitlines()
    print([line.strip() for line in message if "inputs=" in line][0])

right = keras.ops.softmax(model(image[np.newaxis])[0])
print("with the axis:", *(f"{probability:.3f}" for probability in right))


# %% save same="total"
model.save("mnist_convnet.keras")

names = [weight.name for weight in model.weights]
total = sum(weight.size for weight in model.get_weights())
print(*names)
print(total, "numbers")


# %% load-saved same="restored, equal" rtol="0" atol="1e-5"
loaded = keras.models.load_model("mnist_convnet.keras")

restored = keras.ops.softmax(loaded(image[np.newaxis]))
equal = np.array_equal(loaded(images), model(images))
print("the same predictions:", equal)
