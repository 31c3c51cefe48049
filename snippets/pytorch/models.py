# %% layer-by-hand same="start, y, gradient"
import math

import numpy as np
import torch

rng = np.random.default_rng(0)
array = rng.standard_normal((256, 4)) / math.sqrt(256)
inputs = rng.standard_normal((64, 256))
x = torch.tensor(inputs, dtype=torch.float32)

weights = torch.tensor(array, dtype=torch.float32)
weights.requires_grad_()
bias = torch.zeros(4, requires_grad=True)

y = x @ weights + bias
y.square().mean().backward()
start, gradient = weights[:2], weights.grad[:2]
print(tuple(y.shape), f"spread {y.std(correction=0):.3f}")
gradient

# %% linear-layer same="y, by_hand, count, turned" differs="weight_shape"
# why: `nn.Linear` keeps its weight as (outputs, inputs), `Dense` as (inputs, outputs). Transpose it, and the outputs
#   are equal.
from torch import nn

layer = nn.Linear(256, 4)
with torch.no_grad():
    layer.weight.copy_(weights.T)
    layer.bias.copy_(bias)

y = layer(x)
by_hand = torch.allclose(y, x @ weights + bias, atol=1e-5)
weight_shape = list(layer.weight.shape)
count = sum(p.numel() for p in layer.parameters())
turned = sum(p.numel() for p in nn.Linear(4, 256).parameters())
print(weight_shape, "equal to the one by hand:", by_hand)
print(count, "numbers; 4 inputs and 256 outputs:", turned)

# %% sequential same="sizes"
model = nn.Sequential(
    nn.Linear(3, 4),
    nn.ReLU(),
    nn.Linear(4, 2),
)
sizes = [parameter.numel() for parameter in model.parameters()]
sizes


# %% start-weights same="y"
def start_weights(model, seed=0):
    rng = np.random.default_rng(seed)
    for name, parameter in model.named_parameters():
        if name.endswith("bias"):
            nn.init.constant_(parameter, 0.1)
        else:
            outputs, inputs = parameter.shape
            kernel = rng.normal(0, 0.5, (inputs, outputs))
            with torch.no_grad():
                parameter.copy_(torch.from_numpy(kernel.T))
    return model


x = torch.tensor([[1.0, 2.0, 3.0], [-1.0, 0.0, 1.0]])
start_weights(model)
y = model(x)
y

# %% edit-sequential same="features, probabilities"
from collections import OrderedDict

hidden, head = nn.Linear(3, 4), nn.Linear(4, 2)
layers = OrderedDict(hidden=hidden, activation=nn.ReLU(), head=head)
model = start_weights(nn.Sequential(layers))

body = model[:-1]  # the same layers, not copies
features = body(x)
model.append(nn.Softmax(dim=-1))
probabilities = model(x)
print(model.head, model[-1])
probabilities


# %% subclass same="y"
class Classifier(nn.Module):
    def __init__(self, hidden=4, classes=2):
        super().__init__()
        self.hidden = nn.Linear(3, hidden)
        self.head = nn.Linear(hidden, classes)

    def forward(self, x):
        x = torch.relu(self.hidden(x))
        return self.head(x)


model = start_weights(Classifier())
y = model(x)
y


# %% functional same="y, count"
class Wide(nn.Module):
    def __init__(self):
        super().__init__()
        self.hidden = nn.Linear(3, 4)
        self.head = nn.Linear(3 + 4, 2)

    def forward(self, x):
        hidden = torch.relu(self.hidden(x))
        return self.head(torch.cat([x, hidden], dim=-1))


model = start_weights(Wide())
count = sum(p.numel() for p in model.parameters())
y = model(x)
print("count:", count)
y


# %% inputs-outputs same="price, styles"
class House(nn.Module):
    def __init__(self):
        super().__init__()
        self.shared = nn.Linear(3 + 2, 4)
        self.price = nn.Linear(4, 1)
        self.style = nn.Linear(4, 3)

    def forward(self, rooms, place):
        hidden = self.shared(torch.cat([rooms, place], dim=-1)).tanh()
        return {"price": self.price(hidden), "style": self.style(hidden)}


