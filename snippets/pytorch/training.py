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

# %% metrics-in-loop same="epoch_losses, accuracies" rtol="1e-4" atol="1e-5"
model = make_model()
optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
epoch_losses, accuracies = [], []
for epoch in range(2):
    total, correct = 0.0, 0
    for inputs, targets in batches:
        optimizer.zero_grad()
        logits = model(inputs)
        loss = loss_function(logits, targets)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(inputs)
        correct += (logits.argmax(1) == targets).sum().item()
    epoch_losses.append(total / len(x))
    accuracies.append(correct / len(x))
    print(f"loss {epoch_losses[-1]:.4f}, accuracy {accuracies[-1]:.4f}")

# %% epoch-mean differs="reported" same="weighted" why="The last batch has 4 examples, and a mean of batch means counts it as much as a full one. So does `keras.metrics.Mean` unless told the sizes. `fit` and `evaluate` weight each batch by its size; with that weight all are equal."
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

# %% learning-curves alt="Two falling curves over 20 epochs in PyTorch's colour. The solid training loss falls from about 1.05 to 0.52, the dashed validation loss from about 0.71 to 0.44; it stays below. Both fall steeply for three epochs, then slowly."
import matplotlib.pyplot as plt

model = make_model()
optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
curves = {"training": [], "validation": []}
for epoch in range(20):
    optimizer.zero_grad()
    loss = loss_function(model(x), y)
    loss.backward()
    optimizer.step()
    curves["training"].append(loss.item())
    curves["validation"].append(validate(model)[0])

fig, axes = plt.subplots(figsize=(6.4, 3.2))
axes.plot(curves["training"], "#ee4c2c", label="training")
axes.plot(curves["validation"], "--", color="#ee4c2c", label="validation")
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
loss_function(model(x), y).backward()
optimizer.step()
whole = model[2].bias.detach()
print(accumulated)
whole

# %% schedule-in-loop differs="same_numbers" same="per_epoch" why="A PyTorch scheduler moves when its `step` is called, here once an epoch. A Keras schedule moves with every update of the weights. With `decay_steps` set to the batches of an epoch, the rates agree."
model = make_model()
optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma=0.5)
same_numbers = []
for epoch in range(3):
    for inputs, targets in batches:
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
    scheduler.step()
    same_numbers.append(scheduler.get_last_lr()[0])

per_epoch = same_numbers
print(same_numbers)

# %% two-optimizers same="fooled, generated"
real = torch.full((4, 1), 3.0)
noise = torch.tensor([[-1.0], [-0.5], [0.5], [1.0]])
generator, judge = nn.Linear(1, 1), nn.Linear(1, 1)
for layer in (generator, judge):
    nn.init.ones_(layer.weight)
    nn.init.zeros_(layer.bias)
generator_optimizer = torch.optim.SGD(generator.parameters(), lr=0.5)
judge_optimizer = torch.optim.SGD(judge.parameters(), lr=0.5)

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
generated


# %% repeatable same="repeats, other_seed"
def run(seed):
    torch.manual_seed(seed)
    model = nn.Sequential(nn.Linear(2, 8), nn.Dropout(0.5), nn.Linear(8, 2))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
    shuffled = DataLoader(TensorDataset(x, y), batch_size=50, shuffle=True)
    for inputs, targets in shuffled:
        optimizer.zero_grad()
        loss = loss_function(model(inputs), targets)
        loss.backward()
        optimizer.step()
    return loss.item()


first = run(seed=0)
repeats = first == run(seed=0)
other_seed = first == run(seed=1)
print(repeats, other_seed)


