"""Run the text of a snippet in a process of its own, and look at what came of it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from tiny_project import Project

from rosetta.record.outcome import Run
from rosetta.run.process import run_snippet


def run(project: Project, text: str, time_limit: float = 60, memory: int = 1 << 30) -> Run:
    """Run `text` as a snippet of PyTorch's stand-in; needs the fixture `pytorch_server`."""
    return run_snippet(project.snippet("pytorch", "linear", text), time_limit, memory)


def outputs(project: Project, text: str) -> list[dict[str, Any]]:
    """The outputs of the only cell of a file that runs through."""
    done = run(project, text)
    assert done.failure is None, str(done.failure)
    (cell,) = done.cells.values()
    return list(cell.outputs)


def printed(project: Project, text: str) -> str:
    """What the only cell of a file that runs through prints, and nothing else."""
    (output,) = outputs(project, text)
    assert output["name"] == "stdout"
    return output["text"]


def failure(project: Project, text: str, **limits: Any) -> str:
    """What is told of a file that does not run through."""
    done = run(project, text, **limits)
    assert done.failure is not None
    assert done.failure.message.split("'")[1] not in done.cells
    return str(done.failure)


def assert_told(project: Project, text: str, message: str) -> None:
    """The file with `text` fails, and this is what is told of it; both without the indentation of the test."""
    told = failure(project, text)
    assert told == project.write("expected", message).read_text(encoding="utf-8").removesuffix("\n")


class Alive:
    """A pipe that a snippet's processes hold: `assert_nobody` waits until none of them is left."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "alive"
        os.mkfifo(self.path)
        self.reader = os.open(self.path, os.O_RDONLY | os.O_NONBLOCK)

    def assert_nobody(self) -> None:
        assert os.read(self.reader, 1) == b""  # would raise BlockingIOError while somebody has the other end
