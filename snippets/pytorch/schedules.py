# %% read-and-change same="before, after, path"
import torch
from torch import nn

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

# %% change-with-momentum differs="path" same="rescaled"
# why: PyTorch's momentum holds gradients and is multiplied by the learning rate of the moment. In Keras it holds
#   finished steps, so the old rate lives on. Multiply the Keras momentum by new rate over old, and the two are equal.
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

# %% change-weight-decay differs="changed" same="first, matched"
# why: A PyTorch optimizer reads its groups at every step. A compiled step, of `fit` or of a `tf.function`, has taken
#   the decay into its graph as a number; the learning rate stays a variable. Compile again with the same optimizer, and
#   the new number counts.
weight = nn.Parameter(torch.ones(1))
optimizer = torch.optim.SGD([weight], lr=0.1, weight_decay=0.5)
weight.grad = torch.zeros(1)
optimizer.step()
first = weight.item()
optimizer.param_groups[0]["weight_decay"] = 2.0
optimizer.step()
changed = matched = weight.item()
print(f"{first:.3f} {changed:.3f} {matched:.3f}")

# %% epoch-or-step differs="by_default" same="per_step, per_epoch"
# why: A PyTorch scheduler moves when its `step()` is called, by custom once an epoch. A Keras schedule counts the steps
#   of the optimizer. Call `step()` after each batch, or give Keras the batches of an epoch as `decay_steps` with
#   `staircase=True`.
from torch.optim import lr_scheduler


def learning_rates(batches_per_step):
    optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=0.1)
    scheduler = lr_scheduler.ExponentialLR(optimizer, gamma=0.5)
    rates = []
    for batch in range(1, 7):  # two epochs of three batches
        rates.append(scheduler.get_last_lr()[0])
        optimizer.step()
        if batch % batches_per_step == 0:
            scheduler.step()
    return torch.tensor(rates)


by_default = per_epoch = learning_rates(batches_per_step=3)
per_step = learning_rates(batches_per_step=1)
print(by_default)
print(per_step)

# %% set-beside-schedule same="path"
# why: In Keras a learning rate given as a schedule cannot be set to a number, but it can be exchanged for another
#   schedule. In PyTorch the rate can always be set, and a scheduler goes on from it or overwrites it.
optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=0.1)
scheduler = lr_scheduler.ExponentialLR(optimizer, gamma=0.5)
path = []
for step in range(4):
    if step == 2:
        optimizer.param_groups[0]["lr"] = 0.4  # it goes on from here
    path.append(optimizer.param_groups[0]["lr"])
    optimizer.step()
    scheduler.step()
print([round(rate, 4) for rate in path])

# %% order-of-steps only="pytorch"
# why: A Keras schedule reads its place from the optimizer, so nothing can be called in the wrong order.
import warnings

optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=0.1)
scheduler = lr_scheduler.ExponentialLR(optimizer, gamma=0.5)
used = []
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    for _ in range(3):
        scheduler.step()
        used.append(scheduler.get_last_lr()[0])
        optimizer.step()
print(str(caught[0].message).split(". ")[0])
used


# %% per-epoch differs="rates" same="remedied"
# why: `LambdaLR` multiplies the optimizer's first rate by what the function returns. `LearningRateScheduler` sets the
#   rate to it. Let the function for PyTorch return a factor, and they agree.
def rate(epoch):
    return 0.5 * 0.1**epoch


def rates_with(function):
    optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=0.5)
    scheduler = lr_scheduler.LambdaLR(optimizer, function)
    rates = []
    for epoch in range(3):
        rates.append(scheduler.get_last_lr()[0])
        optimizer.step()
        scheduler.step()
    return rates


rates = rates_with(rate)
remedied = rates_with(lambda epoch: rate(epoch) / 0.5)
print([round(value, 4) for value in rates])
print([round(value, 4) for value in remedied])


