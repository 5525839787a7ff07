"""Verkstad turns action plans into work that everyone can see."""

__version__ = "0.1.0"
