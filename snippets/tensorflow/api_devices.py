# %% inputs hidden="true"
import contextlib
import os

import tensorflow as tf

gpus = tf.config.list_physical_devices("GPU")
cpu = tf.config.list_physical_devices("CPU")[0]

# %% get-logger only="tensorflow" why="PyTorch logs with Python's own loggers: `logging.getLogger('torch')`."
tf.get_logger().setLevel("ERROR")

# %% num-threads same="threads"
tf.config.threading.set_intra_op_parallelism_threads(1)
threads = tf.config.threading.get_intra_op_parallelism_threads()

# %% set-visible-devices only="tensorflow"
# why: For PyTorch set the environment variable `CUDA_VISIBLE_DEVICES` before its first use of a GPU. TensorFlow heeds
#   it too.
tf.config.set_visible_devices(gpus[:1], "GPU")

# %% set-memory-growth only="tensorflow"
# why: PyTorch takes the memory of a GPU bit by bit, as it needs it; TensorFlow takes nearly all at the start, unless
#   told so.
for gpu in gpus:
    tf.config.experimental.set_memory_growth(gpu, True)

# %% logical-devices only="tensorflow" why="PyTorch does not divide a device: start several processes."
whole = tf.config.LogicalDeviceConfiguration()
tf.config.set_logical_device_configuration(cpu, [whole])

# %% soft-placement only="tensorflow"
# why: PyTorch always raises an error for a device that is not there. TensorFlow picks another, unless this is `False`.
tf.config.set_soft_device_placement(True)

# %% log-device-placement only="tensorflow" why="A PyTorch operation runs where its inputs are: look at `x.device`."
tf.debugging.set_log_device_placement(False)

# %% data hidden="true"
x = tf.constant([1.0, 2.0])
rows = tf.ones([1, 2])


def double(x):
    return x * 2


@tf.function
def sum_rows(rows):
    return tf.reduce_sum(rows, axis=1, keepdims=True)


optimizer = tf.keras.optimizers.SGD()

# %% is-available same="found"
found = bool(tf.config.list_physical_devices("GPU"))

# %% accelerator-is-available same="found"
found = bool(tf.config.list_logical_devices("GPU"))

# %% device-count same="count"
count = len(tf.config.list_physical_devices("GPU"))

# %% accelerator-device-count same="count"
count = len(tf.config.list_logical_devices("GPU"))

# %% current-accelerator same="found"
current = tf.test.gpu_device_name()
found = current != ""

# %% device same="index" differs="kind" api="tf.DeviceSpec.device_type, tf.DeviceSpec.device_index"
# why: PyTorch's `cuda` is TensorFlow's `GPU`. Neither asks whether the device is there.
named = tf.DeviceSpec.from_string("/GPU:1")
kind = named.device_type
index = named.device_index

# %% device-context same="y"
with tf.device("/CPU:0"):
    y = tf.ones([2])

# %% tensor-device same="kind" differs="name" api="tf.Tensor.device"
# why: TensorFlow names the machine and the task as well, as in `/job:localhost/replica:0/task:0/device:CPU:0`. The part
#   behind `device:` is what to compare.
name = y.device
kind = y.device.split(":")[-2].lower()

# %% to-device same="moved"
with tf.device("/CPU:0"):
    moved = tf.identity(x)

# %% cpu same="here"
with tf.device("/CPU:0"):
    here = tf.identity(x)

# %% device-properties same="count"
details = [tf.config.experimental.get_device_details(gpu) for gpu in gpus]
count = len(details)

# %% synchronize
tf.test.experimental.sync_devices()

# %% memory-allocated
if gpus:
    now = tf.config.experimental.get_memory_info("GPU:0")["current"]

# %% clear-session only="tensorflow"
# why: PyTorch frees a model with its last reference: `del model`. Keras keeps a state of its own, such as the numbers
#   in the names of layers, until this call.
tf.keras.utils.clear_session()

# %% autocast same="output"
policy = tf.keras.DTypePolicy("mixed_bfloat16")
layer = tf.keras.layers.Dense(1, kernel_initializer="ones", dtype=policy)
output = layer(rows)

# %% is-autocast-enabled same="mixed" api="tf.keras.DTypePolicy.compute_dtype"
mixed = tf.keras.config.dtype_policy().compute_dtype != "float32"

# %% autocast-dtype same="name"
tf.keras.config.set_dtype_policy("mixed_bfloat16")
name = tf.keras.config.dtype_policy().compute_dtype

# %% restore-policy hidden="true"
tf.keras.config.set_dtype_policy("float32")

