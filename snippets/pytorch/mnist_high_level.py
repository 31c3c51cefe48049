# %% load same="counts, first_labels"
import torch
from torchvision import datasets
from torchvision.transforms import v2

prepare = v2.Compose(
    [
        v2.ToImage(),  # adds a channel axis
        v2.ToDtype(torch.float32, scale=True),  # 0..255 becomes 0..1
        v2.Normalize(mean=[0.1307], std=[0.3081]),
    ]
)
train_set = datasets.MNIST("data", train=True, download=True, transform=prepare)
test_set = datasets.MNIST("data", train=False, transform=prepare)

counts = [len(train_set), len(test_set)]
first_labels = train_set.targets[:8].tolist()
print(counts[0], "to train,", counts[1], "to test, labels", first_labels)


# %% prepare same="mean, deviation" differs="shape" rtol="1e-4" atol="1e-5"
# why: `ToImage` puts a channel axis in front, of length 1. The arrays of the Keras loader have none. `Flatten` makes
#   784 numbers of either.
image, label = train_set[0]
shape = list(image.shape)
pixels = torch.stack([image for image, label in train_set])
mean, deviation = pixels.mean(), pixels.std(correction=0)
print("an image", shape, image.dtype)
print(f"mean {mean:.3f}, standard deviation {deviation:.3f}")


# %% split-and-batch same="sizes, batch_sizes, batch_labels"
import numpy as np
from torch.utils.data import DataLoader, TensorDataset

