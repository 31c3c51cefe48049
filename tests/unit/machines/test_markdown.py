"""Pages as plain Markdown."""

from __future__ import annotations

from pages import counting
from tiny_project import Project

from rosetta.machines.markdown import markdown, markdown_address
from rosetta.site.sources import Sources


def text_of(project: Project, path: str) -> str:
    sources = Sources(project.root)
    page = sources.page(path)
    assert page
    return markdown(sources, page)


def test_a_page_has_the_code_of_every_framework_and_the_verdict_in_words(project: Project) -> None:
    counting(project)
    text = text_of(project, "count.md")
    assert "::: " not in text
    assert text.count("```python\nn = 1 + 1\nprint(n)\n```") == 2
    assert text.index("PyTorch:") < text.index("TensorFlow:") < text.index("**Same values**")


def test_links_lead_to_the_markdown_of_other_pages_and_attributes_are_left_out(project: Project) -> None:
    counting(project)
    assert "see [the next page](../learn/more/index.html.md#here)." in text_of(project, "count.md")
    assert "Back to [count](../../count/index.html.md)." in text_of(project, "learn/more.md")


def test_markdown_lies_beside_the_page() -> None:
    assert markdown_address("learn/tensors.md") == "learn/tensors/index.html.md"
    assert markdown_address("index.md") == "index.html.md"
