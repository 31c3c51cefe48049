# %% eager same="y, branch"
import keras

x = keras.ops.array([1.0, -2.0])
y = x * 3
branch = "up" if keras.ops.sum(y) > 0 else "down"
print(branch)
y

# %% home-of-layers differs="package"
# why: PyTorch has its layers in the package `torch`. `tf.keras` only points to the package `keras`, which TensorFlow
#   installs along with itself.
package = keras.layers.Dense.__module__.split(".")[0]
package

# %% theano only="keras"
# why: Only Keras has backends to choose from. The choice is made before `import keras`, so a program of its own makes
#   it here.
import os
import subprocess
import sys

print(keras.config.backend())
refused = subprocess.run(
    [sys.executable, "-c", "import keras"],
    env={**os.environ, "KERAS_BACKEND": "theano"},
    capture_output=True,
    text=True,
)
print(refused.stderr.splitlines()[-1])


# %% tracking same="forgotten, tracked"
class Plain(keras.Model):
    def __init__(self):
        super().__init__()
        self.w = keras.ops.ones(2)


class Proper(keras.Model):
    def __init__(self):
        super().__init__()
        self.w = self.add_weight(shape=(2,), initializer="ones")


forgotten = len(Plain().trainable_variables)
tracked = len(Proper().trainable_variables)
forgotten, tracked

# %% whole-or-weights same="y"
# why: A pickled model names code to run, so `torch.load` refuses it unless told `weights_only=False`. A `.keras` file
#   holds settings and weights, and its layers are made from those.
model = keras.Sequential(
    [
        keras.Input((2,)),
        keras.layers.Dense(1, kernel_initializer="ones"),
    ]
)
model.save("whole.keras")
loaded = keras.saving.load_model("whole.keras")
y = loaded(keras.ops.array([[3.0, 4.0]]))
y

# %% compare-labels same="correct"
# why: PyTorch and `keras.ops` bring both to one integer type before they compare. A TensorFlow operator wants equal
#   dtypes, and `tf.argmax` gives `int64`. Cast one of them, or ask `tf.argmax` for another `output_type`.
import numpy as np

scores = keras.ops.array([[0.1, 0.9], [0.8, 0.2]])
labels = np.array([1, 1], dtype="int64")
predicted = keras.ops.argmax(scores, axis=1)
print(predicted.dtype, labels.dtype)
correct = keras.ops.equal(predicted, labels)
correct

# %% cross-entropy differs="default" same="matched"
# why: The PyTorch loss takes logits. The Keras loss takes probabilities, and it also returns a number for logits. Set
#   `from_logits=True`, or end the Keras model with a softmax. A PyTorch model ends without one.
logits = keras.ops.array([[2.0, -1.0, 0.5], [0.5, 1.5, -2.0]])
labels = keras.ops.array([1, 2])
loss = keras.losses.SparseCategoricalCrossentropy
default = loss()(labels, logits)
matched = loss(from_logits=True)(labels, logits)
print(f"{float(default):.4f} {float(matched):.4f}")

# %% normalized same="normal, skewness" rtol="1e-4" atol="1e-5"
x = np.random.default_rng(0).exponential(2.0, 500).astype("float32")
layer = keras.layers.Normalization(axis=None)
layer.adapt(x)
normal = layer(x)
skewness = keras.ops.mean(normal**3)
print(f"{float(skewness):.2f} skewness, 0 for a normal distribution")
