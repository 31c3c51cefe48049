"""What a snippet's process is kept from: guards against mistakes, not walls against malice.

Refused are connections to the network, files written in the project's folder, waiting for an answer, endless memory,
and endless files.
"""

from __future__ import annotations

import builtins
import contextlib
import ctypes
import os
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000  # of <linux/sched.h>
_SIOCSIFFLAGS, _IFF_UP = 0x8914, 1  # of <linux/sockios.h> and <linux/if.h>

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGES = ("os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.truncate")
"""Audit events that are told with the paths to be changed first."""


class NetworkRefused(RuntimeError):
    """A snippet tried to open a network connection."""


class WriteRefused(PermissionError):
    """A snippet tried to write in the project's folder."""


def confine(memory: int, file_size: int, project: Path, folder: Path) -> None:
    """Confine this process for good: `memory` bytes beyond what it has now, `file_size` bytes in any one file.

    Of the folder `project` it may read all, and write what lies in `folder` alone.
    """
    _leave_network()
    _limit(memory, file_size)
    sys.addaudithook(_refuse_network)
    sys.addaudithook(_write_guard(project, (folder, Path(sys.prefix))))
    builtins.input = _refuse_input


def _leave_network() -> None:
    """On Linux, where this is allowed, have no network but a loopback of our own, for other programs and C++ too."""
    if sys.platform == "linux" and _is_allowed(_enter_own_network):
        _enter_own_network()


def _enter_own_network() -> None:
    """Raises `OSError` where it is not allowed, with half of it done.

    Root may do that; others may where they can be root in a user namespace (see user_namespaces(7)), of which some
    systems allow the making, and nothing after it.
    """
    import fcntl
    import socket

    unshare = ctypes.CDLL(None).unshare
    user, group = os.getuid(), os.getgid()
    if unshare(_CLONE_NEWNET) != 0:
        if unshare(_CLONE_NEWUSER | _CLONE_NEWNET) != 0:
            raise OSError("no namespaces")
        for name, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
            Path("/proc/self", name).write_text(text)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, _SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", _IFF_UP))


def _is_allowed(action: Callable[[], None]) -> bool:
    """Whether `action` goes through, tried in a process that ends with it."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            action()
            status = 0
        finally:
            os._exit(status)
    return os.waitpid(child, 0)[1] == 0


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
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        if isinstance(arguments[1], tuple):  # a local socket's address is a path
            raise NetworkRefused(f"a snippet cannot open a network connection (to {arguments[1][0]})")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        raise NetworkRefused(f"a snippet cannot open a network connection (to {arguments[0]})")


def _write_guard(project: Path, allowed: tuple[Path, ...]) -> Callable[[str, tuple[Any, ...]], None]:
    """An audit hook that refuses changes of what lies in `project`, and not in a folder that is `allowed`."""
    root, *free = (os.path.join(os.path.realpath(path), "") for path in (project, *allowed))

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            changed = (path,) if isinstance(flags, int) and flags & _WRITES else ()
        elif event in _CHANGES:
            changed = arguments[:2]
        else:
            return
        for path in changed:
            if isinstance(path, (str, bytes, os.PathLike)):
                full = os.path.realpath(os.fsdecode(path))
                if full.startswith(root) and not full.startswith(tuple(free)):
                    shown = os.path.relpath(full, root)
                    raise WriteRefused(f"a snippet writes in its working folder alone, not to {shown}")

    return refuse


def _refuse_input(prompt: object = "") -> str:
    raise EOFError("a snippet cannot call input(): nobody is there to answer")
