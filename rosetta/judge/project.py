"""A project's folder: its concepts, and the directives of its pages."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rosetta.errors import PageError, RosettaError, SnippetError, did_you_mean
from rosetta.frameworks import REQUIRED
from rosetta.judge.parity import Verdict, verdict
from rosetta.record.notebook import Record, fresh_record
from rosetta.source.cells import Snippet, read_snippet, snippet_paths

CONCEPT_TABLES = ("rows", "defaults")
KINDS = ("values", "types", "errors")
"""How a difference shows, from silent to loud: in numbers alone, in dtype or shape, or as an error."""
OPTIONS = ("title", "highlight")
_DIRECTIVE = re.compile(r"(?P<indent>[ \t]*):::(?P<rest>.*)")
_FENCE = re.compile(r"[ \t]*(?:[-*+>] |\d+\. )*(?P<fence>`{3,}(?!.*`)|~{3,})")
_TABLE = re.compile(rf"({'|'.join(CONCEPT_TABLES)}) +([a-z0-9_]+)|(differences)(?: +({'|'.join(KINDS)}))?")
_REFERENCE = re.compile(r"[a-z0-9_]+/[a-z0-9-]+")


@dataclass(frozen=True)
class Directive:
    """A line `::: concept/cell concept/cell option="value"` of a page, at line `line` (from 1).

    Or a table, `::: TABLE OF`: `rows CONCEPT` or `defaults CONCEPT`, of all cells of a concept; `differences` of the
    page, or of one kind of the whole site (see `KINDS`).
    """

    line: int
    indent: str
    references: tuple[tuple[str, str], ...]
    options: dict[str, str]
    table: str = ""
    of: str = ""


@dataclass
class Concept:
    """One concept's snippets by framework."""

    name: str
    snippets: dict[str, Snippet]

    @cached_property
    def records(self) -> dict[str, Record]:
        """Records by framework; raises `RecordError` where one is missing or stale."""
        return {framework: fresh_record(snippet) for framework, snippet in self.snippets.items()}

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """Titles of all cells, in the order of the first framework that has them."""
        return tuple(dict.fromkeys(cell.title for snippet in self.snippets.values() for cell in snippet.cells))

    @cached_property
    def visible(self) -> tuple[str, ...]:
        """Titles of the cells that are not hidden in every framework."""
        return tuple(
            title
            for title in self.titles
            if not all("hidden" in snippet[title].marks for snippet in self.having(title).values())
        )

    def having(self, title: str) -> dict[str, Snippet]:
        """The snippets with a cell of this title."""
        return {framework: snippet for framework, snippet in self.snippets.items() if title in snippet}

    def verdict(self, title: str) -> Verdict:
        """Raises `ParityError`, `SnippetError` or `RecordError`."""
        return verdict(title, self.snippets, self.records)


def judged(cells: Iterable[tuple[Concept, str]], strict: bool) -> Iterator[tuple[Concept, str, Verdict]]:
    """Each cell with its verdict; raises what `Concept.verdict` does, or, unless `strict`, leaves that cell out."""
    for concept, title in cells:
        try:
            yield concept, title, concept.verdict(title)
        except RosettaError:
            if strict:
                raise


def load_concept(folder: Path, name: str) -> Concept:
    """The concept `name` below the folder of snippets, without snippets where there is none; raises `SnippetError`."""
    return Concept(name, {path.parent.name: read_snippet(path) for path in snippet_paths(folder) if path.stem == name})


def concept_names(folder: Path) -> list[str]:
    return sorted({path.stem for path in snippet_paths(folder)})


def missing_files(folder: Path, concept: Concept) -> Iterator[SnippetError]:
    """Required frameworks that have no file for the concept."""
    for framework in REQUIRED:
        if framework not in concept.snippets:
            path = folder / framework / f"{concept.name}.py"
            there = " and ".join(concept.snippets)
            have = "have" if len(concept.snippets) > 1 else "has"
            yield SnippetError(path, None, f"is missing ({there} {have} it): nox -s new -- {concept.name}")


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
        return tuple((concept.name, title) for title in concept.visible) or ((concept.name, ""),)
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
