"""`api.json`, and how much of counted usage the cells cover."""

from __future__ import annotations

import json

import jsonschema
import pytest
from tiny_project import Project, cell_run

from rosetta.machines.api_json import schema_file

VALUE = {"variable": "n", "relation": "same", "types": "int", "max_difference": 0.0}
ROWS = [
    {
        "concept": "api_layers",
        "cell": "linear",
        "address": "map/#torch.nn.Linear",
        "about": {"pytorch": "torch.nn.Linear", "tensorflow": "tf.keras.layers.Dense"},
        "names": {"pytorch": ["torch.nn.Linear"], "tensorflow": ["tf.keras.layers.Dense"]},
        "code": {"pytorch": "n = nn.Linear(2, 3)", "tensorflow": "n = tf.keras.layers.Dense(3)"},
        "verdict": {"kind": "same", "values": [VALUE]},
        "note": "The kernel is transposed.",
    },
    {
        "concept": "api_layers",
        "cell": "lazy",
        "address": "map/#torch.nn.LazyLinear",
        "about": {"pytorch": "torch.nn.LazyLinear"},
        "names": {"pytorch": ["torch.nn.LazyLinear"]},
        "code": {"pytorch": "nn.LazyLinear(3)"},
        "verdict": {"kind": "only"},
        "note": "Every layer is.",
    },
]
USAGE = (
    "api\tcalls\tstatus\ntorch.nn.Linear\t30\tok\ntorch.nn.GRU\t9\tok\ntorch.nn.Conv2d\t1\tok\ntorch.old\t99\tmissing\n"
)


def layers(project: Project) -> None:
    """The concept `api_layers`: a pair, a cell of PyTorch's alone, and a hidden one."""
    pytorch = """
        # %% inputs hidden="true"
        from torch import nn

        # %% linear same="n" note="The kernel is transposed."
        n = nn.Linear(2, 3)

        # %% lazy only="pytorch" why="Every layer is."
        nn.LazyLinear(3)
    """
    tensorflow = """
        # %% inputs hidden="true"
        import tensorflow as tf

        # %% linear same="n"
        n = tf.keras.layers.Dense(3)
    """
    for framework, text in (("pytorch", pytorch), ("tensorflow", tensorflow)):
        project.record(project.snippet(framework, "api_layers", text), linear=cell_run(n=9))
    project.page("map.md", "# Map\n\n::: rows api_layers\n")


def test_api_json_has_a_row_for_each_cell_that_pages_show(project: Project) -> None:
    layers(project)
    assert project.run("pages")[0] == 0
    content = json.loads(project.read("docs/api.json"))
    versions = [row.pop("versions") for row in content["rows"]]
    assert content == {"$schema": "api.schema.json", "version": 2, "rows": ROWS}
    assert [list(one) for one in versions] == [["pytorch", "tensorflow"], ["pytorch"]]


def test_api_json_follows_its_schema_and_is_the_same_bytes_every_time(project: Project) -> None:
    layers(project)
    assert project.run("pages")[0] == 0
    first, schema = project.read("docs/api.json"), json.loads(project.read("docs/api.schema.json"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(first), schema)
    (project.root / "docs/api.json").unlink()
    assert project.run("pages")[0] == 0
    assert project.read("docs/api.json") == first


def test_the_schema_refuses_a_row_without_a_verdict() -> None:
    schema = json.loads(schema_file())
    with pytest.raises(jsonschema.ValidationError, match="'verdict' is a required property"):
        jsonschema.validate(
            {
                "$schema": "api.schema.json",
                "version": 2,
                "rows": [{"concept": "a", "cell": "b", "code": {}, "versions": {}}],
            },
            schema,
        )


def test_a_cell_of_a_stale_record_is_left_out_while_writing(project: Project) -> None:
    layers(project)
    project.edit("snippets/pytorch/api_layers.py", "nn.Linear(2, 3)", "nn.Linear(3, 3)")
    assert project.run("pages")[0] == 1
    assert project.run("pages", "--lenient")[0] == 0
    assert json.loads(project.read("docs/api.json"))["rows"] == []


def test_coverage_counts_calls_of_names_that_exist_and_names_the_most_called_without(project: Project) -> None:
    layers(project)
    project.write("usage.tsv", USAGE)
    assert project.run("coverage", "usage.tsv") == (
        0,
        "usage.tsv: 30 of 40 calls have cells, 75.0%\n"
        "usage.tsv: 30 of 40 calls have rows of the API map, 75.0%\n"
        "  most called without: torch.nn.GRU 9, torch.nn.Conv2d 1\n",
        "",
    )


def test_both_names_of_keras_are_one(project: Project) -> None:
    layers(project)
    project.write("usage.tsv", "api\tcalls\tstatus\nkeras.layers.Dense\t3\tok\n")
    assert "3 of 3 calls have cells, 100.0%" in project.run("coverage", "usage.tsv")[1]


def test_a_table_without_the_columns_is_told_with_its_line(project: Project) -> None:
    layers(project)
    project.write("usage.tsv", "api\tcalls\ntorch.nn.Linear\t3\n")
    assert project.run("coverage", "usage.tsv") == (
        1,
        "",
        "usage.tsv:2: expected columns api, calls (a number) and status\n",
    )


def test_a_table_with_nothing_to_count_is_told(project: Project) -> None:
    project.write("mkdocs.yml", "site_name: Test\n")
    project.write("usage.tsv", "api\tcalls\tstatus\ntorch.nn.Linear\t3\tmissing\n")
    assert project.run("coverage", "usage.tsv") == (
        1,
        "",
        "usage.tsv: no row has the status ok, so there is nothing to count\n",
    )


def test_a_table_that_is_not_there_is_told(project: Project) -> None:
    project.write("mkdocs.yml", "site_name: Test\n")
    assert project.run("coverage", "usge.tsv") == (1, "", "usge.tsv: cannot be read: No such file or directory\n")
