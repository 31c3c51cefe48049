"""What is wrong with a project is told by `check`, each thing once and with its place."""

from __future__ import annotations

import json
from typing import Any

import pytest
from records import give_hashes
from tiny_project import Project, cell_run, figure

from rosetta.source.cells import read_snippet

PYTORCH, TENSORFLOW, PAGE = "snippets/pytorch/linear.py", "snippets/tensorflow/linear.py", "docs/learn/linear.md"


def edit_record(project: Project, framework: str, title: str, variable: str, **changes: Any) -> None:
    """Change what the record of `linear` says of a variable, as another run would."""
    path = project.root / f"snippets/{framework}/linear.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    (cell,) = (cell for cell in notebook["cells"] if cell["id"] == title)
    cell["metadata"]["rosetta"]["values"][variable] |= changes
    path.write_text(json.dumps(notebook), encoding="utf-8")
    give_hashes(path)


def test_a_project_with_nothing_wrong_has_no_problems(linear: Project) -> None:
    assert linear.problems() == []


def test_what_an_editor_leaves_beside_an_open_file_is_nothing(linear: Project) -> None:
    for path in (PAGE, PYTORCH):  # Emacs links to the name of a process
        file = linear.root / path
        file.with_name(f".#{file.name}").symlink_to("somebody@machine.1234")
    assert linear.problems() == []


def test_a_misspelled_cell_in_a_page_is_found(linear: Project) -> None:
    linear.edit(PAGE, "::: linear/forward", "::: linear/forwrad")
    assert linear.problems() == [
        f"{PAGE}:9: {PYTORCH} has no cell 'forwrad'; it has create, forward. Did you mean 'forward'?",
    ]


def test_a_misspelled_concept_in_a_page_is_found(linear: Project) -> None:
    linear.edit(PAGE, "::: linear/forward", "::: linear/forward linaer/create")
    assert linear.problems() == [f"{PAGE}:9: no concept 'linaer' in snippets/. Did you mean 'linear'?"]


def test_a_malformed_directive_is_found(linear: Project) -> None:
    linear.edit(PAGE, "::: linear/forward", "::: linear/forward\n\n::: linear")
    assert linear.problems() == [f"{PAGE}:11: expected '::: concept/cell', got '::: linear'"]


def test_a_directive_in_a_code_fence_shows_nothing(linear: Project) -> None:
    linear.edit(PAGE, "::: linear/forward", "```\n::: linear/forward\n::: nothing\n```")
    assert linear.problems() == [f"{PYTORCH}:6: cell 'forward' is on no page: show it by a line '::: linear/forward'"]


def test_a_cell_removed_in_one_framework_is_found(linear: Project) -> None:
    text = linear.read(TENSORFLOW)
    linear.write(TENSORFLOW, text[: text.index("# %% forward")])
    linear.rerecord(read_snippet(linear.root / TENSORFLOW))
    assert linear.problems() == [
        f'{PYTORCH}:6: \'forward\' has no counterpart in tensorflow; add it, or mark it only="pytorch" why="..."'
    ]


def test_a_cell_removed_in_one_framework_leaves_a_stale_record(linear: Project) -> None:
    text = linear.read(TENSORFLOW)
    linear.write(TENSORFLOW, text[: text.index("# %% forward")])
    assert linear.problems()[1] == (
        f"{TENSORFLOW}:1: was recorded from another version of linear.py (changed: forward): nox -s record -- linear"
    )


def test_a_missing_file_of_a_framework_is_found(linear: Project) -> None:
    for ending in ("py", "ipynb"):
        (linear.root / f"snippets/tensorflow/linear.{ending}").unlink()
    assert linear.problems() == [f"{TENSORFLOW}: is missing (pytorch has it): nox -s new -- linear"]


def test_a_source_changed_after_recording_is_found(linear: Project) -> None:
    linear.edit(PYTORCH, "y = [2.5, -4.0]", "y = [2.5, -4.5]")
    assert linear.problems() == [
        f"{PYTORCH}:6: was recorded from another version of linear.py (changed: forward): nox -s record -- linear"
    ]


