"""Make the files of a new concept: a page, its snippets, its line in nav and its line in the index of its section."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from rosetta.errors import PageError, did_you_mean, read_text
from rosetta.frameworks import FRAMEWORKS, REQUIRED
from rosetta.site.nav import Entry, read_configuration
from rosetta.source.cells import wrong_name

_SNIPPETS = {
    "pytorch": '# %% create same="x"\nimport torch\n\nx = torch.tensor([1.0, 2.0, 3.0])\nx\n',
    "tensorflow": '# %% create same="x"\nimport tensorflow as tf\n\nx = tf.constant([1.0, 2.0, 3.0])\nx\n',
    "keras": '# %% create same="x"\nimport keras\n\nx = keras.ops.array([1.0, 2.0, 3.0])\nx\n',
}
_PAGE = """---
description: What the reader finds on this page, in one sentence.
---

# {title}

What the page is about, and where the frameworks part, in two sentences.

## What the reader wants to do

What to notice, in one to three sentences.

::: {name}/create
"""
_SECTION = "learn"
"""The folder of the pages that are made."""


@dataclass(frozen=True)
class Group:
    """A group of nav with pages of the section: its title, and the number of the last line that belongs to it."""

    title: str
    last: int


def new_concept(
    root: Path, name: str, choose: Callable[[list[str]], str], title: str = "", keras: bool = False
) -> list[Path]:
    """Write the files of the concept `name`, and return their paths; of one that is there, those snippets it lacks.

    `choose` is given the titles of the groups of nav where a page is made, and returns one of them. The page is called
    `title`, or like the concept. A snippet file of Keras is made where `keras` says so. Raises `PageError` where
    nothing is missing, or a name will not do.
    """
    page = root / "docs" / _SECTION / f"{name.replace('_', '-')}.md"
    if wrong := wrong_name(name):
        raise PageError(page, None, wrong)
    frameworks = [framework for framework in FRAMEWORKS if framework in REQUIRED or (keras and framework == "keras")]
    snippets = {root / "snippets" / framework / f"{name}.py": _SNIPPETS[framework] for framework in frameworks}
    missing = {path: text for path, text in snippets.items() if not path.exists()}
    if not missing:
        raise PageError(next(iter(snippets)), None, "is there already, and so is that of every other framework")
    files: dict[Path, str] = {}
    if missing == snippets and not page.exists():
        files = _page_files(root, page, title or name.replace("_", " ").capitalize(), name, choose)
    for path, content in (files | missing).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return [*files, *missing]


def _page_files(root: Path, page: Path, title: str, name: str, choose: Callable[[list[str]], str]) -> dict[Path, str]:
    """The page, and with their new line `mkdocs.yml` and the index of the section."""
    files = {page: _PAGE.format(title=title, name=name)}
    config, index = root / "mkdocs.yml", page.with_name("index.md")
    text, nav = read_text(config, PageError), read_configuration(config).nav or ()
    if any(entry.path == f"{_SECTION}/{page.name}" for entry in nav):
        return files
    groups = list(_groups(nav))
    if not groups:
        raise PageError(config, None, f"nav has no page under {_SECTION}/ to put the new one after")
    titles = [group.title for group in groups]
    chosen = choose(titles)
    if chosen not in titles:
        near = did_you_mean(chosen, titles) or f" There are: {', '.join(titles)}."
        raise PageError(config, None, f"nav has no group '{chosen}' with pages under {_SECTION}/.{near}")
    files[config] = _with_nav_line(text, groups[titles.index(chosen)], title, f"{_SECTION}/{page.name}")
    if index.is_file() and (listed := _with_index_line(read_text(index, PageError), chosen, title, page.name)):
        files[index] = listed
    return files


def _groups(nav: Iterable[Entry]) -> Iterator[Group]:
    """The groups of nav that list pages of the section, in their order; nav itself has no title."""
    last: dict[str, int] = {}
    for entry in nav:
        if entry.path.startswith(f"{_SECTION}/") and not entry.path.endswith("/index.md") and entry.has_a_line:
            last[entry.groups[-1] if entry.groups else ""] = entry.line
    return (Group(title, line) for title, line in last.items())


def _with_nav_line(text: str, group: Group, title: str, path: str) -> str:
    """The text of `mkdocs.yml` with a line for the page at the end of the group."""
    lines = text.splitlines(keepends=True)
    before = lines[group.last - 1]
    dash = re.match(r" *- +", before)
    entry = yaml.safe_dump({title: path}, allow_unicode=True, width=1000).rstrip("\n")  # quotes what needs it
    lines[group.last - 1 : group.last] = [before.rstrip("\n") + "\n", f"{dash[0] if dash else '- '}{entry}\n"]
    return "".join(lines) if text.endswith("\n") else "".join(lines)[:-1]


def _with_index_line(text: str, group: str, title: str, file: str) -> str | None:
    """The index with a line for the page after the last one under the heading of its group, if it has one."""
    lines = text.splitlines()
    start = next((number for number, line in enumerate(lines) if line.strip() == f"## {group}"), None)
    if start is None:
        return None
    rest = range(start + 1, len(lines))
    end = next((number for number in rest if lines[number].startswith("#")), len(lines))
    last = max(number for number in range(start, end) if lines[number].strip())
    blank = [""] if last == start else []
    lines[last + 1 : last + 1] = [*blank, f"- [{title}]({file}): what it is about, in a few words."]
    return "\n".join(lines) + "\n"
