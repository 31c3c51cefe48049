"""What came of running: values of variables, what a cell put out, and the run of a whole file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from rosetta.errors import RosettaError
from rosetta.source.cells import Snippet


@dataclass(frozen=True)
class Value:
    """One array, number or string: `values` is flat, in row-major order; numbers that JSON lacks are text (`"nan"`)."""

    dtype: str
    shape: tuple[int, ...]
    values: tuple[Any, ...]

    def __str__(self) -> str:
        return f"{self.dtype} {self.shape}" if self.shape else self.dtype

    def array(self) -> np.ndarray:
        """The values as float64, complex128 or text; raises `ValueError` where they are no numbers, as by hand."""
        if self.dtype == "str":
            return np.array(self.values, dtype=object)
        return np.array([complex(v) if self.dtype.startswith("complex") else float(v) for v in self.values])


MAX_LINES = 200
"""Lines of text that one cell may put out: a page shows them all."""


@dataclass(frozen=True)
class CellRun:
    """What one cell put out: nbformat outputs, values of its marked variables, and its seconds; nobody changes them."""

    outputs: Sequence[dict[str, Any]]
    values: Mapping[str, Value]
    seconds: float

    @property
    def lines(self) -> int:
        """How many lines of text it put out."""
        texts = (output.get("text") or output.get("data", {}).get("text/plain", "") for output in self.outputs)
        return sum(text.removesuffix("\n").count("\n") + 1 for text in texts if text)


@dataclass
class Run:
    """A run of a snippet file. `failure` is set where it did not end well; `cells` then holds those before it.

    `files` are the files that its cells wrote, `inputs` the hashes of those it was given, see `files`.
    """

    snippet: Snippet
    cells: dict[str, CellRun] = field(default_factory=dict)
    skipped: set[str] = field(default_factory=set)
    versions: dict[str, str] = field(default_factory=dict)
    device: str = ""
    data: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    inputs: dict[str, str] = field(default_factory=dict)
    wall: float = 0.0
    failure: RosettaError | None = None

    @property
    def seconds(self) -> float:
        """Seconds spent in the cells themselves."""
        return sum(cell.seconds for cell in self.cells.values())


def variable_of(key: str) -> str:
    """The variable that the key of a measured value belongs to: `pieces` of `pieces[1]`."""
    return key.partition("[")[0]


def max_difference(a: Value, b: Value) -> tuple[float, tuple[int, ...]] | None:
    """Largest |a - b| and its index, or `None` where there is no such thing (text, other shapes, nothing in them).

    Two NaN, or two infinities of one sign, do not differ; a NaN against a number differs by NaN.
    """
    if a.shape != b.shape or "str" in (a.dtype, b.dtype) or not a.values:
        return None
    if a.values == b.values:  # most are, and NumPy takes long for a few numbers
        return 0.0, (0,) * len(a.shape)
    x, y = a.array(), b.array()
    with np.errstate(invalid="ignore"):
        delta = np.where((x == y) | (np.isnan(x) & np.isnan(y)), 0.0, np.abs(x - y))
    flat = int(np.argmax(np.where(np.isnan(delta), np.inf, delta)))
    return float(delta[flat]), tuple(int(i) for i in np.unravel_index(flat, a.shape)) if a.shape else ()


def close(a: Value, b: Value, rtol: float, atol: float) -> bool:
    """Same shape, and values equal: text, integers and booleans exactly, the rest within `atol + rtol * |b|`.

    The dtype is not looked at.
    """
    if a.shape != b.shape or (a.dtype == "str") != (b.dtype == "str"):
        return False
    if a.values == b.values:
        return True
    if a.dtype == "str" or (is_exact(a.dtype) and is_exact(b.dtype)):
        return False
    return bool(np.allclose(a.array(), b.array(), rtol=rtol, atol=atol, equal_nan=True))


def is_exact(dtype: str) -> bool:
    """Whether numbers of this dtype are compared exactly."""
    return dtype.startswith(("int", "uint", "bool"))
