# %% inputs hidden="true"
import io
import math
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
import torchvision
from PIL import Image
from torchvision import transforms
from torchvision.transforms import v2

torch.manual_seed(0)
rng = np.random.default_rng(0)
pixels = rng.integers(0, 256, size=(6, 8, 3), dtype="uint8")
photo = torch.from_numpy(pixels).permute(2, 0, 1)  # channels first, 0 to 255
image = photo / 255
gray = image[:1]
images, labels = image.expand(2, 3, 6, 8), torch.tensor([0, 1])
square = image[:, :, :6]
Mode = v2.InterpolationMode
mode = Mode.BILINEAR
slope = -math.degrees(math.atan(0.5))
boxes = torch.tensor([[0.0, 0.0, 4.0, 4.0], [0.0, 1.0, 4.0, 5.0], [2.0, 2.0, 6.0, 8.0]])
scores = torch.tensor([0.9, 0.8, 0.7])
classes = torch.tensor([0, 1, 1])
crop, double = transforms.CenterCrop(4), transforms.Lambda(lambda x: x * 2)

Image.fromarray(pixels).save("picture.png")
Image.fromarray(pixels).save("picture.jpg")
png, jpeg = Path("picture.png").read_bytes(), Path("picture.jpg").read_bytes()


def decode(data):
    return torch.tensor(np.asarray(Image.open(io.BytesIO(data))))


def read(path):
    return decode(Path(path).read_bytes())


# %% to-tensor same="scaled"
# note: PyTorch's images have their channels first, TensorFlow's last. `torchvision.transforms.v2` does the same with
#   `ToImage` and `ToDtype`.
scaled = transforms.ToTensor()(pixels).permute(1, 2, 0)

# %% compose same="prepared"
# note: `torchvision.transforms` and `torchvision.transforms.v2` have mostly the same names; v2 also moves boxes and
#   masks.
prepared = transforms.Compose([crop, double])(image)[0]

# %% normalize same="normalized" note="The layer wants the variance, the square of the standard deviation."
normalized = transforms.Normalize(mean=[0.5], std=[0.2])(image)[0]

# %% resize differs="small" same="sharp, smooth"
# why: `Resize` smooths before it shrinks an image, `tf.image.resize` does not. Name `antialias`. Only PyTorch takes one
#   number, for the shorter side.
small = transforms.Resize((3, 4))(image)[0]
sharp = transforms.Resize((3, 4), antialias=False)(image)[0]
smooth = transforms.Resize((3, 4), antialias=True)(image)[0]

# %% resize-nearest differs="nearest" same="exact"
# why: `NEAREST` measures from a pixel's corner; `NEAREST_EXACT`, and TensorFlow, from its center.
nearest = transforms.functional.resize(image, [4, 4], Mode.NEAREST)[0]
exact = transforms.functional.resize(image, [4, 4], Mode.NEAREST_EXACT)[0]

# %% resizing-layer same="small"
small = v2.Resize(size=(3, 4), antialias=True)(image)[0]

# %% smart-resize same="covered"
# note: `smart_resize` crops to the new shape and then resizes. Its newer form is `Resizing(crop_to_aspect_ratio=True)`.
covered = v2.functional.center_crop(image, [6, 6])
covered = v2.functional.resize(covered, [4, 4], antialias=False)[0]

# %% resize-with-pad same="fitted"
fitted = v2.functional.resize(image, [3, 4], antialias=False)
fitted = v2.functional.pad(fitted, [0, 0, 0, 1])[0]

# %% center-crop same="middle" note="`CenterCrop` pads an image that is too small; Keras's layer resizes it."
middle = transforms.CenterCrop((4, 4))(image)[0]

# %% central-crop same="middle" note="TensorFlow's takes the share to keep, and rounds up."
middle = v2.functional.center_crop(image, [4, 4])[0]

# %% crop-or-pad same="middle"
middle = v2.CenterCrop((4, 10))(image)[0]

# %% crop same="piece"
piece = transforms.functional.crop(image, top=1, left=2, height=4, width=5)[0]

# %% pad same="padded"
# note: torchvision takes left, top, right and bottom (or left/right and top/bottom), TensorFlow a pair for each axis.
padded = transforms.Pad(padding=(1, 2))(gray)[0]

# %% pad-to-bounding-box same="padded"
padded = transforms.functional.pad(image, padding=[1, 2, 3, 0])[0]

# %% resized-crop same="piece"
piece = transforms.functional.resized_crop(image, 1, 2, 4, 5, [8, 10])[0]

