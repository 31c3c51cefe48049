# %% data same="x, y"
import numpy as np
import torch

rng = np.random.default_rng(0)
x = rng.uniform(-1, 1, (200, 1)).astype("float32")
noise = rng.normal(0, 0.15, (200, 1)).astype("float32")

x = torch.from_numpy(x)
y = 0.1 * x + 0.3 + torch.from_numpy(noise)
print(x.shape, x.dtype)
print(y.shape, y.dtype)

# %% scatter
# alt: Scatter plot of 200 gray points. x runs from -1 to 1, y from about -0.3 to 0.8; the cloud rises slightly from
#   left to right.
import matplotlib.pyplot as plt

fig, axes = plt.subplots(figsize=(6.4, 3.6))
axes.scatter(x, y, s=10, color="#8a8f98")
axes.set(xlabel="x", ylabel="y", xlim=(-1.05, 1.05), ylim=(-0.4, 1.0))
plt.show()

# %% model-class same="start" differs="names"
# why: `nn.Module` and `keras.Model` list parameters in the order they were made, `tf.Module` in the alphabetical order
#   of the attributes: go by name, not by position. The `:0` in a `tf.Variable`'s name is left over from the graphs of
#   TensorFlow 1 and means nothing here.
from torch import nn


class Line(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.tensor(1.0))
        self.bias = nn.Parameter(torch.tensor(0.0))

    def forward(self, x):
        return self.weight * x + self.bias


model = Line()
names = [name for name, _ in model.named_parameters()]
start = model(x[:3]).detach()
print(names)
print(start)


# %% method-to-override same="ran"
class Overridden(Line):
    def __call__(self, x):
        return self.weight * x + self.bias


def note(module, inputs, output):
    calls.append(1)


ran = []
for line in (Line(), Overridden()):
    calls = []
    line.register_forward_hook(note)
    line(x)
    ran.append(len(calls) == 1)
ran  # with __call__ overridden, the hook never runs


