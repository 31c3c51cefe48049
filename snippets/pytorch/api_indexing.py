# %% inputs hidden="true"
import torch
import torch.nn.functional as F
from torchvision.transforms import v2

x = torch.tensor([[3.0, 1.0, 2.0], [6.0, 5.0, 4.0]])
v = torch.tensor([10.0, 20.0, 30.0, 40.0])
square = torch.arange(9.0).reshape(3, 3)
batch = torch.arange(12.0).reshape(2, 3, 2)
mask = torch.tensor([[True, False, False], [True, True, False]])
keep = torch.tensor([True, False, True])
index = torch.tensor([[2, 0], [1, 1]])
pairs = torch.tensor([[0, 2], [1, 0]])
places = torch.tensor([1, 3, 1])
picks = torch.tensor([2, 0])
updates = torch.tensor([25.0, 35.0, 5.0])
values = torch.tensor([[7.0, 8.0], [9.0, 9.0]])
lengths = torch.tensor([2, 3])

# %% slices same="part"
part = x[:, 1:]

# %% negative-index same="last"
# note: In brackets only: `torch.gather` and the gathers of TensorFlow do not count from the end.
last = x[:, -1]

# %% ellipsis same="first"
first = batch[..., 0]

# %% new-axis same="column" note="`tf.newaxis` is `None`, so either may be written."
column = v[:, None]

# %% strided-slice same="part" note="Brackets do the same in TensorFlow."
part = x[0:2, 0:3:2]

# %% negative-step same="backwards" api="torch.Tensor.flip" note="A negative step in brackets is an error in PyTorch."
backwards = v.flip(0)

# %% list-in-brackets same="picked" note="TensorFlow's brackets take no list of positions."
picked = x[:, [2, 0]]

# %% mask-in-brackets same="chosen"
chosen = x[mask]

# %% slice same="part" api="torch.Tensor.narrow"
# note: `torch.narrow` cuts one dimension. `tf.slice` takes start and size of each, and a size of -1 reaches to the end.
part = torch.narrow(x, dim=1, start=1, length=2)

# %% select same="last" api="torch.Tensor.select" note="`x[:, 2]` does the same everywhere."
last = torch.select(x, dim=1, index=2)

# %% gather same="picked" api="torch.Tensor.gather"
# note: Without `batch_dims`, `tf.gather` takes whole columns, as `torch.index_select` does.
picked = torch.gather(x, dim=1, index=index)

# %% index-select same="picked" api="torch.Tensor.index_select"
# note: `torch.index_select` takes one list of positions, `tf.gather` and `keras.ops.take` a tensor of any shape.
picked = torch.index_select(x, dim=1, index=picks)

# %% take-along-dim same="picked"
# note: `torch.take_along_dim` broadcasts the other axes, which `torch.gather` does not.
picked = torch.take_along_dim(x, index, 1)

# %% gather-nd same="picked"
# note: `tf.gather_nd` wants one row of coordinates for each value; brackets in PyTorch one tensor for each dimension.
picked = x[pairs[:, 0], pairs[:, 1]]

# %% batch-gather same="picked"
picked = batch[torch.arange(2)[:, None], index]

# %% take same="picked" api="torch.Tensor.take"
# note: `torch.take`, and `keras.ops.take` without an axis, count through the flattened tensor.
picked = torch.take(x, places)

# %% embedding-lookup same="vectors" note="The order of the arguments is turned: PyTorch wants the positions first."
vectors = F.embedding(picks, square)

# %% unravel-index differs="found"
# why: PyTorch and Keras return one tensor for each dimension, TensorFlow one matrix with a row for each. Unpack either:
#   `rows, columns = found`.
found = torch.unravel_index(places, shape=(2, 3))

# %% masked-select same="chosen" api="torch.Tensor.masked_select"
chosen = torch.masked_select(x, mask)

# %% mask-columns same="kept"
kept = x[:, keep]

# %% ragged-boolean-mask same="kept"
# note: `tf.ragged.boolean_mask` keeps the rows apart, which then have different lengths.
kept = [row[chosen] for row, chosen in zip(x, mask)]

# %% masked-fill same="filled" api="torch.Tensor.masked_fill"
filled = torch.masked_fill(x, mask, value=0.0)

# %% masked-fill-in-place same="filled" api="torch.Tensor.masked_fill_"
# note: Tensors of TensorFlow and Keras never change; variables do.
filled = x.clone().masked_fill_(mask, 0.0)

# %% masked-scatter same="filled" api="torch.Tensor.masked_scatter"
filled = x.masked_scatter(mask, updates)

# %% where same="mixed" api="torch.Tensor.where"
mixed = torch.where(mask, x, -1.0)

