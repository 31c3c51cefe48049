"""Marks are read into their types; what is wrong with them is told in `test_cells`, with its place."""

from __future__ import annotations

import pytest

from rosetta.source.marks import ATOL, NAMES, RTOL, Marks, read_marks


def test_a_cell_without_marks_has_the_default_tolerance_and_no_variables() -> None:
    marks = read_marks({})
    assert marks == Marks()
    assert (marks.tolerance, marks.variables) == ((RTOL, ATOL), ())


def test_every_mark_has_its_type() -> None:
    texts = {
        "same": "x, y",
        "differs": "n",
        "why": "So.",
        "rtol": "1e-3",
        "atol": "0",
        "raises": "ValueError",
        "needs": "cuda",
        "unstable": "true",
        "writes": "weights.npz",
        "hidden": "true",
        "alt": "A line {that} rises",
        "api": "torch.Tensor.view, torch.Tensor.sum",
    }
    assert read_marks(texts) == Marks(
        same=("x", "y"),
        differs=("n",),
        why="So.",
        rtol=1e-3,
        atol=0.0,
        raises="ValueError",
        needs="cuda",
        unstable=True,
        writes="weights.npz",
        hidden=True,
        alt="A line {that} rises",
        api=("torch.Tensor.view", "torch.Tensor.sum"),
    )
    assert set(NAMES) - set(texts) == {"note", "only"}


def test_a_stated_tolerance_of_zero_is_not_the_default() -> None:
    assert read_marks({"same": "x", "rtol": "0"}).tolerance == (0.0, ATOL)


def test_wrong_marks_are_told() -> None:
    with pytest.raises(ValueError, match=r"^unknown mark 'smae'\. Did you mean 'same'\?$"):
        read_marks({"smae": "x"})
