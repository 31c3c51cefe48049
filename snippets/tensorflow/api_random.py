# %% inputs hidden="true"
import numpy as np
import tensorflow as tf

tf.keras.utils.set_random_seed(0)
size = 10_000
x = tf.zeros([size])
probabilities = tf.constant([0.2, 0.3, 0.5])
logits = tf.math.log([probabilities])


def equal(a, b):
    return bool(np.array_equal(a.numpy(), b.numpy()))


def moments(x):
    return [float(x.numpy().mean()), float(x.numpy().std())]


def ends(x):
    return [int(x.numpy().min()), int(x.numpy().max())]


def shares(x):
    return [float((x.numpy() == k).mean()) for k in range(3)]


# %% manual-seed same="repeated"
tf.random.set_seed(0)
first = tf.random.uniform([3])
tf.random.set_seed(0)
repeated = equal(first, tf.random.uniform([3]))

# %% seed-everything same="from_numpy"
tf.keras.utils.set_random_seed(0)
from_numpy = np.random.rand()

# %% non-deterministic same="shape" api="tf.random.Generator.uniform"
generator = tf.random.Generator.from_non_deterministic_state()
shape = generator.uniform([3]).shape

# %% generator same="repeated" api="tf.random.Generator.uniform, tf.random.Generator.reset_from_seed"
generator = tf.random.Generator.from_seed(0)
first = generator.uniform([3])
generator.reset_from_seed(0)
repeated = equal(first, generator.uniform([3]))

# %% seed-generator same="repeated"
generator = tf.keras.random.SeedGenerator(0)
first = tf.keras.random.uniform((3,), seed=generator)
repeated = equal(first, tf.keras.random.uniform((3,), seed=generator))

# %% rng-state same="repeated" api="tf.random.Generator.state, tf.random.Generator.uniform, tf.random.Generator.reset"
generator = tf.random.get_global_generator()
state = generator.state.numpy()
first = generator.uniform([3])
generator.reset(state)
repeated = equal(first, generator.uniform([3]))

# %% rand same="mean_and_spread" atol="0.05"
drawn = tf.random.uniform([size])
mean_and_spread = moments(drawn)

# %% rand-like same="mean_and_spread" atol="0.05"
drawn = tf.random.uniform(tf.shape(x))
mean_and_spread = moments(drawn)

# %% uniform same="mean_and_spread" atol="0.1"
drawn = tf.random.uniform([size], -1.0, 3.0)
mean_and_spread = moments(drawn)

# %% randn same="mean_and_spread" atol="0.05"
drawn = tf.random.normal([size])
mean_and_spread = moments(drawn)

# %% randn-like same="mean_and_spread" atol="0.05"
drawn = tf.random.normal(tf.shape(x))
mean_and_spread = moments(drawn)

# %% normal same="mean_and_spread" atol="0.05"
drawn = tf.random.normal([size], mean=2.0, stddev=0.5)
mean_and_spread = moments(drawn)

# %% normal-in-place same="mean_and_spread" atol="0.05" api="tf.Variable.assign"
buffer = tf.Variable(x)
buffer.assign(tf.random.normal(buffer.shape, mean=2.0, stddev=0.5))
mean_and_spread = moments(buffer)

# %% randint same="smallest_and_largest"
drawn = tf.random.uniform([size], 0, 10, dtype=tf.int64)
smallest_and_largest = ends(drawn)

# %% random-in-place same="smallest_and_largest" api="tf.Variable.assign"
drawn = tf.random.uniform(buffer.shape, 0, 10, dtype=tf.int32)
buffer.assign(tf.cast(drawn, buffer.dtype))
smallest_and_largest = ends(buffer)

# %% randperm same="numbers"
order = tf.random.shuffle(tf.range(6))
numbers = sorted(order.numpy().tolist())

# %% shuffle-rows same="kept"
shuffled = tf.random.shuffle(probabilities)
kept = sorted(shuffled.numpy().tolist())

# %% multinomial same="share_of_each" atol="0.03"
drawn = tf.random.categorical(logits, size)
share_of_each = shares(drawn)

# %% without-replacement same="different"
noise = -tf.math.log(-tf.math.log(tf.random.uniform([3])))
drawn = tf.math.top_k(logits[0] + noise, k=2).indices
different = len(set(drawn.numpy().tolist()))

