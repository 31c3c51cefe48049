# %% regression same="weight, bias"
import numpy as np
import tensorflow as tf

rng = np.random.default_rng(0)
x = rng.normal(size=(256, 1)).astype("float32")
noise = rng.normal(0, 0.1, size=(256, 1)).astype("float32")
x = tf.constant(x)
y = 3 * x + 2 + noise

weight = tf.Variable([[1.0]])
bias = tf.Variable([0.0])
optimizer = tf.optimizers.SGD(learning_rate=0.1)

for epoch in range(40):
    with tf.GradientTape() as tape:
        prediction = x @ weight + bias
        loss = tf.reduce_mean((prediction - y) ** 2)
    gradients = tape.gradient(loss, [weight, bias])
    optimizer.apply_gradients(zip(gradients, [weight, bias]))

weight, bias = weight.numpy().item(), bias.numpy().item()
print(f"weight {weight:.4f}, bias {bias:.4f}")

# %% rounding same="total, average"
tenths = tf.fill([100_000], 0.1)
total = tf.reduce_sum(tenths)
average = tf.reduce_mean(tf.cast(tenths, tf.float64))
print(f"{total:.4f}")
print(f"{average:.12f}")

# %% seed differs="drawn" same="shared"
# why: Each framework has random generators of its own, so the same seed gives other numbers in each. Draw with a seeded
#   NumPy generator where they must be the same.
tf.random.set_seed(0)
drawn = tf.random.uniform([3])
shared = tf.constant(np.random.default_rng(0).random(3))
print(drawn)
shared

# %% versions unstable="true"
from importlib.metadata import version

print("TensorFlow", version("tensorflow"))
print("Keras", version("keras"))
print("NumPy", version("numpy"))

# %% pythons differs="newest"
# why: Each package lists the Python versions that it was tested with. The list is a label and no limit: pip goes by
#   `Requires-Python` and by the files there are for your system. A version that all of your packages list is safe.
from importlib.metadata import metadata

about = metadata("tensorflow")
tags = about.get_all("Classifier")
pythons = [tag.split()[-1] for tag in tags if "Python :: 3." in tag]
newest = pythons[-1]
print("required:", about["Requires-Python"])
print("listed:", *pythons)

# %% eager same="root, steps"
target = tf.constant(2.0)
root = tf.constant(1.0)
steps = 0
while tf.abs(root**2 - target) > 1e-6:
    root = (root + target / root) / 2
    steps += 1
    print(steps, float(root))


# %% compiled same="eager, compiled"
def standardize(x):
    centered = x - tf.reduce_mean(x, 0)
    return centered / tf.sqrt(tf.reduce_mean(centered**2, 0) + 1e-5)


rows = tf.constant([[1.0, 20.0], [2.0, 60.0], [3.0, 10.0]])
eager = standardize(rows)
compiled = tf.function(standardize)(rows)
print(tf.reduce_max(tf.abs(eager - compiled)))
compiled

# %% side-effect differs="count" same="y"
# why: A `tf.function` runs its Python while it is traced, and later only the graph that came out: count with a
#   `tf.Variable`, print with `tf.print`. `torch.compile` notices the change to the list and repeats it after each run
#   of its graph.
runs = []


@tf.function
def double(x):
    runs.append("ran")
    return x * 2


for number in (1.0, 2.0, 3.0):
    y = double(tf.constant(number))
count = len(runs)
print(y)
count

# %% frozen-number differs="with_number, with_constant" same="with_state"
# why: The graph of a `tf.function` keeps the value that a name stood for when it was traced, a number or a constant
#   tensor. Pass what changes as an argument that is a tensor, or keep it in a `tf.Variable`, which is read at each run.
#   `torch.compile` checks what it found outside before each run, and compiles again where it must.
number = 10.0
constant = tf.constant(10.0)
state = tf.Variable(10.0)


@tf.function
def scaled(x):
    return x * number, x * constant, x * state


scaled(tf.constant(1.0))
number = 99.0
constant = tf.constant(99.0)
state.assign(99.0)
with_number, with_constant, with_state = scaled(tf.constant(1.0))
print(with_number, with_constant, with_state)

# %% levels same="by_hand, by_layer, by_graph"
x = tf.constant([[1.0, 2.0]])
kernel = tf.constant([[0.5, 2.0, 1.0], [-1.0, 0.0, 1.0]])
bias = tf.constant([0.1, 0.2, 0.3])
by_hand = tf.nn.relu(x @ kernel + bias)

layer = tf.keras.layers.Dense(3, activation="relu")
layer.build([None, 2])
layer.set_weights([kernel, bias])
by_layer = layer(x)

by_graph = tf.function(layer)(x)
print(by_hand, by_layer, by_graph, sep="\n")

# %% parameters differs="learned, kept" same="count"
# why: The two frameworks name the same things differently, and PyTorch also counts the batches it has seen. Both learn
#   as many numbers. To copy them, pair `weight` with `gamma`, `bias` with `beta`, `running_mean` with `moving_mean` and
#   `running_var` with `moving_variance`.
layer = tf.keras.layers.BatchNormalization()
layer.build([None, 4])
learned = [variable.name for variable in layer.trainable_weights]
kept = [variable.name for variable in layer.non_trainable_weights]
count = sum(int(tf.size(variable)) for variable in layer.trainable_weights)
print(learned, kept, sep="\n")
count

# %% axis raises="TypeError" same="sums, kept"
# note: PyTorch says `dim` and `keepdim`. Its reductions take NumPy's `axis` and `keepdims` too, and functions of
#   `nn.functional` such as `softmax` do not. TensorFlow and Keras only know NumPy's words.
x = tf.constant([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
sums = tf.reduce_sum(x, axis=1)
kept = tf.reduce_sum(x, axis=1, keepdims=True)
try:
    tf.reduce_sum(x, dim=1)
except TypeError as error:
    print(error)
print(sums)
kept

# %% batches same="shapes, first"
features = tf.reshape(tf.range(10.0), [5, 2])
labels = tf.range(5.0)
dataset = tf.data.Dataset.from_tensor_slices((features, labels)).batch(2)
batches = list(dataset)
shapes = [list(x.shape) for x, y in batches]
first = list(batches[0])
print(shapes)
first

# %% old-names raises="AttributeError"
# why: `torch.jit` is still there but deprecated, in favor of `torch.compile` and `torch.export`. `tf.contrib` left
#   with TensorFlow 2.0. The functions of `keras.backend` left with Keras 3, and `keras.ops` has taken their place.
try:
    tf.contrib
except AttributeError as error:
    print(error)
