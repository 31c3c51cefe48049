"""MNIST for snippets: the real set, its stand-in, and where the loaders find them."""

from __future__ import annotations

import hashlib
import io
import re
import sys
import threading
import urllib.request
from collections.abc import Iterator
from http.client import IncompleteRead
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from tiny_project import Project, cell_run

from rosetta.errors import RecordError
from rosetta.record.notebook import write_record
from rosetta.record.outcome import Run
from rosetta.run import mnist
from rosetta.run import session as session_module
from rosetta.run.mnist import Digits, digits_to_record, lay_out, serve_to_keras, stand_in, uses_mnist
from rosetta.run.nodes import SnippetFile
from rosetta.run.session import SnippetSession, digits_for
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
    # 20 pixels for 8: the first lies 0.3 of a pixel left of the first center, each next one 0.4 further
    expected = [0, *(round(2 * (0.4 * n - 0.3) * 255 / 16) for n in range(1, 5))]
    assert ramp[10, 4:9].tolist() == expected


def forget() -> None:
    """As a new process."""
    mnist.real_digits.cache_clear()


def test_the_real_set_is_downloaded_once_and_kept(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(source, monkeypatch)
    first = digits_to_record()
    source.unlink()
    forget()
    second = digits_to_record()
    assert (first.name, second.name) == ("MNIST", "MNIST")
    np.testing.assert_array_equal(second.arrays["x_train"], SMALL.arrays["x_train"])
    assert [path.name for path in mnist.KEPT.parent.iterdir()] == ["mnist.npz"]


def test_without_a_network_the_stand_in_is_recorded(source: Path, scikit_learn: None) -> None:
    assert digits_to_record() is stand_in()
    assert mnist.real_digits() == (
        f"MNIST could not be downloaded (URLError: <urlopen error [Errno 2] No such file or directory: '{source}'>); "
        f"put the file {source.as_uri()} at {mnist.KEPT} by hand"
    )


def test_a_page_that_comes_in_place_of_mnist_is_not_kept(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source.write_text("<p>Please log in.</p>")
    assert mnist.real_digits() == (
        "MNIST could not be downloaded (21 bytes came that are not MNIST); "
        f"put the file {source.as_uri()} at {mnist.KEPT} by hand"
    )
    assert not mnist.KEPT.exists()
    publish(source, monkeypatch)
    forget()
    assert digits_to_record().name == "MNIST"


def test_a_damaged_file_is_replaced_by_a_whole_one(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mnist.KEPT.parent.mkdir()
    mnist.KEPT.write_bytes(b"half of it")
    assert str(mnist.real_digits()).startswith(f"{mnist.KEPT} is not MNIST, and another could not be downloaded (")
    publish(source, monkeypatch)
    forget()
    assert digits_to_record().name == "MNIST"


def test_an_answer_that_breaks_off_is_no_file(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Answer(io.BytesIO):
        def read(self, *_: object) -> bytes:
            raise IncompleteRead(b"half", 4)

    monkeypatch.setattr(urllib.request, "urlopen", lambda *_, **__: Answer())
    assert str(mnist.real_digits()).startswith(
        "MNIST could not be downloaded (IncompleteRead: IncompleteRead(4 bytes read, 4 more expected)); put the file "
    )


def session(snippets: list[Snippet], monkeypatch: pytest.MonkeyPatch, recording: bool) -> SnippetSession:
    """A session that has run `snippets` without a server."""
    monkeypatch.setattr(session_module, "start_server", lambda framework: None)
    monkeypatch.setattr(session_module, "_missing", lambda framework: None)
    monkeypatch.setattr(session_module, "run_snippet", lambda snippet, limit, digits: Run(snippet, data=digits.name))
    files = [SimpleNamespace(snippet=one, path=one.path, runs=[], not_run="", note="") for one in snippets]
    made = SnippetSession(cast(list[SnippetFile], files), recording, again=True, jobs=4, time_limit=None)
    made.start()
    for lock in made.locks:
        lock.release()
    made.pool.shutdown()
    return made


def test_a_session_looks_for_mnist_once_and_hands_it_to_every_run(
    project: Project, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(source, monkeypatch)
    asked: list[int] = []
    urlopen = urllib.request.urlopen

    def noted(*args: Any, **options: Any) -> Any:
        asked.append(threading.get_ident())
        return urlopen(*args, **options)

    monkeypatch.setattr(urllib.request, "urlopen", noted)
    text = "# %% load\ndigits = keras.datasets.mnist.load_data()\n"
    made = session([project.snippet("keras", f"digits{n}", text) for n in range(8)], monkeypatch, recording=True)
    runs = [run.result() for file in made.files for run in file.runs]
    assert [run.data for run in runs] == ["MNIST"] * 16
    assert asked == [threading.get_ident()]
    assert made.notes == []


def test_the_summary_tells_of_a_stand_in_that_was_recorded_and_where_to_put_the_file(
    project: Project, source: Path, scikit_learn: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    snippet = recorded(project, stand_in().name)
    assert session([snippet], monkeypatch, recording=False).notes == []
    assert session([snippet], monkeypatch, recording=True).notes == [
        f"snippets/keras/digits.ipynb: recorded with a stand-in: {mnist.real_digits()}"
    ]


def test_a_record_of_the_stand_in_is_compared_with_the_stand_in(
    project: Project, source: Path, scikit_learn: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(source, monkeypatch)
    for data in (stand_in().name, "MNIST"):
        assert digits_for(recorded(project, data), recording=False).name == data


def test_a_record_of_the_real_set_cannot_be_compared_without_it(project: Project, source: Path) -> None:
    snippet = recorded(project, "MNIST")
    with pytest.raises(
        RecordError,
        match=re.escape(
            "digits.ipynb:1: was made with MNIST, which cannot be had here: MNIST could not be downloaded (URLError",
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
