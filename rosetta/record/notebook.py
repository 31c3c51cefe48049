"""Read and write records: the notebook beside a snippet file that holds what its cells put out.

Format: nbformat 4.5 (https://nbformat.readthedocs.io/en/latest/format_description.html), with the values of marked
variables and a hash in each cell's metadata. Bytes depend on the run alone: no time of day, no path, cell ids are the
titles.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from rosetta.errors import RecordError
from rosetta.record.edits import cell_hash, line_of_cell, what_was_edited
from rosetta.record.files import check_files, digest, record_command, replace_file
from rosetta.record.lines import in_lines, joined
from rosetta.record.outcome import CellRun, Run, Value, variable_of
from rosetta.source.cells import Cell, Snippet


@dataclass(frozen=True)
class Record:
    """A record read back: its cells by title, and what they were recorded with; nobody changes the mappings.

    `files` and `inputs` are hashes of the files that cells wrote and read, see `files`; `edited` says of cells that are
    not as they were written what is wrong with them.
    """

    path: Path
    cells: Mapping[str, CellRun]
    sources: Mapping[str, str]
    raises: Mapping[str, str]
    versions: Mapping[str, str]
    device: str
    seconds: float
    data: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)
    edited: Mapping[str, str] = field(default_factory=dict)


def read_record(snippet: Snippet) -> Record:
    """The record of `snippet`; raises `RecordError` where there is none or it cannot be read."""
    path, again = snippet.record_path, record_command(snippet)
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        about = notebook["metadata"]["rosetta"]
        cells, sources, raises, edited = {}, {}, {}, {}
        for cell in notebook["cells"]:
            own, title = cell["metadata"]["rosetta"], cell["id"]
            values = {
                name: Value(value["dtype"], tuple(value["shape"]), tuple(value["values"]))
                for name, value in own["values"].items()
            }
            for name, one in values.items():
                if one.array().size != math.prod(one.shape):
                    raise ValueError(f"'{name}' has {len(one.values)} values and shape {one.shape}")
            cells[title] = CellRun([joined(output) for output in cell["outputs"]], values, 0.0)
            sources[title] = "".join(cell["source"])
            if "raises" in own:
                raises[title] = own["raises"]
            if wrong := what_was_edited(own, sources[title], cells[title].outputs):
                edited[title] = wrong
        made = (about["versions"], about["device"], about["seconds"], about.get("data", ""))
        files, inputs = dict(about.get("files", {})), dict(about.get("inputs", {}))
        return Record(path, cells, sources, raises, *made, files, inputs, edited)
    except FileNotFoundError:
        raise RecordError(snippet.path, 1, f"has no record: {again}") from None
    except json.JSONDecodeError as error:
        line = next((n for n, text in enumerate(error.doc.splitlines(), 1) if re.match("<{7}|={7}|>{7}", text)), None)
        reason = "a merge conflict marker" if line else error.msg
        raise RecordError(path, line or error.lineno, f"not JSON ({reason}): {again}") from None
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise RecordError(path, 1, f"not a record ({type(error).__name__}: {error}): {again}") from None


def fresh_record(snippet: Snippet) -> Record:
    """The record of `snippet`; raises `RecordError` also where it, the snippet or a file of theirs was changed."""
    record = read_record(snippet)
    for title, wrong in record.edited.items():
        message = f"cell '{title}' {wrong}: {record_command(snippet)}"
        raise RecordError(record.path, line_of_cell(record.path, title), message)
    changed = [cell.title for cell in snippet.cells if _is_stale(cell, record)]
    changed += [title for title in record.cells if title not in snippet]
    if not changed and list(record.cells) != [cell.title for cell in snippet.cells]:
        changed = ["the order of the cells"]
    if not changed and set(record.files) != set(snippet.written):
        changed = ["the files that cells write"]
    if changed:
        line = next((cell.line for cell in snippet.cells if cell.title in changed), 1)
        message = f"was recorded from another version of {snippet.path.name} (changed: {', '.join(changed)})"
        raise RecordError(snippet.path, line, f"{message}: {record_command(snippet)}")
    check_files(snippet, record.files, record.inputs)
    return record


def write_record(run: Run, kept: Record | None) -> None:
    """Write the record of `run` in one step; cells that were skipped keep what `kept` says of them."""
    snippet = run.snippet
    notebook = {
        "cells": list(_notebook_cells(run, kept)),
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            "rosetta": _about(run, kept),
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    for name, content in run.files.items():
        replace_file(snippet.kept_file(name), content)
    replace_file(snippet.record_path, notebook_bytes(notebook))


def _notebook_cells(run: Run, kept: Record | None) -> Iterator[dict[str, Any]]:
    for number, cell in enumerate(run.snippet.cells, 1):
        result = run.cells.get(cell.title)
        if result is None and kept and cell.title not in kept.edited and not _is_stale(cell, kept):
            result = kept.cells[cell.title]
        if result is None:
            message = f"cell '{cell.title}' needs a GPU, and was never recorded on one as it is now"
            raise RecordError(run.snippet.path, cell.line, message)
        yield _notebook_cell(cell, number, result)


def _about(run: Run, kept: Record | None) -> dict[str, Any]:
    """What the record says of the run itself; where cells were skipped, the device and files of those are kept."""
    before = kept if run.skipped else None
    about: dict[str, Any] = {
        "framework": run.snippet.framework,
        "versions": run.versions,
        "device": before.device if before else run.device,
        "seconds": round(run.seconds, 2),
    }
    if run.data:
        about["data"] = run.data
    files = {name: hashed for name, hashed in (before.files if before else {}).items() if name in run.snippet.written}
    if files := {**files, **{name: digest(content) for name, content in run.files.items()}}:
        about["files"] = files
    if run.inputs:
        about["inputs"] = run.inputs
    return about


def notebook_bytes(notebook: dict[str, Any]) -> bytes:
    """A notebook as it is written: the same bytes for the same content."""
    return (json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def _is_stale(cell: Cell, record: Record) -> bool:
    """Whether what runs has changed; marks that only the page shows (`why`, `alt`) do not count."""
    if record.sources.get(cell.title) != cell.source or record.raises.get(cell.title, "") != cell.marks.raises:
        return True
    recorded = {variable_of(name) for name in record.cells[cell.title].values}
    return recorded != set(cell.marks.variables)


def _notebook_cell(cell: Cell, number: int, result: CellRun) -> dict[str, Any]:
    own: dict[str, Any] = {"values": {name: asdict(value) for name, value in result.values.items()}}
    if cell.marks.raises:
        own["raises"] = cell.marks.raises
    metadata: dict[str, Any] = {"rosetta": own}
    outputs = [in_lines(output, number) for output in result.outputs]
    own["hash"] = cell_hash(own, cell.source, [joined(output) for output in outputs])
    if any(output["output_type"] == "error" for output in outputs):
        metadata["tags"] = ["raises-exception"]  # lets Jupyter's "run all" go on
    return {
        "cell_type": "code",
        "execution_count": number,
        "id": cell.title,
        "metadata": metadata,
        "outputs": outputs,
        "source": cell.source.splitlines(keepends=True),
    }
