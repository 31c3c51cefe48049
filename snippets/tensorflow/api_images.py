# %% inputs hidden="true"
import numpy as np
import tensorflow as tf
from PIL import Image

tf.keras.utils.set_random_seed(0)
rng = np.random.default_rng(0)
pixels = rng.integers(0, 256, size=(6, 8, 3), dtype="uint8")
photo = tf.constant(pixels)  # channels last, 0 to 255
image = tf.cast(photo, tf.float32) / 255
gray = image[..., :1]
batch = {"images": tf.stack([image, image]), "labels": tf.eye(2)}
square = image[:, :6]
move = tf.constant([1.0, 0.0, -2.0, 0.0, 1.0, 0.0, 0.0, 0.0])
boxes = tf.constant([[0.0, 0.0, 4.0, 4.0], [1.0, 0.0, 5.0, 4.0], [2.0, 2.0, 8.0, 6.0]])
xyxy = tf.gather(boxes, [1, 0, 3, 2], axis=1)
scores = tf.constant([0.9, 0.8, 0.7])
by_class = tf.constant([[[0.9, 0.0], [0.0, 0.8], [0.0, 0.7]]])
fractions = tf.constant([[1 / 5, 2 / 7, 4 / 5, 5 / 7]])
red = tf.constant([[1.0, 0.0, 0.0]])
no_boxes = tf.zeros((1, 0, 4))
crop = tf.keras.layers.CenterCrop(4, 4)
double = tf.keras.layers.Rescaling(2.0)

Image.fromarray(pixels).save("picture.png")
Image.fromarray(pixels).save("picture.jpg")
png, jpeg = tf.io.read_file("picture.png"), tf.io.read_file("picture.jpg")


def read(path):
    return tf.io.decode_image(tf.io.read_file(path))


def read_exact(path):
    return tf.io.decode_jpeg(tf.io.read_file(path), dct_method="INTEGER_ACCURATE")


# %% to-tensor same="scaled"
scaled = tf.image.convert_image_dtype(pixels, tf.float32)

# %% compose same="prepared"
prepared = tf.keras.Sequential([crop, double])(image)[..., 0]

# %% normalize same="normalized"
normalized = tf.keras.layers.Normalization(mean=[0.5], variance=[0.04])(image)[..., 0]

# %% resize differs="small" same="sharp, smooth"
# why: `Resize` smooths before it shrinks an image, `tf.image.resize` does not. Name `antialias`. Only PyTorch takes one
#   number, for the shorter side.
small = tf.image.resize(image, (3, 4))[..., 0]
sharp = tf.image.resize(image, (3, 4), antialias=False)[..., 0]
smooth = tf.image.resize(image, (3, 4), antialias=True)[..., 0]

# %% resize-nearest differs="nearest" same="exact"
# why: `NEAREST` measures from a pixel's corner; `NEAREST_EXACT`, and TensorFlow, from its center.
nearest = tf.image.resize(image, (4, 4), method="nearest")[..., 0]
exact = tf.image.resize(image, (4, 4), method="nearest")[..., 0]

# %% resizing-layer same="small"
small = tf.keras.layers.Resizing(height=3, width=4, antialias=True)(image)[..., 0]

# %% smart-resize same="covered"
smart_resize = tf.keras.preprocessing.image.smart_resize
covered = smart_resize(image, (4, 4))[..., 0]

# %% resize-with-pad same="fitted"
fitted = tf.image.resize_with_pad(image, target_height=4, target_width=4)[..., 0]

# %% center-crop same="middle"
middle = tf.keras.layers.CenterCrop(4, 4)(image)[..., 0]

# %% central-crop same="middle"
middle = tf.image.central_crop(image, central_fraction=0.5)[..., 0]

# %% crop-or-pad same="middle"
middle = tf.image.resize_with_crop_or_pad(image, 4, 10)[..., 0]

# %% crop same="piece"
piece = tf.image.crop_to_bounding_box(
    image, offset_height=1, offset_width=2, target_height=4, target_width=5
)[..., 0]

# %% pad same="padded"
padded = tf.pad(gray, paddings=[[2, 2], [1, 1], [0, 0]])[..., 0]

# %% pad-to-bounding-box same="padded"
padded = tf.image.pad_to_bounding_box(image, 2, 1, 8, 12)[..., 0]

# %% resized-crop same="piece"
piece = tf.image.crop_to_bounding_box(image, 1, 2, 4, 5)
piece = tf.image.resize(piece, (8, 10))[..., 0]

