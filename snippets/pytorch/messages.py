# %% tf-on-input same="y"
# why: A Keras 3 model graph holds `KerasTensor`s, which functions of `tf` refuse. `keras.ops` takes them, and so does
#   your own layer that calls `tf` inside. PyTorch has no such graph, so `forward` may call any function.
import torch
import torch.nn.functional as F
from torch import nn


class Mean(nn.Module):
    def forward(self, x):
        return torch.mean(x, dim=1)


y = Mean()(torch.tensor([[1.0, 2.0, 6.0]]))
y

# %% decay raises="TypeError" same="rates"
# why: Keras 3 only warns that it ignores `decay`, so the rate stays as it was. PyTorch has never had the argument. The
#   old rule was `rate / (1 + decay * step)`: `InverseTimeDecay` with one decay step, or `LambdaLR` stepped in every
#   batch.
parameter = nn.Parameter(torch.ones(1))
try:
    torch.optim.Adam([parameter], lr=0.1, decay=0.5)
except TypeError as error:
    print(error)

optimizer = torch.optim.Adam([parameter], lr=0.1)
scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda k: 1 / (1 + 0.5 * k))
rates = []
for _ in range(4):
    rates.append(scheduler.get_last_lr()[0])
    optimizer.step()
    scheduler.step()
rates

# %% lr raises="TypeError" same="rate"
# why: The argument is `lr` in PyTorch and `learning_rate` in Keras, and each refuses the name of the other.
try:
    torch.optim.Adam([parameter], learning_rate=0.1)
except TypeError as error:
    print(error)

rate = torch.optim.Adam([parameter], lr=0.1).param_groups[0]["lr"]
rate

# %% minimize raises="AttributeError" same="weight"
# note: Keras 3 has no `minimize` any more and PyTorch has never had it. A step is made of the gradient and its use.
weight = nn.Parameter(torch.tensor(1.0))
optimizer = torch.optim.SGD([weight], lr=0.1)
try:
    optimizer.minimize(weight**2)
except AttributeError as error:
    print(error)

optimizer.zero_grad()
(weight**2).backward()
optimizer.step()
weight


# %% training-argument raises="TypeError" same="y"
# note: Give the argument a default in Keras, which then fills it in by itself. A PyTorch module reads `self.training`.
class Noise(nn.Module):
    def forward(self, x, training):
        return x + 1.0 if training else x


try:
    Noise()(torch.ones(2))
except TypeError as error:
    print(error)


class WithMode(nn.Module):
    def forward(self, x):
        return x + 1.0 if self.training else x


y = WithMode().eval()(torch.ones(2))
y

# %% weights-file same="saved"
# why: Keras 3 wants weights in a file that ends in `.weights.h5`, and says so when the callback is made. `torch.save`
#   takes any name.
import os

torch.save(nn.Linear(2, 1).state_dict(), "best.h5")
saved = os.path.exists("best.h5")
saved

# %% channels-last raises="RuntimeError" same="shape"
# why: Each framework looks for the channels on an axis of its own, and finds the height or the width there. The errors
#   have different names. Turn the axes.
images = torch.zeros(1, 8, 10, 3)  # channels last
layer = nn.Conv2d(3, 4, 3)
try:
    layer(images)
except RuntimeError as error:
    print(error)

shape = list(layer(images.permute(0, 3, 1, 2)).shape)[2:]
shape

# %% image-too-small raises="RuntimeError" same="shape"
# why: Both refuse a kernel that is larger than the image. The errors have different names. Pad the image, or use fewer
#   layers that shrink it.
layer = nn.Conv2d(1, 1, 5)
try:
    layer(torch.zeros(1, 1, 3, 3))
except RuntimeError as error:
    print(error)

shape = list(nn.Conv2d(1, 1, 5, padding="same")(torch.zeros(1, 1, 3, 3)).shape)[2:]
shape

