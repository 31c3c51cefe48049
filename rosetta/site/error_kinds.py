"""Which kind of trouble the message of an error tells of; the index of errors has a list for each."""

from __future__ import annotations

import re

_RULES = {
    "saving": r"state_dict|weights only load|unsupported global|deseriali|\.h5\b|file|could not be loaded|checkpoint"
    r"|could not locate",
    "graphs": r"symbolic|tf\.function|out of scope|kerastensor|data-dependent branching|tensorspec"
    r"|expected float, actual",
    "names": r"has no attribute|unexpected keyword|deprecated|no module named|not installed|not recognized"
    r"|no longer supported|required (positional )?argument|not supported in keras 3",
    "gradients": r"grad|backward|differentiated|leaf tensor|unknown variable|empty parameter list",
    "devices": r"\bdevices?\b|threads|determinis",
    "dtypes": r"dtype|\bcast\b|to be an? \w+ tensor|python scalar|without overflow|for attr '|can't convert"
    r"|of (bool|float|int\d*) is not in|= refused",
    "indices": r"\bind(ex|ices)\b|out of (range|bounds)|outside|num_classes",
    "shapes": r"shape|size|dimension|rank|ndim|axis|channel|\d-?d\b|equal|running_mean|more than one (value|element)",
    "layers": r"layer|parameter|variable|module|already built",
}
"""The first rule that fits decides."""

OTHER = "others"
"""The kind of what no rule fits."""

ERROR_KINDS = (*_RULES, OTHER)

_ASIDE = re.compile(r"\{\{.*?\}\}|\[Op:.*|\bdtype=[\w.]+")
"""What TensorFlow adds to messages of every kind: device and name of the operation, and the dtype of a tensor."""


def error_kind(message: str) -> str:
    """The kind of a message, one of `ERROR_KINDS`."""
    told = _ASIDE.sub("", message)
    return next((kind for kind, rule in _RULES.items() if re.search(rule, told, re.IGNORECASE)), OTHER)
