"""History in words: what happened to an assignment or a plan, by whom and when, with old and new values."""
