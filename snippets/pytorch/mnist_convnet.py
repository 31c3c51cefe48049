# %% load same="counts, label"
from torchvision import datasets, transforms

to_tensor = transforms.ToTensor()
normalize = transforms.Normalize(mean=(0.1302,), std=(0.3069,))
prepare = transforms.Compose([to_tensor, normalize])

train_set = datasets.MNIST("data", train=True, download=True, transform=prepare)
test_set = datasets.MNIST("data", train=False, transform=prepare)

counts, label = [len(train_set), len(test_set)], train_set[0][1]
print(counts, "images, the first is a", label)

# %% normalize same="pixels, new_mean, new_std" rtol="1e-4" atol="1e-5"
import torch

images = torch.stack([image for image, label in test_set])
new_mean, new_std = images.mean(), images.std(correction=0)
pixels = images[0, 0, 14]
print(f"from {images.min():.4f} to {images.max():.4f}")
print(f"mean {new_mean:.4f}, standard deviation {new_std:.4f}")

# %% loaders differs="batch_shape" same="steps, test_steps, pixels"
# why: PyTorch keeps the channels before height and width (NCHW), TensorFlow and Keras after them (NHWC). `permute` and
#   `tf.transpose` lead from one to the other; the pixels are the same.
from torch.utils.data import DataLoader, Subset

some = Subset(train_set, range(len(train_set))[:6400])  # or the whole set
train_loader = DataLoader(some, batch_size=32, shuffle=True)
test_loader = DataLoader(test_set, batch_size=500)
steps, test_steps = len(train_loader), len(test_loader)

images, labels = next(iter(DataLoader(test_set, batch_size=32)))
batch_shape = list(images.shape)
pixels = images.permute(0, 2, 3, 1)[0, 14:16]  # as NHWC
print("batches:", steps, "to train on,", test_steps, "to test on")
print(batch_shape)

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
    nn.Linear(4608, 64),
    nn.ReLU(),
    nn.Dropout(0.25),
    nn.Linear(64, 10),
    nn.LogSoftmax(dim=1),
)
sizes = [parameter.numel() for parameter in sequential.parameters()]
counts = [weight + bias for weight, bias in zip(sizes[::2], sizes[1::2])]
total = sum(sizes)
print(counts, total)

# %% model-class same="total"
import torch.nn.functional as F


class Net(nn.Module):
    def __init__(self, drop=(0.10, 0.25)):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 16, 3)
        self.conv2 = nn.Conv2d(16, 32, 3)
        self.drop1, self.drop2 = nn.Dropout(drop[0]), nn.Dropout(drop[1])
        self.fc1, self.fc2 = nn.Linear(4608, 64), nn.Linear(64, 10)

    def forward(self, x):
        x = F.relu(self.conv2(F.relu(self.conv1(x))))
        x = self.drop1(F.max_pool2d(x, 2))
        x = self.drop2(F.relu(self.fc1(x.flatten(1))))
        return F.log_softmax(self.fc2(x), dim=1)


total = sum(parameter.numel() for parameter in Net().parameters())
total

# %% start-arrays same="conv1, last"
import numpy as np

rng = np.random.default_rng(0)
start = []
for shape in [(16, 1, 3, 3), (32, 16, 3, 3), (64, 4608), (10, 64)]:
    spread = 1 / np.sqrt(np.prod(shape[1:]))
    start.append(rng.normal(0, spread, shape).astype("float32"))
    start.append(np.zeros(shape[0], "float32"))

conv1, last = start[0], start[6]
print([array.shape for array in start])

# %% place-weights differs="shapes" same="equal, probabilities" atol="1e-5"
# why: `Conv2d` keeps its weight as (out, in, height, width), `Conv2D` as (height, width, in, out). `Linear` keeps (out,
#   in), `Dense` (in, out). Turn the axes when you carry weights over.


def start_from_arrays(model):
    arrays = [torch.from_numpy(array) for array in start]
    model.load_state_dict(dict(zip(model.state_dict(), arrays)))
    return model.eval()


model = start_from_arrays(Net(drop=(0, 0)))
start_from_arrays(sequential)

