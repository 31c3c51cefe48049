"""Terms of the search."""

from __future__ import annotations

import pytest

from rosetta.find.terms import stem, terms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BatchNorm2d", ["batchnorm2d", "batch", "norm2d"]),
        ("gather_nd", ["gathernd", "gather", "nd"]),
        ("LeakyReLU(0.1)", ["leakyrelu", "leaky", "re", "lu", "0", "1"]),
        ("The loss of a batch", ["loss", "batch"]),
        ("tf.nn.relu", ["tf", "nn", "relu"]),
        ("from_logits", ["fromlogit", "logit"]),
        ("—", []),
    ],
)
def test_a_text_is_cut_into_stems_of_words_and_of_their_parts(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


@pytest.mark.parametrize(
    "words",
    [
        ("loss", "losses"),
        ("pad", "pads", "padded", "padding"),
        ("freeze", "freezes", "freezing"),
        ("shuffle", "shuffles", "shuffled", "shuffling"),
        ("embed", "embedded", "embedding"),
        ("batch", "batches"),
    ],
)
def test_forms_of_a_word_have_one_stem(words: tuple[str, ...]) -> None:
    assert len({stem(word) for word in words}) == 1


@pytest.mark.parametrize("word", ["loss", "axis", "status", "string", "seed", "bus", "ing"])
def test_what_is_no_ending_stays(word: str) -> None:
    assert stem(word) == word
