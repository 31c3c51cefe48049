"""The directives of a page: its lines `::: concept/cell`."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rosetta.errors import PageError, did_you_mean
from rosetta.judge.concepts import Concept, concept_names

CONCEPT_TABLES = ("rows", "defaults")
KINDS = ("values", "types", "errors")
"""How a difference shows, from silent to loud: in numbers alone, in dtype or shape, or as an error."""
OPTIONS = ("title", "highlight")
_DIRECTIVE = re.compile(r"(?P<indent>[ \t]*):::(?P<rest>.*)")
_FENCE = re.compile(r"[ \t]*(?:[-*+>] |\d+\. )*(?P<fence>`{3,}(?!.*`)|~{3,})")
_TABLE = re.compile(rf"({'|'.join(CONCEPT_TABLES)}) +([a-z0-9_]+)|(differences)(?: +({'|'.join(KINDS)}))?")
_FAMILY = re.compile(r"(defaults) +([a-z0-9_]+) +([a-z0-9]+)")
_REFERENCE = re.compile(r"[a-z0-9_]+/[a-z0-9-]+")


@dataclass(frozen=True)
class Directive:
    """A line `::: concept/cell concept/cell option="value"` of a page, at line `line` (from 1).

    Or a table, `::: TABLE OF`: `rows CONCEPT` or `defaults CONCEPT`, of all cells of a concept, `defaults CONCEPT
    FAMILY`, of those whose titles start so; `differences` of the page, or of one kind of the whole site (see `KINDS`).
    """

    line: int
    indent: str
    references: tuple[tuple[str, str], ...]
    options: dict[str, str]
    table: str = ""
    of: str = ""
    family: str = ""


def outside_fences(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The lines of a page that are in no code fence, with their numbers from 1."""
    fence = ""
    for number, line in enumerate(lines, 1):
        if opened := _FENCE.match(line):
            mark = opened["fence"]
            if not fence:
                fence = mark
            elif mark.startswith(fence) and line.strip() == mark:
                fence = ""
        elif not fence:
            yield number, line


def directives(path: Path | str, lines: list[str]) -> Iterator[Directive | PageError]:
    """The directives among the lines of a page; lines inside code fences are none."""
    for number, line in outside_fences(lines):
        if match := _DIRECTIVE.fullmatch(line):
            try:
                yield _parse(number, match["indent"], match["rest"].rstrip())
            except ValueError as error:
                yield PageError(path, number, str(error))


def references(directive: Directive, load: Callable[[str], Concept]) -> tuple[tuple[str, str], ...]:
    """The cells a directive shows as its own, (concept, title): those it names, or of a table those of its concept."""
    if directive.table in CONCEPT_TABLES:
        concept = load(directive.of)
        missing = f"{directive.family}-..." if directive.family else ""
        return tuple((concept.name, title) for title in concept.family(directive.family)) or ((concept.name, missing),)
    return directive.references


def check_reference(path: Path | str, line: int, folder: Path, concept: Concept, title: str) -> PageError | None:
    """What is wrong with a page's reference to the cell `title` of `concept`."""
    if not concept.snippets:
        near = did_you_mean(concept.name, concept_names(folder))
        return PageError(path, line, f"no concept '{concept.name}' in {folder.name}/.{near}")
    if title not in concept.titles:
        first = next(iter(concept.snippets.values())).path.relative_to(folder.parent)
        near = did_you_mean(title, concept.titles)
        return PageError(path, line, f"{first} has no cell '{title}'; it has {', '.join(concept.titles)}.{near}")
    return None


def _parse(number: int, indent: str, rest: str) -> Directive:
    if family := _FAMILY.fullmatch(rest.strip()):
        return Directive(number, indent, (), {}, *family.groups())
    if table := _TABLE.fullmatch(rest.strip()):
        return Directive(number, indent, (), {}, table[1] or table[3], table[2] or table[4] or "")
    expected = f"expected '::: concept/cell', got ':::{rest}'"
    try:
        words = shlex.split(rest)
    except ValueError as error:  # a quotation mark too many
        raise ValueError(f"{expected}: {str(error).lower()}") from None
    references = [word for word in words if "=" not in word]
    options = dict(word.split("=", 1) for word in words if "=" in word)
    if not references or not all(map(_REFERENCE.fullmatch, references)):
        raise ValueError(expected)
    for option in options:
        if option not in OPTIONS:
            known = did_you_mean(option, OPTIONS) or f" Known: {', '.join(OPTIONS)}"
            raise ValueError(f"unknown option '{option}'.{known}")
    return Directive(number, indent, tuple(tuple(one.split("/")) for one in references), options)  # type: ignore[misc]