# %% where-positions same="rows" differs="found"
# why: With one argument, `torch.where` returns one tensor of positions for each dimension, as `torch.nonzero` does with
#   `as_tuple=True`. `tf.where` returns one matrix with a row for each position.
found = torch.where(mask)
rows = found[0]

# %% nonzero same="positions" api="torch.Tensor.nonzero"
# note: Both return one row for each position. With `as_tuple=True` PyTorch returns one tensor for each dimension.
positions = torch.nonzero(mask)

# %% nonzero-tuple differs="rows, columns"
# why: On TensorFlow, `keras.ops.nonzero` returns `int32`. PyTorch and TensorFlow return `int64`. The numbers are equal.
rows, columns = torch.nonzero(mask, as_tuple=True)

# %% argwhere same="positions" api="torch.Tensor.argwhere"
positions = torch.argwhere(x > 2.0)

# %% sequence-mask same="kept"
kept = torch.arange(4) < lengths[:, None]

# %% reverse-sequence same="turned"
# note: Only the first `lengths` steps of each row are turned, and the padding stays where it is.
steps = torch.arange(3).expand(2, 3)
turned_steps = lengths[:, None] - 1 - steps
steps = torch.where(turned_steps < 0, steps, turned_steps)
turned = torch.gather(x, dim=1, index=steps)

# %% one-hot same="decimals" differs="encoded"
# why: `F.one_hot` returns `int64`, `tf.one_hot` and `keras.ops.one_hot` return `float32`. Convert, or give `tf.one_hot`
#   a `dtype`.
encoded = F.one_hot(picks, num_classes=3)
decimals = encoded.float()

# %% assign-item same="changed"
# note: A tensor of TensorFlow cannot be changed, and `x[0, 1] = 9.0` raises a `TypeError`.
changed = x.clone()
changed[0, 1] = 9.0

# %% assign-slice same="changed" note="The brackets of a `tf.Variable` have an `assign`; those of a tensor have none."
changed = x.clone()
changed[:, 1:] = 0.0

# %% slice-scatter same="changed" api="torch.Tensor.slice_scatter"
changed = torch.slice_scatter(x, values, dim=1, start=1)

# %% select-scatter same="changed" api="torch.Tensor.select_scatter"
changed = torch.select_scatter(x, updates, dim=0, index=1)

# %% scatter same="changed" api="torch.Tensor.scatter"
# note: PyTorch's index says where along one dimension. TensorFlow and Keras want the whole coordinates of each value,
#   row and column.
changed = torch.scatter(x, dim=1, index=index, src=values)

# %% scatter-value same="encoded" api="torch.Tensor.scatter_"
# note: This use of `scatter_` is how one-hot vectors were written before `F.one_hot`.
encoded = torch.zeros(2, 3).scatter_(1, picks[:, None], 1.0)

# %% scatter-add same="sums" api="torch.Tensor.scatter_add"
sums = torch.scatter_add(x, dim=1, index=index, src=values)

# %% scatter-amax same="largest" api="torch.Tensor.scatter_reduce"
largest = torch.scatter_reduce(v, 0, places, updates, reduce="amax")

# %% scatter-amin same="smallest" api="torch.Tensor.scatter_reduce"
smallest = torch.scatter_reduce(v, 0, places, updates, reduce="amin")

# %% scatter-subtract same="rest"
rest = torch.scatter_add(v, dim=0, index=places, src=-updates)

# %% scatter-mean same="means" api="torch.Tensor.scatter_reduce"
# note: With `include_self=False` the values that were there do not count; a place that gets none keeps its own.
zeros = torch.zeros(4)
means = zeros.scatter_reduce(0, places, updates, reduce="mean", include_self=False)

# %% index-add same="sums" api="torch.Tensor.index_add"
sums = torch.index_add(v, dim=0, index=places, source=updates)

# %% index-add-in-place same="sums" api="torch.Tensor.index_add_"
sums = v.clone().index_add_(0, places, updates)

# %% index-copy same="changed" api="torch.Tensor.index_copy"
changed = torch.index_copy(square, dim=0, index=picks, source=x)

# %% index-fill same="changed" api="torch.Tensor.index_fill"
changed = torch.index_fill(square, dim=0, index=picks, value=-1.0)

# %% index-put same="changed" api="torch.Tensor.index_put" note="`x[rows, columns] = values` calls `index_put_`."
changed = x.index_put((pairs[:, 0], pairs[:, 1]), updates[:2])

# %% index-put-in-place same="changed"
changed = x.clone()
changed[pairs[:, 0], pairs[:, 1]] = updates[:2]

# %% index-put-accumulate same="sums" api="torch.Tensor.index_put"
sums = v.index_put((places,), updates, accumulate=True)

