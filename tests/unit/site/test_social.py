"""Pictures that networks show of links."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from tiny_project import Project

from rosetta.site.social import HEIGHT, WIDTH, picture, picture_path, pictures
from rosetta.site.sources import Sources


@pytest.mark.parametrize(
    ("page", "path"),
    [
        ("index.md", "social/card.png"),
        ("learn/index.md", "social/learn/card.png"),
        ("learn/tensors.md", "social/learn/tensors/card.png"),
        ("notebooks/keras/two_rings.ipynb", "social/notebooks/keras/two_rings/card.png"),
    ],
)
def test_a_picture_lies_at_the_address_of_its_page(page: str, path: str) -> None:
    assert picture_path(page) == path


def test_the_same_words_give_the_same_bytes_and_others_do_not() -> None:
    first = picture("Tensors", ("Learn",))
    picture.cache_clear()
    assert picture("Tensors", ("Learn",)) == first
    assert len({first, picture("Autograd", ("Learn",)), picture("Tensors")}) == 3


def test_a_picture_has_the_size_that_networks_ask_for_and_is_light() -> None:
    content = picture("Carrying weights across frameworks, layer by layer, in both directions", ("Reference",))
    assert Image.open(io.BytesIO(content)).size == (WIDTH, HEIGHT) == (1200, 630)
    assert len(content) < 30_000


def test_every_page_of_nav_has_a_picture_with_its_heading(linear: Project) -> None:
    linear.page("learn/index.md", "# What to learn\n\n- [Linear](linear.md)\n")
    linear.write(
        "mkdocs.yml",
        "nav:\n  - Learn:\n      - learn/index.md\n      - Linear: learn/linear.md\n"
        "  - Notebook: notebooks/pytorch/linear.ipynb\n  - Elsewhere: https://example.org\n",
    )
    assert pictures(Sources(linear.root)) == {
        "social/learn/card.png": picture("What to learn", ("Learn",)),
        "social/learn/linear/card.png": picture("Linear", ("Learn",)),
        "social/notebooks/pytorch/linear/card.png": picture("Notebook"),
    }
