# %% dense-last-axis same="y, by_hand" differs="weight_shape"
# why: `nn.Linear` keeps its weight as (outputs, inputs), `Dense` as (inputs, outputs). Transpose it when you copy it.
import numpy as np
import torch
from torch import nn

rng = np.random.default_rng(0)
kernel = torch.tensor(rng.normal(size=(3, 2)), dtype=torch.float32)
steps = torch.tensor(rng.normal(size=(2, 4, 3)), dtype=torch.float32)

layer = nn.Linear(3, 2, bias=False)
layer.weight = nn.Parameter(kernel.T)
y = layer(steps)  # (batch, steps, outputs)
by_hand = steps @ kernel
weight_shape = list(layer.weight.shape)
print("weight:", weight_shape, "output:", tuple(y.shape))
y[0]

# %% embedding differs="padding" same="vectors, averages"
# why: `padding_idx` starts a row at zero and keeps it from learning, but makes no mask. `mask_zero` leaves the row as
#   it is and sends a mask to the layers behind, so averages over the other tokens agree.
table = torch.tensor([[9.0, 9.0], [1.0, 2.0], [3.0, 4.0]])
tokens = torch.tensor([[1, 2, 0], [2, 0, 0]])

embedding = nn.Embedding(3, 2, padding_idx=0)
with torch.no_grad():
    embedding.weight[1:] = table[1:]

padding = embedding(torch.tensor(0))
vectors = embedding(torch.tensor([1, 2]))
mask = (tokens != 0).unsqueeze(-1)
averages = (embedding(tokens) * mask).sum(1) / mask.sum(1)
print("padding:", padding)
averages

# %% other-padding same="averages"
tokens = torch.tensor([[0, 2, 1], [2, 1, 1]])  # 1 is the padding
embedding = nn.Embedding.from_pretrained(table, padding_idx=1)
mask = (tokens != 1).unsqueeze(-1)
averages = (embedding(tokens) * mask).sum(1) / mask.sum(1)
averages

# %% flatten-order differs="naive" same="matched"
# why: `nn.Flatten` reads channel by channel, Keras pixel by pixel, because one keeps channels first and the other last.
#   Permute the rows of the kernel, or the features before flattening, and the outputs are equal.
rng = np.random.default_rng(0)
image = torch.tensor(rng.normal(size=(4, 5)), dtype=torch.float32)
filters = torch.tensor(rng.normal(size=(3, 3, 1, 2)), dtype=torch.float32)
kernel = torch.tensor(rng.normal(size=(12, 4)), dtype=torch.float32)

conv = nn.Conv2d(1, 2, kernel_size=3, bias=False)
conv.weight = nn.Parameter(filters.permute(3, 2, 0, 1))
features = conv(image.reshape(1, 1, 4, 5))  # (batch, channels, 2, 3)
flat = nn.Flatten()(features)

naive = flat @ kernel
rows = kernel.reshape(2, 3, 2, 4)  # height, width, channels, outputs
matched = flat @ rows.permute(2, 0, 1, 3).reshape(12, 4)
print("not reordered:", naive)
matched

# %% reshape same="folded, swapped, unfolded"
x = torch.arange(12.0).reshape(2, 6)
folded = nn.Unflatten(1, (2, 3))(x)
swapped = folded.transpose(1, 2)  # no layer needed, in forward
unfolded = nn.Flatten()(swapped)
print(tuple(folded.shape), tuple(swapped.shape))
unfolded

# %% dropout same="values, kept, untouched"
torch.manual_seed(0)
dropout = nn.Dropout(0.2)
dropped = dropout(torch.ones(10_000))
values = dropped.unique()
kept = round((dropped > 0).float().mean().item(), 1)
untouched = dropout.eval()(torch.ones(3))
print("values:", values, "kept:", kept)
untouched

# %% spatial-dropout same="whole_channels, whole_features"
torch.manual_seed(0)
images = nn.Dropout2d(0.5)(torch.ones(8, 16, 3, 3))
whole_channels = bool((images == images[:, :, :1, :1]).all())

steps = nn.Dropout1d(0.5)(torch.ones(8, 16, 5))  # (batch, features, steps)
whole_features = bool((steps == steps[:, :, :1]).all())
print(steps[0, :4])
print("whole channels:", whole_channels, "whole features:", whole_features)

# %% functional-dropout same="careless, careful"
import torch.nn.functional as F


class Network(nn.Module):
    def forward(self, x):
        always = F.dropout(x, 0.5)
        in_training = F.dropout(x, 0.5, training=self.training)
        return always, in_training


always, in_training = Network().eval()(torch.ones(1000))
careless = bool((always == 0).any())
careful = bool((in_training == 0).any())
print("drops in evaluation:", careless, careful)


# %% wrap-function same="y, learned"
class Lambda(nn.Module):
    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, x):
        return self.function(x)


