"""What a cell puts out is kept in order, whoever writes it."""

from __future__ import annotations

import pytest
from running import assert_told, failure, outputs
from tiny_project import Project

pytestmark = pytest.mark.usefixtures("pytorch_server")

FAILURES = {
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
}


@pytest.mark.parametrize("case", FAILURES)
def test_a_failure_is_told_with_its_place(project: Project, case: str) -> None:
    assert_told(project, *FAILURES[case])


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


def test_a_worker_that_writes_to_standard_error_takes_nothing_from_the_output(project: Project) -> None:
    text = """
    # %% create
    import multiprocessing
    import sys


    def work(n):
        print("worker", n, file=sys.stderr)
        return n


    print("first")
    with multiprocessing.Pool(2) as pool:
        print(pool.map(work, [1, 2]))
    """
    assert outputs(project, text) == [{"output_type": "stream", "name": "stdout", "text": "first\n[1, 2]\n"}]


def test_what_a_worker_wrote_to_standard_error_is_shown_on_failure(project: Project) -> None:
    text = """
    # %% create
    import os
    import sys

    if os.fork() == 0:
        print("worker", file=sys.stderr)
        os._exit(0)
    _, status = os.wait()
    1 / 0
    """
    told = failure(project, text)
    assert told.endswith("\n    written to the error descriptor:\nworker")


def test_standard_error_is_a_stream_like_any_other(project: Project) -> None:
    text = """
    # %% create
    import sys

    print("text", file=sys.stderr)
    written = sys.stderr.buffer.write("bytes: ö\\n".encode(sys.stderr.encoding))
    sys.stderr.writelines(["lines\\n", str(sys.stderr.isatty())])
    sys.stderr.flush()
    """
    assert outputs(project, text) == [
        {"output_type": "stream", "name": "stderr", "text": "text\nbytes: ö\nlines\nFalse"}
    ]
