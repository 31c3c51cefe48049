# %% inputs hidden="true"
import numpy as np
import tensorflow as tf

truth = tf.constant([1.0, 0.0, 1.0, 1.0, 0.0, 0.0, 1.0, 0.0])
scores = tf.constant([0.9, 0.354, 0.352, 0.8, 0.6, 0.1, 0.55, 0.2])
labels = tf.constant([0, 2, 1, 2])
probabilities = tf.constant(
    [[0.7, 0.2, 0.1], [0.5, 0.2, 0.3], [0.1, 0.8, 0.1], [0.2, 0.3, 0.5]]
)
targets = tf.constant([[1.0, 2.0], [3.0, 5.0], [2.0, 1.0], [4.0, 4.0]])
guesses = tf.constant([[1.5, 2.0], [2.5, 4.0], [2.0, 2.0], [3.0, 4.5]])
losses = tf.constant([0.9, 0.7, 0.6, 0.4, 0.3])
weights = tf.constant([1.0, 1.0, 1.0, 2.0, 2.0])

one_hot = tf.one_hot(labels, 3)
predicted = tf.argmax(probabilities, axis=1, output_type=tf.int32)
rng = np.random.default_rng(0)
pictures = tf.constant(rng.random((2, 12, 12, 1), dtype="float32"))
copies = 0.8 * pictures + 0.1
waves = tf.constant([[[1.0], [3.0], [0.0]], [[2.0], [0.0], [0.0]]])  # 0: padding

# %% accuracy same="accuracy"
accuracy = tf.keras.metrics.Accuracy()(labels, predicted)

# %% binary-accuracy same="accuracy"
accuracy = tf.keras.metrics.BinaryAccuracy()(truth, scores)

# %% categorical-accuracy same="accuracy"
accuracy = tf.keras.metrics.CategoricalAccuracy()(one_hot, probabilities)

# %% sparse-categorical-accuracy same="accuracy"
accuracy = tf.keras.metrics.SparseCategoricalAccuracy()(labels, probabilities)

# %% top-k-categorical-accuracy same="accuracy"
accuracy = tf.keras.metrics.TopKCategoricalAccuracy(k=2)(one_hot, probabilities)

# %% sparse-top-k-accuracy same="accuracy"
accuracy = tf.keras.metrics.SparseTopKCategoricalAccuracy(k=2)(labels, probabilities)

# %% binary-accuracy-function same="hits"
hits = tf.keras.metrics.binary_accuracy(truth, scores)

# %% categorical-accuracy-function same="hits"
hits = tf.keras.metrics.categorical_accuracy(one_hot, probabilities)

# %% sparse-categorical-accuracy-function same="hits"
hits = tf.keras.metrics.sparse_categorical_accuracy(labels, probabilities)

# %% precision same="precision"
precision = tf.keras.metrics.Precision()(truth, scores)

# %% recall same="recall"
recall = tf.keras.metrics.Recall()(truth, scores)

# %% true-positives same="count"
count = tf.keras.metrics.TruePositives()(truth, scores)

# %% false-positives same="count"
count = tf.keras.metrics.FalsePositives()(truth, scores)

# %% true-negatives same="count"
count = tf.keras.metrics.TrueNegatives()(truth, scores)

# %% false-negatives same="count"
count = tf.keras.metrics.FalseNegatives()(truth, scores)

# %% f1-score same="f1"
f1 = tf.keras.metrics.F1Score(average="macro")(one_hot, probabilities)

# %% fbeta-score same="score"
metric = tf.keras.metrics.FBetaScore(beta=2.0, threshold=0.5)
score = metric(truth[:, tf.newaxis], scores[:, tf.newaxis])[0]

# %% auc differs="area" same="fine"
# why: `AUC` sorts the scores into bins between 200 thresholds and takes scores in one bin for equal; the share of well
#   ordered pairs, by hand, is exact. More thresholds bring the two together.
area = tf.keras.metrics.AUC()(truth, scores)
fine = tf.keras.metrics.AUC(num_thresholds=2001)(truth, scores)

