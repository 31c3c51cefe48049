# %% start same="output"
from functools import partial

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

rng = np.random.default_rng(0)
x = torch.tensor(rng.normal(size=(8, 3)), dtype=torch.float32)
labels = torch.tensor([0, 1, 1, 0, 1, 0, 0, 0])
kernel = torch.tensor(rng.normal(size=(3, 2)), dtype=torch.float32)


def dense():
    model = nn.Sequential(nn.Linear(3, 2))
    model.load_state_dict({"0.weight": kernel.T, "0.bias": torch.zeros(2)})
    return model


output = dense()(x).detach()
output


# %% train same="stages"
# note: `gradient 1` is the norm of the first weight's gradient in the first step.
def train(model, loss_of, make, before=lambda model: None, after=lambda model: None):
    optimizer, seen = make(model.parameters()), {}
    for number in (1, 2, 3):
        loss = loss_of(model.train())
        optimizer.zero_grad()
        loss.backward()
        gradient = next(model.parameters()).grad
        seen |= {
            f"loss {number}": loss.item(),
            f"gradient {number}": gradient.norm().item(),
        }
        before(model)
        optimizer.step()
        after(optimizer)
    return seen | {"evaluation": loss_of(model.eval()).item()}


def mean_loss(model):
    return F.cross_entropy(model(x), labels)


sgd = partial(torch.optim.SGD, lr=0.5)
stages = list(train(dense(), mean_loss, sgd))
stages


# %% originals same="cases"
# note: The programs that were there first, each as people write it in its framework. The ports below read the stages
#   of the other tab's programs.
def weighted(model):
    return F.cross_entropy(model(x), labels, weight=torch.tensor([1.0, 3.0]))


def penalized(model):
    return mean_loss(model) + 0.1 * (model[0].weight ** 2).sum()


def clip(model):
    nn.utils.clip_grad_norm_(model.parameters(), 0.1)


def halve(optimizer):  # once in an epoch of two batches
    halve.count += 1
    if halve.count % 2 == 0:
        optimizer.param_groups[0]["lr"] *= 0.5


halve.count = 0
adam = torch.optim.Adam
originals = {
    "logits": train(dense(), mean_loss, sgd),
    "weighted": train(dense(), weighted, sgd),
    "penalty": train(dense(), penalized, sgd),
    "default rate": train(dense(), mean_loss, torch.optim.SGD),
    "epsilon": train(dense(), mean_loss, partial(adam, lr=0.1, eps=1e-2)),
    "decay": train(dense(), mean_loss, partial(adam, lr=0.1, weight_decay=0.5)),
    "clip": train(dense(), mean_loss, sgd, before=clip),
    "schedule": train(dense(), mean_loss, sgd, after=halve),
}
cases = list(originals)
cases

# %% layer-models same="shapes"
table = torch.tensor(rng.normal(size=(3, 2)), dtype=torch.float32)
gates = torch.tensor(rng.normal(size=(4, 8)), dtype=torch.float32)
ids = torch.tensor([0, 1, 1, 1, 2, 2, 0, 1])


def normed():
    return nn.Sequential(nn.BatchNorm1d(3, eps=1e-3), *dense())


def words():
    model = nn.Sequential(nn.Embedding(3, 2))
    model.load_state_dict({"0.weight": table})
    return model


def word_loss(model):
    return F.cross_entropy(model(ids), labels)


class LastOutput(nn.LSTM):
    def forward(self, x):
        return super().forward(x)[0][:, -1]


def recurrent():
    model = nn.Sequential(LastOutput(2, 2, batch_first=True))
    zeros = {name: torch.zeros(8) for name in ("0.bias_ih_l0", "0.bias_hh_l0")}
    weights = {"0.weight_ih_l0": gates[:2].T, "0.weight_hh_l0": gates[2:].T}
    model.load_state_dict(weights | zeros)
    return model


def step_loss(model):
    return F.cross_entropy(model(table[ids].reshape(4, 2, 2)), labels[:4])


