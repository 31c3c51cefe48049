"""One process imports a framework, and the files' processes are forked from it."""

from __future__ import annotations

import multiprocessing
import os
from typing import Any

import pytest
from running import printed
from tiny_project import Project

from rosetta.run import server
from rosetta.run.process import run_snippet


@pytest.mark.usefixtures("pytorch_server")
def test_a_run_finds_modules_imported_and_one_thread_set(project: Project) -> None:
    text = """
    # %% create
    import os
    import sys

    print({"torch", "torchvision", "matplotlib.pyplot"} <= set(sys.modules))
    print(os.environ["OMP_NUM_THREADS"], os.environ["TF_NUM_INTRAOP_THREADS"], os.environ["PYTHONHASHSEED"])
    """
    assert printed(project, text) == "True\n1 1 0\n"


@pytest.mark.usefixtures("pytorch_server")
def test_the_framework_must_have_been_imported_by_the_server(project: Project) -> None:
    done = run_snippet(project.snippet("tensorflow", "linear", "# %% create\nw = 1\n"))
    assert str(done.failure).splitlines()[0] == "snippets/tensorflow/linear.py: could not be run:"
    assert str(done.failure).splitlines()[-1] == (
        "ImportError: tensorflow was not imported before the process was forked"
    )


def test_where_processes_are_spawned_there_is_no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    spawn = multiprocessing.get_context("spawn")
    monkeypatch.setattr(server, "process_context", lambda: spawn)
    monkeypatch.setattr(spawn, "set_forkserver_preload", lambda names: pytest.fail("a server is to be started"))
    monkeypatch.setenv("KERAS_BACKEND", "jax")
    server.start_server("keras")
    assert os.environ["KERAS_BACKEND"] == "tensorflow"


class Connection:
    """Keeps what is sent."""

    def __init__(self) -> None:
        self.sent: list[Any] = []

    def send(self, message: Any) -> None:
        self.sent.append(message)


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("os", "sys"), ""),
        (
            ("no_module",),
            "no_module cannot be imported: ModuleNotFoundError: No module named 'no_module'",
        ),
    ],
)
def test_a_server_tells_what_it_could_not_import(names: tuple[str, ...], told: str) -> None:
    connection = Connection()
    server._tell_preloaded(connection, names)  # type: ignore[arg-type]
    assert connection.sent[0] == told


def test_what_is_written_to_the_error_descriptor_meanwhile_is_set_aside(capfd: pytest.CaptureFixture[str]) -> None:
    with server._errors_set_aside() as told:
        os.write(2, b"I0000 oneDNN is on\n")
        told.seek(0)
        assert told.read() == "I0000 oneDNN is on\n"
    os.write(2, b"after\n")
    assert capfd.readouterr().err == "after\n"
