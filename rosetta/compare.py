"""Compare a fresh run with the record, or with a second fresh run: numbers with tolerance, other text exactly."""

from __future__ import annotations

import base64
import io
import re
from typing import Any

from rosetta.cells import Cell
from rosetta.values import CellRun, Value, close, max_difference

_NUMBER = re.compile(r"(?<![\w.])[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
MAX_PIXEL_DIFFERENCE = 2.0  # mean over all pixels, of 255: fonts are drawn a little differently by other versions


def changes(cell: Cell, before: CellRun, after: CellRun, names: tuple[str, str] = ("recorded", "fresh")) -> str | None:
    """What differs between two runs of `cell`, told for a person, or `None` where they agree within its tolerance."""
    if "unstable" in cell.marks:
        return None
    old, new = (_merged(run.outputs) for run in (before, after))
    if [kind for kind, _ in old] != [kind for kind, _ in new]:
        return _both(names, ", ".join(k for k, _ in old) or "no output", ", ".join(k for k, _ in new) or "no output")
    for (kind, a), (_, b) in zip(old, new, strict=True):
        told = _figure_changes(a, b) if kind.startswith("image/png") else _text_changes(a, b, cell.tolerance, names)
        if told:
            return told
    return _value_changes(cell, before.values, after.values, names)


def _merged(outputs: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Kind and content of each output, the log on standard error left out."""
    merged = []
    for output in outputs:
        if output["output_type"] == "stream":
            merged.append((output["name"], output["text"]))
        elif output["output_type"] == "error":
            merged.append(("error", f"{output['ename']}: {output['evalue']}"))
        else:
            mime = next((m for m in output["data"] if m.startswith("image/")), "text/plain")
            merged.append((mime, output["data"].get(mime, "")))
    return merged


def _text_changes(before: str, after: str, tolerance: tuple[float, float], names: tuple[str, str]) -> str | None:
    for old, new in zip(before.splitlines() + [""], after.splitlines() + [""], strict=False):
        told = _line_changes(old, new, tolerance)
        if told is not None:
            return _both(names, old, new, told)
    if before.count("\n") != after.count("\n"):
        return _both(names, f"{before.count(chr(10))} lines", f"{after.count(chr(10))} lines")
    return None


def _line_changes(old: str, new: str, tolerance: tuple[float, float]) -> str | None:
    """What moved in a line: the first number that did, or nothing but the text (an empty answer); `None` where it is the same."""
    if old == new:
        return None
    if _skeleton(old) != _skeleton(new):
        return ""
    rtol, atol = tolerance
    for a, b in zip(_NUMBER.findall(old), _NUMBER.findall(new), strict=True):
        x, y = float(a), float(b)
        allowed = (
            0.0 if _is_integer(a) and _is_integer(b) else max(atol + rtol * abs(x), _last_place(a), _last_place(b))
        )
        if abs(x - y) > allowed * (1 + 1e-9):
            return f"{a} became {b}: |Δ| {abs(x - y):.3g}, rtol {rtol:g}, atol {atol:g}"
    return None


def _skeleton(line: str) -> str:
    """The line without its numbers; runs of spaces count as one, because a number's width moves what stands beside it."""
    return re.sub(r"\s+", " ", re.sub(r"(?<=[\[(]) +", "", _NUMBER.sub("#", line))).strip()


def _is_integer(text: str) -> bool:
    return text.lstrip("+-").isdigit()


def _last_place(text: str) -> float:
    """One unit of the last digit printed: a number near the middle is rounded up on one machine and down on another."""
    if _is_integer(text):
        return 0.0
    digits, _, exponent = text.lower().partition("e")
    return 10.0 ** (int(exponent or 0) - len(digits.partition(".")[2]))


def _value_changes(cell: Cell, old: dict[str, Value], new: dict[str, Value], names: tuple[str, str]) -> str | None:
    rtol, atol = cell.tolerance
    if list(old) != list(new):
        return _both(names, ", ".join(old), ", ".join(new))
    for name, a in old.items():
        b = new[name]
        if a.dtype != b.dtype or a.shape != b.shape:
            return _both(names, f"{name}: {a}", f"{name}: {b}")
        if not close(a, b, rtol, atol):
            moved = max_difference(a, b)
            if moved is None:
                return _both(names, f"{name}: {a.values}", f"{name}: {b.values}")
            return f"'{name}' moved by {moved[0]:.3g} at {list(moved[1])}; rtol {rtol:g}, atol {atol:g}"
    return None


def _figure_changes(before: str, after: str) -> str | None:
    if before.strip() == after.strip():
        return None
    import matplotlib.image
    import numpy as np

    old, new = (matplotlib.image.imread(io.BytesIO(base64.b64decode(png))) for png in (before, after))
    if any(abs(a - b) > 2 for a, b in zip(old.shape, new.shape, strict=True)):
        return (
            f"the figure's size changed: {old.shape[1]} x {old.shape[0]} became {new.shape[1]} x {new.shape[0]} pixels"
        )
    height, width = min(old.shape[0], new.shape[0]), min(old.shape[1], new.shape[1])
    difference = 255 * float(np.abs(old[:height, :width] - new[:height, :width]).mean())
    if difference > MAX_PIXEL_DIFFERENCE:
        return (
            f"the figure changed: mean difference of pixels {difference:.1f} of 255, allowed {MAX_PIXEL_DIFFERENCE:g}"
        )
    return None


def _both(names: tuple[str, str], old: str, new: str, told: str = "") -> str:
    width = max(map(len, names))
    text = f"{names[0]:>{width}}: {old}\n    {names[1]:>{width}}: {new}"
    return f"{text}\n    {told}" if told else text
