# %% data same="x, y"
import numpy as np
import torch

rng = np.random.default_rng(0)
x = rng.uniform(-10, 10, (200, 1)).astype("float32")
noise = rng.normal(0, 0.15, (200, 1)).astype("float32")

x = torch.from_numpy(x)
y = 0.1 * x + 0.3 + torch.from_numpy(noise)
print("x", tuple(x.shape), x.dtype)
print("y", tuple(y.shape), y.dtype)

# %% scatter
# alt: Scatter plot of 200 gray points. x runs from -10 to 10, y from about -0.8 to 1.6. The points lie in a narrow band
#   that rises from the lower left to the upper right.
import matplotlib.pyplot as plt

fig, axes = plt.subplots(figsize=(6.4, 3.6))
axes.scatter(x, y, s=10, color="#8a8f98")
axes.set(xlabel="x", ylabel="y")
plt.show()

# %% model-class same="start" differs="names"
# why: `nn.Module` and `keras.Model` list parameters in the order in which they were made. `tf.Module` lists them in the
#   alphabetical order of the attributes. Look a parameter up by its name, not by its position. The `:0` in the name of
#   a `tf.Variable` is left over from the graphs of TensorFlow 1 and means nothing now.
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
print("parameters:", names)
print("first predictions:", start[:, 0])


