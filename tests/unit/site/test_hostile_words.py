"""Words that are HTML, Markdown and worse, in every place from which words reach a page: they stay text."""

from __future__ import annotations

import base64
import json
from collections import Counter
from copy import deepcopy
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, cast

import pytest
from markdown import Markdown
from rendered import convert
from tiny_project import VERSIONS, Project, cell_run, error, figure, result, stdout

from rosetta.judge.concepts import Concept
from rosetta.record.outcome import CellRun, Run, Value
from rosetta.site.needs import needs
from rosetta.site.preface import opening, script
from rosetta.source.cells import Snippet

MARKUP = (
    '<img src=x onerror="alert(1)"> </p></td></code><script>alert(1)</script> <!-- no --> <?php ?> &lt; &#60; '
    "*a* _b_ **c** __d__ [e](http://f) ![g](h) [i][j] [k]: l <http://m> a@b.c | || \\ \\* {: .n } { .o } {{ p/q.r }} "
    "} ]( ) 'single' \"double\" #!py s :::py t ~~~ --8<-- === !!! ??? *[u]: v 1. # - + > $w$ ^x^ ==y== %z%"
)
UNSEEN = "\f \x85 \u2028 \u2029 \r \x1b[31m \x00 \x02wzxhzdk:0\x03 \x02klzzwxh:0001\x03 \x02amp\x03 \u202e"
SEEN = r"\x0c \x85 \u2028 \u2029 \r \x1b[31m \x00 \x02wzxhzdk:0\x03 \x02klzzwxh:0001\x03 \x02amp\x03 \u202e"
WORDS, SHOWN = f"{MARKUP} {UNSEEN}", f"{MARKUP} {SEEN}"
"""What is said, and how a page shows it."""
TICKS = "a ` b `` c ``` d"
"""More, where backticks mean nothing either."""
PNG = base64.b64encode(b"not looked at").decode()
CELLS = """
# %% same {same}
s, n = {words!r}, 3

# %% near {near}
x = 1.0

# %% differs {differs}
s = 1

# %% figure {figure}
plot()

# %% writes writes="__file__.npz"
save()
"""
ROWS = """
# %% inputs hidden="true"
x = '''
```
~~~
{ticks}
'''

# %% row {row}
s = '''
```html
{ticks}
'''
"""


@dataclass
class Element:
    """An element of a page, with its text as a browser sees it."""

    tag: str
    attributes: dict[str, str | None]
    text: str = ""
    classes: list[str] = field(default_factory=list)


