"""Variables become plain numbers, and numbers are compared."""

from __future__ import annotations

import json
import math
from typing import Any

import numpy as np
import pytest

from rosetta.record.outcome import Value
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
