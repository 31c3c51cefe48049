"""The index of the errors that cells of the site raise, `::: errors KIND`: message, cause, and the cell that mends it.

A record holds what a cell prints of its error. An entry is a paragraph for each framework that raises, and one below
them that leads to the cell; `docs/assets/error-search.js` finds them by their classes.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rosetta.frameworks import FRAMEWORKS
from rosetta.judge.parity import Verdict, judged
from rosetta.record.outcome import CellRun
from rosetta.site.error_kinds import error_kind
from rosetta.site.escaping import code, prose
from rosetta.site.page import Directive
from rosetta.site.places import Place

_VALUE = re.compile(r"\s|[\[\](<-]|\{(?!\{)|(tf\.Tensor|tensor|array)\(|Parameter containing|\d|(True|False|None)\b")
"""Starts of lines that show a value, as cells print beside their error."""


@dataclass(frozen=True)
class Raised:
    """An error of one framework, as the cell prints it."""

    framework: str
    error: str
    message: str


def raised(place: Place) -> Iterator[Raised]:
    """The errors that the cell at `place` raises; raises `RecordError` where a record is missing or stale."""
    for framework, snippet in place.concept.having(place.title).items():
        if error := snippet[place.title].marks.raises:
            run = place.concept.record(framework).cells[place.title]
            yield Raised(framework, error, " ".join(_message(run).split()))


def error_index(directive: Directive, places: Iterable[Place], page: str) -> list[str]:
    """Markdown lines of all errors at `places` whose kind is `directive.of`; links lead from `page`."""
    start = posixpath.dirname(page)
    lines = [""]
    for place in places:
        verdict = judged(place.concept, place.title)
        if not isinstance(verdict, Verdict) or not (errors := list(raised(place))):
            continue
        if error_kind("\n".join(one.message for one in errors)) == directive.of:
            address = "" if place.page.path == page else posixpath.relpath(place.page.path, start)
            lines += _entry(place, errors, verdict, address)
    return [directive.indent + line if line else "" for line in lines]


def _entry(place: Place, errors: list[Raised], verdict: Verdict, address: str) -> Iterator[str]:
    """Lines of one entry; its first paragraph has the address `error-CONCEPT-CELL`."""
    anchor = f" #error-{place.concept.name}-{place.title}"
    for one in errors:
        told = f" {code(one.message)}" if one.message not in ("", one.error) else ""
        yield f"**{FRAMEWORKS[one.framework].title}** {prose(f'{code(one.error)}{told}')}"
        yield from (f"{{ .error-message{anchor} }}", "")
        anchor = ""
    without = [name for name in place.concept.having(place.title) if name not in {one.framework for one in errors}]
    words = [verdict.why or verdict.note, *(f"{FRAMEWORKS[name].title} raises no error." for name in without)]
    where = f"{place.page.title}: {place.title.replace('-', ' ')}"
    yield f"{prose(' '.join(filter(None, words)))} [{prose(where)}]({address}#{place.anchor})".strip()
    yield from ("{ .error-cause }", "")


def _message(run: CellRun) -> str:
    """What a cell prints but for lines that show values; all of it where there is nothing else."""
    streams = [output["text"] for output in run.outputs if output["output_type"] == "stream"]
    lines = "".join(streams).splitlines()
    return "\n".join([line for line in lines if not _VALUE.match(line)] or lines)
