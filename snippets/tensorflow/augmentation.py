# %% resize differs="small, from_bytes" same="sharp, smooth"
# why: `v2.functional.resize` smooths an image before it shrinks it (`antialias=True`). `tf.image.resize` and
#   `keras.ops.image.resize` do not. PyTorch and Keras make rounded bytes of bytes, and TensorFlow makes `float32`.
#   Convert to floats and name `antialias`, and all three are equal.
import numpy as np
import tensorflow as tf

rng = np.random.default_rng(0)
image = tf.constant(rng.random((6, 6, 3), dtype="float32"))


def resize(image, **options):
    return tf.image.resize(image, [3, 3], **options)


small = resize(image)
sharp = resize(image, antialias=False)
smooth = resize(image, antialias=True)
from_bytes = resize(tf.cast(image * 255, tf.uint8)).numpy().dtype.name
print("from bytes:", from_bytes)
print("default:", small[0, 0])
print("sharp:", sharp[0, 0])
print("smooth:", smooth[0, 0])


# %% resize-methods differs="nearest, bicubic" same="large"
# why: PyTorch's `nearest` measures from the corner of a pixel, and TensorFlow's measures from its center. The bicubic
#   curves have different parameters (-0.75 and -0.5) unless `antialias` is on in both.
image = tf.reshape([0.0, 1.0, 4.0, 9.0, 16.0, 25.0], (1, 1, 6, 1))


def resize(width, **options):
    resized = tf.image.resize(image, size=(1, width), **options)
    return tf.reshape(resized, [-1])


nearest = resize(4, method="nearest")
bicubic = resize(8, method="bicubic")
large = resize(8, method="bicubic", antialias=True)
print("nearest:", nearest)
print("bicubic:", bicubic)
print("bicubic, smoothed:", large)

# %% resize-nearest-exact same="exact" hidden="true"
exact = nearest
exact

# %% resize-sides same="squashed, fitted, covered"
image = tf.reshape(tf.range(72.0), (6, 12, 1))
squashed = tf.image.resize(image, (4, 4), antialias=True)[..., 0]
fitted = tf.image.resize(
    image,
    (4, 4),
    preserve_aspect_ratio=True,
    antialias=True,
)[..., 0]
cover = tf.keras.layers.Resizing(4, 4, crop_to_aspect_ratio=True)
covered = list(cover(image)[..., 0].shape)
print("fitted:", list(fitted.shape), "covered:", covered)
squashed

# %% flip-and-crop differs="odd" same="flipped, even"
# why: A crop of two pixels out of five leaves an odd rest. torchvision rounds the start to the even number, 2, and
#   Keras rounds it down to 1. If the rest is even, both take the center.
row = tf.reshape(tf.range(5.0), (1, 5, 1))
image = tf.broadcast_to(row, (5, 5, 1))
flipped = tf.image.flip_left_right(image)[0, :, 0]
odd = tf.keras.layers.CenterCrop(2, 2)(image)[0, :, 0]
even = tf.keras.layers.CenterCrop(3, 3)(image)[0, :, 0]
print(flipped)
print("odd rest:", odd, "even rest:", even)

# %% pad-and-crop same="sums"
tf.random.set_seed(0)
image = tf.image.resize_with_crop_or_pad(tf.ones((4, 4, 1)), 6, 6)
crops = [tf.image.random_crop(image, (4, 4, 1)) for _ in range(60)]
sums = sorted({int(tf.reduce_sum(crop)) for crop in crops})
sums

# %% random-resized-crop same="shape, inside"
tf.random.set_seed(0)
image = tf.reshape(tf.linspace(0.0, 1.0, 12 * 16), (12, 16, 1))
begin, size, _ = tf.image.sample_distorted_bounding_box(
    tf.shape(image),
    bounding_boxes=tf.zeros((1, 0, 4)),  # none to be kept in view
    area_range=(0.08, 1.0),
    use_image_if_no_bounding_boxes=True,
)
cropped = tf.slice(image, begin, size)
cropped = tf.image.resize(cropped, (8, 8), antialias=True)
shape = list(cropped[..., 0].shape)
inside = bool(tf.reduce_all((cropped >= 0) & (cropped <= 1)))
print("shape:", shape, "in range:", inside)

