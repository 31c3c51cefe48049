"""Python-Markdown extension: a line `::: concept/cell` becomes tabs with code, output and verdict.

`::: rows`, `::: defaults` and `::: differences` become tables, and `{{ concept/cell.variable }}` a number.

The preprocessor writes ordinary content tabs and fences, which `pymdownx.tabbed` and `pymdownx.superfences` render, so
highlighting, copying and searching work as everywhere else. Then `comparison` groups what belongs together.

Needs the extensions `attr_list`, `def_list`, `tables`, `pymdownx.highlight`, `pymdownx.superfences`, `pymdownx.tabbed`.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from rosetta.errors import PageError, RosettaError
from rosetta.judge.concepts import Concept, load_concept
from rosetta.site.api_map import owners, rows
from rosetta.site.comparison import CellTreeprocessor
from rosetta.site.defaults import defaults
from rosetta.site.differences import differences, differences_of_kind, site_differences
from rosetta.site.numbers import fill
from rosetta.site.page import Directive, check_reference, directives, references
from rosetta.site.tabs import RECORDED, footer, render, versions_line


class RosettaExtension(Extension):
    """Registers both processors; the options' help texts say what they do."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "snippets": ["snippets", "folder of the snippet files"],
            "repository": ["", "address of the repository on GitHub, for links to the source and to Colab"],
            "branch": ["main", "branch that those links name"],
            "strict": [True, "stop at a stale record; otherwise show the code alone and say so (while writing)"],
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


def page_path(md: Markdown) -> str:
    """Path of the page below the documentation folder, as MkDocs and Zensical tell their own processors; else empty."""
    for processor in (*md.treeprocessors, *md.preprocessors):
        if hasattr(processor, "file"):  # MkDocs
            return processor.file.src_uri
        if hasattr(processor, "page"):  # Zensical
            return processor.page.path
    return ""


class CellPreprocessor(Preprocessor):
    """Replaces directives; a page that has some also gets what it was recorded with, and its files and API names."""

    def __init__(self, md: Markdown, options: dict[str, Any]) -> None:
        super().__init__(md)
        self.folder = Path(options["snippets"]).resolve()
        self.docs = self.folder.parent / "docs"
        self.repository = (options["repository"] or "").rstrip("/")
        self.branch = options["branch"]
        self.strict = options["strict"] not in (False, "false")

    def run(self, lines: list[str]) -> list[str]:
        """Raises `PageError` for a directive that names nothing, and what `render` raises."""
        page = page_path(self.md)
        load = cache(lambda name: load_concept(self.folder, name))
        site = cache(lambda: site_differences(self.docs, load, self.strict))
        try:
            lines = fill(page, lines, self.folder, load)
        except PageError as wrong:
            raise _in_file(wrong, lines) from None
        except RosettaError:  # a stale record, told where its cells stand
            if self.strict:
                raise
        found: dict[int, Directive] = {}
        shown: dict[int, list[tuple[Concept, str]]] = {}
        for directive in directives(page, lines):
            if isinstance(directive, PageError):
                raise _in_file(directive, lines)
            found[directive.line] = directive
            for name, title in references(directive, load):
                if error := check_reference(page, directive.line, self.folder, load(name), title):
                    raise _in_file(error, lines)
                shown.setdefault(directive.line, []).append((load(name), title))
        if not found:
            return lines
        root = posixpath.relpath(RECORDED, posixpath.dirname(page))
        cells = [cell for line in shown.values() for cell in line]
        owned = owners([load(directive.of) for directive in found.values() if directive.table == "rows"])
        written: list[str] = []
        for number, line in enumerate(lines, 1):
            if number not in found:
                written.append(line)
                continue
            directive = found[number]
            if not directive.table:
                written += render(directive, dict(_named(shown[number])), root, self.strict)
            elif directive.table == "rows":
                written += rows(load(directive.of), owned, self.strict)
            elif directive.table == "defaults":
                written += defaults(load(directive.of), directive.family, self.strict)
            elif directive.of:
                written += differences_of_kind(directive, site(), page)
            else:
                written += differences(directive, cells, self.strict)
        concepts = dict(_named(cells))
        # a landing page shows a cell or two, and is about none
        if not concepts or posixpath.basename(page) == "index.md":
            return written
        place = next((n for n, line in enumerate(written) if line.startswith("## ")), len(written))
        used = [reference for directive in found.values() for reference in directive.references]
        return [
            *written[:place],
            *versions_line(concepts, self.strict),
            *written[place:],
            *footer(concepts, used, root, self.repository, self.branch),
        ]


def _named(cells: list[tuple[Concept, str]]) -> Iterator[tuple[str, Concept]]:
    return ((concept.name, concept) for concept, _ in cells)


def _in_file(error: PageError, lines: list[str]) -> PageError:
    """The error with its line in the file: site generators cut the front matter off before Python-Markdown sees it."""
    path = Path("docs") / error.path
    if not path.is_file():
        return error
    text = path.read_text(encoding="utf-8").splitlines()
    return PageError(path, (error.line or 1) + len(text) - len(lines), error.message)
