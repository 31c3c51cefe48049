"""Which public names of a framework a cell uses, and where their official documentation stands."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from rosetta.errors import SnippetError
from rosetta.source.cells import Cell, Snippet

ROOTS = ("torch", "torchvision", "tensorflow", "keras")

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

_WITHOUT_PAGE = re.compile(
    r"__|^torch\.version\.|\.LinAlgError$|\.InterpolationMode\b|^torch\.(masked_fill|index_fill)$"
)
"""Names that the official documentation does not give a place."""

_DTYPE = re.compile(r"(u?int|float|bfloat|complex)\d+|bool|half|float|double|short|int|long|cfloat|cdouble|string")


def names(snippet: Snippet) -> dict[str, tuple[str, ...]]:
    """Names each cell uses, `{title: ("torch.nn.Linear", ...)}`: attributes of imported frameworks, by their full path.

    Methods of objects (`x.view`) are among them where the mark `api` names them: the source alone does not tell an
    object's type. Names that have no page (`torch.__version__`) are not. Raises `SnippetError` for a mark `api` that
    the source does not bear out.
    """
    aliases: dict[str, str] = {}
    found = {}
    for cell in snippet.cells:
        tree = ast.parse(cell.source)
        _learn_imports(tree, aliases)
        chains = (name for name in _chains(tree, aliases) if "." in name and not _WITHOUT_PAGE.search(name))
        found[cell.title] = tuple(dict.fromkeys([*chains, *_methods(snippet, cell, tree)]))
    return found


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


def short(name: str) -> str:
    """The name as people write it: `tf.` for `tensorflow.`."""
    return name.replace("tensorflow.", "tf.", 1) if name.startswith("tensorflow.") else name


def _methods(snippet: Snippet, cell: Cell, tree: ast.AST) -> Iterator[str]:
    """Names in the mark `api`, each of which must be used as an attribute in the cell."""
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for name in filter(None, (word.strip() for word in cell.marks.get("api", "").split(","))):
        root, *parts = name.split(".")
        if root not in (*ROOTS, "tf") or not parts or parts[-1] not in used:
            message = (
                f"cell '{cell.title}': api names '{name}', and the cell uses no such attribute of a framework's object"
            )
            raise SnippetError(snippet.path, cell.line, message)
        yield name.replace("tf.", "tensorflow.", 1) if root == "tf" else name


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
        parts: list[str] = []
        inner: ast.expr = node
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
