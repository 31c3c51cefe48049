# %% eager same="y, branch"
import torch

x = torch.tensor([1.0, -2.0])
y = x * 3
branch = "up" if y.sum() > 0 else "down"
print(branch)
y

# %% graph same="y, graphs"
graphs = 0


def backend(graph, example_inputs):
    global graphs
    graphs += 1
    print(*[node.name for node in graph.graph.nodes])
    return graph.forward


@torch.compile(backend=backend)
def double(x):
    return torch.relu(x) * 2


double(torch.tensor([1.0, 2.0]))
y = double(torch.tensor([-3.0, 4.0]))
print(graphs)
y

# %% home-of-layers differs="package"
# why: PyTorch has its layers in the package `torch`. `tf.keras` only points to the package `keras`, which TensorFlow
#   installs along with itself.
from torch import nn

package = nn.Linear.__module__.split(".")[0]
package

# %% home-of-optimizers differs="package" same="by_optimizer, by_hand"
# why: `tf.optimizers` is another name for `keras.optimizers`. Without Keras, you write the update yourself.
w = torch.tensor([1.0, -2.0], requires_grad=True)
(w**2).sum().backward()
by_hand = w.detach() - 0.1 * w.grad
optimizer = torch.optim.SGD([w], lr=0.1)
optimizer.step()
by_optimizer = w.detach()
package = type(optimizer).__module__.split(".")[0]
print(package, by_optimizer, by_hand)


# %% tracking same="forgotten, tracked"
class Plain(nn.Module):
    def __init__(self):
        super().__init__()
        self.w = torch.ones(2, requires_grad=True)


class Proper(nn.Module):
    def __init__(self):
        super().__init__()
        self.w = nn.Parameter(torch.ones(2))


forgotten = len(list(Plain().parameters()))
tracked = len(list(Proper().parameters()))
forgotten, tracked

# %% saved-file same="is_zip"
# why: `model.save` takes a name that ends in `.keras`, or in `.h5` for an older format. It refuses a folder, which
#   `model.export` writes as a SavedModel. `torch.save` takes any name.
import zipfile

model = nn.Linear(2, 1)
torch.save(model.state_dict(), "weights")
is_zip = zipfile.is_zipfile("weights")
is_zip

# %% whole-or-weights raises="UnpicklingError" same="y"
# why: A pickled model names code to run, so `torch.load` refuses it unless told `weights_only=False`. A `.keras` file
#   holds settings and weights, and its layers are made from those.
import pickle

model = nn.Linear(2, 1)
nn.init.ones_(model.weight)
nn.init.zeros_(model.bias)
torch.save(model, "whole.pt")
try:
    torch.load("whole.pt")
except pickle.UnpicklingError as error:
    print(str(error).split(". ")[0])
torch.save(model.state_dict(), "weights.pt")
loaded = nn.Linear(2, 1)
loaded.load_state_dict(torch.load("weights.pt"))
y = loaded(torch.tensor([[3.0, 4.0]]))
y

# %% train-argument raises="TypeError" same="training, test"
from torch.utils.data import DataLoader, Subset, TensorDataset

data = TensorDataset(torch.arange(8.0))
try:
    DataLoader(data, train=False)
except TypeError as error:
    print(error)
(training,) = next(iter(DataLoader(Subset(data, range(6)), batch_size=6)))
(test,) = next(iter(DataLoader(Subset(data, range(6, 8)), batch_size=2)))
print(training)
print(test)

# %% to-tensor differs="converted" same="scaled, floats"
# why: `ToTensor` scales `uint8` images to [0, 1] and adds the channel axis in front; it leaves an array of decimals
#   unscaled. `convert_to_tensor` only converts. With `scale=True`, or with `convert_image_dtype`, the scaling is
#   written down.
import numpy as np
from torchvision.transforms import ToTensor, v2

image = np.array([[0, 51], [102, 255]], dtype="uint8")
converted = ToTensor()(image)
steps = [v2.ToImage(), v2.ToDtype(torch.float32, scale=True)]
scaled = v2.Compose(steps)(image)
floats = ToTensor()(image.astype("float32"))
print(converted)
print(scaled)