# %% scatter-nd same="spread" api="torch.Tensor.index_put"
# note: Values for one place add up, in PyTorch only with `accumulate=True`.
spread = torch.zeros(4).index_put((places,), updates, accumulate=True)

# %% put same="changed" api="torch.Tensor.put_" note="`put_` counts through the flattened tensor."
changed = x.clone().put_(pairs[:, 0], updates[:2])

# %% indexed-slices same="dense" api="torch.Tensor.to_dense"
# note: This is the type of an embedding's gradient in TensorFlow. In PyTorch, `nn.Embedding` needs `sparse=True` for
#   it.
sparse = torch.sparse_coo_tensor(picks[None], x, size=(3, 3), check_invariants=True)
dense = sparse.to_dense()

# %% pad same="padded"
# note: PyTorch counts the pairs from the last axis to the first, TensorFlow and Keras from the first.
padded = F.pad(x, (1, 0, 0, 2), value=9.0)

# %% pad-reflect same="padded"
padded = F.pad(x, (1, 2), mode="reflect")

# %% pad-replicate same="one" differs="two"
# why: `replicate` repeats the edge, `SYMMETRIC` mirrors with the edge. For one column they are equal; for more, gather
#   at clipped positions in TensorFlow.
two = F.pad(x, (2, 2), mode="replicate")
one = F.pad(x, (1, 1), mode="replicate")

# %% pad-symmetric same="padded" note="`F.pad` does not know this mode; the transforms of torchvision do, for images."
padded = v2.functional.pad(x[None], [2, 0], padding_mode="symmetric")[0]

# %% pad-circular same="padded"
padded = F.pad(x, (1, 1), mode="circular")

# %% unfold same="windows" api="torch.Tensor.unfold"
# note: The windows share the tensor's memory in PyTorch and are copies elsewhere.
windows = v.unfold(dimension=0, size=2, step=1)

# %% diagonal same="main, above" api="torch.Tensor.diagonal"
# note: Given a batch, `torch.diagonal` and `keras.ops.diagonal` look at its first two axes, `tf.linalg.diag_part` at
#   the last two.
main = torch.diagonal(square)
above = torch.diagonal(square, offset=1)

# %% diag same="matrix" api="torch.Tensor.diag"
# note: Given a matrix, `torch.diag` and `keras.ops.diag` return its diagonal; `tf.linalg.diag` makes a matrix of each
#   row.
matrix = torch.diag(v)

# %% diag-embed same="matrices" api="torch.Tensor.diag_embed"
matrices = torch.diag_embed(x)

# %% tensor-diag same="matrix"
# note: Equal for vectors. `torch.diagflat` flattens a matrix first, `tf.linalg.tensor_diag` doubles its number of axes.
matrix = torch.diagflat(v)

# %% tensor-diag-part same="diagonal"
diagonal = torch.diagonal(square)

# %% set-diag same="changed" api="torch.Tensor.diagonal_scatter"
changed = torch.diagonal_scatter(square, updates)

# %% fill-diagonal same="changed" api="torch.Tensor.fill_diagonal_"
changed = square.clone().fill_diagonal_(0.0)

# %% tril same="lower" api="torch.Tensor.tril"
lower = torch.tril(square)

# %% triu same="upper" api="torch.Tensor.triu"
# note: `tf.linalg.band_part` always keeps the main diagonal, so here the lower part is taken away.
upper = torch.triu(square, diagonal=1)

# %% band-part same="band"
band = torch.triu(torch.tril(square, diagonal=1), diagonal=-1)

# %% tril-indices same="rows" differs="found"
# why: PyTorch returns one row for each dimension, `tf.where` one row for each position. Transpose one of them.
found = torch.tril_indices(3, 3)
rows = found[0]

# %% block-diag same="blocks"
blocks = torch.block_diag(x, square)

# %% meshgrid same="grid"
# note: Name `indexing` always: the default of TensorFlow and Keras is `xy`, that of PyTorch is `ij`, with a warning.
grid = torch.meshgrid(updates, v, indexing="ij")

# %% cartesian-prod same="couples"
couples = torch.cartesian_prod(updates, v)

# %% combinations same="couples"
couples = torch.combinations(v, r=2)

# %% unique-consecutive same="runs"
runs = torch.unique_consecutive(x.flatten() > 2.0)

# %% dynamic-partition same="parts"
parts = [updates[keep == wanted] for wanted in (False, True)]

# %% stack-dynamic-partitions same="parts"
parts = [updates[places == place] for place in range(4)]

# %% dynamic-stitch same="merged"
merged = torch.empty(4).index_copy(0, torch.tensor([0, 3, 2, 1]), v)
