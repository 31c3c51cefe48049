# %% read hidden="true"
import inspect
import tensorflow as tf


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


# %% linear same="defaults"
defaults = read(tf.keras.layers.Dense, "units", "use_bias")

# %% conv1d same="defaults"
defaults = read(
    tf.keras.layers.Conv1D,
    "kernel_size",
    "strides",
    "dilation_rate",
    "groups",
    "use_bias",
)

# %% conv2d same="defaults"
defaults = read(
    tf.keras.layers.Conv2D,
    "kernel_size",
    "strides",
    "dilation_rate",
    "groups",
    "use_bias",
)

# %% conv3d same="defaults"
defaults = read(
    tf.keras.layers.Conv3D,
    "kernel_size",
    "strides",
    "dilation_rate",
    "groups",
    "use_bias",
)

# %% conv-transpose2d same="defaults"
defaults = read(
    tf.keras.layers.Conv2DTranspose,
    "kernel_size",
    "strides",
    "dilation_rate",
    "use_bias",
)

# %% depthwise-conv2d same="defaults"
defaults = read(
    tf.keras.layers.DepthwiseConv2D,
    "kernel_size",
    "strides",
    "dilation_rate",
    "use_bias",
)

# %% max-pool1d differs="defaults" why="PyTorch wants the size named, Keras takes 2. The step is the size in both."
defaults = read(tf.keras.layers.MaxPooling1D, "pool_size", "strides")

# %% max-pool2d differs="defaults" why="PyTorch wants the size named, Keras takes 2 by 2. The step is the size in both."
defaults = read(tf.keras.layers.MaxPooling2D, "pool_size", "strides")

# %% max-pool3d differs="defaults"
# why: PyTorch wants the size named, Keras takes 2 by 2 by 2. The step is the size in both.
defaults = read(tf.keras.layers.MaxPooling3D, "pool_size", "strides")

# %% avg-pool2d same="defaults"
defaults = read(tf.keras.layers.AveragePooling2D, "pool_size", "strides")

# %% adaptive-avg-pool2d same="defaults"
defaults = read(tf.keras.layers.AdaptiveAveragePooling2D, "output_size")

# %% batch-norm differs="defaults"
# why: PyTorch's `momentum` is the weight of the new batch, Keras's that of the old average. Keras's `momentum=0.9` and
#   `epsilon=1e-5` are PyTorch's.
defaults = read(tf.keras.layers.BatchNormalization, "epsilon", "momentum", "scale")

# %% layer-norm differs="defaults" why="Keras's larger `epsilon` holds small inputs down: set `epsilon=1e-5`."
defaults = read(tf.keras.layers.LayerNormalization, "epsilon", "scale", "center")

# %% group-norm differs="defaults"
# why: Keras's larger `epsilon` holds small inputs down, and its number of groups is 32: name both.
defaults = read(tf.keras.layers.GroupNormalization, "groups", "epsilon", "scale")

# %% rms-norm differs="defaults"
# why: `None` is the precision of the dtype, about 1.2e-7 for `float32`: name the number.
defaults = read(tf.keras.layers.RMSNormalization, "epsilon")

# %% spectral-norm same="defaults"
defaults = read(tf.keras.layers.SpectralNormalization, "power_iterations")

# %% embedding same="defaults"
defaults = read(tf.keras.layers.Embedding, "input_dim", "output_dim")

# %% dropout differs="defaults" why="PyTorch drops half unless told otherwise; Keras wants the rate named."
defaults = read(tf.keras.layers.Dropout, "rate")

# %% dropout2d differs="defaults"
# why: PyTorch drops half of the channels unless told otherwise; Keras wants the rate named.
defaults = read(tf.keras.layers.SpatialDropout2D, "rate")

# %% alpha-dropout differs="defaults" why="PyTorch drops half unless told otherwise; Keras wants the rate named."
defaults = read(tf.keras.layers.AlphaDropout, "rate")

# %% leaky-relu differs="defaults" why="The slope below 0 is thirty times as steep in Keras's layer: name it."
defaults = read(tf.keras.layers.LeakyReLU, "negative_slope")

# %% leaky-relu-function differs="defaults" why="The slope below 0 is 0.01 or 0.2, and 0.3 in Keras's layer: name it."
defaults = read(tf.nn.leaky_relu, "alpha")

# %% prelu differs="defaults"
# why: Keras starts as a ReLU, PyTorch with a slope of 0.25: set
#   `alpha_initializer=tf.keras.initializers.Constant(0.25)`.
defaults = read(tf.keras.layers.PReLU, "alpha_initializer")

# %% elu same="defaults"
defaults = read(tf.keras.layers.ELU, "alpha")

# %% celu same="defaults"
defaults = read(tf.keras.activations.celu, "alpha")

# %% gelu differs="defaults"
# why: Only the words differ: both use the exact formula. PyTorch's `'tanh'` is Keras's `True`.
defaults = read(tf.keras.activations.gelu, "approximate")

# %% softmax differs="defaults"
# why: Without `dim`, PyTorch guesses an axis and warns; Keras takes the last one. Name it.
defaults = read(tf.keras.layers.Softmax, "axis")

# %% log-softmax differs="defaults"
# why: Without `dim`, PyTorch guesses an axis and warns; Keras takes the last one. Name it.
defaults = read(tf.keras.activations.log_softmax, "axis")

# %% glu same="defaults"
defaults = read(tf.keras.activations.glu, "axis")

# %% softshrink same="defaults"
defaults = read(tf.keras.activations.soft_shrink, "threshold")

# %% hardshrink same="defaults"
defaults = read(tf.keras.activations.hard_shrink, "threshold")

# %% rnn same="defaults"
defaults = read(tf.keras.layers.SimpleRNN, "units", "use_bias")

# %% lstm same="defaults"
defaults = read(tf.keras.layers.LSTM, "units", "use_bias")

# %% gru same="defaults"
defaults = read(tf.keras.layers.GRU, "units", "use_bias")

# %% multihead-attention same="defaults"
defaults = read(tf.keras.layers.MultiHeadAttention, "num_heads", "dropout", "use_bias")

# %% upsample differs="defaults"
# why: Keras doubles height and width unless told otherwise; PyTorch wants `scale_factor` or `size`.
defaults = read(tf.keras.layers.UpSampling2D, "size", "interpolation")

# %% zero-pad2d differs="defaults"
# why: Keras adds one pixel on each side unless told otherwise; PyTorch wants the number.
defaults = read(tf.keras.layers.ZeroPadding2D, "padding")
