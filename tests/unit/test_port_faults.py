"""The faults that pages plant in ports: each is found where it is, and gone once it is mended, in both directions."""

from __future__ import annotations

from pathlib import Path

import pytest

from rosetta.frameworks import REQUIRED
from rosetta.record.notebook import fresh_record
from rosetta.source.cells import read_snippet

SNIPPETS = Path(__file__).parents[2] / "snippets"


def faults(framework: str) -> dict[str, tuple[str, str]]:
    """By cell, what is found first with the fault in it, and what after it is mended; as the records tell."""
    told = {}
    for concept in ("port_check", "port_step"):
        record = fresh_record(read_snippet(SNIPPETS / framework / f"{concept}.py"))
        for title, run in record.cells.items():
            if {"found", "mended"} <= run.values.keys():
                told[title] = (str(run.values["found"].values[0]), str(run.values["mended"].values[0]))
    return told


@pytest.mark.parametrize("framework", REQUIRED)
def test_each_planted_fault_is_found_and_none_is_left_once_it_is_mended(framework: str) -> None:
    told = faults(framework)
    assert len(told) >= 20
    assert [title for title, (found, _) in told.items() if found == "none"] == []
    assert {mended for _, mended in told.values()} == {"none"}


def test_both_directions_find_the_same_faults_at_the_same_place() -> None:
    first, *others = (faults(framework) for framework in REQUIRED)
    assert all(other == first for other in others)
