# %% regression same="squared, absolute"
import tensorflow as tf

prediction = tf.constant([[2.0], [0.0], [1.0]])
target = tf.constant([[1.0], [0.5], [3.0]])
squared = tf.keras.losses.MeanSquaredError()(target, prediction)
absolute = tf.keras.losses.MeanAbsoluteError()(target, prediction)
each = tf.keras.losses.MSE(target, prediction)
print(f"squared {squared:.4f}, mean of the function {tf.reduce_mean(each):.4f}")
each = tf.keras.losses.MAE(target, prediction)
print(f"absolute {absolute:.4f}, mean of the function {tf.reduce_mean(each):.4f}")

# %% reduction differs="each, total" same="mean, each_row, total_of_rows"
# why: A Keras loss is first averaged over the last axis, so `none` leaves one number for each row and `sum` adds up the
#   means of the rows. PyTorch keeps every element, and adds up every element. If you take the mean over the last axis,
#   all agree.
prediction = tf.constant([[2.0, 0.0, 1.0], [0.0, 1.0, 4.0]])
target = tf.constant([[1.0, 0.5, 3.0], [0.0, 0.0, 1.0]])
squared_error = tf.keras.losses.MeanSquaredError
each = squared_error(reduction="none")(target, prediction)
total = squared_error(reduction="sum")(target, prediction)
mean = squared_error()(target, prediction)
each_row = tf.keras.losses.MSE(target, prediction)
total_of_rows = tf.reduce_sum(each_row)
print("each row:", each.numpy())
print(f"total {total:.4f}, of rows {total_of_rows:.4f}, mean {mean:.4f}")

# %% target-shape differs="careless" same="careful"
# why: `MSELoss` broadcasts to 3 by 3 and warns. The Keras losses give the target the missing axis. Reshape the target
#   to (3, 1), and all agree.
prediction = tf.constant([[2.0], [0.0], [1.0]])
target = tf.constant([1.0, 0.5, 3.0])
loss_function = tf.keras.losses.MeanSquaredError()
careless = loss_function(target, prediction)
careful = loss_function(tf.reshape(target, [-1, 1]), prediction)
print(f"careless {careless:.4f}, careful {careful:.4f}")

# %% huber same="huber, smooth"
prediction = tf.constant([0.5, -2.0, 3.0])
target = tf.zeros([3])
huber = tf.keras.losses.Huber(delta=2.0)(target, prediction)
smooth = huber / 2.0  # smooth L1 is Huber divided by delta
print(f"huber {huber:.4f}, smooth {smooth:.4f}")

# %% cross-entropy same="loss, by_hand"
logits = tf.constant([[2.0, 0.5, -1.0], [0.1, 1.5, 0.3]])
labels = tf.constant([0, 2])
loss = tf.reduce_mean(
    tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits),
)
log_probability = tf.nn.log_softmax(logits)
picked = tf.gather(log_probability, labels, batch_dims=1)
by_hand = -tf.reduce_mean(picked)
print(f"loss {loss:.4f}, by hand {by_hand:.4f}")

# %% from-logits differs="on_logits, on_probability" same="right"
# why: `CrossEntropyLoss` always takes logits, and the Keras losses take probabilities unless you pass
#   `from_logits=True`. With the wrong input, each returns a plausible number. PyTorch takes the softmax a second time.
#   Keras cuts the logits off at 0 and 1 and scales them to a sum of 1.
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
print(f"on logits {on_logits:.4f}, on probability {on_probability:.4f}")
right

# %% softmax-in-graph only="tensorflow"
# why: PyTorch's losses compute the formula as it is written, compiled or not. A Keras loss with `from_logits=True`
#   leaves out a softmax that it finds just before it. It does so only in a graph, with a warning, and `fit` trains in a
#   graph.
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
#   `tf.nn` with `InvalidArgumentError`. The Keras loss class casts them.
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
print(f"by index {by_index:.4f}, by one hot {by_one_hot:.4f}, by share {by_share:.4f}")

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
print(f"smooth {smooth:.4f}, by hand {by_hand:.4f}")

