"""Time three ways to run the same ten snippet files of a framework: this project's runner, Jupyter's, and plain Python.

`nox -s bench` runs it in each framework's environment. Every round runs each file in each way, one after the other, so
that a slow minute of the machine meets all of them. The results go to `docs/reference/bench/FRAMEWORK.json`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from rosetta.frameworks import FRAMEWORKS
from rosetta.run.mnist import uses_mnist
from rosetta.run.process import run_snippet
from rosetta.run.server import start_server
from rosetta.source.cells import Snippet, read_snippet

ROOT = Path(__file__).parents[2]
FILES = 10
SHARDS = (1, 2, 4)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("framework", choices=FRAMEWORKS)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    snippets = chosen(options.framework)
    started = time.perf_counter()
    start_server(options.framework)
    server = time.perf_counter() - started
    measured: dict[str, list[dict[str, list[float]]]] = {"runner": [], "jupyter": [], "python": []}
    for number in range(options.rounds):
        for way, run in WAYS.items():
            measured[way].append({snippet.concept: list(run(snippet)) for snippet in snippets})
            total = sum(wall for wall, _ in measured[way][-1].values())
            print(f"round {number + 1}, {way}: {total:.1f} s for {len(snippets)} files", flush=True)
    result = {
        "date": f"{datetime.now():%Y-%m-%d}",
        "machine": machine(),
        "versions": {name: version(name) for name in (*FRAMEWORKS[options.framework].packages, "nbclient", "ipykernel")}
        | {"python": platform.python_version()},
        "server": server,
        "seconds": measured,
        "shards": {str(count): shard_seconds(options.framework, count) for count in SHARDS},
    }
    path = ROOT / "docs" / "reference" / "bench" / f"{options.framework}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def chosen(framework: str) -> list[Snippet]:
    """Ten files, evenly spread over the names: those that need no data set and no other framework's file."""
    found = [read_snippet(path) for path in sorted((ROOT / "snippets" / framework).glob("*.py"))]
    alone = [one for one in found if not uses_mnist(one) and not one.concept.startswith(("weights_", "gpu_"))]
    return alone[:: max(1, len(alone) // FILES)][:FILES]


def by_runner(snippet: Snippet) -> tuple[float, float]:
    """Seconds from start to end, and of these in the cells, as this project runs a file."""
    run = run_snippet(snippet)
    if run.failure:
        raise run.failure
    return run.wall, run.seconds


def by_jupyter(snippet: Snippet) -> tuple[float, float]:
    """The same in a Jupyter kernel of its own, driven by nbclient."""
    notebook = nbformat.read(snippet.record_path, as_version=4)
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        NotebookClient(notebook, timeout=600, resources={"metadata": {"path": folder}}).execute()
        wall = time.perf_counter() - started
    cells = (cell.metadata.execution for cell in notebook.cells if cell.cell_type == "code")
    inside = sum(
        (
            datetime.fromisoformat(cell["shell.execute_reply"]) - datetime.fromisoformat(cell["iopub.status.busy"])
        ).total_seconds()
        for cell in cells
    )
    return wall, inside


def by_python(snippet: Snippet) -> tuple[float, float]:
    """The same as a plain script; what its cells take is not told, and 0."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        environment = {**os.environ, "MPLBACKEND": "agg"}
        subprocess.run([sys.executable, snippet.path], cwd=folder, env=environment, check=True, capture_output=True)
        return time.perf_counter() - started, 0.0


WAYS: dict[str, Callable[[Snippet], tuple[float, float]]] = {
    "runner": by_runner,
    "jupyter": by_jupyter,
    "python": by_python,
}


def shard_seconds(framework: str, count: int) -> list[float]:
    """Seconds of each shard of all snippets of `framework`, run one after the other on this machine."""
    seconds = []
    for number in range(1, count + 1):
        command = [sys.executable, "-m", "pytest", "-q", f"snippets/{framework}"]
        started = time.perf_counter()
        subprocess.run([*command, f"--snippet-shard={number}/{count}"], cwd=ROOT, check=True, capture_output=True)
        seconds.append(time.perf_counter() - started)
        print(f"shard {number} of {count}: {seconds[-1]:.1f} s", flush=True)
    return seconds


def machine() -> dict[str, str | int]:
    names = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    processor = names[0].partition(": ")[2] if names else platform.processor()
    return {"processor": processor, "cores": os.cpu_count() or 1, "system": platform.system()}


if __name__ == "__main__":
    main()
