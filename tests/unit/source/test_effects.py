"""What a statement does to the state that later ones see."""

from __future__ import annotations

import ast

import pytest

from rosetta.source.effects import Effects, effects


def of(text: str) -> Effects:
    return effects(ast.parse(text).body[0])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("import torch.nn as nn, numpy", {"nn", "numpy"}),
        ("(a, *b), c.d = x", {"a", "b"}),
        ("def f(x):\n    y = x", {"f"}),
        ("for i in x:\n    y = i", {"i", "y"}),
        ("y = [i for i in x]", {"y"}),
    ],
)
def test_a_statement_binds_names_of_the_file_alone(text: str, names: set[str]) -> None:
    assert of(text).binds == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("y = x + len(z)", {"x", "z"}),
        ("y += x", {"x", "y"}),
        ("def f(x):\n    return x + y", {"y"}),
        ("for i in x:\n    y = i\n    print(y)", {"x"}),
        ("y = [i + a for i in x]", {"a", "x"}),
        ('np.load("weights.npz")', {"np", "file:", "file:weights.npz"}),
    ],
)
def test_a_statement_uses_what_it_has_not_bound_itself(text: str, names: set[str]) -> None:
    assert of(text).uses == names


def test_seeds_settings_and_draws_are_told_apart() -> None:
    assert of("torch.manual_seed(0)").seeds == "torch.manual_seed"
    assert of("torch.set_default_dtype(torch.float64)").sets == "torch.set_default_dtype"
    assert [of("x = torch.rand(2)").draws, of("x = torch.ones(2)").draws] == [True, False]
