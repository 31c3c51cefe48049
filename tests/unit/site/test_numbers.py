"""Recorded numbers in a page's sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_project import Project, cell_run

from rosetta.site.numbers import fill
from rosetta.site.page import parse_page
from rosetta.site.sources import Sources


@pytest.fixture
def trained(project: Project) -> Project:
    """The concept `mlp`, with accuracies that agree to four digits in one cell and do not in another."""
    text = """
        # %% test same="accuracy, name, images"
        accuracy, name, images = 0.98761, "Adam", [1, 2]

        # %% start differs="loss" why="Other random numbers."
        loss = 2.3
    """
    for framework, loss in (("pytorch", 2.31), ("tensorflow", 2.29), ("keras", 2.29)):
        values = {"accuracy": 0.98761, "name": "Adam", "images": [1.0, 2.0]}
        project.record(project.snippet(framework, "mlp", text), test=cell_run(**values), start=cell_run(loss=loss))
    return project


def filled(project: Project, *lines: str) -> tuple[list[str], list[str]]:
    """The lines with numbers, and what is wrong with them."""
    page = parse_page("learn/mlp.md", Path("docs/learn/mlp.md"), list(lines), offset=4)
    page, errors = fill(page, Sources(project.root))
    return list(page.lines), [str(error) for error in errors]


def test_a_number_is_told_with_four_digits_where_all_agree(trained: Project) -> None:
    line = "It reaches {{ mlp/test.accuracy }} with {{mlp/test.name}}."
    assert filled(trained, line) == (["It reaches 0.9876 with Adam."], [])


def test_numbers_that_differ_are_told_by_framework(trained: Project) -> None:
    assert filled(trained, "The loss is {{ mlp/start.loss }}.") == (
        ["The loss is 2.31 in PyTorch, 2.29 in TensorFlow and Keras."],
        [],
    )


@pytest.mark.parametrize(
    "lines",
    [
        ("```", "{{ mlp/test.accuracy }}", "```"),
        ("Write `{{ mlp/test.accuracy }}`.",),
        ("Write ``{{ `x` }}``, or `{{`.",),
    ],
)
def test_code_stays_as_it_is(trained: Project, lines: tuple[str, ...]) -> None:
    assert filled(trained, *lines) == (list(lines), [])


def test_what_stands_beside_code_is_filled(trained: Project) -> None:
    line = "`{{ a }}` {{ mlp/test.name }} `b` {{ mlp/test.name }} ` {{ mlp/test.name }}"
    assert filled(trained, line) == (["`{{ a }}` Adam `b` Adam ` Adam"], [])


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        ("{{ mlp/test }}", "expected '{{ concept/cell.variable }}', got '{{ mlp/test }}'"),
        ("{{ mlq/test.accuracy }}", "no concept 'mlq' in snippets/. Did you mean 'mlp'?"),
        ("{{ mlp/tset.accuracy }}", "snippets/pytorch/mlp.py has no cell 'tset'; it has test, start. "
         "Did you mean 'test'?"),
        ("{{ mlp/test.acuracy }}", "mlp/test has no marked variable 'acuracy'. Did you mean 'accuracy'?"),
        ("{{ mlp/test.images }}", "mlp/test has no single number 'images': it is float (2,)"),
        ("{{ site.row }}", "site has no 'row'; it has pages, rows, pairs, proven, versions. Did you mean 'rows'?"),
        ("{{ mlp/test.name", "'{{' has no '}}' in its line"),
    ],
)  # fmt: skip
def test_a_reference_to_nothing_is_told_with_its_line_in_the_file(
    trained: Project, reference: str, message: str
) -> None:
    assert filled(trained, "Text.", f"It is {reference}.")[1] == [f"docs/learn/mlp.md:6: {message}"]


def test_all_wrong_references_of_a_page_are_told_and_the_right_ones_filled(trained: Project) -> None:
    lines, errors = filled(trained, "{{ mlp/test.nane }}, {{ mlp/test.name }}", "{{ mlp/start.los }}")
    assert lines[0].endswith(", Adam")
    assert errors == [
        "docs/learn/mlp.md:5: mlp/test has no marked variable 'nane'. Did you mean 'name'?",
        "docs/learn/mlp.md:6: mlp/start has no marked variable 'los'. Did you mean 'loss'?",
    ]


def test_check_tells_all_wrong_references(linear: Project) -> None:
    lines = "## Apply it\n\nGives {{ linear/forward.m }}.\n\nOr {{ linear/fwd.n }}."
    linear.edit("docs/learn/linear.md", "## Apply it", lines)
    assert linear.problems() == [
        "docs/learn/linear.md:9: linear/forward has no marked variable 'm'.",
        "docs/learn/linear.md:11: snippets/pytorch/linear.py has no cell 'fwd'; it has create, forward. "
        "Did you mean 'forward'?",
    ]


def test_a_count_of_the_site_stands_beside_other_numbers(linear: Project) -> None:
    line = "{{ site.pairs }} pairs on {{ site.pages }} page; y is {{ linear/forward.n }}."
    assert filled(linear, line) == (["2 pairs on 1 page; y is 3."], [])
