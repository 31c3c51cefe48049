"""A fresh run is compared with its record: numbers with tolerance, other text exactly."""

from __future__ import annotations

import ast

import numpy as np
import pytest
from tiny_project import cell_run, error, figure, result, stdout

from rosetta.record.compare import changes
from rosetta.record.outcome import CellRun, Value
from rosetta.source.cells import Cell
from rosetta.source.marks import read_marks


def cell(**marks: str) -> Cell:
    return Cell("forward", 1, 2, "y", read_marks(marks), ast.parse("y"))


def told(before: CellRun, after: CellRun, **marks: str) -> str | None:
    return changes(cell(**marks), before, after)


@pytest.mark.parametrize(
    ("recorded", "fresh"),
    [
        ("", ""),
        ("no numbers", "no numbers"),
        ("0.30000001", "0.29999998"),
        ("loss 0.6931 after", "loss 0.6932 after"),
        ("1.2346e-05", "1.2347e-05"),
        ("-1.0000", "-1.0000005"),
        ("-0.0000", "0.0000"),
        ("1.0000e+02", "100.0000"),
        ("tensor([0.3333, 1.0000])", "tensor([0.3334, 1.0000])"),
        ("[1. 2.]", "[1.0000001 2.       ]"),
        ("[0.6666667 ]", "[0.66666669]"),
        ("[ 0.5 -1. ]", "[0.5 -1.]"),
        ("(  3.0000, 4.0)", "(3.0000, 4.0)"),
        ("array([0.289666  , 1.5])", "array([0.28966597, 1.5])"),
        ("a    1.50\nbc  10.25", "a 1.50\nbc 10.25"),
        ("nan inf -inf", "nan inf -inf"),
        ("1.5+2.0000001j", "1.5+2.j"),
        ("float32 (2, 3)", "float32 (2, 3)"),
    ],
)
def test_text_agrees_where_numbers_agree_within_tolerance_and_rounding(recorded: str, fresh: str) -> None:
    assert told(cell_run(result(recorded)), cell_run(result(fresh))) is None


@pytest.mark.parametrize(
    ("recorded", "fresh", "what"),
    [
        ("0.5", "0.6", "0.5 became 0.6: |Δ| 0.1, rtol 1e-05, atol 1e-06"),
        ("[1. 2.]", "[1. 3.]", "2. became 3.: |Δ| 1, rtol 1e-05, atol 1e-06"),
        ("0.001", "0.002", "0.001 became 0.002: |Δ| 0.001, rtol 1e-05, atol 1e-06"),
        ("lr 1e-05", "lr 2e-05", "1e-05 became 2e-05: |Δ| 1e-05, rtol 1e-05, atol 1e-06"),
        ("0.6931", "0.6933", "0.6931 became 0.6933: |Δ| 0.0002, rtol 1e-05, atol 1e-06"),
        ("-0.5", "0.5", "-0.5 became 0.5: |Δ| 1, rtol 1e-05, atol 1e-06"),
        ("1.2346e-05", "1.2346e-04", "1.2346e-05 became 1.2346e-04: |Δ| 0.000111, rtol 1e-05, atol 1e-06"),
        ("1.0 2.0 3.0", "1.0 2.5 3.5", "2.0 became 2.5: |Δ| 0.5, rtol 1e-05, atol 1e-06"),
        ("epoch 1", "epoch 2", "1 became 2"),
        ("1000000", "1000001", "1000000 became 1000001"),
        ("9007199254740993", "9007199254740992", "9007199254740993 became 9007199254740992"),
        ("tensor([1, 2])", "tensor([1., 2.])", "1 became 1."),
        ("torch 2.9.1", "torch 2.8.1", "2.9 became 2.8: |Δ| 0.1, rtol 1e-05, atol 1e-06"),
        ("torch 2.9.1", "torch 2.9.2", ""),
        ("float32", "float64", ""),
        ("layer_1", "layer_2", ""),
        ("28x28", "28x32", ""),
        ("x1.5", "x1.6", ""),
        ("1+2j", "1-2j", ""),
        ("0x7f3a", "0x7f3b", ""),
        ("nan", "1.0", ""),
        ("inf", "-inf", ""),
        ("[1. 2.]", "[1. 2. 3.]", ""),
        ("True", "False", ""),
        ("2.5", "2.5 units", ""),
    ],
)
def test_text_that_differs_is_told_with_the_first_number_that_moved(recorded: str, fresh: str, what: str) -> None:
    expected = f"recorded: {recorded}\n       fresh: {fresh}" + (f"\n    {what}" if what else "")
    assert told(cell_run(result(recorded)), cell_run(result(fresh))) == expected


