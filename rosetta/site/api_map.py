"""Tables of all cells of a concept, an API map: `::: rows CONCEPT`.

The rows are HTML, not Markdown: they hold several lines of code, and a page has hundreds.
"""

from __future__ import annotations

import ast
import html
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rosetta.frameworks import FRAMEWORKS
from rosetta.judge.concepts import Concept
from rosetta.judge.parity import Verdict, judged
from rosetta.site import messages
from rosetta.site.escaping import html_code, html_prose
from rosetta.site.links import documentation
from rosetta.site.wording import differing, within
from rosetta.source.cells import Cell
from rosetta.source.names import short as short_name

_TABLE_ROWS = 40
"""Rows of one table: a browser lays out those in sight alone, table by table, which keeps filtering quick."""
_KINDS = {"same": "Same", "differs": "Differs", "only": "No equivalent", "shown": "Shown"}


@dataclass(frozen=True)
class Addresses:
    """Addresses on a page with rows of an API map: each API name has one, which leads to a row."""

    owners: dict[str, tuple[str, str]]
    """By API name, concept and title of its row."""

    @cached_property
    def names(self) -> dict[tuple[str, str], str]:
        """The first API name of each row that has one, as people write it."""
        return {row: short_name(name) for name, row in reversed(self.owners.items())}

    @property
    def anchors(self) -> set[str]:
        """Addresses of all API names."""
        return {short_name(name) for name in self.owners}

    def row(self, concept: Concept, title: str) -> str:
        """Address of a row: the first name it owns, else its own."""
        return self.names.get((concept.name, title), f"{concept.name}-{title}")


def addresses(concepts: Iterable[Concept]) -> Addresses:
    """Each API name leads to the row of its name, else to the one about least else."""
    found: dict[str, tuple[tuple[int, int], tuple[str, str]]] = {}
    for concept in concepts:
        for framework in concept.snippets:
            names = concept.names(framework)
            for title in concept.visible:
                used = names.get(title, ())
                for name in used:
                    rank = _unlikeness(name, title), len(used)
                    if name not in found or rank < found[name][0]:
                        found[name] = rank, (concept.name, title)
    return Addresses({name: row for name, (_, row) in found.items()})


def rows(concept: Concept, titles: list[str], addresses: Addresses) -> list[str]:
    """Lines of tables of these cells of `concept`, and above them, folded, of the hidden ones that prepare them."""
    lines = ["", *_inputs(concept), ""]
    heads = "".join(f"<th>{FRAMEWORKS[framework].title}</th>" for framework in concept.snippets)
    for start in range(0, len(titles), _TABLE_ROWS):
        lines.append(
            f'<div class="rows-part"><table class="rows"><thead><tr>{heads}<th>Result</th></tr></thead><tbody>'
        )
        for title in titles[start : start + _TABLE_ROWS]:
            lines += _row(concept, title, addresses)
        lines.append("</tbody></table></div>")
    return [*lines, ""]


def _row(concept: Concept, title: str, addresses: Addresses) -> Iterator[str]:
    verdict = judged(concept, title)
    kind = verdict.kind if isinstance(verdict, Verdict) else "stale"
    row = (concept.name, title)
    yield "<tr>" if row in addresses.names else f'<tr id="{addresses.row(concept, title)}">'
    for framework, snippet in concept.snippets.items():
        used = concept.names(framework).get(title, ())
        mine = [name for name in used if addresses.owners.get(name) == row] or used
        links = [api_link(name, addresses.owners.get(name) == row) for name in mine]
        code = html_code(snippet[title].source) if title in snippet else ""
        yield f"<td>{' '.join(links)}{code}</td>"
    told = _result(concept, title, verdict) if isinstance(verdict, Verdict) else html_prose(messages.words(verdict))
    yield f'<td class="{kind}">{told}</td></tr>'


def _inputs(concept: Concept) -> Iterator[str]:
    hidden = [title for title in concept.titles if title not in concept.visible]
    if not hidden:
        return
    yield '<details class="inputs"><summary>Inputs of these rows</summary><div>'
    for framework, snippet in concept.snippets.items():
        source = "\n\n".join(snippet[title].source for title in hidden if title in snippet)
        yield f"<figure><figcaption>{FRAMEWORKS[framework].title}</figcaption>{html_code(source)}</figure>"
    yield "</div></details>"


def renamed_arguments(cell: Cell, other: Cell) -> list[tuple[str, str]]:
    """Pairs of keywords under which two cells pass equal values by different names."""
    mine, others = Counter(_keywords(cell)), Counter(_keywords(other))
    others, mine = others - mine, mine - others
    renamed = []
    for name, value in mine.elements():
        if match := next((pair for pair in others if pair[1] == value and _alike(name, *pair)), None):
            others -= Counter([match])
            renamed.append((name, match[0]))
    return list(dict.fromkeys(renamed))


def api_link(name: str, is_owner: bool = False) -> str:
    """A link to the official documentation of `name`; it is the address of the name where it `is_owner`."""
    short = html.escape(short_name(name))
    place = f' id="{short}"' if is_owner else ""
    return f'<a{place} href="{html.escape(documentation(name))}">{short}</a>'


def _unlikeness(name: str, title: str) -> int:
    short, title = name.rsplit(".", 1)[-1].lower().replace("_", ""), title.replace("-", "")
    return 0 if short == title else 1 if short in title or title in short else 2


def _result(concept: Concept, title: str, verdict: Verdict) -> str:
    parts = [f"<b>{within(verdict) if verdict.kind == 'near' else _KINDS[verdict.kind]}</b>"]
    if text := verdict.why or verdict.note:
        parts.append(f" {html_prose(text)}")
    cells = [snippet[title] for snippet in concept.having(title).values()]
    renamed = [f"{mine} → {other}" for cell in cells[1:2] for mine, other in renamed_arguments(cells[0], cell)]
    facts = differing(verdict)
    if moved := max((finding.difference or 0 for finding in verdict.same + verdict.near), default=0):
        facts.append(f"max |Δ| {moved:.1g}")
    for kind, texts in (("arguments", renamed), ("facts", facts)):
        if texts:
            parts.append(f'<small class="{kind}">{html_prose("; ".join(texts))}</small>')
    return "".join(parts)


def _alike(name: str, other: str, value: str) -> bool:
    """Whether two arguments of one `value` may mean the same: switches, with two values only, must be named alike."""
    return ("value=True" not in value and "value=False" not in value) or name[:4] in other or other[:4] in name


@lru_cache(maxsize=4096)  # the live server renders a map of a thousand cells after every save
def _keywords(cell: Cell) -> tuple[tuple[str, str], ...]:
    calls = (node for node in ast.walk(cell.tree) if isinstance(node, ast.Call))
    return tuple((word.arg, ast.dump(word.value)) for call in calls for word in call.keywords if word.arg)
