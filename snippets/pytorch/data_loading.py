# %% dataset same="count, first_x, first_y, batch_x"
import numpy as np
import torch
from torch.utils.data import DataLoader, TensorDataset

x = np.arange(12, dtype="float32").reshape(6, 2)
y = np.array([0, 1, 0, 1, 0, 1])
dataset = TensorDataset(torch.from_numpy(x), torch.from_numpy(y))
count = len(dataset)
first_x, first_y = dataset[0]
batch_x, batch_y = next(iter(DataLoader(dataset, batch_size=3)))
print(count, "examples, the first:", first_x, first_y)
batch_x

# %% batch-size differs="steps, shape" same="sizes, full_sizes"
# why: `DataLoader` makes batches of 1, `tf.data` makes none until you call `batch`, and `fit`, `evaluate` and `predict`
#   of Keras take 32 rows at a time from arrays. If you name the batch size, all three agree. All of them keep the short
#   last batch unless you drop it.
dataset = TensorDataset(torch.arange(100.0).reshape(100, 1))
loader = DataLoader(dataset)
steps = len(loader)
shape = list(next(iter(loader))[0].shape)
loader = DataLoader(dataset, batch_size=32)
sizes = [len(rows) for (rows,) in loader]
loader = DataLoader(dataset, batch_size=32, drop_last=True)
full_sizes = [len(rows) for (rows,) in loader]
print("by default:", steps, "steps of shape", shape)
print("batches of 32:", sizes)
print("without the short one:", full_sizes)

# %% python-numbers differs="prices, rooms" same="prices_32, rooms_64"
# why: `DataLoader` turns Python floats into `float64` and integers into `int64`. TensorFlow makes `float32` and
#   `int32`. Arrays and tensors keep their dtype, so give those.
houses = [(1.5, 2), (2.5, 3)]
prices, rooms = next(iter(DataLoader(houses, batch_size=2)))
print("prices:", prices.dtype, "rooms:", rooms.dtype)

columns = TensorDataset(
    torch.tensor([1.5, 2.5], dtype=torch.float32),
    torch.tensor([2, 3], dtype=torch.int64),
)
prices_32, rooms_64 = next(iter(DataLoader(columns, batch_size=2)))
print("prices:", prices_32.dtype, "rooms:", rooms_64.dtype)

# %% named-parts same="rows, labels"
from torch.utils.data import StackDataset

dataset = StackDataset(
    row=torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]),
    label=torch.tensor([0, 1, 0]),
)
batch = next(iter(DataLoader(dataset, batch_size=2)))
rows, labels = batch["row"], batch["label"]
print(sorted(batch))
print("rows:", rows)
print("labels:", labels)

# %% shuffle differs="starts" same="full_starts"
# why: `DataLoader` permutes the indices of all examples before it reads any. `tf.data` draws from a buffer that it
#   fills in order, so a buffer of 2 can only start with 0 or 1. A buffer as large as the data is a full shuffle, but
#   holds all examples in memory. Shuffle file names or indices, before the `map` that reads the files.
from torch.utils.data import RandomSampler

torch.manual_seed(0)
numbers = torch.arange(6)
loader = DataLoader(numbers, shuffle=True)
starts = sorted({next(iter(loader)).item() for _ in range(200)})
# what `shuffle=True` stands for
loader = DataLoader(numbers, sampler=RandomSampler(numbers))
full_starts = sorted({next(iter(loader)).item() for _ in range(200)})
print("first elements seen:", starts)
print("full shuffle:       ", full_starts)

# %% reshuffle differs="order" same="changes, stays, members"
# why: Both draw a new order in each epoch, and the same seed gives a different order in each framework. For one fixed
#   order, give the loader a `sampler` in PyTorch and set `reshuffle_each_iteration=False` in TensorFlow.
numbers = torch.arange(10)
torch.manual_seed(0)
loader = DataLoader(numbers, batch_size=10, shuffle=True)
order, later = [next(iter(loader)).tolist() for _ in range(2)]
changes = order != later

permutation = torch.randperm(10).tolist()
loader = DataLoader(numbers, batch_size=10, sampler=permutation)
one, two = [next(iter(loader)).tolist() for _ in range(2)]
stays = one == two
members = sorted(order)
print("first epoch: ", order)
print("second epoch:", later)
print("order changes:", changes, "fixed order stays:", stays)

# %% map same="scaled, labels"
from torch.utils.data import Dataset