shapes = [
    list(y.shape)
    for y in (normed()(x), words()(ids), recurrent()(table[ids].reshape(4, 2, 2)))
]
shapes

# %% layer-originals writes="steps_pytorch.npz" same="cases"
# note: Three more originals, of layers that have more than one state or more than one bias.
originals |= {
    "statistics": train(normed(), mean_loss, sgd),
    "words": train(words(), word_loss, partial(adam, lr=0.1)),
    "recurrent": train(recurrent(), step_loss, sgd),
}
values = {
    f"{case}: {k}": v for case, seen in originals.items() for k, v in seen.items()
}
np.savez("steps_pytorch.npz", **values)
cases = list(originals)
cases


# %% first-stage same="found"
# note: A relative limit of 1e-4 is above the rounding of three steps and below any of these faults.
def first_stage(theirs, ours, limit=1e-4):
    for name, value in ours.items():
        gap = abs(value - theirs[name]) / abs(theirs[name])
        if gap > limit:
            print(f"{name}: first difference, {100 * gap:.3g} %")
            return name
    print("no difference")
    return "none"


def check(case, seen):
    return first_stage({name: float(file[f"{case}: {name}"]) for name in seen}, seen)


file = np.load("steps_tensorflow.npz")
found = check("logits", train(dense(), mean_loss, sgd))


# %% loss-from-logits same="found, mended"
# note: The loss of PyTorch takes logits, that of Keras takes probabilities unless `from_logits=True`.
def twice(model):  # a softmax before a loss that has one
    return F.cross_entropy(model(x).softmax(1), labels)


found = check("logits", train(dense(), twice, sgd))
mended = check("logits", train(dense(), mean_loss, sgd))


# %% loss-reduction same="found, mended"
# note: The weighted mean of PyTorch divides by the sum of the weights, that of Keras by the number of examples.
def by_examples(model):
    each = F.cross_entropy(model(x), labels, reduction="none")
    return (each * torch.tensor([1.0, 3.0])[labels]).mean()


found = check("weighted", train(dense(), weighted, sgd))
mended = check("weighted", train(dense(), by_examples, sgd))


# %% gradient-cut same="found, mended"
# note: The penalty of the port is computed from a weight that was taken out of the graph, so the loss has it and the
#   gradient has not.
def cut(model):
    return mean_loss(model) + 0.1 * (model[0].weight.detach() ** 2).sum()


found = check("penalty", train(dense(), cut, sgd))
mended = check("penalty", train(dense(), penalized, sgd))

# %% default-rate same="found, mended"
# note: The default learning rate of SGD is 0.001 in PyTorch and 0.01 in Keras.
found = check("default rate", train(dense(), mean_loss, torch.optim.SGD))
mended = check("default rate", train(dense(), mean_loss, partial(sgd, lr=0.01)))


# %% adam-epsilon same="found, mended"
# note: Keras adds epsilon before it corrects the second moment and PyTorch does so after it. They are equal if epsilon
#   is divided by the root of `1 - beta_2**step` in PyTorch, or multiplied by it in Keras.
class CorrectedAdam(adam):
    count = 0

    def step(self):
        self.count += 1
        self.param_groups[0]["eps"] = 1e-2 / (1 - 0.999**self.count) ** 0.5
        super().step()


found = check("epsilon", train(dense(), mean_loss, partial(adam, lr=0.1, eps=1e-2)))
mended = check("epsilon", train(dense(), mean_loss, partial(CorrectedAdam, lr=0.1)))

# %% weight-decay same="found, mended"
# note: `Adam(weight_decay=)` of PyTorch adds the decay to the gradient. That of Keras shrinks the weight, as `AdamW`
#   does in both.
found = check(
    "decay", train(dense(), mean_loss, partial(adam, lr=0.1, weight_decay=0.5))
)
adamw = partial(torch.optim.AdamW, lr=0.1, weight_decay=0.5)
mended = check("decay", train(dense(), mean_loss, adamw))


