"""Tests of the house, mirroring backend/verkstad."""
