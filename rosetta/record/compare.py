"""Compare a fresh run with the record, or with a second fresh run: numbers with tolerance, other text exactly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

from rosetta.record.figures import figure_changes
from rosetta.record.files import file_changes
from rosetta.record.notebook import Record
from rosetta.record.outcome import CellRun, Run, Value, close, max_difference
from rosetta.source.cells import Cell

_NUMBER = re.compile(r"(?<![\w.])[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")


def changes(cell: Cell, before: CellRun, after: CellRun, names: tuple[str, str] = ("recorded", "fresh")) -> str | None:
    """What differs between two runs of `cell`, told for a person, or `None` where they agree within its tolerance.

    The output of a cell marked `unstable` may differ; the values it names may not.
    """
    if not cell.marks.unstable and (told := _output_changes(cell, before, after, names)):
        return told
    return _value_changes(cell, before.values, after.values, names)


def changes_since(record: Record, run: Run, cell: Cell) -> str | None:
    """How `run` differs from `record` in `cell`, the file that the cell writes included, or `None`."""
    if told := changes(cell, record.cells[cell.title], run.cells[cell.title]):
        return told
    if (name := cell.marks.writes) not in run.files:
        return None
    return file_changes(name, run.snippet.kept_file(name).read_bytes(), run.files[name], *cell.marks.tolerance)


def run_changes(one: Run, other: Run, cell: Cell) -> str | None:
    """How two fresh runs differ in `cell`, the file that the cell writes included, or `None`."""
    if told := changes(cell, one.cells[cell.title], other.cells[cell.title], ("first run", "second run")):
        return told
    if (name := cell.marks.writes) not in one.files:
        return None
    return file_changes(name, one.files[name], other.files[name], *cell.marks.tolerance)


def version_changes(record: Record, versions: Mapping[str, str]) -> str:
    """`torch 2.14.0, now 2.15.0` and so on; patch releases of Python do not count."""
    changed = []
    for name, old in record.versions.items():
        new = versions.get(name, "none")
        if (old.split(".")[:2] != new.split(".")[:2]) if name == "python" else old != new:
            changed.append(f"{name} {old}, now {new}")
    return ", ".join(changed)


def _output_changes(cell: Cell, before: CellRun, after: CellRun, names: tuple[str, str]) -> str | None:
    old, new = ([_content(output) for output in run.outputs] for run in (before, after))
    kinds = [", ".join(kind for kind, _ in contents) or "no output" for contents in (old, new)]
    if kinds[0] != kinds[1]:
        return _both(names, *kinds)
    for (kind, a), (_, b) in zip(old, new, strict=True):
        told = figure_changes(a, b) if kind == "image/png" else _text_changes(a, b, cell.marks.tolerance, names)
        if told:
            return told
    return None


def _content(output: dict[str, Any]) -> tuple[str, str]:
    """Kind of an output, and its text or picture."""
    if output["output_type"] == "stream":
        return output["name"], output["text"]
    if output["output_type"] == "error":
        return "error", f"{output['ename']}: {output['evalue']}"
    mime = "image/png" if "image/png" in output["data"] else "text/plain"
    return mime, output["data"].get(mime, "")


def _text_changes(before: str, after: str, tolerance: tuple[float, float], names: tuple[str, str]) -> str | None:
    for old, new in zip_longest(before.split("\n"), after.split("\n"), fillvalue=""):
        told = _line_changes(old, new, tolerance)
        if told is not None:
            return _both(names, old or "(nothing)", new or "(nothing)", told)
    if before.count("\n") != after.count("\n"):
        return _both(names, *(f"{text.count(chr(10))} ends of line" for text in (before, after)))
    return None


def _line_changes(old: str, new: str, tolerance: tuple[float, float]) -> str | None:
    """The first number that moved in a line, or nothing but the text (an empty answer); `None` where it is the same."""
    if _skeleton(old) != _skeleton(new):
        return ""
    rtol, atol = tolerance
    for a, b in zip(_NUMBER.findall(old), _NUMBER.findall(new), strict=True):
        if _is_integer(a) or _is_integer(b):
            if a != b:  # as text: a float holds no more than 53 bits
                return f"{a} became {b}"
            continue
        x, y = float(a), float(b)
        allowed = max(atol + rtol * abs(x), _rounding(a, b))
        if abs(x - y) > allowed * (1 + 1e-9):
            return f"{a} became {b}: |Δ| {abs(x - y):.3g}, rtol {rtol:g}, atol {atol:g}"
    return None


def _skeleton(line: str) -> str:
    """The line without its numbers, and without the spaces that give numbers of other widths their place."""
    return re.sub(r"(?<=[\[(]) | (?=[\]),])", "", re.sub(r"\s+", " ", _NUMBER.sub("#", line))).strip()


def _is_integer(text: str) -> bool:
    return text.lstrip("+-").isdigit()


def _rounding(a: str, b: str) -> float:
    """One unit of the last digit of numbers printed alike: one near the middle is rounded up here and down there.

    Numbers of fewer than three decimals or digits are hardly ever so near it, and may be exact: `1.`, `0.001`.
    """
    (digits, _, exponent), (others, _, power) = a.lower().partition("e"), b.lower().partition("e")
    decimals = len(digits.partition(".")[2])
    few = min(len(text.replace(".", "").lstrip("+-0")) for text in (digits, others)) < 3
    if few or decimals < 3 or decimals != len(others.partition(".")[2]):
        return 0.0
    return 10.0 ** (max(int(exponent or 0), int(power or 0)) - decimals)


def _value_changes(
    cell: Cell, old: Mapping[str, Value], new: Mapping[str, Value], names: tuple[str, str]
) -> str | None:
    rtol, atol = cell.marks.tolerance
    if old.keys() != new.keys():
        return _both(names, ", ".join(old), ", ".join(new))
    for name, a in old.items():
        b = new[name]
        if a.dtype != b.dtype or a.shape != b.shape:
            return _both(names, f"{name}: {a}", f"{name}: {b}")
        if not close(a, b, rtol, atol):
            moved = max_difference(a, b)
            if moved is None or not moved[0]:  # integers that no float tells apart
                return _both(names, f"{name}: {list(a.values)}", f"{name}: {list(b.values)}")
            place = f" at {list(moved[1])}" if moved[1] else ""
            return f"'{name}' moved by {moved[0]:.3g}{place}; rtol {rtol:g}, atol {atol:g}"
    return None


def _both(names: tuple[str, str], old: str, new: str, told: str = "") -> str:
    width = max(map(len, names))
    text = f"{names[0]:>{width}}: {old}\n    {names[1]:>{width}}: {new}"
    return f"{text}\n    {told}" if told else text
