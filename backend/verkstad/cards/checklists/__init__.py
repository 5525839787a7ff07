"""Checklists: rows with a person and a date, ticked off, ordered, made into assignments."""
