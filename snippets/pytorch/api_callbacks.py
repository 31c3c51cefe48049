# %% inputs hidden="true"
import csv
import math
import numpy as np
import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

x, y, y_val = torch.ones(1, 1), torch.ones(1, 1), torch.full((1, 1), 0.5)
model = nn.Linear(1, 1, bias=False)
loss_function = nn.MSELoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)


def train(epochs, y=y):
    nn.init.zeros_(model.weight)
    for epoch in range(epochs):
        optimizer.zero_grad()
        loss = loss_function(model(x), y)
        loss.backward()
        optimizer.step()
        yield epoch, loss.item(), loss_function(model(x), y_val).item()
    optimizer.param_groups[0]["lr"] = 0.1


# %% early-stopping same="epoch"
# note: PyTorch has no callbacks: they are lines of the loop. The weights kept are the last ones, unless
#   `restore_best_weights=True`.
best, wait = math.inf, 0
for epoch, loss, val_loss in train(epochs=9):
    best, wait = (val_loss, 0) if val_loss < best else (best, wait + 1)
    if wait == 2:
        break

# %% model-checkpoint same="best" note="Without `save_best_only` Keras saves after each epoch."
best = math.inf
for epoch, loss, val_loss in train(epochs=5):
    if val_loss < best:
        best = val_loss
        torch.save(model.state_dict(), "best.pt")

# %% reduce-lr-on-plateau differs="rates" api="torch.optim.lr_scheduler.ReduceLROnPlateau.step"
# why: PyTorch reduces after more than `patience` bad epochs in a row, Keras after as many. Give PyTorch one less. Its
#   `threshold` is a share of the best loss, where `min_delta` of Keras is a number.
scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(
    optimizer, factor=0.5, patience=1
)
rates = []
for epoch, loss, val_loss in train(epochs=7):
    rates.append(optimizer.param_groups[0]["lr"])
    scheduler.step(val_loss)

# %% learning-rate-scheduler same="rates" api="torch.optim.lr_scheduler.LambdaLR.step"
# note: The function gives a factor of the first rate in PyTorch, the rate itself in Keras.
scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda epoch: 0.5**epoch)
rates = []
for epoch, loss, val_loss in train(epochs=3):
    rates.append(optimizer.param_groups[0]["lr"])
    scheduler.step()

# %% csv-logger same="table"
with open("log.csv", "w", newline="") as file:
    writer = csv.writer(file)
    writer.writerow(["epoch", "loss", "val_loss"])
    writer.writerows(train(epochs=2))
table = np.loadtxt("log.csv", delimiter=",", skiprows=1)

# %% terminate-on-nan same="epoch"
# note: Both stop after the step; look at the loss before `optimizer.step` to keep the weights.
for epoch, loss, val_loss in train(epochs=3, y=math.inf * y):
    if not math.isfinite(loss):
        break

# %% lambda-callback same="losses"
losses = [loss for epoch, loss, val_loss in train(epochs=3)]

# %% callback-class same="losses"
# note: The code in a method of a callback, such as `on_train_batch_end`, is a line of the loop in PyTorch.
losses = []
for epoch, loss, val_loss in train(epochs=3):
    losses.append(val_loss)

# %% stop-training same="epoch"
for epoch, loss, val_loss in train(epochs=9):
    if val_loss < 0.01:
        break

# %% history same="losses"
# note: `fit` returns this callback, a `tf.keras.callbacks.History`; in PyTorch the loop keeps the numbers.
losses = [loss for epoch, loss, val_loss in train(epochs=3)]

# %% swap-ema-weights same="weight" api="torch.optim.swa_utils.AveragedModel.update_parameters"
# note: Keras puts the averages into the model for validation and at the end.
average = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(0.5))
for epoch, loss, val_loss in train(epochs=3):
    average.update_parameters(model)
weight = average.module.weight

# %% backup-and-restore same="resumed"
# note: The second run goes on after the last epoch saved. Save the state of the optimizer too, as Keras does. A later
#   `fit` of the same model starts there too, even without the callback.
for epoch, loss, val_loss in train(epochs=2):
    torch.save({"epoch": epoch, "model": model.state_dict()}, "backup.pt")
state = torch.load("backup.pt")
resumed = list(range(state["epoch"] + 1, 4))

# %% summary-writer raises="ModuleNotFoundError"
# why: PyTorch needs the package `tensorboard` here, TensorFlow only when a summary is written. It comes with neither:
#   `pip install tensorboard`.
try:
    from torch.utils.tensorboard import SummaryWriter

    writer = SummaryWriter("logs")
except ModuleNotFoundError as error:
    print(error)

# %% summary-scalar raises="ModuleNotFoundError" api="torch.utils.tensorboard.SummaryWriter.add_scalar"
# why: Both need the package `tensorboard`, which comes with neither: `pip install tensorboard`.
try:
    from torch.utils.tensorboard import SummaryWriter

    SummaryWriter("logs").add_scalar("loss", 0.5, global_step=1)
except ModuleNotFoundError as error:
    print(error)

# %% summary-histogram raises="ModuleNotFoundError" api="torch.utils.tensorboard.SummaryWriter.add_histogram"
# why: Both need the package `tensorboard`, which comes with neither: `pip install tensorboard`.
try:
    from torch.utils.tensorboard import SummaryWriter

    SummaryWriter("logs").add_histogram("weights", model.weight, global_step=1)
except ModuleNotFoundError as error:
    print(error)

# %% summary-image raises="ModuleNotFoundError" api="torch.utils.tensorboard.SummaryWriter.add_images"
# why: Both need the package `tensorboard`, which comes with neither: `pip install tensorboard`. Pictures are NCHW in
#   PyTorch, NHWC in TensorFlow.
try:
    from torch.utils.tensorboard import SummaryWriter

    SummaryWriter("logs").add_images("noise", torch.rand(1, 3, 8, 8), global_step=1)
except ModuleNotFoundError as error:
    print(error)

# %% summary-text raises="ModuleNotFoundError" api="torch.utils.tensorboard.SummaryWriter.add_text"
# why: Both need the package `tensorboard`, which comes with neither: `pip install tensorboard`.
try:
    from torch.utils.tensorboard import SummaryWriter

    SummaryWriter("logs").add_text("note", "a first run", global_step=1)
except ModuleNotFoundError as error:
    print(error)
