"""Pages as the site's own extensions make them."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent
from types import SimpleNamespace
from typing import Any

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

EXTENSIONS = (
    "admonition",
    "attr_list",
    "def_list",
    "tables",
    "toc",
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.inlinehilite",
    "pymdownx.superfences",
    "pymdownx.tabbed",
)


def converter(**options: Any) -> Markdown:
    """Python-Markdown with the site's own extensions."""
    config = {"pymdownx.tabbed": {"alternate_style": True}, "rosetta.site.extension": options}
    return Markdown(extensions=[*EXTENSIONS, "rosetta.site.extension"], extension_configs=config)


def convert(text: str, page: Path | None = None, **options: Any) -> str:
    """HTML of a page, as the site's own extensions make it; MkDocs tells them which `page` of the project it is."""
    markdown = converter(**options)
    if page:
        docs = page.parents[len(page.parents) - 1 - page.parts.index("docs")]
        host: Any = Treeprocessor(markdown)
        host.file = SimpleNamespace(src_uri=page.relative_to(docs).as_posix())
        host.config = SimpleNamespace(config_file_path=str(docs.parent / "mkdocs.yml"), docs_dir=str(docs))
        markdown.treeprocessors.register(host, "relpath", 0)
    return markdown.convert(dedent(text))


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()
