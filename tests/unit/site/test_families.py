"""The entry to the API map: its pages, and where the addresses of its names lead."""

from __future__ import annotations

import re

import pytest
from rendered import convert, text_of
from tiny_project import Project

from rosetta.site.families import names_by_page
from rosetta.site.sources import Sources

INDEX = "# API map\n\n::: families\n"


@pytest.fixture
def site(project: Project) -> Project:
    project.pair("api_math", "# %% kron\nimport torch\n\ntorch.kron\n\n# %% sum\ntorch.sum\n\n# %% plain\nx = 1\n")
    project.pair("api_layers", "# %% linear\nfrom torch import nn\n\nnn.Linear\n")
    for path, text in (
        ("map/index.md", INDEX),
        ("map/math.md", "# Math\n\n::: rows api_math\n"),
        ("map/layers.md", "# Layers in the map\n\n::: rows api_layers\n"),
        ("map/other.md", "# Other\n"),
    ):
        project.page(path, text)
    nav = "nav:\n  - map/index.md\n  - Math: map/math.md\n  - Layers: map/layers.md\n  - Other: map/other.md\n"
    project.write("mkdocs.yml", nav)
    return project


def test_each_page_with_rows_has_a_line_with_their_count_and_the_names_that_programs_use_most(site: Project) -> None:
    html = convert(INDEX, site.root / "docs/map/index.md")
    rows = [re.findall(r"<td.*?</td>", row, re.DOTALL) for row in html.split("</tr>")[1:-1]]
    assert [[text_of(cell) for cell in row] for row in rows] == [
        ["Math", "3", "torch.sum"],
        ["Layers", "1", "torch.nn.Linear"],
    ]
    assert 'href="math.md#torch.sum"' in html


def test_an_address_of_a_family_is_that_of_the_heading_it_had_once(site: Project) -> None:
    html = convert(INDEX, site.root / "docs/map/index.md")
    assert '<a class="family" href="layers.md" id="layers">Layers</a>' in html


def test_the_names_and_concepts_that_lead_to_a_page_are_told(site: Project) -> None:
    sources = Sources(site.root)
    page = sources.page("map/index.md")
    assert page
    assert names_by_page(page, sources) == {
        "math": ["api_math", "torch.Tensor.sum", "torch.kron", "torch.sum"],
        "layers": ["api_layers", "torch.nn.Linear"],
    }


def test_they_are_written_beside_the_entry_page(site: Project) -> None:
    assert site.run("pages")[0] == 0
    assert site.read("docs/map/names.json") == (
        '{"math":["api_math","torch.Tensor.sum","torch.kron","torch.sum"],"layers":["api_layers","torch.nn.Linear"]}\n'
    )


def test_the_entry_page_need_not_link_to_families_by_hand(site: Project) -> None:
    assert site.problems() == ["docs/map/index.md: does not link to other.md: add it"]
