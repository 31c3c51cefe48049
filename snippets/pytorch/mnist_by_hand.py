# %% load same="counts, label"
from torchvision import datasets

train = datasets.MNIST("data", train=True, download=True)
test = datasets.MNIST("data", train=False, download=True)

counts = [len(train), len(test)]
image, label = train[0]  # one example at a time, as a picture
print(counts)
print(type(image), image.size, label)

# %% pixels same="digit" differs="labels"
# why: The pixels are `uint8` in both. torchvision holds labels as `int64`, which PyTorch's losses want; the Keras
#   loader leaves them `uint8`, as they are in the file. Cast them to `int32` or `int64` for TensorFlow's losses.
digit = train.data[0]
labels = train.targets[:8]
print(train.data.shape, train.data.dtype)
print(labels)
digit[13:15, 8:20]

# %% draw-samples alt="Ten handwritten digits in a row, dark on light, each with its label above."
import matplotlib.pyplot as plt

fig, axes = plt.subplots(1, 10, figsize=(6.4, 0.9))
for ax, image, label in zip(axes, train.data.numpy(), train.targets):
    ax.imshow(image, cmap="gray_r")
    ax.set_title(int(label), fontsize=9)
    ax.axis("off")
plt.show()

# %% batch-shape differs="batch_shape" same="flat_shape"
# why: `ToTensor` adds an axis for the channel, in front. Keras's arrays have none. Flattened, both are one row of 784
#   numbers for each digit.
from torch.utils.data import DataLoader
from torchvision import transforms

tensors = datasets.MNIST("data", train=True, transform=transforms.ToTensor())
images, labels = next(iter(DataLoader(tensors, batch_size=64)))

batch_shape = list(images.shape)
flat_shape = list(images.flatten(start_dim=1).shape)
print(batch_shape, "->", flat_shape)

# %% scale differs="divided" same="scaled"
# why: A `uint8` tensor divided by 255 is `float32` in PyTorch. A `uint8` array divided by 255 is `float64` in NumPy,
#   and as a tensor it does not multiply with TensorFlow's `float32` weights. Cast first.
divided = train.data[0, 14] / 255
scaled = transforms.ToTensor()(train[0][0])[0, 14]
print(divided.dtype, scaled.dtype)
scaled[8:20]

# %% normalize-wrong same="without_std, wrong_scale"
pixels = train.data[0, 14].float()  # one row is enough to see

without_std = pixels / 255 - 0.1307
wrong_scale = (pixels - 0.1307) / 0.3081  # the two numbers belong to 0..1
for wrong in (without_std, wrong_scale):
    print(f"from {wrong.min():.4f} to {wrong.max():.4f}")

# %% normalize same="prepared, by_hand"
prepare = transforms.Compose(
    [
        transforms.ToTensor(),  # 0..255 to 0..1, and a channel axis
        transforms.Normalize((0.1307,), (0.3081,)),
    ]
)
prepared = prepare(train[0][0])[0, 14]
by_hand = (pixels / 255 - 0.1307) / 0.3081
print(f"from {prepared.min():.4f} to {prepared.max():.4f}")
prepared[8:20]

# %% shuffle-and-batch differs="first_labels" same="steps, last_size, class_counts"
# why: The seed is the same, but each framework draws its own random numbers, so the orders differ. Every digit comes
#   once in an epoch in both. For the same order, shuffle with NumPy.
import torch

train = datasets.MNIST("data", train=True, transform=prepare)
generator = torch.Generator().manual_seed(0)
shuffled = DataLoader(train, batch_size=64, shuffle=True, generator=generator)

epoch_labels = [labels for _, labels in shuffled]
steps, last_size = len(epoch_labels), len(epoch_labels[-1])
first_labels = epoch_labels[0][:10].tolist()
class_counts = torch.bincount(torch.cat(epoch_labels)).tolist()
print(steps, "steps, the last of", last_size)
print(first_labels)
print(class_counts)

# %% compared-batches same="first_labels, pixels"
import numpy as np
from torch.utils.data import Subset

