# %% load same="counts, label"
import torch
from torchvision import datasets
from torchvision.transforms import v2

prepare = v2.Compose(
    [
        v2.ToImage(),
        v2.ToDtype(torch.float32, scale=True),  # 0..255 to 0..1
        v2.Normalize(mean=[0.1307], std=[0.3081]),
    ]
)
train_set = datasets.MNIST("data", train=True, download=True, transform=prepare)
test_set = datasets.MNIST("data", train=False, transform=prepare)

counts, label = [len(train_set), len(test_set)], train_set[0][1]
print(counts[0], "images to train,", counts[1], "to test, the first is a", label)


# %% normalize same="pixels, new_mean, new_std" rtol="1e-4" atol="1e-5"
images = torch.stack([image for image, label in train_set])
new_mean, new_std = images.mean(), images.std(correction=0)
pixels = images[0, 0, 13]
print(f"from {images.min():.3f} to {images.max():.3f}")
print(f"mean {new_mean:.3f}, standard deviation {new_std:.3f}")


# %% loaders differs="batch_shape" same="steps, test_steps, pixels"
# why: PyTorch keeps the channels before height and width (NCHW), TensorFlow and Keras after them (NHWC). `permute` and
#   `tf.transpose` lead from one to the other; the pixels are the same.
from torch.utils.data import DataLoader

train_loader = DataLoader(train_set, batch_size=32, shuffle=True)
test_loader = DataLoader(test_set, batch_size=500)
steps, test_steps = len(train_loader), len(test_loader)

images, labels = next(iter(DataLoader(test_set, batch_size=32)))
batch_shape = list(images.shape)
pixels = images.permute(0, 2, 3, 1)[0, 14:16]  # as NHWC
print("batches:", steps, "to train on,", test_steps, "to test on")
print("a batch:", batch_shape)


# %% sequential same="counts, total"
from torch import nn

sequential = nn.Sequential(
    nn.Conv2d(1, 16, 3),
    nn.ReLU(),
    nn.Conv2d(16, 32, 3),
    nn.ReLU(),
    nn.MaxPool2d(2),
    nn.Dropout(0.10),
    nn.Flatten(),
    nn.Linear(32 * 12 * 12, 64),
    nn.ReLU(),
    nn.Dropout(0.25),
    nn.Linear(64, 10),
)
sizes = [parameter.numel() for parameter in sequential.parameters()]
counts = [weight + bias for weight, bias in zip(sizes[::2], sizes[1::2])]
total = sum(sizes)
print("parameters by layer", counts, "in all", total)


# %% model-class same="total"
import torch.nn.functional as F


class Net(nn.Module):
    def __init__(self, drop1=0.10, drop2=0.25):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 16, 3)
        self.conv2 = nn.Conv2d(16, 32, 3)
        self.drop1 = nn.Dropout(drop1)
        self.fc1 = nn.Linear(32 * 12 * 12, 64)
        self.drop2 = nn.Dropout(drop2)
        self.fc2 = nn.Linear(64, 10)

    def forward(self, x):
        x = F.relu(self.conv1(x))
        x = F.relu(self.conv2(x))
        x = self.drop1(F.max_pool2d(x, 2))
        x = F.relu(self.fc1(x.flatten(1)))
        return self.fc2(self.drop2(x))


total = sum(parameter.numel() for parameter in Net().parameters())
print(f"{total:,} parameters")


# %% summary same="total"
from torchinfo import summary

table = summary(Net(), input_size=(32, 1, 28, 28), col_width=18, verbose=0)
total = table.total_params
print(table)


# %% start-arrays same="conv1, last"
import numpy as np

rng = np.random.default_rng(0)
start = []
for shape in [(16, 1, 3, 3), (32, 16, 3, 3), (64, 4608), (10, 64)]:
    spread = 1 / np.sqrt(np.prod(shape[1:]))
    start.append(rng.normal(0, spread, shape).astype("float32"))
    start.append(np.zeros(shape[0], "float32"))

