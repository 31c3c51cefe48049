"""Fresh runs take the place of a record where they agree with each other and not with it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from pytest_project import LINEAR, RECORD, PytestProject, edit_record, write

from rosetta.record.notebook import fresh_record
from rosetta.source.cells import read_snippet

pytest_plugins = ["pytester"]


def test_a_page_may_change_its_words_without_a_run_but_no_mark_that_counts(recorded: PytestProject) -> None:
    write("snippets/pytorch/linear.py", LINEAR.replace('same="y"', 'same="y" note="A word."'))
    assert recorded.record().lines[0].endswith("as it was (not run)")
    write("snippets/pytorch/linear.py", LINEAR.replace(' same="y"', ""))
    assert recorded.record().lines[0].endswith("recorded")


def test_recording_an_unchanged_file_again_changes_no_byte(recorded: PytestProject) -> None:
    before, written = RECORD.read_bytes(), RECORD.stat().st_ino
    session = recorded.record("--snippet-again")
    assert session.lines[0] == "snippets/pytorch/linear.ipynb: as it was"
    assert (RECORD.read_bytes(), RECORD.stat().st_ino) == (before, written)
    RECORD.unlink()
    recorded.record()
    times = re.compile(rb'"seconds": [\d.]+')
    assert times.sub(b"", RECORD.read_bytes()) == times.sub(b"", before)


def test_recording_leaves_a_record_alone_that_agrees_within_tolerance(recorded: PytestProject) -> None:
    edit_record('"1.5\\n"', '"1.500001\\n"')
    before = RECORD.read_bytes()
    assert recorded.record("--snippet-again").lines[0] == "snippets/pytorch/linear.ipynb: as it was"
    assert RECORD.read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new", "options"),
    [('"1.5\\n"', '"1.25\\n"', ["--snippet-again"]), ('"torch": "0.0"', '"torch": "9.9"', [])],
)
def test_recording_mends_a_record_that_differs(recorded: PytestProject, old: str, new: str, options: list[str]) -> None:
    before = RECORD.read_bytes()
    edit_record(old, new)
    assert recorded.record(*options).lines[0] == "snippets/pytorch/linear.ipynb: recorded"
    times = re.compile(rb'"seconds": [\d.]+')
    assert times.sub(b"", RECORD.read_bytes()) == times.sub(b"", before)


def test_recording_mends_a_record_that_was_edited_by_hand(recorded: PytestProject) -> None:
    before = RECORD.read_bytes()
    edit_record('"1.5\\n"', '"1.500001\\n"', by_hand=True)
    assert recorded.record().lines[0] == "snippets/pytorch/linear.ipynb: recorded"
    times = re.compile(rb'"seconds": [\d.]+')
    assert times.sub(b"", RECORD.read_bytes()) == times.sub(b"", before)


def test_output_that_differs_between_two_runs_is_not_recorded(recorded: PytestProject) -> None:
    before = RECORD.read_bytes()
    write("snippets/pytorch/linear.py", LINEAR.replace('print("done")', "import os\n\n    print(os.getpid())"))
    session = recorded.record()
    assert session.status == 1
    match = re.fullmatch(
        r"(snippets/pytorch/linear.py:8: linear/backward gives different output on two runs: seed it, or mark it "
        r'unstable="true"; nothing was recorded)\n'
        r"     first run: (\d+)\n"
        r"    second run: (\d+)\n"
        r"    \2 became \3",
        session.tests["pytorch/linear.py::backward"],
    )
    assert match
    assert session.tests["pytorch/linear.py::create"] == "Skipped: pytorch/linear not recorded: see 'backward'"
    assert RECORD.read_bytes() == before


def test_output_that_is_marked_unstable_is_recorded(tested: PytestProject) -> None:
    write("snippets/pytorch/linear.py", '# %% time unstable="true"\nimport os\n\nprint(os.getpid())\n')
    assert tested.record().tests == {"pytorch/linear.py::time": "passed"}
    assert tested.check().tests == {"pytorch/linear.py::time": "passed"}


def test_a_written_file_is_kept_beside_the_record_and_read_by_another_framework(tested: PytestProject) -> None:
    write(
        "snippets/pytorch/linear.py",
        """
        # %% save writes="weights.txt"
        with open("weights.txt", "w") as file:
            print(file.write("1.5"))
        """,
    )
    write(
        "snippets/tensorflow/linear.py",
        """
        # %% load
        with open("weights.txt") as file:
            print(file.read())
        """,
    )
    kept = Path("snippets/pytorch/linear.weights.txt")
    assert tested.check("snippets/pytorch", "--record-snippets").status == 0
    assert kept.read_text() == "1.5"
    assert tested.run("snippets/tensorflow", "--record-snippets").status == 0
    record = json.loads(Path("snippets/tensorflow/linear.ipynb").read_text())
    assert [cell["outputs"][0]["text"] for cell in record["cells"]] == [["1.5\n"]]
    kept.unlink()
    assert tested.check("snippets/pytorch", "--record-snippets").lines[0] == "snippets/pytorch/linear.ipynb: recorded"
    kept.write_text("2.5")
    assert tested.check("snippets/pytorch").tests == {
        "pytorch/linear.py::save": (
            "snippets/pytorch/linear.weights.txt: is not the file that was recorded: nox -s record -- linear"
        )
    }
    assert tested.check("snippets/pytorch", "--record-snippets").lines[0] == "snippets/pytorch/linear.ipynb: recorded"
    assert kept.read_text() == "1.5"


def test_a_cell_that_needs_a_gpu_keeps_its_record_where_there_is_none(
    tested: PytestProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = LINEAR + '\n    # %% on-gpu needs="cuda"\n    print("GPU")\n'
    write("snippets/pytorch/linear.py", text)
    session = tested.record()
    assert session.status == 1
    assert session.tests["pytorch/linear.py::on-gpu"] == (
        "snippets/pytorch/linear.py:11: cell 'on-gpu' needs a GPU, and was never recorded on one as it is now"
    )
    assert not RECORD.exists()

    monkeypatch.setenv("STUB_GPU", "Stub 100")
    assert tested.run("snippets", "--record-snippets").status == 0
    session = tested.check()
    assert session.status == 0
    assert session.tests["pytorch/linear.py::on-gpu"] == "Skipped: needs a GPU; the record was made on Stub 100"

    write("snippets/pytorch/linear.py", text.replace("print(1.5)", "print(3.5)"))
    session = tested.record()
    assert session.tests["pytorch/linear.py::forward"] == "passed"
    assert session.tests["pytorch/linear.py::on-gpu"] == "Skipped: needs a GPU; its record is kept"
    record = json.loads(RECORD.read_text())
    assert [cell["outputs"][0]["text"] for cell in record["cells"][1:]] == [["3.5\n"], ["done\n"], ["GPU\n"]]
    assert record["metadata"]["rosetta"]["device"] == "Stub 100"


def test_a_figure_is_recorded_with_its_size_and_agrees_with_its_record(tested: PytestProject) -> None:
    write(
        "snippets/pytorch/linear.py",
        """
        # %% curves alt="A rising line."
        import matplotlib.pyplot as plt

        plt.figure(figsize=(2, 1))
        plt.plot([1, 2])
        plt.show()
        """,
    )
    assert tested.record().status == 0
    (cell,) = json.loads(RECORD.read_text())["cells"]
    assert set(cell["outputs"][0]["metadata"]["image/png"]) == {"width", "height"}
    assert tested.check().tests == {"pytorch/linear.py::curves": "passed"}


def test_the_address_of_an_object_is_told_as_what_no_seed_keeps(tested: PytestProject) -> None:
    write("snippets/pytorch/linear.py", "# %% create\nimport os\n\nprint(f'<Thing at 0x{os.getpid():x}>')\n")
    assert tested.record().tests["pytorch/linear.py::create"].partition("\n")[0] == (
        "snippets/pytorch/linear.py:1: linear/create gives different output on two runs: no seed keeps the address "
        'of an object: print something else of it, or mark it unstable="true"; nothing was recorded'
    )


def test_an_output_of_too_many_lines_is_not_recorded(tested: PytestProject) -> None:
    write("snippets/pytorch/linear.py", "# %% create\nfor n in range(900):\n    print(n)\n")
    assert tested.record().tests["pytorch/linear.py::create"] == (
        "snippets/pytorch/linear.py:1: cell 'create' puts out 900 lines; the limit is 200: print fewer of them"
    )
    write("snippets/pytorch/linear.py", "# %% create\nfor n in range(200):\n    print(n)\n")
    assert tested.record().tests["pytorch/linear.py::create"] == "passed"


def test_written_files_that_differ_between_two_runs_are_not_recorded(tested: PytestProject) -> None:
    write(
        "snippets/pytorch/linear.py",
        """
        # %% save writes="weights.npz"
        import os

        import numpy as np

        np.savez("weights.npz", w=np.array([float(os.getpid())]))
        """,
    )
    session = tested.record()
    assert session.status == 1
    assert re.fullmatch(
        r"snippets/pytorch/linear.py:1: linear/save gives different output on two runs: seed it, or mark it "
        r'unstable="true"; nothing was recorded\n'
        r"    weights.npz: 'w' moved by \d+; rtol 1e-05, atol 1e-06",
        session.tests["pytorch/linear.py::save"],
    )
    assert sorted(path.name for path in Path("snippets/pytorch").iterdir()) == ["linear.py"]


EXCHANGE = """
    # %% save writes="weights_{own}.txt"
    with open("weights_{own}.txt", "w") as file:
        print(file.write("{own}"))

    # %% load
    with open("weights_{other}.txt") as file:
        print(file.read())
    """


def test_two_frameworks_that_exchange_files_are_recorded_from_nothing(tested: PytestProject) -> None:
    for own, other in (("pytorch", "tensorflow"), ("tensorflow", "pytorch")):
        write(f"snippets/{own}/linear.py", EXCHANGE.format(own=own, other=other))
    waits = (
        "snippets/pytorch/linear.py:5: cell 'load' waits for weights_tensorflow.txt, which "
        "snippets/tensorflow/linear.py has to write: nox -s record -- linear"
    )

    first = tested.check("snippets/pytorch", "--record-snippets", "--snippet-may-wait")
    assert first.status == 0
    assert set(first.tests.values()) == {"Skipped: waits for a file of another framework"}
    assert first.lines[0] == waits
    assert Path("snippets/pytorch/linear.weights_pytorch.txt").read_text() == "pytorch"
    assert not RECORD.exists()

    second = tested.run("snippets/tensorflow", "--record-snippets", "--snippet-may-wait")
    assert second.status == 0
    assert second.lines[0] == "snippets/tensorflow/linear.ipynb: recorded"

    third = tested.check("snippets/pytorch", "--record-snippets")
    assert third.status == 0
    assert third.lines[0] == "snippets/pytorch/linear.ipynb: recorded"
    for framework in ("pytorch", "tensorflow"):
        fresh_record(read_snippet(Path(f"snippets/{framework}/linear.py")))
    assert tested.check("snippets/pytorch").status == 0


def test_a_file_that_waits_fails_unless_it_may(tested: PytestProject) -> None:
    for own, other in (("pytorch", "tensorflow"), ("tensorflow", "pytorch")):
        write(f"snippets/{own}/linear.py", EXCHANGE.format(own=own, other=other))
    session = tested.check("snippets/pytorch", "--record-snippets")
    assert session.status == 1
    assert session.tests == {
        "pytorch/linear.py::save": "Skipped: pytorch/linear not recorded: see 'load'",
        "pytorch/linear.py::load": (
            "snippets/pytorch/linear.py:5: cell 'load' waits for weights_tensorflow.txt, which "
            "snippets/tensorflow/linear.py has to write: nox -s record -- linear"
        ),
    }


def test_a_failure_before_the_cell_that_reads_is_no_waiting(tested: PytestProject) -> None:
    write("snippets/pytorch/linear.py", EXCHANGE.format(own="pytorch", other="tensorflow").replace("write(", "wirte("))
    write("snippets/tensorflow/linear.py", EXCHANGE.format(own="tensorflow", other="pytorch"))
    session = tested.check("snippets/pytorch", "--record-snippets", "--snippet-may-wait")
    assert session.status == 1
    assert session.tests["pytorch/linear.py::save"].startswith(
        "snippets/pytorch/linear.py:3: cell 'save' raised AttributeError: "
    )
    assert not Path("snippets/pytorch/linear.weights_pytorch.txt").exists()


def test_a_written_file_that_agrees_within_tolerance_leaves_the_kept_one_as_it_is(
    tested: PytestProject,
) -> None:
    text = """
        # %% save writes="weights.npz"
        import numpy as np

        np.savez("weights.npz", w=np.array([1.5]))

        # %% more
        print(1)
        """
    write("snippets/pytorch/linear.py", text)
    assert tested.record().status == 0
    before = Path("snippets/pytorch/linear.weights.npz").read_bytes()
    write("snippets/pytorch/linear.py", text.replace("1.5", "1.500001").replace("print(1)", "print(2)"))
    assert tested.record().lines[0] == "snippets/pytorch/linear.ipynb: recorded"
    assert Path("snippets/pytorch/linear.weights.npz").read_bytes() == before
    assert tested.check().status == 0
    write("snippets/pytorch/linear.py", text.replace("1.5", "2.5"))
    assert tested.record().lines[0] == "snippets/pytorch/linear.ipynb: recorded"
    assert Path("snippets/pytorch/linear.weights.npz").read_bytes() != before
