"""What a page says of its snippets as files: versions, downloads, one line to install, API names."""

from __future__ import annotations

import re

from rendered import convert, text_of
from tiny_project import VERSIONS, Project, cell_run

from rosetta.record.notebook import write_record
from rosetta.record.outcome import Run
from rosetta.source.cells import Snippet


def record_with(snippet: Snippet, device: str = "CPU", data: str = "", **versions: str) -> None:
    """Record `snippet` with other versions than usual."""
    runs = {cell.title: cell_run() for cell in snippet.cells}
    known = VERSIONS[snippet.framework] | versions
    write_record(Run(snippet, runs, versions=known, device=device, data=data), None)


def installs(html: str) -> list[str]:
    """The commands that install, one for each tab."""
    return re.findall(r"python -m pip install [^\n]*", re.sub(r"<[^>]+>", "", html).replace("&quot;", '"'))


class TestVersionsLine:
    def test_it_stands_before_the_first_section(self, linear: Project) -> None:
        html = convert("# Title\n\nIntroduction.\n\n## One\n\n::: linear/forward")
        line = '<p class="recorded-with">Recorded with PyTorch 2.9.0, TensorFlow 2.20.0 on CPU.</p>'
        assert html.index("Introduction") < html.index(line) < html.index("<h2")

    def test_it_tells_every_version_that_a_concept_of_the_page_was_recorded_with(self, project: Project) -> None:
        for concept, torch in (("first", "2.1.0"), ("second", "2.9.0")):
            for snippet in project.pair(concept, "# %% cell\nx = 1\n").values():
                record_with(snippet, **({"torch": torch} if snippet.framework == "pytorch" else {}))
        html = convert("::: first/cell\n\n::: second/cell")
        assert "Recorded with PyTorch 2.1.0 and 2.9.0, TensorFlow 2.20.0 on CPU.</p>" in html

    def test_it_says_which_graphics_card_a_cell_was_recorded_on(self, project: Project) -> None:
        for snippet in project.pair("mixed", '# %% train needs="cuda"\nx = 1\n').values():
            record_with(snippet, device="NVIDIA H200" if snippet.framework == "pytorch" else "CPU")
        html = convert("::: mixed/train")
        assert "Recorded with PyTorch 2.9.0, TensorFlow 2.20.0 on NVIDIA H200 and CPU.</p>" in html

    def test_it_says_which_data_took_the_place_of_others(self, project: Project) -> None:
        for snippet in project.pair("digits", "# %% load\nx = 1\n").values():
            record_with(snippet, data="small digits")
        assert "TensorFlow 2.20.0 on CPU, data: small digits.</p>" in convert("::: digits/load")

    def test_while_writing_there_is_none_where_a_record_is_stale(self, linear: Project) -> None:
        linear.edit("snippets/pytorch/linear.py", "w = [1.0, 2.0]", "w = [1.0, 3.0]")
        html = convert("::: linear/create", strict=False)
        assert ("recorded-with" in html, "pip install" in html, "linear.ipynb" in html) == (False, False, True)


class TestDownloads:
    def test_each_framework_has_its_files(self, linear: Project) -> None:
        html = convert("::: linear/forward")
        for file in ("pytorch/linear.py", "pytorch/linear.ipynb", "tensorflow/linear.py", "tensorflow/linear.ipynb"):
            assert f'<a download="{file.partition("/")[2]}" href="recorded/{file}">' in html
        assert "Colab" not in html

    def test_a_file_that_a_cell_writes_stands_among_them(self, project: Project) -> None:
        project.record(project.snippet("pytorch", "saving", '# %% save writes="weights.npz"\nsave()\n'))
        project.record(project.snippet("tensorflow", "saving", "# %% save\nread()\n"))
        html = convert("::: saving/save")
        assert "<th>Files it leaves</th>" in html
        assert '<a download="weights.npz" href="recorded/pytorch/saving.weights.npz">weights.npz</a>' in html

    def test_a_repository_gives_links_to_the_source_and_to_the_record_in_colab(self, linear: Project) -> None:
        html = convert("::: linear/forward", repository="https://github.com/some/where")
        inside = "some/where/blob/main/snippets/pytorch/linear"
        assert (
            f'<a href="https://colab.research.google.com/github/{inside}.ipynb" '
            'title="The code and its outputs, without the text of this page">' in html
        )
        assert f'href="https://github.com/{inside}.py"' in html

    def test_colab_opens_the_notebook_with_prose_where_a_branch_holds_it(self, linear: Project) -> None:
        html = convert("::: linear/forward", repository="https://github.com/some/where", notebooks="notebooks")
        assert (
            '<a href="https://colab.research.google.com/github/some/where/blob/notebooks/pytorch/linear.ipynb" '
            'title="With the text of this page">' in html
        )
        assert 'href="https://github.com/some/where/blob/main/snippets/pytorch/linear.py"' in html


