"""Read a variable of a snippet into plain numbers that can be recorded and compared without its framework."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

MAX_NUMBERS = 1000

_WIDENED = ("bfloat16", "float8_e4m3fn", "float8_e5m2")
"""Dtypes that NumPy lacks: read as `float32`, which holds them exactly."""


@dataclass(frozen=True)
class Value:
    """One array, number or string: `values` is flat, in row-major order; numbers that JSON lacks are text (`"nan"`)."""

    dtype: str
    shape: tuple[int, ...]
    values: tuple[Any, ...]

    def __str__(self) -> str:
        return f"{self.dtype} {self.shape}" if self.shape else self.dtype

    def array(self) -> np.ndarray:
        """The values as float64, complex128 or text; raises nothing."""
        if self.dtype == "str":
            return np.array(self.values, dtype=object)
        return np.array([complex(v) if self.dtype.startswith("complex") else float(v) for v in self.values])


@dataclass(frozen=True)
class CellRun:
    """What one cell put out: nbformat outputs, values of its marked variables, and its seconds."""

    outputs: list[dict[str, Any]]
    values: dict[str, Value]
    seconds: float


def variable_of(key: str) -> str:
    """The variable that the key of a measured value belongs to: `pieces` of `pieces[1]`."""
    return key.partition("[")[0]


def max_difference(a: Value, b: Value) -> tuple[float, tuple[int, ...]] | None:
    """Largest |a - b| and its index, or `None` where there is no such thing (text, other shapes, nothing in them).

    Two NaN, or two infinities of one sign, do not differ; a NaN against a number differs by NaN.
    """
    if a.shape != b.shape or "str" in (a.dtype, b.dtype) or not a.values:
        return None
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
    if a.dtype == "str" or (_is_exact(a.dtype) and _is_exact(b.dtype)):
        return a.values == b.values
    return bool(np.allclose(a.array(), b.array(), rtol=rtol, atol=atol, equal_nan=True))


def measure(name: str, value: Any) -> dict[str, Value]:
    """Values of the variable `name`: one, or for a list of arrays one each, named `name[0]`, `name[1]`, ...

    Raises `TypeError` where `value` is no array, number, string or list of them, or holds more than 1,000 numbers.
    """
    if hasattr(value, "as_list"):  # tf.TensorShape
        value = value.as_list()
    if plain := _plain_layout(value):
        shape, kind = plain
        array = np.array(value, dtype=object).reshape(shape)
        return {name: Value(kind.__name__, shape, _numbers(name, array))}
    if isinstance(value, (list, tuple)):
        parts = [measure(f"{name}[{index}]", item) for index, item in enumerate(value)]
        return {key: part for one in parts for key, part in one.items()}
    dtype, array = _to_numpy(name, value)
    return {name: Value(dtype, tuple(int(n) for n in array.shape), _numbers(name, array))}


def _is_exact(dtype: str) -> bool:
    return dtype.startswith(("int", "uint", "bool"))


def _plain_layout(value: Any) -> tuple[tuple[int, ...], type] | None:
    """Shape and type of a Python number or string, or of lists of them that have one shape and type; else `None`."""
    if not isinstance(value, (list, tuple)):
        kind = next((kind for kind in (bool, int, float, complex, str) if isinstance(value, kind)), None)
        return ((), kind) if kind and not isinstance(value, np.generic) else None
    layouts = {_plain_layout(item) for item in value}
    if not layouts:
        return (0,), list
    inner = layouts.pop()
    return ((len(value), *inner[0]), inner[1]) if inner and not layouts else None


def _to_numpy(name: str, value: Any) -> tuple[str, np.ndarray]:
    dtype = getattr(value, "dtype", None)
    if dtype is None or not (hasattr(value, "numpy") or isinstance(value, (np.ndarray, np.generic))):
        raise TypeError(
            f"'{name}' is a {type(value).__name__}; a mark needs an array, a number, a string or a list of them"
        )
    text = getattr(dtype, "name", None) or str(dtype).removeprefix("torch.")
    if hasattr(value, "detach"):
        value = value.detach().cpu()
        if hasattr(value, "resolve_conj"):  # of PyTorch, which conjugates only when somebody reads
            value = value.resolve_conj().resolve_neg()
        if text in _WIDENED:
            value = value.float()
    array = value.numpy() if hasattr(value, "numpy") else value
    if isinstance(array, bytes):  # a scalar string of TensorFlow
        array = np.asarray(array)
    if not isinstance(array, (np.ndarray, np.generic)) or (array.dtype.kind == "O" and text != "string"):
        raise TypeError(f"'{name}' is a {type(value).__name__}; a mark needs a dense array")
    array = np.asarray(array, np.float32 if text in _WIDENED else None)
    return ("str" if text.startswith("str") else text), array


def _numbers(name: str, array: np.ndarray) -> tuple[Any, ...]:
    if array.size > MAX_NUMBERS:
        raise TypeError(
            f"'{name}' has {array.size:,} numbers; a record keeps {MAX_NUMBERS:,}: mark a summary or a slice of it"
        )
    try:
        return tuple(_plain(item) for item in array.flat)
    except ValueError:  # dates, records, bytes that are no text
        raise TypeError(f"'{name}' holds {array.dtype}; a mark needs numbers or text") from None


def _plain(item: Any) -> Any:
    """A JSON value; the shortest decimal that reads back as the same number of its own precision."""
    if isinstance(item, bytes):
        return item.decode()
    if isinstance(item, (bool, np.bool_)):
        return bool(item)
    if isinstance(item, (str, int, np.integer)):
        return str(item) if isinstance(item, str) else int(item)
    if isinstance(item, (complex, np.complexfloating)):
        return str(complex(item)).strip("()")
    number = float(str(item))
    return number if math.isfinite(number) else str(number)
