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


# %% layers-linear same="defaults"
defaults = read(tf.keras.layers.Dense, "units", "use_bias")

# %% layers-conv1d same="defaults"
defaults = read(
    tf.keras.layers.Conv1D,
    "kernel_size",
    "strides",
    "dilation_rate",
    "groups",
    "use_bias",
)

# %% layers-conv2d same="defaults"
defaults = read(
    tf.keras.layers.Conv2D,
    "kernel_size",
    "strides",
    "dilation_rate",
    "groups",
    "use_bias",
)

# %% layers-conv3d same="defaults"
defaults = read(
    tf.keras.layers.Conv3D,
    "kernel_size",
    "strides",
    "dilation_rate",
    "groups",
    "use_bias",
)

# %% layers-conv-transpose2d same="defaults"
defaults = read(
    tf.keras.layers.Conv2DTranspose,
    "kernel_size",
    "strides",
    "dilation_rate",
    "use_bias",
)

# %% layers-depthwise-conv2d same="defaults"
defaults = read(
    tf.keras.layers.DepthwiseConv2D,
    "kernel_size",
    "strides",
    "dilation_rate",
    "use_bias",
)

# %% layers-max-pool1d differs="defaults"
# why: PyTorch wants the size named, Keras takes 2. The step is the size in both.
defaults = read(tf.keras.layers.MaxPooling1D, "pool_size", "strides")

# %% layers-max-pool2d differs="defaults"
# why: PyTorch wants the size named, Keras takes 2 by 2. The step is the size in both.
defaults = read(tf.keras.layers.MaxPooling2D, "pool_size", "strides")

# %% layers-max-pool3d differs="defaults"
# why: PyTorch wants the size named, Keras takes 2 by 2 by 2. The step is the size in both.
defaults = read(tf.keras.layers.MaxPooling3D, "pool_size", "strides")

# %% layers-avg-pool2d same="defaults"
defaults = read(tf.keras.layers.AveragePooling2D, "pool_size", "strides")

# %% layers-adaptive-avg-pool2d same="defaults"
defaults = read(tf.keras.layers.AdaptiveAveragePooling2D, "output_size")

# %% layers-batch-norm differs="defaults"
# why: PyTorch's `momentum` is the weight of the new batch, Keras's that of the old average. Keras's `momentum=0.9` and
#   `epsilon=1e-5` are PyTorch's.
defaults = read(tf.keras.layers.BatchNormalization, "epsilon", "momentum", "scale")

# %% layers-layer-norm differs="defaults" why="Keras's larger `epsilon` holds small inputs down: set `epsilon=1e-5`."
defaults = read(tf.keras.layers.LayerNormalization, "epsilon", "scale", "center")

# %% layers-group-norm differs="defaults"
# why: Keras's larger `epsilon` holds small inputs down, and its number of groups is 32: name both.
defaults = read(tf.keras.layers.GroupNormalization, "groups", "epsilon", "scale")

# %% layers-rms-norm differs="defaults"
# why: `None` is the precision of the dtype, about 1.2e-7 for `float32`: name the number.
defaults = read(tf.keras.layers.RMSNormalization, "epsilon")

# %% layers-spectral-norm same="defaults"
defaults = read(tf.keras.layers.SpectralNormalization, "power_iterations")

# %% layers-embedding same="defaults"
defaults = read(tf.keras.layers.Embedding, "input_dim", "output_dim")

# %% layers-dropout differs="defaults" why="PyTorch drops half unless told otherwise; Keras wants the rate named."
defaults = read(tf.keras.layers.Dropout, "rate")

# %% layers-dropout2d differs="defaults"
# why: PyTorch drops half of the channels unless told otherwise; Keras wants the rate named.
defaults = read(tf.keras.layers.SpatialDropout2D, "rate")

# %% layers-alpha-dropout differs="defaults" why="PyTorch drops half unless told otherwise; Keras wants the rate named."
defaults = read(tf.keras.layers.AlphaDropout, "rate")

# %% layers-leaky-relu differs="defaults" why="The slope below 0 is thirty times as steep in Keras's layer: name it."
defaults = read(tf.keras.layers.LeakyReLU, "negative_slope")

# %% layers-leaky-relu-function differs="defaults"
# why: The slope below 0 is 0.01 or 0.2, and 0.3 in Keras's layer: name it.
defaults = read(tf.nn.leaky_relu, "alpha")

# %% layers-prelu differs="defaults"
# why: Keras starts as a ReLU, PyTorch with a slope of 0.25: set
#   `alpha_initializer=tf.keras.initializers.Constant(0.25)`.
defaults = read(tf.keras.layers.PReLU, "alpha_initializer")

