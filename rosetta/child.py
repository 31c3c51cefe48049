"""What happens inside the fresh process of one snippet file: cells run one by one in IPython's shell.

Imported in the fork server beside the framework, so it imports everything a file needs and runs nothing.
"""

from __future__ import annotations

import builtins
import faulthandler
import importlib
import importlib.metadata
import multiprocessing
import os
import platform
import sys
import time
import traceback
import warnings
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import matplotlib_inline.backend_inline
from traitlets.config import Config

from rosetta.cells import Cell, Snippet
from rosetta.shell import CellShell, Outputs
from rosetta.values import measure

PRELOAD = {
    "pytorch": ("torch", "torchvision"),
    "tensorflow": ("tensorflow", "keras"),
    "keras": ("tensorflow", "keras"),
}
"""Modules that the fork server imports for the files of each framework."""

FIGURE_STYLE = {
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "savefig.facecolor": "none",
    "legend.framealpha": 0.0,
    **dict.fromkeys(("text.color", "axes.labelcolor", "axes.edgecolor", "xtick.color", "ytick.color"), "#7c828d"),
    "axes.spines.top": False,
    "axes.spines.right": False,
}
"""Matplotlib settings under which a figure can be read on a light and on a dark page."""

IGNORED_WARNINGS = (
    # IPython's own advice to a person at its prompt, given when a cell calls sys.exit
    ("To exit: use 'exit'", UserWarning),
    # Keras reads its variables with np.array, and their __array__ lacks a keyword that NumPy 2 asks for
    ("__array__ implementation doesn't accept a copy keyword", DeprecationWarning),
)
"""Warnings of others that are no fault of a snippet; every other one is an error."""


class NetworkRefused(RuntimeError):
    """A snippet tried to open a network connection."""


def main(connection: Connection, snippet: Snippet, folder: Path, time_limit: float, memory: int) -> None:
    """Run all cells of `snippet` in `folder`/work, and send what happens: see `run.Run` for the other end."""
    outputs = Outputs(folder)
    try:
        shell = _prepare(snippet, folder, outputs, memory)
        connection.send(("ready", _versions(snippet.framework), device := _device(snippet.framework)))
        for cell in snippet.cells:
            if cell.marks.get("needs") == "cuda" and device == "CPU":
                connection.send(("skipped", cell.title))
                continue
            connection.send(("start", cell.title))
            with open(folder / "stack", "w") as stack:
                faulthandler.dump_traceback_later(time_limit, exit=True, file=stack)
                done = _run_cell(shell, cell)
                faulthandler.cancel_dump_traceback_later()
            connection.send(("cell", cell.title, *done))
        connection.send(("done",))
    except BaseException:  # a fault of ours: the parent must hear of it
        connection.send(("fault", traceback.format_exc()))
    finally:
        connection.close()
        os._exit(0)  # a snippet's threads and exit handlers must not keep the process


def _prepare(snippet: Snippet, folder: Path, outputs: Outputs, memory: int) -> CellShell:
    missing = [name for name in PRELOAD[snippet.framework] if name not in sys.modules]
    for name in missing:
        importlib.import_module(name)  # tells why the server could not
    if missing and multiprocessing.get_start_method() == "forkserver":
        raise ImportError(f"{', '.join(missing)} was not preloaded by the fork server")
    multiprocessing.set_start_method(
        "fork" if hasattr(os, "fork") else "spawn", force=True
    )  # for data loaders' workers
    _limit_memory(memory)
    sys.addaudithook(_refuse_network)
    builtins.input = _refuse_input
    os.chdir(folder / "work")
    sys.path.insert(0, "")
    config = Config()
    config.HistoryManager.enabled = False
    config.InlineBackend.figure_formats = {"retina"}
    config.InlineBackend.rc = FIGURE_STYLE
    os.environ["IPYTHONDIR"] = str(folder / "ipython")
    shell = CellShell.instance(path=snippet.path, outputs=outputs, config=config)
    matplotlib_inline.backend_inline.configure_inline_support(shell, "inline")
    return shell


def _run_cell(shell: CellShell, cell: Cell) -> tuple:
    """Outputs, values, error and seconds of one cell; an error is (name, message, [(line, function)])."""
    shell.cell, shell.count, shell.caught = cell, shell.count + 1, []
    values: dict[str, Any] = {}
    started = time.perf_counter()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for message, category in IGNORED_WARNINGS:
            warnings.filterwarnings("ignore", message, category)
        result = shell.run_cell(cell.source)
        sys.stdout.flush()
    seconds = time.perf_counter() - started
    outputs, failure = shell.outputs.take(), None
    error = result.error_before_exec or result.error_in_exec
    if error is not None:
        summary = f"{type(error).__name__}: {error}"
        outputs.append(
            {"output_type": "error", "ename": type(error).__name__, "evalue": str(error), "traceback": [summary]}
        )
    for caught in [error] if error is not None else shell.caught:
        frames = [
            (f.lineno, f.name) for f in traceback.extract_tb(caught.__traceback__) if f.filename == str(shell.path)
        ]
        failure = (type(caught).__name__, str(caught), frames)
        if failure[0] != cell.marks.get("raises"):
            break
    if failure is None or failure[0] == cell.marks.get("raises"):
        try:
            for name in cell.variables:
                if name not in shell.user_ns:
                    raise TypeError(f"'{name}' is not defined after the cell")
                values.update(measure(name, shell.user_ns[name]))
        except TypeError as wrong:
            failure = ("mark", str(wrong), [])
    return outputs, values, failure, seconds, shell.outputs.text("log")


def _limit_memory(size: int) -> None:
    try:
        import resource  # not on Windows
    except ImportError:
        return
    used = (
        int(Path("/proc/self/statm").read_text().split()[5]) * resource.getpagesize() if Path("/proc").exists() else 0
    )
    resource.setrlimit(resource.RLIMIT_DATA, (used + size, used + size))


def _refuse_network(event: str, arguments: tuple) -> None:
    if event == "socket.connect" and not isinstance(arguments[1], (str, bytes)):  # a path is a local socket
        raise NetworkRefused(f"a snippet cannot open a network connection (to {arguments[1][0]})")
    if event in ("socket.getaddrinfo", "socket.gethostbyname"):
        raise NetworkRefused(f"a snippet cannot open a network connection (to {arguments[0]})")


def _refuse_input(prompt: object = "") -> str:
    raise EOFError("a snippet cannot call input(): nobody is there to answer")


def _versions(framework: str) -> dict[str, str]:
    packages = {
        "pytorch": ["torch", "torchvision"],
        "tensorflow": ["tensorflow", "keras"],
        "keras": ["keras", "tensorflow"],
    }
    return {
        "python": platform.python_version(),
        **{name: importlib.metadata.version(name) for name in (*packages[framework], "numpy")},
    }


def _device(framework: str) -> str:
    """`CPU`, or the name of the graphics card that the framework finds."""
    if framework == "pytorch":
        import torch

        return torch.cuda.get_device_name(0) if torch.cuda.is_available() else "CPU"
    import tensorflow as tf

    cards = tf.config.list_physical_devices("GPU")
    return tf.config.experimental.get_device_details(cards[0]).get("device_name", "GPU") if cards else "CPU"
