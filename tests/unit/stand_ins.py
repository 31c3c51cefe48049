"""Stand-ins for the frameworks, which are not installed where these tests run, in the server and in this process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rosetta.server import start_server

STUBS = Path(__file__).parents[1] / "stubs"


@pytest.fixture(scope="session")
def pytorch_server() -> Iterator[None]:
    """The server of the stand-in for PyTorch; a process can have one server only, so it stays to the end."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(STUBS))
        patch.syspath_prepend(STUBS)
        start_server("pytorch")
        yield
