# %% resize differs="small, from_bytes" same="sharp, smooth"
# why: `v2.functional.resize` smooths an image before it shrinks it (`antialias=True`). `tf.image.resize` and
#   `keras.ops.image.resize` do not. PyTorch and Keras make rounded bytes of bytes, and TensorFlow makes `float32`.
#   Convert to floats and name `antialias`, and all three are equal.
import numpy as np
import torch
from torch import nn
from torchvision.transforms import v2

rng = np.random.default_rng(0)
image = torch.from_numpy(rng.random((6, 6, 3), dtype="float32")).permute(2, 0, 1)


def resize(image, **options):
    return v2.functional.resize(image, [3, 3], **options).permute(1, 2, 0)


small = resize(image)
sharp = resize(image, antialias=False)
smooth = resize(image, antialias=True)
from_bytes = resize((image * 255).to(torch.uint8)).numpy().dtype.name
print("from bytes:", from_bytes)
print("default:", small[0, 0])
print("sharp:", sharp[0, 0])
print("smooth:", smooth[0, 0])


# %% resize-methods differs="nearest, bicubic" same="large"
# why: PyTorch's `nearest` measures from the corner of a pixel, and TensorFlow's measures from its center. The bicubic
#   curves have different parameters (-0.75 and -0.5) unless `antialias` is on in both.
image = torch.tensor([0.0, 1.0, 4.0, 9.0, 16.0, 25.0]).reshape(1, 1, 1, 6)


def resize(width, **options):
    resized = nn.functional.interpolate(image, size=(1, width), **options)
    return resized.flatten()


nearest = resize(4, mode="nearest")
bicubic = resize(8, mode="bicubic")
large = resize(8, mode="bicubic", antialias=True)
print("nearest:", nearest)
print("bicubic:", bicubic)
print("bicubic, smoothed:", large)

# %% resize-nearest-exact same="exact"
exact = resize(4, mode="nearest-exact")
exact

# %% resize-sides same="squashed, fitted, covered"
image = torch.arange(72.0).reshape(1, 6, 12)
squashed = v2.Resize((4, 4))(image)[0]
shorter_side = v2.Resize(4)(image)[0]
fitted = v2.Resize(None, max_size=4)(image)[0]
covered = v2.Compose([v2.Resize(4), v2.CenterCrop(4)])(image)[0]
covered = list(covered.shape)
print("shorter side 4:", list(shorter_side.shape))
print("fitted:", list(fitted.shape), "covered:", covered)
squashed

# %% flip-and-crop differs="odd" same="flipped, even"
# why: A crop of two pixels out of five leaves an odd rest. torchvision rounds the start to the even number, 2, and
#   Keras rounds it down to 1. If the rest is even, both take the center.
image = torch.arange(5.0).expand(1, 5, 5)
flipped = v2.functional.horizontal_flip(image)[0, 0]
odd = v2.functional.center_crop(image, [2, 2])[0, 0]
even = v2.functional.center_crop(image, [3, 3])[0, 0]
print(flipped)
print("odd rest:", odd, "even rest:", even)

# %% pad-and-crop same="sums"
torch.manual_seed(0)
crop = v2.RandomCrop(4, padding=1)
image = torch.ones(1, 4, 4)
sums = sorted({int(crop(image).sum()) for _ in range(60)})
sums

# %% random-resized-crop same="shape, inside"
torch.manual_seed(0)
image = torch.linspace(0, 1, 12 * 16).reshape(1, 12, 16)
crop = v2.RandomResizedCrop(8, scale=(0.08, 1.0))
cropped = crop(image)
shape = list(cropped[0].shape)
inside = bool(((cropped >= 0) & (cropped <= 1)).all())
print("shape:", shape, "in range:", inside)

# %% rotate differs="by_default" same="quarter, matched"
# why: Both turn counterclockwise. torchvision takes the nearest pixel and fills the corners with 0. Keras interpolates
#   and reflects the image at its borders. Name both settings, and the results are equal.
image = torch.arange(9.0).reshape(1, 3, 3)
quarter = v2.functional.rotate(image, 90)[0]  # degrees
by_default = v2.functional.rotate(image, 20)[0]
bilinear = v2.InterpolationMode.BILINEAR
matched = v2.functional.rotate(image, 20, interpolation=bilinear)[0]
print("quarter turn:", quarter)
print("20 degrees:", by_default)
matched


# %% brightness differs="changed" same="scaled, shifted"
# why: torchvision multiplies by the factor. `tf.image.adjust_brightness` adds it, and so does Keras's
#   `RandomBrightness`, which also clips. Written as arithmetic, all three are the same.
image = torch.tensor([0.2, 0.4, 0.8]).expand(3, 1, 3)
changed = v2.functional.adjust_brightness(image, 0.5)[0, 0]
scaled = (image * 0.5)[0, 0]
shifted = (image + 0.5).clamp(0, 1)[0, 0]
print("changed:", changed)
print("scaled:", scaled)
print("shifted:", shifted)

