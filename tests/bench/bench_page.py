"""Write pages from what was measured: `reference/runs.md`, and `overview/measured.md` on the frameworks themselves."""

from __future__ import annotations

import json
import re
from pathlib import Path
from statistics import median
from typing import Any

from rosetta.frameworks import FRAMEWORKS

PAGES = Path(__file__).parents[2] / "docs"
DOCS = PAGES / "reference"
WAYS = {"runner": "This project's runner", "jupyter": "Jupyter kernel (nbclient)", "python": "`python file.py`"}

PAGE = """---
title: How fast the snippets of this site run
description: Seconds to run the same snippet files with this project's runner, with Jupyter and with plain Python, in \
PyTorch, TensorFlow and Keras.
search:
  how-fast-snippets-run: benchmark, speed, time
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

FRAMEWORKS_PAGE = """---
title: PyTorch vs TensorFlow speed and size, measured on one CPU
description: Time of one training step in PyTorch, TensorFlow and Keras on one CPU, eager and compiled, with start, \
size and time to an error, as measured.
search:
  one-training-step: speed, faster, benchmark, time of a step
  start-size-and-the-way-to-an-error: import time, install size, memory, package size
---

<!-- Written by `nox -s bench`; edit tests/bench/bench_page.py instead. -->

# Speed and size, measured

One small network is trained in each framework on the CPU of one machine, with one thread. The numbers say which way
costs what inside a framework. They rank nothing: on a larger network, or on a GPU, the arithmetic takes most of the
time, and the frameworks call the same libraries for it. Measure your own program.

## One training step

A step takes 64 rows through 784, 128 and 10 units with ReLU, cross-entropy and plain SGD. The table gives milliseconds,
the median of five rounds of 300 steps, with the fastest and the slowest round in brackets.

| Framework | way | milliseconds a step | first call |
|---|---|---|---|
{steps}

- PyTorch's "eager" is the plain loop, and "compiled" calls the model through `torch.compile`.
- TensorFlow's "eager" is the loop with a `GradientTape`, and "compiled" is the same function under `tf.function`.
- `train_on_batch` of Keras runs a compiled step. `fit` runs the same step, feeds it from an array, and keeps metrics.
- The first call traces or compiles. It takes seconds where it has to generate code, and less where the code is kept
  from an earlier run.

## Start, size, and the way to an error

The start is the time in which `python -c "import ..."` ends. The time to an error is that of a program whose shapes do
not fit, until Python has shown the message. Both are the median of five runs.

| Framework | start | to an error | size of the package | with all it requires |
|---|---|---|---|---|
{sizes}

Keras requires no backend. It needs TensorFlow, PyTorch or JAX beside it. PyTorch's package for Linux requires CUDA; the
one for the CPU alone is smaller. These are the messages:

{messages}

Measured on {date}: {processor}, {cores} cores, {system}; {versions}.
"""


def main() -> None:
    found = {name: PAGES / "reference" / "bench" / f"framework-{name}.json" for name in FRAMEWORKS}
    if all(path.exists() for path in found.values()):
        results = {name: json.loads(path.read_text(encoding="utf-8")) for name, path in found.items()}
        (PAGES / "overview" / "measured.md").write_text(frameworks_page(results), encoding="utf-8")
    text = PAGE
    for name, framework in FRAMEWORKS.items():
        if (path := DOCS / "bench" / f"{name}.json").exists():
            text += section(framework.title, json.loads(path.read_text(encoding="utf-8")))
    (DOCS / "runs.md").write_text(text, encoding="utf-8")


def frameworks_page(results: dict[str, dict[str, Any]]) -> str:
    steps, sizes, messages = [], [], []
    versions: dict[str, str] = {}
    for name, result in results.items():
        title = FRAMEWORKS[name].title
        for way, rounds in result["milliseconds"].items():
            first = "" if way in ("eager", "fit") else f"{result['compiling']:.1f} s"
            label = f"`{way}`" if way in ("fit", "train_on_batch") else way
            steps.append(f"| {title} | {label} | {spread(rounds)} | {first} |")
        own, everything = (f"{result['size'][which] / 1e6:,.0f} MB" for which in ("own", "all"))
        sizes.append(f"| {title} | {result['start']:.1f} s | {result['error']:.1f} s | {own} | {everything} |")
        message = re.sub(r"\{\{.*?\}\} ", "", result["message"]).rpartition(".errors_impl.")[2]
        messages += [f"- {title}: `{message.removesuffix(' [Op:MatMul] name:')}`"]
        versions |= result["versions"]
    first_result = next(iter(results.values()))
    return FRAMEWORKS_PAGE.format(
        steps="\n".join(steps),
        sizes="\n".join(sizes),
        messages="\n".join(messages),
        versions=", ".join(f"{package} {number}" for package, number in versions.items()),
        date=first_result["date"],
        **first_result["machine"],
    )


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
    return f'{head} class="bars" fill="currentColor">{"".join(bars)}</svg>'


if __name__ == "__main__":
    main()
