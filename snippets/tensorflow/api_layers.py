# %% inputs hidden="true"
import numpy as np
import tensorflow as tf

tf.keras.utils.set_random_seed(0)


def draw(*shape, generator=None):
    """Quarters from -1 to 1, the same in both frameworks."""
    generator = generator or np.random.default_rng(0)
    return tf.constant(generator.integers(-4, 5, shape) / 4, dtype=tf.float32)


def fill(layer, *inputs):
    """The layer, built for these inputs, with drawn weights."""
    if inputs:
        layer(*inputs)
    generator = np.random.default_rng(0)
    for weight in layer.weights:
        weight.assign(draw(*weight.shape, generator=generator))
    return layer


def network():
    hidden = tf.keras.layers.Dense(4, name="hidden")
    relu = tf.keras.layers.ReLU(name="relu")
    head = tf.keras.layers.Dense(2, name="head")
    layers = [tf.keras.Input((6,), name="input"), hidden, relu, head]
    return fill(tf.keras.Sequential(layers, name="network"))


class Block(tf.keras.layers.Layer):
    def call(self, x):
        return x


def count(variables):
    return sum(int(tf.size(variable)) for variable in variables)


x = draw(4, 6)  # samples, features
ones = tf.ones(10_000)
steps = draw(2, 5, 4)  # samples, steps, features
images = draw(2, 6, 6, 4)  # samples, height, width, channels
pairs = np.tile(images, 2)
volume = draw(1, 4, 4, 4, 2)
frames = draw(2, 3, 4, 4, 2)
pixels = (draw(1, 2, 2, 3) + 1) * 100  # from 0 to 200
z = tf.constant([[-4.0, -1.0, -0.5, 0.0, 1.0, 8.0]])
tokens = tf.constant([[1, 2, 0], [2, 1, 1]])
table = draw(3, 2)
kernel = draw(6, 3)
zero = tf.zeros((2, 3))
padded = steps * tf.sequence_mask([5, 3], 5, dtype=tf.float32)[..., tf.newaxis]
allowed = tf.cast(tf.linalg.band_part(tf.ones((5, 5)), -1, 0), tf.bool)
words = ["red", "blue", "gray"]


# %% layer-class same="y"
class Twice(tf.keras.layers.Layer):
    def call(self, x):
        return 2 * x


y = Twice()(x)


# %% model-class same="y"
class Halves(tf.keras.Model):
    def call(self, x):
        return x / 2


y = Halves()(x)

# %% linear same="y"
y = fill(tf.keras.layers.Dense(units=3), x)(x)

# %% lazy-linear same="inputs"
dense = tf.keras.layers.Dense(units=3)
dense(x)
inputs = dense.kernel.shape[0]

# %% bilinear same="y"
y = tf.einsum("bi,bj,jio->bo", x, x, draw(6, 6, 2))

# %% identity same="y"
y = tf.keras.layers.Identity()(x)

# %% flatten differs="images_flat" same="steps_flat"
# why: With images, PyTorch reads channel by channel and Keras pixel by pixel. Permute the rows of the kernel behind it
#   when you copy weights.
steps_flat = tf.keras.layers.Flatten()(steps)
images_flat = tf.keras.layers.Flatten()(images)

# %% unflatten same="y"
y = tf.keras.layers.Reshape(target_shape=(2, 3))(x)

# %% permute same="y"
y = tf.keras.layers.Permute((2, 1))(steps)

# %% repeat-vector same="y"
y = tf.keras.layers.RepeatVector(3)(x)

# %% embedding differs="spread" same="y"
# why: PyTorch starts from a normal distribution of spread 1, Keras from a uniform one between -0.05 and 0.05. Name the
#   initializer: `embeddings_initializer=tf.keras.initializers.RandomNormal(stddev=1.0)`. `from_pretrained` freezes the
#   table unless `freeze=False`.
fresh = tf.keras.layers.Embedding(input_dim=1000, output_dim=16)
spread = round(float(np.std(fresh(np.arange(1000)))), 1)
y = tf.keras.layers.Embedding(3, 2, weights=[table])(tokens)

