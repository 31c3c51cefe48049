"""The files that the search reads."""

from __future__ import annotations

import json

from tiny_project import Project

from rosetta.find.files import FILES
from rosetta.site.sources import Sources


def test_pages_writes_them_below_the_documentation_folder(found: Project) -> None:
    assert found.run("pages") == (0, "19 files for the site\n", "")
    names, words = (json.loads(found.read(f"docs/{path}")) for path in FILES)
    assert sorted(names) == ["frameworks", "names", "pages", "places"]
    assert sorted(words) == ["documents", "sections", "terms"]


def test_documents_are_sections_with_their_first_words_and_then_the_rows(found: Project) -> None:
    sources = Sources(found.root)
    words = json.loads(FILES["search/words.json"](sources))
    rows = [place for place in json.loads(FILES["search/names.json"](sources))["places"] if place[2] != "section"]
    assert words["sections"] == [
        [0, "", "Home", "Start here."],
        [1, "", "Seeds", ""],
        [1, "set-the-seed", "Set the seed", "Both have one call for it, torch.manual_seed(n)."],
        [1, "meet-an-error", "Meet an error", ""],
        [2, "", "Map", ""],
        [2, "layers", "Layers", ""],
    ]
    last = sum(words["documents"][words["terms"].index("lazylinear")][::2])
    assert last == len(words["sections"]) + len(rows) - 1


def test_the_same_sources_give_the_same_bytes(found: Project) -> None:
    for make in FILES.values():
        assert make(Sources(found.root)) == make(Sources(found.root))
