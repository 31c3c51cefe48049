"""Time how long a saved file takes until the live server's pages show it: a page, a snippet, a style sheet and more.

It works on a copy of the project in a temporary folder. `python tests/bench/bench_serve.py` measures `rosetta serve`;
words after `--` are another server's command, in which `PORT` stands for the port: `-- mkdocs serve -a localhost:PORT`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
COPIED = ("docs", "snippets", "overrides", "mkdocs.yml")
OURS = [sys.executable, "-m", "rosetta", "serve", "--port", "PORT"]
TENSORS, API_MAP = "learn/tensors/", "reference/api-map/math/"
EDITS = {
    "page": ("docs/learn/tensors.md", "## Create a tensor\n", "## Create a tensor MARK\n", TENSORS),
    "snippet": ("snippets/pytorch/tensors.py", "print(mixed)\n", "print(mixed)  # MARK\n", TENSORS),
    "snippet of the API map": ("snippets/pytorch/api_math.py", "\n\n# %%", "  # MARK\n\n# %%", API_MAP),
    "style sheet": ("docs/assets/rosetta.css", "/*", "/* MARK */ /*", "assets/rosetta.css"),
    "script": ("docs/assets/rosetta.js", "// ", "// MARK ", "assets/rosetta.js"),
    "nav": ("mkdocs.yml", "Dtypes, memory and", "Dtypes, MARK and", TENSORS),
}
"""What is saved: file, the text that changes first, its new text, and the address that shows it."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--timeout", type=float, default=60, help="seconds after which a change counts as never shown")
    parser.add_argument("command", nargs="*", default=OURS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        root = Path(folder)
        for name in COPIED:
            (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, root / name)
        free.bind(("localhost", 0))
        port = str(free.getsockname()[1])
        free.close()
        environment = {**os.environ, "ROSETTA_STRICT": "false", "NO_MKDOCS_2_WARNING": "1"}
        with open(root / "log", "wb") as log:
            command = [word.replace("PORT", port) for word in options.command]
            server = subprocess.Popen(command, cwd=root, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            measure(root, f"http://localhost:{port}/", options.rounds, options.timeout)
        finally:
            server.send_signal(signal.SIGINT)
            print(f"{'stop':<24}{seconds_until(lambda: server.poll() is not None, options.timeout):8.2f}")


def measure(root: Path, site: str, rounds: int, timeout: float) -> None:
    """Print seconds: until the first page is there, then the median and all of each edit."""
    print(f"{'first page':<24}{seconds_until(lambda: bool(content(site + TENSORS)), timeout):8.2f}", flush=True)
    for name, (file, old, new, address) in EDITS.items():
        seconds = [change(root / file, old, new, site + address, timeout) for _ in range(rounds)]
        print(
            f"{name:<24}{statistics.median(seconds):8.2f}   of {sorted(round(one, 2) for one in seconds)}", flush=True
        )


def change(path: Path, old: str, new: str, address: str, timeout: float) -> float:
    """Seconds from saving the file to the page that shows it; the file is as it was afterwards."""
    before, mark = path.read_text(encoding="utf-8"), f"mark{time.monotonic_ns()}"
    if old not in before:
        raise SystemExit(f"{path.name} has no {old!r}")
    path.write_text(before.replace(old, new.replace("MARK", mark), 1), encoding="utf-8")
    seconds = seconds_until(lambda: mark in content(address), timeout)
    path.write_text(before, encoding="utf-8")
    seconds_until(lambda: mark not in (content(address) or mark), timeout)
    return seconds


def content(address: str) -> str:
    """What the address gives, or nothing where it gives an error."""
    try:
        with urllib.request.urlopen(address, timeout=600) as answer:
            return answer.read().decode()
    except (urllib.error.URLError, ConnectionError):
        return ""


def seconds_until(happened: Callable[[], bool], timeout: float) -> float:
    """Seconds until `happened` is true; infinite after `timeout`."""
    start = time.perf_counter()
    while not happened():
        if time.perf_counter() - start > timeout:
            return float("inf")
        time.sleep(0.05)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