# %% grad-scaler same="named" differs="by_default"
# why: The first scale is 65536 in PyTorch and 32768 in Keras. Name it, and they are equal.
by_default = tf.keras.optimizers.LossScaleOptimizer(optimizer).initial_scale
scaler = tf.keras.optimizers.LossScaleOptimizer(optimizer, initial_scale=1024.0)
named = scaler.initial_scale

# %% matmul-precision same="forbidden" differs="by_default"
# why: By default PyTorch multiplies `float32` matrices in full precision, and TensorFlow allows TF32, which is faster
#   on NVIDIA GPUs and rounds the factors to 3 digits. Say what you want in both.
by_default = tf.config.experimental.tensor_float_32_execution_enabled()
tf.config.experimental.enable_tensor_float_32_execution(False)
forbidden = not tf.config.experimental.tensor_float_32_execution_enabled()

# %% data-parallel same="output" api="tf.distribute.MirroredStrategy.scope"
strategy = tf.distribute.MirroredStrategy(None if gpus else ["/CPU:0"])
with strategy.scope():
    parallel = tf.keras.layers.Dense(1, kernel_initializer="ones")
output = parallel(rows)

# %% init-process-group same="size" api="tf.distribute.MultiWorkerMirroredStrategy.num_replicas_in_sync"
strategy = tf.distribute.MultiWorkerMirroredStrategy()
size = strategy.num_replicas_in_sync

# %% distributed-data-parallel same="output" api="tf.distribute.MultiWorkerMirroredStrategy.scope"
with strategy.scope():
    parallel = tf.keras.layers.Dense(1, kernel_initializer="ones")
output = parallel(rows)

# %% one-device hidden="true"
strategy = tf.distribute.OneDeviceStrategy("/CPU:0")

# %% one-device-strategy same="doubled" api="tf.distribute.OneDeviceStrategy.run"
strategy = tf.distribute.OneDeviceStrategy("/CPU:0")
doubled = strategy.run(double, args=(x,))

# %% get-rank same="rank" api="tf.distribute.ReplicaContext.replica_id_in_sync_group"
rank = tf.distribute.get_replica_context().replica_id_in_sync_group

# %% get-world-size same="size" api="tf.distribute.Strategy.num_replicas_in_sync"
size = tf.distribute.get_strategy().num_replicas_in_sync

# %% is-initialized same="answer"
with strategy.scope():
    answer = tf.distribute.has_strategy()


# %% all-reduce same="total" api="tf.distribute.ReplicaContext.all_reduce"
def add_up():
    return tf.distribute.get_replica_context().all_reduce(tf.distribute.ReduceOp.SUM, x)


total = strategy.run(add_up)

# %% all-gather same="joined" api="tf.distribute.Strategy.gather"
joined = strategy.gather(x, axis=0)

# %% reduce same="total" api="tf.distribute.Strategy.reduce"
total = strategy.reduce(tf.distribute.ReduceOp.SUM, x, axis=None)

# %% cross-device-ops only="tensorflow"
# why: In PyTorch the backend of the process group decides how sums are taken, such as `nccl` or `gloo`.
across = tf.distribute.HierarchicalCopyAllReduce()

# %% distributed-sampler same="positions" api="tf.data.Dataset.shard"
numbers = tf.data.Dataset.range(6)
part = numbers.shard(num_shards=2, index=0)
positions = [int(number) for number in part]

# %% input-context only="tensorflow" api="tf.distribute.InputContext.get_per_replica_batch_size"
# why: In PyTorch the rank and the world size say which part of the data a process takes: see `DistributedSampler`.
context = tf.distribute.InputContext(num_replicas_in_sync=2)
batch_size = context.get_per_replica_batch_size(8)

# %% init-device-mesh same="shape"
mesh = tf.keras.distribution.DeviceMesh((1,), ["batch"], devices=["cpu:0"])
shape = mesh.shape

# %% distribute-tensor same="spread"
dtensor_mesh = tf.experimental.dtensor.create_mesh([("batch", 1)], devices=["CPU:0"])
layout = tf.experimental.dtensor.Layout.replicated(dtensor_mesh, rank=1)
spread = tf.experimental.dtensor.copy_to_mesh(x, layout)

# %% shard-tensor same="part"
layout = tf.experimental.dtensor.Layout.batch_sharded(dtensor_mesh, "batch", rank=1)
spread = tf.experimental.dtensor.pack([x], layout)
part = tf.experimental.dtensor.unpack(spread)[0]

