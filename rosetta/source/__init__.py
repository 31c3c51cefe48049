"""What is written: snippet files, their cells and marks."""
