"""What a reader copies from the built site with "Copy runnable", put together as the page's script does it."""

from __future__ import annotations

import json
from pathlib import Path


def copies(recorded: Path, framework: str, concept: str) -> dict[str, tuple[str, str]]:
    """By title, the lines that a cell needs and the cell itself, from the folder `recorded` of the built site."""
    lines = (recorded / framework / f"{concept}.py").read_text(encoding="utf-8").split("\n")
    ranges = json.loads((recorded / framework / f"{concept}.pieces.json").read_text(encoding="utf-8"))
    found = {}
    for title, pairs in ranges.items():
        *needed, cell = ["\n".join(lines[first - 1 : last]) for first, last in pairs]
        found[title] = "\n".join(needed), cell
    return found