# %% color differs="contrast, saturation" same="hue, gray, by_channel"
# why: `adjust_contrast` in torchvision uses the mean of the gray image and clips to the range of the dtype.
#   `tf.image.adjust_contrast` uses the mean of each channel and does not clip. `adjust_saturation` in torchvision mixes
#   with the gray image, and TensorFlow multiplies the S of HSV. Hue and gray are the same.
image = torch.tensor([[[0.2, 0.1]], [[0.4, 0.5]], [[0.8, 0.9]]])


def channels_last(image):
    return image.permute(1, 2, 0)


contrast = channels_last(v2.functional.adjust_contrast(image, 2.0))
saturation = channels_last(v2.functional.adjust_saturation(image, 2.0))
hue = channels_last(v2.functional.adjust_hue(image, 0.25))
gray = channels_last(v2.functional.rgb_to_grayscale(image))
mean = image.mean(dim=(1, 2), keepdim=True)
by_channel = channels_last((image - mean) * 2.0 + mean)
print("contrast:", contrast)
print("saturation:", saturation)
print("hue:", hue)

# %% value-range differs="unit, wide"
# why: torchvision takes the range from the dtype, which is up to 1 for floats and up to 255 for bytes. A Keras layer
#   takes it from `value_range`, which is 0 to 255 for any dtype unless you set it. Name the range in Keras, and keep
#   floats from 0 to 1 in PyTorch.
image = torch.tensor([[[0.2, 0.8]]])
unit = v2.functional.invert(image)
wide = v2.functional.invert(image * 255)
print("0 to 1:", unit)
print("0 to 255:", wide)

# %% value-range-named same="inverted" hidden="true"
inverted = unit.flatten()
inverted

# %% normalize same="normalized"
image = torch.tensor([[0, 51], [102, 255]], dtype=torch.uint8)
normalize = v2.Compose(
    [
        v2.ToDtype(torch.float32, scale=True),
        v2.Normalize(mean=[0.1307], std=[0.3081]),
    ]
)
normalized = normalize(image[None])[0]
normalized

# %% pretrained-preprocessing differs="white"
# why: `transforms()` of the torchvision weights scales to [0, 1], subtracts the mean of ImageNet and divides by the
#   deviation. `preprocess_input` of Keras's ResNet50 swaps red and blue and only subtracts the mean of each channel.
#   Use the function that belongs to the weights.
from torchvision.models import ResNet50_Weights

prepare = ResNet50_Weights.DEFAULT.transforms()
image = torch.full((3, 300, 300), 255, dtype=torch.uint8)
white = prepare(image)[:, 0, 0]
print("mean:", prepare.mean, "deviation:", prepare.std)
white

# %% evaluation-pipeline same="ready"
rng = np.random.default_rng(0)
pixels = rng.integers(0, 256, size=(12, 18, 3), dtype="uint8")
prepare = v2.Compose(
    [
        v2.ToImage(),
        v2.ToDtype(torch.float32, scale=True),
        v2.Resize(8),
        v2.CenterCrop(6),
        v2.Normalize(mean=[0.5, 0.4, 0.3], std=[0.2, 0.2, 0.2]),
    ]
)
ready = prepare(pixels).permute(1, 2, 0)
print("shape:", ready.shape)
ready[0, 0]

# %% training-only differs="evaluated" same="trained, guarded"
# why: A torchvision transform has no mode, so `eval()` does not stop it. A Keras layer does nothing with
#   `training=False`, which `predict` and `evaluate` pass. In PyTorch, test `self.training`, or transform only in the
#   training data set.
image = torch.tensor([[[0.0, 1.0], [2.0, 3.0]]])
quarter_turn = v2.RandomRotation((90, 90))  # degrees
trained = quarter_turn(image)[0]
evaluated = quarter_turn.eval()(image)[0]


class Augment(nn.Module):
    def forward(self, image):
        return quarter_turn(image) if self.training else image


guarded = Augment().eval()(image)[0]
print("trained:", trained)
print("evaluated:", evaluated)
print("guarded:", guarded)

# %% one-draw-per-batch differs="kinds" same="kinds_each"
# why: A torchvision transform draws once per call, so it flips all images of a batch or none. A Keras layer draws for
#   each image. If you apply the transform to one image at a time, as a data set does, the images differ.
torch.manual_seed(0)
flip = v2.RandomHorizontalFlip(p=0.5)
batch = torch.arange(3.0).expand(64, 1, 3, 3)
corners = flip(batch)[:, 0, 0, 0]
kinds = len(corners.unique())
corners = torch.stack([flip(image)[0, 0, 0] for image in batch])
kinds_each = len(corners.unique())
print("kinds in one call:", kinds, "one by one:", kinds_each)

