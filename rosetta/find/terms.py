"""Terms of the search: what a text is cut into, for the index.

`docs/assets/search/terms.js` cuts what is typed in the same way; a test in the browser compares the two.
"""

from __future__ import annotations

import re
from functools import cache

_STOP = """
a an and are as at be been but by can could do does for from had has have how i if in into is it its me my of on or so
that the their them then there these they this those to was we were what when which who why will with would you your
"""
STOP = frozenset(_STOP.split())
"""Words that tell no text from another."""

_WORD = re.compile(r"[A-Za-z0-9_]+")
_HUMP = re.compile(r"([a-z])([A-Z])|([A-Z])([A-Z][a-z])")
_ENDING = re.compile(r"^(.{4,})(?:ing|ed)$")


def terms(text: str) -> list[str]:
    """Terms of `text`, in order: stems of its words, and where a word is several (`BatchNorm2d`), the parts as well."""
    return [term for word in _WORD.findall(text) for term in _terms_of(word)]


@cache  # most words come again and again
def _terms_of(word: str) -> tuple[str, ...]:
    parts = [part.lower() for part in _HUMP.sub(r"\1\3 \2\4", word).replace("_", " ").split(" ") if part]
    whole = (stem("".join(parts)),) if len(parts) > 1 else ()
    return (*whole, *(stem(part) for part in parts if part not in STOP))


def stem(word: str) -> str:
    """A word in small letters without its usual English endings: `losses` and `loss` are one, as `padded` and `pad`."""
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if match := _ENDING.match(word):
        word = match[1]
        if word[-1] == word[-2] and word[-1] not in "aeiousl":
            word = word[:-1]
    return word[:-1] if len(word) > 4 and word.endswith("e") else word
