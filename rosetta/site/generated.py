"""Where files stand below the documentation folder that are made before the site is built; `downloads` makes them."""

from __future__ import annotations

import json
from typing import Any

RECORDED = "recorded"
"""Folder of what readers download, and of figures, by framework."""

NOTEBOOKS = "notebooks"
"""Folder of the notebooks that are pages themselves: those that `nav` names."""

SEARCH = "search"
"""Folder of what the search reads."""

API, API_SCHEMA = "api.json", "api.schema.json"

NAMES = "names.json"
"""Beside the entry page of the API map: which page has the rows of a name."""

SOCIAL = "social"
"""Folder of the pictures that networks show of links to pages."""


def compact_json(content: Any) -> bytes:
    """`content` as JSON in one line, for files that programs alone read."""
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def is_generated(path: str) -> bool:
    """Whether a file at this path below the documentation folder is made, or may be."""
    if path in (API, API_SCHEMA) or path.endswith(f"/{NAMES}"):
        return True
    folders = (RECORDED, NOTEBOOKS, SEARCH, SOCIAL)
    return path.startswith(tuple(f"{folder}/" for folder in folders)) and not path.endswith("/")