# %% layers-elu same="defaults"
defaults = read(tf.keras.layers.ELU, "alpha")

# %% layers-celu same="defaults"
defaults = read(tf.keras.activations.celu, "alpha")

# %% layers-gelu differs="defaults"
# why: Only the words differ: both use the exact formula. PyTorch's `'tanh'` is Keras's `True`.
defaults = read(tf.keras.activations.gelu, "approximate")

# %% layers-softmax differs="defaults"
# why: Without `dim`, PyTorch guesses an axis and warns; Keras takes the last one. Name it.
defaults = read(tf.keras.layers.Softmax, "axis")

# %% layers-log-softmax differs="defaults"
# why: Without `dim`, PyTorch guesses an axis and warns; Keras takes the last one. Name it.
defaults = read(tf.keras.activations.log_softmax, "axis")

# %% layers-glu same="defaults"
defaults = read(tf.keras.activations.glu, "axis")

# %% layers-softshrink same="defaults"
defaults = read(tf.keras.activations.soft_shrink, "threshold")

# %% layers-hardshrink same="defaults"
defaults = read(tf.keras.activations.hard_shrink, "threshold")

# %% layers-rnn same="defaults"
defaults = read(tf.keras.layers.SimpleRNN, "units", "use_bias")

# %% layers-lstm same="defaults"
defaults = read(tf.keras.layers.LSTM, "units", "use_bias")

# %% layers-gru same="defaults"
defaults = read(tf.keras.layers.GRU, "units", "use_bias")

# %% layers-multihead-attention same="defaults"
defaults = read(tf.keras.layers.MultiHeadAttention, "num_heads", "dropout", "use_bias")

# %% layers-upsample differs="defaults"
# why: Keras doubles height and width unless told otherwise; PyTorch wants `scale_factor` or `size`.
defaults = read(tf.keras.layers.UpSampling2D, "size", "interpolation")

# %% layers-zero-pad2d differs="defaults"
# why: Keras adds one pixel on each side unless told otherwise; PyTorch wants the number.
defaults = read(tf.keras.layers.ZeroPadding2D, "padding")

# %% losses-cross-entropy differs="defaults"
# why: Only the words differ: both take the mean over the examples. But PyTorch expects logits, and Keras probabilities
#   unless `from_logits=True`.
defaults = read(tf.keras.losses.CategoricalCrossentropy, "label_smoothing", "reduction")

# %% losses-sparse-cross-entropy differs="defaults"
# why: PyTorch passes over the label -100, Keras over none: set `ignore_class=-100`. Both take the mean over the
#   examples. Keras expects probabilities unless `from_logits=True`.
defaults = read(
    tf.keras.losses.SparseCategoricalCrossentropy, "ignore_class", "reduction"
)

# %% losses-nll differs="defaults"
# why: PyTorch passes over the label -100, Keras over none. PyTorch expects the logarithms of probabilities, Keras the
#   probabilities.
defaults = read(
    tf.keras.losses.SparseCategoricalCrossentropy, "ignore_class", "reduction"
)

# %% losses-bce differs="defaults" why="Only the words differ: both take the mean over all numbers."
defaults = read(tf.keras.losses.BinaryCrossentropy, "reduction")

# %% losses-bce-with-logits differs="defaults"
# why: Only the words differ: both take the mean over all numbers. Keras wants `from_logits=True` for logits.
defaults = read(tf.keras.losses.BinaryCrossentropy, "reduction")

# %% losses-focal differs="defaults"
# why: torchvision returns every loss, Keras their mean: set `reduction='mean'`. Keras uses `alpha` with
#   `apply_class_balancing=True` only, and expects probabilities unless `from_logits=True`.
defaults = read(tf.keras.losses.BinaryFocalCrossentropy, "alpha", "gamma", "reduction")

# %% losses-mse differs="defaults" why="Only the words differ: both take the mean over all numbers."
defaults = read(tf.keras.losses.MeanSquaredError, "reduction")

# %% losses-l1 differs="defaults" why="Only the words differ: both take the mean over all numbers."
defaults = read(tf.keras.losses.MeanAbsoluteError, "reduction")

# %% losses-huber differs="defaults" why="Only the words differ: both take the mean over all numbers."
defaults = read(tf.keras.losses.Huber, "delta", "reduction")