# %% compare-labels same="correct"
# why: PyTorch and `keras.ops` bring both to one integer type before they compare. A TensorFlow operator wants equal
#   dtypes, and `tf.argmax` gives `int64`. Cast one of them, or ask `tf.argmax` for another `output_type`.
scores = torch.tensor([[0.1, 0.9], [0.8, 0.2]])
labels = torch.tensor([1, 1], dtype=torch.int32)
predicted = scores.argmax(1)
print(predicted.dtype, labels.dtype)
correct = predicted == labels
correct

# %% dtype-and-device same="moved, same_dtype, integers"
device = torch.device("cpu")
if torch.accelerator.is_available():
    device = torch.accelerator.current_accelerator()
x = torch.tensor([1.5, 2.5])
moved = x.to(device)
integers = torch.tensor([1, 2], dtype=torch.int64).to(device)
same_dtype = moved.dtype == x.dtype
print(moved.dtype, integers.dtype)

# %% storage-length same="elements, in_bytes"
x = torch.ones(3, 2)
elements = x.numel()
in_bytes = len(x.untyped_storage())
elements, in_bytes

# %% transposed-memory differs="contiguous" same="turned, column"
# why: In PyTorch `t()` and a slice read the same block in a different order or with gaps, and `contiguous()` copies the
#   elements into row order. TensorFlow always makes a new tensor.
x = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
turned, column = x.t(), x[:, 0]
contiguous = [turned.is_contiguous(), column.is_contiguous()]
print("one block:", x.untyped_storage().nbytes(), "bytes for", x.numel(), "numbers")
print("strides:", turned.stride(), column.stride())
print("contiguous:", contiguous)

# %% linear-and-dense same="y, parameters, misread"
rng = np.random.default_rng(0)
kernel = rng.normal(size=(256, 4)).astype("float32")
layer = nn.Linear(256, 4)
with torch.no_grad():
    layer.weight.copy_(torch.from_numpy(kernel.T))
    layer.bias.zero_()
y = layer(torch.ones(1, 256))
parameters = sum(p.numel() for p in layer.parameters())
misread = sum(p.numel() for p in nn.Linear(4, 256).parameters())
print(parameters, misread)
y

# %% cross-entropy differs="default" same="matched"
# why: The PyTorch loss takes logits. The Keras loss takes probabilities, and it also returns a number for logits. Set
#   `from_logits=True`, or end the Keras model with a softmax. A PyTorch model ends without one.
logits = torch.tensor([[2.0, -1.0, 0.5], [0.5, 1.5, -2.0]])
labels = torch.tensor([1, 2])
default = nn.CrossEntropyLoss()(logits, labels)
matched = nn.NLLLoss()(logits.log_softmax(dim=1), labels)
print(f"one loss {default:.4f}, in two steps {matched:.4f}")

# %% experimental same="w"
# why: The optimizers that lived in `experimental` are the ordinary ones today. PyTorch has no such name to leave
#   behind.
w = torch.tensor([1.0], requires_grad=True)
optimizer = torch.optim.SGD([w], lr=0.5)
(w**2).sum().backward()
optimizer.step()
w


# %% equal-settings differs="rate_alone, all_given" same="tiny_epsilon, sgd"
# why: The defaults of `rho` (PyTorch: `alpha`) and epsilon differ. With equal values PyTorch still adds epsilon after
#   the square root and Keras before it. Give both the same decay and an epsilon that is small beside the gradient, and
#   the results agree, as they do where there is none, in `SGD`.
def after_three(optimizer_class, **settings):
    w = torch.tensor([1.0, -0.01], requires_grad=True)
    optimizer = optimizer_class([w], lr=0.01, **settings)
    for _ in range(3):
        optimizer.zero_grad()
        (w**2).sum().backward()
        optimizer.step()
    return w


RMSprop = torch.optim.RMSprop
rate_alone = after_three(RMSprop)
all_given = after_three(RMSprop, alpha=0.9, eps=0.01)
tiny_epsilon = after_three(RMSprop, alpha=0.9, eps=1e-12)
sgd = after_three(torch.optim.SGD)
for w in (rate_alone, all_given, tiny_epsilon, sgd):
    print(w.detach().numpy().round(5))


