"""The verdict on one cell of a tiny project, or what is wrong with it."""

from __future__ import annotations

from typing import Any

import pytest
from tiny_project import Project, cell_run

from rosetta.errors import RosettaError
from rosetta.judge.concepts import Concept
from rosetta.judge.parity import Verdict, verdict_of
from rosetta.record.outcome import Value

FRAMEWORKS = ("pytorch", "tensorflow", "keras")


def judge(project: Project, marks: list[str], values: list[dict[str, Any]]) -> Verdict:
    """The verdict on the cell `forward`, with these marks and recorded values in the frameworks in their order."""
    snippets = {}
    for framework, mark, recorded in zip(FRAMEWORKS, marks, values, strict=False):
        snippets[framework] = project.snippet(framework, "linear", f"# %% forward {mark}\nx = 1\n")
        project.record(snippets[framework], forward=cell_run(**recorded))
    return verdict_of(Concept("linear", snippets), "forward")


def refusal(project: Project, marks: list[str], values: list[dict[str, Any]]) -> str:
    """The message of the error that these marks and values are."""
    with pytest.raises(RosettaError) as caught:
        judge(project, marks, values)
    return str(caught.value)


def array(*numbers: Any, dtype: str = "float32", shape: tuple[int, ...] | None = None) -> Value:
    """A recorded array; of one axis, unless `shape` says otherwise."""
    return Value(dtype, (len(numbers),) if shape is None else shape, numbers)
