# %% data same="x, y, x_val, y_val"
import numpy as np
import torch
from torch.utils.data import DataLoader, TensorDataset

rng = np.random.default_rng(0)
points = rng.normal(size=(140, 2)).astype("float32")
classes = (points[:, 0] * points[:, 1] > 0).astype("int64")

x, x_val = torch.from_numpy(points).split([100, 40])
y, y_val = torch.from_numpy(classes).split([100, 40])
batches = DataLoader(TensorDataset(x, y), batch_size=32)
[len(inputs) for inputs, targets in batches]

# %% model same="logits"
from torch import nn

shapes = [(2, 8), (8,), (8, 2), (2,)]
start = [rng.normal(0, 0.5, shape).astype("float32") for shape in shapes]


def make_model():
    model = nn.Sequential(nn.Linear(2, 8), nn.ReLU(), nn.Linear(8, 2))
    with torch.no_grad():
        for parameter, array in zip(model.parameters(), start):
            parameter.copy_(torch.from_numpy(array.T))
    return model


logits = make_model()(x[:3]).detach()
logits

# %% minimal-loop same="losses" rtol="1e-4" atol="1e-5"
model = make_model()
optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
loss_function = nn.CrossEntropyLoss()

losses = []
for epoch in range(3):
    for inputs, targets in batches:
        optimizer.zero_grad()
        loss = loss_function(model(inputs), targets)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
print(len(losses), "steps")
print(" ".join(f"{loss:.4f}" for loss in losses[:4]))
print(" ".join(f"{loss:.4f}" for loss in losses[-4:]))


# %% validation-loop same="val_loss, val_accuracy" rtol="1e-4" atol="1e-5"
def validate(model):
    model.eval()
    with torch.no_grad():
        logits = model(x_val)
        loss = loss_function(logits, y_val).item()
        accuracy = (logits.argmax(1) == y_val).float().mean().item()
    model.train()
    return loss, accuracy


val_loss, val_accuracy = validate(model)
print(f"loss {val_loss:.4f}, accuracy {val_accuracy:.4f}")


# %% step-function same="step_losses" rtol="1e-4" atol="1e-5"
def train_step(model, optimizer, inputs, targets):
    optimizer.zero_grad()
    logits = model(inputs)
    loss = loss_function(logits, targets)
    loss.backward()
    optimizer.step()
    return loss.item(), logits.detach()


model = make_model()
optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
step_losses = []
for inputs, targets in batches:
    loss, logits = train_step(model, optimizer, inputs, targets)
    step_losses.append(loss)
print([round(loss, 4) for loss in step_losses])

# %% metrics-in-loop same="epoch_losses, accuracies" rtol="1e-4" atol="1e-5"
model = make_model()
optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
epoch_losses, accuracies = [], []
for epoch in range(2):
    total, correct = 0.0, 0
    for inputs, targets in batches:
        loss, logits = train_step(model, optimizer, inputs, targets)
        total += loss * len(inputs)
        correct += (logits.argmax(1) == targets).sum().item()
    epoch_losses.append(total / len(x))
    accuracies.append(correct / len(x))
    print(f"loss {epoch_losses[-1]:.4f}, accuracy {accuracies[-1]:.4f}")

# %% progress unstable="true" same="means" rtol="1e-4" atol="1e-5"
import time

model = make_model()
optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
means = []
for epoch in range(2):
    began, total = time.perf_counter(), 0.0
    for inputs, targets in batches:
        loss, _ = train_step(model, optimizer, inputs, targets)
        total += loss * len(inputs)
    means.append(total / len(x))
    seconds = time.perf_counter() - began
    print(f"Epoch {epoch + 1}/2 - {seconds:.2f}s - loss: {means[-1]:.4f}")

# %% epoch-mean differs="reported" same="weighted"
# why: The last batch has 4 examples, and a mean of batch means counts it as much as a full one. `keras.metrics.Mean`
#   counts in the same way unless you pass the sizes. `fit` and `evaluate` weight each batch by its size; with that
#   weight all are equal.
model = make_model()
total, weighted_total = 0.0, 0.0
with torch.no_grad():
    for inputs, targets in batches:
        loss = loss_function(model(inputs), targets).item()
        total += loss
        weighted_total += loss * len(inputs)

reported = total / len(batches)
weighted = weighted_total / len(x)
print(f"reported {reported:.4f}, weighted {weighted:.4f}")

# %% learning-curves same="training, validation" rtol="1e-3" atol="1e-4"
# alt: Two falling curves over 20 epochs in PyTorch's color. The solid training loss falls from about 1.05 to 0.52, the
#   dashed validation loss from about 0.71 to 0.44; it stays below. Both fall steeply for three epochs, then slowly.
import matplotlib.pyplot as plt

