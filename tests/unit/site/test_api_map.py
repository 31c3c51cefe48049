"""Tables of all cells of a concept: the rows of an API map."""

from __future__ import annotations

import re

import pytest
from rendered import convert, text_of
from tiny_project import Project, cell_run

from rosetta.errors import ParityError
from rosetta.judge.concepts import Concepts
from rosetta.site.api_map import renamed_arguments
from rosetta.source.cells import read_snippet

PYTORCH = """
    # %% inputs hidden="true"
    import torch

    x = torch.tensor([[1.0, 2.0]])

    # %% sum same="total" note="`x.sum()` is the same."
    total = torch.sum(x, dim=1, keepdim=True)

    # %% weighted-sum same="total"
    total = torch.sum(torch.mul(x, 2.0))

    # %% view same="flat" api="torch.Tensor.view"
    flat = x.view(-1)

    # %% count differs="n" why="PyTorch counts in `int64`."
    n = torch.count_nonzero(x < 9)

    # %% lu only="pytorch" why="Use `tf.linalg.lu`."
    torch.linalg.lu(x)
"""
TENSORFLOW = """
    # %% inputs hidden="true"
    import tensorflow as tf

    x = tf.constant([[1.0, 2.0]])

    # %% sum same="total"
    total = tf.reduce_sum(x, axis=1, keepdims=True)

    # %% weighted-sum same="total"
    total = tf.reduce_sum(tf.multiply(x, 2.0))

    # %% view same="flat"
    flat = tf.reshape(x, [-1])

    # %% count differs="n" why="PyTorch counts in `int64`."
    n = tf.math.count_nonzero(x < 9)
"""


@pytest.fixture
def families(project: Project) -> Project:
    """The concept `api_sums`, as the rows of an API map."""
    values = {"sum": cell_run(total=[[3.0]]), "weighted_sum": cell_run(total=6.0), "view": cell_run(flat=[1.0, 2.0])}
    for framework, text, count in (("pytorch", PYTORCH, 2), ("tensorflow", TENSORFLOW, 3)):
        project.record(project.snippet(framework, "api_sums", text), **values, count=cell_run(n=count))
    return project


def rows(html: str) -> list[list[str]]:
    """Text of the cells of each row."""
    body = html[html.index("<tbody>") : html.index("</tbody>")]
    return [[text_of(cell) for cell in re.findall(r"<td.*?</td>", row, re.DOTALL)] for row in body.split("</tr>")[:-1]]


