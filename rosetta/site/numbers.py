"""Recorded numbers in a page's sentences: `{{ concept/cell.variable }}` stands for what the cell's variable was."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from rosetta.errors import PageError, did_you_mean
from rosetta.frameworks import FRAMEWORKS
from rosetta.judge.concepts import Concept
from rosetta.record.outcome import Value
from rosetta.site.page import check_reference, outside_fences

_PLACE = re.compile(r"\{\{(.*?)\}\}")
_REFERENCE = re.compile(r"\s*([a-z0-9_]+)/([a-z0-9-]+)\.(\w+)\s*")


def fill(path: Path | str, lines: list[str], folder: Path, load: Callable[[str], Concept]) -> list[str]:
    """The lines of a page with numbers in place of references; those in code fences stay as they are.

    `load` gives a concept below `folder`. Raises `PageError` for a reference to nothing, or to no single number or
    string, and what `Concept.records` raises.
    """
    filled = list(lines)
    for number, line in outside_fences(lines):

        def told(match: re.Match[str], number: int = number) -> str:
            if not (reference := _REFERENCE.fullmatch(match[1])):
                raise PageError(path, number, f"expected '{{{{ concept/cell.variable }}}}', got '{match[0]}'")
            name, title, variable = reference.groups()
            concept = load(name)
            if wrong := check_reference(path, number, folder, concept, title):
                raise wrong
            try:
                return _told(concept, title, variable)
            except ValueError as wrong_value:
                raise PageError(path, number, f"{name}/{title} {wrong_value}") from None

        filled[number - 1] = _PLACE.sub(told, line)
        if "{{" in filled[number - 1]:
            raise PageError(path, number, "'{{' has no '}}' in its line")
    return filled


def _told(concept: Concept, title: str, variable: str) -> str:
    """The value in all frameworks where they agree as far as it is told, else in each; raises `ValueError`."""
    groups: dict[str, list[str]] = {}
    known: list[str] = []
    for framework in concept.having(title):
        values = concept.records[framework].cells[title].values
        known += values
        if variable in values:
            groups.setdefault(_shown(variable, values[variable]), []).append(FRAMEWORKS[framework].title)
    if not groups:
        raise ValueError(f"has no marked variable '{variable}'.{did_you_mean(variable, known)}")
    if len(groups) == 1:
        return next(iter(groups))
    return ", ".join(f"{text} in {' and '.join(names)}" for text, names in groups.items())


def _shown(variable: str, value: Value) -> str:
    if value.shape:
        raise ValueError(f"has no single number '{variable}': it is {value}")
    return f"{value.values[0]:.4g}" if isinstance(value.values[0], float) else str(value.values[0])
