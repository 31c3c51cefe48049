"""Parse a snippet file into titled cells and their marks.

A snippet file is Python in the percent format, https://jupytext.readthedocs.io/en/latest/formats-scripts.html: each
cell starts at a line `# %% title key="value"`.
"""

from __future__ import annotations

import ast
import re
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from rosetta.errors import SnippetError, read_text
from rosetta.frameworks import FRAMEWORKS, MODULES
from rosetta.source.markers import find_markers, read_marker
from rosetta.source.marks import Marks

_CONCEPT = re.compile(r"[a-z][a-z0-9_]*")
_MAGIC = re.compile(r"\s*(%{1,2}|!)[A-Za-z]")


@dataclass(frozen=True)
class Cell:
    """One titled piece of a snippet file; `line` is its marker's, `start` the first of its `source`."""

    title: str
    line: int
    start: int
    source: str
    marks: Marks
    tree: ast.Module = field(repr=False, compare=False)
    """The parsed source, with the lines of the file; a process that the cell is sent to gets none."""

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "tree": None}


@dataclass(frozen=True)
class Snippet:
    """A parsed snippet file, `snippets/<framework>/<concept>.py`."""

    path: Path
    framework: str
    concept: str
    cells: tuple[Cell, ...]

    def __getitem__(self, title: str) -> Cell:
        return self._by_title[title]

    def __contains__(self, title: object) -> bool:
        return title in self._by_title

    @cached_property
    def _by_title(self) -> dict[str, Cell]:
        return {cell.title: cell for cell in self.cells}

    @property
    def record_path(self) -> Path:
        """Path of the notebook that holds this file's recorded outputs."""
        return self.path.with_suffix(".ipynb")

    @property
    def written(self) -> tuple[str, ...]:
        """Names of the files that cells marked `writes` leave."""
        return tuple(cell.marks.writes for cell in self.cells if cell.marks.writes)

    def kept_file(self, name: str) -> Path:
        """Where the file that a cell `writes` is kept, beside the record."""
        return self.path.with_name(f"{self.concept}.{name}")


def read_snippet(path: Path) -> Snippet:
    """Parse the file at `path`; raises `SnippetError` for whatever is wrong with it first."""
    concept, framework = path.stem, path.parent.name
    if wrong := wrong_name(concept):
        raise SnippetError(path, 1, wrong)
    text = read_text(path, SnippetError)
    lines = text.split("\n")
    tree = _parse(path, text)
    markers = list(find_markers(path, lines))
    cells: dict[str, Cell] = {}
    statements = iter([*tree.body, None])
    statement = next(statements)
    for number, end in zip(markers, [*markers[1:], len(lines) + 1], strict=True):
        body: list[ast.stmt] = []
        while statement and _first_line(statement) < end:
            body.append(statement)
            statement = next(statements)
        cell = _read_cell(path, number, lines[number - 1 : end - 1], body)
        if cell.title in cells:
            raise SnippetError(path, number, f"cell '{cell.title}' is already defined at line {cells[cell.title].line}")
        cells[cell.title] = cell
    return Snippet(path, framework, concept, tuple(cells.values()))


def snippet_paths(folder: Path) -> Iterator[Path]:
    """Paths of all snippet files below `folder` that are not hidden, by framework in the order of the tabs."""
    for framework in FRAMEWORKS:
        yield from sorted((folder / framework).glob("[!.]*.py"))


def wrong_name(concept: str) -> str:
    """What is wrong with this name for a concept, or an empty string.

    A snippet file would be imported in place of a module of its name, which a snippet may need.
    """
    if not _CONCEPT.fullmatch(concept):
        return f"'{concept}' is no name for a concept: small letters, digits and underscores"
    if concept in sys.stdlib_module_names or concept in MODULES:
        return f"'{concept}' is the name of an importable module, and would shadow it: choose another"
    return ""


def _parse(path: Path, text: str) -> ast.Module:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # an invalid escape, say
            tree = ast.parse(text, path)
            compile(tree, path, "exec", dont_inherit=True)
            return tree
    except SyntaxError as error:
        shown = (error.text or "").rstrip("\n")
        if _MAGIC.match(shown):
            message = f"'{shown.strip()}' is a notebook magic; a snippet is plain Python"
            raise SnippetError(path, error.lineno, message) from None
        caret = " " * ((error.offset or 1) - 1) + "^"
        message = f"{type(error).__name__}: {error.msg}\n    {shown}\n    {caret}"
        raise SnippetError(path, error.lineno, message) from None
    except (MemoryError, RecursionError):
        raise SnippetError(path, None, "is nested too deeply for Python to read it") from None


def _first_line(statement: ast.stmt) -> int:
    return min([statement.lineno, *(one.lineno for one in getattr(statement, "decorator_list", ()))])


def _read_cell(path: Path, number: int, lines: list[str], body: list[ast.stmt]) -> Cell:
    """The cell of the statements `body`, whose marker is `lines[0]`, at line `number`."""
    try:
        title, marks, start = read_marker(lines)
    except ValueError as wrong:
        raise SnippetError(path, number, str(wrong)) from None
    if not body:
        raise SnippetError(path, number, f"cell '{title}' is empty")
    if (body[-1].end_lineno or 0) >= (end := number + len(lines)):
        raise SnippetError(path, end, f"a cell starts within a statement or a string of cell '{title}'")
    start = next(offset for offset, line in enumerate(lines[start:], start) if line.strip())
    source = "\n".join(line.rstrip() for line in lines[start:]).rstrip()
    return Cell(title, number, number + start, source, marks, ast.Module(body, []))
