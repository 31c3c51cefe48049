# %% inputs hidden="true"
import math

import numpy as np
import torch
from torch import nn

torch.manual_seed(0)
weight = torch.empty(400, 200)  # 200 inputs, 400 outputs
small = torch.empty(2, 3)
square = torch.empty(3, 3)


def largest(weight):
    return round(float(weight.detach().abs().max()), 2)


def spread(weight):
    return round(float(weight.std()), 2)


# %% xavier-uniform same="bound"
# note: PyTorch fills a tensor of (outputs, inputs) in place; Keras makes one of (inputs, outputs). Both take the mean
#   of the two as the fan.
bound = largest(nn.init.xavier_uniform_(weight))

# %% xavier-normal differs="bound" same="deviation"
# why: Keras cuts the normal distribution at two standard deviations, and widens it first; PyTorch cuts nothing. For the
#   same: `nn.init.trunc_normal_`, with the spread divided by 0.8796.
nn.init.xavier_normal_(weight)
deviation, bound = spread(weight), largest(weight)

# %% kaiming-uniform same="bound"
bound = largest(nn.init.kaiming_uniform_(weight, nonlinearity="relu"))

# %% kaiming-normal differs="bound" same="deviation"
# why: Keras cuts the normal distribution at two standard deviations, and widens it first; PyTorch cuts nothing. For the
#   same: `nn.init.trunc_normal_`, with the spread divided by 0.8796.
nn.init.kaiming_normal_(weight, nonlinearity="relu")
deviation, bound = spread(weight), largest(weight)

# %% kaiming-fan-out same="bound"
nn.init.kaiming_uniform_(weight, mode="fan_out", nonlinearity="relu")
bound = largest(weight)

# %% linear-default differs="bound" same="matched"
# why: `nn.Linear` draws uniformly between -1/sqrt(inputs) and 1/sqrt(inputs), `Dense` takes Glorot's bound. The biases
#   of `Dense` are zeros; those of `nn.Linear` are drawn like the weight.
bound = matched = largest(nn.Linear(200, 400).weight)

# %% lecun-normal differs="bound" same="deviation"
# why: PyTorch has none of this name: a spread of 1/sqrt(inputs) is what it asks for. Keras cuts at two standard
#   deviations, and widens the distribution first.
nn.init.normal_(weight, std=1 / math.sqrt(200))
deviation, bound = spread(weight), largest(weight)

# %% variance-scaling same="bound"
# note: A bound for a uniform distribution is the root of 3 * scale / fan. PyTorch has no general form.
bound = largest(nn.init.uniform_(weight, -math.sqrt(3 / 200), math.sqrt(3 / 200)))

# %% trunc-normal differs="bound" same="matched"
# why: `a` and `b` of `nn.init.trunc_normal_` are values, -2 and 2 unless given; Keras cuts at two standard deviations.
#   Pass `a=-2 * std, b=2 * std`.
bound = largest(nn.init.trunc_normal_(weight, std=0.1))
matched = largest(nn.init.trunc_normal_(weight, std=0.1, a=-0.2, b=0.2))

# %% trunc-normal-spread differs="deviation" same="matched"
# why: A normal distribution cut at two standard deviations spreads 0.88 times as wide. `HeNormal` and the like of Keras
#   widen it first, so that the spread comes out as asked; `nn.init.trunc_normal_` does not. Divide by 0.8796.
deviation = spread(nn.init.trunc_normal_(weight, std=0.1, a=-0.2, b=0.2))
wide = 0.1 / 0.8796
matched = spread(nn.init.trunc_normal_(weight, std=wide, a=-2 * wide, b=2 * wide))

# %% normal differs="default" same="deviation"
# why: The standard deviation is 1 in PyTorch and 0.05 in Keras unless given.
default = spread(nn.init.normal_(weight))
deviation = spread(nn.init.normal_(weight, mean=0.0, std=0.02))

# %% uniform differs="default" same="bound"
# why: The range is from 0 to 1 in PyTorch and from -0.05 to 0.05 in Keras unless given.
default = largest(nn.init.uniform_(weight))
bound = largest(nn.init.uniform_(weight, a=-0.1, b=0.1))

# %% zeros same="filled"
filled = nn.init.zeros_(small)

# %% ones same="filled"
filled = nn.init.ones_(small)

# %% constant same="filled"
filled = nn.init.constant_(small, 0.5)

# %% identity-matrix same="filled"
filled = nn.init.eye_(small)

# %% orthogonal same="values"
nn.init.orthogonal_(square, gain=2.0)
values = np.linalg.svdvals(square)

# %% dirac only="pytorch"
# why: Keras has no such initializer: pass a function of `shape` and `dtype` that sets the middle of the window to the
#   identity matrix.
nn.init.dirac_(torch.empty(4, 4, 3, 3))

# %% sparse only="pytorch"
# why: Keras has no such initializer: pass a function of `shape` and `dtype` that draws, and sets a share to 0.
nn.init.sparse_(small, sparsity=0.5)

# %% calculate-gain only="pytorch"
# why: Keras has no table of gains: pass `VarianceScaling` the square of the gain as its `scale`.
gain = nn.init.calculate_gain("leaky_relu", 0.1)

# %% tf-random-normal same="deviation"
# note: TensorFlow's own initializers work without Keras, and take the same arguments.
deviation = spread(nn.init.normal_(weight, std=0.02))

# %% tf-random-uniform same="bound"
bound = largest(nn.init.uniform_(weight, -0.1, 0.1))

# %% tf-zeros same="filled"
filled = nn.init.zeros_(small)

# %% tf-ones same="filled"
filled = nn.init.ones_(small)

# %% tf-constant same="filled" note="TensorFlow's takes a list of values too, which Keras's and PyTorch's do not."
filled = nn.init.constant_(small, 0.5)

# %% initializer-of-layer same="filled"
# note: Keras is told when the layer is made; in PyTorch the finished weight is filled.
linear = nn.Linear(3, 2)
nn.init.constant_(linear.weight, 0.5)
filled = linear.weight.T

# %% seeded differs="repeats"
# why: A PyTorch generator moves on with every draw. A Keras initializer repeats its numbers, with or without a seed:
#   give each layer its own.
generator = torch.Generator().manual_seed(0)
first = nn.init.normal_(torch.empty(3), generator=generator)
repeats = torch.equal(first, nn.init.normal_(torch.empty(3), generator=generator))
