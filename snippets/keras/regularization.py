# %% l2-penalty differs="same_number" same="doubled"
# why: `weight_decay` adds the weight times the number to the gradient. `L2` adds the number times the squared weights
#   to the loss, whose gradient is twice as much. Give PyTorch twice the number.
import keras
import numpy as np

layer = keras.layers.Dense(
    1,
    use_bias=False,
    kernel_initializer="ones",
    kernel_regularizer=keras.regularizers.L2(0.1),
)
model = keras.Sequential([keras.Input((2,)), layer])


def output_itself(target, prediction):
    return prediction


model.compile(optimizer=keras.optimizers.SGD(0.1), loss=output_itself)
inputs = np.array([[1.0, 2.0]], dtype="float32")
model.train_on_batch(inputs, np.zeros((1, 1)))
same_number = doubled = layer.get_weights()[0]
print(same_number)


# %% penalty-in-loss same="penalty, total"
def dense(units, **settings):
    settings |= {"kernel_initializer": "ones", "bias_initializer": "ones"}
    l2 = keras.regularizers.L2(0.1)
    return keras.layers.Dense(units, kernel_regularizer=l2, **settings)


layers = [keras.Input((2,)), dense(2, activation="relu"), dense(1)]
model = keras.Sequential(layers)
model.compile(loss="mse")
total = np.float32(model.evaluate(inputs, np.zeros((1, 1)), verbose=0))
penalty = sum(model.losses)
print(penalty, total)
