"""How often programs use a public name, to tell what readers look for from what they seldom meet.

`usage.tsv` holds counts of names in 2,061 files of 24 public repositories of examples and tutorials, resolved through
their imports and checked against PyTorch 2.15, torchvision 0.29, TensorFlow 2.21 and Keras 3.15. Methods are counted by
name, on what the code tells of their object. Names met once are left out, and those that exist no longer.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("usage.tsv")


def uses(name: str) -> int:
    """How often the counted programs use `name` (`torch.nn.Linear`); 0 where it is not counted.

    Keras has its names twice: `keras.X` is counted as `tf.keras.X`.
    """
    return _counts().get(one_name(name), 0)


def one_name(name: str) -> str:
    """The one of several names of a thing under which it is counted."""
    if name.startswith("tensorflow."):
        name = name.replace("tensorflow.", "tf.", 1)
    return f"tf.{name}" if name.startswith("keras.") else name


@cache
def _counts() -> dict[str, int]:
    with _TABLE.open(encoding="utf-8", newline="") as table:
        return {row["name"]: int(row["uses"]) for row in csv.DictReader(table, delimiter="\t")}
