"""Nothing that a snippet starts outlives its run: on Linux one of ours stands above it, and ends what it leaves."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
from multiprocessing.connection import Connection
from pathlib import Path

_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of <linux/prctl.h>


def supervise(connection: Connection) -> None:
    """Go on in a child of this process; this one waits for it, ends all processes that it left, and ends as it did.

    Of these it hears as their new parent (see `PR_SET_CHILD_SUBREAPER` in prctl(2)), whatever their session is. Sent
    SIGTERM, it ends the child first. `connection` is the child's alone. Off Linux there is a process group, no more.
    """
    if hasattr(os, "setsid"):
        os.setsid()
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])  # until it is known whom that is to end
    child = os.fork()
    if child != 0:
        signal.signal(signal.SIGTERM, lambda *_: _kill(child))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM])
    if child == 0:
        os.setsid()
        return
    connection.close()
    status = _status(child)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    _end_descendants()
    _end_with(status)


def _status(child: int) -> int:
    """How `child` ended; others that end before it are of no interest."""
    while True:
        pid, status = os.waitpid(-1, 0)
        if pid == child:
            return status


def _end_descendants() -> None:
    while True:
        try:
            ended, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not ended:
            for pid in _descendants(os.getpid()):
                _kill(pid)
            os.waitpid(-1, 0)


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, signal.SIGKILL)


def _descendants(root: int) -> set[int]:
    """The living processes below `root`; see proc_pid_stat(5)."""
    parents: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parents[int(path.parent.name)] = int(path.read_text(errors="replace").rpartition(")")[2].split()[1])
    found = {root}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {root}


def _end_with(status: int) -> None:
    code = os.waitstatus_to_exitcode(status)
    if code < 0:
        with contextlib.suppress(ImportError, ValueError, OSError):
            import resource

            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # one core of a framework is enough
        with contextlib.suppress(OSError):  # SIGKILL has no other handler
            signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    os._exit(code)