# %% step-decay same="in_steps, smooth"
def rates(scheduler_class, steps, **settings):
    optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=0.1)
    scheduler = scheduler_class(optimizer, **settings)
    path = []
    for _ in range(steps):
        path.append(scheduler.get_last_lr()[0])
        optimizer.step()
        scheduler.step()
    return torch.tensor(path)


in_steps = rates(lr_scheduler.StepLR, 6, step_size=2, gamma=0.5)
smooth = rates(lr_scheduler.ExponentialLR, 6, gamma=0.5)
print(in_steps)
print(smooth)

# %% piecewise differs="at_2_and_4" same="matched"
# why: The new rate holds from the milestone on in PyTorch and after the boundary in Keras, one step later. Subtract 1
#   from each boundary.
at_2_and_4 = rates(
    lr_scheduler.MultiStepLR,
    6,
    milestones=[2, 4],
    gamma=0.1,
)
matched = at_2_and_4
print(at_2_and_4)

# %% cosine differs="past_the_end" same="one_period, restarts"
# why: After `T_max` steps `CosineAnnealingLR` climbs again; `CosineDecay` stays at its end. PyTorch's end is a rate,
#   `eta_min`; that of Keras is a fraction of the start, `alpha`: `eta_min` is `alpha` times the first rate. To stay at
#   the end in PyTorch, stop calling `step()` after `T_max`.
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

# %% polynomial differs="default" same="matched"
# why: `PolynomialLR` ends at 0. `PolynomialDecay` ends at 0.0001 unless told otherwise.
default = rates(lr_scheduler.PolynomialLR, 6, total_iters=4, power=2.0)
matched = default
print(default)


# %% inverse-time same="path"
def factor(step):
    return 1 / (1 + 0.5 * step)


path = rates(lr_scheduler.LambdaLR, 6, lr_lambda=factor)
path

# %% cyclic same="path"
path = rates(
    lr_scheduler.CyclicLR,
    8,
    base_lr=0.01,
    max_lr=0.1,
    step_size_up=3,
    cycle_momentum=False,
)
path

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
    path.append(scheduler.get_last_lr()[0])
    optimizer.step()
    scheduler.step()
path = torch.tensor(path)
path


# %% inverse-root same="path"
def factor(step, warmup=3):
    step = step + 1
    return min(step / warmup, (warmup / step) ** 0.5)


path = rates(lr_scheduler.LambdaLR, 8, lr_lambda=factor)
path

# %% one-cycle same="path"
path = rates(
    lr_scheduler.OneCycleLR,
    10,
    max_lr=0.1,
    total_steps=11,
    cycle_momentum=False,
)
path


# %% custom-schedule same="path"
def trapezoid(step, warmup=3, decay=4, total=10):
    return max(0.0, min((step + 1) / warmup, 1.0, (total - step) / decay))


path = rates(lr_scheduler.LambdaLR, 12, lr_lambda=trapezoid)
path

# %% curves same="paths"
# alt: Four learning rates over 50 steps in PyTorch's color, each in a small plot of its own. Step decay is a staircase
#   that halves every ten steps. Cosine falls in an S from 0.1 to 0. Restarts falls so from the start, from 0.1 again at
#   step 10, and half of the way from step 30. Trapezoid climbs in 5 steps, stays at 0.1, and falls in a straight line
#   over the last 15.
import matplotlib.pyplot as plt


def hold_then_fall(step):
    return trapezoid(step, warmup=5, decay=15, total=50)


warm_restarts = lr_scheduler.CosineAnnealingWarmRestarts
table = {
    "step decay": rates(lr_scheduler.StepLR, 50, step_size=10, gamma=0.5),
    "cosine": rates(cosine, 50, T_max=50),
    "restarts": rates(warm_restarts, 50, T_0=10, T_mult=2),
    "trapezoid": rates(lr_scheduler.LambdaLR, 50, lr_lambda=hold_then_fall),
}
fig, axes = plt.subplots(1, 4, figsize=(7.2, 2.0), sharey=True)
for panel, (title, path) in zip(axes, table.items()):
    panel.plot(path, "#ee4c2c")
    panel.set(title=title, xlabel="step")
