"""Words by which rows of the API map and sections of pages are known to be about the same.

They are of three kinds: API names as `MODULE.name`, where modules that hold the same functions are one; their last
parts alone, `.name`; and plain words, without endings.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from rosetta.site.sections import Section
from rosetta.source.about import likeness, words_of
from rosetta.source.names import short
from rosetta.source.usage import one_name

Terms = dict[str, float]
"""Terms, with how much each counts."""

_SAME = {
    "torch": ("torch", "torch.Tensor", "torch.special", "torch.linalg", "torch.nn", "torch.nn.functional"),
    "tf": (
        *("tf", "tf.math", "tf.linalg", "tf.nn", "tf.Tensor", "tf.keras.ops"),
        *("tf.keras.layers", "tf.keras.activations", "tf.keras.losses"),
    ),
}
"""Modules in which a name means the same: `torch.nn.Conv2d` and `torch.nn.functional.conv2d`."""
_ONE = {module: one for one, modules in _SAME.items() for module in modules}
_COMMON = {
    *("a", "an", "and", "as", "at", "by", "each", "for", "from", "in", "into", "is", "it", "its", "not", "of", "on"),
    *("one", "or", "that", "the", "to", "with", "your"),
    *("torch", "tf", "keras", "torchvision", "nn", "ops", "functional", "experimental", "v2", "1d", "2d", "3d"),
}
"""Words that tell nothing here."""
_ENDINGS = ("ing", "es", "s", "e", "ed")
_SHORTEST = 3
"""Letters of a word that stay when its ending goes."""
_CODE = re.compile(r"`([^`]+)`")
_DOTTED = re.compile(r"[A-Za-z_][\w.]*")
_DIMENSIONS = re.compile(r"[123]d$")


def row_terms(title: str, subjects: Iterable[str]) -> Terms:
    """The terms of a row with this title, about these names: those names most."""
    names = {one_name(short(name)) for name in subjects}
    found: Terms = defaultdict(float)
    for name in names:
        _share(found, (_whole(name),), 1.5 / len(names))
        _share(found, (_last(name),), 2 / len(names))
        _share(found, _plain(name.rpartition(".")[2]), 1 / len(names))
        _share(found, _plain(".".join(name.split(".")[1:-1])), 0.3 / len(names))
    _share(found, _plain(title), 1)
    return found


def section_terms(section: Section) -> Terms:
    """The terms of a section: of its heading, of its text, and most of cells with few names."""
    found: Terms = defaultdict(float)
    _add(found, _plain(section.title), 2)
    for _, line in section.lines:
        if not line.lstrip().startswith(":::"):
            for code in _CODE.findall(line):
                _add(found, _plain(code))
                _add(found, map(_last, _DOTTED.findall(code)))
            _add(found, _plain(_CODE.sub("", line)))
    for place in section.places:
        if place.title in place.concept.visible:
            _add(found, _plain(place.title), 2)
            for framework in place.concept.snippets:
                _add_names(found, place.concept.names(framework).get(place.title, ()), place.title)
    return found


def _add_names(found: Terms, names: tuple[str, ...], title: str) -> None:
    """Add the names that a cell uses; those that its title tells count more."""
    for name in (one_name(short(name)) for name in names):
        weight = 1 / math.sqrt(len(names)) + (1 if likeness(name, title) else 0)
        _add(found, (_whole(name),), 2.4 * weight)
        _add(found, (_last(name),), 0.4 * weight)
        _add(found, set(_plain(name.rpartition(".")[2])), weight)


def _add(found: Terms, terms: Iterable[str], weight: float = 1) -> None:
    """Add a weight to each of these terms."""
    for term in terms:
        found[term] += weight


def _share(found: Terms, terms: Collection[str], weight: float) -> None:
    """Share a weight among these terms."""
    if terms:
        _add(found, terms, weight / len(terms))


def _whole(name: str) -> str:
    module = name.rpartition(".")[0]
    return _ONE.get(module, module) + _last(name)


def _last(name: str) -> str:
    return "." + _DIMENSIONS.sub("", "".join(words_of(name.rpartition(".")[2])))


def _plain(text: str) -> tuple[str, ...]:
    return tuple(_stems(text))


def _stems(text: str) -> Iterator[str]:
    for word in words_of(text):
        if word not in _COMMON and len(word) > 1:
            ending = next((one for one in _ENDINGS if word.endswith(one) and len(word) - len(one) >= _SHORTEST), "")
            yield word.removesuffix(ending)
