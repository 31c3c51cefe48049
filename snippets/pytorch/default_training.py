# %% read hidden="true"
import inspect
import torch


def read(function, *names):
    """Default values of the arguments `names`, as text; `betas[0]` is the first of several."""
    found = {}
    classes = getattr(function, "__mro__", [function])  # LSTM takes its base's, say
    for part in reversed(classes):
        start = part.__init__ if isinstance(part, type) else part
        found.update(inspect.signature(start).parameters)
    texts = []
    for name in names:
        name, _, place = name.partition("[")
        value = found[name].default
        texts.append(written(value[int(place[:-1])] if place else value))
    return texts


def written(value):
    value = getattr(value, "value", value)  # of an enumeration
    if isinstance(value, tuple) and len(set(value)) == 1:  # one for each axis
        value = value[0]
    if value is inspect.Parameter.empty:
        return "required"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"{value:g}"
    return repr(value)


# %% sgd differs="defaults"
# why: Keras's steps are ten times as long: name the learning rate. `0` and `None` both mean no decay.
defaults = read(torch.optim.SGD, "lr", "momentum", "nesterov", "weight_decay")

# %% adam differs="defaults"
# why: Keras's larger `epsilon` shortens steps where gradients are tiny: set `epsilon=1e-8`. `0` and `None` both mean no
#   decay.
defaults = read(
    torch.optim.Adam, "lr", "betas[0]", "betas[1]", "eps", "amsgrad", "weight_decay"
)

# %% adamw differs="defaults"
# why: PyTorch's decay is two and a half times as strong: name `weight_decay` and `epsilon`.
defaults = read(
    torch.optim.AdamW, "lr", "betas[0]", "betas[1]", "eps", "amsgrad", "weight_decay"
)

# %% adamax differs="defaults"
# why: PyTorch's steps are twice as long: name the learning rate and `epsilon`. `0` and `None` both mean no decay.
defaults = read(torch.optim.Adamax, "lr", "betas[0]", "betas[1]", "eps", "weight_decay")

# %% nadam differs="defaults"
# why: PyTorch's steps are twice as long: name the learning rate and `epsilon`. `0` and `None` both mean no decay.
defaults = read(torch.optim.NAdam, "lr", "betas[0]", "betas[1]", "eps", "weight_decay")

# %% rmsprop differs="defaults"
# why: PyTorch's steps are ten times as long, and its average reaches ten times as far back: name the learning rate,
#   `rho` and `epsilon`.
defaults = read(
    torch.optim.RMSprop, "lr", "alpha", "eps", "momentum", "centered", "weight_decay"
)

# %% adagrad differs="defaults"
# why: PyTorch's steps are ten times as long, and its first ones longer still, because its sum of squares starts at 0:
#   name all three.
defaults = read(
    torch.optim.Adagrad, "lr", "initial_accumulator_value", "eps", "weight_decay"
)

# %% adadelta differs="defaults"
# why: Keras's steps are a thousand times shorter: set `learning_rate=1.0`, as the paper has it, `rho=0.9` and
#   `epsilon=1e-6`.
defaults = read(torch.optim.Adadelta, "lr", "rho", "eps", "weight_decay")

# %% adafactor differs="defaults"
# why: Name the learning rate. `None` is the precision of the dtype, and much more than `1e-30`.
defaults = read(
    torch.optim.Adafactor, "lr", "beta2_decay", "eps[0]", "eps[1]", "d", "weight_decay"
)

# %% muon differs="defaults"
# why: PyTorch's decay is 25 times as strong: name it. Keras trains what is no matrix with Adam, PyTorch refuses it.
defaults = read(
    torch.optim.Muon, "lr", "momentum", "nesterov", "ns_steps", "eps", "weight_decay"
)

# %% exponential-decay same="defaults" note="PyTorch counts calls of `step`, Keras takes `decay_steps` batches."
defaults = read(torch.optim.lr_scheduler.ExponentialLR, "gamma")

# %% step-decay differs="defaults"
# why: PyTorch divides by 10 unless told otherwise; Keras wants the rate named, and `staircase=True`.
defaults = read(torch.optim.lr_scheduler.StepLR, "step_size", "gamma")

# %% piecewise-decay same="defaults" note="PyTorch multiplies by `gamma` at each of them, Keras takes the `values`."
defaults = read(torch.optim.lr_scheduler.MultiStepLR, "milestones")

# %% cosine-decay same="defaults" note="`eta_min` is a learning rate, `alpha` a share of the first one."
defaults = read(torch.optim.lr_scheduler.CosineAnnealingLR, "T_max", "eta_min")

# %% cosine-restarts differs="defaults"
# why: Each period of Keras's is twice as long as the one before: set `t_mul=1.0`.
defaults = read(
    torch.optim.lr_scheduler.CosineAnnealingWarmRestarts, "T_0", "T_mult", "eta_min"
)

# %% polynomial-decay differs="defaults"
# why: PyTorch is at the end after 5 steps unless told otherwise. It ends at 0, and Keras at `end_learning_rate=0.0001`.
defaults = read(torch.optim.lr_scheduler.PolynomialLR, "total_iters", "power")

# %% reduce-on-plateau differs="defaults"
# why: `'auto'` decides by the name of the metric. And `threshold` is a share of the best value, `min_delta` a
#   difference: set `threshold_mode='abs'` in PyTorch.
defaults = read(
    torch.optim.lr_scheduler.ReduceLROnPlateau,
    "mode",
    "factor",
    "patience",
    "threshold",
    "cooldown",
    "min_lr",
)

# %% weight-average differs="defaults"
# why: PyTorch's average reaches ten times as far back: name the number. Keras wants `use_ema=True` too.
defaults = read(torch.optim.swa_utils.get_ema_multi_avg_fn, "decay")
