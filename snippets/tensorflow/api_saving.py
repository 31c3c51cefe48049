# %% inputs hidden="true"
from pathlib import Path
import numpy as np
import tensorflow as tf

x = tf.constant([[1.0, 2.0, 3.0]])
kernel = np.array([[1.0, 4.0], [2.0, 5.0], [3.0, 6.0]])
bias = np.array([0.5, -0.5])


def network():
    return tf.keras.Sequential([tf.keras.Input((3,)), tf.keras.layers.Dense(2)])


class Scale(tf.keras.layers.Layer):
    def __init__(self, factor, **options):
        super().__init__(**options)
        self.factor = factor

    def call(self, x):
        return self.factor * x


model = network()
model.set_weights([kernel, bias])
optimizer = tf.keras.optimizers.SGD(0.25)
tf.keras.config.disable_interactive_logging()

# %% state-dict differs="shapes" api="tf.keras.Model.get_weights"
# why: `state_dict` is a dict of tensors that follow the training; `get_weights` is a list of NumPy copies without
#   names. `Linear` keeps (out, in) and `Dense` (in, out): transpose matrices between the two.
state = model.get_weights()
shapes = [list(value.shape) for value in state]

# %% load-state-dict same="output" api="tf.keras.Model.set_weights"
fresh = network()
fresh.set_weights(state)
output = fresh(x)

# %% save-weights same="saved" api="tf.keras.Model.save_weights"
model.save_weights("net.weights.h5")
saved = Path("net.weights.h5").is_file()

# %% load-weights same="output" api="tf.keras.Model.load_weights"
fresh = network()
fresh.load_weights("net.weights.h5")
output = fresh(x)

# %% load-to-device same="output" api="tf.keras.Model.load_weights"
with tf.device("CPU"):
    fresh = network()
fresh.load_weights("net.weights.h5")
output = fresh(x)

# %% save-model same="saved" api="tf.keras.Model.save"
model.save("whole.keras")
saved = Path("whole.keras").is_file()

# %% save-model-function same="output"
tf.keras.models.save_model(model, "whole.keras")
output = tf.keras.models.load_model("whole.keras")(x)

# %% load-model same="output"
loaded = tf.keras.models.load_model("whole.keras")
output = loaded(x)

# %% clone same="output" differs="keeps_weights" api="tf.keras.Model.set_weights"
# why: `copy.deepcopy` copies the weights. `clone_model` makes new ones: give it the old ones with `set_weights`.
clone = tf.keras.models.clone_model(model)
keeps_weights = np.array_equal(clone.get_weights()[0], kernel)
clone.set_weights(model.get_weights())
output = clone(x)

# %% layer-from-config same="width" api="tf.keras.layers.Dense.get_config"
settings = tf.keras.layers.Dense(units=2).get_config()
fresh = tf.keras.layers.Dense.from_config(settings)
width = fresh.units

# %% model-from-config only="tensorflow" api="tf.keras.Model.get_config"
# why: A module of PyTorch does not know its arguments: keep them in a dict, and call the class with it.
inputs = tf.keras.Input((3,))
functional = tf.keras.Model(inputs, tf.keras.layers.Dense(2)(inputs))
fresh = tf.keras.Model.from_config(functional.get_config())

# %% model-to-json only="tensorflow" api="tf.keras.Model.to_json"
# why: A module of PyTorch does not know its arguments: keep them in a dict, which `json.dumps` writes.
text = model.to_json()
fresh = tf.keras.models.model_from_json(text)

# %% serialize-layer only="tensorflow"
# why: PyTorch pickles objects: `torch.save` writes a module with its class's name.
config = tf.keras.layers.serialize(tf.keras.layers.Dense(2))
layer = tf.keras.layers.deserialize(config)

# %% serialize-object only="tensorflow"
# why: PyTorch pickles objects: `torch.save` writes any, and `torch.load` reads those it knows to be safe.
config = tf.keras.utils.serialize_keras_object(tf.keras.optimizers.SGD(0.25))
fresh = tf.keras.utils.deserialize_keras_object(config)

# %% summary api="tf.keras.Model.summary"
lines = []
model.summary(print_fn=lines.append)

# %% scale-files hidden="true"
tf.keras.Sequential([tf.keras.Input((3,)), Scale(3.0)]).save("scale.keras")

# %% custom-objects same="factor"
names = {"Scale": Scale}
loaded = tf.keras.models.load_model("scale.keras", custom_objects=names)
factor = loaded.layers[0].factor