plt.show()
paths = list(table.values())

# %% rates-by-layer same="path"
body, head = nn.Parameter(torch.zeros(1)), nn.Parameter(torch.zeros(1))
groups = [{"params": [body], "lr": 0.01}, {"params": [head], "lr": 0.1}]
optimizer = torch.optim.SGD(groups)
scheduler = lr_scheduler.ExponentialLR(optimizer, gamma=0.5)
path = []
for _ in range(3):
    path.append(scheduler.get_last_lr())
    optimizer.step()
    scheduler.step()
path

# %% find-a-rate same="rates_tried, losses" rtol="1e-4"
import numpy as np

rng = np.random.default_rng(0)
x = torch.from_numpy(rng.normal(size=(64, 3)).astype("float32"))
y = x @ torch.tensor([[1.0], [-2.0], [0.5]])
weight = nn.Parameter(torch.zeros(3, 1))
optimizer = torch.optim.SGD([weight], lr=0.001)
rates_tried, losses = [], []
for _ in range(9):
    loss = nn.functional.mse_loss(x @ weight, y)
    rates_tried.append(optimizer.param_groups[0]["lr"])
    losses.append(loss.item())
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    optimizer.param_groups[0]["lr"] *= 3
print([f"{rate:.3g}: {loss:.3g}" for rate, loss in zip(rates_tried, losses)])


# %% plateau differs="patience_2" same="matched"
# why: PyTorch acts when the bad epochs are more than `patience`, Keras when they are as many. Subtract 1 from PyTorch's
#   patience.
def rates_on_plateau(losses, **settings):
    optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=0.1)
    scheduler = lr_scheduler.ReduceLROnPlateau(optimizer, **settings)
    path = []
    for loss in losses:
        path.append(scheduler.get_last_lr()[0])
        scheduler.step(loss)
    return torch.tensor(path)


flat = [0.9, 0.9, 0.9, 0.9, 0.9, 0.9]
patience_2 = rates_on_plateau(flat, patience=2)
matched = rates_on_plateau(flat, patience=1)
print(patience_2)
matched

# %% plateau-threshold differs="slow" same="slow_matched"
# why: An improvement is relative to the best loss in PyTorch and absolute in Keras, 0.0001 in both. Set
#   `threshold_mode='abs'` in PyTorch, beside a patience less by 1.
falling = [900.0, 899.98, 899.96, 899.94, 899.92]
slow = rates_on_plateau(falling, patience=1)
slow_matched = rates_on_plateau(
    falling,
    patience=1,
    threshold_mode="abs",
)
print(slow)
slow_matched


# %% resume-optimizer differs="optimizer_alone"
# why: A Keras schedule reads its place from the optimizer's `iterations`, so the optimizer's state is enough. In
#   PyTorch that brings back the rate, but a scheduler without its own state counts from 0 again, and the next drop
#   comes too late: save and load both.
def make():
    optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=0.1)
    return optimizer, lr_scheduler.StepLR(optimizer, step_size=2, gamma=0.1)


def three_steps(optimizer, scheduler):
    path = []
    for _ in range(3):
        path.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return torch.tensor(path)


stopped, stopped_scheduler = make()
before = three_steps(stopped, stopped_scheduler)
optimizer, scheduler = make()
optimizer.load_state_dict(stopped.state_dict())
optimizer_alone = three_steps(optimizer, scheduler)
print(before)
optimizer_alone

# %% resume-schedule same="resumed"
optimizer, scheduler = make()
optimizer.load_state_dict(stopped.state_dict())
scheduler.load_state_dict(stopped_scheduler.state_dict())
resumed = three_steps(optimizer, scheduler)
resumed
