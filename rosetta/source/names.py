"""Which public names of the frameworks a cell uses."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from rosetta.errors import SnippetError
from rosetta.frameworks import FRAMEWORKS
from rosetta.source.cells import Cell, Snippet

ROOTS = tuple(dict.fromkeys(module for framework in FRAMEWORKS.values() for module in framework.imports))
"""Modules whose names count."""

_WITHOUT_PAGE = re.compile(
    r"__|^torch\.version\.|\.LinAlgError$|\.InterpolationMode\b|^torch\.(masked_fill|index_fill)$"
)
"""Names that the official documentation does not give a place."""


def api_names(snippet: Snippet) -> dict[str, tuple[str, ...]]:
    """Names each cell uses, `{title: ("torch.nn.Linear", ...)}`: attributes of imported frameworks, by their full path.

    Methods of objects (`x.view`) are among them where the mark `api` names them: the source alone does not tell an
    object's type. Names that have no page (`torch.__version__`) are not. Raises `SnippetError` for a mark `api` that
    the source does not bear out.
    """
    aliases: dict[str, str] = {}
    found = {}
    for cell in snippet.cells:
        seen = _look(cell.tree)
        aliases |= seen.aliases
        chains = (".".join([aliases[root], *rest]) for root, *rest in seen.chains if root in aliases)
        names = [name for name in chains if "." in name and not _WITHOUT_PAGE.search(name)]
        found[cell.title] = tuple(dict.fromkeys([*names, *_methods(snippet, cell, seen.attributes)]))
    return found


def short(name: str) -> str:
    """The name as people write it: `tf.` for `tensorflow.`."""
    return name.replace("tensorflow.", "tf.", 1) if name.startswith("tensorflow.") else name


@dataclass
class _Seen:
    """What one walk through a cell finds, in the order of the source."""

    aliases: dict[str, str] = field(default_factory=dict)
    """Full names of what is imported of the frameworks."""
    chains: list[list[str]] = field(default_factory=list)
    """Attribute chains that start at a name: `[torch, nn, Linear]`."""
    attributes: set[str] = field(default_factory=set)


def _look(tree: ast.AST) -> _Seen:
    seen = _Seen()
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Attribute | ast.Name):
            parts: list[str] = []
            while isinstance(node, ast.Attribute):
                parts.append(node.attr)
                node = node.value
            seen.attributes.update(parts)
            if isinstance(node, ast.Name):
                seen.chains.append([node.id, *reversed(parts)])
            else:
                waiting.append(node)
            continue
        if isinstance(node, ast.Import | ast.ImportFrom):
            seen.aliases |= _imported(node)
        waiting += reversed(list(ast.iter_child_nodes(node)))
    return seen


def _imported(node: ast.Import | ast.ImportFrom) -> dict[str, str]:
    """What a statement imports of the frameworks, by the names it gives them."""
    if isinstance(node, ast.ImportFrom):
        module = node.module or ""
        named = {alias.asname or alias.name: f"{module}.{alias.name}" for alias in node.names}
        return named if module.partition(".")[0] in ROOTS else {}
    roots = ((alias, alias.name.partition(".")[0]) for alias in node.names)
    return {alias.asname or root: alias.name if alias.asname else root for alias, root in roots if root in ROOTS}


def _methods(snippet: Snippet, cell: Cell, used: set[str]) -> Iterator[str]:
    """Names in the mark `api`, each of which must be used as an attribute in the cell."""
    for name in cell.marks.api:
        root, *parts = name.split(".")
        if root not in (*ROOTS, "tf") or not parts or parts[-1] not in used:
            message = (
                f"cell '{cell.title}': api names '{name}', and the cell uses no such attribute of a framework's object"
            )
            raise SnippetError(snippet.path, cell.line, message)
        yield name.replace("tf.", "tensorflow.", 1) if root == "tf" else name
