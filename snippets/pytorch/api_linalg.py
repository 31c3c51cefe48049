# %% inputs hidden="true"
import torch
import torch.nn.functional as F

a = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
b = torch.tensor([[1.0, 0.0], [2.0, 1.0], [0.0, 3.0]])
c = torch.tensor([[2.0, 0.0, 1.0], [1.0, 1.0, 0.0]])
m = torch.tensor([[2.0, 1.0, 0.0], [1.0, 3.0, 1.0], [4.0, 1.0, 5.0]])
spd = torch.tensor([[4.0, 2.0, 0.0], [2.0, 5.0, 1.0], [0.0, 1.0, 3.0]])
factor = torch.tensor([[2.0, 0.0, 0.0], [1.0, 2.0, 0.0], [0.0, 0.5, 1.5]])
batch = torch.stack([m, spd])
v = torch.tensor([1.0, 2.0, 3.0])
w = torch.tensor([4.0, 5.0, 6.0])

z = torch.tensor([[1.0 + 2.0j, 3.0j], [4.0, 5.0 - 1.0j]])
signal = torch.tensor([0.0, 1.0, 3.0, 2.0, 0.0, -2.0, -1.0, 1.0])
wave = signal.to(torch.complex64)
image = torch.tensor([[1.0, 0.0, 2.0, 1.0], [0.0, 3.0, 1.0, 5.0]])
waves = image.to(torch.complex64)
cube = waves.reshape(2, 2, 2)
spectrum = torch.tensor([4.0, 1.0 - 2.0j, 0.5j, -1.0, 2.0])
picture = torch.tensor([[4.0, 1.0j, 2.0], [1.0, 2.0j, 3.0]])
frames = torch.arange(12.0).reshape(3, 4)

# %% matmul same="product" api="torch.Tensor.matmul"
# note: `a @ b` does the same everywhere. `tf.matmul` takes no vectors: it wants two axes at least.
product = torch.matmul(a, b)

# %% mm same="product" api="torch.Tensor.mm" note="`torch.mm` takes two matrices and nothing else."
product = torch.mm(a, b)

# %% matmul-transposed same="product" api="torch.Tensor.T"
product = torch.matmul(a, a.T)

# %% bmm same="products" api="torch.Tensor.bmm"
products = torch.bmm(batch, batch)

# %% mv same="product" api="torch.Tensor.mv"
# note: `torch.mv` takes one matrix and one vector; `tf.linalg.matvec` takes batches too, as `torch.matmul` does.
product = torch.mv(a, v)

# %% dot same="product" api="torch.Tensor.dot"
# note: `torch.dot` takes vectors only; `keras.ops.dot` multiplies matrices too.
product = torch.dot(v, w)

# %% vecdot same="products"
products = torch.linalg.vecdot(a, c, dim=1)

# %% inner same="product" api="torch.Tensor.inner"
product = torch.inner(a, c)

# %% outer same="table" api="torch.Tensor.outer"
table = torch.outer(v, w)

# %% tensordot same="product"
product = torch.tensordot(batch, b, dims=1)

# %% einsum same="product"
product = torch.einsum("nij,jk->nik", batch, b)

# %% kron same="product" api="torch.Tensor.kron"
product = torch.kron(a, b)

# %% cross same="normal"
# note: `torch.cross` without `dim` is deprecated; `torch.linalg.cross` takes the last axis, as TensorFlow does.
normal = torch.linalg.cross(v, w)

# %% addmm same="total" api="torch.Tensor.addmm"
total = torch.addmm(m, b, a, beta=0.5, alpha=2.0)

# %% baddbmm same="total" api="torch.Tensor.baddbmm"
total = torch.baddbmm(batch, batch, batch, alpha=2.0)

# %% multi-dot same="product"
# note: `multi_dot` looks for the cheapest order, and replaces `torch.chain_matmul`. `@` goes from left to right.
product = torch.linalg.multi_dot([a, b, c])

# %% matrix-power same="cubed" api="torch.Tensor.matrix_power"
cubed = torch.linalg.matrix_power(m, 3)

# %% trace same="total" api="torch.Tensor.trace"
total = torch.trace(m)

# %% norm same="size"
size = torch.linalg.norm(a)

# %% norm-of-rows same="sizes" api="torch.Tensor.norm"
# note: `torch.norm` is older code: `torch.linalg.vector_norm` replaces it.
sizes = torch.norm(a, p=2, dim=1, keepdim=True)

# %% vector-norm same="sizes"
sizes = torch.linalg.vector_norm(a, ord=1, dim=1)

# %% matrix-norm same="largest" differs="flat" rtol="1e-4"
# why: Without axes, `tf.norm` flattens a matrix, so order 2 is the root of the squares. PyTorch and Keras return the
#   largest singular value, and TensorFlow does where `axis` names two axes.
flat = torch.linalg.norm(a, ord=2)
largest = torch.linalg.matrix_norm(a, ord=2)

