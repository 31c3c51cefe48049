"""What a snippet is kept from: the network, other folders, answers, endless memory and files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from running import assert_told, failure, outputs, printed
from tiny_project import Project

from rosetta.run import guards

pytestmark = pytest.mark.usefixtures("pytorch_server")

FAILURES = {
    "input": (
        """
        # %% create
        input("How many? ")
        """,
        """
        snippets/pytorch/linear.py:2: cell 'create' raised EOFError: a snippet cannot call input(): nobody is there \
to answer
            linear.py:2 in cell 'create'
                input("How many? ")
        """,
    ),
    "too much memory": (
        """
        # %% create
        bytearray(2 << 30)
        """,
        """
        snippets/pytorch/linear.py:2: cell 'create' raised MemoryError
            linear.py:2 in cell 'create'
                bytearray(2 << 30)
        """,
    ),
    "too large a file": (
        """
        # %% create
        with open("weights", "wb") as file:
            file.truncate(2 << 30)
        """,
        """
        snippets/pytorch/linear.py:3: cell 'create' raised OSError: [Errno 27] File too large
            linear.py:3 in cell 'create'
                file.truncate(2 << 30)
        """,
    ),
    "a connection to a name": (
        """
        # %% create
        from urllib.request import urlopen

        urlopen("http://example.org/weights")
        """,
        """
        snippets/pytorch/linear.py:4: cell 'create' raised NetworkRefused: a snippet cannot open a network connection \
(to example.org)
            linear.py:4 in cell 'create'
                urlopen("http://example.org/weights")
        """,
    ),
    "a connection to an address": (
        """
        # %% create
        import socket

        with socket.socket() as connection:
            connection.connect(("127.0.0.1", 9))
        """,
        """
        snippets/pytorch/linear.py:5: cell 'create' raised NetworkRefused: a snippet cannot open a network connection \
(to 127.0.0.1)
            linear.py:5 in cell 'create'
                connection.connect(("127.0.0.1", 9))
        """,
    ),
    "a message to an address": (
        """
        # %% create
        import socket

        with socket.socket(type=socket.SOCK_DGRAM) as connection:
            connection.sendto(b"hello", ("127.0.0.1", 9))
        """,
        """
        snippets/pytorch/linear.py:5: cell 'create' raised NetworkRefused: a snippet cannot open a network connection \
(to 127.0.0.1)
            linear.py:5 in cell 'create'
                connection.sendto(b"hello", ("127.0.0.1", 9))
        """,
    ),
    "a message with an address": (
        """
        # %% create
        import socket

        with socket.socket(type=socket.SOCK_DGRAM) as connection:
            connection.sendmsg([b"hello"], [], 0, ("127.0.0.1", 9))
        """,
        """
        snippets/pytorch/linear.py:5: cell 'create' raised NetworkRefused: a snippet cannot open a network connection \
(to 127.0.0.1)
            linear.py:5 in cell 'create'
                connection.sendmsg([b"hello"], [], 0, ("127.0.0.1", 9))
        """,
    ),
    "the name of an address": (
        """
        # %% create
        import socket

        socket.gethostbyaddr("192.0.2.1")
        """,
        """
        snippets/pytorch/linear.py:4: cell 'create' raised NetworkRefused: a snippet cannot open a network connection \
