"""The notebook of one framework with the page's prose between its cells: what readers download and look at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from rosetta.frameworks import FRAMEWORKS
from rosetta.site.page import Directive, directives
from rosetta.source.cells import Snippet

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_RELATIVE_LINK = re.compile(r"\[([^\]]+)\]\((?!https?:)[^)]*\)")


def with_prose(notebook: dict[str, Any], snippet: Snippet, page: str) -> dict[str, Any]:
    """The record `notebook` of `snippet`, with the text of `page` as Markdown cells before the cells it shows.

    Cells keep the order of the file, so that the notebook runs from top to bottom. Links within the site become plain
    text, and sections that show nothing in this framework are left out.
    """
    recorded = {cell["id"]: cell for cell in notebook["cells"]}
    cells: list[dict[str, Any]] = []
    waiting: list[str] = []
    for part in _parts(page):
        if isinstance(part, str):
            if part.startswith("## ") and waiting and waiting[-1].startswith("## "):
                waiting.pop()  # a section that showed nothing
            waiting.append(part)
            continue
        titles = [title for name, title in part.references if name == snippet.concept and title in recorded]
        if not titles:
            waiting = [text for text in waiting if text.startswith("#")]
            continue
        cells.append(_markdown(titles[0], "\n\n".join(waiting)))
        waiting = []
        for title in list(recorded):  # what the file runs before it, the page may not show
            cells.append(recorded.pop(title))
            if title in titles:
                titles.remove(title)
            if not titles:
                break
    cells += recorded.values()
    if waiting:
        cells.append(_markdown("end", "\n\n".join(waiting)))
    heading = f"\n\nThis notebook is the {FRAMEWORKS[snippet.framework].title} side of the page."
    first = cells[0]
    if first["cell_type"] == "markdown":
        first["source"] = (_before_first_section("".join(first["source"]), heading)).splitlines(keepends=True)
    return {**notebook, "cells": cells}


def _parts(page: str) -> Iterator[str | Directive]:
    """Paragraphs and directives of a page, in order."""
    lines = _FRONT_MATTER.sub("", page).splitlines()
    found = {one.line: one for one in directives("page", lines) if isinstance(one, Directive)}
    text: list[str] = []
    for number, line in enumerate([*lines, ""], 1):
        if number in found or not line.strip():
            if text:
                yield _RELATIVE_LINK.sub(r"\1", "\n".join(text))
            text = []
            if number in found:
                yield found[number]
        else:
            text.append(line)


def _before_first_section(text: str, addition: str) -> str:
    head, mark, rest = text.partition("\n\n## ")
    return head + addition + mark + rest


def _markdown(name: str, text: str) -> dict[str, Any]:
    return {
        "cell_type": "markdown",
        "id": f"{name}-text",
        "metadata": {},
        "source": text.splitlines(keepends=True),
    }
