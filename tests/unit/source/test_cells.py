"""A snippet file is cut into cells, or refused with the line that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny_project import Project

from rosetta.errors import SnippetError
from rosetta.source.cells import read_snippet, snippet_paths
from rosetta.source.marks import NAMES, Marks


def refusal(project: Project, text: str, path: str = "snippets/pytorch/linear.py") -> str:
    """What `read_snippet` says of a file with this text."""
    with pytest.raises(SnippetError) as caught:
        read_snippet(project.write(path, text))
    return str(caught.value)


def test_a_file_is_cut_into_titled_cells_with_their_marks_and_lines(project: Project) -> None:
    snippet = project.snippet(
        "tensorflow",
        "linear",
        """

        # %% create same="w, b" rtol="1e-3"
        import tensorflow as tf

        w = tf.ones(2)
        b = 1

        #%% forward differs="y" why="Say \\"why\\" in `code`, {with} it's = signs."

        # A comment of the cell.
        y = w + b
        """,
    )
    assert (snippet.framework, snippet.concept) == ("tensorflow", "linear")
    create, forward = snippet.cells
    assert (create.title, create.line, create.start) == ("create", 2, 3)
    assert create.source == "import tensorflow as tf\n\nw = tf.ones(2)\nb = 1"
    assert create.marks == Marks(same=("w", "b"), rtol=1e-3)
    assert create.marks.variables == ("w", "b")
    assert create.marks.tolerance == (1e-3, 1e-6)
    assert (forward.line, forward.start) == (8, 10)
    assert forward.source == "# A comment of the cell.\ny = w + b"
    assert forward.marks == Marks(differs=("y",), why='Say "why" in `code`, {with} it\'s = signs.')
    assert snippet["forward"] is forward
    assert "forward" in snippet
    assert "backward" not in snippet


def test_a_snippet_knows_where_its_record_and_its_files_are_kept(project: Project) -> None:
    snippet = project.snippet("pytorch", "linear", "# %% a\nx = 1\n")
    assert snippet.record_path == project.root / "snippets/pytorch/linear.ipynb"
    assert snippet.kept_file("weights.npz") == project.root / "snippets/pytorch/linear.weights.npz"


def test_the_source_of_a_cell_does_not_depend_on_line_ends_trailing_space_or_a_byte_order_mark(
    project: Project,
) -> None:
    path = project.root / "linear.py"
    path.write_bytes(b"\xef\xbb\xbf# %% a\r\nx = 1  \r\n\r\ny = 2\r\n\r\n\r\n# %% b\r\nz = 3")
    assert [cell.source for cell in read_snippet(path).cells] == ["x = 1\n\ny = 2", "z = 3"]


def test_lines_are_counted_as_python_counts_them(project: Project) -> None:
    snippet = project.snippet(
        "pytorch", "linear", "# %% a\nx = 'form feed \x0c, line separator \u2028'\n# %% b\ny = 1\n"
    )
    assert [cell.line for cell in snippet.cells] == [1, 3]


PREFIX = "snippets/pytorch/linear.py"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "1: no cells: a cell starts at a line '# %% title'"),
        ("\n\n", "1: no cells: a cell starts at a line '# %% title'"),
        ("x = 1\n# %% a\ny = 2\n", "1: code before the first cell: start the file with '# %% title'"),
        ("# %% a\nx = 1\n# %%\ny = 2\n", "3: a cell needs a title: '# %% title'"),
        ('# %% same="x"\nx = 1\n', "1: a cell needs a title: '# %% title'"),
        ("# %% Two Words\nx = 1\n", "1: title 'Two Words' is no slug: small letters, digits and single hyphens"),
        ("# %% a--b\nx = 1\n", "1: title 'a--b' is no slug: small letters, digits and single hyphens"),
        ("# %% a same\nx = 1\n", "1: title 'a same' is no slug: small letters, digits and single hyphens"),
        ("# %% a\nx = 1\n# %% b\nx = 2\n\n# %% a\nx = 3\n", "6: cell 'a' is already defined at line 1"),
        ("# %% a\n\n# %% b\nx = 2\n", "1: cell 'a' is empty"),
        ("# %% a\nx = 1\n# %% b\n# nothing but a comment\n", "3: cell 'b' is empty"),
        ("# %% [markdown] a\n# Prose\n", "1: only code cells: write '# %% title'"),
        ("# %%% a\nx = 1\n", "1: only code cells: write '# %% title'"),
        ("# %%a\nx = 1\n", "1: expected '# %% title' at the start of the line, got '# %%a'"),
        (
            "# %% a\nif True:\n    # %% b\n    x = 1\n",
            "3: expected '# %% title' at the start of the line, got '    # %% b'",
        ),
        ('# %% a\nx = """\n# %% b\n"""\n', "3: a cell starts within a statement or a string of cell 'a'"),
        ('# %% a\nx = f"""\n# %% {b}\n"""\n', "3: a cell starts within a statement or a string of cell 'a'"),
        ("# %% a\nx = 1\n# %% b\ny = (\n# %% c\n1)\n", "5: a cell starts within a statement or a string of cell 'b'"),
        (
            "# %% a\nfor x in y:\n    pass\n# %% b\n    pass\n",
            "4: a cell starts within a statement or a string of cell 'a'",
        ),
    ],
)
def test_a_malformed_file_is_refused(project: Project, text: str, message: str) -> None:
    assert refusal(project, text) == f"{PREFIX}:{message}"


