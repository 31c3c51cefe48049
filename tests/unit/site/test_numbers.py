"""Recorded numbers in a page's sentences."""

from __future__ import annotations

from functools import partial

import pytest
from tiny_project import Project, cell_run

from rosetta.errors import PageError
from rosetta.judge.concepts import load_concept
from rosetta.record.outcome import Value
from rosetta.site.numbers import fill


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


def filled(project: Project, *lines: str) -> list[str]:
    folder = project.root / "snippets"
    return fill("learn/mlp.md", list(lines), folder, partial(load_concept, folder))


def test_a_number_is_told_with_four_digits_where_all_agree(trained: Project) -> None:
    assert filled(trained, "It reaches {{ mlp/test.accuracy }} with {{mlp/test.name}}.") == [
        "It reaches 0.9876 with Adam."
    ]


def test_numbers_that_differ_are_told_by_framework(trained: Project) -> None:
    assert filled(trained, "The loss is {{ mlp/start.loss }}.") == [
        "The loss is 2.31 in PyTorch, 2.29 in TensorFlow and Keras."
    ]


def test_code_stays_as_it_is(trained: Project) -> None:
    lines = ["```", "{{ mlp/test.accuracy }}", "```"]
    assert filled(trained, *lines) == lines


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        ("{{ mlp/test }}", "expected '{{ concept/cell.variable }}', got '{{ mlp/test }}'"),
        ("{{ mlq/test.accuracy }}", "no concept 'mlq' in snippets/. Did you mean 'mlp'?"),
        ("{{ mlp/tset.accuracy }}", "snippets/pytorch/mlp.py has no cell 'tset'; it has test, start. "
         "Did you mean 'test'?"),
        ("{{ mlp/test.acuracy }}", "mlp/test has no marked variable 'acuracy'. Did you mean 'accuracy'?"),
    ],
)  # fmt: skip
def test_a_reference_to_nothing_is_an_error_with_its_line(trained: Project, reference: str, message: str) -> None:
    with pytest.raises(PageError) as raised:
        filled(trained, "Text.", f"It is {reference}.")
    assert (raised.value.line, raised.value.message) == (2, message)


def test_an_array_is_no_number(trained: Project) -> None:
    weights = Value("float32", (2,), (1.0, 2.0))
    trained.pair("layer", '# %% make same="w"\nw = [1.0, 2.0]\n', make=cell_run(w=weights))
    with pytest.raises(PageError, match=r"layer/make has no single number 'w': it is float32 \(2,\)"):
        filled(trained, "{{ layer/make.w }}")


def test_check_tells_of_a_wrong_reference(linear: Project) -> None:
    linear.edit("docs/learn/linear.md", "## Apply it", "## Apply it\n\nGives {{ linear/forward.m }}.")
    assert linear.problems() == ["docs/learn/linear.md:9: linear/forward has no marked variable 'm'."]


def test_a_reference_must_end_in_its_line(trained: Project) -> None:
    with pytest.raises(PageError, match=r"learn/mlp.md:1: '\{\{' has no '\}\}' in its line"):
        filled(trained, "It reaches {{", "mlp/test.accuracy }}.")
