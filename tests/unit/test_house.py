"""The rules of the house that no linter holds: short files, and tests for every module beside its stage."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted(path for path in (ROOT / "rosetta").rglob("*.py") if path.name != "__init__.py")
LONGEST = 200


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_has_two_hundred_lines_at_most(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST, f"{path.relative_to(ROOT)} has {lines} lines: give one of its jobs a file of its own"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_has_tests_of_its_own(path: Path) -> None:
    stage = path.parent.relative_to(ROOT / "rosetta")
    tests = ROOT / "tests/unit" / stage / f"test_{path.stem.strip('_')}.py"
    assert tests.is_file(), f"{path.relative_to(ROOT)} has no {tests.relative_to(ROOT)}"
