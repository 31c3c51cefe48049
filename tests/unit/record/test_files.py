"""Files that cells leave for other frameworks: compared with tolerance, and known to records by their hash."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from tiny_project import Project

from rosetta.errors import RecordError
from rosetta.record.files import awaited, digest, file_changes, input_digests, inputs, lay_out_inputs
from rosetta.record.notebook import fresh_record, read_record
from rosetta.source.cells import Snippet, read_snippet

WRITER = '# %% save writes="weights.npz"\nsave("weights.npz")\n'
READER = '# %% load\nload("weights.npz")\n'


def npz(**arrays: np.ndarray) -> bytes:
    file = io.BytesIO()
    np.savez(file, allow_pickle=True, **arrays)
    return file.getvalue()


@pytest.mark.parametrize(
    ("fresh", "expected"),
    [
        ({"w": np.ones(3, "float32") + 5e-6}, None),
        ({"w": np.ones(3, "float32") + 0.5}, "w.npz: 'w' moved by 0.5; rtol 1e-05, atol 1e-06"),
        ({"w": np.ones(2, "float32")}, "w.npz: 'w' was float32 (3,), and is float32 (2,)"),
        ({"w": np.ones(3)}, "w.npz: 'w' was float32 (3,), and is float64 (3,)"),
        ({"v": np.ones(3)}, "w.npz holds other arrays: w became v"),
    ],
)
def test_arrays_of_a_written_file_agree_within_the_tolerance(
    fresh: dict[str, np.ndarray], expected: str | None
) -> None:
    assert file_changes("w.npz", npz(w=np.ones(3, "float32")), npz(**fresh), 1e-5, 1e-6) == expected


@pytest.mark.parametrize(
    ("before", "fresh"),
    [
        (np.array([1_000_000]), np.array([1_000_001])),
        (np.array([True]), np.array([False])),
        (np.array(["a"]), np.array(["b"])),
    ],
)
def test_integers_and_text_of_a_written_file_agree_exactly(before: np.ndarray, fresh: np.ndarray) -> None:
    assert file_changes("w.npz", npz(w=before), npz(w=fresh), 1e-5, 1e-6) == ("w.npz: 'w' changed")


def test_other_written_files_must_be_the_same_bytes() -> None:
    assert file_changes("w.txt", b"1.5", b"1.5", 1e-5, 1e-6) is None
    assert file_changes("w.txt", b"1.5", b"1.50", 1e-5, 1e-6) == "w.txt changed"


@pytest.mark.parametrize("broken", [b"", b"junk", npz(w=np.ones(3))[:-30], npz(w=np.array([{}], dtype=object))])
def test_a_broken_file_of_arrays_is_told_as_a_change(broken: bytes) -> None:
    told = file_changes("w.npz", npz(w=np.ones(3)), broken, 1e-5, 1e-6)
    assert told
    assert told.startswith("w.npz changed, and cannot be read as arrays (")


def test_a_snippet_reads_the_files_of_other_frameworks_that_its_source_names(project: Project, tmp_path: Path) -> None:
    project.record(project.snippet("tensorflow", "saving", WRITER))
    project.record(project.snippet("keras", "saving", '# %% save writes="more.txt"\nsave()\n'))
    snippet = project.snippet("pytorch", "saving", READER)
    assert inputs(snippet) == {"weights.npz": tmp_path / "snippets/tensorflow/saving.weights.npz"}
    assert input_digests(snippet) == {"tensorflow/weights.npz": digest(b"1.5")}
    work = tmp_path / "work"
    work.mkdir()
    lay_out_inputs(snippet, work)
    assert [path.name for path in work.iterdir()] == ["weights.npz"]


def test_a_file_that_a_snippet_writes_itself_is_none_that_it_reads(project: Project) -> None:
    pair = project.pair("saving", WRITER)
    assert inputs(pair["pytorch"]) == {}
    assert list(awaited(pair["pytorch"])) == []


def test_a_snippet_awaits_a_file_that_another_has_yet_to_write(project: Project) -> None:
    reading = project.snippet("pytorch", "saving", READER)
    assert list(awaited(reading)) == []
    writing = project.snippet("tensorflow", "saving", WRITER)
    project.write("snippets/keras/saving.py", "# %% save\nw = (\n")  # writes nothing, as far as anybody can tell
    assert list(awaited(reading)) == [("weights.npz", writing.path)]
    project.record(writing)
    assert list(awaited(reading)) == []


def test_hashes_stand_in_the_record_only_where_there_are_files(project: Project) -> None:
    project.record(project.snippet("tensorflow", "saving", WRITER))
    project.record(project.snippet("pytorch", "saving", READER))
    project.record(project.snippet("keras", "saving", "# %% other\nx = 1\n"))
    hash_of_it = digest(b"1.5")
    assert f'"files": {{\n    "weights.npz": "{hash_of_it}"\n   }},' in project.read("snippets/tensorflow/saving.ipynb")
    assert f'"inputs": {{\n    "tensorflow/weights.npz": "{hash_of_it}"\n   }},' in (
        project.read("snippets/pytorch/saving.ipynb")
    )
    without = project.read("snippets/keras/saving.ipynb")
    assert '"files"' not in without
    assert '"inputs"' not in without


def refusal(snippet: Snippet) -> str:
    with pytest.raises(RecordError) as caught:
        fresh_record(read_snippet(snippet.path))
    return str(caught.value)


def test_a_record_without_the_hash_of_a_file_is_stale(project: Project) -> None:
    snippet = project.snippet("pytorch", "saving", "# %% save\nsave()\n")
    project.record(snippet)
    project.edit("snippets/pytorch/saving.py", "# %% save", '# %% save writes="weights.npz"')
    assert refusal(snippet) == (
        "snippets/pytorch/saving.py:1: was recorded from another version of saving.py (changed: the files that cells "
        "write): nox -s record -- saving"
    )


def test_a_reader_is_stale_when_the_file_comes_goes_or_changes(project: Project) -> None:
    reading = project.snippet("pytorch", "saving", READER)
    project.record(reading)
    assert read_record(reading).inputs == {}
    project.record(project.snippet("tensorflow", "saving", WRITER))
    told = "snippets/pytorch/saving.py:1: was recorded with another weights.npz of tensorflow: nox -s record -- saving"
    assert refusal(reading) == told
    project.record(reading)
    fresh_record(reading)
    kept = project.write("snippets/tensorflow/saving.weights.npz", "2.5")
    assert refusal(reading) == told
    kept.unlink()
    assert refusal(reading) == told


@pytest.mark.parametrize("content", ["", "junk"])
def test_a_kept_file_that_is_not_the_recorded_one_is_told(project: Project, content: str) -> None:
    snippet = project.snippet("pytorch", "saving", WRITER)
    project.record(snippet)
    project.write("snippets/pytorch/saving.weights.npz", content)
    assert refusal(snippet) == (
        "snippets/pytorch/saving.weights.npz: is not the file that was recorded: nox -s record -- saving"
    )
