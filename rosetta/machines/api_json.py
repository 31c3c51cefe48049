"""Which names of one framework stand beside which of another: `api.json`, and how much of counted usage it covers."""

from __future__ import annotations

import contextlib
import csv
import math
from pathlib import Path
from typing import Any

from rosetta.errors import RosettaError, UsageError, read_text
from rosetta.frameworks import FRAMEWORKS
from rosetta.judge.concepts import MAP, Concept
from rosetta.judge.findings import Finding
from rosetta.judge.parity import Verdict, verdict_of
from rosetta.site.api_map import renamed_in
from rosetta.site.generated import API_SCHEMA, compact_json
from rosetta.site.sources import Sources
from rosetta.site.urls import url
from rosetta.source.about import about
from rosetta.source.names import short
from rosetta.source.usage import one_name, uses

VERSION = 2
"""Of the format: a change that a reader must know of makes it one more."""


def rows(sources: Sources) -> list[dict[str, Any]]:
    """A row for each visible cell: see `api.schema.json`; those of a record that is stale are left out."""
    found: list[dict[str, Any]] = []
    for concept in sources.concepts:
        with contextlib.suppress(RosettaError):
            found += [_row(sources, concept, title) for title in concept.visible]
    return found


def file(sources: Sources) -> bytes:
    """`api.json`: its version, what the records were made with, and the rows."""
    return compact_json({"$schema": API_SCHEMA, "version": VERSION, "rows": rows(sources)})


def schema_file(_: Sources | None = None) -> bytes:
    """`api.schema.json`, as it lies beside this module."""
    return Path(__file__).with_name(API_SCHEMA).read_bytes()


def _row(sources: Sources, concept: Concept, title: str) -> dict[str, Any]:
    verdict = verdict_of(concept, title)
    place = sources.places.get((concept.name, title))
    having = concept.having(title)
    names = {framework: concept.names(framework).get(title, ()) for framework in having}
    told = sources.addresses.subjects.get((concept.name, title))
    subjects = told or {framework: about(used, title, uses) for framework, used in names.items() if used}
    row: dict[str, Any] = {
        "concept": concept.name,
        "cell": title,
        "address": f"{url(place.page.path)}#{place.anchor}" if place else "",
        "about": {framework: short(name) for framework, name in subjects.items()},
        "names": {framework: [short(name) for name in used] for framework, used in names.items() if used},
        "code": {framework: snippet[title].source for framework, snippet in having.items()},
        "arguments": [list(pair) for pair in renamed_in(concept, title)],
        "verdict": _verdict(verdict),
        "note": verdict.why or verdict.note,
        "versions": {
            framework: concept.records[framework].versions[FRAMEWORKS[framework].version_of] for framework in having
        },
    }
    return {name: value for name, value in row.items() if value not in ("", [], {})}


def _verdict(verdict: Verdict) -> dict[str, Any]:
    values = [
        _value(relation, finding) for relation in ("same", "near", "differs") for finding in getattr(verdict, relation)
    ]
    told: dict[str, Any] = {"kind": verdict.kind, "rtol": verdict.rtol, "atol": verdict.atol, "values": values}
    told["errors"] = dict(verdict.errors)
    return {name: value for name, value in told.items() if value not in (None, [], {})}


def _value(relation: str, finding: Finding) -> dict[str, Any]:
    types = {framework: str(value) for members, value in finding.groups for framework in members}
    told: dict[str, Any] = {"variable": finding.name, "relation": relation}
    told["types"] = types if len(set(types.values())) > 1 else next(iter(types.values()))
    if finding.difference is not None and math.isfinite(finding.difference):
        told["max_difference"] = float(f"{finding.difference:.3g}")
    return told


def map_rows(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those of the API map itself, whose concepts are named `api_FAMILY`."""
    return [row for row in rows if row["concept"].startswith(MAP)]


def covered(table: Path, rows: list[dict[str, Any]]) -> tuple[int, int, list[tuple[str, int]]]:
    """Of the calls counted in `table`, those of names in `rows`, and all; then the names that are missing, with theirs.

    The table is tab-separated with the columns `api`, `calls` and `status`; rows count where status is `ok`. Keras has
    its names twice, and `keras.X` is `tf.keras.X` here. Raises `UsageError`.
    """
    known = {one_name(name) for row in rows for names in row["names"].values() for name in names}
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
