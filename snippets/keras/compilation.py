# %% stale-value differs="after" same="before, kept_up"
# why: A TensorFlow graph keeps the value that a Python variable had when it was traced, and raises no error if the
#   variable changes. PyTorch checks before each call whether the Python values are the same, and compiles again if not.
#   Hold a number that changes in a `tf.Variable`, or pass it as an argument.
import keras
import numpy as np

factor = 2.0
x = np.array([1.0, 10.0], dtype="float32")
model = keras.Sequential([keras.layers.Lambda(lambda x: x * factor)])
before = model.predict(x, verbose=0)
factor = 3.0
after = model.predict(x, verbose=0)

factor = keras.Variable(2.0)
model = keras.Sequential([keras.layers.Lambda(lambda x: x * factor)])
model.predict(x, verbose=0)
factor.assign(3.0)
kept_up = model.predict(x, verbose=0)
print("before:", before)
print("after:", after)
print("kept up:", kept_up)


# %% backends same="plain, optimized"
def soft_clip(x):
    return keras.ops.tanh(x) * keras.ops.sigmoid(x) + x**2


x = np.linspace(-2.0, 2.0, 5, dtype="float32")
model = keras.Sequential([keras.layers.Activation(soft_clip)])
model.compile(jit_compile=False)
plain = model.predict(x, verbose=0)
model.compile(jit_compile=True)
optimized = model.predict(x, verbose=0)
print("plain:", plain)
print("optimized:", optimized)
