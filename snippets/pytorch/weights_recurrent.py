# %% arrays same="sample" hidden="true"
import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

torch.set_grad_enabled(False)  # nothing is trained here


def draw(*shapes):
    rng = np.random.default_rng(0)
    return [rng.normal(0, 0.5, shape).astype("float32") for shape in shapes]


def fill(layer, state):
    tensors = {name: torch.from_numpy(array) for name, array in state.items()}
    layer.load_state_dict(tensors)


sample = draw((2, 3))
sample

# %% rnn-from-pytorch same="y" rtol="0" atol="1e-5"
*arrays, x = draw((4, 3), (4, 4), (4,), (4,), (2, 5, 3))

layer = nn.RNN(3, 4, batch_first=True)
fill(layer, dict(zip(layer.state_dict(), arrays)))
y, last = layer(torch.from_numpy(x))
y[:, -1]


# %% rnn-from-keras same="y" rtol="0" atol="1e-5"
def rnn_to_pytorch(kernel, recurrent, bias, suffix="_l0"):
    return {
        "weight_ih" + suffix: kernel.T,
        "weight_hh" + suffix: recurrent.T,
        "bias_ih" + suffix: bias,
        "bias_hh" + suffix: np.zeros_like(bias),
    }


kernel, recurrent, bias, x = draw((3, 4), (4, 4), (4,), (2, 5, 3))

layer = nn.RNN(3, 4, batch_first=True)
fill(layer, rnn_to_pytorch(kernel, recurrent, bias))
y, last = layer(torch.from_numpy(x))
y[:, -1]

# %% lstm-from-pytorch same="y, h, c" rtol="0" atol="1e-5"
*arrays, x = draw((16, 3), (16, 4), (16,), (16,), (2, 5, 3))

layer = nn.LSTM(3, 4, batch_first=True)
fill(layer, dict(zip(layer.state_dict(), arrays)))
y, (h, c) = layer(torch.from_numpy(x))
h, c = h[0], c[0]  # of the only layer
c

# %% lstm-from-keras same="y, h, c" rtol="0" atol="1e-5"
lstm_to_pytorch = rnn_to_pytorch

kernel, recurrent, bias, x = draw((3, 16), (4, 16), (16,), (2, 5, 3))

layer = nn.LSTM(3, 4, batch_first=True)
fill(layer, lstm_to_pytorch(kernel, recurrent, bias))
y, (h, c) = layer(torch.from_numpy(x))
h, c = h[0], c[0]
c

# %% lstm-biases differs="careless" same="right" rtol="0" atol="1e-5"
# why: PyTorch adds two biases to every gate, and Keras has one. If you take `bias_ih` alone to Keras, you lose the
#   other. If you put Keras's bias into both, it counts twice. Add the two on the way to Keras, and set one of them to 0
#   on the way back.
kernel, recurrent, bias, x = draw((3, 16), (4, 16), (16,), (2, 5, 3))
state = lstm_to_pytorch(kernel, recurrent, bias)

layer = nn.LSTM(3, 4, batch_first=True)
fill(layer, state | {"bias_hh_l0": bias})
careless = layer(torch.from_numpy(x))[0][:, -1]

fill(layer, state)
right = layer(torch.from_numpy(x))[0][:, -1]
print(careless)
print(right)


# %% lstm-biases-train differs="moved" rtol="0" atol="1e-5"
# why: Both PyTorch biases get the gradient, and each takes the whole step, so their sum moves twice as far as the one
#   bias of Keras. Freeze `bias_hh_l0` in PyTorch, or double the rate of the bias in Keras.
def bias_after_step(layer):
    fill(layer, state)
    weights = [one for one in layer.parameters() if one.requires_grad]
    optimizer = torch.optim.SGD(weights, lr=1.0)
    with torch.enable_grad():
        last = layer(torch.from_numpy(x))[0][:, -1]
        last.square().mean().backward()
    optimizer.step()
    return layer.bias_ih_l0 + layer.bias_hh_l0


trained = nn.LSTM(3, 4, batch_first=True)
moved = bias_after_step(trained)
print(moved[:4])

# %% lstm-bias-frozen same="moved" rtol="0" atol="1e-5"
trained = nn.LSTM(3, 4, batch_first=True)
trained.bias_hh_l0.requires_grad_(False)
moved = bias_after_step(trained)
print(moved[:4])

# %% lstm-batch-axis differs="careless" same="right" rtol="0" atol="1e-5"
# why: Without `batch_first=True` PyTorch takes the first axis for time and the second for the batch. Any array of three
#   axes fits, so a batch of two sequences is read as five sequences of two steps.
layer = nn.LSTM(3, 4)
fill(layer, state)
careless = layer(torch.from_numpy(x))[0][:, -1]
right = layer(torch.from_numpy(x).transpose(0, 1))[0][-1]
print(careless)
print(right)

# %% lstm-stacked-from-pytorch same="y" rtol="0" atol="1e-5"
first = [(16, 3), (16, 4), (16,), (16,)]
second = [(16, 4), (16, 4), (16,), (16,)]
*arrays, x = draw(*first, *second, (2, 5, 3))

