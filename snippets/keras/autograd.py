# %% scalar-derivative same="slope"
from keras import ops


def function(x):
    return x**2 + 2 * x


x = ops.convert_to_tensor(3.0)
value, slope = ops.jvp(function, (x,), (ops.ones_like(x),))
slope


# %% jvp same="y, change"
def function(x):
    return ops.stack([x[0] * x[1], x[0] ** 2, 3 * x[1]])


x = ops.convert_to_tensor([2.0, 5.0])
direction = ops.convert_to_tensor([1.0, 0.0])
y, change = ops.jvp(function, (x,), (direction,))
print("y:", y)
change

# %% stop-gradient same="whole, stopped"
x = ops.convert_to_tensor(3.0)
one = ops.ones_like(x)
_, whole = ops.jvp(lambda x: x**2 * x, (x,), (one,))
stop = ops.stop_gradient
_, stopped = ops.jvp(lambda x: x**2 * stop(x), (x,), (one,))
print("whole:", whole, "stopped:", stopped)

# %% freeze same="trainable"
# why: A frozen PyTorch parameter gets no gradient. A tape still returns one for the weights of a frozen layer, because
#   `trainable` only removes them from the list `trainable_variables`. If you train the variables of that list, the two
#   agree.
import keras

body, head = keras.layers.Dense(2), keras.layers.Dense(1)
body.trainable = False
model = keras.Sequential([keras.Input((2,)), body, head])
trainable = len(model.trainable_variables)
before = ops.copy(body.kernel)
model.compile(optimizer="sgd", loss="mse")
model.train_on_batch(ops.ones((1, 2)), ops.ones((1, 1)))
moved = bool(ops.any(body.kernel != before))
print("trainable tensors:", trainable, "frozen layer moved:", moved)

# %% custom-gradient same="plain, stable"
import tensorflow as tf


@ops.custom_gradient
def log_one_plus_exp(x):
    def backward(upstream):
        return upstream * ops.sigmoid(x)

    return ops.log(1 + ops.exp(x)), backward


x = ops.convert_to_tensor([0.0, 100.0])
with tf.GradientTape(persistent=True) as tape:
    tape.watch(x)
    y = ops.log(1 + ops.exp(x))
    z = log_one_plus_exp(x)
plain = tape.gradient(y, x)
stable = tape.gradient(z, x)
print("plain:", plain)
stable

# %% clip-value same="clipped"
weight = keras.Variable([0.0, 0.0, 0.0])
gradient = ops.convert_to_tensor([0.3, -4.0, 2.0])
optimizer = keras.optimizers.SGD(learning_rate=1.0, clipvalue=1.0)
optimizer.apply([gradient], [weight])
clipped = -weight.value
clipped


# %% clip-norm same="together, separate"
def step(**clipping):
    weights = [keras.Variable([0.0, 0.0]), keras.Variable(0.0)]
    optimizer = keras.optimizers.SGD(learning_rate=1.0, **clipping)
    optimizer.apply(gradients, weights)
    return [-weight.value for weight in weights]


gradients = [
    ops.convert_to_tensor([3.0, 4.0]),
    ops.convert_to_tensor(12.0),
]
together = step(global_clipnorm=1.0)
separate = step(clipnorm=1.0)
print("together:", *together)
print("separate:", *separate)

# %% norm-at-zero differs="at_zero" same="safe"
# why: The slope of a norm at zero is 0 / 0. `torch.linalg.norm` returns 0, and so does `std` in PyTorch. Those of
#   TensorFlow and Keras return `nan`, which spreads to every weight. A root of a sum that you write out gives `nan` in
#   PyTorch too. A small number under the root makes all of them return 0.
x = keras.Variable([0.0, 0.0])
with tf.GradientTape(persistent=True) as tape:
    y = ops.norm(x)
    z = ops.sqrt(ops.sum(x**2) + 1e-12)
at_zero = tape.gradient(y, x)
safe = tape.gradient(z, x)
print(at_zero)
safe

# %% checkpoint same="runs, slope"
calls = []


def block(x):
    calls.append("run")
    return ops.sin(x) ** 2


x = ops.convert_to_tensor([1.0, 2.0])
with tf.GradientTape() as tape:
    tape.watch(x)
    y = keras.remat(block)(x)
runs = [len(calls)]
slope = tape.gradient(y, x)
runs.append(len(calls))
print("runs before and after the gradient:", runs)
slope


# %% checkpoint-dropout differs="one_mask"
# why: PyTorch restores the state of its random generator before the second run. `tf.recompute_grad` and `keras.remat`
#   do not, so the value and the gradient have different masks. Keep dropout outside the block, or draw from a fixed
#   seed.
keras.utils.set_random_seed(0)
x = ops.ones(20)
with tf.GradientTape() as tape:
    tape.watch(x)
    y = keras.remat(lambda x: keras.random.dropout(x, rate=0.5))(x)
slope = tape.gradient(y, x)  # each is 2 where kept, 0 where dropped
one_mask = bool(ops.all(slope == y))
print("one mask:", one_mask)


# %% checkpoint-seeded-dropout same="one_mask"
def dropout(x):
    return keras.random.dropout(x, rate=0.5, seed=0)


x = ops.ones(20)
with tf.GradientTape() as tape:
    tape.watch(x)
    y = keras.remat(dropout)(x)
slope = tape.gradient(y, x)
one_mask = bool(ops.all(slope == y))
print("one mask:", one_mask)
