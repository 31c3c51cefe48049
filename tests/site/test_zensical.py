"""Zensical builds the same comparisons and tables as MkDocs, to the letter."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    path.relative_to(ROOT / "docs").with_suffix("").as_posix()
    for path in (ROOT / "docs").rglob("*.md")
    if re.search(r"^\s*::: ", path.read_text(encoding="utf-8"), re.MULTILINE)
)


def comparisons(page: Path) -> list[str]:
    """The elements `div.comparison` of a built page, and its tables, as HTML."""
    html = page.read_text(encoding="utf-8")
    found = re.findall(r"<table.*?</table>", html, re.DOTALL)
    for start in re.finditer(r'<div class="comparison"', html):
        depth = 0
        for tag in re.finditer(r"<(/?)div\b", html[start.start() :]):
            depth += -1 if tag.group(1) else 1
            if depth == 0:
                found.append(html[start.start() : start.start() + tag.end()])
                break
    return found


@pytest.mark.parametrize("page", PAGES)
def test_zensical_shows_the_same_comparisons_and_tables(page: str) -> None:
    folder = page.removesuffix("index")
    ours, theirs = (comparisons(ROOT / site / folder / "index.html") for site in ("site", "site-zensical"))
    assert ours
    assert theirs == ours
