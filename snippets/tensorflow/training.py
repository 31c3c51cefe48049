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
        with tf.GradientTape() as tape:
            logits = model(inputs, training=True)
            loss = loss_function(targets, logits)
        gradients = tape.gradient(loss, model.trainable_variables)
        optimizer.apply_gradients(zip(gradients, model.trainable_variables))
        mean_loss.update_state(loss, sample_weight=len(inputs))
        accuracy.update_state(targets, logits)
    epoch_losses.append(float(mean_loss.result()))
    accuracies.append(float(accuracy.result()))
    print(f"loss {epoch_losses[-1]:.4f}, accuracy {accuracies[-1]:.4f}")

# %% epoch-mean differs="reported" same="weighted" why="The last batch has 4 examples, and a mean of batch means counts it as much as a full one. So does `keras.metrics.Mean` unless told the sizes. `fit` and `evaluate` weight each batch by its size; with that weight all are equal."
model = make_model()
mean, weighted_mean = tf.keras.metrics.Mean(), tf.keras.metrics.Mean()
for inputs, targets in batches:
    loss = loss_function(targets, model(inputs, training=False))
    mean.update_state(loss)
    weighted_mean.update_state(loss, sample_weight=len(inputs))

reported = float(mean.result())
weighted = float(weighted_mean.result())
print(f"reported {reported:.4f}, weighted {weighted:.4f}")

# %% learning-curves alt="Two falling curves over 20 epochs in TensorFlow's colour. The solid training loss falls from about 1.05 to 0.52, the dashed validation loss from about 0.71 to 0.44; it stays below. Both fall steeply for three epochs, then slowly."
import matplotlib.pyplot as plt

model = make_model()
optimizer = tf.keras.optimizers.SGD(0.5)
curves = {"training": [], "validation": []}
for epoch in range(20):
    with tf.GradientTape() as tape:
        loss = loss_function(y, model(x, training=True))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    curves["training"].append(float(loss))
    curves["validation"].append(validate(model)[0])

fig, axes = plt.subplots(figsize=(6.4, 3.2))
axes.plot(curves["training"], "#ff8f00", label="training")
axes.plot(curves["validation"], "--", color="#ff8f00", label="validation")
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
def gradients_of(model, inputs, targets):
    with tf.GradientTape() as tape:
        loss = loss_function(targets, model(inputs, training=True))
    return tape.gradient(loss, model.trainable_variables)


quarters = tf.data.Dataset.from_tensor_slices((x, y)).batch(25)
model = make_model()
sums = [tf.zeros_like(variable) for variable in model.trainable_variables]
for inputs, targets in quarters:
    gradients = gradients_of(model, inputs, targets)
    sums = [sum_ + gradient / 4 for sum_, gradient in zip(sums, gradients)]
optimizer = tf.keras.optimizers.SGD(0.5)
optimizer.apply_gradients(zip(sums, model.trainable_variables))
accumulated = model.layers[1].bias.numpy()

model = make_model()
optimizer = tf.keras.optimizers.SGD(0.5)
gradients = gradients_of(model, x, y)
optimizer.apply_gradients(zip(gradients, model.trainable_variables))
whole = model.layers[1].bias.numpy()
print(accumulated)
whole


# %% schedule-in-loop differs="same_numbers" same="per_epoch" why="A PyTorch scheduler moves when its `step` is called, here once an epoch. A Keras schedule moves with every update of the weights. With `decay_steps` set to the batches of an epoch, the rates agree."
def rates_with(decay_steps):
    schedule = tf.keras.optimizers.schedules.ExponentialDecay(
        0.5, decay_steps=decay_steps, decay_rate=0.5
    )
    optimizer = tf.keras.optimizers.SGD(schedule)
    weight = tf.Variable(1.0)
    rates = []
    for epoch in range(3):
        for inputs, targets in batches:
            optimizer.apply_gradients([(tf.constant(0.1), weight)])
        rates.append(float(optimizer.learning_rate))
    return rates


