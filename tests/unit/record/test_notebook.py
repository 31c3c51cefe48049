"""Records are notebooks of the same bytes for the same run; one that does not belong to its snippet is refused."""

from __future__ import annotations

import json
import os

import nbformat
import numpy as np
import pytest
from tiny_project import Project, cell_run, error, figure, result, stdout

from rosetta.errors import RecordError
from rosetta.record.notebook import fresh_record, read_record, write_record
from rosetta.record.outcome import Run, Value
from rosetta.source.cells import Snippet, read_snippet

SOURCE = """
    # %% create same="w, steps"
    w = 1

    # %% fail raises="ValueError"
    int("ä")

    # %% plot alt="A line."
    plot()
    """


@pytest.fixture
def snippet(project: Project) -> Snippet:
    return project.snippet("pytorch", "linear", SOURCE)


def a_run(snippet: Snippet) -> Run:
    return Run(
        snippet,
        {
            "create": cell_run(
                stdout("one\ntwo\n"),
                result("tensor([1., 2.])"),
                w=np.array([[0.1, np.nan]], np.float32),
                steps=[1, 2.5],
            ),
            "fail": cell_run(error("ValueError", "invalid literal for int() with base 10: 'ä'")),
            "plot": cell_run(figure("iVBORw0KGgo=", width=640, height=480)),
        },
        versions={"torch": "2.9.0", "python": "3.11.9"},
        device="CPU",
    )


def test_a_record_is_a_valid_notebook(snippet: Snippet) -> None:
    write_record(a_run(snippet), None)
    notebook = nbformat.read(snippet.record_path, as_version=4)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert [(cell.id, cell.execution_count) for cell in notebook.cells] == [("create", 1), ("fail", 2), ("plot", 3)]
    assert notebook.cells[0].source == "w = 1"
    assert notebook.cells[1].metadata.tags == ["raises-exception"]
    assert notebook.cells[0].outputs[1].execution_count == 1
    assert notebook.metadata.kernelspec == {"display_name": "Python 3", "language": "python", "name": "python3"}


def test_a_record_holds_what_the_run_put_out(snippet: Snippet) -> None:
    run = a_run(snippet)
    write_record(run, None)
    record = fresh_record(snippet)
    assert {title: cell.outputs for title, cell in record.cells.items()} == {
        title: [{name: value for name, value in output.items() if name != "execution_count"} for output in cell.outputs]
        for title, cell in run.cells.items()
    }
    assert record.cells["create"].values == {
        "steps[0]": Value("int", (), (1,)),
        "steps[1]": Value("float", (), (2.5,)),
        "w": Value("float32", (1, 2), (0.1, "nan")),
    }
    assert record.sources == {"create": "w = 1", "fail": 'int("ä")', "plot": "plot()"}
    assert record.raises == {"fail": "ValueError"}
    assert (record.versions, record.device, record.seconds) == (run.versions, "CPU", 0.75)


