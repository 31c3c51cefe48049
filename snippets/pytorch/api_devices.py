# %% inputs hidden="true"
import os

os.environ.setdefault("KINETO_LOG_LEVEL", "99")  # the profiler's own log

import torch
import torch.distributed as dist
import torch.distributed.checkpoint as dcp
from torch import nn
from torch.distributed.checkpoint import state_dict as dcp_state_dict
from torch.distributed.fsdp import FSDPModule, MixedPrecisionPolicy, fully_shard
from torch.distributed.tensor import Replicate, Shard, distribute_tensor
from torch.distributed.tensor.parallel import (
    ColwiseParallel,
    RowwiseParallel,
    SequenceParallel,
    parallelize_module,
)

# %% num-threads same="threads" note="TensorFlow takes the number only before its first operation."
torch.set_num_threads(1)
threads = torch.get_num_threads()

# %% data hidden="true"
device = torch.device("cpu")
if torch.accelerator.is_available():
    device = torch.accelerator.current_accelerator()
x = torch.tensor([1.0, 2.0])
rows = torch.ones(1, 2)


def ones_model():
    model = nn.Linear(2, 1, bias=False)
    nn.init.ones_(model.weight)
    return model.requires_grad_(False)


def double(x):
    return x * 2


model = ones_model()

# %% is-available same="found"
found = torch.cuda.is_available()

# %% accelerator-is-available same="found"
# note: An accelerator is whatever the build of PyTorch is for: CUDA, ROCm, MPS, XPU.
found = torch.accelerator.is_available()

# %% device-count same="count"
count = torch.cuda.device_count()

# %% accelerator-device-count same="count"
count = torch.accelerator.device_count()

# %% current-accelerator same="found"
# note: Unless `check_available` is set, PyTorch names the accelerator that it was built for, there or not.
current = torch.accelerator.current_accelerator(check_available=True)
found = current is not None

# %% mps only="pytorch"
# why: On a Mac, TensorFlow lists the GPU in `tf.config.list_physical_devices` once the plugin tensorflow-metal is
#   installed.
found = torch.backends.mps.is_available()

# %% device same="index" differs="kind" api="torch.device.type, torch.device.index"
# why: PyTorch's `cuda` is TensorFlow's `GPU`. Neither asks whether the device is there.
named = torch.device("cuda:1")
kind = named.type
index = named.index

# %% device-context same="y"
# note: In PyTorch the context says where new tensors are made, in TensorFlow where operations run.
with torch.device("cpu"):
    y = torch.ones(2)

# %% tensor-device same="kind" differs="name" api="torch.Tensor.device"
# why: TensorFlow names the machine and the task as well, as in `/job:localhost/replica:0/task:0/device:CPU:0`. The part
#   behind `device:` is what to compare.
name = str(y.device)
kind = y.device.type

# %% to-device same="moved" api="torch.Tensor.to"
# note: TensorFlow copies to the GPU by itself; `tf.device` with `tf.identity` puts a copy elsewhere.
moved = x.to("cpu")

# %% cpu same="here" api="torch.Tensor.cpu"
here = x.to(device).cpu()

# %% cuda only="pytorch" api="torch.Tensor.cuda"
# why: TensorFlow puts tensors and variables on the first GPU by itself. `to(device)` suits machines without a GPU as
#   well.
y = x.cuda() if torch.cuda.is_available() else x

# %% pin-memory only="pytorch" api="torch.Tensor.pin_memory, torch.Tensor.to"
# why: TensorFlow's datasets copy to the GPU by themselves; `tf.data.experimental.prefetch_to_device` does so ahead.
if torch.cuda.is_available():
    y = x.pin_memory().to("cuda", non_blocking=True)

# %% set-default-device only="pytorch"
# why: TensorFlow's default is the first GPU, or the CPU where there is none. `tf.device` changes it for a block.
torch.set_default_device("cpu")
default = torch.get_default_device()

# %% get-device only="pytorch" api="torch.Tensor.get_device"
# why: TensorFlow tells a tensor's device as a text: `x.device`.
index = x.get_device()

# %% set-device only="pytorch"
# why: TensorFlow has no current GPU: `with tf.device('/GPU:1')` for a block, or `tf.config.set_visible_devices` for a
#   program.
if torch.cuda.is_available():
    torch.cuda.set_device(0)
    index = torch.cuda.current_device()

