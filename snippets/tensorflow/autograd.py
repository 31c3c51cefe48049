# %% scalar-derivative same="slope"
import tensorflow as tf

x = tf.Variable(3.0)
with tf.GradientTape() as tape:
    y = x**2 + 2 * x
slope = tape.gradient(y, x)
slope

# %% several-variables same="slopes, at_prediction"
w = tf.Variable(2.0)
b = tf.Variable(1.0)
with tf.GradientTape() as tape:
    prediction = w * 3.0 + b
    loss = (prediction - 10.0) ** 2
*slopes, at_prediction = tape.gradient(loss, [w, b, prediction])
print("w, b:", *slopes)
at_prediction

# %% gradients-add-up differs="second" same="first"
# why: `backward` adds to the gradient that `.grad` holds. A new tape starts without one. Clear `.grad` before the next
#   `backward`, and the two are equal.
x = tf.Variable(3.0)
with tf.GradientTape() as tape:
    y = x**2
first = tape.gradient(y, x)
with tf.GradientTape() as tape:
    y = x**2
second = tape.gradient(y, x)
print("first:", first, "second:", second)

# %% zero-gradients same="trained"
weight = tf.Variable(1.0)
optimizer = tf.keras.optimizers.SGD(learning_rate=0.1)
for target in (3.0, 5.0):
    with tf.GradientTape() as tape:
        loss = (weight - target) ** 2
    gradients = tape.gradient(loss, [weight])
    optimizer.apply_gradients(zip(gradients, [weight]))
trained = tf.convert_to_tensor(weight)
trained

# %% vector-target same="total"
# why: `backward` needs one number. A tape takes a target of any shape and returns the gradient of its sum, so write
#   `sum()` in PyTorch for the same.
x = tf.Variable([1.0, 2.0, 3.0])
with tf.GradientTape() as tape:
    y = x**2
total = tape.gradient(y, x)
total

# %% unused-variable same="zeros"
# why: If the result does not depend on a variable, `torch.autograd.grad` raises an error and a tape returns `None`.
#   `allow_unused=True` makes PyTorch return `None` too, and both return zeros if you ask for them. `backward` does not
#   look for unused variables and leaves their `.grad` at `None`.
x = tf.Variable([1.0, 2.0])
unused = tf.Variable([5.0, 6.0])
with tf.GradientTape(persistent=True) as tape:
    y = tf.reduce_sum(x**2)
print(tape.gradient(y, [x, unused]))
zero = tf.UnconnectedGradients.ZERO
zeros = tape.gradient(y, unused, unconnected_gradients=zero)
zeros

# %% gathered-rows differs="kind" same="dense"
# why: A lookup uses few rows of its table, so TensorFlow returns `IndexedSlices`, which hold the rows and their
#   numbers. A row that was used twice is in them twice. PyTorch fills a tensor with zeros, unless the embedding was
#   made with `sparse=True`. `tf.convert_to_tensor` adds up the rows and fills in the zeros.
table = tf.Variable(tf.ones((4, 2)))
with tf.GradientTape() as tape:
    rows = tf.gather(table, [0, 2, 0])
    loss = tf.reduce_sum(rows * [1.0, 10.0])
slope = tape.gradient(loss, table)
kind = type(slope).__name__
dense = tf.convert_to_tensor(slope)
print(kind, slope.indices)
dense

# %% watch-constant same="slope"
# why: A tensor made from data records nothing by itself. PyTorch raises an error, and TensorFlow returns `None`.
#   `requires_grad_` and `watch` turn recording on.
x = tf.constant([1.0, 2.0])
with tf.GradientTape() as tape:
    y = tf.reduce_sum(x**2)
print(tape.gradient(y, x))
with tf.GradientTape() as tape:
    tape.watch(x)
    y = tf.reduce_sum(x**2)
slope = tape.gradient(y, x)
slope

# %% twice raises="RuntimeError" same="square, cube"
x = tf.Variable(2.0)
with tf.GradientTape() as tape:
    y = x**2
tape.gradient(y, x)
try:
    tape.gradient(y, x)
except RuntimeError as error:
    print(error)
with tf.GradientTape(persistent=True) as tape:
    y = x**2
    z = y * x
square = tape.gradient(y, x)
cube = tape.gradient(z, x)
print("of the square:", square, "of the cube:", cube)

# %% second-derivative same="first, second"
x = tf.Variable(2.0)
with tf.GradientTape() as outer:
    with tf.GradientTape() as inner:
        y = x**3
    first = inner.gradient(y, x)
second = outer.gradient(first, x)
print("first:", first, "second:", second)

