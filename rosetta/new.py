"""Make the files of a new concept: a page, a snippet file for each required framework, and a line in nav."""

from __future__ import annotations

import re
from pathlib import Path

from rosetta import REQUIRED
from rosetta.cells import shadows_a_module
from rosetta.errors import PageError

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
    """Write the files of the concept `name`, and return their paths; raises `PageError` where one exists."""
    slug, title = name.replace("_", "-"), name.replace("_", " ").capitalize()
    page = root / "docs" / "learn" / f"{slug}.md"
    files = {page: _PAGE.format(title=title, name=name)}
    files |= {root / "snippets" / framework / f"{name}.py": _SNIPPETS[framework] for framework in REQUIRED}
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise PageError(page, None, f"'{name}' is no name for a concept: small letters, digits and underscores")
    if shadows_a_module(name):
        raise PageError(
            page, None, f"'{name}' is the name of an importable module, and would shadow it: choose another"
        )
    for path in files:
        if path.exists():
            raise PageError(path, None, "is there already")
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    line = f"      - {title}: learn/{slug}.md\n"
    places = list(re.finditer(r"^ +- .*learn/[\w-]+\.md\n", text, re.MULTILINE))
    if not places:
        raise PageError(config, None, "nav has no page under learn/ to put the new one after")
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    end = places[-1].end()
    config.write_text(text[:end] + line + text[end:], encoding="utf-8")
    return [*files, config]
