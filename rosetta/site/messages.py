"""What a page says in place of what it cannot show: while somebody writes, the server goes on."""

from __future__ import annotations

import re

from rosetta.errors import RecordError, RosettaError
from rosetta.site.escaping import code, prose


def words(error: RosettaError) -> str:
    """The message with its place, and before it what kind of thing is wrong."""
    return f"{_kind(error)}: {code(_unbroken(str(error)))}"


def inline(error: RosettaError) -> str:
    """Markdown of a message within a sentence."""
    return f"**{_kind(error)}** {prose(code(_unbroken(error.message)))}"


def block(error: RosettaError, indent: str = "") -> list[str]:
    """Markdown lines of a message that is a paragraph of its own."""
    text = f"**{_kind(error)}** {prose(code(_unbroken(str(error))))}"
    return [f"{indent}{line}" if line else "" for line in ("", text, "{ .problem }", "")]


def _kind(error: RosettaError) -> str:
    return "Not recorded yet" if isinstance(error, RecordError) else "Wrong"


def _unbroken(text: str) -> str:
    return re.sub(r"[ \n]+", " ", text)
