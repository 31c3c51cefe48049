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


# %% adam differs="tiny" same="usual" why="`eps` is 1e-8 in PyTorch and 1e-7 in Keras, and Keras adds it before the bias correction, which makes it count 32 times as much in the first step. Gradients of usual size do not notice; gradients near 1e-6 do."
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

# %% adam-eps differs="as_given" same="corrected" why="PyTorch adds `eps` to the corrected second moment's root, Keras to the uncorrected one. No constant makes the two equal; dividing PyTorch's `eps` by the root of the correction, anew in each step, does."
as_given = adam_steps(1e-6, epsilon=1e-7)
corrected = as_given
print([f"{w:.6f}" for w in as_given])
print([f"{w:.6f}" for w in corrected])

# %% adam-weight-decay differs="path" same="decoupled, in_gradient" why="`weight_decay` of PyTorch's `Adam` is added to the gradient and rescaled with it. In Keras every optimizer shrinks the weight directly, which is what `decoupled_weight_decay=True` or `AdamW` does in PyTorch."
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

# %% adamw differs="default" same="matched" why="The default `weight_decay` of `AdamW` is 0.01 in PyTorch and 0.004 in Keras."
adamw = tf.keras.optimizers.AdamW
default = trajectory(adamw(0.1))
matched = trajectory(adamw(0.1, weight_decay=0.004))
print(default[-1])
print(matched[-1])

# %% rmsprop differs="default, large_eps" same="matched" why="Learning rate, `alpha` or `rho`, and `eps` have other defaults: 0.01, 0.99, 1e-8 in PyTorch and 0.001, 0.9, 1e-7 in Keras. PyTorch adds `eps` to the root and Keras under it, so a large one cannot be matched; a small one does not show."
rmsprop = tf.keras.optimizers.RMSprop
default = trajectory(rmsprop())
settings = {"learning_rate": 0.01, "rho": 0.9, "momentum": 0.5}
matched = trajectory(rmsprop(epsilon=1e-8, **settings))
large_eps = trajectory(rmsprop(epsilon=0.1, **settings))
print(default[-1])
print(matched[-1])
print(large_eps[-1])

# %% adagrad differs="default" same="matched" why="PyTorch starts with a learning rate of 0.01 and an accumulator of 0, Keras with 0.001 and 0.1. `eps` differs too, and stands outside and inside the root: keep it small."
default = trajectory(tf.keras.optimizers.Adagrad())
matched = trajectory(
    tf.keras.optimizers.Adagrad(0.01, initial_accumulator_value=0.1),
)
print(default[-1])
print(matched[-1])

# %% adadelta differs="default" same="matched" why="The defaults are a learning rate of 1.0, `rho` of 0.9 and `eps` of 1e-6 in PyTorch, and 0.001, 0.95 and 1e-7 in Keras. Here `eps` stands in the same place and sets the size of the first steps."
default = trajectory(tf.keras.optimizers.Adadelta())
matched = trajectory(
    tf.keras.optimizers.Adadelta(1.0, rho=0.95, epsilon=1e-7),
)
print(default[-1])
print(matched[-1])

# %% adamax differs="default" same="matched" why="The default learning rate of `Adamax` is 0.002 in PyTorch and 0.001 in Keras, and `eps` is 1e-8 and 1e-7."
default = trajectory(tf.keras.optimizers.Adamax())
matched = trajectory(tf.keras.optimizers.Adamax(0.001, epsilon=1e-7))
print(default[-1])
print(matched[-1])

# %% nadam differs="default, equal_rate" same="matched" why="With equal learning rates the two still part, because PyTorch lets its momentum grow 250 times more slowly: its `momentum_decay` is 0.004, and Keras has 1 built in. With `momentum_decay=1.0` they are equal."
default = trajectory(tf.keras.optimizers.Nadam())
settings = {"learning_rate": 0.001, "epsilon": 1e-7}
equal_rate = trajectory(tf.keras.optimizers.Nadam(**settings))
matched = equal_rate
print(default[-1])
print(equal_rate[-1])
print(matched[-1])

# %% adafactor differs="default" same="matched" why="The default learning rate is 0.01 in PyTorch and 0.001 in Keras. It is not a step but a share: both multiply it by the size of the weights."
default = trajectory(tf.keras.optimizers.Adafactor())
matched = trajectory(tf.keras.optimizers.Adafactor(learning_rate=0.001))
print(default[-1])
print(matched[-1])

