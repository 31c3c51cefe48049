"""Which page a converter of Markdown is at, as the site generator tells it."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markdown import Markdown

from rosetta.site.urls import url


@dataclass(frozen=True)
class Host:
    """What the site generator tells of the page that it converts."""

    root: Path
    """Folder of its configuration."""
    docs: Path
    page: str
    """Path of the page below `docs`; empty where nobody tells."""
    moves_links: bool = False
    """Whether it takes links in HTML for those of the file, and moves them to the page's own folder."""

    @property
    def start(self) -> str:
        """The folder that relative links in HTML lead from."""
        return posixpath.dirname(self.page) if self.moves_links else url(self.page)


def host_of(md: Markdown) -> Host:
    """The host of this conversion: MkDocs and Zensical tell their own processors, and Python-Markdown alone nobody."""
    if "relpath" in md.treeprocessors:  # MkDocs
        mkdocs: Any = md.treeprocessors["relpath"]
        return Host(Path(mkdocs.config.config_file_path).parent, Path(mkdocs.config.docs_dir), mkdocs.file.src_uri)
    root = Path.cwd()
    if "rendering_context" in md.preprocessors:  # Zensical
        zensical: Any = md.preprocessors["rendering_context"]
        return Host(root, root / zensical.config.get("docs_dir", "docs"), zensical.page.path, moves_links=True)
    return Host(root, root / "docs", "")
