"""The search and the lookup field, by mouse and keyboard, on a screen and a phone."""

from __future__ import annotations

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from built import SITE
from playwright.sync_api import Browser, Locator, Page, Response, expect

from rosetta.find.terms import terms

LOOKUP = "Find a name of any framework"
LOADED = re.compile(r"/assets/search/|/search/")
TERMS = """async words => {
    const { terms } = await import("/assets/search/terms.js");
    return words.map(terms);
}"""


def results(page: Page) -> Locator:
    return page.locator(".search-list a")


def search(page: Page, words: str) -> Locator:
    """What the search finds for `words`."""
    page.get_by_role("button", name="Search").first.click()
    page.get_by_role("searchbox", name="Search").fill(words)
    expect(results(page).first).to_be_visible()
    return results(page)


def with_lookup(page: Page, attributes: str = "") -> None:
    """Have the first page come with a lookup field at its top."""

    def answer(route: object) -> None:
        response = route.fetch()  # type: ignore[attr-defined]
        field = f"</h1><div data-lookup{attributes}><p>Without a script</p></div>"
        route.fulfill(response=response, body=response.text().replace("</h1>", field, 1))  # type: ignore[attr-defined]

    page.route(re.compile(r"/learn/tensors/$"), answer)
    page.goto("/learn/tensors/")


def test_nothing_of_the_search_is_loaded_before_somebody_opens_it(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if LOADED.search(request.url) else None)
    page.goto("/")
    page.wait_for_load_state("networkidle")
    # the field of this page has a script, and no data yet
    assert not [url for url in asked if url.endswith((".json", "/dialog.js"))]
    asked.clear()
    page.goto("/learn/tensors/")
    page.wait_for_load_state("networkidle")
    assert asked == []
    search(page, "gather")
    assert {url.rpartition("/")[2] for url in asked} >= {"dialog.js", "names.json", "words.json"}


def test_a_name_has_its_row_first_and_enter_opens_it(page: Page) -> None:
    page.goto("/")
    first = search(page, "gather_nd").first
    expect(first).to_contain_text("tf.gather_nd")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/reference/api-map.*#tf\.gather_nd$"))
    expect(page.locator("[id='tf.gather_nd']")).to_be_in_viewport()


def test_words_lead_to_a_section(page: Page) -> None:
    page.goto("/")
    first = search(page, "freeze batch norm").first
    expect(first).to_contain_text("Normalization")
    expect(first.locator("mark").first).to_have_text(re.compile("freeze|batch|norm", re.IGNORECASE))
    first.click()
    page.wait_for_url(re.compile(r"/learn/normalization/#"))
    expect(page.get_by_role("dialog")).to_be_hidden()


