"""The contract from the running server, for machines and for people."""
