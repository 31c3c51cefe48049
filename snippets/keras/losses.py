# %% regression same="squared, absolute"
import numpy as np
import keras

prediction = np.array([[2.0], [0.0], [1.0]], dtype="float32")
target = np.array([[1.0], [0.5], [3.0]], dtype="float32")
# compile(loss="mse") looks a loss up by its name, as get does
mse = keras.losses.get("mse")
squared = keras.ops.mean(mse(target, prediction))
absolute = keras.losses.MeanAbsoluteError()(target, prediction)
print(f"squared {squared:.4f}, absolute {absolute:.4f}")

# %% target-shape differs="careless" same="careful"
# why: `MSELoss` broadcasts to 3 by 3 and warns. The Keras losses give the target the missing axis. Reshape the target
#   to (3, 1), and all agree.
prediction = np.array([[2.0], [0.0], [1.0]], dtype="float32")
target = np.array([1.0, 0.5, 3.0], dtype="float32")
mse = keras.losses.mean_squared_error
careless = keras.ops.mean(mse(target, prediction))
careful = keras.ops.mean(mse(target.reshape(-1, 1), prediction))
print(f"careless {careless:.4f}, careful {careful:.4f}")

# %% cross-entropy same="loss, by_hand"
logits = np.array([[2.0, 0.5, -1.0], [0.1, 1.5, 0.3]], dtype="float32")
labels = np.array([0, 2])
loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)(
    labels,
    logits,
)
log_probability = keras.ops.log_softmax(logits)
picked = keras.ops.take_along_axis(log_probability, labels[:, None], 1)
by_hand = -keras.ops.mean(picked)
print(f"loss {loss:.4f}, by hand {by_hand:.4f}")

# %% label-form same="by_index, by_one_hot, by_share"
# why: Class indices are integers and one-hot labels are floats. PyTorch refuses float indices with `RuntimeError` and
#   `tf.nn` with `InvalidArgumentError`. The Keras loss class casts them.
logits = np.array([[2.0, 0.5, -1.0], [0.1, 1.5, 0.3]], dtype="float32")
labels = np.array([0, 2])
sparse = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
dense = keras.losses.CategoricalCrossentropy(from_logits=True)
of_floats = sparse(labels.astype("float32"), logits)
print(f"floats are cast: {of_floats:.4f}")
one_hot = keras.ops.one_hot(labels, 3)
shares = np.array([[0.8, 0.2, 0.0], [0.0, 0.5, 0.5]])
by_index = sparse(labels, logits)
by_one_hot = dense(one_hot, logits)
by_share = dense(shares, logits)
print(f"by index {by_index:.4f}, by one hot {by_one_hot:.4f}")
print(f"by share {by_share:.4f}")

# %% class-weights differs="loss" same="over_batch"
# why: PyTorch divides the weighted sum by the sum of the weights, and Keras by the number of examples.
#   `reduction='mean_with_sample_weight'` in Keras divides as PyTorch does. In PyTorch, take `reduction='none'` and the
#   mean to divide as Keras does.
logits = np.array([[2.0, 0.5, -1.0], [0.1, 1.5, 0.3]], dtype="float32")
labels = np.array([0, 2])
# the kernel starts as the identity: the layer returns its input
layer = keras.layers.Dense(3, kernel_initializer="identity")
model = keras.Sequential([keras.Input((3,)), layer])
cross_entropy = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
model.compile(loss=cross_entropy, run_eagerly=True)
class_weight = {0: 1.0, 1: 1.0, 2: 5.0}
loss = model.train_on_batch(logits, labels, class_weight=class_weight)
over_batch = np.float32(loss)
print(f"loss {loss:.4f}")

# %% sample-weights same="loss, each"
logits = np.array([[2.0, 0.5, -1.0], [0.1, 1.5, 0.3]], dtype="float32")
labels = np.array([0, 2])
sample_weight = np.array([1.0, 0.25])
loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)(
    labels,
    logits,
    sample_weight=sample_weight,
)
each = keras.losses.SparseCategoricalCrossentropy(
    from_logits=True,
    reduction="none",
)(labels, logits, sample_weight=sample_weight)
print("each:", each)
print(f"mean {loss:.4f}")