# %% embedding-padding differs="padding"
# why: `padding_idx` starts this row at zero and keeps it from learning, and makes no mask. `mask_zero` leaves row 0 as
#   it is, and sends a mask to the layers behind, which leave these places out. Zero the row by hand where zeros are
#   wanted.
embedding = tf.keras.layers.Embedding(3, 2, mask_zero=True)
padding = bool((embedding(tokens)[0, 2] == 0).numpy().all())

# %% embedding-padding-gradient differs="padding" same="others"
# why: `padding_idx` keeps the gradient of its row at zero. `mask_zero` only sends a mask along: row 0 learns where a
#   layer behind does not heed the mask, as this sum does not.
embedding = tf.keras.layers.Embedding(3, 2, mask_zero=True)
with tf.GradientTape() as tape:
    total = tf.reduce_sum(embedding(tokens))
slopes = tf.convert_to_tensor(tape.gradient(total, embedding.embeddings))
padding, others = slopes[:1], slopes[1:]

# %% embedding-bag same="y"
embedding = tf.keras.layers.Embedding(3, 2, weights=[table])
y = tf.reduce_sum(embedding(tokens), axis=1)

# %% conv1d same="y"
conv = fill(tf.keras.layers.Conv1D(filters=3, kernel_size=3), steps)
y = conv(steps)

# %% conv1d-causal same="y"
conv = fill(tf.keras.layers.Conv1D(3, kernel_size=3, padding="causal"), steps)
y = conv(steps)

# %% conv2d same="y"
conv = tf.keras.layers.Conv2D(filters=3, kernel_size=3, padding="same")
y = fill(conv, images)(images)

# %% conv2d-stride differs="y" same="matched"
# why: With stride 2 and an even size, `same` pads below and on the right only, `padding=1` on all sides. Pad by hand:
#   `nn.ZeroPad2d((0, 1, 0, 1))`.
conv = tf.keras.layers.Conv2D(3, kernel_size=3, strides=2, padding="same")
y = matched = fill(conv, images)(images)

# %% conv2d-dilation same="y"
conv = tf.keras.layers.Conv2D(3, kernel_size=3, dilation_rate=2)
y = fill(conv, images)(images)

# %% conv2d-groups same="y"
conv = tf.keras.layers.Conv2D(6, kernel_size=3, groups=2)
y = fill(conv, images)(images)

# %% depthwise-conv2d same="y"
conv = tf.keras.layers.DepthwiseConv2D(kernel_size=3, depth_multiplier=2)
y = fill(conv, images)(images)

# %% separable-conv1d same="y"
separable = tf.keras.layers.SeparableConv1D(3, kernel_size=3)
y = fill(separable, steps)(steps)

# %% separable-conv2d same="y"
separable = tf.keras.layers.SeparableConv2D(3, kernel_size=3)
y = fill(separable, images)(images)

# %% conv3d same="y"
conv = fill(tf.keras.layers.Conv3D(filters=3, kernel_size=3), volume)
y = conv(volume)

# %% conv-transpose1d same="y"
conv = tf.keras.layers.Conv1DTranspose(filters=3, kernel_size=2, strides=2)
y = fill(conv, steps)(steps)

# %% conv-transpose2d differs="naive" same="y"
# why: With a kernel of 4, `padding=1` and `same` cut the border alike. With a kernel of 3, `same` cuts one row and
#   column on the other side than `padding=1, output_padding=1`: compute without padding, and cut by hand.
conv = tf.keras.layers.Conv2DTranspose(2, kernel_size=4, strides=2, padding="same")
y = fill(conv, images)(images)
conv = tf.keras.layers.Conv2DTranspose(2, 3, strides=2, padding="same")
naive = fill(conv, images)(images)

# %% max-pool1d same="y"
y = tf.keras.layers.MaxPooling1D(pool_size=2)(steps)

# %% max-pool2d same="y"
y = tf.keras.layers.MaxPooling2D(pool_size=2)(images)

# %% max-pool3d same="y"
y = tf.keras.layers.MaxPooling3D(pool_size=2)(volume)

# %% avg-pool1d same="y"
y = tf.keras.layers.AveragePooling1D(pool_size=2)(steps)

