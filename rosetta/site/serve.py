"""The live server: a page is rendered when a browser asks for it, so that what was saved is seen at once.

After something was saved, all that was made is forgotten, and browsers ask again. So no page can be out of date, and
nothing need be known of what depends on what.
"""

from __future__ import annotations

import gc
import logging
import signal
import sys
import tempfile
import threading
from collections.abc import Iterable
from pathlib import Path
from types import MappingProxyType
from typing import Any

from mkdocs.livereload import LiveReloadServer
from mkdocs.utils import clean_directory, write_file
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from rosetta.errors import PageError, RosettaError
from rosetta.site.downloads import Makers, write_files
from rosetta.site.extension import sources_of
from rosetta.site.generated import is_generated
from rosetta.site.rendering import Site, read_site


class LiveServer(LiveReloadServer):
    """Serves the project in `root`; what it makes of it lies in `folder`."""

    def __init__(self, root: Path, folder: Path, port: int, more: Makers = MappingProxyType({})) -> None:
        super().__init__(self.renew, "localhost", port, str(folder))
        self.project, self.folder = root, folder
        self.lock = threading.Lock()
        """Held while files are written below `folder`: MkDocs renders one page at a time."""
        self.more = more
        """What makes files of the whole project, by address, where a browser asks for one: it takes a second or two."""
        self.error_handler = self._error_page
        self.site = self._read()
        for path in (self.site.config.docs_dir, root / "mkdocs.yml", *self.site.config.watch):
            self.watch(str(path))

    def server_bind(self) -> None:
        """Raises `PageError` where the port cannot be had."""
        try:
            super().server_bind()
        except OSError as error:
            port = self.server_address[1]
            message = f"cannot be served at port {port} ({error.strerror}); name another one: --port {port + 1}"
            raise PageError(self.project / "mkdocs.yml", None, message) from None

    def _read(self) -> Site:
        write_files(sources_of(self.project, self.project / "snippets"), strict=False, site=self.url)
        return read_site(self.project, self.folder, self.url)

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:
        """Renew when a file changes below `path`."""
        self._watched_paths[path] = 1
        self.observer.schedule(_Saved(self), path, recursive=recursive)

    def saved(self, path: Path) -> None:
        """Have all made anew since this file has changed, unless it is hidden, or renewing itself writes it."""
        parts = path.relative_to(self.project).parts if path.is_relative_to(self.project) else (path.name,)
        docs = Path(self.site.config.docs_dir)
        is_made = path.is_relative_to(docs) and is_generated(path.relative_to(docs).as_posix())
        if not is_made and not any(part.startswith(".") for part in parts):
            with self._rebuild_cond:
                self._want_rebuild = True
                self._rebuild_cond.notify_all()

    def renew(self) -> None:
        """Read the project again, and forget what was made of it; where it cannot be read, say so and go on."""
        with self.lock:
            try:
                self.site = self._read()
                clean_directory(str(self.folder))
            except (Exception, SystemExit) as error:  # MkDocs aborts with an exit
                print(error, file=sys.stderr, flush=True)
                self.site.made.clear()

    def make(self, address: str) -> None:
        """Have the file with this address in `folder` as the sources are now; see `Site.make`."""
        with self.lock:
            if address in self.more:
                self._make_of_all(address)
            else:
                self.site.make(address)

    def _make_of_all(self, address: str) -> None:
        if address not in self.site.made:
            try:
                made = self.more[address](sources_of(self.project, self.project / "snippets"))
                write_file(made, str(self.folder / address))
                self.site.made.add(address)
            except RosettaError as error:
                print(error, file=sys.stderr, flush=True)

    def _serve_request(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes] | None:
        address = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore").strip("/")
        while True:
            with self._epoch_cond:
                self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)
                epoch = self._visible_epoch
            if not address.startswith("livereload/"):
                self.make(address)
                self.make(f"{address}/index.html".lstrip("/"))
            answer: Iterable[bytes] | None = super()._serve_request(environ, start_response)
            if answer is not None or epoch == self._wanted_epoch:  # else what was made is forgotten since
                return answer

    def _error_page(self, code: int) -> bytes | None:
        self.make(f"{code}.html")
        path = self.folder / f"{code}.html"
        return path.read_bytes() if path.is_file() else None


class _Saved(FileSystemEventHandler):
    """Tells the server of every file that was saved, added, moved or removed."""

    def __init__(self, server: LiveServer) -> None:
        self.server = server

    def on_any_event(self, event: FileSystemEvent) -> None:
        if not event.is_directory:
            for path in filter(None, (event.src_path, event.dest_path)):  # editors write beside a file, and move that
                self.server.saved(Path(str(path)))


def serve(root: Path, port: int, open_in_browser: bool = False, more: Makers = MappingProxyType({})) -> None:
    """Serve the project in `root` on this machine until Ctrl+C; raises `PageError` where the port is taken.

    `more` makes files of the whole project, by address.
    """
    logging.basicConfig(format="%(levelname)s: %(message)s", level=logging.WARNING)
    logging.getLogger("mkdocs.livereload").setLevel(logging.ERROR)  # not a line for each redirection
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="rosetta-", ignore_cleanup_errors=True) as folder:
        server = None
        try:
            server = LiveServer(root.resolve(), Path(folder).resolve(), port, more)
            gc.freeze()
            print(f"{server.url} shows every saved page and snippet at once; Ctrl+C ends it", flush=True)
            server.serve(open_in_browser=open_in_browser)
        except KeyboardInterrupt:
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, signal.SIG_IGN)  # a second one would leave the folder
        finally:
            if server:
                server.shutdown()
