# %% default-weights differs="scales" same="matched"
# why: `nn.Linear` and `nn.Conv2d` draw weights and biases uniformly between -1/sqrt(inputs) and 1/sqrt(inputs), where
#   the inputs of a convolution are its channels times the pixels of its window; Keras draws Glorot uniform weights and
#   zero biases. Embeddings are normal in PyTorch, with spread 1, and uniform within 0.05 in Keras. Set them as the
#   PyTorch code does.
import numpy as np
import tensorflow as tf

tf.keras.utils.set_random_seed(0)
dense = tf.keras.layers.Dense(80)
conv = tf.keras.layers.Conv2D(16, kernel_size=5)
embedding = tf.keras.layers.Embedding(1000, 16)
dense.build((None, 120))  # makes the weights
conv.build((None, None, None, 8))  # for images of any size
embedding.build()
weights = [*dense.weights, *conv.weights, embedding.embeddings]
scales = matched = [round(float(np.std(w)), 2) for w in weights]
print("dense, bias, conv, bias, embedding:", scales)

# %% match-defaults same="largest"
import math

initializers = tf.keras.initializers


def as_in_pytorch(inputs):
    bound = 1 / math.sqrt(inputs)
    kernel = initializers.VarianceScaling(1 / 3, "fan_in", "uniform")
    bias = initializers.RandomUniform(-bound, bound)
    return {"kernel_initializer": kernel, "bias_initializer": bias}


dense = tf.keras.layers.Dense(80, **as_in_pytorch(120))
conv = tf.keras.layers.Conv2D(160, kernel_size=5, **as_in_pytorch(8 * 5 * 5))
dense.build((None, 120))
conv.build((None, None, None, 8))
weights = [*dense.weights, *conv.weights]
largest = [round(float(np.abs(w).max()), 2) for w in weights]
largest

# %% default-lstm differs="largest_bias" same="matched, gram, input_bound"
# why: PyTorch draws all LSTM weights, and so both biases, uniformly between -1/sqrt(units) and 1/sqrt(units). Keras has
#   one bias, 0 but for the forget gate's 1, orthogonal recurrent weights and Glorot uniform input weights, which the
#   PyTorch code sets. The gates have the same order in both.
lstm = tf.keras.layers.LSTM(4)
lstm.build((None, None, 100))
kernel, recurrent, bias = lstm.get_weights()
matched = bias  # input, forget, cell, output
largest_bias = round(float(np.abs(bias).max()), 1)
gram = recurrent @ recurrent.T
input_bound = round(float(np.abs(kernel).max()), 2)
print(largest_bias)
bias

# %% signal same="spreads"
rng = np.random.default_rng(0)
matrices = tf.constant(rng.normal(size=(30, 100, 100)), dtype=tf.float32)
x = tf.constant(rng.normal(size=(64, 100)), dtype=tf.float32)

spreads = []
for scale in [0.1, math.sqrt(2 / 100), 0.2]:  # in the middle: He
    y = x
    for matrix in matrices:  # 30 layers
        y = tf.nn.relu(y @ (scale * matrix))
    spreads.append(float(tf.math.reduce_std(y)))
    print(f"weights of spread {scale:.2f}: outputs of spread {spreads[-1]:.3g}")


# %% glorot-and-he same="glorot, he_in, he_out, bounds"
def bound(initializer):
    weight = initializer((5, 5, 8, 32))  # 8 channels in, 32 out
    return round(float(tf.reduce_max(tf.abs(weight))), 2)


tf.keras.utils.set_random_seed(0)
glorot = bound(initializers.GlorotUniform())
he_in = bound(initializers.HeUniform())
he_out = bound(initializers.VarianceScaling(2.0, "fan_out", "uniform"))

fan_in, fan_out = 8 * 5 * 5, 32 * 5 * 5
fans = [(fan_in + fan_out) / 2, fan_in, fan_out]
bounds = [round(math.sqrt(k / fan), 2) for k, fan in zip([3, 6, 6], fans)]
print(glorot, he_in, he_out)
bounds

# %% truncated-normal differs="careless" same="largest, spread"
# why: `a` and `b` of `trunc_normal_` are values, -2 and 2 unless given, not multiples of `std`: with a small `std` they
#   cut nothing. TensorFlow and Keras cut at two standard deviations: pass `a=-2 * std, b=2 * std`.
tf.random.set_seed(0)
weight = tf.random.truncated_normal([10_000], stddev=0.02)
largest = round(float(tf.reduce_max(tf.abs(weight))), 2)
careless = largest
spread = round(float(tf.math.reduce_std(weight)), 3)
print(largest, spread)

# %% he-normal differs="largest" same="spread, matched"
# why: `HeNormal` and `GlorotNormal` of Keras draw from a normal distribution cut at two standard deviations, and widen
#   it first so that the spread comes out as asked. `kaiming_normal_` and `xavier_normal_` cut nothing. The number
#   0.8796 is the spread that cutting leaves of 1.
weight = initializers.HeNormal(seed=0)((200, 500))
spread = round(float(tf.math.reduce_std(weight)), 2)
largest = round(float(tf.reduce_max(tf.abs(weight))), 2)
matched = [spread, largest]
matched

# %% orthogonal same="square, wide"
weight = initializers.Orthogonal(gain=2.0, seed=0)((3, 3))
square = tf.linalg.svd(weight, compute_uv=False)

