# %% l2-penalty differs="same_number" same="doubled"
# why: `weight_decay` adds the weight times the number to the gradient. `L2` adds the number times the squared weights
#   to the loss, whose gradient is twice as much. Give PyTorch twice the number.
import torch
from torch import nn

inputs = torch.tensor([[1.0, 2.0]])


def one_step(weight_decay):
    layer = nn.Linear(2, 1, bias=False)
    nn.init.ones_(layer.weight)
    optimizer = torch.optim.SGD(layer.parameters(), lr=0.1, weight_decay=weight_decay)
    layer(inputs).sum().backward()
    optimizer.step()
    return layer.weight.detach().T


same_number = one_step(weight_decay=0.1)
doubled = one_step(weight_decay=0.2)
print(same_number)
doubled

# %% penalty-in-loss same="penalty, total"
model = nn.Sequential(nn.Linear(2, 2), nn.ReLU(), nn.Linear(2, 1))
for parameter in model.parameters():
    nn.init.ones_(parameter)
loss = nn.functional.mse_loss(model(inputs), torch.zeros(1, 1))
kernels = [p for p in model.parameters() if p.ndim > 1]  # no biases
penalty = 0.1 * sum(kernel.square().sum() for kernel in kernels)
total = loss + penalty
penalty, total = penalty.detach(), total.detach()
print(penalty, total)

# %% l1-penalty same="loss, weights"
layer = nn.Linear(2, 1, bias=False)
nn.init.ones_(layer.weight)
optimizer = torch.optim.SGD(layer.parameters(), lr=0.1)

loss = layer(inputs).sum() + 0.1 * layer.weight.abs().sum()
loss.backward()
optimizer.step()
loss, weights = loss.detach(), layer.weight.detach().T
print(loss)
weights

# %% activity-penalty differs="summed" same="per_example"
# why: A sum over the outputs grows with the batch. Keras divides the penalty on a layer's output by the number of
#   examples; do so in PyTorch too.
outputs = torch.tensor([[1.0, 2.0], [0.0, 3.0], [1.0, 1.0], [2.0, 0.0]])
summed = 0.1 * outputs.square().sum()
per_example = summed / len(outputs)
print(summed, per_example)

# %% max-norm same="weights, norms"
layer = nn.Linear(2, 2)
with torch.no_grad():
    layer.weight.copy_(torch.tensor([[3.0, 4.0], [0.3, 0.4]]))
optimizer = torch.optim.SGD(layer.parameters(), lr=0.1)

layer(inputs).sum().backward()
optimizer.step()
with torch.no_grad():  # after every step, unit by unit
    layer.weight.copy_(torch.renorm(layer.weight, p=2, dim=0, maxnorm=1.0))
weights = layer.weight.detach().T
norms = weights.norm(dim=0)
print(norms)
weights

# %% dropout-mode differs="plain_call" same="training, evaluation"
# why: A new PyTorch module is in training mode, so a plain call drops. A Keras layer called outside `fit` drops only if
#   told `training=True`. Set the mode in every loop that you write.
dropout = nn.Dropout(0.5)
ones = torch.ones(1000)

plain_call = bool((dropout(ones) == 0).any())
dropout.train()
training = bool((dropout(ones) == 0).any())
dropout.eval()
evaluation = bool((dropout(ones) == 0).any())
print("drops:", plain_call, training, evaluation)

# %% dropout-place same="same_result, variance_grows"
import numpy as np

values = np.random.default_rng(0).normal(size=(1000, 4)).astype("float32")
values = torch.from_numpy(values)
torch.manual_seed(0)
after_relu = nn.functional.dropout(torch.relu(values), 0.5)
torch.manual_seed(0)
before_relu = torch.relu(nn.functional.dropout(values, 0.5))
same_result = torch.equal(after_relu, before_relu)

ratio = after_relu.var() / torch.relu(values).var()
variance_grows = bool(ratio > 1.5)
print(same_result, f"variance grows {ratio:.1f} times")


# %% noise same="evaluation, spread"
class GaussianNoise(nn.Module):
    def __init__(self, stddev):
        super().__init__()
        self.stddev = stddev

    def forward(self, x):
        if not self.training:
            return x
        return x + self.stddev * torch.randn_like(x)


torch.manual_seed(0)
noise = GaussianNoise(0.1)
spread = round(noise(torch.ones(10000)).std().item(), 2)
evaluation = noise.eval()(torch.ones(3))
print(spread, evaluation)

# %% stochastic-depth same="kinds, evaluation"
from torchvision.ops import StochasticDepth

torch.manual_seed(0)
skip = StochasticDepth(p=0.5, mode="row")
branch = torch.ones(100, 3)  # what a residual block adds to its input
dropped = skip.train()(branch)
kinds = torch.unique(dropped, dim=0)
evaluation = skip.eval()(branch[:2])
print(kinds)
evaluation

# %% mixup-loss same="mixed_labels, two_losses"
logits = torch.tensor([[2.0, 0.5, -1.0], [0.1, 1.5, 0.3]])
labels, others = torch.tensor([0, 2]), torch.tensor([2, 0])
share = 0.7
one_hot = nn.functional.one_hot(labels, 3)
other_hot = nn.functional.one_hot(others, 3)
soft_labels = share * one_hot + (1 - share) * other_hot

cross_entropy = nn.functional.cross_entropy
mixed_labels = cross_entropy(logits, soft_labels)
two_losses = share * cross_entropy(logits, labels)
two_losses = two_losses + (1 - share) * cross_entropy(logits, others)
print(mixed_labels, two_losses)
