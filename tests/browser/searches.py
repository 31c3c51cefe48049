"""What people type into the search, and what should be among the first five places that it finds."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from rosetta.find.names import names_table, rows
from rosetta.site.sections import Section, section_of, sections
from rosetta.site.sources import Sources
from rosetta.site.urls import url

ROOT = Path(__file__).parents[2]
TABLE = Path(__file__).with_name("searches.tsv")
"""`kind` of search, the words `typed`, and the places that are `right`: `page#anchor`, or `concept/cell`."""


@dataclass(frozen=True)
class Search:
    """Words, and the addresses below the site's root of which one should be found."""

    kind: str
    typed: str
    right: tuple[str, ...]


@dataclass(frozen=True)
class NameSearch:
    """A name as it is typed, and all names that it may mean."""

    typed: str
    names: frozenset[str]


def searches(sources: Sources) -> list[Search]:
    """The searches of the table; raises `ValueError` for a place that the site does not have (any more)."""
    with TABLE.open(encoding="utf-8", newline="") as table:
        lines = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Search(line["kind"], line["typed"], tuple(_address(sources, place) for place in line["right"].split()))
        for line in lines
    ]


def name_searches(sources: Sources) -> tuple[list[NameSearch], list[NameSearch]]:
    """All counted names that have a row: typed bare, which may mean several, and typed whole."""
    table = names_table(sources, rows(sources))
    counted = [name for name, uses, place in table["names"] if uses and table["places"][place][2] != "section"]
    bare: dict[str, set[str]] = {}
    for name in counted:
        bare.setdefault(name.rpartition(".")[2], set()).add(name)
    return (
        [NameSearch(typed, frozenset(names)) for typed, names in bare.items()],
        [NameSearch(name, frozenset([name])) for name in counted],
    )


def _address(sources: Sources, place: str) -> str:
    path, _, anchor = place.partition("#")
    if page := sources.page(f"{path}.md"):
        found = sections(page, sources.shown(page))
        section = next((one for one in found if one.anchor == anchor), None) if anchor else found[0]
        if not section:
            raise ValueError(f"{TABLE.name}: {path} has no heading with the anchor '{anchor}'")
        return _of_section(section)
    concept, _, title = place.partition("/")
    cell = sources.places.get((concept, title))
    if not cell:
        raise ValueError(f"{TABLE.name}: no page shows the cell {place}")
    if cell.directive.table == "rows":
        return f"{url(cell.page.path)}#{cell.anchor}"
    section = section_of(sections(cell.page, sources.shown(cell.page)), cell.directive.line)
    assert section
    return _of_section(section)


def _of_section(section: Section) -> str:
    anchor = section.address.partition("#")[2]
    return url(section.page.path) + (f"#{anchor}" if anchor else "")
