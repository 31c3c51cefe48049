# %% arrays same="sample" hidden="true"
import numpy as np
import tensorflow as tf


def draw(*shapes):
    rng = np.random.default_rng(0)
    return [rng.normal(0, 0.5, shape).astype("float32") for shape in shapes]


def fill(layer, shape, arrays):
    layer.build(shape)
    layer.set_weights(arrays)


sample = draw((2, 3))
sample


# %% rnn-from-pytorch same="y" rtol="0" atol="1e-5"
def rnn_to_keras(weight_ih, weight_hh, bias_ih, bias_hh):
    return weight_ih.T, weight_hh.T, bias_ih + bias_hh


*arrays, x = draw((4, 3), (4, 4), (4,), (4,), (2, 5, 3))

layer = tf.keras.layers.SimpleRNN(4, return_sequences=True)
fill(layer, x.shape, rnn_to_keras(*arrays))
y = layer(x)
y[:, -1]

# %% rnn-from-keras same="y" rtol="0" atol="1e-5"
kernel, recurrent, bias, x = draw((3, 4), (4, 4), (4,), (2, 5, 3))

layer = tf.keras.layers.SimpleRNN(4, return_sequences=True)
fill(layer, x.shape, [kernel, recurrent, bias])
y = layer(x)
y[:, -1]

# %% lstm-from-pytorch same="y, h, c" rtol="0" atol="1e-5"
lstm_to_keras = rnn_to_keras

*arrays, x = draw((16, 3), (16, 4), (16,), (16,), (2, 5, 3))

settings = {"return_sequences": True, "return_state": True}
layer = tf.keras.layers.LSTM(4, **settings)
fill(layer, x.shape, lstm_to_keras(*arrays))
y, h, c = layer(x)
c

# %% lstm-from-keras same="y, h, c" rtol="0" atol="1e-5"
kernel, recurrent, bias, x = draw((3, 16), (4, 16), (16,), (2, 5, 3))

layer = tf.keras.layers.LSTM(4, **settings)
fill(layer, x.shape, [kernel, recurrent, bias])
y, h, c = layer(x)
c

# %% lstm-biases differs="careless" same="right" rtol="0" atol="1e-5"
# why: PyTorch adds two biases to every gate, and Keras has one. If you take `bias_ih` alone to Keras, you lose the
#   other. If you put Keras's bias into both, it counts twice. Add the two on the way to Keras, and set one of them to 0
#   on the way back.
kernel, recurrent, bias, x = draw((3, 16), (4, 16), (16,), (2, 5, 3))

layer = tf.keras.layers.LSTM(4)
fill(layer, x.shape, [kernel, recurrent, bias])
careless = right = layer(x)
right

# %% lstm-biases-train differs="moved" rtol="0" atol="1e-5"
# why: Both PyTorch biases get the gradient, and each takes the whole step, so their sum moves twice as far as the one
#   bias of Keras. Freeze `bias_hh_l0` in PyTorch, or double the rate of the bias in Keras.
trained = tf.keras.layers.LSTM(4)
fill(trained, x.shape, [kernel, recurrent, bias])
with tf.GradientTape() as tape:
    loss = tf.reduce_mean(trained(x) ** 2)
variables = trained.trainable_variables
gradients = tape.gradient(loss, variables)
tf.keras.optimizers.SGD(1.0).apply_gradients(zip(gradients, variables))
moved = trained.cell.bias
print(moved[:4])

# %% lstm-bias-frozen same="moved" rtol="0" atol="1e-5" hidden="true"
print(moved[:4])

# %% lstm-batch-axis differs="careless" same="right" rtol="0" atol="1e-5"
# why: Without `batch_first=True` PyTorch takes the first axis for time and the second for the batch. Any array of three
#   axes fits, so a batch of two sequences is read as five sequences of two steps.
careless = right = layer(x)
right

# %% lstm-stacked-from-pytorch same="y" rtol="0" atol="1e-5"
first = [(16, 3), (16, 4), (16,), (16,)]
second = [(16, 4), (16, 4), (16,), (16,)]
*arrays, x = draw(*first, *second, (2, 5, 3))