# %% recall-at-precision same="best"
best = tf.keras.metrics.RecallAtPrecision(0.7)(truth, scores)

# %% precision-at-recall same="best"
best = tf.keras.metrics.PrecisionAtRecall(0.6)(truth, scores)

# %% confusion-matrix same="matrix"
matrix = tf.math.confusion_matrix(labels, predicted, num_classes=3, dtype=tf.int64)

# %% iou same="iou"
metric = tf.keras.metrics.IoU(num_classes=3, target_class_ids=[2])
iou = metric(labels, predicted)

# %% mean-iou same="iou"
iou = tf.keras.metrics.MeanIoU(num_classes=3)(labels, predicted)

# %% mean-squared-error same="error"
error = tf.keras.metrics.MeanSquaredError()(targets, guesses)

# %% masked-error differs="error" same="matched"
# why: A Keras metric leaves out the steps that a mask from `Masking` or `Embedding(mask_zero=True)` hides. PyTorch
#   sends no masks along: pick the steps with your own mask.
masked = tf.keras.layers.Masking(mask_value=0.0)(waves)
error = matched = tf.keras.metrics.MeanSquaredError()(tf.ones_like(waves), masked)

# %% root-mean-squared-error same="error"
error = tf.keras.metrics.RootMeanSquaredError()(targets, guesses)

# %% mean-absolute-error same="error"
error = tf.keras.metrics.MeanAbsoluteError()(targets, guesses)

# %% mean-absolute-percentage-error same="error"
error = tf.keras.metrics.MeanAbsolutePercentageError()(targets, guesses)

# %% mean-squared-logarithmic-error same="error"
error = tf.keras.metrics.MeanSquaredLogarithmicError()(targets, guesses)

# %% log-cosh-error same="error"
error = tf.keras.metrics.LogCoshError()(targets, guesses)

# %% r2-score same="score"
score = tf.keras.metrics.R2Score()(targets, guesses)

# %% pearson-correlation same="correlation"
correlation = tf.keras.metrics.PearsonCorrelation()(truth, scores)

# %% cosine-similarity same="likeness"
likeness = tf.keras.metrics.CosineSimilarity()(targets, guesses)

# %% kl-divergence same="divergence"
divergence = tf.keras.metrics.KLDivergence()(probabilities[:, ::-1], probabilities)

# %% binary-crossentropy-metric same="loss"
loss = tf.keras.metrics.BinaryCrossentropy()(truth, scores)

# %% categorical-crossentropy-metric same="loss"
loss = tf.keras.metrics.CategoricalCrossentropy()(one_hot, probabilities)

# %% sparse-categorical-crossentropy-metric same="loss"
loss = tf.keras.metrics.SparseCategoricalCrossentropy()(labels, probabilities)

# %% hinge same="loss"
loss = tf.keras.metrics.Hinge()(truth, scores)

# %% mean same="mean"
mean = tf.keras.metrics.Mean()(losses)

# %% weighted-mean same="mean"
mean = tf.keras.metrics.Mean()(losses, sample_weight=weights)

# %% sum same="total"
total = tf.keras.metrics.Sum()(losses)

# %% update-state same="mean" api="tf.keras.metrics.Metric.update_state, tf.keras.metrics.Metric.result"
metric = tf.keras.metrics.Mean()
for batch in tf.split(losses, [3, 2]):
    metric.update_state(batch)
mean = metric.result()

# %% reset-state same="mean" api="tf.keras.metrics.Metric.reset_state"
metric.reset_state()
metric.update_state(losses[3:])
mean = metric.result()

# %% psnr same="ratio"
ratio = tf.image.psnr(copies, pictures, max_val=1.0)

# %% ssim only="tensorflow"
# why: PyTorch has no such function: the package `torchmetrics` has `StructuralSimilarityIndexMeasure`.
likeness = tf.image.ssim(copies, pictures, max_val=1.0)
