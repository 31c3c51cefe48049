"""The entry to the API map, `::: families`: its pages, and where the addresses of its names lead."""

from __future__ import annotations

import posixpath

from rosetta.site.addresses import Cell
from rosetta.site.escaping import code, prose
from rosetta.site.page import Directive, Page
from rosetta.site.sections import slug
from rosetta.site.sources import Sources
from rosetta.source.names import short
from rosetta.source.usage import uses

_FEW = 6
"""Names of a family that its line shows."""


def families(directive: Directive, page: Page, sources: Sources) -> list[str]:
    """Markdown lines of a table of the pages with rows beside `page`, and the names of each that programs use most."""
    lines = ["", "| Family | Rows | Names used most |", "|---|---:|---|"]
    for family in family_pages(page, sources):
        file = posixpath.basename(family.path)
        shown = sources.shown(family)
        rows = [place.cell for place in shown.places if place.directive.table == "rows"]
        names = [f"[{prose(code(name))}]({file}#{name})" for name in _most_used(rows, sources)]
        link = f"[{prose(family.title)}]({file}){{ #{slug(family.title)} .family }}"
        lines.append(f"| {link} | {len(rows)} | {', '.join(names)} |")
    return [directive.indent + line if line else "" for line in [*lines, ""]]


def names_by_page(page: Page, sources: Sources) -> dict[str, list[str]]:
    """By page with rows beside `page`, as an address from there, the names and concepts that lead to it."""
    found = {}
    for family in family_pages(page, sources):
        shown = sources.shown(family)
        concepts = {place.concept.name for place in shown.places if place.directive.table == "rows"}
        found[posixpath.basename(family.path).removesuffix(".md")] = sorted(shown.addresses.anchors | concepts)
    return found


def family_pages(page: Page, sources: Sources) -> list[Page]:
    """The pages with rows beside `page`."""
    folder = posixpath.dirname(page.path)
    return [
        one
        for one in sources.pages
        if posixpath.dirname(one.path) == folder and any(directive.table == "rows" for directive in one.directives)
    ]


def _most_used(rows: list[Cell], sources: Sources) -> list[str]:
    """Of the names that rows are about, those that programs use most, no two from one row."""
    addresses = sources.addresses
    counted = []
    for row in rows:
        mine = [name for name in addresses.subjects.get(row, {}).values() if addresses.owners.get(name) == row]
        if mine:
            counted.append(max((uses(name), short(name)) for name in mine))
    return [name for count, name in sorted(counted, reverse=True)[:_FEW] if count]
