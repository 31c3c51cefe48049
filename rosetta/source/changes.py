"""Which objects the calls and assignments of a statement may change, by the names that they start from."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator

_CHANGING = re.compile(
    r"(?!__)\w*[^_]_$|(add|append|apply|assign|build|compile|fit|load|register|remove|reset|restore|save|set|step|update"
    r"|write|zero)(_|$)|(adapt|backward|clear|close|copy_to|cuda|double|eval|extend|float|half|insert|mkdir|open|pop"
    r"|put|readline|record|result|reverse|save|seek|shuffle|sort|train|train_on_batch|unlink|watch|writerow"
    r"|gradient|evaluate|predict|next)$|freeze|unfreeze|(init|destroy)_process_group$|(load_state_dict|load_weights|set_weights|set_state)$"
)
"""Methods that may change their object."""
_ARGUMENTS = re.compile(r"(apply|apply_gradients|minimize|vector_to_parameters)$|\w_$")
"""Functions and methods that may change what they are given."""
PROCESS_GROUP = "torch.distributed"
"""Stands for the process group, which is state of its modules, among the names of objects."""
PURE = set(dir(builtins)) - {"next", "setattr", "delattr", "exec"}


def parameters(nodes: list[ast.AST]) -> set[str]:
    return {node.arg for node in nodes if isinstance(node, ast.arg)} - {"self"}


def changed(nodes: list[ast.AST]) -> Iterator[str]:
    """Names whose objects a statement may change."""
    for node in nodes:
        if isinstance(node, ast.Attribute | ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
            yield from roots(node)
        elif isinstance(node, ast.AugAssign):
            yield from roots(node.target)
        elif isinstance(node, ast.Delete):
            yield from (name for target in node.targets for name in roots(target))
        elif isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name) and node.func.id not in PURE:
                yield node.func.id
                if node.func.id in ("next", "setattr", "delattr") or _ARGUMENTS.search(node.func.id):
                    yield from roots(node)
            elif isinstance(node.func, ast.Attribute) and _CHANGING.search(node.func.attr):
                yield from roots(node.func)
                if (_ARGUMENTS.search(node.func.attr) and not node.func.attr.endswith("_")) or _is_of_module(node.func):
                    yield from (name for one in node.args for name in roots(one))
            elif isinstance(node.func, ast.Subscript | ast.Call):
                yield from roots(node.func)


def through_loops(nodes: list[ast.AST], changing: frozenset[str]) -> set[str]:
    """What a loop goes over, where it takes out what is `changing`."""
    loops = [one for one in nodes if isinstance(one, ast.For) and changing & set(roots(one.target))]
    return {name for loop in loops for name in roots(loop.iter)}


def roots(node: ast.AST) -> Iterator[str]:
    """The names that an expression starts from: `model` of `model.layers[0].weight`."""
    return (one.id for one in ast.walk(node) if isinstance(one, ast.Name))


def _is_of_module(function: ast.Attribute) -> bool:
    """Whether this is a function of PyTorch's that changes its arguments, as `nn.init.normal_` does."""
    return function.attr.endswith("_") and next(iter(roots(function)), "") in ("nn", "init", "torch", "utils")


def assigned(statement: ast.stmt) -> set[str]:
    """Names of which a statement sets an attribute."""
    nodes = (node for node in ast.walk(statement) if isinstance(node, ast.Attribute))
    return {name for node in nodes if isinstance(node.ctx, ast.Store) for name in roots(node)}
