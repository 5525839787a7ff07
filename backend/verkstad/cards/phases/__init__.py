"""Phases, each with a leader and dates."""