# %% global-norm same="size"
size = torch.nn.utils.get_total_norm([a, b])

# %% normalize same="unit"
# note: Without an axis, `F.normalize` scales along axis 1, `keras.ops.normalize` along the last, and
#   `tf.nn.l2_normalize` the whole tensor.
unit = F.normalize(a, dim=1)

# %% normalize-order-one same="shares" note="`tf.linalg.normalize` returns the norms too."
shares = F.normalize(a, p=1, dim=1)

# %% renorm same="limited" api="torch.Tensor.renorm"
# note: `dim` names the axis whose slices are limited; `axes` names those that a norm is taken over.
limited = torch.renorm(a, p=2, dim=0, maxnorm=5.0)

# %% cosine-similarity same="likeness" note="In Keras it is a loss, and so has the other sign."
likeness = torch.cosine_similarity(a, c, dim=1)

# %% dist same="distance" api="torch.Tensor.dist"
distance = torch.dist(v, w)

# %% cdist same="distances"
distances = torch.cdist(a, c)

# %% pairwise-distance same="distances"
# note: `F.pairwise_distance` adds `eps=1e-6` to each difference, so equal rows are not quite 0 apart.
distances = F.pairwise_distance(a, c)

# %% inv same="inverse" rtol="1e-4" atol="1e-5"
inverse = torch.linalg.inv(m)

# %% inverse same="inverses" rtol="1e-4" atol="1e-5" api="torch.Tensor.inverse"
# note: `torch.inverse` is another name of `torch.linalg.inv`.
inverses = torch.inverse(batch)

# %% pinv same="inverse" rtol="1e-4" atol="1e-5"
inverse = torch.linalg.pinv(a)

# %% solve same="solution" rtol="1e-4" atol="1e-5"
solution = torch.linalg.solve(m, b)

# %% solve-vector same="solution" rtol="1e-4" atol="1e-5" note="`tf.linalg.solve` refuses a vector as the right side."
solution = torch.linalg.solve(m, v)

# %% solve-triangular same="solution" rtol="1e-4" atol="1e-5"
# note: `upper` has no default in PyTorch; `lower` is `True` by default in TensorFlow and `False` in Keras.
solution = torch.linalg.solve_triangular(factor, b, upper=False)

# %% linear-operator same="solution" rtol="1e-4" atol="1e-5"
# note: TensorFlow's linear operators are matrices of a known kind, with methods that make use of it. PyTorch has
#   functions only.
solution = torch.linalg.solve_triangular(factor, b, upper=False)

# %% lstsq same="solution" rtol="1e-4" atol="1e-5"
# note: By default `tf.linalg.lstsq` takes a fast way that loses digits.
solution = torch.linalg.lstsq(b, v[:, None]).solution

# %% cholesky same="lower" rtol="1e-4" atol="1e-5"
lower = torch.linalg.cholesky(spd)

# %% cholesky-inverse same="inverse" rtol="1e-4" atol="1e-5" api="torch.Tensor.cholesky_inverse"
inverse = torch.cholesky_inverse(factor)

# %% lu same="rebuilt" rtol="1e-4" atol="1e-5"
# note: `tf.linalg.lu` returns both triangles in one matrix, as `torch.linalg.lu_factor` does.
order, lower, upper = torch.linalg.lu(m)
rebuilt = order @ lower @ upper

# %% lu-solve same="solution" rtol="1e-4" atol="1e-5"
solution = torch.linalg.lu_solve(*torch.linalg.lu_factor(m), b)

# %% qr same="sizes" rtol="1e-4" atol="1e-5"
# note: Rows may have the other sign: a decomposition of this kind is not unique.
q, r = torch.linalg.qr(b)
sizes = abs(r)

# %% qr-complete same="shape"
q, r = torch.linalg.qr(b, mode="complete")
shape = list(q.shape)

# %% svd same="values, rebuilt" rtol="1e-4" atol="1e-5"
# note: TensorFlow returns the values first, and V where the others return its transpose. Full matrices are the default
#   in PyTorch and Keras only.
u, values, vh = torch.linalg.svd(a, full_matrices=False)
rebuilt = u * values @ vh

# %% svdvals same="values" rtol="1e-4" atol="1e-5"
values = torch.linalg.svdvals(a)

# %% eigh same="values, sizes" rtol="1e-4" atol="1e-5"
# note: Values ascend and vectors are columns in all three; a vector may have the other sign.
values, vectors = torch.linalg.eigh(spd)
sizes = abs(vectors)

# %% eigvalsh same="values" rtol="1e-4" atol="1e-5"
values = torch.linalg.eigvalsh(spd)

# %% eig same="ordered" rtol="1e-4" atol="1e-5"
# note: The values are complex for real matrices too, and their order is not promised, so they are sorted here.
values, vectors = torch.linalg.eig(m)
ordered = sorted(values.numpy().real.tolist())