lower = tf.keras.layers.LSTM(4, return_sequences=True)
upper = tf.keras.layers.LSTM(4, return_sequences=True)
fill(lower, x.shape, lstm_to_keras(*arrays[:4]))
fill(upper, (2, 5, 4), lstm_to_keras(*arrays[4:]))
y = upper(lower(x))
y[:, -1]

# %% lstm-stacked-from-keras same="y" rtol="0" atol="1e-5"
first = [(3, 16), (4, 16), (16,)]
second = [(4, 16), (4, 16), (16,)]
*arrays, x = draw(*first, *second, (2, 5, 3))

lower.set_weights(arrays[:3])
upper.set_weights(arrays[3:])
y = upper(lower(x))
y[:, -1]


# %% gru-from-pytorch same="y" rtol="0" atol="1e-5"
def gru_to_keras(*arrays):
    turned = []
    for array in arrays:  # weight_ih, weight_hh, bias_ih, bias_hh
        r, z, n = np.split(array, 3)
        turned.append(np.concatenate([z, r, n]).T)
    return turned[0], turned[1], np.stack(turned[2:])


*arrays, x = draw((12, 3), (12, 4), (12,), (12,), (2, 5, 3))

layer = tf.keras.layers.GRU(4, return_sequences=True)
fill(layer, x.shape, gru_to_keras(*arrays))
y = layer(x)
y[:, -1]

# %% gru-from-keras same="y" rtol="0" atol="1e-5"
kernel, recurrent, bias, x = draw((3, 12), (4, 12), (2, 12), (2, 5, 3))

layer = tf.keras.layers.GRU(4, return_sequences=True)
fill(layer, x.shape, [kernel, recurrent, bias])
y = layer(x)
y[:, -1]

# %% gru-gates differs="careless" same="right" rtol="0" atol="1e-5"
# why: PyTorch keeps the gates of a GRU as reset, update, new; Keras keeps update, reset, new. A plain transposition
#   swaps the first two, and no shape tells. Cut every array into three and swap them. An LSTM has the same order in
#   both.
careless = right = layer(x)[:, -1]
right

# %% gru-reset-before differs="careless" same="right" rtol="0" atol="1e-5"
# why: With `reset_after=False` Keras applies the reset gate to the state before the matrix, and has one bias. `nn.GRU`
#   applies it after the matrix, and has no such setting. The weights load and the numbers are near, but wrong: write
#   the step by hand.
kernel, recurrent, bias, x = draw((3, 12), (4, 12), (12,), (2, 5, 3))

layer = tf.keras.layers.GRU(4, reset_after=False)
fill(layer, x.shape, [kernel, recurrent, bias])
careless = right = layer(x)
right

# %% bidirectional-from-pytorch same="y" rtol="0" atol="1e-5"
one_way = [(16, 3), (16, 4), (16,), (16,)]
*arrays, x = draw(*one_way, *one_way, (2, 5, 3))

lstm = tf.keras.layers.LSTM(4, return_sequences=True)
layer = tf.keras.layers.Bidirectional(lstm)
forward, backward = lstm_to_keras(*arrays[:4]), lstm_to_keras(*arrays[4:])
fill(layer, x.shape, forward + backward)
y = layer(x)
y[0, 0]

# %% bidirectional-from-keras same="y" rtol="0" atol="1e-5"
one_way = [(3, 16), (4, 16), (16,)]
*arrays, x = draw(*one_way, *one_way, (2, 5, 3))

layer.set_weights(arrays)
y = layer(x)
y[0, 0]

# %% bidirectional-last differs="last_step" same="last_states" rtol="0" atol="1e-5"
# why: The backward half has read everything at the first step, not at the last. Without `return_sequences`,
#   `Bidirectional` joins the two states after all steps; `y[:, -1]` in PyTorch joins a full forward half and a backward
#   half that has seen one step. Join `h[0]` and `h[1]` instead.
layer = tf.keras.layers.Bidirectional(tf.keras.layers.LSTM(4))
fill(layer, x.shape, arrays)
last_step = last_states = layer(x)
last_states[0]


# %% attention-from-pytorch same="y, scores" rtol="0" atol="1e-5"
def attention_to_keras(in_weight, in_bias, out_weight, out_bias, heads):
    arrays = []
    for kernel, bias in zip(np.split(in_weight.T, 3, axis=1), np.split(in_bias, 3)):
        arrays.append(kernel.reshape(len(kernel), heads, -1))
        arrays.append(bias.reshape(heads, -1))
    output = out_weight.T
    return [*arrays, output.reshape(heads, -1, len(out_bias)), out_bias]