class Scaled(Dataset):
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __len__(self):
        return len(self.x)

    def __getitem__(self, index):
        return self.x[index] / 10, self.y[index]


x = torch.arange(12.0).reshape(6, 2)
y = torch.tensor([0, 1, 0, 1, 0, 1])
loader = DataLoader(Scaled(x, y), batch_size=4)
scaled, labels = next(iter(loader))
scaled

# %% filter differs="count" same="kept"
# why: A `Subset` is a list of positions, so its length is known. `tf.data` filters while it reads, so its cardinality
#   is -2, which means unknown, and `len` raises a `TypeError`. To set the number, count once and call
#   `tf.data.experimental.assert_cardinality`.
from torch.utils.data import Subset

x = torch.tensor([3.0, -1.0, 4.0, -1.0, 5.0])
positions = torch.nonzero(x > 0).flatten().tolist()
positive = Subset(x, positions)
count = len(positive)
kept = torch.stack(list(positive))
print("count:", count)
kept

# %% take-skip same="head, tail, twice"
from torch.utils.data import ConcatDataset

numbers = torch.arange(5)
head = [int(n) for n in Subset(numbers, range(2))]
tail = [int(n) for n in Subset(numbers, range(2, 5))]
twice = [int(n) for n in ConcatDataset([numbers, numbers])]
print("head:", head, "tail:", tail)
twice

# %% split differs="leaks" same="sizes, disjoint"
# why: `random_split` and Keras's `split_dataset` choose once. `shuffle` in TensorFlow draws a new order each time it is
#   read, so `take` and `skip` after it share examples over the epochs. Set `reshuffle_each_iteration=False` before you
#   split.
from torch.utils.data import random_split

generator = torch.Generator().manual_seed(0)
train, test = random_split(range(10), [0.8, 0.2], generator=generator)
train_seen = {n for _ in range(5) for n in train}
test_seen = {n for _ in range(5) for n in test}
leaks = bool(train_seen & test_seen)
sizes = [len(train), len(test)]
disjoint = not train_seen & test_seen
print("test rows met in training:", leaks)
print("sizes:", sizes, "disjoint:", disjoint)

# %% stratified-split same="sizes, shares, test"
from sklearn.model_selection import train_test_split

x, y = torch.arange(50), torch.tensor([0] * 40 + [1] * 10)
rest, test = train_test_split(x, test_size=10, stratify=y, random_state=0)
train, val = train_test_split(rest, test_size=10, stratify=y[rest], random_state=0)
dataset = TensorDataset(x, y)
parts = [Subset(dataset, rows.tolist()) for rows in (train, val, test)]
sizes = [len(part) for part in parts]
shares = [float(y[rows].double().mean()) for rows in (train, val, test)]
print("sizes:", sizes, "shares of class 1:", shares)
test

# %% endless same="totals"
from itertools import chain, islice, repeat

loader = DataLoader(torch.arange(5.0), batch_size=2)
# itertools.cycle would keep all batches and never shuffle again
endless = chain.from_iterable(repeat(loader))
totals = [batch.sum().item() for batch in islice(endless, 6)]
totals

# %% windows same="windows, targets"
series = torch.tensor([0.0, 1.0, 4.0, 9.0, 16.0, 25.0])
windows = series.unfold(dimension=0, size=3, step=1)[:-1]
targets = series[3:]
loader = DataLoader(TensorDataset(windows, targets), batch_size=2)
print(targets, len(loader))
windows

# %% padded-batch raises="RuntimeError" same="padded"
# why: Rows of different lengths do not stack in either framework. Pad them with a `collate_fn` in PyTorch and with
#   `padded_batch` in TensorFlow.
from torch.nn.utils.rnn import pad_sequence

rows = [torch.tensor(row) for row in ([1], [2, 3], [4, 5, 6])]
try:
    next(iter(DataLoader(rows, batch_size=3)))
except RuntimeError as error:
    print(error)


def pad(rows):
    return pad_sequence(rows, batch_first=True)


padded = next(iter(DataLoader(rows, batch_size=3, collate_fn=pad)))
padded

# %% length-buckets same="batches"
sentences = [[1], [2, 3], [4, 5, 6], [7], [8, 9], [1, 2, 3]]
rows = [torch.tensor(sentence) for sentence in sentences]
by_length = sorted(range(6), key=lambda index: len(rows[index]))
buckets = [by_length[start : start + 2] for start in range(0, 6, 2)]
loader = DataLoader(rows, batch_sampler=buckets, collate_fn=pad)
batches = list(loader)
batches

