"""What a statement of a snippet does to the state that later statements see: what it binds, uses, changes and draws.

Code alone does not tell what a call changes, so names tell it: those that NumPy, PyTorch, TensorFlow and Keras give to
methods that change their object. Where that leaves a doubt, a change is assumed.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator
from dataclasses import dataclass

from rosetta.source.changes import PROCESS_GROUP, PURE, changed, parameters, roots, through_loops

_TRAINING = re.compile(r"(backward|step|fit|train_on_batch|minimize|apply_gradients|grad)$")
"""Methods that change what their object was computed from."""
_DRAWING = re.compile(
    r"rand|shuffl|normal|uniform|multinomial|bernoulli|[dD]ropout|permutation|choice|poisson|gamma|exponential"
    r"|(fit|build|random_split|sample|evaluate)$|init|Linear$|Conv|Dense$|Embedding$|RNN|LSTM|GRU|Bilinear|Transformer"
    r"|Attention|Sequential$|Model$|DataLoader$|augment|RandomS"
)
"""Last parts of names whose call may draw random numbers; classes make initial weights."""
_STATE = re.compile(r"(set_|enable_|disable_|use_|reset_|clear_)\w+$|filterwarnings$|simplefilter$|seed$|empty_cache$")
"""Functions of modules that set the state of the whole process."""
_SEED = re.compile(r"seed(_all)?$|set_random_seed$")
_DRAWER = re.compile(r"default_rng$|RandomState$|Generator$|^iter$|from_seed$|SeedGenerator$|^open$")
"""What makes objects whose every use changes them."""
_DATA = re.compile(
    r"(tensor|array|constant|arange|from_numpy|astype|randn?|randint|zeros|ones|full|eye|linspace|standard_normal|normal"
    r"|integers|uniform|convert_to_tensor|default_rng|random|reshape)$"
)
"""What makes arrays that training leaves alone."""
_FILE = re.compile(r"[\w./-]*\w\.\w{1,8}|\w+/[\w./-]*")
_ANY_FILE = "file:"
_WRITING = re.compile(r"save|write|open|dump|export|Writer|mkdir|to_|Checkpoint|fit$|trace|store|Path$")
_DISK = re.compile(
    r"save|write|dump|export|mkdir|makedirs|Writer|Checkpoint|to_csv|copyfile|copy_to|^copy2?$|^rename|rmtree|unlink|symlink|open$"
)
"""Calls that may leave a file or a folder for others, or take one away."""
_READING = re.compile(
    r"load(?!_state_dict)|read|glob|listdir|exists|is_file|isfile|isdir|restore|Folder|latest_checkpoint|list_variables"
    r"|walk$|Layer$|from_directory|TFRecord|csv|Dataset$|copy$|remove$|Path$"
)
"""Calls that may read a file or a folder, or need one."""
_VIEW = re.compile(
    r"(view|reshape|transpose|permute|numpy|from_numpy|detach|squeeze|unsqueeze|flatten|as_tensor|parameters|children"
    r"|modules|values|items|get_layer|T|mT|expand|movedim|asarray|getattr|iter|zip|batch|shuffle|map|repeat)$|^[A-Z]"
)
"""Calls whose result may share what they are given."""


@dataclass(frozen=True)
class Effects:
    """Of one statement; names that begin with `file:` are those of files."""

    binds: frozenset[str]
    is_certain: bool
    """Whether it binds all of them whatever happens."""
    uses: frozenset[str]
    changes: frozenset[str]
    seeds: str
    """The function that seeds, where the statement is a call of one."""
    sets: str
    """The function that sets the state of the process, where it is a call of one."""
    draws: bool
    is_definition: bool
    makes_drawer: bool
    changes_arguments: bool
    """Whether a function changes what it is given."""
    trains: bool
    """Whether it changes what its objects were computed from, too."""
    shares: bool
    """Whether what it binds may share the objects that it uses."""
    is_data: bool
    """Whether it binds an array that training leaves alone."""
    calls: frozenset[str]
    """Bare names that it calls, with the names in their arguments."""


def effects(statement: ast.stmt) -> Effects:
    """The effects of a statement at the top level of a file."""
    nodes = list(ast.walk(statement))
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    names = [_last(call.func) for call in calls]
    stored, changing = frozenset(_bound(statement)), frozenset(changed(nodes))
    is_definition = isinstance(statement, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef)
    inner = _locals(statement) if is_definition else frozenset()
    used = frozenset(_used(statement)) - set(dir(builtins)) - inner
    if any(_last(node) == "DistributedDataParallel" for node in nodes):  # is of `torch.nn`, and works in the group
        used |= {PROCESS_GROUP}
    files = frozenset(f"file:{text}" for text in map(_file, nodes) if text)
    writes = files if any(map(_WRITING.search, names)) else frozenset()
    if on_disk := any(map(_DISK.search, names)):
        writes |= {_ANY_FILE}
    if on_disk or any(map(_READING.search, names)):  # a folder may be named by a part of a path, or by a variable
        files |= {_ANY_FILE}
    dotted = [ast.unparse(call.func) for call in calls if isinstance(call.func, ast.Attribute | ast.Name)]
    simple = isinstance(statement, ast.Expr)  # else it sets something of an object, or for the lines below it
    state = next((name for name in dotted if _STATE.search(name) and (simple or _SEED.search(name))), "")
    return Effects(
        stored,
        not isinstance(statement, ast.If | ast.For | ast.While | ast.Try | ast.With),
        used | files,
        changing - inner | through_loops(nodes, changing) | writes,
        state if _SEED.search(state) else "",
        "" if _SEED.search(state) else state,
        any(map(_DRAWING.search, names)),
        is_definition,
        any(map(_DRAWER.search, names)),
        is_definition and bool(changing & parameters(nodes)),
        any(map(_TRAINING.search, names)),
        isinstance(statement, ast.For | ast.With) or _shares(getattr(statement, "value", None)),
        any(map(_DATA.search, names)) and "requires_grad" not in ast.unparse(statement),
        frozenset(root for call in calls if _is_bare(call) for root in roots(call)),
    )


def _shares(value: ast.AST | None) -> bool:
    """Whether the value of an assignment may share objects that it names: not a sum, a number, or what is computed."""
    match value:
        case ast.Call(function):
            return isinstance(function, ast.Name) or _VIEW.search(_last(function)) is not None
        case ast.Name() | ast.Attribute() | ast.Subscript() | ast.ListComp() | ast.DictComp() | ast.IfExp():
            return True
        case ast.Tuple(parts) | ast.List(parts):
            return any(map(_shares, parts))
        case ast.Dict(_, parts):
            return any(map(_shares, parts))
    return False


def _used(statement: ast.stmt) -> Iterator[str]:
    """Names whose objects a statement uses as it finds them, not as it has bound them itself before."""
    bound: set[str] = set()

    def look(node: ast.AST) -> Iterator[str]:
        if isinstance(node, ast.Name):
            if isinstance(node.ctx, ast.Store):
                bound.add(node.id)
            elif node.id not in bound:
                yield node.id
            return
        if isinstance(node, ast.AugAssign):
            yield from roots(node.target)
        last = {"targets": 1, "target": 1, "elt": 2, "key": 2, "body": 2, "value": 0, "iter": 0, "generators": 0}
        order = sorted(node._fields, key=lambda name: last.get(name, 0 if name != "orelse" else 3))
        before = set(bound)
        for name in order:
            value = getattr(node, name, None)
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, ast.AST):
                    yield from look(one)
        if isinstance(node, ast.If | ast.Try | ast.While | ast.Lambda | ast.FunctionDef | ast.ClassDef):
            bound.intersection_update(before)  # perhaps it has not

    yield from look(statement)


def _bound(statement: ast.stmt) -> Iterator[str]:
    """Names that a statement binds in the file, not in functions inside it."""
    waiting: list[ast.AST] = [statement]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
            yield node.name
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from (alias.asname or alias.name.partition(".")[0] for alias in node.names)
        elif not isinstance(node, ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                yield node.id
            elif isinstance(node, ast.ExceptHandler) and node.name:
                yield node.name
            waiting += ast.iter_child_nodes(node)


def _locals(statement: ast.stmt) -> frozenset[str]:
    """Arguments and variables of a function, or of the methods of a class."""
    nodes = list(ast.walk(statement))
    shared = {name for node in nodes if isinstance(node, ast.Global) for name in node.names}
    found = {node.arg for node in nodes if isinstance(node, ast.arg)}
    return (
        frozenset(found | {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)})
        - shared
    )


def _last(function: ast.AST) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _is_bare(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id not in PURE


def _file(node: ast.AST) -> str:
    text = node.value if isinstance(node, ast.Constant) else None
    return text if isinstance(text, str) and _FILE.fullmatch(text) else ""
