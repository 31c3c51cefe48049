"""The index of the errors that cells of the site raise."""

from __future__ import annotations

import re

import pytest
from rendered import convert, text_of
from tiny_project import Project, cell_run, result, stdout

from rosetta.errors import RecordError
from rosetta.site.error_kinds import ERROR_KINDS
from rosetta.source.cells import read_snippet

WHY = 'why="PyTorch refuses, and TensorFlow makes room."'
SHAPE = "The size of tensor a (2) must match\n"


@pytest.fixture
def site(project: Project) -> Project:
    """Cells of one page: `grow` and `refuse` raise in one framework or in both, and `calm` in none."""
    for framework, grow in (("pytorch", f' raises="RuntimeError" {WHY}'), ("tensorflow", f" {WHY}")):
        text = f'# %% grow{grow}\nx = 1\n\n# %% refuse raises="KeyError" note="Name it."\nx = 1\n\n# %% calm\nx = 1\n'
        outputs = {"grow": cell_run(stdout(SHAPE), result("2")), "refuse": cell_run(stdout(f"{framework}'s\n"))}
        project.record(project.snippet(framework, "sums", text), **outputs)
    page = project.page("learn/sums.md", "# Sums\n\n::: sums/grow\n\n::: sums/refuse\n\n::: sums/calm\n")
    project.edit("mkdocs.yml", "- learn/sums.md", "- All sums: learn/sums.md")
    assert page.is_file()
    return project


def entries(kind: str) -> list[str]:
    """Paragraphs of the list of a kind."""
    return [text_of(one) for one in re.findall(r"<p.*?</p>", convert(f"::: errors {kind}"), re.DOTALL)]


def rerecord(site: Project, framework: str, printed: str) -> None:
    """Record `grow` again, with this printed."""
    snippet = read_snippet(site.root / f"snippets/{framework}/sums.py")
    site.record(snippet, grow=cell_run(stdout(printed)))


def test_an_entry_is_the_message_its_cause_and_the_way_to_the_cell(site: Project) -> None:
    assert entries("shapes") == [
        "PyTorch RuntimeError The size of tensor a (2) must match",
        "PyTorch refuses, and TensorFlow makes room. TensorFlow raises no error. All sums: grow",
    ]
    assert '<a href="learn/sums.md#grow">All sums: grow</a>' in convert("::: errors shapes")


def test_the_first_message_of_an_entry_has_its_address(site: Project) -> None:
    html = convert("::: errors others")
    assert re.findall(r"<p[^>]*>", html) == [
        '<p class="error-message" id="error-sums-refuse">',
        '<p class="error-message">',
        '<p class="error-cause">',
    ]


def test_errors_of_both_frameworks_are_one_entry_with_the_note(site: Project) -> None:
    assert entries("others") == [
        "PyTorch KeyError pytorch's",
        "TensorFlow KeyError tensorflow's",
        "Name it. All sums: refuse",
    ]


def test_every_cell_that_raises_is_in_one_list_and_no_other(site: Project) -> None:
    html = "".join(convert(f"::: errors {kind}") for kind in ERROR_KINDS)
    assert sorted(re.findall(r'id="error-([^"]*)"', html)) == ["sums-grow", "sums-refuse"]


def test_lines_that_show_values_are_no_message(site: Project) -> None:
    rerecord(site, "pytorch", "tensor([1., 2.])\n(2, 1)\nsum() needs\nanother size\nTrue 1.5\n")
    assert entries("shapes")[0] == "PyTorch RuntimeError sum() needs another size"


def test_where_a_cell_prints_values_only_they_are_shown(site: Project) -> None:
    rerecord(site, "pytorch", "1.001 shape\n")
    assert entries("shapes")[0] == "PyTorch RuntimeError 1.001 shape"


def test_a_name_that_is_the_whole_message_is_shown_once(site: Project) -> None:
    rerecord(site, "pytorch", "RuntimeError\n")
    assert "PyTorch RuntimeError" in entries("others")


def test_words_of_a_message_mean_nothing_to_markdown(site: Project) -> None:
    rerecord(site, "pytorch", "shape *a* <b> [c](d) `e`\n")
    assert "shape *a* &lt;b&gt; [c](d) `e`" in convert("::: errors shapes")


def test_a_page_that_shows_the_cell_itself_links_within_it(site: Project) -> None:
    page = site.write("docs/learn/sums.md", "# Sums\n\n::: errors shapes\n\n::: sums/grow\n")
    assert '<a href="#grow">All sums: grow</a>' in convert(page.read_text(), page)


def test_a_stale_record_stops_the_build_and_leaves_its_entries_out_while_writing(site: Project) -> None:
    site.edit("snippets/pytorch/sums.py", "# %% calm\nx = 1", "# %% calm\nx = 2")
    with pytest.raises(RecordError, match="was recorded from another version"):
        convert("::: errors shapes")
    assert "error-sums-grow" not in convert("::: errors shapes", strict=False)


def test_a_kind_that_is_none_is_refused(site: Project) -> None:
    with pytest.raises(Exception, match="expected '::: concept/cell'"):
        convert("::: errors loud")
