"""A project with a page, its section and an API map."""

from __future__ import annotations

import pytest
from tiny_project import Project, cell_run, stdout

PYTORCH = """
    # %% inputs hidden="true"
    import torch
    from torch import nn

    # %% linear same="n" note="The `kernel` is transposed."
    n = nn.Linear(2, 3)

    # %% lazy only="pytorch" why="Every Keras layer is lazy."
    nn.LazyLinear(3)
"""
TENSORFLOW = """
    # %% inputs hidden="true"
    import tensorflow as tf

    # %% linear same="n" note="The `kernel` is transposed."
    n = tf.keras.layers.Dense(3)
"""
LEARN = """
    # %% use-a-seed differs="n" why="Each draws its own numbers."
    import {module}

    n = 3
    {call}

    # %% fail raises="ValueError"
    {call}
"""


@pytest.fixture
def found(project: Project) -> Project:
    """Concepts `api_layers`, with the page `reference/map.md`, and `seeds`, with `learn/seeds.md`."""
    for framework, text in (("pytorch", PYTORCH), ("tensorflow", TENSORFLOW)):
        project.record(project.snippet(framework, "api_layers", text), linear=cell_run(n=9))
    for number, (framework, module, call) in enumerate(
        (("pytorch", "torch", "torch.manual_seed(0)"), ("tensorflow", "tensorflow as tf", "tf.random.set_seed(0)"))
    ):
        snippet = project.snippet(framework, "seeds", LEARN.format(module=module, call=call))
        fail = cell_run(stdout("seed must be positive\n"))
        project.record(snippet, use_a_seed=cell_run(n=number), fail=fail)
    project.page("index.md", "# Home\n\nStart here.\n")
    project.page("learn/seeds.md", SEEDS)
    project.page("reference/map.md", "# Map\n\n## Layers\n\n::: rows api_layers\n")
    return project


SEEDS = """
    ---
    search:
      set-the-seed: manual_seed, random state
    ---

    # Seeds

    ## Set the seed

    Both have [one call](../index.md) for it, `torch.manual_seed(n)`. <!-- hidden -->

    | PyTorch | TensorFlow |
    |---|---|
    | `manual_seed` | `set_seed` |

    ::: seeds/use-a-seed

    ## Meet an error

    ::: seeds/fail
    """
