"""Counts of the whole site: `{{ site.rows }}` in a sentence stands for how many rows the API map has."""

from __future__ import annotations

from collections.abc import Iterator

from rosetta.errors import RosettaError, did_you_mean
from rosetta.frameworks import FRAMEWORKS
from rosetta.judge.parity import Verdict, coverage, judged
from rosetta.site.sources import Sources


def total(name: str, sources: Sources) -> str:
    """What `{{ site.NAME }}` stands for; raises `ValueError` for a name that means nothing.

    Cells without a fresh record do not count.
    """
    match name:
        case "pages":  # that show cells, landing pages aside
            shown = [page for page in sources.pages if not page.is_index and sources.shown(page).places]
            return f"{len(shown):,}"
        case "rows":  # of the API map
            rows = {cell for cell, place in sources.places.items() if place.directive.table == "rows"}
            return f"{len(rows):,}"
        case "pairs":  # cells with a counterpart
            return f"{coverage(_verdicts(sources))[0]:,}"
        case "proven":  # of these
            return f"{coverage(_verdicts(sources))[1]:,}"
        case "versions":
            return _several([f"{title} {' and '.join(found)}" for title, found in _versions(sources)])
    known = ("pages", "rows", "pairs", "proven", "versions")
    raise ValueError(f"site has no '{name}'; it has {', '.join(known)}.{did_you_mean(name, known)}")


def _verdicts(sources: Sources) -> list[Verdict]:
    """Of each cell that a page shows."""
    found = (judged(place.concept, place.title) for place in sources.places.values())
    return [one for one in found if isinstance(one, Verdict)]


def _versions(sources: Sources) -> Iterator[tuple[str, list[str]]]:
    """Title and recorded versions of each framework."""
    found: dict[str, dict[str, None]] = {}
    for name in sources.concepts.names:
        try:
            records = sources.concepts[name].records
        except RosettaError:
            continue
        for framework, record in records.items():
            found.setdefault(framework, {})[record.versions[FRAMEWORKS[framework].version_of]] = None
    return ((one.title, list(found[name])) for name, one in FRAMEWORKS.items() if name in found)


def _several(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
