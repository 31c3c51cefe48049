"""Errors are values with a place: `path:line: message`."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path


class RosettaError(Exception):
    """What is wrong and where; `str()` gives `path:line: message`, with the path as a person would type it."""

    def __init__(self, path: Path | str, line: int | None, message: str) -> None:
        super().__init__(path, line, message)
        self.path = Path(path)
        self.line = line
        self.message = message

    def __str__(self) -> str:
        path = shown_path(self.path)
        return f"{path}:{self.line}: {self.message}" if self.line else f"{path}: {self.message}"


class SnippetError(RosettaError):
    """A snippet file is malformed, or failed when it ran."""


class PageError(RosettaError):
    """A page names something that is not there."""


class RecordError(RosettaError):
    """A record is missing, unreadable, or belongs to another version of its snippet."""


class OutputChanged(RosettaError):
    """A fresh run does not agree with the record, or with a second fresh run."""


class ParityError(RosettaError):
    """Counterparts do not relate as their marks say."""


class UsageError(RosettaError):
    """A table of counted usage cannot be read."""


def read_text(path: Path, error: type[RosettaError]) -> str:
    """The text of a file in UTF-8, without the byte order mark it may start with; raises `error` where it has none."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = wrong.object.count(b"\n", 0, wrong.start) + 1
        raise error(path, line, f"not UTF-8: byte 0x{wrong.object[wrong.start]:02x}; save the file as UTF-8") from None
    except OSError as wrong:
        raise error(path, None, f"cannot be read: {wrong.strerror}") from None


def shown_path(path: Path) -> Path:
    """The path as a person would type it: from the working folder, where it lies in it."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """` Did you mean 'x'?` for the nearest known name, or an empty string."""
    near = nearest(name, known)
    return f" Did you mean '{near}'?" if near else ""


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that is most like `name`, or an empty string where none is."""
    return next(iter(difflib.get_close_matches(name, list(known), n=1)), "")
