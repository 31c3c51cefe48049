# %% images same="labels, image"
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

rng = np.random.default_rng(0)
labels = rng.integers(0, 2, 64)  # 0: lines across, 1: lines down
row, column = np.indices((12, 14)) % 2
images = np.where(labels[:, None, None], column, row)
images = images + rng.normal(0, 0.3, images.shape)
images = images[..., None].astype("float32")  # channels last

x = torch.from_numpy(images).permute(0, 3, 1, 2)
image = x[0, 0]
print(labels[:8], tuple(x.shape))


# %% cnn same="count"
def cnn(eps=1e-5):
    model = nn.Sequential()
    model.conv1 = nn.Conv2d(1, 4, 3)
    model.norm = nn.BatchNorm2d(4, eps=eps)
    model.relu = nn.ReLU()
    model.pool = nn.MaxPool2d(2)
    model.conv2 = nn.Conv2d(4, 6, 3)  # puts out 6 channels of 3 x 4
    model.flat = nn.Flatten()
    model.head = nn.Linear(72, 2)
    return model.eval()


count = sum(parameter.numel() for parameter in cnn().parameters())
count


# %% cnn-from-pytorch same="y" rtol="0" atol="1e-5"
def fill(model, state):
    state = {name: torch.from_numpy(array) for name, array in state.items()}
    model.load_state_dict(state)
    return model


rng = np.random.default_rng(1)
shapes = {"conv1.weight": (4, 1, 3, 3), "conv1.bias": 4}
shapes |= {"norm.weight": 4, "norm.bias": 4}
shapes |= {"norm.running_mean": 4, "norm.running_var": 4}
shapes |= {"conv2.weight": (6, 4, 3, 3), "conv2.bias": 6}
shapes |= {"head.weight": (2, 72), "head.bias": 2}
state = {k: rng.uniform(-0.5, 0.5, n).astype("float32") for k, n in shapes.items()}
state["norm.running_var"] += 1

model = fill(cnn(), state)
y = model(x[:2]).detach()
y


# %% cnn-from-keras same="y" rtol="0" atol="1e-5"
def cnn_to_pytorch(weights):
    kernel1, bias1, *norm, kernel2, bias2, head, bias3 = weights
    head = head.reshape(3, 4, 6, 2).transpose(3, 2, 0, 1).reshape(2, 72)
    names = ["weight", "bias", "running_mean", "running_var"]
    return {
        "conv1.weight": kernel1.transpose(3, 2, 0, 1),
        "conv1.bias": bias1,
        **{f"norm.{name}": array for name, array in zip(names, norm)},
        "conv2.weight": kernel2.transpose(3, 2, 0, 1),
        "conv2.bias": bias2,
        "head.weight": head,
        "head.bias": bias3,
    }


rng = np.random.default_rng(2)
shapes = [(3, 3, 1, 4), 4, 4, 4, 4, 4, (3, 3, 4, 6), 6, (72, 2), 2]
weights = [rng.uniform(-0.5, 0.5, shape).astype("float32") for shape in shapes]
weights[5] += 1  # the variance

model = fill(cnn(eps=1e-3), cnn_to_pytorch(weights))
y = model(x[:2]).detach()
y

# %% flatten-forgotten differs="careless" same="right" rtol="0" atol="1e-5"
# why: `Flatten` reads channel by channel in PyTorch and pixel by pixel in Keras. A plain transposition of the dense
#   weight fits, and each number meets another's weight. Give it the four axes of the image back, turn them, and flatten
#   again.
naive = cnn_to_pytorch(weights) | {"head.weight": weights[8].T}
careless = fill(cnn(eps=1e-3), naive)(x[:2]).detach()
right = model(x[:2]).detach()
print(careless)
print(right)


# %% flatten-avoided same="y" rtol="0" atol="1e-5"
class FlattenAsKeras(nn.Module):
    def forward(self, x):
        return x.permute(0, 2, 3, 1).flatten(1)


model = cnn(eps=1e-3)
model.flat = FlattenAsKeras()
y = fill(model, naive)(x[:2]).detach()
y


# %% block same="count"
def encoder(**settings):
    layer = nn.TransformerEncoderLayer(
        8, nhead=2, dim_feedforward=16, dropout=0.0, batch_first=True, **settings
    )
    return layer.eval()


count = sum(parameter.numel() for parameter in encoder().parameters())
for name, parameter in encoder().named_parameters():
    print(f"{name:24}", tuple(parameter.shape))


# %% block-from-pytorch same="y" rtol="0" atol="1e-5"
rng = np.random.default_rng(3)
shapes = [(24, 8), 24, (8, 8), 8, (16, 8), 16, (8, 16), 8, 8, 8, 8, 8]
arrays = [rng.normal(0, 0.5, shape).astype("float32") for shape in shapes]
steps = rng.normal(size=(2, 5, 8)).astype("float32")

