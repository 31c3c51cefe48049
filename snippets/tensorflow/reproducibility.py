# %% one-call differs="covered"
# why: `torch.manual_seed` seeds PyTorch alone. `tf.random.set_seed` does not reach Keras layers, which take their seeds
#   from Python's `random`. `set_random_seed` of Keras seeds all four. No call reaches a generator made with
#   `np.random.default_rng()`, so pass it a seed.
import random

import numpy as np
import tensorflow as tf


def draw():
    layer = tf.keras.layers.Dense(1)
    layer.build((None, 1))
    return random.random(), np.random.rand(), tf.random.uniform([]), layer.kernel


tf.random.set_seed(0)
first = draw()
tf.random.set_seed(0)
covered = [bool(a == b) for a, b in zip(first, draw())]
print(dict(zip(["Python", "NumPy", "tensor", "layer"], covered)))

# %% seed-everything same="covered"
tf.keras.utils.set_random_seed(0)
first = draw()
tf.keras.utils.set_random_seed(0)
covered = [bool(a == b) for a, b in zip(first, draw())]
covered

# %% same-seed differs="order" same="members"
# why: Each framework has its own generators, so the same seed gives a different order in each. Take the order from
#   NumPy where it must be the same.
tf.random.set_seed(0)
order = tf.random.shuffle(tf.range(6, dtype=tf.int64))
members = tf.sort(order)
print(order)
members

# %% shared-start same="x, order, y"
rng = np.random.default_rng(0)
x = tf.constant(rng.normal(size=(6, 3)).astype("float32"))
weight = rng.normal(size=(3, 1)).astype("float32")
order = rng.permutation(6)

model = tf.keras.layers.Dense(1)
model.build((None, 3))
start = [weight, np.zeros(1, "float32")]
model.set_weights(start)
y = model(x)
print(order)
y[:3]


# %% same-training same="losses, repeats"
def train():
    model.set_weights(start)
    optimizer = tf.keras.optimizers.SGD(0.1)
    losses = []
    for batch in order.reshape(3, 2):
        inputs = tf.gather(x, batch)
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((model(inputs) - inputs[:, :1]) ** 2)
        gradients = tape.gradient(loss, model.trainable_variables)
        optimizer.apply_gradients(zip(gradients, model.trainable_variables))
        losses.append(float(loss))
    return losses


losses = train()
repeats = losses == train()
print("repeats:", repeats, [round(loss, 4) for loss in losses])

# %% shared-split same="train, held_out"
data = tf.range(0, 100, 10)
order = np.random.default_rng(0).permutation(10)
dataset = tf.data.Dataset.from_tensor_slices(tf.gather(data, order))
train_set, test_set = dataset.take(7), dataset.skip(7)
train, held_out = [[int(n) for n in part] for part in (train_set, test_set)]
print(train)
held_out


# %% twice same="repeats, other_seed"
def train(seed):
    tf.keras.utils.set_random_seed(seed)
    layers = [tf.keras.layers.Dense(8), tf.keras.layers.Dropout(0.5)]
    model = tf.keras.Sequential([*layers, tf.keras.layers.Dense(1)])
    optimizer = tf.keras.optimizers.SGD(0.1)
    for _ in range(3):
        x = tf.random.normal([16, 2])
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((model(x, training=True) - x[:, :1]) ** 2)
        gradients = tape.gradient(loss, model.trainable_variables)
        optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return np.concatenate([weight.ravel() for weight in model.get_weights()])


first = train(seed=0)
repeats, other_seed = [np.array_equal(first, train(seed)) for seed in (0, 1)]
print("equal:", repeats, "with another seed:", other_seed)


# %% seed-after-build differs="restarts" same="rebuilt"
# why: PyTorch draws a dropout mask from the global stream. A Keras layer fixes the seed of its own stream when it is
#   made, so a later `set_random_seed` does not reach it. Seed before you build, and build the model again for a second
#   run.
def dropped(layer):
    return layer(tf.ones(50), training=True).numpy()


tf.keras.utils.set_random_seed(0)
dropout = tf.keras.layers.Dropout(0.5)
first = dropped(dropout)
tf.keras.utils.set_random_seed(0)
restarts = np.array_equal(first, dropped(dropout))

tf.keras.utils.set_random_seed(0)
rebuilt = np.array_equal(first, dropped(tf.keras.layers.Dropout(0.5)))
print("starts again:", restarts, "when rebuilt:", rebuilt)


# %% extra-draw same="unchanged"
def draws(extra):
    tf.random.set_seed(0)
    generator = tf.random.Generator.from_seed(1)
    if extra:
        tf.random.uniform([1])
    return tf.random.uniform([3]), generator.uniform([3])


