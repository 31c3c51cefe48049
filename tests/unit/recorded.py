"""What cells put out, made by hand instead of by running them."""

from __future__ import annotations

from typing import Any

from rosetta.outcome import CellRun, Value
from rosetta.values import measure


def stdout(text: str) -> dict[str, Any]:
    """The output of `print`."""
    return {"output_type": "stream", "name": "stdout", "text": text}


def result(text: str) -> dict[str, Any]:
    """The value of a cell's last expression."""
    return {"output_type": "execute_result", "data": {"text/plain": text}, "metadata": {}, "execution_count": 1}


def figure(png: str, **size: int) -> dict[str, Any]:
    """A figure, as base64 of a PNG file."""
    data = {"text/plain": "<Figure size 640x480 with 1 Axes>", "image/png": png}
    return {"output_type": "display_data", "data": data, "metadata": {"image/png": size} if size else {}}


def error(name: str, message: str) -> dict[str, Any]:
    """An error that ended a cell."""
    return {"output_type": "error", "ename": name, "evalue": message, "traceback": [f"{name}: {message}"]}


def cell_run(*outputs: dict[str, Any], seconds: float = 0.25, **values: Any) -> CellRun:
    """What a cell put out; variables are given as `Value`, or as what `rosetta.values.measure` reads."""
    measured: dict[str, Value] = {}
    for name, value in values.items():
        measured |= {name: value} if isinstance(value, Value) else measure(name, value)
    return CellRun(list(outputs), measured, seconds)
