"""The table of all cells of the site that differ."""

from __future__ import annotations

import re
from typing import Any

import pytest
from rendered import convert, text_of
from tiny_project import Project, cell_run

from rosetta.errors import ParityError
from rosetta.record.outcome import Value
from rosetta.source.cells import read_snippet

CELLS: dict[str, tuple[str, Any, Any]] = {
    "spread": ('differs="x" why="One divides by n - 1."', 1.0, 0.8),
    "length": ('differs="x" why="One keeps the axis."', [1.0], [1.0, 2.0]),
    "width": ('differs="x" why="Counts are wider."', Value("int64", (), (3,)), Value("int32", (), (3,))),
    "alike": ('same="x"', 1.0, 1.0),
}


@pytest.fixture
def site(project: Project) -> Project:
    """The concept `sums` on one page, with a cell of each kind of difference."""
    for index, framework in enumerate(("pytorch", "tensorflow")):
        text = "".join(f"# %% {title} {marks}\nx = 1\n\n" for title, (marks, *_) in CELLS.items())
        text += '# %% refused why="PyTorch refuses."' + (' raises="ValueError"' if index == 0 else "") + "\nx = 1\n"
        values = {title: cell_run(x=pair[index]) for title, (_, *pair) in CELLS.items()}
        project.record(project.snippet(framework, "sums", text), **values)
    lines = "\n\n".join(f"::: sums/{title}" for title in (*CELLS, "refused"))
    project.page("learn/sums.md", f"# Sums\n\n{lines}\n")
    config = project.root / "mkdocs.yml"
    config.write_text(config.read_text().replace("- learn/sums.md", "- All sums: learn/sums.md"))
    return project


def table(text: str = "::: differences all") -> list[list[str]]:
    rows = re.findall(r"<tr>\s*(<td.*?)</tr>", convert(text), re.DOTALL)
    return [[text_of(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)] for row in rows]


def test_the_table_of_the_site_has_a_row_for_each_difference(site: Project) -> None:
    assert table() == [
        ["Silent, likely", "All sums", "spread", "One divides by n - 1. x PyTorch 1 · TensorFlow 0.8"],
        ["Silent, likely", "All sums", "length", "One keeps the axis. x PyTorch float (1,) · TensorFlow float (2,)"],
        ["Silent, likely", "All sums", "width", "Counts are wider. x PyTorch int64 3 · TensorFlow int32 3"],
        ["Loud", "All sums", "refused", "PyTorch refuses. PyTorch ValueError · TensorFlow no error"],
    ]


def test_a_row_tells_a_script_harm_topic_and_who_meets_it(site: Project) -> None:
    cells = re.findall(r'<td data-harm="(.*?)" data-meets="(.*?)" data-topic="(.*?)">', convert("::: differences all"))
    assert cells[0] == ("likely", "pytorch tensorflow", "All sums")
    assert cells[-1] == ("loud", "pytorch", "All sums")


def test_those_that_cost_most_are_a_list_in_the_order_of_the_front_matter(site: Project) -> None:
    text = "::: differences first\n"
    page = site.page("worst.md", "---\ndifferences:\n  first: [sums/width, sums/spread]\n---\n\n" + text)
    items = re.findall(r"<li>(.*?)</li>", convert(text, page), re.DOTALL)
    assert [text_of(item) for item in items] == [
        "width (All sums). Counts are wider.",
        "spread (All sums). One divides by n - 1.",
    ]


def test_a_row_links_to_the_cell_on_its_page(site: Project) -> None:
    assert '<a href="learn/sums.md#spread">spread</a>' in convert("::: differences all")


def test_a_title_in_nav_may_be_quoted_and_followed_by_a_comment(site: Project) -> None:
    site.edit("mkdocs.yml", "- All sums: learn/sums.md", '- "Sums: all": learn/sums.md  # yes')
    assert table()[0][1] == "Sums: all"


def test_a_row_links_to_the_address_that_the_cell_really_has(site: Project) -> None:
    site.pair("other", "# %% spread\nx = 1\n")
    site.edit("docs/learn/sums.md", "# Sums", "# Sums\n\n::: other/spread")
    html = convert("::: other/spread\n\n::: sums/spread\n\n::: differences")
    assert 'id="sums-spread"' in html
    assert '<a href="#sums-spread">spread</a>' in html
    assert '<a href="learn/sums.md#sums-spread">spread</a>' in convert("::: differences all")


def test_cells_of_landing_pages_are_linked_where_they_belong(site: Project) -> None:
    site.page("index.md", "# Home\n\n::: sums/spread\n")
    assert '<a href="learn/sums.md#spread">spread</a>' in convert("::: differences all")


def test_rows_of_an_api_map_are_linked_by_their_names(site: Project) -> None:
    for framework, line, value in (("pytorch", "import torch", 1.0), ("tensorflow", "import tensorflow as tf", 2.0)):
        name = "torch" if framework == "pytorch" else "tf"
        text = f'# %% inputs hidden="true"\n{line}\n\n# %% std differs="x" why="Other."\nx = {name}.std()\n'
        site.record(site.snippet(framework, "api_sums", text), std=cell_run(x=value))
    site.page("reference/map.md", "# Map\n\n::: rows api_sums\n")
    assert '<a href="reference/map.md#torch.std">std</a>' in convert("::: differences all")


def test_a_false_mark_stops_the_build_and_leaves_its_row_out_while_writing(site: Project) -> None:
    snippet = read_snippet(site.root / "snippets/tensorflow/sums.py")
    values = {title: cell_run(x=pair[1]) for title, (_, *pair) in CELLS.items()}
    site.record(snippet, **{**values, "spread": cell_run(x=1.0)})
    with pytest.raises(ParityError, match="'x' is declared different"):
        convert("::: differences all")
    assert "spread" not in convert("::: differences all", strict=False)


def test_a_kind_that_is_none_is_refused(site: Project) -> None:
    with pytest.raises(Exception, match="expected '::: concept/cell'"):
        convert("::: differences loud")
