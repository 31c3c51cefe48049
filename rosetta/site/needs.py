"""What one snippet needs where a reader runs it, and what it leaves: Python, packages, files, data."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rosetta.frameworks import FRAMEWORKS
from rosetta.judge.concepts import Concept
from rosetta.source.cells import Snippet

_DISTRIBUTIONS = {"PIL": "pillow", "sklearn": "scikit-learn"}
"""Packages that are not named like the module they install."""
_VERSION = re.compile(r"\w[\w.+!-]*")
"""What may stand in a command that readers copy."""


@dataclass(frozen=True)
class KeptFile:
    """A file that a cell leaves: `name` as programs know it, `path` below the folder `recorded`."""

    name: str
    path: str


@dataclass(frozen=True)
class Needs:
    """What one snippet needs, with the versions it was recorded with."""

    python: str
    """The version, such as `3.11.7`."""
    packages: dict[str, str]
    """By importable module its requirement for pip: `torch==2.15.0`, or a name alone where no version is recorded."""
    device: str
    data: str
    """The data set of the record, where it loads one."""
    opens: tuple[KeptFile, ...]
    """Files that other frameworks' snippets leave for this one."""
    leaves: tuple[KeptFile, ...]

    @property
    def install(self) -> str:
        """The packages as arguments for pip, quoted for a shell."""
        return arguments(self.packages.values())


def needs(concept: Concept, framework: str) -> Needs:
    """What the snippet of `framework` needs; raises `RecordError` where a record is stale."""
    record, snippet = concept.records[framework], concept.snippets[framework]
    plain = {name: text for name, text in record.versions.items() if _VERSION.fullmatch(text)}
    versions = {name: version.partition("+")[0] for name, version in plain.items() if name != "python"}
    pinned = dict.fromkeys(FRAMEWORKS[framework].packages) | dict.fromkeys(versions) | dict.fromkeys(_imported(snippet))
    packages = {_module(name): f"{name}=={versions[name]}" if name in versions else name for name in pinned}
    opens = tuple(_kept(snippet, *key.split("/", 1)) for key in record.inputs)
    leaves = tuple(_kept(snippet, framework, name) for name in snippet.written)
    return Needs(plain.get("python", ""), packages, record.device, record.data, opens, leaves)


def arguments(requirements: Iterable[str]) -> str:
    """Requirements as a shell reads them: `>` and `=` stand in quotes."""
    return " ".join(f'"{one}"' if "=" in one else one for one in requirements)


def _kept(snippet: Snippet, framework: str, name: str) -> KeptFile:
    """The file `name` that the snippet of `framework` leaves, of the concept of `snippet`."""
    return KeptFile(name, f"{framework}/{snippet.kept_file(name).name}")


def _imported(snippet: Snippet) -> Iterator[str]:
    """Distributions of the modules that the cells import, beyond Python's own."""
    for cell in snippet.cells:
        for statement in _statements(cell.tree.body):
            for name in _modules(statement):
                module = name.partition(".")[0]
                if module not in sys.stdlib_module_names:
                    yield _DISTRIBUTIONS.get(module, module)


def _statements(body: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """Statements and those within them; to look into expressions as well would take ten times as long."""
    for statement in body:
        yield statement
        for part in ("body", "orelse", "finalbody", "handlers", "cases"):
            yield from _statements(getattr(statement, part, ()))


def _modules(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield node.module


def _module(distribution: str) -> str:
    return next((module for module, name in _DISTRIBUTIONS.items() if name == distribution), distribution)
