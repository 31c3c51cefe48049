"""Read a variable of a snippet into plain numbers that can be recorded and compared without its framework."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from rosetta.record.outcome import Value

MAX_NUMBERS = 1000

_WIDENED = ("bfloat16", "float8_e4m3fn", "float8_e5m2")
"""Dtypes that NumPy lacks: read as `float32`, which holds them exactly."""


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
