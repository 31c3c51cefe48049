"""The index of errors of the built site, and the field that finds a pasted message in it."""

import re
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from rosetta.source.cells import read_snippet, snippet_paths

MESSAGES = "/learn/messages/"
SNIPPETS = Path(__file__).parents[2] / "snippets"

PASTED = {
    "RuntimeError: Given groups=1, weight of size [64, 3, 7, 7], expected input[32, 224, 224, 3] to have 3 channels, "
    "but got 224 channels instead": "channels-last",
    "ValueError: A KerasTensor cannot be used as input to a TensorFlow function. A KerasTensor is a symbolic "
    "placeholder for a shape and dtype, used when constructing Keras Functional models": "tf-on-input",
    "UserWarning: Argument `decay` is no longer supported and will be ignored.": "decay",
    'RuntimeError: Error(s) in loading state_dict for ResNet: Missing key(s) in state_dict: "conv1.weight". '
    'Unexpected key(s) in state_dict: "module.conv1.weight", "module.bn1.bias"': "module-prefix",
    "_pickle.UnpicklingError: Weights only load failed. This file can still be loaded": "whole-or-weights",
    "RuntimeError: view size is not compatible with input tensor's size and stride": "view",
    "AttributeError: 'SparseCategoricalAccuracy' object has no attribute 'reset_states'": "reset-states",
    "'SymbolicTensor' object has no attribute 'numpy'": "numpy-inside",
}
"""Messages as other programs raise them, and the cell that each is to lead to."""


def field(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Paste a message")


def causes(page: Page) -> Locator:
    """Paragraphs that lead from the found messages to their cells."""
    return page.locator(".error-search .error-cause")


def test_every_cell_that_raises_is_in_the_index(page: Page) -> None:
    raising = {
        f"error-{snippet.concept}-{cell.title}"
        for snippet in map(read_snippet, snippet_paths(SNIPPETS))
        for cell in snippet.cells
        if cell.marks.raises and not cell.marks.hidden
    }
    page.goto(MESSAGES)
    listed = page.locator(".error-message[id]").evaluate_all("all => all.map((one) => one.id)")
    assert len(raising) > 100
    assert sorted(listed) == sorted(raising)


@pytest.mark.parametrize(("message", "cell"), PASTED.items(), ids=PASTED.values())
def test_a_pasted_message_leads_to_its_cell_among_the_first_three(page: Page, message: str, cell: str) -> None:
    page.goto(MESSAGES)
    field(page).fill(message)
    expect(causes(page).first).to_be_visible()
    links = causes(page).locator("a").evaluate_all("all => all.slice(0, 3).map((one) => one.href.split('#')[1])")
    assert cell in links


def test_each_message_of_the_index_finds_itself(page: Page) -> None:
    page.goto(MESSAGES)
    told = page.locator(".error-message[id]").evaluate_all("all => all.map((one) => one.textContent)")
    for message in told:
        field(page).fill(message)
        expect(page.locator(".error-search .error-message").first).to_be_visible()
        found = page.locator(".error-search .error-message").all_text_contents()
        assert message in found


def test_an_unknown_message_is_told(page: Page) -> None:
    page.goto(MESSAGES)
    field(page).fill("segmentation fault core dumped")
    expect(page.get_by_text("No message here shares enough words with it.")).to_be_visible()
    expect(causes(page)).to_have_count(0)


def test_an_empty_field_says_nothing(page: Page) -> None:
    page.goto(MESSAGES)
    field(page).fill("decay ignored")
    field(page).fill("")
    expect(page.locator(".error-search output")).to_have_text("")
    expect(causes(page)).to_have_count(0)


def test_a_pasted_message_is_text_and_nothing_else(page: Page) -> None:
    page.goto(MESSAGES)
    field(page).fill("<img src=x onerror=document.title='owned'> decay ignored")
    expect(causes(page).first).to_be_visible()
    assert "owned" not in page.title()
    expect(page.locator(".error-search img")).to_have_count(0)


def test_a_link_leads_from_a_message_to_its_cell(page: Page) -> None:
    page.goto(MESSAGES)
    page.locator("#error-tensors-view + .error-cause a, #error-tensors-view ~ .error-cause a").first.click()
    expect(page).to_have_url(re.compile(r"/learn/tensors/#view$"))


def test_the_index_is_whole_without_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto(MESSAGES)
    expect(page.locator("#error-messages-decay")).to_be_visible()
    expect(page.locator(".error-search")).to_have_count(0)
    context.close()


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [MESSAGES, "/learn/port-check/", "/learn/port-step/"])
def test_axe_finds_no_violation_and_nothing_is_cut(
    browser: Browser, address: str, path: str, scheme: Literal["light", "dark"], width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, base_url=address, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(path)
    if path == MESSAGES:
        field(page).fill("decay ignored")
        expect(causes(page).first).to_be_visible()
    violations = Axe().run(page).response["violations"]
    across = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert [(one["id"], one["help"], one["nodes"][0]["html"], len(one["nodes"])) for one in violations] == []
    assert across == width
