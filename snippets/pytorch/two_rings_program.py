# %% program same="accuracy" rtol="0" atol="0.02"
# note: First weights and the order of the points are random and different in each framework, so the accuracies are near
#   and not equal.
import numpy as np
import torch
from sklearn.model_selection import train_test_split
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

# 1. the data
rng = np.random.default_rng(0)
angle = rng.uniform(0, 2 * np.pi, 4_000)
radius = np.repeat([5, 8], 2_000) + rng.normal(0, 0.6, 4_000)
points = [radius * np.cos(angle), radius * np.sin(angle)]
x = np.stack(points, axis=1).astype("float32")
y = np.repeat([[0], [1]], 2_000, axis=0).astype("float32")
x_train, x_test, y_train, y_test = train_test_split(x, y, test_size=800, random_state=0)
torch.manual_seed(0)
train_data = TensorDataset(torch.from_numpy(x_train), torch.from_numpy(y_train))
batches = DataLoader(train_data, batch_size=128, shuffle=True)

# 2. the model
device = "cuda" if torch.cuda.is_available() else "cpu"
layers = [nn.Linear(2, 4), nn.ReLU(), nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 1)]
model = nn.Sequential(*layers).to(device)

# 3. the loss and the optimizer
loss_function = nn.BCEWithLogitsLoss()
optimizer = torch.optim.Adam(model.parameters(), lr=0.02)

# 4. train
for epoch in range(10):
    for inputs, targets in batches:
        inputs, targets = inputs.to(device), targets.to(device)
        optimizer.zero_grad()
        loss = loss_function(model(inputs), targets)
        loss.backward()
        optimizer.step()
    print(f"epoch {epoch + 1:2}  loss of the last batch {loss.item():.3f}")

# 5. evaluate
model.eval()
with torch.no_grad():
    logits = model(torch.from_numpy(x_test).to(device)).cpu().numpy()
accuracy = float(((logits > 0) == y_test).mean())

# 6. save
torch.save(model.state_dict(), "rings.pt")
print(f"test accuracy {accuracy:.3f}")