model = start_weights(House())
place = torch.tensor([[0.0, 1.0], [1.0, 0.0]])
outputs = model(x, place)
price, styles = outputs["price"], outputs["style"]
print("price:", price)
print("styles:", styles)


# %% shared-encoder same="distance, count"
class Twins(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(3, 4), nn.Tanh())

    def forward(self, left, right):
        # one encoder, called twice
        return (self.encoder(left) - self.encoder(right)).abs().sum(-1)


model = start_weights(Twins())
distance = model(x, x.flip(0))
count = sum(p.numel() for p in model.parameters())
print("count:", count)
distance


# %% residual-block same="y"
class Residual(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.inner = nn.Linear(size, 8)
        self.outer = nn.Linear(8, size)

    def forward(self, x):
        return x + self.outer(torch.relu(self.inner(x)))


model = start_weights(nn.Sequential(Residual(3), Residual(3)))
y = model(x)
y

# %% layers-from-sizes same="y, count"
from itertools import pairwise


class Perceptron(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        pairs = pairwise(sizes)  # (3, 4), (4, 4), (4, 2)
        self.steps = nn.ModuleList(nn.Linear(a, b) for a, b in pairs)

    def forward(self, x):
        for step in self.steps[:-1]:
            x = torch.tanh(step(x))
        return self.steps[-1](x)


model = start_weights(Perceptron([3, 4, 4, 2]))
y = model(x)
count = len(model.steps)
y


# %% list-and-dict differs="in_plain" same="registered"
# why: `nn.Module` does not look into Python lists and dicts, so what they hold is not trained, moved or saved. Use
#   `nn.ModuleList` and `nn.ModuleDict`. A Keras model looks into both.
class Plain(nn.Module):
    def __init__(self):
        super().__init__()
        self.steps = [nn.Linear(3, 3), nn.Linear(3, 3)]
        self.heads = {"kind": nn.Linear(3, 2)}


class Registered(nn.Module):
    def __init__(self):
        super().__init__()
        self.steps = nn.ModuleList([nn.Linear(3, 3), nn.Linear(3, 3)])
        self.heads = nn.ModuleDict({"kind": nn.Linear(3, 2)})


in_plain = len(list(Plain().parameters()))
registered = len(list(Registered().parameters()))
print("plain:", in_plain, "registered:", registered)


# %% layer-in-module differs="in_module" same="in_model"
# why: A `tf.Module` finds `tf.Variable` objects and other modules. A Keras 3 layer is no `tf.Module`, so its weights
#   are not found. Put layers into a `tf.keras.Model`. PyTorch has one kind of module.
class Wrapper(nn.Module):
    def __init__(self):
        super().__init__()
        self.dense = nn.Linear(3, 2)


in_module = len(list(Wrapper().parameters()))
in_model = len(list(nn.Sequential(nn.Linear(3, 2)).parameters()))
print("in a module:", in_module, "in a model:", in_model)

# %% late-shape raises="ValueError" differs="at_once" same="after_call"
# why: `nn.Linear` is told its inputs and has its weights at once. `Dense` waits for `build` or the first batch.
#   `nn.LazyLinear` waits for the first batch: run one before you count or copy its weights.
linear = nn.Linear(3, 2)
lazy = nn.LazyLinear(2)
at_once = sum(p.numel() for p in linear.parameters())
try:
    lazy.weight.numel()
except ValueError as error:
    print(str(error).split(" in <")[0])
lazy(torch.ones(1, 3))
after_call = sum(p.numel() for p in lazy.parameters())
print("at once:", at_once, "after the call:", after_call)

# %% summary same="trainable, statistics" differs="count"
# why: Keras counts the moving statistics of `BatchNormalization` as non-trainable parameters. In PyTorch they are
#   buffers, which `parameters()` leaves out. The parts agree.
model = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.Linear(4, 2))
parameters = list(model.parameters())
count = sum(p.numel() for p in parameters)
trainable = sum(p.numel() for p in parameters if p.requires_grad)
# BatchNorm also counts its batches, in one integer
statistics = sum(b.numel() for b in model.buffers() if b.is_floating_point())
print(model)
print(count, "=", trainable, "trainable; statistics", statistics)

# %% parameter-names differs="names" same="sizes"
# why: The names differ. In a stack the order does not: layer by layer, and in each `weight` or `kernel` before `bias`.
#   `weight` and `bias` of `nn.BatchNorm1d` are `gamma` and `beta` in Keras.
names = [name for name, parameter in model.named_parameters()]
sizes = [parameter.numel() for parameter in model.parameters()]
for name, size in zip(names, sizes, strict=True):
    print(f"{name:24} {size:3}")

# %% every-layer same="at_the_top, rates"
inner = nn.Sequential(nn.Linear(3, 4), nn.Dropout(0.5))
model = nn.Sequential(inner, nn.Dropout(0.5), nn.Linear(4, 2))
at_the_top = len(list(model.children()))

rates = []
for name, module in model.named_modules():
    if isinstance(module, nn.Dropout):
        module.p = 0.1
        rates.append(module.p)
        print(name, module)
print("at the top:", at_the_top, "rates:", rates)

# %% new-head same="y"
# why: PyTorch lets you replace a layer at any time. A Keras class with weights refuses a new layer, and a graph is
#   fixed, so make a new model around the old layers. A `Sequential` takes `pop` and `add`.
model = start_weights(Classifier())
model.head = nn.Linear(4, 5)  # make the optimizer after this
start_weights(model)
y = model(x)
y

# %% new-head-of-a-stack same="y"
model = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2))
model[-1] = nn.Linear(4, 5)
y = start_weights(model)(x)
y

