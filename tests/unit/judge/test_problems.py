"""What is wrong with snippets and records is told, each thing once and with its place."""

from __future__ import annotations

from tiny_project import VERSIONS, Project, cell_run, figure, result, stdout

from rosetta.judge.concepts import Concepts
from rosetta.judge.problems import problems_of_snippets
from rosetta.record.notebook import write_record
from rosetta.record.outcome import Run

PYTORCH = "snippets/pytorch/linear.py"


def problems(project: Project) -> list[str]:
    return [str(problem) for problem in problems_of_snippets(Concepts(project.root / "snippets"))]


def test_output_that_would_fill_a_page_is_found(project: Project) -> None:
    text = "# %% few\nprint()\n# %% many\nprint()\n"
    few, many = cell_run(stdout("a\n" * 200)), cell_run(stdout("a\n" * 200), result("b"))
    project.pair("long", text, few=few, many=many)
    assert problems(project) == [
        f"snippets/{framework}/long.py:3: cell 'many' puts out 201 lines; the limit is 200: print fewer of them"
        for framework in ("pytorch", "tensorflow")
    ]


def test_records_of_other_versions_than_most_are_found(project: Project) -> None:
    for concept in ("linear", "softmax", "older"):
        snippets = project.pair(concept, "# %% create\nx = 1\n")
    older = {**VERSIONS["pytorch"], "torch": "2.8.0", "numpy": "1.0", "python": "3.10"}
    write_record(Run(snippets["pytorch"], {"create": cell_run()}, versions=older, device="CPU"), None)
    assert problems(project) == [
        "snippets/pytorch/older.ipynb: was recorded with torch 2.8.0, and 2 others with 2.9.0: nox -s record -- older"
    ]


def test_a_cell_of_one_framework_may_be_marked_so_also_where_keras_has_a_file(project: Project) -> None:
    project.pair("linear", "# %% create\nx = 1\n", keras=True)
    project.record(project.snippet("pytorch", "linear", "# %% create\nx = 1\n# %% mine\ny = 1\n"))
    assert problems(project) == [
        f'{PYTORCH}:3: \'mine\' has no counterpart in tensorflow; add it, or mark it only="pytorch" why="..."'
    ]


def test_a_stale_record_of_one_framework_does_not_hide_what_is_wrong_with_anothers(project: Project) -> None:
    project.pair("linear", "# %% draw\nx = 1\n", draw=cell_run(figure("iVBORw0KGgo=")))
    project.edit(PYTORCH, "x = 1", "x = 2")
    assert problems(project) == [
        f"{PYTORCH}:1: was recorded from another version of linear.py (changed: draw): nox -s record -- linear",
        "snippets/tensorflow/linear.py:1: cell 'draw' draws a figure; give it alt=\"...\"",
    ]
