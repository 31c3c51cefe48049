# %% predictions same="logits, labels"
import numpy as np
import tensorflow as tf

rng = np.random.default_rng(0)
labels = rng.integers(0, 3, 100)
logits = rng.normal(size=(100, 3)).astype("float32")
logits[np.arange(100), labels] += 1.5

logits = tf.constant(logits)
labels = tf.constant(labels)
print(logits[:3])
print(labels[:3], tf.math.bincount(labels))

# %% class-labels same="probabilities, predicted, from_logits"
probabilities = tf.nn.softmax(logits, axis=1)
predicted = tf.argmax(probabilities, axis=1)
from_logits = tf.argmax(logits, axis=1)  # softmax keeps the order
print(probabilities[:3])
print(predicted[:3], from_logits[:3])

# %% accuracy raises="InvalidArgumentError" same="accuracy"
# why: PyTorch and Keras promote integers before they compare them. In TensorFlow the `int64` of `tf.argmax` meets
#   `int32` labels and raises; with `output_type`, or a cast, all three are equal.
stored = tf.cast(labels, tf.int32)  # as in many data sets
predicted = tf.argmax(logits, axis=1)
try:
    correct = predicted == stored
except tf.errors.InvalidArgumentError as error:
    print(error.message.split(" [Op:")[0])

predicted = tf.argmax(logits, axis=1, output_type=tf.int32)
correct = predicted == stored
accuracy = tf.reduce_mean(tf.cast(correct, tf.float32))
accuracy

# %% metric-state same="first, whole, second"
metric = tf.keras.metrics.SparseCategoricalAccuracy()
metric.update_state(labels[:64], logits[:64])
first = float(metric.result())
metric.update_state(labels[64:], logits[64:])
whole = float(metric.result())
metric.reset_state()
metric.update_state(labels[64:], logits[64:])
second = float(metric.result())
print(f"{first:.4f} {whole:.4f} {second:.4f}")


# %% custom-metric same="by_batches"
class Specificity(tf.keras.metrics.Metric):
    def __init__(self, label, **options):
        super().__init__(**options)
        self.label = label
        self.rejected = self.add_weight(initializer="zeros")
        self.negatives = self.add_weight(initializer="zeros")

    def update_state(self, labels, logits, sample_weight=None):
        negative = labels != self.label
        rejected = negative & (tf.argmax(logits, axis=1) != self.label)
        self.rejected.assign_add(tf.reduce_sum(tf.cast(rejected, "float32")))
        self.negatives.assign_add(tf.reduce_sum(tf.cast(negative, "float32")))

    def result(self):
        return self.rejected / self.negatives


metric = Specificity(label=2)
metric.update_state(labels[:64], logits[:64])
metric.update_state(labels[64:], logits[64:])
by_batches = float(metric.result())
by_batches

# %% top-k same="top_1, top_2"
hits_1 = tf.math.in_top_k(labels, logits, k=1)
hits_2 = tf.math.in_top_k(labels, logits, k=2)
top_1 = tf.reduce_mean(tf.cast(hits_1, tf.float32))
top_2 = tf.reduce_mean(tf.cast(hits_2, tf.float32))
print(top_1, top_2)

# %% confusion-matrix same="matrix"
matrix = tf.math.confusion_matrix(
    labels,
    predicted,
    num_classes=3,
    dtype=tf.int64,  # int32 unless named
)
matrix

# %% precision-recall same="precision, recall, f1"
targets = labels == 2
scores = probabilities[:, 2]

precision = tf.keras.metrics.Precision()(targets, scores)
recall = tf.keras.metrics.Recall()(targets, scores)
f1 = tf.keras.metrics.F1Score(threshold=0.5)(
    targets[:, tf.newaxis], scores[:, tf.newaxis]
)[0]
print(precision, recall, f1)

# %% binary-accuracy differs="usual" same="accuracy"
# why: Keras' accuracy for two classes cuts at 0.5, which is right for probabilities only. A logit of 0 is a probability
#   of 0.5: set `threshold=0.0`, or apply a sigmoid first, and the results are equal.
margins = tf.math.log(scores / (1 - scores))

usual = tf.keras.metrics.BinaryAccuracy()(targets, margins)
at_zero = tf.keras.metrics.BinaryAccuracy(threshold=0.0)
accuracy = at_zero(targets, margins)
print(usual, accuracy)

# %% f1-averages same="per_class, macro, weighted, micro"
one_hot = tf.one_hot(labels, 3)


def f1_score(average):
    metric = tf.keras.metrics.F1Score(average=average)
    return metric(one_hot, probabilities)


per_class = f1_score(None)
macro, weighted = f1_score("macro"), f1_score("weighted")
micro = f1_score("micro")  # equals accuracy
print(per_class)
print(macro, weighted, micro)

