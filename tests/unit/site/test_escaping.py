"""From words to Markdown and HTML."""

from __future__ import annotations

import html
import random
import re

import pytest
from markdown import Markdown
from rendered import EXTENSIONS

from rosetta.site.escaping import attribute, code, fence, html_code, html_prose, prose

ATOMS = (
    *(
        "`",
        "``",
        "```",
        "*",
        "**",
        "_",
        "__",
        "{",
        "}",
        "{: .x }",
        "[",
        "](",
        "](http://x)",
        "![",
        "<",
        ">",
        "<b>",
        "</p>",
    ),
    *(
        "<!-- x -->",
        "&",
        "&lt;",
        "&#42;",
        "|",
        "\\",
        "\\`",
        "# ",
        "- ",
        "1. ",
        "::: ",
        '=== "x"',
        "!!! x",
        "~~~",
        '"',
        "'",
    ),
    *("\n", "\n\n", "    ", "\t", " ", "a", "b c", "é", "—", "\f", "\x85", "\u2028", "\r", "\x02", "\x02wzxhzdk:0\x03"),
    *(
        "\x02klzzwxh:0000\x03",
        "\x00",
        "{{",
        "}}",
        ": ",
        "---",
        "===",
        "[x]: y",
        "http://a.b",
        "a@b.c",
        "#!py x",
        ":::py x",
    ),
)


@pytest.fixture(scope="module")
def md() -> Markdown:
    return Markdown(extensions=list(EXTENSIONS), extension_configs={"pymdownx.tabbed": {"alternate_style": True}})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x", "`x`"),
        ("a b", "`a b`"),
        ("", "`  `"),
        (" x", "`  x `"),
        ("a`b", "`` a`b ``"),
        ("``", "``` `` ```"),
        ("a\nb", "` a\nb `"),
    ],
)
def test_code_is_set_off_by_backticks_that_it_does_not_hold(text: str, words: str) -> None:
    assert code(text) == words
    assert html.unescape(html_prose(words)) == f"<code>{text}</code>".replace("\n", r"\n")


@pytest.mark.parametrize(
    "words", ["Plain words.", "A `Linear` layer, as `a * b` and `x[0]`.", "0.5 or -1 (2 %): 3 / 4 = x"]
)
def test_ordinary_words_are_left_alone(words: str) -> None:
    assert prose(words) == words


@pytest.mark.parametrize(
    ("words", "markdown"),
    [
        ("a * b_c [d] {e} f|g \\", r"a \* b\_c \[d\] \{e\} f\|g \\"),
        ("<b> & c", "&lt;b&gt; &amp; c"),
        ("one ` alone", r"one \` alone"),
        ("`a|b`", "`a|b`"),
        ("`` a`b ``", r"<code>a\`b</code>"),
        ("`#!py x`", "<code>#!py x</code>"),
        ("a\nb\tc", "a b c"),
        ("`a\nb`", r"`a\nb`"),
        ("\f\x85\u2028\r\x02", r"\\x0c\\x85\\u2028\\r\\x02"),
        ("\ud800", r"\\ud800"),
        ("- a", "&#45; a"),
        ("10. a", "&#49;&#48;. a"),
        (" a ", "a"),
    ],
)
def test_what_means_something_is_escaped(words: str, markdown: str) -> None:
    assert prose(words) == markdown


def test_html_is_escaped_and_holds_no_fence() -> None:
    assert html_prose("a < b, `c & d`") == "a &lt; b, <code>c &amp; d</code>"
    assert html_code("```\n~~~\n`a`") == "<code>&#96;&#96;&#96;\n&#126;&#126;&#126;\n`a`</code>"


def test_an_attribute_ends_where_its_quotation_mark_stands() -> None:
    assert attribute('a "b" } c\nd') == r"a &quot;b&quot; \} c d"


def test_a_fence_is_longer_than_any_in_its_text_and_has_the_lines_of_its_text() -> None:
    assert fence("a\n````\n\nb\fc\r\n", ".text") == ["`````{ .text }", "a", "````", "", r"b\x0cc\r", "", "`````", ""]
    assert fence("", ".text") == ["```{ .text }", "", "```", ""]


@pytest.mark.parametrize("seed", range(40))
def test_whatever_words_are_made_of_a_page_shows_them_as_text(md: Markdown, seed: int) -> None:
    chance = random.Random(seed)
    one, two, three = ("".join(chance.choices(ATOMS, k=chance.randint(1, 7))) for _ in range(3))
    lines = ["| a | b | c |", "|---|---|---|", f"| {prose(one)} | {prose(two)} | x {prose(code(three))} |"]
    lines += ["", f"**Word** {prose(one)} *{prose('x ' + two)}*{{ .facts }}", "{ .verdict }", ""]
    lines += [f'![](x.png){{ .figure alt="{attribute(three)}" }}', "", *fence(three, ".text .output")]
    page = md.reset().convert("\n".join(lines))
    cells = [_seen(cell) for cell in re.findall(r"<td>(.*?)</td>", page, re.DOTALL)]
    assert cells == [_expected(one), _expected(two), f"x {_expected(code(three))}".strip()]
    (verdict,) = re.findall(r'<p class="verdict">(.*?)</p>', page, re.DOTALL)
    assert _seen(verdict) == _single(f"Word {_expected(one)} {_expected('x ' + two)}")
    assert {tag.split()[0] for tag in re.findall(r"<(\w[^>]*)>", verdict)} <= {"strong", "em", "code"}
    (alt,) = re.findall(r'<img alt="([^"]*)" class="figure" src="x.png" />', page)
    assert _single(html.unescape(alt)) == _single(_visible(three))
    (output,) = re.findall(r'<div class="output highlight">.*?<code>(.*?)</code>', page, re.DOTALL)
    assert _seen(output) == _single(_visible(three))


def _seen(page: str) -> str:
    """What a reader sees of a piece of HTML."""
    return _single(html.unescape(re.sub(r"</?\w[^>]*>", "", page)))


def _single(text: str) -> str:
    return " ".join(text.split())


def _visible(text: str) -> str:
    return "".join(one if one in "\n\t" or one.isprintable() else one.encode("unicode_escape").decode() for one in text)


def _expected(words: str) -> str:
    """Words as a reader sees them: without the backticks around code."""
    text = ""
    end = 0
    for match in re.finditer(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", words, re.DOTALL):
        inside = match[2][1:-1] if len(match[2]) > 1 and match[2][0] == match[2][-1] == " " else match[2]
        text += _visible(words[end : match.start()]) + _visible(inside).replace("\n", r"\n").replace("\t", r"\t")
        end = match.end()
    return _single(text + _visible(words[end:]))
