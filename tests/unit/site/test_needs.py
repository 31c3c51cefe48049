"""What a reader needs for one snippet is read from its record, its imports and its counterparts."""

from __future__ import annotations

import pytest
from tiny_project import VERSIONS, Project, cell_run

from rosetta.errors import RecordError
from rosetta.judge.concepts import Concepts
from rosetta.record.notebook import write_record
from rosetta.record.outcome import Run
from rosetta.site.needs import KeptFile, Needs, needs


def needs_of(project: Project, text: str, framework: str = "pytorch", **versions: str) -> Needs:
    """What a snippet with this text needs, recorded with these versions too."""
    snippet = project.snippet(framework, "concept", text)
    runs = {cell.title: cell_run() for cell in snippet.cells}
    write_record(Run(snippet, runs, versions=VERSIONS[framework] | versions, device="CPU"), None)
    return needs(Concepts(project.root / "snippets")["concept"], framework)


def test_recorded_packages_have_their_version_with_the_frameworks_own_first(project: Project) -> None:
    assert needs_of(project, "# %% cell\nx = 1\n").packages == {
        "torch": "torch==2.9.0",
        "torchvision": "torchvision==0.24.0",
        "numpy": "numpy==2.3.0",
    }


def test_keras_needs_its_backend(project: Project) -> None:
    needed = needs_of(project, "# %% cell\nimport keras\n", "keras")
    assert list(needed.packages.values()) == ["keras==3.11.0", "tensorflow==2.20.0", "numpy==2.3.0"]


def test_other_imports_are_needed_too_by_the_name_of_their_package(project: Project) -> None:
    text = """
        # %% cell
        import os.path, matplotlib.pyplot as plt
        from torch import nn
        from PIL import Image

        def later():
            from sklearn.datasets import load_digits

            return load_digits()
        """
    packages = needs_of(project, text).packages
    assert list(packages) == ["torch", "torchvision", "numpy", "matplotlib", "PIL", "sklearn"]
    assert list(packages.values())[3:] == ["matplotlib", "pillow", "scikit-learn"]


def test_a_recorded_version_of_another_import_is_used(project: Project) -> None:
    needed = needs_of(project, "# %% cell\nfrom sklearn import datasets\n", **{"scikit-learn": "1.9.1"})
    assert needed.install.endswith('"numpy==2.3.0" "scikit-learn==1.9.1"')


def test_the_local_part_of_a_version_which_no_index_knows_is_left_out(project: Project) -> None:
    assert needs_of(project, "# %% cell\nx = 1\n", torch="2.9.0+cpu").packages["torch"] == "torch==2.9.0"


def test_files_that_it_leaves_and_that_it_opens(project: Project) -> None:
    for framework, other in (("pytorch", "tensorflow"), ("tensorflow", "pytorch"), ("pytorch", "tensorflow")):
        text = f'# %% write writes="weights_{framework}.npz"\nsave()\n\n# %% read\nload("out/weights_{other}.npz")\n'
        project.record(project.snippet(framework, "models", text))
    keras = project.snippet("keras", "models", "# %% define\nx = 1\n")
    project.record(keras)
    concept = Concepts(project.root / "snippets")["models"]
    needed = needs(concept, "pytorch")
    assert needed.opens == (KeptFile("weights_tensorflow.npz", "tensorflow/models.weights_tensorflow.npz"),)
    assert needed.leaves == (KeptFile("weights_pytorch.npz", "pytorch/models.weights_pytorch.npz"),)
    assert (needs(concept, "keras").opens, needs(concept, "keras").leaves) == ((), ())


def test_a_file_that_another_framework_leaves_under_the_same_name_is_not_opened(project: Project) -> None:
    project.pair("models", '# %% write writes="weights.npz"\nsave("weights.npz")\n')
    needed = needs(Concepts(project.root / "snippets")["models"], "pytorch")
    assert needed.opens == ()
    assert needed.leaves == (KeptFile("weights.npz", "pytorch/models.weights.npz"),)


def test_a_stale_record_is_refused(project: Project) -> None:
    project.pair("plain", "# %% cell\nx = 1\n")
    project.edit("snippets/pytorch/plain.py", "x = 1", "x = 2")
    with pytest.raises(RecordError, match=r"was recorded from another version of plain\.py"):
        needs(Concepts(project.root / "snippets")["plain"], "pytorch")
