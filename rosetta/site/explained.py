"""Which section of the site explains a row of the API map, worked out from what both are about.

A section is rated by the share of the row's terms that it has, and rare terms weigh more (Okapi BM25: Robertson and
Zaragoza, The Probabilistic Relevance Framework, 2009). A row has none where
the best rating is low, or hardly above the second.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from rosetta.site.addresses import Addresses, Cell
from rosetta.site.sections import Section
from rosetta.site.terms import row_terms, section_terms

Ratings = dict[int, float]
"""How well sections explain a row, from 0 to 1, by their place in a list."""

_FOLDERS = {"learn/": 1.0, "reference/weights": 0.7, "walkthroughs/": 0.5}
"""Beginnings of the paths of pages that explain, and how much they count: where two could, the first does."""
_NEIGHBOR = 0.2
"""Share of the ratings of the rows before and behind that a row gets: they are mostly about the same."""
_RIVAL = 0.35
"""Share of the second best rating that counts against the best."""
SURE = 0.22
"""Rating from which a section counts as the one that explains a row."""
_SATURATION, _LENGTH = 1.0, 0.6
"""Constants of BM25: how soon more of a term tells nothing new, and how much long sections are held back."""


@dataclass(frozen=True)
class Explained:
    """Rows of the API map and the sections that explain them."""

    sections: Mapping[Cell, Section]
    """By row; rows without a section are not in it."""

    @cached_property
    def rows(self) -> dict[str, list[Cell]]:
        """By address of a section, the rows that it explains, in the order of the map."""
        found: dict[str, list[Cell]] = {}
        for row, section in self.sections.items():
            found.setdefault(section.address, []).append(row)
        return found


def explained(rows: Addresses, sections: Iterable[Section], told: Mapping[Cell, Section | None]) -> Explained:
    """The sections that explain `rows`; of some it is `told` which, or that none does."""
    able = [one for one in sections if _weight(one) and any(not place.directive.table for place in one.places)]
    found = {}
    for row, ratings in _neighborly(_rate(rows, able)).items():
        number = _sure(ratings)
        section = told[row] if row in told else None if number is None else able[number]
        if section:
            found[row] = section
    return Explained(found)


def _weight(section: Section) -> float:
    """How much a section counts; that of a page's title is above all others, and explains nothing by itself."""
    starts = (weight for start, weight in _FOLDERS.items() if section.page.path.startswith(start))
    return 0 if section.page.is_index or section.level == 1 else next(starts, 0)


def _rate(rows: Addresses, sections: list[Section]) -> dict[Cell, Ratings]:
    """By row, ratings of the sections that have a term of it."""
    terms = [section_terms(section) for section in sections]
    lengths = [sum(some.values()) for some in terms]
    mean = sum(lengths) / max(1, len(lengths))
    shares: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, some in enumerate(terms):
        held_back = _SATURATION * (1 - _LENGTH + _LENGTH * lengths[number] / mean)
        counts = _weight(sections[number])
        for term, amount in some.items():
            shares[term].append((number, counts * amount / (amount + held_back)))
    found: dict[Cell, Ratings] = {}
    for row, subjects in rows.subjects.items():
        weights = {
            term: weight * math.log((len(sections) + 1) / (len(shares.get(term, ())) + 0.5))
            for term, weight in row_terms(row[1], subjects.values()).items()
        }
        whole, ratings = sum(weights.values()), defaultdict[int, float](float)
        for term, weight in weights.items():
            part = weight / whole
            for number, share in shares.get(term, ()):
                ratings[number] += part * share
        found[row] = ratings
    return found


def _neighborly(rated: dict[Cell, Ratings]) -> dict[Cell, Ratings]:
    """The ratings, with what the rows beside each in its family add to the sections that it has."""
    order, found = list(rated), {}
    for place, row in enumerate(order):
        beside = [rated[other] for other in order[max(0, place - 1) : place + 2] if other != row and other[0] == row[0]]
        found[row] = {
            number: rating + _NEIGHBOR * sum(one.get(number, 0) for one in beside)
            for number, rating in rated[row].items()
        }
    return found


def _sure(ratings: Ratings) -> int | None:
    """The section that is rated best, where that is good enough for how near the second comes."""
    best, second = [*sorted(ratings.items(), key=lambda one: -one[1])[:2], (None, 0.0), (None, 0.0)][:2]
    return best[0] if best[1] - _RIVAL * second[1] >= SURE else None
