# %% regression same="squared, absolute"
import tensorflow as tf

prediction = tf.constant([[2.0], [0.0], [1.0]])
target = tf.constant([[1.0], [0.5], [3.0]])
squared = tf.keras.losses.MeanSquaredError()(target, prediction)
absolute = tf.keras.losses.MeanAbsoluteError()(target, prediction)
each = tf.keras.losses.MSE(target, prediction)
print(squared.numpy(), tf.reduce_mean(each).numpy())
each = tf.keras.losses.MAE(target, prediction)
print(absolute.numpy(), tf.reduce_mean(each).numpy())

# %% reduction differs="each, total" same="mean, each_row, total_of_rows"
# why: A Keras loss is first averaged over the last axis, so `none` leaves one number for each row and `sum` adds up the
#   means of the rows. PyTorch keeps every element, and adds up every element. Take the mean over the last axis, and all
#   agree.
prediction = tf.constant([[2.0, 0.0, 1.0], [0.0, 1.0, 4.0]])
target = tf.constant([[1.0, 0.5, 3.0], [0.0, 0.0, 1.0]])
squared_error = tf.keras.losses.MeanSquaredError
each = squared_error(reduction="none")(target, prediction)
total = squared_error(reduction="sum")(target, prediction)
mean = squared_error()(target, prediction)
each_row = each
total_of_rows = total
print(each)
print(total.numpy(), mean.numpy())
print(each_row.numpy(), total_of_rows.numpy())

# %% target-shape differs="careless" same="careful"
# why: `MSELoss` broadcasts to 3 by 3 and warns. The Keras losses give the target the missing axis. Reshape the target
#   to (3, 1), and all agree.
prediction = tf.constant([[2.0], [0.0], [1.0]])
target = tf.constant([1.0, 0.5, 3.0])
loss_function = tf.keras.losses.MeanSquaredError()
careless = loss_function(target, prediction)
careful = loss_function(tf.reshape(target, [-1, 1]), prediction)
print(careless.numpy(), careful.numpy())

# %% huber same="huber, smooth"
prediction = tf.constant([0.5, -2.0, 3.0])
target = tf.zeros([3])
huber = tf.keras.losses.Huber(delta=2.0)(target, prediction)
smooth = huber / 2.0  # smooth L1 is Huber divided by delta
print(huber.numpy(), smooth.numpy())

# %% cross-entropy same="loss, by_hand"
logits = tf.constant([[2.0, 0.5, -1.0], [0.1, 1.5, 0.3]])
labels = tf.constant([0, 2])
loss = tf.reduce_mean(
    tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits),
)
log_probability = tf.nn.log_softmax(logits)
picked = tf.gather(log_probability, labels, batch_dims=1)
by_hand = -tf.reduce_mean(picked)
print(loss.numpy(), by_hand.numpy())

# %% from-logits differs="on_logits, on_probability" same="right"
# why: `CrossEntropyLoss` always takes logits; the Keras losses take probabilities unless told `from_logits=True`. Each
#   gives a plausible number for what it was not made for. PyTorch takes the softmax a second time; Keras cuts the
#   logits off at 0 and 1 and scales them to a sum of 1.
logits = tf.constant([[2.0, 0.5, -1.0], [0.1, 1.5, 0.3]])
labels = tf.constant([0, 2])
probability = tf.nn.softmax(logits)
cross_entropy = tf.keras.losses.SparseCategoricalCrossentropy
default = cross_entropy()
on_logits = default(labels, logits)
on_probability = default(labels, probability)
right = tf.stack(
    [
        cross_entropy(from_logits=True)(labels, logits),
        default(labels, probability),
    ]
)
print(on_logits.numpy(), on_probability.numpy())
right

# %% softmax-in-graph only="tensorflow"
# why: PyTorch's losses compute what is written, compiled or not. A Keras loss that is told of logits and finds a
#   softmax just before them leaves it out, in a graph, with a warning; and `fit` trains in a graph.
import warnings


