# %% l2-penalty differs="same_number" same="doubled"
# why: `weight_decay` adds the weight times the number to the gradient. `L2` adds the number times the squared weights
#   to the loss, whose gradient is twice as much. Give PyTorch twice the number.
import tensorflow as tf

inputs = tf.constant([[1.0, 2.0]])
layer = tf.keras.layers.Dense(
    1,
    use_bias=False,
    kernel_initializer="ones",
    kernel_regularizer=tf.keras.regularizers.L2(0.1),
)
optimizer = tf.keras.optimizers.SGD(0.1)
with tf.GradientTape() as tape:
    loss = tf.reduce_sum(layer(inputs)) + tf.add_n(layer.losses)
variables = layer.trainable_variables
gradients = tape.gradient(loss, variables)
optimizer.apply_gradients(zip(gradients, variables))
same_number = doubled = layer.kernel.numpy()
print(same_number)


# %% penalty-in-loss same="penalty, total"
def dense(units, **settings):
    settings |= {"kernel_initializer": "ones", "bias_initializer": "ones"}
    l2 = tf.keras.regularizers.L2(0.1)
    return tf.keras.layers.Dense(units, kernel_regularizer=l2, **settings)


layers = [tf.keras.Input((2,)), dense(2, activation="relu"), dense(1)]
model = tf.keras.Sequential(layers)
loss = tf.reduce_mean(tf.square(model(inputs)))
penalty = tf.add_n(model.losses)  # one for each kernel
total = loss + penalty
print(penalty.numpy(), total.numpy())

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
variables = layer.trainable_variables
gradients = tape.gradient(loss, variables)
optimizer.apply_gradients(zip(gradients, variables))
weights = layer.kernel.numpy()
print(loss)
weights

# %% activity-penalty differs="summed" same="per_example"
# why: A sum over the outputs grows with the batch. Keras divides the penalty on a layer's output by the number of
#   examples; do so in PyTorch too.
outputs = tf.constant([[1.0, 2.0], [0.0, 3.0], [1.0, 1.0], [2.0, 0.0]])
layer = tf.keras.layers.Activation(
    "linear",
    activity_regularizer=tf.keras.regularizers.L2(0.1),
)
layer(outputs)
summed = per_example = tf.add_n(layer.losses)
print(summed.numpy())

# %% max-norm same="weights, norms"
max_norm = tf.keras.constraints.MaxNorm(1.0, axis=0)
layer = tf.keras.layers.Dense(2, kernel_constraint=max_norm)
layer.build([None, 2])
layer.kernel.assign([[3.0, 0.3], [4.0, 0.4]])
optimizer = tf.keras.optimizers.SGD(0.1)

with tf.GradientTape() as tape:
    loss = tf.reduce_sum(layer(inputs))
variables = layer.trainable_variables
# the optimizer applies the constraint after its step
gradients = tape.gradient(loss, variables)
optimizer.apply_gradients(zip(gradients, variables))
weights = layer.kernel.numpy()
norms = tf.norm(weights, axis=0)
print(norms)
weights

# %% dropout-mode differs="plain_call" same="training, evaluation"
# why: A new PyTorch module is in training mode, so a plain call drops. A Keras layer called outside `fit` drops only if
#   told `training=True`. Set the mode in every loop that you write.
dropout = tf.keras.layers.Dropout(0.5, seed=0)
ones = tf.ones(1000)

plain_call = bool(tf.reduce_any(dropout(ones) == 0))
training = bool(tf.reduce_any(dropout(ones, training=True) == 0))
evaluation = bool(tf.reduce_any(dropout(ones, training=False) == 0))
print("drops:", plain_call, training, evaluation)

# %% dropout-place same="same_result, variance_grows"
import numpy as np

values = np.random.default_rng(0).normal(size=(1000, 4)).astype("float32")
values = tf.constant(values)
dropout = tf.nn.experimental.stateless_dropout
after_relu = dropout(tf.nn.relu(values), 0.5, seed=[0, 0])
before_relu = tf.nn.relu(dropout(values, 0.5, seed=[0, 0]))
same_result = bool(tf.reduce_all(after_relu == before_relu))

variance = tf.math.reduce_variance
ratio = variance(after_relu) / variance(tf.nn.relu(values))
variance_grows = bool(ratio > 1.5)
print(same_result, f"variance grows {ratio:.1f} times")

# %% noise same="evaluation, spread"
noise = tf.keras.layers.GaussianNoise(0.1, seed=0)
noisy = noise(tf.ones([10000]), training=True)
spread = round(float(tf.math.reduce_std(noisy)), 2)
evaluation = noise(tf.ones([3]))
print(spread, evaluation.numpy())

# %% stochastic-depth same="kinds, evaluation"
skip = tf.keras.layers.Dropout(0.5, noise_shape=(None, 1), seed=0)
branch = tf.ones([100, 3])  # what a residual block adds to its input
dropped = skip(branch, training=True)  # one draw for each row
kinds = np.unique(dropped, axis=0)
evaluation = skip(branch[:2])
print(kinds)
evaluation

# %% mixup-loss same="mixed_labels, two_losses"
logits = tf.constant([[2.0, 0.5, -1.0], [0.1, 1.5, 0.3]])
labels, others = tf.constant([0, 2]), tf.constant([2, 0])
share = 0.7
one_hot, other_hot = tf.one_hot(labels, 3), tf.one_hot(others, 3)
soft_labels = share * one_hot + (1 - share) * other_hot

dense_loss = tf.nn.softmax_cross_entropy_with_logits
sparse_loss = tf.nn.sparse_softmax_cross_entropy_with_logits
mixed_labels = tf.reduce_mean(dense_loss(soft_labels, logits))
two_losses = share * sparse_loss(labels, logits)
two_losses = two_losses + (1 - share) * sparse_loss(others, logits)
two_losses = tf.reduce_mean(two_losses)
print(mixed_labels.numpy(), two_losses.numpy())
