"""Which page a converter of Markdown is at."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from markdown import Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from rosetta.site.host import Host, host_of


def test_mkdocs_tells_the_page_and_the_folders() -> None:
    markdown = Markdown()
    processor: Any = Treeprocessor(markdown)
    processor.file = SimpleNamespace(src_uri="learn/a.md")
    processor.config = SimpleNamespace(config_file_path="/project/mkdocs.yml", docs_dir="/project/pages")
    markdown.treeprocessors.register(processor, "relpath", 0)
    host = host_of(markdown)
    assert host == Host(Path("/project"), Path("/project/pages"), "learn/a.md")
    assert host.start == "learn/a/"


@pytest.mark.parametrize(("config", "docs"), [({}, "docs"), ({"docs_dir": "pages"}, "pages")])
def test_zensical_tells_the_page_and_is_started_in_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, config: dict[str, str], docs: str
) -> None:
    monkeypatch.chdir(tmp_path)
    markdown = Markdown()
    processor: Any = Preprocessor(markdown)
    processor.page, processor.config = SimpleNamespace(path="learn/a.md"), config
    markdown.preprocessors.register(processor, "rendering_context", 0)
    host = host_of(markdown)
    assert host == Host(tmp_path, tmp_path / docs, "learn/a.md", moves_links=True)
    assert host.start == "learn"


def test_python_markdown_alone_tells_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert host_of(Markdown()) == Host(tmp_path, tmp_path / "docs", "")
