"""The site page by page: MkDocs reads configuration, files and nav, and each file is made when it is asked for.

MkDocs itself renders every page before it shows one. The two steps of its build for one page, `_populate_page` and
`_build_page`, are private, but MkDocs 1 changes no more.
"""

from __future__ import annotations

import html
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mkdocs.commands.build import _build_page, _build_theme_template, _populate_page, build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file

_FAILED = "<!doctype html><html><body><h1>{title}</h1><pre>{message}</pre></body></html>\n"


@dataclass(frozen=True)
class Site:
    """What MkDocs knows of a site before it renders a page."""

    config: MkDocsConfig
    files: Files
    pages: list[File]
    nav: Navigation
    templates: Any
    """Jinja's environment of the theme."""
    by_address: dict[str, File]
    """All files by where they stand in the built site, such as `learn/tensors/index.html`."""
    made: set[str] = field(default_factory=set)
    """Addresses of the files that lie in the site's folder as the sources are now."""

    def make(self, address: str) -> None:
        """Write the file with this address into the site's folder, if there is one and it does not lie there yet."""
        file = self.by_address.get(address)
        if address in self.made:
            return
        if file and file.page:
            self._render(file, file.page)
        elif file:
            file.copy_file()
        elif address in self.config.theme.static_templates:
            _build_theme_template(address, self.templates, self.files, self.config, self.nav)
        self.made.add(address)

    def _render(self, file: File, page: Page) -> None:
        """A page that cannot be rendered becomes one that says why."""
        start, config = time.perf_counter(), self.config
        try:
            _populate_page(page, config, self.files)
            _build_page(page, config, self.pages, self.nav, self.templates, excluded=file.inclusion.is_excluded())
            page.validate_anchor_links(files=self.files, log_level=config.validation.links.anchors)
        except (Exception, SystemExit) as error:  # MkDocs aborts with an exit
            print(error, file=sys.stderr, flush=True)
            text = _FAILED.format(title=f"{html.escape(file.src_uri)} cannot be shown", message=html.escape(str(error)))
            write_file(text.encode(), file.abs_dest_path)
        print(f"{file.src_uri} in {time.perf_counter() - start:.1f} s", flush=True)


def read_site(root: Path, folder: Path, url: str) -> Site:
    """The site of the project in `root`, to be made in `folder` and served at `url`; raises what MkDocs raises."""
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
    for file in pages:
        page = file.page or Page(None, file, config)
        try:
            page.read_source(config)  # nav shows the titles that stand in pages
        except (OSError, ValueError):
            page.markdown = ""  # told when it is asked for
    templates = config.plugins.on_env(templates, config=config, files=files)
    return Site(config, files, pages, nav, templates, {file.dest_uri: file for file in files})


def build_site(root: Path) -> str:
    """Build the site of the project in `root` as `mkdocs build --strict` does, and return its folder.

    Raises `SystemExit` where that fails.
    """
    config = load_config(str(root.resolve() / "mkdocs.yml"), strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return str(config.site_dir)