# %% layer-class same="kernel, bias, start"
class LayerLine(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(1, 1)
        nn.init.ones_(self.layer.weight)
        nn.init.zeros_(self.layer.bias)

    def forward(self, x):
        return self.layer(x)


model = LayerLine()
kernel, bias = model.layer.weight.detach(), model.layer.bias.detach()
start = model(x[:3]).detach()
print("weight", kernel.numpy(), "bias", bias.numpy())
print("first predictions:", start[:, 0])


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
print(f"the hook ran: with forward {ran[0]}, with __call__ {ran[1]}")


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
print(f"parameters: Line {tracked[0]}, Untracked {tracked[1]}")


# %% squared-error same="loss, built_in"
def squared_error(y, prediction):
    return torch.mean((y - prediction) ** 2)


model = Line()
prediction = model(x).detach()
loss = squared_error(y, prediction)
built_in = nn.MSELoss()(prediction, y)
print(f"by hand {loss:.4f}, built in {built_in:.4f}")

# %% shape-trap same="shape, loss_right, loss_wrong"
y_flat = y[:, 0]

shape = list((y_flat - prediction).shape)
loss_right = squared_error(y, prediction)
loss_wrong = squared_error(y_flat, prediction)
print("targets", list(y_flat.shape), "give differences", shape)
print(f"right loss {loss_right:.4f}, wrong loss {loss_wrong:.4f}")

# %% mse-shapes same="careful" differs="careless"
# why: `MSELoss` warns and broadcasts to 200 by 200. The Keras losses squeeze or expand the targets first, so both
#   shapes give the same loss. Reshape the targets to `(200, 1)`, and all agree.
import warnings

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    careless = nn.MSELoss()(prediction, y_flat)
print(str(caught[0].message).split(". ")[0])

careful = nn.MSELoss()(prediction, y_flat.reshape(-1, 1))
print(f"careless {careless:.4f}, careful {careful:.4f}")

# %% gradients same="gradient"
model = Line()
loss = squared_error(y, model(x))
loss.backward()

gradient = torch.stack([model.weight.grad, model.bias.grad])
print(f"weight {gradient[0]:.3f}, bias {gradient[1]:.3f}")

# %% gradients-add-up same="first" differs="second"
# why: `backward` adds to the number that `.grad` holds, so the second call doubles it. A tape returns a fresh gradient.
#   Call `model.zero_grad()` before each `backward`, and the two are equal.
model = Line()
squared_error(y, model(x)).backward()
first = model.weight.grad.clone()
squared_error(y, model(x)).backward()
second = model.weight.grad.clone()
print(f"first {first:.3f}, second {second:.3f}")

# %% replace-weight same="updated" differs="tracked" raises="TypeError"
# why: `nn.Module` refuses a plain tensor in the place of a parameter. `tf.Module` takes it and forgets the variable.
#   `keras.Model` takes it and still lists the variable, but no longer uses it. An update in place is right in each.
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
print(f"parameters {tracked}, updated weight {updated:.1f}")

# %% optimizer-step same="by_rule, by_optimizer"
by_rule = torch.tensor([1.0, 0.0]) - 0.025 * gradient

model = Line()
optimizer = torch.optim.SGD(model.parameters(), lr=0.025)
optimizer.zero_grad()
loss = nn.MSELoss()(model(x), y)
loss.backward()
optimizer.step()

by_optimizer = torch.stack([model.weight, model.bias]).detach()
print("by the rule:     ", by_rule)
print("by the optimizer:", by_optimizer)

# %% device only="pytorch"
# why: TensorFlow and Keras place tensors and variables on a GPU by themselves, if there is one.
device = "cuda" if torch.cuda.is_available() else "cpu"
inputs, targets = x.to(device), y.to(device)

# %% gradient-descent same="by_hand"
model = Line().to(device)
hand_losses = []
for epoch in range(1, 201):
    loss = squared_error(targets, model(inputs))
    loss.backward()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter -= 0.025 * parameter.grad
    model.zero_grad()
    hand_losses.append(loss.item())
    if epoch % 20 == 0:
        print(f"epoch {epoch:3}  loss {loss.item():.4f}")

by_hand = [model.weight.item(), model.bias.item()]
print(f"weight {by_hand[0]:.4f}, bias {by_hand[1]:.4f}")

# %% layer-descent same="by_layer"
model = LayerLine().to(device)
layer_losses = []
for epoch in range(1, 201):
    loss = squared_error(targets, model(inputs))
    loss.backward()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter -= 0.025 * parameter.grad
    model.zero_grad()
    layer_losses.append(loss.item())

by_layer = [model.layer.weight.item(), model.layer.bias.item()]
print(f"weight {by_layer[0]:.4f}, bias {by_layer[1]:.4f}")

# %% own-loop same="by_loop"
model = LayerLine().to(device)
optimizer = torch.optim.SGD(model.parameters(), lr=0.025)
loss_function = nn.MSELoss()
loop_losses = []
for epoch in range(1, 201):
    optimizer.zero_grad()
    loss = loss_function(model(inputs), targets)
    loss.backward()
    optimizer.step()
    loop_losses.append(loss.item())
    if epoch % 20 == 0:
        print(f"epoch {epoch:3}  loss {loss.item():.4f}")

by_loop = [model.layer.weight.item(), model.layer.bias.item()]
print(f"weight {by_loop[0]:.4f}, bias {by_loop[1]:.4f}")


# %% trainer only="pytorch" why="Keras has this function already: every model has `compile` and `fit`."
def fit(model, optimizer, loss_function, batches, epochs):
    history = []
    for epoch in range(epochs):
        model.train()  # matters with dropout or batch normalization
        total, seen = 0.0, 0
        for inputs, targets in batches:
            inputs, targets = inputs.to(device), targets.to(device)
            optimizer.zero_grad()
            loss = loss_function(model(inputs), targets)
            loss.backward()
            optimizer.step()
            total += loss.item() * len(inputs)
            seen += len(inputs)
        history.append(total / seen)
    return history


# %% compile-fit same="by_fit"
from torch.utils.data import DataLoader, TensorDataset

batches = DataLoader(TensorDataset(x, y), batch_size=200)
model = LayerLine().to(device)
optimizer = torch.optim.SGD(model.parameters(), lr=0.025)
fit_losses = fit(model, optimizer, nn.MSELoss(), batches, epochs=200)

by_fit = [model.layer.weight.item(), model.layer.bias.item()]
print(f"weight {by_fit[0]:.4f}, bias {by_fit[1]:.4f}")

# %% too-fast same="diverged" rtol="1e-4"
diverging = LayerLine().to(device)
optimizer = torch.optim.SGD(diverging.parameters(), lr=0.03)
diverged = []
for step in range(5):
    optimizer.zero_grad()
    loss = loss_function(diverging(inputs), targets)
    loss.backward()
    optimizer.step()
    diverged.append(loss.item())

print("losses", [round(value) for value in diverged])
print(f"limit for the learning rate {1 / (x**2).mean():.4f}")

# %% shape-trap-training same="wrong_line"
misled = Line().to(device)
optimizer = torch.optim.SGD(misled.parameters(), lr=0.025)
for step in range(150):
    optimizer.zero_grad()
    squared_error(y_flat.to(device), misled(inputs)).backward()
    optimizer.step()

wrong_line = [misled.weight.item(), misled.bias.item()]
print(f"weight {wrong_line[0]:.4f}, bias {wrong_line[1]:.4f}")
print(f"mean of y {y.mean():.4f}")

# %% one-dim-x same="fixed" raises="RuntimeError"
# why: Both layers want a last axis of features and refuse 200 bare numbers. PyTorch raises `RuntimeError`, Keras
#   `ValueError`. A Keras model with an `Input` adds the axis by itself. Add a last axis, and all agree.
x_flat = x[:, 0]
layer = nn.Linear(1, 1)

try:
    layer(x_flat)
except RuntimeError as error:
    print(error)

fixed = list(layer(x_flat.unsqueeze(-1)).shape)
print("with a feature axis:", fixed)

# %% untracked-trains same="stuck" raises="ValueError"
# why: A PyTorch optimizer refuses an empty list of parameters, but accepts a list in which only some are missing. Keras
#   warns in `fit`, and the `apply` of its optimizer does not even warn. The weight keeps its value in each. Count the
#   parameters before you train.
try:
    torch.optim.SGD(untracked.parameters(), lr=0.025)
except ValueError as error:
    print(error)

stuck = untracked.weight.detach()
print(f"weight {stuck:.1f}")

# %% four-results same="lines, losses"
ways = ["by hand", "layer", "optimizer", "fit"]
lines = np.array([by_hand, by_layer, by_loop, by_fit])
losses = np.array([hand_losses, layer_losses, loop_losses, fit_losses])

for way, (weight, bias), row in zip(ways, lines, losses):
    result = f"weight {weight:.4f}  bias {bias:.4f}  loss {row[-1]:.4f}"
    print(f"{way:10} {result}")

# %% least-squares same="exact, reached"
features = torch.cat([x, torch.ones_like(x)], dim=1)
exact = torch.linalg.lstsq(features, y).solution[:, 0]
reached = torch.allclose(torch.tensor(by_hand), exact, atol=1e-4)
print(f"weight {exact[0]:.4f}, bias {exact[1]:.4f}")
print("reached by gradient descent:", reached)

# %% learned-lines
# alt: The gray points, a dashed gray true line that rises from -0.7 to 1.3, and four learned lines in the color of
#   PyTorch. They are drawn from wide to thin and lie exactly on top of each other, close to the true line.
fig, axes = plt.subplots(figsize=(6.4, 3.6))
axes.scatter(x, y, s=10, color="#8a8f98", alpha=0.5, label="data")
ends = np.array([-10.0, 10.0])
for way, width, (weight, bias) in zip(ways, [8, 6, 4, 2], lines):
    fitted = weight * ends + bias
    axes.plot(ends, fitted, "#ee4c2c", alpha=0.4, lw=width, label=way)
axes.plot(ends, 0.1 * ends + 0.3, "--", color="#6b7280", label="true line")
axes.set(xlabel="x", ylabel="y")
axes.legend(ncols=2, loc="upper left")
plt.show()

# %% predict same="predicted"
new_x = torch.tensor([[-10.0], [0.0], [10.0]])

model.eval()
with torch.no_grad():
    predicted = model(new_x.to(device)).cpu()
for value, prediction in zip(new_x[:, 0], predicted[:, 0]):
    print(f"x {value:5.1f}  y {prediction:7.4f}")

# %% save differs="saved"
# why: Each file names the two values in its own way. A `state_dict` holds the names of the parameters, and a TensorFlow
#   checkpoint holds the path to each variable. A `.keras` file is a zip file with the settings of the class and the
#   weights. Load each file with the framework that wrote it.
torch.save(model.state_dict(), "line.pt")

saved = list(torch.load("line.pt"))
saved

# %% load same="restored, equal"
loaded = LayerLine()
loaded.load_state_dict(torch.load("line.pt", map_location="cpu"))
loaded.eval()

with torch.no_grad():
    restored = loaded(new_x)
equal = torch.equal(restored, predicted)
print("the loaded model predicts the same:", equal)