same_numbers = rates_with(decay_steps=1)
per_epoch = rates_with(decay_steps=len(batches))
print([round(value, 6) for value in same_numbers])
print(per_epoch)

# %% two-optimizers same="fooled, generated"
real = tf.fill([4, 1], 3.0)
noise = tf.constant([[-1.0], [-0.5], [0.5], [1.0]])
generator = tf.keras.layers.Dense(1, kernel_initializer="ones")
judge = tf.keras.layers.Dense(1, kernel_initializer="ones")
generator_optimizer = tf.keras.optimizers.SGD(0.5)
judge_optimizer = tf.keras.optimizers.SGD(0.5)

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
generated


# %% repeatable same="repeats, other_seed"
def run(seed):
    tf.keras.utils.set_random_seed(seed)
    layers = [tf.keras.layers.Dense(8), tf.keras.layers.Dropout(0.5)]
    model = tf.keras.Sequential([*layers, tf.keras.layers.Dense(2)])
    optimizer = tf.keras.optimizers.SGD(0.5)
    points = tf.data.Dataset.from_tensor_slices((x, y))
    shuffled = points.shuffle(100).batch(50)
    for inputs, targets in shuffled:
        with tf.GradientTape() as tape:
            loss = loss_function(targets, model(inputs, training=True))
        gradients = tape.gradient(loss, model.trainable_variables)
        optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return float(loss)


first = run(seed=0)
repeats = first == run(seed=0)
other_seed = first == run(seed=1)
print(repeats, other_seed)


# %% compiled-step same="eager, compiled" rtol="1e-4" atol="1e-5"
def train_step(model, optimizer):
    with tf.GradientTape() as tape:
        loss = loss_function(y, model(x, training=True))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss


def train(step):
    model = make_model()
    optimizer = tf.keras.optimizers.SGD(0.5)
    optimizer.build(model.trainable_variables)
    return [float(step(model, optimizer)) for _ in range(5)]


eager = train(train_step)
compiled = train(tf.function(train_step))
print(" ".join(f"{loss:.4f}" for loss in eager))
print(" ".join(f"{loss:.4f}" for loss in compiled))


# %% retrace differs="graphs_for_ints" same="graphs_for_tensors" why="`tf.function` makes a graph for every Python number it has not seen. `torch.compile` makes one for the first number, sees it change, and makes one more that takes any integer. A number given as a tensor needs one graph in both."
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

# %% side-effects differs="python_calls" same="counter" why="A `tf.function` runs its Python once, while it is traced, and then only its graph. `torch.compile` leaves its graph for a `print` and repeats what Python code does to a list. State kept in a variable or a tensor changes at every call in both."
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

# %% validation-split differs="held_out" same="fair_share" why="Keras holds out the last part of the data as it is stored, and `split_dataset` does so too unless it is told to shuffle; sorted data then lack a class. `random_split` draws at random. Shuffle the arrays first and all hold out the same."
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

# %% class-weight differs="weighted" same="remedied" why="`CrossEntropyLoss` divides the weighted sum by the sum of the weights. Keras divides it by the number of examples. `reduction='sum'` and a division of your own give Keras's number."
class_weight = tf.constant([1.0, 3.0])
logits = make_model()(x)
sample_weight = tf.gather(class_weight, y)

