"""Assignments: what, who, when and how it stands."""
