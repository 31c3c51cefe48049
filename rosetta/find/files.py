"""The files that the search reads, below the documentation folder; `site/generated.py` names their folder."""

from __future__ import annotations

from rosetta.find.documents import documents
from rosetta.find.index import index
from rosetta.find.names import names_table, rows
from rosetta.site.downloads import Makers
from rosetta.site.generated import SEARCH, compact_json
from rosetta.site.sections import Section
from rosetta.site.sources import Sources


def names_file(sources: Sources) -> bytes:
    """All public names with their places (see `names_table`), for the lookup field and the search."""
    return compact_json(names_table(sources, rows(sources)))


def words_file(sources: Sources) -> bytes:
    """The index, and `sections`: page (as in `names.json`), anchor, title and first words of each.

    Documents of the index are these sections and then the rows, in the order of `names.json`.
    """
    found = documents(sources, rows(sources))
    numbers = {page.path: number for number, page in enumerate(sources.pages)}
    shown = [
        [numbers[one.page.path], one.address.partition("#")[2], document.title, document.excerpt]
        for one, document in found
        if isinstance(one, Section)
    ]
    return compact_json({"sections": shown, **index([document for _, document in found])})


FILES: Makers = {
    f"{SEARCH}/names.json": names_file,
    f"{SEARCH}/words.json": words_file,
}
"""By path, what makes each file."""
