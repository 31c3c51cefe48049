# %% data same="x, y, x_val, y_val"
import numpy as np
import tensorflow as tf

rng = np.random.default_rng(0)
points = rng.normal(size=(140, 2)).astype("float32")
classes = (points[:, 0] * points[:, 1] > 0).astype("int64")

x, x_val = tf.split(points, [100, 40])
y, y_val = tf.split(classes, [100, 40])
batches = tf.data.Dataset.from_tensor_slices((x, y)).batch(32)
[len(inputs) for inputs, targets in batches]

# %% model same="logits"
shapes = [(2, 8), (8,), (8, 2), (2,)]
start = [rng.normal(0, 0.5, shape).astype("float32") for shape in shapes]


def make_model():
    model = tf.keras.Sequential(
        [
            tf.keras.Input((2,)),
            tf.keras.layers.Dense(8, activation="relu"),
            tf.keras.layers.Dense(2),
        ]
    )
    model.set_weights(start)
    return model


logits = make_model()(x[:3])
logits

# %% minimal-loop same="losses" rtol="1e-4" atol="1e-5"
model = make_model()
optimizer = tf.keras.optimizers.SGD(0.5)
loss_function = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)

losses = []
for epoch in range(3):
    for inputs, targets in batches:
        with tf.GradientTape() as tape:
            loss = loss_function(targets, model(inputs, training=True))
        gradients = tape.gradient(loss, model.trainable_variables)
        optimizer.apply_gradients(zip(gradients, model.trainable_variables))
        losses.append(float(loss))
print(len(losses), "steps")
print(" ".join(f"{loss:.4f}" for loss in losses[:4]))
print(" ".join(f"{loss:.4f}" for loss in losses[-4:]))


# %% validation-loop same="val_loss, val_accuracy" rtol="1e-4" atol="1e-5"
def validate(model):
    logits = model(x_val, training=False)
    loss = float(loss_function(y_val, logits))
    hits = tf.argmax(logits, axis=1) == y_val
    accuracy = float(tf.reduce_mean(tf.cast(hits, tf.float32)))
    return loss, accuracy


val_loss, val_accuracy = validate(model)
print(f"loss {val_loss:.4f}, accuracy {val_accuracy:.4f}")


# %% step-function same="step_losses" rtol="1e-4" atol="1e-5"
def train_step(model, optimizer, inputs, targets):
    with tf.GradientTape() as tape:
        logits = model(inputs, training=True)
        loss = loss_function(targets, logits)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss, logits


model = make_model()
optimizer = tf.keras.optimizers.SGD(0.5)
step_losses = []
for inputs, targets in batches:
    loss, logits = train_step(model, optimizer, inputs, targets)
    step_losses.append(float(loss))
print([round(loss, 4) for loss in step_losses])

# %% metrics-in-loop same="epoch_losses, accuracies" rtol="1e-4" atol="1e-5"
model = make_model()
optimizer = tf.keras.optimizers.SGD(0.5)
mean_loss = tf.keras.metrics.Mean()
accuracy = tf.keras.metrics.SparseCategoricalAccuracy()
epoch_losses, accuracies = [], []
for epoch in range(2):
    mean_loss.reset_state()
    accuracy.reset_state()
    for inputs, targets in batches:
        loss, logits = train_step(model, optimizer, inputs, targets)
        mean_loss.update_state(loss, sample_weight=len(inputs))
        accuracy.update_state(targets, logits)
    epoch_losses.append(float(mean_loss.result()))
    accuracies.append(float(accuracy.result()))
    print(f"loss {epoch_losses[-1]:.4f}, accuracy {accuracies[-1]:.4f}")

# %% progress unstable="true" same="means" rtol="1e-4" atol="1e-5"
model = make_model()
optimizer = tf.keras.optimizers.SGD(0.5)
means = []
for epoch in range(2):
    mean = tf.keras.metrics.Mean()
    print(f"Epoch {epoch + 1}/2")
    bar = tf.keras.utils.Progbar(len(batches), verbose=2)
    for batch, (inputs, targets) in enumerate(batches, start=1):
        loss, _ = train_step(model, optimizer, inputs, targets)
        mean.update_state(loss, sample_weight=len(inputs))
        bar.update(batch, [("loss", mean.result())])
    means.append(float(mean.result()))

