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
print(slopes)
at_prediction

# %% gradients-add-up differs="second" same="first, fresh"
# why: `backward` adds to what `.grad` holds. A tape forgets everything once it has answered. Clear `.grad` before the
#   next `backward`, and the two are equal.
x = tf.Variable(3.0)
answers = []
for _ in range(3):
    with tf.GradientTape() as tape:
        y = x**2
    answers.append(tape.gradient(y, x))
first, second, fresh = answers
print(first, second, fresh)

# %% zero-gradients same="trained"
weight = tf.Variable(1.0)
optimizer = tf.keras.optimizers.SGD(learning_rate=0.1)
for target in (3.0, 5.0):
    with tf.GradientTape() as tape:
        loss = (weight - target) ** 2
    gradient = tape.gradient(loss, weight)
    optimizer.apply([gradient], [weight])
trained = tf.convert_to_tensor(weight)
trained

# %% vector-target same="total"
# why: `backward` wants one number. A tape takes a target of any shape and gives the gradient of its sum, so write
#   `sum()` in PyTorch for the same.
x = tf.Variable([1.0, 2.0, 3.0])
with tf.GradientTape() as tape:
    y = x**2
total = tape.gradient(y, x)
total

# %% unused-variable same="zeros"
# why: Asked for the gradient of a variable that the result does not depend on, `torch.autograd.grad` raises an error
#   and a tape returns `None`. `allow_unused=True` gives `None` in PyTorch too, and both give zeros on demand.
#   `backward` does not look for unused variables: it leaves their `.grad` at `None`.
x = tf.Variable([1.0, 2.0])
unused = tf.Variable([5.0, 6.0])
with tf.GradientTape(persistent=True) as tape:
    y = tf.reduce_sum(x**2)
print(tape.gradient(y, [x, unused]))
zero = tf.UnconnectedGradients.ZERO
zeros = tape.gradient(y, unused, unconnected_gradients=zero)
zeros

# %% gathered-rows differs="kind" same="dense"
# why: A lookup touches few rows of its table, so TensorFlow answers with `IndexedSlices`, the rows and their numbers,
#   and a row used twice stands there twice. PyTorch fills a tensor with zeros, unless the embedding was made with
#   `sparse=True`. `tf.convert_to_tensor` adds up and fills in.
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
# why: A tensor made from data records nothing by itself. PyTorch says so with an error, TensorFlow with `None`.
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
print(square, cube)

# %% second-derivative same="first, second"
x = tf.Variable(2.0)
with tf.GradientTape() as outer:
    with tf.GradientTape() as inner:
        y = x**3
    first = inner.gradient(y, x)
second = outer.gradient(first, x)
print(first, second)

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
print(penalty)
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
print(y)
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
mean

# %% stop-gradient same="whole, stopped"
x = tf.Variable(3.0)
with tf.GradientTape(persistent=True) as tape:
    y = x**2 * x
    z = x**2 * tf.stop_gradient(x)
whole = tape.gradient(y, x)
stopped = tape.gradient(z, x)
print(whole, stopped)

# %% stop-recording same="records, slope"
# why: A tape records only what happens inside it, and `stop_recording` makes a gap. `inference_mode`, which TensorFlow
#   does not have, is stricter than `no_grad`: what it makes cannot be saved for a later gradient until it is cloned.
x = tf.Variable(3.0)
with tf.GradientTape(persistent=True) as tape:
    with tape.stop_recording():
        factor = x * 10.0
    y = x**2 * factor
records = tape.gradient(factor, x) is not None
slope = tape.gradient(y, x)
print(records, slope)

# %% freeze differs="answers" same="trainable, slope"
# why: A frozen PyTorch parameter gets no gradient. A tape still answers for the weights of a frozen layer: `trainable`
#   only takes them off the list `trainable_variables`. Train what is on the list, and the two agree.
body, head = tf.keras.layers.Dense(2), tf.keras.layers.Dense(1)
body.trainable = False
with tf.GradientTape(persistent=True) as tape:
    loss = tf.reduce_sum(head(body(tf.ones([1, 2]))))
answers = tape.gradient(loss, body.kernel) is not None
layers = [*body.trainable_variables, *head.trainable_variables]
trainable = len(layers)
slope = tape.gradient(loss, head.bias)
print(answers, trainable)
slope

# %% functional-call same="y, slope"
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

