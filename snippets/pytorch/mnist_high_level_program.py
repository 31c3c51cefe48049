# %% program unstable="true" same="accuracy" rtol="0" atol="0.04"
# note: First weights, dropout and the order of the digits are random, and each framework makes its own numbers of a
#   seed. The accuracies are near and not equal.
import torch
from torch import nn
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
train_loader = DataLoader(train_set, batch_size=64, shuffle=True)
test_loader = DataLoader(test_set, batch_size=500)


def train(model, device, loader, optimizer):
    model.train()
    for images, labels in loader:
        images, labels = images.to(device), labels.to(device)
        optimizer.zero_grad()
        loss = loss_function(model(images), labels)
        loss.backward()
        optimizer.step()
    return loss.item()


@torch.no_grad()
def test(model, device, loader):
    model.eval()
    correct = 0
    for images, labels in loader:
        predicted = model(images.to(device)).argmax(dim=1)
        correct += (predicted == labels.to(device)).sum().item()
    return correct / len(loader.dataset)


torch.manual_seed(0)
device = "cuda" if torch.cuda.is_available() else "cpu"
model = nn.Sequential(
    nn.Flatten(),
    nn.Linear(28 * 28, 128),
    nn.ReLU(),
    nn.Dropout(0.2),
    nn.Linear(128, 10),
).to(device)
loss_function = nn.CrossEntropyLoss()
optimizer = torch.optim.Adam(model.parameters())

for epoch in range(1, 6):
    loss = train(model, device, train_loader, optimizer)
    print(f"epoch {epoch}  loss of the last batch {loss:.4f}")

accuracy = test(model, device, test_loader)
print(f"test accuracy {accuracy:.3f}")
