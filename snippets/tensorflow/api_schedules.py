# %% inputs hidden="true"
import tensorflow as tf


def rates(schedule, steps=6):
    return tf.stack([schedule(step) for step in range(steps)])


# %% step-lr same="path"
decay = tf.keras.optimizers.schedules.ExponentialDecay(
    0.1, decay_steps=2, decay_rate=0.5, staircase=True
)
path = rates(decay)

# %% exponential-lr same="path"
decay = tf.keras.optimizers.schedules.ExponentialDecay(
    0.1, decay_steps=1, decay_rate=0.5
)
path = rates(decay)

# %% multi-step-lr differs="at_2_and_4" same="matched"
# why: The new rate holds from the milestone on in PyTorch, and after the boundary in Keras, one step later. Subtract 1
#   from each boundary.
piecewise = tf.keras.optimizers.schedules.PiecewiseConstantDecay
at_2_and_4 = rates(piecewise(boundaries=[2, 4], values=[0.1, 0.01, 0.001]))
matched = rates(piecewise(boundaries=[1, 3], values=[0.1, 0.01, 0.001]))

# %% cosine-annealing-lr differs="past_the_end" same="first_period"
# why: After `T_max` steps `CosineAnnealingLR` climbs again, and `CosineDecay` stays at its end. `eta_min` is a rate;
#   `alpha` is a part of the first rate.
cosine = tf.keras.optimizers.schedules.CosineDecay(0.1, decay_steps=4, alpha=0.1)
past_the_end = rates(cosine, steps=8)
first_period = past_the_end[:5]

# %% cosine-annealing-warm-restarts same="path"
restarts = tf.keras.optimizers.schedules.CosineDecayRestarts(
    0.1, first_decay_steps=3, t_mul=2.0
)
path = rates(restarts, steps=9)

# %% polynomial-lr differs="default" same="matched"
# why: `PolynomialLR` ends at 0, `PolynomialDecay` at 0.0001 unless told otherwise.
polynomial = tf.keras.optimizers.schedules.PolynomialDecay
default = rates(polynomial(0.1, decay_steps=4, power=2.0))
to_zero = polynomial(0.1, decay_steps=4, power=2.0, end_learning_rate=0.0)
matched = rates(to_zero)

# %% linear-lr same="path"
linear = tf.keras.optimizers.schedules.PolynomialDecay(
    0.025, decay_steps=3, end_learning_rate=0.1
)
path = rates(linear)

# %% constant-lr same="path"
constant = tf.keras.optimizers.schedules.PiecewiseConstantDecay([2], [0.05, 0.1])
path = rates(constant)


# %% lambda-lr same="path"
class Halving(tf.keras.optimizers.schedules.LearningRateSchedule):
    def __call__(self, step):
        return 0.1 * 0.5 ** tf.cast(step // 2, tf.float32)


path = rates(Halving())

# %% inverse-time-decay same="path"
inverse = tf.keras.optimizers.schedules.InverseTimeDecay(
    0.1, decay_steps=1, decay_rate=0.5
)
path = rates(inverse)


# %% cyclic-lr same="path"
class Triangle(tf.keras.optimizers.schedules.LearningRateSchedule):
    def __call__(self, step):
        distance = tf.abs(tf.cast(step, tf.float32) / 3 % 2 - 1)
        return 0.1 - 0.09 * distance


path = rates(Triangle(), steps=8)


# %% one-cycle-lr same="path"
class OneCycle(tf.keras.optimizers.schedules.LearningRateSchedule):
    def __call__(self, step):
        step = tf.cast(step, tf.float32)
        return tf.minimum(0.004 + 0.032 * step, (10 - step) / 70)


path = rates(OneCycle(), steps=10)

# %% optimizers hidden="true"
weight, zeros = tf.Variable([0.0]), tf.zeros([1])

# %% sequential-lr same="path"
warm_up = tf.keras.optimizers.schedules.CosineDecay(
    0.025, decay_steps=4, warmup_target=0.1, warmup_steps=3
)
path = rates(warm_up, steps=7)

# %% scheduler-step same="rate"
# api: tf.keras.optimizers.Optimizer.apply_gradients, tf.keras.optimizers.Optimizer.learning_rate
decay = tf.keras.optimizers.schedules.ExponentialDecay(0.1, 1, 0.5)
sgd = tf.keras.optimizers.SGD(learning_rate=decay)
sgd.apply_gradients([(zeros, weight)])
rate = float(sgd.learning_rate)

# %% get-last-lr same="rate" api="tf.keras.optimizers.Optimizer.learning_rate"
rate = float(sgd.learning_rate)

# %% scheduler-state-dict same="rate"
saved = tf.keras.optimizers.schedules.serialize(decay)
resumed = tf.keras.optimizers.schedules.deserialize(saved)
rate = float(resumed(sgd.iterations))

# %% epochs hidden="true"
model = tf.keras.Sequential([tf.keras.Input((1,)), tf.keras.layers.Dense(1)])


def rates_after(losses, callback):
    model.compile(optimizer=tf.keras.optimizers.SGD(0.1))
    callbacks = tf.keras.callbacks.CallbackList([callback], model=model)
    callbacks.on_train_begin()
    path = []
    for epoch, loss in enumerate(losses):
        callbacks.on_epoch_begin(epoch)
        path.append(float(model.optimizer.learning_rate))
        callbacks.on_epoch_end(epoch, {"loss": loss})
    return tf.constant(path)


flat = [0.9, 0.9, 0.9, 0.9, 0.9, 0.9]

# %% reduce-lr-on-plateau differs="patience_2" same="matched"
# why: PyTorch acts when the bad epochs are more than `patience`, Keras when they are as many: give PyTorch one less. An
#   improvement is relative in PyTorch, `threshold`, and absolute in Keras, `min_delta`.
reduce = tf.keras.callbacks.ReduceLROnPlateau
patience_2 = rates_after(flat, reduce(monitor="loss", factor=0.1, patience=2))
matched = patience_2

# %% reduce-lr-defaults same="factor, patience, least"
plateau = tf.keras.callbacks.ReduceLROnPlateau()
factor, patience, least = plateau.factor, plateau.patience, plateau.min_delta

# %% learning-rate-scheduler same="path"
scheduler = tf.keras.callbacks.LearningRateScheduler(lambda epoch: 0.1 * 0.5**epoch)
path = rates_after(flat, scheduler)

# %% multiplicative-lr same="path"
scheduler = tf.keras.callbacks.LearningRateScheduler(lambda epoch, lr: lr / (epoch + 1))
path = rates_after(flat, scheduler)
