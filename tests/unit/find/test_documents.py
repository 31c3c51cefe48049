"""What the search can find."""

from __future__ import annotations

import pytest
from tiny_project import Project

from rosetta.find.documents import Document, documents, plain
from rosetta.find.names import rows
from rosetta.site.sections import Section
from rosetta.site.sources import Sources


def made(project: Project) -> dict[str, Document]:
    """Documents by the address of their section, or the anchor of their row."""
    sources = Sources(project.root)
    return {
        one.address if isinstance(one, Section) else one.place.anchor: document
        for one, document in documents(sources, rows(sources))
    }


def test_a_section_has_its_heading_search_words_names_and_all_that_it_says(found: Project) -> None:
    document = made(found)["learn/seeds.md#set-the-seed"]
    assert (document.title, document.page) == ("Set the seed", "Seeds")
    assert document.words == "manual_seed, random state"
    assert document.names == ("torch.manual_seed", "tf.random.set_seed")
    assert document.cells == "use-a-seed"
    assert document.text == (
        "Both have one call for it, torch.manual_seed(n). PyTorch TensorFlow manual_seed set_seed "
        "Each draws its own numbers. Each draws its own numbers."
    )
    assert "torch.manual_seed(0)" in document.code
    assert document.excerpt == "Both have one call for it, torch.manual_seed(n)."


def test_a_section_has_the_messages_of_errors_that_its_cells_raise(found: Project) -> None:
    assert "ValueError seed must be positive" in " ".join(made(found)["learn/seeds.md#meet-an-error"].text.split())


def test_a_message_of_a_stale_record_is_left_out(found: Project) -> None:
    found.edit("snippets/pytorch/seeds.py", "n = 3", "n = 4")
    found.edit("snippets/tensorflow/seeds.py", "n = 3", "n = 4")
    assert "must be positive" not in made(found)["learn/seeds.md#meet-an-error"].text


def test_a_row_has_its_names_its_note_and_the_heading_above(found: Project) -> None:
    document = made(found)["torch.nn.Linear"]
    assert (document.title, document.page) == ("linear", "Layers")
    assert document.names == ("torch.nn.Linear", "tf.keras.layers.Dense")
    assert document.text == "The `kernel` is transposed. The `kernel` is transposed."
    assert made(found)["reference/map.md#layers"].names == ()


def test_landing_pages_and_walkthroughs_count_less_than_pages_that_explain(found: Project) -> None:
    found.page("walkthroughs/rings.md", "# Rings\n")
    shares = {address: document.share for address, document in made(found).items() if "#" not in address}
    assert shares["learn/seeds.md"] == 1
    assert shares["walkthroughs/rings.md"] == 0.8
    assert shares["index.md"] == 0.6


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("Short.", "Short."),
        (f"One sentence {'goes on ' * 10}to here. {'Another ' * 20}", f"One sentence {'goes on ' * 10}to here."),
        (f"No sentence {'goes on ' * 40}", f"No sentence {'goes on ' * 21}…"),
    ],
)
def test_an_excerpt_ends_with_a_sentence_or_a_word(found: Project, text: str, excerpt: str) -> None:
    found.page("learn/long.md", f"# Long\n\n{text}\n")
    assert made(found)["learn/long.md"].excerpt == excerpt


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("See [the page](tensors.md#cast) and `x.view`", "See the page and x.view"),
        ("- **Bold** <b>tag</b> {{ losses/sum.total }} { .wide }", "Bold tag"),
        ("::: tensors/cast", ""),
        ("|---|:---|", ""),
        ('=== "PyTorch"', ""),
    ],
)
def test_a_line_is_taken_as_a_reader_sees_it(line: str, read: str) -> None:
    assert plain(line) == read
