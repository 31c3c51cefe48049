"""Counts of the whole site."""

from __future__ import annotations

import pytest
from tiny_project import Project, cell_run

from rosetta.site.sources import Sources
from rosetta.site.totals import total


def totals(project: Project) -> dict[str, str]:
    return {name: total(name, Sources(project.root)) for name in ("pages", "rows", "pairs", "proven", "versions")}


def test_pages_pairs_and_versions_are_counted(linear: Project) -> None:
    found = totals(linear)
    versions = found.pop("versions")
    assert found == {"pages": "1", "rows": "0", "pairs": "2", "proven": "2"}
    assert versions == "PyTorch 2.9.0 and TensorFlow 2.20.0"


def test_rows_are_cells_of_maps_and_a_landing_page_is_none(project: Project) -> None:
    project.pair("api_math", "# %% add\n1 + 1\n\n# %% less\n1 - 1\n")
    project.page("reference/api-map.md", "# Map\n\n::: rows api_math\n")
    project.page("index.md", "# Home\n\n::: api_math/add\n")
    found = totals(project)
    assert (found["pages"], found["rows"]) == ("1", "2")


def test_a_pair_that_is_only_shown_is_not_proven_and_a_cell_without_a_counterpart_is_no_pair(project: Project) -> None:
    project.pair("linear", '# %% make\nx = 1\n\n# %% same same="y"\ny = 2\n', same=cell_run(y=2))
    snippet = project.snippet("pytorch", "alone", '# %% one only="pytorch" why="None has it."\nx = 1\n')
    project.record(snippet, one=cell_run())
    project.page("learn/linear.md", "# Linear\n\n::: linear/make\n\n::: linear/same\n\n::: alone/one\n")
    found = totals(project)
    assert (found["pairs"], found["proven"]) == ("2", "1")


def test_cells_without_a_fresh_record_do_not_count(linear: Project) -> None:
    linear.edit("snippets/pytorch/linear.py", "w = [1.0, 2.0]", "w = [1.0, 3.0]")
    assert totals(linear) == {"pages": "1", "rows": "0", "pairs": "0", "proven": "0", "versions": ""}


def test_a_name_that_means_nothing_is_told_with_those_that_do(linear: Project) -> None:
    message = "site has no 'page'; it has pages, rows, pairs, proven, versions. Did you mean 'pages'?"
    with pytest.raises(ValueError, match="site has no") as raised:
        total("page", Sources(linear.root))
    assert str(raised.value) == message
