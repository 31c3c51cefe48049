# %% load same="counts, label"
from torchvision import datasets

train_set = datasets.MNIST("data", train=True, download=True)
test_set = datasets.MNIST("data", train=False, download=True)

counts = [len(train_set), len(test_set)]
image, label = train_set[0]  # one example at a time, as a picture
print(counts[0], "digits to train,", counts[1], "to test")
print("the first:", type(image).__name__, image.size, "label", label)


# %% pixels same="digit" differs="labels"
# why: The pixels are `uint8` in both. torchvision holds labels as `int64`, which PyTorch's losses want. The Keras
#   loader leaves them `uint8`, as they are in the file. Cast them to `int32` or `int64` for TensorFlow's losses.
digit = train_set.data[0]
labels = train_set.targets[:8]
print("pixels", tuple(train_set.data.shape), train_set.data.dtype)
print("labels", train_set.targets.dtype, labels.tolist())
print("a row", digit[13, 6:20].tolist())


# %% draw-samples alt="Ten handwritten digits in a row, dark on light, each with its label above."
import matplotlib.pyplot as plt

fig, axes = plt.subplots(1, 10, figsize=(6.4, 0.9))
for ax, image, label in zip(axes, train_set.data.numpy(), train_set.targets):
    ax.imshow(image, cmap="gray_r")
    ax.set_title(int(label), fontsize=9)
    ax.axis("off")
plt.show()


# %% scale differs="divided" same="scaled"
# why: A `uint8` tensor divided by 255 is `float32` in PyTorch. A `uint8` array divided by 255 is `float64` in NumPy,
#   and as a tensor it does not multiply with TensorFlow's `float32` weights. Cast first.
import torch
from torchvision.transforms import v2

scale = v2.Compose([v2.ToImage(), v2.ToDtype(torch.float32, scale=True)])

divided = train_set.data[0, 13] / 255
scaled = scale(train_set[0][0])[0, 13]
print("divided", divided.dtype)
print("scaled ", scaled.dtype, *(f"{value:.3f}" for value in scaled[9:14]))


# %% normalize same="prepared, mean, deviation" rtol="1e-4" atol="1e-5"
prepare = v2.Compose([scale, v2.Normalize(mean=[0.1307], std=[0.3081])])

images = torch.stack([prepare(image) for image, _ in train_set])
prepared = images[0, 0, 13]
mean, deviation = images.mean(), images.std(correction=0)
print(f"from {images.min():.3f} to {images.max():.3f}")
print(f"mean {mean:.3f}, standard deviation {deviation:.3f}")


# %% shuffle-and-batch differs="first_labels" same="steps, last_size, class_counts"
# why: The seed is the same, but each framework draws its own random numbers, so the orders differ. Every digit comes
#   once in an epoch in both. For the same order, shuffle with NumPy.
from torch.utils.data import DataLoader

train_set = datasets.MNIST("data", train=True, transform=prepare)
test_set = datasets.MNIST("data", train=False, transform=prepare)
generator = torch.Generator().manual_seed(0)
shuffled = DataLoader(train_set, batch_size=64, shuffle=True, generator=generator)
test_batches = DataLoader(test_set, batch_size=500)

epoch_labels = [labels for _, labels in shuffled]
steps, last_size = len(epoch_labels), len(epoch_labels[-1])
first_labels = epoch_labels[0][:10].tolist()
class_counts = torch.bincount(torch.cat(epoch_labels)).tolist()
print(steps, "batches in an epoch, the last of", last_size)
print("first labels", first_labels)
print("digits of each class", class_counts)


# %% batch-shape differs="batch_shape" same="flat_shape"
# why: `ToImage` adds an axis for the channel, in front. Keras's arrays have none. Flattened, both are one row of 784
#   numbers for each digit.
images, labels = next(iter(shuffled))

batch_shape = list(images.shape)
flat_shape = list(images.reshape(-1, 784).shape)
print(batch_shape, "->", flat_shape)


# %% compared-batches same="first_labels, pixels"
import numpy as np
from torch.utils.data import Subset

order = np.random.default_rng(0).permutation(len(train_set))[:1000]
batches = list(DataLoader(Subset(train_set, order), batch_size=64))

