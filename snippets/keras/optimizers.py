# %% one-step same="by_hand, by_optimizer"
import numpy as np
import keras

x = np.array([[1.0, 2.0], [3.0, 1.0]], dtype="float32")
y = np.array([[1.0], [2.0]], dtype="float32")
start = np.array([[1.0], [2.0]], dtype="float32")
layer = keras.layers.Dense(1, use_bias=False)
model = keras.Sequential([keras.Input((2,)), layer])
model.set_weights([start])
model.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse")

gradient = 2 / len(x) * x.T @ (x @ start - y)
by_hand = start - np.float32(0.1) * gradient
model.train_on_batch(x, y)
by_optimizer = model.get_weights()[0]
print(by_hand)
by_optimizer

# %% trajectory same="path"
gradients = [[1.0, -0.5], [0.2, 0.4], [-0.3, 0.1], [0.5, 0.5]]


def trajectory(optimizer):
    weight = keras.Variable([1.0, 2.0])
    path = []
    for gradient in gradients:
        optimizer.apply([keras.ops.array(gradient)], [weight])
        path.append(weight.numpy())
    return np.stack(path)


path = trajectory(keras.optimizers.SGD(0.1))
path

# %% custom-optimizer same="path"
path = trajectory(keras.optimizers.Lion(0.1))  # Keras has this one
path

# %% parameter-groups same="kernel, bias"
layer = keras.layers.Dense(
    1,
    kernel_initializer="ones",
    bias_initializer="ones",
)
layer.build((None, 1))
fast, slow = keras.optimizers.SGD(0.1), keras.optimizers.SGD(0.01)


def choose(variable):
    return slow if variable.name == "bias" else fast


optimizer = keras.optimizers.MultiOptimizer(choose)
ones = [np.ones(v.shape, "float32") for v in layer.trainable_variables]
optimizer.apply(ones, layer.trainable_variables)
kernel, bias = layer.get_weights()
print(kernel, bias)


# %% clip same="by_value, by_global_norm, by_each_norm" rtol="1e-4"
def step_on_clipped(**settings):
    weights = [keras.Variable([0.0, 0.0]) for _ in range(2)]
    gradients = [keras.ops.array([3.0, 4.0]), keras.ops.array([0.0, 12.0])]
    optimizer = keras.optimizers.SGD(1.0, **settings)
    optimizer.apply(gradients, weights)
    return np.stack([-weight.numpy() for weight in weights])


by_value = step_on_clipped(clipvalue=3.5)
by_global_norm = step_on_clipped(global_clipnorm=6.5)
by_each_norm = step_on_clipped(clipnorm=6.5)
print(by_value)
print(by_global_norm)
by_each_norm

# %% moving-average same="last, averaged"
weight = keras.Variable([[1.0]])
optimizer = keras.optimizers.SGD(0.1, use_ema=True, ema_momentum=0.9)
for _ in range(3):
    optimizer.apply([keras.ops.ones((1, 1))], [weight])
last = weight.numpy()
optimizer.finalize_variable_values([weight])  # fit does this at its end
averaged = weight.numpy()
print(last, averaged)


# %% save-state same="unbroken"
def two_steps(weight, optimizer):
    for gradient in ([1.0], [0.2]):
        optimizer.apply([keras.ops.array(gradient)], [weight])
    return weight.numpy()


weight = keras.Variable([1.0])
optimizer = keras.optimizers.Adam(0.1)
halfway = two_steps(weight, optimizer)
state = {}
optimizer.save_own_variables(state)  # arrays, by number
np.savez("optimizer.npz", **state)
unbroken = two_steps(weight, optimizer)
unbroken

# %% restore-state same="resumed, without"
weight = keras.Variable(halfway)
optimizer = keras.optimizers.Adam()  # the rate comes from the file
optimizer.build([weight])
with np.load("optimizer.npz") as file:
    optimizer.load_own_variables(file)
resumed = two_steps(weight, optimizer)

weight = keras.Variable(halfway)
without = two_steps(weight, keras.optimizers.Adam(0.1))
print(resumed, without)
