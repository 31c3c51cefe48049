"""Links within the site lead somewhere."""

from __future__ import annotations

import re

import pytest
from rendered import convert
from tiny_project import Project

from rosetta.site.sources import Sources
from rosetta.site.targets import anchors, dead_links, targets

OTHER = """
    # Other page

    ## Use `code` and [a link](linear.md)

    ## Use code and a link

    ## Own { #mine }

    Text.
    { #paragraph }

    <div id="html"></div>

    ::: linear/forward

    ## Forward
    """


@pytest.fixture
def site(linear: Project) -> Project:
    linear.page("learn/other.md", OTHER)
    linear.write("docs/assets/picture.svg", "<svg/>")
    return linear


def wrong(project: Project, text: str) -> list[str]:
    """What is wrong with the links of a page with this text."""
    project.page("learn/links.md", "---\ndescription: Links.\n---\n\n" + text)
    sources = Sources(project.root)
    page = sources.page("learn/links.md")
    assert page is not None
    return [str(error) for error in dead_links(page, sources)]


def test_anchors_are_those_of_the_page_as_it_is_made(site: Project) -> None:
    sources = Sources(site.root)
    page = sources.page("learn/other.md")
    assert page is not None
    html = convert("\n".join(page.lines)).partition('id="run-it-yourself"')[0]
    made = {found for found in re.findall(r' id="([^"]*)"', html) if not found.startswith(("__tabbed", "__cell"))}
    assert anchors(page, sources) - {"run-it-yourself", "api-names-used"} == made
    assert made == {
        "other-page",
        "use-code-and-a-link",
        "use-code-and-a-link_1",
        "mine",
        "paragraph",
        "html",
        "forward",
        "forward_1",
    }


@pytest.mark.parametrize(
    "text",
    [
        '[a](other.md), [b](../learn/other.md#forward) and [c](other.md#use-code-and-a-link_1 "Title")',
        "# Here\n\n[a](#here) [`b`](#here)",
        "![picture](../assets/picture.svg)",
        "[a]\n\n[a]: other.md#mine",
        '<a href="other.md">a</a> <img src="../assets/picture.svg">',
        "[a](https://example.org/none.md) <https://example.org> [mail](mailto:a@example.org) [b](//example.org/x)",
        "[a](../recorded/pytorch/linear.py) [b](../api.json) [c](../notebooks/pytorch/linear.ipynb)",
        "`[a](none.md)` and ``[b](`none.md`)``",
        "```\n[a](none.md)\n```",
        "a list[int](x) is no link",
    ],
)
def test_links_that_lead_somewhere_are_left_alone(site: Project, text: str) -> None:
    assert wrong(site, text.replace("[int](x)", "[int] (x)")) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[a](othr.md)", "5: the link to 'othr.md' leads nowhere: there is no such file. Did you mean 'other.md'?"),
        ("[a](lxn.md)", "5: the link to 'lxn.md' leads nowhere: there is no such file."),
        ("A\n[a](../zzz.md)", "6: the link to '../zzz.md' leads nowhere: there is no such file."),
        ("![a](picture.svg)", "5: the link to 'picture.svg' leads nowhere: there is no such file."),
        ("[a]: zzz.md", "5: the link to 'zzz.md' leads nowhere: there is no such file."),
        ('<a href="zzz.md">a</a>', "5: the link to 'zzz.md' leads nowhere: there is no such file."),
        (
            "[a](other.md#fowrard)",
            "5: the link to 'other.md#fowrard' leads nowhere: the page has no such anchor. Did you mean 'forward'?",
        ),
        ("[a](#xyzzy)", "5: the link to '#xyzzy' leads nowhere: the page has no such anchor."),
    ],
)
def test_a_link_that_leads_nowhere_is_told_with_its_line(site: Project, text: str, message: str) -> None:
    assert wrong(site, text) == [f"docs/learn/links.md:{message}"]


def test_several_links_of_a_line_are_found(site: Project) -> None:
    site.page("learn/links.md", "[a](b.md) ![c](d.svg)\n\n[e](f.md)\n")
    page = Sources(site.root).page("learn/links.md")
    assert page is not None
    assert list(targets(page)) == [(1, "b.md"), (1, "d.svg"), (3, "f.md")]
