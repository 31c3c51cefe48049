# %% inputs hidden="true"
import wave
import zlib
from pathlib import Path

import tensorflow as tf
from PIL import Image

tf.random.set_seed(0)
x = tf.range(6, dtype=tf.int64)
labels = tf.constant([0, 1, 0, 1, 0, 1], tf.int64)
data = tf.data.Dataset.range(6)
zero = tf.constant(0, tf.int64)
number = tf.TensorSpec([], tf.int64)
ragged = tf.ragged.constant([[1], [2, 3, 4], [5, 6]], tf.int64)
rows = tf.data.Dataset.from_tensor_slices(ragged).map(lambda row: row)
series = tf.range(5.0)
images = tf.reshape(tf.range(96.0), (2, 4, 4, 3))
padded_rows = tf.constant([[1, 2], [3, 0]], tf.int64)
rare = tf.data.Dataset.range(1000).map(lambda n: tf.cast(n >= 900, tf.int32))
choice = tf.data.Dataset.from_tensor_slices(tf.constant([0, 1, 1, 0], tf.int64))
queries = tf.constant(["dog", "cow"])
other_queries = tf.constant(["two", "four"])
words = ["Cat", "dog", "Cat"]
line = "2.0,48.5"
path = "data/train/0.png"
spaced = " cat "
codes = tf.constant([0, 1], tf.int64)
word, place = tf.lookup.TextFileIndex.WHOLE_LINE, tf.lookup.TextFileIndex.LINE_NUMBER
zeros = tf.data.Dataset.from_tensors(0).repeat()
ones = tf.data.Dataset.from_tensors(1).repeat()

with wave.open("tone.wav", "wb") as file:
    file.setparams((1, 2, 8000, 0, "NONE", ""))
    file.writeframes(b"\x00\x00\x00\x40\x00\xc0")
Path("lines.txt").write_text("one\ntwo\nthree\n")
Path("houses.csv").write_text("rooms,area\n2.0,48.5\n3.0,71.0\n")
for name in ["daisy", "rose"]:
    Path("flowers", name).mkdir(parents=True)
    Image.new("RGB", (4, 4)).save(f"flowers/{name}/0.png")
    Path("reviews", name).mkdir(parents=True)
    Path("reviews", name, "0.txt").write_text(f"a {name}")

integers = tf.train.Feature(int64_list=tf.train.Int64List(value=[4, 5]))
features = tf.train.Features(feature={"ids": integers})
record = tf.train.Example(features=features).SerializeToString()
with tf.io.TFRecordWriter("examples.tfrecord") as writer:
    writer.write(record)


# %% functions hidden="true"
def parity(n):
    return n % 2


def batch_of_3(key, part):
    return part.batch(3)


# %% data-loader differs="first" same="batches" api="tf.data.Dataset.batch"
# why: A `DataLoader` makes batches of 1 unless `batch_size` says otherwise; a `tf.data.Dataset` has single examples
#   until `batch` is called. `batch_size=None` gives single examples in PyTorch.
first = next(iter(data))
batches = list(data.batch(batch_size=4))

# %% shuffle same="members" api="tf.data.Dataset.shuffle"
members = sorted(int(n) for n in data.shuffle(buffer_size=6))

# %% drop-last same="batches" api="tf.data.Dataset.batch"
batches = list(data.batch(batch_size=4, drop_remainder=True))


# %% dataset same="third"
class Squares(tf.keras.utils.PyDataset):
    def __getitem__(self, index):
        return index * index


third = Squares()[2]

# %% tensor-dataset same="pairs"
pairs = list(tf.data.Dataset.from_tensor_slices((x, labels)))


# %% from-generator same="batches"
def stream():
    yield from (1, 4, 9)


batches = tf.data.Dataset.from_generator(stream, output_signature=number)
batches = list(batches.batch(2))

# %% map same="squares" api="tf.data.Dataset.map"
squares = list(data.map(lambda n: n * n))

