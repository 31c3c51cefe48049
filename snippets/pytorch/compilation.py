# %% same-result same="eager, compiled, slope, graph_count"
import torch

graphs = []


def counting(graph, example_inputs):  # a backend, which runs a graph
    graphs.append(graph)
    return graph.forward


def score(x, weight):
    return torch.tanh(x @ weight).sum()


x = torch.tensor([[1.0, 2.0], [3.0, 4.0]])
weight = torch.tensor([0.1, -0.2], requires_grad=True)
eager = score(x, weight)
compiled = torch.compile(score, backend=counting)(x, weight)
(slope,) = torch.autograd.grad(compiled, weight)
graph_count = len(graphs)
print("eager:", eager)
print("compiled:", compiled)
print("graphs:", graph_count)
slope


# %% new-shapes differs="by_default" same="any_length"
# why: `tf.function` makes a graph for every new shape. `torch.compile` makes one for the first shape. If the length
#   changes, it makes a second graph for any length. `reduce_retracing=True` does the same in TensorFlow, and
#   `dynamic=False` makes a graph for each shape in PyTorch.
def graphs_for(inputs, **options):
    torch.compiler.reset()
    graphs.clear()
    double = torch.compile(lambda x: x * 2, backend=counting, **options)
    for x in inputs:
        double(x)
    return len(graphs)


inputs = [torch.ones(length) for length in (2, 3, 4, 5)]
by_default = graphs_for(inputs)
any_length = graphs_for(inputs, dynamic=True)
each = graphs_for(inputs, dynamic=False)
print("by default:", by_default)
print("dynamic=True:", any_length, "dynamic=False:", each)

# %% new-shapes-matched same="relaxed, each" hidden="true"
relaxed = by_default
relaxed


# %% python-values differs="for_numbers" same="for_tensors, for_flags"
# why: `tf.function` treats a Python number as a constant and makes a graph for each number. `torch.compile` makes one
#   graph for the first number, and at the second number one for any number. Put numbers that change into tensors. A
#   flag such as `training` is a constant in both, and needs a graph for each of its two values.
scale = torch.compile(lambda x, rate: x * rate, backend=counting)
switch = torch.compile(
    lambda x, training: x * 2 if training else x * 3,
    backend=counting,
)


def graphs_for(function, values):
    graphs.clear()
    for value in values:
        function(torch.ones(2), value)
    return len(graphs)


rates = [0.1, 0.2, 0.3]
for_numbers = graphs_for(scale, rates)
for_tensors = graphs_for(scale, [torch.tensor(rate) for rate in rates])
for_flags = graphs_for(switch, [True, False, True])
print(f"numbers {for_numbers}, tensors {for_tensors}, flags {for_flags}")


# %% refuse-new-graph raises="RuntimeError" same="sums"
# why: With `input_signature` a `tf.function` accepts only calls that fit it, and raises a `TypeError` for any other.
#   PyTorch has a switch for calls that must not compile again, and raises a `RuntimeError`.
@torch.compile(backend="eager", dynamic=True)
def total(x):
    return x.sum()


sums = [total(torch.ones(length)) for length in (2, 3, 4)]
print(sums)
try:
    with torch.compiler.set_stance("fail_on_recompile"):
        total(torch.ones(2, dtype=torch.float64))
except RuntimeError as error:
    print(str(error).splitlines()[-1].split(": ")[-1])

# %% stale-value differs="after" same="before, kept_up"
# why: A TensorFlow graph keeps the value that a Python variable had when it was traced, and raises no error if the
#   variable changes. PyTorch checks before each call whether the Python values are the same, and compiles again if not.
#   Hold a number that changes in a `tf.Variable`, or pass it as an argument.
factor = 2.0


@torch.compile(backend="eager")
def scale(x):
    return x * factor


x = torch.tensor([1.0, 10.0])
before = scale(x)
factor = 3.0
after = scale(x)
factor = torch.tensor(2.0)
scale(x)
factor.fill_(3.0)
kept_up = scale(x)
print("before:", before)
print("after:", after)
print("kept up:", kept_up)

