"""`llms.txt` and `llms-full.txt`."""

from __future__ import annotations

from pages import counting
from tiny_project import Project

from rosetta.machines.llms import llms, llms_full, markdown_pages
from rosetta.site.sources import Sources


def test_llms_txt_lists_the_pages_of_nav_with_what_they_are_about(project: Project) -> None:
    counting(project)
    lines = llms(Sources(project.root)).splitlines()
    assert lines[0] == "# Rosetta"
    assert lines[2].startswith("> Deep learning tasks")
    assert "- [Count](count/index.html.md): Count to two." in lines
    assert "- [More](learn/more/index.html.md): It goes on." in lines


def test_llms_full_txt_has_every_page_under_its_address(project: Project) -> None:
    counting(project)
    text = llms_full(markdown_pages(Sources(project.root)))
    assert text.index("<!-- count/index.html.md -->") < text.index("# Count") < text.index("# More")
