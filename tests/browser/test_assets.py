"""The site's own script and style sheet: a browser drops what it does not understand without a word."""

import re
from collections import Counter

from built import SITE
from playwright.sync_api import Page

PAGE_WITH_ALL = "/learn/tensors/"
SCRIPT = (SITE / "assets/rosetta.js").read_text(encoding="utf-8")
STYLE = re.sub(r"/\*.*?\*/", "", (SITE / "assets/rosetta.css").read_text(encoding="utf-8"), flags=re.DOTALL)
COUNT_RULES = """source => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(source);
    const count = ({ cssRules }) => [...cssRules].reduce((sum, rule) => sum + 1 + count(rule), 0);
    return count(sheet);
}"""
ALL_THAT_SETS_PROPERTIES = """[
    ...[...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).map((rule) => rule.cssText),
    ...[...document.querySelectorAll("[style]")].map((element) => element.getAttribute("style")),
]"""


def test_the_script_can_be_parsed(page: Page) -> None:
    page.evaluate("source => { new Function(source) }", SCRIPT)


def test_the_style_sheet_has_one_declaration_a_line_of_at_most_120_columns() -> None:
    line = re.compile(r"\s*|\s*([^{};]*[^{};\s] \{|[^{};]+,|[\w-]+: [^{};]+;|\})\s*")
    assert [text for text in STYLE.splitlines() if not line.fullmatch(text) or len(text) > 120] == []


def test_the_style_sheet_gives_no_custom_property_the_same_value_twice() -> None:
    settings = Counter(re.findall(r"--[\w-]+: [^;]+", STYLE))
    assert [setting for setting, times in settings.items() if times > 1] == []


def test_the_browser_knows_every_declaration_of_the_style_sheet(page: Page) -> None:
    declarations = re.findall(r"^\s*([\w-]+): (.+?)(?: !important)?;", STYLE, flags=re.MULTILINE)
    unknown = "all => all.filter(([name, value]) => !CSS.supports(name, value))"
    assert len(declarations) == STYLE.count(";")
    assert page.evaluate(unknown, declarations) == []


def test_the_browser_keeps_every_rule_of_the_style_sheet(page: Page) -> None:
    assert page.evaluate(COUNT_RULES, STYLE) == STYLE.count("{")


def test_every_custom_property_that_the_style_sheet_uses_is_set_somewhere(page: Page) -> None:
    page.goto(PAGE_WITH_ALL)
    known = {name for text in page.evaluate(ALL_THAT_SETS_PROPERTIES) for name in re.findall(r"(--[\w-]+):", text)}
    assert set(re.findall(r"var\((--[\w-]+)", STYLE)) - known == set()
