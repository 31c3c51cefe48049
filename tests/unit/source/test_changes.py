"""Which objects a statement may change."""

from __future__ import annotations

import ast

import pytest

from rosetta.source.changes import changed


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("x.mean()", set()),
        ("x.add_(1)", {"x"}),
        ("model.layers[0].bias.data[:] = 1", {"model"}),
        ("values.append(y)", {"values"}),
        ("nn.init.zeros_(layer.weight)", {"layer", "nn"}),
        ("first = next(batches)", {"batches", "next"}),
        ('torch.save(model, "model.pt")', {"torch"}),
    ],
)
def test_a_statement_changes_the_objects_of_its_changing_calls(text: str, names: set[str]) -> None:
    assert set(changed(list(ast.walk(ast.parse(text))))) == names
