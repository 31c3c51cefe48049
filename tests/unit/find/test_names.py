"""All public names, and where each leads."""

from __future__ import annotations

import pytest
from tiny_project import Project

from rosetta.find.names import names_table, rows
from rosetta.site.sections import title_of
from rosetta.site.sources import Sources


def test_a_page_is_called_what_nav_calls_it_or_what_its_heading_says(found: Project) -> None:
    found.edit("mkdocs.yml", "- learn/seeds.md", "- Random seeds: learn/seeds.md")
    assert [title_of(page) for page in Sources(found.root).pages] == ["Home", "Random seeds", "Map"]


def test_a_row_has_the_names_that_it_is_about_and_its_verdict(found: Project) -> None:
    assert [(row.place.anchor, row.names, row.kind) for row in rows(Sources(found.root))] == [
        ("torch.nn.Linear", (("torch.nn.Linear",), ("tf.keras.layers.Dense",), ()), "same"),
        ("torch.nn.LazyLinear", (("torch.nn.LazyLinear",), (), ()), "only"),
    ]


def test_a_row_of_a_function_has_the_method_that_does_the_same(found: Project) -> None:
    for framework, call in (("pytorch", "torch.reshape(n, [2])"), ("tensorflow", "tf.reshape(n, [2])")):
        path = f"snippets/{framework}/api_layers.py"
        found.write(path, found.read(path) + f"\n# %% reshape\n{call}\n")
    names = next(row.names for row in rows(Sources(found.root)) if row.place.title == "reshape")
    assert names == (("torch.reshape", "torch.Tensor.reshape"), ("tf.reshape",), ())


def test_a_row_whose_record_is_stale_has_no_verdict(found: Project) -> None:
    found.edit("snippets/pytorch/api_layers.py", "nn.Linear(2, 3)", "nn.Linear(3, 3)")
    assert [row.kind for row in rows(Sources(found.root))] == ["stale", "stale"]


def test_a_row_that_no_name_leads_to_is_told_by_its_title(found: Project) -> None:
    for framework, call in (("pytorch", "nn.Linear(2, 3)"), ("tensorflow", "tf.keras.layers.Dense(3)")):
        path = f"snippets/{framework}/api_layers.py"
        found.write(path, found.read(path) + f"\n# %% without-bias\n{call}\n")
    assert [row.title for row in rows(Sources(found.root))] == ["", "", "without bias"]


def test_names_lead_to_rows_and_others_to_sections_the_most_used_first(found: Project) -> None:
    sources = Sources(found.root)
    table = names_table(sources, rows(sources))
    assert table["frameworks"] == ["PyTorch", "TensorFlow", "Keras"]
    assert table["pages"] == [["", "Home"], ["learn/seeds/", "Seeds"], ["reference/map/", "Map"]]
    assert table["places"] == [
        [2, "torch.nn.Linear", "same", [["torch.nn.Linear"], ["tf.keras.layers.Dense"], []], ""],
        [2, "torch.nn.LazyLinear", "only", [["torch.nn.LazyLinear"], [], []], ""],
        [1, "set-the-seed", "section", [], "Set the seed"],
    ]
    assert [(name, place) for name, _, place in table["names"]] == [
        ("torch.nn.Linear", 0),
        ("tf.keras.layers.Dense", 0),
        ("tf.random.set_seed", 2),
        ("torch.manual_seed", 2),
        ("torch.nn.LazyLinear", 1),
    ]
    uses = [uses for _, uses, _ in table["names"]]
    assert uses == sorted(uses, reverse=True)
    assert uses[0] > 1000


@pytest.mark.parametrize("other", ["keras.layers.Dense", "tf.keras.layers.Dense"])
def test_keras_has_its_names_once(found: Project, other: str) -> None:
    text = f"""
        # %% create
        import {"tensorflow as tf" if other.startswith("tf") else "keras"}

        {other}(3)
    """
    found.record(found.snippet("pytorch", "dense", "# %% create\n1\n"))
    for framework in ("tensorflow", "keras"):
        found.record(found.snippet(framework, "dense", text))
    found.page("learn/dense.md", "# Dense\n\n::: dense/create\n")
    sources = Sources(found.root)
    names = [name for name, _, _ in names_table(sources, rows(sources))["names"]]
    assert [name for name in names if name.endswith("Dense")] == ["tf.keras.layers.Dense"]