factor = torch.tensor(3.0, requires_grad=True)
layer = Lambda(lambda x: factor * x.square())
y = layer(torch.tensor([1.0, 2.0]))
learned = len(list(layer.parameters()))
print("learned parameters:", learned)
y


# %% maxout same="y"
class Maxout(nn.Module):
    def __init__(self, inputs, outputs, pieces):
        super().__init__()
        self.pieces = pieces
        self.linear = nn.Linear(inputs, outputs * pieces)

    def forward(self, x):
        candidates = self.linear(x).unflatten(-1, (-1, self.pieces))
        return candidates.amax(dim=-1)


layer = Maxout(1, 2, pieces=2)
layer.linear.weight = nn.Parameter(torch.tensor([[1.0], [-1.0], [2.0], [0.0]]))
nn.init.zeros_(layer.linear.bias)
y = layer(torch.tensor([[-3.0], [0.5]]))  # |x| and 2 * relu(x)
y

# %% bilinear same="y"
x1 = torch.tensor([[1.0, 2.0, 3.0], [-1.0, 0.0, 1.0]])
x2 = torch.tensor([[0.0, 1.0], [1.0, 0.0]])
weight = torch.arange(24.0).reshape(4, 3, 2)

bilinear = nn.Bilinear(3, 2, 4, bias=False)
bilinear.weight = nn.Parameter(weight)
y = bilinear(x1, x2)
y

# %% leaky-relu differs="layer, function" same="named"
# why: Below zero the slope is 0.01 in PyTorch, 0.3 in the Keras layer, and 0.2 in the function of TensorFlow and of
#   Keras. Name it, and all agree.
x = torch.tensor([-1.0, 2.0])
layer = nn.LeakyReLU()(x)
function = F.leaky_relu(x)
named = nn.LeakyReLU(negative_slope=0.1)(x)
print("layer:", layer)
print("function:", function)
named

# %% prelu differs="slopes" same="matched"
# why: `nn.PReLU` has one slope for all features, which starts at 0.25. The Keras layer has one for every feature, which
#   starts at 0. Give `nn.PReLU` the number of features and the Keras layer `alpha_initializer=Constant(0.25)`.
x = torch.tensor([[-1.0, 2.0, -3.0], [4.0, -5.0, 6.0]])
slopes = nn.PReLU().weight.detach()
matched = nn.PReLU(3)(x)
print("slopes:", slopes)
matched

# %% prelu-images differs="count" same="shared, y"
# why: On images, `nn.PReLU(2)` has one slope for each of the 2 channels. The Keras layer has one for every pixel of
#   every channel, unless `shared_axes` names the axes of height and width.
rng = np.random.default_rng(0)
images = rng.normal(size=(1, 3, 3, 2))  # channels last
x = torch.tensor(images, dtype=torch.float32).permute(0, 3, 1, 2)

layer = nn.PReLU(2)
count = shared = layer.weight.numel()
y = layer(x).permute(0, 2, 3, 1)
print("slopes:", count)
y[0, 0]

# %% elu-family same="elu, selu, celu"
x = torch.tensor([-2.0, -0.5, 0.0, 2.0])
elu = F.elu(x, alpha=0.5)
celu = F.celu(x, alpha=0.5)
selu = F.selu(x)
print("elu:", elu)
print("celu:", celu)
print("selu:", selu)

# %% gelu-and-silu same="exact, approximate, silu, mish"
exact = F.gelu(x)
approximate = F.gelu(x, approximate="tanh")
silu = F.silu(x)
mish = F.mish(x)
print("exact:", exact)
print("approximate:", approximate)
print("silu:", silu)
print("mish:", mish)

# %% hard-activations same="hard_sigmoid, hard_silu, hard_tanh, relu6"
x = torch.tensor([-4.0, -1.0, 1.0, 8.0])
hard_sigmoid = F.hardsigmoid(x)
hard_silu = F.hardswish(x)
hard_tanh = F.hardtanh(x)
relu6 = F.relu6(x)
print("hard sigmoid:", hard_sigmoid)
print("hard silu:", hard_silu)
print("hard tanh:", hard_tanh)
print("relu6:", relu6)

# %% softplus-and-glu same="softplus, gated, swish_gated"
x = torch.tensor([[-1.0, 30.0, 0.0, 2.0]])
softplus = F.softplus(x)
gated = F.glu(x, dim=-1)  # the second half is the gate
value, gate = x.chunk(2, dim=-1)
swish_gated = value * F.silu(gate)
print("softplus:", softplus)
print("gated:", gated)
print("swish gated:", swish_gated)

# %% activation-by-name same="values"
x = torch.tensor([-1.0, 0.5])
values = []
for name in ["relu", "gelu", "silu", "tanh"]:
    activation = getattr(F, name)
    values.append(activation(x))
    print(f"{name:5}", values[-1])

