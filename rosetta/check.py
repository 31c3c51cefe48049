"""What can be checked without a framework: sources, records, marks, pages and nav agree, and every verdict holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from rosetta.errors import PageError, RecordError, RosettaError, SnippetError, did_you_mean, read_text
from rosetta.frameworks import FRAMEWORKS
from rosetta.judge.concepts import Concept, missing_counterparts, missing_files
from rosetta.judge.parity import Verdict, coverage, verdict_of
from rosetta.record.notebook import fresh_record
from rosetta.site.defaults import defaults_problems
from rosetta.site.numbers import fill
from rosetta.site.page import check_reference, directives, references
from rosetta.source.cells import Snippet, read_snippets


@dataclass
class Report:
    """What `check` found: problems with a place, and by page the verdicts of its cells."""

    problems: list[RosettaError] = field(default_factory=list)
    pages: dict[str, list[Verdict]] = field(default_factory=dict)

    def coverage_lines(self) -> Iterator[str]:
        """By page and in all: cells with a counterpart, and how many of them are proven."""
        width = max(len(page) for page in [*self.pages, "all pages"])
        everything = [one for verdicts in self.pages.values() for one in verdicts]
        for page, verdicts in [*self.pages.items(), ("all pages", everything)]:
            paired, proven = coverage(verdicts)
            share = f"{proven / paired:4.0%}" if paired else "   -"
            yield f"{page:<{width}}  {paired:4} cells with a counterpart, {proven:4} proven  {share}"


def check_project(root: Path) -> Report:
    """Check the project in the folder `root`."""
    report = Report()
    found, errors = read_snippets(root / "snippets")
    broken = {error.path.stem for error in errors}
    concepts = {name: Concept(name, snippets) for name, snippets in found.items() if name not in broken}
    report.problems += errors
    if not found and not errors:
        report.problems.append(SnippetError(root / "snippets", None, "has no snippet files"))
    verdicts: dict[tuple[str, str], Verdict] = {}
    for concept in concepts.values():
        missing = list(missing_files(root / "snippets", concept))
        alone = missing_counterparts(concept)
        report.problems += [*missing, *alone.values(), *_record_problems(concept), *_api_problems(concept)]
        for title in concept.titles if not missing else ():
            try:
                if title not in alone:
                    verdicts[concept.name, title] = verdict_of(concept, title)
            except RecordError:
                break  # told once, by _record_problems
            except RosettaError as error:
                report.problems.append(error)
    report.problems += _stray_files(root / "snippets", found, broken)
    shown = _check_pages(root, concepts, broken, verdicts, report)
    for concept in concepts.values():
        for title in concept.titles:
            if (concept.name, title) not in shown and title in concept.visible:
                snippet = next(iter(concept.having(title).values()))
                message = f"cell '{title}' is on no page"
                report.problems.append(SnippetError(snippet.path, snippet[title].line, message))
    return report


def _record_problems(concept: Concept) -> Iterator[RosettaError]:
    for snippet in concept.snippets.values():
        try:
            record = fresh_record(snippet)
        except RecordError as error:
            yield error
            continue
        for cell in snippet.cells:
            if _draws(record.cells[cell.title].outputs) and not cell.marks.alt:
                yield SnippetError(snippet.path, cell.line, f"cell '{cell.title}' draws a figure; give it alt=\"...\"")


def _api_problems(concept: Concept) -> Iterator[RosettaError]:
    for framework in concept.snippets:
        try:
            concept.names(framework)
        except SnippetError as error:
            yield error


def _draws(outputs: Sequence[dict[str, Any]]) -> bool:
    return any(mime.startswith("image/") for output in outputs for mime in output.get("data", {}))


def _stray_files(folder: Path, found: dict[str, dict[str, Snippet]], broken: set[str]) -> Iterator[RosettaError]:
    """Folders of no framework, and files of no snippet: the record of one that was removed or renamed, say."""
    snippets = [snippet for by_framework in found.values() for snippet in by_framework.values()]
    expected = {snippet.record_path for snippet in snippets} | {
        snippet.kept_file(name) for snippet in snippets for name in snippet.written
    }
    for path in sorted(folder.glob("[!._]*")):
        if path.is_dir() and path.name not in FRAMEWORKS:
            near = did_you_mean(path.name, FRAMEWORKS) or f" Known: {', '.join(FRAMEWORKS)}"
            yield SnippetError(path, None, f"is no framework's folder.{near}")
    for framework in FRAMEWORKS:
        for path in sorted((folder / framework).glob("[!._]*")):
            if path.suffix != ".py" and path not in expected and path.name.partition(".")[0] not in broken:
                yield RecordError(path, 1, "belongs to no snippet: remove it")


def _check_pages(
    root: Path,
    concepts: dict[str, Concept],
    broken: set[str],
    verdicts: dict[tuple[str, str], Verdict],
    report: Report,
) -> set[tuple[str, str]]:
    """Check nav and the directives of all pages; returns the cells that some page shows."""
    shown: set[tuple[str, str]] = set()
    try:
        nav = _nav(root / "mkdocs.yml")
    except PageError as error:
        report.problems.append(error)
        nav = None
    for path in sorted((root / "docs").rglob("*.md")):
        page = path.relative_to(root / "docs").as_posix()
        if nav is not None and page not in nav:
            report.problems.append(PageError(path, 1, "is not in the nav of mkdocs.yml"))
        try:
            lines = read_text(path, PageError).splitlines()
        except PageError as error:
            report.problems.append(error)
            continue
        try:
            fill(path, lines, root / "snippets", lambda name: concepts.get(name) or Concept(name, {}))
        except PageError as error:
            report.problems.append(error)
        except RecordError:
            pass  # told by _record_problems
        on_page: list[Verdict] = []
        for directive in directives(path, lines):
            if isinstance(directive, PageError):
                report.problems.append(directive)
                continue
            for name, title in references(directive, lambda name: concepts.get(name) or Concept(name, {})):
                if name in broken:
                    continue  # told already
                concept = concepts.get(name) or Concept(name, {})
                if wrong := check_reference(path, directive.line, root / "snippets", concept, title):
                    report.problems.append(wrong)
                    continue
                shown.add((name, title))
                if (name, title) in verdicts:
                    on_page.append(verdicts[name, title])
            if directive.table == "defaults" and directive.of in concepts:
                report.problems += defaults_problems(concepts[directive.of], directive.family)
        if on_page and path.name != "index.md":
            report.pages[page] = on_page
    for page, line in (nav or {}).items():
        if page.endswith(".md") and not (root / "docs" / page).is_file():
            report.problems.append(PageError(root / "mkdocs.yml", line, f"nav names docs/{page}, which is not there"))
    return shown


def _nav(config: Path) -> dict[str, int] | None:
    """Paths that `nav` in `mkdocs.yml` names, with their lines, or `None` where it has no nav."""
    try:
        tree = yaml.compose(config.read_text(encoding="utf-8"))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise PageError(config, line, f"not YAML: {error.problem}") from None
    top = tree.value if isinstance(tree, yaml.MappingNode) else ()
    return next((dict(_leaves(value)) for key, value in top if key.value == "nav"), None)


def _leaves(node: yaml.Node) -> Iterator[tuple[str, int]]:
    """Paths and lines below a node of nav: titles are keys, and only values are paths."""
    if isinstance(node, yaml.ScalarNode):
        yield node.value, node.start_mark.line + 1
    elif isinstance(node, yaml.CollectionNode):
        for part in node.value:
            yield from _leaves(part[1] if isinstance(part, tuple) else part)