# %% skewed-classes same="balanced, correlation"
counts = tf.cast(matrix, tf.float32)
support, claimed = tf.reduce_sum(counts, 1), tf.reduce_sum(counts, 0)
balanced = tf.reduce_mean(tf.linalg.diag_part(counts) / support)

total, hits = tf.reduce_sum(counts), tf.linalg.trace(counts)
covariance = hits * total - tf.reduce_sum(support * claimed)
of_labels = total**2 - tf.reduce_sum(support**2)
of_predictions = total**2 - tf.reduce_sum(claimed**2)
correlation = covariance / tf.sqrt(of_labels * of_predictions)
print(balanced, correlation)  # balanced accuracy, Matthews

# %% multiclass-precision differs="usual" same="micro, of_class_2"
# why: By hand, every example has one predicted class. `Precision` counts every probability above 0.5, so an unsure
#   example predicts nothing. With `top_k=1` it takes the largest, and the two are equal.
Precision = tf.keras.metrics.Precision
usual = Precision()(one_hot, probabilities)

micro = Precision(top_k=1)(one_hot, probabilities)
metric = Precision(top_k=1, class_id=2)
of_class_2 = metric(one_hot, probabilities)
print(usual, micro, of_class_2)

# %% report same="report"
from sklearn.metrics import classification_report

report = classification_report(labels, predicted, digits=3)
print(report)

# %% several-labels same="each_label, exact, macro_f1"
guesses = tf.constant([[0.9, 0.2, 0.6], [0.4, 0.7, 0.1], [0.8, 0.6, 0.3]])
marked = tf.constant([[1.0, 0.0, 1.0], [1.0, 1.0, 0.0], [1.0, 0.0, 0.0]])

metrics = tf.keras.metrics
each_label = metrics.BinaryAccuracy()(marked, guesses)
chosen = tf.cast(guesses > 0.5, tf.float32)
all_right = tf.reduce_all(chosen == marked, axis=1)
exact = tf.reduce_mean(tf.cast(all_right, tf.float32))
macro_f1 = metrics.F1Score(average="macro", threshold=0.5)(marked, guesses)
print(each_label, exact, macro_f1)

# %% auc differs="usual" same="exact"
# why: Keras' `AUC` sums over 200 fixed thresholds and misses what happens between two of them. PyTorch has no AUC;
#   scikit-learn and the count of ordered pairs are exact. Given every score as a threshold, Keras is exact too.
usual = float(tf.keras.metrics.AUC()(targets, scores))

every_score = np.unique(scores).tolist()
metric = tf.keras.metrics.AUC(thresholds=every_score)
exact = metric(targets, scores)
print(f"{usual:.6f} {exact:.6f}")

# %% pr-curve differs="usual" same="precision, recall, average_precision"
# why: Average precision is a sum of steps, and that is scikit-learn's answer. `AUC(curve='PR')` of Keras interpolates
#   between its thresholds. The sum of steps by hand is equal.
# alt: Precision against recall as a step line in TensorFlow's color. It stays at a precision of 1 up to a recall of
#   about 0.35, falls with a saw-tooth edge to about 0.65, and at a recall of 1 drops to a dashed gray line at 0.35, the
#   share of positive examples.
import matplotlib.pyplot as plt

usual = float(tf.keras.metrics.AUC(curve="PR")(targets, scores))

order = tf.argsort(scores, direction="DESCENDING")
hits = tf.cast(tf.gather(targets, order), tf.float32)
precision = tf.cumsum(hits) / tf.range(1.0, 101.0)
recall = tf.cumsum(hits) / tf.reduce_sum(hits)
average_precision = tf.reduce_sum(precision * hits) / tf.reduce_sum(hits)
print(f"{usual:.6f} {average_precision:.6f}")

fig, axes = plt.subplots(figsize=(6.4, 3.6))
axes.step(recall, precision, color="#ff8f00", where="pre")
axes.axhline(tf.reduce_mean(hits), color="#6b7280", ls="--")
axes.set(xlabel="recall", ylabel="precision", ylim=(0, 1.05))
plt.show()

# %% threshold same="f1, best"
thresholds = tf.linspace(0.05, 0.95, 19)
positive = scores > thresholds[:, tf.newaxis]
true_positives = tf.math.count_nonzero(positive & targets, axis=1)

claimed = tf.math.count_nonzero(positive, axis=1)
actual = tf.math.count_nonzero(targets)
f1 = tf.cast(2 * true_positives / (claimed + actual), tf.float32)
best = thresholds[tf.argmax(f1)]
print(f"F1 at 0.5: {f1[9]:.4f}")
print(f"F1 at {best:.2f}: {tf.reduce_max(f1):.4f}")

# %% calibration same="counts, error"
confidence = tf.reduce_max(probabilities, axis=1)
predicted = tf.argmax(probabilities, axis=1)
correct = tf.cast(predicted == labels, tf.float32)

