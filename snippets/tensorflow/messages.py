# %% tf-on-input raises="ValueError" same="y"
# why: A Keras 3 model graph holds `KerasTensor`s, which functions of `tf` refuse. `keras.ops` takes them, and so does
#   your own layer that calls `tf` inside. PyTorch has no such graph, so `forward` may call any function.
import tensorflow as tf
from keras import ops

inputs = tf.keras.Input((3,))
try:
    tf.reduce_mean(inputs, axis=1)
except ValueError as error:
    print(str(error).split(". ")[0])

model = tf.keras.Model(inputs, ops.mean(inputs, axis=1))
y = model(tf.constant([[1.0, 2.0, 6.0]]))
y

# %% decay raises="UserWarning" same="rates"
# why: Keras 3 only warns that it ignores `decay`, so the rate stays as it was. PyTorch has never had the argument. The
#   old rule was `rate / (1 + decay * step)`: `InverseTimeDecay` with one decay step, or `LambdaLR` stepped in every
#   batch.
import warnings

with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        tf.keras.optimizers.Adam(0.1, decay=0.5)
    except UserWarning as warning:
        print(warning)

schedule = tf.keras.optimizers.schedules.InverseTimeDecay(0.1, 1, 0.5)
rates = [float(schedule(step)) for step in range(4)]
rates

# %% lr raises="ValueError" same="rate"
# why: The argument is `lr` in PyTorch and `learning_rate` in Keras, and each refuses the name of the other.
try:
    tf.keras.optimizers.Adam(lr=0.1)
except ValueError as error:
    print(error)

rate = float(tf.keras.optimizers.Adam(learning_rate=0.1).learning_rate)
rate

# %% minimize raises="AttributeError" same="weight"
# note: Keras 3 has no `minimize` any more and PyTorch has never had it. A step is made of the gradient and its use.
weight = tf.Variable(1.0)
optimizer = tf.keras.optimizers.SGD(0.1)
try:
    optimizer.minimize(lambda: weight**2, [weight])
except AttributeError as error:
    print(error)

with tf.GradientTape() as tape:
    loss = weight**2
optimizer.apply_gradients([(tape.gradient(loss, weight), weight)])
weight


# %% training-argument raises="TypeError" same="y"
# note: Give the argument a default in Keras, which then fills it in by itself. A PyTorch module reads `self.training`.
class Noise(tf.keras.layers.Layer):
    def call(self, x, training):
        return x + 1.0 if training else x


try:
    Noise()(tf.ones(2))
except TypeError as error:
    print(error)


class WithDefault(tf.keras.layers.Layer):
    def call(self, x, training=False):
        return x + 1.0 if training else x


y = WithDefault()(tf.ones(2))
y

# %% reset-states only="tensorflow" raises="AttributeError"
# why: Metrics of Keras lost the plural in Keras 3. PyTorch itself has no metrics; set your own sum to 0.
metric = tf.keras.metrics.Mean()
metric.update_state([1.0, 3.0])
try:
    metric.reset_states()
except AttributeError as error:
    print(error)

metric.reset_state()
count = float(metric.count)
count

# %% weights-file raises="ValueError" same="saved"
# why: Keras 3 wants weights in a file that ends in `.weights.h5`, and says so when the callback is made. `torch.save`
#   takes any name.
try:
    tf.keras.callbacks.ModelCheckpoint("best.h5", save_weights_only=True)
except ValueError as error:
    print(error)

name = "best.weights.h5"
callback = tf.keras.callbacks.ModelCheckpoint(name, save_weights_only=True)
model = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(1)])
model.compile(loss="mse")
model.fit(tf.ones((2, 2)), tf.ones((2, 1)), callbacks=[callback], verbose=0)
saved = tf.io.gfile.exists(name)
saved

# %% old-modules only="tensorflow" raises="AttributeError"
# why: These names left with Keras 3: preprocessing layers are in `keras.layers`, the policy is
#   `keras.mixed_precision.set_global_policy`, and `LSTM` runs cuDNN by itself. PyTorch has none of these names.
old = ["layers.experimental", "mixed_precision.experimental", "layers.CuDNNLSTM"]
for name in old:
    module, _, attribute = name.partition(".")
    try:
        getattr(getattr(tf.keras, module), attribute)
    except AttributeError as error:
        print(error)

flip = tf.keras.layers.RandomFlip("horizontal")
flip(tf.ones((1, 2, 2, 1))).shape

# %% old-optimizers only="tensorflow" raises="ImportError"
# why: The optimizers of Keras 2 were in `optimizers.legacy`. Remove `legacy` from the name. PyTorch has no such
#   module.
try:
    tf.keras.optimizers.legacy.Adam(0.1)
except ImportError as error:
    print(error)

tf.keras.optimizers.Adam(0.1).name

# %% fit-workers only="tensorflow" raises="TypeError"
# why: `fit` has lost `workers` and `use_multiprocessing` to `PyDataset`. In PyTorch `num_workers` belongs to the
#   `DataLoader`.
model = tf.keras.Sequential([tf.keras.Input((2,)), tf.keras.layers.Dense(1)])
model.compile(loss="mse")
try:
    model.fit(tf.ones((2, 2)), tf.ones((2, 1)), workers=2)