block = encoder()
block_state = dict(zip(block.state_dict(), arrays))
y = fill(block, block_state)(torch.from_numpy(steps)).detach()
y[0, 0]


# %% block-from-keras same="y" rtol="0" atol="1e-5"
def block_to_pytorch(weights):
    query, q, key, k, value, v, output, o, first, a, second, b, *norms = weights
    kernels = [kernel.reshape(len(kernel), -1).T for kernel in (query, key, value)]
    return {
        "self_attn.in_proj_weight": np.concatenate(kernels),
        "self_attn.in_proj_bias": np.concatenate([q, k, v], axis=None),
        "self_attn.out_proj.weight": output.reshape(-1, output.shape[-1]).T,
        "self_attn.out_proj.bias": o,
        "linear1.weight": first.T,
        "linear1.bias": a,
        "linear2.weight": second.T,
        "linear2.bias": b,
        "norm1.weight": norms[0],
        "norm1.bias": norms[1],
        "norm2.weight": norms[2],
        "norm2.bias": norms[3],
    }


shapes = [(8, 2, 4), (2, 4)] * 3 + [(2, 4, 8), 8, (8, 16), 16, (16, 8), 8, 8, 8, 8, 8]
arrays = [rng.normal(0, 0.5, shape).astype("float32") for shape in shapes]

block = fill(encoder(layer_norm_eps=1e-3), block_to_pytorch(arrays))
y = block(torch.from_numpy(steps)).detach()
y[0, 0]

# %% block-norm-place differs="careless" same="right" rtol="0" atol="1e-5"
# why: Whether a block normalizes before or behind attention and feed-forward is not in its weights. A
#   `TransformerEncoderLayer` does it behind the sum unless `norm_first=True`, and so do the lines of the Keras block
#   here. Both kinds have the same names and shapes: read the code of the model.
state = block_to_pytorch(arrays)
first = fill(encoder(layer_norm_eps=1e-3, norm_first=True), state)
careless = first(torch.from_numpy(steps))[0, 0].detach()
right = block(torch.from_numpy(steps))[0, 0].detach()
print(careless)
right

# %% padding-even-odd differs="even" same="odd" rtol="0" atol="1e-5"
# why: With a window of 3 and stride 2, an odd side needs one pixel at each end in both. An even side needs one pixel
#   only, which `same` puts at the end; `padding=1` puts one at the beginning too, which shifts the windows. A model
#   tested on one size of image can fail on another.
rng = np.random.default_rng(4)
kernel = rng.normal(size=(3, 3, 1, 2)).astype("float32")

conv = nn.Conv2d(1, 2, 3, stride=2, padding=1, bias=False)
fill(conv, {"weight": kernel.transpose(3, 2, 0, 1)})
even = conv(x[:1]).permute(0, 2, 3, 1).detach()  # 12 x 14
odd = conv(x[:1, :, 1:, 1:]).permute(0, 2, 3, 1).detach()  # 11 x 13
print(even[0, 0, 0], odd[0, 0, 0])


