# %% images same="pixel"
import numpy as np
import torch
from torch import nn

rng = np.random.default_rng(0)
images = rng.integers(0, 256, (4, 8, 8, 3)).astype("float32")  # as files are read


def prepare(images):
    return torch.from_numpy(images / 255).permute(0, 3, 1, 2)


pixel = prepare(images)[0, :, 0, 0]
pixel


# %% model same="layers"
# note: Both have the defaults of their framework. `pad` is there because a port may need it; at 0 it does nothing.
def build(pad=0, padding=1, eps=1e-5, slope=0.01):
    model = nn.Sequential()
    model.pad = nn.ZeroPad2d(pad)
    model.conv = nn.Conv2d(3, 4, 3, stride=2, padding=padding)
    model.norm = nn.BatchNorm2d(4, eps=eps)
    model.act = nn.LeakyReLU(slope)
    model.flat = nn.Flatten()
    model.fc = nn.Linear(64, 5)
    model.out = nn.Linear(5, 5)
    return model.eval()


layers = [name for name, layer in build().named_children()]
layers


# %% trace same="layers"
# note: The functions work for any model whose layers return one tensor each. A second Keras model returns the outputs
#   of all layers, so the first one must be `Sequential` or functional.
@torch.no_grad()
def trace(model, x):
    seen, hooks = {"input": x.numpy()}, []
    for name, layer in model.named_modules():
        if not list(layer.children()):

            def keep(layer, inputs, output, name=name):
                seen[name] = output.numpy()

            hooks.append(layer.register_forward_hook(keep))
    model(x)
    for hook in hooks:
        hook.remove()
    return seen


layers = list(trace(build(), prepare(images)))
layers


# %% write-trace writes="cnn_pytorch.npz" same="count"
def draw(model, seed):  # stands for training
    rng = np.random.default_rng(seed)
    for name, tensor in model.state_dict().items():
        if tensor.is_floating_point():
            low = 0.5 if name.endswith("running_var") else -0.5
            tensor.copy_(torch.from_numpy(rng.uniform(low, low + 1, tensor.shape)))
    return model


def content(model, x):
    weights = {name: tensor.numpy() for name, tensor in model.state_dict().items()}
    return weights | {f"after {name}": y for name, y in trace(model, x).items()}


original = draw(build(), seed=1)
np.savez("cnn_pytorch.npz", **content(original, prepare(images)))
count = len(trace(original, prepare(images)))
count


# %% first-difference same="found"
# note: This function needs NumPy only. It turns images of the other layout, and it tells the same numbers in another
#   order from other numbers.
def first_difference(theirs, ours, limit=1e-4, skip=("pad",)):
    theirs = {name: y for name, y in theirs.items() if name not in skip}
    ours = [y for name, y in ours.items() if name not in skip]
    for (name, a), b in zip(theirs.items(), ours):
        turns = [a] if a.ndim < 3 else [a, np.moveaxis(a, 1, -1), np.moveaxis(a, -1, 1)]
        gaps = [np.abs(one - b).max() for one in turns if one.shape == b.shape]
        gap, by_size = min(gaps, default=np.inf), (np.sort(a, None), np.sort(b, None))
        if gap > limit and a.size == b.size and np.allclose(*by_size, atol=limit):
            print(f"{name}: the same numbers in another order")
        elif gap > limit:
            print(f"{name}: first difference, {gap:.3g}")
            return name
    print("no difference")
    return "none"


found = first_difference({"input": images / 255}, {"input": prepare(images).numpy()})
found


# %% port same="found"
# note: The PyTorch tab has the file of the Keras model, the TensorFlow tab that of the PyTorch model.
def to_pytorch(file):
    names = ["weight", "bias", "running_mean", "running_var"]
    norm = ["gamma", "beta", "moving_mean", "moving_variance"]
    fc = file["fc/kernel"].reshape(4, 4, 4, 5).transpose(3, 2, 0, 1).reshape(5, 64)
    weights = {"conv.weight": file["conv/kernel"].transpose(3, 2, 0, 1)}
    weights |= {f"norm.{name}": file[f"norm/{key}"] for name, key in zip(names, norm)}
    weights |= {"fc.weight": fc, "out.weight": file["out/kernel"].T}
    weights |= {f"{name}.bias": file[f"{name}/bias"] for name in ("conv", "fc", "out")}
    return {name: torch.from_numpy(array) for name, array in weights.items()}


def port(weights=None, **settings):
    model = build(
        **{"pad": (0, 1, 0, 1), "padding": 0, "eps": 1e-3, "slope": 0.3} | settings
    )
    model.load_state_dict(weights or to_pytorch(file))
    return model


def check(model, x=None):
    theirs = {key[6:]: file[key] for key in file if key.startswith("after ")}
    return first_difference(theirs, trace(model, prepare(images) if x is None else x))


file = np.load("cnn_tensorflow.npz")
found = check(port())

# %% input-scale same="found, mended"
# note: The model was trained on pixels from 0 to 1, and the port gets 0 to 255.
x = torch.from_numpy(images).permute(0, 3, 1, 2)
found = check(port(), x)
mended = check(port(), x / 255)

# %% input-layout same="found, mended"
# note: The port reshapes the image instead of turning its axes, so every number is still there.
x = torch.from_numpy(images / 255)
found = check(port(), x.reshape(4, 3, 8, 8))
mended = check(port(), x.permute(0, 3, 1, 2))

# %% training-mode same="found, mended"
# note: The batch normalization of the port uses the mean of the batch instead of the running mean.
model = port()
found = check(model.train())
mended = check(port().eval())

