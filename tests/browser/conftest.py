"""A served copy of `site/` and headless Chromium."""

import os
from collections.abc import Iterator

import chromium
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from serving import served


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Address at which the built site is served, without a slash at its end."""
    with served() as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if (executable := chromium.executable()) is None:
        if os.environ.get("CI"):
            pytest.fail(chromium.MISSING)
        pytest.skip(chromium.MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(chromium.ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A visitor who comes for the first time, with a wide screen."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, base_url=address)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Iterator[Page]:
    """A page that fails its test for any error on the console and any request to another host."""
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: None if _is_ours(request.url, address) else wrong.append(request.url))
    yield page
    assert not wrong


def _is_ours(url: str, address: str) -> bool:
    return url.startswith((address, "data:", "blob:"))
