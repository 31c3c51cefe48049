"""Addresses in the built site, where every page is a folder."""

from __future__ import annotations

import pytest

from rosetta.site.urls import relative_url, url


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("learn/tensors.md", "learn/tensors/"),
        ("reference/api-map/index.md", "reference/api-map/"),
        ("index.md", ""),
        ("learn/reindex.md", "learn/reindex/"),
    ],
)
def test_a_page_is_a_folder_and_a_landing_page_is_that_of_its_own(path: str, expected: str) -> None:
    assert url(path) == expected


@pytest.mark.parametrize(
    ("path", "page", "expected"),
    [
        ("learn/tensors.md", "reference/api-map/math.md", "../../../learn/tensors/"),
        ("learn/tensors.md", "index.md", "learn/tensors/"),
        ("index.md", "learn/tensors.md", "../../"),
        ("learn/tensors.md", "learn/tensors.md", "./"),
    ],
)
def test_links_lead_from_folder_to_folder(path: str, page: str, expected: str) -> None:
    assert relative_url(path, url(page)) == expected
