# %% same-result same="eager, compiled, slope, graph_count"
import tensorflow as tf


def score(x, weight):
    return tf.reduce_sum(tf.tanh(tf.linalg.matvec(x, weight)))


x = tf.constant([[1.0, 2.0], [3.0, 4.0]])
weight = tf.Variable([0.1, -0.2])
score_in_graph = tf.function(score)
eager = score(x, weight)
with tf.GradientTape() as tape:
    compiled = score_in_graph(x, weight)
slope = tape.gradient(compiled, weight)
graph_count = score_in_graph.experimental_get_tracing_count()
print(eager, compiled, graph_count)
slope


# %% new-shapes differs="by_default" same="relaxed, any_length, each"
# why: `tf.function` makes a graph for every new shape. `torch.compile` does so once; when the length changes, it makes
#   a second graph for any length. `reduce_retracing=True` does the same in TensorFlow, and `dynamic=False` in PyTorch
#   makes one for each.
functions = [
    tf.function(lambda x: x * 2),
    tf.function(lambda x: x * 2, reduce_retracing=True),
    tf.function(lambda x: x * 2, input_signature=[tf.TensorSpec([None])]),
]
for function in functions:
    for length in (2, 3, 4, 5):
        function(tf.ones(length))

counts = [function.experimental_get_tracing_count() for function in functions]
by_default, relaxed, any_length = counts
each = by_default
print(f"by default {by_default}, relaxed {relaxed}, any {any_length}, each {each}")


# %% python-values differs="for_numbers" same="for_tensors, for_flags"
# why: `tf.function` takes a Python number for a constant and makes a graph for each. `torch.compile` makes one for the
#   first, and at the second one for any number. Numbers that change belong in tensors; a flag such as `training` is a
#   constant in both, and costs one graph for each of its two values.
scale = tf.function(lambda x, rate: x * rate)
switch = tf.function(lambda x, training: x * 2 if training else x * 3)


def graphs_for(function, values):
    before = function.experimental_get_tracing_count()
    for value in values:
        function(tf.ones(2), value)
    return function.experimental_get_tracing_count() - before


rates = [0.1, 0.2, 0.3]
for_numbers = graphs_for(scale, rates)
for_tensors = graphs_for(scale, [tf.constant(rate) for rate in rates])
for_flags = graphs_for(switch, [True, False, True])
print(f"numbers {for_numbers}, tensors {for_tensors}, flags {for_flags}")


# %% refuse-new-graph raises="TypeError" same="sums"
# why: With `input_signature` a `tf.function` accepts what fits it and raises a `TypeError` for anything else. PyTorch
#   has a switch for the calls that must not compile again, and raises a `RuntimeError`.
@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)])
def total(x):
    return tf.reduce_sum(x)


sums = [total(tf.ones(length)) for length in (2, 3, 4)]
print(sums)
try:
    total(tf.ones(2, dtype=tf.float64))
except TypeError as error:
    print(str(error).split("`")[1])

# %% stale-value differs="after" same="before, kept_up"
# why: A graph of TensorFlow keeps the value that a Python variable had when it was traced, and nothing tells you.
#   PyTorch notes which Python values it used, looks at them before each call, and compiles again. Hold a number that
#   changes in a `tf.Variable`, or pass it as an argument.
factor = 2.0


@tf.function
def scale(x):
    return x * factor


x = tf.constant([1.0, 10.0])
before = scale(x)
factor = 3.0
after = scale(x)
factor = tf.Variable(2.0)
scale = tf.function(lambda x: x * factor)
scale(x)
factor.assign(3.0)
kept_up = scale(x)
print(before, after, kept_up, sep="\n")

# %% random-numbers differs="from_numpy" same="from_framework"
# why: NumPy and Python's `random` run while a `tf.function` is traced, so the number drawn then is a constant of the
#   graph. `torch.compile` draws anew at each call: it breaks the graph for NumPy, and hands the numbers of `random` to
#   the graph. In both, draw with the framework's own functions: these are part of the graph.
import numpy as np