# %% sparse-data same="losses" atol="1e-3"
import numpy as np

rng = np.random.default_rng(0)
kept = rng.random((500, 20)) < 0.05
features = (rng.normal(size=(500, 20)) * kept).astype("float32")
truth = rng.normal(size=(20, 1)).astype("float32")
x, y = torch.from_numpy(features), torch.from_numpy(features @ truth)
losses = []
for optimizer_class, rate in (("Adadelta", 1.0), ("Adagrad", 0.5), ("Adam", 0.05)):
    w = torch.zeros(20, 1, requires_grad=True)
    optimizer = getattr(torch.optim, optimizer_class)([w], lr=rate)
    for _ in range(200):
        optimizer.zero_grad()
        loss = ((x @ w - y) ** 2).mean()
        loss.backward()
        optimizer.step()
    losses.append(loss.item())
    print(f"{optimizer_class}: {loss.item():.4f}")


# %% sparse-gradient raises="RuntimeError" same="moved"
# why: PyTorch's `Adadelta` refuses the sparse gradient of `Embedding(sparse=True)`, so leave `sparse` out. In
#   TensorFlow the gradient of a lookup is always sparse, and Keras takes it.
def step(sparse):
    table = nn.Embedding(4, 2, sparse=sparse)
    nn.init.ones_(table.weight)
    optimizer = torch.optim.Adadelta(table.parameters())
    table(torch.tensor([1, 3])).sum().backward()
    optimizer.step()
    return table.weight


try:
    step(sparse=True)
except RuntimeError as error:
    print(error)
moved = step(sparse=False)
moved

# %% uniform-data same="labels"
rng = np.random.default_rng(0)
labels = rng.integers(0, 10, 200)
pixels = rng.random((10, 64))[labels] + rng.normal(0, 0.1, (200, 64))
sizes = [(64, 32), (32, 16), (16, 10)]
uniform = [rng.random(size) for size in sizes]
scaled = [rng.normal(0, np.sqrt(2 / size[0]), size) for size in sizes]
pixels.shape, labels[:5].tolist()


# %% uniform-start same="first_loss, by_scaled, learned" rtol="1e-3" atol="1e-4"
def train(kernels):
    x = torch.tensor(pixels, dtype=torch.float32)
    y = torch.tensor(labels)
    w = [torch.tensor(k.astype("float32"), requires_grad=True) for k in kernels]
    losses = []
    for _ in range(60):
        scores = torch.relu(torch.relu(x @ w[0]) @ w[1]) @ w[2]
        loss = nn.functional.cross_entropy(scores, y)
        losses.append(loss.item())
        with torch.no_grad():
            for one, gradient in zip(w, torch.autograd.grad(loss, w)):
                one -= 0.05 * gradient
    return losses


by_uniform, by_scaled = train(uniform), train(scaled)
first_loss = by_uniform[0]
learned = [losses[-1] < 2 for losses in (by_uniform, by_scaled)]
print(f"uniform {first_loss:.1f} -> {by_uniform[-1]:.2f}")
print(f"scaled {by_scaled[0]:.1f} -> {by_scaled[-1]:.2f}")

# %% normalized same="normal, skewness" rtol="1e-4" atol="1e-5"
x = np.random.default_rng(0).exponential(2.0, 500).astype("float32")
x = torch.from_numpy(x)
normal = (x - x.mean()) / x.std(correction=0)
skewness = (normal**3).mean()
print(f"{x.mean():.2f} {x.std(correction=0):.2f} before")
print(f"{normal.mean().abs():.2f} {normal.std(correction=0):.2f} after")
print(f"{skewness:.2f} skewness, 0 for a normal distribution")

# %% missing-device differs="refused" same="y"
# why: TensorFlow computes on a different device and does not tell, until `tf.config.set_soft_device_placement(False)`.
#   PyTorch raises an error. Ask which devices there are, and both are safe.
refused = False
try:
    torch.ones(2, device="cuda:99")
except (AssertionError, RuntimeError):
    refused = True
print("refused:", refused)
device = torch.device("cpu")
if torch.accelerator.is_available():
    device = torch.accelerator.current_accelerator()
y = torch.ones(2, device=device) * 3
y.cpu()
