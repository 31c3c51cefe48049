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


def test_the_code_of_each_cell_and_tab_has_an_id_of_its_own_to_be_copied_by(project: Project) -> None:
    project.pair("linear", "# %% make\nx = 1\n\n# %% use\nx + 1\n", make=cell_run(stdout("1\n")))
    html = convert("::: linear/make linear/use")
    assert re.findall(r'<div class="cell highlight"><pre id="([\w-]+)">', html) == [
        "__cell_make_pytorch",
        "__cell_use_pytorch",
        "__cell_make_tensorflow",
        "__cell_use_tensorflow",
    ]
    assert html.count("<pre id=") == 4


def test_where_a_framework_has_no_such_cell_the_next_code_keeps_its_id(project: Project) -> None:
    text = '# %% make only="pytorch" why="Nothing to make."\nx = 1\n\n# %% use\ny = 1\n'
    project.record(project.snippet("pytorch", "linear", text))
    project.record(project.snippet("tensorflow", "linear", "# %% use\ny = 1\n"))
    html = convert("::: linear/make linear/use")
    names = ["__cell_make_pytorch", "__cell_use_pytorch", "__cell_use_tensorflow"]
    assert re.findall(r'<pre id="([\w-]+)">', html) == names