shapes = [list(weight.shape) for weight in model.parameters() if weight.dim() > 1]
equal = torch.allclose(model(images), sequential(images), atol=1e-5)
probabilities = model(images)[:4].exp().detach()
print(shapes)
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
print(wrong)
print(right)

# %% loss differs="output" same="loss, from_logits"
# why: PyTorch's model ends in `log_softmax`, because `nll_loss` takes logarithms of probabilities. The Keras loss takes
#   the probabilities and finds the logarithm itself. `exp` of one output is the other.
output = model(images).detach()
loss = F.nll_loss(output, labels)

logits = output  # another log_softmax changes nothing
from_logits = F.cross_entropy(logits, labels)
output = output[0]
print(*(f"{value:.3f}" for value in output))
print(f"{loss:.4f} {from_logits:.4f}")

# %% softmax-twice same="right, wrong, best_possible"
probabilities = torch.softmax(logits, dim=1)
right = F.cross_entropy(logits, labels)
wrong = F.cross_entropy(probabilities, labels)

certain = F.one_hot(labels, 10).float()  # every answer right, without doubt
best_possible = F.cross_entropy(certain, labels)
print(f"right {right:.4f}, wrong {wrong:.4f}, at best {best_possible:.4f}")

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
print(by_default)
print(matched)