conv1, last = start[0], start[6]
print(*[array.shape for array in start])


# %% place-weights differs="shapes" same="equal, logits" atol="1e-5"
# why: `Conv2d` keeps its weight as (out, in, height, width), `Conv2D` as (height, width, in, out). `Linear` keeps (out,
#   in), `Dense` (in, out). Turn the axes when you carry weights over.


def start_from_arrays(model):
    arrays = [torch.from_numpy(array) for array in start]
    model.load_state_dict(dict(zip(model.state_dict(), arrays)))
    return model.eval()


model = start_from_arrays(Net(drop1=0, drop2=0))
start_from_arrays(sequential)

shapes = [list(weight.shape) for weight in model.parameters() if weight.dim() > 1]
equal = torch.allclose(model(images), sequential(images), atol=1e-5)
logits = model(images)[:4].detach()
print(*shapes)
print("the class and the Sequential agree:", equal)


# %% flatten-order differs="wrong" same="right" atol="1e-5"
# why: PyTorch flattens channel by channel, TensorFlow and Keras pixel by pixel. A transposed weight has the right
#   shape, but its rows belong to other numbers. Give it the four axes back, turn those, and flatten again.
with torch.no_grad():
    features = F.relu(model.conv2(F.relu(model.conv1(images))))
flat = F.max_pool2d(features, 2).flatten(1)

# the weight of the first dense layer, as a Keras model keeps it
kernel = torch.from_numpy(start[4]).reshape(64, 32, 12, 12)
kernel = kernel.permute(2, 3, 1, 0).reshape(4608, 64)

wrong = (flat @ kernel)[0, :4]  # what a Linear with kernel.T does
weight = kernel.reshape(12, 12, 32, 64).permute(3, 2, 0, 1).reshape(64, 4608)
right = (flat @ weight.T)[0, :4]
print("only transposed", *(f"{value:.3f}" for value in wrong))
print("in right order ", *(f"{value:.3f}" for value in right))


# %% loss same="loss, by_probabilities"
loss_function = nn.CrossEntropyLoss()
logits = model(images).detach()
loss = loss_function(logits, labels)

# the older way: the model ends in log_softmax, and nll_loss takes the logarithms
log_probabilities = F.log_softmax(logits, dim=1)
by_probabilities = F.nll_loss(log_probabilities, labels)
print(f"from logits {loss:.4f}, from log-probabilities {by_probabilities:.4f}")


# %% adadelta differs="by_default" same="matched"
# why: `Adadelta()` is lr 1.0, rho 0.9, epsilon 1e-6 in PyTorch, and learning rate 0.001, rho 0.95, epsilon 1e-7 in
#   Keras. With Keras's, the weights hardly move. Name all three.


def three_steps(**settings):
    weights = nn.Parameter(torch.tensor([1.0, -2.0]))
    optimizer = torch.optim.Adadelta([weights], **settings)
    for _ in range(3):
        optimizer.zero_grad()
        weights.square().sum().backward()
        optimizer.step()
    return weights.detach()


by_default = three_steps()
matched = three_steps(lr=0.5, rho=0.9, eps=1e-6)
print("by default", by_default.numpy())
print("all three set", matched.numpy())


# %% softmax-twice same="right, wrong, best_possible"
right = loss_function(logits, labels)
wrong = loss_function(torch.softmax(logits, dim=1), labels)

certain = F.one_hot(labels, 10).float()  # every answer right, without doubt
best_possible = loss_function(certain, labels)
print(f"right {right:.4f}, wrong {wrong:.4f}, at best {best_possible:.4f}")


# %% train-function
device = "cuda" if torch.cuda.is_available() else "cpu"


