"""Links within the site: what a page can be linked by, and which links lead nowhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from rosetta.errors import PageError, did_you_mean, nearest
from rosetta.site.generated import is_generated
from rosetta.site.page import CODE_SPAN, Page
from rosetta.site.sections import set_anchors
from rosetta.site.sources import Sources

_TARGET = re.compile(
    r"\]\(\s*<?(?P<inline>[^)<>\s]+)>?(?:\s+[\"'(][^)]*)?\)"
    r"|^ {0,3}\[[^\]^]+\]:\s*<?(?P<defined>[^<>\s]+)"
    r"|\b(?:href|src)=[\"'](?P<html>[^\"']+)"
)


def targets(page: Page) -> Iterator[tuple[int, str]]:
    """What the links and images of a page lead to, with the numbers of their lines."""
    for number, line in page.prose:
        for match in _TARGET.finditer(re.sub(CODE_SPAN, "", line)):
            yield number, match["inline"] or match["defined"] or match["html"]


def dead_links(page: Page, sources: Sources) -> Iterator[PageError]:
    """What is wrong with links and images of `page` that lead to no page, file or anchor of the site."""
    for number, target in targets(page):
        if message := _wrong(page, target, sources):
            yield page.error(number, message)


def anchors(page: Page, sources: Sources) -> set[str]:
    """All anchors of a page: those of its cells and API names, of its headings, and those that it sets itself."""
    return set_anchors(page, sources.shown(page)) | {section.anchor for section in sources.sections[page.path]}


def _wrong(page: Page, target: str, sources: Sources) -> str:
    parts = urlsplit(target)
    if parts.scheme or target.startswith(("/", "{")):
        return ""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(parts.path)))
    other = sources.page(path) if parts.path else page
    if not other:
        missing = "" if _is_file(path, sources) else f"there is no such file.{_hint(page, path, sources)}"
    elif (anchor := unquote(parts.fragment)) and anchor not in (known := anchors(other, sources)):
        missing = f"the page has no such anchor.{did_you_mean(anchor, sorted(known))}"
    else:
        missing = ""
    return missing and f"the link to '{target}' leads nowhere: {missing}"


def _is_file(path: str, sources: Sources) -> bool:
    return is_generated(path) or (sources.configuration.docs / path).is_file()


def _hint(page: Page, path: str, sources: Sources) -> str:
    """The nearest page, as a link from `page` names it; endings, which are alike, do not make names alike."""
    start = posixpath.dirname(page.path)
    names = (posixpath.relpath(one.path, start).removesuffix(".md") for one in sources.pages)
    near = nearest(posixpath.relpath(path, start).removesuffix(".md"), names)
    return f" Did you mean '{near}.md'?" if near else ""
