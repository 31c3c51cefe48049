"""Parse a snippet file into titled cells and their marks.

A snippet file is Python in the percent format (https://jupytext.readthedocs.io/en/latest/formats-scripts.html):
each cell starts at a line `# %% title key="value"`. Jupytext reads titles and marks; the checks are ours, because it
accepts duplicate and missing titles, code before the first marker, and magics without a word.
"""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jupytext

from rosetta import FRAMEWORKS
from rosetta.errors import RosettaError, SnippetError, did_you_mean

MARKS = {
    "same": (),
    "differs": ("why",),
    "why": (),
    "rtol": (),
    "atol": (),
    "raises": (),
    "only": ("why",),
    "needs": (),
    "unstable": (),
    "writes": (),
    "hidden": (),
    "alt": (),
}
"""Every mark a cell may carry, and the marks it needs beside it."""

ONE_OF = {"only": tuple(FRAMEWORKS), "needs": ("cuda",), "unstable": ("true",), "hidden": ("true",)}
RTOL, ATOL = 1e-5, 1e-6

_MARKER = re.compile(r"\s*#\s*%%")
_TITLE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MAGIC = re.compile(r"\s*(%{1,2}|!)[A-Za-z]")
_COMMENTED_MAGIC = re.compile(r"\s*#\s*%[A-Za-z]")  # Jupytext turns these into magics


@dataclass(frozen=True)
class Cell:
    """One titled piece of a snippet file; `line` is its marker's, `start` the first of its `source`."""

    title: str
    line: int
    start: int
    source: str
    marks: dict[str, str]

    def names(self, relation: str) -> tuple[str, ...]:
        """Variables named in the mark `same` or `differs`."""
        return tuple(name.strip() for name in self.marks.get(relation, "").split(",") if name.strip())

    @property
    def variables(self) -> tuple[str, ...]:
        """Variables whose values the record keeps."""
        return self.names("same") + self.names("differs")

    @property
    def tolerance(self) -> tuple[float, float]:
        """`rtol` and `atol` of comparisons with this cell's values."""
        return float(self.marks.get("rtol", RTOL)), float(self.marks.get("atol", ATOL))


@dataclass(frozen=True)
class Snippet:
    """A parsed snippet file, `snippets/<framework>/<concept>.py`."""

    path: Path
    framework: str
    concept: str
    cells: tuple[Cell, ...]

    def __getitem__(self, title: str) -> Cell:
        return next(cell for cell in self.cells if cell.title == title)

    def __contains__(self, title: object) -> bool:
        return any(cell.title == title for cell in self.cells)

    @property
    def record(self) -> Path:
        """Path of the notebook that holds this file's recorded outputs."""
        return self.path.with_suffix(".ipynb")

    def kept_file(self, name: str) -> Path:
        """Where the file that a cell `writes` is kept, beside the record."""
        return self.path.with_name(f"{self.concept}.{name}")


def read_snippet(path: Path) -> Snippet:
    """Parse the file at `path`; raises `SnippetError` for whatever is wrong with it first."""
    text = _read_text(path)
    concept, framework = path.stem, path.parent.name
    if shadows_a_module(concept):
        raise SnippetError(
            path, None, f"'{concept}' is the name of an importable module, and would shadow it: rename it"
        )
    lines = text.splitlines()
    markers = [number for number, line in enumerate(lines, 1) if _MARKER.match(line)]
    _check_syntax(path, text, lines)
    if not markers:
        raise SnippetError(path, 1, "no cells: a cell starts at a line '# %% title'")
    for number, line in enumerate(lines[: markers[0] - 1], 1):
        if line.strip():
            raise SnippetError(path, number, "code before the first cell: start the file with '# %% title'")
    parsed = jupytext.reads(text, fmt="py:percent").cells
    if len(parsed) != len(markers):
        raise SnippetError(path, markers[0], "a line that starts with '# %%' inside a string is read as a cell's start")
    cells: dict[str, Cell] = {}
    for number, end, notebook_cell in zip(markers, [*markers[1:], len(lines) + 1], parsed, strict=True):
        cell = _read_cell(path, number, lines[number : end - 1], notebook_cell)
        if cell.title in cells:
            raise SnippetError(path, number, f"cell '{cell.title}' is already defined at line {cells[cell.title].line}")
        cells[cell.title] = cell
    return Snippet(path, framework, concept, tuple(cells.values()))


