"""Runs the snippet files of a test session, judges their cells against the records, or makes the records."""

from __future__ import annotations

import importlib.util
import os
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from filelock import FileLock, Timeout

from rosetta.errors import OutputChanged, RecordError, RosettaError, SnippetError, shown_path
from rosetta.frameworks import FRAMEWORKS
from rosetta.record.notebook import Record, fresh_record
from rosetta.record.outcome import Run
from rosetta.record.recording import changes_since, make_record, version_changes
from rosetta.run import mnist
from rosetta.run.process import run_snippet, stop_runs
from rosetta.run.server import start_server
from rosetta.source.cells import Cell, Snippet


class SnippetSession:
    """The runs of `snippets`, of whose cells those in `selected` are judged one by one."""

    def __init__(
        self,
        snippets: dict[Path, Snippet],
        selected: dict[Path, list[Cell]],
        recording: bool,
        jobs: int,
        time_limit: float,
    ) -> None:
        self.snippets, self.selected = snippets, selected
        self.recording, self.time_limit = recording, time_limit
        self.pool = ThreadPoolExecutor(max(1, jobs))
        self.lock = FileLock(next(iter(snippets)).parents[1] / ".recording.lock", blocking=False)
        self.futures: dict[Path, list[Future[Run]]] = {}
        self.records: dict[Path, Record | RosettaError | None] = {}
        self.digits: dict[Path, mnist.Digits | RosettaError] = {}
        self.notes: list[str] = []

    def start(self) -> None:
        """Start to run the files whose framework is to be had; raises `RosettaError` where none can be run."""
        runnable = [snippet for snippet in self.snippets.values() if not _missing(snippet.framework)]
        if not runnable:
            return
        if self.recording:
            try:
                self.lock.acquire()
            except Timeout:
                folder = Path(self.lock.lock_file).parent
                raise RecordError(folder, None, "another recording is under way; wait until it has ended") from None
        # Looked for here, in one thread: of several that download, each could see another's half of the file.
        self.digits = {one.path: self._find_digits(one) for one in runnable if mnist.uses_mnist(one)}
        # One server imports one framework; TensorFlow's serves Keras too, which runs on it.
        framework = runnable[0].framework
        start_server(framework)
        for snippet in runnable:
            if FRAMEWORKS[snippet.framework].imports == FRAMEWORKS[framework].imports:
                self.futures[snippet.path] = [
                    self.pool.submit(self._run, snippet) for _ in range(2 if self.recording else 1)
                ]

    def _run(self, snippet: Snippet) -> Run:
        digits = self.digits.get(snippet.path)
        if isinstance(digits, RosettaError):
            return Run(snippet, failure=digits)
        return run_snippet(snippet, self.time_limit, digits=digits)

    def _find_digits(self, snippet: Snippet) -> mnist.Digits | RosettaError:
        """What `snippet` loads as MNIST, or why there is nothing; a stand-in that is recorded is told at the end."""
        try:
            digits = digits_for(snippet, self.recording)
        except RosettaError as error:
            return error
        if self.recording and digits.name != mnist.REAL:
            self.notes.append(f"{shown_path(snippet.record_path)}: recorded with a stand-in: {mnist.real_digits()}")
        return digits

    def stop(self) -> None:
        """End what still runs."""
        self.pool.shutdown(wait=False, cancel_futures=True)
        stop_runs()
        self.pool.shutdown()
        self.lock.release()

    def judge(self, snippet: Snippet, cell: Cell) -> str | None:
        """Raise what is wrong with `cell`; the answer is the reason where that cannot be told."""
        if snippet.path not in self.futures:
            return _tell(_not_run(snippet), snippet, cell, self.selected[snippet.path])
        runs = [future.result() for future in self.futures[snippet.path]]
        for run in runs:
            if run.failure and cell.title not in run.cells and cell.title not in run.skipped:
                reached = run.cells.keys() | run.skipped
                among = [one for one in self.selected[snippet.path] if one.title not in reached]
                return _tell(run.failure, snippet, cell, among)
        failure = next((run.failure for run in runs if run.failure), None)
        if self.recording and failure:
            return f"not recorded: {_first_line(failure)}"
        record = self._record(snippet, runs)
        if isinstance(record, RosettaError):
            return _tell(record, snippet, cell, self.selected[snippet.path])
        if cell.title in runs[0].skipped:
            return "needs a GPU" + (f"; the record was made on {record.device}" if record else "; its record is kept")
        if record and (told := changes_since(record, runs[0], cell)):
            versions = version_changes(record, runs[0])
            told += f"\n    recorded with other versions: {versions}" if versions else ""
            raise OutputChanged(
                snippet.path, cell.line, f"cell '{cell.title}' does not agree with its record\n    {told}"
            )
        return None

    def _record(self, snippet: Snippet, runs: list[Run]) -> Record | RosettaError | None:
        """The record to compare with, or what is wrong with it; when recording, the record is made instead."""
        if snippet.path not in self.records:
            record: Record | RosettaError | None = None
            try:
                if self.recording:
                    self.notes.append(f"{shown_path(snippet.record_path)}: {make_record(*runs)}")
                else:
                    record = fresh_record(snippet)
                    if versions := version_changes(record, runs[0]):
                        self.notes.append(
                            f"{shown_path(snippet.record_path)}: recorded with other versions: {versions}"
                        )
            except RosettaError as error:
                record = error
            self.records[snippet.path] = record
        return self.records[snippet.path]

    def summary(self) -> list[str]:
        """What there is to say at the end: warnings, what was recorded, and the time it took."""
        done = [
            one.result()
            for futures in self.futures.values()
            for one in futures
            if one.done() and not one.cancelled() and not one.exception()
        ]
        lines = list(self.notes)
        for name, framework in FRAMEWORKS.items():
            runs = [run for run in done if run.snippet.framework == name and run.failure is None]
            if runs:
                inside, beyond = sum(run.seconds for run in runs), sum(run.wall - run.seconds for run in runs)
                lines.append(
                    f"{framework.title}: {len(runs)} run{'s' if len(runs) > 1 else ''}, {inside:.2f} s in the cells, "
                    f"{beyond / len(runs):.2f} s a run beyond them"
                )
        return lines


