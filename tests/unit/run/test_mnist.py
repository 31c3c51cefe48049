"""MNIST for snippets: the real set, its stand-in, and where the loaders find them."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest
from tiny_project import Project, cell_run

from rosetta.errors import RecordError
from rosetta.record.notebook import write_record
from rosetta.record.outcome import Run
from rosetta.run import mnist
from rosetta.run.mnist import Digits, digits_to_record, lay_out, serve_to_keras, stand_in, uses_mnist
from rosetta.run.session import digits_for
from rosetta.source.cells import Snippet

SMALL = Digits(
    "small",
    {
        "x_train": np.arange(2 * 28 * 28).astype(np.uint8).reshape(2, 28, 28),
        "y_train": np.array([3, 9], np.uint8),
        "x_test": np.full((1, 28, 28), 7, np.uint8),
        "y_test": np.array([4], np.uint8),
    },
)


@pytest.fixture(autouse=True)
def forgetful() -> Iterator[None]:
    """Forget what other tests found."""
    mnist.real_digits.cache_clear()
    yield
    mnist.real_digits.cache_clear()


@pytest.fixture
def scikit_learn(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Its digits, which are not installed where these tests run: a ramp from left to right, and full squares."""
    images = np.full((1797, 8, 8), 16.0)
    images[0] = np.linspace(0, 14, 8)
    found = SimpleNamespace(images=images, target=np.arange(1797) % 10)
    module = ModuleType("sklearn.datasets")
    module.load_digits = lambda: found  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sklearn", ModuleType("sklearn"))
    monkeypatch.setitem(sys.modules, "sklearn.datasets", module)
    mnist.stand_in.cache_clear()
    yield
    mnist.stand_in.cache_clear()


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that is downloaded as MNIST, and is not there yet; nothing is kept from an earlier download."""
    path = tmp_path / "source.npz"
    monkeypatch.setattr(mnist, "SOURCE", path.as_uri())
    monkeypatch.setattr(mnist, "KEPT", tmp_path / "kept" / "mnist.npz")
    return path


def recorded(project: Project, data: str) -> Snippet:
    """A snippet that loads MNIST, with a record that names `data`."""
    snippet = project.snippet("keras", "digits", "# %% load\ndigits = keras.datasets.mnist.load_data()\n")
    write_record(Run(snippet, {"load": cell_run()}, versions={}, device="CPU", data=data), None)
    return snippet


def publish(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    np.savez(path, allow_pickle=False, **SMALL.arrays)
    monkeypatch.setattr(mnist, "SHA256", hashlib.sha256(path.read_bytes()).hexdigest())


@pytest.mark.parametrize(
    ("line", "uses"),
    [
        ("train = datasets.MNIST('data', download=True)", True),
        ("train = torchvision.datasets.MNIST('data')", True),
        ("(x, y), _ = keras.datasets.mnist.load_data()", True),
        ("(x, y), _ = tf.keras.datasets.mnist.load_data()", True),
        ("train = datasets.FashionMNIST('data')", False),
        ("name = 'MNIST'", False),
    ],
)
def test_a_snippet_uses_mnist_where_it_calls_a_loader(project: Project, line: str, uses: bool) -> None:
    assert uses_mnist(project.snippet("pytorch", "digits", f"# %% load\n{line}\n")) == uses


def test_the_stand_in_has_the_form_of_mnist(scikit_learn: None) -> None:
    arrays = stand_in().arrays
    assert {name: array.shape for name, array in arrays.items()} == {
        "x_train": (1500, 28, 28),
        "y_train": (1500,),
        "x_test": (297, 28, 28),
        "y_test": (297,),
    }
    assert {array.dtype.name for array in arrays.values()} == {"uint8"}
    assert arrays["y_test"][:3].tolist() == [0, 1, 2]


def test_the_stand_in_fills_the_middle_and_interpolates_between_pixels(scikit_learn: None) -> None:
    ramp, square = stand_in().arrays["x_train"][:2]
    assert square.sum() == square[4:24, 4:24].sum() == 400 * 255
    # 20 pixels for 8: the first lies 0.3 of a pixel left of the first centre, each next one 0.4 further
    expected = [0, *(round(2 * (0.4 * n - 0.3) * 255 / 16) for n in range(1, 5))]
    assert ramp[10, 4:9].tolist() == expected


def test_the_real_set_is_downloaded_once_and_kept(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(source, monkeypatch)
    first = digits_to_record()
    source.unlink()
    mnist.real_digits.cache_clear()
    second = digits_to_record()
    assert (first.name, second.name) == ("MNIST", "MNIST")
    np.testing.assert_array_equal(second.arrays["x_train"], SMALL.arrays["x_train"])


def test_without_a_network_the_stand_in_is_recorded(source: Path, scikit_learn: None) -> None:
    assert digits_to_record() is stand_in()


def test_a_file_that_is_not_mnist_is_not_taken(
    source: Path, scikit_learn: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(source, monkeypatch)
    monkeypatch.setattr(mnist, "SHA256", "0" * 64)
    assert digits_to_record() is stand_in()


def test_a_record_of_the_stand_in_is_compared_with_the_stand_in(
    project: Project, source: Path, scikit_learn: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(source, monkeypatch)
    for data in (stand_in().name, "MNIST"):
        found = digits_for(recorded(project, data), recording=False)
        assert found is not None
        assert found.name == data


def test_a_record_of_the_real_set_cannot_be_compared_without_it(project: Project, source: Path) -> None:
    snippet = recorded(project, "MNIST")
    with pytest.raises(
        RecordError,
        match=re.escape(
            f"digits.ipynb:1: was made with MNIST, which cannot be downloaded here: {source.as_uri()}",
        ),
    ):
        digits_for(snippet, recording=False)


def test_torchvision_finds_idx_files_in_its_folder(tmp_path: Path) -> None:
    lay_out(SMALL, "pytorch", tmp_path)
    raw = tmp_path / "work" / "data" / "MNIST" / "raw"
    images, labels = (raw / "train-images-idx3-ubyte").read_bytes(), (raw / "t10k-labels-idx1-ubyte").read_bytes()
    assert images[:16].hex(" ", 4) == "00000803 00000002 0000001c 0000001c"
    assert images[16:] == SMALL.arrays["x_train"].tobytes()
    assert labels.hex() == "000008010000000104"
    assert sorted(path.name for path in raw.iterdir()) == [
        "t10k-images-idx3-ubyte",
        "t10k-labels-idx1-ubyte",
        "train-images-idx3-ubyte",
        "train-labels-idx1-ubyte",
    ]


def test_keras_reads_the_file_in_place_of_a_download(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loader = ModuleType("keras.src.datasets.mnist")
    for name in ("keras", "keras.src", "keras.src.datasets"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    monkeypatch.setitem(sys.modules, loader.__name__, loader)
    lay_out(SMALL, "keras", tmp_path)
    serve_to_keras(tmp_path)
    with np.load(loader.get_file("mnist.npz", origin="https://example.org", file_hash="0")) as arrays:
        np.testing.assert_array_equal(arrays["y_train"], [3, 9])


def test_a_snippet_without_mnist_leaves_keras_as_it_is(tmp_path: Path) -> None:
    serve_to_keras(tmp_path)
    assert "keras.src.datasets.mnist" not in sys.modules
