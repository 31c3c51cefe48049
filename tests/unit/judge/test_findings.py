"""How one variable relates between frameworks, and what is told of values that contradict a mark."""

from __future__ import annotations

import pytest
from judging import array, judge, refusal
from tiny_project import Project

from rosetta.judge.findings import Finding
from rosetta.record.outcome import Value


def test_lists_of_arrays_are_compared_one_by_one(project: Project) -> None:
    recorded = {"y": [array(1.0), array(2.0, 3.0)]}
    parts = {f"y[{index}]": value for index, value in enumerate(recorded["y"])}
    found = judge(project, ['same="y"'] * 2, [parts, parts])
    assert [finding.name for finding in found.same] == ["y[0]", "y[1]"]


def test_lists_of_other_lengths_differ(project: Project) -> None:
    values = [{"y[0]": array(1.0), "y[1]": array(1.0)}, {"y": array(1.0)}]
    found = judge(project, ['differs="y" why="So."'] * 2, values)
    (finding,) = found.differs
    assert [(members, str(value)) for members, value in finding.groups] == [
        (("pytorch",), "2 arrays"),
        (("tensorflow",), "1 array"),
    ]
    assert refusal(project, ['same="y"'] * 2, values) == (
        "snippets/tensorflow/linear.py:1: linear/forward: 'y' is not of one length: 2 in pytorch, 1 in tensorflow"
    )


NESTED = {"y[0][0]": array(1.0), "y[1][0]": array(2.0)}


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ([{"y": array(1.0, 2.0)}, {"y[0]": array(1.0, 2.0)}], "y in pytorch; y[0] in tensorflow"),
        (
            [NESTED, {"y[0][0]": array(1.0), "y[0][1]": array(2.0)}],
            "y[0][0], y[1][0] in pytorch; y[0][0], y[0][1] in tensorflow",
        ),
    ],
)
def test_a_list_is_not_the_same_as_what_it_holds(
    project: Project, values: list[dict[str, Value]], message: str
) -> None:
    assert refusal(project, ['same="y"'] * 2, values) == (
        f"snippets/tensorflow/linear.py:1: linear/forward: 'y' is not nested alike: {message}"
    )


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ([{"y": array(1.0)}, {"y[0]": array(1.0)}], ["1 array", "list of 1 array"]),
        ([{"y[0]": array(1.0), "y[1]": array(2.0)}, NESTED], ["2 arrays", "2 arrays (y[0][0], y[1][0])"]),
    ],
)
def test_a_list_differs_from_what_it_holds(project: Project, values: list[dict[str, Value]], told: list[str]) -> None:
    (finding,) = judge(project, ['differs="y" why="So."'] * 2, values).differs
    assert [str(value) for _, value in finding.groups] == told
    assert not finding.is_of_one_type


def test_one_framework_alone_is_no_finding() -> None:
    with pytest.raises(ValueError, match="'y' of one framework alone compares with nothing"):
        Finding("y", ((("pytorch",), array(1.0)),), None)


def test_text_integers_and_booleans_are_exact_and_decimal_numbers_are_not(project: Project) -> None:
    values = {"s": "a", "n": 3, "b": True, "x": 1.0, "z": Value("complex64", (), ("1j",))}
    found = judge(project, ['same="s, n, b, x, z"'] * 2, [values, values]).same
    assert {finding.name: finding.is_exact for finding in found} == {
        **{"s": True, "n": True, "b": True},
        **{"x": False, "z": False},
    }


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (
            [array(1.0, 2.0, 3.0, 4.0, shape=(2, 2)), array(1.0, 2.0, 3.31, 4.0, shape=(2, 2))],
            "float32 (2, 2), max |Δ| 0.31 at [1, 0]",
        ),
        ([array(1.0, shape=()), array(1.5, shape=())], "float32, max |Δ| 0.5"),
        ([array(1.0), array(1.0, dtype="float64")], "float32 (1,) and float64 (1,)"),
        ([array(1.0), array(1.0, shape=(1, 1))], "float32 (1,) and float32 (1, 1)"),
        ([array(1.0, shape=()), array(1.0)], "float32 and float32 (1,)"),
        ([array("nan"), array(1.0)], "float32 (1,), max |Δ| nan at [0]"),
        ([array("a", dtype="str"), array("b", dtype="str")], "['a'] and ['b']"),
    ],
)
def test_values_that_are_not_the_same_are_told_with_place_and_size(
    project: Project, values: list[Value], message: str
) -> None:
    assert refusal(project, ['same="y"'] * 2, [{"y": value} for value in values]) == (
        "snippets/tensorflow/linear.py:1: linear/forward: 'y' differs between pytorch and tensorflow: "
        f"{message}; rtol 1e-05, atol 1e-06"
    )


def test_the_array_of_a_list_that_differs_is_told(project: Project) -> None:
    values = [{"y[0]": array(1.0), "y[1]": array(number)} for number in (1.0, 2.0)]
    assert refusal(project, ['same="y"'] * 2, values) == (
        "snippets/tensorflow/linear.py:1: linear/forward: 'y[1]' differs between pytorch and tensorflow: float32 (1,), "
        "max |Δ| 1 at [0]; rtol 1e-05, atol 1e-06"
    )


def test_the_two_frameworks_that_differ_are_named(project: Project) -> None:
    values = [{"y": array(1.0)}, {"y": array(1.0)}, {"y": array(2.0)}]
    assert refusal(project, ['same="y"'] * 3, values) == (
        "snippets/keras/linear.py:1: linear/forward: 'y' differs between pytorch and keras: float32 (1,), "
        "max |Δ| 1 at [0]; rtol 1e-05, atol 1e-06"
    )


def test_a_tolerance_holds_for_the_counterparts_that_state_it(project: Project) -> None:
    marks = ['same="y" rtol="1e-3"'] * 2
    assert judge(project, marks, [{"y": array(1.0)}, {"y": array(1.0005)}]).is_proven
    assert refusal(project, marks, [{"y": array(1.0)}, {"y": array(1.005)}]).endswith("; rtol 0.001, atol 1e-06")


def test_a_stated_tolerance_may_be_narrower_than_the_default(project: Project) -> None:
    values = [{"y": array(1.0)}, {"y": array(1.000001)}]
    assert refusal(project, ['same="y" rtol="0" atol="0"'] * 2, values).endswith("; rtol 0, atol 0")


@pytest.mark.parametrize("values", [[1.0, 1.0], [1.0, 1.000001]])
def test_a_difference_that_is_none_is_refused(project: Project, values: list[float]) -> None:
    assert refusal(project, ['differs="y" why="So."'] * 2, [{"y": array(value)} for value in values]) == (
        "snippets/tensorflow/linear.py:1: linear/forward: 'y' is declared different (\"So.\") but the values are "
        "equal; drop the mark"
    )