*arrays, x = draw((18, 6), (18,), (6, 6), (6,), (2, 5, 6))

layer = tf.keras.layers.MultiHeadAttention(num_heads=2, key_dim=3)
layer.build(x.shape, x.shape)
layer.set_weights(attention_to_keras(*arrays, heads=2))
y, scores = layer(x, x, return_attention_scores=True)
y[0, 0]

# %% attention-from-keras same="y, scores" rtol="0" atol="1e-5"
*arrays, x = draw(*[(6, 2, 3), (2, 3)] * 3, (2, 3, 6), (6,), (2, 5, 6))

layer.set_weights(arrays)
y, scores = layer(x, x, return_attention_scores=True)
y[0, 0]

# %% attention-heads differs="careless" same="right" rtol="0" atol="1e-5"
# why: The outputs of the query matrix are head after head: all numbers of the first head, then all of the second.
#   Reshaped to (inputs, size, heads) and turned, the array has the right shape and mixes the heads. Reshape to (inputs,
#   heads, size).
*arrays, x = draw((12, 4), (12,), (4, 4), (4,), (1, 3, 4))
arrays = attention_to_keras(*arrays, heads=2)

layer = tf.keras.layers.MultiHeadAttention(num_heads=2, key_dim=2)
layer.build(x.shape, x.shape)
mixed = [a.swapaxes(1, 2) if a.shape == (4, 2, 2) else a for a in arrays]
layer.set_weights(mixed)
careless = layer(x, x)

layer.set_weights(arrays)
right = layer(x, x)
print(careless[0])
print(right[0])

# %% attention-mask differs="careless" same="right" rtol="0" atol="1e-5"
# why: `key_padding_mask` of PyTorch's layer, and a boolean `attn_mask`, say which steps to leave out. The masks of
#   Keras say which steps to look at, and so does that of `F.scaled_dot_product_attention`. Turn them with `~`.
real = np.array([[True, True, False]])  # the third is padding

careless = layer(x, x, attention_mask=~real[:, None])
right = layer(x, x, attention_mask=real[:, None])
print(careless[0])
print(right[0])

# %% attention-query-mask differs="padded_step" same="real_steps" rtol="0" atol="1e-5"
# why: A mask that comes from `Masking` or `Embedding(mask_zero=True)` also masks the queries in Keras: a padded step
#   averages over all steps, padding included. `key_padding_mask` leaves the queries alone. Real steps are equal. A
#   layer behind that reads padded steps needs `attention_mask` in Keras instead, or a mask of the queries in PyTorch.
steps = tf.keras.layers.Masking()(x * real[..., None])
y = layer(steps, steps)
real_steps, padded_step = y[:, :2], y[:, 2]
print(real_steps[0])
print(padded_step)

# %% attention-other-width same="y" rtol="0" atol="1e-5"
# note: Keras takes any `key_dim`; in `nn.MultiheadAttention` it is the width divided by the heads. For others, write
#   the layer with `F.scaled_dot_product_attention` and keep Keras's arrays as they are.
*arrays, x = draw(*[(6, 2, 5), (2, 5)] * 3, (2, 5, 6), (6,), (2, 5, 6))

layer = tf.keras.layers.MultiHeadAttention(num_heads=2, key_dim=5)
layer.build(x.shape, x.shape)
layer.set_weights(arrays)
y = layer(x, x)
y[0, 0]

# %% attention-cross same="y" rtol="0" atol="1e-5"
in_weights = [(6, 6), (6, 4), (6, 4)]
*arrays, x, memory = draw(*in_weights, (18,), (6, 6), (6,), (1, 3, 6), (1, 5, 4))
*kernels, in_bias, output, out_bias = arrays

arrays = []
for kernel, bias in zip(kernels, np.split(in_bias, 3)):
    arrays += [kernel.T.reshape(-1, 2, 3), bias.reshape(2, 3)]
arrays += [output.T.reshape(2, 3, 6), out_bias]

layer = tf.keras.layers.MultiHeadAttention(num_heads=2, key_dim=3)
layer.build(x.shape, memory.shape)
layer.set_weights(arrays)
y = layer(x, memory)
y[0]
