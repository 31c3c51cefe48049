# %% inputs hidden="true"
import torch
from torch import nn

gradients = [[1.0, -0.5], [0.2, 0.4], [-0.3, 0.1]]


def parameters():
    return [nn.Parameter(torch.tensor([1.0, 2.0]))]


def walk(optimizer):
    (weight,) = optimizer.param_groups[0]["params"]
    for gradient in gradients:
        weight.grad = torch.tensor(gradient)
        optimizer.step()
    return weight.detach()


# %% sgd differs="default" same="matched" why="The default learning rate is 0.001 in PyTorch and 0.01 in Keras."
default = walk(torch.optim.SGD(parameters()))
matched = walk(torch.optim.SGD(parameters(), lr=0.1))

# %% momentum same="end"
# note: Equal while the learning rate stays. PyTorch's momentum holds gradients, and that of Keras finished steps: after
#   a change of the rate the old one lives on in Keras.
end = walk(torch.optim.SGD(parameters(), lr=0.1, momentum=0.9))

# %% nesterov same="end"
end = walk(torch.optim.SGD(parameters(), lr=0.1, momentum=0.9, nesterov=True))

# %% weight-decay differs="with_momentum" same="plain"
# why: PyTorch's `SGD` adds the decay to the gradient, so momentum carries it on; Keras shrinks the weight itself.
#   Without momentum both are the same.
plain = walk(torch.optim.SGD(parameters(), lr=0.1, weight_decay=0.1))
with_momentum = walk(
    torch.optim.SGD(parameters(), lr=0.1, momentum=0.9, weight_decay=0.1)
)

# %% adam same="default, end"
# note: `eps` is 1e-8 in PyTorch and 1e-7 in Keras, where it counts more in the first steps: only gradients near 1e-6
#   notice. `weight_decay` is part of the gradient in PyTorch's `Adam`, and not in that of Keras.
default = walk(torch.optim.Adam(parameters()))
end = walk(torch.optim.Adam(parameters(), lr=0.1, betas=(0.8, 0.99)))

# %% amsgrad same="end"
end = walk(torch.optim.Adam(parameters(), lr=0.1, amsgrad=True))

# %% adamw differs="default" same="matched" why="The default `weight_decay` is 0.01 in PyTorch and 0.004 in Keras."
default = walk(torch.optim.AdamW(parameters(), lr=0.1))
matched = walk(torch.optim.AdamW(parameters(), lr=0.1, weight_decay=0.02))

# %% rmsprop differs="default" same="matched"
# why: By default the rate is 0.01 and `alpha` 0.99 in PyTorch, and 0.001 and `rho` 0.9 in Keras. `eps` is added outside
#   the root in PyTorch and inside in Keras: keep it small.
default = walk(torch.optim.RMSprop(parameters()))
matched = walk(torch.optim.RMSprop(parameters(), lr=0.01, alpha=0.9))

# %% adagrad differs="default" same="matched"
# why: PyTorch starts with a rate of 0.01 and an accumulator of 0, Keras with 0.001 and 0.1.
default = walk(torch.optim.Adagrad(parameters()))
adagrad = torch.optim.Adagrad(parameters(), lr=0.01, initial_accumulator_value=0.2)
matched = walk(adagrad)

# %% adagrad-eps differs="small_number" atol="0"
# why: The small number in the divisor is 1e-10 in PyTorch and 1e-7 in Keras. PyTorch adds it outside the root and Keras
#   inside. Neither shows unless gradients are tiny: give both an accumulator above 0.
small_number = torch.optim.Adagrad(parameters()).defaults["eps"]

# %% adadelta differs="default" same="matched"
# why: The defaults are a rate of 1.0, `rho` of 0.9 and `eps` of 1e-6 in PyTorch, and 0.001, 0.95 and 1e-7 in Keras. In
#   this row `eps` sets the size of the first steps.
default = walk(torch.optim.Adadelta(parameters()))
matched = walk(torch.optim.Adadelta(parameters(), lr=1.0, rho=0.95, eps=1e-6))

# %% adamax differs="default" same="matched"
# why: The default rate is 0.002 in PyTorch and 0.001 in Keras, and `eps` is 1e-8 and 1e-7.
default = walk(torch.optim.Adamax(parameters()))
matched = walk(torch.optim.Adamax(parameters(), lr=0.1, eps=1e-7))

