"""What the reader is told of a verdict: the word and the number first, then the facts."""

from __future__ import annotations

from collections.abc import Sequence

from rosetta.frameworks import FRAMEWORKS
from rosetta.judge.findings import Finding, Structure
from rosetta.judge.parity import WIDEST, Verdict
from rosetta.record.outcome import Value, variable_of
from rosetta.site.escaping import code, prose

_FEW = 4  # values that a verdict shows one by one


def paragraphs(verdict: Verdict, start: str = "") -> list[tuple[str, str]]:
    """A kind (`same`, `near` or `differs`) and Markdown for each part of a verdict; nothing where nothing is compared.

    `start` are words that stand before what is said of the cell.
    """
    found: list[tuple[str, str]] = []
    raised = {error for _, error in verdict.errors}
    if verdict.kind == "differs":
        found.append(("differs", _paragraph("Different on purpose", f"{start}{verdict.why}", differing(verdict))))
    elif raised:
        found.append(("same", _paragraph("Same error", f"{start}{_error(raised.pop())}", [])))
    note = verdict.note
    for kind, findings in (("same", verdict.same), ("near", verdict.near)):
        if findings:
            word = "Same values" if kind == "same" else within(verdict)
            word = ", ".join([word, *_size(findings, 1 if kind == "same" else 2)])
            found.append((kind, _paragraph(word, f"{start}{note}", _agreeing(verdict, findings))))
            note = ""
    return found


def within(verdict: Verdict) -> str:
    """How near those numbers are that are not the same: `Within 5 %`, or `Within 0.05`."""
    bounds = [f"{verdict.rtol * 100:g} %"] if verdict.rtol and verdict.rtol >= WIDEST else []
    bounds += [f"{verdict.atol:g}"] if verdict.atol and verdict.atol >= WIDEST else []
    return f"Within {' plus '.join(bounds)}"


def _agreeing(verdict: Verdict, findings: tuple[Finding, ...]) -> list[str]:
    """Words of what agrees: each variable, and the tolerance where the cell sets its own."""
    arrays: dict[str, list[Finding]] = {}
    for finding in findings:
        arrays.setdefault(variable_of(finding.name), []).append(finding)
    sizes = [_size(some) for some in arrays.values()]
    several = sum(map(bool, sizes)) > 1  # else it stands beside the word
    facts = [
        ", ".join([f"{code(name)} {_type(some)}", *(size if several else [])])
        for (name, some), size in zip(arrays.items(), sizes, strict=True)
    ]
    own = {"rtol": verdict.rtol, "atol": verdict.atol}
    tolerance = ", ".join(f"{name} {number:g}" for name, number in own.items() if number is not None)
    return [*facts, f"within {tolerance}"] if tolerance and not all(one.is_exact for one in findings) else facts


def differing(verdict: Verdict) -> list[str]:
    """Words of what differs: the errors, then each value."""
    facts = [_difference(finding) for finding in verdict.differs]
    if len({error for _, error in verdict.errors}) > 1:
        facts.insert(0, " · ".join(f"{FRAMEWORKS[name].title} {_error(error)}" for name, error in verdict.errors))
    return facts


def _paragraph(word: str, words: str, facts: list[str]) -> str:
    parts = [f"**{prose(word)}**", prose(words), f"*{prose('; '.join(facts))}*{{ .facts }}" if facts else ""]
    return " ".join(part for part in parts if part)


def _size(findings: Sequence[Finding], digits: int = 1) -> list[str]:
    """Words of the largest difference, where there are decimal numbers."""
    differences = [one.difference for one in findings if one.difference is not None and not one.is_exact]
    return [f"max |Δ| {max(differences):.{digits}g}"] if differences else []


def _type(findings: list[Finding]) -> str:
    value = findings[0].groups[0][1]
    return (
        str(value) if len(findings) == 1 or isinstance(value, Structure) else f"{len(findings)} arrays, {value.dtype}"
    )


def _difference(finding: Finding) -> str:
    values = [value for _, value in finding.groups]
    rows = [value.values if isinstance(value, Value) else () for value in values]
    if (
        finding.is_of_one_type and isinstance(values[0], Value) and values[0].dtype == "str"
    ):  # of many words, those that differ
        rows = list(zip(*[words for words in zip(*rows, strict=True) if len(set(words)) > 1][:_FEW], strict=True))
    few = all(len(row) <= _FEW for row in rows)
    texts = []
    for (members, value), row in zip(finding.groups, rows, strict=True):
        text = "" if few and finding.is_of_one_type else str(value)
        if isinstance(value, Value) and few and row and (finding.is_of_one_type or not value.shape):
            numbers = [f"{number:.5g}" if isinstance(number, float) else str(number) for number in row]
            text += " " + code(f"[{', '.join(numbers)}]" if value.shape else numbers[0])
        texts.append(f"{' and '.join(FRAMEWORKS[framework].title for framework in members)} {text.strip()}")
    words = f"{code(finding.name)} {' · '.join(texts)}"
    if few or not finding.is_of_one_type or finding.difference is None:
        return words
    return f"{words}, max |Δ| {finding.difference:.2g}"


def _error(name: str) -> str:
    return name if name == "no error" else code(name)
