# %% inputs hidden="true"
import numpy as np
import torch
import torch.nn.functional as F
import torchvision
from torch import nn

rng = np.random.default_rng(0)
target = torch.tensor([[1.0, 0.0, -1.5], [1.0, 0.5, 1.0]])
prediction = torch.tensor([[0.5, 2.0, -1.0], [1.5, 0.3, 4.0]])

labels = torch.tensor([0, 2])  # of three classes
one_hot = torch.tensor([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
logits = torch.tensor([[2.0, 0.5, -1.0], [0.1, 1.5, 0.3]])
probability = logits.softmax(dim=1)
log_probability = logits.log_softmax(dim=1)

answer = torch.tensor([1.0, 0.0, 0.0])  # yes or no
sign = torch.tensor([1.0, -1.0, -1.0])
score = torch.tensor([2.0, -1.0, 0.5])
chance = score.sigmoid()
waves = torch.tensor([[[1.0], [3.0], [0.0]], [[2.0], [0.0], [0.0]]])  # 0: padding

# %% cross-entropy-loss same="loss"
# note: PyTorch takes the logits first and logits only. Keras takes the labels first, and probabilities unless told
#   `from_logits=True`. Classes lie along axis 1 in PyTorch and along the last one in Keras.
loss = nn.CrossEntropyLoss()(logits, labels)

# %% cross-entropy-one-hot same="loss"
# note: `nn.CrossEntropyLoss` takes class indices or probabilities; Keras has a class for each.
loss = nn.CrossEntropyLoss()(logits, one_hot)

# %% cross-entropy same="losses"
# note: PyTorch returns the mean unless told `reduction='none'`; `tf.nn` always returns one loss for each row.
losses = F.cross_entropy(logits, labels, reduction="none")

# %% softmax-cross-entropy same="losses"
losses = F.cross_entropy(logits, one_hot, reduction="none")

# %% categorical-crossentropy differs="loss" same="losses"
# why: The function of Keras returns one loss for each row, and PyTorch's their mean. `reduction='none'` makes PyTorch
#   keep the rows.
loss = F.cross_entropy(logits, one_hot)
losses = F.cross_entropy(logits, one_hot, reduction="none")

# %% nll-loss same="loss" note="Takes logarithms of probabilities in PyTorch, and probabilities in Keras."
loss = nn.NLLLoss()(log_probability, labels)

# %% sparse-categorical-crossentropy same="losses"
losses = F.nll_loss(log_probability, labels, reduction="none")

# %% bce-loss same="loss"
# note: Takes probabilities. PyTorch lets no logarithm fall below -100; Keras moves the probability to at least 1e-7.
loss = nn.BCELoss()(chance, answer)

# %% bce-with-logits-loss same="loss"
loss = nn.BCEWithLogitsLoss()(score, answer)

# %% binary-cross-entropy same="loss" note="The function of Keras takes the mean over the last axis only."
loss = F.binary_cross_entropy(chance, answer)

# %% sigmoid-cross-entropy same="losses"
losses = F.binary_cross_entropy_with_logits(score, answer, reduction="none")

# %% pos-weight same="losses" note="The Keras loss classes have no such argument; `tf.nn` has."
losses = nn.BCEWithLogitsLoss(pos_weight=torch.tensor(3.0), reduction="none")(
    score, answer
)

# %% mse-loss same="loss"
# note: The Keras losses take the target first. The mean of squares is the same either way, and a cross entropy is not.
loss = nn.MSELoss()(prediction, target)

# %% mean-squared-error differs="loss" same="mean"
# why: The function of Keras takes the mean over the last axis and keeps the rows. The mean of these is PyTorch's.
#   `keras.losses` has it as `mean_squared_error`, too.
loss = mean = F.mse_loss(prediction, target)

# %% l1-loss same="loss"
loss = nn.L1Loss()(prediction, target)

# %% mean-absolute-error differs="loss" same="mean"
# why: The function of Keras takes the mean over the last axis and keeps the rows. The mean of these is PyTorch's.
#   `keras.losses` has it as `mean_absolute_error`, too.
loss = mean = F.l1_loss(prediction, target)

# %% huber-loss same="loss"
loss = nn.HuberLoss(delta=2.0)(prediction, target)

# %% huber differs="loss" same="mean"
# why: The function of Keras takes the mean over the last axis and keeps the rows. The mean of these is PyTorch's.
loss = mean = F.huber_loss(prediction, target, delta=2.0)

# %% smooth-l1-loss same="loss" note="With `beta=1`, the default, it is Huber's loss."
loss = nn.SmoothL1Loss()(prediction, target)

# %% smooth-l1-beta same="loss" note="Smooth L1 is Huber's loss divided by `beta`."
loss = F.smooth_l1_loss(prediction, target, beta=2.0)

# %% log-cosh same="loss" note="PyTorch has no such loss; this form does not overflow."
error = prediction - target
loss = torch.mean(error + F.softplus(-2 * error) - np.log(2))

# %% mean-absolute-percentage-error same="loss" note="Keras divides by at least 1e-7, and gives percents."
loss = 100 * torch.mean(torch.abs((chance + 1 - score) / score))

# %% mean-squared-logarithmic-error same="loss"
loss = F.mse_loss(torch.log1p(chance), torch.log1p(answer))

# %% reduction differs="each, total" same="mean, rows"
# why: PyTorch keeps every element for `none` and adds up all for `sum`. Keras first takes the mean over the last axis,
#   so it keeps, and adds up, the rows. The mean is the same.
each = nn.MSELoss(reduction="none")(prediction, target)
total = nn.MSELoss(reduction="sum")(prediction, target)
mean, rows = nn.MSELoss(reduction="mean")(prediction, target), each.mean(dim=1)

# %% label-smoothing same="loss"
# note: In Keras, with one-hot labels; `SparseCategoricalCrossentropy` has no such argument.
loss = nn.CrossEntropyLoss(label_smoothing=0.1)(logits, labels)

# %% ignore-index same="loss"
# note: PyTorch ignores -100 by default, Keras nothing. Both divide by the number of the others.
loss = nn.CrossEntropyLoss(ignore_index=2)(logits, labels)

# %% ignore-index-default same="loss"
# why: PyTorch leaves out rows labeled -100 unless told otherwise. `ignore_class` of Keras is `None`, so -100 is a
#   label out of range: an error on a CPU, `nan` on a GPU. Name `ignore_class=-100`.
loss = nn.CrossEntropyLoss()(logits, torch.tensor([0, -100]))

# %% class-weights differs="loss" same="matched"
# why: PyTorch divides the weighted sum by the sum of the weights, Keras by the number of rows.
#   `reduction='mean_with_sample_weight'` makes Keras divide by the weights.
loss = nn.CrossEntropyLoss(weight=torch.tensor([1.0, 1.0, 5.0]))(logits, labels)
matched = loss

# %% sample-weight same="loss" note="PyTorch's losses take no weights of rows: multiply before the mean."
losses = F.cross_entropy(logits, labels, reduction="none")
loss = torch.mean(losses * torch.tensor([1.0, 0.25]))

# %% masked-loss differs="loss" same="matched"
# why: A mask from `Masking` or `Embedding(mask_zero=True)` goes with the output, and a Keras loss leaves out what it
#   hides. A PyTorch loss counts every step: pick the steps with your own mask.
loss = nn.MSELoss()(waves, torch.ones_like(waves))
kept = waves[waves != 0]
matched = nn.MSELoss()(kept, torch.ones_like(kept))

# %% average-loss same="loss" note="Divides by the size of the whole batch, of which this worker has a part."
loss = torch.sum(score) / 12

# %% loss-by-name same="loss" note="PyTorch has no register of names; its losses are attributes of a module."
name = "mse_loss"
loss = getattr(F, name)(chance, answer)

# %% kl-div-loss same="loss"
# note: PyTorch takes the logarithm of the prediction, and its default divides by all elements and warns: `batchmean`
#   divides by the rows.
loss = nn.KLDivLoss(reduction="batchmean")(log_probability, one_hot)

# %% kl-div same="losses" note="`keras.losses` has it as `kl_divergence`, too."
losses = F.kl_div(log_probability, probability.flip(0), reduction="none").sum(dim=1)

# %% poisson-nll-loss differs="default" same="matched"
# why: PyTorch takes the logarithm of the expected count unless told `log_input=False`; Keras takes the count.
default = nn.PoissonNLLLoss()(chance, answer)
matched = nn.PoissonNLLLoss(log_input=False)(chance, answer)

# %% log-poisson-loss same="losses" note="The target comes first in TensorFlow."
losses = F.poisson_nll_loss(score, answer, log_input=True, reduction="none")

# %% gaussian-nll-loss same="loss" note="TensorFlow has no such loss."
loss = nn.GaussianNLLLoss()(score, answer, chance)

# %% cosine-embedding-loss same="loss" note="For pairs that belong together; Keras has nothing for those that do not."
loss = nn.CosineEmbeddingLoss()(prediction, target, torch.ones(2))

# %% cosine-similarity differs="measure" same="similarity"
# why: The Keras loss is the negative cosine, because a loss is to fall, and the mean of the rows. PyTorch's module is
#   no loss: it returns the cosine of each row.
measure = nn.CosineSimilarity(dim=1)(prediction, target)
similarity = measure.mean()

# %% hinge same="loss" note="PyTorch has no plain hinge loss. Keras turns labels of 0 and 1 into -1 and 1."
loss = torch.mean(F.relu(1 - sign * score))

# %% squared-hinge same="loss"
loss = torch.mean(F.relu(1 - sign * score) ** 2)

# %% categorical-hinge same="loss" note="Keras counts only the worst of the wrong classes, and no lower than 0."
right, wrong = (
    torch.sum(one_hot * logits, dim=1),
    torch.amax((1 - one_hot) * logits, dim=1),
)
loss = torch.mean(F.relu(wrong - right + 1))

# %% multi-margin-loss same="loss"
# note: PyTorch adds up the wrong classes and divides by the number of all. The mean over all, in TensorFlow, has a
#   third too much, from the right class.
loss = nn.MultiMarginLoss()(logits, labels)

# %% hinge-embedding-loss same="loss" note="Takes a distance, which is to be small for 1 and beyond the margin for -1."
loss = nn.HingeEmbeddingLoss(margin=1.0)(chance, sign)

# %% soft-margin-loss same="loss"
loss = nn.SoftMarginLoss()(score, sign)

# %% multi-label-soft-margin-loss same="loss"
loss = nn.MultiLabelSoftMarginLoss()(logits, one_hot)

# %% multi-label-margin-loss only="pytorch"
# why: For several labels, TensorFlow code takes `tf.nn.sigmoid_cross_entropy_with_logits` with labels of 0 and 1.
loss = nn.MultiLabelMarginLoss()(logits, torch.tensor([[0, 2, -1], [1, -1, -1]]))

# %% margin-ranking-loss same="loss"
loss = nn.MarginRankingLoss(margin=0.5)(score, chance, sign)

# %% triplet-margin-loss same="loss" note="PyTorch adds `eps=1e-6` to each difference."
loss = nn.TripletMarginLoss(margin=1.0)(target, prediction, logits)

# %% triplet-with-distance same="loss" note="Any function of two batches will do."
taxi = nn.PairwiseDistance(p=1.0, eps=0.0)
triplet = nn.TripletMarginWithDistanceLoss(distance_function=taxi, margin=1.0)
loss = triplet(target, prediction, logits)

# %% focal same="loss"
# note: PyTorch's is in torchvision, and returns each loss unless told. In Keras, `alpha` counts with
#   `apply_class_balancing=True` only.
focal = torchvision.ops.sigmoid_focal_loss
loss = focal(score, answer, alpha=0.25, gamma=2.0, reduction="mean")

# %% categorical-focal same="loss"
losses = F.cross_entropy(logits, labels, reduction="none")
loss = torch.mean(0.25 * (1 - torch.exp(-losses)) ** 2 * losses)

# %% dice same="loss" note="Over the whole batch, unless Keras is given `axis`."
overlap = torch.sum(probability * one_hot)
loss = 1 - 2 * overlap / torch.sum(probability + one_hot)

# %% tversky same="loss" note="`alpha` weighs what the target has and the prediction lacks."
overlap = torch.sum(probability * one_hot)
missed, extra = torch.sum(one_hot) - overlap, torch.sum(probability) - overlap
loss = 1 - overlap / (overlap + 0.7 * missed + 0.3 * extra)

# %% sequences hidden="true"
steps = torch.from_numpy(rng.normal(size=(6, 2, 4)).astype("float32"))
log_steps = steps.log_softmax(dim=2)  # steps, batch, classes
words, step_counts = torch.tensor([[1, 2, 2], [3, 1, 2]]), torch.tensor([6, 6])
word_lengths = torch.tensor([3, 2])

# %% ctc-loss differs="mean" same="each"
# why: PyTorch takes log-probabilities and divides each loss by the length of its word before the mean; `tf.nn.ctc_loss`
#   takes logits and returns each loss. With `reduction='none'` they agree.
mean = nn.CTCLoss(blank=0)(log_steps, words, step_counts, word_lengths)
each = nn.CTCLoss(blank=0, reduction="none")(
    log_steps, words, step_counts, word_lengths
)

# %% ctc-loss-class same="loss" note="The Keras class takes the batch first, and pads with 0: the blank, as in PyTorch."
losses = F.ctc_loss(
    log_steps, words, step_counts, torch.tensor([3, 3]), reduction="none"
)
loss = torch.mean(losses)

# %% many-classes hidden="true"
vectors = torch.from_numpy(rng.normal(size=(2, 3)).astype("float32"))
class_vectors = torch.from_numpy(rng.normal(size=(5, 3)).astype("float32"))

# %% linear-cross-entropy same="loss" note="One function in PyTorch, which need not keep all logits at once."
loss = F.linear_cross_entropy(vectors, class_vectors, labels)

# %% adaptive-log-softmax only="pytorch" why="For very many classes, TensorFlow has `tf.nn.sampled_softmax_loss`."
adaptive = nn.AdaptiveLogSoftmaxWithLoss(3, 5, cutoffs=[2], div_value=1.0)
loss = adaptive(vectors, labels).loss
