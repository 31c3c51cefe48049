# %% images same="pixel"
import numpy as np
import tensorflow as tf

rng = np.random.default_rng(0)
images = rng.integers(0, 256, (4, 8, 8, 3)).astype("float32")  # as files are read


def prepare(images):
    return images / 255


pixel = prepare(images)[0, 0, 0]
pixel


# %% model same="layers"
# note: Both have the defaults of their framework. `pad` is there because a port may need it; at 0 it does nothing.
def build(pad=0, padding="same", epsilon=1e-3, slope=0.3):
    model = tf.keras.Sequential(name="cnn")
    model.add(tf.keras.Input((8, 8, 3)))
    model.add(tf.keras.layers.ZeroPadding2D(pad, name="pad"))
    model.add(tf.keras.layers.Conv2D(4, 3, strides=2, padding=padding, name="conv"))
    model.add(tf.keras.layers.BatchNormalization(epsilon=epsilon, name="norm"))
    model.add(tf.keras.layers.LeakyReLU(slope, name="act"))
    model.add(tf.keras.layers.Flatten(name="flat"))
    model.add(tf.keras.layers.Dense(5, name="fc"))
    model.add(tf.keras.layers.Dense(5, name="out"))
    return model


layers = [layer.name for layer in build().layers]
layers


# %% trace same="layers"
# note: The functions work for any model whose layers return one tensor each. A second Keras model returns the outputs
#   of all layers, so the first one must be `Sequential` or functional.
def trace(model, x, **mode):
    each = [layer.output for layer in model.layers]
    outputs = tf.keras.Model(model.inputs, each)([x], **mode)
    seen = {"input": np.array(x)}
    for layer, output in zip(model.layers, outputs):
        seen[layer.name] = output.numpy()
    return seen


layers = list(trace(build(), prepare(images)))
layers


# %% write-trace writes="cnn_tensorflow.npz" same="count"
def draw(model, seed):  # stands for training
    rng = np.random.default_rng(seed)
    for variable in model.weights:
        low = 0.5 if variable.name == "moving_variance" else -0.5
        variable.assign(rng.uniform(low, low + 1, variable.shape))
    return model


def content(model, x):
    weights = {w.path.split("/", 1)[1]: w.numpy() for w in model.weights}
    return weights | {f"after {name}": y for name, y in trace(model, x).items()}


original = draw(build(), seed=1)
np.savez("cnn_tensorflow.npz", **content(original, prepare(images)))
count = len(trace(original, prepare(images)))
count


# %% first-difference same="found"
# note: This function needs NumPy only. It turns images of the other layout, and it tells the same numbers in another
#   order from other numbers.
def first_difference(theirs, ours, limit=1e-4, skip=("pad",)):
    theirs = {name: y for name, y in theirs.items() if name not in skip}
    ours = [y for name, y in ours.items() if name not in skip]
    for (name, a), b in zip(theirs.items(), ours):
        turns = [a] if a.ndim < 3 else [a, np.moveaxis(a, 1, -1), np.moveaxis(a, -1, 1)]
        gaps = [np.abs(one - b).max() for one in turns if one.shape == b.shape]
        gap, by_size = min(gaps, default=np.inf), (np.sort(a, None), np.sort(b, None))
        if gap > limit and a.size == b.size and np.allclose(*by_size, atol=limit):
            print(f"{name}: the same numbers in another order")
        elif gap > limit:
            print(f"{name}: first difference, {gap:.3g}")
            return name
    print("no difference")
    return "none"


turned = prepare(images).transpose(0, 3, 1, 2)
found = first_difference({"input": turned}, {"input": prepare(images)})
found


# %% port same="found"
# note: The PyTorch tab has the file of the Keras model, the TensorFlow tab that of the PyTorch model.
def to_keras(file):
    norm = ["weight", "bias", "running_mean", "running_var"]
    fc = file["fc.weight"].reshape(5, 4, 4, 4).transpose(2, 3, 1, 0).reshape(64, 5)
    weights = [file["conv.weight"].transpose(2, 3, 1, 0), file["conv.bias"]]
    weights += [file[f"norm.{name}"] for name in norm]
    return [*weights, fc, file["fc.bias"], file["out.weight"].T, file["out.bias"]]


def port(weights=None, **settings):
    model = build(
        **{"pad": 1, "padding": "valid", "epsilon": 1e-5, "slope": 0.01} | settings
    )
    model.set_weights(weights or to_keras(file))
    return model


def check(model, x=None, **mode):
    theirs = {key[6:]: file[key] for key in file if key.startswith("after ")}
    x = prepare(images) if x is None else x
    return first_difference(theirs, trace(model, x, **mode))


file = np.load("cnn_pytorch.npz")
found = check(port())

# %% input-scale same="found, mended"
# note: The model was trained on pixels from 0 to 1, and the port gets 0 to 255.
found = check(port(), images)
mended = check(port(), images / 255)

# %% input-layout same="found, mended"
# note: The port reshapes the image instead of turning its axes, so every number is still there.
x = file["after input"]  # channels first
found = check(port(), x.reshape(4, 8, 8, 3))
mended = check(port(), x.transpose(0, 2, 3, 1))

# %% training-mode same="found, mended"
# note: The batch normalization of the port uses the mean of the batch instead of the running mean.
found = check(port(), training=True)
mended = check(port(), training=False)

