"""Fixtures: an empty project, one with a concept in which nothing is wrong, and a server without a framework."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from running import Alive
from tiny_project import STUBS, Project, cell_run, stdout

from rosetta.record.outcome import Value
from rosetta.run.server import start_server


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Project:
    """An empty project; see `Project`."""
    monkeypatch.chdir(tmp_path)
    return Project(tmp_path, capsys)


@pytest.fixture
def linear(project: Project) -> Project:
    """A project with nothing wrong: the concept `linear`, cells `create` and `forward`, on `learn/linear.md`."""
    for framework, line in (("pytorch", "import torch"), ("tensorflow", "import tensorflow as tf")):
        snippet = project.snippet(
            framework,
            "linear",
            f"""
            # %% create same="w"
            {line}

            w = [1.0, 2.0]

            # %% forward differs="n" same="y" why="Counts are wider in PyTorch."
            y = [2.5, -4.0]
            n = 3
            print(y)
            """,
        )
        width = "int64" if framework == "pytorch" else "int32"
        project.record(
            snippet,
            create=cell_run(w=[1.0, 2.0]),
            forward=cell_run(stdout("[2.5, -4.0]\n"), y=[2.5, -4.0], n=Value(width, (), (3,))),
        )
    project.page(
        "learn/linear.md",
        """
        # Linear

        ## Create a layer

        ::: linear/create

        ## Apply it

        ::: linear/forward
        """,
    )
    return project


@pytest.fixture(scope="session")
def pytorch_server() -> Iterator[None]:
    """The server of the stand-in for PyTorch; a process can have one server only, so it stays to the end."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(STUBS))
        patch.syspath_prepend(STUBS)
        start_server("pytorch")
        yield


@pytest.fixture
def alive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Alive]:
    """A pipe that tells whether a process which holds it still lives."""
    made = Alive(tmp_path_factory.mktemp("alive"))
    yield made
    os.close(made.reader)
