"""How the recorded values of counterparts relate: the same, or different how. Needs no framework."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from rosetta.errors import ParityError, RosettaError, SnippetError
from rosetta.frameworks import REQUIRED
from rosetta.record.notebook import Record
from rosetta.record.outcome import Value, close, max_difference, variable_of
from rosetta.source.cells import Cell, Snippet
from rosetta.source.marks import ATOL, RTOL

AGREEING = ("same", "differs", "why", "note", "rtol", "atol")
"""Marks that all counterparts that carry them must word alike."""


@dataclass(frozen=True)
class Finding:
    """How one variable relates between the frameworks that name it."""

    name: str
    groups: tuple[tuple[tuple[str, ...], Value], ...]
    """Frameworks that agree in dtype, shape and values, with the value of the first."""
    difference: float | None
    """Largest |Δ| between any two frameworks, where shapes allow one."""


@dataclass(frozen=True)
class Verdict:
    """What is proven of the counterparts with one title; `kind` is `same`, `differs`, `only` or `shown`."""

    kind: str
    same: tuple[Finding, ...] = ()
    differs: tuple[Finding, ...] = ()
    errors: tuple[tuple[str, str], ...] = ()
    """For cells marked `raises`: (framework, name of the error, or `no error`)."""
    why: str = ""
    note: str = ""
    tolerance: str = ""
    """`rtol` and `atol` where the cell sets its own."""

    @property
    def is_proven(self) -> bool:
        return self.kind in ("same", "differs")


def verdict(title: str, snippets: dict[str, Snippet], records: dict[str, Record]) -> Verdict:
    """Judge the counterparts named `title`; raises `ParityError` or `SnippetError` where the marks do not hold."""
    cells = {framework: snippet[title] for framework, snippet in snippets.items() if title in snippet}
    _check_counterparts(title, cells, snippets)
    why, note = (
        next((cell.marks[mark] for cell in cells.values() if mark in cell.marks), "") for mark in ("why", "note")
    )
    if any("only" in cell.marks for cell in cells.values()):
        return Verdict("only", why=why)
    same: list[Finding] = []
    differs: list[Finding] = []
    for relation, findings in (("same", same), ("differs", differs)):
        names = dict.fromkeys(name for cell in cells.values() for name in cell.names(relation))
        for name in names:
            naming = {framework: cell for framework, cell in cells.items() if name in cell.names(relation)}
            if len(naming) < 2:
                framework, cell = next(iter(naming.items()))
                raise ParityError(
                    snippets[framework].path, cell.line, f"cell '{title}': no counterpart names '{name}' in {relation}"
                )
            findings += _findings(relation, name, naming, snippets, records)
    errors = _errors(cells)
    kind = "same" if same or errors else "shown"
    if differs or len({error for _, error in errors}) > 1:
        kind = "differs"
    if (kind == "differs") != bool(why):
        framework, cell = next((one for one in cells.items() if "why" in one[1].marks), next(iter(cells.items())))
        message = "says why, and nothing differs: drop it" if why else 'differs between frameworks: say why="..."'
        raise SnippetError(snippets[framework].path, cell.line, f"cell '{title}' {message}")
    own = {mark: cell.marks[mark] for mark in ("rtol", "atol") for cell in cells.values() if mark in cell.marks}
    tolerance = ", ".join(f"{mark} {text}" for mark, text in own.items())
    return Verdict(kind, tuple(same), tuple(differs), errors, why, note, tolerance)


def missing_counterparts(snippets: dict[str, Snippet]) -> dict[str, RosettaError]:
    """By title, what is wrong with cells that a required framework's file lacks."""
    errors: dict[str, RosettaError] = {}
    for framework, snippet in snippets.items():
        for cell in snippet.cells:
            lacking = [other for other in REQUIRED if other in snippets and cell.title not in snippets[other]]
            if lacking and "only" not in cell.marks and "hidden" not in cell.marks and cell.title not in errors:
                message = f"'{cell.title}' has no counterpart in {' and '.join(lacking)}; add it"
                if len(lacking) == len(snippets) - 1:
                    message += f', or mark it only="{framework}" why="..."'
                errors[cell.title] = SnippetError(snippet.path, cell.line, message)
    return errors


