"""What a pattern can see of the prose of pages and of the reasons and notes in snippets, and how hard it is to read.

`python tests/prose/prose.py [FILE ...]` prints a line per page, and each hit; it exits with 1 where there is one.
`--table` prints the numbers alone, `--hits` the hits, and `--root` names another copy of the project, to compare with.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import textstat

from rosetta.site.page import CODE_SPAN, front_matter, parse_page, split_front_matter

_START = r"(?:^|(?<=[.!?] ))"
PATTERNS = {
    "another for different": r"\b(?:is|are|was|were|be|gives?|means?|has|have|takes?) another\b(?! (?:one|name)\b)",
    "stands for is shown": r"\bstand(?:s|ing)?\b(?! for\b| beside\b| out\b|-in)",
    "opens with What, Who, Here or So": rf"{_START}(?:What|Who|Here|So)\b(?![^.!]*\?)",
    "stock words": r"\b(?:without a word|says? nothing|nobody|part ways|puts? out|minds?|of (?:one's|your) own)\b"
    r"|\bhand(?:s|ed) (?:it|over|the|a|on|back|to)\b",
    "leans on the cell before": rf"{_START}(?:(?:So|Nor) do(?:es)? (?:the|a|they|it)|The same (?:holds|goes))\b",
    "After this page you can": r"\bAfter this page\b|\bYou will (?:also )?(?:be able|know)\b",
    "British spelling": r"\b\w*(?:normalis|regularis|initialis|optimis(?!m)|generalis|colour|behaviour|favour)\w*"
    r"|\b\w*(?:neighbour|centre)\w*|\b(?:grey|maths|labelled)\b",
}
_SKIPPED = re.compile(r"\s*(?:#|\||\{|<|===|!!!|\?\?\?|!\[|\[[^\]]+\]:|:::)")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+\.|:)\s+")
_MARK = re.compile(r"# (?:why|note): ?(?P<text>.*)")
_INLINE_MARK = re.compile(r'\b(?:why|note)="(?P<text>[^"]*)"')


@dataclass(frozen=True)
class Paragraph:
    """Some lines of prose, with the number of the first."""

    line: int
    text: str


def paragraphs(path: Path) -> list[Paragraph]:
    """The prose of a page, or the reasons and notes of a snippet; code, tables and headings are none."""
    text = path.read_text(encoding="utf-8")
    found = _of_page(text) if path.suffix == ".md" else _of_snippet(text)
    return [Paragraph(line, " ".join(words.split())) for line, words in found if words.strip()]


def titles(path: Path) -> list[Paragraph]:
    """The headings of a page and its description, which search engines and the search show; a snippet has none."""
    if path.suffix != ".md":
        return []
    text = path.read_text(encoding="utf-8")
    body, offset = split_front_matter(text)
    page = parse_page(path.name, path, body.split("\n"), offset)
    found = [Paragraph(heading.line + offset, heading.text) for heading in page.headings]
    return [Paragraph(1, str((front_matter(text) or {}).get("description", ""))), *found]


def _of_page(text: str) -> Iterator[tuple[int, str]]:
    body, offset = split_front_matter(text)
    start, words, fence = 0, "", ""
    for number, line in enumerate(body.split("\n"), offset + 1):
        if mark := re.match(r"\s*(`{3,}|~{3,})", line):
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
            line = ""
        if fence or not line.strip() or _SKIPPED.match(line):
            yield start, words
            start, words = 0, ""
            continue
        if item := _ITEM.match(line):
            yield start, words
            start, words, line = 0, "", line[item.end() :]
        start, words = start or number, f"{words} {line}"
    yield start, words


def _of_snippet(text: str) -> Iterator[tuple[int, str]]:
    start, words = 0, ""
    for number, line in enumerate(text.split("\n"), 1):
        if words and (more := re.match(r"#   (.*)", line)):
            words += f" {more[1]}"
            continue
        yield start, words
        start, words = 0, ""
        if mark := _MARK.match(line):
            start, words = number, mark["text"]
        elif line.startswith("# %%"):
            yield from ((number, one["text"]) for one in _INLINE_MARK.finditer(line))
    yield start, words


def plain(text: str) -> str:
    """A paragraph without its marks: links become their words, and code becomes a word of one syllable."""
    text = re.sub(CODE_SPAN, "code", text)
    text = re.sub(r"\{\{[^}]*\}\}", "1", text)
    text = re.sub(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])?", r"\1", text)
    return re.sub(r"\s+", " ", re.sub(r"\*\*|\*|\{[^}]*\}", "", text)).strip()


def sentences(text: str) -> list[str]:
    """The sentences of a plain paragraph; a point within a number or a name ends none."""
    return [one for one in re.split(r"(?<=[.!?])[\"')]?\s+(?=[\"'(]?[A-Z0-9])", text) if re.search(r"\w", one)]


def hits(path: Path) -> Iterator[tuple[int, str, str]]:
    """Line, name of the pattern and the words of every hit in a file."""
    for paragraph in [*titles(path), *paragraphs(path)]:
        text = plain(paragraph.text)
        for name, pattern in PATTERNS.items():
            for match in re.finditer(pattern, text):
                start = max(0, match.start() - 25)
                yield paragraph.line, name, text[start : match.end() + 35]


def measure(paths: list[Path]) -> tuple[int, float, float]:
    """Number of words, mean words a sentence, and Flesch reading ease of the prose of some files together."""
    found = [one for path in paths for paragraph in paragraphs(path) for one in sentences(plain(paragraph.text))]
    words = sum(len(one.split()) for one in found)
    ease = (
        textstat.flesch_reading_ease(" ".join(one if one[-1] in ".!?" else f"{one}." for one in found))
        if found
        else 0.0
    )
    return words, words / max(1, len(found)), ease


def files(root: Path) -> list[Path]:
    """All pages and snippets."""
    pages = [path for path in sorted((root / "docs").rglob("*.md")) if "recorded" not in path.parts]
    return [*pages, *sorted((root / "snippets").glob("*/*.py"))]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--root", type=Path, default=Path())
    parser.add_argument("--table", action="store_true")
    parser.add_argument("--hits", action="store_true", help="print the hits alone")
    options = parser.parse_args()
    paths = options.files or files(options.root)
    total: dict[str, int] = dict.fromkeys(PATTERNS, 0)
    if not options.hits:
        print(f"{'words':>7} {'a sentence':>10} {'ease':>5} {'hits':>5}")
    for path in paths:
        found = list(hits(path))
        for line, name, words in found:
            total[name] += 1
            if not options.table:
                print(f"{path}:{line}: {name}: ...{words}...")
        if path.suffix == ".md" and not options.hits and (numbers := measure([path]))[0]:
            print(f"{numbers[0]:7} {numbers[1]:10.1f} {numbers[2]:5.0f} {len(found):5} {path}")
    if not options.hits:
        count, length, ease = measure(paths)
        print(f"{count:7} {length:10.1f} {ease:5.0f} {sum(total.values()):5} all")
        for name, number in total.items():
            print(f"{number:5} {name}")
    return 1 if any(total.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
