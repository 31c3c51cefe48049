# %% frozen-in-training same="statistics, weights_move"
import keras
import numpy as np

x = np.array([[0.1, 0.0], [0.2, 0.5], [0.1, 1.0], [0.2, 1.5]], dtype="float32")
dense, norm = keras.layers.Dense(2), keras.layers.BatchNormalization()
norm.trainable = False
head = keras.layers.Dense(1)
model = keras.Sequential([keras.Input((2,)), dense, norm, head])

before = dense.kernel.numpy()
model.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse")
model.train_on_batch(x, np.zeros((4, 1)))
statistics = norm.moving_mean.numpy()
weights_move = not np.array_equal(before, dense.kernel)
statistics, weights_move

# %% unit-length differs="tiny" same="usual, matched"
# why: Each keeps from dividing by zero with another limit: `normalize` of PyTorch holds the length above 1e-12, that of
#   Keras above 1e-7, and `l2_normalize` the squared length above 1e-12. Set the limit where vectors may be that short.
vectors = np.array([[3.0, 4.0], [0.0, 0.0]], dtype="float32")
short = np.array([3e-8, 4e-8], dtype="float32")
usual = keras.layers.UnitNormalization()(vectors)
tiny = keras.ops.normalize(short)
matched = keras.ops.normalize(short, epsilon=1e-6)
print(usual)
print(tiny)
matched
