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


def made(project: Project, *arguments: str) -> list[str]:
    """The files that `rosetta new` says it has written."""
    status, out, err = project.run("new", *arguments)
    assert (status, err) == (0, "")
    return [line for line in out.splitlines() if line.endswith((".md", ".py", ".yml"))]


def test_a_page_its_snippets_and_its_nav_line_are_made(config: Project) -> None:
    assert config.run("new", "self_attention") == (
        0,
        "docs/learn/self-attention.md\n"
        "mkdocs.yml\n"
        "snippets/pytorch/self_attention.py\n"
        "snippets/tensorflow/self_attention.py\n"
        "Next: write the cells and the page, then\n"
        "    nox -s record -- self_attention\n"
        "    nox -s serve\n",
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
    assert made(config, "first") == ["snippets/tensorflow/first.py"]
    assert config.read("snippets/pytorch/first.py") == "# %% mine\nx = 1\n"
    assert config.read("mkdocs.yml") == before
    assert not (config.root / "docs").exists()


def test_a_page_and_a_nav_line_that_are_there_are_left_alone(config: Project) -> None:
    before = config.read("mkdocs.yml")
    assert config.run("new", "linear")[1].splitlines()[0] == "docs/learn/linear.md"
    assert config.read("mkdocs.yml") == before
    config.write("docs/learn/tensors.md", "# Mine\n")
    assert made(config, "tensors") == ["snippets/pytorch/tensors.py", "snippets/tensorflow/tensors.py"]
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


GROUPED = """
    site_name: Test
    nav:
      - Home: index.md
      - Learn:
          - learn/index.md
          - Data:
              - Loading: learn/loading.md
          - Training:
              - Losses: learn/losses.md
              - "Loops: by hand": learn/loops.md  # the longest
          - After training:
              - Saving: learn/saving.md
      - Walkthroughs:
          - First: walkthroughs/first.md
    """
INDEX = """
    # Learn

    ## Data

    - [Loading](loading.md): batches.

    ## Training

    - [Losses](losses.md): the same names
      with other defaults.

    ## After training

    - [Saving](saving.md): files.
    """


@pytest.fixture
def grouped(project: Project) -> Project:
    """A project whose pages stand in groups, and in an index."""
    project.write("mkdocs.yml", GROUPED)
    project.write("docs/learn/index.md", INDEX)
    return project


class TestGroups:
    def test_a_page_goes_to_the_end_of_its_group_in_nav_and_in_the_index(self, grouped: Project) -> None:
        nav, index = grouped.read("mkdocs.yml"), grouped.read("docs/learn/index.md")
        assert "docs/learn/index.md" in made(
            grouped, "averages", "--group", "Training", "--title", "Averages of weights"
        )
        line = '          - "Loops: by hand": learn/loops.md  # the longest\n'
        new = "          - Averages of weights: learn/averages.md\n"
        assert grouped.read("mkdocs.yml") == nav.replace(line, line + new)
        item = "  with other defaults.\n"
        new = "- [Averages of weights](averages.md): what it is about, in a few words.\n"
        assert grouped.read("docs/learn/index.md") == index.replace(item, item + new)
        assert "\n# Averages of weights\n" in grouped.read("docs/learn/averages.md")

    def test_a_title_that_yaml_would_misread_is_quoted(self, grouped: Project) -> None:
        made(grouped, "averages", "--group", "Training", "--title", "Averages: of weights")
        assert "          - 'Averages: of weights': learn/averages.md\n" in grouped.read("mkdocs.yml")

    def test_without_a_group_and_a_person_the_last_one_is_taken_and_told(self, grouped: Project) -> None:
        _, out, _ = grouped.run("new", "averages")
        assert out.splitlines()[0] == "In the group 'After training'; --group takes another: Data, Training"
        assert grouped.read("docs/learn/index.md").endswith(
            "files.\n- [Averages](averages.md): what it is about, in a few words.\n"
        )

    @pytest.mark.parametrize(("answer", "group"), [("2", "Training"), ("Data", "Data"), ("", "After training")])
    def test_a_person_is_asked(
        self, grouped: Project, monkeypatch: pytest.MonkeyPatch, answer: str, group: str
    ) -> None:
        monkeypatch.setattr("sys.stdin.isatty", lambda: True)
        monkeypatch.setattr("builtins.input", lambda prompt: print(prompt) or answer)
        _, out, _ = grouped.run("new", "averages")
        assert out.startswith("  1  Data\n  2  Training\n  3  After training\nGroup of the page [3]: \n")
        section = grouped.read("docs/learn/index.md").partition(f"## {group}\n")[2].partition("##")[0]
        assert "(averages.md)" in section

    def test_a_person_who_leaves_gets_nothing(self, grouped: Project, monkeypatch: pytest.MonkeyPatch) -> None:
        def leave(prompt: str) -> str:
            raise EOFError

        monkeypatch.setattr("sys.stdin.isatty", lambda: True)
        monkeypatch.setattr("builtins.input", leave)
        status, _, err = grouped.run("new", "averages")
        assert (status, err) == (1, "mkdocs.yml: no group was chosen, and nothing is written\n")
        assert not (grouped.root / "snippets").exists()

    @pytest.mark.parametrize(
        ("group", "message"),
        [
            ("Trianing", "nav has no group 'Trianing' with pages under learn/. Did you mean 'Training'?"),
            ("9", "nav has no group '9' with pages under learn/. There are: Data, Training, After training."),
        ],
    )
    def test_an_unknown_group_is_refused_before_anything_is_written(
        self, grouped: Project, group: str, message: str
    ) -> None:
        assert grouped.run("new", "averages", "--group", group) == (1, "", f"mkdocs.yml: {message}\n")
        assert not (grouped.root / "snippets").exists()

    def test_an_index_without_the_groups_heading_is_left_alone(self, grouped: Project) -> None:
        grouped.write("docs/learn/index.md", "# Learn\n")
        assert "docs/learn/index.md" not in made(grouped, "averages", "--group", "Training")
        assert grouped.read("docs/learn/index.md") == "# Learn\n"

    def test_a_nav_that_is_no_yaml_is_told(self, project: Project) -> None:
        project.write("mkdocs.yml", "nav: [\n")
        assert project.run("new", "averages")[2].startswith("mkdocs.yml:2: not YAML: ")


class TestKeras:
    def test_a_file_of_keras_is_made_where_it_is_asked_for(self, grouped: Project) -> None:
        assert made(grouped, "averages", "--keras")[-1] == "snippets/keras/averages.py"
        assert "x = keras.ops.array([1.0, 2.0, 3.0])\n" in grouped.read("snippets/keras/averages.py")

    def test_it_can_be_added_later(self, grouped: Project) -> None:
        made(grouped, "averages")
        assert made(grouped, "averages", "--keras") == ["snippets/keras/averages.py"]


def test_the_page_does_not_open_like_a_form_letter(config: Project) -> None:
    made(config, "attention")
    page = config.read("docs/learn/attention.md").lower()
    assert ("after this page" in page, "will be able" in page) == (False, False)
