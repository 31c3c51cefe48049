"""Each cell is a test of pytest's, judged against the record, and tells what is wrong once."""

from __future__ import annotations

import re
import sys

from pytest_project import LINEAR, RECORD, PytestProject, edit_record, write

pytest_plugins = ["pytester"]


def test_a_recorded_file_passes(recorded: PytestProject) -> None:
    session = recorded.check()
    assert session.status == 0
    assert session.tests == {
        "pytorch/linear.py::create": "passed",
        "pytorch/linear.py::forward": "passed",
        "pytorch/linear.py::backward": "passed",
    }


def test_output_that_differs_from_the_record_is_told_with_the_number_that_moved(recorded: PytestProject) -> None:
    edit_record('"1.5\\n"', '"1.25\\n"')
    session = recorded.check()
    assert session.status == 1
    assert session.tests == {
        "pytorch/linear.py::create": "passed",
        "pytorch/linear.py::forward": (
            "snippets/pytorch/linear.py:4: cell 'forward' does not agree with its record\n"
            "    recorded: 1.25\n"
            "       fresh: 1.5\n"
            "    1.25 became 1.5: |Δ| 0.25, rtol 1e-05, atol 1e-06"
        ),
        "pytorch/linear.py::backward": "passed",
    }


def test_values_that_differ_from_the_record_are_told(recorded: PytestProject) -> None:
    edit_record("-4.0\n", "-4.5\n")
    assert recorded.check().tests["pytorch/linear.py::forward"] == (
        "snippets/pytorch/linear.py:4: cell 'forward' does not agree with its record\n"
        "    'y' moved by 0.5 at [1]; rtol 1e-05, atol 1e-06"
    )


def test_a_record_edited_by_hand_is_told(recorded: PytestProject) -> None:
    edit_record('"1.5\\n"', '"1.25\\n"', by_hand=True)
    line = RECORD.read_text(encoding="utf-8").split('"id": "forward"')[0].count("\n") + 1
    session = recorded.check()
    assert session.status == 1
    assert session.tests == {
        "pytorch/linear.py::create": (
            f"snippets/pytorch/linear.ipynb:{line}: cell 'forward' is not as it was recorded (edited by hand?): "
            "nox -s record -- linear"
        ),
        "pytorch/linear.py::forward": "Skipped: pytorch/linear not judged: see 'create'",
        "pytorch/linear.py::backward": "Skipped: pytorch/linear not judged: see 'create'",
    }


def test_values_are_compared_by_name(tested: PytestProject) -> None:
    write("snippets/pytorch/linear.py", '# %% create same="y, x" differs="w" why="Made up."\nw, x, y = 1, 2, 3\n')
    assert tested.record().status == 0
    assert tested.check().tests == {"pytorch/linear.py::create": "passed"}


def test_other_versions_are_told_at_the_end_and_with_every_difference(recorded: PytestProject) -> None:
    edit_record('"torch": "0.0"', '"torch": "9.9"')
    session = recorded.check()
    assert session.status == 0
    assert session.lines[0] == "snippets/pytorch/linear.ipynb: recorded with other versions: torch 9.9, now 0.0"
    edit_record('"1.5\\n"', '"1.25\\n"')
    assert recorded.check().tests["pytorch/linear.py::forward"].splitlines()[-1] == (
        "    recorded with other versions: torch 9.9, now 0.0"
    )


def test_another_patch_release_of_python_is_no_other_version(recorded: PytestProject) -> None:
    python = ".".join(map(str, sys.version_info[:2]))
    text = re.sub(r'"python": "[^"]+"', f'"python": "{python}.99"', RECORD.read_text(encoding="utf-8"))
    RECORD.write_text(text, encoding="utf-8")
    assert recorded.check().lines[0].startswith("server: ")


def test_a_file_without_a_record_fails_once(tested: PytestProject) -> None:
    told = "snippets/pytorch/linear.py:1: has no record: nox -s record -- linear"
    session = tested.check()
    assert session.status == 1
    assert session.tests == {
        "pytorch/linear.py::create": told,
        "pytorch/linear.py::forward": "Skipped: pytorch/linear not judged: see 'create'",
        "pytorch/linear.py::backward": "Skipped: pytorch/linear not judged: see 'create'",
    }


