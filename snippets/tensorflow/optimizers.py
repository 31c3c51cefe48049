# %% one-step same="by_hand, by_optimizer"
import tensorflow as tf

x = tf.constant([[1.0, 2.0], [3.0, 1.0]])
y = tf.constant([[1.0], [2.0]])
weight = tf.Variable([[1.0], [2.0]])
optimizer = tf.keras.optimizers.SGD(learning_rate=0.1)

with tf.GradientTape() as tape:
    loss = tf.reduce_mean((x @ weight - y) ** 2)
gradient = tape.gradient(loss, weight)
by_hand = weight - 0.1 * gradient
optimizer.apply_gradients([(gradient, weight)])
by_optimizer = tf.identity(weight)
print(by_hand)
by_optimizer

# %% trajectory same="path"
gradients = [[1.0, -0.5], [0.2, 0.4], [-0.3, 0.1], [0.5, 0.5]]


def trajectory(optimizer):
    weight = tf.Variable([1.0, 2.0])
    path = []
    for gradient in gradients:
        optimizer.apply_gradients([(tf.constant(gradient), weight)])
        path.append(tf.identity(weight))
    return tf.stack(path)


path = trajectory(tf.keras.optimizers.SGD(0.1))
path

# %% sgd differs="default" same="matched" why="The default learning rate of `SGD` is 1e-3 in PyTorch and 1e-2 in Keras."
default = trajectory(tf.keras.optimizers.SGD())
matched = trajectory(tf.keras.optimizers.SGD(learning_rate=0.01))
print(default[-1])
print(matched[-1])

# %% momentum same="momentum, nesterov"
momentum = trajectory(tf.keras.optimizers.SGD(0.1, momentum=0.9))
nesterov = trajectory(
    tf.keras.optimizers.SGD(0.1, momentum=0.9, nesterov=True),
)
print(momentum[-1])
print(nesterov[-1])


# %% adam differs="tiny" same="usual"
# why: `eps` is 1e-8 in PyTorch and 1e-7 in Keras, and Keras adds it before the bias correction, which makes it count 32
#   times as much in the first step. Gradients of usual size do not notice; gradients near 1e-6 do.
def adam_steps(gradient, **settings):
    weight = tf.Variable([0.0])
    optimizer = tf.keras.optimizers.Adam(**settings)
    path = []
    for _ in range(3):
        optimizer.apply_gradients([(tf.constant([gradient]), weight)])
        path.append(float(weight[0]))
    return path


usual = adam_steps(0.5)
tiny = adam_steps(1e-6)
print([f"{w:.6f}" for w in usual])
print([f"{w:.6f}" for w in tiny])

# %% adam-eps differs="as_given" same="corrected"
# why: PyTorch adds `eps` to the corrected second moment's root, Keras to the uncorrected one. No constant makes the two
#   equal; dividing PyTorch's `eps` by the root of the correction, anew in each step, does.
as_given = adam_steps(1e-6, epsilon=1e-7)
corrected = as_given
print([f"{w:.6f}" for w in as_given])
print([f"{w:.6f}" for w in corrected])

# %% adam-weight-decay differs="path" same="decoupled, in_gradient"
# why: `weight_decay` of PyTorch's `Adam` is added to the gradient and rescaled with it. In Keras every optimizer
#   shrinks the weight directly, which is what `decoupled_weight_decay=True` or `AdamW` does in PyTorch. In Keras, add
#   `weight_decay * weight` to the gradient for PyTorch's meaning.
settings = {"learning_rate": 0.01, "weight_decay": 0.1}
path = trajectory(tf.keras.optimizers.Adam(**settings))
decoupled = path

weight = tf.Variable([1.0, 2.0])
optimizer = tf.keras.optimizers.Adam(0.01)
in_gradient = []
for gradient in gradients:
    gradient = gradient + 0.1 * weight
    optimizer.apply_gradients([(gradient, weight)])
    in_gradient.append(tf.identity(weight))