# %% random-crop same="shape"
shape = list(transforms.RandomCrop(size=(4, 5))(image)[0].shape)

# %% random-crop-layer same="shape"
# note: The layer crops at random with `training=True` only, and in the middle otherwise.
shape = list(v2.RandomCrop(size=(4, 5))(image)[0].shape)

# %% random-resized-crop same="shape"
shape = list(transforms.RandomResizedCrop(size=4)(image)[0].shape)

# %% random-horizontal-flip same="mean"
# note: PyTorch flips a whole batch or none of it; TensorFlow draws for each image.
mean = transforms.RandomHorizontalFlip(p=0.5)(image).mean()

# %% random-flip-layer same="mean" note="The layer flips with `training=True` only."
mean = v2.RandomHorizontalFlip()(image).mean()

# %% random-vertical-flip same="mean"
mean = transforms.RandomVerticalFlip(p=0.5)(image).mean()

# %% horizontal-flip same="flipped"
flipped = v2.functional.horizontal_flip(image)[0]

# %% vertical-flip same="flipped"
flipped = v2.functional.vertical_flip(image)[0]

# %% transpose same="turned" api="torch.Tensor.transpose"
turned = image.transpose(1, 2)[0]

# %% rot90 same="turned" note="Both turn against the clock."
turned = v2.functional.rotate(image, angle=90, expand=True)[0]

# %% random-rotation same="turned"
# note: Degrees in PyTorch, parts of a full turn in Keras, which also fills the corners by reflection unless told
#   otherwise.
turned = transforms.RandomRotation(degrees=(90, 90))(square)[0]

# %% rotate differs="turned" same="matched"
# why: torchvision takes the nearest pixel and fills the corners with 0; Keras interpolates and reflects. Name both
#   settings.
turned = v2.functional.rotate(square, angle=30)[0]
matched = v2.functional.rotate(square, 30, mode)[0]

# %% random-affine same="shape"
shape = list(v2.RandomAffine(degrees=10, translate=(0.1, 0.1))(image)[0].shape)

# %% adjust-brightness differs="changed" same="scaled"
# why: torchvision multiplies by the factor, `tf.image.adjust_brightness` adds it. Multiply the image itself.
changed = v2.functional.adjust_brightness(image, 0.5)[0]
scaled = v2.functional.adjust_brightness(image, 0.5)[0]

# %% adjust-contrast differs="changed" same="by_gray"
# why: torchvision moves toward the mean of the gray image and clips; TensorFlow toward each channel's own mean, and
#   does not clip.
changed = v2.functional.adjust_contrast(image, 0.5).permute(1, 2, 0)
by_gray = v2.functional.adjust_contrast(image, 0.5).permute(1, 2, 0)

# %% adjust-saturation differs="changed" same="by_gray"
# why: torchvision mixes with the gray image, TensorFlow multiplies the S of HSV.
changed = v2.functional.adjust_saturation(image, 0.5).permute(1, 2, 0)
by_gray = v2.functional.adjust_saturation(image, 0.5).permute(1, 2, 0)

# %% adjust-hue same="changed"
changed = v2.functional.adjust_hue(image, 0.25).permute(1, 2, 0)

# %% adjust-gamma same="changed"
changed = v2.functional.adjust_gamma(image, gamma=2).permute(1, 2, 0)

# %% random-brightness same="close"
# note: PyTorch draws a factor from 0.8 to 1.2, TensorFlow a number to add, from -0.2 to 0.2.
jittered = transforms.ColorJitter(brightness=0.2)(image)
close = bool(((jittered - image).abs() <= 0.2001).all())

# %% random-contrast same="mean" rtol="1e-4"
mean = transforms.ColorJitter(contrast=(0.5, 1.0))(gray).mean()

# %% random-saturation same="shape"
shape = list(transforms.ColorJitter(saturation=(0.5, 1.5))(image)[0].shape)

# %% random-hue same="brightest" rtol="1e-4"
brightest = transforms.ColorJitter(hue=0.1)(image).amax(dim=0)

# %% color-jitter same="shape"
# note: A Keras layer for images takes them as 0 to 255 unless `value_range` says otherwise.
shape = list(v2.ColorJitter(0.2, 0.2, 0.2, 0.1)(image)[0].shape)

# %% random-grayscale same="gray_image"
gray_image = transforms.RandomGrayscale(p=1.0)(image).permute(1, 2, 0)

# %% rgb-to-grayscale same="gray_image"
# note: From bytes, the two round in their own ways: convert to floats first. `v2.Grayscale` is the same.
gray_image = v2.functional.rgb_to_grayscale(image)[0]