class TestCommands:
    def test_one_line_installs_what_the_record_was_made_with_and_what_the_file_imports(self, project: Project) -> None:
        text = "# %% plot\nimport matplotlib.pyplot as plt\nfrom sklearn import datasets\n"
        for framework in ("pytorch", "tensorflow"):
            project.record(project.snippet(framework, "curves", text))
        html = convert("::: curves/plot")
        assert installs(html) == [
            'python -m pip install "torch==2.9.0" "torchvision==0.24.0" "numpy==2.3.0" matplotlib scikit-learn',
            'python -m pip install "tensorflow==2.20.0" "keras==3.11.0" "numpy==2.3.0" matplotlib scikit-learn',
        ]
        assert "uv run curves.py installs what the file was recorded with" in text_of(html)
        assert "(recorded: 3.11.9)" in text_of(html)

    def test_it_serves_all_files_of_a_framework_on_the_page(self, project: Project) -> None:
        for concept, torch, imported in (("first", "2.1.0", "PIL"), ("second", "2.9.0", "pandas")):
            for snippet in project.pair(concept, f"# %% cell\nimport {imported}\n").values():
                record_with(snippet, **({"torch": torch} if snippet.framework == "pytorch" else {}))
        html = convert("::: first/cell\n\n::: second/cell")
        assert installs(html)[0] == ('python -m pip install torch "torchvision==0.24.0" "numpy==2.3.0" pillow pandas')

    def test_its_tabs_are_no_comparison(self, linear: Project) -> None:
        html = convert("::: linear/create\n\n::: linear/forward")
        assert (html.count('class="comparison"'), html.count('class="tabbed-set')) == (2, 3)

    def test_those_that_end_a_page_stand_in_no_paragraph(self, linear: Project) -> None:
        html = convert("::: linear/forward")
        assert html.endswith("</div>\n</div>\n</div>")
        assert "<p><div" not in html


class TestNames:
    def test_the_names_that_the_cells_use_lead_to_their_documentation(self, project: Project) -> None:
        project.record(project.snippet("pytorch", "made", "# %% make\nimport torch\n\nx = torch.nn.Linear\n"))
        project.record(project.snippet("tensorflow", "made", "# %% make\nx = 1\n"))
        html = convert("::: made/make")
        address = "https://docs.pytorch.org/docs/stable/generated/torch.nn.Linear.html"
        assert f'<a href="{address}"><code>torch.nn.Linear</code></a>' in html

    def test_a_page_whose_cells_use_none_has_no_empty_row_or_section(self, linear: Project) -> None:
        html = convert("::: linear/forward")
        assert "API names used" not in html
        assert rows(html) == 3

    def test_nor_has_one_whose_records_are_stale_while_writing(self, linear: Project) -> None:
        linear.edit("snippets/pytorch/linear.py", "w = [1.0, 2.0]", "w = [1.0, 3.0]")
        assert rows(convert("::: linear/forward", strict=False)) == 3


def rows(html: str) -> int:
    """How many rows the table of downloads has, its head and empty ones too."""
    return html[html.index("Run it yourself") :].count("<tr>")