# %% generator same="first, again"
from torch.utils.data import IterableDataset


class Squares(IterableDataset):
    def __iter__(self):
        for n in range(5):
            yield torch.tensor(n * n)


loader = DataLoader(Squares(), batch_size=3)
first = [batch.tolist()[-1] for batch in loader]
again = [batch.tolist()[-1] for batch in loader]
print("first epoch:", first, "again:", again)

# %% shuffle-stream raises="ValueError" same="starts"
# why: A `DataLoader` refuses to shuffle a stream, because it has no indices to permute. TensorFlow shuffles every
#   source through a buffer, and a few lines of Python do the same.
import random

try:
    DataLoader(Squares(), shuffle=True)
except ValueError as error:
    print(str(error).split(",")[0])


def shuffled(stream, size):
    buffer = []
    for item in stream:
        buffer.append(item)
        if len(buffer) == size:
            yield buffer.pop(random.randrange(size))
    yield from random.sample(buffer, len(buffer))


random.seed(0)
starts = sorted({int(next(shuffled(Squares(), 3))) for _ in range(100)})
starts

# %% balance same="before, even"
from torch.utils.data import WeightedRandomSampler

labels = torch.tensor([0] * 90 + [1] * 10)
before = labels.float().mean().item()
weights = 1 / labels.bincount()[labels]
generator = torch.Generator().manual_seed(0)
sampler = WeightedRandomSampler(weights, 1000, generator=generator)
loader = DataLoader(labels, batch_size=1000, sampler=sampler)
share = next(iter(loader)).float().mean().item()
even = abs(share - 0.5) < 0.05
print(f"{before:.1f} of the data, {share:.3f} of what is drawn")

# %% csv-by-hand same="features, prices"
import csv
from pathlib import Path

text = "rooms,area,city,price\n2,48.5,Oslo,310\n3,71,Rome,295\n1,33,Oslo,250\n"
Path("houses.csv").write_text(text)

with open("houses.csv", newline="") as file:
    rows = list(csv.reader(file))[1:]
features = torch.tensor([[float(row[0]), float(row[1])] for row in rows])
prices = torch.tensor([float(row[3]) for row in rows])
print("prices:", prices)
features


# %% csv-columns same="rooms, areas, cities, prices"
def house(row):
    return {
        "rooms": int(row["rooms"]),
        "area": torch.tensor(float(row["area"])),
        "city": row["city"],
    }, torch.tensor(float(row["price"]))


with open("houses.csv", newline="") as file:
    houses = [house(row) for row in csv.DictReader(file)]
columns, prices = next(iter(DataLoader(houses, batch_size=3)))
rooms, areas = columns["rooms"], columns["area"]
cities = columns["city"]
print("rooms:", rooms)
print("areas:", areas)
cities

# %% data-frame raises="TypeError" same="features, cities"
# why: PyTorch has no dtype for text, so turn it into numbers first, as pandas can. TensorFlow keeps strings, and a
#   layer such as `StringLookup` turns them into numbers.
import pandas as pd

frame = pd.DataFrame({"area": [48.5, 71, 33], "city": ["Oslo", "Rome", "Oslo"]})
features = torch.tensor(frame[["area"]].to_numpy(dtype="float32"))
try:
    torch.tensor(frame["city"].to_numpy())
except TypeError as error:
    print(str(error).split(". ")[0])
numbers, names = frame["city"].factorize()
cities = torch.tensor(numbers)
dataset = TensorDataset(features, cities)
print(names.tolist(), cities)
features

# %% scale-columns differs="scaled"
# why: `std` in PyTorch divides by `n - 1`, and the `Normalization` layer divides by `n`. For a column that does not
#   change, the division by 0 gives `nan` in PyTorch, and the layer returns 0.
train = torch.tensor([[1.0, 10.0, 5.0], [2.0, 30.0, 5.0], [3.0, 80.0, 5.0]])
scaled = (train - train.mean(dim=0)) / train.std(dim=0)
scaled

# %% scale-constant-columns same="matched"
deviation = train.std(dim=0, correction=0).clamp(min=1e-7)
matched = (train - train.mean(dim=0)) / deviation
matched

# %% categories differs="numbers"
# why: A dictionary made with `enumerate` starts at 0. `StringLookup` keeps 0 for unknown names, so the first name gets
#   1. With `num_oov_indices=0` it starts at 0, and raises an error for an unknown name.
from torch import nn

