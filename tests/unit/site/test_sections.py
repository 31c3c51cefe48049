"""A page cut at its headings."""

from __future__ import annotations

import pytest
from tiny_project import Project

from rosetta.site.sections import Section, section_of, sections
from rosetta.site.sources import Sources

PAGE = """
    ---
    description: Sections.
    ---

    Before the first heading.

    # Page

    First words.

    ## Use [a link](linear.md) { .wide }

    ```text
    ## No heading
    ```

    ::: linear/forward

    ## Own { #mine }

    ## Own
    """


@pytest.fixture
def found(linear: Project) -> list[Section]:
    linear.page("learn/sections.md", PAGE)
    sources = Sources(linear.root)
    page = sources.page("learn/sections.md")
    assert page is not None
    return sections(page, sources.shown(page))


def test_a_section_has_the_title_and_address_of_its_heading(found: list[Section]) -> None:
    assert [(one.level, one.title, one.address) for one in found] == [
        (1, "Page", "learn/sections.md"),
        (2, "Use a link", "learn/sections.md#use-a-link"),
        (2, "Own", "learn/sections.md#mine"),
        (2, "Own", "learn/sections.md#own"),
    ]


def test_a_section_has_the_lines_and_cells_down_to_the_next_heading(found: list[Section]) -> None:
    assert [line for _, line in found[1].lines if line] == ["```text", "## No heading", "```", "::: linear/forward"]
    assert [[place.title for place in one.places] for one in found] == [[], ["forward"], [], []]


def test_a_line_is_in_the_section_above_it(found: list[Section]) -> None:
    directive = found[1].places[0].directive
    assert section_of(found, directive.line) == found[1]
    assert section_of(found, 1) is None
