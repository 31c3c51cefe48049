"""Search words in the front matter of pages."""

from __future__ import annotations

from textwrap import dedent

import pytest
from tiny_project import Project

from rosetta.find.words import search_words
from rosetta.site.sources import Sources


def page_with(project: Project, front: str) -> None:
    body = "# Freeze\n\n## Freeze layers\n\n## Freeze { #all }\n"
    project.page("learn/freeze.md", f"---\n{dedent(front).strip()}\n---\n\n{body}")


def words(project: Project) -> dict[str, str]:
    page = Sources(project.root).page("learn/freeze.md")
    assert page
    return search_words(page)


def test_search_words_stand_in_the_front_matter_by_anchor(linear: Project) -> None:
    page_with(linear, "description: Freezing.\nsearch:\n  freeze: stop\n  freeze-layers: fine-tune, lr 0\n  all: bn\n")
    assert words(linear) == {"freeze": "stop", "freeze-layers": "fine-tune, lr 0", "all": "bn"}
    assert linear.problems() == []


@pytest.mark.parametrize("front", ["description: Freezing.", "search: all", "search:"])
def test_a_page_without_search_words_has_none(linear: Project, front: str) -> None:
    page_with(linear, front)
    assert words(linear) == {}


@pytest.mark.parametrize(
    ("lines", "line", "message"),
    [
        (
            "freeze-layer: fine-tune",
            3,
            "search words for 'freeze-layer', and no heading has this anchor. Did you mean 'freeze-layers'?",
        ),
        ("all: bn\n  all: fine-tune", 4, "search words for 'all' a second time: put all in one line"),
        ("all: [bn]", 3, "search words for 'all' are words, with commas between"),
        ('all: " "', 3, "search words for 'all' are words, with commas between"),
    ],
)
def test_wrong_search_words_are_told_with_their_line(linear: Project, lines: str, line: int, message: str) -> None:
    page_with(linear, f"search:\n  {lines}\n")
    assert linear.problems() == [f"docs/learn/freeze.md:{line}: {message}"]


def test_search_words_without_anchors_are_told(linear: Project) -> None:
    page_with(linear, "description: Freezing.\nsearch: bn, fine-tune\n")
    message = "'search' holds no anchors: write a line 'anchor-of-a-heading: words' for each"
    assert linear.problems() == [f"docs/learn/freeze.md:3: {message}"]