in_gradient = tf.stack(in_gradient)
print(path[-1].numpy(), decoupled[-1].numpy())
in_gradient[-1]

# %% adamw differs="default" same="matched"
# why: The default `weight_decay` of `AdamW` is 0.01 in PyTorch and 0.004 in Keras.
adamw = tf.keras.optimizers.AdamW
default = trajectory(adamw(0.1))
matched = trajectory(adamw(0.1, weight_decay=0.004))
print(default[-1])
print(matched[-1])

# %% rmsprop differs="default, large_eps" same="matched"
# why: Learning rate, `alpha` or `rho`, and `eps` have other defaults: 0.01, 0.99, 1e-8 in PyTorch and 0.001, 0.9, 1e-7
#   in Keras. PyTorch adds `eps` to the root and Keras under it, so a large one cannot be matched; a small one does not
#   show.
rmsprop = tf.keras.optimizers.RMSprop
default = trajectory(rmsprop())
settings = {"learning_rate": 0.01, "rho": 0.9, "momentum": 0.5}
matched = trajectory(rmsprop(epsilon=1e-8, **settings))
large_eps = trajectory(rmsprop(epsilon=0.1, **settings))
print(default[-1])
print(matched[-1])
print(large_eps[-1])

# %% rmsprop-small-gradient differs="step" same="step_of_keras" rtol="1e-4"
# why: PyTorch adds `eps` to the root, and Keras adds it under the root. At a gradient of 1e-3 the first step of Keras
#   is 29 % shorter, and no `eps` of PyTorch gives that for every gradient. The formula of Keras is two lines.
w = tf.Variable([0.0])
optimizer = tf.keras.optimizers.RMSprop(0.001, rho=0.9, epsilon=1e-7)
gradient = tf.constant([1e-3])
optimizer.apply_gradients([(gradient, w)])
step = w.numpy()

mean_square = 0.1 * gradient**2  # rho times the last one, plus
step_of_keras = -0.001 * gradient / tf.sqrt(mean_square + 1e-7)
print(f"RMSprop {step[0]:.6f}, with eps under the root {step_of_keras[0]:.6f}")

# %% adagrad differs="default" same="matched"
# why: PyTorch starts with a learning rate of 0.01 and an accumulator of 0, Keras with 0.001 and 0.1. `eps` differs too,
#   and is added outside or inside the root: keep it small.
default = trajectory(tf.keras.optimizers.Adagrad())
matched = trajectory(
    tf.keras.optimizers.Adagrad(0.01, initial_accumulator_value=0.1),
)
print(default[-1])
print(matched[-1])

# %% adadelta differs="default" same="matched"
# why: The defaults are a learning rate of 1.0, `rho` of 0.9 and `eps` of 1e-6 in PyTorch, and 0.001, 0.95 and 1e-7 in
#   Keras. `eps` is in the same place in both and sets the size of the first steps.
default = trajectory(tf.keras.optimizers.Adadelta())
matched = trajectory(
    tf.keras.optimizers.Adadelta(1.0, rho=0.95, epsilon=1e-7),
)
print(default[-1])
print(matched[-1])

# %% adamax differs="default" same="matched"
# why: The default learning rate of `Adamax` is 0.002 in PyTorch and 0.001 in Keras, and `eps` is 1e-8 and 1e-7.
default = trajectory(tf.keras.optimizers.Adamax())
matched = trajectory(tf.keras.optimizers.Adamax(0.001, epsilon=1e-7))
print(default[-1])
print(matched[-1])

# %% nadam differs="default, equal_rate" same="matched"
# why: With equal learning rates the two still part, because PyTorch lets its momentum grow 250 times more slowly: its
#   `momentum_decay` is 0.004, and Keras has 1 built in. With `momentum_decay=1.0` they are equal.
default = trajectory(tf.keras.optimizers.Nadam())
settings = {"learning_rate": 0.001, "epsilon": 1e-7}
equal_rate = trajectory(tf.keras.optimizers.Nadam(**settings))
matched = equal_rate
print(default[-1])
print(equal_rate[-1])
print(matched[-1])

