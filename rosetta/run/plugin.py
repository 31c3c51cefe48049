"""Pytest plugin: every cell of every snippet file is a test, `pytest snippets -k matmul` runs those named so.

A file's cells run in one process, in order; its tests say how each cell's fresh outputs agree with the record. With
`--record` the files run twice instead, and what they put out becomes the record. See `session` for both.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from rosetta.errors import RosettaError, SnippetError
from rosetta.frameworks import FRAMEWORKS
from rosetta.run.process import TIME_LIMIT
from rosetta.source.cells import Cell, Snippet, read_snippet

if TYPE_CHECKING:
    from rosetta.run.session import SnippetSession

_SESSION: pytest.StashKey[SnippetSession] = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("rosetta", "snippets")
    group.addoption("--record", action="store_true", help="record what the snippets put out, instead of checking it")
    group.addoption(
        "--jobs", type=int, default=os.cpu_count() or 1, help="snippet files that run at once (default: all cores)"
    )
    group.addoption(
        "--time-limit", type=float, default=TIME_LIMIT, help="seconds a cell may run (default: %(default)s)"
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> SnippetFile | None:
    if _is_snippet(file_path) and not parent.session.isinitpath(file_path):
        return SnippetFile.from_parent(parent, path=file_path)
    return None


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> SnippetFile | None:
    """Pytest imports a file that the command line names, whatever it is called; a snippet is run, not imported."""
    return SnippetFile.from_parent(parent, path=module_path) if _is_snippet(module_path) else None


@pytest.hookimpl(wrapper=True)
def pytest_runtestloop(session: pytest.Session) -> Generator[None, object, object]:
    items = [item for item in session.items if isinstance(item, CellItem)]
    if not items or session.config.option.collectonly:
        return (yield)
    from rosetta.run.session import SnippetSession  # pytest starts in environments that cannot run a snippet, too

    selected: dict[Path, list[Cell]] = {}
    for item in items:
        selected.setdefault(item.path, []).append(item.cell)
    option = session.config.option
    snippets = SnippetSession(
        {item.path: item.snippet for item in items}, selected, option.record, option.jobs, option.time_limit
    )
    session.config.stash[_SESSION] = snippets
    try:
        snippets.start()
        return (yield)
    except RosettaError as error:
        pytest.exit(str(error), returncode=1)
    finally:
        snippets.stop()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if snippets := config.stash.get(_SESSION, None):
        terminalreporter.section("snippets")
        for line in snippets.summary():
            terminalreporter.write_line(line)


class SnippetFile(pytest.File):
    """A snippet file; its items are its cells."""

    def collect(self) -> Iterator[pytest.Item]:
        try:
            snippet = read_snippet(self.path)
        except SnippetError as error:  # a test that fails, because an error of collection would stop all other files
            yield BrokenItem.from_parent(self, name="read", error=error)
            return
        for cell in snippet.cells:
            yield CellItem.from_parent(self, name=cell.title, snippet=snippet, cell=cell)


class _Item(pytest.Item):
    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        return str(excinfo.value) if isinstance(excinfo.value, RosettaError) else super().repr_failure(excinfo, style)


class BrokenItem(_Item):
    """Stands for the cells of a file that cannot be read."""

    def __init__(self, *, error: SnippetError, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.error = error

    def runtest(self) -> None:
        raise self.error

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, (self.error.line or 1) - 1, f"{self.path.parent.name} {self.path.stem}"


class CellItem(_Item):
    """The test of one cell."""

    def __init__(self, *, snippet: Snippet, cell: Cell, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.snippet, self.cell = snippet, cell

    def runtest(self) -> None:
        if reason := self.config.stash[_SESSION].judge(self.snippet, self.cell):
            pytest.skip(reason)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.cell.line - 1, f"{self.snippet.framework} {self.snippet.concept}/{self.name}"


def _is_snippet(path: Path) -> bool:
    return path.suffix == ".py" and path.parent.name in FRAMEWORKS and path.parts[-3] == "snippets"
