"""Which files run, what stops them, and what the closing lines tell."""

from __future__ import annotations

import os
import re
import signal as signals
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from filelock import FileLock
from pytest_project import LINEAR, RECORD, PytestProject, write
from tiny_project import STUBS

from rosetta.run.session import SnippetSession

pytest_plugins = ["pytester"]


def test_the_summary_tells_what_was_recorded_and_the_time(tested: PytestProject) -> None:
    first, server, time = tested.record().lines[:3]
    assert first == "snippets/pytorch/linear.ipynb: recorded"
    assert re.fullmatch(r"server: \d+\.\d\d s to start it and to import what the files share", server)
    assert re.fullmatch(r"PyTorch: 2 runs, \d+\.\d\d s in the cells, \d+\.\d\d s a run beyond them", time)
    assert tested.record("--snippet-again").lines[0] == "snippets/pytorch/linear.ipynb: as it was"
    assert re.fullmatch(r"PyTorch: 1 run, .*", tested.check().lines[1])


def test_a_file_that_is_as_it_was_recorded_is_not_run(recorded: PytestProject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rosetta.run.session.start_server", None)  # would fail, were it called
    before, written = RECORD.read_bytes(), RECORD.stat().st_ino
    session = recorded.record()
    assert session.status == 0
    assert set(session.tests.values()) == {"Skipped: as it was (not run)"}
    assert session.lines[0] == "snippets/pytorch/linear.ipynb: as it was (not run)"
    assert "server: " not in session.output
    assert (RECORD.read_bytes(), RECORD.stat().st_ino) == (before, written)


def test_only_files_that_changed_are_run(recorded: PytestProject) -> None:
    write("snippets/pytorch/other.py", "# %% create\nprint(1)\n")
    session = recorded.record()
    assert session.tests["pytorch/linear.py::create"] == "Skipped: as it was (not run)"
    assert session.tests["pytorch/other.py::create"] == "passed"
    assert session.lines[:2] == [
        "snippets/pytorch/linear.ipynb: as it was (not run)",
        "snippets/pytorch/other.ipynb: recorded",
    ]


def test_a_second_recording_of_a_file_is_refused_and_of_others_is_not(tested: PytestProject) -> None:
    write("snippets/pytorch/other.py", "# %% create\nprint(1)\n")
    lock = FileLock("snippets/.recording/pytorch.linear.lock")
    Path("snippets/.recording").mkdir()
    with lock:
        session = tested.record()
        assert session.status == 1
        assert session.tests == {
            "pytorch/linear.py::create": (
                "snippets/pytorch/linear.py: is being recorded by another command; wait until that has ended"
            ),
            "pytorch/linear.py::forward": "Skipped: pytorch/linear not recorded: see 'create'",
            "pytorch/linear.py::backward": "Skipped: pytorch/linear not recorded: see 'create'",
            "pytorch/other.py::create": "passed",
        }
    assert not RECORD.exists()
    assert tested.record().status == 0
    assert RECORD.exists()


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
    recorded: PytestProject, signal: str, status: int, limit: int
) -> None:
    pid = Path("pid").absolute()
    write("conftest.py", f"import os\n\nwith open({str(pid)!r}, 'w') as file:\n    file.write(str(os.getpid()))\n")
    write(
        "snippets/pytorch/linear.py",
        f"""
        # %% create
        import os
        import signal
        from pathlib import Path

        # %% forward
        os.kill(int(Path({str(pid)!r}).read_text()), signal.{signal})
        signal.pause()
        """,
    )
    before = {path: path.read_bytes() for path in Path("snippets/pytorch").iterdir()}
    session = recorded.run("snippets", "--record-snippets", "--snippet-jobs=1", f"--snippet-time-limit={limit}")
    assert session.status == status
    assert {path: path.read_bytes() for path in Path("snippets/pytorch").iterdir()} == before


def test_a_run_that_is_about_to_start_when_others_are_ended_is_ended_too(monkeypatch: pytest.MonkeyPatch) -> None:
    file: Any = SimpleNamespace(runs=[])
    session = SnippetSession([file], recording=False, again=False, jobs=1, time_limit=None)
    calls, started = [0, 0], threading.Event()
    file.runs = [session.pool.submit(started.wait, 60)]
    monkeypatch.setattr("rosetta.run.session.stop_runs", lambda: calls.pop() if calls else started.set())
    session.stop()
    assert file.runs[0].result(0)


def test_what_a_framework_writes_while_it_is_imported_is_not_shown(tested: PytestProject) -> None:
    write("snippets/tensorflow/linear.py", "# %% create\nprint(1)\n")
    result = tested.pytester.runpytest_subprocess("snippets/tensorflow", "--record-snippets")
    assert result.ret == 0
    assert "oneDNN" not in result.stdout.str() + result.stderr.str()


@pytest.mark.parametrize("ci", [False, True])
def test_a_framework_that_is_not_installed_is_skipped_and_fails_under_ci(
    recorded: PytestProject, monkeypatch: pytest.MonkeyPatch, ci: bool
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


def test_snippets_of_two_frameworks_are_not_run_in_one_session(recorded: PytestProject) -> None:
    write("snippets/tensorflow/linear.py", LINEAR)
    session = recorded.check()
    assert session.status == 1
    assert session.tests["pytorch/linear.py::create"] == "passed"
    assert session.tests["tensorflow/linear.py::create"] == (
        "snippets/tensorflow/linear.py: another framework's snippets are running in this session: "
        "nox -s snippets-tensorflow"
    )


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (
            [],
            "raise ImportError('libcudart.so.12: cannot open shared object file')",
            ["torch cannot be imported: ImportError: libcudart.so.12: cannot open shared object file"],
        ),
        (
            ["--record-snippets", "--snippet-again"],
            "import os\nos.write(2, b'Illegal instruction\\n')\nos._exit(4)",
            ["importing torch and torchvision ended Python:", "Illegal instruction"],
        ),
    ],
)
def test_a_framework_that_cannot_be_imported_is_told_at_once(
    recorded: PytestProject, monkeypatch: pytest.MonkeyPatch, options: list[str], code: str, told: list[str]
) -> None:
    before = RECORD.read_bytes()
    write("broken/torch/__init__.py", code)
    monkeypatch.setenv("PYTHONPATH", f"{Path('broken').absolute()}{os.pathsep}{STUBS}")
    session = recorded.run("snippets", *options)
    assert session.status == 1
    assert RECORD.read_bytes() == before
    assert "! _pytest.outcomes.Exit: snippets/pytorch: " + "\n".join(told) in session.output
    assert "passed" not in session.output
