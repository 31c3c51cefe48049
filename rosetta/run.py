"""Run one snippet file in a fresh process, cell by cell, and tell what it put out and how it ended.

The process is forked from a server that has imported the framework and done nothing else: forking after a framework
ran one operation hangs. Where there is no fork, the process is spawned.
"""

from __future__ import annotations

import linecache
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from rosetta import FRAMEWORKS
from rosetta.cells import Cell, Snippet
from rosetta.child import PRELOAD, main
from rosetta.errors import SnippetError
from rosetta.values import CellRun

TIME_LIMIT = 60.0  # seconds for one cell
MEMORY_LIMIT = 8 << 30  # bytes for one file, beyond what the imported framework takes
MAX_PRINTED = 20_000  # characters for one cell
MAX_WRITTEN = 100_000  # bytes for one file that a cell leaves

_ENVIRONMENT = {
    # One thread, so that sums are taken in one order and files can run in parallel.
    **dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"),
    **dict.fromkeys(("TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS"), "1"),
    "TF_CPP_MIN_LOG_LEVEL": "2",
    "KERAS_BACKEND": "tensorflow",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "PYTHONHASHSEED": "0",
}


@dataclass
class Run:
    """A run of a snippet file. `failure` is set where it did not end well; `cells` then holds those before it."""

    snippet: Snippet
    cells: dict[str, CellRun] = field(default_factory=dict)
    skipped: set[str] = field(default_factory=set)
    versions: dict[str, str] = field(default_factory=dict)
    device: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    wall: float = 0.0
    failure: SnippetError | None = None
    log: str = ""

    @property
    def seconds(self) -> float:
        """Seconds spent in the cells themselves."""
        return sum(cell.seconds for cell in self.cells.values())


def start_server(framework: str) -> None:
    """Start the fork server of `framework` and wait until it has imported it."""
    os.environ.update(_ENVIRONMENT)
    context = _context()
    if context.get_start_method() == "forkserver":
        context.set_forkserver_preload([*PRELOAD[framework], "rosetta.child"])
    process = context.Process(target=_nothing)
    process.start()
    process.join()


def run_snippet(snippet: Snippet, time_limit: float = TIME_LIMIT, memory: int = MEMORY_LIMIT) -> Run:
    """Run `snippet` in a fresh process forked from the server that `start_server` started."""
    run = Run(snippet)
    with tempfile.TemporaryDirectory(prefix="rosetta-") as name:
        folder = Path(name)
        (folder / "work").mkdir()
        _lay_out_kept_files(snippet, folder / "work")
        ours, theirs = multiprocessing.Pipe(duplex=False)
        started = time.perf_counter()
        process = _context().Process(target=main, args=(theirs, snippet, folder, time_limit, memory))
        process.start()
        theirs.close()
        try:
            _follow(run, process, ours, folder, time_limit)
            run.wall = time.perf_counter() - started
            if run.failure is None:
                _take_written_files(run, folder / "work")
        except SnippetError as failure:
            run.failure = failure
        finally:
            process.kill()
            process.join()
    return run


def _context() -> Any:
    methods = multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")


def _nothing() -> None:
    pass


def _lay_out_kept_files(snippet: Snippet, work: Path) -> None:
    for framework in FRAMEWORKS:
        if framework != snippet.framework:
            for kept in snippet.path.parent.with_name(framework).glob(f"{snippet.concept}.*"):
                if kept.suffix not in (".py", ".ipynb"):
                    shutil.copy(kept, work / kept.name.removeprefix(f"{snippet.concept}."))


def _take_written_files(run: Run, work: Path) -> None:
    for cell in run.snippet.cells:
        if (name := cell.marks.get("writes")) and cell.title in run.cells:
            if not (work / name).is_file():
                raise _failure(run, cell, f"is to write '{name}', and did not")
            run.files[name] = (work / name).read_bytes()
            if len(run.files[name]) > MAX_WRITTEN:
                size = f"{len(run.files[name]) / 1000:.0f} kB"
                raise _failure(run, cell, f"wrote {size} to '{name}'; the limit is {MAX_WRITTEN // 1000} kB")