# %% random-numbers differs="from_numpy" same="from_framework"
# why: NumPy and Python's `random` run while a `tf.function` is traced, so the number they draw is a constant of the
#   graph. `torch.compile` draws a new number at each call. Draw with the framework's own functions, because these are
#   part of the graph in both.
import numpy as np

torch.manual_seed(0)
rng = np.random.default_rng(0)
noisy = torch.compile(lambda x: x + rng.random(), backend="eager")
from_numpy = len({float(noisy(torch.zeros(()))) for _ in range(5)})

noisy = torch.compile(lambda x: x + torch.rand(()), backend="eager")
from_framework = len({float(noisy(torch.zeros(()))) for _ in range(5)})
print(from_numpy, from_framework, "different numbers in 5 calls")


# %% print-inside differs="graph_count" same="y"
# why: `print` runs once in a `tf.function`, while it is traced, and shows a tensor without numbers. `tf.print` is an
#   operation of the graph. PyTorch prints the numbers at each call, but breaks the graph in two.
@torch.compile(backend=counting)
def double_and_add(x):
    doubled = x * 2
    print("print:", doubled)
    return doubled + 1


graphs.clear()
for _ in range(2):
    y = double_and_add(torch.tensor([1.0, 2.0]))
graph_count = len(graphs)
print("graphs:", graph_count)


# %% branch-on-tensor differs="graph_count" same="up, down"
# why: `tf.function` rewrites an `if` on a tensor, so that both branches are part of its one graph. `torch.compile`
#   breaks the graph before the `if` and lets Python decide. It makes one graph for the code before the `if` and one for
#   each branch that is taken.
def turn(x):
    if x.sum() > 0:
        return x * 2
    return -x


graphs.clear()
turn_in_graph = torch.compile(turn, backend=counting)
x = torch.tensor([1.0, 2.0])
up, down = turn_in_graph(x), turn_in_graph(-x)
graph_count = len(graphs)
print("up:", up, "down:", down)
print("graphs:", graph_count)


# %% cond same="up, down, graph_count"
def turn(x):
    return torch.cond(x.sum() > 0, lambda x: x * 2, lambda x: -x, (x,))


graphs.clear()
turn_in_graph = torch.compile(turn, backend=counting, fullgraph=True)
up, down = turn_in_graph(x), turn_in_graph(-x)
graph_count = len(graphs)
print("up:", up, "down:", down)
print("graphs:", graph_count)


# %% whole-graph raises="Unsupported" same="y"
# why: Neither framework puts a plain Python `if` on a tensor into a graph. PyTorch breaks the graph, and raises an
#   error only with `fullgraph=True`. TensorFlow raises an error if AutoGraph, which rewrites the `if`, is turned off or
#   cannot reach the code. A choice between values needs no `if`.
def turn(x):
    if x.sum() > 0:
        return x * 2
    return -x


try:
    torch.compile(turn, backend="eager", fullgraph=True)(x)
except RuntimeError as error:
    print(str(error).splitlines()[0])


@torch.compile(backend="eager", fullgraph=True)
def choose(x):
    return torch.where(x.sum() > 0, x * 2, -x)


y = choose(x)
y


# %% loop same="grown, graph_count, multiplications"
def grow(x, steps):
    for _ in range(steps):
        x = x * 1.5
    return x


graphs.clear()
grow_in_graph = torch.compile(grow, backend=counting)
grown = [grow_in_graph(x, steps) for steps in (2, 3, 4)]
graph_count = len(graphs)
multiplications = [str(graph.code).count(" * ") for graph in graphs]
print(graph_count, "graphs,", multiplications, "multiplications")


# %% loop-in-graph same="grown, graph_count"
def grow(x, steps):
    def body(step, x):
        return step + 1, x * 1.5

    start = (torch.tensor(0), x)
    return torch.while_loop(lambda step, x: step < steps, body, start)[1]


