"""No page is heavier than promised, so that the site opens fast on a phone."""

from playwright.sync_api import Browser
from weights import FIRST_VISIT, PAGE, of_first_visit, of_pages, table


def test_the_first_visit_to_the_home_page_loads_no_more_than_promised(browser: Browser, address: str) -> None:
    loaded = of_first_visit(browser, address)
    assert loaded["/"] > 0
    assert sum(loaded.values()) <= FIRST_VISIT, "\n".join(table("First visit", loaded, FIRST_VISIT))


def test_no_page_has_more_html_than_promised() -> None:
    assert {page: size for page, size in of_pages().items() if size > PAGE} == {}


def test_the_table_of_sizes_has_the_heaviest_first() -> None:
    assert table("Pages", {".": 2, "learn": 12_345}, 60_000) == [
        "Pages (at most 60,000 bytes compressed)",
        "   12,345  learn",
        "        2  .",
        "",
    ]
