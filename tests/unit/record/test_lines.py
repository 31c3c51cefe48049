"""Text of outputs is kept in lines, and comes back as it was."""

from __future__ import annotations

from typing import Any

import pytest
from tiny_project import error, figure, result, stdout

from rosetta.record.lines import in_lines, joined


def test_text_is_kept_in_lines() -> None:
    assert in_lines(stdout("one\ntwo"), 3)["text"] == ["one\n", "two"]
    assert in_lines(result("[1,\n 2]"), 3)["data"] == {"text/plain": ["[1,\n", " 2]"]}


def test_a_picture_is_kept_whole() -> None:
    assert in_lines(figure("iVBORw0KGgo=\n"), 3)["data"]["image/png"] == "iVBORw0KGgo=\n"


def test_the_value_of_a_cell_has_the_number_of_the_cell() -> None:
    assert in_lines(result("1"), 3)["execution_count"] == 3


@pytest.mark.parametrize("output", [stdout("a\x0cb\u2028c\n"), figure("iVBORw0KGgo=\n"), error("ValueError", "no")])
def test_what_was_kept_in_lines_is_joined_to_what_it_was(output: dict[str, Any]) -> None:
    assert joined(in_lines(output, 3)) == output


def test_the_number_of_the_cell_is_no_part_of_the_output() -> None:
    assert "execution_count" not in joined(in_lines(result("1"), 3))