# %% custom-object-scope same="factor"
with tf.keras.utils.CustomObjectScope({"Scale": Scale}):
    loaded = tf.keras.models.load_model("scale.keras")
factor = loaded.layers[0].factor

# %% register-class same="factor"
tf.keras.utils.register_keras_serializable(package="mine")(Scale)
tf.keras.Sequential([tf.keras.Input((3,)), Scale(3.0)]).save("scale.keras")
factor = tf.keras.models.load_model("scale.keras").layers[0].factor

# %% registered-classes same="known"
known = "mine>Scale" in tf.keras.utils.get_custom_objects()

# %% unsafe-load same="output" api="tf.keras.Model.save"
layers = [tf.keras.Input((3,)), tf.keras.layers.Lambda(lambda x: -x)]
tf.keras.Sequential(layers).save("code.keras")
loaded = tf.keras.models.load_model("code.keras", safe_mode=False)
output = loaded(x)

# %% checkpoint-save same="saved" api="tf.train.Checkpoint.save"
step = tf.Variable(3)
checkpoint = tf.train.Checkpoint(model=model, optimizer=optimizer, step=step)
path = checkpoint.save("run/ckpt")
saved = Path("run/ckpt-1.index").is_file()

# %% checkpoint-restore same="output, done" api="tf.train.Checkpoint.restore"
fresh, step = network(), tf.Variable(0)
checkpoint = tf.train.Checkpoint(model=fresh, optimizer=optimizer, step=step)
checkpoint.restore("run/ckpt-1").assert_existing_objects_matched()
output, done = fresh(x), int(step)

# %% checkpoint-manager same="kept" api="tf.train.CheckpointManager.save"
manager = tf.train.CheckpointManager(checkpoint, "kept", max_to_keep=2)
for step in (1, 2, 3):
    manager.save(checkpoint_number=step)
kept = [Path(path).name for path in manager.checkpoints]

# %% latest-checkpoint same="newest"
newest = Path(tf.train.latest_checkpoint("kept")).name

# %% restore-or-start same="newest" api="tf.train.CheckpointManager.restore_or_initialize"
manager = tf.train.CheckpointManager(checkpoint, "kept", max_to_keep=2)
newest = Path(manager.restore_or_initialize()).name

# %% checkpoint-state same="names"
state = tf.train.get_checkpoint_state("kept")
names = [Path(path).name for path in state.all_model_checkpoint_paths]

# %% checkpoints-iterator only="tensorflow"
# why: In PyTorch a loop looks into the folder and sleeps. This one waits for new files too, and ends after `timeout`
#   seconds without one.
paths = list(tf.train.checkpoints_iterator("kept", timeout=0))

# %% list-variables same="found"
names = [name for name, shape in tf.train.list_variables("run/ckpt-1")]
found = "step/.ATTRIBUTES/VARIABLE_VALUE" in names

# %% load-checkpoint same="done"
reader = tf.train.load_checkpoint("run/ckpt-1")
done = int(reader.get_tensor("step/.ATTRIBUTES/VARIABLE_VALUE"))

# %% load-variable same="done"
name = "step/.ATTRIBUTES/VARIABLE_VALUE"
done = int(tf.train.load_variable("run/ckpt-1", name))

# %% optimizer-state same="rate"
fresh = tf.keras.optimizers.SGD(0.5)
for own, saved in zip(fresh.variables, optimizer.variables):
    own.assign(saved)
rate = float(fresh.learning_rate)

# %% export same="saved" api="tf.keras.Model.export"
model.export("exported", verbose=False)
saved = Path("exported/saved_model.pb").is_file()

# %% load-exported same="output"
loaded = tf.saved_model.load("exported")
output = loaded.serve(x)

# %% exported-as-layer same="output"
layer = tf.keras.layers.TFSMLayer("exported", call_endpoint="serve")
output = tf.nn.relu(layer(x))

# %% saved-model same="output"
module, signature = tf.Module(), [tf.TensorSpec([None, 3])]
module.model, module.serve = model, tf.function(model.call, signature)
tf.saved_model.save(module, "served")
loaded = tf.saved_model.load("served")
output = loaded.serve(x)

# %% contains-saved-model same="found"
found = tf.saved_model.contains_saved_model("exported")

# %% tflite only="tensorflow"
# why: For phones and small devices PyTorch has the package executorch, which takes a program of `torch.export`.
converter = tf.lite.TFLiteConverter.from_keras_model(model)
content = converter.convert()