weighted = float(loss_function(y, logits, sample_weight=sample_weight))
remedied = weighted
print(f"weighted {weighted:.4f}, remedied {remedied:.4f}")

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
class Penalised(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.network = make_model()
        self.mean_loss = tf.keras.metrics.Mean(name="loss")

    def train_step(self, data):
        inputs, targets = data
        with tf.GradientTape() as tape:
            logits = self.network(inputs, training=True)
            loss = loss_function(targets, logits)
            loss += 0.1 * tf.reduce_mean(tf.square(logits))
        gradients = tape.gradient(loss, self.trainable_variables)
        self.optimizer.apply(gradients, self.trainable_variables)
        self.mean_loss.update_state(loss)
        return {"loss": self.mean_loss.result()}


penalised = Penalised()
penalised.compile(optimizer=tf.keras.optimizers.SGD(0.5))
fitted = penalised.fit(x, y, batch_size=100, epochs=3, verbose=0)
epoch_losses = fitted.history["loss"]
print([round(value, 4) for value in epoch_losses])


# %% custom-callback same="largest" rtol="1e-4" atol="1e-5"
class LargestBias(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        bias = self.model.layers[-1].bias
        largest.append(float(tf.reduce_max(tf.abs(bias))))
        loss = logs["loss"]
        print(f"epoch {epoch}: loss {loss:.4f}, bias {largest[-1]:.4f}")


largest = []
model.set_weights(start)
fitted = model.fit(
    batches, epochs=2, callbacks=[LargestBias()], shuffle=False, verbose=0
)


# %% early-stopping same="epochs_run, kept_loss" rtol="1e-3" atol="1e-4"
def train_until_worse(**settings):
    model = make_model()
    model.stop_training = False
    optimizer = tf.keras.optimizers.SGD(2.0)
    stopping = tf.keras.callbacks.EarlyStopping(**settings)
    callbacks = tf.keras.callbacks.CallbackList([stopping], model=model)
    callbacks.on_train_begin()
    for epoch in range(10):
        for inputs, targets in quarters:
            gradients = gradients_of(model, inputs, targets)
            optimizer.apply(gradients, model.trainable_variables)
        callbacks.on_epoch_end(epoch, {"val_loss": validate(model)[0]})
        if model.stop_training:
            break
    callbacks.on_train_end()
    return model, epoch + 1


model, epochs_run = train_until_worse(patience=2, restore_best_weights=True)
kept_loss = validate(model)[0]
print(f"{epochs_run} epochs, validation loss kept {kept_loss:.4f}")

# %% early-stopping-defaults differs="kept_loss" same="best_loss, epochs_run" rtol="1e-3" atol="1e-4" why="The loop above puts the best weights back; the callback keeps the last ones unless told `restore_best_weights=True`. Its `patience=0` stops as early as a patience of 1."
model, epochs_run = train_until_worse()
kept_loss = validate(model)[0]
model, _ = train_until_worse(restore_best_weights=True)
best_loss = validate(model)[0]
print(f"{epochs_run} epochs, kept {kept_loss:.4f}, best {best_loss:.4f}")

# %% best-weights differs="reference" same="copied" why="`state_dict` returns the parameters themselves, and they go on changing. `get_weights` returns copies. `copy.deepcopy` makes the two alike."
model = make_model()
best = model.get_weights()
best_copy = [array.copy() for array in best]
optimizer = tf.keras.optimizers.SGD(0.5)
optimizer.apply(gradients_of(model, x, y), model.trainable_variables)

reference = best[-1]
copied = best_copy[-1]
print(reference)
copied

# %% model-checkpoint same="best_epoch, restored_loss" rtol="1e-3" atol="1e-4"
model = make_model()
optimizer = tf.keras.optimizers.SGD(2.0)
best_loss = float("inf")
for epoch in range(4):
    for inputs, targets in quarters:
        gradients = gradients_of(model, inputs, targets)
        optimizer.apply(gradients, model.trainable_variables)
    val_loss, _ = validate(model)
    if val_loss < best_loss:
        best_loss, best_epoch = val_loss, epoch
        model.save_weights("best.weights.h5")

model = make_model()
model.load_weights("best.weights.h5")
restored_loss = validate(model)[0]
print(f"best epoch {best_epoch}, validation loss {restored_loss:.4f}")


# %% resume same="straight, resumed" rtol="1e-4" atol="1e-5"
def start_fresh():
    model = make_model()
    optimizer = tf.keras.optimizers.SGD(0.1, momentum=0.9)
    optimizer.build(model.trainable_variables)
    return model, optimizer


def train_epochs(model, optimizer, first, last):
    losses = []
    for epoch in range(first, last):
        with tf.GradientTape() as tape:
            loss = loss_function(y, model(x, training=True))
        gradients = tape.gradient(loss, model.trainable_variables)
        optimizer.apply(gradients, model.trainable_variables)
        losses.append(float(loss))
    return losses


straight = train_epochs(*start_fresh(), 0, 5)

model, optimizer = start_fresh()
train_epochs(model, optimizer, 0, 3)
state = {"model": model, "optimizer": optimizer}
path = tf.train.Checkpoint(**state, epoch=tf.Variable(3)).write("training")

model, optimizer = start_fresh()
epoch = tf.Variable(0)
state = {"model": model, "optimizer": optimizer}
tf.train.Checkpoint(**state, epoch=epoch).read(path).assert_consumed()
resumed = train_epochs(model, optimizer, int(epoch), 5)
print([round(loss, 4) for loss in straight[3:]])
print([round(loss, 4) for loss in resumed])


# %% rate-per-epoch differs="rates" same="remedied" why="`LambdaLR` multiplies the optimizer's first rate by what the function returns. `LearningRateScheduler` sets the rate to it. Let the function for PyTorch return a factor, and they agree."
def rate(epoch):
    return 0.5 * 0.1**epoch


model.compile(optimizer=tf.keras.optimizers.SGD(0.5))
scheduler = tf.keras.callbacks.LearningRateScheduler(rate)
callbacks = tf.keras.callbacks.CallbackList([scheduler], model=model)
rates = []
for epoch in range(3):
    callbacks.on_epoch_begin(epoch)
    rates.append(float(model.optimizer.learning_rate))
remedied = rates
print([round(value, 4) for value in rates])

# %% reduce-on-plateau differs="same_patience" same="matched" why="With `patience=2`, PyTorch reduces the rate after the third epoch without improvement, Keras after the second. PyTorch's threshold is also relative by default, Keras's absolute. One less patience and `threshold_mode='abs'` make them equal."
plateau = [1.0, 0.5, 0.5, 0.5, 0.5, 0.5]


def rates_on_plateau(**settings):
    model.compile(optimizer=tf.keras.optimizers.SGD(1.0))
    reduce = tf.keras.callbacks.ReduceLROnPlateau(factor=0.5, **settings)
    callbacks = tf.keras.callbacks.CallbackList([reduce], model=model)
    callbacks.on_train_begin()
    rates = []
    for epoch, val_loss in enumerate(plateau):
        callbacks.on_epoch_end(epoch, {"val_loss": val_loss})
        rates.append(float(model.optimizer.learning_rate))
    return rates


same_patience = rates_on_plateau(patience=2)
matched = same_patience
print(same_patience)

# %% csv-log same="header, values" rtol="1e-4" atol="1e-5"
import csv

logger = tf.keras.callbacks.CSVLogger("log.csv")
callbacks = tf.keras.callbacks.CallbackList([logger])
callbacks.on_train_begin()
for epoch in range(2):
    logs = {name: curve[epoch] for name, curve in history.items()}
    callbacks.on_epoch_end(epoch, logs)
callbacks.on_train_end()

with open("log.csv") as file:
    header, *rows = csv.reader(file)
values = [[float(text) for text in row] for row in rows]
print(header)
print([[round(value, 4) for value in row] for row in values])

# %% terminate-on-nan differs="finite" same="bad_batch" why="`TerminateOnNaN` looks at the loss after the step has changed the weights, so they are NaN when `fit` stops. A loop of your own can look first, and keep them."
x_bad = tf.tensor_scatter_nd_update(x, [[70]], [[np.inf, np.inf]])
bad_batches = tf.data.Dataset.from_tensor_slices((x_bad, y)).batch(32)
model = make_model()
optimizer = tf.keras.optimizers.SGD(0.5)
for batch, (inputs, targets) in enumerate(bad_batches):
    with tf.GradientTape() as tape:
        loss = loss_function(targets, model(inputs, training=True))
    if not tf.math.is_finite(loss):
        bad_batch = batch
        break
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))

