"""Make the files of a new concept: a page, a snippet file for each required framework, and a line in nav."""

from __future__ import annotations

import re
from pathlib import Path

from rosetta.errors import PageError
from rosetta.site.nav import read_configuration
from rosetta.source.cells import CONCEPT, shadows_a_module

_SNIPPETS = {
    "pytorch": '# %% create same="x"\nimport torch\n\nx = torch.tensor([1.0, 2.0, 3.0])\nx\n',
    "tensorflow": '# %% create same="x"\nimport tensorflow as tf\n\nx = tf.constant([1.0, 2.0, 3.0])\nx\n',
}
_PAGE = """---
description: What the reader gets from this page, in one sentence.
---

# {title}

What the reader will be able to do after this page, in two sentences.

## What the reader wants to do

What to notice, in one to three sentences.

::: {name}/create
"""


def new_concept(root: Path, name: str) -> list[Path]:
    """Write the files of the concept `name`, and return their paths; of one that is there, those snippets it lacks.

    Raises `PageError` where nothing is missing, or the name will not do.
    """
    slug, title = name.replace("_", "-"), name.replace("_", " ").capitalize()
    page, config = root / "docs" / "learn" / f"{slug}.md", root / "mkdocs.yml"
    if not CONCEPT.fullmatch(name):
        raise PageError(page, None, f"'{name}' is no name for a concept: small letters, digits and underscores")
    if shadows_a_module(name):
        problem = f"'{name}' is the name of an importable module, and would shadow it: choose another"
        raise PageError(page, None, problem)
    snippets = {root / "snippets" / framework / f"{name}.py": text for framework, text in _SNIPPETS.items()}
    missing = {path: text for path, text in snippets.items() if not path.exists()}
    if not missing:
        raise PageError(next(iter(snippets)), None, "is there already, and so is that of every other framework")
    files: dict[Path, str] = {}
    if missing == snippets and not page.exists():
        files[page] = _PAGE.format(title=title, name=name)
        files[config] = _with_nav_line(config, title, slug)
    files |= missing
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return list(files)


def _with_nav_line(config: Path, title: str, slug: str) -> str:
    """The text of `mkdocs.yml` with a line for the page, after the last one under learn/."""
    text, nav = config.read_text(encoding="utf-8"), read_configuration(config).nav or ()
    if any(entry.path == f"learn/{slug}.md" for entry in nav):
        return text
    last = next((entry for entry in reversed(nav) if re.fullmatch(r"learn/[^/]+\.md", entry.path)), None)
    if not last:
        raise PageError(config, None, "nav has no page under learn/ to put the new one after")
    lines = text.split("\n")
    lines.insert(last.line, f"{' ' * last.indent}- {title}: learn/{slug}.md")
    return "\n".join(lines)
