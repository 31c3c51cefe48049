"""Every command of the project: `nox -l` lists them, `nox` runs what CI runs, `nox -s NAME` runs one."""

import os
import re
import sys
from pathlib import Path

import nox

nox.needs_version = ">=2024.10.9"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_venv = "yes"
nox.options.sessions = [
    "lint",
    "unit",
    "check",
    "snippets-pytorch",
    "snippets-tensorflow",
    "snippets-keras",
    "site",
    "zensical",
    "browser",
]

FRAMEWORKS = ("pytorch", "tensorflow", "keras")
ENVIRONMENTS = ("lint", "unit", "check", "pytorch", "tensorflow", "site", "zensical", "browser")
OPTIONS = {"--again": "--snippet-again"}  # short names of pytest's
FRAMEWORK_ENVIRONMENT = {"pytorch": "pytorch", "tensorflow": "tensorflow", "keras": "tensorflow"}


def install(session: nox.Session, environment: str) -> None:
    """Install the project with the dependency group `environment`, at the versions its constraints file pins."""
    session.install("-e", ".", "--group", environment, "-c", f"constraints/{environment}.txt")


def snippet_arguments(session: nox.Session, framework: str) -> list[str]:
    """Pytest arguments: concepts named after `--` become files, what starts with a dash is passed on."""
    concepts = [word for word in session.posargs if not word.startswith("-")]
    options = [OPTIONS.get(word, word) for word in session.posargs if word.startswith("-")]
    paths = [path for path in (f"snippets/{framework}/{name}.py" for name in concepts) if Path(path).exists()]
    if concepts and not paths:
        session.skip(f"{framework} has no snippets of {', '.join(concepts)}")
    return [*(paths or [f"snippets/{framework}"]), *options]


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, formatting and types."""
    install(session, "lint")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy", "rosetta")


@nox.session(name="format", default=False)
def format_code(session: nox.Session) -> None:
    """Format all Python files."""
    install(session, "lint")
    session.run("ruff", "format", ".")


@nox.session
def unit(session: nox.Session) -> None:
    """Test the machinery on tiny projects, and the fenced code of README and CONTRIBUTING."""
    install(session, "unit")
    session.run("pytest", "tests/unit", *session.posargs)
    if not session.posargs:
        session.run("pytest", "--codeblocks", "README.md", "CONTRIBUTING.md")


@nox.session
def check(session: nox.Session) -> None:
    """Check in seconds, without a framework, that sources, records, pages and nav agree and every verdict holds."""
    install(session, "check")
    session.run("python", "-m", "rosetta", "check")


@nox.session(venv_backend="none")
def snippets(session: nox.Session) -> None:
    """Run every snippet afresh and compare with its record (`-- tensors` for one concept)."""
    for framework in FRAMEWORKS:
        session.notify(f"snippets-{framework}", posargs=session.posargs)


def run_snippets(session: nox.Session, framework: str, *options: str) -> None:
    """Run the snippets of one framework in its environment."""
    arguments = snippet_arguments(session, framework)
    install(session, FRAMEWORK_ENVIRONMENT[framework])
    session.run("python", "-m", "pytest", *arguments, *options)


@nox.session(name="snippets-pytorch")
def snippets_pytorch(session: nox.Session) -> None:
    """Run the PyTorch snippets afresh and compare with their records."""
    run_snippets(session, "pytorch")


@nox.session(name="snippets-tensorflow")
def snippets_tensorflow(session: nox.Session) -> None:
    """Run the TensorFlow snippets afresh and compare with their records."""
    run_snippets(session, "tensorflow")


@nox.session(name="snippets-keras")
def snippets_keras(session: nox.Session) -> None:
    """Run the Keras snippets afresh and compare with their records."""
    run_snippets(session, "keras")


@nox.session(default=False)
@nox.parametrize("environment", ["pytorch", "tensorflow"])
def alone(session: nox.Session, environment: str) -> None:
    """Run each snippet as a reader does: the `.py` with Python, the `.ipynb` in Jupyter, in an empty folder."""
    install(session, environment)
    session.run("python", "-m", "rosetta", "pages")
    session.run("pytest", "tests/alone", *session.posargs)


@nox.session(venv_backend="none")
def record(session: nox.Session) -> None:
    """Run snippets that have changed and write their records (`-- tensors` for one concept, `--again` for all)."""
    for framework in FRAMEWORKS:
        session.notify(f"record-{framework}", posargs=[*session.posargs, "--snippet-may-wait"])
    if exchange_files(session.posargs):
        session.notify("record-waiting", posargs=[word for word in session.posargs if word != "--again"])
    session.notify("pages")


def exchange_files(posargs: list[str]) -> bool:
    """Whether a concept named in `posargs`, or any where none is, has a cell that writes a file for another framework."""
    concepts = [word for word in posargs if not word.startswith("-")]
    paths = [path for framework in FRAMEWORKS for path in Path("snippets", framework).glob("*.py")]
    texts = [path.read_text(encoding="utf-8") for path in paths if not concepts or path.stem in concepts]
    return any(re.search('^# *%%.* writes="', text, re.MULTILINE) for text in texts)


@nox.session(name="record-waiting", venv_backend="none", default=False)
def record_waiting(session: nox.Session) -> None:
    """Record what could not be before another framework had written its file; `record` does this by itself."""
    sessions = [f"record-{framework}" for framework in FRAMEWORKS]  # which nox would not run twice in one command
    session.run(sys.executable, "-m", "nox", "-s", *sessions, "--", *session.posargs, external=True)


def record_snippets(session: nox.Session, framework: str) -> None:
    """Record the snippets of one framework, and make what the site shows of them."""
    run_snippets(session, framework, "--record-snippets")
    session.notify("pages", posargs=[])


@nox.session(name="record-pytorch")
def record_pytorch(session: nox.Session) -> None:
    """Run PyTorch snippets that have changed and write their records."""
    record_snippets(session, "pytorch")


@nox.session(name="record-tensorflow")
def record_tensorflow(session: nox.Session) -> None:
    """Run TensorFlow snippets that have changed and write their records."""
    record_snippets(session, "tensorflow")


@nox.session(name="record-keras")
def record_keras(session: nox.Session) -> None:
    """Run Keras snippets that have changed and write their records."""
    record_snippets(session, "keras")


@nox.session
def pages(session: nox.Session) -> None:
    """Write what the site is built from beside the pages: downloads, figures, notebook pages."""
    install(session, "check")
    session.run("python", "-m", "rosetta", "pages", "--lenient")


@nox.session
def site(session: nox.Session) -> None:
    """Build the site into `site/` from the records; no framework is needed."""
    install(session, "site")
    session.run("python", "-m", "rosetta", "check")
    session.run("python", "-m", "rosetta", "pages")
    session.run("mkdocs", "build", "--strict", *session.posargs, env={"NO_MKDOCS_2_WARNING": "1"})


@nox.session
def serve(session: nox.Session) -> None:
    """Serve the site on this machine and show every saved page and snippet at once."""
    install(session, "site")
    lenient = {"ROSETTA_STRICT": "false", "NO_MKDOCS_2_WARNING": "1"}
    session.run("python", "-m", "rosetta", "pages", "--lenient")
    session.run("mkdocs", "serve", "--livereload", *session.posargs, env=lenient)


@nox.session
def zensical(session: nox.Session) -> None:
    """Build the same sources with Zensical into `site-zensical/`, and compare the pages with those in `site/`."""
    if not Path("site/index.html").exists():
        session.error("there is no site/ to compare with yet: nox -s site")
    install(session, "zensical")
    session.run("python", "-m", "rosetta", "pages")
    session.run("zensical", "build", "--clean", env={"ROSETTA_SITE_DIR": "site-zensical"})
    session.run("pytest", "tests/site", *session.posargs)


@nox.session
def browser(session: nox.Session) -> None:
    """Test the built site in headless Chromium."""
    if not Path("site/index.html").exists():
        session.error("there is no site/ yet: nox -s site")
    session.install("--group", "browser", "-c", "constraints/browser.txt")
    session.run("pytest", "tests/browser", *session.posargs)


@nox.session(default=False)
def new(session: nox.Session) -> None:
    """Make a page, its snippet files and its nav line (`-- NAME`)."""
    install(session, "check")
    session.run("python", "-m", "rosetta", "new", *session.posargs)


@nox.session(default=False)
def coverage(session: nox.Session) -> None:
    """Tell how many counted calls the API map covers (`-- TABLE.tsv`, with columns api, calls and status)."""
    install(session, "check")
    session.run("python", "-m", "rosetta", "coverage", *session.posargs)


@nox.session(default=False)
def constraints(session: nox.Session) -> None:
    """Pin the newest versions of every environment's dependencies in `constraints/`."""
    session.install("uv")
    for environment in ENVIRONMENTS:
        session.run(
            *("uv", "pip", "compile", "pyproject.toml", "--group", environment, "--universal", "--upgrade"),
            *("--python-version", "3.11", "--no-header", "--no-annotate", "--quiet"),
            *("--output-file", f"constraints/{environment}.txt"),
            env={"UV_NO_CONFIG": "1", **{name: os.environ[name] for name in ("UV_CACHE_DIR",) if name in os.environ}},
        )
