"""IPython's shell, made to run the cells of a snippet file: outputs kept in order, errors with the file's lines."""

from __future__ import annotations

import ast
import ctypes
import io
import os
import sys
import threading
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from IPython.core.compilerop import CachingCompiler
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type

from rosetta.run.figures import with_palette
from rosetta.source.cells import Cell

MIME_TYPES = ("text/plain", "image/png")

_C = ctypes.CDLL(None if os.name == "posix" else "ucrtbase")


class Outputs:
    """What a cell puts out, in order, as nbformat outputs; of text, no more than `limit` bytes at a time.

    Python's and C's standard output go to one file descriptor, so their order is kept. What C++ code writes to the
    other descriptor (TensorFlow's log, with its times and addresses) is set apart: shown on failure, never recorded.
    """

    def __init__(self, folder: Path, limit: int) -> None:
        self.folder, self.limit, self.size = folder, limit, 0
        self.items: list[dict[str, Any]] = []
        for name, descriptor in (("stdout", 1), ("log", 2)):
            with open(folder / name, "ab") as file:
                os.dup2(file.fileno(), descriptor)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        self._printed = open(folder / "stdout", "rb")  # noqa: SIM115
        sys.stdin = open(os.devnull)  # noqa: SIM115
        sys.stdout = io.TextIOWrapper(io.FileIO(1, "w", closefd=False), "utf-8", write_through=True)
        sys.stderr = _Stderr(self)

    def printed(self) -> tuple[str, int]:
        """What was written to standard output since the last call, and how many bytes that was."""
        _C.fflush(None)
        start, end = self._printed.tell(), os.fstat(self._printed.fileno()).st_size
        text = self._printed.read(min(end - start, self.limit)).decode(errors="replace")
        self._printed.seek(end)
        return text, end - start

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
            data["image/png"] = with_palette(data["image/png"])
        self.items.append({"output_type": kind, "data": data, "metadata": metadata, **extra})

    def take(self) -> tuple[list[dict[str, Any]], int]:
        """The outputs since the last call, and the size of their text."""
        self.stream("stdout", *self.printed())
        items, size = self.items, self.size
        self.items, self.size = [], 0
        return items, size


class _Stderr(io.TextIOBase):
    def __init__(self, outputs: Outputs) -> None:
        self.outputs = outputs

    def write(self, text: str) -> int:
        self.outputs.stream("stdout", *self.outputs.printed())
        self.outputs.stream("stderr", text, len(text))
        return len(text)

    def fileno(self) -> int:
        return 2


class _Result(DisplayHook):
    def __call__(self, result: Any = None) -> None:
        shell: Any = self.shell
        if result is not None:
            data, metadata = shell.display_formatter.format(result)
            shell.outputs.display("execute_result", data, metadata, execution_count=None)


class _Display(DisplayPublisher):
    def publish(self, data: dict, metadata: dict | None = None, *_: Any, **__: Any) -> None:
        shell: Any = self.shell
        shell.outputs.display("display_data", data, metadata or {})


class _Compiler(CachingCompiler):
    """Names code after its file, so that tracebacks and `inspect.getsource` show the file's lines."""

    def cache(self, transformed_code: str, number: int = 0, raw_code: str | None = None) -> str:
        return str(CellShell.instance().path)


@dataclass(frozen=True)
class Raised:
    """An error of a snippet: class, message, and line and function of the snippet's own frames, innermost last."""

    name: str
    message: str
    frames: list[tuple[int, str]]


class _NoteCaught(ast.NodeTransformer):
    """Has the handlers that stand in the cell itself tell what they catch; a function's handlers are its own affair.

    A cell marked `raises` shows its error from such a handler, so that the file runs through as a plain script.
    """

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> ast.AST:
        node.body.insert(0, ast.Expr(ast.Call(ast.Name("__caught__", ast.Load()), [], [])))
        return self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return node

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        return node


class CellShell(InteractiveShell):
    """IPython's shell with our outputs, which runs plain Python with the file's own line numbers.

    `escaped` are the errors that no code of the cell caught, also in a thread, a destructor or a figure's drawing;
    `caught` those that a handler caught, see `_NoteCaught`.
    """

    displayhook_class = Type(_Result)
    display_pub_class = Type(_Display)
    compiler_class = Type(_Compiler)

    def __init__(self, path: Path, outputs: Outputs, **kwargs: Any) -> None:
        self.path, self.outputs = path, outputs
        self.escaped: list[Raised] = []
        self.caught: list[Raised] = []
        super().__init__(**kwargs)  # type: ignore[no-untyped-call]
        self.user_ns |= {"exit": sys.exit, "quit": sys.exit, "open": open}  # IPython has its own, unlike a script's
        self.user_ns["__caught__"] = lambda: self.note(self.caught, sys.exc_info()[1])
        threading.excepthook = sys.unraisablehook = self._unseen

    def note(self, errors: list[Raised], error: BaseException | None) -> None:
        """Keep what is to be told of `error`, not itself: its frames would keep the snippet's arrays alive."""
        if error is not None:
            # the snippet's frames are above an error that one of IPython's formatters or a destructor caught
            traces = (traceback.extract_tb(error.__traceback__), traceback.extract_stack())
            own = [[(f.lineno or 0, f.name) for f in trace if f.filename == str(self.path)] for trace in traces]
            message = ", ".join(map(repr, error.args)) if isinstance(error, SystemExit) else str(error)
            errors.append(Raised(type(error).__name__, message, own[0] or own[1]))

    def _unseen(self, told: Any) -> None:
        """A thread's or a destructor's error, which a script would only print; a thread may end by `sys.exit`."""
        if not isinstance(told.exc_value, SystemExit):
            self.note(self.escaped, told.exc_value)

    def run(self, cell: Cell) -> None:
        """Run `cell`; tells of errors in `escaped` and `caught`."""
        os.truncate(self.outputs.folder / "log", 0)
        self.cell, self.escaped, self.caught = cell, [], []
        self.run_cell(cell.source)  # type: ignore[no-untyped-call]

    def transform_cell(self, raw_cell: str) -> str:
        """No magics and no prompts to strip: the cell is Python."""
        return raw_cell

    def transform_ast(self, node: ast.Module) -> ast.Module:
        if self.cell.marks.raises:
            ast.fix_missing_locations(_NoteCaught().visit(node))
        return ast.increment_lineno(node, self.cell.start - 1)

    def showtraceback(self, exc_tuple: Any = None, *_: Any, **__: Any) -> None:
        """Called by IPython for every error, also for those of callbacks and of objects' reprs."""
        self.note(self.escaped, (exc_tuple or sys.exc_info())[1])

    showsyntaxerror = showindentationerror = showtraceback  # type: ignore[assignment]
