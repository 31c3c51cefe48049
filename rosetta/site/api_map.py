"""Tables of all cells of a concept, a family of the API map: `::: rows CONCEPT`.

The rows are HTML, not Markdown: they hold several lines of code, and a page has a hundred of them.
"""

from __future__ import annotations

import ast
import html
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

from rosetta.frameworks import FRAMEWORKS
from rosetta.judge.concepts import Concept
from rosetta.judge.parity import Verdict, judged
from rosetta.site import messages
from rosetta.site.addresses import Addresses, Cell, own
from rosetta.site.escaping import html_code, html_prose
from rosetta.site.links import documentation
from rosetta.site.sections import Section
from rosetta.site.urls import relative_url
from rosetta.site.wording import differing, within
from rosetta.source import cells
from rosetta.source.names import short as short_name

_KINDS = {"same": "Same", "differs": "Differs", "only": "No equivalent", "shown": "Shown"}


def rows(
    concept: Concept, titles: list[str], addresses: Addresses, explained: Mapping[Cell, Section], start: str
) -> list[str]:
    """Lines of a table of these cells of `concept`, and above it, folded, of the hidden ones that prepare them.

    `explained` are the sections that explain rows; links lead from the folder `start` of the built site.
    """
    heads = "".join(f'<th scope="col">{FRAMEWORKS[framework].title}</th>' for framework in concept.snippets)
    lines = ["", *_inputs(concept), ""]
    lines.append(f'<table class="rows"><thead><tr>{heads}<th scope="col">Result</th></tr></thead><tbody>')
    for title in titles:
        lines += _row(concept, title, addresses, _link(explained.get((concept.name, title)), start))
    return [*lines, "</tbody></table>", ""]


def _row(concept: Concept, title: str, addresses: Addresses, link: str) -> Iterator[str]:
    verdict = judged(concept, title)
    kind = verdict.kind if isinstance(verdict, Verdict) else "stale"
    row = (concept.name, title)
    yield f'<tr id="{own(*row)}">'
    for framework, snippet in concept.snippets.items():
        if title in snippet:
            about = f'data-framework="{FRAMEWORKS[framework].title}" data-cell="{concept.name}/{title}"'
            names = " ".join(_names(concept, title, framework, addresses))
            yield f"<td {about}>{names}{html_code(snippet[title].source)}</td>"
        else:
            yield "<td></td>"
    told = _result(concept, title, verdict) if isinstance(verdict, Verdict) else html_prose(messages.words(verdict))
    yield f'<td class="{kind}">{told}<small class="explained">{link}</small></td></tr>'


def _names(concept: Concept, title: str, framework: str, addresses: Addresses) -> Iterator[str]:
    """Links of the names that lead to the row, or of all that the cell uses; the one that it is about comes first.

    Names that lead there and that no cell uses are addresses alone.
    """
    row, used = (concept.name, title), concept.names(framework).get(title, ())
    mine = [name for name in used if addresses.owners.get(name) == row]
    subject = addresses.subjects.get(row, {}).get(framework)
    for name in sorted(mine or used, key=lambda name: name != subject):
        yield api_link(name, name in mine)
    for name in addresses.methods_of(row) if framework == "pytorch" else ():
        yield f'<span id="{html.escape(short_name(name))}"></span>'


def _link(section: Section | None, start: str) -> str:
    """A link to the section that explains a row, if one does."""
    if not section:
        return "No section"
    address = html.escape(f"{relative_url(section.page.path, start)}#{section.anchor}")
    return f'<a href="{address}">{html_prose(section.title)}</a>'


def _inputs(concept: Concept) -> Iterator[str]:
    hidden = [title for title in concept.titles if title not in concept.visible]
    if not hidden:
        return
    yield '<details class="inputs"><summary>Inputs of these rows</summary><div>'
    for framework, snippet in concept.snippets.items():
        source = "\n\n".join(snippet[title].source for title in hidden if title in snippet)
        yield f"<figure><figcaption>{FRAMEWORKS[framework].title}</figcaption>{html_code(source)}</figure>"
    yield "</div></details>"


def renamed_arguments(cell: cells.Cell, other: cells.Cell) -> list[tuple[str, str]]:
    """Pairs of keywords under which two cells pass equal values by different names."""
    mine, others = Counter(_keywords(cell)), Counter(_keywords(other))
    others, mine = others - mine, mine - others
    renamed = []
    for name, value in mine.elements():
        if match := next((pair for pair in others if pair[1] == value and _alike(name, *pair)), None):
            others -= Counter([match])
            renamed.append((name, match[0]))
    return list(dict.fromkeys(renamed))


def renamed_in(concept: Concept, title: str) -> list[tuple[str, str]]:
    """The `renamed_arguments` of the first two frameworks that have a cell."""
    pair = [snippet[title] for snippet in concept.having(title).values()][:2]
    return renamed_arguments(*pair) if len(pair) == 2 else []


def api_link(name: str, is_owner: bool = False) -> str:
    """A link to the official documentation of `name`; it is the address of the name where it `is_owner`."""
    short = html.escape(short_name(name))
    place = f' id="{short}"' if is_owner else ""
    return f'<a{place} href="{html.escape(documentation(name))}">{short}</a>'


def _result(concept: Concept, title: str, verdict: Verdict) -> str:
    parts = [f"<b>{within(verdict) if verdict.kind == 'near' else _KINDS[verdict.kind]}</b>"]
    if text := verdict.why or verdict.note:
        parts.append(f" {html_prose(text)}")
    renamed = [f"{mine} → {other}" for mine, other in renamed_in(concept, title)]
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
def _keywords(cell: cells.Cell) -> tuple[tuple[str, str], ...]:
    calls = (node for node in ast.walk(cell.tree) if isinstance(node, ast.Call))
    return tuple((word.arg, ast.dump(word.value)) for call in calls for word in call.keywords if word.arg)
