"""What is wrong with pages and nav is told, each thing once and with its place."""

from __future__ import annotations

import pytest
from tiny_project import Project

PAGE = "docs/learn/linear.md"


def test_a_heading_in_a_tab_is_found(linear: Project) -> None:
    tabs = '=== "PyTorch"\n\n    ## In a tab\n\n    Text.\n\n        # code\n\n=== "Keras"\n\n    ### And another\n\n'
    linear.edit(PAGE, "## Apply it", f"{tabs}## Apply it")
    message = "a heading in a tab is in no table of contents: put it above the tabs"
    assert linear.problems() == [f"{PAGE}:9: {message}", f"{PAGE}:17: {message}"]


@pytest.mark.parametrize(
    "text", ['=== "A"\n\n    ```\n    # code\n    ```\n', '=== "A"\n\n    Text.\n\nOut of it.\n\n    # code\n']
)
def test_what_is_no_heading_in_a_tab_is_left_alone(linear: Project, text: str) -> None:
    linear.edit(PAGE, "## Apply it", f"{text}\n## Apply it")
    assert linear.problems() == []


def test_a_heading_that_nav_words_otherwise_is_found(linear: Project) -> None:
    linear.edit("mkdocs.yml", "- learn/linear.md", "- Layers: learn/linear.md")
    assert linear.problems() == [
        f"{PAGE}:1: the heading is 'Linear', and nav calls the page 'Layers': start it with these words"
    ]


def test_a_heading_may_say_more_than_nav_and_a_landing_page_something_else(linear: Project) -> None:
    linear.page("index.md", "# The same task\n")
    linear.edit(PAGE, "# Linear", "# Linear, in four ways")
    linear.edit("mkdocs.yml", "- learn/linear.md", "- Linear: learn/linear.md")
    linear.edit("mkdocs.yml", "- index.md", "- Home: index.md")
    assert linear.problems() == []


def test_a_page_that_the_landing_page_of_its_folder_does_not_link_to_is_found(linear: Project) -> None:
    linear.page("learn/index.md", "# Learn\n\n[Other](other.md#x)\n")
    linear.page("learn/other.md", "# Other { #x }\n")
    assert linear.problems() == ["docs/learn/index.md: does not link to linear.md: add it"]


def test_a_link_that_leads_nowhere_is_found(linear: Project) -> None:
    linear.edit(PAGE, "## Apply it", "## Apply it\n\nSee [there](there.md).")
    assert linear.problems() == [f"{PAGE}:9: the link to 'there.md' leads nowhere: there is no such file."]


def test_a_cell_that_a_misspelled_line_was_to_show_is_not_told_again(linear: Project) -> None:
    linear.edit(PAGE, "::: linear/forward", "::: linaer/forwrad")
    assert linear.problems() == [f"{PAGE}:9: no concept 'linaer' in snippets/. Did you mean 'linear'?"]


def test_problems_come_in_the_order_of_paths_and_lines(linear: Project) -> None:
    linear.edit(PAGE, "## Create a layer", "## Create a layer\n\n[a](a.md)")
    linear.edit(PAGE, "::: linear/forward", "::: linear/forwrad {{ x")
    linear.page("about.md", "[a](a.md)\n")
    assert [problem.split(" ")[0] for problem in linear.problems()] == [
        "docs/about.md:1:",
        f"{PAGE}:5:",
        f"{PAGE}:11:",
        f"{PAGE}:11:",
        "snippets/pytorch/linear.py:6:",
    ]
