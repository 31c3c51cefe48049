"""`llms.txt` and `llms-full.txt`, as https://llmstxt.org describes them: a list of all pages, and all pages in one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from rosetta.machines.markdown import markdown, markdown_address
from rosetta.site.page import Page
from rosetta.site.sections import title_of
from rosetta.site.sources import Sources

_SUMMARY = (
    "Deep learning tasks in PyTorch, TensorFlow and Keras side by side: code that runs, its recorded output, and "
    "whether the results are the same, as asserted and measured."
)
_DATA = (
    "- [API map as data](api.json): a row for each cell, with names, code, paired arguments and verdicts\n"
    "- [Schema of api.json](api.schema.json): JSON Schema of these rows\n"
    "- [All pages in one file](llms-full.txt)\n"
)


def llms(sources: Sources) -> str:
    """`llms.txt`: the pages in the order of nav, by its outermost groups."""
    groups: dict[str, list[str]] = {}
    for page in _pages(sources):
        group = page.entry.groups[0] if page.entry and page.entry.groups else "Start"
        told = f": {text}" if (text := description(page)) else ""
        groups.setdefault(group, []).append(f"- [{title_of(page)}]({markdown_address(page.path)}){told}\n")
    sections = "".join(f"\n## {group}\n\n{''.join(lines)}" for group, lines in groups.items())
    return f"# Rosetta\n\n> {_SUMMARY}\n{sections}\n## Data\n\n{_DATA}"


def markdown_pages(sources: Sources) -> dict[str, str]:
    """By address, the Markdown of each page of nav; raises `RosettaError` as `markdown` does."""
    return {markdown_address(page.path): markdown(sources, page) for page in _pages(sources)}


def llms_full(pages: Mapping[str, str]) -> str:
    """`llms-full.txt`: `pages`, the Markdown of all pages, each under its address."""
    parts = (f"<!-- {address} -->\n\n{text}" for address, text in pages.items())
    return f"# Rosetta\n\n> {_SUMMARY}\n\n" + "\n".join(parts)


def description(page: Page) -> str:
    """What the front matter says of the page, else its first sentence."""
    if text := page.meta.get("description"):
        return " ".join(str(text).split())
    paragraph = re.search(r"(?:^|\n\n)(\w[^\n]*(?:\n[^\n]+)*)", "\n".join(line for _, line in page.prose))
    return re.split(r"(?<=[.?!])\s", " ".join(paragraph[1].split()))[0] if paragraph else ""


def _pages(sources: Sources) -> Iterator[Page]:
    return (page for page in sources.pages if page.entry)
