# %% data same="x, y, x_val, y_val"
import numpy as np
import torch

rng = np.random.default_rng(0)
points = rng.normal(size=(140, 2)).astype("float32")
classes = (points[:, 0] * points[:, 1] > 0).astype("int64")
shapes = [(2, 8), (8,), (8, 2), (2,)]
start = [rng.normal(0, 0.5, shape).astype("float32") for shape in shapes]

x, x_val = torch.from_numpy(points).split([100, 40])
y, y_val = torch.from_numpy(classes).split([100, 40])
print(tuple(x.shape), tuple(x_val.shape))

# %% model same="logits"
from torch import nn


def make_model():
    model = nn.Sequential(nn.Linear(2, 8), nn.ReLU(), nn.Linear(8, 2))
    with torch.no_grad():
        for parameter, array in zip(model.parameters(), start):
            parameter.copy_(torch.from_numpy(array.T))
    return model, torch.optim.SGD(model.parameters(), lr=2.0)


model, optimizer = make_model()
logits = model(x[:2]).detach()
logits

# %% epoch same="loss, val_loss" rtol="1e-4" atol="1e-5"
loss_function = nn.CrossEntropyLoss()


def train_epoch(model, optimizer):
    total = 0.0
    for inputs, targets in zip(x.split(25), y.split(25)):
        optimizer.zero_grad()
        loss = loss_function(model(inputs), targets)
        loss.backward()
        optimizer.step()
        total += loss.item()
    return total / 4


def validate(model):
    model.eval()
    with torch.no_grad():
        loss = loss_function(model(x_val), y_val).item()
    model.train()
    return loss


loss, val_loss = train_epoch(model, optimizer), validate(model)
print(f"loss {loss:.4f}, val_loss {val_loss:.4f}")


# %% call-them same="val_losses" rtol="1e-3" atol="1e-4"
def train_with(*callbacks, epochs):
    model, optimizer = make_model()
    history = []
    for epoch in range(epochs):
        loss = train_epoch(model, optimizer)
        logs = {"loss": loss, "val_loss": validate(model)}
        history.append(logs)
        answers = [callback(epoch, logs, model) for callback in callbacks]
        if True in answers:
            break
    return model, history


model, history = train_with(epochs=3)
val_losses = [logs["val_loss"] for logs in history]
print([round(loss, 4) for loss in val_losses])

# %% custom-callback same="largest" rtol="1e-3" atol="1e-4"
largest = []


def largest_bias(epoch, logs, model):
    largest.append(model[2].bias.abs().max().item())
    loss = logs["val_loss"]
    print(f"epoch {epoch}: val_loss {loss:.4f}, bias {largest[-1]:.4f}")


model, history = train_with(largest_bias, epochs=2)


# %% stop-training same="epochs_run"
def good_enough(epoch, logs, model):
    return logs["val_loss"] < 0.45  # True stops the loop


model, history = train_with(good_enough, epochs=10)
epochs_run = len(history)
epochs_run

# %% early-stopping-class only="pytorch" why="Keras has this class: `EarlyStopping`, which the next tabs use."
import copy


class EarlyStopping:
    def __init__(self, patience):
        self.patience, self.wait = patience, 0
        self.best_loss = float("inf")

    def __call__(self, epoch, logs, model):
        if logs["val_loss"] < self.best_loss:
            self.best_loss, self.wait = logs["val_loss"], 0
            self.best_state = copy.deepcopy(model.state_dict())
        else:
            self.wait += 1
        return self.wait >= self.patience


# %% early-stopping same="epochs_run, kept_loss" rtol="1e-3" atol="1e-4"
stopping = EarlyStopping(patience=2)
model, history = train_with(stopping, epochs=10)
model.load_state_dict(stopping.best_state)

epochs_run, kept_loss = len(history), validate(model)
print(f"{epochs_run} epochs, validation loss kept {kept_loss:.4f}")

# %% early-stopping-defaults differs="kept_loss" same="best_loss, epochs_run" rtol="1e-3" atol="1e-4"
# why: The PyTorch tab puts the best weights back; the callback keeps the last ones unless told
#   `restore_best_weights=True`. Its `patience=0` stops as early as a patience of 1.
stopping = EarlyStopping(patience=1)
model, history = train_with(stopping, epochs=10)
model.load_state_dict(stopping.best_state)

epochs_run, kept_loss = len(history), validate(model)
best_loss = kept_loss
print(f"{epochs_run} epochs, kept {kept_loss:.4f}, best {best_loss:.4f}")

