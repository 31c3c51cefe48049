"""A page is read once: its headings, directives, and its entry in nav."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_project import Project

from rosetta.site.nav import read_configuration
from rosetta.site.page import Directive, Heading, Page, parse_page, read_pages


def found(*lines: str) -> list[Directive | str]:
    page = parse_page("a.md", Path("docs/a.md"), list(lines))
    return [*page.directives, *map(str, page.problems)]


@pytest.mark.parametrize(
    ("line", "references"),
    [
        ("::: linear/create", (("linear", "create"),)),
        (":::linear/create", (("linear", "create"),)),
        ("::: linear_2/create linear/on-gpu ", (("linear_2", "create"), ("linear", "on-gpu"))),
    ],
)
def test_a_directive_names_cells(line: str, references: tuple) -> None:
    assert found("# Title", "", line) == [Directive(3, "", references)]


@pytest.mark.parametrize(
    ("line", "table", "of"),
    [
        ("::: rows api_math", "rows", "api_math"),
        ("::: differences", "differences", ""),
        ("::: differences all", "differences", "all"),
    ],
)
def test_a_directive_may_be_a_table(line: str, table: str, of: str) -> None:
    assert found(line) == [Directive(1, "", (), table, of)]


def test_a_directive_keeps_its_indentation() -> None:
    assert found("!!! note", "", "    ::: linear/create") == [Directive(3, "    ", (("linear", "create"),))]


@pytest.mark.parametrize(
    "lines",
    [
        ("```", "::: linear/create", "```"),
        ("~~~ text", "::: linear/create", "~~~"),
        ("````", "```", "::: linear/create", "```", "````"),
        ("```{ .python }", "::: linear/create", "```"),
        ("- ```", "  ::: linear/create", "  ```"),
        ("```", "::: linear/create"),
        ("text ::: linear/create",),
        ("`::: linear/create`",),
    ],
)
def test_a_directive_in_code_or_in_a_line_is_shown_literally(lines: tuple[str, ...]) -> None:
    assert found(*lines) == []


@pytest.mark.parametrize(
    "lines", [("```", "code", "```"), ("```inline```",), ("~~~", "```", "~~~"), ("```", "```python", "```")]
)
def test_a_directive_after_code_is_found(lines: tuple[str, ...]) -> None:
    assert found(*lines, "::: linear/create") == [Directive(len(lines) + 1, "", (("linear", "create"),))]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (":::", "expected '::: concept/cell', got ':::'"),
        ("::: linear", "expected '::: concept/cell', got '::: linear'"),
        ("::: linear/create/more", "expected '::: concept/cell', got '::: linear/create/more'"),
        ("::: Linear/create", "expected '::: concept/cell', got '::: Linear/create'"),
        ("::: linear/create forward", "expected '::: concept/cell', got '::: linear/create forward'"),
        ("::: linear.create", "expected '::: concept/cell', got '::: linear.create'"),
        (":::: linear/create", "expected '::: concept/cell', got ':::: linear/create'"),
        ('::: linear/create title="x"', "expected '::: concept/cell', got '::: linear/create title=\"x\"'"),
    ],
)
def test_a_malformed_directive_is_told(line: str, message: str) -> None:
    assert found("# Title", line) == [f"docs/a.md:2: {message}"]


def read(project: Project) -> list[Page]:
    pages, errors = read_pages(read_configuration(project.root / "mkdocs.yml"))
    assert errors == []
    return pages


def test_a_page_is_read_without_its_front_matter_and_with_the_place_of_its_lines(project: Project) -> None:
    project.page("a.md", "---\ndescription: Short.\nhide: [toc]\n---\n\n# Title\n\n::: linear/create\n")
    (page,) = read(project)
    assert (page.path, page.file, page.lines, page.offset) == (
        "a.md",
        project.root / "docs/a.md",
        ("# Title", "", "::: linear/create"),
        5,
    )
    assert str(page.error(page.directives[0].line, "wrong")) == "docs/a.md:8: wrong"


@pytest.mark.parametrize("text", ["# Title\n", "---\n\n# Title\n", "---\n- a\n---\n# Title\n", "---\na: [\n---\n# T\n"])
def test_what_is_no_front_matter_belongs_to_the_page(project: Project, text: str) -> None:
    project.page("a.md", text)
    (page,) = read(project)
    assert (page.offset, list(page.lines)) == (0, text.splitlines())


def test_pages_come_in_the_order_of_nav_and_then_of_their_paths(project: Project) -> None:
    for path in ("learn/b.md", "learn/a.md", "index.md"):
        project.page(path, "# Title\n")
    project.write("docs/a.md", "# Title\n")
    project.write("docs/learn/z.md", "# Title\n")
    assert [page.path for page in read(project)] == ["learn/b.md", "learn/a.md", "index.md", "a.md", "learn/z.md"]


def test_the_title_in_nav_may_be_quoted_and_followed_by_a_comment(project: Project) -> None:
    project.page("linear.md", "# Linear\n")
    project.edit("mkdocs.yml", "- linear.md", '- "Linear: models": linear.md  # yes')
    (page,) = read(project)
    assert page.title == "Linear: models"
    assert page.entry is not None
    assert page.entry.line == 3


def test_a_page_in_another_encoding_is_an_error_and_the_others_are_read(project: Project) -> None:
    project.page("a.md", "# A\n")
    project.page("b.md", "").write_bytes("\n# Übersicht\n".encode("latin-1"))
    pages, errors = read_pages(read_configuration(project.root / "mkdocs.yml"))
    assert [page.path for page in pages] == ["a.md"]
    assert [str(error) for error in errors] == ["docs/b.md:2: not UTF-8: byte 0xdc; save the file as UTF-8"]


def test_headings_are_found_outside_code(project: Project) -> None:
    lines = [
        "# One",
        "",
        "```",
        "# no",
        "```",
        "    # no",
        "## Two ##",
        "#tag",
        "Three",
        "-----",
        "",
        "---",
        "| a |",
        "---",
    ]
    assert parse_page("a.md", Path("a.md"), lines).headings == (
        Heading(1, 1, "One"),
        Heading(7, 2, "Two"),
        Heading(8, 1, "tag"),
        Heading(9, 2, "Three"),
    )
