"""Running snippets; needs a framework."""