# %% padding-from-keras same="even, odd" rtol="0" atol="1e-5"
def same_padding(size, window, stride):  # (before, after) for one axis
    total = max((-(-size // stride) - 1) * stride + window - size, 0)
    return total // 2, total - total // 2


class SameConv2d(nn.Conv2d):
    def forward(self, x):
        sides = []  # F.pad wants the last axis first
        for axis in (1, 0):
            size = x.shape[2 + axis]
            sides += same_padding(size, self.kernel_size[axis], self.stride[axis])
        return super().forward(F.pad(x, sides))


conv = SameConv2d(1, 2, 3, stride=2, bias=False)
fill(conv, {"weight": kernel.transpose(3, 2, 0, 1)})
even = conv(x[:1]).permute(0, 2, 3, 1).detach()
odd = conv(x[:1, :, 1:, 1:]).permute(0, 2, 3, 1).detach()
even[0, 0, 0]

# %% padding-from-pytorch same="even, odd" rtol="0" atol="1e-5"
conv = nn.Conv2d(1, 2, 3, stride=2, padding=1, bias=False)
fill(conv, {"weight": kernel.transpose(3, 2, 0, 1)})
even = conv(x[:1]).permute(0, 2, 3, 1).detach()
odd = conv(x[:1, :, 1:, 1:]).permute(0, 2, 3, 1).detach()
even[0, 0, 0]


# %% train same="accuracy"
# note: Each framework draws its own first weights, so the two files hold different models. Both know all 64 images.
def accuracy_of(model):
    return float((model(x).argmax(1).numpy() == labels).mean())


torch.manual_seed(0)
trained = cnn().train()
optimizer = torch.optim.SGD(trained.parameters(), lr=0.02)
for step in range(30):
    loss = F.cross_entropy(trained(x), torch.from_numpy(labels))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()

trained.eval()
accuracy = accuracy_of(trained)
accuracy


# %% write-file writes="weights_pytorch.npz" same="layers"
@torch.no_grad()
def outputs(model, x):
    kept, hooks = {}, []
    for name, layer in model.named_children():

        def keep(layer, inputs, output, name=name):
            kept[name] = output.numpy()

        hooks.append(layer.register_forward_hook(keep))
    model(x)
    for hook in hooks:
        hook.remove()
    return kept


content = {name: tensor.numpy() for name, tensor in trained.state_dict().items()}
content |= {f"after {k}": y for k, y in outputs(trained, x[:4]).items()}
np.savez("weights_pytorch.npz", **content)

layers = list(outputs(trained, x[:4]))
layers

# %% read-pytorch-file same="logits, accuracy" rtol="0" atol="1e-5"
logits = trained(x[:4]).detach()
accuracy = accuracy_of(trained)
print(accuracy)
logits

# %% read-keras-file same="logits, accuracy" rtol="0" atol="1e-5"
file = np.load("weights_tensorflow.npz")
weights = [file[name] for name in file if not name.startswith("after ")]

port = fill(cnn(eps=1e-3), cnn_to_pytorch(weights))
logits = port(x[:4]).detach()
accuracy = accuracy_of(port)
print(accuracy)
logits


# %% compare-layers same="first"
def compare(model):
    differences = {}
    for name, y in outputs(model, x[:4]).items():
        expected = file[f"after {name}"]
        if y.ndim == 4:
            y = np.moveaxis(y, 1, -1)
        if name != "flat":  # its order is another by design
            differences[name] = np.abs(y - expected).max()
            large = differences[name] > 1e-4
            print(f"{name:6}", f"{differences[name]:.2g}" if large else "-")
    return next((k for k, d in differences.items() if d > 1e-4), "none")


first = compare(port)
first

# %% find-transposition same="first"
wrong = cnn_to_pytorch(weights)
kernel = weights[6]  # of conv2
wrong["conv2.weight"] = kernel.T  # fits: (6, 4, 3, 3)

first = compare(fill(cnn(eps=1e-3), wrong))
first

# %% find-epsilon same="first"
first = compare(fill(cnn(), cnn_to_pytorch(weights)))
first

# %% find-flatten same="first"
wrong = cnn_to_pytorch(weights) | {"head.weight": weights[8].T}

first = compare(fill(cnn(eps=1e-3), wrong))
first

# %% silent-port same="accuracy"
wrong = cnn_to_pytorch(weights)
wrong["conv1.weight"] = weights[0].T  # every filter lies on its side

port = fill(cnn(eps=1e-3), wrong)
accuracy = accuracy_of(port)
accuracy

# %% name-map same="pairs"
state = trained.state_dict()
names = [name for name in state if not name.endswith("num_batches_tracked")]
paths = [name for name in file if not name.startswith("after ")]

pairs = []
for name, path in zip(names, paths, strict=True):
    assert sorted(state[name].shape) == sorted(file[path].shape), (name, path)
    pairs.append(f"{name} = {path}")
print("\n".join(pairs))

# %% left-over differs="extra"
# why: A count of batches in PyTorch and the states of random generators in Keras belong to one framework only. They are
#   no weights, and a converted model does not need them. Keep them out of the comparison by name.
layers = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.Dropout(0.5))
weights_only = ("weight", "bias", "running_mean", "running_var")
extra = [name for name in layers.state_dict() if not name.endswith(weights_only)]
extra


# %% order-of-definition differs="careless" same="right" rtol="0" atol="1e-5"
# why: A `state_dict` follows the order in which `__init__` names the layers, not that in which `forward` uses them.
#   Keras lists a functional model in the order of use. Two layers of one shape then change places without an error:
#   match by name, and compare outputs.
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.last = nn.Linear(3, 3, bias=False)
        self.first = nn.Linear(3, 3, bias=False)

    def forward(self, x):
        return self.last(torch.relu(self.first(x)))


rng = np.random.default_rng(5)
a, b = rng.normal(size=(2, 3, 3)).astype("float32")
net = fill(Net(), {"last.weight": a, "first.weight": b})
careless = right = net(torch.ones(1, 3)).detach()
print(list(net.state_dict()))
right

# %% tied differs="names" same="y" rtol="0" atol="1e-5"
# why: A weight that two layers share has two names in a `state_dict` and one path in Keras, where the second use is a
#   call. Write the array once, and leave the copy out of a map by order.
table = np.random.default_rng(5).normal(size=(5, 3)).astype("float32")

net = nn.Module()
net.embedding = nn.Embedding(5, 3)
net.head = nn.Linear(3, 5, bias=False)
net.head.weight = net.embedding.weight
with torch.no_grad():
    net.embedding.weight.copy_(torch.from_numpy(table))

names = list(net.state_dict())
y = net.head(net.embedding(torch.tensor([1, 4]))).detach()
print(names)
y