tf.random.set_seed(0)
rng = np.random.default_rng(0)
noisy = tf.function(lambda x: x + rng.random())
from_numpy = len({float(noisy(tf.zeros(()))) for _ in range(5)})

noisy = tf.function(lambda x: x + tf.random.uniform(()))
from_framework = len({float(noisy(tf.zeros(()))) for _ in range(5)})
print(from_numpy, from_framework, "different numbers in 5 calls")

# %% print-inside differs="graph_count" same="y"
# why: `print` runs once in a `tf.function`, while it is traced, and sees a tensor without numbers; `tf.print` is an
#   operation of the graph. PyTorch prints the numbers each time, and pays with a break: two graphs in place of one.
import sys


@tf.function
def double_and_add(x):
    doubled = x * 2
    print("print:", doubled)
    tf.print("tf.print:", doubled, output_stream=sys.stdout)
    return doubled + 1


for _ in range(2):
    y = double_and_add(tf.constant([1.0, 2.0]))
graph_count = double_and_add.experimental_get_tracing_count()
graph_count


# %% branch-on-tensor differs="graph_count" same="up, down"
# why: `tf.function` rewrites an `if` on a tensor, so that both branches become part of its one graph. `torch.compile`
#   breaks off before it, asks Python, and makes a graph for what comes before the `if` and one for each branch that is
#   taken. `torch.cond` keeps both in one.
@tf.function
def turn(x):
    if tf.reduce_sum(x) > 0:
        return x * 2
    return -x


x = tf.constant([1.0, 2.0])
up, down = turn(x), turn(-x)
graph_count = turn.experimental_get_tracing_count()
print(up, down, graph_count)


# %% cond same="up, down, graph_count"
@tf.function
def turn(x):
    return tf.cond(tf.reduce_sum(x) > 0, lambda: x * 2, lambda: -x)


up, down = turn(x), turn(-x)
graph_count = turn.experimental_get_tracing_count()
print(up, down, graph_count)


# %% whole-graph raises="OperatorNotAllowedInGraphError" same="y"
# why: Neither puts a Python `if` on a tensor into a graph as it stands. With `fullgraph=True` PyTorch says so, where it
#   would else break off; TensorFlow says so when AutoGraph, which rewrites the `if`, is turned off or cannot reach the
#   code. A choice between values needs no `if`.
@tf.function(autograph=False)
def turn(x):
    if tf.reduce_sum(x) > 0:
        return x * 2
    return -x


try:
    turn(x)
except tf.errors.OperatorNotAllowedInGraphError as error:
    print(str(error).split(". ")[0])


@tf.function(autograph=False)
def choose(x):
    return tf.where(tf.reduce_sum(x) > 0, x * 2, -x)


y = choose(x)
y


# %% loop same="grown, graph_count, multiplications"
def grow(x, steps):
    for _ in range(steps):
        x = x * 1.5
    return x


grow_in_graph = tf.function(grow)
grown = [grow_in_graph(x, steps) for steps in (2, 3, 4)]
graph_count = grow_in_graph.experimental_get_tracing_count()
traced = [grow_in_graph.get_concrete_function(x, n).graph for n in (2, 3, 4)]
operations = [[op.type for op in graph.get_operations()] for graph in traced]
multiplications = [types.count("Mul") for types in operations]
print(graph_count, "graphs,", multiplications, "multiplications")


# %% loop-in-graph same="grown, graph_count"
@tf.function
def grow(x, steps):
    for _ in tf.range(steps):
        x = x * 1.5
    return x


grown = [grow(x, tf.constant(steps)) for steps in (2, 3, 4)]
graph_count = grow.experimental_get_tracing_count()
print(graph_count, *grown)


# %% numpy-inside raises="AttributeError" same="y"
# why: In a `tf.function` a tensor has no numbers yet, so `.numpy()` does not exist. `tf.numpy_function` calls back to
#   Python when the graph runs; what it computes is not recorded, and has no gradient. `torch.compile` turns NumPy calls
#   into operations of PyTorch.
@tf.function
def sort_and_double(x):
    return tf.constant(np.sort(x.numpy())) * 2


