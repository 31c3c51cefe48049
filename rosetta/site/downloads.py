"""What is written before the site is built, from sources and records alone: files to download, figures, notebooks."""

from __future__ import annotations

import base64
import json
from collections import Counter
from pathlib import Path
from typing import Any

from rosetta.errors import RosettaError
from rosetta.judge.concepts import Concept
from rosetta.record.notebook import Record, notebook_bytes
from rosetta.site import api_json
from rosetta.site.notebooks import with_prose
from rosetta.site.numbers import fill
from rosetta.site.page import Page
from rosetta.site.sources import Sources
from rosetta.site.tabs import RECORDED, figure_name, figures

NOTEBOOKS = "notebooks"
"""Folder of the documentation with the notebooks that are pages themselves: those that `nav` names."""


def write_files(sources: Sources, strict: bool = True) -> list[Path]:
    """Write all generated files below the documentation folder, remove those no longer made, and return their paths.

    Files that would not change are left alone, so that a live server reloads only what did, and so are hidden ones.
    Raises `RosettaError` where a record is stale; unless `strict`, what was made from an older one stays.
    """
    docs = sources.configuration.docs
    wanted = _all_files(sources, strict)
    for path, content in wanted.items():
        if not path.exists() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    if strict:
        for folder in (docs / RECORDED, docs / NOTEBOOKS):
            for path in folder.rglob("*"):
                if path.is_file() and path not in wanted and not path.name.startswith("."):
                    path.unlink()
    return list(wanted)


def _all_files(sources: Sources, strict: bool) -> dict[Path, bytes]:
    """Path and content of every file; raises `RosettaError` where a record is stale, if `strict`."""
    pages = main_pages(sources)
    wanted: dict[Path, bytes] = {}
    described: list[dict[str, Any]] = []
    for name in sources.concepts.names:
        try:
            wanted |= _files(sources, sources.concepts[name], pages.get(name))
            described += api_json.rows([sources.concepts[name]])
        except RosettaError:
            if strict:
                raise
    text = json.dumps(described, ensure_ascii=False, separators=(",", ":")) + "\n"
    return {**wanted, sources.configuration.docs / "api.json": text.encode()}


def _files(sources: Sources, concept: Concept, page: Page | None) -> dict[Path, bytes]:
    """Path and content of each file made for one concept."""
    docs, files = sources.configuration.docs, dict[Path, bytes]()
    if page:
        page, errors = fill(page, sources.concepts)
        for error in errors:
            raise error
    for framework, record in concept.records.items():
        snippet, folder = concept.snippets[framework], docs / RECORDED / framework
        notebook = json.loads(record.path.read_bytes())
        content = notebook_bytes(with_prose(notebook, snippet, page) if page else notebook)
        files[folder / snippet.path.name] = snippet.path.read_bytes()
        files[folder / record.path.name] = content
        for kept in map(snippet.kept_file, snippet.written):
            files[folder / kept.name] = kept.read_bytes()
        if sources.configuration.entry(shown := f"{NOTEBOOKS}/{framework}/{record.path.name}"):
            files[docs / shown] = content
        files |= _figures(folder, concept.name, record)
    return files


def _figures(folder: Path, concept: str, record: Record) -> dict[Path, bytes]:
    return {
        folder / figure_name(concept, title, index): base64.b64decode(output["data"]["image/png"])
        for title, run in record.cells.items()
        for index, output in figures(run).items()
    }


def main_pages(sources: Sources) -> dict[str, Page]:
    """By concept, the page that shows most of its cells."""
    counts: dict[str, Counter[str]] = {}
    for page in sorted(sources.pages, key=lambda page: page.path):
        for place in sources.shown(page).places:
            counts.setdefault(place.concept.name, Counter())[page.path] += 1
    pages = {name: sources.page(paths.most_common(1)[0][0]) for name, paths in counts.items()}
    return {name: page for name, page in pages.items() if page}