# %% softmax raises="TypeError" same="by_row, by_column, logs"
# why: `torch.softmax` needs the axis. `F.softmax` and `nn.Softmax` guess it with a warning, and with three axes they
#   take the batch. TensorFlow and Keras take the last axis. Name it always.
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

# %% conv-layout differs="weight_shape, output_shape" same="y"
# why: PyTorch keeps the channels first: images are (batch, channels, height, width) and weights (outputs, inputs,
#   height, width). TensorFlow and Keras keep them last: (batch, height, width, channels) and (height, width, inputs,
#   outputs). Permute both, and the outputs are equal.
rng = np.random.default_rng(0)
images = torch.tensor(rng.normal(size=(1, 6, 6, 3)), dtype=torch.float32)
kernel = torch.tensor(rng.normal(size=(3, 3, 3, 2)), dtype=torch.float32)
x = images.permute(0, 3, 1, 2)

conv = nn.Conv2d(3, 2, kernel_size=3, bias=False)
conv.weight = nn.Parameter(kernel.permute(3, 2, 0, 1))
output = conv(x)
y = output.permute(0, 2, 3, 1)
weight_shape, output_shape = list(conv.weight.shape), list(output.shape)
print("weight:", weight_shape, "output:", output_shape)
y[0, 0]

# %% channels-first same="y"
# note: With `TF_ENABLE_ONEDNN_OPTS=0` set before the import, TensorFlow refuses this convolution on a CPU.
y = conv(x)
print(tuple(y.shape))
y[0, 0]

# %% conv-padding raises="ValueError" differs="stride_2" same="stride_1, matched, padding_1" atol="1e-5"
# why: A window of 3 with stride 2 needs one more row and column on an image of even size. `same` adds them below and on
#   the right. `padding=1` adds them on all four sides, which shifts the windows by one pixel. PyTorch refuses the word
#   `same` for this stride. Pad by hand, and the outputs are equal: `F.pad(x, (0, 1, 0, 1))` in PyTorch gives those of
#   `same`, and one pixel all around with `valid` in Keras gives those of `padding=1`.
weight = kernel.permute(3, 2, 0, 1)
stride_1 = F.conv2d(x, weight, padding="same").permute(0, 2, 3, 1)
try:
    nn.Conv2d(3, 2, kernel_size=3, stride=2, padding="same")
except ValueError as error:
    print(error)
stride_2 = F.conv2d(x, weight, stride=2, padding=1).permute(0, 2, 3, 1)

padded = F.pad(x, (0, 1, 0, 1))  # left, right, top, bottom
matched = F.conv2d(padded, weight, stride=2).permute(0, 2, 3, 1)
padded = F.pad(x, (1, 1, 1, 1))
padding_1 = F.conv2d(padded, weight, stride=2).permute(0, 2, 3, 1)
print("stride 2:", stride_2[0, 0])
matched[0, 0]

# %% max-pool same="whole_windows, all_pixels"
x = torch.arange(25.0).reshape(1, 1, 5, 5)
whole_windows = nn.MaxPool2d(2)(x)[0, 0]
all_pixels = nn.MaxPool2d(2, ceil_mode=True)(x)[0, 0]
print("whole windows:", whole_windows)
all_pixels

# %% max-pool-padding differs="pooled" same="padding_1"
# why: On an image of even size `same` pads below and on the right only, `padding=1` on all four sides. Pad by hand with
#   the smallest number, which no maximum takes, or with zeros behind a ReLU, and use `valid`.
image = torch.tensor(np.random.default_rng(0).normal(size=(6, 6)))
x = image.reshape(1, 1, 6, 6)
pooled = nn.MaxPool2d(3, stride=2, padding=1)(x)[0, 0]
padding_1 = F.max_pool2d(x, 3, stride=2, padding=1)[0, 0]
padding_1

# %% average-pool differs="default" same="matched"
# why: `AvgPool2d` counts the padding as zeros, `AveragePooling2D` leaves it out of the average.
#   `count_include_pad=False` makes the two equal.
ones = torch.ones(1, 1, 3, 3)
pool = nn.AvgPool2d(3, stride=1, padding=1)
default = pool(ones)[0, 0]
pool = nn.AvgPool2d(3, stride=1, padding=1, count_include_pad=False)
matched = pool(ones)[0, 0]
print("padding counted:", default)
matched

# %% global-pool same="average, largest, grid"
rng = np.random.default_rng(0)
images = torch.tensor(rng.normal(size=(2, 5, 5, 3)), dtype=torch.float32)
x = images.permute(0, 3, 1, 2)
average = x.mean(dim=(2, 3))
largest = x.amax(dim=(2, 3))
grid = nn.AdaptiveAvgPool2d(2)(x).permute(0, 2, 3, 1)
print(tuple(grid.shape))
average
