"""What the search can find: sections of pages and rows of API maps, each with its words by how much they tell of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rosetta.find.names import Row
from rosetta.find.words import search_words
from rosetta.site.page import Page
from rosetta.site.places import Place
from rosetta.site.sections import Section, title_of
from rosetta.site.sources import Sources
from rosetta.source.names import short

_NO_PROSE = re.compile(r"<!--.*?-->|<[^<>]+>|\{\{.*?\}\}|\{[:#. ][^{}]*\}|^ *:::.*|^ *===.*|https?://\S+")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|!?\[([^\]]*)\]\[[^\]]*\]")
_RULE = re.compile(r"^[ |:-]*$")
_MARKS = re.compile(r"[`*|\\]|^ *(?:#+|[-+>]|\d+\.) ")
_EXCERPT = 180
"""Letters of a section that are shown under its title, at most."""


@dataclass(frozen=True)
class Document:
    """One thing that can be found, with its texts by field (see `FIELDS`)."""

    title: str
    words: str
    """Search words that the page gives it."""
    names: tuple[str, ...]
    """Public names: those that the cells of a section use, those that a row is about."""
    page: str
    """The title of its page, or the heading above a row."""
    cells: str
    """Titles of its cells."""
    text: str
    code: str
    excerpt: str = ""
    share: float = 1
    """How much of its terms count: where several places have the same words, the one that explains comes first."""


FIELDS = {"title": 9, "words": 14, "names": 6, "cells": 5, "page": 3, "text": 3, "code": 1}
"""The fields of a document, and how much a term in one of them counts."""
_SHARES = {"overview/": 0.8, "walkthroughs/": 0.8}
"""By the start of their paths, the shares of pages that use things more than they explain them."""
_OVERVIEW = 0.6
"""The share of landing pages."""


def documents(sources: Sources, rows: Iterable[Row]) -> list[tuple[Section | Row, Document]]:
    """All that can be found: the sections of pages, in the order of nav, and then `rows`."""
    found: list[tuple[Section | Row, Document]] = []
    headings: dict[tuple[str, int], str] = {}
    for page in sources.pages:
        words = search_words(page)
        for section in sources.sections[page.path]:
            found.append((section, _of_section(section, words.get(section.anchor, ""))))
            headings |= {(page.path, place.directive.line): section.title for place in section.places}
    for row in rows:
        found.append((row, _of_row(row, headings.get((row.place.page.path, row.place.directive.line), ""))))
    return found


def _of_section(section: Section, words: str) -> Document:
    outside = {number for number, _ in section.page.prose}
    lines = [line for number, line in section.lines if number in outside]
    prose = [text for line in lines if (text := plain(line))]
    places = [place for place in section.places if place.directive.table != "rows"]
    names = (name for place in places for name in _names(place))
    return Document(
        title=plain(section.title),
        words=words,
        names=tuple(dict.fromkeys(names)),
        page=title_of(section.page),
        cells=" ".join(place.title for place in places),
        text=" ".join([*prose, *(text for place in places for text in _told(place))]),
        code=" ".join(text for place in places for text in _code(place)),
        excerpt=_excerpt([plain(line) for line in lines if not line.startswith("|")]),
        share=_share(section.page),
    )


def _of_row(row: Row, heading: str) -> Document:
    return Document(
        title=row.place.title.replace("-", " "),
        words="",
        names=tuple(name for names in row.names for name in names),
        page=heading,
        cells="",
        text=" ".join(_told(row.place)),
        code=" ".join(_code(row.place)),
    )


def plain(line: str) -> str:
    """What a reader sees of a line of Markdown."""
    line = _LINK.sub(r"\1\2", _NO_PROSE.sub(" ", _RULE.sub("", line)))
    return " ".join(_MARKS.sub("", line).split())


def _share(page: Page) -> float:
    return _OVERVIEW if page.is_index else next((_SHARES[one] for one in _SHARES if page.path.startswith(one)), 1)


def _excerpt(prose: list[str]) -> str:
    """The start of a section's text, up to the end of a sentence if there is one, else of a word."""
    text = " ".join(filter(None, prose))
    if len(text) <= _EXCERPT:
        return text
    start = text[:_EXCERPT]
    sentence = max(start.rfind(". "), start.rfind("? ")) + 1
    return start[:sentence] if sentence > _EXCERPT // 3 else f"{start.rpartition(' ')[0]} …"


def _names(place: Place) -> list[str]:
    """The public names that a cell uses, as people write them."""
    concept = place.concept
    used = (name for framework in concept.snippets for name in concept.names(framework).get(place.title, ()))
    return list(dict.fromkeys(map(short, used)))


def _told(place: Place) -> Iterator[str]:
    """What its marks say of a cell, and the messages of errors that it raises."""
    having = place.concept.having(place.title)
    for marks in (snippet[place.title].marks for snippet in having.values()):
        yield from filter(None, (marks.why, marks.note, marks.alt, marks.raises))
    for framework, snippet in having.items():
        if snippet[place.title].marks.raises and not place.concept.record_error(framework):
            outputs = place.concept.record(framework).cells[place.title].outputs
            yield from (output["text"] for output in outputs if output["output_type"] == "stream")


def _code(place: Place) -> Iterator[str]:
    return (snippet[place.title].source for snippet in place.concept.having(place.title).values())
