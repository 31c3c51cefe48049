# %% network same="count"
import tensorflow as tf


def network(outputs=3):
    return tf.keras.Sequential(
        [
            tf.keras.Input((4,)),
            tf.keras.layers.Dense(8, activation="relu", name="hidden"),
            tf.keras.layers.Dense(outputs, name="output"),
        ],
        name="net",
    )


count = network().count_params()
count

# %% start same="outputs"
import numpy as np

rng = np.random.default_rng(0)
x = tf.constant(rng.normal(size=(6, 4)).astype("float32"))
y = tf.constant(rng.normal(size=(6, 3)).astype("float32"))
kernels = [rng.normal(size=(4, 8)) / 2, rng.normal(size=(8, 3)) / 3]


def start():
    model = network()
    for layer, kernel in zip(model.layers, kernels):
        layer.kernel.assign(kernel)
    return model


model = start()
outputs = model(x)
outputs[:2]

# %% state differs="names, kernel" same="turned"
# why: A `state_dict` names a value by the attributes that lead to it, Keras by the names of model, layer and variable.
#   `Linear` keeps its weight as (out, in), `Dense` its kernel as (in, out): transposed, they are equal.
names = [variable.path for variable in model.weights]
kernel = model.get_layer("hidden").kernel.numpy()
turned = kernel
print(names)
print(kernel.shape, turned.shape)

# %% weights same="restored, equal" raises="ValueError"
# why: `torch.save` takes any file name. `save_weights` insists on the ending `.weights.h5`.
try:
    model.save_weights("net.h5")
except ValueError as error:
    print(error)
model.save_weights("net.weights.h5")

loaded = network()
loaded.load_weights("net.weights.h5")
restored = loaded(x[:2])
equal = bool(tf.reduce_all(loaded(x) == model(x)))
print(restored)
print(equal)

# %% file-contents differs="inside"
# why: Both files are zip archives. The PyTorch one holds a pickled list of names and one block of bytes for each
#   tensor, and nothing of the model's code. The `.keras` file holds the layers' settings and the weights.
import json
import zipfile

model.save("net.keras")
with zipfile.ZipFile("net.keras") as file:
    inside = sorted(file.namelist())
    config = json.loads(file.read("config.json"))
print(inside)
for layer in config["config"]["layers"]:
    print(layer["class_name"], layer["config"].get("units"))

# %% whole-model same="restored"
# why: A pickled model names classes to call, and `torch.load` makes only tensors and plain Python values unless told
#   `weights_only=False`. A `.keras` file holds settings and weights; the layers are made from those.
model.save("whole.keras")

loaded = tf.keras.models.load_model("whole.keras")
restored = loaded(x[:2])
restored

# %% unsafe-file raises="ValueError"
# why: A pickle may call any function while it is read, so PyTorch refuses all it does not know. A `.keras` file can
#   carry code too, inside a `Lambda` layer, and Keras refuses that. `weights_only=False` and `safe_mode=False` turn the
#   protection off.
layers = [
    tf.keras.Input((4,)),
    tf.keras.layers.Lambda(lambda x: print("this ran") or x),
]
tf.keras.Sequential(layers).save("stranger.keras")
print("saved")
load_model = tf.keras.models.load_model
try:
    load_model("stranger.keras")
except ValueError as error:
    print(str(error).split(". ")[0])

trusted = load_model("stranger.keras", safe_mode=False)

# %% config same="rebuilt, shape"
text = network(outputs=5).to_json()

fresh = tf.keras.models.model_from_json(text)
rebuilt = fresh.count_params()
shape = list(fresh(x).shape)
print(json.loads(text)["config"]["layers"][-1]["class_name"])
print(rebuilt, shape)


# %% custom-objects same="scaled" raises="TypeError"
# why: A `state_dict` holds no classes, so there is nothing to register: the class is in your program. A `.keras` file
#   names its classes, and Keras must be told of yours: by a decorator on the class, or when the file is loaded.
class Scale(tf.keras.layers.Layer):
    def __init__(self, factor, **options):
        super().__init__(**options)
        self.factor = factor

    def call(self, x):
        return self.factor * x


layers = [tf.keras.Input((4,)), Scale(3.0)]
tf.keras.Sequential(layers).save("scale.keras")
load_model = tf.keras.models.load_model
try:
    load_model("scale.keras")