# %% replace-layers same="y"
model = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2))
start_weights(model)
for name, module in list(model.named_modules()):
    if isinstance(module, nn.ReLU):
        model.set_submodule(name, nn.GELU())
y = model(x)
print(model)
y

# %% copy-model differs="weights_come_along" same="matched"
# why: `copy.deepcopy` copies a PyTorch model with its weights, and a Keras model too if its classes are built in or
#   registered. `clone_model` copies the structure and draws new weights, so copy the old ones with `set_weights`.
from copy import deepcopy

twin = deepcopy(model)
weights_come_along = torch.equal(twin[0].weight, model[0].weight)
with torch.no_grad():
    model[2].bias.fill_(9.0)  # does not reach the copy
matched = twin(x)
print("weights come along:", weights_come_along)
matched

# %% freeze same="unchanged, tuned"
model = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2))
start_weights(model)
model[0].requires_grad_(False)
before = model[0].weight.clone()
trained = [p for p in model.parameters() if p.requires_grad]
optimizer = torch.optim.SGD(trained, lr=0.1)

loss = model(x).square().mean()
loss.backward()
optimizer.step()

unchanged = torch.equal(model[0].weight, before)
tuned = model[2].weight.T
print("unchanged:", unchanged)
tuned


# %% buffer same="mean, learned, names"
class Center(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.register_buffer("mean", torch.zeros(size))

    def forward(self, x):
        if self.training:
            self.mean.lerp_(x.detach().mean(0), 0.5)  # half of the way
        return x - self.mean


layer = Center(3)
layer(x)
mean = layer.mean
learned = len(list(layer.parameters()))
names = list(layer.state_dict())
print(names, "learned:", learned)
mean

# %% training-mode differs="fresh" same="training, evaluation"
# why: A new `nn.Module` is in training mode until `eval()`, and stays in the mode it was put in. A Keras layer called
#   without `training` infers, and `fit` and `train_on_batch` pass `True`.
spread = torch.tensor([[1.0, 10.0], [3.0, 50.0]])
norm = nn.BatchNorm1d(2, eps=1e-3)  # the epsilon of Keras
fresh = norm(spread)
training = norm.train()(spread)
norm.reset_running_stats()  # both calls have moved the averages
evaluation = norm.eval()(spread)
print("fresh:", fresh)
print("training:", training)
evaluation

# %% intermediate same="hidden, y"
model = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2))
start_weights(model)
seen = {}


