# %% rings same="first_points, outer"
import numpy as np

rng = np.random.default_rng(0)
angle = rng.uniform(0, 2 * np.pi, 4_000)
radius = np.repeat([5, 8], 2_000) + rng.normal(0, 0.6, 4_000)
points = [radius * np.cos(angle), radius * np.sin(angle)]

x = np.stack(points, axis=1).astype("float32")
y = np.repeat([[0], [1]], 2_000, axis=0).astype("float32")
first_points, outer = x[:3], int(y.sum())
print("points", x.shape, "targets", y.shape)
print("first point", x[0], "its target", y[0])

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
print("training, validation, test:", sizes)
print("share of the outer ring:   ", outer_share)

# %% pipeline same="batch_shape, steps, val_steps"
from torch.utils.data import DataLoader, TensorDataset

train_data = TensorDataset(x_train, y_train)
shuffled = DataLoader(train_data, batch_size=128, shuffle=True)
val_batches = DataLoader(TensorDataset(x_val, y_val), batch_size=256)
test_batches = DataLoader(TensorDataset(x_test, y_test), batch_size=256)

batch_shape = list(next(iter(shuffled))[0].shape)
steps, val_steps = len(shuffled), len(val_batches)
print("training:  ", steps, "batches, the first one", batch_shape)
print("validation:", val_steps, "batches")

# %% order same="first_batch, steps"
epochs = 10
rng = np.random.default_rng(1)
orders = [rng.permutation(len(x_train)) for epoch in range(epochs)]


def batches(epoch):
    return DataLoader(train_data, batch_size=128, sampler=orders[epoch])


first_batch, _ = next(iter(batches(0)))
steps = len(batches(0))
print(steps, "steps an epoch, first points:")
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
print(count, "parameters")

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
from torchinfo import summary

model = start(Rings())
table = summary(model, input_size=(128, 2), col_width=16, verbose=0)
count = table.total_params
by_layer = [layer.num_params for layer in table.summary_list[1:]]
table

# %% loss-and-optimizer same="untrained"
device = "cuda" if torch.cuda.is_available() else "cpu"
model = start(Rings()).to(device)
loss_function = nn.BCEWithLogitsLoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9)

with torch.no_grad():
    logits = model(x_test.to(device)).cpu()
untrained = loss_function(logits, y_test).item()
print(f"loss before training {untrained:.4f}")

# %% sigmoid-twice differs="wrong" same="right"
# why: A sigmoid before a loss from logits counts twice, and gives even a perfect model a high loss. Keras finds its own
#   sigmoid, that of `keras.ops` or of a layer, so it warns and uses the logits again. It does not find `tf.sigmoid` in
#   eager mode, and PyTorch does not look for `torch.sigmoid`. Leave the sigmoid out, and all agree.
perfect = 40 * y_test - 20  # logits of a model that is sure, and right
wrong = loss_function(torch.sigmoid(perfect), y_test)
right = loss_function(perfect, y_test)
print(f"wrong {wrong:.4f}, right {right:.4f}")

# %% sigmoid-missing raises="RuntimeError" same="right"
# why: `BCELoss` refuses numbers that cannot be a probability. `BinaryCrossentropy` without `from_logits` clips every
#   number to the range from 1e-7 to 1 - 1e-7 and returns a loss. Apply the sigmoid first, and the two agree.
try:
    nn.BCELoss()(logits, y_test)
except RuntimeError as error:
    print(error)

right = nn.BCELoss()(torch.sigmoid(logits), y_test)
print(f"right {right:.4f}")

# %% target-shape raises="ValueError" same="right"
# why: `BCEWithLogitsLoss` refuses targets `(N,)` for predictions `(N, 1)`. The Keras loss class adds the missing axis,
#   but the Keras function `binary_crossentropy` refuses such targets too. A column of targets suits all.
y_flat = y_test[:, 0]
try:
    loss_function(logits, y_flat)
except ValueError as error:
    print(error)

