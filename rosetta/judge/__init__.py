"""How counterparts relate; needs no framework."""
