"""Which differences harm most."""

from __future__ import annotations

import pytest
from tiny_project import Project, cell_run

from rosetta.site.ranking import Ranking, ranking, ranking_problems
from rosetta.site.sources import Sources

LIST = "---\ndescription: All.\n{}---\n\n# Differences\n\n::: differences all\n"


@pytest.fixture
def site(project: Project) -> Project:
    """Two silent differences on a page, one that raises, and rows of a common and of a rare name."""
    for index, (framework, module) in enumerate((("pytorch", "torch"), ("tensorflow", "tensorflow as tf"))):
        text = '# %% first differs="x" why="Other."\nx = 1\n\n# %% second differs="x" why="Other."\nx = 1\n\n'
        text += '# %% refused why="Refused."' + (' raises="ValueError"' if index == 0 else "") + "\nx = 1\n"
        values = {title: cell_run(x=float(index)) for title in ("first", "second")}
        project.record(project.snippet(framework, "sums", text), **values)
        name = module.split()[-1]
        text = f'# %% inputs hidden="true"\nimport {module}\n\n'
        text += f'# %% common differs="x" why="Other."\nx = {name}.{"cat" if index == 0 else "concat"}()\n\n'
        text += f'# %% seldom differs="x" why="Other."\nx = {name}.{"mvlgamma" if index == 0 else "lbeta"}()\n'
        values = {title: cell_run(x=float(index)) for title in ("common", "seldom")}
        project.record(project.snippet(framework, "api_sums", text), **values)
    project.page("learn/sums.md", "# Sums\n\n::: sums/refused\n\n::: sums/first\n\n::: sums/second\n")
    project.page("reference/map.md", "# Map\n\n::: rows api_sums\n")
    return project


def ranked(site: Project, marks: str = "") -> Ranking:
    site.page("reference/differences.md", LIST.format(marks))
    sources = Sources(site.root)
    page = sources.page("reference/differences.md")
    assert page is not None
    return ranking(sources, page)


def harms(one: Ranking) -> list[tuple[str, str]]:
    return [(difference.place.title, one.harm(difference)) for difference in one.all]


def test_silent_and_likely_ones_come_first_and_loud_ones_last(site: Project) -> None:
    assert harms(ranked(site)) == [
        ("first", "likely"),
        ("second", "likely"),
        ("common", "likely"),
        ("seldom", "rare"),
        ("refused", "loud"),
    ]


def test_the_front_matter_calls_some_rare_and_others_no_trap(site: Project) -> None:
    found = ranked(site, "differences:\n  rare: [sums/first]\n  facts: [sums/second, api_sums/seldom]\n")
    assert harms(found) == [("common", "likely"), ("first", "rare"), ("refused", "loud")]


def test_differences_that_a_walkthrough_meets_are_told_elsewhere(site: Project) -> None:
    page = site.root / "docs/learn/sums.md"
    site.page("walkthroughs/sums.md", page.read_text())
    page.unlink()
    assert [title for title, _ in harms(ranked(site))] == ["common", "seldom"]


def test_who_is_new_to_a_framework_that_raises_meets_the_error(site: Project) -> None:
    found = {one.place.title: one.meets for one in ranked(site).all}
    assert found["refused"] == ("pytorch",)
    assert found["first"] == ("pytorch", "tensorflow")


def test_the_front_matter_names_cells_that_differ(site: Project) -> None:
    ranked(site, "differences:\n  first: [sums/frist]\n")
    sources = Sources(site.root)
    errors = [str(error) for page in sources.pages for error in ranking_problems(page, sources)]
    assert errors == [
        "docs/reference/differences.md: 'first' names 'sums/frist', which is no cell that differs. "
        "Did you mean 'sums/first'?"
    ]
