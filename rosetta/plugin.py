"""Pytest plugin: every cell of every snippet file is a test, `pytest snippets -k matmul` runs those named so.

A file's cells run in one process, in order; its tests say how each cell's fresh outputs agree with the record. With
`--record` the files run twice instead, and what they put out becomes the record.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock, Timeout

from rosetta import FRAMEWORKS
from rosetta.cells import Cell, Snippet, read_snippet
from rosetta.child import PRELOAD
from rosetta.compare import changes
from rosetta.errors import OutputChanged, RecordError, RosettaError
from rosetta.record import Record, fresh_record, read_record, write_record
from rosetta.run import TIME_LIMIT, Run, run_snippet, start_server


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("rosetta", "snippets")
    group.addoption("--record", action="store_true", help="record what the snippets put out, instead of checking it")
    group.addoption(
        "--jobs", type=int, default=os.cpu_count(), help="snippet files that run at once (default: all cores)"
    )
    group.addoption(
        "--time-limit", type=float, default=TIME_LIMIT, help="seconds a cell may run (default: %(default)s)"
    )


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(SnippetSession(config), "rosetta-session")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> SnippetFile | None:
    if _is_snippet(file_path) and not parent.session.isinitpath(file_path):
        return SnippetFile.from_parent(parent, path=file_path)
    return None


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> SnippetFile | None:
    """Pytest imports a file that the command line names, whatever it is called; a snippet is run, not imported."""
    return SnippetFile.from_parent(parent, path=module_path) if _is_snippet(module_path) else None


def _is_snippet(path: Path) -> bool:
    return path.suffix == ".py" and path.parent.name in FRAMEWORKS and path.parts[-3] == "snippets"


class SnippetFile(pytest.File):
    """A snippet file; its items are its cells."""

    snippet: Snippet

    def collect(self) -> Iterator[CellItem]:
        self.snippet = read_snippet(self.path)
        for cell in self.snippet.cells:
            yield CellItem.from_parent(self, name=cell.title, cell=cell)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException]) -> Any:
        return _told(excinfo) or super().repr_failure(excinfo)


class CellItem(pytest.Item):
    """The test of one cell."""

    def __init__(self, *, cell: Cell, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.cell = cell

    @property
    def snippet(self) -> Snippet:
        return self.parent.snippet  # type: ignore[union-attr]

    def runtest(self) -> None:
        self.config.pluginmanager.getplugin("rosetta-session").judge(self.snippet, self.cell)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException]) -> Any:  # type: ignore[override]
        return _told(excinfo) or super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.cell.line - 1, f"{self.snippet.framework} {self.snippet.concept}/{self.name}"


class SnippetSession:
    """Runs the files of a test session, and keeps what came of each."""

    def __init__(self, config: pytest.Config) -> None:
        self.recording = config.getoption("--record")
        self.jobs = max(1, config.getoption("--jobs") or 1)
        self.time_limit = config.getoption("--time-limit")
        self.futures: dict[Path, list[Future[Run]]] = {}
        self.records: dict[Path, Record | RosettaError | None] = {}
        self.notes: list[str] = []

    @pytest.hookimpl(wrapper=True)
    def pytest_runtestloop(self, session: pytest.Session) -> Iterator[None]:
        snippets = {item.snippet.path: item.snippet for item in session.items if isinstance(item, CellItem)}
        runnable = [snippet for snippet in snippets.values() if _is_installed(snippet.framework)]
        if not runnable or session.config.option.collectonly:
            return (yield)
        folder = runnable[0].path.parents[1]
        lock = FileLock(folder / ".recording.lock", blocking=False)
        try:
            if self.recording:
                lock.acquire()
        except Timeout:
            pytest.exit(f"another recording of {folder.name} is under way; wait until it has ended", returncode=1)
        # One server imports one framework; TensorFlow's serves Keras too, which runs on it.
        served = [one for one in runnable if PRELOAD[one.framework] == PRELOAD[runnable[0].framework]]
        start_server(served[0].framework)
        with ThreadPoolExecutor(self.jobs) as pool:
            for snippet in served:
                runs = 2 if self.recording else 1
                self.futures[snippet.path] = [pool.submit(run_snippet, snippet, self.time_limit) for _ in range(runs)]
            try:
                return (yield)
            finally:
                pool.shutdown(cancel_futures=True)
                lock.release()

    def judge(self, snippet: Snippet, cell: Cell) -> None:
        """Raise what is wrong with `cell`; a cell that was not reached is skipped, with the reason."""
        if snippet.path not in self.futures:
            _not_run(snippet)
        runs = [future.result() for future in self.futures[snippet.path]]
        for run in runs:
            if run.failure and cell.title not in run.cells:
                if run.failure.line is None or _holds(snippet, cell, run.failure.line):
                    raise run.failure
                pytest.skip(f"not reached: {run.failure.message.splitlines()[0]}")
            if run.failure and self.recording:
                pytest.skip("not recorded, because another cell failed")
        record = self._record_of(snippet, runs)
        if isinstance(record, RosettaError):
            if cell is not snippet.cells[0] and not _holds(snippet, cell, record.line or 0):
                pytest.skip("the file has no valid record")
            raise record
        if cell.title in runs[0].skipped:
            pytest.skip(f"needs a GPU; the record was made on {record.device if record else 'none'}")
        if record and not self.recording:
            told = changes(cell, record.cells[cell.title], runs[0].cells[cell.title])
            if told:
                versions = _version_changes(record, runs[0])
                raise OutputChanged(
                    snippet.path,
                    cell.line,
                    f"cell '{cell.title}' does not agree with its record\n    {told}"
                    + (f"\n    recorded with other versions: {versions}" if versions else ""),
                )

    def _record_of(self, snippet: Snippet, runs: list[Run]) -> Record | RosettaError | None:
        """The record to compare with; with `--record`, the one just made. Worked out once for a file."""
        if snippet.path not in self.records:
            try:
                self.records[snippet.path] = self._make(snippet, runs) if self.recording else fresh_record(snippet)
            except RosettaError as error:
                self.records[snippet.path] = error
            record = self.records[snippet.path]
            if isinstance(record, Record) and (versions := _version_changes(record, runs[0])):
                self.notes.append(f"{snippet.path}: recorded with other versions: {versions}")
        return self.records[snippet.path]

    def _make(self, snippet: Snippet, runs: list[Run]) -> Record | None:
        """Write the record, unless the fresh runs agree with the one that is there."""
        one, other = runs
        for cell in snippet.cells:
            if cell.title in one.cells:
                told = changes(cell, one.cells[cell.title], other.cells[cell.title], ("first run", "second run"))
                if told:
                    raise OutputChanged(
                        snippet.path,
                        cell.line,
                        f"{snippet.concept}/{cell.title} gives different output on two runs: seed it, or mark it "
                        f'unstable="true"; nothing was recorded\n    {told}',
                    )
        kept: Record | None = None
        try:
            kept = read_record(snippet)
            fresh_record(snippet)
            agrees = (
                not any(changes(snippet[title], kept.cells[title], run) for title, run in one.cells.items())
                and not _version_changes(kept, one)
                and _files_agree(snippet, one)
            )
        except RecordError:
            agrees = False
        if not agrees:
            write_record(one, kept)
        self.notes.append(f"{snippet.record}: {'as it was' if agrees else 'recorded'}")
        return None

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        runs = [
            run
            for futures in self.futures.values()
            for future in futures
            if future.done() and not future.cancelled()
            for run in [future.result()]
        ]
        if not runs:
            return
        terminalreporter.section("snippets")
        for note in self.notes:
            terminalreporter.write_line(note.replace(f"{Path.cwd()}{os.sep}", ""))
        for framework, title in FRAMEWORKS.items():
            own = [run for run in runs if run.snippet.framework == framework and run.failure is None]
            if own:
                inside, beyond = sum(run.seconds for run in own), sum(run.wall - run.seconds for run in own)
                terminalreporter.write_line(
                    f"{title}: {len(own)} runs, {inside:.2f} s in the cells, {beyond:.2f} s beyond them "
                    f"({beyond / len(own):.2f} s a run, {self.jobs} at once)"
                )


def _is_installed(framework: str) -> bool:
    return all(importlib.util.find_spec(name) for name in PRELOAD[framework])


def _not_run(snippet: Snippet) -> None:
    """Skip, or under CI fail, a file whose framework is not to be had in this session."""
    command = f"nox -s snippets-{snippet.framework}"
    if _is_installed(snippet.framework):
        raise RecordError(snippet.path, None, f"another framework's server is running: {command}")
    reason = f"{snippet.framework} is not installed here: {command}"
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def _holds(snippet: Snippet, cell: Cell, line: int) -> bool:
    """Whether `line` of the file belongs to `cell`."""
    return max((one for one in snippet.cells if one.line <= line), key=lambda one: one.line, default=None) is cell


def _files_agree(snippet: Snippet, run: Run) -> bool:
    return all(snippet.kept_file(name).exists() for name in run.files)


def _version_changes(record: Record, run: Run) -> str:
    """`torch 2.14.0, now 2.15.0` and so on; patch releases of Python do not count."""
    changed = []
    for name, old in record.versions.items():
        new = run.versions.get(name, "none")
        if (old.split(".")[:2] != new.split(".")[:2]) if name == "python" else old != new:
            changed.append(f"{name} {old}, now {new}")
    return ", ".join(changed)


def _told(excinfo: pytest.ExceptionInfo[BaseException]) -> str | None:
    return str(excinfo.value) if isinstance(excinfo.value, RosettaError) else None