# %% muon differs="default" same="matched" rtol="1e-2" atol="1e-3" why="PyTorch scales the step by the shape of the matrix and decays by 0.1; Keras scales it to the size of an Adam step and decays by 0.004. `match_rms_adamw` is the Keras rule. PyTorch computes in bfloat16, so the matched steps agree to two digits only."
start = [[1.0, 2.0, 0.0], [0.0, 1.0, 3.0]]
gradient = [[0.5, -1.0, 0.2], [0.3, 0.1, -0.4]]


def muon_step(**settings):
    weight = tf.Variable(start)
    optimizer = tf.keras.optimizers.Muon(
        0.1,
        exclude_embeddings=False,
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
    def __init__(self, learning_rate=1e-3, betas=(0.9, 0.99)):
        super().__init__(learning_rate=learning_rate)
        self.betas = betas

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

# %% l2-penalty differs="same_number" same="doubled, penalty" why="`L2(l)` adds `l` times the squared weights to the loss, so its gradient is `2 * l` times the weight. PyTorch's `weight_decay` is the factor of the weight itself: give it `2 * l`."
start = tf.constant([[2.0]])
regularizer = tf.keras.regularizers.L2(0.1)
penalty = regularizer(start)
weight = tf.Variable(start)
with tf.GradientTape() as tape:
    loss = regularizer(weight)
gradient = tape.gradient(loss, weight)
tf.keras.optimizers.SGD(0.1).apply_gradients([(gradient, weight)])
same_number = doubled = tf.identity(weight)
print(penalty)
print(same_number.numpy(), doubled.numpy())

# %% clip same="by_value, by_global_norm, by_each_norm" rtol="1e-4"
to_clip = [tf.constant([3.0, 4.0]), tf.constant([0.0, 12.0])]
by_value = tf.stack([tf.clip_by_value(g, -3.5, 3.5) for g in to_clip])
clipped, _ = tf.clip_by_global_norm(to_clip, 6.5)
by_global_norm = tf.stack(clipped)
by_each_norm = tf.stack([tf.clip_by_norm(g, 6.5) for g in to_clip])
print(by_value)
print(by_global_norm)
by_each_norm

# %% accumulate same="large_batch, small_batches"
x = tf.constant([[1.0], [2.0], [3.0], [4.0]])
y = tf.constant([[2.0], [3.0], [5.0], [6.0]])
results = []
for batch_size in (4, 2):
    weight = tf.Variable([[0.0]])
    optimizer = tf.keras.optimizers.SGD(0.01)
    pieces = len(x) // batch_size
    accumulated = tf.zeros([1, 1])
    for inputs, targets in zip(tf.split(x, pieces), tf.split(y, pieces)):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((inputs @ weight - targets) ** 2)
        accumulated += tape.gradient(loss, weight) / pieces
    optimizer.apply_gradients([(accumulated, weight)])
    results.append(tf.identity(weight))
large_batch, small_batches = results
print(large_batch.numpy(), small_batches.numpy())

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


# %% save-state same="unbroken, resumed, without"
def two_steps(weight, optimizer):
    for gradient in ([1.0], [0.2]):
        optimizer.apply_gradients([(tf.constant(gradient), weight)])
    return tf.identity(weight)


weight = tf.Variable([1.0])
optimizer = tf.keras.optimizers.Adam(0.1)
halfway = two_steps(weight, optimizer)
checkpoint = tf.train.Checkpoint(optimizer=optimizer)
path = checkpoint.write("optimizer")
unbroken = two_steps(weight, optimizer)

weight = tf.Variable(halfway)
optimizer = tf.keras.optimizers.Adam()
optimizer.build([weight])
checkpoint = tf.train.Checkpoint(optimizer=optimizer)
checkpoint.read(path).assert_consumed()
resumed = two_steps(weight, optimizer)

weight = tf.Variable(halfway)
without = two_steps(weight, tf.keras.optimizers.Adam())
print(unbroken.numpy(), resumed.numpy(), without.numpy())

# %% epoch-or-step differs="by_default" same="per_step, per_epoch" why="A PyTorch scheduler moves when its `step()` is called, by custom once an epoch. A Keras schedule counts the steps of the optimizer. Call `step()` after each batch, or give Keras the batches of an epoch as `decay_steps` with `staircase=True`."
schedules = tf.keras.optimizers.schedules


def learning_rates(schedule):
    optimizer = tf.keras.optimizers.SGD(schedule)
    weight = tf.Variable([0.0])
    rates = []
    for _ in range(6):  # two epochs of three batches
        rates.append(optimizer.learning_rate)
        optimizer.apply_gradients([(tf.zeros([1]), weight)])
    return tf.stack(rates)


by_default = learning_rates(schedules.ExponentialDecay(0.1, 1, 0.5))
per_step = by_default
per_epoch = learning_rates(
    schedules.ExponentialDecay(0.1, 3, 0.5, staircase=True),
)
print(by_default)
print(per_step)
per_epoch

# %% read-and-change raises="TypeError" same="before, after, path" why="In Keras the learning rate can be set only where no schedule was given. In PyTorch it always can be, and a scheduler goes on from it or overwrites it."
weight = tf.Variable([1.0])
optimizer = tf.keras.optimizers.SGD(0.5)
before = float(optimizer.learning_rate)
path = []
for step in range(4):
    if step == 2:
        optimizer.learning_rate = 0.125
    optimizer.apply_gradients([(tf.ones([1]), weight)])
    path.append(float(weight[0]))
after = float(optimizer.learning_rate)
print(before, after)
print(path)
schedule = tf.keras.optimizers.schedules.ExponentialDecay(0.5, 1, 0.5)
try:
    tf.keras.optimizers.SGD(schedule).learning_rate = 0.125
except TypeError as error:
    print(str(error).split(" If ")[0])


# %% change-with-momentum differs="path" same="rescaled" why="PyTorch's momentum holds gradients and is multiplied by the learning rate of the moment. In Keras it holds finished steps, so the old rate lives on. Multiply the Keras momentum by new rate over old, and the two are equal."
def four_steps(rescale):
    weight = tf.Variable([1.0])
    optimizer = tf.keras.optimizers.SGD(0.1, momentum=0.9)
    path = []
    for step in range(4):
        if step == 2:
            optimizer.learning_rate = 0.01
            if rescale:
                optimizer.momentums[0].assign(optimizer.momentums[0] * 0.1)
        optimizer.apply_gradients([(tf.ones([1]), weight)])
        path.append(float(weight[0]))
    return path


path = four_steps(rescale=False)
rescaled = four_steps(rescale=True)
print([f"{w:.4f}" for w in path])
print([f"{w:.4f}" for w in rescaled])


# %% step-decay same="in_steps, smooth"
def rates(schedule, steps):
    return tf.stack([schedule(step) for step in range(steps)])


exponential = tf.keras.optimizers.schedules.ExponentialDecay
in_steps = rates(
    exponential(0.1, decay_steps=2, decay_rate=0.5, staircase=True),
    6,
)
smooth = rates(exponential(0.1, decay_steps=1, decay_rate=0.5), 6)
print(in_steps)
print(smooth)

# %% piecewise differs="at_2_and_4" same="matched" why="The new rate holds from the milestone on in PyTorch and after the boundary in Keras, one step later. Subtract 1 from each boundary."
piecewise = tf.keras.optimizers.schedules.PiecewiseConstantDecay
values = [0.1, 0.01, 0.001]
at_2_and_4 = rates(piecewise([2, 4], values), 6)
matched = rates(piecewise([1, 3], values), 6)
print(at_2_and_4)
print(matched)

# %% cosine differs="past_the_end" same="one_period, restarts" why="After `T_max` steps `CosineAnnealingLR` climbs again; `CosineDecay` stays at its end. PyTorch's end is a rate, `eta_min`; that of Keras is a fraction of the start, `alpha`."
cosine = tf.keras.optimizers.schedules.CosineDecay
past_the_end = rates(cosine(0.1, decay_steps=4, alpha=0.1), 8)
one_period = past_the_end[:5]
restarts = rates(
    tf.keras.optimizers.schedules.CosineDecayRestarts(
        0.1,
        first_decay_steps=3,
        t_mul=2.0,
        alpha=0.1,
    ),
    9,
)
print(past_the_end)
restarts

# %% warmup same="path"
path = rates(
    tf.keras.optimizers.schedules.CosineDecay(
        initial_learning_rate=0.025,
        warmup_target=0.1,
        warmup_steps=3,
        decay_steps=4,
    ),
    8,
)
path

# %% polynomial differs="default" same="matched" why="`PolynomialLR` ends at 0. `PolynomialDecay` ends at 0.0001 unless told otherwise."
polynomial = tf.keras.optimizers.schedules.PolynomialDecay
default = rates(polynomial(0.1, decay_steps=4, power=2.0), 6)
matched = rates(
    polynomial(0.1, decay_steps=4, power=2.0, end_learning_rate=0.0),
    6,
)
print(default)
print(matched)

# %% one-cycle same="path"
import math


def cosine_between(start, end, part):
    return end + (start - end) * (1 + tf.cos(math.pi * part)) / 2


class OneCycle(tf.keras.optimizers.schedules.LearningRateSchedule):
    def __init__(self, max_lr, total_steps):
        self.max_lr = max_lr
        self.peak = 0.3 * total_steps - 1
        self.fall = total_steps - 1 - self.peak

    def __call__(self, step):
        step = tf.cast(step, tf.float32)
        start, end = self.max_lr / 25, self.max_lr / 25e4
        up = cosine_between(start, self.max_lr, step / self.peak)
        part = (step - self.peak) / self.fall
        down = cosine_between(self.max_lr, end, part)
        return tf.where(step <= self.peak, up, down)


path = rates(OneCycle(0.1, total_steps=11), 10)
path


# %% custom-schedule same="path, cyclic"
class Triangle(tf.keras.optimizers.schedules.LearningRateSchedule):
    def __init__(self, max_lr, half_period=3, low=0.1):
        self.max_lr = max_lr
        self.half_period = half_period
        self.low = low

    def __call__(self, step):
        step = tf.cast(step, tf.float32)
        distance = tf.abs(step / self.half_period % 2 - 1)
        return self.max_lr * (self.low + (1 - self.low) * (1 - distance))

    def get_config(self):  # for saving
        return {
            "max_lr": self.max_lr,
            "half_period": self.half_period,
            "low": self.low,
        }


path = cyclic = rates(Triangle(0.1), 7)
print(path)
cyclic


# %% plateau differs="patience_2, slow" same="matched, slow_matched" why="PyTorch acts when the bad epochs are more than `patience`, Keras when they are as many. What counts as better is relative to the best loss in PyTorch and absolute in Keras. Subtract 1 from PyTorch's patience and set `threshold_mode='abs'`."
def rates_on_plateau(losses, **settings):
    model = tf.keras.Sequential([tf.keras.layers.Dense(1)])
    model.compile(optimizer=tf.keras.optimizers.SGD(0.1), loss="mse")
    callback = tf.keras.callbacks.ReduceLROnPlateau("loss", **settings)
    callback.set_model(model)
    callback.on_train_begin()
    path = []
    for epoch, loss in enumerate(losses):
        callback.on_epoch_end(epoch, {"loss": loss})
        path.append(float(model.optimizer.learning_rate))
    return tf.constant(path)


flat = [1.0, 0.9, 0.9, 0.9, 0.9, 0.9]
falling = [900.0, 899.98, 899.96, 899.94, 899.92]
patience_2 = matched = rates_on_plateau(flat, patience=2)
slow = slow_matched = rates_on_plateau(falling, patience=2)
print(patience_2)
print(slow)
print(matched)
slow_matched


# %% resume-schedule same="resumed" differs="optimizer_alone" why="A Keras schedule reads its place from the optimizer's `iterations`, so the optimizer's state is enough. In PyTorch the scheduler has a state of its own; without it, it counts from 0 again."
def three_steps(optimizer):
    weight = tf.Variable([0.0])
    path = []
    for _ in range(3):
        path.append(optimizer.learning_rate)
        optimizer.apply_gradients([(tf.zeros([1]), weight)])
    return tf.stack(path)


def make():
    return tf.keras.optimizers.SGD(
        tf.keras.optimizers.schedules.ExponentialDecay(
            0.1,
            decay_steps=2,
            decay_rate=0.1,
            staircase=True,
        )
    )


first = make()
three_steps(first)
optimizer = make()
optimizer.iterations.assign(first.iterations)
optimizer_alone = resumed = three_steps(optimizer)
print(optimizer_alone)
resumed
