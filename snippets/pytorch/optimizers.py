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


# %% adam differs="tiny" same="usual" why="`eps` is 1e-8 in PyTorch and 1e-7 in Keras, and Keras adds it before the bias correction, which makes it count 32 times as much in the first step. Gradients of usual size do not notice; gradients near 1e-6 do."
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

# %% adam-eps differs="as_given" same="corrected" why="PyTorch adds `eps` to the corrected second moment's root, Keras to the uncorrected one. No constant makes the two equal; dividing PyTorch's `eps` by the root of the correction, anew in each step, does."
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

# %% adam-weight-decay differs="path" same="decoupled, in_gradient" why="`weight_decay` of PyTorch's `Adam` is added to the gradient and rescaled with it. In Keras every optimizer shrinks the weight directly, which is what `decoupled_weight_decay=True` or `AdamW` does in PyTorch."
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

# %% adamw differs="default" same="matched" why="The default `weight_decay` of `AdamW` is 0.01 in PyTorch and 0.004 in Keras."
default = trajectory(torch.optim.AdamW, lr=0.1)
matched = trajectory(torch.optim.AdamW, lr=0.1, weight_decay=0.004)
print(default[-1])
print(matched[-1])

# %% rmsprop differs="default, large_eps" same="matched" why="Learning rate, `alpha` or `rho`, and `eps` have other defaults: 0.01, 0.99, 1e-8 in PyTorch and 0.001, 0.9, 1e-7 in Keras. PyTorch adds `eps` to the root and Keras under it, so a large one cannot be matched; a small one does not show."
default = trajectory(torch.optim.RMSprop)
settings = {"lr": 0.01, "alpha": 0.9, "momentum": 0.5}
matched = trajectory(torch.optim.RMSprop, eps=1e-8, **settings)
large_eps = trajectory(torch.optim.RMSprop, eps=0.1, **settings)
print(default[-1])
print(matched[-1])
print(large_eps[-1])

# %% adagrad differs="default" same="matched" why="PyTorch starts with a learning rate of 0.01 and an accumulator of 0, Keras with 0.001 and 0.1. `eps` differs too, and stands outside and inside the root: keep it small."
default = trajectory(torch.optim.Adagrad)
matched = trajectory(
    torch.optim.Adagrad,
    lr=0.01,
    initial_accumulator_value=0.1,
)
print(default[-1])
print(matched[-1])

# %% adadelta differs="default" same="matched" why="The defaults are a learning rate of 1.0, `rho` of 0.9 and `eps` of 1e-6 in PyTorch, and 0.001, 0.95 and 1e-7 in Keras. Here `eps` stands in the same place and sets the size of the first steps."
default = trajectory(torch.optim.Adadelta)
matched = trajectory(torch.optim.Adadelta, lr=1.0, rho=0.95, eps=1e-7)
print(default[-1])
print(matched[-1])

# %% adamax differs="default" same="matched" why="The default learning rate of `Adamax` is 0.002 in PyTorch and 0.001 in Keras, and `eps` is 1e-8 and 1e-7."
default = trajectory(torch.optim.Adamax)
matched = trajectory(torch.optim.Adamax, lr=0.001, eps=1e-7)
print(default[-1])
print(matched[-1])

# %% nadam differs="default, equal_rate" same="matched" why="With equal learning rates the two still part, because PyTorch lets its momentum grow 250 times more slowly: its `momentum_decay` is 0.004, and Keras has 1 built in. With `momentum_decay=1.0` they are equal."
default = trajectory(torch.optim.NAdam)
settings = {"lr": 0.001, "eps": 1e-7}
equal_rate = trajectory(torch.optim.NAdam, **settings)
matched = trajectory(torch.optim.NAdam, momentum_decay=1.0, **settings)
print(default[-1])
print(equal_rate[-1])
print(matched[-1])

# %% adafactor differs="default" same="matched" why="The default learning rate is 0.01 in PyTorch and 0.001 in Keras. It is not a step but a share: both multiply it by the size of the weights."
default = trajectory(torch.optim.Adafactor)
matched = trajectory(torch.optim.Adafactor, lr=0.001)
print(default[-1])
print(matched[-1])

# %% muon differs="default" same="matched" rtol="1e-2" atol="1e-3" why="PyTorch scales the step by the shape of the matrix and decays by 0.1; Keras scales it to the size of an Adam step and decays by 0.004. `match_rms_adamw` is the Keras rule. PyTorch computes in bfloat16, so the matched steps agree to two digits only."
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

# %% lbfgs only="pytorch" why="Neither TensorFlow nor Keras ships L-BFGS. Hand the loss and its gradient, as NumPy arrays, to `scipy.optimize.minimize(method='L-BFGS-B', jac=True)`."
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

