"""Fixtures: a project whose snippets pytest runs, and the same with its record."""

from __future__ import annotations

import pytest
from pytest_project import LINEAR, RECORD, PytestProject, write


@pytest.fixture
def tested(pytester: pytest.Pytester, pytorch_server: None, monkeypatch: pytest.MonkeyPatch) -> PytestProject:
    """A project with the snippet `linear` of PyTorch, not recorded yet."""
    monkeypatch.delenv("CI", raising=False)
    write("snippets/pytorch/linear.py", LINEAR)
    return PytestProject(pytester)


@pytest.fixture
def recorded(tested: PytestProject, made: list[bytes]) -> PytestProject:
    """The same, recorded; the record is made once for all tests."""
    if not made:
        assert tested.record().status == 0
        made.append(RECORD.read_bytes())
    RECORD.write_bytes(made[0])
    return tested


@pytest.fixture(scope="session")
def made() -> list[bytes]:
    return []
