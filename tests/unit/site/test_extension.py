"""The Python-Markdown extension, on pages of a tiny project."""

from __future__ import annotations

import base64
import re

import pytest
from markdown.preprocessors import Preprocessor
from rendered import convert, converter, text_of
from tiny_project import Project, cell_run, error, figure, result, stdout

from rosetta.errors import PageError, ParityError, RecordError
from rosetta.record.outcome import Value
from rosetta.source.cells import read_snippet


class TestTabs:
    def test_each_framework_gets_a_tab_with_its_code_and_output(self, linear: Project) -> None:
        html = convert("::: linear/forward")
        assert re.findall(r'<label data-framework="(\w+)"', html) == ["PyTorch", "TensorFlow"]
        assert html.count('<div class="cell highlight"') == 2
        assert html.count('<div class="output no-copy highlight">') == 2

    def test_a_comparison_is_one_element_with_the_title_as_its_anchor(self, linear: Project) -> None:
        html = convert("::: linear/forward")
        assert html.count('<div class="comparison" id="forward" style="--rows: 2">') == 1

    def test_several_cells_share_one_tab_set(self, linear: Project) -> None:
        html = convert("::: linear/create linear/forward")
        assert html[: html.index("Run it yourself")].count('class="tabbed-set') == 1
        assert '<div class="comparison" id="create" style="--rows: 4"><span id="forward"></span>' in html
        assert "<strong>Same values, max |Δ| 0</strong> <code>create</code>: </summary>" in html

    def test_outputs_are_grouped_also_where_there_are_none(self, linear: Project) -> None:
        html = convert("::: linear/create linear/forward")
        assert html.count('<div class="outputs">') == 4
        assert html.count('<div class="outputs"></div>') == 2

    def test_two_directives_after_each_other_stay_two_tab_sets(self, linear: Project) -> None:
        html = convert("::: linear/create\n::: linear/forward")
        assert re.findall(r'class="comparison" id="(\w+)"', html) == ["create", "forward"]

    @pytest.mark.parametrize(
        ("page", "container"),
        [
            ("- first\n\n    ::: linear/create\n\n- second", r'<li>\s*<p>first</p>\s*<div class="comparison"'),
            (
                "!!! note\n\n    ::: linear/create\n",
                r'<p class="admonition-title">Note</p>\s*<div class="comparison"',
            ),
        ],
    )
    def test_a_directive_works_inside_lists_and_admonitions(self, linear: Project, page: str, container: str) -> None:
        html = convert(page)
        assert re.search(container, html)
        assert html.count('class="cell highlight"') == 2

    def test_a_heading_of_the_same_name_keeps_an_anchor_of_its_own(self, linear: Project) -> None:
        html = convert("## forward\n\n::: linear/forward")
        assert 'id="forward_1">forward' in html

    def test_inside_a_fence_a_directive_is_shown_as_it_is(self, linear: Project) -> None:
        html = convert("```text\n::: linear/forward\n```")
        assert "::: linear/forward" in html
        assert "comparison" not in html

    def test_a_page_without_directives_is_left_alone(self, linear: Project) -> None:
        assert convert("# Title\n\nText.") == '<h1 id="title">Title</h1>\n<p>Text.</p>'

    def test_backticks_in_an_output_do_not_end_its_fence(self, project: Project) -> None:
        project.pair("quotes", "# %% show\nprint()\n", show=cell_run(stdout("```\n")))
        project.page("quotes.md", "::: quotes/show")
        assert convert("::: quotes/show").count("<code>```\n</code>") == 2

    def test_an_error_is_shown_as_output(self, project: Project) -> None:
        text = '# %% fails raises="ValueError"\nint("x")\n'
        project.pair("errors", text, fails=cell_run(error("ValueError", "invalid literal")))
        html = convert("::: errors/fails")
        assert "ValueError: invalid literal" in html
        assert "Same error ValueError" in text_of(html)

    def test_text_and_result_that_follow_each_other_are_one_output(self, project: Project) -> None:
        project.pair("both", "# %% show\n1\n", show=cell_run(stdout("a\n"), result("1")))
        assert convert("::: both/show").count('class="output no-copy highlight"') == 2

    def test_a_figure_is_a_file_with_size_lazy_loading_and_alternative_text(self, project: Project) -> None:
        png = base64.b64encode(b"not looked at").decode()
        text = '# %% curve alt="A rising [line]"\n1\n'
        project.pair("plots", text, curve=cell_run(figure(png, width=640, height=360)))
        image = re.search(r"<img[^>]*>", convert("::: plots/curve"))
        assert image is not None
        assert image.group() == (
            '<img alt="A rising [line]" class="figure" height="360" loading="lazy" '
            'src="recorded/pytorch/plots-curve-0.png" width="640" />'
        )

    def test_a_hidden_counterpart_has_no_tab(self, project: Project) -> None:
        project.pair("setup", '# %% data same="x"\nx = 1\n', data=cell_run(x=1))
        keras = project.snippet("keras", "setup", '# %% data same="x" hidden="true"\nx = 1\n')
        project.record(keras, data=cell_run(x=1))
        html = convert("::: setup/data")
        assert re.findall(r'<label data-framework="(\w+)"', html) == ["PyTorch", "TensorFlow"]