def test_a_recorded_value_that_makes_a_same_false_is_found(linear: Project) -> None:
    edit_record(linear, "pytorch", "forward", "y", values=[2.5, -4.31])
    assert linear.problems() == [
        f"{TENSORFLOW}:6: linear/forward: 'y' differs between pytorch and tensorflow: float (2,), max |Δ| 0.31 at [1]; "
        "rtol 1e-05, atol 1e-06"
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [('"[2.5, -4.0]\\n"', '"[2.5, -4.5]\\n"'), ("-4.0\n", "-4.5\n"), ('"y = [2.5, -4.0]\\n"', '"y = [2.5, -4.5]\\n"')],
    ids=["output", "value", "source"],
)
def test_a_record_edited_by_hand_is_found(linear: Project, old: str, new: str) -> None:
    path = "snippets/pytorch/linear.ipynb"
    linear.edit(path, old, new)
    line = linear.read(path).split('"id": "forward"')[0].count("\n") + 1
    assert linear.problems() == [
        f"{path}:{line}: cell 'forward' is not as it was recorded (edited by hand?): nox -s record -- linear"
    ]


def test_a_difference_whose_values_are_equal_is_found(linear: Project) -> None:
    edit_record(linear, "tensorflow", "forward", "n", dtype="int64")
    assert linear.problems() == [
        f"{TENSORFLOW}:6: linear/forward: 'n' is declared different (\"Counts are wider in PyTorch.\") but the values "
        "are equal; drop the mark"
    ]


def test_a_deleted_record_is_found(linear: Project) -> None:
    (linear.root / "snippets/tensorflow/linear.ipynb").unlink()
    assert linear.problems() == [f"{TENSORFLOW}:1: has no record: nox -s record -- linear"]


def test_a_merge_conflict_in_a_record_is_found(linear: Project) -> None:
    path = "snippets/pytorch/linear.ipynb"
    linear.edit(path, '   "id": "forward",\n', '<<<<<<< HEAD\n   "id": "forward",\n=======\n>>>>>>> other\n')
    line = linear.read(path).split("<<<<<<<")[0].count("\n") + 1
    assert linear.problems() == [f"{path}:{line}: not JSON (a merge conflict marker): nox -s record -- linear"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("# %% forward", "# %% create", "6: cell 'create' is already defined at line 1"),
        ("# %% forward", "# %%", "6: a cell needs a title: '# %% title'"),
        ("y = [2.5, -4.0]", "y = [2.5, -4.0", "7: SyntaxError: '[' was never closed\n    y = [2.5, -4.0\n        ^"),
        ("# %% create", "x = 1\n# %% create", "1: code before the first cell: start the file with '# %% title'"),
        ('same="y"', 'smae="y"', "6: cell 'forward': unknown mark 'smae'. Did you mean 'same'?"),
    ],
)
def test_a_file_that_cannot_be_read_is_the_only_problem_of_its_concept(
    linear: Project, old: str, new: str, message: str
) -> None:
    text = linear.read(PYTORCH)
    marks = text.splitlines()[5].removeprefix("# %% forward") if new == "# %%" else ""
    linear.edit(PYTORCH, old + marks, new)
    assert "\n".join(linear.problems()) == f"{PYTORCH}:{message}"


def test_every_file_that_cannot_be_read_is_told(linear: Project) -> None:
    linear.write(PYTORCH, "")
    linear.write(TENSORFLOW, "# %% create\n\n# %% forward\nx = 1\n")
    linear.write("snippets/keras/random.py", "# %% a\nx = 1\n")
    assert linear.problems() == [
        "snippets/keras/random.py:1: 'random' is the name of an importable module, and would shadow it: choose another",
        f"{PYTORCH}:1: no cells: a cell starts at a line '# %% title'",
        f"{TENSORFLOW}:1: cell 'create' is empty",
    ]


def test_a_cell_that_no_page_shows_is_found(linear: Project) -> None:
    linear.edit(PAGE, "::: linear/create\n", "")
    assert linear.problems() == [f"{PYTORCH}:1: cell 'create' is on no page: show it by a line '::: linear/create'"]


def test_a_hidden_cell_needs_no_page(linear: Project) -> None:
    linear.edit(PAGE, "::: linear/create\n", "")
    for path in (PYTORCH, TENSORFLOW):
        linear.edit(path, '# %% create same="w"', '# %% create same="w" hidden="true"')
    assert linear.problems() == []


