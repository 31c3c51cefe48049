"""The built site, as a reader uses it."""

import re

import pytest
from built import PAGES
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

TENSORS = "/learn/tensors/"
REGRESSION = "/walkthroughs/linear-regression/"
LOOKED_AT = ("/", TENSORS, REGRESSION)


def shown_tabs(page: Page) -> set[str]:
    """Names of the frameworks whose code can be seen on the page, of tab sets with a choice."""
    blocks = page.locator(".comparison .tabbed-set:has(> input ~ input) .tabbed-block")
    return set(blocks.evaluate_all("all => all.filter((x) => x.checkVisibility()).map((x) => x.dataset.framework)"))


def tab(page: Page, cell: str, framework: str) -> Locator:
    return page.locator(f"#{cell} .tabbed-labels label", has_text=framework)


def show_columns(page: Page) -> None:
    page.get_by_role("button", name="Side by side").click()


def choose_pair(page: Page, label: str) -> None:
    page.get_by_label("Frameworks shown together").select_option(label=label)


def kept(page: Page) -> str:
    """All that the site has stored in the browser."""
    return str(page.evaluate("JSON.stringify(localStorage)"))


def alter(page: Page, path: str, pattern: str, replacement: str) -> None:
    """Let the page at `path` come with its HTML changed."""

    def answer(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=re.sub(pattern, replacement, response.text(), flags=re.DOTALL))

    page.route(re.compile(rf"{re.escape(path)}(\?.*)?$"), answer)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_opens_without_an_error_or_a_request_to_another_host(page: Page, path: str) -> None:
    page.goto(f"/{path}/")
    page.wait_for_load_state("networkidle")
    expect(page.locator("h1").first).to_be_visible()


def test_an_unknown_address_leads_to_our_page_and_back(context: BrowserContext) -> None:
    page = context.new_page()
    response = page.goto("/learn/nothing/")
    assert response is not None
    assert response.status == 404
    expect(page.get_by_role("heading", name="There is no such page")).to_be_visible()
    page.get_by_role("link", name="Go to the first page").click()
    expect(page).to_have_title("PyTorch vs TensorFlow vs Keras, side by side · Rosetta")


def test_the_first_page_shows_a_field_four_doors_and_a_proven_pair_at_first_sight(page: Page) -> None:
    page.goto("/")
    expect(page.locator("[data-lookup]")).to_be_in_viewport()
    doors = page.locator(".home-lead ~ ul > li > strong > a")
    texts = ["I know a name", "I have a program", "My port gives other numbers", "I want to learn it"]
    expect(doors).to_have_text(texts)
    for door in doors.all():
        expect(door).to_be_in_viewport()
    comparison = page.locator(".comparison").first
    expect(comparison).to_be_in_viewport()
    expect(comparison.locator(".verdict").first).to_be_in_viewport()
    assert {"PyTorch", "TensorFlow"} <= shown_tabs(page)


def test_all_tab_sets_follow_the_one_that_is_switched(page: Page) -> None:
    page.goto(TENSORS)
    assert shown_tabs(page) == {"PyTorch"}
    tab(page, "matmul", "TensorFlow").click()
    assert shown_tabs(page) == {"TensorFlow"}


def test_the_chosen_framework_is_remembered_on_the_next_page(page: Page) -> None:
    page.goto(TENSORS)
    tab(page, "matmul", "TensorFlow").click()
    page.goto(REGRESSION)
    assert shown_tabs(page) == {"TensorFlow"}


def test_a_link_can_name_the_framework_and_the_next_page_keeps_it(page: Page) -> None:
    page.goto(f"{TENSORS}?framework=tensorflow")
    assert shown_tabs(page) == {"TensorFlow"}
    page.goto(REGRESSION)
    assert shown_tabs(page) == {"TensorFlow"}


def test_a_link_can_name_the_framework_on_a_page_without_tabs(page: Page) -> None:
    page.goto("/learn/?framework=tensorflow")
    assert page.locator(".comparison").count() == 0
    page.goto(REGRESSION)
    assert shown_tabs(page) == {"TensorFlow"}


