# %% write-shards same="counts"
import torch

for shard in range(2):
    x = torch.arange(3.0) + 10 * shard
    y = torch.full((3,), shard)
    torch.save({"x": x, "y": y}, f"part-{shard}.pt")

paths = [f"part-{shard}.pt" for shard in range(2)]
counts = [len(torch.load(path)["x"]) for path in paths]
counts

# %% read-shards same="x, y, in_turn"
from torch.utils.data import ConcatDataset, DataLoader, TensorDataset

shards = [TensorDataset(*torch.load(path).values()) for path in paths]
loader = DataLoader(ConcatDataset(shards), batch_size=6)
x, y = next(iter(loader))
print("one after the other:", x)
print("shard of each:", y)

pairs = zip(*shards, strict=True)
in_turn = [x.item() for pair in pairs for x, y in pair]
in_turn

# %% waiting differs="waits"
# why: A `DataLoader` without workers, which is the default, reads a batch when you ask for it, so the model waits.
#   `tf.data` reads ahead, because it adds a `prefetch` at the end unless there is one. Give the `DataLoader` a worker
#   with `num_workers=1`.
import time

from torch.utils.data import Dataset, IterableDataset


class Slow(IterableDataset):
    def __iter__(self):
        for number in range(8):
            time.sleep(0.02)  # what reading takes
            yield number


def waiting(loader):
    batches, seconds = iter(loader), []
    for _ in range(8):
        start = time.perf_counter()
        next(batches)
        seconds.append(time.perf_counter() - start)
        time.sleep(0.03)  # what a training step takes
    return sum(seconds[1:])  # the first batch has nothing to hide behind


waits = waiting(DataLoader(Slow(), batch_size=None)) > 0.1
waits

# %% prefetch raises="ValueError" same="values"
# why: A `DataLoader` reads ahead in its worker processes, two batches for each, so `prefetch_factor` without workers is
#   an error. `prefetch` in TensorFlow reads ahead in threads. Neither changes the values or their order.
numbers = torch.arange(6)
try:
    DataLoader(numbers, batch_size=2, prefetch_factor=2)
except ValueError as error:
    print(str(error).split(".")[0])

loader = DataLoader(numbers, batch_size=2)
values = [batch.tolist() for batch in loader]
values

# %% read-ahead same="waits"
loader = DataLoader(Slow(), batch_size=None, num_workers=1)
waits = waiting(loader) > 0.1
waits

# %% device-transfer same="values"
there = torch.accelerator.is_available()
device = torch.accelerator.current_accelerator() if there else "cpu"
loader = DataLoader(torch.arange(6), batch_size=2, pin_memory=there)
values = []
for batch in loader:
    batch = batch.to(device, non_blocking=True)
    values.append(batch.tolist())
values

# %% batched-map same="per_example, per_batch, scaled"
from torch.utils.data import BatchSampler, SequentialSampler

calls = []


class Scaled(Dataset):
    def __len__(self):
        return 6

    def __getitem__(self, index):  # a number, or a list of them
        calls.append(index)
        return torch.arange(6.0)[index] * 10


list(DataLoader(Scaled(), batch_size=3))
per_example = len(calls)
batches = BatchSampler(SequentialSampler(range(6)), 3, drop_last=False)
scaled = list(DataLoader(Scaled(), sampler=batches, batch_size=None))
per_batch = len(calls) - per_example
print("calls:", per_example, "for examples,", per_batch, "for batches")
scaled

# %% workers differs="seen" same="seen_once"
# why: Each worker process of a `DataLoader` gets a copy of an `IterableDataset` and reads all of it. Two workers
#   therefore return everything twice, until each takes its share. The threads of TensorFlow share one iterator, and
#   `shard` gives each machine its share.
from torch.utils.data import get_worker_info


class Numbers(IterableDataset):
    def __init__(self, share):
        self.share = share

    def __iter__(self):
        worker = get_worker_info()
        if self.share:
            return iter(range(worker.id, 4, worker.num_workers))
        return iter(range(4))


loader = DataLoader(Numbers(share=False), num_workers=2)
seen = sorted(int(n) for n in loader)
loader = DataLoader(Numbers(share=True), num_workers=2)
seen_once = sorted(int(n) for n in loader)
print(seen, seen_once, sep="\n")


# %% parallel-order same="in_order, members, slow_one_first"
class FirstIsSlow(Dataset):
    def __len__(self):
        return 4

    def __getitem__(self, index):
        time.sleep(0.5 if index == 0 else 0)
        return index