# %% losses-smooth-l1 differs="defaults"
# why: Only the words differ: both take the mean over all numbers. At 1 the two losses are one; elsewhere PyTorch's is
#   Keras's divided by `delta`.
defaults = read(tf.keras.losses.Huber, "delta", "reduction")

# %% losses-kl-divergence differs="defaults"
# why: PyTorch's `'mean'` divides by the number of all numbers, Keras by that of the examples, as PyTorch's
#   `'batchmean'` does. PyTorch expects the logarithms of predicted probabilities.
defaults = read(tf.keras.losses.KLDivergence, "reduction")

# %% losses-poisson differs="defaults"
# why: Only the words differ: both take the mean over all numbers. PyTorch expects logarithms of rates unless
#   `log_input=False`, Keras expects rates.
defaults = read(tf.keras.losses.Poisson, "reduction")

# %% losses-ctc differs="defaults"
# why: PyTorch's `'mean'` divides each loss by the length of its target before it takes the mean; Keras does not.
#   `'sum'` is the same in both.
defaults = read(tf.keras.losses.CTC, "reduction")

# %% losses-cosine-similarity differs="defaults"
# why: PyTorch compares along axis 1, Keras along the last one: name it. Keras's is a loss, so its sign is turned.
defaults = read(tf.keras.losses.CosineSimilarity, "axis")

# %% training-sgd differs="defaults"
# why: Keras's steps are ten times as long: name the learning rate. `0` and `None` both mean no decay.
defaults = read(
    tf.keras.optimizers.SGD, "learning_rate", "momentum", "nesterov", "weight_decay"
)

# %% training-adam differs="defaults"
# why: Keras's larger `epsilon` shortens steps where gradients are tiny: set `epsilon=1e-8`. `0` and `None` both mean no
#   decay.
defaults = read(
    tf.keras.optimizers.Adam,
    "learning_rate",
    "beta_1",
    "beta_2",
    "epsilon",
    "amsgrad",
    "weight_decay",
)

# %% training-adamw differs="defaults"
# why: PyTorch's decay is two and a half times as strong: name `weight_decay` and `epsilon`.
defaults = read(
    tf.keras.optimizers.AdamW,
    "learning_rate",
    "beta_1",
    "beta_2",
    "epsilon",
    "amsgrad",
    "weight_decay",
)

# %% training-adamax differs="defaults"
# why: PyTorch's steps are twice as long: name the learning rate and `epsilon`. `0` and `None` both mean no decay.
defaults = read(
    tf.keras.optimizers.Adamax,
    "learning_rate",
    "beta_1",
    "beta_2",
    "epsilon",
    "weight_decay",
)

# %% training-nadam differs="defaults"
# why: PyTorch's steps are twice as long: name the learning rate and `epsilon`. `0` and `None` both mean no decay.
defaults = read(
    tf.keras.optimizers.Nadam,
    "learning_rate",
    "beta_1",
    "beta_2",
    "epsilon",
    "weight_decay",
)

# %% training-rmsprop differs="defaults"
# why: PyTorch's steps are ten times as long, and its average reaches ten times as far back: name the learning rate,
#   `rho` and `epsilon`.
defaults = read(
    tf.keras.optimizers.RMSprop,
    "learning_rate",
    "rho",
    "epsilon",
    "momentum",
    "centered",
    "weight_decay",
)

# %% training-adagrad differs="defaults"
# why: PyTorch's steps are ten times as long, and its first ones longer still, because its sum of squares starts at 0:
#   name all three.
defaults = read(
    tf.keras.optimizers.Adagrad,
    "learning_rate",
    "initial_accumulator_value",
    "epsilon",
    "weight_decay",
)

# %% training-adadelta differs="defaults"
# why: Keras's steps are a thousand times shorter: set `learning_rate=1.0`, as the paper has it, `rho=0.9` and
#   `epsilon=1e-6`.
defaults = read(
    tf.keras.optimizers.Adadelta, "learning_rate", "rho", "epsilon", "weight_decay"
)

# %% training-adafactor differs="defaults"
# why: Name the learning rate. `None` is the precision of the dtype, and much more than `1e-30`.
defaults = read(
    tf.keras.optimizers.Adafactor,
    "learning_rate",
    "beta_2_decay",
    "epsilon_1",
    "epsilon_2",
    "clip_threshold",
    "weight_decay",
)

# %% training-muon differs="defaults"
# why: PyTorch's decay is 25 times as strong: name it. Keras trains what is no matrix with Adam, PyTorch refuses it.
defaults = read(
    tf.keras.optimizers.Muon,
    "learning_rate",
    "momentum",
    "nesterov",
    "ns_steps",
    "epsilon",
    "weight_decay",
)

