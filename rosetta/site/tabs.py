"""Markdown of a comparison: a tab for each framework with code and output, and under them the verdict."""

from __future__ import annotations

import re
from typing import Any

from rosetta.errors import RosettaError
from rosetta.frameworks import FRAMEWORKS, REQUIRED
from rosetta.judge.concepts import Concept
from rosetta.judge.parity import Verdict, verdict_of
from rosetta.record.outcome import CellRun
from rosetta.site.links import documentation
from rosetta.site.page import Directive
from rosetta.site.wording import told
from rosetta.source.cells import Cell
from rosetta.source.names import short

RECORDED = "recorded"
"""Folder of the documentation that holds what readers download, and figures; see `rosetta.site.downloads`."""


def render(directive: Directive, concepts: dict[str, Concept], root: str, strict: bool = True) -> list[str]:
    """Markdown lines of one directive; `root` is the path from the page to the folder `recorded`.

    Raises `RosettaError` where a record is stale or a mark does not hold; unless `strict`, it is told on the page.
    """
    shown = [(concepts[name], title) for name, title in directive.references]
    runs: dict[tuple[str, str, str], CellRun] = {}
    verdicts: list[tuple[str, Verdict]] = []
    paragraphs: list[tuple[str, str]] = []
    try:
        for concept, title in shown:
            verdicts.append((title, verdict_of(concept, title)))
            for framework in concept.having(title):
                runs[concept.name, title, framework] = concept.records[framework].cells[title]
    except RosettaError as error:
        if strict:
            raise
        paragraphs.append(("stale", f"**Not recorded** {error.message}"))
    frameworks = {framework for concept, title in shown for framework in _visible(concept, title)}
    if any(verdict.kind == "only" for _, verdict in verdicts):
        frameworks |= set(REQUIRED)
    lines: list[str] = []
    for framework in [name for name in FRAMEWORKS if name in frameworks]:
        lines += ["", f'==={"" if lines else "!"} "{FRAMEWORKS[framework].title}"', ""]  # `===!` starts a new set
        for index, (concept, title) in enumerate(shown):
            if framework in _visible(concept, title):
                cell = concept.snippets[framework][title]
                run = runs.get((concept.name, title, framework))
                part = _cell(cell, run, directive.options, f"{root}/{framework}/{concept.name}")
            else:
                why = verdicts[index][1].why if index < len(verdicts) else ""
                part = [why or f"`{title}` is not shown in {FRAMEWORKS[framework].title}.", "{ .absent }", ""]
            lines += [f"    {line}" if line else "" for line in part]
    for title, verdict in verdicts:
        paragraphs += told(verdict, f"`{title}`: " if len(shown) > 1 else "")
    references = " ".join("/".join(reference) for reference in directive.references)
    for kind, text in paragraphs or [("shown", "Shown, not compared.")]:
        lines += ["", text, f'{{ .verdict .{kind} data-cells="{references}" }}']
    return [directive.indent + line if line else "" for line in [*lines, ""]]


def versions_line(concepts: dict[str, Concept], strict: bool = True) -> list[str]:
    """What the records of `concepts` were recorded with and on."""
    versions: dict[str, str] = {}
    devices: dict[str, None] = {}
    data: dict[str, None] = {}
    for concept in concepts.values():
        try:
            for framework, record in concept.records.items():
                versions[framework] = record.versions[FRAMEWORKS[framework].version_of]
                devices[record.device] = None
                if record.data:
                    data[record.data] = None
        except RosettaError:
            if strict:
                raise
            return []
    named = [f"{one.title} {versions[name]}" for name, one in FRAMEWORKS.items() if name in versions]
    text = f"Recorded with {', '.join(named)} on {' and '.join(devices)}"
    return ["", text + (f", data: {' and '.join(data)}" if data else "") + ".", "{ .recorded-with }", ""]


