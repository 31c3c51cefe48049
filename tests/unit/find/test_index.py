"""The index of the search."""

from __future__ import annotations

from dataclasses import replace

from rosetta.find.documents import Document
from rosetta.find.index import index

EMPTY = Document(title="", words="", names=(), page="", cells="", text="", code="")


def postings(documents: list[Document]) -> dict[str, list[int]]:
    made = index(documents)
    return dict(zip(made["terms"], made["documents"], strict=True))


def test_each_term_has_the_documents_that_hold_it_by_steps_with_weights() -> None:
    found = postings(
        [replace(EMPTY, title="Pad"), EMPTY, replace(EMPTY, title="Padding rows"), replace(EMPTY, code="pad")]
    )
    assert list(found) == ["pad", "row"]
    assert found["pad"][::2] == [0, 2, 1]
    assert found["row"][::2] == [2]


def test_a_title_counts_more_than_text_and_text_more_than_code() -> None:
    weights = postings([replace(EMPTY, title="pad"), replace(EMPTY, text="pad"), replace(EMPTY, code="pad")])["pad"][
        1::2
    ]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) == 3


def test_a_term_that_comes_again_counts_more_and_one_in_a_long_text_less() -> None:
    once, twice, long = postings(
        [
            replace(EMPTY, text="pad it now"),
            replace(EMPTY, text="pad pad now"),
            replace(EMPTY, text="pad " + "other " * 9),
        ]
    )["pad"][1::2]
    assert long < once < twice < 2 * once


def test_the_share_of_a_document_holds_for_all_of_its_terms() -> None:
    whole, half = postings([replace(EMPTY, title="pad"), replace(EMPTY, title="pad", share=0.5)])["pad"][1::2]
    assert half * 2 == whole


def test_names_have_their_parts_without_the_module_that_all_share() -> None:
    found = postings([replace(EMPTY, names=("torch.nn.functional.gather_nd",))])
    assert sorted(found) == ["functional", "gather", "gathernd", "nd", "nn"]


def test_without_documents_there_are_no_terms() -> None:
    assert index([]) == {"terms": [], "documents": []}
