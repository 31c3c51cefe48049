"""IPython's shell, made to run the cells of a snippet file: outputs kept in order, tracebacks with the file's lines."""

from __future__ import annotations

import ast
import ctypes
import io
import os
import sys
from pathlib import Path
from typing import Any

from IPython.core.compilerop import CachingCompiler
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type

MIME_TYPES = ("text/plain", "image/png")

_LIBC = ctypes.CDLL(None)


class Outputs:
    """What a cell puts out, in order, as nbformat outputs.

    Python's and C's standard output go to one file descriptor, so their order is kept. What C++ code writes to
    the other descriptor (TensorFlow's log, with its times and addresses) is set apart: shown on failure, never recorded.
    """

    def __init__(self, folder: Path) -> None:
        self.items: list[dict[str, Any]] = []
        self._captured = {}
        for name, descriptor in (("stdout", 1), ("log", 2)):
            with open(folder / name, "ab") as file:
                os.dup2(file.fileno(), descriptor)
            self._captured[name] = open(folder / name, "rb")
        sys.stdout = io.TextIOWrapper(io.FileIO(1, "w", closefd=False), "utf-8", write_through=True)
        sys.stderr = _Stderr(self)
        sys.stdin = open(os.devnull)

    def text(self, name: str) -> str:
        """What was written to the descriptor since the last call."""
        _LIBC.fflush(None)
        return self._captured[name].read().decode(errors="replace")

    def stream(self, name: str, text: str) -> None:
        if self.items and self.items[-1].get("name") == name:
            self.items[-1]["text"] += text
        elif text:
            self.items.append({"output_type": "stream", "name": name, "text": text})

    def display(self, kind: str, data: dict[str, Any], metadata: dict[str, Any], **extra: Any) -> None:
        self.stream("stdout", self.text("stdout"))
        data = {mime: data[mime] for mime in MIME_TYPES if mime in data}
        self.items.append({"output_type": kind, "data": data, "metadata": metadata, **extra})

    def take(self) -> list[dict[str, Any]]:
        """The outputs since the last call."""
        self.stream("stdout", self.text("stdout"))
        items, self.items = self.items, []
        return items


class _Stderr(io.TextIOBase):
    def __init__(self, outputs: Outputs) -> None:
        self.outputs = outputs

    def write(self, text: str) -> int:
        self.outputs.stream("stdout", self.outputs.text("stdout"))
        self.outputs.stream("stderr", text)
        return len(text)

    def fileno(self) -> int:
        return 2


class _Result(DisplayHook):
    def __call__(self, result: Any = None) -> None:
        if result is not None:
            data, metadata = self.shell.display_formatter.format(result)
            self.shell.outputs.display("execute_result", data, metadata, execution_count=self.shell.count)


class _Display(DisplayPublisher):
    def publish(self, data: dict, metadata: dict | None = None, **_: Any) -> None:
        self.shell.outputs.display("display_data", data, _metadata(metadata))


def _metadata(metadata: dict | None) -> dict:
    return {key: value for key, value in (metadata or {}).items() if key in MIME_TYPES}


class _Compiler(CachingCompiler):
    """Names code after its file, so that tracebacks and `inspect.getsource` show the file's lines."""

    def cache(self, transformed_code: str, number: int = 0, raw_code: str | None = None) -> str:
        return str(InteractiveShell.instance().path)


class _NoteCaught(ast.NodeTransformer):
    """Tells the shell of each error that a handler catches: in a cell marked `raises` it is there for the plain script."""

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> ast.ExceptHandler:
        node.body.insert(0, ast.Expr(ast.Call(ast.Name("__caught__", ast.Load()), [], [])))
        return node


class CellShell(InteractiveShell):
    """IPython's shell with our outputs, and with the file's own line numbers."""

    displayhook_class = Type(_Result)
    display_pub_class = Type(_Display)
    compiler_class = Type(_Compiler)

    def __init__(self, path: Path, outputs: Outputs, **kwargs: Any) -> None:
        self.path, self.outputs = path, outputs
        self.count, self.cell = 0, None
        self.caught: list[BaseException] = []
        super().__init__(**kwargs)
        self.user_ns_hidden["__caught__"] = self.user_ns["__caught__"] = lambda: self.caught.append(sys.exc_info()[1])

    def transform_ast(self, node: ast.Module) -> ast.Module:
        if "raises" in self.cell.marks:
            _NoteCaught().visit(node)
            ast.fix_missing_locations(node)
        return ast.increment_lineno(node, self.cell.start - 1)

    def _showtraceback(self, *_: Any) -> None:
        """The parent shows the error, with the snippet's frames alone."""