try:
    sort_and_double(tf.constant([3.0, 1.0, 2.0]))
except AttributeError as error:
    print(str(error).strip().splitlines()[-1].strip())


@tf.function
def sort_and_double(x):
    return tf.numpy_function(np.sort, [x], tf.float32) * 2


y = sort_and_double(tf.constant([3.0, 1.0, 2.0]))
y

# %% leave-out same="y, python_runs"
python_runs = 0


def inspect(x):
    global python_runs
    python_runs += 1
    return x + 1


@tf.function
def step(x):
    return tf.py_function(inspect, [x * 2], tf.float32) * 3


for _ in range(3):
    y = step(tf.constant([1.0, 2.0]))
print(python_runs)
y

# %% keep-outside raises="TypeError" same="y, total"
# why: What a `tf.function` puts into a list is a name in the graph, without numbers: using it later raises a
#   `TypeError`. PyTorch appends the tensor itself. Return what you want to keep.
hidden = []


@tf.function
def layer(x):
    activation = tf.nn.relu(x)
    hidden.append(activation)
    return activation * 2, activation


y, activation = layer(tf.constant([-1.0, 3.0]))
print(hidden)
try:
    tf.reduce_sum(hidden[0])
except TypeError as error:
    print(str(error).split(". ")[0])
total = tf.reduce_sum(activation)
total


# %% variable-inside raises="ValueError" same="y"
# why: A `tf.function` runs its Python more than once, and refuses a variable that is made each time. PyTorch makes it,
#   new at every call, and so never trained. Make it before, or once, as `build` does in a Keras layer.
@tf.function
def layer(x):
    weight = tf.Variable(tf.ones(2))
    return x * weight


x = tf.constant([1.0, 2.0])
try:
    layer(x)
except ValueError as error:
    print(str(error).strip().splitlines()[-1].strip().split(". ")[0])

weight = tf.Variable(tf.ones(2))
y = tf.function(lambda x: x * weight)(x)
y

# %% compiled-model differs="renamed" same="in_place, y"
# why: `torch.compile` wraps a model, and the names in the wrapper's `state_dict` start with `_orig_mod.`, so that they
#   do not fit the plain model. Compile in place with `model.compile()`, or save the `state_dict` of the model itself. A
#   `tf.function` around a model leaves the names alone.
model = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(1)])
model.set_weights([tf.ones((2, 1)), tf.zeros(1)])
names = [weight.path for weight in model.weights]

model_in_graph = tf.function(model)
y = model_in_graph(tf.constant([[1.0, 2.0]]))
renamed = in_place = [weight.path for weight in model.weights] != names
print([weight.name for weight in model.weights])
print(renamed, in_place, y)


# %% backends same="plain, optimized"
def soft_clip(x):
    return tf.tanh(x) * tf.sigmoid(x) + x**2


x = tf.linspace(-2.0, 2.0, 5)
plain = tf.function(soft_clip)(x)
optimized = tf.function(soft_clip, jit_compile=True)(x)
print(plain)
optimized

# %% first-call same="slow_start"
import time


def seconds(function, x):
    start = time.perf_counter()
    function(x)
    return time.perf_counter() - start


x = tf.ones(10)
wave = tf.function(lambda x: tf.sin(x) * 2)
first = seconds(wave, x)
later = min(seconds(wave, x) for _ in range(20))
slow_start = first > 10 * later
slow_start


# %% small-operations differs="faster_when_recorded" same="y"
# why: Between small operations most of the time goes into Python and into starting each of them. A graph of TensorFlow
#   runs without Python. The backend `eager` saves nothing, because it runs the same operations one by one; the default,
#   `inductor`, makes one loop of C++ or one GPU kernel of them.
def many(x):
    for _ in range(200):
        x = tf.sin(x) * 1.1
    return x


many_in_graph = tf.function(many)
y = many_in_graph(x)
eager = min(seconds(many, x) for _ in range(20))
compiled = min(seconds(many_in_graph, x) for _ in range(20))
faster_when_recorded = compiled < eager / 1.5
faster_when_recorded
