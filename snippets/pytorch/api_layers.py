# %% inputs hidden="true"
from collections import OrderedDict

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn
from torchvision import models
from torchvision.models import feature_extraction
from torchvision.transforms import v2

torch.manual_seed(0)


def draw(*shape, generator=None):
    """Quarters from -1 to 1, the same in both frameworks."""
    generator = generator or np.random.default_rng(0)
    return torch.tensor(generator.integers(-4, 5, shape) / 4, dtype=torch.float32)


def fill(module):
    """The module with drawn weights: those of the Keras layer, in PyTorch's layouts."""
    generator = np.random.default_rng(0)
    with torch.no_grad():
        for name, parameter in module.named_parameters():
            shape = parameter.shape[2:] + parameter.shape[:2][::-1]
            axes = (len(shape) - 1, len(shape) - 2, *range(len(shape) - 2))
            if "bias_hh" in name and not isinstance(module, (nn.GRU, nn.GRUCell)):
                parameter.zero_()  # Keras has one bias there
            elif len(shape) == 1:
                parameter.copy_(draw(*shape, generator=generator))
            else:
                parameter.copy_(draw(*shape, generator=generator).permute(axes))
    return module


def fill_attention(attention):
    generator, size = np.random.default_rng(0), attention.embed_dim
    drawn = []
    for _ in range(4):  # query, key, value, output
        drawn.append(draw(size, size, generator=generator).T)
        drawn.append(draw(size, generator=generator))
    state = {
        "in_proj_weight": torch.cat(drawn[0:6:2]),
        "in_proj_bias": torch.cat(drawn[1:6:2]),
        "out_proj.weight": drawn[6],
        "out_proj.bias": drawn[7],
    }
    attention.load_state_dict(state)
    return attention


def swap_gates(gru):
    """Reset and update gate, which Keras has the other way round."""
    with torch.no_grad():
        for parameter in gru.parameters():
            update, reset, candidate = parameter.clone().chunk(3)
            parameter.copy_(torch.cat([reset, update, candidate]))
    return gru


def network():
    layers = OrderedDict(hidden=nn.Linear(6, 4), relu=nn.ReLU(), head=nn.Linear(4, 2))
    return fill(nn.Sequential(layers))


class Block(nn.Module):
    pass


def count(parameters):
    return sum(parameter.numel() for parameter in parameters)


def last(images):
    """Channels last, to compare with TensorFlow."""
    return images.movedim(1, -1)


def integers(values):
    return torch.tensor(values)


x = draw(4, 6)  # samples, features
ones = torch.ones(10_000)
steps = draw(2, 5, 4)  # samples, steps, features
signal = steps.mT  # samples, channels, steps
images = draw(2, 6, 6, 4).movedim(-1, 1)  # samples, channels, height, width
pairs = images.repeat(1, 2, 1, 1)
volume = draw(1, 4, 4, 4, 2).movedim(-1, 1)
frames = draw(2, 3, 4, 4, 2).movedim(-1, 2)
pixels = (draw(1, 2, 2, 3).movedim(-1, 1) + 1) * 100  # from 0 to 200
z = torch.tensor([[-4.0, -1.0, -0.5, 0.0, 1.0, 8.0]])
tokens = torch.tensor([[1, 2, 0], [2, 1, 1]])
table = draw(3, 2)
kernel = draw(6, 3)
zero = torch.zeros(2, 3)
lengths = torch.tensor([5, 3])
padded = steps * (torch.arange(5) < lengths[:, None])[..., None]
allowed = torch.ones(5, 5, dtype=torch.bool).tril()
words = ["red", "blue", "gray"]
bounds = torch.tensor([-0.5, 1.0])
means = torch.tensor([103.939, 116.779, 123.68])  # blue, green, red


# %% layer-class same="y" note="PyTorch calls `forward`, Keras `call`."
class Twice(nn.Module):
    def forward(self, x):
        return 2 * x


y = Twice()(x)


# %% model-class same="y"
# note: A `tf.keras.Model` is a layer that also has `fit`, `predict`, `summary` and `save`; PyTorch has one class for
#   parts and whole.
class Halves(nn.Module):
    def forward(self, x):
        return x / 2


y = Halves()(x)

# %% linear same="y" note="The weight is kept as (outputs, inputs) in PyTorch, as (inputs, outputs) in Keras."
y = fill(nn.Linear(in_features=6, out_features=3))(x)

# %% lazy-linear same="inputs" note="`Dense` and all Keras layers find out the number of features at the first call."
lazy = nn.LazyLinear(out_features=3)
lazy(x)
inputs = lazy.in_features

