"""What machines read of the site: the API map as data, and every page as plain Markdown."""
