# %% read hidden="true"
import inspect
import torch
import torchvision
from torchvision.transforms import v2


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


# %% layers-linear same="defaults" note="Keras reads the number of inputs from the first batch."
defaults = read(torch.nn.Linear, "out_features", "bias")

# %% layers-conv1d same="defaults" note="No padding in both: `0` in PyTorch, `'valid'` in Keras."
defaults = read(torch.nn.Conv1d, "kernel_size", "stride", "dilation", "groups", "bias")

# %% layers-conv2d same="defaults" note="No padding in both: `0` in PyTorch, `'valid'` in Keras."
defaults = read(torch.nn.Conv2d, "kernel_size", "stride", "dilation", "groups", "bias")

# %% layers-conv3d same="defaults" note="No padding in both: `0` in PyTorch, `'valid'` in Keras."
defaults = read(torch.nn.Conv3d, "kernel_size", "stride", "dilation", "groups", "bias")

# %% layers-conv-transpose2d same="defaults"
defaults = read(torch.nn.ConvTranspose2d, "kernel_size", "stride", "dilation", "bias")

# %% layers-depthwise-conv2d same="defaults" note="PyTorch's is a `Conv2d` with as many `groups` as channels."
defaults = read(torch.nn.Conv2d, "kernel_size", "stride", "dilation", "bias")

# %% layers-max-pool1d differs="defaults"
# why: PyTorch wants the size named, Keras takes 2. The step is the size in both.
defaults = read(torch.nn.MaxPool1d, "kernel_size", "stride")

# %% layers-max-pool2d differs="defaults"
# why: PyTorch wants the size named, Keras takes 2 by 2. The step is the size in both.
defaults = read(torch.nn.MaxPool2d, "kernel_size", "stride")

# %% layers-max-pool3d differs="defaults"
# why: PyTorch wants the size named, Keras takes 2 by 2 by 2. The step is the size in both.
defaults = read(torch.nn.MaxPool3d, "kernel_size", "stride")

# %% layers-avg-pool2d same="defaults"
defaults = read(torch.nn.AvgPool2d, "kernel_size", "stride")

# %% layers-adaptive-avg-pool2d same="defaults"
defaults = read(torch.nn.AdaptiveAvgPool2d, "output_size")

# %% layers-batch-norm differs="defaults"
# why: PyTorch's `momentum` is the weight of the new batch, Keras's that of the old average. Keras's `momentum=0.9` and
#   `epsilon=1e-5` are PyTorch's.
defaults = read(torch.nn.BatchNorm2d, "eps", "momentum", "affine")

# %% layers-layer-norm differs="defaults" why="Keras's larger `epsilon` holds small inputs down: set `epsilon=1e-5`."
defaults = read(torch.nn.LayerNorm, "eps", "elementwise_affine", "bias")

# %% layers-group-norm differs="defaults"
# why: Keras's larger `epsilon` holds small inputs down, and its number of groups is 32: name both.
defaults = read(torch.nn.GroupNorm, "num_groups", "eps", "affine")

# %% layers-rms-norm differs="defaults"
# why: `None` is the precision of the dtype, about 1.2e-7 for `float32`: name the number.
defaults = read(torch.nn.RMSNorm, "eps")

# %% layers-spectral-norm same="defaults"
defaults = read(torch.nn.utils.parametrizations.spectral_norm, "n_power_iterations")

# %% layers-embedding same="defaults"
defaults = read(torch.nn.Embedding, "num_embeddings", "embedding_dim")

# %% layers-dropout differs="defaults" why="PyTorch drops half unless told otherwise; Keras wants the rate named."
defaults = read(torch.nn.Dropout, "p")

# %% layers-dropout2d differs="defaults"
# why: PyTorch drops half of the channels unless told otherwise; Keras wants the rate named.
defaults = read(torch.nn.Dropout2d, "p")

# %% layers-alpha-dropout differs="defaults" why="PyTorch drops half unless told otherwise; Keras wants the rate named."
defaults = read(torch.nn.AlphaDropout, "p")

# %% layers-leaky-relu differs="defaults" why="The slope below 0 is thirty times as steep in Keras's layer: name it."
defaults = read(torch.nn.LeakyReLU, "negative_slope")

# %% layers-leaky-relu-function differs="defaults"
# why: The slope below 0 is 0.01 or 0.2, and 0.3 in Keras's layer: name it.
defaults = read(torch.nn.functional.leaky_relu, "negative_slope")

