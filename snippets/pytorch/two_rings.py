# %% rings same="first_points, outer"
import numpy as np

rng = np.random.default_rng(0)
angle = rng.uniform(0, 2 * np.pi, 4_000)
radius = np.repeat([5, 8], 2_000) + rng.normal(0, 0.6, 4_000)
points = [radius * np.cos(angle), radius * np.sin(angle)]

x = np.stack(points, axis=1).astype("float32")
y = np.repeat([[0], [1]], 2_000, axis=0).astype("float32")
first_points, outer = x[:3], int(y.sum())
print(x.shape, y.shape)
print(x[0], y[0])

# %% scatter
# alt: Two noisy rings of points around the origin in one square plot: a blue inner ring of radius 5 and an orange outer
#   ring of radius 8. The gap between them is narrow, and a few points of either ring lie in it.
import matplotlib.pyplot as plt

colors = np.where(y[:, 0] == 0, "#3b7dd8", "#e0912f")
fig, axes = plt.subplots(figsize=(4, 4))
axes.scatter(*x.T, s=2, c=colors)
axes.set(xlabel="x", ylabel="y", aspect="equal")
plt.show()

# %% split same="sizes, outer_share"
import torch
from sklearn.model_selection import train_test_split

x_rest, x_test, y_rest, y_test = train_test_split(
    x, y, test_size=800, stratify=y, random_state=0
)
x_train, x_val, y_train, y_val = train_test_split(
    x_rest, y_rest, test_size=640, stratify=y_rest, random_state=0
)
sizes = [len(x_train), len(x_val), len(x_test)]
outer_share = [float(part.mean()) for part in (y_train, y_val, y_test)]

x_train, x_val, x_test = map(torch.from_numpy, (x_train, x_val, x_test))
y_train, y_val, y_test = map(torch.from_numpy, (y_train, y_val, y_test))
print(sizes, outer_share)

# %% pipeline same="batch_shape, steps, seen"
from torch.utils.data import DataLoader, TensorDataset

train_data = TensorDataset(x_train, y_train)
shuffled = DataLoader(train_data, batch_size=128, shuffle=True)

batch_shape = list(next(iter(shuffled))[0].shape)
steps = len(shuffled)
seen = sum(len(inputs) for inputs, targets in shuffled)
print(batch_shape, steps, "steps", seen, "points")

# %% order same="first_batch, steps"
epochs = 10
rng = np.random.default_rng(1)
orders = [rng.permutation(len(x_train)) for epoch in range(epochs)]


def batches(epoch):
    return DataLoader(train_data, batch_size=128, sampler=orders[epoch])


first_batch, _ = next(iter(batches(0)))
steps = len(batches(0))
print(steps, "steps")
first_batch[:2]

# %% model same="count"
from torch import nn


class Rings(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Linear(2, 4)
        self.second = nn.Linear(4, 8)
        self.output = nn.Linear(8, 1)

    def forward(self, x):
        x = torch.relu(self.first(x))
        x = torch.relu(self.second(x))
        return self.output(x)


count = sum(parameter.numel() for parameter in Rings().parameters())
count

# %% start same="logits"
rng = np.random.default_rng(5)
shapes = [(2, 4), (4,), (4, 8), (8,), (8, 1), (1,)]
arrays = [rng.normal(0, 0.5, shape).astype("float32") for shape in shapes]


def start(model):
    with torch.no_grad():
        for parameter, array in zip(model.parameters(), arrays):
            parameter.copy_(torch.from_numpy(array.T))
    return model


logits = start(Rings())(x_test[:3]).detach()
logits

# %% sequential same="logits"
from collections import OrderedDict

layers = OrderedDict(
    first=nn.Linear(2, 4),
    first_relu=nn.ReLU(),
    second=nn.Linear(4, 8),
    second_relu=nn.ReLU(),
    output=nn.Linear(8, 1),
)
sequential = start(nn.Sequential(layers))
logits = sequential(x_test[:3]).detach()
logits


# %% subclass same="logits"
class Blocks(nn.Module):
    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(
            nn.Linear(2, 4), nn.ReLU(), nn.Linear(4, 8), nn.ReLU()
        )
        self.head = nn.Linear(8, 1)

    def forward(self, x):
        return self.head(self.body(x))


logits = start(Blocks())(x_test[:3]).detach()
logits

# %% summary same="count, by_layer"
model = start(Rings())
by_layer = []
for name, layer in model.named_children():
    by_layer.append(sum(p.numel() for p in layer.parameters()))
    print(f"{name:8} {layer}  {by_layer[-1]}")

count = sum(by_layer)
print(count, "parameters")

# %% sigmoid-twice differs="wrong" same="right"
# why: A sigmoid before a loss from logits counts twice, and gives even a perfect model a high loss. Keras finds its own
#   sigmoid, that of `keras.ops` or of a layer, warns, and goes back to the logits. `torch.sigmoid`, and `tf.sigmoid` in
#   eager mode, pass unseen. Leave the sigmoid out and all agree.
loss_function = nn.BCEWithLogitsLoss()

perfect = 40 * y_test - 20  # logits of a model that is sure, and right
wrong = loss_function(torch.sigmoid(perfect), y_test)
right = loss_function(perfect, y_test)
print(f"wrong {wrong:.4f}, right {right:.4f}")

# %% sigmoid-missing raises="RuntimeError" same="right"
# why: `BCELoss` refuses what cannot be a probability. `BinaryCrossentropy` without `from_logits` pushes every number
#   into the range from 1e-7 to 1 - 1e-7 and returns a loss. Apply the sigmoid first, and the two agree.
logits = model(x_test).detach()
try:
    nn.BCELoss()(logits, y_test)
except RuntimeError as error:
    print(error)

right = nn.BCELoss()(torch.sigmoid(logits), y_test)
right

# %% target-shape raises="ValueError" same="right"
# why: `BCEWithLogitsLoss` refuses targets `(N,)` for predictions `(N, 1)`. The Keras loss class adds the missing axis,
#   the function `binary_crossentropy` refuses too. A column of targets suits all.
y_flat = y_test[:, 0]
try:
    loss_function(logits, y_flat)
except ValueError as error:
    print(error)

right = loss_function(logits, y_flat.unsqueeze(1))
right

# %% script same="script_losses"
model = start(Rings())
optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9)