pairs = zip(draws(False), draws(True))
unchanged = [bool(tf.reduce_all(a == b)) for a, b in pairs]
print("unchanged:", dict(zip(["global", "own"], unchanged)))


# %% loader-moves differs="moved" same="kept"
# why: A `DataLoader` takes a number from the global stream whenever a pass begins, also without workers and without
#   shuffling. Therefore a pass over the validation data changes the next draws of the training, unless the loader has
#   its own generator. Iterating a `tf.data` pipeline takes nothing from the global stream.
def draw_after(dataset):
    tf.random.set_seed(0)
    list(dataset)
    return tf.random.uniform([3])


dataset = tf.data.Dataset.range(4).batch(1)
moved = bool(tf.reduce_any(draw_after([]) != draw_after(dataset)))
kept = not moved
print("moved:", moved, "kept:", kept)


# %% by-step same="repeats, new_each_step"
def noise(step):
    return tf.random.stateless_uniform([3], seed=[0, step])


straight = [noise(step) for step in range(4)]
repeats = bool(tf.reduce_all(straight[3] == noise(step=3)))
new_each_step = bool(tf.reduce_any(straight[2] != straight[3]))
print("repeats:", repeats, "new each step:", new_each_step)


# %% compiled-draws differs="twins, repeats"
# why: Compiled functions of PyTorch draw from the global stream. Each `tf.function` starts its own stream from the
#   global seed, so two of them that draw alike give the same numbers. With `keras.random` a traced function keeps the
#   generator it found. `set_random_seed` makes a new one, which the function never sees. Pass generators or seeds to
#   the functions.
@tf.function
def image_noise():
    return tf.random.uniform([3])


@tf.function
def label_noise():
    return tf.random.uniform([3])


tf.random.set_seed(0)
first = image_noise()
twins = bool(tf.reduce_all(first == label_noise()))
tf.random.set_seed(0)
repeats = bool(tf.reduce_all(first == image_noise()))
print("equal functions:", twins, "repeats:", repeats)


# %% shuffle-seed differs="global_matters" same="repeats"
# why: The order of a `DataLoader` comes from its generator alone. The `seed` of `shuffle` is combined with the global
#   seed, so the order comes back only when both are the same: call `tf.random.set_seed` before you make the pipeline.
def order(seed, global_seed):
    tf.random.set_seed(global_seed)
    dataset = tf.data.Dataset.range(20).shuffle(20, seed=seed)
    return [int(n) for n in dataset]


repeats = order(0, global_seed=0) == order(0, global_seed=0)
global_matters = order(0, global_seed=0) != order(0, global_seed=1)
print("repeats:", repeats, "global seed matters:", global_matters)

# %% epoch-order same="changes, resumed"
dataset = tf.data.Dataset.range(20)


def order(epoch):
    tf.random.set_seed(0)
    shuffled = dataset.shuffle(20, seed=epoch, reshuffle_each_iteration=False)
    return [int(n) for n in shuffled]


first_run = [order(epoch) for epoch in range(3)]
changes = first_run[1] != first_run[2]
resumed = order(2) == first_run[2]
print("changes:", changes, "resumed:", resumed)

# %% file-order differs="reordered" same="names"
# why: `list_files` shuffles, anew in each pass, unless told `shuffle=False`. Python's `glob` promises no order at all,
#   so sort what it finds.
from pathlib import Path

for name in "edcba":
    Path(f"{name}.txt").touch()


def listed(**options):
    files = tf.data.Dataset.list_files("*.txt", **options)
    return [Path(path.numpy().decode()).name for path in files]


names = listed(shuffle=False)
tf.random.set_seed(0)
reordered = any(listed() != names for _ in range(5))
print(names)
print("another order:", reordered)

# %% vocabulary same="ids"
words = ["the", "cat", "saw", "the", "dog"]
vocabulary = {word: i for i, word in enumerate(sorted(set(words)))}
ids = tf.constant([vocabulary[word] for word in words], tf.int64)
print(vocabulary)
ids


# %% worker-count differs="changed" same="by_index"
# why: A PyTorch worker has one stream for all the examples that fall to it, so with another number of workers an
#   example gets other numbers. A `stateless` operation draws from the seed of its example. With NumPy, seed by the
#   index in both, and the draws depend on nothing else.
def own_draw(index):
    return np.random.default_rng([0, int(index)]).random()


def draw(index):
    plain = tf.random.stateless_uniform([], [0, index])
    return plain, tf.numpy_function(own_draw, [index], tf.float64)


