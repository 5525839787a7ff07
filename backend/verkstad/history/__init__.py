"""The log: everything that happens is one event in one stream."""