order = np.random.default_rng(0).permutation(len(train))[:1000]
batches = DataLoader(Subset(train, order), batch_size=64)

test = datasets.MNIST("data", train=False, transform=prepare)
test_batches = DataLoader(test, batch_size=64)

images, labels = next(iter(batches))
first_labels = labels[:10].tolist()
pixels = images[0, 0, 14]
print(order[:5], first_labels)

# %% weights same="shapes, count, last_kernel"
rng = np.random.default_rng(0)
start = []
for inputs, outputs in [(784, 200), (200, 100), (100, 10)]:
    kernel = rng.normal(0, np.sqrt(2 / inputs), (inputs, outputs))
    start += [kernel.astype("float32"), np.zeros(outputs, "float32")]

parameters = [torch.tensor(array, requires_grad=True) for array in start]
w1, b1, w2, b2, w3, b3 = parameters
shapes = [list(parameter.shape) for parameter in parameters]
count = sum(parameter.numel() for parameter in parameters)
last_kernel = w3.detach()
print(shapes)
print(count, "numbers to learn")

# %% scaled-too-late same="gradient" raises="ValueError"
# why: Arithmetic on a trainable tensor gives a result that is computed, not stored. A PyTorch optimizer refuses to
#   train it; a tape has no gradient for it and says `None`. Scale the numbers first, then make them trainable.
weight = torch.ones(3, requires_grad=True) * 0.1
try:
    torch.optim.SGD([weight], lr=0.05)
except ValueError as error:
    print(error)

weight = (torch.ones(3) * 0.1).requires_grad_()
weight.sum().backward()
gradient = weight.grad
gradient


# %% forward same="logits"
def forward(images):
    x = images.reshape(-1, 28 * 28)
    x = torch.relu(x @ w1 + b1)
    x = torch.relu(x @ w2 + b2)
    return x @ w3 + b3


logits = forward(images).detach()
logits[0]

# %% cross-entropy same="by_hand, built_in"
import torch.nn.functional as F

log_probabilities = logits - torch.logsumexp(logits, dim=1, keepdim=True)
rows = torch.arange(len(labels))
by_hand = -log_probabilities[rows, labels].mean()
built_in = F.cross_entropy(logits, labels)
print(by_hand)
print(built_in)

# %% softmax-twice same="twice, once, lowest"
twice = F.cross_entropy(torch.softmax(logits, dim=1), labels)
once = F.cross_entropy(logits, labels)
certain = F.one_hot(labels, 10).float()  # the best softmax there is
lowest = F.cross_entropy(certain, labels)
print(f"softmax twice {twice:.4f}, once {once:.4f}")
print(f"softmax twice never falls below {lowest:.4f}")

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
optimizer = torch.optim.SGD(parameters, lr=0.05)


def restart(arrays=start):
    with torch.no_grad():
        for parameter, array in zip(parameters, arrays):
            parameter.copy_(torch.from_numpy(array))
    optimizer.zero_grad()


restart()
F.cross_entropy(forward(images), labels).backward()
optimizer.step()

after = F.cross_entropy(forward(images), labels).item()
print(f"after one step {after:.4f}")


# %% forgotten-zero-grad differs="careless" same="careful" rtol="1e-4"
# why: `backward` adds to what `.grad` holds, so every step repeats all steps before it, like momentum without friction:
#   nothing slows it down. A tape gives fresh gradients each time, and there is nothing to forget. With `zero_grad` the
#   sizes are equal.
def train_epoch(clear=True):
    losses, sizes = [], []
    for images, labels in batches:
        if clear:
            optimizer.zero_grad()
        loss = F.cross_entropy(forward(images), labels)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        sizes.append(w1.grad.norm().item())
    return losses, sizes


restart()
_, careless = train_epoch(clear=False)
restart()
_, careful = train_epoch()
print("careless", *(f"{size:.2f}" for size in careless[::3]))
print("careful ", *(f"{size:.2f}" for size in careful[::3]))

