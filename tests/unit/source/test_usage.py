"""Counts of names in public programs."""

from __future__ import annotations

import pytest

from rosetta.source.usage import one_name, uses


def test_common_names_are_counted_more_often_than_rare_ones() -> None:
    assert uses("torch.nn.Linear") > uses("torch.nn.Bilinear")
    assert uses("torch.no_such_name") == 0


@pytest.mark.parametrize("name", ["keras.layers.Dense", "tf.keras.layers.Dense", "tensorflow.keras.layers.Dense"])
def test_a_name_of_keras_is_counted_under_one_of_its_names(name: str) -> None:
    assert one_name(name) == "tf.keras.layers.Dense"
    assert uses(name) == uses("tf.keras.layers.Dense") > 100
