"""Variables become plain numbers, and numbers are compared."""

from __future__ import annotations

import json
import math
from typing import Any

import numpy as np
import pytest

from rosetta.record.outcome import Value, close, max_difference
from rosetta.run.measure import MAX_NUMBERS, measure


class Tensor:
    """Has what `measure` looks at in the tensors of both frameworks."""

    def __init__(self, dtype: Any, array: Any) -> None:
        self.dtype, self._array = dtype, array

    def numpy(self) -> Any:
        return self._array


class TorchDtype:
    def __str__(self) -> str:
        return "torch.bfloat16"


class TorchTensor(Tensor):
    """Of a dtype that NumPy lacks, with a gradient, on another device."""

    def __init__(self, steps: tuple[str, ...] = ()) -> None:
        super().__init__(TorchDtype(), np.array([0.5, 2.0], np.float32))
        self._steps = steps

    def __getattr__(self, name: str) -> Any:
        if name not in ("detach", "cpu", "float"):
            raise AttributeError(name)
        return lambda: TorchTensor((*self._steps, name))

    def numpy(self) -> Any:
        assert self._steps == ("detach", "cpu", "float")
        return self._array


class TensorShape:
    def as_list(self) -> list[int]:
        return [2, 3]


class NamedDtype:
    def __init__(self, name: str) -> None:
        self.name = name


@pytest.mark.parametrize(
    ("value", "measured"),
    [
        (True, Value("bool", (), (True,))),
        (3, Value("int", (), (3,))),
        (0.1, Value("float", (), (0.1,))),
        (math.nan, Value("float", (), ("nan",))),
        (-math.inf, Value("float", (), ("-inf",))),
        (1 - 2j, Value("complex", (), ("1-2j",))),
        ("cpu", Value("str", (), ("cpu",))),
        ([], Value("list", (0,), ())),
        ((2, 3), Value("int", (2,), (2, 3))),
        ([[1.0, 2.0], [3.0, 4.0]], Value("float", (2, 2), (1.0, 2.0, 3.0, 4.0))),
        (["a", "b"], Value("str", (2,), ("a", "b"))),
        ([[], []], Value("list", (2, 0), ())),
        (np.float32(0.1), Value("float32", (), (0.1,))),
        (np.float64(0.1), Value("float64", (), (0.1,))),
        (np.array([[1, 2], [3, 4]], np.int8), Value("int8", (2, 2), (1, 2, 3, 4))),
        (np.array([0.1, 1 / 3], np.float32), Value("float32", (2,), (0.1, 0.33333334))),
        (np.array([np.inf, np.nan], np.float16), Value("float16", (2,), ("inf", "nan"))),
        (np.array([True, False]), Value("bool", (2,), (True, False))),
        (np.array([1 + 2j], np.complex64), Value("complex64", (1,), ("1+2j",))),
        (np.array(["a", "bc"]), Value("str", (2,), ("a", "bc"))),
        (np.zeros((2, 0)), Value("float64", (2, 0), ())),
        (np.arange(6).reshape(2, 3).T, Value("int64", (3, 2), (0, 3, 1, 4, 2, 5))),
        (TensorShape(), Value("int", (2,), (2, 3))),
        (Tensor("float32", np.ones(2, np.float32)), Value("float32", (2,), (1.0, 1.0))),
        (Tensor(NamedDtype("string"), np.array([b"a", "ö".encode()], object)), Value("str", (2,), ("a", "ö"))),
        (Tensor(NamedDtype("string"), b"a"), Value("str", (), ("a",))),
        (TorchTensor(), Value("bfloat16", (2,), (0.5, 2.0))),
    ],
)
def test_a_variable_is_read_with_its_dtype_shape_and_values(value: Any, measured: Value) -> None:
    assert measure("x", value) == {"x": measured}
    assert json.loads(json.dumps(measured.values, allow_nan=False)) == list(measured.values)


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_recorded_numbers_read_back_as_the_same_numbers(dtype: type) -> None:
    numbers: np.ndarray = np.random.default_rng(0).standard_normal(500).astype(dtype)
    text = json.dumps(measure("x", numbers)["x"].values)
    np.testing.assert_array_equal(np.array(json.loads(text), dtype), numbers)


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ([np.ones(2), np.ones(3)], ["x[0]", "x[1]"]),
        ((np.ones(2), 3), ["x[0]", "x[1]"]),
        ([1, 2.5], ["x[0]", "x[1]"]),
        ([[1], [2, 3]], ["x[0]", "x[1]"]),
        ([[np.ones(2), np.ones(2)], [np.ones(2), np.ones(2)]], ["x[0][0]", "x[0][1]", "x[1][0]", "x[1][1]"]),
        ([[[1], [2]], [[3], [4, 5]]], ["x[0]", "x[1][0]", "x[1][1]"]),
    ],
)
def test_of_a_list_that_is_no_array_each_part_is_read(value: Any, names: list[str]) -> None:
    assert list(measure("x", value)) == names


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (None, "'x' is a NoneType; a mark needs an array, a number, a string or a list of them"),
        ({"a": 1}, "'x' is a dict; a mark needs an array, a number, a string or a list of them"),
        ([1, {2}], "'x[1]' is a set; a mark needs an array, a number, a string or a list of them"),
        (TorchDtype(), "'x' is a TorchDtype; a mark needs an array, a number, a string or a list of them"),
        (np.array([{}, None]), "'x' is a ndarray; a mark needs a dense array"),
        (Tensor("int32", [[1], [2, 3]]), "'x' is a Tensor; a mark needs a dense array"),
        (np.array(["2024-01-01"], "datetime64[D]"), "'x' holds datetime64[D]; a mark needs numbers or text"),
        (
            np.zeros((25, 41)),
            f"'x' has 1,025 numbers; a record keeps {MAX_NUMBERS:,}: mark a summary or a slice of it",
        ),
        ([0] * 1001, "'x' has 1,001 numbers; a record keeps 1,000: mark a summary or a slice of it"),
    ],
)
def test_what_cannot_be_recorded_is_refused(value: Any, message: str) -> None:
    with pytest.raises(TypeError) as caught:
        measure("x", value)
    assert str(caught.value) == message


def test_a_thousand_numbers_can_be_recorded() -> None:
    assert len(measure("x", np.zeros(1000))["x"].values) == 1000


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
