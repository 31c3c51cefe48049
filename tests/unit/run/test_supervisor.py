"""Nothing that a snippet starts outlives its run."""

from __future__ import annotations

import os
import sys

import pytest
from running import Alive, failure, outputs, run
from tiny_project import Project

from rosetta.run.supervisor import _descendants

pytestmark = [
    pytest.mark.usefixtures("pytorch_server"),
    pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process in another group lives on"),
]

SLEEPER = """
    # %% create
    import subprocess

    with open("{alive}", "w") as file:
        process = subprocess.Popen(["sleep", "1000"], stdout=file, start_new_session=True)
"""


def test_a_process_in_a_session_of_its_own_ends_with_the_run(project: Project, alive: Alive) -> None:
    assert outputs(project, SLEEPER.format(alive=alive.path)) == []
    alive.assert_nobody()


def test_so_it_does_where_the_cell_fails(project: Project, alive: Alive) -> None:
    text = SLEEPER.format(alive=alive.path) + "\n    1 / 0\n"
    assert "raised ZeroDivisionError" in failure(project, text)
    alive.assert_nobody()


def test_so_it_does_where_the_snippet_kills_its_own_process(project: Project, alive: Alive) -> None:
    text = SLEEPER.format(alive=alive.path) + "\n    import os\n\n    os.kill(os.getpid(), 9)\n"
    assert "killed by signal 9 (SIGKILL)" in failure(project, text)
    alive.assert_nobody()


def test_so_it_does_where_the_time_is_over(project: Project, alive: Alive) -> None:
    text = SLEEPER.format(alive=alive.path) + "\n    while True: pass\n"
    assert "still running after 0.5 s" in failure(project, text, time_limit=0.5)
    alive.assert_nobody()


def test_a_process_whose_parent_has_ended_ends_with_the_run(project: Project, alive: Alive) -> None:
    text = f"""
    # %% create
    import os
    import time

    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            with open("{alive.path}", "w"):
                time.sleep(1000)
        os._exit(0)
    _, status = os.wait()
    """
    assert outputs(project, text) == []
    alive.assert_nobody()


def test_a_forked_process_that_comes_to_the_end_of_the_cell_tells_nothing(project: Project) -> None:
    text = """
    # %% create
    import os

    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)

    # %% forward
    print("once")
    """
    done = run(project, text)
    assert done.failure is None
    assert done.cells["forward"].outputs == [{"output_type": "stream", "name": "stdout", "text": "once\n"}]


def test_descendants_are_found_below_their_ancestor() -> None:
    assert _descendants(os.getpid()) <= _descendants(os.getppid())
    assert os.getpid() in _descendants(os.getppid())
    assert os.getpid() not in _descendants(os.getpid())