# %% grayscale-to-rgb same="colors"
colors = v2.functional.grayscale_to_rgb(gray).permute(1, 2, 0)

# %% gaussian-blur differs="blurred" same="inside"
# why: Beyond the border torchvision reflects the image, Keras takes 0. Pad by reflection before, and crop after.
blurred = transforms.GaussianBlur(kernel_size=3, sigma=1.0)(image)[0]
inside = transforms.GaussianBlur(kernel_size=3, sigma=1.0)(image)[0, 1:-1, 1:-1]

# %% random-erasing same="left"
erase = transforms.RandomErasing(p=1.0, scale=(0.25, 0.25), ratio=(1.0, 1.0))
left = erase(torch.ones(1, 4, 4)).sum()

# %% random-apply same="doubled"
doubled = transforms.RandomApply([double], p=1.0)(image)[0]

# %% lambda same="inverted"
inverted = transforms.Lambda(lambda x: 1 - x)(image)[0]

# %% mixup same="totals" note="PyTorch takes class numbers, Keras one-hot labels."
mixed, soft = v2.MixUp(num_classes=2)(images, labels)
totals = soft.sum(dim=1)

# %% cutmix same="totals"
mixed, soft = v2.CutMix(num_classes=2)(images, labels)
totals = soft.sum(dim=1)

# %% five-crop only="pytorch" why="Call `tf.image.crop_to_bounding_box` for each corner and `tf.image.central_crop`."
corners_and_middle = transforms.FiveCrop(4)(image)

# %% read-image same="pixels_read"
# note: `torchvision.io.read_image` and its kin are deprecated since torchvision 0.29 for the package TorchCodec; Pillow
#   does the work here.
pixels_read = transforms.functional.pil_to_tensor(Image.open("picture.png")).permute(
    1, 2, 0
)

# %% decode-png same="decoded"
decoded = v2.functional.pil_to_tensor(Image.open(io.BytesIO(png))).permute(1, 2, 0)

# %% decode-jpeg differs="decoded" same="exact"
# why: TensorFlow decodes with a fast, less exact transform, and some pixels are a few levels off. Pillow takes the
#   exact one, as `dct_method` can.
decoded = v2.functional.pil_to_tensor(Image.open(io.BytesIO(jpeg))).permute(1, 2, 0)
exact = v2.functional.pil_to_tensor(Image.open(io.BytesIO(jpeg))).permute(1, 2, 0)

# %% decode-and-crop-jpeg differs="piece" same="inside"
# why: TensorFlow decodes what the window needs and no more, so the colors of its last column may be a little off where
#   the window cuts the image. Crop the decoded image where that matters.
piece = v2.functional.pil_to_tensor(Image.open(io.BytesIO(jpeg)))
piece = v2.functional.crop(piece, top=1, left=2, height=3, width=4).permute(1, 2, 0)
inside = piece[:, :-1]

# %% jpeg-shape same="shape" note="Both read the header only."
width, height = Image.open(io.BytesIO(jpeg)).size
shape = [height, width]

# %% is-jpeg same="jpeg_or_not"
jpeg_or_not = Image.open(io.BytesIO(jpeg)).format == "JPEG"

# %% read-file same="length"
length = len(Path("picture.png").read_bytes())

# %% encode-png same="again"
v2.functional.to_pil_image(photo).save("again.png")
again = read("again.png")

# %% encode-jpeg same="again" note="The quality is 75 by default in Pillow, 95 in TensorFlow."
v2.functional.to_pil_image(photo).save("again.jpg", quality=90)
again = read("again.jpg")

# %% adjust-jpeg-quality same="worse"
v2.functional.to_pil_image(photo).save("worse.jpg", quality=50)
worse = read("worse.jpg")

# %% save-image differs="saved" same="matched"
# why: `save_img` stretches the values of the image to 0 to 255; `save_image` takes them as 0 to 1. `scale=False` and
#   bytes save what is there.
torchvision.utils.save_image(image, "saved.png")
saved = read("saved.png")
matched = read("saved.png")

# %% make-grid only="pytorch" why="Reshape and transpose the batch by hand, or draw with `matplotlib`."
grid = torchvision.utils.make_grid(images, nrow=2)

# %% to-pil-image differs="shown" same="matched"
# why: `array_to_img` stretches the values to 0 to 255 unless `scale=False`; `to_pil_image` takes floats as 0 to 1.
shown = np.array(v2.functional.to_pil_image(image))
matched = np.array(v2.functional.to_pil_image(image))

