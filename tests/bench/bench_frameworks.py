"""Measure what people ask of a framework: one training step, its start, its size, and the way to an error message.

`nox -s bench` runs it in each framework's environment, on a machine that does nothing else. The network has 784, 128
and 10 units, a batch 64 rows, the optimizer is SGD, and there is one thread, in every framework. The results go to
`docs/reference/bench/framework-FRAMEWORK.json`.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path
from statistics import median

import numpy as np
from bench_runs import machine

from rosetta.frameworks import FRAMEWORKS

ROOT = Path(__file__).parents[2]
ROUNDS, STEPS, WARM = 5, 300, 30
WRONG = {
    "pytorch": "import torch\nfrom torch import nn\nnn.Sequential(nn.Linear(4, 3), nn.Linear(5, 2))(torch.ones(1, 4))",
    "tensorflow": "import tensorflow as tf\ntf.ones([1, 4]) @ tf.ones([5, 2])",
    "keras": "import keras\nimport numpy as np\nmodel = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])\n"
    "model(np.ones((1, 5)))",
}
"""Programs whose shapes do not fit."""

Step = Callable[[], object]
Ways = dict[str, Callable[[], float]]
"""By way, what gives the milliseconds of one training step."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("framework", choices=FRAMEWORKS)
    name = parser.parse_args().framework
    module = FRAMEWORKS[name].imports[0]
    starts = [seconds_of(f"import {module}")[0] for _ in range(ROUNDS)]
    errors = [seconds_of(WRONG[name]) for _ in range(ROUNDS)]
    rng = np.random.default_rng(0)
    x, y = rng.random((64, 784), dtype="float32"), rng.integers(0, 10, 64)
    ways, compiling = WAYS[name](x, y)
    result = {
        "date": f"{datetime.now():%Y-%m-%d}",
        "machine": machine(),
        "versions": {one: version(one) for one in FRAMEWORKS[name].packages} | {"python": platform.python_version()},
        "start": median(starts),
        "error": median(seconds for seconds, _ in errors),
        "message": errors[0][1],
        "size": {"own": size({FRAMEWORKS[name].packages[0]}), "all": size(required(FRAMEWORKS[name].packages[0]))},
        "compiling": compiling,
        "milliseconds": {way: [measure() for _ in range(ROUNDS)] for way, measure in ways.items()},
    }
    path = ROOT / "docs" / "reference" / "bench" / f"framework-{name}.json"
    path.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def timed(step: Step) -> float:
    """Milliseconds of one step, the mean of many."""
    for _ in range(WARM):
        step()
    started = time.perf_counter()
    for _ in range(STEPS):
        step()
    return (time.perf_counter() - started) / STEPS * 1000


def first(step: Step) -> float:
    """Seconds of the first call."""
    started = time.perf_counter()
    step()
    return time.perf_counter() - started


def seconds_of(program: str) -> tuple[float, str]:
    """Seconds from the start of Python to the end of a program, and two lines of the error it ends with."""
    started = time.perf_counter()
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    seconds = time.perf_counter() - started
    lines = [line for line in run.stderr.splitlines() if line.strip()]
    raised = [number for number, line in enumerate(lines) if re.match(r"[\w.]*(Error|Exception)\b", line)]
    return seconds, " ".join(lines[raised[-1] : raised[-1] + 2]) if raised else ""


def required(package: str) -> set[str]:
    """The package, and all that it requires, as far as it is installed."""
    found: set[str] = set()
    waiting = [package]
    while waiting:
        name = waiting.pop()
        try:
            needs = distribution(name).requires or []
        except PackageNotFoundError:
            continue
        if name not in found:
            found.add(name)
            plain = (need for need in needs if "extra ==" not in need)
            waiting += [re.split(r"[^\w.-]", need, maxsplit=1)[0].lower().replace("_", "-") for need in plain]
    return found


def size(packages: set[str]) -> int:
    """Bytes of the files of these packages on the disk."""
    files = (Path(str(file.locate())) for name in packages for file in distribution(name).files or [])
    return sum(path.stat().st_size for path in files if path.is_file())


def pytorch(x: np.ndarray, y: np.ndarray) -> tuple[Ways, float]:
    import torch
    from torch import nn

    torch.set_num_threads(1)
    model = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    images, labels = torch.from_numpy(x), torch.from_numpy(y)

    def step(model: Callable[[torch.Tensor], torch.Tensor]) -> object:
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(images), labels)
        loss.backward()
        optimizer.step()
        return loss

    compiled = torch.compile(model)
    compiling = first(lambda: step(compiled))
    return {"eager": lambda: timed(lambda: step(model)), "compiled": lambda: timed(lambda: step(compiled))}, compiling


def tensorflow(x: np.ndarray, y: np.ndarray) -> tuple[Ways, float]:
    import tensorflow as tf

    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    layers = tf.keras.layers
    model = tf.keras.Sequential([tf.keras.Input((784,)), layers.Dense(128, activation="relu"), layers.Dense(10)])
    optimizer = tf.keras.optimizers.SGD(0.01)
    loss_function = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    images, labels = tf.constant(x), tf.constant(y)
    optimizer.build(model.trainable_variables)

    def step() -> object:
        with tf.GradientTape() as tape:
            loss = loss_function(labels, model(images, training=True))
        gradients = tape.gradient(loss, model.trainable_variables)
        optimizer.apply_gradients(zip(gradients, model.trainable_variables, strict=True))
        return loss

    compiled = tf.function(step)
    compiling = first(compiled)
    return {"eager": lambda: timed(step), "compiled": lambda: timed(compiled)}, compiling


def keras_way(x: np.ndarray, y: np.ndarray) -> tuple[Ways, float]:
    import keras
    import tensorflow as tf

    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    layers = keras.layers
    model = keras.Sequential([keras.Input((784,)), layers.Dense(128, activation="relu"), layers.Dense(10)])
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.SGD(0.01), loss)
    compiling = first(lambda: model.train_on_batch(x, y))
    many, labels = np.tile(x, (STEPS, 1)), np.tile(y, STEPS)

    def fit() -> float:
        return first(lambda: model.fit(many, labels, batch_size=64, shuffle=False, verbose=0)) / STEPS * 1000

    fit()
    return {"train_on_batch": lambda: timed(lambda: model.train_on_batch(x, y)), "fit": fit}, compiling


WAYS = {"pytorch": pytorch, "tensorflow": tensorflow, "keras": keras_way}


if __name__ == "__main__":
    main()
