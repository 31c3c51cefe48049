"""Each cell is a test of pytest's, judged against the record; with `--record` the record is made."""

from __future__ import annotations

import json
import os
import re
import signal as signals
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from filelock import FileLock
from tiny_project import STUBS

pytest_plugins = ["pytester"]

LINEAR = """
    # %% create same="w"
    w = [1.0, 2.0]

    # %% forward same="y"
    y = [2.5, -4.0]
    print(1.5)

    # %% backward
    print("done")
"""
RECORD = Path("snippets/pytorch/linear.ipynb")


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(dedent(text).removeprefix("\n"), encoding="utf-8")


def edit_record(old: str, new: str, path: Path = RECORD) -> None:
    """Replace `old`, which must stand in the record once, by `new`."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


class Session:
    """What came of a session of pytest's in the project: by test what was told of it, and the closing lines."""

    def __init__(self, result: Any) -> None:
        self.status = int(result.ret)
        self.output = result.stdout.str()
        self.lines = [line for line in self.output.partition("= snippets =")[2].splitlines()[1:] if line]
        self.tests: dict[str, str] = {}
        if hasattr(result, "reprec"):
            for report in result.reprec.getreports("pytest_runtest_logreport"):
                if report.when == "call":
                    told = report.longrepr[2] if report.skipped else report.longreprtext
                    self.tests[report.nodeid.removeprefix("snippets/")] = told or report.outcome


class Project:
    """A project in the working folder."""

    def __init__(self, pytester: pytest.Pytester) -> None:
        self.pytester = pytester

    def check(self, *arguments: str) -> Session:
        """Run pytest on the snippets in this process."""
        return Session(self.pytester.runpytest_inprocess(*(arguments or ["snippets"])))

    def record(self, *arguments: str) -> Session:
        return self.check("snippets", "--record", *arguments)

    def run(self, *arguments: str) -> Session:
        """Run pytest in a process of its own, where it can have another framework's server, or be killed."""
        return Session(self.pytester.runpytest_subprocess(*arguments))