# %% batched-map same="batches" api="tf.data.Dataset.map"
batches = list(data.batch(4).map(lambda b: b * 10))

# %% parallel-map same="batches" api="tf.data.Dataset.map"
batches = list(data.map(lambda n: n, num_parallel_calls=2).batch(4))

# %% prefetch same="batches" api="tf.data.Dataset.prefetch"
batches = list(data.batch(4).prefetch(buffer_size=2))

# %% cache same="kept" api="tf.data.Dataset.cache"
kept = list(data.cache())

# %% repeat same="twice" api="tf.data.Dataset.repeat"
twice = list(data.repeat(2))

# %% take same="first" api="tf.data.Dataset.take"
first = list(data.take(2))

# %% skip same="rest" api="tf.data.Dataset.skip"
rest = list(data.skip(2))

# %% subset same="picked"
picked = list(tf.data.Dataset.from_tensor_slices(tf.gather(x, [0, 5, 2])))

# %% random-split same="sizes"
train, val = tf.keras.utils.split_dataset(data, 4, 2, shuffle=True)
sizes = [len(train), len(val)]

# %% concatenate same="joined" api="tf.data.Dataset.concatenate"
joined = list(data.concatenate(data.map(lambda n: n * 10)))

# %% zip same="pairs"
pairs = list(tf.data.Dataset.zip(data, data.map(lambda n: n * 10)))

# %% enumerate same="numbered" api="tf.data.Dataset.enumerate"
numbered = [(int(i), int(n)) for i, n in data.enumerate(start=1)]

# %% filter same="even" api="tf.data.Dataset.filter"
even = list(data.filter(lambda n: n % 2 == 0))

# %% flat-map same="flat" api="tf.data.Dataset.flat_map"
from_slices = tf.data.Dataset.from_tensor_slices
flat = list(data.flat_map(lambda n: from_slices([n, n * 10])))

# %% interleave same="in_turn" api="tf.data.Dataset.interleave"
parts = tf.data.Dataset.from_tensor_slices([x[:3], x[3:]])
in_turn = list(parts.interleave(from_slices, cycle_length=2))

# %% unbatch same="examples" api="tf.data.Dataset.unbatch"
examples = list(data.batch(4).unbatch())

# %% rebatch same="batches" api="tf.data.Dataset.rebatch"
batches = list(data.batch(4).rebatch(3))

# %% padded-batch same="padded" api="tf.data.Dataset.padded_batch"
padded = next(iter(rows.padded_batch(batch_size=3)))

# %% pad-sequences differs="padded" same="right, left"
# why: `pad_sequence` puts the batch on axis 1, pads on the right and keeps `int64`. `pad_sequences` puts it on axis 0,
#   pads on the left and makes `int32`. Each can do the other's.
padded = tf.keras.utils.pad_sequences(rows)
right = tf.keras.utils.pad_sequences(rows, padding="post", dtype="int64")
left = tf.keras.utils.pad_sequences(rows, dtype="int64")

# %% bucket-by-length same="batches" api="tf.data.Dataset.bucket_by_sequence_length"
boundaries, sizes = [3], [2, 2]
batches = list(rows.bucket_by_sequence_length(tf.size, boundaries, sizes))

# %% group-by-window same="groups" api="tf.data.Dataset.group_by_window"
groups = data.group_by_window(parity, reduce_func=batch_of_3, window_size=3)
groups = list(groups)

# %% window same="windows" api="tf.data.Dataset.window"
windows = data.window(size=3, shift=1, drop_remainder=True)
windows = list(windows.flat_map(lambda window: window.batch(3)))

# %% timeseries same="windows"
windows = tf.keras.utils.timeseries_dataset_from_array(series, None, sequence_length=3)
windows = next(iter(windows))

# %% shard same="share" api="tf.data.Dataset.shard"
share = [int(n) for n in data.shard(num_shards=2, index=1)]

