# %% default-weights differs="scales" same="matched"
# why: `nn.Linear` and `nn.Conv2d` draw weights and biases uniformly between -1/sqrt(inputs) and 1/sqrt(inputs), where
#   the inputs of a convolution are its channels times the pixels of its window; Keras draws Glorot uniform weights and
#   zero biases. Embeddings are normal in PyTorch, with spread 1, and uniform within 0.05 in Keras. Set them as the
#   PyTorch code does.
import torch
from torch import nn

torch.manual_seed(0)
linear, conv = nn.Linear(120, 80), nn.Conv2d(8, 16, kernel_size=5)
embedding = nn.Embedding(1000, 16)
weights = [linear.weight, linear.bias, conv.weight, conv.bias, embedding.weight]
scales = [round(w.std().item(), 2) for w in weights]
print("linear, bias, conv, bias, embedding:", scales)

nn.init.xavier_uniform_(linear.weight)
nn.init.zeros_(linear.bias)
nn.init.xavier_uniform_(conv.weight)
nn.init.zeros_(conv.bias)
nn.init.uniform_(embedding.weight, -0.05, 0.05)
matched = [round(w.std().item(), 2) for w in weights]
matched

# %% match-defaults same="largest"
import math

linear, conv = nn.Linear(120, 80), nn.Conv2d(8, 160, kernel_size=5)
weights = [linear.weight, linear.bias, conv.weight, conv.bias]
largest = [round(w.abs().max().item(), 2) for w in weights]
print("bounds:", 1 / math.sqrt(120), 1 / math.sqrt(8 * 5 * 5))
largest

# %% default-lstm differs="largest_bias" same="matched, gram, input_bound"
# why: PyTorch draws all LSTM weights, and so both biases, uniformly between -1/sqrt(units) and 1/sqrt(units). Keras has
#   one bias, 0 but for the forget gate's 1, orthogonal recurrent weights and Glorot uniform input weights, which the
#   PyTorch code sets. The gates have the same order in both.
torch.manual_seed(0)
lstm = nn.LSTM(input_size=100, hidden_size=4)
largest_bias = round(lstm.bias_ih_l0.abs().max().item(), 1)

nn.init.zeros_(lstm.bias_hh_l0)
nn.init.zeros_(lstm.bias_ih_l0)
nn.init.ones_(lstm.bias_ih_l0[4:8])  # input, forget, cell, output
nn.init.orthogonal_(lstm.weight_hh_l0)
nn.init.xavier_uniform_(lstm.weight_ih_l0)
input_bound = round(lstm.weight_ih_l0.abs().max().item(), 2)
matched = lstm.bias_ih_l0 + lstm.bias_hh_l0
gram = lstm.weight_hh_l0.T @ lstm.weight_hh_l0
print(largest_bias)
matched

# %% signal same="spreads"
import numpy as np

rng = np.random.default_rng(0)
matrices = torch.tensor(rng.normal(size=(30, 100, 100)), dtype=torch.float32)
x = torch.tensor(rng.normal(size=(64, 100)), dtype=torch.float32)

spreads = []
for scale in [0.1, math.sqrt(2 / 100), 0.2]:  # in the middle: He
    y = x
    for matrix in matrices:  # 30 layers
        y = torch.relu(y @ (scale * matrix))
    spreads.append(y.std(correction=0).item())
    print(f"weights of spread {scale:.2f}: outputs of spread {spreads[-1]:.3g}")


# %% glorot-and-he same="glorot, he_in, he_out, bounds"
def bound(weight):
    return round(weight.abs().max().item(), 2)


torch.manual_seed(0)
weight = torch.empty(32, 8, 5, 5)  # 8 channels in, 32 out
glorot = bound(nn.init.xavier_uniform_(weight))
he_in = bound(nn.init.kaiming_uniform_(weight, nonlinearity="relu"))
he_out = bound(nn.init.kaiming_uniform_(weight, mode="fan_out", nonlinearity="relu"))

fan_in, fan_out = 8 * 5 * 5, 32 * 5 * 5
fans = [(fan_in + fan_out) / 2, fan_in, fan_out]
bounds = [round(math.sqrt(k / fan), 2) for k, fan in zip([3, 6, 6], fans)]
print(glorot, he_in, he_out)
bounds

# %% truncated-normal differs="careless" same="largest, spread"
# why: `a` and `b` of `trunc_normal_` are values, -2 and 2 unless given, not multiples of `std`: with a small `std` they
#   cut nothing. TensorFlow and Keras cut at two standard deviations: pass `a=-2 * std, b=2 * std`.
torch.manual_seed(0)
weight = torch.empty(10_000)
nn.init.trunc_normal_(weight, std=0.02)
careless = round(weight.abs().max().item(), 2)

nn.init.trunc_normal_(weight, std=0.02, a=-0.04, b=0.04)
largest = round(weight.abs().max().item(), 2)
spread = round(weight.std().item(), 3)
print(careless, largest, spread)

# %% he-normal differs="largest" same="spread, matched"
# why: `HeNormal` and `GlorotNormal` of Keras draw from a normal distribution cut at two standard deviations, and widen
#   it first so that the spread comes out as asked. `kaiming_normal_` and `xavier_normal_` cut nothing. The number
#   0.8796 is the spread that cutting leaves of 1.
torch.manual_seed(0)
weight = nn.init.kaiming_normal_(torch.empty(500, 200), nonlinearity="relu")
spread = round(weight.std().item(), 2)
largest = round(weight.abs().max().item(), 2)

