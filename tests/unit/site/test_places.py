"""Cells stand on pages, each under an address of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from rendered import convert
from tiny_project import Project, cell_run

from rosetta.judge.concepts import Concepts
from rosetta.site.page import Page, parse_page
from rosetta.site.places import meant, no_cell, shown_on, wrong_references

PAIR = "# %% create\nx = 1\n# %% forward\ny = 1\n"


def page_of(*lines: str) -> Page:
    return parse_page("a.md", Path("docs/a.md"), list(lines), offset=4)


def anchors(*lines: str) -> list[str]:
    return [place.anchor for place in shown_on(page_of(*lines), Concepts(Path("snippets"))).places]


def test_a_cell_has_its_title_for_an_address_and_another_concepts_cell_of_this_title_both_names(
    project: Project,
) -> None:
    project.pair("linear", PAIR)
    project.pair("softmax", PAIR)
    lines = ("::: linear/create linear/forward", "::: softmax/create")
    assert anchors(*lines) == ["create", "forward", "softmax-create"]
    html = convert("\n\n".join(lines))
    assert all(html.count(f'id="{anchor}"') == 1 for anchor in anchors(*lines))


def test_a_row_of_an_api_map_has_its_name_for_an_address(project: Project) -> None:
    project.pair("api_sums", "# %% sum\nimport torch\n\ntorch.sum\n# %% plain\nx = 1\n")
    assert anchors("::: rows api_sums") == ["torch.sum", "api_sums-plain"]


def test_references_to_nothing_and_to_broken_files_have_no_place(project: Project) -> None:
    project.pair("linear", PAIR)
    project.write("snippets/pytorch/softmax.py", "")
    assert anchors("::: linear/create linear/fwd", "::: softmax/create", "::: rows softmax", "::: rows none") == [
        "create"
    ]


def test_what_is_wrong_with_the_cells_of_a_line_is_told_with_its_line_in_the_file(project: Project) -> None:
    project.pair("linear", PAIR)
    project.write("snippets/pytorch/softmax.py", "")
    page = page_of("# A", "", "::: linear/fwd linear/create none/create softmax/create")
    concepts = Concepts(Path("snippets"))
    assert [str(error) for error in wrong_references(page, page.directives[0], concepts)] == [
        "docs/a.md:7: snippets/pytorch/linear.py has no cell 'fwd'; it has create, forward. Did you mean 'forward'?",
        "docs/a.md:7: no concept 'none' in snippets/.",
        "snippets/pytorch/softmax.py:1: no cells: a cell starts at a line '# %% title'",
    ]


def test_places_tell_which_cell_of_which_concept_they_show(linear: Project) -> None:
    shown = shown_on(page_of("::: linear/create", "::: linear/forward"), Concepts(Path("snippets")))
    assert [place.cell for place in shown.places] == [("linear", "create"), ("linear", "forward")]
    assert [concept.name for concept in shown.concepts] == ["linear"]
    assert [place.title for place in shown.of(shown.places[1].directive)] == ["forward"]


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        (("linear", "fowrard"), ("linear", "forward")),
        (("linaer", "forward"), ("linear", "forward")),
        (("linear", "other"), ("linear", "other")),
        (("none", "forward"), ("none", "forward")),
    ],
)
def test_a_misspelled_reference_is_known_for_what_it_was_to_be(
    project: Project, reference: tuple[str, str], expected: tuple[str, str]
) -> None:
    project.pair("linear", PAIR, create=cell_run())
    assert meant(Concepts(Path("snippets")), *reference) == expected


@pytest.mark.parametrize(
    ("name", "title", "message"),
    [
        ("linear", "forward", None),
        ("linaer", "forward", "no concept 'linaer' in snippets/. Did you mean 'linear'?"),
        ("attention", "forward", "no concept 'attention' in snippets/."),
        (
            "linear",
            "forwrad",
            "snippets/pytorch/linear.py has no cell 'forwrad'; it has create, forward. Did you mean 'forward'?",
        ),
        ("linear", "backprop", "snippets/pytorch/linear.py has no cell 'backprop'; it has create, forward."),
    ],
)
def test_a_reference_to_nothing_proposes_the_nearest_name(
    project: Project, name: str, title: str, message: str | None
) -> None:
    project.pair("linear", PAIR)
    assert no_cell(Concepts(Path("snippets")), name, title) == (message or "")
