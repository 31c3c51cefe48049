# %% read hidden="true"
import inspect
import torch
import torchvision
from torchvision.transforms import v2


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


# %% normal-initializer differs="defaults" why="PyTorch draws numbers twenty times as large: name `std`."
defaults = read(torch.nn.init.normal_, "mean", "std")

# %% truncated-normal-initializer differs="defaults"
# why: PyTorch draws numbers twenty times as large: name `std`. It cuts at `a=-2` and `b=2`, Keras at two deviations.
defaults = read(torch.nn.init.trunc_normal_, "mean", "std")

# %% uniform-initializer differs="defaults" why="PyTorch draws from 0 to 1, Keras around 0: name both ends."
defaults = read(torch.nn.init.uniform_, "a", "b")

# %% orthogonal-initializer same="defaults"
defaults = read(torch.nn.init.orthogonal_, "gain")

# %% data-loader differs="defaults"
# why: A `DataLoader` makes batches of 1 and keeps the order; `fit` makes batches of 32, which `None` stands for, and
#   shuffles arrays. Name both.
defaults = read(torch.utils.data.DataLoader, "batch_size", "shuffle")

# %% batch differs="defaults"
# why: A `DataLoader` makes batches of 1 unless told otherwise; `batch` wants the number. Both keep a last, smaller
#   batch.
defaults = read(torch.utils.data.DataLoader, "batch_size", "drop_last")

# %% workers differs="defaults"
# why: 0 and 1 mean the same here: batches are made in the training process. More than 1 are processes in PyTorch, and
#   threads in Keras unless `use_multiprocessing=True`.
defaults = read(torch.utils.data.DataLoader, "num_workers")

# %% pad-sequence differs="defaults" why="PyTorch pads on the right and Keras on the left: set `padding='post'`."
defaults = read(torch.nn.utils.rnn.pad_sequence, "padding_value", "padding_side")

# %% resize differs="defaults"
# why: torchvision smooths before it shrinks an image, TensorFlow does not: set `antialias=True`.
defaults = read(v2.Resize, "interpolation", "antialias")

# %% interpolate differs="defaults" why="PyTorch takes the nearest pixel, TensorFlow interpolates: name the method."
defaults = read(torch.nn.functional.interpolate, "mode", "antialias")

# %% mixup differs="defaults"
# why: PyTorch mixes in every proportion alike, Keras mostly keeps one of the two images: name `alpha`.
defaults = read(v2.MixUp, "alpha")

# %% nms differs="defaults" why="PyTorch wants the threshold named."
defaults = read(torchvision.ops.nms, "iou_threshold")
