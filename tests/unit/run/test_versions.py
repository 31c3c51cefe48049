"""Versions are read from what is installed, and nothing is imported for them."""

from __future__ import annotations

import platform
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version

import pytest
from tiny_project import STUBS

from rosetta.run.versions import installed_versions


def test_versions_of_a_framework_are_told_without_importing_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(STUBS)
    assert installed_versions("pytorch") == {
        "python": platform.python_version(),
        "torch": "0.0",
        "torchvision": "0.0",
        "numpy": version("numpy"),
    }
    code = (
        "import sys; from rosetta.run.versions import installed_versions; installed_versions('pytorch'); "
        "print('torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env={"PYTHONPATH": str(STUBS)})
    assert (done.stdout, done.stderr) == ("False\n", "")


def test_a_package_that_is_not_installed_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [path for path in sys.path if path != str(STUBS)])
    with pytest.raises(PackageNotFoundError, match="torch"):
        installed_versions("pytorch")
