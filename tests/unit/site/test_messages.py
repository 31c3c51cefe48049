"""Messages on a page are shown to the letter, whatever stands in them."""

from __future__ import annotations

import pytest
from rendered import convert, text_of

from rosetta.errors import PageError, RecordError
from rosetta.site import messages


@pytest.mark.parametrize(
    "text", ["plain", "'**a**' and __b__", "`code` and ``more``", "<b>&amp;</b>", "[a](b){ .c }", "{{ a/b.c }"]
)
def test_a_message_is_shown_to_the_letter(text: str) -> None:
    error = PageError("docs/a.md", 3, text)
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert text_of(convert("\n".join(messages.block(error)))) == f"Wrong docs/a.md:3: {escaped}"
    assert text_of(convert(f"It is {messages.inline(error)}.")) == f"It is Wrong {escaped} ."


def test_a_message_of_several_lines_is_one() -> None:
    error = PageError("docs/a.md", 3, "SyntaxError: here\n    x = (\n        ^")
    assert messages.words(error) == "Wrong: `docs/a.md:3: SyntaxError: here x = ( ^`"


def test_a_message_stands_where_the_line_stood() -> None:
    error = RecordError("a.py", 3, "has no record")
    assert messages.block(error, "    ") == [
        "",
        "    **Not recorded yet** `a.py:3: has no record`",
        "    { .problem }",
        "",
    ]
