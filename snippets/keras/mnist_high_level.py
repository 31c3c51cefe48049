# %% load same="counts, first_labels"
import keras

(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()


def prepare(images):
    return (images.astype("float32") / 255 - 0.1307) / 0.3081


counts = [len(x_train), len(x_test)]
first_labels = y_train[:8].tolist()
print(counts[0], "to train,", counts[1], "to test, labels", first_labels)


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
print("to fit {}, to validate {}, to compare {}".format(*sizes))
print("batches of the compared runs", batch_sizes)


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
print("output", output_shape, f"{count:,} parameters")


# %% start same="logits" differs="kernel_shape" atol="1e-5"
# why: `Linear` keeps its weight as (outputs, inputs), `Dense` its kernel as (inputs, outputs). Transpose the arrays
#   for PyTorch, and the outputs are equal.
rng = np.random.default_rng(0)
start = []
for inputs, outputs in [(784, 128), (128, 10)]:
    kernel = rng.normal(0, np.sqrt(2 / inputs), (inputs, outputs))
    start += [kernel.astype("float32"), np.zeros(outputs, "float32")]

model = make_model(dropout=0.0)  # no dropout in the runs to compare
model.set_weights(start)
kernel_shape = list(model.layers[1].kernel.shape)
logits = model(x_few[:3])
print("first kernel", kernel_shape)
print("first logits", *(f"{value:.3f}" for value in logits[0]))


# %% loss-and-optimizer same="before, after" atol="1e-5"
loss_function = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
model.compile(
    optimizer=keras.optimizers.SGD(0.02),
    loss=loss_function,
    metrics=["accuracy"],
)

before, _ = model.train_on_batch(x_few[:64], y_few[:64])
after, _ = model.evaluate(x_few[:64], y_few[:64], verbose=0)
print(f"loss {before:.4f}, after one step {after:.4f}")


# %% compared-run same="losses" rtol="1e-5" atol="1e-5"
def batch_losses(model):
    losses = []
    for first in range(0, len(x_few), 64):
        x, y = x_few[first : first + 64], y_few[first : first + 64]
        logs = model.train_on_batch(x, y, return_dict=True)
        losses.append(float(logs["loss"]))
    print(f"mean loss {sum(losses) / len(losses):.4f}")
    return losses


model.set_weights(start)
losses = np.array([batch_losses(model) for _ in range(3)])


# %% loop-and-fit same="epoch_losses" rtol="1e-5" atol="1e-5"
model.set_weights(start)
settings = {"batch_size": 64, "verbose": 0}
history = model.fit(x_few, y_few, epochs=3, shuffle=False, **settings)
epoch_losses = history.history["loss"]
print("losses of the epochs", *(f"{loss:.4f}" for loss in epoch_losses))


# %% softmax-twice differs="twice" same="once" rtol="1e-5" atol="1e-5"
# why: `CrossEntropyLoss` and `tf.nn` take any input for logits, and learn slowly from numbers between 0 and 1. A
#   Keras loss finds the softmax on the TensorFlow backend, warns, and uses the logits from before it. Let the model
#   return logits, or leave `from_logits` out.
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

name = "sparse_categorical_crossentropy"  # stands for probabilities
model.compile("sgd", loss=name, metrics=["accuracy"])
careless, _ = model.evaluate(val_images, val_labels, verbose=0)

optimizer = keras.optimizers.SGD(0.02)
model.compile(optimizer, loss=loss_function, metrics=["accuracy"])
careful, _ = model.evaluate(val_images, val_labels, verbose=0)
print(f"taken for probabilities {careless:.4f}, taken for logits {careful:.4f}")


# %% forgotten-scaling same="first_losses, learned"
raw = x_train[fit_part[:1000]].astype("float32")  # without prepare

first_losses, learned = [], []
for inputs in (raw, raw / 255, x_few):
    model.set_weights(start)
    first_losses.append(model.test_on_batch(inputs[:64], y_few[:64])[0])
    model.fit(inputs, y_few, epochs=2, shuffle=False, **settings)
    _, accuracy = model.evaluate(inputs, y_few, **settings)
    learned.append(bool(accuracy > 0.2))  # guessing gives 0.1
    print(f"largest input {inputs.max():.1f}, accuracy {accuracy:.3f}")


# %% test-function same="val_loss, val_accuracy" rtol="1e-5" atol="1e-5"
val_loss, val_accuracy = model.evaluate(x_val, y_val, verbose=0)
print(f"validation: loss {val_loss:.4f}, accuracy {val_accuracy:.3f}")


# %% mean-of-batches differs="reported" same="exact" rtol="1e-5" atol="1e-5"
# why: A mean of the means of batches counts each of the last 36 digits nearly twice. `keras.metrics.Mean` does the
#   same unless you give it the sizes. `evaluate` and `fit` count digits. Weight each mean by the size of its batch.
reported, _ = model.evaluate(x_val[:100], y_val[:100], batch_size=64, verbose=0)

weighted = keras.metrics.Mean()
for part in (slice(0, 64), slice(64, 100)):
    loss = loss_function(y_val[part], model(x_val[part]))
    weighted.update_state(loss, sample_weight=part.stop - part.start)
exact = float(weighted.result())
print(f"evaluate {reported:.4f}, mean of digits {exact:.4f}")


# %% training unstable="true" same="val_loss" rtol="0" atol="0.1"
# note: Each framework draws its own first weights, order and dropout, so the losses are near and not equal. A seed
#   repeats a run in one framework only.
keras.utils.set_random_seed(0)
model = make_model()
model.compile("adam", loss=loss_function, metrics=["accuracy"])
history = model.fit(
    x_fit,
    y_fit,
    batch_size=64,
    epochs=5,
    validation_data=(x_val, y_val),
    verbose=2,  # a line for each epoch; 1 draws a bar
).history
train_losses, val_losses = history["loss"], history["val_loss"]
val_loss = val_losses[-1]


# %% learning-curves unstable="true"
# alt: The loss over 5 epochs. Training, in Keras's color and solid, falls from about 0.9 to about 0.2. Validation, in
#   blue and dashed, falls from about 0.45 to about 0.3.
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(4.8, 2.8))
epochs = range(1, 6)
ax.plot(epochs, train_losses, "o-", color="#d00000", label="training")
ax.plot(epochs, val_losses, "s--", color="#1f77b4", label="validation")
ax.set(xlabel="epoch", ylabel="loss", xticks=epochs)
ax.set_ylim(bottom=0)
ax.legend()
plt.show()