# %% bernoulli same="mean_and_spread" atol="0.03"
drawn = tf.cast(tf.random.uniform([size]) < 0.3, tf.float32)
mean_and_spread = moments(drawn)

# %% bernoulli-in-place same="mean_and_spread" atol="0.03" api="tf.Variable.assign"
drawn = tf.random.uniform(buffer.shape) < 0.3
buffer.assign(tf.cast(drawn, buffer.dtype))
mean_and_spread = moments(buffer)

# %% binomial same="mean_and_spread" atol="0.1"
drawn = tf.random.stateless_binomial([size], [1, 2], counts=10.0, probs=0.3)
mean_and_spread = moments(drawn)

# %% poisson same="mean_and_spread" atol="0.1"
drawn = tf.random.poisson([size], lam=4.0)
mean_and_spread = moments(drawn)

# %% truncated-normal same="mean_and_spread" atol="0.05"
drawn = tf.random.truncated_normal([size], stddev=0.5)
mean_and_spread = moments(drawn)

# %% exponential same="mean_and_spread" atol="0.05"
drawn = tf.random.gamma([size], alpha=1.0, beta=2.0)
mean_and_spread = moments(drawn)

# %% log-normal same="mean_and_spread" atol="0.05"
drawn = tf.exp(tf.random.normal([size], 0.0, 0.25))
mean_and_spread = moments(drawn)

# %% gamma same="mean_and_spread" atol="0.05"
drawn = tf.random.gamma([size], 2.0, 4.0)
mean_and_spread = moments(drawn)

# %% beta same="mean_and_spread" atol="0.05"
drawn = tf.keras.random.beta((size,), 2.0, 3.0)
mean_and_spread = moments(drawn)

# %% normal-distribution same="mean_and_spread" atol="0.05"
drawn = tf.random.normal([size], 2.0, 0.5)
mean_and_spread = moments(drawn)

# %% reparameterized-sample same="slope"
mean = tf.Variable(2.0)
with tf.GradientTape() as tape:
    drawn = mean + 0.5 * tf.random.normal([])
slope = tape.gradient(drawn, mean)

# %% categorical-distribution same="share_of_each" atol="0.03"
drawn = tf.random.categorical(logits, size)
share_of_each = shares(drawn)

# %% categorical-log-prob same="log_of_last"
log_of_last = tf.nn.log_softmax(logits)[0, 2]

# %% bernoulli-distribution same="mean_and_spread" atol="0.03"
drawn = tf.keras.random.binomial((size,), counts=1, probabilities=0.3)
mean_and_spread = moments(drawn)

# %% multivariate-normal same="covariance" atol="0.15"
factor = tf.linalg.cholesky([[2.0, 1.0], [1.0, 3.0]])
drawn = tf.matmul(tf.random.normal([size, 2]), factor, transpose_b=True)
covariance = np.cov(tf.transpose(drawn).numpy())

# %% dropout-mask same="mean_and_spread" atol="0.05"
drawn = tf.nn.dropout(tf.ones([size]), rate=0.25)
mean_and_spread = moments(drawn)

# %% stateless-uniform same="repeated"
first = tf.random.stateless_uniform([3], seed=[1, 2])
again = tf.random.stateless_uniform([3], seed=[1, 2])
repeated = equal(first, again)

# %% stateless-normal same="mean_and_spread" atol="0.05"
drawn = tf.random.stateless_normal([size], seed=[1, 2])
mean_and_spread = moments(drawn)

# %% stateless-categorical same="share_of_each" atol="0.03"
drawn = tf.random.stateless_categorical(logits, size, seed=[1, 2])
share_of_each = shares(drawn)

# %% split-seed only="tensorflow"
# why: PyTorch does not split seeds: give each part a `torch.Generator` with a seed of its own.
first_seed, second_seed = tf.unstack(tf.random.split([1, 2], 2))

# %% fold-in only="tensorflow"
# why: PyTorch does not make a seed of a seed and a number: seed a `torch.Generator` with a number that you compute,
#   such as one for each step.
seed_of_step = tf.random.fold_in([1, 2], 7)

# %% sobol same="later" differs="points"
# why: PyTorch begins with the point 0, which TensorFlow leaves out. Move on by one, and the points are the same.
points = tf.math.sobol_sample(2, 4)
later = points
