# %% choose-gpus same="visible"
import os

# what the shell has set wins
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "0")

import torch

visible = torch.accelerator.device_count()
visible

# %% gpu-there same="found"
found = torch.accelerator.is_available()
device = torch.device("cpu")
if found:
    device = torch.accelerator.current_accelerator()
print("GPU found:", found, "device:", device)

# %% built-for same="built" unstable="true"
built = torch.backends.cuda.is_built()
print("built for CUDA:", built, torch.version.cuda)
print("and for GPUs:", torch.cuda.get_arch_list())

current = torch.accelerator.current_accelerator
print("by the build:", current())
print("by the machine:", current(check_available=True))

# %% list-devices differs="devices" same="gpu_count"
# why: PyTorch counts accelerators only, and TensorFlow lists the CPU too. Ask TensorFlow for devices of type `GPU`, and
#   both count the same.
gpu_count = torch.cuda.device_count()
devices = [f"cuda:{index}" for index in range(gpu_count)]
for name in devices:
    print(torch.cuda.get_device_properties(name))
print(devices)

# %% memory-growth
if torch.cuda.is_available():
    torch.cuda.set_per_process_memory_fraction(0.5)  # at most
print("in tensors:", torch.accelerator.memory_allocated())
print("held for reuse:", torch.accelerator.memory_reserved())
torch.accelerator.empty_cache()  # gives back what is not in tensors

# %% cpu-threads same="threads"
torch.set_num_threads(1)  # at any time
threads = torch.get_num_threads()
threads

# %% virtual-devices differs="place"
# why: PyTorch has one CPU and drops the number, and no message tells you. TensorFlow can divide the CPU, or the memory
#   of a GPU, into several logical devices. To try out code for several devices in PyTorch, start several processes.
x = torch.ones(2, device="cpu:1")
place = str(x.device)
place

# %% too-late raises="RuntimeError"
try:
    torch.set_num_interop_threads(1)
    torch.set_num_interop_threads(1)  # once is all
except RuntimeError as error:
    print(error)

# %% device-context differs="followed" same="made_there, stayed"
# why: A PyTorch operation runs where its inputs are, and the context only chooses where new tensors are made. In
#   TensorFlow the context chooses where an operation runs, and inputs are copied there. Compute inside the context, and
#   the two agree.
with torch.device("meta"):
    x = torch.ones(2)
    inside = x * 2
outside = x * 2
made_there = x.device == torch.device("meta")
stayed = inside.device == x.device
followed = outside.device == x.device
print("made:", x.device, "inside:", inside.device, "outside:", outside.device)

# %% model-and-batch same="output"
import numpy as np
from torch import nn

kernel = np.float32([[0.5, -0.25], [0.125, 0.5], [-0.125, 1.0]])
batch = np.float32([[1.001, 2.0, 3.0], [4.0, 5.0, 6.01]])

model = nn.Linear(3, 2, bias=False)
with torch.no_grad():
    model.weight.copy_(torch.from_numpy(kernel.T))

model.to(device)
output = model(torch.from_numpy(batch).to(device))
print(output.device)
output

# %% move-model differs="model_there" same="batch_there, assigned_there"
# why: `to` moves a PyTorch model in place, but returns a copy of a tensor, which is lost unless assigned. Nothing moves
#   a TensorFlow variable: build the model under `tf.device`, and set its weights.
layer = nn.Linear(3, 2, bias=False)
rows = torch.from_numpy(batch)

layer.to("meta")
rows.to("meta")  # thrown away
model_there = layer.weight.device.type == "meta"
batch_there = rows.device.type == "meta"

rows = rows.to("meta")
assigned_there = rows.device.type == "meta"
print("model moved:", model_there, "batch moved:", batch_there)
print("batch moved once assigned:", assigned_there)

# %% two-devices raises="RuntimeError"
# why: PyTorch copies only two things between devices by itself: a tensor without axes on the CPU, and an index. Move
#   others with `to`, and make new tensors with `device=x.device`. TensorFlow copies every tensor. This costs time and
#   shows nowhere, unless the device policy is `explicit`, because then it raises an error too.
here = torch.ones(2)
there = torch.ones(2, device="meta")
try:
    here + there
except RuntimeError as error:
    print(error)
print("a number is copied:", (there * torch.tensor(2.0)).device)
print("an index is copied:", there[torch.tensor([0, 1])].device)

# %% missing-gpu differs="refused" unstable="true"
# why: PyTorch raises an error for a device that is not there. TensorFlow places the operation on one that is, until
#   soft placement is turned off.
try:
    torch.ones(2, device="cuda:99")
    refused = False
except (AssertionError, RuntimeError) as error:
    print(str(error).split(".")[0])
    refused = True
print("refused:", refused)

