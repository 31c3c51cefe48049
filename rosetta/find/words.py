"""Search words of sections, which people type and the page does not say; they stand in the page's front matter.

    search:
      freeze-batch-normalization: freeze bn, requires_grad batchnorm

The keys are anchors of headings; that of the first heading stands for the page.
"""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from rosetta.errors import PageError, did_you_mean
from rosetta.site.page import Page
from rosetta.site.sources import Sources

_KEY = "search"


def search_words(page: Page) -> dict[str, str]:
    """The search words of a page by anchor; empty where its front matter holds none."""
    node = _node(page)
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return {key.value: value.value for key, value in pairs if isinstance(value, yaml.ScalarNode)}


def wrong_words(sources: Sources) -> Iterator[PageError]:
    """What is wrong with the search words of all pages: anchors that no heading has, and other things than words."""
    for page in sources.pages:
        node = _node(page)
        if isinstance(node, yaml.MappingNode):
            yield from _wrong_pairs(page, node, [one.anchor for one in sources.sections[page.path]])
        elif node:
            message = f"'{_KEY}' holds no anchors: write a line 'anchor-of-a-heading: words' for each"
            yield PageError(page.file, _line(node), message)


def _wrong_pairs(page: Page, node: yaml.MappingNode, anchors: list[str]) -> Iterator[PageError]:
    taken: set[str] = set()
    for key, value in node.value:
        anchor = key.value
        if anchor not in anchors:
            near = did_you_mean(anchor, anchors)
            yield PageError(
                page.file, _line(key), f"search words for '{anchor}', and no heading has this anchor.{near}"
            )
        elif anchor in taken:
            yield PageError(page.file, _line(key), f"search words for '{anchor}' a second time: put all in one line")
        if not isinstance(value, yaml.ScalarNode) or not value.value.strip():
            yield PageError(page.file, _line(value), f"search words for '{anchor}' are words, with commas between")
        taken.add(anchor)


def _node(page: Page) -> yaml.Node | None:
    """What stands under `search` in the front matter."""
    return next((value for key, value in page.front if key.value == _KEY), None)


def _line(node: yaml.Node) -> int:
    """In the file, from 1: what was read starts with it."""
    return int(node.start_mark.line) + 1