# %% epoch-mean differs="reported" same="weighted"
# why: The last batch has 4 examples, and a mean of batch means counts it as much as a full one. `keras.metrics.Mean`
#   counts in the same way unless you pass the sizes. `fit` and `evaluate` weight each batch by its size; with that
#   weight all are equal.
model = make_model()
mean, weighted_mean = tf.keras.metrics.Mean(), tf.keras.metrics.Mean()
for inputs, targets in batches:
    loss = loss_function(targets, model(inputs, training=False))
    mean.update_state(loss)
    weighted_mean.update_state(loss, sample_weight=len(inputs))

reported = float(mean.result())
weighted = float(weighted_mean.result())
print(f"reported {reported:.4f}, weighted {weighted:.4f}")

# %% learning-curves same="training, validation" rtol="1e-3" atol="1e-4"
# alt: Two falling curves over 20 epochs in TensorFlow's color. The solid training loss falls from about 1.05 to 0.52,
#   the dashed validation loss from about 0.71 to 0.44; it stays below. Both fall steeply for three epochs, then slowly.
import matplotlib.pyplot as plt

model = make_model()
optimizer = tf.keras.optimizers.SGD(0.5)
training, validation = [], []
for epoch in range(20):
    training.append(float(train_step(model, optimizer, x, y)[0]))
    validation.append(validate(model)[0])

fig, axes = plt.subplots(figsize=(6.4, 3.2))
axes.plot(training, "#ff8f00", label="training")
axes.plot(validation, "--", color="#ff8f00", label="validation")
axes.set(xlabel="epoch", ylabel="loss", xticks=range(0, 20, 5))
axes.legend()
plt.show()

# %% clip-in-loop same="norm, clipped, weights"
model = make_model()
optimizer = tf.keras.optimizers.SGD(0.5)

with tf.GradientTape() as tape:
    loss = loss_function(y, model(x, training=True))
gradients = tape.gradient(loss, model.trainable_variables)
gradients, norm = tf.clip_by_global_norm(gradients, 0.1)
clipped = tf.linalg.global_norm(gradients)
optimizer.apply_gradients(zip(gradients, model.trainable_variables))

weights = model.layers[0].kernel.numpy()
print(f"norm {norm:.4f}, clipped to {clipped:.4f}")
weights

# %% gradient-accumulation same="accumulated, whole"
quarters = tf.data.Dataset.from_tensor_slices((x, y)).batch(25)

model = make_model()
optimizer = tf.keras.optimizers.SGD(0.5)
sums = [tf.zeros_like(variable) for variable in model.trainable_variables]
for inputs, targets in quarters:
    with tf.GradientTape() as tape:
        loss = loss_function(targets, model(inputs, training=True)) / 4
    gradients = tape.gradient(loss, model.trainable_variables)
    sums = [total + gradient for total, gradient in zip(sums, gradients)]
optimizer.apply_gradients(zip(sums, model.trainable_variables))
accumulated = model.layers[1].bias.numpy()

model = make_model()
train_step(model, tf.keras.optimizers.SGD(0.5), x, y)
whole = model.layers[1].bias.numpy()
print(accumulated)
whole


# %% schedule-in-loop differs="same_numbers" same="per_epoch"
# why: A PyTorch scheduler moves when its `step` is called, here once an epoch. A Keras schedule moves with every update
#   of the weights. With `decay_steps` set to the batches of an epoch and `staircase=True`, the rates agree at every
#   step.
def rates_with(decay_steps, staircase=False):
    model = make_model()
    schedule = tf.keras.optimizers.schedules.ExponentialDecay(
        0.5, decay_steps, decay_rate=0.5, staircase=staircase
    )
    optimizer = tf.keras.optimizers.SGD(schedule)
    rates = []
    for epoch in range(3):
        for inputs, targets in batches:
            train_step(model, optimizer, inputs, targets)
        rates.append(float(optimizer.learning_rate))
    return rates


same_numbers = rates_with(decay_steps=1)
per_epoch = rates_with(decay_steps=len(batches), staircase=True)
print([round(value, 6) for value in same_numbers])
print(per_epoch)