except TypeError as error:
    print(str(error).split("encountered: ")[1].split(". ")[0])

loaded = load_model("scale.keras", custom_objects={"Scale": Scale})
scaled = loaded(x[:2])
scaled

# %% partial-load same="half_loaded, body" raises="ValueError"
# why: Both refuse a file with other shapes, and both have by then loaded what did fit. `strict=False` forgives missing
#   and unexpected names, not shapes: drop those yourself. `skip_mismatch=True` skips them and warns.
import warnings

wider = network(outputs=5)  # a new last layer
try:
    wider.load_weights("net.weights.h5")
except ValueError as error:
    print(str(error).split(". Example")[0])
same = wider.get_layer("hidden").kernel == model.layers[0].kernel
half_loaded = bool(tf.reduce_all(same))

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always", UserWarning)
    wider.load_weights("net.weights.h5", skip_mismatch=True)
body = wider.get_layer("hidden").kernel.numpy()
print(half_loaded, str(caught[-1].message).split(". Example")[0])

# %% one-layer same="body, head_is_new"
fresh = network(outputs=5)
first_head = fresh.get_layer("output").bias.numpy()
hidden = model.get_layer("hidden")
fresh.get_layer("hidden").set_weights(hidden.get_weights())

body = fresh.get_layer("hidden").kernel.numpy()
head_is_new = np.array_equal(fresh.get_layer("output").bias, first_head)
print(body[0, :4], head_is_new)

# %% rename-keys same="restored" raises="AssertionError"
# why: The names in a `state_dict` and in a TensorFlow checkpoint come from attributes; rename the keys, or give the old
#   names. Keras numbers the layers of a `Sequential` in its file, so their names do not matter.
hidden, output = model.layers
tf.train.Checkpoint(hidden=hidden, output=output).write("old")

renamed = network()
body, head = renamed.layers
checkpoint = tf.train.Checkpoint(body=body, head=head)
status = checkpoint.read("old")  # finds nothing, says nothing
try:
    status.assert_existing_objects_matched()
except AssertionError as error:
    print(str(error).split(",")[0])

checkpoint = tf.train.Checkpoint(hidden=body, output=head)
checkpoint.read("old").assert_consumed()
restored = renamed(x[:2])
restored


# %% first-steps same="first"
def train(model, optimizer, steps):
    losses = []
    for _ in range(steps):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(model(x) - y))
        variables = model.trainable_variables
        gradients = tape.gradient(loss, variables)
        optimizer.apply_gradients(zip(gradients, variables))
        losses.append(float(loss))
    return losses


model = start()
optimizer = tf.keras.optimizers.SGD(0.1, momentum=0.9)
first = train(model, optimizer, 3)
print([round(loss, 6) for loss in first])

# %% checkpoint same="straight"
checkpoint = tf.train.Checkpoint(
    epoch=tf.Variable(3),
    model=model,
    optimizer=optimizer,
)
checkpoint.write("run")
straight = train(model, optimizer, 3)  # without a break
print([round(loss, 6) for loss in straight])

# %% resume same="epoch, resumed, identical, cold"
done, model = tf.Variable(0), network()
optimizer = tf.keras.optimizers.SGD(0.1, momentum=0.9)
optimizer.build(model.trainable_variables)
checkpoint = tf.train.Checkpoint(epoch=done, model=model, optimizer=optimizer)
checkpoint.read("run").assert_consumed()
epoch = int(done)
resumed = train(model, optimizer, 3)
identical = resumed == straight

tf.train.Checkpoint(model=model).read("run").expect_partial()
fresh = tf.keras.optimizers.SGD(0.1, momentum=0.9)
cold = train(model, fresh, 3)  # the momentum is lost
print(epoch, identical)
print([round(loss, 6) for loss in resumed])
print([round(loss, 6) for loss in cold])

# %% keep-newest same="kept"
step = tf.Variable(0)
checkpoint = tf.train.Checkpoint(step=step, model=model)
manager = tf.train.CheckpointManager(checkpoint, "steps", max_to_keep=2)
for number in range(1, 5):
    step.assign(number)
    manager.save()

kept = []
for path in manager.checkpoints:
    checkpoint.read(path).assert_consumed()
    kept.append(int(step))
print(kept, [path.split("/")[-1] for path in manager.checkpoints])

# %% new-data same="new_x, new_y"
rng = np.random.default_rng(3)
new_x = rng.normal(size=(6, 4)).astype("float32")
new_y = rng.normal(size=(6, 3)).astype("float32")


