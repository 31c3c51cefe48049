"""IPython's shell, made to run the cells of a snippet file: outputs kept in order, errors with the file's lines."""

from __future__ import annotations

import ast
import builtins
import linecache
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

from rosetta.run.outputs import Outputs
from rosetta.source.cells import Cell


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
        self._be_a_script()
        vars(builtins)["__caught__"] = lambda: self.note(self.caught, sys.exc_info()[1])
        threading.excepthook = sys.unraisablehook = self._unseen

    def _be_a_script(self) -> None:
        """Leave the cells the names that a script of the file's name would find, instead of IPython's."""
        self.user_ns.clear()
        self.user_ns |= {"__name__": "__main__", "__file__": self.path.name, "__doc__": None, "__builtins__": builtins}
        # of a class, `inspect` looks for the source under this name; None keeps it there
        linecache.cache[self.path.name] = (0, None, linecache.getlines(str(self.path)), self.path.name)
        self.builtin_trap.auto_builtins = {"exit": sys.exit, "quit": sys.exit}
        for name in ("__IPYTHON__", "display"):
            vars(builtins).pop(name, None)

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
