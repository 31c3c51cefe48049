# %% regression same="squared, absolute"
import torch
from torch import nn
from torch.nn import functional as F

prediction = torch.tensor([[2.0], [0.0], [1.0]])
target = torch.tensor([[1.0], [0.5], [3.0]])
squared = nn.MSELoss()(prediction, target)
absolute = nn.L1Loss()(prediction, target)
print(f"squared {squared:.4f}, function {F.mse_loss(prediction, target):.4f}")
print(f"absolute {absolute:.4f}, function {F.l1_loss(prediction, target):.4f}")

# %% reduction differs="each, total" same="mean, each_row, total_of_rows"
# why: A Keras loss is first averaged over the last axis, so `none` leaves one number for each row and `sum` adds up the
#   means of the rows. PyTorch keeps every element, and adds up every element. If you take the mean over the last axis,
#   all agree.
prediction = torch.tensor([[2.0, 0.0, 1.0], [0.0, 1.0, 4.0]])
target = torch.tensor([[1.0, 0.5, 3.0], [0.0, 0.0, 1.0]])
each = F.mse_loss(prediction, target, reduction="none")
total = F.mse_loss(prediction, target, reduction="sum")
mean = F.mse_loss(prediction, target, reduction="mean")
each_row = each.mean(dim=-1)
total_of_rows = each_row.sum()
print("each element:", each)
print("each row:", each_row)
print(f"total {total:.4f}, of rows {total_of_rows:.4f}, mean {mean:.4f}")

# %% target-shape differs="careless" same="careful"
# why: `MSELoss` broadcasts to 3 by 3 and warns. The Keras losses give the target the missing axis. Reshape the target
#   to (3, 1), and all agree.
import warnings

prediction = torch.tensor([[2.0], [0.0], [1.0]])
target = torch.tensor([1.0, 0.5, 3.0])
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    careless = nn.MSELoss()(prediction, target)
print(str(caught[0].message).split(". ")[0])
careful = nn.MSELoss()(prediction, target.reshape(-1, 1))
print(f"careless {careless:.4f}, careful {careful:.4f}")

# %% huber same="huber, smooth"
prediction = torch.tensor([0.5, -2.0, 3.0])
target = torch.zeros(3)
huber = nn.HuberLoss(delta=2.0)(prediction, target)
smooth = nn.SmoothL1Loss(beta=2.0)(prediction, target)
print(f"huber {huber:.4f}, smooth {smooth:.4f}")

# %% cross-entropy same="loss, by_hand"
logits = torch.tensor([[2.0, 0.5, -1.0], [0.1, 1.5, 0.3]])
labels = torch.tensor([0, 2])
loss = nn.CrossEntropyLoss()(logits, labels)
log_probability = F.log_softmax(logits, dim=1)
by_hand = F.nll_loss(log_probability, labels)
print(f"loss {loss:.4f}, by hand {by_hand:.4f}")

# %% from-logits differs="on_logits, on_probability" same="right"
# why: `CrossEntropyLoss` always takes logits, and the Keras losses take probabilities unless you pass
#   `from_logits=True`. With the wrong input, each returns a plausible number. PyTorch takes the softmax a second time.
#   Keras cuts the logits off at 0 and 1 and scales them to a sum of 1.
logits = torch.tensor([[2.0, 0.5, -1.0], [0.1, 1.5, 0.3]])
labels = torch.tensor([0, 2])
probability = torch.softmax(logits, dim=1)
default = nn.CrossEntropyLoss()
on_logits = default(logits, labels)
on_probability = default(probability, labels)
right = torch.stack(
    [
        default(logits, labels),
        F.nll_loss(probability.log(), labels),
    ]
)
print(f"on logits {on_logits:.4f}, on probability {on_probability:.4f}")
right

