"""Recorded numbers in a page's sentences: `{{ concept/cell.variable }}` stands for what the cell's variable was.

`{{ site.rows }}` and the like stand for counts of the whole site: see `totals`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from rosetta.errors import RosettaError, did_you_mean
from rosetta.frameworks import FRAMEWORKS
from rosetta.judge.concepts import Concept
from rosetta.record.outcome import Value
from rosetta.site import messages
from rosetta.site.escaping import prose
from rosetta.site.page import CODE_SPAN, Page
from rosetta.site.places import no_cell
from rosetta.site.sources import Sources
from rosetta.site.totals import total

_PLACE = re.compile(rf"(?P<code>{CODE_SPAN})" + r"|\{\{(?P<inside>.*?)\}\}|\{\{")
"""Code in a line, which stays as it is, or a reference, or the start of one that does not end."""
_SITE = re.compile(r"\s*site\.(\w+)\s*")
_REFERENCE = re.compile(r"\s*([a-z0-9_]+)/([a-z0-9-]+)\.(\w+)\s*")


def fill(page: Page, sources: Sources) -> tuple[Page, list[RosettaError]]:
    """The page with numbers in place of references, and what is wrong with those that get a message instead.

    What stands in code stays as it is.
    """
    if not any("{{" in line for line in page.lines):
        return page, []
    lines = list(page.lines)
    errors: list[RosettaError] = []
    for number, line in page.prose:

        def filled(match: re.Match[str], number: int = number) -> str:
            if match["code"]:
                return match["code"]
            try:
                return _number(match, sources)
            except ValueError as wrong:
                errors.append(page.error(number, str(wrong)))
            except RosettaError as error:
                errors.append(error)
            return messages.inline(errors[-1])

        lines[number - 1] = _PLACE.sub(filled, line)
    return replace(page, lines=tuple(lines)), errors


def _number(match: re.Match[str], sources: Sources) -> str:
    """What a reference stands for; raises `ValueError` where it is wrong, and `RosettaError` where its concept is."""
    if match["inside"] is None:
        raise ValueError("'{{' has no '}}' in its line")
    if counted := _SITE.fullmatch(match["inside"]):
        return prose(total(counted[1], sources))
    if not (reference := _REFERENCE.fullmatch(match["inside"])):
        raise ValueError(f"expected '{{{{ concept/cell.variable }}}}', got '{match[0]}'")
    concepts = sources.concepts
    name, title, variable = reference.groups()
    if message := no_cell(concepts, name, title):
        raise ValueError(message)
    try:
        return _in_all(concepts[name], title, variable)
    except ValueError as wrong:
        raise ValueError(f"{name}/{title} {wrong}") from None


def _in_all(concept: Concept, title: str, variable: str) -> str:
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
    return f"{value.values[0]:.4g}" if isinstance(value.values[0], float) else prose(str(value.values[0]))