@pytest.mark.parametrize(
    ("recorded", "fresh", "first", "second"),
    [
        ("a\nb\nc\n", "a\nB\nC\n", "b", "B"),
        ("a\nb\n", "a\n", "b", "(nothing)"),
        ("a\n", "a\nb\n", "(nothing)", "b"),
        ("a\n\nb\n", "a\nb\n", "(nothing)", "b"),
        ("a\n\nb\n", "a\n", "b", "(nothing)"),
        ("a\n", "a\n\n", "1 ends of line", "2 ends of line"),
        ("a", "a\n", "0 ends of line", "1 ends of line"),
    ],
)
def test_the_first_line_that_differs_is_told_also_where_lines_are_added_or_gone(
    recorded: str, fresh: str, first: str, second: str
) -> None:
    assert told(cell_run(stdout(recorded)), cell_run(stdout(fresh))) == f"recorded: {first}\n       fresh: {second}"


def test_a_cell_may_set_its_tolerance() -> None:
    before, after = cell_run(stdout("0.90\n"), y=0.9), cell_run(stdout("0.92\n"), y=0.92)
    assert told(before, after, same="y", atol="0.05") is None
    assert told(before, after, same="y", rtol="0.05") is None
    assert told(before, after, same="y", atol="0.01") == (
        "recorded: 0.90\n       fresh: 0.92\n    0.90 became 0.92: |Δ| 0.02, rtol 1e-05, atol 0.01"
    )


@pytest.mark.parametrize(
    ("recorded", "fresh", "first", "second"),
    [
        (cell_run(), cell_run(stdout("a")), "no output", "stdout"),
        (cell_run(stdout("a"), result("1")), cell_run(stdout("a")), "stdout, text/plain", "stdout"),
        (cell_run(result("1")), cell_run(error("ValueError", "1")), "text/plain", "error"),
        (cell_run(stdout("a")), cell_run({**stdout("a"), "name": "stderr"}), "stdout", "stderr"),
        (cell_run(result("1")), cell_run(figure("AAAA")), "text/plain", "image/png"),
    ],
)
def test_outputs_of_other_kinds_differ(recorded: CellRun, fresh: CellRun, first: str, second: str) -> None:
    assert told(recorded, fresh) == f"recorded: {first}\n       fresh: {second}"


def test_errors_are_compared_by_name_and_message() -> None:
    before = cell_run(error("ValueError", "shapes (2, 3) and (2, 3)"))
    assert told(before, cell_run(error("ValueError", "shapes (2, 3) and (2, 3)"))) is None
    assert told(before, cell_run(error("ValueError", "shapes (2, 3) and (2, 4)"))) == (
        "recorded: ValueError: shapes (2, 3) and (2, 3)\n"
        "       fresh: ValueError: shapes (2, 3) and (2, 4)\n"
        "    3 became 4"
    )


def test_two_fresh_runs_are_told_by_their_names() -> None:
    names = ("first run", "second run")
    assert changes(cell(), cell_run(stdout("1\n")), cell_run(stdout("2\n")), names) == (
        " first run: 1\n    second run: 2\n    1 became 2"
    )


@pytest.mark.parametrize(
    ("recorded", "fresh", "what"),
    [
        (cell_run(y=[1.0, 2.0]), cell_run(y=[1.0, 2.5]), "'y' moved by 0.5 at [1]; rtol 1e-05, atol 1e-06"),
        (cell_run(y=1), cell_run(y=2), "'y' moved by 1; rtol 1e-05, atol 1e-06"),
        (
            cell_run(y=9007199254740993),
            cell_run(y=9007199254740992),
            "recorded: y: [9007199254740993]\n       fresh: y: [9007199254740992]",
        ),
        (cell_run(y="a"), cell_run(y="b"), "recorded: y: ['a']\n       fresh: y: ['b']"),
        (cell_run(y=1), cell_run(y=1.0), "recorded: y: int\n       fresh: y: float"),
        (
            cell_run(y=np.ones(2, np.float32)),
            cell_run(y=np.ones((1, 2), np.float32)),
            "recorded: y: float32 (2,)\n       fresh: y: float32 (1, 2)",
        ),
        (cell_run(y=[1, 2.5]), cell_run(y=[1]), "recorded: y[0], y[1]\n       fresh: y"),
        (cell_run(y=[1.0]), cell_run(y=[1.0 + 5e-6]), None),
        (cell_run(y=1, x=2), cell_run(x=2, y=1), None),  # a record is sorted
    ],
)
def test_recorded_values_are_compared_too(recorded: CellRun, fresh: CellRun, what: str | None) -> None:
    assert told(recorded, fresh, same="y") == what


def test_the_output_of_an_unstable_cell_may_differ_but_not_its_values() -> None:
    assert (
        told(cell_run(stdout("0.1 s\n"), y=1), cell_run(stdout("0.2 s\n"), stdout("!"), y=1), unstable="true") is None
    )
    assert told(cell_run(y=1), cell_run(y=2), unstable="true") == "'y' moved by 1; rtol 1e-05, atol 1e-06"


def test_a_value_with_nan_agrees_with_itself() -> None:
    value = Value("float32", (2,), ("nan", "inf"))
    assert told(cell_run(y=value), cell_run(y=value), same="y") is None
