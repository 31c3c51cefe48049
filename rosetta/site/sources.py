"""What the site is made of, each thing read once: nav, pages, concepts, and where every cell stands."""

from __future__ import annotations

import contextlib
from functools import cached_property
from pathlib import Path

from rosetta.errors import PageError
from rosetta.judge.concepts import Concepts
from rosetta.site.addresses import Addresses, Cell, addresses_of
from rosetta.site.explained import Explained, explained
from rosetta.site.nav import Configuration, read_configuration
from rosetta.site.page import Page, read_pages
from rosetta.site.places import Place, Shown, shown_on
from rosetta.site.sections import Section, section_of, sections
from rosetta.site.see import told


class Sources:
    """The sources of the project in the folder `root`."""

    def __init__(self, root: Path, concepts: Concepts | None = None) -> None:
        self.root = root
        self.concepts = concepts or Concepts(root / "snippets")
        self._shown: dict[str, Shown] = {}
        self._stamps: dict[Path, tuple[int, int]] = {}

    @cached_property
    def configuration(self) -> Configuration:
        """What `mkdocs.yml` says; raises `PageError` where it is not YAML."""
        return read_configuration(self.root / "mkdocs.yml")

    @cached_property
    def _pages(self) -> tuple[list[Page], list[PageError]]:
        self._stamps = _stamps(self.configuration)
        return read_pages(self.configuration)

    @property
    def pages(self) -> list[Page]:
        """All pages that can be read, in the order of nav."""
        return self._pages[0]

    def page(self, path: str) -> Page | None:
        """The page at this path below the documentation folder."""
        return self._by_path.get(path)

    @cached_property
    def _by_path(self) -> dict[str, Page]:
        return {page.path: page for page in self.pages}

    @property
    def unreadable(self) -> list[PageError]:
        """What is wrong with the other pages."""
        return self._pages[1]

    def shown(self, page: Page) -> Shown:
        """What a page of the site shows."""
        if page.path not in self._shown:
            self._shown[page.path] = shown_on(page, self.concepts)
        return self._shown[page.path]

    @cached_property
    def places(self) -> dict[tuple[str, str], Place]:
        """Where each cell stands, in the order of nav; tables of defaults, and landing pages, which repeat, aside."""
        found: dict[tuple[str, str], Place] = {}
        for page in self.pages:
            if not page.is_index:
                for place in self.shown(page).places:
                    if place.directive.table != "defaults":
                        found.setdefault(place.cell, place)
        return found

    @property
    def addresses(self) -> Addresses:
        """Which rows of the API map the names of the site lead to."""
        return addresses_of(self.concepts)

    @cached_property
    def sections(self) -> dict[str, list[Section]]:
        """The sections of every page, by its path."""
        return {page.path: sections(page, self.shown(page)) for page in self.pages}

    @cached_property
    def explained(self) -> Explained:
        """Which section explains each row of the API map."""
        return explained(self.addresses, (one for some in self.sections.values() for one in some), self._told)

    @property
    def _told(self) -> dict[Cell, Section | None]:
        """By row of the API map, the section that its page tells, where it tells one; `None` for none."""
        found: dict[Cell, Section | None] = {}
        for page in self.pages:
            for row, seen in told(page, self.shown(page)).items():
                place = self.places.get(seen) if seen else None
                found[row] = section_of(self.sections[place.page.path], place.directive.line) if place else None
        return found

    def renewed(self) -> Sources:
        """The same sources, read again where files have changed since; for a server that goes on."""
        concepts = self.concepts.renewed()
        if concepts is self.concepts and "_pages" in self.__dict__ and self._stamps == _stamps(self.configuration):
            return self
        return Sources(self.root, concepts)


def _stamps(configuration: Configuration) -> dict[Path, tuple[int, int]]:
    """Times of change and sizes of `mkdocs.yml` and of all pages."""
    found = {}
    for path in (configuration.path, *configuration.docs.rglob("*.md")):
        with contextlib.suppress(FileNotFoundError):  # removed meanwhile, or an editor's link to nothing
            about = path.stat()
            found[path] = about.st_mtime_ns, about.st_size
    return found
