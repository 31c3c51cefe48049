# %% glorot-and-he same="glorot, he_in, he_out, bounds"
import math

import keras
import numpy as np


def bound(initializer):
    weight = initializer((5, 5, 8, 32))  # 8 channels in, 32 out
    return round(float(keras.ops.max(keras.ops.abs(weight))), 2)


keras.utils.set_random_seed(0)
glorot = bound(keras.initializers.get("glorot_uniform"))
he_in = bound(keras.initializers.get("he_uniform"))
he_out = bound(keras.initializers.VarianceScaling(2.0, "fan_out", "uniform"))

fan_in, fan_out = 8 * 5 * 5, 32 * 5 * 5
fans = [(fan_in + fan_out) / 2, fan_in, fan_out]
bounds = [round(math.sqrt(k / fan), 2) for k, fan in zip([3, 6, 6], fans)]
print(glorot, he_in, he_out)
bounds

# %% truncated-normal differs="careless" same="largest, spread"
# why: `a` and `b` of `trunc_normal_` are values, -2 and 2 unless given, not multiples of `std`: with a small `std` they
#   cut nothing. TensorFlow and Keras cut at two standard deviations: pass `a=-2 * std, b=2 * std`.
init = keras.initializers.TruncatedNormal(stddev=0.02, seed=0)
weight = init((10_000,))
largest = round(float(keras.ops.max(keras.ops.abs(weight))), 2)
careless = largest
spread = round(float(keras.ops.std(weight)), 3)
print(largest, spread)

# %% output-bias same="plain, informed"
x, labels = np.ones((100, 3), dtype="float32"), np.zeros((100, 1))
labels[:2] = 1.0  # rare
share = labels.mean()
losses = []
for start in [0.0, math.log(share / (1 - share))]:
    bias = keras.initializers.Constant(start)
    head = keras.layers.Dense(1, kernel_initializer="zeros", bias_initializer=bias)
    loss = keras.losses.BinaryCrossentropy(from_logits=True)
    losses.append(loss(labels, head(x)))
plain, informed = losses
print(plain)
informed

# %% init-all-layers same="largest, biases"
keras.utils.set_random_seed(0)
settings = {
    "kernel_initializer": "he_uniform",
    "bias_initializer": keras.initializers.Constant(0.1),
}
hidden = keras.layers.Dense(50, activation="relu", **settings)
head = keras.layers.Dense(100, **settings)
model = keras.Sequential([keras.Input((100,)), hidden, head])

kernels = [hidden.kernel.numpy(), head.kernel.numpy()]
largest = [round(float(abs(kernel).max()), 2) for kernel in kernels]
biases = hidden.bias.numpy()[:3]
print(largest)
biases


# %% custom-initializer same="table"
@keras.saving.register_keras_serializable()
class Waves(keras.Initializer):
    def __init__(self, base=0.1):
        self.base = base

    def __call__(self, shape, dtype=None):
        steps = np.arange(shape[0])[:, np.newaxis]
        angles = steps * self.base ** np.arange(0, shape[1], 2)
        pairs = np.stack([np.sin(angles), np.cos(angles)], axis=-1)
        return keras.ops.convert_to_tensor(pairs.reshape(shape), dtype)

    def get_config(self):
        return {"base": self.base}


positions = keras.layers.Embedding(3, 4, embeddings_initializer=Waves())
positions.build()
table = positions.embeddings.numpy()
table

# %% copy-weights same="y, loaded"
rng = np.random.default_rng(1)
arrays = {
    "conv/kernel": rng.normal(size=(3, 3, 1, 2)),
    "conv/bias": np.zeros(2),
    "head/kernel": rng.normal(size=(2, 4)),
    "head/bias": np.zeros(4),
}
images = rng.normal(size=(2, 5, 5, 1))
conv = keras.layers.Conv2D(2, 3, activation="relu")
pool = keras.layers.GlobalAveragePooling2D()
head = keras.layers.Dense(4)
model = keras.Sequential([keras.Input((5, 5, 1)), conv, pool, head])
model.set_weights(list(arrays.values()))  # in the model's own order
loaded = len(model.weights)
y = model(images.astype("float32"))
y
