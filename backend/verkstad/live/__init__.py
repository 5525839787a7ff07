"""Everything at once, for one browser: snapshot, stream, presence."""