# %% through-numpy same="slope"
# why: NumPy cannot be differentiated. PyTorch refuses to hand over a tensor that is being recorded; TensorFlow hands it
#   over, and the gradient is `None`. Stay within the framework's functions.
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
# why: PyTorch keeps the tensor itself for the way back and notices that it was changed. A tape keeps the value that the
#   variable had. Change it after `backward`, and both give the same.
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
print(plain)
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
print(seen)
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
print(norm, together, separate, sep="\n")

# %% norm-at-zero differs="at_zero" same="safe"
# why: The slope of a norm at zero is 0 / 0. PyTorch's `norm` answers 0, and so does its `std`; those of TensorFlow and
#   Keras answer `nan`, which spreads to every weight. A root of a sum that is written out gives `nan` in PyTorch too. A
#   small number under the root makes all answer 0.
x = tf.Variable([0.0, 0.0])
with tf.GradientTape(persistent=True) as tape:
    y = tf.norm(x)
    z = tf.sqrt(tf.reduce_sum(x**2) + 1e-12)
at_zero = tape.gradient(y, x)
safe = tape.gradient(z, x)
print(at_zero)
safe

# %% where-nan differs="through_sqrt" same="through_log, safe"
# why: `where` multiplies the gradient of the branch not taken by 0, and 0 times `inf` or `nan` is `nan`. TensorFlow's
#   `sqrt` happens to answer 0 there, though not when XLA compiles it; its `log` does not. Put a harmless number into
#   the function as well, and both are safe.
x = tf.Variable([4.0, 0.0, -1.0])
with tf.GradientTape(persistent=True) as tape:
    y = tf.where(x > 0, tf.sqrt(x), 0.0)
    z = tf.where(x > 0, tf.math.log(x), 0.0)
through_sqrt = tape.gradient(y, x)
through_log = tape.gradient(z, x)
print(through_sqrt, through_log)

with tf.GradientTape() as tape:
    inside = tf.where(x > 0, x, 1.0)
    y = tf.where(x > 0, tf.sqrt(inside), 0.0)
safe = tape.gradient(y, x)
safe

# %% corners differs="at_limit, of_equals" same="at_kink"
# why: Where a function has a corner, each framework picks a slope. At the limits of a `clamp` PyTorch gives 0,
#   TensorFlow 1; between two equal numbers PyTorch splits the gradient in halves, and TensorFlow gives it to the first.
#   `relu` and `abs` have slope 0 at zero in both.
x = tf.Variable([0.0, 1.0])
with tf.GradientTape(persistent=True) as tape:
    clipped = tf.clip_by_value(x, 0.0, 1.0)
    largest = tf.maximum(x, [0.0, 1.0])
    y = tf.nn.relu(x) + tf.abs(x)
at_limit = tape.gradient(clipped, x)
of_equals = tape.gradient(largest, x)
at_kink = tape.gradient(y, x)
print(at_limit, of_equals)
at_kink

# %% no-slope differs="round_answers" same="straight"
# why: A step has no useful slope. Through `round` PyTorch gives zeros and TensorFlow `None`; through `argmax` PyTorch
#   raises an error and TensorFlow gives `None` again. Passing the gradient straight through works in both.
x = tf.Variable([0.4, 1.7])
with tf.GradientTape(persistent=True) as tape:
    rounded = tf.round(x)
    position = tf.argmax(x)
    y = x + tf.stop_gradient(tf.round(x) - x)
    total = tf.reduce_sum(y**2)
round_answers = tape.gradient(rounded, x) is not None
print(tape.gradient(rounded, x), tape.gradient(position, x))
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
print(runs)
slope


# %% checkpoint-dropout differs="one_mask" same="safe"
# why: PyTorch puts its random generator back before the second run. `tf.recompute_grad` and `keras.remat` do not, so
#   the gradient belongs to another mask than the value. Leave dropout outside the block, or draw from a seed that is
#   fixed or an input of the block.
tf.random.set_seed(0)
x = tf.Variable(tf.ones(20))
dropouts = [
    lambda x: tf.nn.dropout(x, rate=0.5),
    lambda x: tf.nn.experimental.stateless_dropout(x, rate=0.5, seed=[0, 1]),
]
masks_agree = []
for dropout in dropouts:
    with tf.GradientTape() as tape:
        y = tf.recompute_grad(dropout)(x)
    slope = tape.gradient(y, x)  # each is 2 where kept, 0 where dropped
    masks_agree.append(bool(tf.reduce_all(slope == y)))
one_mask, safe = masks_agree
print(one_mask, safe)


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
print(passed, refused)
