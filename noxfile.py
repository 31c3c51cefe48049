"""Every command of the project: `nox -l` lists them, `nox` runs every test but `alone`, `nox -s NAME` runs one.

Arguments after `--` are for the command: concepts by name first, then options as its help tells them.
"""

import itertools
import os
import re
import sys
from pathlib import Path

import nox

sys.path.insert(0, str(Path(__file__).parent))
from rosetta.errors import did_you_mean
from rosetta.frameworks import FRAMEWORKS, Framework
from rosetta.source.cells import snippet_paths

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # many processes import the same packages: seconds each time

nox.needs_version = ">=2024.10.9"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_venv = "yes"
nox.options.sessions = [
    *("lint", "unit", "check"),
    *(f"snippets-{framework}" for framework in FRAMEWORKS),
    *("site", "zensical", "browser"),
]

ENVIRONMENTS = ("lint", "unit", "check", "pytorch", "tensorflow", "site", "zensical", "browser")
QUIET_MKDOCS = {"NO_MKDOCS_2_WARNING": "1"}


def install(session: nox.Session, environment: str) -> None:
    """Install the project with the dependency group `environment`, at the versions its constraints file pins."""
    groups = nox.project.dependency_groups(nox.project.load_toml("pyproject.toml"), environment)
    session.install("-e", ".", *groups, "-c", f"constraints/{environment}.txt")


def named_concepts(words: list[str]) -> list[str]:
    """The concepts among the arguments of a command: all before the first option."""
    return list(itertools.takewhile(lambda word: not word.startswith("-"), words))


def snippet_arguments(session: nox.Session, framework: str) -> list[str]:
    """Pytest arguments: concepts become files, options stay; `--shard 1/2` and `--again` are short for the plugin's."""
    concepts = named_concepts(session.posargs)
    known = {path.stem for path in snippet_paths(Path("snippets"))}
    for name in concepts:
        if name not in known:
            session.error(f"no concept '{name}' in snippets/.{did_you_mean(name, known)}")
    paths = [path for name in concepts if Path(path := f"snippets/{framework}/{name}.py").exists()]
    if concepts and not paths:
        session.skip(f"{framework} has no snippets of {', '.join(concepts)}")
    names = {"--shard": "--snippet-shard", "--again": "--snippet-again"}
    options = [names.get(word, word) for word in session.posargs[len(concepts) :]]
    return [*(paths or [f"snippets/{framework}"]), *options]


