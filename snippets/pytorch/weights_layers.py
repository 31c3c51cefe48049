# %% arrays same="sample"
import numpy as np
import torch
from torch import nn

torch.set_grad_enabled(False)  # nothing is trained here


def draw(*shapes):
    rng = np.random.default_rng(0)
    return [rng.normal(0, 0.5, shape).astype("float32") for shape in shapes]


def fill(layer, state):
    tensors = {name: torch.from_numpy(array) for name, array in state.items()}
    layer.load_state_dict(tensors)


def channels_first(array):
    return torch.from_numpy(array).movedim(-1, 1)


sample = draw((2, 3))
sample

# %% dense-from-pytorch same="y" rtol="0" atol="1e-5"
weight, bias, x = draw((2, 3), (2,), (4, 3))

layer = nn.Linear(3, 2)
fill(layer, {"weight": weight, "bias": bias})
y = layer(torch.from_numpy(x))
y


# %% dense-from-keras same="y" rtol="0" atol="1e-5"
def dense_to_pytorch(kernel, bias):
    return {"weight": kernel.T, "bias": bias}


kernel, bias, x = draw((3, 2), (2,), (4, 3))

layer = nn.Linear(3, 2)
fill(layer, dense_to_pytorch(kernel, bias))
y = layer(torch.from_numpy(x))
y

# %% dense-square differs="careless" same="right" rtol="0" atol="1e-5"
# why: As many inputs as outputs make a square matrix, which fits either way round. The weight here is PyTorch's, and
#   `careless` leaves out the transposition. Nothing is reported: check the numbers, not the shapes.
weight, x = draw((3, 3), (1, 3))

layer = nn.Linear(3, 3, bias=False)
fill(layer, {"weight": weight})
careless = right = layer(torch.from_numpy(x))
right

# %% conv2d-from-pytorch same="y" rtol="0" atol="1e-5"
weight, bias, images = draw((4, 3, 3, 5), (4,), (2, 6, 8, 3))

layer = nn.Conv2d(3, 4, (3, 5))
fill(layer, {"weight": weight, "bias": bias})
y = layer(channels_first(images)).movedim(1, -1)
y[0, 0, 0]


# %% conv2d-from-keras same="y" rtol="0" atol="1e-5"
def conv_to_pytorch(kernel, bias):  # 1D, 2D and 3D
    return {"weight": np.moveaxis(kernel, (-1, -2), (0, 1)), "bias": bias}


kernel, bias, images = draw((3, 5, 3, 4), (4,), (2, 6, 8, 3))

layer = nn.Conv2d(3, 4, (3, 5))
fill(layer, conv_to_pytorch(kernel, bias))
y = layer(channels_first(images)).movedim(1, -1)
y[0, 0, 0]

# %% conv2d-reversed differs="careless" same="right" rtol="0" atol="1e-5"
# why: `.T` of an array of four axes reverses all of them. For a square kernel the shape is right, and every filter lies
#   on its side. Name the axes: `transpose(2, 3, 1, 0)` to Keras, `transpose(3, 2, 0, 1)` to PyTorch.
kernel, images = draw((3, 3, 3, 4), (1, 5, 5, 3))

layer = nn.Conv2d(3, 4, 3, bias=False)
fill(layer, {"weight": kernel.T})
careless = layer(channels_first(images)).movedim(1, -1)

fill(layer, {"weight": kernel.transpose(3, 2, 0, 1)})
right = layer(channels_first(images)).movedim(1, -1)
print(careless[0, 0])
print(right[0, 0])

# %% conv1d-from-pytorch same="y" rtol="0" atol="1e-5"
weight, bias, steps = draw((4, 3, 5), (4,), (2, 9, 3))

layer = nn.Conv1d(3, 4, 5)
fill(layer, {"weight": weight, "bias": bias})
y = layer(channels_first(steps)).movedim(1, -1)
y[0, 0]

# %% conv1d-from-keras same="y" rtol="0" atol="1e-5"
kernel, bias, steps = draw((5, 3, 4), (4,), (2, 9, 3))

layer = nn.Conv1d(3, 4, 5)
fill(layer, conv_to_pytorch(kernel, bias))
y = layer(channels_first(steps)).movedim(1, -1)
y[0, 0]

