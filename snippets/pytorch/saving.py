# %% network same="count"
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, outputs=3):
        super().__init__()
        self.hidden = nn.Linear(4, 8)
        self.output = nn.Linear(8, outputs)

    def forward(self, x):
        return self.output(torch.relu(self.hidden(x)))


count = sum(parameter.numel() for parameter in Net().parameters())
count

# %% start same="outputs"
import numpy as np

rng = np.random.default_rng(0)
x = torch.from_numpy(rng.normal(size=(6, 4)).astype("float32"))
y = torch.from_numpy(rng.normal(size=(6, 3)).astype("float32"))
kernels = [rng.normal(size=(4, 8)) / 2, rng.normal(size=(8, 3)) / 3]


def start():
    model = Net()
    layers = [model.hidden, model.output]
    with torch.no_grad():
        for layer, kernel in zip(layers, kernels):
            layer.weight.copy_(torch.from_numpy(kernel.T))
            layer.bias.zero_()
    return model


model = start()
outputs = model(x).detach()
outputs[:2]

# %% state differs="names, kernel" same="turned"
# why: A `state_dict` names a value by the attributes that lead to it, Keras by the names of model, layer and variable.
#   `Linear` keeps its weight as (out, in), `Dense` its kernel as (in, out): transposed, they are equal.
state = model.state_dict()
names = list(state)
kernel = state["hidden.weight"]
turned = kernel.T
print(names)
print(tuple(kernel.shape), tuple(turned.shape))

# %% weights same="restored, equal"
# why: `torch.save` takes any file name. `save_weights` insists on the ending `.weights.h5`.
torch.save(model.state_dict(), "net.pt")

loaded = Net()
loaded.load_state_dict(torch.load("net.pt"))
restored = loaded(x[:2]).detach()
equal = torch.equal(loaded(x), model(x))
print(restored)
print(equal)

# %% file-contents differs="inside"
# why: Both files are zip archives. The PyTorch one holds a pickled list of names and one block of bytes for each
#   tensor, and nothing of the model's code. The `.keras` file holds the layers' settings and the weights.
import zipfile

with zipfile.ZipFile("net.pt") as file:
    inside = sorted(file.namelist())
for name in inside:
    print(name)

# %% whole-model same="restored" raises="UnpicklingError"
# why: A pickled model names classes to call, and `torch.load` makes only tensors and plain Python values unless told
#   `weights_only=False`. A `.keras` file holds settings and weights; the layers are made from those.
import pickle

torch.save(model, "whole.pt")
try:
    torch.load("whole.pt")
except pickle.UnpicklingError as error:
    print(str(error).split("error: ")[1].split(". Please")[0])

loaded = torch.load("whole.pt", weights_only=False)
restored = loaded(x[:2]).detach()
restored


# %% unsafe-file raises="UnpicklingError"
# why: A pickle may call any function while it is read, so PyTorch refuses all it does not know. A `.keras` file can
#   carry code too, inside a `Lambda` layer, and Keras refuses that. `weights_only=False` and `safe_mode=False` turn the
#   protection off.
class Surprise:
    def __reduce__(self):
        return print, ("this ran while loading",)


torch.save({"weights": Surprise()}, "stranger.pt")
print(torch.serialization.get_unsafe_globals_in_checkpoint("stranger.pt"))
try:
    torch.load("stranger.pt")
except pickle.UnpicklingError as error:
    print(str(error).split("error: ")[1].split(". Please")[0])

trusted = torch.load("stranger.pt", weights_only=False)

# %% config same="rebuilt, shape"
import json

settings = {"outputs": 5}
text = json.dumps(settings)

fresh = Net(**json.loads(text))
rebuilt = sum(parameter.numel() for parameter in fresh.parameters())
shape = list(fresh(x).shape)
print(text)
print(rebuilt, shape)


# %% custom-objects same="scaled"
# why: A `state_dict` holds no classes, so there is nothing to register: the class is in your program. A `.keras` file
#   names its classes, and Keras must be told of yours: by a decorator on the class, or when the file is loaded.
class Scale(nn.Module):
    def __init__(self, factor):
        super().__init__()
        self.factor = nn.Parameter(torch.tensor(factor))

    def forward(self, x):
        return self.factor * x


torch.save(Scale(3.0).state_dict(), "scale.pt")

loaded = Scale(1.0)
loaded.load_state_dict(torch.load("scale.pt"))
scaled = loaded(x[:2]).detach()
scaled