class Page(HTMLParser):
    """The elements of a page, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.feed(html)
        self.close()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.elements.append(Element(tag, attributes, classes=(attributes.get("class") or "").split()))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_startendtag(tag, attrs)
        self.open.append(self.elements[-1])

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"a declaration: {decl}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"an instruction: {data}")

    def texts(self, tag: str, name: str = "") -> list[str]:
        """Text of the elements of this tag and class."""
        return [one.text for one in self.elements if one.tag == tag and (not name or name in one.classes)]

    def rows(self) -> list[list[str]]:
        """Text of the cells of each row of each table."""
        found: list[list[str]] = []
        for one in self.elements:
            if one.tag == "tr":
                found.append([])
            elif one.tag == "td":
                found[-1].append(one.text.strip(" "))
        return found

    def structure(self) -> Counter[str]:
        """Tags and attributes, but for the spans of colored code."""
        return Counter(
            f"{one.tag} {sorted(one.attributes.items())}"
            for one in self.elements
            if one.tag != "span" or set(one.attributes) - {"class"}
        )


def marks(**texts: str) -> str:
    return " ".join(f"{name}={json.dumps(text)}" for name, text in texts.items())


def record(project: Project, snippet: Snippet, words: str, **cells: CellRun) -> None:
    """Record `snippet` with `words` in all that it says of itself."""
    versions = {name: f"{number} {words}" for name, number in VERSIONS[snippet.framework].items()}
    runs = {cell.title: cells.get(cell.title, cell_run()) for cell in snippet.cells}
    project.record_run(Run(snippet, runs, versions=versions, device=f"CPU {words}", data=f"digits {words}"))


def words_page(project: Project, words: str, ticks: str) -> Page:
    """A page on which `words` stand in every place, and with `ticks` where backticks mean nothing."""
    both = f"{words} `{words}`"
    said = stdout(f"{words}\n\n{ticks}\n```\n~~~\n{words}\n"), result(words), error("ValueError", words)
    size: dict[str, Any] = {"width": f'1" {words}', "height": 2}
    for index, framework in enumerate(("pytorch", "tensorflow")):
        text = CELLS.format(
            words=words,
            same=marks(same="s, n", note=both),
            near=marks(same="x", atol="0.05", note=words),
            differs=marks(differs="s, t", why=both),
            figure=marks(alt=words + ticks),
        )
        text += f"\n# %% alone {marks(only='pytorch', why=words)}\nx = 1\n" if framework == "pytorch" else ""
        record(
            project,
            project.snippet(framework, "words", text),
            words,
            same=cell_run(*said, s=words, n=3),
            near=cell_run(x=1.0),
            differs=cell_run(s=f"{words}{ticks}\n{index}", t=Value("str", (2,), (words, f"{words}{index}"))),
            figure=cell_run(figure(PNG, **size)),
        )
        text = ROWS.format(ticks=ticks, row=marks(differs="s", why=both))
        record(project, project.snippet(framework, "api_words", text), words, row=cell_run(s=f"{words}{index}"))
        text = f"# %% read {marks(differs='d', why=both)}\nd = read(f, {words!r})\n"
        standard = project.snippet(framework, "standard", text)
        record(project, standard, words, read=cell_run(d=[f"{words}{ticks}{index}"]))
    lines = [f"::: words/{title}" for title in ("same", "near", "differs", "figure", "writes", "alone")]
    lines += ["::: words/same words/differs", "::: rows api_words", "::: defaults standard"]
    lines += ["::: differences", "::: differences all"]
    lines += ["It is {{ words/same.s }}.", "{{ words/same.s }}", "| a | b |\n|---|---|\n| {{ words/same.s }} | end |"]
    page = project.page("learn/words.md", "# Words\n\n" + "\n\n".join(lines) + "\n")
    config = project.root / "mkdocs.yml"
    config.write_text("nav:\n  - Words <b>x</b> *y* [z](w) |: learn/words.md\n", encoding="utf-8")
    return Page(convert(page.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Page, Page]:
    """The page of hostile words, and the same one of tame words."""
    with pytest.MonkeyPatch.context() as patch:
        project = Project(tmp_path_factory.mktemp("words"), cast(Any, "captures nothing"))
        patch.chdir(project.root)
        return words_page(project, WORDS, TICKS), words_page(project, "words", "ticks")


@pytest.fixture
def page(pages: tuple[Page, Page]) -> Page:
    return pages[0]


def test_words_make_no_element_and_no_attribute(pages: tuple[Page, Page]) -> None:
    page, tame = deepcopy(pages)
    for one in (page, tame):
        for image in (element for element in one.elements if element.tag == "img"):
            del image.attributes["alt"], image.attributes["width"]  # which are words
    assert page.structure() == tame.structure()


def test_a_verdict_shows_every_character(page: Page) -> None:
    assert page.texts("details", "same")[0] == f"Same values {SHOWN} {SHOWN} s str; n int"
    assert page.texts("details", "near")[0] == f"Within 0.05, max |Δ| 0 {SHOWN} x float; within atol 0.05"
    assert page.texts("p", "differs")[0] == (
        f"Different on purpose {SHOWN} {SHOWN} "
        f"s PyTorch {SHOWN}{TICKS}\\n0 · TensorFlow {SHOWN}{TICKS}\\n1; t PyTorch [{SHOWN}0] · TensorFlow [{SHOWN}1]"
    )


def test_a_tab_without_a_cell_shows_every_character(page: Page) -> None:
    assert page.texts("p", "absent") == [SHOWN]


def test_outputs_show_every_character_in_the_lines_they_had(page: Page) -> None:
    lines = f"{SHOWN}\n\n{TICKS}\n```\n~~~\n{SHOWN}\n{SHOWN}\nValueError: {SHOWN}\n"
    assert page.texts("div", "output") == [lines] * 4


def test_an_image_is_told_in_all_words(page: Page) -> None:
    images = [one.attributes for one in page.elements if one.tag == "img"]
    assert [image["alt"] for image in images] == [SHOWN + TICKS] * 2
    assert [image["width"] for image in images] == [f'1" {SHOWN}'] * 2


def test_a_sentence_shows_every_character_of_a_recorded_value(page: Page) -> None:
    paragraphs = page.texts("p")
    assert f"It is {SHOWN}." in paragraphs
    assert SHOWN in paragraphs
    assert [SHOWN, "end"] in page.rows()


def test_tables_of_differences_show_every_character(page: Page) -> None:
    told = f"s PyTorch {SHOWN}{TICKS}\\n0 · TensorFlow {SHOWN}{TICKS}\\n1; t PyTorch [{SHOWN}0] · TensorFlow [{SHOWN}1]"
    assert ["differs", told, f"{SHOWN} {SHOWN}"] in page.rows()
    assert ["Silent, likely", "Words <b>x</b> *y* [z](w) |", "differs", f"{SHOWN} {SHOWN} {told}"] in page.rows()


def test_the_api_map_shows_every_character(page: Page) -> None:
    code = f"s = '''\n```html\n{TICKS}\n'''"
    told = f"Differs {SHOWN} {SHOWN}s PyTorch {SHOWN}0 · TensorFlow {SHOWN}1No section"
    assert [code, code, told] in page.rows()
    assert page.texts("figure")[0] == f"PyTorchx = '''\n```\n~~~\n{TICKS}\n'''"


def test_a_table_of_defaults_shows_every_character(page: Page) -> None:
    assert [f"{SHOWN}={SHOWN}{TICKS}{index}" for index in (0, 1)] in page.rows()
    assert [f"{SHOWN} {SHOWN}"] in page.rows()


def test_a_page_shows_every_character_of_versions_device_and_data(page: Page) -> None:
    assert page.texts("p", "recorded-with") == [
        f"Recorded with PyTorch 2.9.0 {SHOWN}, TensorFlow 2.20.0 {SHOWN} on CPU {SHOWN}, data: digits {SHOWN}."
    ]


def test_a_file_keeps_its_name(page: Page) -> None:
    links = [one for one in page.elements if one.attributes.get("download") == "__file__.npz"]
    assert [link.text for link in links] == ["__file__.npz"] * 2


def test_a_download_keeps_them_in_its_comments_and_its_text(project: Project) -> None:
    snippet = project.snippet("pytorch", "words", "# %% one\nx = 1\n")
    record(project, snippet, f"{WORDS}\nimport os\rimport sys")
    needed = needs(Concept("words", {"pytorch": snippet}), "pytorch")
    shown = f"CPU {SHOWN}\\nimport os\\rimport sys, data: digits {SHOWN}\\nimport os\\rimport sys."
    head = script(snippet, needed, "")
    assert [line for line in head.splitlines() if line and not line.startswith("#")] == []
    assert f" on {shown} To install" in head
    assert "python -m pip install torch torchvision\n" in head
    assert "requires-python" not in head
    shown = shown.replace("\\nimport", " import")
    opening_page = Page(Markdown(extensions=["tables"]).convert(opening(needed, "").partition("\n")[0]))
    assert [one.tag for one in opening_page.elements] == ["p"]
    assert shown in opening_page.elements[0].text


@pytest.mark.parametrize(
    "start",
    [
        *(
            "# x",
            "#x",
            "- x",
            "+ x",
            "* x",
            "1. x",
            "> x",
            "    x",
            "\tx",
            "::: words/same",
            ": x",
            ":   x",
            "| x | y |",
        ),
        *(
            '=== "x"',
            '===! "x"',
            "!!! note",
            "??? note",
            "```",
            "~~~ python",
            "---",
            "***",
            "- - -",
            "[x]: y",
            "*[x]: y",
        ),
        *("<div>", "<!-- x", "{ .x }", "/// x", "--8<-- 'x'", "$x$", "\\", "`", "&amp;", "-", "+"),
    ],
)
def test_a_paragraph_may_start_with_anything(project: Project, start: str) -> None:
    project.record(project.snippet("pytorch", "words", f"# %% alone {marks(only='pytorch', why=start)}\nx = 1\n"))
    project.record(project.snippet("tensorflow", "words", "# %% other\nx = 1\n"))
    assert Page(convert("::: words/alone")).texts("p", "absent") == [start.strip()]


@pytest.mark.parametrize("end", ["\f", "\x85", "\u2028", "\x1c"])
def test_what_ends_no_line_of_a_page_starts_no_directive(linear: Project, end: str) -> None:
    linear.page(
        "learn/odd.md", f"---\ntitle: A{end}B\n---\n\n# Odd{end}::: linear/nothing\n\n{{{{ linear/forward.m }}}}\n"
    )
    assert linear.problems() == ["docs/learn/odd.md:7: linear/forward has no marked variable 'm'."]
    text = linear.read("docs/learn/odd.md").partition("---\n\n")[2]
    assert "::: linear/nothing" in Page(convert(text, page=Path("docs/learn/odd.md"), strict=False)).texts("h1")[0]


def test_while_writing_a_message_shows_every_character(project: Project) -> None:
    text = f"# %% same {marks(differs='x', why=WORDS)}\nx = 1\n"
    project.pair("words", text, same=cell_run(x=1))
    page = Page(convert("::: words/same", strict=False))
    assert any(SHOWN in text for text in page.texts("p"))
    tags = "div input label a span p pre code strong h2 table thead tbody tr th td"
    assert {one.tag for one in page.elements} <= set(tags.split())