images, labels = batches[0]
first_labels = labels[:10].tolist()
pixels = images[0, 0, 14]
print(len(batches), "batches, first labels", first_labels)


# %% normalize-wrong same="without_std, wrong_scale"
pixels = train_set.data[0, 13].float()  # one row is enough to see

without_std = pixels / 255 - 0.1307
wrong_scale = (pixels - 0.1307) / 0.3081  # the two numbers belong to 0..1
print(f"without the deviation: from {without_std.min():.2f} to {without_std.max():.2f}")
print(f"pixels up to 255: from {wrong_scale.min():.2f} to {wrong_scale.max():.2f}")


# %% weights same="shapes, count, last_kernel"
device = "cuda" if torch.cuda.is_available() else "cpu"

rng = np.random.default_rng(0)
start = []
for inputs, outputs in [(784, 200), (200, 100), (100, 10)]:
    kernel = rng.normal(0, np.sqrt(2 / inputs), (inputs, outputs))
    start += [kernel.astype("float32"), np.zeros(outputs, "float32")]

parameters = [torch.tensor(a, device=device, requires_grad=True) for a in start]
w1, b1, w2, b2, w3, b3 = parameters
shapes = [list(parameter.shape) for parameter in parameters]
count = sum(parameter.numel() for parameter in parameters)
last_kernel = w3.detach()
print(*shapes)
print(f"{count:,} numbers to learn")


# %% forward same="logits"
def forward(images):
    x = images.reshape(-1, 784)
    x = torch.relu(x @ w1 + b1)
    x = torch.relu(x @ w2 + b2)
    return x @ w3 + b3


images, labels = images.to(device), labels.to(device)
logits = forward(images).detach()
print("logits", tuple(logits.shape))
print("the first row", *(f"{value:.3f}" for value in logits[0]))


# %% random-start same="spread" rtol="0" atol="0.01"
# note: Each framework draws its own numbers from the seed, so the weights differ, and only their spread is near. To
#   compare runs, take the weights from NumPy.
generator = torch.Generator().manual_seed(0)
random_start = []
for inputs, outputs in [(784, 200), (200, 100), (100, 10)]:
    kernel = torch.randn(inputs, outputs, generator=generator)
    random_start += [kernel * (2 / inputs) ** 0.5, torch.zeros(outputs)]

spread = [random_start[place].std().item() for place in (0, 2, 4)]
print("standard deviations", *(f"{value:.4f}" for value in spread))


# %% scaled-too-late same="gradient" raises="ValueError"
# why: Arithmetic on a trainable tensor gives a result that is computed, not stored. A PyTorch optimizer refuses to
#   train it. A tape has no gradient for it and returns `None`. Scale the numbers first, then make them trainable.
weight = torch.ones(3, requires_grad=True) * 0.1
try:
    torch.optim.SGD([weight], lr=0.05)
except ValueError as error:
    print(error)

weight = (torch.ones(3) * 0.1).requires_grad_()
weight.sum().backward()
gradient = weight.grad
print("scaled first:", gradient)


# %% cross-entropy same="by_hand, built_in"
import torch.nn.functional as F

log_probabilities = logits - torch.logsumexp(logits, dim=1, keepdim=True)
rows = torch.arange(len(labels))
by_hand = -log_probabilities[rows, labels].mean()
built_in = F.cross_entropy(logits, labels)
print(f"by hand {by_hand:.4f}, built in {built_in:.4f}")


# %% step-by-hand same="before, after"
before = F.cross_entropy(forward(images), labels)
before.backward()
with torch.no_grad():
    for parameter in parameters:
        parameter -= 0.05 * parameter.grad

before = before.item()
after = F.cross_entropy(forward(images), labels).item()
print(f"loss {before:.4f}, after one step {after:.4f}")


# %% step-with-optimizer same="after"
def restart(arrays=start):
    with torch.no_grad():
        for parameter, array in zip(parameters, arrays):
            parameter.copy_(torch.as_tensor(array))
            parameter.grad = None


restart()
optimizer = torch.optim.SGD(parameters, lr=0.05)
F.cross_entropy(forward(images), labels).backward()
optimizer.step()