# %% pixels same="loss, each"
import numpy as np

rng = np.random.default_rng(0)
logits = rng.normal(size=(1, 2, 2, 3)).astype("float32")
# batch, row, column, class
logits = tf.constant(logits)
mask = tf.constant([[[0, 2], [1, 255]]])  # 255: no label
cross_entropy = tf.keras.losses.SparseCategoricalCrossentropy
settings = {"from_logits": True, "ignore_class": 255}
loss = cross_entropy(**settings)(mask, logits)
each = cross_entropy(reduction="none", **settings)(mask, logits)
print(f"loss {loss:.4f}")
each

# %% class-weights differs="loss" same="over_weights, over_batch"
# why: PyTorch divides the weighted sum by the sum of the weights, and Keras by the number of examples.
#   `reduction='mean_with_sample_weight'` in Keras divides as PyTorch does. In PyTorch, take `reduction='none'` and the
#   mean to divide as Keras does.
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
each = cross_entropy(from_logits=True, reduction="none")(labels, logits)
over_batch = tf.reduce_mean(each * weights)
print(f"loss {loss:.4f}")
print(f"over weights {over_weights:.4f}, over batch {over_batch:.4f}")

# %% sample-weights same="loss, each"
logits = tf.constant([[2.0, 0.5, -1.0], [0.1, 1.5, 0.3]])
labels = tf.constant([0, 2])
sample_weight = tf.constant([1.0, 0.25])
each = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits)
each = each * sample_weight
loss = tf.reduce_mean(each)
print("each:", each.numpy())
print(f"mean {loss:.4f}")

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
print(f"loss {loss:.4f}, by hand {by_hand:.4f}")

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
cross_entropy = tf.keras.losses.SparseCategoricalCrossentropy
last_axis = cross_entropy(from_logits=True, reduction="none")(labels, logits)
per_step = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits)
per_step

# %% sequence-mask same="careless, masked"
mask = tf.constant([[1.0, 1.0, 1.0], [1.0, 1.0, 0.0]])
careless = tf.reduce_mean(per_step * mask)
masked = tf.reduce_sum(per_step * mask) / tf.reduce_sum(mask)
print(f"careless {careless:.4f}")
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
print(f"from logits {from_logits:.4f}")
print(f"from probability {from_probability:.4f}")
print(f"weighted {weighted:.4f}")

# %% multi-label same="loss, chosen"
logits = tf.constant([[2.0, -1.0, 0.5], [-0.5, 1.5, 0.2]])
labels = tf.constant([[1.0, 0.0, 1.0], [0.0, 1.0, 0.0]])
each = tf.nn.sigmoid_cross_entropy_with_logits(labels, logits)
loss = tf.reduce_mean(each)
chosen = tf.sigmoid(logits) > 0.5
print(f"loss {loss:.4f}")
chosen

# %% binary-limits differs="at_the_limit" same="from_logits"
# why: PyTorch lets no logarithm fall below -100. Keras moves the probability itself to at least 1e-7. From logits no
#   limit is needed, so all agree.
probability = tf.constant([0.0])
label = tf.constant([1.0])
at_the_limit = tf.keras.losses.BinaryCrossentropy()(label, probability)
logit = tf.constant([-120.0])
from_logits = tf.reduce_mean(
    tf.nn.sigmoid_cross_entropy_with_logits(label, logit),
)
print(f"at the limit {at_the_limit:.4f}, from logits {from_logits:.4f}")

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
print(f"focal {focal:.4f}, balanced {balanced:.4f}")

# %% dice same="whole, per_image"
rng = np.random.default_rng(0)
probability = rng.random((2, 1, 3, 3)).astype("float32")
mask = (rng.random((2, 1, 3, 3)) > 0.5).astype("float32")
probability = probability.transpose(0, 2, 3, 1)  # channels last
mask = mask.transpose(0, 2, 3, 1)
whole = tf.keras.losses.Dice()(mask, probability)
per_image = tf.keras.losses.Dice(axis=(1, 2, 3))(mask, probability)
print(f"whole {whole:.4f}, per image {per_image:.4f}")

