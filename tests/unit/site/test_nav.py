"""What is read of `mkdocs.yml`: the documentation folder, and the entries of nav with their lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_project import Project

from rosetta.errors import PageError
from rosetta.site.nav import Entry, read_configuration

CONFIG = """
    site_url: !ENV [SITE, ""]
    plugins: !!python/name:some.plugin
    nav:
      - index.md
      - Learn:
          - "Linear: models": learn/linear.md  # yes
          # - Old: learn/old.md
          - Data:
            - Loading:
                learn/loading.md
      - Elsewhere: https://example.org/
      - More: [more.md]
    """


def test_entries_have_title_groups_and_place_whatever_tags_and_comments_there_are(project: Project) -> None:
    configuration = read_configuration(project.write("mkdocs.yml", CONFIG))
    assert configuration.nav == (
        Entry("index.md", "", (), 4),
        Entry("learn/linear.md", "Linear: models", ("Learn",), 6),
        Entry("learn/loading.md", "Loading", ("Learn", "Data"), 10),
        Entry("https://example.org/", "Elsewhere", (), 11),
        Entry("more.md", "", ("More",), 12, has_a_line=False),
    )
    assert configuration.entry("learn/linear.md") == configuration.nav[1]
    assert configuration.entry("learn/old.md") is None


def test_without_nav_there_are_no_entries(project: Project) -> None:
    assert read_configuration(project.write("mkdocs.yml", "site_name: Test\n")).nav is None
    assert read_configuration(project.write("mkdocs.yml", "")).nav is None


@pytest.mark.parametrize(("line", "folder"), [("", "docs"), ("docs_dir: pages", "pages")])
def test_pages_lie_where_the_configuration_says(project: Project, line: str, folder: str) -> None:
    path = project.write("mkdocs.yml", f"site_name: Test\n{line}\n")
    assert read_configuration(path).docs == project.root / folder


def test_what_is_no_yaml_is_told_with_its_line(project: Project) -> None:
    project.write("mkdocs.yml", "nav:\n  - a: [\n")
    with pytest.raises(PageError) as caught:
        read_configuration(Path("mkdocs.yml"))
    assert str(caught.value) == "mkdocs.yml:3: not YAML: expected the node content, but found '<stream end>'"
