"""Compare figures by their pixels: another machine draws text a little differently, and nothing else."""

from __future__ import annotations

import base64
import io

import numpy as np

MAX_PIXEL_DIFFERENCE = 0.5  # mean over all pixels, of 255: another font makes 0.2, a line that runs elsewhere 2


def figure_changes(before: str, after: str) -> str | None:
    """How two figures differ, each the base64 of a PNG, or `None` where they look the same."""
    if before.strip() == after.strip():
        return None
    import matplotlib.image  # where snippets run, not where records are only read

    old, new = (matplotlib.image.imread(io.BytesIO(base64.b64decode(png))) for png in (before, after))
    if any(abs(a - b) > 2 for a, b in zip(old.shape, new.shape, strict=True)):
        sizes = [f"{one.shape[1]} x {one.shape[0]}" for one in (old, new)]
        return f"the figure's size changed: {sizes[0]} became {sizes[1]} pixels"
    height, width = min(old.shape[0], new.shape[0]), min(old.shape[1], new.shape[1])
    moved = 255 * float(np.abs(old[:height, :width] - new[:height, :width]).mean())
    if moved > MAX_PIXEL_DIFFERENCE:
        return f"the figure changed: mean difference of pixels {moved:.1f} of 255, allowed {MAX_PIXEL_DIFFERENCE:g}"
    return None
