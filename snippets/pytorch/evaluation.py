# %% predictions same="logits, labels"
import numpy as np
import torch

rng = np.random.default_rng(0)
labels = rng.integers(0, 3, 100)
logits = rng.normal(size=(100, 3)).astype("float32")
logits[np.arange(100), labels] += 1.5

logits = torch.from_numpy(logits)
labels = torch.from_numpy(labels)
print(logits[:3])
print(labels[:3], torch.bincount(labels))

# %% class-labels same="probabilities, predicted, from_logits"
probabilities = torch.softmax(logits, dim=1)
predicted = probabilities.argmax(dim=1)
from_logits = logits.argmax(dim=1)  # softmax keeps the order
print(probabilities[:3])
print(predicted[:3], from_logits[:3])

# %% accuracy same="accuracy"
# why: PyTorch and Keras promote integers before they compare them. In TensorFlow the `int64` of `tf.argmax` meets
#   `int32` labels and raises; with `output_type`, or a cast, all three are equal.
stored = labels.to(torch.int32)  # as in many data sets
predicted = logits.argmax(dim=1)
print(predicted.dtype, stored.dtype)

correct = predicted == stored
accuracy = correct.float().mean()
accuracy


# %% metric-state same="first, whole, second"
class Accuracy:
    correct, seen = 0, 0

    def update(self, logits, labels):
        self.correct += (logits.argmax(dim=1) == labels).sum().item()
        self.seen += len(labels)

    def result(self):
        return self.correct / self.seen


metric = Accuracy()
metric.update(logits[:64], labels[:64])
first = metric.result()
metric.update(logits[64:], labels[64:])
whole = metric.result()
metric = Accuracy()  # start again
metric.update(logits[64:], labels[64:])
second = metric.result()
print(f"{first:.4f} {whole:.4f} {second:.4f}")


# %% custom-metric same="by_batches"
class Specificity:
    def __init__(self, label):
        self.label = label
        self.rejected, self.negatives = 0, 0

    def update(self, logits, labels):
        negative = labels != self.label
        claimed = logits.argmax(dim=1) == self.label
        self.rejected += (negative & ~claimed).sum().item()
        self.negatives += negative.sum().item()

    def result(self):
        return self.rejected / self.negatives


metric = Specificity(label=2)
metric.update(logits[:64], labels[:64])
metric.update(logits[64:], labels[64:])
by_batches = metric.result()
by_batches

# %% top-k same="top_1, top_2"
ranked = logits.topk(2, dim=1).indices
hits = ranked == labels.unsqueeze(1)
top_1 = hits[:, :1].any(dim=1).float().mean()
top_2 = hits.any(dim=1).float().mean()
print(top_1, top_2)

# %% confusion-matrix same="matrix"
classes = 3
cells = classes * labels + predicted  # row: label, column: prediction
matrix = torch.bincount(cells, minlength=classes**2)
matrix = matrix.reshape(classes, classes)
matrix

# %% precision-recall same="precision, recall, f1"
targets = labels == 2
scores = probabilities[:, 2]

positive = scores > 0.5
true_positives = (positive & targets).sum()
precision = true_positives / positive.sum()
recall = true_positives / targets.sum()
f1 = 2 * precision * recall / (precision + recall)
print(precision, recall, f1)

# %% binary-accuracy differs="usual" same="accuracy"
# why: Keras' accuracy for two classes cuts at 0.5, which is right for probabilities only. A logit of 0 is a probability
#   of 0.5: set `threshold=0.0`, or apply a sigmoid first, and the results are equal.
margins = torch.logit(scores)  # what a model without sigmoid gives

usual = ((margins > 0) == targets).float().mean()
accuracy = ((torch.sigmoid(margins) > 0.5) == targets).float().mean()
print(usual, accuracy)

# %% f1-averages same="per_class, macro, weighted, micro"
true_positives = matrix.diag()
support = matrix.sum(dim=1)
per_class = 2 * true_positives / (matrix.sum(dim=0) + support)

macro = per_class.mean()
weighted = (per_class * support).sum() / support.sum()
micro = true_positives.sum() / matrix.sum()  # equals accuracy
print(per_class)
print(macro, weighted, micro)

# %% skewed-classes same="balanced, correlation"
support, claimed = matrix.sum(dim=1), matrix.sum(dim=0)
balanced = (matrix.diag() / support).mean()

