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

# %% linear-layer same="y, by_hand, count, turned" differs="weight_shape" why="`nn.Linear` keeps its weight as (outputs, inputs), `Dense` as (inputs, outputs). Transpose it, and the outputs are equal."
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
print(count)
y


# %% inputs-outputs same="price, styles"
class House(nn.Module):
    def __init__(self):
        super().__init__()
        self.shared = nn.Linear(3 + 2, 4)
        self.price = nn.Linear(4, 1)
        self.style = nn.Linear(4, 3)

    def forward(self, rooms, place):
        both = torch.cat([rooms, place], dim=-1)
        hidden = torch.tanh(self.shared(both))
        price, style = self.price(hidden), self.style(hidden)
        return {"price": price, "style": style}


model = start_weights(House())
place = torch.tensor([[0.0, 1.0], [1.0, 0.0]])
outputs = model(x, place)
price, styles = outputs["price"], outputs["style"]
print(price)
styles


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
print(count)
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


# %% list-and-dict differs="in_plain" same="in_module" why="`nn.Module` does not look into Python lists and dicts, so what they hold is not trained, moved or saved: use `nn.ModuleList` and `nn.ModuleDict`. A Keras model looks into both."
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
in_module = len(list(Registered().parameters()))
print(in_plain, in_module)


# %% layer-in-module differs="in_module" same="in_model" why="A `tf.Module` finds `tf.Variable` objects and other modules. A Keras 3 layer is no `tf.Module`, so its weights are not found: put layers into a `tf.keras.Model`. PyTorch has one kind of module."
class Wrapper(nn.Module):
    def __init__(self):
        super().__init__()
        self.dense = nn.Linear(3, 2)


in_module = in_model = len(list(Wrapper().parameters()))
in_module, in_model

# %% late-shape raises="ValueError" differs="at_once" same="after_call" why="`nn.Linear` is told its inputs and has its weights at once. `Dense` waits for the first input, or for `build`; `nn.LazyLinear` does the same."
linear = nn.Linear(3, 2)
lazy = nn.LazyLinear(2)
at_once = sum(p.numel() for p in linear.parameters())
try:
    lazy.weight.numel()
except ValueError as error:
    print(str(error).split(" in <")[0])
lazy(torch.ones(1, 3))
after_call = sum(p.numel() for p in lazy.parameters())
print(at_once, after_call)

# %% summary same="trainable, statistics" differs="count" why="Keras counts the moving statistics of `BatchNormalization` as non-trainable parameters. In PyTorch they are buffers, which `parameters()` leaves out; the parts agree."
model = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.Linear(4, 2))
parameters = list(model.parameters())
count = sum(p.numel() for p in parameters)
trainable = sum(p.numel() for p in parameters if p.requires_grad)
# BatchNorm also counts its batches, in one integer
statistics = sum(b.numel() for b in model.buffers() if b.is_floating_point())
print(model)
print(count, "=", trainable, "trainable; statistics", statistics)

# %% parameter-names differs="names" same="sizes" why="The names differ, the order does not: layer by layer, and in each `weight` or `kernel` before `bias`. What `nn.BatchNorm1d` calls `weight` and `bias` is `gamma` and `beta` in Keras."
names = [name for name, parameter in model.named_parameters()]
sizes = [parameter.numel() for parameter in model.parameters()]
for name, size in zip(names, sizes, strict=True):
    print(f"{name:24} {size:3}")

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
print(unchanged)
tuned