# %% avg-pool2d differs="borders" same="y"
# why: At the borders, PyTorch counts the padding as zeros; Keras leaves it out of the average. Pass
#   `count_include_pad=False`.
y = tf.keras.layers.AveragePooling2D(pool_size=2)(images)
pool = tf.keras.layers.AveragePooling2D(3, strides=1, padding="same")
borders = pool(images)

# %% global-average-pool1d same="y"
y = tf.keras.layers.GlobalAveragePooling1D()(steps)

# %% global-average-pool2d same="y"
y = tf.keras.layers.GlobalAveragePooling2D()(images)

# %% global-max-pool1d same="y"
y = tf.keras.layers.GlobalMaxPooling1D()(steps)

# %% global-max-pool2d same="y"
y = tf.keras.layers.GlobalMaxPooling2D()(images)

# %% adaptive-avg-pool2d same="y"
y = tf.keras.layers.AdaptiveAveragePooling2D(output_size=(4, 2))(images)

# %% adaptive-max-pool2d same="y"
y = tf.keras.layers.AdaptiveMaxPooling2D(output_size=(4, 2))(images)

# %% zero-pad2d same="y"
y = tf.keras.layers.ZeroPadding2D(((3, 0), (1, 2)))(images)

# %% constant-pad2d same="y"
y = tf.pad(images, [[0, 0], [1, 1], [1, 1], [0, 0]], constant_values=0.5)

# %% reflection-pad2d same="y"
y = tf.pad(images, [[0, 0], [1, 1], [1, 1], [0, 0]], mode="REFLECT")

# %% cropping2d same="y"
y = tf.keras.layers.Cropping2D(((1, 1), (2, 1)))(images)

# %% upsample same="nearest, bilinear"
nearest = tf.keras.layers.UpSampling2D(size=2)(images[..., :2])
layer = tf.keras.layers.UpSampling2D(size=2, interpolation="bilinear")
bilinear = layer(images[..., :2])

# %% pixel-shuffle differs="naive" same="y, matched"
# why: With several channels in the result, PyTorch keeps those of one result channel together, TensorFlow those of one
#   pixel. Reorder the channels of the layer in front.
y = tf.nn.depth_to_space(images, block_size=2)
naive = matched = tf.nn.depth_to_space(pairs, block_size=2)

# %% unfold differs="naive" same="matched"
# why: PyTorch gives (batch, channels and pixels of the window, windows), channel by channel; TensorFlow (batch, rows,
#   columns, pixels and channels), pixel by pixel.
sizes, rates = [1, 2, 2, 1], [1, 1, 1, 1]
naive = matched = tf.image.extract_patches(images, sizes, sizes, rates, padding="VALID")

# %% dropout same="values"
values = np.unique(tf.keras.layers.Dropout(rate=0.2)(ones, training=True))

# %% dropout2d same="whole"
y = tf.keras.layers.SpatialDropout2D(rate=0.5)(np.ones((8, 3, 3, 16)), training=True)
whole = bool((y == y[:, :1, :1]).numpy().all())

# %% alpha-dropout same="values"
values = np.unique(tf.keras.layers.AlphaDropout(rate=0.2)(ones, training=True))

# %% gaussian-noise same="spread"
noisy = tf.keras.layers.GaussianNoise(stddev=0.1)(ones, training=True)
spread = round(float(np.std(noisy)), 2)

# %% batch-norm1d differs="default" same="matched" why="`eps` is 1e-5 in PyTorch and 1e-3 in Keras. Pass it."
norm = tf.keras.layers.BatchNormalization()
default = matched = norm(x, training=True)

# %% batch-norm2d same="y"
norm = tf.keras.layers.BatchNormalization(epsilon=1e-3)
y = norm(images, training=True)

# %% batch-norm-momentum differs="mean, variance" same="matched"
# why: `momentum=0.1` is the share of the new batch in PyTorch, `momentum=0.99` that of the old average in Keras: pass
#   0.01 in PyTorch. The variance still differs a little, because PyTorch divides by one less.
norm = tf.keras.layers.BatchNormalization()
norm(images, training=True)
mean = matched = norm.moving_mean.numpy()
variance = norm.moving_variance.numpy()

# %% sync-batch-norm same="y"
norm = tf.keras.layers.BatchNormalization(synchronized=True)
y = norm(images, training=True)

