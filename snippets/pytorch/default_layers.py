# %% read hidden="true"
import inspect
import torch


def read(function, *names):
    """Default values of the arguments `names`, as text; `betas[0]` is the first of several."""
    found = {}
    classes = getattr(function, "__mro__", [function])  # LSTM takes its base's, say
    for part in reversed(classes):
        start = part.__init__ if isinstance(part, type) else part
        found.update(inspect.signature(start).parameters)
    texts = []
    for name in names:
        name, _, place = name.partition("[")
        value = found[name].default
        texts.append(written(value[int(place[:-1])] if place else value))
    return texts


def written(value):
    value = getattr(value, "value", value)  # of an enumeration
    if isinstance(value, tuple) and len(set(value)) == 1:  # one for each axis
        value = value[0]
    if value is inspect.Parameter.empty:
        return "required"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"{value:g}"
    return repr(value)


# %% linear same="defaults" note="Keras reads the number of inputs from the first batch."
defaults = read(torch.nn.Linear, "out_features", "bias")

# %% conv1d same="defaults" note="No padding in both: `0` in PyTorch, `'valid'` in Keras."
defaults = read(torch.nn.Conv1d, "kernel_size", "stride", "dilation", "groups", "bias")

# %% conv2d same="defaults" note="No padding in both: `0` in PyTorch, `'valid'` in Keras."
defaults = read(torch.nn.Conv2d, "kernel_size", "stride", "dilation", "groups", "bias")

# %% conv3d same="defaults" note="No padding in both: `0` in PyTorch, `'valid'` in Keras."
defaults = read(torch.nn.Conv3d, "kernel_size", "stride", "dilation", "groups", "bias")

# %% conv-transpose2d same="defaults"
defaults = read(torch.nn.ConvTranspose2d, "kernel_size", "stride", "dilation", "bias")

# %% depthwise-conv2d same="defaults" note="PyTorch's is a `Conv2d` with as many `groups` as channels."
defaults = read(torch.nn.Conv2d, "kernel_size", "stride", "dilation", "bias")

# %% max-pool1d differs="defaults" why="PyTorch wants the size named, Keras takes 2. The step is the size in both."
defaults = read(torch.nn.MaxPool1d, "kernel_size", "stride")

# %% max-pool2d differs="defaults" why="PyTorch wants the size named, Keras takes 2 by 2. The step is the size in both."
defaults = read(torch.nn.MaxPool2d, "kernel_size", "stride")

# %% max-pool3d differs="defaults"
# why: PyTorch wants the size named, Keras takes 2 by 2 by 2. The step is the size in both.
defaults = read(torch.nn.MaxPool3d, "kernel_size", "stride")

# %% avg-pool2d same="defaults"
defaults = read(torch.nn.AvgPool2d, "kernel_size", "stride")

# %% adaptive-avg-pool2d same="defaults"
defaults = read(torch.nn.AdaptiveAvgPool2d, "output_size")

# %% batch-norm differs="defaults"
# why: PyTorch's `momentum` is the weight of the new batch, Keras's that of the old average. Keras's `momentum=0.9` and
#   `epsilon=1e-5` are PyTorch's.
defaults = read(torch.nn.BatchNorm2d, "eps", "momentum", "affine")

# %% layer-norm differs="defaults" why="Keras's larger `epsilon` holds small inputs down: set `epsilon=1e-5`."
defaults = read(torch.nn.LayerNorm, "eps", "elementwise_affine", "bias")

# %% group-norm differs="defaults"
# why: Keras's larger `epsilon` holds small inputs down, and its number of groups is 32: name both.
defaults = read(torch.nn.GroupNorm, "num_groups", "eps", "affine")

# %% rms-norm differs="defaults"
# why: `None` is the precision of the dtype, about 1.2e-7 for `float32`: name the number.
defaults = read(torch.nn.RMSNorm, "eps")

# %% spectral-norm same="defaults"
defaults = read(torch.nn.utils.parametrizations.spectral_norm, "n_power_iterations")

# %% embedding same="defaults"
defaults = read(torch.nn.Embedding, "num_embeddings", "embedding_dim")

# %% dropout differs="defaults" why="PyTorch drops half unless told otherwise; Keras wants the rate named."
defaults = read(torch.nn.Dropout, "p")

# %% dropout2d differs="defaults"
# why: PyTorch drops half of the channels unless told otherwise; Keras wants the rate named.
defaults = read(torch.nn.Dropout2d, "p")

# %% alpha-dropout differs="defaults" why="PyTorch drops half unless told otherwise; Keras wants the rate named."
defaults = read(torch.nn.AlphaDropout, "p")

# %% leaky-relu differs="defaults" why="The slope below 0 is thirty times as steep in Keras's layer: name it."
defaults = read(torch.nn.LeakyReLU, "negative_slope")

# %% leaky-relu-function differs="defaults" why="The slope below 0 is 0.01 or 0.2, and 0.3 in Keras's layer: name it."
defaults = read(torch.nn.functional.leaky_relu, "negative_slope")

# %% prelu differs="defaults"
# why: Keras starts as a ReLU, PyTorch with a slope of 0.25: set
#   `alpha_initializer=tf.keras.initializers.Constant(0.25)`.
defaults = read(torch.nn.PReLU, "init")

# %% elu same="defaults"
defaults = read(torch.nn.ELU, "alpha")

# %% celu same="defaults"
defaults = read(torch.nn.CELU, "alpha")

# %% gelu differs="defaults"
# why: Only the words differ: both use the exact formula. PyTorch's `'tanh'` is Keras's `True`.
defaults = read(torch.nn.GELU, "approximate")

# %% softmax differs="defaults"
# why: Without `dim`, PyTorch guesses an axis and warns; Keras takes the last one. Name it.
defaults = read(torch.nn.Softmax, "dim")

# %% log-softmax differs="defaults"
# why: Without `dim`, PyTorch guesses an axis and warns; Keras takes the last one. Name it.
defaults = read(torch.nn.LogSoftmax, "dim")

# %% glu same="defaults"
defaults = read(torch.nn.GLU, "dim")

# %% softshrink same="defaults"
defaults = read(torch.nn.Softshrink, "lambd")

# %% hardshrink same="defaults"
defaults = read(torch.nn.Hardshrink, "lambd")

# %% rnn same="defaults"
# note: PyTorch returns all steps, with the batch on axis 1; Keras the last step, unless `return_sequences=True`, with
#   the batch on axis 0.
defaults = read(torch.nn.RNN, "hidden_size", "bias")

# %% lstm same="defaults"
# note: PyTorch returns all steps, with the batch on axis 1; Keras the last step, unless `return_sequences=True`, with
#   the batch on axis 0.
defaults = read(torch.nn.LSTM, "hidden_size", "bias")

# %% gru same="defaults"
# note: PyTorch returns all steps, with the batch on axis 1; Keras the last step, unless `return_sequences=True`, with
#   the batch on axis 0.
defaults = read(torch.nn.GRU, "hidden_size", "bias")

# %% multihead-attention same="defaults" note="PyTorch has the batch on axis 1 unless `batch_first=True`."
defaults = read(torch.nn.MultiheadAttention, "num_heads", "dropout", "bias")

# %% upsample differs="defaults"
# why: Keras doubles height and width unless told otherwise; PyTorch wants `scale_factor` or `size`.
defaults = read(torch.nn.Upsample, "scale_factor", "mode")

# %% zero-pad2d differs="defaults"
# why: Keras adds one pixel on each side unless told otherwise; PyTorch wants the number.
defaults = read(torch.nn.ZeroPad2d, "padding")
