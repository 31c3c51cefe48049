"""Files of a site, each made alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_project import Project

from rosetta.site.rendering import Site, build_site, read_site


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


BUILT = """\
site_name: Test
site_dir: built
theme: {name: null, custom_dir: theme}
markdown_extensions: [attr_list, def_list, tables, pymdownx.highlight, pymdownx.superfences, \
pymdownx.tabbed: {alternate_style: true}, rosetta.site.extension]
plugins: []
validation: {links: {not_found: warn}}
nav: [learn/linear.md]
"""


def test_build_checks_writes_the_generated_files_and_builds_all(linear: Project) -> None:
    linear.write("mkdocs.yml", BUILT)
    linear.write("theme/main.html", "{{ page.content }}")
    status, out, err = linear.run("build")
    assert (status, err) == (0, "")
    assert "nothing wrong\n11 files for the site\n" in out
    assert 'class="comparison"' in linear.read("built/learn/linear/index.html")
    assert (linear.root / "built/recorded/pytorch/linear.ipynb").is_file()


PAGE, PYTORCH = "docs/learn/linear.md", "snippets/pytorch/linear.py"


@pytest.mark.parametrize(
    ("path", "old", "new", "message"),
    [
        (PAGE, "::: linear/create", "::: linaer/create", f"{PAGE}:5: no concept 'linaer' in snippets/. "
         "Did you mean 'linear'?"),
        (PAGE, "::: linear/create", "::: linear/crate", f"{PAGE}:5: {PYTORCH} has no cell 'crate'; it has create, "
         "forward. Did you mean 'create'?"),
        (PAGE, "## Apply", "::: linear\n\n## Apply", f"{PAGE}:7: expected '::: concept/cell', got '::: linear'"),
        (PAGE, "## Apply", "[a](b.md)\n\n## Apply", f"{PAGE}:7: the link to 'b.md' leads nowhere: "
         "there is no such file."),
        (PAGE, "## Apply", "[a](#aply-it)\n\n## Apply", f"{PAGE}:7: the link to '#aply-it' leads nowhere: "
         "the page has no such anchor. Did you mean 'apply-it'?"),
        ("mkdocs.yml", "nav: [learn/linear.md]", "nav: [https://example.org/]", f"{PAGE}:1: is not in the nav of "
         "mkdocs.yml"),
        (PYTORCH, "n = 3", "n = 4", f"{PYTORCH}:6: was recorded from another version of linear.py (changed: forward): "
         "nox -s record -- linear"),
        ("snippets/pytorch/linear.ipynb", '   "id": "forward"', '<<<<<<< HEAD\n   "id": "forward"',
         "snippets/pytorch/linear.ipynb:{line}: not JSON (a merge conflict marker): nox -s record -- linear"),
    ],
)  # fmt: skip
def test_build_tells_what_is_wrong_and_makes_no_site(
    linear: Project, path: str, old: str, new: str, message: str
) -> None:
    linear.write("mkdocs.yml", BUILT)
    line = linear.read(path).split(old)[0].count("\n") + 1
    linear.edit(path, old, new)
    status, out, err = linear.run("build")
    assert (status, err) == (1, "")
    assert out.splitlines()[0] == message.replace("{line}", str(line))
    assert out.splitlines()[-1] == "1 problem"
    assert not (linear.root / "built").exists()


def test_build_makes_no_site_without_a_record(linear: Project) -> None:
    linear.write("mkdocs.yml", BUILT)
    (linear.root / "snippets/pytorch/linear.ipynb").unlink()
    status, out, _ = linear.run("build")
    assert (status, out.splitlines()[0]) == (1, f"{PYTORCH}:1: has no record: nox -s record -- linear")
    assert not (linear.root / "built").exists()


def test_a_warning_of_mkdocs_fails_the_build(linear: Project) -> None:
    linear.write("mkdocs.yml", BUILT)
    linear.write("theme/main.html", "{{ page.content }}")
    linear.edit("docs/learn/linear.md", "# Linear", "# Linear\n\n[gone](gone.md)")
    linear.run("pages")
    with pytest.raises(SystemExit) as wrong:
        build_site(linear.root)
    assert "Aborted with 1 warnings in strict mode!" in str(wrong.value)