# %% layer-norm differs="default" same="matched" why="`eps` is 1e-5 in PyTorch and 1e-3 in Keras. Pass it."
default = matched = tf.keras.layers.LayerNormalization(axis=-1)(x)

# %% group-norm same="y"
norm = tf.keras.layers.GroupNormalization(groups=2, epsilon=1e-5)
y = norm(images)

# %% group-norm-groups same="groups"
# why: PyTorch wants the number of groups. Keras makes 32 unless told otherwise, and a call fails where the channels are
#   no multiple of 32. Name it.
groups = tf.keras.layers.GroupNormalization().groups

# %% instance-norm2d same="y"
norm = tf.keras.layers.GroupNormalization(groups=-1, epsilon=1e-5)
y = norm(images)

# %% rms-norm same="y"
y = tf.keras.layers.RMSNormalization(epsilon=1e-6)(x)

# %% unit-normalization same="y"
y = tf.keras.layers.UnitNormalization(axis=1)(x)

# %% spectral-norm same="y" atol="1e-4"
dense = fill(tf.keras.layers.Dense(2), x)
norm = tf.keras.layers.SpectralNormalization(dense, power_iterations=50)
y = norm(x, training=True)

# %% relu same="y"
y = tf.keras.layers.ReLU()(z)

# %% relu6 same="y"
y = tf.keras.layers.ReLU(max_value=6.0)(z)

# %% leaky-relu differs="default" same="matched"
# why: The slope below zero is 0.01 in PyTorch and 0.3 in Keras. Name it.
default = tf.keras.layers.LeakyReLU()(z)
matched = tf.keras.layers.LeakyReLU(negative_slope=0.2)(z)

# %% prelu differs="slopes" same="matched"
# why: PyTorch has one slope for all, starting at 0.25; Keras one for every feature, starting at 0. Give `nn.PReLU` the
#   number of features, and the Keras layer a start.
prelu = tf.keras.layers.PReLU()
prelu.build(z.shape)
slopes = prelu.alpha.numpy()
matched = tf.keras.layers.PReLU(tf.keras.initializers.Constant(0.25))(z)

# %% elu same="y"
y = tf.keras.layers.ELU(alpha=0.5)(z)

# %% selu same="y"
y = tf.keras.layers.Activation("selu")(z)

# %% gelu same="y"
y = tf.keras.layers.Activation("gelu")(z)

# %% silu same="y"
y = tf.keras.layers.Activation("silu")(z)

# %% mish same="y"
y = tf.keras.layers.Activation("mish")(z)

# %% hardswish same="y"
y = tf.keras.layers.Activation("hard_swish")(z)

# %% hardsigmoid same="y"
y = tf.keras.layers.Activation("hard_sigmoid")(z)

# %% sigmoid same="y"
y = tf.keras.layers.Activation("sigmoid")(z)

# %% tanh same="y"
y = tf.keras.layers.Activation("tanh")(z)

# %% softplus same="y"
y = tf.keras.layers.Activation("softplus")(z)

# %% softmax same="y"
y = tf.keras.layers.Softmax(axis=-1)(x)

# %% log-softmax same="y"
y = tf.keras.layers.Activation("log_softmax")(x)

# %% rnn same="y"
rnn = tf.keras.layers.SimpleRNN(units=3, return_sequences=True)
y = fill(rnn, steps)(steps)

# %% rnn-output differs="shape" same="final"
# why: PyTorch returns the outputs of all steps and the last state, Keras the last output alone. `h[0]` is that output
#   in PyTorch; `return_sequences=True` and `return_state=True` make Keras return all.
y = fill(tf.keras.layers.SimpleRNN(3), steps)(steps)
shape, final = list(y.shape), y

# %% lstm differs="learned" same="y"
# why: PyTorch has two biases, which are added, and Keras one. Put the Keras bias into one and zeros into the other. The
#   gates have the same order.
lstm = tf.keras.layers.LSTM(units=3, return_sequences=True)
y = fill(lstm, steps)(steps)
learned = count(lstm.trainable_variables)

# %% lstm-state same="h, c"
lstm = fill(tf.keras.layers.LSTM(3, return_state=True), steps)
y, h, c = lstm(steps)

