# %% images same="labels, image"
import numpy as np
import tensorflow as tf

rng = np.random.default_rng(0)
labels = rng.integers(0, 2, 64)  # 0: lines across, 1: lines down
row, column = np.indices((12, 14)) % 2
images = np.where(labels[:, None, None], column, row)
images = images + rng.normal(0, 0.3, images.shape)
images = images[..., None].astype("float32")  # channels last

x = tf.constant(images)
image = x[0, :, :, 0]
print(labels[:8], x.shape)


# %% cnn same="count"
def cnn(epsilon=1e-3):
    layers = tf.keras.layers
    norm = layers.BatchNormalization(momentum=0.9, epsilon=epsilon, name="norm")
    model = tf.keras.Sequential(name="cnn")
    model.add(tf.keras.Input((12, 14, 1)))
    model.add(layers.Conv2D(4, 3, name="conv1"))
    model.add(norm)
    model.add(layers.ReLU(name="relu"))
    model.add(layers.MaxPooling2D(2, name="pool"))
    model.add(layers.Conv2D(6, 3, name="conv2"))  # puts out 3 x 4 of 6 channels
    model.add(layers.Flatten(name="flat"))
    model.add(layers.Dense(2, name="head"))
    return model


count = sum(weight.numpy().size for weight in cnn().trainable_weights)
count


# %% cnn-from-pytorch same="y" rtol="0" atol="1e-5"
def cnn_to_keras(state):
    head = state["head.weight"]
    head = head.reshape(2, 6, 3, 4).transpose(2, 3, 1, 0).reshape(72, 2)
    names = ["weight", "bias", "running_mean", "running_var"]
    return [
        state["conv1.weight"].transpose(2, 3, 1, 0),
        state["conv1.bias"],
        *(state[f"norm.{name}"] for name in names),
        state["conv2.weight"].transpose(2, 3, 1, 0),
        state["conv2.bias"],
        head,
        state["head.bias"],
    ]


rng = np.random.default_rng(1)
shapes = {"conv1.weight": (4, 1, 3, 3), "conv1.bias": 4}
shapes |= {"norm.weight": 4, "norm.bias": 4}
shapes |= {"norm.running_mean": 4, "norm.running_var": 4}
shapes |= {"conv2.weight": (6, 4, 3, 3), "conv2.bias": 6}
shapes |= {"head.weight": (2, 72), "head.bias": 2}
state = {k: rng.uniform(-0.5, 0.5, n).astype("float32") for k, n in shapes.items()}
state["norm.running_var"] += 1

model = cnn(epsilon=1e-5)
model.set_weights(cnn_to_keras(state))
y = model(x[:2])
y

# %% cnn-from-keras same="y" rtol="0" atol="1e-5"
rng = np.random.default_rng(2)
shapes = [(3, 3, 1, 4), 4, 4, 4, 4, 4, (3, 3, 4, 6), 6, (72, 2), 2]
weights = [rng.uniform(-0.5, 0.5, shape).astype("float32") for shape in shapes]
weights[5] += 1  # the variance

model = cnn()
model.set_weights(weights)
y = model(x[:2])
y

# %% flatten-forgotten differs="careless" same="right" rtol="0" atol="1e-5"
# why: `Flatten` reads channel by channel in PyTorch and pixel by pixel in Keras. A plain transposition of the dense
#   weight fits, and each number meets another's weight. Give it the four axes of the image back, turn them, and flatten
#   again.
careless = right = model(x[:2])
right

# %% flatten-avoided same="y" rtol="0" atol="1e-5"
y = model(x[:2])
y


# %% block same="count"
class Block(tf.keras.Model):
    def __init__(self, epsilon=1e-3):
        super().__init__()
        layers = tf.keras.layers
        self.attention = layers.MultiHeadAttention(2, key_dim=4, name="attention")
        self.dense1 = layers.Dense(16, activation="relu", name="dense1")
        self.dense2 = layers.Dense(8, name="dense2")
        self.norm1 = layers.LayerNormalization(epsilon=epsilon, name="norm1")
        self.norm2 = layers.LayerNormalization(epsilon=epsilon, name="norm2")

    def call(self, x):
        x = self.norm1(x + self.attention(x, x))
        return self.norm2(x + self.dense2(self.dense1(x)))


def encoder(**settings):
    block = Block(**settings)
    block(tf.zeros((1, 5, 8)))  # makes the weights
    return block


count = encoder().count_params()
for weight in encoder().weights:
    print(f"{weight.path.split('/', 1)[1]:34}", tuple(weight.shape))


