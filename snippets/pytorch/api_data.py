# %% inputs hidden="true"
import contextlib
import functools
import itertools
import logging
import re
import wave
import zlib
from pathlib import Path

import numpy as np
import pandas as pd
import torch
import torch.nn.functional as F
from PIL import Image
from torch.nn.utils.rnn import pad_sequence
from torch.utils.data import BatchSampler, ConcatDataset, DataLoader, Dataset
from torch.utils.data import DistributedSampler, IterableDataset, RandomSampler
from torch.utils.data import Sampler, SequentialSampler, StackDataset, Subset
from torch.utils.data import TensorDataset, get_worker_info
from torch.utils.data import WeightedRandomSampler, default_collate, random_split
from torchvision import datasets

torch.manual_seed(0)
logging.getLogger("torch.fx").setLevel("ERROR")  # advice to PyTorch's own authors
x = torch.arange(6)
labels = torch.tensor([0, 1, 0, 1, 0, 1])
rows = [torch.tensor([1]), torch.tensor([2, 3, 4]), torch.tensor([5, 6])]
nested = torch.nested.as_nested_tensor(rows, layout=torch.jagged)
series = torch.arange(5.0)
images = torch.arange(0.0, 96.0).reshape(2, 4, 4, 3)
padded_rows = torch.tensor([[1, 2], [3, 0]])
weights = torch.tensor([1 / 900] * 900 + [1 / 100] * 100)
words = ["Cat", "dog", "Cat"]
line = "2.0,48.5"
path = "data/train/0.png"
spaced = " cat "

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

# %% data-loader differs="first" same="batches"
# why: A `DataLoader` makes batches of 1 unless `batch_size` says otherwise; a `tf.data.Dataset` has single examples
#   until `batch` is called. `batch_size=None` gives single examples in PyTorch.
first = next(iter(DataLoader(x)))
batches = list(DataLoader(x, batch_size=4))

# %% shuffle same="members"
# note: PyTorch permutes all indices. `shuffle` draws from a buffer, so give it at least as many places as there are
#   examples.
members = sorted(int(n) for n in DataLoader(x, shuffle=True))

# %% drop-last same="batches"
batches = list(DataLoader(x, batch_size=4, drop_last=True))


# %% dataset same="third"
# note: An item of a `Dataset` is one example, an item of a `PyDataset` is one batch. Both also want `__len__`.
class Squares(Dataset):
    def __getitem__(self, index):
        return index * index


third = Squares()[2]

# %% tensor-dataset same="pairs"
pairs = list(TensorDataset(x, labels))


# %% from-generator same="batches"
# note: Give TensorFlow the function, not what it returns, so that each epoch starts anew.
class Stream(IterableDataset):
    def __iter__(self):
        yield from (1, 4, 9)


batches = list(DataLoader(Stream(), batch_size=2))

# %% map same="squares" note="A map-style data set does this in `__getitem__`; an iterable one in `__iter__`."
squares = [n * n for n in x]

# %% batched-map same="batches"
# note: To prepare whole batches, PyTorch has `collate_fn`; TensorFlow calls `map` after `batch`.
batches = list(DataLoader(x, batch_size=4, collate_fn=lambda b: torch.stack(b) * 10))

# %% parallel-map same="batches" note="PyTorch starts two processes, TensorFlow two threads. The order stays as it is."
batches = list(DataLoader(x, batch_size=4, num_workers=2))

# %% prefetch same="batches"
# note: PyTorch counts batches for each worker, and must have a worker. `tf.data.AUTOTUNE` leaves the number to
#   TensorFlow.
batches = list(DataLoader(x, batch_size=4, num_workers=1, prefetch_factor=2))

# %% cache same="kept" note="`cache` fills itself in the first epoch; called with a path, it writes to a file."
kept = list(DataLoader(x, batch_size=None))

# %% repeat same="twice" note="In PyTorch an epoch is a loop around the loader, so repeating is rare."
twice = list(ConcatDataset([x] * 2))

# %% take same="first"
first = list(Subset(x, range(2)))

# %% skip same="rest"
rest = list(Subset(x, range(2, len(x))))

# %% subset same="picked" note="A `tf.data.Dataset` has no indices: pick before it is made."
picked = list(Subset(x, [0, 5, 2]))

