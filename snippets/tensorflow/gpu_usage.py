# %% choose-gpus same="visible"
import tensorflow as tf

gpus = tf.config.list_physical_devices("GPU")
tf.config.set_visible_devices(gpus[:1], "GPU")
gpus = tf.config.get_visible_devices("GPU")
visible = len(gpus)
visible

# %% gpu-there same="found"
found = bool(gpus)
device = "/GPU:0" if found else "/CPU:0"


def place_of(x):  # such as CPU:0
    return x.device.split("device:")[-1]


print("GPU found:", found, "device:", device)

# %% built-for same="built" unstable="true"
built = tf.test.is_built_with_cuda()
build = tf.sysconfig.get_build_info()
print("built for CUDA:", built, build.get("cuda_version"))
print("and for GPUs:", build.get("cuda_compute_capabilities"))

# %% list-devices differs="devices" same="gpu_count"
# why: PyTorch counts accelerators only, and TensorFlow lists the CPU too. Ask TensorFlow for devices of type `GPU`, and
#   both count the same.
devices = [one.name for one in tf.config.list_physical_devices()]
gpu_count = len(gpus)
for gpu in gpus:
    print(tf.config.experimental.get_device_details(gpu))
print(devices)

# %% memory-growth
for gpu in gpus:
    tf.config.experimental.set_memory_growth(gpu, True)
growing = [tf.config.experimental.get_memory_growth(gpu) for gpu in gpus]
print("growing:", growing)

# %% cpu-threads same="threads"
tf.config.threading.set_intra_op_parallelism_threads(1)
tf.config.threading.set_inter_op_parallelism_threads(1)
threads = tf.config.threading.get_intra_op_parallelism_threads()
threads

# %% virtual-devices differs="place"
# why: PyTorch has one CPU and drops the number, and no message tells you. TensorFlow can divide the CPU, or the memory
#   of a GPU, into several logical devices. To try out code for several devices in PyTorch, start several processes.
cpu = tf.config.list_physical_devices("CPU")[0]
half = tf.config.LogicalDeviceConfiguration()
tf.config.set_logical_device_configuration(cpu, [half, half])

with tf.device("/CPU:1"):
    x = tf.ones([2])
place = place_of(x).lower()
place

# %% too-late raises="RuntimeError"
try:
    tf.config.set_logical_device_configuration(cpu, [half])
except RuntimeError as error:
    print(error)


# %% device-context differs="followed" same="made_there, stayed"
# why: A PyTorch operation runs where its inputs are, and the context only chooses where new tensors are made. In
#   TensorFlow the context chooses where an operation runs, and inputs are copied there. Compute inside the context, and
#   the two agree.
with tf.device("/CPU:1"):
    x = tf.ones([2])
    inside = x * 2
outside = x * 2
made_there = place_of(x) == "CPU:1"
stayed = inside.device == x.device
followed = outside.device == x.device
print("made:", place_of(x), "inside:", place_of(inside))
print("outside:", place_of(outside))

# %% model-and-batch same="output"
import numpy as np

kernel = np.float32([[0.5, -0.25], [0.125, 0.5], [-0.125, 1.0]])
batch = np.float32([[1.001, 2.0, 3.0], [4.0, 5.0, 6.01]])

model = tf.keras.Sequential(
    [tf.keras.Input((3,)), tf.keras.layers.Dense(2, use_bias=False)],
)
model.set_weights([kernel])

output = model(batch)
print(place_of(output))
output

# %% move-model differs="model_there" same="batch_there, assigned_there"
# why: `to` moves a PyTorch model in place, but returns a copy of a tensor, which is lost unless assigned. Nothing moves
#   a TensorFlow variable: build the model under `tf.device`, and set its weights.
rows = tf.constant(batch)

with tf.device("/CPU:1"):
    tf.identity(rows)  # thrown away
    model(rows)
weight = model.layers[0].kernel.value
model_there = place_of(weight) == "CPU:1"
batch_there = place_of(rows) == "CPU:1"

with tf.device("/CPU:1"):
    rows = tf.identity(rows)
    moved = tf.keras.models.clone_model(model)
    moved.set_weights(model.get_weights())
assigned_there = place_of(rows) == "CPU:1"
print("model moved:", model_there, "batch moved:", batch_there)
print("batch moved once assigned:", assigned_there)
print("model built there:", place_of(moved.layers[0].kernel.value))

# %% two-devices raises="InvalidArgumentError"
# why: PyTorch copies only two things between devices by itself: a tensor without axes on the CPU, and an index. Move
#   others with `to`, and make new tensors with `device=x.device`. TensorFlow copies every tensor. This costs time and
#   shows nowhere, unless the device policy is `explicit`, because then it raises an error too.
here = tf.ones([2])
with tf.device("/CPU:1"):
    there = tf.ones([2])
print(here + there)

tf.config.experimental.set_device_policy("explicit")
try:
    here + there
except tf.errors.InvalidArgumentError as error:
    print(str(error).split(" as ")[0])
tf.config.experimental.set_device_policy("silent")