# %% random-crop same="shape"
shape = list(tf.image.random_crop(image, size=(4, 5, 3))[..., 0].shape)

# %% random-crop-layer same="shape"
crop_at_random = tf.keras.layers.RandomCrop(height=4, width=5)
shape = list(crop_at_random(image, training=True)[..., 0].shape)

# %% random-resized-crop same="shape"
begin, size, _ = tf.image.sample_distorted_bounding_box(
    tf.shape(image), no_boxes, use_image_if_no_bounding_boxes=True
)
cropped = tf.image.resize(tf.slice(image, begin, size), (4, 4))
shape = list(cropped[..., 0].shape)

# %% random-horizontal-flip same="mean"
mean = tf.reduce_mean(tf.image.random_flip_left_right(image))

# %% random-flip-layer same="mean"
mean = tf.reduce_mean(tf.keras.layers.RandomFlip("horizontal")(image, training=True))

# %% random-vertical-flip same="mean"
mean = tf.reduce_mean(tf.image.random_flip_up_down(image))

# %% horizontal-flip same="flipped"
flipped = tf.image.flip_left_right(image)[..., 0]

# %% vertical-flip same="flipped"
flipped = tf.image.flip_up_down(image)[..., 0]

# %% transpose same="turned"
turned = tf.image.transpose(image)[..., 0]

# %% rot90 same="turned"
turned = tf.image.rot90(image, k=1)[..., 0]

# %% random-rotation same="turned"
turned = tf.keras.layers.RandomRotation(factor=(0.25, 0.25))(square)[..., 0]

# %% rotate differs="turned" same="matched"
# why: torchvision takes the nearest pixel and fills the corners with 0; Keras interpolates and reflects. Name both
#   settings.
turn = tf.keras.layers.RandomRotation(factor=(30 / 360, 30 / 360))
turned = turn(square)[..., 0]
turn = tf.keras.layers.RandomRotation((30 / 360, 30 / 360), fill_mode="constant")
matched = turn(square)[..., 0]

# %% random-affine same="shape"
augment = [
    tf.keras.layers.RandomRotation(0.03),
    tf.keras.layers.RandomTranslation(0.1, 0.1),
]
shape = list(tf.keras.Sequential(augment)(image, training=True)[..., 0].shape)

# %% adjust-brightness differs="changed" same="scaled"
# why: torchvision multiplies by the factor, `tf.image.adjust_brightness` adds it. Multiply the image itself.
changed = tf.image.adjust_brightness(image, 0.5)[..., 0]
scaled = (image * 0.5)[..., 0]

# %% adjust-contrast differs="changed" same="by_gray"
# why: torchvision moves toward the mean of the gray image and clips; TensorFlow toward each channel's own mean, and
#   does not clip.
changed = tf.image.adjust_contrast(image, 0.5)
by_gray = (image + tf.reduce_mean(tf.image.rgb_to_grayscale(image))) * 0.5

# %% adjust-saturation differs="changed" same="by_gray"
# why: torchvision mixes with the gray image, TensorFlow multiplies the S of HSV.
changed = tf.image.adjust_saturation(image, 0.5)
by_gray = (image + tf.image.rgb_to_grayscale(image)) * 0.5

# %% adjust-hue same="changed"
changed = tf.image.adjust_hue(image, 0.25)

# %% adjust-gamma same="changed"
changed = tf.image.adjust_gamma(image, gamma=2)

# %% random-brightness same="close"
jittered = tf.image.random_brightness(image, max_delta=0.2)
close = bool(tf.reduce_all(tf.abs(jittered - image) <= 0.2001))

# %% random-contrast same="mean" rtol="1e-4"
mean = tf.reduce_mean(tf.image.random_contrast(gray, lower=0.5, upper=1.0))

# %% random-saturation same="shape"
shape = list(tf.image.random_saturation(image, lower=0.5, upper=1.5)[..., 0].shape)

# %% random-hue same="brightest" rtol="1e-4"
brightest = tf.reduce_max(tf.image.random_hue(image, max_delta=0.1), axis=-1)

# %% color-jitter same="shape"
jitter = tf.keras.layers.RandomColorJitter((0, 1), 0.2, 0.2, 0.2, 0.1)
shape = list(jitter(image)[..., 0].shape)

# %% random-grayscale same="gray_image"
gray_image = tf.keras.layers.RandomGrayscale(factor=1.0)(image)

