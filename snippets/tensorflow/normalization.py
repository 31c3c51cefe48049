# %% batch-norm-eps differs="default" same="matched"
# why: The number added to the variance is 1e-5 in PyTorch and 1e-3 in Keras, which shows where inputs vary little. Set
#   one to the other's.
import numpy as np
import tensorflow as tf

BatchNormalization = tf.keras.layers.BatchNormalization
x = tf.constant([[0.1, 0.0], [0.2, 0.5], [0.1, 1.0], [0.2, 1.5]])
default = BatchNormalization()(x, training=True)
matched = BatchNormalization(epsilon=1e-3)(x, training=True)
print(default)
matched

# %% batch-norm-statistics differs="default_mean, variance" same="matched_mean, matched_variance"
# why: `momentum` is the weight of the new batch in PyTorch (0.1) and of the old average in Keras (0.99): set one to 1
#   minus the other. PyTorch also averages the unbiased variance, larger by n/(n - 1), here 4/3, though it normalizes by
#   the biased one. That stays, and hardly shows with large batches.
norm = BatchNormalization()
norm(x, training=True)
default_mean = norm.moving_mean.numpy()

norm = BatchNormalization(momentum=0.8)
norm(x, training=True)
matched_mean = norm.moving_mean.numpy()
variance = matched_variance = norm.moving_variance.numpy()
print(default_mean, matched_mean)
variance

# %% batch-norm-images same="y"
# why: `nn.BatchNorm2d` is told its number of channels and wants them on axis 1, so images with the channels last are
#   refused, unless the axis there happens to be as long. `BatchNormalization` takes whatever is on its axis, the last
#   one unless `axis` says otherwise.
rng = np.random.default_rng(0)
array = rng.normal(0, 0.1, (4, 3, 3, 2))  # (batch, height, width, channels)
images = tf.constant(array, dtype=tf.float32)
y = BatchNormalization()(images, training=True)

channels_first = tf.transpose(images, [0, 3, 1, 2])
told, careless = BatchNormalization(axis=1), BatchNormalization()
told(channels_first, training=True)
careless(channels_first, training=True)  # no error
print(told.gamma.shape, careless.gamma.shape)
y[0, 0]

# %% batch-norm-one-example same="evaluated"
# why: One example without height and width has no variance. PyTorch refuses to train on it, Keras returns zeros. Drop a
#   last batch of one with `drop_last=True` of a `DataLoader` or `drop_remainder=True` of `batch`, or make the batches
#   larger.
norm = BatchNormalization()
one = tf.constant([[3.0, 4.0]])
evaluated = norm(one)
print(norm(one, training=True))
evaluated

# %% frozen-batch-norm differs="moved" same="held"
# why: `requires_grad_(False)` stops the learning, not the running statistics: call `eval()` as well. In Keras
#   `trainable = False` does both, and a call with `training=True` changes nothing.
norm = BatchNormalization(momentum=0.8)
norm.trainable = False
norm(x, training=True)
moved = norm.moving_mean.numpy()

norm(x, training=False)
held = norm.moving_mean.numpy()
moved, held

# %% frozen-in-training same="statistics, weights_move"
dense, norm = tf.keras.layers.Dense(2), BatchNormalization()
norm.trainable = False
head = tf.keras.layers.Dense(1)
model = tf.keras.Sequential([tf.keras.Input((2,)), dense, norm, head])

before = dense.kernel.numpy()
optimizer = tf.keras.optimizers.SGD(0.1)
with tf.GradientTape() as tape:
    loss = tf.reduce_mean(tf.square(model(x, training=True)))
trained = model.trainable_variables
gradients = tape.gradient(loss, trained)
optimizer.apply_gradients(zip(gradients, trained))
statistics = norm.moving_mean.numpy()
weights_move = not np.array_equal(before, dense.kernel)
statistics, weights_move

# %% sync-batch-norm same="y, plain"
norm = BatchNormalization(synchronized=True)
y = norm(x, training=True)
plain = BatchNormalization()(x, training=True)
y