def _tell(error: RosettaError | str, snippet: Snippet, cell: Cell, among: list[Cell]) -> str:
    """Raise `error` if `cell` is the one `among` these that is to tell it: that in whose lines it is, or the first.

    A string is a reason that is no error.
    """
    if isinstance(error, str):
        return error
    holder = next((one for one in reversed(snippet.cells) if one.line <= (error.line or 0)), None)
    if cell == (holder if holder in among else among[0]):
        raise error
    return f"not judged: {_first_line(error)}"


def _first_line(error: RosettaError) -> str:
    return str(error).partition("\n")[0]


def digits_for(snippet: Snippet, recording: bool) -> mnist.Digits:
    """What `snippet` loads as MNIST: what its record was made with, unless a new one is made.

    Raises `RecordError` where there is no fresh record, or it was made with the real set and that cannot be had.
    """
    if recording:
        return mnist.digits_to_record()
    digits = mnist.real_digits() if fresh_record(snippet).data == mnist.REAL else mnist.stand_in()
    if isinstance(digits, str):
        raise RecordError(snippet.record_path, 1, f"was made with MNIST, which cannot be had here: {digits}")
    return digits


def _missing(framework: str) -> str | None:
    return next((name for name in FRAMEWORKS[framework].imports if importlib.util.find_spec(name) is None), None)


def _not_run(snippet: Snippet) -> RosettaError | str:
    """Why a file was not run in this session; under CI it must be."""
    command = f"nox -s snippets-{snippet.framework}"
    if missing := _missing(snippet.framework):
        reason = f"{missing} is not installed here: {command}"
        return SnippetError(snippet.path, None, reason) if os.environ.get("CI") else reason
    return SnippetError(snippet.path, None, f"another framework's snippets are running in this session: {command}")