# %% bilinear same="y" note="Keras has no such layer: keep the kernel with `add_weight`."
y = fill(nn.Bilinear(6, 6, out_features=2, bias=False))(x, x)

# %% identity same="y"
y = nn.Identity()(x)

# %% flatten differs="images_flat" same="steps_flat"
# why: With images, PyTorch reads channel by channel and Keras pixel by pixel. Permute the rows of the kernel behind it
#   when you copy weights.
steps_flat = nn.Flatten()(steps)
images_flat = nn.Flatten()(images)

# %% unflatten same="y" note="Keras does not count the axis of the batch."
y = nn.Unflatten(dim=1, unflattened_size=(2, 3))(x)

# %% permute same="y" note="Keras does not count the axis of the batch."
y = steps.permute(0, 2, 1)

# %% repeat-vector same="y"
y = x.unsqueeze(1).expand(-1, 3, -1)

# %% embedding differs="spread" same="y"
# why: PyTorch starts from a normal distribution of spread 1, Keras from a uniform one between -0.05 and 0.05. Name the
#   initializer: `embeddings_initializer=tf.keras.initializers.RandomNormal(stddev=1.0)`. `from_pretrained` freezes the
#   table unless `freeze=False`.
fresh = nn.Embedding(num_embeddings=1000, embedding_dim=16)
spread = round(fresh.weight.std().item(), 1)
y = nn.Embedding.from_pretrained(table)(tokens)

# %% embedding-padding differs="padding"
# why: `padding_idx` starts this row at zero and keeps it from learning, and makes no mask. `mask_zero` leaves row 0 as
#   it is, and sends a mask to the layers behind, which leave these places out. Zero the row by hand where zeros are
#   wanted.
embedding = nn.Embedding(3, 2, padding_idx=0)
padding = bool((embedding(tokens)[0, 2] == 0).all())

# %% embedding-padding-gradient differs="padding" same="others"
# why: `padding_idx` keeps the gradient of its row at zero. `mask_zero` only sends a mask along: row 0 learns where a
#   layer behind does not heed the mask, as this sum does not.
embedding = nn.Embedding(3, 2, padding_idx=0)
embedding(tokens).sum().backward()
slopes = embedding.weight.grad
padding, others = slopes[:1], slopes[1:]

# %% embedding-bag same="y" note="Its default is the mean. Keras has no such layer."
bag = nn.EmbeddingBag.from_pretrained(table, mode="sum")
y = bag(tokens)

# %% conv1d same="y"
conv = fill(nn.Conv1d(in_channels=4, out_channels=3, kernel_size=3))
y = last(conv(signal))

# %% conv1d-causal same="y" note="PyTorch pads on both sides alike: pad on the left by hand."
conv = fill(nn.Conv1d(4, 3, kernel_size=3))
y = last(conv(nn.ConstantPad1d((2, 0), 0.0)(signal)))

# %% conv2d same="y"
# note: Channels come first in PyTorch, last in TensorFlow, and the kernel is kept as (outputs, inputs, height, width)
#   or (height, width, inputs, outputs).
conv = nn.Conv2d(in_channels=4, out_channels=3, kernel_size=3, padding="same")
y = last(fill(conv)(images))

# %% conv2d-stride differs="y" same="matched"
# why: With stride 2 and an even size, `same` pads below and on the right only, `padding=1` on all sides. Pad by hand:
#   `nn.ZeroPad2d((0, 1, 0, 1))`.
y = last(fill(nn.Conv2d(4, 3, kernel_size=3, stride=2, padding=1))(images))
conv = fill(nn.Conv2d(4, 3, kernel_size=3, stride=2))
matched = last(conv(nn.ZeroPad2d((0, 1, 0, 1))(images)))

# %% conv2d-dilation same="y"
conv = fill(nn.Conv2d(4, 3, kernel_size=3, dilation=2))
y = last(conv(images))

# %% conv2d-groups same="y"
conv = fill(nn.Conv2d(4, 6, kernel_size=3, groups=2))
y = last(conv(images))

# %% depthwise-conv2d same="y" note="In PyTorch it is a convolution with as many groups as channels."
conv = fill(nn.Conv2d(4, 8, kernel_size=3, groups=4))
y = last(conv(images))

# %% separable-conv1d same="y"
depthwise = nn.Conv1d(4, 4, kernel_size=3, groups=4, bias=False)
separable = fill(nn.Sequential(depthwise, nn.Conv1d(4, 3, kernel_size=1)))
y = last(separable(signal))

# %% separable-conv2d same="y"
depthwise = nn.Conv2d(4, 4, kernel_size=3, groups=4, bias=False)
separable = fill(nn.Sequential(depthwise, nn.Conv2d(4, 3, kernel_size=1)))
y = last(separable(images))

