"""All public names that the site shows, and where each leads: to its row of the API map, else to a section."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rosetta.frameworks import FRAMEWORKS
from rosetta.judge.parity import Verdict, judged
from rosetta.site.addresses import Addresses
from rosetta.site.places import Place
from rosetta.site.sections import Section, title_of
from rosetta.site.sources import Sources
from rosetta.site.urls import url
from rosetta.source.names import short
from rosetta.source.usage import one_name, uses


@dataclass(frozen=True)
class Row:
    """A row of the API map."""

    place: Place
    names: tuple[tuple[str, ...], ...]
    """What it is about, as people write it, in each framework of `FRAMEWORKS`."""
    kind: str
    """Of its verdict; `stale` where there is none."""
    title: str
    """What tells it from the row that the names lead to; empty for that row itself."""


def rows(sources: Sources) -> list[Row]:
    """The rows of all API maps, in the order of pages."""
    found = []
    for page in sources.pages:
        shown = sources.shown(page)
        for place in shown.places:
            if place.directive.table == "rows":
                verdict = judged(place.concept, place.title)
                kind = verdict.kind if isinstance(verdict, Verdict) else "stale"
                names = tuple(_about(place, framework, shown.addresses) for framework in FRAMEWORKS)
                title = "" if place.cell in shown.addresses.names else place.title.replace("-", " ")
                found.append(Row(place, names, kind, title))
    return found


def names_table(sources: Sources, found: list[Row]) -> dict[str, Any]:
    """What `names.json` holds; `found` are the rows.

    `pages` are addresses and titles; `places` are rows, `[page, anchor, verdict, [names by framework], title]`, and
    sections, `[page, anchor, "section", [], title]`; `names` are `[name, how often programs use it, place]`, the most
    used first.
    """
    numbers = {page.path: number for number, page in enumerate(sources.pages)}
    places: list[list[Any]] = [
        [numbers[row.place.page.path], row.place.anchor, row.kind, [list(names) for names in row.names], row.title]
        for row in found
    ]
    by_cell = {row.place.cell: number for number, row in enumerate(found)}
    owned: dict[str, tuple[str, int]] = {}  # Keras has its names twice: the one that a row is about is shown
    for page in sources.pages:
        addresses = sources.shown(page).addresses
        for name, cell in {**addresses.owners, **addresses.methods}.items():
            owned.setdefault(one_name(name), (short(name), by_cell[cell]))
    in_places: dict[str, int] = {}
    for name, section in _in_sections(sources).items():
        if one_name(name) not in owned:
            if section.address not in in_places:
                in_places[section.address] = len(places)
                anchor = section.address.partition("#")[2]
                places.append([numbers[section.page.path], anchor, "section", [], section.title])
            owned[one_name(name)] = short(name), in_places[section.address]
    names = [[name, uses(counted), place] for counted, (name, place) in owned.items()]
    return {
        "frameworks": [framework.title for framework in FRAMEWORKS.values()],
        "pages": [[url(page.path), title_of(page)] for page in sources.pages],
        "places": places,
        "names": sorted(names, key=lambda one: (-one[1], len(one[0]), one[0])),
    }


def _about(place: Place, framework: str, addresses: Addresses) -> tuple[str, ...]:
    """Names of a row in one framework, its subject first: those whose address it is, or all that it uses."""
    if framework not in place.concept.snippets:
        return ()
    used = place.concept.names(framework).get(place.title, ())
    subject = addresses.subjects.get(place.cell, {}).get(framework)
    mine = [name for name in used if addresses.owners.get(name) == place.cell or name == subject] or used
    modules = FRAMEWORKS[framework].imports
    doubles = [name for name in addresses.methods_of(place.cell) if name.partition(".")[0] in modules]
    return tuple(dict.fromkeys(short(name) for name in [*sorted(mine, key=lambda name: name != subject), *doubles]))


def _in_sections(sources: Sources) -> dict[str, Section]:
    """By name, the section outside of API maps with the cell of its title, else with the one of fewest names."""
    found: dict[str, tuple[tuple[bool, int], Section]] = {}
    for page in sources.pages:
        if page.is_index:
            continue
        for section in sources.sections[page.path]:
            for place in section.places:
                if place.directive.table == "rows" or place.title not in place.concept.visible:
                    continue
                for framework in place.concept.snippets:
                    used = place.concept.names(framework).get(place.title, ())
                    for name in used:
                        rank = not _is_title(name, place.title), len(used)
                        if name not in found or rank < found[name][0]:
                            found[name] = rank, section
    return {name: section for name, (_, section) in found.items()}


def _is_title(name: str, title: str) -> bool:
    return name.rpartition(".")[2].replace("_", "").lower() == title.replace("-", "")