graphs.clear()
grow_in_graph = torch.compile(grow, backend=counting, fullgraph=True)
grown = [grow_in_graph(x, torch.tensor(steps)) for steps in (2, 3, 4)]
graph_count = len(graphs)
print("graphs:", graph_count)
print("grown:", *grown)


# %% numpy-inside same="y"
# why: A tensor in a `tf.function` has no numbers yet, so it has no `.numpy()`. `tf.numpy_function` calls Python when
#   the graph runs, but its result has no gradient. `torch.compile` turns NumPy calls into operations of PyTorch.
@torch.compile(backend="eager", fullgraph=True)
def sort_and_double(x):
    return torch.from_numpy(np.sort(x.numpy())) * 2


y = sort_and_double(torch.tensor([3.0, 1.0, 2.0]))
y

# %% leave-out same="y, python_runs"
python_runs = 0


@torch.compiler.disable
def inspect(x):
    global python_runs
    python_runs += 1
    return x + 1


@torch.compile(backend="eager")
def step(x):
    return inspect(x * 2) * 3


for _ in range(3):
    y = step(torch.tensor([1.0, 2.0]))
print("Python runs:", python_runs)
y

# %% keep-outside same="y, total"
# why: A `tf.function` puts a symbolic tensor without numbers into the list, so using it later raises a `TypeError`.
#   PyTorch appends the tensor itself. Return the tensors that you want to keep.
hidden = []


@torch.compile(backend="eager")
def layer(x):
    activation = torch.relu(x)
    hidden.append(activation)
    return activation * 2


y = layer(torch.tensor([-1.0, 3.0]))
total = hidden[0].sum()
print(hidden)
total

# %% variable-inside same="y"
# why: A `tf.function` runs its Python code more than once, and refuses a variable that is made each time. PyTorch makes
#   a new parameter at every call, so the parameter is never trained. Make it before the call, or once, as `build` does
#   in a Keras layer.
from torch import nn


@torch.compile(backend="eager")
def layer(x):
    weight = nn.Parameter(torch.ones(2))
    return x * weight, weight


x = torch.tensor([1.0, 2.0])
(_, first), (_, second) = layer(x), layer(x)
print("one and the same weight:", first is second)

weight = nn.Parameter(torch.ones(2))
y = torch.compile(lambda x: x * weight, backend="eager")(x).detach()
y

# %% compiled-model differs="renamed" same="y"
# why: `torch.compile` wraps a model, and the names in the `state_dict` of the wrapper start with `_orig_mod.`, so they
#   do not fit the plain model. A `tf.function` around a model does not change the names.
model = nn.Linear(2, 1)
nn.init.ones_(model.weight)
nn.init.zeros_(model.bias)
names = list(model.state_dict())

compiled_model = torch.compile(model, backend="eager")
renamed = list(compiled_model.state_dict()) != names
y = compiled_model(torch.tensor([[1.0, 2.0]])).detach()
print("plain:", names)
print("compiled:", list(compiled_model.state_dict()))

# %% compile-in-place same="renamed"
model.compile(backend="eager")
renamed = list(model.state_dict()) != names
print("compiled in place:", list(model.state_dict()))


# %% backends same="plain, optimized"
def soft_clip(x):
    return torch.tanh(x) * torch.sigmoid(x) + x**2


x = torch.linspace(-2.0, 2.0, 5)
plain = torch.compile(soft_clip, backend="eager")(x)
optimized = torch.compile(soft_clip, backend="aot_eager")(x)
print(torch.compiler.get_default_backend())
print("plain:", plain)
print("optimized:", optimized)

# %% first-call same="slow_start"
import time


def seconds(function, x):
    start = time.perf_counter()
    function(x)
    return time.perf_counter() - start


x = torch.ones(10)
wave = torch.compile(lambda x: torch.sin(x) * 2, backend="eager")
first = seconds(wave, x)
later = min(seconds(wave, x) for _ in range(20))
slow_start = first > 10 * later
print("first call more than 10 times as slow:", slow_start)