class TestVerdicts:
    def test_same_and_differing_values_are_told_under_the_tabs(self, linear: Project) -> None:
        told = re.findall(r'<(?:p|details) class="verdict (\w+)">(.*?)</p>', convert("::: linear/forward"))
        assert [(kind, text_of(text)) for kind, text in told] == [
            ("differs", "Different on purpose Counts are wider in PyTorch. n PyTorch int64 3 · TensorFlow int32 3"),
            ("same", "Same values, max |Δ| 0 y float (2,)"),
        ]

    def test_of_many_words_those_that_differ_are_told(self, project: Project) -> None:
        text = '# %% names differs="names" why="Other names."\nnames = []\n'
        for framework, kernel in (("pytorch", "weight"), ("tensorflow", "kernel")):
            names = Value("str", (6,), ("a", kernel, "bias", "b", "c", "d"))
            project.record(project.snippet(framework, "layers", text), names=cell_run(names=names))
        told = text_of(convert("::: layers/names"))
        assert "Other names. names PyTorch [weight] · TensorFlow [kernel]" in told

    def test_a_cell_without_a_relation_has_no_verdict(self, project: Project) -> None:
        project.pair("plain", "# %% define\nx = 1\n")
        html = convert("::: plain/define")
        assert 'class="comparison"' in html
        assert "verdict" not in html

    def test_a_cell_of_one_framework_tells_the_other_why(self, project: Project) -> None:
        only = '# %% hook only="pytorch" why="Override `call`."\nx = 1\n'
        project.record(project.snippet("pytorch", "hooks", only))
        project.record(project.snippet("tensorflow", "hooks", "# %% other\nx = 1\n"))
        html = convert("::: hooks/hook")
        assert re.findall(r'<label data-framework="(\w+)"', html) == ["PyTorch", "TensorFlow"]
        assert '<p class="absent">Override <code>call</code>.</p>' in html

    def test_a_false_mark_stops_the_build(self, linear: Project) -> None:
        snippet = read_snippet(linear.root / "snippets/pytorch/linear.py")
        linear.record(snippet, create=cell_run(w=[1.0, 2.0]), forward=cell_run(y=[9.5, -4.0], n=3))
        with pytest.raises(ParityError, match="'y' differs between pytorch and tensorflow"):
            convert("::: linear/forward")