# %% untracked same="tracked"
class Untracked(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = torch.tensor(1.0, requires_grad=True)
        self.bias = torch.tensor(0.0, requires_grad=True)

    def forward(self, x):
        return self.weight * x + self.bias


untracked = Untracked()
tracked = [len(list(m.parameters())) for m in (Line(), untracked)]
tracked


# %% squared-error same="loss, built_in"
def squared_error(y, prediction):
    return torch.mean((y - prediction) ** 2)


prediction = model(x).detach()
loss = squared_error(y, prediction)
built_in = nn.MSELoss()(prediction, y)
print(loss)
print(built_in)

# %% gradients same="gradient"
model = Line()
loss = squared_error(y, model(x))
loss.backward()

gradient = torch.stack([model.weight.grad, model.bias.grad])
gradient

# %% gradients-add-up same="first" differs="second"
# why: `backward` adds to what `.grad` holds, so the second call doubles it. A tape returns a fresh gradient. Call
#   `model.zero_grad()` in between and the two are equal.
model = Line()
squared_error(y, model(x)).backward()
first = model.weight.grad.clone()
squared_error(y, model(x)).backward()
second = model.weight.grad.clone()
print(first)
print(second)

# %% replace-weight same="updated" differs="tracked" raises="TypeError"
# why: `nn.Module` refuses a plain tensor in a parameter's place. `tf.Module` takes it and forgets the variable;
#   `keras.Model` takes it, still lists the variable, and no longer uses it. Updating in place is right in each.
model = Line()
try:
    model.weight = model.weight - 0.1
except TypeError as error:
    print(error)
tracked = len(list(model.parameters()))

model = Line()
with torch.no_grad():
    model.weight -= 0.1
updated = model.weight.detach()
print(tracked, updated)

# %% gradient-descent same="by_hand"
model = Line()
hand_losses = []
for _ in range(40):
    loss = squared_error(y, model(x))
    loss.backward()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter -= 0.4 * parameter.grad
    model.zero_grad()
    hand_losses.append(loss.item())

by_hand = torch.stack([model.weight, model.bias]).detach()
by_hand


# %% layer same="kernel, bias"
def line_layer():
    layer = nn.Linear(1, 1)
    nn.init.ones_(layer.weight)
    nn.init.zeros_(layer.bias)
    return layer


layer = line_layer()
kernel, bias = layer.weight.detach(), layer.bias.detach()
print(kernel, bias)

# %% layer-descent same="by_layer"
layer = line_layer()
layer_losses = []
for _ in range(40):
    loss = squared_error(y, layer(x))
    loss.backward()
    with torch.no_grad():
        for parameter in layer.parameters():
            parameter -= 0.4 * parameter.grad
    layer.zero_grad()
    layer_losses.append(loss.item())

by_layer = torch.cat([layer.weight[0], layer.bias]).detach()
by_layer


# %% trainer only="pytorch" why="Nothing to write: `compile` and `fit` come with every Keras model."
def fit(model, optimizer, loss_function, x, y, epochs, batch_size):
    history = []
    for _ in range(epochs):
        model.train()  # matters with dropout or batch normalization
        total = 0.0
        for inputs, targets in zip(x.split(batch_size), y.split(batch_size)):
            optimizer.zero_grad()
            loss = loss_function(model(inputs), targets)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(inputs)
        history.append(total / len(x))
    return history


# %% compile-fit same="by_fit"
layer = line_layer()
optimizer = torch.optim.SGD(layer.parameters(), lr=0.4)
fit_losses = fit(
    layer,
    optimizer,
    nn.MSELoss(),
    x,
    y,
    epochs=40,
    batch_size=200,
)

by_fit = torch.cat([layer.weight[0], layer.bias]).detach()
by_fit

# %% own-loop same="by_loop"
layer = line_layer()
optimizer = torch.optim.SGD(layer.parameters(), lr=0.4)
mean_squared_error = nn.MSELoss()
loop_losses = []
for _ in range(40):
    optimizer.zero_grad()
    loss = mean_squared_error(layer(x), y)
    loss.backward()
    optimizer.step()
    loop_losses.append(loss.item())

by_loop = torch.cat([layer.weight[0], layer.bias]).detach()
by_loop

# %% losses same="losses"
losses = np.array([hand_losses, layer_losses, fit_losses, loop_losses])
ways = ["by hand", "layer", "fit", "own loop"]
print("step      ", "       1        2        3       40")
for way, row in zip(ways, losses[:, [0, 1, 2, 39]]):
    print(f"{way:10}", *(f"{value:8.6f}" for value in row))

# %% four-results same="lines, agree"
lines = torch.stack([by_hand, by_layer, by_fit, by_loop])
agree = torch.allclose(lines, lines[0], atol=1e-6)
print(lines)
print(agree)

# %% least-squares same="exact, reached"
features = torch.cat([x, torch.ones_like(x)], dim=1)
exact = torch.linalg.lstsq(features, y).solution[:, 0]
reached = torch.allclose(by_hand, exact, atol=1e-5)
print(exact)
print(reached)

# %% learned-lines
# alt: The gray points, a dashed gray true line rising from 0.2 to 0.4, and four learned lines in PyTorch's color,
#   drawn from wide to thin, that lie exactly on top of each other, close to the true line.
fig, axes = plt.subplots(figsize=(6.4, 3.6))
axes.scatter(x, y, s=10, color="#8a8f98", alpha=0.5, label="data")
ends = np.array([-1.0, 1.0])
for way, width, (w, b) in zip(ways, [8, 6, 4, 2], lines.tolist()):
    fitted = w * ends + b
    axes.plot(ends, fitted, "#ee4c2c", alpha=0.4, lw=width, label=way)
axes.plot(ends, 0.1 * ends + 0.3, "--", color="#6b7280", label="true line")
axes.set(xlabel="x", ylabel="y", xlim=(-1.05, 1.05), ylim=(-0.4, 1.0))
axes.legend(ncols=3, loc="upper left")
plt.show()

# %% shape-trap same="shape, loss_right, loss_wrong"
y_flat = y[:, 0]

shape = list((y_flat - prediction).shape)
loss_right = squared_error(y, prediction)
loss_wrong = squared_error(y_flat, prediction)
print("y_flat", tuple(y_flat.shape), "difference", shape)
print(loss_right)
print(loss_wrong)

# %% shape-trap-training same="wrong_line"
misled = Line()
for _ in range(40):
    squared_error(y_flat, misled(x)).backward()
    with torch.no_grad():
        for parameter in misled.parameters():
            parameter -= 0.4 * parameter.grad
    misled.zero_grad()

wrong_line = torch.stack([misled.weight, misled.bias]).detach()
w, b = wrong_line
print(f"weight {w:.6f}, bias {b:.6f}")
print(f"mean of y {y.mean():.6f}")

# %% mse-shapes same="careful" differs="careless"
# why: `MSELoss` warns and broadcasts to 200 by 200. The Keras losses squeeze or expand the targets first, so both
#   shapes give the same loss. Reshape the targets to (200, 1) and all agree.
import warnings

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    careless = nn.MSELoss()(prediction, y_flat)
print(str(caught[0].message).split(". ")[0])

careful = nn.MSELoss()(prediction, y_flat.reshape(-1, 1))
print(careless)
print(careful)

# %% one-dim-x same="fixed" raises="RuntimeError"
# why: Both layers want a last axis of features and refuse 200 bare numbers; PyTorch raises `RuntimeError`, Keras
#   `ValueError`. A Keras model with an `Input` adds the axis by itself. A new last axis mends it in each.
x_flat = x[:, 0]
layer = nn.Linear(1, 1)

try:
    layer(x_flat)
except RuntimeError as error:
    print(error)

fixed = list(layer(x_flat.unsqueeze(-1)).shape)
fixed

# %% untracked-trains same="stuck" raises="ValueError"
# why: A PyTorch optimizer refuses an empty list of parameters, but one tracked parameter is enough to silence it. Keras
#   only warns in `fit`, and its optimizer's `apply` says nothing at all. The weight stays where it was in each: count
#   the parameters before you train.
try:
    torch.optim.SGD(untracked.parameters(), lr=0.4)
except ValueError as error:
    print(error)

stuck = untracked.weight.detach()
stuck

# %% save differs="saved"
# why: Each file names the two values in its own way. A `state_dict` holds the names of the parameters, a TensorFlow
#   checkpoint the path to each variable, a `.keras` file is a zip with the class's settings beside the weights. Load
#   each with its own framework.
torch.save(model.state_dict(), "line.pt")

saved = list(torch.load("line.pt"))
saved

# %% load same="restored, equal"
loaded = Line()
loaded.load_state_dict(torch.load("line.pt"))

restored = loaded(x[:3]).detach()
equal = torch.equal(loaded(x), model(x))
print(restored)
print(equal)