# %% set-device-index only="pytorch" why="TensorFlow has no current GPU: `with tf.device('/GPU:1')` for a block."
if torch.accelerator.is_available():
    torch.accelerator.set_device_index(0)
    with torch.accelerator.device_index(0):
        y = torch.ones(2, device=torch.accelerator.current_accelerator())

# %% is-bf16-supported only="pytorch"
# why: TensorFlow tells the compute capability, `tf.config.experimental.get_device_details`: from 8.0 on, `bfloat16` is
#   fast.
supported = torch.cuda.is_bf16_supported()

# %% device-properties same="count"
indices = range(torch.cuda.device_count())
details = [torch.cuda.get_device_properties(index) for index in indices]
count = len(details)

# %% synchronize
if torch.cuda.is_available():
    torch.cuda.synchronize()

# %% memory-allocated
# note: Both count what tensors take now. The highest so far is `torch.cuda.max_memory_allocated` in PyTorch, and `peak`
#   in TensorFlow.
now = torch.cuda.memory_allocated()

# %% memory-reserved only="pytorch"
# why: TensorFlow does not tell what it holds for reuse. Without memory growth, that is nearly the whole GPU.
held = torch.cuda.memory_reserved()

# %% empty-cache only="pytorch"
# why: TensorFlow gives no memory back before the program ends. `tf.keras.utils.clear_session` frees what old models
#   hold, for TensorFlow to use again.
torch.cuda.empty_cache()

# %% stream only="pytorch" why="TensorFlow chooses the streams of a GPU by itself."
if torch.cuda.is_available():
    with torch.cuda.stream(torch.cuda.Stream()):
        y = torch.ones(2, device="cuda")
    torch.cuda.current_stream().synchronize()

# %% autocast same="output"
# note: PyTorch casts within the context; in Keras each layer has a policy from the time it is made.
with torch.autocast("cpu", dtype=torch.bfloat16):
    output = model(rows)

# %% is-autocast-enabled same="mixed"
mixed = torch.is_autocast_enabled("cpu")

# %% autocast-dtype same="name" note="`set_dtype_policy` holds for all layers that are made after it."
name = str(torch.get_autocast_dtype("cpu")).removeprefix("torch.")

# %% grad-scaler same="named" differs="by_default" api="torch.GradScaler.get_scale"
# why: The first scale is 65536 in PyTorch and 32768 in Keras. Name it, and they are equal.
by_default = torch.GradScaler("cpu").get_scale()
named = torch.GradScaler("cpu", init_scale=1024.0).get_scale()

# %% matmul-precision same="forbidden" differs="by_default"
# why: By default PyTorch multiplies `float32` matrices in full precision, and TensorFlow allows TF32, which is faster
#   on NVIDIA GPUs and rounds the factors to 3 digits. Say what you want in both.
by_default = torch.get_float32_matmul_precision() != "highest"
torch.set_float32_matmul_precision("highest")
forbidden = torch.get_float32_matmul_precision() == "highest"

# %% data-parallel same="output"
# note: One process for all GPUs. For training, PyTorch advises `DistributedDataParallel`, one process for each.
parallel = nn.DataParallel(ones_model().to(device))
output = parallel(rows.to(device))

# %% init-process-group same="size"
# note: `MultiWorkerMirroredStrategy` reads the list of machines from the environment variable `TF_CONFIG`; without it
#   there is one.
store = dist.FileStore("store", 1)
dist.init_process_group("gloo", store=store, rank=0, world_size=1)
size = dist.get_world_size()

# %% distributed-data-parallel same="output"
parallel = nn.parallel.DistributedDataParallel(model.requires_grad_())
output = parallel(rows)

# %% one-device-strategy same="doubled" api="torch.Tensor.to"
# note: The same program for one device as for many: PyTorch does it with a group of one process.
doubled = double(x.to("cpu"))

# %% get-rank same="rank"
rank = dist.get_rank()

# %% get-world-size same="size"
size = dist.get_world_size()

# %% is-initialized same="answer"
answer = dist.is_initialized()

# %% distributed-is-available only="pytorch" why="Every build of TensorFlow has `tf.distribute`."
answer = dist.is_available()
with_gpus = dist.is_nccl_available()

# %% backend only="pytorch"
# why: A TensorFlow strategy chooses the way to communicate; `tf.distribute.experimental.CommunicationOptions` names
#   another.
backend = dist.get_backend()
usual = dist.get_default_backend_for_device("cpu")

