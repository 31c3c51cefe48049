# %% predictions same="logits, labels"
import keras
import numpy as np

rng = np.random.default_rng(0)
labels = rng.integers(0, 3, 100)
logits = rng.normal(size=(100, 3)).astype("float32")
logits[np.arange(100), labels] += 1.5

print(logits[:3])
print(labels[:3], np.bincount(labels))

# %% class-labels same="probabilities"
probabilities = keras.ops.softmax(logits, axis=1)
predicted = keras.ops.argmax(probabilities, axis=1)
from_logits = keras.ops.argmax(logits, axis=1)
print(probabilities[:3])
print(predicted[:3], from_logits[:3])

# %% accuracy same="accuracy"
# why: PyTorch and Keras promote integers before they compare them. In TensorFlow the `int64` of `tf.argmax` meets
#   `int32` labels and raises; with `output_type`, or a cast, all three are equal.
predicted = keras.ops.argmax(logits, axis=1)
print(predicted.dtype, labels.dtype)

correct = keras.ops.equal(predicted, labels)
accuracy = keras.ops.mean(keras.ops.cast(correct, "float32"))
accuracy


# %% custom-metric same="by_batches"
class Specificity(keras.metrics.Metric):
    def __init__(self, label, **options):
        super().__init__(**options)
        self.label = label
        self.rejected = self.add_weight(initializer="zeros")
        self.negatives = self.add_weight(initializer="zeros")

    def update_state(self, labels, logits, sample_weight=None):
        other = keras.ops.argmax(logits, axis=1) != self.label
        negative = labels != self.label
        self.rejected.assign_add(keras.ops.sum(negative & other))
        self.negatives.assign_add(keras.ops.sum(negative))

    def result(self):
        return self.rejected / self.negatives


model = keras.Sequential([keras.Input((3,)), keras.layers.Identity()])
cross_entropy = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
model.compile(loss=cross_entropy, metrics=[Specificity(label=2)])
_, by_batches = model.evaluate(logits, labels, batch_size=64, verbose=0)
by_batches

# %% top-k same="top_1, top_2"
metric = keras.metrics.SparseTopKCategoricalAccuracy(k=1)
top_1 = metric(labels, logits)
metric = keras.metrics.SparseTopKCategoricalAccuracy(k=2)
top_2 = metric(labels, logits)
print(top_1, top_2)

# %% binary-accuracy differs="usual" same="accuracy"
# why: Keras' accuracy for two classes cuts at 0.5, which is right for probabilities only. A logit of 0 is a probability
#   of 0.5: set `threshold=0.0`, or apply a sigmoid first, and the results are equal.
targets = (labels == 2)[:, np.newaxis]
scores = probabilities[:, 2:]
margins = keras.ops.log(scores / (1 - scores))

model = keras.Sequential([keras.Input((1,)), keras.layers.Identity()])
model.compile(
    loss=keras.losses.BinaryCrossentropy(from_logits=True),
    metrics=["accuracy", keras.metrics.BinaryAccuracy(threshold=0.0)],
)
_, usual, accuracy = model.evaluate(margins, targets, verbose=0)
usual, accuracy = np.float32(usual), np.float32(accuracy)
print(f"{usual:.4f} {accuracy:.4f}")

# %% perplexity same="perplexity"
rng = np.random.default_rng(2)
word_logits = rng.normal(size=(2, 5, 7))
words = np.array([[4, 1, 6, 2, 3], [5, 2, 0, 0, 0]])  # 0: padding

cross_entropy = keras.losses.SparseCategoricalCrossentropy(
    from_logits=True, ignore_class=0, dtype="float64"
)
perplexity = keras.ops.exp(cross_entropy(words, word_logits))
perplexity

# %% masked-accuracy same="careless, accuracy"
guessed = np.array([[4, 1, 2, 2, 3], [5, 1, 0, 0, 0]])
metric = keras.metrics.Accuracy()
careless = metric(words, guessed)
metric = keras.metrics.Accuracy()
accuracy = metric(words, guessed, sample_weight=words != 0)
print(careless, accuracy)

# %% model same="inputs, outputs"
rng = np.random.default_rng(1)
inputs = rng.normal(size=(100, 4)).astype("float32")
kernel = rng.normal(size=(4, 3)).astype("float32")
layer = keras.layers.Dense(3)
model = keras.Sequential([keras.Input((4,)), layer])
layer.kernel.assign(kernel)
outputs = model(inputs)
outputs[:2]

# %% evaluate same="loss, accuracy"
labels = keras.ops.argmax(outputs + inputs[:, :3], axis=1)
model.compile(
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    metrics=["accuracy"],
)
loss, accuracy = model.evaluate(inputs, labels, batch_size=64, verbose=0)
print(f"loss {loss:.4f}, accuracy {accuracy:.4f}")

# %% mean-of-batches differs="reported" same="exact"
# why: A mean of batch means lets the 36 examples of the last batch weigh as much as the 64 before them; so does
#   `keras.metrics.Mean` given one number for each batch. `evaluate`, and a metric that is given the labels and
#   predictions, count examples. Weighted by batch size, all are equal.
reported = loss  # of evaluate

cross_entropy = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
mean = keras.metrics.Mean()
for start, stop in ((0, 64), (64, 100)):
    batch_loss = cross_entropy(labels[start:stop], outputs[start:stop])
    mean.update_state(batch_loss, sample_weight=stop - start)
exact = float(mean.result())
print(f"{reported:.4f} {exact:.4f}")
