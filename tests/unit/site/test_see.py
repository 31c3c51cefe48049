"""Where rows are explained, told in the front matter of their page."""

from __future__ import annotations

import pytest
from tiny_project import Project

from rosetta.site.see import told
from rosetta.site.sources import Sources

CELLS = "# %% gather\nx = 1\n\n# %% full\nx = 2\n"


@pytest.fixture
def site(project: Project) -> Project:
    project.pair("picking", CELLS)
    project.pair("api_picking", CELLS)
    project.page("learn/picking.md", "# Picking\n\n## Pick\n\n::: picking/gather picking/full\n")
    project.page("map/picking.md", "# Picking\n\n::: rows api_picking\n")
    return project


def tell(project: Project, *lines: str) -> None:
    front = "\n".join(("---", *lines, "---"))
    project.write("docs/map/picking.md", f"{front}\n\n# Picking\n\n::: rows api_picking\n")


def test_a_page_tells_a_cell_for_its_rows_or_that_there_is_none(site: Project) -> None:
    tell(site, "see:", "  picking/gather: full", "  none: gather")
    sources = Sources(site.root)
    page = sources.page("map/picking.md")
    assert page
    assert told(page, sources.shown(page)) == {
        ("api_picking", "full"): ("picking", "gather"),
        ("api_picking", "gather"): None,
    }
    assert site.problems() == []


@pytest.mark.parametrize("front", [(), ("title: A",), ("see: all",)])
def test_other_front_matter_tells_nothing(site: Project, front: tuple[str, ...]) -> None:
    if front:
        tell(site, *front)
    sources = Sources(site.root)
    assert all(told(page, sources.shown(page)) == {} for page in sources.pages)


def test_what_is_wrong_with_it_is_told_with_its_line(site: Project) -> None:
    tell(site, "title: A", "see:", "  picking/gathr: full, ful", "  none: full")
    assert site.problems() == [
        "docs/map/picking.md:4: 'see' names the cell 'picking/gathr', which no page shows. Did you mean "
        "'picking/gather'?",
        "docs/map/picking.md:4: 'see' names the row 'ful', which the page does not have. Did you mean 'full'?",
        "docs/map/picking.md:5: 'see' names the row 'full' a second time",
    ]
