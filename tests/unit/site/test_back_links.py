"""From a section to the rows of the API map that it explains."""

from __future__ import annotations

import pytest
from rendered import convert, text_of
from tiny_project import Project

from rosetta.site import back_links

PAGE = """# Tensors

Two sections.

## Pick elements

`torch.gather` picks.

::: picking/gather

## Fill

`torch.full` fills.

::: picking/full
"""
CELLS = "# %% gather\nimport torch\n\ntorch.gather(1)\n\n# %% full\ntorch.full(1)\n"


@pytest.fixture
def site(project: Project) -> Project:
    project.pair("picking", CELLS)
    project.pair("api_picking", CELLS + "\n# %% full-of-ones\ntorch.full(torch.ones(1))\n")
    project.page("learn/tensors.md", PAGE)
    see = "---\nsee:\n  picking/full: full, full-of-ones\n---\n\n"
    project.page("map/picking.md", f"{see}# Picking\n\n::: rows api_picking\n")
    return project


def test_a_section_ends_with_links_to_its_rows(site: Project) -> None:
    html = convert(PAGE, site.root / "docs/learn/tensors.md")
    first, second = html.split('<h2 id="fill">')
    link = '<a href="../map/picking.md#torch.gather"><code>torch.gather</code></a>'
    assert f'<p class="in-map">In the API map: {link}</p>' in first
    assert second.count("In the API map:") == 1
    assert 'href="../map/picking.md#torch.ones"' in second


def test_many_rows_are_folded(site: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(back_links, "_FEW", 1)
    html = convert(PAGE, site.root / "docs/learn/tensors.md")
    folded = html[html.index('<details class="in-map">') : html.index("</details>")]
    assert text_of(folded) == "In the API map: 2 rows torch.full , torch.full"


def test_other_pages_have_none(site: Project) -> None:
    assert "In the API map" not in convert(PAGE)
    assert "In the API map" not in convert("::: picking/full", site.page("learn/other.md", "# Other\n"))