# %% layers-prelu differs="defaults"
# why: Keras starts as a ReLU, PyTorch with a slope of 0.25: set
#   `alpha_initializer=tf.keras.initializers.Constant(0.25)`.
defaults = read(torch.nn.PReLU, "init")

# %% layers-elu same="defaults"
defaults = read(torch.nn.ELU, "alpha")

# %% layers-celu same="defaults"
defaults = read(torch.nn.CELU, "alpha")

# %% layers-gelu differs="defaults"
# why: Only the words differ: both use the exact formula. PyTorch's `'tanh'` is Keras's `True`.
defaults = read(torch.nn.GELU, "approximate")

# %% layers-softmax differs="defaults"
# why: Without `dim`, PyTorch guesses an axis and warns; Keras takes the last one. Name it.
defaults = read(torch.nn.Softmax, "dim")

# %% layers-log-softmax differs="defaults"
# why: Without `dim`, PyTorch guesses an axis and warns; Keras takes the last one. Name it.
defaults = read(torch.nn.LogSoftmax, "dim")

# %% layers-glu same="defaults"
defaults = read(torch.nn.GLU, "dim")

# %% layers-softshrink same="defaults"
defaults = read(torch.nn.Softshrink, "lambd")

# %% layers-hardshrink same="defaults"
defaults = read(torch.nn.Hardshrink, "lambd")

# %% layers-rnn same="defaults"
# note: PyTorch returns all steps, with the batch on axis 1; Keras the last step, unless `return_sequences=True`, with
#   the batch on axis 0.
defaults = read(torch.nn.RNN, "hidden_size", "bias")

# %% layers-lstm same="defaults"
# note: PyTorch returns all steps, with the batch on axis 1; Keras the last step, unless `return_sequences=True`, with
#   the batch on axis 0.
defaults = read(torch.nn.LSTM, "hidden_size", "bias")

# %% layers-gru same="defaults"
# note: PyTorch returns all steps, with the batch on axis 1; Keras the last step, unless `return_sequences=True`, with
#   the batch on axis 0.
defaults = read(torch.nn.GRU, "hidden_size", "bias")

# %% layers-multihead-attention same="defaults" note="PyTorch has the batch on axis 1 unless `batch_first=True`."
defaults = read(torch.nn.MultiheadAttention, "num_heads", "dropout", "bias")

# %% layers-upsample differs="defaults"
# why: Keras doubles height and width unless told otherwise; PyTorch wants `scale_factor` or `size`.
defaults = read(torch.nn.Upsample, "scale_factor", "mode")

# %% layers-zero-pad2d differs="defaults"
# why: Keras adds one pixel on each side unless told otherwise; PyTorch wants the number.
defaults = read(torch.nn.ZeroPad2d, "padding")

# %% losses-cross-entropy differs="defaults"
# why: Only the words differ: both take the mean over the examples. But PyTorch expects logits, and Keras probabilities
#   unless `from_logits=True`.
defaults = read(torch.nn.CrossEntropyLoss, "label_smoothing", "reduction")

# %% losses-sparse-cross-entropy differs="defaults"
# why: PyTorch passes over the label -100, Keras over none: set `ignore_class=-100`. Both take the mean over the
#   examples. Keras expects probabilities unless `from_logits=True`.
defaults = read(torch.nn.CrossEntropyLoss, "ignore_index", "reduction")

# %% losses-nll differs="defaults"
# why: PyTorch passes over the label -100, Keras over none. PyTorch expects the logarithms of probabilities, Keras the
#   probabilities.
defaults = read(torch.nn.NLLLoss, "ignore_index", "reduction")

# %% losses-bce differs="defaults" why="Only the words differ: both take the mean over all numbers."
defaults = read(torch.nn.BCELoss, "reduction")

# %% losses-bce-with-logits differs="defaults"
# why: Only the words differ: both take the mean over all numbers. Keras wants `from_logits=True` for logits.
defaults = read(torch.nn.BCEWithLogitsLoss, "reduction")

# %% losses-focal differs="defaults"
# why: torchvision returns every loss, Keras their mean: set `reduction='mean'`. Keras uses `alpha` with
#   `apply_class_balancing=True` only, and expects probabilities unless `from_logits=True`.
defaults = read(torchvision.ops.sigmoid_focal_loss, "alpha", "gamma", "reduction")

# %% losses-mse differs="defaults" why="Only the words differ: both take the mean over all numbers."
defaults = read(torch.nn.MSELoss, "reduction")

# %% losses-l1 differs="defaults" why="Only the words differ: both take the mean over all numbers."
defaults = read(torch.nn.L1Loss, "reduction")

