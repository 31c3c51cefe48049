"""Errors are shown with their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from rosetta.errors import RosettaError, did_you_mean


def test_an_error_is_shown_with_path_and_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert str(RosettaError(tmp_path / "docs" / "a.md", 14, "wrong")) == "docs/a.md:14: wrong"
    assert str(RosettaError("docs/a.md", None, "wrong")) == "docs/a.md: wrong"
    outside = tmp_path.parent / "a.md"
    assert str(RosettaError(outside, 1, "wrong")) == f"{outside}:1: wrong"


def test_the_nearest_known_name_is_proposed() -> None:
    assert did_you_mean("forwrad", ["create", "forward"]) == " Did you mean 'forward'?"
    assert did_you_mean("matmul", ["create", "forward"]) == ""
    assert did_you_mean("matmul", []) == ""
