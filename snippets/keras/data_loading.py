# %% batch-size differs="steps" same="sizes"
# why: `DataLoader` makes batches of 1, `tf.data` makes none until you call `batch`, and `fit`, `evaluate` and `predict`
#   of Keras take 32 rows at a time from arrays. If you name the batch size, all three agree. All of them keep the short
#   last batch unless you drop it.
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

# %% split differs="leaks" same="sizes, disjoint"
# why: `random_split` and Keras's `split_dataset` choose once. `shuffle` in TensorFlow draws a new order each time it is
#   read, so `take` and `skip` after it share examples over the epochs. Set `reshuffle_each_iteration=False` before you
#   split.
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
print("sizes:", sizes, "disjoint:", disjoint)


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

# %% windows same="windows, targets"
series = np.array([0, 1, 4, 9, 16, 25], dtype="float32")
dataset = keras.utils.timeseries_dataset_from_array(
    series[:-1],
    targets=series[3:],
    sequence_length=3,
    batch_size=3,
)
windows, targets = next(iter(dataset))
print(targets)
windows

# %% scale-columns differs="scaled"
# why: `std` in PyTorch divides by `n - 1`, and the `Normalization` layer divides by `n`. For a column that does not
#   change, the division by 0 gives `nan` in PyTorch, and the layer returns 0.
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
parts = space(columns)
scaled = keras.ops.concatenate([parts[name] for name in columns], axis=1)
scaled

# %% image-file differs="image" same="scaled"
# why: A decoded image is `uint8` with channels first in torchvision, `uint8` with channels last in TensorFlow, and
#   `float32` from 0 to 255 in Keras. Divide by 255 and move the axis, and all three are equal.
from PIL import Image

rng = np.random.default_rng(0)
pixels = rng.integers(0, 256, size=(2, 3, 3), dtype="uint8")
Image.fromarray(pixels).save("image.png")

opened = keras.utils.load_img("image.png")
image = keras.utils.img_to_array(opened)
scaled = keras.layers.Rescaling(1 / 255)(image)
print("read:", image.dtype, image.shape)
scaled[0]
