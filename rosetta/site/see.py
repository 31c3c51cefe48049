"""Where rows of the API map are explained, told where their words do not tell it: in the front matter of their page.

    see:
      tensors/create: zeros, ones
      none: eye

A key is the cell `concept/title` of the section that explains the rows with these titles, or `none`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from rosetta.errors import PageError, did_you_mean
from rosetta.site.addresses import Cell
from rosetta.site.page import Page
from rosetta.site.places import Shown

_KEY, _NONE = "see", "none"


@dataclass(frozen=True)
class See:
    """That the cell `seen` stands where a row is explained."""

    row: str
    """Title of the row."""
    seen: Cell | None
    """`None` where no section explains it."""
    line: int
    """In the file, from 1."""


def told(page: Page, shown: Shown) -> dict[Cell, Cell | None]:
    """By row of `page`, the cell that stands where it is explained; rows that are not told of are left out."""
    rows = _rows(shown)
    return {rows[one.row]: one.seen for one in _read(page) if one.row in rows}


def wrong_see(page: Page, shown: Shown, cells: set[Cell]) -> Iterator[PageError]:
    """What is wrong with what a page tells: rows that it does not have, and cells that are not among `cells`."""
    rows, taken = _rows(shown), set[str]()
    for one in _read(page):
        if one.row not in rows:
            message = f"'{_KEY}' names the row '{one.row}', which the page does not have.{did_you_mean(one.row, rows)}"
            yield PageError(page.file, one.line, message)
        elif one.row in taken:
            yield PageError(page.file, one.line, f"'{_KEY}' names the row '{one.row}' a second time")
        elif one.seen and one.seen not in cells:
            name = "/".join(one.seen)
            near = did_you_mean(name, ["/".join(cell) for cell in cells])
            yield PageError(page.file, one.line, f"'{_KEY}' names the cell '{name}', which no page shows.{near}")
        taken.add(one.row)


def _rows(shown: Shown) -> dict[str, Cell]:
    """The rows of a page, by title."""
    return {place.title: place.cell for place in shown.places if place.directive.table == "rows"}


def _read(page: Page) -> Iterator[See]:
    for key, value in page.front:
        if key.value == _KEY and isinstance(value, yaml.MappingNode):
            for cell, rows in value.value:
                concept, _, title = cell.value.partition("/")
                for row in str(rows.value).split(","):
                    yield See(row.strip(), None if cell.value == _NONE else (concept, title), cell.start_mark.line + 1)
