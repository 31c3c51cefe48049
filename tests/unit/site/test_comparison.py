"""The elements of a comparison, and its address."""

from __future__ import annotations

import re

from rendered import convert
from tiny_project import Project, cell_run, stdout


def test_two_cells_of_one_title_on_a_page_have_two_addresses(project: Project) -> None:
    for concept in ("linear", "conv"):
        project.pair(concept, "# %% make\nx = 1\n")
    html = convert("::: linear/make\n\n::: conv/make")
    assert re.findall(r'class="comparison" id="([\w-]+)"', html) == ["make", "conv-make"]


def test_an_output_that_looks_like_code_stays_an_output(project: Project) -> None:
    text = '<div class="cell highlight">'
    project.pair("linear", "# %% make\nx = 1\n", make=cell_run(stdout(f"{text}\n")))
    html = convert("::: linear/make")
    assert html.count('<div class="outputs">') == 2
    assert html.count('<div class="outputs"><div class="output') == 2


def test_a_tab_set_of_the_page_itself_is_left_alone(linear: Project) -> None:
    html = convert('=== "A"\n\n    text\n\nBetween.\n\n::: linear/create\n')
    assert html.count('class="comparison"') == 1
    assert html.index("text") < html.index('class="comparison"')
