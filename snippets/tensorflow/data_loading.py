# %% dataset same="count, first_x, first_y, batch_x"
import numpy as np
import tensorflow as tf

x = np.arange(12, dtype="float32").reshape(6, 2)
y = np.array([0, 1, 0, 1, 0, 1])
dataset = tf.data.Dataset.from_tensor_slices((x, y))
count = len(dataset)
first_x, first_y = next(iter(dataset))
batch_x, batch_y = next(iter(dataset.batch(3)))
print(count, "examples, the first:", first_x, first_y)
batch_x

# %% batch-size differs="steps, shape" same="sizes, full_sizes"
# why: `DataLoader` makes batches of 1, `tf.data` makes none until you call `batch`, and `fit`, `evaluate` and `predict`
#   of Keras take 32 rows at a time from arrays. If you name the batch size, all three agree. All of them keep the short
#   last batch unless you drop it.
x = tf.reshape(tf.range(100.0), (100, 1))
dataset = tf.data.Dataset.from_tensor_slices(x)
steps = len(dataset)
shape = list(next(iter(dataset)).shape)
sizes = [len(rows) for rows in dataset.batch(32)]
full = dataset.batch(32, drop_remainder=True)
full_sizes = [len(rows) for rows in full]
print("by default:", steps, "steps of shape", shape)
print("batches of 32:", sizes)
print("without the short one:", full_sizes)

# %% python-numbers differs="prices, rooms" same="prices_32, rooms_64"
# why: `DataLoader` turns Python floats into `float64` and integers into `int64`. TensorFlow makes `float32` and
#   `int32`. Arrays and tensors keep their dtype, so give those.
houses = ([1.5, 2.5], [2, 3])
dataset = tf.data.Dataset.from_tensor_slices(houses)
prices, rooms = next(iter(dataset.batch(2)))
print("prices:", prices.dtype, "rooms:", rooms.dtype)

columns = (
    tf.constant([1.5, 2.5], dtype=tf.float32),
    tf.constant([2, 3], dtype=tf.int64),
)
dataset = tf.data.Dataset.from_tensor_slices(columns)
prices_32, rooms_64 = next(iter(dataset.batch(2)))
print("prices:", prices_32.dtype, "rooms:", rooms_64.dtype)

