"""What can be checked without a framework: sources, records, marks, pages and nav agree, and every verdict holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rosetta.errors import PageError, RosettaError
from rosetta.find.words import wrong_words
from rosetta.judge.parity import Verdict, coverage, judged
from rosetta.judge.problems import problems_of_snippets
from rosetta.site.nav import Configuration
from rosetta.site.problems import problems_of_pages
from rosetta.site.sources import Sources


@dataclass(frozen=True)
class Report:
    """What `check` found: problems, in the order of paths and lines, and what the pages show."""

    problems: tuple[RosettaError, ...]
    pages: dict[str, list[Verdict]]
    """By page, the verdicts of its cells."""
    rows: int
    """Rows of the API map."""
    explained: int
    """Those that lead to a section."""

    def coverage_lines(self) -> Iterator[str]:
        """By page and in all: cells with a counterpart, and how many of them are proven."""
        width = max(len(page) for page in [*self.pages, "all pages"])
        everything = [one for verdicts in self.pages.values() for one in verdicts]
        for page, verdicts in [*self.pages.items(), ("all pages", everything)]:
            paired, proven = coverage(verdicts)
            share = f"{proven / paired:4.0%}" if paired else "   -"
            yield f"{page:<{width}}  {paired:4} cells with a counterpart, {proven:4} proven  {share}"
        if self.rows:
            share = f"{self.explained / self.rows:.0%}"
            yield f"{self.explained} of {self.rows} rows of the API map lead to a section, {share}"


def check_project(sources: Sources) -> Report:
    """Check a project."""
    problems = [*problems_of_snippets(sources.concepts)]
    try:
        _ = sources.configuration
    except PageError as error:
        problems.append(error)
        sources.configuration = Configuration(error.path, sources.root / "docs", None)
    problems += [*problems_of_pages(sources), *wrong_words(sources)]
    problems.sort(key=lambda problem: (problem.path, problem.line or 0))
    rows = len(sources.addresses.subjects)
    return Report(tuple(problems), _verdicts(sources), rows, len(sources.explained.sections) if rows else 0)


def _verdicts(sources: Sources) -> dict[str, list[Verdict]]:
    """By page the verdicts of the cells that it shows, where they hold; landing pages repeat others' cells."""
    found: dict[str, list[Verdict]] = {}
    for page in sources.pages:
        if page.is_index:
            continue
        verdicts = [judged(place.concept, place.title) for place in sources.shown(page).places]
        if held := [one for one in verdicts if isinstance(one, Verdict)]:
            found[page.path] = held
    return found
