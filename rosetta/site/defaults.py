"""Tables of default arguments, `::: defaults CONCEPT` or `::: defaults CONCEPT FAMILY`: what cells read of signatures.

Such a cell is `defaults = read(function, "name", "name")`: the call names the arguments, and the one marked variable
holds the text of their defaults, in the same order.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from rosetta.errors import RecordError, RosettaError, SnippetError
from rosetta.frameworks import FRAMEWORKS
from rosetta.judge.concepts import Concept
from rosetta.judge.parity import verdict_of
from rosetta.site import messages
from rosetta.site.api_map import api_link
from rosetta.site.escaping import html_code, html_prose
from rosetta.source.cells import Snippet


def defaults(concept: Concept, family: str) -> list[str]:
    """Lines of a table of the defaults that the cells of `concept` read, of those of one `family` where it is named.

    What is wrong with a cell stands in place of its rows; see `defaults_problems`.
    """
    heads = "".join(f'<th scope="col">{FRAMEWORKS[framework].title}</th>' for framework in concept.snippets)
    lines = ["", f'<table class="defaults"><thead><tr>{heads}</tr></thead>']
    for title in concept.family(family):
        try:
            lines += _rows(concept, title, _address(concept, title, family))
        except RosettaError as error:
            told = html_prose(messages.words(error))
            lines.append(f'<tbody><tr class="stale"><td colspan="{len(concept.snippets)}">{told}</td></tr></tbody>')
    return [*lines, "</table>", ""]


def defaults_problems(concept: Concept, family: str) -> Iterator[SnippetError]:
    """What keeps cells of `concept` from being rows of the table; none where records are missing or stale."""
    for title in concept.family(family):
        try:
            _address(concept, title, family)
            _defaults(concept, title)
        except SnippetError as error:
            yield error
        except RecordError:
            return


def _address(concept: Concept, title: str, family: str) -> str:
    """The title without its family, which no other family's cell may have; raises `SnippetError`."""
    if not family:
        return title
    address = title.removeprefix(f"{family}-")
    for other in concept.visible:
        if other != title and other.partition("-")[2] == address:
            raise _no_row(next(iter(concept.having(title).values())), title, f"'{other}' has the same address")
    return address


def _rows(concept: Concept, title: str, anchor: str) -> Iterator[str]:
    read, verdict = _defaults(concept, title), verdict_of(concept, title)
    names = (concept.names(framework)[title] for framework in read)
    functions = "".join(f'<th scope="col">{" ".join(map(api_link, used))}</th>' for used in names)
    yield f'<tbody id="{anchor}"><tr>{functions}</tr>'
    for pairs in zip(*read.values(), strict=True):
        kind = "same" if len({value for _, value in pairs}) == 1 else "differs"
        cells = "".join(f"<td>{html_code(f'{name}={value}')}</td>" for name, value in pairs)
        yield f'<tr class="{kind}">{cells}</tr>'
    if text := verdict.why or verdict.note:
        yield f'<tr class="why"><td colspan="{len(read)}">{html_prose(text)}</td></tr>'
    yield "</tbody>"


def _defaults(concept: Concept, title: str) -> dict[str, list[tuple[str, str]]]:
    """Names and defaults of arguments by framework, equally many in each; raises `SnippetError`."""
    found: dict[str, list[tuple[str, str]]] = {}
    having = concept.having(title)
    if lacking := [framework for framework in concept.snippets if framework not in having]:
        raise _no_row(next(iter(having.values())), title, f"{' and '.join(lacking)} lacks it")
    for framework, snippet in having.items():
        names = _argument_names(snippet, title)
        values = [value for one in concept.records[framework].cells[title].values.values() for value in one.values]
        if len(names) != len(values):
            raise _no_row(snippet, title, f"arguments named: {len(names)}, defaults recorded: {len(values)}")
        if found and len(names) != (count := len(next(iter(found.values())))):
            raise _no_row(snippet, title, f"arguments named: {len(names)}, in {next(iter(found))}: {count}")
        found[framework] = list(zip(names, values, strict=True))
    return found


def _argument_names(snippet: Snippet, title: str) -> list[str]:
    """The names in the call whose value the cell's one marked variable is; raises `SnippetError`."""
    cell = snippet[title]
    for statement in cell.tree.body:
        match statement:
            case ast.Assign([ast.Name(variable)], ast.Call(_, [_, *rest], [])) if (variable,) == cell.marks.variables:
                names = [one.value for one in rest if isinstance(one, ast.Constant) and isinstance(one.value, str)]
                if names and len(names) == len(rest):
                    return names
    variable = next(iter(cell.marks.variables), "defaults")
    raise _no_row(snippet, title, f'expected `{variable} = read(function, "name", ...)`, its one marked variable')


def _no_row(snippet: Snippet, title: str, reason: str) -> SnippetError:
    return SnippetError(snippet.path, snippet[title].line, f"cell '{title}' is no row of a table of defaults: {reason}")