# %% rgb-to-grayscale same="gray_image"
gray_image = tf.image.rgb_to_grayscale(image)[..., 0]

# %% grayscale-to-rgb same="colors"
colors = tf.image.grayscale_to_rgb(gray)

# %% rgb-to-hsv only="tensorflow"
# why: torchvision keeps its conversion to itself: `matplotlib.colors.rgb_to_hsv` takes arrays, channels last.
hsv = tf.image.rgb_to_hsv(image)

# %% hsv-to-rgb only="tensorflow"
# why: torchvision keeps its conversion to itself: `matplotlib.colors.hsv_to_rgb` takes arrays, channels last.
rgb = tf.image.hsv_to_rgb(image)

# %% rgb-to-yuv only="tensorflow" why="torchvision has none: Pillow's `convert` knows `YCbCr`, with bytes."
yuv = tf.image.rgb_to_yuv(image)

# %% gaussian-blur differs="blurred" same="inside"
# why: Beyond the border torchvision reflects the image, Keras takes 0. Pad by reflection before, and crop after.
blur = tf.keras.ops.image.gaussian_blur
blurred = blur(image, kernel_size=(3, 3), sigma=(1.0, 1.0))[..., 0]
inside = blur(image, kernel_size=(3, 3), sigma=(1.0, 1.0))[1:-1, 1:-1, 0]

# %% random-erasing same="left"
erase = tf.keras.layers.RandomErasing((1.0, 1.0), scale=(0.25, 0.25), fill_value=0.0)
left = tf.reduce_sum(erase(tf.ones((4, 4, 1))))

# %% random-apply same="doubled"
drawn = tf.random.uniform([]) < 1.0
doubled = tf.cond(drawn, lambda: double(image), lambda: image)[..., 0]

# %% lambda same="inverted"
inverted = tf.keras.layers.Lambda(lambda x: 1 - x)(image)[..., 0]

# %% mixup same="totals"
mixed = tf.keras.layers.MixUp()(batch, training=True)
totals = tf.reduce_sum(mixed["labels"], axis=1)

# %% cutmix same="totals"
mixed = tf.keras.layers.CutMix()(batch, training=True)
totals = tf.reduce_sum(mixed["labels"], axis=1)

# %% read-image same="pixels_read"
pixels_read = tf.io.decode_image(tf.io.read_file("picture.png"))

# %% decode-png same="decoded"
decoded = tf.io.decode_png(png, channels=3)

# %% decode-jpeg differs="decoded" same="exact"
# why: TensorFlow decodes with a fast, less exact transform, and some pixels are a few levels off. Pillow takes the
#   exact one, as `dct_method` can.
decoded = tf.io.decode_jpeg(jpeg)
exact = tf.io.decode_jpeg(jpeg, dct_method="INTEGER_ACCURATE")

# %% decode-and-crop-jpeg differs="piece" same="inside"
# why: TensorFlow decodes what the window needs and no more, so the colors of its last column may be a little off where
#   the window cuts the image. Crop the decoded image where that matters.
window = [1, 2, 3, 4]
piece = tf.io.decode_and_crop_jpeg(jpeg, window, dct_method="INTEGER_ACCURATE")
inside = piece[:, :-1]

# %% jpeg-shape same="shape"
height, width, _ = tf.io.extract_jpeg_shape(jpeg).numpy().tolist()
shape = [height, width]

# %% is-jpeg same="jpeg_or_not"
jpeg_or_not = bool(tf.io.is_jpeg(jpeg))

# %% read-file same="length"
length = len(tf.io.read_file("picture.png").numpy())

# %% encode-png same="again"
tf.io.write_file("again.png", tf.io.encode_png(photo))
again = read("again.png")

# %% encode-jpeg same="again"
tf.io.write_file("again.jpg", tf.io.encode_jpeg(photo, quality=90))
again = read_exact("again.jpg")

# %% adjust-jpeg-quality same="worse"
worse = tf.image.adjust_jpeg_quality(photo, 50, dct_method="INTEGER_ACCURATE")

# %% save-image differs="saved" same="matched"
# why: `save_img` stretches the values of the image to 0 to 255; `save_image` takes them as 0 to 1. `scale=False` and
#   bytes save what is there.
tf.keras.utils.save_img("saved.png", image)
tf.keras.utils.save_img("matched.png", photo, scale=False)
saved, matched = read("saved.png"), read("matched.png")

