"""Markdown of a comparison: a tab for each framework with code and output, and under them the verdict."""

from __future__ import annotations

from typing import Any

from rosetta.errors import RecordError, RosettaError
from rosetta.frameworks import FRAMEWORKS, REQUIRED
from rosetta.judge.concepts import Concept
from rosetta.judge.parity import Verdict, judged
from rosetta.record.outcome import CellRun
from rosetta.site import messages
from rosetta.site.escaping import attribute, code, fence, prose
from rosetta.site.page import Directive
from rosetta.site.places import Place
from rosetta.site.wording import paragraphs
from rosetta.source.cells import Cell


def render(directive: Directive, places: list[Place], root: str) -> list[str]:
    """Markdown lines of one directive, whose cells stand at `places`; `root` is the path to the folder `recorded`.

    A cell without a fresh record is shown without outputs; why it has none, or no verdict, stands under the tabs.
    """
    verdicts = {place.cell: judged(place.concept, place.title) for place in places}
    lines: list[str] = []
    for framework in _frameworks(places, verdicts):
        lines += ["", f'==={"" if lines else "!"} "{FRAMEWORKS[framework].title}"', ""]  # `===!` starts a new set
        for place in places:
            lines += [f"    {line}" if line else "" for line in _part(place, framework, verdicts[place.cell], root)]
    texts: dict[tuple[str, str], None] = {}
    for place in places:
        verdict = verdicts[place.cell]
        if isinstance(verdict, Verdict):
            texts |= dict.fromkeys(paragraphs(verdict, f"{code(place.title)}: " if len(places) > 1 else ""))
        else:
            texts["stale", messages.inline(verdict)] = None
    anchors = " ".join(place.anchor for place in places)
    for kind, text in list(texts) or [("shown", "Shown, not compared.")]:
        lines += ["", text, f'{{ .verdict .{kind} data-anchors="{anchors}" }}']
    return [directive.indent + line if line else "" for line in [*lines, ""]]


def _frameworks(places: list[Place], verdicts: dict[tuple[str, str], Verdict | RosettaError]) -> list[str]:
    """Frameworks that get a tab."""
    found = {framework for place in places for framework in _visible(place.concept, place.title)}
    if any(isinstance(verdict, Verdict) and verdict.kind == "only" for verdict in verdicts.values()):
        found |= set(REQUIRED)
    return [name for name in FRAMEWORKS if name in found]


def _part(place: Place, framework: str, verdict: Verdict | RosettaError, root: str) -> list[str]:
    """What the tab of a framework has of one cell: its code and outputs, or why there is none."""
    concept, title = place.concept, place.title
    if framework in _visible(concept, title):
        run = None if isinstance(verdict, RecordError) else concept.records[framework].cells[title]
        return _cell(concept, concept.snippets[framework][title], run, f"{root}/{framework}")
    why = verdict.why if isinstance(verdict, Verdict) else ""
    return [prose(why or f"`{title}` is not shown in {FRAMEWORKS[framework].title}."), "{ .absent }", ""]


def figures(run: CellRun) -> dict[int, dict[str, Any]]:
    """The outputs of a cell that are figures, by their place among its outputs."""
    return {index: output for index, output in enumerate(merged(run)) if "plain" not in output}


def figure_name(concept: str, title: str, index: int) -> str:
    """File name of a cell's figure, in the folder of its framework."""
    return f"{concept}-{title}-{index}.png"


def _visible(concept: Concept, title: str) -> list[str]:
    """Frameworks whose cell the page shows: a hidden one repeats, say, what TensorFlow's tab has."""
    having = concept.having(title)
    return [name for name, snippet in having.items() if not snippet[title].marks.hidden] or list(having)


def _cell(concept: Concept, cell: Cell, run: CellRun | None, folder: str) -> list[str]:
    lines = fence(cell.source, f'.python-cell .cell data-cell="{concept.name}/{cell.title}"')
    for index, output in enumerate(merged(run) if run else ()):
        if "plain" in output:
            lines += fence(output["plain"].rstrip("\n"), ".text .output .no-copy")
        else:
            size = output["metadata"].get("image/png", {})
            attributes = {key: str(size[key]) for key in ("width", "height") if key in size}
            attributes |= {"loading": "lazy", "alt": cell.marks.alt}
            written = " ".join(f'{key}="{attribute(text)}"' for key, text in attributes.items())
            source = f"{folder}/{figure_name(concept.name, cell.title, index)}"
            lines += [f"![]({source}){{ .figure {written} }}", ""]
    return lines


def merged(run: CellRun) -> list[dict[str, Any]]:
    """The outputs of a cell; texts that follow each other become one `{"plain": text}`."""
    merged: list[dict[str, Any]] = []
    for output in run.outputs:
        text = output.get("text")
        if output["output_type"] == "error":
            text = f"{output['ename']}: {output['evalue']}\n"
        elif "data" in output and "image/png" not in output["data"]:
            text = output["data"].get("text/plain", "") + "\n"
        if text is None:
            merged.append(output)
        elif merged and "plain" in merged[-1]:
            merged[-1]["plain"] += text
        else:
            merged.append({"plain": text})
    return merged