# %% all-reduce same="total"
# note: PyTorch changes the tensor in place. TensorFlow returns the sum, and only within `strategy.run`.
total = x.clone()
dist.all_reduce(total, op=dist.ReduceOp.SUM)

# %% all-gather same="joined"
parts = [torch.empty(2) for _ in range(dist.get_world_size())]
dist.all_gather(parts, x)
joined = torch.cat(parts)

# %% reduce same="total"
total = x.clone()
dist.reduce(total, dst=0)

# %% broadcast only="pytorch"
# why: Variables that are made in a strategy's scope are alike on all replicas from the start.
received = x.clone()
dist.broadcast(received, src=0)

# %% barrier only="pytorch" why="TensorFlow's replicas wait for each other in every sum; there is no call for it."
dist.barrier()

# %% distributed-sampler same="positions"
# note: Where it does not come out even, the sampler repeats some items so that all ranks have as many; `shard` does
#   not. The sampler shuffles by default: call its `set_epoch`.
numbers = torch.arange(6)
part = torch.utils.data.DistributedSampler(
    numbers, num_replicas=2, rank=0, shuffle=False
)
positions = list(part)

# %% init-device-mesh same="shape"
# note: On TensorFlow, Keras can describe a mesh; to spread a model over one it wants JAX.
mesh = dist.init_device_mesh("cpu", (1,), mesh_dim_names=("batch",))
shape = mesh.shape

# %% distribute-tensor same="spread" api="torch.distributed.tensor.DTensor.full_tensor"
spread = distribute_tensor(x, mesh, [Replicate()]).full_tensor()

# %% shard-tensor same="part" api="torch.distributed.tensor.DTensor.to_local"
part = distribute_tensor(x, mesh, [Shard(0)]).to_local()

# %% tensor-parallel only="pytorch"
# why: Keras has `keras.distribution.ModelParallel` with a `LayoutMap`; it divides weights on JAX, and on TensorFlow it
#   does not.
plan = {"0": ColwiseParallel(), "1": RowwiseParallel()}
net = nn.Sequential(nn.Linear(2, 4), nn.Linear(4, 2))
net = parallelize_module(net, mesh, plan)

# %% sequence-parallel only="pytorch"
# why: Keras has `keras.distribution.ModelParallel` with a `LayoutMap`; it divides weights on JAX, and on TensorFlow it
#   does not.
norm = nn.Sequential(nn.LayerNorm(2))
norm = parallelize_module(norm, mesh, {"0": SequenceParallel()})

# %% fully-shard only="pytorch"
# why: TensorFlow's strategies keep all weights on every replica. Keras divides weights with
#   `keras.distribution.ModelParallel`, on JAX.
policy = MixedPrecisionPolicy(param_dtype=torch.bfloat16)
sharded = fully_shard(nn.Linear(2, 1), mesh=mesh, mp_policy=policy)
answer = isinstance(sharded, FSDPModule)

# %% distributed-checkpoint same="restored"
# note: `dcp.load` fills the tensors that it is given; `restore` assigns to the variables of the checkpoint.
dcp.save({"weight": x}, checkpoint_id="parts")
restored = torch.zeros(2)
dcp.load({"weight": restored}, checkpoint_id="parts")

# %% checkpoint-files only="pytorch" why="A checkpoint of TensorFlow takes a path and no writer."
dcp.save({"weight": x}, storage_writer=dcp.FileSystemWriter("files"))
restored = torch.zeros(2)
dcp.load({"weight": restored}, storage_reader=dcp.FileSystemReader("files"))

# %% checkpoint-state-dict only="pytorch"
# why: A TensorFlow checkpoint names the variables of the model itself, whatever the strategy.
options = dcp_state_dict.StateDictOptions(full_state_dict=True)
state = dcp_state_dict.get_model_state_dict(sharded, options=options)
result = dcp_state_dict.set_model_state_dict(sharded, state, options=options)

# %% destroy-process-group only="pytorch" why="A strategy of TensorFlow ends with the program."
dist.destroy_process_group()

# %% multiprocessing only="pytorch" api="torch.Tensor.share_memory_, torch.multiprocessing.Process"
# why: `tf.distribute.MirroredStrategy` runs its replicas in one process; for several machines you start one program on
#   each.
shared = torch.zeros(2).share_memory_()
context = torch.multiprocessing.get_context("fork")
process = context.Process(target=shared.fill_, args=(7.0,))
process.start()
process.join()