# %% clipping same="found, mended"
# note: `clip_grad_norm_` clips the norm of all gradients together and `clipnorm` that of each. The Keras counterpart
#   of the first is `global_clipnorm`.
def clip_each(model):
    for parameter in model.parameters():
        nn.utils.clip_grad_norm_(parameter, 0.1)


found = check("clip", train(dense(), mean_loss, sgd, before=clip))
mended = check("clip", train(dense(), mean_loss, sgd, before=clip_each))


# %% schedule-unit same="found, mended"
# note: A Keras schedule counts steps, and a PyTorch scheduler counts the calls of `step`, mostly one for each epoch.
#   An epoch has two batches here.
def halve_each(optimizer):
    optimizer.param_groups[0]["lr"] *= 0.5


halve.count = 0
found = check("schedule", train(dense(), mean_loss, sgd, after=halve))
mended = check("schedule", train(dense(), mean_loss, sgd, after=halve_each))


# %% running-momentum same="found, mended"
# note: A momentum of 0.1 in PyTorch is 0.9 in Keras, and the default of Keras is 0.99. The function `after` corrects
#   the variance too, so that the momentum alone is at fault.
def biased(momentum, model):  # PyTorch divides by n - 1, and n is 8
    norm, before = model[0], {"variance": torch.ones(3)}

    def after(optimizer):
        kept = (1 - momentum) * before["variance"]
        norm.running_var.copy_(kept + (norm.running_var - kept) * 7 / 8)
        before["variance"] = norm.running_var.clone()

    return after


model = normed()
found = check("statistics", train(model, mean_loss, sgd, after=biased(0.1, model)))

model = normed()
model[0].momentum = 0.01
mended = check("statistics", train(model, mean_loss, sgd, after=biased(0.01, model)))

# %% running-variance same="found, mended"
# note: PyTorch divides the variance that it keeps by n - 1, and Keras by n. It shows in small batches; there are 8
#   examples here.
model = normed()
model[0].momentum = 0.01
found = check("statistics", train(model, mean_loss, sgd))

model = normed()
model[0].momentum = 0.01
mended = check("statistics", train(model, mean_loss, sgd, after=biased(0.01, model)))


# %% repeated-rows same="found, mended"
# note: A row of a table that a batch uses twice is twice in the gradient of TensorFlow, and Adam in Keras squares each
#   part. PyTorch squares the sum. `tf.convert_to_tensor` adds the parts.
class AdamByLookup(adam):  # adds the squares of the parts, as Keras does
    def step(self):
        (table,) = self.param_groups[0]["params"]
        parts = F.one_hot(ids, 3).float()[:, :, None] * vectors.grad[:, None]
        ours = self.state[table]
        ours.setdefault("m", torch.zeros_like(table))
        ours.setdefault("v", torch.zeros_like(table))
        ours["t"] = ours.get("t", 0) + 1
        ours["m"] = 0.9 * ours["m"] + 0.1 * parts.sum(0)
        ours["v"] = 0.999 * ours["v"] + 0.001 * (parts**2).sum(0)
        scale = (1 - 0.999 ** ours["t"]) ** 0.5 / (1 - 0.9 ** ours["t"])
        with torch.no_grad():
            table -= 0.1 * scale * ours["m"] / (ours["v"].sqrt() + 1e-7)


def lookup_loss(model):
    global vectors
    vectors = model(ids)
    vectors.retain_grad()
    return F.cross_entropy(vectors, labels)


found = check("words", train(words(), word_loss, partial(adam, lr=0.1)))
mended = check("words", train(words(), lookup_loss, AdamByLookup))

# %% second-bias same="found, mended"
# note: An LSTM of PyTorch has two biases that are added. Both make the whole step, so the sum moves twice as far as
#   the one bias of Keras.
found = check("recurrent", train(recurrent(), step_loss, sgd))

model = recurrent()
model[0].bias_hh_l0.requires_grad_(False)
mended = check("recurrent", train(model, step_loss, sgd))
