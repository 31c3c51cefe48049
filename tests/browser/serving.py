"""A server of the built site for tests: it compresses text and answers unknown addresses, as static hosts do."""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import threading
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

from built import SITE

LEVEL = 6
"""Of gzip, as servers have it by default."""
_TEXT = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".md", ".py", ".ipynb"}


@functools.cache
def compressed(path: Path) -> bytes:
    """What a server sends of this file: as gzip where it is text, else as it is."""
    content = path.read_bytes()
    return gzip.compress(content, LEVEL, mtime=0) if path.suffix in _TEXT else content


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Stay silent: pytest shows what fails."""

    def send_head(self) -> None:
        """Send headers and file at once, and return none that is still to be sent."""
        path = Path(self.translate_path(self.path))
        if path.is_dir() and not self.path.partition("?")[0].endswith("/"):
            super().send_head()  # to the address with a slash
        elif (path := path / "index.html" if path.is_dir() else path).is_file():
            self._send(HTTPStatus.OK, path)
        else:
            self._send(HTTPStatus.NOT_FOUND, SITE / "404.html")

    def _send(self, status: HTTPStatus, path: Path) -> None:
        body = compressed(path)
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(str(path)) + "; charset=utf-8" * (path.suffix in _TEXT))
        if path.suffix in _TEXT:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


@contextlib.contextmanager
def served() -> Iterator[str]:
    """Serve the built site; the address has no slash at its end."""
    handler = functools.partial(_Handler, directory=str(SITE))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