# %% set-start-method only="pytorch" why="TensorFlow starts no processes of its own for this."
torch.multiprocessing.set_start_method("fork", force=True)
method = torch.multiprocessing.get_start_method()

# %% compile same="y"
# note: Without a `backend`, PyTorch generates and compiles code, at the first call. The nearest in TensorFlow is
#   `jit_compile=True`.
faster = torch.compile(double, backend="eager")
y = faster(x)

# %% run-eagerly same="y"
with torch.compiler.set_stance("force_eager"):
    y = faster(x)

# %% compiler-disable same="y"
left_out = torch.compiler.disable(double)
y = left_out(x)

# %% jit-ignore same="y" note="Legacy: `torch.jit.ignore` spoke to TorchScript. Write `torch.compiler.disable`."
left_out = torch.jit.ignore(double)
y = left_out(x)

# %% compiler-reset only="pytorch" why="Every `tf.function` object has graphs of its own: make a new one."
torch.compiler.reset()

# %% is-compiling same="within"
within = torch.compiler.is_compiling()

# %% executing-eagerly same="eager"
eager = not torch.compiler.is_compiling()

# %% is-scripting same="within" note="Legacy: TorchScript gave way to `torch.compile` and `torch.export`."
within = torch.jit.is_scripting() or torch.jit.is_tracing()

# %% export same="y" api="torch.export.ExportedProgram.module"
# note: Both fix the program for inputs of one shape and dtype; `torch.export.Dim` and `None` leave a size open.
program = torch.export.export(ones_model(), (rows,))
y = program.module()(rows)

# %% fx-symbolic-trace only="pytorch" api="torch.fx.GraphModule.graph, torch.fx.Graph.nodes, torch.fx.Node.op"
# why: TensorFlow shows its graph, `get_concrete_function().graph`, and is not made for rewriting it.
traced = torch.fx.symbolic_trace(double)
operations = [node.op for node in traced.graph.nodes]

# %% fx-graph-module only="pytorch"
# why: TensorFlow shows its graph, `get_concrete_function().graph`, and is not made for rewriting it.
graph = torch.fx.Graph()
graph.output(graph.call_function(torch.relu, (graph.placeholder("x"),)))
built = torch.fx.GraphModule(nn.Module(), graph)

# %% fx-proxy only="pytorch"
# why: TensorFlow shows its graph, `get_concrete_function().graph`, and is not made for rewriting it.
graph = torch.fx.Graph()
value = torch.fx.Proxy(graph.placeholder("x"))
node = graph.output((value * 2).node)

# %% fx-replace-pattern only="pytorch"
# why: TensorFlow rewrites graphs by itself, before they run: `tf.config.optimizer.set_experimental_options` turns parts
#   of that on or off.
matches = torch.fx.replace_pattern(traced, lambda x: x * 2, lambda x: x + x)

# %% profiler same="seen" api="torch.profiler.profile.key_averages"
# note: TensorFlow writes files for TensorBoard. PyTorch keeps a table, which `key_averages` tells.
with torch.profiler.profile() as profile:
    y = double(x)
seen = "aten::mul" in [event.key for event in profile.key_averages()]

# %% profiler-start same="seen" api="torch.profiler.profile.start, torch.profiler.profile.stop"
profile = torch.profiler.profile()
profile.start()
y = double(x)
profile.stop()
seen = len(profile.events()) > 0

# %% record-function same="y"
with torch.profiler.record_function("step"):
    y = double(x)

# %% profiler-schedule only="pytorch"
# why: The callback `tf.keras.callbacks.TensorBoard` takes `profile_batch`, the first and last batch to look at.
plan = torch.profiler.schedule(wait=1, warmup=1, active=2)
write = torch.profiler.tensorboard_trace_handler("profile")
profile = torch.profiler.profile(schedule=plan, on_trace_ready=write, acc_events=True)

# %% deterministic same="counts"
# note: TensorFlow then wants a seed before it draws numbers, and PyTorch raises an error for operations that it cannot
#   order.
torch.use_deterministic_algorithms(True)
counts = torch.zeros(2).index_add(0, torch.tensor([0, 0, 1]), torch.ones(3))

# %% cudnn-deterministic only="pytorch"
# why: TensorFlow has one switch for all: `tf.config.experimental.enable_op_determinism`.
torch.backends.cudnn.deterministic = True
torch.backends.cudnn.benchmark = False