# %% label-form raises="RuntimeError" same="by_index, by_one_hot, by_share"
# why: Class indices are integers and one-hot labels are floats. PyTorch refuses float indices with `RuntimeError` and
#   `tf.nn` with `InvalidArgumentError`. The Keras loss class casts them.
logits = torch.tensor([[2.0, 0.5, -1.0], [0.1, 1.5, 0.3]])
labels = torch.tensor([0, 2])
try:
    F.cross_entropy(logits, labels.float())
except RuntimeError as error:
    print(error)
one_hot = F.one_hot(labels, num_classes=3).float()
shares = torch.tensor([[0.8, 0.2, 0.0], [0.0, 0.5, 0.5]])
by_index = F.cross_entropy(logits, labels)
by_one_hot = F.cross_entropy(logits, one_hot)
by_share = F.cross_entropy(logits, shares)
print(f"by index {by_index:.4f}, by one hot {by_one_hot:.4f}, by share {by_share:.4f}")

# %% label-smoothing same="smooth, by_hand"
logits = torch.tensor([[2.0, 0.5, -1.0], [0.1, 1.5, 0.3]])
labels = torch.tensor([0, 2])
smooth = nn.CrossEntropyLoss(label_smoothing=0.1)(logits, labels)
one_hot = F.one_hot(labels, num_classes=3)
softened = one_hot * (1 - 0.1) + 0.1 / 3
by_hand = F.cross_entropy(logits, softened)
print(f"smooth {smooth:.4f}, by hand {by_hand:.4f}")

# %% pixels same="loss, each"
import numpy as np

rng = np.random.default_rng(0)
logits = rng.normal(size=(1, 2, 2, 3)).astype("float32")
# batch, class, row, column
logits = torch.from_numpy(logits).permute(0, 3, 1, 2)
mask = torch.tensor([[[0, 2], [1, 255]]])  # 255: no label
loss = F.cross_entropy(logits, mask, ignore_index=255)
each = F.cross_entropy(logits, mask, ignore_index=255, reduction="none")
print(f"loss {loss:.4f}")
each

# %% class-weights differs="loss" same="over_weights, over_batch"
# why: PyTorch divides the weighted sum by the sum of the weights, and Keras by the number of examples.
#   `reduction='mean_with_sample_weight'` in Keras divides as PyTorch does. In PyTorch, take `reduction='none'` and the
#   mean to divide as Keras does.
logits = torch.tensor([[2.0, 0.5, -1.0], [0.1, 1.5, 0.3]])
labels = torch.tensor([0, 2])
class_weights = torch.tensor([1.0, 1.0, 5.0])
loss = F.cross_entropy(logits, labels, weight=class_weights)
each = F.cross_entropy(
    logits,
    labels,
    weight=class_weights,
    reduction="none",
)
over_weights = each.sum() / class_weights[labels].sum()
over_batch = each.mean()
print(f"loss {loss:.4f}")
print(f"over weights {over_weights:.4f}, over batch {over_batch:.4f}")

# %% sample-weights same="loss, each"
logits = torch.tensor([[2.0, 0.5, -1.0], [0.1, 1.5, 0.3]])
labels = torch.tensor([0, 2])
sample_weight = torch.tensor([1.0, 0.25])
each = F.cross_entropy(logits, labels, reduction="none")
each = each * sample_weight
loss = each.mean()
print("each:", each)
print(f"mean {loss:.4f}")

# %% ignore-index same="loss, by_hand"
logits = torch.tensor([[2.0, 0.5, -1.0], [0.1, 1.5, 0.3], [0.2, 0.1, 0.0]])
labels = torch.tensor([0, 2, -100])
loss = F.cross_entropy(logits, labels, ignore_index=-100)
kept = labels != -100
by_hand = F.cross_entropy(logits[kept], labels[kept])
print(f"loss {loss:.4f}, by hand {by_hand:.4f}")

