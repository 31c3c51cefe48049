# %% start same="output"
import numpy as np
import tensorflow as tf

rng = np.random.default_rng(0)
x = rng.normal(size=(8, 3)).astype("float32")
labels = np.array([0, 1, 1, 0, 1, 0, 0, 0])
kernel = rng.normal(size=(3, 2)).astype("float32")


def dense():
    model = tf.keras.Sequential([tf.keras.Input((3,)), tf.keras.layers.Dense(2)])
    model.set_weights([kernel, np.zeros(2)])
    return model


output = dense()(x)
output


# %% train same="stages"
# note: `gradient 1` is the norm of the first weight's gradient in the first step.
def train(model, loss_of, optimizer, before=list, after=lambda model: None):
    seen = {}
    for number in (1, 2, 3):
        with tf.GradientTape() as tape:
            loss = loss_of(model, training=True)
        gradients = tape.gradient(loss, model.trainable_variables)
        gradient = np.linalg.norm(tf.convert_to_tensor(gradients[0]))
        seen |= {f"loss {number}": float(loss), f"gradient {number}": float(gradient)}
        optimizer.apply_gradients(zip(before(gradients), model.trainable_variables))
        after(optimizer)
    return seen | {"evaluation": float(loss_of(model, training=False))}


cross_entropy = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def mean_loss(model, training):
    return cross_entropy(labels, model(x, training=training))


def sgd(rate=0.5, **settings):
    return tf.keras.optimizers.SGD(rate, **settings)


stages = list(train(dense(), mean_loss, sgd()))
stages


# %% originals same="cases"
# note: The programs that were there first, each as people write it in its framework. The ports below read the stages
#   of the other tab's programs.
def weighted(model, training):
    weights = np.array([1.0, 3.0])[labels]
    return cross_entropy(labels, model(x, training=training), sample_weight=weights)


def penalized(model, training):
    return mean_loss(model, training) + 0.1 * tf.reduce_sum(model.weights[0] ** 2)


by_step = tf.keras.optimizers.schedules.ExponentialDecay(0.5, 1, 0.5)
Adam = tf.keras.optimizers.Adam
originals = {
    "logits": train(dense(), mean_loss, sgd()),
    "weighted": train(dense(), weighted, sgd()),
    "penalty": train(dense(), penalized, sgd()),
    "default rate": train(dense(), mean_loss, tf.keras.optimizers.SGD()),
    "epsilon": train(dense(), mean_loss, Adam(0.1, epsilon=1e-2)),
    "decay": train(dense(), mean_loss, Adam(0.1, weight_decay=0.5)),
    "clip": train(dense(), mean_loss, sgd(clipnorm=0.1)),
    "schedule": train(dense(), mean_loss, sgd(by_step)),
}
cases = list(originals)
cases

# %% layer-models same="shapes"
table = rng.normal(size=(3, 2)).astype("float32")
gates = rng.normal(size=(4, 8)).astype("float32")
ids = np.array([0, 1, 1, 1, 2, 2, 0, 1])


def normed(**settings):
    norm = tf.keras.layers.BatchNormalization(**settings)
    model = tf.keras.Sequential([tf.keras.Input((3,)), norm, tf.keras.layers.Dense(2)])
    model.layers[1].set_weights([kernel, np.zeros(2)])
    return model


def words():
    embedding = tf.keras.layers.Embedding(3, 2)
    model = tf.keras.Sequential([tf.keras.Input((), dtype="int64"), embedding])
    model.set_weights([table])
    return model


def word_loss(model, training):
    return cross_entropy(labels, model(ids, training=training))


def recurrent():
    model = tf.keras.Sequential([tf.keras.Input((2, 2)), tf.keras.layers.LSTM(2)])
    model.set_weights([gates[:2], gates[2:], np.zeros(8)])
    return model


def step_loss(model, training):
    return cross_entropy(
        labels[:4], model(table[ids].reshape(4, 2, 2), training=training)
    )


shapes = [
    list(y.shape)
    for y in (normed()(x), words()(ids), recurrent()(table[ids].reshape(4, 2, 2)))
]
shapes

# %% layer-originals writes="steps_tensorflow.npz" same="cases"
# note: Three more originals, of layers that have more than one state or more than one bias.
originals |= {
    "statistics": train(normed(), mean_loss, sgd()),
    "words": train(words(), word_loss, Adam(0.1)),
    "recurrent": train(recurrent(), step_loss, sgd()),
}
values = {
    f"{case}: {k}": v for case, seen in originals.items() for k, v in seen.items()
}
np.savez("steps_tensorflow.npz", **values)
cases = list(originals)
cases


# %% first-stage same="found"
# note: A relative limit of 1e-4 is above the rounding of three steps and below any of these faults.
def first_stage(theirs, ours, limit=1e-4):
    for name, value in ours.items():
        gap = abs(value - theirs[name]) / abs(theirs[name])
        if gap > limit:
            print(f"{name}: first difference, {100 * gap:.3g} %")
            return name
    print("no difference")
    return "none"


def check(case, seen):
    return first_stage({name: float(file[f"{case}: {name}"]) for name in seen}, seen)


file = np.load("steps_pytorch.npz")
found = check("logits", train(dense(), mean_loss, sgd()))

# %% loss-from-logits same="found, mended"
# note: The loss of PyTorch takes logits, that of Keras takes probabilities unless `from_logits=True`.
from_probabilities = tf.keras.losses.SparseCategoricalCrossentropy()