def softmax_twice(logits):
    return cross_entropy(from_logits=True)(labels, tf.nn.softmax(logits))


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    eager = softmax_twice(logits)
    graph = tf.function(softmax_twice)(logits)
print(f"eager {eager:.4f}, in a graph {graph:.4f}")
print(str(caught[0].message).split(" and thus")[0])

# %% label-form raises="InvalidArgumentError" same="by_index, by_one_hot, by_share"
# why: Class indices are integers and one-hot labels are floats. PyTorch refuses float indices with `RuntimeError` and
#   `tf.nn` with `InvalidArgumentError`; the Keras loss class casts them.
logits = tf.constant([[2.0, 0.5, -1.0], [0.1, 1.5, 0.3]])
labels = tf.constant([0, 2])
sparse = tf.nn.sparse_softmax_cross_entropy_with_logits
dense = tf.nn.softmax_cross_entropy_with_logits
try:
    sparse(tf.cast(labels, tf.float32), logits)
except tf.errors.InvalidArgumentError as error:
    print(error.message.split("\n")[0])
one_hot = tf.one_hot(labels, depth=3)
shares = tf.constant([[0.8, 0.2, 0.0], [0.0, 0.5, 0.5]])
by_index = tf.reduce_mean(sparse(labels, logits))
by_one_hot = tf.reduce_mean(dense(one_hot, logits))
by_share = tf.reduce_mean(dense(shares, logits))
print(by_index.numpy(), by_one_hot.numpy(), by_share.numpy())

# %% label-smoothing same="smooth, by_hand"
logits = tf.constant([[2.0, 0.5, -1.0], [0.1, 1.5, 0.3]])
one_hot = tf.one_hot([0, 2], depth=3)
smooth = tf.keras.losses.CategoricalCrossentropy(
    from_logits=True,
    label_smoothing=0.1,
)(one_hot, logits)
softened = one_hot * (1 - 0.1) + 0.1 / 3
by_hand = tf.reduce_mean(
    tf.nn.softmax_cross_entropy_with_logits(softened, logits),
)
print(smooth.numpy(), by_hand.numpy())

# %% pixels same="loss, each"
import numpy as np

rng = np.random.default_rng(0)
logits = rng.normal(size=(1, 2, 2, 3)).astype("float32")
# batch, row, column, class
logits = tf.constant(logits)
mask = tf.constant([[[0, 2], [1, 255]]])  # 255: nobody labeled it
cross_entropy = tf.keras.losses.SparseCategoricalCrossentropy
settings = {"from_logits": True, "ignore_class": 255}
loss = cross_entropy(**settings)(mask, logits)
each = cross_entropy(reduction="none", **settings)(mask, logits)
print(loss)
each

# %% class-weights differs="loss" same="over_weights, over_batch"
# why: PyTorch divides the weighted sum by the sum of the weights, Keras by the number of examples.
#   `reduction='mean_with_sample_weight'` in Keras divides as PyTorch does; in PyTorch, reduce by hand to divide as
#   Keras does.
logits = tf.constant([[2.0, 0.5, -1.0], [0.1, 1.5, 0.3]])
labels = tf.constant([0, 2])
class_weights = tf.constant([1.0, 1.0, 5.0])
weights = tf.gather(class_weights, labels)
cross_entropy = tf.keras.losses.SparseCategoricalCrossentropy
loss = cross_entropy(from_logits=True)(labels, logits, weights)
over_weights = cross_entropy(
    from_logits=True,
    reduction="mean_with_sample_weight",
)(labels, logits, weights)
over_batch = loss
print(loss)
print(over_weights.numpy(), over_batch.numpy())

# %% sample-weights same="loss, each"
logits = tf.constant([[2.0, 0.5, -1.0], [0.1, 1.5, 0.3]])
labels = tf.constant([0, 2])
sample_weight = tf.constant([1.0, 0.25])
each = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits)
each = each * sample_weight
loss = tf.reduce_mean(each)
print(each.numpy(), loss.numpy())

