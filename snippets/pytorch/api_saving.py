# %% inputs hidden="true"
import copy
import io
import operator
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
import torch
from torch import nn

x = torch.tensor([[1.0, 2.0, 3.0]])
weight = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
bias = torch.tensor([0.5, -0.5])


def network():
    return nn.Sequential(nn.Linear(3, 2))


@dataclass
class Scale:
    factor: float


model = network()
model.load_state_dict({"0.weight": weight, "0.bias": bias})
optimizer = torch.optim.SGD(model.parameters(), lr=0.25)

# %% state-dict differs="shapes" api="torch.nn.Module.state_dict"
# why: `state_dict` is a dict of tensors that follow the training; `get_weights` is a list of NumPy copies without
#   names. `Linear` keeps (out, in) and `Dense` (in, out): transpose matrices between the two.
state = model.state_dict()
shapes = [list(value.shape) for value in state.values()]

# %% load-state-dict same="output" api="torch.nn.Module.load_state_dict"
fresh = network()
fresh.load_state_dict(state)
output = fresh(x).detach()

# %% save-weights same="saved" api="torch.nn.Module.state_dict"
# note: The name of Keras' file must end in `.weights.h5`.
torch.save(model.state_dict(), "net.pt")
saved = Path("net.pt").is_file()

# %% load-weights same="output" api="torch.nn.Module.load_state_dict"
fresh = network()
fresh.load_state_dict(torch.load("net.pt"))
output = fresh(x).detach()

# %% load-to-device same="output" api="torch.nn.Module.load_state_dict"
# note: A file of Keras holds no device: values go where the variables are.
fresh = network()
fresh.load_state_dict(torch.load("net.pt", map_location="cpu"))
output = fresh(x).detach()

# %% missing-names only="pytorch" api="torch.nn.Module.load_state_dict"
# why: Keras compares the file with the layers: `load_weights` with `skip_mismatch=True` leaves out what does not fit,
#   with a warning.
found = fresh.load_state_dict({"0.bias": bias}, strict=False)
missing, unexpected = found.missing_keys, found.unexpected_keys

# %% save-model same="saved"
# note: PyTorch pickles the object, and its classes must be importable when it is loaded. A `.keras` file holds settings
#   and weights.
torch.save(model, "whole.pt")
saved = Path("whole.pt").is_file()

# %% save-model-function same="output"
torch.save(model, "whole.pt")
output = torch.load("whole.pt", weights_only=False)(x).detach()

# %% load-model same="output" note="`weights_only=False` lets the file call any function: use it for your own files."
loaded = torch.load("whole.pt", weights_only=False)
output = loaded(x).detach()

# %% clone same="output" differs="keeps_weights"
# why: `copy.deepcopy` copies the weights. `clone_model` makes new ones: give it the old ones with `set_weights`.
clone = copy.deepcopy(model)
keeps_weights = torch.equal(clone[0].weight, model[0].weight)
output = clone(x).detach()

# %% layer-from-config same="width" note="A module of PyTorch does not know its arguments: keep them yourself."
settings = {"in_features": 3, "out_features": 2}
fresh = nn.Linear(**settings)
width = fresh.out_features

# %% summary
# note: `print(model)` shows the modules. For shapes and counts in a table, PyTorch users take the package torchinfo.
text = str(model)

# %% scale-files hidden="true"
torch.save(Scale(3.0), "scale.pt")

# %% unsafe-names only="pytorch"
# why: A `.keras` file names its classes in `config.json` inside the archive, which `zipfile` reads.
unsafe = torch.serialization.get_unsafe_globals_in_checkpoint("scale.pt")

# %% custom-objects same="factor"
loaded = torch.load("scale.pt", weights_only=False)
factor = loaded.factor

# %% custom-object-scope same="factor" note="PyTorch asks which classes are safe, Keras which class a name means."
with torch.serialization.safe_globals([Scale]):
    loaded = torch.load("scale.pt")
factor = loaded.factor

# %% register-class same="factor"
# note: In Keras this is a decorator above the class, before the file is written.
torch.serialization.add_safe_globals([Scale])
factor = torch.load("scale.pt").factor

# %% registered-classes same="known"
known = Scale in torch.serialization.get_safe_globals()

# %% unsafe-load same="output" note="Either file can hold code, and both functions refuse it by default."
torch.save(operator.neg, "code.pt")
loaded = torch.load("code.pt", weights_only=False)
output = loaded(x)

# %% checkpoint-save same="saved" api="torch.nn.Module.state_dict, torch.optim.Optimizer.state_dict"
# note: TensorFlow writes values of variables only, and numbers the files itself.
state = {"model": model.state_dict(), "optimizer": optimizer.state_dict()}
Path("run").mkdir(exist_ok=True)
torch.save({**state, "step": 3}, "run/ckpt-1.pt")
saved = Path("run/ckpt-1.pt").is_file()

# %% checkpoint-restore same="output, done" api="torch.nn.Module.load_state_dict, torch.optim.Optimizer.load_state_dict"
# note: `restore` passes over names that it does not find, unless an `assert` follows.
fresh, saved = network(), torch.load("run/ckpt-1.pt")
fresh.load_state_dict(saved["model"])
optimizer.load_state_dict(saved["optimizer"])
output, done = fresh(x).detach(), saved["step"]

