# %% eager same="y, branch"
import tensorflow as tf

x = tf.constant([1.0, -2.0])
y = x * 3
branch = "up" if tf.reduce_sum(y) > 0 else "down"
print(branch)
y


# %% graph same="y, graphs"
@tf.function
def double(x):
    return tf.nn.relu(x) * 2


double(tf.constant([1.0, 2.0]))
y = double(tf.constant([-3.0, 4.0]))
graphs = double.experimental_get_tracing_count()
traced = double.get_concrete_function(x).graph
print(*[operation.type for operation in traced.get_operations()])
print(graphs)
y

# %% home-of-layers differs="package"
# why: PyTorch has its layers in the package `torch`. `tf.keras` only points to the package `keras`, which TensorFlow
#   installs along with itself.
import keras

package = tf.keras.layers.Dense.__module__.split(".")[0]
print(tf.keras.layers.Dense is keras.layers.Dense)
package

# %% home-of-optimizers differs="package" same="by_optimizer, by_hand"
# why: `tf.optimizers` is another name for `keras.optimizers`. Without Keras, you write the update yourself.
w = tf.Variable([1.0, -2.0])
with tf.GradientTape() as tape:
    loss = tf.reduce_sum(w**2)
gradient = tape.gradient(loss, w)
by_hand = w - 0.1 * gradient
optimizer = tf.optimizers.SGD(0.1)
optimizer.apply_gradients([(gradient, w)])
by_optimizer = w.numpy()
package = type(optimizer).__module__.split(".")[0]
print(package, by_optimizer, by_hand.numpy())


# %% tracking same="forgotten, tracked"
class Plain(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.w = tf.Variable([1.0, 1.0])


class Proper(tf.Module):
    def __init__(self):
        super().__init__()
        self.w = tf.Variable([1.0, 1.0])


forgotten = len(Plain().trainable_variables)
tracked = len(Proper().trainable_variables)
forgotten, tracked

# %% saved-file raises="ValueError" same="is_zip"
# why: `model.save` takes a name that ends in `.keras`, or in `.h5` for an older format. It refuses a folder, which
#   `model.export` writes as a SavedModel. `torch.save` takes any name.
import os
import zipfile

model = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(1)])
try:
    model.save("folder")
except ValueError as error:
    print(str(error).split(". ")[0])
model.save("model.keras")
is_zip = zipfile.is_zipfile("model.keras")
model.export("exported", verbose=False)
model.save("model.h5")
print("zip file:", is_zip)
for name in ("exported/saved_model.pb", "model.h5"):
    print(f"{name}:", os.path.exists(name))

# %% whole-or-weights same="y"
# why: A pickled model names code to run, so `torch.load` refuses it unless told `weights_only=False`. A `.keras` file
#   holds settings and weights, and its layers are made from those.
model = tf.keras.Sequential(
    [
        tf.keras.Input((2,)),
        tf.keras.layers.Dense(1, kernel_initializer="ones"),
    ]
)
model.save("whole.keras")
loaded = tf.keras.models.load_model("whole.keras")
y = loaded(tf.constant([[3.0, 4.0]]))
y

# %% train-argument raises="TypeError" same="training, test"
data = tf.data.Dataset.from_tensor_slices(tf.range(8.0))
try:
    data.batch(2, train=False)
except TypeError as error:
    print(error)
training = next(iter(data.take(6).batch(6)))
test = next(iter(data.skip(6).batch(2)))
print(training)
print(test)

# %% to-tensor differs="converted" same="scaled, floats"
# why: `ToTensor` scales `uint8` images to [0, 1] and adds the channel axis in front; it leaves an array of decimals
#   unscaled. `convert_to_tensor` only converts. With `scale=True`, or with `convert_image_dtype`, the scaling is
#   written down.
import numpy as np

image = np.array([[0, 51], [102, 255]], dtype="uint8")
converted = tf.convert_to_tensor(image)
scaled = tf.image.convert_image_dtype(converted, tf.float32)[tf.newaxis]
floats = tf.constant(image.astype("float32"))[tf.newaxis]
print(converted)
print(scaled)

# %% compare-labels raises="InvalidArgumentError" same="correct"
# why: PyTorch and `keras.ops` bring both to one integer type before they compare. A TensorFlow operator wants equal
#   dtypes, and `tf.argmax` gives `int64`. Cast one of them, or ask `tf.argmax` for another `output_type`.
scores = tf.constant([[0.1, 0.9], [0.8, 0.2]])
labels = tf.constant([1, 1])
predicted = tf.argmax(scores, axis=1)
print(predicted.dtype, labels.dtype)
try:
    correct = predicted == labels