def draws(workers):
    dataset = tf.data.Dataset.range(4).map(draw, num_parallel_calls=workers)
    return zip(*[map(float, pair) for pair in dataset])


(plain, by_index), (other, _) = draws(workers=1), draws(workers=2)
changed = plain != other
print("changed:", changed)
by_index

# %% dropout-twins differs="twins" same="moves_on"
# why: `nn.Dropout` takes no seed and draws from the global stream. A Keras layer with a `seed` has its own stream, and
#   two layers with the same number drop the same units. Leave `seed` out, or give each layer a different one.
one = tf.keras.layers.Dropout(0.5, seed=0)
two = tf.keras.layers.Dropout(0.5, seed=0)
ones = tf.ones(50)
first = one(ones, training=True)
twins = bool(tf.reduce_all(first == two(ones, training=True)))
moves_on = bool(tf.reduce_any(first != one(ones, training=True)))
print("equal masks:", twins, "moves on:", moves_on)

# %% save-state same="resumed"
# note: No call of TensorFlow reads the state behind `tf.random.normal`. If draws must go on after a restart, take them
#   from a `tf.random.Generator`.
import json

rng = np.random.default_rng(0)
generator = tf.random.Generator.from_seed(0)
checkpoint = tf.train.Checkpoint(generator=generator)
checkpoint.write("random")
Path("random.json").write_text(json.dumps(rng.bit_generator.state))
expected = [generator.uniform([]), rng.random()]

checkpoint.read("random").assert_consumed()
rng.bit_generator.state = json.loads(Path("random.json").read_text())
resumed = [generator.uniform([]), rng.random()] == expected
resumed

# %% dropout-state same="by_weights, by_state"
# note: A PyTorch mask comes from the global stream, and on GPUs from that of `torch.cuda.get_rng_state_all()`. A Keras
#   layer keeps the state of its stream in `variables`, and neither `get_weights` nor a saved file holds it.
dropout, ones = tf.keras.layers.Dropout(0.5), tf.ones(50)
weights = dropout.get_weights()
state = [variable.numpy() for variable in dropout.variables]
expected = dropout(ones, training=True)

dropout.set_weights(weights)
by_weights = bool(tf.reduce_all(expected == dropout(ones, training=True)))
for variable, value in zip(dropout.variables, state):
    variable.assign(value)
by_state = bool(tf.reduce_all(expected == dropout(ones, training=True)))
print("by weights:", by_weights, "by state:", by_state)

# %% sum-order same="left, right, wide"
big, small = tf.constant(1e8), tf.constant(1.0)
left = (big + small) - big
right = (big - big) + small
big, small = tf.cast(big, tf.float64), tf.cast(small, tf.float64)
wide = (big + small) - big
print("left:", left, "right:", right)
wide

# %% tolerance raises="AssertionError" same="passed"
first = tf.constant([1.0, 0.0, 1000.0])
passed = []
for factor in [1.0, 1.00001, 1.001]:
    second = first * factor
    try:
        np.testing.assert_allclose(second, first, rtol=1e-4, atol=1e-6)
        passed.append(factor)
    except AssertionError as error:
        print(factor, type(error).__name__)
passed

# %% default-tolerance raises="AssertionError" differs="passed"
# why: For `float32` PyTorch allows 1.3e-6 of the value plus 1e-5. NumPy allows 1e-7 of the value and nothing more, so
#   no difference from 0 is small enough. Name both tolerances.
passed = []
for second, first in [(1.0, 1.0), (1.000005, 1.0), (1e-9, 0.0)]:
    try:
        np.testing.assert_allclose(tf.constant(second), tf.constant(first))
        passed.append(second)
    except AssertionError as error:
        print(second, type(error).__name__)
passed

# %% which-weight same="apart"
layers = [tf.keras.Input((2,)), tf.keras.layers.Dense(2, name="hidden")]
first = tf.keras.Sequential([*layers, tf.keras.layers.Dense(1, name="out")])
second = tf.keras.models.clone_model(first)
second.set_weights(first.get_weights())
second.get_layer("out").kernel.assign_add([[0.001], [0.001]])

apart = []
for a, b in zip(first.weights, second.weights):
    if not np.allclose(a, b, rtol=1e-4, atol=1e-6):
        apart.append(a.path.split("/")[-2])
        print(a.path, f"{tf.reduce_max(tf.abs(a - b)):.4f}")
apart

# %% deterministic same="repeats"
tf.config.experimental.enable_op_determinism()


def totals():
    tf.random.set_seed(0)
    values = tf.random.uniform([1000])
    return tf.math.unsorted_segment_sum(values, tf.range(1000) % 10, 10)


repeats = bool(tf.reduce_all(totals() == totals()))
repeats
