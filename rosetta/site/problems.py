"""What is wrong with pages and nav, as far as it can be told without building the site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from rosetta.errors import PageError, RosettaError, SnippetError, shown_path
from rosetta.site.defaults import defaults_problems
from rosetta.site.families import family_pages
from rosetta.site.numbers import fill
from rosetta.site.page import Page
from rosetta.site.places import cells_of, meant, no_cell, wrong_references
from rosetta.site.ranking import ranking_problems
from rosetta.site.see import wrong_see
from rosetta.site.sources import Sources
from rosetta.site.targets import dead_links, targets

_TAB = re.compile(r"(?P<indent> *)===[!+]* +\"")
_INDENTED_HEADING = re.compile(r"(?P<indent> +)#{1,6} +\S")


def problems_of_pages(sources: Sources) -> Iterator[RosettaError]:
    """All that is wrong with pages and nav; what is wrong with snippets and records is not told again."""
    yield from sources.unreadable
    for page in sources.pages:
        yield from _wrong_directives(page, sources)
        yield from _pages_own(fill(page, sources)[1])
        yield from page.problems
        yield from _headings_in_tabs(page)
        yield from _wrong_title(page)
        yield from dead_links(page, sources)
        yield from wrong_see(page, sources.shown(page), set(sources.places))
        yield from ranking_problems(page, sources)
    yield from _wrong_nav(sources)
    yield from _missing_in_index(sources)
    yield from _cells_on_no_page(sources)


def _wrong_directives(page: Page, sources: Sources) -> Iterator[RosettaError]:
    for directive in page.directives:
        yield from _pages_own(wrong_references(page, directive, sources.concepts))
        if directive.table == "defaults" and not sources.concepts.errors(directive.of):
            yield from defaults_problems(sources.concepts[directive.of], directive.family)


def _pages_own(errors: Iterable[RosettaError]) -> Iterator[PageError]:
    return (error for error in errors if isinstance(error, PageError))


def _headings_in_tabs(page: Page) -> Iterator[PageError]:
    """Search and the table of contents do not see them."""
    inside: int | None = None
    for number, line in page.prose:
        if tab := _TAB.match(line):
            inside = len(tab["indent"]) + 4
        elif line.strip() and inside is not None and len(line) - len(line.lstrip(" ")) < inside:
            inside = None
        elif inside is not None and (heading := _INDENTED_HEADING.match(line)) and len(heading["indent"]) == inside:
            yield page.error(number, "a heading in a tab is in no table of contents: put it above the tabs")


def _wrong_title(page: Page) -> Iterator[PageError]:
    """A heading may go on after the words of nav; that of a landing page, which has its section's, is its own."""
    heading = next((one for one in page.headings if one.level == 1), None)
    if heading and page.title and not page.is_index and not heading.text.startswith(page.title):
        message = f"the heading is '{heading.text}', and nav calls the page '{page.title}': start it with these words"
        yield page.error(heading.line, message)


def _wrong_nav(sources: Sources) -> Iterator[PageError]:
    configuration = sources.configuration
    if configuration.nav is None:
        return
    for page in sources.pages:
        if not page.entry:
            yield PageError(page.file, 1, f"is not in the nav of {configuration.path.name}")
    for entry in configuration.nav:
        if entry.path.endswith(".md") and not (configuration.docs / entry.path).is_file():
            path = shown_path(configuration.docs / entry.path)
            yield PageError(configuration.path, entry.line, f"nav names {path}, which is not there")


def _missing_in_index(sources: Sources) -> Iterator[PageError]:
    """Pages that the landing page of their folder does not link to."""
    for index in sources.pages:
        folder = posixpath.dirname(index.path)
        if not index.is_index or not folder:
            continue
        linked = {path for _, target in targets(index) for path in [posixpath.join(folder, target.partition("#")[0])]}
        if any(directive.table == "families" for directive in index.directives):
            linked |= {page.path for page in family_pages(index, sources)}
        for page in sources.pages:
            if posixpath.dirname(page.path) == folder and page is not index and page.path not in linked:
                yield PageError(index.file, None, f"does not link to {PurePosixPath(page.path).name}: add it")


def _cells_on_no_page(sources: Sources) -> Iterator[SnippetError]:
    """Visible cells that no page shows, but for those that a misspelled line was to show."""
    shown = {place.cell for page in sources.pages for place in sources.shown(page).places}
    for page in sources.pages:
        for directive in page.directives:
            for name, title in cells_of(directive, sources.concepts):
                if not sources.concepts.errors(name) and no_cell(sources.concepts, name, title):
                    shown.add(meant(sources.concepts, name, title))
    for concept in sources.concepts:
        for title in concept.visible:
            if (concept.name, title) not in shown:
                snippet = next(iter(concept.having(title).values()))
                message = f"cell '{title}' is on no page: show it by a line '::: {concept.name}/{title}'"
                yield SnippetError(snippet.path, snippet[title].line, message)
