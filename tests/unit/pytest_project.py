"""A project whose snippets pytest runs, in this process or in one of its own, with stand-ins for the frameworks."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from records import give_hashes

LINEAR = """
    # %% create same="w"
    w = [1.0, 2.0]

    # %% forward same="y"
    y = [2.5, -4.0]
    print(1.5)

    # %% backward
    print("done")
"""
RECORD = Path("snippets/pytorch/linear.ipynb")


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(dedent(text).removeprefix("\n"), encoding="utf-8")


def edit_record(old: str, new: str, by_hand: bool = False) -> None:
    """Replace `old`, which must stand in the record once, by `new`, as another run would, or as a hand."""
    text = RECORD.read_text(encoding="utf-8")
    assert text.count(old) == 1
    RECORD.write_text(text.replace(old, new), encoding="utf-8")
    if not by_hand:
        give_hashes(RECORD)


class Session:
    """What came of a session of pytest's in the project: by test what was told of it, and the closing lines."""

    def __init__(self, result: Any) -> None:
        self.status = int(result.ret)
        self.output = result.stdout.str()
        self.lines = [line for line in self.output.partition("= snippets =")[2].splitlines()[1:] if line]
        self.tests: dict[str, str] = {}
        if hasattr(result, "reprec"):
            for report in result.reprec.getreports("pytest_runtest_logreport"):
                if report.when == "call":
                    told = report.longrepr[2] if report.skipped else report.longreprtext
                    self.tests[report.nodeid.removeprefix("snippets/")] = told or report.outcome


class PytestProject:
    """A project in the working folder."""

    def __init__(self, pytester: pytest.Pytester) -> None:
        self.pytester = pytester

    def check(self, *arguments: str) -> Session:
        """Run pytest on the snippets in this process."""
        return Session(self.pytester.runpytest_inprocess(*(arguments or ["snippets"])))

    def record(self, *arguments: str) -> Session:
        return self.check("snippets", "--record-snippets", *arguments)

    def run(self, *arguments: str) -> Session:
        """Run pytest in a process of its own, where it can have another framework's server, or be killed."""
        return Session(self.pytester.runpytest_subprocess(*arguments))