orthogonal = initializers.Orthogonal(seed=0)
dense = tf.keras.layers.Dense(3, kernel_initializer=orthogonal)
dense.build((None, 8))  # fewer outputs than inputs
wide = tf.linalg.svd(dense.kernel, compute_uv=False)
print(square)
wide

# %% constants same="ones, tenths, y"
dense = tf.keras.layers.Dense(2, kernel_initializer="identity")
y = dense(tf.constant([[3.0, 4.0]]))

ones = initializers.Ones()((2,))
tenths = initializers.Constant(0.1)((2,))
print(ones, tenths)
y

# %% output-bias same="plain, informed"
labels = tf.concat([tf.ones((2, 1)), tf.zeros((98, 1))], axis=0)  # rare
dense = tf.keras.layers.Dense(1, kernel_initializer="zeros")
loss = tf.keras.losses.BinaryCrossentropy(from_logits=True)
plain = loss(labels, dense(tf.ones((100, 3))))

share = float(tf.reduce_mean(labels))
dense.bias.assign([math.log(share / (1 - share))])
informed = loss(labels, dense(tf.ones((100, 3))))
print(plain)
informed

# %% init-all-layers same="largest, biases"
tf.keras.utils.set_random_seed(0)
hidden = tf.keras.layers.Dense(50, activation="relu")
head = tf.keras.layers.Dense(100)
model = tf.keras.Sequential([tf.keras.Input((100,)), hidden, head])

for layer in model.layers:
    he_uniform = initializers.HeUniform()  # a new one: it repeats itself
    layer.kernel.assign(he_uniform(layer.kernel.shape))
    layer.bias.assign(tf.fill(layer.bias.shape, 0.1))

kernels = [layer.kernel.numpy() for layer in model.layers]
largest = [round(float(abs(kernel).max()), 2) for kernel in kernels]
biases = hidden.bias.numpy()[:3]
print(largest)
biases

# %% by-name same="kinds, y"
body = tf.keras.layers.Dense(4, name="body")
norm = tf.keras.layers.LayerNormalization(name="norm")
head = tf.keras.layers.Dense(2, name="head")
model = tf.keras.Sequential([tf.keras.Input((3,)), body, norm, head])
kinds = []
for variable in model.trainable_variables:
    if "norm/" in variable.path:
        kinds.append("kept")
    elif variable.path.endswith(("head/kernel", "bias")):
        variable.assign(tf.zeros(variable.shape))
        kinds.append("zeros")
    else:
        variable.assign(initializers.GlorotUniform()(variable.shape))
        kinds.append("glorot")
y = model(tf.ones((1, 3)))
print(kinds)
y


# %% custom-initializer same="table"
def waves(shape, dtype=None):
    length, width = shape
    steps = tf.range(length, dtype=tf.float32)[:, tf.newaxis]
    rates = 0.1 ** tf.range(0, width, 2, dtype=tf.float32)
    pairs = [tf.sin(steps * rates), tf.cos(steps * rates)]
    return tf.reshape(tf.stack(pairs, axis=-1), shape)


positions = tf.keras.layers.Embedding(3, 4, embeddings_initializer=waves)
positions.build()
table = positions.embeddings.numpy()
table

# %% seeded-init differs="repeats" same="moves_on"
# why: A PyTorch generator moves on with every draw. A Keras initializer, seeded or not, repeats its numbers, so two
#   layers of one shape that share it start equal: give it a `SeedGenerator`, or each layer its own, as a name such as
#   `he_uniform` does.
init = initializers.RandomNormal()
repeats = bool(tf.reduce_all(init((3, 3)) == init((3, 3))))

generator = tf.keras.random.SeedGenerator(0)
init = initializers.RandomNormal(seed=generator)
moves_on = bool(tf.reduce_any(init((3, 3)) != init((3, 3))))
print(repeats, moves_on)


# %% start-again same="changed, repeated"
def start_again(model, seed):
    tf.keras.utils.set_random_seed(seed)
    fresh = tf.keras.models.clone_model(model)
    model.set_weights(fresh.get_weights())
    return model.get_weights()[0]


hidden = tf.keras.layers.Dense(4, activation="relu")
head = tf.keras.layers.Dense(2)
model = tf.keras.Sequential([tf.keras.Input((3,)), hidden, head])
first, other, again = [start_again(model, seed) for seed in (0, 1, 0)]
changed = not np.array_equal(first, other)
repeated = np.array_equal(first, again)
changed, repeated

# %% copy-weights same="y, loaded"
rng = np.random.default_rng(1)
arrays = {
    "conv/kernel": rng.normal(size=(3, 3, 1, 2)),
    "conv/bias": np.zeros(2),
    "head/kernel": rng.normal(size=(2, 4)),
    "head/bias": np.zeros(4),
}
images = rng.normal(size=(2, 5, 5, 1))
conv = tf.keras.layers.Conv2D(2, 3, activation="relu", name="conv")
pool = tf.keras.layers.GlobalAveragePooling2D()
head = tf.keras.layers.Dense(4, name="head")
layers = [tf.keras.Input((5, 5, 1)), conv, pool, head]
model = tf.keras.Sequential(layers, name="model")
for variable in model.weights:
    variable.assign(arrays[variable.path.removeprefix("model/")])
loaded = len(model.weights)
y = model(tf.constant(images, dtype=tf.float32))
y