# %% missing-gpu differs="refused"
# why: PyTorch raises an error for a device that is not there. TensorFlow places the operation on one that is, until
#   soft placement is turned off.
def is_refused():
    try:
        with tf.device("/GPU:99"):
            print("made on", place_of(tf.ones([2])))
    except tf.errors.InvalidArgumentError as error:
        print(str(error).split(". ")[0])
        return True
    return False


refused = is_refused()
tf.config.set_soft_device_placement(False)
print("refused:", refused, "without soft placement:", is_refused())
tf.config.set_soft_device_placement(True)

# %% back-to-numpy same="array"
# why: A PyTorch tensor becomes an array only on the CPU, so `cpu()` comes first, and before it `detach()` if there is a
#   gradient. `numpy()` in TensorFlow copies from any device.
print(there.numpy())
array = output.numpy()
array

# %% move-batches same="sums"
rows = tf.reshape(tf.range(8.0), [4, 2])
data = tf.data.Dataset.from_tensor_slices(rows).batch(2)
prefetch = tf.data.experimental.prefetch_to_device(device, buffer_size=2)
sums = []
for part in data.apply(prefetch):  # the last step of the pipeline
    sums.append(tf.reduce_sum(part))
sums = tf.stack(sums)
sums

# %% running-loss same="mean"
metric = tf.keras.metrics.Mean()
for value in (0.5, 0.25, 0.75):
    loss = tf.constant(value)
    metric.update_state(loss)  # not float(loss), which waits
mean = float(metric.result())
mean

# %% time-it same="first"
import time


def now():
    tf.test.experimental.sync_devices()  # wait for the GPU
    return time.perf_counter()


x = tf.ones([256, 256])
product = x @ x  # warm up: the first run takes longer
start = now()
for _ in range(3):
    product = x @ x
seconds = (now() - start) / 3
first = product[0, :3]
first

# %% peak-memory same="needed"
if found:
    tf.config.experimental.reset_memory_stats("GPU:0")
x = tf.ones([256, 256])
y = x @ x
needed = sum(int(tf.size(t)) * t.dtype.size for t in (x, y))
print("needed:", needed)
if found:
    memory = tf.config.experimental.get_memory_info("GPU:0")
    print("peak:", memory["peak"])

# %% training-memory same="weights, training"
large = tf.keras.Sequential(
    [tf.keras.Input((1000,)), tf.keras.layers.Dense(1000)],
)
optimizer = tf.keras.optimizers.Adam()
optimizer.build(large.trainable_variables)


def size(variables):
    return sum(v.value.dtype.size * int(tf.size(v)) for v in variables)


weights = size(large.trainable_variables)
gradients = weights
moments = size(v for v in optimizer.variables if v.shape != ())
training = weights + gradients + moments
print("bytes of the weights:", weights, "in training:", training)

# %% load-elsewhere same="restored, place"
with tf.device(device):
    saved = tf.Variable([1.0, 2.0])
path = tf.train.Checkpoint(weight=saved).write("weights")

with tf.device("/CPU:0"):
    weight = tf.Variable([0.0, 0.0])
tf.train.Checkpoint(weight=weight).read(path)
restored = tf.convert_to_tensor(weight)
place = place_of(weight).split(":")[0].lower()
print(place)
restored

# %% tf32-default differs="matmul" same="convolution, full"
# why: TensorFlow allows TF32 for matrix products and convolutions unless told otherwise, PyTorch for convolutions and
#   recurrent layers only. It takes effect on NVIDIA GPUs from Ampere on. Forbid it in both, or allow it in both: in
#   PyTorch with `tf32` in place of `ieee`.
enabled = tf.config.experimental.tensor_float_32_execution_enabled
matmul = convolution = enabled()
print("TF32 in products:", matmul, "in convolutions:", convolution)

tf.config.experimental.enable_tensor_float_32_execution(False)
full = not enabled()
full


# %% tf32-rounding same="exact, rounded"
def to_tf32(x):  # rounds off the last 13 of 23 bits
    bits = tf.bitcast(x, tf.int32)
    return tf.bitcast((bits + 0x1000) & ~0x1FFF, tf.float32)


x = tf.fill([2, 100], 1.0001)
ones = tf.ones([100, 2])
exact = x @ ones
rounded = to_tf32(x) @ to_tf32(ones)
print(f"exact {exact[0, 0]:.4f}, rounded {rounded[0, 0]:.4f}")

# %% autocast same="output, stored"
layer = tf.keras.layers.Dense(2, use_bias=False, dtype="mixed_bfloat16")
layer.build((None, 3))
layer.set_weights([kernel])

output = layer(batch)
stored = tf.convert_to_tensor(layer.kernel)
print("output:", output.dtype.name, "weights:", stored.dtype.name)
output

# %% float32-operations same="product, loss"
logits = layer(batch)
loss = tf.keras.losses.MeanSquaredError()(batch[:, :2], logits)
softmax = tf.nn.softmax(logits)
product, loss = logits.dtype.name, loss.dtype.name
print("product:", product, "loss:", loss, "softmax:", softmax.dtype.name)

