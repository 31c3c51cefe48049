# %% inputs hidden="true"
import keras
from keras import ops

a = ops.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
b = ops.array([[1.0, 0.0], [2.0, 1.0], [0.0, 3.0]])
c = ops.array([[2.0, 0.0, 1.0], [1.0, 1.0, 0.0]])
m = ops.array([[2.0, 1.0, 0.0], [1.0, 3.0, 1.0], [4.0, 1.0, 5.0]])
spd = ops.array([[4.0, 2.0, 0.0], [2.0, 5.0, 1.0], [0.0, 1.0, 3.0]])
factor = ops.array([[2.0, 0.0, 0.0], [1.0, 2.0, 0.0], [0.0, 0.5, 1.5]])
batch = ops.stack([m, spd])
v = ops.array([1.0, 2.0, 3.0])
w = ops.array([4.0, 5.0, 6.0])

z = ops.array([[1.0 + 2.0j, 3.0j], [4.0, 5.0 - 1.0j]], dtype="complex64")
signal = ops.array([0.0, 1.0, 3.0, 2.0, 0.0, -2.0, -1.0, 1.0])
wave = (signal, ops.zeros(8))  # real and imaginary part
image = ops.array([[1.0, 0.0, 2.0, 1.0], [0.0, 3.0, 1.0, 5.0]])
waves = (image, ops.zeros((2, 4)))
spectrum = (
    ops.array([4.0, 1.0, 0.0, -1.0, 2.0]),
    ops.array([0.0, -2.0, 0.5, 0.0, 0.0]),
)

# %% matmul same="product"
product = ops.matmul(a, b)

# %% mm same="product"
product = ops.matmul(a, b)

# %% matmul-transposed same="product"
product = ops.matmul(a, ops.transpose(a))

# %% bmm same="products"
products = ops.matmul(batch, batch)

# %% mv same="product"
product = ops.matmul(a, v)

# %% dot same="product"
product = ops.dot(v, w)

# %% vecdot same="products"
products = ops.sum(a * c, axis=1)

# %% inner same="product"
product = ops.inner(a, c)

# %% outer same="table"
table = ops.outer(v, w)

# %% tensordot same="product"
product = ops.tensordot(batch, b, axes=1)

# %% einsum same="product"
product = ops.einsum("nij,jk->nik", batch, b)

# %% kron same="product"
product = ops.kron(a, b)

# %% cross same="normal"
normal = ops.cross(v, w)

# %% addmm same="total"
total = 0.5 * m + 2.0 * ops.matmul(b, a)

# %% baddbmm same="total"
total = batch + 2.0 * ops.matmul(batch, batch)

# %% multi-dot same="product"
product = a @ b @ c

# %% matrix-power same="cubed"
cubed = m @ m @ m

# %% trace same="total"
total = ops.trace(m)

# %% norm same="size"
size = ops.norm(a)

# %% norm-of-rows same="sizes"
sizes = ops.norm(a, ord=2, axis=1, keepdims=True)

# %% vector-norm same="sizes"
sizes = ops.norm(a, ord=1, axis=1)

# %% matrix-norm same="largest" differs="flat" rtol="1e-4"
# why: Without axes, `tf.norm` flattens a matrix, so order 2 is the root of the squares. PyTorch and Keras return the
#   largest singular value, and TensorFlow does where `axis` names two axes.
flat = ops.norm(a, ord=2)
largest = ops.norm(a, ord=2, axis=(0, 1))

# %% normalize same="unit"
unit = ops.normalize(a, axis=1)

# %% normalize-order-one same="shares"
shares = ops.normalize(a, order=1, axis=1)

# %% cosine-similarity same="likeness"
likeness = -keras.losses.cosine_similarity(a, c, axis=1)

# %% dist same="distance"
distance = ops.norm(v - w)

# %% cdist same="distances"
distances = ops.cdist(a, c)

# %% pairwise-distance same="distances"
distances = ops.norm(a - c, axis=1)

# %% inv same="inverse" rtol="1e-4" atol="1e-5"
inverse = ops.inv(m)

