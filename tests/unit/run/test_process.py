"""A run follows its process to the end, and tells each way in which that can end."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from pathlib import Path

import pytest
from running import assert_told, failure, outputs, run
from tiny_project import Project

from rosetta.record.outcome import Run
from rosetta.run import process as process_module
from rosetta.run.process import run_snippet, stop_runs

pytestmark = pytest.mark.usefixtures("pytorch_server")

FAILURES = {
    "os._exit": (
        """
        # %% create
        import os

        os._exit(0)
        """,
        "snippets/pytorch/linear.py:1: cell 'create' ended the process with exit code 0, as os._exit does",
    ),
    "os._exit by a process whose children live on": (
        """
        # %% create
        import os
        import time

        if os.fork() == 0:
            time.sleep(1000)
        os._exit(3)
        """,
        "snippets/pytorch/linear.py:1: cell 'create' ended the process with exit code 3, as os._exit does",
    ),
    "a signal": (
        """
        # %% create
        w = 1

        # %% train
        import os

        os.kill(os.getpid(), 9)
        """,
        "snippets/pytorch/linear.py:4: cell 'train' killed by signal 9 (SIGKILL), perhaps out of memory",
    ),
    "an abort, with the library's last words": (
        """
        # %% create
        import os

        os.write(2, b"LLVM ERROR: inconsistency in registered CommandLine options")
        os.abort()
        """,
        """
        snippets/pytorch/linear.py:1: cell 'create' killed by signal 6 (SIGABRT)
            written to the error descriptor:
        LLVM ERROR: inconsistency in registered CommandLine options
        """,
    ),
}


@pytest.mark.parametrize("case", FAILURES)
def test_a_failure_is_told_with_its_place(project: Project, case: str) -> None:
    assert_told(project, *FAILURES[case])


def test_a_run_tells_outputs_values_versions_and_device(project: Project) -> None:
    done = run(
        project,
        """
        # %% create same="w"
        import numpy as np

        w = np.array([1.5, 2.5], dtype="float32")

        # %% forward
        print(w.sum())
        w
        """,
    )
    assert (done.failure, done.device, done.skipped, done.files) == (None, "CPU", set(), {})
    assert list(done.versions) == ["python", "torch", "torchvision", "numpy"]
    assert done.versions["torch"] == "0.0"
    assert str(done.cells["create"].values["w"]) == "float32 (2,)"
    assert done.cells["create"].values["w"].values == (1.5, 2.5)
    assert done.cells["create"].outputs == []
    assert done.cells["forward"].outputs == [
        {"output_type": "stream", "name": "stdout", "text": "4.0\n"},
        {
            "output_type": "execute_result",
            "data": {"text/plain": "array([1.5, 2.5], dtype=float32)"},
            "metadata": {},
            "execution_count": None,
        },
    ]
    assert 0 < done.seconds < done.wall


def test_an_endless_loop_ends_at_the_time_limit_and_its_line_is_told(project: Project) -> None:
    text = """
    # %% create
    def wait(n):
        while n: pass

    # %% train
    wait(1)
    """
    assert failure(project, text, time_limit=1) == (
        "snippets/pytorch/linear.py:3: cell 'train' still running after 1 s\n"
        "    linear.py:6 in cell 'train'\n        wait(1)\n"
        "    linear.py:3 in wait\n        while n: pass"
    )


def test_a_kept_file_lies_in_the_working_folder_of_another_framework_that_names_it(project: Project) -> None:
    project.write("snippets/tensorflow/linear.weights.txt", "1.5")
    project.write("snippets/tensorflow/linear.not_named.txt", "4.5")
    project.write("snippets/tensorflow/linear.ipynb", "{}")
    project.write("snippets/tensorflow/linear.py", "# %% create\nw = 1\n")
    project.write("snippets/tensorflow/attention.weights.txt", "2.5")
    project.write("snippets/pytorch/linear.own.txt", "3.5")
    text = """
    # %% create
    from pathlib import Path

    for path in Path(".").iterdir():  # only weights.txt
        print(path, path.read_text())
    """
    assert outputs(project, text) == [{"output_type": "stream", "name": "stdout", "text": "weights.txt 1.5\n"}]


def test_stopping_ends_the_runs_that_are_under_way(project: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
    begun = tmp_path_factory.mktemp("begun") / "begun"
    os.mkfifo(begun)
    text = f"""
    # %% train
    with open("{begun}", "w"):
        pass
    while True:
        pass
    """
    runs: list[Run] = []
    thread = threading.Thread(target=lambda: runs.append(run(project, text)))
    thread.start()
    begun.read_text()
    stop_runs()
    thread.join()
    assert [str(done.failure) for done in runs] == [
        f"snippets/pytorch/linear.py:1: cell 'train' killed by signal {signal.SIGKILL} (SIGKILL), perhaps out of memory"
    ]


def test_the_working_folder_is_gone_after_the_run(project: Project) -> None:
    (output,) = outputs(project, "# %% create\nimport os\n\nprint(os.getcwd())\n")
    assert Path(output["text"].strip()).name == "work"
    assert not Path(output["text"].strip()).parent.exists()


def test_a_path_given_from_another_folder_is_told_as_it_is_from_here(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    snippet = project.snippet("pytorch", "linear", "# %% create\n1 / 0\n")
    monkeypatch.chdir(project.root / "snippets")
    done = run_snippet(snippet)
    assert str(done.failure).splitlines()[0] == (
        "pytorch/linear.py:2: cell 'create' raised ZeroDivisionError: division by zero"
    )


def test_a_process_is_spawned_where_there_is_no_fork(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process_module, "process_context", lambda: multiprocessing.get_context("spawn"))
    done = run(project, "# %% create\nimport torch\n\nprint(torch.cuda.is_available())\n1 / 0\n")
    assert str(done.failure).splitlines()[0] == (
        "snippets/pytorch/linear.py:5: cell 'create' raised ZeroDivisionError: division by zero"
    )
    assert done.versions["torch"] == "0.0"


def test_the_line_of_an_endless_loop_is_told_whatever_the_path_and_the_function_are_called(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = project.root / "größe 日"
    folder.mkdir()
    monkeypatch.chdir(folder)
    text = """
    # %% create
    def wärme(n):
        while n: pass

    wärme(1)
    """
    assert failure(Project(folder, project.capture), text, time_limit=0.5) == (
        "snippets/pytorch/linear.py:3: cell 'create' still running after 0.5 s\n"
        "    linear.py:5 in cell 'create'\n        wärme(1)\n"
        "    linear.py:3 in wärme\n        while n: pass"
    )


def test_a_snippet_that_cancels_its_own_time_limit_is_ended(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process_module, "GRACE", 0.5)
    text = """
    # %% create
    import faulthandler

    faulthandler.cancel_dump_traceback_later()
    while True: pass
    """
    assert failure(project, text, time_limit=0.5) == (
        "snippets/pytorch/linear.py:1: cell 'create' still running after 1 s; it did not end at the limit of 0.5 s"
    )


def test_the_script_that_started_the_session_is_not_imported_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = project.write("session.py", "raise SystemExit('imported again')\n")
    monkeypatch.setattr(sys.modules["__main__"], "__file__", str(script))
    monkeypatch.setattr(sys.modules["__main__"], "__spec__", None)
    assert outputs(project, "# %% create\nw = 1\n") == []
