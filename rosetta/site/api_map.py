"""Tables of all cells of a concept, an API map: `::: rows CONCEPT`.

The rows are HTML, not Markdown: they hold several lines of code, and a page has hundreds.
"""

from __future__ import annotations

import ast
import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from rosetta.frameworks import FRAMEWORKS
from rosetta.judge.concepts import Concept
from rosetta.judge.parity import Verdict, judged
from rosetta.site.links import documentation
from rosetta.site.wording import differing
from rosetta.source.cells import Cell
from rosetta.source.names import short as short_name

_TABLE_ROWS = 40
"""Rows of one table: a browser lays out those in sight alone, table by table, which keeps filtering quick."""
_KINDS = {"same": "Same", "differs": "Differs", "only": "No equivalent", "shown": "Shown"}


def owners(concepts: Iterable[Concept]) -> dict[str, tuple[str, str]]:
    """For each API name, the row that its address leads to: the one of its name, else the one about least else."""
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
    return {name: row for name, (_, row) in found.items()}


def anchor(concept: Concept, title: str, owned: dict[str, tuple[str, str]]) -> str:
    """Address of a row on its page: the first name it owns, else its own."""
    names = (name for name, row in owned.items() if row == (concept.name, title))
    return short_name(next(names, f"{concept.name}-{title}"))


def rows(concept: Concept, owned: dict[str, tuple[str, str]], strict: bool) -> list[str]:
    """Lines of tables of all visible cells of `concept`, and above them, folded, of the hidden ones that prepare them.

    Raises what `verdict_of` does; unless `strict`, such a cell has no row.
    """
    found = list(judged(((concept, title) for title in concept.visible), strict))
    lines = ["", *_inputs(concept), ""]
    names = {framework: concept.names(framework) for framework in concept.snippets}
    heads = "".join(f"<th>{FRAMEWORKS[framework].title}</th>" for framework in concept.snippets)
    for start in range(0, len(found), _TABLE_ROWS):
        lines.append(
            f'<div class="rows-part"><table class="rows"><thead><tr>{heads}<th>Result</th></tr></thead><tbody>'
        )
        for _, title, verdict in found[start : start + _TABLE_ROWS]:
            row = (concept.name, title)
            linked = verdict.kind == "differs" and row not in owned.values()  # by the table of differences
            lines.append(f'<tr id="{anchor(concept, title, owned)}">' if linked else "<tr>")
            for framework, snippet in concept.snippets.items():
                used = names[framework].get(title, ())
                mine = [name for name in used if owned.get(name) == row] or used
                links = [api_link(name, owned.get(name) == row) for name in mine]
                code = _code(snippet[title].source) if title in snippet else ""
                lines.append(f"<td>{' '.join(links)}{code}</td>")
            lines.append(f'<td class="{verdict.kind}">{_result(concept, title, verdict)}</td></tr>')
        lines.append("</tbody></table></div>")
    return [*lines, ""]


def _inputs(concept: Concept) -> Iterator[str]:
    hidden = [title for title in concept.titles if title not in concept.visible]
    if not hidden:
        return
    yield '<details class="inputs"><summary>Inputs of these rows</summary><div>'
    for framework, snippet in concept.snippets.items():
        source = "\n\n".join(snippet[title].source for title in hidden if title in snippet)
        yield f"<figure><figcaption>{FRAMEWORKS[framework].title}</figcaption>{_code(source)}</figure>"
    yield "</div></details>"


def _code(source: str) -> str:
    return f"<code>{html.escape(source, quote=False)}</code>"


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


def prose_html(text: str) -> str:
    """Text with `code` in backticks as HTML."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text, quote=False))


def _unlikeness(name: str, title: str) -> int:
    short, title = name.rsplit(".", 1)[-1].lower().replace("_", ""), title.replace("-", "")
    return 0 if short == title else 1 if short in title or title in short else 2


def _result(concept: Concept, title: str, verdict: Verdict) -> str:
    parts = [f"<b>{_KINDS[verdict.kind]}</b>"]
    if text := verdict.why or verdict.note:
        parts.append(f" {prose_html(text)}")
    cells = [snippet[title] for snippet in concept.having(title).values()]
    renamed = [f"{mine} → {other}" for cell in cells[1:2] for mine, other in renamed_arguments(cells[0], cell)]
    facts = differing(verdict)
    if moved := max((finding.difference or 0 for finding in verdict.same), default=0):
        facts.append(f"max |Δ| {moved:.1g}")
    for kind, texts in (("arguments", renamed), ("facts", facts)):
        if texts:
            parts.append(f'<small class="{kind}">{prose_html("; ".join(texts))}</small>')
    return "".join(parts)


def _alike(name: str, other: str, value: str) -> bool:
    """Whether two arguments of one `value` may mean the same: switches, with two values only, must be named alike."""
    return ("value=True" not in value and "value=False" not in value) or name[:4] in other or other[:4] in name


def _keywords(cell: Cell) -> list[tuple[str, str]]:
    calls = (node for node in ast.walk(cell.tree) if isinstance(node, ast.Call))
    return [(word.arg, ast.dump(word.value)) for call in calls for word in call.keywords if word.arg]
