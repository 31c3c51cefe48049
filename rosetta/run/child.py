"""What happens inside the fresh process of one snippet file: cells run one by one in IPython's shell.

Imported in the fork server beside the framework, so it imports everything a file needs and runs nothing.
"""

from __future__ import annotations

import faulthandler
import importlib
import multiprocessing
import os
import sys
import tempfile
import time
import traceback
import warnings
from multiprocessing.connection import Connection
from pathlib import Path

import matplotlib_inline.backend_inline
from matplotlib._pylab_helpers import Gcf
from traitlets.config import Config

from rosetta.errors import did_you_mean
from rosetta.frameworks import FRAMEWORKS
from rosetta.record.outcome import CellRun, Value
from rosetta.run.guards import confine
from rosetta.run.measure import measure
from rosetta.run.mnist import serve_to_keras
from rosetta.run.outputs import FIGURE_STYLE, Outputs
from rosetta.run.shell import CellShell
from rosetta.run.supervisor import supervise
from rosetta.run.versions import installed_versions
from rosetta.source.cells import Cell, Snippet

MAX_PRINTED = 20_000  # bytes of text for one cell
MAX_WRITTEN = 100_000  # bytes of the file that a cell marked `writes` leaves
MAX_FILE = 1 << 30  # bytes of any other file, what a cell prints among them

IGNORED_WARNINGS: tuple[tuple[str, type[Warning]], ...] = (
    # IPython's own advice to a person at its prompt, given when a cell calls sys.exit
    ("To exit: use 'exit'", UserWarning),
    # Keras reads its variables with np.array, and their __array__ lacks a keyword that NumPy 2 asks for
    ("__array__ implementation doesn't accept a copy keyword", DeprecationWarning),
    # Python from 3.12 on, of every data loader that forks its workers
    ("This process .* is multi-threaded, use of fork", DeprecationWarning),
)
"""Warnings of others that are no fault of a snippet; every other one is an error."""


class CellFailure(Exception):
    """What is wrong with a cell that ran, and where that is known: the line, and for an error the snippet's frames."""

    def __init__(self, message: str, line: int | None = None, frames: list[tuple[int, str]] | None = None) -> None:
        super().__init__(message, line, frames)


def main(connection: Connection, snippet: Snippet, folder: Path, time_limit: float, memory: int) -> None:
    """Run all cells of `snippet` in `folder`/work, and send what happens: see `process._follow` for the other end."""
    supervise(connection)
    process = os.getpid()
    try:
        shell = _prepare(snippet, folder, Outputs(folder, MAX_PRINTED), memory)
        device = FRAMEWORKS[snippet.framework].device()
        connection.send(("ready", installed_versions(snippet.framework), device))
        for cell in snippet.cells:
            if cell.marks.needs == "cuda" and device == "CPU":
                connection.send(("skipped", cell.title))
                continue
            connection.send(("start", cell.title))
            with open(folder / "stack", "w") as stack:
                faulthandler.dump_traceback_later(time_limit, exit=True, file=stack)
                ran = _run_cell(shell, cell)
                if os.getpid() != process:  # the cell has forked, and its child has come to the end of the cell
                    return
                connection.send(("cell", *ran))
                faulthandler.cancel_dump_traceback_later()
        connection.send(("done",))
    except CellFailure as failure:
        connection.send(("failure", *failure.args))
    except BaseException:  # a fault of ours: the parent must hear of it
        connection.send(("fault", traceback.format_exc()))
    finally:
        os._exit(0)  # a snippet's threads and exit handlers must not keep the process