# %% tflite-from-saved-model only="tensorflow"
# why: For phones and small devices PyTorch has the package executorch, which takes a program of `torch.export`.
converter = tf.lite.TFLiteConverter.from_saved_model("exported")
content = converter.convert()

# %% tflite-from-functions only="tensorflow"
# why: For phones and small devices PyTorch has the package executorch, which takes a program of `torch.export`.
functions = [tf.function(model.call).get_concrete_function(x)]
converter = tf.lite.TFLiteConverter.from_concrete_functions(functions, model)
content = converter.convert()

# %% write-graph only="tensorflow" why="`torch.export.save` writes a program, and `print(program)` shows its graph."
graph = tf.function(model.call).get_concrete_function(x).graph
path = tf.io.write_graph(graph, "graphs", "net.pbtxt")

# %% weights-from-address same="output" api="tf.keras.Model.load_weights"
address = "https://example.com/net.weights.h5"
path = tf.keras.utils.get_file(origin=address, cache_dir=".", cache_subdir="")
fresh = network()
fresh.load_weights(path)
output = fresh(x)

# %% download-file same="text"
Path("page.txt").write_text("one line")
address = Path("page.txt").resolve().as_uri()
path = tf.keras.utils.get_file("copy.txt", origin=address, cache_dir=".")
text = Path(path).read_text()

# %% write-file same="content"
tf.io.write_file("bytes.bin", b"abc")
content = tf.io.decode_raw(tf.io.read_file("bytes.bin"), tf.uint8)

# %% tensor-to-bytes same="restored"
content = tf.io.serialize_tensor(x)
restored = tf.io.parse_tensor(content, tf.float32)

# %% tensor-proto only="tensorflow" why="`torch.save` writes a tensor to a file or to an `io.BytesIO`."
proto = tf.make_tensor_proto([1.0, 2.0])
array = tf.make_ndarray(proto)

# %% tfrecord-example only="tensorflow" api="tf.io.TFRecordWriter.write"
# why: PyTorch has no file format for records: write NumPy files, or tar files that the package webdataset reads.
values = tf.train.Feature(float_list=tf.train.FloatList(value=[1.0, 2.0]))
example = tf.train.Example(features=tf.train.Features(feature={"x": values}))
with tf.io.TFRecordWriter("data.tfrecord") as writer:
    writer.write(example.SerializeToString())

# %% tfrecord-compressed only="tensorflow" api="tf.io.TFRecordWriter.write"
# why: PyTorch has no file format for records: write NumPy files, or tar files that the package webdataset reads.
options = tf.io.TFRecordOptions(compression_type="GZIP")
with tf.io.TFRecordWriter("data.tfrecord.gz", options) as writer:
    writer.write(example.SerializeToString())

# %% example-from-bytes only="tensorflow"
# why: PyTorch has no file format for records: write NumPy files, or tar files that the package webdataset reads.
bytes_list = tf.train.BytesList(value=[b"cat"])
feature = {"label": tf.train.Feature(bytes_list=bytes_list)}
content = tf.train.Example(features=tf.train.Features(feature=feature))
read = tf.train.Example.FromString(content.SerializeToString())

# %% gfile same="text"
with tf.io.gfile.GFile("note.txt", "w") as file:
    file.write("one line")
with tf.io.gfile.GFile("note.txt") as file:
    text = file.read()

# %% file-exists same="there"
there = tf.io.gfile.exists("note.txt")

# %% file-size same="size"
size = tf.io.gfile.stat("note.txt").length

# %% make-folders same="made"
tf.io.gfile.makedirs("runs/first")
made = tf.io.gfile.isdir("runs/first")

# %% make-folder same="made"
tf.io.gfile.mkdir("runs/second")
made = tf.io.gfile.isdir("runs/second")

# %% copy-file same="there"
tf.io.gfile.copy("note.txt", "runs/first/copy.txt", overwrite=True)
there = tf.io.gfile.exists("runs/first/copy.txt")

# %% rename-file same="names"
tf.io.gfile.rename("runs/first/copy.txt", "runs/first/renamed.txt")
names = tf.io.gfile.listdir("runs/first")

# %% glob same="names"
names = sorted(tf.io.gfile.glob("runs/*/*.txt"))

# %% walk same="files"
files = sorted(sum((names for _, _, names in tf.io.gfile.walk("runs")), []))

# %% remove-file same="there"
tf.io.gfile.remove("runs/first/renamed.txt")
there = tf.io.gfile.exists("runs/first/renamed.txt")

# %% remove-folder same="there"
tf.io.gfile.rmtree("runs")
there = tf.io.gfile.exists("runs")