# %% conv3d same="y"
conv = fill(nn.Conv3d(in_channels=2, out_channels=3, kernel_size=3))
y = last(conv(volume))

# %% conv-transpose1d same="y"
conv = nn.ConvTranspose1d(in_channels=4, out_channels=3, kernel_size=2, stride=2)
y = last(fill(conv)(signal))

# %% conv-transpose2d differs="naive" same="y"
# why: With a kernel of 4, `padding=1` and `same` cut the border alike. With a kernel of 3, `same` cuts one row and
#   column on the other side than `padding=1, output_padding=1`: compute without padding, and cut by hand.
conv = nn.ConvTranspose2d(4, 2, kernel_size=4, stride=2, padding=1)
y = last(fill(conv)(images))
conv = nn.ConvTranspose2d(4, 2, 3, stride=2, padding=1, output_padding=1)
naive = last(fill(conv)(images))

# %% max-pool1d same="y"
y = last(nn.MaxPool1d(kernel_size=2)(signal))

# %% max-pool2d same="y" note="The stride is the size of the window unless given, in both."
y = last(nn.MaxPool2d(kernel_size=2)(images))

# %% max-pool3d same="y"
y = last(nn.MaxPool3d(kernel_size=2)(volume))

# %% avg-pool1d same="y"
y = last(nn.AvgPool1d(kernel_size=2)(signal))

# %% avg-pool2d differs="borders" same="y"
# why: At the borders, PyTorch counts the padding as zeros; Keras leaves it out of the average. Pass
#   `count_include_pad=False`.
y = last(nn.AvgPool2d(kernel_size=2)(images))
borders = last(nn.AvgPool2d(3, stride=1, padding=1)(images))

# %% global-average-pool1d same="y"
y = nn.AdaptiveAvgPool1d(output_size=1)(signal).flatten(1)

# %% global-average-pool2d same="y"
y = nn.AdaptiveAvgPool2d(output_size=1)(images).flatten(1)

# %% global-max-pool1d same="y"
y = nn.AdaptiveMaxPool1d(output_size=1)(signal).flatten(1)

# %% global-max-pool2d same="y"
y = nn.AdaptiveMaxPool2d(output_size=1)(images).flatten(1)

# %% adaptive-avg-pool2d same="y"
y = last(nn.AdaptiveAvgPool2d(output_size=(4, 2))(images))

# %% adaptive-max-pool2d same="y"
y = last(nn.AdaptiveMaxPool2d(output_size=(4, 2))(images))

# %% zero-pad2d same="y"
# note: PyTorch counts left, right, top, bottom; Keras pairs top with bottom, then left with right.
y = last(nn.ZeroPad2d((1, 2, 3, 0))(images))

# %% constant-pad2d same="y"
y = last(nn.ConstantPad2d(1, value=0.5)(images))

# %% reflection-pad2d same="y"
y = last(nn.ReflectionPad2d(1)(images))

# %% cropping2d same="y" note="A slice does it; `nn.ZeroPad2d` with negative numbers does too."
y = last(images[:, :, 1:-1, 2:-1])

# %% upsample same="nearest, bilinear"
nearest = last(nn.Upsample(scale_factor=2)(images[:, :2]))
bilinear = last(nn.Upsample(scale_factor=2, mode="bilinear")(images[:, :2]))

# %% pixel-shuffle differs="naive" same="y, matched"
# why: With several channels in the result, PyTorch keeps those of one result channel together, TensorFlow those of one
#   pixel. Reorder the channels of the layer in front.
shuffle = nn.PixelShuffle(upscale_factor=2)
y = last(shuffle(images))
naive = last(shuffle(pairs))
matched = last(shuffle(pairs.unflatten(1, (4, 2)).transpose(1, 2).flatten(1, 2)))

# %% unfold differs="naive" same="matched"
# why: PyTorch gives (batch, channels and pixels of the window, windows), channel by channel; TensorFlow (batch, rows,
#   columns, pixels and channels), pixel by pixel.
naive = nn.Unfold(kernel_size=2, stride=2)(images)
matched = naive.unflatten(1, (4, 4)).permute(0, 3, 2, 1).flatten(2).unflatten(1, (3, 3))

# %% dropout same="values" note="Both divide the values that are kept by the share that is kept."
values = np.unique(nn.Dropout(p=0.2)(ones))

# %% dropout2d same="whole"
y = nn.Dropout2d(p=0.5)(images.new_ones(8, 16, 3, 3))
whole = bool((y == y[:, :, :1, :1]).all())

# %% alpha-dropout same="values"
values = np.unique(nn.AlphaDropout(p=0.2)(ones))

