"""Marks of counterparts that contradict each other."""

from __future__ import annotations

import pytest
from judging import array, refusal
from tiny_project import Project

ONE, TWO, THREE = "snippets/pytorch/linear.py:1: ", "snippets/tensorflow/linear.py:1: ", "snippets/keras/linear.py:1: "


@pytest.mark.parametrize("marks", [['rtol="1e-3"', ""], ["", 'rtol="1e-3"']])
def test_a_tolerance_that_one_file_alone_states_is_refused(project: Project, marks: list[str]) -> None:
    marks = [f'same="y" {mark}' for mark in marks]
    there, here = ("'0.001'", "none") if "rtol" in marks[0] else ("none", "'0.001'")
    assert refusal(project, marks, [{"y": array(1.0)}, {"y": array(1.0)}]) == (
        f"{TWO}cell 'forward' has another rtol in pytorch (line 1): {there} there, {here} here"
    )


@pytest.mark.parametrize(
    ("marks", "message"),
    [
        (['same="y"', ""], f"{ONE}cell 'forward': no counterpart names 'y' in same"),
        (
            ['same="y"', 'differs="y" why="So."'],
            f"{ONE}cell 'forward': no counterpart names 'y' in same",
        ),
        (
            ['same="y"', 'same="y"', 'differs="y" why="So."'],
            f"{THREE}cell 'forward': no counterpart names 'y' in differs",
        ),
        (
            ['same="y, a"', 'same="y, b"'],
            f"{TWO}cell 'forward' has another same in pytorch (line 1): 'y, a' there, 'y, b' here",
        ),
        (
            ['same="y" rtol="1e-3"', 'same="y" rtol="1e-4"'],
            f"{TWO}cell 'forward' has another rtol in pytorch (line 1): '0.001' there, '0.0001' here",
        ),
        (
            ['differs="y" why="So."', 'differs="y" why="Thus."'],
            f"{TWO}cell 'forward' has another why in pytorch (line 1): 'So.' there, 'Thus.' here",
        ),
        (
            ['only="pytorch" why="So."', ""],
            f"{ONE}cell 'forward' is marked only=\"pytorch\", and stands in tensorflow",
        ),
        (['only="keras" why="So."'], f"{ONE}cell 'forward' is marked only=\"keras\", and stands in pytorch"),
        (
            ['raises="ValueError"', 'raises="TypeError"'],
            f"{ONE}cell 'forward' differs between frameworks: say why=\"...\"",
        ),
        (["", 'raises="ValueError"'], f"{ONE}cell 'forward' differs between frameworks: say why=\"...\""),
        (["", 'why="So."'], f"{TWO}cell 'forward' says why, and nothing differs: drop it"),
        (
            ['same="y" why="So."', 'same="y"'],
            f"{ONE}cell 'forward' says why, and nothing differs: drop it",
        ),
    ],
)
def test_marks_that_contradict_each_other_are_refused(project: Project, marks: list[str], message: str) -> None:
    values = [{name: array(1.0) for name in ("y", "a", "b") if name in mark.partition("=")[2]} for mark in marks]
    assert refusal(project, marks, values) == message
