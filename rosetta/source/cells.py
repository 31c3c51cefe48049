"""Parse a snippet file into titled cells and their marks.

A snippet file is Python in the percent format (https://jupytext.readthedocs.io/en/latest/formats-scripts.html):
each cell starts at a line `# %% title key="value"`. Jupytext reads the titles and marks on these lines; the checks are
ours, because it accepts duplicate and missing titles, code before the first marker, and magics without a word.
"""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jupytext

from rosetta.errors import RosettaError, SnippetError, read_text
from rosetta.frameworks import FRAMEWORKS
from rosetta.source.marks import ATOL, RTOL, wrong_mark

CONCEPT = re.compile(r"[a-z][a-z0-9_]*")
_TITLE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LOOSE_MARKER = re.compile(r"\s*#\s*%%")
_MARKER = re.compile(r"#\s*%%+(\s|$)")
_KEY = re.compile(r'(\w+)\s*=\s*"(?:[^"\\]|\\.)*"')
_MAGIC = re.compile(r"\s*(%{1,2}|!)[A-Za-z]")


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

    @property
    def written(self) -> tuple[str, ...]:
        """Names of the files that cells marked `writes` leave."""
        return tuple(cell.marks["writes"] for cell in self.cells if "writes" in cell.marks)

    def kept_file(self, name: str) -> Path:
        """Where the file that a cell `writes` is kept, beside the record."""
        return self.path.with_name(f"{self.concept}.{name}")


def read_snippet(path: Path) -> Snippet:
    """Parse the file at `path`; raises `SnippetError` for whatever is wrong with it first."""
    concept, framework = path.stem, path.parent.name
    if not CONCEPT.fullmatch(concept):
        raise SnippetError(path, 1, f"'{concept}' is no name for a concept: small letters, digits and underscores")
    if shadows_a_module(concept):
        raise SnippetError(path, 1, f"'{concept}' is the name of an importable module, and would shadow it: rename it")
    text = read_text(path, SnippetError)
    lines = text.split("\n")
    _check_syntax(path, text)
    markers = list(_markers(path, text, lines))
    # Only the marker lines are given to Jupytext: what stands between them cannot make it see other cells.
    headers = jupytext.reads("".join(f"{lines[number - 1]}\n1\n" for number in markers), fmt="py:percent").cells
    cells: dict[str, Cell] = {}
    for number, end, header in zip(markers, [*markers[1:], len(lines) + 1], headers, strict=True):
        cell = _read_cell(path, number, lines[number - 1 : end - 1], header)
        if cell.title in cells:
            raise SnippetError(path, number, f"cell '{cell.title}' is already defined at line {cells[cell.title].line}")
        cells[cell.title] = cell
    return Snippet(path, framework, concept, tuple(cells.values()))


def read_snippets(folder: Path) -> tuple[dict[str, dict[str, Snippet]], list[RosettaError]]:
    """All snippets below `folder`, as `{concept: {framework: snippet}}`, and what is wrong with the others."""
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


def shadows_a_module(name: str) -> bool:
    """Whether a snippet file of this name would be imported in place of a module that a snippet may need."""
    return name in sys.stdlib_module_names or importlib.util.find_spec(name) is not None


def _check_syntax(path: Path, text: str) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # an invalid escape, say
            compile(text, path, "exec", dont_inherit=True)
    except SyntaxError as error:
        shown = (error.text or "").rstrip("\n")
        if _MAGIC.match(shown):
            message = f"'{shown.strip()}' is a notebook magic; a snippet is plain Python"
            raise SnippetError(path, error.lineno, message) from None
        caret = " " * ((error.offset or 1) - 1) + "^"
        message = f"{type(error).__name__}: {error.msg}\n    {shown}\n    {caret}"
        raise SnippetError(path, error.lineno, message) from None


def _markers(path: Path, text: str, lines: list[str]) -> Iterator[int]:
    """Numbers of the lines that start a cell."""
    inside_strings = {
        number
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant | ast.JoinedStr)
        for number in range(node.lineno + 1, (node.end_lineno or node.lineno) + 1)
    }
    found = False
    for number, line in enumerate(lines, 1):
        if _LOOSE_MARKER.match(line):
            if number in inside_strings:
                raise SnippetError(path, number, "a line of a string starts with '# %%': editors start a cell there")
            if not _MARKER.match(line):
                raise SnippetError(path, number, f"expected '# %% title' at the start of the line, got '{line}'")
            found = True
            yield number
        elif line.strip() and not found:
            raise SnippetError(path, number, "code before the first cell: start the file with '# %% title'")
    if not found:
        raise SnippetError(path, 1, "no cells: a cell starts at a line '# %% title'")


def _read_cell(path: Path, number: int, lines: list[str], header: Any) -> Cell:
    """The cell whose marker is `lines[0]`, at line `number`; `header` is what Jupytext read there."""
    marks = {key: value for key, value in header.metadata.items() if key not in ("title", "lines_to_next_cell")}
    title = header.metadata.get("title", "")
    if unreadable := marks.get("incorrectly_encoded_metadata"):
        raise SnippetError(path, number, f'cannot read the marks {unreadable}: write key="value"')
    if header.cell_type != "code" or "cell_depth" in marks:
        raise SnippetError(path, number, "only code cells: write '# %% title'")
    if not title:
        raise SnippetError(path, number, "a cell needs a title: '# %% title'")
    if not _TITLE.fullmatch(title):
        raise SnippetError(path, number, f"title '{title}' is no slug: small letters, digits and single hyphens")
    keys = [match[1] for match in _KEY.finditer(lines[0])]
    if wrong := next((key for key in keys if key not in marks or keys.count(key) > 1), None):
        problem = "is there twice" if wrong in marks else "is no mark"
        raise SnippetError(path, number, f"cell '{title}': '{wrong}' {problem}")
    if wrong := wrong_mark(marks):
        raise SnippetError(path, number, f"cell '{title}': {wrong}")
    start = next((offset for offset, line in enumerate(lines[1:], 1) if line.strip()), len(lines))
    source = "\n".join(line.rstrip() for line in lines[start:]).rstrip()
    try:
        statements = ast.parse(source).body
    except SyntaxError:
        raise SnippetError(path, number, f"cell '{title}' ends or starts within a statement") from None
    if not statements:
        raise SnippetError(path, number, f"cell '{title}' is empty")
    return Cell(title, number, number + start, source, marks)