cities = ["Oslo", "Rome", "Oslo", "Bern"]
vocabulary = sorted(set(cities))
index = {name: number for number, name in enumerate(vocabulary)}
numbers = torch.tensor([index[city] for city in cities])
print(vocabulary)
numbers

# %% categories-from-zero same="numbers, one_hot"
one_hot = nn.functional.one_hot(numbers, num_classes=3).float()
one_hot

# %% image-file differs="image" same="scaled"
# why: A decoded image is `uint8` with channels first in torchvision, `uint8` with channels last in TensorFlow, and
#   `float32` from 0 to 255 in Keras. Divide by 255 and move the axis, and all three are equal.
from PIL import Image
from torchvision.transforms import v2

rng = np.random.default_rng(0)
pixels = rng.integers(0, 256, size=(2, 3, 3), dtype="uint8")
Image.fromarray(pixels).save("image.png")

with Image.open("image.png") as opened:
    image = v2.functional.pil_to_tensor(opened)
unit = v2.functional.to_dtype(image, torch.float32, scale=True)
scaled = unit.permute(1, 2, 0)
print("read:", image.dtype, tuple(image.shape))
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
from torchvision.datasets import ImageFolder

transform = v2.Compose([v2.ToImage(), v2.ToDtype(torch.float32)])
folder = ImageFolder("flowers", transform=transform)
shape = list(folder[0][0].permute(1, 2, 0).shape)
images, labels = next(iter(DataLoader(folder, batch_size=4)))
images = images.permute(0, 2, 3, 1)
names, labels = folder.classes, labels.tolist()
print(shape)
print(names, labels, images[:, 0, 0, 0])

# %% folder-split same="sizes, disjoint"
generator = torch.Generator().manual_seed(0)
rows = torch.randperm(4, generator=generator).tolist()
augment = v2.Compose([v2.RandomHorizontalFlip(), transform])
# two data sets of the same files, so that each has its own transform
train = Subset(ImageFolder("flowers", augment), rows[1:])
val = Subset(ImageFolder("flowers", transform), rows[:1])
sizes = [len(train), len(val)]
disjoint = not set(train.indices) & set(val.indices)
print("sizes:", sizes, "disjoint:", disjoint)

# %% text-lines same="lines"
text = "The cat sat\n\nthe dog sat\na dog ran\n"
Path("lines.txt").write_text(text)

with open("lines.txt") as file:
    lines = [line.strip() for line in file]
lines = [line for line in lines if line]
lines

# %% vocabulary differs="vocabulary" same="numbers"
# why: Both sort the words by their counts. `Counter` keeps words of equal count in the order of the text, and `adapt`
#   in reverse alphabetical order. If you give the layer your own vocabulary, both give the same numbers.
from collections import Counter

lines = ["The cat sat", "the dog sat", "a dog ran"]
counts = Counter(" ".join(lines).lower().split())
vocabulary = [word for word, _ in counts.most_common()]
print(vocabulary)

words = ["", "[UNK]", "the", "dog", "sat"]
index = {word: number for number, word in enumerate(words)}
sentence = "the dog barked"
numbers = torch.tensor([index.get(word, 1) for word in sentence.split()])
numbers

# %% pad-sequences differs="padded" same="right, left"
# why: `pad_sequence` in PyTorch pads on the right and keeps `int64`. `pad_sequences` in Keras pads on the left and
#   makes `int32`. Each can do what the other does.
rows = [[1, 2, 3], [4]]
tensors = [torch.tensor(row) for row in rows]
padded = pad_sequence(tensors, batch_first=True)
right = pad_sequence(tensors, batch_first=True)
left = pad_sequence(tensors, batch_first=True, padding_side="left")
print("default:", padded)
print("left:", left)

# %% numpy-files same="x, y, middle"
np.save("x.npy", np.arange(12, dtype="float32").reshape(6, 2))
np.savez("both.npz", x=np.ones((3, 2)), y=np.array([0, 1, 1]))

x = torch.from_numpy(np.load("x.npy"))
with np.load("both.npz") as arrays:
    y = torch.from_numpy(arrays["y"])

# only the rows asked for are read from the disk
on_disk = np.load("x.npy", mmap_mode="r")
middle = torch.tensor(on_disk[2:4])
print("x:", x.shape, "y:", y)
middle
