"""How the recorded values of counterparts relate: the same, or different how. Needs no framework."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from rosetta.errors import ParityError, RosettaError, SnippetError
from rosetta.judge.concepts import Concept
from rosetta.record.outcome import Value, close, max_difference, variable_of
from rosetta.source.cells import Cell, Snippet
from rosetta.source.marks import Marks


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


def verdict_of(concept: Concept, title: str) -> Verdict:
    """Judge the counterparts named `title`.

    Raises `ParityError` or `SnippetError` where the marks do not hold, and what `Concept.records` does.
    """
    if title not in concept.verdicts:
        concept.verdicts[title] = _judge(concept, title)
    return concept.verdicts[title]


def _judge(concept: Concept, title: str) -> Verdict:
    snippets = concept.snippets
    cells = {framework: snippet[title] for framework, snippet in snippets.items() if title in snippet}
    _check_counterparts(title, cells, snippets)
    why = next((cell.marks.why for cell in cells.values() if cell.marks.why), "")
    note = next((cell.marks.note for cell in cells.values() if cell.marks.note), "")
    if any(cell.marks.only for cell in cells.values()):
        return Verdict("only", why=why)
    same: list[Finding] = []
    differs: list[Finding] = []
    for relation, findings in (("same", same), ("differs", differs)):
        names = dict.fromkeys(name for cell in cells.values() for name in getattr(cell.marks, relation))
        for name in names:
            naming = {framework: cell for framework, cell in cells.items() if name in getattr(cell.marks, relation)}
            if len(naming) < 2:
                framework, cell = next(iter(naming.items()))
                raise ParityError(
                    snippets[framework].path, cell.line, f"cell '{title}': no counterpart names '{name}' in {relation}"
                )
            findings += _findings(relation, name, naming, concept)
    errors = _errors(cells)
    kind = "same" if same or errors else "shown"
    if differs or len({error for _, error in errors}) > 1:
        kind = "differs"
    if (kind == "differs") != bool(why):
        framework, cell = next((one for one in cells.items() if one[1].marks.why), next(iter(cells.items())))
        message = "says why, and nothing differs: drop it" if why else 'differs between frameworks: say why="..."'
        raise SnippetError(snippets[framework].path, cell.line, f"cell '{title}' {message}")
    marks = next(iter(cells.values())).marks
    own = {"rtol": marks.rtol, "atol": marks.atol}
    tolerance = ", ".join(f"{name} {number:g}" for name, number in own.items() if number is not None)
    return Verdict(kind, tuple(same), tuple(differs), errors, why, note, tolerance)


def _check_counterparts(title: str, cells: dict[str, Cell], snippets: dict[str, Snippet]) -> None:
    for framework, cell in cells.items():
        only = cell.marks.only
        if only and (only != framework or len(cells) > 1):
            other = next((name for name in cells if name != framework), framework)
            message = f"cell '{title}' is marked only=\"{only}\", and stands in {other}"
            raise ParityError(snippets[framework].path, cell.line, message)
    for (one, a), (other, b) in combinations(cells.items(), 2):
        for mark, x, y in _disagreeing(a.marks, b.marks):
            message = f"cell '{title}' has another {mark} in {one} (line {a.line}): {x} there, {y} here"
            raise ParityError(snippets[other].path, b.line, message)


def _disagreeing(a: Marks, b: Marks) -> Iterator[tuple[str, str, str]]:
    """Marks that two counterparts must word alike and do not: (name, the one's, the other's)."""
    for mark in ("why", "note"):  # one file may tell it for all
        x, y = getattr(a, mark), getattr(b, mark)
        if x and y and x != y:
            yield mark, f"'{x}'", f"'{y}'"
    for mark in ("same", "differs"):
        x, y = getattr(a, mark), getattr(b, mark)
        # a counterpart may name some of the variables only (Keras has no `stride`, say)
        if not (set(x) <= set(y) or set(y) <= set(x)):
            yield mark, f"'{', '.join(x)}'", f"'{', '.join(y)}'"
    for mark in ("rtol", "atol"):  # a tolerance stated on one side would loosen the verdict of all in silence
        x, y = getattr(a, mark), getattr(b, mark)
        if x != y and a.variables and b.variables:
            yield mark, _shown(x), _shown(y)


def _shown(tolerance: float | None) -> str:
    return "none" if tolerance is None else f"'{tolerance:g}'"


def _findings(relation: str, name: str, cells: dict[str, Cell], concept: Concept) -> list[Finding]:
    title = next(iter(cells.values())).title
    last = list(cells)[-1]
    path, line = concept.snippets[last].path, cells[last].line
    found: dict[str, dict[str, Value]] = {}
    for framework in cells:
        values = concept.records[framework].cells[title].values
        found[framework] = {key: value for key, value in values.items() if variable_of(key) == name}
    numbers = {framework: len(values) for framework, values in found.items()}
    if len(set(numbers.values())) > 1:
        if relation == "same":
            told = ", ".join(f"{count} in {framework}" for framework, count in numbers.items())
            raise ParityError(path, line, f"{concept.name}/{title}: '{name}' is not of one length: {told}")
        lengths = {f: Value(f"{count} array{'s' if count > 1 else ''}", (), ()) for f, count in numbers.items()}
        return [_finding(name, lengths, 0, 0)]
    rtol, atol = cells[last].marks.tolerance
    findings = [
        _finding(key, {framework: values[key] for framework, values in found.items() if key in values}, rtol, atol)
        for key in dict.fromkeys(key for values in found.values() for key in values)
    ]
    equal = all(len(finding.groups) == 1 for finding in findings)
    where = f"{concept.name}/{title}"
    if relation == "differs" and equal:
        why = next((cell.marks.why for cell in cells.values() if cell.marks.why), "")
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
    if not any(cell.marks.raises for cell in cells.values()):
        return ()
    return tuple((framework, cell.marks.raises or "no error") for framework, cell in cells.items())


def coverage(verdicts: list[Verdict]) -> tuple[int, int]:
    """How many cells have a counterpart, and how many of those are proven."""
    paired = [one for one in verdicts if one.kind != "only"]
    return len(paired), sum(one.is_proven for one in paired)


def judged(cells: Iterable[tuple[Concept, str]], strict: bool) -> Iterator[tuple[Concept, str, Verdict]]:
    """Each cell with its verdict; raises what `verdict_of` does, or, unless `strict`, leaves that cell out."""
    for concept, title in cells:
        try:
            yield concept, title, verdict_of(concept, title)
        except RosettaError:
            if strict:
                raise
