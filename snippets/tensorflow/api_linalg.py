# %% inputs hidden="true"
import tensorflow as tf

a = tf.constant([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
b = tf.constant([[1.0, 0.0], [2.0, 1.0], [0.0, 3.0]])
c = tf.constant([[2.0, 0.0, 1.0], [1.0, 1.0, 0.0]])
m = tf.constant([[2.0, 1.0, 0.0], [1.0, 3.0, 1.0], [4.0, 1.0, 5.0]])
spd = tf.constant([[4.0, 2.0, 0.0], [2.0, 5.0, 1.0], [0.0, 1.0, 3.0]])
factor = tf.constant([[2.0, 0.0, 0.0], [1.0, 2.0, 0.0], [0.0, 0.5, 1.5]])
batch = tf.stack([m, spd])
v = tf.constant([1.0, 2.0, 3.0])
w = tf.constant([4.0, 5.0, 6.0])

z = tf.constant([[1.0 + 2.0j, 3.0j], [4.0 + 0.0j, 5.0 - 1.0j]], tf.complex64)
signal = tf.constant([0.0, 1.0, 3.0, 2.0, 0.0, -2.0, -1.0, 1.0])
wave = tf.cast(signal, tf.complex64)
image = tf.constant([[1.0, 0.0, 2.0, 1.0], [0.0, 3.0, 1.0, 5.0]])
waves = tf.cast(image, tf.complex64)
cube = tf.reshape(waves, [2, 2, 2])
spectrum = tf.constant(
    [4.0 + 0.0j, 1.0 - 2.0j, 0.5j, -1.0 + 0.0j, 2.0 + 0.0j], tf.complex64
)
picture = tf.constant(
    [[4.0 + 0.0j, 1.0j, 2.0 + 0.0j], [1.0 + 0.0j, 2.0j, 3.0 + 0.0j]], tf.complex64
)
frames = tf.reshape(tf.range(12.0), [3, 4])

# %% matmul same="product"
product = tf.matmul(a, b)

# %% mm same="product"
product = tf.matmul(a, b)

# %% matmul-transposed same="product"
product = tf.matmul(a, a, transpose_b=True)

# %% bmm same="products"
products = tf.matmul(batch, batch)

# %% mv same="product"
product = tf.linalg.matvec(a, v)

# %% dot same="product"
product = tf.tensordot(v, w, axes=1)

# %% vecdot same="products"
products = tf.reduce_sum(a * c, axis=1)

# %% inner same="product"
product = tf.tensordot(a, c, axes=[[1], [1]])

# %% outer same="table"
table = tf.tensordot(v, w, axes=0)

# %% tensordot same="product"
product = tf.tensordot(batch, b, axes=1)

# %% einsum same="product"
product = tf.einsum("nij,jk->nik", batch, b)

# %% kron same="product"
product = tf.reshape(tf.einsum("ij,kl->ikjl", a, b), [6, 6])

# %% cross same="normal"
normal = tf.linalg.cross(v, w)

# %% addmm same="total"
total = 0.5 * m + 2.0 * tf.matmul(b, a)

# %% baddbmm same="total"
total = batch + 2.0 * tf.matmul(batch, batch)

# %% multi-dot same="product"
product = a @ b @ c

# %% matrix-power same="cubed"
cubed = m @ m @ m

# %% trace same="total"
total = tf.linalg.trace(m)

# %% norm same="size"
size = tf.norm(a)

# %% norm-of-rows same="sizes"
sizes = tf.norm(a, ord=2, axis=1, keepdims=True)

# %% vector-norm same="sizes"
sizes = tf.norm(a, ord=1, axis=1)

# %% matrix-norm same="largest" differs="flat" rtol="1e-4"
# why: Without axes, `tf.norm` flattens a matrix, so order 2 is the root of the squares. PyTorch and Keras return the
#   largest singular value, and TensorFlow does where `axis` names two axes.
flat = tf.norm(a, ord=2)
largest = tf.norm(a, ord=2, axis=[0, 1])

# %% global-norm same="size"
size = tf.linalg.global_norm([a, b])

# %% normalize same="unit" api="tf.math.l2_normalize"
unit = tf.nn.l2_normalize(a, axis=1)

# %% normalize-order-one same="shares"
shares, sizes = tf.linalg.normalize(a, ord=1, axis=1)

# %% renorm same="limited"
limited = tf.clip_by_norm(a, 5.0, axes=[1])

# %% cosine-similarity same="likeness"
likeness = -tf.keras.losses.cosine_similarity(a, c, axis=1)

# %% dist same="distance"
distance = tf.norm(v - w)

# %% cdist same="distances"
distances = tf.norm(a[:, tf.newaxis] - c, axis=-1)

# %% pairwise-distance same="distances"
distances = tf.norm(a - c, axis=1)

# %% inv same="inverse" rtol="1e-4" atol="1e-5"
inverse = tf.linalg.inv(m)

# %% inverse same="inverses" rtol="1e-4" atol="1e-5"
inverses = tf.linalg.inv(batch)

# %% pinv same="inverse" rtol="1e-4" atol="1e-5"
inverse = tf.linalg.pinv(a)

# %% solve same="solution" rtol="1e-4" atol="1e-5"
solution = tf.linalg.solve(m, b)

# %% solve-vector same="solution" rtol="1e-4" atol="1e-5"
solution = tf.linalg.solve(m, v[:, tf.newaxis])[:, 0]

# %% solve-triangular same="solution" rtol="1e-4" atol="1e-5"
solution = tf.linalg.triangular_solve(factor, b, lower=True)

# %% linear-operator same="solution" rtol="1e-4" atol="1e-5"
solution = tf.linalg.LinearOperatorLowerTriangular(factor).solve(b)

# %% lstsq same="solution" rtol="1e-4" atol="1e-5"
solution = tf.linalg.lstsq(b, v[:, tf.newaxis], fast=False)

# %% cholesky same="lower" rtol="1e-4" atol="1e-5"
lower = tf.linalg.cholesky(spd)

# %% cholesky-inverse same="inverse" rtol="1e-4" atol="1e-5"
inverse = tf.linalg.cholesky_solve(factor, tf.eye(3))

# %% lu same="rebuilt" rtol="1e-4" atol="1e-5"
packed, pivots = tf.linalg.lu(m)
rebuilt = tf.linalg.lu_reconstruct(packed, pivots)

# %% lu-solve same="solution" rtol="1e-4" atol="1e-5"
solution = tf.linalg.lu_solve(*tf.linalg.lu(m), b)

# %% qr same="sizes" rtol="1e-4" atol="1e-5"
q, r = tf.linalg.qr(b)
sizes = abs(r)

# %% qr-complete same="shape"
q, r = tf.linalg.qr(b, full_matrices=True)
shape = list(q.shape)

# %% svd same="values, rebuilt" rtol="1e-4" atol="1e-5"
values, u, v_columns = tf.linalg.svd(a)
rebuilt = tf.matmul(u * values, v_columns, adjoint_b=True)

# %% svdvals same="values" rtol="1e-4" atol="1e-5"
values = tf.linalg.svd(a, compute_uv=False)

# %% eigh same="values, sizes" rtol="1e-4" atol="1e-5"
values, vectors = tf.linalg.eigh(spd)
sizes = abs(vectors)

# %% eigvalsh same="values" rtol="1e-4" atol="1e-5"
values = tf.linalg.eigvalsh(spd)

# %% eig same="ordered" rtol="1e-4" atol="1e-5"
values, vectors = tf.linalg.eig(m)
ordered = sorted(values.numpy().real.tolist())

# %% eigvals same="ordered" rtol="1e-4" atol="1e-5" api="tf.eigvals"
values = tf.linalg.eigvals(m)
ordered = sorted(values.numpy().real.tolist())

# %% det same="size" rtol="1e-4" atol="1e-5"
size = tf.linalg.det(m)

# %% slogdet same="sign, log" rtol="1e-4" atol="1e-5"
sign, log = tf.linalg.slogdet(m)

# %% logdet same="log" rtol="1e-4" atol="1e-5"
log = tf.linalg.logdet(spd)

# %% matrix-rank differs="rank"
# why: The rank is `int64` in PyTorch and `int32` in TensorFlow and Keras. The number is equal.
rank = tf.linalg.matrix_rank(m)

# %% cond same="condition" rtol="1e-4" atol="1e-5"
values = tf.linalg.svd(spd, compute_uv=False)
condition = values[0] / values[-1]

# %% matrix-exp same="power" rtol="1e-4" atol="1e-5"
power = tf.linalg.expm(0.5 * factor)

# %% vander same="powers"
powers = tf.pow(v[:, tf.newaxis], tf.range(3.0))

# %% fft same="real" rtol="1e-4" atol="1e-5"
result = tf.signal.fft(wave)
real = tf.math.real(result)

# %% ifft same="restored" rtol="1e-4" atol="1e-5"
restored = tf.signal.ifft(wave)

# %% rfft same="real" rtol="1e-4" atol="1e-5"
result = tf.signal.rfft(signal)
real = tf.math.real(result)

# %% rfft-padded same="real" rtol="1e-4" atol="1e-5"
result = tf.signal.rfft(signal, fft_length=[16])
real = tf.math.real(result)

# %% irfft same="restored" rtol="1e-4" atol="1e-5"
restored = tf.signal.irfft(spectrum, fft_length=[8])

# %% fft2 same="real" rtol="1e-4" atol="1e-5"
result = tf.signal.fft2d(waves)
real = tf.math.real(result)

# %% ifft2 same="real" rtol="1e-4" atol="1e-5"
result = tf.signal.ifft2d(waves)
real = tf.math.real(result)

# %% rfft2 same="result" rtol="1e-4" atol="1e-5"
result = tf.signal.rfft2d(image)

# %% irfft2 same="restored" rtol="1e-4" atol="1e-5"
restored = tf.signal.irfft2d(picture, fft_length=[2, 4])

# %% fft-along-an-axis same="result" rtol="1e-4" atol="1e-5"
result = tf.transpose(tf.signal.fft(tf.transpose(waves)))

# %% fftn same="result" rtol="1e-4" atol="1e-5"
result = tf.signal.fft3d(cube)

# %% fftshift same="shifted"
shifted = tf.signal.fftshift(signal)

# %% fftfreq same="frequencies"
frequencies = tf.signal.ifftshift(tf.range(-4.0, 4.0)) / 8.0

# %% stft same="real" differs="shape" rtol="1e-4" atol="1e-5"
# why: PyTorch returns (frequency, frame), TensorFlow and Keras (frame, frequency): transpose one of them. PyTorch and
#   Keras pad both ends of the signal unless `center=False`; TensorFlow does so never.
result = tf.signal.stft(signal, frame_length=4, frame_step=4)
real, shape = tf.math.real(result), list(result.shape)

# %% istft same="restored" rtol="1e-4" atol="1e-5"
result = tf.signal.stft(tf.pad(signal, [[2, 2]]), frame_length=4, frame_step=2)
window_fn = tf.signal.inverse_stft_window_fn(frame_step=2)
padded = tf.signal.inverse_stft(result, 4, frame_step=2, window_fn=window_fn)
restored = padded[2:-2]

# %% hann-window same="window"
window = tf.signal.hann_window(8)

# %% hann-window-symmetric same="window"
window = tf.signal.hann_window(8, periodic=False)

# %% overlap-and-add same="joined"
joined = tf.signal.overlap_and_add(frames, frame_step=2)

# %% dct same="cosines" rtol="1e-4" atol="1e-5"
cosines = tf.signal.dct(signal)

# %% mel-weights only="tensorflow" why="The package torchaudio has it: `torchaudio.functional.melscale_fbanks`."
mel = tf.signal.linear_to_mel_weight_matrix(num_mel_bins=8, num_spectrogram_bins=65)

# %% mfccs only="tensorflow"
# why: The package torchaudio has it: `torchaudio.transforms.MFCC` goes from the signal to the coefficients.
mfccs = tf.signal.mfccs_from_log_mel_spectrograms(frames)