# %% buffer same="mean, learned" differs="names" why="A buffer of a PyTorch module has no part in `parameters()`; a Keras weight or a variable is only marked as not trainable. All three are saved. A variable's own name ends in its output number, 0."
class Center(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.register_buffer("mean", torch.zeros(size))

    def forward(self, x):
        if self.training:
            self.mean.lerp_(x.mean(0), 0.5)
        return x - self.mean


layer = Center(3)
layer(x)
mean = layer.mean
learned = len(list(layer.parameters()))
names = list(layer.state_dict())
print(names, learned)
mean

# %% training-mode differs="fresh" same="training, evaluation" why="A new `nn.Module` is in training mode until `eval()`, and stays in the mode it was put in. A Keras layer called without `training` infers; `fit` and `train_on_batch` pass `True`."
spread = torch.tensor([[1.0, 10.0], [3.0, 50.0]])
norm = nn.BatchNorm1d(2, eps=1e-3)
fresh = norm(spread)
training = norm.train()(spread)
norm.reset_running_stats()
evaluation = norm.eval()(spread)
print(fresh)
print(training)
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
print(hidden)
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
print(gradient)
y


# %% training-behaviour same="quiet, all_moved, repeatable"
class Noise(nn.Module):
    def __init__(self, std, seed):
        super().__init__()
        self.std = std
        self.generator = torch.Generator().manual_seed(seed)

    def forward(self, x):
        if not self.training:
            return x
        noise = torch.randn(x.shape, generator=self.generator)
        return x + self.std * noise


layer = Noise(0.1, seed=0)
quiet = layer.eval()(x)
noisy = layer.train()(x)
all_moved = bool((noisy != x).all() and (noisy != layer(x)).all())
repeatable = torch.equal(noisy, Noise(0.1, seed=0)(x))
all_moved, repeatable

# %% penalty same="weight_penalty, output_penalty"
layer = start_weights(nn.Sequential(nn.Linear(3, 4)))
y = layer(x)
weight_penalty = 0.01 * layer[0].weight.square().sum()
output_penalty = 0.01 * y.abs().sum() / len(y)
print(weight_penalty)
print(output_penalty)


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

# %% embedding differs="padding" same="vectors, averages" why="`padding_idx` starts a row at zero and keeps it from learning; no mask is made. `mask_zero` leaves the row as it is and sends a mask to the layers behind, so that averages over the other tokens agree."
table = torch.tensor([[9.0, 9.0], [1.0, 2.0], [3.0, 4.0]])
tokens = torch.tensor([[1, 2, 0], [2, 0, 0]])

embedding = nn.Embedding(3, 2, padding_idx=0)
with torch.no_grad():
    embedding.weight[1:] = table[1:]

padding = embedding(torch.tensor(0))
vectors = embedding(torch.tensor([1, 2]))
mask = (tokens != 0).unsqueeze(-1)
averages = (embedding(tokens) * mask).sum(1) / mask.sum(1)
print(padding)
averages

# %% dropout same="values, kept, whole_channels"
_ = torch.manual_seed(0)
dropped = nn.Dropout(0.2)(torch.ones(10_000))
values = dropped.unique()
kept = round((dropped > 0).float().mean().item(), 1)

images = nn.Dropout2d(0.5)(torch.ones(8, 16, 3, 3))
first = images[:, :, :1, :1]
whole_channels = bool((images == first).all())
print(values, kept)
whole_channels

# %% flatten-order differs="naive" same="matched" why="`nn.Flatten` reads channel by channel, Keras pixel by pixel, because one keeps channels first and the other last. Permute the rows of the kernel, or the features before flattening, and the outputs are equal."
rng = np.random.default_rng(0)
image = torch.tensor(rng.normal(size=(4, 4)), dtype=torch.float32)
filters = torch.tensor(rng.normal(size=(3, 3, 1, 2)), dtype=torch.float32)
kernel = torch.tensor(rng.normal(size=(8, 3)), dtype=torch.float32)

conv = nn.Conv2d(1, 2, kernel_size=3, bias=False)
conv.weight = nn.Parameter(filters.permute(3, 2, 0, 1))
features = conv(image.reshape(1, 1, 4, 4))  # (batch, channels, 2, 2)
flat = nn.Flatten()(features)

naive = flat @ kernel
rows = kernel.reshape(2, 2, 2, 3)  # height, width, channels, outputs
matched = flat @ rows.permute(2, 0, 1, 3).reshape(8, 3)
print(naive)
matched


# %% maxout-and-bilinear same="largest, product"
class Maxout(nn.Module):
    def forward(self, x):
        return x.unflatten(-1, (2, 2)).amax(-1)


maxout = nn.Sequential(nn.Linear(3, 4), Maxout())
start_weights(maxout)
largest = maxout(x)

bilinear = nn.Bilinear(3, 2, 4, bias=False)
tensor = torch.arange(24.0).reshape(4, 3, 2)
bilinear.weight = nn.Parameter(tensor)
product = bilinear(x, torch.tensor([[0.0, 1.0], [1.0, 0.0]]))
print(largest)
product

# %% leaky-relu differs="layer, function" same="named" why="Below zero the slope is 0.01 in PyTorch, 0.3 in the Keras layer, and 0.2 in the function of TensorFlow and of Keras. Name it, and all agree."
x = torch.tensor([-1.0, 2.0])
layer = nn.LeakyReLU()(x)
function = nn.functional.leaky_relu(x)
named = nn.LeakyReLU(negative_slope=0.1)(x)
print(layer, function)
named

# %% prelu differs="slopes" same="matched" why="`nn.PReLU` has one slope for all, starting at 0.25; the Keras layer has one for every feature, starting at 0. Give the number of features here and the initial value there."
x = torch.tensor([[-1.0, 2.0, -3.0], [4.0, -5.0, 6.0]])
slopes = nn.PReLU().weight.detach()
matched = nn.PReLU(3)(x)
print(slopes)
matched

# %% activations same="elu, selu, celu, relu6, gelu, gelu_tanh, silu, mish, hard_sigmoid, hard_silu"
F = nn.functional
x = torch.tensor([-2.0, -0.5, 0.5, 8.0])
elu, selu, celu = F.elu(x), F.selu(x), F.celu(x, alpha=0.5)
relu6, silu, mish = F.relu6(x), F.silu(x), F.mish(x)
gelu, gelu_tanh = F.gelu(x), F.gelu(x, approximate="tanh")
hard_sigmoid, hard_silu = F.hardsigmoid(x), F.hardswish(x)
print(gelu)
print(gelu_tanh)
hard_sigmoid

# %% softmax raises="TypeError" same="by_row, by_column, logs" why="`torch.softmax` wants to be told the axis. TensorFlow and Keras take the last one. Name it always, and the code reads the same."
x = torch.tensor([[1.0, 2.0], [3.0, 5.0]])
try:
    torch.softmax(x)
except TypeError as error:
    print(error)
by_row = torch.softmax(x, dim=-1)
by_column = torch.softmax(x, dim=0)
logs = torch.log_softmax(x, dim=-1)
print(by_row)
logs

# %% batch-norm-eps differs="default" same="matched" why="The number added to the variance is 1e-5 in PyTorch and 1e-3 in Keras, which shows where inputs vary little. Set one to the other's."
x = torch.tensor([[0.1, 0.0], [0.2, 0.5], [0.1, 1.0], [0.2, 1.5]])
default = nn.BatchNorm1d(2)(x)
matched = nn.BatchNorm1d(2, eps=1e-3)(x)
print(default)
matched

# %% batch-norm-statistics differs="default_mean, variance" same="matched_mean, matched_variance" why="`momentum` is the weight of the new batch in PyTorch (0.1) and of the old average in Keras (0.99): one is 1 minus the other. PyTorch also averages the unbiased variance, larger by n/(n - 1), here 4/3, though it normalises by the biased one."
norm = nn.BatchNorm1d(2)
norm(x)
default_mean = norm.running_mean

norm = nn.BatchNorm1d(2, momentum=0.2)
norm(x)
matched_mean = norm.running_mean
variance = norm.running_var
matched_variance = 0.8 + (variance - 0.8) * 3 / 4  # 0.8 of the first 1.0
print(default_mean, matched_mean)
print(variance)
matched_variance

# %% frozen-batch-norm differs="moved" same="held" why="`requires_grad_(False)` stops the learning, not the running statistics: call `eval()` as well. In Keras `trainable = False` does both, and a call with `training=True` changes nothing."
norm = nn.BatchNorm1d(2, momentum=0.2)
norm.requires_grad_(False)
norm(x)
moved = norm.running_mean

norm = nn.BatchNorm1d(2).requires_grad_(False).eval()
norm(x)
held = norm.running_mean
moved, held

# %% layer-norm differs="default" same="matched, two_axes" why="Epsilon is 1e-5 in PyTorch and 1e-3 in Keras. PyTorch is given the sizes of the last axes, Keras the numbers of the axes."
x = torch.tensor([[[0.1, 0.2, 0.4], [0.4, 0.6, 0.7]]])
default = nn.LayerNorm(3)(x)
matched = nn.LayerNorm(3, eps=1e-3)(x)
two_axes = nn.LayerNorm((2, 3), eps=1e-3)(x)
print(default)
matched

# %% group-norm differs="default" same="matched, instance" why="Epsilon is 1e-5 in PyTorch and 1e-3 in Keras, whose number of groups is 32 unless given. Channels stand first here and last there. One group for each channel is instance normalisation."
rng = np.random.default_rng(0)
steps = rng.normal(0, 0.1, (1, 3, 4))  # (batch, steps, channels)
x = torch.tensor(steps, dtype=torch.float32).transpose(1, 2)
default = nn.GroupNorm(2, 4)(x).transpose(1, 2)
matched = nn.GroupNorm(2, 4, eps=1e-3)(x).transpose(1, 2)
instance = nn.InstanceNorm1d(4, eps=1e-3)(x).transpose(1, 2)
print(default[0, 0])
print(matched[0, 0])
instance[0, 0]

# %% rms-norm differs="default" same="matched" why="Epsilon is the machine epsilon of the dtype in PyTorch, 1.2e-7 for `float32`, and 1e-6 in Keras. It shows where the inputs are small."
x = torch.tensor([[0.001, -0.001], [0.001, 0.002]])
default = nn.RMSNorm(2)(x)
matched = nn.RMSNorm(2, eps=1e-6)(x)
print(default)
matched

# %% weight-norm same="unit_weight, y" rtol="1e-4"
from torch.nn.utils import parametrizations

x = torch.tensor([[1.0, 2.0, 3.0], [-1.0, 0.0, 1.0]])
layer = start_weights(nn.Linear(3, 2))
layer = parametrizations.weight_norm(layer)  # one length per output
with torch.no_grad():
    layer.parametrizations.weight.original0.fill_(1.0)
unit_weight = layer.weight.T

layer = start_weights(nn.Linear(3, 2))
layer = parametrizations.spectral_norm(layer, n_power_iterations=30)
y = layer(x)
print(unit_weight)
y

# %% default-weights differs="scales" same="matched" why="`nn.Linear` and `nn.Conv2d` draw weights and biases below 1/sqrt(inputs) in size; Keras draws Glorot uniform weights and zero biases. Embeddings are normal in PyTorch, with spread 1, and lie within 0.05 in Keras."
_ = torch.manual_seed(0)
linear, conv = nn.Linear(120, 80), nn.Conv2d(8, 16, kernel_size=5)
embedding = nn.Embedding(1000, 16)
weights = [linear.weight, linear.bias, conv.weight, embedding.weight]
scales = [round(w.std().item(), 2) for w in weights]
print("linear, its bias, conv, embedding:", scales)

nn.init.xavier_uniform_(linear.weight)
nn.init.zeros_(linear.bias)
nn.init.xavier_uniform_(conv.weight)
nn.init.uniform_(embedding.weight, -0.05, 0.05)
matched = [round(w.std().item(), 2) for w in weights]
matched

# %% default-lstm differs="largest_bias" same="matched, gram" why="PyTorch draws all LSTM weights below 1/sqrt(units) in size, two biases included. Keras has one bias, 0 but for the forget gate's 1, and orthogonal recurrent weights. The gates have the same order in both."
_ = torch.manual_seed(0)
lstm = nn.LSTM(input_size=3, hidden_size=4)
bias = lstm.bias_ih_l0 + lstm.bias_hh_l0
largest_bias = round(lstm.bias_ih_l0.abs().max().item(), 1)

nn.init.zeros_(lstm.bias_hh_l0)
nn.init.zeros_(lstm.bias_ih_l0)
nn.init.ones_(lstm.bias_ih_l0[4:8])  # input, forget, cell, output
nn.init.orthogonal_(lstm.weight_hh_l0)
matched = lstm.bias_ih_l0 + lstm.bias_hh_l0
gram = lstm.weight_hh_l0.T @ lstm.weight_hh_l0
print(largest_bias)
matched


# %% init-all-layers same="largest, fan_out, biases"
def he_uniform(module):
    if isinstance(module, nn.Linear):
        nn.init.kaiming_uniform_(module.weight, nonlinearity="relu")
        nn.init.constant_(module.bias, 0.1)


_ = torch.manual_seed(0)
model = nn.Sequential(nn.Linear(100, 50), nn.ReLU(), nn.Linear(50, 100))
model.apply(he_uniform)
weights = [model[0].weight, model[2].weight]
largest = [round(w.abs().max().item(), 2) for w in weights]
biases = model[0].bias[:3]

weight = nn.init.kaiming_uniform_(torch.empty(50, 100), mode="fan_out")
fan_out = round(weight.abs().max().item(), 2)
print(largest, fan_out)
biases

# %% truncated-normal differs="careless" same="largest, spread" why="`a` and `b` of `trunc_normal_` are values, -2 and 2 unless given, not multiples of `std`: with a small `std` they cut nothing. TensorFlow and Keras cut at two standard deviations."
_ = torch.manual_seed(0)
weight = torch.empty(10_000)
nn.init.trunc_normal_(weight, std=0.02)
careless = round(weight.abs().max().item(), 2)

nn.init.trunc_normal_(weight, std=0.02, a=-0.04, b=0.04)
largest = round(weight.abs().max().item(), 2)
spread = round(weight.std().item(), 3)
print(careless, largest, spread)

# %% seeded-init differs="repeats" same="orthogonal, moves_on" why="A PyTorch generator moves on with every draw. A Keras initializer, seeded or not, repeats its numbers, so two layers of one shape that share it start equal: give it a `SeedGenerator`, or each layer its own."
generator = torch.Generator().manual_seed(0)
first = nn.init.orthogonal_(torch.empty(3, 3), generator=generator)
second = nn.init.orthogonal_(torch.empty(3, 3), generator=generator)
repeats = torch.equal(first, second)
moves_on = not torch.equal(first, second)
orthogonal = first @ first.T
print(repeats, moves_on)

# %% copy-weights same="y, loaded"
rng = np.random.default_rng(1)
arrays = {
    "hidden/kernel": rng.normal(size=(3, 4)),
    "hidden/bias": np.zeros(4),
    "head/kernel": rng.normal(size=(4, 2)),
    "head/bias": np.zeros(2),
}
x = torch.tensor([[1.0, 2.0, 3.0], [-1.0, 0.0, 1.0]])
state = {}
for name, array in arrays.items():
    name = name.replace("/", ".").replace("kernel", "weight")
    state[name] = torch.tensor(array.T, dtype=torch.float32)

model = Classifier()
loaded = len(state)
print(model.load_state_dict(state))
y = model(x)
y
