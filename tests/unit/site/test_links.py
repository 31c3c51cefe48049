"""Which pages of the official documentation names lead to."""

from __future__ import annotations

import pytest

from rosetta.site.links import documentation

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