def run_snippets(session: nox.Session, framework: str, *options: str) -> None:
    """Run the snippets of one framework in its environment."""
    arguments = snippet_arguments(session, framework)
    install(session, FRAMEWORKS[framework].environment)
    session.run("python", "-m", "pytest", *arguments, *options)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, formatting, types, which stage may import which, and patterns that make prose heavy."""
    install(session, "lint")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    for folder, others in (
        (
            "tests/unit",
            ["rosetta", "tests/site", "tests/alone", "tests/bench", "tests/frameworks", "tests/prose", "noxfile.py"],
        ),
        ("tests/browser", []),
    ):
        session.run("mypy", folder, *others, env={"MYPYPATH": folder})  # each has a conftest of its own
    session.run("lint-imports", "--no-logo")
    session.run("python", "tests/prose/prose.py", "--hits")


@nox.session(default=False)
def prose(session: nox.Session) -> None:
    """Tell of each page how heavy its prose is, and where (`-- FILE`; `-- --table` for the numbers alone)."""
    install(session, "lint")
    session.run("python", "tests/prose/prose.py", *session.posargs, success_codes=[0, 1])


@nox.session(name="format", default=False)
def format_code(session: nox.Session) -> None:
    """Format all Python files."""
    install(session, "lint")
    session.run("ruff", "check", "--fix", "--exit-zero", ".")
    session.run("ruff", "format", ".")


@nox.session
def unit(session: nox.Session) -> None:
    """Test the machinery on tiny projects, and the fenced code of README and CONTRIBUTING (`-- FILE` for one file)."""
    install(session, "unit")
    if session.posargs:
        session.run("pytest", *session.posargs)
        return
    session.run("pytest", "--cov", "--cov-report=term:skip-covered")
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


@nox.session(venv_backend="none")
def record(session: nox.Session) -> None:
    """Run snippets that have changed and write their records (`-- tensors` for one concept, `-- --again` for all)."""
    for framework in FRAMEWORKS:
        session.notify(f"record-{framework}", posargs=[*session.posargs, "--snippet-may-wait"])
    if exchange_files(session.posargs):
        session.notify("record-waiting", posargs=[word for word in session.posargs if word != "--again"])
    else:
        session.notify("pages")


def exchange_files(words: list[str]) -> bool:
    """Whether a concept among `words`, or any where none is, has a cell that writes a file for another framework."""
    concepts = named_concepts(words)
    paths = [path for path in snippet_paths(Path("snippets")) if not concepts or path.stem in concepts]
    texts = [path.read_text(encoding="utf-8") for path in paths]
    return any(re.search('^# *%%.* writes="', text, re.MULTILINE) for text in texts)


@nox.session(name="record-waiting", venv_backend="none", default=False)
def record_waiting(session: nox.Session) -> None:
    """Record what could not be before another framework had written its file; `record` does this by itself."""
    sessions = [f"record-{framework}" for framework in FRAMEWORKS]  # nox runs none of them twice in one command
    session.run(sys.executable, "-m", "nox", "-s", *sessions, "--", *session.posargs, external=True)


def add_sessions(framework: str, title: str) -> None:
    """Add the sessions `snippets-FRAMEWORK` and `record-FRAMEWORK`."""

    def compare(session: nox.Session) -> None:
        beside = ["tests/frameworks"] if FRAMEWORKS[framework].required and not session.posargs else []
        run_snippets(session, framework, *beside)

    def write(session: nox.Session) -> None:
        run_snippets(session, framework, "--record-snippets")
        if "--snippet-may-wait" not in session.posargs:  # else `record` does so at its end
            session.notify("pages", posargs=[])

    compare.__doc__ = f"Run the {title} snippets afresh and compare with their records (`-- --shard 1/2` for a half)."
    write.__doc__ = f"Run the {title} snippets that have changed, write their records, and make the pages' files."
    nox.session(name=f"snippets-{framework}")(compare)
    nox.session(name=f"record-{framework}")(write)


for name, framework in FRAMEWORKS.items():
    add_sessions(name, framework.title)


@nox.session(default=False)
@nox.parametrize("environment", ["pytorch", "tensorflow"])
def alone(session: nox.Session, environment: str) -> None:
    """Run each snippet as a reader does: the `.py` with Python, the `.ipynb` in Jupyter, in an empty folder."""
    install(session, environment)
    session.run("python", "-m", "rosetta", "pages")
    session.run("pytest", "tests/alone", *session.posargs)


@nox.session(venv_backend="none", default=False)
def bench(session: nox.Session) -> None:
    """Time frameworks, and this project's runner beside Jupyter, on a quiet machine; writes the pages that tell it."""
    for framework in FRAMEWORKS:
        session.notify(f"bench-{framework}", posargs=session.posargs)


def add_bench(name: str, framework: Framework) -> None:
    """Add the session `bench-FRAMEWORK`."""

    def measure(session: nox.Session) -> None:
        install(session, framework.environment)
        session.run("python", "tests/bench/bench_frameworks.py", name)
        session.run("python", "tests/bench/bench_runs.py", name, *session.posargs)
        session.run("python", "tests/bench/bench_page.py")

    measure.__doc__ = f"Time the runner on {framework.title} snippets."
    nox.session(name=f"bench-{name}", default=False)(measure)


for name, framework in FRAMEWORKS.items():
    add_bench(name, framework)


