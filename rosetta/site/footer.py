"""What a page says of its snippets as files: what they were recorded with, how to run them, the API names they use."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass

from rosetta.errors import RecordError
from rosetta.frameworks import FRAMEWORKS
from rosetta.judge.concepts import Concept
from rosetta.site.escaping import attribute, code, fence, prose
from rosetta.site.links import documentation
from rosetta.site.needs import Needs, arguments, needs
from rosetta.source.cells import Snippet
from rosetta.source.names import short

RUN, NAMES = "Run it yourself", "API names used"
"""Headings at the foot of a page."""

_UV = "[uv](https://docs.astral.sh/uv/)"
_COLAB = "https://colab.research.google.com/github"


@dataclass(frozen=True)
class Repository:
    """Where the project lies on GitHub; without an `address` there are no links to it."""

    address: str = ""
    branch: str = "main"
    """The branch that links name."""
    notebooks: str = ""
    """The branch that holds the notebooks with the pages' prose; Colab opens notebooks of a repository only."""


def versions_line(concepts: dict[str, Concept]) -> list[str]:
    """What the records of `concepts` were recorded with and on; nothing where one is missing or stale."""
    try:
        records = [(name, record) for concept in concepts.values() for name, record in concept.records.items()]
    except RecordError:
        return []
    named = [
        f"{one.title} {_several(record.versions[one.version_of] for name, record in records if name == framework)}"
        for framework, one in FRAMEWORKS.items()
        if any(name == framework for name, _ in records)
    ]
    text = f"Recorded with {', '.join(named)} on {_several(record.device for _, record in records)}"
    data = _several(record.data for _, record in records if record.data)
    return ["", prose(text + (f", data: {data}" if data else "") + "."), "{ .recorded-with }", ""]


def footer(
    concepts: dict[str, Concept], references: list[tuple[str, str]], root: str, repository: Repository
) -> list[str]:
    """Files to download, how to run them, and the API names that the cells in `references` use.

    `root` is the path from the page to the folder `recorded`. Without fresh records there are no commands.
    """
    lines = ["", f"## {RUN}", "", *_downloads(concepts, root, repository)]  # a blank line would be a row
    with contextlib.suppress(RecordError):
        lines += _commands(concepts)
    return [*lines, *_names(concepts, references)]


def _downloads(concepts: dict[str, Concept], root: str, repository: Repository) -> list[str]:
    """A table with a row for each file."""
    snippets = [snippet for concept in concepts.values() for snippet in concept.snippets.values()]
    writes = any(snippet.written for snippet in snippets)
    columns = ["Framework", "Python", "Notebook"] + ["Colab", "Source"] * bool(repository.address)
    columns += ["Files it leaves"] * writes
    lines = [f"| {' | '.join(columns)} |", "|---" * len(columns) + "|"]
    for snippet in snippets:
        row = [_download(path.name, path.name, snippet, root) for path in (snippet.path, snippet.record_path)]
        row += _repository_links(snippet, repository) if repository.address else []
        left = [_download(snippet.kept_file(name).name, name, snippet, root) for name in snippet.written]
        row += [" ".join(left)] * writes
        lines.append(f"| {FRAMEWORKS[snippet.framework].title} | {' | '.join(row)} |")
    return lines


def _download(file: str, name: str, snippet: Snippet, root: str) -> str:
    return f'[{prose(name)}]({root}/{snippet.framework}/{file}){{ download="{attribute(name)}" }}'


def _repository_links(snippet: Snippet, repository: Repository) -> list[str]:
    project = repository.address.removeprefix("https://github.com/")
    inside = f"blob/{repository.branch}/snippets/{snippet.framework}/{snippet.concept}"
    colab = f"{_COLAB}/{project}/{inside}.ipynb", "The code and its outputs, without the text of this page"
    if repository.notebooks:
        place = f"blob/{repository.notebooks}/{snippet.framework}/{snippet.record_path.name}"
        colab = f"{_COLAB}/{project}/{place}", "With the text of this page"
    return [f'[Open in Colab]({colab[0]} "{colab[1]}")', f"[View source]({repository.address}/{inside}.py)"]


def _commands(concepts: dict[str, Concept]) -> list[str]:
    """How to install what the files need, and run them: a tab for each framework."""
    needed: dict[str, list[Needs]] = {}
    for concept in concepts.values():
        for framework in concept.snippets:
            needed.setdefault(framework, []).append(needs(concept, framework))
    file = next(iter(next(iter(concepts.values())).snippets.values())).path.name
    python = _several(one.python for some in needed.values() for one in some)
    lines = [
        "",
        f"With {_UV}, {prose(code(f'uv run {file}'))} installs what the file was recorded with and runs it. "
        f"The same with pip, in the Python that you use (recorded: {prose(python)}):",
    ]
    for framework in [name for name in FRAMEWORKS if name in needed]:
        start = "===" if len(lines) > 2 else "===!"  # starts a new set
        command = f"python -m pip install {_install(needed[framework])}"
        lines += ["", f'{start} "{FRAMEWORKS[framework].title}"', ""]
        lines += [f"    {line}" if line else "" for line in fence(command, ".sh")]
    return lines


def _install(needed: list[Needs]) -> str:
    """The packages that all of these need; one that they were recorded with in several versions goes without."""
    found: dict[str, set[str]] = {}
    for one in needed:
        for module, requirement in one.packages.items():
            found.setdefault(module, set()).add(requirement)
    return arguments(
        next(iter(some)) if len(some) == 1 else next(iter(some)).partition("==")[0] for some in found.values()
    )


def _names(concepts: dict[str, Concept], references: list[tuple[str, str]]) -> list[str]:
    """A list of the API names for each framework, with their documentation; nothing where there are none."""
    lines: list[str] = []
    for framework, one in FRAMEWORKS.items():
        used = {
            name
            for concept, title in references
            if framework in concepts[concept].snippets
            for name in concepts[concept].names(framework).get(title, ())
        }
        if used:
            links = [f"[{prose(code(short(name)))}]({documentation(name)})" for name in sorted(used)]
            lines += ["", one.title, f":   {' · '.join(links)}"]
    return ["", f"## {NAMES}", *lines] if lines else []


def _several(words: Iterable[str]) -> str:
    """Each of these once, in the order in which they come."""
    return " and ".join(dict.fromkeys(words))