# %% compiled-step same="eager, compiled" rtol="1e-4" atol="1e-5"
def train(model, forward):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
    losses = []
    for _ in range(5):
        optimizer.zero_grad()
        loss = loss_function(forward(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


model = make_model()
eager = train(model, model)
model = make_model()
compiled = train(model, torch.compile(model, backend="eager"))
print(" ".join(f"{loss:.4f}" for loss in eager))
print(" ".join(f"{loss:.4f}" for loss in compiled))

# %% retrace differs="graphs_for_ints" same="graphs_for_tensors" why="`tf.function` makes a graph for every Python number it has not seen. `torch.compile` makes one for the first number, sees it change, and makes one more that takes any integer. A number given as a tensor needs one graph in both."
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

# %% side-effects differs="python_calls" same="counter" why="A `tf.function` runs its Python once, while it is traced, and then only its graph. `torch.compile` leaves its graph for a `print` and repeats what Python code does to a list. State kept in a variable or a tensor changes at every call in both."
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
def fit(model, optimizer, batches, epochs, callbacks=()):
    history = {"loss": [], "val_loss": []}
    for epoch in range(epochs):
        total = 0.0
        for inputs, targets in batches:
            optimizer.zero_grad()
            loss = loss_function(model(inputs), targets)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(inputs)
        history["loss"].append(total / len(batches.dataset))
        history["val_loss"].append(validate(model)[0])
        for callback in callbacks:
            callback(epoch, model, history)
    return history


model = make_model()
optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
history = fit(model, optimizer, batches, epochs=2)

loss, val_loss, keys = history["loss"], history["val_loss"], sorted(history)
for name in keys:
    print(name, [round(value, 4) for value in history[name]])

# %% validation-split differs="held_out" same="fair_share" why="Keras holds out the last part of the data as it is stored, and `split_dataset` does so too unless it is told to shuffle; sorted data then lack a class. `random_split` draws at random. Shuffle the arrays first and all hold out the same."
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

# %% class-weight differs="weighted" same="remedied" why="`CrossEntropyLoss` divides the weighted sum by the sum of the weights. Keras divides it by the number of examples. `reduction='sum'` and a division of your own give Keras's number."
class_weight = torch.tensor([1.0, 3.0])
logits = make_model()(x).detach()

weighted = nn.CrossEntropyLoss(weight=class_weight)(logits, y).item()
total = nn.CrossEntropyLoss(weight=class_weight, reduction="sum")(logits, y)
remedied = total.item() / len(y)
print(f"weighted {weighted:.4f}, remedied {remedied:.4f}")

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
    total = 0.0
    for inputs, targets in islice(source, 4):
        optimizer.zero_grad()
        loss = loss_function(model(inputs), targets)
        loss.backward()
        optimizer.step()
        total += loss.item()
    epoch_losses.append(total / 4)
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
class Penalised(nn.Module):
    def __init__(self):
        super().__init__()
        self.network = make_model()
        self.optimizer = torch.optim.SGD(self.parameters(), lr=0.5)

    def training_step(self, inputs, targets):
        logits = self.network(inputs)
        loss = loss_function(logits, targets)
        return loss + 0.1 * logits.square().mean()


penalised = Penalised()
epoch_losses = []
for epoch in range(3):
    penalised.optimizer.zero_grad()
    loss = penalised.training_step(x, y)
    loss.backward()
    penalised.optimizer.step()
    epoch_losses.append(loss.item())
print([round(value, 4) for value in epoch_losses])

# %% custom-callback same="largest" rtol="1e-4" atol="1e-5"
largest = []


def largest_bias(epoch, model, history):
    largest.append(model[2].bias.abs().max().item())
    loss = history["loss"][-1]
    print(f"epoch {epoch}: loss {loss:.4f}, bias {largest[-1]:.4f}")


model = make_model()
optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
history = fit(model, optimizer, batches, 2, callbacks=[largest_bias])

# %% early-stopping same="epochs_run, kept_loss" rtol="1e-3" atol="1e-4"
import copy


def train_until_worse(patience):
    model = make_model()
    optimizer = torch.optim.SGD(model.parameters(), lr=2.0)
    best_loss, wait = float("inf"), 0
    for epoch in range(10):
        for inputs, targets in quarters:
            optimizer.zero_grad()
            loss_function(model(inputs), targets).backward()
            optimizer.step()
        val_loss, _ = validate(model)
        if val_loss < best_loss:
            best_loss, wait = val_loss, 0
            best_state = copy.deepcopy(model.state_dict())
        else:
            wait += 1
            if wait >= patience:
                break
    model.load_state_dict(best_state)
    return model, epoch + 1


model, epochs_run = train_until_worse(patience=2)
kept_loss = validate(model)[0]
print(f"{epochs_run} epochs, validation loss kept {kept_loss:.4f}")

# %% early-stopping-defaults differs="kept_loss" same="best_loss, epochs_run" rtol="1e-3" atol="1e-4" why="The loop above puts the best weights back; the callback keeps the last ones unless told `restore_best_weights=True`. Its `patience=0` stops as early as a patience of 1."
model, epochs_run = train_until_worse(patience=1)
kept_loss = validate(model)[0]
best_loss = kept_loss
print(f"{epochs_run} epochs, kept {kept_loss:.4f}, best {best_loss:.4f}")

# %% best-weights differs="reference" same="copied" why="`state_dict` returns the parameters themselves, and they go on changing. `get_weights` returns copies. `copy.deepcopy` makes the two alike."
model = make_model()
best = model.state_dict()
best_copy = copy.deepcopy(best)
optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
loss_function(model(x), y).backward()
optimizer.step()

reference = best["2.bias"].clone()
copied = best_copy["2.bias"]
print(reference)
copied

# %% model-checkpoint same="best_epoch, restored_loss" rtol="1e-3" atol="1e-4"
model = make_model()
optimizer = torch.optim.SGD(model.parameters(), lr=2.0)
best_loss = float("inf")
for epoch in range(4):
    for inputs, targets in quarters:
        optimizer.zero_grad()
        loss_function(model(inputs), targets).backward()
        optimizer.step()
    val_loss, _ = validate(model)
    if val_loss < best_loss:
        best_loss, best_epoch = val_loss, epoch
        torch.save(model.state_dict(), "best.pt")

model = make_model()
model.load_state_dict(torch.load("best.pt"))
restored_loss = validate(model)[0]
print(f"best epoch {best_epoch}, validation loss {restored_loss:.4f}")


# %% resume same="straight, resumed" rtol="1e-4" atol="1e-5"
def start_fresh():
    model = make_model()
    return model, torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)


def train_epochs(model, optimizer, first, last):
    losses = []
    for epoch in range(first, last):
        optimizer.zero_grad()
        loss = loss_function(model(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


straight = train_epochs(*start_fresh(), 0, 5)

model, optimizer = start_fresh()
train_epochs(model, optimizer, 0, 3)
state = {"model": model.state_dict(), "optimizer": optimizer.state_dict()}
torch.save(state | {"epoch": 3}, "training.pt")

model, optimizer = start_fresh()
state = torch.load("training.pt")
model.load_state_dict(state["model"])
optimizer.load_state_dict(state["optimizer"])
resumed = train_epochs(model, optimizer, state["epoch"], 5)
print([round(loss, 4) for loss in straight[3:]])
print([round(loss, 4) for loss in resumed])


# %% rate-per-epoch differs="rates" same="remedied" why="`LambdaLR` multiplies the optimizer's first rate by what the function returns. `LearningRateScheduler` sets the rate to it. Let the function for PyTorch return a factor, and they agree."
def rate(epoch):
    return 0.5 * 0.1**epoch


def rates_with(function):
    optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, function)
    rates = []
    for epoch in range(3):
        rates.append(scheduler.get_last_lr()[0])
        optimizer.step()
        scheduler.step()
    return rates


rates = rates_with(rate)
remedied = rates_with(lambda epoch: rate(epoch) / 0.5)
print([round(value, 4) for value in rates])
print([round(value, 4) for value in remedied])

# %% reduce-on-plateau differs="same_patience" same="matched" why="With `patience=2`, PyTorch reduces the rate after the third epoch without improvement, Keras after the second. PyTorch's threshold is also relative by default, Keras's absolute. One less patience and `threshold_mode='abs'` make them equal."
plateau = [1.0, 0.5, 0.5, 0.5, 0.5, 0.5]


def rates_on_plateau(**settings):
    optimizer = torch.optim.SGD(model.parameters(), lr=1.0)
    scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(
        optimizer, factor=0.5, **settings
    )
    rates = []
    for val_loss in plateau:
        scheduler.step(val_loss)
        rates.append(scheduler.get_last_lr()[0])
    return rates


same_patience = rates_on_plateau(patience=2)
matched = rates_on_plateau(patience=1, threshold_mode="abs")
print(same_patience)
print(matched)

# %% csv-log same="header, values" rtol="1e-4" atol="1e-5"
import csv

model = make_model()
optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
history = fit(model, optimizer, batches, epochs=2)
with open("log.csv", "w", newline="") as file:
    writer = csv.writer(file)
    writer.writerow(["epoch", "loss", "val_loss"])
    for epoch in range(2):
        row = [history["loss"][epoch], history["val_loss"][epoch]]
        writer.writerow([epoch, *row])

with open("log.csv") as file:
    header, *rows = csv.reader(file)
values = [[float(text) for text in row] for row in rows]
print(header)
print([[round(value, 4) for value in row] for row in values])

# %% terminate-on-nan differs="finite" same="bad_batch" why="`TerminateOnNaN` looks at the loss after the step has changed the weights, so they are NaN when `fit` stops. A loop of your own can look first, and keep them."
import math

x_bad = x.clone()
x_bad[70] = float("inf")
model = make_model()
optimizer = torch.optim.SGD(model.parameters(), lr=0.5)
for batch, (inputs, targets) in enumerate(zip(x_bad.split(32), y.split(32))):
    optimizer.zero_grad()
    loss = loss_function(model(inputs), targets)
    if not math.isfinite(loss.item()):
        bad_batch = batch
        break
    loss.backward()
    optimizer.step()

finite = bool(model[2].bias.isfinite().all())
print(f"stopped at batch {bad_batch}, weights finite: {finite}")

# %% l2-penalty differs="same_number" same="matched" why="`weight_decay` adds the weight times the number to the gradient. `L2` adds the square to the loss, whose gradient is twice as much. Give PyTorch twice the number."
inputs = torch.tensor([[1.0, 2.0]])


def one_step(weight_decay):
    layer = nn.Linear(2, 1, bias=False)
    nn.init.ones_(layer.weight)
    optimizer = torch.optim.SGD(layer.parameters(), lr=0.1, weight_decay=weight_decay)
    layer(inputs).sum().backward()
    optimizer.step()
    return layer.weight.detach().T


same_number = one_step(weight_decay=0.1)
matched = one_step(weight_decay=0.2)
print(same_number)
matched

# %% l1-penalty same="loss, weights"
layer = nn.Linear(2, 1, bias=False)
nn.init.ones_(layer.weight)
optimizer = torch.optim.SGD(layer.parameters(), lr=0.1)

loss = layer(inputs).sum() + 0.1 * layer.weight.abs().sum()
loss.backward()
optimizer.step()
loss, weights = loss.detach(), layer.weight.detach().T
print(loss)
weights

# %% max-norm same="weights, norms"
layer = nn.Linear(2, 2)
with torch.no_grad():
    layer.weight.copy_(torch.tensor([[3.0, 4.0], [0.3, 0.4]]))
optimizer = torch.optim.SGD(layer.parameters(), lr=0.1)

layer(inputs).sum().backward()
optimizer.step()
with torch.no_grad():  # after every step, unit by unit
    layer.weight.copy_(torch.renorm(layer.weight, p=2, dim=0, maxnorm=1.0))
weights = layer.weight.detach().T
norms = weights.norm(dim=0)
print(norms)
weights

# %% dropout-mode differs="plain_call" same="training, evaluation" why="A new PyTorch module is in training mode, so a plain call drops. A Keras layer called outside `fit` drops only if told `training=True`. Say the mode in every loop of your own."
dropout = nn.Dropout(0.5)
ones = torch.ones(1000)

plain_call = bool((dropout(ones) == 0).any())
dropout.train()
training = bool((dropout(ones) == 0).any())
dropout.eval()
evaluation = bool((dropout(ones) == 0).any())
print("drops:", plain_call, training, evaluation)

# %% label-smoothing same="smoothed"
logits = make_model()(x).detach()
smoothed = nn.CrossEntropyLoss(label_smoothing=0.1)(logits, y)
smoothed

# %% decay-kernels-only same="kernel, bias"
layer = nn.Linear(2, 1)
nn.init.ones_(layer.weight)
nn.init.ones_(layer.bias)
optimizer = torch.optim.AdamW(
    [
        {"params": [layer.weight], "weight_decay": 0.5},
        {"params": [layer.bias], "weight_decay": 0.0},
    ],
    lr=0.1,
)
layer(inputs).sum().backward()
optimizer.step()
kernel, bias = layer.weight.detach().T, layer.bias.detach()
print(kernel)
bias