# %% several-tasks same="losses" rtol="1e-4" atol="1e-5"
body, class_head = make_model().layers
radius_head = tf.keras.layers.Dense(1, kernel_initializer="zeros")
radius = tf.norm(x, axis=1, keepdims=True)
optimizer = tf.keras.optimizers.SGD(0.1)
losses = []
for _ in range(4):
    with tf.GradientTape() as tape:
        hidden = body(x)
        class_loss = loss_function(y, class_head(hidden))
        radius_loss = tf.reduce_mean((radius_head(hidden) - radius) ** 2)
        loss = class_loss + 0.5 * radius_loss
    layers = (body, class_head, radius_head)
    variables = [v for layer in layers for v in layer.trainable_variables]
    optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables))
    losses.append([float(class_loss), float(radius_loss)])
print([[round(loss, 4) for loss in both] for both in losses])

# %% two-models same="fake"
real = tf.fill([4, 1], 3.0)
noise = tf.constant([[-1.0], [-0.5], [0.5], [1.0]])
generator = tf.keras.layers.Dense(1, kernel_initializer="ones")
judge = tf.keras.layers.Dense(1, kernel_initializer="ones")
generator_optimizer = tf.keras.optimizers.SGD(0.5)
judge_optimizer = tf.keras.optimizers.SGD(0.5)
fake = generator(noise)
fake

# %% two-optimizers same="fooled, generated"
for _ in range(3):
    with tf.GradientTape() as tape:
        judge_loss = -tf.reduce_mean(tf.math.log_sigmoid(judge(real)))
        answers = judge(generator(noise))
        judge_loss -= tf.reduce_mean(tf.math.log_sigmoid(-answers))
    variables = judge.trainable_variables  # no detach: only these are asked for
    gradients = tape.gradient(judge_loss, variables)
    judge_optimizer.apply_gradients(zip(gradients, variables))

    with tf.GradientTape() as tape:
        answers = judge(generator(noise))
        fooled = -tf.reduce_mean(tf.math.log_sigmoid(answers))
    variables = generator.trainable_variables
    gradients = tape.gradient(fooled, variables)
    generator_optimizer.apply_gradients(zip(gradients, variables))
generated = generator(noise)
print(fooled)
generated


# %% repeatable same="repeats, other_seed"
def run(seed):
    tf.keras.utils.set_random_seed(seed)
    layers = [tf.keras.layers.Dense(8), tf.keras.layers.Dropout(0.5)]
    model = tf.keras.Sequential([*layers, tf.keras.layers.Dense(2)])
    optimizer = tf.keras.optimizers.SGD(0.5)
    points = tf.data.Dataset.from_tensor_slices((x, y))
    for inputs, targets in points.shuffle(100).batch(50):
        loss, _ = train_step(model, optimizer, inputs, targets)
    return float(loss)


first = run(seed=0)
repeats = first == run(seed=0)
other_seed = first == run(seed=1)
print(repeats, other_seed)


# %% compiled-step same="eager, compiled" rtol="1e-4" atol="1e-5"
def train(step):
    model = make_model()
    optimizer = tf.keras.optimizers.SGD(0.5)
    optimizer.build(model.trainable_variables)
    return [float(step(model, optimizer, x, y)[0]) for _ in range(5)]


eager = train(train_step)
compiled = train(tf.function(train_step))
print(" ".join(f"{loss:.4f}" for loss in eager))
print(" ".join(f"{loss:.4f}" for loss in compiled))


# %% retrace differs="graphs_for_ints" same="graphs_for_tensors"
# why: `tf.function` makes a graph for every Python number it has not seen. `torch.compile` makes one for the first
#   number, sees it change, and makes one more that takes any integer. A number given as a tensor needs one graph in
#   both.
@tf.function
def scale(values, factor):
    return values * tf.cast(factor, tf.float32)


for factor in (1, 2, 3):
    scale(tf.ones(2), factor)
graphs_for_ints = scale.experimental_get_tracing_count()
for factor in (1, 2, 3):
    scale(tf.ones(2), tf.constant(factor))
graphs_for_tensors = scale.experimental_get_tracing_count() - graphs_for_ints
print(graphs_for_ints, graphs_for_tensors)


# %% last-batch same="graphs_made, graphs_for_any"
def total(values):
    return tf.reduce_sum(values * 2)


fixed = tf.function(total)
for inputs, targets in batches:  # 32, 32, 32 and 4 examples
    fixed(inputs)
graphs_made = fixed.experimental_get_tracing_count()

