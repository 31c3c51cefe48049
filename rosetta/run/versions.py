"""Versions of what snippets run with, read without importing any of it."""

from __future__ import annotations

import importlib.metadata
import platform

from rosetta.frameworks import FRAMEWORKS


def installed_versions(framework: str) -> dict[str, str]:
    """Versions of Python, NumPy and the packages of `framework`; raises `PackageNotFoundError` where one is missing."""
    return {
        "python": platform.python_version(),
        **{name: importlib.metadata.version(name) for name in (*FRAMEWORKS[framework].packages, "numpy")},
    }
