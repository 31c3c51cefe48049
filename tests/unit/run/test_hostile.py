"""A hostile project: each file is stopped with a clear message, the others go on, and nothing survives its run."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from running import Alive
from tiny_project import Project

from rosetta.run.process import run_snippet

pytestmark = [
    pytest.mark.usefixtures("pytorch_server"),
    pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process in another group lives on"),
]

SNIPPETS = {
    "allocates": (
        """
        # %% create
        held = []
        while True:
            held.append(bytearray(1 << 24))
        """,
        "4: cell 'create' raised MemoryError",
    ),
    "loops": (
        """
        # %% create
        while True: pass
        """,
        "2: cell 'create' still running after 1 s",
    ),
    "loops_and_catches": (
        """
        # %% create
        import signal

        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        while True:
            try:
                while True: pass
            except BaseException:
                pass
        """,
        "7: cell 'create' still running after 1 s",
    ),
    "waits_for_a_child": (
        """
        # %% create
        import subprocess

        subprocess.run(["sleep", "1000"], stdout=open("{alive}", "w"), start_new_session=True)
        """,
        "4: cell 'create' still running after 1 s",
    ),
    "leaves_children": (
        """
        # %% create
        import os
        import subprocess
        import time

        with open("{alive}", "w") as file:
            left = [subprocess.Popen(["sleep", "1000"], stdout=file, start_new_session=new) for new in (True, False)]
            if os.fork() == 0:
                os.setsid()
                if os.fork() == 0:
                    time.sleep(1000)
                os._exit(0)
        os.kill(os.getpid(), 11)
        """,
        "1: cell 'create' killed by signal 11 (SIGSEGV)",
    ),
    "leaves_a_thread": (
        """
        # %% create
        import threading
        import time

        threading.Thread(target=time.sleep, args=(1000,)).start()
        """,
        "",
    ),
    "connects": (
        """
        # %% create
        import socket

        socket.create_connection(("192.0.2.1", 80))
        """,
        "4: cell 'create' raised NetworkRefused: a snippet cannot open a network connection (to 192.0.2.1)",
    ),
    "writes_much": (
        """
        # %% create
        with open("weights", "wb") as file:
            written = file.seek(1 << 30)
            written = file.write(b"1")
        """,
        "2: cell 'create' raised OSError: [Errno 27] File too large",
    ),
    "writes_elsewhere": (
        """
        # %% create
        with open("{root}/snippets/pytorch/good.py", "w") as file:
            file.write("")
        """,
        "2: cell 'create' raised WriteRefused: a snippet writes in its working folder alone, not to "
        "snippets/pytorch/good.py",
    ),
    "good": (
        """
        # %% create
        w = 1
        """,
        "",
    ),
}


def test_a_hostile_project_is_told_file_by_file_and_leaves_nothing(project: Project, alive: Alive) -> None:
    snippets = [
        project.snippet("pytorch", name, text.format(alive=alive.path, root=project.root))
        for name, (text, _) in SNIPPETS.items()
    ]
    with ThreadPoolExecutor(4) as pool:
        runs = list(pool.map(lambda snippet: run_snippet(snippet, time_limit=1, memory=1 << 28), snippets))
    assert [str(run.failure).splitlines()[0] if run.failure else "" for run in runs] == [
        message and f"snippets/pytorch/{name}.py:{message}" for name, (_, message) in SNIPPETS.items()
    ]
    alive.assert_nobody()