finite = bool(tf.reduce_all(tf.math.is_finite(model.layers[-1].bias)))
print(f"stopped at batch {bad_batch}, weights finite: {finite}")

# %% l2-penalty differs="same_number" same="matched" why="`weight_decay` adds the weight times the number to the gradient. `L2` adds the square to the loss, whose gradient is twice as much. Give PyTorch twice the number."
inputs = tf.constant([[1.0, 2.0]])
layer = tf.keras.layers.Dense(
    1,
    use_bias=False,
    kernel_initializer="ones",
    kernel_regularizer=tf.keras.regularizers.L2(0.1),
)
optimizer = tf.keras.optimizers.SGD(0.1)
with tf.GradientTape() as tape:
    loss = tf.reduce_sum(layer(inputs))
    loss += tf.add_n(layer.losses)  # fit adds them by itself
gradients = tape.gradient(loss, layer.trainable_variables)
optimizer.apply_gradients(zip(gradients, layer.trainable_variables))

same_number = layer.kernel.numpy()
matched = same_number
print(same_number)

# %% l1-penalty same="loss, weights"
layer = tf.keras.layers.Dense(
    1,
    use_bias=False,
    kernel_initializer="ones",
    kernel_regularizer=tf.keras.regularizers.L1(0.1),
)
optimizer = tf.keras.optimizers.SGD(0.1)
with tf.GradientTape() as tape:
    loss = tf.reduce_sum(layer(inputs)) + tf.add_n(layer.losses)