# %% random-split same="sizes"
# note: Both shuffle here; `split_dataset` keeps the order unless told so, and reads all data into memory. Fractions
#   work too.
train, val = random_split(x, [4, 2])
sizes = [len(train), len(val)]

# %% concatenate same="joined" note="`x + y` of two data sets makes the same object in PyTorch."
joined = list(ConcatDataset([x, x * 10]))

# %% zip same="pairs"
pairs = list(StackDataset(x, x * 10))

# %% enumerate same="numbered"
numbered = [(int(i), int(n)) for i, n in enumerate(x, start=1)]

# %% filter same="even" note="A map-style data set is filtered by its indices: `Subset`."
even = [n for n in x if n % 2 == 0]

# %% flat-map same="flat"
flat = list(itertools.chain.from_iterable((n, n * 10) for n in x))

# %% interleave same="in_turn"
in_turn = list(itertools.chain.from_iterable(zip(x[:3], x[3:])))

# %% unbatch same="examples"
examples = list(itertools.chain.from_iterable(DataLoader(x, batch_size=4)))

# %% rebatch same="batches"
batches = list(torch.cat(list(DataLoader(x, batch_size=4))).split(3))

# %% padded-batch same="padded"
pad = functools.partial(pad_sequence, batch_first=True)
padded = next(iter(DataLoader(rows, batch_size=3, collate_fn=pad)))

# %% pad-sequences differs="padded" same="right, left"
# why: `pad_sequence` puts the batch on axis 1, pads on the right and keeps `int64`. `pad_sequences` puts it on axis 0,
#   pads on the left and makes `int32`. Each can do the other's.
padded = pad_sequence(rows)
right = pad_sequence(rows, batch_first=True)
left = pad_sequence(rows, batch_first=True, padding_side="left")

# %% bucket-by-length same="batches"
# note: Sort by length in PyTorch, in a `batch_sampler` for instance, so that a batch needs little padding.
by_length = sorted(rows, key=len)
batches = [pad_sequence(by_length[i : i + 2], batch_first=True) for i in (0, 2)]

# %% group-by-window same="groups"
groups = [x[x % 2 == key] for key in (0, 1)]

# %% window same="windows" api="torch.Tensor.unfold"
windows = list(x.unfold(0, size=3, step=1))

# %% timeseries same="windows" api="torch.Tensor.unfold"
windows = series.unfold(0, size=3, step=1)

# %% shard same="share"
# note: `DistributedSampler` gives indices, shuffles by default, and repeats examples until all shares are equal;
#   `shard` does none of this.
share = list(DistributedSampler(x, num_replicas=2, rank=1, shuffle=False))

# %% sample-by-weight same="share" atol="0.05" note="PyTorch weighs every example, TensorFlow every data set."
share = sum(WeightedRandomSampler(weights=[0.9, 0.1], num_samples=1000)) / 1000

# %% rejection-resample same="share" atol="0.06"
# note: PyTorch draws with replacement from weights, one over the class's count for an even share. TensorFlow rejects
#   examples of the common class.
drawn = list(WeightedRandomSampler(weights, num_samples=1000))
share = sum(n >= 900 for n in drawn) / len(drawn)

# %% choose-from-datasets same="chosen"
streams = [iter(x[:3]), iter(x[3:])]
chosen = [next(streams[i]) for i in [0, 1, 1, 0]]

# %% worker-info only="pytorch"
# why: Each worker process has a copy of the data set and must find its share. The threads of `tf.data` share one
#   iterator; only machines need `Dataset.shard`.
worker = get_worker_info()

# %% random-sampler same="members"
members = sorted(RandomSampler(x))


# %% sampler same="order"
class Backwards(Sampler):
    def __iter__(self):
        return iter([2, 1, 0])


order = list(DataLoader(x, batch_size=None, sampler=Backwards()))

# %% sequential-sampler same="order" note="A `tf.data.Dataset` keeps its order unless `shuffle` is called."
order = list(SequentialSampler(x))

# %% batch-sampler same="batches" note="PyTorch gives lists of indices, which suit `DataLoader(batch_sampler=...)`."
batches = list(BatchSampler(range(6), batch_size=4, drop_last=False))

