"""The notebook of one framework with the page's prose between its cells: what readers download and look at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from rosetta.frameworks import FRAMEWORKS
from rosetta.site import preface
from rosetta.site.needs import Needs
from rosetta.site.page import Directive, Page
from rosetta.site.sections import without_attributes
from rosetta.source.cells import Snippet

_RELATIVE_LINK = re.compile(r"\[([^\]]+)\]\((?!https?:)[^)]*\)")


def with_prose(
    notebook: dict[str, Any], snippet: Snippet, page: Page | None, needed: Needs, site: str = ""
) -> dict[str, Any]:
    """The record `notebook` of `snippet`, with the text of `page` as Markdown cells before the cells it shows.

    It opens with the head of the page, what the snippet needs, and a cell that installs that. Cells keep the order of
    the file, so that the notebook runs from top to bottom. Links within the site become plain text, headings lose their
    attributes, and sections that show nothing in this framework are left out.
    """
    recorded = {cell["id"]: {**cell, "metadata": _readers_own(cell["metadata"])} for cell in notebook["cells"]}
    cells = list(_interleaved(recorded, snippet, page))
    head = [preface.opening(needed, site)]
    if cells[0]["cell_type"] == "markdown":
        title, mark, rest = "".join(cells[0]["source"]).partition("\n\n## ")
        head = [title, f"This notebook is the {FRAMEWORKS[snippet.framework].title} side of the page.", *head]
        cells[:1] = [_markdown(cells[0]["id"], mark.lstrip("\n") + rest)] if mark else []
    opening = _markdown("_opening", "\n\n".join(head))
    return {**notebook, "cells": [opening, preface.install_cell(needed), *cells]}


def _readers_own(metadata: dict[str, Any]) -> dict[str, Any]:
    """Without the values of marked variables, which are much of a record and which only this project reads."""
    return {name: value for name, value in metadata.items() if name != "rosetta"}


def _interleaved(recorded: dict[str, dict[str, Any]], snippet: Snippet, page: Page | None) -> Iterator[dict[str, Any]]:
    """The recorded cells by title, each with the text of the page that leads to it before it."""
    recorded = dict(recorded)
    waiting: list[str] = []
    for part in _parts(page) if page else ():
        if isinstance(part, str):
            while _level(part) > 1 and waiting and _level(waiting[-1]) >= _level(part):
                waiting.pop()  # a section that showed nothing
            waiting.append(part)
            continue
        titles = [title for name, title in part.references if name == snippet.concept and title in recorded]
        if not titles:
            while waiting and not _level(waiting[-1]):
                waiting.pop()  # what leads to a cell of another framework
            continue
        if waiting:
            yield _markdown(f"{titles[0]}-text", "\n\n".join(waiting))
        waiting = []
        for title in list(recorded):  # what the file runs before it, the page may not show
            yield recorded.pop(title)
            if title in titles:
                titles.remove(title)
            if not titles:
                break
    yield from recorded.values()
    if waiting:
        yield _markdown("end-text", "\n\n".join(waiting))


def _level(text: str) -> int:
    """Of a heading, from 1; 0 of what is none."""
    marks, mark, _ = text.partition(" ")
    return len(marks) if mark and marks and not marks.strip("#") else 0


def _parts(page: Page) -> Iterator[str | Directive]:
    """Paragraphs and directives of a page, in order."""
    found = {one.line: one for one in page.directives}
    headings = {one.line for one in page.headings}
    text: list[str] = []
    for number, line in enumerate([*page.lines, ""], 1):
        if number in found or not line.strip():
            if text:
                yield _RELATIVE_LINK.sub(r"\1", "\n".join(text))
            text = []
            if number in found:
                yield found[number]
        else:
            text.append(without_attributes(line) if number in headings else line)


def _markdown(name: str, text: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": text.splitlines(keepends=True)}