batch_of_any_length = tf.TensorSpec([None, 2], tf.float32)
any_length = tf.function(total, input_signature=[batch_of_any_length])
for inputs, targets in batches:
    any_length(inputs)
graphs_for_any = any_length.experimental_get_tracing_count()
print(graphs_made, graphs_for_any)

# %% side-effects differs="python_calls" same="counter"
# why: A `tf.function` runs its Python once, while it is traced, and then only its graph. `torch.compile` leaves its
#   graph for a `print` and repeats what Python code does to a list. State kept in a variable or a tensor changes at
#   every call in both.
calls = []
counter = tf.Variable(0.0)


@tf.function
def double(values):
    print("Python runs")
    calls.append(1)
    counter.assign_add(1.0)
    return values * 2


for _ in range(3):
    double(tf.ones(2))
python_calls = len(calls)
print(python_calls, counter.numpy())

# %% run-eagerly same="python_calls"
calls.clear()
tf.config.run_functions_eagerly(True)
for _ in range(2):
    double(tf.ones(2))
tf.config.run_functions_eagerly(False)
python_calls = len(calls)
python_calls

# %% compile-fit same="loss, val_loss, keys" rtol="1e-4" atol="1e-5"
model = make_model()
model.compile(optimizer=tf.keras.optimizers.SGD(0.5), loss=loss_function)
history = model.fit(
    batches,
    epochs=2,
    validation_data=(x_val, y_val),
    shuffle=False,
    verbose=0,
).history

loss, val_loss, keys = history["loss"], history["val_loss"], sorted(history)
for name in keys:
    print(name, [round(value, 4) for value in history[name]])

# %% history same="best_epoch, best_loss" rtol="1e-4" atol="1e-5"
import pandas as pd

table = pd.DataFrame(history)
best_epoch = int(table["val_loss"].idxmin())
best_loss = float(table["val_loss"].min())
table.round(4)

# %% fit-again same="goes_on, anew" rtol="1e-4" atol="1e-5"
fitted = model.fit(batches, shuffle=False, verbose=0)
goes_on = fitted.history["loss"][0]

model = make_model()
model.compile(optimizer=tf.keras.optimizers.SGD(0.5), loss=loss_function)
fitted = model.fit(batches, shuffle=False, verbose=0)
anew = fitted.history["loss"][0]
print(f"{goes_on:.4f} {anew:.4f}")

# %% validation-split differs="held_out" same="fair_share"
# why: Keras holds out the last part of the data as it is stored, and `split_dataset` does so too unless it is told to
#   shuffle; sorted data then lack a class. `random_split` draws at random. Shuffle the arrays first and all hold out
#   the same.
order = tf.argsort(y, stable=True)
x_sorted, y_sorted = tf.gather(x, order), tf.gather(y, order)
dataset = tf.data.Dataset.from_tensor_slices((x_sorted, y_sorted))
first, last = tf.keras.utils.split_dataset(dataset, right_size=0.25)
held_out = sorted({int(target) for _, target in last})

shuffled = np.random.default_rng(0).permutation(100)
fair = tf.gather(y_sorted, shuffled[75:])
fair_share = tf.reduce_mean(tf.cast(fair, tf.float32))
print("classes held out:", held_out)
fair_share

# %% class-weight differs="weighted" same="remedied"
# why: `CrossEntropyLoss` divides the weighted sum by the sum of the weights. Keras divides it by the number of
#   examples. `reduction='sum'` and your own division give Keras's number.
class_weight = tf.constant([1.0, 3.0])
logits = make_model()(x)
sample_weight = tf.gather(class_weight, y)

weighted = float(loss_function(y, logits, sample_weight=sample_weight))
remedied = weighted
print(f"weighted {weighted:.4f}, remedied {remedied:.4f}")

# %% sample-weight same="weighted" rtol="1e-4" atol="1e-5"
weight = tf.linspace(0.0, 2.0, 100)  # one for each example
weighted_set = tf.data.Dataset.from_tensor_slices((x, y, weight))
weighted_model = make_model()
optimizer = tf.keras.optimizers.SGD(0.5)
weighted = []
for epoch in range(2):
    for inputs, targets, weights in weighted_set.batch(100):
        with tf.GradientTape() as tape:
            logits = weighted_model(inputs, training=True)
            loss = loss_function(targets, logits, sample_weight=weights)
        variables = weighted_model.trainable_variables
        gradients = tape.gradient(loss, variables)
        optimizer.apply_gradients(zip(gradients, variables))
        weighted.append(float(loss))
