"""What is wrong with snippets and their records, as far as it can be told without a framework."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from rosetta.errors import RecordError, RosettaError, SnippetError, did_you_mean
from rosetta.frameworks import FRAMEWORKS
from rosetta.judge.concepts import Concept, Concepts, missing_counterparts, missing_files
from rosetta.judge.parity import verdict_of
from rosetta.record.notebook import Record
from rosetta.record.outcome import MAX_LINES


def problems_of_snippets(concepts: Concepts) -> Iterator[RosettaError]:
    """All that is wrong with the files below the folder of snippets, and with how counterparts relate."""
    if not concepts.names:
        yield SnippetError(concepts.folder, None, "has no snippet files")
    for name in concepts.names:
        yield from concepts.errors(name)
    for concept in concepts:
        yield from _problems(concept, list(missing_files(concepts.folder, concept)))
    yield from _mixed_versions(concepts)
    yield from _stray_files(concepts)


def _problems(concept: Concept, missing: list[SnippetError]) -> Iterator[RosettaError]:
    alone = missing_counterparts(concept)
    yield from missing
    yield from alone.values()
    for framework in concept.snippets:
        if error := concept.record_error(framework):
            yield error
        else:
            yield from _record_problems(concept, framework)
        try:
            concept.names(framework)
        except SnippetError as error:
            yield error
    for title in concept.titles if not missing else ():
        try:
            if title not in alone:
                verdict_of(concept, title)
        except RecordError:
            break  # told already
        except RosettaError as error:
            yield error


def _record_problems(concept: Concept, framework: str) -> Iterator[RosettaError]:
    snippet, record = concept.snippets[framework], concept.record(framework)
    for cell in snippet.cells:
        run = record.cells[cell.title]
        if _draws(run.outputs) and not cell.marks.alt:
            yield SnippetError(snippet.path, cell.line, f"cell '{cell.title}' draws a figure; give it alt=\"...\"")
        if run.lines > MAX_LINES:
            message = f"cell '{cell.title}' puts out {run.lines:,} lines; the limit is {MAX_LINES}: print fewer of them"
            yield SnippetError(snippet.path, cell.line, message)


def _draws(outputs: Sequence[dict[str, Any]]) -> bool:
    return any(mime.startswith("image/") for output in outputs for mime in output.get("data", {}))


def _mixed_versions(concepts: Concepts) -> Iterator[RecordError]:
    """Records of a framework that were made with other versions than most of its records."""
    for framework, about in FRAMEWORKS.items():
        records = [
            (concept, concept.record(framework))
            for concept in concepts
            if framework in concept.snippets and not concept.record_error(framework)
        ]
        for package in about.packages:
            counts = Counter(_version(record, package) for _, record in records)
            usual = max(counts, key=lambda version: (counts[version], version), default="")
            for concept, record in records:
                if (version := _version(record, package)) != usual:
                    message = f"was recorded with {package} {version}, and {counts[usual]} others with {usual}"
                    yield RecordError(record.path, None, f"{message}: nox -s record -- {concept.name}")


def _version(record: Record, package: str) -> str:
    return record.versions.get(package, "")


def _stray_files(concepts: Concepts) -> Iterator[RosettaError]:
    """Folders of no framework, and files of no snippet: the record of one that was removed or renamed, say."""
    snippets = [snippet for concept in concepts for snippet in concept.snippets.values()]
    expected = {snippet.record_path for snippet in snippets} | {
        snippet.kept_file(name) for snippet in snippets for name in snippet.written
    }
    broken = {name for name in concepts.names if concepts.errors(name)}
    for path in sorted(concepts.folder.glob("[!._]*")):
        if path.is_dir() and path.name not in FRAMEWORKS:
            near = did_you_mean(path.name, FRAMEWORKS) or f" Known: {', '.join(FRAMEWORKS)}"
            yield SnippetError(path, None, f"is no framework's folder.{near}")
    for framework in FRAMEWORKS:
        for path in sorted((concepts.folder / framework).glob("[!._]*")):
            if path.suffix != ".py" and path not in expected and path.name.partition(".")[0] not in broken:
                yield RecordError(path, 1, "belongs to no snippet: remove it")