total, hits = matrix.sum(), matrix.diag().sum()
covariance = hits * total - (support * claimed).sum()
of_labels = total**2 - support.square().sum()
of_predictions = total**2 - claimed.square().sum()
correlation = covariance / (of_labels * of_predictions).sqrt()
print(balanced, correlation)  # balanced accuracy, Matthews

# %% multiclass-precision differs="usual" same="micro, of_class_2"
# why: By hand, every example has one predicted class. `Precision` counts every probability above 0.5, so an unsure
#   example predicts nothing. With `top_k=1` it takes the largest, and the two are equal.
right = predicted == labels
usual = micro = right.float().mean()  # each example predicts one class

claimed = predicted == 2
of_class_2 = (right & claimed).sum() / claimed.sum()
print(usual, micro, of_class_2)

# %% report same="report"
from sklearn.metrics import classification_report

report = classification_report(labels, predicted, digits=3)
print(report)

# %% several-labels same="each_label, exact, macro_f1"
guesses = torch.tensor([[0.9, 0.2, 0.6], [0.4, 0.7, 0.1], [0.8, 0.6, 0.3]])
marked = torch.tensor([[1.0, 0.0, 1.0], [1.0, 1.0, 0.0], [1.0, 0.0, 0.0]])
chosen = (guesses > 0.5).float()

right = chosen == marked
each_label = right.float().mean()
exact = right.all(dim=1).float().mean()
hits = (chosen * marked).sum(dim=0)
f1 = 2 * hits / (chosen.sum(dim=0) + marked.sum(dim=0))
macro_f1 = f1.mean()
print(each_label, exact, macro_f1)

# %% auc differs="usual" same="exact"
# why: Keras' `AUC` sums over 200 fixed thresholds and misses what happens between two of them. PyTorch has no AUC;
#   scikit-learn and the count of ordered pairs are exact. Given every score as a threshold, Keras is exact too.
from sklearn.metrics import roc_auc_score

usual = roc_auc_score(targets, scores)

difference = scores[targets].unsqueeze(1) - scores[~targets]
ordered = (difference > 0).float() + 0.5 * (difference == 0)
exact = ordered.mean()
print(f"{usual:.6f} {exact:.6f}")

# %% pr-curve differs="usual" same="precision, recall, average_precision"
# why: Average precision is a sum of steps, and that is scikit-learn's answer. `AUC(curve='PR')` of Keras interpolates
#   between its thresholds. The sum of steps by hand is equal.
# alt: Precision against recall as a step line in PyTorch's color. It stays at a precision of 1 up to a recall of about
#   0.35, falls with a saw-tooth edge to about 0.65, and at a recall of 1 drops to a dashed gray line at 0.35, the share
#   of positive examples.
import matplotlib.pyplot as plt
from sklearn.metrics import average_precision_score

usual = average_precision_score(targets, scores)

order = scores.argsort(descending=True)
hits = targets[order].float()
precision = hits.cumsum(dim=0) / torch.arange(1, 101)
recall = hits.cumsum(dim=0) / hits.sum()
average_precision = (precision * hits).sum() / hits.sum()
print(f"{usual:.6f} {average_precision:.6f}")

fig, axes = plt.subplots(figsize=(6.4, 3.6))
axes.step(recall, precision, color="#ee4c2c", where="pre")
axes.axhline(hits.mean(), color="#6b7280", ls="--")
axes.set(xlabel="recall", ylabel="precision", ylim=(0, 1.05))
plt.show()

# %% threshold same="f1, best"
thresholds = torch.linspace(0.05, 0.95, 19)
positive = scores > thresholds.unsqueeze(1)
true_positives = (positive & targets).sum(dim=1)

f1 = 2 * true_positives / (positive.sum(dim=1) + targets.sum())
best = thresholds[f1.argmax()]
print(f"F1 at 0.5: {f1[9]:.4f}")
print(f"F1 at {best:.2f}: {f1.max():.4f}")

# %% calibration same="counts, error"
confidence, predicted = probabilities.max(dim=1)
correct = (predicted == labels).float()

bins = (confidence * 5).long().clamp(max=4)
counts = torch.bincount(bins, minlength=5)
claimed = torch.bincount(bins, weights=confidence, minlength=5)
reached = torch.bincount(bins, weights=correct, minlength=5)
error = (claimed - reached).abs().sum() / len(labels)
print(counts)
print(error)