@pytest.mark.parametrize(
    ("marks", "message"),
    [
        ('smae="x"', "unknown mark 'smae'. Did you mean 'same'?"),
        ('color="red"', f"unknown mark 'color'. Known: {', '.join(NAMES)}"),
        ('same="x" same="y"', "'same' is there twice"),
        ('title="x"', f"unknown mark 'title'. Known: {', '.join(NAMES)}"),
        ('same=""', "mark 'same' needs a value in double quotes: same=\"...\""),
        ('differs="x"', "mark 'differs' needs why=\"...\" beside it"),
        ('only="pytorch"', "mark 'only' needs why=\"...\" beside it"),
        (
            'only="pytroch" why="So."',
            "only=\"pytroch\": expected pytorch or tensorflow or keras. Did you mean 'pytorch'?",
        ),
        ('needs="tpu"', 'needs="tpu": expected cuda.'),
        ('unstable="yes"', 'unstable="yes": expected true.'),
        ('rtol="small"', 'rtol="small" is not a number from 0'),
        ('rtol="-1"', 'rtol="-1" is not a number from 0'),
        ('atol="inf"', 'atol="inf" is not a number from 0'),
        ('atol="nan"', 'atol="nan" is not a number from 0'),
        ('same="x, y[0]"', "same=\"x, y[0]\": 'y[0]' is not a name"),
        ('same="x,"', "same=\"x,\": '' is not a name"),
        ('same="x, x"', "'x' is named twice in same and differs"),
        ('same="x" differs="x" why="So."', "'x' is named twice in same and differs"),
        (
            'only="pytorch" why="So." same="x"',
            "a cell marked only has no counterpart, and 'x' nothing to compare with",
        ),
        ('raises="ValueError, TypeError"', 'raises="ValueError, TypeError" is not the name of one error'),
        ('writes="../weights.npz"', 'writes="../weights.npz" is no plain file name with an ending'),
        ('writes="weights"', 'writes="weights" is no plain file name with an ending'),
        ('writes="other.ipynb"', 'writes="other.ipynb" is no plain file name with an ending'),
    ],
)
def test_a_wrong_mark_is_refused(project: Project, marks: str, message: str) -> None:
    assert refusal(project, f"# %% a {marks}\nx = y = 1\n") == f"{PREFIX}:1: cell 'a': {message}"


@pytest.mark.parametrize("marks", ["same=x", 'same="x', "same=x y", "hidden=true", 'same="x"differs="y"', 'why="\\s"'])
def test_marks_that_cannot_be_read_are_refused(project: Project, marks: str) -> None:
    assert (
        refusal(project, f"# %% a {marks}\nx = 1\n")
        == f"{PREFIX}:1: cell 'a': cannot read the marks {marks}: write key=\"value\""
    )