(to 192.0.2.1)
            linear.py:4 in cell 'create'
                socket.gethostbyaddr("192.0.2.1")
        """,
    ),
}


@pytest.mark.parametrize("case", FAILURES)
def test_a_failure_is_told_with_its_place(project: Project, case: str) -> None:
    assert_told(project, *FAILURES[case])


def test_a_data_set_read_from_a_file_beside_the_snippet_is_not_there(project: Project) -> None:
    project.write("snippets/pytorch/data.txt", "1")
    text = """
    # %% create
    import os

    os.listdir(".")
    """
    (output,) = outputs(project, text)
    assert output["data"] == {"text/plain": "[]"}


@pytest.mark.parametrize(
    ("code", "path"),
    [
        ('Path("{root}/snippets/pytorch/linear.py").write_text("")', "snippets/pytorch/linear.py"),
        ('Path("{root}/snippets/pytorch/linear.ipynb").open("ab")', "snippets/pytorch/linear.ipynb"),
        ('Path("{root}/docs").mkdir()', "docs"),
        ('Path("{root}/snippets/pytorch/linear.py").unlink()', "snippets/pytorch/linear.py"),
        ('Path("{root}/snippets/pytorch/linear.py").rename("mine.py")', "snippets/pytorch/linear.py"),
        ('os.truncate("{root}/snippets/pytorch/linear.py", 0)', "snippets/pytorch/linear.py"),
    ],
)
def test_the_project_is_not_written_to(project: Project, code: str, path: str) -> None:
    code = code.format(root=project.root)
    text = f"# %% create\nimport os\nfrom pathlib import Path\n\n{code}\n"
    assert failure(project, text).splitlines()[0] == (
        f"snippets/pytorch/linear.py:5: cell 'create' raised WriteRefused: a snippet writes in its working folder "
        f"alone, not to {path}"
    )
    assert project.read("snippets/pytorch/linear.py") == text


def test_the_project_can_be_read_and_the_working_folder_written_to(project: Project) -> None:
    text = f"""
    # %% create
    import tempfile
    from pathlib import Path

    size = Path("weights.txt").write_text("1.5")
    Path("weights.txt").rename("other.txt")
    with tempfile.TemporaryDirectory() as folder:
        size = Path(folder, "file").write_text("2.5")
    print(len(Path("{project.root}/snippets/pytorch/linear.py").read_text()) > 0, Path("other.txt").read_text())
    """
    assert printed(project, text) == "True 1.5\n"


def may_leave_network() -> bool:
    """Whether a process may make a network namespace here, by itself or within a user namespace."""
    code = "from rosetta.run.guards import _enter_own_network; _enter_own_network()"
    return sys.platform == "linux" and not subprocess.run([sys.executable, "-c", code], capture_output=True).returncode


@pytest.mark.skipif(not may_leave_network(), reason="no network namespace can be made here")
def test_a_snippet_has_no_network_but_a_loopback_of_its_own(project: Project) -> None:
    text = """
    # %% create
    import os

    with open("/proc/net/dev") as file:
        print([line.split(":")[0].strip() for line in file.readlines()[2:]])
    print(os.readlink("/proc/self/ns/net"))
    """
    devices, namespace = printed(project, text).splitlines()
    assert devices == "['lo']"
    assert namespace != os.readlink("/proc/self/ns/net")


@pytest.mark.skipif(sys.platform != "linux", reason="there are no namespaces")
@pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")
def test_where_namespaces_are_allowed_by_half_a_run_stays_in_those_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object) -> None:
        raise PermissionError("Operation not permitted")

    monkeypatch.setattr("fcntl.ioctl", refuse)
    monkeypatch.setattr(Path, "write_text", refuse)  # of uid_map, as AppArmor does
    spaces = [os.readlink(f"/proc/self/ns/{kind}") for kind in ("net", "user")]
    guards._leave_network()
    assert [os.readlink(f"/proc/self/ns/{kind}") for kind in ("net", "user")] == spaces


def test_processes_of_a_snippet_talk_to_each_other(project: Project) -> None:
    text = """
    # %% create
    import multiprocessing
    import subprocess
    import sys

    code = "import socket; a = socket.create_server(('127.0.0.1', 0)); b = socket.create_connection(a.getsockname())"
    print(subprocess.run([sys.executable, "-W", "ignore", "-c", code]).returncode)
    with multiprocessing.Manager() as manager:
        print(list(manager.list([1, 2])))
    """
    assert printed(project, text) == "0\n[1, 2]\n"
