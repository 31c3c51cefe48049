"""What `mkdocs.yml` says of pages: where they lie, and `nav`, in which order and under which titles they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from rosetta.errors import PageError, read_text


@dataclass(frozen=True)
class Entry:
    """One entry of `nav` that leads somewhere."""

    path: str
    """Below the documentation folder, or an address."""
    title: str
    """Empty where nav gives none."""
    groups: tuple[str, ...]
    """Titles of the groups that it stands in, from the outermost."""
    line: int
    """In `mkdocs.yml`, from 1."""
    has_a_line: bool = True
    """Whether it starts with a dash, on a line of its own: others stand in `[...]`."""


@dataclass(frozen=True)
class Configuration:
    """What the project needs of `mkdocs.yml`."""

    path: Path
    docs: Path
    """The documentation folder."""
    nav: tuple[Entry, ...] | None
    """In order; `None` where every page is in it, by default."""

    def entry(self, page: str) -> Entry | None:
        """The first entry of a page, below the documentation folder."""
        return next((entry for entry in self.nav or () if entry.path == page), None)


def read_configuration(path: Path) -> Configuration:
    """What `mkdocs.yml` at `path` says, tags such as `!ENV` unread; raises `PageError` where it is not YAML."""
    try:
        tree = yaml.compose(read_text(path, PageError), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise PageError(path, line, f"not YAML: {error.problem}") from None
    top = {key.value: value for key, value in tree.value} if isinstance(tree, yaml.MappingNode) else {}
    folder = top["docs_dir"].value if isinstance(top.get("docs_dir"), yaml.ScalarNode) else "docs"
    nav = tuple(_entries(top["nav"], ())) if "nav" in top else None
    return Configuration(path, path.parent / folder, nav)


def _entries(node: yaml.Node, groups: tuple[str, ...], title: str = "", in_line: bool = False) -> Iterator[Entry]:
    """Entries below a node of nav: titles are keys, and only values are paths."""
    if isinstance(node, yaml.ScalarNode):
        yield Entry(node.value, title, groups, node.start_mark.line + 1, not in_line)
    elif isinstance(node, yaml.SequenceNode):
        inside = (*groups, title) if title else groups
        for part in node.value:
            yield from _entries(part, inside, in_line=in_line or node.flow_style)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _entries(value, groups, key.value, in_line)