# %% rotate differs="by_default" same="quarter, matched"
# why: Both turn counterclockwise. torchvision takes the nearest pixel and fills the corners with 0. Keras interpolates
#   and reflects the image at its borders. Name both settings, and the results are equal.
image = tf.reshape(tf.range(9.0), (3, 3, 1))
quarter = tf.image.rot90(image)[..., 0]
turn = tf.keras.layers.RandomRotation((20 / 360, 20 / 360))  # turns
by_default = turn(image)[..., 0]
turn = tf.keras.layers.RandomRotation(
    (20 / 360, 20 / 360),
    interpolation="bilinear",
    fill_mode="constant",
)
matched = turn(image)[..., 0]
print("quarter turn:", quarter)
print("20 degrees:", by_default)
matched

# %% brightness differs="changed" same="scaled, shifted"
# why: torchvision multiplies by the factor. `tf.image.adjust_brightness` adds it, and so does Keras's
#   `RandomBrightness`, which also clips. Written as arithmetic, all three are the same.
image = tf.tile([[[0.2], [0.4], [0.8]]], (1, 1, 3))
changed = tf.image.adjust_brightness(image, 0.5)[0, :, 0]
scaled = (image * 0.5)[0, :, 0]
shifted = tf.clip_by_value(image + 0.5, 0, 1)[0, :, 0]
print("changed:", changed)
print("scaled:", scaled)
print("shifted:", shifted)

# %% color differs="contrast, saturation" same="hue, gray, by_channel"
# why: `adjust_contrast` in torchvision uses the mean of the gray image and clips to the range of the dtype.
#   `tf.image.adjust_contrast` uses the mean of each channel and does not clip. `adjust_saturation` in torchvision mixes
#   with the gray image, and TensorFlow multiplies the S of HSV. Hue and gray are the same.
image = tf.constant([[[0.2, 0.4, 0.8], [0.1, 0.5, 0.9]]])
contrast = tf.image.adjust_contrast(image, 2.0)
saturation = tf.image.adjust_saturation(image, 2.0)
hue = tf.image.adjust_hue(image, 0.25)
gray = tf.image.rgb_to_grayscale(image)
mean = tf.reduce_mean(image, axis=(0, 1))
by_channel = (image - mean) * 2.0 + mean
print("contrast:", contrast)
print("saturation:", saturation)
print("hue:", hue)

# %% value-range differs="unit, wide"
# why: torchvision takes the range from the dtype, which is up to 1 for floats and up to 255 for bytes. A Keras layer
#   takes it from `value_range`, which is 0 to 255 for any dtype unless you set it. Name the range in Keras, and keep
#   floats from 0 to 1 in PyTorch.
image = tf.constant([[[0.2], [0.8]]])
invert = tf.keras.layers.RandomInvert((1.0, 1.0))
unit = tf.reshape(invert(image), (1, 1, 2))
wide = tf.reshape(invert(image * 255), (1, 1, 2))
print("0 to 1:", unit)
print("0 to 255:", wide)

# %% value-range-named same="inverted"
invert = tf.keras.layers.RandomInvert((1.0, 1.0), value_range=(0, 1))
inverted = tf.reshape(invert(image), [-1])
inverted

# %% normalize same="normalized"
image = tf.constant([[0, 51], [102, 255]], dtype=tf.uint8)
scaled = tf.image.convert_image_dtype(image, tf.float32)
normalized = (scaled - 0.1307) / 0.3081
normalized

# %% pretrained-preprocessing differs="white"
# why: `transforms()` of the torchvision weights scales to [0, 1], subtracts the mean of ImageNet and divides by the
#   deviation. `preprocess_input` of Keras's ResNet50 swaps red and blue and only subtracts the mean of each channel.
#   Use the function that belongs to the weights.
prepare = tf.keras.applications.resnet50.preprocess_input
image = tf.fill((1, 224, 224, 3), 255.0)
white = prepare(image)[0, 0, 0]
white