# %% mix-dtypes differs="mixed"
# why: PyTorch and Keras promote `bfloat16` beside `float32` to `float32`, and no message tells you. TensorFlow's own
#   operations do not mix dtypes, so use `tf.cast`.
try:
    mixed = (logits + tf.constant(batch[:, :2])).dtype.name
except tf.errors.InvalidArgumentError as error:
    mixed = "refused"
    print(str(error).split(" [Op")[0])
mixed

# %% output-layer same="low, full"
weights = np.float32([[10.0, 10.0], [1.0, 0.0]])
hidden = np.float32([[1.0, 0.02]])


def probabilities(dtype):
    head = tf.keras.layers.Dense(2, activation="softmax", dtype=dtype)
    head.build((None, 2))
    head.set_weights([weights, np.zeros(2)])
    return tf.cast(head(hidden), tf.float32)


low = probabilities("mixed_bfloat16")
full = probabilities("float32")
print("bfloat16:", low)
print("float32:", full)

# %% loss-scaling same="lost, kept"
x = tf.constant(1e-4, dtype=tf.float16)
weight = tf.Variable(0.0)


def small_loss():
    half = tf.cast(weight, tf.float16) * x
    return tf.cast(half, tf.float32) * 1e-4  # its slope is 1e-8


with tf.GradientTape() as tape:
    loss = small_loss()
lost = tape.gradient(loss, weight)

sgd = tf.keras.optimizers.SGD(1.0)
optimizer = tf.keras.optimizers.LossScaleOptimizer(sgd, initial_scale=2.0**15)
with tf.GradientTape() as tape:
    scaled = optimizer.scale_loss(small_loss())
gradient = tape.gradient(scaled, weight)
optimizer.apply_gradients([(gradient, weight)])  # divides by the scale first
kept = -weight
print("unscaled:", lost)
print("scaled:", kept)

# %% skipped-step differs="first_scale" same="weights, halvings"
# why: Both begin with a large scale and halve it after a step that overflows. PyTorch begins with 65536, and Keras with
#   32768. Set `init_scale` or `initial_scale` to begin with the same.
weight = tf.Variable([1.0, 2.0])
optimizer = tf.keras.optimizers.LossScaleOptimizer(
    tf.keras.optimizers.SGD(0.1),
)
optimizer.build([weight])
first_scale = float(optimizer.dynamic_scale)
weights = []
for factor in (1e38, 1.0):  # the first overflows once scaled
    with tf.GradientTape() as tape:
        loss = optimizer.scale_loss(tf.reduce_sum(weight * factor))
    optimizer.apply_gradients([(tape.gradient(loss, weight), weight)])
    weights.append(tf.convert_to_tensor(weight))
halvings = first_scale / float(optimizer.dynamic_scale) / 2
print("first scale:", first_scale, "halvings:", halvings)
print("weights:", *weights)


# %% clip-scaled same="right, wrong"
def clipped_step(clip_by_hand, **settings):
    weight = tf.Variable([0.0, 0.0])
    sgd = tf.keras.optimizers.SGD(1.0, **settings)
    optimizer = tf.keras.optimizers.LossScaleOptimizer(sgd, initial_scale=1024.0)
    with tf.GradientTape() as tape:
        loss = optimizer.scale_loss(3.0 * weight[0] + 4.0 * weight[1])
    gradients = [tape.gradient(loss, weight)]
    if clip_by_hand:
        gradients, _ = tf.clip_by_global_norm(gradients, 1.0)
    optimizer.apply_gradients(zip(gradients, [weight]))
    return -weight


right = clipped_step(clip_by_hand=False, global_clipnorm=1.0)
wrong = clipped_step(clip_by_hand=True)
print("clipped after the division:", right)
print("clipped before it:", wrong)

# %% training-data same="inputs, targets, start"
rng = np.random.default_rng(0)
inputs = rng.normal(size=(32, 4)).astype("float32")
targets = inputs.sum(axis=1, keepdims=True)
start = rng.normal(size=(4, 1)).astype("float32")
inputs[:2]

# %% mixed-training same="losses, kernel" rtol="1e-2" atol="5e-3"
model = tf.keras.layers.Dense(1, use_bias=False, dtype="mixed_bfloat16")
model.build((None, 4))
model.set_weights([start])
optimizer = tf.keras.optimizers.SGD(0.1)
mse = tf.keras.losses.MeanSquaredError()
losses = []
for step in range(3):
    with tf.GradientTape() as tape:
        loss = mse(targets, model(inputs))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    losses.append(float(loss))
kernel = tf.convert_to_tensor(model.kernel)
print([f"{loss:.2f}" for loss in losses], kernel.dtype)

# %% deterministic differs="refused" raises="RuntimeError"
# why: PyTorch refuses operations that it cannot order. Use a different one, or `warn_only=True`. TensorFlow refuses to
#   draw random numbers before a seed is set.
tf.config.experimental.enable_op_determinism()
try:
    tf.random.normal([2])
except RuntimeError as error:
    refused = "random.normal"
    print(str(error).split(". ")[0])
tf.keras.utils.set_random_seed(0)
