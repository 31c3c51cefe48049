"""How counterparts relate, by their recorded values: what is proven, and what contradicts the marks."""

from __future__ import annotations

from typing import Any

import pytest
from tiny_project import Project, cell_run

from rosetta.errors import RosettaError
from rosetta.judge.concepts import Concept, missing_counterparts
from rosetta.judge.parity import Finding, Verdict, coverage, verdict_of
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
    with pytest.raises(RosettaError) as caught:
        judge(project, marks, values)
    return str(caught.value)


def array(*numbers: Any, dtype: str = "float32", shape: tuple[int, ...] | None = None) -> Value:
    return Value(dtype, (len(numbers),) if shape is None else shape, numbers)


def test_the_same_values_are_proven_with_their_largest_difference(project: Project) -> None:
    found = judge(project, ['same="y"'] * 2, [{"y": array(1.0, 2.0)}, {"y": array(1.0, 2.0 + 2**-20)}])
    both = (("pytorch", "tensorflow"), array(1.0, 2.0))
    assert found == Verdict("same", same=(Finding("y", (both,), 2**-20),))
    assert found.is_proven


def test_three_frameworks_may_agree(project: Project) -> None:
    found = judge(project, ['same="y"'] * 3, [{"y": array(1.0)}, {"y": array(1.000001)}, {"y": array(1.000003)}])
    ((finding,), difference) = (found.same, found.same[0].difference)
    assert finding.groups == ((FRAMEWORKS, array(1.0)),)
    assert difference == pytest.approx(3e-6)


def test_values_that_differ_on_purpose_are_grouped_by_those_that_agree(project: Project) -> None:
    mark = 'differs="n" why="Counts are wider."'
    wide, narrow = array(3, dtype="int64"), array(3, dtype="int32")
    found = judge(project, [mark] * 3, [{"n": wide}, {"n": narrow}, {"n": narrow}])
    groups = ((("pytorch",), wide), (("tensorflow", "keras"), narrow))
    assert found == Verdict("differs", differs=(Finding("n", groups, 0.0),), why="Counts are wider.")


def test_a_framework_may_name_fewer_variables(project: Project) -> None:
    recorded = {"y": array(1.0), "n": array(2.0)}
    found = judge(project, ['same="y, n"', 'same="y, n"', 'same="y"'], [recorded, recorded, {"y": array(1.0)}])
    assert [(finding.name, finding.groups[0][0]) for finding in found.same] == [
        ("y", FRAMEWORKS),
        ("n", FRAMEWORKS[:2]),
    ]


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


def test_the_same_error_is_proven_and_another_is_a_difference(project: Project) -> None:
    found = judge(project, ['raises="ValueError"'] * 2, [{}, {}])
    assert found == Verdict("same", errors=(("pytorch", "ValueError"), ("tensorflow", "ValueError")))
    found = judge(project, ['raises="ValueError" why="Only one checks."', ""], [{}, {}])
    assert found == Verdict(
        "differs", errors=(("pytorch", "ValueError"), ("tensorflow", "no error")), why="Only one checks."
    )


def test_a_cell_of_one_framework_alone_says_why(project: Project) -> None:
    assert judge(project, ['only="pytorch" why="Not needed there."'], [{}]) == Verdict("only", why="Not needed there.")


def test_counterparts_without_a_relation_are_shown_not_proven(project: Project) -> None:
    found = judge(project, ["", ""], [{}, {}])
    assert found == Verdict("shown")
    assert not found.is_proven


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


@pytest.mark.parametrize("marks", [['rtol="1e-3"', ""], ["", 'rtol="1e-3"']])
def test_a_tolerance_that_one_file_alone_states_is_refused(project: Project, marks: list[str]) -> None:
    marks = [f'same="y" {mark}' for mark in marks]
    there, here = ("'0.001'", "none") if "rtol" in marks[0] else ("none", "'0.001'")
    assert refusal(project, marks, [{"y": array(1.0)}, {"y": array(1.0)}]) == (
        f"{TWO}cell 'forward' has another rtol in pytorch (line 1): {there} there, {here} here"
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


ONE, TWO, THREE = "snippets/pytorch/linear.py:1: ", "snippets/tensorflow/linear.py:1: ", "snippets/keras/linear.py:1: "


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


def missing(project: Project, **titles: list[str]) -> list[str]:
    snippets = {
        framework: project.snippet(
            framework, "linear", "".join(f"# %% {title}\nx = 1\n" for title in titles[framework])
        )
        for framework in titles
    }
    return [str(error) for error in missing_counterparts(Concept("linear", snippets)).values()]


def test_a_cell_without_a_counterpart_is_told_once(project: Project) -> None:
    assert missing(project, pytorch=["a", "b"], tensorflow=["a"]) == [
        "snippets/pytorch/linear.py:3: 'b' has no counterpart in tensorflow; add it, or mark it only=\"pytorch\" "
        'why="..."'
    ]
    assert missing(project, pytorch=["a"], tensorflow=["b", "a"], keras=["b"]) == [
        "snippets/tensorflow/linear.py:1: 'b' has no counterpart in pytorch; add it"
    ]
    assert missing(project, pytorch=["a"], tensorflow=["a"], keras=["a", "b"]) == [
        "snippets/keras/linear.py:3: 'b' has no counterpart in pytorch and tensorflow; add it, or mark it "
        'only="keras" why="..."'
    ]


@pytest.mark.parametrize("mark", ['only="pytorch" why="So."', 'hidden="true"'])
def test_some_cells_need_no_counterpart(project: Project, mark: str) -> None:
    assert missing(project, pytorch=["a", f"b {mark}"], tensorflow=["a"], keras=["a"]) == []


def test_coverage_counts_cells_that_have_a_counterpart() -> None:
    verdicts = [Verdict("same"), Verdict("differs"), Verdict("shown"), Verdict("only")]
    assert coverage(verdicts) == (3, 2)
    assert coverage([]) == (0, 0)