# %% eigvals same="ordered" rtol="1e-4" atol="1e-5"
values = torch.linalg.eigvals(m)
ordered = sorted(values.numpy().real.tolist())

# %% det same="size" rtol="1e-4" atol="1e-5" api="torch.linalg.det"
size = torch.det(m)

# %% slogdet same="sign, log" rtol="1e-4" atol="1e-5" api="torch.Tensor.slogdet"
sign, log = torch.linalg.slogdet(m)

# %% logdet same="log" rtol="1e-4" atol="1e-5" api="torch.Tensor.logdet"
# note: `tf.linalg.logdet` takes the matrix for symmetric and positive definite; `torch.logdet` takes any.
log = torch.logdet(spd)

# %% matrix-rank differs="rank"
# why: The rank is `int64` in PyTorch and `int32` in TensorFlow and Keras. The number is equal.
rank = torch.linalg.matrix_rank(m)

# %% cond same="condition" rtol="1e-4" atol="1e-5"
condition = torch.linalg.cond(spd)

# %% matrix-exp same="power" rtol="1e-4" atol="1e-5" api="torch.Tensor.matrix_exp"
power = torch.linalg.matrix_exp(0.5 * factor)

# %% vander same="powers"
powers = torch.linalg.vander(v, N=3)

# %% fft same="real" rtol="1e-4" atol="1e-5"
# note: `torch.fft.fft` takes real numbers too, `tf.signal.fft` complex ones only, and `keras.ops.fft` a pair of real
#   tensors.
result = torch.fft.fft(wave)
real = result.real

# %% ifft same="restored" rtol="1e-4" atol="1e-5"
restored = torch.fft.ifft(wave)

# %% rfft same="real" rtol="1e-4" atol="1e-5"
result = torch.fft.rfft(signal)
real = result.real

# %% rfft-padded same="real" rtol="1e-4" atol="1e-5" note="TensorFlow wants the length in a list."
result = torch.fft.rfft(signal, n=16)
real = result.real

# %% irfft same="restored" rtol="1e-4" atol="1e-5"
# note: Give the length: without it, all three return an even number of values.
restored = torch.fft.irfft(spectrum, n=8)

# %% fft2 same="real" rtol="1e-4" atol="1e-5"
result = torch.fft.fft2(waves)
real = result.real

# %% ifft2 same="real" rtol="1e-4" atol="1e-5"
result = torch.fft.ifft2(waves)
real = result.real

# %% rfft2 same="result" rtol="1e-4" atol="1e-5"
result = torch.fft.rfft2(image)

# %% irfft2 same="restored" rtol="1e-4" atol="1e-5"
restored = torch.fft.irfft2(picture, s=(2, 4))

# %% fft-along-an-axis same="result" rtol="1e-4" atol="1e-5"
# note: TensorFlow's transforms take the last axes. `tf.signal.fftnd` lets choose them, and has no kernel for the CPU.
result = torch.fft.fft(waves, dim=0)

# %% fftn same="result" rtol="1e-4" atol="1e-5"
result = torch.fft.fftn(cube)

# %% fftshift same="shifted" note="Both shift all axes unless told which."
shifted = torch.fft.fftshift(signal)

# %% fftfreq same="frequencies"
frequencies = torch.fft.fftfreq(8)

# %% stft same="real" differs="shape" rtol="1e-4" atol="1e-5"
# why: PyTorch returns (frequency, frame), TensorFlow and Keras (frame, frequency): transpose one of them. PyTorch and
#   Keras pad both ends of the signal unless `center=False`; TensorFlow does so never.
window = torch.hann_window(4)
result = torch.stft(
    signal, n_fft=4, hop_length=4, window=window, center=False, return_complex=True
)
real, shape = result.real.T, list(result.shape)

# %% istft same="restored" rtol="1e-4" atol="1e-5"
# note: Without `inverse_stft_window_fn` TensorFlow does not divide by the sum of the windows.
window = torch.hann_window(4)
result = torch.stft(signal, 4, hop_length=2, window=window, return_complex=True)
restored = torch.istft(result, 4, hop_length=2, window=window)

# %% hann-window same="window" note="Both are periodic by default, as an FFT wants them."
window = torch.hann_window(8)

# %% hann-window-symmetric same="window"
window = torch.hann_window(8, periodic=False)

# %% overlap-and-add same="joined"
joined = F.fold(frames.T[None], (1, 8), kernel_size=(1, 4), stride=(1, 2))[0, 0, 0]

# %% dct same="cosines" rtol="1e-4" atol="1e-5"
# note: PyTorch has no cosine transform; this one is of type 2, without a factor.
mirrored = torch.cat([signal, signal.flip(0)])
turns = torch.exp(-0.5j * torch.pi * torch.arange(8) / 8)
cosines = (torch.fft.rfft(mirrored)[:8] * turns).real
