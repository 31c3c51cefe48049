# %% program same="weight, bias, final_loss" rtol="0" atol="2e-3"
# note: First weights are random and different in each framework. All end near the same line, because this loss has a
#   single minimum.
import numpy as np
import torch
from torch import nn

rng = np.random.default_rng(0)
x = rng.uniform(-10, 10, (200, 1)).astype("float32")
noise = rng.normal(0, 0.15, (200, 1)).astype("float32")
y = 0.1 * x + 0.3 + noise


class Line(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = nn.Linear(1, 1)

    def forward(self, x):
        return self.layer(x)


torch.manual_seed(0)
device = "cuda" if torch.cuda.is_available() else "cpu"
inputs = torch.from_numpy(x).to(device)
targets = torch.from_numpy(y).to(device)
model = Line().to(device)
loss_function = nn.MSELoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.025)

for epoch in range(1, 201):
    optimizer.zero_grad()
    loss = loss_function(model(inputs), targets)
    loss.backward()
    optimizer.step()
    if epoch % 20 == 0:
        print(f"epoch {epoch:3}  loss {loss.item():.4f}")

final_loss = loss.item()
weight, bias = model.layer.weight.item(), model.layer.bias.item()
print(f"y = {weight:.3f} x + {bias:.3f}")
