"""Files to download, figures and notebooks are written for the site, and only where they change."""

from __future__ import annotations

import base64
import json

import nbformat
import pytest
from tiny_project import Project, cell_run, figure

from rosetta.errors import PageError, RecordError, RosettaError
from rosetta.site.downloads import write_files
from rosetta.site.sources import Sources

PICTURE = b"\x89PNG"


@pytest.fixture
def curves(project: Project) -> Project:
    """A project with a figure, and notebooks of PyTorch in nav."""
    project.pair(
        "curves",
        '# %% plot alt="A curve."\nplot()\n',
        plot=cell_run(figure(base64.b64encode(PICTURE).decode())),
    )
    project.page("learn/curves.md", "---\ndescription: Short.\n---\n\n# Curves\n\nSee them.\n\n::: curves/plot\n")
    project.write("mkdocs.yml", project.read("mkdocs.yml") + "  - notebooks/pytorch/curves.ipynb\n")
    return project


def written(project: Project, strict: bool = True) -> list[str]:
    return sorted(path.relative_to(project.root).as_posix() for path in write_files(Sources(project.root), strict))


def test_snippets_notebooks_and_figures_are_written(curves: Project) -> None:
    assert written(curves) == [
        "docs/notebooks/pytorch/curves.ipynb",
        "docs/recorded/pytorch/curves-plot-0.png",
        "docs/recorded/pytorch/curves.ipynb",
        "docs/recorded/pytorch/curves.pieces.json",
        "docs/recorded/pytorch/curves.py",
        "docs/recorded/tensorflow/curves-plot-0.png",
        "docs/recorded/tensorflow/curves.ipynb",
        "docs/recorded/tensorflow/curves.pieces.json",
        "docs/recorded/tensorflow/curves.py",
        "docs/social/learn/curves/card.png",
        "docs/social/notebooks/pytorch/curves/card.png",
    ]
    recorded = curves.root / "docs/recorded/pytorch"
    assert (recorded / "curves-plot-0.png").read_bytes() == PICTURE
    assert (recorded / "curves.py").read_text().endswith("\n\n" + curves.read("snippets/pytorch/curves.py"))


def test_notebooks_have_the_prose_of_their_page_and_the_outputs_of_the_record(curves: Project) -> None:
    written(curves)
    notebook = nbformat.read(curves.root / "docs/notebooks/pytorch/curves.ipynb", as_version=4)
    nbformat.validate(notebook)
    prose, _install, code = notebook.cells
    assert prose.source.startswith("# Curves\n\nSee them.")
    record = json.loads(curves.read("snippets/pytorch/curves.ipynb"))
    assert (code.id, code.outputs[0].data["image/png"]) == ("plot", base64.b64encode(PICTURE).decode())
    assert [code.id] == [cell["id"] for cell in record["cells"]]
    assert curves.read("docs/recorded/pytorch/curves.ipynb") == curves.read("docs/notebooks/pytorch/curves.ipynb")


def test_a_notebook_has_the_prose_of_the_page_that_shows_most_of_its_cells(linear: Project) -> None:
    linear.page("index.md", "# Home\n\n::: linear/create\n")
    written(linear)
    notebook = nbformat.read(linear.root / "docs/recorded/pytorch/linear.ipynb", as_version=4)
    assert notebook.cells[0].source.startswith("# Linear\n")


def test_the_notebook_of_a_concept_on_no_page_has_the_cells_of_its_record(linear: Project) -> None:
    linear.write("docs/learn/linear.md", "# Linear\n")
    written(linear)
    opening, _install, *cells = json.loads(linear.read("docs/recorded/pytorch/linear.ipynb"))["cells"]
    assert "".join(opening["source"]).startswith("Recorded with Python 3.11.9, torch 2.9.0,")
    recorded = json.loads(linear.read("snippets/pytorch/linear.ipynb"))["cells"]
    assert cells == [{**cell, "metadata": {}} for cell in recorded]


def test_files_that_would_not_change_are_left_alone(curves: Project) -> None:
    first = written(curves)
    times = {path: (curves.root / path).stat().st_mtime_ns for path in first}
    curves.write("docs/recorded/pytorch/curves.py", "changed")
    assert written(curves) == first
    changed = [path for path in first if (curves.root / path).stat().st_mtime_ns != times[path]]
    assert changed == ["docs/recorded/pytorch/curves.py"]
    assert "plot()" in curves.read(changed[0])


