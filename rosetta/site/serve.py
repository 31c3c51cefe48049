"""The live server: a page is rendered when a browser asks for it, so that what was saved is seen at once.

MkDocs renders every page before it shows one. This server has MkDocs read the configuration, the files and nav (tenths
of a second), and render one page, with MkDocs' own functions, when that page is asked for. After something was saved it
forgets what it rendered, and browsers ask again: no page can be out of date, and nothing need be known of what depends
on what.
"""

from __future__ import annotations

import html
import json
import logging
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.commands.build import _build_page, _build_theme_template, _populate_page
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import clean_directory, write_file
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from rosetta.errors import PageError
from rosetta.site.downloads import API, NOTEBOOKS, write_files
from rosetta.site.extension import sources_of
from rosetta.site.tabs import RECORDED

SEARCH_INDEX = "search/search_index.json"
_GENERATED = (f"docs/{RECORDED}", f"docs/{NOTEBOOKS}", f"docs/{API}")
_FAILED = "<!doctype html><title>{title}</title><body><h1>{title}</h1><pre>{message}</pre></body>"


@dataclass(frozen=True)
class Site:
    """What MkDocs knows of a site before it renders a page; `files` are by address, such as `learn/index.html`."""

    config: MkDocsConfig
    all_files: Files
    files: dict[str, File]
    pages: list[File]
    nav: Navigation
    templates: Any
    """Jinja's environment of the theme."""
    made: set[str]
    """Addresses of the files that are in the site's folder as the sources are now."""


def read_site(root: Path, folder: Path, url: str) -> Site:
    """The site of the project in `root`, to be rendered into `folder`; raises what MkDocs raises."""
    config = load_config(str(root / "mkdocs.yml"), strict=False, site_dir=str(folder), site_url=url)
    config.mdx_configs.setdefault("rosetta.site.extension", {})["strict"] = False
    config.plugins.on_startup(command="serve", dirty=False)
    config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    files, templates = get_files(config), config.theme.get_env()
    files.add_files_from_theme(templates, config)
    files = config.plugins.on_files(files, config=config)
    set_exclusions(files, config)
    nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
    pages = list(files.documentation_pages(inclusion=InclusionLevel.is_in_serve))
    for file in pages:  # nav shows titles that stand in pages
        (file.page or Page(None, file, config)).read_source(config)
    templates = config.plugins.on_env(templates, config=config, files=files)
    return Site(config, files, {file.dest_uri: file for file in files}, pages, nav, templates, set())


