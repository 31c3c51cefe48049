"""What the built site weighs when it is sent, in bytes after compression; run as a program, it prints a table."""

from __future__ import annotations

import sys

import chromium
from built import PAGES, SITE
from playwright.sync_api import Browser, sync_playwright
from serving import compressed, served

FIRST_VISIT = 250_000
"""Most bytes that the home page may load, with all it needs, for somebody who comes for the first time."""
PAGE = 60_000
"""Most bytes of the HTML of any page that is no notebook."""
NOTEBOOKS = "notebooks/"


def of_pages() -> dict[str, int]:
    """Bytes of the HTML of each page that is no notebook, by its path."""
    pages = [page for page in PAGES if not page.startswith(NOTEBOOKS)]
    return {page: len(compressed(SITE / page / "index.html")) for page in pages}


def of_first_visit(browser: Browser, address: str, path: str = "/") -> dict[str, int]:
    """Bytes of all that a first visit to `path` loads before the reader does anything, by address below the site's."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    loaded: dict[str, int] = {}
    page.on(
        "requestfinished",
        lambda request: loaded.update({request.url.removeprefix(address): request.sizes()["responseBodySize"]}),
    )
    page.goto(address + path, wait_until="networkidle")
    context.close()
    return loaded


def table(title: str, sizes: dict[str, int], limit: int) -> list[str]:
    """Lines of a table, the heaviest first."""
    lines = [f"{size:>9,}  {name}" for name, size in sorted(sizes.items(), key=lambda item: -item[1])]
    return [f"{title} (at most {limit:,} bytes compressed)", *lines, ""]


def main() -> int:
    """Print all sizes; returns 1 where one is over its limit."""
    with sync_playwright() as playwright, served() as address:
        path, options = chromium.executable(), list(chromium.ARGUMENTS)
        browser = playwright.chromium.launch(executable_path=path, args=options)
        visit = of_first_visit(browser, address)
        browser.close()
    pages = of_pages()
    for line in [*table("HTML of a page", pages, PAGE), *table("First visit to the home page", visit, FIRST_VISIT)]:
        print(line)
    print(f"{sum(visit.values()):>9,}  first visit, {max(pages.values()):,} the heaviest page")
    return int(sum(visit.values()) > FIRST_VISIT or max(pages.values()) > PAGE)


if __name__ == "__main__":
    sys.exit(main())