except tf.errors.InvalidArgumentError as error:
    print(error.message.split(" [Op")[0])
correct = predicted == tf.cast(labels, predicted.dtype)
correct

# %% dtype-and-device same="moved, same_dtype, integers"
gpus = tf.config.list_logical_devices("GPU")
device = gpus[0].name if gpus else "/CPU:0"
x = tf.constant([1.5, 2.5])
with tf.device(device):
    moved = tf.identity(x)
    integers = tf.constant([1, 2], dtype=tf.int64)
same_dtype = moved.dtype == x.dtype
print(moved.dtype, integers.dtype)

# %% storage-length same="elements, in_bytes"
x = tf.ones([3, 2])
elements = int(tf.size(x))
in_bytes = elements * x.dtype.size
elements, in_bytes

# %% transposed-memory differs="contiguous" same="turned, column"
# why: In PyTorch `t()` and a slice read the same block in a different order or with gaps, and `contiguous()` copies the
#   elements into row order. TensorFlow always makes a new tensor.
x = tf.constant([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
turned, column = tf.transpose(x), x[:, 0]
contiguous = [one.numpy().flags.c_contiguous for one in (turned, column)]
print("contiguous:", contiguous)

# %% linear-and-dense same="y, parameters, misread"
rng = np.random.default_rng(0)
kernel = rng.normal(size=(256, 4)).astype("float32")
layer = tf.keras.layers.Dense(4)
layer.build((None, 256))
layer.kernel.assign(kernel)
y = layer(tf.ones([1, 256]))
parameters = layer.count_params()
other = tf.keras.layers.Dense(256)
other.build((None, 4))
misread = other.count_params()
print(parameters, misread)
y

# %% cross-entropy differs="default" same="matched"
# why: The PyTorch loss takes logits. The Keras loss takes probabilities, and it also returns a number for logits. Set
#   `from_logits=True`, or end the Keras model with a softmax. A PyTorch model ends without one.
logits = tf.constant([[2.0, -1.0, 0.5], [0.5, 1.5, -2.0]])
labels = tf.constant([1, 2])
loss = tf.keras.losses.SparseCategoricalCrossentropy
default = loss()(labels, logits)
matched = loss(from_logits=True)(labels, logits)
print(f"by default {default:.4f}, from logits {matched:.4f}")

# %% experimental raises="AttributeError" same="w"
# why: The optimizers that lived in `experimental` are the ordinary ones today. PyTorch has no such name to leave
#   behind.
try:
    optimizer = tf.keras.optimizers.experimental.SGD(0.5)
except AttributeError as error:
    print(error)
optimizer = tf.keras.optimizers.SGD(0.5)
w = tf.Variable([1.0])
with tf.GradientTape() as tape:
    loss = tf.reduce_sum(w**2)
optimizer.apply_gradients([(tape.gradient(loss, w), w)])
w


# %% equal-settings differs="rate_alone, all_given" same="tiny_epsilon, sgd"
# why: The defaults of `rho` (PyTorch: `alpha`) and epsilon differ. With equal values PyTorch still adds epsilon after
#   the square root and Keras before it. Give both the same decay and an epsilon that is small beside the gradient, and
#   the results agree, as they do where there is none, in `SGD`.
def after_three(optimizer_class, **settings):
    w = tf.Variable([1.0, -0.01])
    optimizer = optimizer_class(0.01, **settings)
    for _ in range(3):
        with tf.GradientTape() as tape:
            loss = tf.reduce_sum(w**2)
        optimizer.apply_gradients([(tape.gradient(loss, w), w)])
    return w


RMSprop = tf.keras.optimizers.RMSprop
rate_alone = after_three(RMSprop)
all_given = after_three(RMSprop, rho=0.9, epsilon=0.01)
tiny_epsilon = after_three(RMSprop, rho=0.9, epsilon=1e-12)
sgd = after_three(tf.keras.optimizers.SGD)
for w in (rate_alone, all_given, tiny_epsilon, sgd):
    print(w.numpy().round(5))

# %% sparse-data same="losses" atol="1e-3"
rng = np.random.default_rng(0)
kept = rng.random((500, 20)) < 0.05
features = (rng.normal(size=(500, 20)) * kept).astype("float32")
truth = rng.normal(size=(20, 1)).astype("float32")
x, y = tf.constant(features), tf.constant(features @ truth)
optimizers = {
    "Adadelta": tf.keras.optimizers.Adadelta(1.0, rho=0.9, epsilon=1e-6),
    "Adagrad": tf.keras.optimizers.Adagrad(0.5, initial_accumulator_value=0),
    "Adam": tf.keras.optimizers.Adam(0.05),
}
losses = []
for name, optimizer in optimizers.items():
    w = tf.Variable(tf.zeros((20, 1)))
    for _ in range(200):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((x @ w - y) ** 2)
        optimizer.apply_gradients([(tape.gradient(loss, w), w)])
    losses.append(float(loss))
    print(f"{name}: {float(loss):.4f}")

# %% sparse-gradient same="moved"
# why: PyTorch's `Adadelta` refuses the sparse gradient of `Embedding(sparse=True)`, so leave `sparse` out. In
#   TensorFlow the gradient of a lookup is always sparse, and Keras takes it.
table = tf.keras.layers.Embedding(4, 2, "ones")
with tf.GradientTape() as tape:
    loss = tf.reduce_sum(table(tf.constant([1, 3])))
gradients = tape.gradient(loss, table.trainable_variables)
print(type(gradients[0]).__name__)
# the defaults of PyTorch
optimizer = tf.keras.optimizers.Adadelta(1.0, rho=0.9, epsilon=1e-6)
optimizer.apply_gradients(zip(gradients, table.trainable_variables))
moved = table.embeddings
moved.numpy()

# %% uniform-data same="labels"
rng = np.random.default_rng(0)
labels = rng.integers(0, 10, 200)
pixels = rng.random((10, 64))[labels] + rng.normal(0, 0.1, (200, 64))
sizes = [(64, 32), (32, 16), (16, 10)]
uniform = [rng.random(size) for size in sizes]
scaled = [rng.normal(0, np.sqrt(2 / size[0]), size) for size in sizes]
pixels.shape, labels[:5].tolist()


# %% uniform-start same="first_loss, by_scaled, learned" rtol="1e-3" atol="1e-4"
def train(kernels):
    x = tf.constant(pixels, tf.float32)
    w = [tf.Variable(k.astype("float32")) for k in kernels]
    losses = []
    for _ in range(60):
        with tf.GradientTape() as tape:
            scores = tf.nn.relu(tf.nn.relu(x @ w[0]) @ w[1]) @ w[2]
            each = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, scores)
            loss = tf.reduce_mean(each)
        losses.append(float(loss))
        for one, gradient in zip(w, tape.gradient(loss, w)):
            one.assign_sub(0.05 * gradient)
    return losses


by_uniform, by_scaled = train(uniform), train(scaled)
first_loss = by_uniform[0]
learned = [losses[-1] < 2 for losses in (by_uniform, by_scaled)]
print(f"uniform {first_loss:.1f} -> {by_uniform[-1]:.2f}")
print(f"scaled {by_scaled[0]:.1f} -> {by_scaled[-1]:.2f}")

# %% normalized same="normal, skewness" rtol="1e-4" atol="1e-5"
x = np.random.default_rng(0).exponential(2.0, 500).astype("float32")
mean, variance = tf.nn.moments(tf.constant(x), axes=0)
normal = (x - mean) / tf.sqrt(variance)
skewness = tf.reduce_mean(normal**3)
print(f"{mean:.2f} {tf.sqrt(variance):.2f} before")
after, variance = tf.nn.moments(normal, axes=0)
print(f"{abs(after):.2f} {tf.sqrt(variance):.2f} after")
print(f"{skewness:.2f} skewness, 0 for a normal distribution")


# %% missing-device differs="refused" same="y"
# why: TensorFlow computes on a different device and does not tell, until `tf.config.set_soft_device_placement(False)`.
#   PyTorch raises an error. Ask which devices there are, and both are safe.
def on_missing_device():
    try:
        with tf.device("/gpu:99"):
            tf.ones(2) * 3
    except tf.errors.InvalidArgumentError:
        return True
    return False


refused = on_missing_device()
tf.config.set_soft_device_placement(False)
print("refused:", refused, "by default,", on_missing_device(), "when strict")
tf.config.set_soft_device_placement(True)
gpus = tf.config.list_logical_devices("GPU")
with tf.device(gpus[0].name if gpus else "/CPU:0"):
    y = tf.ones(2) * 3
y.numpy()
