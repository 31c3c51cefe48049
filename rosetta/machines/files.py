"""The files for machines: those that lie beside the pages, and those that only a built site has.

A site generator would make a page of every `.md` file it finds, so Markdown goes into the site when that is built.
"""

from __future__ import annotations

from pathlib import Path

from rosetta.machines import api_json
from rosetta.machines.llms import llms, llms_full, markdown_pages
from rosetta.site.downloads import Makers
from rosetta.site.generated import API, API_SCHEMA
from rosetta.site.sources import Sources

FILES: Makers = {API: api_json.file, API_SCHEMA: api_json.schema_file}
"""By path below the documentation folder, what makes each file."""


def write_pages(sources: Sources, site: Path) -> list[Path]:
    """Write each page of nav as Markdown into the built `site`, with `llms.txt` and `llms-full.txt`.

    Raises `RosettaError` where a page cannot be made.
    """
    pages = markdown_pages(sources)
    texts = {**pages, "llms.txt": llms(sources), "llms-full.txt": llms_full(pages)}
    for path, text in texts.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8", newline="\n")
    return [site / path for path in texts]