def train(model, device, loader, optimizer, epoch):
    model.train()
    losses, done, count = [], 0, len(loader.dataset)
    for step, (images, labels) in enumerate(loader, start=1):
        images, labels = images.to(device), labels.to(device)
        optimizer.zero_grad()
        loss = loss_function(model(images), labels)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        done += len(labels)
        if step % (len(loader) // 4) == 0:
            print(f"epoch {epoch} [{done}/{count}]  loss {losses[-1]:.4f}")
    return losses


# %% compared-batches same="first_labels, first_pixels"
from torch.utils.data import Subset

order = np.random.default_rng(0).permutation(len(train_set))[: 24 * 32]
compared_loader = DataLoader(Subset(train_set, order.tolist()), batch_size=32)

images, labels = next(iter(compared_loader))
first_labels, first_pixels = labels[:10], images[0, 0, 14]
print("the first images", order[:5], "their labels", first_labels.tolist())


# %% compared-run same="losses" rtol="0" atol="1e-5"
model = start_from_arrays(Net(drop1=0, drop2=0)).to(device)
optimizer = torch.optim.Adadelta(model.parameters(), lr=0.5, rho=0.9, eps=1e-6)

losses = train(model, device, compared_loader, optimizer, epoch=1)


# %% compared-weights same="conv1, conv2, fc1, fc2, moved" rtol="0" atol="1e-5"
with torch.no_grad():
    conv1 = model.conv1.weight.permute(2, 3, 1, 0)
    conv2 = model.conv2.weight.permute(2, 3, 1, 0)[1, 1]
    fc1 = model.fc1.weight.reshape(64, 32, 12, 12).permute(2, 3, 1, 0)
    fc1 = fc1[::4, ::4, ::4, ::8]
    fc2 = model.fc2.weight.T
    moved = [
        (weight.cpu() - torch.from_numpy(array)).abs().max()
        for weight, array in zip(model.parameters(), start)
    ]
print("farthest move of a weight:", *(f"{distance:.3f}" for distance in moved))


# %% dropout-never-on same="dropped"
torch.manual_seed(0)
net = Net().to(device)
images = images.to(device)


def repeats():
    return torch.equal(net(images), net(images))


net.eval()  # as a test leaves the model
dropped = [not repeats()]
net.train()
dropped.append(not repeats())
print("units are dropped: after eval()", dropped[0], "after train()", dropped[1])


# %% test-function same="test_loss, accuracy" rtol="1e-4" atol="1e-5"
@torch.no_grad()
def test(model, device, loader):
    model.eval()
    total, correct, count = 0.0, 0, len(loader.dataset)
    for images, labels in loader:
        images, labels = images.to(device), labels.to(device)
        logits = model(images)
        total += F.cross_entropy(logits, labels, reduction="sum").item()
        correct += (logits.argmax(dim=1) == labels).sum().item()
    print(f"test: loss {total / count:.4f}, accuracy {correct / count:.3f}")
    return total / count, correct / count


test_loss, accuracy = test(model, device, test_loader)


# %% compared-predictions same="predicted, probabilities" rtol="0" atol="1e-5"
with torch.no_grad():
    logits = torch.cat([model(images.to(device)) for images, _ in test_loader]).cpu()
predicted = logits.argmax(1)[:1000]
probabilities = logits[:100].softmax(1)
print("the first predictions", predicted[:20].tolist())


# %% training unstable="true" same="accuracy" rtol="0" atol="0.04"
# note: First weights, dropout and the order of the digits are random, and each framework makes its own numbers of a
#   seed. Only the runs for which NumPy chose the numbers can be equal.
torch.manual_seed(0)
net = Net().to(device)
optimizer = torch.optim.Adadelta(net.parameters(), lr=0.5, rho=0.9, eps=1e-6)

batch_losses, tests = [], []
for epoch in (1, 2):
    batch_losses += train(net, device, train_loader, optimizer, epoch)
    tests.append(test(net, device, test_loader))
accuracy = tests[-1][1]


# %% learning-curves unstable="true"
# alt: The loss over 2 epochs. Training, a thin ragged line in PyTorch's color, falls steeply and then slowly. Test,
#   two blue squares joined by dashes, lies low after the first epoch and a little lower after the second.
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(4.8, 2.8))
epochs = np.arange(1, len(batch_losses) + 1) / steps
ax.plot(epochs, batch_losses, color="#ee4c2c", lw=0.8, label="training, each batch")
test_losses = [loss for loss, _ in tests]
ax.plot([1, 2], test_losses, "s--", color="#1f77b4", label="test, each epoch")
ax.set(xlabel="epoch", ylabel="loss", xticks=range(3), ylim=(0, 2.5))
ax.legend()
plt.show()