def test_files_that_are_no_longer_made_are_removed(curves: Project) -> None:
    curves.pair("gone", "# %% cell\nx = 1\n")
    written(curves)
    for framework in ("pytorch", "tensorflow"):
        (curves.root / f"snippets/{framework}/gone.py").unlink()
    curves.edit("mkdocs.yml", "  - notebooks/pytorch/curves.ipynb\n", "")
    assert "docs/notebooks/pytorch/curves.ipynb" not in written(curves)
    left = sorted(path.relative_to(curves.root).as_posix() for path in (curves.root / "docs").rglob("[!.]*.*"))
    assert left == [
        "docs/learn/curves.md",
        "docs/recorded/pytorch/curves-plot-0.png",
        "docs/recorded/pytorch/curves.ipynb",
        "docs/recorded/pytorch/curves.pieces.json",
        "docs/recorded/pytorch/curves.py",
        "docs/recorded/tensorflow/curves-plot-0.png",
        "docs/recorded/tensorflow/curves.ipynb",
        "docs/recorded/tensorflow/curves.pieces.json",
        "docs/recorded/tensorflow/curves.py",
        "docs/social/learn/curves/card.png",
    ]


def test_files_that_somebody_put_beside_them_stay(curves: Project) -> None:
    mine = ("docs/notebooks/pytorch/mine.ipynb", "docs/recorded/mine.py", "docs/notebooks/.meta.yml")
    for path in mine:
        curves.write(path, "mine")
    written(curves)
    written(curves)
    assert [curves.read(path) for path in mine] == ["mine"] * 3


def test_what_was_made_while_writing_is_removed_when_it_is_no_longer_made(curves: Project) -> None:
    curves.pair("gone", "# %% cell\nx = 1\n")
    written(curves, strict=False)
    for framework in ("pytorch", "tensorflow"):
        (curves.root / f"snippets/{framework}/gone.py").unlink()
    written(curves, strict=False)
    assert (curves.root / "docs/recorded/pytorch/gone.py").exists()
    written(curves)
    assert not (curves.root / "docs/recorded/pytorch/gone.py").exists()


def test_a_stale_record_stops_before_anything_is_written(curves: Project) -> None:
    curves.edit("snippets/tensorflow/curves.py", "plot()", "plot(2)")
    with pytest.raises(RecordError) as caught:
        write_files(Sources(curves.root))
    assert str(caught.value) == (
        "snippets/tensorflow/curves.py:1: was recorded from another version of curves.py (changed: plot): "
        "nox -s record -- curves"
    )
    assert not (curves.root / "docs/recorded").exists()


def test_while_writing_a_stale_concept_keeps_its_older_files(curves: Project) -> None:
    curves.pair("linear", "# %% create\nx = 1\n")
    written(curves)
    curves.edit("snippets/tensorflow/curves.py", "plot()", "plot(2)")
    assert written(curves, strict=False) == [
        "docs/recorded/pytorch/linear.ipynb",
        "docs/recorded/pytorch/linear.pieces.json",
        "docs/recorded/pytorch/linear.py",
        "docs/recorded/tensorflow/linear.ipynb",
        "docs/recorded/tensorflow/linear.pieces.json",
        "docs/recorded/tensorflow/linear.py",
        "docs/social/learn/curves/card.png",
        "docs/social/notebooks/pytorch/curves/card.png",
    ]
    assert curves.read("docs/recorded/tensorflow/curves.py").endswith('# %% plot alt="A curve."\nplot()\n')


def test_a_file_that_a_cell_writes_can_be_downloaded_too(project: Project) -> None:
    project.write("snippets/tensorflow/saving.weights.npz", "2.5")
    project.pair("saving", '# %% save writes="weights.npz"\nsave()\n')
    project.page("saving.md", "# Saving\n\n::: saving/save\n")
    assert "docs/recorded/tensorflow/saving.weights.npz" in written(project)
    assert project.read("docs/recorded/tensorflow/saving.weights.npz") == "2.5"


def test_other_files_are_made_of_the_same_sources(curves: Project) -> None:
    more = {"search/titles.txt": lambda sources: sources.pages[0].path.encode()}
    write_files(Sources(curves.root), more=more)
    assert curves.read("docs/search/titles.txt") == "learn/curves.md"


def test_another_file_that_cannot_be_made_is_told_while_writing(curves: Project) -> None:
    def fail(sources: Sources) -> bytes:
        raise sources.pages[0].error(1, "this page is wrong")

    told: list[RosettaError] = []
    write_files(Sources(curves.root), strict=False, tell=told.append, more={"search/titles.txt": fail})
    assert [str(error) for error in told] == ["docs/learn/curves.md:5: this page is wrong"]
    with pytest.raises(PageError, match="this page is wrong"):
        write_files(Sources(curves.root), more={"search/titles.txt": fail})
