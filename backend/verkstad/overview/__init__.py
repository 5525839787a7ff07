"""The whole across all plans, read in one minute."""