# %% adafactor differs="default" same="matched"
# why: The default learning rate is 0.01 in PyTorch and 0.001 in Keras. It is not a step but a share: both multiply it
#   by the size of the weights.
default = trajectory(tf.keras.optimizers.Adafactor())
matched = trajectory(tf.keras.optimizers.Adafactor(learning_rate=0.001))
print(default[-1])
print(matched[-1])

# %% muon differs="default" same="matched" rtol="1e-2" atol="1e-3"
# why: PyTorch scales the step by the shape of the matrix and decays by 0.1; Keras scales it to the size of an Adam step
#   and decays by 0.004. `match_rms_adamw` is the Keras rule. PyTorch computes in bfloat16, so the matched steps agree
#   to two digits only.
start = [[1.0, 2.0, 0.0], [0.0, 1.0, 3.0]]
gradient = [[0.5, -1.0, 0.2], [0.3, 0.1, -0.4]]


def muon_step(**settings):
    weight = tf.Variable(start)
    optimizer = tf.keras.optimizers.Muon(
        0.1,
        exclude_embeddings=False,  # looks for a path, as layers give
        **settings,
    )
    optimizer.apply_gradients([(tf.constant(gradient), weight)])
    return tf.identity(weight)


default = muon_step()
matched = muon_step(weight_decay=0.004, rms_rate=0.2)
print(default)
print(matched)


# %% custom-optimizer same="path"
class Lion(tf.keras.optimizers.Optimizer):
    def __init__(self, learning_rate=1e-3, betas=(0.9, 0.99), **options):
        super().__init__(learning_rate=learning_rate, **options)
        self.betas = betas

    def get_config(self):  # for loading
        return {**super().get_config(), "betas": self.betas}

    def build(self, variables):
        super().build(variables)
        self.momentums = self.add_optimizer_variables(variables, "momentum")

    def update_step(self, gradient, variable, learning_rate):
        beta1, beta2 = self.betas
        m = self.momentums[self._get_variable_index(variable)]
        update = tf.sign(beta1 * m + (1 - beta1) * gradient)
        self.assign_sub(variable, learning_rate * update)
        self.assign(m, beta2 * m + (1 - beta2) * gradient)


path = trajectory(Lion(0.1))
path

# %% parameter-groups same="kernel, bias"
kernel = tf.Variable([[1.0]])
bias = tf.Variable([1.0])
kernel_optimizer = tf.keras.optimizers.SGD(0.1)
bias_optimizer = tf.keras.optimizers.SGD(0.01)
kernel_optimizer.apply_gradients([(tf.ones([1, 1]), kernel)])
bias_optimizer.apply_gradients([(tf.ones([1]), bias)])
print(kernel.numpy(), bias.numpy())

# %% new-parameters same="old, new" raises="ValueError"
# why: A PyTorch optimizer takes more parameters at any time, and leaves those it was never given alone, and no error
#   tells you. A Keras optimizer is made for the variables of its first step and refuses others: make a second optimizer
#   for them, or build it with all from the start.
old, new = tf.Variable([1.0]), tf.Variable([1.0])
optimizer = tf.keras.optimizers.SGD(0.1, momentum=0.9)
for _ in range(2):
    optimizer.apply_gradients([(tf.ones([1]), old)])
try:
    optimizer.apply_gradients([(tf.ones([1]), old), (tf.ones([1]), new)])
except ValueError as error:
    print(str(error).split(":")[0])

optimizer.apply_gradients([(tf.ones([1]), old)])
second = tf.keras.optimizers.SGD(0.1, momentum=0.9)
second.apply_gradients([(tf.ones([1]), new)])
print(old.numpy(), new.numpy())

# %% no-gradient same="without, with_zero"
import warnings

