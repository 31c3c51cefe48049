"""Records that tell of another run than the one that wrote them."""

from __future__ import annotations

import json
from pathlib import Path

from rosetta.record.edits import cell_hash
from rosetta.record.notebook import notebook_bytes, read_record
from rosetta.source.cells import read_snippet


def give_hashes(path: Path) -> None:
    """Give the cells of the record at `path`, which was edited, the hashes of one that was recorded so."""
    record = read_record(read_snippet(path.with_suffix(".py")))
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        own, title = cell["metadata"]["rosetta"], cell["id"]
        own["hash"] = cell_hash(own, record.sources[title], record.cells[title].outputs)
    path.write_bytes(notebook_bytes(notebook))
