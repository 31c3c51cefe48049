"""Run one snippet file in a fresh process, cell by cell, and tell what it put out and how it ended."""

from __future__ import annotations

import contextlib
import linecache
import multiprocessing
import os
import re
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType
from typing import Any

from rosetta.errors import SnippetError
from rosetta.record.files import input_digests, lay_out_inputs
from rosetta.record.outcome import Run
from rosetta.run.mnist import Digits, lay_out
from rosetta.run.server import process_context
from rosetta.source.cells import Cell, Snippet

TIME_LIMIT = 60.0  # seconds for one cell
GRACE = 15.0  # seconds after the time limit in which a child is to end itself and tell the line; then it is ended
MEMORY_LIMIT = 8 << 30  # bytes for one file, beyond what the imported framework takes

# `Process.start` reaps processes that others wait for; of two that reap one process, one loses its exit code.
_REAPING = threading.Lock()
_alive: set[BaseProcess] = set()


def run_snippet(
    snippet: Snippet, time_limit: float = TIME_LIMIT, memory: int = MEMORY_LIMIT, digits: Digits | None = None
) -> Run:
    """Run `snippet`, with `digits` as MNIST, in a fresh process forked from the server that `start_server` started."""
    run = Run(replace(snippet, path=snippet.path.absolute()), data=digits.name if digits else "")
    with tempfile.TemporaryDirectory(prefix="rosetta-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "work").mkdir()
        run.inputs = input_digests(run.snippet)
        lay_out_inputs(run.snippet, folder / "work")
        if digits:
            lay_out(digits, snippet.framework, folder)
        ours, theirs = multiprocessing.Pipe(duplex=False)
        started = time.perf_counter()
        process = process_context().Process(target=_child, args=(theirs, run.snippet, folder, time_limit, memory))
        with _REAPING, _without_main():
            process.start()
            _alive.add(process)
        theirs.close()
        try:
            with ours:
                _follow(run, process, ours, folder, time_limit)
        except SnippetError as failure:
            run.failure = failure
        finally:
            run.wall = time.perf_counter() - started
            _kill(process)
            _exit_code(process)
            with _REAPING:
                _alive.discard(process)
    return run


def stop_runs() -> None:
    """End all runs that are under way."""
    with _REAPING:
        for process in _alive:
            _kill(process)


def _shown_frames(path: Path, title: str, frames: Iterable[tuple[int, str]]) -> str:
    """Lines of `path` by number and function, as they stand below an error; of a deep recursion, its two ends."""
    linecache.checkcache(str(path))
    shown = [
        f"\n    {path.name}:{line} in {f'cell {title!r}' if function == '<module>' else function}"
        f"\n        {linecache.getline(str(path), line).strip()}"
        for line, function in frames
    ]
    if len(shown) > 10:
        shown[3:-5] = [f"\n    ... {len(shown) - 8} more ..."]
    return "".join(shown)


def _shown_log(folder: Path) -> str:
    """What the cell wrote to the error descriptor, as it stands below an error; nothing where it wrote nothing."""
    log = (folder / "log").read_text(errors="replace")[-2000:].rstrip() if (folder / "log").exists() else ""
    return f"\n    written to the error descriptor:\n{log}" if log else ""


@contextlib.contextmanager
def _without_main() -> Iterator[None]:
    """A process started now does not import again the script that started this one, as pytest's would for 0.3 s."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _child(*arguments: Any) -> None:
    from rosetta.run.child import main  # IPython is not needed on this side

    main(*arguments)


def _follow(run: Run, process: BaseProcess, connection: Connection, folder: Path, time_limit: float) -> None:
    """Take the child's messages until it has ended; raises `SnippetError` where that was no good end."""
    current: Cell | None = None
    while True:
        if not wait([connection, process.sentinel], time_limit + GRACE):
            limit = f"; it did not end at the limit of {time_limit:g} s"
            raise _failure(run, current, f"still running after {time_limit + GRACE:g} s{limit}")
        try:
            if not connection.poll():
                raise EOFError
            kind, *message = connection.recv()
        except (EOFError, OSError):
            raise _failure(
                run, current, *_end(_exit_code(process), run.snippet.path, current, folder, time_limit)
            ) from None
        if kind == "ready":
            run.versions, run.device = message
        elif kind == "start":
            current = run.snippet[message[0]]
        elif kind == "skipped":
            run.skipped.add(message[0])
        elif kind == "cell" and current:
            run.cells[current.title], files = message
            run.files |= files
        elif kind == "failure":
            text, line, frames = message
            title = current.title if current else ""
            if frames is not None:
                text += _shown_frames(run.snippet.path, title, frames) + _shown_log(folder)
            raise _failure(run, current, text, line)
        elif kind == "fault":
            raise SnippetError(run.snippet.path, None, f"could not be run:\n{message[0]}")
        else:
            return


def _failure(run: Run, cell: Cell | None, message: str, line: int | None = None) -> SnippetError:
    if cell is None:
        return SnippetError(run.snippet.path, None, message)
    run.cells.pop(cell.title, None)
    return SnippetError(run.snippet.path, line or cell.line, f"cell '{cell.title}' {message}")


def _end(code: int | None, path: Path, cell: Cell | None, folder: Path, time_limit: float) -> tuple[str, int | None]:
    """Why a child is gone without a word, and in which line where that is known."""
    stack = (folder / "stack").read_text() if (folder / "stack").exists() else ""
    if "Timeout" in stack:
        escaped = str(path).encode("ascii", "backslashreplace").decode()  # as faulthandler writes
        found = re.findall(rf'File "{re.escape(escaped)}", line (\d+) in (.+)', stack)
        frames = [(int(line), function.encode().decode("unicode_escape")) for line, function in reversed(found)]
        shown = _shown_frames(path, cell.title if cell else "", frames)
        return f"still running after {time_limit:g} s{shown}", frames[-1][0] if frames else None
    if code is not None and code < 0:
        hint = ", perhaps out of memory" if -code == 9 else ""
        text = f"killed by signal {-code} ({signal.Signals(-code).name}){hint}"
    else:
        text = f"ended the process with exit code {code}, as os._exit does"
    return text + _shown_log(folder), None


def _kill(process: BaseProcess) -> None:
    """End the process and those that it has started: its supervisor sees to that, or they are in its group."""
    if sys.platform == "linux":
        process.terminate()
        return
    if hasattr(os, "killpg") and process.pid:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def _exit_code(process: BaseProcess) -> int | None:
    if not wait([process.sentinel], GRACE):  # its supervisor cannot end what it has started
        process.kill()
        wait([process.sentinel])
    with _REAPING:
        return process.exitcode