right = loss_function(logits, y_flat.unsqueeze(1))
print(f"with a column {right:.4f}")

# %% script same="script_losses"
model = start(Rings()).to(device)
optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9)

script_losses = []
for epoch in range(epochs):
    for inputs, targets in batches(epoch):
        inputs, targets = inputs.to(device), targets.to(device)
        optimizer.zero_grad()
        loss = loss_function(model(inputs), targets)
        loss.backward()
        optimizer.step()
        script_losses.append(loss.item())
    print(f"epoch {epoch + 1:2}  loss of the last batch {loss.item():.4f}")

# %% zero-grad only="pytorch"
# why: A tape returns fresh gradients, so TensorFlow and Keras have no such line to forget.
for clear in (True, False):
    model = start(Rings()).to(device)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9)
    for inputs, targets in batches(0):
        if clear:
            optimizer.zero_grad()
        loss = loss_function(model(inputs.to(device)), targets.to(device))
        loss.backward()
        optimizer.step()
    words = "with zero_grad   " if clear else "without zero_grad"
    print(f"{words} loss after one epoch {loss.item():.4f}")


# %% train-function same="train_loss, train_accuracy"
def train(model, optimizer, batches):
    model.train()
    total, hits, seen = 0.0, 0, 0
    for inputs, targets in batches:
        inputs, targets = inputs.to(device), targets.to(device)
        optimizer.zero_grad()
        logits = model(inputs)
        loss = loss_function(logits, targets)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(targets)
        hits += int(((logits > 0) == targets).sum())
        seen += len(targets)
    return total / seen, hits / seen


model = start(Rings()).to(device)
optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9)
train_loss, train_accuracy = train(model, optimizer, batches(0))
print(f"loss {train_loss:.4f}, accuracy {train_accuracy:.4f}")


# %% evaluate-function same="val_loss, val_accuracy"
@torch.no_grad()
def evaluate(model, batches):
    model.eval()
    total, hits, seen = 0.0, 0, 0
    for inputs, targets in batches:
        inputs, targets = inputs.to(device), targets.to(device)
        logits = model(inputs)
        total += loss_function(logits, targets).item() * len(targets)
        hits += int(((logits > 0) == targets).sum())
        seen += len(targets)
    return total / seen, hits / seen


val_loss, val_accuracy = evaluate(model, val_batches)
print(f"val_loss {val_loss:.4f}, val_accuracy {val_accuracy:.4f}")

# %% fit same="rows"
model = start(Rings()).to(device)
optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9)
columns = ["loss", "accuracy", "val_loss", "val_accuracy"]
rows = []
for epoch in range(epochs):
    trained = train(model, optimizer, batches(epoch))
    row = [*trained, *evaluate(model, val_batches)]
    rows.append(row)
    words = [f"{name} {value:.4f}" for name, value in zip(columns, row)]
    print(f"epoch {epoch + 1:2}", *words, sep="  ")

# %% history same="best"
import pandas as pd

history = pd.DataFrame(rows, columns=columns, index=range(1, epochs + 1))
best = int(history["val_loss"].idxmin())
print("lowest validation loss in epoch", best)
history.loc[[1, 5, 10]].round(4)

# %% curves
# alt: Two line plots over 10 epochs, training solid and blue, validation dashed and orange. Left, both losses fall from
#   about 0.7 to about 0.1. Right, both accuracies rise from about 0.5 to nearly 1. Validation is ahead of training in
#   the first epochs.
options = {"xlabel": "epoch", "style": ["-", "--"], "color": ["#3b7dd8", "#e0912f"]}
fig, (left, right) = plt.subplots(1, 2, figsize=(7, 2.8))
history.plot(y=["loss", "val_loss"], ax=left, **options)
history.plot(y=["accuracy", "val_accuracy"], ax=right, **options)
plt.show()


