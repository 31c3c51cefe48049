"""Files that cells marked `writes` leave for snippets of other frameworks: kept beside the record, which has hashes.

A snippet is given, and its record names, those files of other frameworks that its source names and it does not write
itself. So none can be read that the record does not know.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from rosetta.errors import RecordError, SnippetError
from rosetta.frameworks import FRAMEWORKS
from rosetta.source.cells import Cell, Snippet, read_snippet


def digest(content: bytes) -> str:
    """The SHA-256 of a file's content, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def inputs(snippet: Snippet) -> dict[str, Path]:
    """Kept files of other frameworks that `snippet` reads, by the name that it knows them by."""
    found = {}
    for framework in _others(snippet):
        for kept in sorted(snippet.path.parent.with_name(framework).glob(f"{snippet.concept}.*")):
            name = kept.name.removeprefix(f"{snippet.concept}.")
            if kept.suffix not in (".py", ".ipynb") and reader(snippet, name):
                found[name] = kept
    return found


def input_digests(snippet: Snippet) -> dict[str, str]:
    """What a record says of the files that `snippet` reads: their hashes by `framework/name`."""
    return {f"{path.parent.name}/{name}": digest(path.read_bytes()) for name, path in inputs(snippet).items()}


def lay_out_inputs(snippet: Snippet, work: Path) -> None:
    """Copy the files that `snippet` reads to the folder `work` that it runs in."""
    for name, kept in inputs(snippet).items():
        shutil.copy(kept, work / name)


def check_files(snippet: Snippet, written: Mapping[str, str], read: Mapping[str, str]) -> None:
    """Raise `RecordError` where a file that `snippet` writes or reads has not the hash that its record tells."""
    for cell in snippet.cells:
        if name := cell.marks.writes:
            kept = snippet.kept_file(name)
            if not kept.is_file():
                raise RecordError(snippet.path, cell.line, f"{kept.name} is missing: {record_command(snippet)}")
            if digest(kept.read_bytes()) != written[name]:
                raise RecordError(kept, None, f"is not the file that was recorded: {record_command(snippet)}")
    found = input_digests(snippet)
    for key in sorted(found.keys() | read.keys()):
        if found.get(key) != read.get(key):
            framework, _, name = key.partition("/")
            cell_reading = reader(snippet, name)
            message = f"was recorded with another {name} of {framework}: {record_command(snippet)}"
            raise RecordError(snippet.path, cell_reading.line if cell_reading else 1, message)


def record_command(snippet: Snippet) -> str:
    """The command that makes the record anew."""
    return f"nox -s record -- {snippet.concept}"


def awaited(snippet: Snippet) -> Iterator[tuple[str, Path]]:
    """Files that `snippet` reads and that are not there yet: their name, and the snippet that is to write them.

    A snippet of another framework that cannot be parsed writes none.
    """
    for framework in _others(snippet):
        path = snippet.path.parent.with_name(framework) / snippet.path.name
        try:
            other = read_snippet(path) if path.is_file() else None
        except SnippetError:
            continue
        for name in other.written if other else ():
            if other and reader(snippet, name) and not other.kept_file(name).is_file():
                yield name, path


def reader(snippet: Snippet, name: str) -> Cell | None:
    """The first cell that names the file `name`, unless it is one that `snippet` writes itself."""
    if name in snippet.written:
        return None
    return next((cell for cell in snippet.cells if name in cell.source), None)


def file_changes(name: str, before: bytes, after: bytes, rtol: float, atol: float) -> str | None:
    """How two contents of the file `name` differ, or `None`; arrays in an `.npz` agree within the tolerance.

    Arrays of integers and text are the same or not.
    """
    if before == after:
        return None
    if not name.endswith(".npz"):
        return f"{name} changed"
    try:
        old, new = _arrays(before), _arrays(after)
    except (ValueError, OSError, EOFError, zipfile.BadZipFile) as error:
        return f"{name} changed, and cannot be read as arrays ({type(error).__name__}: {error})"
    if list(old) != list(new):
        return f"{name} holds other arrays: {', '.join(old)} became {', '.join(new)}"
    for key, a in old.items():
        b = new[key]
        if a.dtype != b.dtype or a.shape != b.shape:
            return f"{name}: '{key}' was {a.dtype} {a.shape}, and is {b.dtype} {b.shape}"
        if a.dtype.kind not in "fc":
            if not np.array_equal(a, b):
                return f"{name}: '{key}' changed"
        elif not np.allclose(a, b, rtol=rtol, atol=atol, equal_nan=True):
            return f"{name}: '{key}' moved by {np.abs(a - b).max():.3g}; rtol {rtol:g}, atol {atol:g}"
    return None


def replace_file(path: Path, content: bytes) -> None:
    """Write to a file beside `path` that replaces it at the end, so that nobody ever sees half of it."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with open(descriptor, "wb") as file:
            file.write(content)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def _others(snippet: Snippet) -> Iterator[str]:
    return (framework for framework in FRAMEWORKS if framework != snippet.framework)


def _arrays(content: bytes) -> dict[str, np.ndarray]:
    with np.load(io.BytesIO(content), allow_pickle=False) as file:
        return {name: file[name] for name in file}
