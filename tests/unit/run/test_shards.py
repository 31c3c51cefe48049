"""Files are shared out so that each part takes about as long."""

from __future__ import annotations

from pathlib import Path

import pytest

from rosetta.run.shards import shard

SECONDS = {Path("a"): 1.0, Path("b"): 9.0, Path("c"): 4.0, Path("d"): 4.0, Path("e"): 1.0}


def test_the_longest_go_first_each_to_the_part_with_least_to_do() -> None:
    assert shard(SECONDS, 1, 2) == {Path("b"), Path("e")}
    assert shard(SECONDS, 2, 2) == {Path("a"), Path("c"), Path("d")}


@pytest.mark.parametrize("parts", [1, 2, 3, 7])
def test_every_file_is_in_one_part_in_whatever_order_files_are_given(parts: int) -> None:
    shares = [shard(SECONDS, part, parts) for part in range(1, parts + 1)]
    assert sorted(path for share in shares for path in share) == sorted(SECONDS)
    assert shares == [shard(dict(reversed(SECONDS.items())), part, parts) for part in range(1, parts + 1)]
