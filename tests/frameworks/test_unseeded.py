"""What a real framework draws without a seed differs between two runs, which are forks of one server."""

from __future__ import annotations

import importlib.util

import pytest

from rosetta.frameworks import FRAMEWORKS
from rosetta.record.outcome import Run
from rosetta.run.process import run_snippet
from rosetta.run.server import start_server
from rosetta.source.cells import read_snippet

NUMPY = """
# %% python same="python"
import random

python = random.random()

# %% legacy same="legacy"
import numpy as np

legacy = np.random.rand()

# %% generator same="generator"
generator = np.random.default_rng().random()
"""

PYTORCH = """
# %% draw same="draw"
import torch

draw = torch.rand(3)

# %% initial same="initial"
initial = torch.nn.Linear(2, 2).weight

# %% order same="order"
from torch.utils.data import DataLoader

order = torch.stack([batch[0] for batch in DataLoader(torch.arange(50), shuffle=True)])

# %% crop same="crop"
from torchvision.transforms import v2

crop = v2.RandomCrop(2)(torch.arange(10_000).reshape(1, 100, 100))
"""

TENSORFLOW = """
# %% draw same="draw"
import tensorflow as tf

draw = tf.random.uniform((3,))

# %% global-generator same="of_global"
of_global = tf.random.get_global_generator().uniform((3,))

# %% graph same="of_graph"
of_graph = tf.function(lambda: tf.random.normal((3,)))()

# %% order same="order"
order = tf.stack(list(tf.data.Dataset.range(50).shuffle(50)))

"""

KERAS = """
# %% keras-draw same="keras_draw"
import keras

keras_draw = keras.random.uniform((3,))

# %% initial same="initial"
initial = keras.initializers.GlorotUniform()((2, 2))

# %% dropout same="dropout"
dropout = keras.layers.Dropout(0.5)(keras.ops.ones((50,)), training=True)

# %% augment same="augment"
augment = keras.layers.RandomRotation(0.5)(keras.ops.reshape(keras.ops.arange(100.0), (1, 10, 10, 1)))
"""

TEXTS = {"pytorch": NUMPY + PYTORCH, "tensorflow": NUMPY + TENSORFLOW + KERAS}
INSTALLED = [name for name in TEXTS if all(map(importlib.util.find_spec, FRAMEWORKS[name].imports))]


@pytest.fixture(scope="module", params=INSTALLED)
def runs(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Run]:
    """Two runs of one file that draws and does not seed."""
    path = tmp_path_factory.mktemp("project") / "snippets" / request.param / "draws.py"
    path.parent.mkdir(parents=True)
    path.write_text(TEXTS[request.param].lstrip(), encoding="utf-8")
    start_server(request.param)
    return [run_snippet(read_snippet(path)) for _ in range(2)]


def test_every_draw_differs(runs: list[Run]) -> None:
    assert [str(run.failure) for run in runs if run.failure] == []
    first, second = ({title: cell.values for title, cell in run.cells.items()} for run in runs)
    assert len(first) >= 7
    assert [title for title, values in first.items() if values == second[title]] == []
