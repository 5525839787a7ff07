"""Labels that an assignment carries."""
