"""Which section explains a row of the API map, worked out from what both are about."""

from __future__ import annotations

import pytest
from tiny_project import Project

from rosetta.site.sources import Sources

LEARN = """
    # Tensors

    ## Pick elements

    `torch.gather` picks one element of each row.

    ::: picking/gather

    ## Fill a tensor

    All elements are equal.

    ::: picking/full

    ## Say something

    No cell stands here, and `torch.kron` is not explained.
    """
CELLS = """
    # %% gather
    import torch

    torch.gather(torch.zeros(2, 2), 1, torch.ones(2, 1))

    # %% full
    torch.full((2,), 7)
"""
MAP = """
    # %% gather
    import torch

    torch.gather(torch.zeros(2, 2), 1, torch.ones(2, 1))

    # %% full
    torch.full((2,), 7)

    # %% kron
    torch.kron(torch.ones(2), torch.ones(2))
"""


@pytest.fixture
def site(project: Project) -> Project:
    project.snippet("pytorch", "picking", CELLS)
    project.snippet("pytorch", "api_picking", MAP)
    project.page("learn/tensors.md", LEARN)
    project.page("map/picking.md", "# Picking\n\n::: rows api_picking\n")
    return project


def found(project: Project) -> dict[str, str]:
    """Addresses of the sections, by title of the row."""
    explained = Sources(project.root).explained
    return {row[1]: section.address for row, section in explained.sections.items()}


def test_a_row_leads_to_the_section_about_its_name_and_to_none_where_there_is_none(site: Project) -> None:
    assert found(site) == {"gather": "learn/tensors.md#pick-elements", "full": "learn/tensors.md#fill-a-tensor"}


def test_a_section_knows_its_rows(site: Project) -> None:
    assert Sources(site.root).explained.rows["learn/tensors.md#pick-elements"] == [("api_picking", "gather")]


def test_what_is_told_in_the_front_matter_comes_first(site: Project) -> None:
    site.write(
        "docs/map/picking.md",
        "---\nsee:\n  picking/full: kron, gather\n  none: full\n---\n\n# Picking\n\n::: rows api_picking\n",
    )
    assert found(site) == {"gather": "learn/tensors.md#fill-a-tensor", "kron": "learn/tensors.md#fill-a-tensor"}


@pytest.mark.parametrize("folder", ["overview", "reference/other"])
def test_pages_that_do_not_explain_are_not_looked_at(site: Project, folder: str) -> None:
    (site.root / "docs" / folder).mkdir(parents=True)
    (site.root / "docs/learn/tensors.md").rename(site.root / "docs" / folder / "tensors.md")
    assert found(site) == {}


def test_learn_comes_before_walkthroughs(site: Project) -> None:
    site.page("walkthroughs/first.md", LEARN.replace("Tensors", "First"))
    assert found(site)["full"] == "learn/tensors.md#fill-a-tensor"
