"""Files of a site, each made alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_project import Project

from rosetta.site.rendering import Site, read_site


@pytest.fixture
def site(linear: Project) -> Site:
    linear.page("index.md", "---\ntitle: Start\n---\n\n# Home\n")
    theme = "\ntheme: {name: null, custom_dir: theme, static_templates: [404.html]}\nextra_css: [style.css]\n"
    linear.write("mkdocs.yml", linear.read("mkdocs.yml") + theme + "draft_docs: drafts/\n")
    linear.write("theme/main.html", "{{ page.title }}|{% for one in nav %}{{ one.title }} {% endfor %}|{{ base_url }}")
    linear.write("theme/404.html", "{{ config.site_name }} has no such page")
    linear.write("docs/style.css", "a {}\n")
    linear.write("docs/drafts/later.md", "# Later\n")
    return read_site(linear.root, linear.root / "site", "http://localhost/")


def made(site: Site) -> dict[str, str]:
    folder = Path(site.config.site_dir)
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def test_reading_makes_nothing(site: Site) -> None:
    assert made(site) == {}


def test_a_page_is_made_alone_with_the_titles_of_the_others(site: Site) -> None:
    site.make("learn/linear/index.html")
    assert made(site) == {"learn/linear/index.html": "Linear|Linear Start |../.."}


def test_style_sheets_and_templates_of_the_theme_are_made(site: Site) -> None:
    site.make("style.css")
    site.make("404.html")
    assert made(site) == {"style.css": "a {}\n", "404.html": "Test has no such page"}


def test_a_draft_is_made_too(site: Site) -> None:
    site.make("drafts/later/index.html")
    assert made(site)["drafts/later/index.html"].startswith("Later|")


def test_an_address_of_nothing_makes_nothing(site: Site) -> None:
    site.make("learn")
    site.make("../mkdocs.yml")
    assert made(site) == {}


def test_a_file_is_made_once(site: Site) -> None:
    site.make("index.html")
    path = Path(site.config.site_dir) / "index.html"
    path.write_text("as it was")
    site.make("index.html")
    assert path.read_text() == "as it was"
