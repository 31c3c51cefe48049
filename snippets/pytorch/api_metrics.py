# %% inputs hidden="true"
import numpy as np
import torch
import torch.nn.functional as F

truth = torch.tensor([1.0, 0.0, 1.0, 1.0, 0.0, 0.0, 1.0, 0.0])
scores = torch.tensor([0.9, 0.354, 0.352, 0.8, 0.6, 0.1, 0.55, 0.2])
labels = torch.tensor([0, 2, 1, 2])
probabilities = torch.tensor(
    [[0.7, 0.2, 0.1], [0.5, 0.2, 0.3], [0.1, 0.8, 0.1], [0.2, 0.3, 0.5]]
)
targets = torch.tensor([[1.0, 2.0], [3.0, 5.0], [2.0, 1.0], [4.0, 4.0]])
guesses = torch.tensor([[1.5, 2.0], [2.5, 4.0], [2.0, 2.0], [3.0, 4.5]])
losses = torch.tensor([0.9, 0.7, 0.6, 0.4, 0.3])
weights = torch.tensor([1.0, 1.0, 1.0, 2.0, 2.0])

one_hot = F.one_hot(labels, 3).float()
predicted = probabilities.argmax(dim=1)
picked = scores > 0.5
positives, negatives = scores[truth == 1], scores[truth == 0]
rng = np.random.default_rng(0)
pictures = torch.from_numpy(rng.random((2, 12, 12, 1), dtype="float32"))
copies = 0.8 * pictures + 0.1
waves = torch.tensor([[[1.0], [3.0], [0.0]], [[2.0], [0.0], [0.0]]])  # 0: padding

# %% accuracy same="accuracy"
# note: PyTorch has no metrics: write the line yourself, or use a package such as `torchmetrics`.
accuracy = (predicted == labels).float().mean()

# %% binary-accuracy same="accuracy" note="For logits the threshold is 0: `scores > 0.0`, and `threshold=0.0` in Keras."
accuracy = ((scores > 0.5) == truth.bool()).float().mean()

# %% categorical-accuracy same="accuracy" api="torch.Tensor.argmax"
accuracy = (probabilities.argmax(1) == one_hot.argmax(1)).float().mean()

# %% sparse-categorical-accuracy same="accuracy" api="torch.Tensor.argmax"
# note: `metrics=["accuracy"]` in `compile` becomes this metric where the targets are class numbers.
accuracy = (probabilities.argmax(1) == labels).float().mean()

# %% top-k-categorical-accuracy same="accuracy" note="Keras takes `k=5` unless told otherwise."
best = torch.topk(probabilities, k=2).indices
accuracy = (best == one_hot.argmax(1, keepdim=True)).any(dim=1).float().mean()

# %% sparse-top-k-accuracy same="accuracy"
best = torch.topk(probabilities, k=2).indices
accuracy = (best == labels[:, None]).any(dim=1).float().mean()

# %% binary-accuracy-function same="hits"
# note: The functions in small letters answer for each example; the classes take the mean.
hits = ((scores > 0.5) == truth.bool()).float()

# %% categorical-accuracy-function same="hits" api="torch.Tensor.argmax"
hits = (probabilities.argmax(1) == one_hot.argmax(1)).float()

# %% sparse-categorical-accuracy-function same="hits" api="torch.Tensor.argmax"
hits = (probabilities.argmax(1) == labels).float()

# %% precision same="precision" note="Where nothing is picked, Keras answers 0 and the mean of nothing is `nan`."
precision = truth[picked].mean()

# %% recall same="recall"
recall = picked[truth == 1].float().mean()

# %% true-positives same="count"
count = truth[picked].sum()

# %% false-positives same="count"
count = (1 - truth[picked]).sum()

# %% true-negatives same="count"
count = (1 - truth[~picked]).sum()

# %% false-negatives same="count"
count = truth[~picked].sum()

# %% f1-score same="f1" note="Without `average`, Keras returns one score per class."
hits = (one_hot * F.one_hot(predicted, 3)).sum(dim=0)
f1 = (2 * hits / (one_hot.sum(dim=0) + F.one_hot(predicted, 3).sum(dim=0))).mean()

# %% fbeta-score same="score"
hits, wrong, missed = truth[picked].sum(), 1 - truth[picked], truth[~picked]
score = 5 * hits / (5 * hits + wrong.sum() + 4 * missed.sum())

# %% auc differs="area" same="fine"
# why: `AUC` sorts the scores into bins between 200 thresholds and takes scores in one bin for equal; the share of well
#   ordered pairs, by hand, is exact. More thresholds bring the two together.
area = fine = (positives[:, None] > negatives).float().mean()

