# %% batch-norm-eps differs="default" same="matched"
# why: The number added to the variance is 1e-5 in PyTorch and 1e-3 in Keras, which shows where inputs vary little. Set
#   one to the other's.
import numpy as np
import torch
from torch import nn

x = torch.tensor([[0.1, 0.0], [0.2, 0.5], [0.1, 1.0], [0.2, 1.5]])
default = nn.BatchNorm1d(2)(x)
matched = nn.BatchNorm1d(2, eps=1e-3)(x)
print(default)
matched

# %% batch-norm-statistics differs="default_mean, variance" same="matched_mean, matched_variance"
# why: `momentum` is the weight of the new batch in PyTorch (0.1) and of the old average in Keras (0.99): set one to 1
#   minus the other. PyTorch also averages the unbiased variance, larger by n/(n - 1), here 4/3, though it normalizes by
#   the biased one. That stays, and hardly shows with large batches.
norm = nn.BatchNorm1d(2)
norm(x)
default_mean = norm.running_mean

norm = nn.BatchNorm1d(2, momentum=0.2)
norm(x)
matched_mean = norm.running_mean
variance = norm.running_var
matched_variance = 0.8 + (variance - 0.8) * 3 / 4  # 0.8: what is left of the first 1.0
print(default_mean, matched_mean)
print(variance)
matched_variance

# %% batch-norm-images raises="RuntimeError" same="y"
# why: `nn.BatchNorm2d` is told its number of channels and wants them on axis 1, so images with the channels last are
#   refused, unless the axis there happens to be as long. `BatchNormalization` takes whatever is on its axis, the last
#   one unless `axis` says otherwise.
rng = np.random.default_rng(0)
array = rng.normal(0, 0.1, (4, 3, 3, 2))  # (batch, height, width, channels)
images = torch.tensor(array, dtype=torch.float32)

norm = nn.BatchNorm2d(2, eps=1e-3)
y = norm(images.permute(0, 3, 1, 2)).permute(0, 2, 3, 1)
try:
    norm(images)
except RuntimeError as error:
    print(error)
y[0, 0]

# %% batch-norm-one-example raises="ValueError" same="evaluated"
# why: One example without height and width has no variance. PyTorch refuses to train on it, Keras returns zeros. Drop a
#   last batch of one with `drop_last=True` of a `DataLoader` or `drop_remainder=True` of `batch`, or make the batches
#   larger.
norm = nn.BatchNorm1d(2, eps=1e-3)
one = torch.tensor([[3.0, 4.0]])
evaluated = norm.eval()(one)
try:
    norm.train()(one)
except ValueError as error:
    print(error)
evaluated

# %% frozen-batch-norm differs="moved" same="held"
# why: `requires_grad_(False)` stops the learning, not the running statistics: call `eval()` as well. In Keras
#   `trainable = False` does both, and a call with `training=True` changes nothing.
norm = nn.BatchNorm1d(2, momentum=0.2)
norm.requires_grad_(False)
norm(x)
moved = norm.running_mean

norm = nn.BatchNorm1d(2).requires_grad_(False).eval()
norm(x)
held = norm.running_mean
moved, held


# %% frozen-in-training same="statistics, weights_move"
def train_but_norms(model):
    model.train()
    for module in model.modules():
        if isinstance(module, (nn.BatchNorm1d, nn.BatchNorm2d)):
            module.eval()


norm = nn.BatchNorm1d(2).requires_grad_(False)
model = nn.Sequential(nn.Linear(2, 2), norm, nn.Linear(2, 1))
train_but_norms(model)  # instead of model.train()

before = model[0].weight.clone()
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
model(x).square().mean().backward()
optimizer.step()
statistics = norm.running_mean
weights_move = not torch.equal(before, model[0].weight)
statistics, weights_move

# %% sync-batch-norm same="y, plain"
norm = nn.BatchNorm1d(2, eps=1e-3)
model = nn.Sequential(nn.Linear(2, 2), norm)
model = nn.SyncBatchNorm.convert_sync_batchnorm(model)
print(model[1])
y = model[1](x)
plain = norm(x)
y

