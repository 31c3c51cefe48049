"""From words to Markdown and HTML: what marks, records and nav say stands on a page as it is, and as nothing else.

Words are text in which `code` stands in backticks. No other character of them means anything, whatever it means to
Markdown, to HTML or to a table; those that no page can show are shown as Python writes them: `\\x0c`, `\\u2028`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, separators of lines, overrides of the direction of writing, and halves of characters.

Some end a line for one program and not for another; Python-Markdown marks its own places with two of them.
"""
_CODE = re.compile(r"(?<!`)(?P<ticks>`+)(?!`)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)", re.DOTALL)
_MARKDOWN = re.compile(r"[\\`*_{}\[\]|]")
"""Characters that mean something anywhere in a line; after a backslash they do not."""
_BLOCK = re.compile(r"#|[+-](?=[ -]|$)|:(?= )|=(?===)|!(?=!!)|\?(?=\?\?)|~(?=~~)|/(?=//)|\d+(?=\. )")
"""What would make a line a heading, a part of a list and so on."""
_TAME = re.compile(r"(?!#!|:::)[^\s`]+( +[^\s`]+)*")
"""Code that may stand in backticks; `pymdownx.inlinehilite` takes the first word after `#!` for a language."""
_FENCE = re.compile(r"`{3,}|~{3,}")


def code(text: str) -> str:
    """Words in which `text` is code, whatever is in it."""
    fence = "`" * (_longest(text) + 1)
    return f"{fence}{text}{fence}" if _TAME.fullmatch(text) else f"{fence} {text} {fence}"


def prose(words: str) -> str:
    """Markdown of `words` in one line, for a paragraph, a sentence in it, or a cell of a table."""
    parts = (_code_span(text) if is_code else _escaped(text) for text, is_code in _parts(words))
    markdown = "".join(parts).strip(" ")
    start = _BLOCK.match(markdown)
    return _entities(start[0]) + markdown[start.end() :] if start else markdown


def attribute(text: str) -> str:
    """Markdown of `text` as the value of an attribute in double quotes, `{ alt="..." }`."""
    return _escaped(text).replace('"', "&quot;")


def fence_of(text: str) -> str:
    """Backticks that begin and end `text` as a block of code."""
    return "`" * max(3, _longest(text) + 1)


def fence(text: str, header: str) -> list[str]:
    """Lines of Markdown with `text` as a block of code; `header` stands in the braces of its fence."""
    ticks = fence_of(text)
    return [f"{ticks}{{ {header} }}", *_visible(text).split("\n"), ticks, ""]


def html_prose(words: str) -> str:
    """HTML of `words` in one line."""
    parts = (html_code(in_one_line(text)) if is_code else _inert(_spaced(text)) for text, is_code in _parts(words))
    return "".join(parts)


def html_code(text: str) -> str:
    """HTML of `text` as code, which may have several lines."""
    return f"<code>{_inert(text)}</code>"


def in_one_line(text: str) -> str:
    """`text` with its ends of lines, too, as Python writes them."""
    return _visible(text).replace("\n", r"\n").replace("\t", r"\t")


def _parts(words: str) -> Iterator[tuple[str, bool]]:
    """The parts of `words`, and whether they are code: without the spaces that set it off from its backticks."""
    end = 0
    for match in _CODE.finditer(words):
        yield words[end : match.start()], False
        text = match["code"]
        yield text[1:-1] if len(text) > 1 and text[0] == text[-1] == " " else text, True
        end = match.end()
    yield words[end:], False


def _code_span(text: str) -> str:
    text = in_one_line(text)
    return f"`{text}`" if _TAME.fullmatch(text) else f"<code>{_escaped(text)}</code>"


def _escaped(text: str) -> str:
    """Markdown of text without code."""
    return _MARKDOWN.sub(r"\\\g<0>", html.escape(_spaced(_visible(text)), quote=False))


def _inert(text: str) -> str:
    """HTML of text, in which Markdown, which looks for fences in HTML too, finds none."""
    return _FENCE.sub(lambda match: _entities(match[0]), html.escape(_visible(text), quote=False))


def _entities(text: str) -> str:
    return "".join(f"&#{ord(character)};" for character in text)


def _visible(text: str) -> str:
    return _UNSEEN.sub(lambda match: match[0].encode("unicode_escape").decode(), text)


def _spaced(text: str) -> str:
    return re.sub(r"[\n\t]", " ", text)


def _longest(text: str) -> int:
    """Length of the longest run of backticks."""
    return max((len(run) for run in re.findall("`+", text)), default=0)