class LiveServer(LiveReloadServer):
    """Serves the project in `root`; what it makes of it lies in `folder`."""

    def __init__(self, root: Path, folder: Path, port: int) -> None:
        super().__init__(self.renew, "localhost", port, str(folder))
        self.project, self.folder, self.lock = root, folder, threading.Lock()
        self.entries: dict[str, list[Any]] = {}
        """What the search finds, by page: as each was when it was last rendered."""
        self.error_handler = self._error_page
        write_files(sources_of(root, root / "snippets"), strict=False, site=self.url)
        self.site = read_site(root, folder, self.url)
        for path in (self.site.config.docs_dir, root / "mkdocs.yml", *self.site.config.watch):
            self.watch(str(path))

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:
        """Renew when a file changes below `path`, except those that renewing writes, and hidden ones."""
        self._watched_paths[path] = 1
        self.observer.schedule(_Saved(self), path, recursive=recursive)

    def saved(self, path: Path) -> None:
        """Let browsers load their pages again, since this file has changed."""
        place = path.relative_to(self.project).as_posix() if path.is_relative_to(self.project) else path.name
        if not place.startswith(_GENERATED) and not any(part.startswith(".") for part in place.split("/")):
            with self._rebuild_cond:
                self._want_rebuild = True
                self._rebuild_cond.notify_all()

    def renew(self) -> None:
        """Read the project again, and forget all that was made of it; where MkDocs cannot read it, say so and go on."""
        with self.lock:
            try:
                write_files(sources_of(self.project, self.project / "snippets"), strict=False, site=self.url)
                self.site = read_site(self.project, self.folder, self.url)
                clean_directory(str(self.folder))
            except (Exception, SystemExit) as error:  # MkDocs aborts with an exit
                print(error, file=sys.stderr, flush=True)
                self.site.made.clear()

    def _serve_request(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes] | None:
        address = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore").strip("/")
        with self._epoch_cond:
            self._epoch_cond.wait_for(lambda: self._visible_epoch == self._wanted_epoch)
        if address == SEARCH_INDEX:
            self._make_search_index()
        else:
            for one in (address, f"{address}/index.html".lstrip("/")):
                self.make(one)
        answer: Iterable[bytes] | None = super()._serve_request(environ, start_response)
        return answer

    def make(self, address: str) -> None:
        """Put the file with this address into the folder, as the sources are now, if the site has one."""
        with self.lock:
            if address in self.site.made:
                return
            file, site = self.site.files.get(address), self.site
            if file and file.page:
                self._render(file)
            elif file:
                file.copy_file()
            elif address in site.config.theme.static_templates:
                _build_theme_template(address, site.templates, site.all_files, site.config, site.nav)
            else:
                return  # a file that a plugin put there, or none
            site.made.add(address)

    def _render(self, file: File) -> None:
        site, page, start = self.site, file.page, time.perf_counter()
        assert page
        try:
            _populate_page(page, site.config, site.all_files)
            _build_page(page, site.config, site.pages, site.nav, site.templates, excluded=file.inclusion.is_excluded())
            page.validate_anchor_links(files=site.all_files, log_level=site.config.validation.links.anchors)
        except (Exception, SystemExit) as error:
            print(error, file=sys.stderr, flush=True)
            text = _FAILED.format(title=f"{html.escape(file.src_uri)} cannot be shown", message=html.escape(str(error)))
            write_file(text.encode(), file.abs_dest_path)
        for index in self._search_indexes():
            self.entries[file.src_uri], index.entries = index.entries, []
        print(f"{file.src_uri} in {time.perf_counter() - start:.1f} s", flush=True)

    def _make_search_index(self) -> None:
        """Render the pages that nobody has asked for yet, and write what the search finds in all."""
        for file in self.site.pages:
            if file.src_uri not in self.entries:
                self.make(file.dest_uri)
                time.sleep(0.01)  # lets a request for a page go first
        with self.lock:
            for index in self._search_indexes():
                found = [entry for file in self.site.pages for entry in self.entries.get(file.src_uri, ())]
                text = index.generate_search_index(None)
                write_file(text.replace('"docs":[]', f'"docs":{json.dumps(found)}').encode(), self.folder / SEARCH_INDEX)

    def _search_indexes(self) -> Iterator[Any]:
        """The index of Material's search plugin, if the site has it; MkDocs' own has none before the end."""
        return (one.search_index for one in self.site.config.plugins.values() if hasattr(one, "search_index"))

    def _error_page(self, code: int) -> bytes | None:
        self.make("404.html")
        path = self.folder / "404.html"
        return path.read_bytes() if code == 404 and path.is_file() else None


class _Saved(FileSystemEventHandler):
    """Tells the server of every file that was saved, added, moved or removed."""

    def __init__(self, server: LiveServer) -> None:
        self.server = server

    def on_any_event(self, event: FileSystemEvent) -> None:
        if not event.is_directory:
            self.server.saved(Path(str(event.src_path)))


def serve(root: Path, port: int, open_in_browser: bool = False) -> None:
    """Serve the project in `root` on this machine until Ctrl+C; raises `PageError` where that cannot be."""
    logging.basicConfig(format="%(levelname)s: %(message)s", level=logging.WARNING)
    logging.getLogger("mkdocs.livereload").setLevel(logging.ERROR)  # not a line for each redirection
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="rosetta-", ignore_cleanup_errors=True) as folder:
        try:
            server = LiveServer(root.resolve(), Path(folder).resolve(), port)
            print(f"{server.url} shows every saved page and snippet at once; Ctrl+C ends it", flush=True)
            server.serve(open_in_browser=open_in_browser)
        except OSError as error:
            raise PageError(root / "mkdocs.yml", None, f"port {port} cannot be served ({error}): --port") from None
        except KeyboardInterrupt:
            for one in (signal.SIGINT, signal.SIGTERM):
                signal.signal(one, signal.SIG_IGN)  # a second one would leave the folder
        finally:
            server.shutdown()