def _prepare(snippet: Snippet, folder: Path, outputs: Outputs, memory: int) -> CellShell:
    for name in FRAMEWORKS[snippet.framework].imports:
        if name not in sys.modules and multiprocessing.get_start_method() == "forkserver":
            raise ImportError(f"{name} was not imported before the process was forked")
        importlib.import_module(name)
    # for data loaders' workers, which would otherwise be started by the method that started this process
    multiprocessing.set_start_method("fork" if hasattr(os, "fork") else "spawn", force=True)
    if snippet.framework != "pytorch":
        serve_to_keras(folder)
    _seed_afresh()
    confine(memory, MAX_FILE, snippet.path.parents[2], folder)
    os.chdir(folder / "work")
    sys.argv = [snippet.path.name]
    sys.path.insert(0, "")
    config = Config()
    config.HistoryManager.enabled = False
    config.InlineBackend.figure_formats = {"retina"}
    config.InlineBackend.rc = FIGURE_STYLE
    os.environ["IPYTHONDIR"] = str(folder / "ipython")
    # TensorFlow keeps a file for each function it converts until the exit, which this process does not live to see
    tempfile.tempdir = str(folder)
    shell: CellShell = CellShell.instance(path=snippet.path, outputs=outputs, config=config)
    matplotlib_inline.backend_inline.configure_inline_support(shell, "inline")  # type: ignore[no-untyped-call]
    warnings.simplefilter("error")
    for message, category in IGNORED_WARNINGS:
        warnings.filterwarnings("ignore", message, category)
    return shell


def _seed_afresh() -> None:
    """Seed by the system what was forked in one state: two runs must differ where a snippet does not seed.

    Python's `random` does so itself, and TensorFlow and Keras draw their seeds when they first need one.
    """
    for name in ("numpy.random", "torch"):
        if module := sys.modules.get(name):
            module.seed()


def _run_cell(shell: CellShell, cell: Cell) -> tuple[CellRun, dict[str, bytes]]:
    """What the cell put out, and the files it left; raises `CellFailure`."""
    started = time.perf_counter()
    shell.run(cell)
    seconds = time.perf_counter() - started
    outputs, size = shell.outputs.take()
    _check_errors(shell, cell)
    if size > MAX_PRINTED:
        raise CellFailure(f"printed {_told_size(size)}; the limit is {_told_size(MAX_PRINTED)}")
    if Gcf.figs:
        raise CellFailure("leaves a figure that nobody sees; show it with plt.show()")
    for error in shell.escaped:
        text = f"{error.name}: {error.message}"
        outputs.append({"output_type": "error", "ename": error.name, "evalue": error.message, "traceback": [text]})
    return CellRun(outputs, _values(shell, cell), seconds), _written(cell)


def _check_errors(shell: CellShell, cell: Cell) -> None:
    """No error may escape but the one that `raises` names; that one must, or be caught by a handler of the cell's."""
    expected = cell.marks.raises
    error = next((one for one in shell.escaped if one.name != expected), None)
    if error is None:
        if not expected or any(one.name == expected for one in shell.escaped + shell.caught):
            return
        if not shell.caught:
            raise CellFailure(f"expected {expected}, and nothing was raised: move the mark to the cell that raises it")
        error = shell.caught[-1]
    line = error.frames[-1][0] if error.frames else None
    if error.name == "SystemExit":
        raise CellFailure(f"called sys.exit({error.message})", line)
    told = f"{error.name}: {error.message}" if error.message else error.name
    if error.name.endswith("Warning"):
        told += " (warnings are errors here)"
    text = f"expected {expected}, got {told}" if expected else f"raised {told}"
    raise CellFailure(text, line, error.frames)


def _values(shell: CellShell, cell: Cell) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for name in cell.marks.variables:
        if name not in shell.user_ns:
            near = did_you_mean(name, (one for one in shell.user_ns if not one.startswith("_")))
            raise CellFailure(f"has a wrong mark: '{name}' is not defined after the cell.{near}".removesuffix("."))
        try:
            values.update(measure(name, shell.user_ns[name]))
        except TypeError as wrong:
            raise CellFailure(f"has a wrong mark: {wrong}") from None
        except Exception as error:
            raise CellFailure(f"has a mark for '{name}', which gives {type(error).__name__}: {error}") from None
    return values


def _written(cell: Cell) -> dict[str, bytes]:
    """The file that a cell marked `writes` has left in the working folder."""
    if not (name := cell.marks.writes):
        return {}
    if not Path(name).is_file():
        raise CellFailure(f"is to write '{name}', and did not")
    if (size := Path(name).stat().st_size) > MAX_WRITTEN:
        raise CellFailure(f"wrote {_told_size(size)} to '{name}'; the limit is {_told_size(MAX_WRITTEN)}")
    return {name: Path(name).read_bytes()}


def _told_size(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{-(-size // 1000)} kB"