model = make_model()
optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
training, validation = [], []
for epoch in range(20):
    training.append(train_step(model, optimizer, x, y)[0])
    validation.append(validate(model)[0])

fig, axes = plt.subplots(figsize=(6.4, 3.2))
axes.plot(training, "#ee4c2c", label="training")
axes.plot(validation, "--", color="#ee4c2c", label="validation")
axes.set(xlabel="epoch", ylabel="loss", xticks=range(0, 20, 5))
axes.legend()
plt.show()

# %% clip-in-loop same="norm, clipped, weights"
model = make_model()
optimizer = torch.optim.SGD(model.parameters(), lr=0.5)

loss_function(model(x), y).backward()
norm = nn.utils.clip_grad_norm_(model.parameters(), max_norm=0.1)
clipped = nn.utils.get_total_norm(p.grad for p in model.parameters())
optimizer.step()

weights = model[0].weight.detach().T
print(f"norm {norm:.4f}, clipped to {clipped:.4f}")
weights

# %% gradient-accumulation same="accumulated, whole"
quarters = DataLoader(TensorDataset(x, y), batch_size=25)

model = make_model()
optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
for inputs, targets in quarters:
    loss = loss_function(model(inputs), targets) / 4
    loss.backward()
optimizer.step()
accumulated = model[2].bias.detach()

model = make_model()
optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
train_step(model, optimizer, x, y)
whole = model[2].bias.detach()
print(accumulated)
whole

# %% schedule-in-loop differs="same_numbers" same="per_epoch"
# why: A PyTorch scheduler moves when its `step` is called, here once an epoch. A Keras schedule moves with every update
#   of the weights. With `decay_steps` set to the batches of an epoch and `staircase=True`, the rates agree at every
#   step.
model = make_model()
optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma=0.5)
same_numbers = []
for epoch in range(3):
    for inputs, targets in batches:
        train_step(model, optimizer, inputs, targets)
    scheduler.step()
    same_numbers.append(scheduler.get_last_lr()[0])

per_epoch = same_numbers
print(same_numbers)

# %% several-tasks same="losses" rtol="1e-4" atol="1e-5"
layers = make_model()
body, class_head, radius_head = layers[:2], layers[2], nn.Linear(8, 1)
nn.init.zeros_(radius_head.weight)
nn.init.zeros_(radius_head.bias)
radius = x.norm(dim=1, keepdim=True)
parameters = [*layers.parameters(), *radius_head.parameters()]
optimizer = torch.optim.SGD(parameters, lr=0.1)
losses = []
for _ in range(4):
    hidden = body(x)
    class_loss = loss_function(class_head(hidden), y)
    radius_loss = nn.functional.mse_loss(radius_head(hidden), radius)
    optimizer.zero_grad()
    (class_loss + 0.5 * radius_loss).backward()
    optimizer.step()
    losses.append([class_loss.item(), radius_loss.item()])
print([[round(loss, 4) for loss in both] for both in losses])

# %% two-models same="fake"
real = torch.full((4, 1), 3.0)
noise = torch.tensor([[-1.0], [-0.5], [0.5], [1.0]])
generator, judge = nn.Linear(1, 1), nn.Linear(1, 1)
for layer in (generator, judge):
    nn.init.ones_(layer.weight)
    nn.init.zeros_(layer.bias)
generator_optimizer = torch.optim.SGD(generator.parameters(), lr=0.5)
judge_optimizer = torch.optim.SGD(judge.parameters(), lr=0.5)
fake = generator(noise).detach()
fake

# %% two-optimizers same="fooled, generated"
for _ in range(3):
    fake = generator(noise)
    # detach: the judge's loss must not reach the generator
    judge_loss = -nn.functional.logsigmoid(judge(real)).mean()
    judge_loss -= nn.functional.logsigmoid(-judge(fake.detach())).mean()
    judge_optimizer.zero_grad()
    judge_loss.backward()
    judge_optimizer.step()

    fooled = -nn.functional.logsigmoid(judge(fake)).mean()
    generator_optimizer.zero_grad()
    fooled.backward()
    generator_optimizer.step()
fooled = fooled.detach()
generated = generator(noise).detach()
print(fooled)
generated


# %% repeatable same="repeats, other_seed"
def run(seed):
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Linear(2, 8), nn.Dropout(0.5), nn.Linear(8, 2))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
    shuffled = DataLoader(TensorDataset(x, y), batch_size=50, shuffle=True)
    for inputs, targets in shuffled:
        loss, _ = train_step(model, optimizer, inputs, targets)
    return loss