def test_a_page_outside_nav_and_a_nav_line_without_a_page_are_found(linear: Project) -> None:
    linear.edit("mkdocs.yml", "learn/linear.md", "learn/layers.md")
    assert linear.problems() == [
        f"{PAGE}:1: is not in the nav of mkdocs.yml",
        "mkdocs.yml:3: nav names docs/learn/layers.md, which is not there",
    ]


def test_nav_may_be_nested_titled_and_tagged_and_name_what_is_no_page(linear: Project) -> None:
    linear.write(
        "mkdocs.yml",
        """
        site_url: !ENV [SITE, ""]
        plugins: !!python/name:some.plugin
        nav:
          - Learn:
              - Linear: learn/linear.md
              - Notebook: notebooks/pytorch/linear.ipynb
          - Elsewhere: https://example.org/
          - Gone:
              - learn/gone.md
        """,
    )
    assert linear.problems() == ["mkdocs.yml:9: nav names docs/learn/gone.md, which is not there"]


def test_without_a_nav_every_page_is_in_it(linear: Project) -> None:
    linear.write("mkdocs.yml", "site_name: Test\n")
    assert linear.problems() == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nav:\n  - a: [\n", "3: not YAML: expected the node content, but found '<stream end>'"),
        ("nav: x: y\n", "1: not YAML: mapping values are not allowed here"),
    ],
)
def test_a_configuration_that_is_no_yaml_is_told(linear: Project, text: str, message: str) -> None:
    linear.write("mkdocs.yml", text)
    assert linear.problems() == [f"mkdocs.yml:{message}"]


def test_a_page_in_another_encoding_is_told(linear: Project) -> None:
    (linear.root / PAGE).write_bytes("# Übersicht\n\n::: linear/create\n\n::: linear/forward\n".encode("latin-1"))
    assert linear.problems()[0] == f"{PAGE}:1: not UTF-8: byte 0xdc; save the file as UTF-8"


def test_a_figure_without_alternative_text_is_found(project: Project) -> None:
    snippets = project.pair("curves", "# %% curves\nplot()\n", curves=cell_run(figure("iVBORw0KGgo=")))
    project.page("learn/curves.md", "# Curves\n\n::: curves/curves\n")
    assert project.problems() == [
        "snippets/pytorch/curves.py:1: cell 'curves' draws a figure; give it alt=\"...\"",
        "snippets/tensorflow/curves.py:1: cell 'curves' draws a figure; give it alt=\"...\"",
    ]
    for snippet in snippets.values():
        project.write(f"snippets/{snippet.framework}/curves.py", '# %% curves alt="A curve."\nplot()\n')
    assert project.problems() == []


def test_a_file_that_a_cell_writes_must_be_there_as_it_was_recorded(project: Project) -> None:
    project.pair("saving", '# %% save writes="weights.npz"\nsave()\n')
    project.page("learn/saving.md", "# Saving\n\n::: saving/save\n")
    assert project.problems() == []
    project.write("snippets/pytorch/saving.weights.npz", "junk")
    (project.root / "snippets/tensorflow/saving.weights.npz").unlink()
    assert project.problems() == [
        "snippets/pytorch/saving.weights.npz: is not the file that was recorded: nox -s record -- saving",
        "snippets/tensorflow/saving.py:1: saving.weights.npz is missing: nox -s record -- saving",
    ]


def test_a_snippet_that_read_a_file_is_stale_when_the_file_has_changed(project: Project) -> None:
    reading = """
        # %% save
        x = 1

        # %% load
        open("weights.npz")
        """
    writer = project.snippet("pytorch", "saving", '# %% save writes="weights.npz"\nsave()\n# %% load\nx = 1\n')
    project.record(writer)
    project.record(project.snippet("tensorflow", "saving", reading))
    project.page("learn/saving.md", "# Saving\n\n::: saving/save saving/load\n")
    assert project.problems() == []
    project.write("snippets/pytorch/saving.weights.npz", "2.5")
    project.record(writer)
    assert project.problems() == [
        "snippets/tensorflow/saving.py:4: was recorded with another weights.npz of pytorch: nox -s record -- saving"
    ]
    project.record(project.snippet("tensorflow", "saving", reading))
    assert project.problems() == []