# %% layout-map only="tensorflow" why="In PyTorch a plan for `parallelize_module` says how the weights are divided."
layouts = tf.keras.distribution.LayoutMap(mesh)
layouts["dense/kernel"] = (None, "batch")

# %% distributed-checkpoint same="restored" api="tf.train.Checkpoint.save, tf.train.Checkpoint.restore"
path = tf.train.Checkpoint(weight=tf.Variable(x)).save("parts")
restored = tf.Variable([0.0, 0.0])
status = tf.train.Checkpoint(weight=restored).restore(path)

# %% tpu-strategy only="tensorflow" why="PyTorch reaches a TPU with the separate package torch_xla."
try:
    tpu = tf.distribute.cluster_resolver.TPUClusterResolver.connect("")
    strategy = tf.distribute.TPUStrategy(tpu)
except ValueError:  # there is none
    strategy = tf.distribute.get_strategy()

# %% tpu-initialize only="tensorflow" why="PyTorch reaches a TPU with the separate package torch_xla."
with contextlib.suppress(ValueError):  # there is none
    tpu = tf.distribute.cluster_resolver.TPUClusterResolver(tpu="")
    tf.config.experimental_connect_to_cluster(tpu)
    tf.tpu.experimental.initialize_tpu_system(tpu)

# %% compile same="y"
faster = tf.function(double)
y = faster(x)

# %% run-eagerly same="y"
tf.config.run_functions_eagerly(True)
y = faster(x)
tf.config.run_functions_eagerly(False)

# %% compiler-disable same="y"
left_out = tf.autograph.experimental.do_not_convert(double)
y = left_out(x)

# %% jit-ignore same="y"
left_out = tf.autograph.experimental.do_not_convert(double)
y = left_out(x)

# %% is-compiling same="within"
within = tf.inside_function()

# %% executing-eagerly same="eager"
eager = tf.executing_eagerly()

# %% is-scripting same="within"
within = tf.inside_function()

# %% export same="y" api="tf.types.experimental.PolymorphicFunction.get_concrete_function"
program = sum_rows.get_concrete_function(tf.TensorSpec([1, 2]))
y = program(rows)

# %% graph only="tensorflow" api="tf.Graph.as_default"
# why: PyTorch runs without a graph. Code of TensorFlow 1 filled a graph like this; `tf.function` makes it now.
graph = tf.Graph()
with graph.as_default():
    y = tf.constant(1.0)

# %% import-graph-def only="tensorflow" api="tf.Graph.as_graph_def, tf.Graph.as_default"
# why: PyTorch has no such form of a program; `torch.export.load` reads what `torch.export.save` wrote.
definition = graph.as_graph_def()
with tf.Graph().as_default():
    tf.import_graph_def(definition)

# %% control-dependencies only="tensorflow"
# why: PyTorch runs operations in the order of the program. `tf.function` keeps the order of those that change
#   something, so this is hardly needed there either.
with tf.control_dependencies([x]):
    y = tf.identity(x)

# %% group only="tensorflow" why="Only in a graph: PyTorch runs operations as they come."
done = tf.group(double(x), tf.no_op())

# %% name-scope only="tensorflow"
# why: Operations have no names in PyTorch; `torch.profiler.record_function` marks a block in a profile.
with tf.name_scope("block"):
    y = double(x)

# %% init-scope only="tensorflow" why="PyTorch needs no way out of a graph: what is not compiled just runs."
with tf.init_scope():
    y = double(x)

# %% compile-flags only="tensorflow" why="For operations in C++, PyTorch has `torch.utils.cpp_extension`."
compile_flags = tf.sysconfig.get_compile_flags()
link_flags = tf.sysconfig.get_link_flags()

# %% set-jit only="tensorflow" why="PyTorch compiles only what is given to `torch.compile`."
tf.config.optimizer.set_jit("autoclustering")
tf.config.optimizer.set_jit(False)

# %% profiler same="seen"
with tf.profiler.experimental.Profile("profile"):
    y = double(x)
seen = os.path.exists("profile/plugins/profile")

# %% profiler-start same="seen"
options = tf.profiler.experimental.ProfilerOptions(host_tracer_level=2)
tf.profiler.experimental.start("started", options=options)
y = double(x)
tf.profiler.experimental.stop()
seen = os.path.exists("started/plugins/profile")

# %% record-function same="y"
with tf.profiler.experimental.Trace("step", step_num=1):
    y = double(x)

# %% deterministic same="counts"
tf.config.experimental.enable_op_determinism()
counts = tf.math.unsorted_segment_sum(tf.ones([3]), [0, 0, 1], num_segments=2)
