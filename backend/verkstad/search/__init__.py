"""Finding assignments, plans and people by what is written, as far as the reader may see it."""
