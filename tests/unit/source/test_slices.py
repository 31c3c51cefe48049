"""Which lines a cell needs to run by itself."""

from __future__ import annotations

from tiny_project import Project

from rosetta.source.slices import pieces


def copied(project: Project, text: str, title: str = "last", with_draws: bool = True) -> list[str]:
    """The lines that are copied with the cell `title`, without its own."""
    snippet = project.snippet("pytorch", "linear", text)
    lines = snippet.path.read_text(encoding="utf-8").split("\n")
    *needed, _ = pieces(snippet, with_draws)[title]
    return [line for first, last in needed for line in lines[first - 1 : last]]


def test_a_cell_takes_the_statements_that_bind_its_names_and_theirs(project: Project) -> None:
    text = """
        # %% inputs hidden="true"
        import torch
        import math
        x = torch.ones(2)
        z = math.pi

        # %% last
        y = x + 1
    """
    assert copied(project, text) == ["import torch", "x = torch.ones(2)"]


def test_a_cell_takes_what_changes_its_objects_through_other_names_too(project: Project) -> None:
    text = """
        # %% first
        import torch
        base = torch.ones(2)
        view = base.view(2)
        other = torch.ones(2)
        view.add_(1)
        other.add_(1)

        # %% last
        base
    """
    assert copied(project, text) == [
        "import torch",
        "base = torch.ones(2)",
        "view = base.view(2)",
        "view.add_(1)",
    ]


def test_training_changes_the_model_that_the_loss_came_from(project: Project) -> None:
    text = """
        # %% first
        from torch import nn, ones, optim
        model = nn.Linear(2, 1)
        optimizer = optim.SGD(model.parameters())
        loss = model(ones(2)).sum()
        loss.backward()
        optimizer.step()
        print(loss)

        # %% last
        model.weight
    """
    assert copied(project, text)[-3:] == ["loss = model(ones(2)).sum()", "loss.backward()", "optimizer.step()"]


def test_what_draws_takes_the_seed_and_all_draws_after_it(project: Project) -> None:
    text = """
        # %% first
        import torch
        torch.manual_seed(0)
        before = torch.rand(2)
        ones = torch.ones(2)

        # %% last
        torch.rand(3)
    """
    assert copied(project, text) == ["import torch", "torch.manual_seed(0)", "before = torch.rand(2)"]
    assert copied(project, text, with_draws=False) == ["import torch", "torch.manual_seed(0)"]


def test_a_function_brings_what_it_uses_when_it_is_called(project: Project) -> None:
    text = """
        # %% first
        def scaled(x):
            return x * factor

        factor = 2
        unused = 3

        # %% last
        scaled(1)
    """
    assert copied(project, text) == ["def scaled(x):", "    return x * factor", "factor = 2"]


def test_the_last_setting_of_a_kind_and_the_file_that_is_read_come_along(project: Project) -> None:
    text = """
        # %% first
        import torch
        torch.set_default_dtype(torch.float64)
        torch.set_default_dtype(torch.float32)
        torch.save(1, "one.pt")

        # %% last
        torch.load("one.pt")
    """
    assert copied(project, text) == [
        "import torch",
        "torch.set_default_dtype(torch.float32)",
        'torch.save(1, "one.pt")',
    ]


def test_a_folder_that_a_part_of_a_path_names_is_made_first(project: Project) -> None:
    text = """
        # %% first
        from pathlib import Path
        Path("run").mkdir(exist_ok=True)

        # %% last
        Path("run/kept.txt").write_text("1")
    """
    assert copied(project, text) == ["from pathlib import Path", 'Path("run").mkdir(exist_ok=True)']


def test_a_loop_changes_what_it_goes_over(project: Project) -> None:
    text = """
        # %% first
        others = [object(), object()]
        for one, number in zip(others, [1, 2]):
            one.grad = number

        # %% last
        others[0].grad
    """
    assert copied(project, text) == [
        "others = [object(), object()]",
        "for one, number in zip(others, [1, 2]):",
        "    one.grad = number",
    ]


def test_an_attribute_of_a_function_is_set_first(project: Project) -> None:
    text = """
        # %% first
        def count():
            count.calls += 1
        count.calls = 0
        count()

        # %% last
        count.calls
    """
    assert copied(project, text)[:3] == ["def count():", "    count.calls += 1", "count.calls = 0"]