script_losses = []
for epoch in range(epochs):
    for inputs, targets in batches(epoch):
        optimizer.zero_grad()
        loss = loss_function(model(inputs), targets)
        loss.backward()
        optimizer.step()
        script_losses.append(loss.item())

for step in (1, 2, 50, 100, 150, 200):
    print(f"step {step:3}  loss {script_losses[step - 1]:.4f}")

# %% zero-grad differs="forgotten" same="cleared"
# why: `backward` adds to `.grad`, so without `zero_grad` each step also follows all gradients before it. A tape returns
#   fresh gradients, and there is no such line to forget. With the line, the losses are equal.
finals = []
for forget in (True, False):
    model = start(Rings())
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9)
    for inputs, targets in batches(0):
        if not forget:
            optimizer.zero_grad()
        loss = loss_function(model(inputs), targets)
        loss.backward()
        optimizer.step()
    finals.append(loss.item())

forgotten, cleared = finals
print(f"forgotten {forgotten:.4f}, cleared {cleared:.4f}")


# %% train-function same="train_loss, train_accuracy"
def train(model, optimizer, batches):
    model.train()
    losses, hits, seen = [], 0, 0
    for inputs, targets in batches:
        optimizer.zero_grad()
        logits = model(inputs)
        loss = loss_function(logits, targets)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        hits += int(((logits > 0) == targets).sum())
        seen += len(targets)
    return float(np.mean(losses)), hits / seen


model = start(Rings())
optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9)
train_loss, train_accuracy = train(model, optimizer, batches(0))
print(f"loss {train_loss:.4f}, accuracy {train_accuracy:.4f}")

# %% evaluate-function same="val_loss, val_accuracy"
from sklearn.metrics import accuracy_score


@torch.no_grad()
def evaluate(model, x, y):
    model.eval()
    logits = model(x)
    return loss_function(logits, y).item(), accuracy_score(y, logits > 0)


val_loss, val_accuracy = evaluate(model, x_val, y_val)
print(f"loss {val_loss:.4f}, accuracy {val_accuracy:.4f}")

# %% fit same="table"
import pandas as pd

model = start(Rings())
optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9)
rows = []
for epoch in range(epochs):
    measured = train(model, optimizer, batches(epoch))
    rows.append([*measured, *evaluate(model, x_val, y_val)])

columns = ["loss", "accuracy", "val_loss", "val_accuracy"]
history = pd.DataFrame(rows, columns=columns)
table = history.to_numpy()
history.iloc[[0, 1, 4, 9]].round(4)


# %% curves
# alt: Two line plots over 10 epochs, training solid and blue, validation dashed and orange. Left, both losses fall from
#   about 0.7 to about 0.1. Right, both accuracies rise from about 0.5 to nearly 1. Validation is ahead of training in
#   the first epochs.
options = {"xlabel": "epoch", "style": ["-", "--"], "color": ["#3b7dd8", "#e0912f"]}
fig, (left, right) = plt.subplots(1, 2, figsize=(7, 2.8))
history.plot(y=["loss", "val_loss"], ax=left, **options)
history.plot(y=["accuracy", "val_accuracy"], ax=right, **options)
plt.show()