# %% losses-huber differs="defaults" why="Only the words differ: both take the mean over all numbers."
defaults = read(torch.nn.HuberLoss, "delta", "reduction")

# %% losses-smooth-l1 differs="defaults"
# why: Only the words differ: both take the mean over all numbers. At 1 the two losses are one; elsewhere PyTorch's is
#   Keras's divided by `delta`.
defaults = read(torch.nn.SmoothL1Loss, "beta", "reduction")

# %% losses-kl-divergence differs="defaults"
# why: PyTorch's `'mean'` divides by the number of all numbers, Keras by that of the examples, as PyTorch's
#   `'batchmean'` does. PyTorch expects the logarithms of predicted probabilities.
defaults = read(torch.nn.KLDivLoss, "reduction")

# %% losses-poisson differs="defaults"
# why: Only the words differ: both take the mean over all numbers. PyTorch expects logarithms of rates unless
#   `log_input=False`, Keras expects rates.
defaults = read(torch.nn.PoissonNLLLoss, "reduction")

# %% losses-ctc differs="defaults"
# why: PyTorch's `'mean'` divides each loss by the length of its target before it takes the mean; Keras does not.
#   `'sum'` is the same in both.
defaults = read(torch.nn.CTCLoss, "reduction")

# %% losses-cosine-similarity differs="defaults"
# why: PyTorch compares along axis 1, Keras along the last one: name it. Keras's is a loss, so its sign is turned.
defaults = read(torch.nn.CosineSimilarity, "dim")

# %% training-sgd differs="defaults"
# why: Keras's steps are ten times as long: name the learning rate. `0` and `None` both mean no decay.
defaults = read(torch.optim.SGD, "lr", "momentum", "nesterov", "weight_decay")

# %% training-adam differs="defaults"
# why: Keras's larger `epsilon` shortens steps where gradients are tiny: set `epsilon=1e-8`. `0` and `None` both mean no
#   decay.
defaults = read(
    torch.optim.Adam, "lr", "betas[0]", "betas[1]", "eps", "amsgrad", "weight_decay"
)

# %% training-adamw differs="defaults"
# why: PyTorch's decay is two and a half times as strong: name `weight_decay` and `epsilon`.
defaults = read(
    torch.optim.AdamW, "lr", "betas[0]", "betas[1]", "eps", "amsgrad", "weight_decay"
)

# %% training-adamax differs="defaults"
# why: PyTorch's steps are twice as long: name the learning rate and `epsilon`. `0` and `None` both mean no decay.
defaults = read(torch.optim.Adamax, "lr", "betas[0]", "betas[1]", "eps", "weight_decay")

# %% training-nadam differs="defaults"
# why: PyTorch's steps are twice as long: name the learning rate and `epsilon`. `0` and `None` both mean no decay.
defaults = read(torch.optim.NAdam, "lr", "betas[0]", "betas[1]", "eps", "weight_decay")

# %% training-rmsprop differs="defaults"
# why: PyTorch's steps are ten times as long, and its average reaches ten times as far back: name the learning rate,
#   `rho` and `epsilon`.
defaults = read(
    torch.optim.RMSprop, "lr", "alpha", "eps", "momentum", "centered", "weight_decay"
)

# %% training-adagrad differs="defaults"
# why: PyTorch's steps are ten times as long, and its first ones longer still, because its sum of squares starts at 0:
#   name all three.
defaults = read(
    torch.optim.Adagrad, "lr", "initial_accumulator_value", "eps", "weight_decay"
)

# %% training-adadelta differs="defaults"
# why: Keras's steps are a thousand times shorter: set `learning_rate=1.0`, as the paper has it, `rho=0.9` and
#   `epsilon=1e-6`.
defaults = read(torch.optim.Adadelta, "lr", "rho", "eps", "weight_decay")

# %% training-adafactor differs="defaults"
# why: Name the learning rate. `None` is the precision of the dtype, and much more than `1e-30`.
defaults = read(
    torch.optim.Adafactor, "lr", "beta2_decay", "eps[0]", "eps[1]", "d", "weight_decay"
)

# %% training-muon differs="defaults"
# why: PyTorch's decay is 25 times as strong: name it. Keras trains what is no matrix with Adam, PyTorch refuses it.
defaults = read(
    torch.optim.Muon, "lr", "momentum", "nesterov", "ns_steps", "eps", "weight_decay"
)

# %% training-exponential-decay same="defaults"
# note: PyTorch counts calls of `step`, Keras takes `decay_steps` batches.
defaults = read(torch.optim.lr_scheduler.ExponentialLR, "gamma")

