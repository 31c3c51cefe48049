"""Without a browser these tests say how to get one, and fail where they must run."""

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

TOLD = "no Chromium found: install it (Debian: apt-get install chromium), or name it in CHROMIUM"


@pytest.mark.parametrize("ci", [False, True])
def test_a_missing_browser_is_told_with_how_to_get_one_and_fails_under_ci(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, ci: bool
) -> None:
    monkeypatch.setenv("PATH", str(pytester.path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("CI", "true") if ci else monkeypatch.delenv("CI", raising=False)
    pytester.makeconftest(Path(__file__).with_name("conftest.py").read_text(encoding="utf-8"))
    pytester.makepyfile("def test_a_page(page):\n    page.goto('/')\n")
    result = pytester.runpytest_inprocess("-rs")
    result.assert_outcomes(skipped=int(not ci), errors=int(ci))
    result.stdout.fnmatch_lines([f"E * Failed: {TOLD}" if ci else f"SKIPPED * {TOLD}"])
