"""Whether the marks of counterparts agree; whether what they say holds is `findings`' affair."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from rosetta.errors import ParityError
from rosetta.source.cells import Cell, Snippet
from rosetta.source.marks import Marks


def check_counterparts(title: str, cells: dict[str, Cell], snippets: dict[str, Snippet]) -> None:
    """Raises `ParityError` where the marks of the cells named `title`, by framework, contradict each other."""
    for framework, cell in cells.items():
        only = cell.marks.only
        if only and (only != framework or len(cells) > 1):
            other = next((name for name in cells if name != framework), framework)
            message = f"cell '{title}' is marked only=\"{only}\", and stands in {other}"
            raise ParityError(snippets[framework].path, cell.line, message)
    for (one, a), (other, b) in combinations(cells.items(), 2):
        for mark, x, y in _disagreeing(a.marks, b.marks):
            message = f"cell '{title}' has another {mark} in {one} (line {a.line}): {x} there, {y} here"
            raise ParityError(snippets[other].path, b.line, message)


def _disagreeing(a: Marks, b: Marks) -> Iterator[tuple[str, str, str]]:
    """Marks that two counterparts must word alike and do not: (name, the one's, the other's)."""
    for mark in ("why", "note"):  # one file may tell it for all
        x, y = getattr(a, mark), getattr(b, mark)
        if x and y and x != y:
            yield mark, f"'{x}'", f"'{y}'"
    for mark in ("same", "differs"):
        x, y = getattr(a, mark), getattr(b, mark)
        # a counterpart may name some of the variables only (Keras has no `stride`, say)
        if not (set(x) <= set(y) or set(y) <= set(x)):
            yield mark, f"'{', '.join(x)}'", f"'{', '.join(y)}'"
    for mark in ("rtol", "atol"):  # a tolerance stated on one side would loosen the verdict of all in silence
        x, y = getattr(a, mark), getattr(b, mark)
        if x != y and a.variables and b.variables:
            yield mark, _shown(x), _shown(y)


def _shown(tolerance: float | None) -> str:
    return "none" if tolerance is None else f"'{tolerance:g}'"