# %% lstm-stacked same="y"
cells = tf.keras.layers.StackedRNNCells([tf.keras.layers.LSTMCell(3) for _ in "12"])
y = fill(tf.keras.layers.RNN(cells, return_sequences=True), steps)(steps)

# %% bidirectional same="y"
lstm = tf.keras.layers.LSTM(3, return_sequences=True)
y = fill(tf.keras.layers.Bidirectional(lstm), steps)(steps)

# %% gru differs="naive" same="y"
# why: PyTorch orders the gates reset, update, candidate; Keras update, reset, candidate. Swap the first two thirds of
#   each weight and bias.
gru = tf.keras.layers.GRU(units=3, return_sequences=True)
naive = y = fill(gru, steps)(steps)

# %% rnn-cell same="h"
cell = fill(tf.keras.layers.SimpleRNNCell(units=3), steps[:, 0], [zero])
y, (h,) = cell(steps[:, 0], [zero])

# %% lstm-cell same="h, c"
cell = fill(tf.keras.layers.LSTMCell(units=3), steps[:, 0], [zero, zero])
y, (h, c) = cell(steps[:, 0], [zero, zero])

# %% gru-cell same="h"
cell = fill(tf.keras.layers.GRUCell(units=3), steps[:, 0], [zero])
y, (h,) = cell(steps[:, 0], [zero])

# %% rnn-over-cell same="h"
rnn = fill(tf.keras.layers.RNN(tf.keras.layers.SimpleRNNCell(3)), steps)
h = rnn(steps)

# %% pack-padded-sequence same="h"
masked = tf.keras.layers.Masking(mask_value=0.0)(padded)
h = fill(tf.keras.layers.LSTM(3), steps)(masked)

# %% pad-packed-sequence differs="default" same="outputs"
# why: Behind the end of a sequence, PyTorch gives zeros, and Keras repeats the last output unless
#   `zero_output_for_mask=True`.
default = fill(tf.keras.layers.LSTM(3, return_sequences=True), steps)(masked)
lstm = tf.keras.layers.LSTM(3, return_sequences=True, zero_output_for_mask=True)
outputs = fill(lstm, steps)(masked)

# %% conv-lstm2d only="tensorflow"
# why: PyTorch has no such layer: write the cell with `nn.Conv2d`, and loop over the frames.
y = fill(tf.keras.layers.ConvLSTM2D(filters=3, kernel_size=3), frames)(frames)

# %% time-distributed same="y"
conv = tf.keras.layers.Conv2D(3, kernel_size=3)
y = fill(tf.keras.layers.TimeDistributed(conv), frames)(frames)

# %% multihead-attention differs="scores" same="y"
# why: PyTorch averages the weights over the heads, unless `average_attn_weights=False`, and always returns them; Keras
#   gives those of each head, when asked. `embed_dim` is the size of all heads, `key_dim` that of one.
attention = tf.keras.layers.MultiHeadAttention(num_heads=2, key_dim=2)
fill(attention, steps, steps)
y, scores = attention(steps, steps, return_attention_scores=True)

# %% attention-mask same="y"
attention = fill(tf.keras.layers.MultiHeadAttention(2, 2), steps, steps)
y = attention(steps, steps, attention_mask=allowed)

# %% attention-batch-axis differs="careless" same="matched"
# why: PyTorch expects (steps, batch, features) unless `batch_first=True`, and mixes the examples of a batch that comes
#   first, without an error. Keras expects the batch first. Pass `batch_first=True`.
attention = fill(tf.keras.layers.MultiHeadAttention(2, key_dim=2), steps, steps)
careless = matched = attention(steps, steps)

# %% add-layer same="y"
y = tf.keras.layers.Add()([x, x])

# %% add-function same="y"
y = tf.keras.layers.add([x, x])

# %% average-function same="y"
y = tf.keras.layers.average([x, x[::-1]])

# %% maximum-layer same="y"
y = tf.keras.layers.Maximum()([x, x[::-1]])

# %% concatenate-layer same="y"
y = tf.keras.layers.Concatenate(axis=1)([x, x])

# %% concatenate-function same="y"
y = tf.keras.layers.concatenate([x, x], axis=-1)

