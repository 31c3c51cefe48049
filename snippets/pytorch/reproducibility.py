# %% one-call differs="covered"
# why: `torch.manual_seed` seeds PyTorch alone. `tf.random.set_seed` does not reach Keras layers, which take their seeds
#   from Python's `random`. `set_random_seed` of Keras seeds all four. No call reaches a generator made with
#   `np.random.default_rng()`, so pass it a seed.
import random

import numpy as np
import torch
from torch import nn


def draw():
    weight = nn.Linear(1, 1).weight
    return random.random(), np.random.rand(), torch.rand(()), weight


torch.manual_seed(0)
first = draw()
torch.manual_seed(0)
covered = [bool(a == b) for a, b in zip(first, draw())]
print(dict(zip(["Python", "NumPy", "tensor", "layer"], covered)))


# %% seed-everything same="covered"
def seed_everything(seed):
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)  # the GPUs too


seed_everything(0)
first = draw()
seed_everything(0)
covered = [bool(a == b) for a, b in zip(first, draw())]
covered

# %% same-seed differs="order" same="members"
# why: Each framework has its own generators, so the same seed gives a different order in each. Take the order from
#   NumPy where it must be the same.
torch.manual_seed(0)
order = torch.randperm(6)
members = order.sort().values
print(order)
members

# %% shared-start same="x, order, y"
rng = np.random.default_rng(0)
x = torch.from_numpy(rng.normal(size=(6, 3)).astype("float32"))
weight = rng.normal(size=(3, 1)).astype("float32")
order = rng.permutation(6)

model = nn.Linear(3, 1)
start = {"weight": torch.from_numpy(weight.T), "bias": torch.zeros(1)}
model.load_state_dict(start)
y = model(x).detach()
print(order)
y[:3]


# %% same-training same="losses, repeats"
def train():
    model = nn.Linear(3, 1)
    model.load_state_dict(start)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    losses = []
    for batch in order.reshape(3, 2):
        loss = nn.functional.mse_loss(model(x[batch]), x[batch, :1])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


losses = train()
repeats = losses == train()
print("repeats:", repeats, [round(loss, 4) for loss in losses])

# %% shared-split same="train, held_out"
from torch.utils.data import Subset

data = range(0, 100, 10)
order = np.random.default_rng(0).permutation(10).tolist()
train_set, test_set = Subset(data, order[:7]), Subset(data, order[7:])
train, held_out = list(train_set), list(test_set)
print(train)
held_out


# %% twice same="repeats, other_seed"
def train(seed):
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Linear(2, 8), nn.Dropout(0.5), nn.Linear(8, 1))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for _ in range(3):
        x = torch.randn(16, 2)
        loss = nn.functional.mse_loss(model(x), x[:, :1])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return nn.utils.parameters_to_vector(model.parameters())


first = train(seed=0)
repeats, other_seed = [torch.equal(first, train(seed)) for seed in (0, 1)]
print("equal:", repeats, "with another seed:", other_seed)

# %% seed-after-build differs="restarts" same="rebuilt"
# why: PyTorch draws a dropout mask from the global stream. A Keras layer fixes the seed of its own stream when it is
#   made, so a later `set_random_seed` does not reach it. Seed before you build, and build the model again for a second
#   run.
dropout = nn.Dropout(0.5)
ones = torch.ones(50)
torch.manual_seed(0)
first = dropout(ones)
torch.manual_seed(0)
restarts = torch.equal(first, dropout(ones))

torch.manual_seed(0)
rebuilt = torch.equal(first, nn.Dropout(0.5)(ones))
print("starts again:", restarts, "when rebuilt:", rebuilt)


# %% extra-draw same="unchanged"
def draws(extra):
    torch.manual_seed(0)
    generator = torch.Generator().manual_seed(1)
    if extra:
        torch.rand(1)
    return torch.rand(3), torch.rand(3, generator=generator)


unchanged = [torch.equal(a, b) for a, b in zip(draws(False), draws(True))]
print("unchanged:", dict(zip(["global", "own"], unchanged)))

