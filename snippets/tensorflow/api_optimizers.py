# %% inputs hidden="true"
import tensorflow as tf

gradients = [[1.0, -0.5], [0.2, 0.4], [-0.3, 0.1]]


def walk(optimizer):
    weight = tf.Variable([1.0, 2.0])
    for gradient in gradients:
        optimizer.apply_gradients([(tf.constant(gradient), weight)])
    return weight


# %% sgd differs="default" same="matched" why="The default learning rate is 0.001 in PyTorch and 0.01 in Keras."
default = walk(tf.keras.optimizers.SGD())
matched = walk(tf.keras.optimizers.SGD(learning_rate=0.1))

# %% momentum same="end"
end = walk(tf.keras.optimizers.SGD(learning_rate=0.1, momentum=0.9))

# %% nesterov same="end"
sgd = tf.keras.optimizers.SGD(learning_rate=0.1, momentum=0.9, nesterov=True)
end = walk(sgd)

# %% weight-decay differs="with_momentum" same="plain"
# why: PyTorch's `SGD` adds the decay to the gradient, so momentum carries it on; Keras shrinks the weight itself.
#   Without momentum both are the same.
plain = walk(tf.keras.optimizers.SGD(learning_rate=0.1, weight_decay=0.1))
with_momentum = walk(
    tf.keras.optimizers.SGD(learning_rate=0.1, momentum=0.9, weight_decay=0.1)
)

# %% adam same="default, end"
default = walk(tf.keras.optimizers.Adam())
end = walk(tf.keras.optimizers.Adam(learning_rate=0.1, beta_1=0.8, beta_2=0.99))

# %% amsgrad same="end"
end = walk(tf.keras.optimizers.Adam(learning_rate=0.1, amsgrad=True))

# %% adamw differs="default" same="matched" why="The default `weight_decay` is 0.01 in PyTorch and 0.004 in Keras."
default = walk(tf.keras.optimizers.AdamW(learning_rate=0.1))
matched = walk(tf.keras.optimizers.AdamW(learning_rate=0.1, weight_decay=0.02))

# %% rmsprop differs="default" same="matched"
# why: By default the rate is 0.01 and `alpha` 0.99 in PyTorch, and 0.001 and `rho` 0.9 in Keras. `eps` is added outside
#   the root in PyTorch and inside in Keras: keep it small.
default = walk(tf.keras.optimizers.RMSprop())
matched = walk(tf.keras.optimizers.RMSprop(learning_rate=0.01, rho=0.9, epsilon=1e-8))

# %% adagrad differs="default" same="matched"
# why: PyTorch starts with a rate of 0.01 and an accumulator of 0, Keras with 0.001 and 0.1.
default = walk(tf.keras.optimizers.Adagrad())
adagrad = tf.keras.optimizers.Adagrad(0.01, initial_accumulator_value=0.2)
matched = walk(adagrad)

# %% adagrad-eps differs="small_number" atol="0"
# why: The small number in the divisor is 1e-10 in PyTorch and 1e-7 in Keras. PyTorch adds it outside the root and Keras
#   inside. Neither shows unless gradients are tiny: give both an accumulator above 0.
small_number = tf.keras.optimizers.Adagrad().epsilon

# %% adadelta differs="default" same="matched"
# why: The defaults are a rate of 1.0, `rho` of 0.9 and `eps` of 1e-6 in PyTorch, and 0.001, 0.95 and 1e-7 in Keras. In
#   this row `eps` sets the size of the first steps.
default = walk(tf.keras.optimizers.Adadelta())
adadelta = tf.keras.optimizers.Adadelta(learning_rate=1.0, rho=0.95, epsilon=1e-6)
matched = walk(adadelta)

# %% adamax differs="default" same="matched"
# why: The default rate is 0.002 in PyTorch and 0.001 in Keras, and `eps` is 1e-8 and 1e-7.
default = walk(tf.keras.optimizers.Adamax())
matched = walk(tf.keras.optimizers.Adamax(learning_rate=0.1, epsilon=1e-7))

# %% nadam differs="default" same="matched"
# why: The default rate is 0.002 in PyTorch and 0.001 in Keras, and PyTorch lets its momentum grow 250 times more
#   slowly: Keras has a `momentum_decay` of 1 built in.
default = walk(tf.keras.optimizers.Nadam())
matched = walk(tf.keras.optimizers.Nadam(learning_rate=0.1))

# %% adafactor differs="default" same="matched"
# why: The default rate is 0.01 in PyTorch and 0.001 in Keras; both multiply it by the size of the weights.
default = walk(tf.keras.optimizers.Adafactor())
matched = walk(tf.keras.optimizers.Adafactor(learning_rate=0.001))

# %% matrices hidden="true"
matrix = tf.Variable([[1.0, 2.0, 0.0], [0.0, 1.0, 3.0]])
slope = tf.constant([[0.5, -1.0, 0.2], [0.3, 0.1, -0.4]])

# %% muon same="after" rtol="1e-2" atol="1e-3" api="tf.keras.optimizers.Optimizer.apply_gradients"
muon = tf.keras.optimizers.Muon(0.1, weight_decay=0.004, exclude_embeddings=False)
muon.apply_gradients([(slope, matrix)])
after = tf.identity(matrix)

# %% ftrl only="tensorflow"
# why: PyTorch has none. Without its terms for sparse weights, `torch.optim.Adagrad` is the nearest.
end = walk(tf.keras.optimizers.Ftrl(learning_rate=0.1))