bins = tf.minimum(tf.cast(confidence * 5, tf.int64), 4)
counts = tf.math.bincount(bins, minlength=5, dtype=tf.int64)
gap = tf.math.unsorted_segment_sum(confidence - correct, bins, 5)
error = tf.reduce_sum(tf.abs(gap)) / len(labels)
print(counts)
print(error)

# %% temperature same="best, before, after"
too_sure = 3 * logits
tried = tf.range(0.5, 4.0, 0.25)
cross_entropy = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
losses = tf.stack([cross_entropy(labels, too_sure / t) for t in tried])
best = tried[tf.argmin(losses)]
before, after = losses[2], tf.reduce_min(losses)  # the third divides by 1
print(best, before, after)

# %% perplexity same="perplexity"
rng = np.random.default_rng(2)
word_logits = tf.constant(rng.normal(size=(2, 5, 7)))
words = tf.constant([[4, 1, 6, 2, 3], [5, 2, 0, 0, 0]])  # 0: padding

losses = tf.nn.sparse_softmax_cross_entropy_with_logits(
    labels=words, logits=word_logits
)
perplexity = tf.exp(tf.reduce_mean(losses[words != 0]))
perplexity

# %% masked-accuracy same="careless, accuracy"
guessed = tf.constant([[4, 1, 2, 2, 3], [5, 1, 0, 0, 0]])
match = tf.cast(guessed == words, tf.float32)
careless = tf.reduce_mean(match)
accuracy = tf.reduce_mean(match[words != 0])
print(careless, accuracy)

# %% regression-metrics same="mae, rmse, r2"
measured = tf.constant([[3.0], [-0.5], [2.0], [7.0]])
estimated = tf.constant([[2.5], [0.0], [2.0], [8.0]])

mae = tf.keras.metrics.MeanAbsoluteError()(measured, estimated)
rmse = tf.keras.metrics.RootMeanSquaredError()(measured, estimated)
r2 = tf.keras.metrics.R2Score()(measured, estimated)
print(mae, rmse, r2)

# %% correlation same="pearson"
true = tf.constant([[3.0], [0.5], [2.0], [7.0]])
guess = tf.constant([[2.5], [1.0], [2.0], [8.0]])
pearson = tf.keras.metrics.PearsonCorrelation(axis=0)(true, guess)
pearson

# %% iou same="per_class, mean_iou"
mask = tf.constant([[0, 0, 1], [0, 2, 1], [2, 2, 1]])
guess = tf.constant([[0, 1, 1], [0, 2, 1], [2, 1, 1]])

each = [
    tf.keras.metrics.IoU(num_classes=3, target_class_ids=[label]) for label in range(3)
]
per_class = tf.stack([metric(mask, guess) for metric in each])
mean_iou = tf.keras.metrics.MeanIoU(num_classes=3)(mask, guess)
print(per_class, mean_iou)

# %% model same="inputs, outputs"
rng = np.random.default_rng(1)
inputs = tf.constant(rng.normal(size=(100, 4)).astype("float32"))
kernel = rng.normal(size=(4, 3)).astype("float32")
layer = tf.keras.layers.Dense(3)
model = tf.keras.Sequential([tf.keras.Input((4,)), layer])
layer.kernel.assign(kernel)
outputs = model(inputs)
outputs[:2]

# %% evaluate same="loss, accuracy"
labels = tf.argmax(outputs + inputs[:, :3], axis=1)
dataset = tf.data.Dataset.from_tensor_slices((inputs, labels)).batch(64)
mean_loss = tf.keras.metrics.SparseCategoricalCrossentropy(from_logits=True)
mean_accuracy = tf.keras.metrics.SparseCategoricalAccuracy()
for batch, targets in dataset:
    outputs = model(batch, training=False)
    mean_loss.update_state(targets, outputs)
    mean_accuracy.update_state(targets, outputs)
loss, accuracy = float(mean_loss.result()), float(mean_accuracy.result())
print(f"loss {loss:.4f}, accuracy {accuracy:.4f}")

# %% mean-of-batches differs="reported" same="exact"
# why: A mean of batch means lets the 36 examples of the last batch weigh as much as the 64 before them; so does
#   `keras.metrics.Mean` given one number for each batch. `evaluate`, and a metric that is given the labels and
#   predictions, count examples. Weighted by batch size, all are equal.
cross_entropy = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
plain, weighted = tf.keras.metrics.Mean(), tf.keras.metrics.Mean()
for batch, targets in dataset:
    loss = cross_entropy(targets, model(batch))
    plain.update_state(loss)  # falls into the same trap
    weighted.update_state(loss, sample_weight=len(targets))

reported = float(mean_loss.result())
exact = float(weighted.result())
print(f"{reported:.4f} {exact:.4f}, Mean alone: {plain.result():.4f}")