# %% default-collate same="collated"
collated = default_collate([(x[0], labels[0]), (x[1], labels[1])])

# %% length same="count"
# note: `len` works in both where the length is known. Of a stream, `len` is a `TypeError` in both, and `cardinality` is
#   -2.
count = len(DataLoader(x, batch_size=4))

# %% cardinality same="count"
count = len(TensorDataset(x))

# %% range same="batches" note="A Python `range` is a data set for PyTorch."
batches = list(DataLoader(range(2, 10, 2), batch_size=4))

# %% from-tensors same="whole"
whole = list(DataLoader([x], batch_size=None))

# %% get-single-element same="everything"
everything = next(iter(DataLoader(x, batch_size=len(x))))

# %% as-numpy-iterator same="arrays" api="torch.Tensor.numpy"
arrays = [n.numpy() for n in DataLoader(x, batch_size=None)]

# %% element-spec same="shape"
# note: TensorFlow knows shapes and dtypes before anything is read; PyTorch must fetch a batch.
shape = list(next(iter(DataLoader(images, batch_size=2))).shape)

# %% apply same="small"
small = list((lambda data: data[data < 3])(x))

# %% reduce same="total"
total = functools.reduce(lambda total, n: total + n, x)

# %% scan same="totals"
totals = list(itertools.accumulate(x, lambda total, n: total + n))

# %% take-while same="small"
small = list(itertools.takewhile(lambda n: n < 3, x))

# %% unique same="kinds"
kinds = list(torch.unique(labels))

# %% save-dataset same="loaded" note="`torch.save` writes one file, `Dataset.save` a folder of shards."
torch.save(x, "x.pt")
loaded = list(torch.load("x.pt"))


# %% ignore-errors same="read"
def readable(texts):
    for text in texts:
        with contextlib.suppress(ValueError):
            yield float(text)


read = list(readable(["1", "two", "3"]))

# %% list-files same="files" note="`list_files` shuffles unless told not to."
files = [path.as_posix() for path in sorted(Path("flowers").glob("*/*.png"))]

# %% text-lines same="lines"
lines = Path("lines.txt").read_text().splitlines()

# %% csv-dataset same="columns"
table = np.loadtxt("houses.csv", "float32", delimiter=",", skiprows=1)
columns = list(torch.from_numpy(table).T)

# %% make-csv-dataset same="areas" note="The rows never end in TensorFlow without `num_epochs=1`."
areas = torch.tensor(pd.read_csv("houses.csv")["area"].to_numpy("float32"))

# %% decode-csv same="rooms, area"
rooms, area = torch.tensor([float(field) for field in line.split(",")])

# %% decode-raw same="raw"
# note: Both read little-endian numbers. `torch.frombuffer` shares the memory, so hand it a `bytearray`, which can be
#   written to.
raw = torch.frombuffer(bytearray(b"\x01\x00\x02\x01"), dtype=torch.int16)

# %% decode-compressed same="text"
text = zlib.decompress(zlib.compress(b"a long text")).decode()

# %% decode-wav same="samples" note="The packages torchaudio and TorchCodec read more formats."
with wave.open("tone.wav") as file:
    frames = bytearray(file.readframes(-1))
samples = torch.frombuffer(frames, dtype=torch.int16) / 32768

# %% mnist differs="label" same="shape"
# why: A torchvision data set keeps labels as `int64`, which its losses want; Keras loads `uint8` arrays. `CIFAR10`,
#   `CIFAR100` and `FashionMNIST` have the same counterparts, `tf.keras.datasets.cifar10` and so on, but Keras gives the
#   labels of CIFAR a second axis.
train = datasets.MNIST("data", download=True)
shape = list(train.data.shape[1:])
label = train.targets[0]

# %% fake-data same="count" note="Random pictures for a trial run."
count = len(datasets.FakeData(size=4, image_size=(3, 8, 8)))

# %% image-folder same="names"
# note: `ImageFolder` gives one image at a time and leaves its size alone; TensorFlow's makes shuffled batches of 32
#   images of 256 by 256.
names = datasets.ImageFolder("flowers").classes

# %% text-folder same="texts"
texts = [path.read_text() for path in sorted(Path("reviews").glob("*/*.txt"))]

