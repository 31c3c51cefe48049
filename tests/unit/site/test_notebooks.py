"""Notebooks with the page's prose."""

from __future__ import annotations

import json

import nbformat
from tiny_project import Project

from rosetta.site.notebooks import with_prose
from rosetta.source.cells import read_snippet

PAGE = """---
description: One line.
---

# Linear

What it is about, see [tensors](../learn/tensors.md).

## Apply it

Look at [the documentation](https://example.org/y).

::: linear/forward

## Nothing here

Only in another framework.

::: linear/elsewhere

## The end

| a | b |
|---|---|
| 1 | 2 |
"""


def notebook_of(project: Project, page: str) -> dict:
    snippet = read_snippet(project.root / "snippets/pytorch/linear.py")
    return with_prose(json.loads(snippet.record_path.read_text(encoding="utf-8")), snippet, page)


def told(notebook: dict) -> list[tuple[str, str]]:
    return [(cell["id"], "".join(cell["source"])) for cell in notebook["cells"] if cell["cell_type"] == "markdown"]


def test_prose_stands_before_the_cells_that_the_page_shows(linear: Project) -> None:
    assert told(notebook_of(linear, PAGE)) == [
        (
            "forward-text",
            "# Linear\n\nWhat it is about, see tensors.\n\nThis notebook is the PyTorch side of the page.\n\n"
            "## Apply it\n\nLook at [the documentation](https://example.org/y).",
        ),
        ("end-text", "## The end\n\n| a | b |\n|---|---|\n| 1 | 2 |"),
    ]


def test_cells_keep_the_order_of_the_file_so_that_the_notebook_runs(linear: Project) -> None:
    code = [cell["id"] for cell in notebook_of(linear, PAGE)["cells"] if cell["cell_type"] == "code"]
    assert code == ["create", "forward"]


def test_a_page_in_another_order_does_not_change_the_order_of_the_cells(linear: Project) -> None:
    page = "# L\n\nLast first.\n\n::: linear/forward\n\nThen the first.\n\n::: linear/create\n"
    code = [cell["id"] for cell in notebook_of(linear, page)["cells"] if cell["cell_type"] == "code"]
    assert code == ["create", "forward"]


def test_the_result_is_a_valid_notebook(linear: Project) -> None:
    nbformat.validate(notebook_of(linear, PAGE))
