"""Stand-in for PyTorch: what the machinery asks the framework itself, so that it can be tested without it."""

import os
from types import SimpleNamespace

import numpy.random  # noqa: F401  as the original does

seeds: list[int] = []


def seed() -> None:
    seeds.append(os.getpid())


cuda = SimpleNamespace(
    is_available=lambda: "STUB_GPU" in os.environ,
    get_device_name=lambda index: os.environ["STUB_GPU"],
)
