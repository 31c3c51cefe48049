"""Notebooks with the page's prose."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
from tiny_project import Project

from rosetta.judge.concepts import Concepts
from rosetta.site.needs import needs
from rosetta.site.notebooks import with_prose
from rosetta.site.page import parse_page, split_front_matter

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


def notebook_of(project: Project, text: str) -> dict:
    body, offset = split_front_matter(text)
    page = parse_page("learn/linear.md", Path("docs/learn/linear.md"), body.splitlines(), offset)
    concept = Concepts(project.root / "snippets")["linear"]
    record = json.loads(concept.snippets["pytorch"].record_path.read_text(encoding="utf-8"))
    return with_prose(record, concept.snippets["pytorch"], page, needs(concept, "pytorch"))


def told(notebook: dict) -> list[tuple[str, str]]:
    return [(cell["id"], "".join(cell["source"])) for cell in notebook["cells"] if cell["cell_type"] == "markdown"]


def test_prose_stands_before_the_cells_that_the_page_shows(linear: Project) -> None:
    assert told(notebook_of(linear, PAGE)) == [
        (
            "_opening",
            "# Linear\n\nWhat it is about, see tensors.\n\nThis notebook is the PyTorch side of the page.\n\n"
            "Recorded with Python 3.11.9, torch 2.9.0, torchvision 0.24.0, numpy 2.3.0 on CPU. "
            "The next cell installs them if one is missing; otherwise it leaves your versions alone.",
        ),
        ("forward-text", "## Apply it\n\nLook at [the documentation](https://example.org/y)."),
        ("end-text", "## The end\n\n| a | b |\n|---|---|\n| 1 | 2 |"),
    ]


def test_of_sections_that_show_nothing_here_no_heading_is_left(linear: Project) -> None:
    page = (
        "# L\n\n## One\n\n### Elsewhere\n\nOf another.\n\n::: linear/elsewhere\n\n### Here\n\nOf this.\n\n"
        "::: linear/forward\n\n### Again elsewhere\n\n::: linear/elsewhere\n\n## Two\n\nAll of it.\n"
    )
    assert told(notebook_of(linear, page))[1:] == [
        ("forward-text", "## One\n\n### Here\n\nOf this."),
        ("end-text", "## Two\n\nAll of it."),
    ]


def test_headings_lose_their_attributes_and_code_keeps_its_braces(linear: Project) -> None:
    page = "# L\n\n## One { #old-address }\n\n```python\n# all of {1}\n```\n\n::: linear/forward\n"
    assert told(notebook_of(linear, page))[1:] == [("forward-text", "## One\n\n```python\n# all of {1}\n```")]


def test_what_leads_to_a_section_stays_where_its_first_cells_are_of_another_framework(linear: Project) -> None:
    page = (
        "# L\n\nThe head.\n\n## One\n\nOf another.\n\n::: linear/elsewhere\n\n## Two\n\nIts steps.\n\n"
        "### Elsewhere\n\nOf another.\n\n::: linear/elsewhere\n\n### Here\n\n::: linear/forward\n"
    )
    assert told(notebook_of(linear, page)) == [
        ("_opening", told(notebook_of(linear, page))[0][1]),
        ("forward-text", "## Two\n\nIts steps.\n\n### Here"),
    ]
    assert told(notebook_of(linear, page))[0][1].startswith("# L\n\nThe head.\n\nThis notebook is the PyTorch side")


def test_the_first_code_cell_installs_what_the_record_was_made_with(linear: Project) -> None:
    opening, install, *_ = notebook_of(linear, PAGE)["cells"]
    assert (opening["id"], install["id"], install["cell_type"]) == ("_opening", "_install", "code")
    assert "".join(install["source"]) == (
        "from importlib.util import find_spec\n\n"
        'if not all(map(find_spec, ["torch", "torchvision", "numpy"])):\n'
        '    %pip install --quiet "torch==2.9.0" "torchvision==0.24.0" "numpy==2.3.0"'
    )


def test_a_page_without_sections_is_the_head_of_the_notebook(linear: Project) -> None:
    notebook = notebook_of(linear, "# Linear\n\nShort.\n\n::: linear/create\n\n::: linear/forward\n")
    assert [cell["id"] for cell in notebook["cells"]] == ["_opening", "_install", "create", "forward"]


def test_cells_keep_the_order_of_the_file_so_that_the_notebook_runs(linear: Project) -> None:
    code = [cell["id"] for cell in notebook_of(linear, PAGE)["cells"] if cell["cell_type"] == "code"]
    assert code == ["_install", "create", "forward"]


def test_a_page_in_another_order_does_not_change_the_order_of_the_cells(linear: Project) -> None:
    page = "# L\n\nLast first.\n\n::: linear/forward\n\nThen the first.\n\n::: linear/create\n"
    code = [cell["id"] for cell in notebook_of(linear, page)["cells"] if cell["cell_type"] == "code"]
    assert code == ["_install", "create", "forward"]


def test_values_that_this_project_alone_reads_stay_in_the_record(linear: Project) -> None:
    cells = [cell for cell in notebook_of(linear, PAGE)["cells"] if cell["cell_type"] == "code"]
    assert [cell["metadata"] for cell in cells] == [{}] * len(cells)
    assert '"values"' in linear.read("snippets/pytorch/linear.ipynb")


def test_the_result_is_a_valid_notebook(linear: Project) -> None:
    nbformat.validate(notebook_of(linear, PAGE))
