"""What the reader is told of a verdict, in Markdown."""

from __future__ import annotations

from rosetta.frameworks import FRAMEWORKS
from rosetta.judge.parity import Finding, Verdict
from rosetta.record.outcome import variable_of

_FEW = 4  # values that a verdict shows one by one


def told(verdict: Verdict, start: str) -> list[tuple[str, str]]:
    """What the reader is told of a verdict: (`same` or `differs`, Markdown); nothing where nothing is proven."""
    paragraphs: list[tuple[str, str]] = []
    raised = {error for _, error in verdict.errors}
    if verdict.kind == "differs":
        text = f"**Different on purpose** {start}{verdict.why} {_facts(differing(verdict))}"
        paragraphs.append(("differs", text))
    elif raised:
        paragraphs.append(("same", f"**Same error** {start}{_code(raised.pop())}"))
    if verdict.same:
        note = f"{verdict.note} " if verdict.note else ""
        paragraphs.append(("same", f"**Same values** {start}{note}{_facts(agreeing(verdict))}"))
    return paragraphs


def agreeing(verdict: Verdict) -> list[str]:
    """What agrees, in Markdown: each variable, and the tolerance where the cell sets its own."""
    arrays: dict[str, list[Finding]] = {}
    for finding in verdict.same:
        arrays.setdefault(variable_of(finding.name), []).append(finding)
    facts = [f"`{name}` {_agreement(findings)}" for name, findings in arrays.items()]
    return [*facts, f"within {verdict.tolerance}"] if verdict.tolerance and facts else facts


def differing(verdict: Verdict) -> list[str]:
    """What differs, in Markdown: the errors, then each value."""
    facts = [_difference(finding) for finding in verdict.differs]
    if len({error for _, error in verdict.errors}) > 1:
        facts.insert(0, " · ".join(f"{FRAMEWORKS[name].title} {_code(error)}" for name, error in verdict.errors))
    return facts


def _facts(facts: list[str]) -> str:
    return f"*{'; '.join(facts)}*{{ .facts }}"


def _agreement(findings: list[Finding]) -> str:
    value = findings[0].groups[0][1]
    text = str(value) if len(findings) == 1 else f"{len(findings)} arrays, {value.dtype}"
    differences = [finding.difference for finding in findings if finding.difference is not None]
    if not differences or value.dtype.startswith(("int", "uint", "bool")):
        return text
    return f"{text}, max |Δ| {max(differences):.1g}"


def _difference(finding: Finding) -> str:
    values = [value for _, value in finding.groups]
    by_type = len({(value.dtype, value.shape) for value in values}) > 1
    rows = [value.values for value in values]
    if not by_type and values[0].dtype == "str":  # of many words, those that differ
        rows = list(zip(*[words for words in zip(*rows, strict=True) if len(set(words)) > 1][:_FEW], strict=True))
    few = all(len(row) <= _FEW for row in rows)
    told = []
    for (members, value), row in zip(finding.groups, rows, strict=True):
        shown = str(value) if by_type or not few else ""
        if few and row and not (by_type and value.shape):
            numbers = [f"{v:.5g}" if isinstance(v, float) else str(v) for v in row]
            shown += " " + _code(f"[{', '.join(numbers)}]" if value.shape else numbers[0])
        told.append(f"{' and '.join(FRAMEWORKS[framework].title for framework in members)} {shown.strip()}")
    text = f"`{finding.name}` {' · '.join(told)}"
    return text if few or by_type or finding.difference is None else f"{text}, max |Δ| {finding.difference:.2g}"


def _code(text: str) -> str:
    return text if text == "no error" or "`" in text else f"`{text}`"