# %% gradient-penalty same="penalty, slope"
weight = tf.Variable([1.0, 2.0])
x = tf.constant([[3.0, 0.5], [1.0, 1.0]])
with tf.GradientTape() as outer:
    with tf.GradientTape() as inner:
        inner.watch(x)
        score = tf.reduce_sum((x * weight) ** 2)
    slope_of_x = inner.gradient(score, x)
    lengths = tf.norm(slope_of_x, axis=1)
    penalty = tf.reduce_mean((lengths - 1) ** 2)
slope = outer.gradient(penalty, weight)
print("penalty:", penalty)
slope


# %% jacobian same="jacobian"
def function(x):
    return tf.stack([x[0] * x[1], x[0] ** 2, 3 * x[1]])


x = tf.Variable([2.0, 5.0])
with tf.GradientTape() as tape:
    y = function(x)
jacobian = tape.jacobian(y, x)
jacobian


# %% hessian same="hessian"
def function(x):
    return x[0] ** 2 * x[1] + x[1] ** 3


x = tf.Variable([2.0, 5.0])
with tf.GradientTape() as outer:
    with tf.GradientTape() as inner:
        y = function(x)
    gradient = inner.gradient(y, x)
hessian = outer.jacobian(gradient, x)
hessian


# %% vjp same="product"
def function(x):
    return tf.stack([x[0] * x[1], x[0] ** 2, 3 * x[1]])


x = tf.Variable([2.0, 5.0])
weights = tf.constant([1.0, 0.0, 2.0])
with tf.GradientTape() as tape:
    y = function(x)
product = tape.gradient(y, x, output_gradients=weights)
product


# %% jvp same="y, change"
def function(x):
    return tf.stack([x[0] * x[1], x[0] ** 2, 3 * x[1]])


x = tf.constant([2.0, 5.0])
direction = tf.constant([1.0, 0.0])
with tf.autodiff.ForwardAccumulator(x, direction) as accumulator:
    y = function(x)
change = accumulator.jvp(y)
print("y:", y)
change


# %% per-sample-gradients same="per_sample, mean"
def gradient(sample):
    x, target = sample
    with tf.GradientTape() as tape:
        loss = (tf.tensordot(x, weight, 1) - target) ** 2
    return tape.gradient(loss, weight)


weight = tf.Variable([0.5, -0.5])
x = tf.constant([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
targets = tf.constant([1.0, 0.0, -1.0])
per_sample = tf.vectorized_map(gradient, (x, targets))
mean = tf.reduce_mean(per_sample, axis=0)
print(per_sample)
print("mean:", mean)

# %% stop-gradient same="whole, stopped"
x = tf.Variable(3.0)
with tf.GradientTape(persistent=True) as tape:
    y = x**2 * x
    z = x**2 * tf.stop_gradient(x)
whole = tape.gradient(y, x)
stopped = tape.gradient(z, x)
print("whole:", whole, "stopped:", stopped)

# %% stop-recording same="records, slope"
# why: A tape records only what happens inside it, and `stop_recording` makes a gap. `inference_mode`, which TensorFlow
#   does not have, is stricter than `no_grad`: its results cannot be saved for a later gradient until you clone them.
x = tf.Variable(3.0)
with tf.GradientTape(persistent=True) as tape:
    with tape.stop_recording():
        factor = x * 10.0
    y = x**2 * factor
records = tape.gradient(factor, x) is not None
slope = tape.gradient(y, x)
print("recorded:", records, "slope:", slope)

# %% freeze differs="has_gradient" same="trainable, slope"
# why: A frozen PyTorch parameter gets no gradient. A tape still returns one for the weights of a frozen layer, because
#   `trainable` only removes them from the list `trainable_variables`. If you train the variables of that list, the two
#   agree.
body, head = tf.keras.layers.Dense(2), tf.keras.layers.Dense(1)
body.trainable = False
with tf.GradientTape(persistent=True) as tape:
    loss = tf.reduce_sum(head(body(tf.ones([1, 2]))))
has_gradient = tape.gradient(loss, body.kernel) is not None
layers = [*body.trainable_variables, *head.trainable_variables]
trainable = len(layers)
slope = tape.gradient(loss, head.bias)
print("frozen layer has a gradient:", has_gradient)
print("trainable tensors:", trainable)
slope

# %% functional-call same="y"
model = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(1)])
weights = [tf.constant([[1.0], [2.0]]), tf.constant([0.5])]
x = tf.constant([[3.0, 4.0]])

with tf.GradientTape() as tape:
    tape.watch(weights)
    y, _ = model.stateless_call(weights, [], x)
    loss = tf.reduce_sum(y**2)