# %% gaussian-noise same="spread"
# note: PyTorch has no such layer: add the noise in `forward`, where `self.training` is true.
noisy = ones + 0.1 * torch.randn_like(ones)
spread = round(float(noisy.std()), 2)

# %% batch-norm1d differs="default" same="matched" why="`eps` is 1e-5 in PyTorch and 1e-3 in Keras. Pass it."
default = nn.BatchNorm1d(num_features=6)(x)
matched = nn.BatchNorm1d(num_features=6, eps=1e-3)(x)

# %% batch-norm2d same="y"
# note: `eps` is 1e-5 in PyTorch and 1e-3 in Keras unless given. PyTorch's axis of channels is 1, Keras's the last.
norm = nn.BatchNorm2d(num_features=4, eps=1e-3)
y = last(norm(images))

# %% batch-norm-momentum differs="mean, variance" same="matched"
# why: `momentum=0.1` is the share of the new batch in PyTorch, `momentum=0.99` that of the old average in Keras: pass
#   0.01 in PyTorch. The variance still differs a little, because PyTorch divides by one less.
norm, slow = nn.BatchNorm2d(4), nn.BatchNorm2d(4, momentum=0.01)
norm(images), slow(images)
mean, matched = norm.running_mean, slow.running_mean
variance = slow.running_var

# %% sync-batch-norm same="y"
# note: It takes the statistics over all devices, where there are several.
#   `nn.SyncBatchNorm.convert_sync_batchnorm(model)` replaces the layers of a finished model.
norm = nn.SyncBatchNorm(num_features=4, eps=1e-3)
y = last(norm(images))

# %% layer-norm differs="default" same="matched" why="`eps` is 1e-5 in PyTorch and 1e-3 in Keras. Pass it."
default = nn.LayerNorm(normalized_shape=6)(x)
matched = nn.LayerNorm(normalized_shape=6, eps=1e-3)(x)

# %% group-norm same="y" note="`eps` is 1e-5 in PyTorch and 1e-3 in Keras unless given."
norm = nn.GroupNorm(num_groups=2, num_channels=4, eps=1e-5)
y = last(norm(images))

# %% group-norm-groups raises="TypeError" same="groups"
# why: PyTorch wants the number of groups. Keras makes 32 unless told otherwise, and a call fails where the channels are
#   no multiple of 32. Name it.
try:
    nn.GroupNorm(num_channels=64)
except TypeError as error:
    print(str(error).split(": ")[0])
groups = nn.GroupNorm(num_groups=32, num_channels=64).num_groups

# %% instance-norm2d same="y"
# note: `groups=-1` gives every channel a group of its own. PyTorch's layer learns no scale and offset unless
#   `affine=True`.
norm = nn.InstanceNorm2d(num_features=4, eps=1e-5)
y = last(norm(images))

# %% rms-norm same="y"
y = nn.RMSNorm(normalized_shape=6, eps=1e-6)(x)

# %% unit-normalization same="y"
y = F.normalize(x, dim=1)

# %% spectral-norm same="y" atol="1e-4" note="Keras computes it when called with `training=True`."
linear = fill(nn.Linear(6, 2))
norm = nn.utils.parametrizations.spectral_norm(linear, n_power_iterations=50)
y = norm(x)

# %% weight-norm only="pytorch"
# why: Keras has no such wrapper: compute length times direction in the `call` of a layer, or hold the length at 1 with
#   `kernel_constraint=tf.keras.constraints.UnitNorm()`.
linear = nn.utils.parametrizations.weight_norm(fill(nn.Linear(6, 2)))

# %% parametrization only="pytorch"
# why: A Keras layer computes such a weight in its `call`; a `kernel_constraint` brings it back in bounds after each
#   step.
linear = nn.Linear(6, 2)
nn.utils.parametrize.register_parametrization(linear, "weight", nn.Softplus())

# %% relu same="y"
y = nn.ReLU()(z)

# %% relu6 same="y"
y = nn.ReLU6()(z)

# %% leaky-relu differs="default" same="matched"
# why: The slope below zero is 0.01 in PyTorch and 0.3 in Keras. Name it.
default = nn.LeakyReLU()(z)
matched = nn.LeakyReLU(negative_slope=0.2)(z)

# %% prelu differs="slopes" same="matched"
# why: PyTorch has one slope for all, starting at 0.25; Keras one for every feature, starting at 0. Give `nn.PReLU` the
#   number of features, and the Keras layer a start.
slopes = nn.PReLU().weight
matched = nn.PReLU(num_parameters=6)(z)

# %% elu same="y"
y = nn.ELU(alpha=0.5)(z)

