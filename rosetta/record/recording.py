"""Fresh runs against the record of a snippet: whether they agree with it, and whether they take its place."""

from __future__ import annotations

from rosetta.errors import OutputChanged, RecordError
from rosetta.record.compare import changes, file_changes
from rosetta.record.notebook import Record, fresh_record, read_record, write_record
from rosetta.record.outcome import Run
from rosetta.source.cells import Cell


def changes_since(record: Record, run: Run, cell: Cell) -> str | None:
    """How `run` differs from `record` in `cell`, the file that the cell writes included, or `None`."""
    if told := changes(cell, record.cells[cell.title], run.cells[cell.title]):
        return told
    name = cell.marks.writes
    return (
        file_changes(run.snippet.kept_file(name), run.files[name], *cell.marks.tolerance) if name in run.files else None
    )


def make_record(one: Run, other: Run) -> str:
    """Write the record, unless two fresh runs differ or agree with the one that is there; tells which."""
    snippet = one.snippet
    for cell in snippet.cells:
        if cell.title in one.cells:
            told = changes(cell, one.cells[cell.title], other.cells[cell.title], ("first run", "second run"))
            if told:
                what = f"{snippet.concept}/{cell.title} gives different output on two runs"
                advice = 'seed it, or mark it unstable="true"; nothing was recorded'
                raise OutputChanged(snippet.path, cell.line, f"{what}: {advice}\n    {told}")
    kept: Record | None = None
    try:
        kept = read_record(snippet)
        fresh_record(snippet)
        if (
            not any(changes_since(kept, one, cell) for cell in snippet.cells if cell.title in one.cells)
            and not version_changes(kept, one)
            and kept.data == one.data
        ):
            return "as it was"
    except RecordError:
        pass
    write_record(one, kept)
    return "recorded"


def version_changes(record: Record, run: Run) -> str:
    """`torch 2.14.0, now 2.15.0` and so on; patch releases of Python do not count."""
    changed = []
    for name, old in record.versions.items():
        new = run.versions.get(name, "none")
        if (old.split(".")[:2] != new.split(".")[:2]) if name == "python" else old != new:
            changed.append(f"{name} {old}, now {new}")
    return ", ".join(changed)