slope = tape.gradient(loss, weights)
print(y)
slope

# %% functional-call-slope same="slopes" hidden="true"
slopes = slope
slopes

# %% through-numpy same="slope"
# why: NumPy cannot be differentiated. PyTorch refuses to convert a tensor that is being recorded. TensorFlow converts
#   it, and the gradient is `None`. Use the functions of the framework.
import numpy as np

x = tf.Variable([0.0, 1.0])
with tf.GradientTape() as tape:
    y = tf.convert_to_tensor(np.exp(x.numpy()))
print(tape.gradient(y, x))
with tf.GradientTape() as tape:
    y = tf.exp(x)
slope = tape.gradient(y, x)
slope

# %% change-in-place same="slope"
# why: PyTorch keeps the tensor itself for the backward pass and notices the change. A tape keeps the value that the
#   variable had. If you change it after `backward`, both give the same.
x = tf.Variable([1.0, 2.0])
with tf.GradientTape() as tape:
    y = x * x
x.assign_add([10.0, 10.0])
slope = tape.gradient(y, x)
print(x.numpy())
slope


# %% custom-gradient same="plain, stable"
@tf.custom_gradient
def log_one_plus_exp(x):
    def backward(upstream):
        return upstream * tf.sigmoid(x)

    return tf.math.log(1 + tf.exp(x)), backward


x = tf.Variable([0.0, 100.0])
with tf.GradientTape() as tape:
    y = tf.math.log(1 + tf.exp(x))
plain = tape.gradient(y, x)
with tf.GradientTape() as tape:
    y = log_one_plus_exp(x)
stable = tape.gradient(y, x)
print("plain:", plain)
stable

# %% hook same="seen, slope"
seen = []


@tf.custom_gradient
def halve(x):
    def backward(gradient):
        seen.append(gradient)
        return gradient / 2

    return tf.identity(x), backward


x = tf.Variable([1.0, 2.0])
with tf.GradientTape() as tape:
    hidden = halve(x**2)
    y = hidden * 3.0
slope = tape.gradient(y, x)
print("seen:", seen)
slope

# %% clip-value same="clipped"
weight = tf.Variable([1.0, 1.0, 1.0])
factors = tf.constant([0.3, -4.0, 2.0])
with tf.GradientTape() as tape:
    loss = tf.reduce_sum(weight * factors)
gradient = tape.gradient(loss, weight)
clipped = tf.clip_by_value(gradient, -1.0, 1.0)
clipped

# %% clip-norm same="norm, together, separate"
a = tf.Variable([1.0, 1.0])
b = tf.Variable(1.0)
factors = tf.constant([3.0, 4.0])
with tf.GradientTape() as tape:
    loss = tf.reduce_sum(a * factors) + 12.0 * b
gradients = tape.gradient(loss, [a, b])
together, norm = tf.clip_by_global_norm(gradients, 1.0)

separate = [tf.clip_by_norm(gradient, 1.0) for gradient in gradients]
print("norm:", norm)
print("together:", *together)
print("separate:", *separate)

# %% norm-of-repeated-rows differs="norm" same="clipped"
# why: TensorFlow computes the norm of `IndexedSlices` from their rows, and does not add up rows of the same number
#   first. PyTorch has added them up. `tf.convert_to_tensor` adds them up too, and then both clip alike. Clipping by a
#   Keras optimizer has the same problem.
table = tf.Variable(tf.ones((4, 2)))
with tf.GradientTape() as tape:
    rows = tf.gather(table, [0, 2, 0])
    loss = tf.reduce_sum(rows)
slope = tape.gradient(loss, table)
norm = tf.linalg.global_norm([slope])
dense = tf.convert_to_tensor(slope)
(clipped,), dense_norm = tf.clip_by_global_norm([dense], 1.0)
print("norm:", norm)
print("norm of the dense gradient:", dense_norm)
clipped

# %% norm-at-zero differs="at_zero" same="safe"
# why: The slope of a norm at zero is 0 / 0. `torch.linalg.norm` returns 0, and so does `std` in PyTorch. Those of
#   TensorFlow and Keras return `nan`, which spreads to every weight. A root of a sum that you write out gives `nan` in
#   PyTorch too. A small number under the root makes all of them return 0.
x = tf.Variable([0.0, 0.0])
with tf.GradientTape(persistent=True) as tape:
    y = tf.norm(x)
    z = tf.sqrt(tf.reduce_sum(x**2) + 1e-12)
at_zero = tape.gradient(y, x)
safe = tape.gradient(z, x)
print(at_zero)
safe

