"""Start the process that snippet files are forked from: it imports a framework once, and does nothing else.

Forking after a framework ran one operation hangs. Off Linux, where frameworks do not stand a fork at all, there is no
server, and each file's process is spawned.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import sys
import tempfile
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from rosetta.errors import SnippetError
from rosetta.frameworks import FRAMEWORKS

_SHARED = ("matplotlib.pyplot", "pandas", "sklearn.metrics")
"""Modules that many files would import for seconds, if they are there."""

_ENVIRONMENT = {
    # One thread, so that sums are taken in one order and files can run in parallel.
    **dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"),
    **dict.fromkeys(("TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS"), "1"),
    "TF_CPP_MIN_LOG_LEVEL": "2",
    "KERAS_BACKEND": "tensorflow",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "PYTHONHASHSEED": "0",
}


def start_server(framework: str) -> None:
    """Start the fork server of `framework`; raises `SnippetError` where it could not import the framework."""
    os.environ.update(_ENVIRONMENT)
    context = process_context()
    if context.get_start_method() != "forkserver":
        return
    known = FRAMEWORKS[framework]
    context.set_forkserver_preload([*known.imports, *known.late_imports, *_SHARED, "rosetta.run.child"])
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = context.Process(target=_tell_preloaded, args=(theirs, known.imports))
    with _errors_set_aside() as told:
        try:
            process.start()
            theirs.close()
            problem = ours.recv()
            process.join()
        except (EOFError, OSError):
            told.seek(0)
            problem = f"importing {' and '.join(known.imports)} ended Python:\n{told.read()[-2000:].rstrip()}"
    if problem:
        raise SnippetError(Path("snippets", framework), None, problem)


def process_context() -> Any:
    """The `multiprocessing` context that snippets' processes are started with."""
    return multiprocessing.get_context("forkserver" if sys.platform == "linux" else "spawn")


def _tell_preloaded(connection: Connection, names: tuple[str, ...]) -> None:
    for name in names:
        if name not in sys.modules:
            try:
                __import__(name)
                connection.send(f"{name} was not imported by the server that snippets are forked from")
            except BaseException as error:
                connection.send(f"{name} cannot be imported: {type(error).__name__}: {error}")
    connection.send("")


@contextlib.contextmanager
def _errors_set_aside() -> Iterator[Any]:
    """The error descriptor is a file meanwhile, and stays one for a server started then: frameworks are noisy."""
    kept = os.dup(2)
    with tempfile.TemporaryFile("w+", errors="replace") as file:
        os.dup2(file.fileno(), 2)
        try:
            yield file
        finally:
            os.dup2(kept, 2)
            os.close(kept)
