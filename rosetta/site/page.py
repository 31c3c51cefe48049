"""A page, read once: its prose, headings, directives, and what nav says of it."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from rosetta.errors import PageError, read_text
from rosetta.site.error_kinds import ERROR_KINDS
from rosetta.site.nav import Configuration, Entry

CONCEPT_TABLES = ("rows", "defaults")
CODE_SPAN = r"(?<!`)(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)"
"""An expression for code within a line of a page."""
LISTS = ("first", "all")
"""Tables of the differences of the whole site: those that cost most, and every one."""

_DIRECTIVE = re.compile(r"(?P<indent>[ \t]*):::(?P<rest>.*)")
_FENCE = re.compile(r"[ \t]*(?:[-*+>] |\d+\. )*(?P<fence>`{3,}(?!.*`)|~{3,})")
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<yaml>.*?\n)(?:---|\.\.\.)[ \t]*\n\n*", re.DOTALL)
_HEADING = re.compile(r"(?P<marks>#{1,6})(?P<text>.*?)(?<!\\)#*")
_REFERENCE = re.compile(r"[a-z0-9_]+/[a-z0-9-]+")
_TABLE = re.compile(
    r"(?P<rows>rows) +(?P<map>[a-z0-9_]+)|(?P<defaults>defaults) +(?P<concept>[a-z0-9_]+)(?: +(?P<family>[a-z0-9]+))?"
    rf"|(?P<families>families)|(?P<differences>differences)(?: +(?P<list>{'|'.join(LISTS)}))?"
    rf"|(?P<errors>errors) +(?P<error_kind>{'|'.join(ERROR_KINDS)})"
)
_UNDERLINE = re.compile(r"(=+|-+) *")


@dataclass(frozen=True)
class Directive:
    """A line `::: concept/cell concept/cell` of a page, at line `line` (from 1, below the front matter).

    Or a table, `::: TABLE OF`: `rows CONCEPT` or `defaults CONCEPT`, of all cells of a concept, `defaults CONCEPT
    FAMILY`, of those whose titles start so; `families`, of the pages of the API map; `differences` of the page, or of
    the whole site (see `LISTS`); `errors KIND`, of the whole site (see `ERROR_KINDS`).
    """

    line: int
    indent: str
    references: tuple[tuple[str, str], ...]
    table: str = ""
    of: str = ""
    family: str = ""


@dataclass(frozen=True)
class Heading:
    """A heading of a page, at line `line`; `level` counts from 1."""

    line: int
    level: int
    text: str


@dataclass(frozen=True)
class Page:
    """One page as it was read."""

    path: str
    """Below the documentation folder."""
    file: Path
    lines: tuple[str, ...]
    """Without the front matter; all line numbers of directives and headings count these, from 1."""
    offset: int = 0
    """Lines of the file before them."""
    meta: Mapping[str, Any] = field(default_factory=dict)
    """The front matter."""
    entry: Entry | None = None
    """Its entry in nav, if it has one."""
    directives: tuple[Directive, ...] = ()
    problems: tuple[PageError, ...] = ()
    """What is wrong with lines that were to be directives."""

    @property
    def title(self) -> str:
        """What nav calls it; empty where it does not."""
        return self.entry.title if self.entry else ""

    @property
    def is_index(self) -> bool:
        """Whether it is the landing page of its folder, which is about no concept."""
        return PurePosixPath(self.path).name == "index.md"

    @cached_property
    def prose(self) -> tuple[tuple[int, str], ...]:
        """The lines that are in no code fence, with their numbers."""
        return tuple(_outside_fences(self.lines))

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """All headings that are not indented, in order."""
        return tuple(_headings(self.prose))

    @cached_property
    def front(self) -> list[tuple[yaml.Node, yaml.Node]]:
        """Keys and values of the front matter as nodes of YAML, which know their lines in the file, from 0."""
        text = "\n".join(read_text(self.file, PageError).split("\n")[: self.offset]) if self.offset else ""
        tree = next(yaml.compose_all(text, Loader=yaml.SafeLoader), None)
        return tree.value if isinstance(tree, yaml.MappingNode) else []

    def error(self, line: int, message: str) -> PageError:
        """That something is wrong at this line, with the line in the file."""
        return PageError(self.file, line + self.offset, message)


def read_pages(configuration: Configuration) -> tuple[list[Page], list[PageError]]:
    """All pages, in the order of nav and then of their paths, and what is wrong with those that cannot be read.

    Hidden files are none, as to MkDocs: editors leave some while they are open.
    """
    docs, pages, errors = configuration.docs, [], []
    order = {entry.path: place for place, entry in reversed(list(enumerate(configuration.nav or ())))}
    below = [path.relative_to(docs) for path in docs.rglob("*.md")]
    found = [path.as_posix() for path in below if not any(part.startswith(".") for part in path.parts)]
    for path in sorted(found, key=lambda path: (order.get(path, len(order)), path)):
        try:
            text = read_text(docs / path, PageError)
        except PageError as error:
            errors.append(error)
            continue
        body, offset = split_front_matter(text)
        lines = body.removesuffix("\n").split("\n")  # as Python-Markdown does: a form feed, say, ends no line
        page = parse_page(path, docs / path, lines, offset, configuration.entry(path))
        pages.append(replace(page, meta=front_matter(text) or {}))
    return pages, errors


def parse_page(path: str, file: Path, lines: list[str], offset: int = 0, entry: Entry | None = None) -> Page:
    """The page of these lines, which stand in `file` after `offset` others."""
    directives: list[Directive] = []
    problems: list[PageError] = []
    for number, line in _outside_fences(lines):
        if match := _DIRECTIVE.fullmatch(line):
            try:
                directives.append(_directive(number, match["indent"], match["rest"].rstrip()))
            except ValueError as error:
                problems.append(PageError(file, number + offset, str(error)))
    return Page(path, file, tuple(lines), offset, {}, entry, tuple(directives), tuple(problems))


def split_front_matter(text: str) -> tuple[str, int]:
    """The text below the front matter, as site generators see it, and how many lines of the file stand before it."""
    match = _FRONT_MATTER.match(text)
    return (text[match.end() :], match[0].count("\n")) if match and front_matter(text) is not None else (text, 0)


def front_matter(text: str) -> dict[str, Any] | None:
    """What the front matter of a page says, or `None` where it has none."""
    if match := _FRONT_MATTER.match(text):
        with contextlib.suppress(yaml.YAMLError):
            if isinstance(meta := yaml.safe_load(match["yaml"]), dict):
                return meta
    return None


def _outside_fences(lines: list[str] | tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """The lines of a page that are in no code fence, with their numbers from 1."""
    fence = ""
    for number, line in enumerate(lines, 1):
        if opened := _FENCE.match(line):
            mark = opened["fence"]
            if not fence:
                fence = mark
            elif mark.startswith(fence) and line.strip() == mark:
                fence = ""
        elif not fence:
            yield number, line


def _headings(prose: tuple[tuple[int, str], ...]) -> Iterator[Heading]:
    before, above = 0, ""
    for number, line in prose:
        if match := _HEADING.fullmatch(line.rstrip()):
            yield Heading(number, len(match["marks"]), match["text"].strip())
        elif _UNDERLINE.fullmatch(line) and before == number - 1 and re.match(r"[^\s#|>:]", above):
            yield Heading(before, 1 if line[0] == "=" else 2, above.strip())
        before, above = number, line


def _directive(number: int, indent: str, rest: str) -> Directive:
    if table := _TABLE.fullmatch(rest.strip()):
        name = next(table[one] for one in ("rows", "defaults", "families", "differences", "errors") if table[one])
        of = table["map"] or table["concept"] or table["list"] or table["error_kind"] or ""
        return Directive(number, indent, (), name, of, table["family"] or "")
    words = rest.split()
    if not words or not all(map(_REFERENCE.fullmatch, words)):
        raise ValueError(f"expected '::: concept/cell', got ':::{rest}'")
    return Directive(number, indent, tuple((name, title) for name, _, title in (word.partition("/") for word in words)))