# %% mistakes unstable="true" alt="Ten test digits that were read wrong, each with its label and the wrong prediction."
net.eval()
with torch.no_grad():
    logits = torch.cat([net(images.to(device)) for images, _ in test_loader])
predicted = logits.argmax(1).cpu()
wrong = (predicted != test_set.targets).nonzero()[:, 0].tolist()

print(len(wrong), "of", len(test_set), "are wrong")
fig, axes = plt.subplots(1, 10, figsize=(6.4, 0.9))
for ax, index in zip(axes, wrong):
    ax.imshow(test_set.data[index].numpy(), cmap="gray_r")
    ax.set_title(f"{test_set.targets[index]} as {predicted[index]}", fontsize=8)
for ax in axes:
    ax.axis("off")
plt.show()


# %% dropout-left-on differs="wrong" same="right" rtol="0" atol="1e-5"
# why: With dropout left on, the loss is different at every call, and each framework draws its own numbers. `eval()` or
#   `training=False` gives the one loss of the model.
net.load_state_dict(model.state_dict())
images, labels = (part.to(device) for part in next(iter(test_loader)))

with torch.no_grad():
    net.train()
    wrong = [loss_function(net(images), labels).item() for _ in range(3)]
    net.eval()
    right = [loss_function(net(images), labels).item() for _ in range(3)]
print("dropout left on:", *(f"{loss:.4f}" for loss in wrong))
print("testing:        ", *(f"{loss:.4f}" for loss in right))


# %% one-image same="by_max, by_argmax, label"
# alt: One test digit, dark on light. The title tells the predicted digit and the label.
image, label = test_set[0]
model.eval()
with torch.no_grad():
    logits = model(image.unsqueeze(0).to(device))
by_max = logits.max(1)[1].item()  # max gives values and positions
by_argmax = logits.argmax(1).item()

fig, axes = plt.subplots(figsize=(1.8, 1.9))
axes.imshow(image[0].numpy(), cmap="gray_r")
axes.set_title(f"predicted {by_argmax}, label {label}", fontsize=9)
axes.axis("off")
plt.show()


# %% one-image-axis same="right" rtol="0" atol="1e-5" raises="RuntimeError"
# why: PyTorch's convolutions take three axes for one image, and `flatten(1)` then keeps the channels apart, so the
#   error comes from the next layer. TensorFlow's class refuses at once. The `Sequential` in Keras adds an axis at the
#   end and takes the 28 rows for 28 images. An axis in front makes it right.
try:
    model(image.to(device))
except RuntimeError as error:
    print(error)

right = model(image.unsqueeze(0).to(device))[0].softmax(0).detach()
print("with the axis:", *(f"{probability:.3f}" for probability in right))


# %% save same="total"
torch.save(model.state_dict(), "mnist_convnet.pt")

names = list(model.state_dict())
total = sum(weight.numel() for weight in model.state_dict().values())
print(*names)
print(total, "numbers")


# %% load-saved same="restored, equal" rtol="0" atol="1e-5"
loaded = Net().to(device)  # random weights, and dropout
loaded.load_state_dict(torch.load("mnist_convnet.pt", map_location=device))
loaded.eval()

with torch.no_grad():
    restored = loaded(image.unsqueeze(0).to(device)).softmax(1)
    equal = torch.equal(loaded(images), model(images))
print("the same predictions:", equal)
