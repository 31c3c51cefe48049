"""Share files out among machines, so that each takes about as long."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def shard(seconds: Mapping[Path, float], part: int, parts: int) -> set[Path]:
    """The files that are part `part`, from 1, of `parts`; `seconds` says how long each takes.

    The longest first, each to the part that has least to do yet: the same on every machine.
    """
    loads = [0.0] * parts
    chosen = set()
    for path in sorted(seconds, key=lambda path: (-seconds[path], path)):
        least = loads.index(min(loads))
        loads[least] += seconds[path]
        if least == part - 1:
            chosen.add(path)
    return chosen
