"""The sections of a page: a heading, its address, and all down to the next heading."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown.extensions.toc import slugify, unique

from rosetta.site.footer import NAMES, RUN
from rosetta.site.page import Page
from rosetta.site.places import Place, Shown

_ATTRIBUTES = re.compile(r"\s*\{:?[^{}]*\}\s*$")
_ATTRIBUTE_ID = re.compile(r"\{:?[^{}]*#([\w.-]+)[^{}]*\}")
_HTML_ID = re.compile(r"<[^<>]*\bid=[\"']([^\"']+)")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")


@dataclass(frozen=True)
class Section:
    """One section of `page`; without those below it, which are sections of their own."""

    page: Page
    level: int
    """Of its heading, from 1."""
    title: str
    """Markdown of the heading, without links and attributes."""
    anchor: str
    """Address of the heading on the page."""
    line: int
    """Number of the heading's line."""
    lines: tuple[tuple[int, str], ...]
    """The lines below the heading, in fences too, with their numbers."""
    places: tuple[Place, ...]
    """The cells that it shows, those of tables too."""

    @property
    def address(self) -> str:
        """Path below the documentation folder, with the anchor; the first section of a page is the page."""
        return self.page.path if self.level == 1 else f"{self.page.path}#{self.anchor}"


def title_of(page: Page) -> str:
    """What readers call a page: its title in nav, or its first heading."""
    return page.title or next((heading.text for heading in page.headings), page.path)


def slug(heading: str) -> str:
    """The address that a heading of these words has, as long as no other has it."""
    return slugify(heading, "-")


def without_attributes(heading: str) -> str:
    """A heading without the attributes that may end it, as in `## Words { #address }`."""
    return _ATTRIBUTES.sub("", heading)


def set_anchors(page: Page, shown: Shown) -> set[str]:
    """Anchors of a page but those of plain headings: of its cells, of API names, and those that it sets itself."""
    found = {place.anchor for place in shown.places} | set(shown.addresses.anchors)
    for _, line in page.prose:
        found |= {*_ATTRIBUTE_ID.findall(line), *_HTML_ID.findall(line)}
    if shown.places and not page.is_index:
        found |= {slug(heading) for heading in (RUN, NAMES)}
    return found


def sections(page: Page, shown: Shown) -> list[Section]:
    """All sections of `page`, in order; what stands above its first heading is in none."""
    taken = set_anchors(page, shown)
    ends = [heading.line for heading in page.headings[1:]] + [len(page.lines) + 1]
    found = []
    for heading, end in zip(page.headings, ends, strict=False):
        own = _ATTRIBUTE_ID.search(heading.text)
        title = _LINK.sub(r"\1", without_attributes(heading.text))
        anchor = own[1] if own else unique(slug(title), taken)
        lines = tuple(enumerate(page.lines[heading.line : end - 1], heading.line + 1))
        places = tuple(place for place in shown.places if heading.line < place.directive.line < end)
        found.append(Section(page, heading.level, title, anchor, heading.line, lines, places))
    return found


def section_of(found: list[Section], line: int) -> Section | None:
    """The section that holds the line of this number, if one does."""
    return next((one for one in reversed(found) if one.line <= line), None)
