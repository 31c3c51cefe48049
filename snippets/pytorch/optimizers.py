# %% one-step same="by_hand, by_optimizer"
import torch
from torch import nn

x = torch.tensor([[1.0, 2.0], [3.0, 1.0]])
y = torch.tensor([[1.0], [2.0]])
weight = nn.Parameter(torch.tensor([[1.0], [2.0]]))
optimizer = torch.optim.SGD([weight], lr=0.1)

loss = nn.functional.mse_loss(x @ weight, y)
loss.backward()
by_hand = weight.detach() - 0.1 * weight.grad
optimizer.step()
by_optimizer = weight.detach()
print(by_hand)
by_optimizer

# %% trajectory same="path"
gradients = [[1.0, -0.5], [0.2, 0.4], [-0.3, 0.1], [0.5, 0.5]]


def trajectory(optimizer_class, **settings):
    weight = nn.Parameter(torch.tensor([1.0, 2.0]))
    optimizer = optimizer_class([weight], **settings)
    path = []
    for gradient in gradients:
        weight.grad = torch.tensor(gradient)
        optimizer.step()
        path.append(weight.detach().clone())
    return torch.stack(path)


path = trajectory(torch.optim.SGD, lr=0.1)
path

# %% sgd differs="default" same="matched" why="The default learning rate of `SGD` is 1e-3 in PyTorch and 1e-2 in Keras."
default = trajectory(torch.optim.SGD)
matched = trajectory(torch.optim.SGD, lr=0.01)
print(default[-1])
print(matched[-1])

# %% momentum same="momentum, nesterov"
momentum = trajectory(torch.optim.SGD, lr=0.1, momentum=0.9)
nesterov = trajectory(
    torch.optim.SGD,
    lr=0.1,
    momentum=0.9,
    nesterov=True,
)
print(momentum[-1])
print(nesterov[-1])


# %% adam differs="tiny" same="usual"
# why: `eps` is 1e-8 in PyTorch and 1e-7 in Keras, and Keras adds it before the bias correction, which makes it count 32
#   times as much in the first step. Gradients of usual size do not notice; gradients near 1e-6 do.
def adam_steps(gradient, **settings):
    weight = nn.Parameter(torch.zeros(1))
    optimizer = torch.optim.Adam([weight], **settings)
    path = []
    for _ in range(3):
        weight.grad = torch.tensor([gradient])
        optimizer.step()
        path.append(weight.item())
    return path


usual = adam_steps(0.5)
tiny = adam_steps(1e-6)
print([f"{w:.6f}" for w in usual])
print([f"{w:.6f}" for w in tiny])

# %% adam-eps differs="as_given" same="corrected"
# why: PyTorch adds `eps` to the corrected second moment's root, Keras to the uncorrected one. No constant makes the two
#   equal; dividing PyTorch's `eps` by the root of the correction, anew in each step, does.
as_given = adam_steps(1e-6, eps=1e-7)

weight = nn.Parameter(torch.zeros(1))
optimizer = torch.optim.Adam([weight])
corrected = []
for step in range(1, 4):
    correction = (1 - 0.999**step) ** 0.5
    optimizer.param_groups[0]["eps"] = 1e-7 / correction
    weight.grad = torch.tensor([1e-6])
    optimizer.step()
    corrected.append(weight.item())
print([f"{w:.6f}" for w in as_given])
print([f"{w:.6f}" for w in corrected])

# %% adam-weight-decay differs="path" same="decoupled, in_gradient"
# why: `weight_decay` of PyTorch's `Adam` is added to the gradient and rescaled with it. In Keras every optimizer
#   shrinks the weight directly, which is what `decoupled_weight_decay=True` or `AdamW` does in PyTorch. In Keras, add
#   `weight_decay * weight` to the gradient for PyTorch's meaning.
settings = {"lr": 0.01, "weight_decay": 0.1}
path = trajectory(torch.optim.Adam, **settings)
decoupled = trajectory(
    torch.optim.Adam,
    decoupled_weight_decay=True,
    **settings,
)
in_gradient = path
print(path[-1], decoupled[-1])
in_gradient[-1]

