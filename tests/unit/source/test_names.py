"""Which names are found in a cell, and which pages they lead to."""

from __future__ import annotations

import pytest
from tiny_project import Project

from rosetta.errors import SnippetError
from rosetta.site.links import documentation
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


TORCH = "https://docs.pytorch.org/docs/stable/"
VISION = "https://docs.pytorch.org/vision/stable/"
TENSORFLOW = "https://www.tensorflow.org/api_docs/python/"


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("torch.matmul", f"{TORCH}generated/torch.matmul.html"),
        ("torch.nn.Linear", f"{TORCH}generated/torch.nn.Linear.html"),
        ("torch.nn.functional.relu", f"{TORCH}generated/torch.nn.functional.relu.html"),
        ("torch.optim.lr_scheduler.StepLR", f"{TORCH}generated/torch.optim.lr_scheduler.StepLR.html"),
        ("torch.nn.Module.train", f"{TORCH}generated/torch.nn.Module.html#torch.nn.Module.train"),
        ("torch.Tensor.view", f"{TORCH}generated/torch.Tensor.view.html"),
        ("torch.Tensor", f"{TORCH}tensors.html#torch.Tensor"),
        ("torch.float32", f"{TORCH}tensor_attributes.html#torch.dtype"),
        ("torch.bool", f"{TORCH}tensor_attributes.html#torch.dtype"),
        ("torch.nn.Parameter", f"{TORCH}generated/torch.nn.parameter.Parameter.html"),
        ("torch.nn.init.zeros_", f"{TORCH}nn.init.html#torch.nn.init.zeros_"),
        ("torch.utils.data.DataLoader", f"{TORCH}data.html#torch.utils.data.DataLoader"),
        ("torchvision.datasets.MNIST", f"{VISION}generated/torchvision.datasets.MNIST.html"),
        ("torchvision.transforms.v2.ToDtype", f"{VISION}generated/torchvision.transforms.v2.ToDtype.html"),
        ("torchvision.models.resnet18", f"{VISION}models/generated/torchvision.models.resnet18.html"),
        (
            "torchvision.models.ResNet18_Weights.DEFAULT",
            f"{VISION}models/generated/torchvision.models.resnet18.html#torchvision.models.ResNet18_Weights",
        ),
        ("tensorflow.constant", f"{TENSORFLOW}tf/constant"),
        ("tensorflow.float32", f"{TENSORFLOW}tf/dtypes#float32"),
        ("tensorflow.newaxis", f"{TENSORFLOW}tf#newaxis"),
        ("tensorflow.data.AUTOTUNE", f"{TENSORFLOW}tf/data#AUTOTUNE"),
        ("tensorflow.data.Dataset.range", f"{TENSORFLOW}tf/data/Dataset#range"),
        ("tensorflow.keras.layers.Dense", f"{TENSORFLOW}tf/keras/layers/Dense"),
        ("keras.layers.Dense", f"{TENSORFLOW}tf/keras/layers/Dense"),
        ("keras.layers.LSTM", f"{TENSORFLOW}tf/keras/layers/LSTM"),
        ("keras.optimizers.SGD", f"{TENSORFLOW}tf/keras/optimizers/SGD"),
        ("keras.ops.matmul", f"{TENSORFLOW}tf/keras/ops/matmul"),
        ("keras.Model.fit", f"{TENSORFLOW}tf/keras/Model#fit"),
    ],
)
def test_a_name_leads_to_its_official_page(name: str, address: str) -> None:
    assert documentation(name) == address


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
