"""The lines that start a cell: `# %% title key="value"`, and the marks in comment lines right under it.

A long `why`, `note`, `alt` or `api` may stand there, and go on in lines that are indented:

    # %% title differs="x"
    # why: The cause in one sentence,
    #   and the remedy in another.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from rosetta.errors import SnippetError
from rosetta.source.marks import Marks, read_marks

_LOOSE_MARKER = re.compile(r"\s*#\s*%%")
_MARKER = re.compile(r"#\s*%%(?P<deeper>%*)(?:\s+(?P<rest>.*))?")
_TITLE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NAME = re.compile(r"\w+\s*=")
_MARK = re.compile(r"(?P<name>\w+)\s*=\s*(?P<text>\"(?:[^\"\\]|\\.)*\")(?:\s+|$)")
_LONG_MARK = re.compile(r"# (?P<name>why|note|alt|api): *(?P<text>.*)")
_MORE = re.compile(r"#  +(?P<text>.*)")


def find_markers(path: Path, lines: list[str]) -> Iterator[int]:
    """Numbers of the lines that start a cell; raises `SnippetError` where there is none, or code before the first."""
    found = False
    for number, line in enumerate(lines, 1):
        if _LOOSE_MARKER.match(line):
            if not _MARKER.fullmatch(line.rstrip()):
                raise SnippetError(path, number, f"expected '# %% title' at the start of the line, got '{line}'")
            found = True
            yield number
        elif line.strip() and not found:
            raise SnippetError(path, number, "code before the first cell: start the file with '# %% title'")
    if not found:
        raise SnippetError(path, 1, "no cells: a cell starts at a line '# %% title'")


def read_marker(lines: list[str]) -> tuple[str, Marks, int]:
    """Title and marks of the cell that starts with `lines`, and how many of these tell them; raises `ValueError`."""
    match = _MARKER.fullmatch(lines[0].rstrip())
    rest = ((match["rest"] if match else "") or "").strip()
    first = _NAME.search(rest)
    title, written = (rest[: first.start()].rstrip(), rest[first.start() :]) if first else (rest, "")
    if (match and match["deeper"]) or title.startswith("["):
        raise ValueError("only code cells: write '# %% title'")
    if not title:
        raise ValueError("a cell needs a title: '# %% title'")
    if not _TITLE.fullmatch(title):
        raise ValueError(f"title '{title}' is no slug: small letters, digits and single hyphens")
    try:
        below = _marks_below(lines[1:])
        texts: dict[str, str] = {}
        for name, text in [*_marks(written), *((name, " ".join(parts).strip()) for name, parts in below)]:
            if name in texts:
                raise ValueError(f"'{name}' is there twice")
            texts[name] = text
        return title, read_marks(texts), 1 + sum(len(parts) for _, parts in below)
    except ValueError as wrong:
        raise ValueError(f"cell '{title}': {wrong}") from None


def _marks(written: str) -> Iterator[tuple[str, str]]:
    """Names and texts of the marks on a line."""
    while written:
        try:
            if not (match := _MARK.match(written)):
                raise ValueError
            text = json.loads(match["text"])
        except ValueError:
            raise ValueError(f'cannot read the marks {written}: write key="value"') from None
        yield match["name"], text
        written = written[match.end() :]


def _marks_below(lines: list[str]) -> list[tuple[str, list[str]]]:
    """Names and lines of text of the marks in the comment lines that `lines` start with."""
    marks: list[tuple[str, list[str]]] = []
    for line in lines:
        if started := _LONG_MARK.fullmatch(line.rstrip()):
            marks.append((started["name"], [started["text"]]))
        elif marks and (more := _MORE.fullmatch(line.rstrip())):
            marks[-1][1].append(more["text"])
        else:
            break
    return marks