without, with_zero = tf.Variable([1.0]), tf.Variable([1.0])
optimizer = tf.keras.optimizers.SGD(0.1, momentum=0.9)
one, zero = tf.ones([1]), tf.zeros([1])
optimizer.apply_gradients([(one, without), (one, with_zero)])
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    optimizer.apply_gradients([(None, without), (zero, with_zero)])
print(str(caught[0].message).split(" when ")[0])
print(without.numpy(), with_zero.numpy())

# %% rows-of-an-embedding same="adam"
table = tf.Variable(tf.ones([3, 1]))
optimizer = tf.keras.optimizers.Adam(0.1)
for row in (0, 1):
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(tf.gather(table, [row]))
    gradient = tape.gradient(loss, table)
    optimizer.apply_gradients([(gradient, table)])
adam = table.numpy()
print(type(gradient).__name__)
adam

# %% no-decay-for-bias same="kernel, bias"
layer = tf.keras.layers.Dense(
    1,
    kernel_initializer="ones",
    bias_initializer="ones",
)
layer.build([None, 1])
optimizer = tf.keras.optimizers.AdamW(0.1, weight_decay=0.5)
# must be said before the first step
optimizer.exclude_from_weight_decay(var_names=["bias"])
gradients_of_zero = [tf.zeros_like(v) for v in layer.trainable_variables]
optimizer.apply_gradients(
    zip(gradients_of_zero, layer.trainable_variables),
)
kernel, bias = layer.get_weights()
print(kernel, bias)

# %% clip same="by_value, by_global_norm, by_each_norm" rtol="1e-4"
to_clip = [tf.constant([3.0, 4.0]), tf.constant([0.0, 12.0])]
by_value = tf.stack([tf.clip_by_value(g, -3.5, 3.5) for g in to_clip])
clipped, _ = tf.clip_by_global_norm(to_clip, 6.5)
by_global_norm = tf.stack(clipped)
by_each_norm = tf.stack([tf.clip_by_norm(g, 6.5) for g in to_clip])
print(by_value)
print(by_global_norm)
by_each_norm

# %% moving-average same="last, averaged"
weight = tf.Variable([[1.0]])
optimizer = tf.keras.optimizers.SGD(0.1)
average = tf.train.ExponentialMovingAverage(decay=0.9)
for _ in range(3):
    optimizer.apply_gradients([(tf.ones([1, 1]), weight)])
    average.apply([weight])
last = tf.identity(weight)
averaged = tf.identity(average.average(weight))
print(last.numpy(), averaged.numpy())

# %% look-into-state same="steps, mean, square"
weight = tf.Variable([1.0, 2.0])
optimizer = tf.keras.optimizers.Adam(0.1)
optimizer.apply_gradients([(tf.constant([1.0, -0.5]), weight)])
state = {variable.name: variable for variable in optimizer.variables}
steps = int(optimizer.iterations)
mean, square = optimizer.variables[2:]
print(list(state))
print(steps, mean.numpy(), square.numpy())


# %% save-state same="unbroken"
def two_steps(weight, optimizer):
    for gradient in ([1.0], [0.2]):
        optimizer.apply_gradients([(tf.constant(gradient), weight)])
    return tf.identity(weight)


weight = tf.Variable([1.0])
optimizer = tf.keras.optimizers.Adam(0.1)
halfway = two_steps(weight, optimizer)
path = tf.train.Checkpoint(optimizer=optimizer).write("optimizer")
unbroken = two_steps(weight, optimizer)
unbroken

# %% restore-state same="resumed, without"
weight = tf.Variable(halfway)
optimizer = tf.keras.optimizers.Adam()  # the rate comes from the file
optimizer.build([weight])
checkpoint = tf.train.Checkpoint(optimizer=optimizer)
checkpoint.read(path).assert_consumed()
resumed = two_steps(weight, optimizer)

weight = tf.Variable(halfway)
without = two_steps(weight, tf.keras.optimizers.Adam(0.1))
print(resumed.numpy(), without.numpy())