layer = nn.LSTM(3, 4, num_layers=2, batch_first=True)
fill(layer, dict(zip(layer.state_dict(), arrays)))
y, (h, c) = layer(torch.from_numpy(x))
y[:, -1]

# %% lstm-stacked-from-keras same="y" rtol="0" atol="1e-5"
first = [(3, 16), (4, 16), (16,)]
second = [(4, 16), (4, 16), (16,)]
*arrays, x = draw(*first, *second, (2, 5, 3))

lower = lstm_to_pytorch(*arrays[:3])
upper = lstm_to_pytorch(*arrays[3:], suffix="_l1")
fill(layer, lower | upper)
y, (h, c) = layer(torch.from_numpy(x))
y[:, -1]

# %% gru-from-pytorch same="y" rtol="0" atol="1e-5"
*arrays, x = draw((12, 3), (12, 4), (12,), (12,), (2, 5, 3))

layer = nn.GRU(3, 4, batch_first=True)
fill(layer, dict(zip(layer.state_dict(), arrays)))
y, last = layer(torch.from_numpy(x))
y[:, -1]


# %% gru-from-keras same="y" rtol="0" atol="1e-5"
def gru_to_pytorch(kernel, recurrent, bias, suffix="_l0"):
    arrays = [kernel, recurrent, bias[0], bias[1]]
    names = ["weight_ih", "weight_hh", "bias_ih", "bias_hh"]
    state = {}
    for name, array in zip(names, arrays):
        z, r, n = np.split(array.T, 3)
        state[name + suffix] = np.concatenate([r, z, n])
    return state


kernel, recurrent, bias, x = draw((3, 12), (4, 12), (2, 12), (2, 5, 3))

layer = nn.GRU(3, 4, batch_first=True)
fill(layer, gru_to_pytorch(kernel, recurrent, bias))
y, last = layer(torch.from_numpy(x))
y[:, -1]

# %% gru-gates differs="careless" same="right" rtol="0" atol="1e-5"
# why: PyTorch keeps the gates of a GRU as reset, update, new; Keras keeps update, reset, new. A plain transposition
#   swaps the first two, and no shape tells. Cut every array into three and swap them. An LSTM has the same order in
#   both.
state = {
    "weight_ih_l0": kernel.T,
    "weight_hh_l0": recurrent.T,
    "bias_ih_l0": bias[0],
    "bias_hh_l0": bias[1],
}
fill(layer, state)
careless = layer(torch.from_numpy(x))[0][:, -1]

fill(layer, gru_to_pytorch(kernel, recurrent, bias))
right = layer(torch.from_numpy(x))[0][:, -1]
print(careless)
print(right)

# %% gru-reset-before differs="careless" same="right" rtol="0" atol="1e-5"
# why: With `reset_after=False` Keras applies the reset gate to the state before the matrix, and has one bias. `nn.GRU`
#   applies it after the matrix, and has no such setting. The weights load and the numbers are near, but wrong: write
#   the step by hand.
kernel, recurrent, bias, x = draw((3, 12), (4, 12), (12,), (2, 5, 3))

fill(layer, gru_to_pytorch(kernel, recurrent, [bias, 0 * bias]))
careless = layer(torch.from_numpy(x))[0][:, -1]

update_reset, new = torch.from_numpy(recurrent).split([8, 4], dim=1)
h = torch.zeros(2, 4)
for step in torch.from_numpy(x @ kernel + bias).unbind(1):
    z, r = torch.sigmoid(step[:, :8] + h @ update_reset).chunk(2, dim=1)
    candidate = torch.tanh(step[:, 8:] + (r * h) @ new)
    h = z * h + (1 - z) * candidate
right = h
print(careless)
print(right)

# %% bidirectional-from-pytorch same="y" rtol="0" atol="1e-5"
one_way = [(16, 3), (16, 4), (16,), (16,)]
*arrays, x = draw(*one_way, *one_way, (2, 5, 3))

layer = nn.LSTM(3, 4, batch_first=True, bidirectional=True)
fill(layer, dict(zip(layer.state_dict(), arrays)))
y, (h, c) = layer(torch.from_numpy(x))
y[0, 0]

# %% bidirectional-from-keras same="y" rtol="0" atol="1e-5"
one_way = [(3, 16), (4, 16), (16,)]
*arrays, x = draw(*one_way, *one_way, (2, 5, 3))

forward = lstm_to_pytorch(*arrays[:3])
backward = lstm_to_pytorch(*arrays[3:], suffix="_l0_reverse")
fill(layer, forward | backward)
y, (h, c) = layer(torch.from_numpy(x))
y[0, 0]

# %% bidirectional-last differs="last_step" same="last_states" rtol="0" atol="1e-5"
# why: The backward half has read everything at the first step, not at the last. Without `return_sequences`,
#   `Bidirectional` joins the two states after all steps; `y[:, -1]` in PyTorch joins a full forward half and a backward
#   half that has seen one step. Join `h[0]` and `h[1]` instead.
last_step = y[:, -1]
last_states = torch.cat([h[0], h[1]], dim=1)
print(last_step[0])
print(last_states[0])