# %% nadam differs="default" same="matched"
# why: The default rate is 0.002 in PyTorch and 0.001 in Keras, and PyTorch lets its momentum grow 250 times more
#   slowly: Keras has a `momentum_decay` of 1 built in.
default = walk(torch.optim.NAdam(parameters()))
matched = walk(torch.optim.NAdam(parameters(), lr=0.1, momentum_decay=1.0))

# %% adafactor differs="default" same="matched"
# why: The default rate is 0.01 in PyTorch and 0.001 in Keras; both multiply it by the size of the weights.
default = walk(torch.optim.Adafactor(parameters()))
matched = walk(torch.optim.Adafactor(parameters(), lr=0.001))

# %% matrices hidden="true"
matrix = nn.Parameter(torch.tensor([[1.0, 2.0, 0.0], [0.0, 1.0, 3.0]]))
matrix.grad = torch.tensor([[0.5, -1.0, 0.2], [0.3, 0.1, -0.4]])

# %% muon same="after" rtol="1e-2" atol="1e-3" api="torch.optim.Optimizer.step"
# note: Equal with the rule of Keras, `match_rms_adamw`, and one decay; PyTorch's defaults are its own rule and 0.1.
#   PyTorch computes in bfloat16, so they agree to two digits.
muon = torch.optim.Muon(
    [matrix], lr=0.1, weight_decay=0.004, adjust_lr_fn="match_rms_adamw"
)
muon.step()
after = matrix.detach()

# %% radam only="pytorch"
# why: Keras has `Adam` with a warm-up of the rate, `CosineDecay(warmup_steps=...)`, for the same purpose.
end = walk(torch.optim.RAdam(parameters(), lr=0.1))

# %% rprop only="pytorch"
# why: Keras has none: write a subclass of `tf.keras.optimizers.Optimizer`, or take `RMSprop`, its relative for batches.
end = walk(torch.optim.Rprop(parameters(), lr=0.1))

# %% asgd only="pytorch" why="In Keras, let an optimizer keep averages: `SGD(use_ema=True)`."
end = walk(torch.optim.ASGD(parameters(), lr=0.1))

# %% lbfgs only="pytorch"
# why: Neither TensorFlow nor Keras ships L-BFGS: use `scipy.optimize.minimize(method='L-BFGS-B', jac=True)`.
end = torch.optim.LBFGS(parameters(), lr=0.1)

# %% sparse-adam only="pytorch"
# why: Keras optimizers take the `tf.IndexedSlices` that are the gradients of a lookup; `Adam` moves the other rows,
#   too, by their momentum.
table = nn.Embedding(3, 2, sparse=True)
optimizer = torch.optim.SparseAdam(table.parameters(), lr=0.1)

# %% one-step hidden="true"
(weight,) = parameters()
optimizer = torch.optim.SGD([weight], lr=0.1)
weight.grad = torch.tensor([1.0, -0.5])
word = "RMSprop"

# %% step same="after" api="torch.optim.Optimizer.step"
# note: PyTorch's optimizer knows its parameters, and reads their `grad`; that of Keras is given gradients and
#   variables.
optimizer.step()
after = weight.detach().clone()

# %% zero-grad only="pytorch" api="torch.optim.Optimizer.zero_grad"
# why: A `tf.GradientTape` returns new gradients each time; there is nothing to set back.
optimizer.zero_grad()
is_gone = weight.grad is None

# %% learning-rate same="rate" api="torch.optim.Optimizer.param_groups"
rate = optimizer.param_groups[0]["lr"]

# %% set-learning-rate same="rate" api="torch.optim.Optimizer.param_groups"
# note: In PyTorch, each group has a rate of its own: set all of them.
for group in optimizer.param_groups:
    group["lr"] = 0.01
rate = optimizer.param_groups[0]["lr"]

# %% settings differs="rate" same="present" api="torch.optim.Optimizer.defaults, torch.optim.Optimizer.param_groups"
# why: PyTorch's `defaults` keep what the optimizer was made with; its groups, and `get_config` in Keras, tell the
#   present rate.
rate = optimizer.defaults["lr"]
present = optimizer.param_groups[0]["lr"]

# %% by-name same="name" note="PyTorch has no register of names; its optimizers are attributes of a module."
name = getattr(torch.optim, word).__name__

# %% two-weights hidden="true"
kernel, bias = nn.Parameter(torch.ones(1)), nn.Parameter(torch.ones(1))
kernel.grad, bias.grad = torch.ones(1), torch.ones(1)