# %% lion only="tensorflow"
# why: PyTorch has none: the package `lion-pytorch`, or ten lines in a subclass of `torch.optim.Optimizer`.
end = walk(tf.keras.optimizers.Lion(learning_rate=0.1))

# %% one-step hidden="true"
weight = tf.Variable([1.0, 2.0])
optimizer = tf.keras.optimizers.SGD(learning_rate=0.1)
gradient = tf.constant([1.0, -0.5])

# %% step same="after" api="tf.keras.optimizers.Optimizer.apply_gradients"
optimizer.apply_gradients([(gradient, weight)])
after = tf.identity(weight)

# %% learning-rate same="rate" api="tf.keras.optimizers.Optimizer.learning_rate"
rate = float(optimizer.learning_rate)

# %% set-learning-rate same="rate" api="tf.keras.optimizers.Optimizer.learning_rate"
optimizer.learning_rate = 0.01
rate = float(optimizer.learning_rate)

# %% settings differs="rate" same="present" api="tf.keras.optimizers.Optimizer.get_config"
# why: PyTorch's `defaults` keep what the optimizer was made with; its groups, and `get_config` in Keras, tell the
#   present rate.
rate = present = optimizer.get_config()["learning_rate"]

# %% by-name same="name"
name = type(tf.keras.optimizers.get("rmsprop")).__name__

# %% two-weights hidden="true"
kernel = tf.keras.Variable([1.0], name="kernel")
bias = tf.keras.Variable([1.0], name="bias")
ones = tf.ones([1])
fast, slow = tf.keras.optimizers.SGD(0.1), tf.keras.optimizers.SGD(0.01)


def optimizer_of(variable):
    return slow if variable.name == "bias" else fast


# %% param-groups same="after" api="tf.keras.optimizers.MultiOptimizer.apply_gradients"
groups = tf.keras.optimizers.MultiOptimizer(optimizer_of)
groups.apply_gradients([(ones, kernel), (ones, bias)])
after = [tf.identity(kernel), tf.identity(bias)]

# %% states hidden="true"
weight = tf.Variable([1.0, 2.0])
optimizer = tf.keras.optimizers.Adam(learning_rate=0.1)
for gradient in gradients:
    optimizer.apply_gradients([(tf.constant(gradient), weight)])
other = tf.keras.optimizers.Adam()
other.build([weight])

# %% iterations same="steps" api="tf.keras.optimizers.Optimizer.iterations"
steps = int(optimizer.iterations)

# %% state-dict same="means" api="tf.keras.optimizers.Optimizer.variables"
means = tf.identity(optimizer.variables[2])

# %% load-state-dict same="steps, rate" api="tf.keras.optimizers.Optimizer.variables, tf.Variable.assign"
for mine, theirs in zip(other.variables, optimizer.variables):
    mine.assign(theirs)
steps, rate = int(other.iterations), float(other.learning_rate)

# %% clipping hidden="true"
weight = tf.Variable([1.0, 2.0])
gradient = tf.constant([3.0, 4.0])

# %% global-clipnorm same="after" api="tf.keras.optimizers.Optimizer.apply_gradients"
sgd = tf.keras.optimizers.SGD(learning_rate=0.1, global_clipnorm=1.0)
sgd.apply_gradients([(gradient, weight)])
after = tf.identity(weight)

# %% maximize same="after" api="tf.keras.optimizers.Optimizer.apply_gradients"
sgd = tf.keras.optimizers.SGD(learning_rate=0.1)
sgd.apply_gradients([(-gradient / 5, weight)])
after = tf.identity(weight)

# %% layers hidden="true"
weight, averaged_weight = tf.Variable([[1.0]]), tf.Variable([[1.0]])
optimizer = tf.keras.optimizers.SGD(learning_rate=0.1)

# %% ema same="average"
# api: tf.keras.optimizers.Optimizer.apply_gradients, tf.keras.optimizers.Optimizer.finalize_variable_values
ema = tf.keras.optimizers.SGD(learning_rate=0.1, use_ema=True, ema_momentum=0.9)
for _ in range(3):
    ema.apply_gradients([(tf.ones([1, 1]), averaged_weight)])
ema.finalize_variable_values([averaged_weight])
average = tf.identity(averaged_weight)

# %% accumulation hidden="true"
weight = tf.Variable([[1.0]])
batches = [tf.constant([[1.0]]), tf.constant([[3.0]])]

# %% gradient-accumulation same="after" api="tf.keras.optimizers.Optimizer.apply_gradients"
sgd = tf.keras.optimizers.SGD(learning_rate=0.1, gradient_accumulation_steps=2)
for gradient in batches:
    sgd.apply_gradients([(gradient, weight)])
after = tf.identity(weight)

# %% scaling hidden="true"
weight = tf.Variable([[1.0]])

# %% loss-scale same="after"
# api: tf.keras.optimizers.LossScaleOptimizer.scale_loss, tf.GradientTape.gradient,
#   tf.keras.optimizers.LossScaleOptimizer.apply_gradients
scaler = tf.keras.optimizers.LossScaleOptimizer(optimizer, initial_scale=1024.0)
with tf.GradientTape() as tape:
    scaled = scaler.scale_loss(2.0 * weight)
scaler.apply_gradients([(tape.gradient(scaled, weight), weight)])
after = tf.identity(weight)
