"""What is written before the site is built, from sources and records alone: files to download, figures, notebooks."""

from __future__ import annotations

import base64
import contextlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from rosetta.errors import RosettaError
from rosetta.judge.concepts import Concept
from rosetta.record.notebook import notebook_bytes
from rosetta.site import preface
from rosetta.site.families import names_by_page
from rosetta.site.generated import NAMES, NOTEBOOKS, RECORDED, compact_json
from rosetta.site.needs import needs
from rosetta.site.notebooks import with_prose
from rosetta.site.numbers import fill
from rosetta.site.page import Page
from rosetta.site.social import pictures
from rosetta.site.sources import Sources
from rosetta.site.tabs import figure_name, figures

WRITTEN = f"{RECORDED}/.written"
"""The list of generated files. Whatever else lies beside them is somebody's own."""

Makers = Mapping[str, Callable[[Sources], bytes]]
"""By path, what makes files of the whole project."""


def write_files(
    sources: Sources,
    strict: bool = True,
    site: str = "",
    tell: Callable[[RosettaError], None] = lambda error: None,
    more: Makers = MappingProxyType({}),
) -> list[Path]:
    """Write all generated files below the documentation folder, remove those no longer made, and return their paths.

    `site` is the address of the site, for what readers download, and `more` makes other files, by path. Files that
    would not change are left alone, so that a live server reloads only what did, and so is every file that this
    function has not written. Raises `RosettaError` where a record is stale; unless `strict`, what was made from an
    older one stays, and `tell` is given the error.
    """
    docs, wanted = sources.configuration.docs, _all_files(sources, strict, site, tell)
    for path, make in more.items():
        with _leaving_out(strict, tell):
            wanted[path] = make(sources)
    _remember(docs, set(wanted), remove=strict)
    for path, content in wanted.items():
        _write(docs / path, content)
    return [docs / path for path in wanted]


def _all_files(sources: Sources, strict: bool, site: str, tell: Callable[[RosettaError], None]) -> dict[str, bytes]:
    """Path below the documentation folder and content of every file."""
    main = _main_pages(sources)
    wanted = pictures(sources)
    for name in sources.concepts.names:
        with _leaving_out(strict, tell):
            wanted |= _files(sources, sources.concepts[name], main.get(name), site)
    for page in sources.pages:
        if any(one.table == "families" for one in page.directives):
            wanted[str(PurePosixPath(page.path).with_name(NAMES))] = compact_json(names_by_page(page, sources))
    return wanted


@contextlib.contextmanager
def _leaving_out(strict: bool, tell: Callable[[RosettaError], None]) -> Iterator[None]:
    """Leave out what an error of the project keeps from being made, and `tell` it, unless `strict`."""
    try:
        yield
    except RosettaError as error:
        if strict:
            raise
        tell(error)


def _files(sources: Sources, concept: Concept, page: Page | None, site: str) -> dict[str, bytes]:
    """Path and content of each file made for one concept, whose prose is that of `page`."""
    files: dict[str, bytes] = {}
    if page:
        page, errors = fill(page, sources)
        for error in errors:
            raise error
    for framework, record in concept.records.items():
        snippet, folder, needed = concept.snippets[framework], f"{RECORDED}/{framework}", needs(concept, framework)
        notebook = notebook_bytes(with_prose(json.loads(record.path.read_bytes()), snippet, page, needed, site))
        source = snippet.path.read_text(encoding="utf-8-sig")
        head = preface.script(snippet, needed, site)
        files[f"{folder}/{snippet.path.name}"] = (head + source).encode()
        files[f"{folder}/{concept.name}.pieces.json"] = _pieces(concept, framework, head.count("\n"))
        files[f"{folder}/{record.path.name}"] = notebook
        for kept in map(snippet.kept_file, snippet.written):
            files[f"{folder}/{kept.name}"] = kept.read_bytes()
        if sources.configuration.entry(shown := f"{NOTEBOOKS}/{framework}/{record.path.name}"):
            files[shown] = notebook
        for title, run in record.cells.items():
            for index, output in figures(run).items():
                picture = base64.b64decode(output["data"]["image/png"])
                files[f"{folder}/{figure_name(concept.name, title, index)}"] = picture
    return files


def _pieces(concept: Concept, framework: str, offset: int) -> bytes:
    """By title, the first and last lines, in the downloaded file, of what runs by itself: for the page's script."""
    found = concept.pieces(framework).items()
    lines = {title: [[first + offset, last + offset] for first, last in pairs] for title, pairs in found}
    return compact_json(lines)


def _remember(docs: Path, wanted: set[str], remove: bool) -> None:
    """Keep a list of what is written; of what the last one names, `remove` those that are no longer wanted."""
    listed = docs / WRITTEN
    before = set(listed.read_text(encoding="utf-8").splitlines()) if listed.is_file() else set()
    for path in before - wanted if remove else ():
        (docs / path).unlink(missing_ok=True)
    _write(listed, "".join(f"{path}\n" for path in sorted(wanted if remove else wanted | before)).encode())


def _write(path: Path, content: bytes) -> None:
    if not path.exists() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _main_pages(sources: Sources) -> dict[str, Page]:
    """By concept, the page that shows most of its cells."""
    counts: dict[str, Counter[str]] = {}
    for page in sorted(sources.pages, key=lambda page: page.path):
        for place in sources.shown(page).places:
            counts.setdefault(place.concept.name, Counter())[page.path] += 1
    pages = {name: sources.page(paths.most_common(1)[0][0]) for name, paths in counts.items()}
    return {name: page for name, page in pages.items() if page}