# %% selu same="y"
y = nn.SELU()(z)

# %% gelu same="y" note="Keras, like PyTorch, takes the exact one unless told otherwise."
y = nn.GELU()(z)

# %% silu same="y"
y = nn.SiLU()(z)

# %% mish same="y"
y = nn.Mish()(z)

# %% hardswish same="y"
y = nn.Hardswish()(z)

# %% hardsigmoid same="y"
y = nn.Hardsigmoid()(z)

# %% sigmoid same="y"
y = nn.Sigmoid()(z)

# %% tanh same="y"
y = nn.Tanh()(z)

# %% softplus same="y"
y = nn.Softplus()(z)

# %% softmax same="y"
y = nn.Softmax(dim=-1)(x)

# %% log-softmax same="y"
y = nn.LogSoftmax(dim=-1)(x)

# %% rnn same="y" note="PyTorch expects (steps, batch, features) unless `batch_first=True`."
rnn = nn.RNN(input_size=4, hidden_size=3, batch_first=True)
y, h = fill(rnn)(steps)

# %% rnn-output differs="shape" same="final"
# why: PyTorch returns the outputs of all steps and the last state, Keras the last output alone. `h[0]` is that output
#   in PyTorch; `return_sequences=True` and `return_state=True` make Keras return all.
y, h = fill(nn.RNN(4, 3, batch_first=True))(steps)
shape, final = list(y.shape), h[0]

# %% lstm differs="learned" same="y"
# why: PyTorch has two biases, which are added, and Keras one. Put the Keras bias into one and zeros into the other. The
#   gates have the same order.
lstm = nn.LSTM(input_size=4, hidden_size=3, batch_first=True)
y, (h, c) = fill(lstm)(steps)
learned = count(lstm.parameters())

# %% lstm-state same="h, c" note="PyTorch's states have an axis for layers and directions in front."
lstm = fill(nn.LSTM(4, 3, batch_first=True))
y, (h, c) = lstm(steps)
h, c = h[0], c[0]

# %% lstm-stacked same="y"
lstm = nn.LSTM(4, 3, num_layers=2, batch_first=True)
y, (h, c) = fill(lstm)(steps)

# %% bidirectional same="y"
lstm = nn.LSTM(4, 3, batch_first=True, bidirectional=True)
y, (h, c) = fill(lstm)(steps)

# %% gru differs="naive" same="y"
# why: PyTorch orders the gates reset, update, candidate; Keras update, reset, candidate. Swap the first two thirds of
#   each weight and bias.
gru = nn.GRU(input_size=4, hidden_size=3, batch_first=True)
naive, h = fill(gru)(steps)
y, h = swap_gates(gru)(steps)

# %% rnn-cell same="h"
cell = fill(nn.RNNCell(input_size=4, hidden_size=3))
h = cell(steps[:, 0], zero)

# %% lstm-cell same="h, c"
cell = fill(nn.LSTMCell(input_size=4, hidden_size=3))
h, c = cell(steps[:, 0], (zero, zero))

# %% gru-cell same="h" note="The gates have a different order, as in `nn.GRU`, and are swapped for this row."
cell = swap_gates(fill(nn.GRUCell(input_size=4, hidden_size=3)))
h = cell(steps[:, 0], zero)

# %% rnn-over-cell same="h" note="In PyTorch a loop over the steps is the way to run your own cell."
cell, h = fill(nn.RNNCell(4, 3)), zero
for step in steps.unbind(dim=1):
    h = cell(step, h)

# %% pack-padded-sequence same="h"
# note: PyTorch is given lengths, Keras a mask, which `Masking` or `Embedding(mask_zero=True)` makes.
pack = nn.utils.rnn.pack_padded_sequence
packed = pack(padded, lengths, batch_first=True, enforce_sorted=False)
y, (h, c) = fill(nn.LSTM(4, 3, batch_first=True))(packed)
h = h[0]

# %% pad-packed-sequence differs="default" same="outputs"
# why: Behind the end of a sequence, PyTorch gives zeros, and Keras repeats the last output unless
#   `zero_output_for_mask=True`.
outputs, sizes = nn.utils.rnn.pad_packed_sequence(y, batch_first=True)
default = outputs

# %% time-distributed same="y"
# note: In PyTorch, join the first two axes and part them again. Layers that work on the last axis, such as `nn.Linear`,
#   need neither.
conv = fill(nn.Conv2d(2, 3, kernel_size=3))
y = conv(frames.flatten(0, 1)).unflatten(0, (2, 3)).movedim(2, -1)

