# %% scalar-derivative same="slope"
import torch

x = torch.tensor(3.0, requires_grad=True)
y = x**2 + 2 * x
y.backward()
slope = x.grad
slope

# %% several-variables same="slopes, at_prediction"
w = torch.tensor(2.0, requires_grad=True)
b = torch.tensor(1.0, requires_grad=True)
prediction = w * 3.0 + b
prediction.retain_grad()
loss = (prediction - 10.0) ** 2
loss.backward()
slopes = [w.grad, b.grad]
at_prediction = prediction.grad
print(slopes)
at_prediction

# %% gradients-add-up differs="second" same="first, fresh"
# why: `backward` adds to what `.grad` holds. A tape forgets everything once it has answered. Clear `.grad` before the
#   next `backward`, and the two are equal.
x = torch.tensor(3.0, requires_grad=True)
(x**2).backward()
first = x.grad.clone()
(x**2).backward()
second = x.grad.clone()
x.grad = None
(x**2).backward()
fresh = x.grad
print(first, second, fresh)

# %% zero-gradients same="trained"
weight = torch.tensor(1.0, requires_grad=True)
optimizer = torch.optim.SGD([weight], lr=0.1)
for target in (3.0, 5.0):
    optimizer.zero_grad()
    loss = (weight - target) ** 2
    loss.backward()
    optimizer.step()
trained = weight.detach()
optimizer.zero_grad()
print(trained, weight.grad)

# %% vector-target raises="RuntimeError" same="total"
# why: `backward` wants one number. A tape takes a target of any shape and gives the gradient of its sum, so write
#   `sum()` in PyTorch for the same.
x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
y = x**2
try:
    y.backward()
except RuntimeError as error:
    print(error)
y.sum().backward()
total = x.grad
total

# %% unused-variable raises="RuntimeError" same="zeros"
# why: Asked for the gradient of a variable that the result does not depend on, `torch.autograd.grad` raises an error
#   and a tape returns `None`. `allow_unused=True` gives `None` in PyTorch too, and both give zeros on demand.
#   `backward` does not look for unused variables: it leaves their `.grad` at `None`.
x = torch.tensor([1.0, 2.0], requires_grad=True)
unused = torch.tensor([5.0, 6.0], requires_grad=True)
y = (x**2).sum()
try:
    torch.autograd.grad(y, unused)
except RuntimeError as error:
    print(str(error).split(". ")[0])

y = (x**2).sum()
print(torch.autograd.grad(y, [x, unused], allow_unused=True))
y = (x**2).sum()
(zeros,) = torch.autograd.grad(y, unused, materialize_grads=True)
zeros

# %% gathered-rows differs="kind" same="dense"
# why: A lookup touches few rows of its table, so TensorFlow answers with `IndexedSlices`, the rows and their numbers,
#   and a row used twice stands there twice. PyTorch fills a tensor with zeros, unless the embedding was made with
#   `sparse=True`. `tf.convert_to_tensor` adds up and fills in.
table = torch.ones(4, 2, requires_grad=True)
rows = table[torch.tensor([0, 2, 0])]
(rows * torch.tensor([1.0, 10.0])).sum().backward()
kind = type(table.grad).__name__
dense = table.grad
print(kind)
dense

# %% watch-constant raises="RuntimeError" same="slope"
# why: A tensor made from data records nothing by itself. PyTorch says so with an error, TensorFlow with `None`.
#   `requires_grad_` and `watch` turn recording on.
x = torch.tensor([1.0, 2.0])
try:
    (x**2).sum().backward()
except RuntimeError as error:
    print(error)
x.requires_grad_()
(x**2).sum().backward()
slope = x.grad
slope

# %% twice raises="RuntimeError" same="square, cube"
x = torch.tensor(2.0, requires_grad=True)
y = x**2
torch.autograd.grad(y, x)
try:
    torch.autograd.grad(y, x)
except RuntimeError as error:
    print(str(error).split(" (")[0])
y = x**2
z = y * x
(square,) = torch.autograd.grad(y, x, retain_graph=True)
(cube,) = torch.autograd.grad(z, x)
print(square, cube)

