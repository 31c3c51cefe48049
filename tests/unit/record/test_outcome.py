"""Values are compared with tolerance, and a run counts the seconds of its cells."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tiny_project import cell_run, result, stdout

from rosetta.record.outcome import Run, Value, close, max_difference, variable_of
from rosetta.run.measure import measure
from rosetta.source.cells import Snippet


def test_a_value_is_shown_as_its_dtype_and_shape() -> None:
    assert [str(measure("x", x)["x"]) for x in (1.5, np.zeros(2), np.zeros((2, 3)))] == [
        "float",
        "float64 (2,)",
        "float64 (2, 3)",
    ]


def values(*numbers: Any, dtype: str = "float32") -> Value:
    return Value(dtype, (len(numbers),), numbers)


@pytest.mark.parametrize(
    ("a", "b", "difference"),
    [
        (values(1.0, 2.0), values(1.0, 2.0), (0.0, (0,))),
        (values(1.0, 2.0), values(1.5, 0.0), (2.0, (1,))),
        (values("nan", "inf"), values("nan", "inf"), (0.0, (0,))),
        (values(1.0, "inf"), values(1.0, "-inf"), (math.inf, (1,))),
        (values(1, 2, dtype="int32"), values(1, 5, dtype="int64"), (3.0, (1,))),
        (values(True, False, dtype="bool"), values(True, True, dtype="bool"), (1.0, (1,))),
        (values("1+2j", dtype="complex64"), values("1-1j", dtype="complex64"), (3.0, (0,))),
        (Value("float32", (2, 2), (1.0, 2.0, 3.0, 4.0)), Value("float32", (2, 2), (1.0, 2.0, 3.5, 4.0)), (0.5, (1, 0))),
        (Value("float", (), (1.0,)), Value("float", (), (1.5,)), (0.5, ())),
        (values(1.0), values(1.0, 2.0), None),
        (values(), values(), None),
        (values("a", dtype="str"), values("b", dtype="str"), None),
        (values("a", dtype="str"), values(1.0), None),
    ],
)
def test_the_largest_difference_is_found_with_its_place(a: Value, b: Value, difference: Any) -> None:
    assert max_difference(a, b) == difference


def test_a_nan_against_a_number_is_the_largest_difference() -> None:
    difference, place = max_difference(values(9.0, "nan", 3.0), values(1.0, 2.0, 3.0)) or (0.0, ())
    assert math.isnan(difference)
    assert place == (1,)


@pytest.mark.parametrize(
    ("a", "b", "agree"),
    [
        (values(1.0), values(1.0 + 5e-6), True),
        (values(1.0), values(1.0 + 5e-5), False),
        (values(0.0), values(9e-7), True),
        (values(0.0), values(2e-6), False),
        (values("nan", "inf", "-inf"), values("nan", "inf", "-inf"), True),
        (values("inf"), values("-inf"), False),
        (values("nan"), values(0.0), False),
        (values("1+1j", dtype="complex64"), values("1.000001+1j", dtype="complex64"), True),
        (values("1+1j", dtype="complex64"), values("1-1j", dtype="complex64"), False),
        (values(10**9, dtype="int32"), values(10**9 + 1, dtype="int64"), False),
        (values(2**60, dtype="int64"), values(2**60, dtype="uint64"), True),
        (values(3, dtype="int32"), values(3.0000001), True),
        (values(True, dtype="bool"), values(1, dtype="int64"), True),
        (values("a", dtype="str"), values("a", dtype="str"), True),
        (values("a", dtype="str"), values("b", dtype="str"), False),
        (values("1", dtype="str"), values(1, dtype="int"), False),
        (values(1.0), Value("float32", (), (1.0,)), False),
        (values(1.0), Value("float32", (1, 1), (1.0,)), False),
        (values(), values(), True),
    ],
)
def test_values_agree_within_tolerance_integers_and_text_exactly(a: Value, b: Value, agree: bool) -> None:
    assert close(a, b, rtol=1e-5, atol=1e-6) is agree


@pytest.mark.parametrize(("key", "variable"), [("pieces", "pieces"), ("pieces[1]", "pieces"), ("w[0][2]", "w")])
def test_a_measured_key_belongs_to_a_variable(key: str, variable: str) -> None:
    assert variable_of(key) == variable


def test_the_seconds_of_a_run_are_those_of_its_cells() -> None:
    run = Run(Snippet(Path("linear.py"), "pytorch", "linear", ()), {"a": cell_run(), "b": cell_run()})
    assert run.seconds == 0.5


def test_a_line_is_no_more_for_its_end() -> None:
    assert cell_run(stdout("a\n" * 200)).lines == 200
    assert cell_run(stdout("a\nb"), result("[1,\n 2]")).lines == 4
    assert cell_run().lines == 0