# %% training-exponential-decay same="defaults"
defaults = read(tf.keras.optimizers.schedules.ExponentialDecay, "decay_rate")

# %% training-step-decay differs="defaults"
# why: PyTorch divides by 10 unless told otherwise; Keras wants the rate named, and `staircase=True`.
defaults = read(
    tf.keras.optimizers.schedules.ExponentialDecay, "decay_steps", "decay_rate"
)

# %% training-piecewise-decay same="defaults"
defaults = read(tf.keras.optimizers.schedules.PiecewiseConstantDecay, "boundaries")

# %% training-cosine-decay same="defaults"
defaults = read(tf.keras.optimizers.schedules.CosineDecay, "decay_steps", "alpha")

# %% training-cosine-restarts differs="defaults"
# why: Each period of Keras's is twice as long as the one before: set `t_mul=1.0`.
defaults = read(
    tf.keras.optimizers.schedules.CosineDecayRestarts,
    "first_decay_steps",
    "t_mul",
    "alpha",
)

# %% training-polynomial-decay differs="defaults"
# why: PyTorch is at the end after 5 steps unless told otherwise. It ends at 0, and Keras at `end_learning_rate=0.0001`.
defaults = read(tf.keras.optimizers.schedules.PolynomialDecay, "decay_steps", "power")

# %% training-reduce-on-plateau differs="defaults"
# why: `'auto'` decides by the name of the metric. And `threshold` is a share of the best value, `min_delta` a
#   difference: set `threshold_mode='abs'` in PyTorch.
defaults = read(
    tf.keras.callbacks.ReduceLROnPlateau,
    "mode",
    "factor",
    "patience",
    "min_delta",
    "cooldown",
    "min_lr",
)

# %% training-weight-average differs="defaults"
# why: PyTorch's average reaches ten times as far back: name the number. Keras wants `use_ema=True` too.
defaults = read(tf.keras.optimizers.Adam, "ema_momentum")

# %% data-normal-initializer differs="defaults" why="PyTorch draws numbers twenty times as large: name `std`."
defaults = read(tf.keras.initializers.RandomNormal, "mean", "stddev")

# %% data-truncated-normal-initializer differs="defaults"
# why: PyTorch draws numbers twenty times as large: name `std`. It cuts at `a=-2` and `b=2`, Keras at two deviations.
defaults = read(tf.keras.initializers.TruncatedNormal, "mean", "stddev")

# %% data-uniform-initializer differs="defaults" why="PyTorch draws from 0 to 1, Keras around 0: name both ends."
defaults = read(tf.keras.initializers.RandomUniform, "minval", "maxval")

# %% data-orthogonal-initializer same="defaults"
defaults = read(tf.keras.initializers.Orthogonal, "gain")

# %% data-data-loader differs="defaults"
# why: A `DataLoader` makes batches of 1 and keeps the order; `fit` makes batches of 32, which `None` stands for, and
#   shuffles arrays. Name both.
defaults = read(tf.keras.Model.fit, "batch_size", "shuffle")

# %% data-batch differs="defaults"
# why: A `DataLoader` makes batches of 1 unless told otherwise; `batch` wants the number. Both keep a last, smaller
#   batch.
defaults = read(tf.data.Dataset.batch, "batch_size", "drop_remainder")

# %% data-workers differs="defaults"
# why: 0 and 1 mean the same here: batches are made in the training process. More than 1 are processes in PyTorch, and
#   threads in Keras unless `use_multiprocessing=True`.
defaults = read(tf.keras.utils.PyDataset, "workers")

# %% data-pad-sequence differs="defaults" why="PyTorch pads on the right and Keras on the left: set `padding='post'`."
defaults = read(tf.keras.utils.pad_sequences, "value", "padding")

# %% data-resize differs="defaults"
# why: torchvision smooths before it shrinks an image, TensorFlow does not: set `antialias=True`.
defaults = read(tf.image.resize, "method", "antialias")

# %% data-interpolate differs="defaults"
# why: PyTorch takes the nearest pixel, TensorFlow interpolates: name the method.
defaults = read(tf.image.resize, "method", "antialias")

# %% data-mixup differs="defaults"
# why: PyTorch mixes in every proportion alike, Keras mostly keeps one of the two images: name `alpha`.
defaults = read(tf.keras.layers.MixUp, "alpha")

# %% data-nms differs="defaults" why="PyTorch wants the threshold named."
defaults = read(tf.image.non_max_suppression, "iou_threshold")
