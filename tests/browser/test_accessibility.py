"""What axe finds on the built site, in every look that a reader can choose."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ViewportSize

PATHS = (
    "/",
    "/learn/tensors/",
    "/learn/messages/",
    "/walkthroughs/linear-regression/",
    "/overview/choosing/",
    "/reference/api-map/",
    "/reference/api-map/schedules/",
    "/reference/differences/",
    "/reference/defaults/",
)
WIDE = ViewportSize(width=1440, height=900)
NARROW = ViewportSize(width=390, height=844)
LOOKS = {
    "tabs on a wide screen in light": (WIDE, {"__view": "tabs"}, "light"),
    "columns on a wide screen in dark": (WIDE, {"__view": "columns"}, "dark"),
    "tabs on a narrow screen in dark": (NARROW, {"__pair": ""}, "dark"),
    "a pair on a narrow screen in light": (NARROW, {"__pair": "PyTorch TensorFlow"}, "light"),
}
"""Size, choices and colors: each of them in both kinds, since all of them together would take minutes."""


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_no_violation(browser: Browser, address: str, path: str, look: str) -> None:
    size, choices, scheme = LOOKS[look]
    context = browser.new_context(
        viewport=size,
        color_scheme="dark" if scheme == "dark" else "light",
        base_url=address,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(path)
    page.evaluate("all => Object.entries(all).forEach(([name, one]) => rosettaChoices.set(name, one))", choices)
    page.goto(path)
    violations = Axe().run(page).response["violations"]
    context.close()
    assert [(one["id"], one["help"], one["nodes"][0]["html"], len(one["nodes"])) for one in violations] == []
