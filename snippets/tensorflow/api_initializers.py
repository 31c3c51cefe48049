# %% inputs hidden="true"
import numpy as np
import tensorflow as tf

tf.keras.utils.set_random_seed(0)
shape = (200, 400)  # inputs, outputs


def largest(weight):
    return round(float(np.abs(weight).max()), 2)


def spread(weight):
    return round(float(np.std(weight)), 2)


# %% xavier-uniform same="bound"
bound = largest(tf.keras.initializers.GlorotUniform()(shape))

# %% xavier-normal differs="bound" same="deviation"
# why: Keras cuts the normal distribution at two standard deviations, and widens it first; PyTorch cuts nothing. For the
#   same: `nn.init.trunc_normal_`, with the spread divided by 0.8796.
drawn = tf.keras.initializers.GlorotNormal()(shape)
deviation, bound = spread(drawn), largest(drawn)

# %% kaiming-uniform same="bound"
bound = largest(tf.keras.initializers.HeUniform()(shape))

# %% kaiming-normal differs="bound" same="deviation"
# why: Keras cuts the normal distribution at two standard deviations, and widens it first; PyTorch cuts nothing. For the
#   same: `nn.init.trunc_normal_`, with the spread divided by 0.8796.
drawn = tf.keras.initializers.HeNormal()(shape)
deviation, bound = spread(drawn), largest(drawn)

# %% kaiming-fan-out same="bound"
initializer = tf.keras.initializers.VarianceScaling(2.0, "fan_out", "uniform")
bound = largest(initializer(shape))

# %% linear-default differs="bound" same="matched"
# why: `nn.Linear` draws uniformly between -1/sqrt(inputs) and 1/sqrt(inputs), `Dense` takes Glorot's bound. The biases
#   of `Dense` are zeros; those of `nn.Linear` are drawn like the weight.
initializers = tf.keras.initializers
bound = largest(initializers.get("glorot_uniform")(shape))
matched = largest(initializers.VarianceScaling(1 / 3, "fan_in", "uniform")(shape))

# %% lecun-normal differs="bound" same="deviation"
# why: PyTorch has none of this name: a spread of 1/sqrt(inputs) is what it asks for. Keras cuts at two standard
#   deviations, and widens the distribution first.
drawn = tf.keras.initializers.LecunNormal()(shape)
deviation, bound = spread(drawn), largest(drawn)

# %% variance-scaling same="bound"
scaling = tf.keras.initializers.VarianceScaling(1.0, "fan_in", "uniform")
bound = largest(scaling(shape))

# %% trunc-normal differs="bound" same="matched"
# why: `a` and `b` of `nn.init.trunc_normal_` are values, -2 and 2 unless given; Keras cuts at two standard deviations.
#   Pass `a=-2 * std, b=2 * std`.
truncated = tf.keras.initializers.TruncatedNormal(stddev=0.1)
bound = matched = largest(truncated(shape))

# %% trunc-normal-spread differs="deviation" same="matched"
# why: A normal distribution cut at two standard deviations spreads 0.88 times as wide. `HeNormal` and the like of Keras
#   widen it first, so that the spread comes out as asked; `nn.init.trunc_normal_` does not. Divide by 0.8796.
deviation = matched = spread(tf.keras.initializers.HeNormal()(shape))

# %% normal differs="default" same="deviation"
# why: The standard deviation is 1 in PyTorch and 0.05 in Keras unless given.
default = spread(tf.keras.initializers.RandomNormal()(shape))
normal = tf.keras.initializers.RandomNormal(mean=0.0, stddev=0.02)
deviation = spread(normal(shape))

# %% uniform differs="default" same="bound"
# why: The range is from 0 to 1 in PyTorch and from -0.05 to 0.05 in Keras unless given.
default = largest(tf.keras.initializers.RandomUniform()(shape))
uniform = tf.keras.initializers.RandomUniform(minval=-0.1, maxval=0.1)
bound = largest(uniform(shape))

# %% zeros same="filled"
filled = tf.keras.initializers.Zeros()((2, 3))

# %% ones same="filled"
filled = tf.keras.initializers.Ones()((2, 3))

# %% constant same="filled"
filled = tf.keras.initializers.Constant(value=0.5)((2, 3))

# %% identity-matrix same="filled"
filled = tf.keras.initializers.Identity()((2, 3))

# %% orthogonal same="values"
drawn = tf.keras.initializers.Orthogonal(gain=2.0)((3, 3))
values = np.linalg.svdvals(drawn)

# %% tf-random-normal same="deviation"
normal = tf.random_normal_initializer(mean=0.0, stddev=0.02)
deviation = spread(normal(shape))

# %% tf-random-uniform same="bound"
uniform = tf.random_uniform_initializer(minval=-0.1, maxval=0.1)
bound = largest(uniform(shape))

# %% tf-zeros same="filled"
filled = tf.zeros_initializer()((2, 3))

# %% tf-ones same="filled"
filled = tf.ones_initializer()((2, 3))

# %% tf-constant same="filled"
filled = tf.constant_initializer(0.5)((2, 3))

# %% initializer-of-layer same="filled"
half = tf.keras.initializers.Constant(0.5)
dense = tf.keras.layers.Dense(2, kernel_initializer=half)
dense.build((None, 3))
filled = dense.kernel.numpy()

# %% seeded differs="repeats"
# why: A PyTorch generator moves on with every draw. A Keras initializer repeats its numbers, with or without a seed:
#   give each layer its own.
normal = tf.keras.initializers.RandomNormal(seed=0)
repeats = np.array_equal(normal((3,)), normal((3,)))

# %% get-initializer only="tensorflow" why="PyTorch has no names for its initializers: call the function."
initializer = tf.keras.initializers.get("he_normal")

# %% serialize-initializer only="tensorflow"
# why: PyTorch initializers are functions: there is nothing to write down but the call.
config = tf.keras.initializers.serialize(tf.keras.initializers.HeNormal())
again = tf.keras.initializers.deserialize(config)
