"""Tables of default arguments that the cells of a concept read."""

from __future__ import annotations

import re

import pytest
from rendered import convert, text_of
from tiny_project import Project, cell_run

from rosetta.errors import SnippetError

CALLS = {
    "pytorch": 'read(torch.nn.LayerNorm, "eps", "bias")',
    "tensorflow": 'read(tf.keras.layers.LayerNormalization, "epsilon", "center")',
}
VALUES = {"pytorch": ["1e-05", "True"], "tensorflow": ["0.001", "True"]}


def standard(project: Project, title: str = "layer-norm", calls: dict[str, str] = CALLS, more: str = "") -> None:
    """Write and record the concept `standard`, a pair of layers, and a page with its table."""
    for framework, call in calls.items():
        text = f"""# %% read hidden="true"
import {"torch" if framework == "pytorch" else "tensorflow as tf"}

# %% {title} differs="defaults" why="Pass `epsilon=1e-5`."
defaults = {call}
{more}"""
        cells = {title.replace("-", "_"): cell_run(defaults=VALUES[framework])}
        project.record(project.snippet(framework, "standard", text), **cells)
    project.page("defaults.md", "# Defaults\n\n::: defaults standard\n")


def lines_of(html: str) -> list[str]:
    """The text of each line of the first table."""
    return [text_of(line) for line in re.findall(r"<tr.*?</tr>", html.partition("</table>")[0], re.DOTALL)]


def test_arguments_that_mean_the_same_stand_beside_each_other(project: Project) -> None:
    standard(project)
    html = convert("::: defaults standard").partition("</table>")[0]
    assert lines_of(html) == [
        "PyTorch TensorFlow",
        "torch.nn.LayerNorm tf.keras.layers.LayerNormalization",
        "eps=1e-05 epsilon=0.001",
        "bias=True center=True",
        "Pass epsilon=1e-5 .",
    ]
    assert re.findall(r'<tr class="(\w+)">', html) == ["differs", "same", "why"]
    assert re.findall(r'id="(.*?)"', html) == ["layer-norm"]
    assert project.problems() == []


FAMILIES = """
    # %% layers-relu same="a"
    a = read(relu, "slope")

    # %% losses-mse same="a"
    a = read(mse, "reduction")

    # %% layers-elu same="a"
    a = read(elu, "alpha")
"""
RUNS = {"layers_relu": cell_run(a=["0"]), "losses_mse": cell_run(a=["mean"]), "layers_elu": cell_run(a=["1"])}


class TestFamilies:
    @pytest.fixture
    def families(self, project: Project) -> Project:
        """The concept `standard` with two families."""
        project.pair("standard", FAMILIES, keras=False, **RUNS)
        return project

    def test_a_table_of_a_family_has_its_cells_alone_with_addresses_that_do_not_name_it(
        self, families: Project
    ) -> None:
        html = convert("::: defaults standard layers")
        assert lines_of(html)[2::2] == ["slope=0 slope=0", "alpha=1 alpha=1"]
        assert re.findall(r'<tbody id="(.*?)"', html) == ["relu", "elu"]

    def test_a_family_on_no_page_is_told(self, families: Project) -> None:
        families.page("defaults.md", "# Defaults\n\n::: defaults standard layers\n")
        assert families.problems() == [
            "snippets/pytorch/standard.py:4: cell 'losses-mse' is on no page: "
            "show it by a line '::: standard/losses-mse'"
        ]

    def test_a_family_that_is_not_there_is_told(self, families: Project) -> None:
        page = "# Defaults\n\n::: defaults standard layers\n\n::: defaults standard losses\n\n"
        families.page("defaults.md", page + "::: defaults standard loses\n")
        known = "layers-relu, losses-mse, layers-elu"
        assert families.problems() == [
            f"docs/defaults.md:7: snippets/pytorch/standard.py has no cell 'loses-...'; it has {known}."
            " Did you mean 'losses-mse'?"
        ]

    def test_two_families_may_not_have_one_address(self, project: Project) -> None:
        runs = {**RUNS, "losses_relu": RUNS["losses_mse"]}
        del runs["losses_mse"]
        project.pair("standard", FAMILIES.replace("losses-mse", "losses-relu"), keras=False, **runs)
        project.page("defaults.md", "# Defaults\n\n::: defaults standard layers\n\n::: defaults standard losses\n")
        reason = "is no row of a table of defaults:"
        assert project.problems() == [
            f"snippets/pytorch/standard.py:1: cell 'layers-relu' {reason} 'losses-relu' has the same address",
            f"snippets/pytorch/standard.py:4: cell 'losses-relu' {reason} 'layers-relu' has the same address",
        ]


def problem(line: str) -> str:
    return f"{line}: cell 'layer-norm' is no row of a table of defaults: "


def test_other_strings_of_a_cell_are_no_names(project: Project) -> None:
    standard(project, more='print("defaults of", __name__)\n')
    assert lines_of(convert("::: defaults standard"))[2] == "eps=1e-05 epsilon=0.001"


@pytest.mark.parametrize(
    "call",
    [
        "[1, 2]",
        "read()",
        "read(torch.nn.LayerNorm)",
        'read(torch.nn.LayerNorm, "eps", 1)',
        'read(torch.nn.LayerNorm, "eps", name="bias")',
        'read(torch.nn.LayerNorm, *["eps", "bias"])',
    ],
)
def test_a_cell_that_names_no_arguments_stops_check_and_build(project: Project, call: str) -> None:
    standard(project, calls={**CALLS, "pytorch": call})
    message = problem("snippets/pytorch/standard.py:4")
    message += 'expected `defaults = read(function, "name", ...)`, its one marked variable'
    assert project.problems() == [message]
    with pytest.raises(SnippetError) as caught:
        convert("::: defaults standard")
    assert str(caught.value) == message
    assert lines_of(convert("::: defaults standard", strict=False)) == [
        "PyTorch TensorFlow",
        f"Wrong: {message}",
    ]


def test_as_many_defaults_are_recorded_as_the_call_names(project: Project) -> None:
    standard(project, calls={**CALLS, "pytorch": 'read(torch.nn.LayerNorm, "eps")'})
    message = problem("snippets/pytorch/standard.py:4") + "arguments named: 1, defaults recorded: 2"
    assert project.problems() == [message]


def test_counterparts_name_equally_many_arguments(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(VALUES, "tensorflow", ["0.001"])
    standard(project, calls={**CALLS, "tensorflow": 'read(tf.keras.layers.LayerNormalization, "epsilon")'})
    message = problem("snippets/tensorflow/standard.py:4") + "arguments named: 1, in pytorch: 2"
    assert project.problems() == [message]


def test_a_cell_without_a_counterpart_is_no_row(project: Project) -> None:
    for framework, line in (("pytorch", "read(relu)"), ("tensorflow", "read(elu)")):
        more = '\n# %% celu only="pytorch" why="None."\nread(celu)\n' if framework == "pytorch" else ""
        text = f'# %% relu hidden="true"\n{line}\n{more}'
        project.record(project.snippet(framework, "standard", text))
    project.page("defaults.md", "# Defaults\n\n::: defaults standard\n")
    reason = "cell 'celu' is no row of a table of defaults: tensorflow lacks it"
    assert project.problems() == [f"snippets/pytorch/standard.py:4: {reason}"]


def test_a_stale_record_is_told_once(project: Project) -> None:
    standard(project)
    project.edit("snippets/pytorch/standard.py", '"eps", "bias"', '"eps"')
    assert project.problems() == [
        "snippets/pytorch/standard.py:4: was recorded from another version of standard.py (changed: layer-norm):"
        " nox -s record -- standard"
    ]