# %% block-from-pytorch same="y" rtol="0" atol="1e-5"
def block_to_keras(in_weight, in_bias, out_weight, out_bias, *rest, heads):
    arrays = []
    for kernel, bias in zip(np.split(in_weight.T, 3, axis=1), np.split(in_bias, 3)):
        arrays.append(kernel.reshape(len(kernel), heads, -1))
        arrays.append(bias.reshape(heads, -1))
    arrays += [out_weight.T.reshape(heads, -1, len(out_bias)), out_bias]
    return arrays + [array.T for array in rest]  # .T leaves vectors alone


rng = np.random.default_rng(3)
shapes = [(24, 8), 24, (8, 8), 8, (16, 8), 16, (8, 16), 8, 8, 8, 8, 8]
arrays = [rng.normal(0, 0.5, shape).astype("float32") for shape in shapes]
steps = rng.normal(size=(2, 5, 8)).astype("float32")

block = encoder(epsilon=1e-5)
block.set_weights(block_to_keras(*arrays, heads=2))
y = block(steps)
y[0, 0]

# %% block-from-keras same="y" rtol="0" atol="1e-5"
shapes = [(8, 2, 4), (2, 4)] * 3 + [(2, 4, 8), 8, (8, 16), 16, (16, 8), 8, 8, 8, 8, 8]
arrays = [rng.normal(0, 0.5, shape).astype("float32") for shape in shapes]

block = encoder()
block.set_weights(arrays)
y = block(steps)
y[0, 0]

# %% block-norm-place differs="careless" same="right" rtol="0" atol="1e-5"
# why: Whether a block normalizes before or behind attention and feed-forward is not in its weights. A
#   `TransformerEncoderLayer` does it behind the sum unless `norm_first=True`, and so do the lines of the Keras block
#   here. Both kinds have the same names and shapes: read the code of the model.
careless = right = block(steps)[0, 0]
right

# %% padding-even-odd differs="even" same="odd" rtol="0" atol="1e-5"
# why: With a window of 3 and stride 2, an odd side needs one pixel at each end in both. An even side needs one pixel
#   only, which `same` puts at the end; `padding=1` puts one at the beginning too, which shifts the windows. A model
#   tested on one size of image can fail on another.
rng = np.random.default_rng(4)
kernel = rng.normal(size=(3, 3, 1, 2)).astype("float32")

settings = {"strides": 2, "use_bias": False}
conv = tf.keras.layers.Conv2D(2, 3, padding="same", **settings)
conv.build((None, None, None, 1))
conv.set_weights([kernel])
even = conv(x[:1])  # 12 x 14
odd = conv(x[:1, 1:, 1:])  # 11 x 13
print(even[0, 0, 0], odd[0, 0, 0])

# %% padding-from-keras same="even, odd" rtol="0" atol="1e-5"
even = conv(x[:1])
odd = conv(x[:1, 1:, 1:])
even[0, 0, 0]

# %% padding-from-pytorch same="even, odd" rtol="0" atol="1e-5"
conv = tf.keras.Sequential()
conv.add(tf.keras.Input((None, None, 1)))
conv.add(tf.keras.layers.ZeroPadding2D(1))
conv.add(tf.keras.layers.Conv2D(2, 3, padding="valid", **settings))
conv.set_weights([kernel])
even = conv(x[:1])
odd = conv(x[:1, 1:, 1:])
even[0, 0, 0]


# %% train same="accuracy"
# note: Each framework draws its own first weights, so the two files hold different models. Both know all 64 images.
def accuracy_of(model):
    return float(np.mean(np.argmax(model(x), axis=1) == labels))


tf.keras.utils.set_random_seed(0)
trained = cnn()
optimizer = tf.keras.optimizers.SGD(0.02)
loss_of = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
for step in range(30):
    with tf.GradientTape() as tape:
        loss = loss_of(labels, trained(x, training=True))
    gradients = tape.gradient(loss, trained.trainable_variables)
    optimizer.apply_gradients(zip(gradients, trained.trainable_variables))

accuracy = accuracy_of(trained)
accuracy


# %% write-file writes="weights_tensorflow.npz" same="layers"
def outputs(model, x):
    each = [layer.output for layer in model.layers]
    results = tf.keras.Model(model.inputs, each)(x)
    names = [layer.name for layer in model.layers]
    return {name: y.numpy() for name, y in zip(names, results)}


paths = {weight.path.removeprefix("cnn/"): weight for weight in trained.weights}
content = {path: weight.numpy() for path, weight in paths.items()}
content |= {f"after {k}": y for k, y in outputs(trained, x[:4]).items()}
np.savez("weights_tensorflow.npz", **content)