# %% partial-load same="half_loaded, body" raises="RuntimeError"
# why: Both refuse a file with other shapes, and both have by then loaded what did fit. `strict=False` forgives missing
#   and unexpected names, not shapes: drop those yourself. `skip_mismatch=True` skips them and warns.
wider = Net(outputs=5)  # a new last layer
state = torch.load("net.pt")
try:
    wider.load_state_dict(state, strict=False)
except RuntimeError as error:
    print(str(error).splitlines()[1].strip().split(": ")[0])
half_loaded = torch.equal(wider.hidden.weight, state["hidden.weight"])

own = wider.state_dict()
fitting = {k: v for k, v in state.items() if v.shape == own[k].shape}
result = wider.load_state_dict(fitting, strict=False)
body = wider.hidden.weight.detach().T
print(half_loaded, result.missing_keys)

# %% one-layer same="body, head_is_new"
fresh = Net(outputs=5)
first_head = fresh.output.bias.detach().clone()
fresh.hidden.load_state_dict(model.hidden.state_dict())

body = fresh.hidden.weight.detach().T
head_is_new = torch.equal(fresh.output.bias, first_head)
print(body[0, :4], head_is_new)

# %% rename-keys same="restored" raises="RuntimeError"
# why: The names in a `state_dict` and in a TensorFlow checkpoint come from attributes; rename the keys, or give the old
#   names. Keras numbers the layers of a `Sequential` in its file, so their names do not matter.
from collections import OrderedDict

layers = {"body": nn.Linear(4, 8), "relu": nn.ReLU()}
layers["head"] = nn.Linear(8, 3)
renamed = nn.Sequential(OrderedDict(layers))
try:
    renamed.load_state_dict(state)
except RuntimeError as error:
    print(str(error).splitlines()[1].strip())

new_names = {"hidden": "body", "output": "head"}
keys = [key.split(".") for key in state]
keys = [f"{new_names[layer]}.{rest}" for layer, rest in keys]
renamed.load_state_dict(dict(zip(keys, state.values())))
restored = renamed(x[:2]).detach()
restored

# %% wrapped-names only="pytorch" why="`compile` of Keras wraps nothing, so it leaves the names alone."
wrapped = torch.compile(model, backend="eager")
state = wrapped.state_dict()
print(list(state)[:2])

state = {name.removeprefix("_orig_mod."): v for name, v in state.items()}
loaded = Net()
loaded.load_state_dict(state)