# %% sample-by-weight same="share" atol="0.05"
mixed = tf.data.Dataset.sample_from_datasets([zeros, ones], weights=[0.9, 0.1])
share = sum(int(n) for n in mixed.take(1000)) / 1000

# %% rejection-resample same="share" atol="0.06" api="tf.data.Dataset.rejection_resample"
drawn = list(rare.rejection_resample(lambda label: label, [0.5, 0.5], seed=0))
share = sum(int(label) for label, _ in drawn) / len(drawn)

# %% choose-from-datasets same="chosen"
parts = [data.take(3), data.skip(3)]
chosen = list(tf.data.Dataset.choose_from_datasets(parts, choice))

# %% random-sampler same="members" api="tf.data.Dataset.shuffle"
members = sorted(int(n) for n in data.shuffle(buffer_size=len(data)))

# %% sampler same="order"
order = list(tf.data.Dataset.from_tensor_slices(tf.gather(x, [2, 1, 0])))

# %% sequential-sampler same="order" api="tf.data.Dataset.as_numpy_iterator"
order = [int(n) for n in data.as_numpy_iterator()]

# %% batch-sampler same="batches" api="tf.data.Dataset.batch"
batches = [batch.numpy().tolist() for batch in data.batch(batch_size=4)]

# %% default-collate same="collated"
collated = tf.nest.map_structure(
    lambda *leaves: tf.stack(leaves), (x[0], labels[0]), (x[1], labels[1])
)

# %% length same="count" api="tf.data.Dataset.cardinality"
count = int(data.batch(batch_size=4).cardinality())

# %% cardinality same="count"
count = int(tf.data.experimental.cardinality(data))

# %% range same="batches"
batches = list(tf.data.Dataset.range(2, 10, 2).batch(batch_size=4))

# %% from-tensors same="whole"
whole = list(tf.data.Dataset.from_tensors(x))

# %% get-single-element same="everything" api="tf.data.Dataset.get_single_element"
everything = data.batch(len(data)).get_single_element()

# %% as-numpy-iterator same="arrays" api="tf.data.Dataset.as_numpy_iterator"
arrays = list(data.as_numpy_iterator())

# %% element-spec same="shape" api="tf.data.Dataset.element_spec"
batches = tf.data.Dataset.from_tensor_slices(images).batch(2, drop_remainder=True)
shape = list(batches.element_spec.shape)

# %% apply same="small" api="tf.data.Dataset.apply"
small = list(data.apply(lambda numbers: numbers.filter(lambda n: n < 3)))

# %% reduce same="total" api="tf.data.Dataset.reduce"
total = data.reduce(zero, lambda total, n: total + n)

# %% scan same="totals" api="tf.data.Dataset.scan"
totals = list(data.scan(zero, lambda total, n: (total + n, total + n)))

# %% take-while same="small" api="tf.data.Dataset.take_while"
small = list(data.take_while(lambda n: n < 3))

# %% unique same="kinds" api="tf.data.Dataset.unique"
kinds = list(tf.data.Dataset.from_tensor_slices(labels).unique())

# %% save-dataset same="loaded" api="tf.data.Dataset.save"
data.save("kept")
loaded = list(tf.data.Dataset.load("kept"))

# %% ignore-errors same="read" api="tf.data.Dataset.ignore_errors"
texts = tf.data.Dataset.from_tensor_slices(["1", "two", "3"])
read = [float(n) for n in texts.map(tf.strings.to_number).ignore_errors()]

# %% list-files same="files"
files = tf.data.Dataset.list_files("flowers/*/*.png", shuffle=False)
files = [Path(file.numpy().decode()).as_posix() for file in files]

# %% text-lines same="lines"
lines = tf.data.TextLineDataset("lines.txt").batch(3).get_single_element()

# %% csv-dataset same="columns"
types = [tf.float32, tf.float32]
columns = tf.data.experimental.CsvDataset("houses.csv", types, header=True)
columns = next(iter(columns.batch(2)))

