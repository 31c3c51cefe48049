"""What is written before the site is built, from sources and records alone: files to download, figures, notebooks."""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from rosetta.errors import RosettaError
from rosetta.judge.concepts import Concept, concept_names, load_concept
from rosetta.record.notebook import notebook_bytes
from rosetta.site import api_json
from rosetta.site.notebooks import with_prose
from rosetta.site.numbers import fill
from rosetta.site.page import Directive, directives, references
from rosetta.site.tabs import RECORDED, figure_name, figures

NOTEBOOKS = "notebooks"
"""Folder of the documentation with the notebooks that are pages themselves: those that `nav` names."""


def write_pages(root: Path, strict: bool = True) -> list[Path]:
    """Write all generated files below `root`/docs, remove those no longer made, and return their paths.

    Files that would not change are left alone, so that a live server reloads only what did, and so are hidden ones.
    Raises `RosettaError` where a record is stale; unless `strict`, what was made from an older one stays.
    """
    docs = root / "docs"
    nav = (root / "mkdocs.yml").read_text(encoding="utf-8")
    load = cache(lambda name: load_concept(root / "snippets", name))
    pages = _pages(docs, load)
    wanted: dict[Path, bytes] = {}
    described: list[dict[str, Any]] = []
    for name in concept_names(root / "snippets"):
        try:
            prose: list[str] = []
            if page := pages.get(name):
                prose = fill(page, page.read_text(encoding="utf-8").splitlines(), root / "snippets", load)
            wanted |= _files(docs, load(name), "\n".join(prose), nav)
            described += api_json.rows([load(name)])
        except RosettaError:
            if strict:
                raise
    wanted[docs / "api.json"] = (json.dumps(described, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
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


def _files(docs: Path, concept: Concept, page: str, nav: str) -> dict[Path, bytes]:
    """Path and content of each file made for one concept."""
    files: dict[Path, bytes] = {}
    for framework, record in concept.records.items():
        snippet, folder = concept.snippets[framework], docs / RECORDED / framework
        notebook = with_prose(json.loads(record.path.read_bytes()), snippet, page)
        content = notebook_bytes(notebook)
        files[folder / snippet.path.name] = snippet.path.read_bytes()
        files[folder / record.path.name] = content
        for kept in map(snippet.kept_file, snippet.written):
            files[folder / kept.name] = kept.read_bytes()
        if f"{NOTEBOOKS}/{framework}/{record.path.name}" in nav:
            files[docs / NOTEBOOKS / framework / record.path.name] = content
        for title, run in record.cells.items():
            for index, output in figures(run).items():
                picture = base64.b64decode(output["data"]["image/png"])
                files[folder / figure_name(concept.name, title, index)] = picture
    return files


def _pages(docs: Path, load: Callable[[str], Concept]) -> dict[str, Path]:
    """By concept, the page that shows most of its cells."""
    shown: dict[str, Counter[Path]] = {}
    for path in sorted(docs.rglob("*.md")):
        for one in directives(path, path.read_text(encoding="utf-8").splitlines()):
            if isinstance(one, Directive):
                for name, _ in references(one, load):
                    shown.setdefault(name, Counter())[path] += 1
    return {name: pages.most_common(1)[0][0] for name, pages in shown.items()}