first = run(seed=0)
repeats = first == run(seed=0)
other_seed = first == run(seed=1)
print(repeats, other_seed)


# %% compiled-step same="eager, compiled" rtol="1e-4" atol="1e-5"
def train(model, forward):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
    losses = []
    for _ in range(5):
        loss, _ = train_step(forward, optimizer, x, y)
        losses.append(loss)
    return losses


model = make_model()
eager = train(model, model)
model = make_model()
compiled = train(model, torch.compile(model, backend="eager"))
print(" ".join(f"{loss:.4f}" for loss in eager))
print(" ".join(f"{loss:.4f}" for loss in compiled))

# %% retrace differs="graphs_for_ints" same="graphs_for_tensors"
# why: `tf.function` makes a graph for every Python number it has not seen. `torch.compile` makes one for the first
#   number, sees it change, and makes one more that takes any integer. A number given as a tensor needs one graph in
#   both.
graphs = []


def counting(graph, example_inputs):
    graphs.append(graph)
    return graph.forward


@torch.compile(backend=counting)
def scale(values, factor):
    return values * factor


for factor in (1, 2, 3):
    scale(torch.ones(2), factor)
graphs_for_ints = len(graphs)
graphs.clear()
for factor in (1, 2, 3):
    scale(torch.ones(2), torch.tensor(factor))
graphs_for_tensors = len(graphs)
print(graphs_for_ints, graphs_for_tensors)


# %% last-batch same="graphs_made, graphs_for_any"
def total(values):
    return (values * 2).sum()


graphs.clear()
fixed = torch.compile(total, backend=counting)
for inputs, targets in batches:  # 32, 32, 32 and 4 examples
    fixed(inputs)
graphs_made = len(graphs)

graphs.clear()
any_length = torch.compile(total, backend=counting, dynamic=True)
for inputs, targets in batches:
    any_length(inputs)
graphs_for_any = len(graphs)
print(graphs_made, graphs_for_any)

# %% side-effects differs="python_calls" same="counter"
# why: A `tf.function` runs its Python once, while it is traced, and then only its graph. `torch.compile` leaves its
#   graph for a `print` and repeats what Python code does to a list. State kept in a variable or a tensor changes at
#   every call in both.
calls = []
counter = torch.zeros(())


@torch.compile(backend="eager")
def double(values):
    print("Python runs")
    calls.append(1)
    counter.add_(1.0)
    return values * 2


for _ in range(3):
    double(torch.ones(2))
python_calls = len(calls)
print(python_calls, counter)

# %% run-eagerly same="python_calls"
calls.clear()
with torch.compiler.set_stance("force_eager"):
    for _ in range(2):
        double(torch.ones(2))
python_calls = len(calls)
python_calls


# %% compile-fit same="loss, val_loss, keys" rtol="1e-4" atol="1e-5"
def fit(model, optimizer, batches, epochs):
    history = {"loss": [], "val_loss": []}
    for epoch in range(epochs):
        total = 0.0
        for inputs, targets in batches:
            loss, _ = train_step(model, optimizer, inputs, targets)
            total += loss * len(inputs)
        history["loss"].append(total / len(batches.dataset))
        history["val_loss"].append(validate(model)[0])
    return history


model = make_model()
optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
history = fit(model, optimizer, batches, epochs=2)
loss, val_loss, keys = history["loss"], history["val_loss"], sorted(history)
for name in keys:
    print(name, [round(value, 4) for value in history[name]])

# %% history same="best_epoch, best_loss" rtol="1e-4" atol="1e-5"
import pandas as pd

table = pd.DataFrame(history)
best_epoch = int(table["val_loss"].idxmin())
best_loss = float(table["val_loss"].min())
table.round(4)

# %% fit-again same="goes_on, anew" rtol="1e-4" atol="1e-5"
goes_on = fit(model, optimizer, batches, epochs=1)["loss"][0]

model = make_model()
optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
anew = fit(model, optimizer, batches, epochs=1)["loss"][0]
print(f"{goes_on:.4f} {anew:.4f}")

# %% validation-split differs="held_out" same="fair_share"
# why: Keras holds out the last part of the data as it is stored, and `split_dataset` does so too unless it is told to
#   shuffle; sorted data then lack a class. `random_split` draws at random. Shuffle the arrays first and all hold out
#   the same.
from torch.utils.data import random_split

order = torch.argsort(y, stable=True)
x_sorted, y_sorted = x[order], y[order]
torch.manual_seed(0)
_, last = random_split(TensorDataset(x_sorted, y_sorted), [75, 25])
held_out = sorted({int(target) for _, target in last})

shuffled = np.random.default_rng(0).permutation(100)
fair_share = y_sorted[shuffled[75:]].float().mean()
print("classes held out:", held_out)
fair_share

