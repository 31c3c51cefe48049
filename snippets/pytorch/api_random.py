# %% inputs hidden="true"
import random

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

torch.manual_seed(0)
size = 10_000
x = torch.zeros(size)
probabilities = torch.tensor([0.2, 0.3, 0.5])


def equal(a, b):
    return torch.equal(a, b)


def moments(x):
    return [float(x.numpy().mean()), float(x.numpy().std())]


def ends(x):
    return [int(x.numpy().min()), int(x.numpy().max())]


def shares(x):
    return [float((x.numpy() == k).mean()) for k in range(3)]


# %% manual-seed same="repeated"
# note: The same seed gives other numbers in another framework: to compare, draw with NumPy.
torch.manual_seed(0)
first = torch.rand(3)
torch.manual_seed(0)
repeated = equal(first, torch.rand(3))

# %% seed-everything same="from_numpy" note="`set_random_seed` seeds Python, NumPy and the framework in one call."
random.seed(0)
np.random.seed(0)
torch.manual_seed(0)
from_numpy = np.random.rand()

# %% cuda-manual-seed only="pytorch"
# why: Not needed: `torch.manual_seed` seeds every device, as `tf.random.set_seed` does.
torch.cuda.manual_seed(0)
torch.cuda.manual_seed_all(0)

# %% non-deterministic same="shape"
seed = torch.seed()
shape = torch.rand(3).shape

# %% seed-again hidden="true"
generator = torch.manual_seed(0)

# %% generator same="repeated" api="torch.Generator.manual_seed"
generator = torch.Generator().manual_seed(0)
first = torch.rand(3, generator=generator)
generator.manual_seed(0)
repeated = equal(first, torch.rand(3, generator=generator))

# %% seed-generator same="repeated"
# note: A generator moves on with each draw. A plain number as `seed` makes `keras.random` draw the same each time.
generator = torch.Generator().manual_seed(0)
first = torch.rand(3, generator=generator)
repeated = equal(first, torch.rand(3, generator=generator))

# %% rng-state same="repeated"
# note: In TensorFlow a generator has a state that can be saved; `tf.random.uniform` and its like give none away.
state = torch.get_rng_state()
first = torch.rand(3)
torch.set_rng_state(state)
repeated = equal(first, torch.rand(3))

# %% fork-rng only="pytorch"
# why: In TensorFlow and Keras draw from your own generator, and the others do not notice.
with torch.random.fork_rng(devices=[]):
    torch.manual_seed(1)
    noise = torch.rand(3)

# %% rand same="mean_and_spread" atol="0.05"
drawn = torch.rand(size)
mean_and_spread = moments(drawn)

# %% rand-like same="mean_and_spread" atol="0.05"
drawn = torch.rand_like(x)
mean_and_spread = moments(drawn)

# %% uniform same="mean_and_spread" atol="0.1" api="torch.Tensor.uniform_"
drawn = x.clone().uniform_(-1.0, 3.0)
mean_and_spread = moments(drawn)

# %% randn same="mean_and_spread" atol="0.05"
drawn = torch.randn(size)
mean_and_spread = moments(drawn)

# %% randn-like same="mean_and_spread" atol="0.05"
drawn = torch.randn_like(x)
mean_and_spread = moments(drawn)

# %% normal same="mean_and_spread" atol="0.05"
drawn = torch.normal(mean=2.0, std=0.5, size=(size,))
mean_and_spread = moments(drawn)

# %% normal-in-place same="mean_and_spread" atol="0.05" api="torch.Tensor.normal_"
buffer = torch.zeros(size)
buffer.normal_(mean=2.0, std=0.5)
mean_and_spread = moments(buffer)

# %% randint same="smallest_and_largest"
# note: The upper end is never drawn. PyTorch answers in `int64`, `tf.random.uniform` in the `dtype` that it is given,
#   and Keras in `int32`.
drawn = torch.randint(0, 10, (size,))
smallest_and_largest = ends(drawn)

# %% random-in-place same="smallest_and_largest" api="torch.Tensor.random_"
buffer.random_(0, 10)
smallest_and_largest = ends(buffer)

# %% randperm same="numbers"
# note: Nothing in TensorFlow shuffles two tensors alike: shuffle the positions, and take both with `tf.gather`.
order = torch.randperm(6)
numbers = sorted(order.tolist())

# %% shuffle-rows same="kept"
shuffled = probabilities[torch.randperm(3)]
kept = sorted(shuffled.tolist())

# %% multinomial same="share_of_each" atol="0.03"
# note: `torch.multinomial` takes probabilities or weights; `tf.random.categorical` and Keras take logits, which are
#   logarithms of them.
drawn = torch.multinomial(probabilities, size, replacement=True)
share_of_each = shares(drawn)

# %% without-replacement same="different"
# note: The largest of the logits with Gumbel noise are a draw without replacement.
drawn = torch.multinomial(probabilities, 2)
different = len(set(drawn.tolist()))

# %% bernoulli same="mean_and_spread" atol="0.03"
drawn = torch.bernoulli(torch.full((size,), 0.3))
mean_and_spread = moments(drawn)

# %% bernoulli-in-place same="mean_and_spread" atol="0.03" api="torch.Tensor.bernoulli_"
buffer.bernoulli_(0.3)
mean_and_spread = moments(buffer)

