"""Fixtures: an empty project, and one with a concept in which nothing is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from recorded import cell_run, stdout
from tiny_project import Project

from rosetta.outcome import Value


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
