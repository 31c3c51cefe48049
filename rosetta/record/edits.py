"""What in a record was edited by hand: a cell holds a hash of itself, which only a recording writes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rosetta.record.files import digest


def cell_hash(own: Mapping[str, Any], source: str, outputs: Sequence[Mapping[str, Any]]) -> str:
    """Sixteen hexadecimal digits for a cell's values and error in `own`, its source, and its outputs as joined text."""
    content = [{name: value for name, value in own.items() if name != "hash"}, source, outputs]
    return digest(json.dumps(content, sort_keys=True).encode())[:16]


def what_was_edited(own: Mapping[str, Any], source: str, outputs: Sequence[Mapping[str, Any]]) -> str | None:
    """What is wrong with a cell that has not the hash it was written with; `None` where it has."""
    if "hash" not in own:
        return "has no hash (recorded by an older version?)"
    return None if own["hash"] == cell_hash(own, source, outputs) else "is not as it was recorded (edited by hand?)"


def line_of_cell(path: Path, title: str) -> int:
    """The line of the notebook that names the cell, or the first where it was written by another program."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return next((number for number, line in enumerate(lines, 1) if line.strip() == f'"id": "{title}",'), 1)