def footer(
    concepts: dict[str, Concept], references: list[tuple[str, str]], root: str, repository: str, branch: str
) -> list[str]:
    """Files to download, and the API names that the cells in `references` use, with their documentation."""
    columns = ["Framework", "Python", "Notebook"] + ["Colab", "Source"] * bool(repository)
    writes = any(snippet.written for concept in concepts.values() for snippet in concept.snippets.values())
    columns += ["Files it leaves"] * writes
    lines = ["", "## Run it yourself", "", f"| {' | '.join(columns)} |", "|---" * len(columns) + "|"]
    names: dict[str, set[str]] = {framework: set() for framework in FRAMEWORKS}
    for concept in concepts.values():
        for framework, snippet in concept.snippets.items():
            files = [snippet.path.name, snippet.record_path.name]
            row = [f'[{file}]({root}/{framework}/{file}){{ download="{file}" }}' for file in files]
            if repository:
                inside = f"blob/{branch}/snippets/{framework}/{concept.name}"
                project = repository.removeprefix("https://github.com/")
                row.append(f"[Open in Colab](https://colab.research.google.com/github/{project}/{inside}.ipynb)")
                row.append(f"[View source]({repository}/{inside}.py)")
            if writes:
                kept = [(name, snippet.kept_file(name).name) for name in snippet.written]
                row.append(
                    " ".join(f'[{name}]({root}/{framework}/{file}){{ download="{name}" }}' for name, file in kept)
                )
            lines.append(f"| {FRAMEWORKS[framework].title} | {' | '.join(row)} |")
            names[framework] |= {
                api
                for name, title in references
                if name == concept.name
                for api in concept.names(framework).get(title, ())
            }
    lines += ["", "## API names used", ""] if any(names.values()) else [""]
    for framework, used_names in names.items():
        if used_names:
            links = [f"[`{short(name)}`]({documentation(name)})" for name in sorted(used_names)]
            lines += [FRAMEWORKS[framework].title, f":   {' · '.join(links)}", ""]
    return lines


def figures(run: CellRun) -> dict[int, dict[str, Any]]:
    """The outputs of a cell that are figures, by their place among its outputs."""
    return {index: output for index, output in enumerate(_merged(run)) if "plain" not in output}


def figure_name(concept: str, title: str, index: int) -> str:
    """File name of a cell's figure, in the folder of its framework."""
    return f"{concept}-{title}-{index}.png"


def _visible(concept: Concept, title: str) -> list[str]:
    """Frameworks whose cell the page shows: a hidden one repeats, say, what TensorFlow's tab has."""
    having = concept.having(title)
    return [name for name, snippet in having.items() if not snippet[title].marks.hidden] or list(having)


def _cell(cell: Cell, run: CellRun | None, options: dict[str, str], base: str) -> list[str]:
    header = ".python-cell .cell"
    if "title" in options:
        header += f' title="{options["title"]}"'
    if "highlight" in options:
        numbers = [str(n) for n, line in enumerate(cell.source.splitlines(), 1) if options["highlight"] in line]
        header += f' hl_lines="{" ".join(numbers)}"' if numbers else ""
    lines = _fence(cell.source, header)
    folder, concept = base.rsplit("/", 1)
    for index, output in enumerate(_merged(run) if run else ()):
        if "plain" in output:
            lines += _fence(output["plain"].rstrip("\n"), ".text .output .no-copy")
        else:
            size = output["metadata"].get("image/png", {})
            attributes = " ".join(f'{key}="{size[key]}"' for key in ("width", "height") if key in size)
            source = f"{folder}/{figure_name(concept, cell.title, index)}"
            lines += [f'![]({source}){{ .figure {attributes} loading="lazy" alt="{cell.marks.alt}" }}', ""]
    return lines


def _merged(run: CellRun) -> list[dict[str, Any]]:
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


def _fence(text: str, header: str) -> list[str]:
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}{{ {header} }}", *text.splitlines(), fence, ""]