def read_snippets(folder: Path) -> tuple[dict[str, dict[str, Snippet]], list[RosettaError]]:
    """All snippets below `folder`, as `{concept: {framework: snippet}}`, and what is wrong with those that are not there."""
    concepts: dict[str, dict[str, Snippet]] = {}
    errors: list[RosettaError] = []
    for path in snippet_paths(folder):
        try:
            concepts.setdefault(path.stem, {})[path.parent.name] = read_snippet(path)
        except SnippetError as error:
            errors.append(error)
    return dict(sorted(concepts.items())), errors


def snippet_paths(folder: Path) -> Iterator[Path]:
    """Paths of all snippet files below `folder`, by framework in the order of the tabs."""
    for framework in FRAMEWORKS:
        yield from sorted((folder / framework).glob("*.py"))


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")  # a byte order mark would hide the first marker
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise SnippetError(
            path, line, f"not UTF-8: byte 0x{error.object[error.start]:02x}; save the file as UTF-8"
        ) from None


def shadows_a_module(name: str) -> bool:
    """Whether a snippet file of this name would be imported in place of a module that a snippet may need."""
    return name in sys.stdlib_module_names or importlib.util.find_spec(name) is not None


def _check_syntax(path: Path, text: str, lines: list[str]) -> None:
    magic = "is a notebook magic; a snippet is plain Python"
    for number, line in enumerate(lines, 1):
        if _COMMENTED_MAGIC.match(line):
            raise SnippetError(path, number, f"'{line.strip()}' {magic}")
    try:
        ast.parse(text)
    except SyntaxError as error:
        shown = (error.text or "").rstrip("\n")
        if _MAGIC.match(shown):
            raise SnippetError(path, error.lineno, f"'{shown.strip()}' {magic}") from None
        caret = " " * ((error.offset or 1) - 1) + "^"
        raise SnippetError(
            path, error.lineno, f"{type(error).__name__}: {error.msg}\n    {shown}\n    {caret}"
        ) from None


def _read_cell(path: Path, number: int, body: list[str], notebook_cell: Any) -> Cell:
    marks = {key: value for key, value in notebook_cell.metadata.items() if key not in ("title", "lines_to_next_cell")}
    title = notebook_cell.metadata.get("title", "")
    if "incorrectly_encoded_metadata" in marks:
        raise SnippetError(
            path, number, f'cannot read the marks {marks["incorrectly_encoded_metadata"]}: write key="value"'
        )
    if notebook_cell.cell_type != "code" or "cell_depth" in marks:
        raise SnippetError(path, number, "only code cells: write '# %% title'")
    if not title:
        raise SnippetError(path, number, "a cell needs a title: '# %% title'")
    if not _TITLE.fullmatch(title):
        raise SnippetError(path, number, f"title '{title}' is no slug: small letters, digits and single hyphens")
    _check_marks(path, number, title, marks)
    start = next((offset for offset, line in enumerate(body) if line.strip()), None)
    if start is None:
        raise SnippetError(path, number, f"cell '{title}' is empty")
    source = "\n".join(line.rstrip() for line in body[start:]).rstrip()
    return Cell(title, number, number + start + 1, source, marks)


def _check_marks(path: Path, number: int, title: str, marks: dict[str, Any]) -> None:
    def fail(message: str) -> None:
        raise SnippetError(path, number, f"cell '{title}': {message}")

    for key, value in marks.items():
        if key not in MARKS:
            fail(f"unknown mark '{key}'.{did_you_mean(key, MARKS) or ' Known: ' + ', '.join(MARKS)}")
        if not isinstance(value, str) or not value.strip():
            fail(f"mark '{key}' needs a value in double quotes: {key}=\"...\"")
        for needed in MARKS[key]:
            if needed not in marks:
                fail(f"mark '{key}' needs {needed}=\"...\" beside it")
        if key in ONE_OF and value not in ONE_OF[key]:
            fail(f'{key}="{value}": expected {" or ".join(ONE_OF[key])}.{did_you_mean(value, ONE_OF[key])}')
        if key in ("rtol", "atol"):
            try:
                float(value)
            except ValueError:
                fail(f'{key}="{value}" is not a number')
        if key in ("same", "differs", "raises"):
            for name in value.split(","):
                if not name.strip().isidentifier():
                    fail(f"{key}=\"{value}\": '{name.strip()}' is not a name")
    cell_names = [name.strip() for key in ("same", "differs") for name in marks.get(key, "").split(",") if name.strip()]
    for name in cell_names:
        if cell_names.count(name) > 1:
            fail(f"'{name}' is named twice in same and differs")
