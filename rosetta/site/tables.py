"""Tables of the cells that differ on purpose: `::: differences` of a page, `::: differences values` of the site."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator

from rosetta.judge.parity import Verdict, judged
from rosetta.site.escaping import prose
from rosetta.site.page import Directive
from rosetta.site.places import Place
from rosetta.site.wording import differing


def differences(directive: Directive, places: Iterable[Place]) -> list[str]:
    """Markdown lines of a table of the cells at `places`, on one page, that differ on purpose."""
    return _table(directive, ((_link(place, ""), verdict) for place, verdict in _differing(places)))


def differences_of_kind(directive: Directive, places: Iterable[Place], page: str) -> list[str]:
    """Markdown lines of a table of the cells at `places`, of the whole site, whose difference is of one kind.

    The kind is `directive.of`; links lead from `page`.
    """
    start = posixpath.dirname(page)
    links = (
        (f"{prose(place.page.title)}: {_link(place, posixpath.relpath(place.page.path, start))}", verdict)
        for place, verdict in _differing(places)
        if kind(verdict) == directive.of
    )
    return _table(directive, links)


def kind(verdict: Verdict) -> str:
    """How the difference shows, from silent to loud: `values` alone differ, `types` (dtype or shape), or `errors`."""
    if any(finding.is_of_one_type for finding in verdict.differs):
        return "values"
    return "types" if verdict.differs else "errors"


def _differing(places: Iterable[Place]) -> Iterator[tuple[Place, Verdict]]:
    for place in places:
        verdict = judged(place.concept, place.title)
        if isinstance(verdict, Verdict) and verdict.kind == "differs":
            yield place, verdict


def _link(place: Place, page: str) -> str:
    return f"[{place.title.replace('-', ' ')}]({page}#{place.anchor})"


def _table(directive: Directive, links: Iterable[tuple[str, Verdict]]) -> list[str]:
    """A row for each pair of a link and a verdict that differs."""
    lines = ["", "| Where | What differs | Cause and remedy |", "| --- | --- | --- |"]
    for link, verdict in links:
        row = [link, prose("; ".join(differing(verdict))), prose(verdict.why)]
        lines.append(f"| {' | '.join(row)} |")
    return [directive.indent + line if line else "" for line in [*lines, ""]]
