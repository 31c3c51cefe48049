"""What the machinery knows of each framework holds together."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from rosetta.frameworks import FRAMEWORKS, REQUIRED, Framework

ROOT = Path(__file__).parents[2]
each_framework = pytest.mark.parametrize(("name", "framework"), FRAMEWORKS.items(), ids=list(FRAMEWORKS))


def test_every_concept_has_pytorch_and_tensorflow() -> None:
    assert REQUIRED == ("pytorch", "tensorflow")


@each_framework
def test_its_folder_is_the_title_in_small_letters(name: str, framework: Framework) -> None:
    assert framework.title.lower() == name  # links choose a tab so: `?framework=keras`
    assert (ROOT / "snippets" / name).is_dir()


@each_framework
def test_its_environment_is_a_dependency_group_with_its_packages(name: str, framework: Framework) -> None:
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    assert set(framework.packages) <= {entry for entry in groups[framework.environment] if isinstance(entry, str)}
    assert (ROOT / "constraints" / f"{framework.environment}.txt").is_file()


@each_framework
def test_it_has_one_color(name: str, framework: Framework) -> None:
    css = (ROOT / "docs/assets/rosetta.css").read_text(encoding="utf-8")
    light = re.findall(rf'^\[data-framework="{framework.title}"\]', css, re.MULTILINE)
    assert len(light) == 1


def test_pages_know_every_framework_by_its_title_also_where_they_have_no_tabs() -> None:
    configuration = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    titles = ", ".join(framework.title for framework in FRAMEWORKS.values())
    assert f"\nextra:\n  frameworks: [{titles}]\n" in configuration