def test_the_same_run_gives_the_same_bytes(snippet: Snippet) -> None:
    write_record(a_run(snippet), None)
    first = snippet.record_path.read_bytes()
    run = a_run(snippet)
    run.versions = dict(reversed(run.versions.items()))
    run.cells = dict(reversed(run.cells.items()))
    run.wall = 9.0
    write_record(run, None)
    assert snippet.record_path.read_bytes() == first
    assert first.decode() == json.dumps(json.loads(first), indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    assert str(snippet.path.parent) not in first.decode()


def test_a_record_written_again_from_what_was_read_has_the_same_bytes(snippet: Snippet) -> None:
    write_record(a_run(snippet), None)
    first, kept = snippet.record_path.read_bytes(), read_record(snippet)
    again = Run(snippet, dict(kept.cells), versions=dict(kept.versions), device=kept.device)
    write_record(again, None)
    assert snippet.record_path.read_bytes() == first.replace(b'"seconds": 0.75', b'"seconds": 0.0')


def test_writing_leaves_no_other_file_and_ordinary_permissions(snippet: Snippet) -> None:
    write_record(a_run(snippet), None)
    assert sorted(path.name for path in snippet.path.parent.iterdir()) == ["linear.ipynb", "linear.py"]
    assert snippet.record_path.stat().st_mode & 0o777 == 0o644


def test_an_interrupted_writing_leaves_the_old_record(snippet: Snippet, monkeypatch: pytest.MonkeyPatch) -> None:
    write_record(a_run(snippet), None)
    before = snippet.record_path.read_bytes()

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    run = a_run(snippet)
    run.device = "another"
    with pytest.raises(KeyboardInterrupt):
        write_record(run, None)
    assert snippet.record_path.read_bytes() == before
    assert sorted(path.name for path in snippet.path.parent.iterdir()) == ["linear.ipynb", "linear.py"]


def test_a_written_file_is_kept_beside_the_record(project: Project) -> None:
    snippet = project.snippet("pytorch", "linear", '# %% save writes="weights.npz"\nx = 1\n')
    write_record(Run(snippet, {"save": cell_run()}, device="CPU", files={"weights.npz": b"123"}), None)
    assert snippet.kept_file("weights.npz").read_bytes() == b"123"


CUDA = """
    # %% create
    x = 1

    # %% on-gpu needs="cuda"
    y = 2
    """


def test_a_cell_that_was_skipped_keeps_its_record_and_the_device_it_was_made_on(project: Project) -> None:
    snippet = project.snippet("pytorch", "linear", CUDA)
    project.record_on("NVIDIA H200", snippet, on_gpu=cell_run(stdout("cuda:0\n")))
    run = Run(snippet, {"create": cell_run(stdout("new\n"))}, skipped={"on-gpu"}, device="CPU")
    write_record(run, read_record(snippet))
    record = read_record(snippet)
    assert record.cells["create"].outputs == [stdout("new\n")]
    assert record.cells["on-gpu"].outputs == [stdout("cuda:0\n")]
    assert record.device == "NVIDIA H200"


def test_a_file_that_no_cell_writes_any_more_is_not_kept_with_a_skipped_cell(project: Project) -> None:
    text = '# %% save writes="{}"\nsave()\n\n# %% on-gpu needs="cuda"\nprint("cuda:0")\n'
    project.record_on("NVIDIA H200", project.snippet("pytorch", "linear", text.format("old.npz")))
    snippet = project.snippet("pytorch", "linear", text.format("new.npz"))
    run = Run(snippet, {"save": cell_run()}, skipped={"on-gpu"}, device="CPU", files={"new.npz": b"1.5"})
    write_record(run, read_record(snippet))
    assert list(fresh_record(snippet).files) == ["new.npz"]


@pytest.mark.parametrize("recorded_before", [False, True])
def test_a_cell_that_was_skipped_and_has_no_record_of_its_own_is_refused(
    project: Project, recorded_before: bool
) -> None:
    snippet = project.snippet("pytorch", "linear", CUDA)
    kept = None
    if recorded_before:  # with other code, which must not pass for the record of this one
        project.record(snippet)
        kept = read_record(snippet)
        project.edit("snippets/pytorch/linear.py", "y = 2", "y = 3")
        snippet = read_snippet(snippet.path)
    with pytest.raises(RecordError) as caught:
        write_record(Run(snippet, {"create": cell_run()}, skipped={"on-gpu"}, device="CPU"), kept)
    assert str(caught.value) == (
        "snippets/pytorch/linear.py:4: cell 'on-gpu' needs a GPU, and was never recorded on one as it is now"
    )


def test_a_skipped_cell_whose_record_was_edited_by_hand_is_refused(project: Project) -> None:
    snippet = project.snippet("pytorch", "linear", CUDA)
    project.record_on("NVIDIA H200", snippet, on_gpu=cell_run(stdout("cuda:0\n")))
    project.edit("snippets/pytorch/linear.ipynb", "cuda:0", "cuda:1")
    with pytest.raises(RecordError) as caught:
        write_record(Run(snippet, {"create": cell_run()}, skipped={"on-gpu"}, device="CPU"), read_record(snippet))
    assert str(caught.value) == (
        "snippets/pytorch/linear.py:4: cell 'on-gpu' needs a GPU, and was never recorded on one as it is now"
    )


def refusal(snippet: Snippet) -> str:
    """What `fresh_record` says of the snippet as it is now."""
    with pytest.raises(RecordError) as caught:
        fresh_record(read_snippet(snippet.path))
    return str(caught.value)


def test_a_missing_record_is_told_with_the_command_that_makes_it(snippet: Snippet) -> None:
    assert refusal(snippet) == "snippets/pytorch/linear.py:1: has no record: nox -s record -- linear"


@pytest.mark.parametrize(
    ("old", "new", "line", "changed"),
    [
        ("w = 1", "w = 2", 1, "create"),
        ('same="w, steps"', 'same="w"', 1, "create"),
        ('raises="ValueError"', 'raises="TypeError"', 4, "fail"),
        ("# %% plot", "# %% draw", 7, "draw, plot"),
        ('# %% plot alt="A line."\nplot()\n', "", 1, "plot"),
        ("plot()\n", "plot()\n\n# %% more\nx = 1\n", 10, "more"),
        ("w = 1", "w = 3\n\n# %% more\nx = 1", 1, "create, more"),
    ],
)
def test_a_record_of_another_version_is_refused_with_the_cells_that_changed(
    project: Project, snippet: Snippet, old: str, new: str, line: int, changed: str
) -> None:
    write_record(a_run(snippet), None)
    project.edit("snippets/pytorch/linear.py", old, new)
    assert refusal(snippet) == (
        f"snippets/pytorch/linear.py:{line}: was recorded from another version of linear.py (changed: {changed}): "
        "nox -s record -- linear"
    )


def test_a_record_with_the_cells_in_another_order_is_refused(project: Project) -> None:
    snippet = project.snippet("pytorch", "linear", "# %% a\nx = 1\n# %% b\ny = 1\n")
    project.record(snippet)
    project.write("snippets/pytorch/linear.py", "# %% b\ny = 1\n# %% a\nx = 1\n")
    assert refusal(snippet) == (
        "snippets/pytorch/linear.py:1: was recorded from another version of linear.py (changed: the order of the "
        "cells): nox -s record -- linear"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('alt="A line."', 'alt="A straight line."'),
        ("w = 1", "w = 1  "),
        ("w = 1\n", "\nw = 1\n\n\n"),
        ('same="w, steps"', 'same="steps, w" rtol="1e-3"'),
    ],
)
def test_what_only_the_page_shows_may_change_without_a_new_record(
    project: Project, snippet: Snippet, old: str, new: str
) -> None:
    write_record(a_run(snippet), None)
    project.edit("snippets/pytorch/linear.py", old, new)
    assert list(fresh_record(read_snippet(snippet.path)).cells) == ["create", "fail", "plot"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('   "id": "fail"', '<<<<<<< HEAD\n   "id": "fail"', "{line}: not JSON (a merge conflict marker)"),
        ('"id": "fail"', "oops", "{line}: not JSON (Expecting property name enclosed in double quotes)"),
        ('"rosetta": {\n     "hash"', '"other": {\n     "hash"', "1: not a record (KeyError: 'rosetta')"),
        ("2.5", "", "1: not a record (ValueError: 'steps[1]' has 0 values and shape ())"),
        ("2.5", '"a"', "1: not a record (ValueError: could not convert string to float: 'a')"),
        ('"shape": []', '"shape": null', "1: not a record (TypeError: 'NoneType' object is not iterable)"),
        ('"values": {}', '"values": []', "1: not a record (AttributeError: 'list' object has no attribute 'items')"),
    ],
)
def test_a_damaged_record_is_refused(snippet: Snippet, old: str, new: str, message: str) -> None:
    write_record(a_run(snippet), None)
    before, found, after = snippet.record_path.read_text(encoding="utf-8").partition(old)
    assert found
    snippet.record_path.write_text(before + new + after, encoding="utf-8")
    place = f"snippets/pytorch/linear.ipynb:{message.format(line=before.count(chr(10)) + 1)}"
    assert refusal(snippet) == f"{place}: nox -s record -- linear"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "1: not JSON (Expecting value)"),
        (b"[]", "1: not a record (TypeError: list indices must be integers or slices, not str)"),
        (b"\xff\xfe", "1: not a record (UnicodeDecodeError: "),
    ],
)
def test_a_file_that_is_no_record_is_refused(snippet: Snippet, content: bytes, message: str) -> None:
    snippet.record_path.write_bytes(content)
    assert refusal(snippet).startswith(f"snippets/pytorch/linear.ipynb:{message}")