after = F.cross_entropy(forward(images), labels).item()
print(f"after one step {after:.4f}")


# %% softmax-twice same="twice, once, lowest"
twice = F.cross_entropy(torch.softmax(logits, dim=1), labels)
once = F.cross_entropy(logits, labels)
certain = F.one_hot(labels, 10).float()  # the best softmax there is
lowest = F.cross_entropy(certain, labels)
print(f"softmax once {once:.4f}, twice {twice:.4f}")
print(f"softmax twice, every answer right and sure: {lowest:.4f}")


# %% train-function same="losses" rtol="1e-4" atol="1e-5"
def train(batches, optimizer, epoch):
    losses = []
    for images, labels in batches:
        images, labels = images.to(device), labels.to(device)
        optimizer.zero_grad()
        loss = F.cross_entropy(forward(images), labels)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    print(f"epoch {epoch}, {len(losses)} steps: mean loss {np.mean(losses):.4f}")
    return losses


restart()
optimizer = torch.optim.SGD(parameters, lr=0.05)
losses = []
for epoch in range(1, 6):
    losses += train(batches, optimizer, epoch)


# %% adam same="adam_losses" differs="by_default" rtol="1e-4" atol="1e-5"
# why: Adam adds a small epsilon before it divides. The default is 1e-8 in PyTorch and 1e-7 in Keras, and Keras adds it
#   before the bias correction. Where gradients are tiny, the steps differ. With 1e-10 in both, the losses are equal.


def run_adam(**settings):
    restart()
    optimizer = torch.optim.Adam(parameters, lr=0.001, **settings)
    losses = []
    for epoch in range(1, 4):
        losses += train(batches, optimizer, epoch)
    return losses


by_default = run_adam()
adam_losses = run_adam(eps=1e-10)


# %% compiled-step same="compiled_losses" rtol="1e-4" atol="1e-5"
@torch.compile(backend="eager")
def loss_of(images, labels):
    return F.cross_entropy(forward(images), labels)


def train_step(images, labels):
    optimizer.zero_grad()
    loss = loss_of(images, labels)
    loss.backward()
    optimizer.step()
    return loss


restart()
optimizer = torch.optim.SGD(parameters, lr=0.05)
steps = [train_step(images.to(device), labels.to(device)) for images, labels in batches]
compiled_losses = [loss.item() for loss in steps]
agree = np.allclose(compiled_losses, losses[: len(batches)], rtol=1e-4)
print("the same losses as without compiling:", agree)


# %% forgotten-zero-grad differs="sizes" rtol="1e-4"
# why: `backward` adds to what `.grad` holds, so a gradient that is not cleared holds all steps before it. A tape
#   returns fresh gradients each time, and there is nothing to clear. With `zero_grad` before `backward`, the sizes are
#   equal.
restart()
optimizer = torch.optim.SGD(parameters, lr=0.05)
sizes = []
for images, labels in batches[::3]:
    loss = F.cross_entropy(forward(images.to(device)), labels.to(device))
    loss.backward()  # no zero_grad before
    optimizer.step()
    sizes.append(w1.grad.norm().item())
print("size of the gradient", *(f"{size:.2f}" for size in sizes))


# %% uniform-start same="uniform_losses" rtol="1e-3"
uniform = [rng.uniform(size=array.shape).astype("float32") for array in start]

restart(uniform)
size = forward(batches[0][0].to(device)).abs().mean().item()
print(f"mean size of a logit: {size:.3g}")
optimizer = torch.optim.SGD(parameters, lr=0.05)
uniform_losses = train(batches, optimizer, 1) + train(batches, optimizer, 2)


# %% test-function same="correct, accuracy, test_loss" rtol="1e-4" atol="1e-5"
@torch.no_grad()
def test(batches):
    total, correct, count = 0.0, 0, 0
    for images, labels in batches:
        images, labels = images.to(device), labels.to(device)
        logits = forward(images)
        total += F.cross_entropy(logits, labels).item() * len(labels)
        correct += (logits.argmax(dim=1) == labels).sum().item()
        count += len(labels)
    return total / count, correct, correct / count


restart()
optimizer = torch.optim.SGD(parameters, lr=0.05)
for epoch in range(1, 4):
    train(batches, optimizer, epoch)
