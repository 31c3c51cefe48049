# %% inputs hidden="true"
import keras
from keras import ops

# %% data hidden="true"
x = ops.array([1.0, 2.0])
rows = ops.ones((1, 2))
optimizer = keras.optimizers.SGD()

# %% is-available same="found"
found = bool(keras.distribution.list_devices("gpu"))

# %% accelerator-is-available same="found"
found = bool(keras.distribution.list_devices("gpu"))

# %% device-count same="count"
count = len(keras.distribution.list_devices("gpu"))

# %% accelerator-device-count same="count"
count = len(keras.distribution.list_devices("gpu"))

# %% device-context same="y"
with keras.device("cpu:0"):
    y = ops.ones((2,))

# %% to-device same="moved"
with keras.device("cpu:0"):
    moved = ops.copy(x)

# %% autocast same="output"
policy = keras.DTypePolicy("mixed_bfloat16")
layer = keras.layers.Dense(1, kernel_initializer="ones", dtype=policy)
output = layer(rows)

# %% is-autocast-enabled same="mixed" api="keras.DTypePolicy.compute_dtype"
mixed = keras.config.dtype_policy().compute_dtype != "float32"

# %% autocast-dtype same="name"
keras.config.set_dtype_policy("mixed_bfloat16")
name = keras.config.dtype_policy().compute_dtype

# %% restore-policy hidden="true"
keras.config.set_dtype_policy("float32")

# %% grad-scaler same="named" differs="by_default"
# why: The first scale is 65536 in PyTorch and 32768 in Keras. Name it, and they are equal.
by_default = keras.optimizers.LossScaleOptimizer(optimizer).initial_scale
scaler = keras.optimizers.LossScaleOptimizer(optimizer, initial_scale=1024.0)
named = scaler.initial_scale

# %% init-device-mesh same="shape"
mesh = keras.distribution.DeviceMesh((1,), ["batch"], devices=["cpu:0"])
shape = mesh.shape