# %% no-decay-for-bias same="kernel, bias"
layer = nn.Linear(1, 1)
nn.init.ones_(layer.weight)
nn.init.ones_(layer.bias)
decay = [p for p in layer.parameters() if p.ndim > 1]
no_decay = [p for p in layer.parameters() if p.ndim <= 1]
optimizer = torch.optim.AdamW(
    [
        {"params": decay, "weight_decay": 0.5},
        {"params": no_decay, "weight_decay": 0.0},
    ],
    lr=0.1,
)
layer.weight.grad = torch.zeros(1, 1)
layer.bias.grad = torch.zeros(1)
optimizer.step()
kernel, bias = layer.weight.detach(), layer.bias.detach()
print(kernel, bias)

# %% l2-penalty differs="same_number" same="doubled, penalty" why="`L2(l)` adds `l` times the squared weights to the loss, so its gradient is `2 * l` times the weight. PyTorch's `weight_decay` is the factor of the weight itself: give it `2 * l`."
start = torch.tensor([[2.0]])
penalty = 0.1 * (start**2).sum()
results = []
for weight_decay in (0.1, 0.2):
    weight = nn.Parameter(start.clone())
    optimizer = torch.optim.SGD(
        [weight],
        lr=0.1,
        weight_decay=weight_decay,
    )
    weight.grad = torch.zeros(1, 1)
    optimizer.step()
    results.append(weight.detach())
same_number, doubled = results
print(penalty)
print(same_number, doubled)


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

# %% accumulate same="large_batch, small_batches"
x = torch.tensor([[1.0], [2.0], [3.0], [4.0]])
y = torch.tensor([[2.0], [3.0], [5.0], [6.0]])
results = []
for batch_size in (4, 2):
    weight = nn.Parameter(torch.zeros(1, 1))
    optimizer = torch.optim.SGD([weight], lr=0.01)
    pieces = len(x) // batch_size
    optimizer.zero_grad()
    for inputs, targets in zip(x.split(batch_size), y.split(batch_size)):
        loss = ((inputs @ weight - targets) ** 2).mean()
        (loss / pieces).backward()
    optimizer.step()
    results.append(weight.detach())
large_batch, small_batches = results
print(large_batch, small_batches)

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


# %% save-state same="unbroken, resumed, without"
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

weight = nn.Parameter(halfway.clone())
optimizer = torch.optim.Adam([weight])
optimizer.load_state_dict(torch.load("optimizer.pt"))
resumed = two_steps(weight, optimizer)

weight = nn.Parameter(halfway.clone())
optimizer = torch.optim.Adam([weight])
without = two_steps(weight, optimizer)
print(unbroken, resumed, without)

# %% epoch-or-step differs="by_default" same="per_step, per_epoch" why="A PyTorch scheduler moves when its `step()` is called, by custom once an epoch. A Keras schedule counts the steps of the optimizer. Call `step()` after each batch, or give Keras the batches of an epoch as `decay_steps` with `staircase=True`."
from torch.optim import lr_scheduler


def learning_rates(batches_per_step):
    optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=0.1)
    scheduler = lr_scheduler.ExponentialLR(optimizer, gamma=0.5)
    rates = []
    for batch in range(6):  # two epochs of three batches
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if (batch + 1) % batches_per_step == 0:
            scheduler.step()
    return torch.tensor(rates)


by_default = learning_rates(batches_per_step=3)
per_step = learning_rates(batches_per_step=1)
per_epoch = by_default
print(by_default)
print(per_step)
per_epoch

# %% read-and-change same="before, after, path" why="In Keras the learning rate can be set only where no schedule was given. In PyTorch it always can be, and a scheduler goes on from it or overwrites it."
weight = nn.Parameter(torch.tensor([1.0]))
optimizer = torch.optim.SGD([weight], lr=0.5)
before = optimizer.param_groups[0]["lr"]
path = []
for step in range(4):
    if step == 2:
        for group in optimizer.param_groups:
            group["lr"] = 0.125
    weight.grad = torch.ones(1)
    optimizer.step()
    path.append(weight.item())
after = optimizer.param_groups[0]["lr"]
print(before, after)
path

# %% change-with-momentum differs="path" same="rescaled" why="PyTorch's momentum holds gradients and is multiplied by the learning rate of the moment. In Keras it holds finished steps, so the old rate lives on. Multiply the Keras momentum by new rate over old, and the two are equal."
weight = nn.Parameter(torch.tensor([1.0]))
optimizer = torch.optim.SGD([weight], lr=0.1, momentum=0.9)
path = []
for step in range(4):
    if step == 2:
        optimizer.param_groups[0]["lr"] = 0.01
    weight.grad = torch.ones(1)
    optimizer.step()
    path.append(weight.item())
rescaled = path
print([f"{w:.4f}" for w in path])
print([f"{w:.4f}" for w in rescaled])


# %% step-decay same="in_steps, smooth"
def rates(scheduler_class, steps, **settings):
    optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=0.1)
    scheduler = scheduler_class(optimizer, **settings)
    path = []
    for _ in range(steps):
        path.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return torch.tensor(path)