# %% seeded differs="first" same="repeats, moves_on"
# why: The same seed gives different draws in each framework. torchvision draws from PyTorch's global generator, so seed
#   that one. A Keras layer has its own generator. A `stateless` function of TensorFlow draws the same for the same
#   seed, so give it a new seed each time.
image = torch.arange(100).reshape(1, 10, 10)
crop = v2.RandomCrop(1)


def draws(seed):
    torch.manual_seed(seed)
    return [int(crop(image)) for _ in range(5)]


first = draws(seed=0)
repeats = first == draws(seed=0)
moves_on = len(set(first)) > 1
print("draws:", first)
print("repeats:", repeats, "moves on:", moves_on)

# %% masks same="together, kinds"
from torchvision import tv_tensors

torch.manual_seed(0)
flip = v2.RandomHorizontalFlip(p=0.5)
image = tv_tensors.Image([[[0.1, 0.2, 0.9]]])
mask = tv_tensors.Mask([[0, 0, 1]])
kinds, together = set(), True
for _ in range(20):
    flipped, flipped_mask = flip(image, mask)
    together = together and torch.equal(flipped[0] > 0.5, flipped_mask > 0)
    kinds.add(flipped_mask[0, 0].item())
kinds = sorted(kinds)
print("together:", together, "corners seen:", kinds)

# %% rand-augment differs="dtype" same="shape, in_range"
# why: torchvision keeps the dtype of the image. Keras's `RandAugment` returns `float32`, as most of its image layers
#   do, but `Resizing` and `RandomBrightness` keep `uint8`. Convert to floats first, and the dtype is the same.
torch.manual_seed(0)
rng = np.random.default_rng(0)
pixels = rng.integers(0, 256, size=(8, 8, 3), dtype="uint8")
augment = v2.RandAugment(num_ops=2, magnitude=9)
augmented = augment(torch.from_numpy(pixels).permute(2, 0, 1))
augmented = augmented.permute(1, 2, 0)
shape, dtype = list(augmented.shape), str(augmented.dtype).split(".")[-1]
in_range = bool(((augmented >= 0) & (augmented <= 255)).all())
print(shape, dtype, "in range:", in_range)

# %% mixup same="consistent, totals, repeats"
images = torch.arange(3.0).reshape(3, 1, 1, 1).expand(3, 1, 2, 2)
labels = torch.tensor([0, 1, 2])
mixup = v2.MixUp(alpha=1.0, num_classes=3)
results = []
for _ in range(2):
    torch.manual_seed(0)
    results.append(mixup(images, labels))

mixed, soft_labels = results[0]
repeats = torch.equal(mixed, results[1][0])
# image n holds n everywhere, so the labels predict the pixels
expected = soft_labels @ torch.arange(3.0)
consistent = torch.allclose(mixed[:, 0, 0, 0], expected)
totals = soft_labels.sum(dim=1)
print("labels fit the pixels:", consistent, "repeats:", repeats)
totals

# %% cutmix same="consistent, totals, repeats"
images = torch.arange(3.0).reshape(3, 1, 1, 1).repeat(1, 1, 64, 64)
labels = torch.tensor([0, 1, 2])
cutmix = v2.CutMix(alpha=1.0, num_classes=3)
results = []
for _ in range(2):
    torch.manual_seed(0)
    results.append(cutmix(images, labels))

cut, soft_labels = results[0]
repeats = torch.equal(cut, results[1][0])
# the labels tell how much of an image was replaced, and by which
expected = soft_labels @ torch.arange(3.0)
difference = (cut.mean(dim=(1, 2, 3)) - expected).abs().max()
consistent, totals = bool(difference < 0.1), soft_labels.sum(dim=1)
print("labels fit the pixels:", consistent, "repeats:", repeats)
totals

# %% in-model same="outside, inside"
images = torch.tensor([[[[0, 51], [102, 255]]]], dtype=torch.uint8)
prepare = nn.Sequential(
    v2.ToDtype(torch.float32, scale=True),
    v2.Normalize(mean=[0.5], std=[0.25]),
)
model = nn.Sequential(nn.Flatten(), nn.Linear(4, 1))
nn.init.ones_(model[1].weight)
nn.init.zeros_(model[1].bias)
outside = model(prepare(images)).detach()
inside = nn.Sequential(prepare, model)(images).detach()
print("outside:", outside)
print("saved with the weights:", list(prepare.state_dict()))
inside


# %% saved-preprocessing same="before, after"
class Scale(nn.Module):
    def __init__(self, mean=0.0, std=1.0):
        super().__init__()
        self.register_buffer("mean", torch.tensor(mean))
        self.register_buffer("std", torch.tensor(std))

    def forward(self, x):
        return (x - self.mean) / self.std


x = torch.tensor([[1.0], [3.0], [5.0]])
scale = Scale(x.mean().item(), x.std(correction=0).item())
before = scale(x)
torch.save(scale.state_dict(), "scale.pt")
loaded = Scale()
loaded.load_state_dict(torch.load("scale.pt"))
after = loaded(x)
after