# %% adamw differs="default" same="matched"
# why: The default `weight_decay` of `AdamW` is 0.01 in PyTorch and 0.004 in Keras.
default = trajectory(torch.optim.AdamW, lr=0.1)
matched = trajectory(torch.optim.AdamW, lr=0.1, weight_decay=0.004)
print(default[-1])
print(matched[-1])

# %% rmsprop differs="default, large_eps" same="matched"
# why: Learning rate, `alpha` or `rho`, and `eps` have other defaults: 0.01, 0.99, 1e-8 in PyTorch and 0.001, 0.9, 1e-7
#   in Keras. PyTorch adds `eps` to the root and Keras under it, so a large one cannot be matched; a small one does not
#   show.
default = trajectory(torch.optim.RMSprop)
settings = {"lr": 0.01, "alpha": 0.9, "momentum": 0.5}
matched = trajectory(torch.optim.RMSprop, eps=1e-8, **settings)
large_eps = trajectory(torch.optim.RMSprop, eps=0.1, **settings)
print(default[-1])
print(matched[-1])
print(large_eps[-1])

# %% rmsprop-small-gradient differs="step" same="step_of_keras" rtol="1e-4"
# why: PyTorch adds `eps` to the root, and Keras adds it under the root. At a gradient of 1e-3 the first step of Keras
#   is 29 % shorter, and no `eps` of PyTorch gives that for every gradient. The formula of Keras is two lines.
w = torch.tensor([0.0], requires_grad=True)
optimizer = torch.optim.RMSprop([w], lr=0.001, alpha=0.9, eps=1e-7)
gradient = torch.tensor([1e-3])
w.grad = gradient
optimizer.step()
step = w.detach().clone()

mean_square = 0.1 * gradient**2  # alpha times the last one, plus
step_of_keras = -0.001 * gradient / (mean_square + 1e-7).sqrt()
print(f"RMSprop {step.item():.6f}, with eps under the root {step_of_keras.item():.6f}")

# %% adagrad differs="default" same="matched"
# why: PyTorch starts with a learning rate of 0.01 and an accumulator of 0, Keras with 0.001 and 0.1. `eps` differs too,
#   and is added outside or inside the root: keep it small.
default = trajectory(torch.optim.Adagrad)
matched = trajectory(
    torch.optim.Adagrad,
    lr=0.01,
    initial_accumulator_value=0.1,
)
print(default[-1])
print(matched[-1])

# %% adadelta differs="default" same="matched"
# why: The defaults are a learning rate of 1.0, `rho` of 0.9 and `eps` of 1e-6 in PyTorch, and 0.001, 0.95 and 1e-7 in
#   Keras. `eps` is in the same place in both and sets the size of the first steps.
default = trajectory(torch.optim.Adadelta)
matched = trajectory(torch.optim.Adadelta, lr=1.0, rho=0.95, eps=1e-7)
print(default[-1])
print(matched[-1])

# %% adamax differs="default" same="matched"
# why: The default learning rate of `Adamax` is 0.002 in PyTorch and 0.001 in Keras, and `eps` is 1e-8 and 1e-7.
default = trajectory(torch.optim.Adamax)
matched = trajectory(torch.optim.Adamax, lr=0.001, eps=1e-7)
print(default[-1])
print(matched[-1])

# %% nadam differs="default, equal_rate" same="matched"
# why: With equal learning rates the two still part, because PyTorch lets its momentum grow 250 times more slowly: its
#   `momentum_decay` is 0.004, and Keras has 1 built in. With `momentum_decay=1.0` they are equal.
default = trajectory(torch.optim.NAdam)
settings = {"lr": 0.001, "eps": 1e-7}
equal_rate = trajectory(torch.optim.NAdam, **settings)
matched = trajectory(torch.optim.NAdam, momentum_decay=1.0, **settings)
print(default[-1])
print(equal_rate[-1])
print(matched[-1])