class TestDifferences:
    def test_the_table_has_a_row_for_each_cell_of_the_page_that_differs(self, linear: Project) -> None:
        html = convert("::: linear/create\n\n::: linear/forward\n\n::: differences")
        table = html[html.index("<table") : html.index("</table>")]
        assert [text_of(cell) for cell in re.findall(r"<td>(.*?)</td>", table)] == [
            "forward",
            "n PyTorch int64 3 · TensorFlow int32 3",
            "Counts are wider in PyTorch.",
        ]
        assert '<a href="#forward">' in table

    def test_a_bar_does_not_end_a_column(self, project: Project) -> None:
        text = '# %% noise differs="x" why="Other random numbers."\nx = 1\n'
        for framework, start in (("pytorch", 0.0), ("tensorflow", 0.5)):
            values = Value("float32", (5,), tuple(start + n for n in range(5)))
            project.record(project.snippet(framework, "random_noise", text), noise=cell_run(x=values))
        html = convert("::: random_noise/noise\n\n::: differences")
        table = html[html.index("<table") :]
        assert [text_of(cell) for cell in re.findall(r"<td>(.*?)</td>", table)][1:3] == [
            "x PyTorch float32 (5,) · TensorFlow float32 (5,), max |Δ| 0.5",
            "Other random numbers.",
        ]


class TestInline:
    def test_a_recorded_number_stands_in_a_sentence(self, linear: Project) -> None:
        assert "<p>It counts 3.</p>" in convert("It counts {{ linear/forward.n }}.")

    def test_a_wrong_reference_stops_the_build(self, linear: Project) -> None:
        with pytest.raises(PageError, match="has no marked variable 'm'"):
            convert("It counts {{ linear/forward.m }}.")

    def test_while_writing_a_stale_record_is_told_in_the_sentence(self, linear: Project) -> None:
        linear.edit("snippets/pytorch/linear.py", "w = [1.0, 2.0]", "w = [1.0, 3.0]")
        assert "It counts <strong>Not recorded yet</strong>" in convert(
            "It counts {{ linear/forward.n }}.", strict=False
        )

    def test_while_writing_a_wrong_reference_is_told_in_its_place_and_the_others_are_filled(
        self, linear: Project
    ) -> None:
        html = convert("It counts {{ linear/forward.n }}, not {{ linear/forward.y }}.", strict=False)
        assert html == (
            "<p>It counts 3, not <strong>Wrong</strong> "
            "<code>linear/forward has no single number 'y': it is float (2,)</code>.</p>"
        )


