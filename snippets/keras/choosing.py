# %% regression same="weight, bias"
import keras
import numpy as np

rng = np.random.default_rng(0)
x = rng.normal(size=(256, 1)).astype("float32")
noise = rng.normal(0, 0.1, size=(256, 1)).astype("float32")
y = 3 * x + 2 + noise

layer = keras.layers.Dense(1, kernel_initializer="ones")
model = keras.Sequential([keras.Input((1,)), layer])
model.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse")
model.fit(x, y, batch_size=256, epochs=40, verbose=0)

weight, bias = (array.item() for array in model.get_weights())
print(f"weight {weight:.4f}, bias {bias:.4f}")

# %% rounding same="total, average"
from keras import ops

tenths = ops.full((100_000,), 0.1)
total = ops.sum(tenths)
average = ops.mean(ops.cast(tenths, "float64"))
print(f"{total:.4f}")
print(f"{average:.12f}")

# %% seed differs="drawn" same="shared"
# why: Each framework has random generators of its own, so the same seed gives other numbers in each. Draw with a seeded
#   NumPy generator where they must be the same.
keras.utils.set_random_seed(0)
drawn = keras.random.uniform((3,))
shared = np.random.default_rng(0).random(3)
print(drawn)
shared

# %% versions unstable="true"
from importlib.metadata import version

print("Keras", version("keras"))
print("its backend", keras.config.backend())

# %% pythons differs="newest"
# why: Each package lists the Python versions that it was tested with. The list is a label and no limit: pip goes by
#   `Requires-Python` and by the files there are for your system. A version that all of your packages list is safe.
from importlib.metadata import metadata

about = metadata("keras")
tags = about.get_all("Classifier")
pythons = [tag.split()[-1] for tag in tags if "Python :: 3." in tag]
newest = pythons[-1]
print("required:", about["Requires-Python"])
print("listed:", *pythons)

# %% eager same="root, steps"
target = ops.array(2.0)
root = ops.array(1.0)
steps = 0
while ops.abs(root**2 - target) > 1e-6:
    root = (root + target / root) / 2
    steps += 1
    print(steps, float(root))


# %% compiled same="eager, compiled"
class Standardize(keras.layers.Layer):
    def call(self, x):
        centered = x - ops.mean(x, 0)
        return centered / ops.sqrt(ops.mean(centered**2, 0) + 1e-5)


rows = ops.array([[1.0, 20.0], [2.0, 60.0], [3.0, 10.0]])
model = keras.Sequential([Standardize()])
eager = model(rows)
compiled = model.predict(rows, verbose=0)
print(ops.max(ops.abs(eager - compiled)))
compiled

# %% levels same="by_hand, by_layer, by_graph"
x = ops.array([[1.0, 2.0]])
kernel = ops.array([[0.5, 2.0, 1.0], [-1.0, 0.0, 1.0]])
bias = ops.array([0.1, 0.2, 0.3])
by_hand = ops.relu(x @ kernel + bias)

layer = keras.layers.Dense(3, activation="relu")
model = keras.Sequential([keras.Input((2,)), layer])
model.set_weights([kernel, bias])
by_layer = model(x)

by_graph = model.predict(x, verbose=0)
print(by_hand, by_layer, by_graph, sep="\n")

# %% backend only="keras"
# why: PyTorch and TensorFlow compute by themselves. Only Keras leaves that to another package, which `KERAS_BACKEND` or
#   the file `~/.keras/keras.json` names before Keras is imported.
x = ops.ones(2)
package = type(x).__module__.split(".")[0]
print(keras.backend.backend(), package)

# %% axis raises="TypeError" same="sums, kept"
# note: PyTorch says `dim` and `keepdim`. Its reductions take NumPy's `axis` and `keepdims` too, and functions of
#   `nn.functional` such as `softmax` do not. TensorFlow and Keras only know NumPy's words.
x = ops.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
sums = ops.sum(x, axis=1)
kept = ops.sum(x, axis=1, keepdims=True)
try:
    ops.sum(x, dim=1)
except TypeError as error:
    print(error)
print(sums)
kept

# %% old-names raises="AttributeError"
# why: `torch.jit` is still there but deprecated, in favor of `torch.compile` and `torch.export`. `tf.contrib` left
#   with TensorFlow 2.0. The functions of `keras.backend` left with Keras 3, and `keras.ops` has taken their place.
try:
    keras.backend.mean([1.0, 3.0])
except AttributeError as error:
    print(error)
print(ops.mean([1.0, 3.0]))
