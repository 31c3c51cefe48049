# %% gpu-there same="found"
import keras

found = bool(keras.distribution.list_devices("gpu"))
found

# %% list-devices differs="devices" same="gpu_count"
# why: PyTorch counts accelerators only, and TensorFlow lists the CPU too. Ask TensorFlow for devices of type `GPU`, and
#   both count the same.
devices = keras.distribution.list_devices()
gpu_count = len(keras.distribution.list_devices("gpu"))
devices

# %% model-and-batch same="output"
import numpy as np

kernel = np.float32([[0.5, -0.25], [0.125, 0.5], [-0.125, 1.0]])
batch = np.float32([[1.001, 2.0, 3.0], [4.0, 5.0, 6.01]])

model = keras.Sequential(
    [keras.Input((3,)), keras.layers.Dense(2, use_bias=False)],
)
model.set_weights([kernel])
output = model.predict(batch, verbose=0)
output

# %% back-to-numpy same="array"
# why: A PyTorch tensor becomes an array only on the CPU, so `cpu()` comes first, and before it `detach()` if there is a
#   gradient. `numpy()` in TensorFlow copies from any device.
array = keras.ops.convert_to_numpy(model(batch))
array

# %% autocast same="output, stored"
keras.config.set_dtype_policy("mixed_bfloat16")  # for layers to come
model = keras.Sequential(
    [keras.Input((3,)), keras.layers.Dense(2, use_bias=False)],
)
keras.config.set_dtype_policy("float32")
model.set_weights([kernel])

output = model.predict(batch, verbose=0)
stored = model.get_weights()[0]
print("output:", output.dtype, "weights:", stored.dtype)
output

# %% mix-dtypes differs="mixed"
# why: PyTorch and Keras promote `bfloat16` beside `float32` to `float32`, and no message tells you. TensorFlow's own
#   operations do not mix dtypes, so use `tf.cast`.
logits = model(batch)
mixed = keras.backend.standardize_dtype(
    keras.ops.add(logits, batch[:, :2]).dtype,
)
mixed

# %% skipped-step differs="first_scale"
# why: Both begin with a large scale and halve it after a step that overflows. PyTorch begins with 65536, and Keras with
#   32768. Set `init_scale` or `initial_scale` to begin with the same.
dense = keras.layers.Dense(1, dtype="mixed_float16")
model = keras.Sequential([keras.Input((2,)), dense])
model.compile(optimizer="sgd", loss="mse")
print("one layer:", type(model.optimizer).__name__)

keras.config.set_dtype_policy("mixed_float16")
model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
model.compile(optimizer="sgd", loss="mse")
keras.config.set_dtype_policy("float32")
print("the policy:", type(model.optimizer).__name__)
first_scale = model.optimizer.initial_scale
first_scale

# %% training-data same="inputs, targets, start"
rng = np.random.default_rng(0)
inputs = rng.normal(size=(32, 4)).astype("float32")
targets = inputs.sum(axis=1, keepdims=True)
start = rng.normal(size=(4, 1)).astype("float32")
inputs[:2]

# %% mixed-training same="losses, kernel" rtol="1e-2" atol="5e-3"
keras.config.set_dtype_policy("mixed_bfloat16")
model = keras.Sequential(
    [keras.Input((4,)), keras.layers.Dense(1, use_bias=False)],
)
keras.config.set_dtype_policy("float32")
model.set_weights([start])
model.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse")
history = model.fit(inputs, targets, batch_size=32, epochs=3, verbose=0)
losses = history.history["loss"]
kernel = model.get_weights()[0]
print([f"{loss:.2f}" for loss in losses], kernel.dtype)
