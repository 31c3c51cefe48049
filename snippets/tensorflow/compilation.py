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
print("eager:", eager)
print("compiled:", compiled)
print("graphs:", graph_count)
slope


# %% new-shapes differs="by_default" same="any_length"
# why: `tf.function` makes a graph for every new shape. `torch.compile` makes one for the first shape. If the length
#   changes, it makes a second graph for any length. `reduce_retracing=True` does the same in TensorFlow, and
#   `dynamic=False` makes a graph for each shape in PyTorch.
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
print("by default:", by_default)
print("reduce_retracing=True:", relaxed, "input_signature:", any_length)

# %% new-shapes-matched same="relaxed, each" hidden="true"
each = by_default
each


# %% python-values differs="for_numbers" same="for_tensors, for_flags"
# why: `tf.function` treats a Python number as a constant and makes a graph for each number. `torch.compile` makes one
#   graph for the first number, and at the second number one for any number. Put numbers that change into tensors. A
#   flag such as `training` is a constant in both, and needs a graph for each of its two values.
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
# why: With `input_signature` a `tf.function` accepts only calls that fit it, and raises a `TypeError` for any other.
#   PyTorch has a switch for calls that must not compile again, and raises a `RuntimeError`.
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
# why: A TensorFlow graph keeps the value that a Python variable had when it was traced, and raises no error if the
#   variable changes. PyTorch checks before each call whether the Python values are the same, and compiles again if not.
#   Hold a number that changes in a `tf.Variable`, or pass it as an argument.
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
print("before:", before)
print("after:", after)
print("kept up:", kept_up)

# %% random-numbers differs="from_numpy" same="from_framework"
# why: NumPy and Python's `random` run while a `tf.function` is traced, so the number they draw is a constant of the
#   graph. `torch.compile` draws a new number at each call. Draw with the framework's own functions, because these are
#   part of the graph in both.
import numpy as np

tf.random.set_seed(0)
rng = np.random.default_rng(0)
noisy = tf.function(lambda x: x + rng.random())
from_numpy = len({float(noisy(tf.zeros(()))) for _ in range(5)})

noisy = tf.function(lambda x: x + tf.random.uniform(()))
from_framework = len({float(noisy(tf.zeros(()))) for _ in range(5)})
print(from_numpy, from_framework, "different numbers in 5 calls")

# %% print-inside differs="graph_count" same="y"
# why: `print` runs once in a `tf.function`, while it is traced, and shows a tensor without numbers. `tf.print` is an
#   operation of the graph. PyTorch prints the numbers at each call, but breaks the graph in two.
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
print("graphs:", graph_count)


# %% branch-on-tensor differs="graph_count" same="up, down"
# why: `tf.function` rewrites an `if` on a tensor, so that both branches are part of its one graph. `torch.compile`
#   breaks the graph before the `if` and lets Python decide. It makes one graph for the code before the `if` and one for
#   each branch that is taken.
@tf.function
def turn(x):
    if tf.reduce_sum(x) > 0:
        return x * 2
    return -x


x = tf.constant([1.0, 2.0])
up, down = turn(x), turn(-x)
graph_count = turn.experimental_get_tracing_count()
print("up:", up, "down:", down)
print("graphs:", graph_count)


# %% cond same="up, down, graph_count"
@tf.function
def turn(x):
    return tf.cond(tf.reduce_sum(x) > 0, lambda: x * 2, lambda: -x)


up, down = turn(x), turn(-x)
graph_count = turn.experimental_get_tracing_count()
print("up:", up, "down:", down)
print("graphs:", graph_count)


# %% whole-graph raises="OperatorNotAllowedInGraphError" same="y"
# why: Neither framework puts a plain Python `if` on a tensor into a graph. PyTorch breaks the graph, and raises an
#   error only with `fullgraph=True`. TensorFlow raises an error if AutoGraph, which rewrites the `if`, is turned off or
#   cannot reach the code. A choice between values needs no `if`.
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
print("graphs:", graph_count)
print("grown:", *grown)


# %% numpy-inside raises="AttributeError" same="y"
# why: A tensor in a `tf.function` has no numbers yet, so it has no `.numpy()`. `tf.numpy_function` calls Python when
#   the graph runs, but its result has no gradient. `torch.compile` turns NumPy calls into operations of PyTorch.
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
print("Python runs:", python_runs)
y

# %% keep-outside raises="TypeError" same="y, total"
# why: A `tf.function` puts a symbolic tensor without numbers into the list, so using it later raises a `TypeError`.
#   PyTorch appends the tensor itself. Return the tensors that you want to keep.
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
# why: A `tf.function` runs its Python code more than once, and refuses a variable that is made each time. PyTorch makes
#   a new parameter at every call, so the parameter is never trained. Make it before the call, or once, as `build` does
#   in a Keras layer.
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

# %% compiled-model differs="renamed" same="y"
# why: `torch.compile` wraps a model, and the names in the `state_dict` of the wrapper start with `_orig_mod.`, so they
#   do not fit the plain model. A `tf.function` around a model does not change the names.
model = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(1)])
model.set_weights([tf.ones((2, 1)), tf.zeros(1)])
names = [weight.path for weight in model.weights]

model_in_graph = tf.function(model)
y = model_in_graph(tf.constant([[1.0, 2.0]]))
renamed = [weight.path for weight in model.weights] != names
print("plain:", names)
print("in a graph:", [weight.path for weight in model.weights])

# %% compile-in-place same="renamed" hidden="true"
renamed


# %% backends same="plain, optimized"
def soft_clip(x):
    return tf.tanh(x) * tf.sigmoid(x) + x**2


x = tf.linspace(-2.0, 2.0, 5)
plain = tf.function(soft_clip)(x)
optimized = tf.function(soft_clip, jit_compile=True)(x)
print("plain:", plain)
print("optimized:", optimized)

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
print("first call more than 10 times as slow:", slow_start)


# %% small-operations only="tensorflow"
# why: The default backend of `torch.compile`, `inductor`, turns many small operations into one C++ loop or one GPU
#   kernel. It needs a C++ compiler, so it is not measured here.
def many(x):
    for _ in range(200):
        x = tf.sin(x) * 1.1
    return x


many_in_graph = tf.function(many)
many_in_graph(x)
eager = min(seconds(many, x) for _ in range(20))
compiled = min(seconds(many_in_graph, x) for _ in range(20))
print("more than 1.5 times as fast:", compiled < eager / 1.5)