# %% ignore-index same="loss, by_hand"
logits = tf.constant([[2.0, 0.5, -1.0], [0.1, 1.5, 0.3], [0.2, 0.1, 0.0]])
labels = tf.constant([0, 2, -100])
loss = tf.keras.losses.SparseCategoricalCrossentropy(
    from_logits=True,
    ignore_class=-100,
)(labels, logits)
kept = labels != -100
by_hand = tf.reduce_mean(
    tf.nn.sparse_softmax_cross_entropy_with_logits(
        labels[kept],
        logits[kept],
    )
)
print(loss.numpy(), by_hand.numpy())

# %% sequence differs="last_axis" same="per_step"
# why: PyTorch looks for the classes on axis 1, Keras on the last. With as many steps as classes nothing fails, and
#   PyTorch takes the steps for classes. `mT` puts the classes where PyTorch wants them.
logits = tf.constant(
    [
        [[2.0, 0.5, -1.0], [0.1, 1.5, 0.3], [0.0, 1.0, 0.0]],
        [[0.5, 0.5, 1.0], [3.0, 0.0, 0.0], [0.0, 0.0, 0.0]],
    ]
)
labels = tf.constant([[0, 2, 1], [1, 0, 0]])
cross_entropy = tf.nn.sparse_softmax_cross_entropy_with_logits
last_axis = per_step = cross_entropy(labels, logits)
per_step

# %% sequence-mask same="careless, masked"
mask = tf.constant([[1.0, 1.0, 1.0], [1.0, 1.0, 0.0]])
careless = tf.reduce_mean(per_step * mask)
masked = tf.reduce_sum(per_step * mask) / tf.reduce_sum(mask)
print(careless)
masked

# %% binary same="from_logits, from_probability, weighted"
logits = tf.constant([2.0, -1.0, 0.5])
labels = tf.constant([1.0, 0.0, 0.0])
from_logits = tf.reduce_mean(
    tf.nn.sigmoid_cross_entropy_with_logits(labels, logits),
)
probability = tf.sigmoid(logits)
from_probability = tf.keras.losses.BinaryCrossentropy()(
    labels,
    probability,
)
weighted = tf.reduce_mean(
    tf.nn.weighted_cross_entropy_with_logits(labels, logits, pos_weight=3.0),
)
print(from_logits.numpy(), from_probability.numpy(), weighted.numpy())

# %% multi-label same="loss, chosen"
logits = tf.constant([[2.0, -1.0, 0.5], [-0.5, 1.5, 0.2]])
labels = tf.constant([[1.0, 0.0, 1.0], [0.0, 1.0, 0.0]])
each = tf.nn.sigmoid_cross_entropy_with_logits(labels, logits)
loss = tf.reduce_mean(each)
chosen = tf.sigmoid(logits) > 0.5
print(loss)
chosen

# %% binary-limits differs="at_the_limit" same="from_logits"
# why: PyTorch lets no logarithm fall below -100. Keras moves the probability itself to at least 1e-7. From logits
#   nothing needs to be cut off, and all agree.
probability = tf.constant([0.0])
label = tf.constant([1.0])
at_the_limit = tf.keras.losses.BinaryCrossentropy()(label, probability)
logit = tf.constant([-120.0])
from_logits = tf.reduce_mean(
    tf.nn.sigmoid_cross_entropy_with_logits(label, logit),
)
print(at_the_limit.numpy(), from_logits.numpy())

# %% focal same="focal, balanced"
logits = tf.constant([2.0, -1.0, 0.5])
labels = tf.constant([1.0, 0.0, 0.0])
focal_loss = tf.keras.losses.BinaryFocalCrossentropy
focal = focal_loss(gamma=2.0, from_logits=True)(labels, logits)
balanced = focal_loss(
    apply_class_balancing=True,
    alpha=0.25,
    from_logits=True,
)(labels, logits)
print(focal.numpy(), balanced.numpy())