# %% binomial same="mean_and_spread" atol="0.1"
drawn = torch.binomial(torch.full((size,), 10.0), torch.full((size,), 0.3))
mean_and_spread = moments(drawn)

# %% poisson same="mean_and_spread" atol="0.1"
# note: PyTorch draws one number for each rate. `tf.random.poisson` draws the given shape for each of its rates.
drawn = torch.poisson(torch.full((size,), 4.0))
mean_and_spread = moments(drawn)

# %% truncated-normal same="mean_and_spread" atol="0.05"
# note: TensorFlow and Keras draw again beyond two standard deviations. PyTorch cuts at `a` and `b`, which are not
#   multiples of `std`.
drawn = nn.init.trunc_normal_(torch.empty(size), std=0.5, a=-1.0, b=1.0)
mean_and_spread = moments(drawn)

# %% exponential same="mean_and_spread" atol="0.05" api="torch.Tensor.exponential_"
# note: An exponential distribution is a gamma distribution with `alpha=1`.
drawn = x.clone().exponential_(2.0)
mean_and_spread = moments(drawn)

# %% log-normal same="mean_and_spread" atol="0.05" api="torch.Tensor.log_normal_"
drawn = x.clone().log_normal_(0.0, 0.25)
mean_and_spread = moments(drawn)

# %% gamma same="mean_and_spread" atol="0.05"
# note: The second number is a rate in PyTorch and TensorFlow; Keras takes none.
drawn = torch.distributions.Gamma(2.0, 4.0).sample((size,))
mean_and_spread = moments(drawn)

# %% beta same="mean_and_spread" atol="0.05"
drawn = torch.distributions.Beta(2.0, 3.0).sample((size,))
mean_and_spread = moments(drawn)

# %% normal-distribution same="mean_and_spread" atol="0.05"
drawn = torch.distributions.Normal(2.0, 0.5).sample((size,))
mean_and_spread = moments(drawn)

# %% reparameterized-sample same="slope" api="torch.distributions.Normal.rsample"
# note: `rsample` lets the gradient through, `sample` does not.
mean = torch.tensor(2.0, requires_grad=True)
drawn = torch.distributions.Normal(mean, 0.5).rsample()
(slope,) = torch.autograd.grad(drawn, mean)

# %% categorical-distribution same="share_of_each" atol="0.03"
drawn = torch.distributions.Categorical(probabilities).sample((size,))
share_of_each = shares(drawn)

# %% categorical-log-prob same="log_of_last" api="torch.distributions.Categorical.log_prob"
policy = torch.distributions.Categorical(probabilities)
log_of_last = policy.log_prob(torch.tensor(2))

# %% bernoulli-distribution same="mean_and_spread" atol="0.03"
drawn = torch.distributions.Bernoulli(0.3).sample((size,))
mean_and_spread = moments(drawn)

# %% multivariate-normal same="covariance" atol="0.15"
spread = torch.tensor([[2.0, 1.0], [1.0, 3.0]])
normal = torch.distributions.MultivariateNormal(torch.zeros(2), spread)
covariance = np.cov(normal.sample((size,)).T.numpy())

# %% log-prob only="pytorch" api="torch.distributions.Normal.log_prob"
# why: TensorFlow and Keras have no distributions: write the formula, or use the separate package TensorFlow
#   Probability.
log = torch.distributions.Normal(0.0, 1.0).log_prob(torch.tensor(0.5))

# %% entropy only="pytorch" api="torch.distributions.Categorical.entropy"
# why: TensorFlow and Keras have no distributions: write the formula, or use the separate package TensorFlow
#   Probability.
entropy = policy.entropy()

# %% kl-divergence-of-distributions only="pytorch"
# why: TensorFlow and Keras have no distributions: write the formula, or use the separate package TensorFlow
#   Probability.
one, other = (torch.distributions.Normal(mean, 1.0) for mean in (0.0, 1.0))
divergence = torch.distributions.kl_divergence(one, other)

# %% dropout-mask same="mean_and_spread" atol="0.05"
# note: The values that are kept are divided by the share that is kept.
drawn = F.dropout(torch.ones(size), p=0.25)
mean_and_spread = moments(drawn)

# %% stateless-uniform same="repeated"
# note: A stateless function draws the same for the same seed, whatever ran before. In PyTorch a fresh generator does.
fresh = torch.Generator().manual_seed(1)
first = torch.rand(3, generator=fresh)
fresh = torch.Generator().manual_seed(1)
repeated = equal(first, torch.rand(3, generator=fresh))

# %% stateless-normal same="mean_and_spread" atol="0.05"
fresh = torch.Generator().manual_seed(1)
drawn = torch.randn(size, generator=fresh)
mean_and_spread = moments(drawn)

# %% stateless-categorical same="share_of_each" atol="0.03"
fresh = torch.Generator().manual_seed(1)
drawn = torch.multinomial(probabilities, size, True, generator=fresh)
share_of_each = shares(drawn)

# %% sobol same="later" differs="points"
# why: PyTorch begins with the point 0, which TensorFlow leaves out. Move on by one, and the points are the same.
# api: torch.quasirandom.SobolEngine.draw, torch.quasirandom.SobolEngine.fast_forward
points = torch.quasirandom.SobolEngine(2).draw(4)
later = torch.quasirandom.SobolEngine(2).fast_forward(1).draw(4)