# %% back-to-numpy raises="TypeError" same="array"
# why: A PyTorch tensor becomes an array only on the CPU, so `cpu()` comes first, and before it `detach()` if there is a
#   gradient. `numpy()` in TensorFlow copies from any device.
try:
    there.numpy()
except TypeError as error:
    print(error)
array = output.detach().cpu().numpy()
array

# %% move-batches same="sums"
from torch.utils.data import DataLoader, TensorDataset

rows = torch.arange(8.0).reshape(4, 2)
loader = DataLoader(
    TensorDataset(rows),
    batch_size=2,
    pin_memory=torch.cuda.is_available(),
)
sums = []
for (part,) in loader:
    part = part.to(device, non_blocking=True)
    sums.append(part.sum())
sums = torch.stack(sums)
sums

# %% running-loss same="mean"
total = torch.zeros((), device=device)
for value in (0.5, 0.25, 0.75):
    loss = torch.tensor(value, device=device)
    total += loss.detach()  # not loss.item(), which waits
mean = total.item() / 3
mean

# %% time-it same="first"
import time


def now():
    if found:
        torch.accelerator.synchronize()  # wait for the GPU
    return time.perf_counter()


x = torch.ones(256, 256, device=device)
product = x @ x  # warm up: the first run takes longer
start = now()
for _ in range(3):
    product = x @ x
seconds = (now() - start) / 3
first = product[0, :3]
first

# %% peak-memory same="needed"
torch.accelerator.reset_peak_memory_stats()
x = torch.ones(256, 256, device=device)
y = x @ x
needed = x.nbytes + y.nbytes
peak = torch.accelerator.max_memory_allocated()
print("needed:", needed)
print("peak:", peak)
if found:
    free, whole = torch.accelerator.get_memory_info()
    print("free:", free, "of", whole)

# %% training-memory same="weights, training"
with torch.device("meta"):  # shapes only: no memory is taken
    large = nn.Linear(1000, 1000)
    optimizer = torch.optim.Adam(large.parameters())
    large(torch.ones(1, 1000)).sum().backward()
    optimizer.step()

parameters = list(large.parameters())
weights = sum(p.nbytes for p in parameters)
gradients = sum(p.grad.nbytes for p in parameters)
moments = sum(
    state[name].nbytes
    for state in optimizer.state.values()
    for name in ("exp_avg", "exp_avg_sq")
)
training = weights + gradients + moments
print("bytes of the weights:", weights, "in training:", training)

# %% load-elsewhere same="restored, place"
saved = torch.tensor([1.0, 2.0], device=device)
torch.save({"weight": saved}, "weights.pt")

restored = torch.load("weights.pt", map_location="cpu")["weight"]
place = restored.device.type
print(place)
restored

# %% tf32-default differs="matmul" same="convolution, full"
# why: TensorFlow allows TF32 for matrix products and convolutions unless told otherwise, PyTorch for convolutions and
#   recurrent layers only. It takes effect on NVIDIA GPUs from Ampere on. Forbid it in both, or allow it in both: in
#   PyTorch with `tf32` in place of `ieee`.
matmul = torch.backends.cuda.matmul.fp32_precision == "tf32"
convolution = torch.backends.cudnn.conv.fp32_precision == "tf32"
print("TF32 in products:", matmul, "in convolutions:", convolution)

torch.backends.fp32_precision = "ieee"  # full precision everywhere
full = (
    torch.backends.cuda.matmul.fp32_precision == "ieee"
    and torch.backends.cudnn.conv.fp32_precision == "ieee"
)
full


# %% tf32-rounding same="exact, rounded"
def to_tf32(x):  # rounds off the last 13 of 23 bits
    bits = x.view(torch.int32)
    return ((bits + 0x1000) & ~0x1FFF).view(torch.float32)


x = torch.full((2, 100), 1.0001)
ones = torch.ones(100, 2)
exact = x @ ones
rounded = to_tf32(x) @ to_tf32(ones)
print(f"exact {exact[0, 0]:.4f}, rounded {rounded[0, 0]:.4f}")

# %% autocast same="output, stored"
rows = torch.from_numpy(batch).to(device)
with torch.autocast(device.type, dtype=torch.bfloat16):
    output = model(rows)
stored = model.weight.detach().T
print("output:", output.dtype, "weights:", stored.dtype)
output


# %% float32-operations same="product, loss"
def dtype_name(x):
    return str(x.dtype).removeprefix("torch.")


with torch.autocast(device.type, dtype=torch.bfloat16):
    logits = model(rows)
    loss = nn.functional.mse_loss(logits, rows[:, :2])
    softmax = torch.softmax(logits, dim=-1)  # float32 on a GPU
product, loss = dtype_name(logits), dtype_name(loss)
print("product:", product, "loss:", loss, "softmax:", dtype_name(softmax))

