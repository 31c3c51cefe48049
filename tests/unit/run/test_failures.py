"""What goes wrong in a snippet is told by both commands, `snippets` and `record`, and the other files go on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pytest_project import PytestProject, write

pytest_plugins = ["pytester"]

FAILURES = {
    "syntax": ("# %% create\nw = (\n", "2: SyntaxError: '(' was never closed\n    w = (\n        ^"),
    "raises": (
        "# %% create\ndef half(n):\n    return 1 / n\n\n\nhalf(0)\n",
        "3: cell 'create' raised ZeroDivisionError: division by zero\n"
        "    raises.py:6 in cell 'create'\n        half(0)\n"
        "    raises.py:3 in half\n        return 1 / n",
    ),
    "raises_nothing": (
        '# %% create raises="ValueError"\nw = 1\n',
        "1: cell 'create' expected ValueError, and nothing was raised: move the mark to the cell that raises it",
    ),
    "raises_another": (
        '# %% create raises="ValueError"\nint(None)\n',
        "2: cell 'create' expected ValueError, got TypeError: int() argument must be a string, a bytes-like object or "
        "a real number, not 'NoneType'\n    raises_another.py:2 in cell 'create'\n        int(None)",
    ),
    "warns": (
        "# %% create\nimport warnings\n\nwarnings.warn('Implicit dimension', UserWarning)\n",
        "4: cell 'create' raised UserWarning: Implicit dimension (warnings are errors here)\n"
        "    warns.py:4 in cell 'create'\n        warnings.warn('Implicit dimension', UserWarning)",
    ),
    "marks_a_model": (
        '# %% create same="model"\nclass Linear:\n    pass\n\n\nmodel = Linear()\n',
        "1: cell 'create' has a wrong mark: 'model' is a Linear; a mark needs an array, a number, a string or a list "
        "of them",
    ),
    "marks_much": (
        '# %% create same="xs"\nimport numpy as np\n\nxs = np.zeros(2000)\n',
        "1: cell 'create' has a wrong mark: 'xs' has 2,000 numbers; a record keeps 1,000: mark a summary or a slice "
        "of it",
    ),
    "marks_nothing": (
        '# %% create same="xs"\nx = 1\n',
        "1: cell 'create' has a wrong mark: 'xs' is not defined after the cell. Did you mean 'x'?",
    ),
    "connects": (
        '# %% create\nfrom urllib.request import urlopen\n\nurlopen("http://example.com/")\n',
        "4: cell 'create' raised NetworkRefused: a snippet cannot open a network connection (to example.com)\n"
        "    connects.py:4 in cell 'create'\n        urlopen(\"http://example.com/\")",
    ),
    "asks": (
        "# %% create\ninput()\n",
        "2: cell 'create' raised EOFError: a snippet cannot call input(): nobody is there to answer\n"
        "    asks.py:2 in cell 'create'\n        input()",
    ),
    "exits": ("# %% create\nimport sys\n\nsys.exit(3)\n", "4: cell 'create' called sys.exit(3)"),
    "ends_its_process": (
        "# %% create\nimport os\n\nos._exit(3)\n",
        "1: cell 'create' ended the process with exit code 3, as os._exit does",
    ),
    "is_killed": (
        "# %% create\nimport os\n\nos.kill(os.getpid(), 9)\n",
        "1: cell 'create' killed by signal 9 (SIGKILL), perhaps out of memory",
    ),
    "loops": (
        "# %% train\nwhile True: pass\n",
        "2: cell 'train' still running after 1 s\n    loops.py:2 in cell 'train'\n        while True: pass",
    ),
    "prints_much": (
        "# %% create\nprint('x' * 2_100_000)\n",
        "1: cell 'create' printed 2.1 MB; the limit is 20 kB",
    ),
}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="elsewhere processes end in other ways")
@pytest.mark.parametrize("recording", [False, True], ids=["snippets", "record"])
def test_each_failure_is_told_in_full_and_does_not_stop_the_others(recorded: PytestProject, recording: bool) -> None:
    for name, (text, _) in FAILURES.items():
        write(f"snippets/pytorch/{name}.py", text)
    options = ["--record-snippets", "--snippet-again"] * recording
    session = recorded.check("snippets", "--snippet-time-limit=1", *options)
    assert session.status == 1
    told = {test.removeprefix("pytorch/"): message for test, message in session.tests.items()}
    assert [told.pop(f"linear.py::{title}") for title in ("create", "forward", "backward")] == ["passed"] * 3
    assert {test.partition(".py::")[0]: message for test, message in told.items()} == {
        name: f"snippets/pytorch/{name}.py:{message}" for name, (_, message) in FAILURES.items()
    }
    assert [path.name for path in Path("snippets/pytorch").glob("*.ipynb")] == ["linear.ipynb"]