def forgotten(model, training):
    return from_probabilities(labels, model(x, training=training))


found = check("logits", train(dense(), forgotten, sgd()))
mended = check("logits", train(dense(), mean_loss, sgd()))


# %% loss-reduction same="found, mended"
# note: The weighted mean of PyTorch divides by the sum of the weights, that of Keras by the number of examples.
def by_weights(model, training):
    weights = np.array([1.0, 3.0])[labels]
    return weighted(model, training) * len(labels) / weights.sum()


found = check("weighted", train(dense(), weighted, sgd()))
mended = check("weighted", train(dense(), by_weights, sgd()))


# %% gradient-cut same="found, mended"
# note: The penalty of the port is computed from a weight that was taken out of the graph, so the loss has it and the
#   gradient has not.
def cut(model, training):
    return mean_loss(model, training) + 0.1 * (model.weights[0].numpy() ** 2).sum()


found = check("penalty", train(dense(), cut, sgd()))
mended = check("penalty", train(dense(), penalized, sgd()))

# %% default-rate same="found, mended"
# note: The default learning rate of SGD is 0.001 in PyTorch and 0.01 in Keras.
found = check("default rate", train(dense(), mean_loss, tf.keras.optimizers.SGD()))
mended = check("default rate", train(dense(), mean_loss, sgd(0.001)))


# %% adam-epsilon same="found, mended"
# note: Keras adds epsilon before it corrects the second moment and PyTorch does so after it. They are equal if epsilon
#   is divided by the root of `1 - beta_2**step` in PyTorch, or multiplied by it in Keras.
def correct(optimizer):  # for the step that comes
    step = int(optimizer.iterations) + 1
    optimizer.epsilon = 1e-2 * (1 - 0.999**step) ** 0.5


found = check("epsilon", train(dense(), mean_loss, Adam(0.1, epsilon=1e-2)))
corrected = Adam(0.1)
correct(corrected)
mended = check("epsilon", train(dense(), mean_loss, corrected, after=correct))


# %% weight-decay same="found, mended"
# note: `Adam(weight_decay=)` of PyTorch adds the decay to the gradient. That of Keras shrinks the weight, as `AdamW`
#   does in both.
def decayed(gradients):
    return [g + 0.5 * v for g, v in zip(gradients, model.trainable_variables)]


found = check("decay", train(dense(), mean_loss, Adam(0.1, weight_decay=0.5)))
model = dense()
mended = check("decay", train(model, mean_loss, Adam(0.1), before=decayed))

# %% clipping same="found, mended"
# note: `clip_grad_norm_` clips the norm of all gradients together and `clipnorm` that of each. The Keras counterpart
#   of the first is `global_clipnorm`.
found = check("clip", train(dense(), mean_loss, sgd(clipnorm=0.1)))
mended = check("clip", train(dense(), mean_loss, sgd(global_clipnorm=0.1)))

# %% schedule-unit same="found, mended"
# note: A Keras schedule counts steps, and a PyTorch scheduler counts the calls of `step`, mostly one for each epoch.
#   An epoch has two batches here.
schedules = tf.keras.optimizers.schedules
by_epoch = schedules.ExponentialDecay(
    0.5, decay_steps=2, decay_rate=0.5, staircase=True
)
found = check("schedule", train(dense(), mean_loss, sgd(by_step)))
mended = check("schedule", train(dense(), mean_loss, sgd(by_epoch)))


# %% running-momentum same="found, mended"
# note: A momentum of 0.1 in PyTorch is 0.9 in Keras, and the default of Keras is 0.99. The function `after` corrects
#   the variance too, so that the momentum alone is at fault.
def unbiased(momentum, model):  # Keras divides by n, and n is 8
    norm, before = model.layers[0], {"variance": np.ones(3)}

    def after(optimizer):
        kept = momentum * before["variance"]
        norm.moving_variance.assign(kept + (norm.moving_variance - kept) * 8 / 7)
        before["variance"] = norm.moving_variance.numpy()

    return after


model = normed()
found = check("statistics", train(model, mean_loss, sgd(), after=unbiased(0.99, model)))

model = normed(momentum=0.9)
mended = check("statistics", train(model, mean_loss, sgd(), after=unbiased(0.9, model)))

# %% running-variance same="found, mended"
# note: PyTorch divides the variance that it keeps by n - 1, and Keras by n. It shows in small batches; there are 8
#   examples here.
model = normed(momentum=0.9)
found = check("statistics", train(model, mean_loss, sgd()))

model = normed(momentum=0.9)
mended = check("statistics", train(model, mean_loss, sgd(), after=unbiased(0.9, model)))


# %% repeated-rows same="found, mended"
# note: A row of a table that a batch uses twice is twice in the gradient of TensorFlow, and Adam in Keras squares each
#   part. PyTorch squares the sum. `tf.convert_to_tensor` adds the parts.
def added(gradients):
    return [tf.convert_to_tensor(gradient) for gradient in gradients]


found = check("words", train(words(), word_loss, Adam(0.1)))
mended = check("words", train(words(), word_loss, Adam(0.1), before=added))


# %% second-bias same="found, mended"
# note: An LSTM of PyTorch has two biases that are added. Both make the whole step, so the sum moves twice as far as
#   the one bias of Keras.
def twice(gradients):
    kernel, recurrent, bias = gradients
    return [kernel, recurrent, 2 * bias]


found = check("recurrent", train(recurrent(), step_loss, sgd()))
mended = check("recurrent", train(recurrent(), step_loss, sgd(), before=twice))
