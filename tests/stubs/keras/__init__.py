"""Stand-in for Keras."""
