"""Cells run in a process of their own: what they put out, and how each way to fail is told."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from pathlib import Path

import pytest
from tiny_project import Project

from rosetta.record.outcome import Run
from rosetta.run import process as run_module
from rosetta.run.process import run_snippet, stop_runs

pytestmark = pytest.mark.usefixtures("pytorch_server")


def run(project: Project, text: str, time_limit: float = 60, memory: int = 1 << 30) -> Run:
    return run_snippet(project.snippet("pytorch", "linear", text), time_limit, memory)


def outputs(project: Project, text: str) -> list[dict]:
    """The outputs of the only cell of a file that runs through."""
    done = run(project, text)
    assert done.failure is None, str(done.failure)
    (cell,) = done.cells.values()
    return list(cell.outputs)


def failure(project: Project, text: str, **limits: float) -> str:
    """What is told of a file that does not run through."""
    return str(run(project, text, **limits).failure)  # type: ignore[arg-type]


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


FAILURES = {
    "an error, with the snippet's own frames": (
        """
        # %% create
        def half(n):
            return 1 / n

        # %% forward
        half(0)
        """,
        """
        snippets/pytorch/linear.py:3: cell 'forward' raised ZeroDivisionError: division by zero
            linear.py:6 in cell 'forward'
                half(0)
            linear.py:3 in half
                return 1 / n
        """,
    ),
    "an error in a library, at the line that called it": (
        """
        # %% create
        import json

        json.loads("[")
        """,
        """
        snippets/pytorch/linear.py:4: cell 'create' raised JSONDecodeError: Expecting value: line 1 column 2 (char 1)
            linear.py:4 in cell 'create'
                json.loads("[")
        """,
    ),
    "an error without a message": (
        """
        # %% create
        assert not 1
        """,
        """
        snippets/pytorch/linear.py:2: cell 'create' raised AssertionError
            linear.py:2 in cell 'create'
                assert not 1
        """,
    ),
    "a deep recursion, shortened": (
        """
        # %% create
        def down(n):
            return down(n - 1) if n else 1 / n


        down(50)
        """,
        """
        snippets/pytorch/linear.py:3: cell 'create' raised ZeroDivisionError: division by zero
            linear.py:6 in cell 'create'
                down(50)
            linear.py:3 in down
                return down(n - 1) if n else 1 / n
            linear.py:3 in down
                return down(n - 1) if n else 1 / n
            ... 44 more ...
            linear.py:3 in down
                return down(n - 1) if n else 1 / n
            linear.py:3 in down
                return down(n - 1) if n else 1 / n
            linear.py:3 in down
                return down(n - 1) if n else 1 / n
            linear.py:3 in down
                return down(n - 1) if n else 1 / n
            linear.py:3 in down
                return down(n - 1) if n else 1 / n
        """,
    ),
    "an error of a thread": (
        """
        # %% create
        import threading


        def work():
            raise ValueError("nobody sees this")


        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        """,
        """
        snippets/pytorch/linear.py:6: cell 'create' raised ValueError: nobody sees this
            linear.py:6 in work
                raise ValueError("nobody sees this")
        """,
    ),
    "an error of a result's own representation": (
        """
        # %% create
        class Model:
            def __repr__(self):
                raise ValueError("no name")


        Model()
        """,
        """
        snippets/pytorch/linear.py:4: cell 'create' raised ValueError: no name
            linear.py:4 in __repr__
                raise ValueError("no name")
        """,
    ),
    "a figure that cannot be drawn": (
        """
        # %% create
        import matplotlib.pyplot as plt

        figure, axes = plt.subplots()
        axes.set_title("日")
        plt.show()
        """,
        r"""
        snippets/pytorch/linear.py:6: cell 'create' raised UserWarning: Glyph 26085 (\N{CJK UNIFIED IDEOGRAPH-65E5}) \
missing from font(s) DejaVu Sans. (warnings are errors here)
            linear.py:6 in cell 'create'
                plt.show()
        """.replace("\\\n", ""),
    ),
    "a figure that is not shown": (
        """
        # %% create
        import matplotlib.pyplot as plt

        plt.plot([1, 2])
        """,
        "snippets/pytorch/linear.py:1: cell 'create' leaves a figure that nobody sees; show it with plt.show()",
    ),
    "a warning": (
        """
        # %% create
        import warnings

        warnings.warn("this will change", FutureWarning)
        """,
        """
        snippets/pytorch/linear.py:4: cell 'create' raised FutureWarning: this will change (warnings are errors here)
            linear.py:4 in cell 'create'
                warnings.warn("this will change", FutureWarning)
        """,
    ),
    "a file left open": (
        """
        # %% create
        open("weights", "w").write("1")
        """,
        """
        snippets/pytorch/linear.py:2: cell 'create' raised ResourceWarning: unclosed file \