# %% multihead-attention differs="scores" same="y"
# why: PyTorch averages the weights over the heads, unless `average_attn_weights=False`, and always returns them; Keras
#   gives those of each head, when asked. `embed_dim` is the size of all heads, `key_dim` that of one.
attention = nn.MultiheadAttention(embed_dim=4, num_heads=2, batch_first=True)
y, scores = fill_attention(attention)(steps, steps, steps)

# %% attention-mask same="y"
# note: `True` shuts a place out in PyTorch's layer, and lets it in in Keras. `F.scaled_dot_product_attention` follows
#   Keras's rule.
attention = fill_attention(nn.MultiheadAttention(4, 2, batch_first=True))
y, _ = attention(steps, steps, steps, attn_mask=~allowed)

# %% attention-batch-axis differs="careless" same="matched"
# why: PyTorch expects (steps, batch, features) unless `batch_first=True`, and mixes the examples of a batch that comes
#   first, without an error. Keras expects the batch first. Pass `batch_first=True`.
attention = fill_attention(nn.MultiheadAttention(4, 2))
careless, _ = attention(steps, steps, steps)
turned = steps.transpose(0, 1)
matched = attention(turned, turned, turned)[0].transpose(0, 1)

# %% transformer-encoder-layer only="pytorch"
# why: Keras has no such layer: it is written with `MultiHeadAttention`, `LayerNormalization` and `Dense`, or taken from
#   KerasHub as `TransformerEncoder`.
layer = nn.TransformerEncoderLayer(d_model=4, nhead=2, batch_first=True)
y = layer(steps)

# %% transformer-decoder only="pytorch"
# why: Keras has no such layer: it is written with two `MultiHeadAttention`, or taken from KerasHub as
#   `TransformerDecoder`.
layer = nn.TransformerDecoderLayer(d_model=4, nhead=2, batch_first=True)
y = nn.TransformerDecoder(layer, num_layers=2)(steps, memory=steps)

# %% transformer only="pytorch"
# why: Keras has no such layer: stack the blocks of an encoder and of a decoder, your own or those of KerasHub.
model = nn.Transformer(d_model=4, nhead=2, batch_first=True)
y = model(src=steps, tgt=steps)

# %% add-layer same="y"
y = x + x

# %% add-function same="y"
y = x + x

# %% average-function same="y"
y = (x + x.flip(0)) / 2

# %% maximum-layer same="y"
y = torch.maximum(x, x.flip(0))

# %% concatenate-layer same="y"
y = torch.cat([x, x], dim=1)

# %% concatenate-function same="y"
y = torch.cat([x, x], dim=-1)

# %% dot-layer same="y"
y = (x * x.flip(0)).sum(dim=1, keepdim=True)

# %% lambda same="y"
# note: In PyTorch an expression in `forward` needs no layer. A saved `Lambda` loads only with `safe_mode=False`; a
#   subclass of `tf.keras.layers.Layer` needs none.
y = x * x + 1

# %% rescaling same="y"
y = pixels.movedim(1, -1) / 127.5 - 1

# %% normalization same="y"
# note: PyTorch has no layer that learns the statistics of a data set: compute them, and keep them as buffers.
y = (x - x.mean(dim=0)) / x.std(dim=0, correction=0)

# %% discretization same="bins"
# note: A value on a boundary belongs to the bin above it; `torch.bucketize` needs `right=True` for that.
bins = torch.bucketize(z, bounds, right=True, out_int32=True)

# %% category-encoding same="y" note="`F.one_hot` answers in `int64`."
y = F.one_hot(tokens, num_classes=3).amax(dim=1).float()

# %% string-lookup same="ids"
# note: A dictionary does it in PyTorch, which has no tensors of text. Number 0 stands for words that are not in the
#   vocabulary.
numbers = {"red": 1, "blue": 2}
ids = integers([numbers.get(word, 0) for word in words])

# %% integer-lookup same="ids"
numbers = {10: 1, 20: 2}
ids = integers([numbers.get(code, 0) for code in [20, 10, 7]])

# %% text-vectorization same="ids"
# note: Number 0 is for padding and 1 for unknown words. The layer also strips punctuation; in PyTorch a tokenizer is
#   plain Python or a package of its own.
numbers = {"red": 2, "blue": 3}
ids = integers([[numbers.get(w, 1) for w in "Blue red gray".lower().split()]])

# %% sequential same="y" note="PyTorch takes the layers one by one, Keras in a list."
model = nn.Sequential(nn.ReLU(), nn.Flatten())
y = model(steps)

# %% add-module same="y" api="torch.nn.Module.add_module"
model = nn.Sequential()
model.add_module("relu", nn.ReLU())
y = model(x)

