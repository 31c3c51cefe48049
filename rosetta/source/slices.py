"""Which lines of a snippet file a cell needs to run by itself: the statements before it that it depends on.

A statement is needed that binds a name in use, changes its object, or sets the state that a needed one meets: seeds
with all that draws after them, settings, files. Whole statements are taken, and imports name by name as they stand.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field, replace

from rosetta.source.cells import Snippet
from rosetta.source.changes import PROCESS_GROUP, assigned
from rosetta.source.effects import Effects, effects


@dataclass(frozen=True)
class _Step:
    """A statement of a file with its effects; `reached` are all names whose objects it may change."""

    statement: ast.stmt
    effects: Effects
    reached: frozenset[str]


@dataclass
class _Flow:
    """What names hold at one place of a file."""

    origins: dict[str, frozenset[str]] = field(default_factory=dict)
    """The names that a name's object was computed from."""
    shared: dict[str, frozenset[str]] = field(default_factory=dict)
    """The names whose objects a name's object may share."""
    constant: set[str] = field(default_factory=set)
    """Modules, functions and classes: calls do not change them."""
    inner: dict[str, Effects] = field(default_factory=dict)
    """Effects of the bodies of functions and classes."""
    drawers: set[str] = field(default_factory=set)
    data: set[str] = field(default_factory=set)

    def reached(self, changed: set[str], training: bool) -> set[str]:
        """All names whose objects change with those of `changed`."""
        if not changed:
            return set()
        found = set(changed)
        for name in changed:
            found |= _closure(name, self.shared)
            if training:
                found |= _closure(name, self.origins) - self.data
        return found | {name for name in self.shared if _closure(name, self.shared) & found}


def _closure(name: str, links: dict[str, frozenset[str]]) -> set[str]:
    found, waiting = {name}, [name]
    while waiting:
        fresh = links.get(waiting.pop(), frozenset()) - found
        found |= fresh
        waiting += fresh
    return found


@dataclass
class _File:
    """The statements of a file in order, and by name the places that bind it, and that change its object."""

    steps: list[_Step]
    binding: dict[str, list[int]] = field(default_factory=dict)
    changing: dict[str, list[int]] = field(default_factory=dict)
    setting: list[int] = field(default_factory=list)
    """Places that set the state of the process, or seed."""
    before: dict[int, set[int]] = field(default_factory=dict)

    def needed(self, wanted: range, with_draws: bool) -> set[int]:
        """The places of all statements that those at `wanted` depend on, and theirs."""
        found, waiting = set(wanted), list(wanted)
        while waiting:
            place = waiting.pop()
            if place not in self.before:
                self.before[place] = self._before(place, with_draws)
            fresh = self.before[place] - found
            found |= fresh
            waiting += fresh
        return found

    def _before(self, place: int, with_draws: bool) -> set[int]:
        """The places of statements that the one at `place` depends on itself."""
        own, found = self.steps[place].effects, set[int]()
        for name in own.uses:
            first = 0
            for index in reversed([one for one in self.binding.get(name, ()) if one < place]):
                found.add(index)
                first = index
                if self.steps[index].effects.is_certain:
                    break
            found |= {index for index in self.changing.get(name, ()) if first < index < place}
        settings = {self.steps[index].effects.sets: index for index in self.setting if index < place}
        seeds = {self.steps[index].effects.seeds: index for index in self.setting if index < place}
        found |= {index for name, index in settings.items() if name and name != own.sets and with_draws}
        if own.draws and (seeding := {index for name, index in seeds.items() if name}):
            found |= seeding
            between = range(max(seeding), place) if with_draws else ()
            found |= {index for index in between if self.steps[index].effects.draws}
        return found


def pieces(snippet: Snippet, with_draws: bool = True) -> dict[str, list[tuple[int, int]]]:
    """By title, the first and last lines in the file of what to copy, in order; the last pair is the cell itself.

    Settings, and what draws between a seed and the cell, are left out unless `with_draws`: the cell then puts out
    other numbers.
    """
    file = _read([statement for cell in snippet.cells for statement in cell.tree.body])
    found: dict[str, list[tuple[int, int]]] = {}
    start = 0
    for cell in snippet.cells:
        end = start + len(cell.tree.body)
        needed = sorted(file.needed(range(start, end), with_draws))
        lines = [_lines(file.steps[index].statement) for index in needed if index < start]
        last = cell.start + cell.source.count("\n")
        found[cell.title] = [*_joined(lines), (cell.start, last)]
        start = end
    return found


def _read(statements: list[ast.stmt]) -> _File:
    flow, file = _Flow(), _File([])
    for place, statement in enumerate(statements):
        own = effects(statement)
        changed = set[str]()
        for name in own.uses & flow.inner.keys():  # what a function does, its caller does
            inner = flow.inner[name]
            own = replace(own, uses=own.uses | inner.uses, draws=own.draws or inner.draws)
            own = replace(own, trains=own.trains or inner.trains)
            changed |= inner.changes | (own.calls if inner.changes_arguments else frozenset())
        changed = set() if own.is_definition else changed | own.changes | (own.uses & flow.drawers)
        reached = flow.reached(changed - flow.constant, own.trains) - flow.constant
        if not own.is_definition:  # a call changes no function or module, and setting an attribute of it does
            reached |= assigned(statement)
        file.steps.append(_Step(statement, own, frozenset(reached)))
        for name in own.binds:
            file.binding.setdefault(name, []).append(place)
        for name in reached:
            file.changing.setdefault(name, []).append(place)
        _bind(flow, statement, own)
    for place, step in enumerate(file.steps):  # a definition draws where it is called
        if step.effects.is_definition:
            file.steps[place] = step = replace(step, effects=replace(step.effects, draws=False, sets="", seeds=""))
        if step.effects.sets or step.effects.seeds:
            file.setting.append(place)
    return file


def _bind(flow: _Flow, statement: ast.stmt, own: Effects) -> None:
    is_import = isinstance(statement, ast.Import | ast.ImportFrom)
    # what is imported of a module of the process group shares it
    group = frozenset({PROCESS_GROUP} if is_import and PROCESS_GROUP in ast.unparse(statement) else ())
    constant = (is_import or own.is_definition) and not group
    for name in own.binds:
        sources = group or (frozenset() if constant else frozenset(own.uses - flow.constant - {name}))
        before = frozenset() if own.is_certain else flow.shared.get(name, frozenset())
        flow.origins[name] = sources | (frozenset() if own.is_certain else flow.origins.get(name, frozenset()))
        flow.shared[name] = before | (sources if own.shares or group else frozenset())
        for members, belongs in (
            (flow.constant, constant),
            (flow.drawers, own.makes_drawer and not own.is_definition),
            (flow.data, own.is_data),
        ):
            members.discard(name)
            if belongs:
                members.add(name)
        if own.is_definition:
            flow.inner[name] = own
        elif own.is_certain:
            flow.inner.pop(name, None)


def _lines(statement: ast.stmt) -> tuple[int, int]:
    first = min([statement.lineno, *(one.lineno for one in getattr(statement, "decorator_list", ()))])
    return first, statement.end_lineno or first


def _joined(lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same lines, of statements that follow each other in one pair; several may stand in one line."""
    found: list[tuple[int, int]] = []
    for first, last in lines:
        if found and first <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return found
