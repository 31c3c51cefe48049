# %% dataset same="count, first_x, first_y, batch_x"
import numpy as np
import tensorflow as tf

x = np.arange(12, dtype="float32").reshape(6, 2)
y = np.array([0, 1, 0, 1, 0, 1])
dataset = tf.data.Dataset.from_tensor_slices((x, y))
count = len(dataset)
first_x, first_y = next(iter(dataset))
batch_x, batch_y = next(iter(dataset.batch(3)))
print(count, first_x, first_y)
batch_x

# %% batch-size differs="steps, shape" same="sizes, full_sizes" why="`DataLoader` makes batches of 1, `tf.data` makes none until you call `batch`, and `fit` takes 32 rows at a time. Name the batch size, and all agree; all keep the short last batch unless told to drop it."
x = tf.reshape(tf.range(100.0), (100, 1))
dataset = tf.data.Dataset.from_tensor_slices(x)
steps = len(dataset)
shape = list(next(iter(dataset)).shape)
sizes = [len(rows) for rows in dataset.batch(32)]
full = dataset.batch(32, drop_remainder=True)
full_sizes = [len(rows) for rows in full]
print(steps, "steps, shape", shape)
print(sizes, full_sizes)

# %% python-numbers differs="prices, rooms" same="prices_32, rooms_64" why="`DataLoader` turns Python floats into `float64` and integers into `int64`; TensorFlow makes `float32` and `int32`. Give arrays or tensors that have a dtype, and it is kept."
houses = ([1.5, 2.5], [2, 3])
dataset = tf.data.Dataset.from_tensor_slices(houses)
prices, rooms = next(iter(dataset.batch(2)))
print(prices.dtype, rooms.dtype)

columns = (
    tf.constant([1.5, 2.5], dtype=tf.float32),
    tf.constant([2, 3], dtype=tf.int64),
)
dataset = tf.data.Dataset.from_tensor_slices(columns)
prices_32, rooms_64 = next(iter(dataset.batch(2)))
print(prices_32.dtype, rooms_64.dtype)