wide = math.sqrt(2 / 200) / 0.8796
nn.init.trunc_normal_(weight, std=wide, a=-2 * wide, b=2 * wide)
matched = [round(weight.std().item(), 2), round(weight.abs().max().item(), 2)]
print(spread, largest)
matched

# %% orthogonal same="square, wide"
torch.manual_seed(0)
weight = nn.init.orthogonal_(torch.empty(3, 3), gain=2.0)
square = torch.linalg.svdvals(weight)

linear = nn.Linear(8, 3)  # fewer outputs than inputs
nn.init.orthogonal_(linear.weight)
wide = torch.linalg.svdvals(linear.weight.detach())
print(square)
wide

# %% constants same="ones, tenths, y"
linear = nn.Linear(2, 2)
nn.init.eye_(linear.weight)
nn.init.zeros_(linear.bias)
y = linear(torch.tensor([[3.0, 4.0]]))

ones = nn.init.ones_(torch.empty(2))
tenths = nn.init.constant_(torch.empty(2), 0.1)
print(ones, tenths)
y

# %% output-bias same="plain, informed"
labels = torch.zeros(100, 1)
labels[:2] = 1.0  # rare
linear = nn.Linear(3, 1)
nn.init.zeros_(linear.weight)
nn.init.zeros_(linear.bias)
loss = nn.BCEWithLogitsLoss()
plain = loss(linear(torch.ones(100, 3)), labels)

share = labels.mean().item()
nn.init.constant_(linear.bias, math.log(share / (1 - share)))
informed = loss(linear(torch.ones(100, 3)), labels)
print(plain)
informed


# %% init-all-layers same="largest, biases"
def he_uniform(module):
    if isinstance(module, nn.Linear):
        nn.init.kaiming_uniform_(module.weight, nonlinearity="relu")
        nn.init.constant_(module.bias, 0.1)


torch.manual_seed(0)
model = nn.Sequential(nn.Linear(100, 50), nn.ReLU(), nn.Linear(50, 100))
model.apply(he_uniform)
weights = [model[0].weight, model[2].weight]
largest = [round(w.abs().max().item(), 2) for w in weights]
biases = model[0].bias[:3]
print(largest)
biases

# %% by-name same="kinds, y"
from collections import OrderedDict

layers = OrderedDict(body=nn.Linear(3, 4), norm=nn.LayerNorm(4), head=nn.Linear(4, 2))
model = nn.Sequential(layers)
kinds = []
for name, parameter in model.named_parameters():
    if name.startswith("norm"):
        kinds.append("kept")
    elif name == "head.weight" or name.endswith("bias"):
        nn.init.zeros_(parameter)
        kinds.append("zeros")
    else:
        nn.init.xavier_uniform_(parameter)
        kinds.append("glorot")
y = model(torch.ones(1, 3))
print(kinds)
y


# %% custom-initializer same="table"
def waves_(tensor):
    length, width = tensor.shape
    steps = torch.arange(length).unsqueeze(1)
    rates = 0.1 ** torch.arange(0, width, 2)
    with torch.no_grad():
        tensor[:, 0::2] = torch.sin(steps * rates)
        tensor[:, 1::2] = torch.cos(steps * rates)
    return tensor


positions = nn.Embedding(3, 4)
waves_(positions.weight)
table = positions.weight
table

# %% seeded-init differs="repeats" same="moves_on"
# why: A PyTorch generator moves on with every draw. A Keras initializer, seeded or not, repeats its numbers, so two
#   layers of one shape that share it start equal: give it a `SeedGenerator`, or each layer its own, as a name such as
#   `he_uniform` does.
generator = torch.Generator().manual_seed(0)
first = nn.init.normal_(torch.empty(3, 3), generator=generator)
second = nn.init.normal_(torch.empty(3, 3), generator=generator)
repeats = torch.equal(first, second)
moves_on = not repeats
print(repeats, moves_on)


# %% start-again same="changed, repeated"
def start_again(model, seed):
    torch.manual_seed(seed)
    for module in model.modules():
        if hasattr(module, "reset_parameters"):
            module.reset_parameters()
    return model.state_dict()["0.weight"].clone()


model = nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2))
first, other, again = [start_again(model, seed) for seed in (0, 1, 0)]
changed = not torch.equal(first, other)
repeated = torch.equal(first, again)
changed, repeated

# %% copy-weights same="y, loaded"
rng = np.random.default_rng(1)
arrays = {
    "conv/kernel": rng.normal(size=(3, 3, 1, 2)),
    "conv/bias": np.zeros(2),
    "head/kernel": rng.normal(size=(2, 4)),
    "head/bias": np.zeros(4),
}
images = rng.normal(size=(2, 5, 5, 1))
layers = OrderedDict(conv=nn.Conv2d(1, 2, 3), relu=nn.ReLU())
layers |= {"pool": nn.AdaptiveAvgPool2d(1), "flat": nn.Flatten()}
layers["head"] = nn.Linear(2, 4)
model = nn.Sequential(layers)
state = {}
for name, array in arrays.items():
    array = array.transpose(3, 2, 0, 1) if array.ndim == 4 else array.T
    name = name.replace("/", ".").replace("kernel", "weight")
    state[name] = torch.tensor(array, dtype=torch.float32)
print(model.load_state_dict(state))
loaded = len(state)
y = model(torch.tensor(images, dtype=torch.float32).permute(0, 3, 1, 2))
y
