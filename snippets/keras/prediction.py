# %% model same="inputs, outputs"
import keras
import numpy as np

rng = np.random.default_rng(1)
inputs = rng.normal(size=(100, 4)).astype("float32")
hidden = rng.normal(size=(4, 8))
output = rng.normal(size=(8, 3))
first, last = keras.layers.Dense(8), keras.layers.Dense(3)
norm = keras.layers.BatchNormalization(epsilon=1e-5)
relu = keras.layers.ReLU()
model = keras.Sequential([keras.Input((4,)), first, norm, relu, last])
first.kernel.assign(hidden)
last.kernel.assign(output)
norm.moving_mean.assign([0.5] * 8)  # as if training had found it
outputs = model(inputs, training=False)
outputs[:2]

# %% predict same="called, predicted" differs="kind"
# why: PyTorch has no `predict`: a loop over batches gives tensors, on the model's device. `predict` of Keras collects
#   NumPy arrays. `predicted.cpu().numpy()` makes an array of the tensor.
called = model(inputs)
predicted = model.predict(inputs, batch_size=32, verbose=0)
one_batch = model.predict_on_batch(inputs)
kind = type(predicted).__name__
print(predicted.shape, kind)
print(one_batch.shape, type(one_batch).__name__)

# %% single-example same="alone" raises="ValueError"
try:
    model(inputs[0])
except ValueError as error:
    reason = str(error).split("incompatible ")[1]
    print("incompatible", reason.split(")")[0] + ")")

alone = model(inputs[0][np.newaxis])[0]
alone

# %% to-probabilities same="probabilities, at_once"
logits = model.predict(inputs[:2], verbose=0)
probabilities = keras.ops.softmax(logits)

served = keras.Sequential([model, keras.layers.Softmax()])
at_once = served.predict(inputs[:2], verbose=0)
print(probabilities)
at_once

# %% mc-dropout same="certain, mean, spread"
x = keras.Input((25,))
dropped = keras.layers.Dropout(0.5, seed=0)(x, training=True)
answer = keras.layers.Dense(1, kernel_initializer=keras.initializers.Constant(1 / 25))(
    dropped
)
network = keras.Model(x, answer)
rows = np.ones((2000, 25), dtype="float32")

draws = network(rows)  # dropout is on in a call
certain = network.predict(rows[:1], verbose=0)  # and off here
mean = round(float(keras.ops.mean(draws)), 1)
spread = round(float(keras.ops.std(draws)), 1)
print(certain, mean, spread)

# %% test-time-augmentation same="plain, averaged"
rng = np.random.default_rng(3)
images = rng.normal(size=(2, 4, 4, 1)).astype("float32")
kernel = rng.normal(size=(16, 3)).astype("float32") / 4

views = keras.ops.stack([images, keras.ops.flip(images, axis=2)])
views = keras.ops.reshape(views, (2, 2, 16))
answers = keras.ops.softmax(keras.ops.matmul(views, kernel))
plain, averaged = answers[0], keras.ops.mean(answers, axis=0)
print(plain)
print(averaged)