# %% dice same="whole, per_image"
rng = np.random.default_rng(0)
probability = rng.random((2, 1, 3, 3)).astype("float32")
mask = (rng.random((2, 1, 3, 3)) > 0.5).astype("float32")
probability = probability.transpose(0, 2, 3, 1)  # channels last
mask = mask.transpose(0, 2, 3, 1)
whole = tf.keras.losses.Dice()(mask, probability)
per_image = tf.keras.losses.Dice(axis=(1, 2, 3))(mask, probability)
print(whole.numpy(), per_image.numpy())

# %% kl-divergence differs="default" same="matched"
# why: `KLDivLoss` takes the logarithm of the prediction, and its default divides by the number of elements. Keras takes
#   probabilities and divides by the number of rows, as `batchmean` does.
target = tf.constant([[0.7, 0.2, 0.1], [0.1, 0.8, 0.1]])
prediction = tf.constant([[0.5, 0.3, 0.2], [0.3, 0.4, 0.3]])
default = tf.keras.losses.KLDivergence()(target, prediction)
matched = default
print(default.numpy(), matched.numpy())

# %% distillation same="soft, loss"
teacher = tf.constant([[4.0, 1.0, -2.0], [0.2, 3.0, 1.0]])
student = tf.constant([[2.0, 0.5, -1.0], [0.1, 1.5, 0.3]])
labels = tf.constant([0, 1])
temperature = 4.0
soft = tf.keras.losses.KLDivergence()(
    tf.nn.softmax(teacher / temperature),
    tf.nn.softmax(student / temperature),
)
soft = soft * temperature**2
hard = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, student)
loss = 0.5 * soft + 0.5 * tf.reduce_mean(hard)
print(soft.numpy(), loss.numpy())

# %% poisson differs="default" same="matched"
# why: `PoissonNLLLoss` takes the logarithm of the expected count unless told otherwise. `Poisson` in Keras takes the
#   count itself, as `log_input=False` does.
expected = tf.constant([1.5, 0.5, 4.0])
counts = tf.constant([2.0, 0.0, 3.0])
default = tf.keras.losses.Poisson()(counts, expected)
matched = default
print(default.numpy(), matched.numpy())

# %% relative same="percentage, logarithmic, log_cosh"
prediction = tf.constant([1.5, 1.0, 5.0])
target = tf.constant([1.0, 2.0, 4.0])
losses = tf.keras.losses
percentage = losses.MeanAbsolutePercentageError()(target, prediction)
logarithmic = losses.MeanSquaredLogarithmicError()(target, prediction)
log_cosh = losses.LogCosh()(target, prediction)
print(percentage.numpy(), logarithmic.numpy(), log_cosh.numpy())

# %% gaussian same="loss"
mean = tf.constant([1.0, 2.0])
variance = tf.constant([0.5, 2.0])
target = tf.constant([1.5, 0.0])
squared = (target - mean) ** 2
loss = 0.5 * tf.reduce_mean(tf.math.log(variance) + squared / variance)
loss

# %% cosine differs="similarity" same="distance"
# why: The Keras loss is the negative cosine, because a loss is to fall: -1 for the same direction. PyTorch gives the
#   cosine, and its `CosineEmbeddingLoss` one minus it.
a = tf.constant([[1.0, 2.0], [3.0, 0.5]])
b = tf.constant([[2.0, 4.0], [0.0, 1.0]])
similarity = tf.keras.losses.CosineSimilarity()(a, b)
distance = 1 + similarity
print(similarity.numpy(), distance.numpy())

