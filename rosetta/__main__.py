"""The command line: `rosetta check`, `pages`, `build`, `serve`, `new` and `coverage`."""

from __future__ import annotations

import argparse
import gc
import logging
import os
import sys
from pathlib import Path

from rosetta.check import check_project
from rosetta.errors import PageError, RosettaError
from rosetta.find.files import FILES as FOUND
from rosetta.machines import api_json
from rosetta.machines.files import FILES as READ
from rosetta.machines.files import write_pages
from rosetta.new import new_concept
from rosetta.site.downloads import write_files
from rosetta.site.sources import Sources

FILES = {**FOUND, **READ}
"""What makes the files of the whole project, by path below the documentation folder."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status: 0, or 1 where something is wrong."""
    options = _parser().parse_args(arguments)
    gc.disable()  # all that is read is kept to the end: collecting finds nothing, and takes half of the time
    try:
        if not (config := options.root / "mkdocs.yml").is_file():
            raise PageError(config, None, "is missing: run this in the project's folder")
        return _run(options)
    except RosettaError as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        gc.enable()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="rosetta", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project's folder (default: this one)")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="sources, records, marks, pages and nav agree, and every verdict holds")
    pages = commands.add_parser("pages", help="write what the site is built from beside the pages")
    pages.add_argument("--lenient", action="store_true", help="go on where a record is stale (while writing)")
    read = commands.add_parser("markdown", help="write each page as Markdown into a built site, with llms.txt")
    read.add_argument("folder", type=Path, help="folder of the built site")
    commands.add_parser("build", help="check, write what the site is built from, and build the site")
    serve = commands.add_parser("serve", help="show the site on this machine, and what is saved at once")
    serve.add_argument("--port", type=int, default=8000, help="port on this machine (default: 8000)")
    serve.add_argument("--open", action="store_true", help="open the site in a browser")
    new = commands.add_parser("new", help="make a page, its snippet files and its lines in nav and in the index")
    new.add_argument("name", help="name of the concept, as in snippets/pytorch/NAME.py")
    new.add_argument("--title", default="", help="of the page (default: the name)")
    new.add_argument("--group", help="of nav, where the page belongs (default: it asks, or takes the last one)")
    new.add_argument("--keras", action="store_true", help="make a snippet file of Keras too")
    coverage = commands.add_parser("coverage", help="how many counted calls of an API table the cells cover")
    coverage.add_argument("table", type=Path, nargs="+", help="tab-separated file with columns api, calls, status")
    return parser


def _run(options: argparse.Namespace) -> int:
    match options.command:
        case "check":
            return _check(Sources(options.root))
        case "build":
            return _build(options.root)
        case "pages":
            _pages(Sources(options.root), strict=not options.lenient)
        case "serve":
            from rosetta.site.serve import serve  # needs MkDocs, which the other commands do not

            gc.enable()
            serve(options.root, options.port, options.open, FILES)
        case "new":
            _new(options)
        case "markdown":
            print(f"{len(write_pages(Sources(options.root), options.folder))} files for machines")
        case "coverage":
            _coverage(Sources(options.root), options.table)
    return 0


def _build(root: Path) -> int:
    from rosetta.site.extension import sources_of
    from rosetta.site.rendering import build_site  # needs MkDocs, which the other commands do not

    sources = sources_of(root.resolve(), root.resolve() / "snippets")  # as the extension asks for them
    if status := _check(sources):
        return status
    _pages(sources, strict=True)
    logging.basicConfig(format="%(levelname)s: %(message)s", level=logging.WARNING)
    write_pages(sources, Path(build_site(root)))
    return 0


def _pages(sources: Sources, strict: bool) -> None:
    left_out: list[RosettaError] = []
    written = write_files(sources, strict, os.environ.get("ROSETTA_SITE_URL", ""), left_out.append, FILES)
    for error in left_out:
        print(f"{error} (its files stay as they were)", file=sys.stderr)
    print(f"{len(written)} file{'s' if len(written) != 1 else ''} for the site")


def _new(options: argparse.Namespace) -> None:
    def choose(groups: list[str]) -> str:
        return options.group if options.group is not None else _ask(groups)

    for path in new_concept(options.root, options.name, choose, options.title, options.keras):
        print(path.relative_to(options.root))
    print(f"Next: write the cells and the page, then\n    nox -s record -- {options.name}\n    nox -s serve")


def _ask(groups: list[str]) -> str:
    """The group that a person chooses by number or title; without a person the last."""
    if len(groups) > 1 and sys.stdin.isatty():
        for number, group in enumerate(groups, 1):
            print(f"{number:3}  {group}")
        try:
            answer = input(f"Group of the page [{len(groups)}]: ").strip() or str(len(groups))
        except EOFError:  # Ctrl+D
            raise PageError("mkdocs.yml", None, "no group was chosen, and nothing is written") from None
        return groups[int(answer) - 1] if answer.isdecimal() and 1 <= int(answer) <= len(groups) else answer
    if len(groups) > 1:
        print(f"In the group '{groups[-1]}'; --group takes another: {', '.join(groups[:-1])}")
    return groups[-1]


def _coverage(sources: Sources, tables: list[Path]) -> None:
    described = api_json.rows(sources)
    for table in tables:
        for where, rows in (("cells", described), ("rows of the API map", api_json.map_rows(described))):
            calls, total, missing = api_json.covered(table, rows)
            print(f"{table.name}: {calls:,} of {total:,} calls have {where}, {calls / total:.1%}")
        print("  most called without:", ", ".join(f"{name} {count}" for name, count in missing[:20]))


def _check(sources: Sources) -> int:
    report = check_project(sources)
    for problem in report.problems:
        print(problem)
    for line in report.coverage_lines():
        print(line)
    count = len(report.problems)
    print(f"{count} problem{'s' if count != 1 else ''}" if count else "nothing wrong")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