# %% loader-moves differs="moved" same="kept"
# why: A `DataLoader` takes a number from the global stream whenever a pass begins, also without workers and without
#   shuffling. Therefore a pass over the validation data changes the next draws of the training, unless the loader has
#   its own generator. Iterating a `tf.data` pipeline takes nothing from the global stream.
from torch.utils.data import DataLoader


def draw_after(loader):
    torch.manual_seed(0)
    list(loader)
    return torch.rand(3)


data = torch.arange(4.0)
shared = DataLoader(data)
own = DataLoader(data, generator=torch.Generator())
moved = not torch.equal(draw_after([]), draw_after(shared))
kept = torch.equal(draw_after([]), draw_after(own))
print("moved:", moved, "kept:", kept)


# %% by-step same="repeats, new_each_step"
def noise(step):
    generator = torch.Generator().manual_seed(step)
    return torch.rand(3, generator=generator)


straight = [noise(step) for step in range(4)]
repeats = torch.equal(straight[3], noise(step=3))
new_each_step = not torch.equal(straight[2], straight[3])
print("repeats:", repeats, "new each step:", new_each_step)


# %% compiled-draws differs="twins, repeats"
# why: Compiled functions of PyTorch draw from the global stream. Each `tf.function` starts its own stream from the
#   global seed, so two of them that draw alike give the same numbers. With `keras.random` a traced function keeps the
#   generator it found. `set_random_seed` makes a new one, which the function never sees. Pass generators or seeds to
#   the functions.
@torch.compile(backend="eager")
def image_noise():
    return torch.rand(3)


@torch.compile(backend="eager")
def label_noise():
    return torch.rand(3)


torch.manual_seed(0)
first = image_noise()
twins = torch.equal(first, label_noise())
torch.manual_seed(0)
repeats = torch.equal(first, image_noise())
print("equal functions:", twins, "repeats:", repeats)


# %% shuffle-seed differs="global_matters" same="repeats"
# why: The order of a `DataLoader` comes from its generator alone. The `seed` of `shuffle` is combined with the global
#   seed, so the order comes back only when both are the same: call `tf.random.set_seed` before you make the pipeline.
def order(seed, global_seed):
    torch.manual_seed(global_seed)
    generator = torch.Generator().manual_seed(seed)
    loader = DataLoader(range(20), 20, shuffle=True, generator=generator)
    return next(iter(loader)).tolist()


repeats = order(0, global_seed=0) == order(0, global_seed=0)
global_matters = order(0, global_seed=0) != order(0, global_seed=1)
print("repeats:", repeats, "global seed matters:", global_matters)

# %% epoch-order same="changes, resumed"
generator = torch.Generator()
loader = DataLoader(range(20), 20, shuffle=True, generator=generator)


def order(epoch):
    generator.manual_seed(epoch)
    return next(iter(loader)).tolist()


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


def listed():
    return sorted(path.name for path in Path().glob("*.txt"))


names = listed()
reordered = any(listed() != names for _ in range(5))
print(names)
print("another order:", reordered)

# %% vocabulary same="ids"
words = ["the", "cat", "saw", "the", "dog"]
vocabulary = {word: i for i, word in enumerate(sorted(set(words)))}
ids = torch.tensor([vocabulary[word] for word in words])
print(vocabulary)
ids


# %% worker-count differs="changed" same="by_index"
# why: A PyTorch worker has one stream for all the examples that fall to it, so with another number of workers an
#   example gets other numbers. A `stateless` operation draws from the seed of its example. With NumPy, seed by the
#   index in both, and the draws depend on nothing else.
class Noise(torch.utils.data.Dataset):
    def __len__(self):
        return 4

    def __getitem__(self, index):
        own = np.random.default_rng([0, index])
        return torch.rand(()).item(), own.random()


def draws(workers):
    generator = torch.Generator().manual_seed(0)
    loader = DataLoader(Noise(), None, num_workers=workers, generator=generator)
    return zip(*loader)


(plain, by_index), (other, _) = draws(workers=1), draws(workers=2)
changed = plain != other
print("changed:", changed)
by_index