# %% kernel-turned same="found, mended"
# note: `.T` turns all four axes, so height and width change places. The shape is right.
weights = to_pytorch(file)
weights["conv.weight"] = torch.from_numpy(file["conv/kernel"].T)
found = check(port(weights))

weights["conv.weight"] = weights["conv.weight"].transpose(2, 3)
mended = check(port(weights))

# %% strided-padding same="found, mended"
# note: On an image of even size, `padding="same"` with stride 2 adds a row and a column at the end only. `padding=1`
#   adds one on each side.
found = check(port(pad=0, padding=1))
mended = check(port(pad=(0, 1, 0, 1), padding=0))

# %% epsilon same="found, mended"
# note: The default `eps` is 1e-5 in PyTorch and 1e-3 in Keras. It is no weight, so it does not cross with the weights.
found = check(port(eps=1e-5))
mended = check(port(eps=1e-3))

# %% running-statistics same="found, mended"
# note: Only the trainable weights were carried, so the running mean is 0 and the running variance is 1 in the port.
weights = to_pytorch(file)
trainable = {name: weights[name] for name in weights if "running" not in name}
model = build(pad=(0, 1, 0, 1), padding=0, eps=1e-3, slope=0.3)
model.load_state_dict(trainable, strict=False)
found = check(model)

model.load_state_dict(weights)
mended = check(model)

# %% statistics-swapped same="found, mended"
# note: The running mean and the running variance have the same shape, so they can change places.
weights = to_pytorch(file)
mean, variance = weights["norm.running_mean"], weights["norm.running_var"]
weights |= {"norm.running_mean": variance, "norm.running_var": mean.abs()}
found = check(port(weights))

weights |= {"norm.running_mean": mean, "norm.running_var": variance}
mended = check(port(weights))

# %% slope same="found, mended"
# note: The default slope of `LeakyReLU` is 0.01 in PyTorch and 0.3 in Keras.
found = check(port(slope=0.01))
mended = check(port(slope=0.3))

# %% flatten-order same="found, mended"
# note: `Flatten` reads channel by channel in PyTorch and pixel by pixel in Keras. The weight behind it was only
#   transposed.
weights = to_pytorch(file)
weights["fc.weight"] = torch.from_numpy(file["fc/kernel"].T)
found = check(port(weights))
mended = check(port())

# %% dense-not-transposed same="found, mended"
# note: A square weight fits both ways.
weights = to_pytorch(file)
weights["out.weight"] = torch.from_numpy(file["out/kernel"])
found = check(port(weights))

weights["out.weight"] = torch.from_numpy(file["out/kernel"].T)
mended = check(port(weights))

# %% half-precision same="found, mended"
# note: The weights went through a file of 16-bit numbers, which keep three digits.
weights = {name: tensor.half().float() for name, tensor in to_pytorch(file).items()}
found = check(port(weights))
mended = check(port())


# %% sequence-model writes="rnn_pytorch.npz" same="layers"
class LastState(nn.GRU):
    lengths = None

    def forward(self, x):
        if self.lengths is not None:
            x = nn.utils.rnn.pack_padded_sequence(
                x, self.lengths, True, enforce_sorted=False
            )
        return super().forward(x)[1][-1]


def build_rnn():
    model = nn.Sequential()
    model.embed = nn.Embedding(6, 3)
    model.rnn = LastState(3, 4, batch_first=True)
    model.classes = nn.Linear(4, 2)
    return model.eval()


tokens = torch.tensor([[1, 2, 3, 4], [5, 4, 3, 2]])
padded = torch.tensor([[1, 2, 3, 4], [5, 4, 0, 0]])
original = draw(build_rnn(), seed=2)
kept = content(original, tokens)
kept |= {f"padded {name}": y for name, y in trace(original, padded).items()}
np.savez("rnn_pytorch.npz", **kept)
layers = list(trace(original, tokens))
layers


# %% gate-order same="found, mended"
# note: The gates of a GRU have the order reset, update, new in PyTorch and update, reset, new in Keras.
def swap(array):
    first, second, third = np.split(array, 3, axis=-1)
    return np.concatenate([second, first, third], axis=-1)


def port_rnn(turn=swap, biases=None):
    kernel, recurrent = (
        file["rnn/gru_cell/kernel"],
        file["rnn/gru_cell/recurrent_kernel"],
    )
    biases = file["rnn/gru_cell/bias"] if biases is None else biases
    arrays = [
        file["embed/embeddings"],
        turn(kernel).T,
        turn(recurrent).T,
        *turn(biases),
    ]
    arrays += [file["classes/kernel"].T, file["classes/bias"]]
    model = build_rnn()
    model.load_state_dict(dict(zip(model.state_dict(), map(torch.from_numpy, arrays))))
    return model


file = np.load("rnn_tensorflow.npz")
found = check(port_rnn(turn=np.asarray), tokens)
mended = check(port_rnn(), tokens)

# %% two-biases same="found, mended"
# note: A GRU multiplies its second bias by a gate, so the sum of both is no substitute, as it is in an LSTM.
both = file["rnn/gru_cell/bias"]
found = check(port_rnn(biases=np.stack([both.sum(axis=0), 0 * both[0]])), tokens)
mended = check(port_rnn(biases=both), tokens)

# %% padded-batch same="unpadded, found, mended"
# note: The Keras model skips padding because of `mask_zero=True`, and the PyTorch model reads it unless the batch is
#   packed. A batch without padding does not show it.
model = port_rnn()
unpadded = check(model, tokens)

file = {key: y for key, y in file.items() if not key.startswith("after ")}
file |= {key.replace("padded", "after"): y for key, y in file.items()}
found = check(model, padded)

model.rnn.lengths = (padded > 0).sum(1)
mended = check(model, padded)