# %% conv3d-from-pytorch same="y" rtol="0" atol="1e-5"
weight, bias, volumes = draw((4, 2, 2, 3, 3), (4,), (1, 4, 5, 6, 2))

layer = nn.Conv3d(2, 4, (2, 3, 3))
fill(layer, {"weight": weight, "bias": bias})
y = layer(channels_first(volumes)).movedim(1, -1)
y[0, 0, 0, 0]

# %% conv3d-from-keras same="y" rtol="0" atol="1e-5"
kernel, bias, volumes = draw((2, 3, 3, 2, 4), (4,), (1, 4, 5, 6, 2))

layer = nn.Conv3d(2, 4, (2, 3, 3))
fill(layer, conv_to_pytorch(kernel, bias))
y = layer(channels_first(volumes)).movedim(1, -1)
y[0, 0, 0, 0]

# %% conv-groups same="from_pytorch, from_keras" rtol="0" atol="1e-5"
weight, kernel, images = draw((6, 2, 3, 3), (3, 3, 2, 6), (1, 5, 5, 4))

layer = nn.Conv2d(4, 6, 3, groups=2, bias=False)
fill(layer, {"weight": weight})
from_pytorch = layer(channels_first(images)).movedim(1, -1)

fill(layer, {"weight": np.moveaxis(kernel, (-1, -2), (0, 1))})
from_keras = layer(channels_first(images)).movedim(1, -1)
from_keras[0, 0, 0]

# %% depthwise-from-pytorch same="y" rtol="0" atol="1e-5"
weight, bias, images = draw((6, 1, 3, 5), (6,), (1, 6, 8, 3))

layer = nn.Conv2d(3, 6, (3, 5), groups=3)
fill(layer, {"weight": weight, "bias": bias})
y = layer(channels_first(images)).movedim(1, -1)
y[0, 0, 0]


# %% depthwise-from-keras same="y" rtol="0" atol="1e-5"
def depthwise_to_pytorch(kernel, bias):
    *size, channels, multiplier = kernel.shape
    weight = kernel.reshape(*size, 1, channels * multiplier)
    return {"weight": weight.transpose(3, 2, 0, 1), "bias": bias}


kernel, bias, images = draw((3, 5, 3, 2), (6,), (1, 6, 8, 3))

layer = nn.Conv2d(3, 6, (3, 5), groups=3)
fill(layer, depthwise_to_pytorch(kernel, bias))
y = layer(channels_first(images)).movedim(1, -1)
y[0, 0, 0]

# %% separable-from-pytorch same="y" rtol="0" atol="1e-5"
depthwise, pointwise, bias = draw((6, 1, 3, 3), (4, 6, 1, 1), (4,))
(images,) = draw((1, 6, 6, 3))

layer = nn.Sequential(
    nn.Conv2d(3, 6, 3, groups=3, bias=False),
    nn.Conv2d(6, 4, 1),
)
fill(layer, {"0.weight": depthwise, "1.weight": pointwise, "1.bias": bias})
y = layer(channels_first(images)).movedim(1, -1)
y[0, 0, 0]


# %% separable-from-keras same="y" rtol="0" atol="1e-5"
def separable_to_pytorch(depthwise, pointwise, bias):
    *size, channels, multiplier = depthwise.shape
    weight = depthwise.reshape(*size, 1, channels * multiplier)
    first, second = (a.transpose(3, 2, 0, 1) for a in (weight, pointwise))
    return {"0.weight": first, "1.weight": second, "1.bias": bias}


depthwise, pointwise, bias = draw((3, 3, 3, 2), (1, 1, 6, 4), (4,))

fill(layer, separable_to_pytorch(depthwise, pointwise, bias))
y = layer(channels_first(images)).movedim(1, -1)
y[0, 0, 0]

# %% conv-transpose-from-pytorch same="y" rtol="0" atol="1e-5"
weight, bias, images = draw((3, 4, 3, 5), (4,), (1, 4, 5, 3))

layer = nn.ConvTranspose2d(3, 4, (3, 5), stride=2)
fill(layer, {"weight": weight, "bias": bias})
y = layer(channels_first(images)).movedim(1, -1)
y[0, 0, 0]


