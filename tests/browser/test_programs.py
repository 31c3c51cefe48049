"""The whole program that opens a walkthrough, as a reader copies it."""

from pathlib import Path

import pytest
from built import SITE
from playwright.sync_api import BrowserContext, Page, expect

from rosetta.frameworks import FRAMEWORKS
from rosetta.source.cells import read_snippet

ROOT = SITE.parent
PROGRAMS = sorted((ROOT / "snippets").glob("*/*_program.py"))


def address(concept: str) -> str:
    """Of the page that shows the cell `program` of this concept."""
    pages = ROOT / "docs/walkthroughs"
    file = next(path for path in pages.glob("*.md") if f"::: {concept}/program\n" in path.read_text(encoding="utf-8"))
    return f"/walkthroughs/{file.stem}/"


@pytest.mark.parametrize("file", PROGRAMS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_copied_program_is_all_of_the_file_that_runs_alone(page: Page, context: BrowserContext, file: Path) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    (cell,) = read_snippet(file).cells
    framework = FRAMEWORKS[file.parent.name]
    page.goto(f"{address(file.stem)}?framework={file.parent.name}")
    block = page.locator(f'#program .tabbed-block[data-framework="{framework.title}"]')
    block.hover()
    block.locator(".cell button[data-clipboard-target], .cell .md-clipboard, .cell .md-code__button").first.click()
    expect(page.locator(".md-dialog")).to_contain_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()").strip() == cell.source.strip()