# %% random differs="final_loss" same="repeats"
# why: First weights are drawn by different rules and, like the order of the points, by each framework's own generator,
#   so no seed gives the same numbers in two of them. How far the results lie apart is chance: another seed moves each
#   as much. Its own seed makes each repeat itself, on the same machine and version.
finals = []
for run in range(2):
    torch.manual_seed(0)
    net = Rings()
    optimizer = torch.optim.SGD(net.parameters(), lr=0.05, momentum=0.9)
    for epoch in range(3):
        final_loss, accuracy = train(net, optimizer, shuffled)
    finals.append(final_loss)

repeats = finals[0] == finals[1]
print(f"loss {final_loss:.4f}, accuracy {accuracy:.4f}, repeats: {repeats}")

# %% evaluate same="test_loss, test_accuracy, confusion"
from sklearn.metrics import confusion_matrix

test_loss, test_accuracy = evaluate(model, x_test, y_test)
with torch.no_grad():
    logits = model(x_test)
confusion = confusion_matrix(y_test, logits > 0)
print(f"loss {test_loss:.4f}, accuracy {test_accuracy:.4f}")
confusion  # a row for each true class

# %% accuracy-shape same="wrong, right"
predicted = (logits[:, 0] > 0).float()

wrong = (predicted == y_test).float().mean()  # 800 by 800 comparisons
right = (predicted == y_test[:, 0]).float().mean()
print(f"wrong {wrong:.4f}, right {right:.4f}")

# %% eval-mode differs="careless" same="careful"
# why: A new PyTorch module is in training mode, so a plain call drops half of the hidden values. A Keras layer called
#   by hand infers unless told `training=True`. After `eval()` the two agree.
torch.manual_seed(0)
hidden = [model.first, nn.ReLU(), model.second, nn.ReLU()]
dropping = nn.Sequential(*hidden, nn.Dropout(0.5), model.output)

careless = accuracy_score(y_test, dropping(x_test) > 0)
dropping.eval()
careful = accuracy_score(y_test, dropping(x_test) > 0)
print(f"careless {careless:.4f}, careful {careful:.4f}")

# %% classes
# alt: The test points in two square plots, the inner ring blue and the outer ring orange: left by true class, right by
#   predicted class. The two look alike. Gray crosses in the right plot mark the points predicted wrong; they lie along
#   the gap.
fig, (left, right) = plt.subplots(1, 2, figsize=(7, 3.5), sharey=True)
for axes, classes in [(left, y_test[:, 0]), (right, predicted)]:
    axes.scatter(*x_test.T, s=3, c=np.where(classes == 0, "#3b7dd8", "#e0912f"))
    axes.set(aspect="equal")
missed = x_test[predicted != y_test[:, 0]]
right.scatter(*missed.T, s=40, color="#7c828d", marker="x")
left.set_title("true classes")
right.set_title("predicted classes")
plt.show()

# %% predict same="probabilities, classes"
new_points = torch.tensor([[0.0, 5.0], [8.0, 0.0], [-4.0, -4.0], [0.0, 7.0]])

model.eval()
with torch.no_grad():
    probabilities = torch.sigmoid(model(new_points))
names = ["inner", "outer"]
classes = [names[int(p > 0.5)] for p in probabilities[:, 0]]
print(classes)
probabilities

# %% save-model same="restored, equal" raises="UnpicklingError"
# why: A pickled model names its class, and `torch.load` refuses classes unless told `weights_only=False`. Say so only
#   for files you trust, which can run code, or keep the weights alone. A `.keras` file holds settings and weights; it
#   loads without your code if all classes in it are Keras's own.
import pickle

torch.save(model, "whole.pt")
try:
    torch.load("whole.pt")
except pickle.UnpicklingError as error:
    print(str(error).split("error: ")[1].split(". Please")[0])

loaded = torch.load("whole.pt", weights_only=False)
with torch.no_grad():
    restored = torch.sigmoid(loaded(new_points))
    equal = torch.equal(loaded(x_test), model(x_test))
equal

# %% save-weights same="restored, equal"
torch.save(model.state_dict(), "rings.pt")

loaded = Rings()
loaded.load_state_dict(torch.load("rings.pt"))
loaded.eval()
with torch.no_grad():
    restored = torch.sigmoid(loaded(new_points))
    equal = torch.equal(loaded(x_test), model(x_test))
print(list(torch.load("rings.pt")))
equal

# %% export same="served, agree"
model.eval()  # the exported program keeps the mode
points = torch.export.Dim("points")
program = torch.export.export(model, (x_test,), dynamic_shapes=({0: points},))
torch.export.save(program, "rings.pt2")

served_model = torch.export.load("rings.pt2").module()  # without Rings
with torch.no_grad():
    served = torch.sigmoid(served_model(new_points))
    agree = torch.allclose(served_model(x_test), model(x_test))
agree
