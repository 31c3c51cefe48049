"""Every snippet runs as a reader runs it: the `.py` with Python, the `.ipynb` in Jupyter, each in an empty folder."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from rosetta.frameworks import FRAMEWORKS
from rosetta.record.files import lay_out_inputs
from rosetta.run.mnist import digits_to_record, lay_out, uses_mnist
from rosetta.source.cells import read_snippet

ROOT = Path(__file__).parents[2]
SNIPPETS = [
    path
    for framework, known in FRAMEWORKS.items()
    for path in sorted((ROOT / "snippets" / framework).glob("*.py"))
    if importlib.util.find_spec(known.imports[0])
]
DIGITS_FOR_KERAS = (
    "from pathlib import Path; from rosetta.run.mnist import serve_to_keras; serve_to_keras(Path({folder!r}))"
)


@pytest.fixture
def folder(snippet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder to run `snippet` in: empty, but for what it loads or opens and cannot download or make."""
    work = tmp_path / "work"
    work.mkdir()
    read = read_snippet(snippet)
    lay_out_inputs(read, work)
    if uses_mnist(read):
        lay_out(digits_to_record(), read.framework, tmp_path)
        if read.framework != "pytorch":  # Python imports this module when it starts
            (tmp_path / "sitecustomize.py").write_text(DIGITS_FOR_KERAS.format(folder=str(tmp_path)))
            monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("TF_CPP_MIN_LOG_LEVEL", "2")
    return work


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_python_file_runs(snippet: Path, folder: Path) -> None:
    environment = {**os.environ, "MPLBACKEND": "agg"}
    file = ROOT / "docs/recorded" / snippet.parent.name / snippet.name
    done = subprocess.run([sys.executable, file], cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda path: f"{path.parent.name}/{path.stem}.ipynb")
def test_the_notebook_runs(snippet: Path, folder: Path) -> None:
    notebook = nbformat.read(ROOT / "docs/recorded" / snippet.parent.name / f"{snippet.stem}.ipynb", as_version=4)
    NotebookClient(notebook, timeout=600, resources={"metadata": {"path": str(folder)}}).execute()
