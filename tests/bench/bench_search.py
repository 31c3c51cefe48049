"""The time from opening the search, nothing of it loaded, until typed words have an answer, in headless Chromium.

It reads the built `site/`, and prints the median of several first visits, the bytes that the search loads, as they are
and as hosts send them (gzip), and the time of each later letter.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import os
import shutil
import sys
import threading
import time
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

SITE = Path(__file__).parents[2] / "site"
VISITS = 9
WORDS = "freeze batch norm"
LETTERS = """async (words) => {
    const field = document.querySelector(".search-field");
    const start = performance.now();
    for (let end = 1; end <= words.length; end += 1) {
        field.value = words.slice(0, end);
        field.dispatchEvent(new Event("input"));
        await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return (performance.now() - start) / words.length;
}"""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def main() -> None:
    if not (SITE / "index.html").exists():
        sys.exit("there is no site/ yet: nox -s site")
    handler = functools.partial(_Quiet, directory=str(SITE))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
        visits = [first_answer(browser, address) for _ in range(VISITS)]
        browser.close()
    first = [seconds * 1000 for seconds, _, _ in visits]
    print(f"first answer: {median(first):.0f} ms, median of {VISITS} visits ({min(first):.0f} to {max(first):.0f})")
    print(f"each letter after that: {median(letter for _, letter, _ in visits):.0f} ms, with what is drawn")
    files = [path.read_bytes() for path in visits[0][2]]
    sent = sum(len(gzip.compress(content, 6)) for content in files)
    print(f"loaded by it: {len(files)} files, {sum(map(len, files)) / 1000:.0f} kB, {sent / 1000:.0f} kB compressed")


def first_answer(browser: Browser, address: str) -> tuple[float, float, list[Path]]:
    """Seconds from the key that opens the search to the first answer, milliseconds of a letter, and files loaded."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/learn/tensors/")
    page.wait_for_load_state("networkidle")
    loaded: list[Path] = []
    page.on("request", lambda request: loaded.append(SITE / request.url.removeprefix(f"{address}/")))
    start = time.perf_counter()
    page.keyboard.press("/")
    page.locator(".search-field").fill(WORDS)
    page.locator(".search-list a").first.wait_for()
    seconds = time.perf_counter() - start
    letter = float(page.evaluate(LETTERS, "scatter_add"))
    context.close()
    return seconds, letter, loaded


if __name__ == "__main__":
    main()