# %% class-weight differs="weighted" same="remedied"
# why: `CrossEntropyLoss` divides the weighted sum by the sum of the weights. Keras divides it by the number of
#   examples. `reduction='sum'` and your own division give Keras's number.
class_weight = torch.tensor([1.0, 3.0])
logits = make_model()(x).detach()

weighted = nn.CrossEntropyLoss(weight=class_weight)(logits, y).item()
total = nn.CrossEntropyLoss(weight=class_weight, reduction="sum")(logits, y)
remedied = total.item() / len(y)
print(f"weighted {weighted:.4f}, remedied {remedied:.4f}")

# %% sample-weight same="weighted" rtol="1e-4" atol="1e-5"
weight = torch.linspace(0.0, 2.0, 100)  # one for each example
weighted_set = TensorDataset(x, y, weight)
each_loss = nn.CrossEntropyLoss(reduction="none")
model = make_model()
optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
weighted = []
for epoch in range(2):
    for inputs, targets, weights in DataLoader(weighted_set, batch_size=100):
        optimizer.zero_grad()
        loss = (each_loss(model(inputs), targets) * weights).mean()
        loss.backward()
        optimizer.step()
        weighted.append(loss.item())
print([round(loss, 4) for loss in weighted])

# %% steps-per-epoch same="epoch_losses" rtol="1e-4" atol="1e-5"
from itertools import islice


def endless():
    while True:
        yield from zip(x.split(20), y.split(20))


model = make_model()
optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
source = endless()
epoch_losses = []
for epoch in range(3):
    four = islice(source, 4)
    losses = [train_step(model, optimizer, *batch)[0] for batch in four]
    epoch_losses.append(sum(losses) / 4)
print([round(value, 4) for value in epoch_losses])

# %% fit-on-loader same="epoch_losses" rtol="1e-4" atol="1e-5"
from torch.utils.data import Dataset


class Points(Dataset):
    def __len__(self):
        return len(x)

    def __getitem__(self, index):  # one example
        return x[index], y[index]


model = make_model()
optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
loader = DataLoader(Points(), batch_size=32)
epoch_losses = fit(model, optimizer, loader, epochs=1)["loss"]
print([round(value, 4) for value in epoch_losses])


# %% custom-train-step same="epoch_losses" rtol="1e-4" atol="1e-5"
class Penalized(nn.Module):
    def __init__(self):
        super().__init__()
        self.network = make_model()

    def training_step(self, inputs, targets):
        logits = self.network(inputs)
        loss = loss_function(logits, targets)
        return loss + 0.1 * logits.square().mean()


penalized = Penalized()
optimizer = torch.optim.SGD(penalized.parameters(), lr=0.5)
epoch_losses = []
for epoch in range(3):
    optimizer.zero_grad()
    loss = penalized.training_step(x, y)
    loss.backward()
    optimizer.step()
    epoch_losses.append(loss.item())
print([round(value, 4) for value in epoch_losses])

# %% freeze-between same="first" differs="moved"
# why: PyTorch reads `requires_grad` at every step. A compiled step, of `fit` or of a `tf.function`, has the list of
#   trainable weights in its graph and goes on training them. Compile again after every change of `trainable`.
model = make_model()
optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
train_step(model, optimizer, x, y)
model[0].requires_grad_(False)
first = model[0].bias.detach().clone()
train_step(model, optimizer, x, y)
moved = not torch.equal(first, model[0].bias)
print(moved)

# %% freeze-and-compile same="moved" rtol="1e-4" atol="1e-5"
before = model[0].bias.detach().clone()
train_step(model, optimizer, x, y)
moved = not torch.equal(before, model[0].bias)
moved


# %% save-run same="straight" rtol="1e-4" atol="1e-5"
def start_fresh():
    model = make_model()
    return model, torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)


def train_epochs(model, optimizer, first, last):
    steps = range(first, last)
    return [train_step(model, optimizer, x, y)[0] for _ in steps]


straight = train_epochs(*start_fresh(), 0, 5)  # without a break

model, optimizer = start_fresh()
train_epochs(model, optimizer, 0, 3)
state = {"model": model.state_dict(), "optimizer": optimizer.state_dict()}
torch.save(state | {"epoch": 3}, "training.pt")
print([round(loss, 4) for loss in straight])

# %% resume same="resumed" rtol="1e-4" atol="1e-5"
model, optimizer = start_fresh()
state = torch.load("training.pt")
model.load_state_dict(state["model"])
optimizer.load_state_dict(state["optimizer"])
resumed = train_epochs(model, optimizer, state["epoch"], 5)
print([round(loss, 4) for loss in resumed])
