"""What pytest collects of snippets: a file, which holds its runs and what came of them, and its cells as tests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from rosetta.errors import OutputChanged, RosettaError, SnippetError, shown_path
from rosetta.record.compare import changes_since, version_changes
from rosetta.record.notebook import Record, fresh_record
from rosetta.record.outcome import Run
from rosetta.run.recorder import keep_files_of_unfinished, make_record, waiting
from rosetta.source.cells import Cell, Snippet, read_snippet


class Message:
    """An error as pytest prints it; its summary, which would cut it to the terminal's width, leaves it out."""

    reprcrash = None

    def __init__(self, text: str) -> None:
        self.text = text

    def __str__(self) -> str:
        return self.text

    def toterminal(self, writer: Any) -> None:
        writer.line(self.text)


class SnippetFile(pytest.File):
    """A snippet file; its items are its cells.

    Before they run, the session sets those that are `selected`, and the `runs`, or why there are none: `not_run`.
    """

    snippet: Snippet
    selected: Sequence[Cell] = ()
    runs: Sequence[Future[Run]] = ()
    not_run: RosettaError | str = ""
    note: str = ""
    """What the closing lines tell of the file."""

    def collect(self) -> Iterator[pytest.Item]:
        try:
            if hasattr(self.config, "workerinput"):  # a process of pytest-xdist
                message = "cannot run under pytest -n: leave it out, snippet files run in parallel without it"
                raise SnippetError(self.path, None, message)
            self.snippet = read_snippet(self.path)
        except SnippetError as error:  # a test that fails, because an error of collection would stop all other files
            yield BrokenItem.from_parent(self, name="read", error=error)
            return
        for cell in self.snippet.cells:
            yield CellItem.from_parent(self, name=cell.title, cell=cell)

    @property
    def recording(self) -> bool:
        return bool(self.config.option.record_snippets)

    def judge(self, cell: Cell) -> str:
        """Raise what is wrong with `cell`; the answer is the reason where that cannot be told, or empty."""
        if self.not_run:
            return self._tell(self.not_run, cell, self.selected)
        failure = self._failure
        if failure and (self.recording or cell in self._unreached):
            return self._tell(failure, cell, self.selected if self.recording else self._unreached)
        record, run = self._record, self._results[0]
        if isinstance(record, RosettaError):
            return self._tell(record, cell, self.selected)
        if cell.title in run.skipped:
            return "needs a GPU" + (f"; the record was made on {record.device}" if record else "; its record is kept")
        if record and (told := changes_since(record, run, cell)):
            versions = version_changes(record, run.versions)
            told += f"\n    recorded with other versions: {versions}" if versions else ""
            message = f"cell '{cell.title}' does not agree with its record\n    {told}"
            raise OutputChanged(self.path, cell.line, message)
        return ""

    @cached_property
    def _results(self) -> list[Run]:
        return [run.result() for run in self.runs]

    @cached_property
    def _failure(self) -> RosettaError | str:
        """What ended a run before its time; a string is a reason that is no error."""
        failed = next((run for run in self._results if run.failure), None)
        if not failed or not failed.failure:
            return ""
        if not (waits := waiting(failed)):
            return failed.failure
        if self.recording:
            try:
                keep_files_of_unfinished(*self._results)
            except RosettaError as error:
                return error
        if not self.recording or not self.config.option.snippet_may_wait:
            return waits
        self.note = str(waits)
        return "waits for a file of another framework"

    @property
    def _unreached(self) -> list[Cell]:
        reached = set.intersection(*({*run.cells, *run.skipped} for run in self._results))
        return [cell for cell in self.selected if cell.title not in reached]

    @cached_property
    def _record(self) -> Record | RosettaError | None:
        """The record to compare with, or what is wrong with it; when recording, the record is made instead."""
        try:
            if self.recording:
                self.note = f"{shown_path(self.snippet.record_path)}: {make_record(*self._results)}"
                return None
            record = fresh_record(self.snippet)
        except RosettaError as error:
            return error
        if versions := version_changes(record, self._results[0].versions):
            self.note = f"{shown_path(record.path)}: recorded with other versions: {versions}"
        return record

    def _tell(self, error: RosettaError | str, cell: Cell, among: Sequence[Cell]) -> str:
        """Raise `error` in one test only: that of the cell whose lines hold it, else the first of `among`.

        The others are skipped, and name that one. A string is a reason that is no error.
        """
        if isinstance(error, str):
            return error
        held = [one for one in self.snippet.cells if error.path == self.path and one.line <= (error.line or 0)]
        teller = held[-1] if held and held[-1] in among else among[0]
        if cell is teller:
            raise error
        done = "recorded" if self.recording else "judged"
        return f"{self.snippet.framework}/{self.snippet.concept} not {done}: see '{teller.title}'"


class _Item(pytest.Item):
    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        error = excinfo.value
        return Message(str(error)) if isinstance(error, RosettaError) else super().repr_failure(excinfo, style)


class BrokenItem(_Item):
    """Stands for the cells of a file that cannot be read."""

    def __init__(self, *, error: SnippetError, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.error = error

    def runtest(self) -> None:
        raise self.error

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, (self.error.line or 1) - 1, f"{self.path.parent.name} {self.path.stem}"


class CellItem(_Item):
    """The test of one cell."""

    def __init__(self, *, cell: Cell, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.cell = cell

    @property
    def file(self) -> SnippetFile:
        assert isinstance(self.parent, SnippetFile)
        return self.parent

    def runtest(self) -> None:
        if reason := self.file.judge(self.cell):
            pytest.skip(reason)

    def reportinfo(self) -> tuple[Path, int, str]:
        snippet = self.file.snippet
        return self.path, self.cell.line - 1, f"{snippet.framework} {snippet.concept}/{self.name}"
