"""What the reader is told of a verdict."""

from __future__ import annotations

from typing import Any

import pytest
from judging import array, judge
from tiny_project import Project

from rosetta.site.wording import differing, paragraphs


def told(project: Project, marks: str, *values: dict[str, Any], start: str = "") -> list[tuple[str, str]]:
    return paragraphs(judge(project, [marks] * len(values), list(values)), start)


def test_the_word_and_the_number_come_first_and_the_facts_last(project: Project) -> None:
    assert told(project, 'same="y" note="A note."', {"y": array(1.0)}, {"y": array(1.0 + 2**-20)}) == [
        ("same", r"**Same values, max \|Δ\| 1e-06** A note. *`y` float32 (1,)*{ .facts }")
    ]


def test_what_is_exact_has_no_number(project: Project) -> None:
    assert told(project, 'same="n" rtol="1e-4"', {"n": 3}, {"n": 3}) == [
        ("same", "**Same values** *`n` int*{ .facts }")
    ]


def test_each_of_several_variables_has_its_number(project: Project) -> None:
    values = [{"x": array(1.0), "y": array(2.0), "n": 3}, {"x": array(1.0), "y": array(2.0 + 2**-20), "n": 3}]
    assert told(project, 'same="x, y, n"', *values) == [
        (
            "same",
            r"**Same values, max \|Δ\| 1e-06** *`x` float32 (1,), max \|Δ\| 0; `y` float32 (1,), max \|Δ\| 1e-06; "
            "`n` int*{ .facts }",
        )
    ]


def test_of_several_cells_each_is_named(project: Project) -> None:
    ((_, text),) = told(project, 'same="n"', {"n": 3}, {"n": 3}, start="`forward`: ")
    assert text == "**Same values** `forward`: *`n` int*{ .facts }"


@pytest.mark.parametrize(
    ("tolerance", "word", "fact"),
    [
        ('rtol="0.05"', "Within 5 %", "rtol 0.05"),
        ('rtol="0" atol="0.05"', "Within 0.05", "rtol 0, atol 0.05"),
        ('rtol="0.01" atol="0.005"', "Within 1 % plus 0.005", "rtol 0.01, atol 0.005"),
        ('rtol="0.05" atol="1e-6"', "Within 5 %", "rtol 0.05, atol 1e-06"),
    ],
)
def test_numbers_that_are_near_are_not_called_the_same(project: Project, tolerance: str, word: str, fact: str) -> None:
    marks = f'same="accuracy" note="Three runs." {tolerance}'
    assert told(project, marks, {"accuracy": 0.909}, {"accuracy": 0.9}) == [
        ("near", rf"**{word}, max \|Δ\| 0.009** Three runs. *`accuracy` float; within {fact}*{{ .facts }}")
    ]


def test_what_is_exact_beside_it_is_the_same(project: Project) -> None:
    values = [{"n": 6, "share": share} for share in (0.5, 0.52)]
    assert told(project, 'same="n, share" atol="0.05" note="Ten throws."', *values) == [
        ("same", "**Same values** Ten throws. *`n` int*{ .facts }"),
        ("near", r"**Within 0.05, max \|Δ\| 0.02** *`share` float; within atol 0.05*{ .facts }"),
    ]


def test_a_difference_comes_before_what_is_the_same(project: Project) -> None:
    values = [{"n": array(3, dtype=dtype), "y": 1.0} for dtype in ("int64", "int32")]
    facts = "*`n` PyTorch int64 (1,) · TensorFlow int32 (1,)*{ .facts }"
    assert told(project, 'differs="n" same="y" why="Counts are wider."', *values) == [
        ("differs", f"**Different on purpose** Counts are wider. {facts}"),
        ("same", r"**Same values, max \|Δ\| 0** *`y` float*{ .facts }"),
    ]


def test_lists_of_other_lengths_are_told_by_their_number(project: Project) -> None:
    values = [{"y[0]": array(1.0), "y[1]": array(1.0)}, {"y": array(1.0)}]
    found = judge(project, ['differs="y" why="So."'] * 2, values)
    assert differing(found) == ["`y` PyTorch 2 arrays · TensorFlow 1 array"]


def test_few_numbers_are_told_one_by_one_and_of_many_the_largest_difference(project: Project) -> None:
    few = judge(project, ['differs="x" why="So."'] * 2, [{"x": array(1.0, 2.0)}, {"x": array(1.0, 2.5)}])
    assert differing(few) == ["`x` PyTorch `[1, 2]` · TensorFlow `[1, 2.5]`"]
    many = judge(project, ['differs="x" why="So."'] * 2, [{"x": array(*range(n, n + 5))} for n in (0, 1)])
    assert differing(many) == ["`x` PyTorch float32 (5,) · TensorFlow float32 (5,), max |Δ| 1"]


def test_the_same_error_is_told_by_its_name(project: Project) -> None:
    assert told(project, 'raises="ValueError"', {}, {}) == [("same", "**Same error** `ValueError`")]


def test_another_error_is_a_difference(project: Project) -> None:
    found = judge(project, ['raises="ValueError" why="Only one checks."', ""], [{}, {}])
    assert differing(found) == ["PyTorch `ValueError` · TensorFlow no error"]


def test_nothing_is_told_where_nothing_is_compared(project: Project) -> None:
    assert told(project, "", {}, {}) == []
