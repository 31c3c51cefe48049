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
print("w, b:", *slopes)
at_prediction

# %% gradients-add-up differs="second" same="first"
# why: `backward` adds to the gradient that `.grad` holds. A new tape starts without one. Clear `.grad` before the next
#   `backward`, and the two are equal.
x = torch.tensor(3.0, requires_grad=True)
(x**2).backward()
first = x.grad.clone()
(x**2).backward()
second = x.grad
print("first:", first, "second:", second)

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
print("weight:", trained, "gradient:", weight.grad)

# %% vector-target raises="RuntimeError" same="total"
# why: `backward` needs one number. A tape takes a target of any shape and returns the gradient of its sum, so write
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
# why: If the result does not depend on a variable, `torch.autograd.grad` raises an error and a tape returns `None`.
#   `allow_unused=True` makes PyTorch return `None` too, and both return zeros if you ask for them. `backward` does not
#   look for unused variables and leaves their `.grad` at `None`.
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
# why: A lookup uses few rows of its table, so TensorFlow returns `IndexedSlices`, which hold the rows and their
#   numbers. A row that was used twice is in them twice. PyTorch fills a tensor with zeros, unless the embedding was
#   made with `sparse=True`. `tf.convert_to_tensor` adds up the rows and fills in the zeros.
table = torch.ones(4, 2, requires_grad=True)
rows = table[torch.tensor([0, 2, 0])]
(rows * torch.tensor([1.0, 10.0])).sum().backward()
kind = type(table.grad).__name__
dense = table.grad
print(kind)
dense

# %% watch-constant raises="RuntimeError" same="slope"
# why: A tensor made from data records nothing by itself. PyTorch raises an error, and TensorFlow returns `None`.
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
print("of the square:", square, "of the cube:", cube)

# %% second-derivative same="first, second"
x = torch.tensor(2.0, requires_grad=True)
y = x**3
(first,) = torch.autograd.grad(y, x, create_graph=True)
(second,) = torch.autograd.grad(first, x)
print("first:", first, "second:", second)

# %% gradient-penalty same="penalty, slope"
weight = torch.tensor([1.0, 2.0], requires_grad=True)
x = torch.tensor([[3.0, 0.5], [1.0, 1.0]], requires_grad=True)
score = ((x * weight) ** 2).sum()
(slope_of_x,) = torch.autograd.grad(score, x, create_graph=True)
lengths = torch.linalg.vector_norm(slope_of_x, dim=1)
penalty = ((lengths - 1) ** 2).mean()
(slope,) = torch.autograd.grad(penalty, weight)
print("penalty:", penalty)
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
print("y:", y)
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
print("mean:", mean)

# %% stop-gradient same="whole, stopped"
x = torch.tensor(3.0, requires_grad=True)
(whole,) = torch.autograd.grad(x**2 * x, x)
(stopped,) = torch.autograd.grad(x**2 * x.detach(), x)
print("whole:", whole, "stopped:", stopped)

# %% stop-recording raises="RuntimeError" same="records, slope"
# why: A tape records only what happens inside it, and `stop_recording` makes a gap. `inference_mode`, which TensorFlow
#   does not have, is stricter than `no_grad`: its results cannot be saved for a later gradient until you clone them.
x = torch.tensor(3.0, requires_grad=True)
with torch.no_grad():
    factor = x * 10.0
records = factor.requires_grad
(x**2 * factor).backward()
slope = x.grad
print("recorded:", records, "slope:", slope)
with torch.inference_mode():
    factor = x * 10.0
try:
    x**2 * factor
except RuntimeError as error:
    print(str(error).split(". ")[0])

# %% freeze differs="has_gradient" same="trainable, slope"
# why: A frozen PyTorch parameter gets no gradient. A tape still returns one for the weights of a frozen layer, because
#   `trainable` only removes them from the list `trainable_variables`. If you train the variables of that list, the two
#   agree.
from torch import nn

body, head = nn.Linear(2, 2), nn.Linear(2, 1)
body.requires_grad_(False)
loss = head(body(torch.ones(1, 2))).sum()
loss.backward()
has_gradient = body.weight.grad is not None
layers = [*body.parameters(), *head.parameters()]
trainable = len([p for p in layers if p.requires_grad])
slope = head.bias.grad
print("frozen layer has a gradient:", has_gradient)
print("trainable tensors:", trainable)
slope

# %% functional-call same="y"
model = nn.Linear(2, 1)
weights = {"weight": torch.tensor([[1.0, 2.0]]), "bias": torch.tensor([0.5])}
x = torch.tensor([[3.0, 4.0]])


def loss_function(weights):
    y = torch.func.functional_call(model, weights, (x,))
    return (y**2).sum(), y


slope, y = torch.func.grad(loss_function, has_aux=True)(weights)
print(y)
slope

# %% functional-call-slope same="slopes" hidden="true"
slopes = [slope["weight"].T, slope["bias"]]
slopes

