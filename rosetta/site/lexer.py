"""Pygments lexer of the code in tabs: Python, in which names, punctuation and operators are plain text.

They are most of the tokens and would have one color; without an element for each, a page weighs half.
"""

from __future__ import annotations

from collections.abc import Iterator

from pygments.lexers.python import PythonLexer
from pygments.token import Name, Operator, Punctuation, String, Text, _TokenType

_PLAIN = (
    *(Name, Name.Builtin, Name.Builtin.Pseudo, Name.Namespace),
    *(Operator, Punctuation, String.Interpol, Text.Whitespace),
)


class SnippetLexer(PythonLexer):
    """Python of a cell."""

    name = "Python of a cell"
    aliases = ["python-cell"]  # noqa: RUF012 (Pygments' own way)
    filenames: list[str] = []  # noqa: RUF012
    mimetypes: list[str] = []  # noqa: RUF012

    def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, _TokenType, str]]:
        for index, token, value in super().get_tokens_unprocessed(text):
            yield index, Text if token in _PLAIN else token, value
