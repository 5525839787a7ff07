"""Saved views: ways of looking that somebody has kept, for themselves or for all who read a plan."""