# %% sequence differs="last_axis" same="per_step"
# why: PyTorch looks for the classes on axis 1, Keras on the last. With as many steps as classes nothing fails, and
#   PyTorch takes the steps for classes. `mT` puts the classes where PyTorch wants them.
logits = torch.tensor(
    [
        [[2.0, 0.5, -1.0], [0.1, 1.5, 0.3], [0.0, 1.0, 0.0]],
        [[0.5, 0.5, 1.0], [3.0, 0.0, 0.0], [0.0, 0.0, 0.0]],
    ]
)
labels = torch.tensor([[0, 2, 1], [1, 0, 0]])
last_axis = F.cross_entropy(logits, labels, reduction="none")
per_step = F.cross_entropy(logits.mT, labels, reduction="none")
print(last_axis)
per_step

# %% sequence-mask same="careless, masked"
mask = torch.tensor([[1.0, 1.0, 1.0], [1.0, 1.0, 0.0]])
careless = (per_step * mask).mean()
masked = (per_step * mask).sum() / mask.sum()
print(f"careless {careless:.4f}")
masked

# %% binary same="from_logits, from_probability, weighted"
logits = torch.tensor([2.0, -1.0, 0.5])
labels = torch.tensor([1.0, 0.0, 0.0])
from_logits = F.binary_cross_entropy_with_logits(logits, labels)
probability = torch.sigmoid(logits)
from_probability = F.binary_cross_entropy(probability, labels)
weighted = F.binary_cross_entropy_with_logits(
    logits,
    labels,
    pos_weight=torch.tensor(3.0),
)
print(f"from logits {from_logits:.4f}")
print(f"from probability {from_probability:.4f}")
print(f"weighted {weighted:.4f}")

# %% multi-label same="loss, chosen"
logits = torch.tensor([[2.0, -1.0, 0.5], [-0.5, 1.5, 0.2]])
labels = torch.tensor([[1.0, 0.0, 1.0], [0.0, 1.0, 0.0]])
loss = F.binary_cross_entropy_with_logits(logits, labels)
chosen = torch.sigmoid(logits) > 0.5
print(f"loss {loss:.4f}")
chosen

# %% binary-limits differs="at_the_limit" same="from_logits"
# why: PyTorch lets no logarithm fall below -100. Keras moves the probability itself to at least 1e-7. From logits no
#   limit is needed, so all agree.
probability = torch.tensor([0.0])
label = torch.tensor([1.0])
at_the_limit = F.binary_cross_entropy(probability, label)
logit = torch.tensor([-120.0])
from_logits = F.binary_cross_entropy_with_logits(logit, label)
print(f"at the limit {at_the_limit:.4f}, from logits {from_logits:.4f}")


# %% focal same="focal, balanced"
def focal_loss(logits, labels, gamma=2.0, alpha=None):
    cross_entropy = F.binary_cross_entropy_with_logits
    loss = cross_entropy(logits, labels, reduction="none")
    p_right = torch.exp(-loss)
    loss = (1 - p_right) ** gamma * loss
    if alpha is not None:
        loss = loss * torch.where(labels == 1, alpha, 1 - alpha)
    return loss.mean()


logits = torch.tensor([2.0, -1.0, 0.5])
labels = torch.tensor([1.0, 0.0, 0.0])
focal = focal_loss(logits, labels)
balanced = focal_loss(logits, labels, alpha=0.25)
print(f"focal {focal:.4f}, balanced {balanced:.4f}")

# %% dice same="whole, per_image"
rng = np.random.default_rng(0)
probability = rng.random((2, 1, 3, 3)).astype("float32")
mask = (rng.random((2, 1, 3, 3)) > 0.5).astype("float32")
probability, mask = torch.from_numpy(probability), torch.from_numpy(mask)


def dice_loss(probability, mask, dims):
    overlap = (probability * mask).sum(dims)
    size = probability.sum(dims) + mask.sum(dims)
    return (1 - 2 * overlap / size).mean()


whole = dice_loss(probability, mask, dims=(0, 1, 2, 3))
per_image = dice_loss(probability, mask, dims=(1, 2, 3))
print(f"whole {whole:.4f}, per image {per_image:.4f}")