# %% second-derivative same="first, second"
x = torch.tensor(2.0, requires_grad=True)
y = x**3
(first,) = torch.autograd.grad(y, x, create_graph=True)
(second,) = torch.autograd.grad(first, x)
print(first, second)

# %% gradient-penalty same="penalty, slope"
weight = torch.tensor([1.0, 2.0], requires_grad=True)
x = torch.tensor([[3.0, 0.5], [1.0, 1.0]], requires_grad=True)
score = ((x * weight) ** 2).sum()
(slope_of_x,) = torch.autograd.grad(score, x, create_graph=True)
lengths = torch.linalg.vector_norm(slope_of_x, dim=1)
penalty = ((lengths - 1) ** 2).mean()
(slope,) = torch.autograd.grad(penalty, weight)
print(penalty)
slope


# %% jacobian same="jacobian"
def function(x):
    return torch.stack([x[0] * x[1], x[0] ** 2, 3 * x[1]])


x = torch.tensor([2.0, 5.0])
jacobian = torch.func.jacrev(function)(x)
jacobian

# %% forward-mode hidden="true"
import warnings

# The first use of forward mode makes PyTorch warn about code of its own.
with warnings.catch_warnings():
    warnings.simplefilter("ignore", FutureWarning)
    torch.func.jvp(torch.sin, (torch.ones(1),), (torch.ones(1),))


# %% hessian same="hessian"
def function(x):
    return x[0] ** 2 * x[1] + x[1] ** 3


x = torch.tensor([2.0, 5.0])
hessian = torch.func.hessian(function)(x)
hessian


# %% vjp same="product"
def function(x):
    return torch.stack([x[0] * x[1], x[0] ** 2, 3 * x[1]])


x = torch.tensor([2.0, 5.0])
weights = torch.tensor([1.0, 0.0, 2.0])
y, pull_back = torch.func.vjp(function, x)
(product,) = pull_back(weights)
product


# %% jvp same="y, change"
def function(x):
    return torch.stack([x[0] * x[1], x[0] ** 2, 3 * x[1]])


x = torch.tensor([2.0, 5.0])
direction = torch.tensor([1.0, 0.0])
y, change = torch.func.jvp(function, (x,), (direction,))
print(y)
change


# %% per-sample-gradients same="per_sample, mean"
def loss_function(weight, x, target):
    return (x @ weight - target) ** 2


weight = torch.tensor([0.5, -0.5])
x = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
targets = torch.tensor([1.0, 0.0, -1.0])
gradient = torch.func.grad(loss_function)
batched = torch.func.vmap(gradient, in_dims=(None, 0, 0))
per_sample = batched(weight, x, targets)
mean = per_sample.mean(0)
print(per_sample)
mean

# %% stop-gradient same="whole, stopped"
x = torch.tensor(3.0, requires_grad=True)
(whole,) = torch.autograd.grad(x**2 * x, x)
(stopped,) = torch.autograd.grad(x**2 * x.detach(), x)
print(whole, stopped)

# %% stop-recording raises="RuntimeError" same="records, slope"
# why: A tape records only what happens inside it, and `stop_recording` makes a gap. `inference_mode`, which TensorFlow
#   does not have, is stricter than `no_grad`: what it makes cannot be saved for a later gradient until it is cloned.
x = torch.tensor(3.0, requires_grad=True)
with torch.no_grad():
    factor = x * 10.0
records = factor.requires_grad
(x**2 * factor).backward()
slope = x.grad
print(records, slope)
with torch.inference_mode():
    factor = x * 10.0
try:
    x**2 * factor
except RuntimeError as error:
    print(str(error).split(". ")[0])

# %% freeze differs="answers" same="trainable, slope"
# why: A frozen PyTorch parameter gets no gradient. A tape still answers for the weights of a frozen layer: `trainable`
#   only takes them off the list `trainable_variables`. Train what is on the list, and the two agree.
from torch import nn

body, head = nn.Linear(2, 2), nn.Linear(2, 1)
body.requires_grad_(False)
loss = head(body(torch.ones(1, 2))).sum()
loss.backward()
answers = body.weight.grad is not None
layers = [*body.parameters(), *head.parameters()]
trainable = len([p for p in layers if p.requires_grad])
slope = head.bias.grad
print(answers, trainable)
slope