# %% mix-dtypes differs="mixed"
# why: PyTorch and Keras promote `bfloat16` beside `float32` to `float32`, and no message tells you. TensorFlow's own
#   operations do not mix dtypes, so use `tf.cast`.
mixed = dtype_name(logits + rows[:, :2])
mixed

# %% output-layer same="low, full"
head = nn.Linear(2, 2, bias=False).to(device)
with torch.no_grad():
    head.weight.copy_(torch.tensor([[10.0, 1.0], [10.0, 0.0]]))
hidden = torch.tensor([[1.0, 0.02]], device=device)

with torch.autocast(device.type, dtype=torch.bfloat16):
    low = head(hidden).softmax(dim=-1).float()
    with torch.autocast(device.type, enabled=False):
        full = head(hidden.float()).softmax(dim=-1)
print("bfloat16:", low)
print("float32:", full)


# %% loss-scaling same="lost, kept"
x = torch.tensor(1e-4, dtype=torch.float16, device=device)
weight = nn.Parameter(torch.tensor(0.0, device=device))


def small_loss():
    return (weight.half() * x).float() * 1e-4  # its slope is 1e-8


small_loss().backward()
lost = weight.grad

weight.grad = None
optimizer = torch.optim.SGD([weight], lr=1.0)
scaler = torch.amp.GradScaler(device.type, init_scale=2.0**15)
scaler.scale(small_loss()).backward()
scaler.step(optimizer)  # divides by the scale first
kept = -weight.detach()
print("unscaled:", lost)
print("scaled:", kept)

# %% skipped-step differs="first_scale" same="weights, halvings"
# why: Both begin with a large scale and halve it after a step that overflows. PyTorch begins with 65536, and Keras with
#   32768. Set `init_scale` or `initial_scale` to begin with the same.
weight = nn.Parameter(torch.tensor([1.0, 2.0], device=device))
optimizer = torch.optim.SGD([weight], lr=0.1)
scaler = torch.amp.GradScaler(device.type)
first_scale = scaler.get_scale()
weights = []
for factor in (1e38, 1.0):  # the first overflows once scaled
    optimizer.zero_grad()
    scaler.scale((weight * factor).sum()).backward()
    scaler.step(optimizer)
    scaler.update()
    weights.append(weight.detach().clone())
halvings = first_scale / scaler.get_scale() / 2
print("first scale:", first_scale, "halvings:", halvings)
print("weights:", *weights)


# %% clip-scaled same="right, wrong"
def clipped_step(unscale):
    weight = nn.Parameter(torch.zeros(2, device=device))
    optimizer = torch.optim.SGD([weight], lr=1.0)
    scaler = torch.amp.GradScaler(device.type, init_scale=1024.0)
    loss = 3.0 * weight[0] + 4.0 * weight[1]
    scaler.scale(loss).backward()
    if unscale:
        scaler.unscale_(optimizer)
    nn.utils.clip_grad_norm_([weight], max_norm=1.0)
    scaler.step(optimizer)
    return -weight.detach()


right = clipped_step(unscale=True)
wrong = clipped_step(unscale=False)
print("clipped after the division:", right)
print("clipped before it:", wrong)

# %% training-data same="inputs, targets, start"
rng = np.random.default_rng(0)
inputs = rng.normal(size=(32, 4)).astype("float32")
targets = inputs.sum(axis=1, keepdims=True)
start = rng.normal(size=(4, 1)).astype("float32")
inputs[:2]

# %% mixed-training same="losses, kernel" rtol="1e-2" atol="5e-3"
model = nn.Linear(4, 1, bias=False).to(device)
with torch.no_grad():
    model.weight.copy_(torch.from_numpy(start.T))
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
x, y = (torch.from_numpy(a).to(device) for a in (inputs, targets))
losses = []
for step in range(3):
    optimizer.zero_grad()
    with torch.autocast(device.type, dtype=torch.bfloat16):
        loss = nn.functional.mse_loss(model(x), y)
    loss.backward()  # outside of autocast
    optimizer.step()
    losses.append(loss.item())
kernel = model.weight.detach().T
print([f"{loss:.2f}" for loss in losses], kernel.dtype)

# %% deterministic differs="refused" raises="RuntimeError"
# why: PyTorch refuses operations that it cannot order. Use a different one, or `warn_only=True`. TensorFlow refuses to
#   draw random numbers before a seed is set.
torch.backends.cudnn.benchmark = False  # the default
torch.use_deterministic_algorithms(True)
x = torch.zeros(3)
try:
    x.put_(torch.tensor([0, 0]), torch.tensor([1.0, 2.0]))
except RuntimeError as error:
    refused = "put_"
    print(str(error).split(",")[0])
torch.use_deterministic_algorithms(False)
