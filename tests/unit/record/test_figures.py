"""Figures that look the same agree."""

from __future__ import annotations

import base64
import io

import matplotlib.image
import numpy as np
import pytest

from rosetta.record.figures import figure_changes


def png(picture: np.ndarray) -> str:
    file = io.BytesIO()
    matplotlib.image.imsave(file, picture)
    return base64.b64encode(file.getvalue()).decode()


def picture(height: int = 40, line: int = 10, shade: float = 1.0) -> np.ndarray:
    """A transparent picture, 60 pixels wide, with a line."""
    pixels = np.zeros((height, 60, 4))
    pixels[line] = (shade, 0.5, 0.0, 1.0)
    return pixels


@pytest.mark.parametrize(
    "fresh",
    [
        picture(),
        picture(shade=0.97),  # drawn a little differently
        picture(height=41),
    ],
)
def test_figures_that_look_the_same_agree(fresh: np.ndarray) -> None:
    assert figure_changes(png(picture()), png(fresh)) is None


@pytest.mark.parametrize(
    ("fresh", "what"),
    [
        (picture(line=11), "the figure changed: mean difference of pixels 8.0 of 255, allowed 0.5"),
        (picture(height=50), "the figure's size changed: 60 x 40 became 60 x 50 pixels"),
    ],
)
def test_figures_that_look_different_are_told(fresh: np.ndarray, what: str) -> None:
    assert figure_changes(png(picture()), png(fresh)) == what
