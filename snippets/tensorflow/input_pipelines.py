# %% write-shards same="counts"
import tensorflow as tf


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
print("one after the other:", x)
print("shard of each:", y)

in_turn = tf.data.Dataset.from_tensor_slices(paths)
in_turn = in_turn.interleave(tf.data.TFRecordDataset, cycle_length=2)
in_turn = in_turn.map(lambda r: tf.io.parse_example(r, features)["x"])
in_turn = [float(x) for x in in_turn]
in_turn

# %% waiting differs="waits"
# why: A `DataLoader` without workers, which is the default, reads a batch when you ask for it, so the model waits.
#   `tf.data` reads ahead, because it adds a `prefetch` at the end unless there is one. Give the `DataLoader` a worker
#   with `num_workers=1`.
import time


def read(number):
    time.sleep(0.02)  # what reading takes
    return number


def waiting(dataset):
    batches, seconds = iter(dataset), []
    for _ in range(8):
        start = time.perf_counter()
        next(batches)
        seconds.append(time.perf_counter() - start)
        time.sleep(0.03)  # what a training step takes
    return sum(seconds[1:])  # the first batch has nothing to hide behind


slow = tf.data.Dataset.range(8)
slow = slow.map(lambda n: tf.py_function(read, [n], tf.int64))
waits = waiting(slow) > 0.1
waits

# %% prefetch same="values"
# why: A `DataLoader` reads ahead in its worker processes, two batches for each, so `prefetch_factor` without workers is
#   an error. `prefetch` in TensorFlow reads ahead in threads. Neither changes the values or their order.
numbers = tf.data.Dataset.range(6)
dataset = numbers.batch(2).prefetch(tf.data.AUTOTUNE)
values = [batch.numpy().tolist() for batch in dataset]
values

# %% read-ahead same="waits"
options = tf.data.Options()
options.experimental_optimization.inject_prefetch = False
bare = slow.with_options(options)
print("waits without prefetch:", waiting(bare) > 0.1)
waits = waiting(bare.prefetch(tf.data.AUTOTUNE)) > 0.1
waits

# %% device-transfer same="values"
device = "/GPU:0" if tf.config.list_physical_devices("GPU") else "/CPU:0"
dataset = tf.data.Dataset.range(6).batch(2)
to_device = tf.data.experimental.prefetch_to_device(device)
values = [batch.numpy().tolist() for batch in dataset.apply(to_device)]
values

# %% batched-map same="per_example, per_batch, scaled"
calls = []


def scale(x):
    calls.append(x)
    return x * 10


def scale_and_count(x):
    return tf.py_function(scale, [x], tf.float32)


numbers = tf.data.Dataset.range(6, output_type=tf.float32)
list(numbers.map(scale_and_count).batch(3))
per_example = len(calls)
scaled = list(numbers.batch(3).map(scale_and_count))
per_batch = len(calls) - per_example
print("calls:", per_example, "for examples,", per_batch, "for batches")
scaled

# %% workers differs="seen" same="seen_once"
# why: Each worker process of a `DataLoader` gets a copy of an `IterableDataset` and reads all of it. Two workers
#   therefore return everything twice, until each takes its share. The threads of TensorFlow share one iterator, and
#   `shard` gives each machine its share.
numbers = tf.data.Dataset.range(4)
parallel = numbers.map(lambda n: n, num_parallel_calls=2)
seen = sorted(int(n) for n in parallel)
shares = [numbers.shard(num_shards=2, index=k) for k in range(2)]
seen_once = sorted(int(n) for share in shares for n in share)
print(seen)
print(seen_once)


# %% parallel-order same="in_order, members, slow_one_first"
def first_is_slow(number):
    time.sleep(0.5 if number == 0 else 0)
    return number


def order(**options):
    dataset = tf.data.Dataset.range(4).map(
        lambda number: tf.py_function(first_is_slow, [number], tf.int64),
        num_parallel_calls=2,
        **options,
    )
    return [int(number) for number in dataset]


in_order = order()
as_ready = order(deterministic=False)
members, slow_one_first = sorted(as_ready), as_ready[0] == 0
print("in order:", in_order, "slow one first:", slow_one_first)

# %% copied-generator differs="kinds" same="by_index"
# why: Each worker process of PyTorch gets a copy of the data set, and of a generator in it, so all workers draw the
#   same numbers. The threads of TensorFlow share one generator. Seed by the index, and a draw depends neither on the
#   worker nor on the framework. `torch.rand`, `random` and `np.random` without a generator are safe: PyTorch seeds them
#   anew in each worker.
import numpy as np

rng = np.random.default_rng(0)


def noise(index):
    own = np.random.default_rng([0, int(index)])
    return rng.random(), own.random()


dataset = tf.data.Dataset.range(4).map(
    lambda index: tf.numpy_function(noise, [index], [tf.float64, tf.float64]),
    num_parallel_calls=2,
)
shared, by_index = zip(*[map(float, pair) for pair in dataset])
kinds = len(set(shared))
print(kinds, "different numbers for 4 examples")
by_index = list(by_index)
by_index


# %% repeatable-draws same="repeats, new_each_epoch"
def draw(number, seed):
    return tf.random.stateless_uniform((), seed)


def run(seed):
    tf.random.set_seed(seed)
    numbers = tf.data.Dataset.range(4)
    seeds = tf.data.Dataset.random(seed, rerandomize_each_iteration=True)
    dataset = tf.data.Dataset.zip(numbers, seeds.batch(2))
    dataset = dataset.map(draw, num_parallel_calls=2)
    return [[float(draw) for draw in dataset] for epoch in range(2)]


repeats = run(seed=0) == run(seed=0)
first, second = run(seed=0)
new_each_epoch = first != second
print("repeats:", repeats, "new each epoch:", new_each_epoch)

# %% cache same="runs"
numbers = []


def note(number):
    numbers.append(int(number))
    return number * 10


dataset = tf.data.Dataset.range(3)
dataset = dataset.map(lambda n: tf.py_function(note, [n], tf.int64)).cache()
for epoch in range(2):
    list(dataset)
runs = len(numbers)
runs


# %% cache-file same="first, later, fresh"
def prepared(factor, path):
    dataset = tf.data.Dataset.range(3).map(lambda n: n * factor)
    return [int(number) for number in dataset.cache(path)]


first = prepared(10, "kept")
later = prepared(99, "kept")  # still what the file holds
fresh = prepared(99, "kept-99")
print("first:", first, "later:", later, "new file:", fresh)


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
neighbors = {(n, n + 1) for n in range(0, 20, 2)}

dataset = numbers.shuffle(20).batch(2)
pairs = {tuple(pair.numpy().tolist()) for pair in dataset}
shuffle_first = pairs == neighbors

dataset = numbers.batch(2).shuffle(20)
pairs = {tuple(pair.numpy().tolist()) for pair in dataset}
batch_first = pairs == neighbors
print("batches of neighbors only:", shuffle_first, batch_first)

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
