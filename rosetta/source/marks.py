"""The marks a cell may carry, and what can be wrong with them in one cell; `judge.parity` compares counterparts'."""

from __future__ import annotations

import math
import re
from typing import Any

from rosetta.errors import did_you_mean
from rosetta.frameworks import FRAMEWORKS

MARKS = {
    "same": (),
    "differs": ("why",),
    "why": (),
    "note": (),
    "rtol": (),
    "atol": (),
    "raises": (),
    "only": ("why",),
    "needs": (),
    "unstable": (),
    "writes": (),
    "hidden": (),
    "alt": (),
    "api": (),
}
"""Every mark a cell may carry, and the marks it needs beside it."""

ONE_OF = {"only": tuple(FRAMEWORKS), "needs": ("cuda",), "unstable": ("true",), "hidden": ("true",)}
RTOL, ATOL = 1e-5, 1e-6

_FILE_NAME = re.compile(r"\w[\w-]*(\.[\w-]+)*\.(?!py$|ipynb$)\w+")


def wrong_mark(marks: dict[str, Any]) -> str | None:
    """What is wrong with the marks of a cell by themselves."""
    for key, value in marks.items():
        if key not in MARKS:
            return f"unknown mark '{key}'.{did_you_mean(key, MARKS) or ' Known: ' + ', '.join(MARKS)}"
        if not isinstance(value, str) or not value.strip():
            return f"mark '{key}' needs a value in double quotes: {key}=\"...\""
        for needed in MARKS[key]:
            if needed not in marks:
                return f"mark '{key}' needs {needed}=\"...\" beside it"
        if key in ONE_OF and value not in ONE_OF[key]:
            return f'{key}="{value}": expected {" or ".join(ONE_OF[key])}.{did_you_mean(value, ONE_OF[key])}'
        if key in ("rtol", "atol") and not _is_tolerance(value):
            return f'{key}="{value}" is not a number from 0'
        if key == "writes" and not _FILE_NAME.fullmatch(value):
            return f'{key}="{value}" is no plain file name with an ending'
        if key == "alt" and "}" in value:  # would end the attributes of the picture
            return "alt cannot hold a closing brace"
    if "why" in marks and "note" in marks:
        return "a cell has why or note, not both"
    if not marks.get("raises", "Error").isidentifier():
        return f'raises="{marks["raises"]}" is not the name of one error'
    named = [(key, name.strip()) for key in ("same", "differs") if key in marks for name in marks[key].split(",")]
    for key, name in named:
        if not name.isidentifier():
            return f"{key}=\"{marks[key]}\": '{name}' is not a name"
        if [other for _, other in named].count(name) > 1:
            return f"'{name}' is named twice in same and differs"
        if "only" in marks:
            return f"a cell marked only has no counterpart, and '{name}' nothing to compare with"
    return None


def _is_tolerance(text: str) -> bool:
    try:
        return 0 <= float(text) < math.inf
    except ValueError:
        return False
