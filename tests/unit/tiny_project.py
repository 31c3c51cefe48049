"""A project in a temporary folder, and what its cells put out, made by hand instead of by running them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from rosetta.__main__ import main
from rosetta.record.files import input_digests
from rosetta.record.notebook import read_record, write_record
from rosetta.record.outcome import CellRun, Run, Value
from rosetta.run.measure import measure
from rosetta.source.cells import Snippet, read_snippet

STUBS = Path(__file__).parents[1] / "stubs"
"""Stand-ins for the frameworks, which are not installed where these tests run."""

VERSIONS = {
    "pytorch": {"python": "3.11.9", "torch": "2.9.0", "torchvision": "0.24.0", "numpy": "2.3.0"},
    "tensorflow": {"python": "3.11.9", "tensorflow": "2.20.0", "keras": "3.11.0", "numpy": "2.3.0"},
    "keras": {"python": "3.11.9", "keras": "3.11.0", "tensorflow": "2.20.0", "numpy": "2.3.0"},
}
"""What the records made here say they were made with."""


def stdout(text: str) -> dict[str, Any]:
    """The output of `print`."""
    return {"output_type": "stream", "name": "stdout", "text": text}


def result(text: str) -> dict[str, Any]:
    """The value of a cell's last expression."""
    return {"output_type": "execute_result", "data": {"text/plain": text}, "metadata": {}, "execution_count": None}


def figure(png: str, **size: int) -> dict[str, Any]:
    """A figure, as base64 of a PNG file."""
    data = {"text/plain": "<Figure size 640x480 with 1 Axes>", "image/png": png}
    return {"output_type": "display_data", "data": data, "metadata": {"image/png": size} if size else {}}


def error(name: str, message: str) -> dict[str, Any]:
    """An error that ended a cell."""
    return {"output_type": "error", "ename": name, "evalue": message, "traceback": [f"{name}: {message}"]}


def cell_run(*outputs: dict[str, Any], **values: Any) -> CellRun:
    """What a cell put out; variables are given as `Value`, or as what `rosetta.run.measure` reads."""
    measured: dict[str, Value] = {}
    for name, value in values.items():
        measured |= {name: value} if isinstance(value, Value) else measure(name, value)
    return CellRun(list(outputs), measured, 0.25)


@dataclass(frozen=True)
class Project:
    """A project in the folder `root`, which is the working folder too, so that messages name paths below it."""

    root: Path
    capture: pytest.CaptureFixture[str]

    def write(self, path: str, text: str) -> Path:
        """Write a file, its text without the indentation of the test; returns its path."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(dedent(text).removeprefix("\n"), encoding="utf-8")
        return target

    def read(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace `old`, which must stand in the file once, by `new`."""
        text = self.read(path)
        assert text.count(old) == 1, f"{path} has {text.count(old)} times {old!r}"
        (self.root / path).write_text(text.replace(old, new), encoding="utf-8")

    def snippet(self, framework: str, concept: str, text: str) -> Snippet:
        """Write `snippets/<framework>/<concept>.py`, and read it."""
        return read_snippet(self.write(f"snippets/{framework}/{concept}.py", text))

    def record(self, snippet: Snippet, **cells: CellRun) -> None:
        """Record `snippet` as run on a CPU; see `record_on`."""
        self.record_on("CPU", snippet, **cells)

    def record_on(self, device: str, snippet: Snippet, /, **cells: CellRun) -> None:
        """Record `snippet` as run on `device`.

        `cells` says what its cells put out, with `_` for `-` in titles; others put out nothing.
        """
        runs = {cell.title: cells.pop(cell.title.replace("-", "_"), cell_run()) for cell in snippet.cells}
        assert not cells, f"{snippet.path} has no cells {list(cells)}"
        self.record_run(Run(snippet, runs, versions=VERSIONS[snippet.framework], device=device))

    def rerecord(self, snippet: Snippet) -> Snippet:
        """Read `snippet` again, and record it with what its cells put out before."""
        again = read_snippet(snippet.path)
        old = read_record(snippet).cells
        runs = {cell.title: old.get(cell.title, cell_run()) for cell in again.cells}
        self.record_run(Run(again, runs, versions=VERSIONS[snippet.framework], device="CPU"))
        return again

    def record_run(self, run: Run) -> None:
        """Write the record; files that cells marked `writes` are as they lie there, or hold a number."""
        kept = {name: run.snippet.kept_file(name) for name in run.snippet.written}
        run.files = {name: path.read_bytes() if path.is_file() else b"1.5" for name, path in kept.items()}
        run.inputs = input_digests(run.snippet)
        write_record(run, None)

    def pair(self, concept: str, text: str, keras: bool = False, **cells: CellRun) -> dict[str, Snippet]:
        """The same snippet in PyTorch and TensorFlow (and Keras), with the same record."""
        frameworks = ["pytorch", "tensorflow", "keras"][: 3 if keras else 2]
        snippets = {framework: self.snippet(framework, concept, text) for framework in frameworks}
        for snippet in snippets.values():
            self.record(snippet, **cells)
        return snippets

    def page(self, path: str, text: str) -> Path:
        """Write `docs/<path>`, and add it to `nav` in `mkdocs.yml`, which is made where there is none."""
        config = self.root / "mkdocs.yml"
        nav = config.read_text(encoding="utf-8") if config.exists() else "site_name: Test\nnav:\n"
        config.write_text(f"{nav}  - {path}\n", encoding="utf-8")
        return self.write(f"docs/{path}", text)

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Run the command line on this project: its exit status, and what it wrote to standard output and error."""
        self.capture.readouterr()
        status = main(["--root", str(self.root), *arguments])
        return (status, *self.capture.readouterr())

    def problems(self) -> list[str]:
        """The problems that `check` tells of, without its closing table."""
        status, out, err = self.run("check")
        lines = out.splitlines()
        assert err == ""
        end = next(n for n, line in enumerate(lines) if " cells with a counterpart, " in line)
        count = len([line for line in lines[:end] if not line.startswith(" ")])
        assert (status, lines[-1]) == (
            (0, "nothing wrong") if not count else (1, f"{count} problem{'s' if count > 1 else ''}")
        )
        return lines[:end]
