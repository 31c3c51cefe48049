"""Write `docs/reference/runs.md` from what `bench_runs.py` measured: a table and a plot for each framework."""

from __future__ import annotations

import json
from pathlib import Path
from statistics import median
from typing import Any

from rosetta.frameworks import FRAMEWORKS

DOCS = Path(__file__).parents[2] / "docs" / "reference"
WAYS = {"runner": "This project's runner", "jupyter": "Jupyter kernel (nbclient)", "python": "`python file.py`"}

PAGE = """---
title: How fast the snippets of this site run
description: Seconds to run the same snippet files with this project's runner, with Jupyter and with plain Python, in \
PyTorch, TensorFlow and Keras.
---

<!-- Written by `nox -s bench`; edit tests/bench/bench_page.py instead. -->

# How fast snippets run

The runner imports a framework once and forks a fresh process for every file. The tables compare it with a Jupyter
kernel for each notebook and with plain `python file.py`, on the same ten files of each framework.

"Beyond the cells" is the time of a file less the time that its cells take in the runner, where the framework is already
imported: start of the process, imports, capture of outputs and the end. Numbers are seconds for one file, the median of
all files, with the fastest and the slowest median of a round in brackets.
"""

SECTION = """
## {title}

{table}

{plot}

Measured on {date}: {processor}, {cores} cores, {system}; {versions}. The runner's server started once, in an
environment just made where nothing was compiled yet, in {server:.0f} s.

Beyond the cells, Jupyter takes {ratio:.0f} times as long as the runner; by its own clock, which counts imports as part
of the cells, {own_ratio:.0f} times.

The snippets of {title}, split among machines by `--shard`, take this long on the slowest of them: {shards}.
"""


def main() -> None:
    text = PAGE
    for name, framework in FRAMEWORKS.items():
        if (path := DOCS / "bench" / f"{name}.json").exists():
            text += section(framework.title, json.loads(path.read_text(encoding="utf-8")))
    (DOCS / "runs.md").write_text(text, encoding="utf-8")


def section(title: str, result: dict[str, Any]) -> str:
    cells = {
        name: median(one[name][1] for one in result["seconds"]["runner"]) for name in result["seconds"]["runner"][0]
    }
    whole, beyond = {}, {}
    lines = ["| way | start to end | beyond the cells |", "|---|---|---|"]
    for way, label in WAYS.items():
        rounds = result["seconds"][way]
        whole[way] = [median(wall for wall, _ in one.values()) for one in rounds]
        beyond[way] = [median(wall - cells[name] for name, (wall, _) in one.items()) for one in rounds]
        lines.append(f"| {label} | {spread(whole[way])} | {spread(beyond[way])} |")
    own = median(median(wall - inside for wall, inside in one.values()) for one in result["seconds"]["jupyter"])
    fastest = median(beyond["runner"])
    shards = (
        f"{max(seconds):.0f} s on {count} {'machine' if count == '1' else 'machines'}"
        for count, seconds in result["shards"].items()
    )
    return SECTION.format(
        title=title,
        table="\n".join(lines),
        plot=plot({WAYS[way].replace("`", ""): median(whole[way]) for way in WAYS}),
        versions=", ".join(f"{package} {number}" for package, number in result["versions"].items()),
        ratio=median(beyond["jupyter"]) / fastest,
        own_ratio=own / fastest,
        shards=", ".join(shards),
        date=result["date"],
        server=result["server"],
        **result["machine"],
    )


def spread(seconds: list[float]) -> str:
    return f"{median(seconds):.2f} ({min(seconds):.2f}–{max(seconds):.2f})"


def plot(seconds: dict[str, float]) -> str:
    """Bars as SVG, in the colors of the text around it."""
    longest = max(seconds.values())
    bars = []
    for row, (label, number) in enumerate(seconds.items()):
        y, width = 14 + 34 * row, 440 * number / longest
        bars.append(f'<text x="0" y="{y}" font-size="13">{label}</text>')
        bars.append(f'<rect x="0" y="{y + 5}" width="{width:.1f}" height="9" rx="2" opacity="0.55"/>')
        bars.append(f'<text x="{width + 6:.1f}" y="{y + 14}" font-size="12">{number:.2f} s</text>')
    told = ", ".join(f"{label} {number:.2f} s" for label, number in seconds.items())
    head = f'<svg viewBox="0 0 520 {34 * len(seconds) + 4}" role="img" aria-label="Start to end: {told}"'
    return f'{head} style="max-width: 32rem; width: 100%" fill="currentColor">{"".join(bars)}</svg>'


if __name__ == "__main__":
    main()
