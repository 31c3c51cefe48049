"""Downloads say what they were recorded with, how to install it, and which files they need and leave."""

from __future__ import annotations

import re
import tomllib

from tiny_project import Project

from rosetta.judge.concepts import Concept, Concepts
from rosetta.record.outcome import CellRun, Run
from rosetta.site import preface
from rosetta.site.needs import needs

SITE = "https://example.org/rosetta/"


def models(project: Project, data: str = "") -> Concept:
    """A concept whose files need each other's."""
    for framework, other in (("pytorch", "tensorflow"), ("tensorflow", "pytorch"), ("pytorch", "tensorflow")):
        text = f'# %% write writes="weights_{framework}.npz"\nload("weights_{other}.npz")\n'
        snippet = project.snippet(framework, "models", text)
        versions = {"python": "3.11.9", "torch": "2.9.0"}
        project.record_run(Run(snippet, {"write": CellRun([], {}, 0)}, versions=versions, device="CPU", data=data))
    return Concepts(project.root / "snippets")["models"]


def script(project: Project, site: str = SITE, data: str = "") -> str:
    concept = models(project, data)
    return preface.script(concept.snippets["pytorch"], needs(concept, "pytorch"), site)


def test_a_python_file_starts_with_what_uv_reads(project: Project) -> None:
    # the expression of the specification, which tools use
    block = re.search(r"(?m)^# /// (?P<type>[a-zA-Z0-9-]+)$\s(?P<content>(^#(| .*)$\s)+)^# ///$", script(project))
    assert block is not None
    assert block["type"] == "script"
    content = "".join(line[2:] if line.startswith("# ") else line[1:] for line in block["content"].splitlines(True))
    assert tomllib.loads(content) == {
        "requires-python": "==3.11.*",
        "dependencies": ["torch==2.9.0", "torchvision"],
    }


def test_it_says_the_same_to_people_with_the_files_that_it_opens_and_leaves(project: Project) -> None:
    assert script(project).partition("# ///\n")[2] == (
        "#\n"
        "# Recorded with Python 3.11.9, torch 2.9.0 on CPU. To install these and run it, with uv:\n"
        "#     uv run models.py\n"
        "# or without:\n"
        '#     python -m pip install "torch==2.9.0" torchvision\n'
        "#     python models.py\n"
        "# It opens weights_tensorflow.npz, which the TensorFlow file leaves: put it into the same folder. "
        "It is at https://example.org/rosetta/recorded/tensorflow/models.weights_tensorflow.npz\n"
        "# It leaves weights_pytorch.npz in the folder where it runs.\n"
        "#\n"
        "\n"
    )


def test_it_says_that_it_downloads_mnist_and_which_digits_the_record_has(project: Project) -> None:
    text = script(project, data="small digits")
    assert "# Recorded with Python 3.11.9, torch 2.9.0 on CPU, data: small digits. " in text
    assert (
        "# It downloads MNIST, unless it is there: "
        "data/MNIST/raw for torchvision, ~/.keras/datasets/mnist.npz for Keras.\n" in text
    )


def test_without_an_address_of_the_site_the_page_is_named_as_the_place_of_a_file(project: Project) -> None:
    assert "put it into the same folder. Its page has it, under Run it yourself.\n" in script(project, site="")


def test_a_notebook_opens_with_the_same_in_paragraphs(project: Project) -> None:
    concept = models(project)
    assert preface.opening(needs(concept, "pytorch"), SITE).split("\n\n") == [
        "Recorded with Python 3.11.9, torch 2.9.0 on CPU. "
        "The next cell installs them if one is missing; otherwise it leaves your versions alone.",
        "It opens weights_tensorflow.npz, which the TensorFlow file leaves: put it into the same folder. "
        "It is at https://example.org/rosetta/recorded/tensorflow/models.weights_tensorflow.npz",
        "It leaves weights_pytorch.npz in the folder where it runs.",
    ]
