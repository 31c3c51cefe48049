"""Where cells stand: which of them a page shows, and under which address each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rosetta.errors import RosettaError, did_you_mean, nearest
from rosetta.judge.concepts import Concept, Concepts
from rosetta.site.addresses import Addresses, addresses_of
from rosetta.site.page import CONCEPT_TABLES, Directive, Page


@dataclass(frozen=True)
class Place:
    """A cell where a page shows it."""

    page: Page
    directive: Directive
    concept: Concept
    title: str
    anchor: str
    """Its address on the page."""

    @property
    def cell(self) -> tuple[str, str]:
        """Names of concept and cell."""
        return self.concept.name, self.title


@dataclass(frozen=True)
class Shown:
    """All that a page shows."""

    places: tuple[Place, ...]
    addresses: Addresses
    """Of the rows of API maps."""

    def of(self, directive: Directive) -> list[Place]:
        """The cells of one directive."""
        return [place for place in self.places if place.directive is directive]

    @property
    def concepts(self) -> list[Concept]:
        """Concepts of the cells, in the order of the page."""
        return list({place.concept.name: place.concept for place in self.places}.values())


def shown_on(page: Page, concepts: Concepts) -> Shown:
    """What `page` shows; references to nothing, and to files that cannot be read, aside (see `wrong_references`)."""
    rows = addresses_of(concepts).of({one.of for one in page.directives if one.table == "rows"})
    places: list[Place] = []
    taken: set[str] = set()
    for directive in page.directives:
        for name, title in cells_of(directive, concepts):
            if concepts.errors(name) or title not in concepts[name].titles:
                continue
            concept = concepts[name]
            anchor = (
                rows.row(concept, title) if directive.table == "rows" else title.removeprefix(f"{directive.family}-")
            )
            if not directive.table:
                anchor = title if title not in taken else f"{name}-{title}"
                taken.add(anchor)
            places.append(Place(page, directive, concept, title, anchor))
    return Shown(tuple(places), rows)


def cells_of(directive: Directive, concepts: Concepts) -> tuple[tuple[str, str], ...]:
    """The cells a directive shows as its own, (concept, title): those it names, or of a table those of its concept."""
    if directive.table in CONCEPT_TABLES:
        found = () if concepts.errors(directive.of) else concepts[directive.of].family(directive.family)
        missing = f"{directive.family}-..." if directive.family else ""
        return tuple((directive.of, title) for title in found) or ((directive.of, missing),)
    return directive.references


def wrong_references(page: Page, directive: Directive, concepts: Concepts) -> Iterator[RosettaError]:
    """What is wrong with the cells that a directive names."""
    for name, title in dict.fromkeys(cells_of(directive, concepts)):
        if errors := concepts.errors(name):
            yield errors[0]
        elif message := no_cell(concepts, name, title):
            yield page.error(directive.line, message)


def no_cell(concepts: Concepts, name: str, title: str) -> str:
    """What is wrong with a reference to the cell `title` of the concept `name`, or an empty string."""
    concept = concepts[name]
    if not concept.snippets:
        return f"no concept '{name}' in {concepts.folder.name}/.{did_you_mean(name, concepts.names)}"
    if title not in concept.titles:
        first = next(iter(concept.snippets.values())).path.relative_to(concepts.folder.parent)
        near = did_you_mean(title, concept.titles)
        return f"{first} has no cell '{title}'; it has {', '.join(concept.titles)}.{near}"
    return ""


def meant(concepts: Concepts, name: str, title: str) -> tuple[str, str]:
    """The cell that a reference to nothing was probably to name."""
    name = name if name in concepts.names else nearest(name, concepts.names) or name
    if concepts.errors(name) or title in concepts[name].titles:
        return name, title
    return name, nearest(title, concepts[name].titles) or title