def test_files_that_belong_to_no_snippet_are_found(linear: Project) -> None:
    linear.write("snippets/pytorch/removed.ipynb", "{}")
    linear.write("snippets/tensorflow/linear.weights.npz", "")
    linear.write("snippets/pytroch/linear.py", "# %% a\nx = 1\n")
    linear.write("snippets/jax/linear.py", "# %% a\nx = 1\n")
    linear.write("snippets/.recording.lock", "")
    linear.write("snippets/pytorch/__pycache__/linear.pyc", "")
    assert linear.problems() == [
        "snippets/jax: is no framework's folder. Known: pytorch, tensorflow, keras",
        "snippets/pytorch/removed.ipynb:1: belongs to no snippet: remove it",
        "snippets/pytroch: is no framework's folder. Did you mean 'pytorch'?",
        "snippets/tensorflow/linear.weights.npz:1: belongs to no snippet: remove it",
    ]


def test_the_files_of_a_snippet_that_cannot_be_read_are_left_alone(linear: Project) -> None:
    linear.write(PYTORCH, "")
    linear.write("snippets/pytorch/linear.weights.npz", "")
    assert linear.problems() == [f"{PYTORCH}:1: no cells: a cell starts at a line '# %% title'"]


def test_a_project_without_snippets_is_no_project_with_nothing_wrong(project: Project) -> None:
    project.page("index.md", "# Home\n")
    assert project.problems() == ["snippets: has no snippet files"]


def test_marks_of_counterparts_that_contradict_each_other_are_found(linear: Project) -> None:
    linear.edit(TENSORFLOW, "Counts are wider in PyTorch.", "Counts are narrower in TensorFlow.")
    assert linear.problems() == [
        f"{TENSORFLOW}:6: cell 'forward' has another why in pytorch (line 6): 'Counts are wider in PyTorch.' there, "
        "'Counts are narrower in TensorFlow.' here"
    ]


def test_problems_of_several_concepts_are_all_told(linear: Project) -> None:
    linear.pair("softmax", "# %% apply\nx = 1\n")
    linear.page("learn/softmax.md", "# Softmax\n\n::: softmax/aply\n")
    (linear.root / "snippets/pytorch/linear.ipynb").unlink()
    assert linear.problems() == [
        "docs/learn/softmax.md:3: snippets/pytorch/softmax.py has no cell 'aply'; it has apply. Did you mean 'apply'?",
        f"{PYTORCH}:1: has no record: nox -s record -- linear",
    ]


def test_coverage_counts_what_each_page_shows(linear: Project) -> None:
    linear.pair("softmax", "# %% apply\nx = 1\n")
    linear.page("learn/softmax-and-more.md", "# Softmax\n\n::: softmax/apply linear/create\n")
    linear.page("index.md", "# Home\n\n::: linear/create\n")
    linear.page("about.md", "# About\n")
    assert linear.run("check")[1].splitlines() == [
        "learn/linear.md               2 cells with a counterpart,    2 proven  100%",
        "learn/softmax-and-more.md     2 cells with a counterpart,    1 proven   50%",
        "all pages                     4 cells with a counterpart,    3 proven   75%",
        "nothing wrong",
    ]


def test_coverage_of_a_project_that_shows_nothing_is_no_share(project: Project) -> None:
    project.page("index.md", "# Home\n")
    project.pair("linear", '# %% setup hidden="true"\nx = 1\n')
    assert project.run("check")[1].splitlines() == [
        "all pages     0 cells with a counterpart,    0 proven     -",
        "nothing wrong",
    ]


def test_a_method_that_the_mark_api_names_must_be_used(project: Project) -> None:
    project.pair("layout", '# %% flatten api="torch.Tensor.view"\nx = [1]\n')
    project.page("layout.md", "# Layout\n\n::: layout/flatten\n")
    assert project.problems() == [
        f"snippets/{framework}/layout.py:1: cell 'flatten': api names 'torch.Tensor.view', and the cell uses no such "
        "attribute of a framework's object"
        for framework in ("pytorch", "tensorflow")
    ]