# %% pil-to-tensor differs="array" same="bytes_again"
# why: `img_to_array` makes `float32` from 0 to 255, `pil_to_tensor` keeps bytes. `dtype` says otherwise.
array = transforms.functional.pil_to_tensor(Image.open("picture.png")).permute(1, 2, 0)
bytes_again = array

# %% load-img same="shape"
shape = list(np.asarray(Image.open("picture.png").resize((5, 4))).shape)

# %% to-image same="tensor"
tensor = v2.ToImage()(pixels).permute(1, 2, 0)

# %% to-dtype same="scaled"
scaled = v2.ToDtype(torch.float32, scale=True)(photo).permute(1, 2, 0)

# %% to-bytes same="as_bytes" note="Both multiply by just under 256 and round down."
as_bytes = v2.functional.to_dtype(image, torch.uint8, scale=True).permute(1, 2, 0)

# %% functional-to-tensor same="scaled"
scaled = transforms.functional.to_tensor(pixels).permute(1, 2, 0)

# %% standardize same="standard"
mean, std = [image.mean()], [image.std(correction=0)]
standard = v2.functional.normalize(image, mean, std)[0]

# %% get-dimensions differs="dimensions"
# why: Channels, height, width in PyTorch; height, width, channels in TensorFlow.
dimensions = transforms.functional.get_dimensions(image)

# %% get-image-size differs="size" same="height_width"
# why: torchvision's `get_image_size` answers width, height, as Pillow does. `v2.functional.get_size` answers height,
#   width.
size = transforms.functional.get_image_size(image)
height_width = v2.functional.get_size(image)

# %% extract-patches same="patches" api="torch.Tensor.unfold" note="`F.unfold` gives the same numbers in another order."
patches = image.unfold(1, 2, 2).unfold(2, 2, 2).permute(1, 2, 3, 4, 0).flatten(2)

# %% sobel-edges same="edges"
kernel = torch.tensor([[-1.0, -2.0, -1.0], [0.0, 0.0, 0.0], [1.0, 2.0, 1.0]])
kernels = torch.stack([kernel, kernel.T]).unsqueeze(1)
edges = F.conv2d(F.pad(gray[None], (1, 1, 1, 1), mode="reflect"), kernels)[0, 0]

# %% image-gradients same="steps"
steps = F.pad(image.diff(dim=1), (0, 0, 0, 1))[0]

# %% total-variation same="variation" api="torch.Tensor.diff"
variation = image.diff(dim=1).abs().sum() + image.diff(dim=2).abs().sum()

# %% nms same="kept"
# note: Corners are x1, y1, x2, y2 in PyTorch and y1, x1, y2, x2 in TensorFlow, whose result is `int32`.
kept = torchvision.ops.nms(boxes, scores, iou_threshold=0.5).tolist()

# %% batched-nms same="best" note="Boxes of different classes do not touch each other. TensorFlow fills up with 0."
kept = torchvision.ops.batched_nms(boxes, scores, classes, iou_threshold=0.5)
best = scores[kept]

# %% nms-padded same="kept"
kept = torchvision.ops.nms(boxes, scores, iou_threshold=0.5)
kept = F.pad(kept, (0, len(boxes) - len(kept))).tolist()

# %% box-iou same="overlap"
overlap = torchvision.ops.box_iou(boxes, boxes)

# %% box-convert same="converted"
converted = torchvision.ops.box_convert(boxes, in_fmt="xyxy", out_fmt="xywh")

# %% clip-boxes same="clipped"
clipped = torchvision.ops.clip_boxes_to_image(boxes, size=(6, 5))

# %% roi-align differs="small" same="piece"
# why: Boxes are in pixels in PyTorch, in shares of height - 1 and width - 1 in TensorFlow, and a box holds its last
#   pixel there. PyTorch averages within each cell of the result, TensorFlow interpolates at points that reach the box's
#   edges.
rois = [torch.tensor([[2.0, 1.0, 6.0, 5.0]])]
small = torchvision.ops.roi_align(image[None], rois, output_size=2, aligned=True)[0, 0]
piece = torchvision.ops.roi_align(image[None], rois, output_size=4, aligned=True)[0, 0]

# %% frozen-batch-norm same="normalized"
normalized = torchvision.ops.FrozenBatchNorm2d(3, eps=1e-5)(images)[0, 0]

# %% draw-bounding-boxes same="drawn"
# note: x1, y1, x2, y2 in pixels, against shares of height - 1 and width - 1 as y1, x1, y2, x2.
box = torch.tensor([[2, 1, 5, 4]])
drawn = torchvision.utils.draw_bounding_boxes(torch.zeros(3, 6, 8), box, colors="red")[
    0
]
