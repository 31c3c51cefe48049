"""Runs the snippet files of a test session: which, in which server, and how long that took."""

from __future__ import annotations

import importlib.util
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from filelock import FileLock, Timeout

from rosetta.errors import RecordError, RosettaError, SnippetError, shown_path
from rosetta.frameworks import FRAMEWORKS
from rosetta.record.notebook import fresh_record
from rosetta.record.outcome import Run
from rosetta.run import mnist
from rosetta.run.nodes import SnippetFile
from rosetta.run.process import TIME_LIMIT, run_snippet, stop_runs
from rosetta.run.recorder import is_current
from rosetta.run.server import start_server
from rosetta.source.cells import Snippet


class SnippetSession:
    """The runs of `files` in this session, `jobs` at once; a cell may take `time_limit` seconds."""

    def __init__(
        self, files: Sequence[SnippetFile], recording: bool, again: bool, jobs: int, time_limit: float | None
    ) -> None:
        self.files, self.recording, self.again = files, recording, again
        self.time_limit = time_limit or TIME_LIMIT
        self.pool = ThreadPoolExecutor(jobs)
        self.locks: list[FileLock] = []
        self.start_seconds: float | None = None
        self.notes: list[str] = []

    def start(self) -> None:
        """Start to run the files; raises `RosettaError` where the server of their framework cannot be started."""
        files = list(self._runnable())
        if not files:
            return
        started = time.perf_counter()
        start_server(files[0].snippet.framework)
        self.start_seconds = time.perf_counter() - started
        for file in files:
            try:
                # Looked for in this thread: of several that download, each could see another's half of the file.
                digits = digits_for(file.snippet, self.recording) if mnist.uses_mnist(file.snippet) else None
            except RosettaError as error:
                file.not_run = error
                continue
            if digits and self.recording and digits.name != mnist.WHOLE:
                message = f"recorded with 5,000 digits: {mnist.whole_set()}"
                self.notes.append(f"{shown_path(file.snippet.record_path)}: {message}")
            file.runs = [
                self.pool.submit(run_snippet, file.snippet, self.time_limit, digits=digits)
                for _ in range(2 if self.recording else 1)
            ]

    def _runnable(self) -> Iterator[SnippetFile]:
        """The files to run; the others are told why they are not.

        One server imports one framework; TensorFlow's serves Keras too, which runs on it.
        """
        imports = next(
            (FRAMEWORKS[file.snippet.framework].imports for file in self.files if not _missing(file.snippet.framework)),
            (),
        )
        for file in self.files:
            if FRAMEWORKS[file.snippet.framework].imports != imports:
                file.not_run = _why_not_run(file.snippet)
            elif self.recording and not self.again and is_current(file.snippet, _data_name(file.snippet)):
                file.not_run = "as it was (not run)"
                file.note = f"{shown_path(file.snippet.record_path)}: {file.not_run}"
            elif self.recording and not self._lock(file.snippet):
                message = "is being recorded by another command; wait until that has ended"
                file.not_run = RecordError(file.path, None, message)
            else:
                yield file

    def _lock(self, snippet: Snippet) -> bool:
        """Keep other recordings from `snippet` until the end; `False` where one is under way."""
        folder = snippet.path.parents[1] / ".recording"
        folder.mkdir(exist_ok=True)
        lock = FileLock(folder / f"{snippet.framework}.{snippet.concept}.lock", blocking=False)
        try:
            lock.acquire()
        except Timeout:
            return False
        self.locks.append(lock)
        return True

    def stop(self) -> None:
        """End what still runs."""
        self.pool.shutdown(wait=False, cancel_futures=True)
        stop_runs()
        while not all(run.done() for file in self.files for run in file.runs):  # one may be about to start
            time.sleep(0.05)
            stop_runs()
        for lock in self.locks:
            lock.release()

    def summary(self) -> Iterator[str]:
        """What there is to say at the end: of single files, and where the time went."""
        yield from (file.note for file in self.files if file.note)
        yield from self.notes
        if self.start_seconds is not None:
            yield f"server: {self.start_seconds:.2f} s to start it and to import what the files share"
        done = [run for file in self.files for run in _ended(file) if run.failure is None]
        for name, framework in FRAMEWORKS.items():
            runs = [run for run in done if run.snippet.framework == name]
            if runs:
                inside, beyond = sum(run.seconds for run in runs), sum(run.wall - run.seconds for run in runs)
                yield (
                    f"{framework.title}: {len(runs)} run{'s' if len(runs) > 1 else ''}, {inside:.2f} s in the cells, "
                    f"{beyond / len(runs):.2f} s a run beyond them"
                )


def digits_for(snippet: Snippet, recording: bool) -> mnist.Digits:
    """What `snippet` loads as MNIST: what its record was made with, unless a new one is made.

    Raises `RecordError` where there is no fresh record, or it was made with the whole set and that cannot be had.
    """
    if recording:
        return mnist.digits_to_record()
    digits = mnist.whole_set() if fresh_record(snippet).data == mnist.WHOLE else mnist.sample()
    if isinstance(digits, str):
        raise RecordError(snippet.record_path, 1, f"was made with MNIST, which cannot be had here: {digits}")
    return digits


def _data_name(snippet: Snippet) -> str:
    return digits_for(snippet, recording=True).name if mnist.uses_mnist(snippet) else ""


def _ended(file: SnippetFile) -> Iterator[Run]:
    return (run.result() for run in file.runs if run.done() and not run.cancelled() and not run.exception())


def _missing(framework: str) -> str | None:
    return next((name for name in FRAMEWORKS[framework].imports if importlib.util.find_spec(name) is None), None)


def _why_not_run(snippet: Snippet) -> RosettaError | str:
    """Why a file was not run in this session; under CI it must be."""
    command = f"nox -s snippets-{snippet.framework}"
    if missing := _missing(snippet.framework):
        reason = f"{missing} is not installed here: {command}"
        return SnippetError(snippet.path, None, reason) if os.environ.get("CI") else reason
    return SnippetError(snippet.path, None, f"another framework's snippets are running in this session: {command}")