# %% make-csv-dataset same="areas"
houses = tf.data.experimental.make_csv_dataset(
    "houses.csv", batch_size=2, num_epochs=1, shuffle=False
)
areas = next(iter(houses))["area"]

# %% decode-csv same="rooms, area"
rooms, area = tf.io.decode_csv(line, record_defaults=[0.0, 0.0])

# %% decode-raw same="raw"
raw = tf.io.decode_raw(b"\x01\x00\x02\x01", tf.int16)

# %% decode-compressed same="text"
text = tf.io.decode_compressed(zlib.compress(b"a long text"), "ZLIB")

# %% decode-wav same="samples"
samples, rate = tf.audio.decode_wav(tf.io.read_file("tone.wav"))
samples = samples[:, 0]

# %% tfrecord-dataset only="tensorflow"
# why: The format is TensorFlow's own. `torch.save` writes shards in PyTorch, and an `IterableDataset` reads them in
#   turn.
records = list(tf.data.TFRecordDataset("examples.tfrecord"))

# %% tfrecord-writer only="tensorflow" why="`torch.save` keeps a list or a dict of tensors in one file."
options = tf.io.TFRecordOptions(compression_type="GZIP")
with tf.io.TFRecordWriter("packed.tfrecord", options) as writer:
    writer.write(record)

# %% parse-single-example only="tensorflow"
# why: `torch.load` gives tensors back as they were saved: nothing is left to parse.
ids = tf.io.parse_single_example(record, {"ids": tf.io.FixedLenFeature([2], tf.int64)})

# %% var-len-feature only="tensorflow"
# why: Tensors of any length can be saved with `torch.save`; pad them in a `collate_fn`.
ids = tf.io.parse_single_example(record, {"ids": tf.io.VarLenFeature(tf.int64)})

# %% fixed-len-sequence-feature only="tensorflow"
# why: Tensors of any length can be saved with `torch.save`; pad them in a `collate_fn`.
feature = tf.io.FixedLenSequenceFeature([], tf.int64, allow_missing=True)
ids = tf.io.parse_single_example(record, {"ids": feature})

# %% dataset-options only="tensorflow" api="tf.data.Dataset.with_options"
# why: In PyTorch these are arguments of `DataLoader`: `num_workers`, `in_order`, `prefetch_factor`.
options = tf.data.Options()
options.deterministic = False
as_ready = data.with_options(options)

# %% mnist differs="label" same="shape"
# why: A torchvision data set keeps labels as `int64`, which its losses want; Keras loads `uint8` arrays. `CIFAR10`,
#   `CIFAR100` and `FashionMNIST` have the same counterparts, `tf.keras.datasets.cifar10` and so on, but Keras gives the
#   labels of CIFAR a second axis.
(images_read, labels_read), test = tf.keras.datasets.mnist.load_data()
shape = list(images_read.shape[1:])
label = labels_read[0]

# %% fake-data same="count"
fake = tf.data.Dataset.from_tensor_slices(tf.random.uniform([4, 8, 8, 3]))
count = len(fake)

# %% image-folder same="names"
folder = tf.keras.utils.image_dataset_from_directory("flowers", verbose=False)
names = folder.class_names

# %% text-folder same="texts"
folder = tf.keras.utils.text_dataset_from_directory(
    "reviews", shuffle=False, verbose=False
)
texts, classes = next(iter(folder))

# %% image-data-generator same="scaled"
generator = tf.keras.preprocessing.image.ImageDataGenerator(rescale=1 / 255)
scaled = next(generator.flow(images.numpy(), batch_size=2, shuffle=False))

# %% tokenizer same="numbers" api="tf.keras.preprocessing.text.Tokenizer.fit_on_texts"
tokenizer = tf.keras.preprocessing.text.Tokenizer()
tokenizer.fit_on_texts(words)
(numbers,) = zip(*tokenizer.texts_to_sequences(words))