@pytest.mark.parametrize("key", ["/", "s", "Control+k"])
def test_a_key_opens_the_search_and_escape_closes_it(page: Page, key: str) -> None:
    page.goto("/learn/tensors/")
    page.keyboard.press(key)
    field = page.get_by_role("searchbox", name="Search")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_letters_in_a_field_of_the_page_open_no_search(page: Page) -> None:
    with_lookup(page)
    page.get_by_role("searchbox", name=LOOKUP).press_sequentially("s/")
    expect(page.get_by_role("searchbox", name=LOOKUP)).to_have_value("s/")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_arrows_go_through_what_was_found_and_letters_back_to_the_field(page: Page) -> None:
    page.goto("/")
    found = search(page, "scatter")
    page.keyboard.press("ArrowDown")
    expect(found.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(found.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox", name="Search")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("x")
    expect(page.get_by_role("searchbox", name="Search")).to_have_value("scatterx")


def test_an_address_can_hold_words_to_search_for(page: Page) -> None:
    page.goto("/learn/tensors/?q=topk")
    expect(page.get_by_role("searchbox", name="Search")).to_have_value("topk")
    expect(results(page).first).to_contain_text("topk")


def test_what_is_not_found_is_said(page: Page) -> None:
    page.goto("/?q=qqqqqqqq")
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("Nothing found.")


def test_a_search_that_cannot_be_loaded_says_so_and_tries_again(page: Page) -> None:
    asked: list[Response] = []
    page.route("**/search/words.json", lambda route: route.fulfill(status=200, body="no JSON"))
    page.on("response", lambda response: asked.append(response) if "words.json" in response.url else None)
    page.on("console", lambda message: None)
    page.goto("/")
    page.evaluate("console.warn = () => {}")  # what it warns of is this test's doing
    page.keyboard.press("/")
    page.get_by_role("searchbox", name="Search").fill("topk")
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("could not be loaded")
    page.unroute("**/search/words.json")
    page.get_by_role("searchbox", name="Search").fill("topk ")
    expect(results(page).first).to_contain_text("topk")


def test_words_of_somebody_are_no_html(page: Page) -> None:
    page.goto("/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    expect(page.get_by_role("searchbox", name="Search")).to_have_value("<img src=x onerror=alert(1)>")
    assert page.locator(".search img").count() == 0


def test_a_lookup_field_offers_names_and_enter_opens_the_row(page: Page) -> None:
    asked: list[str] = []
    with_lookup(page)
    field = page.get_by_role("searchbox", name=LOOKUP)
    expect(field).to_be_visible()  # with all of its own loaded
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    expect(page.get_by_text("Without a script")).to_have_count(0)
    field.focus()
    field.fill("dense")
    first = page.locator(".lookup-list a").first
    expect(first).to_contain_text("tf.keras.layers.Dense")
    expect(first).to_contain_text("torch.nn.Linear")
    assert asked == ["names.json"]
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("Escape")
    expect(first).to_be_hidden()
    expect(field).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/reference/api-map.*#"))


def test_a_lookup_field_can_have_its_names_loaded_at_once(page: Page) -> None:
    with page.expect_response(re.compile(r"/search/names\.json$")):
        with_lookup(page, '="now"')


def test_a_lookup_field_says_where_to_look_on(page: Page) -> None:
    with_lookup(page)
    page.get_by_role("searchbox", name=LOOKUP).fill("qqqqqqqq")
    expect(page.locator(".lookup output")).to_have_text("No such name here: the search (/) looks in all pages")


def test_python_and_the_browser_cut_texts_into_the_same_terms(page: Page) -> None:
    page.goto("/")
    names = [name for name, _, _ in json.loads((SITE / "search/names.json").read_bytes())["names"]]
    sections = json.loads((SITE / "search/words.json").read_bytes())["sections"]
    texts = [*names, *(text for section in sections for text in section[2:])]
    assert page.evaluate(TERMS, texts) == [terms(text) for text in texts]


@pytest.mark.parametrize("words", ["", "freeze batch norm", "Conv2D"])
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_axe_finds_no_violation_in_the_search(
    browser: Browser, address: str, scheme: str, width: int, words: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 844}, color_scheme=scheme, base_url=address, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto("/learn/tensors/")
    page.keyboard.press("/")
    page.get_by_role("searchbox", name="Search").fill(words)
    expect(page.locator(".search-told")).not_to_be_empty()
    violations = Axe().run(page).response["violations"]
    assert page.evaluate("document.querySelector('.search').scrollWidth <= innerWidth")
    context.close()
    assert [(one["id"], one["help"], one["nodes"][0]["html"], len(one["nodes"])) for one in violations] == []


@pytest.mark.parametrize(("width", "scheme"), [(1440, "dark"), (390, "light")])
def test_axe_finds_no_violation_in_a_lookup_field(browser: Browser, address: str, scheme: str, width: int) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 844}, color_scheme=scheme, base_url=address, reduced_motion="reduce"
    )
    page = context.new_page()
    with_lookup(page)
    page.get_by_role("searchbox", name=LOOKUP).fill("dense")
    expect(page.locator(".lookup-list a").first).to_be_visible()
    violations = Axe().run(page).response["violations"]
    context.close()
    assert [(one["id"], one["help"], one["nodes"][0]["html"], len(one["nodes"])) for one in violations] == []
