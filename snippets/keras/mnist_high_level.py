# %% load same="counts, first_labels"
import keras

(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()


def prepare(images):
    return (images.astype("float32") / 255 - 0.1307) / 0.3081


counts = [len(x_train), len(x_test)]
first_labels = y_train[:8].tolist()
print(counts, first_labels)

# %% split-and-batch same="sizes, batch_sizes, batch_labels"
import numpy as np

order = np.random.default_rng(0).permutation(len(x_train))
fit_part, val_part = np.split(order, [len(x_train) * 9 // 10])
x_fit, y_fit = prepare(x_train[fit_part]), y_train[fit_part]
x_val, y_val = prepare(x_train[val_part]), y_train[val_part]
x_few, y_few = x_fit[:1000], y_fit[:1000]  # for the runs to compare

sizes = [len(x_fit), len(x_val), len(x_few)]
starts = range(0, len(x_few), 64)  # as fit will cut them
batch_sizes = [len(x_few[start : start + 64]) for start in starts]
batch_labels = y_few[:64].tolist()
print(sizes, batch_sizes)


# %% sequential same="output_shape, count"
def make_model(dropout=0.2):
    return keras.Sequential(
        [
            keras.Input((28, 28)),
            keras.layers.Flatten(),
            keras.layers.Dense(128, activation="relu"),
            keras.layers.Dropout(dropout),
            keras.layers.Dense(10),
        ]
    )


sequential = make_model()
output_shape = list(sequential(x_few[:64]).shape)
count = sequential.count_params()
output_shape, count

# %% start same="logits" differs="kernel_shape" atol="1e-5"
# why: `Linear` keeps its weight as (outputs, inputs), `Dense` its kernel as (inputs, outputs). Transpose the arrays for
#   PyTorch, and the outputs are equal.
rng = np.random.default_rng(0)
start = []
for inputs, outputs in [(784, 128), (128, 10)]:
    kernel = rng.normal(0, np.sqrt(2 / inputs), (inputs, outputs))
    start += [kernel.astype("float32"), np.zeros(outputs, "float32")]

model = make_model(dropout=0.0)  # no dropout in the runs to compare
model.set_weights(start)
kernel_shape = list(model.layers[1].kernel.shape)
logits = model(x_few[:3])
print(kernel_shape)
logits[0]


# %% loss-and-optimizer same="before, after" atol="1e-5"
loss_function = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
model.compile(
    optimizer=keras.optimizers.SGD(0.02),
    loss=loss_function,
    metrics=["accuracy"],
)

before, _ = model.train_on_batch(x_few[:64], y_few[:64])
after, _ = model.evaluate(x_few[:64], y_few[:64], verbose=0)
before, after


# %% compared-run same="losses" rtol="1e-5" atol="1e-5"
def batch_losses(model):
    losses = []
    for first in range(0, len(x_few), 64):
        x, y = x_few[first : first + 64], y_few[first : first + 64]
        logs = model.train_on_batch(x, y, return_dict=True)
        losses.append(float(logs["loss"]))
    print(f"{losses[0]:.4f} to {losses[-1]:.4f}")
    return losses


model.set_weights(start)
losses = np.array([batch_losses(model) for _ in range(3)])
losses.shape

# %% loop-and-fit same="epoch_losses" rtol="1e-5" atol="1e-5"
model.set_weights(start)
settings = {"batch_size": 64, "verbose": 0}
history = model.fit(x_few, y_few, epochs=3, shuffle=False, **settings)
epoch_losses = history.history["loss"]
epoch_losses

# %% test-function same="val_loss, val_accuracy" rtol="1e-5" atol="1e-5"
val_loss, val_accuracy = model.evaluate(x_val, y_val, verbose=0)
val_loss, val_accuracy

# %% mean-of-batches differs="reported" same="exact" rtol="1e-5" atol="1e-5"
# why: A mean of the batches' means counts each of the last 36 digits nearly twice. So does `keras.metrics.Mean` unless
#   it is told the sizes; `evaluate` and `fit` count digits. Weigh each mean by the size of its batch.
reported, _ = model.evaluate(x_val[:100], y_val[:100], batch_size=64, verbose=0)

weighted = keras.metrics.Mean()
for part in (slice(0, 64), slice(64, 100)):
    loss = loss_function(y_val[part], model(x_val[part]))
    weighted.update_state(loss, sample_weight=part.stop - part.start)
exact = float(weighted.result())
reported, exact

# %% softmax-twice differs="twice" same="once" rtol="1e-5" atol="1e-5"
# why: `CrossEntropyLoss` and `tf.nn` take what comes for logits, and with numbers from 0 to 1 learn slowly. A Keras
#   loss notices a softmax, warns, and uses the logits from before it. Let the model return logits, or leave
#   `from_logits` out.
import warnings

network = make_model(dropout=0.0)
with_softmax = keras.Sequential([network, keras.layers.Softmax()])

with_softmax.compile(keras.optimizers.SGD(0.02), loss=loss_function)
with_softmax.set_weights(start)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    twice = batch_losses(with_softmax)
print(caught[0].message)

loss_of_probabilities = keras.losses.SparseCategoricalCrossentropy()
with_softmax.compile(keras.optimizers.SGD(0.02), loss=loss_of_probabilities)
with_softmax.set_weights(start)
once = batch_losses(with_softmax)

# %% logits-as-probabilities differs="careless" same="careful" rtol="1e-5" atol="1e-5"
# why: `NLLLoss` wants logarithms of probabilities, and the default of `SparseCategoricalCrossentropy` wants
#   probabilities. Neither checks its input. For logits, use `CrossEntropyLoss` and `from_logits=True`.
val_images, val_labels = x_val[:64], y_val[:64]

model.compile("sgd", loss="sparse_categorical_crossentropy")
careless = model.evaluate(val_images, val_labels, verbose=0)

optimizer = keras.optimizers.SGD(0.02)
model.compile(optimizer, loss=loss_function, metrics=["accuracy"])
careful, _ = model.evaluate(val_images, val_labels, verbose=0)
careless, careful

# %% forgotten-scaling same="first_losses, learned"
raw = x_train[fit_part[:1000]].astype("float32")  # without prepare

first_losses, learned = [], []
for inputs in (raw, raw / 255, x_few):
    model.set_weights(start)
    first_losses.append(model.test_on_batch(inputs[:64], y_few[:64])[0])
    model.fit(inputs, y_few, epochs=2, shuffle=False, **settings)
    _, accuracy = model.evaluate(inputs, y_few, **settings)
    learned.append(accuracy > 0.2)  # guessing gives 0.1
    print("largest input", inputs.max(), "accuracy", accuracy)

# %% training differs="val_losses" rtol="1e-3" atol="1e-3"
# why: Each framework draws its own first weights, order and dropout, and the default rules for weights differ too. A
#   seed repeats a run in one framework only. To compare two, take the randomness out.
keras.utils.set_random_seed(0)
model = make_model()
model.compile("adam", loss=loss_function, metrics=["accuracy"])
history = model.fit(
    x_fit, y_fit, epochs=5, validation_data=(x_val, y_val), **settings
).history
train_losses, val_losses = history["loss"], history["val_loss"]
np.round(val_losses, 3)

# %% learning-curves
# alt: Two falling curves over 5 epochs, in Keras's color: the training loss, solid, and the validation loss, dashed.
#   Both fall fast at first and then slowly.
import matplotlib.pyplot as plt

fig, axes = plt.subplots(figsize=(4.8, 2.8))
epochs = range(1, 6)
axes.plot(epochs, train_losses, "#d00000", label="training")
axes.plot(epochs, val_losses, "--", color="#d00000", label="validation")
axes.set(xlabel="epoch", ylabel="loss", xticks=epochs, ylim=(0, 1.6))
axes.legend()
plt.show()

# %% test-once differs="accuracy" rtol="1e-3" atol="1e-3"
# why: Each is the result of one random run and ranks no framework. To compare models, train each with several seeds and
#   compare the means.
test_loss, accuracy = model.evaluate(prepare(x_test), y_test, verbose=0)
test_loss, accuracy

# %% predict-one raises="ValueError" same="shape, agrees"
# why: A model takes a batch, and 28 rows of 28 pixels are none. PyTorch's matrix product raises `RuntimeError`, Keras
#   checks the shape and raises `ValueError`. A batch axis in front mends it.
import re

image, label = prepare(x_test[0]), y_test[0]
try:
    model(image)  # 28 rows of pixels, as an image file has
except ValueError as error:
    print(re.search(r"Expected shape .*\)", str(error))[0])

alone = model.predict(image[np.newaxis], verbose=0)
shape = list(alone.shape)
output = model.predict(prepare(x_test[:64]), verbose=0)
agrees = np.allclose(alone[0], output[0], atol=1e-4)
shape, int(alone.argmax()), int(label)

# %% save-and-load differs="at_once" same="equal"
# why: A `state_dict` goes into a new PyTorch model, and that is in training mode: call `eval()`. A Keras model that is
#   loaded and called drops nothing. After `eval()` each gives what was saved.
model.save("net.keras")

loaded = keras.saving.load_model("net.keras")
expected = model.predict(val_images, verbose=0)
at_once = np.allclose(loaded(val_images), expected, atol=1e-5)
equal = np.array_equal(loaded.predict(val_images, verbose=0), expected)
at_once, equal
