"""What a page says in place of what it cannot show: while somebody writes, the server goes on."""

from __future__ import annotations

import re

from rosetta.errors import RecordError, RosettaError


def heading_of(error: RosettaError) -> str:
    """What kind of thing is wrong, in two or three words."""
    return "Not recorded yet" if isinstance(error, RecordError) else "Wrong"


def plain(error: RosettaError) -> str:
    """The message in one line, with its kind before it."""
    return f"{heading_of(error)}: {' '.join(str(error).split())}"


def inline(error: RosettaError) -> str:
    """Markdown of a message within a sentence."""
    return f"**{heading_of(error)}** {_code(' '.join(error.message.split()))}"


def block(error: RosettaError, indent: str = "") -> list[str]:
    """Markdown lines of a message that is a paragraph of its own."""
    text = f"**{heading_of(error)}** {_code(' '.join(str(error).split()))}"
    return [f"{indent}{line}" if line else "" for line in ("", text, "{ .problem }", "")]


def _code(text: str) -> str:
    """The text as a code span, whatever is in it."""
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{fence} {text} {fence}" if len(fence) > 1 else f"`{text}`"