# %% training-step-decay differs="defaults"
# why: PyTorch divides by 10 unless told otherwise; Keras wants the rate named, and `staircase=True`.
defaults = read(torch.optim.lr_scheduler.StepLR, "step_size", "gamma")

# %% training-piecewise-decay same="defaults"
# note: PyTorch multiplies by `gamma` at each of them, Keras takes the `values`.
defaults = read(torch.optim.lr_scheduler.MultiStepLR, "milestones")

# %% training-cosine-decay same="defaults" note="`eta_min` is a learning rate, `alpha` a share of the first one."
defaults = read(torch.optim.lr_scheduler.CosineAnnealingLR, "T_max", "eta_min")

# %% training-cosine-restarts differs="defaults"
# why: Each period of Keras's is twice as long as the one before: set `t_mul=1.0`.
defaults = read(
    torch.optim.lr_scheduler.CosineAnnealingWarmRestarts, "T_0", "T_mult", "eta_min"
)

# %% training-polynomial-decay differs="defaults"
# why: PyTorch is at the end after 5 steps unless told otherwise. It ends at 0, and Keras at `end_learning_rate=0.0001`.
defaults = read(torch.optim.lr_scheduler.PolynomialLR, "total_iters", "power")

# %% training-reduce-on-plateau differs="defaults"
# why: `'auto'` decides by the name of the metric. And `threshold` is a share of the best value, `min_delta` a
#   difference: set `threshold_mode='abs'` in PyTorch.
defaults = read(
    torch.optim.lr_scheduler.ReduceLROnPlateau,
    "mode",
    "factor",
    "patience",
    "threshold",
    "cooldown",
    "min_lr",
)

# %% training-weight-average differs="defaults"
# why: PyTorch's average reaches ten times as far back: name the number. Keras wants `use_ema=True` too.
defaults = read(torch.optim.swa_utils.get_ema_multi_avg_fn, "decay")

# %% data-normal-initializer differs="defaults" why="PyTorch draws numbers twenty times as large: name `std`."
defaults = read(torch.nn.init.normal_, "mean", "std")

# %% data-truncated-normal-initializer differs="defaults"
# why: PyTorch draws numbers twenty times as large: name `std`. It cuts at `a=-2` and `b=2`, Keras at two deviations.
defaults = read(torch.nn.init.trunc_normal_, "mean", "std")

# %% data-uniform-initializer differs="defaults" why="PyTorch draws from 0 to 1, Keras around 0: name both ends."
defaults = read(torch.nn.init.uniform_, "a", "b")

# %% data-orthogonal-initializer same="defaults"
defaults = read(torch.nn.init.orthogonal_, "gain")

# %% data-data-loader differs="defaults"
# why: A `DataLoader` makes batches of 1 and keeps the order; `fit` makes batches of 32, which `None` stands for, and
#   shuffles arrays. Name both.
defaults = read(torch.utils.data.DataLoader, "batch_size", "shuffle")

# %% data-batch differs="defaults"
# why: A `DataLoader` makes batches of 1 unless told otherwise; `batch` wants the number. Both keep a last, smaller
#   batch.
defaults = read(torch.utils.data.DataLoader, "batch_size", "drop_last")

# %% data-workers differs="defaults"
# why: 0 and 1 mean the same here: batches are made in the training process. More than 1 are processes in PyTorch, and
#   threads in Keras unless `use_multiprocessing=True`.
defaults = read(torch.utils.data.DataLoader, "num_workers")

# %% data-pad-sequence differs="defaults" why="PyTorch pads on the right and Keras on the left: set `padding='post'`."
defaults = read(torch.nn.utils.rnn.pad_sequence, "padding_value", "padding_side")

# %% data-resize differs="defaults"
# why: torchvision smooths before it shrinks an image, TensorFlow does not: set `antialias=True`.
defaults = read(v2.Resize, "interpolation", "antialias")

# %% data-interpolate differs="defaults"
# why: PyTorch takes the nearest pixel, TensorFlow interpolates: name the method.
defaults = read(torch.nn.functional.interpolate, "mode", "antialias")

# %% data-mixup differs="defaults"
# why: PyTorch mixes in every proportion alike, Keras mostly keeps one of the two images: name `alpha`.
defaults = read(v2.MixUp, "alpha")

# %% data-nms differs="defaults" why="PyTorch wants the threshold named."
defaults = read(torchvision.ops.nms, "iou_threshold")