# %% evaluation-pipeline same="ready"
rng = np.random.default_rng(0)
pixels = rng.integers(0, 256, size=(12, 18, 3), dtype="uint8")


def prepare(pixels):
    image = tf.image.convert_image_dtype(pixels, tf.float32)
    image = tf.image.resize(image, (8, 12), antialias=True)  # not square
    image = tf.image.resize_with_crop_or_pad(image, 6, 6)
    return (image - [0.5, 0.4, 0.3]) / [0.2, 0.2, 0.2]


dataset = tf.data.Dataset.from_tensors(pixels).map(prepare)
ready = next(iter(dataset))
print("shape:", ready.shape)
ready[0, 0]

# %% training-only differs="evaluated" same="trained, guarded"
# why: A torchvision transform has no mode, so `eval()` does not stop it. A Keras layer does nothing with
#   `training=False`, which `predict` and `evaluate` pass. In PyTorch, test `self.training`, or transform only in the
#   training data set.
image = tf.constant([[[0.0], [1.0]], [[2.0], [3.0]]])
quarter_turn = tf.keras.layers.RandomRotation((0.25, 0.25))  # turns
# in the pipeline: called without `training`, the layer augments
dataset = tf.data.Dataset.from_tensors(image).map(quarter_turn)
trained = next(iter(dataset))[..., 0]
# in the model: it does so in `fit` only
model = tf.keras.Sequential([quarter_turn])
evaluated = model.predict(image[tf.newaxis], verbose=0)[0, ..., 0]
guarded = model(image[tf.newaxis], training=False)[0, ..., 0]
print("trained:", trained)
print("evaluated:", evaluated)
print("guarded:", guarded)

# %% one-draw-per-batch differs="kinds" same="kinds_each"
# why: A torchvision transform draws once per call, so it flips all images of a batch or none. A Keras layer draws for
#   each image. If you apply the transform to one image at a time, as a data set does, the images differ.
flip = tf.keras.layers.RandomFlip("horizontal", seed=0)
image = tf.tile([[[0.0], [1.0], [2.0]]], (3, 1, 1))
batch = tf.stack([image] * 64)
corners = flip(batch)[:, 0, 0, 0]
kinds = len(tf.unique(corners).y)
corners = tf.stack([flip(image)[0, 0, 0] for image in batch])
kinds_each = len(tf.unique(corners).y)
print("kinds in one call:", kinds, "one by one:", kinds_each)

# %% seeded differs="first" same="repeats, moves_on"
# why: The same seed gives different draws in each framework. torchvision draws from PyTorch's global generator, so seed
#   that one. A Keras layer has its own generator. A `stateless` function of TensorFlow draws the same for the same
#   seed, so give it a new seed each time.
image = tf.reshape(tf.range(100), (10, 10, 1))


def draws(seed):
    generator = tf.random.Generator.from_seed(seed)
    seeds = tf.transpose(generator.make_seeds(5))
    crop = tf.image.stateless_random_crop
    return [int(crop(image, (1, 1, 1), seed=seed)[0, 0, 0]) for seed in seeds]


first = draws(seed=0)
repeats = first == draws(seed=0)
moves_on = len(set(first)) > 1
print("draws:", first)
print("repeats:", repeats, "moves on:", moves_on)

# %% masks same="together, kinds"
flip = tf.image.stateless_random_flip_left_right
image = tf.constant([[[0.1], [0.2], [0.9]]])
mask = tf.constant([[[0], [0], [1]]])
kinds, together = set(), True
for number in range(20):
    seed = (number, 0)  # one seed for both
    flipped, flipped_mask = flip(image, seed), flip(mask, seed)
    agree = (flipped > 0.5) == (flipped_mask > 0)
    together = together and bool(tf.reduce_all(agree))
    kinds.add(int(flipped_mask[0, 0, 0]))
