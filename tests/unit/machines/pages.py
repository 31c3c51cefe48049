"""A tiny project with a page that machines read."""

from __future__ import annotations

from tiny_project import Project, cell_run

PAGE = """---
description: Count to two.
---

# Count

Start at one, see [the next page](learn/more.md#here){ .button }.

## Add one

::: count/add
"""


def counting(project: Project) -> None:
    """A page `count.md`, whose cell prints, and `learn/more.md`."""
    run = cell_run(n=2)
    project.pair("count", '# %% add same="n"\nn = 1 + 1\nprint(n)\n', add=run)
    project.page("count.md", PAGE)
    project.page("learn/more.md", "# More\n\nIt goes on. And on.\n\n## Here\n\nBack to [count](../count.md).\n")