in_steps = rates(lr_scheduler.StepLR, 6, step_size=2, gamma=0.5)
smooth = rates(lr_scheduler.ExponentialLR, 6, gamma=0.5)
print(in_steps)
print(smooth)

# %% piecewise differs="at_2_and_4" same="matched" why="The new rate holds from the milestone on in PyTorch and after the boundary in Keras, one step later. Subtract 1 from each boundary."
at_2_and_4 = rates(
    lr_scheduler.MultiStepLR,
    6,
    milestones=[2, 4],
    gamma=0.1,
)
matched = at_2_and_4
print(at_2_and_4)
print(matched)

# %% cosine differs="past_the_end" same="one_period, restarts" why="After `T_max` steps `CosineAnnealingLR` climbs again; `CosineDecay` stays at its end. PyTorch's end is a rate, `eta_min`; that of Keras is a fraction of the start, `alpha`."
cosine = lr_scheduler.CosineAnnealingLR
past_the_end = rates(cosine, 8, T_max=4, eta_min=0.01)
one_period = past_the_end[:5]
restarts = rates(
    lr_scheduler.CosineAnnealingWarmRestarts,
    9,
    T_0=3,
    T_mult=2,
    eta_min=0.01,
)
print(past_the_end)
restarts

# %% warmup same="path"
optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=0.1)
warmup = lr_scheduler.LinearLR(optimizer, start_factor=0.25, total_iters=3)
decay = lr_scheduler.CosineAnnealingLR(optimizer, T_max=4)
scheduler = lr_scheduler.SequentialLR(
    optimizer,
    [warmup, decay],
    milestones=[3],
)
path = []
for _ in range(8):
    path.append(optimizer.param_groups[0]["lr"])
    optimizer.step()
    scheduler.step()
path = torch.tensor(path)
path

# %% polynomial differs="default" same="matched" why="`PolynomialLR` ends at 0. `PolynomialDecay` ends at 0.0001 unless told otherwise."
default = rates(lr_scheduler.PolynomialLR, 6, total_iters=4, power=2.0)
matched = default
print(default)
print(matched)

# %% one-cycle same="path"
path = rates(
    lr_scheduler.OneCycleLR,
    10,
    max_lr=0.1,
    total_steps=11,
    cycle_momentum=False,
)
path


# %% custom-schedule same="path, cyclic"
def triangle(step, half_period=3, low=0.1):
    distance = abs(step / half_period % 2 - 1)
    return low + (1 - low) * (1 - distance)


path = rates(lr_scheduler.LambdaLR, 7, lr_lambda=triangle)
cyclic = rates(
    lr_scheduler.CyclicLR,
    7,
    base_lr=0.01,
    max_lr=0.1,
    step_size_up=3,
    cycle_momentum=False,
)
print(path)
cyclic


# %% plateau differs="patience_2, slow" same="matched, slow_matched" why="PyTorch acts when the bad epochs are more than `patience`, Keras when they are as many. What counts as better is relative to the best loss in PyTorch and absolute in Keras. Subtract 1 from PyTorch's patience and set `threshold_mode='abs'`."
def rates_on_plateau(losses, **settings):
    optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=0.1)
    scheduler = lr_scheduler.ReduceLROnPlateau(optimizer, **settings)
    path = []
    for loss in losses:
        scheduler.step(loss)
        path.append(optimizer.param_groups[0]["lr"])
    return torch.tensor(path)


flat = [1.0, 0.9, 0.9, 0.9, 0.9, 0.9]
falling = [900.0, 899.98, 899.96, 899.94, 899.92]
patience_2 = rates_on_plateau(flat, patience=2)
slow = rates_on_plateau(falling, patience=2)
settings = {"patience": 1, "threshold_mode": "abs"}
matched = rates_on_plateau(flat, **settings)
slow_matched = rates_on_plateau(falling, **settings)
print(patience_2)
print(slow)
print(matched)
slow_matched


# %% resume-schedule same="resumed" differs="optimizer_alone" why="A Keras schedule reads its place from the optimizer's `iterations`, so the optimizer's state is enough. In PyTorch the scheduler has a state of its own; without it, it counts from 0 again."
def three_steps(optimizer, scheduler):
    path = []
    for _ in range(3):
        path.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return torch.tensor(path)


def make():
    optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=0.1)
    return optimizer, lr_scheduler.StepLR(optimizer, step_size=2, gamma=0.1)


first, schedule = make()
three_steps(first, schedule)
optimizer, scheduler = make()
optimizer.load_state_dict(first.state_dict())
optimizer_alone = three_steps(optimizer, scheduler)
optimizer, scheduler = make()
optimizer.load_state_dict(first.state_dict())
scheduler.load_state_dict(schedule.state_dict())
resumed = three_steps(optimizer, scheduler)
print(optimizer_alone)
resumed