gradients = tape.gradient(loss, layer.trainable_variables)
optimizer.apply_gradients(zip(gradients, layer.trainable_variables))
weights = layer.kernel.numpy()
print(loss)
weights

# %% max-norm same="weights, norms"
max_norm = tf.keras.constraints.MaxNorm(1.0, axis=0)
layer = tf.keras.layers.Dense(2, kernel_constraint=max_norm)
layer.build([None, 2])
layer.kernel.assign([[3.0, 0.3], [4.0, 0.4]])
optimizer = tf.keras.optimizers.SGD(0.1)

with tf.GradientTape() as tape:
    loss = tf.reduce_sum(layer(inputs))
gradients = tape.gradient(loss, layer.trainable_variables)
# the optimizer applies the constraint after its step
optimizer.apply_gradients(zip(gradients, layer.trainable_variables))
weights = layer.kernel.numpy()
norms = tf.norm(weights, axis=0)
print(norms)
weights

# %% dropout-mode differs="plain_call" same="training, evaluation" why="A new PyTorch module is in training mode, so a plain call drops. A Keras layer called outside `fit` drops only if told `training=True`. Say the mode in every loop of your own."
dropout = tf.keras.layers.Dropout(0.5)
ones = tf.ones(1000)

plain_call = bool(tf.reduce_any(dropout(ones) == 0))
training = bool(tf.reduce_any(dropout(ones, training=True) == 0))
evaluation = bool(tf.reduce_any(dropout(ones, training=False) == 0))
print("drops:", plain_call, training, evaluation)

# %% label-smoothing same="smoothed"
logits = make_model()(x)
smoothing = tf.keras.losses.CategoricalCrossentropy(
    from_logits=True, label_smoothing=0.1
)
smoothed = smoothing(tf.one_hot(y, 2), logits)
smoothed

# %% decay-kernels-only same="kernel, bias"
layer = tf.keras.layers.Dense(1, kernel_initializer="ones", bias_initializer="ones")
optimizer = tf.keras.optimizers.AdamW(0.1, weight_decay=0.5)
optimizer.exclude_from_weight_decay(var_names=["bias"])
with tf.GradientTape() as tape:
    loss = tf.reduce_sum(layer(inputs))
gradients = tape.gradient(loss, layer.trainable_variables)
optimizer.apply_gradients(zip(gradients, layer.trainable_variables))
kernel, bias = layer.kernel.numpy(), layer.bias.numpy()
print(kernel)
bias