# %% kernel-turned same="found, mended"
# note: `.T` turns all four axes, so height and width change places. The shape is right.
weights = to_keras(file)
weights[0] = file["conv.weight"].T
found = check(port(weights))

weights[0] = weights[0].swapaxes(0, 1)
mended = check(port(weights))

# %% strided-padding same="found, mended"
# note: On an image of even size, `padding="same"` with stride 2 adds a row and a column at the end only. `padding=1`
#   adds one on each side.
found = check(port(pad=0, padding="same"))
mended = check(port(pad=1, padding="valid"))

# %% epsilon same="found, mended"
# note: The default `eps` is 1e-5 in PyTorch and 1e-3 in Keras. It is no weight, so it does not cross with the weights.
found = check(port(epsilon=1e-3))
mended = check(port(epsilon=1e-5))

# %% running-statistics same="found, mended"
# note: Only the trainable weights were carried, so the running mean is 0 and the running variance is 1 in the port.
weights = to_keras(file)
trainable = weights[:4] + weights[6:]
model = build(pad=1, padding="valid", epsilon=1e-5, slope=0.01)
for variable, array in zip(model.trainable_weights, trainable, strict=True):
    variable.assign(array)
found = check(model)

model.set_weights(weights)
mended = check(model)

# %% statistics-swapped same="found, mended"
# note: The running mean and the running variance have the same shape, so they can change places.
weights = to_keras(file)
mean, variance = weights[4:6]
weights[4:6] = variance, np.abs(mean)
found = check(port(weights))

weights[4:6] = mean, variance
mended = check(port(weights))

# %% slope same="found, mended"
# note: The default slope of `LeakyReLU` is 0.01 in PyTorch and 0.3 in Keras.
found = check(port(slope=0.3))
mended = check(port(slope=0.01))

# %% flatten-order same="found, mended"
# note: `Flatten` reads channel by channel in PyTorch and pixel by pixel in Keras. The weight behind it was only
#   transposed.
weights = to_keras(file)
weights[6] = file["fc.weight"].T
found = check(port(weights))
mended = check(port())

# %% dense-not-transposed same="found, mended"
# note: A square weight fits both ways.
weights = to_keras(file)
weights[8] = file["out.weight"]
found = check(port(weights))

weights[8] = file["out.weight"].T
mended = check(port(weights))

# %% half-precision same="found, mended"
# note: The weights went through a file of 16-bit numbers, which keep three digits.
weights = [array.astype("float16") for array in to_keras(file)]
found = check(port(weights))
mended = check(port())


# %% sequence-model writes="rnn_tensorflow.npz" same="layers"
def build_rnn(mask_zero=True):
    model = tf.keras.Sequential(name="rnn")
    model.add(tf.keras.Input((4,), dtype="int64"))
    model.add(tf.keras.layers.Embedding(6, 3, mask_zero=mask_zero, name="embed"))
    model.add(tf.keras.layers.GRU(4, name="rnn"))
    model.add(tf.keras.layers.Dense(2, name="classes"))
    return model


tokens = np.array([[1, 2, 3, 4], [5, 4, 3, 2]])
padded = np.array([[1, 2, 3, 4], [5, 4, 0, 0]])
original = draw(build_rnn(), seed=2)
kept = content(original, tokens)
kept |= {f"padded {name}": y for name, y in trace(original, padded).items()}
np.savez("rnn_tensorflow.npz", **kept)
layers = list(trace(original, tokens))
layers


# %% gate-order same="found, mended"
# note: The gates of a GRU have the order reset, update, new in PyTorch and update, reset, new in Keras.
def swap(array):
    first, second, third = np.split(array, 3, axis=-1)
    return np.concatenate([second, first, third], axis=-1)


def port_rnn(turn=swap, biases=None, mask_zero=False):
    if biases is None:
        biases = np.stack([file["rnn.bias_ih_l0"], file["rnn.bias_hh_l0"]])
    arrays = [file["embed.weight"], turn(file["rnn.weight_ih_l0"].T)]
    arrays += [turn(file["rnn.weight_hh_l0"].T), turn(biases)]
    model = build_rnn(mask_zero)
    model.set_weights([*arrays, file["classes.weight"].T, file["classes.bias"]])
    return model


file = np.load("rnn_pytorch.npz")
found = check(port_rnn(turn=np.asarray), tokens)
mended = check(port_rnn(), tokens)

# %% two-biases same="found, mended"
# note: A GRU multiplies its second bias by a gate, so the sum of both is no substitute, as it is in an LSTM.
both = np.stack([file["rnn.bias_ih_l0"], file["rnn.bias_hh_l0"]])
found = check(port_rnn(biases=np.stack([both.sum(axis=0), 0 * both[0]])), tokens)
mended = check(port_rnn(biases=both), tokens)

# %% padded-batch same="unpadded, found, mended"
# note: The Keras model skips padding because of `mask_zero=True`, and the PyTorch model reads it unless the batch is
#   packed. A batch without padding does not show it.
model = port_rnn(mask_zero=True)
unpadded = check(model, tokens)

file = {key: y for key, y in file.items() if not key.startswith("after ")}
file |= {key.replace("padded", "after"): y for key, y in file.items()}
found = check(model, padded)
mended = check(port_rnn(), padded)
