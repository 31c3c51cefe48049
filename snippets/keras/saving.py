# %% network same="count"
import keras


def network(outputs=3):
    return keras.Sequential(
        [
            keras.Input((4,)),
            keras.layers.Dense(8, activation="relu", name="hidden"),
            keras.layers.Dense(outputs, name="output"),
        ],
        name="net",
    )


count = network().count_params()
count

# %% start same="outputs"
import numpy as np

rng = np.random.default_rng(0)
x = rng.normal(size=(6, 4)).astype("float32")
y = rng.normal(size=(6, 3)).astype("float32")
kernels = [rng.normal(size=(4, 8)) / 2, rng.normal(size=(8, 3)) / 3]


def start():
    model = network()
    for layer, kernel in zip(model.layers, kernels):
        layer.kernel.assign(kernel)
    return model


model = start()
outputs = model(x)
outputs[:2]


# %% custom-objects same="scaled"
# why: A `state_dict` holds no classes, so there is nothing to register: the class is in your program. A `.keras` file
#   names its classes, and Keras must be told of yours: by a decorator on the class, or when the file is loaded.
@keras.saving.register_keras_serializable()
class Scale(keras.layers.Layer):
    def __init__(self, factor, **options):
        super().__init__(**options)
        self.factor = factor

    def call(self, x):
        return self.factor * x


keras.Sequential([keras.Input((4,)), Scale(3.0)]).save("scale.keras")

loaded = keras.models.load_model("scale.keras")
scaled = loaded(x[:2])
scaled

# %% rename-keys same="restored"
# why: The names in a `state_dict` and in a TensorFlow checkpoint come from attributes; rename the keys, or give the old
#   names. Keras numbers the layers of a `Sequential` in its file, so their names do not matter.
model.save_weights("net.weights.h5")

renamed = keras.Sequential(
    [
        keras.Input((4,)),
        keras.layers.Dense(8, activation="relu", name="body"),
        keras.layers.Dense(3, name="head"),
    ]
)
renamed.load_weights("net.weights.h5")
restored = renamed(x[:2])
restored

# %% first-steps same="first"
model = start()
model.compile(keras.optimizers.SGD(0.1, momentum=0.9), loss="mse")
first = [model.train_on_batch(x, y) for _ in range(3)]
print([round(float(loss), 6) for loss in first])

# %% checkpoint same="straight"
model.save("run.keras")  # weights, optimizer and settings
straight = [model.train_on_batch(x, y) for _ in range(3)]
print([round(float(loss), 6) for loss in straight])

# %% resume same="epoch, resumed, identical, cold"
model = keras.models.load_model("run.keras")  # compiled already
epoch = int(model.optimizer.iterations)  # one batch is one epoch
resumed = [model.train_on_batch(x, y) for _ in range(3)]
identical = resumed == straight

model = keras.models.load_model("run.keras")
model.compile(keras.optimizers.SGD(0.1, momentum=0.9), loss="mse")
cold = [model.train_on_batch(x, y) for _ in range(3)]
print(epoch, identical)
print([round(float(loss), 6) for loss in resumed])
print([round(float(loss), 6) for loss in cold])

# %% new-data same="new_x, new_y"
rng = np.random.default_rng(3)
new_x = rng.normal(size=(6, 4)).astype("float32")
new_y = rng.normal(size=(6, 3)).astype("float32")
model = start()
model.compile(keras.optimizers.SGD(0.1, momentum=0.9), loss="mse")
print(f"{model.evaluate(new_x, new_y, verbose=0):.4f}")

# %% keep-best same="history, best_epoch, best_loss"
best = {"save_best_only": True, "save_weights_only": True}
keeper = keras.callbacks.ModelCheckpoint("best.weights.h5", **best)
history = model.fit(
    x,
    y,
    epochs=6,
    validation_data=(new_x, new_y),
    callbacks=[keeper],
    verbose=0,
).history["val_loss"]

model.load_weights("best.weights.h5")
best_epoch = history.index(min(history))
best_loss = model.evaluate(new_x, new_y, verbose=0)
print([round(loss, 4) for loss in history])
print(best_epoch, round(best_loss, 4))

# %% export same="served"
model = start()
model.export("exported", verbose=False)

layer = keras.layers.TFSMLayer("exported", call_endpoint="serve")
served = layer(x[:2])
served
