# %% read-and-change same="before, after, path"
import tensorflow as tf

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
path


# %% change-with-momentum differs="path" same="rescaled"
# why: PyTorch's momentum holds gradients and is multiplied by the learning rate of the moment. In Keras it holds
#   finished steps, so the old rate lives on. Multiply the Keras momentum by new rate over old, and the two are equal.
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


path, rescaled = four_steps(rescale=False), four_steps(rescale=True)
print([f"{w:.4f}" for w in path])
print([f"{w:.4f}" for w in rescaled])

# %% change-weight-decay differs="changed" same="first, matched"
# why: A PyTorch optimizer reads its groups at every step. A compiled step, of `fit` or of a `tf.function`, has taken
#   the decay into its graph as a number; the learning rate stays a variable. Compile again with the same optimizer, and
#   the new number counts.
weight = tf.Variable([1.0])
optimizer = tf.keras.optimizers.SGD(0.1, weight_decay=0.5)
optimizer.build([weight])


def step():
    optimizer.apply_gradients([(tf.zeros([1]), weight)])
    return tf.identity(weight)


compiled = tf.function(step)
first = float(compiled()[0])
optimizer.weight_decay = 2.0
changed = float(compiled()[0])
weight.assign([first])
matched = float(tf.function(step)()[0])
print(f"{first:.3f} {changed:.3f} {matched:.3f}")

# %% epoch-or-step differs="by_default" same="per_step, per_epoch"
# why: A PyTorch scheduler moves when its `step()` is called, by custom once an epoch. A Keras schedule counts the steps
#   of the optimizer. Call `step()` after each batch, or give Keras the batches of an epoch as `decay_steps` with
#   `staircase=True`.
schedules = tf.keras.optimizers.schedules
weight = tf.Variable([0.0])


def learning_rates(schedule):
    optimizer = tf.keras.optimizers.SGD(schedule)
    rates = []
    for _ in range(6):  # two epochs of three batches
        rates.append(optimizer.learning_rate)
        optimizer.apply_gradients([(tf.zeros([1]), weight)])
    return tf.stack(rates)


exponential = schedules.ExponentialDecay
by_default = per_step = learning_rates(exponential(0.1, 1, 0.5))
per_epoch = learning_rates(exponential(0.1, 3, 0.5, staircase=True))
print(by_default)
print(per_epoch)

# %% set-beside-schedule raises="TypeError" same="path"
# why: In Keras a learning rate given as a schedule cannot be set to a number, but it can be exchanged for another
#   schedule. In PyTorch the rate can always be set, and a scheduler goes on from it or overwrites it.
optimizer = tf.keras.optimizers.SGD(exponential(0.1, 1, 0.5))
path = []
for step in range(4):
    if step == 2:
        try:
            optimizer.learning_rate = 0.4
        except TypeError as error:
            print(str(error).split(", ")[0])
        optimizer.learning_rate = exponential(1.6, 1, 0.5)
    path.append(float(optimizer.learning_rate))
    optimizer.apply_gradients([(tf.zeros([1]), weight)])
print([round(rate, 4) for rate in path])


# %% per-epoch differs="rates" same="remedied"
# why: `LambdaLR` multiplies the optimizer's first rate by what the function returns. `LearningRateScheduler` sets the
#   rate to it. Let the function for PyTorch return a factor, and they agree.
def rate(epoch):
    return 0.5 * 0.1**epoch


model = tf.keras.Sequential([tf.keras.Input((1,)), tf.keras.layers.Dense(1)])
model.compile(optimizer=tf.keras.optimizers.SGD(0.5))
scheduler = tf.keras.callbacks.LearningRateScheduler(rate)
callbacks = tf.keras.callbacks.CallbackList([scheduler], model=model)
rates = []
for epoch in range(3):
    callbacks.on_epoch_begin(epoch)
    rates.append(float(model.optimizer.learning_rate))
remedied = rates
print([round(value, 4) for value in rates])


# %% step-decay same="in_steps, smooth"
def rates(schedule, steps):
    return tf.stack([schedule(step) for step in range(steps)])


in_steps = rates(
    exponential(0.1, decay_steps=2, decay_rate=0.5, staircase=True),
    6,
)
smooth = rates(exponential(0.1, decay_steps=1, decay_rate=0.5), 6)
print(in_steps)
print(smooth)

# %% piecewise differs="at_2_and_4" same="matched"
# why: The new rate holds from the milestone on in PyTorch and after the boundary in Keras, one step later. Subtract 1
#   from each boundary.
piecewise = schedules.PiecewiseConstantDecay
values = [0.1, 0.01, 0.001]
at_2_and_4 = rates(piecewise([2, 4], values), 6)
matched = rates(piecewise([1, 3], values), 6)
print(at_2_and_4)
print(matched)