# %% where-nan differs="through_sqrt" same="through_log, safe"
# why: `where` multiplies the gradient of the branch that it leaves out by 0, and 0 times `inf` or `nan` is `nan`.
#   TensorFlow's `sqrt` happens to return 0 there, unless XLA compiles it, but its `log` does not. If you put a harmless
#   number into the function as well, both are safe.
x = tf.Variable([4.0, 0.0, -1.0])
with tf.GradientTape(persistent=True) as tape:
    y = tf.where(x > 0, tf.sqrt(x), 0.0)
    z = tf.where(x > 0, tf.math.log(x), 0.0)
through_sqrt = tape.gradient(y, x)
through_log = tape.gradient(z, x)
print("through sqrt:", through_sqrt)
print("through log:", through_log)

with tf.GradientTape() as tape:
    inside = tf.where(x > 0, x, 1.0)
    y = tf.where(x > 0, tf.sqrt(inside), 0.0)
safe = tape.gradient(y, x)
safe

# %% corners differs="at_limit, of_equals" same="at_kink"
# why: Each framework picks a slope at the corner of a function. At the limits of a `clamp` PyTorch gives 0 and
#   TensorFlow 1. Between two equal numbers PyTorch splits the gradient in halves, and TensorFlow gives all of it to the
#   first. `relu` and `abs` have slope 0 at zero in both.
x = tf.Variable([0.0, 1.0])
with tf.GradientTape(persistent=True) as tape:
    clipped = tf.clip_by_value(x, 0.0, 1.0)
    largest = tf.maximum(x, [0.0, 1.0])
    y = tf.nn.relu(x) + tf.abs(x)
at_limit = tape.gradient(clipped, x)
of_equals = tape.gradient(largest, x)
at_kink = tape.gradient(y, x)
print("at the limits:", at_limit)
print("of equal numbers:", of_equals)
at_kink

# %% no-slope differs="round_has_slope" same="straight"
# why: A step function has no useful slope. Through `round` PyTorch returns zeros and TensorFlow `None`. Through
#   `argmax` PyTorch raises an error and TensorFlow returns `None`. Passing the gradient straight through works in both.
x = tf.Variable([0.4, 1.7])
with tf.GradientTape(persistent=True) as tape:
    rounded = tf.round(x)
    position = tf.argmax(x)
    y = x + tf.stop_gradient(tf.round(x) - x)
    total = tf.reduce_sum(y**2)
round_has_slope = tape.gradient(rounded, x) is not None
print("round:", tape.gradient(rounded, x))
print("argmax:", tape.gradient(position, x))
straight = tape.gradient(total, x)
straight

# %% checkpoint same="runs, slope"
calls = []


def block(x):
    calls.append("run")
    return tf.sin(x) ** 2


x = tf.Variable([1.0, 2.0])
with tf.GradientTape() as tape:
    y = tf.recompute_grad(block)(x)
runs = [len(calls)]
slope = tape.gradient(y, x)
runs.append(len(calls))
print("runs before and after the gradient:", runs)
slope


# %% checkpoint-dropout differs="one_mask"
# why: PyTorch restores the state of its random generator before the second run. `tf.recompute_grad` and `keras.remat`
#   do not, so the value and the gradient have different masks. Keep dropout outside the block, or draw from a fixed
#   seed.
tf.random.set_seed(0)
x = tf.Variable(tf.ones(20))
with tf.GradientTape() as tape:
    y = tf.recompute_grad(lambda x: tf.nn.dropout(x, rate=0.5))(x)
slope = tape.gradient(y, x)  # each is 2 where kept, 0 where dropped
one_mask = bool(tf.reduce_all(slope == y))
print("one mask:", one_mask)


# %% checkpoint-seeded-dropout same="one_mask"
def dropout(x):
    seed = [0, 1]
    return tf.nn.experimental.stateless_dropout(x, rate=0.5, seed=seed)


x = tf.Variable(tf.ones(20))
with tf.GradientTape() as tape:
    y = tf.recompute_grad(dropout)(x)
slope = tape.gradient(y, x)
one_mask = bool(tf.reduce_all(slope == y))
print("one mask:", one_mask)


# %% check-gradient same="passed, refused"
def square(x):
    return x**2


@tf.custom_gradient
def wrong_square(x):
    return x**2, lambda upstream: 3 * x * upstream


def agrees(function, x):
    exact, estimated = tf.test.compute_gradient(function, [x])
    return bool(tf.reduce_all(tf.abs(exact[0] - estimated[0]) < 1e-6))


x = tf.constant([1.0, 2.0], dtype=tf.float64)
passed = agrees(square, x)
refused = not agrees(wrong_square, x)
print("right gradient passes:", passed, "wrong one fails:", refused)