# %% named-parts same="rows, labels"
rows = tf.constant([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
labels = tf.constant([0, 1, 0], dtype=tf.int64)
dataset = tf.data.Dataset.from_tensor_slices({"row": rows, "label": labels})
batch = next(iter(dataset.batch(2)))
rows, labels = batch["row"], batch["label"]
print(sorted(batch))
print("rows:", rows)
print("labels:", labels)

# %% shuffle differs="starts" same="full_starts"
# why: `DataLoader` permutes the indices of all examples before it reads any. `tf.data` draws from a buffer that it
#   fills in order, so a buffer of 2 can only start with 0 or 1. A buffer as large as the data is a full shuffle, but
#   holds all examples in memory. Shuffle file names or indices, before the `map` that reads the files.
tf.random.set_seed(0)
numbers = tf.data.Dataset.range(6)
buffered = numbers.shuffle(buffer_size=2).take(1).repeat(200)
starts = sorted({int(n) for n in buffered})
full = numbers.shuffle(buffer_size=6).take(1).repeat(200)
full_starts = sorted({int(n) for n in full})
print("first elements seen:", starts)
print("full shuffle:       ", full_starts)

# %% reshuffle differs="order" same="changes, stays, members"
# why: Both draw a new order in each epoch, and the same seed gives a different order in each framework. For one fixed
#   order, give the loader a `sampler` in PyTorch and set `reshuffle_each_iteration=False` in TensorFlow.
numbers = tf.data.Dataset.range(10)
tf.random.set_seed(0)
shuffled = numbers.shuffle(10)
order, later = [[int(n) for n in shuffled] for _ in range(2)]
changes = order != later

fixed = numbers.shuffle(10, reshuffle_each_iteration=False)
one, two = [[int(n) for n in fixed] for _ in range(2)]
stays = one == two
members = sorted(order)
print("first epoch: ", order)
print("second epoch:", later)
print("order changes:", changes, "fixed order stays:", stays)

# %% map same="scaled, labels"
x = tf.reshape(tf.range(12.0), (6, 2))
y = tf.constant([0, 1, 0, 1, 0, 1], dtype=tf.int64)
dataset = tf.data.Dataset.from_tensor_slices((x, y))
dataset = dataset.map(lambda x, y: (x / 10, y))
scaled, labels = next(iter(dataset.batch(4)))
scaled

# %% filter differs="count" same="kept"
# why: A `Subset` is a list of positions, so its length is known. `tf.data` filters while it reads, so its cardinality
#   is -2, which means unknown, and `len` raises a `TypeError`. To set the number, count once and call
#   `tf.data.experimental.assert_cardinality`.
x = tf.constant([3.0, -1.0, 4.0, -1.0, 5.0])
dataset = tf.data.Dataset.from_tensor_slices(x)
positive = dataset.filter(lambda x: x > 0)
count = int(positive.cardinality())
kept = tf.stack(list(positive))
print("count:", count)
kept

# %% take-skip same="head, tail, twice"
numbers = tf.data.Dataset.range(5)
head = [int(n) for n in numbers.take(2)]
tail = [int(n) for n in numbers.skip(2)]
twice = [int(n) for n in numbers.repeat(2)]
print("head:", head, "tail:", tail)
twice


# %% split differs="leaks" same="sizes, disjoint"
# why: `random_split` and Keras's `split_dataset` choose once. `shuffle` in TensorFlow draws a new order each time it is
#   read, so `take` and `skip` after it share examples over the epochs. Set `reshuffle_each_iteration=False` before you
#   split.
def seen(dataset):
    return {int(n) for n in dataset.repeat(5)}


numbers = tf.data.Dataset.range(10)
shuffled = numbers.shuffle(10, seed=0)
train, test = shuffled.skip(2), shuffled.take(2)
leaks = bool(seen(train) & seen(test))

shuffled = numbers.shuffle(10, seed=0, reshuffle_each_iteration=False)
train, test = shuffled.skip(2), shuffled.take(2)
sizes = [len(train), len(test)]
disjoint = not seen(train) & seen(test)
print("test rows met in training:", leaks)
print("sizes:", sizes, "disjoint:", disjoint)

# %% stratified-split same="sizes, shares, test"
from sklearn.model_selection import train_test_split

x, y = np.arange(50), np.array([0] * 40 + [1] * 10)
rest, test = train_test_split(x, test_size=10, stratify=y, random_state=0)
train, val = train_test_split(rest, test_size=10, stratify=y[rest], random_state=0)
slices = tf.data.Dataset.from_tensor_slices
parts = [slices((x[rows], y[rows])) for rows in (train, val, test)]
sizes = [len(part) for part in parts]
shares = [float(y[rows].mean()) for rows in (train, val, test)]
print("sizes:", sizes, "shares of class 1:", shares)
test

# %% endless same="totals"
dataset = tf.data.Dataset.range(5, output_type=tf.float32)
endless = dataset.batch(2).repeat()
totals = [float(tf.reduce_sum(batch)) for batch in endless.take(6)]
totals

# %% windows same="windows, targets"
series = tf.constant([0.0, 1.0, 4.0, 9.0, 16.0, 25.0])
dataset = tf.data.Dataset.from_tensor_slices(series)
dataset = dataset.window(4, shift=1, drop_remainder=True)
# a window is itself a data set
dataset = dataset.flat_map(lambda window: window.batch(4))
dataset = dataset.map(lambda window: (window[:3], window[3]))
windows, targets = next(iter(dataset.batch(3)))
print(targets, len(list(dataset.batch(2))))
windows


# %% padded-batch raises="InvalidArgumentError" same="padded"
# why: Rows of different lengths do not stack in either framework. Pad them with a `collate_fn` in PyTorch and with
#   `padded_batch` in TensorFlow.
def rows():
    yield from ([1], [2, 3], [4, 5, 6])


signature = tf.TensorSpec([None], tf.int64)
dataset = tf.data.Dataset.from_generator(rows, output_signature=signature)
try:
    next(iter(dataset.batch(3)))
except tf.errors.InvalidArgumentError as error:
    print(error.message.split("}} ")[-1].split(" [Op:")[0])

padded = next(iter(dataset.padded_batch(3)))
padded


# %% length-buckets same="batches"
def sentences():
    yield from ([1], [2, 3], [4, 5, 6], [7], [8, 9], [1, 2, 3])


signature = tf.TensorSpec([None], tf.int64)
dataset = tf.data.Dataset.from_generator(sentences, output_signature=signature)
dataset = dataset.bucket_by_sequence_length(
    element_length_func=lambda row: tf.shape(row)[0],
    bucket_boundaries=[2, 3],  # one, two, and three or more
    bucket_batch_sizes=[2, 2, 2],
)
batches = list(dataset)
batches


# %% generator same="first, again"
def squares():
    for n in range(5):
        yield n * n


stream = tf.data.Dataset.from_generator(
    squares,  # the function, not what it returns, to start anew
    output_signature=tf.TensorSpec([], tf.int64),
)
first = [batch.numpy().tolist()[-1] for batch in stream.batch(3)]
again = [batch.numpy().tolist()[-1] for batch in stream.batch(3)]
print("first epoch:", first, "again:", again)

# %% shuffle-stream same="starts"
# why: A `DataLoader` refuses to shuffle a stream, because it has no indices to permute. TensorFlow shuffles every
#   source through a buffer, and a few lines of Python do the same.
tf.random.set_seed(0)
squares = tf.data.Dataset.range(5).map(lambda n: n * n)
shuffled = squares.shuffle(buffer_size=3)
starts = sorted({int(n) for n in shuffled.take(1).repeat(100)})
starts

# %% balance same="before, even"
labels = tf.constant([0] * 90 + [1] * 10)
before = float(tf.reduce_mean(tf.cast(labels, tf.float32)))
classes = [
    tf.data.Dataset.from_tensor_slices(labels[labels == label]).repeat()
    for label in range(2)
]
drawn = tf.data.Dataset.sample_from_datasets(classes, [0.5, 0.5], seed=0)
sample = next(iter(drawn.batch(1000)))
share = float(tf.reduce_mean(tf.cast(sample, tf.float32)))
even = abs(share - 0.5) < 0.05
print(f"{before:.1f} of the data, {share:.3f} of what is drawn")

# %% csv-by-hand same="features, prices"
from pathlib import Path

text = "rooms,area,city,price\n2,48.5,Oslo,310\n3,71,Rome,295\n1,33,Oslo,250\n"
Path("houses.csv").write_text(text)


def parse(line):
    rooms, area, _, price = tf.io.decode_csv(line, [0.0, 0.0, "", 0.0])
    return tf.stack([rooms, area]), price


lines = tf.data.TextLineDataset("houses.csv").skip(1)
features, prices = next(iter(lines.map(parse).batch(3)))
print("prices:", prices)
features

# %% csv-columns same="rooms, areas, cities, prices"
houses = tf.data.experimental.make_csv_dataset(
    "houses.csv",
    batch_size=3,
    column_defaults=[tf.int64, tf.float32, tf.string, tf.float32],
    label_name="price",
    num_epochs=1,  # without it the rows never end
    shuffle=False,
)
columns, prices = next(iter(houses))
rooms, areas = columns["rooms"], columns["area"]
cities = columns["city"]
print("rooms:", rooms)
print("areas:", areas)
cities

# %% data-frame same="features, cities"
# why: PyTorch has no dtype for text, so turn it into numbers first, as pandas can. TensorFlow keeps strings, and a
#   layer such as `StringLookup` turns them into numbers.
import pandas as pd

frame = pd.DataFrame({"area": [48.5, 71, 33], "city": ["Oslo", "Rome", "Oslo"]})
dataset = tf.data.Dataset.from_tensor_slices(dict(frame))
columns = next(iter(dataset.batch(3)))
print(columns["city"])

names = ["Oslo", "Rome"]
number = tf.keras.layers.StringLookup(vocabulary=names, num_oov_indices=0)
cities = number(columns["city"])
features = tf.cast(columns["area"], tf.float32)[:, tf.newaxis]
features

# %% scale-columns differs="scaled"
# why: `std` in PyTorch divides by `n - 1`, and the `Normalization` layer divides by `n`. For a column that does not
#   change, the division by 0 gives `nan` in PyTorch, and the layer returns 0.
train = tf.constant([[1.0, 10.0, 5.0], [2.0, 30.0, 5.0], [3.0, 80.0, 5.0]])
layer = tf.keras.layers.Normalization(axis=-1)
layer.adapt(train)
scaled = layer(train)
scaled

# %% scale-constant-columns same="matched" hidden="true"
matched = scaled
matched

# %% categories differs="numbers"
# why: A dictionary made with `enumerate` starts at 0. `StringLookup` keeps 0 for unknown names, so the first name gets
#   1. With `num_oov_indices=0` it starts at 0, and raises an error for an unknown name.
cities = ["Oslo", "Rome", "Oslo", "Bern"]
vocabulary = sorted(set(cities))
lookup = tf.keras.layers.StringLookup(vocabulary=vocabulary)
numbers = lookup(cities)
print(lookup.get_vocabulary())
numbers

# %% categories-from-zero same="numbers, one_hot"
lookup = tf.keras.layers.StringLookup(
    vocabulary=vocabulary,
    num_oov_indices=0,
)
numbers = lookup(cities)
one_hot = tf.one_hot(numbers, depth=3)
print("numbers:", numbers)
one_hot

# %% image-file differs="image" same="scaled"
# why: A decoded image is `uint8` with channels first in torchvision, `uint8` with channels last in TensorFlow, and
#   `float32` from 0 to 255 in Keras. Divide by 255 and move the axis, and all three are equal.
from PIL import Image

rng = np.random.default_rng(0)
pixels = rng.integers(0, 256, size=(2, 3, 3), dtype="uint8")
Image.fromarray(pixels).save("image.png")

image = tf.io.decode_png(tf.io.read_file("image.png"), channels=3)
scaled = tf.image.convert_image_dtype(image, tf.float32)
print("read:", image.dtype, image.shape)
scaled[0]

# %% class-folders same="files"
for number, name in enumerate(["rose/a", "daisy/b", "daisy/c", "rose/d"]):
    path = Path("flowers", name).with_suffix(".png")
    path.parent.mkdir(parents=True, exist_ok=True)
    pixels = np.full((4, 4, 3), 40 * number, dtype="uint8")
    Image.fromarray(pixels).save(path)
files = sorted(path.as_posix() for path in Path("flowers").glob("*/*"))
files

# %% image-folder differs="shape" same="names, labels, images"
# why: `ImageFolder` keeps the size of each image. If the sizes differ, a `v2.Resize` to one height and width lets them
#   share a batch. `image_dataset_from_directory` resizes to 256 by 256, makes batches of 32 and shuffles. With
#   `image_size` and `shuffle=False` the examples are the same.
from_directory = tf.keras.utils.image_dataset_from_directory
folder = from_directory("flowers", verbose=False)
shape = list(folder.unbatch().element_spec[0].shape)
folder = from_directory(
    "flowers",
    image_size=(4, 4),
    shuffle=False,
    verbose=False,
)
images, labels = next(iter(folder))
names, labels = folder.class_names, labels.numpy().tolist()
print(shape)
print(names, labels, images[:, 0, 0, 0])

# %% folder-split same="sizes, disjoint"
train, val = from_directory(
    "flowers",
    image_size=(4, 4),
    validation_split=0.25,
    subset="both",
    seed=0,
    verbose=False,
)
sizes = [len(train.file_paths), len(val.file_paths)]
disjoint = not set(train.file_paths) & set(val.file_paths)
flip = tf.keras.layers.RandomFlip("horizontal")
train = train.map(lambda images, labels: (flip(images), labels))
print("sizes:", sizes, "disjoint:", disjoint)

# %% text-lines same="lines"
text = "The cat sat\n\nthe dog sat\na dog ran\n"
Path("lines.txt").write_text(text)

lines = tf.data.TextLineDataset("lines.txt").map(tf.strings.strip)
lines = lines.filter(lambda line: tf.strings.length(line) > 0)
lines = [line.numpy().decode() for line in lines]
lines

# %% vocabulary differs="vocabulary" same="numbers"
# why: Both sort the words by their counts. `Counter` keeps words of equal count in the order of the text, and `adapt`
#   in reverse alphabetical order. If you give the layer your own vocabulary, both give the same numbers.
lines = ["The cat sat", "the dog sat", "a dog ran"]
layer = tf.keras.layers.TextVectorization()
layer.adapt(lines)
special, vocabulary = layer.get_vocabulary()[:2], layer.get_vocabulary()[2:]
vocabulary = [str(word) for word in vocabulary]
print(special, vocabulary)

words = ["the", "dog", "sat"]
layer = tf.keras.layers.TextVectorization(vocabulary=words)
numbers = layer("the dog barked")
numbers

# %% pad-sequences differs="padded" same="right, left"
# why: `pad_sequence` in PyTorch pads on the right and keeps `int64`. `pad_sequences` in Keras pads on the left and
#   makes `int32`. Each can do what the other does.
rows = [[1, 2, 3], [4]]
pad_sequences = tf.keras.utils.pad_sequences
padded = pad_sequences(rows)
right = pad_sequences(rows, padding="post", dtype="int64")
left = pad_sequences(rows, dtype="int64")
print("default:", padded)
print("left:", left)

# %% numpy-files same="x, y, middle"
np.save("x.npy", np.arange(12, dtype="float32").reshape(6, 2))
np.savez("both.npz", x=np.ones((3, 2)), y=np.array([0, 1, 1]))

x = tf.constant(np.load("x.npy"))
with np.load("both.npz") as arrays:
    y = tf.constant(arrays["y"])

# only the rows asked for are read from the disk
on_disk = np.load("x.npy", mmap_mode="r")
middle = tf.constant(on_disk[2:4])
print("x:", x.shape, "y:", y)
middle