# %% cosine differs="past_the_end" same="one_period, restarts"
# why: After `T_max` steps `CosineAnnealingLR` climbs again; `CosineDecay` stays at its end. PyTorch's end is a rate,
#   `eta_min`; that of Keras is a fraction of the start, `alpha`: `eta_min` is `alpha` times the first rate. To stay at
#   the end in PyTorch, stop calling `step()` after `T_max`.
cosine = schedules.CosineDecay
past_the_end = rates(cosine(0.1, decay_steps=4, alpha=0.1), 8)
one_period = past_the_end[:5]
restarts = rates(
    schedules.CosineDecayRestarts(
        0.1,
        first_decay_steps=3,
        t_mul=2.0,
        alpha=0.1,
    ),
    9,
)
print(past_the_end)
restarts

# %% polynomial differs="default" same="matched"
# why: `PolynomialLR` ends at 0. `PolynomialDecay` ends at 0.0001 unless told otherwise.
polynomial = schedules.PolynomialDecay
default = rates(polynomial(0.1, decay_steps=4, power=2.0), 6)
matched = rates(
    polynomial(0.1, decay_steps=4, power=2.0, end_learning_rate=0.0),
    6,
)
print(default)
print(matched)

# %% inverse-time same="path"
path = rates(
    schedules.InverseTimeDecay(0.1, decay_steps=1, decay_rate=0.5),
    6,
)
path


# %% cyclic same="path"
class Triangle(schedules.LearningRateSchedule):
    def __init__(self, low, high, half_period):
        self.low = low
        self.high = high
        self.half_period = half_period

    def __call__(self, step):
        step = tf.cast(step, tf.float32)
        distance = tf.abs(step / self.half_period % 2 - 1)
        return self.low + (self.high - self.low) * (1 - distance)


path = rates(Triangle(0.01, 0.1, half_period=3), 8)
path

# %% warmup same="path"
path = rates(
    schedules.CosineDecay(
        initial_learning_rate=0.025,
        warmup_target=0.1,
        warmup_steps=3,
        decay_steps=4,
    ),
    8,
)
path


# %% inverse-root same="path"
class InverseRoot(schedules.LearningRateSchedule):
    def __init__(self, max_lr, warmup=3):
        self.max_lr = max_lr
        self.warmup = warmup

    def __call__(self, step):
        step = tf.cast(step, tf.float32) + 1
        up = step / self.warmup
        down = tf.sqrt(self.warmup / step)
        return self.max_lr * tf.minimum(up, down)


path = rates(InverseRoot(0.1), 8)
path

# %% one-cycle same="path"
import math


def cosine_between(start, end, part):
    return end + (start - end) * (1 + tf.cos(math.pi * part)) / 2


class OneCycle(schedules.LearningRateSchedule):
    def __init__(self, max_lr, total_steps):
        self.max_lr = max_lr
        self.peak = 0.3 * total_steps - 1
        self.fall = total_steps - 1 - self.peak

    def __call__(self, step):
        past_peak = tf.cast(step, tf.float32) - self.peak
        top, start, end = self.max_lr, self.max_lr / 25, self.max_lr / 25e4
        up = cosine_between(start, top, 1 + past_peak / self.peak)
        down = cosine_between(top, end, past_peak / self.fall)
        return tf.where(past_peak <= 0, up, down)


path = rates(OneCycle(0.1, total_steps=11), 10)
path


# %% custom-schedule same="path"
class Trapezoid(schedules.LearningRateSchedule):
    def __init__(self, max_lr, warmup=3, decay=4, total=10):
        self.settings = {"warmup": warmup, "decay": decay, "total": total}
        self.max_lr = max_lr

    def __call__(self, step):
        step = tf.cast(step, tf.float32)
        up = (step + 1) / self.settings["warmup"]
        left = tf.maximum(self.settings["total"] - step, 0.0)
        down = left / self.settings["decay"]
        return self.max_lr * tf.minimum(tf.minimum(up, down), 1.0)

    def get_config(self):  # for saving
        return {"max_lr": self.max_lr, **self.settings}


path = rates(Trapezoid(0.1), 12)
path

# %% curves same="paths"
# alt: Four learning rates over 50 steps in TensorFlow's color, each in a small plot of its own. Step decay is a
#   staircase that halves every ten steps. Cosine falls in an S from 0.1 to 0. Restarts falls so from the start, from
#   0.1 again at step 10, and half of the way from step 30. Trapezoid climbs in 5 steps, stays at 0.1, and falls in a
#   straight line over the last 15.
import matplotlib.pyplot as plt

