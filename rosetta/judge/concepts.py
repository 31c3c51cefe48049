"""The concepts of a project: their snippets, records and the names they use, each read once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from rosetta.errors import RosettaError, SnippetError
from rosetta.frameworks import REQUIRED
from rosetta.record.notebook import Record, fresh_record
from rosetta.source.cells import Snippet, read_snippet, snippet_paths
from rosetta.source.names import api_names


@dataclass
class Concept:
    """One concept's snippets by framework."""

    name: str
    snippets: dict[str, Snippet]
    verdicts: dict[str, Any] = field(default_factory=dict, repr=False)
    """Filled by `parity.verdict_of`."""
    _names: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict, repr=False)

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
            if not all(snippet[title].marks.hidden for snippet in self.having(title).values())
        )

    def family(self, name: str) -> tuple[str, ...]:
        """Titles of the visible cells that start with `name` and a hyphen, or of all where it is empty."""
        return tuple(title for title in self.visible if title.startswith(f"{name}-") or not name)

    def having(self, title: str) -> dict[str, Snippet]:
        """The snippets with a cell of this title."""
        return {framework: snippet for framework, snippet in self.snippets.items() if title in snippet}

    def names(self, framework: str) -> dict[str, tuple[str, ...]]:
        """Public names that each cell of one framework uses; raises `SnippetError` for a wrong mark `api`."""
        if framework not in self._names:
            self._names[framework] = api_names(self.snippets[framework])
        return self._names[framework]


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


def missing_counterparts(concept: Concept) -> dict[str, RosettaError]:
    """By title, what is wrong with cells that a required framework's file lacks."""
    errors: dict[str, RosettaError] = {}
    required = {name: concept.snippets[name] for name in REQUIRED if name in concept.snippets}
    for framework, snippet in concept.snippets.items():
        for cell in snippet.cells:
            lacking = [other for other, theirs in required.items() if cell.title not in theirs]
            if lacking and not cell.marks.only and not cell.marks.hidden and cell.title not in errors:
                message = f"'{cell.title}' has no counterpart in {' and '.join(lacking)}; add it"
                if len(lacking) == len(concept.snippets) - 1:
                    message += f', or mark it only="{framework}" why="..."'
                errors[cell.title] = SnippetError(snippet.path, cell.line, message)
    return errors
