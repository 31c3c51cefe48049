"""Marks in comment lines under a marker, and how editors see the same cells."""

from __future__ import annotations

from pathlib import Path

import jupytext
import pytest
from tiny_project import Project

from rosetta.errors import SnippetError
from rosetta.source.cells import read_snippet
from rosetta.source.marks import Marks

SNIPPETS = sorted((Path(__file__).parents[3] / "snippets").glob("*/*.py"))[::12]  # Jupytext takes its time

LONG = """
# %% count differs="n"
# why: PyTorch counts in `int64`, "whatever" the platform,
#   and TensorFlow in `int32`; cast it
#   before you compare.

# A comment of the cell.
n = 1
"""


def test_a_long_mark_may_stand_in_comment_lines_under_the_marker(project: Project) -> None:
    cell = project.snippet("pytorch", "linear", LONG)["count"]
    why = 'PyTorch counts in `int64`, "whatever" the platform, and TensorFlow in `int32`; cast it before you compare.'
    assert cell.marks == Marks(differs=("n",), why=why)
    assert (cell.start, cell.source) == (6, "# A comment of the cell.\nn = 1")


def test_the_text_of_a_figure_and_names_of_methods_may_stand_there_too(project: Project) -> None:
    text = """
# %% draw same="n"
# alt: Two curves that fall,
#   one below the other.
# api: torch.Tensor.view,
#   torch.Tensor.sum
n = torch.ones(2).view(2, 1).sum()
"""
    cell = project.snippet("pytorch", "linear", text)["draw"]
    alt = "Two curves that fall, one below the other."
    assert cell.marks == Marks(same=("n",), alt=alt, api=("torch.Tensor.view", "torch.Tensor.sum"))
    assert cell.source == "n = torch.ones(2).view(2, 1).sum()"


def test_a_comment_that_is_no_mark_belongs_to_the_cell(project: Project) -> None:
    cell = project.snippet("pytorch", "linear", "# %% count\n# Why: so.\n# note that n is small\nn = 1\n")["count"]
    assert (cell.marks, cell.source) == (Marks(), "# Why: so.\n# note that n is small\nn = 1")


def test_a_comment_after_the_marks_belongs_to_the_cell(project: Project) -> None:
    cell = project.snippet("pytorch", "linear", "# %% count\n# note: Short.\n# A comment.\nn = 1\n")["count"]
    assert (cell.marks, cell.source) == (Marks(note="Short."), "# A comment.\nn = 1")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('# %% a note="One."\n# note: Two.\nx = 1\n', "'note' is there twice"),
        ("# %% a\n# note: One.\n# note: Two.\nx = 1\n", "'note' is there twice"),
        ("# %% a\n# note:\nx = 1\n", "mark 'note' needs a value in double quotes: note=\"...\""),
        ("# %% a\n# note: One.\n# why: Two.\nx = 1\n", "a cell has why or note, not both"),
    ],
)
def test_wrong_marks_in_comment_lines_are_refused(project: Project, text: str, message: str) -> None:
    with pytest.raises(SnippetError) as caught:
        project.snippet("pytorch", "linear", text)
    assert str(caught.value) == f"snippets/pytorch/linear.py:1: cell 'a': {message}"


@pytest.mark.parametrize("path", SNIPPETS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_jupytext_sees_the_same_cells_in_the_snippets(path: Path) -> None:
    assert_same_cells(path)


def test_jupytext_sees_the_same_cells_where_marks_are_long(project: Project) -> None:
    assert_same_cells(project.write("snippets/pytorch/linear.py", LONG + "\n\n#%% other\n\ny = 2\n\n\nz = 3\n"))


def assert_same_cells(path: Path) -> None:
    """Editors and Jupyter read snippets as Jupytext does; the lines of long marks are comments to them."""
    theirs = jupytext.read(path, fmt="py:percent").cells
    ours = read_snippet(path).cells
    assert [(cell.cell_type, cell.metadata["title"]) for cell in theirs] == [("code", cell.title) for cell in ours]
    for their, our in zip(theirs, ours, strict=True):
        comments, code, rest = their.source.partition(our.source)
        assert (code, rest) == (our.source, "")
        assert all(line.startswith("#") or not line for line in comments.split("\n"))