# %% to-categorical differs="encoded" same="matched"
# why: `F.one_hot` gives `int64`, `to_categorical` a NumPy array of `float64`. Convert to floats before a loss.
encoded = tf.keras.utils.to_categorical(labels, num_classes=2)
matched = tf.one_hot(labels, depth=2)

# %% vocabulary-table same="found"
words_and_numbers = tf.lookup.KeyValueTensorInitializer(["Cat", "dog"], codes)
table = tf.lookup.StaticVocabularyTable(words_and_numbers, num_oov_buckets=1)
found = table[queries].numpy().tolist()

# %% vocabulary-file same="found"
file = tf.lookup.TextFileInitializer("lines.txt", tf.string, word, tf.int64, place)
table = tf.lookup.StaticHashTable(file, default_value=-1)
found = table[other_queries].numpy().tolist()

# %% ragged-constant same="parts"
parts = list(tf.ragged.constant([[1, 2], [3]], dtype=tf.int64))

# %% ragged-stack same="stacked"
stacked = list(tf.ragged.stack([x[:2], x[2:]]))

# %% ragged-from-row-splits same="parts"
parts = list(tf.RaggedTensor.from_row_splits(x, row_splits=[0, 2, 3, 6]))

# %% ragged-from-row-lengths same="parts"
parts = list(tf.RaggedTensor.from_row_lengths(x, row_lengths=[2, 1, 3]))

# %% ragged-from-tensor same="parts"
parts = list(tf.RaggedTensor.from_tensor(padded_rows, padding=0))

# %% ragged-to-tensor same="padded" api="tf.RaggedTensor.to_tensor"
padded = ragged.to_tensor(default_value=-1)

# %% ragged-boolean-mask same="parts"
grid = tf.reshape(x, (2, 3))
parts = list(tf.ragged.boolean_mask(grid, grid > 1))

# %% ragged-row-lengths same="lengths" api="tf.RaggedTensor.row_lengths"
lengths = ragged.row_lengths()

# %% ragged-batch same="parts" api="tf.data.Dataset.ragged_batch"
parts = list(next(iter(rows.ragged_batch(batch_size=3))))

# %% ragged-tensor-spec only="tensorflow"
# why: A PyTorch data set declares no shapes: pad or nest the examples of a batch in a `collate_fn`.
spec = tf.RaggedTensorSpec(shape=[None, None], dtype=tf.int64)

# %% dynamic-partitions same="parts"
parts = list(tf.ragged.stack_dynamic_partitions(x, labels, 2))

# %% strings-join same="joined"
joined = tf.strings.join(["data", "train", "0.png"], separator="/")

# %% strings-split same="parts"
parts = tf.strings.split(path, sep="/")

# %% strings-lower same="small"
small = tf.strings.lower(words)

# %% strings-upper same="large"
large = tf.strings.upper(words)

# %% strings-strip same="bare"
bare = tf.strings.strip(spaced)

# %% strings-length same="lengths"
lengths = tf.strings.length(words).numpy().tolist()

# %% strings-substr same="part"
part = tf.strings.substr("0042.png", pos=0, len=4)

# %% strings-regex-replace same="clean"
clean = tf.strings.regex_replace(words, "[Cc]at", "cow")

# %% strings-regex-full-match same="matches"
matches = tf.strings.regex_full_match(words, "[a-z]+").numpy().tolist()

# %% strings-to-number same="values"
values = tf.strings.to_number(["1.5", "2"])

# %% strings-as-string same="texts"
texts = tf.strings.as_string(x)

# %% strings-format same="text"
text = tf.strings.format("step {} of {}", (x[3], x[5]))

# %% strings-reduce-join same="text"
text = tf.strings.reduce_join(words, separator=" ")

# %% strings-unicode-split same="letters"
letters = tf.strings.unicode_split("héé", input_encoding="UTF-8")
