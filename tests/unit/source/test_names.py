"""Which names are found in a cell."""

from __future__ import annotations

import pytest
from tiny_project import Project

from rosetta.errors import SnippetError
from rosetta.source.names import api_names, short


def test_names_are_given_by_their_full_path_whatever_they_were_imported_as(project: Project) -> None:
    snippet = project.snippet(
        "pytorch",
        "linear",
        """
        # %% imports
        import torch
        import torch.nn.functional as F
        from torch import nn
        from torch.utils.data import DataLoader as Loader
        from torchvision import transforms

        # %% use
        layer = nn.Linear(2, 3)
        y = F.relu(layer(torch.ones(4, 2)))
        Loader(y, collate_fn=transforms.v2.ToDtype(torch.float32))
        """,
    )
    assert api_names(snippet) == {
        "imports": (),
        "use": (
            "torch.nn.Linear",
            "torch.nn.functional.relu",
            "torch.ones",
            "torch.utils.data.DataLoader",
            "torchvision.transforms.v2.ToDtype",
            "torch.float32",
        ),
    }


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("import tensorflow as tf\ntf.GradientTape", ("tensorflow.GradientTape",)),
        ("import tensorflow as tf\ntf.zeros(2) + tf.zeros(2)", ("tensorflow.zeros",)),
        ("from tensorflow import keras\nkeras.layers.Dense(2)", ("tensorflow.keras.layers.Dense",)),
        ("import torch\ntorch.finfo(torch.float16).eps", ("torch.finfo", "torch.float16")),
        ("import torch\ntorch.ones(2).view(1, 2).sum()", ("torch.ones",)),
        ("import torch\n\nclass Model(torch.nn.Module):\n    pass", ("torch.nn.Module",)),
        ("import torch\n\n@torch.no_grad()\ndef f(): ...", ("torch.no_grad",)),
        ("import torch\nprint(torch, torch.__version__, torch.version.cuda)", ()),
        ("import torch\ntorch.linalg.LinAlgError", ()),
        ("import numpy as np\nnp.zeros(2)", ()),
        ("torch.ones(2)", ()),
    ],
)
def test_names_of_frameworks_alone_are_found(project: Project, code: str, found: tuple[str, ...]) -> None:
    snippet = project.snippet("pytorch", "linear", f"# %% use\n{code}\n")
    assert api_names(snippet) == {"use": found}


def test_names_are_shown_as_people_write_them() -> None:
    names = ("tensorflow.keras.Model", "torch.nn.Linear", "keras.Model")
    assert [short(name) for name in names] == ["tf.keras.Model", "torch.nn.Linear", "keras.Model"]


def test_methods_are_named_by_the_mark_api(project: Project) -> None:
    text = """
        # %% batch api="tf.data.Dataset.batch, tf.data.Dataset.map"
        pairs = pairs.map(double).batch(2)
    """
    snippet = project.snippet("tensorflow", "pipeline", text)
    assert api_names(snippet) == {"batch": ("tensorflow.data.Dataset.batch", "tensorflow.data.Dataset.map")}


@pytest.mark.parametrize("name", ["torch.Tensor.reshape", "numpy.ndarray.view", "view"])
def test_a_method_that_the_cell_does_not_use_is_an_error(project: Project, name: str) -> None:
    snippet = project.snippet("pytorch", "layout", f'# %% flatten api="{name}"\nx.view(-1)\n')
    with pytest.raises(SnippetError) as caught:
        api_names(snippet)
    assert str(caught.value) == (
        f"snippets/pytorch/layout.py:1: cell 'flatten': api names '{name}', and the cell uses no such attribute of a "
        "framework's object"
    )
