"""Which of the names that a cell uses it is about."""

from __future__ import annotations

import pytest

from rosetta.source.about import about, likeness, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("BatchNorm2d", ("batch", "norm", "2d")),
        ("clip_grad_norm_", ("clip", "grad", "norm")),
        ("MSELoss", ("mse", "loss")),
        ("LSTM", ("lstm",)),
        ("log10", ("log", "10")),
        ("Freeze a layer", ("freeze", "a", "layer")),
    ],
)
def test_names_are_cut_into_words_at_signs_and_capitals(text: str, words: tuple[str, ...]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("name", "title", "expected"),
    [
        ("torch.nn.Conv2d", "conv2d", 2),
        ("torch.nn.utils.clip_grad_norm_", "clip-grad-norm", 2),
        ("tensorflow.train.Checkpoint.save", "checkpoint-save", 2),
        ("tensorflow.reduce_sum", "sum", 1),
        ("torch.nn.LSTM", "lstm-state", 1),
        ("tensorflow.math.reduce_sum", "matmul", 0),
    ],
)
def test_a_name_is_like_a_title_that_says_its_end_or_all_its_words(name: str, title: str, expected: int) -> None:
    assert likeness(name, title) == expected


def test_a_cell_is_about_the_name_that_its_title_says() -> None:
    names = ("torch.nn.Linear", "torch.nn.init.xavier_uniform_")
    assert about(names, "xavier-uniform", {"torch.nn.Linear": 0}.__getitem__) == "torch.nn.init.xavier_uniform_"


def test_a_title_that_says_no_name_leaves_the_one_that_few_cells_use_and_of_those_the_first() -> None:
    cells_with = {"torch.zeros": 90, "torch.kron": 1, "torch.einsum": 1}
    assert about(("torch.zeros", "torch.kron", "torch.einsum"), "product", cells_with.__getitem__) == "torch.kron"


def test_a_cell_without_names_is_about_none() -> None:
    assert about((), "plain", len) == ""