# %% adafactor differs="default" same="matched"
# why: The default learning rate is 0.01 in PyTorch and 0.001 in Keras. It is not a step but a share: both multiply it
#   by the size of the weights.
default = trajectory(torch.optim.Adafactor)
matched = trajectory(torch.optim.Adafactor, lr=0.001)
print(default[-1])
print(matched[-1])

# %% muon differs="default" same="matched" rtol="1e-2" atol="1e-3"
# why: PyTorch scales the step by the shape of the matrix and decays by 0.1; Keras scales it to the size of an Adam step
#   and decays by 0.004. `match_rms_adamw` is the Keras rule. PyTorch computes in bfloat16, so the matched steps agree
#   to two digits only.
start = [[1.0, 2.0, 0.0], [0.0, 1.0, 3.0]]
gradient = [[0.5, -1.0, 0.2], [0.3, 0.1, -0.4]]


def muon_step(**settings):
    weight = nn.Parameter(torch.tensor(start))
    weight.grad = torch.tensor(gradient)
    torch.optim.Muon([weight], lr=0.1, **settings).step()
    return weight.detach()


default = muon_step()
matched = muon_step(weight_decay=0.004, adjust_lr_fn="match_rms_adamw")
print(default)
print(matched)

# %% lbfgs only="pytorch"
# why: Neither TensorFlow nor Keras ships L-BFGS. Hand the loss and its gradient, as NumPy arrays, to
#   `scipy.optimize.minimize(method='L-BFGS-B', jac=True)`.
point = nn.Parameter(torch.tensor([-1.0, 1.5]))
optimizer = torch.optim.LBFGS([point], line_search_fn="strong_wolfe")


def closure():
    optimizer.zero_grad()
    x, y = point
    loss = (1 - x) ** 2 + 100 * (y - x**2) ** 2
    loss.backward()
    return loss


for _ in range(3):
    optimizer.step(closure)
print(f"{point[0]:.3f} {point[1]:.3f}")


# %% custom-optimizer same="path"
class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.99)):
        super().__init__(params, {"lr": lr, "betas": betas})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for p in group["params"]:
                zeros = torch.zeros_like(p)
                m = self.state[p].setdefault("momentum", zeros)
                update = torch.lerp(p.grad, m, beta1).sign()
                p.sub_(group["lr"] * update)
                m.lerp_(p.grad, 1 - beta2)


path = trajectory(Lion, lr=0.1)
path

# %% parameter-groups same="kernel, bias"
layer = nn.Linear(1, 1)
nn.init.ones_(layer.weight)
nn.init.ones_(layer.bias)
optimizer = torch.optim.SGD(
    [
        {"params": [layer.weight]},
        {"params": [layer.bias], "lr": 0.01},
    ],
    lr=0.1,
)
layer.weight.grad = torch.ones(1, 1)
layer.bias.grad = torch.ones(1)
optimizer.step()
kernel, bias = layer.weight.detach(), layer.bias.detach()
print(kernel, bias)

# %% new-parameters same="old, new"
# why: A PyTorch optimizer takes more parameters at any time, and leaves those it was never given alone, and no error
#   tells you. A Keras optimizer is made for the variables of its first step and refuses others: make a second optimizer
#   for them, or build it with all from the start.
old = nn.Parameter(torch.ones(1))
new = nn.Parameter(torch.ones(1))
optimizer = torch.optim.SGD([old], lr=0.1, momentum=0.9)
for step in range(3):
    if step == 2:
        optimizer.add_param_group({"params": [new]})
    old.grad, new.grad = torch.ones(1), torch.ones(1)
    optimizer.step()
old, new = old.detach(), new.detach()
print(old, new)

# %% no-gradient same="without, with_zero"
without = nn.Parameter(torch.ones(1))
with_zero = nn.Parameter(torch.ones(1))
parameters = [without, with_zero]
optimizer = torch.optim.SGD(parameters, lr=0.1, momentum=0.9)
without.grad, with_zero.grad = torch.ones(1), torch.ones(1)
optimizer.step()
without.grad, with_zero.grad = None, torch.zeros(1)
optimizer.step()
without, with_zero = without.detach(), with_zero.detach()
print(without, with_zero)