# %% named-parts same="rows, labels"
rows = tf.constant([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
labels = tf.constant([0, 1, 0], dtype=tf.int64)
dataset = tf.data.Dataset.from_tensor_slices({"row": rows, "label": labels})
batch = next(iter(dataset.batch(2)))
rows, labels = batch["row"], batch["label"]
print(sorted(batch))
print(rows, labels)

# %% shuffle differs="starts" same="full_starts" why="`DataLoader` permutes all examples. `tf.data` draws from a buffer that it fills in order, so a buffer of 2 can only start with 0 or 1. A buffer as large as the data is a full shuffle."
tf.random.set_seed(0)
numbers = tf.data.Dataset.range(6)
buffered = numbers.shuffle(buffer_size=2).take(1).repeat(200)
starts = sorted({int(n) for n in buffered})
full = numbers.shuffle(buffer_size=6).take(1).repeat(200)
full_starts = sorted({int(n) for n in full})
print("first elements seen:", starts)
print("full shuffle:       ", full_starts)

# %% reshuffle differs="order" same="changes, stays, members" why="Both draw a new order in each epoch, and both can be seeded, but the same seed gives another order in each framework. For one fixed order, give the loader a `sampler` and TensorFlow `reshuffle_each_iteration=False`."
numbers = tf.data.Dataset.range(10)
tf.random.set_seed(0)
shuffled = numbers.shuffle(10)
order, later = [[int(n) for n in shuffled] for _ in range(2)]
changes = order != later

fixed = numbers.shuffle(10, reshuffle_each_iteration=False)
one, two = [[int(n) for n in fixed] for _ in range(2)]
stays = one == two
members = sorted(order)
print(order, later)
print(changes, stays)

# %% map same="scaled, labels"
x = tf.reshape(tf.range(12.0), (6, 2))
y = tf.constant([0, 1, 0, 1, 0, 1], dtype=tf.int64)
dataset = tf.data.Dataset.from_tensor_slices((x, y))
dataset = dataset.map(lambda x, y: (x / 10, y))
scaled, labels = next(iter(dataset.batch(4)))
scaled

# %% filter differs="count" same="kept" why="A `Subset` is a list of positions, so its length is known. `tf.data` filters while it reads: its cardinality is -2, which means unknown, until you count."
x = tf.constant([3.0, -1.0, 4.0, -1.0, 5.0])
dataset = tf.data.Dataset.from_tensor_slices(x)
positive = dataset.filter(lambda x: x > 0)
count = int(positive.cardinality())
kept = tf.stack(list(positive))
print(count)
kept

# %% take-skip same="head, tail, twice"
numbers = tf.data.Dataset.range(5)
head = [int(n) for n in numbers.take(2)]
tail = [int(n) for n in numbers.skip(2)]
twice = [int(n) for n in numbers.repeat(2)]
print(head, tail)
twice


# %% split differs="leaks" same="sizes, disjoint" why="`random_split` and Keras's `split_dataset` choose once. A TensorFlow `shuffle` draws anew each time it is read, so `take` and `skip` after it share examples: shuffle with `reshuffle_each_iteration=False` before you split."
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
print(sizes, disjoint)

# %% endless same="totals"
dataset = tf.data.Dataset.range(5, output_type=tf.float32)
endless = dataset.batch(2).repeat()
totals = [float(tf.reduce_sum(batch)) for batch in endless.take(6)]
totals


# %% padded-batch raises="InvalidArgumentError" same="padded" why="Rows of different lengths do not stack, in either framework; only the type of the error differs. Pad them: with a `collate_fn` in PyTorch, with `padded_batch` in TensorFlow."
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
print(first, again)

# %% shuffle-stream same="starts" why="A `DataLoader` cannot permute what it cannot index, and refuses. TensorFlow shuffles every source through a buffer; a few lines of Python do the same."
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
print(prices)
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
print(rooms, areas)
cities

# %% scale-columns differs="scaled" same="matched" why="`std` divides by `n - 1`, the `Normalization` layer by `n`; and for a column that does not change, the division by 0 gives NaN in PyTorch, where the layer keeps 0. `correction=0` and a smallest allowed deviation make the two equal."
train = tf.constant([[1.0, 10.0, 5.0], [2.0, 30.0, 5.0], [3.0, 80.0, 5.0]])
layer = tf.keras.layers.Normalization(axis=-1)
layer.adapt(train)
scaled = layer(train)
matched = scaled
print(scaled)
matched

# %% categories differs="numbers" same="matched, one_hot" why="Counting by hand starts at 0. `StringLookup` keeps 0 for what it does not know, so the first name gets 1. With `num_oov_indices=0` it starts at 0, and raises an error for an unknown name."
cities = ["Oslo", "Rome", "Oslo", "Bern"]
vocabulary = sorted(set(cities))
lookup = tf.keras.layers.StringLookup(vocabulary=vocabulary)
numbers = lookup(cities)
lookup = tf.keras.layers.StringLookup(
    vocabulary=vocabulary,
    num_oov_indices=0,
)
matched = lookup(cities)
one_hot = tf.one_hot(matched, depth=3)
print(vocabulary, numbers)
one_hot

# %% image-file differs="image" same="scaled" why="A decoded image is `uint8`, channels first, in torchvision; `uint8`, channels last, in TensorFlow; `float32` from 0 to 255 in Keras. Divide by 255, move the axis, and all are equal."
from PIL import Image

rng = np.random.default_rng(0)
pixels = rng.integers(0, 256, size=(2, 3, 3), dtype="uint8")
Image.fromarray(pixels).save("image.png")

image = tf.io.decode_png(tf.io.read_file("image.png"), channels=3)
scaled = tf.image.convert_image_dtype(image, tf.float32)
print(image.dtype, image.shape)
scaled[0]

# %% image-folder differs="shape" same="names, labels, images" why="`ImageFolder` leaves the size of an image alone. `image_dataset_from_directory` resizes to 256 by 256, makes batches of 32 and shuffles. With `image_size` and `shuffle=False` the examples are the same."
for number, name in enumerate(["rose/a", "daisy/b", "daisy/c"]):
    path = Path("flowers", name).with_suffix(".png")
    path.parent.mkdir(parents=True, exist_ok=True)
    pixels = np.full((4, 4, 3), 40 * number, dtype="uint8")
    Image.fromarray(pixels).save(path)

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

# %% resize differs="small, from_bytes" same="sharp, smooth" why="`v2.functional.resize` smooths an image before it shrinks it (`antialias=True`); `tf.image.resize` and `keras.ops.image.resize` do not. From bytes, PyTorch and Keras make bytes, each rounding in its own way; TensorFlow makes `float32`. Convert to floats and name `antialias`, and all are equal."
rng = np.random.default_rng(0)
image = tf.constant(rng.random((6, 6, 3), dtype="float32"))


def resize(image, **options):
    return tf.image.resize(image, [3, 3], **options)


small = resize(image)
sharp = resize(image, antialias=False)
smooth = resize(image, antialias=True)
as_bytes = tf.cast(image * 255, tf.uint8)
from_bytes = resize(as_bytes, antialias=False)
print(from_bytes[0, 0])
print(small[0, 0])
print(sharp[0, 0])
print(smooth[0, 0])

# %% resize-methods differs="nearest, bicubic" same="exact, large" why="PyTorch's `nearest` measures from a pixel's corner, TensorFlow's from its centre, as `nearest-exact` does. The two bicubic curves differ (-0.75 and -0.5) unless `antialias` is on in both."
image = tf.reshape([0.0, 1.0, 4.0, 9.0, 16.0, 25.0], (1, 1, 6, 1))


def resize(width, **options):
    resized = tf.image.resize(image, size=(1, width), **options)
    return tf.reshape(resized, [-1])


nearest = resize(4, method="nearest")
exact = resize(4, method="nearest")
bicubic = resize(8, method="bicubic")
large = resize(8, method="bicubic", antialias=True)
print(nearest, exact)
print(bicubic)
print(large)

# %% text-lines same="lines"
text = "The cat sat\n\nthe dog sat\na dog ran\n"
Path("lines.txt").write_text(text)

lines = tf.data.TextLineDataset("lines.txt").map(tf.strings.strip)
lines = lines.filter(lambda line: tf.strings.length(line) > 0)
lines = [line.numpy().decode() for line in lines]
lines

# %% vocabulary differs="vocabulary" same="numbers" why="Both count and sort, but words of equal count come in the order of the text from `Counter` and in reverse alphabetical order from `adapt`. A vocabulary that is handed over gives the same numbers."
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

# %% pad-sequences differs="padded" same="right, left" why="`pad_sequence` pads on the right and keeps `int64`; Keras's `pad_sequences` pads on the left and makes `int32`. Each can do the other's."
rows = [[1, 2, 3], [4]]
pad_sequences = tf.keras.utils.pad_sequences
padded = pad_sequences(rows)
right = pad_sequences(rows, padding="post", dtype="int64")
left = pad_sequences(rows, dtype="int64")
print(padded)
left

# %% numpy-files same="x, y, middle"
np.save("x.npy", np.arange(12, dtype="float32").reshape(6, 2))
np.savez("both.npz", x=np.ones((3, 2)), y=np.array([0, 1, 1]))

x = tf.constant(np.load("x.npy"))
with np.load("both.npz") as arrays:
    y = tf.constant(arrays["y"])

# only the rows asked for are read from the disk
on_disk = np.load("x.npy", mmap_mode="r")
middle = tf.constant(on_disk[2:4])
print(x.shape, y)
middle


# %% write-shards same="counts"
def example(x, y):
    floats = tf.train.Feature(float_list=tf.train.FloatList(value=[x]))
    integers = tf.train.Feature(int64_list=tf.train.Int64List(value=[y]))
    features = tf.train.Features(feature={"x": floats, "y": integers})
    return tf.train.Example(features=features).SerializeToString()


paths = [f"part-{shard}.tfrecord" for shard in range(2)]
for shard, path in enumerate(paths):
    with tf.io.TFRecordWriter(path) as writer:
        for number in range(3):
            writer.write(example(number + 10 * shard, shard))

shards = [tf.data.TFRecordDataset(path) for path in paths]
counts = [sum(1 for record in shard) for shard in shards]
counts

# %% read-shards same="x, y, in_turn"
features = {
    "x": tf.io.FixedLenFeature([], tf.float32),
    "y": tf.io.FixedLenFeature([], tf.int64),
}
records = tf.data.TFRecordDataset(paths).batch(6)
examples = tf.io.parse_example(next(iter(records)), features)
x, y = examples["x"], examples["y"]
print(x, y)

in_turn = tf.data.Dataset.from_tensor_slices(paths)
in_turn = in_turn.interleave(tf.data.TFRecordDataset, cycle_length=2)
in_turn = in_turn.map(lambda r: tf.io.parse_example(r, features)["x"])
in_turn = [float(x) for x in in_turn]
in_turn

# %% flip-and-crop differs="odd" same="flipped, even" why="Two pixels out of five leave an odd one over. torchvision rounds to the even start, 2, and Keras rounds down to 1. With an even rest, both take the centre."
row = tf.reshape(tf.range(5.0), (1, 5, 1))
image = tf.broadcast_to(row, (5, 5, 1))
flipped = tf.image.flip_left_right(image)[0, :, 0]
odd = tf.keras.layers.CenterCrop(2, 2)(image)[0, :, 0]
even = tf.keras.layers.CenterCrop(3, 3)(image)[0, :, 0]
print(flipped)
print(odd, even)

# %% brightness differs="changed" same="scaled, shifted" why="torchvision multiplies by the factor. `tf.image.adjust_brightness` adds it, and so does Keras's `RandomBrightness`, which also clips. Written as arithmetic, all are the same."
image = tf.tile([[[0.2], [0.4], [0.8]]], (1, 1, 3))
changed = tf.image.adjust_brightness(image, 0.5)[0, :, 0]
scaled = (image * 0.5)[0, :, 0]
shifted = tf.clip_by_value(image + 0.5, 0, 1)[0, :, 0]
print(changed)
print(scaled)
print(shifted)

# %% normalise same="normalised"
image = tf.constant([[0, 51], [102, 255]], dtype=tf.uint8)
scaled = tf.image.convert_image_dtype(image, tf.float32)
normalised = (scaled - 0.1307) / 0.3081
normalised

# %% training-only differs="evaluated" same="trained, guarded" why="A torchvision transform has no mode: `eval()` does not stop it. A Keras layer keeps still with `training=False`, which `predict` and `evaluate` pass. In PyTorch, ask `self.training`, or transform only in the training data set."
image = tf.constant([[[0.0], [1.0]], [[2.0], [3.0]]])
quarter_turn = tf.keras.layers.RandomRotation((0.25, 0.25))  # turns
# in the pipeline: called without `training`, the layer augments
dataset = tf.data.Dataset.from_tensors(image).map(quarter_turn)
trained = next(iter(dataset))[..., 0]
# in the model: it does so in `fit` only
model = tf.keras.Sequential([quarter_turn])
evaluated = model.predict(image[tf.newaxis], verbose=0)[0, ..., 0]
guarded = model(image[tf.newaxis], training=False)[0, ..., 0]
print(trained)
print(evaluated)
print(guarded)

# %% one-draw-per-batch differs="kinds" same="kinds_each" why="A torchvision transform draws once per call, so a whole batch is flipped or not. A Keras layer draws for each image. Apply the transform to one image at a time, as a data set does, and the images differ."
flip = tf.keras.layers.RandomFlip("horizontal", seed=0)
image = tf.tile([[[0.0], [1.0], [2.0]]], (3, 1, 1))
batch = tf.stack([image] * 64)
corners = flip(batch)[:, 0, 0, 0]
kinds = len(tf.unique(corners).y)
corners = tf.stack([flip(image)[0, 0, 0] for image in batch])
kinds_each = len(tf.unique(corners).y)
print(kinds, kinds_each)

# %% mixup same="consistent, totals, repeats"
images = tf.tile(tf.reshape(tf.range(3.0), (3, 1, 1, 1)), (1, 2, 2, 1))
labels = tf.one_hot([0, 1, 2], depth=3)
batch = {"images": images, "labels": labels}
results = []
for _ in range(2):
    mixup = tf.keras.layers.MixUp(alpha=1.0, seed=0)
    results.append(mixup(batch, training=True))

mixed, soft_labels = results[0]["images"], results[0]["labels"]
repeats = bool(tf.reduce_all(mixed == results[1]["images"]))
# image n holds n everywhere, so the labels predict the pixels
expected = tf.linalg.matvec(soft_labels, tf.range(3.0))
consistent = np.allclose(mixed[:, 0, 0, 0], expected)
totals = tf.reduce_sum(soft_labels, axis=1)
print(consistent, repeats)
totals

# %% saved-preprocessing same="before, after"
x = tf.constant([[1.0], [3.0], [5.0]])
layer = tf.keras.layers.Normalization()
layer.adapt(x)
scale = tf.keras.Sequential([layer])
before = scale(x)
scale.save("scale.keras")
loaded = tf.keras.models.load_model("scale.keras")
after = loaded(x)
after

# %% prefetch same="values" why="A `DataLoader` reads ahead in its worker processes, two batches for each, so `prefetch_factor` without workers is an error. `prefetch` in TensorFlow reads ahead in threads. Neither changes the values or their order."
numbers = tf.data.Dataset.range(6)
dataset = numbers.batch(2).prefetch(tf.data.AUTOTUNE)
values = [batch.numpy().tolist() for batch in dataset]
values

# %% workers differs="seen" same="seen_once" why="Each worker process of a `DataLoader` gets a copy of an `IterableDataset` and reads all of it, so two workers give everything twice, until each takes its share. The threads of TensorFlow share one iterator; `shard` gives each machine its share."
numbers = tf.data.Dataset.range(4)
parallel = numbers.map(lambda n: n, num_parallel_calls=2)
seen = sorted(int(n) for n in parallel)
shares = [numbers.shard(num_shards=2, index=k) for k in range(2)]
seen_once = sorted(int(n) for share in shares for n in share)
print(seen)
print(seen_once)


# %% cache-and-shuffle same="cache_first, shuffle_first"
def changes(epochs):
    first, second = [[int(n) for n in epochs] for _ in range(2)]
    return first != second


tf.random.set_seed(0)
numbers = tf.data.Dataset.range(20)
cache_first = changes(numbers.cache().shuffle(20))
# the cache keeps what comes out of the shuffle: one order, for ever
shuffle_first = changes(numbers.shuffle(20).cache())
print("a new order in each epoch:", cache_first, shuffle_first)

# %% batch-and-shuffle same="shuffle_first, batch_first"
tf.random.set_seed(0)
numbers = tf.data.Dataset.range(20)
neighbours = {(n, n + 1) for n in range(0, 20, 2)}

dataset = numbers.shuffle(20).batch(2)
pairs = {tuple(pair.numpy().tolist()) for pair in dataset}
shuffle_first = pairs == neighbours

dataset = numbers.batch(2).shuffle(20)
pairs = {tuple(pair.numpy().tolist()) for pair in dataset}
batch_first = pairs == neighbours
print("batches of neighbours only:", shuffle_first, batch_first)

# %% repeat-and-shuffle same="shuffle_first, repeat_first"
tf.random.set_seed(0)
numbers = tf.data.Dataset.range(10)

endless = numbers.shuffle(10).repeat()
first_ten = sorted(int(n) for n in endless.take(10))
shuffle_first = first_ten == list(range(10))

twice = numbers.repeat(2).shuffle(20)
first_ten = sorted(int(n) for n in twice.take(10))
repeat_first = first_ten == list(range(10))
print("each number once in ten:", shuffle_first, repeat_first)