<_io.TextIOWrapper name='weights' mode='w' encoding='UTF-8'> (warnings are errors here)
            linear.py:2 in cell 'create'
                open("weights", "w").write("1")
        """,
    ),
    "what the cell wrote to the error descriptor": (
        """
        # %% create
        import os

        written = os.write(2, b"I0000 nothing to see\\n")

        # %% forward
        written = os.write(2, b"E0000 kernel 7 is missing\\n")
        1 / 0
        """,
        """
        snippets/pytorch/linear.py:8: cell 'forward' raised ZeroDivisionError: division by zero
            linear.py:8 in cell 'forward'
                1 / 0
            written to the error descriptor:
        E0000 kernel 7 is missing
        """,
    ),
    "an expected error that does not come": (
        """
        # %% create raises="ValueError"
        w = 1
        """,
        "snippets/pytorch/linear.py:1: cell 'create' expected ValueError, and nothing was raised: "
        "move the mark to the cell that raises it",
    ),
    "another error than the expected one": (
        """
        # %% create raises="ValueError"
        [][0]
        """,
        """
        snippets/pytorch/linear.py:2: cell 'create' expected ValueError, got IndexError: list index out of range
            linear.py:2 in cell 'create'
                [][0]
        """,
    ),
    "a subclass of the expected error": (
        """
        # %% create raises="LookupError"
        [][0]
        """,
        """
        snippets/pytorch/linear.py:2: cell 'create' expected LookupError, got IndexError: list index out of range
            linear.py:2 in cell 'create'
                [][0]
        """,
    ),
    "another error than the expected one, caught": (
        """
        # %% create raises="ValueError"
        try:
            [][0]
        except Exception as error:
            print(error)
        """,
        """
        snippets/pytorch/linear.py:3: cell 'create' expected ValueError, got IndexError: list index out of range
            linear.py:3 in cell 'create'
                [][0]
        """,
    ),
    "an error after the expected one was caught": (
        """
        # %% create raises="ValueError"
        try:
            int("one")
        except ValueError as error:
            print(error)
        [][0]
        """,
        """
        snippets/pytorch/linear.py:6: cell 'create' expected ValueError, got IndexError: list index out of range
            linear.py:6 in cell 'create'
                [][0]
        """,
    ),
    "an expected error that a function keeps to itself": (
        """
        # %% create raises="ValueError"
        def number(text):
            try:
                return int(text)
            except ValueError:
                return 0


        number("one")
        """,
        "snippets/pytorch/linear.py:1: cell 'create' expected ValueError, and nothing was raised: "
        "move the mark to the cell that raises it",
    ),
    "sys.exit": (
        """
        # %% create
        import sys

        sys.exit("enough")
        """,
        "snippets/pytorch/linear.py:4: cell 'create' called sys.exit('enough')",
    ),
    "exit": (
        """
        # %% create
        exit(3)
        """,
        "snippets/pytorch/linear.py:2: cell 'create' called sys.exit(3)",
    ),
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
    "too much printed": (
        """
        # %% create
        print("x" * 2_100_000)
        """,
        "snippets/pytorch/linear.py:1: cell 'create' printed 2.1 MB; the limit is 20 kB",
    ),
    "a little too much printed": (
        """
        # %% create
        print("x" * 20_000)
        """,
        "snippets/pytorch/linear.py:1: cell 'create' printed 21 kB; the limit is 20 kB",
    ),
    "too large a result": (
        """
        # %% create
        "x" * 30_000
        """,
        "snippets/pytorch/linear.py:1: cell 'create' printed 31 kB; the limit is 20 kB",
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
    "a marked variable that is missing": (
        """
        # %% create same="w"
        v = 1
        """,
        "snippets/pytorch/linear.py:1: cell 'create' has a wrong mark: 'w' is not defined after the cell",
    ),
    "a marked variable that is misspelt": (
        """
        # %% create same="xs"
        x = 1
        """,
        "snippets/pytorch/linear.py:1: cell 'create' has a wrong mark: 'xs' is not defined after the cell. "
        "Did you mean 'x'?",
    ),
    "a marked variable of the wrong kind": (
        """
        # %% create same="w"
        w = {"a": 1}
        """,
        "snippets/pytorch/linear.py:1: cell 'create' has a wrong mark: 'w' is a dict; a mark needs an array, a number, "
        "a string or a list of them",
    ),
    "a marked variable that cannot be read": (
        """
        # %% create same="w"
        class Array:
            dtype = "float32"
            shape = (2,)

            def numpy(self):
                raise RuntimeError("freed")


        w = Array()
        """,
        "snippets/pytorch/linear.py:1: cell 'create' has a mark for 'w', which gives RuntimeError: freed",
    ),
    "a file that is not written": (
        """
        # %% create writes="weights.npz"
        w = 1

        # %% forward
        w
        """,
        "snippets/pytorch/linear.py:1: cell 'create' is to write 'weights.npz', and did not",
    ),
    "a written file that is too large": (
        """
        # %% create writes="weights.npz"
        with open("weights.npz", "wb") as file:
            file.write(bytes(100_001))
        """,
        "snippets/pytorch/linear.py:1: cell 'create' wrote 101 kB to 'weights.npz'; the limit is 100 kB",
    ),
}


@pytest.mark.parametrize("case", FAILURES)
def test_a_failure_is_told_with_its_place(project: Project, case: str) -> None:
    text, message = FAILURES[case]
    done = run(project, text)
    expected = project.write("expected", message).read_text()
    assert str(done.failure) == (expected[:-1] if expected.endswith("\n") else expected)
    assert done.failure is not None
    assert done.failure.message.split("'")[1] not in done.cells


ERRORS_THAT_ARE_SHOWN = {
    "one that escapes": (
        """
        # %% create raises="ValueError"
        print("before")
        int("one")
        """,
        [
            {"output_type": "stream", "name": "stdout", "text": "before\n"},
            {
                "output_type": "error",
                "ename": "ValueError",
                "evalue": "invalid literal for int() with base 10: 'one'",
                "traceback": ["ValueError: invalid literal for int() with base 10: 'one'"],
            },
        ],
    ),
    "one that the cell catches, so that the plain script runs through": (
        """
        # %% create raises="ValueError"
        try:
            int("one")
        except ValueError as error:
            print("caught", type(error).__name__)
        """,
        [{"output_type": "stream", "name": "stdout", "text": "caught ValueError\n"}],
    ),
    "one among others that the cell catches": (
        """
        # %% create raises="ValueError"
        for convert, text in ((int, "one"), (dict.__getitem__, "one")):
            try:
                convert(text)
            except (ValueError, TypeError) as error:
                print("caught", type(error).__name__)
        """,
        [{"output_type": "stream", "name": "stdout", "text": "caught ValueError\ncaught TypeError\n"}],
    ),
    "one beside another that a function keeps to itself": (
        """
        # %% create raises="ValueError"
        def first(items):
            try:
                return items[0]
            except IndexError:
                return None


        try:
            int(str(first([])))
        except ValueError as error:
            print("caught", type(error).__name__)
        """,
        [{"output_type": "stream", "name": "stdout", "text": "caught ValueError\n"}],
    ),
}


@pytest.mark.parametrize("case", ERRORS_THAT_ARE_SHOWN)
def test_the_error_that_raises_names_is_no_failure(project: Project, case: str) -> None:
    text, expected = ERRORS_THAT_ARE_SHOWN[case]
    assert outputs(project, text) == expected


def test_a_caught_error_means_nothing_in_a_cell_without_raises(project: Project) -> None:
    text = """
    # %% create
    try:
        int("one")
    except ValueError:
        print("no number")
    """
    assert outputs(project, text) == [{"output_type": "stream", "name": "stdout", "text": "no number\n"}]


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


def test_a_result_that_takes_endless_to_show_ends_at_the_time_limit(project: Project) -> None:
    text = """
    # %% create
    class Model:
        def __repr__(self):
            while True: pass

    Model()
    """
    assert failure(project, text, time_limit=1) == (
        "snippets/pytorch/linear.py:4: cell 'create' still running after 1 s\n"
        "    linear.py:6 in cell 'create'\n        Model()\n"
        "    linear.py:4 in __repr__\n        while True: pass"
    )


def test_what_python_c_and_processes_print_stays_in_order(project: Project) -> None:
    text = r"""
    # %% create
    import ctypes
    import os
    import subprocess
    import sys

    libc = ctypes.CDLL(None)
    print("Python,")
    libc.printf(b"C,\n")
    os.write(1, b"the system,\n")
    print("on standard error", file=sys.stderr)
    subprocess.run(["echo", "another process,"])
    os.write(2, b"2026-01-01 00:00:00.000001 noise\n")
    print("and Python.")
    """
    assert outputs(project, text) == [
        {"output_type": "stream", "name": "stdout", "text": "Python,\nC,\nthe system,\n"},
        {"output_type": "stream", "name": "stderr", "text": "on standard error\n"},
        {"output_type": "stream", "name": "stdout", "text": "another process,\nand Python.\n"},
    ]


def test_a_figure_stands_between_what_was_printed_before_and_after_it(project: Project) -> None:
    text = """
    # %% create
    import matplotlib.pyplot as plt

    print("before")
    plt.figure(figsize=(2, 1))
    plt.plot([1, 2])
    plt.show()
    print("after")
    """
    before, figure, after = outputs(project, text)
    assert (before["text"], after["text"]) == ("before\n", "after\n")
    assert figure["output_type"] == "display_data"
    assert set(figure["data"]) == {"text/plain", "image/png"}
    assert figure["data"]["text/plain"] == "<Figure size 200x100 with 1 Axes>"
    size = figure["metadata"]["image/png"]
    assert set(size) == {"width", "height"}
    assert 1.5 < size["width"] / size["height"] < 2.5


def test_a_cell_is_python_as_in_a_script(project: Project) -> None:
    text = '''
    # %% create
    text = """
    >>> 1 + 1
    In [1]: 2
    %time
    """
    with open(1, "w", closefd=False) as file:
        file.write(text)
    '''
    assert outputs(project, text) == [
        {"output_type": "stream", "name": "stdout", "text": "\n>>> 1 + 1\nIn [1]: 2\n%time\n"},
    ]


def test_the_source_of_a_function_can_be_inspected(project: Project) -> None:
    text = """
    # %% create
    def double(n):
        return 2 * n

    # %% show
    import inspect

    print(inspect.getsource(double), double.__code__.co_firstlineno)
    """
    assert run(project, text).cells["show"].outputs == [
        {"output_type": "stream", "name": "stdout", "text": "def double(n):\n    return 2 * n\n 2\n"}
    ]


def test_worker_processes_can_be_started(project: Project) -> None:
    text = """
    # %% create
    import multiprocessing


    def double(n):
        return 2 * n


    with multiprocessing.Pool(2) as pool:
        print(pool.map(double, [1, 2, 3]))
    """
    assert outputs(project, text) == [{"output_type": "stream", "name": "stdout", "text": "[2, 4, 6]\n"}]


def test_a_data_set_read_from_a_file_beside_the_snippet_is_not_there(project: Project) -> None:
    project.write("snippets/pytorch/data.txt", "1")
    text = """
    # %% create
    import os

    os.listdir(".")
    """
    (output,) = outputs(project, text)
    assert output["data"] == {"text/plain": "[]"}


def test_cells_that_need_a_gpu_are_skipped_without_one(project: Project) -> None:
    done = run(
        project,
        """
        # %% create
        w = 1

        # %% on-gpu needs="cuda" same="w"
        w = 2

        # %% forward
        print(w)
        """,
    )
    assert (done.failure, done.skipped, list(done.cells)) == (None, {"on-gpu"}, ["create", "forward"])
    assert done.cells["forward"].outputs[0]["text"] == "1\n"


def test_a_file_that_a_cell_writes_is_kept_as_it_was_then(project: Project) -> None:
    done = run(
        project,
        """
        # %% create writes="weights.txt"
        from pathlib import Path

        path = Path("weights.txt")
        size = path.write_text("1.5")

        # %% clean
        path.unlink()
        """,
    )
    assert (done.failure, done.files) == (None, {"weights.txt": b"1.5"})


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


def test_what_a_snippet_started_ends_with_it(project: Project) -> None:
    alive = project.root / "alive"
    os.mkfifo(alive)
    reader = os.open(alive, os.O_RDONLY | os.O_NONBLOCK)
    text = f"""
    # %% create
    import subprocess

    with open("{alive}", "w") as file:
        process = subprocess.Popen(["sleep", "1000"], stdout=file)
    """
    assert outputs(project, text) == []
    os.set_blocking(reader, True)
    assert os.read(reader, 1) == b""  # comes when nobody has the other end any more
    os.close(reader)


def test_stopping_ends_the_runs_that_are_under_way(project: Project) -> None:
    begun = project.root / "begun"
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


def test_the_framework_must_have_been_imported_by_the_server(project: Project) -> None:
    done = run_snippet(project.snippet("tensorflow", "linear", "# %% create\nw = 1\n"))
    assert str(done.failure).splitlines()[0] == "snippets/tensorflow/linear.py: could not be run:"
    assert str(done.failure).splitlines()[-1] == (
        "ImportError: tensorflow was not imported before the process was forked"
    )


def test_a_process_is_spawned_where_there_is_no_fork(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_module, "process_context", lambda: multiprocessing.get_context("spawn"))
    done = run(project, "# %% create\nimport torch\n\nprint(torch.cuda.is_available())\n1 / 0\n")
    assert str(done.failure).splitlines()[0] == (
        "snippets/pytorch/linear.py:5: cell 'create' raised ZeroDivisionError: division by zero"
    )
    assert done.versions["torch"] == "0.0"
