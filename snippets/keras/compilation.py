# %% stale-value differs="after" same="before, kept_up"
# why: A graph of TensorFlow keeps the value that a Python variable had when it was traced, and nothing tells you.
#   PyTorch notes which Python values it used, looks at them before each call, and compiles again. Hold a number that
#   changes in a `tf.Variable`, or pass it as an argument.
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
print(before, after, kept_up)


# %% backends same="plain, optimized"
def soft_clip(x):
    return keras.ops.tanh(x) * keras.ops.sigmoid(x) + x**2


x = np.linspace(-2.0, 2.0, 5, dtype="float32")
model = keras.Sequential([keras.layers.Activation(soft_clip)])
model.compile(jit_compile=False)
plain = model.predict(x, verbose=0)
model.compile(jit_compile=True)
optimized = model.predict(x, verbose=0)
print(plain)
optimized
