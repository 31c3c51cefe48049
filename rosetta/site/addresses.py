"""Addresses in the API map: each API name of the site leads to one row, that which is about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rosetta.errors import SnippetError
from rosetta.judge.concepts import MAP, Concept, Concepts
from rosetta.source.about import about, likeness
from rosetta.source.names import short
from rosetta.source.usage import uses

Cell = tuple[str, str]
"""Concept and title of a cell."""


@dataclass(frozen=True)
class Addresses:
    """Of rows of the API map."""

    owners: dict[str, Cell]
    """By API name, the row that it leads to."""
    subjects: dict[Cell, dict[str, str]]
    """By row, the name that it is about in each framework that has it."""
    methods: dict[str, Cell]
    """PyTorch's methods that do what a function of their name does, and that no cell uses, with the function's row."""

    @cached_property
    def names(self) -> dict[Cell, str]:
        """A name of each row that has one, as people write it: the first that it is about, else the first it uses."""
        found = {row: short(name) for name, row in reversed(self.owners.items())}
        for row, subjects in self.subjects.items():
            mine = [name for name in subjects.values() if self.owners.get(name) == row]
            found |= {row: short(mine[0])} if mine else {}
        return found

    @property
    def anchors(self) -> set[str]:
        """Addresses of all API names."""
        return {short(name) for name in (*self.owners, *self.methods)}

    def row(self, concept: Concept, title: str) -> str:
        """Address of a row: a name that it owns, else its own."""
        return self.names.get((concept.name, title), own(concept.name, title))

    def methods_of(self, row: Cell) -> list[str]:
        """Methods that lead to a row."""
        return [name for name, owner in self.methods.items() if owner == row]

    def of(self, families: Collection[str]) -> Addresses:
        """Those of the rows of these concepts."""
        return Addresses(
            {name: row for name, row in self.owners.items() if row[0] in families},
            {row: names for row, names in self.subjects.items() if row[0] in families},
            {name: row for name, row in self.methods.items() if row[0] in families},
        )


def own(concept: str, title: str) -> str:
    """The address that every row has, whatever names it uses."""
    return f"{concept}-{title}"


@lru_cache(maxsize=2)
def addresses_of(concepts: Concepts) -> Addresses:
    """Addresses of the whole map; families that cannot be read are left out."""
    return addresses(concepts[name] for name in concepts.names if name.startswith(MAP) and not concepts.errors(name))


def addresses(concepts: Iterable[Concept]) -> Addresses:
    """Each API name leads to the row about it; else to one with its words in the title, and with few other names."""
    rows = [row for concept in concepts for row in _rows(concept)]
    cells_with = Counter(name for _, used in rows for names in used.values() for name in names)
    found: dict[str, tuple[tuple[bool, int, int], Cell]] = {}
    subjects: dict[Cell, dict[str, str]] = {}
    for row, used in rows:
        subjects[row] = {
            framework: about(names, row[1], cells_with.__getitem__) for framework, names in used.items() if names
        }
        for framework, names in used.items():
            for name in names:
                rank = subjects[row][framework] != name, -likeness(name, row[1]), len(names)
                if name not in found or rank < found[name][0]:
                    found[name] = rank, row
    owners = {name: row for name, (_, row) in found.items()}
    return Addresses(owners, subjects, dict(_methods(owners, subjects)))


def _rows(concept: Concept) -> Iterator[tuple[Cell, dict[str, tuple[str, ...]]]]:
    """The rows of a family, with the names that each framework's cell uses."""
    try:
        names = {framework: concept.names(framework) for framework in concept.snippets}
    except SnippetError:  # told by what checks the snippets
        return
    for title in concept.visible:
        yield (concept.name, title), {framework: used.get(title, ()) for framework, used in names.items()}


def _methods(owners: dict[str, Cell], subjects: dict[Cell, dict[str, str]]) -> Iterator[tuple[str, Cell]]:
    """Methods that programs use, and whose functions have a row of their own."""
    for row, names in subjects.items():
        name = names.get("pytorch", "")
        method = name.replace("torch.", "torch.Tensor.", 1)
        if name.count(".") == 1 and owners[name] == row and method not in owners and uses(method):
            yield method, row
