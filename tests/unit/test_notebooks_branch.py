"""The script that puts the notebooks of the site on a branch of their own, for Colab."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / ".github" / "notebooks.sh"


def git(folder: Path, *arguments: str) -> str:
    """Run git in `folder`; what it says."""
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    return subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.mark.skipif(sys.platform == "win32", reason="it runs on Linux, in CI")
def test_the_branch_holds_the_notebooks_alone_and_is_replaced_the_next_time(tmp_path: Path) -> None:
    origin, clone = tmp_path / "origin", tmp_path / "clone"
    git(tmp_path, "init", "--quiet", "--bare", str(origin))
    git(tmp_path, "clone", "--quiet", str(origin), str(clone))
    (clone / ".gitignore").write_text("docs/recorded/\n")
    git(clone, "add", ".")
    git(clone, "commit", "--quiet", "-m", "First")
    recorded = clone / "docs/recorded/pytorch"
    recorded.mkdir(parents=True)
    (recorded / "tensors.py").write_text("x = 1\n")
    for content in ("{}", '{"cells": []}'):
        (recorded / "tensors.ipynb").write_text(content)
        subprocess.run([SCRIPT, "docs/recorded", "notebooks"], cwd=clone, check=True, capture_output=True)
        assert git(origin, "ls-tree", "-r", "--name-only", "notebooks") == "pytorch/tensors.ipynb\n"
        assert git(origin, "show", "notebooks:pytorch/tensors.ipynb") == content
        assert git(origin, "rev-list", "--count", "notebooks") == "1\n"
    assert git(clone, "status", "--short") == ""
