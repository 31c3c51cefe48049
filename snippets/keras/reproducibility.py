# %% one-call differs="covered"
# why: `torch.manual_seed` seeds PyTorch alone. `tf.random.set_seed` does not reach Keras layers, which take their seeds
#   from Python's `random`. `set_random_seed` of Keras seeds all four. No call reaches a generator made with
#   `np.random.default_rng()`, so pass it a seed.
import random

import keras
import numpy as np


def draw():
    layer = keras.layers.Dense(1)
    layer.build((None, 1))
    tensor = keras.random.uniform(())
    return random.random(), np.random.rand(), tensor, layer.kernel


keras.utils.set_random_seed(0)
first = draw()
keras.utils.set_random_seed(0)
covered = [bool(a == b) for a, b in zip(first, draw())]
print(dict(zip(["Python", "NumPy", "tensor", "layer"], covered)))

# %% same-seed differs="order" same="members"
# why: Each framework has its own generators, so the same seed gives a different order in each. Take the order from
#   NumPy where it must be the same.
keras.utils.set_random_seed(0)
order = keras.random.shuffle(keras.ops.arange(6, dtype="int64"))
members = keras.ops.sort(order)
print(order)
members

# %% shared-start same="x, order, y" hidden="true"
rng = np.random.default_rng(0)
x = rng.normal(size=(6, 3)).astype("float32")
weight = rng.normal(size=(3, 1)).astype("float32")
order = rng.permutation(6)

model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
start = [weight, np.zeros(1, "float32")]
model.set_weights(start)
y = model(x)
y[:3]


# %% same-training same="losses, repeats"
def train():
    model.set_weights(start)
    model.compile(keras.optimizers.SGD(0.1), loss="mse")
    losses = []
    for batch in order.reshape(3, 2):
        loss = model.train_on_batch(x[batch], x[batch, :1])
        losses.append(float(loss))
    return losses


losses = train()
repeats = losses == train()
print("repeats:", repeats, [round(loss, 4) for loss in losses])


# %% twice same="repeats, other_seed"
def train(seed):
    keras.utils.set_random_seed(seed)
    layers = [keras.layers.Dense(8), keras.layers.Dropout(0.5)]
    model = keras.Sequential([*layers, keras.layers.Dense(1)])
    model.compile(keras.optimizers.SGD(0.1), loss="mse")
    x = np.random.normal(size=(16, 2)).astype("float32")
    model.fit(x, x[:, :1], batch_size=8, verbose=0)
    return np.concatenate([weight.ravel() for weight in model.get_weights()])


first = train(seed=0)
repeats, other_seed = [np.array_equal(first, train(seed)) for seed in (0, 1)]
print("equal:", repeats, "with another seed:", other_seed)


# %% extra-draw same="unchanged"
def draws(extra):
    keras.utils.set_random_seed(0)
    generator = keras.random.SeedGenerator(1)
    if extra:
        keras.random.uniform((1,))
    own = keras.random.uniform((3,), seed=generator)
    return keras.random.uniform((3,)), own


pairs = zip(draws(False), draws(True))
unchanged = [bool(keras.ops.all(a == b)) for a, b in pairs]
print("unchanged:", dict(zip(["global", "own"], unchanged)))


# %% by-step same="repeats, new_each_step"
def noise(step):
    return keras.random.uniform((3,), seed=step)


straight = [noise(step) for step in range(4)]
repeats = bool(keras.ops.all(straight[3] == noise(step=3)))
new_each_step = bool(keras.ops.any(straight[2] != straight[3]))
print("repeats:", repeats, "new each step:", new_each_step)

# %% compiled-draws differs="twins, repeats"
# why: Compiled functions of PyTorch draw from the global stream. Each `tf.function` starts its own stream from the
#   global seed, so two of them that draw alike give the same numbers. With `keras.random` a traced function keeps the
#   generator it found. `set_random_seed` makes a new one, which the function never sees. Pass generators or seeds to
#   the functions.
import tensorflow as tf


@tf.function
def image_noise():
    return keras.random.uniform((3,))


@tf.function
def label_noise():
    return keras.random.uniform((3,))


keras.utils.set_random_seed(0)
first = image_noise()
twins = bool(keras.ops.all(first == label_noise()))
keras.utils.set_random_seed(0)
repeats = bool(keras.ops.all(first == image_noise()))
print("equal functions:", twins, "repeats:", repeats)
