# %% model same="inputs, outputs"
import numpy as np
import torch
from torch import nn

rng = np.random.default_rng(1)
inputs = torch.from_numpy(rng.normal(size=(100, 4)).astype("float32"))
hidden = rng.normal(size=(4, 8))
output = rng.normal(size=(8, 3))
model = nn.Sequential(nn.Linear(4, 8), nn.BatchNorm1d(8), nn.ReLU(), nn.Linear(8, 3))
with torch.no_grad():
    for layer, kernel in ((model[0], hidden), (model[3], output)):
        layer.weight.copy_(torch.from_numpy(kernel.T))
        layer.bias.zero_()
    model[1].running_mean.fill_(0.5)  # as if training had found it
    outputs = model.eval()(inputs)
outputs[:2]

# %% eval-mode differs="careless" same="careful"
# why: A PyTorch model is in training mode from the start and after every `train()`: BatchNorm takes the batch's own
#   mean. A Keras model called by hand is in inference mode unless `training=True`. After `eval()` the two are equal.
import copy

trained = copy.deepcopy(model).train()
with torch.no_grad():
    careless = trained(inputs)  # and moves the running mean too
    careful = model.eval()(inputs)
print(careless[0])
print(careful[0])

# %% no-grad raises="RuntimeError" same="array"
# why: PyTorch records every operation on parameters unless told not to, and such a tensor refuses to become an array.
#   TensorFlow records inside a `GradientTape` only.
try:
    array = model(inputs[:2]).numpy()
except RuntimeError as error:
    print(error)

with torch.inference_mode():
    array = model(inputs[:2]).numpy()
array

# %% predict same="called, predicted" differs="kind"
# why: PyTorch has no `predict`: a loop over batches gives tensors, on the model's device. `predict` of Keras collects
#   NumPy arrays. `predicted.cpu().numpy()` makes an array of the tensor.
model.eval()
with torch.inference_mode():
    called = model(inputs)
    parts = [model(batch) for batch in inputs.split(32)]
predicted = torch.cat(parts)
kind = type(predicted).__name__
print(len(parts), "batches", tuple(predicted.shape), kind)

# %% single-example same="alone" raises="ValueError"
try:
    model(inputs[0])
except ValueError as error:
    print(error)

with torch.inference_mode():
    alone = model(inputs[0].unsqueeze(0))[0]
alone

# %% to-probabilities same="probabilities, at_once"
with torch.inference_mode():
    probabilities = torch.softmax(model(inputs[:2]), dim=1)

    served = nn.Sequential(model, nn.Softmax(dim=1))
    at_once = served(inputs[:2])
print(probabilities)
at_once

# %% class-names same="answers"
names = ["ape", "bee", "cat"]
values, places = probabilities.topk(2, dim=1)
answers = []
for shares, classes in zip(values.tolist(), places.tolist()):
    best = [f"{names[c]} {share:.0%}" for c, share in zip(classes, shares)]
    answers.append(", ".join(best))
answers

# %% abstain same="decided"
with torch.inference_mode():
    confidence, decided = torch.softmax(model(inputs), dim=1).max(dim=1)
decided = torch.where(confidence > 0.6, decided, -1)
print((decided == -1).sum(), decided[:10])

# %% features same="features, also"
caught = []
handle = model[2].register_forward_hook(
    lambda layer, args, output: caught.append(output)
)
with torch.inference_mode():
    model(inputs[:2])
    also = model[:3](inputs[:2])  # a Sequential can be cut
handle.remove()
features = caught[0]
features

# %% mc-dropout same="certain, mean, spread"
network = nn.Sequential(nn.Dropout(0.5), nn.Linear(25, 1))
nn.init.constant_(network[1].weight, 1 / 25)
nn.init.zeros_(network[1].bias)
rows = torch.ones(2000, 25)  # one example, each row with its own mask

torch.manual_seed(0)
with torch.no_grad():
    certain = network.eval()(rows[:1])
    network[0].train()  # dropout alone: BatchNorm would stay as it is
    draws = network(rows)
mean = round(draws.mean().item(), 1)
spread = round(draws.std().item(), 1)
print(certain, mean, spread)

# %% test-time-augmentation same="plain, averaged"
rng = np.random.default_rng(3)
images = rng.normal(size=(2, 4, 4, 1)).astype("float32")
kernel = rng.normal(size=(16, 3)).astype("float32") / 4

images = torch.from_numpy(images).permute(0, 3, 1, 2)
kernel = torch.from_numpy(kernel)
views = torch.stack([images, images.flip(dims=[3])])  # mirrored
answers = torch.softmax(views.flatten(2) @ kernel, dim=-1)
plain, averaged = answers[0], answers.mean(dim=0)
print(plain)
print(averaged)

# %% streaming same="in_parts, equal"
rng = np.random.default_rng(2)
rnn = nn.RNN(2, 3, batch_first=True, bias=False)
with torch.no_grad():
    for weight, shape in ((rnn.weight_ih_l0, (2, 3)), (rnn.weight_hh_l0, (3, 3))):
        weight.copy_(torch.from_numpy(rng.normal(size=shape).T))
signal = torch.from_numpy(rng.normal(size=(1, 6, 2)).astype("float32"))

with torch.inference_mode():
    whole, _ = rnn(signal)
    state, parts = None, []
    for part in signal.split(2, dim=1):
        output, state = rnn(part, state)
        parts.append(output)
in_parts = torch.cat(parts, dim=1)
equal = torch.allclose(in_parts, whole)
print(equal)
in_parts

# %% ensemble same="mean_of_probabilities, mean_of_logits"
rng = np.random.default_rng(4)
logits = torch.from_numpy(rng.normal(size=(3, 2, 3)).astype("float32"))
# three models, two examples, three classes
mean_of_probabilities = torch.softmax(logits, dim=2).mean(dim=0)
mean_of_logits = torch.softmax(logits.mean(dim=0), dim=1)
print(mean_of_probabilities)
mean_of_logits