# %% dot-layer same="y"
y = tf.keras.layers.Dot(axes=1)([x, x[::-1]])

# %% lambda same="y"
y = tf.keras.layers.Lambda(lambda t: t * t + 1)(x)

# %% rescaling same="y"
y = tf.keras.layers.Rescaling(scale=1 / 127.5, offset=-1.0)(pixels)

# %% normalization same="y" api="tf.keras.layers.Normalization.adapt"
normalization = tf.keras.layers.Normalization(axis=-1)
normalization.adapt(x)
y = normalization(x)

# %% discretization same="bins"
bins = tf.keras.layers.Discretization(bin_boundaries=[-0.5, 1.0])(z)

# %% category-encoding same="y"
encode = tf.keras.layers.CategoryEncoding(num_tokens=3, output_mode="multi_hot")
y = encode(tokens)

# %% string-lookup same="ids"
lookup = tf.keras.layers.StringLookup(vocabulary=["red", "blue"])
ids = lookup(words)

# %% integer-lookup same="ids"
lookup = tf.keras.layers.IntegerLookup(vocabulary=[10, 20])
ids = lookup([20, 10, 7])

# %% text-vectorization same="ids"
vectorize = tf.keras.layers.TextVectorization(vocabulary=["red", "blue"])
ids = vectorize(["Blue red gray"])

# %% hashing only="tensorflow"
# why: PyTorch has no tensors of text. `zlib.crc32(word.encode()) % bins` gives stable numbers; Python's `hash` gives
#   others in every run.
bins = tf.keras.layers.Hashing(num_bins=8)(words)

# %% sequential same="y"
model = tf.keras.Sequential([tf.keras.layers.ReLU(), tf.keras.layers.Flatten()])
y = model(steps)

# %% add-module same="y" api="tf.keras.Sequential.add"
model = tf.keras.Sequential()
model.add(tf.keras.layers.ReLU(name="relu"))
y = model(x)

# %% input only="tensorflow"
# why: PyTorch models are not told the shape of their input: `nn.Linear` and its like take the number of features, and
#   the code of `forward` decides the rest.
model = tf.keras.Sequential([tf.keras.Input(shape=(6,)), tf.keras.layers.Dense(2)])

# %% input-layer only="tensorflow"
# why: PyTorch has no placeholder for the input. `tf.keras.Input` makes this layer by itself.
model = tf.keras.Sequential()
model.add(tf.keras.layers.InputLayer(shape=(6,)))

# %% functional-model only="tensorflow"
# why: PyTorch traces no symbolic inputs: write a class whose `forward` holds the same calls.
inputs = tf.keras.Input(shape=(6,))
outputs = tf.keras.layers.Dense(2)(inputs)
model = tf.keras.Model(inputs=inputs, outputs=outputs)

# %% module-list same="learned"
block = Block()
block.parts = [tf.keras.layers.Dense(6), fill(tf.keras.layers.Dense(2), x)]
block.parts[0].build((None, 6))
learned = len(block.trainable_variables)

# %% module-dict same="learned"
block = Block()
block.parts = {"head": fill(tf.keras.layers.Dense(2), x)}
learned = len(block.trainable_variables)

# %% parameter same="scale" api="tf.keras.layers.Layer.add_weight"
block = Block()
block.scale = block.add_weight(shape=(3,), initializer="ones")
scale = block.scale.numpy()

# %% parameter-list same="learned"
block = Block()
block.scales = [tf.keras.Variable(ones[:2]), tf.keras.Variable(ones[:3])]
learned = len(block.trainable_variables)

# %% parameter-dict same="learned"
block = Block()
block.scales = {"wide": tf.keras.Variable(ones[:2])}
learned = len(block.trainable_variables)

# %% register-buffer same="learned, kept" api="tf.keras.layers.Layer.add_weight"
block = Block()
block.seen = block.add_weight(shape=(2, 3), initializer="zeros", trainable=False)
learned, kept = len(block.trainable_variables), len(block.weights)

# %% parameters same="learned" api="tf.keras.Model.trainable_variables"
model = network()
learned = len(model.trainable_variables)

