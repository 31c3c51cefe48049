"""Which kind of trouble a message tells of."""

from __future__ import annotations

import pytest

from rosetta.site.error_kinds import ERROR_KINDS, error_kind

MESSAGES = {
    "saving": "Weights only load failed",
    "graphs": "'SymbolicTensor' object has no attribute 'numpy'",
    "names": "Adam.__init__() got an unexpected keyword argument 'decay'",
    "gradients": "element 0 of tensors does not require grad and does not have a grad_fn",
    "devices": "Tensor on device meta is not on the expected device cpu!",
    "dtypes": "cannot compute Mul as input #1(zero-based) was expected to be a float tensor but is a double tensor",
    "indices": "Target 3 is out of bounds.",
    "shapes": "addmm: mat1 and mat2 shapes cannot be multiplied (1x200 and 1x1)",
    "layers": "Attempted to use an uninitialized parameter",
    "others": "step must be greater than zero",
}


@pytest.mark.parametrize(("kind", "message"), MESSAGES.items())
def test_a_message_is_of_the_first_kind_whose_words_it_has(kind: str, message: str) -> None:
    assert error_kind(message) == kind


def test_every_kind_has_an_example_here() -> None:
    assert sorted(MESSAGES) == sorted(ERROR_KINDS)


def test_the_place_where_tensorflow_ran_the_operation_tells_nothing() -> None:
    place = "{{function_node __wrapped__GatherV2_device_/job:localhost/device:CPU:0}}"
    assert error_kind(f"{place} indices[1] = 3 is not in [0, 3) [Op:GatherV2]") == "indices"


def test_the_dtype_of_a_tensor_in_a_message_tells_nothing() -> None:
    assert error_kind("inputs=tf.Tensor(shape=(28, 28), dtype=float32)") == "shapes"
