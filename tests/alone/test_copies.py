"""Every piece that "Copy runnable" gives runs by itself, and its cell puts out what the record says."""

from __future__ import annotations

import ast
import importlib.util
import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from copies import copies

from rosetta.frameworks import FRAMEWORKS
from rosetta.record.compare import changes
from rosetta.record.notebook import fresh_record
from rosetta.run.mnist import uses_mnist
from rosetta.run.process import run_snippet
from rosetta.run.server import start_server
from rosetta.run.session import digits_for
from rosetta.source.cells import Cell, read_snippet
from rosetta.source.marks import Marks

ROOT = Path(__file__).parents[2]
RECORDED = ROOT / "docs/recorded"
"""What the build copies into the site as it is."""
SNIPPETS = [
    path
    for framework, known in FRAMEWORKS.items()
    for path in sorted((ROOT / "snippets" / framework).glob("*.py"))
    if importlib.util.find_spec(known.imports[0])
]
COUNTS: Counter[str] = Counter()
NEEDED = "needed"


@pytest.fixture(scope="module", autouse=True)
def server(request: pytest.FixtureRequest) -> Iterator[None]:
    """The server that pieces are forked from; at the end, how many pieces ran."""
    start_server(read_snippet(SNIPPETS[0]).framework)
    yield
    with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        told = ", ".join(f"{count} {what}" for what, count in COUNTS.items())
        print(f"\npieces: {told}")


@pytest.mark.parametrize("path", SNIPPETS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_copied_piece_runs_by_itself_and_puts_out_what_is_recorded(path: Path) -> None:
    snippet = read_snippet(path)
    found = copies(RECORDED, snippet.framework, snippet.concept)
    assert list(found) == [cell.title for cell in snippet.cells]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        told = list(pool.map(lambda cell: _wrong(path, cell, *found[cell.title]), snippet.cells))
    assert [one for one in told if one] == []


def _wrong(path: Path, cell: Cell, needed: str, source: str) -> str:
    """What is wrong with a piece, or an empty string; it is run as two cells, to tell their outputs apart."""
    snippet = read_snippet(path)
    record = fresh_record(snippet)
    if cell.marks.needs or cell.marks.hidden:
        COUNTS["left out (need a graphics card, or are set-up that no page shows)"] += 1
        return ""
    assert source == cell.source
    before = [Cell(NEEDED, 1, 1, needed, Marks(), ast.parse(needed))] if needed else []
    piece = replace(snippet, cells=(*before, cell))
    run = run_snippet(piece, digits=digits_for(snippet, recording=False) if uses_mnist(snippet) else None)
    if run.failure:
        COUNTS["failed"] += 1
        return f"{cell.title}: {run.failure}"
    COUNTS["ran"] += 1
    shown = record.cells[cell.title]
    # rows of the API map show no output, and cells marked unstable another in every run
    if snippet.concept.startswith("api_") or cell.marks.unstable:
        return ""
    COUNTS["put out what is recorded"] += 1
    told = changes(cell, shown, run.cells[cell.title])
    COUNTS["put out what is recorded"] -= bool(told)
    return f"{cell.title}: {told}" if told else ""
