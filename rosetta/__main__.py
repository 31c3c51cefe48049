"""The command line: `rosetta check`, `rosetta pages`, `rosetta new`, `rosetta coverage`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from rosetta.check import check_project
from rosetta.errors import PageError, RosettaError
from rosetta.judge.concepts import concept_names, load_concept
from rosetta.new import new_concept
from rosetta.site import api_json
from rosetta.site.downloads import write_pages


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status: 0, or 1 where something is wrong."""
    parser = argparse.ArgumentParser(prog="rosetta", description=__doc__)
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project's folder (default: this one)")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="sources, records, marks, pages and nav agree, and every verdict holds")
    pages = commands.add_parser("pages", help="write what the site is built from beside the pages")
    pages.add_argument("--lenient", action="store_true", help="go on where a record is stale (while writing)")
    new = commands.add_parser("new", help="make a page, its snippet files and its line in nav")
    new.add_argument("name", help="name of the concept, as in snippets/pytorch/NAME.py")
    coverage = commands.add_parser("coverage", help="how many counted calls of an API table the cells cover")
    coverage.add_argument("table", type=Path, nargs="+", help="tab-separated file with columns api, calls, status")
    options = parser.parse_args(arguments)
    try:
        if not (config := options.root / "mkdocs.yml").is_file():
            raise PageError(config, None, "is missing: run this in the project's folder")
        if options.command == "check":
            return _check(options.root)
        if options.command == "pages":
            print(f"{len(write_pages(options.root, strict=not options.lenient))} files for the site")
        elif options.command == "coverage":
            _coverage(options.root, options.table)
        else:
            for path in new_concept(options.root, options.name):
                print(path.relative_to(options.root))
    except RosettaError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _coverage(root: Path, tables: list[Path]) -> None:
    described = api_json.rows(load_concept(root / "snippets", name) for name in concept_names(root / "snippets"))
    for table in tables:
        for where, rows in (("cells", described), ("rows of the API map", api_json.map_rows(described))):
            calls, total, missing = api_json.covered(table, rows)
            print(f"{table.name}: {calls:,} of {total:,} calls have {where}, {calls / total:.1%}")
        print("  most called without:", ", ".join(f"{name} {count}" for name, count in missing[:20]))


def _check(root: Path) -> int:
    report = check_project(root)
    for problem in report.problems:
        print(problem)
    for line in report.coverage_lines():
        print(line)
    count = len(report.problems)
    print(f"{count} problem{'s' if count != 1 else ''}" if count else "nothing wrong")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