# %% functional-call same="y, slope"
model = nn.Linear(2, 1)
weights = {"weight": torch.tensor([[1.0, 2.0]]), "bias": torch.tensor([0.5])}
x = torch.tensor([[3.0, 4.0]])


def loss_function(weights):
    y = torch.func.functional_call(model, weights, (x,))
    return (y**2).sum(), y


slope, y = torch.func.grad(loss_function, has_aux=True)(weights)
slope = [slope["weight"].T, slope["bias"]]
print(y)
slope

# %% through-numpy raises="RuntimeError" same="slope"
# why: NumPy cannot be differentiated. PyTorch refuses to hand over a tensor that is being recorded; TensorFlow hands it
#   over, and the gradient is `None`. Stay within the framework's functions.
import numpy as np

x = torch.tensor([0.0, 1.0], requires_grad=True)
try:
    np.exp(x.numpy())
except RuntimeError as error:
    print(error)
torch.exp(x).sum().backward()
slope = x.grad
slope

# %% change-in-place raises="RuntimeError" same="slope"
# why: PyTorch keeps the tensor itself for the way back and notices that it was changed. A tape keeps the value that the
#   variable had. Change it after `backward`, and both give the same.
x = torch.tensor([1.0, 2.0], requires_grad=True)
y = (x * x).sum()
with torch.no_grad():
    x += 10.0
try:
    y.backward()
except RuntimeError as error:
    print(str(error).split(": ")[0])

x = torch.tensor([1.0, 2.0], requires_grad=True)
(x * x).sum().backward()
slope = x.grad
slope


