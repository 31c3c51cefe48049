"""Tables of the cells that differ on purpose: `::: differences` of a page, `::: differences values` of the site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from rosetta.judge.concepts import Concept
from rosetta.judge.parity import Verdict, judged
from rosetta.site import api_map, comparison
from rosetta.site.page import Directive, directives, references
from rosetta.site.wording import differing


@dataclass(frozen=True)
class Place:
    """Where a cell stands on the site: a page, below the documentation folder, and the anchor on it."""

    page: str
    anchor: str
    name: str
    """The page's name in nav."""


def differences(directive: Directive, shown: list[tuple[Concept, str]], strict: bool = True) -> list[str]:
    """Markdown lines of a table of those cells in `shown` that differ on purpose.

    Raises what `verdict_of` does; unless `strict`, such a cell has no row.
    """
    return _table(directive, ((_link(title, ""), verdict) for _, title, verdict in judged(shown, strict)))


def site_differences(docs: Path, load: Callable[[str], Concept], strict: bool) -> list[tuple[Place, str, Verdict]]:
    """All cells of the site that differ on purpose: place, title and verdict; raises what `verdict_of` does."""
    found = places(docs, load)
    cells = ((load(name), title) for name, title in found)
    return [
        (found[concept.name, title], title, verdict)
        for concept, title, verdict in judged(cells, strict)
        if verdict.kind == "differs"
    ]


def differences_of_kind(directive: Directive, found: list[tuple[Place, str, Verdict]], page: str) -> list[str]:
    """Markdown lines of a table of those cells in `found` whose difference is of the kind `directive.of`.

    Links lead from `page`.
    """
    start = posixpath.dirname(page)
    links = (
        (f"{place.name}: {_link(title, posixpath.relpath(place.page, start), place.anchor)}", verdict)
        for place, title, verdict in found
        if kind(verdict) == directive.of
    )
    return _table(directive, links)


def kind(verdict: Verdict) -> str:
    """How the difference shows, from silent to loud: `values` alone differ, `types` (dtype or shape), or `errors`."""
    groups = [[value for _, value in finding.groups] for finding in verdict.differs]
    if any(len({(value.dtype, value.shape) for value in values}) == 1 for values in groups):
        return "values"
    return "types" if groups else "errors"


def places(docs: Path, load: Callable[[str], Concept]) -> dict[tuple[str, str], Place]:
    """Where each cell stands, in the order of the nav; tables of defaults, and landing pages, which repeat, aside."""
    nav = (docs.parent / "mkdocs.yml").read_text(encoding="utf-8")
    pages = {path.relative_to(docs).as_posix(): path for path in docs.rglob("*.md") if path.name != "index.md"}
    named = {match[2]: match[1] for match in re.finditer(r"^ *- (.+): (\S+\.md)$", nav, re.MULTILINE)}
    found: dict[tuple[str, str], Place] = {}
    for page in sorted(pages, key=lambda page: (nav.find(f" {page}"), page)):
        lines = pages[page].read_text(encoding="utf-8").splitlines()
        shown = [one for one in directives(page, lines) if isinstance(one, Directive)]
        owned = api_map.owners([load(one.of) for one in shown if one.table == "rows"])
        taken: set[str] = set()
        for one in shown:
            if one.table in ("defaults", "differences"):
                continue
            for name, title in references(one, load):
                place = api_map.anchor(load(name), title, owned) if one.table else comparison.anchor(name, title, taken)
                found.setdefault((name, title), Place(page, place, named.get(page, "")))
    return found


def _link(title: str, page: str, anchor: str = "") -> str:
    return f"[{title.replace('-', ' ')}]({page}#{anchor or title})"


def _table(directive: Directive, links: Iterable[tuple[str, Verdict]]) -> list[str]:
    """A row for each pair of a link and a verdict that differs."""
    lines = ["", "| Where | What differs | Cause and remedy |", "| --- | --- | --- |"]
    for link, verdict in links:
        if verdict.kind == "differs":
            row = [link, "; ".join(differing(verdict)), verdict.why]
            lines.append("| " + " | ".join(text.replace("|Δ|", r"\|Δ\|") for text in row) + " |")
    return [directive.indent + line if line else "" for line in [*lines, ""]]