# %% count-parameters differs="count_all" same="learned"
# why: `count_params` adds the moving averages of batch normalization, which are no parameters in PyTorch. Sum over
#   `trainable_variables` for the number that is learned.
# api: tf.keras.layers.Layer.count_params, tf.keras.layers.Layer.trainable_variables
norm = fill(tf.keras.layers.BatchNormalization(), images)
count_all = norm.count_params()
learned = count(norm.trainable_variables)

# %% named-parameters differs="names" same="shapes" api="tf.keras.Model.trainable_variables"
# why: Keras puts the name of the model in front, and calls the weight of a `Dense` layer its kernel. The shapes are
#   those of the transposed kernels.
names = [v.path for v in network().trainable_variables]
shapes = [list(v.shape) for v in network().trainable_variables]

# %% buffers differs="count_all" same="kept" api="tf.keras.layers.Layer.non_trainable_variables"
# why: `nn.BatchNorm2d` also counts the batches it has seen, in a buffer of one integer.
norm = tf.keras.layers.BatchNormalization()
norm.build(images.shape)
count_all = len(norm.non_trainable_variables)
kept = [v.numpy() for v in norm.non_trainable_variables]

# %% children same="number" api="tf.keras.Model.layers"
number = len(network().layers)

# %% named-children same="names" api="tf.keras.Model.layers"
names = [layer.name for layer in network().layers]

# %% modules differs="number" api="tf.keras.Model.layers"
# why: `modules` begins with the model itself and goes through all levels. `layers` holds the first level: recur where a
#   layer has `layers` of its own.
nested = tf.keras.Sequential([network(), tf.keras.layers.ReLU()])
number = len(nested.layers)

# %% named-modules differs="names" api="tf.keras.Model.layers"
# why: `named_modules` begins with the model itself, whose name is empty, and goes through all levels; `layers` holds
#   the first level.
names = [layer.name for layer in network().layers]

# %% get-layer same="y" api="tf.keras.Model.get_layer"
hidden = network().get_layer("hidden")
y = hidden(x)

# %% apply same="y"
model = network()
for layer in model.layers:
    if hasattr(layer, "bias"):
        layer.bias.assign([1.0] * layer.units)
y = model(x)

# %% train-mode differs="fresh" same="dropped"
# why: A PyTorch module is in training mode until told otherwise. A Keras layer called by itself is not, unless
#   `training=True` is passed; `fit` does that.
dropout = tf.keras.layers.Dropout(rate=0.5)
fresh = bool((dropout(ones) == 0).numpy().any())
dropped = bool((dropout(ones, training=True) == 0).numpy().any())

# %% eval-mode same="y"
dropout = tf.keras.layers.Dropout(rate=0.5)
y = dropout(x, training=False)

# %% requires-grad same="learned" api="tf.keras.Model.trainable"
model = network()
model.trainable = False
learned = len(model.trainable_variables)

# %% feature-extractor same="hidden"
model = network()
middle = model.get_layer("hidden").output
hidden = tf.keras.Model(inputs=model.inputs, outputs=middle)(x)

# %% graph-node-names same="names" api="tf.keras.Model.layers"
model = network()
functional = tf.keras.Model(inputs=model.inputs, outputs=model.outputs)
names = [layer.name for layer in functional.layers]

# %% to-dtype same="y"
dense = tf.keras.layers.Dense(units=2, dtype="float64")
y = fill(dense, x)(x)

# %% build same="learned" api="tf.keras.layers.Layer.build"
dense = tf.keras.layers.Dense(units=2)
dense.build((None, 6))
learned = len(dense.trainable_variables)

# %% input-spec only="tensorflow"
# why: PyTorch has no check before the computation: its functions complain themselves, or write an `assert` in
#   `forward`.
block = Block()
block.input_spec = tf.keras.InputSpec(ndim=2)
block(x)

# %% summary only="tensorflow" api="tf.keras.Model.summary"
# why: `print(model)` lists the modules of a PyTorch model, without shapes or counts; the package torchinfo has a
#   `summary` with both.
lines = []
network().summary(print_fn=lines.append)

# %% compute-output-shape same="shape" api="tf.keras.layers.Layer.compute_output_shape"
shape = tf.keras.layers.Dense(2).compute_output_shape((4, 6))

