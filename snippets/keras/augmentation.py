# %% resize differs="small, from_bytes" same="sharp, smooth"
# why: `v2.functional.resize` smooths an image before it shrinks it (`antialias=True`). `tf.image.resize` and
#   `keras.ops.image.resize` do not. PyTorch and Keras make rounded bytes of bytes, and TensorFlow makes `float32`.
#   Convert to floats and name `antialias`, and all three are equal.
import keras
import numpy as np

rng = np.random.default_rng(0)
image = rng.random((6, 6, 3), dtype="float32")


def resize(image, **options):
    return keras.ops.image.resize(image, (3, 3), **options)


small = resize(image)
sharp = resize(image, antialias=False)
smooth = resize(image, antialias=True)
from_bytes = resize((image * 255).astype("uint8")).numpy().dtype.name
print("from bytes:", from_bytes)
print("default:", small[0, 0])
print("sharp:", sharp[0, 0])
print("smooth:", smooth[0, 0])


# %% resize-methods differs="nearest, bicubic" same="large"
# why: PyTorch's `nearest` measures from the corner of a pixel, and TensorFlow's measures from its center. The bicubic
#   curves have different parameters (-0.75 and -0.5) unless `antialias` is on in both.
image = np.array([0, 1, 4, 9, 16, 25], dtype="float32")
image = image.reshape(1, 1, 6, 1)


def resize(width, **options):
    resized = keras.ops.image.resize(image, (1, width), **options)
    return keras.ops.ravel(resized)


nearest = resize(4, interpolation="nearest")
bicubic = resize(8, interpolation="bicubic")
large = resize(8, interpolation="bicubic", antialias=True)
print("nearest:", nearest)
print("bicubic:", bicubic)
print("bicubic, smoothed:", large)

# %% resize-nearest-exact same="exact" hidden="true"
exact = nearest
exact

# %% pad-and-crop same="sums"
image = np.ones((1, 4, 4, 1))
pad_and_crop = keras.Sequential(
    [
        keras.layers.ZeroPadding2D(1),
        keras.layers.RandomCrop(4, 4, seed=0),
    ]
)
crops = [pad_and_crop(image, training=True) for _ in range(60)]
sums = sorted({int(keras.ops.sum(crop)) for crop in crops})
sums

# %% brightness differs="changed" same="scaled, shifted"
# why: torchvision multiplies by the factor. `tf.image.adjust_brightness` adds it, and so does Keras's
#   `RandomBrightness`, which also clips. Written as arithmetic, all three are the same.
image = np.tile(np.float32([[[0.2], [0.4], [0.8]]]), (1, 1, 3))
brighten = keras.layers.RandomBrightness((0.5, 0.5), value_range=(0, 1))
changed = brighten(image)[0, :, 0]
scaled = (image * 0.5)[0, :, 0]
shifted = keras.ops.clip(image + 0.5, 0, 1)[0, :, 0]
print("changed:", changed)
print("scaled:", scaled)
print("shifted:", shifted)

# %% normalize same="normalized"
image = np.array([[0, 51], [102, 255]], dtype="uint8")
normalize = keras.Sequential(
    [
        keras.layers.Rescaling(1 / 255),
        # the variance, which is the square of the deviation
        keras.layers.Normalization(
            axis=None,
            mean=0.1307,
            variance=0.3081**2,
        ),
    ]
)
normalized = normalize(image)
normalized

# %% evaluation-pipeline same="ready"
rng = np.random.default_rng(0)
pixels = rng.integers(0, 256, size=(12, 18, 3), dtype="uint8")
prepare = keras.Sequential(
    [
        keras.layers.Rescaling(1 / 255),
        keras.layers.Resizing(8, 8, antialias=True, crop_to_aspect_ratio=True),
        keras.layers.CenterCrop(6, 6),
        keras.layers.Normalization(mean=[0.5, 0.4, 0.3], variance=[0.2**2] * 3),
    ]
)
ready = prepare(pixels)
print("shape:", ready.shape)
ready[0, 0]


# %% training-only same="trained, guarded"
# why: A torchvision transform has no mode, so `eval()` does not stop it. A Keras layer does nothing with
#   `training=False`, which `predict` and `evaluate` pass. In PyTorch, test `self.training`, or transform only in the
#   training data set.
image = np.array([[[0.0], [1.0]], [[2.0], [3.0]]], dtype="float32")
model = keras.Sequential([keras.layers.RandomRotation((0.25, 0.25))])
trained = model(image[None], training=True)[0, ..., 0]
guarded = model.predict(image[None], verbose=0)[0, ..., 0]
print("trained:", trained)
print("guarded:", guarded)

# %% seeded differs="first" same="repeats, moves_on"
# why: The same seed gives different draws in each framework. torchvision draws from PyTorch's global generator, so seed
#   that one. A Keras layer has its own generator. A `stateless` function of TensorFlow draws the same for the same
#   seed, so give it a new seed each time.
image = np.arange(100, dtype="float32").reshape(10, 10, 1)


def draws(seed):
    crop = keras.layers.RandomCrop(1, 1, seed=seed)
    return [int(crop(image, training=True)[0, 0, 0]) for _ in range(5)]


first = draws(seed=0)
repeats = first == draws(seed=0)
moves_on = len(set(first)) > 1
print("draws:", first)
print("repeats:", repeats, "moves on:", moves_on)

# %% masks same="together, kinds"
flip = keras.layers.RandomFlip("horizontal", seed=0)
image = np.array([[[[0.1], [0.2], [0.9]]]], dtype="float32")
mask = np.array([[[[0], [0], [1]]]])
kinds, together = set(), True
for _ in range(20):
    flipped = flip({"images": image, "segmentation_masks": mask})
    flipped_mask = keras.ops.squeeze(flipped["segmentation_masks"])
    is_object = keras.ops.squeeze(flipped["images"]) > 0.5
    together = together and bool(keras.ops.all(is_object == (flipped_mask > 0)))
    kinds.add(int(flipped_mask[0]))
kinds = sorted(kinds)
print("together:", together, "corners seen:", kinds)