# %% image-data-generator same="scaled"
# note: `ImageDataGenerator` is legacy: `image_dataset_from_directory` and preprocessing layers replace it.
scaled = next(iter(DataLoader(images / 255, batch_size=2)))

# %% tokenizer same="numbers" note="`Tokenizer` is legacy: `tf.keras.layers.TextVectorization` replaces it."
vocabulary = {"cat": 1, "dog": 2}
numbers = [vocabulary[word.lower()] for word in words]

# %% to-categorical differs="encoded" same="matched"
# why: `F.one_hot` gives `int64`, `to_categorical` a NumPy array of `float64`. Convert to floats before a loss.
encoded = F.one_hot(labels, num_classes=2)
matched = F.one_hot(labels, num_classes=2).float()

# %% vocabulary-table same="found" note="The table keeps a number after the last word for unknown ones."
table = {"Cat": 0, "dog": 1}
found = [table.get(word, len(table)) for word in ["dog", "cow"]]

# %% vocabulary-file same="found"
table = {word: i for i, word in enumerate(Path("lines.txt").read_text().split())}
found = [table.get(word, -1) for word in ["two", "four"]]

# %% ragged-constant same="parts" api="torch.Tensor.unbind"
# note: Say `layout=torch.jagged`: the other layout of nested tensors is a prototype that is no longer worked on.
parts = torch.nested.nested_tensor([[1, 2], [3]], layout=torch.jagged)
parts = list(parts.unbind())

# %% ragged-stack same="stacked"
stacked = torch.nested.as_nested_tensor([x[:2], x[2:]], layout=torch.jagged)
stacked = list(stacked.unbind())

# %% ragged-from-row-splits same="parts"
parts = torch.nested.nested_tensor_from_jagged(x, offsets=torch.tensor([0, 2, 3, 6]))
parts = list(parts.unbind())

# %% ragged-from-row-lengths same="parts"
parts = torch.nested.nested_tensor_from_jagged(x, lengths=torch.tensor([2, 1, 3]))
parts = list(parts.unbind())

# %% ragged-from-tensor same="parts"
parts = [row[row != 0] for row in padded_rows]

# %% ragged-to-tensor same="padded"
padded = torch.nested.to_padded_tensor(nested, padding=-1)

# %% ragged-boolean-mask same="parts"
grid = x.reshape(2, 3)
parts = list(torch.nested.masked_select(grid, grid > 1).unbind())

# %% ragged-row-lengths same="lengths"
lengths = nested.offsets().diff()

# %% ragged-batch same="parts"
nest = functools.partial(torch.nested.as_nested_tensor, layout=torch.jagged)
batch = next(iter(DataLoader(rows, batch_size=3, collate_fn=nest)))
parts = list(batch.unbind())

# %% dynamic-partitions same="parts"
parts = [x[labels == k] for k in (0, 1)]

# %% strings-join same="joined" note="PyTorch has no tensors of strings: Python's own do the work, in the data set."
joined = "/".join(["data", "train", "0.png"])

# %% strings-split same="parts"
parts = path.split("/")

# %% strings-lower same="small"
small = [word.lower() for word in words]

# %% strings-upper same="large"
large = [word.upper() for word in words]

# %% strings-strip same="bare"
bare = spaced.strip()

# %% strings-length same="lengths" note="`tf.strings.length` counts bytes; `unit=\"UTF8_CHAR\"` counts letters."
lengths = [len(word) for word in words]

# %% strings-substr same="part"
part = "0042.png"[0:4]

# %% strings-regex-replace same="clean"
clean = [re.sub("[Cc]at", "cow", word) for word in words]

# %% strings-regex-full-match same="matches"
matches = [bool(re.fullmatch("[a-z]+", word)) for word in words]

# %% strings-to-number same="values"
values = torch.tensor([float(text) for text in ["1.5", "2"]])

# %% strings-as-string same="texts"
texts = [str(n) for n in x.tolist()]

# %% strings-format same="text"
text = f"step {x[3]} of {x[5]}"

# %% strings-reduce-join same="text"
text = " ".join(words)

# %% strings-unicode-split same="letters"
letters = list("héé")
