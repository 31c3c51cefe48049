"""Python-Markdown extension: a line `::: concept/cell` becomes tabs with code, output and verdict.

`::: rows`, `::: defaults`, `::: differences` and `::: errors` become tables, `{{ concept/cell.variable }}` a number.

The preprocessor writes ordinary content tabs and fences, which `pymdownx.tabbed` and `pymdownx.superfences` render, so
highlighting, copying and searching work as everywhere else. Then `comparison` groups what belongs together.

Needs the extensions `attr_list`, `def_list`, `tables`, `pymdownx.highlight`, `pymdownx.superfences`, `pymdownx.tabbed`.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from rosetta.errors import PageError, RosettaError, read_text
from rosetta.judge.concepts import Concepts
from rosetta.judge.parity import judged
from rosetta.site import messages
from rosetta.site.api_map import rows
from rosetta.site.back_links import back_links
from rosetta.site.comparison import CellTreeprocessor
from rosetta.site.defaults import defaults, defaults_problems
from rosetta.site.error_index import error_index
from rosetta.site.families import families
from rosetta.site.footer import Repository, footer, versions_line
from rosetta.site.generated import RECORDED
from rosetta.site.host import Host, host_of
from rosetta.site.numbers import fill
from rosetta.site.page import Directive, Page, front_matter, parse_page, split_front_matter
from rosetta.site.places import Shown, shown_on, wrong_references
from rosetta.site.ranking import ranking
from rosetta.site.sources import Sources
from rosetta.site.tables import differences, site_differences
from rosetta.site.tabs import render


class RosettaExtension(Extension):
    """Registers both processors; the options' help texts say what they do."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "snippets": ["snippets", "folder of the snippet files"],
            "repository": ["", "address of the repository on GitHub, for links to the source and to Colab"],
            "branch": ["main", "branch that those links name"],
            "notebooks": ["", "branch that has the notebooks with the pages' prose, for Colab; else it opens records"],
            "strict": [True, "stop where something is wrong; otherwise say so on the page (while writing)"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        # After pymdownx.snippets (32), so that included text may hold directives; before superfences (25).
        md.preprocessors.register(CellPreprocessor(md, self.getConfigs()), "rosetta", 28)
        # After attr_list (8), which sets the classes; before toc (5), which must know the ids.
        md.treeprocessors.register(CellTreeprocessor(md), "rosetta", 6)


def makeExtension(**options: Any) -> RosettaExtension:  # noqa: N802
    """Entry point that Python-Markdown calls for the name `rosetta.site.extension`."""
    return RosettaExtension(**options)


_sources: dict[Path, Sources] = {}
"""By folder, what the last page was made of: generators make a new converter for every page."""


def sources_of(root: Path, snippets: Path) -> Sources:
    """The sources of the project in `root` as its files are now; what has not changed is not read again."""
    known = _sources.get(snippets)
    _sources[snippets] = known.renewed() if known else Sources(root, Concepts(snippets))
    return _sources[snippets]


class CellPreprocessor(Preprocessor):
    """Replaces directives; a page that has some also gets what it was recorded with, and its files and API names."""

    def __init__(self, md: Markdown, options: dict[str, Any]) -> None:
        super().__init__(md)
        self.snippets = options["snippets"]
        address = (options["repository"] or "").rstrip("/")
        self.repository = Repository(address, options["branch"], options["notebooks"] or "")
        self.strict = options["strict"] not in (False, "false")

    def run(self, lines: list[str]) -> list[str]:
        """Raises the first `RosettaError` where `strict`; otherwise it stands on the page, in its place."""
        host = host_of(self.md)
        sources = sources_of(host.root, host.root / self.snippets)
        self._start = host.start
        page, errors = fill(_page(host, lines), sources)
        self._stop(errors)
        if not page.directives and not page.problems:
            return list(page.lines)
        shown = shown_on(page, sources.concepts)
        replaced = {one.line: partial(self._directive, one, page, shown, sources) for one in page.directives}
        wrong = {one.line - page.offset: one for one in page.problems if one.line}
        self._stop(wrong.values())
        written: list[str] = []
        links = back_links(page, sources)
        for number, line in enumerate(page.lines, 1):
            written += links.pop(number, ())
            if number in wrong:
                written += messages.block(wrong[number], line[: len(line) - len(line.lstrip())])
            else:
                written += replaced[number]() if number in replaced else [line]
        written += [line for lines in links.values() for line in lines]
        # a landing page shows a cell or two, and is about none
        if shown.places and not page.is_index:
            written = self._with_head_and_foot(page, shown, written)
        while written and not written[-1]:  # else a fence that ends the page would be put into a paragraph
            written.pop()
        return written

    def _directive(self, directive: Directive, page: Page, shown: Shown, sources: Sources) -> list[str]:
        try:
            errors = list(wrong_references(page, directive, sources.concepts))
            self._stop(errors)
            lines = [line for error in errors for line in messages.block(error, directive.indent)]
            return lines or self._rendered(directive, page, shown, sources)
        except RosettaError as error:
            self._stop([error])
            return messages.block(error, directive.indent)

    def _rendered(self, directive: Directive, page: Page, shown: Shown, sources: Sources) -> list[str]:
        places = shown.of(directive)
        if directive.table in ("differences", "errors"):
            places = list(sources.places.values()) if directive.of else list(shown.places)
        if self.strict:
            verdicts = (judged(place.concept, place.title) for place in places)
            self._stop(one for one in verdicts if isinstance(one, RosettaError))
        if directive.table == "rows":
            explained = sources.explained.sections if page.path else {}
            return rows(places[0].concept, [place.title for place in places], shown.addresses, explained, self._start)
        if directive.table == "families":
            return families(directive, page, sources)
        if directive.table == "defaults":
            self._stop(defaults_problems(places[0].concept, directive.family))
            return defaults(places[0].concept, directive.family)
        if directive.table == "errors":
            return error_index(directive, places, page.path)
        if directive.of:
            return site_differences(directive, ranking(sources, page), page.path)
        if directive.table:
            return differences(directive, places)
        return render(directive, places, _recorded(page))

    def _with_head_and_foot(self, page: Page, shown: Shown, written: list[str]) -> list[str]:
        place = next((n for n, line in enumerate(written) if line.startswith("## ")), len(written))
        concepts = {concept.name: concept for concept in shown.concepts}
        used = [place.cell for place in shown.places if not place.directive.table]
        try:
            return [
                *written[:place],
                *versions_line(concepts),
                *written[place:],
                *footer(concepts, used, _recorded(page), self.repository),
            ]
        except RosettaError as error:
            self._stop([error])
            return [*written, *messages.block(error)]

    def _stop(self, errors: Iterable[RosettaError]) -> None:
        if self.strict:
            for error in errors:
                raise error


def _page(host: Host, lines: list[str]) -> Page:
    """The page, whose front matter site generators cut off before Python-Markdown sees it."""
    file, offset, meta = host.docs / host.page, 0, None
    if host.page and file.is_file():
        text = read_text(file, PageError)
        offset, meta = split_front_matter(text)[1], front_matter(text)
    page = parse_page(host.page, file if host.page else Path("page"), lines, offset)
    return replace(page, meta=meta or {})


def _recorded(page: Page) -> str:
    """The path from the page to the folder of recorded files."""
    return posixpath.relpath(RECORDED, posixpath.dirname(page.path))
