"""What is written before the site is built, from sources and records alone: files to download, figures, notebook pages."""

from __future__ import annotations

import base64
from pathlib import Path

from rosetta.errors import RosettaError
from rosetta.project import concept_names, load_concept
from rosetta.render import RECORDED, figure_name, figures

NOTEBOOKS = "notebooks"
"""Folder of the documentation with the notebooks that are pages themselves: those that `nav` names."""


def write_pages(root: Path, strict: bool = True) -> list[Path]:
    """Write all generated files below `root`/docs, remove those no longer made, and return their paths.

    Files that would not change are left alone, so that a live server reloads only what did. Raises `RosettaError` where a
    record is stale; unless `strict`, what was made from an older one stays.
    """
    docs = root / "docs"
    nav = (root / "mkdocs.yml").read_text(encoding="utf-8")
    wanted: dict[Path, bytes] = {}
    for name in concept_names(root / "snippets"):
        try:
            concept = load_concept(root / "snippets", name)
            for framework, record in concept.records.items():
                folder = docs / RECORDED / framework
                notebook = record.path.read_bytes()
                wanted[folder / f"{name}.py"] = concept.snippets[framework].path.read_bytes()
                wanted[folder / f"{name}.ipynb"] = notebook
                if f"{NOTEBOOKS}/{framework}/{name}.ipynb" in nav:
                    wanted[docs / NOTEBOOKS / framework / f"{name}.ipynb"] = notebook
                for title, run in record.cells.items():
                    for index, output in figures(run).items():
                        wanted[folder / figure_name(name, title, index)] = base64.b64decode(output["data"]["image/png"])
        except RosettaError:
            if strict:
                raise
    for path, content in wanted.items():
        if not path.exists() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    if strict:
        for folder in (docs / RECORDED, docs / NOTEBOOKS):
            for path in folder.rglob("*"):
                if path.is_file() and path not in wanted:
                    path.unlink()
    return list(wanted)