def validate(model):
    return float(tf.reduce_mean(tf.square(model(new_x) - new_y)))


print(f"{validate(start()):.4f}")

# %% keep-best same="history, best_epoch, best_loss"
model, history = start(), []
optimizer = tf.keras.optimizers.SGD(0.1, momentum=0.9)
for _ in range(6):
    train(model, optimizer, 1)
    loss = validate(model)
    if loss < min(history, default=float("inf")):
        model.save_weights("best.weights.h5")
    history.append(loss)

model.load_weights("best.weights.h5")
best_epoch = history.index(min(history))
best_loss = validate(model)
print([round(loss, 4) for loss in history])
print(best_epoch, round(best_loss, 4))

# %% keep-best-few same="kept_epochs"
from pathlib import Path

model, best = start(), []
optimizer = tf.keras.optimizers.SGD(0.1, momentum=0.9)
for epoch in range(6):
    train(model, optimizer, 1)
    path = Path(f"epoch-{epoch}.weights.h5")
    model.save_weights(path)
    best = sorted([*best, (validate(model), epoch, path)])
    for _, _, worse in best[2:]:
        worse.unlink()
    best = best[:2]

kept_epochs = [epoch for _, epoch, _ in best]
print(kept_epochs, sorted(path.name for path in Path().glob("epoch-*")))

# %% best-in-memory differs="remembered" same="copied"
# why: A `state_dict` refers to the parameters themselves, so training goes on changing it. `get_weights` of Keras
#   copies. `copy.deepcopy` makes the two equal.
model = start()
optimizer = tf.keras.optimizers.SGD(0.1)
best = model.get_weights()
train(model, optimizer, 3)

remembered = copied = best[0]
print(remembered[0, :4])
print(model.get_weights()[0][0, :4])

# %% frozen-flag differs="trainable_after" same="frozen_again"
# why: A `state_dict` holds numbers only, so `requires_grad` is as the class makes it. A `.keras` file holds each
#   layer's settings, and `trainable` is one of them. Freeze again after loading, and both have the same to train.
frozen = start()
frozen.get_layer("hidden").trainable = False
frozen.save("frozen.keras")

loaded = tf.keras.models.load_model("frozen.keras")
trainable_after = len(loaded.trainable_variables)
loaded.get_layer("hidden").trainable = False
frozen_again = len(loaded.trainable_variables)
print(len(frozen.trainable_variables), trainable_after, frozen_again)

# %% load-device same="restored, place"
with tf.device("/CPU:0"):  # variables stay where they are made
    loaded = network()
loaded.load_weights("net.weights.h5")

device = loaded.get_layer("hidden").kernel.value.device
place = device.split(":")[-2].lower()
restored = loaded(x[:2])
print(place)

# %% half-size same="restored, halved"
model = start()
halves = [array.astype("float16") for array in model.get_weights()]
np.savez("half.npz", *halves)

loaded = network()  # float32; set_weights casts
with np.load("half.npz") as file:
    loaded.set_weights([file[name] for name in file.files])
restored = loaded(x[:2])
halved = halves[0].nbytes / model.get_weights()[0].nbytes
print(halved, loaded.get_layer("hidden").kernel.dtype)
restored

# %% slice-size differs="large" same="small"
# why: `torch.save` writes the whole memory that a tensor looks at, and a slice looks at the memory it was cut from. In
#   TensorFlow and NumPy a file holds the values of the slice. `clone()` makes a small file of it.
table = tf.zeros([1000, 100])
tf.io.write_file("row", tf.io.serialize_tensor(table[:1]))
size = Path("row").stat().st_size
large, small = size > 100_000, size < 5_000
size

# %% npz same="arrays, restored"
model = start()
names = ["hidden_kernel", "hidden_bias", "output_kernel", "output_bias"]
np.savez("net.npz", **dict(zip(names, model.get_weights())))

with np.load("net.npz") as file:
    arrays = [file[name] for name in file.files]
loaded = network()
loaded.set_weights(arrays)
restored = loaded(x[:2])
print([array.shape for array in arrays])
restored

# %% export same="served"
tf.saved_model.save(model, "exported")

served_model = tf.saved_model.load("exported")  # without network()
serve = served_model.signatures["serving_default"]
served = serve(x[:2])["output_0"]
served