# %% layer-norm differs="default" same="matched, two_axes"
# why: Epsilon is 1e-5 in PyTorch and 1e-3 in Keras: set one to the other's. PyTorch is given the sizes of the last
#   axes, Keras the numbers of the axes.
x = torch.tensor([[[0.1, 0.2, 0.4], [0.4, 0.6, 0.7]]])
default = nn.LayerNorm(3)(x)
matched = nn.LayerNorm(3, eps=1e-3)(x)
two_axes = nn.LayerNorm((2, 3), eps=1e-3)(x)
print(default)
matched

# %% group-norm differs="default" same="matched"
# why: Epsilon is 1e-5 in PyTorch and 1e-3 in Keras, whose number of groups is 32 unless given: set both. `nn.GroupNorm`
#   expects the channels on axis 1, `GroupNormalization` on the last.
rng = np.random.default_rng(0)
steps = rng.normal(0, 0.1, (1, 3, 4))  # (batch, steps, channels)
x = torch.tensor(steps, dtype=torch.float32).transpose(1, 2)
default = nn.GroupNorm(2, 4)(x).transpose(1, 2)  # 2 groups, 4 channels
matched = nn.GroupNorm(2, 4, eps=1e-3)(x).transpose(1, 2)
print(default[0, 0])
matched[0, 0]

# %% layer-norm-images same="per_pixel, per_image"
channels_first = images.permute(0, 3, 1, 2)
per_pixel = nn.LayerNorm(2, eps=1e-3)(images)
one_group = nn.GroupNorm(1, 2, eps=1e-3)(channels_first)
per_image = one_group.permute(0, 2, 3, 1)
print(per_pixel[0, 0])
per_image[0, 0]

# %% instance-norm differs="learned" same="y, plain"
# why: One group for each channel is instance normalization, which Keras has no layer for. `nn.InstanceNorm1d` learns no
#   weights unless `affine=True`; `GroupNormalization` learns a scale and a shift for each channel unless told not to.
layer = nn.InstanceNorm1d(4, eps=1e-3)
learned = plain = len(list(layer.parameters()))
y = layer(x).transpose(1, 2)
print(learned)
y[0, 0]

# %% rms-norm differs="default" same="matched"
# why: Epsilon is the machine epsilon of the dtype in PyTorch, 1.2e-7 for `float32`, and 1e-6 in Keras. It shows where
#   the inputs are small. Set one to the other's.
x = torch.tensor([[0.001, -0.001], [0.001, 0.002]])
default = nn.RMSNorm(2)(x)
matched = nn.RMSNorm(2, eps=1e-6)(x)
print(default)
matched

# %% unit-length differs="tiny" same="usual, matched"
# why: Each keeps from dividing by zero with another limit: `normalize` of PyTorch holds the length above 1e-12, that of
#   Keras above 1e-7, and `l2_normalize` the squared length above 1e-12. Set the limit where vectors may be that short.
vectors = torch.tensor([[3.0, 4.0], [0.0, 0.0]])
short = torch.tensor([3e-8, 4e-8])
usual = nn.functional.normalize(vectors, dim=-1)
tiny = nn.functional.normalize(short, dim=-1)
matched = nn.functional.normalize(short, dim=-1, eps=1e-6)
print(usual)
print(tiny)
matched

# %% weight-norm same="unit_weight, longer"
from torch.nn.utils import parametrizations

layer = nn.Linear(3, 2)
layer.weight = nn.Parameter(torch.tensor([[1.0, 2.0, 2.0], [0.0, 3.0, 4.0]]))
layer = parametrizations.weight_norm(layer)  # one length per output
length = layer.parametrizations.weight.original0
with torch.no_grad():
    length.fill_(1.0)
    unit_weight = layer.weight.T
    length.fill_(2.0)
    longer = layer.weight.T
print(unit_weight)
longer

# %% spectral-norm same="largest, y"
layer = nn.Linear(3, 2, bias=False)
layer.weight = nn.Parameter(torch.tensor([[1.0, 2.0, 2.0], [0.0, 3.0, 4.0]]))
torch.manual_seed(0)
layer = parametrizations.spectral_norm(layer, n_power_iterations=30)
y = layer(torch.tensor([[1.0, 0.0, 1.0]]))
largest = torch.linalg.matrix_norm(layer.weight, ord=2)
print(largest)
y
