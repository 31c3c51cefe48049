# %% read hidden="true"
import inspect
import torch
import torchvision


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


# %% cross-entropy differs="defaults"
# why: Only the words differ: both take the mean over the examples. But PyTorch expects logits, and Keras probabilities
#   unless `from_logits=True`.
defaults = read(torch.nn.CrossEntropyLoss, "label_smoothing", "reduction")

# %% sparse-cross-entropy differs="defaults"
# why: PyTorch passes over the label -100, Keras over none: set `ignore_class=-100`. Both take the mean over the
#   examples. Keras expects probabilities unless `from_logits=True`.
defaults = read(torch.nn.CrossEntropyLoss, "ignore_index", "reduction")

# %% nll differs="defaults"
# why: PyTorch passes over the label -100, Keras over none. PyTorch expects the logarithms of probabilities, Keras the
#   probabilities.
defaults = read(torch.nn.NLLLoss, "ignore_index", "reduction")

# %% bce differs="defaults" why="Only the words differ: both take the mean over all numbers."
defaults = read(torch.nn.BCELoss, "reduction")

# %% bce-with-logits differs="defaults"
# why: Only the words differ: both take the mean over all numbers. Keras wants `from_logits=True` for logits.
defaults = read(torch.nn.BCEWithLogitsLoss, "reduction")

# %% focal differs="defaults"
# why: torchvision returns every loss, Keras their mean: set `reduction='mean'`. Keras uses `alpha` with
#   `apply_class_balancing=True` only, and expects probabilities unless `from_logits=True`.
defaults = read(torchvision.ops.sigmoid_focal_loss, "alpha", "gamma", "reduction")

# %% mse differs="defaults" why="Only the words differ: both take the mean over all numbers."
defaults = read(torch.nn.MSELoss, "reduction")

# %% l1 differs="defaults" why="Only the words differ: both take the mean over all numbers."
defaults = read(torch.nn.L1Loss, "reduction")

# %% huber differs="defaults" why="Only the words differ: both take the mean over all numbers."
defaults = read(torch.nn.HuberLoss, "delta", "reduction")

# %% smooth-l1 differs="defaults"
# why: Only the words differ: both take the mean over all numbers. At 1 the two losses are one; elsewhere PyTorch's is
#   Keras's divided by `delta`.
defaults = read(torch.nn.SmoothL1Loss, "beta", "reduction")

# %% kl-divergence differs="defaults"
# why: PyTorch's `'mean'` divides by the number of all numbers, Keras by that of the examples, as PyTorch's
#   `'batchmean'` does. PyTorch expects the logarithms of predicted probabilities.
defaults = read(torch.nn.KLDivLoss, "reduction")

# %% poisson differs="defaults"
# why: Only the words differ: both take the mean over all numbers. PyTorch expects logarithms of rates unless
#   `log_input=False`, Keras expects rates.
defaults = read(torch.nn.PoissonNLLLoss, "reduction")

# %% ctc differs="defaults"
# why: PyTorch's `'mean'` divides each loss by the length of its target before it takes the mean; Keras does not.
#   `'sum'` is the same in both.
defaults = read(torch.nn.CTCLoss, "reduction")

# %% cosine-similarity differs="defaults"
# why: PyTorch compares along axis 1, Keras along the last one: name it. Keras's is a loss, so its sign is turned.
defaults = read(torch.nn.CosineSimilarity, "dim")