# %% kl-divergence differs="default" same="mean_of_rows"
# why: `KLDivLoss` takes the logarithm of the prediction, and its default divides by the number of elements. Keras takes
#   probabilities and divides by the number of rows, as `reduction='batchmean'` of PyTorch does.
target = torch.tensor([[0.7, 0.2, 0.1], [0.1, 0.8, 0.1]])
prediction = torch.tensor([[0.5, 0.3, 0.2], [0.3, 0.4, 0.3]])
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    default = nn.KLDivLoss()(prediction.log(), target)
print(str(caught[0].message).split(", ")[0])
batchmean = nn.KLDivLoss(reduction="batchmean")
mean_of_rows = batchmean(prediction.log(), target)
print(f"default {default:.4f}, mean of rows {mean_of_rows:.4f}")

# %% distillation same="soft, loss"
teacher = torch.tensor([[4.0, 1.0, -2.0], [0.2, 3.0, 1.0]])
student = torch.tensor([[2.0, 0.5, -1.0], [0.1, 1.5, 0.3]])
labels = torch.tensor([0, 1])
temperature = 4.0
soft = F.kl_div(
    F.log_softmax(student / temperature, dim=1),
    F.log_softmax(teacher / temperature, dim=1),
    log_target=True,
    reduction="batchmean",
)
soft = soft * temperature**2
loss = 0.5 * soft + 0.5 * F.cross_entropy(student, labels)
print(f"soft {soft:.4f}, loss {loss:.4f}")

# %% poisson differs="default" same="of_count"
# why: `PoissonNLLLoss` takes the logarithm of the expected count unless told otherwise. `Poisson` in Keras takes the
#   count itself, as `log_input=False` does.
expected = torch.tensor([1.5, 0.5, 4.0])
counts = torch.tensor([2.0, 0.0, 3.0])
default = nn.PoissonNLLLoss()(expected, counts)
of_count = nn.PoissonNLLLoss(log_input=False)(expected, counts)
print(f"default {default:.4f}, of the count {of_count:.4f}")

# %% relative same="percentage, logarithmic, log_cosh"
import math

prediction = torch.tensor([1.5, 1.0, 5.0])
target = torch.tensor([1.0, 2.0, 4.0])
error = prediction - target
percentage = 100 * (error / target).abs().mean()
logarithmic = F.mse_loss(prediction.log1p(), target.log1p())
# the logarithm of cosh, without its overflow
log_cosh = (error + F.softplus(-2 * error) - math.log(2)).mean()
print(f"percentage {percentage:.4f}")
print(f"logarithmic {logarithmic:.4f}")
print(f"log cosh {log_cosh:.4f}")

# %% gaussian same="loss"
mean = torch.tensor([1.0, 2.0])
variance = torch.tensor([0.5, 2.0])
target = torch.tensor([1.5, 0.0])
loss = nn.GaussianNLLLoss()(mean, target, variance)
loss

# %% cosine differs="similarity" same="distance"
# why: The Keras loss is the negative cosine, because a loss must fall: it is -1 for the same direction. PyTorch returns
#   the cosine, and its `CosineEmbeddingLoss` is one minus the cosine.
a = torch.tensor([[1.0, 2.0], [3.0, 0.5]])
b = torch.tensor([[2.0, 4.0], [0.0, 1.0]])
similarity = F.cosine_similarity(a, b).mean()
same_class = torch.ones(2)
distance = nn.CosineEmbeddingLoss()(a, b, same_class)
print(f"similarity {similarity:.4f}, distance {distance:.4f}")

