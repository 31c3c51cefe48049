"""Each API name leads to one row of the map, whatever page the row stands on."""

from __future__ import annotations

import pytest
from tiny_project import Project

from rosetta.judge.concepts import Concepts
from rosetta.site.addresses import Addresses, addresses, addresses_of, own

LAYERS = """
    # %% inputs hidden="true"
    import torch
    from torch import nn

    x = torch.zeros(2)

    # %% linear
    y = nn.Linear(2, 3)(x)

    # %% lazy-linear
    y = nn.LazyLinear(3)(torch.zeros(2))

    # %% plain
    y = x
"""
INITIALIZERS = """
    # %% xavier-uniform
    import torch
    from torch import nn

    layer = nn.Linear(2, 3)
    nn.init.xavier_uniform_(layer.weight)

    # %% permute
    torch.permute(torch.zeros(2, 3), (1, 0))
"""


@pytest.fixture
def found(project: Project) -> Addresses:
    project.snippet("pytorch", "api_initializers", INITIALIZERS)
    project.snippet("pytorch", "api_layers", LAYERS)
    return addresses_of(Concepts(project.root / "snippets"))


def test_a_name_leads_to_the_row_about_it_and_not_to_one_that_comes_first(found: Addresses) -> None:
    assert found.owners["torch.nn.Linear"] == ("api_layers", "linear")
    assert found.owners["torch.nn.init.xavier_uniform_"] == ("api_initializers", "xavier-uniform")
    assert found.owners["torch.zeros"] == ("api_initializers", "permute")


def test_a_row_is_called_by_the_name_that_it_is_about_or_by_its_own(found: Addresses, project: Project) -> None:
    layers = Concepts(project.root / "snippets")["api_layers"]
    assert found.subjects["api_layers", "lazy-linear"] == {"pytorch": "torch.nn.LazyLinear"}
    assert found.subjects["api_layers", "plain"] == {}
    assert found.row(layers, "linear") == "torch.nn.Linear"
    assert found.row(layers, "plain") == own("api_layers", "plain") == "api_layers-plain"


def test_a_method_that_programs_use_leads_to_the_row_about_its_function(found: Addresses) -> None:
    assert found.methods == {"torch.Tensor.permute": ("api_initializers", "permute")}
    assert found.methods_of(("api_initializers", "permute")) == ["torch.Tensor.permute"]
    assert "torch.Tensor.permute" in found.anchors


def test_the_addresses_of_some_families_leave_out_those_of_others(found: Addresses) -> None:
    layers = found.of({"api_layers"})
    assert layers.anchors == {"torch.nn.Linear", "torch.nn.LazyLinear"}
    assert set(layers.subjects) == {("api_layers", title) for title in ("linear", "lazy-linear", "plain")}
    assert layers.methods == {}


def test_families_with_a_wrong_mark_or_a_broken_file_have_none(project: Project) -> None:
    project.snippet("pytorch", "api_layers", LAYERS)
    project.snippet("pytorch", "api_wrong", '# %% view api="torch.Tensor.view"\nx = 1\n')
    project.write("snippets/pytorch/api_broken.py", "")
    assert {row[0] for row in addresses_of(Concepts(project.root / "snippets")).subjects} == {"api_layers"}


def test_concepts_that_are_no_families_have_none(project: Project) -> None:
    project.snippet("pytorch", "layers", LAYERS)
    assert addresses_of(Concepts(project.root / "snippets")).owners == {}
    assert addresses([Concepts(project.root / "snippets")["layers"]]).owners