# %% through-numpy raises="RuntimeError" same="slope"
# why: NumPy cannot be differentiated. PyTorch refuses to convert a tensor that is being recorded. TensorFlow converts
#   it, and the gradient is `None`. Use the functions of the framework.
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
# why: PyTorch keeps the tensor itself for the backward pass and notices the change. A tape keeps the value that the
#   variable had. If you change it after `backward`, both give the same.
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
print("plain:", plain)
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
print("seen:", seen)
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
print("norm:", norm)
print("together:", *together)
print("separate:", *separate)

# %% norm-of-repeated-rows differs="norm" same="clipped"
# why: TensorFlow computes the norm of `IndexedSlices` from their rows, and does not add up rows of the same number
#   first. PyTorch has added them up. `tf.convert_to_tensor` adds them up too, and then both clip alike. Clipping by a
#   Keras optimizer has the same problem.
table = torch.ones(4, 2, requires_grad=True)
rows = table[torch.tensor([0, 2, 0])]
rows.sum().backward()
norm = nn.utils.clip_grad_norm_(table, 1.0)
clipped = table.grad
print("norm:", norm)
clipped

# %% norm-at-zero differs="at_zero" same="safe"
# why: The slope of a norm at zero is 0 / 0. `torch.linalg.norm` returns 0, and so does `std` in PyTorch. Those of
#   TensorFlow and Keras return `nan`, which spreads to every weight. A root of a sum that you write out gives `nan` in
#   PyTorch too. A small number under the root makes all of them return 0.
x = torch.tensor([0.0, 0.0], requires_grad=True)
(at_zero,) = torch.autograd.grad(torch.linalg.norm(x), x)
y = torch.sqrt((x**2).sum() + 1e-12)
(safe,) = torch.autograd.grad(y, x)
print(at_zero)
safe

# %% where-nan differs="through_sqrt" same="through_log, safe"
# why: `where` multiplies the gradient of the branch that it leaves out by 0, and 0 times `inf` or `nan` is `nan`.
#   TensorFlow's `sqrt` happens to return 0 there, unless XLA compiles it, but its `log` does not. If you put a harmless
#   number into the function as well, both are safe.
x = torch.tensor([4.0, 0.0, -1.0], requires_grad=True)
y = torch.where(x > 0, torch.sqrt(x), 0.0)
(through_sqrt,) = torch.autograd.grad(y.sum(), x)
y = torch.where(x > 0, torch.log(x), 0.0)
(through_log,) = torch.autograd.grad(y.sum(), x)
print("through sqrt:", through_sqrt)
print("through log:", through_log)

inside = torch.where(x > 0, x, 1.0)
y = torch.where(x > 0, torch.sqrt(inside), 0.0)
(safe,) = torch.autograd.grad(y.sum(), x)
safe

# %% corners differs="at_limit, of_equals" same="at_kink"
# why: Each framework picks a slope at the corner of a function. At the limits of a `clamp` PyTorch gives 0 and
#   TensorFlow 1. Between two equal numbers PyTorch splits the gradient in halves, and TensorFlow gives all of it to the
#   first. `relu` and `abs` have slope 0 at zero in both.
x = torch.tensor([0.0, 1.0], requires_grad=True)
(at_limit,) = torch.autograd.grad(x.clamp(0.0, 1.0).sum(), x)
largest = torch.maximum(x, torch.tensor([0.0, 1.0]))
(of_equals,) = torch.autograd.grad(largest.sum(), x)
y = torch.relu(x) + torch.abs(x)
(at_kink,) = torch.autograd.grad(y.sum(), x)
print("at the limits:", at_limit)
print("of equal numbers:", of_equals)
at_kink

# %% no-slope raises="RuntimeError" differs="round_has_slope" same="straight"
# why: A step function has no useful slope. Through `round` PyTorch returns zeros and TensorFlow `None`. Through
#   `argmax` PyTorch raises an error and TensorFlow returns `None`. Passing the gradient straight through works in both.
x = torch.tensor([0.4, 1.7], requires_grad=True)
(slope,) = torch.autograd.grad(torch.round(x).sum(), x)
round_has_slope = slope is not None
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
print("runs before and after the gradient:", runs)
slope


# %% checkpoint-dropout differs="one_mask"
# why: PyTorch restores the state of its random generator before the second run. `tf.recompute_grad` and `keras.remat`
#   do not, so the value and the gradient have different masks. Keep dropout outside the block, or draw from a fixed
#   seed.
torch.manual_seed(0)
x = torch.ones(20, requires_grad=True)
y = checkpoint(nn.functional.dropout, x, use_reentrant=False)
(slope,) = torch.autograd.grad(y.sum(), x)
one_mask = bool((slope == y).all())  # each is 2 where kept, 0 where dropped
print("one mask:", one_mask)

# %% checkpoint-seeded-dropout same="one_mask" hidden="true"
one_mask


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
print("right gradient passes:", passed, "wrong one fails:", refused)