@nox.session
def pages(session: nox.Session) -> None:
    """Write what the site is built from beside the pages: downloads, figures, notebook pages."""
    install(session, "check")
    session.run("python", "-m", "rosetta", "pages", "--lenient")


@nox.session
def site(session: nox.Session) -> None:
    """Build the site into `site/` from the records; no framework is needed."""
    install(session, "site")
    session.run("python", "-m", "rosetta", "build", *session.posargs, env=QUIET_MKDOCS)


@nox.session
def serve(session: nox.Session) -> None:
    """Serve the site on this machine and show every saved page and snippet at once."""
    install(session, "site")
    session.run("python", "-m", "rosetta", "serve", *session.posargs, env=QUIET_MKDOCS)


@nox.session(name="bench-serve", default=False)
def bench_serve(session: nox.Session) -> None:
    """Time from saving a page, a snippet or a style sheet until the served site has it."""
    install(session, "site")
    session.run("python", "tests/bench/bench_serve.py", *session.posargs, env=QUIET_MKDOCS)


@nox.session(name="bench-search", default=False)
def bench_search(session: nox.Session) -> None:
    """Time from opening the search of the built site until it has an answer, and how much it loads."""
    install(session, "browser")
    session.run("python", "tests/bench/bench_search.py", *session.posargs)


@nox.session
def zensical(session: nox.Session) -> None:
    """Build the same sources with Zensical into `site-zensical/`, and compare the pages with those in `site/`."""
    if not Path("site/index.html").exists():
        session.error("there is no site/ to compare with yet: nox -s site")
    install(session, "zensical")
    session.run("python", "-m", "rosetta", "pages")
    session.run("zensical", "build", "--clean", env={"ROSETTA_SITE_DIR": "site-zensical"})
    session.run("python", "-m", "rosetta", "markdown", "site-zensical")
    session.run("pytest", "tests/site", *session.posargs)


@nox.session
def browser(session: nox.Session) -> None:
    """Test the built site in headless Chromium (`-- tests/browser/test_search.py` for one file)."""
    if not Path("site/index.html").exists():
        session.error("there is no site/ yet: nox -s site")
    install(session, "browser")
    named = any(Path(word.partition("::")[0]).exists() for word in session.posargs)
    session.run("pytest", *([] if named else ["tests/browser"]), *session.posargs)


@nox.session(default=False)
def weights(session: nox.Session) -> None:
    """Print what each page of the built site, and the first visit to it, weigh compressed; fails over the limits."""
    if not Path("site/index.html").exists():
        session.error("there is no site/ yet: nox -s site")
    install(session, "browser")
    session.run("python", "tests/browser/weights.py")


def npm_program(session: nox.Session, name: str, version: str) -> str:
    """Path of the command of an npm package, installed for this session; Node.js must be there."""
    folder = Path(session.create_tmp())
    session.run(
        "npm", "install", "--no-audit", "--no-fund", "--prefix", str(folder), f"{name}@{version}", external=True
    )
    return str(folder / "node_modules" / ".bin" / name)


@nox.session(default=False)
def lighthouse(session: nox.Session) -> None:
    """Measure pages of the built site with Lighthouse, which needs Node.js (`-- --runs 1 /learn/tensors/`)."""
    program = npm_program(session, "lighthouse", "12.8.2")
    session.run("python", "tests/browser/lighthouse.py", program, *session.posargs)


@nox.session(default=False)
def html(session: nox.Session) -> None:
    """Check the HTML of the built pages, notebooks aside, with html-validate, which needs Node.js."""
    program = npm_program(session, "html-validate", "10.17.0")
    pages = sorted(str(path) for path in Path("site").rglob("*.html") if path.parts[1] != "notebooks")
    session.run(program, "--config", "tests/html/html-validate.cjs", "--max-warnings", "0", *pages, external=True)


@nox.session(default=False)
def new(session: nox.Session) -> None:
    """Make a page, its snippets and its lines in nav and index (`-- NAME --group Training --title "Title" --keras`)."""
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
