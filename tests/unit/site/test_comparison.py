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


def test_what_only_a_checker_needs_is_folded_behind_a_verdict_that_agrees(linear: Project) -> None:
    assert (
        '<details class="verdict same"><summary><strong>Same values, max |Δ| 0</strong> </summary>'
        '<p class="facts"><code>w</code> float (2,)</p></details>'
    ) in convert("::: linear/create")


def test_a_note_stands_in_the_line_of_the_verdict(project: Project) -> None:
    project.pair("linear", '# %% make same="w" note="Both round."\nw = 1.0\n', make=cell_run(w=1.0))
    html = convert("::: linear/make")
    assert "<summary><strong>Same values, max |Δ| 0</strong> Both round. </summary>" in html


def test_the_values_of_what_differs_stand_in_its_line(linear: Project) -> None:
    html = convert("::: linear/forward")
    assert re.findall(r'<(\w+) class="verdict (\w+)">', html) == [("p", "differs"), ("details", "same")]
    assert '<em class="facts"><code>n</code> PyTorch' in html


def test_a_verdict_without_facts_has_nothing_to_open(project: Project) -> None:
    text = '# %% make raises="ValueError"\ntry:\n    int("a")\nexcept ValueError as error:\n    print(error)\n'
    project.pair("linear", text, make=cell_run(stdout("invalid\n")))
    assert '<p class="verdict same"><strong>Same error</strong>' in convert("::: linear/make")


def test_the_code_of_each_cell_and_tab_has_an_id_of_its_own_to_be_copied_by(project: Project) -> None:
    project.pair("linear", "# %% make\nx = 1\n\n# %% use\nx + 1\n", make=cell_run(stdout("1\n")))
    html = convert("::: linear/make linear/use")
    assert re.findall(r'<div class="cell highlight" data-cell="[^"]+"><pre id="([\w-]+)">', html) == [
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
