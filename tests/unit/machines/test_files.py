"""Files for machines in a built site."""

from __future__ import annotations

from pages import counting
from tiny_project import Project


def test_the_command_markdown_writes_every_page_into_the_built_site(project: Project) -> None:
    counting(project)
    assert project.run("markdown", str(project.root / "built")) == (0, "4 files for machines\n", "")
    found = sorted(
        path.relative_to(project.root / "built").as_posix() for path in (project.root / "built").rglob("*.*")
    )
    assert found == ["count/index.html.md", "learn/more/index.html.md", "llms-full.txt", "llms.txt"]
