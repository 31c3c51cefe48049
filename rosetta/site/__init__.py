"""Showing it; needs no framework."""
