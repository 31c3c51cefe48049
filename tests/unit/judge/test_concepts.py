"""Directives are found in pages, and concepts among the snippets."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_project import Project, cell_run

from rosetta.errors import PageError, RecordError
from rosetta.judge.concepts import concept_names, load_concept, missing_files
from rosetta.judge.parity import verdict_of
from rosetta.site.page import Directive, check_reference, directives

PAIR = "# %% create\nx = 1\n# %% forward\ny = 1\n"


def found(*lines: str) -> list[Directive | str]:
    return [str(one) if isinstance(one, PageError) else one for one in directives("docs/a.md", list(lines))]


@pytest.mark.parametrize(
    ("line", "references", "options"),
    [
        ("::: linear/create", (("linear", "create"),), {}),
        (":::linear/create", (("linear", "create"),), {}),
        ("::: linear/create linear/on-gpu", (("linear", "create"), ("linear", "on-gpu")), {}),
        (
            '::: linear_2/create title="By hand, as is" highlight="x = 1"',
            (("linear_2", "create"),),
            {"title": "By hand, as is", "highlight": "x = 1"},
        ),
    ],
)
def test_a_directive_names_cells_and_options(line: str, references: tuple, options: dict[str, str]) -> None:
    assert found("# Title", "", line) == [Directive(3, "", references, options)]


def test_a_directive_keeps_its_indentation() -> None:
    assert found("!!! note", "", "    ::: linear/create") == [Directive(3, "    ", (("linear", "create"),), {})]


@pytest.mark.parametrize(
    "lines",
    [
        ("```", "::: linear/create", "```"),
        ("~~~ text", "::: linear/create", "~~~"),
        ("````", "```", "::: linear/create", "```", "````"),
        ("```{ .python }", "::: linear/create", "```"),
        ("- ```", "  ::: linear/create", "  ```"),
        ("```", "::: linear/create"),
        ("text ::: linear/create",),
        ("`::: linear/create`",),
    ],
)
def test_a_directive_in_code_or_in_a_line_is_shown_literally(lines: tuple[str, ...]) -> None:
    assert found(*lines) == []


@pytest.mark.parametrize(
    "lines", [("```", "code", "```"), ("```inline```",), ("~~~", "```", "~~~"), ("```", "```python", "```")]
)
def test_a_directive_after_code_is_found(lines: tuple[str, ...]) -> None:
    assert found(*lines, "::: linear/create") == [Directive(len(lines) + 1, "", (("linear", "create"),), {})]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (":::", "expected '::: concept/cell', got ':::'"),
        ("::: linear", "expected '::: concept/cell', got '::: linear'"),
        ("::: linear/create/more", "expected '::: concept/cell', got '::: linear/create/more'"),
        ("::: Linear/create", "expected '::: concept/cell', got '::: Linear/create'"),
        ("::: linear/create forward", "expected '::: concept/cell', got '::: linear/create forward'"),
        ("::: linear.create", "expected '::: concept/cell', got '::: linear.create'"),
        (":::: linear/create", "expected '::: concept/cell', got ':::: linear/create'"),
        ('::: title="x"', "expected '::: concept/cell', got '::: title=\"x\"'"),
        (
            '::: linear/create title="x',
            "expected '::: concept/cell', got '::: linear/create title=\"x': no closing quotation",
        ),
        ('::: linear/create titel="x"', "unknown option 'titel'. Did you mean 'title'?"),
        ('::: linear/create colour="red"', "unknown option 'colour'. Known: title, highlight"),
    ],
)
def test_a_malformed_directive_is_told(line: str, message: str) -> None:
    assert found("# Title", line) == [f"docs/a.md:2: {message}"]


def test_a_concept_is_loaded_with_its_frameworks_in_the_order_of_the_tabs(project: Project) -> None:
    project.pair("linear", PAIR, keras=True)
    project.pair("linear_2", PAIR)
    concept = load_concept(Path("snippets"), "linear")
    assert list(concept.snippets) == ["pytorch", "tensorflow", "keras"]
    assert concept.titles == ("create", "forward")
    assert list(concept.records["keras"].cells) == ["create", "forward"]
    assert verdict_of(concept, "create").kind == "shown"
    assert concept_names(Path("snippets")) == ["linear", "linear_2"]


def test_titles_come_in_the_order_of_the_first_framework_that_has_them(project: Project) -> None:
    project.write("snippets/pytorch/linear.py", "# %% b\nx = 1\n# %% a\nx = 1\n")
    project.write("snippets/keras/linear.py", "# %% c\nx = 1\n# %% a\nx = 1\n")
    concept = load_concept(Path("snippets"), "linear")
    assert concept.titles == ("b", "a", "c")
    assert list(concept.having("a")) == ["pytorch", "keras"]
    assert list(concept.having("c")) == ["keras"]


def test_a_verdict_needs_fresh_records(project: Project) -> None:
    project.pair("linear", PAIR.replace("forward", 'forward same="y"'), forward=cell_run(y=1))
    project.edit("snippets/tensorflow/linear.py", "y = 1", "y = 2")
    with pytest.raises(RecordError) as caught:
        verdict_of(load_concept(Path("snippets"), "linear"), "forward")
    assert str(caught.value) == (
        "snippets/tensorflow/linear.py:3: was recorded from another version of linear.py (changed: forward): "
        "nox -s record -- linear"
    )


@pytest.mark.parametrize(
    ("frameworks", "messages"),
    [
        (["pytorch", "tensorflow"], []),
        (["pytorch"], ["snippets/tensorflow/linear.py: is missing (pytorch has it): nox -s new -- linear"]),
        (
            ["tensorflow", "keras"],
            ["snippets/pytorch/linear.py: is missing (tensorflow and keras have it): nox -s new -- linear"],
        ),
    ],
)
def test_files_of_required_frameworks_are_missed(project: Project, frameworks: list[str], messages: list[str]) -> None:
    for framework in frameworks:
        project.write(f"snippets/{framework}/linear.py", PAIR)
    folder = Path("snippets")
    assert [str(error) for error in missing_files(folder, load_concept(folder, "linear"))] == messages


@pytest.mark.parametrize(
    ("name", "title", "message"),
    [
        ("linear", "forward", None),
        ("linaer", "forward", "no concept 'linaer' in snippets/. Did you mean 'linear'?"),
        ("attention", "forward", "no concept 'attention' in snippets/."),
        (
            "linear",
            "forwrad",
            "snippets/pytorch/linear.py has no cell 'forwrad'; it has create, forward. Did you mean 'forward'?",
        ),
        ("linear", "backprop", "snippets/pytorch/linear.py has no cell 'backprop'; it has create, forward."),
    ],
)
def test_a_reference_to_nothing_proposes_the_nearest_name(
    project: Project, name: str, title: str, message: str | None
) -> None:
    project.pair("linear", PAIR)
    folder = Path("snippets")
    error = check_reference("docs/a.md", 14, folder, load_concept(folder, name), title)
    assert (str(error) if error else None) == (message and f"docs/a.md:14: {message}")