# %% trainer same="trained"
class Trainer:
    def __init__(self, model, optimizer, loss_function, device):
        self.model, self.optimizer = model.to(device), optimizer
        self.loss_function, self.device = loss_function, device
        self.history = []

    def run(self, batches, learn):
        self.model.train(learn)
        total, seen = 0.0, 0
        for inputs, targets in batches:
            inputs, targets = inputs.to(self.device), targets.to(self.device)
            with torch.set_grad_enabled(learn):
                loss = self.loss_function(self.model(inputs), targets)
            if learn:
                self.step(loss)
            total += loss.item() * len(targets)
            seen += len(targets)
        return total / seen

    def step(self, loss):
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()

    def fit(self, batches, validation, epochs):
        for epoch in range(epochs):
            trained = self.run(batches(epoch), learn=True)
            self.history.append([trained, self.run(validation, learn=False)])


net = start(Rings())
optimizer = torch.optim.SGD(net.parameters(), lr=0.05, momentum=0.9)
trainer = Trainer(net, optimizer, loss_function, device)
trainer.fit(batches, val_batches, epochs)
trained = trainer.history[-1]
print(f"loss {trained[0]:.4f}, val_loss {trained[1]:.4f}")

# %% random differs="final_loss" same="repeats"
# why: The frameworks draw first weights by different rules. They draw the weights and the order of the points from
#   different generators, so no seed gives the same numbers in two of them. The distance between the results is chance,
#   and a different seed changes it. With its own seed each framework repeats its run on the same machine and version.
finals = []
for run in range(2):
    torch.manual_seed(0)
    net = Rings().to(device)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.05, momentum=0.9)
    for epoch in range(3):
        final_loss, accuracy = train(net, optimizer, shuffled)
    finals.append(final_loss)

repeats = finals[0] == finals[1]
print(f"loss {final_loss:.4f}, accuracy {accuracy:.4f}")
print("the second run repeats the first:", repeats)

# %% evaluate same="test_loss, test_accuracy, confusion"
from sklearn.metrics import accuracy_score, confusion_matrix

test_loss, test_accuracy = evaluate(model, test_batches)
test_inputs = x_test.to(device)
with torch.no_grad():
    logits = model(test_inputs).cpu()
confusion = confusion_matrix(y_test, logits > 0)
print(f"test loss {test_loss:.4f}, test accuracy {test_accuracy:.4f}")
pd.DataFrame(confusion, ["inner", "outer"], ["predicted inner", "predicted outer"])

# %% accuracy-shape same="wrong, right"
predicted = (logits[:, 0] > 0).float()

wrong = (predicted == y_test).float().mean()  # 800 by 800 comparisons
right = (predicted == y_test[:, 0]).float().mean()
print(f"wrong {wrong:.4f}, right {right:.4f}")

# %% eval-mode differs="careless" same="careful"
# why: A new PyTorch module is in training mode, so a plain call drops half of the hidden values. A Keras layer called
#   by hand is in inference mode unless told `training=True`. After `eval()` the two agree.
torch.manual_seed(0)
hidden = [model.first, nn.ReLU(), model.second, nn.ReLU()]
dropping = nn.Sequential(*hidden, nn.Dropout(0.5), model.output)

careless = accuracy_score(y_test, dropping(test_inputs).cpu() > 0)
dropping.eval()
careful = accuracy_score(y_test, dropping(test_inputs).cpu() > 0)
print(f"careless {careless:.4f}, careful {careful:.4f}")

# %% classes
# alt: The test points in two square plots, the inner ring blue and the outer ring orange: left by true class, right by
#   predicted class. The two plots look alike. Gray circles in the right plot surround the points that are predicted
#   wrong. They lie in the gap.
fig, (left, right) = plt.subplots(1, 2, figsize=(7, 3.5), sharey=True)
for axes, classes in [(left, y_test[:, 0]), (right, predicted)]:
    axes.scatter(*x_test.T, s=3, c=np.where(classes == 0, "#3b7dd8", "#e0912f"))
    axes.set(aspect="equal")
missed = x_test[predicted != y_test[:, 0]]
right.scatter(*missed.T, s=70, facecolors="none", edgecolors="#7c828d")
left.set_title("true classes")
right.set_title("predicted, mistakes circled")
plt.show()

