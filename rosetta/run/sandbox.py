"""What a snippet's process is kept from: the network, waiting for an answer, endless memory and endless files."""

from __future__ import annotations

import builtins
import contextlib
import os
import sys
from pathlib import Path
from typing import Any


class NetworkRefused(RuntimeError):
    """A snippet tried to open a network connection."""


def detach() -> None:
    """Make this process and those it will start a group, which can be ended as one."""
    if hasattr(os, "setsid"):
        os.setsid()


def confine(memory: int, file_size: int) -> None:
    """Confine this process for good: `memory` bytes beyond what it has now, `file_size` bytes in any one file."""
    _limit(memory, file_size)
    sys.addaudithook(_refuse_network)
    builtins.input = _refuse_input


def _limit(memory: int, file_size: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    sizes = Path("/proc/self/statm")  # Linux
    used = int(sizes.read_text().split()[5]) * resource.getpagesize() if sizes.exists() else 0
    for limit, most in ((resource.RLIMIT_DATA, used + memory), (resource.RLIMIT_FSIZE, file_size)):
        with contextlib.suppress(ValueError, OSError):  # a stricter limit is set already
            resource.setrlimit(limit, (most, most))


def _refuse_network(event: str, arguments: tuple[Any, ...]) -> None:
    """Audit hook; events: https://docs.python.org/3/library/audit_events.html."""
    if event in ("socket.connect", "socket.sendto") and isinstance(arguments[1], tuple):  # a local socket's is a path
        raise NetworkRefused(f"a snippet cannot open a network connection (to {arguments[1][0]})")
    if event in ("socket.getaddrinfo", "socket.gethostbyname"):
        raise NetworkRefused(f"a snippet cannot open a network connection (to {arguments[0]})")


def _refuse_input(prompt: object = "") -> str:
    raise EOFError("a snippet cannot call input(): nobody is there to answer")
