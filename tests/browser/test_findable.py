"""What people look for is found: names of the frameworks, real questions, words of the trade, typing errors, messages.

`nox -s browser -- tests/browser/test_findable.py -s` prints how much is, and what is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect
from searches import ROOT, NameSearch, Search, name_searches, searches

from rosetta.site.sources import Sources

FIRST = 5
TYPED = """async ([all, first]) => {
    const field = document.querySelector(".search-field");
    const found = [];
    for (const typed of all) {
        field.value = typed;
        field.dispatchEvent(new Event("input"));
        await new Promise((resolve) => setTimeout(resolve));
        const links = [...document.querySelectorAll(".search-list a")].slice(0, first);
        found.push(links.map((link) => [link.href, link.dataset.names]));
    }
    return found;
}"""
"""Types into the search as it is, and reads the first links."""


@pytest.fixture(scope="module")
def sources() -> Sources:
    return Sources(ROOT)


def typed(page: Page, address: str, words: Iterable[str]) -> list[list[tuple[str, str]]]:
    """For each of these the first places found: address below the site's root, and names."""
    page.goto("/?q=gather")
    expect(page.locator(".search-list a").first).to_be_visible()
    found = page.evaluate(TYPED, [list(words), FIRST])
    return [[(unquote(url.removeprefix(f"{address}/")), names) for url, names in places] for places in found]


def told(kind: str, count: int, missed: Sequence[str]) -> float:
    """The share that is found, after it was printed."""
    share = 1 - len(missed) / count
    print(f"\n{kind}: {count - len(missed)} of {count} among the first {FIRST}, {share:.1%}")
    for one in missed:
        print("  missed:", one)
    return share


@pytest.mark.parametrize(("way", "number"), [("bare", 0), ("whole", 1)])
def test_a_name_that_has_a_row_is_found(page: Page, address: str, sources: Sources, way: str, number: int) -> None:
    wanted: list[NameSearch] = name_searches(sources)[number]
    assert len(wanted) > 500
    found = typed(page, address, (one.typed for one in wanted))
    missed = [
        one.typed
        for one, places in zip(wanted, found, strict=True)
        if not any(one.names & set(names.split()) for _, names in places)
    ]
    assert told(f"names, typed {way}", len(wanted), missed) >= 0.98


@pytest.mark.parametrize(("kind", "share"), [("case", 0.9), ("words", 0.9), ("typo", 0.9), ("message", 0.9)])
def test_a_section_that_answers_is_found(page: Page, address: str, sources: Sources, kind: str, share: float) -> None:
    wanted: list[Search] = [one for one in searches(sources) if one.kind.split()[0] == kind]
    assert wanted
    found = typed(page, address, (one.typed for one in wanted))
    missed = [
        f"{one.kind}: {one.typed} (found: {' '.join(url for url, _ in places)})"
        for one, places in zip(wanted, found, strict=True)
        if not {url for url, _ in places} & set(one.right)
    ]
    assert told(kind, len(wanted), missed) >= share
