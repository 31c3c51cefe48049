"""The API map by families, as a reader uses it."""

import gzip

import pytest
from axe_playwright_python.sync_playwright import Axe
from built import SITE
from playwright.sync_api import Browser, Locator, Page, expect

ENTRY = "/reference/api-map/"
LAYERS, INDEXING, MATH = (f"{ENTRY}{family}/" for family in ("layers", "indexing", "math"))
FAMILIES = sorted(path.parent.name for path in (SITE / "reference/api-map").glob("*/index.html"))
LARGEST = 60_000
"""Bytes of a page, compressed."""


def field(page: Page) -> Locator:
    return page.get_by_role("searchbox", name="Find a name in this family")


def rows(page: Page) -> Locator:
    """The rows that are left."""
    return page.locator("table.rows tbody tr:visible")


@pytest.mark.parametrize("family", ["", *FAMILIES])
def test_a_page_of_the_map_is_light(family: str) -> None:
    html = (SITE / "reference/api-map" / family / "index.html").read_bytes()
    assert len(gzip.compress(html, 6)) <= LARGEST


def test_the_field_leaves_the_rows_that_hold_every_word(page: Page) -> None:
    page.goto(INDEXING)
    everything = rows(page).count()
    field(page).fill("Torch.Gather dim")
    assert 0 < rows(page).count() < everything
    expect(rows(page).first).to_contain_text("torch.gather")
    expect(page.get_by_role("status")).to_have_text(f"{rows(page).count()} rows" if rows(page).count() > 1 else "1 row")
    field(page).fill("")
    assert rows(page).count() == everything
    expect(page.get_by_role("status")).to_have_text("")


@pytest.mark.parametrize(
    ("path", "typed", "expected"),
    [
        (LAYERS, "nn.Linear", "torch.nn.Linear"),
        (LAYERS, "dense", "torch.nn.Linear"),
        (MATH, "sum", "torch.sum"),
        (MATH, "torch.log", "torch.log"),
        (MATH, "add", "torch.add"),
        (INDEXING, "take", "torch.take"),
    ],
)
def test_the_row_about_the_name_typed_is_the_first(page: Page, path: str, typed: str, expected: str) -> None:
    page.goto(path)
    field(page).fill(typed)
    expect(rows(page).first.locator("td[data-framework=PyTorch] > a").first).to_have_text(expected)


def test_rows_are_in_their_order_again_when_the_field_is_empty(page: Page) -> None:
    page.goto(LAYERS)
    before = rows(page).evaluate_all("all => all.map((row) => row.id)")
    field(page).fill("dense")
    field(page).fill("")
    assert rows(page).evaluate_all("all => all.map((row) => row.id)") == before


def test_words_may_come_with_the_address(page: Page) -> None:
    page.goto(f"{LAYERS}?find=keras.layers.dense")
    expect(field(page)).to_have_value("keras.layers.dense")
    expect(rows(page).first).to_contain_text("tf.keras.layers.Dense")


def test_a_method_leads_to_the_row_of_its_function(page: Page) -> None:
    page.goto(f"{ENTRY}tensors/#torch.Tensor.permute")
    expect(page.locator("tr:has([id='torch.Tensor.permute'])")).to_be_in_viewport()
    expect(page.locator("tr:has([id='torch.Tensor.permute'])")).to_contain_text("torch.permute")


def test_a_link_to_a_row_that_is_left_out_shows_all_rows_again(page: Page) -> None:
    page.goto(f"{INDEXING}?find=scatter")
    page.evaluate("location.hash = '#torch.gather'")
    expect(page.locator("[id='torch.gather']")).to_be_in_viewport()
    expect(field(page)).to_have_value("")


def test_an_address_with_words_and_a_row_that_they_leave_out_shows_the_row(page: Page) -> None:
    page.goto(f"{INDEXING}?find=scatter#torch.gather")
    expect(page.locator("[id='torch.gather']")).to_be_in_viewport()
    expect(field(page)).to_have_value("")


def test_an_address_with_words_and_a_row_that_they_leave_keeps_the_words(page: Page) -> None:
    page.goto(f"{INDEXING}?find=gather#torch.gather")
    expect(page.locator("[id='torch.gather']")).to_be_in_viewport()
    expect(field(page)).to_have_value("gather")


def test_an_address_that_cannot_be_decoded_is_no_error(page: Page) -> None:
    page.goto(f"{INDEXING}?find=gather#%E0%A4%A")
    page.evaluate("location.hash = '#%E0'")
    expect(rows(page).first).to_contain_text("gather")
    expect(field(page)).to_have_value("gather")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("torch.gather", f"{INDEXING}#torch.gather"),
        ("tf.keras.layers.Dense", f"{LAYERS}#tf.keras.layers.Dense"),
        ("torch.Tensor.permute", f"{ENTRY}tensors/#torch.Tensor.permute"),
        ("api_math-cummax", f"{MATH}#api_math-cummax"),
        ("losses", f"{ENTRY}losses/"),
        ("linear-algebra-and-fourier-transforms", f"{ENTRY}linalg/"),
    ],
)
def test_an_address_of_the_time_when_the_map_was_one_page_leads_on(
    page: Page, address: str, old: str, new: str
) -> None:
    page.goto(f"{ENTRY}#{old}")
    page.wait_for_url(address + new)


@pytest.mark.parametrize("anchor", ["read-a-row", "nothing.like.it", "%E0"])
def test_other_addresses_stay_on_the_entry_page(page: Page, address: str, anchor: str) -> None:
    page.goto(f"{ENTRY}#{anchor}")
    page.wait_for_load_state("networkidle")
    assert page.url == f"{address}{ENTRY}#{anchor}"
    expect(page.get_by_role("heading", name="Families")).to_be_visible()


def test_a_row_leads_to_the_section_that_explains_it_and_the_section_back(page: Page) -> None:
    page.goto(f"{MATH}#torch.cumsum")
    page.locator("tr:has([id='torch.cumsum'])").get_by_role("link", name="Add up step by step").click()
    expect(page.locator("#add-up-step-by-step")).to_be_in_viewport()
    back = page.locator(".in-map a[href$='#torch.cumsum']")
    if not back.is_visible():
        page.locator("details.in-map:has(a[href$='#torch.cumsum']) summary").click()
    back.click()
    expect(page.locator("[id='torch.cumsum']")).to_be_in_viewport()


def test_the_foot_of_a_family_leads_to_the_next_one(page: Page) -> None:
    page.goto(INDEXING)
    page.locator(".md-footer__link--next").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Math in the API map")


def test_each_framework_is_named_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(LAYERS)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    label = "getComputedStyle(document.querySelector('td[data-cell]'), '::before').content"
    assert page.evaluate(label) == '"PyTorch"'


def test_the_map_is_whole_without_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(ENTRY)
    page.get_by_role("link", name="Indexing and scatter").first.click()
    expect(page.locator("table.rows tr:has([id='torch.gather'])")).to_contain_text("tf.gather")
    expect(field(page)).to_have_count(0)
    context.close()


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [ENTRY, LAYERS])
def test_axe_finds_no_violation(browser: Browser, address: str, path: str, scheme: str, width: int) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, base_url=address, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(path)
    violations = Axe().run(page).response["violations"]
    context.close()
    assert [(one["id"], one["help"], one["nodes"][0]["html"], len(one["nodes"])) for one in violations] == []
