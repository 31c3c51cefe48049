"""What came of running them: values, outputs, and the notebooks that keep both."""