except TypeError as error:
    print(error)


class Batches(tf.keras.utils.PyDataset):
    def __len__(self):
        return 1

    def __getitem__(self, index):
        return tf.ones((2, 2)), tf.ones((2, 1))


history = model.fit(Batches(workers=2), verbose=0)
len(history.epoch)

# %% channels-last raises="ValueError" same="shape"
# why: Each framework looks for the channels on an axis of its own, and finds the height or the width there. The errors
#   have different names. Turn the axes.
images = tf.zeros((1, 3, 8, 10))  # channels first
layer = tf.keras.layers.Conv2D(4, 3)
layer.build((None, None, None, 3))
try:
    layer(images)
except ValueError as error:
    print(error)

shape = list(layer(tf.transpose(images, (0, 2, 3, 1))).shape)[1:3]
shape

# %% image-too-small raises="ValueError" same="shape"
# why: Both refuse a kernel that is larger than the image. The errors have different names. Pad the image, or use fewer
#   layers that shrink it.
layer = tf.keras.layers.Conv2D(1, 5)
try:
    layer(tf.zeros((1, 3, 3, 1)))
except ValueError as error:
    print(str(error).split(" Received")[0])

shape = list(
    tf.keras.layers.Conv2D(1, 5, padding="same")(tf.zeros((1, 3, 3, 1))).shape
)[1:3]
shape

# %% embedding-range raises="InvalidArgumentError" same="y"
# why: The table has fewer rows than the largest index asks for. Its size is the largest index plus one. The errors
#   have different names; on a GPU TensorFlow gives zeros instead, by its documentation.
ids = tf.constant([0, 3])
table = tf.constant([[1.0], [2.0], [3.0]])
try:
    tf.nn.embedding_lookup(table, ids)
except tf.errors.InvalidArgumentError as error:
    print(error.message)

y = tf.nn.embedding_lookup(tf.concat([table, [[4.0]]], axis=0), ids)
y

# %% label-range raises="InvalidArgumentError" same="loss"
# why: There are labels from 1 to 3 and three classes, which are counted from 0. The errors have different names, and
#   on a GPU TensorFlow gives `nan` instead, by its documentation. Subtract 1.
logits = tf.constant([[2.0, 0.5, -1.0]])
labels = tf.constant([3])
try:
    tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits)
except tf.errors.InvalidArgumentError as error:
    print(error.message)

losses = tf.nn.sparse_softmax_cross_entropy_with_logits(
    labels=labels - 1, logits=logits
)
loss = tf.reduce_mean(losses)
loss

# %% one-hot-loss raises="ValueError" same="loss"
# why: `CategoricalCrossentropy` wants one-hot labels. `SparseCategoricalCrossentropy` takes indices, and
#   `F.cross_entropy` takes both.
logits = tf.constant([[2.0, 0.5, -1.0], [0.1, 1.5, 0.3]])
labels = tf.constant([0, 2])
try:
    tf.keras.losses.CategoricalCrossentropy(from_logits=True)(labels, logits)
except ValueError as error:
    print(error)

loss = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)(labels, logits)
loss

# %% truth-of-many raises="ValueError" same="any_positive"
# why: `if` needs one truth value, and a comparison of three numbers has three. The errors have different names. Use
#   any or all.
x = tf.constant([1.0, -2.0, 3.0])
try:
    print("positive" if x > 0 else "negative")
except ValueError as error:
    print(error)

any_positive = bool(tf.reduce_any(x > 0))
any_positive

# %% integer-gradient same="gradient"
# why: Integers have no gradient. PyTorch refuses to track them; a tape warns in the log and returns `None`. Make the
#   numbers decimal.
x = tf.Variable([1, 2])
with tf.GradientTape() as tape:
    y = tf.reduce_sum(x * x)
print(tape.gradient(y, x))

x = tf.Variable([1.0, 2.0])
with tf.GradientTape() as tape:
    y = tf.reduce_sum(x * x)
gradient = tape.gradient(y, x)
gradient

# %% no-gradients raises="ValueError" same="weight"
# why: The loss does not depend on the variable, here because it was computed outside the tape. Keras refuses a list of
#   gradients that are all `None`; an optimizer of PyTorch skips such parameters and nothing moves.
weight = tf.Variable(1.0)
optimizer = tf.keras.optimizers.SGD(0.1)
loss = weight**2
with tf.GradientTape() as tape:
    pass
try:
    optimizer.apply_gradients([(tape.gradient(loss, weight), weight)])
except ValueError as error:
    print(str(error).split(". ")[0])

with tf.GradientTape() as tape:
    loss = weight**2
optimizer.apply_gradients([(tape.gradient(loss, weight), weight)])
weight

# %% lstm-dropout same="shape"
# why: `dropout` of `nn.LSTM` acts between stacked layers, so one layer only warns and drops nothing. That of Keras
#   acts on the inputs of each layer and raises no warning. Put `nn.Dropout` in front for the same.
layer = tf.keras.layers.LSTM(4, dropout=0.5, return_sequences=True)
output = layer(tf.ones((2, 5, 3)), training=True)
shape = list(output.shape)
shape