# %% best-weights differs="reference" same="copied" rtol="1e-4" atol="1e-5"
# why: `state_dict` returns the parameters themselves, and they go on changing. `get_weights` returns copies.
#   `copy.deepcopy` makes the two alike.
model, optimizer = make_model()
best = model.state_dict()
best_copy = copy.deepcopy(best)
train_epoch(model, optimizer)

reference = best["2.bias"].clone()
copied = best_copy["2.bias"]
print(reference)
copied

# %% model-checkpoint same="best_epoch, restored_loss" rtol="1e-3" atol="1e-4"
best = {"val_loss": float("inf")}


def save_best(epoch, logs, model):
    if logs["val_loss"] < best["val_loss"]:
        best.update(logs, epoch=epoch)
        torch.save(model.state_dict(), "best.pt")


train_with(save_best, epochs=4)

model, _ = make_model()
model.load_state_dict(torch.load("best.pt"))
best_epoch, restored_loss = best["epoch"], validate(model)
print(f"best epoch {best_epoch}, validation loss {restored_loss:.4f}")

# %% backup same="before, after" rtol="1e-3" atol="1e-4"
from pathlib import Path


def train(epochs):
    (model, optimizer), first, losses = make_model(), 0, []
    if Path("backup.pt").exists():
        state = torch.load("backup.pt")
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        first = state["epoch"]
    for epoch in range(first, epochs):
        losses.append(train_epoch(model, optimizer))
        state = {"model": model.state_dict(), "epoch": epoch + 1}
        state["optimizer"] = optimizer.state_dict()
        torch.save(state, "backup.pt")
    return losses


before, after = train(epochs=2), train(epochs=4)
print([round(loss, 4) for loss in before])
print([round(loss, 4) for loss in after])

# %% csv-log same="header, values" rtol="1e-3" atol="1e-4"
import csv
import pandas as pd


def log_to_csv(epoch, logs, model):
    mode = "w" if epoch == 0 else "a"  # each run begins a new log
    with open("log.csv", mode, newline="") as file:
        writer = csv.DictWriter(file, ["epoch", *logs])
        if epoch == 0:
            writer.writeheader()
        writer.writerow({"epoch": epoch, **logs})


train_with(log_to_csv, epochs=2)
table = pd.read_csv("log.csv")
header, values = list(table), table.to_numpy()
table.round(4)

# %% print-every differs="printed" same="mean_so_far" rtol="1e-3" atol="1e-4"
# why: After a batch, `fit` passes the mean over the epoch so far to a callback, and its progress bar shows the same.
#   Your own loop has the loss of the batch. Take the mean, and they are equal.
model, optimizer = make_model()
printed, mean_so_far, total = [], [], 0.0
batches = zip(x.split(10), y.split(10))
for batch, (inputs, targets) in enumerate(batches, start=1):
    optimizer.zero_grad()
    loss = loss_function(model(inputs), targets)
    loss.backward()
    optimizer.step()
    total += loss.item()
    if batch % 5 == 0:
        printed.append(loss.item())
        mean_so_far.append(total / batch)
        print(f"batch {batch}: {printed[-1]:.4f}, mean {mean_so_far[-1]:.4f}")

# %% time-batches unstable="true" same="batches_timed"
import time

model, optimizer = make_model()
seconds = []
for inputs, targets in zip(x.split(10), y.split(10)):
    began = time.perf_counter()
    optimizer.zero_grad()
    loss_function(model(inputs), targets).backward()
    optimizer.step()  # on a GPU, torch.cuda.synchronize() comes next
    seconds.append(time.perf_counter() - began)

batches_timed = len(seconds)
print(f"{batches_timed} batches, {1000 * sum(seconds[1:]) / 9:.2f} ms each")

# %% terminate-on-nan differs="finite" same="bad_batch"
# why: `TerminateOnNaN` looks at the loss after the step has changed the weights, so they are NaN when `fit` stops. Your
#   own loop can look first, and keep them.
x_bad = x.clone()
x_bad[70] = float("inf")
model, optimizer = make_model()
for batch, (inputs, targets) in enumerate(zip(x_bad.split(25), y.split(25))):
    optimizer.zero_grad()
    loss = loss_function(model(inputs), targets)
    if not loss.isfinite():
        bad_batch = batch
        break
    loss.backward()
    optimizer.step()

finite = bool(model[2].bias.isfinite().all())
print(f"stopped at batch {bad_batch}, weights finite: {finite}")

# %% validate-averaged same="val_losses" rtol="1e-3" atol="1e-4"
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

model, optimizer = make_model()
average = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(0.9))


def update_average(optimizer, args, kwargs):
    average.update_parameters(model)


optimizer.register_step_post_hook(update_average)
val_losses = []
for epoch in range(3):
    train_epoch(model, optimizer)
    val_losses.append(validate(average))
print([round(loss, 4) for loss in val_losses])
