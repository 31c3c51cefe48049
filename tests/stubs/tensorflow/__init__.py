"""Stand-in for TensorFlow; as noisy on the error descriptor when it is imported as the original."""

import os
from types import SimpleNamespace

os.write(2, b"I0000 00:00:1700000000.000000 1 port.cc:153] oneDNN custom operations are on.\n")

config = SimpleNamespace(list_physical_devices=lambda kind: [])
