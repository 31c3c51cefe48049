"""The live server, asked as a browser asks it, but without a network where none is needed."""

from __future__ import annotations

import re
import signal
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen
from wsgiref.util import FileWrapper

import pytest
from mkdocs.livereload import LiveReloadServer
from rendered import EXTENSIONS, text_of
from tiny_project import Project, cell_run
from watchdog.events import FileMovedEvent

from rosetta.site.serve import LiveServer, _Saved, serve
from rosetta.site.sources import Sources

CONFIG = f"""\
site_name: Test
theme: {{name: null, custom_dir: theme, static_templates: [404.html]}}
extra_css: [assets/style.css]
markdown_extensions: [{", ".join(EXTENSIONS)}, pymdownx.tabbed: {{alternate_style: true}}, rosetta.site.extension]
watch: [snippets, theme]
plugins: []
nav:
  - index.md
"""
THEME = "<html><body>{{ nav }}|{{ page.title }}|{{ page.content }}</body></html>\n"


def titles(sources: Sources) -> bytes:
    """A file of the whole project: the first line of each page."""
    for page in sources.pages:
        if page.lines[0] == "# Wrong":
            raise page.error(1, "this page is wrong")
    return " ".join(page.lines[0] for page in sources.pages).encode()


MORE = {"search/titles.txt": titles}


@pytest.fixture
def site(project: Project) -> Project:
    project.write("mkdocs.yml", CONFIG)
    project.write("theme/main.html", THEME)
    project.write("theme/404.html", "<html><body>There is no such page</body></html>\n")
    project.write("docs/index.md", "# Home\n\nWelcome.\n")
    project.write("docs/assets/style.css", "a { color: red }\n")
    project.pair("linear", '# %% create same="w"\nw = [1.0, 2.0]\n', create=cell_run(w=[1.0, 2.0]))
    project.page("learn/linear.md", "# Linear\n\n::: linear/create\n")
    project.page("learn/again.md", "# Again\n\n::: linear/create\n")
    return project


@pytest.fixture
def server(site: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    server = LiveServer(site.root.resolve(), tmp_path_factory.mktemp("built").resolve(), port, MORE)
    yield server
    server.shutdown()


def ask(server: LiveServer, path: str) -> tuple[str, str]:
    """Status and text of the answer for this path."""
    status: list[str] = []

    def start(line: str, headers: list[Any]) -> None:
        status.append(line)

    answer = server.serve_request({"PATH_INFO": path}, start)
    text = b"".join(answer).decode()
    if isinstance(answer, FileWrapper):
        answer.close()
    return status[0], text


def page(server: LiveServer, path: str) -> str:
    status, html = ask(server, path)
    assert status == "200 OK"
    return text_of(re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL))


def test_a_page_is_rendered_when_it_is_asked_for(server: LiveServer, capsys: pytest.CaptureFixture[str]) -> None:
    assert not list(server.folder.iterdir())
    assert "Welcome." in page(server, "/")
    assert [path.name for path in server.folder.rglob("*.html")] == ["index.html"]
    assert re.fullmatch(r"index.md in \d\.\d s\n", capsys.readouterr().out)
    page(server, "/")
    assert capsys.readouterr().out == "", "a second request renders nothing"


def test_a_page_in_a_folder_is_served_with_and_without_a_slash(server: LiveServer) -> None:
    assert "1.0 , 2.0" in page(server, "/learn/linear/")
    assert ask(server, "/learn/again")[0] == "302 Found"


def test_a_saved_page_is_shown(site: Project, server: LiveServer) -> None:
    page(server, "/learn/linear/")
    site.edit("docs/learn/linear.md", "# Linear", "# Linear layers")
    server.renew()
    assert "|Linear layers|" in page(server, "/learn/linear/")


def test_a_saved_snippet_is_shown_on_all_its_pages_as_not_recorded(site: Project, server: LiveServer) -> None:
    for address in ("/learn/linear/", "/learn/again/"):
        assert "Not recorded" not in page(server, address)
    site.edit("snippets/pytorch/linear.py", "[1.0, 2.0]", "[1.0, 3.0]")
    server.renew()
    for address in ("/learn/linear/", "/learn/again/"):
        text = page(server, address)
        assert "1.0 , 3.0" in text
        assert "Not recorded" in text


