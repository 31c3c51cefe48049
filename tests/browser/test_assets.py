"""The site's own scripts and style sheets: a browser drops what it does not understand without telling."""

import re
from collections import Counter

import pytest
from built import SITE
from playwright.sync_api import Page

PAGE_WITH_ALL = "/learn/tensors/"
SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in sorted((SITE / "assets").glob("*.js"))}
STYLES = {
    path.name: re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for path in sorted((SITE / "assets").glob("*.css"))
}
each_style = pytest.mark.parametrize("style", STYLES.values(), ids=list(STYLES))
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


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=list(SCRIPTS))
def test_a_script_can_be_parsed(page: Page, script: str) -> None:
    page.evaluate("source => { new Function(source) }", script)


@each_style
def test_a_style_sheet_has_one_declaration_a_line_of_at_most_120_columns(style: str) -> None:
    line = re.compile(r"\s*|\s*([^{};]*[^{};\s] \{|[^{};]+,|[\w-]+: [^{};]+;|\})\s*")
    assert [text for text in style.splitlines() if not line.fullmatch(text) or len(text) > 120] == []


def test_the_style_sheets_give_no_custom_property_the_same_value_twice() -> None:
    settings = Counter(re.findall(r"--[\w-]+: [^;]+", "".join(STYLES.values())))
    assert [setting for setting, times in settings.items() if times > 1] == []


@each_style
def test_the_browser_knows_every_declaration_of_a_style_sheet(page: Page, style: str) -> None:
    declarations = re.findall(r"^\s*([\w-]+): (.+?)(?: !important)?;", style, flags=re.MULTILINE)
    unknown = "all => all.filter(([name, value]) => !CSS.supports(name, value))"
    assert len(declarations) == style.count(";")
    assert page.evaluate(unknown, declarations) == []


@each_style
def test_the_browser_keeps_every_rule_of_a_style_sheet(page: Page, style: str) -> None:
    assert page.evaluate(COUNT_RULES, style) == style.count("{")


def test_every_custom_property_that_a_style_sheet_uses_is_set_somewhere(page: Page) -> None:
    page.goto(PAGE_WITH_ALL)
    known = {name for text in page.evaluate(ALL_THAT_SETS_PROPERTIES) for name in re.findall(r"(--[\w-]+):", text)}
    assert set(re.findall(r"var\((--[\w-]+)", "".join(STYLES.values()))) - known == set()