# %% conv-transpose-from-keras same="y" rtol="0" atol="1e-5"
def conv_transpose_to_pytorch(kernel, bias):
    return {"weight": kernel.transpose(3, 2, 0, 1), "bias": bias}


kernel, bias, images = draw((3, 5, 4, 3), (4,), (1, 4, 5, 3))

layer = nn.ConvTranspose2d(3, 4, (3, 5), stride=2)
fill(layer, conv_transpose_to_pytorch(kernel, bias))
y = layer(channels_first(images)).movedim(1, -1)
y[0, 0, 0]

# %% conv-transpose-same differs="usual" same="right" rtol="0" atol="1e-5"
# why: Both double the height and width. With a kernel of 3 and stride 2, `same` cuts one row and column off the end of
#   the full result. `padding=1, output_padding=1` cuts one off the beginning, so everything moves by a pixel. In
#   PyTorch leave the padding out and cut by hand.
kernel, bias, images = draw((3, 3, 4, 3), (4,), (1, 4, 4, 3))
state = conv_transpose_to_pytorch(kernel, bias)

layer = nn.ConvTranspose2d(3, 4, 3, stride=2, padding=1, output_padding=1)
fill(layer, state)
usual = layer(channels_first(images)).movedim(1, -1)

layer = nn.ConvTranspose2d(3, 4, 3, stride=2)
fill(layer, state)
right = layer(channels_first(images))[..., :8, :8].movedim(1, -1)
print(usual[0, 0, :2])
print(right[0, 0, :2])

# %% batch-norm-from-pytorch same="y" rtol="0" atol="1e-5"
# note: `num_batches_tracked` may be missing from a plain dict: PyTorch then puts 0. It matters only with
#   `momentum=None`.
weight, bias, mean, logs, x = draw((3,), (3,), (3,), (3,), (4, 3))
variance = np.exp(logs)

layer = nn.BatchNorm1d(3).eval()
state = {"weight": weight, "bias": bias}
state |= {"running_mean": mean, "running_var": variance}
fill(layer, state)
y = layer(torch.from_numpy(x))
print(layer.eps, layer.momentum, int(layer.num_batches_tracked))
y


# %% batch-norm-from-keras same="y" rtol="0" atol="1e-5"
def batch_norm_to_pytorch(gamma, beta, mean, variance):
    names = ["weight", "bias", "running_mean", "running_var"]
    return dict(zip(names, (gamma, beta, mean, variance)))


gamma, beta, mean, logs, x = draw((3,), (3,), (3,), (3,), (4, 3))
variance = np.exp(logs)

layer = nn.BatchNorm1d(3, eps=1e-3, momentum=0.01).eval()
fill(layer, batch_norm_to_pytorch(gamma, beta, mean, variance))
y = layer(torch.from_numpy(x))
y

# %% batch-norm-eps differs="default" same="right" rtol="0" atol="1e-5"
# why: The small number in the root is 1e-5 in PyTorch and 1e-3 in Keras. It is no weight, so it does not cross with
#   them. Where a channel varies little it changes the output much, elsewhere too little to be seen. Set it to that of
#   the framework that trained.
mean, variance = np.zeros(3, "float32"), np.array([1, 0.01, 0.001], "float32")
x = np.full((1, 3), 0.1, "float32")

layer = nn.BatchNorm1d(3, affine=False).eval()
fill(layer, {"running_mean": mean, "running_var": variance})
default = right = layer(torch.from_numpy(x))
right

# %% batch-norm-go-on differs="variance" same="mean, biased" rtol="0" atol="1e-5"
# why: A momentum of 0.1 in PyTorch is 0.9 in Keras. PyTorch also puts the variance with n - 1 into its average and
#   Keras that with n. A large batch makes this small; no setting removes it.
(x,) = draw((8, 3))

layer = nn.BatchNorm1d(3, eps=1e-3, momentum=0.1).train()
layer(torch.from_numpy(x))
mean, variance = layer.running_mean, layer.running_var
biased = 0.9 + (variance - 0.9) * 7 / 8  # it began at 1
print(mean, variance)
biased

# %% layer-norm-from-pytorch same="y" rtol="0" atol="1e-5"
weight, bias, x = draw((4,), (4,), (2, 3, 4))

layer = nn.LayerNorm(4)
fill(layer, {"weight": weight, "bias": bias})
y = layer(torch.from_numpy(x))
print(layer.eps)
y[0]


