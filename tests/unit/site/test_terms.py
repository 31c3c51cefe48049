"""Words by which rows and sections are known to be about the same."""

from __future__ import annotations

from pathlib import Path

from tiny_project import Project

from rosetta.judge.concepts import Concepts
from rosetta.site.page import parse_page
from rosetta.site.places import shown_on
from rosetta.site.sections import sections
from rosetta.site.terms import row_terms, section_terms


def test_a_row_has_its_names_most_then_their_words_and_those_of_its_title() -> None:
    terms = row_terms("scaling", ["torch.nn.Conv2d", "tensorflow.keras.layers.Conv2D"])
    assert set(terms) == {"torch.conv", "tf.conv", ".conv", "conv", "scal", "layer"}
    assert terms[".conv"] == 2
    assert terms["torch.conv"] == terms["tf.conv"] == 0.75


def test_modules_that_hold_the_same_functions_are_one_and_others_are_not() -> None:
    assert "torch.dropout" in row_terms("x", ["torch.nn.functional.dropout"])
    assert "torch.dropout" in row_terms("x", ["torch.nn.Dropout"])
    assert "tf.keras.metrics.mean" in row_terms("x", ["keras.metrics.Mean"])


def test_a_section_has_its_heading_its_text_and_the_names_of_its_cells(project: Project) -> None:
    text = "# %% gather\nimport torch\n\ntorch.gather(torch.zeros(2, 2), 0, index)\n"
    project.snippet("pytorch", "picking", text)
    lines = ["# A", "", "## Pick elements", "", "Use `torch.take`, not ours.", "", "::: picking/gather"]
    page = parse_page("a.md", Path("docs/a.md"), lines)
    section = sections(page, shown_on(page, Concepts(project.root / "snippets")))[1]
    terms = section_terms(section)
    assert terms["pick"] == 2
    assert (terms["tak"], terms[".take"], terms["our"]) == (1, 1, 1)
    assert "not" not in terms
    assert terms["torch.gather"] > 2 * terms["torch.zeros"] > 0
