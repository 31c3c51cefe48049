"""Deep learning tasks in PyTorch, TensorFlow and Keras side by side, every pair run and proven."""

FRAMEWORKS = {"pytorch": "PyTorch", "tensorflow": "TensorFlow", "keras": "Keras"}
"""Folder of each framework below `snippets/`, and the title of its tabs, in the order of the tabs."""

REQUIRED = ("pytorch", "tensorflow")
"""Frameworks every concept has; Keras joins where it adds something."""
