"""Snippets are collected and chosen as other tests are; options are refused with a reason."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from pytest_project import PytestProject, edit_record, write

pytest_plugins = ["pytester"]


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["snippets", "-k", "forward"], ["forward"]),
        (["snippets", "-k", "create or backward"], ["create", "backward"]),
        (["snippets/pytorch"], ["create", "forward", "backward"]),
        (["snippets/pytorch/linear.py"], ["create", "forward", "backward"]),
        (["snippets/pytorch/linear.py::forward"], ["forward"]),
    ],
)
def test_cells_are_chosen_as_other_tests_are(recorded: PytestProject, arguments: list[str], names: list[str]) -> None:
    session = recorded.check(*arguments)
    assert session.tests == {f"pytorch/linear.py::{name}": "passed" for name in names}


def test_collecting_runs_nothing(tested: PytestProject) -> None:
    write("snippets/pytorch/linear.py", "# %% create\nopen('/nonexistent/file')\n")
    session = tested.check("snippets", "--collect-only", "-q")
    assert (session.status, session.tests, session.lines) == (0, {}, [])
    assert session.output.splitlines()[0] == "snippets/pytorch/linear.py::create"


def test_other_python_files_are_left_alone(tested: PytestProject) -> None:
    write("snippets/pytorch/parts/helper.py", "1 / 0\n")
    write("elsewhere/pytorch/helper.py", "1 / 0\n")
    write("snippets/helper.py", "1 / 0\n")
    write("snippets/pytorch/.helper.py", "1 / 0\n")
    session = tested.check(".", "-k", "helper")
    assert (session.status, session.tests) == (5, {})


def test_the_time_limit_is_an_option(tested: PytestProject) -> None:
    write("snippets/pytorch/linear.py", "# %% train\nwhile True: pass\n")
    assert tested.check("snippets", "--snippet-time-limit", "1").tests["pytorch/linear.py::train"] == (
        "snippets/pytorch/linear.py:2: cell 'train' still running after 1 s\n"
        "    linear.py:2 in cell 'train'\n        while True: pass"
    )


def test_the_plugin_imports_nothing_that_snippets_need_until_there_are_some() -> None:
    heavy = {"IPython", "matplotlib", "numpy", "multiprocessing", "rosetta.source", "rosetta.record"}
    code = f"import sys, rosetta.run.plugin; print({heavy} & set(sys.modules))"
    without_coverage = {name: text for name, text in os.environ.items() if not name.startswith("COVERAGE")}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=without_coverage
    )
    assert done.stdout == "set()\n"


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("--snippet-shard=5/4", "argument --snippet-shard: '5/4' is not K/N, such as 2/4, with K from 1 to N"),
        ("--snippet-shard=0/4", "argument --snippet-shard: '0/4' is not K/N, such as 2/4, with K from 1 to N"),
        ("--snippet-shard=half", "argument --snippet-shard: 'half' is not K/N, such as 2/4, with K from 1 to N"),
        ("--snippet-jobs=0", "argument --snippet-jobs: '0' is not a whole number above 0"),
        ("--snippet-jobs=1.5", "argument --snippet-jobs: '1.5' is not a whole number above 0"),
        ("--snippet-time-limit=-1", "argument --snippet-time-limit: '-1' is not a number above 0"),
        ("--snippet-time-limit=inf", "argument --snippet-time-limit: 'inf' is not a number above 0"),
    ],
)
def test_a_wrong_value_of_an_option_is_told(
    tested: PytestProject, capsys: pytest.CaptureFixture[str], option: str, message: str
) -> None:
    assert int(tested.pytester.runpytest_inprocess("snippets", option).ret) == 4
    assert f"error: {message}\n" in capsys.readouterr().err


def test_a_shard_takes_whole_files_and_all_shards_take_every_file_once(recorded: PytestProject) -> None:
    write("snippets/pytorch/other.py", "# %% create\nprint(1)\n\n# %% forward\nprint(2)\n")
    write("snippets/pytorch/third.py", "# %% create\nprint(1)\n")
    edit_record('"seconds": ', '"seconds": 10')  # the longest file: a shard to itself
    shards = [
        recorded.check("snippets", f"--snippet-shard={part}/2", "--collect-only", "-q").output.splitlines()
        for part in (1, 2)
    ]
    assert [sorted(line for line in lines if "::" in line) for lines in shards] == [
        [f"snippets/pytorch/linear.py::{title}" for title in ("backward", "create", "forward")],
        [
            "snippets/pytorch/other.py::create",
            "snippets/pytorch/other.py::forward",
            "snippets/pytorch/third.py::create",
        ],
    ]
    assert "3/6 tests collected (3 deselected)" in shards[0][-1]


def test_under_xdist_each_file_fails_with_the_reason(recorded: PytestProject) -> None:
    write(  # as xdist does in its workers; another plugin reads the seed there
        "conftest.py",
        """
        def pytest_configure(config):
            config.workerinput = {"randomly_seed": 1}
        """,
    )
    session = recorded.check()
    assert session.status == 1
    assert session.tests == {
        "pytorch/linear.py::read": (
            "snippets/pytorch/linear.py: cannot run under pytest -n: leave it out, snippet files run in parallel "
            "without it"
        )
    }