# %% attention-from-pytorch same="y, scores" rtol="0" atol="1e-5"
*arrays, x = draw((18, 6), (18,), (6, 6), (6,), (2, 5, 6))
names = ["in_proj_weight", "in_proj_bias", "out_proj.weight", "out_proj.bias"]

layer = nn.MultiheadAttention(6, num_heads=2, batch_first=True)
fill(layer, dict(zip(names, arrays)))
x = torch.from_numpy(x)
y, scores = layer(x, x, x, average_attn_weights=False)
y[0, 0]


# %% attention-from-keras same="y, scores" rtol="0" atol="1e-5"
def attention_to_pytorch(query, q, key, k, value, v, output, o):
    kernels = [kernel.reshape(len(kernel), -1).T for kernel in (query, key, value)]
    return {
        "in_proj_weight": np.concatenate(kernels),
        "in_proj_bias": np.concatenate([q, k, v], axis=None),
        "out_proj.weight": output.reshape(-1, output.shape[-1]).T,
        "out_proj.bias": o,
    }


*arrays, x = draw(*[(6, 2, 3), (2, 3)] * 3, (2, 3, 6), (6,), (2, 5, 6))

layer = nn.MultiheadAttention(6, num_heads=2, batch_first=True)
fill(layer, attention_to_pytorch(*arrays))
x = torch.from_numpy(x)
y, scores = layer(x, x, x, average_attn_weights=False)
y[0, 0]

# %% attention-heads differs="careless" same="right" rtol="0" atol="1e-5"
# why: The outputs of the query matrix are head after head: all numbers of the first head, then all of the second.
#   Reshaped to (inputs, size, heads) and turned, the array has the right shape and mixes the heads. Reshape to (inputs,
#   heads, size).
*arrays, x = draw((12, 4), (12,), (4, 4), (4,), (1, 3, 4))

layer = nn.MultiheadAttention(4, num_heads=2, batch_first=True)
fill(layer, dict(zip(names, arrays)))
x = torch.from_numpy(x)
careless = right = layer(x, x, x)[0]
right[0]

# %% attention-mask differs="careless" same="right" rtol="0" atol="1e-5"
# why: `key_padding_mask` of PyTorch's layer, and a boolean `attn_mask`, say which steps to leave out. The masks of
#   Keras say which steps to look at, and so does that of `F.scaled_dot_product_attention`. Turn them with `~`.
real = np.array([[True, True, False]])  # the third is padding

padding = torch.from_numpy(~real)
careless = right = layer(x, x, x, key_padding_mask=padding)[0]
right[0]

# %% attention-query-mask differs="padded_step" same="real_steps" rtol="0" atol="1e-5"
# why: A mask that comes from `Masking` or `Embedding(mask_zero=True)` also masks the queries in Keras: a padded step
#   averages over all steps, padding included. `key_padding_mask` leaves the queries alone. Real steps are equal. A
#   layer behind that reads padded steps needs `attention_mask` in Keras instead, or a mask of the queries in PyTorch.
steps = x * torch.from_numpy(real[..., None])
y = layer(steps, steps, steps, key_padding_mask=padding)[0]
real_steps, padded_step = y[:, :2], y[:, 2]
print(real_steps[0])
print(padded_step)


# %% attention-other-width same="y" rtol="0" atol="1e-5"
# note: Keras takes any `key_dim`; in `nn.MultiheadAttention` it is the width divided by the heads. For others, write
#   the layer with `F.scaled_dot_product_attention` and keep Keras's arrays as they are.
def attend(x, query, q, key, k, value, v, output, o):
    pairs = [(query, q), (key, k), (value, v)]
    q, k, v = (
        torch.einsum("bti,ihs->bhts", x, kernel) + bias[:, None]
        for kernel, bias in pairs
    )
    y = F.scaled_dot_product_attention(q, k, v)
    return torch.einsum("bhts,hso->bto", y, output) + o


*arrays, x = draw(*[(6, 2, 5), (2, 5)] * 3, (2, 5, 6), (6,), (2, 5, 6))
y = attend(torch.from_numpy(x), *(torch.from_numpy(a) for a in arrays))
y[0, 0]

# %% attention-cross same="y" rtol="0" atol="1e-5"
in_weights = [(6, 6), (6, 4), (6, 4)]
*arrays, x, memory = draw(*in_weights, (18,), (6, 6), (6,), (1, 3, 6), (1, 5, 4))
names = ["q_proj_weight", "k_proj_weight", "v_proj_weight"]
names += ["in_proj_bias", "out_proj.weight", "out_proj.bias"]

layer = nn.MultiheadAttention(6, 2, kdim=4, vdim=4, batch_first=True)
fill(layer, dict(zip(names, arrays)))
x, memory = torch.from_numpy(x), torch.from_numpy(memory)
y = layer(x, memory, memory)[0]
y[0]