print([round(loss, 4) for loss in weighted])

# %% steps-per-epoch same="epoch_losses" rtol="1e-4" atol="1e-5"
endless = tf.data.Dataset.from_tensor_slices((x, y)).batch(20).repeat()

model.set_weights(start)
fitted = model.fit(endless, steps_per_epoch=4, epochs=3, shuffle=False, verbose=0)
epoch_losses = fitted.history["loss"]
print([round(value, 4) for value in epoch_losses])


# %% fit-on-loader same="epoch_losses" rtol="1e-4" atol="1e-5"
def examples():
    yield from zip(x, y)  # one example


kinds = (tf.TensorSpec([2], tf.float32), tf.TensorSpec([], tf.int64))
loader = tf.data.Dataset.from_generator(examples, output_signature=kinds)
loader = loader.apply(tf.data.experimental.assert_cardinality(len(x)))

model.set_weights(start)
fitted = model.fit(loader.batch(32), shuffle=False, verbose=0)
epoch_losses = fitted.history["loss"]
print([round(value, 4) for value in epoch_losses])


# %% custom-train-step same="epoch_losses" rtol="1e-4" atol="1e-5"
class Penalized(tf.keras.Sequential):
    def __init__(self):
        super().__init__(make_model().layers)
        self.mean_loss = tf.keras.metrics.Mean(name="loss")

    def train_step(self, data):
        inputs, targets = data
        with tf.GradientTape() as tape:
            logits = self(inputs, training=True)
            loss = loss_function(targets, logits)
            loss += 0.1 * tf.reduce_mean(tf.square(logits))
        variables = self.trainable_variables
        gradients = tape.gradient(loss, variables)
        self.optimizer.apply_gradients(zip(gradients, variables))
        self.mean_loss.update_state(loss)
        return {"loss": self.mean_loss.result()}


penalized = Penalized()
penalized.compile(optimizer=tf.keras.optimizers.SGD(0.5))
fitted = penalized.fit(x, y, batch_size=100, epochs=3, verbose=0)
epoch_losses = fitted.history["loss"]
print([round(value, 4) for value in epoch_losses])

# %% freeze-between same="first" differs="moved"
# why: PyTorch reads `requires_grad` at every step. A compiled step, of `fit` or of a `tf.function`, has the list of
#   trainable weights in its graph and goes on training them. Compile again after every change of `trainable`.
model = make_model()
optimizer = tf.keras.optimizers.SGD(0.5)
optimizer.build(model.trainable_variables)
compiled_step = tf.function(train_step)
compiled_step(model, optimizer, x, y)
hidden = model.layers[0]
hidden.trainable = False
first = hidden.bias.numpy()
compiled_step(model, optimizer, x, y)
moved = not np.array_equal(first, hidden.bias)
print(moved)

# %% freeze-and-compile same="moved" rtol="1e-4" atol="1e-5"
before = hidden.bias.numpy()
compiled_step = tf.function(train_step)
compiled_step(model, optimizer, x, y)
moved = not np.array_equal(before, hidden.bias)
moved


# %% save-run same="straight" rtol="1e-4" atol="1e-5"
def start_fresh():
    model = make_model()
    optimizer = tf.keras.optimizers.SGD(0.1, momentum=0.9)
    optimizer.build(model.trainable_variables)
    return model, optimizer


def train_epochs(model, optimizer, first, last):
    steps = range(first, last)
    return [float(train_step(model, optimizer, x, y)[0]) for _ in steps]


straight = train_epochs(*start_fresh(), 0, 5)  # without a break

model, optimizer = start_fresh()
train_epochs(model, optimizer, 0, 3)
state = {"model": model, "optimizer": optimizer, "epoch": tf.Variable(3)}
path = tf.train.Checkpoint(**state).write("training")
print([round(loss, 4) for loss in straight])

# %% resume same="resumed" rtol="1e-4" atol="1e-5"
model, optimizer = start_fresh()
epoch = tf.Variable(0)
state = {"model": model, "optimizer": optimizer, "epoch": epoch}
tf.train.Checkpoint(**state).read(path).assert_consumed()
resumed = train_epochs(model, optimizer, int(epoch), 5)
print([round(loss, 4) for loss in resumed])
