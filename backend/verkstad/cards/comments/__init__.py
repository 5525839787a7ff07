"""Comments, with mentions."""
