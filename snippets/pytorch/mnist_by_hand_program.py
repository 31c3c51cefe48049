# %% program unstable="true" same="accuracy" rtol="0" atol="0.04"
# note: Each framework draws its own first weights and its own order of the digits, so the accuracies are near and not
#   equal.
import torch
import torch.nn.functional as F
from torch.utils.data import DataLoader
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
train_batches = DataLoader(train_set, batch_size=64, shuffle=True)
test_batches = DataLoader(test_set, batch_size=500)

torch.manual_seed(0)
device = "cuda" if torch.cuda.is_available() else "cpu"
parameters = []
for inputs, outputs in [(784, 200), (200, 100), (100, 10)]:
    kernel = torch.randn(inputs, outputs, device=device) * (2 / inputs) ** 0.5
    bias = torch.zeros(outputs, device=device)
    parameters += [kernel.requires_grad_(), bias.requires_grad_()]
w1, b1, w2, b2, w3, b3 = parameters


def forward(images):
    x = images.reshape(-1, 784)
    x = torch.relu(x @ w1 + b1)
    x = torch.relu(x @ w2 + b2)
    return x @ w3 + b3


optimizer = torch.optim.Adam(parameters, lr=0.001)
for epoch in range(1, 6):
    for images, labels in train_batches:
        images, labels = images.to(device), labels.to(device)
        optimizer.zero_grad()
        loss = F.cross_entropy(forward(images), labels)
        loss.backward()
        optimizer.step()
    print(f"epoch {epoch}  loss of the last batch {loss.item():.4f}")

correct = 0
with torch.no_grad():
    for images, labels in test_batches:
        predicted = forward(images.to(device)).argmax(dim=1)
        correct += (predicted == labels.to(device)).sum().item()

accuracy = correct / len(test_set)
print(f"test accuracy {accuracy:.3f}")