def test_a_changed_record_is_shown_and_its_downloads_are_written(site: Project, server: LiveServer) -> None:
    snippet = site.snippet("pytorch", "linear", '# %% create same="w"\nw = [1.0, 2.0]  # as ever\n')
    server.renew()
    assert "Not recorded" in page(server, "/learn/linear/")
    site.record(snippet, create=cell_run(w=[1.0, 2.0]))
    server.renew()
    assert "Not recorded" not in page(server, "/learn/linear/")
    assert "# as ever" in ask(server, "/recorded/pytorch/linear.py")[1]


def test_a_saved_style_sheet_and_template_are_served(site: Project, server: LiveServer) -> None:
    assert ask(server, "/assets/style.css")[1] == "a { color: red }\n"
    site.edit("docs/assets/style.css", "red", "blue")
    site.edit("theme/main.html", "<body>", "<body>New. ")
    server.renew()
    assert ask(server, "/assets/style.css")[1] == "a { color: blue }\n"
    assert page(server, "/").startswith("New.")


def test_a_new_page_stands_in_the_nav_of_all(site: Project, server: LiveServer) -> None:
    assert "Fresh" not in page(server, "/")
    site.page("learn/fresh.md", "# Fresh\n")
    server.renew()
    assert "Fresh" in page(server, "/")
    assert "|Fresh|" in page(server, "/learn/fresh/")


def test_a_removed_page_is_gone(site: Project, server: LiveServer) -> None:
    page(server, "/learn/again/")
    (site.root / "docs/learn/again.md").unlink()
    site.edit("mkdocs.yml", "  - learn/again.md\n", "")
    server.renew()
    assert ask(server, "/learn/again/") == ("404 Not Found", "<html><body>There is no such page</body></html>")


def test_a_wrong_line_is_told_on_the_page(site: Project, server: LiveServer) -> None:
    site.edit("docs/learn/linear.md", "::: linear/create", "::: linear/crate")
    server.renew()
    assert "Did you mean 'create'?" in page(server, "/learn/linear/")
    assert "1.0 , 2.0" in page(server, "/learn/again/")


def test_a_page_that_cannot_be_read_says_why_until_it_is_mended(site: Project, server: LiveServer) -> None:
    path, text = site.root / "docs/learn/linear.md", site.read("docs/learn/linear.md")
    path.write_bytes(b"# Caf\xe9 <b>\n")
    server.renew()
    assert "learn/linear.md cannot be shown" in page(server, "/learn/linear/")
    assert "livereload(" in ask(server, "/learn/linear/")[1], "its browser loads it again once it is mended"
    assert "Welcome." in page(server, "/")
    path.write_text(text, encoding="utf-8")
    server.renew()
    assert "1.0 , 2.0" in page(server, "/learn/linear/")


def test_a_message_on_a_failed_page_is_no_html(site: Project, server: LiveServer) -> None:
    site.edit("theme/main.html", "{{ nav }}", "{{ nav['<b>'].title }}")
    server.renew()
    assert "index.md cannot be shown" in page(server, "/")
    assert "has no attribute &#x27;&lt;b&gt;&#x27;</pre>" in ask(server, "/")[1]


def test_a_configuration_that_cannot_be_read_leaves_the_site_as_it_was(
    site: Project, server: LiveServer, capsys: pytest.CaptureFixture[str]
) -> None:
    site.edit("mkdocs.yml", "nav:", "nav: [")
    server.renew()
    assert "mkdocs.yml" in capsys.readouterr().err
    assert "Welcome." in page(server, "/")
    site.edit("mkdocs.yml", "nav: [", "nav:")
    server.renew()
    assert capsys.readouterr().err == ""


def test_a_file_of_the_whole_project_is_made_when_it_is_asked_for(site: Project, server: LiveServer) -> None:
    assert ask(server, "/search/titles.txt")[1] == "# Home # Linear # Again"
    site.edit("docs/index.md", "# Home", "# First")
    assert ask(server, "/search/titles.txt")[1] == "# Home # Linear # Again"
    server.renew()
    assert ask(server, "/search/titles.txt")[1] == "# First # Linear # Again"


