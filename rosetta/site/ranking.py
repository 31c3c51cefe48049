"""Which differences of the site harm most: silent and likely ones first, then silent and rare ones, then the loud.

What no count tells stands in the front matter of the page that lists them, under `differences`, as `concept/cell`:
`first`, the ones that cost most, in order; `rare`, silent ones that few programs meet; `facts`, which trap nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rosetta.errors import PageError, did_you_mean
from rosetta.frameworks import FRAMEWORKS
from rosetta.judge.parity import Verdict, judged
from rosetta.site.page import LISTS, Page
from rosetta.site.places import Place
from rosetta.site.sources import Sources
from rosetta.source.usage import uses

MARKED = ("first", "rare", "facts")
"""What the front matter may say of differences."""

_LIKELY = 20
"""Uses in the counted programs from which on a name of the API map is one that people meet."""
_LEFT_OUT = ("overview/", "walkthroughs/")
"""Folders whose pages tell a story: their differences are facts, or are those of another page, met on the way."""


@dataclass(frozen=True)
class Difference:
    """A cell that differs on purpose."""

    place: Place
    verdict: Verdict

    @cached_property
    def kind(self) -> str:
        """How it shows: `values` alone differ, `types` (dtype or shape), or `errors`, which are loud."""
        if any(finding.is_of_one_type for finding in self.verdict.differs):
            return "values"
        return "types" if self.verdict.differs else "errors"

    @property
    def meets(self) -> tuple[str, ...]:
        """Frameworks whose newcomers meet it: of errors, those that raise; else all that the cell compares."""
        if self.kind == "errors":
            raising = tuple(name for name, error in self.verdict.errors if error != "no error")
            return raising if len(raising) < len(self.verdict.errors) else tuple(self.place.concept.snippets)
        return tuple(self.place.concept.having(self.place.title))


def differing(places: Iterable[Place]) -> Iterator[Difference]:
    """The cells at `places` that are declared different, and are."""
    for place in places:
        verdict = judged(place.concept, place.title)
        if isinstance(verdict, Verdict) and verdict.kind == "differs":
            yield Difference(place, verdict)


@dataclass(frozen=True)
class Ranking:
    """All differences of the site, and what a page's front matter says of some."""

    differences: tuple[Difference, ...]
    marked: Mapping[str, list[str]]

    @property
    def first(self) -> list[Difference]:
        """Those that cost most, in the order given."""
        known = {_name(one): one for one in self.differences}
        return [known[name] for name in self.marked["first"] if name in known]

    @property
    def all(self) -> list[Difference]:
        """Those that may harm, the worst first; those alike in harm as nav has them."""
        kept = [one for one in self.differences if _name(one) not in self.marked["facts"] and not _is_story(one)]
        return sorted(kept, key=lambda one: ("likely", "rare", "loud").index(self.harm(one)))

    def harm(self, one: Difference) -> str:
        """`likely`, `rare` (both silent) or `loud`."""
        if one.kind == "errors":
            return "loud"
        if _name(one) in self.marked["rare"]:
            return "rare"
        return "likely" if not _is_row(one) or max(map(uses, _names(one)), default=0) >= _LIKELY else "rare"


def ranking(sources: Sources, page: Page) -> Ranking:
    """The differences of the whole site, as `page`, which lists them, ranks them."""
    return Ranking(tuple(differing(sources.places.values())), _marked(page))


def ranking_problems(page: Page, sources: Sources) -> Iterator[PageError]:
    """What is wrong with the front matter's words on differences; nothing on pages without a table of all."""
    if not any(one.table == "differences" and one.of in LISTS for one in page.directives):
        return
    known = [_name(one) for one in differing(sources.places.values())]
    for key, names in _marked(page).items():
        for name in names:
            if name not in known:
                hint = did_you_mean(name, known)
                yield PageError(page.file, None, f"'{key}' names '{name}', which is no cell that differs.{hint}")


def _marked(page: Page) -> dict[str, list[str]]:
    said: Any = page.meta.get("differences")
    said = said if isinstance(said, dict) else {}
    return {key: [str(name) for name in said.get(key) or ()] for key in MARKED}


def _name(one: Difference) -> str:
    return "/".join(one.place.cell)


def _is_row(one: Difference) -> bool:
    return one.place.directive.table == "rows"


def _is_story(one: Difference) -> bool:
    return one.place.page.path.startswith(_LEFT_OUT)


def _names(one: Difference) -> Iterator[str]:
    """The first API name that each framework's cell of a row uses."""
    for framework in FRAMEWORKS:
        if framework in one.place.concept.snippets:
            yield from one.place.concept.names(framework).get(one.place.title, ())[:1]
