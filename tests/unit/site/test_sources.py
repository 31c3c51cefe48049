"""Pages, nav, concepts and places are read once, and again where files have changed."""

from __future__ import annotations

from tiny_project import Project

from rosetta.site.sources import Sources


def test_everything_is_read_once(linear: Project) -> None:
    sources = Sources(linear.root)
    (page,) = sources.pages
    assert sources.page("learn/linear.md") is page
    assert sources.page("learn/other.md") is None
    assert sources.shown(page) is sources.shown(page)
    linear.write("docs/learn/linear.md", "# Other\n")
    assert sources.pages == [page]
    assert sources.renewed().pages[0].lines == ("# Other",)


def test_where_no_file_has_changed_nothing_is_read_again(linear: Project) -> None:
    sources = Sources(linear.root)
    assert sources.pages
    assert sources.renewed() is sources
    linear.edit("snippets/pytorch/linear.py", "# %% create", "# %% create\n")
    assert sources.renewed().concepts is not sources.concepts
    linear.write("docs/new.md", "# New\n")
    assert len(sources.renewed().pages) == 2


def test_sections_are_those_of_every_page(linear: Project) -> None:
    linear.page("other.md", "# Other\n\n## Part\n")
    found = Sources(linear.root).sections
    assert [section.title for section in found["other.md"]] == ["Other", "Part"]
    assert set(found) == {"learn/linear.md", "other.md"}


def test_places_are_those_of_the_first_page_in_nav_but_not_of_a_landing_page(linear: Project) -> None:
    linear.page("again.md", "# Again\n\n::: linear/create\n")
    linear.page("index.md", "# Home\n\n::: linear/forward\n")
    nav = "nav:\n  - index.md\n  - again.md\n  - learn/linear.md\n"
    linear.write("mkdocs.yml", nav)
    places = Sources(linear.root).places
    assert {cell: (place.page.path, place.anchor) for cell, place in places.items()} == {
        ("linear", "create"): ("again.md", "create"),
        ("linear", "forward"): ("learn/linear.md", "forward"),
    }


def test_what_cannot_be_read_is_told(linear: Project) -> None:
    linear.page("other.md", "").write_bytes(b"\xff")
    assert [str(error) for error in Sources(linear.root).unreadable] == [
        "docs/other.md:1: not UTF-8: byte 0xff; save the file as UTF-8"
    ]