# %% uniform-start same="uniform_losses, logit_sizes" rtol="1e-3"
uniform = [rng.uniform(size=array.shape).astype("float32") for array in start]

logit_sizes = []
for arrays in (start, uniform):
    restart(arrays)
    logit_sizes.append(forward(images).abs().mean().item())
uniform_losses, _ = train_epoch()
print("mean size of a logit:", *(f"{size:.3g}" for size in logit_sizes))
print("losses:", *(f"{loss:.3g}" for loss in uniform_losses))

# %% random-start differs="random_losses"
# why: Each framework draws its own numbers from the seed, so the losses are not those of the other. They fall in both.
#   To compare runs, take the weights from NumPy.
torch.manual_seed(0)
with torch.no_grad():
    for weight, bias in [(w1, b1), (w2, b2), (w3, b3)]:
        weight.normal_(0, (2 / len(weight)) ** 0.5)
        bias.zero_()

random_losses, _ = train_epoch()
print(" ".join(f"{loss:.2f}" for loss in random_losses))

# %% train same="losses, final_loss"
restart()
losses = []
for epoch in range(5):
    for images, labels in batches:
        optimizer.zero_grad()
        loss = F.cross_entropy(forward(images), labels)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())

final_loss = losses[-1]
print(" ".join(f"{loss:.4f}" for loss in losses[:5]), "...")
print(f"after {len(losses)} steps: {final_loss:.4f}")

# %% argmax-dtype same="hits"
# why: `argmax` gives `int64` in both. TensorFlow compares tensors of one dtype only: cast one of them, or ask for
#   `output_type=tf.int32`. A NumPy array of labels it converts, which hides the trap. PyTorch brings both tensors to
#   one dtype.
images, labels = next(iter(test_batches))
predicted = forward(images).argmax(dim=1)
print(predicted.dtype, labels.dtype)

hits = (predicted == labels.int()).sum().item()  # int64 and int32
print(hits, "of", len(labels))


# %% test-accuracy same="correct, accuracy, test_loss" rtol="1e-4" atol="1e-5"
def measure(images, labels):
    logits = forward(images)
    hits = (logits.argmax(dim=1) == labels).sum()
    return F.cross_entropy(logits, labels), hits


total, correct = 0.0, 0
with torch.no_grad():
    for images, labels in test_batches:
        loss, hits = measure(images, labels)
        total += loss.item() * len(labels)  # the last batch is smaller
        correct += hits.item()

accuracy, test_loss = correct / len(test), total / len(test)
print(f"{correct} of {len(test)} correct: {accuracy:.4f}")
print(f"mean loss {test_loss:.4f}")

# %% compiled-steps same="compiled_losses, agree" rtol="1e-4" atol="1e-5"
compiled_measure = torch.compile(measure, backend="eager")


def train_step(images, labels):
    optimizer.zero_grad()
    loss, hits = compiled_measure(images, labels)
    loss.backward()
    optimizer.step()
    return loss, hits


@torch.no_grad()
def test_step(images, labels):
    return compiled_measure(images, labels)


restart()
compiled_losses = [train_step(*batch)[0].item() for batch in batches]
agree = np.allclose(compiled_losses, losses[: len(batches)], rtol=1e-4)
print("as the eager losses:", agree)

# %% eager-and-compiled unstable="true"
import time


def milliseconds(step):
    step(images, labels)
    begin = time.perf_counter()
    for _ in range(50):
        step(images, labels)
    return (time.perf_counter() - begin) * 1000 / 50


images, labels = next(iter(batches))
compiled = milliseconds(train_step)
with torch.compiler.set_stance("force_eager"):
    eager = milliseconds(train_step)
print(f"eager {eager:.1f} ms a step, compiled {compiled:.1f} ms")


# %% epochs same="train_curve, test_curve, reached" rtol="1e-4" atol="1e-5"
def run_epoch(step, batches):
    total, correct, count = 0.0, 0, 0
    for images, labels in batches:
        loss, hits = step(images, labels)
        total += loss.item() * len(labels)
        correct += hits.item()
        count += len(labels)
    return total / count, correct / count