# %% param-groups same="after" api="torch.optim.Optimizer.step"
# note: A Keras optimizer has one set of settings: a `MultiOptimizer` asks which optimizer each variable gets. Two
#   optimizers side by side will do, too.
groups = [{"params": [kernel]}, {"params": [bias], "lr": 0.01}]
torch.optim.SGD(groups, lr=0.1).step()
after = [kernel.detach(), bias.detach()]

# %% add-param-group only="pytorch" api="torch.optim.Optimizer.add_param_group"
# why: A Keras optimizer is made for the variables of its first step, and refuses others: make another one for them.
optimizer.add_param_group({"params": [bias], "lr": 0.01})

# %% states hidden="true"
(weight,) = parameters()
optimizer = torch.optim.Adam([weight], lr=0.1)
end = walk(optimizer)
other = torch.optim.Adam([weight])

# %% iterations same="steps" api="torch.optim.Optimizer.state"
# note: PyTorch counts for each parameter, and only in optimizers that need the number.
steps = int(optimizer.state[weight]["step"])

# %% state-dict same="means" api="torch.optim.Optimizer.state_dict"
# note: A dictionary in PyTorch; in Keras a list: the steps, the learning rate, then what each variable has.
means = optimizer.state_dict()["state"][0]["exp_avg"]

# %% load-state-dict same="steps, rate" api="torch.optim.Optimizer.load_state_dict, torch.optim.Optimizer.state_dict"
# note: The learning rate comes along in both.
other.load_state_dict(optimizer.state_dict())
steps, rate = int(other.state[weight]["step"]), other.param_groups[0]["lr"]

# %% clipping hidden="true"
(weight,) = parameters()
optimizer = torch.optim.SGD([weight], lr=0.1)
weight.grad = torch.tensor([3.0, 4.0])

# %% global-clipnorm same="after" api="torch.optim.Optimizer.step"
# note: An argument of the Keras optimizer; a call before the step in PyTorch. `clipnorm` in Keras clips each variable
#   by itself.
nn.utils.clip_grad_norm_([weight], max_norm=1.0)
optimizer.step()
after = weight.detach().clone()

# %% maximize same="after" api="torch.optim.Optimizer.step"
# note: Keras has no such argument: change the sign of the gradient.
torch.optim.SGD([weight], lr=0.1, maximize=True).step()
after = weight.detach().clone()

# %% layers hidden="true"
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

layer = nn.Linear(1, 1, bias=False)
nn.init.ones_(layer.weight)
layer.weight.grad = torch.ones(1, 1)
optimizer = torch.optim.SGD(layer.parameters(), lr=0.1)

# %% ema same="average" api="torch.optim.Optimizer.step, torch.optim.swa_utils.AveragedModel.update_parameters"
# note: PyTorch keeps a second model with the averages; Keras an entry for each variable, and `finalize_variable_values`
#   puts the averages in the place of the weights.
ema = AveragedModel(layer, multi_avg_fn=get_ema_multi_avg_fn(0.9))
for _ in range(3):
    optimizer.step()
    ema.update_parameters(layer)
average = ema.module.weight.detach()

# %% accumulation hidden="true"
nn.init.ones_(layer.weight)
batches = [torch.tensor([[1.0]]), torch.tensor([[3.0]])]

# %% gradient-accumulation same="after"
# api: torch.optim.Optimizer.zero_grad, torch.Tensor.backward, torch.optim.Optimizer.step
# note: Gradients add up in PyTorch's `grad`: divide each loss by their number. Keras takes the mean.
optimizer.zero_grad()
for x in batches:
    (layer(x).sum() / 2).backward()
optimizer.step()
after = layer.weight.detach().clone()

# %% scaling hidden="true"
nn.init.ones_(layer.weight)
optimizer.zero_grad()
loss = layer(torch.tensor([[2.0]])).sum()

# %% loss-scale same="after"
# api: torch.amp.GradScaler.scale, torch.Tensor.backward, torch.amp.GradScaler.step, torch.amp.GradScaler.update
# note: Both halve the scale and leave the step out where a gradient is not finite. The first scale is 65,536 by default
#   in PyTorch and 32,768 in Keras.
scaler = torch.amp.GradScaler("cpu", init_scale=1024.0)
scaler.scale(loss).backward()
scaler.step(optimizer)
scaler.update()
after = layer.weight.detach()