def test_a_stale_record_is_told_at_the_cell_that_has_changed(recorded: PytestProject) -> None:
    write("snippets/pytorch/linear.py", LINEAR.replace("print(1.5)", "print(1.5 * 1)"))
    told = (
        "snippets/pytorch/linear.py:4: was recorded from another version of linear.py (changed: forward): "
        "nox -s record -- linear"
    )
    session = recorded.check()
    assert session.status == 1
    assert session.tests == {
        "pytorch/linear.py::create": "Skipped: pytorch/linear not judged: see 'forward'",
        "pytorch/linear.py::forward": told,
        "pytorch/linear.py::backward": "Skipped: pytorch/linear not judged: see 'forward'",
    }
    assert recorded.check("snippets", "-k", "backward").tests == {"pytorch/linear.py::backward": told}


def test_cells_after_a_failure_are_not_reached(recorded: PytestProject) -> None:
    write("snippets/pytorch/linear.py", LINEAR.replace("print(1.5)", "1 / 0"))
    told = "snippets/pytorch/linear.py:6: cell 'forward' raised ZeroDivisionError: division by zero"
    session = recorded.check()
    assert session.status == 1
    assert session.tests["pytorch/linear.py::forward"] == (f"{told}\n    linear.py:6 in cell 'forward'\n        1 / 0")
    assert session.tests["pytorch/linear.py::backward"] == "Skipped: pytorch/linear not judged: see 'forward'"


def test_a_chosen_cell_that_is_not_reached_fails(recorded: PytestProject) -> None:
    write("snippets/pytorch/linear.py", LINEAR.replace("print(1.5)", "1 / 0"))
    session = recorded.check("snippets", "-k", "backward")
    assert session.status == 1
    assert session.tests["pytorch/linear.py::backward"].startswith(
        "snippets/pytorch/linear.py:6: cell 'forward' raised ZeroDivisionError: division by zero\n"
    )


def test_a_file_that_fails_is_not_recorded(recorded: PytestProject) -> None:
    before = RECORD.read_bytes()
    write("snippets/pytorch/linear.py", LINEAR.replace("print(1.5)", "1 / 0"))
    session = recorded.record()
    assert session.status == 1
    assert session.tests["pytorch/linear.py::create"] == ("Skipped: pytorch/linear not recorded: see 'forward'")
    assert session.tests["pytorch/linear.py::forward"] == (
        "snippets/pytorch/linear.py:6: cell 'forward' raised ZeroDivisionError: division by zero\n"
        "    linear.py:6 in cell 'forward'\n        1 / 0"
    )
    assert RECORD.read_bytes() == before


def test_a_failure_is_told_once_and_in_full_at_the_end(recorded: PytestProject) -> None:
    message = "a long message" + ", and more of it" * 20
    write("snippets/pytorch/linear.py", LINEAR.replace("print(1.5)", f"raise ValueError({message!r})"))
    session = recorded.record("-ra")
    told = f"snippets/pytorch/linear.py:6: cell 'forward' raised ValueError: {message}"
    assert session.lines[0] == told
    assert session.output.count(told) == 2  # in the section of failures, too
    skipped, failed = session.output.partition("short test summary info ====")[2].splitlines()[1:-1]
    assert re.fullmatch(r"SKIPPED \[2\] \S+nodes.py:\d+: pytorch/linear not recorded: see 'forward'", skipped)
    assert failed == "FAILED snippets/pytorch/linear.py::forward"


def test_a_chosen_cell_of_a_file_that_cannot_be_recorded_fails(recorded: PytestProject) -> None:
    write("snippets/pytorch/linear.py", LINEAR.replace("print(1.5)", "1 / 0"))
    session = recorded.record("-k", "create")
    assert session.status == 1
    assert session.tests["pytorch/linear.py::create"].startswith(
        "snippets/pytorch/linear.py:6: cell 'forward' raised ZeroDivisionError: division by zero\n"
    )