# %% custom-gradient same="plain, stable"
class LogOnePlusExp(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return torch.log(1 + torch.exp(x))

    @staticmethod
    def backward(ctx, upstream):
        return upstream * torch.sigmoid(ctx.saved_tensors[0])


x = torch.tensor([0.0, 100.0], requires_grad=True)
y = torch.log(1 + torch.exp(x))
(plain,) = torch.autograd.grad(y.sum(), x)
y = LogOnePlusExp.apply(x)
(stable,) = torch.autograd.grad(y.sum(), x)
print(plain)
stable

# %% hook same="seen, slope"
seen = []


def halve(gradient):
    seen.append(gradient)
    return gradient / 2


x = torch.tensor([1.0, 2.0], requires_grad=True)
hidden = x**2
hidden.register_hook(halve)
(hidden * 3.0).sum().backward()
slope = x.grad
print(seen)
slope

# %% clip-value same="clipped"
weight = torch.tensor([1.0, 1.0, 1.0], requires_grad=True)
factors = torch.tensor([0.3, -4.0, 2.0])
(weight * factors).sum().backward()
nn.utils.clip_grad_value_([weight], 1.0)
clipped = weight.grad
clipped

# %% clip-norm same="norm, together, separate"
a = torch.tensor([1.0, 1.0], requires_grad=True)
b = torch.tensor(1.0, requires_grad=True)
factors = torch.tensor([3.0, 4.0])
loss = (a * factors).sum() + 12.0 * b
loss.backward(retain_graph=True)
norm = nn.utils.clip_grad_norm_([a, b], 1.0)
together = [a.grad, b.grad]

a.grad = b.grad = None
loss.backward()
for parameter in (a, b):
    nn.utils.clip_grad_norm_(parameter, 1.0)
separate = [a.grad, b.grad]
print(norm, together, separate, sep="\n")

# %% norm-at-zero differs="at_zero" same="safe"
# why: The slope of a norm at zero is 0 / 0. PyTorch's `norm` answers 0, and so does its `std`; those of TensorFlow and
#   Keras answer `nan`, which spreads to every weight. A root of a sum that is written out gives `nan` in PyTorch too. A
#   small number under the root makes all answer 0.
x = torch.tensor([0.0, 0.0], requires_grad=True)
(at_zero,) = torch.autograd.grad(torch.linalg.norm(x), x)
y = torch.sqrt((x**2).sum() + 1e-12)
(safe,) = torch.autograd.grad(y, x)
print(at_zero)
safe

# %% where-nan differs="through_sqrt" same="through_log, safe"
# why: `where` multiplies the gradient of the branch not taken by 0, and 0 times `inf` or `nan` is `nan`. TensorFlow's
#   `sqrt` happens to answer 0 there, though not when XLA compiles it; its `log` does not. Put a harmless number into
#   the function as well, and both are safe.
x = torch.tensor([4.0, 0.0, -1.0], requires_grad=True)
y = torch.where(x > 0, torch.sqrt(x), 0.0)
(through_sqrt,) = torch.autograd.grad(y.sum(), x)
y = torch.where(x > 0, torch.log(x), 0.0)
(through_log,) = torch.autograd.grad(y.sum(), x)
print(through_sqrt, through_log)

inside = torch.where(x > 0, x, 1.0)
y = torch.where(x > 0, torch.sqrt(inside), 0.0)
(safe,) = torch.autograd.grad(y.sum(), x)
safe

# %% corners differs="at_limit, of_equals" same="at_kink"
# why: Where a function has a corner, each framework picks a slope. At the limits of a `clamp` PyTorch gives 0,
#   TensorFlow 1; between two equal numbers PyTorch splits the gradient in halves, and TensorFlow gives it to the first.
#   `relu` and `abs` have slope 0 at zero in both.
x = torch.tensor([0.0, 1.0], requires_grad=True)
(at_limit,) = torch.autograd.grad(x.clamp(0.0, 1.0).sum(), x)
largest = torch.maximum(x, torch.tensor([0.0, 1.0]))
(of_equals,) = torch.autograd.grad(largest.sum(), x)
y = torch.relu(x) + torch.abs(x)
(at_kink,) = torch.autograd.grad(y.sum(), x)
print(at_limit, of_equals)
at_kink

# %% no-slope raises="RuntimeError" differs="round_answers" same="straight"
# why: A step has no useful slope. Through `round` PyTorch gives zeros and TensorFlow `None`; through `argmax` PyTorch
#   raises an error and TensorFlow gives `None` again. Passing the gradient straight through works in both.
x = torch.tensor([0.4, 1.7], requires_grad=True)
(slope,) = torch.autograd.grad(torch.round(x).sum(), x)
round_answers = slope is not None
print(slope)
try:
    torch.argmax(x).backward()
except RuntimeError as error:
    print(error)
y = x + (torch.round(x) - x).detach()
(straight,) = torch.autograd.grad((y**2).sum(), x)
straight

# %% checkpoint same="runs, slope"
from torch.utils.checkpoint import checkpoint

calls = []


def block(x):
    calls.append("run")
    return torch.sin(x) ** 2


x = torch.tensor([1.0, 2.0], requires_grad=True)
y = checkpoint(block, x, use_reentrant=False).sum()
runs = [len(calls)]
y.backward()
runs.append(len(calls))
slope = x.grad
print(runs)
slope


# %% checkpoint-dropout differs="one_mask" same="safe"
# why: PyTorch puts its random generator back before the second run. `tf.recompute_grad` and `keras.remat` do not, so
#   the gradient belongs to another mask than the value. Leave dropout outside the block, or draw from a seed that is
#   fixed or an input of the block.
torch.manual_seed(0)
x = torch.ones(20, requires_grad=True)
y = checkpoint(nn.functional.dropout, x, use_reentrant=False)
(slope,) = torch.autograd.grad(y.sum(), x)
one_mask = bool((slope == y).all())  # each is 2 where kept, 0 where dropped
safe = one_mask
print(one_mask)


# %% check-gradient same="passed, refused"
def square(x):
    return x**2


class WrongSquare(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x**2

    @staticmethod
    def backward(ctx, upstream):
        return 3 * ctx.saved_tensors[0] * upstream


x = torch.tensor([1.0, 2.0], dtype=torch.float64, requires_grad=True)
gradcheck = torch.autograd.gradcheck
passed = gradcheck(square, x)
refused = not gradcheck(WrongSquare.apply, x, raise_exception=False)
print(passed, refused)