# %% first-steps same="first"
def train(model, optimizer, steps):
    losses = []
    for _ in range(steps):
        optimizer.zero_grad()
        loss = nn.functional.mse_loss(model(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


model = start()
optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
first = train(model, optimizer, 3)
print([round(loss, 6) for loss in first])

# %% checkpoint same="straight"
checkpoint = {
    "epoch": 3,
    "model": model.state_dict(),
    "optimizer": optimizer.state_dict(),
}
torch.save(checkpoint, "run.pt")
straight = train(model, optimizer, 3)  # without a break
print([round(loss, 6) for loss in straight])

# %% resume same="epoch, resumed, identical, cold"
checkpoint = torch.load("run.pt")
epoch = checkpoint["epoch"]
model = Net()
model.load_state_dict(checkpoint["model"])
optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
optimizer.load_state_dict(checkpoint["optimizer"])
resumed = train(model, optimizer, 3)
identical = resumed == straight

model.load_state_dict(checkpoint["model"])
fresh = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
cold = train(model, fresh, 3)  # the momentum is lost
print(epoch, identical)
print([round(loss, 6) for loss in resumed])
print([round(loss, 6) for loss in cold])

# %% keep-newest same="kept"
from pathlib import Path

written = []
for step in range(1, 5):
    path = Path(f"step-{step}.pt")
    torch.save({"step": step, "model": model.state_dict()}, path)
    written.append(path)
    if len(written) > 2:
        written.pop(0).unlink()

kept = [torch.load(path)["step"] for path in written]
print(kept, sorted(path.name for path in Path().glob("step-*")))

# %% new-data same="new_x, new_y"
rng = np.random.default_rng(3)
new_x = torch.from_numpy(rng.normal(size=(6, 4)).astype("float32"))
new_y = torch.from_numpy(rng.normal(size=(6, 3)).astype("float32"))


def validate(model):
    with torch.no_grad():
        return nn.functional.mse_loss(model(new_x), new_y).item()


print(f"{validate(start()):.4f}")

# %% keep-best same="history, best_epoch, best_loss"
model, history = start(), []
optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
for _ in range(6):
    train(model, optimizer, 1)
    loss = validate(model)
    if loss < min(history, default=float("inf")):
        torch.save(model.state_dict(), "best.pt")
    history.append(loss)

model.load_state_dict(torch.load("best.pt"))
best_epoch = history.index(min(history))
best_loss = validate(model)
print([round(loss, 4) for loss in history])
print(best_epoch, round(best_loss, 4))

# %% keep-best-few same="kept_epochs"
model, best = start(), []
optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
for epoch in range(6):
    train(model, optimizer, 1)
    path = Path(f"epoch-{epoch}.pt")
    torch.save(model.state_dict(), path)
    best = sorted([*best, (validate(model), epoch, path)])
    for _, _, worse in best[2:]:
        worse.unlink()
    best = best[:2]

kept_epochs = [epoch for _, epoch, _ in best]
print(kept_epochs, sorted(path.name for path in Path().glob("epoch-*")))

# %% best-in-memory differs="remembered" same="copied"
# why: A `state_dict` refers to the parameters themselves, so training goes on changing it. `get_weights` of Keras
#   copies. `copy.deepcopy` makes the two equal.
import copy

model = start()
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
best = model.state_dict()
best_copy = copy.deepcopy(model.state_dict())
train(model, optimizer, 3)

remembered = best["hidden.weight"].T
copied = best_copy["hidden.weight"].T
print(remembered[0, :4])
print(copied[0, :4])

# %% frozen-flag differs="trainable_after" same="frozen_again"
# why: A `state_dict` holds numbers only, so `requires_grad` is as the class makes it. A `.keras` file holds each
#   layer's settings, and `trainable` is one of them. Freeze again after loading, and both have the same to train.
frozen = start()
frozen.hidden.requires_grad_(False)
torch.save(frozen.state_dict(), "frozen.pt")


def count_trainable(model):
    return sum(p.requires_grad for p in model.parameters())


loaded = Net()
loaded.load_state_dict(torch.load("frozen.pt"))
trainable_after = count_trainable(loaded)
loaded.hidden.requires_grad_(False)
frozen_again = count_trainable(loaded)
print(count_trainable(frozen), trainable_after, frozen_again)

# %% load-device same="restored, place"
state = torch.load("net.pt", map_location="cpu")
loaded = Net().to("cpu")
loaded.load_state_dict(state)

place = loaded.hidden.weight.device.type
restored = loaded(x[:2]).detach()
print(place)
# "meta" reads names and shapes only, no numbers
print(torch.load("net.pt", map_location="meta")["hidden.weight"])

# %% half-size same="restored, halved"
model = start()
halves = {name: value.half() for name, value in model.state_dict().items()}
torch.save(halves, "half.pt")

loaded = Net()  # float32; loading casts
loaded.load_state_dict(torch.load("half.pt"))
restored = loaded(x[:2]).detach()
halved = halves["hidden.weight"].nbytes / model.hidden.weight.nbytes
print(halved, loaded.hidden.weight.dtype)
restored

# %% slice-size differs="large" same="small"
# why: `torch.save` writes the whole memory that a tensor looks at, and a slice looks at the memory it was cut from. In
#   TensorFlow and NumPy a file holds the values of the slice. `clone()` makes a small file of it.
table = torch.zeros(1000, 100)
torch.save(table[:1], "row.pt")
large = Path("row.pt").stat().st_size > 100_000
print(Path("row.pt").stat().st_size)

torch.save(table[:1].clone(), "row.pt")
small = Path("row.pt").stat().st_size < 5_000
print(Path("row.pt").stat().st_size)

# %% npz same="arrays, restored"
names = ["hidden_kernel", "hidden_bias", "output_kernel", "output_bias"]
values = [parameter.detach().numpy().T for parameter in model.parameters()]
np.savez("net.npz", **dict(zip(names, values)))

with np.load("net.npz") as file:
    arrays = [file[name] for name in file.files]
loaded = Net()
with torch.no_grad():
    for parameter, array in zip(loaded.parameters(), arrays):
        parameter.copy_(torch.from_numpy(array.T))
restored = loaded(x[:2]).detach()
print([array.shape for array in arrays])
restored

# %% export same="served"
batch = torch.export.Dim("batch")
program = torch.export.export(model.eval(), (x,), dynamic_shapes=({0: batch},))
torch.export.save(program, "net.pt2")

served_model = torch.export.load("net.pt2").module()  # without Net
served = served_model(x[:2]).detach()
served