# %% checkpoint-manager same="kept"
Path("kept").mkdir(exist_ok=True)
for step in (1, 2, 3):
    torch.save(model.state_dict(), f"kept/ckpt-{step}.pt")
    Path(f"kept/ckpt-{step - 2}.pt").unlink(missing_ok=True)
kept = sorted(path.stem for path in Path("kept").iterdir())

# %% latest-checkpoint same="newest"
# note: Sorted by name `ckpt-10` comes before `ckpt-9`: in PyTorch write numbers with leading zeros, or sort by time.
newest = max(Path("kept").iterdir()).stem

# %% restore-or-start same="newest" api="torch.nn.Module.load_state_dict"
# note: `restore_or_initialize` returns `None` where the folder is empty.
paths = sorted(Path("kept").iterdir())
if paths:
    model.load_state_dict(torch.load(paths[-1]))
newest = paths[-1].stem

# %% checkpoint-state same="names"
names = sorted(path.stem for path in Path("kept").iterdir())

# %% list-variables same="found"
names = list(torch.load("run/ckpt-1.pt"))
found = "step" in names

# %% load-checkpoint same="done"
# note: Neither reads the other tensors: `mmap=True` leaves them in the file until they are used.
reader = torch.load("run/ckpt-1.pt", mmap=True)
done = reader["step"]

# %% load-variable same="done"
done = torch.load("run/ckpt-1.pt", mmap=True)["step"]

# %% optimizer-state same="rate" api="torch.optim.Optimizer.state_dict, torch.optim.Optimizer.load_state_dict"
# note: In Keras, `tf.train.Checkpoint` and `model.save` keep the optimizer's variables too.
fresh = torch.optim.SGD(network().parameters(), lr=0.5)
fresh.load_state_dict(optimizer.state_dict())
rate = fresh.param_groups[0]["lr"]

# %% export same="saved"
# note: Without `dynamic_shapes` PyTorch keeps the batch size of the example; Keras leaves it open.
program = torch.export.export(model, (x,))
torch.export.save(program, "net.pt2")
saved = Path("net.pt2").is_file()

# %% load-exported same="output" api="torch.export.ExportedProgram.module" note="Neither needs the class of the model."
loaded = torch.export.load("net.pt2").module()
output = loaded(x).detach()

# %% exported-as-layer same="output"
loaded = nn.Sequential(torch.export.load("net.pt2").module(), nn.ReLU())
output = loaded(x).detach()

# %% saved-model same="output"
# note: Keep the object that `tf.saved_model.load` returns: its functions alone do not keep the variables alive.
program = torch.export.export(model, (x,))
torch.export.save(program, "net.pt2")
output = torch.export.load("net.pt2").module()(x).detach()

# %% contains-saved-model same="found"
found = Path("net.pt2").is_file()

# %% weights-from-address same="output"
# note: Both look into their folder first, and download only what is not there, as here.
address = "https://example.com/net.pt"
state = torch.hub.load_state_dict_from_url(address, model_dir=".", weights_only=True)
fresh = network()
fresh.load_state_dict(state)
output = fresh(x).detach()

# %% download-file same="text"
# note: `get_file` keeps files below `~/.keras` unless told otherwise, and downloads once; PyTorch's function always
#   downloads.
Path("page.txt").write_text("one line")
address = Path("page.txt").resolve().as_uri()
torch.hub.download_url_to_file(address, "copy.txt", progress=False)
text = Path("copy.txt").read_text()

# %% write-file same="content"
# note: `tf.io.read_file` returns the bytes as one string. `torchvision.io.read_file` is deprecated.
Path("bytes.bin").write_bytes(b"abc")
content = torch.from_file("bytes.bin", size=3, dtype=torch.uint8)

# %% tensor-to-bytes same="restored" note="TensorFlow must be told the dtype."
buffer = io.BytesIO()
torch.save(x, buffer)
buffer.seek(0)
restored = torch.load(buffer)

# %% gfile same="text"
# note: Files and folders need nothing of PyTorch: plain Python does it. `tf.io.gfile` also opens addresses such as
#   `gs://`.
with open("note.txt", "w") as file:
    file.write("one line")
with open("note.txt") as file:
    text = file.read()

# %% file-exists same="there"
there = os.path.exists("note.txt")

# %% file-size same="size"
size = os.stat("note.txt").st_size

# %% make-folders same="made" note="`tf.io.gfile.makedirs` accepts a folder that is there."
os.makedirs("runs/first", exist_ok=True)
made = os.path.isdir("runs/first")

# %% make-folder same="made"
os.mkdir("runs/second")
made = os.path.isdir("runs/second")

# %% copy-file same="there" note="Without `overwrite=True`, `tf.io.gfile.copy` raises an error where the file is there."
shutil.copy("note.txt", "runs/first/copy.txt")
there = os.path.exists("runs/first/copy.txt")

# %% rename-file same="names"
os.rename("runs/first/copy.txt", "runs/first/renamed.txt")
names = os.listdir("runs/first")

# %% glob same="names"
names = sorted(str(path) for path in Path("runs").glob("*/*.txt"))

# %% walk same="files"
files = sorted(sum((names for _, _, names in os.walk("runs")), []))

# %% remove-file same="there"
os.remove("runs/first/renamed.txt")
there = os.path.exists("runs/first/renamed.txt")

# %% remove-folder same="there"
shutil.rmtree("runs")
there = os.path.exists("runs")
