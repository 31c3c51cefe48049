# %% model same="inputs, outputs"
import numpy as np
import tensorflow as tf

rng = np.random.default_rng(1)
inputs = tf.constant(rng.normal(size=(100, 4)).astype("float32"))
hidden = rng.normal(size=(4, 8))
output = rng.normal(size=(8, 3))
first, last = tf.keras.layers.Dense(8), tf.keras.layers.Dense(3)
norm = tf.keras.layers.BatchNormalization(epsilon=1e-5)
relu = tf.keras.layers.ReLU()
model = tf.keras.Sequential([tf.keras.Input((4,)), first, norm, relu, last])
first.kernel.assign(hidden)
last.kernel.assign(output)
norm.moving_mean.assign([0.5] * 8)  # as if training had found it
outputs = model(inputs, training=False)
outputs[:2]

# %% eval-mode differs="careless" same="careful"
# why: A PyTorch model is in training mode from the start and after every `train()`: BatchNorm takes the batch's own
#   mean. A Keras model called by hand is in inference mode unless `training=True`. After `eval()` the two are equal.
careless = model(inputs)
careful = model(inputs, training=False)
print(careless[0])
print(careful[0])

# %% no-grad same="array"
# why: PyTorch records every operation on parameters unless told not to, and such a tensor refuses to become an array.
#   TensorFlow records inside a `GradientTape` only.
array = model(inputs[:2]).numpy()
array

# %% predict same="called, predicted" differs="kind"
# why: PyTorch has no `predict`: a loop over batches gives tensors, on the model's device. `predict` of Keras collects
#   NumPy arrays. `predicted.cpu().numpy()` makes an array of the tensor.
called = model(inputs)
batches = tf.data.Dataset.from_tensor_slices(inputs).batch(32)
predicted = model.predict(batches, verbose=0)
kind = type(predicted).__name__
print(len(batches), "batches", predicted.shape, kind)

# %% single-example same="alone" raises="ValueError"
try:
    model(inputs[0])
except ValueError as error:
    reason = str(error).split("incompatible ")[1]
    print("incompatible", reason.split(")")[0] + ")")

alone = model(inputs[0][tf.newaxis])[0]
alone

# %% to-probabilities same="probabilities, at_once"
probabilities = tf.nn.softmax(model(inputs[:2], training=False))

served = tf.keras.Sequential([model, tf.keras.layers.Softmax()])
at_once = served(inputs[:2], training=False)
print(probabilities)
at_once

# %% class-names same="answers"
names = ["ape", "bee", "cat"]
values, places = tf.math.top_k(probabilities, k=2)
answers = []
for shares, classes in zip(values.numpy(), places.numpy()):
    best = [f"{names[c]} {share:.0%}" for c, share in zip(classes, shares)]
    answers.append(", ".join(best))
answers

# %% abstain same="decided"
probabilities = tf.nn.softmax(model(inputs, training=False))
confidence = tf.reduce_max(probabilities, axis=1)
decided = tf.argmax(probabilities, axis=1)
decided = tf.where(confidence > 0.6, decided, -1)
print(tf.math.count_nonzero(decided == -1).numpy(), decided[:10].numpy())

# %% features same="features, also"
extractor = tf.keras.Model(model.inputs, model.layers[2].output)
features = extractor(inputs[:2])

also = inputs[:2]
for layer in model.layers[:3]:
    also = layer(also)
features

# %% mc-dropout same="certain, mean, spread"
network = tf.keras.Sequential(
    [
        tf.keras.Input((25,)),
        tf.keras.layers.Dropout(0.5, seed=0),
        tf.keras.layers.Dense(
            1, kernel_initializer=tf.keras.initializers.Constant(1 / 25)
        ),
    ]
)
rows = tf.ones([2000, 25])  # one example, each row with its own mask

certain = network(rows[:1])
draws = network(rows, training=True)  # BatchNorm would train too
mean = round(float(tf.reduce_mean(draws)), 1)
spread = round(float(tf.math.reduce_std(draws)), 1)
print(certain, mean, spread)

# %% test-time-augmentation same="plain, averaged"
rng = np.random.default_rng(3)
images = rng.normal(size=(2, 4, 4, 1)).astype("float32")
kernel = rng.normal(size=(16, 3)).astype("float32") / 4

views = tf.stack([images, tf.image.flip_left_right(images)])
answers = tf.nn.softmax(tf.reshape(views, [2, 2, 16]) @ kernel)
plain, averaged = answers[0], tf.reduce_mean(answers, axis=0)
print(plain)
print(averaged)

# %% streaming same="in_parts, equal"
rng = np.random.default_rng(2)
settings = {"return_sequences": True, "return_state": True}
rnn = tf.keras.layers.SimpleRNN(3, use_bias=False, **settings)
rnn.build([None, None, 2])
rnn.set_weights([rng.normal(size=(2, 3)), rng.normal(size=(3, 3))])
signal = tf.constant(rng.normal(size=(1, 6, 2)).astype("float32"))

whole, _ = rnn(signal)
state, parts = None, []
for part in tf.split(signal, 3, axis=1):
    output, state = rnn(part, initial_state=state)
    parts.append(output)
in_parts = tf.concat(parts, axis=1)
equal = bool(np.allclose(in_parts, whole))
print(equal)
in_parts

# %% ensemble same="mean_of_probabilities, mean_of_logits"
rng = np.random.default_rng(4)
logits = tf.constant(rng.normal(size=(3, 2, 3)).astype("float32"))
# three models, two examples, three classes
mean_of_probabilities = tf.reduce_mean(tf.nn.softmax(logits), axis=0)
mean_of_logits = tf.nn.softmax(tf.reduce_mean(logits, axis=0))
print(mean_of_probabilities)
mean_of_logits
