"""What a cell puts out, kept in order: text from Python and from C, results, and figures made fit for a page."""

from __future__ import annotations

import base64
import ctypes
import io
import os
import sys
from pathlib import Path
from typing import Any

from PIL import Image

FIGURE_STYLE = {
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "savefig.facecolor": "none",
    "legend.framealpha": 0.0,
    **dict.fromkeys(("text.color", "axes.labelcolor", "axes.edgecolor", "xtick.color", "ytick.color"), "#7c828d"),
    "axes.spines.top": False,
    "axes.spines.right": False,
}
"""Matplotlib settings: nothing behind the figure, and a gray that stands out from black and from white."""

MIME_TYPES = ("text/plain", "image/png")

_C = ctypes.CDLL(None if os.name == "posix" else "ucrtbase")


class Outputs:
    """What a cell puts out, in order, as nbformat outputs; of text, no more than `limit` bytes at a time.

    Python's and C's standard output go to one file descriptor, so their order is kept. What C++ code writes to the
    other descriptor (TensorFlow's log, with its times and addresses) is set apart: shown on failure, never recorded.
    So is what worker processes write to Python's standard error, whose order nobody can tell.
    """

    def __init__(self, folder: Path, limit: int) -> None:
        self.folder, self.limit, self.size = folder, limit, 0
        self.items: list[dict[str, Any]] = []
        self.owner = os.getpid()
        for name, descriptor in (("stdout", 1), ("log", 2)):
            with open(folder / name, "ab") as file:
                os.dup2(file.fileno(), descriptor)
        with open(os.devnull) as nothing:
            os.dup2(nothing.fileno(), 0)
        self._printed = open(folder / "stdout", "rb", buffering=0)  # noqa: SIM115
        self._taken = 0
        sys.stdin = open(os.devnull)  # noqa: SIM115
        sys.stdout = _text(io.FileIO(1, "w", closefd=False))
        sys.stderr = _text(_Stderr(self))

    def printed(self) -> tuple[str, int]:
        """What was written to standard output since the last call, and how many bytes that was."""
        _C.fflush(None)
        start, end = self._taken, os.fstat(self._printed.fileno()).st_size
        text = self._read(start, min(end - start, self.limit)).decode(errors="replace")
        self._taken = end
        return text, end - start

    def _read(self, start: int, size: int) -> bytes:
        """From a place of our own: the file's own position is shared with all processes that were forked since."""
        if hasattr(os, "pread"):
            return os.pread(self._printed.fileno(), size, start)
        self._printed.seek(start)
        return self._printed.read(size)

    def stream(self, name: str, text: str, size: int) -> None:
        """Add to the stream `name`; `size` counts what was cut off the text, too."""
        self.size += size
        if self.items and self.items[-1].get("name") == name:
            self.items[-1]["text"] += text
        elif text:
            self.items.append({"output_type": "stream", "name": name, "text": text})

    def display(self, kind: str, data: dict[str, Any], metadata: dict[str, Any], **extra: Any) -> None:
        """Add an output of `kind` after what was printed before it."""
        self.stream("stdout", *self.printed())
        self.size += len(data.get("text/plain", ""))
        data, metadata = ({mime: of[mime] for mime in MIME_TYPES if mime in of} for of in (data, metadata))
        if "image/png" in data:
            data["image/png"] = _with_palette(data["image/png"])
        self.items.append({"output_type": kind, "data": data, "metadata": metadata, **extra})

    def take(self) -> tuple[list[dict[str, Any]], int]:
        """The outputs since the last call, and the size of their text."""
        self.stream("stdout", *self.printed())
        items, size = self.items, self.size
        self.items, self.size = [], 0
        return items, size


class _Stderr(io.RawIOBase):
    """Python's standard error: an output of the cell, but in worker processes the error descriptor."""

    def __init__(self, outputs: Outputs) -> None:
        self.outputs = outputs

    def write(self, data: Any) -> int:
        if os.getpid() != self.outputs.owner:
            return os.write(2, data)
        self.outputs.stream("stdout", *self.outputs.printed())
        self.outputs.stream("stderr", bytes(data).decode(errors="replace"), len(data))
        return len(data)

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return 2


def _with_palette(png: str) -> str:
    """The base64 of a PNG with 256 colors: a third of the size, and no difference that can be seen in a plot."""
    picture = io.BytesIO()
    with Image.open(io.BytesIO(base64.b64decode(png))) as image:
        image.quantize(256, method=Image.Quantize.FASTOCTREE).save(picture, "PNG", optimize=True)
    return base64.b64encode(picture.getvalue()).decode() + "\n"


def _text(raw: io.RawIOBase) -> io.TextIOWrapper:
    """A text stream that keeps nothing back."""
    return io.TextIOWrapper(raw, "utf-8", "backslashreplace", newline="\n", write_through=True)  # type: ignore[arg-type]
