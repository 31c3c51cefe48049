"""Which names of one framework stand beside which of another: `api.json`, and how much of counted usage it covers."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rosetta.errors import UsageError, read_text
from rosetta.frameworks import FRAMEWORKS
from rosetta.judge.concepts import Concept
from rosetta.judge.parity import verdict_of
from rosetta.source.names import short
from rosetta.source.usage import one_name


def rows(concepts: Iterable[Concept]) -> list[dict[str, Any]]:
    """A row for each visible cell: full public names by framework, concept, cell, verdict and note.

    Raises what `verdict_of` does.
    """
    found = []
    for concept in concepts:
        for title in concept.visible:
            verdict = verdict_of(concept, title)
            used = {
                framework: [short(name) for name in concept.names(framework).get(title, ())]
                if framework in concept.snippets
                else []
                for framework in FRAMEWORKS
            }
            about = {"concept": concept.name, "cell": title, "verdict": verdict.kind}
            found.append({**used, **about, "note": verdict.why or verdict.note})
    return found


def map_rows(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those of the API map itself, whose concepts are named `api_FAMILY`."""
    return [row for row in rows if row["concept"].startswith("api_")]


def covered(table: Path, rows: list[dict[str, Any]]) -> tuple[int, int, list[tuple[str, int]]]:
    """Of the calls counted in `table`, those of names in `rows`, and all; then the names that are missing, with theirs.

    The table is tab-separated with the columns `api`, `calls` and `status`; rows count where status is `ok`. Keras has
    its names twice, and `keras.X` is `tf.keras.X` here. Raises `UsageError`.
    """
    known = {one_name(name) for row in rows for framework in FRAMEWORKS for name in row[framework]}
    calls: dict[str, int] = {}
    for number, line in enumerate(csv.DictReader(read_text(table, UsageError).splitlines(), delimiter="\t"), 2):
        try:
            if line["status"] == "ok":
                calls[one_name(line["api"])] = int(line["calls"])
        except (KeyError, TypeError, ValueError):
            raise UsageError(table, number, "expected columns api, calls (a number) and status") from None
    if not calls:
        raise UsageError(table, None, "no row has the status ok, so there is nothing to count")
    missing = sorted(((name, count) for name, count in calls.items() if name not in known), key=lambda one: -one[1])
    total = sum(calls.values())
    return total - sum(count for _, count in missing), total, missing