# %% test-once unstable="true" same="accuracy" rtol="0" atol="0.04"
# note: Each is the result of one random run and ranks no framework. To compare models, train each with several seeds
#   and compare the means.
test_loss, accuracy = model.evaluate(prepare(x_test), y_test, verbose=0)
print(f"test: loss {test_loss:.4f}, accuracy {accuracy:.3f}")


# %% mistakes unstable="true" alt="Ten test digits that were read wrong, each with its label and the wrong prediction."
predicted = model.predict(prepare(x_test), verbose=0).argmax(axis=1)
target = y_test
wrong = np.flatnonzero(predicted != target).tolist()

print(len(wrong), "of", len(target), "are wrong")
fig, axes = plt.subplots(1, 10, figsize=(6.4, 0.9))
for ax, index in zip(axes, wrong):
    ax.imshow(x_test[index], cmap="gray_r")
    ax.set_title(f"{target[index]} as {predicted[index]}", fontsize=8)
for ax in axes:
    ax.axis("off")
plt.show()


# %% predict-one raises="ValueError" same="shape, agrees"
# why: A model takes a batch, and 28 rows of 28 pixels are not one. PyTorch's matrix product raises `RuntimeError`,
#   Keras checks the shape and raises `ValueError`. Add a batch axis in front.
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
print("logits", shape, "predicted", int(alone.argmax()), "label", int(label))


# %% save-and-load differs="at_once" same="equal"
# why: A `state_dict` goes into a new PyTorch model, and that is in training mode: call `eval()`. A Keras model that
#   is loaded and called drops nothing. After `eval()` each gives what was saved.
model.save("net.keras")

loaded = keras.saving.load_model("net.keras")
expected = model.predict(val_images, verbose=0)
at_once = np.allclose(loaded(val_images), expected, atol=1e-5)
equal = np.array_equal(loaded.predict(val_images, verbose=0), expected)
print("equal at once", at_once, "equal in evaluation mode", equal)