staircase = exponential(0.1, 10, 0.5, staircase=True)
table = {
    "step decay": rates(staircase, 50),
    "cosine": rates(cosine(0.1, 50), 50),
    "restarts": rates(schedules.CosineDecayRestarts(0.1, 10), 50),
    "trapezoid": rates(Trapezoid(0.1, warmup=5, decay=15, total=50), 50),
}
fig, axes = plt.subplots(1, 4, figsize=(7.2, 2.0), sharey=True)
for panel, (title, path) in zip(axes, table.items()):
    panel.plot(path, "#ff8f00")
    panel.set(title=title, xlabel="step")
plt.show()
paths = list(table.values())

# %% rates-by-layer same="path"
body, head = tf.Variable([0.0]), tf.Variable([0.0])
body_optimizer = tf.keras.optimizers.SGD(exponential(0.01, 1, 0.5))
head_optimizer = tf.keras.optimizers.SGD(exponential(0.1, 1, 0.5))
path = []
for _ in range(3):
    both = (body_optimizer, head_optimizer)
    path.append([float(optimizer.learning_rate) for optimizer in both])
    body_optimizer.apply_gradients([(tf.zeros([1]), body)])
    head_optimizer.apply_gradients([(tf.zeros([1]), head)])
path

# %% find-a-rate same="rates_tried, losses" rtol="1e-4"
import numpy as np

rng = np.random.default_rng(0)
x = tf.constant(rng.normal(size=(64, 3)).astype("float32"))
y = x @ tf.constant([[1.0], [-2.0], [0.5]])
weight = tf.Variable(tf.zeros([3, 1]))
optimizer = tf.keras.optimizers.SGD(0.001)
rates_tried, losses = [], []
for _ in range(9):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((x @ weight - y) ** 2)
    rates_tried.append(float(optimizer.learning_rate))
    losses.append(float(loss))
    optimizer.apply_gradients([(tape.gradient(loss, weight), weight)])
    optimizer.learning_rate = optimizer.learning_rate * 3
print([f"{rate:.3g}: {loss:.3g}" for rate, loss in zip(rates_tried, losses)])


# %% plateau differs="patience_2" same="matched"
# why: PyTorch acts when the bad epochs are more than `patience`, Keras when they are as many. Subtract 1 from PyTorch's
#   patience.
def rates_on_plateau(losses, **settings):
    model.compile(optimizer=tf.keras.optimizers.SGD(0.1))
    callback = tf.keras.callbacks.ReduceLROnPlateau("loss", **settings)
    callbacks = tf.keras.callbacks.CallbackList([callback], model=model)
    callbacks.on_train_begin()
    path = []
    for epoch, loss in enumerate(losses):
        path.append(float(model.optimizer.learning_rate))
        callbacks.on_epoch_end(epoch, {"loss": loss})
    return tf.constant(path)


flat = [0.9, 0.9, 0.9, 0.9, 0.9, 0.9]
patience_2 = matched = rates_on_plateau(flat, patience=2)
patience_2

# %% plateau-threshold differs="slow" same="slow_matched"
# why: An improvement is relative to the best loss in PyTorch and absolute in Keras, 0.0001 in both. Set
#   `threshold_mode='abs'` in PyTorch, beside a patience less by 1.
falling = [900.0, 899.98, 899.96, 899.94, 899.92]
slow = slow_matched = rates_on_plateau(falling, patience=2)
slow


# %% resume-optimizer differs="optimizer_alone"
# why: A Keras schedule reads its place from the optimizer's `iterations`, so the optimizer's state is enough. In
#   PyTorch that brings back the rate, but a scheduler without its own state counts from 0 again, and the next drop
#   comes too late: save and load both.
def make():
    schedule = exponential(0.1, 2, 0.1, staircase=True)
    return tf.keras.optimizers.SGD(schedule)


def three_steps(optimizer):
    path = []
    for _ in range(3):
        path.append(optimizer.learning_rate)
        optimizer.apply_gradients([(tf.zeros([1]), weight)])
    return tf.stack(path)


weight = tf.Variable([0.0])
stopped = make()
before = three_steps(stopped)
file = tf.train.Checkpoint(optimizer=stopped).write("stopped")
optimizer = make()
tf.train.Checkpoint(optimizer=optimizer).read(file).expect_partial()
optimizer_alone = three_steps(optimizer)
print(before)
optimizer_alone

# %% resume-schedule same="resumed"
resumed = optimizer_alone  # there is nothing else to load
resumed