# %% inverse same="inverses" rtol="1e-4" atol="1e-5"
inverses = ops.inv(batch)

# %% pinv same="inverse" rtol="1e-4" atol="1e-5"
inverse = ops.pinv(a)

# %% solve same="solution" rtol="1e-4" atol="1e-5"
solution = ops.solve(m, b)

# %% solve-vector same="solution" rtol="1e-4" atol="1e-5"
solution = ops.solve(m, v)

# %% solve-triangular same="solution" rtol="1e-4" atol="1e-5"
solution = ops.solve_triangular(factor, b, lower=True)

# %% lstsq same="solution" rtol="1e-4" atol="1e-5"
solution = ops.lstsq(b, v[:, None])

# %% cholesky same="lower" rtol="1e-4" atol="1e-5"
lower = ops.cholesky(spd)

# %% cholesky-inverse same="inverse" rtol="1e-4" atol="1e-5"
inverse = ops.cholesky_inverse(factor)

# %% qr same="sizes" rtol="1e-4" atol="1e-5"
q, r = ops.qr(b)
sizes = abs(r)

# %% qr-complete same="shape"
q, r = ops.qr(b, mode="complete")
shape = list(q.shape)

# %% svd same="values, rebuilt" rtol="1e-4" atol="1e-5"
u, values, vh = ops.svd(a, full_matrices=False)
rebuilt = u * values @ vh

# %% svdvals same="values" rtol="1e-4" atol="1e-5"
values = ops.svd(a, compute_uv=False)

# %% eigh same="values, sizes" rtol="1e-4" atol="1e-5"
values, vectors = ops.eigh(spd)
sizes = abs(vectors)

# %% eig same="ordered" rtol="1e-4" atol="1e-5"
values, vectors = ops.eig(m)
ordered = sorted(values.numpy().real.tolist())

# %% det same="size" rtol="1e-4" atol="1e-5"
size = ops.det(m)

# %% slogdet same="sign, log" rtol="1e-4" atol="1e-5"
sign, log = ops.slogdet(m)

# %% logdet same="log" rtol="1e-4" atol="1e-5"
log = ops.logdet(spd)

# %% matrix-rank differs="rank"
# why: The rank is `int64` in PyTorch and `int32` in TensorFlow and Keras. The number is equal.
rank = ops.matrix_rank(m)

# %% cond same="condition" rtol="1e-4" atol="1e-5"
values = ops.svd(spd, compute_uv=False)
condition = values[0] / values[-1]

# %% vander same="powers"
powers = ops.vander(v, N=3, increasing=True)

# %% fft same="real" rtol="1e-4" atol="1e-5"
real, imaginary = ops.fft(wave)

# %% rfft same="real" rtol="1e-4" atol="1e-5"
real, imaginary = ops.rfft(signal)

# %% rfft-padded same="real" rtol="1e-4" atol="1e-5"
real, imaginary = ops.rfft(signal, fft_length=16)

# %% irfft same="restored" rtol="1e-4" atol="1e-5"
restored = ops.irfft(spectrum, fft_length=8)

# %% fft2 same="real" rtol="1e-4" atol="1e-5"
real, imaginary = ops.fft2(waves)

# %% ifft2 same="real" rtol="1e-4" atol="1e-5"
real, imaginary = ops.ifft2(waves)

# %% stft same="real" differs="shape" rtol="1e-4" atol="1e-5"
# why: PyTorch returns (frequency, frame), TensorFlow and Keras (frame, frequency): transpose one of them. PyTorch and
#   Keras pad both ends of the signal unless `center=False`; TensorFlow does so never.
real, imaginary = ops.stft(
    signal, sequence_length=4, sequence_stride=4, fft_length=4, center=False
)
shape = list(real.shape)

# %% istft same="restored" rtol="1e-4" atol="1e-5"
pair = ops.stft(signal, sequence_length=4, sequence_stride=2, fft_length=4)
restored = ops.istft(pair, sequence_length=4, sequence_stride=2, fft_length=4)

# %% hann-window-symmetric same="window"
window = ops.hanning(8)
