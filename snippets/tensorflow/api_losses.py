# %% inputs hidden="true"
import numpy as np
import tensorflow as tf

rng = np.random.default_rng(0)
target = tf.constant([[1.0, 0.0, -1.5], [1.0, 0.5, 1.0]])
prediction = tf.constant([[0.5, 2.0, -1.0], [1.5, 0.3, 4.0]])

labels = tf.constant([0, 2])  # of three classes
one_hot = tf.constant([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
logits = tf.constant([[2.0, 0.5, -1.0], [0.1, 1.5, 0.3]])
probability = tf.nn.softmax(logits)

answer = tf.constant([1.0, 0.0, 0.0])  # yes or no
sign = tf.constant([1.0, -1.0, -1.0])
score = tf.constant([2.0, -1.0, 0.5])
chance = tf.sigmoid(score)
waves = tf.constant([[[1.0], [3.0], [0.0]], [[2.0], [0.0], [0.0]]])  # 0: padding

# %% cross-entropy-loss same="loss"
cross_entropy = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
loss = cross_entropy(labels, logits)

# %% cross-entropy-one-hot same="loss"
cross_entropy = tf.keras.losses.CategoricalCrossentropy(from_logits=True)
loss = cross_entropy(one_hot, logits)

# %% cross-entropy same="losses"
losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits)

# %% softmax-cross-entropy same="losses"
losses = tf.nn.softmax_cross_entropy_with_logits(labels=one_hot, logits=logits)

# %% categorical-crossentropy differs="loss" same="losses"
# why: The function of Keras returns one loss for each row, and PyTorch's their mean. `reduction='none'` makes PyTorch
#   keep the rows.
loss = tf.keras.losses.categorical_crossentropy(one_hot, logits, from_logits=True)
losses = loss

# %% nll-loss same="loss"
loss = tf.keras.losses.SparseCategoricalCrossentropy()(labels, probability)

# %% sparse-categorical-crossentropy same="losses"
losses = tf.keras.losses.sparse_categorical_crossentropy(labels, probability)

# %% bce-loss same="loss"
loss = tf.keras.losses.BinaryCrossentropy()(answer, chance)

# %% bce-with-logits-loss same="loss"
loss = tf.keras.losses.BinaryCrossentropy(from_logits=True)(answer, score)

# %% binary-cross-entropy same="loss"
loss = tf.keras.losses.binary_crossentropy(answer, chance)

# %% sigmoid-cross-entropy same="losses"
losses = tf.nn.sigmoid_cross_entropy_with_logits(labels=answer, logits=score)

# %% pos-weight same="losses"
losses = tf.nn.weighted_cross_entropy_with_logits(answer, score, pos_weight=3.0)

# %% mse-loss same="loss"
loss = tf.keras.losses.MeanSquaredError()(target, prediction)

# %% mean-squared-error differs="loss" same="mean"
# why: The function of Keras takes the mean over the last axis and keeps the rows. The mean of these is PyTorch's.
#   `keras.losses` has it as `mean_squared_error`, too.
loss = tf.keras.losses.MSE(target, prediction)
mean = tf.reduce_mean(loss)

# %% l1-loss same="loss"
loss = tf.keras.losses.MeanAbsoluteError()(target, prediction)

# %% mean-absolute-error differs="loss" same="mean"
# why: The function of Keras takes the mean over the last axis and keeps the rows. The mean of these is PyTorch's.
#   `keras.losses` has it as `mean_absolute_error`, too.
loss = tf.keras.losses.MAE(target, prediction)
mean = tf.reduce_mean(loss)

# %% huber-loss same="loss"
loss = tf.keras.losses.Huber(delta=2.0)(target, prediction)

# %% huber differs="loss" same="mean"
# why: The function of Keras takes the mean over the last axis and keeps the rows. The mean of these is PyTorch's.
loss = tf.keras.losses.huber(target, prediction, delta=2.0)
mean = tf.reduce_mean(loss)

# %% smooth-l1-loss same="loss"
loss = tf.keras.losses.Huber(delta=1.0)(target, prediction)

# %% smooth-l1-beta same="loss"
loss = tf.keras.losses.Huber(delta=2.0)(target, prediction) / 2.0

# %% log-cosh same="loss"
loss = tf.keras.losses.LogCosh()(target, prediction)

# %% mean-absolute-percentage-error same="loss"
loss = tf.keras.losses.MeanAbsolutePercentageError()(score, chance + 1)

# %% mean-squared-logarithmic-error same="loss"
loss = tf.keras.losses.MeanSquaredLogarithmicError()(answer, chance)

# %% reduction differs="each, total" same="mean, rows"
# why: PyTorch keeps every element for `none` and adds up all for `sum`. Keras first takes the mean over the last axis,
#   so it keeps, and adds up, the rows. The mean is the same.
squared = tf.keras.losses.MeanSquaredError
each = rows = squared(reduction="none")(target, prediction)
total = squared(reduction="sum")(target, prediction)
mean = squared(reduction="sum_over_batch_size")(target, prediction)

# %% label-smoothing same="loss"
smooth = tf.keras.losses.CategoricalCrossentropy(from_logits=True, label_smoothing=0.1)
loss = smooth(one_hot, logits)

# %% ignore-index same="loss"
sparse = tf.keras.losses.SparseCategoricalCrossentropy
loss = sparse(from_logits=True, ignore_class=2)(labels, logits)

# %% ignore-index-default raises="InvalidArgumentError" same="loss"
# why: PyTorch leaves out rows labeled -100 unless told otherwise. `ignore_class` of Keras is `None`, so -100 is a
#   label out of range: an error on a CPU, `nan` on a GPU. Name `ignore_class=-100`.
sparse, some = tf.keras.losses.SparseCategoricalCrossentropy, tf.constant([0, -100])
try:
    sparse(from_logits=True)(some, logits)
except tf.errors.InvalidArgumentError as error:
    print(error.message.split("}} ")[-1].split(" [Op:")[0])
loss = sparse(from_logits=True, ignore_class=-100)(some, logits)

# %% class-weights differs="loss" same="matched"
# why: PyTorch divides the weighted sum by the sum of the weights, Keras by the number of rows.
#   `reduction='mean_with_sample_weight'` makes Keras divide by the weights.
weights, settings = tf.gather([1.0, 1.0, 5.0], labels), {"from_logits": True}
sparse = tf.keras.losses.SparseCategoricalCrossentropy
loss = sparse(**settings)(labels, logits, sample_weight=weights)
by_weight = sparse(reduction="mean_with_sample_weight", **settings)
matched = by_weight(labels, logits, sample_weight=weights)

# %% sample-weight same="loss"
cross_entropy = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
loss = cross_entropy(labels, logits, sample_weight=tf.constant([1.0, 0.25]))

# %% masked-loss differs="loss" same="matched"
# why: A mask from `Masking` or `Embedding(mask_zero=True)` goes with the output, and a Keras loss leaves out what it
#   hides. A PyTorch loss counts every step: pick the steps with your own mask.
masked = tf.keras.layers.Masking(mask_value=0.0)(waves)
loss = matched = tf.keras.losses.MeanSquaredError()(tf.ones_like(waves), masked)

# %% average-loss same="loss"
loss = tf.nn.compute_average_loss(score, global_batch_size=12)

# %% loss-by-name same="loss"
name = "mean_squared_error"
loss = tf.keras.losses.get(name)(answer, chance)

# %% kl-div-loss same="loss"
loss = tf.keras.losses.KLDivergence()(one_hot, probability)

# %% kl-div same="losses"
losses = tf.keras.losses.KLD(tf.reverse(probability, axis=[0]), probability)

# %% poisson-nll-loss differs="default" same="matched"
# why: PyTorch takes the logarithm of the expected count unless told `log_input=False`; Keras takes the count.
default = tf.keras.losses.Poisson()(answer, chance)
matched = default

# %% log-poisson-loss same="losses"
losses = tf.nn.log_poisson_loss(answer, score)

# %% gaussian-nll-loss same="loss"
losses = tf.math.log(chance) + (answer - score) ** 2 / chance
loss = 0.5 * tf.reduce_mean(losses)

# %% cosine-embedding-loss same="loss"
loss = 1 + tf.keras.losses.CosineSimilarity()(target, prediction)

# %% cosine-similarity differs="measure" same="similarity"
# why: The Keras loss is the negative cosine, because a loss is to fall, and the mean of the rows. PyTorch's module is
#   no loss: it returns the cosine of each row.
measure = tf.keras.losses.CosineSimilarity(axis=1)(target, prediction)
similarity = -measure

# %% hinge same="loss"
loss = tf.keras.losses.Hinge()(sign, score)

# %% squared-hinge same="loss"
loss = tf.keras.losses.SquaredHinge()(sign, score)

# %% categorical-hinge same="loss"
loss = tf.keras.losses.CategoricalHinge()(one_hot, logits)

# %% multi-margin-loss same="loss"
right = tf.gather(logits, labels, batch_dims=1)[:, tf.newaxis]
loss = tf.reduce_mean(tf.nn.relu(1 - right + logits)) - 1 / 3

# %% hinge-embedding-loss same="loss"
loss = tf.reduce_mean(tf.where(sign > 0, chance, tf.nn.relu(1.0 - chance)))

# %% soft-margin-loss same="loss"
loss = tf.reduce_mean(tf.nn.softplus(-sign * score))

# %% multi-label-soft-margin-loss same="loss"
loss = tf.keras.losses.BinaryCrossentropy(from_logits=True)(one_hot, logits)

# %% margin-ranking-loss same="loss"
loss = tf.reduce_mean(tf.nn.relu(-sign * (score - chance) + 0.5))

# %% triplet-margin-loss same="loss"
near, far = tf.norm(target - prediction, axis=1), tf.norm(target - logits, axis=1)
loss = tf.reduce_mean(tf.nn.relu(near - far + 1.0))

# %% triplet-with-distance same="loss"
near, far = tf.norm(target - prediction, 1, axis=1), tf.norm(target - logits, 1, axis=1)
loss = tf.reduce_mean(tf.nn.relu(near - far + 1.0))

# %% focal same="loss"
focal = tf.keras.losses.BinaryFocalCrossentropy(
    apply_class_balancing=True, alpha=0.25, gamma=2.0, from_logits=True
)
loss = focal(answer, score)

# %% categorical-focal same="loss"
focal = tf.keras.losses.CategoricalFocalCrossentropy(
    alpha=0.25, gamma=2.0, from_logits=True
)
loss = focal(one_hot, logits)

# %% dice same="loss"
loss = tf.keras.losses.Dice()(one_hot, probability)

# %% tversky same="loss"
loss = tf.keras.losses.Tversky(alpha=0.7, beta=0.3)(one_hot, probability)

# %% circle only="tensorflow" why="PyTorch ships no circle loss; the library PyTorch Metric Learning has `CircleLoss`."
loss = tf.keras.losses.Circle()(
    tf.constant([0, 0, 1]), tf.math.l2_normalize(tf.eye(3) + 0.2, axis=1)
)

# %% sequences hidden="true"
steps = tf.constant(rng.normal(size=(6, 2, 4)).astype("float32"))
words, step_counts = tf.constant([[1, 2, 2], [3, 1, 2]]), tf.constant([6, 6])
word_lengths = tf.constant([3, 2])

# %% ctc-loss differs="mean" same="each"
# why: PyTorch takes log-probabilities and divides each loss by the length of its word before the mean; `tf.nn.ctc_loss`
#   takes logits and returns each loss. With `reduction='none'` they agree.
each = tf.nn.ctc_loss(words, steps, word_lengths, step_counts, blank_index=0)
mean = tf.reduce_mean(each)

# %% ctc-loss-class same="loss"
loss = tf.keras.losses.CTC()(words, tf.transpose(steps, [1, 0, 2]))

# %% many-classes hidden="true"
vectors = tf.constant(rng.normal(size=(2, 3)).astype("float32"))
class_vectors = tf.constant(rng.normal(size=(5, 3)).astype("float32"))

# %% linear-cross-entropy same="loss"
scores = tf.matmul(vectors, class_vectors, transpose_b=True)
losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, scores)
loss = tf.reduce_mean(losses)

# %% nce-loss only="tensorflow"
# why: In PyTorch, draw wrong classes with `torch.multinomial`, and give right and wrong ones to
#   `F.binary_cross_entropy_with_logits`.
columns = tf.reshape(tf.cast(labels, tf.int64), [-1, 1])
losses = tf.nn.nce_loss(
    class_vectors, tf.zeros(5), columns, vectors, num_sampled=2, num_classes=5
)

# %% sampled-softmax-loss only="tensorflow"
# why: In PyTorch, draw some of the wrong classes with `torch.multinomial` and take `F.cross_entropy` over them and the
#   right one; or use `nn.AdaptiveLogSoftmaxWithLoss`.
columns = tf.reshape(tf.cast(labels, tf.int64), [-1, 1])
losses = tf.nn.sampled_softmax_loss(
    class_vectors, tf.zeros(5), columns, vectors, 2, 5, seed=0
)