# %% hinge same="hinge, squared" differs="zero_one, classes"
# why: Keras turns labels of 0 and 1 into -1 and 1 for its hinge losses, and a loss by hand leaves them as they are. For
#   classes, `multi_margin_loss` adds up every wrong class and divides by the number of classes, and `CategoricalHinge`
#   takes the worst one alone.
score = torch.tensor([0.5, 2.0, -0.3])
sign = torch.tensor([1.0, -1.0, -1.0])
hinge = F.relu(1 - sign * score).mean()
squared = (F.relu(1 - sign * score) ** 2).mean()
label = torch.tensor([1.0, 0.0, 0.0])
zero_one = F.relu(1 - label * score).mean()
print(f"hinge {hinge:.4f}, squared {squared:.4f}, zero one {zero_one:.4f}")
scores = torch.tensor([[0.2, 0.5, 0.1]])
classes = F.multi_margin_loss(scores, torch.tensor([0]))
classes

# %% triplet same="triplet"
anchor = torch.tensor([[0.0, 0.0], [1.0, 1.0]])
positive = torch.tensor([[0.0, 1.0], [1.0, 1.5]])
negative = torch.tensor([[1.0, 1.0], [3.0, 1.0]])
loss_function = nn.TripletMarginLoss(margin=1.0, eps=0.0)
triplet = loss_function(anchor, positive, negative)
triplet

# %% contrastive same="contrastive"
distance = F.pairwise_distance(anchor, negative, eps=0.0)
similar = torch.tensor([1.0, 0.0])
near, far = distance**2, F.relu(3.0 - distance) ** 2
contrastive = torch.where(similar == 1, near, far).mean()
contrastive

# %% pairs-in-batch same="loss"
images = torch.tensor([[1.0, 0.5], [0.0, 2.0], [-1.0, 0.3]])
texts = torch.tensor([[0.9, 0.1], [0.2, 1.0], [-0.5, 0.5]])
images = F.normalize(images, dim=1)
texts = F.normalize(texts, dim=1)
similarity = images @ texts.T / 0.1  # temperature
partner = torch.arange(3)
of_images = F.cross_entropy(similarity, partner)
of_texts = F.cross_entropy(similarity.T, partner)
loss = (of_images + of_texts) / 2
loss

# %% ctc differs="mean" same="each"
# why: `CTCLoss` divides each loss by the length of its target before it takes the mean. The others return one loss for
#   each sequence, or their plain mean. With `reduction='none'` all agree.
rng = np.random.default_rng(0)
logits = torch.from_numpy(rng.normal(size=(6, 2, 4)).astype("float32"))
log_probability = logits.log_softmax(dim=2)  # time, batch, class
labels = torch.tensor([[1, 2, 2], [3, 1, 0]])
lengths = torch.tensor([3, 2])
steps = torch.tensor([6, 6])
arguments = (log_probability, labels, steps, lengths)
mean = nn.CTCLoss(blank=0)(*arguments)
each = nn.CTCLoss(blank=0, reduction="none")(*arguments)
print(f"mean {mean:.4f}")
each


# %% custom-loss same="loss, gradient"
class Pinball(nn.Module):
    def __init__(self, quantile):
        super().__init__()
        self.quantile = quantile

    def forward(self, prediction, target):
        error = target - prediction
        q = self.quantile
        return torch.maximum(q * error, (q - 1) * error).mean()


prediction = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
target = torch.tensor([2.0, 2.5, 1.0])
loss = Pinball(0.9)(prediction, target)
gradient = torch.autograd.grad(loss, prediction)[0]
loss = loss.detach()
print(f"loss {loss:.4f}")
gradient

# %% several-losses same="total, price_loss, kind_loss"
price = torch.tensor([[1.0], [2.0]])
true_price = torch.tensor([[1.5], [1.0]])
kind = torch.tensor([[2.0, 0.5], [0.3, 1.5]])
true_kind = torch.tensor([0, 0])
price_loss = F.mse_loss(price, true_price)
kind_loss = F.cross_entropy(kind, true_kind)
total = 1.0 * price_loss + 0.5 * kind_loss
print(f"price loss {price_loss:.4f}, kind loss {kind_loss:.4f}")
total
