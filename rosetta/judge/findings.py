"""How one variable relates between the frameworks that name it, by its recorded values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from rosetta.errors import ParityError
from rosetta.judge.concepts import Concept
from rosetta.record.outcome import Value, close, is_exact, max_difference, variable_of
from rosetta.source.cells import Cell

T = TypeVar("T")


@dataclass(frozen=True)
class Structure:
    """How a variable is made of arrays, where it is not made so in all frameworks: their `keys`, as `y` or `y[0]`."""

    keys: tuple[str, ...]

    def __str__(self) -> str:
        count = f"{len(self.keys)} array{'s' if len(self.keys) > 1 else ''}"
        if any(key.count("[") > 1 for key in self.keys):
            return f"{count} ({', '.join(self.keys)})"
        return f"list of {count}" if len(self.keys) == 1 and "[" in self.keys[0] else count


@dataclass(frozen=True)
class Finding:
    """How one variable relates between the frameworks that name it, of which there are two at least."""

    name: str
    groups: tuple[tuple[tuple[str, ...], Value | Structure], ...]
    """Frameworks that agree in dtype, shape and values, with the value of the first."""
    difference: float | None
    """Largest |Δ| between any two frameworks, where shapes allow one."""

    def __post_init__(self) -> None:
        if sum(len(members) for members, _ in self.groups) < 2:
            raise ValueError(f"'{self.name}' of one framework alone compares with nothing")

    @property
    def is_equal(self) -> bool:
        """Whether all frameworks agree."""
        return len(self.groups) == 1

    @property
    def is_exact(self) -> bool:
        """Whether its values are compared exactly, whatever the tolerance: text, integers and booleans."""
        dtypes = {value.dtype for _, value in self.groups if isinstance(value, Value)}
        return all(dtype == "str" or is_exact(dtype) for dtype in dtypes)

    @property
    def is_of_one_type(self) -> bool:
        """Whether dtype and shape are the same in all frameworks."""
        types = [(value.dtype, value.shape) for _, value in self.groups if isinstance(value, Value)]
        return len(types) == len(self.groups) and len(set(types)) == 1


def findings(relation: str, name: str, cells: dict[str, Cell], concept: Concept) -> list[Finding]:
    """How the variable `name` relates between the frameworks whose `cells` name it: one finding for each of its arrays.

    Raises `ParityError` where that is not its `relation`, `same` or `differs`, and what `Concept.records` does.
    """
    title = next(iter(cells.values())).title
    last = list(cells)[-1]
    path, line = concept.snippets[last].path, cells[last].line
    where = f"{concept.name}/{title}"
    found: dict[str, dict[str, Value]] = {}
    for framework in cells:
        values = concept.records[framework].cells[title].values
        found[framework] = {key: value for key, value in values.items() if variable_of(key) == name}
    structures = {framework: Structure(tuple(values)) for framework, values in found.items()}
    if len(set(structures.values())) > 1:
        if relation == "same":
            raise ParityError(path, line, f"{where}: '{name}' {_unlike(structures)}")
        return [Finding(name, _grouped(structures, Structure.__eq__), None)]
    rtol, atol = cells[last].marks.tolerance
    keys = next(iter(found.values()))
    results = [_finding(key, {one: values[key] for one, values in found.items()}, rtol, atol) for key in keys]
    equal = all(result.is_equal for result in results)
    if relation == "differs" and equal:
        why = next((cell.marks.why for cell in cells.values() if cell.marks.why), "")
        message = f"{where}: '{name}' is declared different (\"{why}\") but the values are equal; drop the mark"
        raise ParityError(path, line, message)
    if relation == "same" and not equal:
        wrong = next(result for result in results if not result.is_equal)
        message = f"{where}: '{wrong.name}' differs between {_difference(wrong)}; rtol {rtol:g}, atol {atol:g}"
        raise ParityError(path, line, message)
    return results


def _unlike(structures: dict[str, Structure]) -> str:
    """In which way they are not made of arrays alike."""
    counts = {framework: len(structure.keys) for framework, structure in structures.items()}
    if len(set(counts.values())) > 1:
        return "is not of one length: " + ", ".join(f"{count} in {framework}" for framework, count in counts.items())
    return "is not nested alike: " + "; ".join(
        f"{', '.join(structure.keys)} in {framework}" for framework, structure in structures.items()
    )


def _finding(name: str, values: dict[str, Value], rtol: float, atol: float) -> Finding:
    def agree(value: Value, first: Value) -> bool:
        return first.dtype == value.dtype and close(value, first, rtol, atol)

    moved = [max_difference(a, b) for a, b in combinations(values.values(), 2)]
    difference = max((found[0] for found in moved if found), default=None)
    groups = _grouped(values, agree)
    return Finding(name, groups, difference)


def _grouped(values: Mapping[str, T], agree: Callable[[T, T], bool]) -> tuple[tuple[tuple[str, ...], T], ...]:
    """Frameworks whose values `agree` with the first of their group, and that value."""
    groups: list[tuple[list[str], T]] = []
    for framework, value in values.items():
        for members, first in groups:
            if agree(value, first):
                members.append(framework)
                break
        else:
            groups.append(([framework], value))
    return tuple((tuple(members), value) for members, value in groups)


def _difference(finding: Finding) -> str:
    """The first two frameworks that do not agree, and how."""
    (one, a), (other, b) = finding.groups[:2]
    names = f"{one[0]} and {other[0]}"
    if not (isinstance(a, Value) and isinstance(b, Value)) or (a.dtype, a.shape) != (b.dtype, b.shape):
        return f"{names}: {a} and {b}"
    moved = max_difference(a, b)
    if moved is None:
        return f"{names}: {list(a.values)} and {list(b.values)}"
    return f"{names}: {a}, max |Δ| {moved[0]:.2g}" + (f" at {list(moved[1])}" if moved[1] else "")
