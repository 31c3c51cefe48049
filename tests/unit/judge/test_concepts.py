"""Concepts are found among the snippets, and each is read once."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_project import Project, cell_run

from rosetta.errors import RecordError, SnippetError
from rosetta.judge.concepts import Concepts, missing_counterparts, missing_files
from rosetta.judge.parity import verdict_of

PAIR = "# %% create\nx = 1\n# %% forward\ny = 1\n"


def test_a_concept_is_loaded_with_its_frameworks_in_the_order_of_the_tabs(project: Project) -> None:
    project.pair("linear", PAIR, keras=True)
    project.pair("linear_2", PAIR)
    concept = Concepts(Path("snippets"))["linear"]
    assert list(concept.snippets) == ["pytorch", "tensorflow", "keras"]
    assert concept.titles == ("create", "forward")
    assert list(concept.records["keras"].cells) == ["create", "forward"]
    assert verdict_of(concept, "create").kind == "shown"
    assert Concepts(Path("snippets")).names == ("linear", "linear_2")


def test_titles_come_in_the_order_of_the_first_framework_that_has_them(project: Project) -> None:
    project.write("snippets/pytorch/linear.py", "# %% b\nx = 1\n# %% a\nx = 1\n")
    project.write("snippets/keras/linear.py", "# %% c\nx = 1\n# %% a\nx = 1\n")
    concept = Concepts(Path("snippets"))["linear"]
    assert concept.titles == ("b", "a", "c")
    assert list(concept.having("a")) == ["pytorch", "keras"]
    assert list(concept.having("c")) == ["keras"]


def test_a_verdict_needs_fresh_records(project: Project) -> None:
    project.pair("linear", PAIR.replace("forward", 'forward same="y"'), forward=cell_run(y=1))
    project.edit("snippets/tensorflow/linear.py", "y = 1", "y = 2")
    with pytest.raises(RecordError) as caught:
        verdict_of(Concepts(Path("snippets"))["linear"], "forward")
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
    assert [str(error) for error in missing_files(folder, Concepts(folder)["linear"])] == messages


def test_all_snippets_are_read_by_concept_and_framework_and_broken_ones_told(project: Project) -> None:
    for framework in ("keras", "tensorflow", "pytorch"):
        project.write(f"snippets/{framework}/linear.py", "# %% a\nx = 1\n")
    project.write("snippets/pytorch/activations.py", "# %% a\nx = 1\n")
    project.write("snippets/tensorflow/activations.py", "")
    project.write("snippets/pytorch/linear.ipynb", "")
    concepts = Concepts(Path("snippets"))
    message = "snippets/tensorflow/activations.py:1: no cells: a cell starts at a line '# %% title'"
    assert concepts.names == ("activations", "linear")
    assert [(concept.name, list(concept.snippets)) for concept in concepts] == [
        ("linear", ["pytorch", "tensorflow", "keras"])
    ]
    assert [str(error) for error in concepts.errors("activations")] == [message]
    with pytest.raises(SnippetError) as caught:
        concepts["activations"]
    assert str(caught.value) == message


def test_a_concept_that_is_not_there_has_no_snippets(project: Project) -> None:
    assert Concepts(Path("snippets"))["linear"].snippets == {}


def test_concepts_whose_files_have_changed_are_read_again_and_no_others(project: Project) -> None:
    project.pair("linear", PAIR)
    project.pair("softmax", PAIR)
    concepts = Concepts(Path("snippets"))
    linear, softmax = concepts["linear"], concepts["softmax"]
    project.edit("snippets/tensorflow/softmax.py", "y = 1", "y = 100")
    again = concepts.renewed()
    assert again["linear"] is linear
    assert again["softmax"] is not softmax
    assert again["softmax"].snippets["tensorflow"]["forward"].source == "y = 100"


def test_a_file_that_is_gone_when_it_is_looked_at_is_no_file(project: Project) -> None:
    project.pair("linear", PAIR)
    (project.root / "snippets/pytorch/linear.py~").symlink_to("removed-meanwhile")
    concepts = Concepts(Path("snippets"))
    assert concepts.renewed()["linear"].titles == ("create", "forward")


def test_a_concept_with_a_new_record_is_read_again(project: Project) -> None:
    snippet = project.pair("linear", PAIR)["pytorch"]
    concepts = Concepts(Path("snippets"))
    assert concepts["linear"].record("pytorch").device == "CPU"
    project.record_on("A graphics card", snippet)
    assert concepts["linear"].record("pytorch").device == "CPU"
    assert concepts.renewed()["linear"].record("pytorch").device == "A graphics card"


@pytest.mark.parametrize(
    ("there", "message"),
    [
        (["pytorch"], '\'mine\' has no counterpart in tensorflow; add it, or mark it only="pytorch" why="..."'),
        (["keras"], '\'mine\' has no counterpart in pytorch and tensorflow; add it, or mark it only="keras" why="..."'),
        (["pytorch", "keras"], "'mine' has no counterpart in tensorflow; add it"),
        (["pytorch", "tensorflow"], None),
    ],
)
def test_a_cell_without_counterparts_is_to_be_added_or_marked(
    project: Project, there: list[str], message: str | None
) -> None:
    for framework in ("pytorch", "tensorflow", "keras"):
        project.write(f"snippets/{framework}/linear.py", PAIR + "# %% mine\nz = 1\n" * (framework in there))
    found = missing_counterparts(Concepts(Path("snippets"))["linear"])
    assert [error.message for error in found.values()] == ([message] if message else [])
