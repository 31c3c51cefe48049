"""Pytest plugin: every cell of every snippet file is a test, `pytest snippets -k matmul` runs those named so.

A file's cells run in one process, in order; its tests say how each cell's fresh outputs agree with the record. With
`--record-snippets` the files run twice instead, and what they put out becomes the record. Pytest loads this module
wherever the package is installed, so it imports what runs snippets only where there are some.
"""

from __future__ import annotations

import argparse
import math
import os
import re
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rosetta.errors import RosettaError
from rosetta.frameworks import FRAMEWORKS

if TYPE_CHECKING:
    from rosetta.run.nodes import SnippetFile
    from rosetta.run.session import SnippetSession

_SESSION: pytest.StashKey[SnippetSession] = pytest.StashKey()
SECONDS_BEYOND_CELLS = 0.5  # of a file, as measured; a record tells those in its cells


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("rosetta", "snippets")
    group.addoption(
        "--record-snippets", action="store_true", help="record what the snippets put out, instead of checking it"
    )
    group.addoption(
        "--snippet-again", action="store_true", help="record also files whose source, versions and data are as recorded"
    )
    group.addoption(
        "--snippet-may-wait",
        action="store_true",
        help="when recording, skip a file that needs what another framework's has yet to write",
    )
    group.addoption(
        "--snippet-jobs",
        type=_positive(int),
        metavar="N",
        default=os.cpu_count() or 1,
        help="snippet files that run at once (default: all cores)",
    )
    group.addoption(
        "--snippet-time-limit",
        type=_positive(float),
        metavar="SECONDS",
        help="how long a cell may run (default: a minute)",
    )
    group.addoption(
        "--snippet-shard", type=_shard, metavar="K/N", help="run only part K of N parts, each of which takes as long"
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> SnippetFile | None:
    if _is_snippet(file_path) and not parent.session.isinitpath(file_path):
        return _snippet_file(parent, file_path)
    return None


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> SnippetFile | None:
    """Pytest imports a file that the command line names, whatever it is called; a snippet is run, not imported."""
    return _snippet_file(parent, module_path) if _is_snippet(module_path) else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave to other machines the files that are not of this shard; other tests stay."""
    if not config.option.snippet_shard:
        return
    from rosetta.run.shards import shard

    paths = {item.path for item in items if _is_snippet(item.path)}
    chosen = shard(
        {path: _recorded_seconds(path) + SECONDS_BEYOND_CELLS for path in paths}, *config.option.snippet_shard
    )
    left_out = [item for item in items if item.path in paths - chosen]
    items[:] = [item for item in items if item.path not in paths - chosen]
    config.hook.pytest_deselected(items=left_out)


@pytest.hookimpl(wrapper=True)
def pytest_runtestloop(session: pytest.Session) -> Generator[None, object, object]:
    if session.config.option.collectonly or not any(_is_snippet(item.path) for item in session.items):
        return (yield)
    from rosetta.run.nodes import CellItem
    from rosetta.run.session import SnippetSession

    files: dict[SnippetFile, set[str]] = {}
    for item in session.items:
        if isinstance(item, CellItem):
            files.setdefault(item.file, set()).add(item.name)
    for file, titles in files.items():
        file.selected = [cell for cell in file.snippet.cells if cell.title in titles]
    option = session.config.option
    snippets = SnippetSession(
        sorted(files, key=lambda file: file.path),
        recording=option.record_snippets,
        again=option.snippet_again,
        jobs=option.snippet_jobs,
        time_limit=option.snippet_time_limit,
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
        from rosetta.run.nodes import Message

        terminalreporter.section("snippets")
        for report in terminalreporter.getreports("failed"):
            if isinstance(report.longrepr, Message):
                terminalreporter.write_line(str(report.longrepr).partition("\n")[0])
        for line in snippets.summary():
            terminalreporter.write_line(line)


def _is_snippet(path: Path) -> bool:
    return path.match("snippets/*/[!.]*.py") and path.parent.name in FRAMEWORKS


def _snippet_file(parent: pytest.Collector, path: Path) -> SnippetFile:
    from rosetta.run.nodes import SnippetFile

    return SnippetFile.from_parent(parent, path=path)


def _recorded_seconds(path: Path) -> float:
    """Seconds in the cells of a snippet file when it was recorded, or 0 where there is no telling."""
    from rosetta.record.notebook import read_record
    from rosetta.source.cells import read_snippet

    try:
        return read_record(read_snippet(path)).seconds
    except RosettaError:
        return 0.0


def _positive(kind: type[int] | type[float]) -> Callable[[str], float]:
    def read(text: str) -> float:
        try:
            number = kind(text)
        except ValueError:
            number = 0
        if not 0 < number < math.inf:
            raise argparse.ArgumentTypeError(f"'{text}' is not a {'whole ' if kind is int else ''}number above 0")
        return number

    return read


def _shard(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d+)/(\d+)", text)
    part, parts = (int(match[1]), int(match[2])) if match else (0, 0)
    if not 1 <= part <= parts:
        raise argparse.ArgumentTypeError(f"'{text}' is not K/N, such as 2/4, with K from 1 to N")
    return part, parts