test_loss, correct, accuracy = test(test_batches)
print(f"test loss {test_loss:.4f}, {correct} correct, accuracy {accuracy:.3f}")


# %% argmax-dtype same="hits"
# why: `argmax` gives `int64` in both. TensorFlow compares tensors of one dtype only: cast one of them, or ask for
#   `output_type=tf.int32`. It converts a NumPy array of labels, which hides the trap. PyTorch brings both tensors to
#   one dtype.
images, labels = next(iter(test_batches))
predicted = forward(images.to(device)).argmax(dim=1).cpu()
short_labels = labels.to(torch.int32)
print("predicted", predicted.dtype, "labels", short_labels.dtype)

hits = (predicted == short_labels).sum().item()
print(hits, "of", len(labels), "are right")


# %% whole-set unstable="true" same="reached" rtol="0" atol="0.04"
restart(random_start)
optimizer = torch.optim.Adam(parameters, lr=0.001)
train_curve, test_curve = [], []
for epoch in range(1, 7):
    train_curve.append(np.mean(train(shuffled, optimizer, epoch)))
    test_curve.append(test(test_batches))
    print(f"  test loss {test_curve[-1][0]:.4f}, accuracy {test_curve[-1][2]:.3f}")
reached = test_curve[-1][2]


# %% learning-curves unstable="true"
# alt: The loss over 6 epochs. Training, in PyTorch's color and solid, falls from about 0.7 to less than 0.1. Test, in
#   blue and dashed, falls from about 0.4 to about 0.2, and hardly any more at the end.
fig, ax = plt.subplots(figsize=(4.8, 2.8))
epochs = range(1, 7)
ax.plot(epochs, train_curve, "o-", color="#ee4c2c", label="training")
test_losses = [loss for loss, _, _ in test_curve]
ax.plot(epochs, test_losses, "s--", color="#1f77b4", label="test")
ax.set(xlabel="epoch", ylabel="loss", xticks=epochs)
ax.set_ylim(bottom=0)
ax.legend()
plt.show()


# %% mistakes unstable="true" alt="Ten test digits that were read wrong, each with its label and the wrong prediction."
with torch.no_grad():
    logits = torch.cat([forward(images.to(device)) for images, _ in test_batches])
predicted = logits.argmax(dim=1).cpu()
wrong = (predicted != test_set.targets).nonzero()[:, 0].tolist()

print(len(wrong), "of", len(test_set), "are wrong")
fig, axes = plt.subplots(1, 10, figsize=(6.4, 0.9))
for ax, index in zip(axes, wrong):
    ax.imshow(test_set.data[index].numpy(), cmap="gray_r")
    ax.set_title(f"{test_set.targets[index]} as {predicted[index]}", fontsize=8)
    ax.axis("off")
plt.show()


# %% draw-prediction unstable="true"
# alt: On the left the first test digit with its label above. On the right a bar for the probability of each digit from
#   0 to 9, in PyTorch's color, with the predicted digit above.
image, label = test_set[0]
with torch.no_grad():
    probabilities = torch.softmax(forward(image.to(device))[0], dim=0).cpu()
predicted = int(probabilities.argmax())
print(f"label {label}, predicted {predicted} with {probabilities[predicted]:.3f}")

fig, (left, right) = plt.subplots(1, 2, figsize=(6.4, 2.6))
left.imshow(image[0].numpy(), cmap="gray_r")
left.set_title(f"label {label}")
left.axis("off")
right.bar(range(10), probabilities.numpy(), color="#ee4c2c")
right.set_title(f"predicted {predicted}")
right.set(xlabel="digit", ylabel="probability", xticks=range(10), ylim=(0, 1))
fig.tight_layout()
plt.show()


# %% save-and-load same="equal"
names = ["w1", "b1", "w2", "b2", "w3", "b3"]
torch.save(dict(zip(names, parameters)), "weights.pt")

images = next(iter(test_batches))[0].to(device)
before = forward(images).detach()
restart()
saved = torch.load("weights.pt", map_location=device)
restart([saved[name].detach() for name in names])

equal = torch.equal(forward(images), before)
print("the same logits after loading:", equal)
