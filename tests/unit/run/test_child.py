"""The cells of a file run one by one; marks, warnings and limits are held."""

from __future__ import annotations

import pytest
from running import assert_told, outputs, run
from tiny_project import Project

pytestmark = pytest.mark.usefixtures("pytorch_server")

FAILURES = {
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
    "a marked variable that is missing": (
        """
        # %% create same="w"
        v = 1
        """,
        "snippets/pytorch/linear.py:1: cell 'create' has a wrong mark: 'w' is not defined after the cell",
    ),
    "a marked variable that is misspelled": (
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
    assert_told(project, *FAILURES[case])


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


@pytest.mark.parametrize(
    "draw",
    ["import random\n\ndrawn = random.random()", "import numpy as np\n\ndrawn = np.random.rand()"],
    ids=["random", "numpy"],
)
def test_two_runs_draw_other_numbers_where_a_snippet_does_not_seed(project: Project, draw: str) -> None:
    drawn = [run(project, f'# %% create same="drawn"\n{draw}\n').cells["create"].values["drawn"] for _ in range(2)]
    assert drawn[0].dtype == "float"
    assert drawn[0].values != drawn[1].values


def test_the_generator_of_the_framework_is_seeded_in_the_run_before_the_first_cell(project: Project) -> None:
    done = run(
        project, '# %% create same="seeded"\nimport os\n\nimport torch\n\nseeded = torch.seeds == [os.getpid()]\n'
    )
    assert done.cells["create"].values["seeded"].values == (True,)
