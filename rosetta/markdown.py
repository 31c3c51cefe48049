"""Python-Markdown extension: a line `::: concept/cell` becomes tabs with code, output and verdict.

A line `::: differences` becomes the table of what differs on the page, and `{{ concept/cell.variable }}` a number.

The preprocessor writes ordinary content tabs and fences, which `pymdownx.tabbed` and `pymdownx.superfences` render, so
highlighting, copying and searching work as everywhere else. The treeprocessor then puts a tab set and the verdict
below it into one element, and in each tab the outputs of a cell into one.

Needs the extensions `attr_list`, `def_list`, `tables`, `pymdownx.highlight`, `pymdownx.superfences`, `pymdownx.tabbed`.
"""

from __future__ import annotations

import posixpath
import re
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from rosetta.differences import differences
from rosetta.errors import PageError, RosettaError
from rosetta.inline import fill
from rosetta.project import Concept, Directive, check_reference, directives, load_concept
from rosetta.render import RECORDED, footer, render, versions_line


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
    """Entry point that Python-Markdown calls for the name `rosetta.markdown`."""
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
        self.repository = (options["repository"] or "").rstrip("/")
        self.branch = options["branch"]
        self.strict = options["strict"] not in (False, "false")

    def run(self, lines: list[str]) -> list[str]:
        """Raises `PageError` for a directive that names nothing, and what `render` raises."""
        page = page_path(self.md)
        load = cache(lambda name: load_concept(self.folder, name))
        try:
            lines = fill(page, lines, self.folder, load)
        except PageError as wrong:
            raise _in_file(wrong, lines) from None
        except RosettaError:  # a stale record, told where its cells stand
            if self.strict:
                raise
        concepts: dict[str, Concept] = {}
        found: dict[int, Directive] = {}
        for directive in directives(page, lines):
            if isinstance(directive, PageError):
                raise _in_file(directive, lines)
            found[directive.line] = directive
            for name, title in directive.references:
                concepts[name] = load(name)
                if error := check_reference(page, directive.line, self.folder, concepts[name], title):
                    raise _in_file(error, lines)
        if not found:
            return lines
        root = posixpath.relpath(RECORDED, posixpath.dirname(page))
        references = [reference for directive in found.values() for reference in directive.references]
        written: list[str] = []
        for number, line in enumerate(lines, 1):
            if number not in found:
                written.append(line)
            elif found[number].references:
                written += render(found[number], concepts, root, self.strict)
            else:
                shown = [(concepts[name], title) for name, title in references]
                written += differences(found[number], shown, self.strict)
        if posixpath.basename(page) == "index.md":  # a landing page shows a cell or two, and is about none
            return written
        place = next((n for n, line in enumerate(written) if line.startswith("## ")), len(written))
        return [
            *written[:place],
            *versions_line(concepts, self.strict),
            *written[place:],
            *footer(concepts, references, root, self.repository, self.branch),
        ]


def _in_file(error: PageError, lines: list[str]) -> PageError:
    """The error with its line in the file: site generators cut the front matter off before Python-Markdown sees it."""
    path = Path("docs") / error.path
    if not path.is_file():
        return error
    text = path.read_text(encoding="utf-8").splitlines()
    return PageError(path, (error.line or 1) + len(text) - len(lines), error.message)


class CellTreeprocessor(Treeprocessor):
    """Puts each tab set and its verdicts into `div.comparison`, and the outputs of each cell into `div.outputs`."""

    def run(self, root: Element) -> None:
        taken: set[str] = set()
        for parent in list(root.iter()):
            tabs: Element | None = None
            wrapper: Element | None = None
            for child in list(parent):
                classes = child.get("class", "").split()
                if "tabbed-set" in classes:
                    tabs, wrapper = child, None
                elif tabs is not None and "verdict" in classes:
                    if wrapper is None:
                        wrapper = self._wrap(parent, tabs, child.get("data-cells", ""), taken)
                    parent.remove(child)
                    child.attrib.pop("data-cells", None)
                    if "shown" not in classes:
                        wrapper.append(child)
                else:
                    tabs = None

    def _wrap(self, parent: Element, tabs: Element, references: str, taken: set[str]) -> Element:
        anchors = []
        for reference in references.split():
            concept, title = reference.split("/")
            anchors.append(title if title not in taken else f"{concept}-{title}")
            taken.add(anchors[-1])
        wrapper = Element("div", {"class": "comparison", "id": anchors[0], "style": f"--rows: {2 * len(anchors)}"})
        for anchor in anchors[1:]:
            SubElement(wrapper, "span", {"id": anchor})  # MkDocs takes every `a` for a link
        parent.insert(list(parent).index(tabs), wrapper)
        parent.remove(tabs)
        wrapper.append(tabs)
        labels = list(tabs.iter("label"))
        blocks = [block for block in tabs.iter("div") if block.get("class") == "tabbed-block"]
        for label, block in zip(labels, blocks, strict=True):
            for element in (label, block):
                element.set("data-framework", label.text or "")
            self._group_outputs(block)
        return wrapper

    def _group_outputs(self, block: Element) -> None:
        """A `div.outputs` follows each cell's code, also where it stays empty: columns line them up."""
        children = list(block)
        for child in children:
            block.remove(child)
        outputs = Element("div")
        for child in children:
            if self._is_code(child) or child.get("class") == "absent":
                block.append(child)
                outputs = SubElement(block, "div", {"class": "outputs"})
            else:
                outputs.append(child)

    def _is_code(self, element: Element) -> bool:
        """Whether this stands for a fence of the class `cell`: superfences has stashed its HTML away."""
        match = HTML_PLACEHOLDER_RE.fullmatch((element.text or "").strip())
        html = self.md.htmlStash.rawHtmlBlocks[int(match.group(1))] if match else ""
        classes = re.match(r'<div class="([^"]*)"', str(html))
        return classes is not None and "cell" in classes.group(1).split()