def test_a_file_of_the_whole_project_that_cannot_be_made_is_told(
    site: Project, server: LiveServer, capsys: pytest.CaptureFixture[str]
) -> None:
    site.edit("docs/index.md", "# Home", "# Wrong")
    server.renew()
    assert ask(server, "/search/titles.txt")[0].startswith("404")
    assert capsys.readouterr().err.endswith("docs/index.md:1: this page is wrong\n")


@pytest.mark.parametrize(
    ("path", "renews"),
    [
        ("docs/learn/linear.md", True),
        ("snippets/pytorch/linear.ipynb", True),
        ("mkdocs.yml", True),
        ("snippets/pytorch/.linear.ipynb-a1b2", False),
        ("docs/recorded/pytorch/linear.ipynb", False),
        ("docs/notebooks/pytorch/linear.ipynb", False),
        ("docs/api.json", False),
        ("docs/search/names.json", False),
    ],
)
def test_what_renewing_writes_does_not_renew(server: LiveServer, path: str, renews: bool) -> None:
    server.saved(server.project / path)
    assert server._want_rebuild is renews


def test_a_file_that_is_moved_into_its_place_renews(site: Project, server: LiveServer) -> None:
    page = server.project / "docs/learn/linear.md"
    saved = _Saved(server)
    saved.on_any_event(FileMovedEvent(str(page.with_name(".linear.md-a1b2")), str(page.with_name(".other"))))
    assert not server._want_rebuild
    saved.on_any_event(FileMovedEvent(str(page.with_name(".linear.md-a1b2")), str(page)))
    assert server._want_rebuild


def test_a_page_is_there_also_where_something_is_saved_while_it_is_asked_for(
    site: Project, server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = LiveReloadServer._serve_request
    saves = [True]

    def overtaken(self: LiveServer, environ: Any, start_response: Any) -> Any:
        if saves:
            saves.pop()
            site.edit("docs/index.md", "Welcome.", "Good day.")
            self._wanted_epoch += 1
            self.renew()
            self._visible_epoch = self._wanted_epoch
        return found(self, environ, start_response)

    monkeypatch.setattr(LiveReloadServer, "_serve_request", overtaken)
    assert "Good day." in page(server, "/")


def test_a_browser_is_told_of_a_saved_page(site: Project, server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> None:
    server.server_bind()
    server.server_activate()
    monkeypatch.setattr(server, "server_bind", lambda: None)
    monkeypatch.setattr(server, "server_activate", lambda: None)
    thread = threading.Thread(target=server.serve)
    thread.start()
    html = urlopen(server.url).read().decode()
    shown = re.search(r"livereload\((\d+), (\d+)\);", html)
    assert shown
    site.edit("docs/index.md", "Welcome.", "Good day.")
    told = urlopen(f"{server.url}livereload/{shown[1]}/{shown[2]}").read()
    assert int(told) > int(shown[1])
    assert "Good day." in urlopen(server.url).read().decode()
    server.shutdown()
    thread.join()


def test_it_ends_at_once_and_leaves_no_folder(
    site: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folders: list[Path] = []
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def interrupted(self: LiveServer, open_in_browser: bool) -> None:
        folders.append(self.folder)
        signal.raise_signal(signal.SIGTERM)

    monkeypatch.setattr(LiveServer, "serve", interrupted)
    try:
        serve(site.root, 8765)
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
    assert not folders[0].exists()
    assert "http://localhost:8765/ shows every saved page and snippet at once" in capsys.readouterr().out


def test_another_error_of_the_machine_is_not_taken_for_a_port(site: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: LiveServer, open_in_browser: bool) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(signal, "signal", lambda number, handler: None)
    monkeypatch.setattr(LiveServer, "serve", fail)
    with pytest.raises(OSError, match="No space left"):
        serve(site.root, 8765)


def test_a_port_that_is_taken_is_told(site: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signal, "signal", lambda number, handler: None)
    with socket.socket() as taken:
        taken.bind(("localhost", 0))
        taken.listen()
        port = taken.getsockname()[1]
        status, _, err = site.run("serve", "--port", str(port))
    assert status == 1
    assert err == (
        f"mkdocs.yml: cannot be served at port {port} (Address already in use); name another one: --port {port + 1}\n"
    )