class TestRows:
    def test_a_row_shows_both_calls_the_result_the_note_and_arguments_that_change_their_names(
        self, families: Project
    ) -> None:
        assert rows(convert("::: rows api_sums"))[0] == [
            "torch.sum total = torch.sum(x, dim=1, keepdim=True)",
            "tf.reduce_sum total = tf.reduce_sum(x, axis=1, keepdims=True)",
            "Same x.sum() is the same. dim → axis; keepdim → keepdims No section",
        ]

    def test_a_difference_is_told_with_its_cause_and_both_values(self, families: Project) -> None:
        assert (
            rows(convert("::: rows api_sums"))[3][2]
            == "Differs PyTorch counts in int64 . n PyTorch 2 · TensorFlow 3 No section"
        )

    def test_what_has_no_equivalent_says_what_to_do_instead(self, families: Project) -> None:
        assert rows(convert("::: rows api_sums"))[4] == [
            "torch.linalg.lu torch.linalg.lu(x)",
            "",
            "No equivalent Use tf.linalg.lu . No section",
        ]

    def test_every_name_has_one_address_on_the_row_about_it(self, families: Project) -> None:
        html = convert("::: rows api_sums")
        assert re.findall(r'<a id="([^"]*)"', html) == [
            "torch.sum",
            "tf.reduce_sum",
            "torch.mul",
            "tf.multiply",
            "torch.Tensor.view",
            "tf.reshape",
            "torch.count_nonzero",
            "tf.math.count_nonzero",
            "torch.linalg.lu",
        ]

    def test_a_method_that_does_what_the_function_does_leads_to_its_row_too(self, families: Project) -> None:
        html = convert("::: rows api_sums")
        row = html[html.index('<tr id="api_sums-sum">') : html.index('<tr id="api_sums-weighted-sum">')]
        assert '<span id="torch.Tensor.sum"></span>' in row

    def test_no_address_is_there_twice(self, families: Project) -> None:
        for framework, line, value in (("pytorch", "import torch", 1), ("tensorflow", "import tensorflow as tf", 2)):
            name = "torch.numel(x)" if framework == "pytorch" else "tf.size(x)"
            text = f'# %% inputs hidden="true"\n{line}\n\n# %% size differs="n" why="Other."\nn = {name}\n'
            text += f'\n# %% again differs="n" why="Other."\nn = {name}\n'
            values = {"size": cell_run(n=value), "again": cell_run(n=value)}
            families.record(families.snippet(framework, "api_sizes", text), **values)
        found = re.findall(r' id="([^"]*)"', convert("::: rows api_sums\n\n::: rows api_sizes").partition("Run it")[0])
        assert len(found) == len(set(found))
        assert {"torch.numel", "tf.size", "api_sizes-again"} <= set(found)

    def test_each_cell_of_code_tells_which_one_it_is(self, families: Project) -> None:
        html = convert("::: rows api_sums")
        assert re.findall(r'<td data-framework="(\w+)" data-cell="([^"]*)">', html)[-3:] == [
            ("PyTorch", "api_sums/count"),
            ("TensorFlow", "api_sums/count"),
            ("PyTorch", "api_sums/lu"),
        ]

    def test_a_row_leads_to_the_section_that_explains_it(self, families: Project) -> None:
        families.pair("sums", "# %% sum\nimport torch\n\ntotal = torch.sum(torch.ones(2))\n")
        families.page("learn/sums.md", "# Sums\n\n## Sum the elements\n\n`torch.sum` adds up.\n\n::: sums/sum\n")
        page = families.page("map/sums.md", "# Sums in the map\n\n::: rows api_sums\n")
        html = convert("# Sums in the map\n\n::: rows api_sums\n", page)
        assert rows(html)[0][-1] == "Same x.sum() is the same. dim → axis; keepdim → keepdims Sum the elements"
        assert rows(html)[4][-1] == "No equivalent Use tf.linalg.lu . No section"
        assert '<a href="../../learn/sums/#sum-the-elements">Sum the elements</a>' in html

    def test_a_row_without_a_name_has_an_address_too(self, families: Project) -> None:
        families.pair("api_plain", "# %% plain\nx = 1\n")
        assert '<tr id="api_plain-plain">' in convert("::: rows api_plain")

    def test_names_lead_to_the_official_documentation(self, families: Project) -> None:
        link = '<a id="torch.sum" href="https://docs.pytorch.org/docs/stable/generated/torch.sum.html">torch.sum</a>'
        assert link in convert("::: rows api_sums")

    def test_hidden_cells_are_the_inputs_folded_above(self, families: Project) -> None:
        html = convert("::: rows api_sums")
        folded = html[html.index("<details") : html.index("</details>")]
        assert text_of(folded) == (
            "Inputs of these rows PyTorch import torch x = torch.tensor([[1.0, 2.0]]) "
            "TensorFlow import tensorflow as tf x = tf.constant([[1.0, 2.0]])"
        )

    def test_less_than_signs_of_the_code_are_text(self, families: Project) -> None:
        assert "torch.count_nonzero(x &lt; 9)" in convert("::: rows api_sums")

    def test_a_false_mark_stops_the_build_and_is_told_in_its_row_while_writing(self, families: Project) -> None:
        snippet = read_snippet(families.root / "snippets/tensorflow/api_sums.py")
        values = {"weighted_sum": cell_run(total=6.0), "view": cell_run(flat=[1.0, 2.0]), "count": cell_run(n=3)}
        families.record(snippet, sum=cell_run(total=[[4.0]]), **values)
        with pytest.raises(ParityError, match="'total' differs between pytorch and tensorflow"):
            convert("::: rows api_sums")
        assert rows(convert("::: rows api_sums", strict=False))[0] == [
            "torch.sum total = torch.sum(x, dim=1, keepdim=True)",
            "tf.reduce_sum total = tf.reduce_sum(x, axis=1, keepdims=True)",
            "Wrong: snippets/tensorflow/api_sums.py:6: api_sums/sum: 'total' differs between pytorch and tensorflow: "
            "float (1, 1), max |Δ| 1 at [0, 0]; rtol 1e-05, atol 1e-06 No section",
        ]


def test_keywords_of_equal_value_are_paired_and_equal_names_are_not_told(project: Project) -> None:
    project.snippet(
        "pytorch", "layer", "# %% make\nLinear(in_features=3, out_features=4, bias=True, name='a').to(name='a')\n"
    )
    project.snippet("tensorflow", "layer", "# %% make\nDense(units=4, use_bias=True, name='a', activation=None)\n")
    cells = [snippet["make"] for snippet in Concepts(project.root / "snippets")["layer"].snippets.values()]
    assert renamed_arguments(*cells) == [("out_features", "units"), ("bias", "use_bias")]


def test_switches_are_paired_only_where_their_names_are_alike(project: Project) -> None:
    project.snippet("pytorch", "layer", "# %% make\nx = LSTM(batch_first=True, keepdim=True, bias=False)\n")
    project.snippet("tensorflow", "layer", "# %% make\nx = LSTM(return_state=True, keepdims=True, use_bias=False)\n")
    snippets = Concepts(project.root / "snippets")["layer"].snippets
    pairs = renamed_arguments(*(snippet["make"] for snippet in snippets.values()))
    assert pairs == [("keepdim", "keepdims"), ("bias", "use_bias")]
