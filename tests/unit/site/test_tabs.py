"""Markdown of a comparison, line by line; what Python-Markdown makes of it is `test_extension`'s affair."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_project import Project, cell_run, error, figure, result, stdout

from rosetta.judge.concepts import Concepts
from rosetta.record.outcome import CellRun
from rosetta.site.page import parse_page
from rosetta.site.places import shown_on
from rosetta.site.tabs import figure_name, figures, render


def lines(project: Project, *titles: str, indent: str = "") -> list[str]:
    """The lines of `::: linear/TITLE ...`."""
    named = " ".join(f"linear/{title}" for title in titles)
    page = parse_page("linear.md", Path("docs/linear.md"), [f"{indent}::: {named}"])
    shown = shown_on(page, Concepts(project.root / "snippets"))
    return render(page.directives[0], list(shown.places), "recorded")


def test_a_tab_holds_code_and_output_and_the_verdict_stands_below(project: Project) -> None:
    project.pair("linear", '# %% make same="x"\nx = 1\n', make=cell_run(stdout("one\n"), x=1))
    code = ['    ```{ .python-cell .cell data-cell="linear/make" }', "    x = 1", "    ```", ""]
    output = ["    ```{ .text .output .no-copy }", "    one", "    ```", ""]
    assert lines(project, "make") == [
        *("", '===! "PyTorch"', "", *code, *output),
        *("", '=== "TensorFlow"', "", *code, *output),
        *("", "**Same values** *`x` int*{ .facts }", '{ .verdict .same data-anchors="make" }', ""),
    ]


def test_lines_keep_the_indentation_of_the_directive(project: Project) -> None:
    project.pair("linear", "# %% make\nx = 1\n")
    found = lines(project, "make", indent="    ")
    assert found[1] == '    ===! "PyTorch"'
    assert found[3] == '        ```{ .python-cell .cell data-cell="linear/make" }'
    assert {line for line in found if not line.strip()} == {""}


def test_of_several_cells_each_verdict_names_its_own(linear: Project) -> None:
    told = [line.partition(" *")[0] for line in lines(linear, "create", "forward") if line.startswith("**")]
    assert told == [
        r"**Same values, max \|Δ\| 0** `create`:",
        "**Different on purpose** `forward`: Counts are wider in PyTorch.",
        r"**Same values, max \|Δ\| 0** `forward`:",
    ]


def test_a_cell_that_only_some_frameworks_show_is_told_of_in_the_others(project: Project) -> None:
    project.pair("linear", "# %% one\nx = 1\n\n# %% two\nx = 2\n")
    text = '# %% one\nx = 1\n\n# %% two hidden="true"\nx = 2\n'
    project.record(project.snippet("keras", "linear", text))
    found = lines(project, "one", "two")
    assert found[found.index("    { .absent }") - 1] == "    `two` is not shown in Keras."


@pytest.mark.parametrize(
    ("run", "places"),
    [
        (cell_run(stdout("a\n"), figure("AA=="), result("1"), figure("AA==")), [1, 3]),
        (cell_run(stdout("a\n"), result("1"), error("ValueError", "x"), figure("AA==")), [1]),
        (cell_run(stdout("a\n")), []),
    ],
)
def test_figures_are_numbered_among_the_outputs_that_a_page_shows(run: CellRun, places: list[int]) -> None:
    assert list(figures(run)) == places
    assert figure_name("linear", "make", 1) == "linear-make-1.png"
