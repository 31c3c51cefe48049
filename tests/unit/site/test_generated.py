"""Which files below the documentation folder nobody writes by hand."""

from __future__ import annotations

import pytest

from rosetta.site.generated import is_generated


@pytest.mark.parametrize(
    ("path", "is_made"),
    [
        ("api.json", True),
        ("recorded/pytorch/linear.py", True),
        ("notebooks/keras/linear.ipynb", True),
        ("social/learn/linear/card.png", True),
        ("search/names.json", True),
        ("recorded/", False),
        ("recorded.md", False),
        ("api.json.md", False),
        ("learn/recorded/linear.md", False),
    ],
)
def test_a_generated_file_is_told_by_its_place(path: str, is_made: bool) -> None:
    assert is_generated(path) is is_made