# %% border same="outer_area" rtol="0" atol="1e-3"
# alt: The plane around the rings, colored by the probability of the outer ring: blue inside, orange outside, pale where
#   the model is unsure. The black line of probability one half is a closed polygon between the two rings of test
#   points.
axis = np.linspace(-10, 10, 201, dtype="float32")
grid_x, grid_y = np.meshgrid(axis, axis)
grid = np.stack([grid_x.ravel(), grid_y.ravel()], axis=1)
with torch.no_grad():
    logits = model(torch.from_numpy(grid).to(device)).cpu()
probability = torch.sigmoid(logits).numpy().reshape(grid_x.shape)
outer_area = float((probability > 0.5).mean())
print(f"share of the square predicted as outer: {outer_area:.3f}")

fig, axes = plt.subplots(figsize=(4.4, 4.4))
levels, shades = [0, 0.1, 0.5, 0.9, 1], ["#a9c8ee", "#dde9f8", "#faecd9", "#f2cf9f"]
axes.contourf(grid_x, grid_y, probability, levels=levels, colors=shades)
axes.contour(grid_x, grid_y, probability, levels=[0.5], colors="black")
axes.scatter(*x_test.T, s=2, c=np.where(y_test[:, 0] == 0, "#1f56a5", "#b3620a"))
ticks = range(-10, 11, 5)
axes.set(xlabel="x", ylabel="y", aspect="equal", xticks=ticks, yticks=ticks)
plt.show()

# %% predict same="probabilities, classes"
new_points = torch.tensor([[0.0, 5.0], [8.0, 0.0], [-4.0, -4.0], [0.0, 7.0]])

model.eval()
with torch.no_grad():
    probabilities = torch.sigmoid(model(new_points.to(device))).cpu()
names = ["inner", "outer"]
classes = [names[int(p > 0.5)] for p in probabilities[:, 0]]
for point, p, name in zip(new_points.tolist(), probabilities[:, 0], classes):
    print(f"point {point}  probability of outer {p:.4f}  class {name}")

# %% save-model same="restored, equal" raises="UnpicklingError"
# why: A pickled model names its class, and `torch.load` refuses classes unless told `weights_only=False`. Such a file
#   can run code, so say it only for files that you trust, or save the weights alone. A `.keras` file holds settings and
#   weights. It loads without your code if all classes in it belong to Keras.
import pickle

torch.save(model, "whole.pt")
try:
    torch.load("whole.pt")
except pickle.UnpicklingError as error:
    print(str(error).split("error: ")[1].split(". Please")[0])

loaded = torch.load("whole.pt", weights_only=False)
with torch.no_grad():
    restored = torch.sigmoid(loaded(new_points.to(device))).cpu()
    equal = torch.equal(loaded(test_inputs), model(test_inputs))
print("equal predictions:", equal)

# %% save-weights same="restored, equal"
torch.save(model.state_dict(), "rings.pt")

loaded = Rings()
loaded.load_state_dict(torch.load("rings.pt", map_location="cpu"))
loaded.to(device).eval()
with torch.no_grad():
    restored = torch.sigmoid(loaded(new_points.to(device))).cpu()
    equal = torch.equal(loaded(test_inputs), model(test_inputs))
print("saved:", list(torch.load("rings.pt")))
print("equal predictions:", equal)

# %% export same="served, agree"
model.eval()  # the exported program keeps the mode
points = torch.export.Dim("points")
shapes = ({0: points},)  # any number of points
program = torch.export.export(model, (test_inputs,), dynamic_shapes=shapes)
torch.export.save(program, "rings.pt2")

served_model = torch.export.load("rings.pt2").module()  # without Rings
with torch.no_grad():
    served = torch.sigmoid(served_model(new_points.to(device))).cpu()
    agree = torch.allclose(served_model(test_inputs), model(test_inputs))
print("predictions agree:", agree)