def keep(module, inputs, output):
    seen["hidden"] = output.detach()


handle = model[1].register_forward_hook(keep)
y = model(x)
handle.remove()
hidden = seen["hidden"]
print("hidden:", hidden)
y


# %% custom-layer same="y, gradient"
class Scale(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.factor = nn.Parameter(torch.full((size,), 2.0))
        self.shift = nn.Parameter(torch.zeros(size))

    def forward(self, x):
        return x * self.factor + self.shift


layer = Scale(3)
y = layer(x)
y.sum().backward()
gradient = layer.factor.grad
torch.testing.assert_close(y, 2 * x)  # a unit test of the layer
print("gradient:", gradient)
y


# %% training-behavior same="quiet, moved, repeatable"
class Noise(nn.Module):
    def forward(self, x):
        if not self.training:
            return x
        return x + 0.1 * torch.randn_like(x)


layer = Noise()
quiet = layer.eval()(x)
torch.manual_seed(0)
noisy = layer.train()(x)
moved = bool((noisy != x).all())
torch.manual_seed(0)
repeatable = torch.equal(noisy, layer(x))
print("moved:", moved, "repeatable:", repeatable)


# %% mask-support same="averages"
class MaskedAverage(nn.Module):
    def forward(self, x, mask):
        weight = mask.unsqueeze(-1).to(x.dtype)
        return (x * weight).sum(dim=1) / weight.sum(dim=1)


steps = torch.tensor([[[1.0], [3.0], [0.0]], [[5.0], [0.0], [0.0]]])
mask = (steps != 0).any(dim=-1)
moved = steps + 10  # the padding is no longer zero
averages = MaskedAverage()(moved, mask)
print(mask)
averages

# %% penalty same="weight_penalty, output_penalty"
layer = start_weights(nn.Linear(3, 4))
y = layer(x)
weight_penalty = 0.01 * layer.weight.square().sum()
output_penalty = 0.01 * y.abs().sum() / len(y)
print("of the weights:", weight_penalty)
print("of the output:", output_penalty)


# %% custom-penalty same="penalty, gradient"
def group_lasso(weight):
    # a length for each output: one near zero can be cut off
    return 0.01 * torch.linalg.vector_norm(weight, dim=1).sum()


layer = start_weights(nn.Linear(3, 2))
penalty = group_lasso(layer.weight)
penalty.backward()
gradient = layer.weight.grad.T
print("penalty:", penalty)
gradient


# %% config same="settings, y"
class Repeat(nn.Module):
    def __init__(self, times):
        super().__init__()
        self.settings = {"times": times}
        self.times = times

    def forward(self, x):
        return x.repeat(1, self.times)

    def extra_repr(self):
        return f"times={self.times}"


layer = Repeat(2)
again = Repeat(**layer.settings)
settings = again.settings["times"]
y = again(x)
print(again)
y


# %% test-layer same="shape, sound, forgetful"
def parameters_without_gradient(layer, x):
    layer(x).square().sum().backward()
    gradients = [parameter.grad for parameter in layer.parameters()]
    return sum(g is None or not g.any() for g in gradients)


class Forgetful(Scale):
    def forward(self, x):
        return x * self.factor  # and the shift?


shape = list(Scale(3)(torch.zeros(5, 3)).shape)
sound = parameters_without_gradient(Scale(3), x)
forgetful = parameters_without_gradient(Forgetful(3), x)
print("shape:", shape)
print("without gradient:", sound, "and in Forgetful:", forgetful)
