"""What search engines and networks read of a page before a reader sees it."""

import struct
from collections import Counter
from html.parser import HTMLParser

import pytest
from built import PAGES, SITE

READ = [page for page in PAGES if not page.startswith("notebooks/")]


class Head(HTMLParser):
    """The head of a page: its title, the contents of `meta` by name, and the addresses of `link` by relation."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.title = ""
        self.metas: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self._in_title = False
        self.feed((SITE / page / "index.html").read_text(encoding="utf-8").partition("</head>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._in_title = tag == "title"
        if tag == "meta":
            self.metas[values.get("name") or values.get("property", "")] = values.get("content", "")
        if tag == "link":
            self.links[values["rel"]] = values["href"]

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data.strip()


HEADS = {page: Head(page) for page in READ}


def test_every_page_has_a_title_of_its_own_that_a_list_of_results_shows_whole() -> None:
    titles = {page: head.title for page, head in HEADS.items()}
    assert {page: title for page, title in titles.items() if len(title) > 70 or not title.endswith(" · Rosetta")} == {}
    assert [title for title, times in Counter(titles.values()).items() if times > 1] == []


def test_every_page_has_a_description_of_its_own_that_a_list_of_results_shows_whole() -> None:
    descriptions = {page: head.metas.get("description", "") for page, head in HEADS.items()}
    assert {page: text for page, text in descriptions.items() if not 120 <= len(text) <= 160} == {}
    assert [text for text, times in Counter(descriptions.values()).items() if times > 1] == []


@pytest.mark.parametrize("page", READ)
def test_networks_are_told_the_title_and_the_description(page: str) -> None:
    head = HEADS[page]
    assert head.metas["og:title"] == head.title
    assert head.metas["og:description"] == head.metas["description"]
    assert head.metas["twitter:card"] == "summary_large_image"


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_a_picture_of_the_size_that_networks_ask_for(page: str) -> None:
    picture = (SITE / "social" / page / "card.png").read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert struct.unpack(">II", picture[16:24]) == (1200, 630)


@pytest.mark.parametrize("page", READ)
def test_whole_addresses_are_told_where_that_of_the_site_is_known_and_only_there(page: str) -> None:
    head = HEADS[page]
    if canonical := head.links.get("canonical"):
        site = canonical.removesuffix("" if page == "." else f"{page}/")
        assert head.metas["og:url"] == canonical
        assert head.metas["og:image"] == head.metas["twitter:image"]
        assert (SITE / head.metas["og:image"].removeprefix(site)).is_file()
    else:
        assert not {"og:url", "og:image", "twitter:image"} & set(head.metas)
