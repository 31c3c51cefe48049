"""The elements of a comparison: a tab set with the verdict below it, and in each tab the outputs of a cell."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE


class CellTreeprocessor(Treeprocessor):
    """Puts each tab set and its verdicts into `div.comparison`, and the outputs of each cell into `div.outputs`."""

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            tabs: Element | None = None
            wrapper: Element | None = None
            for child in list(parent):
                classes = child.get("class", "").split()
                if "tabbed-set" in classes:
                    tabs, wrapper = child, None
                elif tabs is not None and "verdict" in classes:
                    if wrapper is None:
                        wrapper = self._wrap(parent, tabs, child.get("data-anchors", "").split())
                    parent.remove(child)
                    child.attrib.pop("data-anchors", None)
                    if "shown" not in classes:
                        wrapper.append(_folded(child))
                else:
                    tabs = None

    def _wrap(self, parent: Element, tabs: Element, anchors: list[str]) -> Element:
        wrapper = Element("div", {"class": "comparison", "id": anchors[0], "style": f"--rows: {2 * len(anchors)}"})
        for other in anchors[1:]:
            SubElement(wrapper, "span", {"id": other})  # MkDocs takes every `a` for a link
        parent.insert(list(parent).index(tabs), wrapper)
        parent.remove(tabs)
        wrapper.append(tabs)
        labels = list(tabs.iter("label"))
        blocks = [block for block in tabs.iter("div") if block.get("class") == "tabbed-block"]
        for label, block in zip(labels, blocks, strict=True):
            for element in (label, block):
                element.set("data-framework", label.text or "")
            self._group_outputs(block, [f"__cell_{anchor}_{(label.text or '').lower()}" for anchor in anchors])
        return wrapper

    def _group_outputs(self, block: Element, names: list[str]) -> None:
        """A `div.outputs` follows each cell's code, also where it stays empty: columns line them up.

        Each code gets its name as an id, because the theme copies by the nearest one, which all tabs would share.
        """
        left = iter(names)
        children = list(block)
        for child in children:
            block.remove(child)
        outputs = Element("div")
        for child in children:
            if self._is_code(child) or child.get("class") == "absent":
                self._set_id(child, next(left))
                block.append(child)
                outputs = SubElement(block, "div", {"class": "outputs"})
            else:
                outputs.append(child)

    def _set_id(self, element: Element, name: str) -> None:
        """Write `name` into the stashed HTML of a fence as the id of its `pre`; other elements stay as they are."""
        if (number := _stashed(element)) is not None:
            html = self.md.htmlStash.rawHtmlBlocks
            html[number] = str(html[number]).replace("<pre>", f'<pre id="{name}">', 1)

    def _is_code(self, element: Element) -> bool:
        """Whether this stands for a fence of the class `cell`: superfences has stashed its HTML away."""
        number = _stashed(element)
        html = "" if number is None else self.md.htmlStash.rawHtmlBlocks[number]
        classes = re.match(r'<div class="([^"]*)"', str(html))
        return classes is not None and "cell" in classes.group(1).split()


def _stashed(element: Element) -> int | None:
    """Where the HTML lies that an element stands for, if it stands for some."""
    match = HTML_PLACEHOLDER_RE.fullmatch((element.text or "").strip())
    return int(match.group(1)) if match else None


def _folded(verdict: Element) -> Element:
    """The verdict; of one that agrees, the facts that only a checker needs are folded behind its line."""
    facts = verdict[-1] if len(verdict) else None
    if facts is None or facts.get("class") != "facts" or "differs" in verdict.get("class", "").split():
        return verdict
    details = Element("details", {"class": verdict.get("class", "")})
    summary = SubElement(details, "summary")
    verdict.remove(facts)
    summary.text, summary[:] = verdict.text, verdict[:]
    facts.tag, facts.tail = "p", None
    details.append(facts)
    return details
