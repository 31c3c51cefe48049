"""The frameworks that stand side by side: all that the machinery knows of each. A fourth one is added here.

Beside this it needs a dependency group, a color in `docs/assets/rosetta.css`, rules for links to its documentation
(`site/links.py`), a first cell for new pages (`new.py`), and MNIST where its loader looks (`run/mnist.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Framework:
    """A framework, known everywhere by the name of its folder below `snippets/`."""

    title: str
    """As it stands on tabs."""
    imports: tuple[str, ...]
    """Modules that every process for its snippets has imported; those with the same modules can share a server."""
    packages: tuple[str, ...]
    """Distributions whose versions a record tells, the framework's own first."""
    environment: str
    """The dependency group in `pyproject.toml` that its snippets run in."""
    device: Callable[[], str]
    """`CPU`, or the name of the graphics card that it finds; imports the framework."""
    late_imports: tuple[str, ...] = ()
    """Modules that it would import at the first use, for seconds."""
    required: bool = False
    """Whether every concept has a file of it; others join where they add something."""

    @property
    def version_of(self) -> str:
        """The distribution whose version is that of the framework."""
        return self.packages[0]


def _pytorch_device() -> str:
    import torch

    return torch.cuda.get_device_name(0) if torch.cuda.is_available() else "CPU"


def _tensorflow_device() -> str:
    import tensorflow as tf

    cards = tf.config.list_physical_devices("GPU")
    return tf.config.experimental.get_device_details(cards[0]).get("device_name", "GPU") if cards else "CPU"


FRAMEWORKS = {
    "pytorch": Framework(
        title="PyTorch",
        imports=("torch", "torchvision"),
        late_imports=("torch._dynamo",),  # comes with the first optimizer
        packages=("torch", "torchvision"),
        environment="pytorch",
        device=_pytorch_device,
        required=True,
    ),
    "tensorflow": Framework(
        title="TensorFlow",
        imports=("tensorflow", "keras"),
        packages=("tensorflow", "keras"),
        environment="tensorflow",
        device=_tensorflow_device,
        required=True,
    ),
    "keras": Framework(
        title="Keras",
        imports=("tensorflow", "keras"),
        packages=("keras", "tensorflow"),
        environment="tensorflow",
        device=_tensorflow_device,
    ),
}
"""By folder below `snippets/`, in the order of the tabs."""

REQUIRED = tuple(name for name, framework in FRAMEWORKS.items() if framework.required)
"""Frameworks every concept has."""

_MODULES = """
absl astunparse attr attrs cloudpickle contourpy cycler dateutil filelock flatbuffers fsspec functorch gast google
grpc h5py idna ipykernel jinja2 joblib jsonschema keras kiwisolver markdown markupsafe matplotlib mlxtend nbclient
nbformat networkx numpy nvidia optree packaging pandas pasta pip pluggy psutil py pygments pylab pyparsing pytest
requests rich rosetta scipy setuptools six sklearn sympy tensorboard tensorflow termcolor torch torchgen torchinfo
torchvision triton typing_extensions urllib3 wheel wrapt yaml
"""
MODULES = frozenset(_MODULES.split())
"""Modules of the environments that snippets run in, and of those that readers have, beside Python's own."""
