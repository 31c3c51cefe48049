"""Cells are plain Python, and errors are told with the file's own lines."""

from __future__ import annotations

import pytest
from running import assert_told, failure, outputs, printed, run
from tiny_project import Project

pytestmark = pytest.mark.usefixtures("pytorch_server")

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
}


@pytest.mark.parametrize("case", FAILURES)
def test_a_failure_is_told_with_its_place(project: Project, case: str) -> None:
    assert_told(project, *FAILURES[case])


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


def test_a_caught_error_means_nothing_in_a_cell_without_raises(project: Project) -> None:
    text = """
    # %% create
    try:
        int("one")
    except ValueError:
        print("no number")
    """
    assert outputs(project, text) == [{"output_type": "stream", "name": "stdout", "text": "no number\n"}]


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


def test_a_cell_finds_the_names_that_a_script_finds(project: Project) -> None:
    text = """
    # %% create
    import builtins
    import sys

    print(sorted(set(globals()) - {"builtins", "sys"}))
    print(sys.argv, __name__, __file__)
    print([name for name in ("display", "get_ipython", "__IPYTHON__") if hasattr(builtins, name)])
    """
    assert printed(project, text) == (
        "['__builtins__', '__doc__', '__file__', '__name__']\n['linear.py'] __main__ linear.py\n[]\n"
    )


def test_names_of_one_cell_are_there_in_the_next(project: Project) -> None:
    done = run(project, "# %% create\nw = 1\nw\n\n# %% forward\nprint(w, sorted(globals())[-2:])\n")
    assert done.failure is None
    assert done.cells["forward"].outputs[0]["text"] == "1 ['__name__', 'w']\n"


def test_the_source_of_a_class_can_be_inspected(project: Project) -> None:
    text = """
    # %% create
    import inspect

    mark = "\f"  # ends no line

    class Model:
        size = 2


    print(inspect.getsource(Model), end="")
    """
    assert printed(project, text) == "class Model:\n    size = 2\n"
