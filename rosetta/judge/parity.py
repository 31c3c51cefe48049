"""How the recorded values of counterparts relate: the same, or different how. Needs no framework."""

from __future__ import annotations

from dataclasses import dataclass

from rosetta.errors import ParityError, RosettaError, SnippetError
from rosetta.judge.concepts import Concept
from rosetta.judge.counterparts import check_counterparts
from rosetta.judge.findings import Finding, findings
from rosetta.source.cells import Cell
from rosetta.source.marks import Marks

WIDEST = 1e-3
"""The widest `rtol` or `atol` within which decimal numbers are the same; within a wider one they are near."""


@dataclass(frozen=True)
class Verdict:
    """What is proven of the counterparts with one title; `kind` is `same`, `near`, `differs`, `only` or `shown`."""

    kind: str
    same: tuple[Finding, ...] = ()
    near: tuple[Finding, ...] = ()
    """Decimal numbers that agree within a tolerance wider than `WIDEST`, as those of random runs do."""
    differs: tuple[Finding, ...] = ()
    errors: tuple[tuple[str, str], ...] = ()
    """For cells marked `raises`: (framework, name of the error, or `no error`)."""
    why: str = ""
    note: str = ""
    rtol: float | None = None
    """`rtol` and `atol` where the cell sets its own."""
    atol: float | None = None

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
    check_counterparts(title, cells, snippets)
    why = next((cell.marks.why for cell in cells.values() if cell.marks.why), "")
    note = next((cell.marks.note for cell in cells.values() if cell.marks.note), "")
    if any(cell.marks.only for cell in cells.values()):
        return Verdict("only", why=why)
    same = _related("same", title, cells, concept)
    differs = _related("differs", title, cells, concept)
    errors = _errors(cells)
    judged_by = next((cell.marks for cell in cells.values() if cell.marks.variables), Marks())
    near = [finding for finding in same if max(judged_by.tolerance) > WIDEST and not finding.is_exact]
    kind = "near" if near else "same" if same or errors else "shown"
    if differs or len({error for _, error in errors}) > 1:
        kind = "differs"
    if (kind == "differs") != bool(why):
        framework, cell = next((one for one in cells.items() if one[1].marks.why), next(iter(cells.items())))
        message = "says why, and nothing differs: drop it" if why else 'differs between frameworks: say why="..."'
        raise SnippetError(snippets[framework].path, cell.line, f"cell '{title}' {message}")
    return Verdict(
        kind,
        same=tuple(finding for finding in same if finding not in near),
        near=tuple(near),
        differs=tuple(differs),
        errors=errors,
        why=why,
        note=note,
        rtol=judged_by.rtol,
        atol=judged_by.atol,
    )


def _related(relation: str, title: str, cells: dict[str, Cell], concept: Concept) -> list[Finding]:
    """Findings of all variables that the mark `relation`, `same` or `differs`, names in any of the cells."""
    found: list[Finding] = []
    for name in dict.fromkeys(name for cell in cells.values() for name in getattr(cell.marks, relation)):
        naming = {framework: cell for framework, cell in cells.items() if name in getattr(cell.marks, relation)}
        if len(naming) < 2:
            framework, cell = next(iter(naming.items()))
            message = f"cell '{title}': no counterpart names '{name}' in {relation}"
            raise ParityError(concept.snippets[framework].path, cell.line, message)
        found += findings(relation, name, naming, concept)
    return found


def _errors(cells: dict[str, Cell]) -> tuple[tuple[str, str], ...]:
    if not any(cell.marks.raises for cell in cells.values()):
        return ()
    return tuple((framework, cell.marks.raises or "no error") for framework, cell in cells.items())


def coverage(verdicts: list[Verdict]) -> tuple[int, int]:
    """How many cells have a counterpart, and how many of those are proven."""
    paired = [one for one in verdicts if one.kind != "only"]
    return len(paired), sum(one.is_proven for one in paired)


def judged(concept: Concept, title: str) -> Verdict | RosettaError:
    """The verdict of a cell whose records are fresh, or the error that says why it has none."""
    try:
        _ = concept.records
        return verdict_of(concept, title)
    except RosettaError as error:
        return error