# %% embedding-range raises="IndexError" same="y"
# why: The table has fewer rows than the largest index asks for. Its size is the largest index plus one. The errors
#   have different names; on a GPU TensorFlow gives zeros instead, by its documentation.
ids = torch.tensor([0, 3])
table = torch.tensor([[1.0], [2.0], [3.0]])
try:
    F.embedding(ids, table)
except IndexError as error:
    print(error)

y = F.embedding(ids, torch.cat([table, torch.tensor([[4.0]])]))
y

# %% label-range raises="IndexError" same="loss"
# why: There are labels from 1 to 3 and three classes, which are counted from 0. The errors have different names, and
#   on a GPU TensorFlow gives `nan` instead, by its documentation. Subtract 1.
logits = torch.tensor([[2.0, 0.5, -1.0]])
labels = torch.tensor([3])
try:
    F.cross_entropy(logits, labels)
except IndexError as error:
    print(error)

loss = F.cross_entropy(logits, labels - 1)
loss

# %% one-hot-loss same="loss"
# why: `CategoricalCrossentropy` wants one-hot labels. `SparseCategoricalCrossentropy` takes indices, and
#   `F.cross_entropy` takes both.
logits = torch.tensor([[2.0, 0.5, -1.0], [0.1, 1.5, 0.3]])
labels = torch.tensor([0, 2])
loss = F.cross_entropy(logits, labels)
loss

# %% truth-of-many raises="RuntimeError" same="any_positive"
# why: `if` needs one truth value, and a comparison of three numbers has three. The errors have different names. Use
#   any or all.
x = torch.tensor([1.0, -2.0, 3.0])
try:
    print("positive" if x > 0 else "negative")
except RuntimeError as error:
    print(error)

any_positive = bool((x > 0).any())
any_positive

# %% integer-gradient raises="RuntimeError" same="gradient"
# why: Integers have no gradient. PyTorch refuses to track them; a tape warns in the log and returns `None`. Make the
#   numbers decimal.
try:
    torch.tensor([1, 2], requires_grad=True)
except RuntimeError as error:
    print(error)

x = torch.tensor([1.0, 2.0], requires_grad=True)
(x * x).sum().backward()
gradient = x.grad
gradient

# %% no-gradients same="weight"
# why: The loss does not depend on the variable, here because it was computed outside the tape. Keras refuses a list of
#   gradients that are all `None`; an optimizer of PyTorch skips such parameters and nothing moves.
weight = nn.Parameter(torch.tensor(1.0))
optimizer = torch.optim.SGD([weight], lr=0.1)
with torch.no_grad():
    loss = weight**2
optimizer.step()  # backward was not called
print(weight)

(weight**2).backward()
optimizer.step()
weight

# %% module-prefix only="pytorch" raises="RuntimeError"
# why: The file was saved from a model in `DataParallel` or `DistributedDataParallel`, whose names begin with
#   `module.`. A Keras model has no wrapper under a distribution strategy.
state = {f"module.{name}": w for name, w in nn.Linear(2, 1).state_dict().items()}
model = nn.Linear(2, 1)
try:
    model.load_state_dict(state)
except RuntimeError as error:
    print("\n".join(line.strip() for line in str(error).splitlines()))

nn.modules.utils.consume_prefix_in_state_dict_if_present(state, "module.")
model.load_state_dict(state)

# %% lstm-dropout raises="UserWarning" same="shape"
# why: `dropout` of `nn.LSTM` acts between stacked layers, so one layer only warns and drops nothing. That of Keras
#   acts on the inputs of each layer and raises no warning. Put `nn.Dropout` in front for the same.
import warnings

with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        nn.LSTM(3, 4, num_layers=1, dropout=0.5)
    except UserWarning as warning:
        print(warning)

x = nn.Dropout(0.5)(torch.ones(2, 5, 3))
output, _ = nn.LSTM(3, 4, batch_first=True)(x)
shape = list(output.shape)
shape