def order(**options):
    loader = DataLoader(FirstIsSlow(), None, num_workers=2, **options)
    return [int(number) for number in loader]


in_order = order()
as_ready = order(in_order=False)
members, slow_one_first = sorted(as_ready), as_ready[0] == 0
print("in order:", in_order, "slow one first:", slow_one_first)

# %% copied-generator differs="kinds" same="by_index"
# why: Each worker process of PyTorch gets a copy of the data set, and of a generator in it, so all workers draw the
#   same numbers. The threads of TensorFlow share one generator. Seed by the index, and a draw depends neither on the
#   worker nor on the framework. `torch.rand`, `random` and `np.random` without a generator are safe: PyTorch seeds them
#   anew in each worker.
import numpy as np


class Noise(Dataset):
    rng = np.random.default_rng(0)

    def __len__(self):
        return 4

    def __getitem__(self, index):
        own = np.random.default_rng([0, index])
        return self.rng.random(), own.random()


loader = DataLoader(Noise(), batch_size=None, num_workers=2)
shared, by_index = zip(*[map(float, pair) for pair in loader])
kinds = len(set(shared))
print(kinds, "different numbers for 4 examples")
by_index = list(by_index)
by_index


# %% repeatable-draws same="repeats, new_each_epoch"
class Draws(Dataset):
    def __len__(self):
        return 4

    def __getitem__(self, index):
        return torch.rand(())


def run(seed):
    generator = torch.Generator().manual_seed(seed)
    loader = DataLoader(Draws(), None, num_workers=2, generator=generator)
    return [[float(draw) for draw in loader] for epoch in range(2)]


repeats = run(seed=0) == run(seed=0)
first, second = run(seed=0)
new_each_epoch = first != second
print("repeats:", repeats, "new each epoch:", new_each_epoch)


# %% cache same="runs"
from functools import cache

runs = 0


@cache
def read(index):
    global runs
    runs += 1
    return index * 10


class Cached(Dataset):
    def __len__(self):
        return 3

    def __getitem__(self, index):
        return read(index)


for epoch in range(2):
    list(DataLoader(Cached()))
runs


# %% cache-file same="first, later, fresh"
from pathlib import Path


def prepared(factor, path):
    if not Path(path).exists():
        torch.save(torch.arange(3) * factor, path)
    return torch.load(path).tolist()


first = prepared(10, "kept.pt")
later = prepared(99, "kept.pt")  # still what the file holds
fresh = prepared(99, "kept-99.pt")
print("first:", first, "later:", later, "new file:", fresh)


# %% cache-and-shuffle same="cache_first, shuffle_first"
def changes(epochs):
    first, second = [[int(n) for n in epochs] for _ in range(2)]
    return first != second


torch.manual_seed(0)
cached = list(range(20))  # in memory: nothing is read or computed again
cache_first = changes(DataLoader(cached, shuffle=True))
# a list of what a loader gave is one epoch, in one order, for ever
shuffle_first = changes(list(DataLoader(cached, shuffle=True)))
print("a new order in each epoch:", cache_first, shuffle_first)

# %% batch-and-shuffle same="shuffle_first, batch_first"
torch.manual_seed(0)
numbers = range(20)
neighbors = {(n, n + 1) for n in range(0, 20, 2)}

loader = DataLoader(numbers, batch_size=2, shuffle=True)
pairs = {tuple(pair.tolist()) for pair in loader}
shuffle_first = pairs == neighbors

batches = list(DataLoader(numbers, batch_size=2))
loader = DataLoader(batches, batch_size=None, shuffle=True)
pairs = {tuple(pair.tolist()) for pair in loader}
batch_first = pairs == neighbors
print("batches of neighbors only:", shuffle_first, batch_first)

# %% repeat-and-shuffle same="shuffle_first, repeat_first"
from itertools import chain, islice, repeat

torch.manual_seed(0)
numbers = list(range(10))

endless = chain.from_iterable(repeat(DataLoader(numbers, shuffle=True)))
shuffle_first = sorted(int(n) for n in islice(endless, 10)) == numbers

twice = ConcatDataset([numbers, numbers])
loader = DataLoader(twice, shuffle=True)
repeat_first = sorted(int(n) for n in islice(loader, 10)) == numbers
print("each number once in ten:", shuffle_first, repeat_first)