class TestErrors:
    @pytest.mark.parametrize(
        ("line", "message"),
        [
            ("::: linear/forwrad", "snippets/pytorch/linear.py has no cell 'forwrad'; it has create, forward. "
             "Did you mean 'forward'?"),
            ("::: linaer/forward", "no concept 'linaer' in snippets/. Did you mean 'linear'?"),
            ("::: linear", "expected '::: concept/cell', got '::: linear'"),
        ],
    )  # fmt: skip
    def test_a_line_that_names_nothing_stops_the_build(self, linear: Project, line: str, message: str) -> None:
        with pytest.raises(PageError) as raised:
            convert(f"Text.\n\n{line}\n")
        assert (raised.value.line, raised.value.message) == (3, message)

    def test_a_stale_record_stops_the_build(self, linear: Project) -> None:
        linear.edit("snippets/pytorch/linear.py", "w = [1.0, 2.0]", "w = [1.0, 3.0]")
        with pytest.raises(RecordError, match=r"was recorded from another version of linear\.py"):
            convert("::: linear/create")

    def test_while_writing_a_changed_cell_says_that_it_is_not_recorded_yet(self, linear: Project) -> None:
        linear.edit("snippets/pytorch/linear.py", "w = [1.0, 2.0]", "w = [1.0, 3.0]")
        html = convert("::: linear/create", strict=False)
        assert '<span class="mf">3.0</span>' in html
        assert '<p class="verdict stale"><strong>Not recorded yet</strong>' in html
        assert "nox -s record -- linear" in html

    def test_while_writing_a_mark_that_does_not_hold_is_told_under_the_outputs(self, linear: Project) -> None:
        snippet = read_snippet(linear.root / "snippets/pytorch/linear.py")
        forward = cell_run(stdout("[9.5, -4.0]\n"), y=[9.5, -4.0], n=Value("int64", (), (3,)))
        linear.record(snippet, create=cell_run(w=[1.0, 2.0]), forward=forward)
        html = convert("::: linear/forward", strict=False)
        assert "<strong>Wrong</strong> <code>linear/forward: 'y' differs between pytorch and tensorflow" in html
        assert html.count('class="output no-copy highlight"') == 2

    @pytest.mark.parametrize(
        ("line", "message"),
        [
            ("::: linear/forwrad", "page:3: snippets/pytorch/linear.py has no cell 'forwrad'; it has create, forward. "
             "Did you mean 'forward'?"),
            ("::: linaer/forward", "page:3: no concept 'linaer' in snippets/. Did you mean 'linear'?"),
            ("::: linear", "page:3: expected '::: concept/cell', got '::: linear'"),
            ("::: rows linaer", "page:3: no concept 'linaer' in snippets/. Did you mean 'linear'?"),
        ],
    )  # fmt: skip
    def test_while_writing_a_line_that_names_nothing_is_told_in_its_place(
        self, linear: Project, line: str, message: str
    ) -> None:
        html = convert(f"Text.\n\n{line}\n\n::: linear/create\n", strict=False)
        assert text_of(re.findall(r'<p class="problem">(.*?)</p>', html)[0]) == f"Wrong {message}"
        assert '<div class="comparison" id="create"' in html

    def test_while_writing_a_snippet_that_is_no_python_is_told_in_its_place(self, linear: Project) -> None:
        linear.edit("snippets/pytorch/linear.py", "n = 3", "n = (3")
        html = convert("Text {{ linear/forward.n }}.\n\n::: linear/forward\n", strict=False)
        assert "Text <strong>Wrong</strong> <code>SyntaxError: '(' was never closed n = (3 ^</code>." in html
        assert '<p class="problem"><strong>Wrong</strong> <code>snippets/pytorch/linear.py:8: SyntaxError: ' in html

    def test_while_writing_a_wrong_mark_api_is_told(self, project: Project) -> None:
        project.pair("layout", '# %% flatten api="torch.Tensor.view"\nx = [1]\n')
        html = convert("::: layout/flatten\n", strict=False)
        assert "names 'torch.Tensor.view', and the cell uses no such attribute" in html

    def test_a_page_that_the_host_names_is_told_with_its_line_in_the_file(self, linear: Project) -> None:
        page = linear.page("learn/more.md", "---\ndescription: More.\n---\n\n# More\n\n::: linear/forwrad\n")
        with pytest.raises(PageError) as raised:
            convert("# More\n\n::: linear/forwrad\n", page=page)
        assert str(raised.value).startswith("docs/learn/more.md:7: snippets/pytorch/linear.py has no cell 'forwrad'")

    def test_a_processor_of_another_extension_is_not_taken_for_the_host(self, linear: Project) -> None:
        class Other(Preprocessor):
            file = "elsewhere"

            def run(self, lines: list[str]) -> list[str]:
                return lines

        markdown = converter()
        markdown.preprocessors.register(Other(markdown), "other", 1)
        assert 'id="create"' in markdown.convert("::: linear/create")


def test_a_saved_snippet_shows_on_the_next_page_that_is_converted(linear: Project) -> None:
    assert "999" not in convert("::: linear/create")
    linear.edit("snippets/pytorch/linear.py", "w = [1.0, 2.0]", "w = [1.0, 2.0][:999]")
    linear.rerecord(read_snippet(linear.root / "snippets/pytorch/linear.py"))
    assert "999" in convert("::: linear/create")