@pytest.mark.parametrize("name", ["weights.npz", "linear-2.weights.h5", "model.keras"])
def test_a_plain_file_name_may_be_written(project: Project, name: str) -> None:
    assert project.snippet("pytorch", "linear", f'# %% a writes="{name}"\nx = 1\n')["a"].marks == Marks(writes=name)


def test_a_syntax_error_is_shown_with_its_line_and_a_caret(project: Project) -> None:
    assert refusal(project, "# %% a\nx = 1\n\n# %% b\ny = x +\n") == (
        f"{PREFIX}:5: SyntaxError: invalid syntax\n    y = x +\n           ^"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# %% a\nreturn 1\n", "2: SyntaxError: 'return' outside function\n    return 1\n    ^"),
        ("# %% a\nif x:\ny = 1\n", "3: IndentationError: expected an indented block after 'if' statement on line 2"),
        ("# %% a\nx = '\\d'\n", "2: SyntaxError: "),
        ("# %% a\n%matplotlib inline\n", "2: '%matplotlib inline' is a notebook magic; a snippet is plain Python"),
        (
            "# %% a\nx = 1\n!pip install torch\n",
            "3: '!pip install torch' is a notebook magic; a snippet is plain Python",
        ),
    ],
)
def test_what_python_would_not_compile_is_refused(project: Project, text: str, message: str) -> None:
    assert refusal(project, text).startswith(f"{PREFIX}:{message}")


def test_what_is_nested_too_deeply_for_python_is_refused(project: Project) -> None:
    assert refusal(project, f"# %% a\nx = {'-' * 100_000}1\n") == (
        f"{PREFIX}: is nested too deeply for Python to read it"
    )


def test_a_file_in_another_encoding_is_refused_with_the_line_of_the_first_byte(project: Project) -> None:
    path = project.root / "linear.py"
    path.write_bytes("# %% a\nx = 1\nname = 'Lönneberga'\n".encode("latin-1"))
    with pytest.raises(SnippetError) as caught:
        read_snippet(path)
    assert str(caught.value) == "linear.py:3: not UTF-8: byte 0xf6; save the file as UTF-8"


@pytest.mark.parametrize("name", ["random", "numpy", "rosetta", "tensorflow", "pandas", "h5py"])
def test_a_concept_named_like_a_module_is_refused_whatever_is_installed(project: Project, name: str) -> None:
    assert refusal(project, "# %% a\nx = 1\n", f"snippets/pytorch/{name}.py") == (
        f"snippets/pytorch/{name}.py:1: '{name}' is the name of an importable module, and would shadow it: "
        "choose another"
    )


@pytest.mark.parametrize("name", ["Linear", "linear-layer", "linear.layer", "2d"])
def test_a_concept_that_a_page_could_not_name_is_refused(project: Project, name: str) -> None:
    assert refusal(project, "# %% a\nx = 1\n", f"snippets/pytorch/{name}.py") == (
        f"snippets/pytorch/{name}.py:1: '{name}' is no name for a concept: small letters, digits and underscores"
    )


def test_snippet_files_are_found_by_framework_in_the_order_of_the_tabs(project: Project) -> None:
    for path in ("keras/linear.py", "tensorflow/b.py", "tensorflow/a.py", "pytorch/linear.py", "pytorch/linear.ipynb"):
        project.write(f"snippets/{path}", "")
    assert [path.as_posix() for path in snippet_paths(Path("snippets"))] == [
        "snippets/pytorch/linear.py",
        "snippets/tensorflow/a.py",
        "snippets/tensorflow/b.py",
        "snippets/keras/linear.py",
    ]


def test_a_concept_may_be_named_like_a_folder_of_the_project(project: Project) -> None:
    project.write("docs/index.md", "")
    assert project.snippet("pytorch", "docs", "# %% a\nx = 1\n").concept == "docs"
