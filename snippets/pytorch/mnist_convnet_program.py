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
train_loader = DataLoader(train_set, batch_size=32, shuffle=True)
test_loader = DataLoader(test_set, batch_size=500)

torch.manual_seed(0)
device = "cuda" if torch.cuda.is_available() else "cpu"
model = nn.Sequential(
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
).to(device)
loss_function = nn.CrossEntropyLoss()
optimizer = torch.optim.Adadelta(model.parameters(), lr=0.5)

for epoch in (1, 2):
    model.train()
    for images, labels in train_loader:
        images, labels = images.to(device), labels.to(device)
        optimizer.zero_grad()
        loss = loss_function(model(images), labels)
        loss.backward()
        optimizer.step()
    print(f"epoch {epoch}  loss of the last batch {loss.item():.4f}")

model.eval()
correct = 0
with torch.no_grad():
    for images, labels in test_loader:
        predicted = model(images.to(device)).argmax(dim=1)
        correct += (predicted == labels.to(device)).sum().item()

accuracy = correct / len(test_set)
print(f"test accuracy {accuracy:.3f}")