# %% layer-norm-from-keras same="y" rtol="0" atol="1e-5"
def norm_to_pytorch(gamma, beta):
    return {"weight": gamma, "bias": beta}


gamma, beta, x = draw((4,), (4,), (2, 3, 4))

layer = nn.LayerNorm(4, eps=1e-3)
fill(layer, norm_to_pytorch(gamma, beta))
y = layer(torch.from_numpy(x))
y[0]

# %% layer-norm-image differs="shape" same="y" rtol="0" atol="1e-5"
# why: `nn.LayerNorm((3, 2, 2))` has a weight for every number of an image, with the channels first. Keras has one for
#   the axes it is told, the last if none, with the channels last. Move the axes of the weight as those of the image.
weight, bias, images = draw((3, 2, 2), (3, 2, 2), (2, 2, 2, 3))

layer = nn.LayerNorm((3, 2, 2))
fill(layer, {"weight": weight, "bias": bias})
y = layer(channels_first(images)).movedim(1, -1)
shape = list(layer.weight.shape)
print(shape)
y[0]

# %% group-norm-from-pytorch same="y" rtol="0" atol="1e-5"
weight, bias, images = draw((6,), (6,), (1, 4, 4, 6))

layer = nn.GroupNorm(3, 6)
fill(layer, {"weight": weight, "bias": bias})
y = layer(channels_first(images)).movedim(1, -1)
y[0, 0, 0]

# %% group-norm-from-keras same="y" rtol="0" atol="1e-5"
gamma, beta, images = draw((6,), (6,), (1, 4, 4, 6))

layer = nn.GroupNorm(3, 6, eps=1e-3)
fill(layer, norm_to_pytorch(gamma, beta))
y = layer(channels_first(images)).movedim(1, -1)
y[0, 0, 0]

# %% embedding-from-pytorch same="y"
(table,) = draw((5, 3))

layer = nn.Embedding(5, 3)
fill(layer, {"weight": table})
y = layer(torch.tensor([[4, 0], [1, 1]]))
y

# %% embedding-from-keras same="y"
# note: A row for the padding is loaded like any other. `padding_idx` sets it to zero only when the layer is made, and
#   keeps it from learning; `mask_zero` does neither.
(table,) = draw((5, 3))

layer = nn.Embedding(5, 3, padding_idx=0)
fill(layer, {"weight": table})
y = layer(torch.tensor([[4, 0], [1, 1]]))
y

# %% embedding-padding-index same="mean" rtol="0" atol="1e-6"
# note: `mask_zero` of Keras knows the index 0 only. For a different padding index, pass the mask to the layers that
#   read the steps. `padding_idx` of PyTorch makes no mask for any index.
layer = nn.Embedding(5, 3, padding_idx=1)
fill(layer, {"weight": table})
ids = torch.tensor([[4, 2, 1], [3, 1, 1]])
mask = (ids != 1).unsqueeze(-1)
mean = (layer(ids) * mask).sum(dim=1) / mask.sum(dim=1)
mean

# %% prelu-from-pytorch same="y" rtol="0" atol="1e-5"
slopes, images = draw((3,), (1, 2, 2, 3))

layer = nn.PReLU(3)
fill(layer, {"weight": slopes})
y = layer(channels_first(images)).movedim(1, -1)
y[0]


# %% prelu-from-keras same="y" rtol="0" atol="1e-5"
def prelu_to_pytorch(alpha):
    return {"weight": alpha.reshape(-1)}


alpha, images = draw((1, 1, 3), (1, 2, 2, 3))

layer = nn.PReLU(3)
fill(layer, prelu_to_pytorch(alpha))
y = layer(channels_first(images)).movedim(1, -1)
y[0]


# %% prelu-per-pixel same="y" rtol="0" atol="1e-5"
class PReLUPerPixel(nn.Module):
    def __init__(self, *shape):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(shape))

    def forward(self, x):
        return torch.where(x > 0, x, self.weight * x)


alpha, images = draw((2, 2, 3), (1, 2, 2, 3))

layer = PReLUPerPixel(3, 2, 2)
fill(layer, {"weight": alpha.transpose(2, 0, 1)})
y = layer(channels_first(images)).movedim(1, -1)
y[0]