def test_where_keras_has_no_tab_the_framework_chosen_before_is_shown(page: Page) -> None:
    page.goto(f"{TENSORS}?framework=tensorflow")
    page.goto(f"{TENSORS}?framework=keras")
    assert shown_tabs(page) == {"Keras", "TensorFlow"}


@pytest.mark.parametrize("name", ["theano", "constructor", "__proto__", ""])
def test_an_unknown_framework_in_a_link_changes_nothing(page: Page, name: str) -> None:
    page.goto(TENSORS)
    tab(page, "matmul", "TensorFlow").click()
    before = kept(page)
    page.goto(f"{TENSORS}?framework={name}")
    assert shown_tabs(page) == {"TensorFlow"}
    assert kept(page) == before


def test_a_link_can_name_any_framework_that_has_a_tab(page: Page) -> None:
    alter(page, TENSORS, "TensorFlow", "Theano")
    page.goto(f"{TENSORS}?framework=theano")
    assert shown_tabs(page) == {"Theano"}


def test_the_switch_and_links_with_a_framework_work_without_the_functions_of_the_theme(page: Page) -> None:
    for path in (TENSORS, REGRESSION):
        alter(page, path, r"<script>[^\n]*\b__md_[^\n]*</script>", "")
    page.route("**/bundle.*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(f"{TENSORS}?framework=tensorflow")
    assert page.evaluate("[typeof __md_get, typeof __md_set]") == ["undefined", "undefined"]
    show_columns(page)
    page.goto(REGRESSION)
    assert shown_tabs(page) == {"PyTorch", "TensorFlow", "Keras"}


def test_the_switch_shows_frameworks_side_by_side_and_back_and_is_remembered(page: Page) -> None:
    page.goto(TENSORS)
    switch = page.get_by_role("button", name="Side by side")
    expect(switch).to_have_attribute("aria-pressed", "false")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
    assert shown_tabs(page) == {"PyTorch", "TensorFlow", "Keras"}
    page.goto(REGRESSION)
    assert shown_tabs(page) == {"PyTorch", "TensorFlow", "Keras"}
    page.get_by_role("button", name="Side by side").click()
    assert shown_tabs(page) == {"PyTorch"}


def test_side_by_side_code_stands_beside_code_and_output_beside_output(page: Page) -> None:
    page.goto(TENSORS)
    show_columns(page)
    blocks = page.locator("#matmul .tabbed-block")
    for part in (".cell", ".outputs"):
        tops = {round(box["y"]) for block in blocks.all() if (box := block.locator(part).first.bounding_box())}
        assert len(tops) == 1, part


def test_side_by_side_no_code_is_cut(page: Page) -> None:
    page.goto("/learn/models/")
    show_columns(page)
    wide = "all => all.filter((x) => x.scrollWidth > x.clientWidth).map((x) => x.textContent)"
    assert page.locator(".comparison pre > code").evaluate_all(wide) == []


def test_a_narrow_screen_has_tabs_whatever_was_chosen_on_a_wide_one(page: Page) -> None:
    page.goto(TENSORS)
    show_columns(page)
    page.set_viewport_size({"width": 390, "height": 844})
    assert shown_tabs(page) == {"PyTorch"}
    expect(page.locator(".rosetta-view")).to_be_hidden()


def test_a_narrow_screen_shows_two_frameworks_that_are_chosen_and_remembers_them(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(TENSORS)
    choose_pair(page, "PyTorch + Keras")
    visible = "all => all.filter((x) => x.checkVisibility()).map((x) => x.dataset.framework)"
    assert page.locator("#std .tabbed-block").evaluate_all(visible) == ["PyTorch", "Keras"]
    assert page.locator("#matmul .tabbed-block").evaluate_all(visible) == ["PyTorch", "TensorFlow"]  # Keras has no tab
    page.goto(REGRESSION)
    expect(page.get_by_label("Frameworks shown together")).to_have_value("PyTorch Keras")
    assert "Keras" in shown_tabs(page)
    choose_pair(page, "One at a time")
    assert shown_tabs(page) == {"PyTorch"}


def test_the_first_page_shows_a_pair_on_a_narrow_screen_unless_tabs_were_chosen(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/")
    assert shown_tabs(page) == {"PyTorch", "TensorFlow"}
    choose_pair(page, "One at a time")
    page.goto("/")
    assert shown_tabs(page) == {"PyTorch"}


@pytest.mark.parametrize("path", LOOKED_AT)
def test_a_page_is_never_wider_than_a_phone(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_copy_takes_the_code_and_nothing_else(page: Page, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(TENSORS)
    cell = page.locator("#matmul .tabbed-block[data-framework=PyTorch]")
    cell.hover()
    cell.locator(".cell button[data-clipboard-target], .cell .md-clipboard, .cell .md-code__button").first.click()
    expect(page.locator(".md-dialog")).to_contain_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.strip() == cell.locator(".cell code").inner_text().strip()
    assert "matmul" in copied or "@" in copied
    assert "tensor([" not in copied.replace("torch.tensor([", "")


def test_outputs_have_no_button_to_copy_them(page: Page) -> None:
    page.goto(TENSORS)
    page.locator(".outputs").first.hover()
    assert page.locator(".cell [data-clipboard-target]").count() > 0
    assert page.locator(".outputs [data-clipboard-target]").count() == 0


def test_keyboard_alone_reaches_and_switches_tabs(page: Page) -> None:
    page.goto(TENSORS)
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.comparison .tabbed-set > input')"):
            break
    else:
        pytest.fail("no tab set is reached by the Tab key")
    page.keyboard.press("ArrowRight")
    assert shown_tabs(page) == {"TensorFlow"}


def test_keyboard_alone_reaches_the_switch(page: Page) -> None:
    page.goto(TENSORS)
    switch = page.get_by_role("button", name="Side by side")
    switch.focus()
    page.keyboard.press("Enter")
    assert "Keras" in shown_tabs(page)


def test_a_verdict_opens_to_what_was_compared(page: Page) -> None:
    page.goto(TENSORS)
    verdict = page.locator("#matmul details.verdict")
    expect(verdict.locator("summary")).to_have_text(re.compile(r"^Same values, max \|Δ\| \S+\s*$"))
    expect(verdict.locator(".facts")).to_be_hidden()
    verdict.locator("summary").press("Enter")
    expect(verdict.locator(".facts")).to_contain_text("product float32 (2, 2)")
    expect(verdict.locator(".facts")).to_be_visible()


def test_paper_shows_every_framework_and_what_was_compared(page: Page) -> None:
    page.goto(TENSORS)
    page.emulate_media(media="print")
    assert shown_tabs(page) == {"PyTorch", "TensorFlow", "Keras"}
    facts = page.locator("#matmul details.verdict .facts")
    assert facts.evaluate("one => one.checkVisibility({ contentVisibilityAuto: true })")
    assert facts.bounding_box()


def test_an_address_can_name_a_cell(page: Page) -> None:
    page.goto(f"{TENSORS}#einsum")
    expect(page.locator("#einsum")).to_be_in_viewport()


def test_figures_are_files_with_size_lazy_loading_and_alternative_text(page: Page) -> None:
    page.goto(REGRESSION)
    figures = page.locator(".outputs img.figure").all()
    assert len(figures) >= 4
    for figure in figures:
        assert (figure.get_attribute("src") or "").endswith(".png")
        assert figure.get_attribute("loading") == "lazy"
        assert int(figure.get_attribute("width") or 0) > 100
        assert int(figure.get_attribute("height") or 0) > 100
        assert len(figure.get_attribute("alt") or "") > 20


def test_files_to_run_can_be_downloaded(page: Page) -> None:
    page.goto(TENSORS)
    for name in ("tensors.py", "tensors.ipynb"):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).first.click()
        assert download.value.suggested_filename == name