# %% dropout-twins differs="twins" same="moves_on"
# why: `nn.Dropout` takes no seed and draws from the global stream. A Keras layer with a `seed` has its own stream, and
#   two layers with the same number drop the same units. Leave `seed` out, or give each layer a different one.
torch.manual_seed(0)
one, two = nn.Dropout(0.5), nn.Dropout(0.5)
ones = torch.ones(50)
first = one(ones)
twins = torch.equal(first, two(ones))
moves_on = not torch.equal(first, one(ones))
print("equal masks:", twins, "moves on:", moves_on)

# %% save-state same="resumed"
# note: No call of TensorFlow reads the state behind `tf.random.normal`. If draws must go on after a restart, take them
#   from a `tf.random.Generator`.
rng = np.random.default_rng(0)
torch.manual_seed(0)
state = {"torch": torch.get_rng_state(), "numpy": rng.bit_generator.state}
torch.save(state, "random.pt")
expected = [torch.rand(()), rng.random()]

state = torch.load("random.pt")
torch.set_rng_state(state["torch"])
rng.bit_generator.state = state["numpy"]
resumed = [torch.rand(()), rng.random()] == expected
resumed

# %% dropout-state same="by_weights, by_state"
# note: A PyTorch mask comes from the global stream, and on GPUs from that of `torch.cuda.get_rng_state_all()`. A Keras
#   layer keeps the state of its stream in `variables`, and neither `get_weights` nor a saved file holds it.
dropout, ones = nn.Dropout(0.5), torch.ones(50)
weights, state = dropout.state_dict(), torch.get_rng_state()
expected = dropout(ones)

dropout.load_state_dict(weights)
by_weights = torch.equal(expected, dropout(ones))
torch.set_rng_state(state)
by_state = torch.equal(expected, dropout(ones))
print("by weights:", by_weights, "by state:", by_state)

# %% sum-order same="left, right, wide"
big, small = torch.tensor(1e8), torch.tensor(1.0)
left = (big + small) - big
right = (big - big) + small
wide = (big.double() + small.double()) - big.double()
print("left:", left, "right:", right)
wide

# %% tolerance raises="AssertionError" same="passed"
first = torch.tensor([1.0, 0.0, 1000.0])
passed = []
for factor in [1.0, 1.00001, 1.001]:
    second = first * factor
    try:
        torch.testing.assert_close(second, first, rtol=1e-4, atol=1e-6)
        passed.append(factor)
    except AssertionError as error:
        print(factor, type(error).__name__)
passed

# %% default-tolerance differs="passed"
# why: For `float32` PyTorch allows 1.3e-6 of the value plus 1e-5. NumPy allows 1e-7 of the value and nothing more, so
#   no difference from 0 is small enough. Name both tolerances.
passed = []
for second, first in [(1.0, 1.0), (1.000005, 1.0), (1e-9, 0.0)]:
    try:
        torch.testing.assert_close(torch.tensor(second), torch.tensor(first))
        passed.append(second)
    except AssertionError as error:
        print(second, type(error).__name__)
passed

# %% which-weight same="apart"
first = nn.ModuleDict({"hidden": nn.Linear(2, 2), "out": nn.Linear(2, 1)})
second = nn.ModuleDict({"hidden": nn.Linear(2, 2), "out": nn.Linear(2, 1)})
second.load_state_dict(first.state_dict())
with torch.no_grad():
    second["out"].weight += 0.001

apart = []
for (name, a), b in zip(first.named_parameters(), second.parameters()):
    if not torch.allclose(a, b, rtol=1e-4, atol=1e-6):
        apart.append(name.split(".")[0])
        print(name, f"{(a - b).abs().max():.4f}")
apart

# %% deterministic same="repeats"
torch.use_deterministic_algorithms(True)


def totals():
    torch.manual_seed(0)
    values = torch.rand(1000)
    return torch.zeros(10).index_add(0, torch.arange(1000) % 10, values)


repeats = torch.equal(totals(), totals())
torch.use_deterministic_algorithms(False)
repeats