# %% sequence-mask same="careless, masked"
logits = np.array(
    [
        [[2.0, 0.5, -1.0], [0.1, 1.5, 0.3], [0.0, 1.0, 0.0]],
        [[0.5, 0.5, 1.0], [3.0, 0.0, 0.0], [0.0, 0.0, 0.0]],
    ]
)
labels = np.array([[0, 2, 1], [1, 0, 0]])
mask = np.array([[1.0, 1.0, 1.0], [1.0, 1.0, 0.0]])
cross_entropy = keras.losses.SparseCategoricalCrossentropy
careless = cross_entropy(from_logits=True)(labels, logits, mask)
over_mask = {"from_logits": True, "reduction": "mean_with_sample_weight"}
masked = cross_entropy(**over_mask)(labels, logits, mask)
print(f"careless {careless:.4f}")
masked

# %% binary same="from_logits, from_probability, weighted"
logits = np.array([2.0, -1.0, 0.5], dtype="float32")
labels = np.array([1.0, 0.0, 0.0], dtype="float32")
binary = keras.losses.BinaryCrossentropy
from_logits = binary(from_logits=True)(labels, logits)
probability = keras.ops.sigmoid(logits)
from_probability = binary()(labels, probability)
weighted = binary(from_logits=True)(
    labels[:, None],
    logits[:, None],
    sample_weight=[3.0, 1.0, 1.0],
)
print(f"from logits {from_logits:.4f}, from probability {from_probability:.4f}")
print(f"weighted {weighted:.4f}")

# %% multi-label same="loss"
logits = np.array([[2.0, -1.0, 0.5], [-0.5, 1.5, 0.2]])
labels = np.array([[1.0, 0.0, 1.0], [0.0, 1.0, 0.0]])
loss = keras.losses.BinaryCrossentropy(from_logits=True)(labels, logits)
loss

# %% ctc differs="mean" same="each"
# why: `CTCLoss` divides each loss by the length of its target before it takes the mean. The others return one loss for
#   each sequence, or their plain mean. With `reduction='none'` all agree.
rng = np.random.default_rng(0)
logits = rng.normal(size=(6, 2, 4)).astype("float32")
logits = logits.transpose(1, 0, 2)  # batch, time, class
labels = np.array([[1, 2, 2], [3, 1, 0]])  # 0 is blank and padding
mean = keras.losses.CTC()(labels, logits)
each = keras.losses.CTC(reduction="none")(labels, logits)
print(f"mean {mean:.4f}")
each


# %% custom-loss same="loss"
class Pinball(keras.losses.Loss):
    def __init__(self, quantile, name="pinball"):
        super().__init__(name=name)
        self.quantile = quantile

    def call(self, y_true, y_pred):
        error = y_true - y_pred
        q = self.quantile
        return keras.ops.maximum(q * error, (q - 1) * error)


prediction = np.array([1.0, 2.0, 3.0], dtype="float32")
target = np.array([2.0, 2.5, 1.0], dtype="float32")
loss = Pinball(0.9)(target, prediction)  # the mean is taken for you
loss

# %% several-losses same="total"
price, kind = keras.Input((1,), name="price"), keras.Input((2,), name="kind")
model = keras.Model([price, kind], {"price": price, "kind": kind})
cross_entropy = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
model.compile(
    loss={"price": "mse", "kind": cross_entropy},
    loss_weights={"price": 1.0, "kind": 0.5},
    run_eagerly=True,
)
prices = np.array([[1.0], [2.0]])
kinds = np.array([[2.0, 0.5], [0.3, 1.5]])
targets = {"price": np.array([[1.5], [1.0]]), "kind": np.array([0, 0])}
logs = model.test_on_batch([prices, kinds], targets, return_dict=True)
total = np.float32(logs["loss"])
print(sorted(logs))
total
