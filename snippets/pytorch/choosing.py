# %% regression same="weight, bias"
import numpy as np
import torch
from torch import nn

rng = np.random.default_rng(0)
x = rng.normal(size=(256, 1)).astype("float32")
noise = rng.normal(0, 0.1, size=(256, 1)).astype("float32")
x = torch.from_numpy(x)
y = 3 * x + 2 + torch.from_numpy(noise)

model = nn.Linear(1, 1)
nn.init.ones_(model.weight)
nn.init.zeros_(model.bias)
loss_function = nn.MSELoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)

for epoch in range(40):
    optimizer.zero_grad()
    loss = loss_function(model(x), y)
    loss.backward()
    optimizer.step()

weight, bias = model.weight.item(), model.bias.item()
print(f"weight {weight:.4f}, bias {bias:.4f}")

# %% rounding same="total, average"
tenths = torch.full((100_000,), 0.1)
total = tenths.sum()
average = tenths.double().mean()
print(f"{total:.4f}")
print(f"{average:.12f}")

# %% seed differs="drawn" same="shared"
# why: Each framework has random generators of its own, so the same seed gives other numbers in each. Draw with a seeded
#   NumPy generator where they must be the same.
torch.manual_seed(0)
drawn = torch.rand(3)
shared = torch.from_numpy(np.random.default_rng(0).random(3))
print(drawn)
shared

# %% versions unstable="true"
from importlib.metadata import version

print("PyTorch", version("torch"))
print("NumPy", version("numpy"))

# %% pythons differs="newest"
# why: Each package lists the Python versions that it was tested with. The list is a label and no limit: pip goes by
#   `Requires-Python` and by the files there are for your system. A version that all of your packages list is safe.
from importlib.metadata import metadata

about = metadata("torch")
tags = about.get_all("Classifier")
pythons = [tag.split()[-1] for tag in tags if "Python :: 3." in tag]
newest = pythons[-1]
print("required:", about["Requires-Python"])
print("listed:", *pythons)

# %% eager same="root, steps"
target = torch.tensor(2.0)
root = torch.tensor(1.0)
steps = 0
while (root**2 - target).abs() > 1e-6:
    root = (root + target / root) / 2
    steps += 1
    print(steps, float(root))


# %% compiled same="eager, compiled"
def standardize(x):
    centered = x - x.mean(0)
    return centered / (centered.square().mean(0) + 1e-5).sqrt()


rows = torch.tensor([[1.0, 20.0], [2.0, 60.0], [3.0, 10.0]])
eager = standardize(rows)
compiled = torch.compile(standardize, backend="eager")(rows)
print((eager - compiled).abs().max())
compiled

# %% side-effect differs="count" same="y"
# why: A `tf.function` runs its Python while it is traced, and later only the graph that came out: count with a
#   `tf.Variable`, print with `tf.print`. `torch.compile` notices the change to the list and repeats it after each run
#   of its graph.
runs = []


@torch.compile(backend="eager")
def double(x):
    runs.append("ran")
    return x * 2


for number in (1.0, 2.0, 3.0):
    y = double(torch.tensor(number))
count = len(runs)
print(y)
count

# %% frozen-number differs="with_number, with_constant" same="with_state"
# why: The graph of a `tf.function` keeps the value that a name stood for when it was traced, a number or a constant
#   tensor. Pass what changes as an argument that is a tensor, or keep it in a `tf.Variable`, which is read at each run.
#   `torch.compile` checks what it found outside before each run, and compiles again where it must.
number = 10.0
constant = torch.tensor(10.0)
state = torch.tensor(10.0)


@torch.compile(backend="eager")
def scaled(x):
    return x * number, x * constant, x * state


scaled(torch.tensor(1.0))
number = 99.0
constant = torch.tensor(99.0)
state.fill_(99.0)
with_number, with_constant, with_state = scaled(torch.tensor(1.0))
print(with_number, with_constant, with_state)

# %% levels same="by_hand, by_layer, by_graph"
x = torch.tensor([[1.0, 2.0]])
weight = torch.tensor([[0.5, -1.0], [2.0, 0.0], [1.0, 1.0]])
bias = torch.tensor([0.1, 0.2, 0.3])
by_hand = torch.relu(x @ weight.T + bias)

layer = nn.Linear(2, 3)
layer.load_state_dict({"weight": weight, "bias": bias})
model = nn.Sequential(layer, nn.ReLU())
by_layer = model(x).detach()

by_graph = torch.compile(model, backend="eager")(x).detach()
print(by_hand, by_layer, by_graph, sep="\n")

# %% parameters differs="learned, kept" same="count"
# why: The two frameworks name the same things differently, and PyTorch also counts the batches it has seen. Both learn
#   as many numbers. To copy them, pair `weight` with `gamma`, `bias` with `beta`, `running_mean` with `moving_mean` and
#   `running_var` with `moving_variance`.
layer = nn.BatchNorm1d(4)
learned = [name for name, _ in layer.named_parameters()]
kept = [name for name, _ in layer.named_buffers()]
count = sum(parameter.numel() for parameter in layer.parameters())
print(learned, kept, sep="\n")
count

# %% axis raises="TypeError" same="sums, kept"
# note: PyTorch says `dim` and `keepdim`. Its reductions take NumPy's `axis` and `keepdims` too, and functions of
#   `nn.functional` such as `softmax` do not. TensorFlow and Keras only know NumPy's words.
x = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
sums = x.sum(dim=1)
kept = x.sum(dim=1, keepdim=True)
print(torch.equal(sums, x.sum(axis=1)))
try:
    nn.functional.softmax(x, axis=1)
except TypeError as error:
    print(str(error).split("(")[-1])
print(sums)
kept

# %% batches same="shapes, first"
from torch.utils.data import DataLoader, TensorDataset

features = torch.arange(10.0).reshape(5, 2)
labels = torch.arange(5.0)
loader = DataLoader(TensorDataset(features, labels), batch_size=2)
batches = list(loader)
shapes = [list(x.shape) for x, y in batches]
first = list(batches[0])
print(shapes)
first

# %% old-names raises="FutureWarning"
# why: `torch.jit` is still there but deprecated, in favor of `torch.compile` and `torch.export`. `tf.contrib` left
#   with TensorFlow 2.0. The functions of `keras.backend` left with Keras 3, and `keras.ops` has taken their place.
import warnings

with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        torch.jit.script(nn.Linear(1, 1))
    except FutureWarning as warning:
        print(warning)
