"""Addresses of pages in the built site, where every page is a folder, for HTML that no site generator reads again."""

from __future__ import annotations

import posixpath


def url(path: str) -> str:
    """Address of the page at `path` below the documentation folder: `learn/tensors/`; empty for the first page."""
    folder, file = posixpath.split(path.removesuffix(".md"))
    address = folder if file == "index" else posixpath.join(folder, file)
    return f"{address}/" if address else ""


def relative_url(path: str, start: str) -> str:
    """How a link from the folder `start` of the built site leads to the page at the path `path`."""
    return posixpath.relpath(url(path) or ".", start or ".") + "/"
