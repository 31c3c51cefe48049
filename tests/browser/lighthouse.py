"""Measure the built site with Lighthouse: the median of several runs, on a computer and on a phone, against limits."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys

import chromium
from serving import served

PATHS = ("/", "/learn/tensors/", "/walkthroughs/two-rings/", "/reference/api-map/layers/", "/reference/differences/")
LIMITS = {
    "desktop": {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100},
    "mobile": {"performance": 85, "accessibility": 100, "best-practices": 100, "seo": 100},
}
"""Least scores, of 100, by what Lighthouse plays: a desktop computer, or a phone of the middle class on slow 4G."""


def scores(program: str, url: str, preset: str) -> dict[str, float]:
    """Scores of one run of Lighthouse, by category; names failed audits that count on the error stream."""
    command = [program, url, "--quiet", "--output=json", f"--only-categories={','.join(LIMITS[preset])}"]
    command += ["--chrome-flags=" + " ".join(("--headless=new", *chromium.ARGUMENTS))]
    command += ["--preset=desktop"] * (preset == "desktop")
    environment = {**os.environ, "CHROME_PATH": chromium.executable() or ""}
    report = json.loads(subprocess.run(command, env=environment, check=True, capture_output=True).stdout)
    for category in report["categories"].values():
        for audit in category["auditRefs"]:
            found = report["audits"][audit["id"]]
            if category["id"] != "performance" and audit["weight"] and found["score"] not in (1, None):
                print(f"{url} {category['id']}: {found['title']}", file=sys.stderr)
    return {name: round(100 * (one["score"] or 0)) for name, one in report["categories"].items()}


def main() -> int:
    """Print a row for each page; returns 1 where a median is under its limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", help="Lighthouse's command")
    parser.add_argument("paths", nargs="*", default=PATHS, help="pages to measure (default: one of each kind)")
    parser.add_argument("--runs", type=int, default=5, help="runs to take the median of (default: 5)")
    options = parser.parse_intermixed_args()
    failed = False
    print(f"{'':10}{''.join(f'{name:>16}' for name in LIMITS['desktop'])}")
    with served() as address:
        for path in options.paths:
            for preset, limits in LIMITS.items():
                runs = [scores(options.program, address + path, preset) for _ in range(options.runs)]
                medians = {name: statistics.median(run[name] for run in runs) for name in limits}
                under = [name for name in limits if medians[name] < limits[name]]
                cells = (f"{medians[name]:g}{' <' if name in under else ''}" for name in limits)
                print(f"{preset:10}{''.join(f'{cell:>16}' for cell in cells)}  {path}", flush=True)
                failed |= bool(under)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