kinds = sorted(kinds)
print("together:", together, "corners seen:", kinds)

# %% rand-augment differs="dtype" same="shape, in_range"
# why: torchvision keeps the dtype of the image. Keras's `RandAugment` returns `float32`, as most of its image layers
#   do, but `Resizing` and `RandomBrightness` keep `uint8`. Convert to floats first, and the dtype is the same.
rng = np.random.default_rng(0)
pixels = rng.integers(0, 256, size=(8, 8, 3), dtype="uint8")
augment = tf.keras.layers.RandAugment(
    value_range=(0, 255),
    num_ops=2,
    factor=0.3,
    seed=0,
)
augmented = augment(pixels)
shape, dtype = list(augmented.shape), augmented.dtype.name
in_range = bool(tf.reduce_all((augmented >= 0) & (augmented <= 255)))
print(shape, dtype, "in range:", in_range)

# %% mixup same="consistent, totals, repeats"
images = tf.tile(tf.reshape(tf.range(3.0), (3, 1, 1, 1)), (1, 2, 2, 1))
labels = tf.one_hot([0, 1, 2], depth=3)
batch = {"images": images, "labels": labels}
results = []
for _ in range(2):
    mixup = tf.keras.layers.MixUp(alpha=1.0, seed=0)
    results.append(mixup(batch, training=True))

mixed, soft_labels = results[0]["images"], results[0]["labels"]
repeats = bool(tf.reduce_all(mixed == results[1]["images"]))
# image n holds n everywhere, so the labels predict the pixels
expected = tf.linalg.matvec(soft_labels, tf.range(3.0))
consistent = np.allclose(mixed[:, 0, 0, 0], expected)
totals = tf.reduce_sum(soft_labels, axis=1)
print("labels fit the pixels:", consistent, "repeats:", repeats)
totals

# %% cutmix same="consistent, totals, repeats"
images = tf.reshape(tf.range(3.0), (3, 1, 1, 1)) * tf.ones((3, 64, 64, 1))
batch = {"images": images, "labels": tf.one_hot([0, 1, 2], depth=3)}
results = []
for _ in range(2):
    cutmix = tf.keras.layers.CutMix(factor=1.0, seed=0)
    results.append(cutmix(batch, training=True))

cut, soft_labels = results[0]["images"], results[0]["labels"]
repeats = bool(tf.reduce_all(cut == results[1]["images"]))
# the labels tell how much of an image was replaced, and by which
expected = tf.linalg.matvec(soft_labels, tf.range(3.0))
difference = tf.abs(tf.reduce_mean(cut, axis=(1, 2, 3)) - expected)
consistent = bool(tf.reduce_max(difference) < 0.1)
totals = tf.reduce_sum(soft_labels, axis=1)
print("labels fit the pixels:", consistent, "repeats:", repeats)
totals


# %% in-model same="outside, inside"
images = tf.constant([[[[0], [51]], [[102], [255]]]], dtype=tf.uint8)
prepare = tf.keras.Sequential(
    [
        tf.keras.Input((2, 2, 1)),
        tf.keras.layers.Rescaling(1 / 255),
        tf.keras.layers.Normalization(mean=[0.5], variance=[0.25**2]),
    ]
)
ones = tf.keras.layers.Dense(1, kernel_initializer="ones")
model = tf.keras.Sequential([tf.keras.layers.Flatten(), ones])
batches = tf.data.Dataset.from_tensors(images).map(prepare)
outside = model(next(iter(batches)))
inside = tf.keras.Sequential([prepare, model])(images)
print("outside:", outside)
inside


# %% saved-preprocessing same="before, after"
x = tf.constant([[1.0], [3.0], [5.0]])
layer = tf.keras.layers.Normalization()
layer.adapt(x)
scale = tf.keras.Sequential([layer])
before = scale(x)
scale.save("scale.keras")
loaded = tf.keras.models.load_model("scale.keras")
after = loaded(x)
after
