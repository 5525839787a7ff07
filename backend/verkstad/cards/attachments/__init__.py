"""Files, links and folder paths."""
