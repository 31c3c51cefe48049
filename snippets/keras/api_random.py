# %% inputs hidden="true"
import keras
import numpy as np
from keras import ops

keras.utils.set_random_seed(0)
size = 10_000
x = ops.zeros((size,))
logits = ops.log([[0.2, 0.3, 0.5]])


def equal(a, b):
    return bool(ops.all(ops.equal(a, b)))


def moments(x):
    return [float(ops.convert_to_numpy(x).mean()), float(ops.convert_to_numpy(x).std())]


def ends(x):
    return [int(ops.convert_to_numpy(x).min()), int(ops.convert_to_numpy(x).max())]


def shares(x):
    return [float((ops.convert_to_numpy(x) == k).mean()) for k in range(3)]


# %% manual-seed same="repeated"
keras.utils.set_random_seed(0)
first = keras.random.uniform((3,))
keras.utils.set_random_seed(0)
repeated = equal(first, keras.random.uniform((3,)))

# %% seed-everything same="from_numpy"
keras.utils.set_random_seed(0)
from_numpy = np.random.rand()

# %% generator same="repeated"
generator = keras.random.SeedGenerator(0)
first = keras.random.uniform((3,), seed=generator)
generator = keras.random.SeedGenerator(0)
repeated = equal(first, keras.random.uniform((3,), seed=generator))

# %% seed-generator same="repeated"
generator = keras.random.SeedGenerator(0)
first = keras.random.uniform((3,), seed=generator)
repeated = equal(first, keras.random.uniform((3,), seed=generator))

# %% rng-state same="repeated"
generator = keras.random.SeedGenerator(0)
state = ops.copy(generator.state)
first = keras.random.uniform((3,), seed=generator)
generator.state.assign(state)
repeated = equal(first, keras.random.uniform((3,), seed=generator))

# %% rand same="mean_and_spread" atol="0.05"
drawn = keras.random.uniform((size,))
mean_and_spread = moments(drawn)

# %% rand-like same="mean_and_spread" atol="0.05"
drawn = keras.random.uniform(ops.shape(x))
mean_and_spread = moments(drawn)

# %% uniform same="mean_and_spread" atol="0.1"
drawn = keras.random.uniform((size,), -1.0, 3.0)
mean_and_spread = moments(drawn)

# %% randn same="mean_and_spread" atol="0.05"
drawn = keras.random.normal((size,))
mean_and_spread = moments(drawn)

# %% randn-like same="mean_and_spread" atol="0.05"
drawn = keras.random.normal(ops.shape(x))
mean_and_spread = moments(drawn)

# %% normal same="mean_and_spread" atol="0.05"
drawn = keras.random.normal((size,), mean=2.0, stddev=0.5)
mean_and_spread = moments(drawn)

# %% normal-in-place same="mean_and_spread" atol="0.05" api="keras.Variable.assign"
buffer = keras.Variable(x)
buffer.assign(keras.random.normal(buffer.shape, mean=2.0, stddev=0.5))
mean_and_spread = moments(buffer.value)

# %% randint same="smallest_and_largest"
drawn = keras.random.randint((size,), 0, 10)
smallest_and_largest = ends(drawn)

# %% randperm same="numbers"
order = keras.random.shuffle(ops.arange(6))
numbers = sorted(ops.convert_to_numpy(order).tolist())

# %% shuffle-rows same="kept"
shuffled = keras.random.shuffle(ops.array([0.2, 0.3, 0.5]))
kept = sorted(ops.convert_to_numpy(shuffled).tolist())

# %% multinomial same="share_of_each" atol="0.03"
drawn = keras.random.categorical(logits, size)
share_of_each = shares(drawn)

# %% bernoulli same="mean_and_spread" atol="0.03"
drawn = keras.random.binomial((size,), counts=1, probabilities=0.3)
mean_and_spread = moments(drawn)

# %% binomial same="mean_and_spread" atol="0.1"
drawn = keras.random.binomial((size,), counts=10, probabilities=0.3)
mean_and_spread = moments(drawn)

# %% truncated-normal same="mean_and_spread" atol="0.05"
drawn = keras.random.truncated_normal((size,), stddev=0.5)
mean_and_spread = moments(drawn)

# %% exponential same="mean_and_spread" atol="0.05"
drawn = keras.random.gamma((size,), alpha=1.0) / 2.0
mean_and_spread = moments(drawn)

# %% log-normal same="mean_and_spread" atol="0.05"
drawn = ops.exp(keras.random.normal((size,), 0.0, 0.25))
mean_and_spread = moments(drawn)

# %% gamma same="mean_and_spread" atol="0.05"
drawn = keras.random.gamma((size,), 2.0) / 4.0
mean_and_spread = moments(drawn)

# %% beta same="mean_and_spread" atol="0.05"
drawn = keras.random.beta((size,), 2.0, 3.0)
mean_and_spread = moments(drawn)

# %% normal-distribution same="mean_and_spread" atol="0.05"
drawn = keras.random.normal((size,), 2.0, 0.5)
mean_and_spread = moments(drawn)

# %% categorical-distribution same="share_of_each" atol="0.03"
drawn = keras.random.categorical(logits, size)
share_of_each = shares(drawn)

# %% categorical-log-prob same="log_of_last"
log_of_last = ops.log_softmax(logits)[0, 2]

# %% bernoulli-distribution same="mean_and_spread" atol="0.03"
drawn = keras.random.binomial((size,), counts=1, probabilities=0.3)
mean_and_spread = moments(drawn)

# %% dropout-mask same="mean_and_spread" atol="0.05"
drawn = keras.random.dropout(ops.ones((size,)), rate=0.25)
mean_and_spread = moments(drawn)

# %% stateless-uniform same="repeated"
first = keras.random.uniform((3,), seed=1)
repeated = equal(first, keras.random.uniform((3,), seed=1))

# %% stateless-normal same="mean_and_spread" atol="0.05"
drawn = keras.random.normal((size,), seed=1)
mean_and_spread = moments(drawn)

# %% stateless-categorical same="share_of_each" atol="0.03"
drawn = keras.random.categorical(logits, size, seed=1)
share_of_each = shares(drawn)
