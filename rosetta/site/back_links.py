"""From a section to the rows of the API map that it explains: a line at its end."""

from __future__ import annotations

import posixpath

from rosetta.site.addresses import Cell
from rosetta.site.escaping import code, prose
from rosetta.site.page import Page
from rosetta.site.sources import Sources
from rosetta.source.names import short
from rosetta.source.usage import uses

_FEW = 5
"""Rows that a line shows; more are folded."""


def back_links(page: Page, sources: Sources) -> dict[int, list[str]]:
    """Markdown lines that belong before a line of `page`, by its number: links to the rows that a section explains.

    There are none where nobody tells which page it is.
    """
    found: dict[int, list[str]] = {}
    if not page.path or not sources.addresses.subjects:
        return found
    for section in sources.sections.get(page.path, ()):
        rows = sources.explained.rows.get(section.address, [])
        if links := [_link(row, page, sources) for row in sorted(rows, key=lambda row: -_uses(row, sources))]:
            end = section.lines[-1][0] + 1 if section.lines else section.line + 1
            found[end] = _line(links)
    return found


def _line(links: list[str]) -> list[str]:
    if len(links) <= _FEW:
        return ["", f"In the API map: {', '.join(links)}", "{ .in-map }", ""]
    return ["", f'??? in-map "In the API map: {len(links)} rows"', "", f"    {', '.join(links)}", ""]


def _link(row: Cell, page: Page, sources: Sources) -> str:
    """A link to a row, called by the name that it is about in the first framework that has one."""
    place = sources.places[row]
    name = next((short(name) for name in sources.addresses.subjects[row].values()), row[1])
    path = posixpath.relpath(place.page.path, posixpath.dirname(page.path))
    return f"[{prose(code(name))}]({path}#{place.anchor})"


def _uses(row: Cell, sources: Sources) -> int:
    """How often programs use the names that a row is about."""
    return max(map(uses, sources.addresses.subjects[row].values()), default=0)
