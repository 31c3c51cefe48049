"""The index of the search, `words.json`: which document has which term, and how much that tells of the document.

A term counts by the field that it is in (`FIELDS`), less for every time it comes again, and less in a long field: the
saturation of BM25. How rare a term is, the browser counts, for it takes several terms as one word that was typed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from rosetta.find.documents import FIELDS, Document
from rosetta.find.terms import terms

_SATURATION, _BY_LENGTH = 1.2, 0.6
_PRECISION = 10
"""Weights are whole numbers: tenths of what a field counts."""


def index(documents: Sequence[Document]) -> dict[str, list[Any]]:
    """The terms, sorted, and for each the documents that have it: steps from one to the next, each with a weight."""
    weights: dict[str, dict[int, float]] = {}
    for field, boost in FIELDS.items():
        counts = [Counter(_terms(document, field)) for document in documents]
        lengths = [count.total() for count in counts]
        mean = sum(lengths) / max(1, sum(length > 0 for length in lengths))
        for number, count in enumerate(counts):
            part = boost * documents[number].share * (1 + _SATURATION)
            limit = _SATURATION * (1 - _BY_LENGTH + _BY_LENGTH * lengths[number] / mean) if mean else 0
            for term, times in count.items():
                found = weights.setdefault(term, {})
                found[number] = found.get(number, 0) + part * times / (times + limit)
    known = sorted(weights)
    return {"terms": known, "documents": [_postings(weights[term]) for term in known]}


def _postings(weights: dict[int, float]) -> list[int]:
    found, before = [], 0
    for number in sorted(weights):
        found += [number - before, max(1, round(weights[number] * _PRECISION))]
        before = number
    return found


def _terms(document: Document, field: str) -> list[str]:
    if field == "names":  # without the module that all of them have
        return [term for name in document.names for term in terms(name.partition(".")[2].replace(".", " "))]
    return terms(getattr(document, field))