# %% module-list same="learned"
# note: PyTorch does not look into a plain list, so parameters there would not be learned; Keras does.
block = Block()
block.parts = nn.ModuleList([fill(nn.Linear(6, 6)), fill(nn.Linear(6, 2))])
learned = len(list(block.parameters()))

# %% module-dict same="learned" note="PyTorch does not look into a plain dictionary; Keras does."
block = Block()
block.parts = nn.ModuleDict({"head": nn.Linear(6, 2)})
learned = len(list(block.parameters()))

# %% parameter same="scale"
block = Block()
block.scale = nn.Parameter(ones[:3])
scale = block.scale

# %% parameter-list same="learned"
# note: A plain list is enough in Keras, for variables that `add_weight` or `tf.keras.Variable` makes; those of
#   `tf.Variable` are not counted.
block = Block()
block.scales = nn.ParameterList([ones[:2], ones[:3]])
learned = len(list(block.parameters()))

# %% parameter-dict same="learned"
block = Block()
block.scales = nn.ParameterDict({"wide": ones[:2]})
learned = len(list(block.parameters()))

# %% register-buffer same="learned, kept" api="torch.nn.Module.register_buffer"
block = Block()
block.register_buffer("seen", zero)
learned, kept = len(list(block.parameters())), len(block.state_dict())

# %% parameters same="learned" api="torch.nn.Module.parameters"
model = network()
learned = len(list(model.parameters()))

# %% count-parameters differs="count_all" same="learned" api="torch.nn.Module.parameters"
# why: `count_params` adds the moving averages of batch normalization, which are no parameters in PyTorch. Sum over
#   `trainable_variables` for the number that is learned.
norm = nn.BatchNorm2d(num_features=4)
count_all = learned = sum(p.numel() for p in norm.parameters())

# %% named-parameters differs="names" same="shapes" api="torch.nn.Module.named_parameters"
# why: Keras puts the name of the model in front, and calls the weight of a `Dense` layer its kernel. The shapes are
#   those of the transposed kernels.
names = [name for name, p in network().named_parameters()]
shapes = [list(p.shape)[::-1] for name, p in network().named_parameters()]

# %% buffers differs="count_all" same="kept" api="torch.nn.Module.buffers"
# why: `nn.BatchNorm2d` also counts the batches it has seen, in a buffer of one integer.
norm = nn.BatchNorm2d(num_features=4)
count_all = len(list(norm.buffers()))
kept = [norm.running_mean, norm.running_var]

# %% children same="number" api="torch.nn.Module.children"
number = len(list(network().children()))

# %% named-children same="names" api="torch.nn.Module.named_children"
names = [name for name, child in network().named_children()]

# %% modules differs="number" api="torch.nn.Module.modules"
# why: `modules` begins with the model itself and goes through all levels. `layers` holds the first level: recur where a
#   layer has `layers` of its own.
nested = nn.Sequential(network(), nn.ReLU())
number = len(list(nested.modules()))

# %% named-modules differs="names" api="torch.nn.Module.named_modules"
# why: `named_modules` begins with the model itself, whose name is empty, and goes through all levels; `layers` holds
#   the first level.
names = [name for name, module in network().named_modules()]

# %% get-layer same="y" api="torch.nn.Module.get_submodule"
hidden = network().get_submodule("hidden")
y = hidden(x)

# %% apply same="y" api="torch.nn.Module.apply"
# note: `apply` goes through all levels, the loop over `layers` through the first.
model = network()
model.apply(lambda m: nn.init.ones_(m.bias) if hasattr(m, "bias") else None)
y = model(x)

# %% train-mode differs="fresh" same="dropped" api="torch.nn.Module.train"
# why: A PyTorch module is in training mode until told otherwise. A Keras layer called by itself is not, unless
#   `training=True` is passed; `fit` does that.
dropout = nn.Dropout(p=0.5)
fresh = bool((dropout(ones) == 0).any())
dropped = bool((dropout.train()(ones) == 0).any())

# %% eval-mode same="y" api="torch.nn.Module.eval"
# note: In Keras the mode is an argument of the call, not a state of the model.
dropout = nn.Dropout(p=0.5).eval()
y = dropout(x)

# %% zero-grad only="pytorch" api="torch.nn.Module.zero_grad"
# why: PyTorch adds each gradient to the last one, so it has to be cleared. `tf.GradientTape` returns new gradients, and
#   keeps none.
model = network()
model(x).sum().backward()
model.zero_grad()

# %% requires-grad same="learned" api="torch.nn.Module.requires_grad_"
# note: Keras leaves frozen variables out of `trainable_variables`; `parameters` still has them.
model = network()
model.requires_grad_(False)
learned = len([p for p in model.parameters() if p.requires_grad])

