"""The files of a new concept are made, and nothing that is there is touched."""

from __future__ import annotations

import pytest
from tiny_project import Project

CONFIG = """
    site_name: Test
    nav:
      - Home: index.md
      - Learn:
          - Linear: learn/linear.md
          - Tensors: learn/tensors.md
      - Walkthroughs:
          - First: walkthroughs/first.md
    theme: material
    """


@pytest.fixture
def config(project: Project) -> Project:
    project.write("mkdocs.yml", CONFIG)
    return project


def test_a_page_its_snippets_and_its_nav_line_are_made(config: Project) -> None:
    assert config.run("new", "self_attention") == (
        0,
        "docs/learn/self-attention.md\n"
        "mkdocs.yml\n"
        "snippets/pytorch/self_attention.py\n"
        "snippets/tensorflow/self_attention.py\n",
        "",
    )
    assert "\n# Self attention\n" in config.read("docs/learn/self-attention.md")
    assert config.read("docs/learn/self-attention.md").endswith("\n::: self_attention/create\n")
    assert config.read("snippets/pytorch/self_attention.py") == (
        '# %% create same="x"\nimport torch\n\nx = torch.tensor([1.0, 2.0, 3.0])\nx\n'
    )
    assert config.read("mkdocs.yml").splitlines()[5:8] == [
        "      - Tensors: learn/tensors.md",
        "      - Self attention: learn/self-attention.md",
        "  - Walkthroughs:",
    ]


def test_the_last_page_under_learn_may_be_quoted_and_followed_by_a_comment(config: Project) -> None:
    config.edit("mkdocs.yml", "- Tensors: learn/tensors.md", '- "Tensors: all": learn/tensors.md  # the last')
    config.edit("mkdocs.yml", "      - First: walk", "      # - Old: learn/old.md\n      - First: walk")
    assert config.run("new", "attention")[0] == 0
    assert config.read("mkdocs.yml").splitlines()[5:9] == [
        '      - "Tensors: all": learn/tensors.md  # the last',
        "      - Attention: learn/attention.md",
        "  - Walkthroughs:",
        "      # - Old: learn/old.md",
    ]


def test_all_that_a_new_concept_needs_then_is_its_record(config: Project) -> None:
    for page in ("index.md", "learn/linear.md", "learn/tensors.md", "walkthroughs/first.md"):
        config.write(f"docs/{page}", "Text.\n")
    config.run("new", "attention")
    assert config.problems() == [
        "snippets/pytorch/attention.py:1: has no record: nox -s record -- attention",
        "snippets/tensorflow/attention.py:1: has no record: nox -s record -- attention",
    ]


def test_a_snippet_that_a_concept_lacks_is_made_and_all_else_left_alone(config: Project) -> None:
    config.write("snippets/keras/first.py", "# %% mine\nx = 1\n")
    config.write("snippets/pytorch/first.py", "# %% mine\nx = 1\n")
    before = config.read("mkdocs.yml")
    assert config.run("new", "first") == (0, "snippets/tensorflow/first.py\n", "")
    assert config.read("snippets/pytorch/first.py") == "# %% mine\nx = 1\n"
    assert config.read("mkdocs.yml") == before
    assert not (config.root / "docs").exists()


def test_a_page_and_a_nav_line_that_are_there_are_left_alone(config: Project) -> None:
    before = config.read("mkdocs.yml")
    assert config.run("new", "linear")[1].splitlines()[0] == "docs/learn/linear.md"
    assert config.read("mkdocs.yml") == before
    config.write("docs/learn/tensors.md", "# Mine\n")
    assert config.run("new", "tensors") == (0, "snippets/pytorch/tensors.py\nsnippets/tensorflow/tensors.py\n", "")
    assert config.read("docs/learn/tensors.md") == "# Mine\n"


def test_a_nav_line_may_be_the_last_of_the_file(project: Project) -> None:
    (project.root / "mkdocs.yml").write_text("nav:\n- Linear: learn/linear.md")
    assert project.run("new", "attention")[0] == 0
    assert project.read("mkdocs.yml") == "nav:\n- Linear: learn/linear.md\n- Attention: learn/attention.md"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Attention", "'Attention' is no name for a concept: small letters, digits and underscores"),
        ("self-attention", "'self-attention' is no name for a concept: small letters, digits and underscores"),
        ("../attention", "'../attention' is no name for a concept: small letters, digits and underscores"),
        ("random", "'random' is the name of an importable module, and would shadow it: choose another"),
    ],
)
def test_a_name_that_will_not_do_is_refused(config: Project, name: str, message: str) -> None:
    status, out, err = config.run("new", name)
    assert (status, out) == (1, "")
    assert err.endswith(f": {message}\n")
    assert [path.name for path in config.root.iterdir()] == ["mkdocs.yml"]


def test_nothing_is_written_where_all_is_there(config: Project) -> None:
    config.run("new", "attention")
    assert config.run("new", "attention") == (
        1,
        "",
        "snippets/pytorch/attention.py: is there already, and so is that of every other framework\n",
    )


def test_nothing_is_written_where_nav_has_no_place(project: Project) -> None:
    project.write("mkdocs.yml", "nav:\n  - index.md\n")
    assert project.run("new", "attention") == (
        1,
        "",
        "mkdocs.yml: nav has no page under learn/ to put the new one after\n",
    )
    assert [path.name for path in project.root.iterdir()] == ["mkdocs.yml"]
