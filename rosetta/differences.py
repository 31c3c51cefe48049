"""The table of the differences on a page, made from its cells: a line `::: differences`."""

from __future__ import annotations

from rosetta.errors import RosettaError
from rosetta.project import Concept, Directive
from rosetta.verdicts import differing


def differences(directive: Directive, shown: list[tuple[Concept, str]], strict: bool = True) -> list[str]:
    """Markdown lines of a table of those cells in `shown` that differ on purpose.

    Raises what `Concept.verdict` does; unless `strict`, such a cell has no row.
    """
    lines = ["", "| Where | What differs | Why |", "| --- | --- | --- |"]
    for concept, title in shown:
        try:
            verdict = concept.verdict(title)
        except RosettaError:
            if strict:
                raise
            continue
        if verdict.kind == "differs":
            row = [f"[{title.replace('-', ' ')}](#{title})", "; ".join(differing(verdict)), verdict.why]
            lines.append("| " + " | ".join(text.replace("|Δ|", r"\|Δ\|") for text in row) + " |")
    return [directive.indent + line if line else "" for line in [*lines, ""]]