def _follow(run: Run, process: BaseProcess, connection: Any, folder: Path, time_limit: float) -> None:
    """Take the child's messages until it has ended; raises `SnippetError` where that was no good end."""
    current: Cell | None = None
    while True:
        try:
            # The child ends itself at the time limit; a child that cannot even do that is given up later.
            if not connection.poll(time_limit + 30):
                raise _failure(run, current, f"gave no sign of life for {time_limit + 30:.0f} s")
            kind, *message = connection.recv()
        except EOFError:
            process.join()
            raise _ended(run, current, process.exitcode, folder, time_limit) from None
        if kind == "ready":
            run.versions, run.device = message
        elif kind == "start":
            current = run.snippet[message[0]]
        elif kind == "skipped":
            run.skipped.add(message[0])
        elif kind == "cell":
            _take_cell(run, current, *message[1:])
        elif kind == "fault":
            raise SnippetError(run.snippet.path, None, f"could not be run:\n{message[0]}")
        else:
            return


def _take_cell(
    run: Run, cell: Cell, outputs: list, values: dict, error: tuple | None, seconds: float, log: str
) -> None:
    expected = cell.marks.get("raises")
    run.log = log
    if error and error[0] == "mark":
        raise _failure(run, cell, f"has a wrong mark: {error[1]}")
    if error and error[0] != expected:
        raise _raised(run, cell, expected, *error)
    if expected and not error:
        raise _failure(run, cell, f"expected {expected}, and nothing was raised")
    printed = sum(len(output["text"]) for output in outputs if output["output_type"] == "stream")
    if printed > MAX_PRINTED:
        size = f"{printed / 1e6:.1f} MB" if printed >= 1e6 else f"{printed / 1e3:.0f} kB"
        raise _failure(run, cell, f"printed {size}; the limit is {MAX_PRINTED // 1000} kB")
    run.cells[cell.title] = CellRun(outputs, values, seconds)


def _failure(run: Run, cell: Cell | None, message: str, line: int | None = None) -> SnippetError:
    if cell is None:
        return SnippetError(run.snippet.path, None, message)
    return SnippetError(run.snippet.path, line or cell.line, f"cell '{cell.title}' {message}")


def _raised(run: Run, cell: Cell, expected: str | None, name: str, message: str, frames: list) -> SnippetError:
    """The snippet's own frames, innermost last, under the error."""
    path = run.snippet.path
    if name == "SystemExit":
        return _failure(run, cell, f"called sys.exit({message})", frames[-1][0] if frames else None)
    start = f"raised {name}: {message}" if expected is None else f"expected {expected}, got {name}: {message}"
    where = [
        f"    {path.name}:{line} in {'cell ' + repr(cell.title) if function == '<module>' else function}\n"
        f"        {linecache.getline(str(path), line).strip()}"
        for line, function in frames
    ]
    text = "\n".join([start, *where])
    if run.log:
        text += f"\n    written to the error descriptor:\n{run.log[-2000:]}"
    return _failure(run, cell, text, frames[-1][0] if frames else None)


def _ended(run: Run, cell: Cell | None, code: int | None, folder: Path, time_limit: float) -> SnippetError:
    """Why a child is gone without a word."""
    stack = (folder / "stack").read_text() if (folder / "stack").exists() else ""
    path = str(run.snippet.path)
    if "Timeout" in stack:
        lines = [line.strip() for line in stack.splitlines() if f'"{path}"' in line]
        place = "".join(f"\n    {line}" for line in lines).replace(path, run.snippet.path.name)
        return _failure(run, cell, f"still running after {time_limit:g} s{place}")
    if code is not None and code < 0:
        hint = ", perhaps out of memory" if code == -signal.SIGKILL and sys.platform == "linux" else ""
        return _failure(run, cell, f"killed by signal {-code} ({signal.Signals(-code).name}){hint}")
    return _failure(run, cell, f"ended the process with exit code {code}, as os._exit does")