# %% hinge same="hinge, squared" differs="zero_one, classes"
# why: Keras turns labels of 0 and 1 into -1 and 1 for its hinge losses; in a loss by hand they stay as they are. For
#   classes, `multi_margin_loss` adds up every wrong class and divides by the number of classes, and `CategoricalHinge`
#   takes the worst one alone.
score = tf.constant([0.5, 2.0, -0.3])
sign = tf.constant([1.0, -1.0, -1.0])
hinge = tf.keras.losses.Hinge()(sign, score)
squared = tf.keras.losses.SquaredHinge()(sign, score)
label = tf.constant([1.0, 0.0, 0.0])
zero_one = tf.keras.losses.Hinge()(label, score)
print(hinge.numpy(), squared.numpy(), zero_one.numpy())
scores = tf.constant([[0.2, 0.5, 0.1]])
one_hot = tf.one_hot([0], depth=3)
classes = tf.keras.losses.CategoricalHinge()(one_hot, scores)
classes

# %% triplet same="triplet"
anchor = tf.constant([[0.0, 0.0], [1.0, 1.0]])
positive = tf.constant([[0.0, 1.0], [1.0, 1.5]])
negative = tf.constant([[1.0, 1.0], [3.0, 1.0]])
to_positive = tf.norm(anchor - positive, axis=1)
to_negative = tf.norm(anchor - negative, axis=1)
triplet = tf.reduce_mean(tf.nn.relu(to_positive - to_negative + 1.0))
triplet

# %% contrastive same="contrastive"
distance = tf.norm(anchor - negative, axis=1)
similar = tf.constant([1.0, 0.0])
near, far = distance**2, tf.nn.relu(3.0 - distance) ** 2
contrastive = tf.reduce_mean(tf.where(similar == 1, near, far))
contrastive

# %% pairs-in-batch same="loss"
images = tf.constant([[1.0, 0.5], [0.0, 2.0], [-1.0, 0.3]])
texts = tf.constant([[0.9, 0.1], [0.2, 1.0], [-0.5, 0.5]])
images = tf.math.l2_normalize(images, axis=1)
texts = tf.math.l2_normalize(texts, axis=1)
similarity = tf.matmul(images, texts, transpose_b=True) / 0.1
partner = tf.range(3)
cross_entropy = tf.nn.sparse_softmax_cross_entropy_with_logits
of_images = cross_entropy(partner, similarity)
of_texts = cross_entropy(partner, tf.transpose(similarity))
loss = tf.reduce_mean(of_images + of_texts) / 2
loss

# %% ctc differs="mean" same="each"
# why: `CTCLoss` divides each loss by the length of its target before it takes the mean. The others return one loss for
#   each sequence, or their plain mean. With `reduction='none'` all agree.
rng = np.random.default_rng(0)
logits = tf.constant(rng.normal(size=(6, 2, 4)).astype("float32"))
labels = tf.constant([[1, 2, 2], [3, 1, 0]])
lengths = tf.constant([3, 2])
steps = tf.constant([6, 6])
each = tf.nn.ctc_loss(labels, logits, lengths, steps, blank_index=0)
mean = tf.reduce_mean(each)
print(mean)
each


# %% custom-loss same="loss, gradient"
def pinball(quantile):
    def loss_function(target, prediction):
        error = target - prediction
        return tf.reduce_mean(
            tf.maximum(quantile * error, (quantile - 1) * error),
        )

    return loss_function


prediction = tf.Variable([1.0, 2.0, 3.0])
target = tf.constant([2.0, 2.5, 1.0])
with tf.GradientTape() as tape:
    loss = pinball(0.9)(target, prediction)
gradient = tape.gradient(loss, prediction)
print(loss)
gradient

# %% several-losses same="total, price_loss, kind_loss"
price = tf.constant([[1.0], [2.0]])
true_price = tf.constant([[1.5], [1.0]])
kind = tf.constant([[2.0, 0.5], [0.3, 1.5]])
true_kind = tf.constant([0, 0])
price_loss = tf.reduce_mean((price - true_price) ** 2)
kind_loss = tf.reduce_mean(
    tf.nn.sparse_softmax_cross_entropy_with_logits(true_kind, kind),
)
total = 1.0 * price_loss + 0.5 * kind_loss
print(price_loss.numpy(), kind_loss.numpy())
total