def _check_counterparts(title: str, cells: dict[str, Cell], snippets: dict[str, Snippet]) -> None:
    for framework, cell in cells.items():
        only = cell.marks.get("only")
        if only and (only != framework or len(cells) > 1):
            other = next((name for name in cells if name != framework), framework)
            message = f"cell '{title}' is marked only=\"{only}\", and stands in {other}"
            raise ParityError(snippets[framework].path, cell.line, message)
    for (one, a), (other, b) in combinations(cells.items(), 2):
        for mark in AGREEING:
            x, y = a.marks.get(mark), b.marks.get(mark)
            if x is not None and y is not None and x != y and not _names_fewer(mark, a, b):
                message = f"cell '{title}' has another {mark} in {one} (line {a.line}): '{x}' there, '{y}' here"
                raise ParityError(snippets[other].path, b.line, message)


def _names_fewer(mark: str, a: Cell, b: Cell) -> bool:
    """A counterpart may name some of the other's variables only (Keras has no `stride`, say)."""
    if mark not in ("same", "differs"):
        return False
    x, y = set(a.names(mark)), set(b.names(mark))
    return x <= y or y <= x


def _findings(
    relation: str, name: str, cells: dict[str, Cell], snippets: dict[str, Snippet], records: dict[str, Record]
) -> list[Finding]:
    title = next(iter(cells.values())).title
    last = list(cells)[-1]
    path, line = snippets[last].path, cells[last].line
    found: dict[str, dict[str, Value]] = {}
    for framework in cells:
        values = records[framework].cells[title].values
        found[framework] = {key: value for key, value in values.items() if variable_of(key) == name}
    numbers = {framework: len(values) for framework, values in found.items()}
    if len(set(numbers.values())) > 1:
        if relation == "same":
            told = ", ".join(f"{count} in {framework}" for framework, count in numbers.items())
            raise ParityError(path, line, f"{snippets[last].concept}/{title}: '{name}' is not of one length: {told}")
        lengths = {f: Value(f"{count} array{'s' if count > 1 else ''}", (), ()) for f, count in numbers.items()}
        return [_finding(name, lengths, 0, 0)]
    stated = {mark: text for cell in cells.values() for mark, text in cell.marks.items()}
    rtol, atol = float(stated.get("rtol", RTOL)), float(stated.get("atol", ATOL))
    findings = [
        _finding(key, {framework: values[key] for framework, values in found.items() if key in values}, rtol, atol)
        for key in dict.fromkeys(key for values in found.values() for key in values)
    ]
    equal = all(len(finding.groups) == 1 for finding in findings)
    where = f"{snippets[last].concept}/{title}"
    if relation == "differs" and equal:
        why = next((cell.marks["why"] for cell in cells.values() if "why" in cell.marks), "")
        message = f"{where}: '{name}' is declared different (\"{why}\") but the values are equal; drop the mark"
        raise ParityError(path, line, message)
    if relation == "same" and not equal:
        wrong = next(finding for finding in findings if len(finding.groups) > 1)
        message = f"{where}: '{wrong.name}' differs between {_told(wrong)}; rtol {rtol:g}, atol {atol:g}"
        raise ParityError(path, line, message)
    return findings


def _finding(name: str, values: dict[str, Value], rtol: float, atol: float) -> Finding:
    groups: list[tuple[list[str], Value]] = []
    for framework, value in values.items():
        for members, first in groups:
            if first.dtype == value.dtype and close(value, first, rtol, atol):
                members.append(framework)
                break
        else:
            groups.append(([framework], value))
    moved = [max_difference(a, b) for a, b in combinations(values.values(), 2)]
    difference = max((found[0] for found in moved if found), default=None)
    return Finding(name, tuple((tuple(members), value) for members, value in groups), difference)


def _told(finding: Finding) -> str:
    (one, a), (other, b) = finding.groups[:2]
    names = f"{one[0]} and {other[0]}"
    if (a.dtype, a.shape) != (b.dtype, b.shape):
        return f"{names}: {a} and {b}"
    moved = max_difference(a, b)
    if moved is None:
        return f"{names}: {list(a.values)} and {list(b.values)}"
    return f"{names}: {a}, max |Δ| {moved[0]:.2g}" + (f" at {list(moved[1])}" if moved[1] else "")


def _errors(cells: dict[str, Cell]) -> tuple[tuple[str, str], ...]:
    if not any("raises" in cell.marks for cell in cells.values()):
        return ()
    return tuple((framework, cell.marks.get("raises", "no error")) for framework, cell in cells.items())


def coverage(verdicts: list[Verdict]) -> tuple[int, int]:
    """How many cells have a counterpart, and how many of those are proven."""
    paired = [one for one in verdicts if one.kind != "only"]
    return len(paired), sum(one.is_proven for one in paired)
