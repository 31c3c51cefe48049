"""What a download says before its first cell: what it was recorded with, how to install that, and which files it needs.

The Python file says it in a block of https://packaging.python.org/en/latest/specifications/inline-script-metadata/,
which `uv run` and `pipx run` read, and in a comment; the notebook in a text cell and in a cell that installs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rosetta.frameworks import FRAMEWORKS
from rosetta.site.escaping import in_one_line, prose
from rosetta.site.generated import RECORDED
from rosetta.site.needs import KeptFile, Needs
from rosetta.source.cells import Snippet


def script(snippet: Snippet, needed: Needs, site: str) -> str:
    """The lines to put before the first cell of a Python file; `site` is the site's address, where it has one."""
    name = snippet.path.name
    block = [
        "/// script",
        *([f'requires-python = "=={needed.python.rpartition(".")[0]}.*"'] if needed.python else []),
        "dependencies = [",
        *(f'    "{requirement}",' for requirement in needed.packages.values()),
        "]",
        "///",
    ]
    text = [
        "",
        f"{_recorded(needed)} To install these and run it, with uv:",
        f"    uv run {name}",
        "or without:",
        f"    python -m pip install {needed.install}",
        f"    python {name}",
        *_about_files(needed, site),
        "",
    ]
    return "".join(f"# {in_one_line(line)}".rstrip() + "\n" for line in [*block, *text]) + "\n"


def opening(needed: Needs, site: str) -> str:
    """Markdown for the text that opens a notebook."""
    install = "The next cell installs them if one is missing; otherwise it leaves your versions alone."
    return "\n\n".join([prose(f"{_recorded(needed)} {install}"), *_about_files(needed, site)])


def install_cell(needed: Needs) -> dict[str, Any]:
    """The first code cell of a notebook: it does nothing where all packages are there, also without a network."""
    modules = ", ".join(f'"{module}"' for module in needed.packages)
    code = (
        "from importlib.util import find_spec\n\n"
        f"if not all(map(find_spec, [{modules}])):\n"
        f"    %pip install --quiet {needed.install}"
    )
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": "_install",  # no cell of a snippet can be called so
        "metadata": {},
        "outputs": [],
        "source": code.splitlines(keepends=True),
    }


def _recorded(needed: Needs) -> str:
    versions = ", ".join(one.replace("==", " ") for one in needed.packages.values() if "==" in one)
    data = f", data: {needed.data}" if needed.data else ""
    return f"Recorded with Python {needed.python}, {versions} on {needed.device}{data}."


def _about_files(needed: Needs, site: str) -> Iterator[str]:
    for kept in needed.opens:
        framework = FRAMEWORKS[kept.path.partition("/")[0]].title
        place = _place(kept, site)
        yield f"It opens {kept.name}, which the {framework} file leaves: put it into the same folder. {place}"
    if needed.leaves:
        yield f"It leaves {', '.join(kept.name for kept in needed.leaves)} in the folder where it runs."
    if needed.data:
        places = "data/MNIST/raw for torchvision, ~/.keras/datasets/mnist.npz for Keras"
        yield f"It downloads MNIST, unless it is there: {places}."


def _place(kept: KeptFile, site: str) -> str:
    if not site:
        return "Its page has it, under Run it yourself."
    return f"It is at {site.rstrip('/')}/{RECORDED}/{kept.path}"
