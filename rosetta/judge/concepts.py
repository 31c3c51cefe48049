"""The concepts of a project: their snippets, records and the names they use, each read once."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from rosetta.errors import RecordError, RosettaError, SnippetError
from rosetta.frameworks import FRAMEWORKS, REQUIRED
from rosetta.record.notebook import Record, fresh_record
from rosetta.source.cells import Snippet, read_snippet, snippet_paths
from rosetta.source.names import api_names
from rosetta.source.slices import pieces

MAP = "api_"
"""What the names of the API map's concepts, its families, start with."""


@dataclass
class Concept:
    """One concept's snippets by framework."""

    name: str
    snippets: dict[str, Snippet]
    verdicts: dict[str, Any] = field(default_factory=dict, repr=False)
    """Filled by `parity.verdict_of`."""
    _records: dict[str, Record | RecordError] = field(default_factory=dict, repr=False)
    _names: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict, repr=False)
    _pieces: dict[str, dict[str, list[tuple[int, int]]]] = field(default_factory=dict, repr=False)

    @cached_property
    def records(self) -> dict[str, Record]:
        """Records by framework; raises `RecordError` where one is missing or stale."""
        return {framework: self.record(framework) for framework in self.snippets}

    def record(self, framework: str) -> Record:
        """The record of one framework; raises `RecordError` where it is missing or stale."""
        record = self._read_record(framework)
        if isinstance(record, RecordError):
            raise record
        return record

    def record_error(self, framework: str) -> RecordError | None:
        """What is wrong with the record of one framework."""
        record = self._read_record(framework)
        return record if isinstance(record, RecordError) else None

    def _read_record(self, framework: str) -> Record | RecordError:
        if framework not in self._records:
            try:
                self._records[framework] = fresh_record(self.snippets[framework])
            except RecordError as error:
                self._records[framework] = error
        return self._records[framework]

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

    def pieces(self, framework: str) -> dict[str, list[tuple[int, int]]]:
        """By title the lines of one framework's file that run by themselves and end with the cell.

        A row of an API map shows no output, so it goes without what draws random numbers before it.
        """
        if framework not in self._pieces:
            self._pieces[framework] = pieces(self.snippets[framework], with_draws=not self.name.startswith(MAP))
        return self._pieces[framework]


class Concepts:
    """The concepts below a folder of snippets; each file is read once, when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: dict[str, tuple[Concept, tuple[SnippetError, ...]]] = {}
        self._stamps = _stamps(folder)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of all concepts, in alphabetical order."""
        return tuple(sorted({path.stem for path in snippet_paths(self.folder)}))

    def __iter__(self) -> Iterator[Concept]:
        """All concepts whose files can be read."""
        return (self[name] for name in self.names if not self.errors(name))

    def __getitem__(self, name: str) -> Concept:
        """The concept `name`, without snippets where there is none; raises `SnippetError` where a file is wrong."""
        if errors := self.errors(name):
            raise errors[0]
        return self._read[name][0]

    def errors(self, name: str) -> tuple[SnippetError, ...]:
        """What is wrong with files of the concept `name` that cannot be read."""
        if name not in self._read:
            self._read[name] = self._from_files(name)
        return self._read[name][1]

    def renewed(self) -> Concepts:
        """The same concepts, read again where their files have changed since; for a server that goes on."""
        new = Concepts(self.folder)
        if new._stamps == self._stamps:
            return self
        new._read = {name: read for name, read in self._read.items() if self._stamps.get(name) == new._stamps.get(name)}
        return new

    def _from_files(self, name: str) -> tuple[Concept, tuple[SnippetError, ...]]:
        snippets: dict[str, Snippet] = {}
        errors: list[SnippetError] = []
        for framework in FRAMEWORKS:
            path = self.folder / framework / f"{name}.py"
            if path.is_file():
                try:
                    snippets[framework] = read_snippet(path)
                except SnippetError as error:
                    errors.append(error)
        return Concept(name, snippets), tuple(errors)


def _stamps(folder: Path) -> dict[str, list[tuple[str, int, int]]]:
    """By concept, path, time of change and size of its files: sources, records, and files that cells wrote."""
    found: dict[str, list[tuple[str, int, int]]] = {}
    for framework in [name for name in FRAMEWORKS if (folder / name).is_dir()]:
        for file in os.scandir(folder / framework):
            if file.name.startswith("."):  # of editors, and halves of files
                continue
            with contextlib.suppress(FileNotFoundError):  # removed meanwhile
                about = file.stat()
                found.setdefault(file.name.partition(".")[0], []).append((file.path, about.st_mtime_ns, about.st_size))
    return {name: sorted(stamps) for name, stamps in found.items()}


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
                if len(concept.having(cell.title)) == 1:
                    message += f', or mark it only="{framework}" why="..."'
                errors[cell.title] = SnippetError(snippet.path, cell.line, message)
    return errors
