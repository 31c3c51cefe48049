# %% inputs hidden="true"
import torch
from torch import nn
from torch.optim import lr_scheduler


def optimizer(lr=0.1):
    weights = [nn.Parameter(torch.zeros(1))]
    return torch.optim.SGD(weights, lr=lr, momentum=0.9)


def rates(scheduler, steps=6):
    path = []
    for _ in range(steps):
        path.append(scheduler.get_last_lr()[0])
        scheduler.optimizer.step()
        scheduler.step()
    return torch.tensor(path)


# %% step-lr same="path"
# note: A PyTorch scheduler changes the rate of its optimizer each time its `step()` is called, by custom once an epoch;
#   a Keras schedule is given the first rate, and counts the steps of the optimizer.
path = rates(lr_scheduler.StepLR(optimizer(), step_size=2, gamma=0.5))

# %% exponential-lr same="path"
path = rates(lr_scheduler.ExponentialLR(optimizer(), gamma=0.5))

# %% multi-step-lr differs="at_2_and_4" same="matched"
# why: The new rate holds from the milestone on in PyTorch, and after the boundary in Keras, one step later. Subtract 1
#   from each boundary.
path = rates(lr_scheduler.MultiStepLR(optimizer(), milestones=[2, 4], gamma=0.1))
at_2_and_4 = matched = path

# %% cosine-annealing-lr differs="past_the_end" same="first_period"
# why: After `T_max` steps `CosineAnnealingLR` climbs again, and `CosineDecay` stays at its end. `eta_min` is a rate;
#   `alpha` is a part of the first rate.
cosine = lr_scheduler.CosineAnnealingLR(optimizer(), T_max=4, eta_min=0.01)
past_the_end = rates(cosine, steps=8)
first_period = past_the_end[:5]

# %% cosine-annealing-warm-restarts same="path"
restarts = lr_scheduler.CosineAnnealingWarmRestarts(optimizer(), T_0=3, T_mult=2)
path = rates(restarts, steps=9)

# %% polynomial-lr differs="default" same="matched"
# why: `PolynomialLR` ends at 0, `PolynomialDecay` at 0.0001 unless told otherwise.
path = rates(lr_scheduler.PolynomialLR(optimizer(), total_iters=4, power=2.0))
default = matched = path

# %% linear-lr same="path"
# note: `LinearLR` starts with a part of the optimizer's rate. The polynomial decay of Keras is linear by default, and
#   climbs where its end is higher than its start.
path = rates(lr_scheduler.LinearLR(optimizer(), start_factor=0.25, total_iters=3))

# %% constant-lr same="path"
path = rates(lr_scheduler.ConstantLR(optimizer(), factor=0.5, total_iters=3))