layers = list(outputs(trained, x[:4]))
layers

# %% read-pytorch-file same="logits, accuracy" rtol="0" atol="1e-5"
file = np.load("weights_pytorch.npz")

port = cnn(epsilon=1e-5)
port.set_weights(cnn_to_keras(file))
logits = port(x[:4])
accuracy = accuracy_of(port)
print(accuracy)
logits

# %% read-keras-file same="logits, accuracy" rtol="0" atol="1e-5"
logits = trained(x[:4])
accuracy = accuracy_of(trained)
print(accuracy)
logits


# %% compare-layers same="first"
def compare(model):
    differences = {}
    for name, y in outputs(model, x[:4]).items():
        expected = file[f"after {name}"]
        if y.ndim == 4:
            expected = np.moveaxis(expected, 1, -1)
        if name != "flat":  # its order is another by design
            differences[name] = np.abs(y - expected).max()
            large = differences[name] > 1e-4
            print(f"{name:6}", f"{differences[name]:.2g}" if large else "-")
    return next((k for k, d in differences.items() if d > 1e-4), "none")


first = compare(port)
first

# %% find-transposition same="first"
wrong = cnn_to_keras(file)
wrong[6] = file["conv2.weight"].T  # fits: (3, 3, 4, 6)

port.set_weights(wrong)
first = compare(port)
first

# %% find-epsilon same="first"
default = cnn()
default.set_weights(cnn_to_keras(file))
first = compare(default)
first

# %% find-flatten same="first"
wrong = cnn_to_keras(file)
wrong[8] = file["head.weight"].T

port.set_weights(wrong)
first = compare(port)
first

# %% silent-port same="accuracy"
wrong = cnn_to_keras(file)
wrong[0] = file["conv1.weight"].T  # every filter lies on its side

port.set_weights(wrong)
accuracy = accuracy_of(port)
accuracy

# %% name-map same="pairs"
shapes = {path: weight.shape for path, weight in paths.items()}
names = [name for name in file if not name.startswith("after ")]
names = [name for name in names if not name.endswith("num_batches_tracked")]

pairs = []
for name, path in zip(names, paths, strict=True):
    assert sorted(file[name].shape) == sorted(shapes[path]), (name, path)
    pairs.append(f"{name} = {path}")
print("\n".join(pairs))

# %% left-over differs="extra"
# why: A count of batches in PyTorch and the states of random generators in Keras belong to one framework only. They are
#   no weights, and a converted model does not need them. Keep them out of the comparison by name.
layers = tf.keras.Sequential([tf.keras.Input((3,)), tf.keras.layers.Dense(4)])
layers.add(tf.keras.layers.BatchNormalization())
layers.add(tf.keras.layers.Dropout(0.5))
weights_only = {weight.path for weight in layers.weights}
extra = [v.path for v in layers.variables if v.path not in weights_only]
extra

# %% order-of-definition differs="careless" same="right" rtol="0" atol="1e-5"
# why: A `state_dict` follows the order in which `__init__` names the layers, not that in which `forward` uses them.
#   Keras lists a functional model in the order of use. Two layers of one shape then change places without an error:
#   match by name, and compare outputs.
rng = np.random.default_rng(5)
a, b = rng.normal(size=(2, 3, 3)).astype("float32")
file = {"last.weight": a, "first.weight": b}

first = tf.keras.layers.Dense(3, "relu", use_bias=False, name="first")
last = tf.keras.layers.Dense(3, use_bias=False, name="last")
inputs = tf.keras.Input((3,))
net = tf.keras.Model(inputs, last(first(inputs)))

net.set_weights([array.T for array in file.values()])
careless = net(tf.ones((1, 3)))
for layer in net.layers[1:]:
    layer.set_weights([file[f"{layer.name}.weight"].T])
right = net(tf.ones((1, 3)))
print([weight.path for weight in net.weights])
print(careless.numpy(), right.numpy())

# %% tied differs="names" same="y" rtol="0" atol="1e-5"
# why: A weight that two layers share has two names in a `state_dict` and one path in Keras, where the second use is a
#   call. Write the array once, and leave the copy out of a map by order.
table = np.random.default_rng(5).normal(size=(5, 3)).astype("float32")

embedding = tf.keras.layers.ReversibleEmbedding(5, 3)
embedding.build()
embedding.set_weights([table])

names = [weight.path for weight in embedding.weights]
vectors = embedding(tf.constant([1, 4]))
y = embedding(vectors, reverse=True)
print(names)
y