@pytest.fixture
def project(pytester: pytest.Pytester, pytorch_server: None, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with the snippet `linear` of PyTorch, not recorded yet."""
    monkeypatch.delenv("CI", raising=False)
    write("snippets/pytorch/linear.py", LINEAR)
    return Project(pytester)


@pytest.fixture
def recorded(project: Project, made: list[bytes]) -> Project:
    """The same, recorded; the record is made once for all tests."""
    if not made:
        assert project.record().status == 0
        made.append(RECORD.read_bytes())
    RECORD.write_bytes(made[0])
    return project


@pytest.fixture(scope="module")
def made() -> list[bytes]:
    return []


def test_a_recorded_file_passes(recorded: Project) -> None:
    session = recorded.check()
    assert session.status == 0
    assert session.tests == {
        "pytorch/linear.py::create": "passed",
        "pytorch/linear.py::forward": "passed",
        "pytorch/linear.py::backward": "passed",
    }


def test_the_summary_tells_what_was_recorded_and_the_time(project: Project) -> None:
    first, time = project.record().lines[:2]
    assert first == "snippets/pytorch/linear.ipynb: recorded"
    assert re.fullmatch(r"PyTorch: 2 runs, \d+\.\d\d s in the cells, \d+\.\d\d s a run beyond them", time)
    assert project.record().lines[0] == "snippets/pytorch/linear.ipynb: as it was"
    assert re.fullmatch(r"PyTorch: 1 run, .*", project.check().lines[0])


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["snippets", "-k", "forward"], ["forward"]),
        (["snippets", "-k", "create or backward"], ["create", "backward"]),
        (["snippets/pytorch"], ["create", "forward", "backward"]),
        (["snippets/pytorch/linear.py"], ["create", "forward", "backward"]),
        (["snippets/pytorch/linear.py::forward"], ["forward"]),
    ],
)
def test_cells_are_chosen_as_other_tests_are(recorded: Project, arguments: list[str], names: list[str]) -> None:
    session = recorded.check(*arguments)
    assert session.tests == {f"pytorch/linear.py::{name}": "passed" for name in names}


def test_collecting_runs_nothing(project: Project) -> None:
    write("snippets/pytorch/linear.py", "# %% create\nopen('/nonexistent/file')\n")
    session = project.check("snippets", "--collect-only", "-q")
    assert (session.status, session.tests, session.lines) == (0, {}, [])
    assert session.output.splitlines()[0] == "snippets/pytorch/linear.py::create"


def test_other_python_files_are_left_alone(project: Project) -> None:
    write("snippets/pytorch/parts/helper.py", "1 / 0\n")
    write("elsewhere/pytorch/helper.py", "1 / 0\n")
    write("snippets/helper.py", "1 / 0\n")
    session = project.check(".", "-k", "helper")
    assert (session.status, session.tests) == (5, {})


def test_output_that_differs_from_the_record_is_told_with_the_number_that_moved(recorded: Project) -> None:
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


def test_values_that_differ_from_the_record_are_told(recorded: Project) -> None:
    edit_record("-4.0\n", "-4.5\n")
    assert recorded.check().tests["pytorch/linear.py::forward"] == (
        "snippets/pytorch/linear.py:4: cell 'forward' does not agree with its record\n"
        "    'y' moved by 0.5 at [1]; rtol 1e-05, atol 1e-06"
    )


def test_values_are_compared_by_name(project: Project) -> None:
    write("snippets/pytorch/linear.py", '# %% create same="y, x" differs="w" why="Made up."\nw, x, y = 1, 2, 3\n')
    assert project.record().status == 0
    assert project.check().tests == {"pytorch/linear.py::create": "passed"}


def test_other_versions_are_told_at_the_end_and_with_every_difference(recorded: Project) -> None:
    edit_record('"torch": "0.0"', '"torch": "9.9"')
    session = recorded.check()
    assert session.status == 0
    assert session.lines[0] == "snippets/pytorch/linear.ipynb: recorded with other versions: torch 9.9, now 0.0"
    edit_record('"1.5\\n"', '"1.25\\n"')
    assert recorded.check().tests["pytorch/linear.py::forward"].splitlines()[-1] == (
        "    recorded with other versions: torch 9.9, now 0.0"
    )


def test_another_patch_release_of_python_is_no_other_version(recorded: Project) -> None:
    python = ".".join(map(str, sys.version_info[:2]))
    text = re.sub(r'"python": "[^"]+"', f'"python": "{python}.99"', RECORD.read_text(encoding="utf-8"))
    RECORD.write_text(text, encoding="utf-8")
    assert recorded.check().lines[0].startswith("PyTorch: 1 run")


def test_a_file_without_a_record_fails_once(project: Project) -> None:
    told = "snippets/pytorch/linear.py:1: has no record: nox -s record -- linear"
    session = project.check()
    assert session.status == 1
    assert session.tests == {
        "pytorch/linear.py::create": told,
        "pytorch/linear.py::forward": f"Skipped: not judged: {told}",
        "pytorch/linear.py::backward": f"Skipped: not judged: {told}",
    }


def test_a_stale_record_is_told_at_the_cell_that_has_changed(recorded: Project) -> None:
    write("snippets/pytorch/linear.py", LINEAR.replace("print(1.5)", "print(1.5 * 1)"))
    told = (
        "snippets/pytorch/linear.py:4: was recorded from another version of linear.py (changed: forward): "
        "nox -s record -- linear"
    )
    session = recorded.check()
    assert session.status == 1
    assert session.tests == {
        "pytorch/linear.py::create": f"Skipped: not judged: {told}",
        "pytorch/linear.py::forward": told,
        "pytorch/linear.py::backward": f"Skipped: not judged: {told}",
    }
    assert recorded.check("snippets", "-k", "backward").tests == {"pytorch/linear.py::backward": told}


def test_cells_after_a_failure_are_not_reached(recorded: Project) -> None:
    write("snippets/pytorch/linear.py", LINEAR.replace("print(1.5)", "1 / 0"))
    told = "snippets/pytorch/linear.py:6: cell 'forward' raised ZeroDivisionError: division by zero"
    session = recorded.check()
    assert session.status == 1
    assert session.tests["pytorch/linear.py::forward"] == (f"{told}\n    linear.py:6 in cell 'forward'\n        1 / 0")
    assert session.tests["pytorch/linear.py::backward"] == f"Skipped: not judged: {told}"


def test_a_chosen_cell_that_is_not_reached_fails(recorded: Project) -> None:
    write("snippets/pytorch/linear.py", LINEAR.replace("print(1.5)", "1 / 0"))
    session = recorded.check("snippets", "-k", "backward")
    assert session.status == 1
    assert session.tests["pytorch/linear.py::backward"].startswith(
        "snippets/pytorch/linear.py:6: cell 'forward' raised ZeroDivisionError: division by zero\n"
    )


def test_the_time_limit_is_an_option(project: Project) -> None:
    write("snippets/pytorch/linear.py", "# %% train\nwhile True: pass\n")
    assert project.check("snippets", "--time-limit", "1").tests["pytorch/linear.py::train"] == (
        "snippets/pytorch/linear.py:2: cell 'train' still running after 1 s\n"
        "    linear.py:2 in cell 'train'\n        while True: pass"
    )


@pytest.mark.parametrize("recording", [False, True])
def test_bad_files_do_not_stop_the_others(recorded: Project, recording: bool) -> None:
    write("snippets/pytorch/broken.py", "# %% create\nw = (\n")
    write("snippets/pytorch/killed.py", "# %% create\nimport os\n\nos.kill(os.getpid(), 9)\n")
    session = recorded.check("snippets", *["--record"] * recording)
    assert session.status == 1
    assert session.tests == {
        "pytorch/broken.py::read": (
            "snippets/pytorch/broken.py:2: SyntaxError: '(' was never closed\n    w = (\n        ^"
        ),
        "pytorch/killed.py::create": (
            "snippets/pytorch/killed.py:1: cell 'create' killed by signal 9 (SIGKILL), perhaps out of memory"
        ),
        "pytorch/linear.py::create": "passed",
        "pytorch/linear.py::forward": "passed",
        "pytorch/linear.py::backward": "passed",
    }
    assert not Path("snippets/pytorch/killed.ipynb").exists()


def test_recording_an_unchanged_file_changes_no_byte(recorded: Project) -> None:
    before, written = RECORD.read_bytes(), RECORD.stat().st_ino
    session = recorded.record()
    assert session.lines[0] == "snippets/pytorch/linear.ipynb: as it was"
    assert (RECORD.read_bytes(), RECORD.stat().st_ino) == (before, written)
    RECORD.unlink()
    recorded.record()
    times = re.compile(rb'"seconds": [\d.]+')
    assert times.sub(b"", RECORD.read_bytes()) == times.sub(b"", before)


def test_recording_leaves_a_record_alone_that_agrees_within_tolerance(recorded: Project) -> None:
    edit_record('"1.5\\n"', '"1.500001\\n"')
    before = RECORD.read_bytes()
    assert recorded.record().lines[0] == "snippets/pytorch/linear.ipynb: as it was"
    assert RECORD.read_bytes() == before


@pytest.mark.parametrize(("old", "new"), [('"1.5\\n"', '"1.25\\n"'), ('"torch": "0.0"', '"torch": "9.9"')])
def test_recording_mends_a_record_that_differs(recorded: Project, old: str, new: str) -> None:
    before = RECORD.read_bytes()
    edit_record(old, new)
    assert recorded.record().lines[0] == "snippets/pytorch/linear.ipynb: recorded"
    times = re.compile(rb'"seconds": [\d.]+')
    assert times.sub(b"", RECORD.read_bytes()) == times.sub(b"", before)


def test_output_that_differs_between_two_runs_is_not_recorded(recorded: Project) -> None:
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
    assert session.tests["pytorch/linear.py::create"] == f"Skipped: not judged: {match[1]}"
    assert RECORD.read_bytes() == before


def test_output_that_is_marked_unstable_is_recorded(project: Project) -> None:
    write("snippets/pytorch/linear.py", '# %% time unstable="true"\nimport os\n\nprint(os.getpid())\n')
    assert project.record().tests == {"pytorch/linear.py::time": "passed"}
    assert project.check().tests == {"pytorch/linear.py::time": "passed"}


def test_a_file_that_fails_is_not_recorded(recorded: Project) -> None:
    before = RECORD.read_bytes()
    write("snippets/pytorch/linear.py", LINEAR.replace("print(1.5)", "1 / 0"))
    session = recorded.record()
    assert session.status == 1
    assert session.tests["pytorch/linear.py::create"] == (
        "Skipped: not recorded: snippets/pytorch/linear.py:6: cell 'forward' raised ZeroDivisionError: division by zero"
    )
    assert session.tests["pytorch/linear.py::forward"].startswith("snippets/pytorch/linear.py:6: cell 'forward' raised")
    assert RECORD.read_bytes() == before


def test_a_second_recording_is_refused(recorded: Project) -> None:
    before = RECORD.read_bytes()
    with FileLock("snippets/.recording.lock"):
        session = recorded.record()
        assert (session.status, session.tests) == (1, {})
        assert "! _pytest.outcomes.Exit: snippets: another recording is under way; wait until it has ended !" in (
            session.output
        )
        assert recorded.check().status == 0
    assert RECORD.read_bytes() == before
    assert recorded.record().status == 0


@pytest.fixture
def _interruptible() -> Iterator[None]:
    """A shell's background job ignores SIGINT, and so would everything that it starts."""
    before = signals.signal(signals.SIGINT, signals.default_int_handler)
    yield
    signals.signal(signals.SIGINT, before)


@pytest.mark.usefixtures("_interruptible")
@pytest.mark.parametrize(
    ("signal", "status", "limit"),
    [
        ("SIGKILL", -9, 3),  # the snippet's process is not ended with pytest, but at its limit
        ("SIGINT", 2, 3600),  # pytest would wait for it, were it not ended
    ],
)
def test_a_recording_that_is_interrupted_leaves_everything_as_it_was(
    recorded: Project, signal: str, status: int, limit: int
) -> None:
    write(
        "snippets/pytorch/linear.py",
        f"""
        # %% create
        import os
        import signal
        from pathlib import Path

        # %% forward
        parent = os.getppid()
        for _ in ("the fork server", "pytest"):
            parent = int(Path(f"/proc/{{parent}}/stat").read_text().rpartition(")")[2].split()[1])
        os.kill(parent, signal.{signal})
        signal.pause()
        """,
    )
    before = {path: path.read_bytes() for path in Path("snippets/pytorch").iterdir()}
    session = recorded.run("snippets", "--record", "--jobs=1", f"--time-limit={limit}")
    assert session.status == status
    assert {path: path.read_bytes() for path in Path("snippets/pytorch").iterdir()} == before


def test_a_written_file_is_kept_beside_the_record_and_read_by_another_framework(project: Project) -> None:
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
    assert project.check("snippets/pytorch", "--record").status == 0
    assert kept.read_text() == "1.5"
    assert project.run("snippets/tensorflow", "--record").status == 0
    record = json.loads(Path("snippets/tensorflow/linear.ipynb").read_text())
    assert [cell["outputs"][0]["text"] for cell in record["cells"]] == [["1.5\n"]]
    kept.unlink()
    assert project.check("snippets/pytorch", "--record").lines[0] == "snippets/pytorch/linear.ipynb: recorded"
    kept.write_text("2.5")
    assert "    linear.weights.txt changed\n" in project.run("snippets/pytorch").output
    assert project.check("snippets/pytorch", "--record").lines[0] == "snippets/pytorch/linear.ipynb: recorded"
    assert kept.read_text() == "1.5"
    assert kept.read_text() == "1.5"


def test_what_a_framework_writes_while_it_is_imported_is_not_shown(project: Project) -> None:
    write("snippets/tensorflow/linear.py", "# %% create\nprint(1)\n")
    result = project.pytester.runpytest_subprocess("snippets/tensorflow", "--record")
    assert result.ret == 0
    assert "oneDNN" not in result.stdout.str() + result.stderr.str()


def test_a_cell_that_needs_a_gpu_keeps_its_record_where_there_is_none(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = LINEAR + '\n    # %% on-gpu needs="cuda"\n    print("GPU")\n'
    write("snippets/pytorch/linear.py", text)
    session = project.record()
    assert session.status == 1
    assert session.tests["pytorch/linear.py::on-gpu"] == (
        "snippets/pytorch/linear.py:11: cell 'on-gpu' needs a GPU, and was never recorded on one as it is now"
    )
    assert not RECORD.exists()

    monkeypatch.setenv("STUB_GPU", "Stub 100")
    assert project.run("snippets", "--record").status == 0
    session = project.check()
    assert session.status == 0
    assert session.tests["pytorch/linear.py::on-gpu"] == "Skipped: needs a GPU; the record was made on Stub 100"

    write("snippets/pytorch/linear.py", text.replace("print(1.5)", "print(3.5)"))
    session = project.record()
    assert session.tests["pytorch/linear.py::forward"] == "passed"
    assert session.tests["pytorch/linear.py::on-gpu"] == "Skipped: needs a GPU; its record is kept"
    record = json.loads(RECORD.read_text())
    assert [cell["outputs"][0]["text"] for cell in record["cells"][1:]] == [["3.5\n"], ["done\n"], ["GPU\n"]]
    assert record["metadata"]["rosetta"]["device"] == "Stub 100"


def test_a_figure_is_recorded_with_its_size_and_agrees_with_its_record(project: Project) -> None:
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
    assert project.record().status == 0
    (cell,) = json.loads(RECORD.read_text())["cells"]
    assert set(cell["outputs"][0]["metadata"]["image/png"]) == {"width", "height"}
    assert project.check().tests == {"pytorch/linear.py::curves": "passed"}


@pytest.mark.parametrize("ci", [False, True])
def test_a_framework_that_is_not_installed_is_skipped_and_fails_under_ci(
    recorded: Project, monkeypatch: pytest.MonkeyPatch, ci: bool
) -> None:
    monkeypatch.setattr(sys, "path", [path for path in sys.path if path != str(STUBS)])
    if ci:
        monkeypatch.setenv("CI", "true")
    session = recorded.check()
    told = "torch is not installed here: nox -s snippets-pytorch"
    assert session.status == int(ci)
    assert session.tests["pytorch/linear.py::create"] == (
        f"snippets/pytorch/linear.py: {told}" if ci else f"Skipped: {told}"
    )
    assert session.tests["pytorch/linear.py::forward"].startswith("Skipped: ")


def test_snippets_of_two_frameworks_are_not_run_in_one_session(recorded: Project) -> None:
    write("snippets/tensorflow/linear.py", LINEAR)
    session = recorded.check()
    assert session.status == 1
    assert session.tests["pytorch/linear.py::create"] == "passed"
    assert session.tests["tensorflow/linear.py::create"] == (
        "snippets/tensorflow/linear.py: another framework's snippets are running in this session: "
        "nox -s snippets-tensorflow"
    )


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (
            "raise ImportError('libcudart.so.12: cannot open shared object file')",
            ["torch cannot be imported: ImportError: libcudart.so.12: cannot open shared object file"],
        ),
        (
            "import os\nos.write(2, b'Illegal instruction\\n')\nos._exit(4)",
            ["importing torch and torchvision ended Python:", "Illegal instruction"],
        ),
    ],
)
def test_a_framework_that_cannot_be_imported_is_told_at_once(
    recorded: Project, monkeypatch: pytest.MonkeyPatch, code: str, told: list[str]
) -> None:
    write("broken/torch/__init__.py", code)
    monkeypatch.setenv("PYTHONPATH", f"{Path('broken').absolute()}{os.pathsep}{STUBS}")
    session = recorded.run("snippets")
    assert session.status == 1
    assert "! _pytest.outcomes.Exit: snippets/pytorch: " + "\n".join(told) in session.output
    assert "passed" not in session.output


def test_the_plugin_loads_where_no_snippet_can_run() -> None:
    code = "import sys, rosetta.run.plugin; print({'IPython', 'matplotlib'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
