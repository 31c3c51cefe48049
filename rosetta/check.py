"""Everything that can be checked without a framework: sources, records, marks, pages and nav agree, every verdict holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from rosetta.cells import Cell
from rosetta.errors import PageError, RecordError, RosettaError, SnippetError
from rosetta.parity import Verdict, coverage, missing_counterparts
from rosetta.project import Concept, check_reference, concept_names, directives, load_concept, missing_files
from rosetta.record import fresh_record


@dataclass
class Report:
    """What `check` found: problems with a place, and by page the verdicts of its cells."""

    problems: list[RosettaError] = field(default_factory=list)
    pages: dict[str, list[Verdict]] = field(default_factory=dict)

    def coverage_lines(self) -> Iterator[str]:
        """By page and in all: cells with a counterpart, and how many of them are proven."""
        width = max((len(page) for page in self.pages), default=0)
        everything = [one for verdicts in self.pages.values() for one in verdicts]
        for page, verdicts in [*self.pages.items(), ("all pages", everything)]:
            paired, proven = coverage(verdicts)
            share = f"{proven / paired:4.0%}" if paired else "   -"
            yield f"{page:<{width}}  {paired:4} cells with a counterpart, {proven:4} proven  {share}"


def check_project(root: Path) -> Report:
    """Check the project in the folder `root`."""
    report = Report()
    snippets = root / "snippets"
    concepts: dict[str, Concept | None] = {}
    verdicts: dict[tuple[str, str], Verdict] = {}
    for name in concept_names(snippets):
        concepts[name] = None
        try:
            concept = load_concept(snippets, name)
        except SnippetError as error:
            report.problems.append(error)
            continue
        concepts[name] = concept
        report.problems += missing_files(snippets, concept)
        report.problems += missing_counterparts(concept.snippets)
        report.problems += _record_problems(concept)
        for title in concept.titles:
            try:
                verdicts[name, title] = concept.verdict(title)
            except RecordError:
                continue  # told once, by _record_problems
            except RosettaError as error:
                report.problems.append(error)
    shown = _check_pages(root, concepts, verdicts, report)
    for name, concept in concepts.items():
        for title in concept.titles if concept else ():
            if (name, title) not in shown and not _is_hidden(concept, title):
                cell_path, line = _place(concept, title)
                report.problems.append(SnippetError(cell_path, line, f"cell '{title}' is on no page"))
    return report


def _record_problems(concept: Concept) -> Iterator[RosettaError]:
    for snippet in concept.snippets.values():
        try:
            record = fresh_record(snippet)
        except RecordError as error:
            yield error
            continue
        for cell in snippet.cells:
            if _draws(record.cells[cell.title].outputs) and "alt" not in cell.marks:
                yield SnippetError(snippet.path, cell.line, f"cell '{cell.title}' draws a figure; give it alt=\"...\"")
            if (name := cell.marks.get("writes")) and not snippet.kept_file(name).is_file():
                yield RecordError(
                    snippet.path,
                    cell.line,
                    f"{snippet.kept_file(name).name} is missing: nox -s record -- {concept.name}",
                )


def _draws(outputs: list[dict[str, Any]]) -> bool:
    return any(mime.startswith("image/") for output in outputs for mime in output.get("data", {}))


def _check_pages(
    root: Path, concepts: dict[str, Concept | None], verdicts: dict[tuple[str, str], Verdict], report: Report
) -> set[tuple[str, str]]:
    """Check the directives of all pages; returns the cells that some page shows."""
    shown: set[tuple[str, str]] = set()
    nav = _nav(root)
    for path in sorted((root / "docs").rglob("*.md")):
        page = path.relative_to(root / "docs").as_posix()
        if nav is not None and page not in nav:
            report.problems.append(PageError(path, None, "is not in the nav of mkdocs.yml"))
        on_page: list[Verdict] = []
        for directive in directives(path, path.read_text(encoding="utf-8").splitlines()):
            if isinstance(directive, PageError):
                report.problems.append(directive)
                continue
            for name, title in directive.references:
                if name in concepts and concepts[name] is None:
                    continue  # its file does not parse, which is told
                concept = concepts.get(name) or Concept(name, {})
                error = check_reference(path, directive.line, root / "snippets", concept, title)
                if error:
                    report.problems.append(error)
                    continue
                shown.add((name, title))
                if (name, title) in verdicts:
                    on_page.append(verdicts[name, title])
        if on_page and path.name != "index.md":
            report.pages[page] = on_page
    for page in sorted(nav or ()):
        if page.endswith(".md") and not (root / "docs" / page).is_file():
            report.problems.append(PageError(root / "mkdocs.yml", None, f"nav names docs/{page}, which is not there"))
    return shown


class _Loader(yaml.SafeLoader):
    """Reads `mkdocs.yml` for its nav alone: tags like `!ENV` mean nothing here."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def _nav(root: Path) -> set[str] | None:
    """Paths that `nav` in `mkdocs.yml` names, or `None` where it has no nav."""
    config = yaml.load((root / "mkdocs.yml").read_text(encoding="utf-8"), _Loader)
    return set(_leaves(config["nav"])) if "nav" in config else None


def _leaves(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, list | dict):
        for part in nav.values() if isinstance(nav, dict) else nav:
            yield from _leaves(part)


def _is_hidden(concept: Concept, title: str) -> bool:
    return all("hidden" in snippet[title].marks for snippet in concept.having(title).values())


def _place(concept: Concept, title: str) -> tuple[Path, int]:
    snippet = next(iter(concept.having(title).values()))
    cell: Cell = snippet[title]
    return snippet.path, cell.line
