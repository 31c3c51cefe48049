"""Tables of the cells that differ on purpose: `::: differences` of a page, `::: differences all` of the site."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from rosetta.frameworks import FRAMEWORKS
from rosetta.site.escaping import attribute, prose
from rosetta.site.page import Directive
from rosetta.site.places import Place
from rosetta.site.ranking import Difference, Ranking, differing
from rosetta.site.wording import differing as facts

_HARMS = {"likely": "Silent, likely", "rare": "Silent, rare", "loud": "Loud"}


def differences(directive: Directive, places: Iterable[Place]) -> list[str]:
    """Markdown lines of a table of the cells at `places`, on one page, that differ on purpose."""
    rows = [[_link(one.place, ""), _facts(one), prose(one.verdict.why)] for one in differing(places)]
    return _table(directive, ["Where", "What differs", "Cause and remedy"], rows)


def site_differences(directive: Directive, ranking: Ranking, page: str) -> list[str]:
    """Markdown lines of the differences of the whole site: a list of those that cost most, or a table of all.

    Links lead from `page`. Every row tells a script its topic, its harm, and the frameworks whose newcomers meet it.
    """
    start = posixpath.dirname(page)
    if directive.of == "first":
        lines = [
            f"1.  **{_site_link(one, start)}** ({prose(one.place.page.title)}). {prose(one.verdict.why)}"
            for one in ranking.first
        ]
        return [directive.indent + line if line else "" for line in ["", *lines, ""]]
    rows = [
        [
            f"{_HARMS[ranking.harm(one)]} {_marks(one, ranking.harm(one))}",
            prose(one.place.page.title),
            _site_link(one, start),
            f"{prose(one.verdict.why)} *{_facts(one)}*{{ .facts }}",
        ]
        for one in ranking.all
    ]
    return _table(directive, ["Harm", "Topic", "Difference", "Cause and remedy"], rows)


def _marks(one: Difference, harm: str) -> str:
    """Attributes of a row's first cell."""
    meets = " ".join(name for name in FRAMEWORKS if name in one.meets)
    return f'{{ data-harm="{harm}" data-topic="{attribute(one.place.page.title)}" data-meets="{meets}" }}'


def _facts(one: Difference) -> str:
    return prose("; ".join(facts(one.verdict)))


def _site_link(one: Difference, start: str) -> str:
    return _link(one.place, posixpath.relpath(one.place.page.path, start))


def _link(place: Place, page: str) -> str:
    return f"[{place.title.replace('-', ' ')}]({page}#{place.anchor})"


def _table(directive: Directive, heads: list[str], rows: Iterable[list[str]]) -> list[str]:
    lines = ["", f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    return [directive.indent + line if line else "" for line in [*lines, ""]]
