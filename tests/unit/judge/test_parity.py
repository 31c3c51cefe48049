"""How counterparts relate, by their recorded values: what is proven, and what is not."""

from __future__ import annotations

import pytest
from judging import FRAMEWORKS, array, judge
from tiny_project import Project

from rosetta.judge.concepts import Concept, missing_counterparts
from rosetta.judge.findings import Finding
from rosetta.judge.parity import Verdict, coverage


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


@pytest.mark.parametrize(
    ("tolerance", "kind"),
    [('rtol="1e-3" atol="1e-3"', "same"), ('rtol="0.0011"', "near"), ('rtol="0" atol="0.05"', "near")],
)
def test_numbers_within_a_wide_tolerance_are_near_and_not_proven(project: Project, tolerance: str, kind: str) -> None:
    found = judge(project, [f'same="y" {tolerance}'] * 2, [{"y": array(1.0)}, {"y": array(1.0005)}])
    assert found.kind == kind
    assert found.is_proven == (kind == "same")
    assert [finding.name for finding in getattr(found, kind)] == ["y"]


def test_what_is_compared_exactly_is_the_same_within_any_tolerance(project: Project) -> None:
    values = [{"n": 6, "share": share} for share in (0.5, 0.52)]
    found = judge(project, ['same="n, share" atol="0.05"'] * 2, values)
    assert [[finding.name for finding in findings] for findings in (found.same, found.near)] == [["n"], ["share"]]
    assert found.kind == "near"
    assert judge(project, ['same="n" atol="0.05"'] * 2, [{"n": 6}, {"n": 6}]).kind == "same"


def test_a_difference_is_proven_beside_numbers_that_are_near(project: Project) -> None:
    marks = ['differs="loss" same="matched" atol="0.05" why="Other rules."'] * 2
    found = judge(project, marks, [{"loss": 1.0, "matched": 0.5}, {"loss": 2.0, "matched": 0.52}])
    assert (found.kind, found.is_proven) == ("differs", True)
    assert [finding.name for finding in found.near] == ["matched"]


def test_the_tolerance_is_that_of_the_cells_that_name_a_variable(project: Project) -> None:
    marks = ['note="Random."', 'same="y" atol="0.05"', 'same="y" atol="0.05"']
    found = judge(project, marks, [{}, {"y": array(1.0)}, {"y": array(1.02)}])
    assert (found.kind, found.atol) == ("near", 0.05)


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
    verdicts = [Verdict(kind) for kind in ("same", "near", "differs", "shown", "only")]
    assert coverage(verdicts) == (4, 2)
    assert coverage([]) == (0, 0)