whole = DataLoader(train_set, batch_size=len(train_set))
images, labels = next(iter(whole))  # the transforms run once, here
order = np.random.default_rng(0).permutation(len(labels))
fit_part, val_part = np.split(order, [len(labels) * 9 // 10])
fit_set = TensorDataset(images[fit_part], labels[fit_part])
val_set = TensorDataset(images[val_part], labels[val_part])
few = TensorDataset(*fit_set[:1000])  # for the runs to compare

few_batches = DataLoader(few, batch_size=64)
val_batches = DataLoader(val_set, batch_size=64)
sizes = [len(fit_set), len(val_set), len(few)]
batch_sizes = [len(labels) for _, labels in few_batches]
images, labels = next(iter(few_batches))
batch_labels = labels.tolist()
print("to fit {}, to validate {}, to compare {}".format(*sizes))
print("batches of the compared runs", batch_sizes)


# %% cache-after-shuffle same="shuffle_first, cache_first"
def repeats(batches):
    first, second = (torch.cat([y for _, y in batches]) for _ in range(2))
    return torch.equal(first, second)


torch.manual_seed(0)
shuffled = DataLoader(few, batch_size=64, shuffle=True)

shuffle_first = repeats(list(shuffled))  # keeps the batches of one epoch
cache_first = repeats(shuffled)  # keeps the digits, not their order
print("epochs repeat: shuffle before cache", shuffle_first, "after it", cache_first)


# %% model-class same="output_shape, count"
from torch import nn


class Net(nn.Module):
    def __init__(self, dropout=0.2):
        super().__init__()
        self.stack = nn.Sequential(
            nn.Flatten(),
            nn.Linear(28 * 28, 128),
            nn.ReLU(),
            nn.Dropout(dropout),
            nn.Linear(128, 10),
        )

    def forward(self, images):
        return self.stack(images)


model = Net(dropout=0.0)  # no dropout in the runs to compare
output_shape = list(model(images).shape)
count = sum(parameter.numel() for parameter in model.parameters())
print("output", output_shape, f"{count:,} parameters")


# %% sequential same="output_shape, count"
sequential = nn.Sequential(
    nn.Flatten(),
    nn.Linear(28 * 28, 128),
    nn.ReLU(),
    nn.Dropout(0.2),
    nn.Linear(128, 10),
)
output_shape = list(sequential(images).shape)
count = sum(parameter.numel() for parameter in sequential.parameters())
print("output", output_shape, f"{count:,} parameters")


# %% start same="logits" differs="kernel_shape" atol="1e-5"
# why: `Linear` keeps its weight as (outputs, inputs), `Dense` its kernel as (inputs, outputs). Transpose the arrays
#   for PyTorch, and the outputs are equal.
rng = np.random.default_rng(0)
start = []
for inputs, outputs in [(784, 128), (128, 10)]:
    kernel = rng.normal(0, np.sqrt(2 / inputs), (inputs, outputs))
    start += [kernel.astype("float32"), np.zeros(outputs, "float32")]


def restart(model):
    with torch.no_grad():
        for parameter, array in zip(model.parameters(), start):
            parameter.copy_(torch.from_numpy(array.T))


restart(model)
kernel_shape = list(model.stack[1].weight.shape)
logits = model(images[:3]).detach()
print("first kernel", kernel_shape)
print("first logits", *(f"{value:.3f}" for value in logits[0]))


# %% device same="together"
device = "cuda" if torch.cuda.is_available() else "cpu"

model = model.to(device)
loss_function = nn.CrossEntropyLoss()
images, labels = images.to(device), labels.to(device)
loss = loss_function(model(images), labels)

places = [next(model.parameters()).device, loss.device]
together = places[0] == places[1]
print("model on", places[0], "and loss on", places[1])


# %% loss-and-optimizer same="before, after" atol="1e-5"
optimizer = torch.optim.SGD(model.parameters(), lr=0.02)

before = loss_function(model(images), labels)
optimizer.zero_grad()
before.backward()
optimizer.step()
after = loss_function(model(images), labels)

before, after = before.item(), after.item()
print(f"loss {before:.4f}, after one step {after:.4f}")


# %% train-function
def train(model, device, loader, optimizer, epoch):
    model.train()
    losses = []
    for images, labels in loader:
        images, labels = images.to(device), labels.to(device)
        optimizer.zero_grad()
        loss = loss_function(model(images), labels)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    print(f"epoch {epoch}  mean loss {sum(losses) / len(losses):.4f}")
    return losses


# %% compared-run same="losses" rtol="1e-5" atol="1e-5"
restart(model)
history = []
for epoch in (1, 2, 3):
    history.append(train(model, device, few_batches, optimizer, epoch))

losses = np.array(history)


# %% loop-and-fit same="epoch_losses" rtol="1e-5" atol="1e-5"
epoch_losses = np.average(losses, axis=1, weights=batch_sizes).tolist()
print("losses of the epochs", *(f"{loss:.4f}" for loss in epoch_losses))


# %% softmax-twice differs="twice" same="once" rtol="1e-5" atol="1e-5"
# why: `CrossEntropyLoss` and `tf.nn` take any input for logits, and learn slowly from numbers between 0 and 1. A
#   Keras loss finds the softmax on the TensorFlow backend, warns, and uses the logits from before it. Let the model
#   return logits, or leave `from_logits` out.
network = Net(dropout=0.0)
with_softmax = nn.Sequential(network, nn.Softmax(dim=1)).to(device)
optimizer = torch.optim.SGD(with_softmax.parameters(), lr=0.02)

restart(with_softmax)
print("softmax twice:")
twice = train(with_softmax, device, few_batches, optimizer, 1)
restart(with_softmax)
print("softmax once:")
once = train(network, device, few_batches, optimizer, 1)


# %% logits-as-probabilities differs="careless" same="careful" rtol="1e-5" atol="1e-5"
# why: `NLLLoss` wants logarithms of probabilities, and the default of `SparseCategoricalCrossentropy` wants
#   probabilities. Neither checks its input. For logits, use `CrossEntropyLoss` and `from_logits=True`.
val_images, val_labels = (part.to(device) for part in next(iter(val_batches)))
with torch.no_grad():
    logits = model(val_images)

careless = nn.NLLLoss()(logits, val_labels).item()
careful = nn.CrossEntropyLoss()(logits, val_labels).item()
print(f"taken for probabilities {careless:.4f}, taken for logits {careful:.4f}")


# %% forgotten-scaling same="first_losses, learned"
raw = train_set.data[fit_part[:1000]].float()  # without the transforms
prepared, labels = few.tensors

first_losses, learned = [], []
for inputs in (raw, raw / 255, prepared):
    restart(model)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.02)
    loader = DataLoader(TensorDataset(inputs, labels), batch_size=64)
    losses = [train(model, device, loader, optimizer, e) for e in (1, 2)]
    first_losses.append(losses[0][0])
    predicted = model(inputs.to(device)).argmax(dim=1).cpu()
    accuracy = (predicted == labels).float().mean().item()
    learned.append(bool(accuracy > 0.2))  # guessing gives 0.1
    print(f"largest input {inputs.max():.1f}, accuracy {accuracy:.3f}")


# %% test-function same="val_loss, val_accuracy" rtol="1e-5" atol="1e-5"
@torch.no_grad()
def test(model, device, loader):
    model.eval()
    total, correct = 0.0, 0
    for images, target in loader:
        images, target = images.to(device), target.to(device)
        output = model(images)
        loss = nn.functional.cross_entropy(output, target, reduction="sum")
        total += loss.item()
        pred = output.argmax(dim=1, keepdim=True)
        correct += pred.eq(target.view_as(pred)).sum().item()
    return total / len(loader.dataset), correct / len(loader.dataset)


val_loss, val_accuracy = test(model, device, val_batches)
print(f"validation: loss {val_loss:.4f}, accuracy {val_accuracy:.3f}")


# %% mean-of-batches differs="reported" same="exact" rtol="1e-5" atol="1e-5"
# why: A mean of the means of batches counts each of the last 36 digits nearly twice. `keras.metrics.Mean` does the
#   same unless you give it the sizes. `evaluate` and `fit` count digits. Weight each mean by the size of its batch.
hundred = TensorDataset(*val_set[:100])
means, lengths = [], []
with torch.no_grad():
    for images, labels in DataLoader(hundred, batch_size=64):
        loss = loss_function(model(images.to(device)), labels.to(device))
        means.append(loss.item())
        lengths.append(len(labels))

reported = sum(means) / len(means)
exact = float(np.average(means, weights=lengths))
print(f"mean of batches {reported:.4f}, mean of digits {exact:.4f}")


# %% label-shape same="wrong, right, pairs"
pred = model(val_images).argmax(dim=1, keepdim=True)

pairs = list(pred.eq(val_labels).shape)
wrong = pred.eq(val_labels).sum().item()
right = pred.eq(val_labels.view_as(pred)).sum().item()
print("pairs compared", pairs, "of which equal", wrong)
print("digits read right", right)


# %% forgotten-eval differs="careless" same="careful" rtol="1e-5" atol="1e-5"
# why: A new PyTorch model drops units in every call until `eval()`. A Keras model that is called drops none unless
#   told `training=True`. Say the mode in each framework, and the losses are equal.
torch.manual_seed(0)
network = Net(dropout=0.2).to(device)
network.load_state_dict(model.state_dict())


def three_losses():
    calls = [network(val_images) for _ in range(3)]
    return [loss_function(logits, val_labels).item() for logits in calls]


careless = three_losses()
network.eval()
careful = three_losses()
print("not told", *(f"{loss:.4f}" for loss in careless))
print("to test ", *(f"{loss:.4f}" for loss in careful))


# %% training unstable="true" same="val_loss" rtol="0" atol="0.1"
# note: Each framework draws its own first weights, order and dropout, so the losses are near and not equal. A seed
#   repeats a run in one framework only.
torch.manual_seed(0)
model = Net().to(device)
optimizer = torch.optim.Adam(model.parameters())
train_batches = DataLoader(fit_set, 64, shuffle=True, drop_last=True)

train_losses, val_losses = [], []
for epoch in range(1, 6):
    losses = train(model, device, train_batches, optimizer, epoch)
    train_losses.append(np.mean(losses))  # no smaller last batch
    loss, accuracy = test(model, device, val_batches)
    val_losses.append(loss)
    print(f"  validation loss {loss:.4f}, accuracy {accuracy:.3f}")
val_loss = val_losses[-1]


# %% learning-curves unstable="true"
# alt: The loss over 5 epochs. Training, in PyTorch's color and solid, falls from about 0.9 to about 0.2. Validation,
#   in blue and dashed, falls from about 0.45 to about 0.3.
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(4.8, 2.8))
epochs = range(1, 6)
ax.plot(epochs, train_losses, "o-", color="#ee4c2c", label="training")
ax.plot(epochs, val_losses, "s--", color="#1f77b4", label="validation")
ax.set(xlabel="epoch", ylabel="loss", xticks=epochs)
ax.set_ylim(bottom=0)
ax.legend()
plt.show()