# %% recall-at-precision same="best"
precision = torch.stack([truth[scores >= score].mean() for score in scores])
recall = (positives[:, None] >= scores).float().mean(dim=0)
best = recall[precision >= 0.7].max()

# %% precision-at-recall same="best"
precision = torch.stack([truth[scores >= score].mean() for score in scores])
recall = (positives[:, None] >= scores).float().mean(dim=0)
best = precision[recall >= 0.6].max()

# %% confusion-matrix same="matrix"
# note: Rows are the labels and columns the predictions. TensorFlow counts in `int32` unless `dtype` says otherwise.
matrix = torch.bincount(3 * labels + predicted, minlength=9).reshape(3, 3)

# %% iou same="iou"
overlap = (labels == 2) & (predicted == 2)
iou = overlap.sum() / ((labels == 2) | (predicted == 2)).sum()

# %% mean-iou same="iou" note="Keras leaves out classes that occur neither in the labels nor in the predictions."
overlap, size = matrix.diag(), matrix.sum(dim=0) + matrix.sum(dim=1)
iou = (overlap / (size - overlap)).mean()

# %% mean-squared-error same="error" note="PyTorch takes the prediction first, Keras the target."
error = F.mse_loss(guesses, targets)

# %% masked-error differs="error" same="matched"
# why: A Keras metric leaves out the steps that a mask from `Masking` or `Embedding(mask_zero=True)` hides. PyTorch
#   sends no masks along: pick the steps with your own mask.
error = F.mse_loss(waves, torch.ones_like(waves))
kept = waves[waves != 0]
matched = F.mse_loss(kept, torch.ones_like(kept))

# %% root-mean-squared-error same="error"
# note: Over several batches Keras takes the root of the whole mean, which is not the mean of the roots.
error = torch.sqrt(F.mse_loss(guesses, targets))

# %% mean-absolute-error same="error"
error = F.l1_loss(guesses, targets)

# %% mean-absolute-percentage-error same="error"
error = 100 * ((guesses - targets) / targets).abs().mean()

# %% mean-squared-logarithmic-error same="error"
error = F.mse_loss(torch.log1p(guesses), torch.log1p(targets))

# %% log-cosh-error same="error"
# note: For large errors `torch.cosh` overflows: write `d + F.softplus(-2 * d) - math.log(2)`, with `d` the difference.
error = torch.log(torch.cosh(guesses - targets)).mean()

# %% r2-score same="score"
errors = (guesses - targets).square().sum(dim=0)
score = (1 - errors / (targets - targets.mean(dim=0)).square().sum(dim=0)).mean()

# %% pearson-correlation same="correlation" note="For several rows Keras takes the mean of their correlations."
correlation = torch.corrcoef(torch.stack([scores, truth]))[0, 1]

# %% cosine-similarity same="likeness"
# note: The loss of this name, `tf.keras.losses.CosineSimilarity`, has the opposite sign.
likeness = F.cosine_similarity(guesses, targets, dim=-1).mean()

# %% kl-divergence same="divergence" note="PyTorch takes the logarithm of the prediction."
divergence = F.kl_div(probabilities.log(), probabilities.flip(1), reduction="batchmean")

# %% binary-crossentropy-metric same="loss"
loss = F.binary_cross_entropy(scores, truth)

# %% categorical-crossentropy-metric same="loss" api="torch.Tensor.log"
loss = -(one_hot * probabilities.log()).sum(dim=1).mean()

# %% sparse-categorical-crossentropy-metric same="loss"
# note: For logits: `F.cross_entropy`, and `from_logits=True` in Keras.
loss = F.nll_loss(probabilities.log(), labels)

# %% hinge same="loss" note="Keras turns labels 0 and 1 into -1 and 1."
loss = F.relu(1 - (2 * truth - 1) * scores).mean()

# %% mean same="mean" note="A metric keeps its total: a second call returns the mean over both batches."
mean = torch.mean(losses)

# %% weighted-mean same="mean"
mean = (losses * weights).sum() / weights.sum()

# %% sum same="total"
total = torch.sum(losses)

# %% update-state same="mean"
# note: Take the mean over all examples: the mean of the means of batches is wrong where the last batch is smaller.
total, count = 0.0, 0
for batch in torch.split(losses, 3):
    total, count = total + batch.sum(), count + len(batch)
mean = total / count

# %% reset-state same="mean" note="`fit` does this before each epoch."
total, count = 0.0, 0
total, count = total + losses[3:].sum(), count + 2
mean = total / count

# %% psnr same="ratio" note="For pictures up to 255, divide by 255 first, or `max_val=255`."
errors = (copies - pictures).square().mean(dim=(1, 2, 3))
ratio = -10 * torch.log10(errors)
