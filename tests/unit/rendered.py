"""Pages as the site's own extensions make them."""

from __future__ import annotations

import re
from textwrap import dedent
from typing import Any

from markdown import Markdown

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


def convert(text: str, **options: Any) -> str:
    """HTML of a page, as the site's own extensions make it."""
    config = {"pymdownx.tabbed": {"alternate_style": True}, "rosetta.site.extension": options}
    return Markdown(extensions=[*EXTENSIONS, "rosetta.site.extension"], extension_configs=config).convert(dedent(text))


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()
