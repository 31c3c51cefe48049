"""The command line: exit statuses and what is printed where."""

from __future__ import annotations

import subprocess
import sys

import pytest
from tiny_project import Project

from rosetta.__main__ import main


def test_check_tells_that_nothing_is_wrong_and_how_much_is_proven(linear: Project) -> None:
    assert linear.run("check") == (
        0,
        "learn/linear.md     2 cells with a counterpart,    2 proven  100%\n"
        "all pages           2 cells with a counterpart,    2 proven  100%\n"
        "nothing wrong\n",
        "",
    )


def test_check_tells_every_problem_and_exits_with_1(linear: Project) -> None:
    linear.edit("docs/learn/linear.md", "::: linear/create", "::: linear/craete")
    assert linear.run("check") == (
        1,
        "docs/learn/linear.md:5: snippets/pytorch/linear.py has no cell 'craete'; it has create, forward. Did you "
        "mean 'create'?\n"
        "learn/linear.md     1 cells with a counterpart,    1 proven  100%\n"
        "all pages           1 cells with a counterpart,    1 proven  100%\n"
        "1 problem\n",
        "",
    )


def test_pages_tells_how_many_files_it_wrote(linear: Project) -> None:
    assert linear.run("pages") == (0, "11 files for the site\n", "")


def test_pages_stops_at_a_stale_record(linear: Project) -> None:
    linear.edit("snippets/pytorch/linear.py", "n = 3", "n = 4")
    assert linear.run("pages") == (
        1,
        "",
        "snippets/pytorch/linear.py:6: was recorded from another version of linear.py (changed: forward): "
        "nox -s record -- linear\n",
    )


def test_while_writing_pages_names_what_it_leaves_out(linear: Project) -> None:
    linear.edit("snippets/pytorch/linear.py", "n = 3", "n = 4")
    assert linear.run("pages", "--lenient") == (
        0,
        "5 files for the site\n",
        "snippets/pytorch/linear.py:6: was recorded from another version of linear.py (changed: forward): "
        "nox -s record -- linear (its files stay as they were)\n",
    )


@pytest.mark.parametrize("command", [["check"], ["pages"], ["new", "attention"]])
def test_every_command_needs_the_folder_of_a_project(project: Project, command: list[str]) -> None:
    assert project.run(*command) == (1, "", "mkdocs.yml: is missing: run this in the project's folder\n")


def test_an_unknown_command_is_refused(project: Project) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["chekc"])
    assert caught.value.code == 2
    assert "invalid choice: 'chekc'" in project.capture.readouterr().err


def test_the_module_runs_as_a_program_in_the_folder_it_is_started_in(linear: Project) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "rosetta", "check"], cwd=linear.root, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.splitlines()[-1], done.stderr) == (0, "nothing wrong", "")


def test_the_address_of_the_site_is_told_in_downloads(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.record(project.snippet("pytorch", "models", '# %% write writes="weights.npz"\nsave()\n'))
    project.record(project.snippet("tensorflow", "models", '# %% write\nload("weights.npz")\n'))
    project.write("snippets/pytorch/models.weights.npz", "1.5")
    project.write("mkdocs.yml", "nav: []\n")
    monkeypatch.setenv("ROSETTA_SITE_URL", "https://example.org/rosetta/")
    assert project.run("pages")[0] == 0
    address = "https://example.org/rosetta/recorded/pytorch/models.weights.npz"
    assert address in project.read("docs/recorded/tensorflow/models.py")
    assert address in project.read("docs/recorded/tensorflow/models.ipynb")


def test_the_documentation_may_lie_elsewhere(linear: Project) -> None:
    (linear.root / "docs").rename(linear.root / "pages")
    linear.write("mkdocs.yml", "docs_dir: pages\n" + linear.read("mkdocs.yml"))
    linear.edit("pages/learn/linear.md", "::: linear/create", "::: linear/create\n\n[there](there.md)")
    assert linear.problems() == [
        "pages/learn/linear.md:7: the link to 'there.md' leads nowhere: there is no such file."
    ]
    assert linear.run("pages")[0] == 0
    assert (linear.root / "pages/api.json").is_file()
    assert not (linear.root / "docs").exists()