# %% forward-hook only="pytorch" api="torch.nn.Module.register_forward_hook"
# why: Keras has no hooks: make a `tf.keras.Model` that also returns the output in question, or wrap the `call` of the
#   layer.
seen, model = [], network()
handle = model.hidden.register_forward_hook(lambda m, args, y: seen.append(y))
model(x)
handle.remove()

# %% feature-extractor same="hidden"
model = feature_extraction.create_feature_extractor(network(), return_nodes=["hidden"])
hidden = model(x)["hidden"]

# %% graph-node-names same="names"
# note: The layers of a functional model begin with its input; those of a `tf.keras.Sequential` do not.
names, names_in_evaluation = feature_extraction.get_graph_node_names(network())

# %% to-device only="pytorch" api="torch.nn.Module.to"
# why: TensorFlow puts variables and results on the first GPU by itself. `with tf.device(...)` around the lines that
#   build the model chooses another.
model = network().to("cpu")

# %% to-dtype same="y" api="torch.nn.Module.to"
# note: Keras fixes the dtype when the layer is made, and casts the inputs to it.
linear = nn.Linear(in_features=6, out_features=2).to(torch.float64)
y = fill(linear)(x.to(torch.float64))

# %% build same="learned"
# note: Keras makes the weights at the first call, unless `build` is called before; `nn.Linear` has them at once.
linear = nn.Linear(in_features=6, out_features=2)
learned = len(list(linear.parameters()))

# %% compute-output-shape same="shape" note="On the device `meta`, PyTorch computes shapes and no numbers."
shape = nn.Linear(6, 2, device="meta")(x.to("meta")).shape

# %% parameters-to-vector same="vector"
# note: With several outputs the order differs, because the kernels are transposed.
linear = fill(nn.Linear(6, 1))
vector = nn.utils.parameters_to_vector(linear.parameters())

# %% l2-regularizer same="penalty"
# note: `weight_decay` of `torch.optim.SGD` is twice this factor, and shows in no loss.
penalty = 0.01 * kernel.square().sum()

# %% l1-regularizer same="penalty"
penalty = 0.01 * kernel.abs().sum()

# %% l1-l2-regularizer same="penalty"
penalty = 0.01 * kernel.abs().sum() + 0.1 * kernel.square().sum()

# %% layer-losses same="penalty"
# note: Keras collects the penalties in `losses`, and `fit` adds them; in PyTorch add them to the loss by hand.
linear = fill(nn.Linear(6, 3))
penalty = 0.01 * linear.weight.square().sum()

# %% max-norm same="bounded"
# note: `dim` is the axis whose slices are bounded, `axis` the one along which their length is taken.
bounded = torch.renorm(kernel, p=2, dim=1, maxnorm=1.0)

# %% non-negative same="bounded"
# note: PyTorch has no constraints: clamp the weight under `torch.no_grad()` after each step.
bounded = kernel.clamp(min=0.0)

# %% preprocess-input same="mobile, xception, inception" note="Pixels from 0 to 255 come out between -1 and 1."
mobile = xception = inception = last(pixels / 127.5 - 1)

# %% preprocess-input-caffe same="resnet, vgg"
# note: These models of Keras want blue, green, red, less the means of ImageNet; the weights of torchvision do not.
resnet = vgg = last(pixels.flip(1)) - means

# %% preprocess-input-torch same="y"
normalize = v2.Normalize(mean=[0.485, 0.456, 0.406], std=[0.229, 0.224, 0.225])
y = last(normalize(pixels / 255))

# %% resnet50 differs="learned"
# why: The convolutions of Keras's model have biases, and its strides are in different layers, so weights cannot be
#   exchanged one by one.
model = models.resnet50(weights=None)
learned = count(model.parameters())

# %% resnet18 only="pytorch" why="`tf.keras.applications` begins with 50 layers; KerasHub has ResNet 18."
model = models.resnet18(weights=None)

# %% vgg16 same="learned" note="Both are without the head, which is the larger part."
with torch.device("meta"):
    features = models.vgg16(weights=None).features
learned = count(features.parameters())

# %% vgg19 same="learned"
with torch.device("meta"):
    features = models.vgg19(weights=None).features
learned = count(features.parameters())

# %% mobilenet-v2 same="learned"
model = models.mobilenet_v2(weights=None)
learned = count(model.parameters())

# %% efficientnet-b0 same="learned" note="The Keras model scales pixels from 0 to 255 by itself."
model = models.efficientnet_b0(weights=None)
learned = count(model.parameters())

# %% alexnet only="pytorch" why="`tf.keras.applications` has no AlexNet: its eight layers are quickly written."
with torch.device("meta"):
    model = models.alexnet(weights=None)