# %% temperature same="best, before, after"
from torch import nn

too_sure = 3 * logits
tried = torch.arange(0.5, 4.0, 0.25)
cross_entropy = nn.functional.cross_entropy
losses = torch.stack([cross_entropy(too_sure / t, labels) for t in tried])
best = tried[losses.argmin()]
before, after = losses[2], losses.min()  # the third divides by 1
print(best, before, after)

# %% perplexity same="perplexity"
rng = np.random.default_rng(2)
word_logits = torch.from_numpy(rng.normal(size=(2, 5, 7)))
words = torch.tensor([[4, 1, 6, 2, 3], [5, 2, 0, 0, 0]])  # 0: padding

loss = nn.functional.cross_entropy(
    word_logits.flatten(0, 1), words.flatten(), ignore_index=0
)
perplexity = loss.exp()
perplexity

# %% masked-accuracy same="careless, accuracy"
guessed = torch.tensor([[4, 1, 2, 2, 3], [5, 1, 0, 0, 0]])
careless = (guessed == words).float().mean()
real = words != 0
accuracy = (guessed == words)[real].float().mean()
print(careless, accuracy)

# %% regression-metrics same="mae, rmse, r2"
measured = torch.tensor([[3.0], [-0.5], [2.0], [7.0]])
estimated = torch.tensor([[2.5], [0.0], [2.0], [8.0]])

mae = nn.functional.l1_loss(estimated, measured)
rmse = nn.functional.mse_loss(estimated, measured).sqrt()
residual = (measured - estimated).square().sum()
r2 = 1 - residual / (measured - measured.mean()).square().sum()
print(mae, rmse, r2)

# %% correlation same="pearson"
true = torch.tensor([[3.0], [0.5], [2.0], [7.0]])
guess = torch.tensor([[2.5], [1.0], [2.0], [8.0]])
pearson = torch.corrcoef(torch.cat([true, guess], dim=1).T)[0, 1]
pearson

# %% iou same="per_class, mean_iou"
mask = torch.tensor([[0, 0, 1], [0, 2, 1], [2, 2, 1]])
guess = torch.tensor([[0, 1, 1], [0, 2, 1], [2, 1, 1]])

matrix = torch.bincount((3 * mask + guess).flatten(), minlength=9)
matrix = matrix.reshape(3, 3)
overlap = matrix.diag()
per_class = overlap / (matrix.sum(0) + matrix.sum(1) - overlap)
mean_iou = per_class.mean()
print(per_class, mean_iou)

# %% model same="inputs, outputs"
rng = np.random.default_rng(1)
inputs = torch.from_numpy(rng.normal(size=(100, 4)).astype("float32"))
kernel = torch.from_numpy(rng.normal(size=(4, 3)).astype("float32"))
model = nn.Linear(4, 3)
with torch.no_grad():
    model.weight.copy_(kernel.T)
    model.bias.zero_()
    outputs = model(inputs)
outputs[:2]

# %% evaluate same="loss, accuracy"
from torch.utils.data import DataLoader, TensorDataset

labels = (outputs + inputs[:, :3]).argmax(dim=1)
loader = DataLoader(TensorDataset(inputs, labels), batch_size=64)
total, correct = 0.0, 0
model.eval()
with torch.no_grad():
    for batch, targets in loader:
        outputs = model(batch)
        loss = nn.functional.cross_entropy(outputs, targets, reduction="sum")
        total += loss.item()
        correct += (outputs.argmax(dim=1) == targets).sum().item()
loss, accuracy = total / len(labels), correct / len(labels)
print(f"loss {loss:.4f}, accuracy {accuracy:.4f}")

# %% mean-of-batches differs="reported" same="exact"
# why: A mean of batch means lets the 36 examples of the last batch weigh as much as the 64 before them; so does
#   `keras.metrics.Mean` given one number for each batch. `evaluate`, and a metric that is given the labels and
#   predictions, count examples. Weighted by batch size, all are equal.
batch_losses, sizes = [], []
with torch.no_grad():
    for batch, targets in loader:
        loss = nn.functional.cross_entropy(model(batch), targets)
        batch_losses.append(loss.item())
        sizes.append(len(targets))

reported = sum(batch_losses) / len(loader)
exact = float(np.average(batch_losses, weights=sizes))
print(f"{reported:.4f} {exact:.4f}")
