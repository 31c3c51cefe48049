"""A record that a hand has edited is refused; another program may write it in another form."""

from __future__ import annotations

import json
import re

import pytest
from tiny_project import Project, cell_run, error, figure, result, stdout

from rosetta.errors import RecordError
from rosetta.record.edits import cell_hash, line_of_cell, what_was_edited
from rosetta.record.notebook import fresh_record
from rosetta.source.cells import Snippet

SOURCE = """
    # %% create same="w"
    w = 1.5
    w

    # %% fail raises="ValueError" alt="A line."
    int("ä")
    """
PATH = "snippets/pytorch/linear.ipynb"


@pytest.fixture
def snippet(project: Project) -> Snippet:
    made = project.snippet("pytorch", "linear", SOURCE)
    fail = cell_run(figure("iVBORw0KGgo=", width=640), error("ValueError", "not 'ä'"))
    project.record(made, create=cell_run(stdout("one\ntwo\n"), result("2.5"), w=1.5), fail=fail)
    return made


@pytest.mark.parametrize(
    ("old", "new", "title"),
    [
        ('"two\\n"', '"three\\n"', "create"),
        ('"2.5"', '"2.50"', "create"),
        (" 1.5\n", " 1.25\n", "create"),
        ('"w = 1.5\\n"', '"w = 1.25\\n"', "create"),
        ('"dtype": "float"', '"dtype": "float32"', "create"),
        ('"raises": "ValueError"', '"raises": "TypeError"', "fail"),
        ("not 'ä'\"\n", "never 'ä'\"\n", "fail"),
        ("iVBORw0KGgo=", "iVBORw0KGgp=", "fail"),
        ('"width": 640', '"width": 320', "fail"),
    ],
)
def test_a_cell_that_is_not_as_it_was_recorded_is_told_with_its_line(
    project: Project, snippet: Snippet, old: str, new: str, title: str
) -> None:
    text = project.read(PATH)
    before, found, after = text.partition(old)
    assert found
    project.write(PATH, before + new + after)
    line = text.split(f'"id": "{title}"')[0].count("\n") + 1
    with pytest.raises(RecordError) as caught:
        fresh_record(snippet)
    assert str(caught.value) == (
        f"{PATH}:{line}: cell '{title}' is not as it was recorded (edited by hand?): nox -s record -- linear"
    )


def test_a_record_of_a_version_without_hashes_is_refused(project: Project, snippet: Snippet) -> None:
    project.write(PATH, re.sub('"hash": .*\n', "", project.read(PATH)))
    with pytest.raises(RecordError) as caught:
        fresh_record(snippet)
    assert str(caught.value) == (
        f"{PATH}:6: cell 'create' has no hash (recorded by an older version?): nox -s record -- linear"
    )


def test_a_notebook_written_by_another_program_is_as_it_was_recorded(project: Project, snippet: Snippet) -> None:
    notebook = json.loads(project.read(PATH))
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"])
        for output in cell["outputs"]:
            if "text" in output:
                output["text"] = "".join(output["text"])
    project.write(PATH, json.dumps(dict(reversed(notebook.items()))))
    assert list(fresh_record(snippet).cells) == ["create", "fail"]
    assert line_of_cell(snippet.record_path, "fail") == 1


def test_the_number_of_a_cell_may_change_so_that_records_of_two_branches_can_be_merged(
    project: Project, snippet: Snippet
) -> None:
    text = project.read(PATH)
    again = project.snippet("pytorch", "linear", "# %% new\nx = 1\n" + project.read("snippets/pytorch/linear.py"))
    project.rerecord(again)
    hashes = re.compile('"hash": .*')
    assert project.read(PATH).count('"execution_count": 3') == 1
    assert hashes.findall(project.read(PATH))[1:] == hashes.findall(text)


def test_a_hash_is_that_of_what_the_cell_holds_beside_it() -> None:
    own = {"values": {}, "raises": "ValueError"}
    told = cell_hash(own, "x = 1", [stdout("1\n")])
    assert re.fullmatch("[0-9a-f]{16}", told)
    assert what_was_edited({**own, "hash": told}, "x = 1", [stdout("1\n")]) is None
    assert what_was_edited({**own, "hash": told}, "x = 2", [stdout("1\n")]) is not None
