"""The picture that chats and networks show of a link to a page: its title under the mark, drawn without a network."""

from __future__ import annotations

import functools
import io
import textwrap

from PIL import Image, ImageDraw, ImageFont

from rosetta.site.generated import SOCIAL
from rosetta.site.sources import Sources

WIDTH, HEIGHT = 1200, 630
"""In pixels, the size that networks ask for."""

_MARGIN = 90
_NIGHT, _WHITE, _GRAY = "#1e2733", "#ffffff", "#a7b4c2"
_MARKED = (("PyTorch", "#ee4c2c"), ("TensorFlow", "#ff8f00"), ("Keras", "#ff5b5b"))
"""Frameworks and their colors, as docs/assets/rosetta.css has them on dark pages."""


def picture_path(page: str) -> str:
    """Where the picture of a page lies below the documentation folder, at the page's own address.

    overrides/partials/preview.html names it too.
    """
    address = page.rpartition(".")[0]
    folder = "" if address == "index" else f"{address.removesuffix('/index')}/"
    return f"{SOCIAL}/{folder}card.png"


def pictures(sources: Sources) -> dict[str, bytes]:
    """Path and PNG of the picture of each page that nav names, with its first heading, or the title of a notebook."""
    found: dict[str, bytes] = {}
    for entry in sources.configuration.nav or ():
        if entry.path.endswith((".md", ".ipynb")):
            page = sources.page(entry.path)
            title = page.headings[0].text if page and page.headings else entry.title
            groups = tuple(group for group in entry.groups[:1] if group != title)
            found[picture_path(entry.path)] = picture(title, groups)
    return found


@functools.cache
def picture(title: str, groups: tuple[str, ...] = ()) -> bytes:
    """PNG of a title, with the groups of nav that it stands in above it; the same bytes for the same words."""
    image = Image.new("RGB", (WIDTH, HEIGHT), _NIGHT)
    draw = ImageDraw.Draw(image)
    _bars(draw)
    draw.text((_MARGIN + 150, 92), " · ".join(("Rosetta", *groups)), _GRAY, _font(40))
    lines = textwrap.wrap(title, 26)[:3] or ["Rosetta"]
    for number, line in enumerate(lines):
        draw.text((_MARGIN, 220 + 92 * number), line, _WHITE, _font(80), stroke_width=1, stroke_fill=_WHITE)
    left = float(_MARGIN)
    for name, color in _MARKED:
        draw.ellipse((left, 529, left + 24, 553), color)
        draw.text((left + 40, 518), name, _WHITE, _font(36))
        left += 40 + draw.textlength(name, _font(36)) + 50
    file = io.BytesIO()
    image.quantize(64).save(file, "PNG", optimize=True)
    return file.getvalue()


def _bars(draw: ImageDraw.ImageDraw) -> None:
    """The three lines of the site's mark, a color for each framework."""
    for number, ((_, color), length) in enumerate(zip(_MARKED, (70, 112, 91), strict=True)):
        top = 84 + 26 * number
        draw.rounded_rectangle((_MARGIN, top, _MARGIN + length, top + 14), 7, color)


@functools.cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)
