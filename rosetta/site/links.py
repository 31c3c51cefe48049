"""Where the official documentation of a framework's public name stands."""

from __future__ import annotations

import re

_TORCH = "https://docs.pytorch.org/docs/stable"
_TORCHVISION = "https://docs.pytorch.org/vision/stable"
_TENSORFLOW = "https://www.tensorflow.org/api_docs/python"

_TORCH_PAGES = {
    "torch.Tensor": "tensors.html#torch.Tensor",
    "torch.Size": "size.html#torch.Size",
    "torch.autocast": "amp.html#torch.autocast",
    "torch.device": "tensor_attributes.html#torch.device",
    "torch.dtype": "tensor_attributes.html#torch.dtype",
    "torch.jagged": "nested.html",
    "torch.layout": "tensor_attributes.html#torch.layout",
    "torch.memory_format": "tensor_attributes.html#torch.memory_format",
    "torch.channels_last": "tensor_attributes.html#torch.memory_format",
    "torch.contiguous_format": "tensor_attributes.html#torch.memory_format",
    "torch.autograd.Variable": "autograd.html#variable-deprecated",
    "torch.finfo": "type_info.html#torch.finfo",
    "torch.iinfo": "type_info.html#torch.iinfo",
    "torch.nn.Parameter": "generated/torch.nn.parameter.Parameter.html",
}
"""Names that PyTorch documents elsewhere than on a page of their own."""

_TORCH_MODULES = {
    "torch.amp": "amp.html",
    "torch.backends": "backends.html",
    "torch.distributed": "distributed.html",
    "torch.distributions": "distributions.html",
    "torch.export": "user_guide/torch_compiler/export/api_reference.html",
    "torch.fx": "fx.html",
    "torch.hub": "hub.html",
    "torch.multiprocessing": "multiprocessing.html",
    "torch.nested": "nested.html",
    "torch.nn.init": "nn.init.html",
    "torch.optim.swa_utils": "optim.html",
    "torch.profiler": "profiler.html",
    "torch.random": "random.html",
    "torch.serialization": "notes/serialization.html",
    "torch.special": "special.html",
    "torch.testing": "testing.html",
    "torch.utils.checkpoint": "checkpoint.html",
    "torch.utils.data": "data.html",
    "torch.utils.tensorboard": "tensorboard.html",
}
"""Modules whose members stand on one page."""

_DTYPE = re.compile(r"(u?int|float|bfloat|complex)\d+|bool|half|float|double|short|int|long|cfloat|cdouble|string")


def documentation(name: str) -> str:
    """Address of the official documentation of `name` as `names` gives it."""
    root, *parts = name.split(".")
    if root == "torch":
        return f"{_TORCH}/{_torch_page(name, parts)}"
    if root == "torchvision":
        return f"{_TORCHVISION}/{_torchvision_page(name, parts)}"
    if root == "keras":  # documented there too, under a path that a rule can find
        parts = ["keras", *parts]
    return f"{_TENSORFLOW}/{_tensorflow_page(parts)}"


def _torch_page(name: str, parts: list[str]) -> str:
    if name in _TORCH_PAGES:
        return _TORCH_PAGES[name]
    if len(parts) == 1 and _DTYPE.fullmatch(parts[0]):
        return _TORCH_PAGES["torch.dtype"]
    for module, page in _TORCH_MODULES.items():
        if name.startswith(f"{module}."):
            return f"{page}#{name}"
    owner, member = _owner(parts)
    if member and owner != ["Tensor"]:  # whose methods have a page each
        return f"generated/torch.{'.'.join(owner)}.html#{name}"
    return f"generated/{name}.html"


def _torchvision_page(name: str, parts: list[str]) -> str:
    owner, member = _owner(parts)
    if parts[0] == "models" and owner[-1].endswith("_Weights"):  # they stand on the page of their model
        owner, member = [*owner[:-1], owner[-1].removesuffix("_Weights").lower()], owner[-1:]
        name = f"torchvision.{'.'.join([*owner[:-1], *member])}"
    folder = "models/generated" if parts[0] == "models" else "generated"
    return f"{folder}/torchvision.{'.'.join(owner)}.html" + (f"#{name}" if member else "")


def _tensorflow_page(parts: list[str]) -> str:
    if len(parts) == 1 and _DTYPE.fullmatch(parts[0]):
        return f"tf/dtypes#{parts[0]}"
    if parts == ["newaxis"] or (parts[0] == "data" and parts[-1].isupper()):  # constants, on their module's page
        return "/".join(["tf", *parts[:-1]]) + f"#{parts[-1]}"
    owner, member = _owner(parts)
    return "/".join(["tf", *owner]) + (f"#{member[0]}" if member else "")


def _owner(parts: list[str]) -> tuple[list[str], list[str]]:
    """Splits the path of a class's member after the class, which has a capital letter; any other stays whole."""
    end = next((index for index, part in enumerate(parts, 1) if part[0].isupper()), len(parts))
    return parts[:end], parts[end:]