# %% from-config only="tensorflow"
# why: A PyTorch module does not keep its arguments: write the call again, or copy the module with `copy.deepcopy`.
dense = tf.keras.layers.Dense(units=2, activation="relu")
again = tf.keras.layers.Dense.from_config(dense.get_config())

# %% model-from-config only="tensorflow"
# why: A PyTorch model is described by its code alone: import the class and call it.
model = network()
again = tf.keras.Sequential.from_config(model.get_config())

# %% serialize-layer only="tensorflow"
# why: PyTorch has no description of a module as data: keep the arguments yourself, and call the class with them.
config = tf.keras.layers.serialize(tf.keras.layers.Dense(units=2))
again = tf.keras.layers.deserialize(config)

# %% parameters-to-vector same="vector"
dense = fill(tf.keras.layers.Dense(1), x)
vector = tf.concat([tf.reshape(v, [-1]) for v in dense.trainable_variables], axis=0)

# %% l2-regularizer same="penalty"
penalty = tf.keras.regularizers.L2(l2=0.01)(kernel)

# %% l1-regularizer same="penalty"
penalty = tf.keras.regularizers.L1(l1=0.01)(kernel)

# %% l1-l2-regularizer same="penalty"
penalty = tf.keras.regularizers.L1L2(l1=0.01, l2=0.1)(kernel)

# %% layer-losses same="penalty" api="tf.keras.layers.Layer.losses"
dense = fill(tf.keras.layers.Dense(3, kernel_regularizer="l2"), x)
penalty = dense.losses[0]

# %% add-loss only="tensorflow" api="tf.keras.layers.Layer.add_loss"
# why: PyTorch modules keep no losses: return the term from `forward`, and add it to the loss.
block = Block()
block.add_loss(0.01 * table[1, 0])
losses = block.losses

# %% regularizer-config only="tensorflow"
# why: In PyTorch a penalty is an expression: there is nothing to look up by name or to write down.
regularizer = tf.keras.regularizers.get("l2")
config = tf.keras.regularizers.serialize(regularizer)

# %% max-norm same="bounded"
bounded = tf.keras.constraints.MaxNorm(max_value=1.0, axis=0)(kernel)

# %% non-negative same="bounded"
bounded = tf.keras.constraints.NonNeg()(kernel)

# %% constraint-config only="tensorflow"
# why: PyTorch has no constraints: change the weights under `torch.no_grad()` after each step.
constraint = tf.keras.constraints.get("max_norm")
config = tf.keras.constraints.serialize(constraint)

# %% preprocess-input same="mobile, xception, inception"
mobile = tf.keras.applications.mobilenet_v2.preprocess_input(pixels)
xception = tf.keras.applications.xception.preprocess_input(pixels)
inception = tf.keras.applications.inception_v3.preprocess_input(pixels)

# %% preprocess-input-caffe same="resnet, vgg"
resnet = tf.keras.applications.resnet.preprocess_input(pixels)
vgg = tf.keras.applications.vgg19.preprocess_input(pixels)

# %% preprocess-input-torch same="y"
preprocess = tf.keras.applications.imagenet_utils.preprocess_input
y = preprocess(pixels, mode="torch")

# %% resnet50 differs="learned"
# why: The convolutions of Keras's model have biases, and its strides are in different layers, so weights cannot be
#   exchanged one by one.
model = tf.keras.applications.ResNet50(weights=None)
learned = count(model.trainable_variables)

# %% vgg16 same="learned"
features = tf.keras.applications.VGG16(weights=None, include_top=False)
learned = count(features.trainable_variables)

# %% vgg19 same="learned"
features = tf.keras.applications.VGG19(weights=None, include_top=False)
learned = count(features.trainable_variables)

# %% mobilenet-v2 same="learned"
model = tf.keras.applications.MobileNetV2(weights=None)
learned = count(model.trainable_variables)

# %% mobilenet only="tensorflow" why="torchvision begins with the second version: `models.mobilenet_v2`."
model = tf.keras.applications.MobileNet(weights=None)

# %% efficientnet-b0 same="learned"
model = tf.keras.applications.EfficientNetB0(weights=None)
learned = count(model.trainable_variables)
