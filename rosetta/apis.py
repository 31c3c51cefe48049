"""Which public names of a framework a cell uses, and where their official documentation stands."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from rosetta.cells import Snippet

ROOTS = ("torch", "torchvision", "tensorflow", "keras")

_TORCH = "https://docs.pytorch.org/docs/stable"
_TORCHVISION = "https://docs.pytorch.org/vision/stable"
_TENSORFLOW = "https://www.tensorflow.org/api_docs/python"

_TORCH_DTYPES = ["bool", "uint8", "int8", "int16", "int32", "int64", "float16", "bfloat16", "float32", "float64", "complex64", "complex128", "half", "float", "double", "short", "int", "long", "cfloat", "cdouble"]
_TORCH_PAGES = {
    "torch.Tensor": "tensors.html#torch.Tensor",
    "torch.dtype": "tensor_attributes.html#torch.dtype",
    "torch.device": "tensor_attributes.html#torch.device",
    "torch.layout": "tensor_attributes.html#torch.layout",
    "torch.memory_format": "tensor_attributes.html#torch.memory_format",
    "torch.contiguous_format": "tensor_attributes.html#torch.memory_format",
    "torch.channels_last": "tensor_attributes.html#torch.memory_format",
    "torch.Size": "size.html",
    "torch.Generator": "generated/torch.Generator.html",
}
"""Names that PyTorch documents elsewhere than on a page of their own."""


def names(snippet: Snippet) -> dict[str, tuple[str, ...]]:
    """Names used by each cell, `{title: ("torch.nn.Linear", ...)}`: attributes of imported frameworks, by their full path.

    Methods of objects (`x.view`) are not among them: the source alone does not tell an object's type.
    """
    aliases: dict[str, str] = {}
    found = {}
    for cell in snippet.cells:
        tree = ast.parse(cell.source)
        _learn_imports(tree, aliases)
        found[cell.title] = tuple(dict.fromkeys(name for name in _chains(tree, aliases) if "." in name))
    return found


def documentation(name: str) -> str:
    """Address of the official documentation of `name` as `names` gives it."""
    root, *parts = name.split(".")
    if root == "torch":
        return f"{_TORCH}/{_torch_page(name, parts)}"
    if root == "torchvision":
        return f"{_TORCHVISION}/generated/{name}.html"
    return f"{_TENSORFLOW}/{_tensorflow_page(root, parts)}"


def short(name: str) -> str:
    """The name as people write it: `tf.` for `tensorflow.`."""
    return name.replace("tensorflow.", "tf.", 1) if name.startswith("tensorflow.") else name


def _learn_imports(tree: ast.AST, aliases: dict[str, str]) -> None:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] in ROOTS:
                    aliases[alias.asname or alias.name.split(".")[0]] = (
                        alias.name if alias.asname else alias.name.split(".")[0]
                    )
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in ROOTS:
            for alias in node.names:
                aliases[alias.asname or alias.name] = f"{node.module}.{alias.name}"


def _chains(node: ast.AST, aliases: dict[str, str]) -> Iterator[str]:
    """Full names of the longest attribute chains that start at an imported name, in the order of the source."""
    if isinstance(node, (ast.Attribute, ast.Name)):
        parts, inner = [], node
        while isinstance(inner, ast.Attribute):
            parts.append(inner.attr)
            inner = inner.value
        if isinstance(inner, ast.Name):
            if inner.id in aliases:
                yield ".".join([aliases[inner.id], *reversed(parts)])
            return
        yield from _chains(inner, aliases)
        return
    for child in ast.iter_child_nodes(node):
        yield from _chains(child, aliases)


def _torch_page(name: str, parts: list[str]) -> str:
    if name in _TORCH_PAGES:
        return _TORCH_PAGES[name]
    if len(parts) == 1 and parts[0] in _TORCH_DTYPES:
        return "tensor_attributes.html#torch.dtype"
    if parts[:2] == ["utils", "data"]:
        return f"data.html#{name}"
    return f"generated/{name}.html"


def _tensorflow_page(root: str, parts: list[str]) -> str:
    if root == "keras":  # Keras is documented there too, under the path that a rule can find
        parts = ["keras", *parts]
    if len(parts) == 1 and (
        parts[0].rstrip("0123456789") in ("float", "int", "uint", "bfloat", "complex", "bool", "string")
    ):
        return f"tf/dtypes#{parts[0]}"
    for index, part in enumerate(parts[:-1]):
        if part[0].isupper():  # a member of a class stands on the class's page
            return "/".join(["tf", *parts[: index + 1]]) + f"#{parts[index + 1]}"
    if parts[-1].isupper() and len(parts) > 1:  # a constant stands on its module's page
        return "/".join(["tf", *parts[:-1]]) + f"#{parts[-1]}"
    return "/".join(["tf", *parts])