# %% lambda-lr same="path"
# note: The function of `LambdaLR` returns a factor of the first rate; a Keras schedule returns the rate itself.
path = rates(lr_scheduler.LambdaLR(optimizer(), lambda step: 0.5 ** (step // 2)))

# %% inverse-time-decay same="path" note="PyTorch has no scheduler for it."
path = rates(lr_scheduler.LambdaLR(optimizer(), lambda step: 1 / (1 + 0.5 * step)))

# %% cyclic-lr same="path" note="Keras has none. PyTorch's moves the momentum, too, unless `cycle_momentum=False`."
cyclic = lr_scheduler.CyclicLR(optimizer(), base_lr=0.01, max_lr=0.1, step_size_up=3)
path = rates(cyclic, steps=8)

# %% one-cycle-lr same="path"
# note: Keras has none. By default PyTorch's climbs and falls along a cosine; `CosineDecay` with `warmup_steps` climbs
#   in a straight line, and falls so.
one_cycle = lr_scheduler.OneCycleLR(
    optimizer(), max_lr=0.1, total_steps=11, pct_start=4 / 11, anneal_strategy="linear"
)
path = rates(one_cycle, steps=10)

# %% optimizers hidden="true"
sgd = optimizer()

# %% sequential-lr same="path"
# note: In Keras a warm-up is part of `CosineDecay`; other sequences take your own `LearningRateSchedule`.
up = lr_scheduler.LinearLR(sgd, start_factor=0.25, total_iters=3)
down = lr_scheduler.CosineAnnealingLR(sgd, T_max=4)
path = rates(lr_scheduler.SequentialLR(sgd, [up, down], milestones=[3]), steps=7)

# %% chained-scheduler only="pytorch"
# why: In Keras, your own `LearningRateSchedule` calls both schedules and multiplies what they return.
sgd = optimizer()
both = [lr_scheduler.ConstantLR(sgd), lr_scheduler.ExponentialLR(sgd, gamma=0.5)]
path = rates(lr_scheduler.ChainedScheduler(both, optimizer=sgd))

# %% swa-lr only="pytorch"
# why: In Keras, `PiecewiseConstantDecay` ends with a constant rate; averages are kept by the optimizer, with
#   `use_ema=True`.
constant = torch.optim.swa_utils.SWALR(optimizer(), swa_lr=0.05, anneal_epochs=2)

# %% scheduler-step same="rate" api="torch.optim.Optimizer.step, torch.optim.lr_scheduler.LRScheduler.step"
# note: A Keras schedule needs no call: it counts the optimizer's steps.
sgd = optimizer()
scheduler = lr_scheduler.ExponentialLR(sgd, gamma=0.5)
sgd.step()
scheduler.step()
rate = sgd.param_groups[0]["lr"]

# %% get-last-lr same="rate" api="torch.optim.lr_scheduler.LRScheduler.get_last_lr"
# note: A list in PyTorch, with one rate for each group.
rate = scheduler.get_last_lr()[0]

# %% scheduler-state-dict same="rate"
# api: torch.optim.lr_scheduler.LRScheduler.state_dict, torch.optim.lr_scheduler.LRScheduler.load_state_dict
# note: Keras saves the settings of a schedule; its place is the optimizer's `iterations`.
resumed = lr_scheduler.ExponentialLR(optimizer(), gamma=0.9)
resumed.load_state_dict(scheduler.state_dict())
rate = resumed.get_last_lr()[0]


# %% epochs hidden="true"
def rates_after(losses, scheduler):
    path = []
    for loss in losses:
        path.append(scheduler.get_last_lr()[0])
        scheduler.optimizer.step()
        scheduler.step(loss)
    return torch.tensor(path)


flat = [0.9, 0.9, 0.9, 0.9, 0.9, 0.9]

# %% reduce-lr-on-plateau differs="patience_2" same="matched"
# why: PyTorch acts when the bad epochs are more than `patience`, Keras when they are as many: give PyTorch one less. An
#   improvement is relative in PyTorch, `threshold`, and absolute in Keras, `min_delta`.
reduce = lr_scheduler.ReduceLROnPlateau
patience_2 = rates_after(flat, reduce(optimizer(), factor=0.1, patience=2))
matched = rates_after(flat, reduce(optimizer(), factor=0.1, patience=1))

# %% reduce-lr-defaults same="factor, patience, least"
# note: Equal numbers of unequal meaning: Keras acts one epoch earlier, and `min_delta` is a number where `threshold` is
#   a share of the best loss.
plateau = lr_scheduler.ReduceLROnPlateau(optimizer())
factor, patience, least = plateau.factor, plateau.patience, plateau.threshold

# %% learning-rate-scheduler same="path"
# note: The Keras callback sets the rate at the start of each epoch to what the function returns; `LambdaLR` multiplies
#   the first rate by it.
scheduler = lr_scheduler.LambdaLR(optimizer(), lambda epoch: 0.5**epoch)
path = rates(scheduler)

# %% multiplicative-lr same="path"
# note: The function of the Keras callback may take the present rate as its second argument, in the first epoch, too.
scheduler = lr_scheduler.MultiplicativeLR(optimizer(), lambda epoch: 1 / (epoch + 1))
path = rates(scheduler)
