"""Text of an output, in one piece as a run has it, and in lines as a notebook keeps it."""

from __future__ import annotations

from typing import Any


def in_lines(output: dict[str, Any], number: int) -> dict[str, Any]:
    """The output of cell `number` with its text as lists of lines, so that git shows changes by line."""
    output = dict(output)
    if "text" in output:
        output["text"] = output["text"].splitlines(keepends=True)
    if "data" in output:
        output["data"] = {
            mime: text.splitlines(keepends=True) if mime.startswith("text/") else text
            for mime, text in output["data"].items()
        }
    if output["output_type"] == "execute_result":
        output["execution_count"] = number
    return output


def joined(output: dict[str, Any]) -> dict[str, Any]:
    """The same output with its text in one piece, and without the number of its cell."""
    output = {name: value for name, value in output.items() if name != "execution_count"}
    if "text" in output:
        output["text"] = "".join(output["text"])
    if "data" in output:
        output["data"] = {mime: "".join(text) for mime, text in output["data"].items()}
    return output
