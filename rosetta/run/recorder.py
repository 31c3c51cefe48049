"""Decide whether fresh runs of a snippet file take the place of its record."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError

from rosetta.errors import OutputChanged, RecordError, SnippetError, shown_path
from rosetta.record.compare import changes_since, run_changes, version_changes
from rosetta.record.files import awaited, digest, file_changes, record_command, replace_file
from rosetta.record.notebook import Record, fresh_record, read_record, write_record
from rosetta.record.outcome import MAX_LINES, Run
from rosetta.run.versions import installed_versions
from rosetta.source.cells import Cell, Snippet


def is_current(snippet: Snippet, data: str) -> bool:
    """Whether a run could tell nothing new: source, files, versions and the name of the `data` are as recorded.

    The processor is not looked at, nor what a snippet imports beside its framework.
    """
    try:
        record = fresh_record(snippet)
        versions = installed_versions(snippet.framework)
    except (RecordError, PackageNotFoundError):
        return False
    return record.data == data and not version_changes(record, versions)


def make_record(one: Run, other: Run) -> str:
    """Write the record, unless two fresh runs differ or agree with the one that is there; tells which."""
    snippet = one.snippet
    for cell in snippet.cells:
        if cell.title not in one.cells:
            continue
        if told := run_changes(one, other, cell):
            raise _unlike(snippet, cell, told)
        if (lines := one.cells[cell.title].lines) > MAX_LINES:
            message = f"cell '{cell.title}' puts out {lines:,} lines; the limit is {MAX_LINES}: print fewer of them"
            raise SnippetError(snippet.path, cell.line, message)
    kept: Record | None = None
    try:
        kept = read_record(snippet)
        fresh_record(snippet)
        if (
            not any(changes_since(kept, one, cell) for cell in snippet.cells if cell.title in one.cells)
            and not version_changes(kept, one.versions)
            and kept.data == one.data
        ):
            return "as it was"
    except RecordError:
        pass
    if kept:
        _leave_kept_files(one, kept)
    write_record(one, kept)
    return "recorded"


def keep_files_of_unfinished(one: Run, other: Run) -> None:
    """Keep what the cells wrote before both runs had to stop, for the snippets of other frameworks that read it."""
    for cell in one.snippet.cells:
        name = cell.marks.writes
        if name in one.files and name in other.files:
            if told := file_changes(name, one.files[name], other.files[name], *cell.marks.tolerance):
                raise _unlike(one.snippet, cell, told)
            replace_file(one.snippet.kept_file(name), one.files[name])


def waiting(run: Run) -> SnippetError | None:
    """The failure of a run that ended in a cell whose file another framework's snippet has yet to write."""
    ended_in = next((cell for cell in run.snippet.cells if cell.title not in {*run.cells, *run.skipped}), None)
    for name, writer in awaited(run.snippet):
        if run.failure and ended_in and name in ended_in.source:
            message = f"cell '{ended_in.title}' waits for {name}, which {shown_path(writer)} has to write"
            return SnippetError(run.snippet.path, ended_in.line, f"{message}: {record_command(run.snippet)}")
    return None


def _leave_kept_files(run: Run, kept: Record) -> None:
    """Have `run` take the bytes of kept files it agrees with: the records of those who read them stay as they are."""
    for cell in run.snippet.cells:
        if (name := cell.marks.writes) in run.files and (path := run.snippet.kept_file(name)).is_file():
            before = path.read_bytes()
            is_recorded = digest(before) == kept.files.get(name)
            if is_recorded and not file_changes(name, before, run.files[name], *cell.marks.tolerance):
                run.files[name] = before


def _unlike(snippet: Snippet, cell: Cell, told: str) -> OutputChanged:
    advice = 'seed it, or mark it unstable="true"'
    if " at 0x" in told:
        advice = 'no seed keeps the address of an object: print something else of it, or mark it unstable="true"'
    what = f"{snippet.concept}/{cell.title} gives different output on two runs: {advice}; nothing was recorded"
    return OutputChanged(snippet.path, cell.line, f"{what}\n    {told}")