restart()
train_curve, test_curve = [], []
for epoch in range(5):
    train_curve.append(run_epoch(train_step, batches))
    test_curve.append(run_epoch(test_step, test_batches))
    print(epoch + 1, "loss {:.4f} accuracy {:.4f}".format(*train_curve[-1]))
    print("  test loss {:.4f} accuracy {:.4f}".format(*test_curve[-1]))
reached = test_curve[-1][1]

# %% learning-curves
# alt: Two plots over 5 epochs, in PyTorch's color, training solid and test dashed. On the left the mean losses fall,
#   fast at first; on the right the accuracies rise. The training curves end below the test loss and above the test
#   accuracy.
fig, (left, right) = plt.subplots(1, 2, figsize=(6.4, 2.6))
for index, (ax, name) in enumerate([(left, "loss"), (right, "accuracy")]):
    for curve, style in [(train_curve, "-"), (test_curve, "--")]:
        values = [point[index] for point in curve]
        label = "training" if style == "-" else "test"
        ax.plot(range(1, 6), values, style, color="#ee4c2c", label=label)
    ax.set(xlabel="epoch", ylabel=name, xticks=range(1, 6))
    ax.set_ylim(bottom=0)
right.legend(loc="lower right")
fig.tight_layout()
plt.show()

# %% draw-prediction same="predicted, label, probabilities" rtol="1e-3"
# alt: On the left the first test digit with its label above, on the right a bar for the probability of each digit from
#   0 to 9, in PyTorch's color, with the predicted digit above.
image, label = test[0]
with torch.no_grad():
    probabilities = torch.softmax(forward(image)[0], dim=0)
predicted = int(probabilities.argmax())

fig, (left, right) = plt.subplots(1, 2, figsize=(6.4, 2.6))
left.imshow(image[0].numpy(), cmap="gray_r")
left.set_title(f"label {label}")
left.axis("off")
right.bar(range(10), probabilities.numpy(), color="#ee4c2c")
right.set_title(f"predicted {predicted}")
right.set(xlabel="digit", ylabel="probability", xticks=range(10), ylim=(0, 1))
fig.tight_layout()
plt.show()

# %% mistakes same="first_wrong"
# alt: The first ten test digits that were read wrong, each with the label and the wrong prediction above it.
with torch.no_grad():
    logits = torch.cat([forward(images) for images, _ in test_batches])
predicted = logits.argmax(dim=1)
first_wrong = (predicted != test.targets).nonzero()[:10, 0].tolist()

fig, axes = plt.subplots(1, 10, figsize=(6.4, 0.9))
for ax, index in zip(axes, first_wrong):
    ax.imshow(test.data[index].numpy(), cmap="gray_r")
    ax.set_title(f"{test.targets[index]} as {predicted[index]}", fontsize=8)
for ax in axes:
    ax.axis("off")
plt.show()

# %% whole-set unstable="true" differs="first_loss" rtol="0" atol="1e-3"
# why: Each framework shuffles in an order of its own, so the losses of an epoch are near each other and not equal. With
#   the batches of the compared run they are equal.
restart()
whole_losses = []
for epoch in range(5):
    whole_loss, _ = run_epoch(train_step, shuffled)
    whole_losses.append(whole_loss)
_, whole_accuracy = run_epoch(test_step, test_batches)
first_loss = whole_losses[0]

print("mean losses", *(f"{loss:.4f}" for loss in whole_losses))
print(f"test accuracy {whole_accuracy:.4f}")

# %% save-and-load same="equal"
names = ["w1", "b1", "w2", "b2", "w3", "b3"]
torch.save(dict(zip(names, parameters)), "weights.pt")

before = forward(images).detach()
restart()
saved = torch.load("weights.pt")
w1, b1, w2, b2, w3, b3 = (saved[name] for name in names)

after = forward(images).detach()
equal = torch.equal(after, before)
equal
