# %% batch-size differs="steps" same="sizes" why="`DataLoader` makes batches of 1, `tf.data` makes none until you call `batch`, and `fit` takes 32 rows at a time. Name the batch size, and all agree; all keep the short last batch unless told to drop it."
import keras
import numpy as np
import tensorflow as tf


class Sizes(keras.callbacks.Callback):
    def on_predict_begin(self, logs=None):
        self.sizes = []

    def on_predict_batch_end(self, batch, logs=None):
        self.sizes.append(len(logs["outputs"]))


x = np.arange(100.0, dtype="float32").reshape(100, 1)
model = keras.Sequential([keras.layers.Identity()])
counted = Sizes()
model.predict(x, callbacks=[counted], verbose=0)
sizes = counted.sizes
steps = len(sizes)
print(steps, "steps,", sizes)


# %% map same="scaled, labels"
class Scaled(keras.utils.PyDataset):
    def __init__(self, x, y, batch_size):
        super().__init__()
        self.x, self.y, self.batch_size = x, y, batch_size

    def __len__(self):
        return -(-len(self.x) // self.batch_size)

    def __getitem__(self, index):  # one batch, not one example
        rows = slice(index * self.batch_size, (index + 1) * self.batch_size)
        return self.x[rows] / 10, self.y[rows]


x = np.arange(12, dtype="float32").reshape(6, 2)
y = np.array([0, 1, 0, 1, 0, 1])
scaled, labels = Scaled(x, y, batch_size=4)[0]
scaled

# %% split differs="leaks" same="sizes, disjoint" why="`random_split` and Keras's `split_dataset` choose once. A TensorFlow `shuffle` draws anew each time it is read, so `take` and `skip` after it share examples: shuffle with `reshuffle_each_iteration=False` before you split."
numbers = np.arange(10)
train, test = keras.utils.split_dataset(
    numbers,
    left_size=0.8,
    shuffle=True,
    seed=0,
)
train_seen = {int(n) for n in train.repeat(5)}
test_seen = {int(n) for n in test.repeat(5)}
leaks = bool(train_seen & test_seen)
sizes = [len(train), len(test)]
disjoint = not train_seen & test_seen
print("test rows met in training:", leaks)
print(sizes, disjoint)


# %% endless same="totals"
class Totals(keras.callbacks.Callback):
    def on_predict_begin(self, logs=None):
        self.totals = []

    def on_predict_batch_end(self, batch, logs=None):
        self.totals.append(float(logs["outputs"].sum()))


def endless():
    x = np.arange(5, dtype="float32").reshape(5, 1)
    while True:
        for start in range(0, 5, 2):
            yield (x[start : start + 2],)


summed = Totals()
# `steps` ends it; `fit` has `steps_per_epoch`
model.predict(endless(), steps=6, callbacks=[summed], verbose=0)
totals = summed.totals
totals

# %% scale-columns same="matched" why="`std` divides by `n - 1`, the `Normalization` layer by `n`; and for a column that does not change, the division by 0 gives NaN in PyTorch, where the layer keeps 0. `correction=0` and a smallest allowed deviation make the two equal."
columns = {
    "rooms": np.array([1.0, 2.0, 3.0], dtype="float32"),
    "area": np.array([10.0, 30.0, 80.0], dtype="float32"),
    "floors": np.array([5.0, 5.0, 5.0], dtype="float32"),
}
space = keras.utils.FeatureSpace(
    dict.fromkeys(columns, "float_normalized"),
    output_mode="dict",
)
dataset = tf.data.Dataset.from_tensor_slices(columns)
space.adapt(dataset.batch(3))
scaled = space(columns)
matched = keras.ops.concatenate([scaled[name] for name in columns], axis=1)
matched

# %% image-file differs="image" same="scaled" why="A decoded image is `uint8`, channels first, in torchvision; `uint8`, channels last, in TensorFlow; `float32` from 0 to 255 in Keras. Divide by 255, move the axis, and all are equal."
from PIL import Image

rng = np.random.default_rng(0)
pixels = rng.integers(0, 256, size=(2, 3, 3), dtype="uint8")
Image.fromarray(pixels).save("image.png")

opened = keras.utils.load_img("image.png")
image = keras.utils.img_to_array(opened)
scaled = keras.layers.Rescaling(1 / 255)(image)
print(image.dtype, image.shape)
scaled[0]

# %% resize differs="small, from_bytes" same="sharp, smooth" why="`v2.functional.resize` smooths an image before it shrinks it (`antialias=True`); `tf.image.resize` and `keras.ops.image.resize` do not. From bytes, PyTorch and Keras make bytes, each rounding in its own way; TensorFlow makes `float32`. Convert to floats and name `antialias`, and all are equal."
rng = np.random.default_rng(0)
image = rng.random((6, 6, 3), dtype="float32")


def resize(image, **options):
    return keras.ops.image.resize(image, (3, 3), **options)


small = resize(image)
sharp = resize(image, antialias=False)
smooth = resize(image, antialias=True)
as_bytes = (image * 255).astype("uint8")
from_bytes = resize(as_bytes, antialias=False)
print(from_bytes[0, 0])
print(small[0, 0])
print(sharp[0, 0])
print(smooth[0, 0])

# %% resize-methods differs="nearest, bicubic" same="exact, large" why="PyTorch's `nearest` measures from a pixel's corner, TensorFlow's from its centre, as `nearest-exact` does. The two bicubic curves differ (-0.75 and -0.5) unless `antialias` is on in both."
image = np.array([0, 1, 4, 9, 16, 25], dtype="float32")
image = image.reshape(1, 1, 6, 1)


def resize(width, **options):
    resized = keras.ops.image.resize(image, (1, width), **options)
    return keras.ops.ravel(resized)


nearest = resize(4, interpolation="nearest")
exact = resize(4, interpolation="nearest")
bicubic = resize(8, interpolation="bicubic")
large = resize(8, interpolation="bicubic", antialias=True)
print(nearest, exact)
print(bicubic)
print(large)

# %% brightness differs="changed" same="scaled, shifted" why="torchvision multiplies by the factor. `tf.image.adjust_brightness` adds it, and so does Keras's `RandomBrightness`, which also clips. Written as arithmetic, all are the same."
image = np.tile(np.float32([[[0.2], [0.4], [0.8]]]), (1, 1, 3))
brighten = keras.layers.RandomBrightness((0.5, 0.5), value_range=(0, 1))
changed = brighten(image)[0, :, 0]
scaled = (image * 0.5)[0, :, 0]
shifted = keras.ops.clip(image + 0.5, 0, 1)[0, :, 0]
print(changed)
print(scaled)
print(shifted)

# %% normalise same="normalised"
image = np.array([[0, 51], [102, 255]], dtype="uint8")
normalise = keras.Sequential(
    [
        keras.layers.Rescaling(1 / 255),
        # the variance, which is the square of the deviation
        keras.layers.Normalization(
            axis=None,
            mean=0.1307,
            variance=0.3081**2,
        ),
    ]
)
normalised = normalise(image)
normalised

# %% training-only same="trained, guarded" why="A torchvision transform has no mode: `eval()` does not stop it. A Keras layer keeps still with `training=False`, which `predict` and `evaluate` pass. In PyTorch, ask `self.training`, or transform only in the training data set."
image = np.array([[[0.0], [1.0]], [[2.0], [3.0]]], dtype="float32")
model = keras.Sequential([keras.layers.RandomRotation((0.25, 0.25))])
trained = model(image[None], training=True)[0, ..., 0]
guarded = model.predict(image[None], verbose=0)[0, ..., 0]
print(trained)
print(guarded)


# %% workers differs="seen" same="seen_once" why="Each worker process of a `DataLoader` gets a copy of an `IterableDataset` and reads all of it, so two workers give everything twice, until each takes its share. The threads of TensorFlow share one iterator; `shard` gives each machine its share."
class Numbers(keras.utils.PyDataset):
    def __len__(self):
        return 4

    def __getitem__(self, index):
        return (np.array([[index]]),)


model = keras.Sequential([keras.layers.Identity()])
numbers = Numbers(workers=2)  # threads; there is no order to divide
answers = model.predict(numbers, verbose=0).ravel()
seen = sorted(int(n) for n in answers)
seen_once = seen
print(seen)