# %% to-pil-image differs="shown" same="matched"
# why: `array_to_img` stretches the values to 0 to 255 unless `scale=False`; `to_pil_image` takes floats as 0 to 1.
shown = np.array(tf.keras.utils.array_to_img(image))
matched = np.array(tf.keras.utils.array_to_img(photo, scale=False))

# %% pil-to-tensor differs="array" same="bytes_again"
# why: `img_to_array` makes `float32` from 0 to 255, `pil_to_tensor` keeps bytes. `dtype` says otherwise.
array = tf.keras.utils.img_to_array(Image.open("picture.png"))
bytes_again = tf.keras.utils.img_to_array(Image.open("picture.png"), dtype="uint8")

# %% load-img same="shape"
loaded = tf.keras.utils.load_img("picture.png", target_size=(4, 5))
shape = list(np.asarray(loaded).shape)

# %% to-image same="tensor"
tensor = tf.convert_to_tensor(pixels)

# %% to-dtype same="scaled"
scaled = tf.keras.layers.Rescaling(scale=1 / 255)(photo)

# %% to-bytes same="as_bytes"
as_bytes = tf.image.convert_image_dtype(image, tf.uint8)

# %% functional-to-tensor same="scaled"
scaled = tf.cast(pixels, tf.float32) / 255

# %% standardize same="standard"
standard = tf.image.per_image_standardization(image)[..., 0]

# %% get-dimensions differs="dimensions"
# why: Channels, height, width in PyTorch; height, width, channels in TensorFlow.
dimensions = tf.shape(image).numpy().tolist()

# %% get-image-size differs="size" same="height_width"
# why: torchvision's `get_image_size` answers width, height, as Pillow does. `v2.functional.get_size` answers height,
#   width.
size = tf.shape(image)[:2].numpy().tolist()
height_width = tf.shape(image)[:2].numpy().tolist()

# %% extract-patches same="patches"
patches = tf.image.extract_patches(
    image[None], [1, 2, 2, 1], [1, 2, 2, 1], [1, 1, 1, 1], padding="VALID"
)[0]

# %% sobel-edges same="edges"
edges = tf.image.sobel_edges(gray[None])[0, :, :, 0, 0]

# %% image-gradients same="steps"
down, across = tf.image.image_gradients(image[None])
steps = down[0, ..., 0]

# %% total-variation same="variation"
variation = tf.image.total_variation(image)

# %% nms same="kept"
kept = tf.image.non_max_suppression(boxes, scores, max_output_size=3, iou_threshold=0.5)
kept = kept.numpy().tolist()

# %% batched-nms same="best"
candidates = boxes[None, :, None]
best = tf.image.combined_non_max_suppression(
    candidates, by_class, 3, 3, iou_threshold=0.5, score_threshold=0.1
).nmsed_scores[0]

# %% nms-padded same="kept"
kept, count = tf.image.non_max_suppression_padded(
    boxes, scores, 3, iou_threshold=0.5, pad_to_max_output_size=True
)
kept = kept.numpy().tolist()

# %% box-iou same="overlap"
compute_iou = tf.keras.utils.bounding_boxes.compute_iou
overlap = compute_iou(xyxy, xyxy, bounding_box_format="xyxy")

# %% box-convert same="converted"
convert_format = tf.keras.utils.bounding_boxes.convert_format
converted = convert_format(xyxy, source="xyxy", target="xywh")

# %% clip-boxes same="clipped"
clip = tf.keras.utils.bounding_boxes.clip_to_image_size
clipped = clip({"boxes": xyxy, "labels": tf.zeros(3)}, 6, 5)["boxes"]

# %% roi-align differs="small" same="piece"
# why: Boxes are in pixels in PyTorch, in shares of height - 1 and width - 1 in TensorFlow, and a box holds its last
#   pixel there. PyTorch averages within each cell of the result, TensorFlow interpolates at points that reach the box's
#   edges.
crop_and_resize = tf.image.crop_and_resize
small = crop_and_resize(image[None], fractions, [0], crop_size=(2, 2))[0, ..., 0]
piece = crop_and_resize(image[None], fractions, [0], crop_size=(4, 4))[0, ..., 0]

# %% frozen-batch-norm same="normalized"
frozen = tf.keras.layers.BatchNormalization(epsilon=1e-5, trainable=False)
normalized = frozen(batch["images"])[0, ..., 0]

# %% draw-bounding-boxes same="drawn"
black = tf.zeros((1, 6, 8, 3))
drawn = tf.image.draw_bounding_boxes(black, fractions[None], colors=red)[0, ..., 0]