# %% train-function
def train(model, loader, optimizer, epoch):
    model.train()
    losses = []
    for step, (images, labels) in enumerate(loader, start=1):
        optimizer.zero_grad()
        loss = F.nll_loss(model(images), labels)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        if step % (len(loader) // 4) == 0:
            print(f"epoch {epoch}, batch {step}/{len(loader)}: {loss.item():.4f}")
    return losses


# %% test-function same="test_loss, accuracy"
def test(model, loader):
    model.eval()
    total, correct = 0.0, 0
    with torch.no_grad():
        for images, labels in loader:
            output = model(images)
            total += F.nll_loss(output, labels, reduction="sum").item()
            predicted = output.max(1)[1]
            correct += predicted.eq(labels).sum().item()
    count = len(loader.dataset)
    print(f"test: loss {total / count:.4f}, {correct}/{count} correct")
    return total / count, correct / count


test_loss, accuracy = test(model, test_loader)

# %% compared-batches same="first_labels, first_pixels"
order = np.random.default_rng(0).permutation(len(train_set))[: 24 * 32]
compared_loader = DataLoader(Subset(train_set, order.tolist()), batch_size=32)

images, labels = next(iter(compared_loader))
first_labels, first_pixels = labels[:10], images[0, 0, 14]
print(order[:5], first_labels)

# %% compared-run same="losses" rtol="0" atol="1e-5"
model = start_from_arrays(Net(drop=(0, 0)))
optimizer = torch.optim.Adadelta(model.parameters(), lr=0.5, rho=0.9, eps=1e-6)

losses = train(model, compared_loader, optimizer, epoch=1)
print(*(f"{loss:.6f}" for loss in losses[:5]))

# %% compared-weights same="conv1, conv2, fc1, fc2, moved" rtol="0" atol="1e-5"
with torch.no_grad():
    conv1 = model.conv1.weight.permute(2, 3, 1, 0)
    conv2 = model.conv2.weight.permute(2, 3, 1, 0)[1, 1]
    fc1 = model.fc1.weight.reshape(64, 32, 12, 12).permute(2, 3, 1, 0)
    fc1 = fc1[::4, ::4, ::4, ::8]
    fc2 = model.fc2.weight.T
    moved = [
        (weight - torch.from_numpy(array)).abs().max()
        for weight, array in zip(model.parameters(), start)
    ]
print("farthest move of a weight:", *(f"{distance:.3f}" for distance in moved))

# %% compared-predictions same="accuracy, predicted, probabilities" rtol="0" atol="1e-5"
test_loss, accuracy = test(model, test_loader)

with torch.no_grad():
    output = torch.cat([model(images) for images, _ in test_loader])
predicted = output.argmax(1)[:1000]
probabilities = output[:100].exp()
print(predicted[:20])

# %% dropout-never-on same="dropped"
torch.manual_seed(0)
net = Net()


def repeats():
    return torch.equal(net(images), net(images))


dropped = []
for back_to_training in (False, True):
    net.eval()  # as a test leaves the model
    if back_to_training:
        net.train()
    dropped.append(not repeats())
dropped

# %% dropout-left-on differs="wrong" same="right" rtol="0" atol="1e-5"
# why: With dropout left on, the loss is another at every call, and each framework draws other numbers. `eval()` or
#   `training=False` gives the one loss of the model.
net.load_state_dict(model.state_dict())
images, labels = next(iter(test_loader))

with torch.no_grad():
    net.train()
    wrong = [F.nll_loss(net(images), labels).item() for _ in range(3)]
    net.eval()
    right = [F.nll_loss(net(images), labels).item() for _ in range(3)]
print("dropout left on:", *(f"{loss:.4f}" for loss in wrong))
print("testing:        ", *(f"{loss:.4f}" for loss in right))

# %% training unstable="true" differs="first_loss"
# why: The first weights, the dropout and the shuffling are random, and each framework makes its own numbers of the
#   seed. Only the runs above, where NumPy chose the numbers, can be equal.
torch.manual_seed(0)
net = Net()
optimizer = torch.optim.Adadelta(net.parameters(), lr=0.5, rho=0.9, eps=1e-6)

batch_losses, tests = [], [test(net, test_loader)]
for epoch in (1, 2):
    batch_losses += train(net, train_loader, optimizer, epoch)
    tests.append(test(net, test_loader))
first_loss = batch_losses[0]

# %% learning-curves unstable="true" same="accuracy" rtol="0" atol="0.1"
# alt: Two plots over 2 epochs in PyTorch's color. Left: the training loss of every batch, a ragged line that falls
#   steeply and then slowly, and a dashed line through the test loss at 0, 1 and 2 epochs, which falls too. Right: the
#   test accuracy, a dashed line that rises from about 0.1, fast at first.
import matplotlib.pyplot as plt

fig, (left, right) = plt.subplots(1, 2, figsize=(6.4, 2.6))
epochs = np.arange(len(batch_losses)) / steps
left.plot(epochs, batch_losses, color="#ee4c2c", lw=0.8, label="training")
for ax, values, name in zip((left, right), zip(*tests), ("loss", "accuracy")):
    ax.plot(range(3), values, "o--", color="#ee4c2c", ms=4, label="test")
    ax.set(xlabel="epoch", ylabel=name, xlim=(-0.1, 2.1), ylim=(0, 1))
    ax.legend()
left.set_ylim(0, 3)
plt.tight_layout()
plt.show()
accuracy = tests[-1][1]

# %% one-image-axis same="right" rtol="0" atol="1e-5" raises="RuntimeError"
# why: PyTorch's convolutions take three axes for one image, and `flatten(1)` then keeps the channels apart, so the
#   error comes from the next layer. TensorFlow's class refuses at once. The `Sequential` in Keras adds an axis at the
#   end and takes the 28 rows for 28 images. An axis in front makes it right.
image, label = test_set[0]
try:
    model(image)
except RuntimeError as error:
    print(error)

right = model(image.unsqueeze(0))[0].exp().detach()
print(*(f"{probability:.3f}" for probability in right))

# %% one-image same="by_max, by_argmax, label"
# alt: One test digit in white on black; the title tells the predicted digit and the label.
output = model(image.unsqueeze(0))
by_max = output.max(1)[1].item()  # max gives values and positions
by_argmax = output.argmax(1).item()

fig, axes = plt.subplots(figsize=(1.8, 1.9))
axes.imshow(image[0], cmap="gray")
axes.set_title(f"predicted {by_argmax}, label {label}", fontsize=9)
axes.axis("off")
plt.show()

# %% save same="total"
torch.save(model.state_dict(), "mnist_convnet.pt")

names = list(model.state_dict())
total = sum(weight.numel() for weight in model.state_dict().values())
print(names)
print(total, "numbers")

# %% load-saved same="restored, equal" rtol="0" atol="1e-5"
loaded = Net()  # random weights, and dropout
loaded.load_state_dict(torch.load("mnist_convnet.pt"))
loaded.eval()

with torch.no_grad():
    restored = loaded(image.unsqueeze(0)).exp()
    equal = torch.equal(loaded(images), model(images))
print("the same predictions:", equal)