# %% rows-of-an-embedding same="adam"
def two_rows(optimizer_class, sparse):
    table = nn.Embedding(3, 1, sparse=sparse)
    nn.init.ones_(table.weight)
    optimizer = optimizer_class(table.parameters(), lr=0.1)
    for row in (0, 1):
        optimizer.zero_grad()
        table(torch.tensor([row])).sum().backward()
        optimizer.step()
    return table.weight.detach()


adam = two_rows(torch.optim.Adam, sparse=False)
used_rows_only = two_rows(torch.optim.SparseAdam, sparse=True)
print(used_rows_only)
adam

# %% no-decay-for-bias same="kernel, bias"
layer = nn.Linear(1, 1)
nn.init.ones_(layer.weight)
nn.init.ones_(layer.bias)
decay = [p for p in layer.parameters() if p.ndim > 1]
no_decay = [p for p in layer.parameters() if p.ndim <= 1]
groups = [{"params": decay}, {"params": no_decay, "weight_decay": 0.0}]
optimizer = torch.optim.AdamW(groups, lr=0.1, weight_decay=0.5)
layer.weight.grad = torch.zeros(1, 1)
layer.bias.grad = torch.zeros(1)
optimizer.step()
kernel, bias = layer.weight.detach(), layer.bias.detach()
print(kernel, bias)


# %% clip same="by_value, by_global_norm, by_each_norm" rtol="1e-4"
def clipped(clip):
    weights = [nn.Parameter(torch.zeros(2)) for _ in range(2)]
    weights[0].grad = torch.tensor([3.0, 4.0])
    weights[1].grad = torch.tensor([0.0, 12.0])
    clip(weights)
    return torch.stack([weight.grad for weight in weights])


by_value = clipped(lambda w: nn.utils.clip_grad_value_(w, 3.5))
by_global_norm = clipped(lambda w: nn.utils.clip_grad_norm_(w, 6.5))
by_each_norm = clipped(
    lambda w: [nn.utils.clip_grad_norm_(one, 6.5) for one in w],
)
print(by_value)
print(by_global_norm)
by_each_norm

# %% moving-average same="last, averaged"
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

layer = nn.Linear(1, 1, bias=False)
nn.init.ones_(layer.weight)
optimizer = torch.optim.SGD(layer.parameters(), lr=0.1)
average = AveragedModel(layer, multi_avg_fn=get_ema_multi_avg_fn(0.9))
for _ in range(3):
    layer.weight.grad = torch.ones(1, 1)
    optimizer.step()
    average.update_parameters(layer)
last = layer.weight.detach()
averaged = average.module.weight.detach()
print(last, averaged)

# %% look-into-state same="steps, mean, square"
weight = nn.Parameter(torch.tensor([1.0, 2.0]))
optimizer = torch.optim.Adam([weight], lr=0.1)
weight.grad = torch.tensor([1.0, -0.5])
optimizer.step()
state = optimizer.state[weight]
steps = int(state["step"])
mean, square = state["exp_avg"], state["exp_avg_sq"]
print(list(state))
print(steps, mean, square)


# %% save-state same="unbroken"
def two_steps(weight, optimizer):
    for gradient in ([1.0], [0.2]):
        weight.grad = torch.tensor(gradient)
        optimizer.step()
    return weight.detach().clone()


weight = nn.Parameter(torch.tensor([1.0]))
optimizer = torch.optim.Adam([weight], lr=0.1)
halfway = two_steps(weight, optimizer)
torch.save(optimizer.state_dict(), "optimizer.pt")
unbroken = two_steps(weight, optimizer)
unbroken

# %% restore-state same="resumed, without"
weight = nn.Parameter(halfway.clone())
optimizer = torch.optim.Adam([weight])  # the rate comes from the file
optimizer.load_state_dict(torch.load("optimizer.pt"))
resumed = two_steps(weight, optimizer)

weight = nn.Parameter(halfway.clone())
without = two_steps(weight, torch.optim.Adam([weight], lr=0.1))
print(resumed, without)