# %% test-once unstable="true" same="accuracy" rtol="0" atol="0.04"
# note: Each is the result of one random run and ranks no framework. To compare models, train each with several seeds
#   and compare the means.
test_batches = DataLoader(test_set, batch_size=64)
test_loss, accuracy = test(model, device, test_batches)
print(f"test: loss {test_loss:.4f}, accuracy {accuracy:.3f}")


# %% confusion-matrix unstable="true"
with torch.no_grad():
    outputs = [model(images.to(device)).cpu() for images, _ in test_batches]
output = torch.cat(outputs)
predicted, target = output.argmax(dim=1), test_set.targets

matrix = torch.bincount(10 * target + predicted, minlength=100)
matrix = matrix.reshape(10, 10)
print(matrix.numpy())


# %% mistakes unstable="true" alt="Ten test digits that were read wrong, each with its label and the wrong prediction."
wrong = (predicted != target).nonzero()[:, 0].tolist()

print(len(wrong), "of", len(target), "are wrong")
fig, axes = plt.subplots(1, 10, figsize=(6.4, 0.9))
for ax, index in zip(axes, wrong):
    ax.imshow(test_set.data[index].numpy(), cmap="gray_r")
    ax.set_title(f"{target[index]} as {predicted[index]}", fontsize=8)
for ax in axes:
    ax.axis("off")
plt.show()


# %% predict-one raises="RuntimeError" same="shape, agrees"
# why: A model takes a batch, and 28 rows of 28 pixels are not one. PyTorch's matrix product raises `RuntimeError`,
#   Keras checks the shape and raises `ValueError`. Add a batch axis in front.
image, label = test_set[0]
try:
    model(image[0].to(device))  # 28 rows of pixels, as an image file has
except RuntimeError as error:
    print(error)

with torch.no_grad():
    alone = model(image.unsqueeze(0).to(device)).cpu()
shape = list(alone.shape)
agrees = torch.allclose(alone[0], output[0], atol=1e-4)
print("logits", shape, "predicted", alone.argmax().item(), "label", label)


# %% save-and-load differs="at_once" same="equal"
# why: A `state_dict` goes into a new PyTorch model, and that is in training mode: call `eval()`. A Keras model that
#   is loaded and called drops nothing. After `eval()` each gives what was saved.
torch.save(model.state_dict(), "net.pt")

loaded = Net().to(device)
state = torch.load("net.pt", map_location=device)
loaded.load_state_dict(state)

expected = model(val_images)
at_once = torch.equal(loaded(val_images), expected)
equal = torch.equal(loaded.eval()(val_images), expected)
print("equal at once", at_once, "equal in evaluation mode", equal)