# %% kl-divergence differs="default" same="mean_of_rows"
# why: `KLDivLoss` takes the logarithm of the prediction, and its default divides by the number of elements. Keras takes
#   probabilities and divides by the number of rows, as `reduction='batchmean'` of PyTorch does.
target = tf.constant([[0.7, 0.2, 0.1], [0.1, 0.8, 0.1]])
prediction = tf.constant([[0.5, 0.3, 0.2], [0.3, 0.4, 0.3]])
default = tf.keras.losses.KLDivergence()(target, prediction)
each_row = tf.keras.losses.KLD(target, prediction)
mean_of_rows = tf.reduce_mean(each_row)
print(f"default {default:.4f}, mean of rows {mean_of_rows:.4f}")

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
print(f"soft {soft:.4f}, loss {loss:.4f}")

# %% poisson differs="default" same="of_count"
# why: `PoissonNLLLoss` takes the logarithm of the expected count unless told otherwise. `Poisson` in Keras takes the
#   count itself, as `log_input=False` does.
expected = tf.constant([1.5, 0.5, 4.0])
counts = tf.constant([2.0, 0.0, 3.0])
default = tf.keras.losses.Poisson()(counts, expected)
# tf.nn takes the logarithm of the expected count
each = tf.nn.log_poisson_loss(counts, tf.math.log(expected))
of_count = tf.reduce_mean(each)
print(f"default {default:.4f}, of the count {of_count:.4f}")

# %% relative same="percentage, logarithmic, log_cosh"
prediction = tf.constant([1.5, 1.0, 5.0])
target = tf.constant([1.0, 2.0, 4.0])
losses = tf.keras.losses
percentage = losses.MeanAbsolutePercentageError()(target, prediction)
logarithmic = losses.MeanSquaredLogarithmicError()(target, prediction)
log_cosh = losses.LogCosh()(target, prediction)
print(f"percentage {percentage:.4f}")
print(f"logarithmic {logarithmic:.4f}")
print(f"log cosh {log_cosh:.4f}")

# %% gaussian same="loss"
mean = tf.constant([1.0, 2.0])
variance = tf.constant([0.5, 2.0])
target = tf.constant([1.5, 0.0])
squared = (target - mean) ** 2
loss = 0.5 * tf.reduce_mean(tf.math.log(variance) + squared / variance)
loss

# %% cosine differs="similarity" same="distance"
# why: The Keras loss is the negative cosine, because a loss must fall: it is -1 for the same direction. PyTorch returns
#   the cosine, and its `CosineEmbeddingLoss` is one minus the cosine.
a = tf.constant([[1.0, 2.0], [3.0, 0.5]])
b = tf.constant([[2.0, 4.0], [0.0, 1.0]])
similarity = tf.keras.losses.CosineSimilarity()(a, b)
distance = 1 + similarity
print(f"similarity {similarity:.4f}, distance {distance:.4f}")

# %% hinge same="hinge, squared" differs="zero_one, classes"
# why: Keras turns labels of 0 and 1 into -1 and 1 for its hinge losses, and a loss by hand leaves them as they are. For
#   classes, `multi_margin_loss` adds up every wrong class and divides by the number of classes, and `CategoricalHinge`
#   takes the worst one alone.
score = tf.constant([0.5, 2.0, -0.3])
sign = tf.constant([1.0, -1.0, -1.0])
hinge = tf.keras.losses.Hinge()(sign, score)
squared = tf.keras.losses.SquaredHinge()(sign, score)
label = tf.constant([1.0, 0.0, 0.0])
zero_one = tf.keras.losses.Hinge()(label, score)
print(f"hinge {hinge:.4f}, squared {squared:.4f}, zero one {zero_one:.4f}")
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
print(f"mean {mean:.4f}")
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
print(f"loss {loss:.4f}")
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
print(f"price loss {price_loss:.4f}, kind loss {kind_loss:.4f}")
total
