"""Tables of the cells that differ on purpose: `::: differences` of a page, `::: differences values` of the site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rosetta.errors import RosettaError
from rosetta.parity import Verdict
from rosetta.project import Concept, Directive, directives, references
from rosetta.rows import anchor, owners
from rosetta.verdicts import differing


@dataclass(frozen=True)
class Place:
    """Where a cell stands on the site: a page, below the documentation folder, and the anchor on it."""

    page: str
    anchor: str
    name: str
    """The page's name in nav."""


def differences(directive: Directive, shown: list[tuple[Concept, str]], strict: bool = True) -> list[str]:
    """Markdown lines of a table of those cells in `shown` that differ on purpose.

    Raises what `Concept.verdict` does; unless `strict`, such a cell has no row.
    """
    rows = [(concept, title, f"#{title}", "") for concept, title in shown]
    return _table(directive, rows, lambda verdict: verdict.kind == "differs", strict)


def all_differences(
    directive: Directive, docs: Path, page: str, load: Callable[[str], Concept], strict: bool
) -> list[str]:
    """Markdown lines of a table of all cells of the site whose difference is of the kind `directive.of`.

    Links lead from `page`. Raises what `Concept.verdict` does; unless `strict`, such a cell has no row.
    """
    start = posixpath.dirname(page)
    rows = [
        (load(name), title, f"{posixpath.relpath(place.page, start)}#{place.anchor}", f"{place.name}: ")
        for (name, title), place in places(docs, load).items()
    ]
    return _table(directive, rows, lambda verdict: verdict.kind == "differs" and kind(verdict) == directive.of, strict)


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
        owned = owners([load(one.of) for one in shown if one.table == "rows"])
        taken: set[str] = set()
        for one in shown:
            if one.table in ("defaults", "differences"):
                continue
            for name, title in references(one, load):
                place = anchor(load(name), title, owned) if one.table else _anchor(name, title, taken)
                found.setdefault((name, title), Place(page, place, named.get(page, "")))
    return found


def _anchor(name: str, title: str, taken: set[str]) -> str:
    """The anchor of a comparison, as `rosetta.markdown` gives it."""
    place = title if title not in taken else f"{name}-{title}"
    taken.add(place)
    return place


def _table(
    directive: Directive, rows: list[tuple[Concept, str, str, str]], wanted: Callable[[Verdict], bool], strict: bool
) -> list[str]:
    lines = ["", "| Where | What differs | Cause and remedy |", "| --- | --- | --- |"]
    for (_, title, address, page), verdict in _judged(rows, strict):
        if wanted(verdict):
            row = [f"{page}[{title.replace('-', ' ')}]({address})", "; ".join(differing(verdict)), verdict.why]
            lines.append("| " + " | ".join(text.replace("|Δ|", r"\|Δ\|") for text in row) + " |")
    return [directive.indent + line if line else "" for line in [*lines, ""]]


def _judged(
    rows: list[tuple[Concept, str, str, str]], strict: bool
) -> Iterator[tuple[tuple[Concept, str, str, str], Verdict]]:
    for row in rows:
        try:
            yield row, row[0].verdict(row[1])
        except RosettaError:
            if strict:
                raise
