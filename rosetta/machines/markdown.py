"""A page as plain Markdown, for programs that read text: its prose, and of each cell code, output and verdict."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from rosetta.errors import RosettaError
from rosetta.frameworks import FRAMEWORKS
from rosetta.judge.parity import Verdict, judged
from rosetta.site.api_map import renamed_in
from rosetta.site.defaults import defaults
from rosetta.site.error_index import error_index
from rosetta.site.escaping import fence_of
from rosetta.site.families import families
from rosetta.site.footer import versions_line
from rosetta.site.numbers import fill
from rosetta.site.page import Directive, Page
from rosetta.site.places import Place
from rosetta.site.ranking import ranking
from rosetta.site.sources import Sources
from rosetta.site.tables import differences, site_differences
from rosetta.site.tabs import merged
from rosetta.site.urls import url
from rosetta.site.wording import paragraphs

_ATTRIBUTES = re.compile(r"\s*\{:?[ ]*[.#][^{}]*\}|\s*\{ data-[^{}]*\}")
_LINK = re.compile(r"\]\((?!\w+:)(?P<path>[^)#\s]*?)\.md(?P<anchor>#[^)\s]*)?\)")
_WORDS = {"only": "No equivalent", "shown": "Shown, not compared"}


def markdown_address(path: str) -> str:
    """Where the Markdown of the page at `path` lies in the built site, as https://llmstxt.org proposes."""
    return f"{url(path)}index.html.md"


def markdown(sources: Sources, page: Page) -> str:
    """The page as Markdown; raises `RosettaError` where a reference of its prose leads nowhere."""
    filled, errors = fill(page, sources)
    for error in errors:
        raise error
    found = {one.line: one for one in filled.directives}
    prose = {number for number, _ in filled.prose}
    lines: list[str] = []
    for number, line in enumerate(filled.lines, 1):
        if number in found:
            lines += _directive(sources, page, found[number])
        else:
            lines.append(_plain(page, line) if number in prose else line)
    shown = sources.shown(page)
    if shown.places and not page.is_index:
        lines += versions_line({concept.name: concept for concept in shown.concepts})
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(_ATTRIBUTES.sub("", line) if _is_mark(line) else line for line in lines))
    return text.strip() + "\n"


def _is_mark(line: str) -> bool:
    return line.startswith("{ .")


def _plain(page: Page, line: str) -> str:
    """A line of prose without attributes, whose links lead to the Markdown of other pages."""
    start = url(page.path) or "."

    def link(match: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), match["path"] + ".md"))
        return f"]({posixpath.relpath(markdown_address(path), start)}{match['anchor'] or ''})"

    return _LINK.sub(link, _ATTRIBUTES.sub("", line))


def _directive(sources: Sources, page: Page, directive: Directive) -> Iterator[str]:
    # the page of `sources` has the directives that its places name
    own = next(one for one in page.directives if one.line == directive.line)
    places = sources.shown(page).of(own)
    if directive.table == "defaults":
        yield from defaults(places[0].concept, directive.family)
    elif directive.table == "families":
        yield from (_plain(page, line) for line in families(own, page, sources))
    elif directive.table == "errors":
        every = list(sources.places.values()) if own.of else list(sources.shown(page).places)
        yield from (_plain(page, line) for line in error_index(own, every, page.path))
    elif directive.table == "differences":
        every = list(sources.shown(page).places)
        table = site_differences(own, ranking(sources, page), page.path) if own.of else differences(own, every)
        yield from (_plain(page, line) for line in table)
    else:
        for place in places:
            yield from _cell(place)


def _cell(place: Place) -> Iterator[str]:
    concept, title = place.concept, place.title
    verdict = judged(concept, title)
    if isinstance(verdict, RosettaError):
        return
    yield from ("", f"**Cell `{concept.name}/{title}`**", "")
    for framework, snippet in concept.having(title).items():
        if snippet[title].marks.hidden:
            continue
        yield from (f"{FRAMEWORKS[framework].title}:", "", *_fence(snippet[title].source, "python"))
        if place.directive.table:
            continue  # a row shows no output
        for output in merged(concept.records[framework].cells[title]):
            if "plain" in output:
                yield from ("Output:", "", *_fence(output["plain"].rstrip("\n"), "text"))
            else:
                yield from (f"Output: a figure. {snippet[title].marks.alt}", "")
    yield from _verdict(place, verdict)


def _verdict(place: Place, verdict: Verdict) -> Iterator[str]:
    told = [_ATTRIBUTES.sub("", text) for _, text in paragraphs(verdict)]
    if not told:
        told = [" ".join(filter(None, [f"**{_WORDS[verdict.kind]}.**", verdict.why or verdict.note]))]
    if pairs := [f"`{mine}` → `{other}`" for mine, other in renamed_in(place.concept, place.title)]:
        told.append(f"Arguments: {', '.join(pairs)}")
    for text in told:
        yield from (text, "")


def _fence(text: str, language: str) -> list[str]:
    ticks = fence_of(text)
    return [f"{ticks}{language}", *text.split("\n"), ticks, ""]
