"""Which kind of trouble the message of an error tells of; the index of errors has a list for each."""

from __future__ import annotations

import re

_RULES = {
    "saving": r"state_dict|weights only load|unsupported global|deseriali|\.h5\b|file|could not be loaded|checkpoint"
    r"|could not locate",
    "graphs": r"symbolic|tf\.function|out of scope|kerastensor|data-dependent branching|tensorspec|expected float, actual",
    "names": r"has no attribute|unexpected keyword|deprecated|no module named|not installed|not recognized"
    r"|no longer supported|required (positional )?argument|not supported in keras 3",
    "gradients": r"grad|backward|leaf tensor|unknown variable|empty parameter list",
    "devices": r"\bdevices?\b|threads|determinis",
    "dtypes": r"dtype|\bcast\b|to be an? \w+ tensor|python scalar|without overflow|for attr '|can't convert"
    r"|of (bool|float|int\d*) is not in|= refused",
    "shapes": r"shape|size|dimension|rank|ndim|axis|channel|\d-?d\b|equal|running_mean|more than one (value|element)",
    "indices": r"ind(ex|ices)|out of (range|bounds)|outside",
    "layers": r"layer|parameter|variable|module|already built",
}
"""The first rule that fits decides."""

OTHER = "others"
"""The kind of what no rule fits."""

ERROR_KINDS = (*_RULES, OTHER)

_PLACE = re.compile(r"\{\{.*?\}\}|\[Op:.*")
"""Where TensorFlow ran the operation, a device too, which is seldom at fault."""


def error_kind(message: str) -> str:
    """The kind of a message, one of `ERROR_KINDS`."""
    told = _PLACE.sub("", message)
    return next((kind for kind, rule in _RULES.items() if re.search(rule, told, re.IGNORECASE)), OTHER)
