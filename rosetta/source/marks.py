"""The marks a cell may carry, and what can be wrong with them in one cell; `judge.parity` compares counterparts'."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

from rosetta.errors import did_you_mean
from rosetta.frameworks import FRAMEWORKS

RTOL, ATOL = 1e-5, 1e-6
"""Tolerances of a cell that states none."""

NEEDED = {"differs": "why", "only": "why"}
"""Marks that need another one beside them."""

_CHOICES = {"only": tuple(FRAMEWORKS), "needs": ("cuda",), "unstable": ("true",), "hidden": ("true",)}
_DOTTED = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*")
_FILE_NAME = re.compile(r"\w[\w-]*(\.[\w-]+)*\.(?!py$|ipynb$)\w+")


@dataclass(frozen=True)
class Marks:
    """The marks of one cell; what it does not carry is empty, or `None`."""

    same: tuple[str, ...] = ()
    """Variables that are equal in all frameworks that name them."""
    differs: tuple[str, ...] = ()
    """Variables that are not."""
    why: str = ""
    note: str = ""
    rtol: float | None = None
    atol: float | None = None
    raises: str = ""
    """Name of the error that the cell raises."""
    only: str = ""
    """The framework that alone has such a cell."""
    needs: str = ""
    """`cuda`, where the cell needs a graphics card."""
    unstable: bool = False
    writes: str = ""
    """Name of the file that the cell leaves."""
    hidden: bool = False
    alt: str = ""
    api: tuple[str, ...] = ()
    """Full names of methods that the source does not tell."""

    @property
    def variables(self) -> tuple[str, ...]:
        """Variables whose values the record keeps."""
        return self.same + self.differs

    @property
    def tolerance(self) -> tuple[float, float]:
        """`rtol` and `atol` of comparisons with this cell's values."""
        return RTOL if self.rtol is None else self.rtol, ATOL if self.atol is None else self.atol


NAMES = tuple(Marks.__dataclass_fields__)
"""Every mark a cell may carry."""


def read_marks(texts: dict[str, str]) -> Marks:
    """The marks that are written so; raises `ValueError`, which says what is wrong with them by themselves."""
    for name, text in texts.items():
        if wrong := _wrong_text(name, text, texts):
            raise ValueError(wrong)
    marks = Marks(**{name: _typed(name, text) for name, text in texts.items()})
    for relation in ("same", "differs"):
        for name in getattr(marks, relation):
            if not name.isidentifier():
                raise ValueError(f"{relation}=\"{texts[relation]}\": '{name}' is not a name")
            if marks.variables.count(name) > 1:
                raise ValueError(f"'{name}' is named twice in same and differs")
            if marks.only:
                raise ValueError(f"a cell marked only has no counterpart, and '{name}' nothing to compare with")
    return marks


def _wrong_text(name: str, text: str, texts: dict[str, str]) -> str | None:
    if name not in NAMES:
        return f"unknown mark '{name}'.{did_you_mean(name, NAMES) or ' Known: ' + ', '.join(NAMES)}"
    if not text.strip():
        return f"mark '{name}' needs a value in double quotes: {name}=\"...\""
    if (needed := NEEDED.get(name, name)) not in texts:
        return f"mark '{name}' needs {needed}=\"...\" beside it"
    if name in _CHOICES and text not in _CHOICES[name]:
        return f'{name}="{text}": expected {" or ".join(_CHOICES[name])}.{did_you_mean(text, _CHOICES[name])}'
    if name in ("rtol", "atol") and not _is_tolerance(text):
        return f'{name}="{text}" is not a number from 0'
    if name == "writes" and not _FILE_NAME.fullmatch(text):
        return f'{name}="{text}" is no plain file name with an ending'
    if name == "why" and "note" in texts:
        return "a cell has why or note, not both"
    if name == "api" and (wrong := [one for one in _listed(text) if not _DOTTED.fullmatch(one)]):
        return f"api=\"{text}\": '{wrong[0]}' is not the name of a method"
    if name == "raises" and not text.isidentifier():
        return f'raises="{text}" is not the name of one error'
    return None


def _typed(name: str, text: str) -> Any:
    if name in ("same", "differs", "api"):
        return tuple(_listed(text))
    if name in ("rtol", "atol"):
        return float(text)
    return True if name in ("unstable", "hidden") else text


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",")]


def _is_tolerance(text: str) -> bool:
    try:
        return 0 <= float(text) < math.inf
    except ValueError:
        return False