# %% layer-norm differs="default" same="matched, two_axes"
# why: Epsilon is 1e-5 in PyTorch and 1e-3 in Keras: set one to the other's. PyTorch is given the sizes of the last
#   axes, Keras the numbers of the axes.
x = tf.constant([[[0.1, 0.2, 0.4], [0.4, 0.6, 0.7]]])
LayerNormalization = tf.keras.layers.LayerNormalization
default = LayerNormalization()(x)
matched = LayerNormalization(epsilon=1e-3)(x)
two_axes = LayerNormalization(axis=[-2, -1])(x)
print(default)
matched

# %% group-norm differs="default" same="matched"
# why: Epsilon is 1e-5 in PyTorch and 1e-3 in Keras, whose number of groups is 32 unless given: set both. `nn.GroupNorm`
#   expects the channels on axis 1, `GroupNormalization` on the last.
GroupNormalization = tf.keras.layers.GroupNormalization
rng = np.random.default_rng(0)
steps = rng.normal(0, 0.1, (1, 3, 4))  # (batch, steps, channels)
x = tf.constant(steps, dtype=tf.float32)
default = GroupNormalization(groups=2)(x)
matched = GroupNormalization(groups=2, epsilon=1e-3)(x)
print(default[0, 0])
matched[0, 0]

# %% layer-norm-images same="per_pixel, per_image"
per_pixel = LayerNormalization()(images)
per_image = GroupNormalization(groups=1)(images)
print(per_pixel[0, 0])
per_image[0, 0]

# %% instance-norm differs="learned" same="y, plain"
# why: One group for each channel is instance normalization, which Keras has no layer for. `nn.InstanceNorm1d` learns no
#   weights unless `affine=True`; `GroupNormalization` learns a scale and a shift for each channel unless told not to.
layer = GroupNormalization(groups=-1)  # as many as channels
y = layer(x)
learned = len(layer.trainable_variables)

layer = GroupNormalization(groups=-1, scale=False, center=False)
layer.build(x.shape)
plain = len(layer.trainable_variables)
print(learned, plain)
y[0, 0]

# %% rms-norm differs="default" same="matched"
# why: Epsilon is the machine epsilon of the dtype in PyTorch, 1.2e-7 for `float32`, and 1e-6 in Keras. It shows where
#   the inputs are small. Set one to the other's.
x = tf.constant([[0.001, -0.001], [0.001, 0.002]])
default = tf.keras.layers.RMSNormalization()(x)
matched = tf.keras.layers.RMSNormalization(epsilon=1e-6)(x)
print(default)
matched

# %% unit-length differs="tiny" same="usual, matched"
# why: Each keeps from dividing by zero with another limit: `normalize` of PyTorch holds the length above 1e-12, that of
#   Keras above 1e-7, and `l2_normalize` the squared length above 1e-12. Set the limit where vectors may be that short.
vectors = tf.constant([[3.0, 4.0], [0.0, 0.0]])
short = tf.constant([3e-8, 4e-8])
usual = tf.math.l2_normalize(vectors, axis=-1)
tiny = tf.math.l2_normalize(short, axis=-1)
matched = tf.math.l2_normalize(short, axis=-1, epsilon=1e-6**2)
print(usual)
print(tiny)
matched


# %% weight-norm same="unit_weight, longer"
class WeightNormDense(tf.keras.layers.Layer):
    def build(self, shape):
        self.kernel = self.add_weight((shape[-1], 2))
        self.length = self.add_weight((2,), "ones")  # one length per output

    def call(self, x):
        return x @ (self.length * tf.math.l2_normalize(self.kernel, axis=0))


layer = WeightNormDense()
layer.build((None, 3))
layer.kernel.assign([[1.0, 0.0], [2.0, 3.0], [2.0, 4.0]])
unit_weight = layer(tf.eye(3))
layer.length.assign([2.0, 2.0])
longer = layer(tf.eye(3))
print(unit_weight)
longer

# %% spectral-norm same="largest, y"
dense = tf.keras.layers.Dense(2, use_bias=False)
dense.build((None, 3))
dense.kernel.assign([[1.0, 0.0], [2.0, 3.0], [2.0, 4.0]])
tf.keras.utils.set_random_seed(0)
spectral = tf.keras.layers.SpectralNormalization(dense, power_iterations=30)
y = spectral(tf.constant([[1.0, 0.0, 1.0]]), training=True)
largest = tf.linalg.svd(dense.kernel, compute_uv=False)[0]
print(largest)
y
