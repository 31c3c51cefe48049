"""What the site's search reads: the names and the words of its sections and rows, made from sources and records."""
