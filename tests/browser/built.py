"""The built site, which these tests look at."""

from pathlib import Path

SITE = Path(__file__).parents[2] / "site"
PAGES = sorted(path.parent.relative_to(SITE).as_posix() for path in SITE.rglob("index.html"))
