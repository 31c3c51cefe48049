"""Which of the names that a cell uses it is about: the one that its title says, else the one that few cells use."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_WORD = re.compile(r"\d+d\b|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def words_of(text: str) -> tuple[str, ...]:
    """The words of a name or a sentence, in small letters: `BatchNorm2d` has `batch`, `norm` and `2d`."""
    return tuple(word.lower() for word in _WORD.findall(text))


def likeness(name: str, title: str) -> int:
    """How like the title of a cell a name is: 2 where its end is the title, 1 where one has all words of the other."""
    parts = [words_of(part) for part in name.split(".")]
    wanted = words_of(title)
    if "".join(wanted) in ("".join(parts[-1]), "".join(sum(parts[-2:], ()))):
        return 2
    return int(set(parts[-1]) <= set(wanted) or set(wanted) <= set(parts[-1]))


def about(names: Sequence[str], title: str, cells_with: Callable[[str], int]) -> str:
    """The one of `names`, in the order of the source, that a cell is about; empty where it uses none.

    `cells_with` tells how many cells use a name: a helper, such as `torch.zeros` for inputs, stands in many.
    """

    def rank(name: str) -> tuple[int, int]:
        alike = likeness(name, title)
        return -alike, 0 if alike else cells_with(name)

    return min(names, key=rank, default="")
